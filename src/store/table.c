#include "store/table.h"

#include <inttypes.h>

#include "base/number.h"
#include "base/text.h"

static const char *sql_type(enum field_type type)
{
    switch (type) {
    case FIELD_INTEGER:
    case FIELD_MONEY:
    case FIELD_BOOLEAN:
        return "INTEGER";
    case FIELD_NUMBER:
        return "REAL";
    case FIELD_TEXT:
    case FIELD_DATE:
    case FIELD_PARTIAL_DATE:
    case FIELD_DATETIME:
    case FIELD_CODE:
    case FIELD_CODES:
    case FIELD_REFERENCE:
    case FIELD_POINT:
    case FIELD_POLYGON:
        return "TEXT";
    }
    return "TEXT";
}

static const char *field_columns(struct arena *a, const struct record *r, bool constraints)
{
    const char *sql = "";
    for (size_t i = 0; i < r->fields.count; i++) {
        const struct field *f = &r->fields.at[i];
        bool needed = f->required == REQUIRED_KEY || f->required == REQUIRED_YES;
        sql = arena_printf(a, "%s, \"%s\" %s%s", sql, f->name, sql_type(f->type),
                           constraints && needed ? " NOT NULL" : "");
        if (constraints && f->type == FIELD_CODE)
            sql = arena_printf(a, "%s REFERENCES \"%s\" (code)", sql, f->codes);
    }
    return sql;
}

const char *table_of_record(struct arena *a, const struct packs *packs, const struct record *r)
{
    (void)packs;
    return arena_printf(a,
                        "CREATE TABLE main.\"%s\" (_id INTEGER PRIMARY KEY%s,"
                        " _entry INTEGER NOT NULL, _line INTEGER NOT NULL) STRICT",
                        r->name, field_columns(a, r, true));
}

const char *table_of_history(struct arena *a, const struct record *r)
{
    return arena_printf(
        a,
        "CREATE TABLE main.\"ward_was_%s\" (_id INTEGER PRIMARY KEY%s,"
        " _entry INTEGER NOT NULL, _line INTEGER NOT NULL, _until INTEGER NOT NULL) STRICT",
        r->name, field_columns(a, r, false));
}

const char *table_key_columns(struct arena *a, const struct record *r)
{
    const char *sql = "";
    for (size_t i = 0; i < r->fields.count; i++)
        if (r->fields.at[i].required == REQUIRED_KEY)
            sql =
                arena_printf(a, "%s%s\"%s\"", sql, *sql == '\0' ? "" : ", ", r->fields.at[i].name);
    return sql;
}

bool table_index(struct store *st, const struct record *r, struct error *err)
{
    struct arena a = {0};
    bool ok =
        store_script(st,
                     arena_printf(&a, "CREATE UNIQUE INDEX main.\"ward_key_%s\" ON \"%s\" (%s)",
                                  r->name, r->name, table_key_columns(&a, r)),
                     err);
    for (size_t i = 0; ok && i < r->fields.count; i++) {
        const char *field = r->fields.at[i].name;
        if (r->fields.at[i].unique)
            ok = store_script(
                st,
                arena_printf(&a,
                             "CREATE UNIQUE INDEX main.\"ward_unique_%s_%s\" ON \"%s\" (\"%s\")",
                             r->name, field, r->name, field),
                err);
    }
    arena_free(&a);
    return ok;
}

bool table_unindex(struct store *st, const struct record *r, struct error *err)
{
    struct arena a = {0};
    bool ok = store_script(st, arena_printf(&a, "DROP INDEX main.\"ward_key_%s\"", r->name), err);
    for (size_t i = 0; ok && i < r->fields.count; i++)
        if (r->fields.at[i].unique)
            ok = store_script(st,
                              arena_printf(&a, "DROP INDEX main.\"ward_unique_%s_%s\"", r->name,
                                           r->fields.at[i].name),
                              err);
    arena_free(&a);
    return ok;
}

