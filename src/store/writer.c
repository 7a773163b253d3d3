#include "store/writer.h"

#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "store/content.h"
#include "store/table.h"

enum { ROW_JSON_LIMIT = 1 << 20 };

struct writer {
    struct arena *arena;
    struct site *site;
    struct store *store;
    const struct record *record;
    const int *fields; // of the rows given
    size_t count, all; // fields given; fields of the record
    const char **names;
    struct value *row; // a whole row, in the order of the record
    int *key;          // indexes of the key fields in the record
    size_t keys;
    int64_t entry, next_id, rows, replaced;
    bool fresh; // the table was empty: no looking up, keys are indexed at the end
    bool digest_stale;
    struct content *content;
    struct rows insert, find, to_history, remove, taken;
    const char *columns; // all fields, quoted
    bool *bound;         // fields of the insert that are not NULL now
};

static bool same_value(const struct value *a, const struct value *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case VALUE_NULL:
        return true;
    case VALUE_INTEGER:
        return a->integer == b->integer;
    case VALUE_NUMBER:
        return a->number == b->number;
    case VALUE_TEXT:
        return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
    }
    return false;
}

static bool prepare_statements(struct writer *w, struct error *err)
{
    struct arena *a = w->arena;
    const char *name = w->record->name, *places = "?1", *keys = "";
    w->columns = "";
    for (size_t i = 0; i < w->all; i++)
        w->columns = arena_printf(a, "%s%s\"%s\"", w->columns, i == 0 ? "" : ", ", w->names[i]);
    for (size_t i = 0; i < w->all + 2; i++)
        places = arena_printf(a, "%s, ?%zu", places, i + 2);
    for (size_t i = 0; i < w->keys; i++)
        keys = arena_printf(a, "%s%s\"%s\" = ?%zu", keys, i == 0 ? "" : " AND ",
                            w->names[w->key[i]], i + 1);
    return store_prepare(
               w->store, &w->insert,
               arena_printf(a, "INSERT INTO main.\"%s\" (_id, %s, _entry, _line) VALUES (%s)", name,
                            w->columns, places),
               err)
           && store_prepare(w->store, &w->find,
                            arena_printf(a,
                                         "SELECT _id, _entry, _line, %s FROM main.\"%s\" WHERE %s",
                                         w->columns, name, keys),
                            err)
           && store_prepare(
               w->store, &w->to_history,
               arena_printf(a,
                            "INSERT INTO main.\"ward_was_%s\" (_id, %s, _entry, _line, _until)"
                            " SELECT _id, %s, _entry, _line, ?2 FROM main.\"%s\" WHERE _id = ?1",
                            name, w->columns, w->columns, name),
               err)
           && store_prepare(w->store, &w->remove,
                            arena_printf(a, "DELETE FROM main.\"%s\" WHERE _id = ?1", name), err);
}

static bool first_id(struct writer *w, struct error *err)
{
    struct rows rows;
    struct arena *a = w->arena;
    if (!store_select(w->store, &rows,
                      arena_printf(a,
                                   "SELECT (SELECT max(_id) FROM main.\"%s\"),"
                                   " (SELECT max(_id) FROM main.\"ward_was_%s\")",
                                   w->record->name, w->record->name),
                      BIND_NOTHING, err))
        return false;
    bool there = store_next(&rows);
    int64_t now = there ? rows_i64(&rows, 0) : 0, was = there ? rows_i64(&rows, 1) : 0;
    w->fresh = there && rows_is_null(&rows, 0);
    w->next_id = (now > was ? now : was) + 1;
    return store_done(&rows, err);
}

