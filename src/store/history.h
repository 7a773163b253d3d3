#pragma once
/* History: every version of a row, from the tables and the ledger. */

#include "store/site.h"

struct version {
    struct entry entry;       /* that wrote it */
    int64_t line;             /* of its source */
    const char *source;       /* the file; NULL: not of a file */
    const char *row;          /* its values, as JSON */
    struct text_list changed; /* the fields that differ from the version before */
    int64_t until;            /* the entry that replaced or withdrew it; 0: it stands */
};

struct version_list {
    struct version *at;
    size_t count, room;
};

/* The versions of a row, oldest first. Parts of a key are joined by '|'. Fails: ERROR_NOT_FOUND. */
MUST_CHECK bool history_of(struct site *s, struct arena *a, const char *record, const char *key,
                           struct version_list *out, struct error *err);
