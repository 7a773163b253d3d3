#include "place.h"

#include "clock/explain.h"

static const char *why(struct arena *a, const struct clock_rule *rule, const struct clock_case *c,
                       const char *zone)
{
    struct clock_place place = place_in(a, zone);
    struct due due = due_of(a, rule, c, &place);
    const char *text = "";
    struct error err = {0};
    NEED_OK(clock_why(a, &due, c, &place, &text, &err), err);
    return text;
}

TEST(the_page_says_why_28_january)
{
    struct arena a = {0};
    struct clock_rule rule = RULE(&a, "count", "30 calendar days, from the day after", "basis",
                                  "Cal. Penal Code 679.10(h)", "in force", "2016-01-01..",
                                  "instead", "7 calendar days, when in_removal_proceedings");
    struct clock_case c = {.trigger = at("2025-12-29")};
    CHECK_TEXT(
        why(&a, &rule, &c, "America/Los_Angeles"),
        "29 Dec 2025 (Monday) is day 0.\n"
        "Rule: 30 calendar days, from the day after. Cal. Penal Code 679.10(h). In force since "
        "2016-01-01.\n"
        "30 Dec 2025 is day 1 … 28 Jan 2026 is day 30.\n"
        "28 Jan 2026 is a Wednesday: no shift.\n"
        "If in_removal_proceedings it is 7 calendar days: 5 Jan 2026. That fact is not recorded. "
        "This is the stricter.\n");
    arena_free(&a);
}

TEST(each_day_off_is_named)
{
    struct arena a = {0};
    struct clock_rule rule =
        RULE(&a, "count", "3 business days", "kind", "window_open", "opens",
             "the day after the last day", "confidence", "P", "basis", "18 USC 922(t)(1)(B)(ii)");
    struct clock_case c = {.trigger = at("2025-12-31")};
    CHECK_TEXT(why(&a, &rule, &c, "America/Chicago"),
               "31 Dec 2025 (Wednesday) is day 0.\n"
               "Rule: 3 business days, from the day after. 18 USC 922(t)(1)(B)(ii).\n"
               "1 Jan 2026 (New Year Day): not counted.\n"
               "2 Jan 2026 is day 1.\n"
               "3 Jan 2026 (Saturday), 4 Jan 2026 (Sunday): not counted.\n"
               "5 Jan 2026 is day 2 … 6 Jan 2026 is day 3.\n"
               "6 Jan 2026 is a Tuesday: no shift.\n"
               "It opens at the start of the day after: Wednesday 7 Jan 2026.\n");
    arena_free(&a);
}

TEST(a_last_day_that_moves_says_where_and_whether_the_rule_says_so)
{
    struct arena a = {0};
    struct clock_rule rule = RULE(&a, "count", "14 calendar days", "falls on a day off",
                                  "next working day", "served", "mail: 3 calendar days");
    struct clock_case c = {.trigger = at("2026-01-03"), .served = "mail"};
    const char *text = why(&a, &rule, &c, "UTC");
    CHECK_HAS(text, "17 Jan 2026 is a day off (Saturday): it moves to Tuesday 20 Jan 2026.\n");
    CHECK_HAS(text, "18 Jan 2026 (Sunday), 19 Jan 2026 (Birthday of Martin Luther King Jr): not "
                    "counted.\n");
    CHECK_HAS(text, "Served by mail: 3 calendar days are added.\n");
    CHECK_HAS(text, "23 Jan 2026 is a Friday: no shift.\n");
    c.served = NULL;
    CHECK_HAS(why(&a, &rule, &c, "UTC"), "How it was served is not recorded: nothing is added.\n");
    c.served = "hand";
    CHECK_HAS(why(&a, &rule, &c, "UTC"), "Served by hand: the rule adds nothing.\n");
    rule = RULE(&a, "count", "14 calendar days");
    CHECK_HAS(why(&a, &rule, &c, "UTC"),
              "it moves to Tuesday 20 Jan 2026. The rule does not say so: this is the usual way");
    rule = RULE(&a, "count", "14 calendar days", "falls on a day off", "stays");
    CHECK_HAS(why(&a, &rule, &c, "UTC"), "17 Jan 2026 is a day off (Saturday), and stays.\n");
    arena_free(&a);
}

