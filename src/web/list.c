#include "web/list.h"

#include "answer/result.h"
#include "base/words.h"

bool due_is_open(const struct due_item *d)
{
    enum clock_state state = d->status.state;
    return d->trouble != NULL || !(state == STATE_MET || state == STATE_KEPT);
}

bool due_is_late(const struct due_item *d)
{
    return d->trouble == NULL
           && (d->status.state == STATE_OVERDUE || d->status.state == STATE_EXPIRED);
}

static const char *link_to_row(const struct request *rq, const struct due_item *d)
{
    return arena_printf(rq->arena, "/records/%s/row?key=%s", d->clock->on,
                        uri_escape(rq->arena, d->record));
}

static bool sees_record(const struct request *rq, const char *name)
{
    const struct record *r = name == NULL ? NULL : packs_record(&rq->site->packs, name);
    return r != NULL && lens_record(&rq->site->packs, &rq->site->question, r) != SIGHT_NONE;
}

void part_due(struct html *h, const struct request *rq, const struct due_list_all *list,
              size_t from, size_t most, const char *of, const char *caption)
{
    struct arena *a = rq->arena;
    list_begin(h, of, caption,
               (const char *const[]){_("What"), _("Which"), _("Due"), _("State"), _("Owner"),
                                     _("Why this date"), NULL});
    for (size_t i = from; i < list->count && i < from + most; i++) {
        const struct due_item *d = &list->at[i];
        const struct block *b = &d->clock->block;
        const char *day = due_date_text(rq->site, a, d);
        html_put(h, "<tr class=\"%s\"><th scope=\"row\">%s</th>",
                 due_is_late(d) ? "overdue" : "open", request_say(rq, b->title, b->title_es));
        if (sees_record(rq, d->clock->on))
            html_put(h, "<td><a href=\"%s\">%s</a></td>", link_to_row(rq, d), d->record);
        else
            html_put(h, "<td>%s</td>", d->record);
        html_put(h, "<td class=\"day\">%s</td><td class=\"%s\">%s</td><td>%s</td>",
                 day == NULL ? "\u2013" : date_words(a, day), due_is_late(d) ? "alarm" : "state",
                 due_state_words(a, d), d->owner == NULL ? "\u2013" : role_words(a, d->owner));
        html_put(h,
                 "<td><a href=\"/due/why?clock=%s&amp;key=%s\">%s"
                 "<span class=\"hidden-words\"> %s %s</span></a></td></tr>\n",
                 b->name, uri_escape(a, d->record), _("Why?"), b->title, d->record);
    }
    list_end(h);
}

void part_problems(struct html *h, const struct request *rq, const struct problem_list *list,
                   const char *of)
{
    struct arena *a = rq->arena;
    for (size_t i = 0; i < list->count; i++) {
        const struct problem *p = &list->at[i];
        const struct record *r = packs_record(&rq->site->packs, p->record);
        html_put(
            h,
            "<details class=\"cause\"><summary><strong>%s</strong> %s <span class=\"quiet\">· %s "
            "· %s</span></summary>\n",
            count_text(a, p->count), p->says, r == NULL ? p->record : record_label(rq, r),
            p->severity == SEVERITY_ERROR ? _("error") : _("warning"));
        if (p->cure != NULL)
            html_put(h, "<p><b>%s</b> %s</p>\n", _("What cures it:"), p->cure);
        html_put(h, "<p class=\"quiet small\">%s %s%s%s</p>\n", _("Check"), p->code,
                 p->field == NULL ? "" : " · ", p->field);
        if (p->rows.count > 0)
            list_begin(h, of, arena_printf(a, _("The first of them: %s"), p->code),
                       (const char *const[]){_("Which"), _("What is wrong"), NULL});
        for (size_t k = 0; k < p->rows.count; k++)
            html_put(h,
                     "<tr><th scope=\"row\"><a href=\"/records/%s/row?key=%s\">%s</a></th>"
                     "<td class=\"long\">%s</td></tr>\n",
                     p->record, uri_escape(a, p->rows.at[k].record), p->rows.at[k].record,
                     p->rows.at[k].says);
        if (p->rows.count > 0)
            list_end(h);
        html_raw(h, "</details>\n");
    }
}
