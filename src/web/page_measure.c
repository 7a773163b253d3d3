/* Measures: the list of them, and one with its chart, table, filters, explanation and files. */

#include <stdlib.h>
#include <string.h>

#include "answer/chart.h"
#include "answer/result_csv.h"
#include "answer/result_json.h"
#include "base/number.h"
#include "base/text.h"
#include "base/words.h"
#include "report/part_measure.h"
#include "web/glance.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/server.h"

enum { FILE_LIMIT = 64 << 20, PIECE_LIMIT = 8 << 20, FOLD_OVER = 40, MOST_ROWS = 1000 };

bool page_measures(struct request *rq, struct html *h, struct error *err)
{
    (void)err;
    struct question counts = rq->site->question;
    counts.aggregate = true;
    page_begin(h, rq, _("Measures"));
    html_put(h, "<p>%s</p>\n",
             _("Each is a number with its uncertainty, computed from the records "
               "that your role may see or count."));
    for (size_t i = 0; i < rq->site->packs.count; i++) {
        const struct pack *p = rq->site->packs.at[i];
        int64_t shown = 0;
        for (size_t k = 0; k < p->measures.count; k++) {
            const struct block *b = &p->measures.at[k].block;
            struct error none = {0};
            bool partly;
            if (!lens_permits(rq->site->store, &rq->site->packs, &counts, b->sql, &partly, &none))
                continue;
            if (shown++ == 0)
                html_put(h, "<section><h2>%s</h2>\n<ul>\n", pack_title(rq, p));
            html_put(h, "<li><a href=\"/measures/%s\">%s</a></li>\n", b->name,
                     request_say(rq, b->title, b->title_es));
        }
        if (shown > 0)
            html_raw(h, "</ul></section>\n");
    }
    page_end(h, rq);
    return true;
}

// The query string of the filters, to go with the files: "?from=2024-01-01&only=black".
static const char *filters_of(const struct request *rq)
{
    static const char *const names[] = {"from", "to", "as_of", "only"};
    const char *text = "";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = request_text(rq, names[i]);
        if (value != NULL)
            text = arena_printf(rq->arena, "%s%s%s=%s", text, *text == '\0' ? "?" : "&", names[i],
                                uri_escape(rq->arena, value));
    }
    return text;
}

// Keeps the rows of the main table whose first text is this group or area.
static void keep_only(struct request *rq, struct result *r, const char *only)
{
    struct result_table *t = &r->main;
    size_t width = t->columns.count, kept = 0;
    if (only == NULL || width == 0 || t->columns.at[0].kind != COLUMN_TEXT)
        return;
    for (size_t row = 0; row < table_rows(t); row++) {
        const struct cell *c = table_cell(t, row, 0);
        if (c->kind != CELL_TEXT || !text_equal(c->text, only))
            continue;
        memmove(&t->cells.at[kept * width], &t->cells.at[row * width], width * sizeof *t->cells.at);
        kept++;
    }
    t->cells.count = kept * width;
    result_note(rq->arena, r,
                _("Only the rows of \u201c%s\u201d are shown; the sentence above is of "
                  "all."),
                only);
}

static bool ask_measure(struct request *rq, struct result *r, bool *disclosed, struct error *err)
{
    const struct measure *m = measure_named(rq, rq->param[0], err);
    if (m == NULL || !measure_for(rq, m, r, disclosed, err))
        return false;
    keep_only(rq, r, request_text(rq, "only"));
    return true;
}

static void draw_filters(struct html *h, const struct request *rq, const struct result *all)
{
    const struct question *q = &rq->site->question;
    char from[11], to[11];
    date_write(q->from, from);
    date_write(q->to, to);
    html_put(h,
             "<form method=\"get\" class=\"filters\" action=\"/measures/%s\"><fieldset><legend>%s"
             "</legend>\n",
             all->name, _("Choose what is counted"));
    form_text(
        h, &(struct form_text){.name = "from", .label = _("From"), .type = "date", .value = from});
    form_text(h, &(struct form_text){.name = "to", .label = _("To"), .type = "date", .value = to});
    const struct result_table *t = &all->main;
    size_t rows = table_rows(t), count = 0;
    if (t->columns.count > 1 && t->columns.at[0].kind == COLUMN_TEXT && rows > 1 && rows <= 300) {
        struct form_choice *choices = ARENA_ARRAY(rq->arena, struct form_choice, rows);
        for (size_t i = 0; i < rows; i++) {
            const struct cell *c = table_cell(t, i, 0);
            bool there = c->kind != CELL_TEXT;
            for (size_t k = 0; k < count && !there; k++)
                there = text_equal(choices[k].value, c->text);
            if (!there)
                choices[count++] = (struct form_choice){c->text, c->text};
        }
        form_select(h, &(struct form_select){.name = "only",
                                             .label = t->columns.at[0].label,
                                             .value = request_text(rq, "only"),
                                             .choices = choices,
                                             .count = count,
                                             .empty = _("all")});
    }
    html_put(h,
             "<p class=\"actions\"><button type=\"submit\">%s</button> <a href=\"/measures/%s\">%s"
             "</a></p></fieldset></form>\n",
             _("Show"), all->name, _("All of it"));
}

