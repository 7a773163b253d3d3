/* The middle of the sandwich: how much the scores vary, row by row, cluster by cluster, or from one
 * time to the next. */

#include <math.h>
#include <string.h>

#include "method/parallel.h"
#include "method/regression_frame.h"

struct meat {
    const struct frame *f;
    enum regression_variance variance;
    const double *b, *inverse;
    struct block **blocks;
    double *partial; // k by k for each job
};

// Leverage of every row: w x' inverse x.
static void leverages(const struct frame *f, const double *inverse, const struct block *b,
                      double *out)
{
    int k = f->k;
    memset(out, 0, (size_t)b->count * sizeof *out);
    for (int i = 0; i < k; i++) {
        const double *xi = b->x + i * GRAM_ROWS;
        for (int j = 0; j <= i; j++) {
            const double *xj = b->x + j * GRAM_ROWS;
            double c = (i == j ? 1 : 2) * inverse[i * k + j];
            for (int r = 0; r < b->count; r++)
                out[r] += c * xi[r] * xj[r];
        }
    }
    for (int r = 0; r < b->count; r++)
        out[r] *= b->w[r];
}

static void meat_job(void *context, int thread, int64_t job)
{
    struct meat *meat = context;
    const struct frame *f = meat->f;
    struct block *b = meat->blocks[thread];
    double *m = meat->partial + job * f->k * f->k, h[GRAM_ROWS], square[GRAM_ROWS];
    int64_t last = (job + 1) * f->job_rows < f->n ? (job + 1) * f->job_rows : f->n;
    for (int64_t first = job * f->job_rows; first < last; first += GRAM_ROWS) {
        int count = (int)(last - first < GRAM_ROWS ? last - first : GRAM_ROWS);
        block_fill(f, meat->b, first, count, b);
        block_work(f, b);
        for (int r = 0; r < count; r++)
            square[r] = b->s[r] * b->s[r];
        if (meat->variance == VARIANCE_HC2 || meat->variance == VARIANCE_HC3) {
            leverages(f, meat->inverse, b, h);
            for (int r = 0; r < count; r++)
                square[r] /= meat->variance == VARIANCE_HC2 ? 1 - h[r] : (1 - h[r]) * (1 - h[r]);
        }
        gram_add(f->k, count, b->x, square, b->scratch, m);
    }
}

static void by_row(struct arena *scratch, struct meat *meat, double *m)
{
    const struct frame *f = meat->f;
    size_t size = (size_t)f->k * (size_t)f->k;
    meat->blocks = ARENA_ARRAY(scratch, struct block *, (size_t)f->threads);
    for (int t = 0; t < f->threads; t++)
        meat->blocks[t] = block_make(scratch, f->p);
    meat->partial = ARENA_ARRAY(scratch, double, (size_t)f->jobs *size);
    parallel_run(f->threads, f->jobs, meat_job, meat);
    for (int64_t job = 0; job < f->jobs; job++)
        for (size_t i = 0; i < size; i++)
            m[i] += meat->partial[(size_t)job * size + i];
    gram_mirror(f->k, m);
}

// Calls for every row with its score, k numbers.
static void scores(struct arena *scratch, const struct frame *f, const double *b,
                   void (*take)(void *context, int64_t row, const double *u), void *context)
{
    struct block *block = block_make(scratch, f->p);
    double *u = ARENA_ARRAY(scratch, double, (size_t)f->k);
    for (int64_t first = 0; first < f->n; first += GRAM_ROWS) {
        int count = (int)(f->n - first < GRAM_ROWS ? f->n - first : GRAM_ROWS);
        block_fill(f, b, first, count, block);
        block_work(f, block);
        for (int r = 0; r < count; r++) {
            for (int j = 0; j < f->k; j++)
                u[j] = block->s[r] * block->x[j * GRAM_ROWS + r];
            take(context, f->rows == NULL ? first + r : f->rows[first + r], u);
        }
    }
}

struct clusters {
    const int32_t *of;
    const double *weights;
    int k;
    double *sums; // k for each cluster
    bool *seen;
};

static void cluster_take(void *context, int64_t row, const double *u)
{
    struct clusters *c = context;
    double *sum = c->sums + (int64_t)c->of[row] * c->k;
    for (int j = 0; j < c->k; j++)
        sum[j] += u[j];
    if (c->weights == NULL || c->weights[row] > 0)
        c->seen[c->of[row]] = true;
}

static int64_t by_cluster(struct arena *scratch, const struct frame *f, const int32_t *cluster,
                          const double *b, double *m)
{
    int64_t most = 0, seen = 0;
    int k = f->k;
    for (int64_t i = 0; i < f->n; i++) {
        int32_t c = cluster[f->rows == NULL ? i : f->rows[i]];
        most = c >= most ? c + 1 : most;
    }
    struct clusters c = {.of = cluster,
                         .weights = f->weights,
                         .k = k,
                         .sums = ARENA_ARRAY(scratch, double, (size_t)most *(size_t)k),
                         .seen = ARENA_ARRAY(scratch, bool, (size_t)most)};
    scores(scratch, f, b, cluster_take, &c);
    for (int64_t g = 0; g < most; g++) {
        const double *u = c.sums + g * k;
        seen += c.seen[g];
        for (int i = 0; i < k; i++)
            for (int j = 0; j <= i; j++)
                m[i * k + j] += u[i] * u[j];
    }
    gram_mirror(k, m);
    return seen;
}

struct lags {
    int k, lag;
    int64_t taken;
    double *ring; // the last lag + 1 scores
    double *m;
};

static void lag_take(void *context, int64_t row, const double *u)
{
    (void)row;
    struct lags *l = context;
    int k = l->k;
    memcpy(l->ring + l->taken % (l->lag + 1) * k, u, (size_t)k * sizeof *u);
    for (int64_t back = 0; back <= l->lag && back <= l->taken; back++) {
        const double *v = l->ring + (l->taken - back) % (l->lag + 1) * k;
        double bartlett = 1 - (double)back / (l->lag + 1);
        for (int i = 0; i < k; i++)
            for (int j = 0; j <= i; j++)
                l->m[i * k + j] += back == 0 ? u[i] * u[j] : bartlett * (u[i] * v[j] + v[i] * u[j]);
    }
    l->taken++;
}

struct middle regression_middle(struct arena *a, const struct frame *f, const struct regression *r,
                                const double *b, const double *inverse)
{
    int k = f->k;
    struct middle out = {.m = ARENA_ARRAY(a, double, (size_t)k *(size_t)k)};
    struct arena scratch = {0};
    switch (r->variance) {
    case VARIANCE_MODEL:
    case VARIANCE_HC0:
    case VARIANCE_HC1:
    case VARIANCE_HC2:
    case VARIANCE_HC3: {
        struct meat meat = {.f = f, .variance = r->variance, .b = b, .inverse = inverse};
        by_row(&scratch, &meat, out.m);
        break;
    }
    case VARIANCE_CR0:
    case VARIANCE_CR1:
        out.clusters = by_cluster(&scratch, f, r->cluster, b, out.m);
        break;
    case VARIANCE_NEWEY_WEST: {
        struct lags lags = {.k = k, .lag = r->lag, .m = out.m};
        lags.ring = ARENA_ARRAY(&scratch, double, (size_t)(r->lag + 1) * (size_t)k);
        scores(&scratch, f, b, lag_take, &lags);
        gram_mirror(k, out.m);
        break;
    }
    }
    arena_free(&scratch);
    return out;
}
