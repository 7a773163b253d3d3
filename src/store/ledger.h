#pragma once
/* The ledger: every load and edit, one entry each, in a chain of digests that shows any change made
 * behind its back. */

#include "base/date.h"
#include "base/digest.h"
#include "store/store.h"

/* Who changes something, why, and when. Nothing is changed without one. */
struct act {
    const char *actor, *purpose;
    struct instant at;
};

/* One entry. Texts that do not apply are NULL. */
struct entry {
    int64_t seq; /* 1, 2, 3 …; rows carry it in _entry */
    struct instant at;
    const char *actor, *purpose;
    const char *kind;           /* init, packs, load, edit, withdraw, read */
    const char *record;         /* the record changed */
    const char *key;            /* of a single row */
    const char *before, *after; /* of a single row, as JSON */
    int64_t rows, replaced;     /* rows written; rows moved to history */
    const char *content;        /* the digest of the rows written, as text; NULL for none */
    const char *previous, *digest;
};

struct entry_list {
    struct entry *at;
    size_t count, room;
};

/* The number that the next entry will have. */
MUST_CHECK bool ledger_next(struct store *st, int64_t *out, struct error *err);

/* Appends e: seq, previous, digest are filled in; at is never before the entry above. Inside the
 * transaction of what it records. */
MUST_CHECK bool ledger_append(struct store *st, struct entry *e, struct error *err);

/* The root: the digest of the last entry as text, "" of an empty ledger. */
MUST_CHECK bool ledger_root(struct store *st, struct arena *a, const char **root, int64_t *seq,
                            struct error *err);

/* The last entry at or before a moment; 0 where there is none. */
MUST_CHECK bool ledger_seq_at(struct store *st, struct instant at, int64_t *out, struct error *err);

/* Entries from seq on, oldest first, at most limit. */
MUST_CHECK bool ledger_read(struct store *st, struct arena *a, int64_t from, int limit,
                            struct entry_list *out, struct error *err);

/* Walks the chain; ERROR_INVALID names the first entry that is not what it was. */
MUST_CHECK bool ledger_verify(struct store *st, struct error *err);
