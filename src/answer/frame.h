#pragma once
/* Frames: the answer of a query as columns in memory, for methods to count over. */

#include "store/site.h"

struct frame_column {
    const char *name;
    const char **text; /* NULL where missing; numbers as their shortest text */
    double *number;    /* NaN where missing or no number */
    bool numeric;      /* no value is a text that is no number */
};

struct frame {
    size_t rows, count;
    struct frame_column *columns;
};

/* Reads a guarded query whole. Fails: ERROR_INVALID with file and line for a mistake in it. */
MUST_CHECK bool frame_read(struct site *s, struct arena *a, const struct block *b, const char *sql,
                           int sql_line, struct frame *out, struct error *err);

/* NULL where there is no such column. */
const struct frame_column *frame_find(const struct frame *f, const char *name);

/* The different values of a column, numbered from 0 as they come; -1 where a value is missing.
 * rows: which rows are read, NULL for all count of them. */
struct codes {
    int32_t *at; /* a row each, in the order of rows */
    struct text_list values;
    int64_t missing;
};
struct codes frame_codes(struct arena *a, const struct frame_column *c, const size_t *rows,
                         size_t count);
