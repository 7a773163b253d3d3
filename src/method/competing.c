/* Cumulative incidence: Aalen-Johansen, and Gray's test. */

#include "method/competing.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "method/cholesky.h"
#include "method/distribution.h"
#include "method/survival_order.h"

enum { MOST_CAUSES = 1000 };

static double weight_of(const struct lifetimes *l, int64_t row)
{
    return l->weights == NULL ? 1 : l->weights[row];
}

/* The infinitesimal jackknife, one cause, in one pass over time.
 *
 * The derivative of F by the weight of a row that entered at e, while it is at risk, is
 *
 *     U(t) = P(t) - P(e) - C(e) (F(t) - F(e)),   C = sum of h/(n(1-h)),
 *                                                P = sum of S(t-) d/n (C(t-) - 1/n)
 *
 * with h the hazard of any event; after its exit it is U(exit) - L (F(t) - F(exit)), where L is the
 * derivative of -ln S at its exit. Both are linear in P(t) and F(t), so the sum of their squares
 * over rows needs sums of a few products alone. */
struct jackknife {
    double w, wc, wcc, wz, wzz,
        wcz;           // at risk: of weight^2 times products of c = C(e), z = cF(e) - P(e)
    double aa, al, ll; // left: U is a - L F(t)
    double p, f;       // P and F now
};

static void jackknife_at_risk(struct jackknife *j, double weight, double c, double z)
{
    double w = weight * fabs(weight); // negative: the row leaves
    j->w += w;
    j->wc += w * c;
    j->wcc += w * c * c;
    j->wz += w * z;
    j->wzz += w * z * z;
    j->wcz += w * c * z;
}

static void jackknife_left(struct jackknife *j, double weight, double u, double l)
{
    double w = weight * weight, at = u + l * j->f;
    j->aa += w * at * at;
    j->al += w * at * l;
    j->ll += w * l * l;
}

static double jackknife_variance(const struct jackknife *j)
{
    double left = j->aa - 2 * j->f * j->al + j->f * j->f * j->ll;
    double here = j->p * j->p * j->w + j->f * j->f * j->wcc + j->wzz - 2 * j->p * j->f * j->wc
                  + 2 * j->p * j->wz - 2 * j->f * j->wcz;
    return fmax(0, left + here);
}

struct incidence_walk {
    const struct lifetimes *l;
    const struct ordered *o;
    struct incidence_curve *curve;
    struct jackknife *jackknife; // of each cause
    double *entry_z;             // causes for each row, as it entered
    double *entry_c;
    double *d; // events of each cause, now
    double survival, c, at_risk;
    int64_t rows_at_risk;
};

static void row_enters(struct incidence_walk *w, int64_t row)
{
    int causes = w->curve->causes;
    double weight = weight_of(w->l, row);
    w->at_risk += weight;
    w->rows_at_risk++;
    w->entry_c[row] = w->c;
    for (int k = 0; k < causes; k++) {
        struct jackknife *j = &w->jackknife[k];
        double z = w->c * j->f - j->p;
        w->entry_z[row * causes + k] = z;
        jackknife_at_risk(j, weight, w->c, z);
    }
}

// After F, P and C have taken this time in.
static void row_leaves(struct incidence_walk *w, int64_t row, double n, double hazard,
                       double survival_before)
{
    int causes = w->curve->causes, cause = w->l->event[row];
    double weight = weight_of(w->l, row), c = w->entry_c[row];
    double log_s = -(w->c - c) + (cause > 0 && hazard < 1 ? 1 / (n * (1 - hazard)) : 0);
    for (int k = 0; k < causes; k++) {
        struct jackknife *j = &w->jackknife[k];
        double z = w->entry_z[row * causes + k];
        double u = j->p - c * j->f + z + (cause == k + 1 ? survival_before / n : 0);
        jackknife_at_risk(j, -weight, c, z);
        jackknife_left(j, weight, u, log_s);
    }
}

static void incidence_time(struct incidence_walk *w, int64_t first, int64_t last)
{
    struct incidence_curve *curve = w->curve;
    int causes = curve->causes;
    int64_t i = curve->count++;
    double events = 0, leaving = 0, n = w->at_risk;
    memset(w->d, 0, (size_t)causes * sizeof *w->d);
    for (int64_t e = first; e < last; e++) {
        int64_t row = w->o->exits[e];
        leaving += weight_of(w->l, row);
        if (w->l->event[row] > 0) {
            w->d[w->l->event[row] - 1] += weight_of(w->l, row);
            events += weight_of(w->l, row);
        }
    }
    if (last - first == w->rows_at_risk)
        n = leaving; // exactly: nothing of earlier sums is left
    double before = w->survival, hazard = events > 0 ? events / n : 0;
    for (int k = 0; k < causes && events > 0; k++) {
        w->jackknife[k].f += before * w->d[k] / n;
        w->jackknife[k].p += before * w->d[k] / n * (w->c - 1 / n);
    }
    if (hazard > 0 && hazard < 1)
        w->c += hazard / (n * (1 - hazard));
    w->survival *= 1 - hazard;
    for (int64_t e = first; e < last; e++)
        row_leaves(w, w->o->exits[e], n, hazard, before);
    curve->time[i] = w->l->exit[w->o->exits[first]];
    curve->at_risk[i] = n;
    curve->free[i] = w->survival;
    int64_t room = w->rows_at_risk;
    w->rows_at_risk = room - (last - first);
    w->at_risk = w->rows_at_risk == 0 ? 0 : n - leaving;
}

