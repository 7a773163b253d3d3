#pragma once
/* Trends: whether counts rise or fall over time, in proportion. */

#include <stddef.h>
#include <stdint.h>

#include "method/interval.h"

enum trend_variance {
    TREND_QUASI,   /* variance = dispersion x mean, t distribution: the default */
    TREND_POISSON, /* variance = mean, normal distribution */
};

struct trend {
    int64_t n, missing;
    double slope, se;      /* of the logarithm, per unit of time */
    struct interval range; /* of the slope */
    double ratio;          /* exp(slope): 1.03 is 3 % more per unit of time */
    struct interval ratio_range;
    double p;          /* two-sided, of slope 0 */
    double intercept;  /* of the logarithm of the rate, at time 0 */
    double dispersion; /* Pearson chi-square / (n - 2); NaN where n = 2 */
    double deviance;
    int iterations;
};

/* The log-linear trend of counts: ln E[y] = intercept + slope t + ln exposure.
 *
 * y          counts, >= 0; NaN is missing
 * t          times (years, months ...); NaN is missing
 * exposure   > 0, or NULL for counts of equal exposure; NaN is missing
 *
 * Fails    ERROR_USAGE on an argument out of range; ERROR_INVALID "not estimable" for fewer than
 *          two times (three points with TREND_QUASI), no events, or events at the first or last
 * time alone (the slope is then infinite), or no convergence in 50 steps (relative change of the
 * deviance 1e-12). Source   McCullagh & Nelder 1989, Generalized Linear Models, sections 2.5
 * and 6.2.
 */
MUST_CHECK bool trend_estimate(const double *y, const double *t, const double *exposure,
                               size_t count, enum trend_variance variance, double level,
                               struct trend *out, struct error *err);
