#include "intake/load.h"

#include <assert.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"
#include "intake/mapping.h"
#include "intake/recipe.h"
#include "store/writer.h"

enum {
    FIRST_REJECTS = 100,
    CAUSES_KEPT = 200,
    ROWS_A_ROUND = 500,
    PROGRESS_EACH = 16384,
    NOTES_KEPT = 60
};

struct loading {
    struct site *site;
    struct arena *arena; // of the result
    struct arena round;  // of some rows
    const struct map *map;
    const struct record *record;
    const struct load_options *options;
    struct source *source;
    struct mapping *mapping;
    struct validator *validator;
    struct writer *writer;
    struct load_result *result;
    struct rows rows;      // the map's query
    struct recipe *recipe; // the same, where it runs without the store
    struct rows skip;      // the map's `skips`, over one row of the source
    struct rows reject;    // insert into ward_reject
    int *fields,
        *column_of; // field of each output column, -1 for `line`; output column of each given field
    size_t columns, given;
    int line_column;
    bool ended; // the source; a row that comes after it was gathered from several lines
    struct value *mapped, *row, *values; // what the query gives; of the record; of its given fields
    struct row_source table;             // the source's columns, and the line
    struct value cell;
    struct text_list months;
    int64_t entry;
    int64_t rows_seen, line; // of the query; of the row in hand
    bool attached;
    struct error trouble; // of a row, while the query reads
    bool troubled;
};

/* ---- rejects --------------------------------------------------------------- */

static void count_cause(struct loading *l, const char *field, const char *reason, const char *cure,
                        enum severity severity, int64_t line)
{
    struct cause_list *causes = &l->result->causes;
    for (size_t i = 0; i < causes->count; i++)
        if (causes->at[i].severity == severity && text_equal(causes->at[i].field, field)
            && text_equal(causes->at[i].reason, reason)) {
            causes->at[i].count++;
            return;
        }
    if (causes->count < CAUSES_KEPT)
        *list_add(l->arena, causes) = (struct cause){arena_text(l->arena, field),
                                                     arena_text(l->arena, reason),
                                                     arena_text(l->arena, cure),
                                                     severity,
                                                     1,
                                                     line};
}

static bool reject_row(struct loading *l, const struct reject *r, struct error *err)
{
    l->result->rejected++;
    count_cause(l, r->field, r->reason, r->cure, SEVERITY_ERROR, r->line);
    if (l->result->first.count < FIRST_REJECTS)
        *list_add(l->arena, &l->result->first) = (struct reject){r->line,
                                                                 arena_text(l->arena, r->field),
                                                                 arena_text(l->arena, r->value),
                                                                 arena_text(l->arena, r->reason),
                                                                 arena_text(l->arena, r->cure),
                                                                 arena_text(l->arena, r->raw)};
    const struct value values[] = {bind_i64(l->entry),  bind_i64(r->line),    bind_text(r->field),
                                   bind_text(r->value), bind_text(r->reason), bind_text(r->cure),
                                   bind_text(r->raw)};
    for (int i = 0; i < 7; i++)
        rows_bind(&l->reject, i + 1, values[i]);
    while (store_next(&l->reject))
        continue;
    return store_again(&l->reject, err);
}

/* ---- the source as a table ------------------------------------------------- */

static const char *trimmed(struct span cell, size_t *length)
{
    const char *at = cell.at;
    size_t n = cell.length;
    if (at == NULL)
        return NULL;
    while (n > 0 && ((unsigned char)at[n - 1] <= ' '))
        n--;
    while (n > 0 && ((unsigned char)*at <= ' ')) {
        at++;
        n--;
    }
    *length = n;
    return n == 0 ? NULL : at;
}

static const struct value *cell_value(struct loading *l, size_t column)
{
    size_t length = 0;
    const char *text = trimmed(source_cell(l->source, column), &length);
    l->cell = (struct value){
        .kind = text == NULL ? VALUE_NULL : VALUE_TEXT, .text = text, .length = length};
    return &l->cell;
}

static const struct value *table_value(void *context, int column)
{
    struct loading *l = context;
    if ((size_t)column < source_column_count(l->source))
        return cell_value(l, (size_t)column);
    l->cell = bind_i64(source_line(l->source));
    return &l->cell;
}

