#pragma once
/* Allocations: what each recipient gets by a list of steps, and what another rule would change. */

#include "method/formula.h"

struct allocation_step {
    const char *name, *formula; /* the formula's answer becomes a column of the name */
};

/* Adds a column for each step, in order; a step may use those before it.
 *
 * Fails    ERROR_INVALID where a formula does not work, or a step has the name of a column.
 */
MUST_CHECK bool allocate(struct arena *a, struct formula_table *t,
                         const struct allocation_step *steps, size_t count, struct error *err);

/* What one recipient gains or loses. */
struct allocation_change {
    size_t row;
    double before, after, change; /* missing where either is */
    double per_resident;          /* the change; missing where nobody lives there */
    double need;
};

/* Those for whom something is known both before and after, the neediest first (rows of equal need
 * as they stand, those of unknown need last).
 *
 * before, after, residents, need   rows numbers; residents and need may be NULL
 * out      *count changes in memory of the arena
 */
void allocate_compare(struct arena *a, size_t rows, const double *before, const double *after,
                      const double *residents, const double *need, struct allocation_change **out,
                      size_t *count);
