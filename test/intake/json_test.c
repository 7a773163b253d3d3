#include <unistd.h>

#include "intake/source.h"
#include "t.h"
#include "table.h"

static struct arena a;

TEST(json_arrays_of_objects_become_rows_with_nested_names_dotted)
{
    CHECK_TEXT(
        table_of(&a, "[{\"a\":1,\"b\":\"x\"},\n {\"b\":null,\"c\":{\"d\":true,\"e\":[1,\"y\"]}}]",
                 NULL),
        "a|b|c.d|c.e\n1: 1|x|~|~\n2: ~|~|true|[1,\"y\"]\n.");
    CHECK_TEXT(table_of(&a, "[]", NULL), "\n.");
    CHECK_TEXT(table_of(&a, "[{}, {\"a\":{}}]", NULL), "a\n1: ~\n2: ~\n.");
    CHECK_TEXT(table_of(&a, "[1,\"x\",null,false]", NULL), "value\n1: 1\n2: x\n3: ~\n4: false\n.");
    CHECK_TEXT(table_of(&a, "[[1,2],[3,4,5]]", NULL), "c1|c2|c3\n1: 1|2|~\n2: 3|4|5\n.");
    CHECK_TEXT(table_of(&a, "[[1,2],[3,{\"x\":[0.10,{}]}]]", NULL),
               "c1|c2\n1: 1|2\n2: 3|{\"x\":[0.1,{}]}\n.");
}

TEST(json_numbers_are_the_shortest_exact_text_and_strings_are_unescaped)
{
    CHECK_TEXT(
        table_of(&a,
                 "[{\"n\":0.1},{\"n\":8.5000000000000000e+00},{\"n\":-12345678901234},"
                 "{\"n\":1e-7},{\"n\":\"\\u00e9\\ud83d\\ude00\\n\"},{\"n\":2.0}]",
                 NULL),
        "n\n1: 0.1\n2: 8.5\n3: -12345678901234\n4: 1e-07\n5: \xc3\xa9\xf0\x9f\x98\x80\n\n6: 2\n.");
}

TEST(json_a_key_that_comes_late_is_a_column_all_the_same)
{
    CHECK_TEXT(table_of(&a, "[{\"a\":1},{\"a\":2},{\"z\":3,\"a\":4}]", NULL),
               "a|z\n1: 1|~\n2: 2|~\n3: 4|3\n.");
}

TEST(json_rows_are_found_inside_an_object_or_at_a_path)
{
    const char *one = "{\"meta\":{\"n\":2,\"tags\":[\"x\"]},\"data\":{\"rows\":[{\"a\":1},{\"a\":2}"
                      "]},\"end\":[]}";
    CHECK_TEXT(table_of(&a, one, NULL), "a\n1: 1\n2: 2\n.");
    const char *two = "{\"x\":[{\"a\":1}],\"y\":{\"z\":[{\"b\":2}]}}";
    CHECK_HAS(table_of(&a, two, NULL),
              "holds 2 arrays (x and y.z); say which are the rows with `path:`");
    CHECK_TEXT(table_of(&a, two, &(struct source_options){.path = "y.z"}), "b\n1: 2\n.");
    CHECK_TEXT(table_of(&a, two, &(struct source_options){.path = "x"}), "a\n1: 1\n.");
    CHECK_HAS(table_of(&a, two, &(struct source_options){.path = "y.q"}),
              "no array at the path \"y.q\"; it has x and y.z");
    CHECK_HAS(table_of(&a, "{\"a\":1}", NULL), "no array of rows");
}

