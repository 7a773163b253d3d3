#pragma once
/* Counts: how many there were, as a sign of how many to expect. */

#include <stdint.h>

#include "method/interval.h"

/* Exact interval for the mean of a Poisson count: half the chi-square quantiles at (1 -+ level)/2
 * with 2x and 2x + 2 degrees of freedom; low is 0 for x = 0.
 *
 * Fails    ERROR_USAGE for x < 0 or a bad level; out keeps its old value.
 * Source   Garwood 1936, Biometrika 28:437-442.
 */
MUST_CHECK bool garwood_interval(int64_t x, double level, struct interval *out, struct error *err);

/* A count beside what was expected of it. */
struct count_comparison {
    double ratio; /* x / expected */
    struct interval exact;
    double p; /* two-sided, by minimum likelihood */
};

/* A count against an expected number (a standardised ratio when that comes from rates of a standard
 * population by age): ratio, Garwood's interval divided by the expected number, exact p-value.
 *
 * x          events, >= 0
 * expected   > 0, taken as known without error
 *
 * Fails    ERROR_USAGE on an argument out of range.
 */
MUST_CHECK bool count_against(int64_t x, double expected, double level,
                              struct count_comparison *out, struct error *err);

/* Two-sided exact p of a Poisson count: the sum of the probabilities that are at most
 * P(x)(1 + 1e-7). NaN where mu is not a positive number. */
double poisson_two_sided(int64_t x, double mu);
