#pragma once
/* Days, moments and times of day. The calendar is the Gregorian, before 1582 too (ISO 8601). */

#include <stdbool.h>
#include <stdint.h>

/* A day: days since 1970-01-01. Years 1 to 9999. */
struct date {
    int32_t days;
};

/* No day at all: what an empty cell or an impossible date gives. */
#define NO_DATE ((struct date){INT32_MIN})

/* A moment: microseconds since 1970-01-01T00:00:00Z, without leap seconds. */
struct instant {
    int64_t us;
};
#define NO_INSTANT ((struct instant){INT64_MIN})

/* A day as people write it; month 1 to 12, day 1 to 31. */
struct civil {
    int year, month, day;
};

/* What a clock on the wall shows: a day and microseconds since its midnight. */
struct local {
    struct date date;
    int64_t us; /* 0 <= us < 86 400 000 000 */
};

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

bool date_is(struct date d);                       /* not NO_DATE */
struct date date_of(int year, int month, int day); /* NO_DATE where there is no such day */
struct civil date_civil(struct date d);            /* all 0 for NO_DATE */
enum weekday date_weekday(struct date d);          /* d is a day */
struct date date_add(struct date d, int days);     /* NO_DATE beyond the years 1 to 9999 */
int date_days_in_month(int year, int month);

/* The same day of the month n months later (n may be negative), the month's last day where it has
 * no such day: 31 January + 1 month is 28 or 29 February. */
struct date date_add_months(struct date d, int months);

/* "2026-01-31" and nothing else; NO_DATE otherwise. */
struct date date_read(const char *text);

/* Writes "2026-01-31" and a NUL; "" for NO_DATE. */
void date_write(struct date d, char out[11]);

/* "2026-01-31T14:30:00-05:00", seconds and their decimals optional, zone Z or +-hh:mm required, 'T'
 * or one space between; decimals beyond microseconds are dropped. Gives the moment and, where
 * offset_s is not NULL, seconds east of UTC. */
bool instant_read(const char *text, struct instant *out, int *offset_s);

/* Writes "2026-01-31T14:30:00-05:00" as a clock offset_s seconds east of UTC shows it ("Z" is never
 * written; decimals only when the second is not whole). */
void instant_write(struct instant t, int offset_s, char out[40]);

/* Between a moment and what a clock offset_s seconds east of UTC shows. NO_DATE and NO_INSTANT give
 * each other, and so does a moment outside the years 1 to 9999. */
struct instant instant_of(struct local local, int offset_s);
struct local instant_local(struct instant t, int offset_s);
