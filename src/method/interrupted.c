#include "method/interrupted.h"

#include <math.h>

#include "method/cholesky.h"
#include "method/distribution.h"

static const double pi = 3.141592653589793;

static bool is_count(enum interrupted_family family)
{
    return family != INTERRUPTED_LINEAR && family != INTERRUPTED_LOG;
}

static enum regression_family regression_of(enum interrupted_family family)
{
    switch (family) {
    case INTERRUPTED_LINEAR:
    case INTERRUPTED_LOG:
        return REGRESSION_LINEAR;
    case INTERRUPTED_POISSON:
        return REGRESSION_POISSON;
    case INTERRUPTED_QUASI_POISSON:
        return REGRESSION_QUASI_POISSON;
    case INTERRUPTED_NEGATIVE_BINOMIAL:
        return REGRESSION_NEGATIVE_BINOMIAL;
    }
    return REGRESSION_LINEAR;
}

static bool check_data(const struct interrupted_data *d, struct error *err)
{
    if (d->begins < 2 || d->begins > d->n - 2)
        return error_set(err, ERROR_USAGE,
                         "the event needs two times before it and two after; it is at row %d of %d",
                         d->begins + 1, d->n);
    if (d->season != SEASON_NONE
        && (d->period < 2 || d->first_season < 0 || d->first_season >= d->period))
        return error_set(err, ERROR_USAGE, "a season %d of a cycle of %d", d->first_season,
                         d->period);
    if (d->season == SEASON_FOURIER && (d->harmonics < 1 || 2 * d->harmonics > d->period))
        return error_set(err, ERROR_USAGE, "%d harmonics in a cycle of %d", d->harmonics,
                         d->period);
    if (d->ljung_lag < 0 || d->ljung_lag >= d->n)
        return error_set(err, ERROR_USAGE, "a Ljung-Box lag of %d in %d rows", d->ljung_lag, d->n);
    for (int i = 0; i < d->n; i++) {
        if (!isfinite(d->y[i]))
            return error_set(err, ERROR_INVALID,
                             "row %d has no value: a series must be whole; cut it or fill it",
                             i + 1);
        if (d->family == INTERRUPTED_LOG && d->y[i] <= 0)
            return error_set(err, ERROR_INVALID, "row %d is %g, which has no logarithm", i + 1,
                             d->y[i]);
        if (is_count(d->family) && d->exposure != NULL
            && !(d->exposure[i] > 0 && isfinite(d->exposure[i])))
            return error_set(err, ERROR_INVALID, "the exposure of row %d is %g", i + 1,
                             d->exposure[i]);
        for (int j = 0; j < d->columns; j++)
            if (!isfinite(d->x[j][i]))
                return error_set(err, ERROR_INVALID, "row %d of column %s has no value", i + 1,
                                 d->names[j]);
    }
    return true;
}

static void add_seasons(struct arena *a, const struct interrupted_data *d, struct design *design)
{
    const size_t n = (size_t)d->n;
    if (d->season == SEASON_FACTOR) {
        int32_t *codes = ARENA_ARRAY(a, int32_t, n);
        for (int i = 0; i < d->n; i++)
            codes[i] = (d->first_season + i) % d->period;
        design_factor(design, "season", codes, NULL, d->period, 0);
    }
    if (d->season != SEASON_FOURIER)
        return;
    for (int k = 1; k <= d->harmonics; k++) {
        double *sine = ARENA_ARRAY(a, double, n), *cosine = ARENA_ARRAY(a, double, n);
        for (int i = 0; i < d->n; i++) {
            // Whole turns are taken off first, so that equal seasons have equal columns.
            const double turn = (double)(k * (d->first_season + i) % d->period) / d->period;
            sine[i] = sin(2 * pi * turn);
            cosine[i] = cos(2 * pi * turn);
        }
        if (2 * k < d->period) // else the sine is 0 at every season
            design_number(design, arena_printf(a, "sin %d", k), sine);
        design_number(design, arena_printf(a, "cos %d", k), cosine);
    }
}

