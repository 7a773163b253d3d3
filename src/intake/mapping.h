#pragma once
/* Mapping: the functions that a map's query calls to turn a source's cells into a record's values.
 * docs/packs.md lists them for those who write maps. */

#include "intake/code_index.h"
#include "store/function.h"
#include "store/site.h"

struct mapping;

/* A value that a function could not turn: it stands in the query's answer as a marked text, so that
 * the loader knows in which field it came out. */
struct misfit {
    const char *function, *value, *reason, *cure;
};

/* Makes the functions known to the site's store for maps with these formats of dates and this zone
 * (NULL: the site's). Fails: ERROR_INVALID for a format that cannot be read. */
MUST_CHECK bool mapping_make(struct arena *a, struct site *s, const char *dates, const char *zone,
                             struct mapping **out, struct error *err);

enum { MAPPING_ROOM = 256 };

/* The function of that name (case ignored) for so many arguments; its context is the mapping. NULL:
 * there is none. */
store_function_fn mapping_function(const char *name, int arguments);
/* Where functions write the texts they give: MAPPING_ROOM bytes, good as long as the caller says;
 * NULL: in the mapping, until the next call. */
void mapping_into(struct mapping *m, char *room);

/* The misfits since the last call of mapping_forget; how many. */
size_t mapping_misfits(const struct mapping *m);
/* The misfit that a value of the answer stands for; NULL for an ordinary value. */
const struct misfit *mapping_misfit(const struct mapping *m, const struct value *v);
const struct misfit *mapping_misfit_at(const struct mapping *m, size_t i);
void mapping_forget(struct mapping *m);

/* Spellings that became the code that code_of names for unknown ones, with their counts. */
struct spelling {
    const char *list, *text, *code;
    int64_t count;
};
struct spelling_list {
    struct spelling *at;
    size_t count, room;
};
const struct spelling_list *mapping_unknown(const struct mapping *m);

/* Names and explanations of the functions, for the reference. */
extern const struct function_help mapping_helps[];
