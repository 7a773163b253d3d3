/* Concentration: Gini coefficients, the curve, and what chance alone would give. */

#include "method/concentration.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/list.h"
#include "base/random.h"

static int falling(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x < y) - (x > y);
}

static bool sorted_events(const int64_t *events, size_t n, struct arena *scratch, int64_t **out,
                          int64_t *all, struct error *err)
{
    *all = 0;
    for (size_t i = 0; i < n; i++) {
        if (events[i] < 0)
            return error_set(err, ERROR_USAGE, "place %zu has %" PRId64 " events", i + 1,
                             events[i]);
        *all += events[i];
    }
    if (*all == 0)
        return error_set(err, ERROR_INVALID, "not estimable, n = 0 events");
    *out = arena_copy(scratch, events, n * sizeof *events);
    qsort(*out, n, sizeof **out, falling);
    return true;
}

/* Share of the events in the first `places` places (a real number) of a falling order. */
static double share_in(const int64_t *sorted, size_t n, int64_t all, double places)
{
    double sum = 0;
    size_t whole = (size_t)floor(places);
    for (size_t i = 0; i < whole && i < n; i++)
        sum += (double)sorted[i];
    if (whole < n)
        sum += (places - floor(places)) * (double)sorted[whole];
    return sum / (double)all;
}

static double half_at(const int64_t *sorted, size_t n, int64_t all)
{
    double left = (double)all / 2;
    size_t i = 0;
    while (left > (double)sorted[i])
        left -= (double)sorted[i++];
    return ((double)i + left / (double)sorted[i]) / (double)n;
}

/* The Gini coefficient from the sum of rank x events, ranks from 1 in falling order. */
static double gini_of(double ranked, double n, double c)
{
    return (n + 1 - 2 * ranked / c) / n;
}

static double adjust(double gini, double n, double c)
{
    return fmax(1, n / c) * (gini - 1) + 1;
}

/* Jackknife standard error: each place left out in turn, in one pass over the sums of ranks. */
static double jackknife(const int64_t *sorted, size_t n, double ranked, double c)
{
    if (n < 3 || (double)sorted[0] == c) // without that place there are no events
        return NAN;
    double after = c, mean = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        double x = (double)sorted[i];
        after -= x; // events of the places behind, which move up by one rank
        double without = ranked - (double)(i + 1) * x - after, m = (double)(n - 1);
        double value = adjust(gini_of(without, m, c - x), m, c - x), off = value - mean;
        mean += off / (double)(i + 1);
        squares += off * (value - mean);
    }
    return sqrt(squares * (double)(n - 1) / (double)n);
}

static bool check_top(double top, struct error *err)
{
    if (!(top > 0 && top <= 1))
        return error_set(err, ERROR_USAGE, "the share of the places is %g, not in (0, 1]", top);
    return true;
}

bool concentration_estimate(const int64_t *events, size_t n, double top, struct arena *scratch,
                            struct concentration *out, struct error *err)
{
    int64_t *sorted, all;
    if (!check_top(top, err) || !sorted_events(events, n, scratch, &sorted, &all, err))
        return false;
    double ranked = 0, c = (double)all, size = (double)n, m = fmin(size, c);
    for (size_t i = 0; i < n; i++)
        ranked += (double)(i + 1) * (double)sorted[i];
    double gini = gini_of(ranked, size, c), adjusted = adjust(gini, size, c);
    *out = (struct concentration){
        .places = (int64_t)n,
        .events = all,
        .top_share = share_in(sorted, n, all, top * size),
        .half_places = half_at(sorted, n, all),
        .gini = gini,
        .gini_adjusted = adjusted,
        .gini_unbiased = m > 1 ? adjusted * m / (m - 1) : NAN,
        .se = jackknife(sorted, n, ranked, c),
    };
    return true;
}

bool concentration_curve(const int64_t *events, size_t n, struct arena *a, struct curve *out,
                         struct error *err)
{
    int64_t *sorted, all;
    if (!sorted_events(events, n, a, &sorted, &all, err))
        return false;
    struct curve c = {.equal_at = fmin(1, (double)all / (double)n)};
    list_add(a, &c);
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (double)sorted[i];
        if (i + 1 == n || sorted[i + 1] != sorted[i])
            *list_add(a, &c) = (struct curve_point){(double)(i + 1) / (double)n, sum / (double)all};
    }
    *out = c;
    return true;
}

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

bool concentration_by_chance(const int64_t *events, size_t n, double top, int64_t replicates,
                             uint64_t seed, struct arena *scratch, struct by_chance *out,
                             struct error *err)
{
    int64_t *sorted, all;
    if (replicates < 1)
        return error_set(err, ERROR_USAGE, "at least one replicate, not %" PRId64, replicates);
    if (!check_top(top, err) || !sorted_events(events, n, scratch, &sorted, &all, err))
        return false;
    double seen = share_in(sorted, n, all, top * (double)n), sum = 0;
    double *shares = ARENA_ARRAY(scratch, double, (size_t)replicates);
    int64_t *thrown = ARENA_ARRAY(scratch, int64_t, n), above = 0;
    for (int64_t r = 0; r < replicates; r++) {
        struct random dice = random_stream(seed, (uint64_t)r);
        for (size_t i = 0; i < n; i++)
            thrown[i] = 0;
        for (int64_t e = 0; e < all; e++)
            thrown[random_below(&dice, n)]++;
        qsort(thrown, n, sizeof *thrown, falling);
        shares[r] = share_in(thrown, n, all, top * (double)n);
        sum += shares[r];
        above += shares[r] >= seen * (1 - 1e-9);
    }
    qsort(shares, (size_t)replicates, sizeof *shares, rising);
    int64_t cut = (int64_t)floor(0.025 * (double)replicates);
    *out = (struct by_chance){
        .mean = sum / (double)replicates,
        .range = {shares[cut], shares[replicates - 1 - cut]},
        .p = (1 + (double)above) / ((double)replicates + 1),
    };
    return true;
}
