/* Means and quantiles against R, and by their own laws. */

#include "method/mean.h"

#include <math.h>

#include "oracle.h"

TEST(means_and_quantiles_agree_with_r)
{
    struct arena a = {0};
    struct oracle_list l = oracle_load(&a, "core.csv");
    for (size_t i = 0; i < l.count; i++) {
        const double *v = l.at[i].at, *w = v + 1 + (int)v[0];
        struct error err = {0};
        if (strcmp(l.at[i].name, "mean") == 0) {
            struct mean got;
            NEED_OK(mean_estimate(v + 1, (size_t)v[0], w[0], &got, &err), err);
            CHECK_NEAR(got.mean, w[1], 1e-13);
            CHECK_NEAR(got.sd, w[2], 1e-13);
            CHECK_NEAR(got.range.low, w[3], 1e-11);
            CHECK_NEAR(got.range.high, w[4], 1e-11);
        } else if (strcmp(l.at[i].name, "quantile") == 0) {
            struct quantile got;
            NEED_OK(quantile_estimate(v + 1, (size_t)v[0], w[0], w[1], &a, &got, &err), err);
            CHECK_NEAR(got.value, w[2], 1e-13);
            CHECK_NEAR(got.range.low, w[3], 0);
            CHECK_NEAR(got.range.high, w[4], 0);
        }
    }
    arena_free(&a);
}

TEST(missing_values_are_left_out_and_counted)
{
    struct arena a = {0};
    struct error err = {0};
    const double with[] = {NAN, 4, 1, NAN, 7, 2, 9, 5}, without[] = {4, 1, 7, 2, 9, 5};
    struct mean m, n;
    struct quantile p, q;
    NEED_OK(mean_estimate(with, 8, 0.9, &m, &err), err);
    NEED_OK(mean_estimate(without, 6, 0.9, &n, &err), err);
    CHECK(m.missing == 2 && m.n == 6 && m.mean == n.mean && m.range.low == n.range.low);
    NEED_OK(quantile_estimate(with, 8, 0.5, 0.9, &a, &p, &err), err);
    NEED_OK(quantile_estimate(without, 6, 0.5, 0.9, &a, &q, &err), err);
    CHECK(p.missing == 2 && p.value == 4.5 && q.value == 4.5 && p.range.low == q.range.low);
    arena_free(&a);
}

TEST(a_median_interval_of_five_values_does_not_exist_at_95_percent)
{
    struct arena a = {0};
    struct error err = {0};
    const double x[] = {5, 3, 1, 2, 4, 6};
    struct quantile got;
    NEED_OK(quantile_estimate(x, 5, 0.5, 0.95, &a, &got, &err), err);
    CHECK(got.value == 3 && isnan(got.range.low) && isnan(got.range.high) && isnan(got.coverage));
    NEED_OK(quantile_estimate(x, 6, 0.5, 0.95, &a, &got, &err), err);
    CHECK(got.range.low == 1 && got.range.high == 6);
    CHECK_NEAR(got.coverage, 1 - 2.0 / 64, 1e-14);
    arena_free(&a);
}

TEST(a_median_interval_covers_at_least_its_level)
{
    struct arena a = {0};
    int covered = 0;
    for (int trial = 0; trial < 2000; trial++) {
        double x[23];
        for (int i = 0; i < 23; i++)
            x[i] = exp(t_normal());
        struct quantile got;
        struct error err = {0};
        NEED_OK(quantile_estimate(x, 23, 0.5, 0.9, &a, &got, &err), err);
        CHECK(got.coverage >= 0.9);
        covered += got.range.low <= 1 && 1 <= got.range.high;
        arena_reset(&a);
    }
    CHECK(covered > 1780); // 0.9 x 2000 less four standard errors and more
    arena_free(&a);
}

TEST(a_mean_moves_with_its_values_even_far_from_zero)
{
    for (int trial = 0; trial < 200; trial++) {
        double x[15], y[15];
        for (int i = 0; i < 15; i++) {
            x[i] = floor(1000 * t_normal()) / 8; // exact after adding 2^30
            y[i] = x[i] + 1073741824;
        }
        struct mean a, b;
        struct error err = {0};
        NEED_OK(mean_estimate(x, 15, 0.95, &a, &err), err);
        NEED_OK(mean_estimate(y, 15, 0.95, &b, &err), err);
        CHECK_NEAR(b.sd, a.sd, 1e-8);
        CHECK_NEAR(b.mean - 1073741824, a.mean, 1e-6);
    }
}

TEST(nothing_to_average_is_not_estimable_and_one_value_has_no_interval)
{
    struct arena a = {0};
    struct error err = {0};
    const double x[] = {NAN, 3, INFINITY};
    struct mean m;
    struct quantile q;
    CHECK(!mean_estimate(x, 1, 0.95, &m, &err) && err.kind == ERROR_INVALID);
    CHECK_TEXT(err.text, "not estimable, n = 0");
    CHECK(!mean_estimate(x, 3, 0.95, &m, &err) && err.kind == ERROR_USAGE);
    CHECK(!quantile_estimate(x, 0, 0.5, 0.95, &a, &q, &err) && err.kind == ERROR_INVALID);
    CHECK(!quantile_estimate(x, 2, 1, 0.95, &a, &q, &err) && err.kind == ERROR_USAGE);
    NEED_OK(mean_estimate(x, 2, 0.95, &m, &err), err);
    CHECK(m.mean == 3 && isnan(m.sd) && isnan(m.range.low) && isnan(m.range.high));
    arena_free(&a);
}
