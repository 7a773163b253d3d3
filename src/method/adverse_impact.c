/* The four-fifths rule with an exact test and intervals. */

#include "method/adverse_impact.h"

#include <inttypes.h>
#include <math.h>

/* x1/n1 < 4/5 of x2/n2, in whole numbers */
static bool below(int64_t x1, int64_t n1, int64_t x2, int64_t n2)
{
    return 5 * (double)x1 * (double)n2 < 4 * (double)x2 * (double)n1;
}

static bool find_highest(const int64_t *selected, const int64_t *applied, size_t groups,
                         double least_share, size_t *out, struct error *err)
{
    int64_t all = 0;
    for (size_t g = 0; g < groups; g++) {
        if (selected[g] < 0 || selected[g] > applied[g])
            return error_set(err, ERROR_USAGE,
                             "group %zu: %" PRId64 " selected of %" PRId64 " who applied", g + 1,
                             selected[g], applied[g]);
        all += applied[g];
    }
    size_t best = groups;
    for (size_t g = 0; g < groups; g++) {
        if (selected[g] == 0 || (double)applied[g] < least_share * (double)all)
            continue;
        if (best == groups
            || (double)selected[g] * (double)applied[best]
                   > (double)selected[best] * (double)applied[g])
            best = g;
    }
    if (best == groups)
        return error_set(err, ERROR_INVALID, "not estimable, n = 0 selected");
    *out = best;
    return true;
}

static bool compare(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double level,
                    struct adverse_impact *out, struct error *err)
{
    struct risk_ratio ratio;
    struct fisher fisher;
    if (!risk_ratio(x1, n1, x2, n2, level, &ratio, err)
        || !fisher_exact((struct table2x2){x1, n1 - x1, x2, n2 - x2}, level, &fisher, err))
        return false;
    out->ratio = ratio.ratio;
    out->katz = ratio.katz;
    out->score = ratio.score;
    out->p = fisher.p;
    out->below_four_fifths = below(x1, n1, x2, n2);
    out->turns_on_one = out->below_four_fifths && (x1 == n1 || !below(x1 + 1, n1, x2 - 1, n2));
    return true;
}

bool adverse_impact_estimate(const int64_t *selected, const int64_t *applied, size_t groups,
                             double least_share, double level, struct arena *a,
                             struct adverse_impact **out, struct error *err)
{
    size_t best = 0;
    if (!level_check(level, err))
        return false;
    if (!(least_share >= 0 && least_share < 1))
        return error_set(err, ERROR_USAGE, "the least share of applicants is %g, not in [0, 1)",
                         least_share);
    if (!find_highest(selected, applied, groups, least_share, &best, err))
        return false;
    struct adverse_impact *table = ARENA_ARRAY(a, struct adverse_impact, groups);
    for (size_t g = 0; g < groups; g++) {
        struct adverse_impact *t = &table[g];
        *t = (struct adverse_impact){
            .selected = {0, 0, NAN, interval_none(), interval_none()},
            .highest = g == best,
            .ratio = g == best ? 1 : NAN,
            .katz = interval_none(),
            .score = interval_none(),
            .p = NAN,
        };
        if (applied[g] == 0)
            continue;
        if (!proportion_estimate(selected[g], applied[g], level, &t->selected, err)
            || (g != best
                && !compare(selected[g], applied[g], selected[best], applied[best], level, t, err)))
            return error_while(err, "group %zu", g + 1);
    }
    *out = table;
    return true;
}
