/* Mantel-Haenszel against mantelhaen.test, and by its own laws. */

#include "method/mantel_haenszel.h"

#include "oracle.h"

TEST(mantel_haenszel_agrees_with_r)
{
    struct arena a = {0};
    struct oracle_list l = oracle_load(&a, "core.csv");
    for (size_t i = 0; i < l.count; i++) {
        if (strcmp(l.at[i].name, "mantel_haenszel") != 0)
            continue;
        size_t n = (size_t)l.at[i].at[0];
        struct table2x2 t[8];
        for (size_t j = 0; j < n; j++) {
            const double *k = l.at[i].at + 1 + 4 * j;
            t[j] = (struct table2x2){(int64_t)k[0], (int64_t)k[1], (int64_t)k[2], (int64_t)k[3]};
        }
        const double *v = l.at[i].at + 1 + 4 * n;
        struct mantel_haenszel got;
        struct error err = {0};
        NEED_OK(mantel_haenszel(t, n, false, 0.95, &got, &err), err);
        CHECK_NEAR(got.odds_ratio, v[0], 1e-12);
        CHECK_NEAR(got.range.low, v[1], 1e-11);
        CHECK_NEAR(got.range.high, v[2], 1e-11);
        CHECK_NEAR(got.chi_square, v[3], 1e-11);
        CHECK_NEAR(got.p, v[4], 1e-11);
        NEED_OK(mantel_haenszel(t, n, true, 0.95, &got, &err), err);
        CHECK_NEAR(got.chi_square, v[5], 1e-11);
        CHECK_NEAR(got.p, v[6], 1e-11);
    }
    arena_free(&a);
}

TEST(mantel_haenszel_gives_the_numbers_of_the_method_pages)
{
    const struct table2x2 t[] = {{20, 15, 30, 40}, {25, 18, 22, 30}, {10, 12, 8, 20}};
    struct mantel_haenszel got;
    struct error err = {0};
    NEED_OK(mantel_haenszel(t, 3, false, 0.95, &got, &err), err);
    CHECK_NEAR(got.odds_ratio, 1.8810035, 5e-8);
    CHECK_NEAR(got.range.low, 1.1190540, 5e-8);
    CHECK_NEAR(got.range.high, 3.1617546, 5e-8);
    CHECK_NEAR(got.chi_square, 5.6753197, 5e-8);
    CHECK_NEAR(got.p, 0.0172052, 5e-8);
    CHECK_INT(got.n, 250);
}

TEST(one_stratum_gives_the_plain_odds_ratio_and_empty_strata_change_nothing)
{
    for (int trial = 0; trial < 200; trial++) {
        struct table2x2 t[2] = {
            {t_between(1, 50), t_between(1, 50), t_between(1, 50), t_between(1, 50)},
            {0, 0, t_between(0, 9), t_between(0, 9)}};
        struct mantel_haenszel a, b;
        struct error err = {0};
        NEED_OK(mantel_haenszel(t, 1, false, 0.95, &a, &err), err);
        NEED_OK(mantel_haenszel(t, 2, false, 0.95, &b, &err), err);
        double plain = (double)t->a * (double)t->d / ((double)t->b * (double)t->c);
        CHECK_NEAR(a.odds_ratio, plain, 1e-13);
        CHECK_NEAR(a.log_variance,
                   1 / (double)t->a + 1 / (double)t->b + 1 / (double)t->c + 1 / (double)t->d,
                   1e-12);
        CHECK(a.odds_ratio == b.odds_ratio && a.p == b.p && b.empty == 1);
    }
}

TEST(strata_that_say_nothing_are_not_estimable)
{
    const struct table2x2 t[] = {{0, 0, 3, 4}, {3, 0, 2, 0}}, extreme = {3, 0, 0, 4};
    struct mantel_haenszel got;
    struct error err = {0};
    CHECK(!mantel_haenszel(t, 2, false, 0.95, &got, &err) && err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "not estimable, n = 0");
    NEED_OK(mantel_haenszel(&extreme, 1, false, 0.95, &got, &err), err);
    CHECK(isinf(got.odds_ratio) && isnan(got.log_variance) && isnan(got.range.low) && got.p < 0.05);
    CHECK(!mantel_haenszel(&(struct table2x2){-1, 1, 1, 1}, 1, false, 0.95, &got, &err));
    CHECK(err.kind == ERROR_USAGE);
}
