#include "report/gather.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "answer/decide.h"
#include "answer/due.h"
#include "answer/measure.h"
#include "answer/problem.h"
#include "answer/reconcile.h"
#include "base/text.h"
#include "intake/load.h"

enum { SOURCES_SHOWN = 200 };

struct gathering {
    struct site *site;
    struct arena *arena;
    const struct gather_options *how;
    int64_t hidden; // questions that the asker's role may not ask
};

// A question that the role may not ask is left out; any other failure is one.
static bool left_out(struct gathering *g, bool ok, struct error *err)
{
    if (ok || err->kind != ERROR_FORBIDDEN)
        return ok;
    g->hidden++;
    *err = (struct error){0};
    return true;
}

static const char *in_language(const struct gathering *g, const char *english, const char *spanish)
{
    return g->how->spanish && spanish != NULL ? spanish : english;
}

static bool gather_results(struct gathering *g, const struct pack *p, struct report_programme *out,
                           struct error *err)
{
    for (size_t i = 0; i < p->measures.count; i++) {
        const struct measure *m = &p->measures.at[i];
        const struct measure_ask ask = {.spanish = g->how->spanish};
        struct result *r = ARENA_NEW(g->arena, struct result);
        struct error none = {0};
        if (!measure_answer(g->site, g->arena, m, &ask, r, &none)) {
            *err = none;
            if (!left_out(g, false, err))
                return false;
            continue;
        }
        *list_add(g->arena, &out->results) = r;
        if (m->card && out->card == NULL)
            out->card = r;
    }
    return true;
}

static bool gather_due(struct gathering *g, const struct pack *p, struct report_programme *out,
                       struct error *err)
{
    const struct due_ask ask = {.pack = p->name, .all = true};
    struct due_list_all list;
    struct arena *a = g->arena;
    if (p->clocks.count == 0)
        return true;
    if (!due_ask(g->site, a, &ask, &list, err))
        return false;
    const struct due_counts n = due_count(&list);
    out->due_counts = (struct report_due_counts){n.overdue, n.soon, n.open, n.met, n.met_late};
    for (size_t i = 0; i < list.count; i++) {
        const struct due_item *d = &list.at[i];
        bool done =
            d->trouble == NULL && (d->status.state == STATE_MET || d->status.state == STATE_KEPT);
        if (done)
            continue;
        struct report_due *row = list_add(a, &out->due);
        row->title = in_language(g, d->clock->block.title, d->clock->block.title_es);
        row->key = d->record;
        row->due = due_date_text(g->site, a, d);
        row->state = due_state_words(a, d);
        row->owner = d->owner;
        row->why = d->rule == NULL ? NULL
                                   : arena_printf(a, "%s%s%s", clock_rule_say(a, d->rule),
                                                  d->rule->basis == NULL ? "" : " · ",
                                                  d->rule->basis == NULL ? "" : d->rule->basis);
        row->overdue = d->trouble == NULL
                       && (d->status.state == STATE_OVERDUE || d->status.state == STATE_EXPIRED);
    }
    return true;
}

