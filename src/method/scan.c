#include "method/scan.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "method/circles.h"
#include "method/parallel.h"

/* How it works. Every window has a number of cases c, which a replicate changes, and a measure m,
 * which it does not: expected cases (Poisson), people (Bernoulli), or cases of the circle times
 * cases of the interval (permutation). For a given c the likelihood ratio of a high rate falls as m
 * grows. So a pass over all windows only keeps the least m seen for each c (and the most m, for low
 * rates): no logarithm but one for each c at its end.
 *
 * Replicates of a purely spatial scan are even cheaper. BATCH of them go over the circles together,
 * and a window's ratio is only taken where a bound on it beats the best so far. With p = c/C and q
 * = mu/C the Poisson ratio is C times the integral of (p - x)/(x(1 - x)) from q to p; as x(1 - x)
 * is no less than q(1 - q) there when q < p <= 1 - q, it is at most
 *
 *     C (p - q)^2 / (2 q(1 - q)),
 *
 * and always at most twice that, which is Pearson's chi-square, as a Bernoulli ratio is at most its
 * own (ln x <= x - 1).
 *
 * The measure is taken apart where it can be: if m[i,t] = place[i] * step[t], a circle's measure is
 * one sum, not one for each step. */

// A rate is not higher inside than outside when only the sums' last digits say so.
#define ROUNDING 1e-12

struct frame {
    enum scan_model model;
    enum scan_rates rates;
    bool prospective;
    int32_t places, steps; // of the scan: 1 step where purely spatial, 1 place where temporal
    int64_t cases, cases_least;
    double measure;         // of everything
    const double *place;    // places: measure of each
    const double *step_sum; // steps + 1: sums of the shares; NULL: does not come apart
    const double *cell_sum; // else: places * (steps + 1) sums over the steps
    int32_t longest;        // interval
    struct circles circles;
    const int32_t *start, *step; // the observed cases, by place: steps of its cases
    const int32_t *who;          // Bernoulli: the cell of each person
    int64_t people;
    const double *keep; // Poisson: alias table over the cells
    const int32_t *alias;
    const struct scan_question *question;
};

struct window {
    int64_t end;              // in circles.near, past its last location
    int32_t centre, from, to; // steps from .. to - 1
};

// For each number of cases the least and the most measure of a window, and which one it was.
struct extremes {
    double *least, *most;
    struct window *least_at, *most_at; // NULL in replicates
};

// One set of cases: place i has those in step[start[i]] .. step[start[i + 1] - 1].
struct counts {
    int32_t *start, *step; // places + 2, cases
};

// Replicates that go over the circles together, where there is one step of time.
enum { BATCH = 4 };
typedef double lanes __attribute__((vector_size(16))); // what every 64-bit machine has
typedef int64_t lane_flags __attribute__((vector_size(16)));

struct batch_cases {
    lanes a, b;
};

struct scratch {
    struct counts counts;
    int32_t *draw; // cases
    int32_t *who, *swapped;
    struct extremes x;
    struct batch_cases *total;             // places: their cases
    int32_t *zone, *active, *fresh, *next; // steps
    int64_t *sum;                          // steps + 1
    double *zone_sum;                      // steps + 1
};

static double x_log(double x, double ratio)
{
    return x > 0 ? x * log(ratio) : 0;
}

static double llr_of(const struct frame *f, double c, double m)
{
    double all = (double)f->cases;
    if (f->model != SCAN_BERNOULLI) {
        double mu = m * all / f->measure;
        return x_log(c, c / mu) + x_log(all - c, (all - c) / (all - mu));
    }
    double people = f->measure, out = people - m;
    double inside = x_log(c, c / m) + x_log(m - c, (m - c) / m);
    double outside = x_log(all - c, (all - c) / out) + x_log(out - all + c, (out - all + c) / out);
    return inside + outside
           - (x_log(all, all / people) + x_log(people - all, (people - all) / people));
}

static void improve(struct extremes *x, int64_t c, double m, struct window w)
{
    if (m < x->least[c]) {
        x->least[c] = m;
        if (x->least_at != NULL)
            x->least_at[c] = w;
    }
}

static void improve_low(struct extremes *x, int64_t c, double m, struct window w)
{
    if (m > x->most[c]) {
        x->most[c] = m;
        if (x->most_at != NULL)
            x->most_at[c] = w;
    }
}

