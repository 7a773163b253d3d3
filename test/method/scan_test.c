#include "method/scan.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "method/person_time.h"
#include "oracle.h"
#include "t.h"

/* ---- the toys: numbers by enumeration ---- */

static const double toy_x[] = {0, 1, 2, 5, 6, 9}, toy_y[] = {0, 1, 0, 5, 5, 1};
static const int64_t toy_cases[] = {6, 7, 5, 2, 3, 1};
static const double toy_people[] = {1000, 1200, 900, 1500, 1400, 2000};
static const struct scan_data toy = {
    .locations = 6, .steps = 1, .x = toy_x, .y = toy_y, .cases = toy_cases, .expected = toy_people};

TEST(scan_finds_the_three_places_of_the_spatial_toy)
{
    struct arena a = {0};
    struct error err = {0};
    struct scan_result r = {0};
    struct scan_question q = {.monte_carlo = {.replicates = 9999, .seed = 1}};
    NEED_OK(scan(&a, &toy, &q, &r, &err), err);
    NEED(r.cluster_count >= 1);
    const struct scan_cluster *c = &r.clusters[0];
    CHECK_INT(c->cases, 18);
    CHECK_NEAR(c->expected, 9.3, 1e-12);
    CHECK_NEAR(c->llr, 6.509904, 1e-7);
    CHECK_NEAR(c->relative_risk, 4.741935, 1e-6);
    CHECK_INT(c->location_count, 3);
    CHECK(c->p < 0.0014 + 4 * 0.0004 && c->p >= 1e-4);
    CHECK_NEAR(c->p_se, sqrt(c->p * (1 - c->p) / 9999), 1e-12);
    // The Gumbel law is an approximation; on six places a rough one.
    CHECK(c->p_gumbel > 0 && c->p_gumbel < 0.01);
    // What shares no place with the first: nothing else is high.
    CHECK_INT(r.cluster_count, 1);
    arena_free(&a);
}

TEST(scan_reports_the_smaller_windows_of_the_toy_when_the_best_is_too_big)
{
    const struct {
        double population_most, llr;
        int64_t cases;
    } rows[] = {{0.3, 3.768112, 13}, {0.27, 3.068388, 12}, {0.2, 1.555368, 7}};
    for (int i = 0; i < 3; i++) {
        struct arena a = {0};
        struct error err = {0};
        struct scan_result r = {0};
        struct scan_question q = {.population_most = rows[i].population_most};
        NEED_OK(scan(&a, &toy, &q, &r, &err), err);
        CHECK_INT(r.clusters[0].cases, rows[i].cases);
        CHECK_NEAR(r.clusters[0].llr, rows[i].llr, 1e-6);
        CHECK(isnan(r.clusters[0].p));
        arena_free(&a);
    }
}

TEST(scan_of_cases_and_controls_gives_the_bernoulli_ratio_of_the_toy)
{
    struct arena a = {0};
    struct error err = {0};
    struct scan_result r = {0};
    int64_t controls[6];
    for (int i = 0; i < 6; i++)
        controls[i] = (int64_t)toy_people[i] - toy_cases[i];
    struct scan_data d = toy;
    d.controls = controls;
    struct scan_question q = {.model = SCAN_BERNOULLI,
                              .monte_carlo = {.replicates = 999, .seed = 4}};
    NEED_OK(scan(&a, &d, &q, &r, &err), err);
    CHECK_NEAR(r.clusters[0].llr, 6.529903, 1e-7);
    CHECK_NEAR(r.clusters[0].population, 3100, 0);
    CHECK_INT(r.clusters[0].cases, 18);
    CHECK_INT(r.controls, 8000 - 24);
    CHECK(r.clusters[0].p < 0.01);
    arena_free(&a);
}

static const double five_x[] = {0, 1, 4, 5, 9}, five_y[] = {0, 0, 0, 1, 0};
static const int64_t five_cases[] = {1, 0, 1, 3, 0, 1, 0, 2, 2, 1, 1, 0, 1, 2, 1, 0, 1, 1, 2, 1};
static const struct scan_data five = {
    .locations = 5, .steps = 4, .x = five_x, .y = five_y, .cases = five_cases};

