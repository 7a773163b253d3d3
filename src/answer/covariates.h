#pragma once
/* Covariates: the columns of a frame beyond those that a method names, as the design of a
 * regression. */

#include "answer/method.h"
#include "method/design.h"

/* A column of texts, or one that the key `factors` names, is a factor; its reference is what the
 * key `reference` says of it ("race White, sex Male"), else its first level in order. Others are
 * numbers. without: the names that are no covariates, NULL at the end.
 * Fails: ERROR_INVALID for a key that names a column or level that is not there. */
MUST_CHECK bool covariates_design(struct arena *a, const struct method_question *q,
                                  const char *const *without, bool intercept, struct design *out,
                                  struct error *err);

/* A column as codes from 0 on, -1 where missing: clusters, strata. NULL where there is no such
 * column. */
const int32_t *covariates_codes(struct arena *a, const struct method_question *q,
                                const char *column, int *levels);

/* "race=Black" as a person reads it: "race: Black". */
const char *covariates_label(struct arena *a, const char *name);
