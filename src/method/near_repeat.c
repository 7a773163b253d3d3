#include "method/near_repeat.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "method/close_pairs.h"
#include "method/distribution.h"
#include "method/parallel.h"

/* Inside, bands are those below each finite edge: band 0 below the first (which the caller does not
 * ask for), then the caller's. Space has one more, of all pairs beyond the last finite edge, whose
 * counts follow from the totals, which no permutation changes; so has time. A table is then rows
 * 0 .. S (space) of columns 0 .. T (time), S and T the numbers of finite edges. */

#define TABLES_MOST 400000000 // cells of all replicates

struct table {
    int32_t n;
    const double *t;
    struct close_pairs close;  // S bands
    const double *time_edge;   // T finite edges, less their tolerance
    int32_t rows, columns;     // S + 1, T + 1
    const int64_t *time_pairs; // columns
};

struct replication {
    const struct table *table;
    const struct monte_carlo *monte_carlo;
    int64_t *all;      // replicates * rows * columns
    int32_t **order;   // by worker: n
    double **shuffled; // by worker: n
};

// Counts the pairs by bands when event i happened at t[i].
static void table_count(const struct table *k, const double *t, int64_t *cell)
{
    int32_t last = k->columns - 1;
    double far = last > 0 ? k->time_edge[last - 1] : 0;
    memset(cell, 0, (size_t)k->rows * (size_t)k->columns * sizeof *cell);
    int64_t *beyond = cell + (int64_t)(k->rows - 1) * k->columns;
    memcpy(beyond, k->time_pairs, (size_t)k->columns * sizeof *beyond);
    for (int32_t b = 0; b < k->close.bands; b++) {
        int64_t *row = cell + (int64_t)b * k->columns, near = 0;
        for (int64_t e = k->close.begin[b]; e < k->close.begin[b + 1]; e++) {
            double apart = fabs(t[k->close.at[e].i] - t[k->close.at[e].j]);
            if (apart >= far)
                continue;
            int32_t l = 0;
            while (apart >= k->time_edge[l])
                l++;
            row[l]++;
            near++;
        }
        row[last] = k->close.begin[b + 1] - k->close.begin[b] - near;
        for (int32_t l = 0; l <= last; l++)
            beyond[l] -= row[l];
    }
}

static void replicate(void *context, int worker, int64_t r)
{
    struct replication *rep = context;
    const struct table *k = rep->table;
    struct random random = random_stream(rep->monte_carlo->seed, (uint64_t)r);
    int32_t *order = rep->order[worker];
    double *t = rep->shuffled[worker];
    for (int32_t i = 0; i < k->n; i++)
        order[i] = i;
    random_shuffle(&random, order, k->n);
    for (int32_t i = 0; i < k->n; i++)
        t[i] = k->t[order[i]];
    table_count(k, t, rep->all + r * k->rows * k->columns);
}

void knox_moments(int32_t n, struct closeness space, struct closeness time, double *mean,
                  double *variance)
{
    double n2 = (double)n * (n - 1), n3 = n2 * (n - 2), n4 = n3 * (n - 3);
    double s = space.pairs, t = time.pairs, e = 2 * s * t / n2;
    *mean = e;
    *variance = e + 4 * space.a * time.a / n3
                + 4 * (s * (s - 1) - 2 * space.a) * (t * (t - 1) - 2 * time.a) / n4 - e * e;
}

static void closeness_add(struct closeness *c, double degree)
{
    c->pairs += degree / 2;
    c->a += degree * (degree - 1) / 2;
}