static void extremes_clear(const struct frame *f, struct extremes *x)
{
    for (int64_t c = 0; c <= f->cases; c++)
        x->least[c] = INFINITY;
    for (int64_t c = 0; c <= f->cases && f->rates != SCAN_HIGH; c++)
        x->most[c] = -1;
}

// A window of replicate q that may beat the best so far.
static void consider(const struct frame *f, double c, double m, double *best)
{
    double all = (double)f->cases;
    bool high = c * f->measure > m * all * (1 + ROUNDING) && c >= (double)f->cases_least;
    bool low = c * f->measure < m * all * (1 - ROUNDING);
    if (!(high && f->rates != SCAN_LOW) && !(low && f->rates != SCAN_HIGH))
        return;
    double llr = llr_of(f, c, m);
    if (llr > *best)
        *best = llr;
}

struct bound {
    double mean, all, spread; // cases for each of the measure; all cases
    bool low;
    lanes root[2]; // of the best ratio so far
};

// Sign bits where the ratio of a window may beat the best so far; comparing lanes would take more.
static inline lane_flags may_beat(const struct bound *b, int half, lanes c, double mu, double root)
{
    lanes reach = b->root[half] * root;
    lane_flags may = (lane_flags)(mu + reach - c) | (lane_flags)(b->all - mu - c);
    return b->low ? may | (lane_flags)(c - mu + reach) : may;
}

// The circles over BATCH sets of cases at once, which share the sums of the measure.
static void pass_batch(const struct frame *f, const struct batch_cases *total, double best[BATCH])
{
    const uint32_t *near = f->circles.near;
    double all = (double)f->cases, mean = all / f->measure;
    struct bound b = {mean, all, mean / f->measure, f->rates != SCAN_HIGH, {{0}}};
    if (f->model == SCAN_BERNOULLI)
        b.spread *= 1 - mean;
    else if (!b.low)
        b.spread *= 2;
    for (int32_t centre = 0; centre < f->circles.centres; centre++) {
        int64_t end = f->circles.begin[centre + 1];
        struct batch_cases c = {0};
        double m = 0;
        for (int64_t j = f->circles.begin[centre]; j < end; j++) {
            uint32_t i = near[j] >> 1;
            m += f->place[i];
            c.a += total[i].a;
            c.b += total[i].b;
            if (!(near[j] & CIRCLE_ENDS))
                continue;
            double mu = m * mean, square = b.spread * m * (f->measure - m);
            double root = square > 0 ? sqrt(square) : 0;
            lane_flags one = may_beat(&b, 0, c.a, mu, root), two = may_beat(&b, 1, c.b, mu, root);
            lane_flags either = one | two;
            if ((either[0] | either[1]) >= 0)
                continue;
            for (int q = 0; q < 2; q++) {
                if (one[q] < 0)
                    consider(f, c.a[q], m, &best[q]);
                if (two[q] < 0)
                    consider(f, c.b[q], m, &best[2 + q]);
                b.root[0][q] = sqrt(best[q]);
                b.root[1][q] = sqrt(best[2 + q]);
            }
        }
    }
}

// One set, with the extremes and where they are.
static void pass_circles(const struct frame *f, const struct counts *k, const bool *used,
                         struct extremes *x)
{
    const uint32_t *near = f->circles.near;
    for (int32_t centre = 0; centre < f->circles.centres; centre++) {
        int64_t c = 0, before = 0, end = f->circles.begin[centre + 1];
        double m = 0;
        for (int64_t j = f->circles.begin[centre]; j < end; j++) {
            uint32_t i = near[j] >> 1;
            if (used != NULL && used[i])
                break;
            c += k->start[i + 1] - k->start[i];
            m += f->place[i];
            if (!(near[j] & CIRCLE_ENDS))
                continue;
            struct window w = {j + 1, centre, 0, 1};
            if (c != before)
                improve(x, c, m, w);
            if (f->rates != SCAN_HIGH)
                improve_low(x, c, m, w);
            before = c;
        }
    }
}

static double window_measure(const struct frame *f, const struct scratch *s, double place,
                             int32_t from, int32_t to)
{
    return f->step_sum != NULL ? place * (f->step_sum[to] - f->step_sum[from])
                               : s->zone_sum[to] - s->zone_sum[from];
}

