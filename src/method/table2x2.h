#pragma once
/* Tables of two rows and two columns: exact odds ratios, and ratios of two risks. */

#include <stdint.h>

#include "method/interval.h"

/*              event   no event
 *  group         a        b
 *  compared      c        d      */
struct table2x2 {
    int64_t a, b, c, d;
};

struct fisher {
    double odds_ratio;     /* conditional maximum likelihood; NaN where a margin is 0 */
    struct interval exact; /* 0 and inf where the data do not bound it */
    double p;              /* two-sided, by minimum likelihood */
};

/* Fisher's exact test and the conditional odds ratio, from the (non-central) hypergeometric
 * distribution of a given the margins. The cost grows with the square root of the counts.
 *
 * Fails    ERROR_USAGE for a negative count or a bad level; ERROR_INVALID "not estimable" for an
 *          empty table.
 * Source   Fisher 1935, JRSS 98:39-82. Cornfield 1956, Proc. 3rd Berkeley Symp. 4:135-148.
 */
MUST_CHECK bool fisher_exact(struct table2x2 t, double level, struct fisher *out,
                             struct error *err);

struct risk_ratio {
    double ratio;         /* (x1/n1) / (x2/n2); inf where x2 = 0 */
    struct interval katz; /* on the log scale; NaN where x1 or x2 is 0 */
    struct interval
        score; /* Koopman: holds for few events; 0 below for x1 = 0, inf above for x2 = 0 */
};

/* The ratio of two independent proportions.
 *
 * Fails    ERROR_USAGE on an argument out of range; ERROR_INVALID "not estimable" for n1 = 0, n2 =
 * 0 or no event at all. Source   Katz, Baptista, Azen & Pike 1978, Biometrics 34:469-474. Koopman
 * 1984, Biometrics 40:513-517.
 */
MUST_CHECK bool risk_ratio(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double level,
                           struct risk_ratio *out, struct error *err);
