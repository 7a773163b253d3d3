/* Cox regression: Newton's method on the partial likelihood, and what follows from a fit. */

#include "method/cox.h"

#include <math.h>
#include <string.h>

#include "method/cholesky.h"
#include "method/cox_frame.h"
#include "method/distribution.h"

enum { MOST_STEPS = 50, MOST_HALVINGS = 30, FIRST_DOUBT = 5, LATE = 12 };
static const double short_step = 1e-16; // squared, in standard errors
// On the way to infinity a step moves predictors by about 1 for ever, though the likelihood, and
// with it the step in standard errors, flattens out.
static const double long_move = 1e-4;
static const double alias = 1e-12; // of a column's information, left by those before it

bool cox_check(const struct cox *c, struct error *err)
{
    const struct lifetimes *l = c->lifetimes;
    if (c->design == NULL || l == NULL || c->design->p == 0 || l->n != c->design->n)
        return error_set(
            err, ERROR_USAGE,
            "a Cox regression needs lifetimes and a design with columns, of as many rows");
    if (c->level < 0 || c->level >= 1 || c->threads < 0 || c->most_steps < 0)
        return error_set(err, ERROR_USAGE,
                         "level is between 0 and 1, threads and steps not negative");
    if (c->ties == COX_EXACT && (l->weights != NULL || c->robust || c->cluster != NULL))
        return error_set(err, ERROR_USAGE,
                         "exact ties go with neither weights nor a robust variance");
    return true;
}

static void sums_take(struct cox_frame *f, const double *b, struct cox_sums *out)
{
    if (f->ties == COX_EXACT)
        cox_exact_take(f, b, out);
    else
        cox_sums_take(f, b, NULL, out);
}

static struct cox_sums sums_make(struct arena *a, int k)
{
    return (struct cox_sums){.score = ARENA_ARRAY(a, double, (size_t)k),
                             .information = ARENA_ARRAY(a, double, (size_t)k *(size_t)k)};
}

// Drops the columns whose information earlier ones have already. s: the sums at 0.
static bool columns_choose(struct cox_frame *f, const struct cox_sums *s, struct error *err)
{
    struct arena scratch = {0};
    bool *keep = ARENA_ARRAY(&scratch, bool, (size_t)f->k);
    double *l = arena_copy(&scratch, s->information, (size_t)f->k * (size_t)f->k * sizeof *l);
    int rank = cholesky(l, f->k, alias, NULL);
    for (int j = 0; j < f->k; j++)
        keep[j] = l[j * f->k + j] > 0;
    if (rank < f->k && rank > 0)
        cox_keep(f, keep);
    arena_free(&scratch);
    return rank > 0 || error_set(err, ERROR_INVALID, "no column varies among those at risk");
}

struct newton {
    double *b, *from, *step; // k each
    struct cox_sums sums;
    double *factor; // Cholesky of the information
    double null_log_likelihood, log_likelihood, score_test;
    bool started; // sums are those at 0
    int steps;
};

static const char *largest_move(const struct cox_frame *f, const double *step)
{
    int worst = 0;
    double most = -1;
    for (int j = 0; j < f->k; j++) {
        double square = 0;
        for (int64_t i = 0; i < f->n; i++) {
            double x = f->x[cox_at(f, i) + j * GRAM_ROWS];
            square += x * x;
        }
        if (fabs(step[j]) * sqrt(square) > most) {
            most = fabs(step[j]) * sqrt(square);
            worst = j;
        }
    }
    return f->asked->design->names.at[f->kept[worst]];
}

static bool no_convergence(const struct cox_frame *f, const struct newton *nw, struct error *err)
{
    const char *column = largest_move(f, nw->step);
    if (cox_monotone(f, nw->step))
        return error_set(
            err, ERROR_INVALID,
            "the likelihood is monotone: the hazard ratio of \"%s\" is infinite or zero "
            "(as when a group has no event)",
            column);
    return error_set(
        err, ERROR_INVALID,
        "the Cox regression did not converge in %d steps; \"%s\" still moves, its hazard "
        "ratio may be infinite or zero",
        nw->steps, column);
}

