#include "method/mantel.h"

#include <inttypes.h>

#include "base/random.h"
#include "method/parallel.h"

/* The reciprocal distances of one event to all others are computed once for a block of replicates,
 * so that a replicate pays for its times alone and nobody stores n^2 numbers. The times of an event
 * in all replicates of a block lie side by side: their sums do not wait for each other. */

enum { BLOCK = 32 };

struct work {
    int32_t n;
    enum places places;
    const double *x, *y, *t;
    double space_constant, time_constant;
    const struct monte_carlo *monte_carlo;
    double *z;       // replicates
    double **row;    // by worker: n reciprocals
    double **times;  // by worker: n * BLOCK
    int32_t **order; // by worker: n
};

static void space_row(const struct work *w, int32_t i, int32_t from, double *row)
{
    for (int32_t j = from; j < w->n; j++)
        row[j] =
            1
            / (w->space_constant + places_distance(w->places, w->x[i], w->y[i], w->x[j], w->y[j]));
}

// Adds the sums over j > i of each replicate of a block. A division costs as much as ten
// multiplications, so four fractions are brought to one denominator.
static void row_sums(const struct work *w, const double *row, const double *times, int32_t i,
                     double sum[BLOCK])
{
    double k = w->time_constant, part[BLOCK] = {0};
    const double *own = times + (int64_t)i * BLOCK, *other = own + BLOCK;
    int32_t j = i + 1;
    for (; j + 4 <= w->n; j += 4, other += 4 * BLOCK) {
        double p = row[j], q = row[j + 1], s = row[j + 2], t = row[j + 3];
        for (int r = 0; r < BLOCK; r++) {
            double a = k + fabs(own[r] - other[r]), b = k + fabs(own[r] - other[r + BLOCK]);
            double c = k + fabs(own[r] - other[r + 2 * BLOCK]);
            double d = k + fabs(own[r] - other[r + 3 * BLOCK]), ab = a * b, cd = c * d;
            part[r] += ((p * b + q * a) * cd + (s * d + t * c) * ab) / (ab * cd);
        }
    }
    for (; j < w->n; j++, other += BLOCK) {
        for (int r = 0; r < BLOCK; r++)
            part[r] += row[j] / (k + fabs(own[r] - other[r]));
    }
    for (int r = 0; r < BLOCK; r++)
        sum[r] += part[r];
}

// The same for the observed times.
static double row_sum(const struct work *w, const double *row, int32_t i)
{
    double part = 0;
    for (int32_t j = i + 1; j < w->n; j++)
        part += row[j] / (w->time_constant + fabs(w->t[i] - w->t[j]));
    return part;
}

static void replicate_block(void *context, int worker, int64_t block)
{
    struct work *w = context;
    int32_t n = w->n, *order = w->order[worker];
    double *times = w->times[worker], sum[BLOCK] = {0};
    int64_t first = block * BLOCK, count = w->monte_carlo->replicates - first;
    if (count > BLOCK)
        count = BLOCK;
    for (int64_t r = 0; r < count; r++) {
        struct random random = random_stream(w->monte_carlo->seed, (uint64_t)(first + r));
        for (int32_t i = 0; i < n; i++)
            order[i] = i;
        random_shuffle(&random, order, n);
        for (int32_t i = 0; i < n; i++)
            times[(int64_t)i * BLOCK + r] = w->t[order[i]];
    }
    for (int32_t i = 0; i < n; i++) {
        space_row(w, i, i + 1, w->row[worker]);
        row_sums(w, w->row[worker], times, i, sum); // past count, of an earlier block: unused
    }
    for (int64_t r = 0; r < count; r++)
        w->z[first + r] = sum[r];
}

// Over ordered pairs: the sum, the sum of squares, and the sum over events of squared row sums.
struct sums {
    double all, squares, rows;
};

static void sums_add(struct sums *s, const double *row, int32_t n, int32_t i)
{
    double sum = 0;
    for (int32_t j = 0; j < n; j++) {
        if (j == i)
            continue;
        sum += row[j];
        s->squares += row[j] * row[j];
    }
    s->all += sum;
    s->rows += sum * sum;
}

