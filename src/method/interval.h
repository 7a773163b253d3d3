#pragma once
/* An interval: the two limits of an estimate. NaN where there is none. */

#include "base/error.h"

struct interval {
    double low, high;
};

/* That a two-sided confidence level lies between 0 and 1. Fails: ERROR_USAGE. */
MUST_CHECK bool level_check(double level, struct error *err);

/* The standard normal quantile of a two-sided level: 1.959963984540054 for 0.95. */
double level_z(double level);

/* No interval: NaN, NaN. */
struct interval interval_none(void);
