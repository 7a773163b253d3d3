#include "method/lottery.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct ticket {
    struct digest digest;
    int64_t entry;
    int32_t stratum;
};

static int by_digest(const void *pa, const void *pb)
{
    const struct ticket *a = pa, *b = pb;
    return memcmp(a->digest.bytes, b->digest.bytes, sizeof a->digest.bytes);
}

static int by_stratum_and_digest(const void *pa, const void *pb)
{
    const struct ticket *a = pa, *b = pb;
    if (a->stratum != b->stratum)
        return a->stratum < b->stratum ? -1 : 1;
    return by_digest(a, b);
}

static bool entries_check(const struct lottery_entry *entries, int64_t count, const int64_t *seats,
                          int32_t strata, struct error *err)
{
    for (int32_t k = 0; k < strata; k++) {
        if (seats[k] < 0)
            return error_set(err, ERROR_INVALID, "stratum %" PRId32 " has fewer than 0 seats",
                             k + 1);
    }
    for (int64_t i = 0; i < count; i++) {
        if (entries[i].id == NULL || entries[i].id[0] == '\0')
            return error_set(err, ERROR_INVALID, "entry %" PRId64 " has no id", i + 1);
        if (entries[i].stratum < 0 || entries[i].stratum >= strata)
            return error_set(err, ERROR_INVALID, "entry %" PRId64 ": no such stratum", i + 1);
    }
    return true;
}

static struct ticket *tickets_make(struct arena *a, const char *seed,
                                   const struct lottery_entry *entries, int64_t count)
{
    struct ticket *t = ARENA_ARRAY(a, struct ticket, (size_t)count);
    struct arena texts = {0};
    for (int64_t i = 0; i < count; i++) {
        const char *text = arena_printf(&texts, "%s|%s", seed, entries[i].id);
        t[i] = (struct ticket){digest_of(text, strlen(text)), i, entries[i].stratum};
        arena_reset(&texts);
    }
    arena_free(&texts);
    return t;
}

// The same id has the same ticket, in whichever strata it stands.
static bool tickets_check(struct ticket *t, int64_t count, struct error *err)
{
    if (count > 0)
        qsort(t, (size_t)count, sizeof *t, by_digest);
    for (int64_t i = 1; i < count; i++) {
        if (by_digest(&t[i - 1], &t[i]) != 0)
            continue;
        int64_t first = t[i - 1].entry, second = t[i].entry;
        return error_set(err, ERROR_INVALID, "entries %" PRId64 " and %" PRId64 " have the same id",
                         (first < second ? first : second) + 1,
                         (first < second ? second : first) + 1);
    }
    return true;
}

bool lottery_draw(struct arena *a, const char *seed, const struct lottery_entry *entries,
                  int64_t count, const int64_t *seats, int32_t strata, struct lottery_place **out,
                  struct error *err)
{
    if (seed == NULL || seed[0] == '\0' || count < 0)
        return error_set(err, ERROR_USAGE, "a lottery needs a seed");
    if (!entries_check(entries, count, seats, strata, err))
        return false;
    struct ticket *t = tickets_make(a, seed, entries, count);
    if (!tickets_check(t, count, err))
        return false;
    struct lottery_place *places = ARENA_ARRAY(a, struct lottery_place, (size_t)count);
    if (count > 0)
        qsort(t, (size_t)count, sizeof *t, by_stratum_and_digest);
    for (int64_t i = 0, place = 0; i < count; i++) {
        place = i > 0 && t[i - 1].stratum == t[i].stratum ? place + 1 : 1;
        int64_t waiting = place - seats[t[i].stratum];
        places[i] = (struct lottery_place){.entry = t[i].entry,
                                           .place = place,
                                           .drawn = waiting <= 0,
                                           .waiting = waiting > 0 ? waiting : 0,
                                           .ticket = t[i].digest};
    }
    *out = places;
    return true;
}
