#include "answer/method.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>

#include "answer/methods.h"
#include "base/buf.h"
#include "base/number.h"
#include "base/text.h"

const struct method *method_find(const char *name)
{
    for (const struct method *m = methods; m->name != NULL; m++)
        if (text_equal(m->name, name))
            return m;
    return NULL;
}

/* ---- checking -------------------------------------------------------------- */

static void check_keys(const struct measure *m, const struct method *method,
                       struct complaints *wrong)
{
    struct text_list names = {0};
    for (const struct method_key *k = method->keys; k != NULL && k->key != NULL; k++)
        *list_add(wrong->arena, &names) = k->key;
    for (size_t i = 0; i < m->options.count; i++) {
        const struct option_line *o = &m->options.at[i];
        bool known = false;
        for (size_t j = 0; j < names.count; j++)
            known = known || text_equal(names.at[j], o->key);
        if (!known)
            complain(wrong, m->block.file, o->line,
                     "a measure of the method %s has no key \"%s\"%s", method->name, o->key,
                     text_did_you_mean(wrong->arena, o->key, names.at, names.count));
    }
}

static bool has(const struct text_list *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->at[i], name))
            return true;
    return false;
}

static void check_columns(const struct measure *m, const struct method *method,
                          const struct text_list *columns, struct complaints *wrong)
{
    struct text_list wanted = {0};
    for (const struct method_column *c = method->columns; c->name != NULL; c++) {
        *list_add(wrong->arena, &wanted) = c->name;
        if (c->needed && !has(columns, c->name))
            complain(wrong, m->block.file, m->block.sql_line,
                     "measure %s: the method %s wants a column %s (%s)%s", m->block.name,
                     method->name, c->name, c->help,
                     text_did_you_mean(wrong->arena, c->name, columns->at, columns->count));
    }
    for (size_t i = 0; i < columns->count && !method->more_columns; i++)
        if (!has(&wanted, columns->at[i]))
            complain(wrong, m->block.file, m->block.sql_line,
                     "measure %s: the method %s does not use the column %s%s", m->block.name,
                     method->name, columns->at[i],
                     text_did_you_mean(wrong->arena, columns->at[i], wanted.at, wanted.count));
}

void method_check(const struct measure *m, const struct text_list *columns,
                  struct complaints *wrong)
{
    const struct method *method = m->method == NULL ? NULL : method_find(m->method);
    if (method == NULL) {
        struct text_list names = {0};
        for (const struct method *known = methods; known->name != NULL; known++)
            *list_add(wrong->arena, &names) = known->name;
        complain(wrong, m->block.file, m->block.line, "measure %s: there is no method %s%s",
                 m->block.name, m->method == NULL ? "" : m->method,
                 m->method == NULL
                     ? ""
                     : text_did_you_mean(wrong->arena, m->method, names.at, names.count));
        return;
    }
    check_keys(m, method, wrong);
    if (columns != NULL)
        check_columns(m, method, columns, wrong);
}

void method_reference(struct buf *out)
{
    buf_text(out, "\n# Methods of measures\n");
    for (const struct method *m = methods; m->name != NULL; m++) {
        buf_put(out, "\n## %s\n\n%s\n", m->name, m->about);
        if (m->columns->name != NULL)
            buf_text(out, "\n| column | holds |\n|---|---|\n");
        for (const struct method_column *c = m->columns; c->name != NULL; c++)
            buf_put(out, "| `%s`%s | %s |\n", c->name, c->needed ? " (needed)" : "", c->help);
        if (m->more_columns)
            buf_text(out, "\nOther columns are allowed.\n");
        if (m->keys->key != NULL)
            buf_text(out, "\n| key | says |\n|---|---|\n");
        for (const struct method_key *k = m->keys; k->key != NULL; k++)
            buf_put(out, "| `%s` | %s |\n", k->key, k->help);
    }
}

/* ---- for the methods ------------------------------------------------------- */

const struct frame_column *method_column(const struct method_question *q, const char *name)
{
    return frame_find(q->in, name);
}

