#pragma once
/* What a value must be to be a field's: its type, its codes, its limits. The same for a file's row
 * and for a form. */

#include "intake/code_index.h"
#include "store/site.h"

struct validator;

/* For rows of a record. The site's records and code lists must outlive it. */
MUST_CHECK bool validator_make(struct arena *a, struct site *s, const struct record *r,
                               struct validator **out, struct error *err);

/* One thing that is wrong with a row. */
struct finding {
    const struct field *field; /* NULL: of the row as a whole */
    const struct check *check; /* the pack's check that found it; NULL: the field's own rules */
    const char *reason, *cure;
    enum severity severity;
};

struct finding_list {
    struct finding *at;
    size_t count, room;
};

/* Checks one value against its field and turns it into what the table holds: a whole number that
 * came as text becomes one, an empty text NULL. On a wrong value adds a finding. */
void validator_value(struct validator *v, struct arena *a, const struct field *f,
                     struct value *value, struct finding_list *found);

/* Checks a whole row (values in the order of the record's fields): what is required, limits,
 * constraints, and the pack's checks on one row. Fails only as the store does. */
MUST_CHECK bool validator_row(struct validator *v, struct arena *a, const struct value *row,
                              struct finding_list *found, struct error *err);

/* Whether a row lacks a field that is always required. */
bool validator_lacks(const struct validator *v, const struct value *row);

/* An SQL expression over the record's fields that is true for every row, lacking nothing, in which
 * validator_row finds something: one question in place of many. NULL: it never finds anything. */
const char *validator_doubt(const struct validator *v);

/* Closes what it holds of the store; before the transaction ends. */
MUST_CHECK bool validator_end(struct validator *v, struct error *err);
