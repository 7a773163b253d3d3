#pragma once
/* The columns of a CSV file of open data, gzipped or not, for tests. */

#include "t.h"

struct t_csv {
    struct arena *arena;
    const char **names;
    int columns;
    int64_t rows;
    const char **cells; /* row by row */
};

/* Ends the test where the file cannot be read or its rows are uneven. */
struct t_csv t_csv_load(struct arena *a, const char *path);

/* A column, by its name in the header; ends the test where there is none. */
const char *t_csv_text(const struct t_csv *csv, int64_t row, const char *column);
double *t_csv_numbers(const struct t_csv *csv, const char *column);   /* "" and NA: NaN */
int32_t *t_csv_integers(const struct t_csv *csv, const char *column); /* "" and NA: INT32_MIN */

/* The texts of a column as numbers 0, 1, ... in the order they first occur, how many into count. */
int32_t *t_csv_codes(const struct t_csv *csv, const char *column, int32_t *count);
