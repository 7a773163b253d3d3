#pragma once
/* Time zones: the IANA rules, read from the system's zoneinfo files (RFC 8536), with the POSIX rule
 * in their footer for the years beyond their table. */

#include "base/arena.h"
#include "base/date.h"

struct zone;

/* How many moments a wall clock's reading names: one; none, in the hour that spring skips; two, in
 * the hour that autumn repeats. */
enum zone_fit { ZONE_ONE, ZONE_SKIPPED, ZONE_TWICE };

/* Reads a zone by its IANA name, such as "America/Chicago". "UTC" needs no file.
 * Fails: ERROR_NOT_FOUND naming the zone; ERROR_INVALID for a damaged file; ERROR_IO. */
MUST_CHECK bool zone_load(struct arena *a, const char *name, const struct zone **out,
                          struct error *err);

const char *zone_name(const struct zone *z);

/* Seconds east of UTC at a moment. */
int zone_offset(const struct zone *z, struct instant t);

/* The moment of a wall clock's reading. Skipped: the reading taken with the offset before the
 * change (so 02:30 is 03:30 summer time). Twice: the first of the two. fit may be NULL. */
struct instant zone_instant(const struct zone *z, struct local local, enum zone_fit *fit);
