#include "method/clogit.h"

#include <math.h>
#include <stdlib.h>

#include "method/cholesky.h"

enum { MOST_ITERATIONS = 60 };

// The rows in use, gathered stratum by stratum, and only strata with both outcomes.
struct strata {
    int64_t count;
    int64_t *start; // count + 1 places in row
    int64_t *row;   // rows of the data
    int64_t *events;
};

// The state of the recursion at one number of events: ln B, mean and covariance of the sum of x.
struct state {
    double log_b;
    double *mean, *cov; // p; p by p, lower triangle
};

struct sums {
    double log_likelihood;
    double *score, *information; // p; p by p, lower triangle
};

static bool row_missing(const struct clogit_data *d, int64_t i)
{
    if (isnan(d->y[i]) || d->stratum[i] < 0)
        return true;
    for (int j = 0; j < d->p; j++)
        if (isnan(d->x[i * d->p + j]))
            return true;
    return false;
}

struct key {
    int32_t stratum;
    int64_t row;
};

static int key_order(const void *left, const void *right)
{
    const struct key *l = left, *r = right;
    if (l->stratum != r->stratum)
        return l->stratum < r->stratum ? -1 : 1;
    return l->row < r->row ? -1 : l->row > r->row;
}

static struct strata gather(struct arena *a, const struct clogit_data *d, struct clogit *out)
{
    struct key *keys = ARENA_ARRAY(a, struct key, (size_t)d->n);
    int64_t used = 0;
    for (int64_t i = 0; i < d->n; i++)
        if (!row_missing(d, i))
            keys[used++] = (struct key){d->stratum[i], i};
    out->rows_missing = d->n - used;
    qsort(keys, (size_t)used, sizeof *keys, key_order);
    struct strata s = {
        .start = ARENA_ARRAY(a, int64_t, (size_t)used + 1),
        .row = ARENA_ARRAY(a, int64_t, (size_t)used),
        .events = ARENA_ARRAY(a, int64_t, (size_t)used),
    };
    for (int64_t from = 0, to; from < used; from = to) {
        int64_t events = 0;
        for (to = from; to < used && keys[to].stratum == keys[from].stratum; to++)
            events += d->y[keys[to].row] > 0;
        if (events == 0 || events == to - from) {
            out->strata_silent++;
            continue;
        }
        s.events[s.count] = events;
        for (int64_t i = from; i < to; i++)
            s.row[out->rows_used++] = keys[i].row;
        s.start[++s.count] = out->rows_used;
    }
    out->strata_used = s.count;
    return s;
}

// Makes *to the mixture of itself, at weight 1 - w, and of *from shifted by x, at weight w.
static void mix(int p, struct state *to, const struct state *from, const double *x, double w,
                double *gap)
{
    for (int j = 0; j < p; j++)
        gap[j] = from->mean[j] + x[j] - to->mean[j];
    for (int j = 0; j < p; j++)
        to->mean[j] += w * gap[j];
    for (int j = 0; j < p; j++) {
        double *t = to->cov + (ptrdiff_t)j * p;
        const double *f = from->cov + (ptrdiff_t)j * p, between = w * (1 - w) * gap[j];
        for (int k = 0; k <= j; k++)
            t[k] += w * (f[k] - t[k]) + between * gap[k];
    }
}

static double log_add(double u, double v)
{
    double most = fmax(u, v);
    return most == -INFINITY ? most : most + log1p(exp(-fabs(u - v)));
}

