#pragma once
/* Writing rows of a record: new ones, the same again, amendments with their before-image. One
 * writer is one entry of the ledger, inside one transaction. */

#include "store/site.h"

enum outcome {
    OUTCOME_NEW,
    OUTCOME_SAME,     /* the row is there already, equal */
    OUTCOME_AMENDED,  /* the row was there with other values, which are history now */
    OUTCOME_REPEATED, /* this writer wrote the equal row before */
    OUTCOME_CLASH, /* this writer wrote another row of the same key; or a unique value is taken */
};

/* A row that the writer took and had to give back: found when the keys were indexed at the end. */
struct clash {
    int64_t line, other_line; /* other_line: of the row that stays */
    bool equal;               /* the two are equal: a repetition, no clash */
    const char *field;        /* the unique field; NULL for the key */
    const char *row;          /* the row's values, as JSON */
};

struct clash_list {
    struct clash *at;
    size_t count, room;
};

struct writer;

/* fields: which of the record's fields the rows will give, in that order (indexes into its fields);
 * all key fields must be among them. An amendment leaves the other fields as they are. The entry is
 * the number that the ledger will give next. */
MUST_CHECK bool writer_begin(struct arena *a, struct site *s, const struct record *r,
                             const int *fields, size_t count, int64_t entry, struct writer **out,
                             struct error *err);

/* Writes one row: a value for each of the fields, texts good until the call returns. *other_line:
 * of the row that it clashes with. */
MUST_CHECK bool writer_put(struct writer *w, const struct value *values, int64_t line,
                           enum outcome *out, int64_t *other_line, const char **unique_field,
                           struct error *err);

/* Rows one after another, for a table that was empty. */
struct row_stream {
    void *context;
    /* The next row, in the order of the record's fields, and its line; NULL at the end or at
     * trouble. Good until the next call. */
    const struct value *(*next)(void *context, int64_t *line);
    /* An expression over the fields, without a subquery: where it is true, `take` says of the row
     * in hand whether it is taken. NULL: every row is taken. */
    const char *doubt;
    bool (*take)(void *context);
};

/* Whether the table was empty at the beginning, so that rows may be streamed. */
bool writer_is_fresh(const struct writer *w);

/* Writes all rows of a stream by one statement, several times as fast as row by row. *taken: how
 * many it wrote. */
MUST_CHECK bool writer_stream(struct writer *w, const struct row_stream *rows, int64_t *taken,
                              struct error *err);

/* Takes a row out, by key, into history. *found says whether it was there. */
MUST_CHECK bool writer_remove(struct writer *w, const struct value *key, bool *found,
                              struct error *err);

/* Rows of the record that happened in these months ("2026-01") and that this writer has not
 * written: out into history. For sources that send a month again. */
MUST_CHECK bool writer_remove_unseen(struct writer *w, const struct field *date,
                                     const struct text_list *months, struct error *err);

/* Ends: builds what was left for the end, and fills rows, replaced and content of the entry.
 * Clashes are found here when the table was empty at the beginning. */
MUST_CHECK bool writer_end(struct writer *w, struct entry *entry, struct clash_list *clashes,
                           struct error *err);

/* Undoes an entry: its rows go into history, and those that it replaced come back, as part of the
 * entry that this writer writes. Rows that a later entry changed are refused: ERROR_CONFLICT. */
MUST_CHECK bool writer_undo(struct writer *w, int64_t undone, struct error *err);

/* A row's values as a JSON object of its fields. */
const char *row_json(struct arena *a, const struct record *r, const int *fields, size_t count,
                     const struct value *values);
