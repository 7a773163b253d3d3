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

// --- worked examples and published numbers ------------------------------------------------------

TEST(regression_logistic_of_the_worked_example_with_strata)
{
    struct arena a = {0};
    double y[] = {20. / 35, 30. / 70, 25. / 43, 22. / 52, 10. / 22, 8. / 28};
    double trials[] = {35, 70, 43, 52, 22, 28}, dark[] = {0, 1, 0, 1, 0, 1};
    int32_t stratum[] = {0, 0, 1, 1, 2, 2};
    struct design d = design_make(&a, 6);
    design_intercept(&d);
    design_number(&d, "dark", dark);
    design_factor(&d, "stratum", stratum, NULL, 3, 0);
    struct regression r = {.design = &d, .y = y, .weights = trials, .family = REGRESSION_LOGISTIC};
    struct regression_result f;
    struct error err = {0};
    NEED_OK(regression_fit(&a, &r, &f, &err), err);
    CHECK_NEAR(f.at[1].estimate, -.6320674, 1e-7);
    CHECK_NEAR(f.at[1].se, .2650283, 1e-7);
    arena_free(&a);
}

TEST(regression_newey_west_of_the_worked_example)
{
    struct arena a = {0};
    enum { N = 12 };
    double y[N] = {10, 12, 11, 13, 12, 14, 9, 10, 9, 11, 10, 11}, t[N], post[N], since[N];
    for (int i = 0; i < N; i++) {
        t[i] = i + 1;
        post[i] = t[i] >= 7;
        since[i] = post[i] * (t[i] - 7);
    }
    struct design d = design_make(&a, N);
    design_intercept(&d);
    design_number(&d, "t", t);
    design_number(&d, "post", post);
    design_number(&d, "since", since);
    struct regression r = {.design = &d, .y = y};
    struct regression_result f, nw;
    struct error err = {0};
    NEED_OK(regression_fit(&a, &r, &f, &err), err);
    r.variance = VARIANCE_NEWEY_WEST;
    r.lag = 3;
    NEED_OK(regression_fit(&a, &r, &nw, &err), err);
    static const double beta[] = {9.8, .6285714, -5.0571429, -.2857143};
    static const double se[] = {.7380799, .1895214, .9348869, .2680238};
    static const double nw_se[] = {.2896303, .0775016, .3458405, .0834252};
    for (int j = 0; j < 4; j++) {
        CHECK_NEAR(f.at[j].estimate, beta[j], 1e-7);
        CHECK_NEAR(f.at[j].se, se[j], 1e-7);
        CHECK_NEAR(nw.at[j].se, nw_se[j], 1e-7);
    }
    arena_free(&a);
}

TEST(regression_of_the_worked_panel_has_its_two_way_effect)
{
    struct arena a = {0};
    double y[] = {1.6, 3.2, 4, 5.1, 2.7, 4.1, 5, 6.2, 3.5, 4,   5.5, 6.5,
                  2.1, 2.7, 4, 5.1, 3.2, 3.6, 4, 4.7, 1,   1.5, 2,   2.5};
    static const int first[] = {2, 2, 3, 3, 99, 99};
    double treated[24];
    int32_t unit[24], time[24];
    for (int i = 0; i < 24; i++) {
        unit[i] = i / 4;
        time[i] = i % 4 + 1;
        treated[i] = time[i] >= first[unit[i]];
    }
    struct design d = design_make(&a, 24);
    design_number(&d, "treated", treated);
    struct regression_effect effects[] = {{unit}, {time}};
    struct regression r = {.design = &d, .y = y, .effects = effects, .effect_count = 2};
    struct regression_result f;
    struct error err = {0};
    NEED_OK(regression_fit(&a, &r, &f, &err), err);
    CHECK_NEAR(f.at[0].estimate, 1.135, 1e-12);
    CHECK_INT(f.absorbed, 9);
    CHECK_NEAR(f.df, 14, 0);
    arena_free(&a);
}

