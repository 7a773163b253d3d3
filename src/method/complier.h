#pragma once
/* Effects of a lot with covariates, and of a treatment that not everybody takes up. */

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "method/interval.h"
#include "method/randomised.h"

/* The units of a comparison with what was known of them before the lot. */
struct covariates {
    const double *const *x; /* count columns of `units` numbers; NaN drops the unit */
    int count;
};

struct effect {
    double estimate, se, statistic, p; /* Student's, on df */
    struct interval interval;
    double df;
};

struct adjusted {
    struct effect effect; /* of the assignment, adjusted */
    double unadjusted;    /* the difference in means of the same units */
    int64_t units, dropped_treated, dropped_control, dropped_unknown;
    int64_t clusters; /* 0: units were assigned singly */
    int aliased;      /* columns that others determine, left out */
};

/* Regression adjustment that cannot bias: y on the arm, the centred covariates and their products
 * with the arm; the arm's coefficient. Blocks enter as centred indicators, interacted too, so that
 * shares treated may differ between them. Standard errors: HC2, or CR1 where clusters were
 * assigned.
 *
 * level    of the interval; 0: 0.95
 *
 * Fails    as regression_fit.
 * Source   Lin 2013, Annals of Applied Statistics 7:295-318, section 4. */
MUST_CHECK bool randomised_adjusted(const struct randomised_data *data,
                                    const struct covariates *covariates, double level,
                                    struct adjusted *out, struct error *err);

struct complier {
    struct effect effect; /* of taking the treatment up, on those who do so because of the lot */
    struct effect assignment; /* of the assignment on the outcome: intention to treat */
    struct effect take_up;    /* of the assignment on taking up: the share of compliers */
    double taken_treated, taken_control; /* mean of what was received, by arm */
    double first_stage_f;                /* square of take_up.statistic */
    bool weak;                           /* it is below 10: the interval cannot be trusted */
    int64_t units, dropped_treated, dropped_control, dropped_unknown;
};

/* Complier average causal effect: two-stage least squares of y on what was received, with the
 * assignment as instrument; without covariates and blocks Wald's ratio of differences. Covariates
 * and blocks (as indicators) enter both stages. HC2 standard errors, whose leverages are those of
 * the second stage with fitted values.
 *
 * It says nothing of those who always or never take it up, and supposes that the assignment acts
 * through the treatment alone, and drives nobody away from it. Clusters are refused: give a row for
 * each cluster.
 *
 * received   units: what each took up, 0 to 1 usually; NaN drops it
 *
 * Fails    ERROR_INVALID where the assignment moves nobody, ERROR_USAGE with clusters, else as
 *          regression_fit.
 * Source   Angrist, Imbens & Rubin 1996, JASA 91:444-455. MacKinnon & White 1985 (HC2). */
MUST_CHECK bool complier_effect(const struct randomised_data *data, const double *received,
                                const struct covariates *covariates, double level,
                                struct complier *out, struct error *err);
