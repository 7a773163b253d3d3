/* Log-linear trends by iterated weighted least squares. */

#include "method/trend.h"

#include <inttypes.h>
#include <math.h>

#include "method/distribution.h"

struct points {
    const double *y, *t, *exposure;
    size_t count;
    double centre; // times are taken from here, so that the two coefficients hardly correlate
};

/* That a point is there: none of its numbers is missing. */
static bool present(const struct points *p, size_t i)
{
    return !isnan(p->y[i]) && !isnan(p->t[i]) && (p->exposure == NULL || !isnan(p->exposure[i]));
}

static double expected(const struct points *p, size_t i, double b0, double b1)
{
    return exp(b0 + b1 * (p->t[i] - p->centre)) * (p->exposure == NULL ? 1 : p->exposure[i]);
}

static double deviance_of(const struct points *p, double b0, double b1)
{
    double sum = 0;
    for (size_t i = 0; i < p->count; i++) {
        if (!present(p, i))
            continue;
        double mu = expected(p, i, b0, b1), y = p->y[i];
        sum += 2 * ((y > 0 ? y * log(y / mu) : 0) - (y - mu));
    }
    return sum;
}

/* Sums of the normal equations at (b0, b1): the score and the information. */
struct sums {
    double u0, u1, i00, i01, i11, pearson;
};

static struct sums sums_at(const struct points *p, double b0, double b1)
{
    struct sums s = {0};
    for (size_t i = 0; i < p->count; i++) {
        if (!present(p, i))
            continue;
        double mu = expected(p, i, b0, b1), off = p->y[i] - mu, t = p->t[i] - p->centre;
        s.u0 += off;
        s.u1 += off * t;
        s.i00 += mu;
        s.i01 += mu * t;
        s.i11 += mu * t * t;
        s.pearson += off * off / mu;
    }
    return s;
}

struct summary {
    int64_t n;
    double events, exposure, centre;
    double first, last;             // times
    double first_event, last_event; // times of events
};

static bool summarize(const struct points *p, struct summary *out, struct error *err)
{
    struct summary s = {
        .first = INFINITY, .last = -INFINITY, .first_event = INFINITY, .last_event = -INFINITY};
    for (size_t i = 0; i < p->count; i++) {
        if (!present(p, i))
            continue;
        double e = p->exposure == NULL ? 1 : p->exposure[i];
        if (p->y[i] < 0 || isinf(p->y[i]) || isinf(p->t[i]) || !(e > 0) || isinf(e))
            return error_set(err, ERROR_USAGE,
                             "point %zu has a negative count, an infinite number or no exposure",
                             i + 1);
        s.n++;
        s.events += p->y[i];
        s.exposure += e;
        s.centre += (p->t[i] - s.centre) / (double)s.n;
        s.first = fmin(s.first, p->t[i]);
        s.last = fmax(s.last, p->t[i]);
        if (p->y[i] > 0) {
            s.first_event = fmin(s.first_event, p->t[i]);
            s.last_event = fmax(s.last_event, p->t[i]);
        }
    }
    *out = s;
    return true;
}

bool trend_estimate(const double *y, const double *t, const double *exposure, size_t count,
                    enum trend_variance variance, double level, struct trend *out,
                    struct error *err)
{
    struct points p = {y, t, exposure, count, 0};
    struct summary s = {0};
    if (!level_check(level, err) || !summarize(&p, &s, err))
        return false;
    if (s.n < (variance == TREND_QUASI ? 3 : 2) || !(s.first < s.last))
        return error_set(err, ERROR_INVALID, "not estimable, n = %" PRId64 " points in time", s.n);
    if (s.events == 0)
        return error_set(err, ERROR_INVALID, "not estimable, n = 0 events");
    if (s.last_event == s.first || s.first_event == s.last)
        return error_set(err, ERROR_INVALID, "not estimable, n = %g events, all at one end",
                         s.events);
    p.centre = s.centre;

    double b0 = log(s.events / s.exposure), b1 = 0, deviance = deviance_of(&p, b0, b1);
    int step = 0;
    for (bool done = false; !done; step++) {
        if (step == 50)
            return error_set(err, ERROR_INVALID, "not estimable, no convergence (n = %" PRId64 ")",
                             s.n);
        struct sums at = sums_at(&p, b0, b1);
        double det = at.i00 * at.i11 - at.i01 * at.i01;
        double d0 = (at.i11 * at.u0 - at.i01 * at.u1) / det;
        double d1 = (at.i00 * at.u1 - at.i01 * at.u0) / det;
        double next = deviance_of(&p, b0 + d0, b1 + d1);
        for (int half = 0; half < 30 && !(next <= deviance + 1e-9 * (1 + deviance)); half++) {
            d0 /= 2;
            d1 /= 2;
            next = deviance_of(&p, b0 + d0, b1 + d1);
        }
        b0 += d0;
        b1 += d1;
        double scale = fmax(fabs(s.first - s.centre), fabs(s.last - s.centre));
        done = fabs(next - deviance) <= 1e-12 * (fabs(next) + 0.1)
               && fabs(d0) + fabs(d1) * scale < 1e-9;
        deviance = next;
    }

    struct sums at = sums_at(&p, b0, b1);
    double df = (double)s.n - 2, dispersion = s.n > 2 ? at.pearson / df : NAN;
    double se = sqrt(at.i00 / (at.i00 * at.i11 - at.i01 * at.i01)), wide = level_z(level);
    double p_value = 2 * normal_above(fabs(b1 / se));
    if (variance == TREND_QUASI) {
        se *= sqrt(dispersion);
        wide = student_quantile((1 + level) / 2, df);
        p_value = b1 == 0 ? 1 : student_two_sided(b1 / se, df);
    }
    struct interval range = {b1 - wide * se, b1 + wide * se};
    *out = (struct trend){
        .n = s.n,
        .missing = (int64_t)count - s.n,
        .slope = b1,
        .se = se,
        .range = range,
        .ratio = exp(b1),
        .ratio_range = {exp(range.low), exp(range.high)},
        .p = p_value,
        .intercept = b0 - b1 * s.centre,
        .dispersion = dispersion,
        .deviance = deviance,
        .iterations = step,
    };
    return true;
}
