#include "clock/rule.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "base/list.h"
#include "base/number.h"
#include "base/text.h"

enum { MOST_DAYS = 100000, MOST_MONTHS = 14400, DAY_MINUTES = 1440 };

static const char *const kinds[] = {"deadline",   "window_open", "window_close", "max_hold",
                                    "min_retain", "max_retain",  "validity",     "review"};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

const char *clock_kind_name(enum clock_kind kind)
{
    return kinds[kind];
}

bool clock_kind_early_is_strict(enum clock_kind kind)
{
    return kind != CLOCK_WINDOW_OPEN && kind != CLOCK_MIN_RETAIN;
}

bool clock_unit_is_time(enum clock_unit unit)
{
    return unit == UNIT_TIME || unit == UNIT_TIME_WORKING;
}

struct clock_rule clock_rule_make(const char *name)
{
    return (struct clock_rule){.name = name, .from = NO_DATE, .to = NO_DATE};
}

/* -- words -- */

// What people write between words is not told apart: "the_day  After" is "the day after".
static const char *fold(struct arena *a, const char *text)
{
    return text == NULL ? "" : text_fold(a, text);
}

// Lower case, white space single and none at the ends; signs and points stay, so that "-5" is no 5.
static const char *plain(struct arena *a, const char *text)
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

// One of a few phrases; its place in the list.
static bool read_phrase(struct arena *a, const char *text, const char *const *phrases, size_t count,
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
    if (!read_phrase(a, text, kinds, KIND_COUNT, &i, err))
        return false;
    *out = (enum clock_kind)i;
    return true;
}

bool clock_start_read(struct arena *a, const char *text, enum clock_start *out, struct error *err)
{
    static const char *const phrases[] = {"the day after", "the day of", "from the day after",
                                          "from the day of"};
    size_t i;
    if (!read_phrase(a, text, phrases, 4, &i, err))
        return false;
    *out = i % 2 == 0 ? START_DAY_AFTER : START_DAY_OF;
    return true;
}

bool clock_roll_read(struct arena *a, const char *text, enum clock_roll *out, struct error *err)
{
    static const char *const phrases[] = {"stays", "next working day", "previous working day"};
    size_t i;
    if (!read_phrase(a, text, phrases, 3, &i, err))
        return false;
    *out = (enum clock_roll)(ROLL_STAYS + i);
    return true;
}

bool clock_missing_read(struct arena *a, const char *text, enum clock_missing *out,
                        struct error *err)
{
    static const char *const phrases[] = {"clamp", "next day", "refuse"};
    size_t i;
    if (!read_phrase(a, text, phrases, 3, &i, err))
        return false;
    *out = (enum clock_missing)(MISSING_CLAMP + i);
    return true;
}

static bool read_yes(struct arena *a, const char *text, bool *out, struct error *err)
{
    static const char *const phrases[] = {"no", "yes"};
    size_t i;
    if (!read_phrase(a, text, phrases, 2, &i, err))
        return false;
    *out = i == 1;
    return true;
}

static bool read_day(const char *text, struct date *out, struct error *err)
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
    if ((first[0] != '\0' && !read_day(first, &f, err))
        || (last[0] != '\0' && !read_day(last, &t, err)))
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

// The digits at *at as a number of at most 9 digits.
static bool read_number(const char **at, int64_t *out)
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
        const char *letter = read_number(&at, &n) && *at != '\0' ? strchr(letters, *at) : NULL;
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

static bool set_unit(struct arena *a, const char *word, struct clock_count *c, struct error *err)
{
    static const char *const units[] = {"calendar", "business", "federal working", "working"};
    size_t i;
    if (!read_phrase(a, word, units, 4, &i, err))
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
        if (!read_number(&at, &n) || *at != ' ')
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
        return read_words(a, plain(a, trimmed), trimmed, out, err);
    struct clock_count c;
    if (!read_iso(trimmed, &c, err))
        return false;
    const char *space = strchr(trimmed, ' ');
    if (space != NULL && !set_unit(a, space, &c, err))
        return error_while(err, "\"%s\"", trimmed);
    *out = c;
    return true;
}

// What may follow a count after commas.
struct clauses {
    struct clock_count count;
    bool start_said, unless, with_period;
    enum clock_start start;
    const char *when, *reading;
};

