/* Measures on a page. */

#include "report/part_measure.h"

#include <inttypes.h>
#include <math.h>

#include "base/words.h"
#include "report/part_chart.h"
#include "report/part_table.h"

const char *measure_between(struct arena *a, const struct result *r)
{
    const char *limits = interval_words(a, r->headline_interval, r->headline_kind);
    if (limits == NULL)
        return NULL;
    return arena_printf(a, _("%s %% interval: %s"), number_words(a, r->level * 100), limits);
}

static void write_fact(struct html *h, const char *what, const char *text)
{
    if (text != NULL && *text != '\0')
        html_put(h, "<dt>%s</dt><dd>%s</dd>\n", what, text);
}

static void write_facts(struct html *h, const char *what, const struct text_list *texts)
{
    if (texts->count == 0)
        return;
    html_put(h, "<dt>%s</dt><dd>", what);
    for (size_t i = 0; i < texts->count; i++)
        html_put(h, "<p>%s</p>", texts->at[i]);
    html_raw(h, "</dd>\n");
}

static const char *rows_words(struct arena *a, const struct result *r)
{
    const char *used = arena_printf(
        a, P_("%s row used", "%s rows used", r->n),
        cell_words(a, &(struct cell){.kind = CELL_INTEGER, .integer = r->n}, COLUMN_COUNT));
    if (r->missing == 0)
        return arena_printf(a, _("%s; none left out"), used);
    double share = (double)r->missing / (double)(r->n + r->missing);
    return arena_printf(
        a, _("%s; %s left out because a value is missing (%s)"), used,
        cell_words(a, &(struct cell){.kind = CELL_INTEGER, .integer = r->missing}, COLUMN_COUNT),
        cell_words(a, &(struct cell){.kind = CELL_NUMBER, .number = share}, COLUMN_PERCENT));
}

static const char *period_words(struct arena *a, const struct result *r)
{
    if (r->from != NULL && r->to != NULL)
        return arena_printf(a, _("%s to %s"), date_words(a, r->from), date_words(a, r->to));
    if (r->from != NULL)
        return arena_printf(a, _("from %s"), date_words(a, r->from));
    if (r->to != NULL)
        return arena_printf(a, _("until %s"), date_words(a, r->to));
    return NULL;
}

static const char *date_or_nothing(struct arena *a, const char *text)
{
    return text == NULL ? NULL : date_words(a, text);
}

static void write_trust(struct html *h, const struct result *r)
{
    struct arena *a = h->buf.arena;
    html_put(h, "<details class=\"trust\"><summary>%s</summary><div><dl>\n",
             _("Can I trust this?"));
    write_fact(h, _("Rows"), rows_words(a, r));
    write_fact(h, _("Period"), period_words(a, r));
    write_fact(h, _("Beware"), r->caveat);
    write_facts(h, _("How it was done"), &r->notes);
    write_facts(h, _("What must hold"), &r->assumptions);
    write_fact(h, _("Method"), r->method);
    if (!isnan(r->p))
        write_fact(h, _("How likely by chance"),
                   arena_printf(a,
                                _("%s: how often chance alone would give a difference this "
                                  "large, were there none"),
                                cell_words(a, &(struct cell){.kind = CELL_NUMBER, .number = r->p},
                                           COLUMN_P)));
    write_fact(h, _("Source"), r->source);
    write_fact(h, _("Legal basis"), r->basis);
    write_fact(h, _("As of"), date_or_nothing(a, r->as_of));
    write_fact(h, _("Known at"), date_or_nothing(a, r->known_at));
    if (r->data_version != NULL)
        html_put(h, "<dt>%s</dt><dd class=\"root\">%s</dd>\n", _("Data version"), r->data_version);
    if (r->query != NULL)
        html_put(h, "<dt>%s</dt><dd><pre><code>%s</code></pre></dd>\n", _("Query"), r->query);
    html_raw(h, "</dl></div></details>\n");
}

static void write_warnings(struct html *h, const struct text_list *warnings)
{
    if (warnings->count == 0)
        return;
    html_raw(h, "<div class=\"warning\" role=\"note\">");
    for (size_t i = 0; i < warnings->count; i++)
        html_put(h, "<p>%s</p>", warnings->at[i]);
    html_raw(h, "</div>\n");
}

bool part_measure(struct html *h, const struct part_measure *p, struct error *err)
{
    const struct result *r = p->result;
    html_put(h, "<section class=\"measure\" id=\"measure-%s\">\n<h%d>%s</h%d>\n", r->name, p->level,
             r->title, p->level);
    html_put(h, "<p class=\"sentence\">%s</p>\n", r->sentence);
    if (r->about != NULL)
        html_put(h, "<p class=\"quiet\">%s</p>\n", r->about);
    write_warnings(h, &r->warnings);
    for (size_t i = 0; i < r->charts.count; i++)
        if (!part_chart(h, &r->charts.at[i], err))
            return error_while(err, "measure %s", r->name);
    part_table(h, &(struct part_table){&r->main, r->title, NULL, p->fold_over, p->most});
    for (size_t i = 0; i < r->further.count; i++)
        part_table(h,
                   &(struct part_table){&r->further.at[i], r->title, NULL, p->fold_over, p->most});
    write_trust(h, r);
    html_raw(h, "</section>\n");
    return true;
}
