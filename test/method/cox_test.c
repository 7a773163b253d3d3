/* Tests of Cox regression: the worked example, R, published numbers, properties, errors. */

#include "method/cox.h"

#include "t_survival.h"

static const double near = 1e-8;

static struct cox_result fit(struct arena *a, const struct cox *c)
{
    struct cox_result r;
    struct error err = {0};
    NEED_OK(cox_fit(a, c, &r, &err), err);
    return r;
}

TEST(cox_of_the_worked_example)
{
    struct arena a = {0};
    struct lifetimes l = toy_lifetimes();
    struct design d = design_make(&a, 10);
    design_number(&d, "g", toy_group);
    design_number(&d, "z", toy_z);
    static const struct {
        enum cox_ties ties;
        double g, z, g_se, z_se, null, log_likelihood;
    } wanted[] = {
        {COX_EFRON, -1.1372943, .5007278, .9433378, .6021963, -10.7223859, -9.8768538},
        {COX_BRESLOW, -1.0948399, .4764215, .9349008, .5981051, -11.1642187, -10.3576881},
        {COX_EXACT, -1.4068887, .6359782, NAN, NAN, -9.3360916, -8.3241196},
    };
    for (int i = 0; i < 3; i++) {
        struct cox c = {.design = &d, .lifetimes = &l, .ties = wanted[i].ties};
        struct cox_result r = fit(&a, &c);
        CHECK_NEAR(r.estimates[0], wanted[i].g, 1e-7);
        CHECK_NEAR(r.estimates[1], wanted[i].z, 1e-7);
        if (!isnan(wanted[i].g_se)) {
            CHECK_NEAR(r.at[0].se, wanted[i].g_se, 1e-7);
            CHECK_NEAR(r.at[1].se, wanted[i].z_se, 1e-7);
        }
        CHECK_NEAR(r.null_log_likelihood, wanted[i].null, 1e-7);
        CHECK_NEAR(r.log_likelihood, wanted[i].log_likelihood, 1e-7);
    }
    struct cox c = {.design = &d, .lifetimes = &l};
    struct cox_result r = fit(&a, &c);
    CHECK_NEAR(r.concordance.c, .7580645, 1e-7);
    struct proportionality z;
    struct error err = {0};
    NEED_OK(cox_proportionality(&a, &c, &r, COX_CLOCK_KAPLAN_MEIER, &z, &err), err);
    CHECK_NEAR(z.columns[0].p, .2395748, 1e-7);
    CHECK_NEAR(z.columns[1].p, .7679917, 1e-7);
    CHECK_NEAR(z.global.p, .4095398, 1e-7);
    arena_free(&a);
}

static void check_proportionality(struct arena *a, const struct survival_data *d,
                                  const struct cox *c, const struct cox_result *r,
                                  enum cox_clock clock, const char *name)
{
    struct proportionality z;
    struct error err = {0};
    NEED_OK(cox_proportionality(a, c, r, clock, &z, &err), err);
    double found[64];
    int k = 0;
    for (int j = 0; j < z.p; j++)
        found[k++] = z.columns[j].chi_square;
    found[k++] = z.global.chi_square;
    for (int j = 0; j < z.p; j++)
        found[k++] = z.columns[j].p;
    found[k++] = z.global.p;
    for (size_t t = 0; t < c->design->terms.count; t++)
        found[k++] = z.terms[t].chi_square;
    found[k++] = z.global.chi_square;
    t_check_oracle(&d->r, name, found, k, near);
}

