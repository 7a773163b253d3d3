#include "method/complier.h"

#include <inttypes.h>
#include <math.h>

#include "method/distribution.h"
#include "method/regression.h"

/* The units that have all they need. */
struct sample {
    int64_t n;
    double *y, *z, *d; // outcome, arm, received (NULL: not asked)
    int32_t *block, *cluster;
    double **x;
    int count; // covariates
    int32_t blocks;
};

struct losses {
    int64_t treated, control, unknown;
};

static bool unit_complete(const struct randomised_data *data, const double *received,
                          const struct covariates *c, int64_t i)
{
    bool whole = !isnan(data->y[i]) && data->treated[i] >= 0
                 && (data->block == NULL || data->block[i] >= 0)
                 && (data->cluster == NULL || data->cluster[i] >= 0)
                 && (received == NULL || !isnan(received[i]));
    for (int k = 0; k < c->count && whole; k++)
        whole = !isnan(c->x[k][i]);
    return whole;
}

static struct sample sample_make(struct arena *a, const struct randomised_data *data,
                                 const double *received, const struct covariates *c,
                                 struct losses *lost)
{
    size_t n = (size_t)data->units;
    struct sample s = {.y = ARENA_ARRAY(a, double, n),
                       .z = ARENA_ARRAY(a, double, n),
                       .d = ARENA_ARRAY(a, double, n),
                       .block = ARENA_ARRAY(a, int32_t, n),
                       .cluster = ARENA_ARRAY(a, int32_t, n),
                       .x = ARENA_ARRAY(a, double *, (size_t)c->count),
                       .count = c->count};
    for (int k = 0; k < c->count; k++)
        s.x[k] = ARENA_ARRAY(a, double, n);
    for (int64_t i = 0; i < data->units; i++) {
        if (!unit_complete(data, received, c, i)) {
            lost->unknown += data->treated[i] < 0;
            lost->treated += data->treated[i] > 0;
            lost->control += data->treated[i] == 0;
            continue;
        }
        s.y[s.n] = data->y[i];
        s.z[s.n] = data->treated[i];
        s.d[s.n] = received != NULL ? received[i] : 0;
        s.block[s.n] = data->block != NULL ? data->block[i] : 0;
        s.cluster[s.n] = data->cluster != NULL ? data->cluster[i] : 0;
        for (int k = 0; k < c->count; k++)
            s.x[k][s.n] = c->x[k][i];
        if (s.block[s.n] >= s.blocks)
            s.blocks = s.block[s.n] + 1;
        s.n++;
    }
    return s;
}

static bool arms_check(const struct randomised_data *data, double level, struct error *err)
{
    if (level != 0 && !level_check(level, err))
        return false;
    for (int64_t i = 0; i < data->units; i++) {
        if (data->treated[i] > 1)
            return error_set(err, ERROR_INVALID, "unit %" PRId64 ": an arm is 0 or 1", i + 1);
    }
    return true;
}

static double mean_of(const double *x, int64_t n)
{
    double sum = 0;
    for (int64_t i = 0; i < n; i++)
        sum += x[i];
    return sum / (double)n;
}

// The mean of x among the units of an arm.
static double arm_mean(const struct sample *s, const double *x, double arm)
{
    double sum = 0, count = 0;
    for (int64_t i = 0; i < s->n; i++) {
        sum += s->z[i] == arm ? x[i] : 0;
        count += s->z[i] == arm;
    }
    return sum / count;
}

static struct effect effect_make(double estimate, double se, double df, double level)
{
    double t = estimate / se, reach = student_quantile((1 + level) / 2, df) * se;
    return (struct effect){.estimate = estimate,
                           .se = se,
                           .statistic = t,
                           .p = student_two_sided(t, df),
                           .interval = {estimate - reach, estimate + reach},
                           .df = df};
}

