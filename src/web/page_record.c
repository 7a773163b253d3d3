/* Records: the kinds there are, the rows of one, and one row with its history. */

#include <inttypes.h>
#include <string.h>

#include "answer/decide.h"
#include "base/text.h"
#include "base/words.h"
#include "report/part_table.h"
#include "store/history.h"
#include "web/list.h"
#include "web/pages.h"
#include "web/route.h"

enum { ROWS_A_PAGE = 50, MOST_COLUMNS = 8, MOST_OFFSET = 10000000 };

bool page_records(struct request *rq, struct html *h, struct error *err)
{
    (void)err;
    const struct packs *packs = &rq->site->packs;
    int64_t hidden = 0;
    page_begin(h, rq, _("Records"));
    for (size_t i = 0; i < packs->count; i++) {
        const struct pack *p = packs->at[i];
        int64_t shown = 0;
        for (size_t k = 0; k < p->records.count; k++) {
            const struct record *r = &p->records.at[k];
            if (lens_record(packs, &rq->site->question, r) == SIGHT_NONE) {
                hidden++;
                continue;
            }
            if (shown++ == 0)
                html_put(h, "<section><h2>%s</h2>\n<dl class=\"kinds\">\n", pack_title(rq, p));
            html_put(h, "<dt><a href=\"/records/%s\">%s</a></dt><dd>%s</dd>\n", r->name,
                     record_label(rq, r), request_say(rq, r->hint, r->hint_es));
        }
        if (shown > 0)
            html_raw(h, "</dl></section>\n");
    }
    if (hidden > 0)
        html_put(h, "<p class=\"quiet\">%s</p>\n",
                 arena_printf(rq->arena,
                              P_("%s kind of record is not for your role.",
                                 "%s kinds of record are not for your role.", hidden),
                              count_text(rq->arena, hidden)));
    page_end(h, rq);
    return true;
}

/* ---- the rows of a record
 * ---------------------------------------------------------------------------- */

/* What is asked of a list: a condition with its values, an order, a page. */
struct list_ask {
    const struct record *record;
    const struct field *column[MOST_COLUMNS];
    size_t columns;
    const char *where, *order, *query; /* query: the filters, to go before "page=" */
    struct {
        struct value *at;
        size_t count, room;
    } binds;
    const char *search;
};

static bool is_shown_in_lists(const struct request *rq, const struct record *r,
                              const struct field *f)
{
    return f->type != FIELD_POLYGON && f->type != FIELD_POINT
           && lens_field(&rq->site->packs, &rq->site->question, r, f) != SIGHT_NONE;
}

static void add_column(struct list_ask *ask, const struct field *f)
{
    for (size_t i = 0; i < ask->columns; i++)
        if (ask->column[i] == f)
            return;
    if (ask->columns < MOST_COLUMNS)
        ask->column[ask->columns++] = f;
}

// Keys, the day, then what comes first in the sheet.
static void choose_columns(const struct request *rq, struct list_ask *ask)
{
    const struct record *r = ask->record;
    for (size_t i = 0; i < r->fields.count; i++)
        if (r->fields.at[i].required == REQUIRED_KEY)
            add_column(ask, &r->fields.at[i]);
    const struct field *happened = record_happened(r);
    if (happened != NULL && is_shown_in_lists(rq, r, happened))
        add_column(ask, happened);
    for (size_t i = 0; i < r->fields.count; i++)
        if (is_shown_in_lists(rq, r, &r->fields.at[i]))
            add_column(ask, &r->fields.at[i]);
}

static void and_where(struct request *rq, struct list_ask *ask, const char *condition)
{
    ask->where = arena_printf(rq->arena, "%s %s (%s)", ask->where,
                              *ask->where == '\0' ? "WHERE" : "AND", condition);
}

