#include "t.h"

#include "store/site.h"
#include "t_site.h"

TEST(functions_of_days_and_places_give_what_they_say)
{
    static const struct {
        const char *sql, *is;
    } cases[] = {
        {"days_between('2026-01-31', '2026-03-01')", "29"},
        {"days_between('2026-01-31T23:59:00-06:00', '2026-02-01')", "1"},
        {"days_between(NULL, '2026-02-01')", NULL},
        {"hours_between('2026-03-08T01:30:00-06:00', '2026-03-08T03:30:00-05:00')", "1.0"},
        {"add_days('2024-02-28', 1)", "2024-02-29"},
        {"add_months('2026-01-31', 1)", "2026-02-28"},
        {"day_of('2026-01-31T23:59:00-06:00')", "2026-01-31"},
        {"hour_of('2026-01-31T23:59:00-06:00')", "23"},
        {"minute_of('2026-01-31T23:59:00-06:00')", "1439"},
        {"year_of('2026')", "2026"},
        {"month_of('2026-01-31')", "2026-01"},
        {"month_of('2026')", NULL},
        {"quarter_of('2026-12-31')", "2026-Q4"},
        {"week_of('2026-01-31')", "2026-01-26"},
        {"weekday_of('2026-01-31')", "6"},
        {"age_on('2008-02-29', '2026-02-28')", "17"},
        {"age_on('2008-02-29', '2026-03-01')", "18"},
        {"age_band(17, '18,25,65')", "0-17"},
        {"age_band(18, '18,25,65')", "18-24"},
        {"age_band(70, '18,25,65')", "65+"},
        {"age_band(NULL, '18')", NULL},
        {"has_code('a;bc;d', 'bc')", "1"},
        {"has_code('a;bc;d', 'b')", "0"},
        {"lon_of('-93.27,44.98')", "-93.27"},
        {"lat_of('-93.27,44.98')", "44.98"},
        {"round(distance_m('0,0', '0,1'))", "111195.0"},
        {"label_of('visit_kind', 'info')", "Information"},
        {"label_of('visit_kind', 'none')", NULL},
        {"me()", NULL},
    };
    struct arena a = {0};
    struct site *s = t_site(&a);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *is = t_value(s, &a, arena_printf(&a, "SELECT %s", cases[i].sql));
        t_text(__FILE__, __LINE__, cases[i].sql, is, cases[i].is);
    }
    arena_free(&a);
}

TEST(a_function_says_what_it_expected)
{
    static const char *const wrong[] = {
        "days_between('31/01/2026', '2026-01-01')",
        "add_days('2026-01-01', 'x')",
        "hours_between('2026-01-01', '2026-01-02')",
        "age_band(10, '5,3')",
        "lon_of('somewhere')",
        "label_of('x; DROP', 'y')",
        "minute_of('2026-01-31')",
        "year_of('x')",
    };
    struct arena a = {0};
    struct site *s = t_site(&a);
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct rows rows;
        struct error err = {0};
        NEED_OK(store_select(s->store, &rows, arena_printf(&a, "SELECT %s", wrong[i]), BIND_NOTHING,
                             &err),
                err);
        CHECK(!store_next(&rows));
        CHECK(!store_done(&rows, &err));
        CHECK_HAS(err.text, ": expected");
    }
    arena_free(&a);
}