TEST(scan_finds_the_permutation_toy)
{
    struct arena a = {0};
    struct error err = {0};
    struct scan_result r = {0};
    struct scan_question q = {.model = SCAN_PERMUTATION,
                              .extent = SCAN_SPACE_TIME,
                              .steps_most = 2,
                              .monte_carlo = {.replicates = 9999, .seed = 7}};
    NEED_OK(scan(&a, &five, &q, &r, &err), err);
    const struct scan_cluster *c = &r.clusters[0];
    CHECK_INT(c->cases, 5);
    CHECK_INT(c->first_step, 3);
    CHECK_INT(c->last_step, 3);
    CHECK_INT(c->location_count, 2);
    CHECK_NEAR(c->expected, 2.285714, 1e-6);
    CHECK_NEAR(c->llr, 1.406621, 1e-6);
    // 0.236 with its error of 0.013 (999 replicates), and ours of 0.0042.
    CHECK(fabs(c->p - 0.236) < 3 * 0.0137);
    CHECK_NEAR(r.clusters[1].llr, 0.680952, 1e-6);
    CHECK_INT(r.clusters[1].cases, 6);
    CHECK_INT(r.clusters[1].first_step, 0);
    CHECK_INT(r.clusters[1].last_step, 1);
    arena_free(&a);
}

/* ---- the same windows, found by looking at every one ---- */

struct naive {
    double llr;
    int64_t cases;
    double measure;
};

static double xlog(double x, double ratio)
{
    return x > 0 ? x * log(ratio) : 0;
}

static double naive_llr(enum scan_model model, double c, double m, double all, double people)
{
    if (model != SCAN_BERNOULLI)
        return xlog(c, c / m) + xlog(all - c, (all - c) / (all - m));
    double rest = people - m;
    return xlog(c, c / m) + xlog(m - c, (m - c) / m) + xlog(all - c, (all - c) / rest)
           + xlog(rest - all + c, (rest - all + c) / rest) - xlog(all, all / people)
           - xlog(people - all, (people - all) / people);
}

static double naive_measure(const struct scan_data *d, enum scan_model model, const bool *in,
                            int from, int to)
{
    double m = 0, circle = 0, interval = 0, all = 0;
    for (int i = 0; i < d->locations; i++) {
        for (int t = 0; t < d->steps; t++) {
            int j = i * d->steps + t;
            bool now = t >= from && t <= to;
            if (model == SCAN_POISSON && in[i] && now)
                m += d->expected[j];
            if (model == SCAN_BERNOULLI && in[i] && now)
                m += (double)(d->cases[j] + d->controls[j]);
            circle += in[i] ? (double)d->cases[j] : 0;
            interval += now ? (double)d->cases[j] : 0;
            all += (double)d->cases[j];
        }
    }
    return model == SCAN_PERMUTATION ? circle * interval / all : m;
}

static double naive_weight(const struct scan_data *d, enum scan_model model, int i)
{
    bool in[16] = {0};
    in[i] = true;
    return naive_measure(d, model, in, 0, d->steps - 1);
}

// The best window over every circle and interval; interval limits in steps.
static struct naive naive_scan(const struct scan_data *d, const struct scan_question *q)
{
    struct naive best = {0};
    bool everywhere[16];
    double all = 0, weight = 0;
    for (int j = 0; j < d->locations * d->steps; j++)
        all += (double)d->cases[j];
    for (int i = 0; i < d->locations; i++) {
        everywhere[i] = true;
        weight += naive_weight(d, q->model, i);
    }
    double people = naive_measure(d, q->model, everywhere, 0, d->steps - 1);
    for (int k = 0; k < d->locations; k++) {
        for (int edge = 0; edge < d->locations; edge++) {
            bool in[16];
            double radius = hypot(d->x[edge] - d->x[k], d->y[edge] - d->y[k]), inside = 0;
            for (int i = 0; i < d->locations; i++) {
                in[i] = hypot(d->x[i] - d->x[k], d->y[i] - d->y[k]) <= radius * (1 + 1e-10);
                inside += in[i] ? naive_weight(d, q->model, i) : 0;
            }
            if (inside > weight / 2 * (1 + 1e-9))
                continue;
            for (int from = 0; from < d->steps; from++) {
                for (int to = from; to < d->steps; to++) {
                    if (to - from >= q->steps_most || (q->prospective && to != d->steps - 1))
                        continue;
                    double m = naive_measure(d, q->model, in, from, to);
                    int64_t cases = 0;
                    for (int i = 0; i < d->locations; i++) {
                        for (int t = from; t <= to && in[i]; t++)
                            cases += d->cases[i * d->steps + t];
                    }
                    double c = (double)cases, mu = m * all / people;
                    bool high = q->rates != SCAN_LOW && cases >= 2 && c > mu * (1 + 1e-12);
                    bool low = q->rates != SCAN_HIGH && c < mu * (1 - 1e-12);
                    double scale = q->model == SCAN_POISSON ? all / people : 1;
                    double llr = high || low ? naive_llr(q->model, c, m * scale, all, people) : 0;
                    if (llr > best.llr)
                        best = (struct naive){llr, cases, m};
                }
            }
        }
    }
    return best;
}

