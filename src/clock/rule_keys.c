// The keys of a rule: one table that reads them, refuses others and prints the reference.

#include <ctype.h>
#include <string.h>

#include "base/list.h"
#include "base/number.h"
#include "base/text.h"
#include "clock/words.h"

static bool put_count(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    struct clauses c;
    if (!words_clauses(a, text, &c, err))
        return false;
    if (c.when != NULL || c.reading != NULL || c.with_period)
        return error_set(err, ERROR_INVALID,
                         "a count that depends on a fact or a reading belongs under \"instead\"");
    if (rule->count_said && !rule->inherited)
        return error_set(err, ERROR_INVALID, "the count is said twice");
    rule->count = c.count;
    rule->inherited = false;
    rule->count_said = true;
    if (c.start_said)
        rule->start = c.start;
    return true;
}

static bool put_unit(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    if (!rule->count_said)
        return error_set(err, ERROR_INVALID, "\"unit\" stands after \"duration\" or \"count\"");
    return words_unit(a, text, &rule->count, err);
}

static bool put_instead(struct arena *a, const char *text, struct clock_rule *rule,
                        struct error *err)
{
    struct clauses c;
    if (!words_clauses(a, text, &c, err))
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
    if (!words_fact(text_trim(a, text), &fact, err))
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
    if (!words_clauses(a, colon + 1, &c, err))
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
    return words_yes(a, text, &rule->back, err);
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
    const char *folded = words_plain(a, text);
    const char *at = text_starts(folded, "under ") ? folded + 6 : folded;
    int64_t n;
    if (!words_number(&at, &n) || n < 1 || n > 1000
        || !(*at == '\0' || text_equal(at, " days") || text_equal(at, " calendar days")))
        return error_set(err, ERROR_INVALID, "\"under 7 days\" is the form, not \"%s\"", text);
    rule->short_under = (int)n;
    return true;
}

static bool put_opens(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    static const char *const phrases[] = {"on the last day", "the day after the last day"};
    size_t i;
    if (!words_phrase(a, text, phrases, 2, &i, err))
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

static bool no_warn(struct error *err, const char *part)
{
    return error_set(
        err, ERROR_INVALID,
        "\"10 days before\", \"4 hours before\" or \"on the day\" is the form, perhaps "
        "with \"to WHOM\", not \"%s\"",
        part);
}

// "10 days before", "4 hours before", "3 days before to certifier", "on the day".
static bool read_warn(struct arena *a, const char *part, struct clock_warn *out, struct error *err)
{
    struct clock_warn w = {0};
    const char *at = words_plain(a, part);
    int64_t n = 0;
    bool counted = words_number(&at, &n);
    struct text_list words = text_split(a, text_trim(a, at), ' ');
    size_t length = counted ? 2 : 3;
    if (n > 3660 || (words.count != length && words.count != length + 2))
        return no_warn(err, part);
    if (words.count == length + 2 && !text_equal(words.at[length], "to"))
        return no_warn(err, part);
    if (counted) {
        bool hours = text_equal(words.at[0], "hours") || text_equal(words.at[0], "hour");
        bool days = text_equal(words.at[0], "days") || text_equal(words.at[0], "day");
        if (!text_equal(words.at[1], "before") || (!hours && !days) || (hours && n == 0))
            return no_warn(err, part);
        w.hours = hours ? (int)n : 0;
        w.days = days ? (int)n : 0;
    } else if (!text_equal(words.at[0], "on") || !text_equal(words.at[1], "the")
               || !text_equal(words.at[2], "day")) {
        return no_warn(err, part);
    }
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
    return words_day(text_trim(a, text), &rule->from, err);
}

static bool put_to(struct arena *a, const char *text, struct clock_rule *rule, struct error *err)
{
    return words_day(text_trim(a, text), &rule->to, err);
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
        if (!words_phrase(a, parts.at[i], phrases, 5, &found, err))
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
    if (!words_phrase(a, text, marks, 3, &i, err))
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
    {"warn", "10 days before, 4 hours before, 3 days before to ROLE, on the day", true, put_warn},
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
