#pragma once
/* The outcome test: how often a search finds something, by group, within districts. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "method/mantel_haenszel.h"
#include "method/proportion.h"

/* The searches of one group in one district. */
struct search_cell {
    size_t group, district; /* numbered from 0 */
    int64_t stops;          /* -1: not known */
    int64_t searches, hits; /* hits <= searches <= stops */
};

struct hit_rate {
    int64_t stops; /* -1 where any cell does not know */
    struct proportion hits;
    struct proportion searched;              /* of the stops; NaN where they are not known */
    struct proportion_difference difference; /* hit rate less the reference's; NaN if n = 0 */
    struct mantel_haenszel adjusted; /* odds of a hit, group against reference, within districts */
    bool estimable;                  /* of the last two; false for the reference itself */
    bool infra_marginal;             /* see below */
};

/* Hit rates by group with the Mantel-Haenszel odds ratio against a reference group.
 *
 * A lower hit rate suggests that the group is searched on less evidence. It does not show it: hit
 * rates average over all who were searched, also those far above the threshold, so groups judged by
 * one threshold can differ (infra-marginality). The sign of the difference is safe to read only
 * where search rates point the other way: searched more often and found less often, or the reverse.
 * infra_marginal is true where that is not so, or where stops are not known: print the warning
 * then, and prefer the threshold test.
 *
 * cells       count cells in any order; a group and district may come more than once
 * out         groups results, in memory of the arena
 *
 * Fails    ERROR_USAGE on an argument out of range.
 * Source   Knowles, Persico & Todd 2001, J. Polit. Econ. 109:203-229. Simoiu, Corbett-Davies & Goel
 *          2017, Ann. Appl. Stat. 11:1193-1216, section 1 (infra-marginality). Gaebler & Goel 2025,
 *          PNAS 122(10), A simple, statistically robust test of discrimination.
 */
MUST_CHECK bool hit_rate_estimate(const struct search_cell *cells, size_t count, size_t groups,
                                  size_t districts, size_t reference, double level, struct arena *a,
                                  struct hit_rate **out, struct error *err);
