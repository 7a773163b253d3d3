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

// Noncentral hypergeometric: P(a) ~ C(n1, a) C(n0, m - a) psi^a, scaled by its largest first.
static struct law law_of_table(struct arena *a, const struct table_2x2 *t, double log_psi)
{
    const int64_t low = low_of(t), m = t->a + t->c;
    struct law l = {low, high_of(t) - low + 1, NULL};
    l.at = ARENA_ARRAY(a, double, (size_t)l.count);
    double most = -INFINITY, sum = 0;
    for (int64_t k = 0; k < l.count; k++) {
        l.at[k] = log_choose((double)t->n1, (double)(low + k))
                  + log_choose((double)t->n0, (double)(m - low - k)) + (double)(low + k) * log_psi;
        most = fmax(most, l.at[k]);
    }
    for (int64_t k = 0; k < l.count; k++)
        sum += l.at[k] = exp(l.at[k] - most);
    for (int64_t k = 0; k < l.count; k++)
        l.at[k] /= sum;
    return l;
}

// The law of the sum over tables.
static struct law law_of_sum(struct arena *a, const struct table_2x2 *tables, int64_t count,
                             double log_psi)
{
    int64_t values = 1;
    for (int64_t i = 0; i < count; i++)
        values += high_of(&tables[i]) - low_of(&tables[i]);
    struct law sum = {0, 1, ARENA_ARRAY(a, double, (size_t)values)};
    double *next = ARENA_ARRAY(a, double, (size_t)values);
    sum.at[0] = 1;
    for (int64_t i = 0; i < count; i++) {
        const struct law one = law_of_table(a, &tables[i], log_psi);
        const int64_t wide = sum.count + one.count - 1;
        for (int64_t k = 0; k < wide; k++)
            next[k] = 0;
        for (int64_t k = 0; k < sum.count; k++)
            for (int64_t j = 0; j < one.count; j++)
                next[k + j] += sum.at[k] * one.at[j];
        double *swap = sum.at;
        sum = (struct law){sum.low + one.low, wide, next};
        next = swap;
    }
    return sum;
}

// The law with its odds ratio multiplied by exp(log_ratio): its mean and its two tails at `at`.
struct tilted {
    double mean, below, above; // P(<= at), P(>= at)
};

static struct tilted tilt(const struct law *l, double log_ratio, int64_t at)
{
    double most = -INFINITY, sum = 0, mean = 0, below = 0, above = 0;
    for (int64_t k = 0; k < l->count; k++)
        if (l->at[k] > 0)
            most = fmax(most, log(l->at[k]) + (double)k * log_ratio);
    for (int64_t k = 0; k < l->count; k++) {
        if (l->at[k] <= 0)
            continue;
        const double mass = exp(log(l->at[k]) + (double)k * log_ratio - most);
        sum += mass;
        mean += mass * (double)k;
        below += l->low + k <= at ? mass : 0;
        above += l->low + k >= at ? mass : 0;
    }
    return (struct tilted){(double)l->low + mean / sum, below / sum, above / sum};
}

static double mean_of_tables(struct arena *a, const struct table_2x2 *tables, int64_t count,
                             double log_psi)
{
    double mean = 0;
    for (int64_t i = 0; i < count; i++) {
        const struct law l = law_of_table(a, &tables[i], log_psi);
        double one = 0;
        for (int64_t k = 0; k < l.count; k++)
            one += l.at[k] * (double)k;
        mean += (double)l.low + one;
    }
    return mean;
}

// The log odds ratio at which the mean is the sum seen, by bisection: the mean grows with it.
static double solve_mean(const struct table_2x2 *tables, int64_t count, int64_t seen)
{
    double low = -1, high = 1;
    struct arena scratch = {0};
    while (mean_of_tables(&scratch, tables, count, low) > (double)seen && low > -600)
        low *= 2;
    while (mean_of_tables(&scratch, tables, count, high) < (double)seen && high < 600)
        high *= 2;
    for (int i = 0; i < 200 && high - low > 1e-13 * fmax(1, fabs(low)); i++) {
        arena_reset(&scratch);
        const double middle = low + (high - low) / 2;
        if (mean_of_tables(&scratch, tables, count, middle) < (double)seen)
            low = middle;
        else
            high = middle;
    }
    arena_free(&scratch);
    return low + (high - low) / 2;
}

// The log ratio at which a tail at the sum seen has the probability alpha.
static double solve_tail(const struct law *l, int64_t seen, bool upper_tail, double alpha)
{
    double low = -1, high = 1;
    for (int i = 0; i < 10; i++) {
        const struct tilted at_low = tilt(l, low, seen), at_high = tilt(l, high, seen);
        low *= (upper_tail ? at_low.above > alpha : at_low.below < alpha) ? 2 : 1;
        high *= (upper_tail ? at_high.above < alpha : at_high.below > alpha) ? 2 : 1;
    }
    for (int i = 0; i < 200 && high - low > 1e-13 * fmax(1, fabs(low)); i++) {
        const double middle = low + (high - low) / 2;
        const struct tilted t = tilt(l, middle, seen);
        if (upper_tail ? t.above < alpha : t.below > alpha)
            low = middle;
        else
            high = middle;
    }
    return low + (high - low) / 2;
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
    const struct law null = law_of_sum(&scratch, tables, peer.strata, 0);
    peer.p = two_sided(&null, peer.events);
    const bool at_least = peer.events == least, at_most = peer.events == most;
    const double log_psi = at_least || at_most ? 0 : solve_mean(tables, peer.strata, peer.events);
    peer.odds_ratio = at_least ? 0 : at_most ? INFINITY : exp(log_psi);
    // Tilted from near its limits the convolution keeps its digits there.
    const struct law near = law_of_sum(&scratch, tables, peer.strata, log_psi);
    peer.interval.low = at_least ? 0 : exp(log_psi + solve_tail(&near, peer.events, true, alpha));
    peer.interval.high =
        at_most ? INFINITY : exp(log_psi + solve_tail(&near, peer.events, false, alpha));
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
