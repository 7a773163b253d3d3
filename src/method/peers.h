#pragma once
/* Peers: each officer, or group, against the others in the same place and time. */

#include <stdint.h>

#include "base/arena.h"
#include "method/interval.h"

struct peers_data {
    int64_t n;
    const double *y;        /* the outcome of a stop or contact: 0 or 1 */
    const int32_t *group;   /* whose it was, 0 to groups - 1; negative is missing */
    const int32_t *stratum; /* place and time, any numbers; negative is missing */
    int32_t groups;
    double level; /* of the intervals, as 0.95 */
};

/* One group against all others who share its strata. */
struct peer {
    int64_t strata; /* where it has rows, others have too, and outcomes differ */
    int64_t rows, events;
    double expected;          /* its events if it did as its peers in those strata */
    double odds_ratio;        /* conditional maximum likelihood; 0 or infinity at the ends */
    struct interval interval; /* exact, as Clopper and Pearson's */
    double p;                 /* exact, two-sided by minimum likelihood */
    double q;                 /* p as a false discovery rate over all groups compared */
};

struct peers {
    struct peer *at; /* one a group; NaN where no stratum compares it */
    int32_t groups, compared;
    int64_t missing; /* rows left out: y, group or stratum missing */
};

/* Compares every group with its peers, exactly, within strata.
 *
 * In stratum k the group has n1 of n rows and a of m events. Given n1, n and m, a is noncentral
 * hypergeometric with one odds ratio common to the strata, and the sum of a over strata has the
 * convolution of those laws. The odds ratio solves (sum of a) = its mean; interval and p-value come
 * from the convolution. With one group as the only column this is clogit_fit, but it also has an
 * answer where a group has no events, or only events.
 *
 * p is the chance, were the odds ratio 1, of all sums no likelier than the one seen (a tolerance of
 * 1e-7, relative). q is Benjamini and Hochberg's adjustment over the groups compared: groups are
 * many, and some stand out by luck.
 *
 * A group stands out from those who worked beside it; where all do the same, none stands out.
 *
 * Costs, for each group, the square of the number of values its sum can take.
 *
 * Fails    ERROR_USAGE on y other than 0, 1 or NaN, a group out of range, a level out of range.
 * Source   Ridgeway & MacDonald 2009, JASA 104:661-668 (the internal benchmark). Mehta, Patel &
 * Gray 1985, JASA 80:969-973 (exact inference in 2 x 2 x K). Benjamini & Hochberg 1995, JRSS-B
 *          57:289-300.
 */
MUST_CHECK bool peers_compare(struct arena *a, const struct peers_data *d, struct peers *out,
                              struct error *err);

/* A 2 x 2 table of one stratum: a of the group's n1 rows are events, c of the others' n0. */
struct table_2x2 {
    int64_t a, n1, c, n0;
};

/* The comparison of one group, from its tables; interval of a level in (0, 1). q is NaN. */
struct peer peer_of_tables(struct arena *a, const struct table_2x2 *tables, int64_t count,
                           double level);