// The windows of a circle that have a case of its last locations (marked fresh), and begin and end
// on a step with a case: no other can have the highest rate for its number of cases.
static void pass_busy_intervals(const struct frame *f, struct scratch *s, double place,
                                int32_t mark, struct window w, struct extremes *x)
{
    int32_t n = 0;
    s->sum[0] = 0;
    for (int32_t t = f->prospective ? f->steps - f->longest : 0; t < f->steps; t++) {
        if (s->zone[t] == 0)
            continue;
        s->active[n] = t;
        s->sum[n + 1] = s->sum[n] + s->zone[t];
        n++;
    }
    int32_t next = n;
    for (int32_t i = n - 1; i >= 0; i--) {
        if (s->fresh[s->active[i]] == mark)
            next = i;
        s->next[i] = next;
    }
    for (int32_t i = 0; i < n && s->next[i] < n; i++) {
        w.from = s->active[i];
        if (f->prospective) {
            w.to = f->steps;
            improve(x, s->sum[n] - s->sum[i], window_measure(f, s, place, w.from, w.to), w);
            continue;
        }
        for (int32_t j = s->next[i]; j < n && s->active[j] - w.from < f->longest; j++) {
            w.to = s->active[j] + 1;
            improve(x, s->sum[j + 1] - s->sum[i], window_measure(f, s, place, w.from, w.to), w);
        }
    }
}

static void pass_all_intervals(const struct frame *f, struct scratch *s, double place,
                               struct window w, struct extremes *x)
{
    s->sum[0] = 0;
    for (int32_t t = 0; t < f->steps; t++)
        s->sum[t + 1] = s->sum[t] + s->zone[t];
    for (w.to = f->prospective ? f->steps : 1; w.to <= f->steps; w.to++) {
        for (w.from = w.to > f->longest ? w.to - f->longest : 0; w.from < w.to; w.from++) {
            int64_t c = s->sum[w.to] - s->sum[w.from];
            double m = window_measure(f, s, place, w.from, w.to);
            improve(x, c, m, w);
            improve_low(x, c, m, w);
        }
    }
}

static void pass_cylinders(const struct frame *f, const struct counts *k, const bool *used,
                           struct scratch *s, struct extremes *x)
{
    const uint32_t *near = f->circles.near;
    int32_t mark = 0;
    memset(s->fresh, 0, (size_t)f->steps * sizeof *s->fresh);
    for (int32_t centre = 0; centre < f->circles.centres; centre++) {
        int64_t end = f->circles.begin[centre + 1];
        double place = 0;
        bool any = false;
        memset(s->zone, 0, (size_t)f->steps * sizeof *s->zone);
        memset(s->zone_sum, 0, ((size_t)f->steps + 1) * sizeof *s->zone_sum);
        mark++;
        for (int64_t j = f->circles.begin[centre]; j < end; j++) {
            uint32_t i = near[j] >> 1;
            if (used != NULL && used[i])
                break;
            place += f->place[i];
            for (int32_t t = 0; f->step_sum == NULL && t <= f->steps; t++)
                s->zone_sum[t] += f->cell_sum[(int64_t)i * (f->steps + 1) + t];
            for (int32_t e = k->start[i]; e < k->start[i + 1]; e++) {
                s->zone[k->step[e]]++;
                s->fresh[k->step[e]] = mark;
                any = true;
            }
            if (!(near[j] & CIRCLE_ENDS))
                continue;
            struct window w = {.end = j + 1, .centre = centre};
            if (f->rates != SCAN_HIGH)
                pass_all_intervals(f, s, place, w, x);
            else if (any)
                pass_busy_intervals(f, s, place, mark, w, x);
            any = false;
            mark++;
        }
    }
}

static void pass(const struct frame *f, const struct counts *k, const bool *used, struct scratch *s,
                 struct extremes *x)
{
    extremes_clear(f, x);
    if (f->steps == 1)
        pass_circles(f, k, used, x);
    else
        pass_cylinders(f, k, used, s, x);
}

struct find {
    double llr; // 0: nothing found
    int64_t cases;
    bool low;
};

// The largest likelihood ratio among the extremes of a pass.
static struct find extremes_best(const struct frame *f, const struct extremes *x)
{
    struct find best = {0};
    for (int64_t c = f->cases_least; c <= f->cases && f->rates != SCAN_LOW; c++) {
        if (!((double)c * f->measure > x->least[c] * (double)f->cases * (1 + ROUNDING)))
            continue;
        double llr = llr_of(f, (double)c, x->least[c]);
        if (llr > best.llr)
            best = (struct find){llr, c, false};
    }
    for (int64_t c = 0; c <= f->cases && f->rates != SCAN_HIGH; c++) {
        if (!((double)c * f->measure < x->most[c] * (double)f->cases * (1 - ROUNDING)))
            continue;
        double llr = llr_of(f, (double)c, x->most[c]);
        if (llr > best.llr)
            best = (struct find){llr, c, true};
    }
    return best;
}

