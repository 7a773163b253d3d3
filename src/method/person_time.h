#pragma once
/* Person-time: populations counted now and then, made into people at risk in each step of time. */

#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"

/* A count of people. A census known by its year alone is dated 1 July. */
struct census {
    int32_t area, stratum; /* 0 .. areas-1, 0 .. strata-1 (age and sex, say) */
    struct date date;
    double people;
};

/* People-days in each area, stratum and step.
 *
 * Between two dates of the same area and stratum the population is taken to change linearly; before
 * its first and after its last it is constant; where it has no census it is 0. A step's people-days
 * are the integral over its days.
 *
 * census   count of them, in any order
 * edge     steps + 1 dates, rising: step t is edge[t] <= day < edge[t + 1]
 * out      areas * strata * steps: area by area, in it stratum by stratum, in it step by step
 *
 * Fails    ERROR_USAGE on edges that do not rise; ERROR_INVALID on a negative or missing count of
 *          people, an area or stratum out of range, or two counts for the same day.
 * Source   Kulldorff 2022, SaTScan User Guide 10.1, "Population File".
 */
MUST_CHECK bool person_time(struct arena *a, const struct census *census, int64_t count,
                            int32_t areas, int32_t strata, const struct date *edge, int32_t steps,
                            double *out, struct error *err);

/* Expected cases by indirect standardisation: mu[i,t] = sum over k of n[i,k,t] C_k / P_k, with C_k
 * all cases of stratum k and P_k its people-days, so that mu sums to all cases.
 *
 * people   areas * strata * steps, as person_time gives them
 * cases    strata: all cases of each
 * mu       out: areas * steps, area by area
 *
 * Fails    ERROR_INVALID where a stratum has cases and no people.
 * Source   Kulldorff 1997, Comm. Stat. 26:1481-1496; User Guide 10.1, "Covariate Adjustment". */
MUST_CHECK bool person_time_expected(const double *people, const int64_t *cases, int32_t areas,
                                     int32_t strata, int32_t steps, double *mu, struct error *err);