TEST(json_that_is_cut_or_broken_is_told_with_its_place)
{
    const char *whole = "{\"rows\":[{\"a\":\"x]\\\"\"},{\"a\":[2,3]}],\"n\":[1]}";
    CHECK_TEXT(table_of(&a, whole, NULL), "a\n1: x]\"\n2: [2,3]\n.");
    for (size_t cut = 1; cut < strlen(whole); cut++) {
        const char *table = table_of(&a, arena_text_n(&a, whole, cut),
                                     &(struct source_options){.format = "json", .path = "rows"});
        CHECK(table[strlen(table) - 1] != '.');
    }
    CHECK_HAS(table_of(&a, "[{\"a\":1}\n{\"a\":2}]", &(struct source_options){.format = "json"}),
              "1: 1\ntest: line 2: here should be ',' or ']', but there is '{'");
    CHECK_HAS(table_of(&a, "[{\"a\":1}] x", NULL), "here should be the end");
    CHECK_HAS(table_of(&a, "[{\"a\":1},]", NULL), "should be a value");
    CHECK_HAS(table_of(&a, "[{\"a\":\"\xe9\"}]", &(struct source_options){.encoding = "utf-8"}),
              "line 1, column 8: byte 0xe9");
    CHECK_HAS(table_of(&a, "  \n", &(struct source_options){.format = "json"}), "only blanks");
}

TEST(json_an_element_that_cannot_be_read_is_a_row_with_a_problem)
{
    struct error err = {0};
    struct source *s;
    const char *text =
        "[{\"a\":1},{\"a\":2,},{\"a\":1,\"a\":2},{\"a\":123456789012345678901},{\"a\":4}]";
    CHECK_TEXT(table_of(&a, text, NULL), "a\n1: 1\n2: ~ !\n3: ~ !\n4: ~ !\n5: 4\n.");
    NEED_OK(source_open_memory(&a, "test", text, strlen(text), NULL, &s, &err), err);
    NEED(source_next(s) && source_next(s));
    CHECK_HAS(source_row_problem(s), "not JSON (line 1, column");
    CHECK_TEXT(source_row_text(&a, s), "{\"a\":2,}");
    NEED(source_next(s));
    CHECK_HAS(source_row_problem(s), "duplicate");
    arena_free(&a);
}

TEST(json_names_that_meet_or_are_too_long_are_a_problem_of_their_row)
{
    CHECK_TEXT(table_of(&a, "[{\"a\":{\"b\":1},\"a.b\":2},{\"a.b\":3}]", NULL),
               "a.b\n1: 2 !\n2: 3\n.");
    char name[1200] = {0};
    memset(name, 'x', 998);
    const char *text = arena_printf(&a, "[{\"%s\xc3\xa9y\":1}]", name);
    CHECK_TEXT(table_of(&a, text, NULL), arena_printf(&a, "%s\n1: 1 !\n.", name));
    arena_free(&a);
}

TEST(json_lines_are_rows_and_a_bad_line_spoils_only_itself)
{
    CHECK_TEXT(
        table_of(&a, "{\"a\":1}\n\n{\"a\":2,\"b\":{\"c\":\"x\"}}\r\n{\"a\":\n{\"a\":3}", NULL),
        "a|b.c\n1: 1|~\n3: 2|x\n4: ~|~ !\n5: 3|~\n.");
    CHECK_TEXT(table_of(&a, "{\"a\":1}", &(struct source_options){.format = "jsonl"}),
               "a\n1: 1\n.");
    CHECK_TEXT(table_of_bytes(&a, "x.jsonl", "{\"a\":1}\n", 8, NULL), "a\n1: 1\n.");
}

TEST(json_compressed_or_in_utf16_reads_the_same)
{
    size_t length;
    const char *text = "[{\"a\":1},{\"b\":2}]";
    const void *zipped = gzip_of(&a, text, strlen(text), &length);
    CHECK_TEXT(table_of_bytes(&a, "x.json.gz", zipped, length, NULL), "a|b\n1: 1|~\n2: ~|2\n.");
    CHECK_HAS(table_of_bytes(&a, "x.json.gz", zipped, length - 4, NULL), "cut short");
    const char units[] = "\xff\xfe[\0{\0\"\0a\0\"\0:\0"
                         "1\0}\0]\0";
    CHECK_TEXT(table_of_bytes(&a, "x", units, sizeof units - 1, NULL), "a\n1: 1\n.");
    CHECK_TEXT(table_of(&a, "\xef\xbb\xbf[{\"a\":1}]", NULL), "a\n1: 1\n.");
}

