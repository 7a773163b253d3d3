/* Kaplan-Meier, Nelson-Aalen, and tests between groups: one walk through time each. */

#include "method/survival.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "method/cholesky.h"
#include "method/distribution.h"
#include "method/survival_order.h"

static double weight_of(const struct lifetimes *l, int64_t row)
{
    return l->weights == NULL ? 1 : l->weights[row];
}

/* Where the walk through one part stands: rows before `exit` have left, those before `entry` have
 * entered. Weights are summed and rows counted: only a count says for certain that none is left. */
struct walk {
    const struct lifetimes *l;
    const struct ordered *o;
    int64_t exit, entry, last;
    double time, at_risk, event, censored;
    int64_t rows_at_risk, rows_event;
};

static struct walk walk_make(const struct lifetimes *l, const struct ordered *o, int part)
{
    struct walk w = {.l = l, .o = o, .exit = o->first[part], .last = o->first[part + 1]};
    w.entry = l->entry == NULL ? w.last : w.exit;
    for (int64_t i = w.exit; l->entry == NULL && i < w.last; i++)
        w.at_risk += weight_of(l, o->exits[i]);
    w.rows_at_risk = l->entry == NULL ? w.last - w.exit : 0;
    return w;
}

// Comes to the next time at which someone leaves: fills time, event and censored, with at_risk as
// it was just before.
static bool walk_next(struct walk *w)
{
    const struct lifetimes *l = w->l;
    w->at_risk -= w->event + w->censored;
    if (w->exit == w->last)
        return false;
    w->time = l->exit[w->o->exits[w->exit]];
    for (; w->entry < w->last && l->entry[w->o->entries[w->entry]] < w->time; w->entry++) {
        w->at_risk += weight_of(l, w->o->entries[w->entry]);
        w->rows_at_risk++;
    }
    w->event = w->censored = 0;
    w->rows_event = 0;
    int64_t rows = 0;
    for (; w->exit < w->last && l->exit[w->o->exits[w->exit]] == w->time; w->exit++) {
        int64_t row = w->o->exits[w->exit];
        *(l->event[row] > 0 ? &w->event : &w->censored) += weight_of(l, row);
        w->rows_event += l->event[row] > 0;
        rows++;
    }
    if (rows == w->rows_at_risk)
        w->at_risk = w->event + w->censored; // exactly: nothing of earlier sums is left
    w->rows_at_risk -= rows;
    return true;
}

static struct interval limits(enum survival_interval kind, double s, double log_se, double z)
{
    struct interval none = {NAN, NAN};
    if (s <= 0 || !isfinite(log_se))
        return none;
    switch (kind) {
    case SURVIVAL_LOG:
        return (struct interval){s * exp(-z * log_se), fmin(1, s * exp(z * log_se))};
    case SURVIVAL_LOG_LOG: {
        if (s >= 1)
            return none;
        double half = z * log_se / fabs(log(s));
        return (struct interval){exp(log(s) * exp(half)), exp(log(s) * exp(-half))};
    }
    case SURVIVAL_PLAIN:
        return (struct interval){fmax(0, s - z * s * log_se), fmin(1, s + z * s * log_se)};
    }
    return none;
}

// The first time with y <= 1/2, halfway to the next drop where y is 1/2 (to rounding).
static double crossing(const struct survival_curve *c, const double *y, size_t step)
{
    const double tolerance = 1e-12;
    for (int64_t i = 0; i < c->count; i++) {
        double here = y[(size_t)i * step];
        if (!(here <= 0.5 + tolerance))
            continue;
        if (here < 0.5 - tolerance)
            return c->time[i];
        for (int64_t k = i + 1; k < c->count; k++)
            if (y[(size_t)k * step] < 0.5 - tolerance)
                return (c->time[i] + c->time[k]) / 2;
        return c->time[i];
    }
    return NAN;
}

// The area under the curve up to the horizon, and its standard error from the areas to the right of
// each event. Where the last one at risk has an event, that term is left out, as S is 0 after it.
static void restricted_mean(struct survival_curve *c, double horizon)
{
    c->horizon = horizon == 0 ? c->time[c->count - 1] : horizon;
    int64_t within = 0;
    while (within < c->count && c->time[within] < c->horizon)
        within++;
    double area = 0, variance = 0, right = c->horizon;
    for (int64_t i = within - 1; i >= 0; i--) {
        area += c->survival[i] * (right - c->time[i]);
        right = c->time[i];
        double left = c->at_risk[i] - c->event[i];
        if (c->event[i] > 0 && left > 0)
            variance += area * area * c->event[i] / (c->at_risk[i] * left);
    }
    c->mean = area + right;
    c->mean_se = sqrt(variance);
}

