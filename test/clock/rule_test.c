#include "place.h"
#include "table.h"

#include "base/text.h"
#include "clock/count.h"
#include "clock/rule.h"

static void count(const char *text, enum clock_unit unit, int months, int days, int minutes)
{
    struct arena a = {0};
    struct error err = {0};
    struct clock_count c = {0};
    NEED_OK(clock_count_read(&a, text, &c, &err), err);
    if (c.unit != unit || c.months != months || c.days != days || c.minutes != minutes)
        t_failed(__FILE__, __LINE__, "%s: unit %d, %d months, %d days, %d minutes", text,
                 (int)c.unit, c.months, c.days, (int)c.minutes);
    arena_free(&a);
}

TEST(a_count_is_read_from_words)
{
    count("30 calendar days", UNIT_DAYS, 0, 30, 0);
    count("30 days", UNIT_DAYS, 0, 30, 0);
    count("1 day", UNIT_DAYS, 0, 1, 0);
    count("5 business days", UNIT_BUSINESS, 0, 5, 0);
    count("5 Working  Days", UNIT_BUSINESS, 0, 5, 0);
    count("3 federal working days", UNIT_FEDERAL, 0, 3, 0);
    count("3 federal days", UNIT_FEDERAL, 0, 3, 0);
    count("24 hours", UNIT_TIME, 0, 0, 1440);
    count("90 minutes", UNIT_TIME, 0, 0, 90);
    count("1 hour and 30 minutes", UNIT_TIME, 0, 0, 90);
    count("72 hours, days off skipped", UNIT_TIME_WORKING, 0, 0, 4320);
    count("2 weeks", UNIT_DAYS, 0, 14, 0);
    count("6 months", UNIT_DAYS, 6, 0, 0);
    count("5 years", UNIT_DAYS, 60, 0, 0);
    count("1 year and 1 day", UNIT_DAYS, 12, 1, 0);
    count(" 0 days ", UNIT_DAYS, 0, 0, 0);
}

TEST(a_count_is_read_from_iso_8601_with_its_unit)
{
    count("P30D", UNIT_DAYS, 0, 30, 0);
    count("P30D calendar", UNIT_DAYS, 0, 30, 0);
    count("P5D business", UNIT_BUSINESS, 0, 5, 0);
    count("P20D federal_working", UNIT_FEDERAL, 0, 20, 0);
    count("PT24H", UNIT_TIME, 0, 0, 1440);
    count("PT1H30M", UNIT_TIME, 0, 0, 90);
    count("PT48H business", UNIT_TIME_WORKING, 0, 0, 2880);
    count("PT48H calendar", UNIT_TIME, 0, 0, 2880);
    count("P1Y1D", UNIT_DAYS, 12, 1, 0);
    count("P1Y6M", UNIT_DAYS, 18, 0, 0);
    count("P2W", UNIT_DAYS, 0, 14, 0);
    count("P0D", UNIT_DAYS, 0, 0, 0);
    count("PT0H", UNIT_TIME, 0, 0, 0);
}

