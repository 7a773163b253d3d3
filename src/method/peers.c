#include "method/peers.h"

#include <math.h>
#include <stdlib.h>

#include "base/list.h"
#include "method/distribution.h"

// A law on whole numbers low .. low + count - 1.
struct law {
    int64_t low, count;
    double *at;
};

static int64_t low_of(const struct table_2x2 *t)
{
    const int64_t m = t->a + t->c;
    return m > t->n0 ? m - t->n0 : 0;
}

static int64_t high_of(const struct table_2x2 *t)
{
    const int64_t m = t->a + t->c;
    return m < t->n1 ? m : t->n1;
}

static bool says_something(const struct table_2x2 *t)
{
    return low_of(t) < high_of(t);
}

// ln C(n1, a) C(n0, m - a) for the values that a table's a can take: the noncentral hypergeometric
// law but for its odds ratio.
struct weights {
    int64_t low, count;
    double *log;
};

static struct weights weights_of(struct arena *a, const struct table_2x2 *t)
{
    const int64_t m = t->a + t->c, low = low_of(t);
    struct weights w = {low, high_of(t) - low + 1, NULL};
    w.log = ARENA_ARRAY(a, double, (size_t)w.count);
    for (int64_t k = 0; k < w.count; k++)
        w.log[k] = log_choose((double)t->n1, (double)(low + k))
                   + log_choose((double)t->n0, (double)(m - low - k));
    return w;
}

// The law at an odds ratio, into count numbers; scaled by its largest first.
static void law_at(const struct weights *w, double log_psi, double *out)
{
    double most = -INFINITY, sum = 0;
    for (int64_t k = 0; k < w->count; k++) {
        out[k] = w->log[k] + (double)k * log_psi;
        most = fmax(most, out[k]);
    }
    for (int64_t k = 0; k < w->count; k++)
        sum += out[k] = exp(out[k] - most);
    for (int64_t k = 0; k < w->count; k++)
        out[k] /= sum;
}

// The tables of one group: their weights, and room for the largest law and for that of the sum.
struct tables {
    struct weights *at;
    int64_t count, values;
    double *one, *next;
};

static struct tables tables_make(struct arena *a, const struct table_2x2 *tables, int64_t count)
{
    struct tables t = {ARENA_ARRAY(a, struct weights, (size_t)count), count, 1, NULL, NULL};
    int64_t most = 0;
    for (int64_t i = 0; i < count; i++) {
        t.at[i] = weights_of(a, &tables[i]);
        t.values += t.at[i].count - 1;
        most = t.at[i].count > most ? t.at[i].count : most;
    }
    t.one = ARENA_ARRAY(a, double, (size_t)most);
    t.next = ARENA_ARRAY(a, double, (size_t)t.values);
    return t;
}

// The law of the sum over tables.
static struct law law_of_sum(struct arena *a, const struct tables *t, double log_psi)
{
    struct law sum = {0, 1, ARENA_ARRAY(a, double, (size_t)t->values)};
    sum.at[0] = 1;
    for (int64_t i = 0; i < t->count; i++) {
        const struct weights *w = &t->at[i];
        law_at(w, log_psi, t->one);
        const int64_t wide = sum.count + w->count - 1;
        for (int64_t k = 0; k < wide; k++)
            t->next[k] = 0;
        for (int64_t j = 0; j < w->count; j++)
            for (int64_t k = 0; k < sum.count; k++)
                t->next[k + j] += sum.at[k] * t->one[j];
        for (int64_t k = 0; k < wide; k++)
            sum.at[k] = t->next[k];
        sum.low += w->low;
        sum.count = wide;
    }
    return sum;
}

// Mean and variance of the sum over tables.
static double mean_of_tables(const struct tables *t, double log_psi, double *variance)
{
    double mean = 0;
    *variance = 0;
    for (int64_t i = 0; i < t->count; i++) {
        const struct weights *w = &t->at[i];
        double one = 0, square = 0;
        law_at(w, log_psi, t->one);
        for (int64_t k = 0; k < w->count; k++)
            one += t->one[k] * (double)k;
        for (int64_t k = 0; k < w->count; k++)
            square += t->one[k] * ((double)k - one) * ((double)k - one);
        mean += (double)w->low + one;
        *variance += square;
    }
    return mean;
}

