#pragma once
/* Cox's proportional hazards regression. */

#include "method/design.h"
#include "method/interval.h"
#include "method/regression.h"
#include "method/survival.h"

enum cox_ties { COX_EFRON, COX_BRESLOW, COX_EXACT };

/* What is asked. The rows are those of the design; covariates that change with time take one row
 * for each (entry, exit] in which they are constant, and a cluster that is the person. */
struct cox {
    const struct design *design; /* without intercept (one would be aliased) */
    const struct lifetimes
        *lifetimes; /* n as the design's; event 0 or 1; strata; group is not read */
    const double *offset;
    enum cox_ties ties;
    bool robust;            /* variance from the scores of rows, or of clusters where given */
    const int32_t *cluster; /* implies robust: 0 and up; negative: missing */
    double level;           /* 0: 0.95 */
    int most_steps;         /* 0: 50 */
    int threads;            /* 0: one for each processor */
};

/* Pairs of rows whose order of events is known, by whether the predictor orders them alike. */
struct concordance {
    double concordant, discordant, tied; /* tied: the predictors are equal; case weights multiply */
    double c;                            /* (concordant + tied / 2) / all */
};

struct cox_result {
    int p, rank;
    struct coefficient *at; /* log hazard ratios; aliased: NaN */
    double *estimates;      /* p */
    double *variance;       /* p by p, robust where asked */
    double *naive;          /* p by p, the inverse of the information */
    int64_t n, dropped, events;
    double null_log_likelihood, log_likelihood;
    struct wald likelihood_ratio, wald, score; /* of all coefficients; wald by `variance` */
    struct concordance concordance;
    double *means; /* p: of the columns, weighted; baselines are of a row at these */
    int steps;
};

/* Maximises the partial likelihood by Newton's method with step halving, until a step is shorter
 * than 1e-8 standard errors. Rows with a missing value are left out and counted.
 *
 * Cost     sorting once, then rows x columns^2 a step (exact: times the deaths at one time); memory
 *          for a copy of the columns. The result does not depend on threads.
 * Fails    as survival_curves and design_check. ERROR_USAGE for exact ties with weights or a robust
 *          variance. ERROR_INVALID where there is no event, every column is constant, a hazard
 * ratio is infinite or zero (monotone likelihood: the column is named), or no convergence. Source
 * Cox 1972, JRSS-B 34:187-220. Efron 1977, JASA 72:557-565. Breslow 1974, Biometrics 30:89-99.
 * Gail, Lubin & Rubinstein 1981, Biometrika 68:703-707 (exact). Lin & Wei 1989, JASA 84:1074-1078
 * (robust). Therneau & Grambsch 2000, Modeling Survival Data. Harrell et al. 1982, JAMA
 * 247:2543-2546 (concordance).
 */
MUST_CHECK bool cox_fit(struct arena *a, const struct cox *c, struct cox_result *out,
                        struct error *err);

/* Cumulative baseline hazard of one stratum, at each of its event times. */
struct cox_baseline {
    int stratum;
    int64_t count;
    double *time, *hazard;
};

struct cox_baseline_list {
    struct cox_baseline *at;
    size_t count, room;
};

/* The cumulative hazard of a row whose columns are `at` (p numbers; NULL: the means), by the same
 * rule for ties as the fit. exp(-hazard) is its survival.
 * Fails    ERROR_USAGE for exact ties. */
MUST_CHECK bool cox_baseline(struct arena *a, const struct cox *c, const struct cox_result *f,
                             const double *at, struct cox_baseline_list *out, struct error *err);

enum cox_clock { COX_CLOCK_KAPLAN_MEIER, COX_CLOCK_IDENTITY };

struct proportionality {
    int p;
    struct wald *columns; /* p; NaN where aliased */
    struct wald *terms;   /* one for each term of the design; df 0 where all aliased */
    struct wald global;
};

/* Grambsch & Therneau's test that the hazard ratios do not change with time: the score test for
 * adding x g(t), with g = 1 - S(t-) by Kaplan-Meier of all rows, or t itself.
 * Fails    ERROR_USAGE for exact ties; ERROR_INVALID where the test's variance is singular.
 * Source   Grambsch & Therneau 1994, Biometrika 81:515-526, in the exact form of Therneau's
 * survival package, version 3. */
MUST_CHECK bool cox_proportionality(struct arena *a, const struct cox *c,
                                    const struct cox_result *f, enum cox_clock clock,
                                    struct proportionality *out, struct error *err);
