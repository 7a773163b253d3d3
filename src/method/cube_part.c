/* Connected parts of what is left out of a cube. */

#include "method/cube_part.h"

#include "base/list.h"

/* A total and its children along a dimension, some of them left out. */
struct equation {
    size_t dimension, total;
};

struct cube_parts {
    const struct cube *c;
    const enum cell_state *state;
    int64_t least;
    size_t cells;
    size_t *on; /* a forest: each cell points on, to the one that names the part in the end */
    struct equation_list {
        struct equation *at;
        size_t count, room;
    } equations;
};

/* The name of a part; paths are halved on the way. */
static size_t follow(size_t *on, size_t cell)
{
    while (on[cell] != cell)
        cell = on[cell] = on[on[cell]];
    return cell;
}

size_t cube_parts_name(const struct cube_parts *p, size_t cell)
{
    return follow(p->on, cell);
}

/* The next cell left out of an equation, from node *i of its dimension on: the total comes first.
 */
static bool next_hidden(const struct cube_parts *p, struct equation e, size_t *i, size_t *cell)
{
    const struct cube_dimension *at = &p->c->at[e.dimension];
    size_t stride = cube_stride(p->c, e.dimension), node = e.total / stride % at->count;
    for (; *i < at->count; (*i)++) {
        if (*i != node && at->parent[*i] != (int32_t)node)
            continue;
        *cell = e.total + (*i - node) * stride;
        if (p->state[*cell] != CELL_SHOWN) {
            (*i)++;
            return true;
        }
    }
    return false;
}

static size_t first_node(const struct cube_parts *p, struct equation e)
{
    return e.total / cube_stride(p->c, e.dimension) % p->c->at[e.dimension].count;
}

static bool *totals_of(const struct cube_dimension *d, struct arena *a)
{
    bool *total = ARENA_ARRAY(a, bool, d->count);
    for (size_t i = 1; i < d->count; i++)
        total[d->parent[i]] = true;
    return total;
}

static void connect(struct cube_parts *p, struct equation e, struct arena *a)
{
    size_t i = first_node(p, e), first, cell;
    if (!next_hidden(p, e, &i, &first))
        return;
    *list_add(a, &p->equations) = e;
    while (next_hidden(p, e, &i, &cell))
        p->on[follow(p->on, cell)] = follow(p->on, first);
}

struct cube_parts *cube_parts_find(struct arena *a, const struct cube *c,
                                   const enum cell_state *state, int64_t least)
{
    struct cube_parts *p = ARENA_NEW(a, struct cube_parts);
    *p = (struct cube_parts){.c = c, .state = state, .least = least, .cells = cube_cells(c)};
    p->on = ARENA_ARRAY(a, size_t, p->cells);
    for (size_t cell = 0; cell < p->cells; cell++)
        p->on[cell] = cell;
    for (size_t d = 0; d < c->dimensions; d++) {
        const bool *total = totals_of(&c->at[d], a);
        size_t stride = cube_stride(c, d);
        for (size_t cell = 0; cell < p->cells; cell++)
            if (total[cell / stride % c->at[d].count])
                connect(p, (struct equation){d, cell}, a);
    }
    return p;
}

static bool belongs(const struct cube_parts *p, struct equation e, size_t name)
{
    size_t i = first_node(p, e), cell;
    return next_hidden(p, e, &i, &cell) && follow(p->on, cell) == name;
}

bool cube_part_make(const struct cube_parts *p, size_t name, size_t most, struct arena *a,
                    struct cube_part *out, struct error *err)
{
    struct cube_part part = {0};
    size_t *column_of = ARENA_ARRAY(a, size_t, p->cells);
    for (size_t cell = 0; cell < p->cells; cell++)
        if (p->state[cell] != CELL_SHOWN && follow(p->on, cell) == name)
            column_of[cell] = part.columns++;
    if (part.columns > most)
        return error_set(err, ERROR_INVALID, "%zu connected cells are left out: too many to judge",
                         part.columns);
    for (size_t i = 0; i < p->equations.count; i++)
        part.rows += belongs(p, p->equations.at[i], name);
    part.cell = ARENA_ARRAY(a, size_t, part.columns);
    part.matrix = ARENA_ARRAY(a, double, part.rows *part.columns);
    part.sum = ARENA_ARRAY(a, double, part.rows);
    for (size_t cell = 0; cell < p->cells; cell++)
        if (p->state[cell] != CELL_SHOWN && follow(p->on, cell) == name)
            part.cell[column_of[cell]] = cell;
    size_t row = 0;
    for (size_t i = 0; i < p->equations.count; i++) {
        struct equation e = p->equations.at[i];
        if (!belongs(p, e, name))
            continue;
        size_t node = first_node(p, e), cell;
        while (next_hidden(p, e, &node, &cell)) {
            double sign = cell == e.total ? -1 : 1;
            part.matrix[row * part.columns + column_of[cell]] = sign;
            // what the shown cells leave for these is what these have: the cube adds up
            part.sum[row] += sign * (double)(p->c->value[cell] - p->least);
        }
        row++;
    }
    *out = part;
    return true;
}
