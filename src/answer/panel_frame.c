#include "answer/panel_frame.h"

#include <math.h>

bool panel_frame_read(struct arena *a, const struct method_question *q, struct panel_frame *out,
                      struct result *result, struct error *err)
{
    const struct frame_column *unit = method_column(q, "unit"),
                              *outcome = method_column(q, "outcome"),
                              *from = method_column(q, "treated_from");
    size_t rows = q->in->rows;
    struct panel_frame p = {.rows = ARENA_ARRAY(a, size_t, rows),
                            .time = ARENA_ARRAY(a, int32_t, rows),
                            .first = from == NULL ? NULL : ARENA_ARRAY(a, int32_t, rows),
                            .y = ARENA_ARRAY(a, double, rows),
                            .earliest = INT32_MAX,
                            .latest = INT32_MIN};
    if (!periods_read(a, q, method_column(q, "period"), &p.periods, err))
        return false;
    for (size_t i = 0; i < rows; i++) {
        double first = (double)NAN;
        if (from != NULL && from->text[i] != NULL) {
            first = period_number(&p.periods, from->text[i]);
            if (isnan(first))
                return method_wrong(q, err, NULL,
                                    "treated_from is \"%s\": expected a period as in the column "
                                    "period, or nothing",
                                    from->text[i]);
        }
        if (unit->text[i] == NULL || isnan(p.periods.at[i]) || isnan(outcome->number[i])) {
            result->missing++;
            continue;
        }
        size_t n = p.count++;
        p.rows[n] = i;
        p.time[n] = (int32_t)p.periods.at[i];
        p.y[n] = outcome->number[i];
        if (from != NULL)
            p.first[n] = isnan(first) ? NEVER : (int32_t)first;
        p.earliest = p.time[n] < p.earliest ? p.time[n] : p.earliest;
        p.latest = p.time[n] > p.latest ? p.time[n] : p.latest;
    }
    p.units = frame_codes(a, unit, p.rows, p.count);
    *out = p;
    return true;
}