TEST(pauses_say_their_reason)
{
    struct arena a = {0};
    struct clock_rule rule = RULE(&a, "count", "10 calendar days", "falls on a day off", "stays");
    struct clock_pause pause = {
        .from = at("2026-01-08"), .until = at("2026-01-12"), .reason = "motion pending"};
    struct clock_case c = {.trigger = at("2026-01-05"), .pauses = &pause, .pause_count = 1};
    CHECK_HAS(why(&a, &rule, &c, "UTC"), "6 Jan 2026 is day 1 … 7 Jan 2026 is day 2.\n"
                                         "8 Jan 2026 to 12 Jan 2026 are paused (motion pending).\n"
                                         "13 Jan 2026 is day 3 … 20 Jan 2026 is day 10.\n");
    pause.open = true;
    CHECK_HAS(why(&a, &rule, &c, "UTC"),
              "Paused since 8 Jan 2026 (motion pending): there is no date until it goes on.\n");
    arena_free(&a);
}

TEST(months_that_end_early_and_hours_over_a_change_of_the_clocks_are_told)
{
    struct arena a = {0};
    struct clock_rule rule = RULE(&a, "count", "6 months", "kind", "validity");
    struct clock_case c = {.trigger = at("2025-08-31")};
    const char *text = why(&a, &rule, &c, "UTC");
    CHECK_HAS(text, "Feb 2026 has no day 31: the rule takes its last day.\n");
    CHECK_HAS(text, "6 months from 31 Aug 2025: 28 Feb 2026.\n");
    rule = RULE(&a, "count", "48 hours", "kind", "max_hold", "instead",
                "48 hours, days off skipped, reading 8 CFR 287.7(d)", "basis", "Form I-247A",
                "confidence", "S");
    c.trigger = at("2026-03-07T20:00:00-06:00");
    text = why(&a, &rule, &c, "America/Chicago");
    CHECK_HAS(text, "It started on 7 Mar 2026 20:00 (UTC-06:00).\n");
    CHECK_HAS(text, "Form I-247A (read in a secondary source: check).\n");
    CHECK_HAS(text, "48 hours later: 9 Mar 2026 21:00 (UTC-05:00).\n");
    CHECK_HAS(text, "The clocks change in between");
    CHECK_HAS(text,
              "By another reading (8 CFR 287.7(d)) it is 48 hours, days off skipped: 11 Mar 2026 "
              "00:00 (UTC-05:00).\n");
    c.trigger = at("2026-03-07");
    CHECK_HAS(why(&a, &rule, &c, "America/Chicago"), "counted from the start of the day");
    arena_free(&a);
}

TEST(a_corrected_start_says_what_moved)
{
    struct arena a = {0};
    struct clock_place place = place_in(&a, "UTC");
    struct clock_rule rule = RULE(&a, "count", "30 calendar days"),
                      other = RULE(&a, "count", "45 calendar days");
    struct clock_case c = {.trigger = at("2025-12-29")}, d = {.trigger = at("2026-01-02")};
    struct due before = due_of(&a, &rule, &c, &place), after = due_of(&a, &rule, &d, &place);
    CHECK_TEXT(
        clock_change_say(&a, &before, &after, place.zone),
        "The start moved from 29 Dec 2025 to 2 Jan 2026. The date moved from 28 Jan 2026 to 2 "
        "Feb 2026 (5 days later).");
    CHECK_TEXT(clock_change_say(&a, &before, &before, place.zone), "");
    after = due_of(&a, &other, &c, &place);
    CHECK_TEXT(
        clock_change_say(&a, &before, &after, place.zone),
        "The count is 45 calendar days, not 30 calendar days. The date moved from 28 Jan 2026 to "
        "12 Feb 2026 (15 days later).");
    // a start that moves from Sunday to Monday under a rule that rolls
    rule = RULE(&a, "count", "5 business days");
    c.trigger = at("2026-01-10");
    d.trigger = at("2026-01-11");
    before = due_of(&a, &rule, &c, &place);
    after = due_of(&a, &rule, &d, &place);
    CHECK_TEXT(clock_change_say(&a, &before, &after, place.zone),
               "The start moved from 10 Jan 2026 to 11 Jan 2026. The date stays: 16 Jan 2026.");
    arena_free(&a);
}