static bool read_fact(const char *text, const char **out, struct error *err)
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
        return read_fact(text_trim(a, clause + (c->unless ? 6 : 4)), &c->when, err);
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

static bool read_clauses(struct arena *a, const char *text, struct clauses *out, struct error *err)
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
    if (!read_clauses(a, text, &c, err))
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

/* -- keys -- */

static bool put_count(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    struct clauses c;
    if (!read_clauses(a, text, &c, err))
        return false;
    if (c.when != NULL || c.reading != NULL || c.with_period)
        return error_set(err, ERROR_INVALID,
                         "a count that depends on a fact or a reading belongs under \"instead\"");
    if (rule->count_said)
        return error_set(err, ERROR_INVALID, "the count is said twice");
    rule->count = c.count;
    rule->count_said = true;
    if (c.start_said)
        rule->start = c.start;
    return true;
}

static bool put_unit(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    if (!rule->count_said)
        return error_set(err, ERROR_INVALID, "\"unit\" stands after \"duration\" or \"count\"");
    return set_unit(a, text, &rule->count, err);
}

static bool put_instead(struct arena *a, const char *text, struct clock_rule *rule,
                        struct error *err)
{
    struct clauses c;
    if (!read_clauses(a, text, &c, err))
        return false;
    if (c.with_period || (c.when != NULL && c.reading != NULL))
        return error_set(
            err, ERROR_INVALID,
            "a count and \"when FACT\", \"unless FACT\" or \"reading SOURCE\" is wanted, "
            "not \"%s\"",
            text);
    *list_add(a, &rule->instead) = (struct clock_instead){
        .count = c.count,
        .start_said = c.start_said,
        .start = c.start,
        .when = c.when,
        .unless = c.unless,
        .reading = c.reading,
    };
    return true;
}

static bool put_condition(struct arena *a, const char *text, bool unless, struct clock_rule *rule,
                          struct error *err)
{
    struct clock_instead *last =
        rule->instead.count == 0 ? NULL : &rule->instead.at[rule->instead.count - 1];
    if (last == NULL || last->when != NULL || last->reading != NULL)
        return error_set(err, ERROR_INVALID,
                         "there is no \"instead\" before it that it belongs to");
    const char *fact = NULL;
    if (!read_fact(text_trim(a, text), &fact, err))
        return false;
    last->when = fact;
    last->unless = unless;
    return true;
}

static bool put_when(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    return put_condition(a, text, false, rule, err);
}

static bool put_unless(struct arena *a, const char *text, struct clock_rule *rule,
                       struct error *err)
{
    return put_condition(a, text, true, rule, err);
}

static bool put_served(struct arena *a, const char *text, struct clock_rule *rule,
                       struct error *err)
{
    const char *colon = strchr(text, ':');
    if (colon == NULL)
        return error_set(err, ERROR_INVALID,
                         "how it was served, a colon and a count are wanted, such as \"mail: 3 "
                         "calendar days\", not \"%s\"",
                         text);
    struct clauses c;
    if (!read_clauses(a, colon + 1, &c, err))
        return false;
    const char *how = text_trim(a, arena_text_n(a, text, (size_t)(colon - text)));
    if (how[0] == '\0' || c.start_said || c.when != NULL || c.reading != NULL
        || clock_unit_is_time(c.count.unit) || c.count.months != 0)
        return error_set(
            err, ERROR_INVALID,
            "\"%s\": a number of days is added for how it was served, perhaps \", with the "
            "period\"",
            text);
    *list_add(a, &rule->service) = (struct clock_service){how, c.count, c.with_period};
    return true;
}

static bool put_start(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    return clock_start_read(a, text, &rule->start, err);
}

static bool put_kind(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    return clock_kind_read(a, text, &rule->kind, err);
}

static bool put_roll(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    return clock_roll_read(a, text, &rule->roll, err);
}

static bool put_before(struct arena *a, const char *text, struct clock_rule *rule,
                       struct error *err)
{
    return read_yes(a, text, &rule->back, err);
}

static bool put_month_end(struct arena *a, const char *text, struct clock_rule *rule,
                          struct error *err)
{
    return clock_missing_read(a, text, &rule->month_end, err);
}

