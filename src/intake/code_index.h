#pragma once
/* Code lists made quick to look up: by code, and by what people write instead of it. */

#include "pack/pack.h"

struct code_index;

const struct code_index *code_index_make(struct arena *a, const struct code_list *list);
const struct code_list *code_index_list(const struct code_index *x);

/* Whether it is a code of the list, as it is written. */
bool code_index_has(const struct code_index *x, const char *code, size_t length);

/* The code meant by a spelling: the code, the label in either language, or one of `also`, case,
 * accents and punctuation ignored. NULL where there is none; ambiguous spellings have none. */
const char *code_index_find(const struct code_index *x, const char *text);

/* The spelling in the list nearest to a text, or NULL. */
const char *code_index_nearest(const struct code_index *x, struct arena *a, const char *text);
