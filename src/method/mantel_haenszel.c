/* The Mantel-Haenszel common odds ratio. */

#include "method/mantel_haenszel.h"

#include <inttypes.h>
#include <math.h>

#include "method/distribution.h"

bool mantel_haenszel(const struct table2x2 *at, size_t count, bool corrected, double level,
                     struct mantel_haenszel *out, struct error *err)
{
    if (!level_check(level, err))
        return false;
    struct mantel_haenszel mh = {0};
    double r = 0, s = 0, pr = 0, ps_qr = 0, qs = 0, off = 0, variance = 0;
    for (size_t i = 0; i < count; i++) {
        if (at[i].a < 0 || at[i].b < 0 || at[i].c < 0 || at[i].d < 0)
            return error_set(err, ERROR_USAGE, "table %zu has a negative count", i + 1);
        double a = (double)at[i].a, b = (double)at[i].b, c = (double)at[i].c, d = (double)at[i].d;
        double n = a + b + c + d, row1 = a + b, row2 = c + d, column1 = a + c, column2 = b + d;
        if (row1 == 0 || row2 == 0 || column1 == 0 || column2 == 0) {
            mh.empty++;
            continue;
        }
        mh.strata++;
        mh.n += at[i].a + at[i].b + at[i].c + at[i].d;
        double ri = a * d / n, si = b * c / n, p = (a + d) / n, q = (b + c) / n;
        r += ri;
        s += si;
        pr += p * ri;
        ps_qr += p * si + q * ri;
        qs += q * si;
        off += a - row1 * column1 / n;
        variance += row1 * row2 / n * column1 * column2 / n / (n - 1);
    }
    if (mh.strata == 0)
        return error_set(err, ERROR_INVALID, "not estimable, n = 0 strata with both groups");
    double distance = fabs(off) - (corrected ? fmin(0.5, fabs(off)) : 0);
    mh.odds_ratio = r / s; // r and s cannot both be 0: each such stratum has ad or bc above 0
    mh.log_variance =
        r == 0 || s == 0 ? NAN : pr / (2 * r * r) + ps_qr / (2 * r * s) + qs / (2 * s * s);
    double wide = level_z(level) * sqrt(mh.log_variance);
    mh.range = (struct interval){mh.odds_ratio * exp(-wide), mh.odds_ratio * exp(wide)};
    mh.chi_square = distance * distance / variance;
    mh.p = chi_square_above(mh.chi_square, 1);
    *out = mh;
    return true;
}
