#include "method/near_repeat.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "method/close_pairs.h"
#include "method/distribution.h"
#include "method/mantel.h"
#include "oracle.h"
#include "t.h"

static const double toy_x[] = {0, 1, 5, 5.5, 9, 9.2}, toy_y[] = {0, 0, 4, 4, 1, 1.3};
static const double toy_t[] = {1, 2, 10, 11, 20, 24};
static const struct near_repeat_data toy = {.events = 6, .x = toy_x, .y = toy_y, .t = toy_t};
static const double to_two[] = {0, 2}, to_three[] = {0, 3};

// Calls back with every order of n numbers (Heap 1963).
static void every_order(int32_t *order, int n, void (*see)(void *, const int32_t *), void *context)
{
    int count[8] = {0};
    see(context, order);
    for (int i = 1; i < n;) {
        if (count[i] >= i) {
            count[i++] = 0;
            continue;
        }
        int from = i % 2 == 0 ? 0 : count[i];
        int32_t kept = order[from];
        order[from] = order[i];
        order[i] = kept;
        see(context, order);
        count[i]++;
        i = 1;
    }
}

struct seen {
    int all, knox, mantel;
    double knox_sum, knox_squares, z_sum, z_squares;
};

static void see_order(void *context, const int32_t *order)
{
    struct seen *s = context;
    struct arena a = {0};
    struct error err = {0};
    double t[6];
    for (int i = 0; i < 6; i++)
        t[i] = toy_t[order[i]];
    struct near_repeat_data d = toy;
    d.t = t;
    struct near_repeat_question q = {to_two, to_three, 1, 1, {0}};
    struct near_repeat r;
    struct mantel_question mq = {0};
    struct mantel m;
    NEED_OK(near_repeat_table(&a, &d, &q, &r, &err), err);
    NEED_OK(mantel_test(&d, &mq, &m, &err), err);
    double x = (double)r.cells[0].pairs;
    s->all++;
    s->knox += x >= 2;
    s->mantel += m.z >= 0.8628329 - 1e-6;
    s->knox_sum += x;
    s->knox_squares += x * x;
    s->z_sum += m.z;
    s->z_squares += m.z * m.z;
    CHECK_NEAR(m.mean, 0.5032914, 1e-7);
    CHECK_NEAR(m.sd, 0.1349769, 1e-7);
    arena_free(&a);
}

TEST(near_repeat_toy_comes_out_over_all_720_permutations)
{
    struct seen s = {0};
    int32_t order[] = {0, 1, 2, 3, 4, 5};
    every_order(order, 6, see_order, &s);
    CHECK_INT(s.all, 720);
    CHECK_NEAR(s.knox / 720.0, 0.0666667, 1e-7);
    CHECK_NEAR(s.mantel / 720.0, 0.0458333, 1e-7);
    CHECK_NEAR(s.knox_sum / 720, 0.4, 1e-12);
    CHECK_NEAR(s.knox_squares / 720 - 0.16, 0.3733333, 1e-7);
    CHECK_NEAR(s.z_sum / 720, 0.5032914, 1e-7);
    CHECK_NEAR(sqrt(s.z_squares / 720 - pow(s.z_sum / 720, 2)), 0.1349769, 1e-6);
}

TEST(near_repeat_toy_has_the_published_numbers)
{
    struct arena a = {0};
    struct error err = {0};
    struct near_repeat_question q = {to_two, to_three, 1, 1, {.replicates = 99999, .seed = 3}};
    struct near_repeat r = {0};
    NEED_OK(near_repeat_table(&a, &toy, &q, &r, &err), err);
    CHECK_INT(r.pairs, 15);
    CHECK_INT(r.space_pairs[0], 3);
    CHECK_INT(r.time_pairs[0], 2);
    CHECK_INT(r.cells[0].pairs, 2);
    CHECK_NEAR(r.cells[0].expected, 0.4, 1e-12);
    CHECK_NEAR(r.cells[0].variance, 0.3733333, 1e-7);
    CHECK(fabs(r.cells[0].p - 0.0666667) < 4 * sqrt(0.0666667 * 0.9333333 / 99999));
    CHECK_NEAR(r.cells[0].p_table, r.cells[0].p, 1e-12);
    CHECK(fabs(r.cells[0].mean - 0.4) < 4 * sqrt(0.3733333 / 99999));
    CHECK_NEAR(r.cells[0].ratio_mean, 2 / r.cells[0].mean, 1e-12);
    CHECK_NEAR(r.cells[0].median, 0, 0);
    CHECK(isnan(r.cells[0].ratio_median));
    struct mantel_question mq = {.monte_carlo = {.replicates = 99999, .seed = 3}};
    struct mantel m = {0};
    NEED_OK(mantel_test(&toy, &mq, &m, &err), err);
    CHECK_NEAR(m.z, 0.8628329, 1e-7);
    CHECK(fabs(m.p - 0.0458333) < 4 * sqrt(0.0458333 * 0.9541667 / 99999));
    arena_free(&a);
}

