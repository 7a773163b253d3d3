#pragma once
/* Suppression: which counts of a table to leave out, so that no small count can be read off it,
 * worked out from its totals, or pinned down too closely. */

#include "method/cube.h"

enum cell_state {
    CELL_SHOWN,
    CELL_PRIMARY,   /* left out for what it is */
    CELL_SECONDARY, /* left out so that others cannot be worked out */
};

enum suppression_cost {
    COST_CELLS,  /* leave out few cells; a total weighs as many as it sums */
    COST_COUNTS, /* leave out small counts */
};

struct suppression_rule {
    int64_t least; /* counts 1 ... least - 1 are left out: least is the smallest count shown */
    int64_t width; /* of the interval that anyone can work out for a cell left out; >= 1 */
    bool zeros;    /* leave out 0 too. If not, a reader knows that what is left out is at least 1 */
    enum suppression_cost cost;
    const bool *sensitive; /* more cells to leave out, or NULL: dominance, a linked table, an
                            * earlier release that left them out */
    const bool *open;      /* cells that are known anyway and cannot be left out, or NULL */
};

/* No upper limit: every total of the cell is left out too. */
#define COUNT_NO_LIMIT INT64_MAX

struct count_range {
    int64_t low, high;
};

/* All by cell of the cube. */
struct suppression {
    enum cell_state *state;
    struct count_range
        *range; /* two counts that both occur in a table of whole numbers which agrees
                 * with all that is shown; the count itself, twice, where it is shown */
    int64_t primary, secondary;
};

/* Chooses the cells to leave out. Each gets a proof: a table of other whole numbers, equal in all
 * that is shown, in which it differs by at least the width. A proof is a sum of moves, each of them
 *
 *          . . + . . - .        along one dimension one category gains and another loses, or one
 *          . . . . . . .        gains and so do all its totals; over two or three dimensions the
 *          . . - . . + .        product of such changes, which leaves every equation true
 *
 * so that a cell's row and column need not both be left out whole; or, in a part of the table that
 * is not large, any table that a linear programme finds. Cheapest moves first (by cost for each
 * unit of width gained), then each cell that turned out not to be needed is shown again. Not the
 * least possible, but near it; the same table always gives the same answer.
 *
 * A rate or a share follows its count: where the count is left out, so are they. A reader who knows
 * one contributor's own number, or that some cell must be a primary one, can do a little better
 * than the interval says; a larger width is the remedy.
 *
 * c      checked with cube_check
 * out    in memory of the arena
 * Cost   for each cell left out, the product of the numbers of categories; and again for each proof
 *        that is replaced.
 *
 * Fails  ERROR_USAGE for a bad rule; ERROR_INVALID for a cube that does not add up, or where open
 *        cells leave no way to protect one.
 * Source Cox 1980, JASA 75:377-385 (intervals for suppressed cells); Giessing & Repsilber 2002, in
 *        Inference Control in Statistical Databases, LNCS 2316:181-192 (the hypercube method).
 */
MUST_CHECK bool suppress(const struct cube *c, const struct suppression_rule *rule, struct arena *a,
                         struct suppression *out, struct error *err);

/* What a reader can work out: for each cell left out the least and greatest count that agree with
 * all that is shown, by linear programmes, rounded to whole numbers. Independent of suppress, so
 * that it can judge any choice of cells.
 *
 * state     by cell; only what is CELL_SHOWN matters
 * zeros     whether a cell left out may be 0
 * out       by cell; the count itself, twice, where it is shown
 * Cost      two programmes for each cell left out, of the size of its connected part of the table.
 *
 * Fails     ERROR_INVALID for a cube that does not add up, or a connected part of more than 2000
 *           cells.
 */
MUST_CHECK bool suppression_audit(const struct cube *c, const enum cell_state *state, bool zeros,
                                  struct arena *a, struct count_range *out, struct error *err);

/* That a sum must be left out because a few contributors make it: the n largest have more than k
 * per cent of it (dominance), or the sum less the two largest is less than p per cent of the
 * largest, so that the second could estimate the first (p per cent rule). A rule of 0 is not
 * applied.
 *
 * x        count contributions >= 0, in any order
 * Source   Hundepool et al. 2012, Statistical Disclosure Control, section 4.2.2.
 */
struct dominance_rule {
    int n;
    double k_percent;
    double p_percent;
};
bool dominance_sensitive(const double *x, size_t count, struct dominance_rule rule);
