#pragma once
/* Competing risks: several events, of which the first ends the watch. Death before a new arrest,
 * dismissal before a verdict: to treat those as censored would overstate how many are ever arrested
 * or sentenced. */

#include "method/cox.h"
#include "method/survival.h"

/* One group's cumulative incidences. Arrays by cause hold cause k (from 1) at time i in
 * [(k - 1) count + i]. */
struct incidence_curve {
    int64_t rows, count;
    int causes;
    double *time, *at_risk;
    double *event, *incidence, *se; /* causes by count */
    double *free;                   /* without any event so far: 1 - the sum of incidences */
};

struct incidence_result {
    struct incidence_curve *at; /* groups */
    int groups, causes;
    int64_t dropped;
};

/* Aalen-Johansen estimates of the probability that each cause has struck by each time.
 *
 *     F_k(t) = sum over t_j <= t of S(t_j-) d_kj / n_j
 *
 * with S the probability of no event yet. The standard error is the infinitesimal jackknife's: the
 * root of the sum over rows of (weight times the derivative of F_k by it)^2, each row being a
 * person. Causes are the codes 1 to the largest in l->event.
 *
 * Cost     rows times causes, after sorting.
 * Fails    as survival_curves; ERROR_USAGE for more than 1000 causes.
 * Source   Aalen & Johansen 1978, Scand. J. Stat. 5:141-150. Efron 1982, The Jackknife, chapter 6.
 */
MUST_CHECK bool competing_curves(struct arena *a, const struct lifetimes *l,
                                 struct incidence_result *out, struct error *err);

/* The incidence of a cause at a time: 0 before the first, NaN for an empty curve. */
double incidence_at(const struct incidence_curve *c, int cause, double time);

struct gray_test {
    int groups, df;
    double *score;    /* of each group: events less expected, weighted; they sum to 0 */
    double *variance; /* groups - 1 by groups - 1, of the first of them */
    double chi_square, p;
    int64_t rows, dropped;
};

/* Gray's test that the cumulative incidence of a cause is the same in all groups, within strata
 * where there are any. Event times weigh (1 - F(t-))^rho.
 * Fails    as survival_compare; ERROR_USAGE for weights or late entry, for which the test is not
 *          known.
 * Source   Gray 1988, Ann. Stat. 16:1141-1154. */
MUST_CHECK bool gray_compare(struct arena *a, const struct lifetimes *l, int cause, double rho,
                             struct gray_test *out, struct error *err);

/* Fine & Gray's regression for the hazard of a cause's cumulative incidence: who had another event
 * at s stays at risk with weight G(t-)/G(s-), G being the Kaplan-Meier curve of the censoring.
 *
 * c       lifetimes with codes of causes, without weights or strata; ties are Breslow's, the
 * variance is robust always, by c->cluster where given, with the term for G being estimated cause
 * the code asked about out     as cox_fit; log likelihoods are of the weighted pseudo-likelihood,
 * so their ratio is not a chi-square; concordance is NaN
 *
 * Late entry weighs by G H, with H the curve of entries (Geskus 2011); then the variance takes the
 * weights as known.
 *
 * Fails    as cox_fit; ERROR_USAGE for weights, strata or other ties than Breslow's asked for by
 *          name (COX_EXACT); ERROR_INVALID where too few are at risk at first for the curve of
 *          entries.
 * Source   Fine & Gray 1999, JASA 94:496-509, section 4. Geskus 2011, Biometrics 67:39-49. */
MUST_CHECK bool fine_gray_fit(struct arena *a, const struct cox *c, int32_t cause,
                              struct cox_result *out, struct error *err);
