#include "method/rollout.h"

#include <lapacke.h>
#include <math.h>

#include "base/random.h"
#include "method/parallel.h"

struct cohort {
    int32_t first;
    int32_t place; // of first in the list of times: times where later than all of them
    int32_t units;
    double *mean;       // of outcomes, at each time
    double *effect;     // A_g: what each time's mean outcome adds to theta
    double *difference; // B_g: to X
};

struct cohorts {
    struct cohort *at;
    int32_t count;
    int32_t times;
};

static bool gather(struct arena *a, const struct panel *p, struct cohorts *out,
                   struct rollout *result, struct error *err)
{
    for (int32_t t = 1; t < p->times; t++)
        if (p->time[t] != p->time[t - 1] + 1)
            return error_set(err, ERROR_INVALID, "a rollout needs every time: %d is followed by %d",
                             p->time[t - 1], p->time[t]);
    int32_t *first = ARENA_ARRAY(a, int32_t, (size_t)p->units), count;
    for (int32_t i = 0; i < p->units; i++)
        first[i] = p->first[i] > p->time[p->times - 1] ? NEVER : p->first[i];
    const struct panel seen = {.units = p->units, .first = first};
    const int32_t *firsts = panel_cohorts(a, &seen, &count);
    struct cohorts c = {ARENA_ARRAY(a, struct cohort, (size_t)count), 0, p->times};
    for (int32_t g = 0; g < count; g++) {
        struct cohort k = {.first = firsts[g]};
        for (int32_t i = 0; i < p->units; i++)
            k.units += first[i] == k.first;
        if (k.units < 2 || k.first <= p->time[0]) {
            result->left_out++;
            continue;
        }
        k.place = k.first == NEVER ? p->times : k.first - p->time[0];
        k.mean = ARENA_ARRAY(a, double, (size_t)p->times);
        k.effect = ARENA_ARRAY(a, double, (size_t)p->times);
        k.difference = ARENA_ARRAY(a, double, (size_t)p->times);
        for (int32_t i = 0; i < p->units; i++)
            for (int32_t t = 0; t < p->times && first[i] == k.first; t++)
                k.mean[t] += p->y[(int64_t)i * p->times + t] / k.units;
        c.at[c.count++] = k;
        result->units += k.units;
    }
    result->cohorts = c.count;
    if (c.count < 2)
        return error_set(err, ERROR_INVALID,
                         "a rollout needs two cohorts of two units or more that begin after the "
                         "first time");
    *out = c;
    return true;
}

// Adds weight times the effect on cohort g at a time, against cohorts treated later.
static void add_effect(const struct cohorts *c, int32_t g, int32_t t, double weight, bool last_only)
{
    struct cohort *k = &c->at[g];
    const int32_t from = k->place - 1; // the last time before treatment
    double controls = 0;
    for (int32_t h = last_only ? c->count - 1 : g + 1; h < c->count; h++)
        controls += c->at[h].place > t ? c->at[h].units : 0;
    k->effect[t] += weight;
    k->difference[from] += weight;
    for (int32_t h = last_only ? c->count - 1 : g + 1; h < c->count; h++) {
        struct cohort *other = &c->at[h];
        if (other->place <= t)
            continue;
        other->effect[t] -= weight * other->units / controls;
        other->difference[from] -= weight * other->units / controls;
    }
}

// Sets A and B of every cohort for an estimand. A time counts while someone is still untreated.
static bool set_estimand(const struct cohorts *c, const struct rollout_options *o)
{
    const bool last_only = o->estimator == ROLLOUT_SUN_ABRAHAM;
    const int32_t end = c->at[c->count - 1].place; // from here on nobody is left to compare with
    double total = 0;
    for (int32_t g = 0; g < c->count - 1; g++) {
        const struct cohort *k = &c->at[g];
        if (o->estimand == ROLLOUT_SIMPLE)
            total += (double)k->units * (end - k->place);
        else if (o->estimand == ROLLOUT_COHORT)
            total += k->units;
        else if (o->estimand == ROLLOUT_EVENT)
            total += k->place + o->since < end ? k->units : 0;
    }
    for (int32_t t = c->at[0].place; t < end && o->estimand == ROLLOUT_CALENDAR; t++) {
        double treated = 0;
        for (int32_t g = 0; g < c->count; g++)
            treated += c->at[g].place <= t ? c->at[g].units : 0;
        for (int32_t g = 0; g < c->count && c->at[g].place <= t; g++)
            add_effect(c, g, t, c->at[g].units / treated / (end - c->at[0].place), last_only);
    }
    if (o->estimand == ROLLOUT_CALENDAR)
        return true;
    for (int32_t g = 0; g < c->count - 1; g++) {
        const struct cohort *k = &c->at[g];
        const double weight = k->units / total;
        if (o->estimand == ROLLOUT_EVENT) {
            if (k->place + o->since < end)
                add_effect(c, g, k->place + o->since, weight, last_only);
            continue;
        }
        for (int32_t t = k->place; t < end; t++)
            add_effect(c, g, t, o->estimand == ROLLOUT_SIMPLE ? weight : weight / (end - k->place),
                       last_only);
    }
    return total > 0;
}