bool writer_begin(struct arena *a, struct site *s, const struct record *r, const int *fields,
                  size_t count, int64_t entry, struct writer **out, struct error *err)
{
    struct writer *w = ARENA_NEW(a, struct writer);
    *w = (struct writer){.arena = a,
                         .site = s,
                         .store = s->store,
                         .record = r,
                         .count = count,
                         .all = r->fields.count,
                         .entry = entry};
    w->fields = arena_copy(a, fields, count * sizeof *fields);
    w->names = ARENA_ARRAY(a, const char *, w->all);
    w->row = ARENA_ARRAY(a, struct value, w->all);
    w->bound = ARENA_ARRAY(a, bool, w->all);
    w->key = ARENA_ARRAY(a, int, w->all);
    for (size_t i = 0; i < w->all; i++) {
        w->names[i] = r->fields.at[i].name;
        if (r->fields.at[i].required == REQUIRED_KEY)
            w->key[w->keys++] = (int)i;
    }
    w->content = content_make(a, w->names, w->all);
    if (!first_id(w, err) || (w->fresh && !table_unindex(w->store, r, err))
        || !prepare_statements(w, err))
        return false;
    *out = w;
    return true;
}

static bool run(struct rows *rows, struct error *err)
{
    while (store_next(rows))
        continue;
    return store_again(rows, err);
}

static bool insert_row(struct writer *w, int64_t line, struct error *err)
{
    rows_bind(&w->insert, 1, bind_i64(w->next_id));
    for (size_t i = 0; i < w->all; i++)
        if (w->row[i].kind != VALUE_NULL || w->bound[i]) {
            rows_bind(&w->insert, (int)i + 2, w->row[i]);
            w->bound[i] = w->row[i].kind != VALUE_NULL;
        }
    rows_bind(&w->insert, (int)w->all + 2, bind_i64(w->entry));
    rows_bind(&w->insert, (int)w->all + 3, bind_i64(line));
    content_row(w->content, w->row);
    w->next_id++;
    w->rows++;
    return run(&w->insert, err);
}

/* ---- a stream of rows ------------------------------------------------------ */

/* The table `ward_row`: the identity and the line, whether the row in hand is taken, and the
 * fields. */
enum { STREAM_ID, STREAM_LINE, STREAM_TAKE, STREAM_FIELDS };

struct streaming {
    struct writer *writer;
    const struct row_stream *rows;
    const struct value *row; // in hand; NULL: none
    struct value id, line, taken;
};

// The row in hand, which the statement has written if it was to be taken, is counted.
static void finish_streamed(struct streaming *s)
{
    struct writer *w = s->writer;
    if (s->row == NULL || s->taken.integer == 0)
        return;
    content_row(w->content, s->row);
    w->next_id++;
    w->rows++;
}

static bool stream_next(void *context)
{
    struct streaming *s = context;
    finish_streamed(s);
    int64_t line = 0;
    s->row = s->rows->next(s->rows->context, &line);
    s->id = bind_i64(s->writer->next_id);
    s->line = bind_i64(line);
    s->taken = bind_i64(1);
    return s->row != NULL;
}

static const struct value *stream_value(void *context, int column)
{
    struct streaming *s = context;
    switch (column) {
    case STREAM_ID:
        return &s->id;
    case STREAM_LINE:
        return &s->line;
    case STREAM_TAKE: // asked only where there is doubt
        s->taken = bind_i64(s->rows->take(s->rows->context));
        return &s->taken;
    default:
        return &s->row[s->writer->fields[column - STREAM_FIELDS]];
    }
}

static const char *stream_sql(struct writer *w, struct arena *a, const char *doubt)
{
    const char *into = "", *row = "";
    for (size_t i = 0; i < w->count; i++)
        into = arena_printf(a, "%s, \"%s\"", into, w->names[w->fields[i]]);
    for (size_t i = 0; i < w->all; i++) {
        bool given = false;
        for (size_t j = 0; j < w->count && !given; j++)
            given = w->fields[j] == (int)i;
        // The sign takes the column's affinity away: values are compared as a check compares them.
        row = given ? arena_printf(a, "%s, +\"%s\" AS \"%s\"", row, w->names[i], w->names[i])
                    : arena_printf(a, "%s, NULL AS \"%s\"", row, w->names[i]);
    }
    const char *where =
        doubt == NULL ? "" : arena_printf(a, " WHERE CASE WHEN %s THEN _take ELSE 1 END", doubt);
    return arena_printf(a,
                        "INSERT INTO main.\"%s\" (_id%s, _entry, _line)"
                        " SELECT _id%s, ?1, _line"
                        " FROM (SELECT _id, _line, _take%s FROM temp.ward_row)%s",
                        w->record->name, into, into, row, where);
}