// Sorts cases given by their cells (place * steps + step) to their places.
static void counts_fill(const struct frame *f, const int32_t *cell, struct counts *k)
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

static void draw_poisson(const struct frame *f, struct random *r, struct scratch *s)
{
    int32_t cells = f->places * f->steps;
    for (int64_t e = 0; e < f->cases; e++) {
        double u = random_unit(r) * cells;
        int32_t cell = (int32_t)u;
        s->draw[e] = u - cell < f->keep[cell] ? cell : f->alias[cell];
    }
    counts_fill(f, s->draw, &s->counts);
}

// The first C of a shuffle of all people; then their places are given back, so that the next draw
// starts from the same order whichever replicates this worker did before.
static void draw_bernoulli(const struct frame *f, struct random *r, struct scratch *s)
{
    for (int64_t e = 0; e < f->cases; e++) {
        int64_t other = e + (int64_t)random_below(r, (uint64_t)(f->people - e));
        s->swapped[e] = (int32_t)other;
        s->draw[e] = s->who[other];
        s->who[other] = s->who[e];
        s->who[e] = s->draw[e];
    }
    counts_fill(f, s->draw, &s->counts);
    for (int64_t e = f->cases - 1; e >= 0; e--) {
        int32_t kept = s->who[e];
        s->who[e] = s->who[s->swapped[e]];
        s->who[s->swapped[e]] = kept;
    }
}

static void draw_permutation(const struct frame *f, struct random *r, struct scratch *s)
{
    memcpy(s->counts.start, f->start, ((size_t)f->places + 2) * sizeof *f->start);
    memcpy(s->counts.step, f->step, (size_t)f->cases * sizeof *f->step);
    random_shuffle(r, s->counts.step, f->cases);
}

struct replication {
    const struct frame *f;
    struct scratch *scratch; // one a worker
    double *maxima;
};

static void draw(const struct frame *f, int64_t i, struct scratch *s)
{
    struct random r = random_stream(f->question->monte_carlo.seed, (uint64_t)i);
    switch (f->model) {
    case SCAN_POISSON:
        draw_poisson(f, &r, s);
        break;
    case SCAN_BERNOULLI:
        draw_bernoulli(f, &r, s);
        break;
    case SCAN_PERMUTATION:
        draw_permutation(f, &r, s);
        break;
    }
}

static void replicate_batch(void *context, int worker, int64_t piece)
{
    struct replication *rep = context;
    const struct frame *f = rep->f;
    struct scratch *s = &rep->scratch[worker];
    int64_t first = piece * BATCH, left = f->question->monte_carlo.replicates - first;
    int count = left < BATCH ? (int)left : BATCH;
    double best[BATCH] = {0};
    for (int q = 0; q < count; q++) {
        draw(f, first + q, s);
        if (f->steps > 1) {
            pass(f, &s->counts, NULL, s, &s->x);
            best[q] = extremes_best(f, &s->x).llr;
            continue;
        }
        for (int32_t i = 0; i < f->places; i++)
            (q < 2 ? &s->total[i].a : &s->total[i].b)[0][q % 2] =
                s->counts.start[i + 1] - s->counts.start[i];
    }
    // Lanes of a batch that is not full keep an earlier draw, and nobody looks.
    if (f->steps == 1)
        pass_batch(f, s->total, best);
    for (int q = 0; q < count; q++)
        rep->maxima[first + q] = best[q];
}