// The closeness of each row: degrees by band, and what is left of n - 1 beyond the last.
static struct closeness *space_closeness(struct arena *a, const struct table *k,
                                         struct arena *temporary)
{
    struct closeness *c = ARENA_ARRAY(a, struct closeness, (size_t)k->rows);
    int32_t *degree = ARENA_ARRAY(temporary, int32_t, (size_t)k->n);
    int32_t *left = ARENA_ARRAY(temporary, int32_t, (size_t)k->n);
    for (int32_t i = 0; i < k->n; i++)
        left[i] = k->n - 1;
    for (int32_t b = 0; b < k->close.bands; b++) {
        memset(degree, 0, (size_t)k->n * sizeof *degree);
        for (int64_t e = k->close.begin[b]; e < k->close.begin[b + 1]; e++) {
            degree[k->close.at[e].i]++;
            degree[k->close.at[e].j]++;
        }
        for (int32_t i = 0; i < k->n; i++) {
            closeness_add(&c[b], degree[i]);
            left[i] -= degree[i];
        }
    }
    for (int32_t i = 0; i < k->n; i++)
        closeness_add(&c[k->rows - 1], left[i]);
    return c;
}

static int ascending(const void *pa, const void *pb)
{
    double a = *(const double *)pa, b = *(const double *)pb;
    return (a > b) - (a < b);
}

// The closeness of each column, by two pointers along the sorted times.
static struct closeness *time_closeness(struct arena *a, const struct table *k,
                                        struct arena *temporary)
{
    struct closeness *c = ARENA_ARRAY(a, struct closeness, (size_t)k->columns);
    int32_t *before = ARENA_ARRAY(temporary, int32_t, (size_t)k->n);
    double *t = arena_copy(temporary, k->t, (size_t)k->n * sizeof *t);
    qsort(t, (size_t)k->n, sizeof *t, ascending);
    for (int32_t l = 0; l < k->columns; l++) {
        bool beyond = l == k->columns - 1;
        int32_t low = 0, high = 0;
        for (int32_t i = 0; i < k->n; i++) {
            int32_t within = k->n - 1;
            if (!beyond) {
                while (low < i && t[i] - t[low] >= k->time_edge[l])
                    low++;
                high = high < i ? i : high;
                while (high < k->n && (high == i || t[high] - t[i] < k->time_edge[l]))
                    high++;
                within = high - low - 1;
            }
            closeness_add(&c[l], within - before[i]);
            before[i] = within;
        }
    }
    return c;
}

static int ascending_count(const void *pa, const void *pb)
{
    int64_t a = *(const int64_t *)pa, b = *(const int64_t *)pb;
    return (a > b) - (a < b);
}

// What the permuted tables say of the cell at `at` in each.
static void cell_replicates(const struct table *k, const struct replication *rep, int64_t at,
                            int64_t *column, struct near_repeat_cell *c)
{
    int64_t n = rep->monte_carlo->replicates, size = (int64_t)k->rows * k->columns, at_least = 0;
    double sum = 0;
    for (int64_t r = 0; r < n; r++) {
        column[r] = rep->all[r * size + at];
        at_least += column[r] >= c->pairs;
        sum += (double)column[r];
    }
    c->p = monte_carlo_p(at_least, n);
    c->p_se = monte_carlo_se(c->p, n);
    c->mean = c->median = c->ratio_mean = c->ratio_median = NAN;
    if (n == 0)
        return;
    qsort(column, (size_t)n, sizeof *column, ascending_count);
    c->least = column[0];
    c->most = column[n - 1];
    c->mean = sum / (double)n;
    c->median = ((double)column[(n - 1) / 2] + (double)column[n / 2]) / 2;
    if (c->mean > 0)
        c->ratio_mean = (double)c->pairs / c->mean;
    if (c->median > 0)
        c->ratio_median = (double)c->pairs / c->median;
}

static double excess(const struct near_repeat_cell *c, int64_t pairs)
{
    return c->variance > 0 ? ((double)pairs - c->expected) / sqrt(c->variance) : -INFINITY;
}

// The cell of the inner table that band k, l of the caller is.
static int64_t inner(const struct table *k, int32_t space, int32_t time)
{
    return (int64_t)(space + 1) * k->columns + time + 1;
}