static bool is_skipped(struct loading *l)
{
    if (l->skip.statement == NULL)
        return false;
    for (size_t i = 0; i < source_column_count(l->source); i++)
        rows_bind(&l->skip, (int)i + 1, *cell_value(l, i));
    bool skipped = store_next(&l->skip) && !rows_is_null(&l->skip, 0) && rows_i64(&l->skip, 0) != 0;
    if (!store_again(&l->skip, &l->trouble))
        l->troubled = true;
    return skipped;
}

// The next row that is whole and is not skipped; rows that are neither are counted here.
static bool table_next(void *context)
{
    struct loading *l = context;
    while (!l->troubled && source_next(l->source)) {
        l->result->read++;
        const char *problem = source_row_problem(l->source);
        if (problem == NULL && !is_skipped(l))
            return true;
        if (problem == NULL) {
            l->result->skipped++;
            continue;
        }
        struct reject r = {.line = source_line(l->source),
                           .reason = problem,
                           .cure = "put quotes around a cell that has a separator in it",
                           .raw = source_row_text(&l->round, l->source)};
        l->troubled = !reject_row(l, &r, &l->trouble);
    }
    l->ended = true;
    return false;
}

/* ---- the map's query ------------------------------------------------------- */

static const char *columns_text(struct loading *l)
{
    const char *text = "";
    for (size_t i = 0; i < source_column_count(l->source); i++)
        text =
            arena_printf(l->arena, "%s%s\"%s\"", text, i == 0 ? "" : ", ", l->table.columns.at[i]);
    return text;
}

static bool query_error(struct loading *l, const char *sql, int sql_line, struct error *err)
{
    const struct block *b = &l->map->block;
    int offset = store_error_offset(l->site->store), line = sql_line;
    for (int i = 0; i < offset && sql[i] != '\0'; i++)
        line += sql[i] == '\n';
    struct error said = *err;
    const char *colon = strstr(said.text, "no such column: ");
    const char *guess = "";
    if (colon != NULL) {
        const char *word = colon + strlen("no such column: ");
        guess = arena_printf(
            l->arena, "%s. The file has the columns %s",
            text_did_you_mean(l->arena, word, l->table.columns.at, source_column_count(l->source)),
            columns_text(l));
    }
    return error_set(err, said.kind, "%s:%d: map %s: %s%s", b->file, line, b->name, said.text,
                     guess);
}

// Matches the query's columns with the record's fields.
static bool match_columns(struct loading *l, struct error *err)
{
    const struct record *r = l->record;
    const struct block *b = &l->map->block;
    struct text_list names = {0};
    for (size_t i = 0; i < r->fields.count; i++)
        *list_add(l->arena, &names) = r->fields.at[i].name;
    l->columns = (size_t)rows_columns(&l->rows);
    l->fields = ARENA_ARRAY(l->arena, int, l->columns);
    l->column_of = ARENA_ARRAY(l->arena, int, l->columns);
    l->row = ARENA_ARRAY(l->arena, struct value, r->fields.count);
    l->values = ARENA_ARRAY(l->arena, struct value, l->columns);
    l->mapped = ARENA_ARRAY(l->arena, struct value, l->columns);
    assert(l->recipe == NULL || recipe_columns(l->recipe) == l->columns);
    l->line_column = -1;
    for (size_t i = 0; i < l->columns; i++) {
        const char *name = rows_column(&l->rows, (int)i);
        l->fields[i] = record_field_index(r, name);
        if (l->fields[i] < 0 && text_equal(name, "line")) {
            l->line_column = (int)i;
            continue;
        }
        if (l->fields[i] < 0)
            return error_set(err, ERROR_INVALID, "%s:%d: map %s: %s has no field %s%s", b->file,
                             b->sql_line, b->name, r->name, name,
                             text_did_you_mean(l->arena, name, names.at, names.count));
        for (size_t j = 0; j < i; j++)
            if (l->fields[j] == l->fields[i])
                return error_set(err, ERROR_INVALID, "%s:%d: map %s: gives the field %s twice",
                                 b->file, b->sql_line, b->name, name);
        l->column_of[l->given++] = (int)i;
    }
    for (size_t i = 0; i < r->fields.count; i++) {
        const struct field *f = &r->fields.at[i];
        bool found = f->required != REQUIRED_KEY && f->required != REQUIRED_YES;
        for (size_t j = 0; j < l->columns && !found; j++)
            found = l->fields[j] == (int)i;
        if (!found)
            return error_set(err, ERROR_INVALID,
                             "%s:%d: map %s: does not give %s, which %s requires", b->file,
                             b->sql_line, b->name, f->name, r->name);
    }
    return true;
}