// Adds one stratum's log-likelihood, score and information at beta.
static void add_stratum(const struct clogit_data *d, const int64_t *row, int64_t n, int64_t events,
                        const double *beta, struct state *states, double *x, double *gap,
                        struct sums *sums)
{
    const int p = d->p;
    const bool flip = events > n / 2;
    const double sign = flip ? -1 : 1;
    const int64_t m = flip ? n - events : events;
    states[0].log_b = 0;
    for (int64_t k = 1; k <= m; k++)
        states[k].log_b = -INFINITY;
    for (int64_t i = 0; i < n; i++) {
        double eta = 0;
        for (int j = 0; j < p; j++) {
            x[j] = sign * d->x[row[i] * p + j];
            eta += x[j] * beta[j];
        }
        if ((d->y[row[i]] > 0) != flip) {
            sums->log_likelihood += eta;
            for (int j = 0; j < p; j++)
                sums->score[j] += x[j];
        }
        const int64_t most = i + 1 < m ? i + 1 : m,
                      least = m - (n - i - 1) > 1 ? m - (n - i - 1) : 1;
        for (int64_t k = most; k >= least; k--) {
            const double with = states[k - 1].log_b + eta;
            if (states[k].log_b == -INFINITY) {
                for (int j = 0; j < p; j++)
                    states[k].mean[j] = 0;
                for (int j = 0; j < p * p; j++)
                    states[k].cov[j] = 0;
            }
            const double both = log_add(states[k].log_b, with);
            mix(p, &states[k], &states[k - 1], x, exp(with - both), gap);
            states[k].log_b = both;
        }
    }
    sums->log_likelihood -= states[m].log_b;
    for (int j = 0; j < p; j++) {
        sums->score[j] -= states[m].mean[j];
        for (int k = 0; k <= j; k++)
            sums->information[j * p + k] += states[m].cov[j * p + k];
    }
}

struct work {
    const struct clogit_data *d;
    struct strata s;
    struct state *states;
    double *x, *gap;
};

static void evaluate(struct work *w, const double *beta, struct sums *sums)
{
    const int p = w->d->p;
    sums->log_likelihood = 0;
    for (int j = 0; j < p; j++)
        sums->score[j] = 0;
    for (int j = 0; j < p * p; j++)
        sums->information[j] = 0;
    for (int64_t s = 0; s < w->s.count; s++) {
        const int64_t from = w->s.start[s];
        add_stratum(w->d, w->s.row + from, w->s.start[s + 1] - from, w->s.events[s], beta,
                    w->states, w->x, w->gap, sums);
    }
}

static struct sums sums_make(struct arena *a, int p)
{
    return (struct sums){0, ARENA_ARRAY(a, double, (size_t)p),
                         ARENA_ARRAY(a, double, (size_t)(p * p))};
}

static struct work work_make(struct arena *a, const struct clogit_data *d, struct strata s)
{
    int64_t most = 0;
    for (int64_t i = 0; i < s.count; i++) {
        const int64_t n = s.start[i + 1] - s.start[i], m = s.events[i];
        const int64_t fewer = m < n - m ? m : n - m;
        most = fewer > most ? fewer : most;
    }
    struct state *states = ARENA_ARRAY(a, struct state, (size_t)most + 1);
    for (int64_t k = 0; k <= most; k++) {
        states[k].mean = ARENA_ARRAY(a, double, (size_t)d->p);
        states[k].cov = ARENA_ARRAY(a, double, (size_t)(d->p * d->p));
    }
    return (struct work){d, s, states, ARENA_ARRAY(a, double, (size_t)d->p),
                         ARENA_ARRAY(a, double, (size_t)d->p)};
}

// Where the rows say nothing of a column: it is constant in every stratum, or follows from others.
static bool check_rank(const struct sums *at_null, int p, double *factor, struct error *err)
{
    int bad;
    for (int i = 0; i < p * p; i++)
        factor[i] = at_null->information[i];
    if (cholesky(factor, p, 1e-10, &bad) == p)
        return true;
    return error_set(err, ERROR_INVALID,
                     "column %d is constant within every stratum, or follows from the columns "
                     "before it; leave it out",
                     bad + 1);
}

static bool check_data(const struct clogit_data *d, struct error *err)
{
    if (d->p < 1)
        return error_set(err, ERROR_USAGE, "a conditional logistic regression needs a column");
    for (int64_t i = 0; i < d->n; i++)
        if (!isnan(d->y[i]) && d->y[i] != 0 && d->y[i] != 1)
            return error_set(err, ERROR_USAGE, "an outcome is neither 0 nor 1 but %g", d->y[i]);
    return true;
}