static bool newton_run(struct cox_frame *f, int most, struct newton *nw, struct error *err)
{
    int k = f->k, halvings = 0;
    size_t size = (size_t)k * sizeof(double);
    double before = -INFINITY, last_length = INFINITY;
    for (nw->steps = 1; nw->steps <= most; nw->steps++) {
        if (!nw->started || nw->steps > 1)
            sums_take(f, nw->b, &nw->sums);
        double now = nw->sums.log_likelihood;
        if (!(now >= before - 1e-10 * (fabs(before) + 1) || isinf(before)) || !isfinite(now)) {
            if (++halvings > MOST_HALVINGS)
                return no_convergence(f, nw, err);
            for (int j = 0; j < k; j++)
                nw->b[j] = (nw->b[j] + nw->from[j]) / 2;
            continue;
        }
        before = now;
        memcpy(nw->factor, nw->sums.information, size * (size_t)k);
        if (cholesky(nw->factor, k, 1e-14, NULL) < k)
            return no_convergence(f, nw, err);
        memcpy(nw->step, nw->sums.score, size);
        cholesky_solve(nw->factor, k, nw->step);
        double length = 0; // squared, in standard errors
        for (int j = 0; j < k; j++)
            length += nw->step[j] * nw->sums.score[j];
        if (nw->steps == 1) {
            nw->null_log_likelihood = now;
            nw->score_test = length;
        }
        memcpy(nw->from, nw->b, size);
        for (int j = 0; j < k; j++)
            nw->b[j] += nw->step[j];
        nw->log_likelihood = now;
        // The second condition: rounding lets it come no nearer.
        if (length <= short_step || (length <= 1e6 * short_step && length >= last_length / 4)) {
            if (nw->steps < LATE || cox_longest_move(f, nw->step) < long_move)
                return true;
            break;
        }
        if (!isfinite(length) || (nw->steps >= FIRST_DOUBT && cox_monotone(f, nw->step)))
            break;
        last_length = length;
    }
    return no_convergence(f, nw, err);
}

static struct newton newton_make(struct arena *a, int k)
{
    size_t n = (size_t)k;
    return (struct newton){.b = ARENA_ARRAY(a, double, n),
                           .from = ARENA_ARRAY(a, double, n),
                           .step = ARENA_ARRAY(a, double, n),
                           .factor = ARENA_ARRAY(a, double, n *n),
                           .sums = sums_make(a, k)};
}

static struct wald chi_square_of(double statistic, int df)
{
    return (struct wald){statistic, chi_square_above(statistic, df), df};
}

static void spread(const struct cox_frame *f, const double *inside, double *out)
{
    for (int i = 0; i < f->p * f->p; i++)
        out[i] = NAN;
    for (int i = 0; i < f->k; i++)
        for (int j = 0; j < f->k; j++)
            out[f->kept[i] * f->p + f->kept[j]] = inside[i * f->k + j];
}

// V M V with M the sum of squares of the scores, of clusters where there are any.
static void robust_variance(const struct cox_frame *f, cox_score_rows scores, const double *inverse,
                            double *out)
{
    struct arena scratch = {0};
    int k = f->k;
    int64_t sums = f->n;
    double *u = ARENA_ARRAY(&scratch, double, (size_t)f->n *(size_t)k), *by = u;
    scores(f, u);
    if (f->asked->cluster != NULL) {
        sums = 0;
        for (int64_t i = 0; i < f->n; i++) {
            int64_t c = f->asked->cluster[f->o.exits[i]];
            sums = c >= sums ? c + 1 : sums;
        }
        by = ARENA_ARRAY(&scratch, double, (size_t)sums *(size_t)k);
        for (int64_t i = 0; i < f->n; i++)
            for (int j = 0; j < k; j++)
                by[f->asked->cluster[f->o.exits[i]] * k + j] += u[i * k + j];
    }
    double *move = ARENA_ARRAY(&scratch, double, (size_t)k);
    memset(out, 0, (size_t)k * (size_t)k * sizeof *out);
    for (int64_t c = 0; c < sums; c++) { // how far b would move without this one
        memset(move, 0, (size_t)k * sizeof *move);
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                move[i] += inverse[i * k + j] * by[c * k + j];
        for (int i = 0; i < k; i++)
            for (int j = 0; j <= i; j++)
                out[i * k + j] += move[i] * move[j];
    }
    gram_mirror(k, out);
    arena_free(&scratch);
}