TEST(regression_of_compas_scores_is_as_published)
{
    struct arena a = {0};
    struct t_csv t;
    struct error err = {0};
    if (!t_table(&a, "justice/compas_two_years.csv", &t))
        return;
    double *days = t_csv_numbers(&t, "days_b_screening_arrest"),
           *y = t_is(&a, &t, "score_text", "Low");
    double *priors = t_csv_numbers(&t, "priors_count"),
           *again = t_csv_numbers(&t, "two_year_recid");
    double *recid = t_csv_numbers(&t, "is_recid"), *other = t_is(&a, &t, "c_charge_degree", "O");
    double *none = t_is(&a, &t, "score_text", "N/A");
    for (int64_t i = 0; i < t.rows; i++) {
        bool kept =
            days[i] <= 30 && days[i] >= -30 && recid[i] != -1 && other[i] == 0 && none[i] == 0;
        y[i] = kept ? 1 - y[i] : NAN;
    }
    int32_t races, ages;
    int32_t *race = t_csv_codes(&t, "race", &races), *age = t_csv_codes(&t, "age_cat", &ages);
    int white = -1, black = -1, middle = -1;
    const char *labels[16], *bands[8];
    for (int64_t i = 0; i < t.rows; i++) {
        labels[race[i]] = t_csv_text(&t, i, "race");
        bands[age[i]] = t_csv_text(&t, i, "age_cat");
    }
    for (int l = 0; l < races; l++) {
        white = strcmp(labels[l], "Caucasian") == 0 ? l : white;
        black = strcmp(labels[l], "African-American") == 0 ? l : black;
    }
    for (int l = 0; l < ages; l++)
        middle = strcmp(bands[l], "25 - 45") == 0 ? l : middle;
    NEED(white >= 0 && black >= 0 && middle >= 0);
    struct design d = design_make(&a, t.rows);
    design_intercept(&d);
    design_number(&d, "female", t_is(&a, &t, "sex", "Female"));
    design_factor(&d, "age", age, bands, ages, middle);
    design_factor(&d, "race", race, labels, races, white);
    design_number(&d, "priors", priors);
    design_number(&d, "misdemeanour", t_is(&a, &t, "c_charge_degree", "M"));
    design_number(&d, "again", again);
    struct regression r = {.design = &d, .y = y, .family = REGRESSION_LOGISTIC};
    struct regression_result f;
    NEED_OK(regression_fit(&a, &r, &f, &err), err);
    CHECK_INT(f.n, 6172);
    CHECK_INT(f.dropped, 7214 - 6172);
    CHECK_NEAR(f.at[0].estimate, -1.52554, 5e-6);
    const struct coefficient *b = &f.at[design_column(&d, "race=African-American")];
    CHECK_NEAR(b->estimate, 0.47721, 1e-5);
    CHECK_NEAR(b->se, 0.06935, 1e-5);
    CHECK_NEAR(f.at[1].estimate, 0.22127, 1e-5);
    CHECK_NEAR(f.at[design_column(&d, "age=Less than 25")].estimate, 1.30839, 1e-5);
    CHECK_NEAR(f.at[design_column(&d, "age=Greater than 45")].estimate, -1.35563, 1e-5);
    CHECK_NEAR(f.at[design_column(&d, "priors")].estimate, 0.26895, 1e-5);
    CHECK_NEAR(f.at[design_column(&d, "misdemeanour")].estimate, -0.31124, 1e-5);
    arena_free(&a);
}