static void check_baseline(struct arena *a, const struct survival_data *d, const struct cox *c,
                           const struct cox_result *r, const char *name)
{
    struct cox_baseline_list l;
    struct error err = {0};
    double *zero = ARENA_ARRAY(a, double, (size_t)r->p), found[64];
    NEED_OK(cox_baseline(a, c, r, zero, &l, &err), err);
    CHECK_INT(l.count, 1);
    const struct cox_baseline *b = &l.at[0];
    int k = 0;
    found[k++] = (double)b->count;
    for (int round = 0; round < 2; round++) {
        for (int64_t i = 0; i < b->count; i += 4)
            found[k++] = round == 0 ? b->time[i] : b->hazard[i];
        if ((b->count - 1) % 4 != 0)
            found[k++] = round == 0 ? b->time[b->count - 1] : b->hazard[b->count - 1];
    }
    t_check_oracle(&d->r, name, found, k, near);
}

static void check_fit(struct arena *a, const struct survival_data *d, const struct cox *c,
                      const char *name, bool more)
{
    struct cox_result r = fit(a, c);
    int triangle = r.p * (r.p + 1) / 2;
    t_check_oracle(&d->r, name, r.estimates, r.p, near);
    t_check_oracle(&d->r, arena_printf(a, "%s_v", name), t_lower(a, r.variance, r.p), triangle,
                   near);
    if (c->robust || c->cluster != NULL)
        t_check_oracle(&d->r, arena_printf(a, "%s_naive", name), t_lower(a, r.naive, r.p), triangle,
                       near);
    double fit[] = {r.null_log_likelihood, r.log_likelihood,   r.likelihood_ratio.chi_square,
                    r.wald.chi_square,     r.score.chi_square, (double)r.events};
    t_check_oracle(&d->r, arena_printf(a, "%s_fit", name), fit, 6, near);
    double c_found[] = {r.concordance.concordant, r.concordance.discordant, r.concordance.tied,
                        r.concordance.c};
    t_check_oracle(&d->r, arena_printf(a, "%s_c", name), c_found, 4, near);
    if (!more)
        return;
    check_proportionality(a, d, c, &r, COX_CLOCK_KAPLAN_MEIER, arena_printf(a, "%s_zph_km", name));
    check_proportionality(a, d, c, &r, COX_CLOCK_IDENTITY,
                          arena_printf(a, "%s_zph_identity", name));
    check_baseline(a, d, c, &r, arena_printf(a, "%s_base", name));
}

TEST(cox_is_that_of_r)
{
    struct arena a = {0};
    struct survival_data d = survival_data_load(&a);
    struct design x = design_make(&a, d.n), few = design_make(&a, d.n);
    design_number(&x, "x1", d.x1);
    design_number(&x, "x2", d.x2);
    design_factor(&x, "g", d.g, NULL, 3, 0);
    design_number(&few, "x1", d.x1);
    design_number(&few, "x2", d.x2);
    struct lifetimes right = d.lifetimes, strata;
    right.event = d.event;
    right.entry = NULL;
    struct lifetimes left = right;
    left.entry = d.entry;
    for (int breslow = 0; breslow < 2; breslow++) {
        const char *tie = breslow ? "breslow" : "efron";
        struct cox c = {.ties = breslow ? COX_BRESLOW : COX_EFRON};
        c.design = &x;
        c.lifetimes = &left;
        check_fit(&a, &d, &c, arena_printf(&a, "cox_entry_%s", tie), true);
        c.lifetimes = &right;
        c.offset = d.o;
        check_fit(&a, &d, &c, arena_printf(&a, "cox_%s", tie), true);
        c.design = &few;
        c.offset = NULL;
        strata = left;
        strata.strata = d.s;
        strata.weights = d.wf;
        c.lifetimes = &strata;
        c.robust = true;
        check_fit(&a, &d, &c, arena_printf(&a, "cox_strata_%s", tie), false);
        strata.entry = NULL;
        strata.weights = d.w;
        c.robust = false;
        c.cluster = d.cluster;
        check_fit(&a, &d, &c, arena_printf(&a, "cox_cluster_%s", tie), false);
    }
    struct cox exact = {.design = &x, .lifetimes = &right, .ties = COX_EXACT};
    check_fit(&a, &d, &exact, "cox_exact", false);
    strata = left;
    strata.strata = d.s;
    exact.design = &few;
    exact.lifetimes = &strata;
    check_fit(&a, &d, &exact, "cox_exact_entry", false);
    arena_free(&a);
}

