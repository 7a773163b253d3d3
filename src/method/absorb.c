/* Fixed effects taken out of every column: what is left after the means of each level, until all of
 * them are zero. The projections on "all means of effect 1, 2, ... are zero" are applied in turn,
 * forth and back so that the whole is symmetric, and conjugate gradients hurry them. */

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "method/parallel.h"
#include "method/regression_frame.h"

/* Source: Correia 2017, Linear models with high-dimensional fixed effects, section 3; Hestenes &
 * Stiefel 1952. */

enum { MOST_ROUNDS = 10000, MOST_CODE = 1 << 26 };
static const double flat = 1e-14;     // of a column's square: nothing is left to take out
static const double explained = 1e-7; // of its length: the effects explain the column

struct effects {
    int64_t n;
    int count;
    int32_t **codes; // count columns of n codes, without gaps
    int32_t *levels;
    double **weights; // of each level
    const double *w;  // n; NULL: 1
};

// Subtracts from x the mean of each level of effect e.
static void sweep(const struct effects *f, int e, double *mean, double *x)
{
    const int32_t *code = f->codes[e];
    memset(mean, 0, (size_t)f->levels[e] * sizeof *mean);
    for (int64_t i = 0; i < f->n; i++)
        mean[code[i]] += f->w == NULL ? x[i] : f->w[i] * x[i];
    for (int32_t l = 0; l < f->levels[e]; l++)
        mean[l] = f->weights[e][l] > 0 ? mean[l] / f->weights[e][l] : 0;
    for (int64_t i = 0; i < f->n; i++)
        x[i] -= mean[code[i]];
}

static void sweep_there_and_back(const struct effects *f, double *mean, double *x)
{
    for (int e = 0; e < f->count; e++)
        sweep(f, e, mean, x);
    for (int e = f->count - 2; e >= 0; e--)
        sweep(f, e, mean, x);
}

static double dot(const struct effects *f, const double *x, const double *z)
{
    double sum = 0;
    for (int64_t i = 0; i < f->n; i++)
        sum += (f->w == NULL ? 1 : f->w[i]) * x[i] * z[i];
    return sum;
}

// x becomes what is left of it. With S the sweeps there and back, solves (I - S) z = (I - S) x for
// the part z that the effects explain, by conjugate gradients, and takes z away.
static bool take_out(const struct effects *f, double *mean, double *room, double *x)
{
    double whole = dot(f, x, x);
    sweep(f, 0, mean, x);
    if (f->count == 1) {
        sweep(f, 0, mean, x); // what rounding left
        return true;
    }
    double *r = room, *u = room + f->n, *v = room + 2 * f->n;
    memcpy(r, x, (size_t)f->n * sizeof *r);
    sweep_there_and_back(f, mean, r);
    for (int64_t i = 0; i < f->n; i++)
        u[i] = r[i] = x[i] - r[i];
    double rr = dot(f, r, r), enough = flat * flat * whole;
    for (int round = 0; round < MOST_ROUNDS && rr > enough; round++) {
        memcpy(v, u, (size_t)f->n * sizeof *v);
        sweep_there_and_back(f, mean, v);
        for (int64_t i = 0; i < f->n; i++)
            v[i] = u[i] - v[i];
        double curve = dot(f, u, v);
        if (!(curve > 0))
            break; // rounding: u is explained by nothing
        double along = rr / curve;
        for (int64_t i = 0; i < f->n; i++) {
            x[i] -= along * u[i];
            r[i] -= along * v[i];
        }
        double before = rr;
        rr = dot(f, r, r);
        for (int64_t i = 0; i < f->n; i++)
            u[i] = r[i] + rr / before * u[i];
    }
    // r drifts from the truth by rounding, so what is left is measured, not trusted.
    memcpy(v, x, (size_t)f->n * sizeof *v);
    sweep_there_and_back(f, mean, v);
    for (int64_t i = 0; i < f->n; i++)
        r[i] = x[i] - v[i];
    memcpy(x, v, (size_t)f->n * sizeof *x);
    return dot(f, r, r) <= 1e-22 * whole;
}

struct taking {
    const struct effects *effects;
    double **columns;
    double **mean, **room; // for each thread
    bool *stuck;
};

static void take_job(void *context, int thread, int64_t job)
{
    struct taking *t = context;
    const struct effects *f = t->effects;
    double *x = t->columns[job], before = sqrt(dot(f, x, x));
    t->stuck[job] = !take_out(f, t->mean[thread], t->room[thread], x);
    if (job > 0 && sqrt(dot(f, x, x)) <= explained * before)
        memset(x, 0, (size_t)f->n * sizeof *x);
}

