/* The public page: what is published, for everybody, in plain words. Small numbers are left out,
 * and no record is read but to count. */

#include <inttypes.h>
#include <string.h>

#include "answer/result_csv.h"
#include "base/text.h"
#include "base/words.h"
#include "report/part_measure.h"
#include "web/glance.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/server.h"

enum { PIECE_LIMIT = 4 << 20, FILE_LIMIT = 64 << 20 };

static bool draw_programme(struct request *rq, const struct pack *p, struct html *h,
                           int64_t *withheld, struct error *err)
{
    bool any = false;
    for (size_t i = 0; i < p->measures.count; i++) {
        const struct measure *m = &p->measures.at[i];
        struct result *r = ARENA_NEW(rq->arena, struct result);
        struct error failed = {0};
        bool whole;
        if (!m->is_public)
            continue;
        if (!measure_public(rq, m, r, &whole, &failed)) {
            if (failed.kind == ERROR_FORBIDDEN || failed.kind == ERROR_INVALID)
                continue;
            *err = failed;
            return false;
        }
        if (!any) {
            html_put(h, "<section class=\"programme\"><h2>%s</h2>\n", pack_title(rq, p));
            html_put(h, "<p>%s</p>\n<ul class=\"cards\">\n",
                     request_say(rq, p->about, p->about_es));
            any = true;
        }
        if (whole) {
            ++*withheld;
            html_put(h, "<li class=\"card\"><h3>%s</h3><p class=\"what\">%s</p></li>\n", r->title,
                     _("Too few cases to show without pointing at people."));
            continue;
        }
        html_put(h,
                 "<li class=\"card\"><h3><a href=\"/public/%s\">%s</a></h3>"
                 "<p class=\"public-sentence\">%s</p></li>\n",
                 m->block.name, r->title, r->sentence);
    }
    if (any)
        html_raw(h, "</ul></section>\n");
    return true;
}

static bool draw_public(struct request *rq, struct html *h, struct error *err)
{
    const char *root;
    int64_t withheld = 0, entries;
    html_put(
        h, "<p class=\"sentence\">%s</p>\n",
        _("What the city does for safety, in numbers that anyone can check. Each number says how "
          "sure it is: the interval is the range of true values that fit what was counted."));
    struct question before;
    if (!count_begin(rq, "public", &before, err))
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < rq->site->packs.count; i++)
        ok = draw_programme(rq, rq->site->packs.at[i], h, &withheld, err);
    if (!count_end(rq, &before, ok, err)
        || !ledger_root(rq->site->store, rq->arena, &root, &entries, err))
        return false;
    html_put(h, "<section><h2>%s</h2><p>%s</p>\n", _("What is left out"),
             _("A number that is so small that it could point at a person is not shown, nor is one "
               "from which it could be worked out. No name, and no record of a person, is ever on "
               "this page."));
    if (withheld > 0)
        html_put(h, "<p>%s</p>\n",
                 arena_printf(rq->arena,
                              P_("%s measure is left out whole.", "%s measures are left out whole.",
                                 withheld),
                              count_text(rq->arena, withheld)));
    html_put(h, "</section><section><h2>%s</h2><p>%s</p>\n<p class=\"root\">%s</p>\n",
             _("How to check it"),
             _("Every change of the records is an entry in a chain. This is the code of its last "
               "entry. Write it down: if anything before it is ever changed, the chain no longer "
               "gives this code."),
             root);
    html_put(
        h, "</section><section><h2>%s</h2><p>%s</p></section>\n", _("If something is wrong"),
        _("Tell the city which number, and why. What was counted, by which rule and from which "
          "source stands below each number."));
    return true;
}

bool page_public(struct request *rq, struct html *h, struct error *err)
{
    char day[11];
    date_write(rq->site->question.as_of, day);
    const char *key = arena_printf(rq->arena, "public %s %s", day, rq->spanish ? "es" : "en");
    const char *piece = server_kept(rq->server, rq->arena, key, rq->position);
    if (piece == NULL) {
        struct html inner = html_make(rq->arena, PIECE_LIMIT);
        if (!draw_public(rq, &inner, err) || !html_done(&inner, &piece, err))
            return false;
        server_keep(rq->server, key, rq->position, piece);
    }
    page_begin(h, rq,
               arena_printf(rq->arena, _("Safety in %s"),
                            rq->site_name == NULL ? _("our city") : rq->site_name));
    buf_text(&h->buf, piece); // drawn by draw_public, escaped there
    page_end(h, rq);
    return true;
}

static bool ask(struct request *rq, struct result *r, struct error *err)
{
    const struct measure *m = packs_measure(&rq->site->packs, rq->param[0]);
    bool whole;
    if (m == NULL || !m->is_public)
        return error_set(err, ERROR_NOT_FOUND, "%s", _("There is no such published measure."));
    struct question before;
    if (!count_begin(rq, "public", &before, err)
        || !count_end(rq, &before, measure_public(rq, m, r, &whole, err), err))
        return false;
    return !whole
           || error_set(err, ERROR_NOT_FOUND, "%s",
                        _("Too few cases to show without pointing at people."));
}

bool page_public_measure(struct request *rq, struct html *h, struct error *err)
{
    struct result *r = ARENA_NEW(rq->arena, struct result);
    if (!ask(rq, r, err))
        return false;
    page_begin_untitled(h, rq, r->title);
    page_crumbs(h, (const struct crumb[]){{"/public", _("Public page")}}, 1);
    if (!part_measure(h, &(struct part_measure){r, 1, 40, 500}, err))
        return false;
    html_put(h, "<p><a href=\"/public/%s/data.csv\">%s</a></p>\n", rq->param[0],
             _("The table as CSV"));
    page_end_with_charts(h, rq);
    return true;
}

bool get_public_csv(struct request *rq, struct html *h, struct error *err)
{
    (void)h;
    struct result *r = ARENA_NEW(rq->arena, struct result);
    struct buf b = buf_make(rq->arena, FILE_LIMIT);
    const char *text;
    if (!ask(rq, r, err))
        return false;
    table_write_csv(&b, &r->main);
    rq->reply.name = arena_printf(rq->arena, "%s.csv", r->name);
    return buf_done(&b, &text, err) && reply_body(rq, "text/csv; charset=utf-8", text, b.length);
}