// --- published numbers --------------------------------------------------------------------------

/* Rossi's columns in the order fin, age, race other, wexp, not married, paro, prio. */
static void rossi_columns(struct arena *a, const struct t_csv *t, double *columns[7])
{
    columns[0] = t_is(a, t, "fin", "yes");
    columns[1] = t_csv_numbers(t, "age");
    columns[2] = t_is(a, t, "race", "other");
    columns[3] = t_is(a, t, "wexp", "yes");
    columns[4] = t_is(a, t, "mar", "not married");
    columns[5] = t_is(a, t, "paro", "yes");
    columns[6] = t_csv_numbers(t, "prio");
}

static const char *const rossi_names[] = {"fin",         "age",  "other", "wexp",
                                          "not married", "paro", "prio"};

TEST(cox_of_rossi_is_as_published)
{
    struct arena a = {0};
    struct t_csv t;
    double *columns[7];
    if (!t_table(&a, "justice/rossi_recidivism.csv", &t))
        return;
    rossi_columns(&a, &t, columns);
    double *week = t_csv_numbers(&t, "week");
    int32_t *arrest = t_codes(&a, t_csv_numbers(&t, "arrest"), t.rows);
    struct lifetimes l = {.n = t.rows, .exit = week, .event = arrest};
    struct design d = design_make(&a, t.rows);
    for (int j = 0; j < 7; j++)
        design_number(&d, rossi_names[j], columns[j]);
    struct cox_result r = fit(&a, &(struct cox){.design = &d, .lifetimes = &l});
    static const double published[] = {-0.3794, -0.0574, -0.3139, -0.1498, 0.4337, -0.0849, 0.0915};
    static const double se[] = {0.1914, 0.0220, 0.3080, 0.2122, 0.3819, 0.1958, 0.0286};
    for (int j = 0; j < 7; j++) {
        CHECK_NEAR(r.at[j].estimate, published[j], 1e-4);
        CHECK_NEAR(r.at[j].se, se[j], 1e-4);
    }
    CHECK_INT(r.events, 114);
    CHECK_INT(r.n, 432);
    arena_free(&a);
}

TEST(cox_of_rossi_with_employment_in_the_week_is_as_published)
{
    struct arena a = {0};
    struct t_csv t;
    double *columns[7];
    if (!t_table(&a, "justice/rossi_recidivism.csv", &t))
        return;
    rossi_columns(&a, &t, columns);
    enum { WEEKS = 52 };
    size_t most = (size_t)t.rows * WEEKS;
    double *x[8], *entry = ARENA_ARRAY(&a, double, most), *exit = ARENA_ARRAY(&a, double, most);
    double *week = t_csv_numbers(&t, "week"), *arrest = t_csv_numbers(&t, "arrest");
    int32_t *event = ARENA_ARRAY(&a, int32_t, most), *person = ARENA_ARRAY(&a, int32_t, most);
    for (int j = 0; j < 8; j++)
        x[j] = ARENA_ARRAY(&a, double, most);
    int64_t n = 0;
    for (int w = 1; w <= WEEKS; w++) {
        const char *column = arena_printf(&a, "emp%d", w);
        for (int64_t i = 0; i < t.rows; i++) {
            if (week[i] < w)
                continue;
            for (int j = 0; j < 7; j++)
                x[j][n] = columns[j][i];
            x[7][n] = strcmp(t_csv_text(&t, i, column), "yes") == 0;
            entry[n] = w - 1;
            exit[n] = w;
            event[n] = arrest[i] == 1 && week[i] == w;
            person[n++] = (int32_t)i;
        }
    }
    struct lifetimes l = {.n = n, .entry = entry, .exit = exit, .event = event};
    struct design d = design_make(&a, n);
    for (int j = 0; j < 7; j++)
        design_number(&d, rossi_names[j], x[j]);
    design_number(&d, "employed", x[7]);
    struct cox_result r = fit(&a, &(struct cox){.design = &d, .lifetimes = &l});
    CHECK_NEAR(r.at[7].estimate, -1.328, 5e-4);
    CHECK_NEAR(r.at[7].se, 0.251, 5e-4);
    CHECK_INT(r.events, 114);
    arena_free(&a);
}

