/* Tests of sorting. */

#include "method/order.h"

#include <stdlib.h>

#include "t.h"

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

TEST(numbers_are_put_in_order_and_equal_ones_keep_theirs)
{
    for (int trial = 0; trial < 300; trial++) {
        struct arena a = {0};
        int64_t n = t_between(0, 300);
        double *x = ARENA_ARRAY(&a, double, (size_t)n);
        int64_t *order = ARENA_ARRAY(&a, int64_t, (size_t)n);
        for (int64_t i = 0; i < n; i++)
            switch (t_between(0, 5)) {
            case 0:
                x[i] = NAN;
                break;
            case 1:
                x[i] = (double)t_between(-2, 2) * 0.0;
                break;
            case 2:
                x[i] = t_between(0, 1) == 0 ? INFINITY : -INFINITY;
                break;
            case 3:
                x[i] = t_normal() * 1e-310;
                break;
            default:
                x[i] = (double)t_between(-5, 5);
            }
        order_numbers(x, n, order);
        for (int64_t i = 1; i < n; i++) {
            double before = x[order[i - 1]], here = x[order[i]];
            CHECK(before <= here || isnan(here));
            CHECK(!isnan(before) || isnan(here));
            if (before == here || (isnan(before) && isnan(here)))
                CHECK(order[i - 1] < order[i]);
        }
        arena_free(&a);
    }
}

TEST(numbers_are_sorted_as_qsort_sorts_them)
{
    for (int trial = 0; trial < 100; trial++) {
        struct arena a = {0};
        int64_t n = t_between(1, 2000);
        double *x = ARENA_ARRAY(&a, double, (size_t)n);
        for (int64_t i = 0; i < n; i++)
            x[i] = exp(30 * t_normal()) * (t_unit() < 0.5 ? -1 : 1);
        double *y = arena_copy(&a, x, (size_t)n * sizeof *x);
        qsort(y, (size_t)n, sizeof *y, by_value);
        sort_numbers(x, n);
        CHECK(memcmp(x, y, (size_t)n * sizeof *x) == 0);
        arena_free(&a);
    }
}

TEST(quantiles_are_those_of_type_seven)
{
    double x[] = {1, 2, 4, 8};
    CHECK_NEAR(sorted_quantile(x, 4, 0), 1, 0);
    CHECK_NEAR(sorted_quantile(x, 4, 1), 8, 0);
    CHECK_NEAR(sorted_quantile(x, 4, 0.5), 3, 1e-15);
    CHECK_NEAR(sorted_quantile(x, 4, 0.9), 6.8, 1e-14);
    CHECK_NEAR(sorted_quantile(x, 1, 0.3), 1, 0);
}
