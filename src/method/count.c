/* Counts: Garwood's interval and the exact comparison with an expected number. */

#include "method/count.h"

#include <inttypes.h>
#include <math.h>

#include "method/distribution.h"

static struct interval garwood(int64_t x, double level)
{
    double tail = (1 - level) / 2;
    return (struct interval){
        x == 0 ? 0 : gamma_quantile(tail, (double)x),
        gamma_quantile(1 - tail, (double)x + 1),
    };
}

bool garwood_interval(int64_t x, double level, struct interval *out, struct error *err)
{
    if (!level_check(level, err))
        return false;
    if (x < 0)
        return error_set(err, ERROR_USAGE, "a count is not negative: %" PRId64, x);
    *out = garwood(x, level);
    return true;
}

double poisson_two_sided(int64_t x, double mu)
{
    if (!(mu > 0) || isinf(mu) || x < 0)
        return NAN;
    double limit = poisson_at(x, mu) * (1 + 1e-7);
    if ((double)x < mu) { // the first count above the mean that is as unlikely
        int64_t low = (int64_t)ceil(mu) - 1, high = low + 1;
        while (poisson_at(high, mu) > limit) {
            int64_t step = high - low;
            low = high;
            high += 2 * step;
        }
        while (high - low > 1) {
            int64_t middle = low + (high - low) / 2;
            if (poisson_at(middle, mu) > limit)
                low = middle;
            else
                high = middle;
        }
        return fmin(1, poisson_below(x, mu) + poisson_above(high - 1, mu));
    }
    int64_t low = -1, high = (int64_t)floor(mu) + 1; // the last count below that is as unlikely
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (poisson_at(middle, mu) > limit)
            high = middle;
        else
            low = middle;
    }
    return fmin(1, poisson_above(x - 1, mu) + poisson_below(low, mu));
}

bool count_against(int64_t x, double expected, double level, struct count_comparison *out,
                   struct error *err)
{
    if (!(expected > 0) || isinf(expected))
        return error_set(err, ERROR_USAGE, "an expected number is positive: %g", expected);
    struct interval counts;
    if (!garwood_interval(x, level, &counts, err))
        return false;
    *out = (struct count_comparison){
        .ratio = (double)x / expected,
        .exact = {counts.low / expected, counts.high / expected},
        .p = poisson_two_sided(x, expected),
    };
    return true;
}
