/* Tests of regression against R, against published numbers, and by its properties. */

#include "method/regression.h"

#include <stdio.h>

#include "base/random.h"
#include "t_regress.h"

static const double near = 1e-8;

/* The simulated rows of regression_data.csv. */
struct data {
    struct oracle_list r;
    int64_t n;
    double *x1, *x2, *w, *o, *ylin, *ybin, *trials, *yshare, *ypois, *ynb;
    int32_t *g, *cluster, *unit, *time;
};

static struct data data_load(struct arena *a)
{
    struct oracle_list l = oracle_load(a, "regression_data.csv");
    struct data d = {.r = oracle_load(a, "regression.csv")};
    double *columns[14];
    for (int j = 0; j < 14; j++)
        columns[j] = t_column(a, &l, j, &d.n);
    d.x1 = columns[0];
    d.x2 = columns[1];
    d.g = t_codes(a, columns[2], d.n);
    d.cluster = t_codes(a, columns[3], d.n);
    d.unit = t_codes(a, columns[4], d.n);
    d.w = columns[5];
    d.o = columns[6];
    d.time = t_codes(a, columns[7], d.n);
    d.ylin = columns[8];
    d.ybin = columns[9];
    d.trials = columns[10];
    d.yshare = columns[11];
    d.ypois = columns[12];
    d.ynb = columns[13];
    return d;
}

static struct design design_of(struct arena *a, const struct data *d)
{
    struct design x = design_make(a, d->n);
    design_intercept(&x);
    design_number(&x, "x1", d->x1);
    design_number(&x, "x2", d->x2);
    design_factor(&x, "g", d->g, NULL, 4, 0);
    return x;
}

static void check_fit(struct arena *a, const struct data *d, struct regression r, const char *name)
{
    struct regression_result f;
    struct error err = {0};
    NEED_OK(regression_fit(a, &r, &f, &err), err);
    t_check_oracle(&d->r, name, f.estimates, f.p, near);
    t_check_oracle(&d->r, arena_printf(a, "%s_v", name), t_lower(a, f.variance, f.p),
                   f.p * (f.p + 1) / 2, near);
    const struct oracle_row *fit = oracle_find(&d->r, arena_printf(a, "%s_fit", name));
    CHECK_NEAR(f.deviance, fit->at[0], near);
    CHECK_NEAR(f.null_deviance, fit->at[1], near);
    CHECK_NEAR(f.df, fit->at[2], 0);
    if (!isnan(fit->at[3])) {
        CHECK_NEAR(f.log_likelihood, fit->at[3], near);
        CHECK_NEAR(f.aic, fit->at[4], near);
        CHECK_NEAR(f.bic, fit->at[5], near);
    } else {
        CHECK(isnan(f.log_likelihood));
    }
    CHECK_NEAR(f.pearson, fit->at[6], near);
    CHECK_NEAR(f.at[1].statistic, fit->at[7], near);
    CHECK_NEAR(f.at[1].p, fit->at[8], near);
    CHECK_NEAR(f.dispersion, fit->at[9], near);
    CHECK_INT(f.rank, f.p);
    CHECK_INT(f.dropped, 0);
}

static void check_robust(struct arena *a, const struct data *d, struct regression r,
                         const char *name)
{
    static const struct {
        const char *name;
        enum regression_variance kind;
    } kinds[] = {{"HC0", VARIANCE_HC0},      {"HC1", VARIANCE_HC1}, {"HC2", VARIANCE_HC2},
                 {"HC3", VARIANCE_HC3},      {"CR0", VARIANCE_CR0}, {"CR1", VARIANCE_CR1},
                 {"NW", VARIANCE_NEWEY_WEST}};
    r.cluster = d->cluster;
    r.lag = 4;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct regression_result f;
        struct error err = {0};
        r.variance = kinds[i].kind;
        NEED_OK(regression_fit(a, &r, &f, &err), err);
        t_check_oracle(&d->r, arena_printf(a, "%s_%s_v", name, kinds[i].name),
                       t_lower(a, f.variance, f.p), f.p * (f.p + 1) / 2, near);
    }
}

