/* Regression by Newton's method, its sums taken block by block. */

#include "method/regression.h"

#include <float.h>
#include <inttypes.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>

#include "method/cholesky.h"
#include "method/distribution.h"
#include "method/parallel.h"
#include "method/regression_frame.h"

enum {
    MOST_STEPS = 50,
    MOST_HALVINGS = 30,
    MOST_THREADS = 64,
    FIRST_DOUBT = 5,
    LATE = 12,
    MOST_THETAS = 200
};
static const double short_step = 1e-16; // squared, in standard errors
// On the way to infinity a step moves predictors by about 1 for ever, though the likelihood, and
// with it the step in standard errors, flattens out.
static const double long_move = 1e-4;
static const double alias = 1e-7;        // of a column's length
static const double nearly_alias = 1e-6; // of its square: where the columns are turned first
static const double separation = 1e-6;   // of the longest move of a predictor

// --- sums over all rows -------------------------------------------------------------------------

struct sums {
    double *gram, *score; // k by k, k
    double objective;
};

struct pass {
    const struct frame *f;
    const double *b; // NULL: the starting step, from means near y
    bool scores_only;
    struct block **blocks;
    double *partial; // for each job: gram, score, objective
};

// R's starting means. The score is made so that one solve gives the first coefficients.
static void start_work(const struct frame *f, struct block *b)
{
    for (int r = 0; r < b->count; r++) {
        double y = b->y[r], weight = b->weight[r], mu, eta = 0, slope = 1;
        switch (f->family) {
        case REGRESSION_LINEAR:
            eta = y;
            break;
        case REGRESSION_LOGISTIC:
            mu = (weight * y + 0.5) / (weight + 1);
            slope = mu * (1 - mu);
            eta = log(mu / (1 - mu)) + (y - mu) / slope;
            break;
        case REGRESSION_POISSON:
        case REGRESSION_QUASI_POISSON:
        case REGRESSION_NEGATIVE_BINOMIAL:
            mu = y + 0.1;
            slope = mu;
            eta = log(mu) + (y - mu) / slope;
            break;
        }
        b->w[r] = weight * slope;
        b->s[r] = weight * slope * (eta - b->eta[r]);
    }
}

static void pass_job(void *context, int thread, int64_t job)
{
    struct pass *pass = context;
    const struct frame *f = pass->f;
    struct block *b = pass->blocks[thread];
    int k = f->k;
    double *gram = pass->partial + job * ((int64_t)k * k + k + 1), *score = gram + k * k;
    int64_t last = (job + 1) * f->job_rows < f->n ? (job + 1) * f->job_rows : f->n;
    for (int64_t first = job * f->job_rows; first < last; first += GRAM_ROWS) {
        int count = (int)(last - first < GRAM_ROWS ? last - first : GRAM_ROWS);
        block_fill(f, pass->b, first, count, b);
        if (pass->b == NULL)
            start_work(f, b);
        else
            score[k] += block_work(f, b);
        for (int j = 0; j < k; j++)
            score[j] += gram_dot(count, b->s, b->x + j * GRAM_ROWS);
        if (!pass->scores_only)
            gram_add(k, count, b->x, b->w, b->scratch, gram);
    }
}

// b NULL: the starting step. scores_only: gram becomes zeros.
static void sums_take(const struct frame *f, const double *b, bool scores_only, struct sums *out)
{
    struct arena scratch = {0};
    int k = f->k;
    size_t size = (size_t)k * (size_t)k + (size_t)k + 1;
    struct pass pass = {.f = f, .b = b, .scores_only = scores_only};
    pass.blocks = ARENA_ARRAY(&scratch, struct block *, (size_t)f->threads);
    for (int t = 0; t < f->threads; t++)
        pass.blocks[t] = block_make(&scratch, f->p);
    pass.partial = ARENA_ARRAY(&scratch, double, (size_t)f->jobs *size);
    parallel_run(f->threads, f->jobs, pass_job, &pass);
    memset(out->gram, 0, (size_t)k * (size_t)k * sizeof *out->gram);
    memset(out->score, 0, (size_t)k * sizeof *out->score);
    out->objective = 0;
    for (int64_t job = 0; job < f->jobs; job++) {
        const double *part = pass.partial + (size_t)job * size;
        for (int i = 0; i < k * k; i++)
            out->gram[i] += part[i];
        for (int i = 0; i < k; i++)
            out->score[i] += part[k * k + i];
        out->objective += part[k * k + k];
    }
    arena_free(&scratch);
}

static struct sums sums_make(struct arena *a, int k)
{
    return (struct sums){.gram = ARENA_ARRAY(a, double, (size_t)k *(size_t)k),
                         .score = ARENA_ARRAY(a, double, (size_t)k)};
}

// --- which columns are combinations of others ---------------------------------------------------