TEST(a_wrong_count_says_what_is_wanted_and_guesses)
{
    static const struct {
        const char *text, *says;
    } wrong[] = {
        {"", "30 calendar days"},
        {"thirty days", "30 calendar days"},
        {"30", "30 calendar days"},
        {"30 dyas", "did you mean days"},
        {"30 calender days", "did you mean calendar"},
        {"5 buisness days", "did you mean business"},
        {"5 business", "\"days\" is wanted"},
        {"5 business hours", "days off skipped"},
        {"5 business months", "\"days\" is wanted"},
        {"24 hours and 1 day", "mixes units"},
        {"1 business day and 1 day", "mixes units"},
        {"30 days later", "not understood"},
        {"30 days before", "before: yes"},
        {"30 days, days off skipped", "business days"},
        {"72 hours, days of skipped", "did you mean days off skipped"},
        {"30 days, from the day of", "only a length"},
        {"30 days, when x", "only a length"},
        {"99999999999 days", "30 calendar days"},
        {"100001 days", "longer than"},
        {"1201 years", "longer than"},
        {"P", "30 calendar days"},
        {"PT", "number is wanted"},
        {"P5", "no ISO 8601"},
        {"P5H", "no ISO 8601"},
        {"P1D1Y", "no ISO 8601"},
        {"P1D1D", "no ISO 8601"},
        {"PT5M3H", "no ISO 8601"},
        {"P1.5D", "no ISO 8601"},
        {"P1DT5H", "no ISO 8601"},
        {"P5D busines", "did you mean business"},
        {"P5M business", "months and years"},
        {"PT5H federal working", "not federal"},
        {"-5 days", "30 calendar days"},
        {"1.5 days", "30 calendar days"},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct clock_count c = {.days = 7};
        struct error err = {0};
        if (clock_count_read(&a, wrong[i].text, &c, &err))
            t_failed(__FILE__, __LINE__, "%s is read", wrong[i].text);
        CHECK(err.kind == ERROR_INVALID);
        CHECK_HAS(err.text, wrong[i].says);
        CHECK_INT(c.days, 7);
    }
    arena_free(&a);
}

TEST(a_count_is_written_and_read_again)
{
    struct arena a = {0};
    for (int i = 0; i < 3000; i++) {
        struct clock_count c = {.unit = (enum clock_unit)t_between(0, 4)}, again;
        struct error err = {0};
        if (clock_unit_is_time(c.unit))
            c.minutes = t_between(0, 20000);
        else
            c.days = (int)t_between(0, 1000);
        if (c.unit == UNIT_DAYS)
            c.months = (int)t_between(0, 60);
        NEED_OK(clock_count_read(&a, clock_count_write(&a, &c), &again, &err), err);
        CHECK(c.unit == again.unit && c.months == again.months && c.days == again.days
              && c.minutes == again.minutes);
        arena_reset(&a);
    }
    struct clock_count c = {.unit = UNIT_TIME_WORKING, .minutes = 60};
    CHECK_TEXT(clock_count_write(&a, &c), "1 hour, days off skipped");
    c = (struct clock_count){.unit = UNIT_FEDERAL, .days = 1};
    CHECK_TEXT(clock_count_write(&a, &c), "1 federal working day");
    c = (struct clock_count){.months = 12, .days = 1};
    CHECK_TEXT(clock_count_write(&a, &c), "1 year and 1 day");
    arena_free(&a);
}

TEST(a_rule_is_read_from_the_keys_of_a_block)
{
    struct arena a = {0};
    struct clock_rule r = RULE(
        &a, "title", "Answer", "basis", "Cal. Penal Code 679.10(h)", "in force", "2016-01-01..",
        "count", "30 calendar days, from the day after", "instead",
        "7 calendar days, from the day of, when in_removal_proceedings", "instead",
        "14 days, reading Form X, part 2, line 3", "instead", "10 business days, unless agreed",
        "warn", "10 days before to certifier, 3 days before, on the day", "falls on a day off",
        "next working day", "grace", "5 business days", "served", "mail: 3 calendar days", "served",
        "fax: 1 business day, with the period", "month end", "next day", "leap day", "refuse",
        "owner", "certifier", "owes", "state", "short period", "under 7 days", "version", "2016",
        "confidence", "s");
    CHECK_INT(r.count.days, 30);
    CHECK_INT(r.instead.count, 3);
    CHECK_TEXT(r.instead.at[0].when, "in_removal_proceedings");
    CHECK(r.instead.at[0].start_said && r.instead.at[0].start == START_DAY_OF);
    CHECK_TEXT(r.instead.at[1].reading, "Form X, part 2, line 3");
    CHECK(r.instead.at[2].unless);
    CHECK_INT(r.warn.count, 3);
    CHECK_TEXT(r.warn.at[0].to, "certifier");
    CHECK_INT(r.warn.at[1].days, 3);
    CHECK_INT(r.warn.at[2].days, 0);
    CHECK(r.roll == ROLL_NEXT && r.month_end == MISSING_NEXT_DAY && r.leap_day == MISSING_REFUSED);
    CHECK(r.grace.unit == UNIT_BUSINESS && r.service.count == 2 && r.service.at[1].with_period);
    CHECK_INT(r.from.days, date_of(2016, 1, 1).days);
    CHECK(!date_is(r.to));
    CHECK_INT(r.short_under, 7);
    CHECK_TEXT(r.confidence, "S");
    CHECK_TEXT(clock_rule_say(&a, &r), "30 calendar days, from the day after");
    arena_free(&a);
}