TEST(scan_finds_what_looking_at_every_window_finds)
{
    for (int trial = 0; trial < 600; trial++) {
        struct arena a = {0};
        struct error err = {0};
        struct scan_result r = {0};
        double x[9], y[9], expected[9 * 6];
        int64_t cases[9 * 6], controls[9 * 6], n = t_between(2, 9), steps = t_between(2, 6);
        bool flat = t_between(0, 2) == 0; // an expected number that comes apart
        for (int i = 0; i < n; i++) {
            x[i] = (double)t_between(0, 4); // many equal distances, some equal places
            y[i] = (double)t_between(0, 3);
            for (int t = 0; t < steps; t++) {
                expected[i * steps + t] = flat ? (i + 1) * (t + 2) : 0.5 + 3 * t_unit();
                cases[i * steps + t] = t_between(0, 3) / 2;
                controls[i * steps + t] = t_between(0, 5);
            }
        }
        cases[0] += 2;
        struct scan_data d = {.locations = (int32_t)n,
                              .steps = (int32_t)steps,
                              .x = x,
                              .y = y,
                              .cases = cases,
                              .expected = expected,
                              .controls = controls};
        struct scan_question q = {.model = (enum scan_model)t_between(0, 2),
                                  .extent = SCAN_SPACE_TIME,
                                  .rates = (enum scan_rates)t_between(0, 2),
                                  .prospective = t_between(0, 1) == 1,
                                  .steps_most = (int32_t)t_between(1, steps)};
        struct naive best = naive_scan(&d, &q);
        NEED_OK(scan(&a, &d, &q, &r, &err), err);
        if (best.llr < 1e-9) {
            CHECK(r.cluster_count == 0 || r.clusters[0].llr < 1e-9);
        } else {
            NEED(r.cluster_count > 0);
            CHECK_NEAR(r.clusters[0].llr, best.llr, 1e-9);
        }
        // Clusters fall, and share no location.
        int seen[9] = {0};
        for (int k = 0; k < r.cluster_count; k++) {
            CHECK(k == 0 || r.clusters[k].llr <= r.clusters[k - 1].llr);
            for (int j = 0; j < r.clusters[k].location_count; j++)
                CHECK_INT(++seen[r.clusters[k].locations[j]], 1);
        }
        arena_free(&a);
    }
}

TEST(scan_gives_the_same_maxima_on_any_number_of_threads)
{
    const enum scan_model models[] = {SCAN_POISSON, SCAN_BERNOULLI, SCAN_PERMUTATION};
    double expected[20];
    int64_t controls[20];
    for (int j = 0; j < 20; j++) {
        expected[j] = 1 + j % 3;
        controls[j] = 4 + j % 2;
    }
    struct scan_data d = five;
    d.expected = expected;
    d.controls = controls;
    for (int m = 0; m < 3; m++) {
        struct arena a = {0};
        struct error err = {0};
        struct scan_result one = {0}, many = {0};
        struct scan_question q = {.model = models[m],
                                  .extent = SCAN_SPACE_TIME,
                                  .rates = SCAN_HIGH_AND_LOW,
                                  .monte_carlo = {.replicates = 300, .seed = 12, .threads = 1}};
        NEED_OK(scan(&a, &d, &q, &one, &err), err);
        q.monte_carlo.threads = 5;
        NEED_OK(scan(&a, &d, &q, &many, &err), err);
        for (int r = 0; r < 300; r++)
            CHECK_NEAR(one.maxima[r], many.maxima[r], 0);
        CHECK(one.maxima[0] > one.maxima[299]);
        arena_free(&a);
    }
}

/* A second step in which nothing can happen makes the same scan take the other way through the
 * code, window by window. Bernoulli draws are then the same people; Poisson ones have the same law.
 */
