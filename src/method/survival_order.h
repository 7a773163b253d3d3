#pragma once
/* Lifetimes in order of time, as every method of survival reads them. Not for callers. */

#include "method/survival.h"

/* Complete rows by (part, exit), and again by (part, entry). A part is a stratum or a group. */
struct ordered {
    int64_t n, dropped;
    int64_t *exits;   /* rows of the caller, by (part, exit), rising */
    int64_t *entries; /* by (part, entry); NULL without entries */
    int parts;
    int64_t *first; /* parts + 1: part q is first[q] .. first[q + 1] - 1 in both orders */
};

/* part: codes of the caller's rows; NULL: one part. most_event: the largest code of an event. The
 * rows in `also` (negative: missing) are missing too; also may be NULL.
 * Fails    as survival_curves. */
MUST_CHECK bool lifetimes_order(struct arena *a, const struct lifetimes *l, const int32_t *part,
                                int parts, const int32_t *also, int32_t most_event,
                                struct ordered *out, struct error *err);

/* One past the largest code, at least 1. */
int code_count(const int32_t *codes, int64_t n);
