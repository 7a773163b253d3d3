#include "store/history.h"

#include "base/text.h"
#include "store/writer.h"

struct versions {
    struct site *site;
    struct arena *arena;
    const struct record *record;
    struct text_list key;
    struct version_list *out;
    struct value *last, *row; // the version before, and this one
    int *fields;
};

static const char *query(struct versions *v, const char *prefix, const char *until)
{
    const char *sql = "SELECT _id, _entry, _line, ", *where = "";
    sql = arena_printf(v->arena, "%s%s", sql, until);
    size_t key = 0;
    for (size_t i = 0; i < v->record->fields.count; i++) {
        const struct field *f = &v->record->fields.at[i];
        sql = arena_printf(v->arena, "%s, \"%s\"", sql, f->name);
        if (f->required == REQUIRED_KEY)
            where = arena_printf(v->arena, "%s%s\"%s\" = ?%zu", where,
                                 *where == '\0' ? "" : " AND ", f->name, ++key);
    }
    return arena_printf(v->arena, "%s FROM main.\"%s%s\" WHERE %s", sql, prefix, v->record->name,
                        where);
}

static bool read_source(struct versions *v, struct version *out, struct error *err)
{
    struct rows rows;
    if (!store_select(v->site->store, &rows, "SELECT source FROM ward_batch WHERE entry = ?1",
                      BIND(bind_i64(out->entry.seq)), err))
        return false;
    if (store_next(&rows))
        out->source = rows_text(&rows, 0, v->arena);
    struct entry_list entries;
    if (!store_done(&rows, err)
        || !ledger_read(v->site->store, v->arena, out->entry.seq, 1, &entries, err))
        return false;
    if (entries.count > 0)
        out->entry = entries.at[0];
    return true;
}

static bool differs(const struct value *a, const struct value *b)
{
    if (a->kind != b->kind)
        return true;
    switch (a->kind) {
    case VALUE_NULL:
        return false;
    case VALUE_INTEGER:
        return a->integer != b->integer;
    case VALUE_NUMBER:
        return a->number != b->number;
    case VALUE_TEXT:
        return !text_equal(a->text, b->text);
    }
    return true;
}

static void take_version(struct versions *v, const struct rows *rows)
{
    size_t n = v->record->fields.count;
    struct version *new = list_add(v->arena, v->out);
    new->entry.seq = rows_i64(rows, 1);
    new->line = rows_i64(rows, 2);
    new->until = rows_i64(rows, 3);
    for (size_t i = 0; i < n; i++) {
        v->row[i] = rows_value(rows, (int)i + 4);
        if (v->row[i].kind == VALUE_TEXT)
            v->row[i].text = arena_text_n(v->arena, v->row[i].text, v->row[i].length);
        if (v->out->count > 1 && differs(&v->row[i], &v->last[i]))
            *list_add(v->arena, &new->changed) = v->record->fields.at[i].name;
        v->last[i] = v->row[i];
    }
    new->row = row_json(v->arena, v->record, v->fields, n, v->row);
}

bool history_of(struct site *s, struct arena *a, const char *record, const char *key,
                struct version_list *out, struct error *err)
{
    struct version_list list = {0};
    struct versions v = {
        .site = s, .arena = a, .record = packs_record(&s->packs, record), .out = &list};
    if (v.record == NULL) {
        struct text_list names = packs_names(a, &s->packs, "record");
        return error_set(err, ERROR_NOT_FOUND, "there is no record %s%s", record,
                         text_did_you_mean(a, record, names.at, names.count));
    }
    size_t n = v.record->fields.count, keys = record_key_count(v.record);
    v.key = text_split(a, key, '|');
    if (keys == 1) {
        v.key = (struct text_list){0};
        *list_add(a, &v.key) = key;
    }
    if (v.key.count != keys)
        return error_set(err, ERROR_USAGE, "the key of %s has %zu parts, joined by |", record,
                         keys);
    v.last = ARENA_ARRAY(a, struct value, n);
    v.row = ARENA_ARRAY(a, struct value, n);
    v.fields = ARENA_ARRAY(a, int, n);
    struct value *binds = ARENA_ARRAY(a, struct value, keys);
    for (size_t i = 0; i < n; i++)
        v.fields[i] = (int)i;
    for (size_t i = 0; i < keys; i++)
        binds[i] = bind_text(v.key.at[i]);
    struct rows rows;
    if (!store_select(s->store, &rows,
                      arena_printf(a, "%s UNION ALL %s ORDER BY 1",
                                   query(&v, "ward_was_", "_until"), query(&v, "", "0")),
                      (struct binds){binds, keys}, err))
        return false;
    while (store_next(&rows))
        take_version(&v, &rows);
    if (!store_done(&rows, err))
        return false;
    if (list.count == 0)
        return error_set(err, ERROR_NOT_FOUND, "%s has no row %s, and never had", record, key);
    for (size_t i = 0; i < list.count; i++)
        if (!read_source(&v, &list.at[i], err))
            return false;
    *out = list;
    return true;
}