TEST(a_rule_is_read_from_the_columns_of_a_code_list)
{
    struct arena a = {0};
    struct clock_rule r = RULE(&a, "count", "45 calendar days", "instead", "7 calendar days",
                               "when", "in_removal_proceedings", "from", "", "to", "2030-12-31",
                               "basis", "Md. Crim. Proc. 11-930", "confidence", "S", "reading", "");
    CHECK_TEXT(r.instead.at[0].when, "in_removal_proceedings");
    CHECK(!date_is(r.from) && date_is(r.to));
    r = RULE(&a, "duration", "P3D", "unit", "business", "kind", "window_open", "count_rule",
             "exclude_trigger_day; open at start of day after the last counted day");
    CHECK(r.count.unit == UNIT_BUSINESS && r.day_after && r.kind == CLOCK_WINDOW_OPEN);
    r = RULE(&a, "duration", "P90D", "unit", "calendar", "kind", "window_open", "count rule",
             "before", "closes", "P75D");
    CHECK(r.back && r.closes_said);
    CHECK_INT(r.closes.days, 75);
    CHECK_TEXT(clock_rule_say(&a, &r), "90 calendar days before, from the day before");
    arena_free(&a);
}

TEST(a_row_goes_on_from_its_header_and_leaves_it_alone)
{
    struct arena a = {0};
    struct clock_rule header =
        RULE(&a, "count", "30 days", "warn", "3 days before", "owes", "state");
    struct clock_rule one = clock_rule_copy(&a, &header), two = clock_rule_copy(&a, &header);
    struct error err = {0};
    NEED_OK(clock_rule_put(&a, &one, "count", "45 days", &err), err);
    NEED_OK(clock_rule_put(&a, &one, "warn", "9 days before", &err), err);
    NEED_OK(clock_rule_put(&a, &two, "warn", "1 day before", &err), err);
    CHECK(!clock_rule_put(&a, &one, "count", "46 days", &err));
    CHECK_HAS(err.text, "said twice");
    CHECK_INT(header.count.days, 30);
    CHECK_INT(two.count.days, 30);
    CHECK_INT(header.warn.count, 1);
    CHECK_INT(one.warn.at[1].days, 9);
    CHECK_INT(two.warn.at[1].days, 1);
    CHECK(!clock_rule_is_ours(&one));
    one.owes = NULL;
    CHECK(clock_rule_is_ours(&one));
    arena_free(&a);
}

TEST(a_series_is_read)
{
    struct arena a = {0};
    struct clock_rule r = RULE(&a, "series", "every 1 month");
    CHECK(r.series == SERIES_EVERY);
    CHECK_INT(r.every.months, 1);
    r = RULE(&a, "count", "30 days", "series", "every 1 year, from the last");
    CHECK(r.series == SERIES_ROLLING);
    r = RULE(&a, "series", "at 15, 30, 60, 90 days");
    CHECK_INT(r.at.count, 4);
    CHECK_INT(r.at.at[0].days, 15);
    CHECK(r.at.at[3].unit == UNIT_DAYS && r.at.at[3].days == 90);
    CHECK_TEXT(clock_rule_say(&a, &r),
               "at 15 calendar days, 30 calendar days, 60 calendar days and 90 calendar days");
    r = RULE(&a, "series", "at 10, 20 business days, 6 months");
    arena_free(&a);
}

