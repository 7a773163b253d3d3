#pragma once
/* The relative rate index: the rate of a decision for a group over that for a reference group, at
 * each decision point from contact to confinement. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "method/interval.h"

enum rate_base {
    BASE_CASES, /* the decision is made about each case of the base: charged, of those arrested */
    BASE_EXPOSURE, /* the base is no list of cases: arrests per resident youth */
};

struct relative_rate {
    bool estimable; /* false: no base or no events in either; ratio, range and p are NaN */
    bool few;       /* base under 30 or events under 5 in either group: print no index */
    double rate;    /* events / base; NaN without a base */
    double ratio;   /* to the reference; 1 for the reference itself */
    struct interval
        range; /* Koopman's score for cases, exact for exposure; NaN for the reference */
    double p;  /* Fisher's for cases, exact Poisson for exposure; NaN for the reference */
};

/* Relative rate indices of groups over decision points.
 *
 * events      points rows of groups, row by row
 * base        likewise; >= events where kind is BASE_CASES
 * kind        of each point
 * reference   the group compared with
 * out         points rows of groups, in memory of the arena
 *
 * Fails    ERROR_USAGE on an argument out of range.
 * Source   Feyerherm, Snyder & Villarruel 2009, Disproportionate Minority Contact Technical
 *          Assistance Manual, 4th ed., OJJDP, chapter 1.
 */
MUST_CHECK bool relative_rate_estimate(const int64_t *events, const double *base,
                                       const enum rate_base *kind, size_t points, size_t groups,
                                       size_t reference, double level, struct arena *a,
                                       struct relative_rate **out, struct error *err);
