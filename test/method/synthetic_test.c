/* Synthetic control against published weights and the conditions of its optimum. */

#include "method/synthetic.h"

#include "t_csv.h"

static void check_optimal(const double *points, int32_t count, int32_t n, const double *w)
{
    // Karush, Kuhn, Tucker: no point lies nearer along the direction of the nearest one.
    double x[64] = {0}, here = 0, sum = 0, largest = 0;
    for (int32_t j = 0; j < count; j++) {
        CHECK(w[j] >= 0);
        sum += w[j];
        for (int32_t i = 0; i < n; i++)
            x[i] += w[j] * points[j * n + i];
    }
    CHECK_NEAR(sum, 1, 1e-12);
    for (int32_t i = 0; i < n; i++)
        here += x[i] * x[i];
    for (int32_t j = 0; j < count; j++) {
        double height = 0, size = 0;
        for (int32_t i = 0; i < n; i++) {
            height += x[i] * points[j * n + i];
            size += points[j * n + i] * points[j * n + i];
        }
        largest = fmax(largest, size);
        CHECK(height >= here - 1e-11 * largest);
        if (w[j] > 1e-9)
            CHECK_NEAR((height - here) / largest, 0, 1e-11);
    }
}

TEST(the_nearest_point_of_a_hull_meets_the_conditions_of_optimality)
{
    for (int trial = 0; trial < 3000; trial++) {
        struct arena a = {0};
        const int32_t n = (int32_t)t_between(1, 12), count = (int32_t)t_between(1, 40);
        double *points = ARENA_ARRAY(&a, double, (size_t)(n * count)), *w;
        const double shift = trial % 3 == 0 ? 0 : trial % 3 == 1 ? 1 : 5;
        for (int32_t i = 0; i < n * count; i++)
            points[i] = t_normal() * (trial % 5 == 0 && i % n == 0 ? 1e-3 : 1) + shift;
        w = ARENA_ARRAY(&a, double, (size_t)count);
        nearest_in_hull(&a, points, count, n, w);
        check_optimal(points, count, n, w);
        arena_free(&a);
    }
}

TEST(the_toy_control_has_its_weights)
{
    // Outcomes alone, each time alike: predictors as they are, so V undoes their scaling.
    struct arena a = {0};
    const double points[] = {2 - 3,   3 - 3.2, 4 - 4.6, 5 - 3,  4 - 3.2,
                             6 - 4.6, 1 - 3,   1 - 3.2, 2 - 4.6};
    double w[3], x[3] = {0};
    nearest_in_hull(&a, points, 3, 3, w);
    CHECK_NEAR(w[0], 0.5688889, 5e-8);
    CHECK_NEAR(w[1], 0.36, 1e-12);
    CHECK_NEAR(w[2], 0.0711111, 5e-8);
    for (int i = 0; i < 9; i++)
        x[i % 3] += w[i / 3] * points[i];
    CHECK_NEAR(x[0] * x[0] + x[1] * x[1] + x[2] * x[2], 0.00088889, 5e-9);
    arena_free(&a);
}

struct basque {
    struct synthetic_data d;
    int32_t catalonia, madrid;
};

static struct basque basque_load(struct arena *a, const char *x_path, const char *y_path)
{
    const struct t_csv x = t_csv_load(a, x_path), y = t_csv_load(a, y_path);
    struct basque b = {.catalonia = -1, .madrid = -1};
    NEED(x.columns == y.columns);
    const int32_t units = x.columns - 1;
    double *xs = ARENA_ARRAY(a, double, (size_t)(x.rows * units));
    double *ys = ARENA_ARRAY(a, double, (size_t)(y.rows * units));
    for (int32_t c = 0; c < units; c++) {
        const double *column = t_csv_numbers(&x, x.names[c + 1]);
        for (int64_t i = 0; i < x.rows; i++)
            xs[i * units + c] = column[i];
        column = t_csv_numbers(&y, y.names[c + 1]);
        for (int64_t i = 0; i < y.rows; i++)
            ys[i * units + c] = column[i];
        b.catalonia = strcmp(x.names[c + 1], "10") == 0 ? c : b.catalonia;
        b.madrid = strcmp(x.names[c + 1], "14") == 0 ? c : b.madrid;
    }
    // GDP per head 1955-1997; V is judged on 1960-1969; terrorism begins in 1970.
    b.d = (struct synthetic_data){units, (int32_t)x.rows, (int32_t)y.rows, xs, ys, 0, 5, 15, 15};
    return b;
}

TEST(the_basque_country_is_made_of_catalonia_and_madrid)
{
    struct arena a = {0};
    struct error err = {0};
    struct synthetic s;
    const char *x = t_shared_data(&a, "methods/basque_X.csv");
    const char *y = t_shared_data(&a, "methods/basque_Y.csv");
    if (x == NULL || y == NULL)
        return;
    const struct basque b = basque_load(&a, x, y);
    NEED_OK(synthetic_fit(&a, &b.d, &(struct synthetic_options){0}, &s, &err), err);
    CHECK_NEAR(s.weight[b.catalonia], 0.851, 1e-3);
    CHECK_NEAR(s.weight[b.madrid], 0.149, 1e-3);
    CHECK(s.fit_mspe <= 0.008865); // that of the published weights
    // The weights follow from V alone.
    struct synthetic again;
    NEED_OK(synthetic_fit(&a, &b.d, &(struct synthetic_options){.v = s.v}, &again, &err), err);
    for (int32_t u = 0; u < b.d.units; u++)
        CHECK_NEAR(again.weight[u], s.weight[u], 1e-12);
    CHECK_INT(again.evaluations, 1);
    arena_free(&a);
}

