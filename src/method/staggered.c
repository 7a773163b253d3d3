#include "method/staggered.h"

#include <math.h>
#include <stdlib.h>

#include "base/list.h"
#include "method/cholesky.h"
#include "method/distribution.h"
#include "method/regression.h"

// A control this likely to be treated would get a weight of a thousand: there is no overlap.
#define MOST_PROBABILITY 0.999

// One comparison: the units in it, treated and controls.
struct comparison {
    int32_t n, treated, k; // k columns of x: intercept and covariates
    int32_t *unit;
    double *d, *change, *x; // d: 1 treated; x: n rows of k
};

static double dot(const double *u, const double *v, int n)
{
    double sum = 0;
    for (int j = 0; j < n; j++)
        sum += u[j] * v[j];
    return sum;
}

// Least squares of the controls' change on x: fitted values of all, and the factor of X'X/n.
static bool fit_outcome(struct arena *a, const struct comparison *c, double *fitted, double *factor)
{
    const int k = c->k;
    double *beta = ARENA_ARRAY(a, double, (size_t)k);
    for (int j = 0; j < k * k; j++)
        factor[j] = 0;
    for (int32_t i = 0; i < c->n; i++) {
        if (c->d[i] > 0)
            continue;
        const double *x = c->x + (int64_t)i * k;
        for (int j = 0; j < k; j++) {
            beta[j] += x[j] * c->change[i];
            for (int l = 0; l <= j; l++)
                factor[j * k + l] += x[j] * x[l];
        }
    }
    if (cholesky(factor, k, 1e-12, NULL) < k)
        return false;
    cholesky_solve(factor, k, beta);
    for (int32_t i = 0; i < c->n; i++)
        fitted[i] = dot(c->x + (int64_t)i * k, beta, k);
    return true;
}

// Maximum-likelihood logit of being treated: probabilities and the factor of its information.
static bool fit_probability(struct arena *a, const struct comparison *c, double *probability,
                            double *factor)
{
    const int k = c->k;
    struct error ignored = {0}; // separation is no overlap: the cell says so
    struct design design = design_make(a, c->n);
    design_intercept(&design);
    for (int j = 1; j < k; j++) {
        double *column = ARENA_ARRAY(a, double, (size_t)c->n);
        for (int32_t i = 0; i < c->n; i++)
            column[i] = c->x[(int64_t)i * k + j];
        design_number(&design, arena_printf(a, "x%d", j), column);
    }
    const struct regression r = {
        .design = &design, .y = c->d, .family = REGRESSION_LOGISTIC, .threads = 1};
    struct regression_result fit;
    if (!regression_fit(a, &r, &fit, &ignored) || fit.rank < k
        || !regression_predict(&design, fit.estimates, NULL, probability, &ignored))
        return false;
    for (int j = 0; j < k * k; j++)
        factor[j] = 0;
    for (int32_t i = 0; i < c->n; i++) {
        const double p = 1 / (1 + exp(-probability[i])), *x = c->x + (int64_t)i * k;
        probability[i] = p;
        if (c->d[i] == 0 && p > MOST_PROBABILITY)
            return false;
        for (int j = 0; j < k; j++)
            for (int l = 0; l <= j; l++)
                factor[j * k + l] += p * (1 - p) * x[j] * x[l];
    }
    return cholesky(factor, k, 1e-12, NULL) == k;
}

// sum over rows of weight x' inverse(factor): what a fitted coefficient's error does to the mean.
static double *slope(struct arena *a, const struct comparison *c, const double *weight,
                     const double *factor)
{
    double *m = ARENA_ARRAY(a, double, (size_t)c->k);
    for (int32_t i = 0; i < c->n; i++)
        for (int j = 0; j < c->k; j++)
            m[j] += weight[i] * c->x[(int64_t)i * c->k + j];
    cholesky_solve(factor, c->k, m);
    return m;
}

