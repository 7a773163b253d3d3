#include "web/show.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "base/words.h"
#include "web/server.h"

enum { LEAST_DEFAULT = 5 };

// Whether rows are chosen by who asks: then what is kept for one is not for another.
static bool depends_on_user(const struct request *rq)
{
    const char *role = rq->site->question.role;
    for (size_t i = 0; i < rq->site->packs.count; i++)
        for (size_t j = 0; j < rq->site->packs.at[i]->access.count; j++) {
            const struct access_line *line = &rq->site->packs.at[i]->access.at[j];
            if (line->rows != NULL && text_equal(line->role, role))
                return true;
        }
    return false;
}

const char *kept_key(const struct request *rq, const char *what)
{
    const struct question *q = &rq->site->question;
    char as_of[11], from[11], to[11];
    date_write(q->as_of, as_of);
    date_write(q->from, from);
    date_write(q->to, to);
    return arena_printf(rq->arena, "%s|%s|%s|%s|%d|%s|%s|%s", what, q->role,
                        depends_on_user(rq) ? q->user : "", as_of, q->on_that_day, from, to,
                        rq->spanish ? "es" : "en");
}

const char *code_words(const struct request *rq, const char *list, const char *code)
{
    const struct code_list *codes = packs_codes(&rq->site->packs, list);
    for (size_t i = 0; codes != NULL && i < codes->rows.count; i++) {
        const char *const *row = codes->rows.at[i];
        if (text_equal(row[0], code))
            return request_say(rq, row[1], codes->label_es < 0 ? NULL : row[codes->label_es]);
    }
    return code;
}

static const char *codes_words(const struct request *rq, const struct field *f, const char *text)
{
    struct buf b = buf_make(rq->arena, 8000);
    struct text_list codes = text_split(rq->arena, text, ';');
    for (size_t i = 0; i < codes.count; i++)
        buf_put(&b, "%s%s", i == 0 ? "" : "; ", code_words(rq, f->codes, codes.at[i]));
    return b.text;
}

const char *value_words(const struct request *rq, const struct field *f, const struct value *v)
{
    struct arena *a = rq->arena;
    struct instant t;
    switch (v->kind) {
    case VALUE_NULL:
        return NULL;
    case VALUE_INTEGER:
        if (f->type == FIELD_BOOLEAN)
            return v->integer ? _("yes") : _("no");
        if (f->type == FIELD_MONEY)
            return money_words(a, (double)v->integer);
        return arena_printf(a, "%" PRId64, v->integer);
    case VALUE_NUMBER:
        return f->type == FIELD_MONEY ? money_words(a, v->number) : number_words(a, v->number);
    case VALUE_TEXT:
        break;
    }
    if (f->type == FIELD_DATE || f->type == FIELD_PARTIAL_DATE)
        return date_words(a, v->text);
    if (f->type == FIELD_DATETIME && instant_read(v->text, &t, NULL))
        return moment_words(rq, t);
    if (f->type == FIELD_CODE)
        return code_words(rq, f->codes, v->text);
    if (f->type == FIELD_CODES)
        return codes_words(rq, f, v->text);
    if (f->type == FIELD_POLYGON)
        return _("an area (see the map)");
    return v->text;
}

const char *field_label(const struct request *rq, const struct field *f)
{
    return request_say(rq, f->label, f->label_es);
}

const char *record_label(const struct request *rq, const struct record *r)
{
    return request_say(rq, r->label, r->label_es);
}

struct value value_copy(struct arena *a, struct value v)
{
    if (v.kind == VALUE_TEXT)
        v.text = arena_text_n(a, v.text, v.length);
    return v;
}

/* ---- reading that is noted
 * ---------------------------------------------------------------------------- */

bool sees_protected(const struct request *rq, const struct record *r)
{
    for (size_t i = 0; i < r->fields.count; i++)
        if (r->fields.at[i].class != NULL
            && lens_field(&rq->site->packs, &rq->site->question, r, &r->fields.at[i]) != SIGHT_NONE)
            return true;
    return false;
}

