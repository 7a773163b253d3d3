#pragma once
/* The part of a page that answers one measure: its sentence, charts, tables, and why to trust it.
 */

#include "answer/result.h"
#include "report/html.h"

struct part_measure {
    const struct result *result;
    int level;        /* of the heading: 2 to 4 */
    size_t fold_over; /* as of part_table */
    size_t most;
};

/* Fails: ERROR_INVALID on a chart that does not fit its table. */
MUST_CHECK bool part_measure(struct html *h, const struct part_measure *p, struct error *err);

/* "95 % interval 13.1 to 15.4", or NULL where the headline has none. */
const char *measure_between(struct arena *a, const struct result *r);
