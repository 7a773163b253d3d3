#pragma once
/* Panels as a query gives them: units seen at the same times, each treated from some time on or
 * never. */

#include "answer/period.h"
#include "method/panel.h"

struct panel_frame {
    size_t *rows; /* which rows of the frame are whole */
    size_t count;
    struct codes units;     /* of those rows */
    struct periods periods; /* of all rows of the frame */
    int32_t *time;          /* of those rows: the period's number */
    int32_t *first;         /* the first period treated, or NEVER; NULL without the column */
    double *y;
    int32_t earliest, latest;
};

/* Columns unit, period, outcome and, where it is there, treated_from. Rows without unit, period or
 * outcome are missing. Fails: ERROR_INVALID for a text that is no period. */
MUST_CHECK bool panel_frame_read(struct arena *a, const struct method_question *q,
                                 struct panel_frame *out, struct result *result, struct error *err);
