/* The front of the report: everything on one page for the one who has a minute. */

#include <inttypes.h>

#include "base/words.h"
#include "report/part_chart.h"
#include "report/part_measure.h"
#include "report/report_parts.h"

enum { MOST_ATTENTION = 10 };

const char *count_words(struct arena *a, int64_t n)
{
    return cell_words(a, &(struct cell){.kind = CELL_INTEGER, .integer = n}, COLUMN_COUNT);
}

static int64_t problems_of(const struct report_programme *p)
{
    int64_t sum = 0;
    for (size_t i = 0; i < p->problems.count; i++)
        sum += p->problems.at[i].count;
    return sum;
}

static int64_t waiting_of(const struct report_programme *p)
{
    int64_t sum = 0;
    for (size_t i = 0; i < p->decisions.count; i++)
        sum += p->decisions.at[i].unknown;
    return sum;
}

static int64_t differences_of(const struct report_programme *p)
{
    int64_t sum = 0;
    for (size_t i = 0; i < p->reconciliations.count; i++) {
        const struct report_reconciliation *r = &p->reconciliations.at[i];
        sum += r->only_a + r->only_b + r->differ;
    }
    return sum;
}

static void write_count(struct html *h, int64_t n, const char *words, bool late)
{
    html_put(h, "<li class=\"%s\"><b>%s</b> %s</li>\n", late ? "late" : "count",
             count_words(h->buf.arena, n), words);
}

static void write_attention(struct html *h, const struct report_view *v)
{
    struct arena *a = h->buf.arena;
    int64_t overdue = 0, soon = 0, problems = 0, waiting = 0, differences = 0;
    struct report_due_list late = {0};
    for (size_t i = 0; i < v->programmes.count; i++) {
        const struct report_programme *p = &v->programmes.at[i];
        overdue += p->due_counts.overdue;
        soon += p->due_counts.soon;
        problems += problems_of(p);
        waiting += waiting_of(p);
        differences += differences_of(p);
        for (size_t k = 0; k < p->due.count; k++)
            if (p->due.at[k].overdue)
                *(struct report_due *)list_add(a, &late) = p->due.at[k];
    }
    html_put(h, "<section id=\"attention\"><h2>%s</h2>\n<ul class=\"counts\">\n",
             _("Needs attention"));
    write_count(h, overdue, _("overdue"), overdue > 0);
    write_count(h, soon, _("due soon"), false);
    write_count(h, waiting, _("decisions that wait for a fact"), false);
    write_count(h, problems, _("problems in records"), false);
    write_count(h, differences, _("rows on which registers disagree"), false);
    html_raw(h, "</ul>\n");
    report_due_table(h, &late, MOST_ATTENTION, _("Needs attention"), _("Overdue"));
    html_raw(h, "</section>\n");
}

static const struct result *card_of(const struct report_programme *p)
{
    if (p->card != NULL)
        return p->card;
    for (size_t i = 0; i < p->results.count; i++)
        if (p->results.at[i]->estimable)
            return p->results.at[i];
    return p->results.count == 0 ? NULL : p->results.at[0];
}

void report_card_value(struct html *h, const struct result *r)
{
    struct arena *a = h->buf.arena;
    html_put(h, "<p class=\"what\">%s</p>\n", r->title);
    if (!r->estimable) {
        html_put(h, "<p class=\"value none\">%s</p>\n",
                 arena_printf(a, _("Not estimable, n = %s"), count_words(a, r->n)));
        return;
    }
    html_put(h, "<p class=\"value\">%s</p>\n", cell_words(a, &r->headline, r->headline_kind));
    if (r->headline_label != NULL)
        html_put(h, "<p class=\"between\">%s</p>\n", r->headline_label);
    const char *between = measure_between(a, r);
    const char *n = arena_printf(a, _("n = %s"), count_words(a, r->n));
    if (between == NULL)
        html_put(h, "<p class=\"between\">%s</p>\n", n);
    else
        html_put(h,
                 "<p class=\"between\"><span class=\"together\">%s;</span> "
                 "<span class=\"together\">%s</span></p>\n",
                 between, n);
    for (size_t i = 0; i < r->charts.count; i++)
        if (r->charts.at[i].kind == CHART_LINE) {
            part_spark(h, &r->charts.at[i]);
            break;
        }
}

