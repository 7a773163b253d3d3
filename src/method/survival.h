#pragma once
/* Time until an event, where some are still waiting when we stop looking: Kaplan-Meier and
 * Nelson-Aalen curves, and tests that compare groups. */

#include <stdint.h>

#include "base/arena.h"
#include "method/interval.h"

/* Who was watched from when to when, and how it ended. Arrays have n elements, NULL where optional.
 * A row with NaN or a negative code is missing: it is left out and counted. */
struct lifetimes {
    int64_t n;
    const double *entry;   /* watched after this time (left truncation); NULL: always */
    const double *exit;    /* until this time, entry < exit. Times equal to the last bit are ties */
    const int32_t *event;  /* 0 censored, 1 event; competing risks: 2, 3 ... other causes */
    const double *weights; /* case weights >= 0; NULL: 1 */
    const int32_t *group;  /* 0 to groups - 1; NULL: all in group 0 */
    int groups;            /* 0: 1 */
    const int32_t *strata; /* tests only: 0 and up; NULL: one stratum */
};

enum survival_interval { SURVIVAL_LOG, SURVIVAL_LOG_LOG, SURVIVAL_PLAIN };

struct survival_options {
    enum survival_interval interval; /* on ln S (the default), on ln(-ln S), or on S */
    double level;                    /* 0: 0.95 */
    double horizon;                  /* of the restricted mean; 0: the curve's last time */
};

/* One group's curve, a step at each of its different times. */
struct survival_curve {
    int64_t rows, count; /* rows in the group; times below */
    double events;       /* weighted, as all counts here */
    double *time, *at_risk, *event, *censored;
    double *survival, *se;      /* after the time; se by Greenwood */
    struct interval *interval;  /* of survival; NaN where the se or the scale has no value */
    double *hazard, *hazard_se; /* Nelson-Aalen: sum of d/n, and of d/n^2 */
    double median;              /* NaN: not reached */
    struct interval median_interval;
    double horizon, mean, mean_se; /* restricted mean: the area under the curve up to horizon */
};

struct survival_result {
    struct survival_curve *at; /* groups */
    int groups;
    int64_t dropped; /* rows left out as missing */
};

/* Kaplan-Meier and Nelson-Aalen curves for each group.
 *
 *     S(t) = product over t_j <= t of 1 - d_j/n_j,   Var S = S^2 sum of d_j/(n_j (n_j - d_j))
 *
 * with d_j events and n_j at risk just before t_j; at equal times events come before censorings.
 * The median is the first time with S <= 1/2, or the middle of the interval where S = 1/2; its
 * limits are where the limits of S cross 1/2. A group without rows has count 0 and NaN.
 *
 * Fails    ERROR_USAGE for a group out of range or options out of range; ERROR_INVALID for a row
 *          that does not leave after it enters, or a number that is infinite or a weight below 0.
 * Source   Kaplan & Meier 1958, JASA 53:457-481. Greenwood 1926. Aalen 1978, Ann. Stat. 6:701-726.
 *          Klein & Moeschberger 2003, sections 4.2 to 4.6. Brookmeyer & Crowley 1982, Biometrics
 *          38:29-41 (median).
 */
MUST_CHECK bool survival_curves(struct arena *a, const struct lifetimes *l,
                                const struct survival_options *o, struct survival_result *out,
                                struct error *err);

/* The survival at a time: 1 before the first, NaN for an empty curve. */
double survival_at(const struct survival_curve *c, double time);

enum survival_weighting {
    SURVIVAL_LOG_RANK,          /* every event alike */
    SURVIVAL_GEHAN,             /* by the number at risk */
    SURVIVAL_FLEMING_HARRINGTON /* by S(t-)^rho of all groups together, in each stratum */
};

struct survival_test {
    int groups, df;              /* df: groups ever at risk, less one */
    double *observed, *expected; /* events in each group, weighted alike */
    double *variance;            /* groups by groups, of observed - expected */
    double chi_square, p;
    int64_t rows, dropped;
};

/* Tests that the groups' hazards are the same, within strata where there are any.
 *
 * Observed less expected events, with the hypergeometric covariance
 * sum of w^2 d (n-d)/(n-1) n_g/n (1[g=h] - n_h/n). Case weights must be whole or NULL.
 *
 * Fails    as survival_curves; ERROR_INVALID where fewer than two groups are ever at risk at an
 *          event.
 * Source   Mantel 1966; Gehan 1965, Biometrika 52:203-223; Harrington & Fleming 1982, Biometrika
 *          69:553-566.
 */
MUST_CHECK bool survival_compare(struct arena *a, const struct lifetimes *l,
                                 enum survival_weighting weighting, double rho,
                                 struct survival_test *out, struct error *err);
