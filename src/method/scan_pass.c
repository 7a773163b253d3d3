#include "method/scan_pass.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "method/parallel.h"

/* How it works. For a given number of cases c the likelihood ratio of a high rate falls as the
 * measure m grows. So a pass over all windows only keeps the least m seen for each c (and the most
 * m, for low rates): no logarithm but one for each c at its end.
 *
 * Replicates of a purely spatial scan are even cheaper. BATCH of them go over the circles together,
 * and a window's ratio is only taken where a bound on it beats the best so far. With p = c/C and q
 * = mu/C the Poisson ratio is C times the integral of (p - x)/(x(1 - x)) from q to p; as x(1 - x)
 * is no less than q(1 - q) there when q < p <= 1 - q, it is at most
 *
 *     C (p - q)^2 / (2 q(1 - q)),
 *
 * and always at most twice that, which is Pearson's chi-square, as a Bernoulli ratio is at most its
 * own (ln x <= x - 1). */

// A rate is not higher inside than outside when only the sums' last digits say so.
#define ROUNDING 1e-12

// Replicates that go over the circles together, where there is one step of time.
enum { BATCH = 4 };
typedef double lanes __attribute__((vector_size(16))); // what every 64-bit machine has
typedef int64_t lane_flags __attribute__((vector_size(16)));

struct batch_cases {
    lanes a, b;
};

// For each number of cases the least and the most measure of a window, and which one it was.
struct extremes {
    double *least, *most;
    struct window *least_at, *most_at; // NULL in replicates
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

static int descending(const void *pa, const void *pb)
{
    double a = *(const double *)pa, b = *(const double *)pb;
    return (a < b) - (a > b);
}

struct scan_pass {
    const struct frame *f;
    struct counts observed;
    struct scratch scratch;
};

struct scan_pass *scan_pass_make(struct arena *a, const struct frame *f)
{
    struct scan_pass *p = ARENA_NEW(a, struct scan_pass);
    p->f = f;
    p->scratch = scratch_make(a, f, true);
    p->observed = p->scratch.counts;
    memcpy(p->observed.start, f->start, ((size_t)f->places + 2) * sizeof *f->start);
    memcpy(p->observed.step, f->step, (size_t)f->cases * sizeof *f->step);
    return p;
}

struct find scan_pass_best(struct scan_pass *p, const bool *used, struct window *window,
                           double *measure)
{
    struct extremes *x = &p->scratch.x;
    pass(p->f, &p->observed, used, &p->scratch, x);
    struct find find = extremes_best(p->f, x);
    *window = find.low ? x->most_at[find.cases] : x->least_at[find.cases];
    *measure = find.low ? x->most[find.cases] : x->least[find.cases];
    return find;
}

double *scan_replicates(struct arena *a, const struct frame *f)
{
    struct arena temporary = {0};
    const struct monte_carlo *mc = &f->question->monte_carlo;
    struct replication rep = {.f = f, .maxima = ARENA_ARRAY(a, double, (size_t)mc->replicates)};
    int64_t batches = (mc->replicates + BATCH - 1) / BATCH;
    int workers = parallel_workers(mc->threads, batches);
    rep.scratch = ARENA_ARRAY(&temporary, struct scratch, (size_t)workers);
    for (int w = 0; w < workers; w++)
        rep.scratch[w] = scratch_make(&temporary, f, false);
    parallel_run(workers, batches, replicate_batch, &rep);
    if (mc->replicates > 0)
        qsort(rep.maxima, (size_t)mc->replicates, sizeof *rep.maxima, descending);
    arena_free(&temporary);
    return rep.maxima;
}