// The observed Z, and the exact mean and variance of the permuted ones.
static void exact_part(const struct work *w, double *row, double *time_row, struct mantel *m)
{
    struct sums s = {0}, t = {0};
    for (int32_t i = 0; i < w->n; i++) {
        space_row(w, i, 0, row);
        for (int32_t j = 0; j < w->n; j++)
            time_row[j] = 1 / (w->time_constant + fabs(w->t[i] - w->t[j]));
        sums_add(&s, row, w->n, i);
        sums_add(&t, time_row, w->n, i);
        m->z += row_sum(w, row, i);
    }
    double n = w->n, n2 = n * (n - 1), n3 = n2 * (n - 2), n4 = n3 * (n - 3);
    double mean = s.all * t.all / n2; // of twice Z
    double variance = 2 * s.squares * t.squares / n2
                      + 4 * (s.rows - s.squares) * (t.rows - t.squares) / n3
                      + (s.all * s.all + 2 * s.squares - 4 * s.rows)
                            * (t.all * t.all + 2 * t.squares - 4 * t.rows) / n4
                      - mean * mean;
    m->mean = mean / 2;
    m->sd = sqrt(variance > 0 ? variance : 0) / 2;
    double ss = s.squares - s.all * s.all / n2, tt = t.squares - t.all * t.all / n2;
    bool vary = ss > 1e-12 * s.squares && tt > 1e-12 * t.squares;
    m->correlation = vary ? 2 * (m->z - m->mean) / sqrt(ss * tt) : NAN;
}

static int32_t keep_complete(struct arena *a, const struct near_repeat_data *d, struct work *w)
{
    size_t room = (size_t)(d->events > 0 ? d->events : 0);
    double *x = ARENA_ARRAY(a, double, room), *y = ARENA_ARRAY(a, double, room);
    double *t = ARENA_ARRAY(a, double, room);
    int32_t n = 0;
    for (int32_t i = 0; i < d->events; i++) {
        if (!isfinite(d->x[i]) || !isfinite(d->y[i]) || !isfinite(d->t[i]))
            continue;
        x[n] = d->x[i];
        y[n] = d->y[i];
        t[n++] = d->t[i];
    }
    w->x = x;
    w->y = y;
    w->t = t;
    return n;
}

static void replicate_all(struct work *w, struct arena *a)
{
    int64_t replicates = w->monte_carlo->replicates, blocks = (replicates + BLOCK - 1) / BLOCK;
    int workers = parallel_workers(w->monte_carlo->threads, blocks);
    w->z = ARENA_ARRAY(a, double, (size_t)replicates);
    w->row = ARENA_ARRAY(a, double *, (size_t)workers);
    w->times = ARENA_ARRAY(a, double *, (size_t)workers);
    w->order = ARENA_ARRAY(a, int32_t *, (size_t)workers);
    for (int i = 0; i < workers; i++) {
        w->row[i] = ARENA_ARRAY(a, double, (size_t)w->n);
        w->times[i] = ARENA_ARRAY(a, double, (size_t)w->n *BLOCK);
        w->order[i] = ARENA_ARRAY(a, int32_t, (size_t)w->n);
    }
    parallel_run(workers, blocks, replicate_block, w);
}

bool mantel_test(const struct near_repeat_data *data, const struct mantel_question *question,
                 struct mantel *out, struct error *err)
{
    const struct monte_carlo *mc = &question->monte_carlo;
    struct work w = {.places = data->places, .monte_carlo = mc};
    w.space_constant = question->space_constant == 0 ? 1 : question->space_constant;
    w.time_constant = question->time_constant == 0 ? 1 : question->time_constant;
    if (!(w.space_constant > 0) || !(w.time_constant > 0))
        return error_set(err, ERROR_USAGE, "the constants added to distances must be above 0");
    if (mc->replicates < 0 || mc->replicates > MONTE_CARLO_MOST)
        return error_set(err, ERROR_USAGE, "replicates: 0 to %d", MONTE_CARLO_MOST);
    struct arena a = {0};
    w.n = keep_complete(&a, data, &w);
    bool ok = w.n >= 4
              || error_set(err, ERROR_INVALID,
                           "%" PRId32 " events with place and time: 4 are needed", w.n);
    if (ok) {
        struct mantel m = {.events = w.n,
                           .events_dropped = data->events - w.n,
                           .replicates = mc->replicates,
                           .seed = mc->seed};
        double *row = ARENA_ARRAY(&a, double, (size_t)w.n);
        exact_part(&w, row, ARENA_ARRAY(&a, double, (size_t)w.n), &m);
        replicate_all(&w, &a);
        int64_t at_least = 0;
        for (int64_t r = 0; r < mc->replicates; r++)
            at_least += w.z[r] >= m.z * (1 - MONTE_CARLO_TOLERANCE);
        m.p = monte_carlo_p(at_least, mc->replicates);
        m.p_se = monte_carlo_se(m.p, mc->replicates);
        *out = m;
    }
    arena_free(&a);
    return ok;
}
