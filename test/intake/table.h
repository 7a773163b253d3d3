#pragma once
/* A source as one text, for tests: the columns, then each row with its line, then how it ended.
 *
 *     a|b
 *     2: 1|x
 *     3: 2|~ !        ~ there is no cell; ! the row has a problem
 *     .               or the error's text */

#include "intake/source.h"

const char *table_text(struct arena *a, const char *name, const void *bytes, size_t length,
                       const struct source_options *how);

/* The same for a text, read with blocks of 1, 2, 3, ... bytes, which must all give the same. */
const char *table_of(struct arena *a, const char *text, const struct source_options *how);
const char *table_of_bytes(struct arena *a, const char *name, const void *bytes, size_t length,
                           const struct source_options *how);

/* Compressed with gzip, as one member. */
const void *gzip_of(struct arena *a, const void *bytes, size_t length, size_t *out_length);

/* A workbook of these parts (name, text, name, text, ..., NULL), zipped. */
const void *zip_of(struct arena *a, const char *const *parts, size_t *length);
