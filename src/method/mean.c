/* Means, medians and other quantiles. */

#include "method/mean.h"

#include <math.h>
#include <stdlib.h>

#include "method/distribution.h"

static bool count_present(const double *x, size_t count, int64_t *n, struct error *err)
{
    *n = 0;
    for (size_t i = 0; i < count; i++) {
        if (isinf(x[i]))
            return error_set(err, ERROR_USAGE, "value %zu is infinite", i + 1);
        *n += !isnan(x[i]);
    }
    if (*n == 0)
        return error_set(err, ERROR_INVALID, "not estimable, n = 0");
    return true;
}

bool mean_estimate(const double *x, size_t count, double level, struct mean *out, struct error *err)
{
    int64_t n;
    if (!level_check(level, err) || !count_present(x, count, &n, err))
        return false;
    double mean = 0, squares = 0, seen = 0; // Welford: no large squares to subtract
    for (size_t i = 0; i < count; i++) {
        if (isnan(x[i]))
            continue;
        double off = x[i] - mean;
        mean += off / ++seen;
        squares += off * (x[i] - mean);
    }
    double sd = n > 1 ? sqrt(squares / (seen - 1)) : NAN;
    double half = n > 1 ? student_quantile((1 + level) / 2, seen - 1) * sd / sqrt(seen) : NAN;
    *out = (struct mean){
        .n = n,
        .missing = (int64_t)count - n,
        .mean = mean,
        .sd = sd,
        .range = {mean - half, mean + half},
    };
    return true;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The largest r in 0 .. n + 1 with P(B < r) <= tail: rank 0 is "below all". */
static int64_t rank_below(int64_t n, double p, double tail)
{
    int64_t low = 0, high = n + 1; // true at low, false at high
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (binomial_below(middle - 1, n, p) <= tail)
            low = middle;
        else
            high = middle;
    }
    return low;
}

bool quantile_estimate(const double *x, size_t count, double p, double level, struct arena *scratch,
                       struct quantile *out, struct error *err)
{
    int64_t n;
    if (!(p > 0 && p < 1))
        return error_set(err, ERROR_USAGE, "a quantile lies between 0 and 1, not at %g", p);
    if (!level_check(level, err) || !count_present(x, count, &n, err))
        return false;
    double *sorted = ARENA_ARRAY(scratch, double, (size_t)n);
    for (size_t i = 0, at = 0; i < count; i++)
        if (!isnan(x[i]))
            sorted[at++] = x[i];
    qsort(sorted, (size_t)n, sizeof *sorted, by_value);

    double place = (double)(n - 1) * p, whole = floor(place);
    size_t at = (size_t)whole;
    double next = at + 1 < (size_t)n ? sorted[at + 1] : sorted[at];
    int64_t r = rank_below(n, p, (1 - level) / 2);
    int64_t s = n + 1 - rank_below(n, 1 - p, (1 - level) / 2); // the mirror image
    bool both = r >= 1 && s <= n;
    *out = (struct quantile){
        .n = n,
        .missing = (int64_t)count - n,
        .value = sorted[at] + (place - whole) * (next - sorted[at]),
        .range = {r >= 1 ? sorted[r - 1] : NAN, s <= n ? sorted[s - 1] : NAN},
        .coverage = both ? binomial_below(s - 1, n, p) - binomial_below(r - 1, n, p) : NAN,
    };
    return true;
}
