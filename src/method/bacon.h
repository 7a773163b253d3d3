#pragma once
/* What a two-way fixed effects estimate is made of: all comparisons of two cohorts. */

#include "method/panel.h"

enum bacon_kind {
    BACON_TREATED_NEVER,  /* against units never treated */
    BACON_EARLIER_LATER,  /* against units not treated yet: only times before they are */
    BACON_LATER_EARLIER,  /* against units already treated: the forbidden comparison */
    BACON_TREATED_ALWAYS, /* against units treated at every time: forbidden too */
};

/* A 2 x 2 comparison: a cohort, its control, and what it adds. */
struct bacon_part {
    enum bacon_kind kind;
    int32_t treated, control; /* first treatment; control may be NEVER */
    double estimate, weight;
};

struct bacon {
    struct bacon_part *at;
    int32_t count;
    double estimate;           /* two-way fixed effects: sum of weight * estimate */
    double forbidden;          /* the weight of forbidden comparisons */
    double weight[4], mean[4]; /* by kind: total weight, weighted mean (NaN where weight is 0) */
};

/* The Goodman-Bacon decomposition of the regression of y on treated, with unit and time effects.
 *
 * With n_k the share of cohort k in units, D_k the share of times it is treated, n_kl = n_k/(n_k +
 * n_l), each pair of cohorts gives comparisons with weights proportional to
 *
 *     k against never (or always):  (n_k+n_U)^2 n_kU (1-n_kU) D_k (1-D_k)
 *     earlier k against later l:    ((n_k+n_l)(1-D_l))^2 n_kl (1-n_kl) (D_k-D_l)(1-D_k)/(1-D_l)^2
 *     later l against earlier k:    ((n_k+n_l) D_k)^2 n_kl (1-n_kl) D_l (D_k-D_l)/D_k^2
 *
 * Weights sum to 1. Every unit and time counts alike.
 *
 * Fails    ERROR_INVALID where nobody changes treatment while another does not.
 * Source   Goodman-Bacon 2021, J. Econometrics 225:254-277, theorem 1 and eq. 10.
 */
MUST_CHECK bool bacon_decompose(struct arena *a, const struct panel *p, struct bacon *out,
                                struct error *err);