// --- properties ---------------------------------------------------------------------------------

enum { N = 150 };
struct rows {
    double x[N], z[N], entry[N], exit[N], weight[N];
    int32_t event[N], group[N];
};

static void rows_draw(struct rows *r, bool ties)
{
    for (int i = 0; i < N; i++) {
        r->x[i] = t_normal();
        r->z[i] = (double)t_between(0, 1);
        double t = -log(t_unit()) / exp(0.5 * r->x[i] - 0.7 * r->z[i]);
        r->exit[i] = ties ? ceil(4 * t) + 1 : t;
        r->entry[i] = r->exit[i] * 0.8 * t_unit() * (double)t_between(0, 1) - 0.1;
        r->event[i] = t_unit() < 0.7;
        r->weight[i] = (double)t_between(1, 3);
        r->group[i] = (int32_t)t_between(0, 2);
    }
}

static struct lifetimes rows_lifetimes(const struct rows *r)
{
    return (struct lifetimes){.n = N, .entry = r->entry, .exit = r->exit, .event = r->event};
}

static struct design rows_design(struct arena *a, const struct rows *r)
{
    struct design d = design_make(a, N);
    design_number(&d, "x", r->x);
    design_number(&d, "z", r->z);
    return d;
}

TEST(cox_does_not_depend_on_the_order_of_rows_on_scales_or_on_the_clock)
{
    for (int trial = 0; trial < 30; trial++) {
        struct arena a = {0};
        struct rows r, s;
        rows_draw(&r, true);
        for (int i = 0; i < N; i++) {
            int k = (i * 7 + 3) % N;
            s.x[k] = 100 * r.x[i] + 7000;
            s.z[k] = r.z[i];
            s.exit[k] = exp(r.exit[i] / 10); // only the order of times matters
            s.entry[k] = exp(r.entry[i] / 10);
            s.event[k] = r.event[i];
            s.group[k] = r.group[i];
        }
        struct design d = rows_design(&a, &r), e = rows_design(&a, &s);
        struct lifetimes l = rows_lifetimes(&r), m = rows_lifetimes(&s);
        if (trial % 2 == 0) {
            l.strata = r.group;
            m.strata = s.group;
        }
        struct cox c = {.design = &d, .lifetimes = &l, .ties = (enum cox_ties)(trial % 3)};
        c.robust = c.ties != COX_EXACT;
        struct cox_result f = fit(&a, &c);
        c.design = &e;
        c.lifetimes = &m;
        struct cox_result g = fit(&a, &c);
        CHECK_NEAR(g.estimates[0] * 100, f.estimates[0], 1e-9);
        CHECK_NEAR(g.estimates[1], f.estimates[1], 1e-9);
        CHECK_NEAR(g.at[0].se * 100, f.at[0].se, 1e-9);
        CHECK_NEAR(g.at[1].se, f.at[1].se, 1e-9);
        CHECK_NEAR(g.log_likelihood, f.log_likelihood, 1e-10);
        CHECK_NEAR(g.concordance.c, f.concordance.c, 1e-12);
        arena_free(&a);
    }
}

