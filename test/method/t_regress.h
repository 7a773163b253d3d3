#pragma once
/* What the tests of regression and survival share: columns from oracle files and from shared data.
 */

#include "oracle.h"
#include "t_csv.h"

/* Column j of the rows called "row" of an oracle file, as an array of *n numbers. */
double *t_column(struct arena *a, const struct oracle_list *l, int j, int64_t *n);

/* The same, as codes. */
int32_t *t_codes(struct arena *a, const double *x, int64_t n);

/* A file of shared data; false where that folder is absent. */
bool t_table(struct arena *a, const char *path, struct t_csv *out);

/* 1 where a column has a text, else 0. */
double *t_is(struct arena *a, const struct t_csv *t, const char *column, const char *text);

/* Checks each number after the row's name against found, to a relative tolerance (of 1e-3 of the
 * largest of them at least, since small entries of a matrix carry the rounding of large ones). */
void t_check_oracle(const struct oracle_list *l, const char *name, const double *found, int count,
                    double tolerance);

/* The lower triangle of a matrix, column by column, as R's lower.tri reads it. */
double *t_lower(struct arena *a, const double *v, int p);