// Adds a covariate less its mean, and its product with the arm.
static void add_centred(struct design *d, int arm, const char *name, const double *x)
{
    double *centred = ARENA_ARRAY(d->arena, double, (size_t)d->n), mean = mean_of(x, d->n);
    for (int64_t i = 0; i < d->n; i++)
        centred[i] = x[i] - mean;
    design_product(d, arm, design_number(d, name, centred));
}

static struct design design_lin(struct arena *a, const struct sample *s)
{
    struct design d = design_make(a, s->n);
    design_intercept(&d);
    int arm = design_number(&d, "treated", s->z);
    for (int k = 0; k < s->count; k++)
        add_centred(&d, arm, arena_printf(a, "covariate %d", k + 1), s->x[k]);
    for (int32_t b = 1; b < s->blocks; b++) {
        double *in = ARENA_ARRAY(a, double, (size_t)s->n);
        for (int64_t i = 0; i < s->n; i++)
            in[i] = s->block[i] == b;
        add_centred(&d, arm, arena_printf(a, "block %" PRId32, b), in);
    }
    return d;
}

bool randomised_adjusted(const struct randomised_data *data, const struct covariates *covariates,
                         double level, struct adjusted *out, struct error *err)
{
    if (!arms_check(data, level, err))
        return false;
    struct arena a = {0};
    struct losses lost = {0};
    struct sample s = sample_make(&a, data, NULL, covariates, &lost);
    struct design design = design_lin(&a, &s);
    struct regression r = {.design = &design,
                           .y = s.y,
                           .family = REGRESSION_LINEAR,
                           .variance = data->cluster != NULL ? VARIANCE_CR1 : VARIANCE_HC2,
                           .cluster = data->cluster != NULL ? s.cluster : NULL,
                           .level = level,
                           .threads = 1};
    struct regression_result fit;
    bool ok = regression_fit(&a, &r, &fit, err);
    if (ok && isnan(fit.at[1].estimate))
        ok = error_set(err, ERROR_INVALID, "all units are in one arm");
    if (ok) {
        const struct coefficient *c = &fit.at[1];
        double df = data->cluster != NULL ? (double)fit.clusters - 1 : fit.df;
        *out = (struct adjusted){.effect =
                                     effect_make(c->estimate, c->se, df, level > 0 ? level : 0.95),
                                 .unadjusted = arm_mean(&s, s.y, 1) - arm_mean(&s, s.y, 0),
                                 .units = s.n,
                                 .dropped_treated = lost.treated,
                                 .dropped_control = lost.control,
                                 .dropped_unknown = lost.unknown,
                                 .clusters = data->cluster != NULL ? fit.clusters : 0,
                                 .aliased = fit.p - fit.rank};
    } else {
        error_while(err, "adjusting for covariates");
    }
    arena_free(&a);
    return ok;
}

/* ---- two-stage least squares, by partialling out (Frisch & Waugh 1933) ---- */

static struct design design_common(struct arena *a, const struct sample *s)
{
    struct design d = design_make(a, s->n);
    design_intercept(&d);
    for (int k = 0; k < s->count; k++)
        design_number(&d, arena_printf(a, "covariate %d", k + 1), s->x[k]);
    if (s->blocks > 1)
        design_factor(&d, "block", s->block, NULL, s->blocks, 0);
    return d;
}

// What the common columns do not explain of y. The last fit's result is in *fit.
static bool partial_out(struct arena *a, const struct design *d, const double *y, double **out,
                        struct regression_result *fit, struct error *err)
{
    struct regression r = {.design = d, .y = y, .family = REGRESSION_LINEAR, .threads = 1};
    *out = ARENA_ARRAY(a, double, (size_t)d->n);
    if (!regression_fit(a, &r, fit, err) || !regression_predict(d, fit->estimates, NULL, *out, err))
        return false;
    for (int64_t i = 0; i < d->n; i++)
        (*out)[i] = y[i] - (*out)[i];
    return true;
}

