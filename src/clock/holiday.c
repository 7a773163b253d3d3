#include "clock/holiday.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

// The legal public holidays, as each act had them. The sources by number:
//   [1] act of 1885-01-06, 23 Stat. 516    [2] act of 1894-06-28, 28 Stat. 96 (Labor Day)
//   [3] act of 1938-05-13, 52 Stat. 351 (Armistice Day); act of 1954-06-01, 68 Stat. 168 (Veterans)
//   [4] act of 1941-12-26, 55 Stat. 862 (fourth Thursday); proclamations of 1939 to 1941 before it
//   [5] Pub. L. 90-363 of 1968-06-28 (Mondays, from 1971)   [6] Pub. L. 94-97 of 1975-09-18
//   [7] Pub. L. 98-144 of 1983-11-02 (from 1986)   [8] Pub. L. 117-17 of 2021-06-17 (Juneteenth)
//   [9] Pub. L. 86-362 of 1959-09-22: a Saturday's holiday is kept on Friday; a Sunday's was kept
//   on
//       Monday before that too (Executive Order 10358 of 1952 and its forerunners).
// The acts are cited from memory. A fixed day is two rows, for the years before and after [9]: no
// fixed holiday fell on a Saturday between that act and the end of 1959.
#define BEFORE_1960 .observed = OBSERVED_SUNDAY_FORWARD, .last_year = 1959
#define SINCE_1960 .observed = OBSERVED_NEAREST, .first_year = 1960
#define FIXED(m, d) .form = HOLIDAY_FIXED, .month = (m), .day = (d), .basis = "5 USC 6103(a)"
#define NTH(n, w, m)                                                                               \
    .form = HOLIDAY_NTH, .nth = (n), .weekday = (w), .month = (m), .basis = "5 USC 6103(a)"

static const char new_year[] = "New Year Day", king[] = "Birthday of Martin Luther King Jr",
                  washington[] = "Washington Birthday", memorial[] = "Memorial Day",
                  juneteenth[] = "Juneteenth National Independence Day",
                  independence[] = "Independence Day", labor[] = "Labor Day",
                  columbus[] = "Columbus Day", armistice[] = "Armistice Day",
                  veterans[] = "Veterans Day", thanksgiving[] = "Thanksgiving Day",
                  christmas[] = "Christmas Day";

static const struct holiday_rule federal[] = {
    {.name = new_year, FIXED(1, 1), BEFORE_1960},
    {.name = new_year, FIXED(1, 1), SINCE_1960},
    {.name = king, NTH(3, MONDAY, 1), .first_year = 1986}, // [7]
    {.name = washington, FIXED(2, 22), BEFORE_1960},       // [1]
    {.name = washington, FIXED(2, 22), SINCE_1960, .last_year = 1970},
    {.name = washington, NTH(3, MONDAY, 2), .first_year = 1971}, // [5]
    {.name = memorial, FIXED(5, 30), BEFORE_1960},
    {.name = memorial, FIXED(5, 30), SINCE_1960, .last_year = 1970},
    {.name = memorial, NTH(-1, MONDAY, 5), .first_year = 1971},                           // [5]
    {.name = juneteenth, FIXED(6, 19), .observed = OBSERVED_NEAREST, .first_year = 2021}, // [8]
    {.name = independence, FIXED(7, 4), BEFORE_1960},
    {.name = independence, FIXED(7, 4), SINCE_1960},
    {.name = labor, NTH(1, MONDAY, 9), .first_year = 1894},     // [2]
    {.name = columbus, NTH(2, MONDAY, 10), .first_year = 1971}, // [5]
    {.name = armistice,
     FIXED(11, 11),
     .observed = OBSERVED_SUNDAY_FORWARD,
     .first_year = 1938,
     .last_year = 1953}, // [3]
    {.name = veterans,
     FIXED(11, 11),
     .observed = OBSERVED_SUNDAY_FORWARD,
     .first_year = 1954,
     .last_year = 1959},
    {.name = veterans, FIXED(11, 11), SINCE_1960, .last_year = 1970},
    {.name = veterans, NTH(4, MONDAY, 10), .first_year = 1971, .last_year = 1977}, // [5], [6]
    {.name = veterans, FIXED(11, 11), .observed = OBSERVED_NEAREST, .first_year = 1978},
    {.name = thanksgiving, NTH(-1, THURSDAY, 11), .last_year = 1938},
    {.name = thanksgiving, FIXED(11, 23), .first_year = 1939, .last_year = 1939},
    {.name = thanksgiving, FIXED(11, 21), .first_year = 1940, .last_year = 1940},
    {.name = thanksgiving, FIXED(11, 20), .first_year = 1941, .last_year = 1941},
    {.name = thanksgiving, NTH(4, THURSDAY, 11), .first_year = 1942}, // [4]
    {.name = christmas, FIXED(12, 25), BEFORE_1960},
    {.name = christmas, FIXED(12, 25), SINCE_1960},
};
enum { FEDERAL_COUNT = sizeof federal / sizeof *federal };

