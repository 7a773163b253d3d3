#pragma once
/* Rates: events per exposure, their ratios, and rates made comparable by a standard population. */

#include <stddef.h>
#include <stdint.h>

#include "method/interval.h"

struct rate {
    int64_t events;
    double exposure;
    double value;          /* events / exposure, in events per unit of exposure */
    struct interval exact; /* Garwood */
};

/* A rate with its exact Poisson interval.
 *
 * events     >= 0
 * exposure   person-years, stops, arrests ...; 0 gives "not estimable"
 *
 * Fails    ERROR_USAGE on an argument out of range, ERROR_INVALID for no exposure.
 * Source   Garwood 1936, Biometrika 28:437-442.
 */
MUST_CHECK bool rate_estimate(int64_t events, double exposure, double level, struct rate *out,
                              struct error *err);

struct rate_ratio {
    double ratio;          /* (x1/t1) / (x2/t2); inf where x2 = 0 */
    struct interval exact; /* conditional; 0 below where x1 = 0, inf above where x2 = 0 */
    struct interval wald;  /* on the log scale; NaN where a count is 0 */
    double p;              /* exact, two-sided by minimum likelihood, of ratio 1 */
};

/* The ratio of two Poisson rates. Given x1 + x2, x1 is binomial with probability
 * ratio t1 / (ratio t1 + t2); Clopper-Pearson limits of that are carried over to the ratio.
 *
 * x1, t1   events and exposure of the group
 * x2, t2   events and exposure of the one it is compared with
 *
 * Fails    ERROR_USAGE on an argument out of range; ERROR_INVALID "not estimable" for no events at
 *          all or no exposure.
 * Source   Przyborowski & Wilenski 1940, Biometrika 31:313-323.
 */
MUST_CHECK bool rate_ratio(int64_t x1, double t1, int64_t x2, double t2, double level,
                           struct rate_ratio *out, struct error *err);

/* One age group (or other stratum) of a population and of the standard. */
struct rate_stratum {
    int64_t events;
    double exposure; /* > 0 */
    double standard; /* people of the standard population, >= 0 */
};

struct standard_rate {
    double crude;          /* all events / all exposure */
    double value;          /* sum of w_i x_i, w_i = standard_i / (sum of standard) / exposure_i */
    double variance;       /* sum of w_i^2 x_i */
    struct interval range; /* gamma */
};

/* A directly standardised rate with the gamma interval, which holds for rare events.
 *
 * Fails    ERROR_USAGE on an argument out of range; ERROR_INVALID "not estimable" where a stratum
 * of the standard has no exposure. Source   Fay & Feuer 1997, Stat. Med. 16:791-801.
 */
MUST_CHECK bool rate_standardize(const struct rate_stratum *at, size_t count, double level,
                                 struct standard_rate *out, struct error *err);