// ATT and influence function of one comparison, each unit's influence such that their mean's
// variance is sum of squares / n^2. Sant'Anna & Zhao 2020, sections 2 and 3.
static enum cell_state compare(struct arena *a, const struct comparison *c,
                               enum staggered_estimator estimator, double *att, double *influence)
{
    const int32_t n = c->n, k = c->k;
    const size_t size = (size_t)n;
    double *fitted = ARENA_ARRAY(a, double, size), *probability = ARENA_ARRAY(a, double, size);
    double *outcome_factor = ARENA_ARRAY(a, double, (size_t)(k * k));
    double *probability_factor = ARENA_ARRAY(a, double, (size_t)(k * k));
    double *wt = ARENA_ARRAY(a, double, size), *wc = ARENA_ARRAY(a, double, size);
    double *residual = ARENA_ARRAY(a, double, size), *scratch = ARENA_ARRAY(a, double, size);
    // Without covariates the three estimators are one: the difference of two means.
    const bool regress = k > 1 && estimator != ESTIMATOR_PROBABILITY_WEIGHTS;
    const bool weigh = k > 1 && estimator != ESTIMATOR_OUTCOME_REGRESSION;
    if (regress && !fit_outcome(a, c, fitted, outcome_factor))
        return CELL_NO_CONTROLS;
    if (weigh && !fit_probability(a, c, probability, probability_factor))
        return CELL_NO_OVERLAP;
    double sum_t = 0, sum_c = 0, mean_t = 0, mean_c = 0;
    for (int32_t i = 0; i < n; i++) {
        const bool treated = c->d[i] > 0;
        residual[i] = c->change[i] - fitted[i];
        wt[i] = treated;
        wc[i] = treated ? 0 : weigh ? probability[i] / (1 - probability[i]) : 1;
        sum_t += wt[i];
        sum_c += wc[i];
        mean_t += wt[i] * residual[i];
        mean_c += wc[i] * residual[i];
    }
    mean_t /= sum_t;
    // In outcome regression with an intercept the controls' residuals have mean 0 by themselves.
    mean_c = regress && !weigh ? 0 : mean_c / sum_c;
    *att = mean_t - mean_c;
    for (int32_t i = 0; i < n; i++) {
        influence[i] = wt[i] * (residual[i] - mean_t) / sum_t;
        if (!regress || weigh)
            influence[i] -= wc[i] * (residual[i] - mean_c) / sum_c;
    }
    if (regress) {
        // The outcome model's error reaches the treated's mean, and leaves by the controls'.
        for (int32_t i = 0; i < n; i++)
            scratch[i] = wt[i] / sum_t - (weigh ? wc[i] / sum_c : 0);
        const double *m = slope(a, c, scratch, outcome_factor);
        for (int32_t i = 0; i < n; i++)
            if (c->d[i] == 0)
                influence[i] -= residual[i] * dot(c->x + (int64_t)i * k, m, k);
    }
    if (weigh) {
        for (int32_t i = 0; i < n; i++)
            scratch[i] = wc[i] * (residual[i] - mean_c) / sum_c;
        const double *m = slope(a, c, scratch, probability_factor);
        for (int32_t i = 0; i < n; i++)
            influence[i] -= (c->d[i] - probability[i]) * dot(c->x + (int64_t)i * k, m, k);
    }
    for (int32_t i = 0; i < n; i++)
        influence[i] *= n;
    return CELL_ESTIMATED;
}

// The standard error of a mean of influences.
static double se_of(const struct staggered *s, const double *influence, double *by_cluster)
{
    double sum = 0;
    if (s->cluster == NULL) {
        for (int32_t i = 0; i < s->units; i++)
            sum += influence[i] * influence[i];
        return sqrt(sum) / s->units;
    }
    for (int32_t g = 0; g < s->clusters; g++)
        by_cluster[g] = 0;
    for (int32_t i = 0; i < s->units; i++)
        by_cluster[s->cluster[i]] += influence[i];
    for (int32_t g = 0; g < s->clusters; g++)
        sum += by_cluster[g] * by_cluster[g];
    return sqrt(sum) / s->units;
}