static bool open_query(struct loading *l, struct error *err)
{
    const struct block *b = &l->map->block;
    for (size_t i = 0; i < source_column_count(l->source); i++) {
        *list_add(l->arena, &l->table.columns) = source_column(l->source, i);
        *list_add(l->arena, &l->table.types) = "TEXT";
    }
    const char *line = "line";
    for (size_t i = 0; i < source_column_count(l->source); i++)
        if (strcasecmp(source_column(l->source, i), line) == 0)
            line = "line of the file"; // a column of the source has the name
    *list_add(l->arena, &l->table.columns) = line;
    *list_add(l->arena, &l->table.types) = "INTEGER";
    l->table.context = l;
    l->table.next = table_next;
    l->table.value = table_value;
    if (!store_attach_source(l->site->store, "source", &l->table, err))
        return false;
    l->attached = true;
    if (l->map->skips != NULL) {
        const char *row = "";
        for (size_t i = 0; i < source_column_count(l->source); i++)
            row = arena_printf(l->arena, "%s%s?%zu AS %s", row, i == 0 ? "" : ", ", i + 1,
                               store_quote(l->arena, l->table.columns.at[i]));
        if (!store_prepare(
                l->site->store, &l->skip,
                arena_printf(l->arena, "SELECT (%s) FROM (SELECT %s)", l->map->skips, row), err))
            return query_error(l, "", b->line, err);
    }
    if (!store_prepare(l->site->store, &l->rows, b->sql, err))
        return query_error(l, b->sql, b->sql_line, err);
    l->recipe = recipe_read(l->arena, l->mapping, b->sql, &l->table.columns);
    return match_columns(l, err);
}

/* ---- a row ----------------------------------------------------------------- */

static const char *cell_shown(struct arena *a, const struct value *v)
{
    return v->kind != VALUE_TEXT ? NULL
           : v->length <= 60     ? arena_text_n(a, v->text, v->length)
                                 : arena_printf(a, "%.57s…", v->text);
}

static const char *row_raw(struct loading *l)
{
    if (!l->ended)
        return source_row_text(&l->round, l->source);
    int *fields = ARENA_ARRAY(&l->round, int, l->given);
    struct value *values = ARENA_ARRAY(&l->round, struct value, l->given);
    for (size_t i = 0; i < l->given; i++) {
        fields[i] = l->fields[l->column_of[i]];
        values[i] = l->mapped[l->column_of[i]];
    }
    return row_json(&l->round, l->record, fields, l->given, values);
}

static int64_t whole_of(const struct value *v)
{
    switch (v->kind) {
    case VALUE_INTEGER:
        return v->integer;
    case VALUE_NUMBER:
        return (int64_t)v->number;
    case VALUE_TEXT:
        return strtoll(v->text, NULL, 10);
    case VALUE_NULL:
        break;
    }
    return 0;
}

static int64_t row_line(const struct loading *l)
{
    if (l->line_column >= 0)
        return whole_of(&l->mapped[l->line_column]);
    return l->ended ? 0 : source_line(l->source);
}

// What the functions could not turn. The first is the reject; all are counted as causes.
static bool take_misfits(struct loading *l, int64_t line, bool *rejected, struct error *err)
{
    size_t misfits = mapping_misfits(l->mapping);
    if (misfits == 0)
        return true;
    const struct misfit *first = mapping_misfit_at(l->mapping, 0);
    const char *field = NULL;
    for (size_t i = 0; i < l->given && field == NULL; i++) {
        const struct misfit *at = mapping_misfit(l->mapping, &l->mapped[l->column_of[i]]);
        if (at != NULL) {
            first = at;
            field = l->record->fields.at[l->fields[l->column_of[i]]].name;
        }
    }
    struct reject r = {line, field, first->value, first->reason, first->cure, row_raw(l)};
    *rejected = true;
    bool ok = reject_row(l, &r, err);
    mapping_forget(l->mapping);
    return ok;
}