static bool put_leap_day(struct arena *a, const char *text, struct clock_rule *rule,
                         struct error *err)
{
    return clock_missing_read(a, text, &rule->leap_day, err);
}

static bool put_short(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    const char *folded = plain(a, text);
    const char *at = text_starts(folded, "under ") ? folded + 6 : folded;
    int64_t n;
    if (!read_number(&at, &n) || n < 1 || n > 1000
        || !(*at == '\0' || text_equal(at, " days") || text_equal(at, " calendar days")))
        return error_set(err, ERROR_INVALID, "\"under 7 days\" is the form, not \"%s\"", text);
    rule->short_under = (int)n;
    return true;
}

static bool put_opens(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    static const char *const phrases[] = {"on the last day", "the day after the last day"};
    size_t i;
    if (!read_phrase(a, text, phrases, 2, &i, err))
        return false;
    rule->day_after = i == 1;
    return true;
}

static bool put_closes(struct arena *a, const char *text, struct clock_rule *rule,
                       struct error *err)
{
    rule->closes_said = clock_count_read(a, text, &rule->closes, err);
    return rule->closes_said;
}

static bool put_grace(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    rule->grace_said = clock_count_read(a, text, &rule->grace, err);
    return rule->grace_said;
}

// "10 days before", "3 days before to certifier", "on the day".
static bool read_warn(struct arena *a, const char *part, struct clock_warn *out, struct error *err)
{
    struct clock_warn w = {0};
    const char *at = part;
    int64_t n = 0;
    bool on_the_day = text_starts_word(part, "on");
    bool sound = on_the_day || (read_number(&at, &n) && n <= 3660);
    struct text_list words = text_split(a, text_trim(a, at), ' ');
    static const char *const before[] = {"days", "before"}, *const day[] = {"on", "the", "day"};
    const char *const *wanted = on_the_day ? day : before;
    size_t length = on_the_day ? 3 : 2;
    sound = sound
            && (words.count == length
                || (words.count == length + 2 && text_equal(words.at[length], "to")));
    for (size_t i = 0; sound && i < length; i++)
        sound = text_equal(words.at[i], wanted[i])
                || (n == 1 && i == 0 && text_equal(words.at[i], "day"));
    if (!sound)
        return error_set(err, ERROR_INVALID,
                         "\"10 days before\", perhaps with \"to WHOM\", is the form, not \"%s\"",
                         part);
    w.days = (int)n;
    w.to = words.count == length + 2 ? words.at[length + 1] : NULL;
    *out = w;
    return true;
}

static bool put_warn(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    struct text_list parts = text_split(a, text, ',');
    for (size_t i = 0; i < parts.count; i++) {
        struct clock_warn w;
        if (!read_warn(a, parts.at[i], &w, err))
            return false;
        *list_add(a, &rule->warn) = w;
    }
    return true;
}

// "15, 30, 60, 90 days": the unit stands once, after the last number, or after each.
static bool read_series_at(struct arena *a, const char *text, struct clock_rule *rule,
                           struct error *err)
{
    struct text_list parts = text_split(a, text, ',');
    if (parts.count == 0)
        return error_set(err, ERROR_INVALID, "\"at 15, 30, 60, 90 days\" is the form");
    const char *unit = parts.at[parts.count - 1];
    while (isdigit((unsigned char)*unit))
        unit++;
    for (size_t i = 0; i < parts.count; i++) {
        int64_t n;
        bool bare = number_read_i64(parts.at[i], &n);
        struct clock_count c;
        if (!clock_count_read(a, bare ? arena_printf(a, "%s %s", parts.at[i], unit) : parts.at[i],
                              &c, err))
            return false;
        *list_add(a, &rule->at) = c;
    }
    rule->series = SERIES_AT;
    return true;
}

