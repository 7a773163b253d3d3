/* Rate ratios against several benchmarks. */

#include "method/disparity.h"

#include <math.h>

bool disparity_estimate(const int64_t *events, const double *exposure, size_t groups,
                        size_t benchmarks, size_t reference, double level, struct arena *a,
                        struct disparity **out, struct error *err)
{
    if (!level_check(level, err))
        return false;
    if (reference >= groups)
        return error_set(err, ERROR_USAGE, "the reference is none of the %zu groups", groups);
    struct disparity *table = ARENA_ARRAY(a, struct disparity, groups * benchmarks);
    for (size_t g = 0; g < groups; g++) {
        for (size_t b = 0; b < benchmarks; b++) {
            struct disparity *d = &table[g * benchmarks + b];
            double mine = exposure[g * benchmarks + b];
            double theirs = exposure[reference * benchmarks + b];
            d->ratio = (struct rate_ratio){NAN, interval_none(), interval_none(), NAN};
            if (!(mine != 0 && theirs != 0) || isnan(mine) || isnan(theirs)
                || events[g] + events[reference] == 0)
                continue;
            if (!rate_ratio(events[g], mine, events[reference], theirs, level, &d->ratio, err))
                return error_while(err, "group %zu, benchmark %zu", g + 1, b + 1);
            d->estimable = true;
            if (g == reference)
                d->ratio = (struct rate_ratio){1, interval_none(), interval_none(), NAN};
        }
    }
    *out = table;
    return true;
}
