#pragma once
/* Holidays: the rules by which a law sets a day off, and the span of years for which it does. */

#include "base/arena.h"
#include "base/date.h"

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

extern const char *const weekday_names[7]; /* "Monday" … "Sunday" */

/* The day on which a rule's holiday falls in a year, before it is moved by `observed`; NO_DATE
 * where the rule does not hold in that year. */
struct date holiday_falls(const struct holiday_rule *h, int year);
struct date holiday_kept(const struct holiday_rule *h, int year); /* after it is moved */

/* The federal holidays of 5 USC 6103(a), as they stood in each year, and that of 6103(c) for the
 * offices in and around Washington. */
const struct holiday_rule *holiday_federal(size_t *count);
const struct holiday_rule *holiday_inauguration(void);

/* A holiday as a code list's row has it: the columns of spec/rules/federal-holidays.csv. NULL and
 * "" are alike. */
struct holiday_row {
    const char *name;      /* item */
    const char *rule;      /* "fixed", "nth weekday", "last weekday", "easter", "date" */
    const char *month;     /* 1 to 12 */
    const char *number;    /* ordinal_or_day: the day; 1 to 5, -1 the last; easter: days after */
    const char *weekday;   /* "Monday" */
    const char *saturday;  /* observed_if_saturday: "", "Friday before", "Monday after", "none" */
    const char *sunday;    /* observed_if_sunday: "", "Monday after", "none" */
    const char *from, *to; /* years or days in force */
    const char *basis;
};

/* Reads a row. Fails: ERROR_INVALID naming the column, what was expected, and the likely word. */
MUST_CHECK bool holiday_read(struct arena *a, const struct holiday_row *row,
                             struct holiday_rule *out, struct error *err);
