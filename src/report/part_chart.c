/* Charts on a page. */

#include "report/part_chart.h"

#include <math.h>

#include "base/words.h"

bool part_chart(struct html *h, const struct result_chart *c, struct error *err)
{
    if (c->kind == CHART_NONE)
        return true;
    const char *spec;
    if (!chart_text(h->buf.arena, c, CHART_ON_PAGE, &spec, err))
        return false;
    int id = html_id(h);
    html_put(h,
             "<figure class=\"chart chart-%s\" aria-labelledby=\"chart-%d\">\n"
             "<figcaption><strong id=\"chart-%d\">%s</strong>\n<span>%s</span></figcaption>\n",
             chart_kind_name(c->kind), id, id, c->title, c->description);
    if (chart_drawable(c)) {
        html_put(h, "<div class=\"drawing\" data-failed=\"%s\"></div>\n",
                 _("The drawing failed. All of its numbers are in the table."));
        html_json(h, "chart-spec", spec);
    } else {
        html_put(h, "<p class=\"nothing-drawn\">%s</p>\n",
                 _("There is no drawing, because no value can be estimated. The table says why."));
    }
    html_raw(h, "</figure>\n");
    return true;
}

void part_chart_shared(struct html *h)
{
    html_raw(h, "<svg class=\"patterns\" aria-hidden=\"true\" focusable=\"false\"><defs>"
                "<pattern id=\"too-few\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
                "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\"/>"
                "<path d=\"M0 0V6\"/></pattern></defs></svg>\n");
    struct buf b = buf_make(h->buf.arena, 100000);
    struct json j = json_make(&b);
    j.compact = true;
    chart_write_config(&j, NULL, CHART_ON_PAGE);
    html_json(h, "chart-config", b.text);
}

void part_spark(struct html *h, const struct result_chart *c)
{
    const struct result_table *t = c->table;
    int x = table_find(t, c->x), y = table_find(t, c->y);
    if (c->kind != CHART_LINE || c->group != NULL || c->facet != NULL || x < 0 || y < 0)
        return;
    struct arena *a = h->buf.arena;
    size_t rows = table_rows(t), first = rows, last = 0, values = 0;
    double low = INFINITY, high = -INFINITY;
    for (size_t row = 0; row < rows; row++) {
        double v = cell_value(table_cell(t, row, (size_t)y));
        if (!isfinite(v))
            continue;
        first = first == rows ? row : first;
        last = row;
        low = fmin(low, v);
        high = fmax(high, v);
        values++;
    }
    if (values < 3)
        return;
    html_raw(h, "<svg class=\"spark\" viewBox=\"0 0 100 30\" preserveAspectRatio=\"none\" "
                "aria-hidden=\"true\" focusable=\"false\"><path d=\"");
    bool drawing = false; // a gap lifts the pen
    for (size_t row = first; row <= last; row++) {
        double v = cell_value(table_cell(t, row, (size_t)y));
        if (isfinite(v))
            html_put(h, "%s%.1f %.1f", drawing ? "L" : "M",
                     100.0 * (double)(row - first) / (double)(last - first),
                     high > low ? 29 - 28 * (v - low) / (high - low) : 15);
        drawing = isfinite(v);
    }
    html_raw(h, "\"/></svg>\n");
    enum column_kind x_kind = t->columns.at[x].kind, y_kind = t->columns.at[y].kind;
    html_put(h, "<p class=\"spark-words\">%s</p>\n",
             arena_printf(a, _("%s in %s, %s in %s"),
                          cell_words(a, table_cell(t, first, (size_t)y), y_kind),
                          cell_words(a, table_cell(t, first, (size_t)x), x_kind),
                          cell_words(a, table_cell(t, last, (size_t)y), y_kind),
                          cell_words(a, table_cell(t, last, (size_t)x), x_kind)));
}
