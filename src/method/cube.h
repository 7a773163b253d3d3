#pragma once
/* Cubes: counts by one, two or three things at once, with all their totals. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum { CUBE_MOST_DIMENSIONS = 3 };

/* The nodes of a tree: node 0 is the total, parent[0] is -1, and every parent comes before its
 * children. Nodes without children are the categories; those between are subtotals. */
struct cube_dimension {
    size_t count;
    const int32_t *parent;
};

/* value has a cell for every combination of nodes, the last dimension fastest: with two dimensions,
 * value[i * at[1].count + j]. */
struct cube {
    size_t dimensions; /* 1 to 3 */
    struct cube_dimension at[CUBE_MOST_DIMENSIONS];
    int64_t *value;
};

size_t cube_cells(const struct cube *c);

/* How far apart two neighbours along a dimension are in value. */
size_t cube_stride(const struct cube *c, size_t dimension);

/* A cube without subtotals from its categories: dimension d gets node 0 and categories[d] nodes
 * after it.
 *
 * counts   of every combination of categories, the last dimension fastest
 */
struct cube cube_make(struct arena *a, size_t dimensions, const size_t *categories,
                      const int64_t *counts);

/* Puts sums into all totals and subtotals; the cells of categories alone stay. */
void cube_add_up(struct cube *c);

/* That the trees are as above, counts are not negative and every total is the sum of its parts.
 * Fails: ERROR_INVALID. */
MUST_CHECK bool cube_check(const struct cube *c, struct error *err);
