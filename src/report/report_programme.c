/* A programme in the report. */

#include <inttypes.h>

#include "base/words.h"
#include "report/part_measure.h"
#include "report/part_table.h"
#include "report/report_parts.h"

enum { FOLD_OVER = 12, MOST_ROWS = 500, MOST_DUE = 50 };

// The start of a table with these columns; a label that begins with '#' is of numbers.
static void table_begin(struct html *h, const char *of, const char *caption,
                        const char *const *labels)
{
    table_region_begin(h, of, caption);
    html_raw(h, "<thead><tr>");
    for (; *labels != NULL; labels++) {
        if (**labels == '#')
            html_put(h, "<th scope=\"col\" class=\"number\">%s</th>", *labels + 1);
        else
            html_put(h, "<th scope=\"col\">%s</th>", *labels);
    }
    html_raw(h, "</tr></thead>\n<tbody>\n");
}

static void table_end(struct html *h)
{
    html_raw(h, "</tbody></table></div>\n");
}

static void write_more(struct html *h, size_t shown, size_t count)
{
    if (shown < count)
        html_put(h, "<p class=\"quiet small\">%s</p>\n",
                 arena_printf(h->buf.arena, _("%s more are not listed here."),
                              count_words(h->buf.arena, (int64_t)(count - shown))));
}

static const char *or_dash(const char *text)
{
    return text == NULL ? "\u2013" : text;
}

void report_due_table(struct html *h, const struct report_due_list *due, size_t most,
                      const char *of, const char *caption)
{
    if (due->count == 0)
        return;
    struct arena *a = h->buf.arena;
    bool owners = false, whys = false;
    for (size_t i = 0; i < due->count; i++) {
        owners |= due->at[i].owner != NULL;
        whys |= due->at[i].why != NULL;
    }
    const char *labels[7] = {_("What"), _("Which"), _("Due"), _("State")};
    size_t columns = 4;
    if (owners)
        labels[columns++] = _("Owner");
    if (whys)
        labels[columns++] = _("Why this date");
    table_begin(h, of, caption, labels);
    size_t shown = due->count > most ? most : due->count;
    for (size_t i = 0; i < shown; i++) {
        const struct report_due *d = &due->at[i];
        html_put(h,
                 "<tr class=\"%s\"><th scope=\"row\">%s</th><td>%s</td><td class=\"day\">%s</td>",
                 d->overdue ? "overdue" : "open", d->title, d->key,
                 d->due == NULL ? "\u2013" : date_words(a, d->due));
        html_put(h, "<td class=\"%s\">%s</td>", d->overdue ? "alarm" : "state", or_dash(d->state));
        if (owners)
            html_put(h, "<td>%s</td>", or_dash(d->owner));
        if (whys)
            html_put(h, "<td class=\"long\">%s</td>", or_dash(d->why));
        html_raw(h, "</tr>\n");
    }
    table_end(h);
    write_more(h, shown, due->count);
}

static void section_begin(struct html *h, const char *programme, const char *what,
                          const char *title)
{
    html_put(h, "<section id=\"%s-%s\"><h3>%s</h3>\n", programme, what, title);
}

static void write_due(struct html *h, const struct report_view *v, const struct report_programme *p)
{
    const struct report_due_counts *n = &p->due_counts;
    if (p->due.count == 0 && n->overdue + n->soon + n->open + n->met + n->met_late == 0)
        return;
    struct arena *a = h->buf.arena;
    section_begin(h, p->name, "due", _("Deadlines"));
    html_put(h, "<p>%s",
             arena_printf(a, _("%s overdue, %s due soon, %s open."), count_words(a, n->overdue),
                          count_words(a, n->soon), count_words(a, n->open)));
    int64_t kept = n->met, closed = n->met + n->met_late;
    if (closed > 0)
        html_put(h, " %s",
                 arena_printf(a, _("Of %s that are closed, %s (%s) were met on time."),
                              count_words(a, closed), count_words(a, kept),
                              cell_words(a,
                                         &(struct cell){.kind = CELL_NUMBER,
                                                        .number = (double)kept / (double)closed},
                                         COLUMN_PERCENT)));
    html_raw(h, "</p>\n");
    report_due_table(h, &p->due, v->most_due == 0 ? MOST_DUE : v->most_due, p->title,
                     _("Overdue and due"));
    html_raw(h, "</section>\n");
}