static void take_filters(struct request *rq, struct list_ask *ask)
{
    struct arena *a = rq->arena;
    for (size_t i = 0; i < ask->record->fields.count; i++) {
        const struct field *f = &ask->record->fields.at[i];
        const char *value = request_text(rq, f->name);
        if (value == NULL || f->type != FIELD_CODE || !is_shown_in_lists(rq, ask->record, f))
            continue;
        *list_add(a, &ask->binds) = bind_text(value);
        and_where(rq, ask, arena_printf(a, "\"%s\" = ?%zu", f->name, ask->binds.count));
        ask->query = arena_printf(a, "%s%s=%s&", ask->query, f->name, uri_escape(a, value));
    }
    static const char *const days[] = {"from", "to"};
    for (size_t i = 0; i < 2; i++)
        if (request_text(rq, days[i]) != NULL)
            ask->query = arena_printf(a, "%s%s=%s&", ask->query, days[i],
                                      uri_escape(a, request_text(rq, days[i])));
    if (ask->search == NULL)
        return;
    // Texts that contain it, whatever their case; the signs of LIKE stand for themselves.
    struct buf like = buf_make(a, 2000);
    buf_char(&like, '%');
    for (const char *s = ask->search; *s != '\0'; s++) {
        if (strchr("%_\\", *s) != NULL)
            buf_char(&like, '\\');
        buf_char(&like, *s);
    }
    buf_char(&like, '%');
    *list_add(a, &ask->binds) = bind_text(like.text);
    const char *any = "";
    for (size_t i = 0; i < ask->record->fields.count; i++) {
        const struct field *f = &ask->record->fields.at[i];
        bool text =
            f->type == FIELD_TEXT || f->type == FIELD_REFERENCE || f->required == REQUIRED_KEY;
        if (text && is_shown_in_lists(rq, ask->record, f))
            any = arena_printf(a, "%s%s\"%s\" LIKE ?%zu ESCAPE '\\'", any,
                               *any == '\0' ? "" : " OR ", f->name, ask->binds.count);
    }
    and_where(rq, ask, *any == '\0' ? "FALSE" : any);
}

static void take_order(struct request *rq, struct list_ask *ask)
{
    struct arena *a = rq->arena;
    const char *sort = request_text(rq, "sort");
    bool down = text_equal(request_text(rq, "order"), "down");
    const struct field *by = sort == NULL ? NULL : record_field(ask->record, sort);
    const struct field *happened = record_happened(ask->record);
    const char *keys = "";
    for (size_t i = 0; i < ask->record->fields.count; i++)
        if (ask->record->fields.at[i].required == REQUIRED_KEY)
            keys = arena_printf(a, "%s%s\"%s\"", keys, *keys == '\0' ? "" : ", ",
                                ask->record->fields.at[i].name);
    if (by != NULL && is_shown_in_lists(rq, ask->record, by)) {
        ask->order = arena_printf(a, "\"%s\" %s, %s", by->name, down ? "DESC" : "ASC", keys);
        ask->query =
            arena_printf(a, "%ssort=%s&order=%s&", ask->query, by->name, down ? "down" : "up");
    } else if (happened != NULL && is_shown_in_lists(rq, ask->record, happened)) {
        ask->order = arena_printf(a, "\"%s\" DESC, %s", happened->name, keys);
    } else {
        ask->order = keys;
    }
}

