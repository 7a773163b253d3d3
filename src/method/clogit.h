#pragma once
/* Conditional logistic regression: odds ratios from comparisons within strata alone, so that
 * whatever a stratum shares (a place, an hour, a season) cancels out. */

#include <stdint.h>

#include "base/arena.h"

struct clogit_data {
    int64_t n;              /* rows */
    int p;                  /* columns of x, at least 1 */
    const double *y;        /* 0 or 1 */
    const double *x;        /* n rows of p, row by row */
    const int32_t *stratum; /* any numbers, negative is missing; need not be sorted */
};

struct clogit {
    int p;
    double *beta, *se;  /* log odds ratios */
    double *covariance; /* p by p: the inverse of the observed information */
    double log_likelihood_null, log_likelihood;
    double likelihood_ratio, wald, score; /* tests of all beta = 0: chi-square with p degrees */
    int iterations;
    int64_t rows_used, rows_missing;
    int64_t strata_used, strata_silent; /* silent: all y alike, so they say nothing */
};

/* Exact conditional maximum likelihood for matched or stratified 0/1 outcomes.
 *
 * In a stratum of n rows with m events the likelihood is that of the events seen among all choices
 * of m rows out of n:
 *
 *     exp(sum over events of x'beta) / B(m, n),   B(m, n) = B(m, n-1) + exp(x_n'beta) B(m-1, n-1)
 *
 * The recursion carries ln B with the mean and the covariance of the sum of x under the model, each
 * a mixture of two earlier ones, so nothing overflows and no difference of near numbers is formed.
 * When more than half of a stratum are events, the non-events are counted instead.
 *
 * Newton-Raphson with step halving from beta = 0, until the Newton decrement is below 1e-18 of the
 * scale of the log-likelihood and steps are below 1e-7. Costs the sum over strata of m (n-m) p^2 an
 * iteration.
 *
 * Rows with a missing (NaN) y or x or a missing stratum are left out and counted.
 *
 * Fails    ERROR_USAGE on y other than 0, 1 or NaN, or p < 1.
 *          ERROR_INVALID where no stratum has both outcomes; where a column is constant within
 *          strata or follows from the others (the column is named by its number, from 1); where a
 *          coefficient grows without bound, as when a group has only events; where it does not
 *          converge.
 * Source   Gail, Lubin & Rubinstein 1981, Biometrika 68:703-707, eq. 5-7. Breslow & Day 1980,
 *          Statistical Methods in Cancer Research I, section 7.2.
 */
MUST_CHECK bool clogit_fit(struct arena *a, const struct clogit_data *d, struct clogit *out,
                           struct error *err);
