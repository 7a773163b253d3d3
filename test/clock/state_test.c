#include "place.h"

#include "clock/state.h"

// What a rule says of a case that started on 5 January 2026 in Chicago, a Monday.
static void status(const char *const *pairs, const char *met, const char *as_of,
                   enum clock_state state, const char *words)
{
    struct arena a = {0};
    struct clock_place place = place_in(&a, "America/Chicago");
    struct clock_rule rule = rule_of(&a, pairs);
    struct clock_case c = {.trigger = at("2026-01-05T12:00:00-06:00")};
    struct due due = due_of(&a, &rule, &c, &place);
    struct clock_time done;
    if (met != NULL)
        done = at(met);
    struct clock_status s =
        clock_status_of(&due, met == NULL ? NULL : &done, at(as_of).at, place.zone);
    CHECK_TEXT(clock_state_name(s.state), clock_state_name(state));
    CHECK_TEXT(clock_status_say(&a, &s), words);
    arena_free(&a);
}
#define PAIRS(...)                                                                                 \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

TEST(a_deadline_is_open_soon_due_overdue_and_met)
{
    const char *const *rule =
        PAIRS("count", "10 calendar days", "warn", "5 days before, 2 days before");
    status(rule, NULL, "2026-01-06T09:00:00-06:00", STATE_OPEN, "due in 9 days");
    status(rule, NULL, "2026-01-10T09:00:00-06:00", STATE_SOON, "due in 5 days");
    status(rule, NULL, "2026-01-15T23:59:00-06:00", STATE_SOON, "due today");
    status(rule, NULL, "2026-01-16T00:00:00-06:00", STATE_OVERDUE, "overdue 1 day");
    status(rule, NULL, "2026-01-18T09:00:00-06:00", STATE_OVERDUE, "overdue 3 days");
    status(rule, "2026-01-15", "2026-02-01T09:00:00-06:00", STATE_MET, "met");
    status(rule, "2026-01-15T23:59:59-06:00", "2026-02-01T09:00:00-06:00", STATE_MET, "met");
    status(rule, "2026-01-16", "2026-02-01T09:00:00-06:00", STATE_MET_LATE, "met 1 day late");
    status(rule, "2026-01-16T05:00:00Z", "2026-02-01T09:00:00-06:00", STATE_MET, "met");
    status(rule, "2026-01-16T06:00:00Z", "2026-02-01T09:00:00-06:00", STATE_MET_LATE,
           "met 1 day late");
    status(rule, "2026-01-20", "2026-01-18T09:00:00-06:00", STATE_OVERDUE, "overdue 3 days");
}

TEST(the_nearest_warning_is_named)
{
    struct arena a = {0};
    struct clock_place place = place_in(&a, "UTC");
    struct clock_rule rule = RULE(&a, "count", "10 calendar days", "warn",
                                  "5 days before to chief, 2 days before to mayor");
    struct clock_case c = {.trigger = at("2026-01-05")};
    struct due due = due_of(&a, &rule, &c, &place);
    struct clock_status s = clock_status_of(&due, NULL, at("2026-01-11T00:00:00Z").at, place.zone);
    CHECK_TEXT(s.warn->to, "chief");
    s = clock_status_of(&due, NULL, at("2026-01-13T00:00:00Z").at, place.zone);
    CHECK_TEXT(s.warn->to, "mayor");
    s = clock_status_of(&due, NULL, at("2026-01-07T00:00:00Z").at, place.zone);
    CHECK(s.warn == NULL);
    arena_free(&a);
}

TEST(hours_are_late_after_their_minute)
{
    const char *const *rule = PAIRS("count", "24 hours", "kind", "max_hold");
    status(rule, NULL, "2026-01-05T13:00:00-06:00", STATE_OPEN, "due in 23 hours");
    status(rule, NULL, "2026-01-06T11:30:00-06:00", STATE_OPEN, "due in 30 minutes");
    status(rule, NULL, "2026-01-06T12:00:00-06:00", STATE_OPEN, "due in 0 minutes");
    status(rule, NULL, "2026-01-06T12:01:00-06:00", STATE_OVERDUE, "overdue 1 minute");
    status(rule, NULL, "2026-01-06T17:01:00-06:00", STATE_OVERDUE, "overdue 5 hours");
    status(rule, NULL, "2026-01-09T17:01:00-06:00", STATE_OVERDUE, "overdue 3 days");
    status(rule, "2026-01-06T12:00:00-06:00", "2026-01-09T17:01:00-06:00", STATE_MET, "met");
    status(rule, "2026-01-06T14:00:00-06:00", "2026-01-09T17:01:00-06:00", STATE_MET_LATE,
           "met 2 hours late");
}

TEST(a_warning_may_be_of_hours)
{
    const char *const *rule =
        PAIRS("count", "72 hours", "warn", "24 hours before, 1 day before to chief");
    status(rule, NULL, "2026-01-06T11:00:00-06:00", STATE_OPEN, "due in 2 days");
    status(rule, NULL, "2026-01-07T00:00:00-06:00", STATE_SOON, "due in 36 hours");
    status(rule, NULL, "2026-01-07T12:00:00-06:00", STATE_SOON, "due in 24 hours");
    rule = PAIRS("count", "72 hours", "warn", "24 hours before");
    status(rule, NULL, "2026-01-07T11:59:00-06:00", STATE_OPEN, "due in 24 hours");
    status(rule, NULL, "2026-01-07T12:00:00-06:00", STATE_SOON, "due in 24 hours");
}