TEST(scan_replicates_of_circles_are_those_of_cylinders_of_one_step)
{
    for (int trial = 0; trial < 60; trial++) {
        struct arena a = {0};
        struct error err = {0};
        enum { N = 12, R = 400 };
        double x[N], y[N], flat[N], tall[2 * N] = {0};
        int64_t cases[N], controls[N], cases2[2 * N] = {0}, controls2[2 * N] = {0};
        for (int i = 0; i < N; i++) {
            x[i] = (double)t_between(0, 5);
            y[i] = (double)t_between(0, 5);
            cases[i] = cases2[2 * i] = t_between(i == 0, 6);
            controls[i] = controls2[2 * i] = t_between(0, trial % 7);
            flat[i] = tall[2 * i] = 0.2 + t_unit();
        }
        struct scan_question q = {.model = trial % 2 == 0 ? SCAN_BERNOULLI : SCAN_POISSON,
                                  .rates = (enum scan_rates)(trial % 3),
                                  .population_most = trial % 5 == 0 ? 1 : 0,
                                  .steps_most = 1,
                                  .monte_carlo = {.replicates = R, .seed = (uint64_t)trial}};
        struct scan_data d = {.locations = N,
                              .steps = 1,
                              .x = x,
                              .y = y,
                              .cases = cases,
                              .controls = controls,
                              .expected = flat};
        struct scan_result one = {0}, two = {0};
        NEED_OK(scan(&a, &d, &q, &one, &err), err);
        d.steps = 2;
        d.cases = cases2;
        d.controls = controls2;
        d.expected = tall;
        q.extent = SCAN_SPACE_TIME;
        NEED_OK(scan(&a, &d, &q, &two, &err), err);
        CHECK_NEAR(one.cluster_count > 0 ? one.clusters[0].llr : 0,
                   two.cluster_count > 0 ? two.clusters[0].llr : 0, 1e-12);
        double mean[2] = {0}, square = 0;
        for (int r = 0; r < R; r++) {
            if (q.model == SCAN_BERNOULLI)
                CHECK_NEAR(one.maxima[r], two.maxima[r], 1e-12);
            mean[0] += one.maxima[r] / R;
            mean[1] += two.maxima[r] / R;
            square += one.maxima[r] * one.maxima[r] / R;
        }
        CHECK(fabs(mean[0] - mean[1]) <= 5 * sqrt(2 * (square - mean[0] * mean[0]) / R) + 1e-12);
        arena_free(&a);
    }
}

TEST(scan_rejects_a_true_null_as_often_as_it_says)
{
    // 400 sets of cases drawn from the expected ones: p is uniform but for its steps of 1/20.
    int64_t small = 0;
    for (int trial = 0; trial < 400; trial++) {
        struct arena a = {0};
        struct error err = {0};
        struct scan_result r = {0};
        int64_t cases[6] = {0};
        for (int e = 0; e < 24; e++) {
            double u = t_unit() * 8000;
            int i = 0;
            while (u >= toy_people[i])
                u -= toy_people[i++];
            cases[i]++;
        }
        struct scan_data d = toy;
        d.cases = cases;
        struct scan_question q = {.rates = SCAN_HIGH_AND_LOW,
                                  .monte_carlo = {.replicates = 19, .seed = (uint64_t)trial}};
        NEED_OK(scan(&a, &d, &q, &r, &err), err);
        small += r.cluster_count > 0 && r.clusters[0].p <= 0.2;
        arena_free(&a);
    }
    CHECK(fabs((double)small / 400 - 0.2) < 4.5 * 0.02);
}

TEST(scan_drops_locations_without_coordinates_and_counts_their_cases)
{
    struct arena a = {0};
    struct error err = {0};
    struct scan_result r = {0};
    double x[6];
    memcpy(x, toy_x, sizeof x);
    x[3] = NAN;
    struct scan_data d = toy;
    d.x = x;
    struct scan_question q = {0};
    NEED_OK(scan(&a, &d, &q, &r, &err), err);
    CHECK_INT(r.locations_dropped, 1);
    CHECK_INT(r.cases_dropped, 2);
    CHECK_INT(r.cases, 22);
    CHECK_INT(r.locations, 5);
    CHECK_NEAR(r.clusters[0].expected, 22 * 3100 / 6500.0, 1e-12);
    arena_free(&a);
}

TEST(scan_takes_circles_from_a_grid_of_centres)
{
    struct arena a = {0};
    struct error err = {0};
    struct scan_result r = {0};
    const double gx[] = {8, 1}, gy[] = {1, 0.5};
    struct scan_data d = toy;
    d.grid_x = gx;
    d.grid_y = gy;
    d.centres = 2;
    struct scan_question q = {0};
    NEED_OK(scan(&a, &d, &q, &r, &err), err);
    CHECK_INT(r.clusters[0].centre, 1);
    CHECK_INT(r.clusters[0].cases, 18);
    CHECK_NEAR(r.clusters[0].radius, sqrt(1.25), 1e-12);
    arena_free(&a);
}

