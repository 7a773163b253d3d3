#include "clock/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/text.h"

// Working days are bits, 64 days to a word; before[w] counts those in the words before w. So a
// count up to a day is one look-up and one population count, and the nth working day a step or two
// from a good guess. The days of 1900 to 2199 are 109 573.
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
    size_t count;
    const struct holiday_rule *federal = holiday_federal(&count);
    const char **names = ARENA_ARRAY(a, const char *, count);
    for (size_t i = 0; i < count; i++)
        names[i] = federal[i].name;
    for (size_t i = 0; i < plan->without_count; i++) {
        bool found = false;
        for (size_t j = 0; j < count && !found; j++)
            found = strcmp(plan->without[i], names[j]) == 0;
        if (!found)
            return error_set(err, ERROR_INVALID, "\"%s\" is no federal holiday%s", plan->without[i],
                             text_did_you_mean(a, plan->without[i], names, count));
    }
    return true;
}

static bool gather_rules(struct arena *a, const struct calendar_plan *plan, struct calendar *c,
                         struct error *err)
{
    size_t count;
    const struct holiday_rule *federal = holiday_federal(&count);
    if (plan->federal)
        for (size_t i = 0; i < count; i++)
            if (!is_without(plan, federal[i].name))
                *list_add(a, &c->rules) = federal[i];
    if (plan->inauguration)
        *list_add(a, &c->rules) = *holiday_inauguration();
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
    if (c->before[c->words] == 0)
        return error_set(err, ERROR_INVALID, "calendar \"%s\": no day is a working day",
                         plan->name);
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

// The nth working day of the calendar, n from 1, sought from a day near it: days to a working day
// are nearly the same everywhere, so the guess is a word or two off.
static struct date nth_working(const struct calendar *c, int64_t n, int64_t near)
{
    if (n < 1 || n > c->before[c->words])
        return NO_DATE;
    int64_t word = near / 64;
    int w = word < 0 ? 0 : word >= c->words ? c->words - 1 : (int)word;
    while (c->before[w] >= n)
        w--;
    while (c->before[w + 1] < n)
        w++;
    return (struct date){c->first + w * 64 + nth_bit(c->works[w], (int)n - c->before[w])};
}

struct date calendar_add(const struct calendar *c, struct date d, int n)
{
    if (!calendar_covers(c, d))
        return NO_DATE;
    int32_t i = d.days - c->first;
    int64_t near = i + (int64_t)n * (c->last - c->first + 1) / c->before[c->words];
    if (n > 0)
        return nth_working(c, (int64_t)works_until(c, i) + n, near);
    if (n < 0)
        return nth_working(c, (int64_t)works_until(c, i - 1) + n + 1, near);
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
