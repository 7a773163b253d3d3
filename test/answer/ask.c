#include "ask.h"

#include "base/buf.h"
#include "base/text.h"
#include "store/site.h"
#include "t.h"

static const struct act act = {
    .actor = "test", .purpose = "methods", .at = {1769889600LL * 1000000}};

// "SELECT column1 AS "left", column2 AS event FROM (VALUES ...)"
static const char *query(struct arena *a, const char *columns, const char *values)
{
    struct buf b = buf_make(a, 64 << 20);
    struct text_list names = text_split(a, columns, ',');
    buf_text(&b, "SELECT ");
    for (size_t i = 0; i < names.count; i++)
        buf_put(&b, "%scolumn%zu AS \"%s\"", i == 0 ? "" : ", ", i + 1, names.at[i]);
    buf_text(&b, "\nFROM (VALUES ");
    buf_text(&b, values);
    buf_text(&b, ")");
    return b.text;
}

static bool ask(struct arena *a, const char *header, const char *sql, bool spanish,
                struct result *out, struct error *err)
{
    static const char manifest[] = "{\"name\": \"t\", \"title\": \"T\", \"title::es\": \"T\", "
                                   "\"version\": \"1.0.0\", \"about\": \"T.\", \"license\": \"x\"}";
    struct buf b = buf_make(a, 64 << 20);
    buf_text(&b, "-- measure: t.m\n-- title: The title\n");
    buf_text(&b, header);
    buf_text(&b, sql);
    buf_text(&b, "\n");
    struct pack_files files = {0};
    *list_add(a, &files) = (struct pack_file){"pack.json", manifest};
    *list_add(a, &files) = (struct pack_file){"measures.sql", b.text};
    *list_add(a, &files) =
        (struct pack_file){"codes/age.csv", "code,label,weight:number\nyoung,Young,3\nold,Old,1\n"};
    static const struct setting settings[] = {{"name", "Riverton"}, {"zone", "America/New_York"}};
    struct setting_list list = {0};
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
        *list_add(a, &list) = settings[i];
    struct site *site;
    const struct measure_ask how = {.spanish = spanish};
    if (!site_create(a, ":memory:", &files, 1, &list, &act, &site, err))
        return false;
    const struct measure *m = packs_measure(&site->packs, "t.m");
    NEED(m != NULL);
    return measure_answer(site, a, m, &how, out, err);
}

static struct result *must(struct arena *a, const char *header, const char *columns,
                           const char *values, bool spanish)
{
    struct result *out = ARENA_NEW(a, struct result);
    struct error err = {0};
    NEED_OK(ask(a, header, query(a, columns, values), spanish, out, &err), err);
    NEED(out->sentence != NULL);
    for (size_t i = 0; i < out->charts.count; i++) {
        const struct result_chart *c = &out->charts.at[i];
        NEED(table_find(c->table, c->x) >= 0 && table_find(c->table, c->y) >= 0);
        NEED(c->low == NULL || table_find(c->table, c->low) >= 0);
        NEED(c->group == NULL || table_find(c->table, c->group) >= 0);
    }
    return out;
}

struct result *asked(struct arena *a, const char *header, const char *columns, const char *values)
{
    return must(a, header, columns, values, false);
}

struct result *asked_in_spanish(struct arena *a, const char *header, const char *columns,
                                const char *values)
{
    return must(a, header, columns, values, true);
}

const char *refused(struct arena *a, const char *header, const char *columns, const char *values)
{
    struct result out = {0};
    struct error err = {0};
    NEED(!ask(a, header, query(a, columns, values), false, &out, &err));
    CHECK_INT(err.kind, ERROR_INVALID);
    CHECK_HAS(err.text, "t.m");
    return arena_text(a, err.text);
}

double number_at(const struct result_table *t, size_t row, const char *column)
{
    int j = table_find(t, column);
    return j < 0 || row >= table_rows(t) ? (double)NAN : cell_value(table_cell(t, row, (size_t)j));
}

const char *text_at(const struct result_table *t, size_t row, const char *column)
{
    int j = table_find(t, column);
    return j < 0 || row >= table_rows(t) ? NULL : table_cell(t, row, (size_t)j)->text;
}

double number_of(const struct result_table *t, const char *key, const char *value,
                 const char *column)
{
    for (size_t i = 0; i < table_rows(t); i++)
        if (text_equal(key == NULL ? table_cell(t, i, 0)->text : text_at(t, i, key), value))
            return number_at(t, i, column);
    return (double)NAN;
}

const struct result_table *further(const struct result *r, const char *title)
{
    for (size_t i = 0; i < r->further.count; i++)
        if (text_starts(r->further.at[i].title, title))
            return &r->further.at[i];
    t_failed(__FILE__, __LINE__, "there is no table \"%s\"", title);
    t_stop_if_failed();
    return NULL;
}

const char *said(struct arena *a, const struct result *r)
{
    struct buf b = buf_make(a, 1 << 20);
    const struct text_list *lists[] = {&r->notes, &r->assumptions, &r->warnings};
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            buf_put(&b, "%s\n", lists[i]->at[j]);
    return b.text;
}
