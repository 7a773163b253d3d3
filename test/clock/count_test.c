#include "place.h"

#include "base/text.h"

static void check_day(struct date d, const char *wanted)
{
    char text[11];
    date_write(d, text);
    CHECK_TEXT(text, wanted);
}

static struct clock_rule random_days(enum clock_unit unit, int days)
{
    struct clock_rule rule = clock_rule_make("a.rule");
    rule.count = (struct clock_count){.unit = unit, .days = days};
    rule.count_said = true;
    rule.roll = ROLL_STAYS;
    return rule;
}

static struct clock_case on_day(struct date d)
{
    return (struct clock_case){.trigger = clock_time_day(d)};
}

TEST(a_due_is_never_before_its_start_and_counts_add_up)
{
    struct arena a = {0}, once = {0};
    struct clock_place place = place_in(&a, "America/Chicago");
    for (int i = 0; i < 3000; i++) {
        struct clock_rule rule =
            random_days((enum clock_unit)t_between(0, 2), (int)t_between(0, 300));
        struct clock_case c =
            on_day(date_of((int)t_between(1950, 2150), (int)t_between(1, 12), 15));
        struct due first = due_of(&once, &rule, &c, &place);
        CHECK(first.at[0].day.days >= c.trigger.day.days);
        // n days and then m days are n + m days
        struct clock_rule more = random_days(rule.count.unit, (int)t_between(1, 200));
        struct clock_case then = on_day(first.at[0].day);
        struct due second = due_of(&once, &more, &then, &place);
        more.count.days += rule.count.days;
        CHECK_INT(due_of(&once, &more, &c, &place).at[0].day.days, second.at[0].day.days);
        // and back again, to where a working day was the start
        rule.back = true;
        struct due home = due_of(&once, &rule, &then, &place);
        if (rule.count.unit == UNIT_DAYS || calendar_works(place.federal, c.trigger.day))
            CHECK_INT(home.at[0].day.days, c.trigger.day.days);
        arena_reset(&once);
    }
    arena_free(&once);
    arena_free(&a);
}

TEST(hours_are_so_many_microseconds_whatever_the_clocks_do)
{
    struct arena a = {0}, once = {0};
    struct clock_place place = place_in(&a, "America/New_York");
    for (int i = 0; i < 2000; i++) {
        struct clock_rule rule = clock_rule_make("a.rule");
        rule.count = (struct clock_count){.unit = UNIT_TIME, .minutes = t_between(0, 30000)};
        rule.count_said = true;
        struct clock_case c = {.trigger = clock_time_at((struct instant){
                                   t_between(INT64_C(0), INT64_C(4000000000000000))})};
        struct due due = due_of(&once, &rule, &c, &place);
        CHECK_INT(due.at[0].at.us, c.trigger.at.us + rule.count.minutes * 60000000);
        // with days off skipped it is never earlier, and never on a day off
        rule.count.unit = UNIT_TIME_WORKING;
        struct due working = due_of(&once, &rule, &c, &place);
        CHECK(working.at[0].at.us >= due.at[0].at.us);
        struct instant before = {working.at[0].at.us - 1};
        if (rule.count.minutes > 0)
            CHECK(
                calendar_works(place.calendar, clock_time_date(clock_time_at(before), place.zone)));
        arena_reset(&once);
    }
    arena_free(&once);
    arena_free(&a);
}

TEST(a_longer_count_or_another_pause_never_brings_a_date_nearer)
{
    struct arena a = {0}, once = {0};
    struct clock_place place = place_in(&a, "UTC");
    for (int i = 0; i < 2000; i++) {
        struct clock_rule rule =
            random_days((enum clock_unit)t_between(0, 2), (int)t_between(0, 60));
        rule.roll = (enum clock_roll)t_between(1, 3);
        struct clock_case c = on_day(date_of(2026, (int)t_between(1, 12), (int)t_between(1, 28)));
        struct due plain = due_of(&once, &rule, &c, &place);
        struct date from = date_add(c.trigger.day, (int)t_between(-10, 60));
        struct clock_pause pauses[] = {
            {.from = clock_time_day(from), .until = clock_time_day(date_add(from, 9))},
        };
        c.pauses = pauses;
        c.pause_count = 1;
        struct due paused = due_of(&once, &rule, &c, &place);
        CHECK(paused.at[0].counted.days >= plain.at[0].counted.days);
        CHECK(paused.at[0].counted.days - plain.at[0].counted.days <= 10 + 7);
        c.pause_count = 0;
        rule.count.days++;
        CHECK(due_of(&once, &rule, &c, &place).at[0].day.days >= plain.at[0].day.days);
        arena_reset(&once);
    }
    arena_free(&once);
    arena_free(&a);
}

