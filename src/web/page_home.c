/* The first page: the programmes at a glance. And the page of one programme. */

#include <inttypes.h>
#include <string.h>

#include "answer/decide.h"
#include "answer/reconcile.h"
#include "base/text.h"
#include "base/words.h"
#include "intake/load.h"
#include "report/report_parts.h"
#include "web/list.h"
#include "web/pages.h"
#include "web/server.h"

enum { MOST_ATTENTION = 8, MOST_CHANGES = 8, CHANGES_READ = 300, PIECE_LIMIT = 2 << 20 };

struct glances {
    struct glance *at;
    size_t count, room;
};

static void write_count(struct html *h, int64_t n, const char *words, const char *path, bool late)
{
    html_put(h, "<li class=\"%s\"><a href=\"%s\"><b>%s</b> %s</a></li>\n", late ? "late" : "count",
             path, count_text(h->buf.arena, n), words);
}

static void write_attention(struct html *h, struct request *rq, const struct glances *all)
{
    struct due_counts n = {0};
    int64_t problems = 0;
    struct due_list_all late = {0};
    for (size_t i = 0; i < all->count; i++) {
        const struct glance *g = &all->at[i];
        n.overdue += g->counts.overdue;
        n.soon += g->counts.soon;
        n.open += g->counts.open;
        problems += g->problem_rows;
        for (size_t k = 0; k < g->due.count; k++)
            if (due_is_late(&g->due.at[k]))
                *list_add(rq->arena, &late) = g->due.at[k];
    }
    html_put(h, "<section id=\"attention\"><h2>%s</h2>\n<ul class=\"counts\">\n",
             _("Needs attention"));
    write_count(h, n.overdue, _("overdue"), "/due?state=overdue", n.overdue > 0);
    write_count(h, n.soon, _("due soon"), "/due?state=soon", false);
    write_count(h, n.open, _("open"), "/due", false);
    write_count(h, problems, _("problems in records"), "/problems", false);
    html_raw(h, "</ul>\n");
    if (late.count > 0)
        part_due(h, rq, &late, 0, MOST_ATTENTION, _("Needs attention"), _("Overdue"));
    if (late.count > MOST_ATTENTION)
        html_put(h, "<p><a href=\"/due?state=overdue\">%s</a></p>\n",
                 arena_printf(rq->arena, _("All %s that are overdue"),
                              count_text(rq->arena, (int64_t)late.count)));
    html_raw(h, "</section>\n");
}

static void write_card(struct html *h, struct request *rq, const struct glance *g)
{
    struct arena *a = rq->arena;
    html_put(h, "<li class=\"card\"><h3><a href=\"/programmes/%s\">%s</a></h3>\n", g->pack->name,
             pack_title(rq, g->pack));
    if (g->card != NULL)
        report_card_value(h, g->card);
    else if (g->card_trouble != NULL)
        html_put(h, "<p class=\"what\">%s</p>\n", _("Its measure cannot be answered now."));
    else
        html_put(h, "<p class=\"what\">%s</p>\n", _("No measure that your role may see."));
    html_raw(h, "<p class=\"state\">");
    if (g->counts.overdue > 0)
        html_put(h, "<span class=\"alarm\">%s</span>",
                 arena_printf(a, _("%s overdue"), count_text(a, g->counts.overdue)));
    else
        html_put(h, "%s", _("Nothing overdue"));
    if (g->problem_rows > 0)
        html_put(h, ", %s",
                 arena_printf(a, P_("%s problem", "%s problems", g->problem_rows),
                              count_text(a, g->problem_rows)));
    html_raw(h, "</p></li>\n");
}

