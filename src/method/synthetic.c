#include "method/synthetic.h"

#include <math.h>

#include "base/random.h"
#include "method/cholesky.h"
#include "method/parallel.h"

// ---- The nearest point of a polytope to 0 (Wolfe 1976) ----

// A set of affinely independent points and the weights of the nearest point of their hull.
struct corral {
    int32_t count;
    int32_t *at;
    double *lambda, *alpha;
    double *q, *r; // scratch: the points less the first one, made orthogonal
};

static double product(const double *u, const double *v, int32_t n)
{
    double sum = 0;
    for (int32_t i = 0; i < n; i++)
        sum += u[i] * v[i];
    return sum;
}

// Weights alpha, of any sign and summing to 1, of the point nearest to 0 in the plane through the
// corral: least squares of minus the first point on the others less the first. The columns are made
// orthogonal twice over (Gram-Schmidt), which keeps the digits that normal equations would lose.
// Returns false where a point lies in the plane of those before it.
static bool nearest_in_plane(const double *points, int32_t n, struct corral *c)
{
    const double *base = points + (int64_t)c->at[0] * n;
    const int32_t m = c->count - 1;
    double *left = c->q + (int64_t)m * n;
    for (int32_t j = 0; j < m; j++) {
        double *q = c->q + (int64_t)j * n;
        const double *point = points + (int64_t)c->at[j + 1] * n;
        for (int32_t i = 0; i < n; i++)
            q[i] = point[i] - base[i];
        const double whole = sqrt(product(q, q, n));
        for (int32_t l = 0; l < j; l++)
            c->r[l * m + j] = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int32_t l = 0; l < j; l++) {
                const double *other = c->q + (int64_t)l * n, along = product(q, other, n);
                c->r[l * m + j] += along;
                for (int32_t i = 0; i < n; i++)
                    q[i] -= along * other[i];
            }
        }
        const double length = sqrt(product(q, q, n));
        if (!(length > 1e-11 * whole))
            return false;
        c->r[j * m + j] = length;
        for (int32_t i = 0; i < n; i++)
            q[i] /= length;
    }
    for (int32_t i = 0; i < n; i++)
        left[i] = -base[i];
    c->alpha[0] = 1;
    for (int32_t j = 0; j < m; j++) {
        const double *q = c->q + (int64_t)j * n;
        c->alpha[j + 1] = product(q, left, n);
        for (int32_t i = 0; i < n; i++)
            left[i] -= c->alpha[j + 1] * q[i];
    }
    for (int32_t j = m - 1; j >= 0; j--) {
        for (int32_t l = j + 1; l < m; l++)
            c->alpha[j + 1] -= c->r[j * m + l] * c->alpha[l + 1];
        c->alpha[j + 1] /= c->r[j * m + j];
        c->alpha[0] -= c->alpha[j + 1];
    }
    return true;
}

static void drop(struct corral *c, int32_t place)
{
    c->count--;
    for (int32_t j = place; j < c->count; j++) {
        c->at[j] = c->at[j + 1];
        c->lambda[j] = c->lambda[j + 1];
    }
}

// Moves lambda to the nearest point of the hull of the corral, dropping points on the way.
static bool settle(const double *points, int32_t n, struct corral *c)
{
    for (;;) {
        if (!nearest_in_plane(points, n, c))
            return false;
        double theta = 1;
        for (int32_t j = 0; j < c->count; j++)
            if (c->alpha[j] < 0)
                theta = fmin(theta, c->lambda[j] / (c->lambda[j] - c->alpha[j]));
        int32_t least = 0;
        for (int32_t j = 0; j < c->count; j++) {
            c->lambda[j] += theta * (c->alpha[j] - c->lambda[j]);
            least = c->lambda[j] < c->lambda[least] ? j : least;
        }
        if (theta == 1)
            return true;
        drop(c, least);
    }
}

static void point_of(const double *points, int32_t n, const struct corral *c, double *x)
{
    for (int32_t i = 0; i < n; i++)
        x[i] = 0;
    for (int32_t j = 0; j < c->count; j++)
        for (int32_t i = 0; i < n; i++)
            x[i] += c->lambda[j] * points[(int64_t)c->at[j] * n + i];
}

