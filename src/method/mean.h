#pragma once
/* Means, medians and other quantiles of measured values. NaN is a missing value: it is left out and
 * counted. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "method/interval.h"

struct mean {
    int64_t n, missing;
    double mean, sd;       /* sd with divisor n - 1; NaN where n = 1 */
    struct interval range; /* Student's t; NaN where n = 1 */
};

/* The mean with its t interval.
 *
 * Fails    ERROR_USAGE for a bad level or an infinite value; ERROR_INVALID "not estimable" where
 *          every value is missing.
 */
MUST_CHECK bool mean_estimate(const double *x, size_t count, double level, struct mean *out,
                              struct error *err);

struct quantile {
    int64_t n, missing;
    double value;          /* between order statistics, h = (n - 1) p + 1 (type 7) */
    struct interval range; /* two order statistics; NaN for a side that n is too small for */
    double coverage;       /* of that interval, >= level; NaN without an interval */
};

/* A quantile with its exact order-statistic interval: [X(r), X(s)] with r the largest rank for
 * which P(B < r) <= (1 - level)/2 and s the smallest for which P(B >= s) <= (1 - level)/2, B
 * binomial (n, p). Holds for any distribution. p = 0.5 is the median.
 *
 * x         count values in any order; not changed
 * scratch   for a sorted copy
 *
 * Fails    ERROR_USAGE for p or level outside (0, 1) or an infinite value; ERROR_INVALID "not
 *          estimable" where every value is missing.
 * Source   Hahn & Meeker 1991, Statistical Intervals, section 5.2. Hyndman & Fan 1996, Am. Stat.
 *          50:361-365, definition 7.
 */
MUST_CHECK bool quantile_estimate(const double *x, size_t count, double p, double level,
                                  struct arena *scratch, struct quantile *out, struct error *err);