static void table_correct(const struct table *k, const struct replication *rep, double *largest,
                          struct near_repeat *r)
{
    int64_t n = rep->monte_carlo->replicates, size = (int64_t)k->rows * k->columns;
    for (int64_t i = 0; i < n; i++) {
        largest[i] = -INFINITY;
        for (int32_t c = 0; c < r->space_bands * r->time_bands; c++) {
            int64_t at = inner(k, c / r->time_bands, c % r->time_bands);
            largest[i] = fmax(largest[i], excess(&r->cells[c], rep->all[i * size + at]));
        }
    }
    for (int32_t c = 0; c < r->space_bands * r->time_bands; c++) {
        double z = excess(&r->cells[c], r->cells[c].pairs);
        int64_t at_least = 0;
        for (int64_t i = 0; i < n; i++)
            at_least += largest[i] >= z - MONTE_CARLO_TOLERANCE * fabs(z);
        r->cells[c].p_table = monte_carlo_p(at_least, n);
    }
}

static void fill_cells(const struct table *k, const struct replication *rep,
                       const struct closeness *space, const struct closeness *time,
                       const int64_t *observed, struct arena *temporary, struct near_repeat *r)
{
    size_t n = (size_t)rep->monte_carlo->replicates;
    int64_t *column = ARENA_ARRAY(temporary, int64_t, n);
    for (int32_t i = 0; i < r->space_bands; i++) {
        r->space_pairs[i] = (int64_t)space[i + 1].pairs;
        for (int32_t j = 0; j < r->time_bands; j++) {
            struct near_repeat_cell *c = &r->cells[i * r->time_bands + j];
            c->pairs = observed[inner(k, i, j)];
            knox_moments(k->n, space[i + 1], time[j + 1], &c->expected, &c->variance);
            c->p_poisson = c->expected > 0 ? poisson_above(c->pairs - 1, c->expected) : NAN;
            cell_replicates(k, rep, inner(k, i, j), column, c);
        }
    }
    for (int32_t j = 0; j < r->time_bands; j++)
        r->time_pairs[j] = (int64_t)time[j + 1].pairs;
    table_correct(k, rep, ARENA_ARRAY(temporary, double, n), r);
}

static bool edges_check(const double *edge, int32_t bands, const char *what, struct error *err)
{
    if (bands < 1 || !(edge[0] >= 0))
        return error_set(err, ERROR_USAGE, "bands of %s begin at 0 or later", what);
    for (int32_t k = 0; k < bands; k++) {
        if (!(edge[k] < edge[k + 1]) || isinf(edge[k]))
            return error_set(err, ERROR_USAGE, "band %" PRId32 " of %s is empty", k + 1, what);
    }
    return true;
}

// Finite edges of bands, the first too.
static int32_t finite_edges(const double *edge, int32_t bands)
{
    return isinf(edge[bands]) ? bands : bands + 1;
}

static bool question_check(const struct near_repeat_question *q, struct error *err)
{
    if (!edges_check(q->space_edge, q->space_bands, "distance", err)
        || !edges_check(q->time_edge, q->time_bands, "time", err))
        return false;
    double cells = (q->space_bands + 2.0) * (q->time_bands + 2.0);
    if (q->monte_carlo.replicates < 0
        || cells * (double)q->monte_carlo.replicates > (double)TABLES_MOST)
        return error_set(err, ERROR_USAGE, "replicates: 0 to %.0f for so many bands",
                         floor(TABLES_MOST / cells));
    return true;
}

struct located {
    double *x, *y, *t;
    int32_t count;
};

static struct located keep_complete(struct arena *a, const struct near_repeat_data *d)
{
    size_t n = (size_t)(d->events > 0 ? d->events : 0);
    struct located k = {ARENA_ARRAY(a, double, n), ARENA_ARRAY(a, double, n),
                        ARENA_ARRAY(a, double, n), 0};
    for (int32_t i = 0; i < d->events; i++) {
        if (!isfinite(d->x[i]) || !isfinite(d->y[i]) || !isfinite(d->t[i]))
            continue;
        k.x[k.count] = d->x[i];
        k.y[k.count] = d->y[i];
        k.t[k.count++] = d->t[i];
    }
    return k;
}

