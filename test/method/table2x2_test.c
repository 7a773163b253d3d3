/* Two by two tables against R, and by their own laws. */

#include "method/table2x2.h"

#include "method/distribution.h"
#include "oracle.h"

TEST(exact_odds_ratios_and_risk_ratios_agree_with_r)
{
    struct arena a = {0};
    struct oracle_list l = oracle_load(&a, "core.csv");
    for (size_t i = 0; i < l.count; i++) {
        const double *v = l.at[i].at;
        const int64_t k[] = {(int64_t)v[0], (int64_t)v[1], (int64_t)v[2], (int64_t)v[3]};
        struct error err = {0};
        if (strcmp(l.at[i].name, "fisher") == 0) {
            struct fisher got;
            NEED_OK(fisher_exact((struct table2x2){k[0], k[1], k[2], k[3]}, v[4], &got, &err), err);
            CHECK_NEAR(got.odds_ratio, v[5], 1e-9);
            CHECK_NEAR(got.exact.low, v[6], 1e-9);
            CHECK_NEAR(got.exact.high, v[7], 1e-9);
            CHECK_NEAR(got.p, v[8], 1e-10);
        } else if (strcmp(l.at[i].name, "risk_ratio") == 0) {
            struct risk_ratio got;
            NEED_OK(risk_ratio(k[0], k[1], k[2], k[3], v[4], &got, &err), err);
            CHECK_NEAR(got.ratio, v[5], 1e-12);
            CHECK_NEAR(got.katz.low, v[6], 1e-10);
            CHECK_NEAR(got.katz.high, v[7], 1e-10);
            CHECK_NEAR(got.score.low, v[8], 1e-8);
            CHECK_NEAR(got.score.high, v[9], 1e-8);
        }
    }
    arena_free(&a);
}

TEST(fisher_gives_the_numbers_of_the_method_pages)
{
    struct fisher got;
    struct error err = {0};
    NEED_OK(fisher_exact((struct table2x2){12, 28, 5, 35}, 0.95, &got, &err), err);
    // of fisher.test, whose root finder stops early: 12.0471068 holds the tail to 1e-12
    CHECK_NEAR(got.odds_ratio, 2.9592429, 1e-6);
    CHECK_NEAR(got.exact.low, 0.8454229, 1e-6);
    CHECK_NEAR(got.exact.high, 12.0449785, 2e-4);
    CHECK_NEAR(got.p, 0.0993041, 5e-8);
}

TEST(the_score_interval_of_a_risk_ratio_is_the_one_koopman_published)
{
    // Koopman 1984: 36 of 40 against 16 of 80, ratio 4.5, 95 % 2.94 to 7.15
    struct risk_ratio got;
    struct error err = {0};
    NEED_OK(risk_ratio(36, 40, 16, 80, 0.95, &got, &err), err);
    CHECK_NEAR(got.ratio, 4.5, 1e-14);
    CHECK_NEAR(got.score.low, 2.94, 0.005);
    CHECK_NEAR(got.score.high, 7.15, 0.005);
}

TEST(fisher_p_is_the_sum_over_tables_as_unlikely)
{
    for (int trial = 0; trial < 300; trial++) {
        struct table2x2 t = {t_between(0, 20), t_between(0, 20), t_between(0, 20),
                             t_between(1, 20)};
        int64_t row1 = t.a + t.b, row2 = t.c + t.d, column = t.a + t.c;
        double base = log_choose((double)(row1 + row2), (double)column), sum = 0, at = 0;
        for (int64_t x = 0; x <= row1; x++)
            if (x == t.a)
                at = exp(log_choose((double)row1, (double)x)
                         + log_choose((double)row2, (double)(column - x)) - base);
        for (int64_t x = 0; x <= row1; x++) {
            double p = exp(log_choose((double)row1, (double)x)
                           + log_choose((double)row2, (double)(column - x)) - base);
            if (p <= at * (1 + 1e-7))
                sum += p;
        }
        struct fisher got;
        struct error err = {0};
        NEED_OK(fisher_exact(t, 0.95, &got, &err), err);
        CHECK_NEAR(got.p, fmin(1, sum), 1e-11);
    }
}