// Whether what is left of some column after the earlier ones is short enough to need a better look
// than cross products give. A column of zeros needs none.
static bool nearly_collinear(struct arena *scratch, int p, const double *gram)
{
    double *l = arena_copy(scratch, gram, (size_t)p * (size_t)p * sizeof *l);
    for (int j = 0; j < p; j++) {
        double *lj = l + j * p, whole = lj[j], pivot = whole;
        for (int k = 0; k < j; k++)
            pivot -= lj[k] * lj[k];
        if (!(pivot > nearly_alias * whole))
            return true;
        lj[j] = sqrt(pivot);
        for (int i = j + 1; i < p; i++) {
            double *li = l + i * p, sum = li[j];
            for (int k = 0; k < j; k++)
                sum -= li[k] * lj[k];
            li[j] = sum / lj[j];
        }
    }
    return false;
}

// The triangle R of a QR decomposition of sqrt(weight) X, column by column with p rows: Householder
// reflections of R so far on top of the next block lose nothing to squaring.
static double *triangle(struct arena *scratch, const struct frame *f)
{
    int p = f->p, rows = p + GRAM_ROWS;
    double *stack = ARENA_ARRAY(scratch, double, (size_t)rows *(size_t)p);
    double *tau = ARENA_ARRAY(scratch, double, (size_t)p);
    double *r = ARENA_ARRAY(scratch, double, (size_t)p *(size_t)p);
    int room = 64 * p;
    double *work = ARENA_ARRAY(scratch, double, (size_t)room);
    struct block *b = block_make(scratch, p);
    for (int64_t first = 0; first < f->n; first += GRAM_ROWS) {
        int count = (int)(f->n - first < GRAM_ROWS ? f->n - first : GRAM_ROWS);
        block_fill(f, NULL, first, count, b);
        memset(stack, 0, (size_t)rows * (size_t)p * sizeof *stack);
        for (int j = 0; j < p; j++) {
            memcpy(stack + j * rows, r + j * p, (size_t)p * sizeof *r);
            for (int i = 0; i < count; i++)
                stack[j * rows + p + i] = sqrt(b->weight[i]) * b->x[j * GRAM_ROWS + i];
        }
        LAPACKE_dgeqrf_work(LAPACK_COL_MAJOR, rows, p, stack, rows, tau, work, room);
        for (int j = 0; j < p; j++)
            for (int i = 0; i <= j; i++)
                r[j * p + i] = stack[j * rows + i];
    }
    return r;
}

// Gram-Schmidt, twice, on the columns of the triangle: keeps the columns that are new, and sets
// turn to the matrix that makes them orthonormal.
static void choose_columns(struct arena *a, struct arena *scratch, struct frame *f)
{
    int p = f->p, k = 0;
    double *column = triangle(scratch, f);
    double *q = ARENA_ARRAY(scratch, double, (size_t)p *(size_t)p); // kept ones, p numbers each
    double *r = ARENA_ARRAY(scratch, double, (size_t)p *(size_t)p); // r[i p + j], i <= j < k
    for (int j = 0; j < p; j++) {
        double *v = q + k * p, before = 0, after = 0;
        memcpy(v, column + j * p, (size_t)p * sizeof *v);
        for (int i = 0; i < p; i++)
            before += v[i] * v[i];
        for (int round = 0; round < 2; round++)
            for (int i = 0; i < k; i++) {
                double dot = 0;
                for (int e = 0; e < p; e++)
                    dot += q[i * p + e] * v[e];
                for (int e = 0; e < p; e++)
                    v[e] -= dot * q[i * p + e];
                r[i * p + k] = (round == 0 ? 0 : r[i * p + k]) + dot;
            }
        for (int i = 0; i < p; i++)
            after += v[i] * v[i];
        if (!(sqrt(after) > alias * sqrt(before)))
            continue;
        r[k * p + k] = sqrt(after);
        for (int e = 0; e < p; e++)
            v[e] /= r[k * p + k];
        f->kept[k++] = j;
    }
    f->k = k;
    f->turn = ARENA_ARRAY(a, double, (size_t)k *(size_t)k);
    for (int j = 0; j < k; j++) { // the inverse of r, column by column
        f->turn[j * k + j] = 1 / r[j * p + j];
        for (int i = j - 1; i >= 0; i--) {
            double sum = 0;
            for (int e = i + 1; e <= j; e++)
                sum += r[i * p + e] * f->turn[e * k + j];
            f->turn[i * k + j] = -sum / r[i * p + i];
        }
    }
}

// --- separation ---------------------------------------------------------------------------------

/* Whether the likelihood rises along a direction for ever: moving that way lowers the predictor of
 * no row whose outcome is the highest possible, raises that of none whose outcome is the lowest,
 * leaves all others where they are, and does move some row. longest_move: by how much, at most. */
static bool separated(const struct frame *f, const double *direction, double *longest_move)
{
    struct arena scratch = {0};
    struct block *b = block_make(&scratch, f->p);
    struct frame plain = *f;
    plain.offset = NULL;
    double longest = 0, against = 0;
    for (int64_t first = 0; first < f->n; first += GRAM_ROWS) {
        int count = (int)(f->n - first < GRAM_ROWS ? f->n - first : GRAM_ROWS);
        block_fill(&plain, direction, first, count, b);
        for (int r = 0; r < count; r++) {
            double move = b->eta[r];
            if (b->weight[r] == 0)
                continue;
            longest = fmax(longest, fabs(move));
            if (b->y[r] == 0)
                against = fmax(against, move);
            else if (b->y[r] == 1 && f->family == REGRESSION_LOGISTIC)
                against = fmax(against, -move);
            else
                against = fmax(against, fabs(move));
        }
    }
    arena_free(&scratch);
    *longest_move = longest;
    return longest > 0.1 && against <= separation * longest;
}