// What the last entries of the ledger did to records that the asker may see.
static bool write_changes(struct html *h, struct request *rq, struct error *err)
{
    int64_t next, shown = 0;
    struct entry_list entries;
    if (!ledger_next(rq->site->store, &next, err)
        || !ledger_read(rq->site->store, rq->arena, next > CHANGES_READ ? next - CHANGES_READ : 1,
                        CHANGES_READ, &entries, err))
        return false;
    html_put(h, "<section id=\"changed\"><h2>%s</h2>\n<ul>\n", _("What changed"));
    for (size_t i = entries.count; i > 0 && shown < MOST_CHANGES; i--) {
        const struct entry *e = &entries.at[i - 1];
        const struct record *r =
            e->record == NULL ? NULL : packs_record(&rq->site->packs, e->record);
        if (r == NULL || text_equal(e->kind, "read")
            || lens_record(&rq->site->packs, &rq->site->question, r) == SIGHT_NONE)
            continue;
        const char *what = text_equal(e->kind, "load")       ? _("loaded")
                           : text_equal(e->kind, "withdraw") ? _("withdrawn")
                                                             : _("entered or amended");
        html_put(
            h,
            "<li><a href=\"/records/%s\">%s</a>: %s, %s <span class=\"quiet\">· %s</span></li>\n",
            r->name, record_label(rq, r),
            arena_printf(rq->arena, P_("%s row", "%s rows", e->rows + e->replaced),
                         count_text(rq->arena, e->rows > 0 ? e->rows : e->replaced)),
            what, moment_words(rq, e->at));
        shown++;
    }
    if (shown == 0)
        html_put(h, "<li>%s</li>\n", _("Nothing that your role may see."));
    html_raw(h, "</ul></section>\n");
    return true;
}

static bool write_unknown(struct html *h, struct request *rq, const struct glances *all,
                          struct error *err)
{
    struct batch_list batches;
    struct arena *a = rq->arena;
    int64_t said = 0;
    if (!batch_recent(rq->site->store, a, NULL, 1000, &batches, err))
        return false;
    html_put(h, "<section id=\"gaps\"><h2>%s</h2>\n<ul>\n", _("What we do not know"));
    for (size_t i = 0; i < all->count; i++) {
        const struct glance *g = &all->at[i];
        const struct result *r = g->card;
        int64_t rejected = 0, read = 0;
        for (size_t k = 0; k < batches.count; k++) {
            const struct record *of = packs_record(&rq->site->packs, batches.at[k].record);
            if (of != NULL && text_equal(of->pack, g->pack->name) && batches.at[k].withdrawn == 0
                && lens_record(&rq->site->packs, &rq->site->question, of) != SIGHT_NONE) {
                rejected += batches.at[k].rejected;
                read += batches.at[k].read;
            }
        }
        if (rejected > 0 && ++said)
            html_put(h, "<li><a href=\"/programmes/%s\">%s</a>: %s</li>\n", g->pack->name,
                     pack_title(rq, g->pack),
                     arena_printf(a, _("%s of %s rows were rejected when they were loaded."),
                                  count_text(a, rejected), count_text(a, read)));
        if (r != NULL && r->missing > 0 && ++said)
            html_put(h, "<li><a href=\"/measures/%s\">%s</a>: %s</li>\n", r->name, r->title,
                     arena_printf(a, _("%s of %s rows are left out, because a value is missing."),
                                  count_text(a, r->missing), count_text(a, r->n + r->missing)));
    }
    if (said == 0)
        html_put(h, "<li>%s</li>\n",
                 _("No rows were rejected and no value is missing in these numbers. What nobody "
                   "recorded cannot be seen from here."));
    html_raw(h, "</ul></section>\n");
    return true;
}

static bool draw_home(struct request *rq, struct html *h, struct error *err)
{
    struct glances all = {0};
    for (size_t i = 0; i < rq->site->packs.count; i++) {
        const struct pack *p = rq->site->packs.at[i];
        if (pack_has_questions(p) && !glance_take(rq, p, 0, list_add(rq->arena, &all), err))
            return false;
    }
    write_attention(h, rq, &all);
    html_put(h, "<section id=\"programmes\"><h2>%s</h2>\n<ul class=\"cards\">\n",
             _("The programmes at a glance"));
    for (size_t i = 0; i < all.count; i++)
        write_card(h, rq, &all.at[i]);
    html_put(h, "</ul>\n<p class=\"quiet small\">%s</p></section>\n",
             arena_printf(rq->arena,
                          _("You see what the role %s may see; the rest is not in these numbers."),
                          role_words(rq->arena, rq->site->question.role)));
    return write_changes(h, rq, err) && write_unknown(h, rq, &all, err);
}

