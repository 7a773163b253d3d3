#pragma once
/* Linear programmes of moderate size: the greatest and least value that is possible of something,
 * given equations. One start serves many objectives. */

#include <stddef.h>

#include "base/arena.h"

struct simplex;

/* Makes ready to maximise over  matrix x = b,  x >= 0.
 *
 * matrix   rows rows of columns numbers, row by row; not kept
 * b        rows numbers; not kept
 *
 * Fails    ERROR_INVALID where no x >= 0 solves the equations, or after too many steps.
 * Source   Dantzig 1963, Linear Programming and Extensions, chapters 5 and 6 (two phases, full
 *          tableau); Bland 1977, Math. Oper. Res. 2:103-107 (no cycles).
 */
MUST_CHECK bool simplex_begin(struct arena *a, const double *matrix, const double *b, size_t rows,
                              size_t columns, struct simplex **out, struct error *err);

struct optimum {
    bool bounded; /* false: there is no greatest value */
    double value;
    const double *x; /* where it is reached; good until the next call; NULL if not bounded */
};

/* The greatest c'x. Starts where the call before it ended, so that many objectives are cheap.
 *
 * Fails    ERROR_INVALID after too many steps.
 */
MUST_CHECK bool simplex_maximize(struct simplex *s, const double *c, struct optimum *out,
                                 struct error *err);
