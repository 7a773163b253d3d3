#include "place.h"

struct clock_place place_in(struct arena *a, const char *zone)
{
    struct clock_place place;
    struct error err = {0};
    NEED_OK(calendar_make(a, &(struct calendar_plan){.name = "federal", .federal = true},
                          &place.federal, &err),
            err);
    place.calendar = place.federal;
    NEED_OK(zone_load(a, zone, &place.zone, &err), err);
    return place;
}

struct clock_rule rule_of(struct arena *a, const char *const *pairs)
{
    struct clock_rule rule = clock_rule_make("a.rule");
    struct error err = {0};
    for (; *pairs != NULL; pairs += 2)
        NEED_OK(clock_rule_put(a, &rule, pairs[0], pairs[1], &err), err);
    NEED_OK(clock_rule_check(&rule, &err), err);
    return rule;
}

struct clock_time at(const char *text)
{
    struct clock_time t = {0};
    NEED(clock_time_read(text, &t));
    return t;
}

struct due due_of(struct arena *a, const struct clock_rule *rule, const struct clock_case *c,
                  const struct clock_place *place)
{
    struct due due = {0};
    struct error err = {0};
    NEED_OK(clock_due(a, rule, c, place, &due, &err), err);
    return due;
}
