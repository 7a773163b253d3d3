#pragma once
/* Staggered adoption: effects of a treatment that units begin at different times, by cohort and
 * time, with none of the forbidden comparisons of a two-way fixed effects regression. */

#include "base/random.h"
#include "method/interval.h"
#include "method/panel.h"

enum staggered_control {
    CONTROL_NEVER,   /* units never treated */
    CONTROL_NOT_YET, /* units not treated yet, and those never treated */
};

enum staggered_estimator {
    ESTIMATOR_DOUBLY_ROBUST,       /* outcome regression and weights: one of them right is enough */
    ESTIMATOR_OUTCOME_REGRESSION,  /* of the change of the controls on the covariates */
    ESTIMATOR_PROBABILITY_WEIGHTS, /* odds of being treated, weights that sum to one (Hajek) */
};

enum staggered_base {
    BASE_VARYING, /* before treatment: against the time before; from then on: the last one before */
    BASE_UNIVERSAL, /* always against the last time before treatment */
};

/* {0} is: never treated, doubly robust, varying base, nobody anticipates, units independent. */
struct staggered_options {
    enum staggered_control control;
    enum staggered_estimator estimator;
    enum staggered_base base;
    int32_t anticipation;   /* units of time by which an effect may run ahead of treatment, >= 0 */
    const int32_t *cluster; /* of each unit, or NULL; all rows of a unit belong to its cluster */
    double level;           /* of the intervals, 0 for 0.95 */
};

enum cell_state {
    CELL_ESTIMATED,
    CELL_BASE,        /* the universal base itself: 0 by definition */
    CELL_NO_CONTROLS, /* nobody to compare with at this time, or fewer than covariates */
    CELL_NO_OVERLAP,  /* covariates tell treated and controls apart: weights would explode */
};

/* ATT(g, t): the mean effect at time t on the cohort first treated at g. */
struct staggered_cell {
    int32_t cohort, time, base;
    int32_t treated, controls; /* units */
    enum cell_state state;
    double estimate, se; /* NaN where not estimated */
    struct interval interval;
    const double *influence; /* one a unit; NULL where not estimated */
};

struct staggered {
    struct staggered_cell *at; /* by cohort, then time, the first time of the panel left out */
    int32_t count;
    int32_t units;          /* in use: those treated at the first time already are left out */
    int32_t always_treated; /* units left out */
    const int32_t *first;   /* of the units in use */
    const int32_t *cluster; /* 0.. clusters - 1 of the units in use, or NULL */
    int32_t clusters;
    int32_t anticipation;
    double level;
    double pretrend,
        pretrend_p; /* Wald test that all effects before treatment are 0; NaN if none */
    int32_t pretrend_df;
};

/* Group-time average treatment effects on the treated.
 *
 *     ATT(g, t) = E[Y_t - Y_base | G = g] - E[Y_t - Y_base | controls]
 *
 * with the second mean adjusted to the covariates of cohort g by the estimator chosen (Sant'Anna &
 * Zhao: reg, standardised ipw, and dr with maximum-likelihood logit and least squares). The
 * standard error is that of the mean of the influence function, sqrt(sum of squares)/n, summed by
 * cluster first where clusters are given; no small-sample factor. Intervals are normal.
 *
 * p          the panel; covariates are the x of its units, an intercept is added
 * out        cells that cannot be estimated are marked, with NaN
 *
 * Costs units x cells numbers of memory for the influence functions.
 * Fails      ERROR_USAGE on an option out of range; ERROR_INVALID where no cohort begins treatment
 *            after the first time.
 * Source     Callaway & Sant'Anna 2021, J. Econometrics 225:200-230, eq. 2.2-2.10, theorem 2;
 *            Sant'Anna & Zhao 2020, J. Econometrics 219:101-122.
 */
MUST_CHECK bool staggered_fit(struct arena *a, const struct panel *p,
                              const struct staggered_options *o, struct staggered *out,
                              struct error *err);

enum aggregate_kind {
    AGGREGATE_SIMPLE,   /* all cells from treatment on, weighted by cohort size */
    AGGREGATE_EVENT,    /* by time since treatment */
    AGGREGATE_COHORT,   /* by cohort: the mean over its times from treatment on */
    AGGREGATE_CALENDAR, /* by time: the mean over cohorts treated by then */
};

struct effect {
    int32_t at; /* time since treatment, cohort, or time */
    double estimate, se;
    struct interval interval;
    const double *influence;
};

struct aggregate {
    struct effect overall; /* event: the mean over times since treatment >= 0 */
    struct effect *by;     /* none for simple */
    int32_t count;
    int32_t cells_left_out; /* not estimated */
};

/* Sums cells up. Cohort sizes are estimates, so they add to the variance.
 * Fails    ERROR_INVALID where no cell from treatment on is estimated.
 * Source   Callaway & Sant'Anna 2021, section 3, eq. 3.4-3.11, corollary 2.
 */
MUST_CHECK bool staggered_aggregate(struct arena *a, const struct staggered *s,
                                    enum aggregate_kind kind, struct aggregate *out,
                                    struct error *err);

/* How many standard errors a band must reach to hold all effects at once with s->level, by the
 * multiplier bootstrap: the quantile, over replicates, of the largest |sum of v_i influence_i| / (n
 * se), with v_i = 1 or -1, one draw a unit or cluster; replicate r uses stream r of the seed.
 *
 * influence    count arrays of s->units
 * Fails        ERROR_USAGE for fewer than 100 replicates; ERROR_INVALID where no effect varies.
 * Source       Callaway & Sant'Anna 2021, algorithm 1, with Rademacher weights and the analytic se.
 */
MUST_CHECK bool staggered_band(const struct staggered *s, const double *const *influence,
                               int32_t count, uint64_t seed, int replicates, double *out,
                               struct error *err);
