#pragma once
/* Proportions: k of n, with intervals that hold for few cases and for none. */

#include <stdint.h>

#include "method/interval.h"

/* Wilson score interval for a proportion.
 *
 * With p = k/n and z the standard normal quantile at (1 + level)/2:
 *
 *     (p + z^2/2n  -+  z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
 *
 * k        events, 0 <= k <= n
 * n        trials, n >= 1
 * level    two-sided confidence, 0 < level < 1
 * out      limits as proportions, 0 <= low <= k/n <= high <= 1
 *
 * Fails    ERROR_USAGE on an argument out of range, ERROR_INVALID "not estimable" for n = 0; out
 *          keeps its old value.
 * Source   Wilson 1927, JASA 22:209-212. Newcombe 1998, Stat. Med. 17:857-872, method 3.
 */
MUST_CHECK bool wilson_interval(int64_t k, int64_t n, double level, struct interval *out,
                                struct error *err);

/* Exact interval for a proportion: beta quantiles. Arguments and failures as wilson_interval.
 *
 * Source   Clopper & Pearson 1934, Biometrika 26:404-413.
 */
MUST_CHECK bool clopper_pearson_interval(int64_t k, int64_t n, double level, struct interval *out,
                                         struct error *err);

struct proportion {
    int64_t k, n;
    double share; /* k / n */
    struct interval wilson, exact;
};

/* A proportion with both intervals. Failures as wilson_interval. */
MUST_CHECK bool proportion_estimate(int64_t k, int64_t n, double level, struct proportion *out,
                                    struct error *err);

struct proportion_difference {
    double difference; /* k1/n1 - k2/n2 */
    struct interval range;
};

/* The difference of two independent proportions, by the hybrid of two Wilson intervals.
 *
 * Fails    as wilson_interval, for either.
 * Source   Newcombe 1998, Stat. Med. 17:873-890, method 10.
 */
MUST_CHECK bool newcombe_difference(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double level,
                                    struct proportion_difference *out, struct error *err);

/* Two-sided exact p of k events in n trials of probability p: the sum of the probabilities that are
 * at most P(k)(1 + 1e-7). NaN on an argument out of range. */
double binomial_two_sided(int64_t k, int64_t n, double p);