static struct interval interval_of(const struct staggered *s, double estimate, double se)
{
    const double reach = normal_quantile((1 + s->level) / 2) * se;
    return (struct interval){estimate - reach, estimate + reach};
}

// The panel without the units that were treated at its first time already.
struct sample {
    const struct panel *p;
    int32_t *unit; // rows of the panel
};

static int32_t time_before(const struct panel *p, int32_t moment)
{
    int32_t t = -1;
    while (t + 1 < p->times && p->time[t + 1] < moment)
        t++;
    return t;
}

static bool is_control(const struct staggered_options *o, int32_t first, int32_t cohort,
                       int32_t time, int32_t base)
{
    if (first == cohort)
        return false;
    if (first == NEVER || o->control == CONTROL_NEVER)
        return first == NEVER;
    const int32_t latest = time > base ? time : base;
    return (int64_t)first > (int64_t)latest + o->anticipation;
}

static void estimate_cell(struct arena *a, const struct sample *sample,
                          const struct staggered_options *o, struct staggered *s, int32_t t,
                          int32_t base, struct staggered_cell *cell)
{
    const struct panel *p = sample->p;
    struct arena scratch = {0};
    struct comparison c = {.k = p->p + 1};
    c.unit = ARENA_ARRAY(&scratch, int32_t, (size_t)s->units);
    c.d = ARENA_ARRAY(&scratch, double, (size_t)s->units);
    c.change = ARENA_ARRAY(&scratch, double, (size_t)s->units);
    c.x = ARENA_ARRAY(&scratch, double, (size_t)s->units *(size_t)c.k);
    for (int32_t i = 0; i < s->units; i++) {
        const bool treated = s->first[i] == cell->cohort;
        if (!treated && !is_control(o, s->first[i], cell->cohort, p->time[t], p->time[base]))
            continue;
        const int64_t row = sample->unit[i];
        c.unit[c.n] = i;
        c.d[c.n] = treated;
        c.treated += treated;
        c.change[c.n] = p->y[row * p->times + t] - p->y[row * p->times + base];
        c.x[(int64_t)c.n * c.k] = 1;
        for (int j = 0; j < p->p; j++)
            c.x[(int64_t)c.n * c.k + 1 + j] = p->x[row * p->p + j];
        c.n++;
    }
    cell->treated = c.treated;
    cell->controls = c.n - c.treated;
    cell->state = CELL_NO_CONTROLS;
    cell->estimate = cell->se = cell->interval.low = cell->interval.high = NAN;
    if (cell->controls >= c.k) {
        double *influence = ARENA_ARRAY(&scratch, double, (size_t)c.n);
        cell->state = compare(&scratch, &c, o->estimator, &cell->estimate, influence);
        if (cell->state == CELL_ESTIMATED) {
            double *all = ARENA_ARRAY(a, double, (size_t)s->units);
            for (int32_t i = 0; i < c.n; i++)
                all[c.unit[i]] = influence[i] * s->units / c.n;
            cell->influence = all;
            cell->se = se_of(s, all, ARENA_ARRAY(&scratch, double, (size_t)s->clusters));
            cell->interval = interval_of(s, cell->estimate, cell->se);
        }
    }
    arena_free(&scratch);
}

static struct sample take_sample(struct arena *a, const struct panel *p,
                                 const struct staggered_options *o, struct staggered *s)
{
    struct sample sample = {p, ARENA_ARRAY(a, int32_t, (size_t)p->units)};
    int32_t *first = ARENA_ARRAY(a, int32_t, (size_t)p->units);
    int32_t *cluster = ARENA_ARRAY(a, int32_t, (size_t)p->units);
    for (int32_t i = 0; i < p->units; i++) {
        if ((int64_t)p->first[i] - o->anticipation <= p->time[0]) {
            s->always_treated++;
            continue;
        }
        sample.unit[s->units] = i;
        cluster[s->units] = o->cluster == NULL ? 0 : o->cluster[i];
        // Treated after the end, and not anticipating within it: never, as far as is seen.
        const int64_t from = (int64_t)p->first[i] - o->anticipation;
        first[s->units++] = from > p->time[p->times - 1] ? NEVER : p->first[i];
    }
    s->first = first;
    if (o->cluster != NULL) {
        s->clusters = codes_from_zero(cluster, s->units);
        s->cluster = cluster;
    }
    return sample;
}

