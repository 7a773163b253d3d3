#pragma once
/* Smoothing: rates of small places, drawn towards the rate of all, the more so the less is known.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "method/interval.h"

struct smoothed {
    double raw;            /* events / exposure; NaN without exposure */
    double value;          /* the smoothed rate; without exposure, the rate of all */
    struct interval range; /* of the posterior; NaN from Marshall's method and without excess */
};

struct smoothing {
    int64_t n, missing; /* places with exposure; those without, or with a NaN */
    double mean;        /* rate that the places are drawn to */
    double variance;    /* of the true rates between places; 0 where there is no excess */
    bool excess;        /* the places differ by more than chance alone; else every value is mean */
    double shape;       /* of the gamma distribution: mean^2 / variance; inf without excess */
};

/* Empirical Bayes by moments:
 *
 *     value = m + s2 (raw - m) / (s2 + m / exposure)
 *     m = sum of events / sum of exposure,  s2 = sum of exposure (raw - m)^2 / sum of exposure - m
 * n / sum of exposure, and 0 where that is negative
 *
 * events     count numbers >= 0 (they may be standardised, so need not be whole)
 * exposure   count numbers; 0 or NaN is "no such place"
 * out        count results
 *
 * Fails    ERROR_USAGE on an argument out of range; ERROR_INVALID "not estimable" without exposure
 * or without any event. Source   Marshall 1991, Applied Statistics 40:283-294, the global
 * estimator.
 */
MUST_CHECK bool smooth_by_moments(const double *events, const double *exposure, size_t count,
                                  struct smoothed *out, struct smoothing *about, struct error *err);

/* Empirical Bayes by maximum likelihood: events Poisson given a rate, rates gamma distributed, so
 * events negative binomial; value = (events + shape) / (exposure + shape / mean), with the
 * equal-tailed interval of that posterior (which takes shape and mean as known, so is a little too
 * narrow).
 *
 * events     whole numbers
 *
 * Fails    as smooth_by_moments, or ERROR_INVALID for no convergence.
 * Source   Clayton & Kaldor 1987, Biometrics 43:671-681, section 2.
 */
MUST_CHECK bool smooth_by_gamma(const int64_t *events, const double *exposure, size_t count,
                                double level, struct smoothed *out, struct smoothing *about,
                                struct error *err);
