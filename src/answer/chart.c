/* Charts as Vega-Lite. A specification is layers over one set of rows; the members of a row are
 *
 *     x (words, a day or a number)  y  low  high  group  facet
 *     says    the row as a sentence, for a pointer and for a screen reader
 *     label   y in words
 *     why     why there is no y
 *     end     where the label stands
 */

#include "answer/chart.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "answer/chart_rows.h"
#include "base/words.h"

enum { MOST_CHART_BYTES = 32 << 20, ROW_HEIGHT = 34, SMALL_WIDTH = 220, SMALL_HEIGHT = 120 };

// The colours of assets/ward.css, in light.
static const struct colour {
    const char *name, *page, *alone;
} colours[] = {
    {"ink", "var(--ink)", "#1b1b1b"},
    {"quiet", "var(--quiet)", "#565c65"},
    {"rule", "var(--rule)", "#dfe1e2"},
    {"paper", "var(--paper)", "#ffffff"},
    {"accent", "var(--accent)", "#005ea2"},
    {"too few", "url(#too-few)", "#e6e6e6"},
    {"series 1", "var(--series-1)", "#005ea2"},
    {"series 2", "var(--series-2)", "#b84700"},
    {"series 3", "var(--series-3)", "#00736b"},
    {"series 4", "var(--series-4)", "#7a50b0"},
    {"series 5", "var(--series-5)", "#8b6200"},
    {"series 6", "var(--series-6)", "#a2256f"},
    {"class 1", "var(--class-1)", "#d9e8f6"},
    {"class 2", "var(--class-2)", "#a3c9ea"},
    {"class 3", "var(--class-3)", "#5c9dd1"},
    {"class 4", "var(--class-4)", "#1f6fb2"},
    {"class 5", "var(--class-5)", "#123f70"},
    {"class text 1", "var(--class-text-1)", "#1b1b1b"},
    {"class text 2", "var(--class-text-2)", "#ffffff"},
};

const char *chart_colour(enum chart_use use, const char *name)
{
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
        if (strcmp(colours[i].name, name) == 0)
            return use == CHART_ON_PAGE ? colours[i].page : colours[i].alone;
    return NULL;
}

const char *chart_no_value(void)
{
    return _("No estimate");
}

const char *chart_kind_name(enum chart_kind kind)
{
    switch (kind) {
    case CHART_NONE:
        return "none";
    case CHART_DOT:
        return "dot";
    case CHART_LINE:
        return "line";
    case CHART_BAR:
        return "bar";
    case CHART_STEP:
        return "step";
    case CHART_MAP:
        return "map";
    case CHART_POINTS:
        return "points";
    case CHART_HEAT:
        return "heat";
    case CHART_CURVE:
        return "curve";
    }
    return NULL;
}

bool chart_drawable(const struct result_chart *c)
{
    int y = c->kind == CHART_NONE ? -1 : table_find(c->table, c->y);
    for (size_t row = 0; y >= 0 && row < table_rows(c->table); row++)
        if (isfinite(cell_value(table_cell(c->table, row, (size_t)y))))
            return true;
    return false;
}

