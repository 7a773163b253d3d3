/* Distributions that the methods share.
 *
 * Incomplete gamma and beta functions come as (a probability at a point) x (a sum or a continued
 * fraction that is near 1). The probability is formed as in Loader 2000, "Fast and accurate
 * computation of binomial probabilities": through the deviance and the error of Stirling's formula,
 * which loses no digits where lgamma(1e6) - lgamma(1e6 - 3) would. The tail that is the smaller is
 * always the one computed; the other is its complement. Quantiles are bracketed Newton steps on the
 * logarithm of the smaller tail, over log x (gamma) or logit x (beta). */

#include "method/distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdbool.h>

static const double log_sqrt_2pi = 0.91893853320467274178;
static const double two_pi = 6.283185307179586476925;

enum { MOST_TERMS = 1000000, MOST_STEPS = 300 };

/* ln n! - ln(sqrt(2 pi n) (n/e)^n), n > 0 */
static double stirling_error(double n)
{
    if (n <= 16) {
        int sign;
        return lgamma_r(n + 1, &sign) - (n + 0.5) * log(n) + n - log_sqrt_2pi;
    }
    double nn = n * n;
    return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / nn) / nn) / nn) / nn)
           / n;
}

/* x ln(x/m) + m - x, without cancellation where x is near m */
static double deviance(double x, double m)
{
    if (fabs(x - m) >= 0.1 * (x + m))
        return x * log(x / m) + m - x;
    double v = (x - m) / (x + m), sum = (x - m) * v, term = 2 * x * v;
    for (int j = 1; j < 1000; j++) {
        term *= v * v;
        double next = sum + term / (2 * j + 1);
        if (next == sum)
            break;
        sum = next;
    }
    return sum;
}

/* m^x e^-m / Gamma(x + 1), x real */
static double poisson_raw(double x, double m)
{
    if (m == 0)
        return x == 0 ? 1 : 0;
    if (x == 0)
        return exp(-m);
    return exp(-stirling_error(x) - deviance(x, m)) / sqrt(two_pi * x);
}

/* Gamma(n+1) / (Gamma(x+1) Gamma(n-x+1)) p^x q^(n-x), x real, given n - x for its own digits */
static double binomial_raw(double x, double n_less_x, double p, double q)
{
    double n = x + n_less_x;
    if (p == 0)
        return x == 0 ? 1 : 0;
    if (q == 0)
        return n_less_x == 0 ? 1 : 0;
    if (x == 0)
        return exp(n * (p < 0.1 ? log1p(-p) : log(q)));
    if (n_less_x == 0)
        return exp(n * (q < 0.1 ? log1p(-q) : log(p)));
    double log_p = stirling_error(n) - stirling_error(x) - stirling_error(n_less_x)
                   - deviance(x, n * p) - deviance(n_less_x, n * q);
    return exp(log_p) * sqrt(n / x / n_less_x / two_pi);
}

struct tails {
    double below, above;
};

static struct tails tails_none(void)
{
    return (struct tails){NAN, NAN};
}

/* Both tails of the gamma distribution: the series of the lower below the mean, the continued
 * fraction of the upper above it (modified Lentz). */
static struct tails gamma_tails(double x, double a)
{
    if (isnan(x) || !(a > 0) || isinf(a))
        return tails_none();
    if (x <= 0)
        return (struct tails){0, 1};
    if (isinf(x))
        return (struct tails){1, 0};
    if (a < 0.5 && x < 1.5) { // the upper tail is small though x is: a series of its own
        gsl_sf_result above, below;
        int trouble = gsl_sf_gamma_inc_Q_e(a, x, &above);
        if (trouble != GSL_SUCCESS && trouble != GSL_EUNDRFLW)
            return tails_none();
        below.val = 1 - above.val;
        if (below.val < 0.5) {
            trouble = gsl_sf_gamma_inc_P_e(a, x, &below);
            if (trouble != GSL_SUCCESS && trouble != GSL_EUNDRFLW)
                return tails_none();
        }
        return (struct tails){below.val, above.val};
    }
    double at = poisson_raw(a, x);
    if (x < a + 1) {
        double sum = 1, term = 1;
        for (int i = 1; i < MOST_TERMS; i++) {
            term *= x / (a + i);
            sum += term;
            if (term < sum * 1e-17) {
                double below = fmin(1, at * sum);
                return (struct tails){below, 1 - below};
            }
        }
        return tails_none();
    }
    double b = x + 1 - a, c = 1e300, d = 1 / b, h = d;
    for (int i = 1; i < MOST_TERMS; i++) {
        double an = -i * (i - a);
        b += 2;
        d = an * d + b;
        c = b + an / c;
        if (fabs(d) < 1e-300)
            d = 1e-300;
        if (fabs(c) < 1e-300)
            c = 1e-300;
        d = 1 / d;
        double step = d * c;
        h *= step;
        if (fabs(step - 1) < 2e-16) {
            double above = fmin(1, at * a * h);
            return (struct tails){1 - above, above};
        }
    }
    return tails_none();
}

