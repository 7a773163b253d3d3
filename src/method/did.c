#include "method/did.h"

#include <math.h>

#include "method/cholesky.h"
#include "method/distribution.h"

static double level_of(double level)
{
    return level > 0 ? level : 0.95;
}

// ---- Two groups, two periods ----

static bool read_cells(const struct did_2x2_data *d, double *weights, struct did_2x2 *out,
                       struct error *err)
{
    for (int64_t i = 0; i < d->n; i++) {
        const int32_t g = d->treated[i], t = d->after[i];
        if (g > 1 || t > 1)
            return error_set(err, ERROR_USAGE, "treated and after are 0 or 1, not %d and %d", g, t);
        weights[i] = 0;
        if (g < 0 || t < 0 || isnan(d->y[i])
            || (d->cluster != NULL && d->cluster[i] == INT32_MIN)) {
            out->missing++;
            continue;
        }
        weights[i] = 1;
        out->rows[g][t]++;
        out->mean[g][t] += d->y[i];
    }
    for (int g = 0; g < 2; g++)
        for (int t = 0; t < 2; t++) {
            if (out->rows[g][t] == 0)
                return error_set(err, ERROR_INVALID, "there are no rows of the %s %s",
                                 g ? "treated" : "controls", t ? "after" : "before");
            out->mean[g][t] /= (double)out->rows[g][t];
        }
    return true;
}

bool did_2x2(struct arena *a, const struct did_2x2_data *d, struct did_2x2 *out, struct error *err)
{
    struct did_2x2 r = {0};
    double *weights = ARENA_ARRAY(a, double, (size_t)d->n);
    if (!read_cells(d, weights, &r, err))
        return false;
    // Least squares on four cells is their means; the difference is a sum of rows with these signs.
    int64_t n = 0;
    double square = 0, spread = 0;
    int32_t *cluster = ARENA_ARRAY(a, int32_t, (size_t)d->n);
    for (int64_t i = 0; i < d->n; i++)
        cluster[i] = d->cluster == NULL || weights[i] == 0 ? INT32_MIN : d->cluster[i];
    const int32_t clusters = d->cluster == NULL ? 0 : codes_from_zero(cluster, d->n);
    double *sums = ARENA_ARRAY(a, double, (size_t)clusters);
    for (int64_t i = 0; i < d->n; i++) {
        if (weights[i] == 0)
            continue;
        const int g = d->treated[i], t = d->after[i];
        const double residual = d->y[i] - r.mean[g][t];
        n++;
        square += residual * residual;
        if (clusters > 0)
            sums[cluster[i]] += (g == t ? 1 : -1) * residual / (double)r.rows[g][t];
    }
    for (int g = 0; g < 2; g++)
        for (int t = 0; t < 2; t++)
            spread += 1 / (double)r.rows[g][t];
    r.estimate = (r.mean[1][1] - r.mean[1][0]) - (r.mean[0][1] - r.mean[0][0]);
    r.clusters = clusters;
    r.df = clusters > 0 ? clusters - 1 : (double)n - 4;
    if (n <= 4 || r.df < 1)
        return error_set(err, ERROR_INVALID,
                         "%lld rows in %d clusters leave nothing to judge the error by",
                         (long long)n, clusters);
    double variance = square / ((double)n - 4) * spread;
    if (clusters > 0) {
        variance = 0;
        for (int32_t c = 0; c < clusters; c++)
            variance += sums[c] * sums[c];
        variance *= clusters / r.df * ((double)n - 1) / ((double)n - 4);
    }
    r.se = sqrt(variance);
    r.p = student_two_sided(r.estimate / r.se, r.df);
    const double reach = student_quantile((1 + level_of(d->level)) / 2, r.df) * r.se;
    r.interval = (struct interval){r.estimate - reach, r.estimate + reach};
    *out = r;
    return true;
}

// ---- Unit and time effects ----

// The complete rows, in arrays of their own, with codes from 0.
struct complete {
    int64_t n;
    double *y, *weights;
    double **x;
    int32_t *unit, *time, *cluster;
    int32_t units, times, clusters;
    bool nested;
};

static bool row_missing(const struct did_data *d, int64_t i)
{
    if (d->unit[i] == INT32_MIN || d->time[i] == INT32_MIN || isnan(d->y[i])
        || (d->cluster != NULL && d->cluster[i] == INT32_MIN)
        || (d->weights != NULL && isnan(d->weights[i])))
        return true;
    for (int j = 0; j < d->columns; j++)
        if (isnan(d->x[j][i]))
            return true;
    return false;
}

