#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>

/* The rows as they come. */
METHOD(list)
{
    double limit;
    if (!method_number(q, "limit", 100, &limit, err))
        return false;
    for (size_t j = 0; j < q->in->count; j++) {
        const struct frame_column *c = &q->in->columns[j];
        table_column(a, &out->main, c->name, c->name, c->numeric ? COLUMN_NUMBER : COLUMN_TEXT);
    }
    for (size_t i = 0; i < q->in->rows && (double)i < limit; i++)
        for (size_t j = 0; j < q->in->count; j++) {
            const struct frame_column *c = &q->in->columns[j];
            bool whole =
                c->numeric && c->number[i] == floor(c->number[i]) && fabs(c->number[i]) < 9e15;
            if (!c->numeric)
                table_text(a, &out->main, c->text[i]);
            else if (whole)
                table_integer(a, &out->main, (int64_t)c->number[i]);
            else
                table_number(a, &out->main, c->number[i]);
        }
    out->n = (int64_t)q->in->rows;
    out->estimable = true;
    out->headline = (struct cell){.kind = CELL_INTEGER, .integer = out->n};
    out->headline_kind = COLUMN_COUNT;
    out->headline_label = method_unit(q, method_word(q, "rows", "filas"));
    out->headline_interval = (struct interval){(double)NAN, (double)NAN};
    out->p = (double)NAN;
    out->sentence = arena_printf(a, "%s %s.", cell_words(a, &out->headline, COLUMN_COUNT),
                                 method_unit(q, method_word(q, "rows", "filas")));
    if ((double)q->in->rows > limit)
        result_note(a, out, "The first %.0f of %zu rows are shown.", limit, q->in->rows);
    return true;
}
