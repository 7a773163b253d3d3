/* Proportions: Wilson, Clopper-Pearson, Newcombe's difference and the exact test. */

#include "method/proportion.h"

#include <inttypes.h>
#include <math.h>

#include "method/distribution.h"

static bool check(int64_t k, int64_t n, double level, struct error *err)
{
    if (!level_check(level, err))
        return false;
    if (n < 0 || k < 0 || k > n)
        return error_set(err, ERROR_USAGE, "%" PRId64 " of %" PRId64 " is not a proportion", k, n);
    if (n == 0)
        return error_set(err, ERROR_INVALID, "not estimable, n = 0");
    return true;
}

static struct interval wilson(int64_t k, int64_t n, double level)
{
    double size = (double)n, p = (double)k / size, q = (double)(n - k) / size;
    double z = level_z(level), zz = z * z;
    double middle = p + zz / (2 * size), half = z * sqrt(p * q / size + zz / (4 * size * size));
    double below = 1 + zz / size;
    return (struct interval){k == 0 ? 0 : (middle - half) / below,
                             k == n ? 1 : (middle + half) / below};
}

static struct interval clopper_pearson(int64_t k, int64_t n, double level)
{
    double tail = (1 - level) / 2, a = (double)k, b = (double)(n - k);
    return (struct interval){k == 0 ? 0 : beta_quantile(tail, a, b + 1),
                             k == n ? 1 : beta_quantile(1 - tail, a + 1, b)};
}

bool wilson_interval(int64_t k, int64_t n, double level, struct interval *out, struct error *err)
{
    if (!check(k, n, level, err))
        return false;
    *out = wilson(k, n, level);
    return true;
}

bool clopper_pearson_interval(int64_t k, int64_t n, double level, struct interval *out,
                              struct error *err)
{
    if (!check(k, n, level, err))
        return false;
    *out = clopper_pearson(k, n, level);
    return true;
}

bool proportion_estimate(int64_t k, int64_t n, double level, struct proportion *out,
                         struct error *err)
{
    if (!check(k, n, level, err))
        return false;
    *out = (struct proportion){
        .k = k,
        .n = n,
        .share = (double)k / (double)n,
        .wilson = wilson(k, n, level),
        .exact = clopper_pearson(k, n, level),
    };
    return true;
}

bool newcombe_difference(int64_t k1, int64_t n1, int64_t k2, int64_t n2, double level,
                         struct proportion_difference *out, struct error *err)
{
    if (!check(k1, n1, level, err) || !check(k2, n2, level, err))
        return false;
    double p1 = (double)k1 / (double)n1, p2 = (double)k2 / (double)n2;
    struct interval w1 = wilson(k1, n1, level), w2 = wilson(k2, n2, level);
    *out = (struct proportion_difference){
        .difference = p1 - p2,
        .range = {p1 - p2 - hypot(p1 - w1.low, w2.high - p2),
                  p1 - p2 + hypot(w1.high - p1, p2 - w2.low)},
    };
    return true;
}

double binomial_two_sided(int64_t k, int64_t n, double p)
{
    if (n < 0 || k < 0 || k > n || !(p >= 0 && p <= 1))
        return NAN;
    if (p == 0 || p == 1)
        return binomial_at(k, n, p);
    double limit = binomial_at(k, n, p) * (1 + 1e-7), mean = (double)n * p;
    if ((double)k < mean) {                                  // look above the mean
        int64_t low = (int64_t)ceil(mean) - 1, high = n + 1; // high is as unlikely, low is not
        while (high - low > 1) {
            int64_t middle = low + (high - low) / 2;
            if (binomial_at(middle, n, p) > limit)
                low = middle;
            else
                high = middle;
        }
        return fmin(1, binomial_below(k, n, p) + binomial_above(high - 1, n, p));
    }
    int64_t low = -1, high = (int64_t)floor(mean) + 1;
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (binomial_at(middle, n, p) > limit)
            high = middle;
        else
            low = middle;
    }
    return fmin(1, binomial_above(k - 1, n, p) + binomial_below(low, n, p));
}