static void draw_list_filters(struct html *h, const struct request *rq, const struct list_ask *ask)
{
    const struct record *r = ask->record;
    int shown = 0;
    html_put(h,
             "<form method=\"get\" action=\"/records/%s\" class=\"filters\"><fieldset><legend>%s"
             "</legend>\n",
             r->name, _("Choose what is listed"));
    for (size_t i = 0; i < r->fields.count && shown < 4; i++) {
        const struct field *f = &r->fields.at[i];
        const struct code_list *codes =
            f->type == FIELD_CODE ? packs_codes(&rq->site->packs, f->codes) : NULL;
        if (codes == NULL || codes->rows.count > 200 || !is_shown_in_lists(rq, r, f))
            continue;
        struct form_choice *choices = ARENA_ARRAY(rq->arena, struct form_choice, codes->rows.count);
        for (size_t k = 0; k < codes->rows.count; k++)
            choices[k] = (struct form_choice){codes->rows.at[k][0],
                                              code_words(rq, f->codes, codes->rows.at[k][0])};
        form_select(h, &(struct form_select){.name = f->name,
                                             .label = field_label(rq, f),
                                             .value = request_text(rq, f->name),
                                             .choices = choices,
                                             .count = codes->rows.count,
                                             .empty = _("all")});
        shown++;
    }
    if (record_happened(r) != NULL) {
        form_text(h, &(struct form_text){.name = "from",
                                         .label = _("From"),
                                         .type = "date",
                                         .value = request_text(rq, "from")});
        form_text(h, &(struct form_text){.name = "to",
                                         .label = _("To"),
                                         .type = "date",
                                         .value = request_text(rq, "to")});
    }
    html_put(h, "<p class=\"actions\"><button type=\"submit\">%s</button></p></fieldset></form>\n",
             _("Show"));
    // What is looked for may be a name: it is sent in the form, not in the address.
    form_begin(h, rq, arena_printf(rq->arena, "/records/%s", r->name));
    html_raw(h, "<div class=\"search\" role=\"search\">");
    form_text(h, &(struct form_text){.name = "search",
                                     .label = _("Search in keys and texts"),
                                     .value = ask->search});
    html_put(h, "<button type=\"submit\" class=\"plain\">%s</button></div></form>\n", _("Search"));
}

static void draw_list_head(struct html *h, const struct request *rq, const struct list_ask *ask)
{
    bool down = text_equal(request_text(rq, "order"), "down");
    html_raw(h, "<thead><tr>");
    for (size_t i = 0; i < ask->columns; i++) {
        const struct field *f = ask->column[i];
        bool here = text_equal(request_text(rq, "sort"), f->name);
        html_put(h, "<th scope=\"col\"%s><a href=\"/records/%s?sort=%s&amp;order=%s\">%s</a></th>",
                 !here  ? ""
                 : down ? " aria-sort=\"descending\""
                        : " aria-sort=\"ascending\"",
                 ask->record->name, f->name, here && !down ? "down" : "up", field_label(rq, f));
    }
    html_raw(h, "</tr></thead>\n<tbody>\n");
}

static void draw_cell(struct html *h, const struct request *rq, const struct list_ask *ask,
                      size_t column, const struct value *row, const char *key)
{
    const struct field *f = ask->column[column];
    const char *words = value_words(rq, f, &row[f - ask->record->fields.at]);
    if (column == 0)
        html_put(h, "<th scope=\"row\"><a href=\"/records/%s/row?key=%s\">%s</a></th>",
                 ask->record->name, uri_escape(rq->arena, key), words);
    else if (words == NULL)
        html_raw(h, "<td class=\"quiet\">\u2013</td>");
    else
        html_put(h, "<td>%.200s</td>", words);
}

static bool draw_rows(struct html *h, struct request *rq, struct list_ask *ask, int64_t page,
                      int64_t *shown, bool *more, struct error *err)
{
    const struct record *r = ask->record;
    struct arena *a = rq->arena;
    struct rows rows;
    const char *columns = "";
    for (size_t i = 0; i < r->fields.count; i++)
        columns = arena_printf(a, "%s%s\"%s\"", columns, i == 0 ? "" : ", ", r->fields.at[i].name);
    const char *sql =
        arena_printf(a, "SELECT %s FROM \"%s\" %s ORDER BY %s LIMIT %d OFFSET %" PRId64, columns,
                     r->name, ask->where, ask->order, ROWS_A_PAGE + 1, (page - 1) * ROWS_A_PAGE);
    struct value *row = ARENA_ARRAY(a, struct value, r->fields.count);
    store_guard(rq->site->store, true);
    if (!store_select(rq->site->store, &rows, sql, (struct binds){ask->binds.at, ask->binds.count},
                      err))
        return false;
    *shown = 0;
    *more = false;
    while (store_next(&rows)) {
        if (*shown == ROWS_A_PAGE) {
            *more = true;
            break;
        }
        for (size_t i = 0; i < r->fields.count; i++)
            row[i] = value_copy(a, rows_value(&rows, (int)i));
        const char *key = key_of_row(a, r, row);
        html_raw(h, "<tr>");
        for (size_t i = 0; i < ask->columns; i++)
            draw_cell(h, rq, ask, i, row, key);
        html_raw(h, "</tr>\n");
        ++*shown;
    }
    bool ok = store_done(&rows, err);
    store_guard(rq->site->store, false);
    return ok;
}

