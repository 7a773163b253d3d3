#include "clock/words.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "base/list.h"
#include "base/text.h"

enum { MOST_DAYS = 100000, MOST_MONTHS = 14400, DAY_MINUTES = 1440 };

/* -- words -- */

// What people write between words is not told apart: "the_day  After" is "the day after".
static const char *fold(struct arena *a, const char *text)
{
    return text == NULL ? "" : text_fold(a, text);
}

const char *words_plain(struct arena *a, const char *text)
{
    char *out = arena_alloc(a, strlen(text) + 1), *to = out;
    for (const char *at = text; *at != '\0'; at++) {
        bool space = isspace((unsigned char)*at) != 0;
        if (!space)
            *to++ = (char)tolower((unsigned char)*at);
        else if (to != out && to[-1] != ' ')
            *to++ = ' ';
    }
    if (to != out && to[-1] == ' ')
        to[-1] = '\0';
    return out;
}

bool words_phrase(struct arena *a, const char *text, const char *const *phrases, size_t count,
                  size_t *out, struct error *err)
{
    const char *folded = fold(a, text);
    struct text_list all = {0};
    for (size_t i = 0; i < count; i++) {
        if (text_equal(folded, text_fold(a, phrases[i]))) {
            *out = i;
            return true;
        }
        *list_add(a, &all) = arena_printf(a, "\"%s\"", phrases[i]);
    }
    return error_set(err, ERROR_INVALID, "%s is wanted, not \"%s\"%s", text_series(a, &all, "or"),
                     text == NULL ? "" : text, text_did_you_mean(a, folded, phrases, count));
}

bool clock_kind_read(struct arena *a, const char *text, enum clock_kind *out, struct error *err)
{
    size_t i;
    const char *kinds[CLOCK_REVIEW + 1];
    for (int k = 0; k <= CLOCK_REVIEW; k++)
        kinds[k] = clock_kind_name((enum clock_kind)k);
    if (!words_phrase(a, text, kinds, CLOCK_REVIEW + 1, &i, err))
        return false;
    *out = (enum clock_kind)i;
    return true;
}

bool clock_start_read(struct arena *a, const char *text, enum clock_start *out, struct error *err)
{
    static const char *const phrases[] = {"the day after", "the day of", "from the day after",
                                          "from the day of"};
    size_t i;
    if (!words_phrase(a, text, phrases, 4, &i, err))
        return false;
    *out = i % 2 == 0 ? START_DAY_AFTER : START_DAY_OF;
    return true;
}

bool clock_roll_read(struct arena *a, const char *text, enum clock_roll *out, struct error *err)
{
    static const char *const phrases[] = {"stays", "next working day", "previous working day"};
    size_t i;
    if (!words_phrase(a, text, phrases, 3, &i, err))
        return false;
    *out = (enum clock_roll)(ROLL_STAYS + i);
    return true;
}

bool clock_missing_read(struct arena *a, const char *text, enum clock_missing *out,
                        struct error *err)
{
    static const char *const phrases[] = {"clamp", "next day", "refuse"};
    size_t i;
    if (!words_phrase(a, text, phrases, 3, &i, err))
        return false;
    *out = (enum clock_missing)(MISSING_CLAMP + i);
    return true;
}

bool words_yes(struct arena *a, const char *text, bool *out, struct error *err)
{
    static const char *const phrases[] = {"no", "yes"};
    size_t i;
    if (!words_phrase(a, text, phrases, 2, &i, err))
        return false;
    *out = i == 1;
    return true;
}

bool words_day(const char *text, struct date *out, struct error *err)
{
    struct date d = date_read(text);
    if (!date_is(d))
        return error_set(err, ERROR_INVALID, "a day such as 2026-01-31 is wanted, not \"%s\"",
                         text);
    *out = d;
    return true;
}

bool clock_in_force_read(struct arena *a, const char *text, struct date *from, struct date *to,
                         struct error *err)
{
    text = text == NULL ? "" : text;
    const char *dots = strstr(text, "..");
    if (dots == NULL)
        return error_set(err, ERROR_INVALID,
                         "two days with .. between are wanted, such as 2016-01-01.. or "
                         "2016-01-01..2019-12-31, not \"%s\"",
                         text);
    const char *first = text_trim(a, arena_text_n(a, text, (size_t)(dots - text)));
    const char *last = text_trim(a, dots + 2);
    struct date f = NO_DATE, t = NO_DATE;
    if ((first[0] != '\0' && !words_day(first, &f, err))
        || (last[0] != '\0' && !words_day(last, &t, err)))
        return false;
    if (date_is(f) && date_is(t) && f.days > t.days)
        return error_set(err, ERROR_INVALID, "%s is after %s", first, last);
    *from = f;
    *to = t;
    return true;
}