bool page_home(struct request *rq, struct html *h, struct error *err)
{
    const char *key = kept_key(rq, "home");
    const char *piece = server_kept(rq->server, rq->arena, key, rq->position);
    if (piece == NULL) {
        struct html inner = html_make(rq->arena, PIECE_LIMIT);
        if (!draw_home(rq, &inner, err) || !html_done(&inner, &piece, err))
            return false;
        server_keep(rq->server, key, rq->position, piece);
    }
    page_begin(h, rq, _("Community safety"));
    buf_text(&h->buf, piece); // drawn by draw_home, escaped there
    page_end(h, rq);
    return true;
}

/* ---- a programme
 * --------------------------------------------------------------------------------- */

static const struct pack *pack_named(const struct request *rq, struct error *err)
{
    const struct pack *p = packs_pack(&rq->site->packs, rq->param[0]);
    if (p == NULL)
        error_set(err, ERROR_NOT_FOUND, "%s", _("There is no such programme here."));
    return p;
}

static bool write_measures(struct html *h, struct request *rq, const struct pack *p,
                           struct error *err)
{
    int64_t hidden = 0;
    html_put(h, "<section id=\"measures\"><h2>%s</h2>\n<ul class=\"cards\">\n", _("Measures"));
    for (size_t i = 0; i < p->measures.count; i++) {
        const struct measure *m = &p->measures.at[i];
        struct result *r = ARENA_NEW(rq->arena, struct result);
        struct error failed = {0};
        bool disclosed;
        const char *title = request_say(rq, m->block.title, m->block.title_es);
        if (!measure_for(rq, m, r, &disclosed, &failed)) {
            if (failed.kind == ERROR_FORBIDDEN) {
                hidden++;
                continue;
            }
            if (failed.kind != ERROR_INVALID) {
                *err = failed;
                return false;
            }
            html_put(h,
                     "<li class=\"card\"><h3><a href=\"/measures/%s\">%s</a></h3><p "
                     "class=\"what\">%s</p></li>\n",
                     m->block.name, title, _("It cannot be answered now."));
            continue;
        }
        html_put(h, "<li class=\"card\"><h3><a href=\"/measures/%s\">%s</a></h3>\n", m->block.name,
                 title);
        r->title = NULL; // it is the heading already
        report_card_value(h, r);
        html_raw(h, "</li>\n");
    }
    html_raw(h, "</ul>\n");
    if (hidden > 0)
        html_put(h, "<p class=\"quiet small\">%s</p>\n",
                 arena_printf(rq->arena,
                              P_("%s measure is not for your role.",
                                 "%s measures are not for your role.", hidden),
                              count_text(rq->arena, hidden)));
    html_raw(h, "</section>\n");
    return true;
}

static void write_due(struct html *h, struct request *rq, const struct glance *g)
{
    struct due_list_all open = {0};
    struct arena *a = rq->arena;
    for (size_t i = 0; i < g->due.count; i++)
        if (due_is_open(&g->due.at[i]))
            *list_add(a, &open) = g->due.at[i];
    html_put(h, "<section id=\"due\"><h2>%s</h2>\n<p>%s</p>\n", _("Deadlines"),
             arena_printf(a, _("%s overdue, %s due soon, %s open."),
                          count_text(a, g->counts.overdue), count_text(a, g->counts.soon),
                          count_text(a, g->counts.open)));
    if (open.count > 0) {
        part_due(h, rq, &open, 0, MOST_ATTENTION, g->pack->title, _("First of these"));
        html_put(h, "<p><a href=\"/due?pack=%s\">%s</a></p>\n", g->pack->name,
                 _("The whole list, with filters and a calendar feed"));
    }
    html_raw(h, "</section>\n");
}