TEST(regression_of_shall_issue_laws_is_as_published)
{
    struct arena a = {0};
    struct t_csv t;
    struct error err = {0};
    if (!t_table(&a, "guns/guns_panel_1977_1999.csv", &t))
        return;
    double *y = t_csv_numbers(&t, "violent"), *law = t_is(&a, &t, "law", "yes");
    for (int64_t i = 0; i < t.rows; i++)
        y[i] = log(y[i]);
    int32_t states, years;
    int32_t *state = t_csv_codes(&t, "state", &states), *year = t_csv_codes(&t, "year", &years);
    struct design bare = design_make(&a, t.rows), d = design_make(&a, t.rows);
    design_intercept(&bare);
    design_number(&bare, "law", law);
    design_intercept(&d);
    design_number(&d, "law", law);
    static const char *controls[] = {"prisoners", "density", "income", "population",
                                     "afam",      "cauc",    "male"};
    for (int j = 0; j < 7; j++)
        design_number(&d, controls[j], t_csv_numbers(&t, controls[j]));
    struct regression_effect effects[] = {{state}, {year}};
    struct regression r = {.design = &bare, .y = y};
    static const double published[] = {-0.443, -0.368, -0.046, -0.028};
    for (int spec = 0; spec < 4; spec++) {
        struct regression_result f;
        r.design = spec == 0 ? &bare : &d;
        r.effects = effects;
        r.effect_count = spec < 2 ? 0 : spec - 1;
        NEED_OK(regression_fit(&a, &r, &f, &err), err);
        CHECK_NEAR(f.at[1].estimate, published[spec], 5e-4);
        CHECK(isnan(f.at[0].estimate) == (spec >= 2)); // the effects take the intercept
    }
    CHECK_INT(states, 51);
    arena_free(&a);
}

TEST(regression_of_stops_in_new_york_is_as_published)
{
    struct arena a = {0};
    struct t_csv t;
    struct error err = {0};
    if (!t_table(&a, "methods/frisk_with_noise.csv", &t))
        return;
    enum { PRECINCTS = 75, CELLS = PRECINCTS * 3 };
    double stops[CELLS] = {0}, past[CELLS] = {0};
    int32_t precinct[CELLS], group[CELLS];
    double *s = t_csv_numbers(&t, "stops"), *p = t_csv_numbers(&t, "past.arrests");
    double *where = t_csv_numbers(&t, "precinct"), *eth = t_csv_numbers(&t, "eth");
    for (int64_t i = 0; i < t.rows; i++) {
        int cell = ((int)where[i] - 1) * 3 + (int)eth[i] - 1;
        stops[cell] += s[i];
        past[cell] += p[i];
    }
    for (int i = 0; i < CELLS; i++) {
        precinct[i] = i / 3;
        group[i] = i % 3;
        past[i] = log(past[i]);
    }
    struct design d = design_make(&a, CELLS), e = design_make(&a, CELLS);
    static const char *labels[] = {"black", "Hispanic", "white"};
    design_intercept(&d);
    design_factor(&d, "eth", group, labels, 3, 0);
    design_intercept(&e);
    design_factor(&e, "eth", group, labels, 3, 0);
    design_factor(&e, "precinct", precinct, NULL, PRECINCTS, 0);
    struct regression r = {
        .design = &d, .y = stops, .offset = past, .family = REGRESSION_QUASI_POISSON};
    struct regression_result f, g;
    NEED_OK(regression_fit(&a, &r, &f, &err), err);
    CHECK_NEAR(f.at[1].estimate, 0.07, 5e-3);
    CHECK_NEAR(f.at[2].estimate, -0.16, 5e-3);
    r.design = &e;
    NEED_OK(regression_fit(&a, &r, &g, &err), err);
    CHECK_NEAR(g.at[1].estimate, 0.01, 5e-3);
    CHECK_NEAR(g.at[2].estimate, -0.42, 5e-3);
    CHECK_NEAR(g.dispersion, 21.9, 5e-3);
    arena_free(&a);
}

// --- properties ---------------------------------------------------------------------------------

/* Random rows of two numbers and a factor, with an outcome for a family. */
enum { MOST_ROWS = 400 };
struct rows {
    int64_t n;
    double x[MOST_ROWS], z[MOST_ROWS], y[MOST_ROWS], w[MOST_ROWS], o[MOST_ROWS];
    int32_t g[MOST_ROWS], cluster[MOST_ROWS];
};