TEST(regression_linear_is_that_of_r)
{
    struct arena a = {0};
    struct data d = data_load(&a);
    struct design x = design_of(&a, &d);
    struct regression r = {.design = &x, .y = d.ylin};
    check_fit(&a, &d, r, "linear");
    check_robust(&a, &d, r, "linear");
    struct regression_result f;
    struct error err = {0};
    NEED_OK(regression_fit(&a, &r, &f, &err), err);
    t_check_oracle(&d.r, "linear_r2", (double[]){f.r_squared, f.adjusted_r_squared}, 2, near);
    r.weights = d.w;
    r.offset = d.o;
    check_fit(&a, &d, r, "linear_w");
    check_robust(&a, &d, r, "linear_w");
    arena_free(&a);
}

TEST(regression_logistic_is_that_of_r)
{
    struct arena a = {0};
    struct data d = data_load(&a);
    struct design x = design_of(&a, &d);
    struct regression r = {.design = &x, .y = d.ybin, .family = REGRESSION_LOGISTIC};
    check_fit(&a, &d, r, "logistic");
    check_robust(&a, &d, r, "logistic");
    r.y = d.yshare;
    r.weights = d.trials;
    r.offset = d.o;
    check_fit(&a, &d, r, "share");
    check_robust(&a, &d, r, "share");
    arena_free(&a);
}

TEST(regression_poisson_and_quasi_poisson_are_those_of_r)
{
    struct arena a = {0};
    struct data d = data_load(&a);
    struct design x = design_of(&a, &d), bare = design_make(&a, d.n);
    struct regression r = {.design = &x, .y = d.ypois, .offset = d.o, .family = REGRESSION_POISSON};
    check_fit(&a, &d, r, "poisson");
    check_robust(&a, &d, r, "poisson");
    design_number(&bare, "x1", d.x1);
    design_number(&bare, "x2", d.x2);
    struct regression without = r;
    without.design = &bare;
    check_fit(&a, &d, without, "poisson_0");
    r.family = REGRESSION_QUASI_POISSON;
    r.weights = d.w;
    check_fit(&a, &d, r, "quasi");
    check_robust(&a, &d, r, "quasi");
    arena_free(&a);
}

TEST(regression_negative_binomial_is_that_of_r)
{
    struct arena a = {0};
    struct data d = data_load(&a);
    struct design x = design_of(&a, &d);
    struct regression r = {.design = &x, .y = d.ynb, .family = REGRESSION_NEGATIVE_BINOMIAL};
    for (int weighted = 0; weighted < 2; weighted++) {
        const char *name = weighted ? "nb_w" : "nb";
        struct regression_result f;
        struct error err = {0};
        NEED_OK(regression_fit(&a, &r, &f, &err), err);
        t_check_oracle(&d.r, name, f.estimates, f.p, near);
        t_check_oracle(&d.r, arena_printf(&a, "%s_v", name), t_lower(&a, f.variance, f.p),
                       f.p * (f.p + 1) / 2, near);
        double fit[] = {f.theta, f.theta_se, f.log_likelihood, f.deviance, f.null_deviance};
        t_check_oracle(&d.r, arena_printf(&a, "%s_theta", name), fit, 5, near);
        r.weights = d.w;
        r.offset = d.o;
    }
    arena_free(&a);
}

TEST(design_spline_is_that_of_r_inside_and_beyond_its_boundary)
{
    struct arena a = {0};
    struct data d = data_load(&a);
    struct error err = {0};
    struct design x = design_make(&a, d.n);
    NEED_OK(design_spline(&x, "s", d.x2, 6, &err), err);
    NEED_OK(design_spline_at(&x, "t", d.x2, (double[]){2, 3.5, 7}, 3, 1, 9, &err), err);
    double *block = ARENA_ARRAY(&a, double, 10 * (size_t)d.n);
    design_block(&x, NULL, 0, (int)d.n, d.n, block);
    CHECK_INT(x.p, 10);
    CHECK_TEXT(x.names.at[9], "t.4");
    for (int i = 0; i < 20; i++) {
        double row[10];
        for (int j = 0; j < 10; j++)
            row[j] = block[j * d.n + i];
        if (i < 5)
            t_check_oracle(&d.r, arena_printf(&a, "ns6_%d", i + 1), row, 6, near);
        double knots[5] = {row[6], row[7], row[8], row[9], d.x2[i]};
        t_check_oracle(&d.r, arena_printf(&a, "nsk_%d", i + 1), knots, 5, near);
    }
    struct design s = design_make(&a, d.n);
    design_intercept(&s);
    design_number(&s, "x1", d.x1);
    NEED_OK(design_spline(&s, "s", d.x2, 6, &err), err);
    check_fit(&a, &d, (struct regression){.design = &s, .y = d.ybin, .family = REGRESSION_LOGISTIC},
              "spline");
    arena_free(&a);
}

