/* The negative binomial's theta by maximum likelihood, its means given. */

#include <gsl/gsl_sf_psi.h>
#include <math.h>

#include "method/regression_frame.h"

enum { MOST_COUNT = 65536, MOST_STEPS = 100 };
static const double most_theta = 1e9; // beyond it no number tells it from a Poisson

// What theta's likelihood needs of the counts: how much weight lies above each number, and the few
// counts too large for that table.
struct counts {
    int64_t n;
    const double *y, *weights, *mu;
    double *above; // above[j]: the weight of y > j
    int64_t most;
};

static double weight_of(const struct counts *c, int64_t i)
{
    return c->weights == NULL ? 1 : c->weights[i];
}

// First derivative of the log likelihood by theta, and minus the second. The sums
// psi(theta + y) - psi(theta) = sum of 1/(theta + j), j < y, are taken as such: the difference
// would lose every digit when theta is large.
static void derivatives(const struct counts *c, double theta, double *score, double *information)
{
    double s = 0, info = 0;
    for (int64_t j = 0; j < c->most; j++) {
        double d = theta + (double)j;
        s += c->above[j] / d;
        info += c->above[j] / (d * d);
    }
    for (int64_t i = 0; i < c->n; i++) {
        double w = weight_of(c, i), y = c->y[i], mu = c->mu[i], sum = mu + theta;
        if (w == 0)
            continue;
        if (y > MOST_COUNT) {
            s += w * (gsl_sf_psi(theta + y) - gsl_sf_psi(theta + MOST_COUNT));
            info += w * (gsl_sf_psi_1(theta + MOST_COUNT) - gsl_sf_psi_1(theta + y));
        }
        s += w * ((mu - y) / sum - log1p(mu / theta));
        info += w * ((mu - y) / (sum * sum) - mu / (theta * sum));
    }
    *score = s;
    *information = info;
}

static void count_up(struct arena *scratch, struct counts *c)
{
    double most = 0;
    for (int64_t i = 0; i < c->n; i++)
        most = fmax(most, c->y[i]);
    c->most = (int64_t)fmin(most, MOST_COUNT);
    c->above = ARENA_ARRAY(scratch, double, (size_t)c->most + 1);
    for (int64_t i = 0; i < c->n; i++)
        if (c->y[i] > 0)
            c->above[(int64_t)fmin(c->y[i], MOST_COUNT) - 1] += weight_of(c, i);
    for (int64_t j = c->most - 1; j > 0; j--)
        c->above[j - 1] += c->above[j];
}

static double by_moments(const struct counts *c)
{
    double n = 0, sum = 0;
    for (int64_t i = 0; i < c->n; i++) {
        double w = weight_of(c, i), r = c->y[i] / c->mu[i] - 1;
        n += w;
        sum += w * r * r;
    }
    return sum > 0 ? n / sum : 1;
}

bool theta_fit(int64_t n, const double *y, const double *weights, const double *mu, double start,
               double *theta, double *se, struct error *err)
{
    struct arena scratch = {0};
    struct counts c = {.n = n, .y = y, .weights = weights, .mu = mu};
    count_up(&scratch, &c);
    double at = isnan(start) ? by_moments(&c) : start, score = 0, info = 0, step = INFINITY;
    int round = 0;
    for (; round < MOST_STEPS && at < most_theta && fabs(step) > 1e-13; round++) {
        derivatives(&c, at, &score, &info);
        // Newton's step for ln theta, whose likelihood is nearer a parabola; uphill where that is
        // not concave.
        double curve = at * at * info - at * score;
        step = curve > 0 ? at * score / curve : copysign(1, score);
        step = fmax(-2, fmin(2, step));
        at *= exp(step);
    }
    arena_free(&scratch);
    if (at >= most_theta)
        return error_set(
            err, ERROR_INVALID,
            "the counts vary no more than Poisson counts do: use a Poisson regression");
    if (round == MOST_STEPS && fabs(step) > 1e-10)
        return error_set(err, ERROR_INVALID, "theta did not converge in %d steps", MOST_STEPS);
    *theta = at;
    *se = sqrt(1 / info);
    return true;
}
