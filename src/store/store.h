#pragma once
/* The store: one database behind a small interface. SQLite today; what differs between databases
 * stays behind these functions. */

#include <stdint.h>

#include "base/list.h"

/* A value as the database gives and takes it. Text is good until the next step of its rows. */
enum value_kind { VALUE_NULL, VALUE_INTEGER, VALUE_NUMBER, VALUE_TEXT };

struct value {
    enum value_kind kind;
    bool lasting; /* of a text that a function gives: it outlives the query, so is not copied */
    int64_t integer;
    double number;
    const char *text;
    size_t length; /* of text, in bytes */
};

struct binds {
    const struct value *at;
    size_t count;
};

#define BIND(...)                                                                                  \
    ((struct binds){(const struct value[]){__VA_ARGS__},                                           \
                    sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value)})
#define BIND_NOTHING ((struct binds){0})

struct value bind_text(const char *text); /* NULL: a NULL */
struct value bind_i64(int64_t v);
struct value bind_double(double v); /* NaN: a NULL */
struct value bind_null(void);

struct store;

enum store_mode { STORE_READ, STORE_WRITE, STORE_CREATE };

/* Settings of the library; once, at the start of the program, before any store is opened. */
void store_start(void);

/* Opens a database file, or one in memory (":memory:", always created). STORE_CREATE fails with
 * ERROR_CONFLICT where the file is there. Closed with the arena.
 * Fails: ERROR_NOT_FOUND, ERROR_INVALID (not a ward database, or of a later version), ERROR_STORE.
 */
MUST_CHECK bool store_open(struct arena *a, const char *path, enum store_mode mode,
                           struct store **out, struct error *err);

const char *store_path(const struct store *st);

/* Removes the files of a database that was being made and failed; nothing in memory. The store can
 * only be closed after it. */
void store_discard(struct store *st);

/* ---- asking ---------------------------------------------------------------- */

/* An open query. store_next stops at the end or at trouble, and store_done says which and closes.
 */
struct rows {
    struct store *store;
    void *statement;
    bool failed;
    struct error error;
};

MUST_CHECK bool store_select(struct store *st, struct rows *rows, const char *sql,
                             struct binds binds, struct error *err);
bool store_next(struct rows *rows);
MUST_CHECK bool store_done(struct rows *rows, struct error *err);

int rows_columns(const struct rows *rows);
const char *rows_column(const struct rows *rows, int column);
bool rows_is_null(const struct rows *rows, int column);
int64_t rows_i64(const struct rows *rows, int column);
double rows_double(const struct rows *rows, int column); /* NaN for NULL */
/* A copy in the arena; NULL for NULL. */
const char *rows_text(const struct rows *rows, int column, struct arena *a);
struct value rows_value(const struct rows *rows, int column);

/* A statement to be run many times: bind, then store_next until false, then store_again. */
MUST_CHECK bool store_prepare(struct store *st, struct rows *rows, const char *sql,
                              struct error *err);
void rows_bind(struct rows *rows, int index,
               struct value v); /* 1 is the first; text must outlive */
/* Makes it ready to be bound and run again. Fails as the run did. */
MUST_CHECK bool store_again(struct rows *rows, struct error *err);

/* Where in an SQL text the last prepare failed, in bytes; -1 where the database does not say. */
int store_error_offset(const struct store *st);

/* ---- changing -------------------------------------------------------------- */

MUST_CHECK bool store_begin(struct store *st, struct error *err);
/* Commits when ok, else rolls back and keeps the first error. Returns whether it is committed. */
MUST_CHECK bool store_end(struct store *st, bool ok, struct error *err);

/* Runs one statement that gives no rows. */
MUST_CHECK bool store_run(struct store *st, const char *sql, struct binds binds, struct error *err);
/* Rows changed by the last store_run, and the identity of the last row inserted. */
int64_t store_changes(const struct store *st);
int64_t store_last_id(const struct store *st);

/* Runs several statements, without values: the engine's own schema. */
MUST_CHECK bool store_script(struct store *st, const char *sql, struct error *err);

/* For a bulk load: less safety than the journal gives is never taken, but foreign keys are left to
 * the loader's own checks, and the journal is the one that suits one large transaction. Call both
 * outside of a transaction. */
MUST_CHECK bool store_bulk_begin(struct store *st, struct error *err);
MUST_CHECK bool store_bulk_end(struct store *st, struct error *err);

/* ---- guarding -------------------------------------------------------------- */

/* While guarded, statements may only read, and only views of the lens, code lists and what the
 * functions say: a record's table is read through the view of its name alone. */
void store_guard(struct store *st, bool on);

/* Whether a query names the schema of a table (main.x, "temp".x): guarded ones must not, since a
 * plain name is the lens's view and a qualified one the table beneath. */
bool store_names_schema(const char *sql);

/* What a query would read: pairs of a table and a column of it, each once. */
struct read_pair {
    const char *table, *column;
};

struct read_pairs {
    struct arena *arena;
    struct read_pair *at;
    size_t count, room;
};

/* Prepares a query as guarded and collects what it reads; runs nothing.
 * Fails: ERROR_INVALID for a mistake in the query, ERROR_FORBIDDEN for what the guard refuses. */
MUST_CHECK bool store_reads(struct store *st, const char *sql, struct read_pairs *out,
                            struct error *err);

/* ---- functions and tables of the engine -------------------------- */

/* A function for SQL: gets its arguments, sets *out (its text is copied) or fails with a message.
 */
typedef bool (*store_function_fn)(void *context, const struct value *args, int count,
                                  struct value *out, struct error *err);

/* arguments: how many; -1 any number. pure: the same arguments give the same answer. */
MUST_CHECK bool store_function(struct store *st, const char *name, int arguments, bool pure,
                               store_function_fn function, void *context, struct error *err);

/* Zeroed memory that lives as long as the store: for the contexts of functions. */
void *store_context(struct store *st, size_t size);

/* A stream of rows from outside, for a query to read as a table. */
struct row_source {
    void *context;
    struct text_list columns;
    struct text_list types;      /* of each column, by which SQLite compares; empty: none */
    bool (*next)(void *context); /* false at the end or at trouble */
    /* A value of the row in hand; text is good until the next row. */
    const struct value *(*value)(void *context, int column);
};

/* Makes `name` a table of the source's columns, which can be read once, in order.
 * The source must live until store_detach_source. */
MUST_CHECK bool store_attach_source(struct store *st, const char *name,
                                    const struct row_source *source, struct error *err);
MUST_CHECK bool store_detach_source(struct store *st, const char *name, struct error *err);

/* ---- keeping --------------------------------------------------------------- */

/* Copies the whole database, as it is at one moment, into a new file. */
MUST_CHECK bool store_copy_to(struct store *st, const char *path, struct error *err);
/* The database's own check of its file; the first complaint is the error. */
MUST_CHECK bool store_check_file(struct store *st, struct error *err);

/* ---- for tests ------------------------------------------------------------- */

/* Makes the n-th call from now that the store answers fail (0 the next); -1 never. */
void store_fail_after(struct store *st, int n);

/* A name in double quotes for SQL; the names of packs are checked, those of sources are not. */
const char *store_quote(struct arena *a, const char *name);
