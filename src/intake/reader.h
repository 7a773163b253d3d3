#pragma once
/* Readers: what the formats behind source.h share. For the files of this folder only. */

#include "intake/bytes.h"
#include "intake/source.h"

struct source {
    struct arena *arena;
    const char *name;
    struct source_options how;
    struct input *input;
    struct bytes bytes; /* of text formats */

    size_t column_count;
    const char **columns, **raws;

    /* The row in hand: cells[0 .. cell_count), cell_count <= column_count. */
    struct span *cells;
    size_t cell_count;
    int64_t line;
    const char *problem;
    struct arena row; /* reset by source_next */

    bool ended;
    struct error trouble;
    struct source_notes notes;

    bool (*next)(struct source *s);
    const char *(*row_text)(struct arena *a, const struct source *s);
    void *state;
};

/* One a format: makes the columns and gets ready for the first row. */
MUST_CHECK bool csv_begin(struct source *s, struct error *err);
MUST_CHECK bool json_begin(struct source *s, struct error *err);
MUST_CHECK bool xlsx_begin(struct source *s, struct error *err);

/* Begins, or begins again after input_rewind, to read text. */
MUST_CHECK bool reader_begin_text(struct source *s, struct error *err);

/* Does this text look like JSON, JSON Lines or GeoJSON? The format's name, or NULL. */
const char *json_looks_like(const char *text, size_t length);

/* Names the columns by a header, or by the options, which win; no_header and no names: c1, c2, ...
 * Fails: ERROR_INVALID when the options name more or fewer columns than there are. */
MUST_CHECK bool reader_columns(struct source *s, const struct span *header, size_t count,
                               struct error *err);

/* What junk lines are told from a header by: a row's cells, those that are not empty, and where the
 * last of those is (1-based). */
struct shape {
    size_t cells, filled, width;
};

/* The row, from 0, that looks like the header: the first that is at least as wide as most. */
size_t reader_find_header(const struct shape *shapes, size_t count);

/* How many of the header's columns have a name or, in the rows of the sample, data. */
size_t reader_width(const struct shape *shapes, size_t count, struct shape header);

struct shape reader_shape(const struct span *cells, size_t count);

/* Ends the source with an error. Returns false. */
bool reader_fail(struct source *s, enum error_kind kind, const char *format, ...) PRINTF(3, 4);

/* Is every byte a space, tab or line break? */
bool span_blank(struct span cell);

/* Marks this row as one that cannot be trusted. */
void reader_problem(struct source *s, const char *format, ...) PRINTF(2, 3);

/* "1 row" or "3 rows". */
const char *reader_count(struct arena *a, int64_t n, const char *one, const char *many);
