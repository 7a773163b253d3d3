/* How long the core methods take beside R's: prints, in seconds of one core, so many exact tests
 * and intervals of each kind on made-up counts, with a sum of the results for comparison with a
 * peer. */

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "method/proportion.h"
#include "method/rate.h"
#include "method/table2x2.h"
#include "method/trend.h"

enum { COUNT = 2000 };

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// Problem i: small counts by a rule that the peer repeats.
static int64_t number(int64_t i, int64_t by, int64_t below)
{
    return i * by % below;
}

static bool one_rate(int64_t i, double *out, struct error *err)
{
    struct rate_ratio r;
    if (!rate_ratio(number(i, 7919, 97) + 1, 1000, number(i, 104729, 89) + 1, 900, 0.95, &r, err))
        return false;
    *out = r.p + r.exact.low;
    return true;
}

static bool one_fisher(int64_t i, double *out, struct error *err)
{
    struct table2x2 t = {number(i, 7919, 37) + 1, number(i, 104729, 61) + 1,
                         number(i, 1299709, 41) + 1, number(i, 15485863, 53) + 1};
    struct fisher f;
    if (!fisher_exact(t, 0.95, &f, err))
        return false;
    *out = f.p;
    return true;
}

static bool one_proportion(int64_t i, double *out, struct error *err)
{
    struct proportion p;
    if (!proportion_estimate(number(i, 7919, 83), 83, 0.95, &p, err))
        return false;
    *out = p.exact.low + p.exact.high;
    return true;
}

static bool one_trend(int64_t i, double *out, struct error *err)
{
    double y[24], t[24];
    for (int64_t j = 0; j < 24; j++) {
        y[j] = (double)(number(i + j, 7919, 31) + 1);
        t[j] = (double)j;
    }
    struct trend trend;
    if (!trend_estimate(y, t, NULL, 24, TREND_QUASI, 0.95, &trend, err))
        return false;
    *out = trend.slope;
    return true;
}

static const struct {
    const char *name;
    bool (*run)(int64_t i, double *out, struct error *err);
} benches[] = {{"rate_ratio", one_rate},
               {"fisher", one_fisher},
               {"proportion", one_proportion},
               {"trend", one_trend}};

int main(void)
{
    for (size_t b = 0; b < sizeof benches / sizeof benches[0]; b++) {
        double sum = 0, one, start = seconds();
        struct error err = {0};
        for (int64_t i = 1; i <= COUNT; i++) {
            if (!benches[b].run(i, &one, &err)) {
                fprintf(stderr, "core_bench: %s\n", err.text);
                return 1;
            }
            sum += one;
        }
        printf("%s\t%d\t%.5f\t%.6f\n", benches[b].name, (int)COUNT, seconds() - start, sum);
    }
    return 0;
}
