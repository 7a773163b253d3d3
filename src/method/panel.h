#pragma once
/* Panels: units seen at the same times, each treated from some time on or never. */

#include <stdint.h>

#include "base/arena.h"

/* The first treatment of a unit that has none; later than every time. */
#define NEVER INT32_MAX

/* A balanced panel. Times are whole numbers (years, months since some start), rising, and may skip;
 * "the time before" is the one before in this list. */
struct panel {
    int32_t units, times;
    const int32_t *unit;  /* the number each unit came with */
    const int32_t *time;  /* rising */
    const int32_t *first; /* of each unit: first time treated, or NEVER */
    const double *y;      /* units rows of times */
    int p;                /* covariates of units, 0 for none */
    const double *x;      /* units rows of p */
    int32_t dropped;      /* units left out: not seen, or missing, at some time */
};

/* Rows of a unit at a time, in any order. */
struct panel_rows {
    int64_t n;
    const int32_t *unit, *time;
    const int32_t *first; /* the same in all rows of a unit */
    const double *y;      /* NaN is missing */
    int p;
    const double *x; /* n rows of p, NULL for p = 0; a unit's are those of its first time */
};

/* Makes a balanced panel of those units that have every time that occurs, with no missing y and no
 * missing covariate; the others are counted.
 *
 * Fails    ERROR_INVALID where a unit has two rows of a time or two first treatments, or no unit
 *          is complete.
 */
MUST_CHECK bool panel_make(struct arena *a, const struct panel_rows *rows, struct panel *out,
                           struct error *err);

/* The distinct first treatments of a panel, rising, NEVER last where it occurs; their number into
 * count. */
const int32_t *panel_cohorts(struct arena *a, const struct panel *p, int32_t *count);

/* Replaces n numbers by 0, 1, ... in the order of their values, INT32_MIN (missing) by -1; gives
 * how many there are, the missing left out. */
int32_t codes_from_zero(int32_t *at, int64_t n);