TEST(scan_refuses_what_it_cannot_answer)
{
    struct arena a = {0};
    struct error err = {0};
    struct scan_result r = {0};
    struct scan_question q = {.model = SCAN_PERMUTATION};
    CHECK(!scan(&a, &toy, &q, &r, &err) && err.kind == ERROR_USAGE);
    q = (struct scan_question){.model = SCAN_BERNOULLI};
    CHECK(!scan(&a, &toy, &q, &r, &err) && err.kind == ERROR_USAGE);
    q = (struct scan_question){.extent = SCAN_SPACE_TIME};
    CHECK(!scan(&a, &toy, &q, &r, &err) && err.kind == ERROR_USAGE);
    q = (struct scan_question){.population_most = 1.5};
    CHECK(!scan(&a, &toy, &q, &r, &err) && err.kind == ERROR_USAGE);
    q = (struct scan_question){.monte_carlo.replicates = -1};
    CHECK(!scan(&a, &toy, &q, &r, &err) && err.kind == ERROR_USAGE);
    const int64_t none[6] = {0}, minus[6] = {1, -1};
    const double empty[6] = {0, 1, 1, 1, 1, 1};
    struct scan_data d = toy;
    q = (struct scan_question){0};
    d.cases = none;
    CHECK(!scan(&a, &d, &q, &r, &err) && err.kind == ERROR_INVALID);
    d.cases = minus;
    CHECK(!scan(&a, &d, &q, &r, &err) && err.kind == ERROR_INVALID);
    d = toy;
    d.expected = empty;
    CHECK(!scan(&a, &d, &q, &r, &err) && err.kind == ERROR_INVALID);
    const double lost[6] = {1, 1, NAN, 1, 1, 1};
    d = toy;
    d.population = lost;
    CHECK(!scan(&a, &d, &q, &r, &err) && err.kind == ERROR_INVALID);
    CHECK_INT(r.cluster_count, 0);
    arena_free(&a);
}

/* ---- real sets ---- */

enum { ROWS_MOST = 4000 };

struct table {
    char name[ROWS_MOST][24];
    double at[ROWS_MOST][5];
    int count;
};

// Lines of a name and numbers apart by blanks, commas or slashes; lines without numbers are left.
static const struct table *table_load(struct arena *a, const char *path)
{
    FILE *f = fopen(path, "r");
    NEED(f != NULL);
    struct table *t = ARENA_NEW(a, struct table);
    char line[256];
    while (fgets(line, sizeof line, f) != NULL && t->count < ROWS_MOST) {
        char *save = NULL, *name = strtok_r(line, " \t\r\n,\"", &save), *word, *end;
        int n = 0;
        if (name == NULL)
            continue;
        snprintf(t->name[t->count], sizeof t->name[0], "%s", name);
        while (n < 5 && (word = strtok_r(NULL, " \t\r\n,/\"", &save)) != NULL) {
            t->at[t->count][n] = strtod(word, &end);
            n += end != word;
        }
        t->count += n > 0;
    }
    fclose(f);
    return t;
}

static int table_row(const struct table *t, const char *name)
{
    int i = 0;
    while (i < t->count && strcmp(t->name[i], name) != 0)
        i++;
    NEED(i < t->count);
    return i;
}

static void table_column(const struct table *t, int column, double *out)
{
    for (int i = 0; i < t->count; i++)
        out[i] = t->at[i][column];
}

// test/oracle/scan.R: every window written down.
static void check_cluster(struct arena *a, const char *name, const struct scan_result *r, int count)
{
    struct oracle_list oracle = oracle_load(a, "scan.csv");
    for (int k = 0; k < count; k++) {
        const double *o = oracle_find(&oracle, arena_printf(a, "%s_%d", name, k + 1))->at;
        NEED(k < r->cluster_count);
        const struct scan_cluster *c = &r->clusters[k];
        int64_t sum = 0;
        for (int j = 0; j < c->location_count; j++)
            sum += c->locations[j] + 1;
        CHECK_INT(c->cases, o[0]);
        CHECK_NEAR(c->expected, o[1], 1e-9);
        CHECK_NEAR(c->llr, o[2], 1e-8);
        CHECK_NEAR(c->relative_risk, o[3], 1e-9);
        if (c->centre < 0)
            continue;
        CHECK_NEAR(c->radius, o[4], 1e-9);
        CHECK_INT(c->location_count, o[5]);
        if (o[7] > 1) { // of space and time
            CHECK_INT(c->first_step + 1, o[6]);
            CHECK_INT(c->last_step + 1, o[7]);
        }
        CHECK_INT(sum, o[8]);
    }
}

struct new_mexico {
    struct scan_data data;
    double mean_people;
};

