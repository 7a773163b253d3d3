#pragma once
/* Distributions that the methods share: cumulative probabilities and quantiles, good to 1e-12
 * relative in the middle and 1e-10 in the tails. All are pure; NaN in or a parameter out of range
 * gives NaN out. Upper tails have functions of their own, so that 1 - p is never formed. */

#include <stdint.h>

double normal_below(double z);    /* P(Z <= z) */
double normal_above(double z);    /* P(Z > z) */
double normal_quantile(double p); /* 0 <= p <= 1; -inf and inf at the ends */
double chi_square_above(double x, double df);
double chi_square_quantile(double p, double df);
double student_below(double t, double df);
double student_two_sided(double t, double df); /* P(|T| >= |t|) */
double student_quantile(double p, double df);
double f_above(double f, double df1, double df2);
double gamma_below(double x, double shape); /* scale 1 */
double gamma_above(double x, double shape);
double gamma_quantile(double p, double shape);
double beta_below(double x, double a, double b); /* regularised incomplete beta */
double beta_quantile(double p, double a, double b);
double poisson_at(int64_t k, double mu);    /* P(K = k) */
double poisson_below(int64_t k, double mu); /* P(K <= k) */
double poisson_above(int64_t k, double mu); /* P(K > k) */
double binomial_at(int64_t k, int64_t n, double p);
double binomial_below(int64_t k, int64_t n, double p);
double binomial_above(int64_t k, int64_t n, double p);
double log_choose(double n, double k);
