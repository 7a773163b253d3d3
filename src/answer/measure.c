#include "answer/measure.h"

#include <math.h>
#include <string.h>

#include "answer/disclose.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/number.h"
#include "base/text.h"
#include "store/lens.h"

enum { AREAS_LIMIT = 8 * 1024 * 1024 };

/* ---- labels of groups ------------------------------------------------------ */

/* Where the labels of the groups come from: a code list, or the rows of a record. */
struct labels {
    const struct code_list *codes;
    bool spanish;
    struct {
        struct {
            const char *key, *label;
        } * at;
        size_t count, room;
    } rows;
};

static const char *find_label(void *context, struct arena *a, const char *value)
{
    (void)a;
    const struct labels *l = context;
    for (size_t i = 0; l->codes != NULL && i < l->codes->rows.count; i++) {
        const char *const *row = l->codes->rows.at[i];
        if (text_equal(row[0], value)) {
            const char *spanish =
                l->spanish && l->codes->label_es >= 0 ? row[l->codes->label_es] : NULL;
            return spanish == NULL ? row[1] : spanish;
        }
    }
    for (size_t i = 0; i < l->rows.count; i++)
        if (text_equal(l->rows.at[i].key, value))
            return l->rows.at[i].label;
    return value;
}

static const char *key_field(const struct record *r)
{
    for (size_t i = 0; i < r->fields.count; i++)
        if (r->fields.at[i].required == REQUIRED_KEY)
            return r->fields.at[i].name;
    return NULL;
}

static bool read_labels(struct site *s, struct arena *a, const struct measure *m, bool spanish,
                        struct labels *out, struct error *err)
{
    *out = (struct labels){.spanish = spanish};
    const char *by = m->by == NULL || !text_is_name(m->by) ? "" : m->by;
    out->codes = packs_codes(&s->packs, by);
    const struct record *r = packs_record(&s->packs, by);
    if (r == NULL || record_field(r, "name") == NULL)
        return true;
    struct rows rows;
    if (!store_select(s->store, &rows,
                      arena_printf(a, "SELECT \"%s\", name FROM \"%s\"", key_field(r), r->name),
                      BIND_NOTHING, err))
        return false;
    while (store_next(&rows)) {
        const char *key = rows_text(&rows, 0, a), *label = rows_text(&rows, 1, a);
        if (label == NULL)
            continue;
        *list_add(a, &out->rows) = (__typeof__(*out->rows.at)){key, label};
    }
    return store_done(&rows, err);
}

// What the groups are, in words: the label of a record, a code list's name as people write it.
static const char *by_words(const struct site *s, struct arena *a, const struct measure *m,
                            bool spanish)
{
    if (m->by == NULL || !text_is_name(m->by))
        return m->by;
    const struct record *r = packs_record(&s->packs, m->by);
    if (r != NULL)
        return spanish && r->label_es != NULL ? r->label_es : r->label;
    char *words = arena_text(a, m->by);
    for (char *c = words; *c != '\0'; c++)
        if (*c == '_')
            *c = ' ';
    if (*words >= 'a' && *words <= 'z')
        *words = (char)(*words - 'a' + 'A');
    return words;
}

/* "area.boundary": a GeoJSON of the record's polygons, whose `key` is the label of the group. */
static bool read_areas(struct site *s, struct arena *a, const struct measure *m,
                       struct labels *labels, const char **out, struct error *err)
{
    *out = NULL;
    const char *dot = m->areas == NULL ? NULL : strchr(m->areas, '.');
    if (m->areas == NULL)
        return true;
    const char *name = dot == NULL ? m->areas : arena_text_n(a, m->areas, (size_t)(dot - m->areas));
    const struct record *r = packs_record(&s->packs, name);
    const struct field *f = r == NULL || dot == NULL ? NULL : record_field(r, dot + 1);
    if (f == NULL || f->type != FIELD_POLYGON)
        return error_set(err, ERROR_INVALID,
                         "%s:%d: measure %s: areas is \"%s\": expected RECORD.FIELD of a polygon",
                         m->block.file, m->block.line, m->block.name, m->areas);
    struct rows rows;
    if (!store_select(
            s->store, &rows,
            arena_printf(a, "SELECT \"%s\", \"%s\" FROM \"%s\" WHERE \"%s\" IS NOT NULL ORDER BY 1",
                         key_field(r), f->name, r->name, f->name),
            BIND_NOTHING, err))
        return false;
    struct buf b = buf_make(a, AREAS_LIMIT);
    buf_text(&b, "{\"type\":\"FeatureCollection\",\"features\":[");
    bool any = false;
    while (store_next(&rows)) {
        buf_text(&b, any ? ",{\"type\":\"Feature\",\"properties\":{\"key\":"
                         : "{\"type\":\"Feature\",\"properties\":{\"key\":");
        json_quote(&b, find_label(labels, a, rows_text(&rows, 0, a)));
        buf_put(&b, "},\"geometry\":%s}", rows_text(&rows, 1, a));
        any = true;
    }
    buf_text(&b, "]}");
    if (!store_done(&rows, err))
        return false;
    if (any)
        return buf_done(&b, out, err);
    return true;
}

