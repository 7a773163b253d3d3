#pragma once
/* Sites of packs for tests: the sample city, loaded as its packs say, and tables to hold beside it.
 */

#include "intake/load.h"
#include "store/site.h"

struct loaded {
    const char *map;
    struct load_result result;
};

struct loaded_list {
    struct loaded *at;
    size_t count, room;
};

/* A site in memory with a pack and those it requires, on 31 January 2026, as its owner. */
struct site *sample_site(struct arena *a, const char *pack);
/* The same with two packs. */
struct site *sample_site_beside(struct arena *a, const char *pack, const char *other);
/* The names of all packs. */
struct text_list sample_packs(struct arena *a);

/* Loads the samples of every pack of a site. */
struct loaded_list sample_load(struct arena *a, struct site *s);

/* A map's file into a site; the test ends where it fails. */
struct load_result sample_load_file(struct arena *a, struct site *s, const char *map,
                                    const char *path);

/* A table of texts with a header line, read from a CSV. */
struct sheet_rows {
    const char ***at; /* row by row; "" where empty */
    size_t count, room;
};
struct sheet_rows sheet_rows_of(struct arena *a, const char *path, const char *const columns[],
                                size_t column_count);

/* The folder test/packs. */
const char *packs_test_folder(struct arena *a);
