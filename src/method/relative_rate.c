/* The relative rate index. */

#include "method/relative_rate.h"

#include <math.h>

#include "method/rate.h"
#include "method/table2x2.h"

/* Events and base of a group at a point. */
struct counts {
    int64_t events;
    double base;
};

static bool counts_check(struct counts c, enum rate_base kind, struct error *err)
{
    if (c.events < 0 || !(c.base >= 0) || isinf(c.base))
        return error_set(err, ERROR_USAGE, "events or base are negative or missing");
    if (kind == BASE_CASES
        && ((double)c.events > c.base || c.base != floor(c.base) || c.base > 1e15))
        return error_set(err, ERROR_USAGE, "more events than cases, or part of a case");
    return true;
}

static bool compare_cases(struct counts mine, struct counts theirs, double level,
                          struct relative_rate *out, struct error *err)
{
    int64_t n1 = (int64_t)mine.base, n2 = (int64_t)theirs.base;
    struct table2x2 t = {mine.events, n1 - mine.events, theirs.events, n2 - theirs.events};
    struct risk_ratio ratio;
    struct fisher fisher;
    if (!risk_ratio(mine.events, n1, theirs.events, n2, level, &ratio, err)
        || !fisher_exact(t, level, &fisher, err))
        return false;
    out->ratio = ratio.ratio;
    out->range = ratio.score;
    out->p = fisher.p;
    return true;
}

static bool compare_exposure(struct counts mine, struct counts theirs, double level,
                             struct relative_rate *out, struct error *err)
{
    struct rate_ratio ratio;
    if (!rate_ratio(mine.events, mine.base, theirs.events, theirs.base, level, &ratio, err))
        return false;
    out->ratio = ratio.ratio;
    out->range = ratio.exact;
    out->p = ratio.p;
    return true;
}

bool relative_rate_estimate(const int64_t *events, const double *base, const enum rate_base *kind,
                            size_t points, size_t groups, size_t reference, double level,
                            struct arena *a, struct relative_rate **out, struct error *err)
{
    if (!level_check(level, err))
        return false;
    if (reference >= groups)
        return error_set(err, ERROR_USAGE, "the reference is none of the %zu groups", groups);
    struct relative_rate *table = ARENA_ARRAY(a, struct relative_rate, points * groups);
    for (size_t i = 0; i < points; i++) {
        struct counts theirs = {events[i * groups + reference], base[i * groups + reference]};
        for (size_t g = 0; g < groups; g++) {
            struct counts mine = {events[i * groups + g], base[i * groups + g]};
            struct relative_rate *r = &table[i * groups + g];
            if (!counts_check(mine, kind[i], err) || !counts_check(theirs, kind[i], err))
                return error_while(err, "decision point %zu, group %zu", i + 1, g + 1);
            *r = (struct relative_rate){
                .estimable = mine.base > 0 && theirs.base > 0 && mine.events + theirs.events > 0,
                .few = fmin(mine.base, theirs.base) < 30 || mine.events < 5
                               || theirs.events<5, .rate = mine.base> 0
                           ? (double)mine.events / mine.base
                           : NAN,
                .ratio = NAN,
                .range = interval_none(),
                .p = NAN,
            };
            if (!r->estimable)
                continue;
            if (g == reference)
                r->ratio = 1;
            else if (!(kind[i] == BASE_CASES ? compare_cases : compare_exposure)(mine, theirs,
                                                                                 level, r, err))
                return error_while(err, "decision point %zu, group %zu", i + 1, g + 1);
        }
    }
    *out = table;
    return true;
}
