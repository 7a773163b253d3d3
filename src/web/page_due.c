/* What is due, why a date is what it is, and the calendar feed. What is wrong in the records. */

#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "clock/ics.h"
#include "web/list.h"
#include "web/pages.h"
#include "web/server.h"

enum { ROWS_A_PAGE = 50, PROBLEM_ROWS = 20, PIECE_LIMIT = 4 << 20 };

/* ---- the due list
 * ---------------------------------------------------------------------------------- */

static bool is_wanted(const struct due_item *d, const char *state)
{
    if (text_equal(state, "overdue"))
        return due_is_late(d);
    if (text_equal(state, "soon"))
        return d->trouble == NULL
               && (d->status.state == STATE_SOON || d->status.state == STATE_IN_GRACE);
    if (text_equal(state, "all"))
        return true;
    return due_is_open(d);
}

static bool ask_due(struct request *rq, struct due_list_all *out, struct error *err)
{
    const char *state = request_text(rq, "state");
    const struct due_ask ask = {.clock = request_text(rq, "clock"),
                                .pack = request_text(rq, "pack"),
                                .owner = request_text(rq, "owner"),
                                .all = true};
    struct due_list_all all, kept = {0};
    if (!due_ask(rq->site, rq->arena, &ask, &all, err))
        return false;
    for (size_t i = 0; i < all.count; i++)
        if (is_wanted(&all.at[i], state))
            *list_add(rq->arena, &kept) = all.at[i];
    *out = kept;
    return true;
}

struct choices {
    struct form_choice *at;
    size_t count, room;
};

static void add_choice(struct arena *a, struct choices *c, const char *value, const char *label)
{
    for (size_t i = 0; i < c->count; i++)
        if (text_equal(c->at[i].value, value))
            return;
    *list_add(a, c) = (struct form_choice){value, label};
}

static void draw_filters(struct html *h, const struct request *rq)
{
    struct arena *a = rq->arena;
    struct choices packs = {0}, owners = {0}, clocks = {0}, states = {0};
    for (size_t i = 0; i < rq->site->packs.count; i++) {
        const struct pack *p = rq->site->packs.at[i];
        if (p->clocks.count > 0)
            add_choice(a, &packs, p->name, pack_title(rq, p));
        for (size_t k = 0; k < p->clocks.count; k++) {
            const struct block *b = &p->clocks.at[k].block;
            add_choice(a, &clocks, b->name, request_say(rq, b->title, b->title_es));
            if (b->owner != NULL)
                add_choice(a, &owners, b->owner, role_words(a, b->owner));
        }
    }
    add_choice(a, &states, "overdue", _("overdue"));
    add_choice(a, &states, "soon", _("due soon"));
    add_choice(a, &states, "all", _("all, those that were met too"));
    html_put(
        h, "<form method=\"get\" action=\"/due\" class=\"filters\"><fieldset><legend>%s</legend>\n",
        _("Choose what is listed"));
    form_select(h, &(struct form_select){.name = "owner",
                                         .label = _("Owner"),
                                         .value = request_text(rq, "owner"),
                                         .choices = owners.at,
                                         .count = owners.count,
                                         .empty = _("all")});
    form_select(h, &(struct form_select){.name = "pack",
                                         .label = _("Programme"),
                                         .value = request_text(rq, "pack"),
                                         .choices = packs.at,
                                         .count = packs.count,
                                         .empty = _("all")});
    form_select(h, &(struct form_select){.name = "clock",
                                         .label = _("Deadline"),
                                         .value = request_text(rq, "clock"),
                                         .choices = clocks.at,
                                         .count = clocks.count,
                                         .empty = _("all")});
    form_select(h, &(struct form_select){.name = "state",
                                         .label = _("State"),
                                         .value = request_text(rq, "state"),
                                         .choices = states.at,
                                         .count = states.count,
                                         .empty = _("not done")});
    html_put(h, "<p class=\"actions\"><button type=\"submit\">%s</button></p></fieldset></form>\n",
             _("Show"));
}

// The filters as a query, to go before "page=".
static const char *filters_of(const struct request *rq)
{
    static const char *const names[] = {"owner", "pack", "clock", "state", "as_of"};
    const char *text = "";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = request_text(rq, names[i]);
        if (value != NULL)
            text =
                arena_printf(rq->arena, "%s%s=%s&", text, names[i], uri_escape(rq->arena, value));
    }
    return text;
}

bool page_due(struct request *rq, struct html *h, struct error *err)
{
    struct due_list_all list;
    struct arena *a = rq->arena;
    int64_t page = request_number(rq, "page", 1, 100000, 1);
    if (!ask_due(rq, &list, err))
        return false;
    page_begin(h, rq, _("Due"));
    html_put(h, "<p>%s</p>\n",
             arena_printf(a, P_("%s deadline.", "%s deadlines.", (long long)list.count),
                          count_text(a, (int64_t)list.count)));
    draw_filters(h, rq);
    size_t from = (size_t)(page - 1) * ROWS_A_PAGE;
    if (list.count == 0)
        html_put(h, "<p class=\"sentence\">%s</p>\n",
                 _("Nothing is due that fits these filters and that your role may see."));
    else
        part_due(h, rq, &list, from, ROWS_A_PAGE, _("Due"), _("Overdue first, then by date"));
    part_pages(h, arena_printf(a, "/due?%spage=", filters_of(rq)), page,
               from + ROWS_A_PAGE < list.count);
    html_put(h, "<p><a href=\"/due/calendar.ics?%s\">%s</a></p>\n", filters_of(rq),
             _("These deadlines as a calendar file"));
    part_help(h, _("How a calendar program can keep it up to date"),
              _("Make a token under Your account, and give the program the address "
                "/api/v1/due.ics with that token. It sees what your role may see."));
    page_end(h, rq);
    return true;
}

