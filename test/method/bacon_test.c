/* The Goodman-Bacon decomposition against published figures and against the regression. */

#include "method/bacon.h"

#include "t_csv.h"

// The slope of y on treated with unit and time effects, in a balanced panel.
static double two_way(const struct panel *p)
{
    struct arena a = {0};
    const size_t n = (size_t)p->units * (size_t)p->times;
    double *d = ARENA_ARRAY(&a, double, n), sxy = 0, sxx = 0;
    double *unit = ARENA_ARRAY(&a, double, (size_t)p->units);
    double *time = ARENA_ARRAY(&a, double, (size_t)p->times), all = 0;
    for (int32_t i = 0; i < p->units; i++)
        for (int32_t t = 0; t < p->times; t++) {
            d[i * p->times + t] = p->time[t] >= p->first[i];
            unit[i] += d[i * p->times + t] / p->times;
            time[t] += d[i * p->times + t] / p->units;
            all += d[i * p->times + t] / (double)n;
        }
    for (int32_t i = 0; i < p->units; i++)
        for (int32_t t = 0; t < p->times; t++) {
            const double left = d[i * p->times + t] - unit[i] - time[t] + all;
            sxy += left * p->y[i * p->times + t];
            sxx += left * left;
        }
    arena_free(&a);
    return sxy / sxx;
}

TEST(comparisons_of_cohorts_add_up_to_the_two_way_estimate)
{
    for (int trial = 0; trial < 300; trial++) {
        struct arena a = {0};
        struct error err = {0};
        enum { UNITS = 30, TIMES = 7 };
        double y[UNITS * TIMES];
        int32_t first[UNITS], unit[UNITS], time[TIMES];
        for (int i = 0; i < UNITS; i++) {
            const int64_t g = t_between(1, 9); // 1: always; 8, 9: never
            unit[i] = i;
            first[i] = i < 2 ? 3 : g > 7 ? NEVER : (int32_t)g;
            for (int t = 0; t < TIMES; t++)
                y[i * TIMES + t] = t_normal() + (double)(g * t) / 10;
        }
        for (int t = 0; t < TIMES; t++)
            time[t] = t + 1;
        const struct panel p = {UNITS, TIMES, unit, time, first, y, 0, NULL, 0};
        struct bacon b;
        NEED_OK(bacon_decompose(&a, &p, &b, &err), err);
        double weight = 0, sum = 0;
        for (int32_t i = 0; i < b.count; i++) {
            CHECK(b.at[i].weight > 0);
            weight += b.at[i].weight;
            sum += b.at[i].weight * b.at[i].estimate;
        }
        CHECK_NEAR(weight, 1, 1e-12);
        CHECK_NEAR(sum, b.estimate, 1e-12);
        CHECK_NEAR(b.estimate, two_way(&p), 1e-10);
        arena_free(&a);
    }
}

TEST(the_toy_panel_has_its_two_way_estimate)
{
    struct arena a = {0};
    struct error err = {0};
    const int32_t unit[] = {1, 2, 3, 4, 5, 6}, time[] = {1, 2, 3, 4};
    const int32_t first[] = {2, 2, 3, 3, NEVER, NEVER};
    const double y[] = {1.6, 3.2, 4, 5.1, 2.7, 4.1, 5, 6.2, 3.5, 4,   5.5, 6.5,
                        2.1, 2.7, 4, 5.1, 3.2, 3.6, 4, 4.7, 1,   1.5, 2,   2.5};
    const struct panel p = {6, 4, unit, time, first, y, 0, NULL, 0};
    struct bacon b;
    NEED_OK(bacon_decompose(&a, &p, &b, &err), err);
    CHECK_NEAR(b.estimate, 1.135, 1e-12);
    arena_free(&a);
}

