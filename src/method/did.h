#pragma once
/* Difference in differences: two groups before and after, regressions with unit and time effects,
 * and event studies with their test of trends before treatment. */

#include "method/panel.h"
#include "method/regression.h"

/* ---- Two groups, two periods ---- */

struct did_2x2_data {
    int64_t n;
    const double *y;        /* NaN is missing */
    const int32_t *treated; /* 0 control, 1 treated; negative is missing */
    const int32_t *after;   /* 0 before, 1 after; negative is missing */
    const int32_t *cluster; /* any numbers, INT32_MIN is missing; NULL: rows are independent */
    double level;           /* of the interval; 0: 0.95 */
};

struct did_2x2 {
    double mean[2][2]; /* [treated][after] */
    int64_t rows[2][2];
    double estimate, se, p; /* against t */
    double df;              /* rows - 4; with clusters: clusters - 1 */
    struct interval interval;
    int64_t clusters; /* 0 without */
    int64_t missing;
};

/* (mean of treated after - before) - (mean of controls after - before).
 *
 * Standard error: without clusters that of least squares with one variance; with clusters CR1, the
 * factor G/(G-1) (n-1)/(n-4).
 *
 * Fails    ERROR_USAGE on a code above 1; ERROR_INVALID where one of the four cells is empty, or
 *          nothing is left to judge the error by.
 * Source   Card & Krueger 1994, Am. Econ. Rev. 84:772-793; Bertrand, Duflo & Mullainathan 2004, Q.
 *          J. Econ. 119:249-275 (why clusters).
 */
MUST_CHECK bool did_2x2(struct arena *a, const struct did_2x2_data *d, struct did_2x2 *out,
                        struct error *err);

/* ---- Unit and time effects ---- */

/* Which effects count in the K of CR1. Programs differ, and with them standard errors by several
 * per cent. */
enum did_degrees {
    DEGREES_NESTED_FREE, /* unit effects that lie within clusters do not (xtreg, fixest, reghdfe) */
    DEGREES_ALL,         /* all do (areg, dummy variables) */
};

struct did_data {
    int64_t n;
    const int32_t *unit, *time; /* any numbers; INT32_MIN is missing */
    const double *y;            /* NaN is missing, here and below */
    const double *const *x;     /* columns of n: the treatment, and controls that vary */
    const char *const *names;   /* of the columns */
    int columns;
    const double *weights;  /* >= 0; NULL: 1 */
    const int32_t *cluster; /* NULL: the unit */
    enum did_degrees degrees;
    double level; /* 0: 0.95 */
};

struct did {
    int columns, rank;
    struct coefficient *at; /* p and intervals against t with clusters - 1 degrees of freedom; NaN
                               for a column that follows from effects and the columns before it */
    double *variance;       /* columns by columns, CR1 */
    int64_t n, missing, units, times, clusters;
    int64_t k;   /* what was counted in K */
    bool nested; /* every unit lies within one cluster */
};

/* Least squares of y on x with an effect for every unit and every time, and variances by cluster:
 * CR1, factor G/(G-1) (n-1)/(n-K). With DEGREES_NESTED_FREE, K is the columns, the times and, where
 * units cross clusters, the units; with DEGREES_ALL all of them (less one for each set of connected
 * effects).
 *
 * With treatment that begins at different times the estimate mixes comparisons with units already
 * treated: see bacon.h for how far, staggered.h for a cure.
 *
 * Fails    ERROR_INVALID as regression_fit, and with fewer than two clusters.
 * Source   Liang & Zeger 1986, Biometrika 73:13-22; Cameron & Miller 2015, J. Human Resources
 *          50:317-372, sections II.B and III.B.
 */
MUST_CHECK bool did_fit(struct arena *a, const struct did_data *d, struct did *out,
                        struct error *err);

/* A Wald test that some columns are all zero: F = chi-square/df against F(df, clusters - 1). */
struct did_test {
    double f, p;
    int df;
};
MUST_CHECK bool did_test_zero(const struct did *fit, const int *which, int count,
                              struct did_test *out, struct error *err);

/* ---- Event studies ---- */

struct event_study_options {
    int low,
        high; /* times since treatment; what lies beyond joins the ends. low < -1 <= 0 <= high */
};

struct event_study {
    struct did fit; /* the columns: low .. high without -1, then those of the data */
    int *since;     /* of the first `events` columns */
    int events;
    struct did_test pretrend; /* that low .. -2 are all zero */
    bool pretrend_tested;     /* false, and NaN, where none is estimable or clusters are too few */
};

/* Regression on the time since treatment, each whole number a column of its own, -1 the base. first
 * is the first time treated of every row's unit, or NEVER. Without units never treated the ends
 * must hold several times each, else trends in all effects cannot be told from time.
 *
 * Effects that differ between cohorts bend these estimates (Sun & Abraham 2021); staggered.h does
 * not have that fault.
 *
 * Fails    as did_fit; ERROR_USAGE for ends out of order.
 * Source   Jacobson, LaLonde & Sullivan 1993, Am. Econ. Rev. 83:685-709.
 */
MUST_CHECK bool event_study(struct arena *a, const struct did_data *d, const int32_t *first,
                            const struct event_study_options *o, struct event_study *out,
                            struct error *err);