static bool take_findings(struct loading *l, const struct finding_list *found, int64_t line,
                          bool *rejected, struct error *err)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct finding *f = &found->at[i];
        const char *field = f->field == NULL ? NULL : f->field->name;
        if (f->severity == SEVERITY_WARNING) {
            l->result->warnings++;
            count_cause(l, field, f->check == NULL ? f->reason : f->check->says, f->cure,
                        SEVERITY_WARNING, line);
            continue;
        }
        if (*rejected)
            continue;
        const struct value *v = f->field == NULL ? NULL : &l->row[f->field - l->record->fields.at];
        struct reject r = {line,      field,   v == NULL ? NULL : cell_shown(&l->round, v),
                           f->reason, f->cure, row_raw(l)};
        *rejected = true;
        if (!reject_row(l, &r, err))
            return false;
    }
    return true;
}

static void note_month(struct loading *l)
{
    int at = l->options->replace_period ? record_field_index(l->record, l->map->period) : -1;
    if (at < 0 || l->row[at].kind != VALUE_TEXT || l->row[at].length < 7)
        return;
    const char *month = l->row[at].text;
    for (size_t i = l->months.count; i > 0; i--)
        if (strncmp(l->months.at[i - 1], month, 7) == 0)
            return;
    *list_add(l->arena, &l->months) = arena_text_n(l->arena, month, 7);
}

static bool clash_reject(struct loading *l, int64_t line, int64_t other, const char *unique_field,
                         const char *raw, struct error *err)
{
    struct reject r = {
        .line = line,
        .field = unique_field,
        .reason = unique_field == NULL
                      ? "the key is that of another row of this file, with other values"
                      : "the value must be unique, and another row has it",
        .cure =
            arena_printf(&l->round, "compare with line %" PRId64 " and keep the right one", other),
        .raw = raw};
    return reject_row(l, &r, err);
}

static bool put_row(struct loading *l, int64_t line, struct error *err)
{
    enum outcome outcome;
    int64_t other = 0;
    const char *unique_field = NULL;
    for (size_t i = 0; i < l->given; i++)
        l->values[i] = l->row[l->fields[l->column_of[i]]];
    if (!writer_put(l->writer, l->values, line, &outcome, &other, &unique_field, err))
        return false;
    switch (outcome) {
    case OUTCOME_NEW:
        l->result->accepted++;
        break;
    case OUTCOME_SAME:
        l->result->same++;
        break;
    case OUTCOME_AMENDED:
        l->result->amended++;
        break;
    case OUTCOME_REPEATED:
        l->result->repeated++;
        break;
    case OUTCOME_CLASH:
        return clash_reject(l, line, other, unique_field, row_raw(l), err);
    }
    return true;
}

// The query's next row.
static bool next_mapped(struct loading *l)
{
    if (l->recipe != NULL) {
        if (!table_next(l))
            return false;
        l->troubled = !recipe_run(l->recipe, &l->round, &l->table, l->mapped, &l->trouble);
        return !l->troubled;
    }
    if (!store_next(&l->rows))
        return false;
    for (size_t i = 0; i < l->columns; i++)
        l->mapped[i] = rows_value(&l->rows, (int)i);
    return true;
}

// All checks of the row in hand; *rejected says whether it is not taken.
static bool judge_row(struct loading *l, bool *rejected, struct error *err)
{
    struct finding_list found = {0};
    return validator_row(l->validator, &l->round, l->row, &found, err)
           && take_findings(l, &found, l->line, rejected, err);
}

// Makes the record's values of what the query gave, each judged by itself.
static bool take_values(struct loading *l, bool *rejected, struct error *err)
{
    struct finding_list found = {0};
    for (size_t i = 0; i < l->given; i++) {
        int field = l->fields[l->column_of[i]];
        l->row[field] = l->mapped[l->column_of[i]];
        validator_value(l->validator, &l->round, &l->record->fields.at[field], &l->row[field],
                        &found);
    }
    if (found.count > 0)
        return take_findings(l, &found, l->line, rejected, err);
    return !validator_lacks(l->validator, l->row) || judge_row(l, rejected, err);
}

// The next row that has the values its fields must have; only the checks are left to do.
static bool next_row(struct loading *l)
{
    while (!l->troubled) {
        if (l->rows_seen % ROWS_A_ROUND == 0)
            arena_reset(&l->round);
        if (!next_mapped(l))
            return false;
        if (++l->rows_seen % PROGRESS_EACH == 0 && l->options->progress != NULL)
            l->options->progress(l->options->context, l->rows_seen);
        bool rejected = false;
        l->line = row_line(l);
        l->troubled = !take_misfits(l, l->line, &rejected, &l->trouble);
        if (l->troubled || rejected)
            continue;
        l->troubled = !take_values(l, &rejected, &l->trouble);
        if (l->troubled)
            return false;
        note_month(l);
        if (!rejected)
            return true;
    }
    return false;
}

