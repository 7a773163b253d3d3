/* Proportions against prop.test and binom.test, and by their own laws. */

#include "method/proportion.h"

#include "method/distribution.h"
#include "oracle.h"

TEST(proportions_agree_with_r)
{
    struct arena a = {0};
    struct oracle_list l = oracle_load(&a, "core.csv");
    for (size_t i = 0; i < l.count; i++) {
        const double *v = l.at[i].at;
        struct error err = {0};
        if (strcmp(l.at[i].name, "proportion") == 0) {
            struct proportion got;
            NEED_OK(proportion_estimate((int64_t)v[0], (int64_t)v[1], v[2], &got, &err), err);
            CHECK_NEAR(got.share, v[0] / v[1], 1e-15);
            CHECK_NEAR(got.wilson.low, v[3], 1e-12);
            CHECK_NEAR(got.wilson.high, v[4], 1e-12);
            CHECK_NEAR(got.exact.low, v[5], 1e-10);
            CHECK_NEAR(got.exact.high, v[6], 1e-10);
        } else if (strcmp(l.at[i].name, "binomial_two_sided") == 0) {
            CHECK_NEAR(binomial_two_sided((int64_t)v[0], (int64_t)v[1], v[2]), v[3], 1e-12);
        }
    }
    arena_free(&a);
}

TEST(proportions_give_the_numbers_of_the_method_pages)
{
    struct proportion got;
    struct error err = {0};
    NEED_OK(proportion_estimate(7, 40, 0.95, &got, &err), err);
    CHECK_NEAR(got.exact.low, 0.0733827, 5e-8);
    CHECK_NEAR(got.exact.high, 0.3277901, 5e-8);
    CHECK_NEAR(got.wilson.low, 0.0874541, 5e-8);
    CHECK_NEAR(got.wilson.high, 0.3194999, 5e-8);
    NEED_OK(proportion_estimate(0, 10, 0.95, &got, &err), err);
    CHECK(got.exact.low == 0 && got.wilson.low == 0);
    CHECK_NEAR(got.exact.high, 0.3084971, 5e-8);
    NEED_OK(proportion_estimate(10, 10, 0.95, &got, &err), err);
    CHECK(got.exact.high == 1 && got.wilson.high == 1);
    CHECK_NEAR(got.exact.low, 0.6915029, 5e-8);
}

TEST(compas_error_rates_are_as_published)
{
    // ProPublica 2016, How We Analyzed the COMPAS Recidivism Algorithm: two-year truth tables
    const struct {
        int64_t k, n;
        double percent;
    } published[] = {{805, 805 + 990, 44.85},
                     {349, 349 + 1139, 23.45},
                     {532, 532 + 1369, 27.99},
                     {461, 461 + 505, 47.72}};
    for (size_t i = 0; i < 4; i++) {
        struct proportion got;
        struct error err = {0};
        NEED_OK(proportion_estimate(published[i].k, published[i].n, 0.95, &got, &err), err);
        CHECK(fabs(100 * got.share - published[i].percent) < 0.005);
    }
}

TEST(differences_of_proportions_are_those_that_newcombe_published)
{
    // Newcombe 1998, table II, method 10
    const struct {
        int64_t k1, n1, k2, n2;
        double low, high;
    } published[] = {
        {56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090},
        {6, 7, 2, 7, 0.0582, 0.8062},     {5, 56, 0, 29, -0.0381, 0.1926},
        {0, 10, 0, 20, -0.1611, 0.2775},  {0, 10, 0, 10, -0.2775, 0.2775},
        {10, 10, 0, 20, 0.6791, 1.0000},  {10, 10, 0, 10, 0.6075, 1.0000},
    };
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        struct proportion_difference got;
        struct error err = {0};
        NEED_OK(newcombe_difference(published[i].k1, published[i].n1, published[i].k2,
                                    published[i].n2, 0.95, &got, &err),
                err);
        CHECK_NEAR(got.range.low, published[i].low, 5.1e-5);
        CHECK_NEAR(got.range.high, published[i].high, 5.1e-5);
    }
}

TEST(wilson_mirrors_when_events_and_non_events_swap)
{
    for (int trial = 0; trial < 1000; trial++) {
        int64_t n = t_between(1, 5000), k = t_between(0, n);
        struct interval a = {0}, b = {0};
        struct error err = {0};
        NEED(wilson_interval(k, n, 0.9, &a, &err) && wilson_interval(n - k, n, 0.9, &b, &err));
        CHECK_NEAR(a.low, 1 - b.high, 1e-12);
        double p = (double)k / (double)n;
        CHECK(0 <= a.low && a.low <= p && p <= a.high && a.high <= 1);
    }
}

/* The exact chance that an interval for n trials holds p. */
static double coverage(int64_t n, double p,
                       bool (*interval)(int64_t, int64_t, double, struct interval *,
                                        struct error *))
{
    double sum = 0;
    for (int64_t k = 0; k <= n; k++) {
        struct interval i;
        struct error err = {0};
        NEED_OK(interval(k, n, 0.95, &i, &err), err);
        if (i.low <= p && p <= i.high)
            sum += binomial_at(k, n, p);
    }
    return sum;
}

TEST(clopper_pearson_always_covers_and_wilson_covers_on_average)
{
    for (int64_t n = 5; n <= 60; n += 11) {
        double wilson = 0;
        for (int i = 1; i < 100; i++) {
            CHECK(coverage(n, i / 100.0, clopper_pearson_interval) >= 0.95);
            wilson += coverage(n, i / 100.0, wilson_interval) / 99;
        }
        CHECK(wilson > 0.94 && wilson < 0.97);
    }
}

TEST(a_proportion_out_of_range_is_refused)
{
    struct proportion got;
    struct proportion_difference difference;
    struct error err = {0};
    CHECK(!proportion_estimate(3, 2, 0.95, &got, &err) && err.kind == ERROR_USAGE);
    CHECK(!proportion_estimate(-1, 2, 0.95, &got, &err) && err.kind == ERROR_USAGE);
    CHECK(!proportion_estimate(0, 0, 0.95, &got, &err) && err.kind == ERROR_INVALID);
    CHECK_TEXT(err.text, "not estimable, n = 0");
    CHECK(!newcombe_difference(1, 2, 0, 0, 0.95, &difference, &err) && err.kind == ERROR_INVALID);
    CHECK(isnan(binomial_two_sided(5, 4, 0.5)) && isnan(binomial_two_sided(1, 4, 2)));
}
