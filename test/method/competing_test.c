/* Tests of competing risks: the worked example, R, properties, errors. */

#include "method/competing.h"

#include "t_survival.h"

static const double near = 1e-8;

TEST(competing_curves_of_the_worked_example)
{
    struct arena a = {0};
    struct lifetimes l = {.n = 10, .exit = toy_time, .event = toy_cause};
    struct incidence_result r;
    struct error err = {0};
    NEED_OK(competing_curves(&a, &l, &r, &err), err);
    const struct incidence_curve *c = &r.at[0];
    CHECK_INT(r.causes, 2);
    CHECK_NEAR(incidence_at(c, 1, 2), .1, 1e-12);
    CHECK_NEAR(incidence_at(c, 1, 5), .3285714, 1e-7);
    CHECK_NEAR(incidence_at(c, 1, 8), .4714286, 1e-7);
    CHECK_NEAR(incidence_at(c, 2, 3), .1, 1e-12);
    CHECK_NEAR(incidence_at(c, 2, 8), .2428571, 1e-7);
    CHECK_NEAR(incidence_at(c, 2, 1), 0, 0);
    CHECK_NEAR(c->se[4], .1755624, 1e-7);
    CHECK_NEAR(c->se[c->count + 4], .1520703, 1e-7);
    arena_free(&a);
}

TEST(fine_gray_of_the_worked_example)
{
    struct arena a = {0};
    struct lifetimes l = {.n = 10, .exit = toy_time, .event = toy_cause};
    struct design d = design_make(&a, 10);
    design_number(&d, "g", toy_group);
    design_number(&d, "z", toy_z);
    struct cox_result r;
    struct error err = {0};
    NEED_OK(fine_gray_fit(&a, &(struct cox){.design = &d, .lifetimes = &l}, 1, &r, &err), err);
    CHECK_NEAR(r.estimates[0], .1750174, 1e-7);
    CHECK_NEAR(r.estimates[1], -.2748007, 1e-7);
    CHECK_NEAR(r.at[0].se, 1.0137759, 1e-7);
    CHECK_NEAR(r.at[1].se, .7528710, 1e-7);
    CHECK_NEAR(r.log_likelihood, -7.9140450, 1e-7);
    arena_free(&a);
}

static void check_curve(struct arena *a, const struct survival_data *d, const struct lifetimes *l,
                        const char *name)
{
    struct incidence_result r;
    struct error err = {0};
    NEED_OK(competing_curves(a, l, &r, &err), err);
    const struct incidence_curve *c = &r.at[0];
    double time[64] = {(double)c->count}, p[2][64], se[2][64];
    int m = 0;
    for (int64_t i = 0; i < c->count; i += 3, m++) {
        time[m + 1] = c->time[i];
        for (int k = 0; k < 2; k++) {
            p[k][m] = c->incidence[k * c->count + i];
            se[k][m] = c->se[k * c->count + i];
        }
        CHECK_NEAR(c->free[i], 1 - p[0][m] - p[1][m], 1e-12);
    }
    t_check_oracle(&d->r, arena_printf(a, "%s_time", name), time, m + 1, near);
    for (int k = 0; k < 2; k++) {
        t_check_oracle(&d->r, arena_printf(a, "%s_p%d", name, k + 1), p[k], m, near);
        t_check_oracle(&d->r, arena_printf(a, "%s_se%d", name, k + 1), se[k], m, near);
    }
}

TEST(competing_curves_are_those_of_r)
{
    struct arena a = {0};
    struct survival_data d = survival_data_load(&a);
    struct lifetimes l = d.lifetimes;
    check_curve(&a, &d, &l, "aj_entry");
    l.entry = NULL;
    check_curve(&a, &d, &l, "aj");
    l.weights = d.wf;
    check_curve(&a, &d, &l, "aj_w");
    arena_free(&a);
}

static void check_gray(const struct survival_data *d, const struct lifetimes *l, double rho,
                       const char *name)
{
    struct arena a = {0};
    double found[4];
    for (int cause = 1; cause <= 2; cause++) {
        struct gray_test t;
        struct error err = {0};
        NEED_OK(gray_compare(&a, l, cause, rho, &t, &err), err);
        found[cause - 1] = t.chi_square;
        found[cause + 1] = t.df;
        CHECK_NEAR(t.score[0] + t.score[1] + t.score[2], 0, 1e-10);
    }
    t_check_oracle(&d->r, name, found, 4, near);
    arena_free(&a);
}

TEST(gray_test_is_that_of_cmprsk)
{
    struct arena a = {0};
    struct survival_data d = survival_data_load(&a);
    struct lifetimes l = d.lifetimes;
    l.entry = NULL;
    l.group = d.g;
    l.groups = 3;
    check_gray(&d, &l, 0, "gray");
    check_gray(&d, &l, 0.5, "gray_rho");
    l.strata = d.s;
    check_gray(&d, &l, 0, "gray_strata");
    arena_free(&a);
}