static const struct value *stream_row(void *context, int64_t *line)
{
    struct loading *l = context;
    if (!next_row(l))
        return NULL;
    *line = l->line;
    return l->row;
}

static bool stream_take(void *context)
{
    struct loading *l = context;
    bool rejected = false;
    l->troubled = !judge_row(l, &rejected, &l->trouble);
    return !l->troubled && !rejected;
}

static bool take_rows(struct loading *l, struct error *err)
{
    const char *doubt = validator_doubt(l->validator);
    bool ok = true;
    if (writer_is_fresh(l->writer) && (doubt == NULL || strcasestr(doubt, "select") == NULL)) {
        const struct row_stream rows = {l, stream_row, doubt, stream_take};
        ok = writer_stream(l->writer, &rows, &l->result->accepted, err);
    } else {
        while (ok && next_row(l)) {
            bool rejected = false;
            ok = judge_row(l, &rejected, err) && (rejected || put_row(l, l->line, err));
        }
    }
    if (ok && l->troubled) {
        *err = l->trouble;
        return false;
    }
    return ok;
}

/* ---- a batch --------------------------------------------------------------- */

static void close_file(void *file)
{
    close((int)(intptr_t)file);
}

static bool digest_of_file(struct arena *a, const char *path, char out[65], int64_t *bytes,
                           struct error *err)
{
    enum { BLOCK = 1 << 18 };
    struct digest_maker m;
    digest_begin(&m);
    *bytes = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return error_set(err, ERROR_IO, "cannot open %s", path);
    arena_defer(a, close_file, (void *)(intptr_t)file);
    char *block = arena_alloc(a, BLOCK);
    ssize_t got;
    while ((got = read(file, block, BLOCK)) > 0) {
        digest_piece(&m, block, (size_t)got);
        *bytes += got;
    }
    if (got < 0)
        return error_set(err, ERROR_IO, "cannot read %s", path);
    struct digest d = digest_end(&m);
    digest_write(&d, out);
    return true;
}