static double draw(enum regression_family family, double eta)
{
    double count = 0;
    switch (family) {
    case REGRESSION_LINEAR:
        return eta + t_normal();
    case REGRESSION_LOGISTIC:
        return t_unit() < 1 / (1 + exp(-eta));
    case REGRESSION_POISSON:
    case REGRESSION_QUASI_POISSON:
    case REGRESSION_NEGATIVE_BINOMIAL:
        for (double p = t_unit(), limit = exp(-exp(eta) * -log(t_unit() * t_unit()) / 2); p > limit;
             p *= t_unit())
            count++;
        return count;
    }
    return NAN;
}

static void rows_draw(struct rows *r, enum regression_family family, int64_t n)
{
    r->n = n;
    for (int64_t i = 0; i < n; i++) {
        r->x[i] = t_normal();
        r->z[i] = t_unit() * 3;
        r->g[i] = (int32_t)(i % 3);
        r->cluster[i] = (int32_t)t_between(0, 19);
        r->w[i] = (double)t_between(1, 3);
        r->o[i] = 0.2 * t_normal();
        r->y[i] = draw(family, 0.3 + 0.4 * r->x[i] - 0.2 * r->z[i] + 0.3 * r->g[i] + r->o[i]);
    }
}

static struct regression_result rows_fit(struct arena *a, const struct rows *r,
                                         struct regression asked, int reference)
{
    struct design *d = ARENA_NEW(a, struct design);
    *d = design_make(a, r->n);
    design_intercept(d);
    design_number(d, "x", r->x);
    design_number(d, "z", r->z);
    design_factor(d, "g", r->g, NULL, 3, reference);
    asked.design = d;
    asked.y = r->y;
    struct regression_result f;
    struct error err = {0};
    NEED_OK(regression_fit(a, &asked, &f, &err), err);
    return f;
}

static const enum regression_family families[] = {REGRESSION_LINEAR, REGRESSION_LOGISTIC,
                                                  REGRESSION_POISSON, REGRESSION_QUASI_POISSON,
                                                  REGRESSION_NEGATIVE_BINOMIAL};

TEST(regression_does_not_depend_on_the_order_of_rows_nor_on_the_scale_of_a_column)
{
    for (int trial = 0; trial < 25; trial++) {
        struct arena a = {0};
        struct rows r, s;
        struct regression asked = {.family = families[trial % 5], .variance = VARIANCE_CR1};
        rows_draw(&r, asked.family, MOST_ROWS);
        s = r;
        for (int64_t i = 0; i < r.n; i++) {
            int64_t k = r.n - 1 - i;
            s.x[k] = 1000 * r.x[i] + 5000;
            s.z[k] = r.z[i];
            s.g[k] = r.g[i];
            s.y[k] = r.y[i];
            s.w[k] = r.w[i];
            s.cluster[k] = (r.cluster[i] * 7 + 3) % 20;
        }
        asked.weights = r.w;
        asked.cluster = r.cluster;
        struct regression_result f = rows_fit(&a, &r, asked, 0);
        asked.weights = s.w;
        asked.cluster = s.cluster;
        struct regression_result g = rows_fit(&a, &s, asked, 0);
        CHECK_NEAR(g.estimates[1] * 1000, f.estimates[1], 1e-9);
        CHECK_NEAR(g.at[1].se * 1000, f.at[1].se, 1e-9);
        CHECK_NEAR(g.estimates[4], f.estimates[4], 1e-9);
        CHECK_NEAR(g.at[4].se, f.at[4].se, 1e-9);
        CHECK_NEAR(g.deviance, f.deviance, 1e-9);
        CHECK_INT(f.clusters, 20);
        arena_free(&a);
    }
}

