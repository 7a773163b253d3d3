/* Tests of curves and of comparisons between groups: the worked example, R, properties, errors. */

#include "method/survival.h"

#include "t_regress.h"
#include "t_survival.h"

static const double near = 1e-8;

TEST(survival_curve_of_the_worked_example)
{
    struct arena a = {0};
    struct lifetimes l = toy_lifetimes();
    l.group = NULL;
    l.groups = 0;
    struct survival_result r;
    struct error err = {0};
    NEED_OK(survival_curves(&a, &l, &(struct survival_options){0}, &r, &err), err);
    const struct survival_curve *c = &r.at[0];
    CHECK_INT(c->count, 7);
    CHECK_NEAR(c->time[0], 2, 0);
    CHECK_NEAR(c->survival[0], 0.9, 1e-12);
    CHECK_NEAR(c->se[0], 0.0948683, 1e-7);
    CHECK_NEAR(c->survival[1], 0.8, 1e-12);
    CHECK_NEAR(c->se[1], 0.1264911, 1e-7);
    CHECK_NEAR(survival_at(c, 5), 0.5714286, 1e-7);
    CHECK_NEAR(c->se[2], 0.1637747, 1e-7);
    CHECK_NEAR(c->interval[2].low, 0.3258387, 1e-7);
    CHECK_NEAR(c->interval[2].high, 1, 0);
    CHECK_NEAR(survival_at(c, 8.5), 0.2857143, 1e-7);
    CHECK_NEAR(c->se[4], 0.1646624, 1e-7);
    CHECK_NEAR(c->interval[4].low, 0.0923355, 1e-7);
    CHECK_NEAR(c->interval[4].high, 0.8840871, 1e-7);
    CHECK_NEAR(c->median, 8, 0);
    CHECK_NEAR(c->hazard[4], 0.9968254, 1e-7);
    CHECK_NEAR(survival_at(c, 1.9), 1, 0);
    arena_free(&a);
}

TEST(survival_log_rank_of_the_worked_example)
{
    struct arena a = {0};
    struct lifetimes l = toy_lifetimes();
    struct survival_test t;
    struct error err = {0};
    NEED_OK(survival_compare(&a, &l, SURVIVAL_LOG_RANK, 0, &t, &err), err);
    CHECK_NEAR(t.observed[0], 4, 0);
    CHECK_NEAR(t.observed[1], 2, 0);
    CHECK_NEAR(t.expected[0], 2.8015873, 1e-7);
    CHECK_NEAR(t.expected[1], 3.1984127, 1e-7);
    CHECK_NEAR(t.variance[0], 1.2384102, 1e-7);
    CHECK_NEAR(t.chi_square, 1.1597070, 1e-7);
    CHECK_INT(t.df, 1);
    arena_free(&a);
}

static void check_curve(struct arena *a, const struct oracle_list *o, const struct lifetimes *l,
                        struct survival_options options, const char *name)
{
    struct survival_result r;
    struct error err = {0};
    options.horizon = 12;
    NEED_OK(survival_curves(a, l, &options, &r, &err), err);
    const struct survival_curve *c = &r.at[0];
    double time[64] = {(double)c->count}, risk[64], s[64], se[64], low[64], high[64], h[64],
           hse[64];
    int k = 0;
    for (int64_t i = 0; i < c->count; i += 3, k++) {
        time[k + 1] = c->time[i];
        risk[k] = c->at_risk[i];
        s[k] = c->survival[i];
        se[k] = c->se[i];
        low[k] = c->interval[i].low;
        high[k] = c->interval[i].high;
        h[k] = c->hazard[i];
        hse[k] = c->hazard_se[i];
    }
    t_check_oracle(o, arena_printf(a, "%s_time", name), time, k + 1, near);
    t_check_oracle(o, arena_printf(a, "%s_risk", name), risk, k, near);
    t_check_oracle(o, arena_printf(a, "%s_s", name), s, k, near);
    t_check_oracle(o, arena_printf(a, "%s_se", name), se, k, near);
    t_check_oracle(o, arena_printf(a, "%s_low", name), low, k, near);
    t_check_oracle(o, arena_printf(a, "%s_high", name), high, k, near);
    t_check_oracle(o, arena_printf(a, "%s_h", name), h, k, near);
    t_check_oracle(o, arena_printf(a, "%s_hse", name), hse, k, near);
    double median[] = {c->median, c->median_interval.low, c->median_interval.high};
    t_check_oracle(o, arena_printf(a, "%s_median", name), median, 3, near);
    double mean[] = {c->mean, c->mean_se};
    t_check_oracle(o, arena_printf(a, "%s_mean", name), mean, 2, near);
}