/* Knox 1964: the table from memory; its expectation and p recomputed. */
TEST(near_repeat_moments_give_the_expectation_of_northumberland)
{
    double mean, variance;
    knox_moments(96, (struct closeness){25, 20}, (struct closeness){152, 400}, &mean, &variance);
    CHECK_NEAR(mean, 0.833, 1e-3);
    CHECK_NEAR(poisson_above(4, mean), 0.00168, 1e-3);
}

// Every pair, without a grid: a pair's band is the last whose edge it reaches.
static int band_of(const double *edge, int bands, double d)
{
    if (d < edge[0] * (1 - EDGE_TOLERANCE) || d >= edge[bands] * (1 - EDGE_TOLERANCE))
        return -1;
    int b = 0;
    while (b + 1 < bands && d >= edge[b + 1] * (1 - EDGE_TOLERANCE))
        b++;
    return b;
}

TEST(near_repeat_table_counts_what_looking_at_every_pair_counts)
{
    const double space[3][5] = {
        {0, 0.001, 1, 3, INFINITY}, {0.5, 1, 2, 4, 6}, {0, 200, 400, 5000, INFINITY}};
    const double time[2][4] = {{0, 1, 3, INFINITY}, {1, 2, 4, 7.5}};
    for (int trial = 0; trial < 400; trial++) {
        struct arena a = {0};
        struct error err = {0};
        enum places places = (enum places)t_between(0, 2);
        const double *se = space[places == PLACES_ON_GLOBE ? 2 : t_between(0, 1)];
        const double *te = time[t_between(0, 1)];
        double x[60], y[60], t[60];
        int n = (int)t_between(4, 60), whole = (int)t_between(0, 1);
        for (int i = 0; i < n; i++) {
            double scale = places == PLACES_ON_GLOBE ? 360 : 10;
            x[i] = scale * t_unit() - scale / 2;
            y[i] = scale * (t_unit() - 0.5) / (places == PLACES_ON_GLOBE ? 2 : 1);
            t[i] = (double)t_between(0, 20);
            if (whole) {
                x[i] = floor(x[i]);
                y[i] = floor(y[i]);
            }
        }
        struct near_repeat_data d = {n, places, x, y, t};
        struct near_repeat_question q = {se, te, 4, 3, {.replicates = 5, .seed = 1}};
        struct near_repeat r = {0};
        NEED_OK(near_repeat_table(&a, &d, &q, &r, &err), err);
        int64_t cell[12] = {0}, rows[4] = {0}, columns[3] = {0};
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                int k = band_of(se, 4, places_distance(places, x[i], y[i], x[j], y[j]));
                int l = band_of(te, 3, fabs(t[i] - t[j]));
                if (k >= 0)
                    rows[k]++;
                if (l >= 0)
                    columns[l]++;
                if (k >= 0 && l >= 0)
                    cell[k * 3 + l]++;
            }
        }
        for (int k = 0; k < 12; k++) {
            CHECK_INT(r.cells[k].pairs, cell[k]);
            CHECK_NEAR(r.cells[k].expected,
                       (double)rows[k / 3] * (double)columns[k % 3] / ((double)n * (n - 1) / 2),
                       1e-9);
        }
        for (int k = 0; k < 4; k++)
            CHECK_INT(r.space_pairs[k], rows[k]);
        for (int l = 0; l < 3; l++)
            CHECK_INT(r.time_pairs[l], columns[l]);
        arena_free(&a);
    }
}

