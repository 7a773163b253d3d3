#include "intake/validate.h"

#include <inttypes.h>
#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/number.h"
#include "base/text.h"
#include "store/function.h"

/* An expression over a row, and what it says when it is violated. */
struct expression {
    const struct field *field;
    const struct check *check;
    enum { IS_CONSTRAINT, IS_REQUIRED, IS_CHECK } kind;
};

struct limits {
    bool low_given, high_given, has_pattern;
    double low, high; // of numbers; of days, days since 1970
    regex_t pattern;
};

struct validator {
    struct site *site;
    const struct record *record;
    const struct code_index **codes; // one a field; NULL for those without
    struct limits *limits;
    struct {
        struct expression *at;
        size_t count, room;
    } expressions;
    struct rows evaluate; // gives one column an expression, from parameters
    bool *bound;          // parameters that are not NULL now
    const char *doubt;    // whether any expression finds something
    struct rows ask;      // the same, from parameters of the fields that it names
    int *asked;
    size_t asked_count;
    int *required; // fields
    size_t required_count;
};

static void free_pattern(void *pattern)
{
    regfree(pattern);
}

static bool is_day_type(enum field_type type)
{
    return type == FIELD_DATE || type == FIELD_DATETIME || type == FIELD_PARTIAL_DATE;
}

static double limit_of(const struct validator *v, const struct field *f, const char *text)
{
    double number = 0;
    if (text_equal(text, "today"))
        return v->site->question.as_of.days;
    if (is_day_type(f->type))
        return date_read(text).days;
    if (!number_read_double(text, &number))
        return 0; // the pack was checked
    return number;
}

static void prepare_limits(struct validator *v, struct arena *a, const struct field *f,
                           struct limits *l)
{
    l->low_given = f->min != NULL;
    l->high_given = f->max != NULL;
    if (l->low_given)
        l->low = limit_of(v, f, f->min);
    if (l->high_given)
        l->high = limit_of(v, f, f->max);
    if (f->pattern == NULL)
        return;
    const char *whole = arena_printf(a, "^(%s)$", f->pattern);
    l->has_pattern = regcomp(&l->pattern, whole, REG_EXTENDED | REG_NOSUB) == 0;
    if (l->has_pattern)
        arena_defer(a, free_pattern, &l->pattern);
}

static void add_expression(struct validator *v, struct arena *a, struct expression e,
                           const char *sql, const char **columns)
{
    *list_add(a, &v->expressions) = e;
    *columns = arena_printf(a, "%s%s(%s)", *columns, v->expressions.count == 1 ? "" : ", ", sql);
    const char *wrong = NULL;
    switch (e.kind) {
    case IS_CONSTRAINT:
        wrong = arena_printf(a, "(\"%s\" IS NOT NULL AND NOT (%s\n))", e.field->name, sql);
        break;
    case IS_REQUIRED:
        wrong = arena_printf(a, "(\"%s\" IS NULL AND (%s\n))", e.field->name, sql);
        break;
    case IS_CHECK:
        wrong = arena_printf(a, "(%s\n)", sql);
        break;
    }
    v->doubt = v->doubt == NULL ? wrong : arena_printf(a, "%s OR %s", v->doubt, wrong);
}

static bool prepare_doubt(struct validator *v, struct arena *a, struct error *err)
{
    const struct record *r = v->record;
    const char *row = "";
    v->asked = ARENA_ARRAY(a, int, r->fields.count);
    for (size_t i = 0; i < r->fields.count; i++) {
        if (strcasestr(v->doubt, r->fields.at[i].name) == NULL)
            continue;
        row = arena_printf(a, "%s, ?%zu AS \"%s\"", row, v->asked_count + 1, r->fields.at[i].name);
        v->asked[v->asked_count++] = (int)i;
    }
    return store_prepare(v->site->store, &v->ask,
                         arena_printf(a, "SELECT %s FROM (SELECT 0%s)", v->doubt, row), err);
}