/* The even part of the continued fraction of the incomplete beta function, for x below its mean:
 * I_x(a, b) = x^a y^b / B(a, b) / result (DiDonato & Morris 1992, ACM TOMS 18:360, eq. 9). It takes
 * a y - b x formed from both x and y, so that it keeps its digits where x is near 1. */
static double beta_fraction(double x, double y, double a, double b)
{
    const double lambda = a * y - b * x;
    double f = a * (lambda + 1) / (a + 1), c = f, d = 0;
    for (int m = 1; m < MOST_TERMS; m++) {
        double two = a + 2.0 * m;
        double numerator =
            (a + m - 1) * (a + b + m - 1) * m * (b - m) * x * x / (two - 1) / (two - 1);
        double term =
            m + m * (b - m) * x / (two - 1) + (a + m) * (lambda + 1 + m * (1 + y)) / (two + 1);
        d = term + numerator * d;
        c = term + numerator / c;
        if (fabs(d) < 1e-300)
            d = 1e-300;
        if (fabs(c) < 1e-300)
            c = 1e-300;
        d = 1 / d;
        double step = c * d;
        f *= step;
        if (fabs(step - 1) < 3e-16)
            return f;
    }
    return NAN;
}

/* Both tails of the beta distribution at x, given y = 1 - x for its own digits. */
static struct tails beta_tails(double x, double y, double a, double b)
{
    if (isnan(x) || isnan(y) || !(a > 0) || !(b > 0) || isinf(a) || isinf(b))
        return tails_none();
    if (x <= 0)
        return (struct tails){0, 1};
    if (y <= 0)
        return (struct tails){1, 0};
    double at = binomial_raw(a, b, x, y); // x^a y^b / B(a,b) = at * a b / (a + b)
    if (a * y - b * x > 0) {
        double below = fmin(1, at * a / (a + b) * b / beta_fraction(x, y, a, b));
        return (struct tails){below, 1 - below};
    }
    double above = fmin(1, at * a / (a + b) * b / beta_fraction(y, x, b, a));
    return (struct tails){1 - above, above};
}

double normal_below(double z)
{
    return 0.5 * erfc(-z * M_SQRT1_2);
}

double normal_above(double z)
{
    return 0.5 * erfc(z * M_SQRT1_2);
}

double normal_quantile(double p)
{
    if (!(p >= 0 && p <= 1))
        return NAN;
    if (p == 0)
        return -INFINITY;
    if (p == 1)
        return INFINITY;
    return gsl_cdf_ugaussian_Pinv(p);
}

double gamma_below(double x, double shape)
{
    return gamma_tails(x, shape).below;
}

double gamma_above(double x, double shape)
{
    return gamma_tails(x, shape).above;
}

double chi_square_above(double x, double df)
{
    return gamma_tails(x / 2, df / 2).above;
}

/* What a quantile solves: the tail wanted, and the tails and the density over u at u. */
struct search {
    double p, q, a, b;
    bool beta;
};

static double search_gap(const struct search *s, double u, double *slope)
{
    struct tails t;
    double density;
    if (s->beta) {
        double x = 1 / (1 + exp(-u)), y = 1 / (1 + exp(u));
        t = beta_tails(x, y, s->a, s->b);
        density = binomial_raw(s->a, s->b, x, y) * s->a * s->b / (s->a + s->b);
    } else {
        double x = exp(u);
        t = gamma_tails(x, s->a);
        density = poisson_raw(s->a, x) * s->a;
    }
    double tail = s->p <= s->q ? t.below : t.above;
    *slope = density / tail;
    return s->p <= s->q ? log(t.below / s->p) : -log(t.above / s->q);
}

/* The u at which the gap is 0; low or high where the answer lies beyond them. */
static double search_solve(const struct search *s, double low, double high, double u)
{
    const double least = low, most = high;
    if (!(u > low && u < high))
        u = (low + high) / 2;
    for (int step = 0; step < MOST_STEPS; step++) {
        double slope, gap = search_gap(s, u, &slope);
        if (isnan(gap))
            return NAN;
        if (gap == 0)
            return u;
        if (gap < 0)
            low = u;
        else
            high = u;
        double next = u - gap / slope;
        if (!(next > low && next < high) || step % 12 == 11)
            next = (low + high) / 2;
        if (fabs(next - u) <= 1e-15 * fmax(1, fabs(u)) || next == low || next == high)
            return next - least < 1e-9 ? -INFINITY : most - next < 1e-9 ? INFINITY : next;
        u = next;
    }
    return NAN;
}

static double gamma_solve(double p, double q, double a)
{
    // Wilson & Hilferty's cube, or the first term of the series far below
    double z = p <= q ? gsl_cdf_ugaussian_Pinv(p) : -gsl_cdf_ugaussian_Pinv(q);
    double cube = 1 - 1 / (9 * a) + z / (3 * sqrt(a));
    int sign;
    double u = cube > 0.3 ? log(a) + 3 * log(cube) : (log(p) + lgamma_r(a + 1, &sign)) / a;
    struct search s = {.p = p, .q = q, .a = a};
    return exp(search_solve(&s, -740, 700, u));
}