static bool units_nested(struct arena *a, const struct complete *c)
{
    int32_t *of_unit = ARENA_ARRAY(a, int32_t, (size_t)c->units);
    for (int32_t u = 0; u < c->units; u++)
        of_unit[u] = -1;
    for (int64_t i = 0; i < c->n; i++) {
        int32_t *of = &of_unit[c->unit[i]];
        if (*of >= 0 && *of != c->cluster[i])
            return false;
        *of = c->cluster[i];
    }
    return true;
}

static struct complete take_complete(struct arena *a, const struct did_data *d, int64_t *missing)
{
    const size_t n = (size_t)d->n;
    struct complete c = {.y = ARENA_ARRAY(a, double, n),
                         .weights = ARENA_ARRAY(a, double, n),
                         .x = ARENA_ARRAY(a, double *, (size_t)d->columns),
                         .unit = ARENA_ARRAY(a, int32_t, n),
                         .time = ARENA_ARRAY(a, int32_t, n),
                         .cluster = ARENA_ARRAY(a, int32_t, n)};
    for (int j = 0; j < d->columns; j++)
        c.x[j] = ARENA_ARRAY(a, double, n);
    for (int64_t i = 0; i < d->n; i++) {
        const double weight = d->weights == NULL ? 1 : d->weights[i];
        if (row_missing(d, i)) {
            (*missing)++;
            continue;
        }
        if (weight == 0)
            continue;
        c.y[c.n] = d->y[i];
        c.weights[c.n] = weight;
        for (int j = 0; j < d->columns; j++)
            c.x[j][c.n] = d->x[j][i];
        c.unit[c.n] = d->unit[i];
        c.time[c.n] = d->time[i];
        c.cluster[c.n++] = d->cluster == NULL ? d->unit[i] : d->cluster[i];
    }
    c.units = codes_from_zero(c.unit, c.n);
    c.times = codes_from_zero(c.time, c.n);
    c.clusters = codes_from_zero(c.cluster, c.n);
    c.nested = units_nested(a, &c);
    return c;
}

// Puts standard errors, tests and intervals on G - 1 degrees of freedom, with the K asked for.
static void set_errors(const struct regression_result *f, double scale, double level,
                       struct did *fit)
{
    const int p = fit->columns;
    const double df = (double)fit->clusters - 1, reach = student_quantile((1 + level) / 2, df);
    for (int j = 0; j < p * p; j++)
        fit->variance[j] = f->variance[j] * scale;
    for (int j = 0; j < p; j++) {
        struct coefficient *c = &fit->at[j];
        *c = f->at[j];
        c->se = sqrt(fit->variance[j * p + j]);
        c->statistic = c->estimate / c->se;
        c->p = student_two_sided(c->statistic, df);
        c->interval = (struct interval){c->estimate - reach * c->se, c->estimate + reach * c->se};
    }
}

bool did_fit(struct arena *a, const struct did_data *d, struct did *out, struct error *err)
{
    if (d->columns < 1)
        return error_set(err, ERROR_USAGE, "a difference in differences needs a treatment column");
    struct did fit = {.columns = d->columns};
    const struct complete c = take_complete(a, d, &fit.missing);
    if (c.clusters < 2)
        return error_set(err, ERROR_INVALID, "%d cluster: errors need two at least", c.clusters);
    struct design design = design_make(a, c.n);
    for (int j = 0; j < d->columns; j++)
        design_number(&design, d->names[j], c.x[j]);
    const struct regression_effect effects[] = {{c.unit}, {c.time}};
    const struct regression r = {.design = &design,
                                 .y = c.y,
                                 .weights = c.weights,
                                 .family = REGRESSION_LINEAR,
                                 .variance = VARIANCE_CR1,
                                 .cluster = c.cluster,
                                 .effects = effects,
                                 .effect_count = 2,
                                 .effects_in_k = true,
                                 .threads = 1};
    struct regression_result f;
    if (!regression_fit(a, &r, &f, err))
        return false;
    const bool free_units = d->degrees == DEGREES_NESTED_FREE && c.nested;
    const int64_t all = f.rank + f.absorbed;
    fit.rank = f.rank;
    fit.k = free_units ? all - c.units + 1 : all;
    fit.n = c.n;
    fit.units = c.units;
    fit.times = c.times;
    fit.clusters = c.clusters;
    fit.nested = c.nested;
    fit.at = ARENA_ARRAY(a, struct coefficient, (size_t)fit.columns);
    fit.variance = ARENA_ARRAY(a, double, (size_t)(fit.columns * fit.columns));
    set_errors(&f, (double)(c.n - all) / (double)(c.n - fit.k), level_of(d->level), &fit);
    *out = fit;
    return true;
}