static void write_card(struct html *h, const struct report_programme *p)
{
    struct arena *a = h->buf.arena;
    html_put(h, "<li class=\"card\"><h3><a href=\"#programme-%s\">%s</a></h3>\n", p->name,
             p->title);
    const struct result *r = card_of(p);
    if (r != NULL)
        report_card_value(h, r);
    else
        html_put(h, "<p class=\"what\">%s</p>\n", _("No measures yet."));
    html_raw(h, "<p class=\"state\">");
    if (p->due_counts.overdue > 0)
        html_put(h, "<span class=\"alarm\">%s</span>",
                 arena_printf(a, _("%s overdue"), count_words(a, p->due_counts.overdue)));
    else
        html_put(h, "%s", _("Nothing overdue"));
    if (problems_of(p) > 0)
        html_put(h, ", %s",
                 arena_printf(a, P_("%s problem", "%s problems", problems_of(p)),
                              count_words(a, problems_of(p))));
    html_raw(h, "</p></li>\n");
}

static void write_gap(struct html *h, const struct report_programme *p, const char *text)
{
    html_put(h, "<li><a href=\"#programme-%s\">%s</a>: %s</li>\n", p->name, p->title, text);
}

static void write_gaps_of(struct html *h, const struct report_programme *p)
{
    struct arena *a = h->buf.arena;
    for (size_t i = 0; i < p->gaps.count; i++)
        write_gap(h, p, p->gaps.at[i]);
    int64_t rejected = 0, accepted = 0;
    for (size_t i = 0; i < p->sources.count; i++) {
        rejected += p->sources.at[i].rejected;
        accepted += p->sources.at[i].accepted;
    }
    if (rejected > 0)
        write_gap(h, p,
                  arena_printf(a, _("%s of %s rows were rejected when they were loaded."),
                               count_words(a, rejected), count_words(a, rejected + accepted)));
    for (size_t i = 0; i < p->results.count; i++) {
        const struct result *r = p->results.at[i];
        if (!r->estimable)
            write_gap(h, p,
                      arena_printf(a, _("\u201c%s\u201d is not estimable, n = %s."), r->title,
                                   count_words(a, r->n)));
        else if (r->missing > 0)
            write_gap(h, p,
                      arena_printf(a,
                                   _("\u201c%s\u201d leaves out %s of %s rows because a value "
                                     "is missing."),
                                   r->title, count_words(a, r->missing),
                                   count_words(a, r->n + r->missing)));
    }
}

static bool has_gaps(const struct report_programme *p)
{
    bool any = p->gaps.count > 0;
    for (size_t i = 0; i < p->sources.count; i++)
        any |= p->sources.at[i].rejected > 0;
    for (size_t i = 0; i < p->results.count; i++)
        any |= !p->results.at[i]->estimable || p->results.at[i]->missing > 0;
    return any;
}

static void write_gaps(struct html *h, const struct report_view *v)
{
    html_put(h, "<section id=\"gaps\"><h2>%s</h2>\n", _("What we do not know"));
    bool any = false;
    for (size_t i = 0; i < v->programmes.count; i++)
        any |= has_gaps(&v->programmes.at[i]);
    if (any) {
        html_raw(h, "<ul>\n");
        for (size_t i = 0; i < v->programmes.count; i++)
            write_gaps_of(h, &v->programmes.at[i]);
        html_raw(h, "</ul>\n");
    } else {
        html_put(h, "<p>%s</p>\n",
                 _("No rows were rejected, no values are missing, and no gap in what was sent is "
                   "known. What nobody recorded cannot be seen from here."));
    }
    html_raw(h, "</section>\n");
}

void report_front(struct html *h, const struct report_view *v)
{
    write_attention(h, v);
    html_put(h, "<section id=\"programmes\"><h2>%s</h2>\n<ul class=\"cards\">\n",
             _("The programmes at a glance"));
    for (size_t i = 0; i < v->programmes.count; i++)
        write_card(h, &v->programmes.at[i]);
    html_raw(h, "</ul></section>\n");
    if (v->changed.count > 0) {
        html_put(h, "<section id=\"changed\"><h2>%s</h2>\n<ul>\n", _("What changed"));
        for (size_t i = 0; i < v->changed.count; i++)
            html_put(h, "<li>%s</li>\n", v->changed.at[i]);
        html_raw(h, "</ul></section>\n");
    }
    write_gaps(h, v);
}