static const struct holiday_rule inauguration = {
    .name = "Inauguration Day",
    .form = HOLIDAY_FIXED,
    .month = 1,
    .day = 20,
    .observed = OBSERVED_SUNDAY_FORWARD,
    .first_year = 1969,
    .every = 4,
    .since = 1965,
    .basis = "5 USC 6103(c)",
};

const char *const weekday_names[7] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                      "Friday", "Saturday", "Sunday"};

const struct holiday_rule *holiday_federal(size_t *count)
{
    *count = FEDERAL_COUNT;
    return federal;
}

const struct holiday_rule *holiday_inauguration(void)
{
    return &inauguration;
}

/* -- where a holiday falls -- */

// Easter Sunday in the Gregorian calendar: Meeus, Jones & Butcher, in Meeus 1991, Astronomical
// Algorithms, chapter 8.
static struct date easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return date_of(year, n / 31, n % 31 + 1);
}

static struct date nth_weekday(int year, int month, int nth, enum weekday weekday)
{
    int length = date_days_in_month(year, month);
    int first = 1 + ((int)weekday - (int)date_weekday(date_of(year, month, 1)) + 7) % 7;
    int day = nth == -1 ? first + (length - first) / 7 * 7 : first + 7 * (nth - 1);
    return date_of(year, month, day); // no day where a month has no fifth
}

struct date holiday_falls(const struct holiday_rule *h, int year)
{
    if ((h->first_year != 0 && year < h->first_year) || (h->last_year != 0 && year > h->last_year)
        || (h->every != 0 && (year - h->since) % h->every != 0))
        return NO_DATE;
    struct date d = NO_DATE;
    switch (h->form) {
    case HOLIDAY_FIXED:
        d = date_of(year, h->month, h->day);
        break;
    case HOLIDAY_NTH:
        d = nth_weekday(year, h->month, h->nth, h->weekday);
        break;
    case HOLIDAY_EASTER:
        d = easter(year);
        break;
    }
    return date_add(d, h->shift);
}

struct date holiday_kept(const struct holiday_rule *h, int year)
{
    struct date d = holiday_falls(h, year);
    if (!date_is(d))
        return d;
    bool saturday = date_weekday(d) == SATURDAY, sunday = date_weekday(d) == SUNDAY;
    switch (h->observed) {
    case OBSERVED_AS_IT_FALLS:
        return d;
    case OBSERVED_NEAREST:
        return date_add(d, saturday ? -1 : sunday ? 1 : 0);
    case OBSERVED_SUNDAY_FORWARD:
        return date_add(d, sunday ? 1 : 0);
    case OBSERVED_FORWARD:
        return date_add(d, saturday ? 2 : sunday ? 1 : 0);
    }
    return d;
}

/* -- a row of a code list -- */

static bool blank(const char *text)
{
    return text_blank(text);
}

static bool read_small(const char *column, const char *text, int low, int high, int *out,
                       struct error *err)
{
    int64_t value;
    if (blank(text) || !number_read_i64(text, &value) || value < low || value > high)
        return error_set(err, ERROR_INVALID,
                         "column %s: a whole number %d to %d is wanted, not \"%s\"", column, low,
                         high, text == NULL ? "" : text);
    *out = (int)value;
    return true;
}

static bool read_weekday(struct arena *a, const char *text, enum weekday *out, struct error *err)
{
    for (int w = 0; w < 7 && text != NULL; w++)
        if (text_equal(text_fold(a, text), text_fold(a, weekday_names[w]))) {
            *out = (enum weekday)w;
            return true;
        }
    return error_set(err, ERROR_INVALID, "column weekday: \"%s\" is no day of the week%s",
                     text == NULL ? "" : text,
                     text_did_you_mean(a, text == NULL ? "" : text, weekday_names, 7));
}

static bool read_observed(struct arena *a, const struct holiday_row *row,
                          enum holiday_observed *out, struct error *err)
{
    const char *saturday = blank(row->saturday) ? "none" : text_fold(a, row->saturday);
    const char *sunday = blank(row->sunday) ? "none" : text_fold(a, row->sunday);
    bool saturday_back = text_equal(saturday, "friday before");
    bool saturday_on = text_equal(saturday, "monday after");
    bool sunday_on = text_starts(sunday, "monday");
    if (!saturday_back && !saturday_on && !text_equal(saturday, "none"))
        return error_set(
            err, ERROR_INVALID,
            "column observed_if_saturday: \"Friday before\", \"Monday after\" or \"none\" "
            "is wanted, not \"%s\"",
            row->saturday);
    if (!sunday_on && !text_equal(sunday, "none"))
        return error_set(
            err, ERROR_INVALID,
            "column observed_if_sunday: \"Monday after\" or \"none\" is wanted, not \"%s\"",
            row->sunday);
    if ((saturday_back || saturday_on) && !sunday_on)
        return error_set(
            err, ERROR_INVALID,
            "a holiday that moves from Saturday but not from Sunday is not known: fill "
            "observed_if_sunday");
    *out = saturday_back ? OBSERVED_NEAREST
           : saturday_on ? OBSERVED_FORWARD
           : sunday_on   ? OBSERVED_SUNDAY_FORWARD
                         : OBSERVED_AS_IT_FALLS;
    return true;
}