static void coefficients_fill(struct arena *a, const struct cox *c, struct cox_result *r)
{
    double level = c->level == 0 ? 0.95 : c->level, z = normal_quantile((1 + level) / 2);
    r->at = ARENA_ARRAY(a, struct coefficient, (size_t)r->p);
    for (int j = 0; j < r->p; j++) {
        struct coefficient *at = &r->at[j];
        at->name = c->design->names.at[j];
        at->estimate = r->estimates[j];
        at->se = sqrt(r->variance[j * r->p + j]);
        at->statistic = at->estimate / at->se;
        at->p = 2 * normal_above(fabs(at->statistic));
        at->interval = (struct interval){at->estimate - z * at->se, at->estimate + z * at->se};
    }
}

static bool tests_fill(const struct cox_frame *f, const struct newton *nw, const double *variance,
                       struct cox_result *r, struct error *err)
{
    struct arena scratch = {0};
    int k = f->k;
    double ratio = 2 * (nw->log_likelihood - nw->null_log_likelihood), statistic = 0;
    r->likelihood_ratio = chi_square_of(fmax(0, ratio), k);
    r->score = chi_square_of(nw->score_test, k);
    double *l = arena_copy(&scratch, variance, (size_t)k * (size_t)k * sizeof *l);
    double *v = arena_copy(&scratch, nw->b, (size_t)k * sizeof *v);
    bool ok = cholesky(l, k, 1e-14, NULL) == k;
    if (ok) {
        cholesky_solve(l, k, v);
        for (int j = 0; j < k; j++)
            statistic += v[j] * nw->b[j];
        r->wald = chi_square_of(statistic, k);
    }
    arena_free(&scratch);
    return ok
           || error_set(err, ERROR_INVALID,
                        "the robust variance is singular: fewer clusters than coefficients?");
}

static bool result_fill(struct arena *a, struct cox_frame *f, const struct newton *nw,
                        cox_score_rows scores, struct cox_result *out, struct error *err)
{
    struct arena scratch = {0};
    const struct cox *c = f->asked;
    int k = f->k;
    size_t p = (size_t)f->p, kk = (size_t)k * (size_t)k;
    struct cox_result r = {.p = f->p,
                           .rank = k,
                           .n = f->n,
                           .dropped = f->o.dropped,
                           .events = f->events,
                           .null_log_likelihood = nw->null_log_likelihood,
                           .log_likelihood = nw->log_likelihood,
                           .steps = nw->steps,
                           .estimates = ARENA_ARRAY(a, double, p),
                           .variance = ARENA_ARRAY(a, double, p *p),
                           .naive = ARENA_ARRAY(a, double, p *p),
                           .means = arena_copy(a, f->means, p * sizeof(double))};
    double *inverse = ARENA_ARRAY(&scratch, double, kk), *variance = inverse;
    cholesky_inverse(nw->factor, k, inverse);
    if (scores != NULL) {
        variance = ARENA_ARRAY(&scratch, double, kk);
        robust_variance(f, scores, inverse, variance);
    }
    spread(f, inverse, r.naive);
    spread(f, variance, r.variance);
    for (int j = 0; j < f->p; j++)
        r.estimates[j] = NAN;
    for (int j = 0; j < k; j++)
        r.estimates[f->kept[j]] = nw->b[j];
    coefficients_fill(a, c, &r);
    bool ok = tests_fill(f, nw, variance, &r, err);
    r.concordance = cox_concordance(f, nw->b);
    arena_free(&scratch);
    if (ok)
        *out = r;
    return ok;
}

bool cox_frame_fit(struct arena *a, struct cox_frame *f, cox_score_rows scores,
                   struct cox_result *out, struct error *err)
{
    struct arena scratch = {0};
    struct newton nw = newton_make(&scratch, f->k);
    sums_take(f, nw.b, &nw.sums);
    bool ok = columns_choose(f, &nw.sums, err);
    nw.started = f->k == f->p;
    if (!nw.started)
        nw = newton_make(&scratch, f->k);
    int most = f->asked->most_steps == 0 ? MOST_STEPS : f->asked->most_steps;
    ok = ok && newton_run(f, most, &nw, err) && result_fill(a, f, &nw, scores, out, err);
    arena_free(&scratch);
    return ok;
}

bool cox_fit(struct arena *a, const struct cox *c, struct cox_result *out, struct error *err)
{
    if (!cox_check(c, err))
        return false;
    struct arena scratch = {0};
    struct cox_frame f;
    cox_score_rows scores = c->robust || c->cluster != NULL ? cox_scores : NULL;
    bool ok =
        cox_frame_make(&scratch, c, 1, false, &f, err) && cox_frame_fit(a, &f, scores, out, err);
    arena_free(&scratch);
    return ok;
}

// --- after a fit --------------------------------------------------------------------------------