static void write_rows(struct json *j, const struct chart_rows *r)
{
    json_object_begin(j, "data");
    json_array_begin(j, "values");
    for (size_t i = 0; i < r->rows.count; i++) {
        const struct chart_row *d = &r->rows.at[i];
        json_object_begin(j, NULL);
        if (r->x_scale == X_TIME)
            json_text(j, "x", d->x_date);
        else if (r->x_scale == X_NUMBER)
            json_number(j, "x", d->x);
        else
            json_text(j, "x", d->x_words);
        if (d->x_end != NULL) {
            json_text(j, "x_end", d->x_end);
            json_text(j, "x_middle", d->x_middle);
        }
        json_number(j, "y", d->y);
        if (!isnan(d->low)) {
            json_number(j, "low", d->low);
            json_number(j, "high", d->high);
        }
        if (d->opens_low)
            json_bool(j, "opens_low", true);
        if (d->opens_high)
            json_bool(j, "opens_high", true);
        if (d->group != NULL)
            json_text(j, "group", d->group);
        if (d->facet != NULL)
            json_text(j, "facet", d->facet);
        if (d->why != NULL)
            json_text(j, "why", d->why);
        else
            json_text(j, "label", d->label);
        if (d->compare)
            json_bool(j, "compare", true);
        if (d->last)
            json_number(j, "name_at", d->label_at);
        if (!isnan(d->y))
            json_number(j, "end", isnan(d->high) ? d->y : d->high);
        if (d->class >= 0)
            json_text(j, "class", r->classes.at[d->class]);
        else if (r->classes.count > 0)
            json_text(j, "class", chart_no_value());
        if (d->class >= 3)
            json_bool(j, "dark", true);
        json_text(j, "says", d->says);
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

void chart_write_class_scale(struct json *j, struct arena *a, const struct chart_rows *r,
                             enum chart_use use)
{
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
}

// The start of a layer: only rows for which `only` is true, drawn as a mark in a style.
static void layer_begin(struct json *j, const char *only, const char *mark, const char *style)
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

static void layer_encode(struct json *j)
{
    json_object_end(j); // mark
    json_object_begin(j, "encoding");
}

static void layer_end(struct json *j)
{
    json_object_end(j); // encoding
    json_object_end(j);
}

static void encode_field(struct json *j, const char *channel, const char *field, const char *type)
{
    json_object_begin(j, channel);
    json_text(j, "field", field);
    if (type != NULL)
        json_text(j, "type", type);
    json_object_end(j);
}

static void encode_datum(struct json *j, const char *channel, double datum)
{
    json_object_begin(j, channel);
    json_number(j, "datum", datum);
    json_object_end(j);
}

static void encode_value(struct json *j, const char *channel, double v)
{
    json_object_begin(j, channel);
    json_number(j, "value", v);
    json_object_end(j);
}

static void encode_words(struct json *j, const char *words)
{
    json_object_begin(j, "text");
    json_text(j, "value", words);
    json_object_end(j);
}

static void encode_says(struct json *j)
{
    encode_field(j, "tooltip", "says", "nominal");
    encode_field(j, "description", "says", NULL);
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

// The axis of the estimates, on x or on y.
static void encode_estimate(struct json *j, const struct chart_rows *r, const char *channel)
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
    json_bool(j, "nice", !log_scale && strcmp(channel, "y") == 0);
    json_bool(j, "zero", false);
    json_object_end(j);
    json_object_begin(j, "axis");
    json_text(j, "format", format_of(r->y_kind));
    json_i64(j, "tickCount", 5);
    json_object_end(j);
    json_object_end(j);
}

// The axis of the groups, down the side: names in lines.
static void encode_categories(struct json *j, const struct chart_rows *r, const char *channel)
{
    json_object_begin(j, channel);
    json_text(j, "field", "x");
    json_text(j, "type", "nominal");
    json_none(j, "title");
    json_object_begin(j, "scale");
    write_texts(j, "domain", &r->categories);
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

static void encode_groups(struct json *j, struct arena *a, const struct chart_rows *r,
                          enum chart_use use, bool legend, bool dashes)
{
    static const int dash[][2] = {{1, 0}, {6, 3}, {2, 2}, {10, 3}, {4, 4}, {1, 3}};
    json_object_begin(j, "color");
    json_text(j, "field", "group");
    json_text(j, "type", "nominal");
    json_object_begin(j, "scale");
    write_texts(j, "domain", &r->groups);
    json_array_begin(j, "range");
    for (size_t i = 0; i < r->groups.count; i++)
        json_text(j, NULL, chart_colour(use, arena_printf(a, "series %zu", i % 6 + 1)));
    json_array_end(j);
    json_object_end(j);
    if (legend) {
        json_object_begin(j, "legend");
        json_text(j, "title", r->group_label);
        json_text(j, "orient", "top");
        json_object_end(j);
    } else {
        json_none(j, "legend");
    }
    json_object_end(j);
    if (!dashes)
        return;
    json_object_begin(j, "strokeDash");
    json_text(j, "field", "group");
    json_text(j, "type", "nominal");
    json_object_begin(j, "scale");
    write_texts(j, "domain", &r->groups);
    json_array_begin(j, "range");
    for (size_t i = 0; i < r->groups.count; i++) {
        json_array_begin(j, NULL);
        json_i64(j, NULL, dash[i % 6][0]);
        json_i64(j, NULL, dash[i % 6][1]);
        json_array_end(j);
    }
    json_array_end(j);
    json_object_end(j);
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

static void encode_rows_of(struct json *j, const struct chart_rows *r)
{
    if (r->groups.count < 2)
        return;
    json_object_begin(j, "yOffset");
    json_text(j, "field", "group");
    json_text(j, "type", "nominal");
    json_object_begin(j, "scale");
    write_texts(j, "domain", &r->groups);
    json_object_end(j);
    json_object_end(j);
}

// A layer with one row of its own, so that its mark is drawn once.
static void own_row_begin(struct json *j, const char *mark, const char *style)
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

// A line to compare with, across the axis of the estimates.
static void layers_of_reference(struct json *j, const struct chart_rows *r, bool along_x)
{
    if (r->chart->reference_label == NULL || !isfinite(r->chart->reference)
        || (r->chart->log_scale && r->chart->reference <= 0))
        return;
    const char *channel = along_x ? "x" : "y";
    own_row_begin(j, "rule", "reference");
    layer_encode(j);
    encode_datum(j, channel, r->chart->reference);
    layer_end(j);
    own_row_begin(j, "text", along_x ? "reference-top" : "reference-left");
    layer_encode(j);
    encode_datum(j, channel, r->chart->reference);
    encode_value(j, along_x ? "y" : "x", along_x ? 0 : 4);
    encode_words(j, r->chart->reference_label);
    layer_end(j);
}

static void layers_of_gaps(struct json *j, const struct chart_rows *r)
{
    if (!r->gaps)
        return;
    layer_begin(j, "isValid(datum.why)", "text", "why");
    layer_encode(j);
    encode_categories(j, r, "y");
    encode_rows_of(j, r);
    encode_value(j, "x", 6);
    encode_field(j, "text", "why", "nominal");
    encode_field(j, "description", "says", NULL);
    layer_end(j);
}

static void layers_of_intervals(struct json *j, struct arena *a, const struct chart_rows *r,
                                enum chart_use use, const char *style)
{
    if (!r->intervals)
        return;
    bool groups = r->groups.count > 1;
    layer_begin(j, "isValid(datum.low)", "rule", style);
    layer_encode(j);
    encode_categories(j, r, "y");
    encode_rows_of(j, r);
    encode_field(j, "x", "low", "quantitative");
    encode_field(j, "x2", "high", NULL);
    if (groups && strcmp(style, "interval") == 0)
        encode_groups(j, a, r, use, true, false);
    encode_says(j);
    layer_end(j);
    static const struct {
        const char *only, *field, *style;
    } ends[] = {{"datum.opens_low", "low", "opens-low"},
                {"datum.opens_high", "high", "opens-high"}};
    for (size_t i = 0; i < 2; i++) {
        bool any = false;
        for (size_t row = 0; row < r->rows.count; row++)
            any |= i == 0 ? r->rows.at[row].opens_low : r->rows.at[row].opens_high;
        if (!any)
            continue;
        layer_begin(j, ends[i].only, "point", ends[i].style);
        layer_encode(j);
        encode_categories(j, r, "y");
        encode_rows_of(j, r);
        encode_field(j, "x", ends[i].field, "quantitative");
        layer_end(j);
    }
}

static void layer_of_labels(struct json *j, const struct chart_rows *r)
{
    layer_begin(j, "isValid(datum.label)", "text", "value");
    layer_encode(j);
    encode_categories(j, r, "y");
    encode_rows_of(j, r);
    encode_field(j, "x", "end", "quantitative");
    encode_field(j, "text", "label", "nominal");
    json_object_begin(j, "description");
    json_text(j, "value", "");
    json_object_end(j);
    layer_end(j);
}

static void write_dots(struct json *j, struct arena *a, const struct chart_rows *r,
                       enum chart_use use)
{
    bool groups = r->groups.count > 1;
    layers_of_intervals(j, a, r, use, "interval");
    static const struct {
        const char *only, *style;
    } points[] = {{"isValid(datum.y) && !datum.compare", "estimate"},
                  {"isValid(datum.y) && datum.compare", "compared-with"}};
    for (size_t i = 0; i < (r->chart->compare == NULL ? 1 : 2); i++) {
        layer_begin(j, points[i].only, "point", points[i].style);
        if (i == 1)
            json_text(j, "fill", chart_colour(use, "paper")); // a style cannot fill a hollow point
        layer_encode(j);
        encode_categories(j, r, "y");
        encode_rows_of(j, r);
        encode_estimate(j, r, "x");
        if (groups) {
            encode_groups(j, a, r, use, true, false);
            json_object_begin(j, "shape");
            json_text(j, "field", "group");
            json_text(j, "type", "nominal");
            json_object_begin(j, "scale");
            write_texts(j, "domain", &r->groups);
            json_object_end(j);
            json_object_begin(j, "legend");
            json_text(j, "title", r->group_label);
            json_text(j, "orient", "top");
            json_object_end(j);
            json_object_end(j);
        }
        encode_says(j);
        layer_end(j);
    }
    layer_of_labels(j, r);
    layers_of_gaps(j, r);
    layers_of_reference(j, r, true);
}

static void write_bars(struct json *j, struct arena *a, const struct chart_rows *r,
                       enum chart_use use)
{
    layer_begin(j, "isValid(datum.y)", "bar", "bars");
    layer_encode(j);
    encode_categories(j, r, "y");
    encode_rows_of(j, r);
    encode_estimate(j, r, "x");
    if (r->groups.count > 1)
        encode_groups(j, a, r, use, true, false);
    encode_says(j);
    layer_end(j);
    layers_of_intervals(j, a, r, use, "interval-on-bar");
    layer_of_labels(j, r);
    layers_of_gaps(j, r);
    layers_of_reference(j, r, true);
}

// The axis along which a series runs.
static void encode_along(struct json *j, const struct chart_rows *r, const char *channel)
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
            write_texts(j, "domain", &r->categories);
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

// A line at which something began, with its name on the side where there is more room.
static void layers_of_mark(struct json *j, struct arena *a, const struct chart_rows *r)
{
    const struct result_chart *c = r->chart;
    if (c->mark == NULL)
        return;
    const char *day = chart_first_day(a, c->mark);
    double number = NAN;
    size_t before = 0;
    for (size_t i = 0; i < r->rows.count; i++) {
        const struct chart_row *d = &r->rows.at[i];
        if (strcmp(d->key, c->mark) == 0)
            number = d->x;
        before += strcmp(d->key, c->mark) < 0;
    }
    if ((r->x_scale == X_TIME && day == NULL) || (r->x_scale == X_NUMBER && isnan(number)))
        return; // it lies outside of what is drawn
    bool right = r->x_scale == X_TIME && before * 2 > r->rows.count;
    for (int i = 0; i < 2; i++) {
        json_object_begin(j, NULL);
        json_object_begin(j, "data");
        json_array_begin(j, "values");
        json_object_begin(j, NULL);
        if (r->x_scale == X_TIME)
            json_text(j, "x", day);
        else if (r->x_scale == X_NUMBER)
            json_number(j, "x", number);
        else
            json_text(j, "x", c->mark);
        json_object_end(j);
        json_array_end(j);
        json_object_end(j);
        json_object_begin(j, "mark");
        json_text(j, "type", i == 0 ? "rule" : "text");
        json_text(j, "style", i == 0 ? "began" : right ? "began-left" : "began-right");
        layer_encode(j);
        encode_along(j, r, "x");
        if (i == 1) {
            encode_value(j, "y", 2);
            encode_words(j, c->mark_label == NULL ? "" : c->mark_label);
        }
        layer_end(j);
    }
}

// A column is as wide as its month, quarter or year is long.
static void write_columns(struct json *j, const struct chart_rows *r)
{
    layer_begin(j, "isValid(datum.y)", "rect", "column");
    layer_encode(j);
    encode_along(j, r, "x");
    encode_field(j, "x2", "x_end", NULL);
    encode_estimate(j, r, "y");
    encode_datum(j, "y2", 0);
    encode_says(j);
    layer_end(j);
    if (r->intervals) {
        layer_begin(j, "isValid(datum.low)", "rule", "interval-on-bar");
        layer_encode(j);
        json_object_begin(j, "x");
        json_text(j, "field", "x_middle");
        json_text(j, "type", "temporal");
        json_object_end(j);
        encode_field(j, "y", "low", "quantitative");
        encode_field(j, "y2", "high", NULL);
        encode_says(j);
        layer_end(j);
    }
}

// Lines, steps and curves: a band, a line, its points and its name at the end.
static void write_series(struct json *j, struct arena *a, const struct chart_rows *r,
                         enum chart_use use, bool by_group, bool named)
{
    bool steps = r->chart->kind == CHART_STEP;
    bool points = r->chart->kind == CHART_LINE && r->rows.count <= 60;
    bool groups = by_group && r->groups.count > 1;
    if (r->intervals) {
        layer_begin(j, NULL, "area", "band");
        if (steps)
            json_text(j, "interpolate", "step-after");
        layer_encode(j);
        encode_along(j, r, "x");
        encode_field(j, "y", "low", "quantitative");
        encode_field(j, "y2", "high", NULL);
        if (groups)
            encode_groups(j, a, r, use, false, false);
        json_object_begin(j, "description");
        json_text(j, "value", _("The band of the interval"));
        json_object_end(j);
        layer_end(j);
    }
    layer_begin(j, NULL, "line", "series");
    if (steps)
        json_text(j, "interpolate", "step-after");
    layer_encode(j);
    encode_along(j, r, "x");
    encode_estimate(j, r, "y");
    if (groups)
        encode_groups(j, a, r, use, !named, true);
    json_object_begin(j, "description");
    json_text(j, "value", _("The line of the estimates"));
    json_object_end(j);
    layer_end(j);
    layer_begin(j, "isValid(datum.y)", "point", points ? "on-line" : "touch");
    layer_encode(j);
    encode_along(j, r, "x");
    encode_field(j, "y", "y", "quantitative");
    if (groups)
        encode_groups(j, a, r, use, false, false);
    encode_says(j);
    layer_end(j);
    if (groups && named) {
        layer_begin(j, "isValid(datum.name_at)", "text", "name");
        layer_encode(j);
        encode_along(j, r, "x");
        encode_field(j, "y", "name_at", "quantitative");
        encode_field(j, "text", "group", "nominal");
        encode_groups(j, a, r, use, false, false);
        layer_end(j);
    }
    layers_of_reference(j, r, false);
    layers_of_mark(j, a, r);
}

static void encode_grid(struct json *j, const struct chart_rows *r)
{
    for (int i = 0; i < 2; i++) {
        json_object_begin(j, i == 0 ? "x" : "y");
        json_text(j, "field", i == 0 ? "x" : "group");
        json_text(j, "type", "nominal");
        json_none(j, "title");
        json_object_begin(j, "scale");
        write_texts(j, "domain", i == 0 ? &r->categories : &r->groups);
        json_object_end(j);
        json_object_begin(j, "axis");
        if (i == 0) {
            json_text(j, "labelExpr", "split(datum.label, '\\n')");
            json_i64(j, "labelAngle", 0);
        }
        json_bool(j, "grid", false);
        json_bool(j, "domain", false);
        json_object_end(j);
        json_object_end(j);
    }
}

static void write_grid(struct json *j, struct arena *a, const struct chart_rows *r,
                       enum chart_use use)
{
    layer_begin(j, NULL, "rect", "cell");
    layer_encode(j);
    encode_grid(j, r);
    json_object_begin(j, "color");
    json_text(j, "field", "class");
    json_text(j, "type", "nominal");
    chart_write_class_scale(j, a, r, use);
    json_object_begin(j, "legend");
    json_text(j, "title", r->y_label);
    json_text(j, "orient", "top");
    json_object_end(j);
    json_object_end(j);
    encode_says(j);
    layer_end(j);
    if (r->categories.count > 12)
        return;
    static const struct {
        const char *only, *style;
    } texts[] = {{"isValid(datum.y) && !datum.dark", "cell-text"},
                 {"isValid(datum.y) && datum.dark", "cell-text-on-dark"}};
    for (size_t i = 0; i < 2; i++) {
        layer_begin(j, texts[i].only, "text", texts[i].style);
        layer_encode(j);
        encode_grid(j, r);
        encode_field(j, "text", "label", "nominal");
        layer_end(j);
    }
}

static void write_facet(struct json *j, const struct chart_rows *r, const char *field,
                        const struct text_list *order)
{
    json_object_begin(j, "facet");
    json_text(j, "field", field);
    json_text(j, "type", "nominal");
    json_text(j, "title", r->y_label); // once, above all
    write_texts(j, "sort", order);
    json_object_end(j);
    json_i64(j, "columns", 3);
}

// Whether the groups stand below each other, and the estimates run from left to right.
static bool runs_across(const struct chart_rows *r)
{
    return r->chart->kind == CHART_DOT || (r->chart->kind == CHART_BAR && r->x_scale != X_TIME);
}

// Words that stand beyond the plot, at the ends of lines, are fitted in by Vega itself.
static void write_padding(struct json *j, const struct chart_rows *r)
{
    bool above = r->chart->reference_label != NULL && r->x_scale == X_WORDS;
    json_object_begin(j, "padding");
    json_i64(j, "left", 4);
    json_i64(j, "top", above ? 22 : 8);
    json_i64(j, "right", 8);
    json_i64(j, "bottom", 4);
    json_object_end(j);
}

static int64_t row_height(const struct chart_rows *r)
{
    int64_t most = 1;
    for (size_t i = 0; i < r->categories.count; i++) {
        int64_t lines = 1;
        for (const char *at = r->categories.at[i]; (at = strchr(at, '\n')) != NULL; at++)
            lines++;
        most = lines > most ? lines : most;
    }
    return most < 3 ? ROW_HEIGHT : 15 * most + 6;
}

// Width, height and layers of one plot.
static void write_plot(struct json *j, struct arena *a, const struct chart_rows *r,
                       enum chart_use use, bool small, bool by_group, bool named)
{
    enum chart_kind kind = r->chart->kind;
    bool across = runs_across(r);
    if (small)
        json_i64(j, "width", SMALL_WIDTH);
    else if (use == CHART_ALONE)
        json_i64(j, "width", 640);
    else
        json_text(j, "width", "container");
    if (across || kind == CHART_HEAT) {
        size_t per_row = across && r->groups.count > 1 ? r->groups.count : 1;
        json_object_begin(j, "height");
        json_i64(j, "step", per_row == 1 ? row_height(r) : 24);
        if (per_row > 1)
            json_text(j, "for", "offset");
        json_object_end(j);
    } else {
        json_i64(j, "height", small ? SMALL_HEIGHT : PLOT_HEIGHT);
    }
    json_array_begin(j, "layer");
    switch (kind) {
    case CHART_DOT:
        write_dots(j, a, r, use);
        break;
    case CHART_BAR:
        if (across) {
            write_bars(j, a, r, use);
        } else {
            write_columns(j, r);
            layers_of_reference(j, r, false);
            layers_of_mark(j, a, r);
        }
        break;
    case CHART_LINE:
    case CHART_STEP:
    case CHART_CURVE:
        write_series(j, a, r, use, by_group, named);
        break;
    case CHART_HEAT:
        write_grid(j, a, r, use);
        break;
    case CHART_NONE:
    case CHART_MAP:
    case CHART_POINTS:
        break;
    }
    json_array_end(j);
}

static bool is_series(enum chart_kind kind)
{
    return kind == CHART_LINE || kind == CHART_STEP || kind == CHART_CURVE;
}

bool chart_write(struct json *j, const char *name, struct arena *a, const struct result_chart *c,
                 enum chart_use use, struct error *err)
{
    struct chart_rows r;
    if (!chart_rows_read(a, c, &r, err))
        return false;
    bool ok = true;
    json_object_begin(j, name);
    json_text(j, "$schema", "https://vega.github.io/schema/vega-lite/v6.json");
    if (use == CHART_ALONE && c->title != NULL)
        json_text(j, "title", c->title);
    json_text(j, "description", c->description == NULL ? c->title : c->description);
    if (use == CHART_ALONE)
        chart_write_config(j, "config", use);
    if (c->kind == CHART_MAP || c->kind == CHART_POINTS) {
        ok = chart_write_map(j, a, &r, use, err);
    } else {
        bool columns = c->kind == CHART_BAR && r.x_scale == X_TIME;
        size_t most = columns ? 1 : MOST_LINES;
        bool many = (is_series(c->kind) || columns) && r.groups.count > most && c->facet == NULL;
        bool small = r.small = many || r.facets.count > 1;
        bool named = is_series(c->kind) && !small && r.groups.count > 1;
        write_rows(j, &r);
        write_padding(j, &r);
        if (small) {
            write_facet(j, &r, many ? "group" : "facet", many ? &r.groups : &r.facets);
            json_object_begin(j, "spec");
            write_plot(j, a, &r, use, true, !many, named);
            json_object_end(j);
        } else {
            json_object_begin(j, "autosize");
            json_text(j, "type", "fit-x");
            json_text(j, "contains", "padding");
            json_object_end(j);
            write_plot(j, a, &r, use, false, true, named);
        }
    }
    json_object_end(j);
    return ok;
}

bool chart_text(struct arena *a, const struct result_chart *c, enum chart_use use, const char **out,
                struct error *err)
{
    struct buf b = buf_make(a, MOST_CHART_BYTES);
    struct json j = json_make(&b);
    j.compact = use == CHART_ON_PAGE;
    return chart_write(&j, NULL, a, c, use, err) && buf_done(&b, out, err);
}

static void style_begin(struct json *j, const char *name, enum chart_use use, const char *colour)
{
    json_object_begin(j, name);
    json_text(j, "color", chart_colour(use, colour));
}

static void write_text_style(struct json *j, const char *name, enum chart_use use,
                             const char *colour, const char *align, const char *baseline, int dx,
                             int dy)
{
    style_begin(j, name, use, colour);
    json_text(j, "align", align);
    json_text(j, "baseline", baseline);
    json_i64(j, "dx", dx);
    json_i64(j, "dy", dy);
    json_i64(j, "fontSize", 13);
    json_object_end(j);
}

static void write_styles(struct json *j, enum chart_use use)
{
    json_object_begin(j, "style");
    style_begin(j, "interval", use, "accent");
    json_number(j, "strokeWidth", 3);
    json_number(j, "strokeOpacity", 0.55);
    json_text(j, "strokeCap", "round");
    json_object_end(j);
    style_begin(j, "interval-on-bar", use, "ink");
    json_number(j, "strokeWidth", 1.5);
    json_object_end(j);
    style_begin(j, "estimate", use, "accent");
    json_bool(j, "filled", true);
    json_i64(j, "size", 90);
    json_i64(j, "opacity", 1);
    json_object_end(j);
    style_begin(j, "compared-with", use, "ink");
    json_text(j, "fill", chart_colour(use, "paper"));
    json_text(j, "shape", "diamond");
    json_i64(j, "size", 110);
    json_i64(j, "strokeWidth", 2);
    json_i64(j, "opacity", 1);
    json_object_end(j);
    for (int i = 0; i < 2; i++) {
        style_begin(j, i == 0 ? "opens-low" : "opens-high", use, "accent");
        json_text(j, "shape", i == 0 ? "triangle-left" : "triangle-right");
        json_bool(j, "filled", true);
        json_i64(j, "size", 60);
        json_object_end(j);
    }
    style_begin(j, "bars", use, "accent");
    json_object_begin(j, "height");
    json_number(j, "band", 0.7);
    json_object_end(j);
    json_object_end(j);
    style_begin(j, "column", use, "accent");
    json_text(j, "stroke", chart_colour(use, "paper"));
    json_number(j, "strokeWidth", 1.5);
    json_object_end(j);
    style_begin(j, "band", use, "accent");
    json_number(j, "fillOpacity", 0.18);
    json_object_end(j);
    style_begin(j, "series", use, "accent");
    json_number(j, "strokeWidth", 2.25);
    json_object_end(j);
    style_begin(j, "on-line", use, "accent");
    json_bool(j, "filled", true);
    json_i64(j, "size", 28);
    json_i64(j, "opacity", 1);
    json_object_end(j);
    style_begin(j, "touch", use, "accent");
    json_bool(j, "filled", true);
    json_i64(j, "size", 60);
    json_i64(j, "opacity", 0);
    json_object_end(j);
    style_begin(j, "reference", use, "ink");
    json_array_begin(j, "strokeDash");
    json_i64(j, NULL, 4);
    json_i64(j, NULL, 3);
    json_array_end(j);
    json_object_end(j);
    style_begin(j, "began", use, "quiet");
    json_object_end(j);
    json_object_begin(j, "cell");
    json_text(j, "stroke", chart_colour(use, "paper"));
    json_i64(j, "strokeWidth", 2);
    json_object_end(j);
    json_object_begin(j, "area");
    json_text(j, "stroke", chart_colour(use, "paper"));
    json_number(j, "strokeWidth", 0.8);
    json_object_end(j);
    style_begin(j, "outline", use, "rule");
    json_text(j, "stroke", chart_colour(use, "paper"));
    json_object_end(j);
    style_begin(j, "place", use, "accent");
    json_bool(j, "filled", true);
    json_number(j, "opacity", 0.65);
    json_text(j, "stroke", chart_colour(use, "paper"));
    json_number(j, "strokeWidth", 0.5);
    json_object_end(j);
    style_begin(j, "circle", use, "series 2");
    json_text(j, "stroke", chart_colour(use, "series 2"));
    json_number(j, "fillOpacity", 0.12);
    json_number(j, "strokeWidth", 2);
    json_object_end(j);
    write_text_style(j, "value", use, "ink", "left", "middle", 8, 0);
    write_text_style(j, "why", use, "quiet", "left", "middle", 0, 0);
    write_text_style(j, "name", use, "ink", "left", "middle", 8, 0);
    write_text_style(j, "reference-top", use, "ink", "center", "bottom", 0, -5);
    write_text_style(j, "reference-left", use, "ink", "left", "bottom", 0, -4);
    write_text_style(j, "began-left", use, "quiet", "right", "top", -6, 0);
    write_text_style(j, "began-right", use, "quiet", "left", "top", 6, 0);
    write_text_style(j, "cell-text", use, "class text 1", "center", "middle", 0, 0);
    write_text_style(j, "cell-text-on-dark", use, "class text 2", "center", "middle", 0, 0);
    json_object_end(j);
}

static void write_axis(struct json *j, enum chart_use use)
{
    json_object_begin(j, "axis");
    json_text(j, "labelColor", chart_colour(use, "ink"));
    json_text(j, "titleColor", chart_colour(use, "quiet"));
    json_text(j, "gridColor", chart_colour(use, "rule"));
    json_text(j, "domainColor", chart_colour(use, "quiet"));
    json_bool(j, "ticks", false);
    json_i64(j, "labelPadding", 6);
    json_i64(j, "labelFontSize", 13);
    json_i64(j, "labelLimit", 240);
    json_i64(j, "titleFontSize", 13);
    json_text(j, "titleFontWeight", "normal");
    json_i64(j, "titlePadding", 8);
    json_bool(j, "labelOverlap", true);
    json_object_end(j);
    json_object_begin(j, "axisYQuantitative");
    json_bool(j, "domain", false);
    // Above the plot and level, where it is read without turning the head.
    json_i64(j, "titleAngle", 0);
    json_text(j, "titleAlign", "left");
    json_text(j, "titleAnchor", "end");
    json_i64(j, "titleX", 0);
    json_i64(j, "titleY", -12);
    json_text(j, "titleBaseline", "bottom");
    json_object_end(j);
}

void chart_write_config(struct json *j, const char *name, enum chart_use use)
{
    json_object_begin(j, name);
    json_text(j, "background", use == CHART_ON_PAGE ? "transparent" : "#ffffff");
    json_text(j, "font", "Public Sans, Source Sans Pro, Helvetica Neue, Arial, sans-serif");
    json_object_begin(j, "view");
    json_none(j, "stroke");
    json_object_end(j);
    write_axis(j, use);
    json_object_begin(j, "legend");
    json_i64(j, "columns", 3);
    json_i64(j, "columnPadding", 18);
    json_text(j, "labelColor", chart_colour(use, "ink"));
    json_text(j, "titleColor", chart_colour(use, "quiet"));
    json_i64(j, "labelFontSize", 13);
    json_i64(j, "labelLimit", 240);
    json_i64(j, "titleFontSize", 13);
    json_text(j, "titleFontWeight", "normal");
    json_object_end(j);
    json_object_begin(j, "header");
    json_text(j, "labelColor", chart_colour(use, "ink"));
    json_text(j, "labelAnchor", "start");
    json_i64(j, "labelFontSize", 13);
    json_text(j, "labelFontWeight", "bold");
    json_text(j, "titleColor", chart_colour(use, "quiet"));
    json_text(j, "titleAnchor", "start");
    json_i64(j, "titleFontSize", 13);
    json_text(j, "titleFontWeight", "normal");
    json_object_end(j);
    json_object_begin(j, "title");
    json_text(j, "color", chart_colour(use, "ink"));
    json_text(j, "anchor", "start");
    json_i64(j, "fontSize", 16);
    json_object_end(j);
    write_styles(j, use);
    json_object_end(j);
}
