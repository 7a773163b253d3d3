#pragma once
/* What is left out of a cube falls into parts that no equation connects. Each part is a linear
 * programme of its own: its cells are the unknowns, its totals the equations. */

#include "method/suppression.h"

struct cube_parts;

/* The parts of what is left out.
 *
 * least   the least that a cell left out may be: 0 or 1; the unknowns are what is above that
 */
struct cube_parts *cube_parts_find(struct arena *a, const struct cube *c,
                                   const enum cell_state *state, int64_t least);

/* A cell that stands for the part that a cell left out belongs to. */
size_t cube_parts_name(const struct cube_parts *p, size_t cell);

struct cube_part {
    size_t *cell, columns; /* the unknowns, in the order of the cube */
    size_t rows;           /* equations */
    double *matrix, *sum;  /* rows rows of columns coefficients -1, 0, 1; and their sums */
};

/* A part's programme.
 *
 * name   as from cube_parts_name
 * most   cells of the part
 *
 * Fails  ERROR_INVALID for a larger part.
 */
MUST_CHECK bool cube_part_make(const struct cube_parts *p, size_t name, size_t most,
                               struct arena *a, struct cube_part *out, struct error *err);