static const char features[] =
    "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\"},\"features\":[\n"
    "{\"type\":\"Feature\",\"id\":7,\"properties\":{\"id\":\"a\",\"n\":{\"k\":1}},"
    "\"geometry\":{\"type\":\"Point\",\"coordinates\":[-75.1,39.90]}},\n"
    "{\"type\":\"Feature\",\"geometry\":null,\"properties\":null}]}";

TEST(geojson_properties_come_first_then_the_geometry_and_the_place_of_points)
{
    struct error err = {0};
    struct source *s;
    CHECK_TEXT(table_of(&a, features, NULL),
               "id|n.k|geometry|lon|lat|id (2)\n"
               "1: a|1|{\"type\":\"Point\",\"coordinates\":[-75.1,39.9]}|-75.1|39.9|7\n"
               "2: ~|~|~|~|~|~\n.");
    NEED_OK(source_open_memory(&a, "test", features, sizeof features - 1, NULL, &s, &err), err);
    CHECK_TEXT(source_notes(s).format, "geojson");
    CHECK_INT(source_find(s, "properties.n.k"), 1);
    CHECK_INT(source_find(s, "n.k"), 1);
    arena_free(&a);
}

TEST(geojson_keeps_the_names_lon_and_lat_where_the_file_has_them)
{
    CHECK_TEXT(
        table_of(
            &a,
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
            "\"properties\":{\"Lat\":1},\"geometry\":{\"type\":\"Point\",\"coordinates\":[5,6]}}]}",
            NULL),
        "Lat|geometry\n1: 1|{\"type\":\"Point\",\"coordinates\":[5,6]}\n.");
}

TEST(geojson_features_on_lines_read_as_features)
{
    CHECK_TEXT(table_of(&a,
                        "\x1e{\"type\":\"Feature\",\"properties\":{\"a\":1},\"geometry\":{\"type\":"
                        "\"Point\",\"coordinates\":[5,6]}}\n"
                        "\x1e{\"type\":\"Feature\",\"properties\":{\"a\":2},\"geometry\":{\"type\":"
                        "\"LineString\",\"coordinates\":[[5,6],[7,8]]}}\n",
                        NULL),
               "a|geometry|lon|lat\n1: 1|{\"type\":\"Point\",\"coordinates\":[5,6]}|5|6\n"
               "2: 2|{\"type\":\"LineString\",\"coordinates\":[[5,6],[7,8]]}|~|~\n.");
}

TEST(json_and_gzip_come_through_a_pipe_too)
{
    static const char text[] = "{\"rows\":[{\"a\":1},{\"b\":2}]}";
    size_t length;
    const void *zipped = gzip_of(&a, text, sizeof text - 1, &length);
    for (int gzip = 0; gzip < 2; gzip++) {
        struct error err = {0};
        struct source *s;
        int ends[2];
        ssize_t size = gzip ? (ssize_t)length : (ssize_t)sizeof text - 1;
        NEED(pipe(ends) == 0 && write(ends[1], gzip ? zipped : text, (size_t)size) == size);
        close(ends[1]);
        NEED_OK(source_open(&a, arena_printf(&a, "/dev/fd/%d", ends[0]), NULL, &s, &err), err);
        CHECK_INT(source_column_count(s), 2);
        CHECK(source_notes(s).gzip == (gzip == 1));
        NEED(source_next(s) && source_next(s));
        CHECK_TEXT(source_cell(s, 1).at, "2");
        CHECK(!source_next(s));
        NEED_OK(source_done(s, &err), err);
        close(ends[0]);
    }
    arena_free(&a);
}
