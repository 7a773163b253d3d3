/* Passes over the rows of a regression, block by block. */

#include "method/regression_frame.h"

#include <math.h>
#include <string.h>

enum { MOST_JOBS = 64, LEAST_JOB_ROWS = 4096, MOST_PARTIAL_NUMBERS = 4000000 };

struct block *block_make(struct arena *a, int p)
{
    struct block *b = ARENA_NEW(a, struct block);
    b->x = ARENA_ARRAY(a, double, (size_t)p *GRAM_ROWS);
    b->scratch = ARENA_ARRAY(a, double, (size_t)p *GRAM_ROWS);
    return b;
}

// Every job keeps partial sums of its own, so few jobs where the sums are large.
void frame_share_out(struct frame *f)
{
    int64_t most = MOST_PARTIAL_NUMBERS / ((int64_t)f->p * f->p + 1) + 1;
    if (most > MOST_JOBS)
        most = MOST_JOBS;
    int64_t rows = (f->n + most - 1) / most;
    if (rows < LEAST_JOB_ROWS)
        rows = LEAST_JOB_ROWS;
    f->job_rows = (rows + GRAM_ROWS - 1) / GRAM_ROWS * GRAM_ROWS;
    f->jobs = (f->n + f->job_rows - 1) / f->job_rows;
}

static void gather(const double *from, double otherwise, const int64_t *rows, int64_t first,
                   int count, double *out)
{
    if (from == NULL)
        for (int r = 0; r < count; r++)
            out[r] = otherwise;
    else if (rows == NULL)
        memcpy(out, from + first, (size_t)count * sizeof *out);
    else
        for (int r = 0; r < count; r++)
            out[r] = from[rows[first + r]];
}

// In place, from the last column down: column j needs those up to j only.
static void turn_columns(const struct frame *f, int count, double *x)
{
    for (int j = f->k - 1; j >= 0; j--) {
        double *to = x + j * GRAM_ROWS, own = f->turn[j * f->k + j];
        for (int r = 0; r < count; r++)
            to[r] *= own;
        for (int i = 0; i < j; i++) {
            const double *from = x + i * GRAM_ROWS;
            double c = f->turn[i * f->k + j];
            for (int r = 0; r < count; r++)
                to[r] += c * from[r];
        }
    }
}

void block_fill(const struct frame *f, const double *b, int64_t first, int count, struct block *out)
{
    out->first = first;
    out->count = count;
    design_block(f->design, f->rows, first, count, GRAM_ROWS, out->x);
    for (int j = 0; j < f->k; j++)
        if (f->kept[j] != j)
            memcpy(out->x + j * GRAM_ROWS, out->x + f->kept[j] * GRAM_ROWS,
                   (size_t)count * sizeof *out->x);
    if (f->turn != NULL)
        turn_columns(f, count, out->x);
    gather(f->y, 0, f->rows, first, count, out->y);
    gather(f->weights, 1, f->rows, first, count, out->weight);
    gather(f->offset, 0, f->rows, first, count, out->eta);
    for (int j = 0; b != NULL && j < f->k; j++) {
        const double *x = out->x + j * GRAM_ROWS, bj = b[j];
        for (int r = 0; r < count; r++)
            out->eta[r] += bj * x[r];
    }
}

static double work_linear(struct block *b)
{
    double sum = 0;
    for (int r = 0; r < b->count; r++) {
        double residual = b->y[r] - b->eta[r];
        b->w[r] = b->weight[r];
        b->s[r] = b->weight[r] * residual;
        sum += b->s[r] * residual;
    }
    return sum / 2;
}

// With e = exp(-|eta|) nothing overflows, and 1 - mu is never formed where mu is near 1. The sum
// only judges progress, so log(1 + e) is good enough.
static double work_logistic(struct block *b)
{
    double sum = 0;
    for (int r = 0; r < b->count; r++) {
        double eta = b->eta[r], y = b->y[r], weight = b->weight[r];
        double e = exp(-fabs(eta)), share = 1 / (1 + e);
        double mu = eta >= 0 ? share : e * share;
        b->w[r] = weight * e * share * share;
        b->s[r] = weight * (eta >= 0 ? y - 1 + e * share : y - mu);
        sum += weight * (log(1 + e) + (eta >= 0 ? (1 - y) * eta : -y * eta));
    }
    return sum;
}

static double work_poisson(struct block *b)
{
    double sum = 0;
    for (int r = 0; r < b->count; r++) {
        double mu = exp(b->eta[r]), weight = b->weight[r];
        b->w[r] = weight * mu;
        b->s[r] = weight * (b->y[r] - mu);
        if (weight > 0)
            sum += weight * (mu - b->y[r] * b->eta[r]);
    }
    return sum;
}

static double work_negative_binomial(double theta, struct block *b)
{
    double sum = 0;
    for (int r = 0; r < b->count; r++) {
        double mu = exp(b->eta[r]), weight = b->weight[r], y = b->y[r], spread = 1 + mu / theta;
        b->w[r] = weight * mu / spread;
        b->s[r] = weight * (y - mu) / spread;
        if (weight > 0)
            sum += weight * ((y + theta) * log1p(mu / theta) - y * b->eta[r]);
    }
    return sum;
}

double block_work(const struct frame *f, struct block *b)
{
    switch (f->family) {
    case REGRESSION_LINEAR:
        return work_linear(b);
    case REGRESSION_LOGISTIC:
        return work_logistic(b);
    case REGRESSION_POISSON:
    case REGRESSION_QUASI_POISSON:
        return work_poisson(b);
    case REGRESSION_NEGATIVE_BINOMIAL:
        return work_negative_binomial(f->theta, b);
    }
    return NAN;
}

void frame_outside(const struct frame *f, const double *inside, double fill, double *out)
{
    for (int j = 0; j < f->p; j++)
        out[j] = fill;
    for (int i = 0; i < f->k; i++) {
        double sum = inside[i];
        if (f->turn != NULL) {
            sum = 0;
            for (int j = i; j < f->k; j++)
                sum += f->turn[i * f->k + j] * inside[j];
        }
        out[f->kept[i]] = sum;
    }
}

void frame_outside_matrix(struct arena *scratch, const struct frame *f, const double *inside,
                          double *out)
{
    int k = f->k, p = f->p;
    double *half = ARENA_ARRAY(scratch, double, (size_t)k *(size_t)p);
    for (int i = 0; i < k; i++) // the rows turned: half is k by p
        frame_outside(f, inside + i * k, NAN, half + i * p);
    double *column = ARENA_ARRAY(scratch, double, (size_t)k);
    double *turned = ARENA_ARRAY(scratch, double, (size_t)p);
    for (int j = 0; j < p; j++) {
        for (int i = 0; i < k; i++)
            column[i] = half[i * p + j];
        frame_outside(f, column, NAN, turned);
        for (int i = 0; i < p; i++)
            out[i * p + j] = turned[i];
    }
}
