#pragma once
/* Mantel-Haenszel: one odds ratio from many tables, each of a district, a year, an hour ... */

#include <stddef.h>

#include "method/table2x2.h"

struct mantel_haenszel {
    int64_t n;             /* people in strata that say something */
    int64_t strata, empty; /* strata that say something; those with a row or column of 0 */
    double odds_ratio;     /* sum of ad/n / sum of bc/n; may be 0 or inf */
    double log_variance;   /* of its logarithm (Robins, Breslow & Greenland); NaN at 0 or inf */
    struct interval range;
    double chi_square, p; /* of odds ratio 1 */
};

/* The common odds ratio over strata.
 *
 * at         count tables
 * corrected  take 1/2 from |sum of a - expected| in the chi-square
 *
 * Fails    ERROR_USAGE for a negative count or a bad level; ERROR_INVALID "not estimable" where no
 *          stratum has both rows and both columns.
 * Source   Mantel & Haenszel 1959, JNCI 22:719-748. Robins, Breslow & Greenland 1986, Biometrics
 *          42:311-323.
 */
MUST_CHECK bool mantel_haenszel(const struct table2x2 *at, size_t count, bool corrected,
                                double level, struct mantel_haenszel *out, struct error *err);
