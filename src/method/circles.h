#pragma once
/* Circles: for each centre the locations by distance, as far as a scan may reach. */

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "method/distance.h"

/* The circles around centre k are the heads of near[begin[k]] .. near[begin[k + 1] - 1] that end
 * with an entry marked CIRCLE_ENDS: locations at an equal distance enter together. */
struct circles {
    int32_t centres;
    int64_t *begin;
    const uint32_t *near; /* location << 1, plus CIRCLE_ENDS */
    int64_t count;        /* circles over all centres */
};

enum { CIRCLE_ENDS = 1 };

struct circle_limits {
    const double *weight; /* locations: people at risk */
    double weight_most;   /* in a circle */
    double radius_most;   /* INFINITY: none */
};

/* Cost     centres * locations * log(locations) in time, centres * locations in memory at worst.
 * Fails    ERROR_USAGE where that would not fit in memory. */
MUST_CHECK bool circles_make(struct arena *a, enum places places, const double *x, const double *y,
                             int32_t locations, const double *centre_x, const double *centre_y,
                             int32_t centres, const struct circle_limits *limits,
                             struct circles *out, struct error *err);
