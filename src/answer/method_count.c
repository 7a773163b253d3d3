#include "answer/methods.h"

#include <math.h>

#include "base/text.h"
#include "method/count.h"

/* One row a group: events and their Garwood interval. */
METHOD(count)
{
    const struct frame_column *group = method_column(q, "group"),
                              *events = method_column(q, "events");
    struct result_table *t = &out->main;
    int64_t total = 0;
    if (group != NULL)
        table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "events", method_unit(q, method_word(q, "Events", "Casos")), COLUMN_COUNT);
    table_column(a, t, "low", method_word(q, "Low", "Desde"), COLUMN_NUMBER);
    table_column(a, t, "high", method_word(q, "High", "Hasta"), COLUMN_NUMBER);
    const char *first = NULL, *last = NULL, *most = NULL;
    double largest = -1;
    for (size_t i = 0; i < q->in->rows; i++) {
        double n = events->number[i];
        struct interval range;
        if (isnan(n)) {
            out->missing++;
            continue;
        }
        if (!garwood_interval((int64_t)n, q->level, &range, err))
            return false;
        const char *label = group == NULL ? NULL : method_label(q, a, group->text[i]);
        if (group != NULL)
            table_text(a, t, label);
        table_integer(a, t, (int64_t)n);
        table_number(a, t, range.low);
        table_number(a, t, range.high);
        total += (int64_t)n;
        first = first == NULL ? label : first;
        last = label;
        if (n > largest) {
            largest = n;
            most = label;
        }
    }
    out->n = total;
    out->estimable = table_rows(t) > 0;
    if (!out->estimable) {
        result_not_estimable(a, q, out, 0,
                             method_word(q, "nothing was counted", "no se contó nada"));
        return true;
    }
    struct interval all;
    if (!garwood_interval(total, q->level, &all, err))
        return false;
    out->headline = (struct cell){.kind = CELL_INTEGER, .integer = total};
    out->headline_kind = COLUMN_COUNT;
    out->headline_label = method_unit(q, method_word(q, "events", "casos"));
    out->headline_interval = all;
    const char *over = method_key(q, "exposure text");
    const struct cell most_cell = {.kind = CELL_INTEGER, .integer = (int64_t)largest};
    out->sentence = arena_printf(a, "%s %s%s%s%s.", cell_words(a, &out->headline, COLUMN_COUNT),
                                 method_unit(q, method_word(q, "events", "casos")),
                                 over == NULL ? "" : " ", over == NULL ? "" : over,
                                 table_rows(t) < 2 || most == NULL
                                     ? interval_phrase(a, q, all, COLUMN_COUNT)
                                     : method_say(a, q, "; most for %s, with %s",
                                                  "; la mayor parte en %s, con %s", most,
                                                  cell_words(a, &most_cell, COLUMN_COUNT)));
    result_note(a, out, "Exact Poisson intervals (Garwood), %s.", level_words(a, q->level));
    result_assume(a, out, "Each event happened independently of the others.");
    if (table_rows(t) > 1) {
        bool series = group->text[0] != NULL && group->text[0][0] >= '1' && group->text[0][0] <= '2'
                      && text_equal(first, group->text[0]) && !text_equal(first, last);
        result_chart_add(a, out, series ? CHART_LINE : CHART_BAR, "group", "events",
                         series ? "low" : NULL, series ? "high" : NULL);
    }
    return true;
}