// One cohort's covariances of A Y, B Y and the outcomes before a time.
struct spread {
    double effect, difference, both;
    double *early;  // early by early
    double *across; // early outcomes with A Y
};

static struct spread spread_of(struct arena *a, const struct panel *p, const struct cohort *k,
                               int32_t early)
{
    struct spread s = {0, 0, 0, ARENA_ARRAY(a, double, (size_t)early *(size_t)early),
                       ARENA_ARRAY(a, double, (size_t)early)};
    double *gap = ARENA_ARRAY(a, double, (size_t)p->times);
    for (int32_t i = 0; i < p->units; i++) {
        const bool never = k->first == NEVER && p->first[i] > p->time[p->times - 1];
        if (p->first[i] != k->first && !never)
            continue;
        double u = 0, v = 0;
        for (int32_t t = 0; t < p->times; t++) {
            gap[t] = p->y[(int64_t)i * p->times + t] - k->mean[t];
            u += k->effect[t] * gap[t];
            v += k->difference[t] * gap[t];
        }
        s.effect += u * u / (k->units - 1);
        s.difference += v * v / (k->units - 1);
        s.both += u * v / (k->units - 1);
        for (int32_t t = 0; t < early; t++) {
            s.across[t] += gap[t] * u / (k->units - 1);
            for (int32_t r = 0; r <= t; r++)
                s.early[t * early + r] += gap[t] * gap[r] / (k->units - 1);
        }
    }
    for (int32_t t = 0; t < early; t++)
        for (int32_t r = 0; r < t; r++)
            s.early[r * early + t] = s.early[t * early + r];
    return s;
}

// Adds the pseudo-inverse of m (n by n, symmetric) times v to sum: with few units m has low rank.
static bool add_solution(struct arena *a, int32_t n, const double *m, const double *v, double *sum)
{
    double *vectors = arena_copy(a, m, (size_t)n * (size_t)n * sizeof *m);
    double *values = ARENA_ARRAY(a, double, (size_t)n);
    if (LAPACKE_dsyev(LAPACK_ROW_MAJOR, 'V', 'L', n, vectors, n, values) != 0)
        return false;
    const double least = sqrt(2.220446049250313e-16) * fmax(values[n - 1], 0);
    for (int32_t j = 0; j < n; j++) {
        double along = 0;
        if (!(values[j] > least))
            continue;
        for (int32_t t = 0; t < n; t++)
            along += vectors[t * n + j] * v[t];
        for (int32_t t = 0; t < n; t++)
            sum[t] += vectors[t * n + j] * along / values[j];
    }
    return true;
}

