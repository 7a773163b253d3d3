#include "method/randomised.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/random.h"
#include "method/distribution.h"
#include "method/parallel.h"

/* What is assigned: a unit or a cluster. */
struct lot {
    int32_t block;
    int64_t cluster, unit; // the unit itself where it is assigned singly; its first unit
    bool treated;
    int64_t units;
    double sum, size; // S_g and n_g: of the outcome, and of units (1 where clusters count equally)
};

// Of some of the lots.
struct part {
    double sum, size;
};

/* The lots of a block: at[begin] .. at[begin + count - 1]. */
struct block {
    int64_t begin, count, treated;
    double weight; // its share of all sizes
    double sum, size;
    const struct part *fours; // of every four lots, what each of their 16 choices sums to
};

struct experiment {
    struct lot *at;
    int64_t count;
    struct block *block;
    int64_t blocks;
    double observed, tolerance;
    enum alternative alternative;
    const struct monte_carlo *monte_carlo;
    uint64_t **flags; // by worker: one for each lot of a block
    bool *as_large;   // replicates
};

static int by_cluster(const void *pa, const void *pb)
{
    const struct lot *a = pa, *b = pb;
    if (a->cluster != b->cluster)
        return a->cluster < b->cluster ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

static int by_block_and_cluster(const void *pa, const void *pb)
{
    const struct lot *a = pa, *b = pb;
    if (a->block != b->block)
        return a->block < b->block ? -1 : 1;
    return by_cluster(a, b);
}

// Units that have all they need, each a lot of its own.
static bool keep_complete(struct arena *a, const struct randomised_data *d, struct experiment *e,
                          struct randomised *r, struct error *err)
{
    e->at = ARENA_ARRAY(a, struct lot, (size_t)d->units);
    for (int64_t i = 0; i < d->units; i++) {
        int32_t block = d->block != NULL ? d->block[i] : 0;
        int64_t cluster = d->cluster != NULL ? d->cluster[i] : i;
        if (d->treated[i] > 1)
            return error_set(err, ERROR_INVALID, "unit %" PRId64 ": an arm is 0 or 1", i + 1);
        if (isinf(d->y[i]))
            return error_set(err, ERROR_INVALID, "unit %" PRId64 ": an infinite outcome", i + 1);
        if (d->treated[i] < 0) {
            r->dropped_unknown++;
        } else if (isnan(d->y[i]) || block < 0 || cluster < 0) {
            r->dropped_treated += d->treated[i] == 1;
            r->dropped_control += d->treated[i] == 0;
        } else {
            e->at[e->count++] = (struct lot){.block = block,
                                             .cluster = cluster,
                                             .unit = i,
                                             .treated = d->treated[i] == 1,
                                             .units = 1,
                                             .sum = d->y[i],
                                             .size = 1};
        }
    }
    return true;
}

static bool merge_clusters(struct experiment *e, bool equal, struct error *err)
{
    int64_t n = 0;
    if (e->count > 0)
        qsort(e->at, (size_t)e->count, sizeof *e->at, by_cluster);
    for (int64_t i = 0; i < e->count; i++) {
        const struct lot *unit = &e->at[i];
        if (n == 0 || e->at[n - 1].cluster != unit->cluster) {
            e->at[n++] = *unit;
            continue;
        }
        struct lot *whole = &e->at[n - 1];
        if (whole->block != unit->block || whole->treated != unit->treated)
            return error_set(err, ERROR_INVALID, "cluster %" PRId64 " is in two arms or blocks",
                             unit->cluster);
        whole->sum += unit->sum;
        whole->size += 1;
        whole->units++;
    }
    e->count = n;
    for (int64_t i = 0; i < n && equal; i++) {
        e->at[i].sum /= e->at[i].size;
        e->at[i].size = 1;
    }
    return true;
}

// Sorts lots into blocks; those with one arm are left out.
static bool make_blocks(struct arena *a, struct experiment *e, struct randomised *r,
                        struct error *err)
{
    int64_t kept = 0;
    double size = 0;
    if (e->count > 0)
        qsort(e->at, (size_t)e->count, sizeof *e->at, by_block_and_cluster);
    e->block = ARENA_ARRAY(a, struct block, (size_t)e->count);
    for (int64_t i = 0, end; i < e->count; i = end) {
        struct block b = {.begin = kept};
        int64_t units[2] = {0};
        for (end = i; end < e->count && e->at[end].block == e->at[i].block; end++) {
            b.treated += e->at[end].treated;
            b.sum += e->at[end].sum;
            b.size += e->at[end].size;
            units[e->at[end].treated] += e->at[end].units;
        }
        b.count = end - i;
        if (b.treated == 0 || b.treated == b.count) {
            r->blocks_dropped++;
            r->dropped_control += units[0];
            r->dropped_treated += units[1];
            continue;
        }
        memmove(e->at + kept, e->at + i, (size_t)b.count * sizeof *e->at);
        kept += b.count;
        size += b.size;
        e->block[e->blocks++] = b;
        r->control += units[0];
        r->treated += units[1];
        r->clusters_treated += b.treated;
        r->clusters_control += b.count - b.treated;
    }
    e->count = kept;
    r->blocks = e->blocks;
    for (int64_t k = 0; k < e->blocks; k++)
        e->block[k].weight = e->block[k].size / size;
    return e->blocks > 0
           || error_set(err, ERROR_INVALID, "there is no block with treated and control units");
}

// The difference in a block whose treated lots sum to `sum` over `size`.
static double block_difference(const struct block *b, double sum, double size)
{
    return sum / size - (b->sum - sum) / (b->size - size);
}

struct arm {
    int64_t lots;
    double sum, size, squares; // squares of S_g - R n_g
};

static struct arm arm_of(const struct experiment *e, const struct block *b, bool treated)
{
    struct arm m = {0};
    for (int64_t i = b->begin; i < b->begin + b->count; i++) {
        if (e->at[i].treated != treated)
            continue;
        m.lots++;
        m.sum += e->at[i].sum;
        m.size += e->at[i].size;
    }
    for (int64_t i = b->begin; i < b->begin + b->count; i++) {
        double left = e->at[i].sum - m.sum / m.size * e->at[i].size;
        m.squares += e->at[i].treated == treated ? left * left : 0;
    }
    return m;
}

static double arm_variance(const struct arm *m)
{
    double lots = (double)m->lots;
    return lots < 2 ? NAN : lots / (lots - 1) * m->squares / (m->size * m->size);
}

static void estimate(const struct experiment *e, double level, struct randomised *r)
{
    double variance = 0;
    for (int64_t k = 0; k < e->blocks; k++) {
        const struct block *b = &e->block[k];
        struct arm one = arm_of(e, b, true), zero = arm_of(e, b, false);
        r->mean_treated += b->weight * one.sum / one.size;
        r->mean_control += b->weight * zero.sum / zero.size;
        variance += b->weight * b->weight * (arm_variance(&one) + arm_variance(&zero));
    }
    r->estimate = r->mean_treated - r->mean_control;
    r->se = sqrt(variance);
    r->df = (double)(e->count - 2 * e->blocks);
    double reach = isnan(r->se) ? NAN : student_quantile((1 + level) / 2, r->df) * r->se;
    r->interval = (struct interval){r->estimate - reach, r->estimate + reach};
}

static bool as_large(const struct experiment *e, double difference)
{
    switch (e->alternative) {
    case TREATED_GREATER:
        return difference >= e->observed - e->tolerance;
    case TREATED_LESS:
        return difference <= e->observed + e->tolerance;
    case TWO_SIDED:
        break;
    }
    return fabs(difference) >= fabs(e->observed) - e->tolerance;
}

static double choose(int64_t n, int64_t k)
{
    double c = 1;
    for (int64_t i = 1; i <= k; i++)
        c = c * (double)(n - k + i) / (double)i;
    return round(c);
}

static double assignments(const struct experiment *e)
{
    double all = 1;
    for (int64_t k = 0; k < e->blocks; k++)
        all *= choose(e->block[k].count, e->block[k].treated);
    return all;
}

// The weighted difference of every choice of m lots of a block, in the order of their numbers.
static double *block_choices(struct arena *a, const struct experiment *e, const struct block *b,
                             int64_t *count)
{
    int64_t m = b->treated, n = b->count, made = 0;
    int64_t *pick = ARENA_ARRAY(a, int64_t, (size_t)m);
    *count = (int64_t)choose(n, m);
    double *out = ARENA_ARRAY(a, double, (size_t)*count);
    for (int64_t i = 0; i < m; i++)
        pick[i] = i;
    for (;;) {
        double sum = 0, size = 0;
        for (int64_t i = 0; i < m; i++) {
            sum += e->at[b->begin + pick[i]].sum;
            size += e->at[b->begin + pick[i]].size;
        }
        out[made++] = b->weight * block_difference(b, sum, size);
        int64_t i = m - 1;
        while (i >= 0 && pick[i] == n - m + i)
            i--;
        if (i < 0)
            return out;
        pick[i]++;
        for (int64_t j = i + 1; j < m; j++)
            pick[j] = pick[j - 1] + 1;
    }
}

struct choices {
    double *at;
    int64_t count, now;
};

// Goes through every assignment as a counter with a wheel for each block.
static void test_exact(const struct experiment *e, struct randomised *r)
{
    struct arena a = {0};
    struct choices *wheel = ARENA_ARRAY(&a, struct choices, (size_t)e->blocks);
    double *sum = ARENA_ARRAY(&a, double, (size_t)e->blocks + 1); // of the wheels before
    for (int64_t k = 0; k < e->blocks; k++)
        wheel[k].at = block_choices(&a, e, &e->block[k], &wheel[k].count);
    int64_t large = 0, from = 0;
    for (;;) {
        for (int64_t k = from; k < e->blocks; k++)
            sum[k + 1] = sum[k] + wheel[k].at[wheel[k].now];
        large += as_large(e, sum[e->blocks]);
        from = e->blocks - 1;
        while (from >= 0 && ++wheel[from].now == wheel[from].count)
            wheel[from--].now = 0;
        if (from < 0)
            break;
    }
    r->exact = true;
    r->p = (double)large / r->assignments;
    r->p_se = 0;
    arena_free(&a);
}

// 64 flags at once, each set with probability share / 65536.
static uint64_t draw_flags(struct random *random, uint32_t share)
{
    uint64_t flags = 0;
    for (int bit = 0; bit < 16; bit++) {
        // After the lowest digit that is set, each digit halves the share and adds its own half.
        if (flags == 0 && !(share & ((1u << (bit + 1)) - 1)))
            continue;
        uint64_t even = random_u64(random);
        flags = share >> bit & 1 ? flags | even : flags & even;
    }
    return flags;
}

// Lots past the end of the block are nothing, so a choice may have them or not.
static const struct part *block_fours(struct arena *a, const struct experiment *e,
                                      const struct block *b)
{
    int64_t fours = (b->count + 63) / 64 * 16;
    struct part *out = ARENA_ARRAY(a, struct part, (size_t)fours * 16);
    for (int64_t i = 0; i < b->count; i++) {
        const struct lot *lot = &e->at[b->begin + i];
        for (int choice = 0; choice < 16; choice++) {
            struct part *p = &out[i / 4 * 16 + choice];
            p->sum += choice >> (i % 4) & 1 ? lot->sum : 0;
            p->size += choice >> (i % 4) & 1 ? lot->size : 0;
        }
    }
    return out;
}

static struct part flags_part(const struct block *b, int64_t word, uint64_t flags)
{
    const struct part *four = b->fours + word * 256;
    struct part even = {0}, odd = {0};
    for (int i = 0; i < 16; i += 2, flags >>= 8) {
        const struct part *p = &four[i * 16 + (int)(flags & 15)];
        const struct part *q = &four[(i + 1) * 16 + (int)(flags >> 4 & 15)];
        even.sum += p->sum;
        even.size += p->size;
        odd.sum += q->sum;
        odd.size += q->size;
    }
    return (struct part){even.sum + odd.sum, even.size + odd.size};
}

/* As many lots of a block as were treated, each such choice equally likely: every lot is chosen by
 * chance with about the right share, and then lots drawn by chance are taken out, or in, until the
 * number is right. As the first step favours no choice of a number, neither does the second. */
static struct part choose_block(const struct experiment *e, const struct block *b,
                                struct random *random, uint64_t *flags)
{
    struct part c = {0};
    int64_t count = 0;
    uint32_t share = (uint32_t)(65536.0 * (double)b->treated / (double)b->count);
    for (int64_t word = 0; word * 64 < b->count; word++) {
        int64_t left = b->count - word * 64;
        uint64_t real = left < 64 ? (UINT64_C(1) << left) - 1 : UINT64_MAX;
        flags[word] = draw_flags(random, share) & real;
        struct part p = flags_part(b, word, flags[word]);
        c.sum += p.sum;
        c.size += p.size;
        count += __builtin_popcountll(flags[word]);
    }
    while (count != b->treated) {
        int64_t i = (int64_t)random_below(random, (uint64_t)b->count);
        bool in = flags[i / 64] >> (i % 64) & 1;
        if (in != (count > b->treated))
            continue;
        const struct lot *lot = &e->at[b->begin + i];
        flags[i / 64] ^= UINT64_C(1) << (i % 64);
        count += in ? -1 : 1;
        c.sum += in ? -lot->sum : lot->sum;
        c.size += in ? -lot->size : lot->size;
    }
    return c;
}

static void replicate(void *context, int worker, int64_t i)
{
    struct experiment *e = context;
    struct random random = random_stream(e->monte_carlo->seed, (uint64_t)i);
    double difference = 0;
    for (int64_t k = 0; k < e->blocks; k++) {
        struct part c = choose_block(e, &e->block[k], &random, e->flags[worker]);
        difference += e->block[k].weight * block_difference(&e->block[k], c.sum, c.size);
    }
    e->as_large[i] = as_large(e, difference);
}

static void test_monte_carlo(struct arena *a, struct experiment *e, struct randomised *r)
{
    int64_t n = e->monte_carlo->replicates, large = 0;
    int workers = parallel_workers(e->monte_carlo->threads, n);
    e->as_large = ARENA_ARRAY(a, bool, (size_t)n);
    for (int64_t k = 0; k < e->blocks; k++)
        e->block[k].fours = block_fours(a, e, &e->block[k]);
    e->flags = ARENA_ARRAY(a, uint64_t *, (size_t)workers);
    for (int w = 0; w < workers; w++)
        e->flags[w] = ARENA_ARRAY(a, uint64_t, (size_t)e->count / 64 + 1);
    parallel_run(workers, n, replicate, e);
    for (int64_t i = 0; i < n; i++)
        large += e->as_large[i];
    r->p = monte_carlo_p(large, n);
    r->p_se = monte_carlo_se(r->p, n);
    r->replicates = n;
    r->seed = e->monte_carlo->seed;
}

static bool experiment_make(struct arena *a, const struct randomised_data *d,
                            const struct randomised_question *q, struct experiment *e,
                            struct randomised *r, struct error *err)
{
    if (!keep_complete(a, d, e, r, err)
        || (d->cluster != NULL && !merge_clusters(e, q->clusters_equal, err))
        || !make_blocks(a, e, r, err))
        return false;
    double largest = 0;
    for (int64_t i = 0; i < e->count; i++)
        largest = fmax(largest, fabs(e->at[i].sum / e->at[i].size));
    estimate(e, q->level > 0 ? q->level : 0.95, r);
    e->observed = r->estimate;
    e->tolerance = MONTE_CARLO_TOLERANCE * fabs(e->observed) + 1e-13 * largest;
    return true;
}

bool randomised_test(const struct randomised_data *data, const struct randomised_question *question,
                     struct randomised *out, struct error *err)
{
    const struct monte_carlo *mc = &question->monte_carlo;
    if (data->units < 0 || mc->replicates < 0 || mc->replicates > MONTE_CARLO_MOST)
        return error_set(err, ERROR_USAGE, "replicates: 0 to %d", MONTE_CARLO_MOST);
    if (question->level != 0 && !level_check(question->level, err))
        return false;
    struct arena a = {0};
    struct randomised r = {0};
    struct experiment e = {.alternative = question->alternative, .monte_carlo = mc};
    bool ok = experiment_make(&a, data, question, &e, &r, err);
    if (ok) {
        int64_t most = question->exact_most == 0 ? 200000 : question->exact_most;
        r.assignments = assignments(&e);
        if (r.assignments <= (double)most)
            test_exact(&e, &r);
        else
            test_monte_carlo(&a, &e, &r);
        *out = r;
    }
    arena_free(&a);
    return ok;
}