static void write_problems(struct html *h, const struct report_programme *p)
{
    if (p->problems.count == 0)
        return;
    struct arena *a = h->buf.arena;
    section_begin(h, p->name, "problems", _("Problems in the records"));
    table_begin(h, p->title, _("By cause"),
                (const char *const[]){_("What is wrong"), _("What cures it"), _("Record"),
                                      _("Weight"), _("#Rows"), NULL});
    for (size_t i = 0; i < p->problems.count; i++) {
        const struct report_problem *q = &p->problems.at[i];
        html_put(h,
                 "<tr><th scope=\"row\">%s <span class=\"quiet small\">%s</span></th>"
                 "<td class=\"long\">%s</td>"
                 "<td>%s</td><td>%s</td><td class=\"number\">%s</td></tr>\n",
                 q->says, q->code, or_dash(q->cure), q->record,
                 q->error ? _("error") : _("warning"), count_words(a, q->count));
    }
    table_end(h);
    html_raw(h, "</section>\n");
}

static void write_missing_facts(struct html *h, const struct report_decision *d)
{
    if (d->missing.count == 0)
        return;
    html_put(h, "<p class=\"small\">%s", _("Facts that nobody recorded: "));
    for (size_t i = 0; i < d->missing.count; i++)
        html_put(h, "%s%s", i == 0 ? "" : "; ", d->missing.at[i]);
    html_raw(h, ".</p>\n");
}

static void write_decisions(struct html *h, const struct report_programme *p)
{
    if (p->decisions.count == 0)
        return;
    struct arena *a = h->buf.arena;
    section_begin(h, p->name, "decisions", _("Decisions"));
    for (size_t i = 0; i < p->decisions.count; i++) {
        const struct report_decision *d = &p->decisions.at[i];
        html_put(h, "<h4>%s</h4>\n<ul>\n", d->title);
        html_put(h, "<li>%s: %s</li>\n", d->yes_means == NULL ? _("Yes") : d->yes_means,
                 count_words(a, d->yes));
        html_put(h, "<li>%s: %s</li>\n", d->no_means == NULL ? _("No") : d->no_means,
                 count_words(a, d->no));
        html_put(h, "<li>%s: %s</li>\n</ul>\n", _("Unknown, because a fact is not recorded"),
                 count_words(a, d->unknown));
        write_missing_facts(h, d);
        if (d->human)
            html_put(h, "<p class=\"small\">%s</p>\n", _("A person decides; this is advice."));
        if (d->basis != NULL)
            html_put(h, "<p class=\"quiet small\">%s</p>\n", d->basis);
    }
    html_raw(h, "</section>\n");
}

static void write_reconciliations(struct html *h, const struct report_programme *p)
{
    if (p->reconciliations.count == 0)
        return;
    struct arena *a = h->buf.arena;
    section_begin(h, p->name, "registers", _("Registers that should agree"));
    for (size_t i = 0; i < p->reconciliations.count; i++) {
        const struct report_reconciliation *r = &p->reconciliations.at[i];
        table_begin(h, p->title, r->title, (const char *const[]){_("Where"), _("#Rows"), NULL});
        const struct {
            const char *where;
            int64_t n;
        } rows[] = {
            {_("In both, and they agree"), r->agree},
            {_("In both, and they differ"), r->differ},
            {arena_printf(a, _("Only in: %s"), r->a), r->only_a},
            {arena_printf(a, _("Only in: %s"), r->b), r->only_b},
        };
        for (size_t k = 0; k < 4; k++)
            html_put(h, "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td></tr>\n",
                     rows[k].where, count_words(a, rows[k].n));
        table_end(h);
        if (r->missed != NULL)
            html_put(h, "<p>%s</p>\n", r->missed);
    }
    html_raw(h, "</section>\n");
}