static bool put_series(struct arena *a, const char *text, struct clock_rule *rule,
                       struct error *err)
{
    const char *trimmed = text_trim(a, text);
    if (text_equal(text_fold(a, trimmed), "once"))
        return true;
    if (rule->series != SERIES_ONE)
        return error_set(err, ERROR_INVALID, "the series is said twice");
    if (text_starts_word(trimmed, "at"))
        return read_series_at(a, text_trim(a, trimmed + 2), rule, err);
    if (!text_starts_word(trimmed, "every"))
        return error_set(
            err, ERROR_INVALID,
            "\"every 1 month\", \"every 1 year, from the last\", \"at 15, 30, 60, 90 days\" "
            "or \"once\" is wanted, not \"%s\"",
            text);
    const char *at = trimmed + 5, *comma = strchr(at, ',');
    bool rolling = comma != NULL && text_equal(text_fold(a, comma), "from the last");
    if (comma != NULL && !rolling)
        return error_set(err, ERROR_INVALID,
                         "\"from the last\" may stand after the comma, not \"%s\"", comma + 1);
    size_t length = comma == NULL ? strlen(at) : (size_t)(comma - at);
    if (!clock_count_read(a, arena_text_n(a, at, length), &rule->every, err))
        return false;
    rule->series = rolling ? SERIES_ROLLING : SERIES_EVERY;
    return true;
}

static bool put_in_force(struct arena *a, const char *text, struct clock_rule *rule,
                         struct error *err)
{
    return clock_in_force_read(a, text, &rule->from, &rule->to, err);
}

static bool put_from(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    return read_day(text_trim(a, text), &rule->from, err);
}

static bool put_to(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    return read_day(text_trim(a, text), &rule->to, err);
}

// The words of a table of deadlines: "exclude_trigger_day; open at start of day after …".
static bool put_count_rule(struct arena *a, const char *text, struct clock_rule *rule,
                           struct error *err)
{
    static const char *const phrases[] = {"exclude_trigger_day", "include_trigger_day",
                                          "by_hours_from_timestamp", "before",
                                          "open at start of day after the last counted day"};
    struct text_list parts = text_split(a, text, ';');
    for (size_t i = 0; i < parts.count; i++) {
        size_t found;
        if (!read_phrase(a, parts.at[i], phrases, 5, &found, err))
            return false;
        if (found == 2 && (!rule->count_said || !clock_unit_is_time(rule->count.unit)))
            return error_set(err, ERROR_INVALID, "\"%s\" goes with hours, not days", parts.at[i]);
        if (found == 0 || found == 1)
            rule->start = found == 0 ? START_DAY_AFTER : START_DAY_OF;
        rule->back = rule->back || found == 3;
        rule->day_after = rule->day_after || found == 4;
    }
    return true;
}

#define PUT_TEXT(member)                                                                           \
    static bool put_##member(struct arena *a, const char *text, struct clock_rule *rule,           \
                             struct error *err)                                                    \
    {                                                                                              \
        (void)err;                                                                                 \
        rule->member = text_trim(a, text);                                                         \
        return true;                                                                               \
    }
PUT_TEXT(title)
PUT_TEXT(basis)
PUT_TEXT(owner)
PUT_TEXT(note)
PUT_TEXT(owes)
PUT_TEXT(version)

static bool put_confidence(struct arena *a, const char *text, struct clock_rule *rule,
                           struct error *err)
{
    static const char *const marks[] = {"P", "S", "M"};
    size_t i;
    if (!read_phrase(a, text, marks, 3, &i, err))
        return false;
    rule->confidence = marks[i];
    return true;
}

static bool put_reading(struct arena *a, const char *text, struct clock_rule *rule,
                        struct error *err)
{
    struct clock_instead *last =
        rule->instead.count == 0 ? NULL : &rule->instead.at[rule->instead.count - 1];
    if (last == NULL || last->when != NULL || last->reading != NULL)
        return error_set(err, ERROR_INVALID,
                         "there is no \"instead\" before it that it belongs to");
    last->reading = text_trim(a, text);
    return true;
}