static void make_design(struct arena *a, const struct interrupted_data *d, struct interrupted *s)
{
    const size_t n = (size_t)d->n;
    double *t = ARENA_ARRAY(a, double, n), *post = ARENA_ARRAY(a, double, n);
    double *since = ARENA_ARRAY(a, double, n);
    for (int i = 0; i < d->n; i++) {
        t[i] = i + 1;
        post[i] = i >= d->begins;
        since[i] = i >= d->begins ? i - d->begins : 0;
    }
    s->design = design_make(a, d->n);
    s->intercept = 0;
    s->trend = 1;
    s->step = 2;
    s->bend = 3;
    design_intercept(&s->design);
    design_number(&s->design, "t", t);
    design_number(&s->design, "post", post);
    design_number(&s->design, "t since", since);
    add_seasons(a, d, &s->design);
    for (int j = 0; j < d->columns; j++)
        design_number(&s->design, d->names[j], d->x[j]);
}

static double without(double estimate)
{
    return isnan(estimate) ? 0 : estimate;
}

// The predictor of a row with its event taken away.
static double predictor_without(const struct interrupted *s, int row, double predictor)
{
    if (row < s->begins)
        return predictor;
    return predictor - without(s->fit.estimates[s->step])
           - without(s->fit.estimates[s->bend]) * (row - s->begins);
}

static double scale_of(const struct interrupted *s, double predictor)
{
    return s->logarithmic ? exp(predictor) : predictor;
}

static bool set_fitted(struct arena *a, const struct interrupted_data *d, struct interrupted *s,
                       struct error *err)
{
    const size_t n = (size_t)d->n;
    double *predictor = ARENA_ARRAY(a, double, n);
    s->fitted = ARENA_ARRAY(a, double, n);
    s->counterfactual = ARENA_ARRAY(a, double, n);
    s->residual = ARENA_ARRAY(a, double, n);
    if (!regression_predict(&s->design, s->fit.estimates, s->offset, predictor, err))
        return false;
    for (int i = 0; i < d->n; i++) {
        const double mu = s->fitted[i] = scale_of(s, predictor[i]);
        s->counterfactual[i] = scale_of(s, predictor_without(s, i, predictor[i]));
        if (d->family == INTERRUPTED_LINEAR)
            s->residual[i] = d->y[i] - mu;
        else if (d->family == INTERRUPTED_LOG)
            s->residual[i] = log(d->y[i]) - predictor[i];
        else if (d->family == INTERRUPTED_NEGATIVE_BINOMIAL)
            s->residual[i] = (d->y[i] - mu) / sqrt(mu + mu * mu / s->fit.theta);
        else
            s->residual[i] = (d->y[i] - mu) / sqrt(mu);
    }
    return true;
}

static void set_correlation(int n, struct interrupted *s)
{
    const double *r = s->residual;
    double square = 0, step = 0, mean = 0, spread = 0;
    for (int i = 0; i < n; i++) {
        square += r[i] * r[i];
        step += i > 0 ? (r[i] - r[i - 1]) * (r[i] - r[i - 1]) : 0;
        mean += r[i] / n;
    }
    for (int i = 0; i < n; i++)
        spread += (r[i] - mean) * (r[i] - mean);
    s->durbin_watson = step / square;
    for (int lag = 1; lag <= s->ljung_lag; lag++) {
        double product = 0;
        for (int i = lag; i < n; i++)
            product += (r[i] - mean) * (r[i - lag] - mean);
        s->ljung_box += product / spread * (product / spread) / (n - lag);
    }
    s->ljung_box *= (double)n * (n + 2);
    s->ljung_box_p = chi_square_above(s->ljung_box, s->ljung_lag);
}

// ---- Generalised least squares with AR(1) errors ----

