#pragma once
/* Funnels: how many are left at each stage of a process. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "method/proportion.h"

struct funnel_stage {
    int64_t count, dropped;      /* dropped since the stage before; 0 at the first */
    struct proportion of_before; /* share of the stage before; of the first stage, of itself */
    struct proportion of_first;
};

/* The stages of a funnel, each a part of the one before.
 *
 * counts   of the stages in order, counts[0] >= counts[1] >= ... >= 0, counts[0] >= 1
 * out      count stages, in memory of the arena; after a stage of 0 the share of the stage before
 * is NaN, as are its intervals
 *
 * Fails    ERROR_USAGE for no stages or a bad level; ERROR_INVALID where a stage is larger than the
 *          one before it, or "not estimable" for an empty first stage.
 */
MUST_CHECK bool funnel_estimate(const int64_t *counts, size_t count, double level, struct arena *a,
                                struct funnel_stage **out, struct error *err);