// The frame again, with the columns and the coefficients of a fit.
static bool frame_again(struct arena *a, const struct cox *c, const struct cox_result *r,
                        struct cox_frame *f, double **b, struct error *err)
{
    if (c->ties == COX_EXACT)
        return error_set(err, ERROR_USAGE, "exact ties have no baseline hazard and no such test");
    if (!cox_check(c, err) || !cox_frame_make(a, c, 1, false, f, err))
        return false;
    bool *keep = ARENA_ARRAY(a, bool, (size_t)f->p);
    *b = ARENA_ARRAY(a, double, (size_t)f->p);
    int k = 0;
    for (int j = 0; j < f->p; j++) {
        keep[j] = !isnan(r->estimates[j]);
        if (keep[j])
            (*b)[k++] = r->estimates[j];
    }
    if (k < f->p)
        cox_keep(f, keep);
    return true;
}

struct hazard_walk {
    const struct cox_frame *f;
    double *hazard; // of each time, at its first row
};

static void hazard_visit(void *context, const struct cox_time *t)
{
    struct hazard_walk *h = context;
    for (int64_t q = 0; q < cox_parts(h->f, t) && t->deaths > 0; q++) {
        struct cox_part part = cox_part(h->f, t, q);
        h->hazard[t->first] += part.weight / part.risk;
    }
}

// What a walk's risks leave out: exp of the middle of the predictors; and the row asked about.
static double hazard_scale(const struct cox_frame *f, const double *b, const double *at)
{
    double middle = 0, weight = 0, here = 0;
    for (int64_t i = 0; i < f->n; i++) {
        double eta = f->offset == NULL ? 0 : f->offset[i];
        for (int j = 0; j < f->k; j++)
            eta += b[j] * f->x[cox_at(f, i) + j * GRAM_ROWS];
        middle += f->weight[i] * eta;
        weight += f->weight[i];
    }
    for (int j = 0; at != NULL && j < f->k; j++)
        here += b[j] * (at[f->kept[j]] - f->means[f->kept[j]]);
    return exp(here - middle / weight);
}

bool cox_baseline(struct arena *a, const struct cox *c, const struct cox_result *r,
                  const double *at, struct cox_baseline_list *out, struct error *err)
{
    struct arena scratch = {0};
    struct cox_frame f;
    double *b;
    struct cox_baseline_list list = {0};
    bool ok = frame_again(&scratch, c, r, &f, &b, err);
    if (ok) {
        cox_predict(&f, b);
        struct hazard_walk h = {&f, ARENA_ARRAY(&scratch, double, (size_t)f.n)};
        cox_walk(&f, &(struct cox_walker){.visit = hazard_visit, .context = &h});
        double scale = hazard_scale(&f, b, at);
        for (int part = 0; part < f.o.parts; part++) {
            int64_t first = f.o.first[part], end = f.o.first[part + 1], times = 0;
            for (int64_t i = first; i < end; i++)
                times += h.hazard[i] > 0;
            if (times == 0)
                continue;
            struct cox_baseline *baseline = list_add(a, &list);
            *baseline = (struct cox_baseline){.stratum = part,
                                              .time = ARENA_ARRAY(a, double, (size_t)times),
                                              .hazard = ARENA_ARRAY(a, double, (size_t)times)};
            double sum = 0;
            for (int64_t i = first; i < end; i++) {
                if (!(h.hazard[i] > 0))
                    continue;
                sum += h.hazard[i];
                baseline->time[baseline->count] = f.exit[i];
                baseline->hazard[baseline->count++] = sum * scale;
            }
        }
        *out = list;
    }
    arena_free(&scratch);
    return ok;
}

// g at each event time, at its first sorted row, less its mean over the rows with an event.
static bool clock_fill(struct arena *a, const struct cox_frame *f, enum cox_clock clock, double *g,
                       struct error *err)
{
    struct survival_result pooled;
    struct lifetimes l = *f->asked->lifetimes;
    l.group = NULL;
    l.groups = 1;
    l.weights = NULL;
    // Only the rows of the fit: the others are made missing.
    int32_t *event = ARENA_ARRAY(a, int32_t, (size_t)l.n);
    memset(event, 0xff, (size_t)l.n * sizeof *event);
    for (int64_t i = 0; i < f->n; i++)
        event[f->o.exits[i]] = f->event[i];
    l.event = event;
    if (!survival_curves(a, &l, &(struct survival_options){0}, &pooled, err))
        return false;
    double sum = 0, rows = 0;
    for (int64_t i = 0; i < f->n; i++) {
        // nextafter: just before the time.
        g[i] = clock == COX_CLOCK_IDENTITY
                   ? f->exit[i]
                   : 1 - survival_at(&pooled.at[0], nextafter(f->exit[i], -INFINITY));
        sum += f->event[i] ? g[i] : 0;
        rows += f->event[i];
    }
    for (int64_t i = 0; i < f->n; i++)
        g[i] -= sum / rows;
    return true;
}