bool writer_is_fresh(const struct writer *w)
{
    return w->fresh;
}

bool writer_stream(struct writer *w, const struct row_stream *rows, int64_t *taken,
                   struct error *err)
{
    struct arena scratch = {0};
    int64_t before = w->rows;
    struct streaming s = {.writer = w, .rows = rows};
    struct row_source table = {.context = &s, .next = stream_next, .value = stream_value};
    static const char *const own[STREAM_FIELDS] = {"_id", "_line", "_take"};
    for (int i = 0; i < STREAM_FIELDS; i++)
        *list_add(&scratch, &table.columns) = own[i];
    for (size_t i = 0; i < w->count; i++)
        *list_add(&scratch, &table.columns) = w->names[w->fields[i]];
    bool ok =
        store_attach_source(w->store, "ward_row", &table, err)
        && store_run(w->store, stream_sql(w, &scratch, rows->doubt), BIND(bind_i64(w->entry)), err)
        && store_detach_source(w->store, "ward_row", err);
    *taken = w->rows - before;
    arena_free(&scratch);
    return ok;
}

/* ---- a row at a time ------------------------------------------------------- */

static bool row_to_history(struct writer *w, int64_t id, struct error *err)
{
    rows_bind(&w->to_history, 1, bind_i64(id));
    rows_bind(&w->to_history, 2, bind_i64(w->entry));
    rows_bind(&w->remove, 1, bind_i64(id));
    w->replaced++;
    return run(&w->to_history, err) && run(&w->remove, err);
}

static void take_given(struct writer *w, const struct value *values)
{
    for (size_t i = 0; i < w->count; i++)
        w->row[w->fields[i]] = values[i];
}

// Whether another row has the value of a unique field; *field and *line say which.
static bool find_taken(struct writer *w, int64_t own_id, const char **field, int64_t *line,
                       struct error *err)
{
    for (size_t i = 0; i < w->all && *field == NULL; i++) {
        struct rows rows;
        if (!w->record->fields.at[i].unique || w->row[i].kind == VALUE_NULL)
            continue;
        if (!store_select(
                w->store, &rows,
                arena_printf(w->arena,
                             "SELECT _line FROM main.\"%s\" WHERE \"%s\" = ?1 AND _id <> ?2",
                             w->record->name, w->names[i]),
                BIND(w->row[i], bind_i64(own_id)), err))
            return false;
        if (store_next(&rows)) {
            *field = w->names[i];
            *line = rows_i64(&rows, 0);
        }
        if (!store_done(&rows, err))
            return false;
    }
    return true;
}