static bool no_convergence(const double *step, const double *information, int p, struct error *err)
{
    int worst = 0;
    for (int j = 1; j < p; j++)
        if (fabs(step[j]) * sqrt(information[j * p + j])
            > fabs(step[worst]) * sqrt(information[worst * p + worst]))
            worst = j;
    return error_set(
        err, ERROR_INVALID,
        "the coefficient of column %d grows without bound, or the fit does not settle: "
        "some group may have only events, or none, where others differ",
        worst + 1);
}

bool clogit_fit(struct arena *a, const struct clogit_data *d, struct clogit *out, struct error *err)
{
    if (!check_data(d, err))
        return false;
    const int p = d->p;
    struct clogit fit = {.p = p};
    struct work w = work_make(a, d, gather(a, d, &fit));
    if (fit.strata_used == 0)
        return error_set(err, ERROR_INVALID, "no stratum has both outcomes: nothing to compare");
    fit.beta = ARENA_ARRAY(a, double, (size_t)p);
    fit.se = ARENA_ARRAY(a, double, (size_t)p);
    fit.covariance = ARENA_ARRAY(a, double, (size_t)(p * p));
    double *factor = ARENA_ARRAY(a, double, (size_t)(p * p));
    double *step = ARENA_ARRAY(a, double, (size_t)p), *next = ARENA_ARRAY(a, double, (size_t)p);
    double *null_scale = ARENA_ARRAY(a, double, (size_t)p);
    struct sums at = sums_make(a, p), there = sums_make(a, p);
    evaluate(&w, fit.beta, &at);
    if (!check_rank(&at, p, factor, err))
        return false;
    fit.log_likelihood_null = at.log_likelihood;
    fit.score = cholesky_form(factor, p, at.score, step);
    for (int j = 0; j < p; j++)
        null_scale[j] = sqrt(at.information[j * p + j] / (double)fit.strata_used);
    bool settled = false;
    while (!settled && fit.iterations++ < MOST_ITERATIONS) {
        for (int i = 0; i < p * p; i++)
            factor[i] = at.information[i];
        for (int j = 0; j < p; j++)
            step[j] = at.score[j];
        if (cholesky(factor, p, 1e-13, NULL) < p)
            return no_convergence(step, at.information, p, err);
        cholesky_solve(factor, p, step);
        double decrement = 0, longest = 0;
        for (int j = 0; j < p; j++) {
            decrement += step[j] * at.score[j];
            longest = fmax(longest, fabs(step[j]) * null_scale[j]);
        }
        // A coefficient on its way to infinity goes on by whole steps while ln L hardly moves.
        if (decrement < 1e-12 && longest > 1e-2)
            return no_convergence(step, at.information, p, err);
        settled = decrement < 1e-9 && longest < 1e-7;
        double scale = 1;
        for (int half = 0;; half++, scale /= 2) {
            for (int j = 0; j < p; j++)
                next[j] = fit.beta[j] + scale * step[j];
            evaluate(&w, next, &there);
            if (there.log_likelihood >= at.log_likelihood - 1e-10 * fabs(at.log_likelihood)
                || half == 30)
                break;
        }
        for (int j = 0; j < p; j++)
            fit.beta[j] = next[j];
        const struct sums swap = at;
        at = there;
        there = swap;
    }
    if (!settled)
        return no_convergence(step, at.information, p, err);
    for (int i = 0; i < p * p; i++)
        factor[i] = at.information[i];
    if (cholesky(factor, p, 1e-13, NULL) < p)
        return no_convergence(step, at.information, p, err);
    cholesky_inverse(factor, p, fit.covariance);
    for (int j = 0; j < p; j++)
        fit.se[j] = sqrt(fit.covariance[j * p + j]);
    fit.log_likelihood = at.log_likelihood;
    fit.likelihood_ratio = 2 * (fit.log_likelihood - fit.log_likelihood_null);
    for (int j = 0; j < p; j++)
        for (int k = 0; k < p; k++)
            fit.wald += fit.beta[j] * fit.beta[k] * at.information[j > k ? j * p + k : k * p + j];
    *out = fit;
    return true;
}
