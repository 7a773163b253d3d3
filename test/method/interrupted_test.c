/* Interrupted time series against R and a toy. */

#include "method/interrupted.h"

#include "oracle.h"

TEST(the_toy_series_has_its_step_and_bend)
{
    struct arena a = {0};
    struct error err = {0};
    struct interrupted s;
    const double y[] = {10, 12, 11, 13, 12, 14, 9, 10, 9, 11, 10, 11};
    struct interrupted_data d = {.n = 12, .y = y, .begins = 6};
    NEED_OK(interrupted_fit(&a, &d, &s, &err), err);
    const double beta[] = {9.8, 0.6285714, -5.0571429, -0.2857143};
    const double se[] = {0.7380799, 0.1895214, 0.9348869, 0.2680238};
    const double newey_west[] = {0.2896303, 0.0775016, 0.3458405, 0.0834252};
    for (int j = 0; j < 4; j++) {
        CHECK_NEAR(s.fit.at[j].estimate, beta[j], 5.1e-8);
        CHECK_NEAR(s.fit.at[j].se, se[j], 5.1e-8);
    }
    CHECK_NEAR(s.durbin_watson, 3.6769481, 5.1e-8);
    d.variance = VARIANCE_NEWEY_WEST;
    d.lag = 3;
    NEED_OK(interrupted_fit(&a, &d, &s, &err), err);
    for (int j = 0; j < 4; j++)
        CHECK_NEAR(s.fit.at[j].se, newey_west[j], 5.1e-8);
    d.lag = -1;
    NEED_OK(interrupted_fit(&a, &d, &s, &err), err);
    CHECK_INT(s.lag, 2);
    arena_free(&a);
}

enum { N = 60 };

struct series {
    double level[N], count[N], exposure[N], other[N];
    const double *x[1];
    const char *names[1];
};

static void series_load(const struct oracle_list *l, struct series *s)
{
    int n = 0;
    for (size_t i = 0; i < l->count; i++) {
        if (strcmp(l->at[i].name, "row") != 0)
            continue;
        NEED(n < N);
        s->level[n] = l->at[i].at[0];
        s->count[n] = l->at[i].at[1];
        s->exposure[n] = l->at[i].at[2];
        s->other[n++] = l->at[i].at[3];
    }
    CHECK_INT(n, N);
    s->x[0] = s->other;
    s->names[0] = "other";
}

static void check_fit(struct arena *a, const struct oracle_list *l, const char *name,
                      const struct interrupted_data *d, double tolerance, struct interrupted *s)
{
    struct error err = {0};
    NEED_OK(interrupted_fit(a, d, s, &err), err);
    const struct oracle_row *beta = oracle_find(l, arena_printf(a, "%s.beta", name));
    NEED(beta->count == s->fit.p);
    for (int j = 0; j < s->fit.p; j++)
        CHECK_NEAR(s->fit.at[j].estimate, beta->at[j], tolerance);
}

static void check_errors(struct arena *a, const struct oracle_list *l, const char *name,
                         const struct interrupted *s)
{
    const struct oracle_row *se = oracle_find(l, arena_printf(a, "%s.se", name));
    for (int j = 0; j < s->fit.p; j++)
        CHECK_NEAR(s->fit.at[j].se / se->at[j], 1, 1e-8);
}

static void check_tests(struct arena *a, const struct oracle_list *l, const char *name,
                        const struct interrupted *s, double tolerance)
{
    const struct oracle_row *tests = oracle_find(l, arena_printf(a, "%s.tests", name));
    CHECK_NEAR(s->durbin_watson, tests->at[0], tolerance);
    CHECK_NEAR(s->ljung_box, tests->at[1], tolerance);
    CHECK_NEAR(s->ljung_box_p, tests->at[2], tolerance);
}

static void check_effect(const struct oracle_list *l, const char *name, const struct interrupted *s,
                         int from, int to)
{
    struct error err = {0};
    struct interrupted_effect e;
    const double *v = oracle_find(l, name)->at;
    NEED_OK(interrupted_effect(s, from, to, &e, &err), err);
    CHECK_NEAR(e.fitted, v[0], 1e-9);
    CHECK_NEAR(e.counterfactual, v[1], 1e-9);
    CHECK_NEAR(e.difference, v[0] - v[1], 1e-8);
    CHECK_NEAR(e.difference_se, v[2], 1e-8);
    CHECK_NEAR(e.difference_interval.low, v[3], 1e-8);
    CHECK_NEAR(e.difference_interval.high, v[4], 1e-8);
    CHECK_NEAR(e.ratio, v[5], 1e-9);
    CHECK_NEAR(e.ratio_interval.low, v[6], 1e-9);
    CHECK_NEAR(e.ratio_interval.high, v[7], 1e-9);
}

static void check_ar1(const struct oracle_list *l, const char *name, const struct interrupted *s)
{
    // nlme's search for the correlation stops a little short of the optimum.
    const struct oracle_row *want = oracle_find(l, name);
    const int p = s->fit.p;
    NEED(want->count == 1 + 2 * p);
    CHECK(s->ar1);
    CHECK_NEAR(s->rho, want->at[0], 1e-5);
    for (int j = 0; j < p; j++) {
        CHECK_NEAR(s->ar1_estimates[j], want->at[1 + j], 1e-6);
        CHECK_NEAR(s->ar1_se[j] / want->at[1 + p + j], 1, 1e-5);
    }
}

