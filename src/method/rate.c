/* Rates, exact ratios of rates, and direct standardisation. */

#include "method/rate.h"

#include <inttypes.h>
#include <math.h>

#include "method/count.h"
#include "method/distribution.h"
#include "method/proportion.h"

static bool check(int64_t events, double exposure, double level, struct error *err)
{
    if (!level_check(level, err))
        return false;
    if (events < 0 || !(exposure >= 0) || isinf(exposure))
        return error_set(err, ERROR_USAGE, "%" PRId64 " events in %g is not a rate", events,
                         exposure);
    if (exposure == 0)
        return error_set(err, ERROR_INVALID, "not estimable, no exposure (n = %" PRId64 ")",
                         events);
    return true;
}

bool rate_estimate(int64_t events, double exposure, double level, struct rate *out,
                   struct error *err)
{
    struct interval counts;
    if (!check(events, exposure, level, err) || !garwood_interval(events, level, &counts, err))
        return false;
    *out = (struct rate){
        .events = events,
        .exposure = exposure,
        .value = (double)events / exposure,
        .exact = {counts.low / exposure, counts.high / exposure},
    };
    return true;
}

bool rate_ratio(int64_t x1, double t1, int64_t x2, double t2, double level, struct rate_ratio *out,
                struct error *err)
{
    if (!check(x1, t1, level, err) || !check(x2, t2, level, err))
        return false;
    if (x1 == 0 && x2 == 0)
        return error_set(err, ERROR_INVALID, "not estimable, n = 0");
    double tail = (1 - level) / 2, a = (double)x1, b = (double)x2, scale = t2 / t1;
    double wide = level_z(level) * sqrt(1 / a + 1 / b), ratio = a / b * scale;
    // odds of the beta quantile; the upper one as the inverse of the mirror's lower, so that no
    // 1 - p is formed
    double low = x1 == 0 ? 0 : beta_quantile(tail, a, b + 1);
    double high = x2 == 0 ? 0 : beta_quantile(tail, b, a + 1);
    *out = (struct rate_ratio){
        .ratio = ratio,
        .exact = {low / (1 - low) * scale, x2 == 0 ? INFINITY : (1 - high) / high * scale},
        .wald = x1 == 0 || x2 == 0 ? interval_none()
                                   : (struct interval){ratio * exp(-wide), ratio * exp(wide)},
        .p = binomial_two_sided(x1, x1 + x2, t1 / (t1 + t2)),
    };
    return true;
}

bool rate_standardize(const struct rate_stratum *at, size_t count, double level,
                      struct standard_rate *out, struct error *err)
{
    if (!level_check(level, err))
        return false;
    double all = 0, exposure = 0, events = 0;
    for (size_t i = 0; i < count; i++) {
        if (at[i].events < 0 || !(at[i].exposure >= 0) || !(at[i].standard >= 0))
            return error_set(err, ERROR_USAGE, "stratum %zu has a negative or missing number",
                             i + 1);
        if (at[i].exposure == 0 && (at[i].standard > 0 || at[i].events > 0))
            return error_set(err, ERROR_INVALID,
                             "not estimable, stratum %zu has no exposure (n = %" PRId64 ")", i + 1,
                             at[i].events);
        all += at[i].standard;
        exposure += at[i].exposure;
        events += (double)at[i].events;
    }
    if (!(all > 0) || isinf(all) || isinf(exposure))
        return error_set(err, ERROR_INVALID, "not estimable, the standard has no people (n = %zu)",
                         count);
    double y = 0, v = 0, most = 0;
    for (size_t i = 0; i < count; i++) {
        if (at[i].standard == 0)
            continue;
        double w = at[i].standard / all / at[i].exposure, x = (double)at[i].events;
        y += w * x;
        v += w * w * x;
        most = fmax(most, w);
    }
    double tail = (1 - level) / 2, more = y + most, vary = v + most * most;
    *out = (struct standard_rate){
        .crude = events / exposure,
        .value = y,
        .variance = v,
        .range = {y == 0 ? 0 : v / y * gamma_quantile(tail, y * y / v),
                  vary / more * gamma_quantile(1 - tail, more * more / vary)},
    };
    return true;
}