static void incidence_part(struct arena *a, const struct lifetimes *l, const struct ordered *o,
                           int part, int causes, struct incidence_curve *curve)
{
    int64_t first = o->first[part], end = o->first[part + 1], entry = first, times = 0;
    for (int64_t i = first; i < end; i++)
        times += i == first || l->exit[o->exits[i]] != l->exit[o->exits[i - 1]];
    size_t count = (size_t)times, all = count * (size_t)causes;
    *curve = (struct incidence_curve){.rows = end - first,
                                      .causes = causes,
                                      .time = ARENA_ARRAY(a, double, count),
                                      .at_risk = ARENA_ARRAY(a, double, count),
                                      .free = ARENA_ARRAY(a, double, count),
                                      .event = ARENA_ARRAY(a, double, all),
                                      .incidence = ARENA_ARRAY(a, double, all),
                                      .se = ARENA_ARRAY(a, double, all)};
    struct arena scratch = {0};
    struct incidence_walk w = {.l = l,
                               .o = o,
                               .curve = curve,
                               .survival = 1,
                               .jackknife = ARENA_ARRAY(&scratch, struct jackknife, (size_t)causes),
                               .entry_z =
                                   ARENA_ARRAY(&scratch, double, (size_t)l->n *(size_t)causes),
                               .entry_c = ARENA_ARRAY(&scratch, double, (size_t)l->n),
                               .d = ARENA_ARRAY(&scratch, double, (size_t)causes)};
    for (int64_t i = first; l->entry == NULL && i < end; i++)
        row_enters(&w, o->exits[i]);
    for (int64_t i = first, last; i < end; i = last) {
        double time = l->exit[o->exits[i]];
        for (; l->entry != NULL && entry < end && l->entry[o->entries[entry]] < time; entry++)
            row_enters(&w, o->entries[entry]);
        for (last = i + 1; last < end && l->exit[o->exits[last]] == time;)
            last++;
        incidence_time(&w, i, last);
        int64_t at = curve->count - 1;
        for (int k = 0; k < causes; k++) {
            curve->event[k * times + at] = w.d[k];
            curve->incidence[k * times + at] = w.jackknife[k].f;
            curve->se[k * times + at] = sqrt(jackknife_variance(&w.jackknife[k]));
        }
    }
    arena_free(&scratch);
}

bool competing_curves(struct arena *a, const struct lifetimes *l, struct incidence_result *out,
                      struct error *err)
{
    int groups = l->groups == 0 ? 1 : l->groups, causes = code_count(l->event, l->n) - 1;
    if (causes > MOST_CAUSES)
        return error_set(err, ERROR_USAGE, "at most %d causes, not %d", MOST_CAUSES, causes);
    struct arena scratch = {0};
    struct ordered order;
    bool ok = lifetimes_order(&scratch, l, l->group, groups, NULL, causes, &order, err);
    if (ok) {
        *out =
            (struct incidence_result){.groups = groups, .causes = causes, .dropped = order.dropped};
        out->at = ARENA_ARRAY(a, struct incidence_curve, (size_t)groups);
        for (int g = 0; g < groups; g++)
            incidence_part(a, l, &order, g, causes, &out->at[g]);
    }
    arena_free(&scratch);
    return ok;
}

