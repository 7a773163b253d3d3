/* Cox regression with exact ties: at each time, the chance that just these died, given how many. */

#include <math.h>
#include <string.h>

#include "method/cox_frame.h"

/* Among the rows at risk, of risks r, consider all sets of m. With B(m) the sum over sets of the
 * product of risks, a row that joins gives
 *
 *     B(m) <- B(m) + r B(m-1)
 *
 * so the sum of x over a set, drawn by its share of B, is a mixture: with chance q = r B(m-1)/B(m)
 * the row is in it. Mean and variance are carried as those of a mixture, ln B as it is: nothing
 * overflows and nothing cancels. */
struct sets {
    int k;
    int64_t most;                    // deaths at this time
    double *log_b, *mean, *variance; // of sets of 0 .. most
};

static void sets_join(struct sets *s, int64_t rows, double log_r, const double *x)
{
    int k = s->k;
    for (int64_t m = rows < s->most ? rows : s->most; m > 0; m--) {
        double *mean = s->mean + m * k, *variance = s->variance + m * k * k;
        const double *mean_1 = mean - k, *variance_1 = variance - (int64_t)k * k;
        double with = s->log_b[m - 1] + log_r, without = s->log_b[m];
        double q = 1;
        if (without > -INFINITY) {
            double high = fmax(with, without);
            s->log_b[m] = high + log1p(exp(-fabs(with - without)));
            q = 1 / (1 + exp(without - with));
        } else {
            s->log_b[m] = with;
        }
        for (int i = 0; i < k; i++) {
            double gap_i = mean_1[i] + x[i * GRAM_ROWS] - mean[i];
            for (int j = 0; j <= i; j++) {
                double gap_j = mean_1[j] + x[j * GRAM_ROWS] - mean[j];
                double *v = &variance[i * k + j];
                *v = (1 - q) * *v + q * variance_1[i * k + j] + q * (1 - q) * gap_i * gap_j;
            }
        }
        for (int i = 0; i < k; i++)
            mean[i] += q * (mean_1[i] + x[i * GRAM_ROWS] - mean[i]);
    }
}

static void exact_time(const struct cox_frame *f, int64_t first, int64_t last, int64_t end,
                       struct sets *s, struct cox_sums *out)
{
    int k = f->k;
    double time = f->exit[first];
    s->most = 0;
    for (int64_t i = first; i < last; i++)
        s->most += f->event[i];
    if (s->most == 0)
        return;
    s->log_b[0] = 0;
    for (int64_t m = 1; m <= s->most; m++)
        s->log_b[m] = -INFINITY;
    memset(s->mean, 0, (size_t)((s->most + 1) * k) * sizeof *s->mean);
    memset(s->variance, 0, (size_t)((s->most + 1) * k * k) * sizeof *s->variance);
    int64_t rows = 0;
    for (int64_t i = first; i < end; i++) {
        const double *x = f->x + cox_at(f, i);
        if (f->entry != NULL && f->entry[i] >= time)
            continue;
        double log_r = log(f->risk[i]);
        sets_join(s, ++rows, log_r, x);
        if (i >= last || !f->event[i])
            continue;
        out->log_likelihood += log_r;
        for (int j = 0; j < k; j++)
            out->score[j] += x[j * GRAM_ROWS];
    }
    out->log_likelihood -= s->log_b[s->most];
    for (int i = 0; i < k; i++) {
        out->score[i] -= s->mean[s->most * k + i];
        for (int j = 0; j <= i; j++)
            out->information[i * k + j] += s->variance[(s->most * k + i) * k + j];
    }
}

static int64_t most_deaths(const struct cox_frame *f)
{
    int64_t most = 0, here = 0;
    for (int64_t i = 0; i < f->n; i++) {
        if (i == 0 || f->exit[i] != f->exit[i - 1])
            here = 0;
        here += f->event[i];
        most = here > most ? here : most;
    }
    return most;
}

void cox_exact_take(struct cox_frame *f, const double *b, struct cox_sums *out)
{
    int k = f->k;
    size_t kk = (size_t)k * (size_t)k;
    memset(out->score, 0, (size_t)k * sizeof *out->score);
    memset(out->information, 0, kk * sizeof *out->information);
    out->log_likelihood = 0;
    if (!cox_predict(f, b)) {
        out->log_likelihood = -INFINITY;
        return;
    }
    struct arena scratch = {0};
    size_t sets = (size_t)most_deaths(f) + 1;
    struct sets s = {.k = k,
                     .log_b = ARENA_ARRAY(&scratch, double, sets),
                     .mean = ARENA_ARRAY(&scratch, double, sets *(size_t)k),
                     .variance = ARENA_ARRAY(&scratch, double, sets *kk)};
    for (int part = 0; part < f->o.parts; part++) {
        int64_t end = f->o.first[part + 1];
        for (int64_t first = f->o.first[part], last; first < end; first = last) {
            for (last = first + 1; last < end && f->exit[last] == f->exit[first];)
                last++;
            exact_time(f, first, last, end, &s, out);
        }
    }
    gram_mirror(k, out->information);
    arena_free(&scratch);
}