TEST(an_unknown_fact_gives_both_dates_and_names_itself)
{
    struct arena a = {0};
    struct clock_place place = place_in(&a, "America/Los_Angeles");
    struct clock_rule rule =
        RULE(&a, "count", "30 calendar days", "instead", "7 calendar days, when removal", "instead",
             "14 calendar days, when minor");
    struct clock_fact facts[] = {{"minor", FACT_TRUE}};
    struct clock_case c = {.trigger = at("2025-12-29"), .facts = facts, .fact_count = 1};
    struct due due = due_of(&a, &rule, &c, &place);
    CHECK_INT(due.count, 2); // 14 days hold unless removal does; 30 days cannot any more
    check_day(due.at[0].day, "2026-01-12");
    check_day(due.at[1].day, "2026-01-05");
    CHECK_INT(due.strict, 1);
    CHECK_INT(due.unknown.count, 1);
    CHECK_TEXT(due.unknown.at[0], "removal");
    CHECK_TEXT(due.at[0].when, "minor");
    facts[0].is = FACT_UNKNOWN;
    due = due_of(&a, &rule, &c, &place);
    CHECK_INT(due.count, 3);
    CHECK_INT(due.unknown.count, 2);
    arena_free(&a);
}

TEST(the_version_at_the_trigger_counts)
{
    struct arena a = {0};
    struct clock_place place = place_in(&a, "America/Los_Angeles");
    struct clock_rule versions[] = {
        RULE(&a, "count", "90 calendar days", "in force", "..2019-12-31"),
        RULE(&a, "count", "30 calendar days", "in force", "2020-01-01.."),
    };
    struct clock_rule_list list = {.at = versions, .count = 2};
    struct due due = {0};
    struct error err = {0};
    // the evening of 31 December in the office, though the new year has begun in Greenwich
    struct clock_case c = {.trigger = at("2020-01-01T05:00:00Z")};
    NEED_OK(clock_due_by(&a, &list, &c, &place, &due, &err), err);
    check_day(due.at[0].day, "2020-03-30");
    c.trigger = at("2020-01-01");
    NEED_OK(clock_due_by(&a, &list, &c, &place, &due, &err), err);
    check_day(due.at[0].day, "2020-01-31");
    list.count = 1;
    CHECK(!clock_due_by(&a, &list, &c, &place, &due, &err));
    CHECK(err.kind == ERROR_NOT_FOUND);
    arena_free(&a);
}

static struct due_list series(struct arena *a, const struct clock_rule *rule, const char *from,
                              const struct clock_time *met, size_t met_count, const char *until)
{
    struct clock_place place = place_in(a, "UTC");
    struct clock_case c = {.trigger = at(from)};
    struct due_list list = {0};
    struct error err = {0};
    NEED_OK(clock_series(a, rule, &c, &place, met, met_count, date_read(until), &list, &err), err);
    for (size_t i = 0; i < list.count; i++)
        CHECK_INT(list.at[i].number, i + 1);
    return list;
}

static void check_series(const struct due_list *list, const char *wanted)
{
    char text[400] = "";
    for (size_t i = 0; i < list->count; i++) {
        char day[12] = " ";
        date_write(list->at[i].at[0].day, day + 1);
        strncat(text, day, sizeof text - strlen(text) - 1);
    }
    CHECK_TEXT(text[0] == '\0' ? "" : text + 1, wanted);
}

TEST(a_series_counts_from_the_trigger_so_that_month_ends_do_not_drift)
{
    struct arena a = {0};
    struct clock_rule rule = RULE(&a, "series", "every 1 month", "kind", "review");
    struct due_list list = series(&a, &rule, "2026-01-31", NULL, 0, "2026-05-01");
    check_series(&list, "2026-02-28 2026-03-31 2026-04-30 2026-05-31");
    rule = RULE(&a, "count", "10 days", "series", "every 30 days", "kind", "review");
    list = series(&a, &rule, "2026-01-01", NULL, 0, "2026-03-01");
    check_series(&list, "2026-01-11 2026-02-10 2026-03-12");
    arena_free(&a);
}

TEST(an_irregular_series_has_its_lengths)
{
    struct arena a = {0};
    struct clock_rule rule = RULE(&a, "series", "at 15, 30, 60, 90 days", "kind", "review");
    struct due_list list = series(&a, &rule, "2026-01-01", NULL, 0, "2027-01-01");
    check_series(&list, "2026-01-16 2026-01-31 2026-03-02 2026-04-01");
    list = series(&a, &rule, "2026-01-01", NULL, 0, "2026-01-20");
    check_series(&list, "2026-01-16 2026-01-31");
    arena_free(&a);
}