// x_i' (X'X)^-1 x_i of the common columns, plus z_i^2 / z'z of the partialled instrument.
static double *leverages(struct arena *a, const struct design *d,
                         const struct regression_result *fit, const double *z, double zz)
{
    double *h = ARENA_ARRAY(a, double, (size_t)d->n), *x = ARENA_ARRAY(a, double, (size_t)d->p);
    for (int64_t i = 0; i < d->n; i++) {
        design_block(d, NULL, i, 1, 1, x);
        h[i] = z[i] * z[i] / zz;
        for (int j = 0; j < d->p; j++) {
            for (int k = 0; k < d->p; k++) {
                double u = fit->unscaled[j * d->p + k];
                h[i] += isnan(u) ? 0 : x[j] * u * x[k];
            }
        }
    }
    return h;
}

// The coefficient of `on` in y, both partialled, with instrument z; HC2.
static struct effect effect_of(const double *y, const double *on, const double *z, const double *h,
                               int64_t n, double df, double level)
{
    double zy = 0, zx = 0, meat = 0;
    for (int64_t i = 0; i < n; i++) {
        zy += z[i] * y[i];
        zx += z[i] * on[i];
    }
    double estimate = zy / zx;
    for (int64_t i = 0; i < n; i++) {
        double left = y[i] - estimate * on[i];
        meat += h[i] < 1 - 1e-12 ? z[i] * z[i] * left * left / (1 - h[i]) : 0;
    }
    return effect_make(estimate, sqrt(meat) / fabs(zx), df, level);
}

static bool complier_fit(struct arena *a, const struct sample *s, double level,
                         struct complier *out, struct error *err)
{
    struct design common = design_common(a, s);
    struct regression_result fit;
    double *y, *d, *z, zz = 0, zd = 0, dd = 0;
    if (!partial_out(a, &common, s->y, &y, &fit, err)
        || !partial_out(a, &common, s->d, &d, &fit, err)
        || !partial_out(a, &common, s->z, &z, &fit, err))
        return false;
    for (int64_t i = 0; i < s->n; i++) {
        zz += z[i] * z[i];
        zd += z[i] * d[i];
        dd += d[i] * d[i];
    }
    double df = (double)(s->n - fit.rank - 1);
    if (zz <= 1e-9 * (double)s->n || df < 1)
        return error_set(err, ERROR_INVALID, "the arms cannot be told apart in so few units");
    if (fabs(zd) <= 1e-9 * sqrt(zz * dd))
        return error_set(err, ERROR_INVALID, "the assignment changes nobody's treatment");
    double *h = leverages(a, &common, &fit, z, zz);
    out->effect = effect_of(y, d, z, h, s->n, df, level);
    out->assignment = effect_of(y, z, z, h, s->n, df, level);
    out->take_up = effect_of(d, z, z, h, s->n, df, level);
    out->taken_treated = arm_mean(s, s->d, 1);
    out->taken_control = arm_mean(s, s->d, 0);
    out->first_stage_f = out->take_up.statistic * out->take_up.statistic;
    out->weak = !(out->first_stage_f >= 10);
    out->units = s->n;
    return true;
}

bool complier_effect(const struct randomised_data *data, const double *received,
                     const struct covariates *covariates, double level, struct complier *out,
                     struct error *err)
{
    if (data->cluster != NULL)
        return error_set(err, ERROR_USAGE, "a complier effect takes a row for each cluster");
    if (!arms_check(data, level, err))
        return false;
    struct arena a = {0};
    struct losses lost = {0};
    struct sample s = sample_make(&a, data, received, covariates, &lost);
    struct complier c = {.dropped_treated = lost.treated,
                         .dropped_control = lost.control,
                         .dropped_unknown = lost.unknown};
    bool ok = complier_fit(&a, &s, level > 0 ? level : 0.95, &c, err)
              || error_while(err, "estimating the effect on compliers");
    if (ok)
        *out = c;
    arena_free(&a);
    return ok;
}