TEST(regression_with_another_reference_says_the_same)
{
    for (int trial = 0; trial < 25; trial++) {
        struct arena a = {0};
        struct rows r;
        struct regression asked = {.family = families[trial % 5], .variance = VARIANCE_HC2};
        rows_draw(&r, asked.family, MOST_ROWS);
        struct regression_result f = rows_fit(&a, &r, asked, 0), g = rows_fit(&a, &r, asked, 2);
        CHECK_NEAR(g.at[3].estimate, -f.at[4].estimate, 1e-9); // level 0 against 2
        CHECK_NEAR(g.at[3].se, f.at[4].se, 1e-9);
        CHECK_NEAR(g.at[4].estimate, f.at[3].estimate - f.at[4].estimate, 1e-9);
        double difference[] = {0, 0, 0, 1, -1};
        CHECK_NEAR(regression_combination_se(&f, difference), g.at[4].se, 1e-9);
        struct wald u, v;
        struct error err = {0};
        NEED_OK(regression_wald(&f, (int[]){3, 4}, 2, &u, &err), err);
        NEED_OK(regression_wald(&g, (int[]){3, 4}, 2, &v, &err), err);
        CHECK_NEAR(u.chi_square, v.chi_square, 1e-8);
        CHECK_INT(u.df, 2);
        arena_free(&a);
    }
}

TEST(regression_leaves_out_missing_rows_and_counts_them)
{
    for (int trial = 0; trial < 10; trial++) {
        struct arena a = {0};
        struct rows r, s;
        struct regression asked = {.family = families[trial % 5], .variance = VARIANCE_HC3};
        rows_draw(&r, asked.family, 300);
        s = r;
        s.n = 306;
        for (int64_t i = 300; i < s.n; i++) {
            s.x[i] = s.z[i] = s.y[i] = s.o[i] = 1;
            s.g[i] = 0;
        }
        s.x[300] = s.z[301] = s.y[302] = s.o[303] = NAN;
        s.g[304] = -1;
        s.w[305] = NAN;
        asked.weights = r.w;
        asked.offset = r.o;
        struct regression_result f = rows_fit(&a, &r, asked, 0);
        asked.weights = s.w;
        asked.offset = s.o;
        struct regression_result g = rows_fit(&a, &s, asked, 0);
        CHECK_INT(f.dropped, 0);
        CHECK_INT(g.dropped, 6);
        CHECK_INT(g.n, 300);
        for (int j = 0; j < f.p; j++) {
            CHECK_NEAR(g.at[j].estimate, f.at[j].estimate, 1e-12);
            CHECK_NEAR(g.at[j].se, f.at[j].se, 1e-12);
        }
        arena_free(&a);
    }
}

TEST(regression_weights_are_rows_written_out)
{
    for (int trial = 0; trial < 20; trial++) {
        struct arena a = {0};
        struct rows r, s;
        enum regression_family family = families[trial % 5];
        rows_draw(&r, family, MOST_ROWS / 3);
        s.n = 0;
        for (int64_t i = 0; i < r.n; i++)
            for (int k = 0; k < (int)r.w[i]; k++, s.n++) {
                s.x[s.n] = r.x[i];
                s.z[s.n] = r.z[i];
                s.g[s.n] = r.g[i];
                s.y[s.n] = r.y[i];
            }
        struct regression asked = {.family = family};
        struct regression_result g = rows_fit(&a, &s, asked, 0);
        asked.weights = r.w;
        struct regression_result f = rows_fit(&a, &r, asked, 0);
        for (int j = 0; j < f.p; j++) {
            CHECK_NEAR(g.estimates[j], f.estimates[j], 1e-9);
            CHECK_NEAR(g.unscaled[j * f.p + j], f.unscaled[j * f.p + j], 1e-9);
        }
        CHECK_NEAR(g.deviance, f.deviance, 1e-9);
        CHECK_NEAR(g.theta, f.theta, 1e-8);
        arena_free(&a);
    }
}