static bool prepare_expressions(struct validator *v, struct arena *a, struct error *err)
{
    const struct record *r = v->record;
    const char *columns = "", *row = "";
    for (size_t i = 0; i < r->fields.count; i++) {
        const struct field *f = &r->fields.at[i];
        row = arena_printf(a, "%s%s?%zu AS \"%s\"", row, i == 0 ? "" : ", ", i + 1, f->name);
        if (f->constraint != NULL)
            add_expression(v, a, (struct expression){f, NULL, IS_CONSTRAINT}, f->constraint,
                           &columns);
        if (f->required == REQUIRED_WHEN)
            add_expression(v, a, (struct expression){f, NULL, IS_REQUIRED}, f->required_when,
                           &columns);
    }
    for (size_t i = 0; i < v->site->packs.count; i++) {
        const struct pack *p = v->site->packs.at[i];
        for (size_t j = 0; j < p->checks.count; j++) {
            const struct check *c = &p->checks.at[j];
            if (text_equal(c->on, r->name) && !c->is_query
                && block_in_force(&c->block, v->site->question.as_of))
                add_expression(
                    v, a,
                    (struct expression){c->field == NULL ? NULL : record_field(r, c->field), c,
                                        IS_CHECK},
                    c->block.sql, &columns);
        }
    }
    if (v->expressions.count == 0)
        return true;
    return (store_prepare(v->site->store, &v->evaluate,
                          arena_printf(a, "SELECT %s FROM (SELECT %s)", columns, row), err)
            && prepare_doubt(v, a, err))
           || error_while(err, "the rules of %s", r->name);
}

bool validator_make(struct arena *a, struct site *s, const struct record *r, struct validator **out,
                    struct error *err)
{
    struct validator *v = ARENA_NEW(a, struct validator);
    *v = (struct validator){.site = s, .record = r};
    v->codes = ARENA_ARRAY(a, const struct code_index *, r->fields.count);
    v->limits = ARENA_ARRAY(a, struct limits, r->fields.count);
    v->bound = ARENA_ARRAY(a, bool, r->fields.count);
    v->required = ARENA_ARRAY(a, int, r->fields.count);
    for (size_t i = 0; i < r->fields.count; i++) {
        const struct field *f = &r->fields.at[i];
        if (f->codes != NULL)
            v->codes[i] = code_index_make(a, packs_codes(&s->packs, f->codes));
        prepare_limits(v, a, f, &v->limits[i]);
        if (f->required == REQUIRED_YES || f->required == REQUIRED_KEY)
            v->required[v->required_count++] = (int)i;
    }
    if (!prepare_expressions(v, a, err))
        return false;
    *out = v;
    return true;
}

/* ---- one value ------------------------------------------------------------- */

static void wrong(struct arena *a, const struct field *f, struct finding_list *found,
                  const char *reason, const char *cure)
{
    *list_add(a, found) =
        (struct finding){.field = f, .reason = reason, .cure = cure, .severity = SEVERITY_ERROR};
}

// A text in an error: short, so that a whole narrative never lands in a list of rejects' reasons.
static const char *shown(struct arena *a, const struct value *v)
{
    char number[32];
    switch (v->kind) {
    case VALUE_NULL:
        return "nothing";
    case VALUE_INTEGER:
        return arena_printf(a, "%" PRId64, v->integer);
    case VALUE_NUMBER:
        number_write(v->number, number);
        return arena_text(a, number);
    case VALUE_TEXT:
        return v->length <= 60 ? arena_printf(a, "\"%s\"", v->text)
                               : arena_printf(a, "\"%.57s…\"", v->text);
    }
    return "";
}

static bool read_whole(struct value *v)
{
    int64_t whole;
    if (v->kind == VALUE_TEXT && number_read_i64(v->text, &whole)) {
        *v = bind_i64(whole);
        return true;
    }
    if (v->kind == VALUE_NUMBER && v->number == (double)(int64_t)v->number && v->number > -9e15
        && v->number < 9e15)
        *v = bind_i64((int64_t)v->number);
    return v->kind == VALUE_INTEGER;
}

static bool read_real(struct value *v)
{
    double number;
    if (v->kind == VALUE_TEXT && number_read_double(v->text, &number))
        *v = bind_double(number);
    else if (v->kind == VALUE_INTEGER)
        *v = bind_double((double)v->integer);
    return v->kind == VALUE_NUMBER;
}

static bool is_partial_date(const char *text)
{
    char day[11] = "0000-01-01";
    size_t length = strlen(text);
    if (length != 4 && length != 7 && length != 10)
        return false;
    memcpy(day, text, length);
    return date_is(date_read(day));
}

static bool is_point(const char *text)
{
    char lon_text[32] = "";
    double lon, lat;
    const char *comma = strchr(text, ',');
    if (comma == NULL || (size_t)(comma - text) >= sizeof lon_text)
        return false;
    memcpy(lon_text, text, (size_t)(comma - text));
    return number_read_double(lon_text, &lon) && number_read_double(comma + 1, &lat) && lon >= -180
           && lon <= 180 && lat >= -90 && lat <= 90;
}