struct ar1 {
    int n, k;        // k columns, those not aliased
    const double *x; // n rows of k
    const double *y;
    double *factor, *beta; // of the last evaluation
    double variance;
};

// Minus twice the restricted log-likelihood, but for constants, at a correlation. Rows are
// whitened: the first by sqrt(1 - rho^2), each other less rho times the one before.
static double ar1_deviance(struct ar1 *m, double rho)
{
    const int k = m->k;
    const double first = sqrt((1 - rho) * (1 + rho));
    double rss = 0, log_det = 0;
    for (int j = 0; j < k * k; j++)
        m->factor[j] = 0;
    for (int j = 0; j < k; j++)
        m->beta[j] = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < m->n; i++) {
            const double *x = m->x + (ptrdiff_t)i * k, *b = x - k;
            double y = i == 0 ? first * m->y[0] : m->y[i] - rho * m->y[i - 1];
            for (int j = 0; j < k; j++) {
                const double u = i == 0 ? first * x[j] : x[j] - rho * b[j];
                if (pass == 1) {
                    y -= u * m->beta[j];
                    continue;
                }
                m->beta[j] += u * y;
                for (int l = 0; l <= j; l++)
                    m->factor[j * k + l] += u * (i == 0 ? first * x[l] : x[l] - rho * b[l]);
            }
            rss += pass == 1 ? y * y : 0;
        }
        if (pass == 0) {
            if (cholesky(m->factor, k, 1e-14, NULL) < k)
                return INFINITY;
            cholesky_solve(m->factor, k, m->beta);
        }
    }
    for (int j = 0; j < k; j++)
        log_det += 2 * log(m->factor[j * k + j]);
    m->variance = rss / (m->n - k); // of the whitened errors
    return (m->n - k) * log(rss) - log((1 - rho) * (1 + rho)) + log_det;
}

// The cross products that every correlation's deviance is made of. With z a row of x and the
// residual of ordinary least squares, the whitened rows have sum z z' = s0 - rho s1 + rho^2 s2.
struct products {
    int n, k;             // k columns of x; z has one more
    double *s0, *s1, *s2; // k + 1 by k + 1, lower triangle
    double *factor, *z;
};

static struct products products_make(struct arena *a, const struct ar1 *m, const double *residual)
{
    const int k = m->k, w = k + 1;
    const size_t size = (size_t)w * (size_t)w;
    struct products p = {m->n,
                         k,
                         ARENA_ARRAY(a, double, size),
                         ARENA_ARRAY(a, double, size),
                         ARENA_ARRAY(a, double, size),
                         ARENA_ARRAY(a, double, size),
                         ARENA_ARRAY(a, double, 2 * (size_t)w)};
    double *z = p.z, *before = p.z + w;
    for (int i = 0; i < m->n; i++) {
        for (int j = 0; j < w; j++) {
            before[j] = z[j];
            z[j] = j < k ? m->x[(ptrdiff_t)i * k + j] : residual[i];
        }
        for (int j = 0; j < w; j++)
            for (int l = 0; l <= j; l++) {
                p.s0[j * w + l] += z[j] * z[l];
                p.s1[j * w + l] += i > 0 ? z[j] * before[l] + before[j] * z[l] : 0;
                p.s2[j * w + l] += i > 0 && i < m->n - 1 ? z[j] * z[l] : 0;
            }
    }
    return p;
}

// As ar1_deviance, at a cost that does not grow with the series; for the search alone, since near
// correlation 1 the sums cancel.
static double quick_deviance(const struct products *p, double rho)
{
    const int w = p->k + 1;
    double log_det = 0;
    for (int j = 0; j < w * w; j++)
        p->factor[j] = p->s0[j] - rho * (p->s1[j] - rho * p->s2[j]);
    // The last pivot's square is what is left of the residual: the weighted sum of squares.
    if (cholesky(p->factor, w, 1e-14, NULL) < w)
        return INFINITY;
    for (int j = 0; j < p->k; j++)
        log_det += 2 * log(p->factor[j * w + j]);
    return 2 * (p->n - p->k) * log(p->factor[w * w - 1]) - log((1 - rho) * (1 + rho)) + log_det;
}

