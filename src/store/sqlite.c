/* The store on SQLite. */

#include "store/store.h"

#include <inttypes.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

enum { APPLICATION_ID = 0x57415244, WAIT_MS = 4000 }; // "WARD"

struct store {
    sqlite3 *db;
    const char *path;
    struct arena *arena;
    int fail_after; // -1: never
    int error_offset;
    bool guarded, read_only;
    struct read_pairs *reads; // being collected, or NULL
};

/* ---- errors ---------------------------------------------------------------- */

static bool sqlite_error(struct store *st, int code, struct error *err)
{
    const char *said = sqlite3_errmsg(st->db);
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(
            err, ERROR_CONFLICT,
            "%s is being written by another program: wait until it is done, and try again",
            st->path);
    case SQLITE_FULL:
        return error_set(err, ERROR_STORE,
                         "the disk is full: free some space for %s, and try again", st->path);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return error_set(err, ERROR_INVALID, "%s is not a ward database, or is damaged (%s)",
                         st->path, said);
    case SQLITE_AUTH:
        return error_set(err, ERROR_FORBIDDEN, "%s", said);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return error_set(err, ERROR_STORE, "%s cannot be opened for writing (%s)", st->path, said);
    default:
        return error_set(err, ERROR_STORE, "%s", said);
    }
}

// Whether this call is the one that a test wants to fail.
static bool made_to_fail(struct store *st, struct error *err)
{
    if (st->fail_after < 0)
        return false;
    if (st->fail_after-- > 0)
        return false;
    st->fail_after = -1;
    error_set(err, ERROR_STORE, "the store was made to fail here");
    return true;
}

void store_fail_after(struct store *st, int n)
{
    st->fail_after = n;
}

/* ---- the guard ------------------------------------------------------------- */

static bool is_engine_table(const char *name)
{
    return text_starts(name, "ward_") || text_starts(name, "sqlite_");
}

static void collect(struct read_pairs *reads, const char *table, const char *column)
{
    for (size_t i = 0; i < reads->count; i++)
        if (text_equal(reads->at[i].table, table) && text_equal(reads->at[i].column, column))
            return;
    struct read_pair *pair = list_add(reads->arena, reads);
    pair->table = arena_text(reads->arena, table);
    pair->column = arena_text(reads->arena, column);
}

/* While guarded, only reading is allowed: of temp views (the lens), of tables beneath them when the
 * view of that very record reads them, of code lists, and of sources that were attached. */
static int authorize(void *context, int action, const char *first, const char *second,
                     const char *database, const char *view)
{
    const struct store *st = context;
    bool writes = action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE;
    if (st->read_only && writes && text_equal(database, "main"))
        return SQLITE_DENY; // making or dropping a table writes its schema, too
    if (!st->guarded)
        return SQLITE_OK;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return text_equal(second, "load_extension") || text_equal(second, "writefile") ? SQLITE_DENY
                                                                                       : SQLITE_OK;
    case SQLITE_READ: {
        if (st->reads != NULL && text_equal(database, "temp"))
            collect(st->reads, first, second);
        else if (st->reads != NULL && (text_equal(view, first) || *second == '\0'))
            collect(st->reads, first, ""); // the view of a record is read, whichever of its columns
        if (database == NULL || text_equal(database, "temp") || *first == '\0')
            return SQLITE_OK;
        // A count of rows names no column and, below a view, no view. It is the view's: a query
        // that names the schema of the tables themselves was refused before.
        if (*second == '\0' && !is_engine_table(first))
            return SQLITE_OK;
        const char *record = text_starts(first, "ward_was_") ? first + strlen("ward_was_") : first;
        if (view != NULL && text_equal(view, record))
            return SQLITE_OK;
        // A table that is no record's has no view of its name: a code list.
        sqlite3_stmt *found = NULL;
        bool covered = true;
        if (!is_engine_table(first)
            && sqlite3_prepare_v2(
                   st->db, "SELECT 1 FROM temp.sqlite_schema WHERE type = 'view' AND name = ?1", -1,
                   &found, NULL)
                   == SQLITE_OK) {
            sqlite3_bind_text(found, 1, first, -1, SQLITE_STATIC);
            covered = sqlite3_step(found) != SQLITE_DONE;
        }
        sqlite3_finalize(found);
        return covered ? SQLITE_DENY : SQLITE_OK;
    }
    default:
        (void)second;
        return SQLITE_DENY;
    }
}

