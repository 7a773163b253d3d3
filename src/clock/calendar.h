#pragma once
/* Calendars: which days are working days, in one jurisdiction, year by year as the law stood. */

#include "base/arena.h"
#include "base/date.h"

/* The years that a calendar knows. Counting that leaves them gives NO_DATE. */
enum { CALENDAR_FIRST_YEAR = 1900, CALENDAR_LAST_YEAR = 2199 };

enum holiday_form {
    HOLIDAY_FIXED,  /* a day of a month */
    HOLIDAY_NTH,    /* the nth weekday of a month; nth -1 is the last */
    HOLIDAY_EASTER, /* Easter Sunday of the western churches */
};

/* On which day a holiday that falls on a Saturday or Sunday is kept. */
enum holiday_observed {
    OBSERVED_AS_IT_FALLS,
    OBSERVED_NEAREST,        /* Saturday: the Friday before. Sunday: the Monday after */
    OBSERVED_SUNDAY_FORWARD, /* Sunday: the Monday after. Saturday: as it falls */
    OBSERVED_FORWARD,        /* Saturday and Sunday: the Monday after */
};

/* A holiday by rule, as law set it for a span of years. Zero is open: year 0 as first or last means
 * always, every 0 means every year. A name may stand in several rules for spans that follow. */
struct holiday_rule {
    const char *name;
    enum holiday_form form;
    int month, day; /* of HOLIDAY_FIXED */
    int nth;        /* of HOLIDAY_NTH: 1 to 5, or -1; month and weekday with it */
    enum weekday weekday;
    int shift; /* days after that day: 1 for the day after Thanksgiving, -2 for Good Friday */
    enum holiday_observed observed;
    int first_year, last_year;
    int every, since; /* only when (year - since) is a multiple of every: 4 and 1965 */
    const char *basis;
};

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
 * Source  5 USC 6103 and the acts named in calendar.c. */
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

/* The day on which a rule's holiday falls in a year, before it is moved by `observed`; NO_DATE
 * where the rule does not hold in that year. */
struct date holiday_falls(const struct holiday_rule *h, int year);
struct date holiday_kept(const struct holiday_rule *h, int year); /* after it is moved */

/* The federal rules, for pages that list them. */
const struct holiday_rule *calendar_federal_rules(size_t *count);

/* A holiday as a code list's row has it: the columns of spec/rules/federal-holidays.csv. NULL and
 * "" are alike. */
struct holiday_row {
    const char *name;  /* item */
    const char *rule;  /* "fixed", "nth weekday", "last weekday", "easter", "date" */
    const char *month; /* 1 to 12 */
    const char
        *number; /* ordinal_or_day: the day; or 1 to 5, -1 for the last; easter: days after */
    const char *weekday;   /* "Monday" */
    const char *saturday;  /* observed_if_saturday: "", "Friday before", "Monday after", "none" */
    const char *sunday;    /* observed_if_sunday: "", "Monday after", "none" */
    const char *from, *to; /* years or days in force */
    const char *basis;
};

/* Reads a row. Fails: ERROR_INVALID naming the column, what was expected, and the likely word. */
MUST_CHECK bool holiday_read(struct arena *a, const struct holiday_row *row,
                             struct holiday_rule *out, struct error *err);
