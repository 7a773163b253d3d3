#pragma once
/* Randomised comparison: the difference that an assignment by lot made, with a p-value from the lot
 * itself. */

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "method/interval.h"
#include "method/monte_carlo.h"

/* Units: people, places or days. A unit without outcome or arm is dropped and counted by arm: more
 * lost in one arm than in the other is a warning that the lot no longer protects the comparison. */
struct randomised_data {
    int64_t units;
    const double *y;        /* outcome; NaN: missing */
    const int32_t *treated; /* 1 treated, 0 control, negative: missing */
    const int32_t *block;   /* the lot was drawn in each block apart, 0 and up; NULL: one block */
    const int32_t *cluster; /* whole clusters were assigned, 0 and up; NULL: each unit by itself */
};

enum alternative { TWO_SIDED, TREATED_GREATER, TREATED_LESS };

struct randomised_question {
    enum alternative alternative;
    bool clusters_equal; /* compare means of cluster means; else of units */
    int64_t exact_most;  /* list every assignment up to so many; 0: 200000; negative: never */
    double level;        /* of the interval; 0: 0.95 */
    struct monte_carlo monte_carlo;
};

struct randomised {
    double estimate;                   /* treated less control, blocks weighted by their size */
    double mean_treated, mean_control; /* so weighted */
    double se; /* Neyman's, of the units or clusters; NaN where a block has one of an arm */
    struct interval interval; /* Student's, on df */
    double df;
    double p, p_se; /* under the sharp null that no unit is affected; p_se 0 where exact */
    bool exact;
    double assignments;                         /* how many the lot could have given */
    int64_t treated, control;                   /* units */
    int64_t clusters_treated, clusters_control; /* or units, where they are assigned singly */
    int64_t blocks, blocks_dropped;             /* with one arm only: no comparison in them */
    int64_t dropped_treated, dropped_control, dropped_unknown; /* units */
    int64_t replicates;
    uint64_t seed;
};

/* Difference in means, sum over blocks of (n_b/n)(mean of treated less mean of control), and the
 * share of assignments that would have given one as large: all of them where they are few, else
 * Monte Carlo. An assignment keeps the number of treated units (or clusters) of each block.
 *
 * Two-sided p counts |difference| >= |observed|. Ties, to 1e-9, count against the finding.
 * Standard error: within each arm of a block m/(m-1) sum (S_g - R n_g)^2 / (sum n_g)^2, with S_g
 * and n_g sum and size of unit or cluster g and R the arm's mean: for single units s^2/m (Neyman
 * 1923).
 *
 * Fails    ERROR_USAGE on arguments out of range; ERROR_INVALID on an infinite outcome, a cluster
 *          in two arms or blocks, or no block with both arms.
 * Source   Fisher 1935, The Design of Experiments. Neyman 1923 (1990, Statistical Science
 *          5:465-472). Gerber & Green 2012, Field Experiments, chapters 2-4. */
MUST_CHECK bool randomised_test(const struct randomised_data *data,
                                const struct randomised_question *question, struct randomised *out,
                                struct error *err);