TEST(a_rolling_series_goes_on_from_when_the_last_was_met)
{
    struct arena a = {0};
    struct clock_rule rule =
        RULE(&a, "count", "30 days", "series", "every 1 year, from the last", "kind", "review");
    struct clock_time met[] = {at("2026-01-20"), at("2027-02-28")};
    struct due_list list = series(&a, &rule, "2026-01-01", met, 2, "2030-01-01");
    check_series(&list, "2026-01-31 2027-01-20 2028-02-28");
    CHECK_INT(list.at[2].trigger.day.days, date_of(2027, 2, 28).days);
    rule = RULE(&a, "count", "5 days", "kind", "review");
    list = series(&a, &rule, "2026-01-01", met, 2, "2030-01-01");
    check_series(&list, "2026-01-06");
    arena_free(&a);
}

TEST(what_cannot_be_counted_is_told)
{
    struct arena a = {0};
    struct clock_place place = place_in(&a, "UTC");
    struct clock_rule rule = RULE(&a, "count", "30 calendar days");
    struct clock_pause pause = {.from = at("2026-02-01"), .until = at("2026-01-01")};
    struct clock_case c = {.trigger = at("2026-01-01"), .pauses = &pause, .pause_count = 1};
    struct due due = {.number = 7};
    struct error err = {0};
    CHECK(!clock_due(&a, &rule, &c, &place, &due, &err));
    CHECK_HAS(err.text, "clock a.rule: a pause ends before it begins");
    pause.until = at("2026-03-01");
    rule.back = true;
    CHECK(!clock_due(&a, &rule, &c, &place, &due, &err));
    CHECK_HAS(err.text, "goes back");
    c.pause_count = 0;
    rule = RULE(&a, "count", "300 years");
    CHECK(!clock_due(&a, &rule, &c, &place, &due, &err));
    CHECK_HAS(err.text, "1900 to 2199");
    rule = RULE(&a, "count", "100000 business days");
    CHECK(!clock_due(&a, &rule, &c, &place, &due, &err));
    rule = RULE(&a, "count", "2000000 hours");
    CHECK(!clock_due(&a, &rule, &c, &place, &due, &err));
    rule = RULE(&a, "count", "2000000 hours, days off skipped");
    CHECK(!clock_due(&a, &rule, &c, &place, &due, &err));
    c.trigger = clock_time_day(NO_DATE);
    rule = RULE(&a, "count", "3 days");
    CHECK(!clock_due(&a, &rule, &c, &place, &due, &err));
    c.trigger = clock_time_at(NO_INSTANT);
    CHECK(!clock_due(&a, &rule, &c, &place, &due, &err));
    c.trigger = at("1850-01-01");
    CHECK(!clock_due(&a, &rule, &c, &place, &due, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK_INT(due.number, 7);
    struct due_list list = {0};
    rule = RULE(&a, "series", "every 1 minute");
    c.trigger = at("2026-01-01T00:00:00Z");
    CHECK(!clock_series(&a, &rule, &c, &place, NULL, 0, date_of(2027, 1, 1), &list, &err));
    CHECK_HAS(err.text, "10000");
    arena_free(&a);
}

TEST(a_moment_or_a_day_is_read)
{
    struct clock_time t = at("2026-01-31");
    CHECK(!t.timed);
    CHECK(at("2026-01-31T10:00:00-06:00").timed);
    CHECK(!clock_time_read("31 January 2026", &t));
    CHECK(!clock_time_read("", &t));
    CHECK(!clock_time_read(NULL, &t));
}

TEST(pauses_that_touch_are_one_with_both_reasons)
{
    struct arena a = {0};
    struct clock_place place = place_in(&a, "UTC");
    struct clock_pause pauses[] = {
        {.from = at("2026-03-01"), .until = at("2026-03-05"), .reason = "storm"},
        {.from = at("2026-01-10"), .until = at("2026-01-20"), .reason = "appeal"},
        {.from = at("2026-01-15"), .until = at("2026-01-25"), .reason = "hearing"},
        {.from = at("2026-01-12"), .until = at("2026-01-13"), .reason = "appeal"},
    };
    struct clock_case c = {.trigger = at("2026-01-01"), .pauses = pauses, .pause_count = 4};
    const struct pause_span *spans;
    size_t n;
    struct error err = {0};
    NEED_OK(clock_pauses(&a, &c, place.zone, false, &spans, &n, &err), err);
    CHECK_INT(n, 2);
    check_day(spans[0].from, "2026-01-10");
    check_day(spans[0].until, "2026-01-25");
    CHECK_TEXT(spans[0].reason, "appeal; hearing");
    arena_free(&a);
}
