#pragma once
/* A small site in memory for tests: a pack of visits, written here, with every kind of thing. */

#include "intake/load.h"
#include "store/site.h"

extern const struct act t_act;

/* The pack's files. */
struct pack_files t_pack(struct arena *a);
/* The pack with one file's text changed: the first `from` becomes `to`. */
struct pack_files t_pack_with(struct arena *a, const char *path, const char *from, const char *to);

struct site *t_site(struct arena *a);
struct site *t_site_of(struct arena *a, const struct pack_files *files);

/* Writes a file in a folder of its own, removed with the arena; gives its path. */
const char *t_file(struct arena *a, const char *name, const char *text);
const char *t_folder(struct arena *a);

/* Loads a text as a file through a map; the test fails where that fails. */
struct load_result t_load(struct site *s, struct arena *a, const char *map, const char *text);

/* One number or text of a query of the engine's own. */
int64_t t_count(struct site *s, const char *sql);
const char *t_value(struct site *s, struct arena *a, const char *sql);