bool did_test_zero(const struct did *fit, const int *which, int count, struct did_test *out,
                   struct error *err)
{
    struct arena scratch = {0};
    int *kept = ARENA_ARRAY(&scratch, int, (size_t)count), q = 0;
    for (int j = 0; j < count; j++)
        if (!isnan(fit->at[which[j]].estimate))
            kept[q++] = which[j];
    double *v = ARENA_ARRAY(&scratch, double, (size_t)(q * q));
    double *b = ARENA_ARRAY(&scratch, double, (size_t)q),
           *room = ARENA_ARRAY(&scratch, double, (size_t)q);
    for (int j = 0; j < q; j++) {
        b[j] = fit->at[kept[j]].estimate;
        for (int k = 0; k < q; k++)
            v[j * q + k] = fit->variance[kept[j] * fit->columns + kept[k]];
    }
    const bool ok = q > 0 && cholesky(v, q, 1e-10, NULL) == q;
    struct did_test t = {.df = q};
    if (ok) {
        t.f = cholesky_form(v, q, b, room) / q;
        t.p = f_above(t.f, q, (double)fit->clusters - 1);
    }
    arena_free(&scratch);
    if (!ok)
        return error_set(err, ERROR_INVALID,
                         "%d columns cannot be tested at once with %lld clusters", q,
                         (long long)fit->clusters);
    *out = t;
    return true;
}

// ---- Event studies ----

static void event_columns(struct arena *a, const struct did_data *d, const int32_t *first,
                          const struct event_study_options *o, struct event_study *es,
                          const double ***x, const char ***names)
{
    es->events = o->high - o->low;
    es->since = ARENA_ARRAY(a, int, (size_t)es->events);
    *x = ARENA_ARRAY(a, const double *, (size_t)(es->events + d->columns));
    *names = ARENA_ARRAY(a, const char *, (size_t)(es->events + d->columns));
    for (int e = o->low, column = 0; e <= o->high; e++) {
        if (e == -1)
            continue;
        double *at = ARENA_ARRAY(a, double, (size_t)d->n);
        for (int64_t i = 0; i < d->n; i++) {
            if (first[i] == NEVER || d->time[i] == INT32_MIN)
                continue;
            int64_t since = (int64_t)d->time[i] - first[i];
            since = since < o->low ? o->low : since > o->high ? o->high : since;
            at[i] = since == e;
        }
        es->since[column] = e;
        (*names)[column] = arena_printf(a, "%+d", e);
        (*x)[column++] = at;
    }
    for (int j = 0; j < d->columns; j++) {
        (*x)[es->events + j] = d->x[j];
        (*names)[es->events + j] = d->names[j];
    }
}

bool event_study(struct arena *a, const struct did_data *d, const int32_t *first,
                 const struct event_study_options *o, struct event_study *out, struct error *err)
{
    if (!(o->low < -1 && o->high >= 0 && o->high - o->low < 1000))
        return error_set(err, ERROR_USAGE,
                         "an event study goes from -2 or before to 0 or after, not %d to %d",
                         o->low, o->high);
    struct event_study es = {0};
    struct did_data whole = *d;
    const double **x = NULL;
    const char **names = NULL;
    event_columns(a, d, first, o, &es, &x, &names);
    whole.x = x;
    whole.names = names;
    whole.columns = es.events + d->columns;
    if (!did_fit(a, &whole, &es.fit, err))
        return false;
    int *early = ARENA_ARRAY(a, int, (size_t)es.events), count = 0;
    for (int j = 0; j < es.events && es.since[j] < -1; j++)
        early[count++] = j;
    struct error untested = {0};
    es.pretrend = (struct did_test){NAN, NAN, 0};
    es.pretrend_tested = did_test_zero(&es.fit, early, count, &es.pretrend, &untested);
    *out = es;
    return true;
}