void nearest_in_hull(struct arena *scratch, const double *points, int32_t count, int32_t n,
                     double *weight)
{
    const int32_t room = (count < n + 1 ? count : n + 1) + 1;
    struct corral c = {1,
                       ARENA_ARRAY(scratch, int32_t, (size_t)room),
                       ARENA_ARRAY(scratch, double, (size_t)room),
                       ARENA_ARRAY(scratch, double, (size_t)room),
                       ARENA_ARRAY(scratch, double, (size_t)room *(size_t)n),
                       ARENA_ARRAY(scratch, double, (size_t)room *(size_t)room)};
    double *x = ARENA_ARRAY(scratch, double, (size_t)n);
    double largest = 0, least = INFINITY;
    for (int32_t j = 0; j < count; j++) {
        const double size = product(points + (int64_t)j * n, points + (int64_t)j * n, n);
        largest = fmax(largest, size);
        if (size < least) {
            least = size;
            c.at[0] = j;
        }
        weight[j] = 0;
    }
    c.lambda[0] = 1;
    for (int32_t step = 0; step < 100 * (count + n); step++) {
        point_of(points, n, &c, x);
        const double here = product(x, x, n);
        double lowest = INFINITY;
        int32_t enter = 0;
        for (int32_t j = 0; j < count; j++) {
            const double height = product(x, points + (int64_t)j * n, n);
            if (height < lowest) {
                lowest = height;
                enter = j;
            }
        }
        // No point lies beyond the plane through x: x is nearest, as far as digits tell.
        if (lowest >= here - 1e-15 * largest || c.count == room)
            break;
        bool inside = false;
        for (int32_t j = 0; j < c.count; j++)
            inside = inside || c.at[j] == enter;
        if (inside)
            break;
        c.at[c.count] = enter;
        c.lambda[c.count++] = 0;
        if (!settle(points, n, &c)) {
            drop(&c, c.count - 1);
            break;
        }
    }
    double sum = 0;
    for (int32_t j = 0; j < c.count; j++)
        sum += c.lambda[j];
    for (int32_t j = 0; j < c.count; j++)
        weight[c.at[j]] = c.lambda[j] / sum;
}

// ---- The control of a given V ----

struct problem {
    const struct synthetic_data *d;
    int32_t treated, donors, k;
    const int32_t *donor; // columns
    double *z;            // donors points of k: scaled predictors less the treated unit's
    double *points;       // those times sqrt(v)
    double *weight;       // donors numbers
    int64_t evaluations;
    struct arena scratch;
};

static double y_at(const struct problem *p, int32_t t, int32_t unit)
{
    return p->d->y[(int64_t)t * p->d->units + unit];
}

static double gap_at(const struct problem *p, int32_t t)
{
    double gap = y_at(p, t, p->treated);
    for (int32_t j = 0; j < p->donors; j++)
        gap -= p->weight[j] * y_at(p, t, p->donor[j]);
    return gap;
}

static double mspe(const struct problem *p, int32_t from, int32_t to)
{
    double sum = 0;
    for (int32_t t = from; t < to; t++) {
        const double gap = gap_at(p, t);
        sum += gap * gap;
    }
    return sum / (to - from);
}

// Sets the weights for V and gives the mean square error over the fit times.
static double judge(struct problem *p, const double *v)
{
    for (int32_t j = 0; j < p->donors; j++)
        for (int32_t i = 0; i < p->k; i++)
            p->points[(int64_t)j * p->k + i] = sqrt(v[i]) * p->z[(int64_t)j * p->k + i];
    nearest_in_hull(&p->scratch, p->points, p->donors, p->k, p->weight);
    arena_reset(&p->scratch);
    p->evaluations++;
    return mspe(p, p->d->fit_from, p->d->fit_to);
}

// ---- The search for V ----

// V from free numbers: positive, of sum 1.
static void v_of(const double *u, int32_t k, double *v)
{
    double most = -INFINITY, sum = 0;
    for (int32_t i = 0; i < k; i++)
        most = fmax(most, u[i]);
    for (int32_t i = 0; i < k; i++)
        sum += v[i] = exp(fmax(u[i] - most, -40));
    for (int32_t i = 0; i < k; i++)
        v[i] /= sum;
}

struct simplex {
    int32_t k;
    double *at;    // k + 1 corners of k
    double *value; // k + 1
    double *v, *centre, *trial, *second;
};

static double value_at(struct problem *p, struct simplex *s, const double *u)
{
    v_of(u, s->k, s->v);
    return judge(p, s->v);
}

static void set_corner(struct simplex *s, int32_t c, const double *u, double value)
{
    for (int32_t i = 0; i < s->k; i++)
        s->at[c * s->k + i] = u[i];
    s->value[c] = value;
}

static void along(const struct simplex *s, int32_t worst, double factor, double *out)
{
    for (int32_t i = 0; i < s->k; i++)
        out[i] = s->centre[i] + factor * (s->at[worst * s->k + i] - s->centre[i]);
}