TEST(cox_of_different_times_is_the_same_for_every_rule_of_ties)
{
    for (int trial = 0; trial < 20; trial++) {
        struct arena a = {0};
        struct rows r;
        rows_draw(&r, false);
        struct design d = rows_design(&a, &r);
        struct lifetimes l = rows_lifetimes(&r);
        struct cox c = {.design = &d, .lifetimes = &l};
        struct cox_result efron = fit(&a, &c);
        c.ties = COX_BRESLOW;
        struct cox_result breslow = fit(&a, &c);
        c.ties = COX_EXACT;
        struct cox_result exact = fit(&a, &c);
        for (int j = 0; j < 2; j++) {
            CHECK_NEAR(breslow.estimates[j], efron.estimates[j], 1e-10);
            CHECK_NEAR(exact.estimates[j], efron.estimates[j], 1e-10);
            CHECK_NEAR(exact.at[j].se, efron.at[j].se, 1e-10);
        }
        CHECK_NEAR(exact.log_likelihood, efron.log_likelihood, 1e-10);
        arena_free(&a);
    }
}

TEST(cox_of_lives_cut_in_pieces_is_that_of_whole_lives)
{
    for (int trial = 0; trial < 20; trial++) {
        struct arena a = {0};
        struct rows r;
        rows_draw(&r, true);
        double x[3 * N], z[3 * N], entry[3 * N], exit[3 * N];
        int32_t event[3 * N], person[3 * N];
        int n = 0;
        for (int i = 0; i < N; i++)
            for (int piece = 0; piece < 3; piece++, n++) {
                double length = r.exit[i] - r.entry[i];
                x[n] = r.x[i];
                z[n] = r.z[i];
                entry[n] = piece == 0 ? r.entry[i] : exit[n - 1];
                exit[n] = piece == 2 ? r.exit[i] : r.entry[i] + length * (piece + 1) / 3;
                event[n] = piece == 2 && r.event[i];
                person[n] = i;
            }
        struct design d = rows_design(&a, &r), e = design_make(&a, n);
        design_number(&e, "x", x);
        design_number(&e, "z", z);
        struct lifetimes l = rows_lifetimes(&r);
        struct lifetimes m = {.n = n, .entry = entry, .exit = exit, .event = event};
        int32_t self[N];
        for (int i = 0; i < N; i++)
            self[i] = i;
        struct cox c = {.design = &d, .lifetimes = &l, .cluster = self};
        struct cox_result f = fit(&a, &c);
        c.design = &e;
        c.lifetimes = &m;
        c.cluster = person;
        struct cox_result g = fit(&a, &c);
        for (int j = 0; j < 2; j++) {
            CHECK_NEAR(g.estimates[j], f.estimates[j], 1e-9);
            CHECK_NEAR(g.at[j].se, f.at[j].se, 1e-9);
        }
        CHECK_NEAR(g.log_likelihood, f.log_likelihood, 1e-10);
        arena_free(&a);
    }
}

TEST(cox_weights_are_rows_written_out_under_breslow)
{
    for (int trial = 0; trial < 20; trial++) {
        struct arena a = {0};
        struct rows r;
        rows_draw(&r, true);
        double x[3 * N], z[3 * N], entry[3 * N], exit[3 * N];
        int32_t event[3 * N];
        int n = 0;
        for (int i = 0; i < N; i++)
            for (int k = 0; k < (int)r.weight[i]; k++, n++) {
                x[n] = r.x[i];
                z[n] = r.z[i];
                entry[n] = r.entry[i];
                exit[n] = r.exit[i];
                event[n] = r.event[i];
            }
        struct design d = rows_design(&a, &r), e = design_make(&a, n);
        design_number(&e, "x", x);
        design_number(&e, "z", z);
        struct lifetimes l = rows_lifetimes(&r);
        l.weights = r.weight;
        struct lifetimes m = {.n = n, .entry = entry, .exit = exit, .event = event};
        struct cox c = {.design = &d, .lifetimes = &l, .ties = COX_BRESLOW};
        struct cox_result f = fit(&a, &c);
        c.design = &e;
        c.lifetimes = &m;
        struct cox_result g = fit(&a, &c);
        for (int j = 0; j < 2; j++) {
            CHECK_NEAR(g.estimates[j], f.estimates[j], 1e-9);
            CHECK_NEAR(g.at[j].se, f.at[j].se, 1e-9);
        }
        arena_free(&a);
    }
}

