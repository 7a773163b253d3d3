#include "answer/method.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "answer/methods.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/number.h"
#include "base/text.h"
#include "method/monte_carlo.h"

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

const char *method_word(const struct method_question *q, const char *english, const char *spanish)
{
    return q->spanish ? spanish : english;
}

const char *method_say(struct arena *a, const struct method_question *q, const char *english,
                       const char *spanish, ...)
{
    va_list args;
    va_start(args, spanish);
    const char *text =
        q->spanish ? arena_vprintf(a, spanish, args) : arena_vprintf(a, english, args);
    va_end(args);
    return text;
}

const struct frame_column *method_column(const struct method_question *q, const char *name)
{
    return frame_find(q->in, name);
}

/* ---- keys ---- */

static const struct option_line *find_option(const struct method_question *q, const char *key)
{
    for (size_t i = 0; key != NULL && i < q->measure->options.count; i++)
        if (text_equal(q->measure->options.at[i].key, key))
            return &q->measure->options.at[i];
    return NULL;
}

bool method_wrong(const struct method_question *q, struct error *err, const char *key,
                  const char *format, ...)
{
    struct arena scratch = {0};
    const struct block *b = &q->measure->block;
    const struct option_line *o = find_option(q, key);
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(&scratch, format, args);
    va_end(args);
    error_set(err, ERROR_INVALID, "%s:%d: %s", b->file,
              o != NULL ? o->line : (key == NULL ? b->sql_line : b->line), text);
    arena_free(&scratch);
    return false;
}

const char *method_key(const struct method_question *q, const char *key)
{
    const struct option_line *o = find_option(q, key);
    return o == NULL ? NULL : o->value;
}

bool method_number(const struct method_question *q, const char *key, double otherwise, double *out,
                   struct error *err)
{
    const char *text = method_key(q, key);
    *out = otherwise;
    if (text == NULL || number_read_double(text, out))
        return true;
    return method_wrong(q, err, key, "%s is \"%s\": expected a number", key, text);
}

bool method_whole(const struct method_question *q, const char *key, int64_t otherwise,
                  int64_t least, int64_t most, int64_t *out, struct error *err)
{
    const char *text = method_key(q, key);
    int64_t v = otherwise;
    if (text != NULL && (!number_read_i64(text, &v) || v < least || v > most))
        return method_wrong(q, err, key,
                            "%s is \"%s\": expected a whole number from %" PRId64 " to %" PRId64,
                            key, text, least, most);
    *out = v;
    return true;
}

bool method_choice(const struct method_question *q, struct arena *a, const char *key,
                   const char *const *words, int *out, struct error *err)
{
    const char *text = method_key(q, key);
    struct text_list list = {0};
    *out = 0;
    if (text == NULL)
        return true;
    for (int i = 0; words[i] != NULL; i++) {
        *list_add(a, &list) = words[i];
        if (!text_equal(text, words[i]))
            continue;
        *out = i;
        return true;
    }
    return method_wrong(q, err, key, "%s is \"%s\": expected %s%s", key, text,
                        text_series(a, &list, "or"),
                        text_did_you_mean(a, text, list.at, list.count));
}

bool method_numbers(const struct method_question *q, struct arena *a, const char *key,
                    struct number_list *out, struct error *err)
{
    struct number_list list = {0};
    const char *text = method_key(q, key);
    struct text_list parts = text_split(a, text == NULL ? "" : text, ',');
    for (size_t i = 0; i < parts.count; i++)
        if (!number_read_double(parts.at[i], list_add(a, &list)))
            return method_wrong(q, err, key,
                                "%s holds \"%s\": expected numbers with commas "
                                "between",
                                key, parts.at[i]);
    *out = list;
    return true;
}

bool method_monte_carlo(const struct method_question *q, int64_t replicates,
                        struct monte_carlo *out, struct error *err)
{
    int64_t count, seed;
    if (!method_whole(q, "replicates", replicates, 19, 1000000, &count, err)
        || !method_whole(q, "seed", 1, 0, INT64_MAX, &seed, err))
        return false;
    *out = (struct monte_carlo){.replicates = count, .seed = (uint64_t)seed};
    return true;
}

bool method_per(const struct method_question *q, struct arena *a, double *per, const char **words,
                struct error *err)
{
    *per = 1;
    if (q->measure->per != NULL && (!number_read_double(q->measure->per, per) || !(*per > 0)))
        return method_wrong(q, err, "per", "per is \"%s\": expected a number above 0",
                            q->measure->per);
    const struct cell base = {.kind = CELL_NUMBER, .number = *per};
    *words = *per == 1
                 ? method_word(q, "for each", "por cada uno")
                 : method_say(a, q, "per %s", "por cada %s", cell_words(a, &base, COLUMN_COUNT));
    return true;
}

bool method_count_in(const struct method_question *q, const struct frame_column *c, size_t row,
                     int64_t *out, struct error *err)
{
    double v = c->number[row];
    if (!(v >= 0) || v != floor(v) || v > 9e15)
        return method_wrong(q, err, NULL,
                            "the column %s holds %s: expected whole numbers from 0 up", c->name,
                            c->text[row]);
    *out = (int64_t)v;
    return true;
}

/* ---- words ---- */

const char *method_label(const struct method_question *q, struct arena *a, const char *value)
{
    if (method_column(q, "group") == NULL && value == NULL)
        return method_word(q, "all", "todos");
    if (value == NULL)
        return method_word(q, "not recorded", "no registrado");
    return q->label == NULL ? value : q->label(q->label_context, a, value);
}