TEST(near_repeat_variance_is_that_of_the_permuted_tables)
{
    struct arena a = {0};
    struct error err = {0};
    double x[40], y[40], t[40];
    for (int i = 0; i < 40; i++) {
        x[i] = t_normal();
        y[i] = t_normal();
        t[i] = (double)t_between(0, 30);
    }
    // One cell in a table of its own, so that each replicate is one number: sum and squares by p.
    const double space[] = {0, 0.5, INFINITY}, time[] = {0, 3, INFINITY};
    struct near_repeat_data d = {.events = 40, .x = x, .y = y, .t = t};
    struct near_repeat_question q = {space, time, 2, 2, {0}};
    double sum[4] = {0}, squares[4] = {0}, variance[4], expected[4];
    enum { TABLES = 4000 };
    for (int trial = 0; trial < TABLES; trial++) {
        struct near_repeat r = {0};
        for (int i = 39; i > 0; i--) {
            int j = (int)t_between(0, i);
            double kept = t[i];
            t[i] = t[j];
            t[j] = kept;
        }
        NEED_OK(near_repeat_table(&a, &d, &q, &r, &err), err);
        for (int k = 0; k < 4; k++) {
            sum[k] += (double)r.cells[k].pairs;
            squares[k] += pow((double)r.cells[k].pairs, 2);
            variance[k] = r.cells[k].variance;
            expected[k] = r.cells[k].expected;
        }
        arena_reset(&a);
    }
    for (int k = 0; k < 4; k++) {
        double mean = sum[k] / TABLES;
        CHECK(fabs(mean - expected[k]) < 5 * sqrt(variance[k] / TABLES));
        CHECK(fabs((squares[k] / TABLES - mean * mean) / variance[k] - 1) < 0.2);
    }
    arena_free(&a);
}

TEST(near_repeat_and_mantel_do_not_depend_on_threads)
{
    struct arena a = {0};
    struct error err = {0};
    const double space[] = {0, 2, INFINITY}, time[] = {0, 3, 10};
    struct near_repeat_question q = {
        space, time, 2, 2, {.replicates = 501, .seed = 9, .threads = 1}};
    struct mantel_question mq = {.monte_carlo = q.monte_carlo};
    struct near_repeat one = {0}, many = {0};
    struct mantel m1 = {0}, m5 = {0};
    NEED_OK(near_repeat_table(&a, &toy, &q, &one, &err), err);
    NEED_OK(mantel_test(&toy, &mq, &m1, &err), err);
    q.monte_carlo.threads = mq.monte_carlo.threads = 5;
    NEED_OK(near_repeat_table(&a, &toy, &q, &many, &err), err);
    NEED_OK(mantel_test(&toy, &mq, &m5, &err), err);
    for (int k = 0; k < 4; k++) {
        CHECK_NEAR(one.cells[k].p, many.cells[k].p, 0);
        CHECK_NEAR(one.cells[k].mean, many.cells[k].mean, 0);
        CHECK_NEAR(one.cells[k].p_table, many.cells[k].p_table, 0);
        CHECK(one.cells[k].p_table >= one.cells[k].p - 1e-12);
    }
    CHECK_NEAR(m1.p, m5.p, 0);
    arena_free(&a);
}

TEST(near_repeat_drops_events_without_place_or_time_and_refuses_bad_bands)
{
    struct arena a = {0};
    struct error err = {0};
    double x[6], t[6];
    memcpy(x, toy_x, sizeof x);
    memcpy(t, toy_t, sizeof t);
    x[5] = NAN;
    struct near_repeat_data d = {.events = 6, .x = x, .y = toy_y, .t = t};
    struct near_repeat_question q = {to_two, to_three, 1, 1, {0}};
    struct near_repeat r = {0};
    NEED_OK(near_repeat_table(&a, &d, &q, &r, &err), err);
    CHECK_INT(r.events, 5);
    CHECK_INT(r.events_dropped, 1);
    CHECK_INT(r.cells[0].pairs, 2);
    CHECK(isnan(r.cells[0].p) && isnan(r.cells[0].mean));
    const double falls[] = {0, 2, 1}, minus[] = {-1, 2}, endless[] = {INFINITY, INFINITY};
    q = (struct near_repeat_question){falls, to_three, 2, 1, {0}};
    CHECK(!near_repeat_table(&a, &d, &q, &r, &err) && err.kind == ERROR_USAGE);
    q = (struct near_repeat_question){to_two, minus, 1, 1, {0}};
    CHECK(!near_repeat_table(&a, &d, &q, &r, &err) && err.kind == ERROR_USAGE);
    q = (struct near_repeat_question){endless, to_three, 1, 1, {0}};
    CHECK(!near_repeat_table(&a, &d, &q, &r, &err) && err.kind == ERROR_USAGE);
    q = (struct near_repeat_question){to_two, to_three, 1, 1, {.replicates = -1}};
    CHECK(!near_repeat_table(&a, &d, &q, &r, &err) && err.kind == ERROR_USAGE);
    x[0] = t[1] = NAN;
    q.monte_carlo.replicates = 0;
    CHECK(!near_repeat_table(&a, &d, &q, &r, &err) && err.kind == ERROR_INVALID);
    struct mantel m = {0};
    struct mantel_question mq = {0};
    CHECK(!mantel_test(&d, &mq, &m, &err) && err.kind == ERROR_INVALID);
    mq.time_constant = -1;
    CHECK(!mantel_test(&d, &mq, &m, &err) && err.kind == ERROR_USAGE);
    arena_free(&a);
}