TEST(cox_score_test_of_a_group_is_the_log_rank_test)
{
    for (int trial = 0; trial < 20; trial++) {
        struct arena a = {0};
        struct rows r;
        rows_draw(&r, false); // with ties the two differ in the variance
        int32_t group[N];
        for (int i = 0; i < N; i++)
            group[i] = (int32_t)r.z[i];
        struct lifetimes l = rows_lifetimes(&r);
        l.group = group;
        l.groups = 2;
        struct design d = design_make(&a, N);
        design_number(&d, "z", r.z);
        struct cox_result f = fit(&a, &(struct cox){.design = &d, .lifetimes = &l});
        struct survival_test t;
        struct error err = {0};
        NEED_OK(survival_compare(&a, &l, SURVIVAL_LOG_RANK, 0, &t, &err), err);
        CHECK_NEAR(f.score.chi_square, t.chi_square, 1e-10);
        arena_free(&a);
    }
}

TEST(cox_gives_the_same_digits_on_any_number_of_threads)
{
    struct arena a = {0};
    enum { MANY = 20000 };
    double *x = ARENA_ARRAY(&a, double, MANY), *exit = ARENA_ARRAY(&a, double, MANY);
    int32_t *event = ARENA_ARRAY(&a, int32_t, MANY);
    for (int i = 0; i < MANY; i++) {
        x[i] = t_normal();
        exit[i] = ceil(-100 * log(t_unit()) * exp(-0.3 * x[i]));
        event[i] = t_unit() < 0.5;
    }
    struct design d = design_make(&a, MANY);
    design_number(&d, "x", x);
    struct lifetimes l = {.n = MANY, .exit = exit, .event = event};
    struct cox_result one = fit(&a, &(struct cox){.design = &d, .lifetimes = &l, .threads = 1});
    struct cox_result three = fit(&a, &(struct cox){.design = &d, .lifetimes = &l, .threads = 3});
    CHECK(one.estimates[0] == three.estimates[0] && one.at[0].se == three.at[0].se);
    CHECK(one.log_likelihood == three.log_likelihood);
    arena_free(&a);
}

TEST(cox_says_nan_for_an_intercept_and_for_a_repeated_column)
{
    struct arena a = {0};
    struct rows r;
    rows_draw(&r, true);
    double twice[N];
    for (int i = 0; i < N; i++)
        twice[i] = 2 * r.x[i] + 5;
    struct design d = design_make(&a, N), e = rows_design(&a, &r);
    design_intercept(&d);
    design_number(&d, "x", r.x);
    design_number(&d, "twice", twice);
    design_number(&d, "z", r.z);
    struct lifetimes l = rows_lifetimes(&r);
    struct cox c = {.design = &d, .lifetimes = &l};
    struct cox_result f = fit(&a, &c);
    struct cox_result g = fit(&a, &(struct cox){.design = &e, .lifetimes = &l});
    CHECK_INT(f.rank, 2);
    CHECK(isnan(f.at[0].estimate) && isnan(f.at[2].se));
    CHECK_NEAR(f.estimates[1], g.estimates[0], 1e-10);
    CHECK_NEAR(f.at[3].se, g.at[1].se, 1e-10);
    struct proportionality z;
    struct error err = {0};
    NEED_OK(cox_proportionality(&a, &c, &f, COX_CLOCK_KAPLAN_MEIER, &z, &err), err);
    CHECK_INT(z.global.df, 2);
    CHECK(isnan(z.columns[2].p));
    arena_free(&a);
}

// --- what cannot be estimated -------------------------------------------------------------------