// One descent of Nelder and Mead from u, which becomes the lowest corner; gives its value. The
// factors are Gao and Han's, which keep it moving in many dimensions.
static double descend(struct problem *p, struct simplex *s, double *u, double size)
{
    const int32_t k = s->k;
    const double n = fmax(k, 2), grow = 1 + 2 / n, shrink = 0.75 - 1 / (2 * n), all = 1 - 1 / n;
    for (int32_t c = 0; c <= k; c++) {
        for (int32_t i = 0; i < k; i++)
            s->trial[i] = u[i] + (i == c - 1 ? size : 0);
        set_corner(s, c, s->trial, value_at(p, s, s->trial));
    }
    int32_t best = 0;
    for (int32_t step = 0; step < 400 * k; step++) {
        int32_t worst = 0, next = 0;
        best = 0;
        for (int32_t c = 1; c <= k; c++) {
            best = s->value[c] < s->value[best] ? c : best;
            worst = s->value[c] > s->value[worst] ? c : worst;
        }
        next = best;
        for (int32_t c = 0; c <= k; c++)
            next = c != worst && s->value[c] > s->value[next] ? c : next;
        if (s->value[worst] - s->value[best] <= 1e-12 * s->value[best])
            break;
        for (int32_t i = 0; i < k; i++) {
            s->centre[i] = 0;
            for (int32_t c = 0; c <= k; c++)
                s->centre[i] += c == worst ? 0 : s->at[c * k + i] / k;
        }
        along(s, worst, -1, s->trial);
        const double value = value_at(p, s, s->trial);
        if (value < s->value[best]) {
            along(s, worst, -grow, s->second);
            const double further = value_at(p, s, s->second);
            if (further < value)
                set_corner(s, worst, s->second, further);
            else
                set_corner(s, worst, s->trial, value);
            continue;
        }
        if (value < s->value[next]) {
            set_corner(s, worst, s->trial, value);
            continue;
        }
        along(s, worst, value < s->value[worst] ? -shrink : shrink, s->second);
        const double nearer = value_at(p, s, s->second);
        if (nearer < fmin(value, s->value[worst])) {
            set_corner(s, worst, s->second, nearer);
            continue;
        }
        for (int32_t c = 0; c <= k; c++) {
            if (c == best)
                continue;
            for (int32_t i = 0; i < k; i++)
                s->trial[i] = s->at[best * k + i] + all * (s->at[c * k + i] - s->at[best * k + i]);
            set_corner(s, c, s->trial, value_at(p, s, s->trial));
        }
    }
    for (int32_t c = 0; c <= k; c++)
        best = s->value[c] < s->value[best] ? c : best;
    for (int32_t i = 0; i < k; i++)
        u[i] = s->at[best * k + i];
    return s->value[best];
}

// ln V from regressions of the outcome at each fit time on the scaled predictors of all units:
// importance is the sum of squared coefficients. Equal where predictors are too many.
static void regression_start(struct problem *p, const double *scaled, double *u)
{
    const int32_t k = p->k + 1, units = p->d->units;
    double *factor = ARENA_ARRAY(&p->scratch, double, (size_t)k *(size_t)k);
    double *beta = ARENA_ARRAY(&p->scratch, double, (size_t)k);
    double *row = ARENA_ARRAY(&p->scratch, double, (size_t)units *(size_t)k);
    for (int32_t c = 0; c < units; c++) {
        row[c * k] = 1;
        for (int32_t i = 1; i < k; i++)
            row[c * k + i] = scaled[(i - 1) * units + c];
        for (int32_t i = 0; i < k; i++)
            for (int32_t j = 0; j <= i; j++)
                factor[i * k + j] += row[c * k + i] * row[c * k + j];
    }
    if (cholesky(factor, k, 1e-9, NULL) == k) {
        for (int32_t i = 0; i < p->k; i++)
            u[i] = 0;
        for (int32_t t = p->d->fit_from; t < p->d->fit_to; t++) {
            for (int32_t i = 0; i < k; i++) {
                beta[i] = 0;
                for (int32_t c = 0; c < units; c++)
                    beta[i] += row[c * k + i] * y_at(p, t, c);
            }
            cholesky_solve(factor, k, beta);
            for (int32_t i = 0; i < p->k; i++)
                u[i] += beta[i + 1] * beta[i + 1];
        }
        for (int32_t i = 0; i < p->k; i++)
            u[i] = log(fmax(u[i], 1e-12));
    }
    arena_reset(&p->scratch);
}