static bool all_codes(const struct code_index *x, const char *text)
{
    while (true) {
        size_t length = strcspn(text, ";");
        if (!code_index_has(x, text, length))
            return false;
        if (text[length] == '\0')
            return true;
        text += length + 1;
    }
}

static void check_code(struct validator *v, struct arena *a, const struct field *f,
                       struct value *value, struct finding_list *found)
{
    const struct code_index *x = v->codes[f - v->record->fields.at];
    if (value->kind == VALUE_INTEGER)
        *value = bind_text(arena_printf(a, "%" PRId64, value->integer));
    bool good = value->kind == VALUE_TEXT
                && (f->type == FIELD_CODES ? all_codes(x, value->text)
                                           : code_index_has(x, value->text, value->length));
    if (good)
        return;
    const char *nearest = value->kind == VALUE_TEXT ? code_index_nearest(x, a, value->text) : NULL;
    wrong(a, f, found, arena_printf(a, "%s is not a code of %s", shown(a, value), f->codes),
          nearest == NULL
              ? arena_printf(a, "use code_of(…, '%s') in the map, or a code of the list", f->codes)
              : arena_printf(a, "did you mean %s?", nearest));
}

static double number_for_limits(const struct field *f, const struct value *v)
{
    if (is_day_type(f->type)) {
        struct date d = day_of_text(v->text);
        return date_is(d) ? d.days : 0;
    }
    return v->kind == VALUE_INTEGER ? (double)v->integer : v->number;
}

static void check_limits(struct validator *v, struct arena *a, const struct field *f,
                         const struct value *value, struct finding_list *found)
{
    const struct limits *l = &v->limits[f - v->record->fields.at];
    if (l->low_given || l->high_given) {
        double number = number_for_limits(f, value);
        if (l->low_given && number < l->low)
            wrong(a, f, found,
                  arena_printf(a, "%s is below the least allowed, %s", shown(a, value), f->min),
                  "correct it at its source");
        if (l->high_given && number > l->high)
            wrong(a, f, found,
                  arena_printf(a, "%s is above the greatest allowed, %s", shown(a, value), f->max),
                  "correct it at its source");
    }
    if (l->has_pattern && value->kind == VALUE_TEXT
        && regexec(&l->pattern, value->text, 0, NULL, 0) != 0)
        wrong(a, f, found,
              arena_printf(a, "%s does not have the form %s", shown(a, value), f->pattern),
              "correct it at its source");
}

void validator_value(struct validator *v, struct arena *a, const struct field *f,
                     struct value *value, struct finding_list *found)
{
    if (value->kind == VALUE_TEXT && value->length == 0)
        *value = bind_null();
    if (value->kind == VALUE_NULL)
        return;
    bool is_text = value->kind == VALUE_TEXT, good = true;
    const char *wanted = "";
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_REFERENCE:
        if (value->kind == VALUE_INTEGER)
            *value = bind_text(arena_printf(a, "%" PRId64, value->integer));
        good = value->kind == VALUE_TEXT;
        wanted = "a text";
        break;
    case FIELD_INTEGER:
    case FIELD_MONEY:
        good = read_whole(value);
        wanted =
            f->type == FIELD_MONEY ? "whole cents; use money_of() in the map" : "a whole number";
        break;
    case FIELD_NUMBER:
        good = read_real(value);
        wanted = "a number";
        break;
    case FIELD_BOOLEAN:
        good = value->kind == VALUE_INTEGER && (value->integer == 0 || value->integer == 1);
        wanted = "true or false; use yes_no() in the map";
        break;
    case FIELD_DATE:
        good = is_text && value->length == 10 && date_is(date_read(value->text));
        wanted = "a day such as 2026-01-31; use date_of() in the map";
        break;
    case FIELD_PARTIAL_DATE:
        if (value->kind == VALUE_INTEGER)
            *value = bind_text(arena_printf(a, "%" PRId64, value->integer));
        good = value->kind == VALUE_TEXT && is_partial_date(value->text);
        wanted = "a day, a month or a year, such as 2026-01-31, 2026-01 or 2026";
        break;
    case FIELD_DATETIME: {
        struct instant t;
        good = is_text && value->length >= 22 && instant_read(value->text, &t, NULL);
        wanted = "a datetime such as 2026-01-31T14:30:00-06:00; use datetime_of() in the map";
        break;
    }
    case FIELD_CODE:
    case FIELD_CODES:
        check_code(v, a, f, value, found);
        return;
    case FIELD_POINT:
        good = is_text && is_point(value->text);
        wanted = "a point; use point_of(lon, lat) in the map";
        break;
    case FIELD_POLYGON:
        good = is_text && *value->text == '{';
        wanted = "a GeoJSON geometry";
        break;
    }
    if (!good)
        wrong(a, f, found, arena_printf(a, "%s is not %s", shown(a, value), wanted),
              "correct it at its source");
    else
        check_limits(v, a, f, value, found);
}