static int64_t different_times(const struct lifetimes *l, const struct ordered *o, int part)
{
    int64_t count = 0;
    for (int64_t i = o->first[part]; i < o->first[part + 1]; i++)
        count += i == o->first[part] || l->exit[o->exits[i]] != l->exit[o->exits[i - 1]];
    return count;
}

static void curve_fill(struct arena *a, const struct lifetimes *l, const struct ordered *o,
                       int part, const struct survival_options *options, struct survival_curve *c)
{
    double level = options->level == 0 ? 0.95 : options->level;
    double z = normal_quantile((1 + level) / 2);
    size_t count = (size_t)different_times(l, o, part);
    *c = (struct survival_curve){.rows = o->first[part + 1] - o->first[part],
                                 .median = NAN,
                                 .median_interval = {NAN, NAN},
                                 .horizon = NAN,
                                 .mean = NAN,
                                 .mean_se = NAN};
    if (count == 0)
        return;
    double **columns[] = {&c->time,     &c->at_risk, &c->event,  &c->censored,
                          &c->survival, &c->se,      &c->hazard, &c->hazard_se};
    for (size_t j = 0; j < sizeof columns / sizeof *columns; j++)
        *columns[j] = ARENA_ARRAY(a, double, count);
    c->interval = ARENA_ARRAY(a, struct interval, count);
    double s = 1, greenwood = 0, hazard = 0, hazard_variance = 0;
    struct walk w = walk_make(l, o, part);
    while (walk_next(&w)) {
        int64_t i = c->count++;
        double d = w.event, n = w.at_risk;
        if (d > 0) {
            s *= (n - d) / n;
            greenwood += d / (n * (n - d));
            hazard += d / n;
            hazard_variance += d / (n * n);
        }
        c->time[i] = w.time;
        c->at_risk[i] = n;
        c->event[i] = d;
        c->censored[i] = w.censored;
        c->events += d;
        c->survival[i] = s;
        c->se[i] = s * sqrt(greenwood);
        c->interval[i] = limits(options->interval, s, sqrt(greenwood), z);
        c->hazard[i] = hazard;
        c->hazard_se[i] = sqrt(hazard_variance);
    }
    c->median = crossing(c, c->survival, 1);
    c->median_interval.low = crossing(c, &c->interval->low, 2);
    c->median_interval.high = crossing(c, &c->interval->high, 2);
    restricted_mean(c, options->horizon);
}

bool survival_curves(struct arena *a, const struct lifetimes *l, const struct survival_options *o,
                     struct survival_result *out, struct error *err)
{
    int groups = l->groups == 0 ? 1 : l->groups;
    if (groups < 0 || o->level < 0 || o->level >= 1 || !(o->horizon >= 0))
        return error_set(err, ERROR_USAGE, "a level is between 0 and 1, a horizon not negative");
    struct arena scratch = {0};
    struct ordered order;
    bool ok = lifetimes_order(&scratch, l, l->group, groups, NULL, INT32_MAX, &order, err);
    if (ok) {
        *out = (struct survival_result){.groups = groups, .dropped = order.dropped};
        out->at = ARENA_ARRAY(a, struct survival_curve, (size_t)groups);
        for (int g = 0; g < groups; g++)
            curve_fill(a, l, &order, g, o, &out->at[g]);
    }
    arena_free(&scratch);
    return ok;
}

