#pragma once
/* Lotteries: who is drawn, and who waits in which order, from a seed that everybody can see. */

#include <stdint.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"

/* Who takes part: an id that was published, or told to its holder, before the seed was known. */
struct lottery_entry {
    const char *id;
    int32_t stratum; /* 0 .. strata - 1: a district, say; each has seats of its own */
};

struct lottery_place {
    int64_t entry;        /* its number among the entries */
    int64_t place;        /* in its stratum, from 1 */
    bool drawn;           /* place <= seats of the stratum */
    int64_t waiting;      /* place on the waiting list, from 1; 0: drawn */
    struct digest ticket; /* what placed it */
};

/* Draws: each entry's ticket is the BLAKE2b-256 digest of "SEED|ID", and the lowest tickets of a
 * stratum are drawn; the others wait in the order of theirs. Nobody's chance depends on the order
 * of the entries, and anybody can check a ticket: printf '%s' 'SEED|ID' | b2sum -l 256.
 *
 * It is fair when no one who could still add, leave out or rename an entry knew the seed: close the
 * list and publish its digest first, then take a number nobody chooses (a state lottery's, say).
 *
 * seed     the text of the seed, 1 byte or more
 * seats    strata: how many are drawn in each, 0 or more
 * out      count places, in memory of the arena: stratum by stratum, in it by place
 *
 * Fails    ERROR_USAGE without a seed; ERROR_INVALID on an empty id, the same id twice, or a
 * stratum out of range. Source   RFC 7693 (BLAKE2b). */
MUST_CHECK bool lottery_draw(struct arena *a, const char *seed, const struct lottery_entry *entries,
                             int64_t count, const int64_t *seats, int32_t strata,
                             struct lottery_place **out, struct error *err);
