/* Tables of results. */

#include "report/part_table.h"

#include "base/words.h"

static bool is_number(enum column_kind kind)
{
    return kind != COLUMN_TEXT && kind != COLUMN_DATE;
}

static bool is_value(const struct cell *c)
{
    return c->kind == CELL_TEXT || c->kind == CELL_INTEGER || c->kind == CELL_NUMBER;
}

static void write_head(struct html *h, const struct result_table *t)
{
    html_raw(h, "<thead><tr>");
    for (size_t i = 0; i < t->columns.count; i++) {
        if (is_number(t->columns.at[i].kind))
            html_put(h, "<th scope=\"col\" class=\"number\">%s</th>", t->columns.at[i].label);
        else
            html_put(h, "<th scope=\"col\">%s</th>", t->columns.at[i].label);
    }
    html_raw(h, "</tr></thead>\n");
}

static void write_row(struct html *h, const struct result_table *t, size_t row)
{
    html_raw(h, "<tr>");
    for (size_t i = 0; i < t->columns.count; i++) {
        const struct cell *c = table_cell(t, row, i);
        const char *words = cell_words(h->buf.arena, c, t->columns.at[i].kind);
        bool number = is_number(t->columns.at[i].kind);
        if (i == 0 && !number)
            html_put(h, "<th scope=\"row\">%s</th>", words);
        else if (number && is_value(c))
            html_put(h, "<td class=\"number\">%s</td>", words);
        else if (number)
            html_put(h, "<td class=\"number why\">%s</td>", words);
        else if (t->columns.at[i].kind == COLUMN_DATE)
            html_put(h, "<td class=\"day\">%s</td>", words);
        else
            html_put(h, "<td>%s</td>", words);
    }
    html_raw(h, "</tr>\n");
}

void table_region_begin(struct html *h, const char *of, const char *caption)
{
    html_put(h,
             "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"%s: %s\">"
             "<table><caption>%s</caption>\n",
             of, caption, caption);
}

void part_table(struct html *h, const struct part_table *p)
{
    const struct result_table *t = p->table;
    const char *caption = p->caption == NULL ? t->title : p->caption;
    size_t rows = table_rows(t), shown = p->most > 0 && rows > p->most ? p->most : rows;
    if (rows == 0)
        return;
    bool folded = p->fold_over > 0 && rows > p->fold_over;
    if (folded)
        html_put(h, "<details><summary>%s</summary>\n",
                 arena_printf(h->buf.arena, _("Show the table of %zu rows"), rows));
    if (caption == NULL)
        caption = _("The numbers");
    table_region_begin(h, p->of, caption);
    write_head(h, t);
    html_raw(h, "<tbody>\n");
    for (size_t row = 0; row < shown; row++)
        write_row(h, t, row);
    html_raw(h, "</tbody></table></div>\n");
    if (shown < rows)
        html_put(h, "<p class=\"quiet small\">%s</p>\n",
                 arena_printf(h->buf.arena, _("%zu more rows are in the data, not here."),
                              rows - shown));
    if (folded)
        html_raw(h, "</details>\n");
}