static struct scratch scratch_make(struct arena *a, const struct frame *f, bool observed)
{
    size_t cases = (size_t)f->cases + 1, steps = (size_t)f->steps + 1;
    struct scratch s = {
        .counts = {ARENA_ARRAY(a, int32_t, (size_t)f->places + 2), ARENA_ARRAY(a, int32_t, cases)},
        .draw = ARENA_ARRAY(a, int32_t, cases),
        .x = {.least = ARENA_ARRAY(a, double, cases), .most = ARENA_ARRAY(a, double, cases)},
        .zone = ARENA_ARRAY(a, int32_t, steps),
        .active = ARENA_ARRAY(a, int32_t, steps),
        .fresh = ARENA_ARRAY(a, int32_t, steps),
        .next = ARENA_ARRAY(a, int32_t, steps),
        .sum = ARENA_ARRAY(a, int64_t, steps),
        .zone_sum = ARENA_ARRAY(a, double, steps),
    };
    if (observed) {
        s.x.least_at = ARENA_ARRAY(a, struct window, cases);
        s.x.most_at = ARENA_ARRAY(a, struct window, cases);
    } else if (f->model == SCAN_BERNOULLI) {
        s.who = arena_copy(a, f->who, (size_t)f->people * sizeof *f->who);
        s.swapped = ARENA_ARRAY(a, int32_t, cases);
    }
    if (!observed)
        s.total = ARENA_ARRAY(a, struct batch_cases, (size_t)f->places);
    return s;
}

/* ---- from the caller's arrays to the frame ---- */

