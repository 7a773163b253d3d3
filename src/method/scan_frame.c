#include "method/scan_frame.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

// The measure of the caller's cell: expected cases, or people.
static double cell_measure(const struct scan_data *d, enum scan_model model, int64_t cell)
{
    switch (model) {
    case SCAN_POISSON:
        return d->expected[cell];
    case SCAN_BERNOULLI:
        return (double)(d->cases[cell] + d->controls[cell]);
    case SCAN_PERMUTATION:
        break;
    }
    return (double)d->cases[cell];
}

static bool question_check(const struct scan_data *d, const struct scan_question *q,
                           struct error *err)
{
    if (d->locations < 1 || d->steps < 1 || d->cases == NULL
        || (int64_t)d->locations * d->steps > INT32_MAX)
        return error_set(err, ERROR_USAGE, "a scan needs locations, steps and cases");
    if ((q->model == SCAN_POISSON && d->expected == NULL)
        || (q->model == SCAN_BERNOULLI && d->controls == NULL))
        return error_set(err, ERROR_USAGE, "this model needs %s",
                         q->model == SCAN_POISSON ? "expected cases" : "controls");
    if (q->model == SCAN_PERMUTATION && q->extent != SCAN_SPACE_TIME)
        return error_set(err, ERROR_USAGE, "a permutation scan is of space and time");
    if (q->extent != SCAN_SPATIAL && d->steps < 2)
        return error_set(err, ERROR_USAGE, "a scan in time needs two steps or more");
    if (q->prospective && q->extent == SCAN_SPATIAL)
        return error_set(err, ERROR_USAGE, "a prospective scan is of time, or space and time");
    if (q->population_most < 0 || q->population_most > 1 || q->period_most < 0 || q->period_most > 1
        || q->radius_most < 0 || q->steps_most < 0 || q->steps_most > d->steps)
        return error_set(err, ERROR_USAGE, "the largest cluster asked for is out of range");
    if (q->monte_carlo.replicates < 0 || q->monte_carlo.replicates > MONTE_CARLO_MOST)
        return error_set(err, ERROR_USAGE, "replicates: 0 to %d", MONTE_CARLO_MOST);
    return true;
}

static bool cells_check(const struct scan_data *d, enum scan_model model, struct error *err)
{
    for (int64_t j = 0; j < (int64_t)d->locations * d->steps; j++) {
        int64_t place = j / d->steps + 1, step = j % d->steps + 1;
        double m = cell_measure(d, model, j);
        if (d->cases[j] < 0 || (model == SCAN_BERNOULLI && d->controls[j] < 0) || !(m >= 0)
            || isinf(m))
            return error_set(err, ERROR_INVALID,
                             "location %" PRId64 ", step %" PRId64
                             ": cases and people must be numbers of 0 or more",
                             place, step);
        if (d->cases[j] > 0 && m == 0)
            return error_set(err, ERROR_INVALID,
                             "location %" PRId64 ", step %" PRId64
                             " has cases where none are expected",
                             place, step);
    }
    for (int32_t i = 0; i < d->locations && d->population != NULL; i++) {
        if (!(d->population[i] >= 0) || isinf(d->population[i]))
            return error_set(err, ERROR_INVALID,
                             "location %" PRId32 ": people must be a number of 0 or more", i + 1);
    }
    return true;
}

void counts_fill(const struct frame *f, const int32_t *cell, struct counts *k)
{
    int32_t *start = k->start;
    memset(start, 0, ((size_t)f->places + 2) * sizeof *start);
    for (int64_t e = 0; e < f->cases; e++)
        start[cell[e] / f->steps + 2]++;
    for (int32_t i = 2; i <= f->places + 1; i++)
        start[i] += start[i - 1];
    for (int64_t e = 0; e < f->cases; e++)
        k->step[start[cell[e] / f->steps + 1]++] = cell[e] % f->steps;
}

static struct kept keep_located(struct arena *a, const struct scan_data *d,
                                const struct scan_question *q, struct scan_result *r)
{
    size_t n = (size_t)d->locations;
    struct kept k = {ARENA_ARRAY(a, int32_t, n), ARENA_ARRAY(a, double, n),
                     ARENA_ARRAY(a, double, n), 0};
    for (int32_t i = 0; i < d->locations; i++) {
        if (q->extent == SCAN_TEMPORAL || (isfinite(d->x[i]) && isfinite(d->y[i]))) {
            k.location[k.count] = i;
            if (q->extent != SCAN_TEMPORAL) {
                k.x[k.count] = d->x[i];
                k.y[k.count] = d->y[i];
            }
            k.count++;
            continue;
        }
        r->locations_dropped++;
        for (int32_t t = 0; t < d->steps; t++)
            r->cases_dropped += d->cases[(int64_t)i * d->steps + t];
    }
    r->locations = k.count;
    return k;
}