static struct panel castle(struct arena *a, const char *path)
{
    struct error err = {0};
    struct panel p;
    const struct t_csv csv = t_csv_load(a, path);
    int32_t states;
    const int32_t *unit = t_csv_codes(&csv, "state", &states);
    const int32_t *year = t_csv_integers(&csv, "year"), *post = t_csv_integers(&csv, "post");
    int32_t *first = ARENA_ARRAY(a, int32_t, (size_t)csv.rows), began[50];
    for (int32_t s = 0; s < 50; s++)
        began[s] = NEVER;
    for (int64_t i = 0; i < csv.rows; i++)
        if (post[i] == 1 && year[i] < began[unit[i]])
            began[unit[i]] = year[i];
    for (int64_t i = 0; i < csv.rows; i++)
        first[i] = began[unit[i]];
    const struct panel_rows rows = {csv.rows, unit, year, first, t_csv_numbers(&csv, "l_homicide"),
                                    0,        NULL};
    NEED_OK(panel_make(a, &rows, &p, &err), err);
    CHECK_INT(p.units, 50);
    return p;
}

TEST(castle_doctrine_laws_decompose_as_published)
{
    // README of the R package bacondecomp, l_homicide ~ post.
    struct arena a = {0};
    struct error err = {0};
    struct bacon b;
    const char *path = t_shared_data(&a, "methods/castle_panel.csv");
    if (path == NULL)
        return;
    const struct panel p = castle(&a, path);
    NEED_OK(bacon_decompose(&a, &p, &b, &err), err);
    CHECK_NEAR(b.estimate, 0.08181162, 1e-8);
    CHECK_NEAR(b.weight[BACON_EARLIER_LATER], 0.05976, 6e-6);
    CHECK_NEAR(b.mean[BACON_EARLIER_LATER], -0.00554, 6e-6);
    CHECK_NEAR(b.weight[BACON_LATER_EARLIER], 0.03190, 6e-6);
    CHECK_NEAR(b.mean[BACON_LATER_EARLIER], 0.07032, 6e-6);
    CHECK_NEAR(b.weight[BACON_TREATED_NEVER], 0.90834, 6e-6);
    CHECK_NEAR(b.mean[BACON_TREATED_NEVER], 0.08796, 6e-6);
    CHECK_NEAR(b.forbidden, 0.03190, 6e-6);
    arena_free(&a);
}

TEST(nothing_to_compare_is_an_error)
{
    struct arena a = {0};
    struct error err = {0};
    struct bacon b = {.count = -3};
    const int32_t unit[] = {1, 2}, time[] = {1, 2}, first[] = {NEVER, NEVER};
    const double y[] = {1, 2, 3, 4};
    const struct panel p = {2, 2, unit, time, first, y, 0, NULL, 0};
    CHECK(!bacon_decompose(&a, &p, &b, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK_INT(b.count, -3);
    arena_free(&a);
}

TEST(a_panel_leaves_out_units_that_are_not_complete)
{
    struct arena a = {0};
    struct error err = {0};
    struct panel p = {0};
    const int32_t unit[] = {9, 9, 4, 4, 7, 2, 2}, time[] = {2, 1, 1, 2, 1, 1, 2};
    int32_t first[] = {2, 2, NEVER, NEVER, 2, 2, 2};
    const double y[] = {1, 2, 3, 4, 5, NAN, 6};
    const struct panel_rows rows = {7, unit, time, first, y, 0, NULL};
    NEED_OK(panel_make(&a, &rows, &p, &err), err);
    CHECK_INT(p.units, 2);
    CHECK_INT(p.dropped, 2);
    CHECK(p.unit[0] == 4 && p.unit[1] == 9 && p.first[0] == NEVER && p.first[1] == 2);
    CHECK(p.y[0] == 3 && p.y[1] == 4 && p.y[2] == 2 && p.y[3] == 1);
    first[1] = 1;
    CHECK(!panel_make(&a, &rows, &p, &err));
    CHECK_HAS(err.text, "unit 9 has two times of first treatment");
    const int32_t twice[] = {1, 1, 1, 2, 1, 1, 2};
    CHECK(!panel_make(&a, &(struct panel_rows){7, unit, twice, first, y, 0, NULL}, &p, &err));
    CHECK_HAS(err.text, "two rows at time 1");
    arena_free(&a);
}
