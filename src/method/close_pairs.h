#pragma once
/* Close pairs: which events lie within a distance of each other, found with a grid. */

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "method/distance.h"

/* A number that reaches an edge but for this relative rounding has reached it. */
#define EDGE_TOLERANCE 1e-9

struct pair {
    int32_t i, j; /* i < j */
};

/* Pairs of band b: at[begin[b]] .. at[begin[b + 1] - 1]. */
struct close_pairs {
    struct pair *at;
    int64_t *begin; /* bands + 1 */
    int32_t bands;
};

/* The pairs nearer than edge[bands - 1], by band: band 0 is below edge[0], band b is edge[b - 1] <=
 * distance < edge[b]. Edges are finite, 0 or more, and rise.
 *
 * Cost     proportional to n and to the pairs nearer than about twice the last edge.
 * Fails    ERROR_USAGE where more than 2e8 pairs are that close. */
MUST_CHECK bool close_pairs_find(struct arena *a, enum places places, const double *x,
                                 const double *y, int32_t n, const double *edge, int32_t bands,
                                 struct close_pairs *out, struct error *err);