static const struct clock_key keys[] = {
    {"title", "what is due, in a few words", false, put_title},
    {"basis", "the law or policy that sets the time", false, put_basis},
    {"confidence", "P read in the primary text, S in a secondary source, M from memory", false,
     put_confidence},
    {"in force", "FROM..TO: the triggers that this version governs, either end open", false,
     put_in_force},
    {"from", "first day in force, as a column", false, put_from},
    {"to", "last day in force, as a column", false, put_to},
    {"version", "a name for this version", false, put_version},
    {"kind",
     "deadline (default), window_open, window_close, max_hold, min_retain, max_retain, validity, "
     "review",
     false, put_kind},
    {"count",
     "how long: 30 calendar days; 5 business days; 3 federal working days; 24 hours; 72 hours, "
     "days "
     "off skipped; 2 weeks; 6 months; 1 year and 1 day; perhaps \", from the day of\"",
     false, put_count},
    {"duration", "the count in ISO 8601, as a column: P30D, PT24H", false, put_count},
    {"unit", "of duration: calendar, business, federal_working", false, put_unit},
    {"count rule",
     "exclude_trigger_day, include_trigger_day, by_hours_from_timestamp, before, open at start of "
     "day "
     "after the last counted day; joined by ;",
     false, put_count_rule},
    {"start", "the day after (default) or the day of: which day is day 1", false, put_start},
    {"before", "yes: counts back from the trigger", false, put_before},
    {"falls on a day off", "stays, next working day or previous working day", false, put_roll},
    {"short period", "under 7 days: a shorter count is of business days alone", false, put_short},
    {"month end", "clamp (default), next day or refuse: 31 January and a month", false,
     put_month_end},
    {"leap day", "clamp, next day or refuse, where it differs: 29 February and a year", false,
     put_leap_day},
    {"instead", "another count, \"when FACT\", \"unless FACT\" or \"reading SOURCE\"", true,
     put_instead},
    {"when", "the fact of the instead before it, as a column", true, put_when},
    {"unless", "the same, for a fact that is false", true, put_unless},
    {"reading", "the source of the instead before it, as a column", true, put_reading},
    {"served", "time added for how it was served: mail: 3 calendar days, with the period", true,
     put_served},
    {"opens", "of window_open: on the last day (default) or the day after the last day", false,
     put_opens},
    {"closes", "of window_open: the count to the window's end", false, put_closes},
    {"grace", "late, but without consequence, for so long", false, put_grace},
    {"series", "once; every 1 month; every 1 year, from the last; at 15, 30, 60, 90 days", false,
     put_series},
    {"warn", "10 days before, 3 days before to ROLE", true, put_warn},
    {"owner", "the role that acts", false, put_owner},
    {"owes", "who must act: us (default), state, federal, laboratory …", false, put_owes},
    {"note", "anything a reader should know", false, put_note},
};
enum { KEY_COUNT = sizeof keys / sizeof *keys };

const struct clock_key *clock_keys(size_t *count)
{
    *count = KEY_COUNT;
    return keys;
}

bool clock_rule_put(struct arena *a, struct clock_rule *rule, const char *key, const char *value,
                    struct error *err)
{
    const char *folded = text_fold(a, key);
    const char *names[KEY_COUNT];
    for (size_t i = 0; i < KEY_COUNT; i++) {
        names[i] = keys[i].key;
        if (!text_equal(folded, keys[i].key))
            continue;
        if (text_blank(value))
            return true;
        return keys[i].read(a, value, rule, err) || error_while(err, "%s", keys[i].key);
    }
    return error_set(err, ERROR_INVALID, "\"%s\" is no key of a clock%s", key,
                     text_did_you_mean(a, folded, names, KEY_COUNT));
}

/* -- the whole -- */

static bool wrong(struct error *err, const struct clock_rule *rule, const char *what)
{
    return error_set(err, ERROR_INVALID, "clock %s: %s", rule->name == NULL ? "" : rule->name,
                     what);
}

static bool count_check(const struct clock_rule *rule, const struct clock_count *c,
                        struct error *err)
{
    if (clock_unit_is_time(c->unit) && rule->start == START_DAY_OF)
        return wrong(err, rule, "hours run from the moment; \"start: the day of\" is for days");
    if (clock_unit_is_time(c->unit) && (rule->roll == ROLL_NEXT || rule->roll == ROLL_PREVIOUS))
        return wrong(err, rule, "hours do not move from a day off; \"falls on a day off: stays\"");
    if (c->unit == UNIT_TIME_WORKING && rule->back)
        return wrong(err, rule, "hours that skip days off are not counted back");
    if (clock_unit_is_time(c->unit) && rule->service.count > 0)
        return wrong(err, rule, "days for how it was served are not added to hours");
    return true;
}