static bool count_rows(struct request *rq, const struct list_ask *ask, int64_t *out,
                       struct error *err)
{
    struct rows rows;
    store_guard(rq->site->store, true);
    bool ok = store_select(
        rq->site->store, &rows,
        arena_printf(rq->arena, "SELECT count(*) FROM \"%s\" %s", ask->record->name, ask->where),
        (struct binds){ask->binds.at, ask->binds.count}, err);
    if (ok) {
        *out = store_next(&rows) ? rows_i64(&rows, 0) : 0;
        ok = store_done(&rows, err);
    }
    store_guard(rq->site->store, false);
    return ok;
}

bool page_record_list(struct request *rq, struct html *h, struct error *err)
{
    const struct record *r = record_named(rq, rq->param[0], err);
    struct list_ask ask = {
        .record = r, .where = "", .query = "", .search = request_form(rq, "search")};
    struct html body = html_make(rq->arena, 8 << 20);
    const char *text;
    struct arena *a = rq->arena;
    int64_t page = request_number(rq, "page", 1, MOST_OFFSET / ROWS_A_PAGE, 1), shown, count;
    bool more;
    if (r == NULL)
        return false;
    if (ask.search != NULL && strlen(ask.search) > 200)
        return error_set(err, ERROR_USAGE, "%s", _("That is too long to search for."));
    choose_columns(rq, &ask);
    take_filters(rq, &ask);
    take_order(rq, &ask);
    if (!count_rows(rq, &ask, &count, err) || !draw_rows(&body, rq, &ask, page, &shown, &more, err)
        || !note_reading(rq, r, NULL, shown, err) || !html_done(&body, &text, err))
        return false;
    page_begin(h, rq, record_label(rq, r));
    page_crumbs(h, (const struct crumb[]){{"/records", _("Records")}}, 1);
    const char *hint = request_say(rq, r->hint, r->hint_es);
    if (hint != NULL)
        html_put(h, "<p>%s</p>\n", hint);
    if (lens_may_write(&rq->site->packs, request_role(rq), r)
        && route_is_there(routes, "/records/:record/edit"))
        html_put(h,
                 "<p class=\"actions\"><a class=\"button\" href=\"/records/%s/new\">%s</a></p>\n",
                 r->name, _("Enter a new one"));
    draw_list_filters(h, rq, &ask);
    html_put(h, "<p>%s</p>\n",
             arena_printf(a, P_("%s row.", "%s rows.", count), count_text(a, count)));
    if (shown > 0) {
        table_region_begin(h, record_label(rq, r), _("Rows"));
        draw_list_head(h, rq, &ask);
        buf_text(&h->buf, text); // drawn by draw_rows, escaped there
        list_end(h);
    }
    if (ask.search == NULL)
        part_pages(h, arena_printf(a, "/records/%s?%spage=", r->name, ask.query), page, more);
    else if (more)
        html_put(h, "<p>%s</p>\n", _("There are more: search for something longer."));
    page_end(h, rq);
    return true;
}

/* ---- one row
 * -------------------------------------------------------------------------------------- */

