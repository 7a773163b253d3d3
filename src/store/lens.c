#include "store/lens.h"

#include <inttypes.h>

#include "base/text.h"

static bool is_about(const struct access_line *line, const struct record *r)
{
    return text_equal(line->record, "*") || text_equal(line->record, r->name);
}

// What a role needs for a question: to read rows, or the right to count where only groups are
// shown.
static unsigned needed(const struct question *q)
{
    return q->aggregate ? MAY_READ | MAY_COUNT : MAY_READ;
}

static bool grants_class(const struct access_line *line, const char *class)
{
    return class == NULL || text_equal(line->class, "*") || text_equal(line->class, class);
}

// A wall without a class, or with "*", closes the record; one with a class closes its fields.
static bool is_walled(const struct packs *p, const struct question *q, const struct record *r,
                      const char *class)
{
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->at[i]->access.count; j++) {
            const struct access_line *line = &p->at[i]->access.at[j];
            bool whole = line->class == NULL || text_equal(line->class, "*");
            if ((line->may & MAY_WALL) && text_equal(line->role, q->role) && is_about(line, r)
                && (whole || (class != NULL && text_equal(line->class, class))))
                return true;
        }
    return false;
}

/* The condition under which fields of a class (NULL: of none) are seen: "" always; NULL never. */
static const char *condition(struct arena *a, const struct packs *p, const struct question *q,
                             const struct record *r, const char *class)
{
    if (q->role == NULL)
        return "";
    if (is_walled(p, q, r, class))
        return NULL;
    const char *any = NULL;
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->at[i]->access.count; j++) {
            const struct access_line *line = &p->at[i]->access.at[j];
            if (!text_equal(line->role, q->role) || !is_about(line, r) || !(line->may & needed(q))
                || !grants_class(line, class))
                continue;
            if (line->rows == NULL)
                return "";
            any = any == NULL ? arena_printf(a, "(%s)", line->rows)
                              : arena_printf(a, "%s OR (%s)", any, line->rows);
        }
    return any;
}

static enum sight sight_of(const char *condition)
{
    return condition == NULL ? SIGHT_NONE : *condition == '\0' ? SIGHT_ALL : SIGHT_SOME;
}

enum sight lens_record(const struct packs *p, const struct question *q, const struct record *r)
{
    struct arena scratch = {0};
    enum sight sight = sight_of(condition(&scratch, p, q, r, NULL));
    arena_free(&scratch);
    return sight;
}

enum sight lens_field(const struct packs *p, const struct question *q, const struct record *r,
                      const struct field *f)
{
    struct arena scratch = {0};
    // A key stands for the row: who sees the row may name it.
    const char *class = f->required == REQUIRED_KEY ? NULL : f->class;
    enum sight sight = sight_of(condition(&scratch, p, q, r, class));
    arena_free(&scratch);
    return sight;
}

bool lens_may_write(const struct packs *p, const char *role, const struct record *r)
{
    struct question q = {.role = role};
    if (role == NULL)
        return true;
    if (is_walled(p, &q, r, NULL))
        return false;
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->at[i]->access.count; j++) {
            const struct access_line *line = &p->at[i]->access.at[j];
            if ((line->may & MAY_WRITE) && text_equal(line->role, role) && is_about(line, r))
                return true;
        }
    return false;
}

/* ---- the views ------------------------------------------------------------- */

// The day of a date or datetime column, comparable with a day.
static const char *day_sql(struct arena *a, const struct field *f)
{
    return f->type == FIELD_DATETIME ? arena_printf(a, "substr(\"%s\", 1, 10)", f->name)
                                     : arena_printf(a, "\"%s\"", f->name);
}

// A field as it was on the day of the question.
static const char *field_sql(struct arena *a, const struct packs *p, const struct question *q,
                             const struct record *r, const struct field *f)
{
    const char *class = f->required == REQUIRED_KEY ? NULL : f->class;
    const char *seen = condition(a, p, q, r, class);
    const struct field *later = f->when == WHEN_LATER  ? f
                                : f->when == WHEN_WITH ? record_field(r, f->with)
                                                       : NULL;
    const char *value = arena_printf(a, "\"%s\"", f->name);
    if (seen == NULL)
        return arena_printf(a, "NULL AS \"%s\"", f->name);
    char day[11];
    date_write(q->as_of, day);
    if (q->on_that_day && later != NULL)
        value = arena_printf(a, "CASE WHEN %s <= '%s' THEN %s END", day_sql(a, later), day, value);
    if (*seen != '\0' && f->class != NULL && f->required != REQUIRED_KEY)
        value = arena_printf(a, "CASE WHEN %s THEN %s END", seen, value);
    return arena_printf(a, "%s AS \"%s\"", value, f->name);
}

static const char *and_also(struct arena *a, const char *where, const char *more)
{
    return *where == '\0' ? arena_printf(a, " WHERE %s", more)
                          : arena_printf(a, "%s AND %s", where, more);
}

