/* Results as JSON. */

#include "answer/result_json.h"

#include "answer/chart.h"

#include <math.h>

static const char *kind_name(enum column_kind kind)
{
    switch (kind) {
    case COLUMN_TEXT:
        return "text";
    case COLUMN_COUNT:
        return "count";
    case COLUMN_NUMBER:
        return "number";
    case COLUMN_PERCENT:
        return "share";
    case COLUMN_P:
        return "p";
    case COLUMN_DATE:
        return "date";
    case COLUMN_MONEY:
        return "cents";
    }
    return NULL;
}

static void write_number(struct json *j, const char *name, double v)
{
    if (!isinf(v)) {
        json_number(j, name, v);
        return;
    }
    json_object_begin(j, name);
    json_text(j, "infinite", v > 0 ? "+" : "-");
    json_object_end(j);
}

static void write_cell(struct json *j, const char *name, const struct cell *c)
{
    switch (c->kind) {
    case CELL_NONE:
        json_none(j, name);
        break;
    case CELL_TEXT:
        json_text(j, name, c->text);
        break;
    case CELL_INTEGER:
        json_i64(j, name, c->integer);
        break;
    case CELL_NUMBER:
        write_number(j, name, c->number);
        break;
    case CELL_NOT_ESTIMABLE:
        json_object_begin(j, name);
        json_i64(j, "not_estimable", c->integer);
        json_object_end(j);
        break;
    case CELL_SUPPRESSED:
        json_object_begin(j, name);
        json_bool(j, "suppressed", true);
        json_object_end(j);
        break;
    }
}

void table_write_json(struct json *j, const char *name, const struct result_table *t)
{
    json_object_begin(j, name);
    json_text(j, "title", t->title);
    json_array_begin(j, "columns");
    for (size_t i = 0; i < t->columns.count; i++) {
        const struct result_column *c = &t->columns.at[i];
        json_object_begin(j, NULL);
        json_text(j, "name", c->name);
        json_text(j, "label", c->label);
        json_text(j, "kind", kind_name(c->kind));
        json_object_end(j);
    }
    json_array_end(j);
    json_array_begin(j, "rows");
    for (size_t row = 0; row < table_rows(t); row++) {
        json_object_begin(j, NULL);
        for (size_t i = 0; i < t->columns.count; i++)
            write_cell(j, t->columns.at[i].name, table_cell(t, row, i));
        json_object_end(j);
    }
    json_array_end(j);
    json_object_end(j);
}

static void write_texts(struct json *j, const char *name, const struct text_list *texts)
{
    json_array_begin(j, name);
    for (size_t i = 0; i < texts->count; i++)
        json_text(j, NULL, texts->at[i]);
    json_array_end(j);
}

static void write_question(struct json *j, const struct result *r)
{
    json_object_begin(j, "question");
    json_text(j, "as_of", r->as_of);
    json_text(j, "known_at", r->known_at);
    json_text(j, "from", r->from);
    json_text(j, "to", r->to);
    json_number(j, "level", r->level);
    json_text(j, "data_version", r->data_version);
    json_object_end(j);
}

static void write_answer(struct json *j, struct arena *a, const struct result *r)
{
    json_object_begin(j, "answer");
    json_bool(j, "estimable", r->estimable);
    json_text(j, "sentence", r->sentence);
    if (r->estimable) {
        json_object_begin(j, "headline");
        json_text(j, "label", r->headline_label);
        json_text(j, "kind", kind_name(r->headline_kind));
        write_cell(j, "value", &r->headline);
        json_text(j, "words", cell_words(a, &r->headline, r->headline_kind));
        write_number(j, "low", r->headline_interval.low);
        write_number(j, "high", r->headline_interval.high);
        json_object_end(j);
    } else {
        json_none(j, "headline");
    }
    json_number(j, "p", r->p);
    json_i64(j, "n", r->n);
    json_i64(j, "missing", r->missing);
    json_object_end(j);
}

void result_write_json(struct json *j, struct arena *a, const struct result *r)
{
    const struct {
        const char *name, *text;
    } about[] = {
        {"name", r->name},     {"pack", r->pack},     {"title", r->title}, {"about", r->about},
        {"method", r->method}, {"unit", r->unit},     {"by", r->by},       {"better", r->better},
        {"caveat", r->caveat}, {"source", r->source}, {"basis", r->basis},
    };
    for (size_t i = 0; i < sizeof about / sizeof *about; i++)
        json_text(j, about[i].name, about[i].text);
    write_question(j, r);
    write_answer(j, a, r);
    table_write_json(j, "table", &r->main);
    json_array_begin(j, "further");
    for (size_t i = 0; i < r->further.count; i++)
        table_write_json(j, NULL, &r->further.at[i]);
    json_array_end(j);
    json_array_begin(j, "charts");
    for (size_t i = 0; i < r->charts.count; i++) {
        json_object_begin(j, NULL);
        json_text(j, "kind", chart_kind_name(r->charts.at[i].kind));
        json_text(j, "title", r->charts.at[i].title);
        json_text(j, "description", r->charts.at[i].description);
        json_object_end(j);
    }
    json_array_end(j);
    write_texts(j, "notes", &r->notes);
    write_texts(j, "assumptions", &r->assumptions);
    write_texts(j, "warnings", &r->warnings);
    json_text(j, "query", r->query);
}