TEST(a_wrong_value_names_its_key_and_guesses)
{
    static const struct {
        const char *key, *value, *says;
    } wrong[] = {
        {"kind", "dedline", "kind: \"deadline\""},
        {"kind", "dedline", "did you mean deadline"},
        {"start", "the day aftr", "did you mean the day after"},
        {"falls on a day off", "next workng day", "did you mean next working day"},
        {"month end", "clmp", "did you mean clamp"},
        {"before", "maybe", "\"yes\""},
        {"in force", "2016", ".."},
        {"in force", "2016-13-01..", "2026-01-31"},
        {"in force", "2017-01-01..2016-01-01", "is after"},
        {"from", "January", "2026-01-31"},
        {"served", "3 days by mail", "mail: 3 calendar days"},
        {"served", "mail: 3 hours", "number of days"},
        {"warn", "10 days", "10 days before"},
        {"warn", "10 weeks before", "10 days before"},
        {"warn", "0 hours before", "10 days before"},
        {"warn", "10 days before for chief", "to WHOM"},
        {"warn", "10 days before to", "to WHOM"},
        {"warn", "on a day", "on the day"},
        {"warn", "-3 days before", "on the day"},
        {"series", "monthly", "every 1 month"},
        {"series", "every 1 month, from the first", "from the last"},
        {"series", "at", "at 15, 30, 60, 90 days"},
        {"series", "at 1, 2, many", "many"},
        {"instead", "7 days, wen x", "did you mean when"},
        {"instead", "7 days, when X y", "name of a column"},
        {"when", "x", "no \"instead\""},
        {"reading", "x", "no \"instead\""},
        {"count", "7 days, when x", "instead"},
        {"unit", "business", "after \"duration\""},
        {"short period", "short", "under 7 days"},
        {"opens", "later", "on the last day"},
        {"count rule", "exclude_triger_day", "did you mean"},
        {"count rule", "by_hours_from_timestamp", "goes with hours"},
        {"confidence", "Q", "\"P\""},
        {"cuont", "7 days", "did you mean count"},
        {"falls_on_a_dayoff", "stays", "did you mean falls on a day off"},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct clock_rule rule = clock_rule_make("a.rule");
        struct error err = {0};
        if (clock_rule_put(&a, &rule, wrong[i].key, wrong[i].value, &err))
            t_failed(__FILE__, __LINE__, "%s: %s is read", wrong[i].key, wrong[i].value);
        CHECK(err.kind == ERROR_INVALID);
        CHECK_HAS(err.text, wrong[i].says);
    }
    arena_free(&a);
}

TEST(parts_that_do_not_go_together_are_refused)
{
    static const char *const wrong[][9] = {
        {"title", "x", NULL},
        {"count", "5 days", "closes", "9 days", NULL},
        {"count", "5 days", "opens", "the day after the last day", NULL},
        {"count", "5 hours", "start", "the day of", NULL},
        {"count", "5 hours", "falls on a day off", "next working day", NULL},
        {"count", "5 hours", "served", "mail: 3 days", NULL},
        {"count", "5 hours, days off skipped", "before", "yes", NULL},
        {"count", "5 days", "grace", "5 hours", NULL},
        {"count", "5 days", "grace", "1 month", NULL},
        {"series", "every 1 month", "before", "yes", NULL},
        {"series", "every 0 days", NULL},
        {"count", "5 days", "series", "every 2 hours", NULL},
        {"count", "5 days", "series", "every 2 days", "instead", "3 days, when x", NULL},
        {"count", "5 days", "series", "at 3 days", NULL},
        {"count", "5 days", "instead", "3 days", NULL},
        {"count", "5 days", "from", "2026-01-01", "to", "2025-01-01", NULL},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct clock_rule rule = clock_rule_make("a.rule");
        struct error err = {0};
        for (const char *const *at = wrong[i]; *at != NULL; at += 2)
            NEED_OK(clock_rule_put(&a, &rule, at[0], at[1], &err), err);
        if (clock_rule_check(&rule, &err))
            t_failed(__FILE__, __LINE__, "row %zu passes", i);
        CHECK(err.kind == ERROR_INVALID);
        CHECK_HAS(err.text, "clock a.rule: ");
    }
    arena_free(&a);
}

