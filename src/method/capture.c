/* Chapman's estimator for two lists. */

#include "method/capture.h"

#include <inttypes.h>
#include <math.h>

bool capture_estimate(int64_t n1, int64_t n2, int64_t both, double level, struct capture *out,
                      struct error *err)
{
    if (!level_check(level, err))
        return false;
    if (both < 0 || both > n1 || both > n2)
        return error_set(err, ERROR_USAGE,
                         "%" PRId64 " on both lists of %" PRId64 " and %" PRId64 " is not possible",
                         both, n1, n2);
    if (n1 == 0 || n2 == 0)
        return error_set(err, ERROR_INVALID, "not estimable, n = 0 on one of the lists");
    double a = (double)n1, b = (double)n2, m = (double)both, seen = a + b - m;
    double only1 = a - m, only2 = b - m, z = level_z(level);
    double total = (a + 1) * (b + 1) / (m + 1) - 1;
    double variance = (a + 1) * (b + 1) * only1 * only2 / ((m + 1) * (m + 1) * (m + 2));

    // the number missed, with half a person added to each cell, on the log scale
    double missed = (only1 + 0.5) * (only2 + 0.5) / (m + 0.5);
    double wide = z
                  * sqrt(1 / (m + 0.5) + 1 / (only1 + 0.5) + 1 / (only2 + 0.5)
                         + (m + 0.5) / ((only1 + 0.5) * (only2 + 0.5)));
    double f0 = total - seen; // only1 only2 / (m + 1)
    double factor = f0 > 0 ? exp(z * sqrt(log1p(variance / (f0 * f0)))) : 1;
    *out = (struct capture){
        .seen = n1 + n2 - both,
        .total = total,
        .variance = variance,
        .range = {seen - 0.5 + missed * exp(-wide), seen - 0.5 + missed * exp(wide)},
        .lognormal = {seen + f0 / factor, seen + f0 * factor},
        .share_first = a / total,
        .share_second = b / total,
    };
    return true;
}