double gamma_quantile(double p, double shape)
{
    if (!(p >= 0 && p <= 1) || !(shape > 0) || isinf(shape))
        return NAN;
    if (p == 0 || p == 1)
        return p == 0 ? 0 : INFINITY;
    return gamma_solve(p, 1 - p, shape);
}

double chi_square_quantile(double p, double df)
{
    return 2 * gamma_quantile(p, df / 2);
}

double beta_below(double x, double a, double b)
{
    return beta_tails(x, 1 - x, a, b).below;
}

/* logit of the quantile, so that neither x nor 1 - x loses digits */
static double beta_logit_quantile(double p, double q, double a, double b)
{
    struct search s = {.p = p, .q = q, .a = a, .b = b, .beta = true};
    return search_solve(&s, -740, 740, log(a) - log(b));
}

double beta_quantile(double p, double a, double b)
{
    if (!(p >= 0 && p <= 1) || !(a > 0) || !(b > 0) || isinf(a) || isinf(b))
        return NAN;
    if (p == 0 || p == 1)
        return p;
    return 1 / (1 + exp(-beta_logit_quantile(p, 1 - p, a, b)));
}

double student_two_sided(double t, double df)
{
    if (isnan(t) || !(df > 0))
        return NAN;
    if (isinf(df))
        return erfc(fabs(t) * M_SQRT1_2);
    if (isinf(t))
        return 0;
    double ratio = t / df * t; // t^2 / df; either end may be far from 1
    return beta_tails(1 / (1 + ratio), ratio / (1 + ratio), df / 2, 0.5).below;
}

double student_below(double t, double df)
{
    double half = student_two_sided(t, df) / 2;
    return t < 0 ? half : 1 - half;
}

double student_quantile(double p, double df)
{
    if (!(p >= 0 && p <= 1) || !(df > 0))
        return NAN;
    if (isinf(df) || p == 0 || p == 1)
        return normal_quantile(p);
    if (p == 0.5)
        return 0;
    double tail = p < 0.5 ? p : 1 - p;
    double logit = beta_logit_quantile(2 * tail, 2 * fabs(p - 0.5), df / 2, 0.5);
    double t = sqrt(df) * exp(-logit / 2); // x = df / (df + t^2)
    return p < 0.5 ? -t : t;
}

double f_above(double f, double df1, double df2)
{
    if (isnan(f) || !(df1 > 0) || !(df2 > 0))
        return NAN;
    if (f <= 0)
        return 1;
    if (isinf(f))
        return 0;
    if (isinf(df2))
        return isinf(df1) ? NAN : chi_square_above(f * df1, df1);
    if (isinf(df1))
        return gamma_below(df2 / f / 2, df2 / 2);
    double ratio = df1 / df2 * f;
    return beta_tails(ratio / (1 + ratio), 1 / (1 + ratio), df1 / 2, df2 / 2).above;
}

double poisson_at(int64_t k, double mu)
{
    if (!(mu >= 0) || isinf(mu))
        return NAN;
    return k < 0 ? 0 : poisson_raw((double)k, mu);
}

double poisson_below(int64_t k, double mu)
{
    if (!(mu >= 0) || isinf(mu))
        return NAN;
    return k < 0 ? 0 : gamma_above(mu, (double)k + 1);
}

double poisson_above(int64_t k, double mu)
{
    if (!(mu >= 0) || isinf(mu))
        return NAN;
    return k < 0 ? 1 : gamma_below(mu, (double)k + 1);
}

double binomial_at(int64_t k, int64_t n, double p)
{
    if (n < 0 || !(p >= 0 && p <= 1))
        return NAN;
    return k < 0 || k > n ? 0 : binomial_raw((double)k, (double)(n - k), p, 1 - p);
}

double binomial_below(int64_t k, int64_t n, double p)
{
    if (n < 0 || !(p >= 0 && p <= 1))
        return NAN;
    if (k < 0 || k >= n)
        return k < 0 ? 0 : 1;
    return beta_tails(p, 1 - p, (double)k + 1, (double)(n - k)).above;
}

double binomial_above(int64_t k, int64_t n, double p)
{
    if (n < 0 || !(p >= 0 && p <= 1))
        return NAN;
    if (k < 0 || k >= n)
        return k < 0 ? 1 : 0;
    return beta_tails(p, 1 - p, (double)k + 1, (double)(n - k)).below;
}

double log_choose(double n, double k)
{
    if (!(k >= 0 && k <= n))
        return k < 0 || k > n ? -INFINITY : NAN;
    double rest = n - k;
    if (k == 0 || rest == 0)
        return 0;
    // n ln n - k ln k - rest ln rest, each share on its own scale
    double log_share = k < 0.1 * n ? log1p(-k / n) : log(rest / n);
    double log_k = rest < 0.1 * n ? log1p(-rest / n) : log(k / n);
    return -k * log_k - rest * log_share + stirling_error(n) - stirling_error(k)
           - stirling_error(rest) + 0.5 * log(n / k / rest / two_pi);
}
