#include "method/place_counts.h"

#include <math.h>

#include "method/panel.h"
#include "method/regression.h"

// The cells in use.
struct cells {
    int64_t n;
    double *count, *offset;
    int32_t *group, *place;
    int32_t places;
};

static bool check_cell(const struct place_counts_data *d, int64_t i, struct error *err)
{
    if (d->group[i] >= d->groups)
        return error_set(err, ERROR_USAGE, "a group is numbered %d of %d", d->group[i], d->groups);
    if (d->count[i] < 0 || d->benchmark[i] < 0)
        return error_set(err, ERROR_USAGE, "a count of %g against a benchmark of %g", d->count[i],
                         d->benchmark[i]);
    return true;
}

static bool take_cells(struct arena *a, const struct place_counts_data *d, struct cells *c,
                       struct place_counts *out, struct error *err)
{
    const size_t n = (size_t)d->n;
    *c = (struct cells){0,
                        ARENA_ARRAY(a, double, n),
                        ARENA_ARRAY(a, double, n),
                        ARENA_ARRAY(a, int32_t, n),
                        ARENA_ARRAY(a, int32_t, n),
                        0};
    for (int64_t i = 0; i < d->n; i++) {
        if (!check_cell(d, i, err))
            return false;
        if (isnan(d->count[i]) || isnan(d->benchmark[i]) || d->group[i] < 0
            || (d->place != NULL && d->place[i] == INT32_MIN)) {
            out->missing++;
            continue;
        }
        if (d->benchmark[i] == 0) {
            out->no_benchmark++;
            continue;
        }
        c->count[c->n] = d->count[i];
        c->offset[c->n] = log(d->benchmark[i]);
        c->group[c->n] = d->group[i];
        c->place[c->n++] = d->place == NULL ? 0 : d->place[i];
    }
    c->places = codes_from_zero(c->place, c->n);
    return true;
}

// A place where nothing was counted would have an effect of minus infinity, and says nothing of
// groups.
static void drop_silent(struct arena *a, struct cells *c, struct place_counts *out)
{
    double *sum = ARENA_ARRAY(a, double, (size_t)c->places);
    int64_t kept = 0;
    for (int64_t i = 0; i < c->n; i++)
        sum[c->place[i]] += c->count[i];
    for (int64_t i = 0; i < c->n; i++) {
        if (sum[c->place[i]] == 0) {
            out->silent++;
            continue;
        }
        c->count[kept] = c->count[i];
        c->offset[kept] = c->offset[i];
        c->group[kept] = c->group[i];
        c->place[kept++] = c->place[i];
    }
    c->n = kept;
    c->places = codes_from_zero(c->place, kept);
}

// Groups that have cells, numbered anew with the base first; -1 where there are none.
static int32_t number_groups(struct arena *a, const struct place_counts_data *d, struct cells *c,
                             int32_t **level)
{
    int32_t levels = 1;
    *level = ARENA_ARRAY(a, int32_t, (size_t)d->groups);
    bool *seen = ARENA_ARRAY(a, bool, (size_t)d->groups);
    for (int64_t i = 0; i < c->n; i++)
        seen[c->group[i]] = true;
    for (int32_t g = 0; g < d->groups; g++)
        (*level)[g] = !seen[g] ? -1 : g == d->base ? 0 : levels++;
    for (int64_t i = 0; i < c->n; i++)
        c->group[i] = (*level)[c->group[i]];
    return seen[d->base] ? levels : 0;
}

bool place_counts_fit(struct arena *a, const struct place_counts_data *d, struct place_counts *out,
                      struct error *err)
{
    if (d->base < 0 || d->base >= d->groups)
        return error_set(err, ERROR_USAGE, "the base is group %d of %d", d->base, d->groups);
    struct place_counts r = {.groups = d->groups, .theta = NAN};
    struct cells c;
    if (!take_cells(a, d, &c, &r, err))
        return false;
    drop_silent(a, &c, &r);
    int32_t *level;
    const int32_t levels = number_groups(a, d, &c, &level);
    if (levels < 2)
        return error_set(err, ERROR_INVALID,
                         "the base and another group need cells with a benchmark");
    struct design design = design_make(a, c.n);
    design_intercept(&design);
    const int term = design_factor(&design, "group", c.group, NULL, levels, 0);
    if (c.places > 1)
        design_factor(&design, "place", c.place, NULL, c.places, 0);
    struct regression asked = {.design = &design,
                               .y = c.count,
                               .offset = c.offset,
                               .family = REGRESSION_QUASI_POISSON,
                               .level = d->level,
                               .threads = 1};
    struct regression_result quasi, check;
    if (!regression_fit(a, &asked, &quasi, err))
        return false;
    asked.family = REGRESSION_NEGATIVE_BINOMIAL;
    struct error why = {0};
    const bool checked = regression_fit(a, &asked, &check, &why);
    r.check_why = checked ? NULL : arena_text(a, why.text);
    r.theta = checked ? check.theta : NAN;
    r.cells = c.n;
    r.places = c.places;
    r.overdispersion = quasi.dispersion;
    r.df = quasi.df;
    r.at = ARENA_ARRAY(a, struct place_ratio, (size_t)d->groups);
    for (int32_t g = 0; g < d->groups; g++) {
        struct place_ratio *ratio = &r.at[g];
        *ratio = (struct place_ratio){NAN, NAN, NAN, NAN, {NAN, NAN}, NAN, NAN};
        if (level[g] == 0) {
            ratio->log_ratio = ratio->check_log_ratio = 0;
            ratio->ratio = 1;
        }
        if (level[g] < 1)
            continue;
        const int column = design.terms.at[term].first + level[g] - 1;
        const struct coefficient *q = &quasi.at[column];
        ratio->log_ratio = q->estimate;
        ratio->se = q->se;
        ratio->p = q->p;
        ratio->ratio = exp(q->estimate);
        ratio->interval = (struct interval){exp(q->interval.low), exp(q->interval.high)};
        if (checked) {
            ratio->check_log_ratio = check.at[column].estimate;
            ratio->check_se = check.at[column].se;
        }
    }
    *out = r;
    return true;
}