// Why access lets the role read the record: the sentence of its line.
static const char *reason_of(const struct request *rq, const struct record *r)
{
    const char *role = rq->site->question.role, *why = NULL;
    for (size_t i = 0; i < rq->site->packs.count; i++)
        for (size_t j = 0; j < rq->site->packs.at[i]->access.count; j++) {
            const struct access_line *line = &rq->site->packs.at[i]->access.at[j];
            if ((line->may & MAY_READ) && text_equal(line->role, role)
                && (text_equal(line->record, r->name) || text_equal(line->record, "*"))
                && line->because != NULL && (why == NULL || line->class != NULL))
                why = line->because;
        }
    return arena_printf(rq->arena, "%s: %s", role, why == NULL ? "read" : why);
}

bool note_reading(struct request *rq, const struct record *r, const char *key, int64_t rows,
                  struct error *err)
{
    if (rows == 0 || !sees_protected(rq, r))
        return true;
    const struct act act = request_act(rq, reason_of(rq, r));
    return reading_note(rq->site, r->name, key, rows, &act, err);
}

/* ---- keys and rows
 * ---------------------------------------------------------------------------------- */

const char *key_condition(struct arena *a, const struct record *r)
{
    const char *sql = "";
    int n = 0;
    for (size_t i = 0; i < r->fields.count; i++)
        if (r->fields.at[i].required == REQUIRED_KEY) {
            n++;
            sql = arena_printf(a, "%s%s\"%s\" = ?%d", sql, n == 1 ? "" : " AND ",
                               r->fields.at[i].name, n);
        }
    return sql;
}

bool key_binds(struct arena *a, const struct record *r, const char *key, struct binds *out,
               struct error *err)
{
    size_t count = record_key_count(r), n = 0;
    struct text_list parts = {0};
    if (count == 1)
        *list_add(a, &parts) = key;
    else
        parts = text_split(a, key, '|');
    if (parts.count != count)
        return error_set(err, ERROR_NOT_FOUND, "the key of %s has %zu parts, joined by |", r->label,
                         count);
    struct value *values = ARENA_ARRAY(a, struct value, count);
    for (size_t i = 0; i < r->fields.count; i++) {
        const struct field *f = &r->fields.at[i];
        if (f->required != REQUIRED_KEY)
            continue;
        int64_t whole;
        bool number =
            f->type == FIELD_INTEGER || f->type == FIELD_MONEY || f->type == FIELD_BOOLEAN;
        values[n] = number && number_read_i64(parts.at[n], &whole) ? bind_i64(whole)
                                                                   : bind_text(parts.at[n]);
        n++;
    }
    *out = (struct binds){values, count};
    return true;
}

const char *key_of_row(struct arena *a, const struct record *r, const struct value *row)
{
    const char *key = "";
    bool first = true;
    for (size_t i = 0; i < r->fields.count; i++) {
        if (r->fields.at[i].required != REQUIRED_KEY)
            continue;
        const char *part = row[i].kind == VALUE_TEXT ? row[i].text
                           : row[i].kind == VALUE_INTEGER
                               ? arena_printf(a, "%" PRId64, row[i].integer)
                               : "";
        key = first ? part : arena_printf(a, "%s|%s", key, part);
        first = false;
    }
    return key;
}

bool row_seen(struct request *rq, const struct record *r, const char *key, struct value **row,
              bool *found, struct error *err)
{
    struct arena *a = rq->arena;
    struct binds binds;
    struct rows rows;
    const char *columns = "";
    *found = false;
    if (!key_binds(a, r, key, &binds, err))
        return false;
    for (size_t i = 0; i < r->fields.count; i++)
        columns = arena_printf(a, "%s%s\"%s\"", columns, i == 0 ? "" : ", ", r->fields.at[i].name);
    store_guard(rq->site->store, true);
    bool ok = store_select(
        rq->site->store, &rows,
        arena_printf(a, "SELECT %s FROM \"%s\" WHERE %s", columns, r->name, key_condition(a, r)),
        binds, err);
    if (ok) {
        if (store_next(&rows)) {
            *found = true;
            *row = ARENA_ARRAY(a, struct value, r->fields.count);
            for (size_t i = 0; i < r->fields.count; i++)
                (*row)[i] = value_copy(a, rows_value(&rows, (int)i));
        }
        ok = store_done(&rows, err);
    }
    store_guard(rq->site->store, false);
    return ok;
}