/* ---- the Near Repeat Calculator 1.3 on its two samples ----
 *
 * Its bands are closed below and open above, whatever it prints: its "0 to 1" days is day 0. */

struct sample {
    double x[1000], y[1000], t[1000];
    int count;
};

static const struct sample *sample_load(struct arena *a, const char *path)
{
    struct sample *s = ARENA_NEW(a, struct sample);
    FILE *f = fopen(path, "r");
    NEED(f != NULL);
    char day[16];
    float x, y; // as the calculator keeps them: a pair at 399.96 m is at 400 m there
    while (s->count < 1000 && fscanf(f, "%f,%f,%10s", &x, &y, day) == 3) {
        s->x[s->count] = x;
        s->y[s->count] = y;
        s->t[s->count++] = date_read(day).days;
    }
    fclose(f);
    return s;
}

// A table of the report: five rows, after the line that begins it and two more.
static void report_table(const char *path, const char *title, double out[5][4])
{
    char line[512];
    FILE *f = fopen(path, "r");
    NEED(f != NULL);
    while (fgets(line, sizeof line, f) != NULL && strncmp(line, title, strlen(title)) != 0)
        ;
    for (int skip = 0; skip < 2; skip++)
        NEED(fgets(line, sizeof line, f) != NULL);
    for (int k = 0; k < 5; k++) {
        NEED(fgets(line, sizeof line, f) != NULL);
        const char *at = line;
        for (int comma = 0; comma < 2; comma++) // the number of the row and its name
            at = strchr(at, ',') + 1;
        for (int l = 0; l < 4; l++) {
            out[k][l] = *at == ',' ? 0 : strtod(at, NULL);
            at = strchr(at, ',') + 1;
        }
    }
    fclose(f);
}

static void check_sample(const char *data, const char *report, int events, const double *space,
                         const double *time, enum places places)
{
    struct arena a = {0};
    struct error err = {0};
    const char *path = t_shared_data(&a, data);
    if (path != NULL) {
        const char *reference = t_shared_data(&a, report);
        const struct sample *s = sample_load(&a, path);
        double pairs[5][4], ratio[5][4];
        report_table(reference, "Observed frequencies", pairs);
        report_table(reference, "Observed over mean", ratio);
        CHECK_INT(s->count, events);
        struct near_repeat_data d = {s->count, places, s->x, s->y, s->t};
        struct near_repeat_question q = {space, time, 5, 4, {.replicates = 999, .seed = 5}};
        struct near_repeat r = {0};
        NEED_OK(near_repeat_table(&a, &d, &q, &r, &err), err);
        for (int k = 0; k < 20; k++) {
            const struct near_repeat_cell *c = &r.cells[k];
            CHECK_INT(c->pairs, pairs[k / 4][k % 4]);
            // Its permutations are few (99 and 19): its mean is within five of its errors of ours.
            double theirs = ratio[k / 4][k % 4];
            if (theirs > 0)
                CHECK(fabs((double)c->pairs / theirs - c->expected)
                      < 5 * sqrt(c->variance / (events == 522 ? 99 : 19)) + 0.01 * c->expected);
        }
    }
    arena_free(&a);
}

TEST(near_repeat_of_arson_counts_the_pairs_of_the_near_repeat_calculator)
{
    const double space[] = {0, 0.001, 200, 400, 600, INFINITY}, time[] = {0, 1, 2, 3, INFINITY};
    check_sample("violence/near_repeat_chicago_arson.csv",
                 "violence/near_repeat_chicago_arson_reference.csv", 522, space, time,
                 PLACES_ON_STREETS);
}