bool writer_put(struct writer *w, const struct value *values, int64_t line, enum outcome *out,
                int64_t *other_line, const char **unique_field, struct error *err)
{
    for (size_t i = 0; i < w->all; i++)
        w->row[i] = bind_null();
    take_given(w, values);
    *unique_field = NULL;
    *out = OUTCOME_NEW;
    if (w->fresh)
        return insert_row(w, line, err);

    for (size_t i = 0; i < w->keys; i++)
        rows_bind(&w->find, (int)i + 1, w->row[w->key[i]]);
    int64_t id = 0;
    bool equal = true, mine = false;
    struct arena scratch = {0};
    if (store_next(&w->find)) {
        id = rows_i64(&w->find, 0);
        mine = rows_i64(&w->find, 1) == w->entry;
        *other_line = rows_i64(&w->find, 2);
        for (size_t i = 0; i < w->all; i++) {
            struct value was = rows_value(&w->find, (int)i + 3);
            bool given = false;
            for (size_t j = 0; j < w->count && !given; j++)
                given = w->fields[j] == (int)i;
            if (given) {
                equal = equal && same_value(&was, &w->row[i]);
                continue;
            }
            w->row[i] = was; // a field that this source does not give stays as it is
            if (was.kind == VALUE_TEXT)
                w->row[i].text = arena_text_n(&scratch, was.text, was.length);
        }
    }
    bool ok = store_again(&w->find, err);
    if (ok && id != 0 && equal) {
        *out = mine ? OUTCOME_REPEATED : OUTCOME_SAME;
    } else if (ok && mine) {
        *out = OUTCOME_CLASH;
    } else if (ok) {
        ok = find_taken(w, id, unique_field, other_line, err);
        if (ok && *unique_field != NULL) {
            *out = OUTCOME_CLASH;
        } else if (ok) {
            *out = id == 0 ? OUTCOME_NEW : OUTCOME_AMENDED;
            ok = (id == 0 || row_to_history(w, id, err)) && insert_row(w, line, err);
        }
    }
    arena_free(&scratch);
    return ok;
}

bool writer_remove(struct writer *w, const struct value *key, bool *found, struct error *err)
{
    for (size_t i = 0; i < w->keys; i++)
        rows_bind(&w->find, (int)i + 1, key[i]);
    int64_t id = store_next(&w->find) ? rows_i64(&w->find, 0) : 0;
    *found = id != 0;
    return store_again(&w->find, err) && (id == 0 || row_to_history(w, id, err));
}

bool writer_remove_unseen(struct writer *w, const struct field *date,
                          const struct text_list *months, struct error *err)
{
    for (size_t i = 0; i < months->count; i++) {
        struct rows rows;
        struct {
            int64_t *at;
            size_t count, room;
        } ids = {0};
        struct arena scratch = {0};
        bool ok =
            store_select(w->store, &rows,
                         arena_printf(&scratch,
                                      "SELECT _id FROM main.\"%s\" WHERE substr(\"%s\", 1, 7) = ?1"
                                      " AND _entry <> ?2 AND _line >= 0 ORDER BY _id",
                                      w->record->name, date->name),
                         BIND(bind_text(months->at[i]), bind_i64(w->entry)), err);
        while (ok && store_next(&rows))
            *list_add(&scratch, &ids) = rows_i64(&rows, 0);
        ok = ok && store_done(&rows, err);
        for (size_t j = 0; ok && j < ids.count; j++)
            ok = row_to_history(w, ids.at[j], err);
        arena_free(&scratch);
        if (!ok)
            return false;
    }
    return true;
}

/* ---- clashes found at the end ---------------------------------------------- */

static bool read_row(struct writer *w, struct rows *rows, int first)
{
    for (size_t i = 0; i < w->all; i++)
        w->row[i] = rows_value(rows, first + (int)i);
    return true;
}

static const char *whole_row_json(struct arena *a, const struct writer *w)
{
    int *every = ARENA_ARRAY(a, int, w->all);
    for (size_t i = 0; i < w->all; i++)
        every[i] = (int)i;
    return row_json(a, w->record, every, w->all, w->row);
}

/* Takes out rows whose values in some fields repeat those of an earlier row, so that a unique index
 * of them can be made. */
