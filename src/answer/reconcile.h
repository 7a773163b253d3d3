#pragma once
/* Reconciliations: two lists that should agree. */

#include "store/site.h"

#include "method/capture.h"

enum agreement { AGREES, ONLY_IN_A, ONLY_IN_B, DIFFERS };

struct reconcile_row {
    enum agreement is;
    const char *key;          /* the values by which it was matched, joined by " | " */
    struct text_list differs; /* "answered_on: 2025-03-01 against 2025-03-09" */
};

struct reconciliation {
    const struct reconcile *reconcile;
    int64_t in_a, in_b, agree, only_a, only_b, differ;
    int64_t repeated_a, repeated_b; /* rows whose key a list has already: left out of the counts */
    int64_t without_key;            /* rows without a value to match on */
    struct {
        struct reconcile_row *at;
        size_t count, room;
    } rows; /* all that do not agree, by key */
    bool estimated;
    struct capture capture; /* of what both miss */
    const char *missed;     /* in words, with the assumption; why not, where not estimated */
};

/* Asks both lists. Fails: ERROR_NOT_FOUND; ERROR_INVALID for a mistake in the pack. */
MUST_CHECK bool reconcile_ask(struct site *s, struct arena *a, const char *name, double level,
                              struct reconciliation *out, struct error *err);
