#include "answer/methods.h"

#include <math.h>

#include "method/funnel.h"

METHOD(funnel)
{
    const struct frame_column *stage = method_column(q, "stage"),
                              *count = method_column(q, "count");
    struct result_table *t = &out->main;
    int64_t *counts = ARENA_ARRAY(a, int64_t, q->in->rows);
    size_t n = 0;
    table_column(a, t, "stage",
                 q->measure->by == NULL ? method_word(q, "Stage", "Etapa") : q->measure->by,
                 COLUMN_TEXT);
    table_column(a, t, "count", method_unit(q, method_word(q, "Count", "Cuántos")), COLUMN_COUNT);
    table_column(a, t, "dropped", method_word(q, "Dropped", "Perdidos"), COLUMN_COUNT);
    table_column(a, t, "of_before", method_word(q, "Of the stage before", "De la etapa anterior"),
                 COLUMN_PERCENT);
    table_column(a, t, "of_first", method_word(q, "Of the first stage", "De la primera etapa"),
                 COLUMN_PERCENT);
    table_column(a, t, "low", method_word(q, "Low", "Desde"), COLUMN_PERCENT);
    table_column(a, t, "high", method_word(q, "High", "Hasta"), COLUMN_PERCENT);
    for (size_t i = 0; i < q->in->rows; i++) {
        if (isnan(count->number[i]) || stage->text[i] == NULL)
            return method_wrong(q, err, NULL, "a stage of a funnel has no name or no count");
        counts[n++] = (int64_t)count->number[i];
    }
    struct funnel_stage *stages;
    struct error why = {0};
    out->n = n == 0 ? 0 : counts[0];
    if (n == 0 || counts[0] == 0) {
        result_not_estimable(
            a, q, out, 0,
            method_word(q, "nobody is at the first stage", "no hay nadie en la primera etapa"));
        return true;
    }
    if (!funnel_estimate(counts, n, q->level, a, &stages, &why)) {
        *err = why;
        return error_while(err, "measure %s", q->measure->block.name);
    }
    for (size_t i = 0; i < n; i++) {
        const struct funnel_stage *s = &stages[i];
        table_text(a, t,
                   q->label == NULL ? stage->text[i]
                                    : q->label(q->label_context, a, stage->text[i]));
        table_integer(a, t, s->count);
        table_integer(a, t, s->dropped);
        table_number(a, t, s->of_before.share);
        table_number(a, t, s->of_first.share);
        table_number(a, t, s->of_first.wilson.low);
        table_number(a, t, s->of_first.wilson.high);
    }
    const struct funnel_stage *last = &stages[n - 1];
    size_t worst = 1;
    for (size_t i = 2; i < n; i++)
        if (stages[i].dropped > stages[worst].dropped)
            worst = i;
    out->estimable = true;
    out->headline = (struct cell){.kind = CELL_NUMBER, .number = last->of_first.share};
    out->headline_kind = COLUMN_PERCENT;
    out->headline_label =
        method_say(a, q, "reach \"%s\"", "llegan a \"%s\"", table_cell(t, n - 1, 0)->text);
    out->headline_interval = last->of_first.wilson;
    out->p = (double)NAN;
    const struct cell first = {.kind = CELL_INTEGER, .integer = counts[0]};
    const struct cell end = {.kind = CELL_INTEGER, .integer = last->count};
    out->sentence = method_say(a, q, "Of %s at \"%s\", %s reach \"%s\": %s%s.",
                               "De %s en \"%s\", %s llegan a \"%s\": %s%s.",
                               cell_words(a, &first, COLUMN_COUNT), table_cell(t, 0, 0)->text,
                               cell_words(a, &end, COLUMN_COUNT), table_cell(t, n - 1, 0)->text,
                               cell_words(a, &out->headline, COLUMN_PERCENT),
                               interval_phrase(a, q, out->headline_interval, COLUMN_PERCENT));
    if (n > 2)
        out->sentence = method_say(a, q, "%s Most are lost before \"%s\".",
                                   "%s La mayoría se pierde antes de \"%s\".", out->sentence,
                                   table_cell(t, worst, 0)->text);
    result_note(a, out, "Shares of the first stage with Wilson intervals, %s.",
                level_words(a, q->level));
    result_assume(a, out, "Everybody at a stage was at the stage before.");
    result_chart_add(a, out, CHART_BAR, "stage", "count", NULL, NULL);
    return true;
}
