#include "clock/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/number.h"
#include "base/text.h"

// The legal public holidays, as each act had them. The sources by number:
//   [1] act of 1885-01-06, 23 Stat. 516    [2] act of 1894-06-28, 28 Stat. 96 (Labor Day)
//   [3] act of 1938-05-13, 52 Stat. 351 (Armistice Day); act of 1954-06-01, 68 Stat. 168 (Veterans)
//   [4] act of 1941-12-26, 55 Stat. 862 (fourth Thursday); proclamations of 1939 to 1941 before it
//   [5] Pub. L. 90-363 of 1968-06-28 (Mondays, from 1971)   [6] Pub. L. 94-97 of 1975-09-18
//   [7] Pub. L. 98-144 of 1983-11-02 (from 1986)   [8] Pub. L. 117-17 of 2021-06-17 (Juneteenth)
//   [9] Pub. L. 86-362 of 1959-09-22: a Saturday's holiday is kept on Friday. A Sunday's was kept
//   on
//       Monday before that too (Executive Order 10358 of 1952 and its forerunners).
// A fixed day is two rows, for the years before and after [9]: the first Saturday after it was
// Saint Stephen's Day of 1959, so the years can be told apart at 1960.
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

static const char *const weekday_names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                            "Friday", "Saturday", "Sunday"};

// Working days are bits, 64 days to a word; before[w] counts those in the words before w. So a
// count up to a day is one look-up and one population count, and the nth working day a search among
// 1,700 words. {1 Jan 1900 … 31 Dec 2199} are 109 573 days.
enum { MOST_WORDS = 1720 };

struct calendar {
    const char *name;
    bool weekend[7];
    struct {
        struct holiday_rule *at;
        size_t count, room;
    } rules;
    const struct special_day *days;
    size_t day_count;
    int32_t first, last; // days since 1970
    int words;
    uint64_t works[MOST_WORDS];
    int32_t before[MOST_WORDS + 1];
};