static struct error refused(const struct cox *c)
{
    struct arena a = {0};
    struct cox_result r = {.p = 77};
    struct error err = {0};
    CHECK(!cox_fit(&a, c, &r, &err));
    CHECK_INT(r.p, 77);
    arena_free(&a);
    return err;
}

TEST(cox_names_the_column_of_a_group_without_events)
{
    for (int trial = 0; trial < 30; trial++) {
        struct arena a = {0};
        struct rows r;
        rows_draw(&r, trial % 2 == 0);
        for (int i = 0; i < N; i++)
            r.event[i] = r.event[i] && r.z[i] == 0;
        struct design d = rows_design(&a, &r);
        struct lifetimes l = rows_lifetimes(&r);
        struct cox c = {.design = &d, .lifetimes = &l, .ties = (enum cox_ties)(trial % 3)};
        struct error err = refused(&c); // with late entry
        CHECK(err.kind == ERROR_INVALID);
        CHECK_HAS(err.text, "\"z\"");
        l.entry = NULL;
        err = refused(&c);
        CHECK_HAS(err.text, "monotone");
        CHECK_HAS(err.text, "\"z\"");
        arena_free(&a);
    }
}

TEST(cox_refuses_what_it_cannot_answer)
{
    struct arena a = {0};
    struct rows r;
    rows_draw(&r, true);
    struct design d = rows_design(&a, &r), none = design_make(&a, N), same = design_make(&a, N);
    double ones[N];
    for (int i = 0; i < N; i++)
        ones[i] = 0.1;
    design_number(&same, "ones", ones);
    struct lifetimes l = rows_lifetimes(&r), few = l, weighted = l;
    few.n = 1;
    weighted.weights = r.weight;
    struct cox c = {.design = &none, .lifetimes = &l};
    CHECK(refused(&c).kind == ERROR_USAGE);
    c.design = &d;
    c.lifetimes = &few;
    CHECK(refused(&c).kind == ERROR_USAGE);
    c.lifetimes = &weighted;
    c.ties = COX_EXACT;
    CHECK(refused(&c).kind == ERROR_USAGE);
    c = (struct cox){.design = &same, .lifetimes = &l};
    CHECK(refused(&c).kind == ERROR_INVALID);
    for (int i = 0; i < N; i++)
        r.event[i] = 0;
    c = (struct cox){.design = &d, .lifetimes = &l};
    CHECK_HAS(refused(&c).text, "no row has an event");
    double x = 1, t = 2;
    int32_t one = 1;
    struct design single = design_make(&a, 1);
    design_number(&single, "x", &x);
    struct lifetimes alone = {.n = 1, .exit = &t, .event = &one};
    c = (struct cox){.design = &single, .lifetimes = &alone};
    CHECK(refused(&c).kind == ERROR_INVALID);
    arena_free(&a);
}

TEST(cox_leaves_out_missing_rows_and_counts_them)
{
    struct arena a = {0};
    struct survival_data d = survival_data_load(&a);
    struct lifetimes l = d.lifetimes;
    l.event = d.event;
    struct design x = design_make(&a, d.n);
    design_number(&x, "x1", d.x1);
    design_number(&x, "x2", d.x2);
    struct cox c = {.design = &x, .lifetimes = &l, .cluster = d.cluster};
    int64_t n = l.n;
    l.n = x.n = n - 4; // what the last four would have said
    struct cox_result f = fit(&a, &c);
    l.n = x.n = n;
    d.x1[n - 1] = NAN;
    d.cluster[n - 2] = -1;
    d.event[n - 3] = -1;
    d.entry[n - 4] = NAN;
    struct cox_result g = fit(&a, &c);
    CHECK_INT(g.dropped, 4);
    CHECK_INT(g.n, f.n);
    for (int j = 0; j < 2; j++) {
        CHECK_NEAR(g.estimates[j], f.estimates[j], 1e-12);
        CHECK_NEAR(g.at[j].se, f.at[j].se, 1e-12);
    }
    arena_free(&a);
}