static bool create_record(struct store *st, const struct packs *packs, const struct record *r,
                          struct error *err)
{
    struct arena a = {0};
    bool ok =
        store_script(st, table_of_record(&a, packs, r), err)
        && store_script(st, table_of_history(&a, r), err) && table_index(st, r, err)
        && store_script(
            st,
            arena_printf(&a,
                         "CREATE INDEX main.\"ward_was_key_%s\" ON \"ward_was_%s\" (%s);"
                         "CREATE INDEX main.\"ward_was_until_%s\" ON \"ward_was_%s\" (_until)",
                         r->name, r->name, table_key_columns(&a, r), r->name, r->name),
            err);
    arena_free(&a);
    return ok;
}

static struct value code_value(const struct code_column *c, const char *cell)
{
    int64_t whole;
    double number;
    if (cell == NULL)
        return bind_null();
    if (c->type == CODE_INTEGER && number_read_i64(cell, &whole))
        return bind_i64(whole);
    if (c->type == CODE_NUMBER && number_read_double(cell, &number))
        return bind_double(number);
    return bind_text(cell);
}

static bool create_codes(struct store *st, const struct code_list *list, struct error *err)
{
    struct arena a = {0};
    static const char *const types[] = {
        [CODE_TEXT] = "TEXT", [CODE_INTEGER] = "INTEGER", [CODE_NUMBER] = "REAL"};
    const char *columns = "", *places = "";
    for (size_t i = 0; i < list->columns.count; i++) {
        const struct code_column *c = &list->columns.at[i];
        columns =
            arena_printf(&a, "%s%s\"%s\" %s", columns, i == 0 ? "" : ", ", c->name, types[c->type]);
        places = arena_printf(&a, "%s%s?%zu", places, i == 0 ? "" : ", ", i + 1);
    }
    // A list of rules holds a code in several versions (from, to); no field can refer to such a
    // list.
    bool ok =
        store_script(st,
                     arena_printf(&a, "CREATE TABLE main.\"%s\" (%s%s) STRICT", list->name, columns,
                                  code_list_is_dated(list) ? "" : ", PRIMARY KEY (code)"),
                     err);
    struct rows insert = {0};
    ok = ok
         && store_prepare(
             st, &insert,
             arena_printf(&a, "INSERT INTO main.\"%s\" VALUES (%s)", list->name, places), err);
    for (size_t i = 0; ok && i < list->rows.count; i++) {
        for (size_t j = 0; j < list->columns.count; j++)
            rows_bind(&insert, (int)j + 1, code_value(&list->columns.at[j], list->rows.at[i][j]));
        while (store_next(&insert))
            continue;
        ok = store_again(&insert, err)
             || error_while(err, "the code list %s, code %s", list->name, list->rows.at[i][0]);
    }
    struct error closing = {0};
    if (!store_done(&insert, &closing) && ok) {
        *err = closing;
        ok = false;
    }
    arena_free(&a);
    return ok;
}

bool tables_create(struct store *st, const struct packs *packs, const struct pack *p,
                   struct error *err)
{
    for (size_t i = 0; i < p->codes.count; i++)
        if (!create_codes(st, &p->codes.at[i], err))
            return false;
    for (size_t i = 0; i < p->records.count; i++)
        if (!create_record(st, packs, &p->records.at[i], err))
            return false;
    return true;
}

bool table_count(struct store *st, const struct record *r, int64_t *out, struct error *err)
{
    struct arena a = {0};
    struct rows rows;
    bool ok = store_select(st, &rows, arena_printf(&a, "SELECT count(*) FROM main.\"%s\"", r->name),
                           BIND_NOTHING, err);
    if (ok) {
        *out = store_next(&rows) ? rows_i64(&rows, 0) : 0;
        ok = store_done(&rows, err);
    }
    arena_free(&a);
    return ok;
}

/* ---- from one version to the next ------------------------------------------ */