TEST(grace_comes_before_overdue)
{
    const char *const *rule = PAIRS("count", "10 calendar days", "grace", "5 calendar days");
    status(rule, NULL, "2026-01-18T09:00:00-06:00", STATE_IN_GRACE, "late, grace ends in 2 days");
    status(rule, NULL, "2026-01-20T09:00:00-06:00", STATE_IN_GRACE, "late, grace ends today");
    status(rule, NULL, "2026-01-21T09:00:00-06:00", STATE_OVERDUE, "overdue 6 days");
    status(rule, "2026-01-17", "2026-02-21T09:00:00-06:00", STATE_MET_IN_GRACE,
           "met 2 days late, within grace");
    status(rule, "2026-01-22", "2026-02-21T09:00:00-06:00", STATE_MET_LATE, "met 7 days late");
}

TEST(a_window_opens_and_closes)
{
    const char *const *rule =
        PAIRS("count", "10 calendar days", "kind", "window_open", "closes", "20 calendar days");
    status(rule, NULL, "2026-01-14T23:00:00-06:00", STATE_NOT_YET_OPEN, "opens in 1 day");
    status(rule, NULL, "2026-01-15T00:00:00-06:00", STATE_WINDOW, "open, closes in 10 days");
    status(rule, NULL, "2026-01-25T23:00:00-06:00", STATE_WINDOW, "open, closes today");
    status(rule, NULL, "2026-01-26T00:00:00-06:00", STATE_CLOSED, "closed 1 day ago");
    status(rule, "2026-01-14", "2026-01-26T00:00:00-06:00", STATE_TOO_EARLY, "1 day too early");
    status(rule, "2026-01-15", "2026-01-26T00:00:00-06:00", STATE_MET, "met");
    status(rule, "2026-01-27", "2026-01-28T00:00:00-06:00", STATE_MET_LATE, "met 2 days late");
    rule = PAIRS("count", "10 calendar days", "kind", "window_open");
    status(rule, NULL, "2027-01-15T00:00:00-06:00", STATE_WINDOW, "open");
    rule = PAIRS("count", "10 calendar days", "kind", "window_close");
    status(rule, NULL, "2026-01-17T00:00:00-06:00", STATE_CLOSED, "closed 2 days ago");
}

TEST(what_is_kept_is_kept_long_enough_and_what_is_valid_expires)
{
    const char *const *rule = PAIRS("count", "10 calendar days", "kind", "min_retain");
    status(rule, NULL, "2026-01-10T00:00:00-06:00", STATE_KEEP, "to be kept for 5 days");
    status(rule, NULL, "2026-01-16T00:00:00-06:00", STATE_KEPT, "need not be kept since 1 day");
    status(rule, "2026-01-15", "2026-01-16T00:00:00-06:00", STATE_TOO_EARLY, "too early");
    status(rule, "2026-01-12", "2026-01-16T00:00:00-06:00", STATE_TOO_EARLY, "3 days too early");
    status(rule, "2026-01-16", "2026-01-17T00:00:00-06:00", STATE_MET, "met");
    rule = PAIRS("count", "10 calendar days", "kind", "validity");
    status(rule, NULL, "2026-01-15T12:00:00-06:00", STATE_VALID, "valid, ends today");
    status(rule, NULL, "2026-01-16T12:00:00-06:00", STATE_EXPIRED, "expired 1 day ago");
    status(rule, "2026-01-14", "2026-01-16T12:00:00-06:00", STATE_MET, "met");
    rule = PAIRS("count", "10 calendar days", "kind", "max_retain");
    status(rule, NULL, "2026-01-16T12:00:00-06:00", STATE_OVERDUE, "overdue 1 day");
}

TEST(an_unknown_fact_makes_a_state_unsure_and_a_pause_stops_it)
{
    struct arena a = {0};
    struct clock_place place = place_in(&a, "UTC");
    struct clock_rule rule =
        RULE(&a, "count", "30 calendar days", "instead", "7 calendar days, when x");
    struct clock_pause pause = {.from = at("2026-01-10"), .open = true, .reason = "abroad"};
    struct clock_case c = {.trigger = at("2026-01-05")};
    struct due due = due_of(&a, &rule, &c, &place);
    struct clock_status s = clock_status_of(&due, NULL, at("2026-01-20T00:00:00Z").at, place.zone);
    CHECK(s.state == STATE_OVERDUE && !s.sure);
    s = clock_status_of(&due, NULL, at("2026-01-06T00:00:00Z").at, place.zone);
    CHECK(s.state == STATE_OPEN && s.sure);
    c.pauses = &pause;
    c.pause_count = 1;
    due = due_of(&a, &rule, &c, &place);
    s = clock_status_of(&due, NULL, at("2026-01-20T00:00:00Z").at, place.zone);
    CHECK(s.state == STATE_TOLLED);
    CHECK_TEXT(clock_status_say(&a, &s), "paused");
    CHECK(!clock_state_is_late(STATE_TOLLED) && clock_state_is_late(STATE_OVERDUE));
    arena_free(&a);
}