bool clock_rule_check(const struct clock_rule *rule, struct error *err)
{
    if (!rule->count_said && rule->series != SERIES_AT && rule->series != SERIES_EVERY
        && rule->series != SERIES_ROLLING)
        return wrong(err, rule, "it has no count");
    if (date_is(rule->from) && date_is(rule->to) && rule->from.days > rule->to.days)
        return wrong(err, rule, "it is in force from a day after it ends");
    if (rule->closes_said && rule->kind != CLOCK_WINDOW_OPEN)
        return wrong(err, rule, "\"closes\" goes with \"kind: window_open\"");
    if (rule->day_after && rule->kind != CLOCK_WINDOW_OPEN)
        return wrong(err, rule, "\"opens\" goes with \"kind: window_open\"");
    if (rule->grace_said && (clock_unit_is_time(rule->grace.unit) || rule->grace.months != 0))
        return wrong(err, rule, "grace is a number of days");
    if (rule->back && rule->series != SERIES_ONE)
        return wrong(err, rule, "a series is not counted back");
    if ((rule->series == SERIES_EVERY || rule->series == SERIES_ROLLING) && rule->every.months == 0
        && rule->every.days == 0 && rule->every.minutes == 0)
        return wrong(err, rule, "a series goes on by a length of more than nothing");
    if (rule->series == SERIES_EVERY && rule->count_said && rule->count.unit != rule->every.unit)
        return wrong(err, rule, "the count and the series are in different units");
    if (rule->series == SERIES_EVERY && rule->instead.count > 0)
        return wrong(err, rule, "a series counted from the trigger takes no \"instead\"");
    if (rule->series == SERIES_AT && (rule->count_said || rule->instead.count > 0))
        return wrong(err, rule, "a series at given lengths takes no other count");
    if (!count_check(rule, &rule->count, err))
        return false;
    for (size_t i = 0; i < rule->at.count; i++)
        if (!count_check(rule, &rule->at.at[i], err))
            return false;
    for (size_t i = 0; i < rule->instead.count; i++) {
        const struct clock_instead *other = &rule->instead.at[i];
        if (other->when == NULL && other->reading == NULL)
            return wrong(err, rule,
                         "an \"instead\" says neither \"when FACT\" nor \"reading SOURCE\"");
        if (!count_check(rule, &other->count, err))
            return false;
    }
    return true;
}

bool clock_rule_on(const struct clock_rule_list *versions, struct date day,
                   const struct clock_rule **out, struct error *err)
{
    const struct clock_rule *found = NULL;
    char text[11];
    date_write(day, text);
    for (size_t i = 0; i < versions->count; i++) {
        const struct clock_rule *r = &versions->at[i];
        if ((date_is(r->from) && day.days < r->from.days)
            || (date_is(r->to) && day.days > r->to.days))
            continue;
        if (found != NULL)
            return error_set(err, ERROR_CONFLICT, "clock %s: two versions are in force on %s",
                             r->name == NULL ? "" : r->name, text);
        found = r;
    }
    if (found == NULL)
        return error_set(
            err, ERROR_NOT_FOUND, "clock %s: no version is in force on %s",
            versions->count == 0 || versions->at[0].name == NULL ? "" : versions->at[0].name, text);
    *out = found;
    return true;
}

const char *clock_rule_say(struct arena *a, const struct clock_rule *rule)
{
    if (rule->series == SERIES_AT) {
        struct text_list all = {0};
        for (size_t i = 0; i < rule->at.count; i++)
            *list_add(a, &all) = clock_count_write(a, &rule->at.at[i]);
        return arena_printf(a, "at %s", text_series(a, &all, "and"));
    }
    const struct clock_count *first = rule->count_said ? &rule->count : &rule->every;
    const char *count = clock_count_write(a, first);
    const char *way = rule->back ? " before" : "";
    if (clock_unit_is_time(first->unit))
        return arena_printf(a, "%s%s", count, way);
    return arena_printf(a, "%s%s, from %s", count, way,
                        rule->start == START_DAY_OF ? "the day of"
                        : rule->back                ? "the day before"
                                                    : "the day after");
}