/* ---- measures
 * -------------------------------------------------------------------------------------- */

static bool read_least(struct request *rq, const struct measure *m, int64_t *least,
                       struct error *err)
{
    const char *text;
    int64_t own;
    *least = LEAST_DEFAULT;
    if (!site_setting(rq->site, rq->arena, "suppress_below", &text, err))
        return false;
    if (text != NULL && (!number_read_i64(text, least) || *least < 2))
        *least = LEAST_DEFAULT;
    if (m->suppress_below != NULL && number_read_i64(m->suppress_below, &own) && own > *least)
        *least = own;
    return true;
}

// Asks of groups alone, as a role; and then again as before. What comes between must call
// count_end, whatever it made of it.
bool count_begin(struct request *rq, const char *role, struct question *before, struct error *err)
{
    struct question q = rq->site->question;
    *before = q;
    q.aggregate = true;
    q.role = role;
    *rq->asked = '\0';
    return site_ask(rq->site, &q, err);
}

bool count_end(struct request *rq, const struct question *before, bool ok, struct error *err)
{
    struct error again = {0};
    if (site_ask(rq->site, before, &again))
        return ok;
    if (ok)
        *err = again;
    return false;
}

// While groups alone are asked of: the answer without small numbers.
static bool disclosed_answer(struct request *rq, const struct measure *m, struct result *out,
                             struct disclosure *d, struct error *err)
{
    const struct measure_ask ask = {.spanish = rq->spanish};
    int64_t least;
    if (!read_least(rq, m, &least, err) || !measure_answer(rq->site, rq->arena, m, &ask, out, err)
        || !result_disclose(rq->arena, out, least, d, err))
        return false;
    out->query = NULL; // it names the fields of protected records
    return true;
}

bool measure_for(struct request *rq, const struct measure *m, struct result *out, bool *disclosed,
                 struct error *err)
{
    const struct measure_ask ask = {.spanish = rq->spanish};
    struct question counts = rq->site->question;
    struct disclosure d = {0};
    struct error none = {0};
    bool partly = false;
    *disclosed = false;
    if (measure_answer(rq->site, rq->arena, m, &ask, out, err))
        return true;
    counts.aggregate = true;
    if (err->kind != ERROR_FORBIDDEN
        || !lens_permits(rq->site->store, &rq->site->packs, &counts, m->block.sql, &partly, &none))
        return false;
    *err = (struct error){0};
    *disclosed = true;
    struct question before;
    return count_begin(rq, counts.role, &before, err)
           && count_end(rq, &before, disclosed_answer(rq, m, out, &d, err), err);
}

bool measure_public(struct request *rq, const struct measure *m, struct result *out, bool *whole,
                    struct error *err)
{
    struct disclosure d = {0};
    if (!m->is_public)
        return error_set(err, ERROR_FORBIDDEN, "%s", _("This measure is not published."));
    if (!disclosed_answer(rq, m, out, &d, err))
        return false;
    *whole = d.whole;
    return true;
}

const struct measure *measure_named(const struct request *rq, const char *name, struct error *err)
{
    const struct measure *m = packs_measure(&rq->site->packs, name);
    struct text_list names = packs_names(rq->arena, &rq->site->packs, "measure");
    if (m == NULL)
        error_set(err, ERROR_NOT_FOUND, _("There is no measure %s%s"), name,
                  text_did_you_mean(rq->arena, name, names.at, names.count));
    return m;
}

const struct record *record_named(const struct request *rq, const char *name, struct error *err)
{
    const struct record *r = packs_record(&rq->site->packs, name);
    // What a role does not see and what there is not look the same.
    if (r == NULL || lens_record(&rq->site->packs, &rq->site->question, r) == SIGHT_NONE) {
        error_set(err, r == NULL ? ERROR_NOT_FOUND : ERROR_FORBIDDEN, "%s",
                  r == NULL ? _("There is no such record.")
                            : arena_printf(rq->arena, _("The role %s may not see these records."),
                                           rq->site->question.role));
        return NULL;
    }
    return r;
}