// The column that moves the predictor most, in its own standard deviations, bar the intercept.
static const char *runaway(const struct frame *f, const double *direction)
{
    struct arena scratch = {0};
    int p = f->p;
    double *move = ARENA_ARRAY(&scratch, double, (size_t)p);
    double *square = ARENA_ARRAY(&scratch, double, (size_t)p);
    double *mean = ARENA_ARRAY(&scratch, double, (size_t)p), n = 0;
    frame_outside(f, direction, 0, move);
    struct frame whole = *f;
    int *all = ARENA_ARRAY(&scratch, int, (size_t)p);
    for (int j = 0; j < p; j++)
        all[j] = j;
    whole.kept = all;
    whole.k = p;
    whole.turn = NULL;
    struct block *b = block_make(&scratch, p);
    for (int64_t first = 0; first < f->n; first += GRAM_ROWS) {
        int count = (int)(f->n - first < GRAM_ROWS ? f->n - first : GRAM_ROWS);
        block_fill(&whole, NULL, first, count, b);
        for (int j = 0; j < p; j++)
            for (int r = 0; r < count; r++) {
                mean[j] += b->x[j * GRAM_ROWS + r];
                square[j] += b->x[j * GRAM_ROWS + r] * b->x[j * GRAM_ROWS + r];
            }
        n += count;
    }
    int worst = 0;
    double most = -1;
    for (int j = 0; j < p; j++) {
        double spread = fabs(move[j]) * sqrt(fmax(0, square[j] / n - mean[j] / n * mean[j] / n));
        if (spread > most) {
            most = spread;
            worst = j;
        }
    }
    arena_free(&scratch);
    return f->design->names.at[worst];
}

static bool no_convergence(const struct frame *f, const double *direction, int steps,
                           struct error *err)
{
    double longest;
    if (f->family != REGRESSION_LINEAR && separated(f, direction, &longest))
        return error_set(
            err, ERROR_INVALID,
            "the outcome is separated: the coefficient of \"%s\" is infinite (it, or a "
            "combination with others, tells some outcomes without error)",
            runaway(f, direction));
    return error_set(err, ERROR_INVALID, "the regression did not converge in %d steps", steps);
}

// --- Newton's method ----------------------------------------------------------------------------

struct newton {
    double *b, *from, *step; // k each: where we are, where we came from
    struct sums sums;        // at the last point before the last, tiny step
    double *factor;          // Cholesky of its gram
    bool started;            // factor is that of the start
    int steps;
};

static double step_scale(const struct frame *f, const struct sums *s, double residual_df,
                         double total_square)
{
    if (f->family != REGRESSION_LINEAR)
        return short_step;
    double variance = residual_df > 0 ? 2 * s->objective / residual_df : 0;
    return short_step * variance + 1e-28 * total_square;
}

static bool newton_run(const struct frame *f, int most, double residual_df, double total_square,
                       struct newton *nw, struct error *err)
{
    int k = f->k, halvings = 0;
    double before = INFINITY, last_length = INFINITY;
    bool settled = false;
    for (nw->steps = 1; nw->steps <= most; nw->steps++) {
        // A linear regression's cross products do not change: those of the start serve.
        bool again = nw->steps == 1 && f->family == REGRESSION_LINEAR && nw->started;
        sums_take(f, nw->b, again, &nw->sums);
        double slack = 1e-10 * (fabs(before) + 1);
        if (!(nw->sums.objective <= before + (isinf(before) ? 0 : slack))
            || !isfinite(nw->sums.objective)) {
            if (++halvings > MOST_HALVINGS)
                return no_convergence(f, nw->step, nw->steps, err);
            for (int j = 0; j < k; j++)
                nw->b[j] = (nw->b[j] + nw->from[j]) / 2;
            continue;
        }
        before = nw->sums.objective;
        if (!again)
            memcpy(nw->factor, nw->sums.gram, (size_t)k * (size_t)k * sizeof *nw->factor);
        if (!again && cholesky(nw->factor, k, 1e-14, NULL) < k)
            return no_convergence(f, nw->step, nw->steps, err);
        memcpy(nw->step, nw->sums.score, (size_t)k * sizeof *nw->step);
        cholesky_solve(nw->factor, k, nw->step);
        double length = 0; // squared, in standard errors
        for (int j = 0; j < k; j++) {
            length += nw->step[j] * nw->sums.score[j];
            nw->from[j] = nw->b[j];
            nw->b[j] += nw->step[j];
        }
        double enough = step_scale(f, &nw->sums, residual_df, total_square);
        // The second condition: rounding lets it come no nearer.
        if (length <= enough || (length <= 1e6 * enough && length >= last_length / 4))
            settled = true;
        if (settled && (f->family == REGRESSION_LINEAR || nw->steps < LATE))
            return true;
        if (!isfinite(length))
            break;
        double longest = 0;
        if (nw->steps >= FIRST_DOUBT && f->family != REGRESSION_LINEAR
            && separated(f, nw->step, &longest))
            break;
        if (settled && longest < long_move)
            return true;
        if (settled)
            break;
        last_length = length;
    }
    return no_convergence(f, nw->step, nw->steps, err);
}