/* ---- answering ------------------------------------------------------------- */

static const char *day_text(struct arena *a, struct date d)
{
    char text[11];
    date_write(d, text);
    return date_is(d) ? arena_text(a, text) : NULL;
}

static bool describe(struct site *s, struct arena *a, const struct measure *m,
                     const struct measure_ask *ask, const struct method *method, struct result *r,
                     struct error *err)
{
    const struct block *b = &m->block;
    const struct question *q = &s->question;
    const char *root;
    double level = 0.95;
    if (m->level != NULL && !number_read_double(m->level, &level))
        level = 0.95;
    if (ask->level > 0)
        level = ask->level;
    *r = (struct result){
        .name = b->name,
        .title = ask->spanish && b->title_es != NULL ? b->title_es : b->title,
        .method = method->name,
        .unit = m->unit,
        .by = m->by,
        .caveat = ask->spanish && m->caveat_es != NULL ? m->caveat_es : m->caveat,
        .source = b->source,
        .basis = b->basis,
        .query = b->sql,
        .better = m->better,
        .about = ask->spanish && b->about_es != NULL ? b->about_es : b->about,
        .pack = b->pack,
        .as_of = day_text(a, q->as_of),
        .from = day_text(a, q->from),
        .to = day_text(a, q->to),
        .level = level,
        .headline_interval = {(double)NAN, (double)NAN},
        .p = (double)NAN,
    };
    if (q->known_at.us != NO_INSTANT.us) {
        char text[40];
        instant_write(q->known_at, zone_offset(s->zone, q->known_at), text);
        r->known_at = arena_text(a, text);
    }
    if (!ledger_root(s->store, a, &root, NULL, err))
        return false;
    r->data_version = *root == '\0' ? NULL : root;
    return true;
}

// Fills a measure's own sentence: {headline}, {low}, {high}, {n}, {p}; and {COLUMN} of the first
// row.
static const char *fill_sentence(struct arena *a, const struct result *r, const char *pattern)
{
    struct buf b = buf_make(a, 4000);
    for (const char *s = pattern; *s != '\0'; s++) {
        size_t length = *s == '{' ? strcspn(s, "}") : 0;
        if (length == 0 || s[length] != '}') {
            buf_char(&b, *s);
            continue;
        }
        const char *name = arena_text_n(a, s + 1, length - 1);
        const struct cell low = {.kind = CELL_NUMBER, .number = r->headline_interval.low};
        const struct cell high = {.kind = CELL_NUMBER, .number = r->headline_interval.high};
        const struct cell n = {.kind = CELL_INTEGER, .integer = r->n};
        int column = table_find(&r->main, name);
        if (text_equal(name, "headline"))
            buf_text(&b, cell_words(a, &r->headline, r->headline_kind));
        else if (text_equal(name, "low") && !isnan(low.number))
            buf_text(&b, cell_words(a, &low, r->headline_kind));
        else if (text_equal(name, "high") && !isnan(high.number))
            buf_text(&b, cell_words(a, &high, r->headline_kind));
        else if (text_equal(name, "n"))
            buf_text(&b, cell_words(a, &n, COLUMN_COUNT));
        else if (column >= 0 && table_rows(&r->main) > 0)
            buf_text(&b, cell_words(a, table_cell(&r->main, 0, (size_t)column),
                                    r->main.columns.at[column].kind));
        else
            buf_put(&b, "{%s}", name);
        s += length;
    }
    return b.text;
}

static bool chart_kind_of(const char *word, enum chart_kind *out)
{
    static const struct {
        const char *word;
        enum chart_kind kind;
    } words[] = {{"none", CHART_NONE}, {"dot", CHART_DOT},       {"line", CHART_LINE},
                 {"bar", CHART_BAR},   {"points", CHART_POINTS}, {"map", CHART_MAP}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal(word, words[i].word)) {
            *out = words[i].kind;
            return true;
        }
    return false;
}