void store_guard(struct store *st, bool on)
{
    st->guarded = on;
}

/* ---- opening --------------------------------------------------------------- */

static void close_store(void *what)
{
    struct store *st = what;
    // Statements that a failure left open.
    for (sqlite3_stmt *left; (left = sqlite3_next_stmt(st->db, NULL)) != NULL;)
        sqlite3_finalize(left);
    sqlite3_close_v2(st->db);
}

static bool pragma_i64(struct store *st, const char *sql, int64_t *out, struct error *err)
{
    struct rows rows;
    if (!store_select(st, &rows, sql, BIND_NOTHING, err))
        return false;
    int64_t v = store_next(&rows) ? rows_i64(&rows, 0) : 0;
    while (store_next(&rows))
        continue;
    if (!store_done(&rows, err))
        return false;
    *out = v;
    return true;
}

static bool check_identity(struct store *st, bool create, struct error *err)
{
    int64_t id = 0;
    if (create)
        return store_script(st, "PRAGMA page_size = 8192; PRAGMA application_id = 0x57415244", err);
    if (!pragma_i64(st, "PRAGMA application_id", &id, err))
        return false;
    if (id != APPLICATION_ID)
        return error_set(err, ERROR_INVALID,
                         "%s is a SQLite database, but not one of ward: make one with `ward init`",
                         st->path);
    return true;
}