bool rollout_estimate(struct arena *a, const struct panel *p, const struct rollout_options *o,
                      struct rollout *out, struct error *err)
{
    struct rollout r = {0};
    struct cohorts c = {0};
    if (!gather(a, p, &c, &r, err))
        return false;
    if (o->estimand == ROLLOUT_EVENT && o->since < 0)
        return error_set(err, ERROR_USAGE, "times since treatment are 0 or more, not %d", o->since);
    if (!set_estimand(&c, o))
        return error_set(err, ERROR_INVALID, "no cohort has one to compare with at that time");
    int32_t from = 0; // the first cohort that takes part
    for (int32_t g = c.count - 1; g >= 0; g--)
        for (int32_t t = 0; t < c.times; t++)
            from = c.at[g].effect[t] != 0 ? g : from;
    const int32_t before = c.at[from].place;
    double theta = 0, x = 0, var_theta = 0, var_x = 0, cov = 0;
    double *slopes = ARENA_ARRAY(a, double, (size_t)before);
    double *early_mean = ARENA_ARRAY(a, double, (size_t)before *(size_t)before);
    for (int32_t g = 0; g < c.count; g++) {
        const struct cohort *k = &c.at[g];
        const struct spread s = spread_of(a, p, k, before);
        for (int32_t t = 0; t < c.times; t++) {
            theta += k->effect[t] * k->mean[t];
            x += k->difference[t] * k->mean[t];
        }
        var_theta += s.effect / k->units;
        var_x += s.difference / k->units;
        cov += s.both / k->units;
        if (g < from)
            continue;
        if (!add_solution(a, before, s.early, s.across, slopes))
            return error_set(err, ERROR_INVALID, "the eigenvalues of past outcomes do not settle");
        for (int32_t j = 0; j < before * before; j++)
            early_mean[j] += s.early[j] / (c.count - from);
    }
    switch (o->estimator) {
    case ROLLOUT_EFFICIENT:
        r.beta = var_x > 0 ? cov / var_x : 0;
        break;
    case ROLLOUT_CALLAWAY_SANTANNA:
    case ROLLOUT_SUN_ABRAHAM:
        r.beta = 1;
        break;
    case ROLLOUT_DIFFERENCE_IN_MEANS:
        r.beta = 0;
        break;
    }
    r.estimate = theta - r.beta * x;
    const double variance = var_theta - 2 * r.beta * cov + r.beta * r.beta * var_x;
    double explained = 0;
    for (int32_t t = 0; t < before; t++)
        for (int32_t q = 0; q < before; q++)
            explained += slopes[t] * early_mean[t * before + q] * slopes[q] / r.units;
    r.se_neyman = sqrt(fmax(variance, 0));
    r.se = sqrt(fmax(variance - explained, 0));
    *out = r;
    return true;
}

// ---- The randomisation test ----

struct deals {
    const struct panel *p;
    const struct rollout_options *o;
    const struct monte_carlo *m;
    double seen;
    struct arena *arenas; // one a worker
    int64_t *at_least;    // counted by each worker
    bool *failed;
};

static void deal(void *context, int worker, int64_t r)
{
    struct deals *d = context;
    struct arena *a = &d->arenas[worker];
    struct random random = random_stream(d->m->seed, (uint64_t)r);
    struct panel p = *d->p;
    struct rollout one = {0};
    struct error err = {0};
    int32_t *first = arena_copy(a, p.first, (size_t)p.units * sizeof *first);
    random_shuffle(&random, first, p.units);
    p.first = first;
    if (!rollout_estimate(a, &p, d->o, &one, &err))
        d->failed[worker] = true;
    else if (fabs(one.estimate / one.se) >= d->seen * (1 - MONTE_CARLO_TOLERANCE))
        d->at_least[worker]++;
    arena_reset(a);
}

bool rollout_permute(struct arena *a, const struct panel *p, const struct rollout_options *o,
                     const struct monte_carlo *m, struct rollout_test *out, struct error *err)
{
    if (m->replicates < 1 || m->replicates > MONTE_CARLO_MOST || m->threads < 0)
        return error_set(err, ERROR_USAGE, "%lld deals on %d threads", (long long)m->replicates,
                         m->threads);
    struct rollout seen;
    if (!rollout_estimate(a, p, o, &seen, err))
        return false;
    const int workers = parallel_workers(m->threads, m->replicates);
    struct deals d = {.p = p, .o = o, .m = m, .seen = fabs(seen.estimate / seen.se)};
    d.arenas = ARENA_ARRAY(a, struct arena, (size_t)workers);
    d.at_least = ARENA_ARRAY(a, int64_t, (size_t)workers);
    d.failed = ARENA_ARRAY(a, bool, (size_t)workers);
    parallel_run(workers, m->replicates, deal, &d);
    struct rollout_test t = {.statistic = seen.estimate / seen.se, .replicates = m->replicates};
    bool failed = false;
    for (int w = 0; w < workers; w++) {
        t.at_least += d.at_least[w];
        failed = failed || d.failed[w];
        arena_free(&d.arenas[w]);
    }
    if (failed)
        return error_set(err, ERROR_INVALID, "a deal of the starting dates cannot be estimated");
    t.p = monte_carlo_p(t.at_least, t.replicates);
    t.p_se = monte_carlo_se(t.p, t.replicates);
    *out = t;
    return true;
}