TEST(regression_gives_the_same_digits_on_any_number_of_threads)
{
    struct arena a = {0};
    enum { N = 50000 };
    double *x = ARENA_ARRAY(&a, double, N), *y = ARENA_ARRAY(&a, double, N);
    int32_t *g = ARENA_ARRAY(&a, int32_t, N);
    for (int i = 0; i < N; i++) {
        x[i] = t_normal();
        g[i] = (int32_t)t_between(0, 4);
        y[i] = t_unit() < 1 / (1 + exp(-x[i] + 0.3 * g[i]));
    }
    struct design d = design_make(&a, N);
    design_intercept(&d);
    design_number(&d, "x", x);
    design_factor(&d, "g", g, NULL, 5, 0);
    struct regression_result f[4];
    for (int threads = 1; threads <= 4; threads++) {
        struct error err = {0};
        struct regression r = {.design = &d,
                               .y = y,
                               .family = REGRESSION_LOGISTIC,
                               .variance = VARIANCE_HC3,
                               .threads = threads};
        NEED_OK(regression_fit(&a, &r, &f[threads - 1], &err), err);
        CHECK(memcmp(f[0].estimates, f[threads - 1].estimates, 6 * sizeof(double)) == 0);
        CHECK(memcmp(f[0].variance, f[threads - 1].variance, 36 * sizeof(double)) == 0);
        CHECK(f[0].deviance == f[threads - 1].deviance);
    }
    arena_free(&a);
}

TEST(regression_stands_counts_in_the_millions_and_numbers_far_from_zero)
{
    struct arena a = {0};
    enum { N = 200 };
    double x[N], square[N], y[N];
    for (int i = 0; i < N; i++) {
        x[i] = 1990 + i / 10.;
        square[i] = x[i] * x[i];
        y[i] = floor(1e6 * exp(0.02 * (x[i] - 1990)) + 1000 * t_normal());
    }
    struct design d = design_make(&a, N);
    design_intercept(&d);
    design_number(&d, "year", x);
    design_number(&d, "year squared", square);
    struct regression r = {.design = &d, .y = y, .family = REGRESSION_QUASI_POISSON};
    struct regression_result f;
    struct error err = {0};
    NEED_OK(regression_fit(&a, &r, &f, &err), err);
    CHECK_INT(f.rank, 3);
    double eta[N];
    NEED_OK(regression_predict(&d, f.estimates, NULL, eta, &err), err);
    double sum = 0, wanted = 0;
    for (int i = 0; i < N; i++) {
        CHECK_NEAR(eta[i], log(1e6) + 0.02 * (x[i] - 1990), 1e-3);
        sum += exp(eta[i]); // a log link with intercept keeps the total
        wanted += y[i];
    }
    CHECK_NEAR(sum, wanted, 1e-9);
    arena_free(&a);
}

TEST(regression_absorbs_what_dummies_would_on_random_panels)
{
    for (int trial = 0; trial < 20; trial++) {
        struct arena a = {0};
        struct rows r;
        rows_draw(&r, REGRESSION_LINEAR, 150);
        int32_t unit[150], time[150];
        for (int i = 0; i < 150; i++) {
            unit[i] = (int32_t)t_between(0, 11);
            time[i] = (int32_t)t_between(0, 5) + (unit[i] < 4 ? 6 : 0); // two islands
        }
        struct design d = design_make(&a, 150), few = design_make(&a, 150);
        design_number(&few, "x", r.x);
        design_number(&few, "z", r.z);
        design_number(&d, "x", r.x);
        design_number(&d, "z", r.z);
        design_factor(&d, "unit", unit, NULL, 12, -1);
        design_factor(&d, "time", time, NULL, 12, -1);
        struct regression_effect effects[] = {{unit}, {time}};
        struct regression asked = {
            .design = &d, .y = r.y, .weights = trial % 2 ? r.w : NULL, .variance = VARIANCE_HC1};
        struct regression_result f, g;
        struct error err = {0};
        NEED_OK(regression_fit(&a, &asked, &f, &err), err);
        asked.design = &few;
        asked.effects = effects;
        asked.effect_count = 2;
        asked.effects_in_k = true;
        NEED_OK(regression_fit(&a, &asked, &g, &err), err);
        CHECK_INT(g.absorbed + g.rank, f.rank);
        CHECK_NEAR(g.df, f.df, 0);
        for (int j = 0; j < 2; j++) {
            CHECK_NEAR(g.at[j].estimate, f.at[j].estimate, 1e-9);
            CHECK_NEAR(g.at[j].se, f.at[j].se, 1e-9);
        }
        CHECK_NEAR(g.deviance, f.deviance, 1e-9);
        arena_free(&a);
    }
}