// The log odds ratio at which the mean is the sum seen. The mean's derivative is the variance:
// Newton's steps, kept between limits that close in.
static double solve_mean(const struct tables *t, int64_t seen)
{
    double low = -700, high = 700, at = 0, variance;
    for (int i = 0; i < 200; i++) {
        const double gap = mean_of_tables(t, at, &variance) - (double)seen;
        if (gap < 0)
            low = at;
        else
            high = at;
        const double next = at - gap / variance;
        const double kept = next > low && next < high ? next : low + (high - low) / 2;
        if (fabs(kept - at) <= 1e-13 * fmax(1, fabs(at)))
            return kept;
        at = kept;
    }
    return at;
}

// ln of a tail of the law at the sum seen, its odds ratio multiplied by exp(log_ratio), and the
// derivative: mean over the tail less mean over all.
static double log_tail(const struct law *l, const double *log_mass, double log_ratio, int64_t seen,
                       bool upper, double *slope)
{
    double most = -INFINITY, all = 0, tail = 0, mean = 0, tail_mean = 0;
    for (int64_t k = 0; k < l->count; k++)
        most = fmax(most, log_mass[k] + (double)k * log_ratio);
    for (int64_t k = 0; k < l->count; k++) {
        const double mass = exp(log_mass[k] + (double)k * log_ratio - most);
        const bool in = upper ? l->low + k >= seen : l->low + k <= seen;
        all += mass;
        mean += mass * (double)k;
        tail += in ? mass : 0;
        tail_mean += in ? mass * (double)k : 0;
    }
    *slope = tail_mean / tail - mean / all;
    return log(tail / all);
}

// The log ratio at which a tail at the sum seen has the probability alpha.
static double solve_tail(const struct law *l, const double *log_mass, int64_t seen, bool upper,
                         double alpha)
{
    double low = -1400, high = 1400, at = 0, slope;
    for (int i = 0; i < 200; i++) {
        const double gap = log_tail(l, log_mass, at, seen, upper, &slope) - log(alpha);
        if (upper ? gap < 0 : gap > 0)
            low = at;
        else
            high = at;
        const double next = at - gap / slope;
        const double kept = next > low && next < high ? next : low + (high - low) / 2;
        if (fabs(kept - at) <= 1e-13 * fmax(1, fabs(at)))
            return kept;
        at = kept;
    }
    return at;
}

static double two_sided(const struct law *l, int64_t seen)
{
    const double limit = l->at[seen - l->low] * (1 + 1e-7);
    double p = 0;
    for (int64_t k = 0; k < l->count; k++)
        p += l->at[k] <= limit ? l->at[k] : 0;
    return fmin(p, 1);
}

struct peer peer_of_tables(struct arena *a, const struct table_2x2 *all, int64_t count,
                           double level)
{
    struct peer peer = {0, 0, 0, 0, NAN, {NAN, NAN}, NAN, NAN};
    struct table_2x2 *tables = ARENA_ARRAY(a, struct table_2x2, (size_t)count);
    int64_t least = 0, most = 0;
    for (int64_t i = 0; i < count; i++) {
        if (!says_something(&all[i]))
            continue;
        const struct table_2x2 *t = &all[i];
        tables[peer.strata++] = *t;
        peer.rows += t->n1;
        peer.events += t->a;
        peer.expected += (double)t->n1 * (double)(t->a + t->c) / (double)(t->n1 + t->n0);
        least += low_of(t);
        most += high_of(t);
    }
    if (peer.strata == 0)
        return peer;
    struct arena scratch = {0};
    const double alpha = (1 - level) / 2;
    const struct tables t = tables_make(&scratch, tables, peer.strata);
    const struct law null = law_of_sum(&scratch, &t, 0);
    peer.p = two_sided(&null, peer.events);
    const bool at_least = peer.events == least, at_most = peer.events == most;
    const double log_psi = at_least || at_most ? 0 : solve_mean(&t, peer.events);
    peer.odds_ratio = at_least ? 0 : at_most ? INFINITY : exp(log_psi);
    // Tilted from near its limits the convolution keeps its digits there.
    const struct law near = law_of_sum(&scratch, &t, log_psi);
    double *log_mass = ARENA_ARRAY(&scratch, double, (size_t)near.count);
    for (int64_t k = 0; k < near.count; k++)
        log_mass[k] = log(near.at[k]);
    peer.interval.low =
        at_least ? 0 : exp(log_psi + solve_tail(&near, log_mass, peer.events, true, alpha));
    peer.interval.high =
        at_most ? INFINITY : exp(log_psi + solve_tail(&near, log_mass, peer.events, false, alpha));
    arena_free(&scratch);
    return peer;
}