const struct holiday_rule *calendar_federal_rules(size_t *count)
{
    *count = FEDERAL_COUNT;
    return federal;
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

/* -- drawing a calendar up -- */

static bool rule_check(const struct holiday_rule *h, struct error *err)
{
    if (h->name == NULL || h->name[0] == '\0')
        return error_set(err, ERROR_INVALID, "a holiday has no name");
    bool sound = h->form == HOLIDAY_EASTER || (h->month >= 1 && h->month <= 12);
    if (h->form == HOLIDAY_FIXED)
        sound = sound && date_is(date_of(2000, h->month, h->day));
    if (h->form == HOLIDAY_NTH)
        sound = sound && (h->nth == -1 || (h->nth >= 1 && h->nth <= 5));
    if (!sound || abs(h->shift) > 200 || h->every < 0)
        return error_set(err, ERROR_INVALID, "holiday \"%s\": its rule names no day of a year",
                         h->name);
    return true;
}

static bool is_without(const struct calendar_plan *plan, const char *name)
{
    for (size_t i = 0; i < plan->without_count; i++)
        if (strcmp(plan->without[i], name) == 0)
            return true;
    return false;
}

static bool without_check(struct arena *a, const struct calendar_plan *plan, struct error *err)
{
    const char *names[FEDERAL_COUNT];
    for (size_t i = 0; i < FEDERAL_COUNT; i++)
        names[i] = federal[i].name;
    for (size_t i = 0; i < plan->without_count; i++) {
        bool found = false;
        for (size_t j = 0; j < FEDERAL_COUNT && !found; j++)
            found = strcmp(plan->without[i], names[j]) == 0;
        if (!found)
            return error_set(err, ERROR_INVALID, "\"%s\" is no federal holiday%s", plan->without[i],
                             text_did_you_mean(a, plan->without[i], names, FEDERAL_COUNT));
    }
    return true;
}

static bool gather_rules(struct arena *a, const struct calendar_plan *plan, struct calendar *c,
                         struct error *err)
{
    if (plan->federal)
        for (size_t i = 0; i < FEDERAL_COUNT; i++)
            if (!is_without(plan, federal[i].name))
                *list_add(a, &c->rules) = federal[i];
    if (plan->inauguration)
        *list_add(a, &c->rules) = inauguration;
    for (size_t i = 0; i < plan->rule_count; i++) {
        if (!rule_check(&plan->rules[i], err))
            return false;
        *list_add(a, &c->rules) = plan->rules[i];
    }
    return true;
}

static void set_works(struct calendar *c, struct date d, bool works)
{
    if (!date_is(d) || d.days < c->first || d.days > c->last)
        return;
    uint32_t i = (uint32_t)(d.days - c->first);
    uint64_t bit = UINT64_C(1) << (i % 64);
    c->works[i / 64] = works ? c->works[i / 64] | bit : c->works[i / 64] & ~bit;
}

static void mark_days(struct calendar *c)
{
    for (int32_t day = c->first; day <= c->last; day++)
        set_works(c, (struct date){day}, !c->weekend[date_weekday((struct date){day})]);
    for (size_t i = 0; i < c->rules.count; i++)
        for (int year = CALENDAR_FIRST_YEAR - 1; year <= CALENDAR_LAST_YEAR + 1; year++)
            set_works(c, holiday_kept(&c->rules.at[i], year), false);
    for (size_t i = 0; i < c->day_count; i++)
        set_works(c, c->days[i].day, c->days[i].works);
    for (int w = 0; w < c->words; w++)
        c->before[w + 1] = c->before[w] + __builtin_popcountll(c->works[w]);
}

bool calendar_make(struct arena *a, const struct calendar_plan *plan, const struct calendar **out,
                   struct error *err)
{
    struct calendar *c = ARENA_NEW(a, struct calendar);
    c->name = plan->name;
    c->first = date_of(CALENDAR_FIRST_YEAR, 1, 1).days;
    c->last = date_of(CALENDAR_LAST_YEAR, 12, 31).days;
    c->words = (c->last - c->first) / 64 + 1;
    c->days = plan->days;
    c->day_count = plan->day_count;
    int off = 0;
    for (int w = 0; w < 7; w++) {
        c->weekend[w] = plan->weekend_said ? plan->weekend[w] : w == SATURDAY || w == SUNDAY;
        off += c->weekend[w];
    }
    if (off == 7)
        return error_set(err, ERROR_INVALID, "calendar \"%s\": no day of the week is a working day",
                         plan->name);
    for (size_t i = 0; i < plan->day_count; i++)
        if (!calendar_covers(c, plan->days[i].day))
            return error_set(err, ERROR_INVALID,
                             "calendar \"%s\": the day of \"%s\" is not in the years %d to %d",
                             plan->name, plan->days[i].name, CALENDAR_FIRST_YEAR,
                             CALENDAR_LAST_YEAR);
    if (!without_check(a, plan, err) || !gather_rules(a, plan, c, err))
        return error_while(err, "calendar \"%s\"", plan->name);
    mark_days(c);
    *out = c;
    return true;
}

/* -- asking it -- */

const char *calendar_name(const struct calendar *c)
{
    return c->name;
}

bool calendar_covers(const struct calendar *c, struct date d)
{
    return d.days >= c->first && d.days <= c->last;
}

bool calendar_works(const struct calendar *c, struct date d)
{
    if (!calendar_covers(c, d))
        return true;
    uint32_t i = (uint32_t)(d.days - c->first);
    return (c->works[i / 64] >> (i % 64) & 1) != 0;
}

struct day_off calendar_day_off(const struct calendar *c, struct date d)
{
    if (calendar_works(c, d))
        return (struct day_off){0};
    for (size_t i = 0; i < c->day_count; i++)
        if (c->days[i].day.days == d.days && !c->days[i].works)
            return (struct day_off){.name = c->days[i].name, .basis = c->days[i].basis};
    int year = date_civil(d).year;
    for (size_t i = 0; i < c->rules.count && !c->weekend[date_weekday(d)]; i++)
        for (int y = year - 1; y <= year + 1; y++)
            if (holiday_kept(&c->rules.at[i], y).days == d.days)
                return (struct day_off){
                    .name = c->rules.at[i].name,
                    .observed = holiday_falls(&c->rules.at[i], y).days != d.days,
                    .basis = c->rules.at[i].basis,
                };
    return (struct day_off){.name = weekday_names[date_weekday(d)], .weekend = true};
}

// Working days from the first of the calendar up to and with the ith (from 0); 0 for i = -1.
static int32_t works_until(const struct calendar *c, int32_t i)
{
    if (i < 0)
        return 0;
    uint64_t mask = UINT64_MAX >> (63 - i % 64);
    return c->before[i / 64] + __builtin_popcountll(c->works[i / 64] & mask);
}

// The place of the nth 1 bit of a word, n from 1.
static int nth_bit(uint64_t word, int n)
{
    int place = 0;
    for (int width = 32; width > 0; width /= 2) {
        int low = __builtin_popcountll(word & ((UINT64_C(1) << width) - 1));
        if (n > low) {
            n -= low;
            word >>= width;
            place += width;
        }
    }
    return place;
}

// The nth working day of the calendar, n from 1.
static struct date nth_working(const struct calendar *c, int64_t n)
{
    if (n < 1 || n > c->before[c->words])
        return NO_DATE;
    int low = 0, high = c->words - 1; // the last word with before < n
    while (low < high) {
        int middle = low + (high - low + 1) / 2;
        if (c->before[middle] < n)
            low = middle;
        else
            high = middle - 1;
    }
    return (struct date){c->first + low * 64 + nth_bit(c->works[low], (int)n - c->before[low])};
}

struct date calendar_add(const struct calendar *c, struct date d, int n)
{
    if (!calendar_covers(c, d))
        return NO_DATE;
    int32_t i = d.days - c->first;
    if (n > 0)
        return nth_working(c, (int64_t)works_until(c, i) + n);
    if (n < 0)
        return nth_working(c, (int64_t)works_until(c, i - 1) + n + 1);
    return d;
}

int calendar_count(const struct calendar *c, struct date from, struct date to)
{
    int32_t i = from.days - c->first, j = to.days - c->first;
    return j >= i ? works_until(c, j) - works_until(c, i)
                  : works_until(c, j - 1) - works_until(c, i - 1);
}

struct date calendar_next(const struct calendar *c, struct date d)
{
    return calendar_works(c, d) && calendar_covers(c, d) ? d : calendar_add(c, d, 1);
}

struct date calendar_previous(const struct calendar *c, struct date d)
{
    return calendar_works(c, d) && calendar_covers(c, d) ? d : calendar_add(c, d, -1);
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