TEST(design_spline_refuses_too_few_different_values)
{
    struct arena a = {0};
    struct error err = {0};
    double x[] = {1, 1, 1, 2, 2, NAN};
    struct design d = design_make(&a, 6);
    CHECK(!design_spline(&d, "clock", x, 4, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "clock");
    CHECK(!design_spline(&d, "clock", x, 0, &err) && err.kind == ERROR_USAGE);
    arena_free(&a);
}

TEST(regression_multiplies_terms)
{
    struct arena a = {0};
    struct data d = data_load(&a);
    struct design x = design_make(&a, d.n);
    design_intercept(&x);
    int x1 = design_number(&x, "x1", d.x1);
    int g = design_factor(&x, "g", d.g, NULL, 4, 0);
    design_product(&x, x1, g);
    CHECK_INT(design_column(&x, "x1:g=2"), 6);
    check_fit(&a, &d, (struct regression){.design = &x, .y = d.ylin}, "product");
    arena_free(&a);
}

TEST(regression_says_nan_for_an_aliased_column_and_stands_near_collinearity)
{
    struct arena a = {0};
    struct data d = data_load(&a);
    double *x3 = ARENA_ARRAY(&a, double, (size_t)d.n), *x4 = ARENA_ARRAY(&a, double, (size_t)d.n);
    for (int64_t i = 0; i < d.n; i++) {
        x3[i] = 2 * d.x1[i] - d.x2[i];
        x4[i] = d.x1[i] + 1e-6 * d.o[i];
    }
    struct design x = design_make(&a, d.n);
    design_intercept(&x);
    design_number(&x, "x1", d.x1);
    design_number(&x, "x2", d.x2);
    design_number(&x, "x3", x3);
    design_factor(&x, "g", d.g, NULL, 4, 0);
    struct regression r = {.design = &x, .y = d.ylin};
    struct regression_result f;
    struct error err = {0};
    NEED_OK(regression_fit(&a, &r, &f, &err), err);
    CHECK_INT(f.rank, 6);
    CHECK(isnan(f.at[3].estimate) && isnan(f.at[3].se) && isnan(f.variance[3 * f.p + 1]));
    double kept[] = {f.estimates[0],
                     f.estimates[1],
                     f.estimates[2],
                     f.estimates[4],
                     f.estimates[5],
                     f.estimates[6],
                     4};
    t_check_oracle(&d.r, "aliased", kept, 7, near);
    struct design y = design_make(&a, d.n);
    design_intercept(&y);
    design_number(&y, "x1", d.x1);
    design_number(&y, "x4", x4);
    design_number(&y, "x2", d.x2);
    r.design = &y;
    NEED_OK(regression_fit(&a, &r, &f, &err), err);
    t_check_oracle(&d.r, "near", f.estimates, 4, near);
    t_check_oracle(&d.r, "near_v", t_lower(&a, f.variance, 4), 10, near);
    arena_free(&a);
}

TEST(regression_absorbs_fixed_effects_as_dummies_would)
{
    struct arena a = {0};
    struct data d = data_load(&a);
    struct design x = design_make(&a, d.n);
    design_number(&x, "x1", d.x1);
    design_number(&x, "x2", d.x2);
    struct regression_effect effects[] = {{d.unit}, {d.time}, {d.cluster}};
    struct regression r = {.design = &x,
                           .y = d.ylin,
                           .effects = effects,
                           .effect_count = 2,
                           .effects_in_k = true,
                           .cluster = d.unit};
    struct regression_result f, c;
    struct error err = {0};
    NEED_OK(regression_fit(&a, &r, &f, &err), err);
    r.variance = VARIANCE_CR1;
    NEED_OK(regression_fit(&a, &r, &c, &err), err);
    double found[] = {f.estimates[0], f.estimates[1], f.variance[0], f.variance[2], f.variance[3],
                      c.variance[0],  c.variance[2],  c.variance[3], f.df};
    t_check_oracle(&d.r, "absorb", found, 9, near);
    CHECK_INT(c.clusters, 24);
    r.effect_count = 3;
    r.weights = d.w;
    r.variance = VARIANCE_CR0;
    NEED_OK(regression_fit(&a, &r, &c, &err), err);
    double found3[] = {c.estimates[0], c.estimates[1], c.variance[0], c.variance[2], c.variance[3]};
    t_check_oracle(&d.r, "absorb3", found3, 5, near);
    arena_free(&a);
}
