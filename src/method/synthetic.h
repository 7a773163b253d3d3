#pragma once
/* Synthetic control: the mixture of untreated units that went before like the treated one, as what
 * would have come after. */

#include <stdint.h>

#include "base/arena.h"

/* Units are columns, the same ones throughout; none of the numbers may be missing. */
struct synthetic_data {
    int32_t units;            /* treated and donors, at least 2 */
    int32_t predictors;       /* rows of x, at least 1 */
    int32_t times;            /* rows of y */
    const double *x;          /* predictors rows of units */
    const double *y;          /* times rows of units: the outcome */
    int32_t treated;          /* column of the treated unit */
    int32_t fit_from, fit_to; /* times at which V is judged: from <= t < to, all before `begins` */
    int32_t begins;           /* first time of treatment */
};

/* {0} is: V searched from the fixed starting points alone. */
struct synthetic_options {
    const double *v; /* given importance of each predictor, >= 0; NULL: searched for */
    int starts;      /* random starting points besides the fixed ones */
    uint64_t seed;   /* of those */
};

struct synthetic {
    double *weight;          /* units numbers, that of the treated 0; they sum to 1 */
    double *v;               /* predictors numbers, sum 1 */
    double loss;             /* (X1 - X0 w)'V(X1 - X0 w), predictors in units of their sd */
    double fit_mspe;         /* mean square error over the fit times */
    double *synthetic, *gap; /* times numbers: the mixture's outcome; treated less that */
    double pre_rmspe, post_rmspe, ratio; /* all times before `begins`, from then on; post/pre */
    int64_t evaluations;                 /* of mixtures, in the search for V */
};

/* Fits a synthetic control.
 *
 * w >= 0, sum w = 1, minimises (X1 - X0 w)'V(X1 - X0 w), predictors divided by their sd (divisor n
 * - 1) over all units. The minimum is found exactly, by Wolfe's algorithm for the nearest point of
 * a polytope; the answer rests on at most predictors + 1 donors. V is diagonal and minimises the
 * mean square error of the outcome at the fit times, by Nelder & Mead's search on ln V restarted
 * until it gains no more, from: equal V, V from a regression of the outcome on the predictors, each
 * predictor alone foremost, and random ones. The search may end in a local minimum; the result
 * holds all that is needed to repeat it as a given V.
 *
 * Where the treated unit lies within the donors' hull the weights are not unique.
 *
 * Fails    ERROR_USAGE on numbers out of range; ERROR_INVALID on a missing number, or a predictor
 *          that is the same in all units.
 * Source   Abadie & Gardeazabal 2003, Am. Econ. Rev. 93:113-132; Abadie, Diamond & Hainmueller
 * 2010, JASA 105:493-505, section 2.3. Wolfe 1976, Math. Programming 11:128-149. Nelder & Mead
 *          1965, Computer J. 7:308-313; Gao & Han 2012, Comput. Optim. Appl. 51:259-277.
 */
MUST_CHECK bool synthetic_fit(struct arena *a, const struct synthetic_data *d,
                              const struct synthetic_options *o, struct synthetic *out,
                              struct error *err);

/* Placebos: every unit in the place of the treated one, the others its donors. */
struct synthetic_placebos {
    struct synthetic *at; /* one a unit */
    int32_t rank;         /* of the treated unit's ratio, from the largest; ties count against it */
    double p;             /* rank / units */
};

/* Fits them all with the same options. threads 0 is one for each processor; the answer does not
 * depend on it.
 * Fails    as synthetic_fit. Source   Abadie, Diamond & Hainmueller 2010, section 2.4. */
MUST_CHECK bool synthetic_placebos(struct arena *a, const struct synthetic_data *d,
                                   const struct synthetic_options *o, int threads,
                                   struct synthetic_placebos *out, struct error *err);

/* The point of the hull of some points that is nearest to 0: weights >= 0 that sum to 1 and
 * minimise |sum of weight_j point_j|^2. For callers who have V and scaled points already.
 *
 * points   count points of n coordinates, point by point
 * weight   count numbers
 */
void nearest_in_hull(struct arena *scratch, const double *points, int32_t count, int32_t n,
                     double *weight);