// The correlation of least deviance: a grid, then golden sections around its best point.
static double ar1_search(const struct products *p)
{
    enum { STEPS = 200 };
    const double golden = 0.6180339887498949;
    double best = 0, least = INFINITY;
    for (int i = 1; i < STEPS; i++) {
        const double rho = -1 + 2.0 * i / STEPS, deviance = quick_deviance(p, rho);
        if (deviance < least) {
            least = deviance;
            best = rho;
        }
    }
    double low = fmax(best - 2.0 / STEPS, -1 + 1e-9), high = fmin(best + 2.0 / STEPS, 1 - 1e-9);
    double u = high - golden * (high - low), v = low + golden * (high - low);
    double at_u = quick_deviance(p, u), at_v = quick_deviance(p, v);
    while (high - low > 1e-10) {
        if (at_u < at_v) {
            high = v;
            v = u;
            at_v = at_u;
            u = high - golden * (high - low);
            at_u = quick_deviance(p, u);
        } else {
            low = u;
            u = v;
            at_u = at_v;
            v = low + golden * (high - low);
            at_v = quick_deviance(p, v);
        }
    }
    return low + (high - low) / 2;
}

static void set_ar1(struct arena *a, const struct interrupted_data *d, struct interrupted *s)
{
    const int p = s->fit.p, n = d->n;
    struct arena scratch = {0};
    double *row = ARENA_ARRAY(&scratch, double, (size_t)p),
           *y = ARENA_ARRAY(&scratch, double, (size_t)n);
    double *x = ARENA_ARRAY(&scratch, double, (size_t)(n * p));
    struct ar1 m = {.n = n, .k = s->fit.rank, .x = x, .y = y};
    m.factor = ARENA_ARRAY(&scratch, double, (size_t)(m.k * m.k));
    m.beta = ARENA_ARRAY(&scratch, double, (size_t)m.k);
    double *inverse = ARENA_ARRAY(&scratch, double, (size_t)(m.k * m.k));
    s->ar1_estimates = ARENA_ARRAY(a, double, (size_t)p);
    s->ar1_se = ARENA_ARRAY(a, double, (size_t)p);
    for (int i = 0; i < n; i++) {
        int k = 0;
        y[i] = d->family == INTERRUPTED_LOG ? log(d->y[i]) : d->y[i];
        design_block(&s->design, NULL, i, 1, 1, row);
        for (int j = 0; j < p; j++)
            if (!isnan(s->fit.estimates[j]))
                x[i * m.k + k++] = row[j];
    }
    const struct products products = products_make(&scratch, &m, s->residual);
    s->rho = ar1_search(&products);
    s->ar1 = isfinite(ar1_deviance(&m, s->rho));
    cholesky_inverse(m.factor, m.k, inverse);
    for (int j = 0, k = 0; j < p; j++) {
        const bool aliased = isnan(s->fit.estimates[j]) || !s->ar1;
        s->ar1_estimates[j] = aliased ? NAN : m.beta[k];
        s->ar1_se[j] = aliased ? NAN : sqrt(m.variance * inverse[k * m.k + k]);
        k += !isnan(s->fit.estimates[j]);
    }
    arena_free(&scratch);
}