// --- what cannot be estimated -------------------------------------------------------------------

static struct error refused(enum regression_family family, const double *x, const double *y, int n,
                            struct regression asked)
{
    struct arena a = {0};
    struct design d = design_make(&a, n);
    design_intercept(&d);
    design_number(&d, "income", x);
    asked.design = &d;
    asked.y = y;
    asked.family = family;
    struct regression_result f = {.p = 77};
    struct error err = {0};
    CHECK(!regression_fit(&a, &asked, &f, &err));
    CHECK_INT(f.p, 77);
    arena_free(&a);
    return err;
}

TEST(regression_names_the_column_that_separates)
{
    double x[] = {1, 2, 3, 4, 5, 6, 7, 8}, apart[] = {0, 0, 0, 0, 1, 1, 1, 1};
    double tied[] = {1, 2, 3, 3, 5, 6, 7, 8};
    double y[] = {0, 0, 0, 1, 1, 1, 1, 1}, only[] = {1, 1, 1, 1, 1, 1, 1, 1};
    double counts[] = {3, 1, 2, 4, 0, 0, 0, 0}, group[] = {0, 0, 0, 0, 1, 1, 1, 1};
    struct regression none = {0};
    struct error complete = refused(REGRESSION_LOGISTIC, x, apart, 8, none);
    CHECK(complete.kind == ERROR_INVALID);
    CHECK_HAS(complete.text, "income");
    CHECK_HAS(complete.text, "separated");
    struct error quasi = refused(REGRESSION_LOGISTIC, tied, y, 8, none);
    CHECK_HAS(quasi.text, "\"income\"");
    CHECK_HAS(refused(REGRESSION_LOGISTIC, x, only, 8, none).text, "separated");
    CHECK_HAS(refused(REGRESSION_POISSON, group, counts, 8, none).text, "\"income\"");
    CHECK_HAS(refused(REGRESSION_QUASI_POISSON, group, counts, 8, none).text, "separated");
}

TEST(regression_finds_quasi_separation_among_overlapping_rows)
{
    for (int trial = 0; trial < 40; trial++) {
        struct arena a = {0};
        struct rows r;
        bool logistic = trial % 2 == 0;
        rows_draw(&r, logistic ? REGRESSION_LOGISTIC : REGRESSION_POISSON, 300);
        for (int64_t i = 0; i < r.n; i++)
            if (r.g[i] == 2)
                r.y[i] = logistic && trial % 4 == 0 ? 1 : 0;
        struct design d = design_make(&a, r.n);
        design_intercept(&d);
        design_number(&d, "x", r.x);
        design_number(&d, "z", r.z);
        design_factor(&d, "g", r.g, NULL, 3, 0);
        struct regression asked = {
            .design = &d, .y = r.y, .family = logistic ? REGRESSION_LOGISTIC : REGRESSION_POISSON};
        struct regression_result f;
        struct error err = {0};
        CHECK(!regression_fit(&a, &asked, &f, &err));
        CHECK_HAS(err.text, "separated");
        CHECK_HAS(err.text, "\"g=2\"");
        arena_free(&a);
    }
}

