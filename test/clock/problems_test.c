#include "table.h"

#include "base/buf.h"
#include "base/text.h"
#include "clock/count.h"
#include "clock/explain.h"

/* Problems and their answers: problems.csv by test/oracle/clock_problems.py, which counts day by
 * day and minute by minute; by_hand.csv by hand, each with its reason.
 *
 *   rule     `key: value` joined by " | "
 *   trigger  a day or a moment
 *   facts    `name=yes|no|unknown` joined by spaces
 *   pauses   `FROM..UNTIL reason` joined by ";", days or moments, UNTIL empty while it goes on
 *   answer   each reading's day or moment, "closes DAY", "grace DAY"; " / " between, "*" at the
 * strictest
 */

static const struct holiday_rule state_rules[] = {
    {.name = "Lincoln Birthday",
     .form = HOLIDAY_FIXED,
     .month = 2,
     .day = 12,
     .observed = OBSERVED_NEAREST},
    {.name = "Good Friday", .form = HOLIDAY_EASTER, .shift = -2},
    {.name = "Day after Thanksgiving",
     .form = HOLIDAY_NTH,
     .month = 11,
     .nth = 4,
     .weekday = THURSDAY,
     .shift = 1},
};
static const char *const state_without[] = {"Columbus Day"};

static const struct calendar *make_calendar(struct arena *a, const char *name)
{
    struct special_day days[] = {
        {.day = date_of(2025, 1, 9), .name = "Day of mourning"},
        {.day = date_of(2026, 2, 14), .name = "Working Saturday", .works = true},
    };
    struct calendar_plan plan = {.name = name, .federal = strcmp(name, "weekends") != 0};
    if (strcmp(name, "state") == 0) {
        plan.rules = state_rules;
        plan.rule_count = 3;
        plan.without = state_without;
        plan.without_count = 1;
        plan.days = arena_copy(a, days, sizeof days);
        plan.day_count = 2;
    }
    const struct calendar *c;
    struct error err = {0};
    NEED_OK(calendar_make(a, &plan, &c, &err), err);
    return c;
}

static struct clock_rule read_rule(struct arena *a, const char *text)
{
    struct clock_rule rule = clock_rule_make("a.problem");
    struct error err = {0};
    struct text_list lines = text_split(a, text, '|');
    for (size_t i = 0; i < lines.count; i++) {
        const char *colon = strchr(lines.at[i], ':');
        NEED(colon != NULL);
        const char *key = arena_text_n(a, lines.at[i], (size_t)(colon - lines.at[i]));
        NEED_OK(clock_rule_put(a, &rule, key, colon + 1, &err), err);
    }
    NEED_OK(clock_rule_check(&rule, &err), err);
    return rule;
}

static void read_facts(struct arena *a, const char *text, struct clock_case *c)
{
    struct text_list words = text_split(a, text, ' ');
    struct clock_fact *facts = ARENA_ARRAY(a, struct clock_fact, words.count);
    for (size_t i = 0; i < words.count; i++) {
        struct text_list halves = text_split(a, words.at[i], '=');
        NEED(halves.count == 2);
        facts[i].name = halves.at[0];
        facts[i].is = text_equal(halves.at[1], "yes")  ? FACT_TRUE
                      : text_equal(halves.at[1], "no") ? FACT_FALSE
                                                       : FACT_UNKNOWN;
    }
    c->facts = facts;
    c->fact_count = words.count;
}

static void read_pauses(struct arena *a, const char *text, struct clock_case *c)
{
    struct text_list parts = text_split(a, text, ';');
    struct clock_pause *pauses = ARENA_ARRAY(a, struct clock_pause, parts.count);
    for (size_t i = 0; i < parts.count; i++) {
        const char *dots = strstr(parts.at[i], ".."), *space = strchr(parts.at[i], ' ');
        NEED(dots != NULL && space != NULL && dots < space);
        const char *from = arena_text_n(a, parts.at[i], (size_t)(dots - parts.at[i]));
        const char *until = arena_text_n(a, dots + 2, (size_t)(space - dots) - 2);
        pauses[i].reason = space + 1;
        pauses[i].open = until[0] == '\0';
        NEED(clock_time_read(from, &pauses[i].from));
        NEED(pauses[i].open || clock_time_read(until, &pauses[i].until));
    }
    c->pauses = pauses;
    c->pause_count = parts.count;
}

static void put_day(struct buf *b, const char *before, struct date d)
{
    char text[11];
    date_write(d, text);
    buf_put(b, "%s%s", before, text);
}

