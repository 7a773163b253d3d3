#include "t.h"

#include "base/date.h"

TEST(days_are_numbered_from_1970)
{
    CHECK_INT(date_of(1970, 1, 1).days, 0);
    CHECK_INT(date_of(2000, 3, 1).days, 11017);
    CHECK_INT(date_of(1, 1, 1).days, -719162);
    CHECK_INT(date_of(9999, 12, 31).days, 2932896);
    CHECK(date_weekday(date_of(1970, 1, 1)) == THURSDAY);
    CHECK(date_weekday(date_of(1776, 7, 4)) == THURSDAY);
    CHECK(date_weekday(date_of(2026, 1, 28)) == WEDNESDAY);
    CHECK(date_weekday(date_of(1, 1, 1)) == MONDAY);
}

TEST(every_day_of_the_calendar_follows_the_one_before)
{
    int days = date_of(1, 1, 1).days, weekday = MONDAY;
    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++)
            for (int day = 1; day <= date_days_in_month(year, month); day++) {
                struct date d = date_of(year, month, day);
                struct civil c = date_civil(d);
                NEED(d.days == days && (int)date_weekday(d) == weekday);
                NEED(c.year == year && c.month == month && c.day == day);
                days++;
                weekday = (weekday + 1) % 7;
            }
}

TEST(there_is_no_impossible_day)
{
    CHECK(!date_is(date_of(2026, 2, 29)));
    CHECK(date_is(date_of(2024, 2, 29)));
    CHECK(!date_is(date_of(1900, 2, 29)));
    CHECK(date_is(date_of(2000, 2, 29)));
    CHECK(!date_is(date_of(2026, 0, 1)));
    CHECK(!date_is(date_of(2026, 13, 1)));
    CHECK(!date_is(date_of(2026, 4, 31)));
    CHECK(!date_is(date_of(2026, 1, 0)));
    CHECK(!date_is(date_of(0, 1, 1)));
    CHECK(!date_is(date_of(10000, 1, 1)));
}

TEST(adding_leaves_the_calendar_as_no_day)
{
    CHECK_INT(date_add(date_of(2025, 12, 29), 30).days, date_of(2026, 1, 28).days);
    CHECK(!date_is(date_add(date_of(9999, 12, 31), 1)));
    CHECK(!date_is(date_add(date_of(1, 1, 1), -1)));
    CHECK(!date_is(date_add(date_of(2026, 1, 1), INT32_MAX)));
    CHECK(!date_is(date_add(NO_DATE, 1)));
    CHECK(!date_is(date_add_months(NO_DATE, 1)));
    CHECK(!date_is(date_add_months(date_of(9999, 12, 1), 1)));
    CHECK(!date_is(date_add_months(date_of(2026, 1, 1), INT32_MIN)));
    CHECK_INT(date_civil(NO_DATE).year, 0);
}

static void months(const char *from, int n, const char *wanted)
{
    char text[11];
    date_write(date_add_months(date_read(from), n), text);
    CHECK_TEXT(text, wanted);
}

TEST(a_month_later_is_the_same_day_or_the_last)
{
    months("2026-01-31", 1, "2026-02-28");
    months("2024-01-31", 1, "2024-02-29");
    months("2024-02-29", 12, "2025-02-28");
    months("2024-02-29", 48, "2028-02-29");
    months("2026-03-31", -1, "2026-02-28");
    months("2026-01-15", -1, "2025-12-15");
    months("2026-01-15", -13, "2024-12-15");
    months("2026-05-31", 6, "2026-11-30");
    months("0001-01-31", 0, "0001-01-31");
}

TEST(a_day_is_read_in_one_form_only)
{
    CHECK_INT(date_read("2026-01-31").days, date_of(2026, 1, 31).days);
    static const char *const wrong[] = {"",           "2026-1-31",   "2026-01-31 ", " 2026-01-31",
                                        "2026-02-30", "26-01-31",    "2026/01/31",  "2026-01-3",
                                        "0000-01-01", "2026-01-311", "-026-01-31"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(!date_is(date_read(wrong[i])));
    CHECK(!date_is(date_read(NULL)));
    char text[11] = "x";
    date_write(NO_DATE, text);
    CHECK_TEXT(text, "");
    date_write(date_of(33, 4, 3), text);
    CHECK_TEXT(text, "0033-04-03");
}

static void again(const char *read, const char *wanted)
{
    struct instant t = NO_INSTANT;
    int offset = 1;
    char text[40];
    CHECK(instant_read(read, &t, &offset));
    instant_write(t, offset, text);
    CHECK_TEXT(text, wanted);
}

TEST(a_moment_is_read_with_its_zone_and_written_again)
{
    again("2026-01-31T14:30:00-05:00", "2026-01-31T14:30:00-05:00");
    again("2026-01-31 14:30Z", "2026-01-31T14:30:00+00:00");
    again("2026-01-31T14:30:05.25+05:45", "2026-01-31T14:30:05.25+05:45");
    again("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999+00:00");
    again("2026-01-31T14:30:05.1234567Z", "2026-01-31T14:30:05.123456+00:00");
    again("2026-01-31T14:30:00-00:30", "2026-01-31T14:30:00-00:30");
    struct instant t = NO_INSTANT;
    CHECK(instant_read("1970-01-01T00:00:00-06:00", &t, NULL));
    CHECK_INT(t.us, INT64_C(6) * 3600 * 1000000);
}

TEST(a_moment_in_another_form_is_refused)
{
    static const char *const wrong[] = {
        "2026-01-31",
        "2026-01-31T14:30",
        "2026-01-31T14:30:00",
        "2026-01-31T24:00Z",
        "2026-01-31T14:60Z",
        "2026-01-31T14:30:60Z",
        "2026-01-31T14:30:00.Z",
        "2026-01-31T14:30:00+0500",
        "2026-01-31T14:30:00+24:00",
        "2026-01-31t14:30:00Z",
        "2026-01-31  14:30:00Z",
        "2026-02-30T14:30:00Z",
        "2026-01-31T14:30:00ZZ",
        "",
    };
    struct instant t = {7};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(!instant_read(wrong[i], &t, NULL));
    CHECK(!instant_read(NULL, &t, NULL));
    CHECK_INT(t.us, 7);
}

TEST(moments_and_readings_give_each_other)
{
    for (int i = 0; i < 10000; i++) {
        struct instant t = {t_between(INT64_C(-62000000000000000), INT64_C(250000000000000000))};
        int offset = (int)t_between(-86399, 86399);
        struct local l = instant_local(t, offset);
        NEED(l.us >= 0 && l.us < INT64_C(86400000000));
        CHECK_INT(instant_of(l, offset).us, t.us);
        char text[40];
        struct instant read = NO_INSTANT;
        instant_write(t, offset, text);
        NEED(instant_read(text, &read, NULL));
        CHECK_INT(read.us, t.us);
    }
    CHECK(!date_is(instant_local(NO_INSTANT, 0).date));
    CHECK(!date_is(instant_local((struct instant){INT64_MAX}, 3600).date));
    CHECK_INT(instant_of((struct local){.date = NO_DATE}, 0).us, INT64_MIN);
    char text[40] = "x";
    instant_write(NO_INSTANT, 0, text);
    CHECK_TEXT(text, "");
}