static void write_links(struct html *h, struct request *rq, const struct pack *p)
{
    if (p->decisions.count > 0) {
        html_put(h, "<section id=\"decisions\"><h2>%s</h2><ul>\n", _("Decisions"));
        for (size_t i = 0; i < p->decisions.count; i++) {
            const struct block *b = &p->decisions.at[i].block;
            if (packs_decision(&rq->site->packs, b->name, rq->site->question.as_of)
                == &p->decisions.at[i])
                html_put(h, "<li><a href=\"/decisions/%s\">%s</a></li>\n", b->name,
                         request_say(rq, b->title, b->title_es));
        }
        html_raw(h, "</ul></section>\n");
    }
    if (p->reconciles.count > 0) {
        html_put(h, "<section id=\"reconciliations\"><h2>%s</h2><ul>\n", _("Reconciliations"));
        for (size_t i = 0; i < p->reconciles.count; i++) {
            const struct block *b = &p->reconciles.at[i].block;
            html_put(h, "<li><a href=\"/reconciliations/%s\">%s</a></li>\n", b->name,
                     request_say(rq, b->title, b->title_es));
        }
        html_raw(h, "</ul></section>\n");
    }
    html_put(h, "<section id=\"records\"><h2>%s</h2><ul>\n", _("Records"));
    int64_t hidden = 0;
    for (size_t i = 0; i < p->records.count; i++) {
        const struct record *r = &p->records.at[i];
        if (lens_record(&rq->site->packs, &rq->site->question, r) == SIGHT_NONE)
            hidden++;
        else
            html_put(h, "<li><a href=\"/records/%s\">%s</a></li>\n", r->name, record_label(rq, r));
    }
    html_raw(h, "</ul>\n");
    if (hidden > 0)
        html_put(h, "<p class=\"quiet small\">%s</p>\n",
                 arena_printf(rq->arena,
                              P_("%s kind of record is not for your role.",
                                 "%s kinds of record are not for your role.", hidden),
                              count_text(rq->arena, hidden)));
    html_raw(h, "</section>\n");
}

static bool draw_programme(struct request *rq, const struct pack *p, struct html *h,
                           struct error *err)
{
    struct glance g;
    const char *about = request_say(rq, p->about, p->about_es);
    if (!glance_take(rq, p, 3, &g, err))
        return false;
    if (about != NULL)
        html_put(h, "<p class=\"sentence\">%s</p>\n", about);
    if (p->agenda.count > 0) {
        html_put(h, "<details class=\"small\"><summary>%s</summary><ul>\n",
                 _("The points of the mayors\u2019 agenda that it serves"));
        for (size_t i = 0; i < p->agenda.count; i++)
            html_put(h, "<li>%s</li>\n", p->agenda.at[i]);
        html_raw(h, "</ul></details>\n");
    }
    if (p->clocks.count > 0)
        write_due(h, rq, &g);
    if (p->measures.count > 0 && !write_measures(h, rq, p, err))
        return false;
    html_put(h, "<section id=\"problems\"><h2>%s</h2>\n", _("Problems in the records"));
    if (g.problems.count == 0)
        html_put(h, "<p>%s</p>\n", _("The checks found nothing wrong in what your role may see."));
    part_problems(h, rq, &g.problems, p->title);
    html_raw(h, "</section>\n");
    write_links(h, rq, p);
    return true;
}

bool page_programme(struct request *rq, struct html *h, struct error *err)
{
    const struct pack *p = pack_named(rq, err);
    if (p == NULL)
        return false;
    const char *key = kept_key(rq, arena_printf(rq->arena, "programme %s", p->name));
    const char *piece = server_kept(rq->server, rq->arena, key, rq->position);
    if (piece == NULL) {
        struct html inner = html_make(rq->arena, PIECE_LIMIT);
        if (!draw_programme(rq, p, &inner, err) || !html_done(&inner, &piece, err))
            return false;
        server_keep(rq->server, key, rq->position, piece);
    }
    page_begin(h, rq, pack_title(rq, p));
    page_crumbs(h, (const struct crumb[]){{"/", _("Home")}}, 1);
    buf_text(&h->buf, piece); // drawn by draw_programme, escaped there
    page_end(h, rq);
    return true;
}