/* -- counts -- */

static bool add_amount(int64_t n, int64_t each, int64_t most, int *sum)
{
    int64_t total = *sum + n * each;
    *sum = (int)(total > most ? most + 1 : total);
    return total <= most;
}

static bool too_long(struct error *err, const char *text)
{
    return error_set(err, ERROR_INVALID, "\"%s\" is longer than %d days or %d years", text,
                     MOST_DAYS, MOST_MONTHS / 12);
}

bool words_number(const char **at, int64_t *out)
{
    int digits = 0;
    for (*out = 0; isdigit((unsigned char)**at) && digits <= 9; (*at)++, digits++)
        *out = *out * 10 + (**at - '0');
    return digits > 0 && digits <= 9;
}

// "P1Y2M3W4D" or "PT5H6M", and a word for the unit after a space.
static bool read_iso(const char *text, struct clock_count *out, struct error *err)
{
    struct clock_count c = {0};
    const char *at = text + 1;
    int minutes = 0;
    bool time = *at == 'T', any = false;
    const char *letters = time ? "HM" : "YMWD";
    at += time;
    while (*at != '\0' && *at != ' ') {
        int64_t n;
        const char *letter = words_number(&at, &n) && *at != '\0' ? strchr(letters, *at) : NULL;
        if (letter == NULL)
            return error_set(err, ERROR_INVALID,
                             "\"%s\" is no ISO 8601 duration of whole days or hours, such as P30D, "
                             "P1Y6M or PT24H",
                             text);
        bool fits = time ? add_amount(n, *letter == 'H' ? 60 : 1, MOST_DAYS * DAY_MINUTES, &minutes)
                    : *letter == 'Y' ? add_amount(n, 12, MOST_MONTHS, &c.months)
                    : *letter == 'M' ? add_amount(n, 1, MOST_MONTHS, &c.months)
                                     : add_amount(n, *letter == 'W' ? 7 : 1, MOST_DAYS, &c.days);
        if (!fits)
            return too_long(err, text);
        letters = letter + 1; // in this order, each at most once
        any = true;
        at++;
    }
    if (!any)
        return error_set(err, ERROR_INVALID, "\"%s\": a number is wanted after P or PT", text);
    c.minutes = minutes;
    c.unit = time ? UNIT_TIME : UNIT_DAYS;
    *out = c;
    return true;
}

bool words_unit(struct arena *a, const char *word, struct clock_count *c, struct error *err)
{
    static const char *const units[] = {"calendar", "business", "federal working", "working"};
    size_t i;
    if (!words_phrase(a, word, units, 4, &i, err))
        return false;
    if (clock_unit_is_time(c->unit)) {
        if (i == 2)
            return error_set(err, ERROR_INVALID,
                             "hours are calendar or business hours, not federal");
        c->unit = i == 0 ? UNIT_TIME : UNIT_TIME_WORKING;
        return true;
    }
    if (i != 0 && c->months != 0)
        return error_set(err, ERROR_INVALID, "months and years are not counted in working days");
    c->unit = i == 0 ? UNIT_DAYS : i == 2 ? UNIT_FEDERAL : UNIT_BUSINESS;
    return true;
}

static const char *next_word(struct arena *a, const char **at)
{
    while (**at == ' ')
        (*at)++;
    const char *from = *at;
    while (**at != '\0' && **at != ' ')
        (*at)++;
    return arena_text_n(a, from, (size_t)(*at - from));
}

static bool is_unit(const char *word, const char *unit)
{
    size_t length = strlen(unit);
    return strncmp(word, unit, length) == 0
           && (word[length] == '\0' || (word[length] == 's' && word[length + 1] == '\0'));
}