// The measure of places * steps of the scan, summed over what is not scanned.
static double *frame_cells(struct arena *a, const struct scan_data *d, const struct kept *kept,
                           struct frame *f, int64_t *cases)
{
    double *cell = ARENA_ARRAY(a, double, (size_t)f->places *(size_t)f->steps);
    for (int32_t i = 0; i < kept->count; i++) {
        for (int32_t t = 0; t < d->steps; t++) {
            int64_t from = (int64_t)kept->location[i] * d->steps + t;
            int64_t to = (int64_t)(f->places == 1 ? 0 : i) * f->steps + (f->steps == 1 ? 0 : t);
            cell[to] += cell_measure(d, f->model, from);
            cases[to] += d->cases[from];
            f->cases += d->cases[from];
        }
    }
    return cell;
}

static void frame_counts(struct arena *a, const int64_t *cases, struct frame *f)
{
    struct counts k = {ARENA_ARRAY(a, int32_t, (size_t)f->places + 2),
                       ARENA_ARRAY(a, int32_t, (size_t)f->cases)};
    int32_t *cell = ARENA_ARRAY(a, int32_t, (size_t)f->cases);
    int64_t n = 0;
    for (int32_t j = 0; j < f->places * f->steps; j++) {
        for (int64_t e = 0; e < cases[j]; e++)
            cell[n++] = j;
    }
    counts_fill(f, cell, &k);
    f->start = k.start;
    f->step = k.step;
}

// Sums the measure by place and by step, and finds whether it is their product.
static void frame_measure(struct arena *a, const double *cell, struct frame *f)
{
    size_t steps = (size_t)f->steps;
    double *place = ARENA_ARRAY(a, double, (size_t)f->places);
    double *step = ARENA_ARRAY(a, double, steps), *sum = ARENA_ARRAY(a, double, steps + 1);
    double all = 0;
    for (int32_t i = 0; i < f->places; i++) {
        for (int32_t t = 0; t < f->steps; t++) {
            place[i] += cell[(int64_t)i * f->steps + t];
            step[t] += cell[(int64_t)i * f->steps + t];
        }
        all += place[i];
    }
    f->place = place;
    f->measure = all;
    if (f->model == SCAN_PERMUTATION) {
        for (int32_t t = 0; t < f->steps; t++)
            sum[t + 1] = sum[t] + step[t]; // whole numbers: equal windows stay equal
        f->measure = all * all;
        f->step_sum = sum;
        return;
    }
    bool apart = true;
    for (int32_t j = 0; j < f->places * f->steps && apart; j++) {
        double product = place[j / f->steps] * step[j % f->steps] / all;
        apart = fabs(cell[j] - product) <= 1e-12 * (cell[j] + product);
    }
    if (f->steps == 1)
        sum[1] = 1;
    for (int32_t t = 0; t < f->steps && f->steps > 1; t++)
        sum[t + 1] = sum[t] + step[t] / all;
    if (apart || f->steps == 1) {
        f->step_sum = sum;
        return;
    }
    double *cell_sum = ARENA_ARRAY(a, double, (size_t)f->places *(steps + 1));
    for (int32_t i = 0; i < f->places; i++) {
        double *row = cell_sum + (int64_t)i * (f->steps + 1);
        for (int32_t t = 0; t < f->steps; t++)
            row[t + 1] = row[t] + cell[(int64_t)i * f->steps + t];
    }
    f->cell_sum = cell_sum;
}

// Walker's alias table, by Vose's method: cell j is kept with probability keep[j].
static void frame_alias(struct arena *a, const double *cell, struct frame *f)
{
    int32_t n = f->places * f->steps, poor = 0, rich = n;
    double *keep = ARENA_ARRAY(a, double, (size_t)n);
    int32_t *alias = ARENA_ARRAY(a, int32_t, (size_t)n);
    int32_t *stack = ARENA_ARRAY(a, int32_t, (size_t)n); // poor from its head, rich from its tail
    for (int32_t j = 0; j < n; j++) {
        keep[j] = cell[j] / f->measure * n;
        alias[j] = j;
        if (keep[j] < 1)
            stack[poor++] = j;
        else
            stack[--rich] = j;
    }
    while (poor > 0 && rich < n) {
        int32_t p = stack[--poor], q = stack[rich];
        alias[p] = q;
        keep[q] -= 1 - keep[p];
        if (keep[q] < 1) {
            rich++;
            stack[poor++] = q;
        }
    }
    // What rounding left over is full, unless it is empty.
    while (poor > 0) {
        int32_t p = stack[--poor];
        keep[p] = cell[p] > 0 ? 1 : keep[p];
    }
    while (rich < n)
        keep[stack[rich++]] = 1;
    f->keep = keep;
    f->alias = alias;
}

