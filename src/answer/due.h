#pragma once
/* What is due: the packs' clocks, asked of the records there are. */

#include "clock/explain.h"
#include "clock/state.h"
#include "store/site.h"

struct due_item {
    const struct clock *clock;
    const char *record; /* the key of what started it */
    const char *owner;
    struct due due; /* at == NULL where no date could be counted */
    struct clock_status status;
    const struct clock_rule *rule; /* the version used; NULL where none is in force */
    const char *trouble;           /* why there is no date: "no rule for TX"; NULL: there is one */
    const char *started, *met;     /* as recorded; met NULL: not yet */
    struct clock_case happened;    /* what it was counted from, and where: for the explanation */
    struct clock_place place;
};

struct due_list_all {
    struct due_item *at;
    size_t count, room;
};

struct due_ask {
    const char *clock;  /* only this one; NULL: all */
    const char *pack;   /* only of this pack */
    const char *record; /* only of this key */
    const char *owner;
    bool all; /* those that were met in time, too */
};

/* Every due of the question's day, overdue first, then by date. Fails: ERROR_NOT_FOUND for a clock
 * that is not there; ERROR_INVALID for a mistake in a pack. */
MUST_CHECK bool due_ask(struct site *s, struct arena *a, const struct due_ask *ask,
                        struct due_list_all *out, struct error *err);

/* Why a date: every step, as text. Fails: ERROR_NOT_FOUND where the clock has no such record. */
MUST_CHECK bool due_explain(struct site *s, struct arena *a, const char *clock, const char *record,
                            const char **out, struct error *err);

struct due_counts {
    int64_t overdue, soon, open, met, met_late, other;
};
struct due_counts due_count(const struct due_list_all *list);

/* "overdue 3 days", or what prevents a date. */
const char *due_state_words(struct arena *a, const struct due_item *item);
/* The last day or moment of the reading that binds the hardest, as "2026-01-28" or a datetime. */
const char *due_date_text(struct site *s, struct arena *a, const struct due_item *item);