double incidence_at(const struct incidence_curve *c, int cause, double time)
{
    if (c->count == 0 || isnan(time) || cause < 1 || cause > c->causes)
        return NAN;
    int64_t low = 0, high = c->count; // the first time after `time`
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (c->time[middle] <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? 0 : c->incidence[(cause - 1) * c->count + low - 1];
}

// --- Gray's test --------------------------------------------------------------------------------

/* The state of one stratum. With Y_r at risk in group r, S_r and F_r its curves of no event and of
 * the cause, just before t:
 *
 *     h_r = Y_r / S_r      those at risk, had nothing but the cause taken anyone
 *     R_r = h_r (1 - F_r)  the risk set of the incidence
 *
 * z_r adds K (d_r - d R_r / R.), and its variance follows from the martingales of both kinds of
 * event in each group: (2.3) and section 3 of the paper. c holds its running integrals. */
struct gray {
    int groups;
    double rho;
    double *y, *s, *s_before, *f, *f_before, *d1, *d2; // groups
    double *a, *c;                                     // groups by groups
    double *v2, *v3;                                   // groups by groups, groups
    double pooled, pooled_before;
    double *z, *variance; // groups, groups by groups
    double d1_all, d2_all, h_all, r_all;
};

static void gray_curves(struct gray *g)
{
    g->h_all = g->r_all = 0;
    for (int r = 0; r < g->groups; r++) {
        if (g->y[r] <= 0)
            continue;
        g->s[r] = g->s_before[r] * (g->y[r] - g->d1[r] - g->d2[r]) / g->y[r];
        g->f[r] = g->f_before[r] + g->s_before[r] * g->d1[r] / g->y[r];
        g->h_all += g->y[r] / g->s_before[r];
        g->r_all += g->y[r] * (1 - g->f_before[r]) / g->s_before[r];
    }
    g->pooled = g->pooled_before + g->d1_all / g->h_all;
}

static void gray_integrands(struct gray *g, double weight)
{
    int m = g->groups;
    for (int i = 0; i < m; i++)
        for (int j = 0; j < m; j++) {
            double *a = &g->a[i * m + j];
            *a = 0;
            if (g->y[i] <= 0 || g->y[j] <= 0)
                continue;
            double hi = g->y[i] / g->s_before[i], hj = g->y[j] / g->s_before[j];
            *a = weight * hi * ((i == j ? 1 : 0) - hj / g->h_all);
            g->c[i * m + j] += *a * g->d1_all / (g->h_all * (1 - g->pooled_before));
        }
}

// What the events of one kind in group k add: u_i is the integrand of z_i, t that of its own curve.
static void gray_add(struct gray *g, int k, double t, double spread, bool own)
{
    int m = g->groups;
    g->v3[k] += t * t * spread;
    for (int i = 0; i < m; i++) {
        double ui = own ? g->a[i * m + k] - t * g->c[i * m + k] : -t * g->c[i * m + k];
        g->v2[i * m + k] += ui * t * spread;
        for (int j = 0; j < m; j++) {
            double uj = own ? g->a[j * m + k] - t * g->c[j * m + k] : -t * g->c[j * m + k];
            g->variance[i * m + j] += ui * uj * spread;
        }
    }
}

static void gray_time(struct gray *g)
{
    int m = g->groups;
    gray_curves(g);
    double weight = pow(1 - g->pooled_before, g->rho);
    gray_integrands(g, weight);
    for (int r = 0; r < m; r++)
        if (g->y[r] > 0)
            g->z[r] +=
                weight
                * (g->d1[r]
                   - g->d1_all * g->y[r] * (1 - g->f_before[r]) / (g->s_before[r] * g->r_all));
    for (int k = 0; k < m; k++) {
        if (g->d1_all > 0 && g->y[k] > 0) {
            double t = g->s[k] > 0 ? 1 - (1 - g->pooled) / g->s[k] : 1;
            double ties = g->d1_all > 1 ? 1 - (g->d1_all - 1) / (g->h_all * g->s_before[k] - 1) : 1;
            gray_add(g, k, t, ties * g->s_before[k] * g->d1_all / (g->h_all * g->y[k]), true);
        }
        if (g->d2[k] > 0 && g->s[k] > 0) {
            double t = (1 - g->pooled) / g->s[k];
            double ties = g->d2[k] > 1 ? 1 - (g->d2[k] - 1) / (g->y[k] - 1) : 1;
            double spread = g->s_before[k] * g->s_before[k] * g->d2[k] / (g->y[k] * g->y[k]);
            gray_add(g, k, -t, ties * spread, false);
        }
    }
}

static void gray_end(struct gray *g)
{
    int m = g->groups;
    for (int i = 0; i < m; i++)
        for (int j = 0; j < m; j++)
            for (int k = 0; k < m; k++)
                g->variance[i * m + j] += g->c[i * m + k] * g->c[j * m + k] * g->v3[k]
                                          + g->c[i * m + k] * g->v2[j * m + k]
                                          + g->c[j * m + k] * g->v2[i * m + k];
}

static void gray_begin(struct gray *g)
{
    size_t m = (size_t)g->groups;
    for (size_t r = 0; r < m; r++) {
        g->y[r] = g->f[r] = g->f_before[r] = g->v3[r] = 0;
        g->s[r] = g->s_before[r] = 1;
    }
    memset(g->c, 0, m * m * sizeof *g->c);
    memset(g->v2, 0, m * m * sizeof *g->v2);
    g->pooled = g->pooled_before = 0;
}

static void gray_stratum(struct gray *g, const struct lifetimes *l, const struct ordered *o,
                         int part, int cause)
{
    int64_t first = o->first[part], end = o->first[part + 1];
    gray_begin(g);
    for (int64_t i = first; i < end; i++)
        g->y[l->group[o->exits[i]]]++;
    for (int64_t i = first, last; i < end; i = last) {
        size_t size = (size_t)g->groups * sizeof(double);
        memset(g->d1, 0, size);
        memset(g->d2, 0, size);
        g->d1_all = g->d2_all = 0;
        for (last = i; last < end && l->exit[o->exits[last]] == l->exit[o->exits[i]]; last++) {
            int64_t row = o->exits[last];
            if (l->event[row] > 0)
                (l->event[row] == cause ? g->d1 : g->d2)[l->group[row]]++;
            g->d1_all += l->event[row] == cause;
            g->d2_all += l->event[row] > 0 && l->event[row] != cause;
        }
        if (g->d1_all + g->d2_all > 0)
            gray_time(g);
        for (int64_t e = i; e < last; e++)
            g->y[l->group[o->exits[e]]]--;
        memcpy(g->f_before, g->f, size);
        memcpy(g->s_before, g->s, size);
        g->pooled_before = g->pooled;
    }
    gray_end(g);
}

static bool gray_chi_square(struct gray_test *t, struct error *err)
{
    int k = t->groups - 1;
    struct arena scratch = {0};
    double *v = arena_copy(&scratch, t->variance, (size_t)k * (size_t)k * sizeof *v);
    double *z = arena_copy(&scratch, t->score, (size_t)k * sizeof *z);
    bool ok = cholesky(v, k, 1e-12, NULL) == k;
    t->df = k;
    if (ok) {
        cholesky_solve(v, k, z);
        for (int i = 0; i < k; i++)
            t->chi_square += z[i] * t->score[i];
        t->p = chi_square_above(t->chi_square, k);
    }
    arena_free(&scratch);
    return ok
           || error_set(err, ERROR_INVALID,
                        "the groups cannot be compared: some group has no one at risk at an event");
}

static void gray_sum(struct arena *a, const struct lifetimes *l, const struct ordered *o, int cause,
                     double rho, struct gray_test *test)
{
    struct arena scratch = {0};
    int m = test->groups;
    size_t groups = (size_t)m, square = groups * groups;
    struct gray g = {.groups = m, .rho = rho};
    double **vectors[] = {&g.y, &g.s, &g.s_before, &g.f, &g.f_before, &g.d1, &g.d2, &g.v3, &g.z};
    double **matrices[] = {&g.a, &g.c, &g.v2, &g.variance};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        *vectors[i] = ARENA_ARRAY(&scratch, double, groups);
    for (size_t i = 0; i < sizeof matrices / sizeof *matrices; i++)
        *matrices[i] = ARENA_ARRAY(&scratch, double, square);
    test->score = ARENA_ARRAY(a, double, groups);
    test->variance = ARENA_ARRAY(a, double, square);
    for (int part = 0; part < o->parts; part++) {
        memset(g.z, 0, groups * sizeof *g.z);
        memset(g.variance, 0, square * sizeof *g.variance);
        gray_stratum(&g, l, o, part, cause);
        for (int i = 0; i < m; i++)
            test->score[i] += g.z[i];
        for (int i = 0; i < m - 1; i++)
            for (int j = 0; j < m - 1; j++)
                test->variance[i * (m - 1) + j] += g.variance[i * m + j];
    }
    arena_free(&scratch);
}

bool gray_compare(struct arena *a, const struct lifetimes *l, int cause, double rho,
                  struct gray_test *out, struct error *err)
{
    if (l->groups < 2 || l->group == NULL || cause < 1 || l->weights != NULL || l->entry != NULL)
        return error_set(err, ERROR_USAGE,
                         "Gray's test needs two groups or more, and neither weights "
                         "nor late entry");
    for (int64_t i = 0; i < l->n; i++)
        if (l->group[i] >= l->groups)
            return error_set(err, ERROR_USAGE, "row %" PRId64 ": group %" PRId32 " of %d", i,
                             l->group[i], l->groups);
    struct arena scratch = {0};
    struct ordered order;
    bool ok = lifetimes_order(&scratch, l, l->strata, code_count(l->strata, l->n), l->group,
                              INT32_MAX, &order, err);
    if (ok) {
        struct gray_test test = {.groups = l->groups, .rows = order.n, .dropped = order.dropped};
        gray_sum(a, l, &order, cause, rho, &test);
        ok = gray_chi_square(&test, err);
        if (ok)
            *out = test;
    }
    arena_free(&scratch);
    return ok;
}
