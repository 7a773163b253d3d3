/* Decisions with their grounds, and reconciliations of lists that should agree. */

#include <inttypes.h>

#include "answer/decide.h"
#include "answer/reconcile.h"
#include "base/text.h"
#include "base/words.h"
#include "web/glance.h"
#include "web/page.h"
#include "web/pages.h"

enum { ROWS_A_PAGE = 50 };

static const char *truth_in_words(const struct decision *d, enum truth is)
{
    switch (is) {
    case TRUTH_TRUE:
        return d->then == NULL ? _("yes") : d->then;
    case TRUTH_FALSE:
        return d->otherwise == NULL ? _("no") : d->otherwise;
    case TRUTH_UNKNOWN:
        break;
    }
    return _("unknown, because a fact is not recorded");
}

static const char *ground_in_words(enum truth is)
{
    switch (is) {
    case TRUTH_TRUE:
        return _("true");
    case TRUTH_FALSE:
        return _("false");
    case TRUTH_UNKNOWN:
        break;
    }
    return _("unknown");
}

bool page_decisions(struct request *rq, struct html *h, struct error *err)
{
    page_begin(h, rq, _("Decisions"));
    html_put(
        h, "<p>%s</p>\n",
        _("Each rests on grounds that a law names. A fact that nobody recorded makes the answer "
          "unknown, never silently no."));
    for (size_t i = 0; i < rq->site->packs.count; i++) {
        const struct pack *p = rq->site->packs.at[i];
        int64_t shown = 0;
        for (size_t k = 0; k < p->decisions.count; k++) {
            const struct decision *d = &p->decisions.at[k];
            struct decision_answers answers;
            struct error failed = {0};
            int64_t n[3] = {0};
            if (packs_decision(&rq->site->packs, d->block.name, rq->site->question.as_of) != d)
                continue;
            if (!decide(rq->site, rq->arena, d->block.name, NULL, &answers, &failed)) {
                if (failed.kind == ERROR_FORBIDDEN)
                    continue;
                *err = failed;
                return false;
            }
            for (size_t a = 0; a < answers.count; a++)
                n[answers.at[a].is]++;
            if (shown++ == 0) {
                html_put(h, "<section><h2>%s</h2>\n", pack_title(rq, p));
                list_begin(h, pack_title(rq, p), _("Decisions"),
                           (const char *const[]){_("Decision"), _("#Yes"), _("#No"), _("#Unknown"),
                                                 _("Basis"), NULL});
            }
            html_put(h,
                     "<tr><th scope=\"row\"><a href=\"/decisions/%s\">%s</a></th>"
                     "<td class=\"number\">%s</td><td class=\"number\">%s</td>"
                     "<td class=\"number\">%s</td><td class=\"long\">%s</td></tr>\n",
                     d->block.name, request_say(rq, d->block.title, d->block.title_es),
                     count_text(rq->arena, n[TRUTH_TRUE]), count_text(rq->arena, n[TRUTH_FALSE]),
                     count_text(rq->arena, n[TRUTH_UNKNOWN]), d->block.basis);
        }
        if (shown > 0) {
            list_end(h);
            html_raw(h, "</section>\n");
        }
    }
    page_end(h, rq);
    return true;
}

static void draw_grounds(struct html *h, const struct request *rq,
                         const struct decision_answer *answer)
{
    static const char *const parts[] = {N_("All of these must be true"),
                                        N_("At least one of these must be true"),
                                        N_("None of these may be true")};
    const struct decision *d = answer->decision;
    html_put(h, "<p class=\"sentence\"><b>%s</b></p>\n", truth_in_words(d, answer->is));
    if (d->human)
        html_put(h, "<p class=\"note\">%s</p>\n", _("A person decides; this is advice."));
    for (int part = GROUND_ALL; part <= GROUND_NONE; part++) {
        bool open = false;
        for (size_t i = 0; i < answer->grounds.count; i++) {
            const struct ground_answer *g = &answer->grounds.at[i];
            if ((int)g->part != part)
                continue;
            if (!open) {
                html_put(h, "<section><h2>%s</h2>\n", _(parts[part]));
                list_begin(h, _(parts[part]), _("Grounds"),
                           (const char *const[]){_("Ground"), _("It is"), _("Law"), NULL});
            }
            open = true;
            html_put(h,
                     "<tr><th scope=\"row\" class=\"long\">%s</th><td>%s</td>"
                     "<td class=\"long\">%s</td></tr>\n",
                     g->ground->text, ground_in_words(g->is), g->ground->citation);
        }
        if (open) {
            list_end(h);
            html_raw(h, "</section>\n");
        }
    }
    if (answer->missing.count > 0) {
        html_put(h, "<section><h2>%s</h2><ul>\n", _("Facts that would decide it"));
        for (size_t i = 0; i < answer->missing.count; i++)
            html_put(h, "<li>%s</li>\n", answer->missing.at[i]);
        html_put(h, "</ul><p><a href=\"/records/%s/row?key=%s\">%s</a></p></section>\n", d->on,
                 uri_escape(rq->arena, answer->record), _("To the record"));
    }
}