static bool take_out_repeated(struct writer *w, const char *columns, const char *first,
                              const char *field, struct clash_list *clashes, struct error *err)
{
    struct arena scratch = {0};
    struct {
        int64_t *at;
        size_t count, room;
    } ids = {0};
    struct rows rows;
    const char *name = w->record->name;
    // The first row of each group stays; `equal` compares all fields, NULLs being equal.
    const char *equal = "TRUE";
    for (size_t i = 0; i < w->all; i++)
        equal =
            arena_printf(&scratch, "%s AND f.\"%s\" IS t.\"%s\"", equal, w->names[i], w->names[i]);
    const char *fields = "";
    for (size_t i = 0; i < w->all; i++)
        fields = arena_printf(&scratch, "%s, t.\"%s\"", fields, w->names[i]);
    const char *sql =
        arena_printf(&scratch,
                     "WITH d AS (SELECT %s, min(_id) AS first_id FROM main.\"%s\""
                     " WHERE %s IS NOT NULL GROUP BY %s HAVING count(*) > 1)"
                     " SELECT t._id, t._line, f._line, %s%s"
                     " FROM d JOIN main.\"%s\" AS t USING (%s)"
                     " JOIN main.\"%s\" AS f ON f._id = d.first_id"
                     " WHERE t._id <> d.first_id ORDER BY t._id",
                     columns, name, first, columns, equal, fields, name, columns, name);
    bool ok = store_script(w->store,
                           arena_printf(&scratch, "CREATE INDEX main.ward_repeated ON \"%s\" (%s)",
                                        name, columns),
                           err)
              && store_select(w->store, &rows, sql, BIND_NOTHING, err);
    while (ok && store_next(&rows)) {
        struct clash *c = list_add(w->arena, clashes);
        *c = (struct clash){.line = rows_i64(&rows, 1),
                            .other_line = rows_i64(&rows, 2),
                            .equal = rows_i64(&rows, 3) != 0,
                            .field = field};
        *list_add(&scratch, &ids) = rows_i64(&rows, 0);
        read_row(w, &rows, 4);
        c->row = whole_row_json(w->arena, w);
    }
    ok = ok && store_done(&rows, err)
         && store_script(w->store, "DROP INDEX main.ward_repeated", err);
    for (size_t i = 0; ok && i < ids.count; i++) {
        rows_bind(&w->remove, 1, bind_i64(ids.at[i]));
        ok = run(&w->remove, err);
        w->rows--;
        w->digest_stale = true;
    }
    arena_free(&scratch);
    return ok;
}

static bool end_fresh(struct writer *w, struct clash_list *clashes, struct error *err)
{
    struct arena scratch = {0};
    struct error first = {0};
    bool ok = table_index(w->store, w->record, &first);
    if (!ok && first.kind == ERROR_STORE && strstr(first.text, "UNIQUE") != NULL) {
        // Some rows repeat a key or a unique value: rare, so looked for only now.
        const char *key_columns = table_key_columns(&scratch, w->record);
        const char *first_key = arena_printf(&scratch, "\"%s\"", w->names[w->key[0]]);
        struct error absent = {0};
        (void)!store_script(
            w->store,
            arena_printf(&scratch, "DROP INDEX IF EXISTS main.\"ward_key_%s\"", w->record->name),
            &absent);
        ok = take_out_repeated(w, key_columns, first_key, NULL, clashes, err);
        for (size_t i = 0; ok && i < w->all; i++) {
            const char *column = arena_printf(&scratch, "\"%s\"", w->names[i]);
            if (!w->record->fields.at[i].unique)
                continue;
            (void)!store_script(w->store,
                                arena_printf(&scratch,
                                             "DROP INDEX IF EXISTS main.\"ward_unique_%s_%s\"",
                                             w->record->name, w->names[i]),
                                &absent);
            ok = take_out_repeated(w, column, column, w->names[i], clashes, err);
        }
        ok = ok && table_index(w->store, w->record, err);
    } else if (!ok) {
        *err = first;
    }
    arena_free(&scratch);
    return ok;
}

// The digest of what this entry wrote, read back: for when rows were taken out again.
static bool read_back_content(struct writer *w, struct error *err)
{
    struct rows rows;
    content_begin(w->content);
    if (!store_select(w->store, &rows,
                      arena_printf(w->arena,
                                   "SELECT %s FROM main.\"%s\" WHERE _entry = ?1 ORDER BY _id",
                                   w->columns, w->record->name),
                      BIND(bind_i64(w->entry)), err))
        return false;
    while (store_next(&rows)) {
        read_row(w, &rows, 0);
        content_row(w->content, w->row);
    }
    return store_done(&rows, err);
}

