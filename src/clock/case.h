#pragma once
/* Cases: what happened, when, what is known of it, what stopped the time, and where. */

#include "base/zone.h"
#include "clock/calendar.h"

/* A day, or a moment. */
struct clock_time {
    bool timed;
    struct date day;   /* where not timed */
    struct instant at; /* where timed */
};
struct clock_time clock_time_day(struct date day);
struct clock_time clock_time_at(struct instant at);

/* "2026-01-31", or a moment with its zone as in instant_read. */
bool clock_time_read(const char *text, struct clock_time *out);

/* Its day on a wall clock of the zone. */
struct date clock_time_date(struct clock_time t, const struct zone *z);

enum fact { FACT_UNKNOWN, FACT_TRUE, FACT_FALSE };

struct clock_fact {
    const char *name;
    enum fact is;
};

/* A time that is not counted. For a rule of days, whole days are not: from the day of `from` to
 * `until` where it is a day, to the day before it where it is a moment, since the day on which time
 * runs again counts. For a rule of hours, those between the moments; a day is taken from its start
 * to its end. */
struct clock_pause {
    struct clock_time from, until;
    bool open; /* it goes on: there is no `until` yet */
    const char *reason;
};

/* What happened in one case. */
struct clock_case {
    struct clock_time trigger;
    const struct clock_fact *facts; /* a fact that is not here is unknown */
    size_t fact_count;
    const struct clock_pause *pauses; /* in any order; they may overlap */
    size_t pause_count;
    const char *served; /* how; NULL: not recorded */
};

/* Where it happened: the calendar of the jurisdiction, the federal one, and the zone of the office
 * that must act. */
struct clock_place {
    const struct calendar *calendar, *federal;
    const struct zone *zone;
};

/* The first moment of a day, and the first after it. */
struct instant clock_day_starts(const struct zone *z, struct date d);
struct instant clock_day_ends(const struct zone *z, struct date d);

/* The pauses as whole days or moments, sorted and merged; the reasons of merged ones joined. */
struct pause_span {
    struct date from, until; /* days not counted, both included; an open one's until is INT32_MAX */
    struct instant from_at, until_at;
    const char *reason;
};
MUST_CHECK bool clock_pauses(struct arena *a, const struct clock_case *c, const struct zone *z,
                             bool by_time, const struct pause_span **out, size_t *count,
                             struct error *err);
