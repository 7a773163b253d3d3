#pragma once
/* Tables for tests: a CSV file read whole, cells by column name. */

#include "t.h"

struct table {
    char ***cells; /* row by row; row 0 is the header */
    size_t rows, columns;
};

struct table table_read(struct arena *a, const char *path);

/* The cell of a row (from 1) in a column; ends the test where there is no such column. */
const char *table_cell(const struct table *t, size_t row, const char *column);

/* The path of a file of the source tree. */
const char *table_source(struct arena *a, const char *path);