static void draw_value(struct html *h, const struct request *rq, const struct record *r,
                       const struct field *f, const struct value *v)
{
    enum sight sight = lens_field(&rq->site->packs, &rq->site->question, r, f);
    const char *words = value_words(rq, f, v);
    html_put(h, "<dt>%s</dt>", field_label(rq, f));
    if (sight == SIGHT_NONE)
        html_put(h, "<dd class=\"withheld\">%s</dd>\n",
                 arena_printf(rq->arena, _("withheld from your role: protected as %s"), f->class));
    else if (words == NULL)
        html_put(h, "<dd class=\"quiet\">%s</dd>\n",
                 sight == SIGHT_SOME ? _("not recorded, or withheld in this row")
                                     : _("not recorded"));
    else if (f->type == FIELD_REFERENCE
             && lens_record(&rq->site->packs, &rq->site->question,
                            packs_record(&rq->site->packs, f->reference))
                    != SIGHT_NONE)
        html_put(h, "<dd><a href=\"/records/%s/row?key=%s\">%s</a></dd>\n", f->reference,
                 uri_escape(rq->arena, words), words);
    else
        html_put(h, "<dd>%s</dd>\n", words);
}

static void draw_fields(struct html *h, const struct request *rq, const struct record *r,
                        const struct value *row)
{
    const char *group = NULL;
    bool open = false;
    for (size_t i = 0; i < r->fields.count; i++) {
        const struct field *f = &r->fields.at[i];
        if (!open || !text_equal(group, f->group)) {
            if (open)
                html_raw(h, "</dl></section>\n");
            html_put(h, "<section><h2>%s</h2><dl class=\"facts\">\n",
                     f->group == NULL ? _("What is recorded") : f->group);
            group = f->group;
            open = true;
        }
        draw_value(h, rq, r, f, &row[i]);
    }
    if (open)
        html_raw(h, "</dl></section>\n");
}

static bool draw_history(struct html *h, struct request *rq, const struct record *r,
                         const char *key, struct error *err)
{
    struct version_list versions;
    if (!history_of(rq->site, rq->arena, r->name, key, &versions, err))
        return false;
    html_put(h, "<section id=\"history\"><h2>%s</h2>\n<ol class=\"history\">\n", _("History"));
    for (size_t i = versions.count; i-- > 0;) {
        const struct version *v = &versions.at[i];
        html_put(h, "<li><b>%s</b> %s %s<br><span class=\"quiet\">%s</span>",
                 moment_words(rq, v->entry.at), v->entry.actor,
                 i > 0 ? _("amended it") : _("recorded it"), v->entry.purpose);
        if (v->source != NULL)
            html_put(h, "<br><span class=\"small\">%s</span>",
                     arena_printf(rq->arena, _("from %s, line %" PRId64), v->source, v->line));
        for (size_t k = 0, said = 0; k < v->changed.count; k++) {
            const struct field *f = record_field(r, v->changed.at[k]);
            if (f == NULL || lens_field(&rq->site->packs, &rq->site->question, r, f) == SIGHT_NONE)
                continue;
            html_put(h, "%s%s", said++ == 0 ? "<br>" : "", "");
            html_put(h, "%s %s", said == 1 ? _("Changed:") : ",", field_label(rq, f));
        }
        html_raw(h, "</li>\n");
    }
    html_raw(h, "</ol></section>\n");
    return true;
}

static bool draw_deadlines(struct html *h, struct request *rq, const struct record *r,
                           const char *key, struct error *err)
{
    struct due_list_all all = {0};
    for (size_t i = 0; i < rq->site->packs.count; i++)
        for (size_t k = 0; k < rq->site->packs.at[i]->clocks.count; k++) {
            const struct clock *c = &rq->site->packs.at[i]->clocks.at[k];
            const struct due_ask ask = {.clock = c->block.name, .record = key, .all = true};
            struct due_list_all some;
            struct error failed = {0};
            if (!text_equal(c->on, r->name)
                || packs_clock(&rq->site->packs, c->block.name, rq->site->question.as_of) != c)
                continue;
            if (due_ask(rq->site, rq->arena, &ask, &some, &failed)) {
                for (size_t n = 0; n < some.count; n++)
                    *list_add(rq->arena, &all) = some.at[n];
            } else if (failed.kind != ERROR_FORBIDDEN) {
                *err = failed;
                return false;
            }
        }
    if (all.count == 0)
        return true;
    html_put(h, "<section id=\"deadlines\"><h2>%s</h2>\n", _("Deadlines"));
    part_due(h, rq, &all, 0, 50, record_label(rq, r), _("Deadlines of this record"));
    html_raw(h, "</section>\n");
    return true;
}

