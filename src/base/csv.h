#pragma once
/* CSV held in memory (RFC 4180): small tables that a person writes, such as those of a pack. Large
 * files from outside are read by intake/. */

#include "base/list.h"

struct csv_row {
    const char **cells; /* as many as the header has; "" where the row is shorter; trimmed */
    int line;           /* where it begins; 1 is the first */
};

struct csv_table {
    struct text_list header;
    struct {
        struct csv_row *at;
        size_t count, room;
    } rows;
};

/* Reads a text; empty lines are passed over, a byte-order mark too.
 * Fails: ERROR_INVALID with the line, for a quote that is not closed, text after a quote, a row
 * with more cells than the header, a column named twice or not at all, no header. */
MUST_CHECK bool csv_read(struct arena *a, const char *text, struct csv_table *out,
                         struct error *err);

/* The index of a column, or -1. */
int csv_column(const struct csv_table *t, const char *name);