static bool gather_problems(struct gathering *g, const struct pack *p, struct report_programme *out,
                            struct error *err)
{
    struct problem_list list;
    if (!problems_find(g->site, g->arena, NULL, p->name, 0, g->how->spanish, &list, err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        const struct problem *at = &list.at[i];
        const struct record *r = packs_record(&g->site->packs, at->record);
        struct report_problem *row = list_add(g->arena, &out->problems);
        *row =
            (struct report_problem){at->code,
                                    r == NULL ? at->record : in_language(g, r->label, r->label_es),
                                    at->says,
                                    at->cure,
                                    at->severity == SEVERITY_ERROR,
                                    at->count};
    }
    return true;
}

static void add_missing(struct arena *a, const struct decision_answers *answers,
                        struct text_list *out)
{
    struct {
        struct {
            const char *fact;
            int64_t count;
        } * at;
        size_t count, room;
    } facts = {0};
    for (size_t i = 0; i < answers->count; i++)
        for (size_t j = 0; j < answers->at[i].missing.count; j++) {
            const char *fact = answers->at[i].missing.at[j];
            size_t k = 0;
            while (k < facts.count && !text_equal(facts.at[k].fact, fact))
                k++;
            if (k == facts.count)
                list_add(a, &facts)->fact = fact;
            facts.at[k].count++;
        }
    for (size_t i = 0; i < facts.count; i++)
        *list_add(a, out) =
            arena_printf(a, "%s (%" PRId64 ")", facts.at[i].fact, facts.at[i].count);
}

static bool gather_decisions(struct gathering *g, const struct pack *p,
                             struct report_programme *out, struct error *err)
{
    for (size_t i = 0; i < p->decisions.count; i++) {
        const struct decision *d = &p->decisions.at[i];
        bool seen = false;
        for (size_t j = 0; j < i; j++)
            seen = seen || text_equal(p->decisions.at[j].block.name, d->block.name);
        struct decision_answers answers;
        if (seen)
            continue; // another version of one that was asked
        if (!decide(g->site, g->arena, d->block.name, NULL, &answers, err)) {
            if (!left_out(g, false, err))
                return false;
            continue;
        }
        struct report_decision *row = list_add(g->arena, &out->decisions);
        *row = (struct report_decision){.title = in_language(g, d->block.title, d->block.title_es),
                                        .basis = d->block.basis,
                                        .yes_means = d->then,
                                        .no_means = d->otherwise,
                                        .human = d->human};
        for (size_t j = 0; j < answers.count; j++) {
            row->yes += answers.at[j].is == TRUTH_TRUE;
            row->no += answers.at[j].is == TRUTH_FALSE;
            row->unknown += answers.at[j].is == TRUTH_UNKNOWN;
        }
        add_missing(g->arena, &answers, &row->missing);
    }
    return true;
}

static bool gather_reconciliations(struct gathering *g, const struct pack *p,
                                   struct report_programme *out, struct error *err)
{
    for (size_t i = 0; i < p->reconciles.count; i++) {
        struct reconciliation r;
        const struct block *b = &p->reconciles.at[i].block;
        if (!reconcile_ask(g->site, g->arena, b->name, 0.95, &r, err)) {
            if (!left_out(g, false, err))
                return false;
            continue;
        }
        *list_add(g->arena, &out->reconciliations) =
            (struct report_reconciliation){in_language(g, b->title, b->title_es),
                                           r.reconcile->a,
                                           r.reconcile->b,
                                           r.agree,
                                           r.only_a,
                                           r.only_b,
                                           r.differ,
                                           r.missed};
    }
    return true;
}

static bool gather_sources(struct gathering *g, const struct pack *p, struct report_programme *out,
                           struct error *err)
{
    struct batch_list list;
    if (!batch_recent(g->site->store, g->arena, NULL, SOURCES_SHOWN, &list, err))
        return false;
    for (size_t i = 0; i < list.count; i++) {
        const struct batch *b = &list.at[i];
        const struct record *r = packs_record(&g->site->packs, b->record);
        char day[40];
        if (r == NULL || !text_equal(r->pack, p->name) || b->withdrawn != 0)
            continue;
        instant_write(b->at, zone_offset(g->site->zone, b->at), day);
        day[10] = '\0';
        *list_add(g->arena, &out->sources) = (struct report_source){
            in_language(g, r->label, r->label_es), b->source, arena_text(g->arena, day),
            b->accepted + b->amended, b->rejected};
    }
    return true;
}

static void gather_gaps(struct gathering *g, struct report_programme *out)
{
    for (size_t i = 0; i < out->results.count; i++) {
        const struct result *r = out->results.at[i];
        int64_t all = r->n + r->missing;
        if (r->missing > 0 && all > 0)
            *list_add(g->arena, &out->gaps) =
                arena_printf(g->arena, "%s: %" PRId64 " left out, because a value is not recorded.",
                             r->title, r->missing);
    }
}

static bool has_questions(const struct pack *p)
{
    return p->measures.count + p->clocks.count + p->decisions.count + p->reconciles.count > 0;
}

bool report_gather(struct site *s, struct arena *a, const struct gather_options *how,
                   struct report_view *out, struct error *err)
{
    struct report_view v = {.language = how->spanish ? "es" : "en", .synthetic = how->synthetic};
    struct gathering g = {.site = s, .arena = a, .how = how};
    char day[11];
    date_write(s->question.as_of, day);
    v.as_of = arena_text(a, day);
    if (!site_setting(s, a, "name", &v.site, err) || !ledger_root(s->store, a, &v.root, NULL, err))
        return false;
    if (v.site == NULL)
        v.site = "Our city";
    if (s->question.known_at.us != NO_INSTANT.us) {
        char text[40];
        instant_write(s->question.known_at, zone_offset(s->zone, s->question.known_at), text);
        v.known_at = arena_text(a, text);
    }
    bool found = how->pack == NULL;
    for (size_t i = 0; i < s->packs.count; i++) {
        const struct pack *p = s->packs.at[i];
        if (!has_questions(p) || (how->pack != NULL && !text_equal(how->pack, p->name)))
            continue;
        found = true;
        struct report_programme programme = {.name = p->name,
                                             .title = in_language(&g, p->title, p->title_es),
                                             .about = in_language(&g, p->about, p->about_es),
                                             .agenda = p->agenda};
        if (!gather_results(&g, p, &programme, err) || !gather_due(&g, p, &programme, err)
            || !gather_problems(&g, p, &programme, err) || !gather_decisions(&g, p, &programme, err)
            || !gather_reconciliations(&g, p, &programme, err)
            || !gather_sources(&g, p, &programme, err))
            return error_while(err, "the programme %s", p->name);
        gather_gaps(&g, &programme);
        *list_add(a, &v.programmes) = programme;
    }
    if (!found) {
        struct text_list names = packs_names(a, &s->packs, "pack");
        return error_set(err, ERROR_NOT_FOUND, "there is no programme %s here%s", how->pack,
                         text_did_you_mean(a, how->pack, names.at, names.count));
    }
    if (g.hidden > 0 && v.programmes.count > 0)
        *list_add(a, &v.programmes.at[0].gaps) = arena_printf(
            a, "%" PRId64 " questions are not shown to the role %s.", g.hidden, s->question.role);
    *out = v;
    return true;
}