// The rows that are seen, on the day of the question and in its period.
static const char *rows_sql(struct arena *a, const struct packs *p, const struct question *q,
                            const struct record *r)
{
    const char *seen = condition(a, p, q, r, NULL), *where = "";
    if (seen == NULL)
        return " WHERE FALSE";
    if (*seen != '\0')
        where = and_also(a, where, arena_printf(a, "(%s)", seen));
    const struct field *happened = record_happened(r);
    char day[11];
    date_write(q->as_of, day);
    for (size_t i = 0; i < r->fields.count && q->on_that_day; i++) {
        const struct field *f = &r->fields.at[i];
        if (f->when == WHEN_HAPPENED)
            where = and_also(a, where, arena_printf(a, "%s <= '%s'", day_sql(a, f), day));
        else if (f->when == WHEN_STARTS)
            where = and_also(
                a, where,
                arena_printf(a, "(\"%s\" IS NULL OR %s <= '%s')", f->name, day_sql(a, f), day));
        else if (f->when == WHEN_ENDS)
            where = and_also(
                a, where,
                arena_printf(a, "(\"%s\" IS NULL OR %s >= '%s')", f->name, day_sql(a, f), day));
    }
    if (happened != NULL && date_is(q->from)) {
        date_write(q->from, day);
        where = and_also(a, where, arena_printf(a, "%s >= '%s'", day_sql(a, happened), day));
    }
    if (happened != NULL && date_is(q->to)) {
        date_write(q->to, day);
        where = and_also(a, where, arena_printf(a, "%s <= '%s'", day_sql(a, happened), day));
    }
    return where;
}

static const char *columns_of(struct arena *a, const struct record *r)
{
    const char *columns = "";
    for (size_t i = 0; i < r->fields.count; i++)
        columns = arena_printf(a, "%s%s\"%s\"", columns, i == 0 ? "" : ", ", r->fields.at[i].name);
    return columns;
}

static const char *view_sql(struct arena *a, const struct packs *p, const struct question *q,
                            const struct record *r, int64_t seq)
{
    const char *fields = "", *from = arena_printf(a, "main.\"%s\"", r->name);
    for (size_t i = 0; i < r->fields.count; i++)
        fields = arena_printf(a, "%s%s%s", fields, i == 0 ? "" : ", ",
                              field_sql(a, p, q, r, &r->fields.at[i]));
    if (seq >= 0) {
        const char *columns = columns_of(a, r);
        from =
            arena_printf(a,
                         "(SELECT %s FROM main.\"%s\" WHERE _entry <= %" PRId64
                         " UNION ALL SELECT %s FROM main.\"ward_was_%s\" WHERE _entry <= %" PRId64
                         " AND _until > %" PRId64 ")",
                         columns, r->name, seq, columns, r->name, seq, seq);
    }
    return arena_printf(a, "CREATE TEMP VIEW \"%s\" AS SELECT %s FROM %s%s", r->name, fields, from,
                        rows_sql(a, p, q, r));
}

bool lens_clear(struct store *st, struct error *err)
{
    struct arena scratch = {0};
    struct rows rows;
    struct text_list names = {0};
    if (!store_select(st, &rows, "SELECT name FROM temp.sqlite_schema WHERE type = 'view'",
                      BIND_NOTHING, err))
        return false;
    while (store_next(&rows))
        *list_add(&scratch, &names) = rows_text(&rows, 0, &scratch);
    bool ok = store_done(&rows, err);
    for (size_t i = 0; ok && i < names.count; i++)
        ok = store_script(st, arena_printf(&scratch, "DROP VIEW temp.\"%s\"", names.at[i]), err);
    arena_free(&scratch);
    return ok;
}

bool lens_apply(struct store *st, const struct packs *p, const struct question *q, int64_t seq,
                struct error *err)
{
    struct arena scratch = {0};
    bool ok = lens_clear(st, err);
    for (size_t i = 0; ok && i < p->count; i++)
        for (size_t j = 0; ok && j < p->at[i]->records.count; j++) {
            ok = store_script(st, view_sql(&scratch, p, q, &p->at[i]->records.at[j], seq), err);
            arena_reset(&scratch);
        }
    for (size_t i = 0; ok && i < p->count; i++)
        for (size_t j = 0; ok && j < p->at[i]->views.count; j++) {
            const struct block *b = &p->at[i]->views.at[j].block;
            if (store_names_schema(b->sql))
                ok = error_set(err, ERROR_INVALID,
                               "name a record plainly, without main. or temp. before it");
            ok = (ok
                  && store_script(
                      st, arena_printf(&scratch, "CREATE TEMP VIEW \"%s\" AS %s", b->name, b->sql),
                      err))
                 || error_while(err, "%s:%d: view %s", b->file, b->line, b->name);
        }
    arena_free(&scratch);
    return ok;
}

bool lens_permits(struct store *st, const struct packs *p, const struct question *q,
                  const char *sql, bool *partly, struct error *err)
{
    if (q->role == NULL)
        return true;
    struct arena scratch = {0};
    struct read_pairs reads = {.arena = &scratch};
    bool ok = store_reads(st, sql, &reads, err);
    for (size_t i = 0; ok && i < reads.count; i++) {
        const struct record *r = packs_record(p, reads.at[i].table);
        const struct field *f = r == NULL ? NULL : record_field(r, reads.at[i].column);
        if (r == NULL)
            continue;
        enum sight row = lens_record(p, q, r);
        enum sight cell = f == NULL ? row : lens_field(p, q, r, f);
        if (row == SIGHT_NONE)
            ok = error_set(err, ERROR_FORBIDDEN, "the role %s may not see %s", q->role, r->label);
        else if (cell == SIGHT_NONE)
            ok = error_set(err, ERROR_FORBIDDEN,
                           "the role %s may not see \"%s\" of %s, which is protected as %s",
                           q->role, f->label, r->label, f->class);
        else if (row == SIGHT_SOME || cell == SIGHT_SOME)
            *partly = true;
    }
    arena_free(&scratch);
    return ok;
}

struct text_list lens_roles(struct arena *a, const struct packs *p)
{
    struct text_list roles = {0};
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->at[i]->access.count; j++) {
            bool known = false;
            for (size_t k = 0; k < roles.count; k++)
                known = known || text_equal(roles.at[k], p->at[i]->access.at[j].role);
            if (!known)
                *list_add(a, &roles) = p->at[i]->access.at[j].role;
        }
    return roles;
}