static bool no_unit(struct arena *a, const char *word, const char *text, struct error *err)
{
    static const char *const words[] = {"minutes", "hours",    "days",     "weeks",   "months",
                                        "years",   "calendar", "business", "federal", "working"};
    return error_set(err, ERROR_INVALID,
                     "\"%s\": calendar days, business days, federal working days, weeks, months, "
                     "years, hours or minutes are wanted after the number, not \"%s\"%s",
                     text, word, text_did_you_mean(a, word, words, sizeof words / sizeof *words));
}

// The unit in words after a number: "calendar days", "federal working days", "months".
static bool read_unit(struct arena *a, const char **at, const char *text, int64_t n,
                      struct clock_count *c, struct error *err)
{
    const char *word = next_word(a, at);
    enum clock_unit unit = UNIT_DAYS;
    bool said = true;
    if (text_equal(word, "business") || text_equal(word, "working"))
        unit = UNIT_BUSINESS;
    else if (text_equal(word, "federal"))
        unit = UNIT_FEDERAL;
    else if (!text_equal(word, "calendar"))
        said = false;
    if (said) {
        bool federal = unit == UNIT_FEDERAL;
        word = next_word(a, at);
        if (federal && (text_equal(word, "working") || text_equal(word, "business")))
            word = next_word(a, at);
    }
    bool day = is_unit(word, "day");
    if (unit != UNIT_DAYS && is_unit(word, "hour"))
        return error_set(err, ERROR_INVALID,
                         "\"%s\": write \"%" PRId64
                         " hours, days off skipped\" for hours that pass on "
                         "working days",
                         text, n);
    if (unit != UNIT_DAYS && !day)
        return error_set(err, ERROR_INVALID, "\"%s\": \"days\" is wanted, not \"%s\"", text, word);
    int minutes = (int)c->minutes;
    bool fits, time = is_unit(word, "hour") || is_unit(word, "minute");
    if (time) {
        fits = add_amount(n, is_unit(word, "hour") ? 60 : 1, MOST_DAYS * DAY_MINUTES, &minutes);
        unit = UNIT_TIME;
    } else if (day || is_unit(word, "week")) {
        fits = add_amount(n, day ? 1 : 7, MOST_DAYS, &c->days);
    } else if (is_unit(word, "month") || is_unit(word, "year")) {
        fits = add_amount(n, is_unit(word, "month") ? 1 : 12, MOST_MONTHS, &c->months);
    } else {
        return no_unit(a, word, text, err);
    }
    c->minutes = minutes;
    c->unit = unit;
    return fits || too_long(err, text);
}

static bool read_words(struct arena *a, const char *folded, const char *text,
                       struct clock_count *out, struct error *err)
{
    struct clock_count c = {0};
    const char *at = folded;
    for (int part = 0;; part++) {
        int64_t n;
        enum clock_unit before = c.unit;
        if (!words_number(&at, &n) || *at != ' ')
            return error_set(err, ERROR_INVALID,
                             "\"%s\": a length such as \"30 calendar days\", \"24 hours\" or "
                             "\"6 months\" is wanted",
                             text);
        if (!read_unit(a, &at, text, n, &c, err))
            return false;
        if (part > 0 && (c.unit != before || (c.unit != UNIT_DAYS && c.unit != UNIT_TIME)))
            return error_set(err, ERROR_INVALID,
                             "\"%s\" mixes units that are counted differently: months go with "
                             "calendar days, hours with minutes",
                             text);
        const char *and = next_word(a, &at);
        if (and[0] == '\0')
            break;
        if (!text_equal(and, "and"))
            return error_set(
                err, ERROR_INVALID, "\"%s\": \"%s\" is not understood after the length%s", text,
                and, text_equal(and, "before") ? ": \"before: yes\" is a key of its own" : "");
        while (*at == ' ')
            at++;
    }
    *out = c;
    return true;
}

// A count's own words: what stands before the first comma.
static bool read_length(struct arena *a, const char *text, struct clock_count *out,
                        struct error *err)
{
    const char *trimmed = text_trim(a, text);
    bool iso = trimmed[0] == 'P' && (trimmed[1] == 'T' || isdigit((unsigned char)trimmed[1]));
    if (!iso)
        return read_words(a, words_plain(a, trimmed), trimmed, out, err);
    struct clock_count c;
    if (!read_iso(trimmed, &c, err))
        return false;
    const char *space = strchr(trimmed, ' ');
    if (space != NULL && !words_unit(a, space, &c, err))
        return error_while(err, "\"%s\"", trimmed);
    *out = c;
    return true;
}