static const char *write_answer(struct arena *a, const struct due *due, const struct zone *zone)
{
    struct buf b = buf_make(a, 10000);
    for (size_t i = 0; i < due->count; i++) {
        const struct due_reading *r = &due->at[i];
        char text[40];
        buf_text(&b, i == 0 ? "" : " / ");
        if (r->tolled) {
            buf_text(&b, "paused");
        } else if (clock_unit_is_time(r->count.unit)) {
            instant_write(r->at, zone_offset(zone, r->at), text);
            buf_text(&b, text);
        } else {
            put_day(&b, "", r->day);
            if (due->rule->closes_said)
                put_day(&b, " closes ", r->closes);
            if (due->rule->grace_said)
                put_day(&b, " grace ", r->grace);
        }
        buf_text(&b, i == due->strict ? "*" : "");
    }
    const char *text = "";
    struct error err = {0};
    NEED_OK(buf_done(&b, &text, &err), err);
    return text;
}

// The explanation walks by itself: it must come to the same day, and say so.
static void check_explanation(struct arena *a, const char *id, const struct due *due,
                              const struct clock_case *c, const struct clock_place *place)
{
    for (size_t i = 0; i < due->count; i++) {
        struct clock_step_list steps;
        struct date day;
        struct error err = {0};
        NEED_OK(clock_explain(a, due, i, c, place, &steps, &day, &err), err);
        if (day.days != due->at[i].day.days)
            t_failed(__FILE__, __LINE__, "%s: reading %zu is explained as %s, not %s", id, i,
                     clock_date_say(a, day), clock_date_say(a, due->at[i].day));
        for (size_t j = 0; j < steps.count; j++)
            if (steps.at[j].text == NULL || steps.at[j].text[0] == '\0')
                t_failed(__FILE__, __LINE__, "%s: step %zu says nothing", id, j);
    }
}

static void solve(struct arena *a, const struct table *t, size_t row, const struct calendar **made)
{
    static const char *const names[] = {"federal", "state", "weekends"};
    const char *id = table_cell(t, row, "id");
    struct clock_place place = {.federal = made[0]};
    for (int i = 0; i < 3; i++)
        if (strcmp(names[i], table_cell(t, row, "calendar")) == 0)
            place.calendar = made[i];
    NEED(place.calendar != NULL);
    struct error err = {0};
    NEED_OK(zone_load(a, table_cell(t, row, "zone"), &place.zone, &err), err);
    struct clock_rule rule = read_rule(a, table_cell(t, row, "rule"));
    struct clock_case c = {0};
    NEED(clock_time_read(table_cell(t, row, "trigger"), &c.trigger));
    read_facts(a, table_cell(t, row, "facts"), &c);
    read_pauses(a, table_cell(t, row, "pauses"), &c);
    const char *served = table_cell(t, row, "served"), *wanted = table_cell(t, row, "answer");
    c.served = served[0] == '\0' ? NULL : served;

    struct due due;
    const char *answer = "refused";
    bool ok = clock_due(a, &rule, &c, &place, &due, &err);
    if (ok)
        answer = write_answer(a, &due, place.zone);
    if (!text_equal(answer, wanted))
        t_failed(__FILE__, __LINE__, "%s: %s; %s: %s, wanted %s %s", id, table_cell(t, row, "rule"),
                 table_cell(t, row, "trigger"), answer, wanted, ok ? "" : err.text);
    if (ok)
        check_explanation(a, id, &due, &c, &place);
}

static size_t solve_all(const char *file)
{
    struct arena a = {0}, once = {0};
    static const char *const names[] = {"federal", "state", "weekends"};
    const struct calendar *made[3];
    for (int i = 0; i < 3; i++)
        made[i] = make_calendar(&a, names[i]);
    struct table t = table_read(&a, table_source(&a, file));
    for (size_t row = 1; row < t.rows; row++) {
        solve(&once, &t, row, made);
        arena_reset(&once);
    }
    arena_free(&once);
    arena_free(&a);
    return t.rows - 1;
}

TEST(random_problems_have_the_answers_of_walking_day_by_day)
{
    CHECK(solve_all("test/clock/problems.csv") >= 300);
}

TEST(problems_by_hand_have_their_answers_and_say_why)
{
    struct arena a = {0};
    CHECK(solve_all("test/clock/by_hand.csv") >= 60);
    struct table t = table_read(&a, table_source(&a, "test/clock/by_hand.csv"));
    for (size_t row = 1; row < t.rows; row++)
        CHECK(strlen(table_cell(&t, row, "why")) > 10);
    arena_free(&a);
}