static void draw_files(struct html *h, const struct request *rq, const struct result *r)
{
    const char *filters = filters_of(rq);
    html_put(h, "<section id=\"files\"><h2>%s</h2><ul class=\"files\">\n", _("Take it with you"));
    html_put(h, "<li><a href=\"/measures/%s/data.csv%s\">%s</a></li>\n", r->name, filters,
             _("The table as CSV"));
    html_put(h, "<li><a href=\"/measures/%s/data.json%s\">%s</a></li>\n", r->name, filters,
             _("Everything as JSON"));
    if (r->charts.count > 0 && chart_drawable(&r->charts.at[0]))
        html_put(h, "<li><a href=\"/measures/%s/chart.vl.json%s\">%s</a></li>\n", r->name, filters,
                 _("The chart as Vega-Lite"));
    html_raw(h, "</ul></section>\n");
}

static bool draw_measure(struct request *rq, struct html *h, struct error *err)
{
    const struct measure *m = measure_named(rq, rq->param[0], err);
    struct result *r = ARENA_NEW(rq->arena, struct result);
    bool disclosed;
    if (m == NULL || !measure_for(rq, m, r, &disclosed, err))
        return false;
    // The filter offers what there is before it is used.
    struct html filters = html_make(rq->arena, PIECE_LIMIT);
    const char *text;
    draw_filters(&filters, rq, r);
    if (!html_done(&filters, &text, err))
        return false;
    keep_only(rq, r, request_text(rq, "only"));
    if (disclosed)
        html_put(
            h, "<p class=\"note\">%s</p>\n",
            _("Your role may count these records, not read them: small numbers are left out."));
    if (!part_measure(h, &(struct part_measure){r, 1, FOLD_OVER, MOST_ROWS}, err))
        return false;
    buf_text(&h->buf, text); // drawn by draw_filters, escaped there
    draw_files(h, rq, r);
    return true;
}

bool page_measure(struct request *rq, struct html *h, struct error *err)
{
    const struct measure *m = measure_named(rq, rq->param[0], err);
    const struct pack *p = m == NULL ? NULL : packs_pack(&rq->site->packs, m->block.pack);
    if (p == NULL)
        return false;
    const char *key =
        kept_key(rq, arena_printf(rq->arena, "measure %s%s", m->block.name, filters_of(rq)));
    const char *piece = server_kept(rq->server, rq->arena, key, rq->position);
    if (piece == NULL) {
        struct html inner = html_make(rq->arena, PIECE_LIMIT);
        if (!draw_measure(rq, &inner, err) || !html_done(&inner, &piece, err))
            return false;
        server_keep(rq->server, key, rq->position, piece);
    }
    page_begin_untitled(h, rq, request_say(rq, m->block.title, m->block.title_es));
    page_crumbs(h,
                (const struct crumb[]){
                    {"/", _("Home")},
                    {arena_printf(rq->arena, "/programmes/%s", p->name), pack_title(rq, p)}},
                2);
    buf_text(&h->buf, piece); // drawn by draw_measure, escaped there
    page_end_with_charts(h, rq);
    return true;
}

/* ---- files
 * --------------------------------------------------------------------------------------- */

static const char *file_name(const struct request *rq, const char *ending)
{
    char *name = arena_printf(rq->arena, "%s.%s", rq->param[0], ending);
    for (char *s = name; *s != '\0'; s++)
        if (strchr("abcdefghijklmnopqrstuvwxyz0123456789._-", *s) == NULL)
            *s = '_';
    return name;
}

bool get_measure_csv(struct request *rq, struct html *h, struct error *err)
{
    (void)h;
    struct result *r = ARENA_NEW(rq->arena, struct result);
    struct buf b = buf_make(rq->arena, FILE_LIMIT);
    bool disclosed;
    const char *text;
    if (!ask_measure(rq, r, &disclosed, err))
        return false;
    table_write_csv(&b, &r->main);
    rq->reply.name = file_name(rq, "csv");
    return buf_done(&b, &text, err) && reply_body(rq, "text/csv; charset=utf-8", text, b.length);
}

bool get_measure_json(struct request *rq, struct html *h, struct error *err)
{
    (void)h;
    struct result *r = ARENA_NEW(rq->arena, struct result);
    struct buf b = buf_make(rq->arena, FILE_LIMIT);
    struct json j = json_make(&b);
    bool disclosed;
    const char *text;
    if (!ask_measure(rq, r, &disclosed, err))
        return false;
    json_object_begin(&j, NULL);
    result_write_json(&j, rq->arena, r);
    json_object_end(&j);
    buf_char(&b, '\n');
    rq->reply.name = file_name(rq, "json");
    return buf_done(&b, &text, err) && reply_body(rq, "application/json", text, b.length);
}

bool get_measure_chart(struct request *rq, struct html *h, struct error *err)
{
    (void)h;
    struct result *r = ARENA_NEW(rq->arena, struct result);
    bool disclosed;
    const char *text;
    if (!ask_measure(rq, r, &disclosed, err))
        return false;
    size_t chart = (size_t)request_number(rq, "chart", 0, 1000, 0);
    if (chart >= r->charts.count || !chart_drawable(&r->charts.at[chart]))
        return error_set(err, ERROR_NOT_FOUND, "%s", _("This measure has no such chart."));
    rq->reply.name = file_name(rq, "vl.json");
    return chart_text(rq->arena, &r->charts.at[chart], CHART_ALONE, &text, err)
           && reply_body(rq, "application/json", text, strlen(text));
}