static bool is_null_everywhere(struct store *st, const char *table, const char *field, bool *out,
                               struct error *err)
{
    struct arena a = {0};
    struct rows rows;
    bool ok =
        store_select(st, &rows,
                     arena_printf(&a, "SELECT 1 FROM main.\"%s\" WHERE \"%s\" IS NOT NULL LIMIT 1",
                                  table, field),
                     BIND_NOTHING, err);
    if (ok) {
        *out = !store_next(&rows);
        ok = store_done(&rows, err);
    }
    arena_free(&a);
    return ok;
}

static bool fits_in_place(const struct field *before, const struct field *after)
{
    return before->type == after->type && text_equal(before->codes, after->codes)
           && (before->required == REQUIRED_KEY) == (after->required == REQUIRED_KEY)
           && (before->required == REQUIRED_YES) == (after->required == REQUIRED_YES)
           && before->unique == after->unique;
}

static bool add_field(struct store *st, const struct record *r, const struct field *f,
                      struct error *err)
{
    struct arena a = {0};
    const char *references =
        f->type == FIELD_CODE ? arena_printf(&a, " REFERENCES \"%s\" (code)", f->codes) : "";
    bool ok = store_script(st,
                           arena_printf(&a,
                                        "ALTER TABLE main.\"%s\" ADD COLUMN \"%s\" %s%s;"
                                        "ALTER TABLE main.\"ward_was_%s\" ADD COLUMN \"%s\" %s",
                                        r->name, f->name, sql_type(f->type), references, r->name,
                                        f->name, sql_type(f->type)),
                           err);
    arena_free(&a);
    return ok;
}

static bool drop_record(struct store *st, const struct record *r, struct error *err)
{
    struct arena a = {0};
    bool ok =
        store_script(st,
                     arena_printf(&a, "DROP TABLE main.\"%s\"; DROP TABLE main.\"ward_was_%s\"",
                                  r->name, r->name),
                     err);
    arena_free(&a);
    return ok;
}

static bool has_rows(struct store *st, const struct record *r, bool *out, struct error *err)
{
    bool none, never;
    const char *key = NULL;
    struct arena a = {0};
    for (size_t i = 0; i < r->fields.count && key == NULL; i++)
        if (r->fields.at[i].required == REQUIRED_KEY)
            key = r->fields.at[i].name;
    bool ok = is_null_everywhere(st, r->name, key, &none, err)
              && is_null_everywhere(st, arena_printf(&a, "ward_was_%s", r->name), key, &never, err);
    if (ok)
        *out = !none || !never;
    arena_free(&a);
    return ok;
}

static bool migrate_record(struct store *st, const struct packs *packs, const struct record *before,
                           const struct record *after, struct error *err)
{
    struct arena a = {0};
    bool filled = false, ok = has_rows(st, before, &filled, err);
    if (ok && !filled) { // nothing to lose: made anew
        ok = drop_record(st, before, err) && create_record(st, packs, after, err);
        arena_free(&a);
        return ok;
    }
    for (size_t i = 0; ok && i < before->fields.count; i++) {
        const struct field *f = &before->fields.at[i], *now = record_field(after, f->name);
        bool empty = false, was_empty = false;
        if (now != NULL && fits_in_place(f, now))
            continue;
        ok = is_null_everywhere(st, before->name, f->name, &empty, err)
             && is_null_everywhere(st, arena_printf(&a, "ward_was_%s", before->name), f->name,
                                   &was_empty, err);
        if (ok && !(empty && was_empty))
            ok = now == NULL ? error_set(err, ERROR_CONFLICT,
                                         "the new version of %s has no field %s, and rows have "
                                         "values in it: keep the field",
                                         before->name, f->name)
                             : error_set(err, ERROR_CONFLICT,
                                         "%s.%s changes its type, codes, key, required or unique, "
                                         "and rows have values in it: "
                                         "give the new field another name and a map that fills it",
                                         before->name, f->name);
        ok = ok
             && store_script(st,
                             arena_printf(&a,
                                          "ALTER TABLE main.\"%s\" DROP COLUMN \"%s\";"
                                          "ALTER TABLE main.\"ward_was_%s\" DROP COLUMN \"%s\"",
                                          before->name, f->name, before->name, f->name),
                             err)
             && (now == NULL || add_field(st, after, now, err));
    }
    for (size_t i = 0; ok && i < after->fields.count; i++) {
        const struct field *f = &after->fields.at[i];
        if (record_field(before, f->name) != NULL)
            continue;
        if (f->required == REQUIRED_KEY || f->required == REQUIRED_YES)
            ok = error_set(err, ERROR_CONFLICT,
                           "the new field %s.%s is required, and the rows that are there have no "
                           "value for it: "
                           "make it optional, or required under a condition",
                           after->name, f->name);
        ok = ok && add_field(st, after, f, err);
    }
    arena_free(&a);
    return ok;
}