static struct new_mexico new_mexico_load(struct arena *a, const char *geo_path)
{
    struct error err = {0};
    const struct table *geo = table_load(a, geo_path);
    const struct table *cas = table_load(a, t_shared_data(a, "satscan/nm.cas"));
    const struct table *pop = table_load(a, t_shared_data(a, "satscan/nm.pop"));
    int32_t areas = geo->count, strata = 36, steps = 19;
    NEED(areas == 32 && cas->count == 1175 && pop->count == 3456);
    struct date edge[20];
    for (int t = 0; t <= steps; t++)
        edge[t] = date_of(1973 + t, 1, 1);
    struct census *census = ARENA_ARRAY(a, struct census, (size_t)pop->count);
    for (int i = 0; i < pop->count; i++) {
        const double *p = pop->at[i];
        census[i] =
            (struct census){table_row(geo, pop->name[i]), (int32_t)(2 * (p[2] - 1) + p[3] - 1),
                            date_of(1900 + (int)p[0], 7, 1), p[1]};
    }
    double *people = ARENA_ARRAY(a, double, (size_t)(areas * strata * steps));
    NEED_OK(person_time(a, census, pop->count, areas, strata, edge, steps, people, &err), err);
    int64_t *cases = ARENA_ARRAY(a, int64_t, (size_t)(areas * steps)), by_stratum[36] = {0};
    for (int i = 0; i < cas->count; i++) {
        const double *c = cas->at[i];
        cases[table_row(geo, cas->name[i]) * steps + (int)c[1] - 1973] += (int64_t)c[0];
        by_stratum[(int)(2 * (c[2] - 1) + c[3] - 1)] += (int64_t)c[0];
    }
    double *mu = ARENA_ARRAY(a, double, (size_t)(areas * steps));
    NEED_OK(person_time_expected(people, by_stratum, areas, strata, steps, mu, &err), err);
    double *x = ARENA_ARRAY(a, double, (size_t)areas), *y = ARENA_ARRAY(a, double, (size_t)areas);
    table_column(geo, 1, x);
    table_column(geo, 0, y);
    double *mean = ARENA_ARRAY(a, double, (size_t)areas), all = 0;
    for (int i = 0; i < areas; i++) {
        for (int j = 0; j < strata * steps; j++)
            mean[i] += people[i * strata * steps + j] / (edge[steps].days - edge[0].days);
        all += mean[i];
    }
    return (struct new_mexico){{.locations = areas,
                                .steps = steps,
                                .places = PLACES_ON_GLOBE,
                                .x = x,
                                .y = y,
                                .cases = cases,
                                .expected = mu,
                                .population = mean},
                               all};
}

TEST(scan_of_new_mexico_agrees_with_every_window_written_down)
{
    struct arena a = {0};
    struct error err = {0};
    const char *path = t_shared_data(&a, "satscan/nm.geo");
    if (path != NULL) {
        struct new_mexico nm = new_mexico_load(&a, path);
        struct oracle_list oracle = oracle_load(&a, "scan.csv");
        const double *o = oracle_find(&oracle, "nm_expected")->at;
        CHECK_NEAR(nm.data.expected[0], o[1], 1e-10);
        CHECK_NEAR(nm.data.expected[14 * 19 + 9], o[2], 1e-10);
        CHECK_NEAR(nm.data.expected[31 * 19 + 18], o[3], 1e-10);
        CHECK_NEAR(nm.mean_people, o[4], 1e-10);
        // As in NewMexicoSpaceTimePoisson.prm.
        struct scan_result r = {0};
        struct scan_question q = {.extent = SCAN_SPACE_TIME,
                                  .monte_carlo = {.replicates = 999, .seed = 12345}};
        NEED_OK(scan(&a, &nm.data, &q, &r, &err), err);
        CHECK_INT(r.cases, 1175);
        CHECK_INT(r.steps_longest, 9);
        check_cluster(&a, "nm", &r, 6);
        // Los Alamos is no cluster of its own (Kulldorff et al. 1998, abstract).
        CHECK(r.clusters[1].p > 0.05);
        q.monte_carlo.replicates = 0;
        q.extent = SCAN_SPATIAL;
        NEED_OK(scan(&a, &nm.data, &q, &r, &err), err);
        check_cluster(&a, "nm_spatial", &r, 4);
        q.extent = SCAN_TEMPORAL;
        NEED_OK(scan(&a, &nm.data, &q, &r, &err), err);
        check_cluster(&a, "nm_temporal", &r, 1);
        CHECK_INT(r.clusters[0].first_step, 12); // 1985 to 1991
        CHECK_INT(r.clusters[0].last_step, 18);
    }
    arena_free(&a);
}

TEST(scan_of_north_humberside_agrees_with_every_window_written_down)
{
    struct arena a = {0};
    struct error err = {0};
    const char *path = t_shared_data(&a, "satscan/NHumberside.geo");
    if (path != NULL) {
        const struct table *geo = table_load(&a, path);
        const struct table *cas = table_load(&a, t_shared_data(&a, "satscan/NHumberside.cas"));
        const struct table *ctl = table_load(&a, t_shared_data(&a, "satscan/NHumberside.ctl"));
        double x[200], y[200];
        int64_t cases[200], controls[200];
        NEED(geo->count == 191 && cas->count == 191 && ctl->count == 191);
        table_column(geo, 0, x);
        table_column(geo, 1, y);
        for (int i = 0; i < geo->count; i++) {
            cases[i] = (int64_t)cas->at[table_row(cas, geo->name[i])][0];
            controls[i] = (int64_t)ctl->at[table_row(ctl, geo->name[i])][0];
        }
        struct scan_data d = {.locations = geo->count,
                              .steps = 1,
                              .x = x,
                              .y = y,
                              .cases = cases,
                              .controls = controls};
        struct scan_result r = {0};
        struct scan_question q = {.model = SCAN_BERNOULLI,
                                  .monte_carlo = {.replicates = 999, .seed = 12345}};
        NEED_OK(scan(&a, &d, &q, &r, &err), err);
        CHECK_INT(r.cases, 62);
        CHECK_INT(r.controls, 141);
        check_cluster(&a, "humberside", &r, 4);
        CHECK(r.clusters[0].p > 0.05);
    }
    arena_free(&a);
}

