/* The layers of each kind of chart but maps. A chart is layers over one set of rows (chart.c). */

#include "answer/chart_layers.h"

#include <math.h>
#include <string.h>

#include "answer/vl.h"
#include "base/words.h"

// A line to compare with, across the axis of the estimates.
static void layers_of_reference(struct json *j, const struct chart_rows *r, bool along_x)
{
    if (r->chart->reference_label == NULL || !isfinite(r->chart->reference)
        || (r->chart->log_scale && r->chart->reference <= 0))
        return;
    const char *channel = along_x ? "x" : "y";
    vl_own_row_begin(j, "rule", "reference");
    json_bool(j, "aria", false); // its words say it
    vl_layer_encode(j);
    vl_datum(j, channel, r->chart->reference);
    vl_layer_end(j);
    vl_own_row_begin(j, "text", along_x ? "reference-top" : "reference-left");
    vl_layer_encode(j);
    vl_datum(j, channel, r->chart->reference);
    vl_value(j, along_x ? "y" : "x", along_x ? 0 : 4);
    vl_words(j, r->chart->reference_label);
    vl_layer_end(j);
}

static void layers_of_gaps(struct json *j, const struct chart_rows *r)
{
    if (!r->gaps)
        return;
    vl_layer_begin(j, "isValid(datum.why)", "text", "why");
    vl_layer_encode(j);
    vl_categories(j, r, "y");
    vl_row_of_group(j, r);
    vl_value(j, "x", 6);
    vl_field(j, "text", "why", "nominal");
    vl_field(j, "description", "says", NULL);
    vl_layer_end(j);
}

static void layers_of_intervals(struct json *j, struct arena *a, const struct chart_rows *r,
                                enum chart_use use, const char *style)
{
    if (!r->intervals)
        return;
    bool groups = r->groups.count > 1;
    vl_layer_begin(j, "isValid(datum.low)", "rule", style);
    vl_layer_encode(j);
    vl_categories(j, r, "y");
    vl_row_of_group(j, r);
    vl_field(j, "x", "low", "quantitative");
    vl_field(j, "x2", "high", NULL);
    if (groups && strcmp(style, "interval") == 0)
        vl_group_colour(j, a, r, use, "color", true);
    vl_says(j);
    vl_layer_end(j);
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
        vl_layer_begin(j, ends[i].only, "point", ends[i].style);
        vl_layer_encode(j);
        vl_categories(j, r, "y");
        vl_row_of_group(j, r);
        vl_field(j, "x", ends[i].field, "quantitative");
        vl_layer_end(j);
    }
}

static void layer_of_labels(struct json *j, const struct chart_rows *r)
{
    vl_layer_begin(j, "isValid(datum.label)", "text", "value");
    json_bool(j, "aria", false); // the point says it
    vl_layer_encode(j);
    vl_categories(j, r, "y");
    vl_row_of_group(j, r);
    vl_field(j, "x", "end", "quantitative");
    vl_field(j, "text", "label", "nominal");
    vl_layer_end(j);
}

void chart_write_dots(struct json *j, struct arena *a, const struct chart_rows *r,
                      enum chart_use use)
{
    bool groups = r->groups.count > 1;
    layers_of_intervals(j, a, r, use, "interval");
    static const struct {
        const char *only, *style;
    } points[] = {{"isValid(datum.y) && !datum.compare", "estimate"},
                  {"isValid(datum.y) && datum.compare", "compared-with"}};
    for (size_t i = 0; i < (r->chart->compare == NULL ? 1 : 2); i++) {
        vl_layer_begin(j, points[i].only, "point", points[i].style);
        if (i == 1)
            json_text(j, "fill", chart_colour(use, "paper")); // a style cannot fill a hollow point
        vl_layer_encode(j);
        vl_categories(j, r, "y");
        vl_row_of_group(j, r);
        vl_estimate(j, r, "x");
        if (groups) {
            vl_group_colour(j, a, r, use, "color", true);
            vl_group_shape(j, r);
        }
        vl_says(j);
        vl_layer_end(j);
    }
    layer_of_labels(j, r);
    layers_of_gaps(j, r);
    layers_of_reference(j, r, true);
}

void chart_write_bars(struct json *j, struct arena *a, const struct chart_rows *r,
                      enum chart_use use)
{
    vl_layer_begin(j, "isValid(datum.y)", "bar", "bars");
    vl_layer_encode(j);
    vl_categories(j, r, "y");
    vl_row_of_group(j, r);
    vl_estimate(j, r, "x");
    if (r->groups.count > 1)
        vl_group_colour(j, a, r, use, "color", true);
    vl_says(j);
    vl_layer_end(j);
    layers_of_intervals(j, a, r, use, "interval-on-bar");
    layer_of_labels(j, r);
    layers_of_gaps(j, r);
    layers_of_reference(j, r, true);
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
        json_bool(j, "aria", i == 1);
        json_text(j, "style", i == 0 ? "began" : right ? "began-left" : "began-right");
        vl_layer_encode(j);
        vl_along(j, r, "x");
        if (i == 1) {
            vl_value(j, "y", 2);
            vl_words(j, c->mark_label == NULL ? "" : c->mark_label);
        }
        vl_layer_end(j);
    }
}