bool writer_end(struct writer *w, struct entry *entry, struct clash_list *clashes,
                struct error *err)
{
    *clashes = (struct clash_list){0};
    bool ok = !w->fresh || end_fresh(w, clashes, err);
    ok = ok && (!w->digest_stale || read_back_content(w, err));
    struct rows *statements[] = {&w->insert, &w->find, &w->to_history, &w->remove};
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        struct error closing = {0};
        if (statements[i]->statement != NULL && !store_done(statements[i], &closing) && ok) {
            *err = closing;
            ok = false;
        }
    }
    if (!ok)
        return false;
    struct digest d = content_end(w->content);
    char *content = arena_alloc(w->arena, 65);
    digest_write(&d, content);
    entry->record = w->record->name;
    entry->rows = w->rows;
    entry->replaced = w->replaced;
    entry->content = content;
    return true;
}

bool writer_undo(struct writer *w, int64_t undone, struct error *err)
{
    struct arena scratch = {0};
    struct rows rows;
    const char *name = w->record->name;
    struct {
        int64_t *at;
        size_t count, room;
    } ids = {0};
    // A row of the undone entry that is history already was changed by a later entry.
    bool ok = store_select(
        w->store, &rows,
        arena_printf(&scratch, "SELECT count(*) FROM main.\"ward_was_%s\" WHERE _entry = ?1", name),
        BIND(bind_i64(undone)), err);
    int64_t later = ok && store_next(&rows) ? rows_i64(&rows, 0) : 0;
    ok = ok && store_done(&rows, err);
    if (ok && later > 0)
        ok = error_set(err, ERROR_CONFLICT,
                       "%" PRId64 " rows of entry %" PRId64
                       " were changed since: withdraw the later entries first",
                       later, undone);
    ok = ok
         && store_select(w->store, &rows,
                         arena_printf(&scratch,
                                      "SELECT _id FROM main.\"%s\" WHERE _entry = ?1 ORDER BY _id",
                                      name),
                         BIND(bind_i64(undone)), err);
    while (ok && store_next(&rows))
        *list_add(&scratch, &ids) = rows_i64(&rows, 0);
    ok = ok && store_done(&rows, err);
    for (size_t i = 0; ok && i < ids.count; i++)
        ok = row_to_history(w, ids.at[i], err);
    // What it replaced comes back as it was, under this entry.
    ok = ok
         && store_select(
             w->store, &rows,
             arena_printf(
                 &scratch,
                 "SELECT _line, %s FROM main.\"ward_was_%s\" WHERE _until = ?1 ORDER BY _id",
                 w->columns, name),
             BIND(bind_i64(undone)), err);
    while (ok && store_next(&rows)) {
        read_row(w, &rows, 1);
        ok = insert_row(w, rows_i64(&rows, 0), err);
    }
    ok = ok && store_done(&rows, err);
    arena_free(&scratch);
    return ok;
}

const char *row_json(struct arena *a, const struct record *r, const int *fields, size_t count,
                     const struct value *values)
{
    struct buf b = buf_make(a, ROW_JSON_LIMIT);
    struct json j = json_make(&b);
    j.compact = true;
    json_object_begin(&j, NULL);
    for (size_t i = 0; i < count; i++) {
        const struct field *f = &r->fields.at[fields[i]];
        switch (values[i].kind) {
        case VALUE_NULL:
            break;
        case VALUE_INTEGER:
            if (f->type == FIELD_BOOLEAN)
                json_bool(&j, f->name, values[i].integer != 0);
            else
                json_i64(&j, f->name, values[i].integer);
            break;
        case VALUE_NUMBER:
            json_number(&j, f->name, values[i].number);
            break;
        case VALUE_TEXT:
            json_text(&j, f->name, arena_text_n(a, values[i].text, values[i].length));
            break;
        }
    }
    json_object_end(&j);
    return b.overflowed ? "{}" : b.text;
}
