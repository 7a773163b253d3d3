#pragma once
/* A site: a database with its packs, settings and zone, and the lens through which it is seen. */

#include "base/zone.h"
#include "pack/pack.h"
#include "store/ledger.h"
#include "store/question.h"

struct setting {
    const char *key, *value;
};

struct setting_list {
    struct setting *at;
    size_t count, room;
};

struct site {
    struct arena *arena;
    struct store *store;
    struct packs packs; /* in the order of what they require */
    const struct zone *zone;
    struct question question;
};

/* Makes a database with these packs and settings (name, zone, state, agency, city, county,
 * suppress_below …) and opens it. path may be ":memory:". All or nothing.
 * Fails: ERROR_CONFLICT where the file is there; ERROR_INVALID with the packs' errors. */
MUST_CHECK bool site_create(struct arena *a, const char *path, const struct pack_files *packs,
                            size_t count, const struct setting_list *settings,
                            const struct act *act, struct site **out, struct error *err);

/* Opens a database and reads the packs in it. The question is the owner's, as of today. */
MUST_CHECK bool site_open(struct arena *a, const char *path, enum store_mode mode,
                          struct instant now, struct site **out, struct error *err);

/* Puts these packs, or new versions of them, into the database: tables grow; a field that is gone
 * goes if it holds nothing; what would lose data is refused with the reason. All or nothing. */
MUST_CHECK bool site_update_packs(struct site *s, const struct pack_files *packs, size_t count,
                                  const struct act *act, struct error *err);

/* NULL where it is not set. */
MUST_CHECK bool site_setting(struct site *s, struct arena *a, const char *key, const char **out,
                             struct error *err);
MUST_CHECK bool site_set(struct site *s, const char *key, const char *value, const struct act *act,
                         struct error *err);

/* Asks as q from here on: builds the views of the lens anew. */
MUST_CHECK bool site_ask(struct site *s, const struct question *q, struct error *err);

/* Checks every query of the packs against the tables there are, in a database in memory: what
 * does not prepare is a complaint with its line. */
void packs_check_queries(struct arena *a, const struct packs *packs, struct complaints *wrong);

/* Prepares a pack's query, guarded; a mistake is told with its file and line, and the nearest right
 * word. */
MUST_CHECK bool site_select(struct site *s, struct rows *rows, const struct block *b,
                            const char *sql, int sql_line, struct error *err);

/* Walks the ledger and compares every table with it. *root is the digest of the last entry.
 * Fails: ERROR_INVALID with what does not fit. */
MUST_CHECK bool site_verify(struct site *s, struct arena *a, const char **root, int64_t *entries,
                            int64_t *rows, struct error *err);

/* SQL for making tables, for tests and for those who read. */
const char *table_of_record(struct arena *a, const struct packs *packs, const struct record *r);