// "2021" or "2021-06-17": the first (last) year whose holiday is in force.
static bool read_year(const char *column, const char *text, const struct holiday_rule *h,
                      bool first, int *out, struct error *err)
{
    if (blank(text))
        return true;
    struct date d = date_read(text);
    if (!date_is(d))
        return read_small(column, text, 1, 9999, out, err);
    int year = date_civil(d).year;
    struct date kept = holiday_kept(h, year);
    if (date_is(kept) && first && kept.days < d.days)
        year++;
    if (date_is(kept) && !first && kept.days > d.days)
        year--;
    *out = year;
    return true;
}

// "fixed, every 4th year after 1965 (2029, 2033...)": what stands after the form's word.
static bool read_every(const char *rule, struct holiday_rule *h, struct error *err)
{
    const char *at = strstr(rule, "every ");
    if (at == NULL)
        return true;
    char *end;
    long every = strtol(at + 6, &end, 10);
    const char *after = strstr(end, "after ");
    long since = after == NULL ? 0 : strtol(after + 6, NULL, 10);
    if (every < 1 || every > 100 || since < 1 || since > 9999)
        return error_set(
            err, ERROR_INVALID,
            "column rule: \"every 4th year after 1965\" is the form of a holiday that is "
            "not yearly, not \"%s\"",
            rule);
    h->every = (int)every;
    h->since = (int)since;
    h->first_year = (int)since + 1;
    return true;
}

static bool read_form(struct arena *a, const struct holiday_row *row, struct holiday_rule *h,
                      struct error *err)
{
    static const char *const forms[] = {"fixed", "nth weekday", "last weekday", "easter", "date"};
    const char *form = blank(row->rule) ? "" : text_fold(a, row->rule);
    if (text_starts(form, "fixed")) {
        h->form = HOLIDAY_FIXED;
        return read_small("month", row->month, 1, 12, &h->month, err)
               && read_small("ordinal_or_day", row->number, 1, date_days_in_month(2000, h->month),
                             &h->day, err)
               && read_every(row->rule, h, err);
    }
    if (text_equal(form, "nth weekday") || text_equal(form, "last weekday")) {
        h->form = HOLIDAY_NTH;
        h->nth = -1;
        if (!read_small("month", row->month, 1, 12, &h->month, err)
            || !read_weekday(a, row->weekday, &h->weekday, err))
            return false;
        if (form[0] == 'l')
            return true;
        if (!read_small("ordinal_or_day", row->number, -1, 5, &h->nth, err))
            return false;
        return h->nth != 0
               || error_set(err, ERROR_INVALID,
                            "column ordinal_or_day: 1 to 5, or -1 for the last");
    }
    if (text_equal(form, "easter")) {
        h->form = HOLIDAY_EASTER;
        return blank(row->number)
               || read_small("ordinal_or_day", row->number, -100, 100, &h->shift, err);
    }
    if (text_equal(form, "date")) {
        struct date d = date_read(row->number);
        if (!date_is(d))
            return error_set(
                err, ERROR_INVALID,
                "column ordinal_or_day: a day such as 2025-01-09 is wanted, not \"%s\"",
                row->number == NULL ? "" : row->number);
        struct civil c = date_civil(d);
        h->form = HOLIDAY_FIXED;
        h->month = c.month;
        h->day = c.day;
        h->first_year = h->last_year = c.year;
        return true;
    }
    return error_set(
        err, ERROR_INVALID,
        "column rule: \"fixed\", \"nth weekday\", \"last weekday\", \"easter\" or \"date\" "
        "is wanted, not \"%s\"%s",
        row->rule == NULL ? "" : row->rule,
        text_did_you_mean(a, form, forms, sizeof forms / sizeof *forms));
}

bool holiday_read(struct arena *a, const struct holiday_row *row, struct holiday_rule *out,
                  struct error *err)
{
    if (blank(row->name))
        return error_set(err, ERROR_INVALID, "column item: a holiday needs a name");
    struct holiday_rule h = {.name = arena_text(a, row->name), .basis = arena_text(a, row->basis)};
    if (!read_form(a, row, &h, err) || !read_observed(a, row, &h.observed, err)
        || !read_year("from", row->from, &h, true, &h.first_year, err)
        || !read_year("to", row->to, &h, false, &h.last_year, err))
        return error_while(err, "holiday \"%s\"", row->name);
    *out = h;
    return true;
}