static void replicate_all(const struct table *k, struct arena *a, struct replication *rep)
{
    int workers = parallel_workers(rep->monte_carlo->threads, rep->monte_carlo->replicates);
    rep->order = ARENA_ARRAY(a, int32_t *, (size_t)workers);
    rep->shuffled = ARENA_ARRAY(a, double *, (size_t)workers);
    for (int w = 0; w < workers; w++) {
        rep->order[w] = ARENA_ARRAY(a, int32_t, (size_t)k->n);
        rep->shuffled[w] = ARENA_ARRAY(a, double, (size_t)k->n);
    }
    parallel_run(workers, rep->monte_carlo->replicates, replicate, rep);
}

static bool table_make(struct arena *a, const struct located *kept, enum places places,
                       const struct near_repeat_question *q, struct table *k, struct error *err)
{
    int32_t space = finite_edges(q->space_edge, q->space_bands);
    int32_t time = finite_edges(q->time_edge, q->time_bands);
    double *edge = ARENA_ARRAY(a, double, (size_t)time);
    for (int32_t l = 0; l < time; l++)
        edge[l] = q->time_edge[l] * (1 - EDGE_TOLERANCE);
    *k = (struct table){
        .n = kept->count, .t = kept->t, .time_edge = edge, .rows = space + 1, .columns = time + 1};
    if (kept->count < 4)
        return error_set(err, ERROR_INVALID, "%" PRId32 " events with place and time: 4 are needed",
                         kept->count);
    return close_pairs_find(a, places, kept->x, kept->y, kept->count, q->space_edge, space,
                            &k->close, err);
}

bool near_repeat_table(struct arena *a, const struct near_repeat_data *data,
                       const struct near_repeat_question *question, struct near_repeat *out,
                       struct error *err)
{
    if (!question_check(question, err))
        return false;
    struct arena temporary = {0};
    struct located kept = keep_complete(&temporary, data);
    struct table k;
    bool ok = table_make(&temporary, &kept, data->places, question, &k, err);
    if (ok) {
        size_t rows = (size_t)question->space_bands, columns = (size_t)question->time_bands;
        size_t size = (size_t)k.rows * (size_t)k.columns;
        struct near_repeat r = {
            .cells = ARENA_ARRAY(a, struct near_repeat_cell, rows * columns),
            .space_bands = question->space_bands,
            .time_bands = question->time_bands,
            .space_pairs = ARENA_ARRAY(a, int64_t, rows),
            .time_pairs = ARENA_ARRAY(a, int64_t, columns),
            .pairs = (int64_t)k.n * (k.n - 1) / 2,
            .close_pairs = k.close.begin[k.close.bands],
            .events = k.n,
            .events_dropped = data->events - k.n,
            .replicates = question->monte_carlo.replicates,
            .seed = question->monte_carlo.seed,
        };
        struct closeness *space = space_closeness(&temporary, &k, &temporary);
        struct closeness *time = time_closeness(&temporary, &k, &temporary);
        int64_t *time_pairs = ARENA_ARRAY(&temporary, int64_t, (size_t)k.columns);
        for (int32_t l = 0; l < k.columns; l++)
            time_pairs[l] = (int64_t)time[l].pairs;
        k.time_pairs = time_pairs;
        int64_t *observed = ARENA_ARRAY(&temporary, int64_t, size);
        table_count(&k, k.t, observed);
        struct replication rep = {
            .table = &k,
            .monte_carlo = &question->monte_carlo,
            .all = ARENA_ARRAY(&temporary, int64_t, size * (size_t)r.replicates)};
        replicate_all(&k, &temporary, &rep);
        fill_cells(&k, &rep, space, time, observed, &temporary, &r);
        *out = r;
    }
    arena_free(&temporary);
    return ok;
}
