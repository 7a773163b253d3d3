/* Rates against poisson.test and epitools, and by their own laws. */

#include "method/rate.h"

#include "oracle.h"

TEST(rate_ratios_and_standard_rates_agree_with_r)
{
    struct arena a = {0};
    struct oracle_list l = oracle_load(&a, "core.csv");
    for (size_t i = 0; i < l.count; i++) {
        const double *v = l.at[i].at;
        struct error err = {0};
        if (strcmp(l.at[i].name, "rate_ratio") == 0) {
            struct rate_ratio got;
            NEED_OK(rate_ratio((int64_t)v[0], v[1], (int64_t)v[2], v[3], v[4], &got, &err), err);
            CHECK_NEAR(got.ratio, v[5], 1e-13);
            CHECK_NEAR(got.p, v[6], 1e-10);
            CHECK_NEAR(got.exact.low, v[7], 1e-9);
            CHECK_NEAR(got.exact.high, v[8], 1e-9);
        } else if (strcmp(l.at[i].name, "standardize") == 0) {
            struct rate_stratum strata[6];
            for (int j = 0; j < 6; j++)
                strata[j] = (struct rate_stratum){(int64_t)v[3 * j], v[3 * j + 1], v[3 * j + 2]};
            struct standard_rate got;
            NEED_OK(rate_standardize(strata, 6, 0.95, &got, &err), err);
            CHECK_NEAR(1e5 * got.crude, 1e5 * v[18], 1e-12);
            CHECK_NEAR(1e5 * got.value, 1e5 * v[19], 1e-12);
            CHECK_NEAR(1e5 * got.range.low, 1e5 * v[20], 1e-10);
            CHECK_NEAR(1e5 * got.range.high, 1e5 * v[21], 1e-10);
        }
    }
    arena_free(&a);
}

TEST(a_rate_ratio_gives_the_numbers_of_the_method_pages)
{
    struct rate_ratio got;
    struct error err = {0};
    NEED_OK(rate_ratio(30, 10000, 12, 9000, 0.95, &got, &err), err);
    CHECK_NEAR(got.ratio, 2.25, 1e-14);
    CHECK_NEAR(got.exact.low, 1.118667, 5e-7);
    CHECK_NEAR(got.exact.high, 4.825502, 5e-7);
    CHECK_NEAR(got.p, 0.01938499, 5e-9);
    CHECK_NEAR(got.wald.low, 1.151972, 5e-7);
    CHECK_NEAR(got.wald.high, 4.394639, 5e-7);
}

TEST(philadelphia_stops_against_residents_are_as_published)
{
    struct rate_ratio got;
    struct error err = {0};
    NEED_OK(rate_ratio(204420, 648846, 50698, 548312, 0.95, &got, &err), err);
    CHECK_NEAR(got.ratio, 3.4, 0.05);
    NEED_OK(rate_ratio(29999, 221777, 50698, 548312, 0.95, &got, &err), err);
    CHECK_NEAR(got.ratio, 1.5, 0.05);
}

TEST(a_rate_ratio_inverts_when_the_groups_swap)
{
    for (int trial = 0; trial < 300; trial++) {
        int64_t x1 = t_between(0, 40), x2 = t_between(0, 40);
        double t1 = 1 + 100 * t_unit(), t2 = 1 + 100 * t_unit();
        struct rate_ratio a, b;
        struct error err = {0};
        if (x1 + x2 == 0)
            continue;
        NEED_OK(rate_ratio(x1, t1, x2, t2, 0.9, &a, &err), err);
        NEED_OK(rate_ratio(x2, t2, x1, t1, 0.9, &b, &err), err);
        CHECK_NEAR(a.ratio, 1 / b.ratio, 1e-12);
        CHECK_NEAR(a.exact.low, 1 / b.exact.high, 1e-9);
        CHECK_NEAR(a.exact.high, 1 / b.exact.low, 1e-9);
        CHECK_NEAR(a.p, b.p, 1e-9);
        CHECK((a.exact.low <= a.ratio) && (a.ratio <= a.exact.high));
    }
}

TEST(a_rate_standardised_to_its_own_population_is_the_crude_rate)
{
    for (int trial = 0; trial < 200; trial++) {
        struct rate_stratum strata[8];
        for (int i = 0; i < 8; i++) {
            strata[i].events = t_between(0, 30);
            strata[i].exposure = strata[i].standard = 100 + 1000 * t_unit();
        }
        struct standard_rate got;
        struct error err = {0};
        NEED_OK(rate_standardize(strata, 8, 0.95, &got, &err), err);
        CHECK_NEAR(1e3 * got.value, 1e3 * got.crude, 1e-12);
        CHECK(got.range.low <= got.value && got.value <= got.range.high);
    }
}

TEST(the_gamma_interval_of_one_stratum_is_garwoods)
{
    struct rate_stratum one = {7, 350, 1000};
    struct standard_rate got;
    struct rate plain;
    struct error err = {0};
    NEED_OK(rate_standardize(&one, 1, 0.95, &got, &err), err);
    NEED_OK(rate_estimate(7, 350, 0.95, &plain, &err), err);
    CHECK_NEAR(100 * got.range.low, 100 * plain.exact.low, 1e-12);
    CHECK_NEAR(100 * got.range.high, 100 * plain.exact.high, 1e-12);
    CHECK_NEAR(plain.value, 0.02, 1e-15);
}

TEST(a_rate_out_of_range_or_without_exposure_is_refused)
{
    struct rate rate;
    struct rate_ratio ratio;
    struct standard_rate standard;
    struct error err = {0};
    CHECK(!rate_estimate(-1, 10, 0.95, &rate, &err) && err.kind == ERROR_USAGE);
    CHECK(!rate_estimate(1, NAN, 0.95, &rate, &err) && err.kind == ERROR_USAGE);
    CHECK(!rate_estimate(0, 0, 0.95, &rate, &err) && err.kind == ERROR_INVALID);
    CHECK(!rate_ratio(0, 10, 0, 20, 0.95, &ratio, &err) && err.kind == ERROR_INVALID);
    CHECK_TEXT(err.text, "not estimable, n = 0");
    struct rate_stratum empty[] = {{1, 10, 5}, {0, 0, 5}};
    CHECK(!rate_standardize(empty, 2, 0.95, &standard, &err) && err.kind == ERROR_INVALID);
    CHECK(!rate_standardize(empty, 0, 0.95, &standard, &err) && err.kind == ERROR_INVALID);
}
