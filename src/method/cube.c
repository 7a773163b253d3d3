/* Cubes of counts with totals. */

#include "method/cube.h"

#include <inttypes.h>
#include <string.h>

size_t cube_cells(const struct cube *c)
{
    size_t cells = 1;
    for (size_t d = 0; d < c->dimensions; d++)
        cells *= c->at[d].count;
    return cells;
}

size_t cube_stride(const struct cube *c, size_t dimension)
{
    size_t stride = 1;
    for (size_t d = dimension + 1; d < c->dimensions; d++)
        stride *= c->at[d].count;
    return stride;
}

static bool has_children(const struct cube_dimension *d, size_t node)
{
    for (size_t i = node + 1; i < d->count; i++)
        if (d->parent[i] == (int32_t)node)
            return true;
    return false;
}

struct cube cube_make(struct arena *a, size_t dimensions, const size_t *categories,
                      const int64_t *counts)
{
    struct cube c = {.dimensions = dimensions};
    for (size_t d = 0; d < dimensions; d++) {
        int32_t *parent = ARENA_ARRAY(a, int32_t, categories[d] + 1);
        parent[0] = -1;
        c.at[d] = (struct cube_dimension){categories[d] + 1, parent};
    }
    size_t cells = cube_cells(&c), next = 0;
    c.value = ARENA_ARRAY(a, int64_t, cells);
    for (size_t cell = 0; cell < cells; cell++) {
        bool category = true;
        for (size_t d = 0; d < dimensions; d++)
            category = category && cell / cube_stride(&c, d) % c.at[d].count != 0;
        if (category)
            c.value[cell] = counts[next++];
    }
    cube_add_up(&c);
    return c;
}

/* Adds, along a dimension, every node to its parent, from the last on. */
static void add_along(struct cube *c, size_t d)
{
    size_t stride = cube_stride(c, d), cells = cube_cells(c), count = c->at[d].count;
    for (size_t node = 0; node < count; node++) {
        if (!has_children(&c->at[d], node))
            continue;
        for (size_t cell = 0; cell < cells; cell++)
            if (cell / stride % count == node)
                c->value[cell] = 0;
    }
    for (size_t node = count; node-- > 1;) {
        size_t up = (node - (size_t)c->at[d].parent[node]) * stride;
        for (size_t cell = 0; cell < cells; cell++)
            if (cell / stride % count == node)
                c->value[cell - up] += c->value[cell];
    }
}

void cube_add_up(struct cube *c)
{
    for (size_t d = 0; d < c->dimensions; d++)
        add_along(c, d);
}

bool cube_check(const struct cube *c, struct error *err)
{
    if (c->dimensions < 1 || c->dimensions > CUBE_MOST_DIMENSIONS)
        return error_set(err, ERROR_INVALID, "a table has 1 to 3 dimensions, not %zu",
                         c->dimensions);
    for (size_t d = 0; d < c->dimensions; d++) {
        const struct cube_dimension *at = &c->at[d];
        if (at->count == 0 || at->parent[0] != -1)
            return error_set(err, ERROR_INVALID, "dimension %zu has no total", d + 1);
        for (size_t i = 1; i < at->count; i++)
            if (at->parent[i] < 0 || at->parent[i] >= (int32_t)i)
                return error_set(err, ERROR_INVALID,
                                 "node %zu of dimension %zu does not come after its parent", i,
                                 d + 1);
    }
    size_t cells = cube_cells(c);
    struct arena a = {0};
    struct cube sums = *c;
    sums.value = arena_copy(&a, c->value, cells * sizeof *c->value);
    cube_add_up(&sums);
    bool ok = true;
    for (size_t i = 0; ok && i < cells; i++) {
        if (c->value[i] < 0)
            ok = error_set(err, ERROR_INVALID, "cell %zu has a negative count", i);
        else if (c->value[i] != sums.value[i])
            ok = error_set(err, ERROR_INVALID,
                           "cell %zu is %" PRId64 ", but its parts add up to %" PRId64, i,
                           c->value[i], sums.value[i]);
    }
    arena_free(&a);
    return ok;
}