TEST(survival_curves_are_those_of_r)
{
    struct arena a = {0};
    struct survival_data d = survival_data_load(&a);
    struct lifetimes l = d.lifetimes;
    l.event = d.event;
    l.entry = NULL;
    check_curve(&a, &d.r, &l, (struct survival_options){0}, "km_log");
    check_curve(&a, &d.r, &l, (struct survival_options){.interval = SURVIVAL_LOG_LOG, .level = 0.9},
                "km_loglog");
    check_curve(&a, &d.r, &l, (struct survival_options){.interval = SURVIVAL_PLAIN}, "km_plain");
    l.entry = d.entry;
    check_curve(&a, &d.r, &l, (struct survival_options){0}, "km_entry");
    l.entry = NULL;
    l.weights = d.wf;
    check_curve(&a, &d.r, &l, (struct survival_options){0}, "km_w");
    arena_free(&a);
}

static void check_test(struct arena *a, const struct oracle_list *o, const struct lifetimes *l,
                       enum survival_weighting weighting, double rho, const char *name)
{
    struct survival_test t;
    struct error err = {0};
    NEED_OK(survival_compare(a, l, weighting, rho, &t, &err), err);
    double found[13];
    memcpy(found, t.observed, 3 * sizeof *found);
    memcpy(found + 3, t.expected, 3 * sizeof *found);
    memcpy(found + 6, t_lower(a, t.variance, 3), 6 * sizeof *found);
    found[12] = t.chi_square;
    t_check_oracle(o, name, found, 13, near);
}

TEST(survival_tests_are_those_of_r)
{
    struct arena a = {0};
    struct survival_data d = survival_data_load(&a);
    struct lifetimes l = d.lifetimes;
    l.event = d.event;
    l.group = d.g;
    l.groups = 3;
    check_test(&a, &d.r, &l, SURVIVAL_LOG_RANK, 0, "lr_entry");
    check_test(&a, &d.r, &l, SURVIVAL_GEHAN, 0, "gehan_entry");
    l.entry = NULL;
    check_test(&a, &d.r, &l, SURVIVAL_LOG_RANK, 0, "lr");
    check_test(&a, &d.r, &l, SURVIVAL_GEHAN, 0, "gehan");
    check_test(&a, &d.r, &l, SURVIVAL_FLEMING_HARRINGTON, 0.7, "lr_rho");
    l.strata = d.s;
    check_test(&a, &d.r, &l, SURVIVAL_LOG_RANK, 0, "lr_strata");
    check_test(&a, &d.r, &l, SURVIVAL_FLEMING_HARRINGTON, 1, "lr_strata_rho");
    arena_free(&a);
}

TEST(survival_without_censoring_is_the_share_that_is_left)
{
    for (int trial = 0; trial < 200; trial++) {
        struct arena a = {0};
        enum { N = 40 };
        double exit[N];
        int32_t event[N];
        for (int i = 0; i < N; i++) {
            exit[i] = (double)t_between(1, 12);
            event[i] = 1;
        }
        struct lifetimes l = {.n = N, .exit = exit, .event = event};
        struct survival_result r;
        struct error err = {0};
        NEED_OK(survival_curves(&a, &l, &(struct survival_options){0}, &r, &err), err);
        for (int64_t k = 0; k < r.at[0].count; k++) {
            double left = 0;
            for (int i = 0; i < N; i++)
                left += exit[i] > r.at[0].time[k];
            double s = left / N;
            CHECK_NEAR(r.at[0].survival[k], s, 1e-13);
            if (left > 0)
                CHECK_NEAR(r.at[0].se[k], sqrt(s * (1 - s) / N), 1e-13); // binomial
        }
        double sum = 0;
        for (int i = 0; i < N; i++)
            sum += exit[i];
        CHECK_NEAR(r.at[0].mean, sum / N, 1e-13);
        arena_free(&a);
    }
}