TEST(linear_and_log_segments_are_those_of_r)
{
    struct arena a = {0};
    struct interrupted s;
    struct series r;
    const struct oracle_list l = oracle_load(&a, "interrupted.csv");
    series_load(&l, &r);
    struct interrupted_data d = {.n = N,
                                 .y = r.level,
                                 .begins = 36,
                                 .x = r.x,
                                 .names = r.names,
                                 .columns = 1,
                                 .variance = VARIANCE_NEWEY_WEST,
                                 .lag = 4};
    check_fit(&a, &l, "linear", &d, 1e-10, &s);
    check_errors(&a, &l, "linear", &s);
    check_tests(&a, &l, "linear", &s, 1e-10);
    check_ar1(&l, "linear.ar1", &s);
    check_effect(&l, "linear.at", &s, 49, 49);
    check_effect(&l, "linear.sum", &s, 39, 59);
    d = (struct interrupted_data){.n = N,
                                  .y = r.level,
                                  .begins = 36,
                                  .family = INTERRUPTED_LOG,
                                  .season = SEASON_FOURIER,
                                  .period = 12,
                                  .harmonics = 2,
                                  .first_season = 3,
                                  .variance = VARIANCE_NEWEY_WEST,
                                  .lag = 3};
    check_fit(&a, &l, "log", &d, 1e-10, &s);
    check_errors(&a, &l, "log", &s);
    check_tests(&a, &l, "log", &s, 1e-9);
    check_ar1(&l, "log.ar1", &s);
    check_effect(&l, "log.sum", &s, 36, 59);
    arena_free(&a);
}

TEST(count_segments_are_those_of_r)
{
    struct arena a = {0};
    struct interrupted s;
    struct series r;
    const struct oracle_list l = oracle_load(&a, "interrupted.csv");
    series_load(&l, &r);
    struct interrupted_data d = {.n = N,
                                 .y = r.count,
                                 .begins = 36,
                                 .exposure = r.exposure,
                                 .family = INTERRUPTED_POISSON,
                                 .season = SEASON_FACTOR,
                                 .period = 12,
                                 .first_season = 3,
                                 .variance = VARIANCE_NEWEY_WEST,
                                 .lag = 6,
                                 .ljung_lag = 5};
    check_fit(&a, &l, "poisson", &d, 1e-9, &s);
    check_errors(&a, &l, "poisson", &s);
    check_tests(&a, &l, "poisson", &s, 1e-9);
    check_effect(&l, "poisson.sum", &s, 36, 59);
    CHECK(!s.ar1 && isnan(s.rho));
    d.family = INTERRUPTED_QUASI_POISSON;
    d.season = SEASON_FOURIER;
    d.harmonics = 1;
    d.variance = VARIANCE_MODEL;
    check_fit(&a, &l, "quasi", &d, 1e-9, &s);
    check_errors(&a, &l, "quasi", &s);
    check_effect(&l, "quasi.at", &s, 59, 59);
    d.family = INTERRUPTED_NEGATIVE_BINOMIAL;
    d.ljung_lag = 24;
    check_fit(&a, &l, "nb", &d, 1e-6, &s); // glm.nb stops early
    check_tests(&a, &l, "nb", &s, 1e-5);
    CHECK_NEAR(s.fit.theta, oracle_find(&l, "nb.theta")->at[0], 1e-4);
    arena_free(&a);
}

TEST(a_planted_step_and_bend_come_back_exactly_where_there_is_no_noise)
{
    for (int trial = 0; trial < 50; trial++) {
        struct arena a = {0};
        struct error err = {0};
        struct interrupted s;
        struct interrupted_effect e;
        double y[48];
        const int begins = (int)t_between(10, 38);
        const double step = t_normal(), bend = t_normal() / 10;
        for (int i = 0; i < 48; i++)
            y[i] = 100 + 0.3 * i + cos(2 * 3.141592653589793 * i / 12)
                   + (i >= begins ? step + bend * (i - begins) : 0) + 1e-9 * t_normal();
        const struct interrupted_data d = {.n = 48,
                                           .y = y,
                                           .begins = begins,
                                           .season = SEASON_FACTOR,
                                           .period = 12,
                                           .first_season = (int)t_between(0, 11)};
        NEED_OK(interrupted_fit(&a, &d, &s, &err), err);
        CHECK_NEAR(s.fit.estimates[s.step], step, 1e-7);
        CHECK_NEAR(s.fit.estimates[s.bend], bend, 1e-7);
        NEED_OK(interrupted_effect(&s, 47, 47, &e, &err), err);
        CHECK_NEAR(e.difference, step + bend * (47 - begins), 1e-7);
        CHECK_NEAR(s.fitted[0], s.counterfactual[0], 1e-12);
        arena_free(&a);
    }
}

TEST(an_interrupted_series_must_be_whole_and_have_both_sides)
{
    struct arena a = {0};
    struct error err = {0};
    struct interrupted s = {.lag = 99};
    double y[] = {1, 2, 4, NAN, 3, 2, 4, 5};
    struct interrupted_data d = {.n = 8, .y = y, .begins = 4};
    CHECK(!interrupted_fit(&a, &d, &s, &err));
    CHECK_HAS(err.text, "row 4 has no value");
    y[3] = 0;
    d.family = INTERRUPTED_LOG;
    CHECK(!interrupted_fit(&a, &d, &s, &err));
    CHECK_HAS(err.text, "row 4 is 0, which has no logarithm");
    d.begins = 1;
    CHECK(!interrupted_fit(&a, &d, &s, &err));
    CHECK(err.kind == ERROR_USAGE);
    CHECK_INT(s.lag, 99);
    d = (struct interrupted_data){.n = 8, .y = y, .begins = 4};
    NEED_OK(interrupted_fit(&a, &d, &s, &err), err);
    struct interrupted_effect e;
    CHECK(!interrupted_effect(&s, 3, 5, &e, &err));
    CHECK(!interrupted_effect(&s, 5, 8, &e, &err));
    CHECK(err.kind == ERROR_USAGE);
    arena_free(&a);
}