// --- what is asked, checked ---------------------------------------------------------------------

static bool outcome_fits(const struct frame *f, int64_t row, struct error *err)
{
    double y = f->y[row];
    switch (f->family) {
    case REGRESSION_LINEAR:
        return true;
    case REGRESSION_LOGISTIC:
        if (y >= 0 && y <= 1)
            return true;
        return error_set(err, ERROR_INVALID,
                         "row %" PRId64 ": a logistic outcome is 0, 1 or a share, not %.10g", row,
                         y);
    case REGRESSION_POISSON:
    case REGRESSION_QUASI_POISSON:
        if (y >= 0)
            return true;
        return error_set(err, ERROR_INVALID, "row %" PRId64 ": a count is not negative (%.10g)",
                         row, y);
    case REGRESSION_NEGATIVE_BINOMIAL:
        if (y >= 0 && y == floor(y))
            return true;
        return error_set(
            err, ERROR_INVALID,
            "row %" PRId64 ": a negative binomial outcome is a whole number, not %.10g", row, y);
    }
    return false;
}

struct totals {
    int64_t counted;
    double weight, y, square; // sums of weight, weight y, weight y^2
};

static bool frame_check(const struct frame *f, struct totals *t, struct error *err)
{
    *t = (struct totals){0};
    for (int64_t i = 0; i < f->n; i++) {
        int64_t row = f->rows == NULL ? i : f->rows[i];
        double w = f->weights == NULL ? 1 : f->weights[row];
        if (!(w >= 0) || isinf(w))
            return error_set(err, ERROR_USAGE, "row %" PRId64 ": a weight is not %.10g", row, w);
        if (isinf(f->y[row]) || (f->offset != NULL && isinf(f->offset[row])))
            return error_set(err, ERROR_INVALID,
                             "row %" PRId64 ": the outcome or the offset is infinite", row);
        if (!outcome_fits(f, row, err))
            return false;
        if (w == 0)
            continue;
        double y = f->y[row] - (f->family == REGRESSION_LINEAR && f->offset ? f->offset[row] : 0);
        t->counted++;
        t->weight += w;
        t->y += w * y;
        t->square += w * y * y;
    }
    if (t->counted == 0)
        return error_set(err, ERROR_INVALID,
                         "a regression needs rows: %" PRId64 " are complete and "
                         "none of them has weight",
                         f->n);
    return true;
}

static bool arguments_check(const struct regression *r, struct error *err)
{
    if (r->design == NULL || r->y == NULL || r->design->p == 0)
        return error_set(err, ERROR_USAGE,
                         "a regression needs an outcome and a design with columns");
    if (r->level < 0 || r->level >= 1 || r->threads < 0 || r->threads > MOST_THREADS
        || r->most_steps < 0)
        return error_set(err, ERROR_USAGE,
                         "level is between 0 and 1, threads at most %d, steps not negative",
                         MOST_THREADS);
    bool clustered = r->variance == VARIANCE_CR0 || r->variance == VARIANCE_CR1;
    if (clustered && r->cluster == NULL)
        return error_set(err, ERROR_USAGE, "a clustered variance needs the clusters");
    if (r->variance == VARIANCE_NEWEY_WEST && r->lag < 0)
        return error_set(err, ERROR_USAGE, "the lag is not negative (%d)", r->lag);
    if (r->effect_count > 0 && (r->family != REGRESSION_LINEAR || r->effects == NULL))
        return error_set(err, ERROR_USAGE, "only a linear regression absorbs fixed effects");
    return design_check(r->design, err);
}

// --- after convergence --------------------------------------------------------------------------

static double log_gamma(double x)
{
    int sign;
    return lgamma_r(x, &sign);
}