static double search(struct arena *a, struct problem *p, const double *scaled,
                     const struct synthetic_options *o, double *v)
{
    const int32_t k = p->k;
    struct random random = random_stream(o->seed, (uint64_t)p->treated);
    const size_t n = (size_t)k;
    struct simplex s = {k,
                        ARENA_ARRAY(a, double, n *(n + 1)),
                        ARENA_ARRAY(a, double, n + 1),
                        ARENA_ARRAY(a, double, n),
                        ARENA_ARRAY(a, double, n),
                        ARENA_ARRAY(a, double, n),
                        ARENA_ARRAY(a, double, n)};
    double *u = ARENA_ARRAY(a, double, n), *best = ARENA_ARRAY(a, double, n), lowest = INFINITY;
    const int32_t fixed = 2 + k;
    for (int32_t start = 0; start < fixed + o->starts; start++) {
        for (int32_t i = 0; i < k; i++)
            u[i] = start >= fixed ? 3 * random_normal(&random) : start - 2 == i ? 4 : 0;
        if (start == 1)
            regression_start(p, scaled, u);
        double value = descend(p, &s, u, 2);
        if (value < lowest) {
            lowest = value;
            for (int32_t i = 0; i < k; i++)
                best[i] = u[i];
        }
    }
    for (int round = 0; round < 20; round++) {
        const double value = descend(p, &s, best, round % 2 == 0 ? 1 : -3);
        const bool gained = value < lowest - 1e-10 * lowest;
        lowest = fmin(value, lowest);
        if (!gained && round % 2 == 1)
            break;
    }
    v_of(best, k, v);
    return judge(p, v);
}

// ---- Fits ----

static bool check_data(const struct synthetic_data *d, const struct synthetic_options *o,
                       struct error *err)
{
    if (d->units < 2 || d->predictors < 1 || d->treated < 0 || d->treated >= d->units)
        return error_set(err, ERROR_USAGE,
                         "a synthetic control needs a treated unit, a donor and a predictor");
    if (!(0 <= d->fit_from && d->fit_from < d->fit_to && d->fit_to <= d->begins
          && d->begins < d->times))
        return error_set(err, ERROR_USAGE,
                         "the times to fit must lie before treatment, and treatment before the "
                         "last time");
    for (int64_t i = 0; i < (int64_t)d->predictors * d->units; i++)
        if (!isfinite(d->x[i]))
            return error_set(err, ERROR_INVALID, "predictor %d of unit %d is missing",
                             (int)(i / d->units) + 1, (int)(i % d->units) + 1);
    for (int64_t i = 0; i < (int64_t)d->times * d->units; i++)
        if (!isfinite(d->y[i]))
            return error_set(err, ERROR_INVALID, "the outcome of unit %d at time %d is missing",
                             (int)(i % d->units) + 1, (int)(i / d->units) + 1);
    double sum = 0;
    for (int32_t i = 0; i < d->predictors && o->v != NULL; i++) {
        if (!(o->v[i] >= 0 && isfinite(o->v[i])))
            return error_set(err, ERROR_USAGE, "the importance of predictor %d is %g", i + 1,
                             o->v[i]);
        sum += o->v[i];
    }
    if (o->v != NULL && !(sum > 0))
        return error_set(err, ERROR_USAGE, "every predictor has importance 0");
    return true;
}

static bool scale(const struct synthetic_data *d, double *scaled, struct error *err)
{
    for (int32_t i = 0; i < d->predictors; i++) {
        const double *row = d->x + (int64_t)i * d->units;
        double mean = 0, square = 0;
        for (int32_t c = 0; c < d->units; c++)
            mean += row[c] / d->units;
        for (int32_t c = 0; c < d->units; c++)
            square += (row[c] - mean) * (row[c] - mean);
        if (!(square > 0))
            return error_set(err, ERROR_INVALID, "predictor %d is the same in all units", i + 1);
        for (int32_t c = 0; c < d->units; c++)
            scaled[(int64_t)i * d->units + c] = (row[c] - mean) / sqrt(square / (d->units - 1));
    }
    return true;
}

static struct problem problem_make(struct arena *a, const struct synthetic_data *d, int32_t treated,
                                   const double *scaled)
{
    struct problem p = {.d = d, .treated = treated, .donors = d->units - 1, .k = d->predictors};
    int32_t *donor = ARENA_ARRAY(a, int32_t, (size_t)p.donors);
    const size_t size = (size_t)p.donors * (size_t)p.k;
    p.donor = donor;
    p.z = ARENA_ARRAY(a, double, size);
    p.points = ARENA_ARRAY(a, double, size);
    p.weight = ARENA_ARRAY(a, double, (size_t)p.donors);
    for (int32_t j = 0; j < p.donors; j++) {
        donor[j] = j < treated ? j : j + 1;
        for (int32_t i = 0; i < p.k; i++) {
            const double *row = scaled + (int64_t)i * d->units;
            p.z[(int64_t)j * p.k + i] = row[donor[j]] - row[treated];
        }
    }
    return p;
}

