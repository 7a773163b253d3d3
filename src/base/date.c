#include "base/date.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_DAY = -719162, LAST_DAY = 2932896 }; // 0001-01-01 and 9999-12-31
static const int64_t us_per_day = INT64_C(86400000000);

bool date_is(struct date d)
{
    return d.days != INT32_MIN;
}

static bool in_calendar(int64_t days)
{
    return days >= FIRST_DAY && days <= LAST_DAY;
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= 12);
    return days[month - 1] + (month == 2 && is_leap(year));
}

// Both ways count in years that begin on 1 March, so that the leap day is a year's last, in eras of
// 400 years: Neri & Schneider 2023, Softw. Pract. Exper. 53:937-970, and the works cited there.
struct date date_of(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1
        || day > date_days_in_month(year, month))
        return NO_DATE;
    int y = year - (month <= 2);
    int era = y / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (struct date){era * 146097 + day_of_era - 719468};
}

struct civil date_civil(struct date d)
{
    if (!date_is(d))
        return (struct civil){0};
    int z = d.days + 719468;
    int era = z / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    int day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    int month = month_from_march + (month_from_march < 10 ? 3 : -9);
    return (struct civil){year_of_era + era * 400 + (month <= 2), month, day};
}

enum weekday date_weekday(struct date d)
{
    assert(date_is(d));
    int w = (d.days + 3) % 7; // 1970-01-01 was a Thursday
    return (enum weekday)(w < 0 ? w + 7 : w);
}

struct date date_add(struct date d, int days)
{
    int64_t sum = (int64_t)d.days + days;
    return date_is(d) && in_calendar(sum) ? (struct date){(int32_t)sum} : NO_DATE;
}

struct date date_add_months(struct date d, int months)
{
    if (!date_is(d))
        return NO_DATE;
    struct civil c = date_civil(d);
    int64_t month = (int64_t)c.year * 12 + c.month - 1 + months;
    if (month < 12 || month >= INT64_C(10000) * 12)
        return NO_DATE;
    int y = (int)(month / 12), m = (int)(month % 12) + 1;
    int last = date_days_in_month(y, m);
    return date_of(y, m, c.day < last ? c.day : last);
}

// Reads exactly `count` digits at *at and steps over them; -1 where there are fewer.
static int digits(const char **at, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if ((*at)[i] < '0' || (*at)[i] > '9')
            return -1;
        value = value * 10 + ((*at)[i] - '0');
    }
    *at += count;
    return value;
}

static bool skip(const char **at, char c)
{
    if (**at != c)
        return false;
    (*at)++;
    return true;
}

static struct date read_day(const char **at)
{
    int year, month, day;
    if ((year = digits(at, 4)) < 0 || !skip(at, '-') || (month = digits(at, 2)) < 0
        || !skip(at, '-') || (day = digits(at, 2)) < 0)
        return NO_DATE;
    return date_of(year, month, day);
}

struct date date_read(const char *text)
{
    if (text == NULL)
        return NO_DATE;
    struct date d = read_day(&text);
    return *text == '\0' ? d : NO_DATE;
}

static void write_digits(char *out, int value, int count)
{
    for (int i = count - 1; i >= 0; i--, value /= 10)
        out[i] = (char)('0' + value % 10);
}

void date_write(struct date d, char out[11])
{
    if (!date_is(d)) {
        out[0] = '\0';
        return;
    }
    struct civil c = date_civil(d);
    memcpy(out, "0000-00-00", 11);
    write_digits(out, c.year, 4);
    write_digits(out + 5, c.month, 2);
    write_digits(out + 8, c.day, 2);
}

// ":ss" and ".d…" after hh:mm, both optional; decimals beyond microseconds are dropped.
static bool read_seconds(const char **at, int64_t *us)
{
    *us = 0;
    if (!skip(at, ':'))
        return true;
    int second = digits(at, 2);
    if (second < 0 || second > 59)
        return false;
    *us = second * INT64_C(1000000);
    if (!skip(at, '.'))
        return true;
    if (**at < '0' || **at > '9')
        return false;
    for (int64_t unit = 100000; **at >= '0' && **at <= '9'; (*at)++, unit /= 10)
        *us += unit * (**at - '0');
    return true;
}

static bool read_offset(const char **at, int *offset_s)
{
    *offset_s = 0;
    if (skip(at, 'Z'))
        return true;
    bool west = **at == '-';
    if (!skip(at, '+') && !skip(at, '-'))
        return false;
    int hours, minutes;
    if ((hours = digits(at, 2)) < 0 || hours > 23 || !skip(at, ':') || (minutes = digits(at, 2)) < 0
        || minutes > 59)
        return false;
    *offset_s = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
    return true;
}

bool instant_read(const char *text, struct instant *out, int *offset_s)
{
    if (text == NULL)
        return false;
    struct local local = {.date = read_day(&text)};
    if (!date_is(local.date) || (!skip(&text, 'T') && !skip(&text, ' ')))
        return false;
    int hour, minute, offset;
    int64_t us;
    if ((hour = digits(&text, 2)) < 0 || hour > 23 || !skip(&text, ':')
        || (minute = digits(&text, 2)) < 0 || minute > 59 || !read_seconds(&text, &us)
        || !read_offset(&text, &offset) || *text != '\0')
        return false;
    local.us = (hour * 3600 + minute * 60) * INT64_C(1000000) + us;
    *out = instant_of(local, offset);
    if (offset_s != NULL)
        *offset_s = offset;
    return true;
}

void instant_write(struct instant t, int offset_s, char out[40])
{
    int minutes = offset_s / 60; // an old local mean time's seconds have no place in the text
    struct local local = instant_local(t, minutes * 60);
    if (!date_is(local.date)) {
        out[0] = '\0';
        return;
    }
    date_write(local.date, out);
    int s = (int)(local.us / 1000000), us = (int)(local.us % 1000000);
    out[10] = 'T';
    write_digits(out + 11, s / 3600, 2);
    out[13] = ':';
    write_digits(out + 14, s / 60 % 60, 2);
    out[16] = ':';
    write_digits(out + 17, s % 60, 2);
    char *at = out + 19;
    if (us != 0) {
        *at++ = '.';
        write_digits(at, us, 6);
        at += 6;
        while (at[-1] == '0')
            at--;
    }
    *at++ = minutes < 0 ? '-' : '+';
    int away = minutes < 0 ? -minutes : minutes;
    write_digits(at, away / 60, 2);
    at[2] = ':';
    write_digits(at + 3, away % 60, 2);
    at[5] = '\0';
}

struct instant instant_of(struct local local, int offset_s)
{
    if (!date_is(local.date))
        return NO_INSTANT;
    return (struct instant){local.date.days * us_per_day + local.us - offset_s * INT64_C(1000000)};
}

struct local instant_local(struct instant t, int offset_s)
{
    int64_t us;
    if (t.us == INT64_MIN || __builtin_add_overflow(t.us, offset_s * INT64_C(1000000), &us))
        return (struct local){.date = NO_DATE};
    int64_t days = us / us_per_day;
    days -= us % us_per_day < 0;
    if (!in_calendar(days))
        return (struct local){.date = NO_DATE};
    return (struct local){{(int32_t)days}, us - days * us_per_day};
}
