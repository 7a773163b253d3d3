/* Clocks: lines of "key: value" make a rule; "trigger:", "met:", "pause:" and "fact:" lines a case.
 */

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "clock/explain.h"
#include "clock/state.h"
#include "fuzz.h"

static void need(bool promise)
{
    if (!promise)
        abort();
}

static const struct clock_place *place(void)
{
    static struct arena forever;
    static struct clock_place p;
    struct error err = {0};
    struct calendar_plan plan = {.name = "federal", .federal = true};
    if (p.zone == NULL)
        need(calendar_make(&forever, &plan, &p.federal, &err)
             && zone_load(&forever, "America/New_York", &p.zone, &err));
    p.calendar = p.federal;
    return &p;
}

struct problem {
    struct clock_rule rule;
    struct clock_case c;
    struct clock_pause pause;
    struct clock_fact fact;
    bool sound;
};

static void check_error(const struct error *err)
{
    need(err->kind == ERROR_INVALID && err->text[0] != '\0');
    need(text_is_utf8(err->text, strlen(err->text), NULL));
}

static void read_line(struct arena *a, const char *line, struct problem *p)
{
    const char *colon = strchr(line, ':');
    if (colon == NULL)
        return;
    struct error err = {0};
    const char *key = arena_text_n(a, line, (size_t)(colon - line)),
               *value = text_trim(a, colon + 1);
    if (strcmp(key, "trigger") == 0) {
        p->sound = clock_time_read(value, &p->c.trigger) && p->sound;
    } else if (strcmp(key, "pause from") == 0) {
        p->sound = clock_time_read(value, &p->pause.from) && p->sound;
        p->pause.open = p->c.pause_count == 0;
        p->c.pause_count = 1;
    } else if (strcmp(key, "pause until") == 0) {
        p->sound = clock_time_read(value, &p->pause.until) && p->c.pause_count == 1 && p->sound;
        p->pause.open = false;
    } else if (strcmp(key, "fact") == 0) {
        p->fact = (struct clock_fact){value, FACT_TRUE};
        p->c.fact_count = 1;
    } else if (strcmp(key, "how") == 0) {
        p->c.served = value;
    } else if (!clock_rule_put(a, &p->rule, key, value, &err)) {
        check_error(&err);
        p->sound = false;
    }
}

static void check_count(struct arena *a, const struct clock_count *count)
{
    struct clock_count again;
    struct error err = {0};
    need(clock_count_read(a, clock_count_write(a, count), &again, &err));
    need(again.unit == count->unit && again.months == count->months && again.days == count->days
         && again.minutes == count->minutes);
}

// Few steps only, so that an input is done in a moment.
static bool is_short(const struct clock_count *count)
{
    return count->days <= 5000 && count->months <= 240 && count->minutes <= 5000 * 1440;
}

static bool all_short(const struct clock_rule *r)
{
    bool ok =
        is_short(&r->count) && is_short(&r->closes) && is_short(&r->grace) && is_short(&r->every);
    for (size_t i = 0; i < r->instead.count; i++)
        ok = ok && is_short(&r->instead.at[i].count);
    for (size_t i = 0; i < r->service.count; i++)
        ok = ok && is_short(&r->service.at[i].count);
    for (size_t i = 0; i < r->at.count; i++)
        ok = ok && is_short(&r->at.at[i]);
    return ok && r->instead.count < 20;
}

static void solve(struct arena *a, const struct problem *p)
{
    struct due due;
    struct error err = {0};
    if (!clock_due(a, &p->rule, &p->c, place(), &due, &err)) {
        check_error(&err);
        return;
    }
    need(due.count >= 1 && due.strict < due.count);
    for (size_t i = 0; i < due.count; i++) {
        struct clock_step_list steps;
        struct date day;
        need(clock_explain(a, &due, i, &p->c, place(), &steps, &day, &err));
        need(day.days == due.at[i].day.days && steps.count >= 2);
    }
    const char *why;
    need(clock_why(a, &due, &p->c, place(), &why, &err) && why[0] != '\0');
    struct clock_status s = clock_status_of(&due, NULL, (struct instant){0}, place()->zone);
    need(clock_status_say(a, &s)[0] != '\0');
    struct due_list list;
    if (!clock_series(a, &p->rule, &p->c, place(), NULL, 0, date_add(due.trigger.day, 400), &list,
                      &err))
        need(err.text[0] != '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (!text_is_utf8((const char *)bytes, length, NULL) || length > 4000)
        return 0;
    struct arena a = {0};
    struct error err = {0};
    struct problem p = {.rule = clock_rule_make("fuzz.rule"), .sound = true};
    p.c.trigger = clock_time_day(date_of(2026, 1, 5));
    p.c.pauses = &p.pause;
    p.c.facts = &p.fact;
    struct text_list lines = text_split(&a, arena_text_n(&a, (const char *)bytes, length), '\n');
    for (size_t i = 0; i < lines.count; i++)
        read_line(&a, lines.at[i], &p);
    if (p.rule.count_said)
        check_count(&a, &p.rule.count);
    if (!clock_rule_check(&p.rule, &err))
        check_error(&err);
    else if (p.sound && all_short(&p.rule))
        solve(&a, &p);
    arena_free(&a);
    return 0;
}