static bool find_batch(struct site *s, const char *digest, const char *map, int64_t *entry,
                       struct error *err)
{
    struct rows rows;
    if (!store_select(s->store, &rows,
                      "SELECT entry FROM ward_batch WHERE source_digest = ?1 AND map = ?2 AND "
                      "withdrawn IS NULL"
                      " ORDER BY entry DESC LIMIT 1",
                      BIND(bind_text(digest), bind_text(map)), err))
        return false;
    *entry = store_next(&rows) ? rows_i64(&rows, 0) : 0;
    return store_done(&rows, err);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static void gather_notes(struct loading *l)
{
    struct source_notes notes = source_notes(l->source);
    for (size_t i = 0; i < notes.texts.count; i++)
        *list_add(l->arena, &l->result->notes) = arena_text(l->arena, notes.texts.at[i]);
    const struct spelling_list *unknown = mapping_unknown(l->mapping);
    for (size_t i = 0; i < unknown->count && i < NOTES_KEPT; i++)
        *list_add(l->arena, &l->result->notes) = arena_printf(
            l->arena, "%" PRId64 " × \"%s\" is not in the code list %s and became %s",
            unknown->at[i].count, unknown->at[i].text, unknown->at[i].list, unknown->at[i].code);
    if (l->result->skipped > 0)
        *list_add(l->arena, &l->result->notes) =
            arena_printf(l->arena, "%" PRId64 " rows are no records and were skipped (%s)",
                         l->result->skipped, l->map->skips);
}

static bool save_batch(struct loading *l, const char *digest, int64_t bytes, struct instant at,
                       struct error *err)
{
    const struct load_result *r = l->result;
    const struct pack *p = packs_pack(&l->site->packs, l->map->block.pack);
    struct buf notes = buf_make(&l->round, 20000);
    for (size_t i = 0; i < r->notes.count; i++)
        buf_put(&notes, "%s\n", r->notes.at[i]);
    return store_run(l->site->store,
                     "INSERT INTO ward_batch (entry, map, record, pack_digest, source, "
                     "source_digest, bytes, at_us,"
                     "  read, accepted, amended, same, rejected, removed, notes)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
                     BIND(bind_i64(r->entry), bind_text(l->map->block.name), bind_text(r->record),
                          bind_text(pack_files_digest(&l->round, p->files)), bind_text(r->source),
                          bind_text(digest), bind_i64(bytes), bind_i64(at.us), bind_i64(r->read),
                          bind_i64(r->accepted), bind_i64(r->amended),
                          bind_i64(r->same + r->repeated), bind_i64(r->rejected),
                          bind_i64(r->removed), bind_text(notes.text)),
                     err);
}

static bool take_clashes(struct loading *l, const struct clash_list *clashes, struct error *err)
{
    for (size_t i = 0; i < clashes->count; i++) {
        const struct clash *c = &clashes->at[i];
        l->result->accepted--;
        if (c->equal)
            l->result->repeated++;
        else if (!clash_reject(l, c->line, c->other_line, c->field, c->row, err))
            return false;
    }
    return true;
}

static int by_count(const void *a, const void *b)
{
    const struct cause *x = a, *y = b;
    if (x->severity != y->severity)
        return x->severity == SEVERITY_ERROR ? -1 : 1;
    return x->count > y->count ? -1 : x->count < y->count;
}

static bool open_parts(struct loading *l, struct error *err)
{
    struct site *s = l->site;
    if (!mapping_make(l->arena, s, l->map->dates, l->map->zone, &l->mapping, err)
        || !validator_make(l->arena, s, l->record, &l->validator, err)
        || !ledger_next(s->store, &l->entry, err) || !open_query(l, err))
        return false;
    int *given = ARENA_ARRAY(l->arena, int, l->given);
    for (size_t i = 0; i < l->given; i++)
        given[i] = l->fields[l->column_of[i]];
    return writer_begin(l->arena, s, l->record, given, l->given, l->entry, &l->writer, err)
           && store_prepare(s->store, &l->reject,
                            "INSERT INTO ward_reject (entry, line, field, value, reason, cure, raw)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                            err);
}

// Closes every statement, keeping the first error.
static bool close_parts(struct loading *l, bool ok, struct error *err)
{
    struct rows *open[] = {&l->rows, &l->skip, &l->reject};
    for (size_t i = 0; i < 3; i++) {
        struct error closing = {0};
        if (open[i]->statement != NULL && !store_done(open[i], &closing) && ok) {
            *err = closing;
            ok = false;
        }
    }
    struct error closing = {0};
    if (l->validator != NULL && !validator_end(l->validator, &closing) && ok) {
        *err = closing;
        ok = false;
    }
    // After a failure the rollback takes the table away too.
    if (ok && l->attached)
        ok = store_detach_source(l->site->store, "source", err);
    return ok;
}

static bool run_batch(struct loading *l, const char *digest, int64_t bytes, const struct act *act,
                      bool *wrote, struct error *err)
{
    struct site *s = l->site;
    struct entry entry = {
        .at = act->at, .actor = act->actor, .purpose = act->purpose, .kind = "load"};
    struct clash_list clashes = {0};
    bool ok = open_parts(l, err) && take_rows(l, err) && source_done(l->source, err);
    if (ok && l->options->replace_period)
        ok = writer_remove_unseen(l->writer, record_field(l->record, l->map->period), &l->months,
                                  err);
    if (l->writer != NULL) {
        struct error ending = {0};
        if (!writer_end(l->writer, &entry, &clashes, &ending) && ok) {
            *err = ending;
            ok = false;
        }
    }
    ok = ok && take_clashes(l, &clashes, err);
    ok = close_parts(l, ok, err);
    if (!ok)
        return false;
    gather_notes(l);
    l->result->removed = entry.replaced - l->result->amended;
    *wrote = entry.rows + entry.replaced + l->result->rejected > 0;
    if (!*wrote)
        return true;
    if (!ledger_append(s->store, &entry, err))
        return false;
    l->result->entry = entry.seq;
    return save_batch(l, digest, bytes, entry.at, err);
}

bool load_open(struct arena *a, const struct map *map, const char *path, struct source **out,
               struct error *err)
{
    struct error first = {0};
    for (size_t i = 0; i < map->reads.count; i++) {
        const struct map_reads *r = &map->reads.at[i];
        const struct source_options how = {.format = r->format,
                                           .sheet = r->sheet,
                                           .encoding = r->encoding,
                                           .path = r->path,
                                           .delimiter = r->delimiter,
                                           .skip_lines = r->skip,
                                           .no_header = r->no_header,
                                           .header = r->header};
        struct error bad = {0};
        if (source_open(a, path, &how, out, &bad))
            return true;
        if (i == 0)
            first = bad;
    }
    *err = first;
    return false;
}

bool load_file(struct site *s, struct arena *a, const struct map *map, const char *path,
               const struct load_options *options, const struct act *act, struct load_result *out,
               struct error *err)
{
    struct load_result result = {
        .record = map->into, .map = map->block.name, .source = arena_text(a, base_name(path))};
    struct loading l = {.site = s, .arena = a, .map = map, .options = options, .result = &result};
    l.record = packs_record(&s->packs, map->into);
    if (options->replace_period && map->period == NULL)
        return error_set(err, ERROR_USAGE,
                         "the map %s does not say `-- period:`, so no months can be replaced",
                         map->block.name);
    char digest[65] = "";
    int64_t bytes = 0;
    bool is_pipe = text_equal(path, "-");
    if (!load_open(a, map, path, &l.source, err))
        return false;
    if (!is_pipe
        && (!digest_of_file(a, path, digest, &bytes, err)
            || !find_batch(s, digest, map->block.name, &result.loaded_before, err)))
        return false;
    if (result.loaded_before != 0 && !options->again) {
        *out = result;
        return true;
    }
    if (!store_bulk_begin(s->store, err))
        return false;
    bool wrote = false, ok = store_begin(s->store, err);
    if (ok) {
        ok = run_batch(&l, digest, bytes, act, &wrote, err);
        bool commit = ok && wrote && !options->dry_run;
        struct error ending = {0};
        if (!store_end(s->store, commit, &ending) && commit) {
            *err = ending;
            ok = false;
        }
    }
    struct error closing = {0};
    if (!store_bulk_end(s->store, &closing) && ok) {
        *err = closing;
        ok = false;
    }
    arena_free(&l.round);
    if (!ok)
        return error_while(err, "loading %s", path);
    if (options->dry_run)
        result.entry = 0;
    if (result.causes.count > 1)
        qsort(result.causes.at, result.causes.count, sizeof result.causes.at[0], by_count);
    *out = result;
    return true;
}

/* ---- batches --------------------------------------------------------------- */

bool load_withdraw(struct site *s, struct arena *a, int64_t entry, const struct act *act,
                   int64_t *rows, struct error *err)
{
    struct rows found;
    if (!store_select(s->store, &found, "SELECT record, withdrawn FROM ward_batch WHERE entry = ?1",
                      BIND(bind_i64(entry)), err))
        return false;
    bool there = store_next(&found);
    const char *name = there ? rows_text(&found, 0, a) : NULL;
    int64_t withdrawn = there ? rows_i64(&found, 1) : 0;
    if (!store_done(&found, err))
        return false;
    if (!there)
        return error_set(err, ERROR_NOT_FOUND, "there is no batch %" PRId64, entry);
    if (withdrawn != 0)
        return error_set(err, ERROR_CONFLICT,
                         "batch %" PRId64 " is withdrawn already, by entry %" PRId64, entry,
                         withdrawn);
    const struct record *r = packs_record(&s->packs, name);
    int *fields = ARENA_ARRAY(a, int, r->fields.count);
    for (size_t i = 0; i < r->fields.count; i++)
        fields[i] = (int)i;
    if (!store_begin(s->store, err))
        return false;
    int64_t next = 0;
    struct writer *w = NULL;
    struct clash_list clashes;
    struct entry e = {.at = act->at,
                      .actor = act->actor,
                      .purpose = act->purpose,
                      .kind = "withdraw",
                      .key = arena_printf(a, "%" PRId64, entry)};
    bool ok = ledger_next(s->store, &next, err)
              && writer_begin(a, s, r, fields, r->fields.count, next, &w, err)
              && writer_undo(w, entry, err);
    if (w != NULL) {
        struct error ending = {0};
        if (!writer_end(w, &e, &clashes, &ending) && ok) {
            *err = ending;
            ok = false;
        }
    }
    ok = ok && ledger_append(s->store, &e, err)
         && store_run(s->store, "UPDATE ward_batch SET withdrawn = ?2 WHERE entry = ?1",
                      BIND(bind_i64(entry), bind_i64(e.seq)), err);
    if (!store_end(s->store, ok, err))
        return error_while(err, "withdrawing batch %" PRId64, entry);
    *rows = e.replaced;
    return true;
}

bool batch_recent(struct store *st, struct arena *a, const char *record, int limit,
                  struct batch_list *out, struct error *err)
{
    struct rows rows;
    struct batch_list list = {0};
    if (!store_select(st, &rows,
                      "SELECT entry, at_us, map, record, source, read, accepted, amended, same, "
                      "rejected, removed,"
                      "       withdrawn"
                      "  FROM ward_batch"
                      " WHERE ?1 IS NULL OR record = ?1"
                      " ORDER BY entry DESC"
                      " LIMIT ?2",
                      BIND(bind_text(record), bind_i64(limit)), err))
        return false;
    while (store_next(&rows)) {
        struct batch *b = list_add(a, &list);
        b->entry = rows_i64(&rows, 0);
        b->at.us = rows_i64(&rows, 1);
        b->map = rows_text(&rows, 2, a);
        b->record = rows_text(&rows, 3, a);
        b->source = rows_text(&rows, 4, a);
        b->read = rows_i64(&rows, 5);
        b->accepted = rows_i64(&rows, 6);
        b->amended = rows_i64(&rows, 7);
        b->same = rows_i64(&rows, 8);
        b->rejected = rows_i64(&rows, 9);
        b->removed = rows_i64(&rows, 10);
        b->withdrawn = rows_i64(&rows, 11);
    }
    if (!store_done(&rows, err))
        return false;
    *out = list;
    return true;
}

static const char reject_query[] = "SELECT line, field, value, reason, cure, raw FROM ward_reject "
                                   "WHERE entry = ?1 ORDER BY line, id LIMIT ?2";

static struct reject read_reject(const struct rows *rows, struct arena *a)
{
    return (struct reject){rows_i64(rows, 0),     rows_text(rows, 1, a), rows_text(rows, 2, a),
                           rows_text(rows, 3, a), rows_text(rows, 4, a), rows_text(rows, 5, a)};
}

bool batch_rejects(struct store *st, struct arena *a, int64_t entry, int limit,
                   struct reject_list *out, struct error *err)
{
    struct rows rows;
    struct reject_list list = {0};
    if (!store_select(st, &rows, reject_query, BIND(bind_i64(entry), bind_i64(limit)), err))
        return false;
    while (store_next(&rows))
        *list_add(a, &list) = read_reject(&rows, a);
    if (!store_done(&rows, err))
        return false;
    *out = list;
    return true;
}

static void put_cell(FILE *file, const char *text, char end)
{
    fputc('"', file);
    // A cell that a spreadsheet would take for a formula is made a text.
    if (text != NULL && strchr("=+-@\t\r", *text) != NULL && *text != '\0')
        fputc('\'', file);
    for (const char *s = text == NULL ? "" : text; *s != '\0'; s++) {
        if (*s == '"')
            fputc('"', file);
        fputc(*s, file);
    }
    fputc('"', file);
    fputc(end, file);
}

bool batch_write_rejects(struct store *st, int64_t entry, const char *path, struct error *err)
{
    struct rows rows;
    if (!store_select(st, &rows, reject_query, BIND(bind_i64(entry), bind_i64(-1)), err))
        return false;
    FILE *file = fopen(path, "w");
    bool ok = file != NULL || error_set(err, ERROR_IO, "cannot write %s", path);
    struct arena scratch = {0};
    if (ok)
        fputs("line,field,value,reason,cure,row\n", file);
    while (ok && store_next(&rows)) {
        struct reject r = read_reject(&rows, &scratch);
        fprintf(file, "%" PRId64 ",", r.line);
        put_cell(file, r.field, ',');
        put_cell(file, r.value, ',');
        put_cell(file, r.reason, ',');
        put_cell(file, r.cure, ',');
        put_cell(file, r.raw, '\n');
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    struct error closing = {0};
    if (!store_done(&rows, &closing) && ok) {
        *err = closing;
        ok = false;
    }
    if (file != NULL && fclose(file) != 0 && ok)
        ok = error_set(err, ERROR_IO, "cannot write %s: the disk may be full", path);
    return ok;
}