TEST(basque_placebos_rank_the_treated_region_and_do_not_depend_on_threads)
{
    struct arena a = {0};
    struct error err = {0};
    struct synthetic_placebos one, two;
    const char *x = t_shared_data(&a, "methods/basque_X.csv");
    const char *y = t_shared_data(&a, "methods/basque_Y.csv");
    if (x == NULL || y == NULL)
        return;
    const struct basque b = basque_load(&a, x, y);
    double v[13];
    for (int i = 0; i < 13; i++)
        v[i] = 1;
    const struct synthetic_options o = {.v = v};
    NEED_OK(synthetic_placebos(&a, &b.d, &o, 1, &one, &err), err);
    NEED_OK(synthetic_placebos(&a, &b.d, &o, 2, &two, &err), err);
    int rank = 0;
    for (int32_t u = 0; u < b.d.units; u++) {
        CHECK(one.at[u].ratio == two.at[u].ratio);
        CHECK(one.at[u].weight[u] == 0);
        rank += one.at[u].ratio >= one.at[0].ratio;
    }
    CHECK_INT(one.rank, rank);
    CHECK_NEAR(one.p, rank / 17.0, 1e-15);
    arena_free(&a);
}

TEST(the_toy_control_is_the_same_through_scaled_predictors)
{
    struct arena a = {0};
    struct error err = {0};
    struct synthetic s;
    const double y[] = {3, 2, 5, 1, 3.2, 3, 4, 1, 4.6, 4, 6, 2, 9, 4, 6, 2};
    double v[3];
    for (int t = 0; t < 3; t++) {
        double mean = 0;
        v[t] = 0;
        for (int u = 0; u < 4; u++)
            mean += y[t * 4 + u] / 4;
        for (int u = 0; u < 4; u++)
            v[t] += (y[t * 4 + u] - mean) * (y[t * 4 + u] - mean) / 3;
    }
    const struct synthetic_data d = {4, 3, 4, y, y, 0, 0, 3, 3};
    NEED_OK(synthetic_fit(&a, &d, &(struct synthetic_options){.v = v}, &s, &err), err);
    CHECK_NEAR(s.weight[1], 0.5688889, 5e-8);
    CHECK_NEAR(s.weight[2], 0.36, 1e-10);
    CHECK_NEAR(s.weight[3], 0.0711111, 5e-8);
    CHECK_NEAR(s.fit_mspe * 3, 0.00088889, 5e-9);
    CHECK_NEAR(s.pre_rmspe, sqrt(s.fit_mspe), 1e-14);
    CHECK_NEAR(s.gap[3], 9 - 4 * s.weight[1] - 6 * s.weight[2] - 2 * s.weight[3], 1e-12);
    CHECK_NEAR(s.ratio, fabs(s.gap[3]) / s.pre_rmspe, 1e-12);
    arena_free(&a);
}

TEST(a_planted_mixture_is_found_and_a_planted_effect_stands_out)
{
    struct arena a = {0};
    struct error err = {0};
    enum { UNITS = 9, TIMES = 20, BEGINS = 14 };
    double y[TIMES * UNITS];
    for (int u = 1; u < UNITS; u++)
        for (int t = 0; t < TIMES; t++)
            y[t * UNITS + u] = 5 + t_normal() + 0.3 * u + 0.1 * t * t_unit();
    for (int t = 0; t < TIMES; t++)
        y[t * UNITS] = 0.5 * y[t * UNITS + 2] + 0.3 * y[t * UNITS + 5] + 0.2 * y[t * UNITS + 7]
                       + (t >= BEGINS ? 3 : 0) + 1e-3 * t_normal();
    double v[BEGINS];
    for (int i = 0; i < BEGINS; i++)
        v[i] = 1;
    const struct synthetic_data d = {UNITS, BEGINS, TIMES, y, y, 0, 0, BEGINS, BEGINS};
    struct synthetic_placebos p;
    NEED_OK(synthetic_placebos(&a, &d, &(struct synthetic_options){.v = v}, 1, &p, &err), err);
    CHECK_NEAR(p.at[0].weight[2], 0.5, 0.01);
    CHECK_NEAR(p.at[0].weight[5], 0.3, 0.01);
    CHECK_NEAR(p.at[0].gap[TIMES - 1], 3, 0.02);
    CHECK_INT(p.rank, 1);
    CHECK_NEAR(p.p, 1.0 / UNITS, 1e-15);
    arena_free(&a);
}

TEST(a_synthetic_control_refuses_what_it_cannot_use)
{
    struct arena a = {0};
    struct error err = {0};
    struct synthetic s = {.ratio = 17};
    double y[] = {1, 2, 4, 2, 3, 5, 3, 3, 7};
    struct synthetic_data d = {3, 2, 3, y, y, 0, 0, 2, 2};
    CHECK(!synthetic_fit(&a, &d, &(struct synthetic_options){.v = (double[]){0, 0}}, &s, &err));
    CHECK(err.kind == ERROR_USAGE);
    d.fit_to = 3;
    CHECK(!synthetic_fit(&a, &d, &(struct synthetic_options){0}, &s, &err));
    CHECK(err.kind == ERROR_USAGE);
    d.fit_to = 2;
    y[4] = NAN;
    CHECK(!synthetic_fit(&a, &d, &(struct synthetic_options){0}, &s, &err));
    CHECK_HAS(err.text, "predictor 2 of unit 2 is missing");
    y[4] = y[3] = y[5] = 1;
    CHECK(!synthetic_fit(&a, &d, &(struct synthetic_options){0}, &s, &err));
    CHECK_HAS(err.text, "predictor 2 is the same in all units");
    CHECK(s.ratio == 17);
    arena_free(&a);
}