// The Wald test that every effect before treatment is zero.
static void pretrend(struct staggered *s)
{
    struct arena scratch = {0};
    const struct staggered_cell **early =
        ARENA_ARRAY(&scratch, const struct staggered_cell *, (size_t)s->count);
    int32_t q = 0;
    for (int32_t c = 0; c < s->count; c++) {
        const struct staggered_cell *cell = &s->at[c];
        if (cell->state == CELL_ESTIMATED
            && (int64_t)cell->time < (int64_t)cell->cohort - s->anticipation)
            early[q++] = cell;
    }
    s->pretrend = s->pretrend_p = NAN;
    s->pretrend_df = q;
    if (q > 0) {
        double *v = ARENA_ARRAY(&scratch, double, (size_t)q *(size_t)q);
        double *att = ARENA_ARRAY(&scratch, double, (size_t)q);
        const int32_t groups = s->cluster == NULL ? s->units : s->clusters;
        double *sums = ARENA_ARRAY(&scratch, double, (size_t)groups *(size_t)q);
        for (int32_t i = 0; i < s->units; i++)
            for (int32_t j = 0; j < q; j++)
                sums[(int64_t)(s->cluster == NULL ? i : s->cluster[i]) * q + j] +=
                    early[j]->influence[i] / s->units;
        for (int32_t j = 0; j < q; j++) {
            att[j] = early[j]->estimate;
            for (int32_t k = 0; k <= j; k++)
                for (int32_t g = 0; g < groups; g++)
                    v[j * q + k] += sums[(int64_t)g * q + j] * sums[(int64_t)g * q + k];
        }
        // Effects that depend on one another, as with few units, leave nothing to test them by.
        if (cholesky(v, q, 1e-10, NULL) == q) {
            s->pretrend = cholesky_form(v, q, att, sums);
            s->pretrend_p = chi_square_above(s->pretrend, q);
        }
    }
    arena_free(&scratch);
}

static bool check_options(const struct panel *p, const struct staggered_options *o,
                          struct error *err)
{
    if (o->anticipation < 0)
        return error_set(err, ERROR_USAGE, "anticipation is negative: %d", o->anticipation);
    if (!(o->level >= 0 && o->level < 1))
        return error_set(err, ERROR_USAGE, "a level is between 0 and 1, not %g", o->level);
    if (p->times < 2)
        return error_set(err, ERROR_INVALID, "a panel needs two times");
    return true;
}

bool staggered_fit(struct arena *a, const struct panel *p, const struct staggered_options *o,
                   struct staggered *out, struct error *err)
{
    if (!check_options(p, o, err))
        return false;
    struct staggered s = {.anticipation = o->anticipation, .level = o->level > 0 ? o->level : 0.95};
    const struct sample sample = take_sample(a, p, o, &s);
    const struct panel in_use = {.units = s.units, .first = s.first};
    int32_t cohorts;
    const int32_t *cohort = panel_cohorts(a, &in_use, &cohorts);
    s.at = ARENA_ARRAY(a, struct staggered_cell, (size_t)cohorts * (size_t)(p->times - 1));
    for (int32_t g = 0; g < cohorts; g++) {
        if (cohort[g] == NEVER || cohort[g] > p->time[p->times - 1])
            continue;
        const int32_t last_before = time_before(p, cohort[g] - o->anticipation);
        for (int32_t t = o->base == BASE_UNIVERSAL ? 0 : 1; t < p->times; t++) {
            const bool before = t <= last_before;
            const int32_t base = before && o->base == BASE_VARYING ? t - 1 : last_before;
            struct staggered_cell *cell = &s.at[s.count++];
            *cell = (struct staggered_cell){
                .cohort = cohort[g], .time = p->time[t], .base = p->time[base]};
            if (t == base)
                cell->state = CELL_BASE;
            else
                estimate_cell(a, &sample, o, &s, t, base, cell);
        }
    }
    if (s.count == 0)
        return error_set(err, ERROR_INVALID,
                         "no cohort begins treatment after the first time of the panel");
    pretrend(&s);
    *out = s;
    return true;
}

