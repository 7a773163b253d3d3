#pragma once
/* Regression: linear, logistic, Poisson, quasi-Poisson and negative binomial, with offsets, prior
 * weights and variances that withstand heteroscedasticity, clustering and serial correlation. */

#include "method/design.h"
#include "method/interval.h"

enum regression_family {
    REGRESSION_LINEAR,
    REGRESSION_LOGISTIC,         /* y is 0, 1 or a proportion of `weights` trials */
    REGRESSION_POISSON,          /* log link, as the two below */
    REGRESSION_QUASI_POISSON,    /* Poisson with variances times Pearson's chi-square / df */
    REGRESSION_NEGATIVE_BINOMIAL /* variance mu + mu^2 / theta, theta by maximum likelihood */
};

enum regression_variance {
    VARIANCE_MODEL,     /* dispersion times the inverse of the expected information */
    VARIANCE_HC0,       /* White's sandwich */
    VARIANCE_HC1,       /* HC0 times n / (n - K) */
    VARIANCE_HC2,       /* squared residuals divided by 1 - h */
    VARIANCE_HC3,       /* squared residuals divided by (1 - h)^2 */
    VARIANCE_CR0,       /* scores summed by cluster */
    VARIANCE_CR1,       /* CR0 times G/(G-1) (n-1)/(n-K) */
    VARIANCE_NEWEY_WEST /* Bartlett weights 1 - l/(L+1), rows in the order of time */
};

/* A fixed effect to absorb: every level has an intercept of its own, which is not reported. */
struct regression_effect {
    const int32_t *codes; /* 0 and up, not above 2^26; negative: missing */
};

/* What is asked. Arrays have design->n elements; NULL where optional. */
struct regression {
    const struct design *design;
    const double *y;
    const double *weights; /* prior weights >= 0; NULL: 1. Rows of weight 0 are not counted */
    const double *offset;  /* added to the linear predictor; NULL: 0 */
    enum regression_family family;
    enum regression_variance variance;
    const int32_t *cluster; /* CR0, CR1: 0 and up, not above 2^26; negative: missing */
    int lag;                /* Newey-West: L, 0 or more */
    const struct regression_effect *effects; /* linear only */
    int effect_count;
    bool effects_in_k; /* absorbed effects count in the K of HC1 and CR1, as if they were dummies */
    double level;      /* of the intervals; 0: 0.95 */
    int most_steps;    /* of Newton's method; 0: 50 */
    int threads;       /* 0: one for each processor */
};

/* One column. An aliased one, a combination of those before it, is NaN throughout. */
struct coefficient {
    const char *name;
    double estimate, se;
    double statistic, p; /* estimate / se; against t for linear and quasi-Poisson, else normal */
    struct interval interval;
};

struct regression_result {
    int p, rank;            /* columns, and those not aliased */
    struct coefficient *at; /* p */
    double *estimates;      /* p: the estimates again, as one array */
    double *variance;       /* p by p, of the kind asked for; NaN where aliased */
    double *unscaled;       /* p by p, inverse of the expected information at dispersion 1 */
    int64_t n, dropped;     /* rows of positive weight; rows left out as missing */
    double weight;          /* the sum of the weights */
    int64_t clusters;       /* CR0, CR1: those that occur */
    int64_t absorbed;       /* degrees of freedom that absorbed effects take */
    double df, null_df;     /* of the residuals: n - rank - absorbed; of the null model */
    double deviance, null_deviance; /* linear: residual and total sums of squares */
    double pearson;                 /* Pearson's chi-square */
    double dispersion; /* linear: residual variance; quasi-Poisson: pearson / df; else 1 */
    double log_likelihood, aic, bic;      /* NaN for quasi-Poisson and where effects are absorbed */
    double r_squared, adjusted_r_squared; /* linear, within effects; else NaN */
    double theta, theta_se;               /* negative binomial; else NaN */
    int steps;                            /* of Newton's method */
};

/* Fits a regression by Newton's method on the expected information (iteratively reweighted least
 * squares), from R's starting values.
 *
 * It has converged when a step is shorter than 1e-8 standard errors; the coefficients include that
 * last step. Rows with a missing value are left out and counted. Columns that are a combination of
 * earlier ones (what is left of them is below 1e-7 of their length) are aliased, as in R.
 *
 * Cost     rows x columns^2 a step; beyond the caller's arrays it takes memory for a few blocks
 *          (n numbers for the negative binomial, n x columns with absorbed effects, clusters x
 *          columns for CR0 and CR1, one number a row where rows are dropped). The result does not
 *          depend on threads.
 * Fails    ERROR_USAGE on an argument out of range. ERROR_INVALID where nothing can be estimated:
 * no rows, an outcome outside the family's range, more columns than rows, separation (the
 *          coefficient that runs off to infinity is named), no convergence, a negative binomial on
 *          counts without overdispersion.
 * Source   McCullagh & Nelder 1989, Generalized Linear Models. Albert & Anderson 1984, Biometrika
 *          71:1-10 (separation). Venables & Ripley 2002, section 7.4 (negative binomial). White
 * 1980, Econometrica 48:817-838; MacKinnon & White 1985, J. Econometrics 29:305-325 (HC). Liang &
 *          Zeger 1986, Biometrika 73:13-22 (CR). Newey & West 1987, Econometrica 55:703-708.
 */
MUST_CHECK bool regression_fit(struct arena *a, const struct regression *r,
                               struct regression_result *out, struct error *err);

/* The linear predictor of every row of a design: offset + X estimates, an aliased column counting
 * nothing. NaN where a value is missing. offset may be NULL.
 * Fails    as design_check. */
MUST_CHECK bool regression_predict(const struct design *d, const double *estimates,
                                   const double *offset, double *out, struct error *err);

/* What the linear predictor stands for: the mean of a family. */
double regression_mean(enum regression_family family, double predictor);

/* The standard error of a linear combination of coefficients: sqrt(c' V c); c has p elements. */
double regression_combination_se(const struct regression_result *f, const double *c);

/* Wald test that some columns are all zero: chi-square on as many degrees of freedom as are not
 * aliased. which: count column numbers, without repeats.
 * Fails    ERROR_INVALID where their variance is singular or nothing is left. */
struct wald {
    double chi_square, p;
    int df;
};
MUST_CHECK bool regression_wald(const struct regression_result *f, const int *which, int count,
                                struct wald *out, struct error *err);