bool words_fact(const char *text, const char **out, struct error *err)
{
    if (!text_is_name(text))
        return error_set(err, ERROR_INVALID,
                         "the name of a column is wanted (lower case letters, digits and _), not "
                         "\"%s\"",
                         text);
    *out = text;
    return true;
}

static bool read_clause(struct arena *a, const char *clause, struct clauses *c, struct error *err)
{
    static const char *const words[] = {
        "days off skipped", "from the day after", "from the day of", "when", "unless",
        "reading",          "with the period"};
    if (text_starts_word(clause, "when") || text_starts_word(clause, "unless")) {
        c->unless = text_starts_word(clause, "unless");
        return words_fact(text_trim(a, clause + (c->unless ? 6 : 4)), &c->when, err);
    }
    const char *folded = text_fold(a, clause);
    if (text_equal(folded, "days off skipped")) {
        if (c->count.unit != UNIT_TIME && c->count.unit != UNIT_TIME_WORKING)
            return error_set(err, ERROR_INVALID,
                             "days off are skipped in hours; for days write \"business days\"");
        c->count.unit = UNIT_TIME_WORKING;
        return true;
    }
    if (text_equal(folded, "with the period")) {
        c->with_period = true;
        return true;
    }
    if (text_starts(folded, "from the ") || text_starts(folded, "the day ")) {
        c->start_said = true;
        return clock_start_read(a, clause, &c->start, err);
    }
    const char *guess = text_did_you_mean(a, folded, words, sizeof words / sizeof *words);
    if (guess[0] == '\0') // perhaps the first word of "when FACT"
        guess = text_did_you_mean(a, next_word(a, &folded), words, sizeof words / sizeof *words);
    return error_set(err, ERROR_INVALID, "\"%s\" is not understood after the count%s", clause,
                     guess);
}

bool words_clauses(struct arena *a, const char *text, struct clauses *out, struct error *err)
{
    if (text_blank(text))
        return error_set(err, ERROR_INVALID, "a length such as \"30 calendar days\" is wanted");
    struct clauses c = {0};
    const char *comma = strchr(text, ',');
    size_t length = comma == NULL ? strlen(text) : (size_t)(comma - text);
    if (!read_length(a, arena_text_n(a, text, length), &c.count, err))
        return false;
    while (comma != NULL) {
        const char *at = text_trim(a, comma + 1);
        if (text_starts_word(at, "reading")) { // a citation may have commas of its own
            c.reading = text_trim(a, at + 7);
            break;
        }
        comma = strchr(at, ',');
        length = comma == NULL ? strlen(at) : (size_t)(comma - at);
        if (!read_clause(a, text_trim(a, arena_text_n(a, at, length)), &c, err))
            return false;
    }
    *out = c;
    return true;
}

bool clock_count_read(struct arena *a, const char *text, struct clock_count *out, struct error *err)
{
    struct clauses c;
    if (!words_clauses(a, text, &c, err))
        return false;
    if (c.start_said || c.when != NULL || c.reading != NULL || c.with_period)
        return error_set(err, ERROR_INVALID, "only a length is wanted here, not \"%s\"", text);
    *out = c.count;
    return true;
}

static const char *plural(struct arena *a, int64_t n, const char *word)
{
    return arena_printf(a, "%" PRId64 " %s%s", n, word, n == 1 ? "" : "s");
}

const char *clock_count_write(struct arena *a, const struct clock_count *count)
{
    switch (count->unit) {
    case UNIT_BUSINESS:
        return plural(a, count->days, "business day");
    case UNIT_FEDERAL:
        return plural(a, count->days, "federal working day");
    case UNIT_TIME:
    case UNIT_TIME_WORKING: {
        bool hours = count->minutes % 60 == 0;
        const char *time =
            plural(a, hours ? count->minutes / 60 : count->minutes, hours ? "hour" : "minute");
        return count->unit == UNIT_TIME ? time : arena_printf(a, "%s, days off skipped", time);
    }
    case UNIT_DAYS:
        break;
    }
    if (count->months == 0)
        return plural(a, count->days, "calendar day");
    bool years = count->months % 12 == 0;
    const char *months =
        plural(a, years ? count->months / 12 : count->months, years ? "year" : "month");
    return count->days == 0 ? months
                            : arena_printf(a, "%s and %s", months, plural(a, count->days, "day"));
}