// The mean of some effects, weighted by cohort sizes or evenly, with its influence function. The
// sizes are estimated: with P the sum of the shares, unit i adds (1[G_i = g] - p_g)(e_g - mean)/P.
struct part {
    int32_t cohort;
    double estimate;
    const double *influence;
};

static struct effect mean_effect(struct arena *a, const struct staggered *s, int32_t at,
                                 const struct part *parts, int32_t count, bool by_size)
{
    struct effect e = {at, 0, 0, {0, 0}, NULL};
    double *influence = ARENA_ARRAY(a, double, (size_t)s->units);
    struct arena scratch = {0};
    double *share = ARENA_ARRAY(&scratch, double, (size_t)count), total = 0, offset = 0;
    for (int32_t k = 0; k < count; k++) {
        for (int32_t i = 0; i < s->units; i++)
            share[k] += s->first[i] == parts[k].cohort;
        share[k] = by_size ? share[k] / s->units : 1;
        total += share[k];
    }
    for (int32_t k = 0; k < count; k++)
        e.estimate += share[k] / total * parts[k].estimate;
    for (int32_t k = 0; k < count; k++) {
        const double gap = (parts[k].estimate - e.estimate) / total;
        offset += share[k] * gap;
        for (int32_t i = 0; i < s->units; i++) {
            influence[i] += share[k] / total * parts[k].influence[i];
            if (by_size && s->first[i] == parts[k].cohort)
                influence[i] += gap;
        }
    }
    if (by_size)
        for (int32_t i = 0; i < s->units; i++)
            influence[i] -= offset;
    e.influence = influence;
    e.se = se_of(s, influence, ARENA_ARRAY(&scratch, double, (size_t)s->clusters));
    e.interval = interval_of(s, e.estimate, e.se);
    arena_free(&scratch);
    return e;
}

struct key_list {
    int32_t *at;
    size_t count, room;
};

static int number_order(const void *left, const void *right)
{
    const int32_t l = *(const int32_t *)left, r = *(const int32_t *)right;
    return l < r ? -1 : l > r;
}

static bool after_treatment(const struct staggered_cell *c)
{
    return c->time >= c->cohort;
}

// Under which heading a cell is summed up, and whether it is at all.
static bool key_of(const struct staggered_cell *c, enum aggregate_kind kind, int32_t *key)
{
    switch (kind) {
    case AGGREGATE_SIMPLE:
        *key = 0;
        return after_treatment(c);
    case AGGREGATE_EVENT:
        *key = c->time - c->cohort;
        return true;
    case AGGREGATE_COHORT:
        *key = c->cohort;
        return after_treatment(c);
    case AGGREGATE_CALENDAR:
        *key = c->time;
        return after_treatment(c);
    }
    return false;
}