double survival_at(const struct survival_curve *c, double time)
{
    if (c->count == 0 || isnan(time))
        return NAN;
    int64_t low = 0, high = c->count; // the first time after `time`
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (c->time[middle] <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? 1 : c->survival[low - 1];
}

// --- comparing groups ---------------------------------------------------------------------------

struct compare {
    const struct lifetimes *l;
    const struct ordered *o;
    enum survival_weighting weighting;
    double rho;
    int groups;
    double *at_risk, *events; // of each group, now
    struct survival_test *test;
};

static double *group_of(const struct compare *c, double *of_groups, int64_t row)
{
    return &of_groups[c->l->group == NULL ? 0 : c->l->group[row]];
}

static void event_time(struct compare *c, double n, double d, double survival)
{
    double weight = c->weighting == SURVIVAL_GEHAN                ? n
                    : c->weighting == SURVIVAL_FLEMING_HARRINGTON ? pow(survival, c->rho)
                                                                  : 1;
    double spread = n > 1 ? weight * weight * d * (n - d) / (n - 1) : 0;
    struct survival_test *t = c->test;
    for (int g = 0; g < c->groups; g++) {
        double share = c->at_risk[g] / n;
        t->observed[g] += weight * c->events[g];
        t->expected[g] += weight * d * share;
        for (int h = 0; h < c->groups; h++)
            t->variance[g * c->groups + h] +=
                spread * share * ((g == h ? 1 : 0) - c->at_risk[h] / n);
    }
}

static void compare_stratum(struct compare *c, int part)
{
    const struct lifetimes *l = c->l;
    const struct ordered *o = c->o;
    memset(c->at_risk, 0, (size_t)c->groups * sizeof *c->at_risk);
    struct walk w = walk_make(l, o, part);
    int64_t exit = w.exit, entry = w.entry;
    for (int64_t i = exit; l->entry == NULL && i < w.last; i++)
        *group_of(c, c->at_risk, o->exits[i]) += weight_of(l, o->exits[i]);
    double survival = 1;
    while (walk_next(&w)) {
        for (; entry < w.entry; entry++)
            *group_of(c, c->at_risk, o->entries[entry]) += weight_of(l, o->entries[entry]);
        memset(c->events, 0, (size_t)c->groups * sizeof *c->events);
        for (int64_t i = exit; i < w.exit; i++)
            if (l->event[o->exits[i]] > 0)
                *group_of(c, c->events, o->exits[i]) += weight_of(l, o->exits[i]);
        if (w.event > 0) {
            event_time(c, w.at_risk, w.event, survival);
            survival *= (w.at_risk - w.event) / w.at_risk;
        }
        for (; exit < w.exit; exit++)
            *group_of(c, c->at_risk, o->exits[exit]) -= weight_of(l, o->exits[exit]);
    }
}

// Chi-square of the groups that were ever at risk, but the last of them.
static bool chi_square(struct survival_test *t, struct error *err)
{
    struct arena scratch = {0};
    int *live = ARENA_ARRAY(&scratch, int, (size_t)t->groups), k = 0;
    for (int g = 0; g < t->groups; g++)
        if (t->expected[g] > 0)
            live[k++] = g;
    t->df = k - 1;
    bool ok = k >= 2;
    if (ok) {
        k--;
        double *v = ARENA_ARRAY(&scratch, double, (size_t)k *(size_t)k);
        double *z = ARENA_ARRAY(&scratch, double, (size_t)k);
        for (int i = 0; i < k; i++) {
            z[i] = t->observed[live[i]] - t->expected[live[i]];
            for (int j = 0; j < k; j++)
                v[i * k + j] = t->variance[live[i] * t->groups + live[j]];
        }
        ok = cholesky(v, k, 1e-12, NULL) == k;
        t->chi_square = 0;
        if (ok) {
            cholesky_solve(v, k, z);
            for (int i = 0; i < k; i++)
                t->chi_square += z[i] * (t->observed[live[i]] - t->expected[live[i]]);
        }
        t->p = chi_square_above(t->chi_square, k);
    }
    arena_free(&scratch);
    return ok
           || error_set(err, ERROR_INVALID,
                        "the groups cannot be compared: at no event are two of them at risk");
}

bool survival_compare(struct arena *a, const struct lifetimes *l, enum survival_weighting weighting,
                      double rho, struct survival_test *out, struct error *err)
{
    int groups = l->groups == 0 ? 1 : l->groups;
    for (int64_t i = 0; l->group != NULL && i < l->n; i++)
        if (l->group[i] >= groups)
            return error_set(err, ERROR_USAGE, "row %" PRId64 ": group %" PRId32 " of %d", i,
                             l->group[i], groups);
    struct arena scratch = {0};
    struct ordered order;
    int strata = code_count(l->strata, l->n);
    bool ok = lifetimes_order(&scratch, l, l->strata, strata, l->group, INT32_MAX, &order, err);
    if (ok) {
        size_t g = (size_t)groups;
        struct survival_test test = {.groups = groups,
                                     .rows = order.n,
                                     .dropped = order.dropped,
                                     .observed = ARENA_ARRAY(a, double, g),
                                     .expected = ARENA_ARRAY(a, double, g),
                                     .variance = ARENA_ARRAY(a, double, g *g)};
        struct compare c = {.l = l,
                            .o = &order,
                            .weighting = weighting,
                            .rho = rho,
                            .groups = groups,
                            .at_risk = ARENA_ARRAY(&scratch, double, g),
                            .events = ARENA_ARRAY(&scratch, double, g),
                            .test = &test};
        for (int s = 0; s < strata; s++)
            compare_stratum(&c, s);
        ok = chi_square(&test, err);
        if (ok)
            *out = test;
    }
    arena_free(&scratch);
    return ok;
}