TEST(scan_of_new_york_fever_finds_nothing_significant)
{
    struct arena a = {0};
    struct error err = {0};
    const char *path = t_shared_data(&a, "satscan/NYCfever.geo");
    if (path != NULL) {
        const struct table *geo = table_load(&a, path);
        const struct table *cas = table_load(&a, t_shared_data(&a, "satscan/NYCfever.cas"));
        double x[200], y[200];
        int64_t *cases = ARENA_ARRAY(&a, int64_t, (size_t)geo->count * 24);
        NEED(geo->count == 192 && cas->count == 194);
        table_column(geo, 1, x);
        table_column(geo, 0, y);
        for (int i = 0; i < cas->count; i++) {
            NEED(cas->at[i][1] == 2001 && cas->at[i][2] == 11);
            cases[table_row(geo, cas->name[i]) * 24 + (int)cas->at[i][3] - 1] +=
                (int64_t)cas->at[i][0];
        }
        struct scan_data d = {.locations = geo->count,
                              .steps = 24,
                              .places = PLACES_ON_GLOBE,
                              .x = x,
                              .y = y,
                              .cases = cases};
        struct scan_result r = {0};
        // As in NYCSpaceTimePermutation.prm. No significant cluster: rsatscan vignette.
        struct scan_question q = {.model = SCAN_PERMUTATION,
                                  .extent = SCAN_SPACE_TIME,
                                  .prospective = true,
                                  .radius_most = 3,
                                  .steps_most = 7,
                                  .analysis_days = 1,
                                  .monte_carlo = {.replicates = 999, .seed = 12345}};
        NEED_OK(scan(&a, &d, &q, &r, &err), err);
        CHECK_INT(r.cases, 194);
        check_cluster(&a, "fever", &r, 5);
        CHECK(r.clusters[0].p > 0.05);
        CHECK_NEAR(r.clusters[0].recurrence_days, 1 / r.clusters[0].p, 1e-12);
        q.prospective = false;
        NEED_OK(scan(&a, &d, &q, &r, &err), err);
        check_cluster(&a, "fever_back", &r, 5);
        CHECK(isnan(r.clusters[0].recurrence_days));
    }
    arena_free(&a);
}

/* SaTScan's own results for the leukaemia of eight counties of New York, kept in the tests of the R
 * package smerc (scan_test_ny_poisson_circular_longlat.txt, v9.3.1, and ..._cartesian.txt, v9.6,
 * where degrees are taken as a plane). Cases are cut to whole numbers there. The file has
 * coordinates in km; they are degrees times 86.973567 and 111.132967. On the globe its fifth is our
 * sixth: SaTScan has one window a centre to choose from. */