TEST(regression_refuses_what_it_cannot_answer)
{
    double x[] = {1, 2, 3, 4, 5, 6}, y[] = {0, 1, 1, 0, 1, 1}, nan6[6], bad[] = {0, 1, 2, 0, 1, 1};
    double less[] = {1, -1, 2, 3, 0, 1}, part[] = {1, 1.5, 2, 3, 0, 1},
           weight[] = {1, 1, 1, -2, 1, 1};
    for (int i = 0; i < 6; i++)
        nan6[i] = NAN;
    struct regression none = {0};
    CHECK(refused(REGRESSION_LOGISTIC, x, bad, 6, none).kind == ERROR_INVALID);
    CHECK_HAS(refused(REGRESSION_LOGISTIC, x, bad, 6, none).text, "row 2");
    CHECK_HAS(refused(REGRESSION_POISSON, x, less, 6, none).text, "row 1");
    CHECK_HAS(refused(REGRESSION_NEGATIVE_BINOMIAL, x, part, 6, none).text, "whole");
    CHECK(refused(REGRESSION_LINEAR, nan6, y, 6, none).kind == ERROR_INVALID);
    CHECK(refused(REGRESSION_LINEAR, x, y, 1, none).kind == ERROR_INVALID);
    CHECK(refused(REGRESSION_LINEAR, x, y, 2, none).kind == ERROR_INVALID);
    CHECK(refused(REGRESSION_LINEAR, x, y, 0, none).kind == ERROR_INVALID);
    struct regression asked = {.weights = weight};
    CHECK(refused(REGRESSION_LINEAR, x, y, 6, asked).kind == ERROR_USAGE);
    asked = (struct regression){.variance = VARIANCE_CR0};
    CHECK(refused(REGRESSION_LINEAR, x, y, 6, asked).kind == ERROR_USAGE);
    asked = (struct regression){.level = 1.5};
    CHECK(refused(REGRESSION_LINEAR, x, y, 6, asked).kind == ERROR_USAGE);
    asked = (struct regression){.variance = VARIANCE_NEWEY_WEST, .lag = -1};
    CHECK(refused(REGRESSION_LINEAR, x, y, 6, asked).kind == ERROR_USAGE);
    asked = (struct regression){.effect_count = 1};
    CHECK(refused(REGRESSION_LOGISTIC, x, y, 6, asked).kind == ERROR_USAGE);
    asked = (struct regression){.most_steps = 1};
    struct error err = refused(REGRESSION_LOGISTIC, x, y, 6, asked);
    CHECK(err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "did not converge");
    x[3] = INFINITY;
    CHECK(refused(REGRESSION_LINEAR, x, y, 6, none).kind == ERROR_INVALID);
}

TEST(regression_refuses_theta_for_counts_without_overdispersion)
{
    double x[40], y[40];
    for (int i = 0; i < 40; i++) {
        x[i] = i;
        y[i] = 5 + i % 2;
    }
    struct error err = refused(REGRESSION_NEGATIVE_BINOMIAL, x, y, 40, (struct regression){0});
    CHECK(err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "Poisson");
}

TEST(design_refuses_a_code_beyond_its_levels)
{
    struct arena a = {0};
    int32_t g[] = {0, 1, 2};
    double y[] = {1, 2, 3}, out[3];
    struct design d = design_make(&a, 3);
    design_intercept(&d);
    design_factor(&d, "race", g, NULL, 2, 0);
    struct regression_result f;
    struct error err = {0};
    CHECK(!regression_fit(&a, &(struct regression){.design = &d, .y = y}, &f, &err));
    CHECK(err.kind == ERROR_USAGE);
    CHECK_HAS(err.text, "race");
    CHECK(!regression_predict(&d, y, NULL, out, &err));
    arena_free(&a);
}

TEST(regression_of_a_perfect_line_has_no_error_left)
{
    struct arena a = {0};
    double x[] = {1, 2, 3, 4, 5}, y[] = {3, 5, 7, 9, 11};
    struct design d = design_make(&a, 5);
    design_intercept(&d);
    design_number(&d, "x", x);
    struct regression_result f;
    struct error err = {0};
    NEED_OK(regression_fit(&a, &(struct regression){.design = &d, .y = y}, &f, &err), err);
    CHECK_NEAR(f.estimates[0], 1, 1e-12);
    CHECK_NEAR(f.estimates[1], 2, 1e-12);
    CHECK(f.at[1].se < 1e-12);
    CHECK_NEAR(f.r_squared, 1, 1e-12);
    arena_free(&a);
}
