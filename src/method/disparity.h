#pragma once
/* Disparity of events between groups, against several benchmarks side by side: residents, arrests,
 * drivers in crashes ... Which benchmark is right is not a matter of arithmetic; that the answer
 * depends on it is shown by putting them next to each other. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "method/rate.h"

struct disparity {
    bool estimable;          /* false: no events in both, or no exposure; the rest is NaN */
    struct rate_ratio ratio; /* of the group to the reference; ratio 1 for the reference itself */
};

/* Rate ratios of each group to a reference group, for each benchmark.
 *
 * events      groups numbers
 * exposure    groups rows of benchmarks numbers, row by row; NaN or 0 is "no such benchmark"
 * reference   the group compared with
 * out         groups rows of benchmarks, in memory of the arena
 *
 * Fails    ERROR_USAGE on an argument out of range.
 */
MUST_CHECK bool disparity_estimate(const int64_t *events, const double *exposure, size_t groups,
                                   size_t benchmarks, size_t reference, double level,
                                   struct arena *a, struct disparity **out, struct error *err);
