#pragma once
/* The lens: what a reader may see, as one view a record. */

#include "pack/pack.h"
#include "store/question.h"
#include "store/store.h"

/* How much of something is seen. */
enum sight { SIGHT_NONE, SIGHT_SOME, SIGHT_ALL }; /* SOME: only the rows that a condition allows */

/* Whether a role sees a record at all, and a field of it. The owner (role NULL) sees all. */
enum sight lens_record(const struct packs *p, const struct question *q, const struct record *r);
enum sight lens_field(const struct packs *p, const struct question *q, const struct record *r,
                      const struct field *f);

/* Whether the role may write the record. */
bool lens_may_write(const struct packs *p, const char *role, const struct record *r);

/* Drops the views of the last question and makes those of this one. seq limits what was known to
 * the ledger's first entries; -1 for all. */
MUST_CHECK bool lens_apply(struct store *st, const struct packs *p, const struct question *q,
                           int64_t seq, struct error *err);

/* Drops the views: before tables beneath them change. */
MUST_CHECK bool lens_clear(struct store *st, struct error *err);

/* Fails with ERROR_FORBIDDEN, naming record and reason, where a query reads a record or a field
 * that the reader does not see: a number from rows that are silently missing would be wrong.
 * *partly becomes true where only some rows are seen. */
MUST_CHECK bool lens_permits(struct store *st, const struct packs *p, const struct question *q,
                             const char *sql, bool *partly, struct error *err);

/* The roles that the packs name. */
struct text_list lens_roles(struct arena *a, const struct packs *p);