// The score test of some of the 2k parameters (b, then b times g), the first k being free.
static struct wald added_test(struct arena *scratch, int k, const double *information,
                              const double *u, const int *added, int count)
{
    int m = k + count;
    double *v = ARENA_ARRAY(scratch, double, (size_t)m *(size_t)m);
    double *s = ARENA_ARRAY(scratch, double, (size_t)m), sum = 0;
    for (int i = 0; i < m; i++) {
        int row = i < k ? i : k + added[i - k];
        s[i] = i < k ? 0 : u[added[i - k]];
        for (int j = 0; j < m; j++)
            v[i * m + j] = information[row * 2 * k + (j < k ? j : k + added[j - k])];
    }
    if (count == 0 || cholesky(v, m, 1e-13, NULL) < m)
        return (struct wald){NAN, NAN, 0};
    cholesky_solve(v, m, s);
    for (int i = 0; i < count; i++)
        sum += s[k + i] * u[added[i]];
    return chi_square_of(sum, count);
}

static void proportionality_fill(struct arena *a, const struct cox_frame *f,
                                 const double *information, const double *u,
                                 struct proportionality *out)
{
    struct arena scratch = {0};
    const struct design *d = f->asked->design;
    int *added = ARENA_ARRAY(&scratch, int, (size_t)f->k);
    *out = (struct proportionality){.p = f->p};
    out->columns = ARENA_ARRAY(a, struct wald, (size_t)f->p);
    out->terms = ARENA_ARRAY(a, struct wald, d->terms.count);
    for (int j = 0; j < f->p; j++)
        out->columns[j] = (struct wald){NAN, NAN, 0};
    for (int j = 0; j < f->k; j++)
        out->columns[f->kept[j]] = added_test(&scratch, f->k, information, u, &j, 1);
    for (size_t t = 0; t < d->terms.count; t++) {
        int count = 0, first = d->terms.at[t].first, last = first + d->terms.at[t].count;
        for (int j = 0; j < f->k; j++)
            if (f->kept[j] >= first && f->kept[j] < last)
                added[count++] = j;
        out->terms[t] = added_test(&scratch, f->k, information, u, added, count);
    }
    for (int j = 0; j < f->k; j++)
        added[j] = j;
    out->global = added_test(&scratch, f->k, information, u, added, f->k);
    arena_free(&scratch);
}

bool cox_proportionality(struct arena *a, const struct cox *c, const struct cox_result *r,
                         enum cox_clock clock, struct proportionality *out, struct error *err)
{
    struct arena scratch = {0};
    struct cox_frame f;
    double *b;
    bool ok = frame_again(&scratch, c, r, &f, &b, err);
    double *g = ok ? ARENA_ARRAY(&scratch, double, (size_t)f.n) : NULL;
    ok = ok && clock_fill(&scratch, &f, clock, g, err);
    if (ok) {
        int k = f.k, m = 2 * k;
        double *information = ARENA_ARRAY(&scratch, double, (size_t)m *(size_t)m);
        struct cox_sums plain = sums_make(&scratch, k), once = sums_make(&scratch, k);
        struct cox_sums twice = sums_make(&scratch, k);
        cox_sums_take(&f, b, NULL, &plain);
        cox_sums_take(&f, b, g, &once);
        for (int64_t i = 0; i < f.n; i++)
            g[i] *= g[i];
        cox_sums_take(&f, b, g, &twice);
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++) {
                information[i * m + j] = plain.information[i * k + j];
                information[(i + k) * m + j] = once.information[i * k + j];
                information[i * m + j + k] = once.information[i * k + j];
                information[(i + k) * m + j + k] = twice.information[i * k + j];
            }
        proportionality_fill(a, &f, information, once.score, out);
        ok = out->global.df > 0
             || error_set(err, ERROR_INVALID, "too few event times to test proportionality");
    }
    arena_free(&scratch);
    return ok;
}