bool interrupted_fit(struct arena *a, const struct interrupted_data *d, struct interrupted *out,
                     struct error *err)
{
    if (!check_data(d, err))
        return false;
    const size_t n = (size_t)d->n;
    struct interrupted s = {.begins = d->begins, .rho = NAN};
    s.logarithmic = d->family != INTERRUPTED_LINEAR;
    s.level = d->level > 0 ? d->level : 0.95;
    s.lag = d->lag >= 0 ? d->lag : (int)floor(4 * pow(d->n / 100.0, 2.0 / 9));
    const int most = d->season == SEASON_NONE ? (d->n / 5 < 10 ? d->n / 5 : 10) : 2 * d->period;
    s.ljung_lag = d->ljung_lag > 0 ? d->ljung_lag : most < d->n - 1 ? most : d->n - 1;
    double *y = ARENA_ARRAY(a, double, n), *offset = ARENA_ARRAY(a, double, n);
    for (int i = 0; i < d->n; i++) {
        y[i] = d->family == INTERRUPTED_LOG ? log(d->y[i]) : d->y[i];
        offset[i] = d->exposure != NULL && is_count(d->family) ? log(d->exposure[i]) : 0;
    }
    s.offset = d->exposure != NULL && is_count(d->family) ? offset : NULL;
    make_design(a, d, &s);
    const struct regression r = {.design = &s.design,
                                 .y = y,
                                 .offset = s.offset,
                                 .family = regression_of(d->family),
                                 .variance = d->variance,
                                 .lag = s.lag,
                                 .level = s.level,
                                 .threads = 1};
    if (!regression_fit(a, &r, &s.fit, err))
        return false;
    const bool student = !is_count(d->family) || d->family == INTERRUPTED_QUASI_POISSON;
    s.quantile = student ? student_quantile((1 + s.level) / 2, s.fit.df)
                         : normal_quantile((1 + s.level) / 2);
    if (!set_fitted(a, d, &s, err))
        return false;
    set_correlation(d->n, &s);
    if (!is_count(d->family))
        set_ar1(a, d, &s);
    *out = s;
    return true;
}

// A sum of means and its gradient by the coefficients.
static double add_row(const struct interrupted *s, const double *x, double mean, double *gradient)
{
    for (int j = 0; j < s->fit.p; j++)
        gradient[j] += isnan(s->fit.estimates[j]) ? 0 : x[j] * (s->logarithmic ? mean : 1);
    return mean;
}

bool interrupted_effect(const struct interrupted *s, int from, int to,
                        struct interrupted_effect *out, struct error *err)
{
    if (from < s->begins || to < from || to >= s->design.n)
        return error_set(err, ERROR_USAGE, "rows %d to %d are not all after the event", from + 1,
                         to + 1);
    const int p = s->fit.p;
    struct arena scratch = {0};
    double *x = ARENA_ARRAY(&scratch, double, (size_t)p),
           *with = ARENA_ARRAY(&scratch, double, (size_t)p);
    double *gone = ARENA_ARRAY(&scratch, double, (size_t)p),
           *c = ARENA_ARRAY(&scratch, double, (size_t)p);
    struct interrupted_effect e = {0};
    for (int i = from; i <= to; i++) {
        design_block(&s->design, NULL, i, 1, 1, x);
        e.fitted += add_row(s, x, s->fitted[i], with);
        x[s->step] = x[s->bend] = 0;
        e.counterfactual += add_row(s, x, s->counterfactual[i], gone);
    }
    e.difference = e.fitted - e.counterfactual;
    for (int j = 0; j < p; j++)
        c[j] = with[j] - gone[j];
    e.difference_se = regression_combination_se(&s->fit, c);
    const double reach = s->quantile * e.difference_se;
    e.difference_interval = (struct interval){e.difference - reach, e.difference + reach};
    e.ratio = e.ratio_interval.low = e.ratio_interval.high = NAN;
    if (e.fitted > 0 && e.counterfactual > 0) {
        for (int j = 0; j < p; j++)
            c[j] = with[j] / e.fitted - gone[j] / e.counterfactual;
        const double factor = exp(s->quantile * regression_combination_se(&s->fit, c));
        e.ratio = e.fitted / e.counterfactual;
        e.ratio_interval = (struct interval){e.ratio / factor, e.ratio * factor};
    }
    arena_free(&scratch);
    *out = e;
    return true;
}
