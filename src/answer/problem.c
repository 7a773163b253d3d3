#include "answer/problem.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "store/lens.h"

struct finder {
    struct site *site;
    struct arena *arena;
    int rows;
    bool spanish;
    struct problem_list *out;
};

// The key of a row as one text, of a table alias.
static const char *key_sql(struct arena *a, const struct record *r, const char *alias)
{
    const char *sql = "";
    for (size_t i = 0; i < r->fields.count; i++)
        if (r->fields.at[i].required == REQUIRED_KEY)
            sql = arena_printf(a, "%s%s%s.\"%s\"", sql, *sql == '\0' ? "" : " || ' | ' || ", alias,
                               r->fields.at[i].name);
    return sql;
}

static const char *number_text(struct arena *a, struct value v)
{
    switch (v.kind) {
    case VALUE_NULL:
        return "nothing";
    case VALUE_INTEGER:
        return arena_printf(a, "%" PRId64, v.integer);
    case VALUE_NUMBER:
        return arena_printf(a, "%g", v.number);
    case VALUE_TEXT:
        return arena_text_n(a, v.text, v.length);
    }
    return "";
}

// Replaces {column} by the row's values; a column that the query does not give stays as it is.
static const char *fill(struct arena *a, const struct rows *rows, const char *text)
{
    struct buf b = buf_make(a, 4000);
    for (; *text != '\0'; text++) {
        size_t length = *text == '{' ? strcspn(text, "}") : 0;
        int column = -1;
        for (int i = 0; length > 0 && i < rows_columns(rows); i++)
            if (strncmp(rows_column(rows, i), text + 1, length - 1) == 0
                && rows_column(rows, i)[length - 1] == '\0')
                column = i;
        if (column < 0) {
            buf_char(&b, *text);
            continue;
        }
        buf_text(&b, number_text(a, rows_value(rows, column)));
        text += length;
    }
    return b.text;
}

// Runs a query whose column `record` names the wrong rows, and gathers the problem.
static bool gather(struct finder *f, struct problem p, const struct block *b, const char *sql,
                   int sql_line, struct error *err)
{
    struct rows rows;
    bool partly = false;
    if (!lens_permits(f->site->store, &f->site->packs, &f->site->question, sql, &partly, err))
        return false;
    store_guard(f->site->store, true);
    bool ok = site_select(f->site, &rows, b, sql, sql_line, err);
    if (!ok) {
        store_guard(f->site->store, false);
        return false;
    }
    int key = -1;
    for (int i = 0; i < rows_columns(&rows); i++)
        if (text_equal(rows_column(&rows, i), "record"))
            key = i;
    if (key < 0)
        ok = error_set(err, ERROR_INVALID, "%s:%d: check %s: the query must give the column record",
                       b->file, sql_line, b->name);
    while (ok && store_next(&rows)) {
        if (p.count++ < f->rows) {
            struct problem_row *row = list_add(f->arena, &p.rows);
            row->record = rows_text(&rows, key, f->arena);
            row->says = fill(f->arena, &rows, p.says);
        }
    }
    struct error closing = {0};
    if (!store_done(&rows, &closing) && ok) {
        *err = closing;
        ok = false;
    }
    store_guard(f->site->store, false);
    if (ok && p.count > 0)
        *list_add(f->arena, f->out) = p;
    return ok || error_while(err, "check %s", b->name);
}

static bool run_check(struct finder *f, const struct check *c, struct error *err)
{
    const struct record *r = packs_record(&f->site->packs, c->on);
    struct problem p = {
        .code = c->block.name,
        .record = c->on,
        .field = c->field,
        .says = f->spanish && c->says_es != NULL ? c->says_es : c->says,
        .cure = f->spanish && c->cure_es != NULL ? c->cure_es : c->cure,
        .pack = c->block.pack,
        .severity = c->severity,
    };
    if (c->is_query)
        return gather(f, p, &c->block, c->block.sql, c->block.sql_line, err);
    const char *columns = "";
    for (size_t i = 0; i < r->fields.count; i++)
        columns = arena_printf(f->arena, "%s, \"%s\"", columns, r->fields.at[i].name);
    return gather(f, p, &c->block,
                  arena_printf(f->arena, "SELECT %s AS record%s FROM \"%s\" AS t WHERE (%s)",
                               key_sql(f->arena, r, "t"), columns, r->name, c->block.sql),
                  c->block.sql_line, err);
}

// The engine's own check: a reference names a row that is there.
static bool run_reference(struct finder *f, const struct record *r, const struct field *field,
                          struct error *err)
{
    const struct record *to = packs_record(&f->site->packs, field->reference);
    const char *key = NULL;
    for (size_t i = 0; i < to->fields.count; i++)
        if (to->fields.at[i].required == REQUIRED_KEY)
            key = to->fields.at[i].name;
    struct block b = {
        .kind = "check", .name = "reference.missing", .file = r->file, .line = field->line};
    const struct problem p = {
        .code = arena_printf(f->arena, "%s.%s.no_such_%s", r->name, field->name, to->name),
        .record = r->name,
        .field = field->name,
        .says = arena_printf(f->arena, "%s refers to a row of %s that is not there.", field->label,
                             to->label),
        .cure = arena_printf(f->arena, "Load %s, or correct the reference.", to->label),
        .pack = r->pack,
        .severity = SEVERITY_WARNING,
    };
    return gather(
        f, p, &b,
        arena_printf(f->arena,
                     "SELECT %s AS record FROM \"%s\" AS t WHERE t.\"%s\" IS NOT NULL"
                     " AND NOT EXISTS (SELECT 1 FROM \"%s\" AS o WHERE o.\"%s\" = t.\"%s\")",
                     key_sql(f->arena, r, "t"), r->name, field->name, to->name, key, field->name),
        field->line, err);
}

// A check that reads what the asker may not see is not run; it is no failure of the list.
static bool or_forbidden(bool ok, struct error *err)
{
    if (ok || err->kind != ERROR_FORBIDDEN)
        return ok;
    *err = (struct error){0};
    return true;
}

static int by_weight(const void *x, const void *y)
{
    const struct problem *a = x, *b = y;
    if (a->severity != b->severity)
        return a->severity == SEVERITY_ERROR ? -1 : 1;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return strcmp(a->code, b->code);
}

bool problems_find(struct site *s, struct arena *a, const char *record, const char *pack, int rows,
                   bool spanish, struct problem_list *out, struct error *err)
{
    struct problem_list list = {0};
    struct finder f = {s, a, rows, spanish, &list};
    for (size_t i = 0; i < s->packs.count; i++) {
        const struct pack *p = s->packs.at[i];
        if (pack != NULL && !text_equal(pack, p->name))
            continue;
        for (size_t j = 0; j < p->checks.count; j++) {
            const struct check *c = &p->checks.at[j];
            if ((record == NULL || text_equal(record, c->on))
                && block_in_force(&c->block, s->question.as_of)
                && !or_forbidden(run_check(&f, c, err), err))
                return false;
        }
        for (size_t j = 0; j < p->records.count; j++) {
            const struct record *r = &p->records.at[j];
            for (size_t k = 0; k < r->fields.count; k++)
                if (r->fields.at[k].type == FIELD_REFERENCE
                    && (record == NULL || text_equal(record, r->name))
                    && !or_forbidden(run_reference(&f, r, &r->fields.at[k], err), err))
                    return false;
        }
    }
    if (list.count > 1)
        qsort(list.at, list.count, sizeof list.at[0], by_weight);
    *out = list;
    return true;
}
