/* Concentration against published examples, and by its own laws. */

#include "method/concentration.h"

#include "oracle.h"

static struct concentration estimate(const int64_t *events, size_t n, double top)
{
    struct arena a = {0};
    struct concentration got = {0};
    struct error err = {0};
    NEED_OK(concentration_estimate(events, n, top, &a, &got, &err), err);
    arena_free(&a);
    return got;
}

TEST(gini_coefficients_are_those_of_the_authors_package)
{
    // the examples of lorenzgini 0.1.2 by Steenbeek and Bernasco
    const int64_t many[10] = {10, 8, 2}, few[10] = {5, 2, 1}, one[10] = {10}, five[10] = {3, 1, 1};
    struct concentration got = estimate(many, 10, 0.1);
    CHECK_NEAR(got.gini, 0.78, 1e-14);
    CHECK_NEAR(got.gini_adjusted, 0.78, 1e-14);
    CHECK_NEAR(got.top_share, 0.5, 1e-15);
    got = estimate(few, 10, 0.1);
    CHECK_NEAR(got.gini, 0.8, 1e-14);
    CHECK_NEAR(got.gini_adjusted, 0.75, 1e-14);
    got = estimate(one, 10, 0.1);
    CHECK_NEAR(got.gini, 0.9, 1e-14);
    CHECK_NEAR(got.gini_unbiased, 1, 1e-14);
    CHECK(isnan(got.se));
    got = estimate(five, 10, 0.1);
    CHECK_NEAR(got.gini, 0.78, 1e-14);
    CHECK_NEAR(got.gini_adjusted, 2 * (0.78 - 1) + 1, 1e-14);
}

TEST(the_most_equal_spread_has_an_adjusted_gini_of_zero)
{
    for (int trial = 0; trial < 100; trial++) {
        size_t n = (size_t)t_between(5, 60);
        int64_t equal[60], one_each[60];
        size_t c = (size_t)t_between(1, (int64_t)n);
        for (size_t i = 0; i < n; i++) {
            equal[i] = 4;
            one_each[i] = i < c;
        }
        CHECK_NEAR(estimate(equal, n, 0.05).gini_adjusted, 0, 1e-13);
        CHECK_NEAR(estimate(one_each, n, 0.05).gini_adjusted, 0, 1e-13);
        CHECK_NEAR(estimate(equal, n, 0.05).top_share, 0.05, 1e-13);
        CHECK_NEAR(estimate(equal, n, 0.05).half_places, 0.5, 1e-13);
    }
}

/* The Gini coefficient by its definition: the mean difference of all pairs. */
static double gini_by_pairs(const int64_t *events, size_t n)
{
    double sum = 0, all = 0;
    for (size_t i = 0; i < n; i++) {
        all += (double)events[i];
        for (size_t j = 0; j < n; j++)
            sum += fabs((double)(events[i] - events[j]));
    }
    return sum / (2 * (double)n * all);
}

TEST(gini_and_its_jackknife_are_what_their_definitions_say)
{
    for (int trial = 0; trial < 100; trial++) {
        int64_t x[25], without[24];
        for (int i = 0; i < 25; i++)
            x[i] = t_between(0, 3) == 0 ? t_between(0, 30) : t_between(0, 1);
        x[0] = 3;
        x[1] = 1;
        struct concentration got = estimate(x, 25, 0.2);
        CHECK_NEAR(got.gini, gini_by_pairs(x, 25), 1e-12);
        double values[25], mean = 0, squares = 0;
        for (int i = 0; i < 25; i++) {
            double c = 0;
            for (int j = 0, k = 0; j < 25; j++)
                if (j != i)
                    c += (double)(without[k++] = x[j]);
            values[i] = fmax(1, 24 / c) * (gini_by_pairs(without, 24) - 1) + 1;
            mean += values[i] / 25;
        }
        for (int i = 0; i < 25; i++)
            squares += (values[i] - mean) * (values[i] - mean);
        CHECK_NEAR(got.se, sqrt(squares * 24 / 25), 1e-11);
    }
}

TEST(the_curve_rises_bends_down_and_bounds_the_gini)
{
    struct arena a = {0};
    for (int trial = 0; trial < 100; trial++) {
        int64_t x[40];
        for (int i = 0; i < 40; i++)
            x[i] = t_between(0, 6);
        x[7] = 2;
        struct curve c;
        struct error err = {0};
        NEED_OK(concentration_curve(x, 40, &a, &c, &err), err);
        double area = 0, slope = INFINITY;
        for (size_t i = 1; i < c.count; i++) {
            double dx = c.at[i].places - c.at[i - 1].places;
            double dy = c.at[i].events - c.at[i - 1].events;
            CHECK(dx > 0 && dy >= 0 && dy / dx < slope);
            slope = dy / dx;
            area += dx * (c.at[i].events + c.at[i - 1].events) / 2;
        }
        CHECK_NEAR(c.at[c.count - 1].places, 1, 1e-15);
        CHECK_NEAR(c.at[c.count - 1].events, 1, 1e-14);
        CHECK_NEAR(2 * area - 1, estimate(x, 40, 0.5).gini, 1e-12);
        arena_reset(&a);
    }
    arena_free(&a);
}

TEST(chance_alone_explains_random_events_and_not_a_hot_place)
{
    struct arena a = {0};
    struct error err = {0};
    int64_t hot[200] = {60}, even[200] = {0};
    for (int e = 0; e < 100; e++) {
        hot[t_between(0, 199)]++;
        even[t_between(0, 199)]++;
    }
    struct by_chance got;
    NEED_OK(concentration_by_chance(hot, 200, 0.05, 199, 7, &a, &got, &err), err);
    CHECK_NEAR(got.p, 1.0 / 200, 1e-15);
    CHECK(got.range.low <= got.mean && got.mean <= got.range.high);
    NEED_OK(concentration_by_chance(even, 200, 0.05, 199, 7, &a, &got, &err), err);
    CHECK(got.p > 0.01);
    CHECK(!concentration_by_chance(even, 200, 0.05, 0, 7, &a, &got, &err));
    CHECK(err.kind == ERROR_USAGE);
    arena_free(&a);
}

TEST(nothing_is_not_concentrated)
{
    struct arena a = {0};
    const int64_t none[] = {0, 0}, bad[] = {1, -1};
    struct concentration got;
    struct curve curve;
    struct error err = {0};
    CHECK(!concentration_estimate(none, 2, 0.05, &a, &got, &err) && err.kind == ERROR_INVALID);
    CHECK(!concentration_estimate(none, 0, 0.05, &a, &got, &err) && err.kind == ERROR_INVALID);
    CHECK(!concentration_estimate(bad, 2, 0.05, &a, &got, &err) && err.kind == ERROR_USAGE);
    CHECK(!concentration_estimate(none, 2, 0, &a, &got, &err) && err.kind == ERROR_USAGE);
    CHECK(!concentration_curve(none, 2, &a, &curve, &err) && err.kind == ERROR_INVALID);
    arena_free(&a);
}
