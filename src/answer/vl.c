/* Pieces of Vega-Lite. */

#include "answer/vl.h"

#include <string.h>

enum { SERIES = 6 }; // colours and dashes
void vl_texts(struct json *j, const char *name, const struct text_list *texts)
{
    json_array_begin(j, name);
    for (size_t i = 0; i < texts->count; i++)
        json_text(j, NULL, texts->at[i]);
    json_array_end(j);
}

void vl_layer_begin(struct json *j, const char *only, const char *mark, const char *style)
{
    json_object_begin(j, NULL);
    if (only != NULL) {
        json_array_begin(j, "transform");
        json_object_begin(j, NULL);
        json_text(j, "filter", only);
        json_object_end(j);
        json_array_end(j);
    }
    json_object_begin(j, "mark");
    json_text(j, "type", mark);
    json_text(j, "style", style);
}

void vl_layer_encode(struct json *j)
{
    json_object_end(j); // mark
    json_object_begin(j, "encoding");
}

void vl_layer_end(struct json *j)
{
    json_object_end(j); // encoding
    json_object_end(j);
}

void vl_own_row_begin(struct json *j, const char *mark, const char *style)
{
    json_object_begin(j, NULL);
    json_object_begin(j, "data");
    json_array_begin(j, "values");
    json_object_begin(j, NULL);
    json_object_end(j);
    json_array_end(j);
    json_object_end(j);
    json_object_begin(j, "mark");
    json_text(j, "type", mark);
    json_text(j, "style", style);
}

void vl_field(struct json *j, const char *channel, const char *field, const char *type)
{
    json_object_begin(j, channel);
    json_text(j, "field", field);
    if (type != NULL)
        json_text(j, "type", type);
    json_object_end(j);
}

void vl_datum(struct json *j, const char *channel, double datum)
{
    json_object_begin(j, channel);
    json_number(j, "datum", datum);
    json_object_end(j);
}

void vl_value(struct json *j, const char *channel, double v)
{
    json_object_begin(j, channel);
    json_number(j, "value", v);
    json_object_end(j);
}

void vl_words(struct json *j, const char *words)
{
    json_object_begin(j, "text");
    json_text(j, "value", words);
    json_object_end(j);
}

void vl_says(struct json *j)
{
    vl_field(j, "tooltip", "says", "nominal");
    vl_field(j, "description", "says", NULL);
}

static const char *format_of(enum column_kind kind)
{
    switch (kind) {
    case COLUMN_PERCENT:
        return "%";
    case COLUMN_MONEY:
        return "$,.3~s";
    case COLUMN_TEXT:
    case COLUMN_COUNT:
    case COLUMN_NUMBER:
    case COLUMN_P:
    case COLUMN_DATE:
        break;
    }
    return ",f";
}

void vl_estimate(struct json *j, const struct chart_rows *r, const char *channel)
{
    bool log_scale = r->chart->log_scale;
    json_object_begin(j, channel);
    json_text(j, "field", "y");
    json_text(j, "type", "quantitative");
    json_text(j, "title", r->small ? NULL : r->y_label);
    json_object_begin(j, "scale");
    json_array_begin(j, "domain");
    json_number(j, NULL, r->from);
    json_number(j, NULL, r->to);
    json_array_end(j);
    if (log_scale)
        json_text(j, "type", "log");
    else
        json_bool(j, "zero", false);
    json_bool(j, "nice", !log_scale && strcmp(channel, "y") == 0);
    json_object_end(j);
    json_object_begin(j, "axis");
    json_text(j, "format", format_of(r->y_kind));
    json_i64(j, "tickCount", 5);
    json_object_end(j);
    json_object_end(j);
}

void vl_categories(struct json *j, const struct chart_rows *r, const char *channel)
{
    json_object_begin(j, channel);
    json_text(j, "field", "x");
    json_text(j, "type", "nominal");
    json_none(j, "title");
    json_object_begin(j, "scale");
    vl_texts(j, "domain", &r->categories);
    json_object_end(j);
    json_object_begin(j, "axis");
    json_text(j, "labelExpr", "split(datum.label, '\\n')");
    json_object_begin(j, "labelOffset"); // lines grow downward: the middle one is at the row
    json_text(j, "expr", "-7.5 * (length(split(datum.label, '\\n')) - 1)");
    json_object_end(j);
    json_bool(j, "labelOverlap", false);
    json_bool(j, "domain", false);
    json_bool(j, "grid", false);
    json_object_end(j);
    json_object_end(j);
}

