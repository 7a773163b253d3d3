#include "clock/rule.h"

#include "base/list.h"
#include "base/text.h"

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

#define COPY_LIST(a, list)                                                                         \
    ((list).at = arena_copy((a), (list).at, (list).count * sizeof *(list).at),                     \
     (list).room = (list).count)

struct clock_rule clock_rule_copy(struct arena *a, const struct clock_rule *rule)
{
    struct clock_rule copy = *rule;
    COPY_LIST(a, copy.instead);
    COPY_LIST(a, copy.service);
    COPY_LIST(a, copy.warn);
    COPY_LIST(a, copy.at);
    copy.inherited = copy.count_said;
    return copy;
}

bool clock_rule_is_ours(const struct clock_rule *rule)
{
    return rule->owes == NULL || text_equal(rule->owes, "us");
}

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