/* ---- a whole row ----------------------------------------------------------- */

// Fills {column} of a check's sentence with the row's own values.
static const char *fill(struct arena *a, const struct record *r, const struct value *row,
                        const char *text)
{
    struct buf b = buf_make(a, 4000);
    for (; *text != '\0'; text++) {
        size_t length = *text == '{' ? strcspn(text, "}") : 0;
        const char *name = length == 0 ? NULL : arena_text_n(a, text + 1, length - 1);
        int at = name == NULL ? -1 : record_field_index(r, name);
        if (at < 0 || text[length] != '}') {
            buf_char(&b, *text);
            continue;
        }
        buf_text(&b, shown(a, &row[at]));
        text += length;
    }
    return b.text;
}

static void judge(struct validator *v, struct arena *a, const struct expression *e, bool is_true,
                  bool is_null, const struct value *row, struct finding_list *found)
{
    const struct record *r = v->record;
    switch (e->kind) {
    case IS_CONSTRAINT:
        if (!is_true && !is_null && row[e->field - r->fields.at].kind != VALUE_NULL)
            wrong(
                a, e->field, found,
                arena_printf(a, "%s: it must hold that %s", e->field->label, e->field->constraint),
                "correct it at its source");
        break;
    case IS_REQUIRED:
        if (is_true && row[e->field - r->fields.at].kind == VALUE_NULL)
            wrong(a, e->field, found,
                  arena_printf(a, "%s is empty, and required when %s", e->field->label,
                               e->field->required_when),
                  "fill it in");
        break;
    case IS_CHECK:
        if (is_true)
            *list_add(a, found) = (struct finding){.field = e->field,
                                                   .check = e->check,
                                                   .reason = fill(a, r, row, e->check->says),
                                                   .cure = fill(a, r, row, e->check->cure),
                                                   .severity = e->check->severity};
        break;
    }
}

bool validator_lacks(const struct validator *v, const struct value *row)
{
    for (size_t i = 0; i < v->required_count; i++)
        if (row[v->required[i]].kind == VALUE_NULL)
            return true;
    return false;
}

const char *validator_doubt(const struct validator *v)
{
    return v->doubt;
}

// Whether the expressions may find something.
static bool doubts(struct validator *v, const struct value *row, bool *out, struct error *err)
{
    for (size_t i = 0; i < v->asked_count; i++)
        rows_bind(&v->ask, (int)i + 1, row[v->asked[i]]);
    *out = store_next(&v->ask) && !rows_is_null(&v->ask, 0) && rows_double(&v->ask, 0) != 0;
    return store_again(&v->ask, err);
}

bool validator_row(struct validator *v, struct arena *a, const struct value *row,
                   struct finding_list *found, struct error *err)
{
    const struct record *r = v->record;
    bool lacks = validator_lacks(v, row), doubt = lacks;
    for (size_t i = 0; i < v->required_count && lacks; i++) {
        const struct field *f = &r->fields.at[v->required[i]];
        if (row[v->required[i]].kind == VALUE_NULL)
            wrong(a, f, found, arena_printf(a, "%s is empty, and required", f->label),
                  "fill it in");
    }
    if (v->expressions.count == 0)
        return true;
    if (!doubt && !doubts(v, row, &doubt, err))
        return false;
    if (!doubt)
        return true;
    for (size_t i = 0; i < r->fields.count; i++)
        if (row[i].kind != VALUE_NULL || v->bound[i]) {
            rows_bind(&v->evaluate, (int)i + 1, row[i]);
            v->bound[i] = row[i].kind != VALUE_NULL;
        }
    if (store_next(&v->evaluate))
        for (size_t i = 0; i < v->expressions.count; i++) {
            bool is_null = rows_is_null(&v->evaluate, (int)i);
            judge(v, a, &v->expressions.at[i], !is_null && rows_double(&v->evaluate, (int)i) != 0,
                  is_null, row, found);
        }
    return store_again(&v->evaluate, err);
}

bool validator_end(struct validator *v, struct error *err)
{
    struct error first = {0};
    bool asked = v->ask.statement == NULL || store_done(&v->ask, &first);
    bool ok = v->evaluate.statement == NULL || store_done(&v->evaluate, err);
    if (!asked)
        *err = first;
    return ok && asked;
}
