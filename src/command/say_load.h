#pragma once
/* What became of a load, on standard error. */

#include "intake/load.h"

void say_load(struct arena *a, const struct load_result *r, bool dry_run);

/* A map by name; NULL with an error that lists the maps. */
const struct map *map_by_name(struct site *s, struct arena *a, const char *name, struct error *err);
