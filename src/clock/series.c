// Series: one-off, at a fixed step, rolling, and at given lengths.

#include "clock/count.h"

enum { MOST_IN_SERIES = 10000 };

static bool is_past(const struct due *d, struct date until)
{
    const struct due_reading *r = &d->at[0];
    return r->tolled || r->day.days > until.days;
}

// The count of the nth of a series, n from 0; false where there is none.
static bool nth_count(const struct clock_rule *rule, size_t n, struct clock_count *out)
{
    *out = *clock_first_count(rule);
    if (rule->series == SERIES_AT) {
        if (n >= rule->at.count)
            return false;
        *out = rule->at.at[n];
    }
    if (rule->series == SERIES_EVERY) {
        int64_t months = out->months + (int64_t)n * rule->every.months;
        int64_t days = out->days + (int64_t)n * rule->every.days;
        if (months > INT32_MAX || days > INT32_MAX)
            return false;
        out->months = (int)months;
        out->days = (int)days;
        out->minutes += (int64_t)n * rule->every.minutes;
    }
    return true;
}

static bool add_due(struct arena *a, const struct clock_rule *rule, const struct clock_count *count,
                    const struct clock_case *c, const struct clock_place *place,
                    struct due_list *list, struct error *err)
{
    struct due d;
    if (!clock_due_counted(a, rule, count, c, place, (int)list->count + 1, &d, err))
        return false;
    *list_add(a, list) = d;
    return true;
}

static bool rolling(struct arena *a, const struct clock_rule *rule, const struct clock_case *c,
                    const struct clock_place *place, const struct clock_time *met, size_t met_count,
                    struct date until, struct due_list *list, struct error *err)
{
    struct clock_case from = *c;
    const struct clock_count *count = clock_first_count(rule);
    for (size_t i = 0;; i++) {
        if (!add_due(a, rule, count, &from, place, list, err))
            return false;
        if (i >= met_count || is_past(&list->at[list->count - 1], until))
            return true;
        from.trigger = met[i];
        count = &rule->every;
    }
}

bool clock_series(struct arena *a, const struct clock_rule *rule, const struct clock_case *c,
                  const struct clock_place *place, const struct clock_time *met, size_t met_count,
                  struct date until, struct due_list *out, struct error *err)
{
    struct due_list list = {0};
    struct clock_count count;
    if (rule->series == SERIES_ROLLING) {
        if (!rolling(a, rule, c, place, met, met_count, until, &list, err))
            return false;
    } else {
        for (size_t n = 0; nth_count(rule, n, &count); n++) {
            if (n == MOST_IN_SERIES)
                return error_set(err, ERROR_USAGE, "a series of more than %d dates",
                                 MOST_IN_SERIES);
            if (!add_due(a, rule, &count, c, place, &list, err))
                return false;
            if (rule->series == SERIES_ONE || is_past(&list.at[list.count - 1], until))
                break;
        }
    }
    *out = list;
    return true;
}
