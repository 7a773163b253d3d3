#pragma once
/* Why a date: the rule and its version, every day counted or skipped with its reason, and what
 * moved the last day. */

#include "clock/count.h"

enum step_kind {
    STEP_TRIGGER, /* what happened, day 0 or day 1 */
    STEP_RULE,    /* the rule, its source and its version */
    STEP_COUNTED, /* a run of days that count, from number `first` to number `last` */
    STEP_SKIPPED, /* days off in a row that do not count, each named in the text */
    STEP_PAUSED,  /* days that a pause takes out */
    STEP_SPAN,    /* months, years or hours in one step */
    STEP_SERVED,  /* added, or not, for how it was served */
    STEP_LAST,    /* the last day: whether it is a day off, and where it moves */
    STEP_NOTE,    /* what was assumed, is not known, or changed */
};

struct clock_step {
    enum step_kind kind;
    struct date from, to; /* the days it is about; NO_DATE where it is about none */
    int first, last;      /* of STEP_COUNTED */
    const char *text;     /* the whole line: "30 Dec 2025 is day 1 … 28 Jan 2026 is day 30." */
};

struct clock_step_list {
    struct clock_step *at;
    size_t count, room;
};

/* The steps of one reading. It walks day by day and shares no counting with clock_due, so that the
 * last day it names is a second opinion: *out_day (unless NULL) is that day, NO_DATE when tolled.
 * due, c and place are those of the clock_due that gave it. Costs time for each day.
 * Fails: as clock_due, which it follows, does not. ERROR_INVALID for a pause without days. */
MUST_CHECK bool clock_explain(struct arena *a, const struct due *due, size_t reading,
                              const struct clock_case *c, const struct clock_place *place,
                              struct clock_step_list *out, struct date *out_day, struct error *err);

/* The whole answer to "why this date?", line by line: the steps of the first reading, then the
 * other readings with their dates, the stricter marked, and the facts that nobody recorded. */
MUST_CHECK bool clock_why(struct arena *a, const struct due *due, const struct clock_case *c,
                          const struct clock_place *place, const char **out, struct error *err);

/* What a correction did: "The start moved from 29 Dec 2025 to 2 Jan 2026. The last day moved from
 * 28 Jan 2026 to 2 Feb 2026 (5 days later)." "" where nothing that people see changed. */
const char *clock_change_say(struct arena *a, const struct due *before, const struct due *after,
                             const struct zone *zone);

/* "28 Jan 2026"; "" for NO_DATE. */
const char *clock_date_say(struct arena *a, struct date d);

/* "28 Jan 2026", or for an hour clock "28 Jan 2026 14:30 (UTC-06:00)". */
const char *clock_reading_say(struct arena *a, const struct due_reading *r,
                              const struct zone *zone);
