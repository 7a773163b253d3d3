#include "table.h"

#include <stdio.h>

#include "clock/calendar.h"

static const struct calendar *make(struct arena *a, struct calendar_plan plan)
{
    const struct calendar *c = NULL;
    struct error err = {0};
    NEED_OK(calendar_make(a, &plan, &c, &err), err);
    return c;
}

static const struct calendar *federal(struct arena *a)
{
    return make(a, (struct calendar_plan){.name = "federal", .federal = true});
}

// Holidays of a year that fall on weekdays, as the Office of Personnel Management lists them.
static void check_year(const struct calendar *c, int year, const char *wanted)
{
    char found[400] = "";
    size_t length = 0;
    for (struct date d = date_of(year, 1, 1); d.days <= date_of(year, 12, 31).days; d.days++) {
        struct day_off off = calendar_day_off(c, d);
        if (off.name != NULL && !off.weekend) {
            char day[11];
            date_write(d, day);
            length += (size_t)snprintf(found + length, sizeof found - length, "%s%s",
                                       length == 0 ? "" : " ", day + 5);
        }
    }
    CHECK_TEXT(found, wanted);
}

TEST(federal_holidays_are_those_that_were_published)
{
    struct arena a = {0};
    const struct calendar *c = federal(&a);
    check_year(c, 2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25");
    check_year(c, 2024, "01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25");
    check_year(c, 2022, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26");
    check_year(c, 2021, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31");
    check_year(c, 2020, "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25");
    check_year(c, 1985, "01-01 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-25");
    check_year(c, 1978, "01-02 02-20 05-29 07-04 09-04 10-09 11-10 11-23 12-25");
    check_year(c, 1971, "01-01 02-15 05-31 07-05 09-06 10-11 10-25 11-25 12-24 12-31");
    check_year(c, 1970, "01-01 02-23 05-29 07-03 09-07 11-11 11-26 12-25");
    check_year(c, 1939, "01-02 02-22 05-30 07-04 09-04 11-23 12-25");
    check_year(c, 1937, "01-01 02-22 05-31 07-05 09-06 11-25");
    arena_free(&a);
}

TEST(inauguration_day_is_kept_around_washington)
{
    struct arena a = {0};
    const struct calendar *c =
        make(&a, (struct calendar_plan){.name = "DC", .federal = true, .inauguration = true});
    CHECK(!calendar_works(c, date_of(2021, 1, 20)));
    CHECK(calendar_works(c, date_of(2022, 1, 20)));
    CHECK(calendar_works(c, date_of(1965, 1, 20)));
    CHECK(!calendar_works(c, date_of(1969, 1, 20)));
    CHECK(!calendar_works(c, date_of(1985, 1, 21))); // the 20th was a Sunday
    CHECK_TEXT(calendar_day_off(c, date_of(1985, 1, 21)).name, "Inauguration Day");
    CHECK(calendar_works(federal(&a), date_of(2025, 1, 21)));
    CHECK(calendar_works(federal(&a), date_of(2021, 1, 20)));
    arena_free(&a);
}

TEST(a_day_off_says_its_name_and_that_it_is_kept_on_another_day)
{
    struct arena a = {0};
    const struct calendar *c = federal(&a);
    struct day_off off = calendar_day_off(c, date_of(2021, 12, 31));
    CHECK_TEXT(off.name, "New Year Day");
    CHECK(off.observed && !off.weekend);
    CHECK_TEXT(off.basis, "5 USC 6103(a)");
    off = calendar_day_off(c, date_of(2026, 7, 4));
    CHECK_TEXT(off.name, "Saturday");
    CHECK(off.weekend);
    CHECK(calendar_day_off(c, date_of(2026, 7, 6)).name == NULL);
    off = calendar_day_off(c, date_of(2026, 7, 3));
    CHECK_TEXT(off.name, "Independence Day");
    CHECK(off.observed);
    CHECK(!calendar_day_off(c, date_of(2025, 7, 4)).observed);
    arena_free(&a);
}

TEST(easter_is_where_the_tables_have_it)
{
    static const struct civil tables[] = {
        {1900, 4, 15}, {1954, 4, 18}, {1981, 4, 19}, {2000, 4, 23}, {2008, 3, 23}, {2024, 3, 31},
        {2025, 4, 20}, {2026, 4, 5},  {2027, 3, 28}, {2038, 4, 25}, {2049, 4, 18}, {2285, 3, 22}};
    const struct holiday_rule h = {.name = "Easter", .form = HOLIDAY_EASTER};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        CHECK_INT(holiday_falls(&h, tables[i].year).days,
                  date_of(tables[i].year, tables[i].month, tables[i].day).days);
}

TEST(a_city_adds_days_takes_days_and_chooses_its_weekend)
{
    struct arena a = {0};
    const struct special_day days[] = {
        {.day = date_of(2026, 3, 4), .name = "Snow"},
        {.day = date_of(2026, 7, 3), .name = "Parade", .works = true},
    };
    static const struct holiday_rule rules[] = {
        {.name = "Founders",
         .form = HOLIDAY_FIXED,
         .month = 3,
         .day = 14,
         .observed = OBSERVED_FORWARD,
         .first_year = 2025},
    };
    static const char *const without[] = {"Veterans Day"};
    const struct calendar *c = make(&a, (struct calendar_plan){.name = "city",
                                                               .federal = true,
                                                               .without = without,
                                                               .without_count = 1,
                                                               .rules = rules,
                                                               .rule_count = 1,
                                                               .days = days,
                                                               .day_count = 2});
    CHECK_TEXT(calendar_name(c), "city");
    CHECK_TEXT(calendar_day_off(c, date_of(2026, 3, 4)).name, "Snow");
    CHECK(calendar_works(c, date_of(2026, 7, 3)));
    CHECK(calendar_works(c, date_of(2026, 11, 11)));
    CHECK_TEXT(calendar_day_off(c, date_of(2026, 3, 16)).name,
               "Founders"); // the 14th is a Saturday
    CHECK(calendar_works(c, date_of(2024, 3, 14)));
    const struct calendar *friday = make(
        &a,
        (struct calendar_plan){.name = "f", .weekend_said = true, .weekend = {[FRIDAY] = true}});
    CHECK(!calendar_works(friday, date_of(2026, 1, 2)));
    CHECK(calendar_works(friday, date_of(2026, 1, 3)));
    CHECK_TEXT(calendar_day_off(friday, date_of(2026, 1, 2)).name, "Friday");
    arena_free(&a);
}

TEST(a_calendar_that_makes_no_sense_is_refused)
{
    struct arena a = {0};
    struct error err = {0};
    const struct calendar *c = NULL;
    static const char *const typo[] = {"Colombus Day"};
    struct calendar_plan plan = {.name = "x", .federal = true, .without = typo, .without_count = 1};
    CHECK(!calendar_make(&a, &plan, &c, &err));
    CHECK_HAS(err.text, "did you mean Columbus Day");
    plan = (struct calendar_plan){.name = "x", .weekend_said = true};
    for (int i = 0; i < 7; i++)
        plan.weekend[i] = true;
    CHECK(!calendar_make(&a, &plan, &c, &err));
    CHECK_HAS(err.text, "no day of the week");
    static const struct holiday_rule bad[] = {
        {.name = "Never", .form = HOLIDAY_FIXED, .month = 2, .day = 30},
        {.name = "Never", .form = HOLIDAY_NTH, .month = 2, .nth = 6},
        {.name = "Never", .form = HOLIDAY_NTH, .month = 13, .nth = 1},
        {.form = HOLIDAY_EASTER},
    };
    for (int i = 0; i < 4; i++) {
        plan = (struct calendar_plan){.name = "x", .rules = &bad[i], .rule_count = 1};
        CHECK(!calendar_make(&a, &plan, &c, &err));
        CHECK(err.kind == ERROR_INVALID);
    }
    const struct special_day late = {.day = date_of(2200, 1, 1), .name = "Late"};
    plan = (struct calendar_plan){.name = "x", .days = &late, .day_count = 1};
    CHECK(!calendar_make(&a, &plan, &c, &err));
    CHECK_HAS(err.text, "1900 to 2199");
    CHECK(c == NULL);
    arena_free(&a);
}

// The same by walking.
static struct date walk(const struct calendar *c, struct date d, int n)
{
    while (n != 0 && calendar_covers(c, d)) {
        d.days += n > 0 ? 1 : -1;
        if (calendar_works(c, d))
            n += n > 0 ? -1 : 1;
    }
    return calendar_covers(c, d) ? d : NO_DATE;
}

TEST(fast_counting_is_walking_and_forward_undoes_backward)
{
    struct arena a = {0};
    const struct calendar *c = federal(&a);
    int first = date_of(1900, 1, 1).days, last = date_of(2199, 12, 31).days;
    for (int i = 0; i < 20000; i++) {
        struct date d = {(int32_t)t_between(first, last)};
        int n = (int)t_between(-400, 400), m = (int)t_between(0, 200);
        struct date e = calendar_add(c, d, n);
        CHECK_INT(e.days, walk(c, d, n).days);
        if (!date_is(e))
            continue;
        CHECK_INT(calendar_count(c, d, e), n);
        CHECK(n == 0 || calendar_works(c, e));
        if (calendar_works(c, d))
            CHECK_INT(calendar_add(c, e, -n).days, d.days);
        if (n > 0 && date_is(calendar_add(c, e, m)))
            CHECK_INT(calendar_add(c, d, n + m).days, calendar_add(c, e, m).days);
        CHECK_INT(calendar_next(c, d).days, calendar_works(c, d) ? d.days : walk(c, d, 1).days);
        CHECK_INT(calendar_previous(c, d).days,
                  calendar_works(c, d) ? d.days : walk(c, d, -1).days);
    }
    arena_free(&a);
}

TEST(counting_ends_with_the_calendars_years)
{
    struct arena a = {0};
    const struct calendar *c = federal(&a);
    CHECK(!date_is(calendar_add(c, date_of(2199, 12, 31), 1)));
    CHECK(!date_is(calendar_add(c, date_of(1900, 1, 1), -1)));
    CHECK(!date_is(calendar_add(c, date_of(1899, 12, 31), 1)));
    CHECK(!date_is(calendar_add(c, NO_DATE, 1)));
    CHECK(!date_is(calendar_add(c, date_of(2026, 1, 1), INT32_MAX)));
    CHECK(!date_is(calendar_add(c, date_of(2026, 1, 1), INT32_MIN)));
    CHECK(!date_is(calendar_next(c, date_of(2200, 1, 1))));
    CHECK_INT(calendar_add(c, date_of(1900, 1, 1), 1).days, date_of(1900, 1, 2).days);
    arena_free(&a);
}

static struct holiday_rule read_row(struct arena *a, struct holiday_row row)
{
    struct holiday_rule h = {0};
    struct error err = {0};
    NEED_OK(holiday_read(a, &row, &h, &err), err);
    return h;
}

TEST(the_table_of_federal_holidays_gives_the_built_in_ones)
{
    struct arena a = {0};
    const char *path = t_shared_data(&a, "../spec/rules/federal-holidays.csv");
    if (path == NULL)
        return;
    struct table t = table_read(&a, path);
    struct holiday_rule *rules = ARENA_ARRAY(&a, struct holiday_rule, t.rows);
    for (size_t row = 1; row < t.rows; row++)
        rules[row - 1] = read_row(
            &a, (struct holiday_row){.name = table_cell(&t, row, "item"),
                                     .rule = table_cell(&t, row, "rule"),
                                     .month = table_cell(&t, row, "month"),
                                     .number = table_cell(&t, row, "ordinal_or_day"),
                                     .weekday = table_cell(&t, row, "weekday"),
                                     .saturday = table_cell(&t, row, "observed_if_saturday"),
                                     .sunday = table_cell(&t, row, "observed_if_sunday"),
                                     .basis = table_cell(&t, row, "federal_basis")});
    const struct calendar *read =
        make(&a, (struct calendar_plan){.name = "read", .rules = rules, .rule_count = t.rows - 1});
    const struct calendar *built =
        make(&a, (struct calendar_plan){.name = "built", .federal = true, .inauguration = true});
    int differences = 0;
    for (struct date d = date_of(2021, 1, 1); d.days <= date_of(2199, 12, 30).days; d.days++) {
        const char *one = calendar_day_off(read, d).name, *other = calendar_day_off(built, d).name;
        differences += (one == NULL) != (other == NULL) || (one != NULL && strcmp(one, other) != 0);
    }
    CHECK_INT(differences, 0);
    arena_free(&a);
}

TEST(a_row_of_a_holiday_list_is_read_with_its_days_in_force)
{
    struct arena a = {0};
    struct holiday_rule h = read_row(&a, (struct holiday_row){.name = "Juneteenth",
                                                              .rule = "fixed",
                                                              .month = "6",
                                                              .number = "19",
                                                              .saturday = "Friday before",
                                                              .sunday = "Monday after",
                                                              .from = "2021-06-18"});
    CHECK_INT(h.first_year, 2021);
    h = read_row(&a, (struct holiday_row){.name = "Juneteenth",
                                          .rule = "fixed",
                                          .month = "6",
                                          .number = "19",
                                          .from = "2021-06-20",
                                          .to = "2030-06-18"});
    CHECK_INT(h.first_year, 2022);
    CHECK_INT(h.last_year, 2029);
    h = read_row(&a, (struct holiday_row){.name = "Good Friday", .rule = "Easter", .number = "-2"});
    CHECK_INT(holiday_kept(&h, 2026).days, date_of(2026, 4, 3).days);
    h = read_row(&a,
                 (struct holiday_row){.name = "Mourning", .rule = "date", .number = "2025-01-09"});
    CHECK_INT(holiday_kept(&h, 2025).days, date_of(2025, 1, 9).days);
    CHECK(!date_is(holiday_kept(&h, 2026)));
    h = read_row(&a,
                 (struct holiday_row){
                     .name = "Arbor", .rule = "last weekday", .month = "4", .weekday = "friday"});
    CHECK_INT(holiday_kept(&h, 2026).days, date_of(2026, 4, 24).days);
    arena_free(&a);
}

TEST(a_wrong_row_of_a_holiday_list_says_which_column_and_guesses)
{
    static const struct {
        struct holiday_row row;
        const char *says;
    } wrong[] = {
        {{.name = "x", .rule = "fixd", .month = "1", .number = "1"}, "did you mean fixed"},
        {{.name = "x", .rule = "fixed", .month = "13", .number = "1"}, "column month"},
        {{.name = "x", .rule = "fixed", .month = "2", .number = "30"}, "column ordinal_or_day"},
        {{.name = "x", .rule = "nth weekday", .month = "2", .number = "0", .weekday = "Monday"},
         "-1"},
        {{.name = "x", .rule = "nth weekday", .month = "2", .number = "1", .weekday = "Mnday"},
         "did you mean Monday"},
        {{.name = "x", .rule = "fixed", .month = "2", .number = "3", .saturday = "sometimes"},
         "observed_if_saturday"},
        {{.name = "x", .rule = "fixed", .month = "2", .number = "3", .saturday = "Friday before"},
         "observed_if_sunday"},
        {{.name = "x", .rule = "fixed, every leap year", .month = "2", .number = "3"}, "every 4th"},
        {{.name = "x", .rule = "date", .number = "2025-13-09"}, "2025-01-09"},
        {{.name = "x", .rule = "fixed", .month = "2", .number = "3", .from = "soon"},
         "column from"},
        {{.rule = "fixed"}, "needs a name"},
    };
    struct arena a = {0};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct holiday_rule h;
        struct error err = {0};
        CHECK(!holiday_read(&a, &wrong[i].row, &h, &err));
        CHECK(err.kind == ERROR_INVALID);
        CHECK_HAS(err.text, wrong[i].says);
    }
    arena_free(&a);
}
