#pragma once
/* Mantel's test: space-time closeness without bands. */

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "method/monte_carlo.h"
#include "method/near_repeat.h"

struct mantel_question {
    double space_constant,
        time_constant; /* k_s, k_t > 0, in the units of distance and time; 0: 1 */
    struct monte_carlo monte_carlo;
};

struct mantel {
    double z;
    double mean, sd;    /* exact, over all permutations of the times over the events */
    double p, p_se;     /* Monte Carlo, of a z as large or larger */
    double correlation; /* of the reciprocals over the pairs; NaN where one of them is constant */
    int32_t events, events_dropped;
    int64_t replicates;
    uint64_t seed;
};

/* Z = sum over pairs i < j of 1/(k_s + s_ij) * 1/(k_t + |t_i - t_j|).
 *
 * Cost     n^2 for each replicate; memory proportional to n.
 * Fails    ERROR_USAGE on constants that are not above 0, or too many replicates; ERROR_INVALID on
 *          fewer than 4 events.
 * Source   Mantel 1967, Cancer Research 27:209-220. */
MUST_CHECK bool mantel_test(const struct near_repeat_data *data,
                            const struct mantel_question *question, struct mantel *out,
                            struct error *err);