struct key {
    int32_t stratum, group;
    bool event;
};

static int key_order(const void *left, const void *right)
{
    const struct key *l = left, *r = right;
    if (l->stratum != r->stratum)
        return l->stratum < r->stratum ? -1 : 1;
    return l->group < r->group ? -1 : l->group > r->group;
}

struct table_list {
    struct table_2x2 *at;
    size_t count, room;
};

// Adds a stratum's tables, one for each group with rows in it, to the lists of the groups.
static void add_stratum(struct arena *a, const struct key *keys, int64_t n,
                        struct table_list *lists)
{
    int64_t events = 0;
    for (int64_t i = 0; i < n; i++)
        events += keys[i].event;
    for (int64_t from = 0, to; from < n; from = to) {
        int64_t own = 0;
        for (to = from; to < n && keys[to].group == keys[from].group; to++)
            own += keys[to].event;
        const struct table_2x2 t = {own, to - from, events - own, n - (to - from)};
        if (says_something(&t))
            *list_add(a, &lists[keys[from].group]) = t;
    }
}

static bool read_keys(const struct peers_data *d, struct key *keys, int64_t *used,
                      struct error *err)
{
    *used = 0;
    for (int64_t i = 0; i < d->n; i++) {
        if (isnan(d->y[i]) || d->group[i] < 0 || d->stratum[i] < 0)
            continue;
        if (d->y[i] != 0 && d->y[i] != 1)
            return error_set(err, ERROR_USAGE, "an outcome is neither 0 nor 1 but %g", d->y[i]);
        if (d->group[i] >= d->groups)
            return error_set(err, ERROR_USAGE, "a group is numbered %d of %d", d->group[i],
                             d->groups);
        keys[(*used)++] = (struct key){d->stratum[i], d->group[i], d->y[i] > 0};
    }
    return true;
}

static int peer_order(const void *left, const void *right)
{
    const double l = (*(struct peer *const *)left)->p, r = (*(struct peer *const *)right)->p;
    return l < r ? -1 : l > r;
}

// Benjamini and Hochberg's step-up adjustment.
static void adjust(struct arena *a, struct peers *peers)
{
    struct peer **order = ARENA_ARRAY(a, struct peer *, (size_t)peers->groups);
    for (int32_t g = 0; g < peers->groups; g++)
        if (!isnan(peers->at[g].p))
            order[peers->compared++] = &peers->at[g];
    qsort(order, (size_t)peers->compared, sizeof *order, peer_order);
    double least = 1;
    for (int32_t i = peers->compared; i >= 1; i--)
        order[i - 1]->q = least = fmin(least, order[i - 1]->p * peers->compared / i);
}

bool peers_compare(struct arena *a, const struct peers_data *d, struct peers *out,
                   struct error *err)
{
    if (d->groups < 1 || !(d->level > 0 && d->level < 1))
        return error_set(err, ERROR_USAGE, "peers need a group and a level between 0 and 1");
    int64_t used;
    struct key *keys = ARENA_ARRAY(a, struct key, (size_t)d->n);
    if (!read_keys(d, keys, &used, err))
        return false;
    qsort(keys, (size_t)used, sizeof *keys, key_order);
    struct table_list *lists = ARENA_ARRAY(a, struct table_list, (size_t)d->groups);
    for (int64_t from = 0, to; from < used; from = to) {
        for (to = from; to < used && keys[to].stratum == keys[from].stratum; to++)
            ;
        add_stratum(a, keys + from, to - from, lists);
    }
    struct peers peers = {ARENA_ARRAY(a, struct peer, (size_t)d->groups), d->groups, 0,
                          d->n - used};
    for (int32_t g = 0; g < d->groups; g++)
        peers.at[g] = peer_of_tables(a, lists[g].at, (int64_t)lists[g].count, d->level);
    adjust(a, &peers);
    *out = peers;
    return true;
}