const char *method_unit(const struct method_question *q, const char *otherwise)
{
    return q->measure->unit == NULL ? otherwise : q->measure->unit;
}

const char *method_by(const struct method_question *q)
{
    return q->measure->by == NULL ? method_word(q, "Group", "Grupo") : q->measure->by;
}

const char *level_words(struct arena *a, double level)
{
    char number[32];
    number_write(round(level * 1e6) / 1e4, number);
    return arena_printf(a, "%s%%", number);
}

static const char *limit_words(struct arena *a, double v, enum column_kind kind)
{
    const struct cell c = {.kind = CELL_NUMBER, .number = v};
    return cell_words(a, &c, kind);
}

static const char *limits_words(struct arena *a, const struct method_question *q, struct interval i,
                                enum column_kind kind)
{
    if (!q->spanish)
        return interval_words(a, i, kind);
    if (isnan(i.low) || isnan(i.high))
        return NULL;
    if (isinf(i.low) && isinf(i.high))
        return "sin límite";
    if (isinf(i.high))
        return arena_printf(a, "al menos %s", limit_words(a, i.low, kind));
    if (isinf(i.low))
        return arena_printf(a, "como mucho %s", limit_words(a, i.high, kind));
    return arena_printf(a, "de %s a %s", limit_words(a, i.low, kind), limit_words(a, i.high, kind));
}

const char *interval_inside(struct arena *a, const struct method_question *q, struct interval i,
                            enum column_kind kind)
{
    const char *words = limits_words(a, q, i, kind);
    return words == NULL ? ""
                         : method_say(a, q, "%s interval %s", "intervalo del %s: %s",
                                      level_words(a, q->level), words);
}

const char *interval_phrase(struct arena *a, const struct method_question *q, struct interval i,
                            enum column_kind kind)
{
    const char *words = interval_inside(a, q, i, kind);
    return *words == '\0' ? "" : arena_printf(a, " (%s)", words);
}

const char *whole_words(struct arena *a, int64_t v)
{
    const struct cell c = {.kind = CELL_INTEGER, .integer = v};
    return cell_words(a, &c, COLUMN_COUNT);
}

const char *percent_words(struct arena *a, double share)
{
    return limit_words(a, share, COLUMN_PERCENT);
}

const char *p_words(struct arena *a, double p)
{
    const struct cell c = {.kind = isnan(p) ? CELL_NONE : CELL_NUMBER, .number = isnan(p) ? 0 : p};
    return cell_words(a, &c, COLUMN_P);
}

const char *day_words(struct arena *a, const struct method_question *q, const char *text)
{
    static const char *const months[] = {"enero",      "febrero", "marzo",     "abril",
                                         "mayo",       "junio",   "julio",     "agosto",
                                         "septiembre", "octubre", "noviembre", "diciembre"};
    if (!q->spanish)
        return date_words(a, text);
    struct date d = date_read(strlen(text) == 7 ? arena_printf(a, "%s-01", text) : text);
    if (!date_is(d))
        return date_words(a, text);
    struct civil c = date_civil(d);
    if (strlen(text) == 7)
        return arena_printf(a, "%s de %d", months[c.month - 1], c.year);
    return arena_printf(a, "%d de %s de %d", c.day, months[c.month - 1], c.year);
}

/* ---- results ---- */

void result_not_estimable(struct arena *a, const struct method_question *q, struct result *out,
                          int64_t n, const char *why)
{
    out->estimable = false;
    out->sentence = method_say(a, q, "Not estimable, n = %" PRId64 ": %s.",
                               "No se puede estimar, n = %" PRId64 ": %s.", n, why);
    out->headline = (struct cell){
        .kind = CELL_NOT_ESTIMABLE,
        .text = method_say(a, q, "not estimable, n = %" PRId64, "no estimable, n = %" PRId64, n)};
    out->headline_interval = interval_none();
    out->p = (double)NAN;
}

bool method_refused(struct arena *a, const struct method_question *q, int64_t n,
                    const struct error *why, struct result *out, struct error *err)
{
    static const char start[] = "not estimable: ";
    if (why->kind != ERROR_INVALID) {
        *err = *why;
        return false;
    }
    const char *text = why->text;
    if (text_starts(text, start))
        text += sizeof start - 1;
    result_not_estimable(a, q, out, n, arena_text(a, text));
    return true;
}

void result_headline(struct result *out, double value, struct interval i, enum column_kind kind,
                     const char *label)
{
    out->estimable = true;
    out->headline = (struct cell){.kind = CELL_NUMBER, .number = value};
    out->headline_kind = kind;
    out->headline_label = label;
    out->headline_interval = i;
}

void table_estimate_columns(struct arena *a, const struct method_question *q,
                            struct result_table *t, const char *label, enum column_kind kind)
{
    table_column(a, t, "estimate", label, kind);
    table_column(a, t, "low", method_word(q, "Low", "Desde"), kind);
    table_column(a, t, "high", method_word(q, "High", "Hasta"), kind);
}

void table_estimate(struct arena *a, struct result_table *t, double value, struct interval i)
{
    table_number(a, t, value);
    table_number(a, t, i.low);
    table_number(a, t, i.high);
}

void table_no_estimate(struct arena *a, struct result_table *t, const char *words)
{
    struct cell *c = list_add(a, &t->cells);
    *c = (struct cell){.kind = CELL_NOT_ESTIMABLE, .text = words};
}

struct result_table *result_table_add(struct arena *a, struct result *out, const char *title)
{
    struct result_table *t = list_add(a, &out->further);
    t->title = title;
    return t;
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