static int32_t root(int32_t *parent, int32_t i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

// The components of the graph whose edges join the levels of the first two effects in a row: so
// many of the second one's levels are combinations of the first one's.
static int64_t components(struct arena *scratch, const struct effects *f)
{
    int32_t first = f->levels[0], all = first + f->levels[1];
    int32_t *parent = ARENA_ARRAY(scratch, int32_t, (size_t)all);
    for (int32_t i = 0; i < all; i++)
        parent[i] = i;
    int64_t count = 0;
    for (int64_t i = 0; i < f->n; i++)
        if (f->w == NULL || f->w[i] > 0)
            parent[root(parent, f->codes[0][i])] = root(parent, first + f->codes[1][i]);
    for (int32_t i = 0; i < first; i++)
        count += parent[i] == i && f->weights[0][i] > 0;
    for (int32_t i = first; i < all; i++)
        count += parent[i] == i && f->weights[1][i - first] > 0;
    return count;
}

static int64_t degrees(struct arena *scratch, const struct effects *f)
{
    int64_t df = 0;
    for (int e = 0; e < f->count; e++) {
        for (int32_t l = 0; l < f->levels[e]; l++)
            df += f->weights[e][l] > 0;
        if (e == 1)
            df -= components(scratch, f);
        if (e > 1)
            df--;
    }
    return df;
}

static bool effects_read(struct arena *a, const struct regression *r, const int64_t *rows,
                         int64_t n, const double *w, struct effects *out, struct error *err)
{
    struct effects f = {.n = n, .count = r->effect_count, .w = w};
    f.codes = ARENA_ARRAY(a, int32_t *, (size_t)f.count);
    f.levels = ARENA_ARRAY(a, int32_t, (size_t)f.count);
    f.weights = ARENA_ARRAY(a, double *, (size_t)f.count);
    for (int e = 0; e < f.count; e++) {
        f.codes[e] = ARENA_ARRAY(a, int32_t, (size_t)n);
        for (int64_t i = 0; i < n; i++) {
            int32_t code = r->effects[e].codes[rows == NULL ? i : rows[i]];
            if (code > MOST_CODE)
                return error_set(err, ERROR_USAGE,
                                 "a fixed effect's code is at most %d, not %" PRId32, MOST_CODE,
                                 code);
            f.codes[e][i] = code;
            f.levels[e] = code >= f.levels[e] ? code + 1 : f.levels[e];
        }
        f.weights[e] = ARENA_ARRAY(a, double, (size_t)f.levels[e]);
        for (int64_t i = 0; i < n; i++)
            f.weights[e][f.codes[e][i]] += w == NULL ? 1 : w[i];
    }
    *out = f;
    return true;
}

static double *pick(struct arena *a, const double *from, const int64_t *rows, int64_t n)
{
    double *out = ARENA_ARRAY(a, double, (size_t)n);
    for (int64_t i = 0; i < n; i++)
        out[i] = from[rows == NULL ? i : rows[i]];
    return out;
}

static void columns_read(struct arena *a, const struct design *d, const int64_t *rows, int64_t n,
                         double **columns)
{
    struct arena scratch = {0};
    double *x = ARENA_ARRAY(&scratch, double, (size_t)d->p *GRAM_ROWS);
    for (int j = 0; j < d->p; j++)
        columns[j] = ARENA_ARRAY(a, double, (size_t)n);
    for (int64_t first = 0; first < n; first += GRAM_ROWS) {
        int count = (int)(n - first < GRAM_ROWS ? n - first : GRAM_ROWS);
        design_block(d, rows, first, count, GRAM_ROWS, x);
        for (int j = 0; j < d->p; j++)
            memcpy(columns[j] + first, x + j * GRAM_ROWS, (size_t)count * sizeof *x);
    }
    arena_free(&scratch);
}

static void columns_take_out(struct arena *scratch, const struct effects *f, int threads, int count,
                             struct taking *t)
{
    int32_t most = 1;
    for (int e = 0; e < f->count; e++)
        most = f->levels[e] > most ? f->levels[e] : most;
    t->mean = ARENA_ARRAY(scratch, double *, (size_t)threads);
    t->room = ARENA_ARRAY(scratch, double *, (size_t)threads);
    for (int i = 0; i < threads; i++) {
        t->mean[i] = ARENA_ARRAY(scratch, double, (size_t)most);
        t->room[i] = f->count > 1 ? ARENA_ARRAY(scratch, double, 3 * (size_t)f->n) : NULL;
    }
    t->stuck = ARENA_ARRAY(scratch, bool, (size_t)count);
    parallel_run(threads, count, take_job, t);
}

bool regression_absorb(struct arena *a, const struct regression *r, const int64_t *rows, int64_t n,
                       struct absorbed *out, struct error *err)
{
    const struct design *d = r->design;
    *out = (struct absorbed){.weights = r->weights == NULL ? NULL : pick(a, r->weights, rows, n)};
    struct arena scratch = {0};
    struct effects f;
    if (!effects_read(&scratch, r, rows, n, out->weights, &f, err)) {
        arena_free(&scratch);
        return false;
    }
    struct taking t = {.effects = &f, .columns = ARENA_ARRAY(a, double *, (size_t)d->p + 1)};
    t.columns[0] = out->y = pick(a, r->y, rows, n);
    for (int64_t i = 0; r->offset != NULL && i < n; i++)
        out->y[i] -= r->offset[rows == NULL ? i : rows[i]];
    columns_read(a, d, rows, n, t.columns + 1);
    columns_take_out(&scratch, &f, parallel_workers(r->threads, d->p + 1), d->p + 1, &t);
    bool ok = true;
    for (int j = 0; j <= d->p && ok; j++)
        if (t.stuck[j])
            ok = error_set(err, ERROR_INVALID, "the fixed effects of %s did not converge",
                           j == 0 ? "the outcome" : d->names.at[j - 1]);
    out->df = degrees(&scratch, &f);
    out->design = design_make(a, n);
    for (int j = 0; j < d->p; j++)
        design_number(&out->design, d->names.at[j], t.columns[j + 1]);
    if (r->cluster != NULL) {
        out->cluster = ARENA_ARRAY(a, int32_t, (size_t)n);
        for (int64_t i = 0; i < n; i++)
            out->cluster[i] = r->cluster[rows == NULL ? i : rows[i]];
    }
    arena_free(&scratch);
    return ok;
}
