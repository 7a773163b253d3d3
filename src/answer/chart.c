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

#include "answer/chart_layers.h"
#include "answer/vl.h"
#include "base/words.h"

enum {
    MOST_CHART_BYTES = 32 << 20,
    ROW_HEIGHT = 34,
    GROUP_HEIGHT = 26,
    SMALL_WIDTH = 220,
    SMALL_HEIGHT = 120
};

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

static void write_facet(struct json *j, const struct chart_rows *r, const char *field,
                        const struct text_list *order)
{
    json_object_begin(j, "facet");
    json_text(j, "field", field);
    json_text(j, "type", "nominal");
    json_text(j, "title", r->y_label); // once, above all
    vl_texts(j, "sort", order);
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
        bool several = across && r->groups.count > 1;
        int64_t rows = (int64_t)(across ? r->categories.count : r->groups.count);
        int64_t tall = several ? GROUP_HEIGHT * (int64_t)r->groups.count : row_height(r);
        json_i64(j, "height", (rows > 0 ? rows : 1) * tall);
    } else {
        json_i64(j, "height", small ? SMALL_HEIGHT : PLOT_HEIGHT);
    }
    json_array_begin(j, "layer");
    switch (kind) {
    case CHART_DOT:
        chart_write_dots(j, a, r, use);
        break;
    case CHART_BAR:
        if (across)
            chart_write_bars(j, a, r, use);
        else
            chart_write_columns(j, a, r);
        break;
    case CHART_LINE:
    case CHART_STEP:
    case CHART_CURVE:
        chart_write_series(j, a, r, use, by_group, named);
        break;
    case CHART_HEAT:
        chart_write_grid(j, a, r, use);
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