TEST(near_repeat_of_burglary_counts_the_pairs_of_the_near_repeat_calculator)
{
    const double space[] = {0, 0.001, 100, 200, 300, INFINITY}, time[] = {0, 7, 14, 21, INFINITY};
    check_sample("violence/near_repeat_chicago_burglary_month1.csv",
                 "violence/near_repeat_chicago_burglary_month1_reference.csv", 970, space, time,
                 PLACES_ON_STREETS);
}

/* ---- Burkitt's lymphoma in Uganda: test/oracle/near_repeat.R ---- */

static const struct sample *burkitt_load(struct arena *a, const char *path)
{
    struct sample *s = ARENA_NEW(a, struct sample);
    char line[128];
    FILE *f = fopen(path, "r");
    NEED(f != NULL);
    NEED(fgets(line, sizeof line, f) != NULL);
    while (s->count < 1000
           && fscanf(f, "%lf,%lf,%lf", &s->x[s->count], &s->y[s->count], &s->t[s->count]) == 3)
        s->count++;
    fclose(f);
    CHECK_INT(s->count, 188);
    return s;
}

static void check_table(struct arena *a, const struct oracle_list *oracle, const char *name,
                        const struct near_repeat *r)
{
    for (int k = 0; k < r->space_bands; k++) {
        const double *o = oracle_find(oracle, arena_printf(a, "%s_%d", name, k + 1))->at;
        for (int l = 0; l < r->time_bands; l++)
            CHECK_INT(r->cells[k * r->time_bands + l].pairs, o[l]);
    }
}

TEST(near_repeat_of_burkitt_agrees_with_surveillance_and_with_whole_matrices)
{
    struct arena a = {0};
    struct error err = {0};
    const char *path = t_shared_data(&a, "methods/burkitt.csv");
    if (path != NULL) {
        const struct sample *s = burkitt_load(&a, path);
        struct oracle_list oracle = oracle_load(&a, "near_repeat.csv");
        struct near_repeat_data d = {s->count, PLACES_ON_PLANE, s->x, s->y, s->t};
        const char *cells[] = {"knox_2.5", "knox_10.3", "knox_40.1"};
        for (int i = 0; i < 3; i++) {
            const double *o = oracle_find(&oracle, cells[i])->at;
            const double near[] = {0, o[0]}, soon[] = {0, o[1]};
            struct near_repeat_question q = {near, soon, 1, 1, {0}};
            struct near_repeat r = {0};
            NEED_OK(near_repeat_table(&a, &d, &q, &r, &err), err);
            CHECK_INT(r.cells[0].pairs, o[2]);
            CHECK_NEAR(r.cells[0].expected, o[3], 1e-10);
            CHECK_NEAR(r.cells[0].p_poisson, o[4], 1e-9);
        }
        const double space[] = {0, 0.001, 2.5, 5.5, 10.3, 20.7, INFINITY};
        const double time[] = {0, 30.5, 60.5, 120.5, INFINITY};
        struct near_repeat_question q = {space, time, 6, 4, {0}};
        struct near_repeat r = {0};
        NEED_OK(near_repeat_table(&a, &d, &q, &r, &err), err);
        check_table(&a, &oracle, "table", &r);
        d.places = PLACES_ON_STREETS;
        NEED_OK(near_repeat_table(&a, &d, &q, &r, &err), err);
        check_table(&a, &oracle, "street", &r);
        d.places = PLACES_ON_PLANE;
        const double *o = oracle_find(&oracle, "mantel")->at;
        struct mantel_question mq = {.time_constant = 20,
                                     .monte_carlo = {.replicates = 4999, .seed = 8}};
        struct mantel m = {0};
        NEED_OK(mantel_test(&d, &mq, &m, &err), err);
        CHECK_NEAR(m.z, o[0], 1e-10);
        CHECK_NEAR(m.correlation, o[4], 1e-9);
        // The oracle's mean and sd are those of 20000 permutations.
        CHECK(fabs(m.mean - o[1]) < 5 * m.sd / sqrt(20000));
        CHECK(fabs(m.sd / o[2] - 1) < 5 / sqrt(2 * 20000.0));
        CHECK(fabs(m.p - o[3]) < 5 * sqrt(o[3] * (1 - o[3]) / 4999) + 0.001);
    }
    arena_free(&a);
}
