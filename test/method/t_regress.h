#pragma once
/* What the tests of regression and survival share: columns from oracle files and from shared data.
 */

#include "oracle.h"

/* Column j of the rows called "row" of an oracle file, as an array of *n numbers. */
double *t_column(struct arena *a, const struct oracle_list *l, int j, int64_t *n);

/* The same, as codes. */
int32_t *t_codes(struct arena *a, const double *x, int64_t n);

/* A table of shared data, NULL where that folder is absent. */
struct t_table {
    struct csv_table *csv;
    int64_t n;
};
bool t_table_load(struct arena *a, const char *path, struct t_table *out);

/* A column of numbers: NaN for a cell that is empty or not a number. */
double *t_numbers(struct arena *a, const struct t_table *t, const char *column);

/* 1 where a column has a text, else 0. */
double *t_is(struct arena *a, const struct t_table *t, const char *column, const char *text);

const char *t_cell(const struct t_table *t, int64_t row, const char *column);

/* Codes of a column by the order of first appearance; *levels says how many. */
int32_t *t_factor(struct arena *a, const struct t_table *t, const char *column, int *levels);

/* Checks each number after the row's name against found, to a relative tolerance (of 1e-3 of the
 * largest of them at least, since small entries of a matrix carry the rounding of large ones). */
void t_check_oracle(const struct oracle_list *l, const char *name, const double *found, int count,
                    double tolerance);

/* The lower triangle of a matrix, column by column, as R's lower.tri reads it. */
double *t_lower(struct arena *a, const double *v, int p);
