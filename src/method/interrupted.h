#pragma once
/* Interrupted time series: what a series did after an event, against what its own past foretold. */

#include "method/regression.h"

enum interrupted_family {
    INTERRUPTED_LINEAR,
    INTERRUPTED_LOG, /* least squares on ln y, y > 0 */
    INTERRUPTED_POISSON,
    INTERRUPTED_QUASI_POISSON,
    INTERRUPTED_NEGATIVE_BINOMIAL,
};

enum interrupted_season {
    SEASON_NONE,
    SEASON_FOURIER, /* `harmonics` pairs of sine and cosine */
    SEASON_FACTOR,  /* an effect for each season but the first */
};

struct interrupted_data {
    int n; /* times, one a row, evenly spaced, none missing */
    const double *y;
    int begins;             /* the first row after the event: 2 <= begins <= n - 2 */
    const double *exposure; /* counts: people, contacts or days at risk, > 0; NULL: 1 */
    enum interrupted_family family;
    enum interrupted_season season;
    int period;             /* rows a cycle, as 12 for months */
    int harmonics;          /* 1 to period / 2 */
    int first_season;       /* the season of row 0, 0 to period - 1 */
    const double *const *x; /* further columns of n, such as another city's series; NULL: none */
    const char *const *names;
    int columns;
    enum regression_variance variance; /* VARIANCE_NEWEY_WEST is usual */
    int lag;       /* of Newey and West; negative: the whole part of 4 (n/100)^(2/9) */
    int ljung_lag; /* 0: the lesser of 10 and n/5, or twice the period where there are seasons */
    double level;  /* 0: 0.95 */
};

struct interrupted {
    struct regression_result fit; /* columns as below, then seasons and further columns */
    struct design design;
    int intercept, trend, step, bend; /* columns: 1, t, post, (t - T0) post; t counts from 1 */
    int begins, lag;
    bool logarithmic;                /* coefficients are of ln y or ln mean */
    const double *offset;            /* ln exposure, or NULL */
    double *fitted, *counterfactual; /* n: on the scale of y, exposure included */
    double *residual;                /* n: y - fitted, of ln y, or Pearson's for counts */
    double durbin_watson;            /* near 2 without correlation from row to row */
    double ljung_box, ljung_box_p;   /* of residuals, chi-square with ljung_lag degrees */
    int ljung_lag;
    bool ar1;   /* whether the check below was made: linear and log only */
    double rho; /* correlation from row to row, by restricted maximum likelihood */
    double *ar1_estimates, *ar1_se; /* as many as fit.p; NaN where aliased */
    double level, quantile;         /* of the intervals: standard errors on either side */
};

/* Segmented regression
 *
 *     y or ln mean = b0 + b1 t + b2 post + b3 (t - T0) post + season + further columns
 *
 * with T0 the first time after the event, so that b2 is the jump there and b3 the change of slope.
 * Newey and West's variance has weights 1 - l/(L+1), no prewhitening and no small-sample factor.
 * The same columns are fitted by generalised least squares with errors that follow AR(1), as a
 * check: an answer that differs much should be doubted.
 *
 * Fails    ERROR_USAGE on numbers out of range; ERROR_INVALID on a missing value, y <= 0 for logs,
 *          and as regression_fit.
 * Source   Wagner et al. 2002, J. Clinical Pharmacy 27:299-309; Bernal, Cummins & Gasparrini 2017,
 *          Int. J. Epidemiology 46:348-355. Newey & West 1987, Econometrica 55:703-708; lag: Newey
 * & West 1994, Rev. Econ. Stud. 61:631-653. Durbin & Watson 1950, Biometrika 37:409-428. Ljung &
 * Box 1978, Biometrika 65:297-303. Pinheiro & Bates 2000, section 5.3 (AR(1)).
 */
MUST_CHECK bool interrupted_fit(struct arena *a, const struct interrupted_data *d,
                                struct interrupted *out, struct error *err);

/* What the event changed over rows from .. to, against the counterfactual: the fit without its step
 * and bend. */
struct interrupted_effect {
    double fitted, counterfactual; /* sums over the rows, on the scale of y */
    double difference;             /* fitted - counterfactual */
    double difference_se;
    struct interval difference_interval;
    double ratio; /* fitted / counterfactual; NaN where either sum is not positive */
    struct interval ratio_interval;
};

/* from = to is the effect at a horizon. Errors by the delta method on the coefficients, in the
 * fit's variance; the ratio's interval is symmetric on the log scale. Limits are against t for
 * linear, log and quasi-Poisson fits, else normal. For log fits the sums are of exp(predicted ln
 * y).
 *
 * Fails    ERROR_USAGE for rows before the event or beyond the series.
 */
MUST_CHECK bool interrupted_effect(const struct interrupted *s, int from, int to,
                                   struct interrupted_effect *out, struct error *err);
