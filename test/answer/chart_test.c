#include "answer/chart.h"

#include <jansson.h>

#include "golden.h"
#include "made_up.h"
#include "t.h"

TEST(each_kind_of_chart_is_as_on_file)
{
    struct arena a = {0};
    struct error err = {0};
    for (const struct made_up *m = made_up_results(&a); m->name != NULL; m++)
        for (size_t i = 0; i < m->result->charts.count; i++) {
            const char *spec;
            NEED_OK(chart_text(&a, &m->result->charts.at[i], CHART_ALONE, &spec, &err), err);
            t_golden(arena_printf(&a, "chart_%s.vl.json", m->name), spec);
        }
    arena_free(&a);
}

TEST(the_shared_configuration_is_as_on_file)
{
    struct arena a = {0};
    struct buf b = buf_make(&a, 100000);
    struct json j = json_make(&b);
    chart_write_config(&j, NULL, CHART_ON_PAGE);
    t_golden("chart_config.json", b.text);
    arena_free(&a);
}

TEST(a_chart_is_json_that_holds_every_value_of_its_table)
{
    struct arena a = {0};
    struct error err = {0};
    const struct result *r = made_up_result(&a, "dot");
    const char *spec;
    NEED_OK(chart_text(&a, &r->charts.at[0], CHART_ON_PAGE, &spec, &err), err);
    json_error_t e;
    json_t *root = json_loads(spec, 0, &e);
    NEED(root != NULL);
    json_t *values = json_object_get(json_object_get(root, "data"), "values");
    NEED(json_array_size(values) == table_rows(&r->main));
    json_t *black = json_array_get(values, 0);
    CHECK_NEAR(json_number_value(json_object_get(black, "y")), 18.6, 0);
    CHECK_NEAR(json_number_value(json_object_get(black, "high")), 20.8, 0);
    CHECK_TEXT(json_string_value(json_object_get(black, "says")),
               "Black or African American: 18.6 (16.6 to 20.8)");
    json_t *few = json_array_get(values, 5);
    CHECK(json_is_null(json_object_get(few, "y")));
    CHECK_TEXT(json_string_value(json_object_get(few, "why")), "not estimable, n = 14");
    json_t *open = json_array_get(values, 6);
    CHECK(json_is_true(json_object_get(open, "opens_high")));
    CHECK_TEXT(json_string_value(json_object_get(open, "says")),
               "Not recorded: 14.2 (at least 7.1)");
    CHECK(json_is_true(json_object_get(json_array_get(values, 2), "compare")));
    json_decref(root);
    arena_free(&a);
}

TEST(no_text_of_a_chart_on_a_page_can_end_its_element)
{
    struct arena a = {0};
    struct error err = {0};
    const char *spec;
    NEED_OK(
        chart_text(&a, &made_up_result(&a, "hostile")->charts.at[0], CHART_ON_PAGE, &spec, &err),
        err);
    CHECK(strchr(spec, '<') == NULL);
    arena_free(&a);
}

TEST(a_chart_of_a_column_that_is_not_there_is_an_error)
{
    struct arena a = {0};
    struct error err = {0};
    struct result_chart c = made_up_result(&a, "dot")->charts.at[0];
    const char *spec = "as before";
    c.low = "lowest";
    CHECK(!chart_text(&a, &c, CHART_ALONE, &spec, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "lowest");
    CHECK_TEXT(spec, "as before");
    arena_free(&a);
}

TEST(areas_that_are_not_geojson_are_an_error)
{
    static const char *const bad[] = {NULL, "", "{", "[]", "{\"type\": \"Feature\"}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena a = {0};
        struct error err = {0};
        struct result_chart c = made_up_result(&a, "map")->charts.at[0];
        const char *spec;
        c.areas = bad[i];
        CHECK(!chart_text(&a, &c, CHART_ALONE, &spec, &err));
        CHECK(err.kind == ERROR_INVALID);
        arena_free(&a);
    }
}

TEST(a_chart_without_a_value_is_not_drawable)
{
    struct arena a = {0};
    CHECK(!chart_drawable(&made_up_result(&a, "too_few")->charts.at[0]));
    CHECK(chart_drawable(&made_up_result(&a, "dot")->charts.at[0]));
    struct result_table empty = {0};
    CHECK(!chart_drawable(&(struct result_chart){.kind = CHART_DOT, .table = &empty, .y = "y"}));
    arena_free(&a);
}

// Every chart kind must stand any table: all missing, one row, equal values, huge and tiny ones.
TEST(a_chart_of_any_numbers_is_json)
{
    static const double values[] = {0, -1, 1, 1e-300, 1e300, INFINITY, -INFINITY, NAN, 0.5, 3};
    for (int trial = 0; trial < 600; trial++) {
        struct arena a = {0};
        struct error err = {0};
        struct result_table t = {0};
        table_column(&a, &t, "x", "X", trial % 2 == 0 ? COLUMN_TEXT : COLUMN_NUMBER);
        table_column(&a, &t, "y", "Y", COLUMN_NUMBER);
        table_column(&a, &t, "low", "Low", COLUMN_NUMBER);
        table_column(&a, &t, "high", "High", COLUMN_NUMBER);
        table_column(&a, &t, "group", "Group", COLUMN_TEXT);
        int64_t rows = t_between(0, 12);
        for (int64_t row = 0; row < rows; row++) {
            if (trial % 2 == 0)
                table_text(&a, &t, t_between(0, 9) == 0 ? NULL : "2026-01");
            else
                table_number(&a, &t, values[t_between(0, 9)]);
            for (int i = 0; i < 3; i++)
                table_number(&a, &t, values[t_between(0, 9)]);
            table_text(&a, &t, t_between(0, 3) == 0 ? NULL : t_between(0, 1) == 0 ? "a" : "b");
        }
        static const enum chart_kind kinds[] = {CHART_DOT, CHART_LINE,   CHART_BAR,  CHART_STEP,
                                                CHART_MAP, CHART_POINTS, CHART_HEAT, CHART_CURVE};
        struct result_chart c = {.kind = kinds[trial % 8],
                                 .table = &t,
                                 .x = "x",
                                 .y = "y",
                                 .low = "low",
                                 .high = "high",
                                 .group = "group",
                                 .title = "T",
                                 .description = "D",
                                 .log_scale = t_between(0, 1) == 0,
                                 .reference = values[t_between(0, 9)],
                                 .reference_label = "r",
                                 .areas = "{\"type\":\"FeatureCollection\",\"features\":[]}"};
        const char *spec;
        NEED_OK(chart_text(&a, &c, CHART_ALONE, &spec, &err), err);
        json_error_t e;
        json_t *root = json_loads(spec, JSON_REJECT_DUPLICATES, &e);
        CHECK(root != NULL);
        json_decref(root);
        arena_free(&a);
    }
}