static void write_sources(struct html *h, const struct report_programme *p)
{
    if (p->sources.count == 0)
        return;
    struct arena *a = h->buf.arena;
    section_begin(h, p->name, "sources", _("Where the records come from"));
    size_t shown = p->sources.count > MOST_ROWS ? MOST_ROWS : p->sources.count;
    if (shown > FOLD_OVER)
        html_put(h, "<details><summary>%s</summary>\n",
                 arena_printf(a, _("Show %zu files"), p->sources.count));
    table_begin(h, p->title, _("What was loaded"),
                (const char *const[]){_("Record"), _("From"), _("Loaded"), _("#Accepted"),
                                      _("#Rejected"), NULL});
    for (size_t i = 0; i < shown; i++) {
        const struct report_source *s = &p->sources.at[i];
        html_put(h,
                 "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"day\">%s</td>"
                 "<td class=\"number\">%s</td>"
                 "<td class=\"number\">%s</td></tr>\n",
                 s->record, or_dash(s->source),
                 s->loaded == NULL ? "\u2013" : date_words(a, s->loaded),
                 count_words(a, s->accepted), count_words(a, s->rejected));
    }
    table_end(h);
    write_more(h, shown, p->sources.count);
    if (shown > FOLD_OVER)
        html_raw(h, "</details>\n");
    html_raw(h, "</section>\n");
}

bool report_programme(struct html *h, const struct report_view *v, const struct report_programme *p,
                      struct error *err)
{
    html_put(h, "<section class=\"programme\" id=\"programme-%s\">\n<h2>%s</h2>\n", p->name,
             p->title);
    if (p->about != NULL)
        html_put(h, "<p class=\"about\">%s</p>\n", p->about);
    if (p->agenda.count > 0) {
        html_put(h, "<p class=\"agenda small\">%s</p><ul class=\"agenda small\">\n",
                 _("It serves these points of the mayors\u2019 agenda:"));
        for (size_t i = 0; i < p->agenda.count; i++)
            html_put(h, "<li>%s</li>\n", p->agenda.at[i]);
        html_raw(h, "</ul>\n");
    }
    write_due(h, v, p);
    for (size_t i = 0; i < p->results.count; i++)
        if (!part_measure(h,
                          &(struct part_measure){.result = p->results.at[i],
                                                 .level = 3,
                                                 .fold_over = FOLD_OVER,
                                                 .most = MOST_ROWS},
                          err))
            return error_while(err, "programme %s", p->name);
    write_problems(h, p);
    write_decisions(h, p);
    write_reconciliations(h, p);
    write_sources(h, p);
    html_raw(h, "</section>\n");
    return true;
}

void report_words(struct html *h)
{
    static const struct {
        const char *word, *means;
    } words[] = {
        {N_("95 % interval"),
         N_("The range of true values that fit what was counted. If the work were done again and "
            "again, 95 of 100 such ranges would hold the true value. A wide range means few "
            "data.")},
        {N_("As of"), N_("The day for which the question is asked. Records about later days are "
                         "left out.")},
        {N_("Due soon"), N_("The day to warn has come and the deadline has not.")},
        {N_("Ledger root"), N_("A short code made from every entry ever written. Whoever has kept "
                               "it can prove that nothing was changed since.")},
        {N_("Missing"), N_("A row in which nobody recorded a value that the measure needs. It is "
                           "counted and left out, never guessed.")},
        {N_("n"), N_("How many rows the number rests on.")},
        {N_("Not estimable"), N_("There are too few data to give a number that means anything. "
                                 "That is an answer, too.")},
        {N_("p"), N_("How often chance alone would give a difference at least this large, if there "
                     "were none. Small means: chance is a poor explanation.")},
        {N_("Rejected row"), N_("A row that broke a rule when it was loaded. It is kept, with its "
                                "line and the reason, and is in no number.")},
        {N_("Unknown"), N_("A fact is not recorded, so the rule cannot be answered. Unknown is "
                           "never counted as no.")},
    };
    html_put(h, "<section id=\"words\"><h2>%s</h2>\n<dl class=\"words\">\n", _("Words used here"));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        html_put(h, "<dt>%s</dt><dd>%s</dd>\n", _(words[i].word), _(words[i].means));
    html_raw(h, "</dl></section>\n");
}