bool page_due_why(struct request *rq, struct html *h, struct error *err)
{
    const char *clock = request_text(rq, "clock"), *key = request_text(rq, "key"), *text;
    if (clock == NULL || key == NULL)
        return error_set(err, ERROR_USAGE, "%s", _("Which deadline? Follow a link of the list."));
    const struct clock *c = packs_clock(&rq->site->packs, clock, rq->site->question.as_of);
    if (!due_explain(rq->site, rq->arena, clock, key, &text, err))
        return false;
    page_begin(h, rq, _("Why this date?"));
    page_crumbs(h, (const struct crumb[]){{"/due", _("Due")}}, 1);
    if (c != NULL)
        html_put(h, "<p class=\"sentence\">%s: <a href=\"/records/%s/row?key=%s\">%s</a></p>\n",
                 request_say(rq, c->block.title, c->block.title_es), c->on,
                 uri_escape(rq->arena, key), key);
    struct text_list lines = text_split(rq->arena, text, '\n');
    html_raw(h, "<ol class=\"why\">\n");
    for (size_t i = 0; i < lines.count; i++)
        if (*lines.at[i] != '\0')
            html_put(h, "<li>%s</li>\n", lines.at[i]);
    html_raw(h, "</ol>\n");
    page_end(h, rq);
    return true;
}

bool get_due_calendar(struct request *rq, struct html *h, struct error *err)
{
    (void)h;
    struct due_list_all list;
    struct {
        struct ics_item *at;
        size_t count, room;
    } items = {0};
    const char *text;
    if (!ask_due(rq, &list, err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        const struct due_item *d = &list.at[i];
        if (d->trouble != NULL || d->due.count == 0 || d->due.at[d->due.strict].tolled)
            continue;
        const struct due_reading *r = &d->due.at[d->due.strict];
        const struct block *b = &d->clock->block;
        bool timed = clock_unit_is_time(r->count.unit);
        *list_add(rq->arena, &items) = (struct ics_item){
            .form = ICS_TODO,
            .uid = ics_uid(rq->arena, b->name, d->record, d->due.number),
            .summary = arena_printf(rq->arena, "%s: %s", request_say(rq, b->title, b->title_es),
                                    d->record),
            .description = b->basis,
            .category = b->pack,
            .day = timed ? NO_DATE : r->day,
            .at = timed ? r->at : NO_INSTANT,
            .done = d->met != NULL,
        };
    }
    rq->reply.name = "ward.ics";
    return ics_write(rq->arena, rq->site_name == NULL ? "ward" : rq->site_name, items.at,
                     items.count, rq->now, &text, err)
           && reply_body(rq, "text/calendar; charset=utf-8", text, strlen(text));
}

/* ---- problems
 * ------------------------------------------------------------------------------------ */

static bool draw_problems(struct request *rq, struct html *h, struct error *err)
{
    struct problem_list list;
    int64_t rows = 0;
    if (!problems_find(rq->site, rq->arena, request_text(rq, "record"), request_text(rq, "pack"),
                       PROBLEM_ROWS, rq->spanish, &list, err))
        return false;
    for (size_t i = 0; i < list.count; i++)
        rows += list.at[i].count;
    if (list.count == 0)
        html_put(h, "<p class=\"sentence\">%s</p>\n",
                 _("The checks found nothing wrong in what your role may see."));
    else
        html_put(h, "<p>%s</p>\n",
                 arena_printf(
                     rq->arena, _("%s rows, of %s causes. Errors first; one mend may cure many."),
                     count_text(rq->arena, rows), count_text(rq->arena, (int64_t)list.count)));
    part_problems(h, rq, &list, _("Problems"));
    return true;
}

bool page_problems(struct request *rq, struct html *h, struct error *err)
{
    const char *pack = request_text(rq, "pack"), *record = request_text(rq, "record");
    const char *key =
        kept_key(rq, arena_printf(rq->arena, "problems %s %s", pack == NULL ? "" : pack,
                                  record == NULL ? "" : record));
    const char *piece = server_kept(rq->server, rq->arena, key, rq->position);
    if (piece == NULL) {
        struct html inner = html_make(rq->arena, PIECE_LIMIT);
        if (!draw_problems(rq, &inner, err) || !html_done(&inner, &piece, err))
            return false;
        server_keep(rq->server, key, rq->position, piece);
    }
    page_begin(h, rq, _("Problems in the records"));
    html_put(
        h,
        "<nav aria-label=\"%s\"><ul class=\"contents\"><li><a href=\"/problems\"%s>%s</a></li>\n",
        _("Programmes"), pack == NULL ? " aria-current=\"true\"" : "", _("all"));
    for (size_t i = 0; i < rq->site->packs.count; i++) {
        const struct pack *p = rq->site->packs.at[i];
        html_put(h, "<li><a href=\"/problems?pack=%s\"%s>%s</a></li>\n", p->name,
                 text_equal(pack, p->name) ? " aria-current=\"true\"" : "", pack_title(rq, p));
    }
    html_raw(h, "</ul></nav>\n");
    buf_text(&h->buf, piece); // drawn by draw_problems, escaped there
    page_end(h, rq);
    return true;
}
