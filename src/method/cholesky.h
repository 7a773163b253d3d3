#pragma once
/* Cholesky factors of symmetric matrices, row by row, of which only the lower triangle is read. */

#include <stdbool.h>

/* Factors a = L L' in place: L in the lower triangle with its diagonal, zeros above. A column whose
 * pivot is at most tolerance times its diagonal in a follows from the columns before it: its
 * diagonal in L becomes 0, and with it whatever is solved for it below.
 *
 * a            n by n, symmetric, positive semi-definite
 * tolerance    1e-10 or so; never less than 0
 * first_bad    the first such column, from 0, or -1 where there is none; may be NULL
 *
 * Returns the rank. */
int cholesky(double *a, int n, double tolerance, int *first_bad);

/* Solves L L' x = b in place. Entries of x at zero pivots are 0. */
void cholesky_solve(const double *l, int n, double *b);

/* The inverse of L L', whole, into out (not l itself); rows and columns of zero pivots are 0. */
void cholesky_inverse(const double *l, int n, double *out);

/* b'(L L')^{-1} b, without forming the inverse; scratch of n. */
double cholesky_form(const double *l, int n, const double *b, double *scratch);