static bool draw_decisions(struct html *h, struct request *rq, const struct record *r,
                           const char *key, struct error *err)
{
    bool any = false;
    for (size_t i = 0; i < rq->site->packs.count; i++)
        for (size_t k = 0; k < rq->site->packs.at[i]->decisions.count; k++) {
            const struct decision *d = &rq->site->packs.at[i]->decisions.at[k];
            struct decision_answers answers;
            struct error failed = {0};
            if (!text_equal(d->on, r->name)
                || packs_decision(&rq->site->packs, d->block.name, rq->site->question.as_of) != d)
                continue;
            if (!decide(rq->site, rq->arena, d->block.name, key, &answers, &failed)) {
                if (failed.kind == ERROR_FORBIDDEN || failed.kind == ERROR_NOT_FOUND)
                    continue;
                *err = failed;
                return false;
            }
            if (!any)
                html_put(h, "<section id=\"decisions\"><h2>%s</h2><ul>\n", _("Decisions"));
            any = true;
            enum truth is = answers.at[0].is;
            html_put(h, "<li><a href=\"/decisions/%s?key=%s\">%s</a>: <b>%s</b></li>\n",
                     d->block.name, uri_escape(rq->arena, key),
                     request_say(rq, d->block.title, d->block.title_es),
                     is == TRUTH_TRUE    ? (d->then == NULL ? _("yes") : d->then)
                     : is == TRUTH_FALSE ? (d->otherwise == NULL ? _("no") : d->otherwise)
                                         : _("unknown, because a fact is not recorded"));
        }
    if (any)
        html_raw(h, "</ul></section>\n");
    return true;
}

bool page_record(struct request *rq, struct html *h, struct error *err)
{
    const struct record *r = record_named(rq, rq->param[0], err);
    const char *key = request_text(rq, "key");
    struct value *row;
    bool found;
    if (r == NULL)
        return false;
    if (key == NULL)
        return error_set(err, ERROR_USAGE, "%s", _("Which row? Follow a link of the list."));
    if (!row_seen(rq, r, key, &row, &found, err))
        return false;
    if (!found)
        return error_set(err, ERROR_NOT_FOUND, "%s",
                         _("There is no such row, or it is not for your role."));
    key = key_of_row(rq->arena, r, row);
    if (!note_reading(rq, r, key, 1, err))
        return false;
    page_begin(h, rq, arena_printf(rq->arena, "%s %s", record_label(rq, r), key));
    page_crumbs(h,
                (const struct crumb[]){
                    {"/records", _("Records")},
                    {arena_printf(rq->arena, "/records/%s", r->name), record_label(rq, r)}},
                2);
    if (text_equal(request_text(rq, "done"), "yes"))
        html_put(h, "<div class=\"done\" role=\"status\"><p>%s</p></div>\n",
                 _("It is recorded, with what was there before in its history."));
    if (lens_may_write(&rq->site->packs, request_role(rq), r)
        && route_is_there(routes, "/records/:record/edit"))
        html_put(h,
                 "<p class=\"actions\"><a class=\"button\" "
                 "href=\"/records/%s/edit?key=%s\">%s</a></p>\n",
                 r->name, uri_escape(rq->arena, key), _("Amend it"));
    html_raw(h, "<div class=\"record\"><div>\n");
    draw_fields(h, rq, r, row);
    html_raw(h, "</div><aside>\n");
    if (!draw_deadlines(h, rq, r, key, err) || !draw_decisions(h, rq, r, key, err)
        || !draw_history(h, rq, r, key, err))
        return false;
    html_raw(h, "</aside></div>\n");
    page_end(h, rq);
    return true;
}
