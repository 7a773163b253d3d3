#pragma once
/* Capture and recapture: how many there are in all, from two lists that each miss some. */

#include <stdint.h>

#include "method/interval.h"

struct capture {
    int64_t seen;              /* on either list */
    double total;              /* Chapman's estimate of all */
    double variance;           /* of the estimate (Seber) */
    struct interval range;     /* Sadinle's transformed logit interval: the one to print. Very wide
                                * where one list adds nobody to the other */
    struct interval lognormal; /* Burnham's and Chao's, for the number missed; low >= seen */
    double share_first;        /* n1 / total: completeness of the first list */
    double share_second;
};

/* The size of a population from two lists.
 *
 * It holds if nobody enters or leaves between the lists, the same person is recognised on both, and
 * being on one list does not change the chance of being on the other. The last is the one that
 * fails in practice: where a list feeds the other (positive dependence) the estimate is too low,
 * where cases are shared out between them (negative dependence) too high. Two lists cannot show
 * which: print the assumption beside the number.
 *
 * n1, n2   people on the first and on the second list, >= 0
 * both     on both, 0 <= both <= min(n1, n2); 0 is allowed, the estimate is then very uncertain
 *
 * Fails    ERROR_USAGE on an argument out of range; ERROR_INVALID "not estimable" for an empty
 * list. Source   Chapman 1951, Univ. Calif. Publ. Stat. 1:131-160. Seber 1970, Biometrics
 * 26:313-318. Sadinle 2009, Comm. Stat. Simul. Comput. 38:1909-1924. Chao 1989, Biometrics
 * 45:427-438.
 */
MUST_CHECK bool capture_estimate(int64_t n1, int64_t n2, int64_t both, double level,
                                 struct capture *out, struct error *err);
