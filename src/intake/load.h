#pragma once
/* Loading: a file, through a map and the checks, into a record. One transaction a batch. */

#include "intake/source.h"
#include "intake/validate.h"

struct load_options {
    bool dry_run;        /* everything but the commit */
    bool replace_period; /* rows of the months in this file that it no longer has go into history */
    bool again;          /* load a file that was loaded before all the same */
    void (*progress)(void *context, int64_t rows); /* now and then; may be NULL */
    void *context;
};

/* One row that was not taken. */
struct reject {
    int64_t line;
    const char *field, *value, *reason, *cure, *raw; /* NULL where it does not apply */
};

struct reject_list {
    struct reject *at;
    size_t count, room;
};

/* Findings of one cause, counted. */
struct cause {
    const char *field, *reason, *cure; /* of the first; field may be NULL */
    enum severity severity;
    int64_t count, first_line;
};

struct cause_list {
    struct cause *at;
    size_t count, room;
};

struct load_result {
    const char *record, *map, *source;
    int64_t entry;         /* of the ledger; 0 where nothing was written */
    int64_t loaded_before; /* the entry of the batch that loaded the very same file; else 0 */
    int64_t read;          /* rows of the source */
    int64_t skipped;       /* by the map's `skips` */
    int64_t accepted, amended, same, repeated, rejected, removed;
    int64_t warnings;
    struct reject_list first; /* the first rejects, at most 100; the table has all */
    struct cause_list causes; /* why rows were rejected or warned about, most frequent first */
    struct text_list
        notes; /* what was seen in the file, and which unknown spellings became which code */
};

/* Loads a file. A row that does not fit is kept among the rejects with its line and reason; a file
 * that does not fit fails as a whole and changes nothing: ERROR_INVALID with file, line, field and
 * cure. Interrupted at any point the database is as before. */
MUST_CHECK bool load_file(struct site *s, struct arena *a, const struct map *map, const char *path,
                          const struct load_options *options, const struct act *act,
                          struct load_result *out, struct error *err);

/* Opens a file as a map reads it: the first of its formats that fits. */
MUST_CHECK bool load_open(struct arena *a, const struct map *map, const char *path,
                          struct source **out, struct error *err);

/* Undoes a batch: its rows go into history, what it amended comes back. */
MUST_CHECK bool load_withdraw(struct site *s, struct arena *a, int64_t entry, const struct act *act,
                              int64_t *rows, struct error *err);

/* A batch that was loaded. */
struct batch {
    int64_t entry;
    struct instant at;
    const char *map, *record, *source;
    int64_t read, accepted, amended, same, rejected, removed,
        withdrawn; /* withdrawn: an entry, or 0 */
};

struct batch_list {
    struct batch *at;
    size_t count, room;
};

/* The latest batches of a record (NULL: of all), newest first. */
MUST_CHECK bool batch_recent(struct store *st, struct arena *a, const char *record, int limit,
                             struct batch_list *out, struct error *err);

/* The rejects of a batch in order of line. */
MUST_CHECK bool batch_rejects(struct store *st, struct arena *a, int64_t entry, int limit,
                              struct reject_list *out, struct error *err);

/* Writes the rejects of a batch as CSV: line, field, value, reason, cure, row. */
MUST_CHECK bool batch_write_rejects(struct store *st, int64_t entry, const char *path,
                                    struct error *err);