static double log1p_exp(double x)
{
    return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

static double share_log(double y, double ratio)
{
    return y == 0 ? 0 : y * log(ratio);
}

struct fit_sums {
    double deviance, pearson, log_likelihood;
};

static void row_logistic(double y, double w, double eta, struct fit_sums *s)
{
    double mu = 1 / (1 + exp(-eta)), other = 1 / (1 + exp(eta));
    if (y == 0 || y == 1) {
        double lost = log1p_exp(y == 0 ? eta : -eta);
        s->deviance += 2 * w * lost;
        s->log_likelihood -= w * lost;
    } else {
        s->deviance += 2 * w * (share_log(y, y / mu) + share_log(1 - y, (1 - y) / other));
        s->log_likelihood += w * (y * eta - log1p_exp(eta)) + log_gamma(w + 1)
                             - log_gamma(w * y + 1) - log_gamma(w * (1 - y) + 1);
    }
    s->pearson += w * (y == 0 ? mu / other : (y - mu) * (y - mu) / (mu * other));
}

static void row_poisson(double y, double w, double eta, struct fit_sums *s)
{
    double mu = exp(eta);
    s->deviance += 2 * w * (share_log(y, y / mu) - (y - mu));
    s->pearson += w * (y - mu) * (y - mu) / mu;
    s->log_likelihood += w * (y * eta - mu - log_gamma(y + 1));
}

static void row_negative_binomial(double theta, double y, double w, double eta, struct fit_sums *s)
{
    double mu = exp(eta);
    s->deviance += 2 * w * (share_log(y, y / mu) - (y + theta) * log((y + theta) / (mu + theta)));
    s->pearson += w * (y - mu) * (y - mu) / (mu * (1 + mu / theta));
    s->log_likelihood += w
                         * (log_gamma(theta + y) - log_gamma(theta) - log_gamma(y + 1)
                            - theta * log1p(mu / theta) + share_log(y, mu / (mu + theta)));
}

struct finish {
    const struct frame *f;
    const double *b;
    struct block **blocks;
    struct fit_sums *partial;
};

static void finish_job(void *context, int thread, int64_t job)
{
    struct finish *finish = context;
    const struct frame *f = finish->f;
    struct block *b = finish->blocks[thread];
    struct fit_sums *s = &finish->partial[job];
    int64_t last = (job + 1) * f->job_rows < f->n ? (job + 1) * f->job_rows : f->n;
    for (int64_t first = job * f->job_rows; first < last; first += GRAM_ROWS) {
        int count = (int)(last - first < GRAM_ROWS ? last - first : GRAM_ROWS);
        block_fill(f, finish->b, first, count, b);
        for (int r = 0; r < count; r++) {
            double y = b->y[r], w = b->weight[r], eta = b->eta[r];
            if (w == 0)
                continue;
            switch (f->family) {
            case REGRESSION_LINEAR:
                s->deviance += w * (y - eta) * (y - eta);
                s->log_likelihood += log(w) / 2;
                break;
            case REGRESSION_LOGISTIC:
                row_logistic(y, w, eta, s);
                break;
            case REGRESSION_POISSON:
            case REGRESSION_QUASI_POISSON:
                row_poisson(y, w, eta, s);
                break;
            case REGRESSION_NEGATIVE_BINOMIAL:
                row_negative_binomial(f->theta, y, w, eta, s);
                break;
            }
        }
    }
}

static struct fit_sums finish_take(const struct frame *f, const double *b)
{
    struct arena scratch = {0};
    struct finish finish = {.f = f, .b = b};
    finish.blocks = ARENA_ARRAY(&scratch, struct block *, (size_t)f->threads);
    for (int t = 0; t < f->threads; t++)
        finish.blocks[t] = block_make(&scratch, f->p);
    finish.partial = ARENA_ARRAY(&scratch, struct fit_sums, (size_t)f->jobs);
    parallel_run(f->threads, f->jobs, finish_job, &finish);
    struct fit_sums s = {0};
    for (int64_t job = 0; job < f->jobs; job++) {
        s.deviance += finish.partial[job].deviance;
        s.pearson += finish.partial[job].pearson;
        s.log_likelihood += finish.partial[job].log_likelihood;
    }
    arena_free(&scratch);
    return s;
}

static struct newton newton_make(struct arena *a, int k)
{
    return (struct newton){.b = ARENA_ARRAY(a, double, (size_t)k),
                           .from = ARENA_ARRAY(a, double, (size_t)k),
                           .step = ARENA_ARRAY(a, double, (size_t)k),
                           .factor = ARENA_ARRAY(a, double, (size_t)k *(size_t)k),
                           .sums = sums_make(a, k)};
}

// Deviance of the model with an intercept alone, or with the offset alone where the design has no
// intercept.
static bool null_deviance(const struct frame *f, const struct totals *t, double *out,
                          struct error *err)
{
    struct arena scratch = {0};
    struct design d = design_make(&scratch, f->design->n);
    design_intercept(&d);
    struct frame alone = *f;
    int first = 0;
    alone.design = &d;
    alone.p = alone.k = 1;
    alone.kept = &first;
    alone.turn = NULL;
    struct newton nw = newton_make(&scratch, 1);
    if (f->design->intercept) {
        double mean = t->y / t->weight;
        bool at_end = mean == 0 || (f->family == REGRESSION_LOGISTIC && mean == 1);
        if (f->family != REGRESSION_LINEAR && at_end) {
            arena_free(&scratch);
            *out = 0;
            return true;
        }
        *nw.b = f->family == REGRESSION_LINEAR     ? mean
                : f->family == REGRESSION_LOGISTIC ? log(mean / (1 - mean))
                                                   : log(mean);
        *nw.from = *nw.b;
        if (f->offset != NULL
            && !newton_run(&alone, MOST_STEPS, (double)t->counted - 1, t->square, &nw, err)) {
            arena_free(&scratch);
            return error_while(err, "fitting the intercept alone");
        }
    }
    *out = finish_take(&alone, nw.b).deviance;
    arena_free(&scratch);
    return true;
}

// --- the fit ------------------------------------------------------------------------------------

static bool start(struct arena *a, struct frame *f, const struct totals *t, struct newton *nw,
                  struct error *err)
{
    struct arena scratch = {0};
    struct sums s = sums_make(&scratch, f->p);
    sums_take(f, NULL, false, &s);
    if (nearly_collinear(&scratch, f->p, s.gram)) {
        choose_columns(a, &scratch, f);
        if (f->k == 0) {
            arena_free(&scratch);
            return error_set(err, ERROR_INVALID, "every column of the regression is zero");
        }
        s = sums_make(&scratch, f->k);
        sums_take(f, NULL, false, &s);
    }
    *nw = newton_make(a, f->k);
    bool ok = cholesky(s.gram, f->k, 1e-14, NULL) == f->k;
    if (ok) {
        memcpy(nw->b, s.score, (size_t)f->k * sizeof *nw->b);
        cholesky_solve(s.gram, f->k, nw->b);
        memcpy(nw->factor, s.gram, (size_t)f->k * (size_t)f->k * sizeof *nw->factor);
        nw->started = true;
        // Where the first step is too long, back towards the outcome's mean.
        if (f->design->intercept && f->kept[0] == 0 && f->turn == NULL
            && f->design->terms.at[0].kind == DESIGN_INTERCEPT) {
            double mean = t->y / t->weight;
            if (f->family == REGRESSION_LOGISTIC)
                nw->from[0] = log((mean + 1e-9) / (1 - mean + 1e-9));
            else if (f->family != REGRESSION_LINEAR)
                nw->from[0] = log(mean + 1e-9);
        }
    }
    arena_free(&scratch);
    return ok || error_set(err, ERROR_INVALID, "the columns of the regression are collinear");
}

// Coefficients and theta in turn: they are nearly orthogonal, so few rounds are needed.
static bool fit_negative_binomial(struct frame *f, int most, double df, const struct totals *t,
                                  struct newton *nw, double *theta_se, struct error *err)
{
    struct arena scratch = {0};
    double *mu = ARENA_ARRAY(&scratch, double, (size_t)f->n);
    double *y = ARENA_ARRAY(&scratch, double, (size_t)f->n), *weights = NULL;
    if (f->weights != NULL)
        weights = ARENA_ARRAY(&scratch, double, (size_t)f->n);
    struct block *b = block_make(&scratch, f->p);
    f->family = REGRESSION_POISSON;
    bool ok = newton_run(f, most, df, t->square, nw, err), done = false;
    f->family = REGRESSION_NEGATIVE_BINOMIAL;
    f->theta = NAN;
    int steps = nw->steps;
    for (int round = 0; ok && !done && round < MOST_THETAS; round++) {
        for (int64_t first = 0; first < f->n; first += GRAM_ROWS) {
            int count = (int)(f->n - first < GRAM_ROWS ? f->n - first : GRAM_ROWS);
            block_fill(f, nw->b, first, count, b);
            for (int r = 0; r < count; r++) {
                mu[first + r] = exp(b->eta[r]);
                y[first + r] = b->y[r];
                if (weights != NULL)
                    weights[first + r] = b->weight[r];
            }
        }
        double before = f->theta;
        ok = theta_fit(f->n, y, weights, mu, before, &f->theta, theta_se, err);
        if (!ok)
            break;
        done = fabs(f->theta - before) <= 1e-11 * f->theta;
        memcpy(nw->from, nw->b, (size_t)f->k * sizeof *nw->b);
        ok = newton_run(f, most, df, t->square, nw, err);
        steps += nw->steps;
    }
    arena_free(&scratch);
    nw->steps = steps;
    if (ok && !done)
        return error_set(err, ERROR_INVALID, "theta did not converge in %d rounds", MOST_THETAS);
    return ok;
}

static void coefficients_fill(const struct regression *r, struct regression_result *f)
{
    double level = r->level == 0 ? 0.95 : r->level;
    bool student = r->family == REGRESSION_LINEAR || r->family == REGRESSION_QUASI_POISSON;
    double z =
        student ? student_quantile((1 + level) / 2, f->df) : normal_quantile((1 + level) / 2);
    for (int j = 0; j < f->p; j++) {
        struct coefficient *c = &f->at[j];
        c->name = r->design->names.at[j];
        c->estimate = f->estimates[j];
        c->se = sqrt(f->variance[j * f->p + j]);
        c->statistic = c->estimate / c->se;
        c->p =
            student ? student_two_sided(c->statistic, f->df) : 2 * normal_above(fabs(c->statistic));
        c->interval = (struct interval){c->estimate - z * c->se, c->estimate + z * c->se};
    }
}

static void variance_fill(struct arena *a, const struct regression *r, const struct frame *f,
                          const struct newton *nw, struct regression_result *out)
{
    struct arena scratch = {0};
    int p = f->p, k = f->k;
    double *inverse = ARENA_ARRAY(&scratch, double, (size_t)k *(size_t)k);
    cholesky_inverse(nw->factor, k, inverse);
    out->unscaled = ARENA_ARRAY(a, double, (size_t)p *(size_t)p);
    out->variance = ARENA_ARRAY(a, double, (size_t)p *(size_t)p);
    frame_outside_matrix(&scratch, f, inverse, out->unscaled);
    if (r->variance == VARIANCE_MODEL) {
        for (int i = 0; i < p * p; i++)
            out->variance[i] = out->dispersion * out->unscaled[i];
        arena_free(&scratch);
        return;
    }
    struct middle middle = regression_middle(&scratch, f, r, nw->b, inverse);
    double n = (double)out->n, g = (double)middle.clusters, factor = 1;
    double k_all = (double)(out->rank + (r->effects_in_k ? out->absorbed : 0));
    if (r->variance == VARIANCE_HC1)
        factor = n / (n - k_all);
    if (r->variance == VARIANCE_CR1)
        factor = g / (g - 1) * (n - 1) / (n - k_all);
    double *half = ARENA_ARRAY(&scratch, double, (size_t)k *(size_t)k);
    double *sandwich = ARENA_ARRAY(&scratch, double, (size_t)k *(size_t)k);
    for (int i = 0; i < k; i++)
        for (int j = 0; j < k; j++)
            for (int e = 0; e < k; e++)
                half[i * k + j] += inverse[i * k + e] * middle.m[e * k + j];
    for (int i = 0; i < k; i++)
        for (int j = 0; j <= i; j++)
            for (int e = 0; e < k; e++)
                sandwich[i * k + j] += factor * half[i * k + e] * inverse[e * k + j];
    gram_mirror(k, sandwich);
    frame_outside_matrix(&scratch, f, sandwich, out->variance);
    out->clusters = middle.clusters;
    arena_free(&scratch);
}

static void likelihood_fill(const struct fit_sums *s, const struct frame *f,
                            struct regression_result *out)
{
    double n = (double)out->n, parameters = out->rank;
    out->log_likelihood = s->log_likelihood;
    if (f->family == REGRESSION_LINEAR) {
        out->log_likelihood -= n / 2 * (log(2 * M_PI * s->deviance / n) + 1);
        parameters++; // the variance
    }
    if (f->family == REGRESSION_NEGATIVE_BINOMIAL)
        parameters++; // theta
    if (f->family == REGRESSION_QUASI_POISSON || out->absorbed > 0)
        out->log_likelihood = NAN;
    out->aic = -2 * out->log_likelihood + 2 * parameters;
    out->bic = -2 * out->log_likelihood + log(n) * parameters;
}

static bool fit_rows(struct arena *a, const struct regression *r, struct frame *f, int64_t absorbed,
                     struct regression_result *out, struct error *err)
{
    struct totals t;
    struct newton nw;
    if (!frame_check(f, &t, err) || !start(a, f, &t, &nw, err))
        return false;
    double df = (double)(t.counted - f->k - absorbed);
    if (df < 0 || (df == 0 && f->family == REGRESSION_LINEAR && r->variance == VARIANCE_MODEL))
        return error_set(err, ERROR_INVALID,
                         "%" PRId64 " rows are too few for %d coefficients and %" PRId64
                         " fixed effects",
                         t.counted, f->k, absorbed);
    int most = r->most_steps == 0 ? MOST_STEPS : r->most_steps;
    out->theta = out->theta_se = NAN;
    if (f->family == REGRESSION_NEGATIVE_BINOMIAL) {
        if (!fit_negative_binomial(f, most, df, &t, &nw, &out->theta_se, err))
            return false;
        out->theta = f->theta;
    } else if (!newton_run(f, most, df, t.square, &nw, err)) {
        return false;
    }
    struct fit_sums s = finish_take(f, nw.b);
    out->p = f->p;
    out->rank = f->k;
    out->n = t.counted;
    out->weight = t.weight;
    out->absorbed = absorbed;
    out->df = df;
    out->null_df = (double)(t.counted - (f->design->intercept || absorbed > 0 ? 1 : 0));
    out->deviance = s.deviance;
    out->pearson = f->family == REGRESSION_LINEAR ? s.deviance : s.pearson;
    out->dispersion = 1;
    if (f->family == REGRESSION_LINEAR || f->family == REGRESSION_QUASI_POISSON)
        out->dispersion = out->pearson / df;
    out->steps = nw.steps;
    if (!null_deviance(f, &t, &out->null_deviance, err))
        return false;
    likelihood_fill(&s, f, out);
    out->r_squared = out->adjusted_r_squared = NAN;
    if (f->family == REGRESSION_LINEAR) {
        out->r_squared = 1 - out->deviance / out->null_deviance;
        double null_df = absorbed > 0 ? out->df + out->rank : out->null_df;
        out->adjusted_r_squared = 1 - (1 - out->r_squared) * null_df / df;
    }
    out->estimates = ARENA_ARRAY(a, double, (size_t)f->p);
    frame_outside(f, nw.b, NAN, out->estimates);
    variance_fill(a, r, f, &nw, out);
    out->at = ARENA_ARRAY(a, struct coefficient, (size_t)f->p);
    coefficients_fill(r, out);
    return true;
}

bool regression_fit(struct arena *a, const struct regression *r, struct regression_result *out,
                    struct error *err)
{
    if (!arguments_check(r, err))
        return false;
    struct arena scratch = {0};
    const int64_t *rows = NULL;
    const double *numbers[] = {r->y, r->weights, r->offset};
    bool clustered = r->variance == VARIANCE_CR0 || r->variance == VARIANCE_CR1;
    const int32_t **codes = ARENA_ARRAY(&scratch, const int32_t *, (size_t)r->effect_count + 1);
    codes[0] = clustered ? r->cluster : NULL;
    for (int e = 0; e < r->effect_count; e++)
        codes[e + 1] = r->effects[e].codes;
    int64_t n = design_complete(&scratch, r->design, numbers, 3, codes, r->effect_count + 1, &rows);
    struct frame f = {.design = r->design,
                      .y = r->y,
                      .weights = r->weights,
                      .offset = r->offset,
                      .family = r->family,
                      .rows = rows,
                      .n = n,
                      .p = r->design->p,
                      .k = r->design->p};
    struct regression asked = *r;
    struct absorbed absorbed = {0};
    bool ok = true;
    if (r->effect_count > 0) {
        ok = regression_absorb(&scratch, r, rows, n, &absorbed, err);
        f.design = asked.design = &absorbed.design;
        f.y = absorbed.y;
        f.weights = absorbed.weights;
        f.offset = NULL;
        f.rows = NULL;
        asked.cluster = absorbed.cluster;
    }
    f.kept = ARENA_ARRAY(&scratch, int, (size_t)f.p);
    for (int j = 0; j < f.p; j++)
        f.kept[j] = j;
    frame_share_out(&f);
    f.threads = parallel_workers(r->threads, f.jobs);
    struct regression_result result = {.dropped = r->design->n - n};
    ok = ok && fit_rows(a, &asked, &f, absorbed.df, &result, err);
    for (int j = 0; ok && j < f.p; j++)
        result.at[j].name = r->design->names.at[j];
    arena_free(&scratch);
    if (ok)
        *out = result;
    return ok;
}

bool regression_predict(const struct design *d, const double *estimates, const double *offset,
                        double *out, struct error *err)
{
    if (!design_check(d, err))
        return false;
    struct arena scratch = {0};
    const int64_t *rows;
    int64_t n = design_complete(&scratch, d, &offset, 1, NULL, 0, &rows);
    double *x = ARENA_ARRAY(&scratch, double, (size_t)d->p *GRAM_ROWS);
    for (int64_t i = 0; i < d->n; i++)
        out[i] = NAN;
    for (int64_t first = 0; first < n; first += GRAM_ROWS) {
        int count = (int)(n - first < GRAM_ROWS ? n - first : GRAM_ROWS);
        design_block(d, rows, first, count, GRAM_ROWS, x);
        for (int r = 0; r < count; r++) {
            int64_t row = rows == NULL ? first + r : rows[first + r];
            double sum = offset == NULL ? 0 : offset[row];
            for (int j = 0; j < d->p; j++)
                if (!isnan(estimates[j]))
                    sum += estimates[j] * x[j * GRAM_ROWS + r];
            out[row] = sum;
        }
    }
    arena_free(&scratch);
    return true;
}

double regression_mean(enum regression_family family, double predictor)
{
    switch (family) {
    case REGRESSION_LINEAR:
        return predictor;
    case REGRESSION_LOGISTIC:
        return 1 / (1 + exp(-predictor));
    case REGRESSION_POISSON:
    case REGRESSION_QUASI_POISSON:
    case REGRESSION_NEGATIVE_BINOMIAL:
        return exp(predictor);
    }
    return NAN;
}

double regression_combination_se(const struct regression_result *f, const double *c)
{
    double sum = 0;
    for (int i = 0; i < f->p; i++)
        for (int j = 0; j < f->p; j++)
            if (c[i] != 0 && c[j] != 0)
                sum += c[i] * f->variance[i * f->p + j] * c[j];
    return sqrt(sum);
}

bool regression_wald(const struct regression_result *f, const int *which, int count,
                     struct wald *out, struct error *err)
{
    struct arena scratch = {0};
    int *kept = ARENA_ARRAY(&scratch, int, (size_t)count), k = 0;
    for (int i = 0; i < count; i++)
        if (!isnan(f->estimates[which[i]]))
            kept[k++] = which[i];
    double *v = ARENA_ARRAY(&scratch, double, (size_t)k *(size_t)k);
    double *b = ARENA_ARRAY(&scratch, double, (size_t)k), sum = 0;
    for (int i = 0; i < k; i++) {
        b[i] = f->estimates[kept[i]];
        for (int j = 0; j < k; j++)
            v[i * k + j] = f->variance[kept[i] * f->p + kept[j]];
    }
    bool ok = k > 0 && cholesky(v, k, 1e-12, NULL) == k;
    if (ok) {
        cholesky_solve(v, k, b);
        for (int i = 0; i < k; i++)
            sum += b[i] * f->estimates[kept[i]];
        *out = (struct wald){.chi_square = sum, .p = chi_square_above(sum, k), .df = k};
    }
    arena_free(&scratch);
    return ok || error_set(err, ERROR_INVALID, "these coefficients cannot be tested together");
}
