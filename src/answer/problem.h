#pragma once
/* Problems: what the packs' checks find in the records, grouped by cause. */

#include "store/site.h"

struct problem_row {
    const char *record; /* the key of the row */
    const char *says;   /* filled in */
};

struct problem {
    const char *code; /* the check's name */
    const char *record, *field, *says, *cure, *pack;
    enum severity severity;
    int64_t count;
    struct {
        struct problem_row *at;
        size_t count, room;
    } rows; /* the first of them */
};

struct problem_list {
    struct problem *at;
    size_t count, room;
};

/* Runs the checks (of one record or pack, or all): those on one row, those on sets, and the
 * engine's own, that a reference has a row to refer to. Errors first, then by count. rows: how many
 * rows of each to give. */
MUST_CHECK bool problems_find(struct site *s, struct arena *a, const char *record, const char *pack,
                              int rows, bool spanish, struct problem_list *out, struct error *err);