void store_start(void)
{
    // Nobody reads SQLite's count of memory, and keeping it takes a lock at every allocation.
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

bool store_open(struct arena *a, const char *path, enum store_mode mode, struct store **out,
                struct error *err)
{
    bool memory = text_equal(path, ":memory:"), create = memory || mode == STORE_CREATE;
    if (!memory && !create && !file_exists(path))
        return error_set(err, ERROR_NOT_FOUND,
                         "there is no database %s: make one with `ward init --db %s`", path, path);
    if (!memory && file_is_folder(path))
        return error_set(err, ERROR_INVALID, "%s is a folder, not a database", path);
    if (!memory && create && file_exists(path))
        return error_set(err, ERROR_CONFLICT, "%s is there already", path);
    struct store *st = ARENA_NEW(a, struct store);
    *st = (struct store){
        .path = arena_text(a, path), .arena = a, .fail_after = -1, .error_offset = -1};
    int flags = create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
    int code = sqlite3_open_v2(path, &st->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    arena_defer(a, close_store, st);
    if (code != SQLITE_OK)
        return sqlite_error(st, code, err);
    sqlite3_extended_result_codes(st->db, 1);
    sqlite3_busy_timeout(st->db, WAIT_MS);
    sqlite3_db_config(st->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(st->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(st->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_set_authorizer(st->db, authorize, st);
    bool ok =
        check_identity(st, create, err)
        && (memory || store_script(st, "PRAGMA journal_mode = WAL", err))
        && store_script(
            st,
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
            "PRAGMA cache_size = -16000; PRAGMA temp_store = FILE; PRAGMA trusted_schema = OFF",
            err);
    if (!ok)
        return error_while(err, "opening %s", path);
    st->read_only = mode == STORE_READ && !memory;
    *out = st;
    return true;
}

const char *store_path(const struct store *st)
{
    return st->path;
}

void store_discard(struct store *st)
{
    static const char *const parts[] = {"", "-wal", "-shm", "-journal"};
    struct arena scratch = {0};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && !text_equal(st->path, ":memory:"); i++)
        unlink(arena_printf(&scratch, "%s%s", st->path, parts[i]));
    arena_free(&scratch);
}

/* ---- values ---------------------------------------------------------------- */

struct value bind_null(void)
{
    return (struct value){.kind = VALUE_NULL};
}

struct value bind_text(const char *text)
{
    if (text == NULL)
        return bind_null();
    return (struct value){.kind = VALUE_TEXT, .text = text, .length = strlen(text)};
}

struct value bind_i64(int64_t v)
{
    return (struct value){.kind = VALUE_INTEGER, .integer = v};
}

struct value bind_double(double v)
{
    return isnan(v) ? bind_null() : (struct value){.kind = VALUE_NUMBER, .number = v};
}

static void bind_value(sqlite3_stmt *statement, int index, struct value v)
{
    switch (v.kind) {
    case VALUE_NULL:
        sqlite3_bind_null(statement, index);
        break;
    case VALUE_INTEGER:
        sqlite3_bind_int64(statement, index, v.integer);
        break;
    case VALUE_NUMBER:
        sqlite3_bind_double(statement, index, v.number);
        break;
    case VALUE_TEXT:
        sqlite3_bind_text64(statement, index, v.text, v.length, SQLITE_STATIC, SQLITE_UTF8);
        break;
    }
}

/* ---- asking ---------------------------------------------------------------- */

// The end of a quoted name or text that begins at s.
static const char *after_quote(const char *s)
{
    char close = *s == '[' ? ']' : *s;
    for (s++; *s != '\0'; s++) {
        if (*s != close)
            continue;
        if (close == ']' || s[1] != close)
            return s + 1;
        s++;
    }
    return s;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool store_names_schema(const char *sql)
{
    for (const char *s = sql; *s != '\0';) {
        const char *start = s, *end = NULL;
        if (text_starts(s, "--")) {
            s += strcspn(s, "\n");
        } else if (text_starts(s, "/*")) {
            end = strstr(s + 2, "*/");
            s = end == NULL ? s + strlen(s) : end + 2;
            end = NULL;
        } else if (*s == '"' || *s == '`' || *s == '[' || *s == '\'') {
            s = after_quote(s);
            start++;
            end = s - 1;
        } else if (is_word(*s)) {
            while (is_word(*s))
                s++;
            end = s;
        } else {
            s++;
        }
        if (end == NULL || end - start != 4)
            continue;
        bool schema = strncasecmp(start, "main", 4) == 0 || strncasecmp(start, "temp", 4) == 0;
        if (schema && s[strspn(s, " \t\r\n")] == '.')
            return true;
    }
    return false;
}

bool store_prepare(struct store *st, struct rows *rows, const char *sql, struct error *err)
{
    *rows = (struct rows){.store = st};
    st->error_offset = -1;
    if (made_to_fail(st, err))
        return false;
    if (st->guarded && store_names_schema(sql))
        return error_set(err, ERROR_FORBIDDEN,
                         "name a record plainly, without main. or temp. before it");
    sqlite3_stmt *statement = NULL;
    const char *rest = NULL;
    int code = sqlite3_prepare_v3(st->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, &rest);
    if (code != SQLITE_OK) {
        st->error_offset = sqlite3_error_offset(st->db);
        sqlite_error(st, code, err);
        sqlite3_finalize(statement);
        if ((code & 0xFF) == SQLITE_ERROR) // a mistake in the text, not a failure of the database
            err->kind = ERROR_INVALID;
        return false;
    }
    if (statement == NULL)
        return error_set(err, ERROR_INVALID, "the query is empty");
    if (!text_blank(rest)) {
        sqlite3_finalize(statement);
        return error_set(err, ERROR_INVALID, "one statement was expected, and another follows it");
    }
    if (st->guarded && !sqlite3_stmt_readonly(statement)) {
        sqlite3_finalize(statement);
        return error_set(err, ERROR_FORBIDDEN, "a query can only read");
    }
    rows->statement = statement;
    return true;
}

bool store_reads(struct store *st, const char *sql, struct read_pairs *out, struct error *err)
{
    struct rows rows;
    bool guarded = st->guarded;
    st->guarded = true;
    st->reads = out;
    bool ok = store_prepare(st, &rows, sql, err);
    st->reads = NULL;
    st->guarded = guarded;
    struct error closing = {0};
    return ok && store_done(&rows, &closing);
}

int store_error_offset(const struct store *st)
{
    return st->error_offset;
}

void rows_bind(struct rows *rows, int index, struct value v)
{
    bind_value(rows->statement, index, v);
}

bool store_select(struct store *st, struct rows *rows, const char *sql, struct binds binds,
                  struct error *err)
{
    if (!store_prepare(st, rows, sql, err))
        return false;
    // The caller's values may not outlive this call: SQLite copies the texts.
    for (size_t i = 0; i < binds.count; i++) {
        const struct value *v = &binds.at[i];
        if (v->kind == VALUE_TEXT)
            sqlite3_bind_text64(rows->statement, (int)i + 1, v->text, v->length, SQLITE_TRANSIENT,
                                SQLITE_UTF8);
        else
            bind_value(rows->statement, (int)i + 1, *v);
    }
    return true;
}

bool store_next(struct rows *rows)
{
    if (rows->failed || rows->statement == NULL)
        return false;
    int code = sqlite3_step(rows->statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE) {
        sqlite_error(rows->store, code, &rows->error);
        rows->failed = true;
    }
    return false;
}

bool store_again(struct rows *rows, struct error *err)
{
    sqlite3_reset(rows->statement);
    if (rows->failed) {
        *err = rows->error;
        return false;
    }
    return !made_to_fail(rows->store, err);
}

bool store_done(struct rows *rows, struct error *err)
{
    sqlite3_finalize(rows->statement);
    rows->statement = NULL;
    if (!rows->failed)
        return true;
    *err = rows->error;
    return false;
}

int rows_columns(const struct rows *rows)
{
    return sqlite3_column_count(rows->statement);
}

const char *rows_column(const struct rows *rows, int column)
{
    return sqlite3_column_name(rows->statement, column);
}

bool rows_is_null(const struct rows *rows, int column)
{
    return sqlite3_column_type(rows->statement, column) == SQLITE_NULL;
}

int64_t rows_i64(const struct rows *rows, int column)
{
    return sqlite3_column_int64(rows->statement, column);
}

double rows_double(const struct rows *rows, int column)
{
    return rows_is_null(rows, column) ? (double)NAN
                                      : sqlite3_column_double(rows->statement, column);
}

const char *rows_text(const struct rows *rows, int column, struct arena *a)
{
    return arena_text(a, (const char *)sqlite3_column_text(rows->statement, column));
}

struct value rows_value(const struct rows *rows, int column)
{
    sqlite3_stmt *statement = rows->statement;
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return bind_i64(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
        return bind_double(sqlite3_column_double(statement, column));
    case SQLITE_TEXT: {
        const char *text = (const char *)sqlite3_column_text(statement, column);
        return (struct value){.kind = VALUE_TEXT,
                              .text = text,
                              .length = (size_t)sqlite3_column_bytes(statement, column)};
    }
    default:
        return bind_null();
    }
}

/* ---- changing -------------------------------------------------------------- */

bool store_run(struct store *st, const char *sql, struct binds binds, struct error *err)
{
    struct rows rows;
    if (!store_select(st, &rows, sql, binds, err))
        return false;
    while (store_next(&rows))
        continue;
    return store_done(&rows, err);
}

bool store_script(struct store *st, const char *sql, struct error *err)
{
    if (made_to_fail(st, err))
        return false;
    int code = sqlite3_exec(st->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || sqlite_error(st, code, err);
}

int64_t store_changes(const struct store *st)
{
    return sqlite3_changes64(st->db);
}

int64_t store_last_id(const struct store *st)
{
    return sqlite3_last_insert_rowid(st->db);
}

bool store_begin(struct store *st, struct error *err)
{
    return store_script(st, "BEGIN IMMEDIATE", err);
}

bool store_end(struct store *st, bool ok, struct error *err)
{
    if (ok && store_script(st, "COMMIT", err))
        return true;
    // The first error stays the one that is told; a rollback that fails leaves the journal to do
    // it.
    if (sqlite3_get_autocommit(st->db) == 0)
        sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

bool store_bulk_begin(struct store *st, struct error *err)
{
    return store_script(st, "PRAGMA foreign_keys = OFF", err);
}

bool store_bulk_end(struct store *st, struct error *err)
{
    return store_script(st, "PRAGMA foreign_keys = ON", err);
}

/* ---- functions ------------------------------------------------------------- */

struct function {
    struct store *store;
    store_function_fn function;
    void *context;
};

static struct value value_of(sqlite3_value *v)
{
    switch (sqlite3_value_type(v)) {
    case SQLITE_INTEGER:
        return bind_i64(sqlite3_value_int64(v));
    case SQLITE_FLOAT:
        return bind_double(sqlite3_value_double(v));
    case SQLITE_TEXT:
    case SQLITE_BLOB: {
        const char *text = (const char *)sqlite3_value_text(v);
        return (struct value){
            .kind = VALUE_TEXT, .text = text, .length = (size_t)sqlite3_value_bytes(v)};
    }
    default:
        return bind_null();
    }
}

static void give_value(sqlite3_context *context, const struct value *v)
{
    switch (v->kind) {
    case VALUE_NULL:
        sqlite3_result_null(context);
        break;
    case VALUE_INTEGER:
        sqlite3_result_int64(context, v->integer);
        break;
    case VALUE_NUMBER:
        sqlite3_result_double(context, v->number);
        break;
    case VALUE_TEXT:
        sqlite3_result_text64(context, v->text, v->length,
                              v->lasting ? SQLITE_STATIC : SQLITE_TRANSIENT, SQLITE_UTF8);
        break;
    }
}

// Runs once a cell of a load: nothing here is larger than it needs to be.
static void call_function(sqlite3_context *context, int count, sqlite3_value **values)
{
    enum { FEW = 8, MOST = 127 };
    struct value few[FEW], out = {.kind = VALUE_NULL}, *args = few;
    const struct function *f = sqlite3_user_data(context);
    struct arena scratch;
    if (count > FEW) {
        scratch = (struct arena){0};
        args = ARENA_ARRAY(&scratch, struct value, MOST);
    }
    for (int i = 0; i < count; i++)
        args[i] = value_of(values[i]);
    struct error err; // two kilobytes: written only by what fails
    err.kind = ERROR_NONE;
    err.text[0] = '\0';
    // What a function asks of the store is the engine's own question, not the query's.
    bool guarded = f->store->guarded;
    f->store->guarded = false;
    bool ok = f->function(f->context, args, count, &out, &err);
    f->store->guarded = guarded;
    if (ok)
        give_value(context, &out);
    else
        sqlite3_result_error(context, err.text, -1);
    if (count > FEW)
        arena_free(&scratch);
}

bool store_function(struct store *st, const char *name, int arguments, bool pure,
                    store_function_fn function, void *context, struct error *err)
{
    struct function *f = ARENA_NEW(st->arena, struct function);
    *f = (struct function){st, function, context};
    int flags = SQLITE_UTF8 | SQLITE_INNOCUOUS | (pure ? SQLITE_DETERMINISTIC : 0);
    int code = sqlite3_create_function_v2(st->db, name, arguments, flags, f, call_function, NULL,
                                          NULL, NULL);
    return code == SQLITE_OK || sqlite_error(st, code, err);
}

void *store_context(struct store *st, size_t size)
{
    return arena_alloc(st->arena, size);
}

/* ---- sources as tables ----------------------------------------------------- */

struct attached {
    struct store *store;
    const struct row_source *source;
};

struct source_table {
    sqlite3_vtab base;
    struct store *store;
    const struct row_source *source;
    bool read; // it can be read once
};

struct source_cursor {
    sqlite3_vtab_cursor base;
    struct source_table *table;
    bool ended;
    int64_t row;
};

static int source_connect(sqlite3 *db, void *context, int argc, const char *const *argv,
                          sqlite3_vtab **out, char **message)
{
    (void)argc;
    (void)argv;
    (void)message;
    const struct attached *attached = context;
    const struct row_source *source = attached->source;
    struct arena scratch = {0};
    const char *columns = "";
    for (size_t i = 0; i < source->columns.count; i++)
        columns = arena_printf(&scratch, "%s%s%s %s", columns, i == 0 ? "" : ", ",
                               store_quote(&scratch, source->columns.at[i]),
                               source->types.count == 0 ? "" : source->types.at[i]);
    int code = sqlite3_declare_vtab(db, arena_printf(&scratch, "CREATE TABLE x(%s)", columns));
    arena_free(&scratch);
    if (code != SQLITE_OK)
        return code;
    struct source_table *table = sqlite3_malloc64(sizeof *table);
    if (table == NULL)
        return SQLITE_NOMEM;
    *table = (struct source_table){.store = attached->store, .source = source};
    *out = &table->base;
    return SQLITE_OK;
}

static int source_disconnect(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

static int source_plan(sqlite3_vtab *table, sqlite3_index_info *info)
{
    (void)table;
    info->estimatedCost = 1e9;
    return SQLITE_OK;
}

static int source_open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    struct source_cursor *cursor = sqlite3_malloc64(sizeof *cursor);
    if (cursor == NULL)
        return SQLITE_NOMEM;
    *cursor = (struct source_cursor){.table = (struct source_table *)(void *)table};
    *out = &cursor->base;
    return SQLITE_OK;
}

static int source_close_cursor(sqlite3_vtab_cursor *cursor)
{
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static int source_step(sqlite3_vtab_cursor *base)
{
    struct source_cursor *c = (struct source_cursor *)(void *)base;
    struct source_table *table = c->table;
    struct error err;
    if (made_to_fail(table->store, &err)) {
        sqlite3_free(table->base.zErrMsg);
        table->base.zErrMsg = sqlite3_mprintf("%s", err.text);
        return SQLITE_ERROR;
    }
    c->ended = !table->source->next(table->source->context);
    c->row++;
    return SQLITE_OK;
}

static int source_start(sqlite3_vtab_cursor *base, int plan, const char *name, int argc,
                        sqlite3_value **argv)
{
    (void)plan;
    (void)name;
    (void)argc;
    (void)argv;
    struct source_cursor *c = (struct source_cursor *)(void *)base;
    if (c->table->read) {
        sqlite3_free(base->pVtab->zErrMsg);
        base->pVtab->zErrMsg = sqlite3_mprintf("a source can be read once in a query");
        return SQLITE_ERROR;
    }
    c->table->read = true;
    return source_step(base);
}

static int source_ended(sqlite3_vtab_cursor *base)
{
    return ((struct source_cursor *)(void *)base)->ended;
}

static int source_value(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const struct row_source *source = ((struct source_cursor *)(void *)base)->table->source;
    const struct value *v = source->value(source->context, column);
    if (v->kind == VALUE_TEXT)
        sqlite3_result_text64(context, v->text, v->length, SQLITE_STATIC, SQLITE_UTF8);
    else if (v->kind != VALUE_NULL)
        give_value(context, v);
    return SQLITE_OK;
}

static int source_row(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
    *out = ((struct source_cursor *)(void *)base)->row;
    return SQLITE_OK;
}

static const sqlite3_module source_module = {
    .xCreate = source_connect, // has storage of its own for as long as it is attached
    .xConnect = source_connect,
    .xBestIndex = source_plan,
    .xDisconnect = source_disconnect,
    .xDestroy = source_disconnect,
    .xOpen = source_open_cursor,
    .xClose = source_close_cursor,
    .xFilter = source_start,
    .xNext = source_step,
    .xEof = source_ended,
    .xColumn = source_value,
    .xRowid = source_row,
};

bool store_attach_source(struct store *st, const char *name, const struct row_source *source,
                         struct error *err)
{
    struct arena scratch = {0};
    const char *module = arena_printf(&scratch, "source_of_%s", name);
    struct attached *attached = ARENA_NEW(st->arena, struct attached);
    *attached = (struct attached){st, source};
    int code = sqlite3_create_module_v2(st->db, module, &source_module, attached, NULL);
    bool ok = code == SQLITE_OK || sqlite_error(st, code, err);
    const char *quoted = store_quote(&scratch, name);
    ok = ok
         && store_script(
             st, arena_printf(&scratch, "CREATE VIRTUAL TABLE temp.%s USING %s", quoted, module),
             err);
    arena_free(&scratch);
    return ok;
}

bool store_detach_source(struct store *st, const char *name, struct error *err)
{
    struct arena scratch = {0};
    bool ok = store_script(
        st, arena_printf(&scratch, "DROP TABLE temp.%s", store_quote(&scratch, name)), err);
    arena_free(&scratch);
    return ok;
}

/* ---- keeping --------------------------------------------------------------- */

bool store_copy_to(struct store *st, const char *path, struct error *err)
{
    if (file_exists(path))
        return error_set(err, ERROR_CONFLICT, "%s is there already", path);
    if (made_to_fail(st, err))
        return false;
    struct arena scratch = {0};
    const char *beside = arena_printf(&scratch, "%s.new", path);
    sqlite3 *copy = NULL;
    unlink(beside);
    int code = sqlite3_open_v2(beside, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    sqlite3_backup *backup =
        code == SQLITE_OK ? sqlite3_backup_init(copy, "main", st->db, "main") : NULL;
    if (backup != NULL) {
        sqlite3_backup_step(backup, -1);
        code = sqlite3_backup_finish(backup);
    } else {
        code = sqlite3_errcode(copy);
    }
    bool ok = code == SQLITE_OK
              || error_set(err, ERROR_STORE, "cannot write %s: %s", path, sqlite3_errmsg(copy));
    if (sqlite3_close(copy) != SQLITE_OK && ok)
        ok = error_set(err, ERROR_STORE, "cannot finish %s", path);
    if (ok && rename(beside, path) != 0)
        ok = error_set(err, ERROR_IO, "cannot rename %s to %s", beside, path);
    if (!ok)
        unlink(beside);
    arena_free(&scratch);
    return ok;
}

bool store_check_file(struct store *st, struct error *err)
{
    static const char *const checks[] = {"PRAGMA integrity_check(1)", "PRAGMA foreign_key_check"};
    struct arena scratch = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < 2; i++) {
        struct rows rows;
        ok = store_select(st, &rows, checks[i], BIND_NOTHING, err);
        while (ok && store_next(&rows)) {
            const char *said = rows_text(&rows, 0, &scratch);
            if (i == 1)
                ok = error_set(err, ERROR_INVALID,
                               "row %" PRId64 " of %s refers to a row of %s that is not there",
                               rows_i64(&rows, 1), said, rows_text(&rows, 2, &scratch));
            else if (!text_equal(said, "ok"))
                ok = error_set(err, ERROR_INVALID, "the database file is damaged: %s", said);
        }
        struct error closing = {0};
        if (!store_done(&rows, &closing) && ok) {
            *err = closing;
            ok = false;
        }
    }
    arena_free(&scratch);
    return ok;
}

const char *store_quote(struct arena *a, const char *name)
{
    char *quoted = arena_alloc(a, 2 * strlen(name) + 3), *to = quoted;
    *to++ = '"';
    for (; *name != '\0'; name++) {
        if (*name == '"')
            *to++ = '"';
        *to++ = *name;
    }
    *to = '"';
    return quoted;
}