static const struct record *own_record(const struct pack *p, const char *name)
{
    for (size_t i = 0; i < p->records.count; i++)
        if (text_equal(p->records.at[i].name, name))
            return &p->records.at[i];
    return NULL;
}

bool tables_migrate(struct store *st, const struct packs *packs, const struct pack *before,
                    const struct pack *after, struct error *err)
{
    struct arena a = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < before->codes.count; i++)
        ok = store_script(st, arena_printf(&a, "DROP TABLE main.\"%s\"", before->codes.at[i].name),
                          err);
    for (size_t i = 0; ok && i < after->codes.count; i++)
        ok = create_codes(st, &after->codes.at[i], err);
    for (size_t i = 0; ok && i < before->records.count; i++) {
        const struct record *r = &before->records.at[i], *now = own_record(after, r->name);
        bool filled = false;
        if (now != NULL) {
            ok = migrate_record(st, packs, r, now, err);
            continue;
        }
        ok = has_rows(st, r, &filled, err);
        if (ok && filled)
            ok = error_set(err, ERROR_CONFLICT,
                           "the new version of %s has no record %s, and it has rows: keep it",
                           after->name, r->name);
        ok = ok && drop_record(st, r, err);
    }
    for (size_t i = 0; ok && i < after->records.count; i++)
        if (own_record(before, after->records.at[i].name) == NULL)
            ok = create_record(st, packs, &after->records.at[i], err);
    arena_free(&a);
    return ok;
}

bool tables_check_codes(struct store *st, const struct packs *packs, struct error *err)
{
    struct arena a = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < packs->count; i++)
        for (size_t j = 0; ok && j < packs->at[i]->records.count; j++) {
            const struct record *r = &packs->at[i]->records.at[j];
            for (size_t k = 0; ok && k < r->fields.count; k++) {
                const struct field *f = &r->fields.at[k];
                struct rows rows;
                if (f->type != FIELD_CODE)
                    continue;
                ok = store_select(
                    st, &rows,
                    arena_printf(
                        &a,
                        "SELECT \"%s\", count(*) FROM main.\"%s\" WHERE \"%s\" IS NOT NULL"
                        " AND \"%s\" NOT IN (SELECT code FROM \"%s\") GROUP BY 1 ORDER BY 1",
                        f->name, r->name, f->name, f->name, f->codes),
                    BIND_NOTHING, err);
                if (!ok)
                    break;
                if (store_next(&rows))
                    ok = error_set(
                        err, ERROR_CONFLICT,
                        "the code %s of %s.%s is no longer in the list %s, and %" PRId64
                        " rows have it: keep the code, with a last day in the column `to`",
                        rows_text(&rows, 0, &a), r->name, f->name, f->codes, rows_i64(&rows, 1));
                struct error closing = {0};
                if (!store_done(&rows, &closing) && ok) {
                    *err = closing;
                    ok = false;
                }
            }
        }
    arena_free(&a);
    return ok;
}