TEST(fine_gray_is_that_of_cmprsk)
{
    struct arena a = {0};
    struct survival_data d = survival_data_load(&a);
    struct lifetimes l = d.lifetimes;
    l.entry = NULL;
    struct design x = design_make(&a, d.n);
    design_number(&x, "x1", d.x1);
    design_number(&x, "x2", d.x2);
    for (int cause = 1; cause <= 2; cause++) {
        struct cox_result r;
        struct error err = {0};
        NEED_OK(fine_gray_fit(&a, &(struct cox){.design = &x, .lifetimes = &l}, cause, &r, &err),
                err);
        double found[] = {r.estimates[0], r.estimates[1],   r.variance[0],         r.variance[1],
                          r.variance[3],  r.log_likelihood, r.null_log_likelihood, r.naive[0],
                          r.naive[1],     r.naive[3]};
        t_check_oracle(&d.r, arena_printf(&a, "fg%d", cause), found, 10, near);
    }
    arena_free(&a);
}

TEST(fine_gray_with_late_entry_is_that_of_weighted_rows)
{
    struct arena a = {0};
    struct survival_data d = survival_data_load(&a);
    struct lifetimes l = d.lifetimes;
    double *exit = arena_copy(&a, l.exit, (size_t)d.n * sizeof *exit);
    for (int64_t i = 0; i < d.n; i++)
        exit[i] += d.cause[i] == 0 ? .013 : 0;
    l.exit = exit;
    struct design x = design_make(&a, d.n);
    design_number(&x, "x1", d.x1);
    design_number(&x, "x2", d.x2);
    for (int cause = 1; cause <= 2; cause++) {
        struct cox_result r;
        struct error err = {0};
        NEED_OK(fine_gray_fit(&a, &(struct cox){.design = &x, .lifetimes = &l}, cause, &r, &err),
                err);
        double found[] = {r.estimates[0], r.estimates[1],        r.naive[0],       r.naive[1],
                          r.naive[3],     r.null_log_likelihood, r.log_likelihood, r.variance[0],
                          r.variance[1],  r.variance[3]};
        t_check_oracle(&d.r, cause == 1 ? "fg_entry_one" : "fg_entry_two", found, 10, near);
    }
    arena_free(&a);
}

TEST(competing_curve_of_one_cause_is_one_less_kaplan_meier)
{
    for (int trial = 0; trial < 100; trial++) {
        struct arena a = {0};
        enum { N = 50 };
        double entry[N], exit[N];
        int32_t event[N];
        for (int i = 0; i < N; i++) {
            entry[i] = (double)t_between(-4, 3);
            exit[i] = (double)t_between(4, 20);
            event[i] = (int32_t)t_between(0, 1);
        }
        event[0] = 1;
        struct lifetimes l = {.n = N, .entry = entry, .exit = exit, .event = event};
        struct incidence_result r;
        struct survival_result s;
        struct error err = {0};
        NEED_OK(competing_curves(&a, &l, &r, &err), err);
        NEED_OK(survival_curves(&a, &l, &(struct survival_options){0}, &s, &err), err);
        for (int64_t i = 0; i < s.at[0].count; i++) {
            CHECK_NEAR(r.at[0].incidence[i], 1 - s.at[0].survival[i], 1e-12);
            // The jackknife of a product of shares of different people is Greenwood's formula.
            if (s.at[0].survival[i] > 0)
                CHECK_NEAR(r.at[0].se[i], s.at[0].se[i], 1e-10);
        }
        arena_free(&a);
    }
}

TEST(competing_risks_of_all_censored_rows_and_of_wrong_questions)
{
    struct arena a = {0};
    struct error err = {0};
    double exit[] = {1, 2, 3};
    int32_t event[] = {0, 0, 0}, group[] = {0, 1, 0};
    struct lifetimes l = {.n = 3, .exit = exit, .event = event};
    struct incidence_result r;
    NEED_OK(competing_curves(&a, &l, &r, &err), err);
    CHECK_INT(r.causes, 0);
    CHECK_NEAR(r.at[0].free[2], 1, 0);
    CHECK(isnan(incidence_at(&r.at[0], 1, 2)));
    struct gray_test t;
    CHECK(!gray_compare(&a, &l, 1, 0, &t, &err) && err.kind == ERROR_USAGE);
    l.group = group;
    l.groups = 2;
    CHECK(!gray_compare(&a, &l, 1, 0, &t, &err) && err.kind == ERROR_INVALID);
    struct design d = design_make(&a, 3);
    design_number(&d, "x", exit);
    struct cox_result c;
    struct cox asked = {.design = &d, .lifetimes = &l};
    CHECK(!fine_gray_fit(&a, &asked, 1, &c, &err) && err.kind == ERROR_INVALID);
    CHECK(!fine_gray_fit(&a, &asked, 0, &c, &err) && err.kind == ERROR_USAGE);
    arena_free(&a);
}
