#pragma once
/* What pages show of records and measures, as the asker may see it. */

#include "answer/disclose.h"
#include "answer/measure.h"
#include "store/lens.h"
#include "web/request.h"

/* A key for server_kept: what, for whom, on which day, in which language. */
const char *kept_key(const struct request *rq, const char *what);

/* A value as a person reads it; NULL for nothing. */
const char *value_words(const struct request *rq, const struct field *f, const struct value *v);
const char *code_words(const struct request *rq, const char *list, const char *code);

const char *field_label(const struct request *rq, const struct field *f);
const char *record_label(const struct request *rq, const struct record *r);

/* A copy of a value in the request's arena. */
struct value value_copy(struct arena *a, struct value v);

/* Whether the role sees a field of the record that is protected: such reads are noted. */
bool sees_protected(const struct request *rq, const struct record *r);
/* Notes that rows were read, where the role sees what is protected; the purpose is the reason that
 * access gives for it. */
MUST_CHECK bool note_reading(struct request *rq, const struct record *r, const char *key,
                             int64_t rows, struct error *err);

/* The fields of the key, their SQL as a condition with ?1, ?2 …, and its values from "a|b". */
const char *key_condition(struct arena *a, const struct record *r);
MUST_CHECK bool key_binds(struct arena *a, const struct record *r, const char *key,
                          struct binds *out, struct error *err);
/* "a|b" of the fields of a row, in the order of the record's fields. */
const char *key_of_row(struct arena *a, const struct record *r, const struct value *row);

/* A row of a record through the lens. *found is false where the asker sees none of that key. */
MUST_CHECK bool row_seen(struct request *rq, const struct record *r, const char *key,
                         struct value **row, bool *found, struct error *err);

/* A measure as the asker may have it: in full, or, where they may only count, without small
 * numbers (*disclosed). Fails with ERROR_FORBIDDEN where they may have neither. */
MUST_CHECK bool measure_for(struct request *rq, const struct measure *m, struct result *out,
                            bool *disclosed, struct error *err);
/* Asks of groups alone, as a role, until count_end: between them every number must be disclosed. */
MUST_CHECK bool count_begin(struct request *rq, const char *role, struct question *before,
                            struct error *err);
/* Asks again as before; ok is what came of what was between, and what is returned. */
MUST_CHECK bool count_end(struct request *rq, const struct question *before, bool ok,
                          struct error *err);
/* The same for everybody: published measures alone. Between count_begin for "public" and
 * count_end. */
MUST_CHECK bool measure_public(struct request *rq, const struct measure *m, struct result *out,
                               bool *whole, struct error *err);

/* Finds a measure by name; NULL with ERROR_NOT_FOUND. */
const struct measure *measure_named(const struct request *rq, const char *name, struct error *err);
const struct record *record_named(const struct request *rq, const char *name, struct error *err);