bool staggered_aggregate(struct arena *a, const struct staggered *s, enum aggregate_kind kind,
                         struct aggregate *out, struct error *err)
{
    struct aggregate g = {0};
    struct key_list keys = {0};
    const double *zero = ARENA_ARRAY(a, double, (size_t)s->units);
    for (int32_t c = 0; c < s->count; c++) {
        int32_t key;
        if (!key_of(&s->at[c], kind, &key))
            continue;
        if (isnan(s->at[c].estimate)) {
            g.cells_left_out++;
            continue;
        }
        bool seen = false;
        for (size_t k = 0; k < keys.count && !seen; k++)
            seen = keys.at[k] == key;
        if (!seen)
            *list_add(a, &keys) = key;
    }
    if (keys.count > 0) // else keys.at is NULL, which qsort does not take
        qsort(keys.at, keys.count, sizeof *keys.at, number_order);
    struct part *parts = ARENA_ARRAY(a, struct part, (size_t)s->count + keys.count);
    g.by = ARENA_ARRAY(a, struct effect, keys.count);
    for (size_t k = 0; k < keys.count; k++) {
        int32_t count = 0;
        for (int32_t c = 0; c < s->count; c++) {
            const struct staggered_cell *cell = &s->at[c];
            int32_t key;
            if (key_of(cell, kind, &key) && key == keys.at[k] && !isnan(cell->estimate))
                parts[count++] = (struct part){cell->cohort, cell->estimate,
                                               cell->influence == NULL ? zero : cell->influence};
        }
        g.by[g.count++] = mean_effect(a, s, keys.at[k], parts, count, kind != AGGREGATE_COHORT);
    }
    int32_t count = 0;
    for (int32_t k = 0; k < g.count; k++)
        if (kind != AGGREGATE_EVENT || g.by[k].at >= 0)
            parts[count++] = (struct part){g.by[k].at, g.by[k].estimate, g.by[k].influence};
    if (count == 0)
        return error_set(err, ERROR_INVALID,
                         "no effect from treatment on can be estimated: there is nobody to compare "
                         "with");
    if (kind == AGGREGATE_SIMPLE) {
        g.overall = g.by[0];
        g.count = 0;
    } else {
        g.overall = mean_effect(a, s, 0, parts, count, kind == AGGREGATE_COHORT);
    }
    *out = g;
    return true;
}

static int double_order(const void *left, const void *right)
{
    const double l = *(const double *)left, r = *(const double *)right;
    return l < r ? -1 : l > r;
}

bool staggered_band(const struct staggered *s, const double *const *influence, int32_t count,
                    uint64_t seed, int replicates, double *out, struct error *err)
{
    if (replicates < 100)
        return error_set(err, ERROR_USAGE, "a band needs 100 replicates at least, not %d",
                         replicates);
    struct arena scratch = {0};
    const int32_t groups = s->cluster == NULL ? s->units : s->clusters;
    double *sums = ARENA_ARRAY(&scratch, double, (size_t)groups *(size_t)count);
    double *largest = ARENA_ARRAY(&scratch, double, (size_t)replicates);
    double *total = ARENA_ARRAY(&scratch, double, (size_t)count);
    bool varies = false;
    for (int32_t j = 0; j < count; j++) {
        const double se = se_of(s, influence[j], ARENA_ARRAY(&scratch, double, (size_t)groups));
        varies = varies || se > 0;
        for (int32_t i = 0; i < s->units && se > 0; i++)
            sums[(int64_t)(s->cluster == NULL ? i : s->cluster[i]) * count + j] +=
                influence[j][i] / (s->units * se);
    }
    for (int r = 0; r < replicates; r++) {
        struct random stream = random_stream(seed, (uint64_t)r);
        uint64_t bits = 0;
        for (int32_t j = 0; j < count; j++)
            total[j] = 0;
        for (int32_t g = 0; g < groups; g++) {
            bits = g % 64 == 0 ? random_u64(&stream) : bits >> 1;
            const double sign = bits & 1 ? 1 : -1;
            for (int32_t j = 0; j < count; j++)
                total[j] += sign * sums[(int64_t)g * count + j];
        }
        for (int32_t j = 0; j < count; j++)
            largest[r] = fmax(largest[r], fabs(total[j]));
    }
    qsort(largest, (size_t)replicates, sizeof *largest, double_order);
    const double reach = largest[(int)ceil(s->level * replicates) - 1];
    arena_free(&scratch);
    if (!varies)
        return error_set(err, ERROR_INVALID, "none of the effects varies");
    *out = reach;
    return true;
}
