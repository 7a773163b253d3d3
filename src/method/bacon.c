#include "method/bacon.h"

#include <math.h>

#include "base/list.h"

struct cohort {
    int32_t first;
    int32_t treated_from;  // place in the list of times; times where never
    double share, treated; // of units; of times
    double *mean;          // of y, at each time
};

struct part_list {
    struct bacon_part *at;
    size_t count, room;
};

static struct cohort *cohorts_make(struct arena *a, const struct panel *p, int32_t *count)
{
    const int32_t *firsts = panel_cohorts(a, p, count);
    struct cohort *cohorts = ARENA_ARRAY(a, struct cohort, (size_t)*count);
    for (int32_t c = 0; c < *count; c++) {
        struct cohort *k = &cohorts[c];
        int32_t units = 0;
        k->first = firsts[c];
        while (k->treated_from < p->times && p->time[k->treated_from] < k->first)
            k->treated_from++;
        k->treated = 1 - (double)k->treated_from / p->times;
        k->mean = ARENA_ARRAY(a, double, (size_t)p->times);
        for (int32_t i = 0; i < p->units; i++) {
            if (p->first[i] != k->first)
                continue;
            units++;
            for (int32_t t = 0; t < p->times; t++)
                k->mean[t] += p->y[(int64_t)i * p->times + t];
        }
        for (int32_t t = 0; t < p->times; t++)
            k->mean[t] /= units;
        k->share = (double)units / p->units;
    }
    return cohorts;
}

static double mean_of(const struct cohort *k, int32_t from, int32_t to)
{
    double sum = 0;
    for (int32_t t = from; t < to; t++)
        sum += k->mean[t];
    return sum / (to - from);
}

// The 2 x 2 difference: treated against control, [middle, to) against [from, middle).
static double difference(const struct cohort *k, const struct cohort *c, int32_t from,
                         int32_t middle, int32_t to)
{
    return mean_of(k, middle, to) - mean_of(k, from, middle) - mean_of(c, middle, to)
           + mean_of(c, from, middle);
}

static void add(struct arena *a, struct part_list *parts, enum bacon_kind kind,
                const struct cohort *k, const struct cohort *c, double estimate, double weight)
{
    if (weight > 0)
        *list_add(a, parts) = (struct bacon_part){kind, k->first, c->first, estimate, weight};
}

// The comparisons of two cohorts; k is treated first.
static void add_pair(struct arena *a, struct part_list *parts, const struct cohort *k,
                     const struct cohort *l, int32_t times)
{
    const double both = k->share + l->share, spread = k->share * l->share / (both * both);
    const bool k_always = k->treated_from == 0, l_never = l->treated_from == times;
    if (k_always && l_never)
        return;
    if (l_never) {
        add(a, parts, BACON_TREATED_NEVER, k, l, difference(k, l, 0, k->treated_from, times),
            both * both * spread * k->treated * (1 - k->treated));
        return;
    }
    if (k_always) {
        if (l->treated_from > 0)
            add(a, parts, BACON_TREATED_ALWAYS, l, k, difference(l, k, 0, l->treated_from, times),
                both * both * spread * l->treated * (1 - l->treated));
        return;
    }
    const double apart = k->treated - l->treated;
    if (apart <= 0)
        return; // first treated at different moments, but between the same two times
    add(a, parts, BACON_EARLIER_LATER, k, l, difference(k, l, 0, k->treated_from, l->treated_from),
        both * both * spread * apart * (1 - k->treated));
    add(a, parts, BACON_LATER_EARLIER, l, k,
        difference(l, k, k->treated_from, l->treated_from, times),
        both * both * spread * l->treated * apart);
}

bool bacon_decompose(struct arena *a, const struct panel *p, struct bacon *out, struct error *err)
{
    int32_t count;
    const struct cohort *cohorts = cohorts_make(a, p, &count);
    struct part_list parts = {0};
    for (int32_t k = 0; k < count; k++)
        for (int32_t l = k + 1; l < count; l++)
            add_pair(a, &parts, &cohorts[k], &cohorts[l], p->times);
    double total = 0;
    for (size_t i = 0; i < parts.count; i++)
        total += parts.at[i].weight;
    if (!(total > 0))
        return error_set(err, ERROR_INVALID,
                         "nobody begins treatment while others do not: nothing to compare");
    struct bacon b = {.at = parts.at, .count = (int32_t)parts.count};
    for (int32_t i = 0; i < b.count; i++) {
        struct bacon_part *part = &b.at[i];
        part->weight /= total;
        b.estimate += part->weight * part->estimate;
        b.weight[part->kind] += part->weight;
        b.mean[part->kind] += part->weight * part->estimate;
    }
    for (int i = 0; i < 4; i++)
        b.mean[i] = b.weight[i] > 0 ? b.mean[i] / b.weight[i] : NAN;
    b.forbidden = b.weight[BACON_LATER_EARLIER] + b.weight[BACON_TREATED_ALWAYS];
    *out = b;
    return true;
}