static bool frame_people(struct arena *a, const double *cell, struct frame *f, struct error *err)
{
    if (f->measure > INT32_MAX)
        return error_set(err, ERROR_USAGE, "more than 2^31 cases and controls");
    f->people = (int64_t)f->measure;
    int32_t *who = ARENA_ARRAY(a, int32_t, (size_t)f->people);
    int64_t n = 0;
    for (int32_t j = 0; j < f->places * f->steps; j++) {
        for (double e = 0; e < cell[j]; e++)
            who[n++] = j;
    }
    f->who = who;
    return true;
}

static bool frame_circles(struct arena *a, const struct scan_data *d, const struct kept *kept,
                          struct frame *f, struct error *err)
{
    const struct scan_question *q = f->question;
    const double nowhere[1] = {0};
    double *weight = ARENA_ARRAY(a, double, (size_t)f->places), all = 0;
    for (int32_t i = 0; i < f->places; i++) {
        weight[i] = f->population != NULL ? f->population[i] : f->place[i];
        all += weight[i];
    }
    bool temporal = q->extent == SCAN_TEMPORAL, grid = !temporal && d->grid_x != NULL;
    struct circle_limits limits = {weight,
                                   (q->population_most > 0 && !temporal ? q->population_most
                                    : temporal                          ? 1
                                                                        : 0.5)
                                       * all,
                                   q->radius_most > 0 ? q->radius_most : INFINITY};
    if (temporal)
        return circles_make(a, PLACES_ON_PLANE, nowhere, nowhere, 1, nowhere, nowhere, 1, &limits,
                            &f->circles, err);
    return circles_make(a, d->places, kept->x, kept->y, f->places, grid ? d->grid_x : kept->x,
                        grid ? d->grid_y : kept->y, grid ? d->centres : f->places, &limits,
                        &f->circles, err);
}

static int32_t longest_interval(const struct scan_question *q, int32_t steps)
{
    if (q->steps_most > 0)
        return q->steps_most < steps ? q->steps_most : steps;
    int32_t longest = (int32_t)((q->period_most > 0 ? q->period_most : 0.5) * steps + 1e-9);
    return longest < 1 ? 1 : longest;
}

static const double *kept_population(struct arena *a, const struct scan_data *d,
                                     const struct kept *kept, const struct scan_question *q)
{
    if (d->population == NULL || q->model != SCAN_POISSON || q->extent == SCAN_TEMPORAL)
        return NULL;
    double *population = ARENA_ARRAY(a, double, (size_t)kept->count);
    for (int32_t i = 0; i < kept->count; i++)
        population[i] = d->population[kept->location[i]];
    return population;
}

static bool frame_fill(struct arena *a, const struct scan_data *d, const struct kept *kept,
                       struct frame *f, struct error *err)
{
    int64_t *cases = ARENA_ARRAY(a, int64_t, (size_t)f->places * (size_t)f->steps);
    double *cell = frame_cells(a, d, kept, f, cases);
    if (f->cases == 0 || f->cases > INT32_MAX - 1)
        return error_set(err, ERROR_INVALID,
                         f->cases == 0 ? "there are no cases to scan" : "more than 2^31 cases");
    frame_counts(a, cases, f);
    frame_measure(a, cell, f);
    if (f->model == SCAN_POISSON)
        frame_alias(a, cell, f);
    if (f->model == SCAN_BERNOULLI && !frame_people(a, cell, f, err))
        return false;
    return frame_circles(a, d, kept, f, err);
}

bool frame_make(struct arena *a, const struct scan_data *d, const struct scan_question *q,
                struct frame *f, struct kept *kept, struct scan_result *r, struct error *err)
{
    if (!question_check(d, q, err) || !cells_check(d, q->model, err))
        return false;
    *kept = keep_located(a, d, q, r);
    *f = (struct frame){
        .model = q->model,
        .rates = q->rates,
        .prospective = q->prospective,
        .places = q->extent == SCAN_TEMPORAL ? 1 : kept->count,
        .steps = q->extent == SCAN_SPATIAL ? 1 : d->steps,
        .cases_least = q->cases_least > 0 ? q->cases_least : 2,
        .population = kept_population(a, d, kept, q),
        .question = q,
    };
    f->longest = longest_interval(q, f->steps);
    if (kept->count == 0)
        return error_set(err, ERROR_INVALID, "no location has coordinates");
    return frame_fill(a, d, kept, f, err);
}
