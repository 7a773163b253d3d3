#pragma once
/* Counts of stops, frisks or searches by group against a benchmark, place by place: whether a group
 * is stopped more than its benchmark foretells, next to the others in the same precinct. */

#include <stdint.h>

#include "base/arena.h"
#include "method/interval.h"

struct place_counts_data {
    int64_t n;               /* cells: one for each group in each place; finer ones are allowed */
    const double *count;     /* whole numbers >= 0; NaN is missing */
    const double *benchmark; /* arrests, crime reports, residents ...: > 0; NaN is missing */
    const int32_t *group;    /* 0 to groups - 1; negative is missing */
    const int32_t *place;    /* any numbers, INT32_MIN is missing; NULL: no effects of places */
    int32_t groups;
    int32_t base; /* the group that others are compared with */
    double level; /* 0: 0.95 */
};

/* A group against the base. */
struct place_ratio {
    double log_ratio, se, p; /* quasi-Poisson: Poisson times the root of the overdispersion, t */
    double ratio;
    struct interval interval;
    double check_log_ratio, check_se; /* negative binomial; NaN where it could not be fitted */
};

struct place_counts {
    struct place_ratio *at; /* one a group; of the base: 0 and 1, without error; NaN: no cells */
    int32_t groups, places;
    double overdispersion; /* Pearson's chi-square / df */
    double df;
    double theta;          /* of the negative binomial, NaN where not fitted */
    const char *check_why; /* NULL, or why it could not be */
    int64_t cells, missing;
    int64_t no_benchmark; /* cells left out: a benchmark of 0, whatever was counted there */
    int64_t silent;       /* cells left out: of places where nothing was counted at all */
};

/* ln E[count] = ln benchmark + group + place
 *
 * Poisson by maximum likelihood, variances times the overdispersion; a negative binomial, whose
 * variance grows with the square of the mean, as a check.
 *
 * A ratio says how the count compares with the benchmark, not whether the benchmark is fair: past
 * arrests carry past policing with them.
 *
 * Fails    ERROR_USAGE on a code out of range, a negative count or benchmark; ERROR_INVALID as
 *          regression_fit, and where fewer than two groups are left.
 * Source   Gelman, Fagan & Kiss 2007, JASA 102:813-823; Gelman & Hill 2007, Data Analysis Using
 *          Regression, sections 6.2 and 15.1.
 */
MUST_CHECK bool place_counts_fit(struct arena *a, const struct place_counts_data *d,
                                 struct place_counts *out, struct error *err);
