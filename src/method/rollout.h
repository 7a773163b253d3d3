#pragma once
/* Rollout: the effect of a programme whose starting dates were drawn by lot, such as a training
 * that officers take in a random order. */

#include "method/monte_carlo.h"
#include "method/panel.h"

enum rollout_estimand {
    ROLLOUT_SIMPLE,   /* mean over cohorts and times from treatment on, by cohort size */
    ROLLOUT_COHORT,   /* mean over cohorts, by size, of each one's mean over times */
    ROLLOUT_CALENDAR, /* mean over times of the mean over cohorts treated by then, by size */
    ROLLOUT_EVENT,    /* at one time since treatment: mean over cohorts by size */
};

enum rollout_estimator {
    ROLLOUT_EFFICIENT,           /* the plug-in efficient one: pre-treatment outcomes at their
                                    best weight beta */
    ROLLOUT_CALLAWAY_SANTANNA,   /* beta = 1: differences from the last time before treatment,
                                    against those not yet treated */
    ROLLOUT_SUN_ABRAHAM,         /* as that, against the last cohort only */
    ROLLOUT_DIFFERENCE_IN_MEANS, /* beta = 0 */
};

struct rollout_options {
    enum rollout_estimand estimand;
    enum rollout_estimator estimator;
    int32_t since; /* event: times since treatment */
};

struct rollout {
    double estimate;
    double se;        /* refined: less the part of the effects' spread that past outcomes explain */
    double se_neyman; /* conservative */
    double beta;      /* weight of the pre-treatment difference */
    int32_t units, cohorts;
    int32_t left_out; /* cohorts of one unit, which have no variance; treated from the start */
};

/* Efficient estimation for staggered rollouts with random timing.
 *
 * With Ybar_g the vector of mean outcomes of cohort g over times, S_g their covariance and N_g
 * their units, the estimand is theta = sum of A_g Ybar_g, a mean of effects each comparing g at t
 * with the cohorts treated after t; X = sum of B_g Ybar_g is the same contrast at the time before
 * g, whose mean is 0 by the lot. The estimate is theta - beta X, with
 *
 *     beta = Var(X)^{-1} Cov(X, theta),  Var = sum of A_g S_g A_g'/N_g
 *
 * se_neyman is the root of the sum of (A_g - beta B_g) S_g (A_g - beta B_g)'/N_g. se takes from
 * that variance b' M b / N, where b is the sum over cohorts (from the first treated in the estimand
 * on) of the regressions of A_g Y on the outcomes before it, and M the mean covariance of these.
 *
 * The times must be a run of consecutive numbers and the first treatments among them, or later, or
 * NEVER; those after the last time are never. Cohorts treated at the first time count as such.
 *
 * Costs    units x times^2.
 * Fails    ERROR_INVALID where times skip, fewer than two cohorts are left, or no cohort has one to
 *          compare with.
 * Source   Roth & Sant'Anna 2023, J. Political Economy: Microeconomics 1:669-709, eq. 3-7,
 *          proposition 2.2 and lemma 2.1.
 */
MUST_CHECK bool rollout_estimate(struct arena *a, const struct panel *p,
                                 const struct rollout_options *o, struct rollout *out,
                                 struct error *err);

/* The randomisation test of no effect on anybody: starting dates are dealt out anew among the
 * units, and the share of deals whose |estimate/se| reaches the one seen is counted. Exact where
 * the lot was a plain one among all units; sound in large samples for a mean effect of 0, since the
 * statistic is studentised.
 *
 * Fails    as rollout_estimate; ERROR_USAGE for replicates or threads out of range.
 * Source   Roth & Sant'Anna 2023, section 2.5; Wu & Ding 2021, JASA 116:1898-1913.
 */
struct rollout_test {
    double statistic; /* estimate / se */
    double p, p_se;   /* and its Monte Carlo standard error */
    int64_t at_least, replicates;
};
MUST_CHECK bool rollout_permute(struct arena *a, const struct panel *p,
                                const struct rollout_options *o, const struct monte_carlo *m,
                                struct rollout_test *out, struct error *err);