TEST(an_odds_ratio_inverts_when_rows_swap_and_stays_when_the_table_turns)
{
    for (int trial = 0; trial < 200; trial++) {
        struct table2x2 t = {t_between(1, 60), t_between(1, 60), t_between(1, 60),
                             t_between(1, 60)};
        struct fisher a, b, c;
        struct error err = {0};
        NEED_OK(fisher_exact(t, 0.9, &a, &err), err);
        NEED_OK(fisher_exact((struct table2x2){t.c, t.d, t.a, t.b}, 0.9, &b, &err), err);
        NEED_OK(fisher_exact((struct table2x2){t.a, t.c, t.b, t.d}, 0.9, &c, &err), err);
        CHECK_NEAR(a.odds_ratio, 1 / b.odds_ratio, 1e-10);
        CHECK_NEAR(a.exact.low, 1 / b.exact.high, 1e-10);
        CHECK_NEAR(a.odds_ratio, c.odds_ratio, 1e-10);
        CHECK_NEAR(a.p, b.p, 1e-11);
        CHECK(a.exact.low < a.odds_ratio && a.odds_ratio < a.exact.high);
    }
}

TEST(fisher_copes_with_millions)
{
    struct fisher got;
    struct error err = {0};
    NEED_OK(fisher_exact((struct table2x2){204420, 648846 - 204420, 50698, 548312 - 50698}, 0.95,
                         &got, &err),
            err);
    CHECK_NEAR(got.odds_ratio, 204420.0 * 497614 / (444426.0 * 50698), 1e-4);
    CHECK(got.p == 0 || got.p < 1e-300);
    CHECK(got.exact.low < got.odds_ratio && got.odds_ratio < got.exact.high);
}

TEST(a_score_interval_is_where_the_statistic_says_and_covers_well)
{
    for (int trial = 0; trial < 200; trial++) {
        int64_t n1 = t_between(1, 80), n2 = t_between(1, 80);
        int64_t x1 = t_between(0, n1), x2 = t_between(0, n2);
        struct risk_ratio a, b;
        struct error err = {0};
        if (x1 + x2 == 0)
            continue;
        NEED_OK(risk_ratio(x1, n1, x2, n2, 0.95, &a, &err), err);
        NEED_OK(risk_ratio(x2, n2, x1, n1, 0.95, &b, &err), err);
        CHECK(a.score.low <= a.ratio && a.ratio <= a.score.high);
        CHECK_NEAR(a.score.low, 1 / b.score.high, 1e-8);
    }
    double covered = 0; // exactly, for 30 and 25 people with risks 0.2 and 0.1
    for (int64_t i = 0; i <= 30; i++) {
        for (int64_t j = 0; j <= 25; j++) {
            struct risk_ratio got;
            struct error err = {0};
            if (i + j > 0) {
                NEED_OK(risk_ratio(i, 30, j, 25, 0.95, &got, &err), err);
                if (got.score.low <= 2 && 2 <= got.score.high)
                    covered += binomial_at(i, 30, 0.2) * binomial_at(j, 25, 0.1);
            }
        }
    }
    CHECK(covered > 0.94 && covered < 0.99);
}

TEST(a_table_that_says_nothing_is_told)
{
    struct fisher got;
    struct risk_ratio ratio;
    struct error err = {0};
    NEED_OK(fisher_exact((struct table2x2){0, 5, 0, 7}, 0.95, &got, &err), err);
    CHECK(isnan(got.odds_ratio) && got.p == 1 && got.exact.low == 0 && isinf(got.exact.high));
    CHECK(!fisher_exact((struct table2x2){0}, 0.95, &got, &err) && err.kind == ERROR_INVALID);
    CHECK(!fisher_exact((struct table2x2){1, -1, 2, 2}, 0.95, &got, &err));
    CHECK(err.kind == ERROR_USAGE);
    CHECK(!risk_ratio(0, 5, 0, 5, 0.95, &ratio, &err) && err.kind == ERROR_INVALID);
    CHECK(!risk_ratio(1, 0, 0, 5, 0.95, &ratio, &err) && err.kind == ERROR_USAGE);
    CHECK(!risk_ratio(0, 0, 1, 5, 0.95, &ratio, &err) && err.kind == ERROR_INVALID);
}