struct kept {
    int32_t *location; // the caller's numbers of those that have coordinates
    double *x, *y;
    int32_t count;
};

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
    return true;
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
                          const double *population, struct frame *f, struct error *err)
{
    const struct scan_question *q = f->question;
    const double nowhere[1] = {0};
    double *weight = ARENA_ARRAY(a, double, (size_t)f->places), all = 0;
    for (int32_t i = 0; i < f->places; i++) {
        weight[i] = population != NULL ? population[i] : f->place[i];
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

static bool frame_make(struct arena *a, const struct scan_data *d, const struct kept *kept,
                       const double *population, struct frame *f, struct error *err)
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
    return frame_circles(a, d, kept, population, f, err);
}

/* ---- from windows to clusters ---- */

static int descending(const void *pa, const void *pb)
{
    double a = *(const double *)pa, b = *(const double *)pb;
    return (a < b) - (a > b);
}

static double *replicate_all(struct arena *a, const struct frame *f, struct arena *temporary)
{
    const struct monte_carlo *mc = &f->question->monte_carlo;
    struct replication rep = {.f = f, .maxima = ARENA_ARRAY(a, double, (size_t)mc->replicates)};
    int64_t batches = (mc->replicates + BATCH - 1) / BATCH;
    int workers = parallel_workers(mc->threads, batches);
    rep.scratch = ARENA_ARRAY(temporary, struct scratch, (size_t)workers);
    for (int w = 0; w < workers; w++)
        rep.scratch[w] = scratch_make(temporary, f, false);
    parallel_run(workers, batches, replicate_batch, &rep);
    if (mc->replicates > 0)
        qsort(rep.maxima, (size_t)mc->replicates, sizeof *rep.maxima, descending);
    return rep.maxima;
}

// 1 - exp(-exp(-(llr - mode)/beta)), the law fitted by its mean and standard deviation.
static double gumbel_p(const double *maxima, int64_t n, double llr)
{
    double mean = 0, square = 0;
    for (int64_t r = 0; r < n; r++)
        mean += maxima[r] / (double)n;
    for (int64_t r = 0; r < n; r++)
        square += (maxima[r] - mean) * (maxima[r] - mean);
    if (n < 2 || square <= 0)
        return NAN;
    double beta = sqrt(square / (double)(n - 1)) * 0.7796968012336761; // sqrt(6)/pi
    return -expm1(-exp(-(llr - mean + 0.5772156649015329 * beta) / beta));
}

static void cluster_test(const struct frame *f, const double *maxima, struct scan_cluster *c)
{
    int64_t n = f->question->monte_carlo.replicates, at_least = 0;
    while (at_least < n && maxima[at_least] >= c->llr * (1 - MONTE_CARLO_TOLERANCE))
        at_least++;
    c->p = monte_carlo_p(at_least, n);
    c->p_se = monte_carlo_se(c->p, n);
    c->p_gumbel = gumbel_p(maxima, n, c->llr);
    double days = f->question->analysis_days;
    c->recurrence_days = f->prospective && days > 0 ? days / c->p : NAN;
}

static struct scan_cluster cluster_make(struct arena *a, const struct scan_data *d,
                                        const struct kept *kept, const struct frame *f,
                                        const double *population, const struct window *w,
                                        const struct find *find, double measure)
{
    bool temporal = f->question->extent == SCAN_TEMPORAL;
    bool spatial = f->question->extent == SCAN_SPATIAL;
    double all = (double)f->cases, c = (double)find->cases, mu = measure * all / f->measure;
    struct scan_cluster k = {
        .centre = -1,
        .first_step = spatial ? 0 : w->from,
        .last_step = spatial ? d->steps - 1 : w->to - 1,
        .low = find->low,
        .cases = find->cases,
        .expected = mu,
        .llr = find->llr,
        .population = f->model == SCAN_BERNOULLI ? measure : NAN,
        .relative_risk = (c / mu) / ((all - c) / (all - mu)),
    };
    if (f->model == SCAN_BERNOULLI)
        k.relative_risk = (c / measure) / ((all - c) / (f->measure - measure));
    if (temporal)
        return k;
    int64_t begin = f->circles.begin[w->centre];
    int32_t *locations = ARENA_ARRAY(a, int32_t, (size_t)(w->end - begin));
    double people = 0;
    for (int64_t j = begin; j < w->end; j++) {
        uint32_t i = f->circles.near[j] >> 1;
        locations[k.location_count++] = kept->location[i];
        people += population != NULL ? population[i] : 0;
    }
    if (population != NULL)
        k.population = people;
    bool grid = d->grid_x != NULL;
    k.locations = locations;
    k.centre = grid ? w->centre : kept->location[w->centre];
    int32_t last = locations[k.location_count - 1];
    k.radius = places_distance(d->places, grid ? d->grid_x[k.centre] : d->x[k.centre],
                               grid ? d->grid_y[k.centre] : d->y[k.centre], d->x[last], d->y[last]);
    return k;
}

static void find_clusters(struct arena *a, const struct scan_data *d, const struct kept *kept,
                          const struct frame *f, const double *population, struct arena *temporary,
                          struct scan_result *r)
{
    int32_t most = f->question->clusters_most > 0 ? f->question->clusters_most : 10;
    if (f->question->extent == SCAN_TEMPORAL)
        most = 1;
    struct scratch s = scratch_make(temporary, f, true);
    struct counts observed = {s.counts.start, s.counts.step};
    memcpy(observed.start, f->start, ((size_t)f->places + 2) * sizeof *f->start);
    memcpy(observed.step, f->step, (size_t)f->cases * sizeof *f->step);
    bool *used = ARENA_ARRAY(temporary, bool, (size_t)f->places);
    r->clusters = ARENA_ARRAY(a, struct scan_cluster, (size_t)most);
    while (r->cluster_count < most) {
        pass(f, &observed, used, &s, &s.x);
        struct find find = extremes_best(f, &s.x);
        if (!(find.llr > 0))
            break;
        const struct window *w = find.low ? &s.x.most_at[find.cases] : &s.x.least_at[find.cases];
        double measure = find.low ? s.x.most[find.cases] : s.x.least[find.cases];
        for (int64_t j = f->circles.begin[w->centre]; j < w->end; j++)
            used[f->circles.near[j] >> 1] = true;
        struct scan_cluster *c = &r->clusters[r->cluster_count++];
        *c = cluster_make(a, d, kept, f, population, w, &find, measure);
        cluster_test(f, r->maxima, c);
    }
}

bool scan(struct arena *a, const struct scan_data *data, const struct scan_question *question,
          struct scan_result *out, struct error *err)
{
    if (!question_check(data, question, err) || !cells_check(data, question->model, err))
        return false;
    struct arena temporary = {0};
    struct scan_result r = {.seed = question->monte_carlo.seed,
                            .replicates = question->monte_carlo.replicates};
    struct kept kept = keep_located(&temporary, data, question, &r);
    const double *population = kept_population(&temporary, data, &kept, question);
    struct frame f = {
        .model = question->model,
        .rates = question->rates,
        .prospective = question->prospective,
        .places = question->extent == SCAN_TEMPORAL ? 1 : kept.count,
        .steps = question->extent == SCAN_SPATIAL ? 1 : data->steps,
        .cases_least = question->cases_least > 0 ? question->cases_least : 2,
        .question = question,
    };
    f.longest = longest_interval(question, f.steps);
    bool ok = kept.count > 0 || error_set(err, ERROR_INVALID, "no location has coordinates");
    ok = ok && frame_make(&temporary, data, &kept, population, &f, err);
    if (ok) {
        r.cases = f.cases;
        r.controls = f.people > 0 ? f.people - f.cases : 0;
        r.steps_longest = f.longest;
        r.circles = f.circles.count;
        r.maxima = replicate_all(a, &f, &temporary);
        find_clusters(a, data, &kept, &f, population, &temporary, &r);
        *out = r;
    }
    arena_free(&temporary);
    return ok;
}