const char *method_key(const struct method_question *q, const char *key)
{
    for (size_t i = 0; i < q->measure->options.count; i++)
        if (text_equal(q->measure->options.at[i].key, key))
            return q->measure->options.at[i].value;
    return NULL;
}

bool method_number(const struct method_question *q, const char *key, double otherwise, double *out,
                   struct error *err)
{
    const char *text = method_key(q, key);
    *out = otherwise;
    if (text == NULL || number_read_double(text, out))
        return true;
    return error_set(err, ERROR_INVALID, "%s:%d: measure %s: %s is \"%s\": expected a number",
                     q->measure->block.file, q->measure->block.line, q->measure->block.name, key,
                     text);
}

bool method_numbers(const struct method_question *q, struct arena *a, const char *key,
                    struct number_list *out, struct error *err)
{
    struct number_list list = {0};
    const char *text = method_key(q, key);
    struct text_list parts = text_split(a, text == NULL ? "" : text, ',');
    for (size_t i = 0; i < parts.count; i++)
        if (!number_read_double(parts.at[i], list_add(a, &list)))
            return error_set(err, ERROR_INVALID,
                             "%s:%d: measure %s: %s holds \"%s\": expected numbers",
                             q->measure->block.file, q->measure->block.line, q->measure->block.name,
                             key, parts.at[i]);
    *out = list;
    return true;
}

const char *method_label(const struct method_question *q, struct arena *a, const char *value)
{
    if (method_column(q, "group") == NULL && value == NULL)
        return q->spanish ? "todos" : "all";
    if (value == NULL)
        return q->spanish ? "no registrado" : "not recorded";
    return q->label == NULL ? value : q->label(q->label_context, a, value);
}

const char *method_unit(const struct method_question *q, const char *otherwise)
{
    return q->measure->unit == NULL ? otherwise : q->measure->unit;
}

void result_not_estimable(struct arena *a, struct result *out, int64_t n, const char *why)
{
    out->estimable = false;
    out->sentence = arena_printf(a, "Not estimable, n = %" PRId64 ": %s.", n, why);
    out->headline = (struct cell){.kind = CELL_NOT_ESTIMABLE,
                                  .text = arena_printf(a, "not estimable, n = %" PRId64, n)};
    out->headline_interval = (struct interval){(double)NAN, (double)NAN};
    out->p = (double)NAN;
}

struct result_chart *result_chart_add(struct arena *a, struct result *out, enum chart_kind kind,
                                      const char *x, const char *y, const char *low,
                                      const char *high)
{
    struct result_chart *c = list_add(a, &out->charts);
    *c = (struct result_chart){.kind = kind,
                               .table = &out->main,
                               .x = x,
                               .y = y,
                               .low = low,
                               .high = high,
                               .title = out->title,
                               .description = out->title};
    return c;
}

static void add_text(struct arena *a, struct text_list *list, const char *format, va_list args)
    PRINTF(3, 0);
static void add_text(struct arena *a, struct text_list *list, const char *format, va_list args)
{
    *list_add(a, list) = arena_vprintf(a, format, args);
}

#define ADDER(function, list)                                                                      \
    void function(struct arena *a, struct result *out, const char *format, ...)                    \
    {                                                                                              \
        va_list args;                                                                              \
        va_start(args, format);                                                                    \
        add_text(a, &out->list, format, args);                                                     \
        va_end(args);                                                                              \
    }
ADDER(result_note, notes)
ADDER(result_assume, assumptions)
ADDER(result_warn, warnings)

const char *level_words(struct arena *a, double level)
{
    char number[32];
    number_write(round(level * 1e6) / 1e4, number);
    return arena_printf(a, "%s%%", number);
}

const char *interval_phrase(struct arena *a, double level, struct interval i, enum column_kind kind)
{
    const char *words = interval_words(a, i, kind);
    return words == NULL ? "" : arena_printf(a, " (%s interval %s)", level_words(a, level), words);
}
