/* Trends against glm, and by their own laws. */

#include "method/trend.h"

#include "oracle.h"

TEST(trends_agree_with_glm)
{
    struct arena a = {0};
    struct oracle_list l = oracle_load(&a, "core.csv");
    for (size_t i = 0; i < l.count; i++) {
        if (strcmp(l.at[i].name, "trend") != 0)
            continue;
        size_t n = (size_t)l.at[i].at[0];
        double y[8], t[8], e[8];
        for (size_t j = 0; j < n; j++) {
            y[j] = l.at[i].at[1 + 3 * j];
            t[j] = l.at[i].at[2 + 3 * j];
            e[j] = l.at[i].at[3 + 3 * j];
        }
        const double *v = l.at[i].at + 1 + 3 * n;
        struct trend got;
        struct error err = {0};
        NEED_OK(trend_estimate(y, t, e, n, TREND_QUASI, 0.95, &got, &err), err);
        CHECK_NEAR(got.slope, v[0], 1e-9);
        CHECK_NEAR(got.se, v[1], 1e-9);
        CHECK_NEAR(got.p, v[2], 1e-8);
        CHECK_NEAR(got.intercept, v[3], 1e-8);
        CHECK_NEAR(got.dispersion, v[4], 1e-8);
        CHECK_NEAR(got.deviance, v[5], 1e-8);
        NEED_OK(trend_estimate(y, t, e, n, TREND_POISSON, 0.95, &got, &err), err);
        CHECK_NEAR(got.se, v[6], 1e-9);
        CHECK_NEAR(got.p, v[7], 1e-8);
    }
    arena_free(&a);
}

TEST(a_perfect_geometric_series_gives_its_ratio)
{
    const double y[] = {1000, 1100, 1210, 1331, 1464.1}, t[] = {2001, 2002, 2003, 2004, 2005};
    struct trend got;
    struct error err = {0};
    NEED_OK(trend_estimate(y, t, NULL, 5, TREND_POISSON, 0.95, &got, &err), err);
    CHECK_NEAR(got.ratio, 1.1, 1e-10);
    CHECK_NEAR(got.deviance, 0, 1e-9);
}

TEST(a_trend_turns_with_time_and_scales_with_its_unit)
{
    for (int trial = 0; trial < 200; trial++) {
        double y[10], t[10], back[10], months[10];
        for (int i = 0; i < 10; i++) {
            y[i] = (double)t_between(1, 50);
            t[i] = i;
            back[i] = -i;
            months[i] = 12 * i;
        }
        struct trend a, b, c;
        struct error err = {0};
        NEED_OK(trend_estimate(y, t, NULL, 10, TREND_QUASI, 0.95, &a, &err), err);
        NEED_OK(trend_estimate(y, back, NULL, 10, TREND_QUASI, 0.95, &b, &err), err);
        NEED_OK(trend_estimate(y, months, NULL, 10, TREND_QUASI, 0.95, &c, &err), err);
        CHECK_NEAR(a.slope, -b.slope, 1e-9);
        CHECK_NEAR(a.slope, 12 * c.slope, 1e-9);
        CHECK_NEAR(a.p, c.p, 1e-7);
    }
}

TEST(a_trend_leaves_out_missing_points_and_counts_them)
{
    const double y[] = {5, NAN, 9, 12, 11}, t[] = {1, 2, 3, 4, NAN};
    struct trend got;
    struct error err = {0};
    NEED_OK(trend_estimate(y, t, NULL, 5, TREND_QUASI, 0.95, &got, &err), err);
    CHECK_INT(got.n, 3);
    CHECK_INT(got.missing, 2);
}

TEST(a_trend_that_cannot_be_estimated_says_so)
{
    const double t[] = {1, 2, 3, 4}, none[] = {0, 0, 0, 0}, last[] = {0, 0, 0, 6};
    const double once[] = {3, 3, 3, 3}, y[] = {1, 2, 3, 4}, bad[] = {1, -2, 3, 4};
    struct trend got;
    struct error err = {0};
    CHECK(!trend_estimate(none, t, NULL, 4, TREND_QUASI, 0.95, &got, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "not estimable, n = 0");
    CHECK(!trend_estimate(last, t, NULL, 4, TREND_QUASI, 0.95, &got, &err));
    CHECK_HAS(err.text, "not estimable, n = 6 events, all at one end");
    CHECK(!trend_estimate(y, once, NULL, 4, TREND_QUASI, 0.95, &got, &err));
    CHECK(!trend_estimate(y, t, NULL, 2, TREND_QUASI, 0.95, &got, &err));
    CHECK_HAS(err.text, "not estimable, n = 2");
    CHECK(!trend_estimate(bad, t, NULL, 4, TREND_QUASI, 0.95, &got, &err));
    CHECK(err.kind == ERROR_USAGE);
    CHECK(!trend_estimate(y, t, none, 4, TREND_QUASI, 0.95, &got, &err));
    CHECK(err.kind == ERROR_USAGE);
}