// A channel of the groups up to its domain; the scale stays open.
static void group_begin(struct json *j, const struct chart_rows *r, const char *channel)
{
    json_object_begin(j, channel);
    json_text(j, "field", "group");
    json_text(j, "type", "nominal");
    json_object_begin(j, "scale");
    vl_texts(j, "domain", &r->groups);
}

static void group_end(struct json *j, const struct chart_rows *r, bool legend)
{
    json_object_end(j); // scale
    if (legend) {
        json_object_begin(j, "legend");
        json_text(j, "title", r->group_label);
        json_text(j, "orient", "top");
        json_object_end(j);
    } else {
        json_none(j, "legend");
    }
    json_object_end(j);
}

void vl_group_colour(struct json *j, struct arena *a, const struct chart_rows *r,
                     enum chart_use use, const char *channel, bool legend)
{
    group_begin(j, r, channel);
    json_array_begin(j, "range");
    for (size_t i = 0; i < r->groups.count; i++)
        json_text(j, NULL, chart_colour(use, arena_printf(a, "series %zu", i % SERIES + 1)));
    json_array_end(j);
    group_end(j, r, legend);
}

void vl_group_shape(struct json *j, const struct chart_rows *r)
{
    group_begin(j, r, "shape");
    group_end(j, r, true);
}

void vl_group_dashes(struct json *j, const struct chart_rows *r, bool legend)
{
    static const int dash[SERIES][2] = {{1, 0}, {6, 3}, {2, 2}, {10, 3}, {4, 4}, {1, 3}};
    group_begin(j, r, "strokeDash");
    json_array_begin(j, "range");
    for (size_t i = 0; i < r->groups.count; i++) {
        json_array_begin(j, NULL);
        json_i64(j, NULL, dash[i % SERIES][0]);
        json_i64(j, NULL, dash[i % SERIES][1]);
        json_array_end(j);
    }
    json_array_end(j);
    group_end(j, r, legend);
}

void vl_classes(struct json *j, struct arena *a, const struct chart_rows *r, enum chart_use use,
                const char *channel)
{
    json_object_begin(j, channel);
    json_text(j, "field", "class");
    json_text(j, "type", "nominal");
    json_object_begin(j, "scale");
    json_array_begin(j, "domain");
    for (size_t i = 0; i < r->classes.count; i++)
        json_text(j, NULL, r->classes.at[i]);
    json_text(j, NULL, chart_no_value());
    json_array_end(j);
    json_array_begin(j, "range");
    for (size_t i = 0; i < r->classes.count; i++)
        json_text(j, NULL, chart_colour(use, arena_printf(a, "class %zu", i + 1)));
    json_text(j, NULL, chart_colour(use, "too few"));
    json_array_end(j);
    json_object_end(j);
    json_object_begin(j, "legend");
    json_text(j, "title", r->y_label);
    json_text(j, "orient", "top");
    json_object_end(j);
    json_object_end(j);
}

void vl_row_of_group(struct json *j, const struct chart_rows *r)
{
    if (r->groups.count < 2)
        return;
    json_object_begin(j, "yOffset");
    json_text(j, "field", "group");
    json_text(j, "type", "nominal");
    json_object_begin(j, "scale");
    vl_texts(j, "domain", &r->groups);
    json_object_end(j);
    json_object_end(j);
}

void vl_along(struct json *j, const struct chart_rows *r, const char *channel)
{
    json_object_begin(j, channel);
    json_text(j, "field", "x");
    if (r->x_scale == X_TIME) {
        json_text(j, "type", "temporal");
        json_none(j, "title");
        json_object_begin(j, "scale");
        json_text(j, "type", "utc");
        json_object_end(j);
        json_object_begin(j, "axis");
        json_bool(j, "grid", false);
        json_i64(j, "tickCount", 6);
        json_object_end(j);
    } else {
        json_text(j, "type", r->x_scale == X_NUMBER ? "quantitative" : "nominal");
        json_text(j, "title", r->x_label);
        json_object_begin(j, "scale");
        if (r->x_scale == X_NUMBER) {
            json_bool(j, "zero", r->x_from >= 0);
            json_bool(j, "nice", false);
        } else {
            vl_texts(j, "domain", &r->categories);
        }
        json_object_end(j);
        json_object_begin(j, "axis");
        json_bool(j, "grid", false);
        if (r->x_scale == X_NUMBER) {
            json_text(j, "format", format_of(r->x_kind));
            json_i64(j, "tickCount", 6);
        }
        json_object_end(j);
    }
    json_object_end(j);
}
