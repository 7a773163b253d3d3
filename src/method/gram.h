#pragma once
/* Weighted cross products X'WX of a block of rows: the one inner loop of every regression. */

#include <stdint.h>

enum { GRAM_ROWS = 256 }; /* the most rows of a block; also the distance between its columns */

/* Adds the sum over rows of w[r] x[r][i] x[r][j] to g[i p + j], for j <= i only.
 *
 * x        p columns of rows numbers, column j at x + j GRAM_ROWS; p >= 1. Its last GRAM_ROWS -
 * rows places of a column are written over with zeros up to the next multiple of 4 w        rows
 * weights, with room for GRAM_ROWS; as x at its end scratch  room for p GRAM_ROWS numbers
 *
 * The order of the sums depends on rows alone, and no fused operation is used: every machine gives
 * the same digits. About n p^2 operations for n rows.
 */
void gram_add(int p, int rows, double *x, double *w, double *scratch, double *g);

/* The sum of x[r] y[r], in an order that depends on rows alone. */
double gram_dot(int rows, const double *x, const double *y);

/* Copies the lower triangle of g (p by p) to the upper one. */
void gram_mirror(int p, double *g);