// A column is as wide as its month, quarter or year is long.
void chart_write_columns(struct json *j, struct arena *a, const struct chart_rows *r)
{
    vl_layer_begin(j, "isValid(datum.y)", "rect", "column");
    vl_layer_encode(j);
    vl_along(j, r, "x");
    vl_field(j, "x2", "x_end", NULL);
    vl_estimate(j, r, "y");
    vl_datum(j, "y2", 0);
    vl_says(j);
    vl_layer_end(j);
    if (r->intervals) {
        vl_layer_begin(j, "isValid(datum.low)", "rule", "interval-on-bar");
        vl_layer_encode(j);
        json_object_begin(j, "x");
        json_text(j, "field", "x_middle");
        json_text(j, "type", "temporal");
        json_object_end(j);
        vl_field(j, "y", "low", "quantitative");
        vl_field(j, "y2", "high", NULL);
        vl_says(j);
        vl_layer_end(j);
    }
    layers_of_reference(j, r, false);
    layers_of_mark(j, a, r);
}

// Lines, steps and curves: a band, a line, its points and its name at the end.
void chart_write_series(struct json *j, struct arena *a, const struct chart_rows *r,
                        enum chart_use use, bool by_group, bool named)
{
    bool steps = r->chart->kind == CHART_STEP;
    bool points = r->chart->kind == CHART_LINE && r->rows.count <= 60;
    bool groups = by_group && r->groups.count > 1;
    if (r->intervals) {
        vl_layer_begin(j, NULL, "area", "band");
        if (steps)
            json_text(j, "interpolate", "step-after");
        vl_layer_encode(j);
        vl_along(j, r, "x");
        vl_field(j, "y", "low", "quantitative");
        vl_field(j, "y2", "high", NULL);
        if (groups)
            vl_group_colour(j, a, r, use, "color", false);
        json_object_begin(j, "description");
        json_text(j, "value", _("The band of the interval"));
        json_object_end(j);
        vl_layer_end(j);
    }
    vl_layer_begin(j, NULL, "line", "series");
    if (steps)
        json_text(j, "interpolate", "step-after");
    vl_layer_encode(j);
    vl_along(j, r, "x");
    vl_estimate(j, r, "y");
    if (groups) {
        vl_group_colour(j, a, r, use, "color", !named);
        vl_group_dashes(j, r, !named);
    }
    json_object_begin(j, "description");
    json_text(j, "value", _("The line of the estimates"));
    json_object_end(j);
    vl_layer_end(j);
    vl_layer_begin(j, "isValid(datum.y)", "point", points ? "on-line" : "touch");
    vl_layer_encode(j);
    vl_along(j, r, "x");
    vl_field(j, "y", "y", "quantitative");
    if (groups)
        vl_group_colour(j, a, r, use, "color", false);
    vl_says(j);
    vl_layer_end(j);
    if (groups && named) {
        vl_layer_begin(j, "isValid(datum.name_at)", "text", "name");
        vl_layer_encode(j);
        vl_along(j, r, "x");
        vl_field(j, "y", "name_at", "quantitative");
        vl_field(j, "text", "group", "nominal");
        vl_group_colour(j, a, r, use, "color", false);
        vl_layer_end(j);
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
        vl_texts(j, "domain", i == 0 ? &r->categories : &r->groups);
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

void chart_write_grid(struct json *j, struct arena *a, const struct chart_rows *r,
                      enum chart_use use)
{
    vl_layer_begin(j, NULL, "rect", "cell");
    vl_layer_encode(j);
    encode_grid(j, r);
    vl_classes(j, a, r, use, "color");
    vl_says(j);
    vl_layer_end(j);
    if (r->categories.count > 12)
        return;
    static const struct {
        const char *only, *style;
    } texts[] = {{"isValid(datum.y) && !datum.dark", "cell-text"},
                 {"isValid(datum.y) && datum.dark", "cell-text-on-dark"}};
    for (size_t i = 0; i < 2; i++) {
        vl_layer_begin(j, texts[i].only, "text", texts[i].style);
        json_bool(j, "aria", false); // the cell says it
        vl_layer_encode(j);
        encode_grid(j, r);
        vl_field(j, "text", "label", "nominal");
        vl_layer_end(j);
    }
}