static bool set_chart(const struct measure *m, struct result *r, struct error *err)
{
    enum chart_kind kind;
    if (m->chart == NULL)
        return true;
    if (!chart_kind_of(m->chart, &kind))
        return error_set(err, ERROR_INVALID, "%s:%d: measure %s: there is no chart %s",
                         m->block.file, m->block.line, m->block.name, m->chart);
    if (kind == CHART_NONE)
        r->charts.count = 0;
    else if (r->charts.count > 0)
        r->charts.at[0].kind = kind;
    return true;
}

static bool answer_as_asked(struct site *s, struct arena *a, const struct measure *m,
                            const struct measure_ask *ask, struct result *out, struct error *err)
{
    const struct method *method = method_find(m->method);
    struct complaints wrong = {.arena = a};
    bool partly = false;
    if (method == NULL) {
        method_check(m, NULL, &wrong);
        return complaints_error(&wrong, err);
    }
    struct frame frame;
    struct labels labels;
    struct measure in_words = *m;
    in_words.by = by_words(s, a, m, ask->spanish);
    struct method_question q = {.measure = &in_words,
                                .in = &frame,
                                .spanish = ask->spanish,
                                .label = find_label,
                                .label_context = &labels,
                                .packs = &s->packs,
                                .zone = s->zone};
    if (!lens_permits(s->store, &s->packs, &s->question, m->block.sql, &partly, err)
        || !frame_read(s, a, &m->block, m->block.sql, m->block.sql_line, &frame, err)
        || !read_labels(s, a, m, ask->spanish, &labels, err)
        || !read_areas(s, a, m, &labels, &q.areas, err)
        || !describe(s, a, m, ask, method, out, err))
        return error_while(err, "measure %s", m->block.name);
    struct text_list columns = {0};
    for (size_t i = 0; i < frame.count; i++)
        *list_add(a, &columns) = frame.columns[i].name;
    method_check(m, &columns, &wrong);
    q.level = out->level;
    out->by = in_words.by;
    if (!complaints_error(&wrong, err) || !method->run(a, &q, out, err) || !set_chart(m, out, err))
        return error_while(err, "measure %s", m->block.name);
    const char *pattern = ask->spanish && m->sentence_es != NULL ? m->sentence_es : m->sentence;
    if (pattern != NULL && out->estimable)
        out->sentence = fill_sentence(a, out, pattern);
    if (partly)
        result_warn(a, out, "Only the rows that the role %s may see are counted.",
                    s->question.role);
    return true;
}

// Who may only count gets the numbers of groups, the small ones left out, and never rows.
static bool answer_by_counting(struct site *s, struct arena *a, const struct measure *m,
                               const struct measure_ask *ask, struct result *out, struct error *err)
{
    const struct question asked = s->question;
    struct question counting = asked;
    struct disclosure d;
    int64_t least;
    counting.aggregate = true;
    bool ok = site_ask(s, &counting, err) && answer_as_asked(s, a, m, ask, out, err)
              && disclose_least(s, a, m, &least, err) && result_disclose(a, out, least, &d, err);
    struct error back = {0};
    if (!site_ask(s, &asked, &back) && ok) {
        *err = back;
        ok = false;
    }
    return ok;
}

bool measure_answer(struct site *s, struct arena *a, const struct measure *m,
                    const struct measure_ask *ask, struct result *out, struct error *err)
{
    if (answer_as_asked(s, a, m, ask, out, err))
        return true;
    if (err->kind != ERROR_FORBIDDEN || s->question.role == NULL || s->question.aggregate
        || text_equal(m->method, "list"))
        return false;
    *err = (struct error){0};
    return answer_by_counting(s, a, m, ask, out, err);
}

void measures_check(struct site *s, struct arena *a, const struct packs *packs,
                    struct complaints *wrong)
{
    for (size_t i = 0; i < packs->count; i++)
        for (size_t j = 0; j < packs->at[i]->measures.count; j++) {
            const struct measure *m = &packs->at[i]->measures.at[j];
            struct rows rows;
            struct error err = {0};
            struct text_list columns = {0};
            bool known = store_select(s->store, &rows, m->block.sql, BIND_NOTHING, &err);
            for (int c = 0; known && c < rows_columns(&rows); c++)
                *list_add(a, &columns) = arena_text(a, rows_column(&rows, c));
            if (known && !store_done(&rows, &err))
                known = false;
            // What does not prepare was complained of by packs_check_queries.
            method_check(m, known ? &columns : NULL, wrong);
        }
}
