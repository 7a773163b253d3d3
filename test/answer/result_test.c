#include <jansson.h>

#include "answer/result_csv.h"
#include "answer/result_json.h"
#include "t.h"

static const char *number(struct arena *a, double v, enum column_kind kind)
{
    return cell_words(a, &(struct cell){.kind = CELL_NUMBER, .number = v}, kind);
}

static const char *integer(struct arena *a, int64_t v, enum column_kind kind)
{
    return cell_words(a, &(struct cell){.kind = CELL_INTEGER, .integer = v}, kind);
}

static const char *text(struct arena *a, const char *v, enum column_kind kind)
{
    return cell_words(a, &(struct cell){.kind = CELL_TEXT, .text = v}, kind);
}

TEST(numbers_are_shown_to_three_significant_digits)
{
    struct arena a = {0};
    const struct {
        double v;
        const char *words;
    } cases[] = {
        {0, "0"},
        {1.0499, "1.05"},
        {0.9996, "1.00"},
        {12.34, "12.3"},
        {99.96, "100"},
        {123.4, "123"},
        {1234.5, "1,234"},
        {1234567, "1,234,567"},
        {0.0123456, "0.0123"},
        {0.00012345, "0.000123"},
        {0.0000123, "1.23 \u00d7 10\u207b\u2075"},
        {-0.5, "\u22120.5"},
        {0.6, "0.6"},
        {14.2, "14.2"},
        {2.0 / 3, "0.667"},
        {-1234.5, "\u22121,234"},
        {2e15, "2.00 \u00d7 10\u00b9\u2075"},
        {INFINITY, "\u221e"},
        {-INFINITY, "\u2212\u221e"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_TEXT(number(&a, cases[i].v, COLUMN_NUMBER), cases[i].words);
    arena_free(&a);
}

TEST(numbers_in_words_are_within_half_a_percent_of_what_they_say)
{
    for (int trial = 0; trial < 2000; trial++) {
        struct arena a = {0};
        double v = (t_unit() - 0.5) * pow(10, (double)t_between(-9, 14));
        const char *words = number(&a, v, COLUMN_NUMBER);
        if (strstr(words, "\u00d7") == NULL) {
            char plain[64];
            size_t length = 0;
            bool negative = strncmp(words, "\u2212", strlen("\u2212")) == 0;
            for (const char *at = words; *at != '\0'; at++)
                if ((*at >= '0' && *at <= '9') || *at == '.')
                    plain[length++] = *at;
            plain[length] = '\0';
            double back = strtod(plain, NULL) * (negative ? -1 : 1);
            CHECK(fabs(back - v) <= 0.005001 * fabs(v));
        }
        arena_free(&a);
    }
}

TEST(each_kind_of_column_has_its_words)
{
    struct arena a = {0};
    CHECK_TEXT(integer(&a, 1234, COLUMN_COUNT), "1,234");
    CHECK_TEXT(integer(&a, -1234567, COLUMN_COUNT), "\u22121,234,567");
    CHECK_TEXT(integer(&a, INT64_MIN, COLUMN_COUNT), "\u22129,223,372,036,854,775,808");
    CHECK_TEXT(integer(&a, 2026, COLUMN_DATE), "2026");
    CHECK_TEXT(number(&a, 0.1234, COLUMN_PERCENT), "12.3 %");
    CHECK_TEXT(number(&a, 0, COLUMN_PERCENT), "0.0 %");
    CHECK_TEXT(number(&a, 1, COLUMN_PERCENT), "100.0 %");
    CHECK_TEXT(number(&a, 0.0003, COLUMN_PERCENT), "0.03 %");
    CHECK_TEXT(number(&a, 0.0000001, COLUMN_PERCENT), "less than 0.001 %");
    CHECK_TEXT(number(&a, -0.00001, COLUMN_PERCENT), "\u22120.001 %");
    CHECK_TEXT(number(&a, 0.0004, COLUMN_P), "p < 0.001");
    CHECK_TEXT(number(&a, 0.004, COLUMN_P), "p = 0.004");
    CHECK_TEXT(number(&a, 0.041, COLUMN_P), "p = 0.04");
    CHECK_TEXT(number(&a, 0.995, COLUMN_P), "p > 0.99");
    CHECK_TEXT(number(&a, 1, COLUMN_P), "p = 1");
    CHECK_TEXT(integer(&a, 123456, COLUMN_MONEY), "$1,234.56");
    CHECK_TEXT(integer(&a, -12300, COLUMN_MONEY), "\u2212$123");
    CHECK_TEXT(text(&a, "2026-01-31", COLUMN_DATE), "31 January 2026");
    CHECK_TEXT(text(&a, "2026-01-31T14:30:00-06:00", COLUMN_DATE), "31 January 2026, 14:30");
    CHECK_TEXT(text(&a, "2026-01", COLUMN_DATE), "January 2026");
    CHECK_TEXT(text(&a, "2026-Q3", COLUMN_DATE), "Q3 2026");
    CHECK_TEXT(text(&a, "2026-13", COLUMN_DATE), "2026-13");
    CHECK_TEXT(text(&a, "2026-02-30", COLUMN_DATE), "2026-02-30");
    CHECK_TEXT(text(&a, "last week", COLUMN_DATE), "last week");
    CHECK_TEXT(text(&a, "", COLUMN_DATE), "");
    CHECK_TEXT(text(&a, "2026-01", COLUMN_TEXT), "2026-01");
    arena_free(&a);
}

TEST(a_cell_without_a_value_says_why)
{
    struct arena a = {0};
    struct result_table t = {0};
    table_column(&a, &t, "a", "A", COLUMN_NUMBER);
    table_number(&a, &t, NAN);
    table_text(&a, &t, NULL);
    table_not_estimable(&a, &t, 4);
    table_suppressed(&a, &t);
    NEED(table_rows(&t) == 4);
    CHECK_TEXT(cell_words(&a, table_cell(&t, 0, 0), COLUMN_NUMBER), "\u2013");
    CHECK_TEXT(cell_words(&a, table_cell(&t, 1, 0), COLUMN_TEXT), "\u2013");
    CHECK_TEXT(cell_words(&a, table_cell(&t, 2, 0), COLUMN_NUMBER), "not estimable, n = 4");
    CHECK_TEXT(cell_words(&a, table_cell(&t, 3, 0), COLUMN_COUNT), "fewer than shown");
    for (size_t row = 0; row < 4; row++)
        CHECK(isnan(cell_value(table_cell(&t, row, 0))));
    CHECK_INT(table_find(&t, "a"), 0);
    CHECK_INT(table_find(&t, "b"), -1);
    CHECK_INT(table_find(&t, NULL), -1);
    arena_free(&a);
}

TEST(intervals_are_told_with_both_limits_or_the_one_there_is)
{
    struct arena a = {0};
    CHECK_TEXT(interval_words(&a, (struct interval){13.1, 15.4}, COLUMN_NUMBER), "13.1 to 15.4");
    CHECK_TEXT(interval_words(&a, (struct interval){0.5, 0.75}, COLUMN_PERCENT),
               "50.0 % to 75.0 %");
    CHECK_TEXT(interval_words(&a, (struct interval){2, INFINITY}, COLUMN_NUMBER), "at least 2");
    CHECK_TEXT(interval_words(&a, (struct interval){-INFINITY, 2}, COLUMN_NUMBER), "at most 2");
    CHECK(interval_words(&a, (struct interval){NAN, NAN}, COLUMN_NUMBER) == NULL);
    arena_free(&a);
}

static struct result_table every_cell(struct arena *a)
{
    struct result_table t = {0};
    table_column(a, &t, "group", "Group", COLUMN_TEXT);
    table_column(a, &t, "value", "Value", COLUMN_NUMBER);
    table_text(a, &t, "=2+2, \"a\"");
    table_number(a, &t, 1.0 / 3);
    table_text(a, &t, NULL);
    table_number(a, &t, INFINITY);
    table_text(a, &t, "two\nlines");
    table_not_estimable(a, &t, 4);
    table_text(a, &t, "plain");
    table_suppressed(a, &t);
    table_text(a, &t, "\u00e9");
    table_integer(a, &t, INT64_MAX);
    return t;
}

TEST(csv_quotes_disarms_formulas_and_keeps_every_digit)
{
    struct arena a = {0};
    struct result_table t = every_cell(&a);
    struct buf b = buf_make(&a, 10000);
    table_write_csv(&b, &t);
    CHECK_TEXT(b.text, "group,value\r\n"
                       "\"'=2+2, \"\"a\"\"\",0.3333333333333333\r\n"
                       ",inf\r\n"
                       "\"two\nlines\",\"not estimable, n = 4\"\r\n"
                       "plain,suppressed\r\n"
                       "\u00e9,9223372036854775807\r\n");
    arena_free(&a);
}

TEST(json_of_a_result_reads_back_with_every_value)
{
    struct arena a = {0};
    struct result r = {.name = "force.rate",
                       .title = "Force \"used\" </script>",
                       .level = 0.95,
                       .p = NAN,
                       .n = 7,
                       .missing = 2,
                       .main = every_cell(&a),
                       .estimable = true,
                       .sentence = "S.",
                       .headline = {.kind = CELL_NUMBER, .number = 0.1},
                       .headline_kind = COLUMN_PERCENT,
                       .headline_label = "Share",
                       .headline_interval = {0.05, INFINITY}};
    *(const char **)list_add(&a, &r.notes) = "exact";
    struct buf b = buf_make(&a, 100000);
    struct json j = json_make(&b);
    json_object_begin(&j, NULL);
    result_write_json(&j, &a, &r);
    json_object_end(&j);
    json_error_t e;
    json_t *root = json_loads(b.text, 0, &e);
    NEED(root != NULL);
    CHECK_TEXT(json_string_value(json_object_get(root, "title")), r.title);
    json_t *answer = json_object_get(root, "answer");
    CHECK(json_is_null(json_object_get(answer, "p")));
    CHECK_INT(json_integer_value(json_object_get(answer, "missing")), 2);
    json_t *headline = json_object_get(answer, "headline");
    CHECK_TEXT(json_string_value(json_object_get(headline, "words")), "10.0 %");
    CHECK_NEAR(json_number_value(json_object_get(headline, "low")), 0.05, 0);
    CHECK_TEXT(json_string_value(json_object_get(json_object_get(headline, "high"), "infinite")),
               "+");
    json_t *rows = json_object_get(json_object_get(root, "table"), "rows");
    NEED(json_array_size(rows) == 5);
    CHECK(json_real_value(json_object_get(json_array_get(rows, 0), "value")) == 1.0 / 3);
    json_t *small = json_object_get(json_array_get(rows, 2), "value");
    CHECK_INT(json_integer_value(json_object_get(small, "not_estimable")), 4);
    CHECK_TEXT(json_string_value(json_array_get(json_object_get(root, "notes"), 0)), "exact");
    json_decref(root);
    arena_free(&a);
}

TEST(json_of_an_answer_that_is_not_estimable_has_no_headline)
{
    struct arena a = {0};
    struct result r = {.name = "x", .level = 0.95, .sentence = "Not estimable, n = 4.", .p = NAN};
    struct buf b = buf_make(&a, 100000);
    struct json j = json_make(&b);
    json_object_begin(&j, NULL);
    result_write_json(&j, &a, &r);
    json_object_end(&j);
    CHECK_HAS(b.text, "\"headline\": null");
    CHECK_HAS(b.text, "\"estimable\": false");
    arena_free(&a);
}
