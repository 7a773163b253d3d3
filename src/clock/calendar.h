#pragma once
/* Calendars: which days are working days, in one jurisdiction, year by year as the law stood. */

#include "clock/holiday.h"

/* The years that a calendar knows. Counting that leaves them gives NO_DATE. */
enum { CALENDAR_FIRST_YEAR = 1900, CALENDAR_LAST_YEAR = 2199 };

/* One day that a decree, a storm or a court adds to the days off, or takes from them. */
struct special_day {
    struct date day;
    const char *name;
    bool works; /* a day that would be off, but work goes on */
    const char *basis;
};

/* What a calendar is made of. {.name = "…", .federal = true} are the federal working days. */
struct calendar_plan {
    const char *name;
    bool federal;               /* the holidays of 5 USC 6103(a), as they stood in each year */
    bool inauguration;          /* 5 USC 6103(c): the offices in and around Washington */
    const char *const *without; /* names of federal holidays that are working days here */
    size_t without_count;
    const struct holiday_rule *rules; /* the holidays of the state, court or city */
    size_t rule_count;
    const struct special_day *days;
    size_t day_count;
    bool weekend_said; /* false: Saturday and Sunday; true: the days of `weekend` */
    bool weekend[7];   /* by enum weekday */
};

struct calendar;

/* Draws a calendar up; about 25 KB and a millisecond. The texts are kept, not copied.
 *
 * Fails   ERROR_INVALID for a rule without a day, a name in `without` that is no federal holiday
 * (it guesses the right one), a special day outside the years, or a week without a working day.
 * Source  5 USC 6103 and the acts named in holiday.c. */
MUST_CHECK bool calendar_make(struct arena *a, const struct calendar_plan *plan,
                              const struct calendar **out, struct error *err);

const char *calendar_name(const struct calendar *c);
bool calendar_covers(const struct calendar *c, struct date d);

/* Whether work goes on. True too outside the calendar's years, where nothing is known. */
bool calendar_works(const struct calendar *c, struct date d);

/* Why a day is off. name is NULL for a working day. */
struct day_off {
    const char *name; /* "Saturday", "Independence Day" */
    bool observed;    /* kept on this day, but falls on another */
    bool weekend;
    const char *basis; /* may be NULL */
};
struct day_off calendar_day_off(const struct calendar *c, struct date d);

/* The nth working day after d (n > 0) or before it (n < 0); d itself for n = 0. NO_DATE beyond the
 * calendar's years. Costs the same for any n. */
struct date calendar_add(const struct calendar *c, struct date d, int n);

/* How many working days are after `from` up to and with `to`; negative where to < from, so that
 * calendar_count(c, d, calendar_add(c, d, n)) == n. Both days lie in the calendar's years. */
int calendar_count(const struct calendar *c, struct date from, struct date to);

/* d where work goes on, else the first working day after it (before it). */
struct date calendar_next(const struct calendar *c, struct date d);
struct date calendar_previous(const struct calendar *c, struct date d);