TEST(the_version_in_force_on_the_day_is_chosen)
{
    struct arena a = {0};
    struct clock_rule versions[] = {
        RULE(&a, "count", "90 days", "in force", "2016-01-01..2019-12-31"),
        RULE(&a, "count", "30 days", "in force", "2020-01-01.."),
        RULE(&a, "count", "30 days", "in force", "2030-01-01.."),
    };
    struct clock_rule_list list = {.at = versions, .count = 3};
    const struct clock_rule *r = NULL;
    struct error err = {0};
    NEED_OK(clock_rule_on(&list, date_of(2019, 12, 31), &r, &err), err);
    CHECK_INT(r->count.days, 90);
    NEED_OK(clock_rule_on(&list, date_of(2020, 1, 1), &r, &err), err);
    CHECK_INT(r->count.days, 30);
    CHECK(!clock_rule_on(&list, date_of(2015, 12, 31), &r, &err));
    CHECK(err.kind == ERROR_NOT_FOUND);
    CHECK_HAS(err.text, "2015-12-31");
    CHECK(!clock_rule_on(&list, date_of(2030, 1, 1), &r, &err));
    CHECK(err.kind == ERROR_CONFLICT);
    arena_free(&a);
}

TEST(every_key_has_its_line_in_the_reference)
{
    size_t n;
    const struct clock_key *keys = clock_keys(&n);
    CHECK(n > 25);
    for (size_t i = 0; i < n; i++) {
        CHECK(strlen(keys[i].means) > 8 && strlen(keys[i].means) < 300);
        for (size_t j = 0; j < i; j++)
            CHECK(!text_equal(keys[i].key, keys[j].key));
    }
}

static struct clock_rule row_rule(struct arena *a, const struct table *t, size_t row)
{
    static const char *const columns[] = {"duration",   "unit", "basis",
                                          "confidence", "kind", "count_rule"};
    struct clock_rule rule = clock_rule_make(table_cell(t, row, "clock_id"));
    struct error err = {0};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (!clock_rule_put(a, &rule, columns[i], table_cell(t, row, columns[i]), &err))
            t_failed(__FILE__, __LINE__, "%s: %s", rule.name, err.text);
    if (!clock_rule_check(&rule, &err))
        t_failed(__FILE__, __LINE__, "%s", err.text);
    return rule;
}

TEST(every_deadline_of_the_fact_base_is_a_rule_and_gives_a_date)
{
    struct arena a = {0};
    const char *path = t_shared_data(&a, "../spec/rules/clocks.csv");
    if (path == NULL)
        return;
    struct table t = table_read(&a, path);
    CHECK_INT(t.rows - 1, 364);
    struct clock_place place = place_in(&a, "America/Chicago");
    struct error err = {0};
    struct clock_case c = {0};
    NEED(clock_time_read("2026-01-15T10:30:00-06:00", &c.trigger));
    for (size_t row = 1; row < t.rows; row++) {
        struct clock_rule rule = row_rule(&a, &t, row);
        struct due due;
        NEED_OK(clock_due(&a, &rule, &c, &place, &due, &err), err);
        CHECK(rule.back ? due.at[0].at.us <= c.trigger.at.us : due.at[0].at.us >= c.trigger.at.us);
    }
    arena_free(&a);
}