bool page_decision(struct request *rq, struct html *h, struct error *err)
{
    const char *key = request_text(rq, "key"), *is = request_text(rq, "is");
    const struct decision *d =
        packs_decision(&rq->site->packs, rq->param[0], rq->site->question.as_of);
    struct decision_answers answers;
    if (!decide(rq->site, rq->arena, rq->param[0], key, &answers, err))
        return false;
    if (d == NULL)
        return error_set(err, ERROR_NOT_FOUND, "%s",
                         _("No version of this decision is in force on that day."));
    const char *title = request_say(rq, d->block.title, d->block.title_es);
    page_begin(h, rq, key == NULL ? title : arena_printf(rq->arena, "%s: %s", title, key));
    page_crumbs(
        h,
        (const struct crumb[]){{"/decisions", _("Decisions")},
                               {arena_printf(rq->arena, "/decisions/%s", d->block.name), title}},
        key == NULL ? 1 : 2);
    const char *about = request_say(rq, d->block.about, d->block.about_es);
    if (about != NULL)
        html_put(h, "<p>%s</p>\n", about);
    if (d->block.basis != NULL)
        html_put(h, "<p class=\"quiet\">%s</p>\n", d->block.basis);
    if (key != NULL) {
        draw_grounds(h, rq, &answers.at[0]);
        page_end(h, rq);
        return true;
    }
    static const char *const states[] = {"unknown", "true", "false"};
    int64_t n[3] = {0}, page = request_number(rq, "page", 1, 100000, 1), at = 0;
    for (size_t i = 0; i < answers.count; i++)
        n[answers.at[i].is]++;
    html_put(h, "<ul class=\"contents\"><li><a href=\"/decisions/%s\"%s>%s</a></li>\n",
             d->block.name, is == NULL ? " aria-current=\"true\"" : "", _("all"));
    for (int t = 0; t < 3; t++)
        html_put(h, "<li><a href=\"/decisions/%s?is=%s\"%s>%s (%s)</a></li>\n", d->block.name,
                 states[t], text_equal(is, states[t]) ? " aria-current=\"true\"" : "",
                 truth_in_words(d, (enum truth)t), count_text(rq->arena, n[t]));
    html_raw(h, "</ul>\n");
    list_begin(h, title, _("Answers"),
               (const char *const[]){_("Which"), _("Answer"), _("Facts not recorded"), NULL});
    for (size_t i = 0; i < answers.count; i++) {
        const struct decision_answer *a = &answers.at[i];
        if (is != NULL && !text_equal(is, states[a->is]))
            continue;
        at++;
        if (at <= (page - 1) * ROWS_A_PAGE || at > page * ROWS_A_PAGE)
            continue;
        html_put(h,
                 "<tr><th scope=\"row\"><a href=\"/decisions/%s?key=%s\">%s</a></th><td>%s</td>"
                 "<td class=\"long\">%s</td></tr>\n",
                 d->block.name, uri_escape(rq->arena, a->record), a->record,
                 truth_in_words(a->decision, a->is), text_series(rq->arena, &a->missing, _("and")));
    }
    list_end(h);
    part_pages(h,
               arena_printf(rq->arena, "/decisions/%s?%s%s%spage=", d->block.name,
                            is == NULL ? "" : "is=", is == NULL ? "" : uri_escape(rq->arena, is),
                            is == NULL ? "" : "&"),
               page, at > page * ROWS_A_PAGE);
    page_end(h, rq);
    return true;
}

/* ---- reconciliations
 * ----------------------------------------------------------------------------- */

