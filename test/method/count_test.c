/* Counts against poisson.test, and by their own laws. */

#include "method/count.h"

#include "method/distribution.h"
#include "oracle.h"

TEST(garwood_agrees_with_r)
{
    struct arena a = {0};
    struct oracle_list l = oracle_load(&a, "core.csv");
    for (size_t i = 0; i < l.count; i++) {
        const double *v = l.at[i].at;
        struct error err = {0};
        if (strcmp(l.at[i].name, "garwood") == 0) {
            struct interval got;
            NEED_OK(garwood_interval((int64_t)v[0], v[1], &got, &err), err);
            CHECK_NEAR(got.low, v[2], 1e-10);
            CHECK_NEAR(got.high, v[3], 1e-10);
        } else if (strcmp(l.at[i].name, "count_against") == 0) {
            struct count_comparison got;
            NEED_OK(count_against((int64_t)v[0], v[1], v[2], &got, &err), err);
            CHECK_NEAR(got.ratio, v[0] / v[1], 1e-14);
            CHECK_NEAR(got.p, v[3], 1e-10);
            CHECK_NEAR(got.exact.low, v[4], 1e-10);
            CHECK_NEAR(got.exact.high, v[5], 1e-10);
        }
    }
    arena_free(&a);
}

TEST(garwood_gives_the_numbers_of_the_method_pages)
{
    struct interval got;
    struct error err = {0};
    NEED_OK(garwood_interval(5, 0.95, &got, &err), err);
    CHECK_NEAR(got.low, 1.6234864, 5e-8);
    CHECK_NEAR(got.high, 11.6683321, 5e-8);
}

TEST(garwood_limits_are_where_the_tail_is_half_of_what_the_level_leaves)
{
    for (int trial = 0; trial < 500; trial++) {
        int64_t x = t_between(1, 3000);
        double level = 0.5 + 0.499 * t_unit();
        struct interval got;
        struct error err = {0};
        NEED_OK(garwood_interval(x, level, &got, &err), err);
        CHECK(got.low < (double)x && (double)x < got.high);
        CHECK_NEAR(poisson_above(x - 1, got.low), (1 - level) / 2, 1e-12);
        CHECK_NEAR(poisson_below(x, got.high), (1 - level) / 2, 1e-12);
    }
}

TEST(exact_p_of_a_count_is_the_sum_over_counts_as_unlikely)
{
    for (int trial = 0; trial < 300; trial++) {
        int64_t x = t_between(0, 60);
        double mu = 40 * t_unit() + 0.01, sum = 0, limit = poisson_at(x, mu) * (1 + 1e-7);
        for (int64_t k = 0; k < 400; k++)
            if (poisson_at(k, mu) <= limit)
                sum += poisson_at(k, mu);
        CHECK_NEAR(poisson_two_sided(x, mu), sum, 1e-12);
    }
}

TEST(a_count_out_of_range_is_refused)
{
    struct interval got = {1, 2};
    struct count_comparison against;
    struct error err = {0};
    CHECK(!garwood_interval(-1, 0.95, &got, &err) && err.kind == ERROR_USAGE);
    CHECK(!garwood_interval(3, 1, &got, &err) && err.kind == ERROR_USAGE);
    CHECK(!garwood_interval(3, NAN, &got, &err) && got.low == 1 && got.high == 2);
    CHECK(!count_against(3, 0, 0.95, &against, &err) && err.kind == ERROR_USAGE);
    CHECK(isnan(poisson_two_sided(1, 0)));
}