static struct synthetic fit_unit(struct arena *a, const struct synthetic_data *d, int32_t treated,
                                 const double *scaled, const struct synthetic_options *o)
{
    struct problem p = problem_make(a, d, treated, scaled);
    struct synthetic s = {.weight = ARENA_ARRAY(a, double, (size_t)d->units),
                          .v = ARENA_ARRAY(a, double, (size_t)d->predictors),
                          .synthetic = ARENA_ARRAY(a, double, (size_t)d->times),
                          .gap = ARENA_ARRAY(a, double, (size_t)d->times)};
    if (o->v != NULL) {
        double sum = 0;
        for (int32_t i = 0; i < p.k; i++)
            sum += o->v[i];
        for (int32_t i = 0; i < p.k; i++)
            s.v[i] = o->v[i] / sum;
        s.fit_mspe = judge(&p, s.v);
    } else {
        s.fit_mspe = search(a, &p, scaled, o, s.v);
    }
    for (int32_t j = 0; j < p.donors; j++)
        s.weight[p.donor[j]] = p.weight[j];
    for (int32_t i = 0; i < p.k; i++) {
        double left = 0;
        for (int32_t j = 0; j < p.donors; j++)
            left += p.weight[j] * p.z[(int64_t)j * p.k + i];
        s.loss += s.v[i] * left * left;
    }
    for (int32_t t = 0; t < d->times; t++) {
        s.gap[t] = gap_at(&p, t);
        s.synthetic[t] = y_at(&p, t, treated) - s.gap[t];
    }
    s.pre_rmspe = sqrt(mspe(&p, 0, d->begins));
    s.post_rmspe = sqrt(mspe(&p, d->begins, d->times));
    s.ratio = s.post_rmspe / s.pre_rmspe;
    s.evaluations = p.evaluations;
    arena_free(&p.scratch);
    return s;
}

bool synthetic_fit(struct arena *a, const struct synthetic_data *d,
                   const struct synthetic_options *o, struct synthetic *out, struct error *err)
{
    if (!check_data(d, o, err))
        return false;
    double *scaled = ARENA_ARRAY(a, double, (size_t)d->predictors *(size_t)d->units);
    if (!scale(d, scaled, err))
        return false;
    *out = fit_unit(a, d, d->treated, scaled, o);
    return true;
}

struct placebo_work {
    const struct synthetic_data *d;
    const struct synthetic_options *o;
    const double *scaled;
    struct arena *arenas; // one a unit: threads do not share arenas
    struct synthetic *at;
};

static void placebo(void *context, int worker, int64_t unit)
{
    struct placebo_work *w = context;
    (void)worker;
    w->at[unit] = fit_unit(&w->arenas[unit], w->d, (int32_t)unit, w->scaled, w->o);
}

static double *keep(struct arena *a, const double *at, int32_t count)
{
    return arena_copy(a, at, (size_t)count * sizeof *at);
}

bool synthetic_placebos(struct arena *a, const struct synthetic_data *d,
                        const struct synthetic_options *o, int threads,
                        struct synthetic_placebos *out, struct error *err)
{
    if (!check_data(d, o, err))
        return false;
    const size_t units = (size_t)d->units;
    struct placebo_work w = {d, o, NULL, ARENA_ARRAY(a, struct arena, units),
                             ARENA_ARRAY(a, struct synthetic, units)};
    double *scaled = ARENA_ARRAY(a, double, (size_t)d->predictors *units);
    if (!scale(d, scaled, err))
        return false;
    w.scaled = scaled;
    parallel_run(parallel_workers(threads, d->units), d->units, placebo, &w);
    struct synthetic_placebos p = {.at = w.at};
    for (int32_t u = 0; u < d->units; u++) {
        struct synthetic *s = &w.at[u];
        s->weight = keep(a, s->weight, d->units);
        s->v = keep(a, s->v, d->predictors);
        s->synthetic = keep(a, s->synthetic, d->times);
        s->gap = keep(a, s->gap, d->times);
        arena_free(&w.arenas[u]);
        p.rank += s->ratio >= w.at[d->treated].ratio * (1 - 1e-9);
    }
    p.p = (double)p.rank / d->units;
    *out = p;
    return true;
}