bool page_reconciliations(struct request *rq, struct html *h, struct error *err)
{
    page_begin(h, rq, _("Reconciliations"));
    html_put(h, "<p>%s</p>\n", _("Two lists that should agree, compared row by row."));
    for (size_t i = 0; i < rq->site->packs.count; i++) {
        const struct pack *p = rq->site->packs.at[i];
        int64_t shown = 0;
        for (size_t k = 0; k < p->reconciles.count; k++) {
            const struct block *b = &p->reconciles.at[k].block;
            struct reconciliation r;
            struct error failed = {0};
            if (!reconcile_ask(rq->site, rq->arena, b->name, 0.95, &r, &failed)) {
                if (failed.kind == ERROR_FORBIDDEN)
                    continue;
                *err = failed;
                return false;
            }
            if (shown++ == 0) {
                html_put(h, "<section><h2>%s</h2>\n", pack_title(rq, p));
                list_begin(h, pack_title(rq, p), _("Reconciliations"),
                           (const char *const[]){_("Reconciliation"), _("#Agree"),
                                                 _("#Only in the first"), _("#Only in the second"),
                                                 _("#Differ"), NULL});
            }
            html_put(h, "<tr><th scope=\"row\"><a href=\"/reconciliations/%s\">%s</a></th>",
                     b->name, request_say(rq, b->title, b->title_es));
            const int64_t counts[] = {r.agree, r.only_a, r.only_b, r.differ};
            for (int c = 0; c < 4; c++)
                html_put(h, "<td class=\"number\">%s</td>", count_text(rq->arena, counts[c]));
            html_raw(h, "</tr>\n");
        }
        if (shown > 0) {
            list_end(h);
            html_raw(h, "</section>\n");
        }
    }
    page_end(h, rq);
    return true;
}

bool page_reconciliation(struct request *rq, struct html *h, struct error *err)
{
    struct reconciliation r;
    struct arena *a = rq->arena;
    int64_t page = request_number(rq, "page", 1, 100000, 1);
    if (!reconcile_ask(rq->site, a, rq->param[0], 0.95, &r, err))
        return false;
    const struct block *b = &r.reconcile->block;
    page_begin(h, rq, request_say(rq, b->title, b->title_es));
    page_crumbs(h, (const struct crumb[]){{"/reconciliations", _("Reconciliations")}}, 1);
    html_raw(h, "<ul class=\"counts\">\n");
    const struct {
        int64_t n;
        const char *words;
    } counts[] = {{r.agree, _("agree")},
                  {r.only_a, arena_printf(a, _("only in %s"), r.reconcile->a)},
                  {r.only_b, arena_printf(a, _("only in %s"), r.reconcile->b)},
                  {r.differ, _("in both, and different")}};
    for (int i = 0; i < 4; i++)
        html_put(h, "<li class=\"count\"><b>%s</b> %s</li>\n", count_text(a, counts[i].n),
                 counts[i].words);
    html_raw(h, "</ul>\n");
    if (r.missed != NULL)
        html_put(h, "<p class=\"sentence\">%s</p>\n", r.missed);
    if (r.repeated_a + r.repeated_b + r.without_key > 0)
        html_put(h, "<p class=\"quiet\">%s</p>\n",
                 arena_printf(a, _("Left out: %s rows whose key is there twice, %s without a key."),
                              count_text(a, r.repeated_a + r.repeated_b),
                              count_text(a, r.without_key)));
    if (r.rows.count > 0)
        list_begin(h, b->title, _("What does not agree"),
                   (const char *const[]){_("Key"), _("How"), _("Difference"), NULL});
    size_t from = (size_t)(page - 1) * ROWS_A_PAGE;
    for (size_t i = from; i < r.rows.count && i < from + ROWS_A_PAGE; i++) {
        const struct reconcile_row *row = &r.rows.at[i];
        html_put(h, "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"long\">%s</td></tr>\n",
                 row->key,
                 row->is == ONLY_IN_A   ? counts[1].words
                 : row->is == ONLY_IN_B ? counts[2].words
                                        : _("different"),
                 text_series(a, &row->differs, _("and")));
    }
    if (r.rows.count > 0)
        list_end(h);
    part_pages(h, arena_printf(a, "/reconciliations/%s?page=", b->name), page,
               from + ROWS_A_PAGE < r.rows.count);
    page_end(h, rq);
    return true;
}