TEST(scan_of_new_york_leukaemia_gives_what_satscan_gives)
{
    static const struct {
        enum places places;
        int64_t cases;
        double expected, risk, llr, p, radius;
        int locations;
    } published[] = {
        {PLACES_ON_GLOBE, 106, 62.13, 1.87, 14.780276, 0.001, 7.70, 31},
        {PLACES_ON_GLOBE, 42, 21.24, 2.06, 8.287056, 0.033, 13.01, 9},
        {PLACES_ON_GLOBE, 44, 23.83, 1.92, 7.199672, 0.105, 2.35, 16},
        {PLACES_ON_GLOBE, 25, 12.82, 1.99, 4.651839, 0.653, 5.82, 4},
        {PLACES_ON_PLANE, 100, 58.28, 1.87, 14.083511, 0.001, 0.087, 28},
        {PLACES_ON_PLANE, 38, 17.79, 2.22, 9.019716, 0.016, 0.13, 8},
        {PLACES_ON_PLANE, 64, 40.85, 1.64, 6.114140, 0.248, 0.040, 33},
        {PLACES_ON_PLANE, 25, 12.82, 1.99, 4.651839, 0.645, 0.061, 4},
        {PLACES_ON_PLANE, 12, 5.14, 2.37, 3.363518, 0.965, 0.026, 4},
        {PLACES_ON_PLANE, 11, 4.61, 2.41, 3.209485, 0.982, 0.012, 3},
    };
    struct arena a = {0};
    struct error err = {0};
    const char *path = t_shared_data(&a, "methods/nyleukemia.csv");
    if (path != NULL) {
        const struct table *t = table_load(&a, path);
        double x[281], y[281], people[281];
        int64_t cases[281];
        NEED(t->count == 281);
        for (int i = 0; i < 281; i++) {
            x[i] = t->at[i][0] / 86.973567;
            y[i] = t->at[i][1] / 111.132967;
            cases[i] = (int64_t)t->at[i][2];
            people[i] = t->at[i][3];
        }
        for (int i = 0, count = 4; i < 10; i += count, count = 6) {
            struct scan_data d = {.locations = 281,
                                  .steps = 1,
                                  .places = published[i].places,
                                  .x = x,
                                  .y = y,
                                  .cases = cases,
                                  .expected = people};
            struct scan_result r = {0};
            struct scan_question q = {.monte_carlo = {.replicates = 999, .seed = 2}};
            NEED_OK(scan(&a, &d, &q, &r, &err), err);
            CHECK_INT(r.cases, 552);
            NEED(r.cluster_count >= count);
            for (int k = 0; k < count; k++) {
                const struct scan_cluster *c = &r.clusters[k];
                CHECK_INT(c->cases, published[i + k].cases);
                CHECK_INT(c->location_count, published[i + k].locations);
                CHECK(fabs(c->expected - published[i + k].expected) < 0.00501);
                CHECK(fabs(c->relative_risk - published[i + k].risk) < 0.00501);
                CHECK(fabs(c->radius - published[i + k].radius) < 0.00501);
                CHECK(fabs(c->llr - published[i + k].llr) < 6e-7);
                // Two Monte Carlo answers of 999 replicates each.
                double p = published[i + k].p;
                CHECK(fabs(c->p - p) < 0.002 + 4 * sqrt(2 * p * (1 - p) / 999));
            }
            // SaTScan gives 0.000087 and 0.00015 here, by its Gumbel law.
            CHECK(r.clusters[0].p_gumbel > 2e-5 && r.clusters[0].p_gumbel < 6e-4);
        }
    }
    arena_free(&a);
}

TEST(person_time_is_linear_between_censuses_and_constant_outside)
{
    struct arena a = {0};
    struct error err = {0};
    const struct census census[] = {{0, 0, {100}, 50}, {0, 0, {0}, 10}, {0, 1, {7}, 3}};
    const struct date edge[] = {{-10}, {0}, {50}, {150}};
    double out[6];
    NEED_OK(person_time(&a, census, 3, 1, 2, edge, 3, out, &err), err);
    CHECK_NEAR(out[0], 100, 1e-12);
    CHECK_NEAR(out[1], 50 * 20, 1e-12);
    CHECK_NEAR(out[2], 50 * 40 + 50 * 50, 1e-12);
    CHECK_NEAR(out[4], 150, 1e-12);
    const int64_t cases[] = {14, 0};
    double mu[3];
    NEED_OK(person_time_expected(out, cases, 1, 2, 3, mu, &err), err);
    CHECK_NEAR(mu[0] + mu[1] + mu[2], 14, 1e-12);
    CHECK_NEAR(mu[1], 14 * 1000 / 5600.0, 1e-12);
    arena_free(&a);
}

TEST(person_time_refuses_impossible_censuses)
{
    struct arena a = {0};
    struct error err = {0};
    const struct date edge[] = {{0}, {10}}, back[] = {{10}, {10}};
    double out[2];
    const struct census twice[] = {{0, 0, {5}, 1}, {0, 0, {5}, 2}}, minus = {0, 0, {5}, -1},
                        away = {1, 0, {5}, 1}, missing = {0, 0, {5}, NAN};
    CHECK(!person_time(&a, twice, 2, 1, 1, edge, 1, out, &err) && err.kind == ERROR_INVALID);
    CHECK(!person_time(&a, &minus, 1, 1, 1, edge, 1, out, &err) && err.kind == ERROR_INVALID);
    CHECK(!person_time(&a, &away, 1, 1, 1, edge, 1, out, &err) && err.kind == ERROR_INVALID);
    CHECK(!person_time(&a, &missing, 1, 1, 1, edge, 1, out, &err) && err.kind == ERROR_INVALID);
    CHECK(!person_time(&a, twice, 1, 1, 1, back, 1, out, &err) && err.kind == ERROR_USAGE);
    const int64_t cases[] = {1};
    const double nobody[] = {0};
    CHECK(!person_time_expected(nobody, cases, 1, 1, 1, out, &err) && err.kind == ERROR_INVALID);
    arena_free(&a);
}
