/* Hit rates and the outcome test. */

#include "method/hit_rate.h"

#include <math.h>

/* Sums over cells: groups rows of districts. */
struct sums {
    size_t groups, districts;
    int64_t *searches, *hits;
    int64_t *stops; // by group; -1 is unknown
};

static bool sum_cells(const struct search_cell *cells, size_t count, struct sums *s,
                      struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct search_cell *c = &cells[i];
        if (c->group >= s->groups || c->district >= s->districts)
            return error_set(err, ERROR_USAGE, "cell %zu has no such group or district", i + 1);
        if (c->hits < 0 || c->searches < c->hits
            || (c->stops != -1 && (c->stops < c->searches || c->stops < 0)))
            return error_set(err, ERROR_USAGE,
                             "cell %zu has more hits than searches, or more searches than stops",
                             i + 1);
        s->searches[c->group * s->districts + c->district] += c->searches;
        s->hits[c->group * s->districts + c->district] += c->hits;
        int64_t *stops = &s->stops[c->group];
        *stops = *stops == -1 || c->stops == -1 ? -1 : *stops + c->stops;
    }
    return true;
}

static bool share_of(int64_t k, int64_t n, double level, struct proportion *out, struct error *err)
{
    *out = (struct proportion){k, n, NAN, interval_none(), interval_none()};
    return n <= 0 || proportion_estimate(k, n, level, out, err);
}

static bool points_the_same_way(const struct hit_rate *group, const struct hit_rate *reference)
{
    double searched = group->searched.share - reference->searched.share;
    double found = group->hits.share - reference->hits.share;
    return !(searched * found < 0); // true also where a rate is NaN
}

bool hit_rate_estimate(const struct search_cell *cells, size_t count, size_t groups,
                       size_t districts, size_t reference, double level, struct arena *a,
                       struct hit_rate **out, struct error *err)
{
    if (!level_check(level, err))
        return false;
    if (reference >= groups)
        return error_set(err, ERROR_USAGE, "the reference is none of the %zu groups", groups);
    struct sums s = {groups, districts, ARENA_ARRAY(a, int64_t, groups * districts),
                     ARENA_ARRAY(a, int64_t, groups * districts), ARENA_ARRAY(a, int64_t, groups)};
    if (!sum_cells(cells, count, &s, err))
        return false;

    struct hit_rate *rates = ARENA_ARRAY(a, struct hit_rate, groups);
    for (size_t g = 0; g < groups; g++) {
        int64_t searches = 0, hits = 0;
        for (size_t d = 0; d < districts; d++) {
            searches += s.searches[g * districts + d];
            hits += s.hits[g * districts + d];
        }
        rates[g].stops = s.stops[g];
        if (!share_of(hits, searches, level, &rates[g].hits, err)
            || !share_of(searches, s.stops[g], level, &rates[g].searched, err))
            return error_while(err, "group %zu", g + 1);
    }

    const struct hit_rate *base = &rates[reference];
    struct table2x2 *tables = ARENA_ARRAY(a, struct table2x2, districts);
    for (size_t g = 0; g < groups; g++) {
        struct hit_rate *rate = &rates[g];
        rate->difference = (struct proportion_difference){NAN, interval_none()};
        rate->adjusted = (struct mantel_haenszel){.odds_ratio = NAN,
                                                  .log_variance = NAN,
                                                  .range = interval_none(),
                                                  .chi_square = NAN,
                                                  .p = NAN};
        if (g == reference || rate->hits.n == 0 || base->hits.n == 0)
            continue;
        for (size_t d = 0; d < districts; d++) {
            size_t mine = g * districts + d, theirs = reference * districts + d;
            tables[d] = (struct table2x2){s.hits[mine], s.searches[mine] - s.hits[mine],
                                          s.hits[theirs], s.searches[theirs] - s.hits[theirs]};
        }
        if (!newcombe_difference(rate->hits.k, rate->hits.n, base->hits.k, base->hits.n, level,
                                 &rate->difference, err))
            return error_while(err, "group %zu", g + 1);
        rate->infra_marginal = points_the_same_way(rate, base);
        struct error none = {0}; // no district with both groups: the difference alone is known
        rate->estimable = mantel_haenszel(tables, districts, false, level, &rate->adjusted, &none);
    }
    *out = rates;
    return true;
}
