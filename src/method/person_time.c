#include "method/person_time.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

static int by_place_and_date(const void *pa, const void *pb)
{
    const struct census *a = pa, *b = pb;
    if (a->area != b->area)
        return a->area < b->area ? -1 : 1;
    if (a->stratum != b->stratum)
        return a->stratum < b->stratum ? -1 : 1;
    return (a->date.days > b->date.days) - (a->date.days < b->date.days);
}

static bool census_check(const struct census *c, int64_t count, int32_t areas, int32_t strata,
                         struct error *err)
{
    for (int64_t i = 0; i < count; i++) {
        if (c[i].area < 0 || c[i].area >= areas || c[i].stratum < 0 || c[i].stratum >= strata)
            return error_set(err, ERROR_INVALID, "population %" PRId64 ": no such area or stratum",
                             i + 1);
        if (!date_is(c[i].date) || !(c[i].people >= 0) || isinf(c[i].people))
            return error_set(err, ERROR_INVALID,
                             "population %" PRId64 ": a date and people of 0 or more are needed",
                             i + 1);
    }
    return true;
}

// The integral from `from` to `to` of a population that is `p` at `from` and `q` at `to`.
static double trapezium(double from, double to, double p, double q)
{
    return (to - from) * (p + q) / 2;
}

// The integral of the population of one area and stratum, whose n censuses are sorted.
static double people_days(const struct census *c, int64_t n, double from, double to)
{
    double sum = 0, first = c[0].date.days, last = c[n - 1].date.days;
    if (from < first)
        sum += (fmin(to, first) - from) * c[0].people;
    if (to > last)
        sum += (to - fmax(from, last)) * c[n - 1].people;
    for (int64_t i = 0; i + 1 < n; i++) {
        double begin = c[i].date.days, end = c[i + 1].date.days;
        double low = fmax(from, begin), high = fmin(to, end);
        if (low >= high)
            continue;
        double slope = (c[i + 1].people - c[i].people) / (end - begin);
        sum += trapezium(low, high, c[i].people + slope * (low - begin),
                         c[i].people + slope * (high - begin));
    }
    return sum;
}

bool person_time(struct arena *a, const struct census *census, int64_t count, int32_t areas,
                 int32_t strata, const struct date *edge, int32_t steps, double *out,
                 struct error *err)
{
    for (int32_t t = 0; t < steps; t++) {
        if (!date_is(edge[t]) || !date_is(edge[t + 1]) || edge[t].days >= edge[t + 1].days)
            return error_set(err, ERROR_USAGE, "step %" PRId32 " ends before it begins", t + 1);
    }
    if (!census_check(census, count, areas, strata, err))
        return false;
    struct census *sorted = arena_copy(a, census, (size_t)count * sizeof *census);
    if (count > 0)
        qsort(sorted, (size_t)count, sizeof *sorted, by_place_and_date);
    for (int64_t i = 1; i < count; i++) {
        if (by_place_and_date(&sorted[i - 1], &sorted[i]) == 0)
            return error_set(err, ERROR_INVALID,
                             "area %" PRId32 ", stratum %" PRId32
                             " has two populations for the same day",
                             sorted[i].area + 1, sorted[i].stratum + 1);
    }
    int64_t at = 0;
    for (int64_t row = 0; row < (int64_t)areas * strata; row++) {
        int64_t begin = at;
        while (at < count && (int64_t)sorted[at].area * strata + sorted[at].stratum == row)
            at++;
        for (int32_t t = 0; t < steps; t++)
            out[row * steps + t] = at == begin ? 0
                                               : people_days(sorted + begin, at - begin,
                                                             edge[t].days, edge[t + 1].days);
    }
    return true;
}

bool person_time_expected(const double *people, const int64_t *cases, int32_t areas, int32_t strata,
                          int32_t steps, double *mu, struct error *err)
{
    for (int64_t j = 0; j < (int64_t)areas * steps; j++)
        mu[j] = 0;
    for (int32_t k = 0; k < strata; k++) {
        double all = 0;
        for (int32_t i = 0; i < areas; i++) {
            for (int32_t t = 0; t < steps; t++)
                all += people[((int64_t)i * strata + k) * steps + t];
        }
        if (cases[k] == 0)
            continue;
        if (!(all > 0))
            return error_set(err, ERROR_INVALID,
                             "stratum %" PRId32 " has %" PRId64 " cases and no people", k + 1,
                             cases[k]);
        for (int32_t i = 0; i < areas; i++) {
            for (int32_t t = 0; t < steps; t++)
                mu[(int64_t)i * steps + t] +=
                    people[((int64_t)i * strata + k) * steps + t] * ((double)cases[k] / all);
        }
    }
    return true;
}
