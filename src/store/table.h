#pragma once
/* Tables: what records and code lists become in the database. */

#include "pack/pack.h"
#include "store/store.h"

/* The statement that makes a record's table; and the one of its history, where rows go that were
 * amended or withdrawn. */
const char *table_of_record(struct arena *a, const struct packs *packs, const struct record *r);
const char *table_of_history(struct arena *a, const struct record *r);

/* The unique indexes of a record: of its key and of each unique field. */
MUST_CHECK bool table_index(struct store *st, const struct record *r, struct error *err);
MUST_CHECK bool table_unindex(struct store *st, const struct record *r, struct error *err);

/* Tables of all records and code lists of a pack. */
MUST_CHECK bool tables_create(struct store *st, const struct packs *packs, const struct pack *p,
                              struct error *err);

/* Turns the tables of one version of a pack into those of another, or refuses with the reason. */
MUST_CHECK bool tables_migrate(struct store *st, const struct packs *packs,
                               const struct pack *before, const struct pack *after,
                               struct error *err);

/* That every code in the records is in its list still. */
MUST_CHECK bool tables_check_codes(struct store *st, const struct packs *packs, struct error *err);

/* "a", "b": the key's fields in quotes. */
const char *table_key_columns(struct arena *a, const struct record *r);

/* How many rows a record has. */
MUST_CHECK bool table_count(struct store *st, const struct record *r, int64_t *out,
                            struct error *err);
