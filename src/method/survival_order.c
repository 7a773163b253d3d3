/* Lifetimes in order of time. */

#include "method/survival_order.h"

#include <inttypes.h>
#include <math.h>

#include "method/order.h"

int code_count(const int32_t *codes, int64_t n)
{
    int32_t most = 0;
    for (int64_t i = 0; codes != NULL && i < n; i++)
        most = codes[i] > most ? codes[i] : most;
    return most + 1;
}

static bool row_missing(const struct lifetimes *l, const int32_t *part, const int32_t *also,
                        int64_t i)
{
    return isnan(l->exit[i]) || l->event[i] < 0 || (l->entry != NULL && isnan(l->entry[i]))
           || (l->weights != NULL && isnan(l->weights[i])) || (part != NULL && part[i] < 0)
           || (also != NULL && also[i] < 0);
}

static bool row_fits(const struct lifetimes *l, const int32_t *part, int parts, int32_t most_event,
                     int64_t i, struct error *err)
{
    if (!isfinite(l->exit[i]) || (l->entry != NULL && l->entry[i] == INFINITY))
        return error_set(err, ERROR_INVALID, "row %" PRId64 ": a time is infinite", i);
    if (l->entry != NULL && !(l->entry[i] < l->exit[i]))
        return error_set(err, ERROR_INVALID,
                         "row %" PRId64 " leaves at %.10g, which is not after it enters at %.10g",
                         i, l->exit[i], l->entry[i]);
    if (l->weights != NULL && !(l->weights[i] >= 0 && isfinite(l->weights[i])))
        return error_set(err, ERROR_INVALID, "row %" PRId64 ": a weight is not %.10g", i,
                         l->weights[i]);
    if (l->event[i] > most_event)
        return error_set(err, ERROR_USAGE, "row %" PRId64 ": event %" PRId32 " is above %" PRId32,
                         i, l->event[i], most_event);
    if (part != NULL && part[i] >= parts)
        return error_set(err, ERROR_USAGE,
                         "row %" PRId64 ": group %" PRId32 " of a table of %d groups", i, part[i],
                         parts);
    return true;
}

// Stable, so the order by time that rows already have is kept within each part.
static void by_part(const int32_t *part, int parts, int64_t n, int64_t *first, int64_t *rows)
{
    struct arena scratch = {0};
    int64_t *at = ARENA_ARRAY(&scratch, int64_t, (size_t)parts + 1);
    for (int64_t i = 0; i < n; i++)
        at[(part == NULL ? 0 : part[rows[i]]) + 1]++;
    for (int q = 0; q < parts; q++)
        at[q + 1] += at[q];
    for (int q = 0; q <= parts; q++)
        first[q] = at[q];
    if (part != NULL) {
        int64_t *from = arena_copy(&scratch, rows, (size_t)n * sizeof *rows);
        for (int64_t i = 0; i < n; i++)
            rows[at[part[from[i]]]++] = from[i];
    }
    arena_free(&scratch);
}

bool lifetimes_order(struct arena *a, const struct lifetimes *l, const int32_t *part, int parts,
                     const int32_t *also, int32_t most_event, struct ordered *out,
                     struct error *err)
{
    struct ordered o = {.parts = parts};
    o.exits = ARENA_ARRAY(a, int64_t, (size_t)l->n);
    for (int64_t i = 0; i < l->n; i++) {
        if (row_missing(l, part, also, i))
            continue;
        if (!row_fits(l, part, parts, most_event, i, err))
            return false;
        o.exits[o.n++] = i;
    }
    o.dropped = l->n - o.n;
    o.first = ARENA_ARRAY(a, int64_t, (size_t)parts + 1);
    if (l->entry != NULL) {
        o.entries = arena_copy(a, o.exits, (size_t)o.n * sizeof *o.exits);
        reorder_numbers(l->entry, o.n, o.entries);
        by_part(part, parts, o.n, o.first, o.entries);
    }
    reorder_numbers(l->exit, o.n, o.exits);
    by_part(part, parts, o.n, o.first, o.exits);
    *out = o;
    return true;
}
