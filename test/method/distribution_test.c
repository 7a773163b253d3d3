/* Distributions against R's, and by their own laws. */

#include "method/distribution.h"

#include "oracle.h"

static double value_of(const char *name, const double *v)
{
    const int64_t k = (int64_t)v[0], n = (int64_t)v[1];
    const struct {
        const char *name;
        double (*one)(double);
        double (*two)(double, double);
        double (*three)(double, double, double);
    } functions[] = {
        {"normal_below", normal_below, NULL, NULL},
        {"normal_above", normal_above, NULL, NULL},
        {"normal_quantile", normal_quantile, NULL, NULL},
        {"gamma_below", NULL, gamma_below, NULL},
        {"gamma_above", NULL, gamma_above, NULL},
        {"gamma_quantile", NULL, gamma_quantile, NULL},
        {"chi_square_above", NULL, chi_square_above, NULL},
        {"chi_square_quantile", NULL, chi_square_quantile, NULL},
        {"beta_below", NULL, NULL, beta_below},
        {"beta_quantile", NULL, NULL, beta_quantile},
        {"student_below", NULL, student_below, NULL},
        {"student_two_sided", NULL, student_two_sided, NULL},
        {"student_quantile", NULL, student_quantile, NULL},
        {"f_above", NULL, NULL, f_above},
        {"log_choose", NULL, log_choose, NULL},
    };
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (strcmp(functions[i].name, name) != 0)
            continue;
        if (functions[i].one != NULL)
            return functions[i].one(v[0]);
        if (functions[i].two != NULL)
            return functions[i].two(v[0], v[1]);
        return functions[i].three(v[0], v[1], v[2]);
    }
    if (strcmp(name, "poisson_at") == 0)
        return poisson_at(k, v[1]);
    if (strcmp(name, "poisson_below") == 0)
        return poisson_below(k, v[1]);
    if (strcmp(name, "poisson_above") == 0)
        return poisson_above(k, v[1]);
    if (strcmp(name, "binomial_at") == 0)
        return binomial_at(k, n, v[2]);
    if (strcmp(name, "binomial_below") == 0)
        return binomial_below(k, n, v[2]);
    if (strcmp(name, "binomial_above") == 0)
        return binomial_above(k, n, v[2]);
    t_failed(__FILE__, __LINE__, "no function %s", name);
    return NAN;
}

TEST(distributions_agree_with_r_in_the_middle_and_in_the_tails)
{
    struct arena a = {0};
    struct oracle_list l = oracle_load(&a, "distribution.csv");
    for (size_t i = 0; i < l.count; i++) {
        const double *v = l.at[i].at;
        double got = value_of(l.at[i].name, v), want = v[3];
        double relative = fabs(got - want) / fmax(fabs(want), 1e-290);
        if (!(got == want || relative <= 1e-10))
            t_failed(__FILE__, __LINE__, "%s(%.17g, %.17g, %.17g) is %.17g, wanted %.17g (%g)",
                     l.at[i].name, v[0], v[1], v[2], got, want, relative);
    }
    arena_free(&a);
}

TEST(quantiles_invert_probabilities)
{
    for (int trial = 0; trial < 2000; trial++) {
        double p = t_unit(), a = exp(6 * t_normal() / 2), b = exp(6 * t_normal() / 2);
        CHECK_NEAR(normal_below(normal_quantile(p)), p, 1e-13);
        CHECK_NEAR(gamma_below(gamma_quantile(p, a), a), a < 1e-3 ? fmax(p, gamma_below(0, a)) : p,
                   a < 0.02 ? 1 : 1e-12);
        double x = beta_quantile(p, a, b);
        if (x > 1e-12 && x < 1 - 1e-4)
            CHECK_NEAR(beta_below(x, a, b), p, 1e-10);
        if (a > 0.1)
            CHECK_NEAR(student_below(student_quantile(p, a), a), p, 1e-11);
    }
}

TEST(probabilities_of_counts_add_up)
{
    for (int trial = 0; trial < 200; trial++) {
        int64_t n = t_between(1, 300);
        double p = t_unit(), mu = 50 * t_unit(), binomial = 0, poisson = 0;
        for (int64_t k = 0; k <= n; k++) {
            binomial += binomial_at(k, n, p);
            poisson += poisson_at(k, mu);
            CHECK_NEAR(binomial_below(k, n, p), binomial, 1e-12);
            CHECK_NEAR(poisson_below(k, mu), poisson, 1e-12);
            CHECK_NEAR(binomial_below(k, n, p) + binomial_above(k, n, p), 1, 1e-12);
            CHECK_NEAR(exp(log_choose((double)n, (double)k) + (double)k * log(p)
                           + (double)(n - k) * log1p(-p)),
                       binomial_at(k, n, p), 1e-12);
        }
    }
}

TEST(a_parameter_out_of_range_gives_nan)
{
    CHECK(isnan(normal_quantile(-0.1)) && isnan(normal_quantile(1.1)) && isnan(normal_below(NAN)));
    CHECK(isnan(gamma_below(1, 0)) && isnan(gamma_above(NAN, 2)) && isnan(gamma_quantile(2, 1)));
    CHECK(isnan(beta_below(0.5, -1, 2)) && isnan(beta_quantile(0.5, 1, 0)));
    CHECK(isnan(student_below(1, 0)) && isnan(student_quantile(NAN, 3)) && isnan(f_above(1, 0, 1)));
    CHECK(isnan(poisson_at(1, -1)) && isnan(poisson_below(1, NAN)) && isnan(poisson_above(1, -1)));
    CHECK(isnan(binomial_at(1, 2, 1.5)) && isnan(binomial_below(1, -2, 0.5)));
}

TEST(distributions_at_their_ends_are_exact)
{
    CHECK(normal_quantile(0) == -INFINITY && normal_quantile(1) == INFINITY);
    CHECK(gamma_quantile(0, 3) == 0 && gamma_quantile(1, 3) == INFINITY);
    CHECK(beta_quantile(0, 2, 3) == 0 && beta_quantile(1, 2, 3) == 1);
    CHECK(student_quantile(0.5, 4) == 0 && student_two_sided(INFINITY, 4) == 0);
    CHECK(poisson_at(0, 0) == 1 && poisson_above(-1, 2) == 1 && poisson_below(-1, 2) == 0);
    CHECK(binomial_at(0, 0, 0.3) == 1 && binomial_below(5, 5, 0.3) == 1);
    CHECK(binomial_at(5, 5, 1) == 1 && binomial_at(0, 5, 0) == 1);
    CHECK(f_above(0, 1, 1) == 1 && f_above(INFINITY, 1, 1) == 0);
    CHECK(log_choose(5, 6) == -INFINITY && log_choose(5, 0) == 0);
}
