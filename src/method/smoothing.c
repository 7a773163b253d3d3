/* Empirical Bayes smoothing of rates. */

#include "method/smoothing.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_psi.h>
#include <math.h>

#include "method/distribution.h"
#include "method/root.h"

static bool present(double exposure)
{
    return exposure > 0; // false for NaN
}

static bool totals(const double *events, const int64_t *counts, const double *exposure,
                   size_t count, struct smoothing *about, double *all, struct error *err)
{
    double sum = 0;
    *all = 0;
    *about = (struct smoothing){0};
    for (size_t i = 0; i < count; i++) {
        double x = events != NULL ? events[i] : (double)counts[i];
        if (!present(exposure[i]) && !(exposure[i] < 0)) {
            about->missing++;
            continue;
        }
        if (exposure[i] < 0 || isinf(exposure[i]) || !(x >= 0) || isinf(x))
            return error_set(err, ERROR_USAGE, "place %zu has negative or missing numbers", i + 1);
        about->n++;
        sum += x;
        *all += exposure[i];
    }
    if (!(sum > 0))
        return error_set(err, ERROR_INVALID, "not estimable, n = 0 events");
    about->mean = sum / *all;
    about->shape = INFINITY;
    return true;
}

bool smooth_by_moments(const double *events, const double *exposure, size_t count,
                       struct smoothed *out, struct smoothing *about, struct error *err)
{
    struct smoothing s;
    double all, between = 0;
    if (!totals(events, NULL, exposure, count, &s, &all, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!present(exposure[i]))
            continue;
        double off = events[i] / exposure[i] - s.mean;
        between += exposure[i] * off * off;
    }
    s.variance = fmax(0, between / all - s.mean * (double)s.n / all);
    s.excess = s.variance > 0;
    s.shape = s.excess ? s.mean * s.mean / s.variance : INFINITY;
    for (size_t i = 0; i < count; i++) {
        double raw = present(exposure[i]) ? events[i] / exposure[i] : NAN;
        double weight =
            s.excess && present(exposure[i]) ? s.variance / (s.variance + s.mean / exposure[i]) : 0;
        out[i] = (struct smoothed){
            .raw = raw,
            .value = weight > 0 ? s.mean + weight * (raw - s.mean) : s.mean,
            .range = interval_none(),
        };
    }
    *about = s;
    return true;
}

struct places {
    const int64_t *events;
    const double *exposure;
    size_t count;
    double mean; // a first guess
};

/* psi(k + a) - psi(a) */
static double psi_rise(int64_t k, double a)
{
    if (k > 500) {
        gsl_sf_result up, from;
        if (gsl_sf_psi_e((double)k + a, &up) != GSL_SUCCESS
            || gsl_sf_psi_e(a, &from) != GSL_SUCCESS)
            return NAN;
        return up.val - from.val;
    }
    double sum = 0;
    for (int64_t j = k; j-- > 0;)
        sum += 1 / (a + (double)j);
    return sum;
}

/* The mean of greatest likelihood for a shape; the likelihood is concave in its logarithm. */
static double mean_for(const struct places *p, double shape)
{
    double log_mean = log(p->mean);
    for (int step = 0; step < 100; step++) {
        double slope = 0, curve = 0;
        for (size_t i = 0; i < p->count; i++) {
            if (!present(p->exposure[i]))
                continue;
            double m = exp(log_mean) * p->exposure[i], x = (double)p->events[i], d = shape + m;
            slope += shape * (x - m) / d;
            curve += shape * m * (shape + x) / (d * d);
        }
        double move = fmax(-2, fmin(2, slope / curve));
        log_mean += move;
        if (fabs(move) < 1e-14)
            break;
    }
    return exp(log_mean);
}

/* Minus the slope of the profile likelihood over the log shape. */
static double shape_gap(double log_shape, const void *what)
{
    const struct places *p = what;
    double shape = exp(log_shape), mean = mean_for(p, shape), slope = 0;
    for (size_t i = 0; i < p->count; i++) {
        if (!present(p->exposure[i]))
            continue;
        double m = mean * p->exposure[i], x = (double)p->events[i];
        slope += psi_rise(p->events[i], shape) - log1p(m / shape) + (m - x) / (shape + m);
    }
    return -shape * slope;
}

bool smooth_by_gamma(const int64_t *events, const double *exposure, size_t count, double level,
                     struct smoothed *out, struct smoothing *about, struct error *err)
{
    struct smoothing s;
    double all, excess = 0, square = 0;
    if (!level_check(level, err) || !totals(NULL, events, exposure, count, &s, &all, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!present(exposure[i]))
            continue;
        double m = s.mean * exposure[i], x = (double)events[i];
        excess += (x - m) * (x - m) - x; // the slope of the likelihood at no variance at all
        square += m * m;
    }
    if (excess > 0) {
        struct places p = {events, exposure, count, s.mean};
        double log_shape;
        if (!root_increasing(shape_gap, &p, log(square / excess), 40, &log_shape))
            return error_set(err, ERROR_INVALID, "not estimable, no convergence (n = %lld)",
                             (long long)s.n);
        s.excess = true;
        s.shape = exp(log_shape);
        s.mean = mean_for(&p, s.shape);
        s.variance = s.mean * s.mean / s.shape;
    }
    double tail = (1 - level) / 2;
    for (size_t i = 0; i < count; i++) {
        double x = present(exposure[i]) ? (double)events[i] : 0;
        double t = present(exposure[i]) ? exposure[i] : 0;
        double a = x + s.shape, b = t + s.shape / s.mean;
        out[i] = (struct smoothed){
            .raw = t > 0 ? x / t : NAN,
            .value = s.excess ? a / b : s.mean,
            .range = s.excess ? (struct interval){gamma_quantile(tail, a) / b,
                                                  gamma_quantile(1 - tail, a) / b}
                              : interval_none(),
        };
    }
    *about = s;
    return true;
}
