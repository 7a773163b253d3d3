#pragma once
/* Adverse impact of a selection: hiring, promotion, each stage of it. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "method/proportion.h"
#include "method/table2x2.h"

struct adverse_impact {
    struct proportion selected;  /* NaN where nobody of the group applied */
    bool highest;                /* the group that the others are compared with */
    double ratio;                /* of the selection rates, to the highest; 1 for that group */
    bool below_four_fifths;      /* ratio < 4/5 */
    bool turns_on_one;           /* below, but not if one more of the group and one fewer of the
                                  * highest had been selected */
    struct interval katz, score; /* of the ratio; NaN for the highest group */
    double p;                    /* Fisher's exact, two-sided; NaN for the highest group */
};

/* The four-fifths rule and an exact test beside it.
 *
 * selected    groups numbers, 0 <= selected <= applied
 * applied     groups numbers
 * least_share share of all applicants from which on a group may be the one compared with
 *             (the guidelines leave out groups under 0.02)
 * out         groups results, in memory of the arena
 *
 * Fails    ERROR_USAGE on an argument out of range; ERROR_INVALID "not estimable" where nobody was
 *          selected from a group that may be compared with.
 * Source   Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4(A), (D); Questions
 * and Answers 1979, 44 FR 11996, no. 21.
 */
MUST_CHECK bool adverse_impact_estimate(const int64_t *selected, const int64_t *applied,
                                        size_t groups, double least_share, double level,
                                        struct arena *a, struct adverse_impact **out,
                                        struct error *err);