TEST(survival_does_not_depend_on_the_order_of_rows_nor_on_whole_weights_written_out)
{
    for (int trial = 0; trial < 100; trial++) {
        struct arena a = {0};
        enum { N = 30 };
        double exit[N], entry[N], weight[N], exit_2[4 * N], entry_2[4 * N];
        int32_t event[N], group[N], event_2[4 * N], group_2[4 * N];
        int64_t m = 0;
        for (int i = 0; i < N; i++) {
            exit[i] = (double)t_between(3, 20);
            entry[i] = (double)t_between(-3, 2);
            event[i] = (int32_t)t_between(0, 1);
            group[i] = (int32_t)t_between(0, 1);
            weight[i] = (double)t_between(1, 4);
        }
        for (int i = N - 1; i >= 0; i--)
            for (int k = 0; k < (int)weight[i]; k++, m++) {
                exit_2[m] = exit[i];
                entry_2[m] = entry[i];
                event_2[m] = event[i];
                group_2[m] = group[i];
            }
        struct lifetimes l = {N, entry, exit, event, weight, group, 2, NULL};
        struct lifetimes l_2 = {m, entry_2, exit_2, event_2, NULL, group_2, 2, NULL};
        struct survival_result r, r_2;
        struct survival_test t, t_2;
        struct error err = {0};
        NEED_OK(survival_curves(&a, &l, &(struct survival_options){0}, &r, &err), err);
        NEED_OK(survival_curves(&a, &l_2, &(struct survival_options){0}, &r_2, &err), err);
        for (int g = 0; g < 2; g++) {
            CHECK_INT(r.at[g].count, r_2.at[g].count);
            for (int64_t k = 0; k < r.at[g].count; k++) {
                CHECK_NEAR(r.at[g].survival[k], r_2.at[g].survival[k], 1e-13);
                CHECK_NEAR(r.at[g].se[k], r_2.at[g].se[k], 1e-12);
            }
            CHECK_NEAR(r.at[g].median, r_2.at[g].median, 0);
        }
        bool ok = survival_compare(&a, &l, SURVIVAL_GEHAN, 0, &t, &err);
        CHECK(ok == survival_compare(&a, &l_2, SURVIVAL_GEHAN, 0, &t_2, &err));
        if (ok)
            CHECK_NEAR(t.chi_square, t_2.chi_square, 1e-10);
        arena_free(&a);
    }
}

TEST(survival_of_rows_that_are_all_censored_of_one_row_and_of_none)
{
    struct arena a = {0};
    struct error err = {0};
    struct survival_result r;
    double exit[] = {3, 5, NAN}, nothing = 0;
    int32_t event[] = {0, 0, 1}, one = 1;
    struct lifetimes l = {.n = 3, .exit = exit, .event = event};
    NEED_OK(survival_curves(&a, &l, &(struct survival_options){0}, &r, &err), err);
    CHECK_INT(r.dropped, 1);
    CHECK_NEAR(r.at[0].survival[1], 1, 0);
    CHECK_NEAR(r.at[0].se[1], 0, 0);
    CHECK(isnan(r.at[0].median));
    CHECK_NEAR(r.at[0].mean, 5, 0);
    l = (struct lifetimes){.n = 1, .exit = exit, .event = &one};
    NEED_OK(survival_curves(&a, &l, &(struct survival_options){0}, &r, &err), err);
    CHECK_NEAR(r.at[0].survival[0], 0, 0);
    CHECK(isnan(r.at[0].se[0]) && isnan(r.at[0].interval[0].low));
    CHECK_NEAR(r.at[0].median, 3, 0);
    l = (struct lifetimes){.n = 0, .exit = &nothing, .event = &one};
    NEED_OK(survival_curves(&a, &l, &(struct survival_options){0}, &r, &err), err);
    CHECK_INT(r.at[0].count, 0);
    CHECK(isnan(r.at[0].median) && isnan(survival_at(&r.at[0], 1)));
    struct survival_test t;
    CHECK(!survival_compare(&a, &l, SURVIVAL_LOG_RANK, 0, &t, &err));
    CHECK(err.kind == ERROR_INVALID);
    arena_free(&a);
}

TEST(survival_refuses_rows_that_cannot_be)
{
    struct arena a = {0};
    struct survival_result r;
    double entry[] = {0, 4}, exit[] = {3, 4}, weight[] = {1, -1};
    int32_t event[] = {1, 0}, group[] = {0, 2};
    struct lifetimes l = {.n = 2, .entry = entry, .exit = exit, .event = event};
    struct error err = {0};
    CHECK(!survival_curves(&a, &l, &(struct survival_options){0}, &r, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "row 1");
    l.entry = NULL;
    l.weights = weight;
    CHECK(!survival_curves(&a, &l, &(struct survival_options){0}, &r, &err));
    CHECK(err.kind == ERROR_INVALID);
    l.weights = NULL;
    l.group = group;
    l.groups = 2;
    CHECK(!survival_curves(&a, &l, &(struct survival_options){0}, &r, &err));
    CHECK(err.kind == ERROR_USAGE);
    exit[0] = INFINITY;
    l.group = NULL;
    CHECK(!survival_curves(&a, &l, &(struct survival_options){0}, &r, &err));
    CHECK(err.kind == ERROR_INVALID);
    arena_free(&a);
}
