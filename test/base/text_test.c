#include "t.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/json.h"
#include "base/number.h"
#include "base/text.h"

TEST(utf8_is_told_from_other_bytes)
{
    static const struct {
        const char *bytes;
        size_t length, bad;
    } wrong[] = {{"a\xC0\x80", 3, 1},
                 {"\xE0\x80\x80", 3, 0},
                 {"\xED\xA0\x80", 3, 0},
                 {"\xF4\x90\x80\x80", 4, 0},
                 {"ab\xFF", 3, 2},
                 {"a\0b", 3, 1},
                 {"\xC3", 1, 0},
                 {"Do\xF1"
                  "a",
                  4, 2}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        size_t bad = 99;
        CHECK(!text_is_utf8(wrong[i].bytes, wrong[i].length, &bad));
        CHECK_INT(bad, wrong[i].bad);
    }
    CHECK(text_is_utf8("Doña 日本 😀", strlen("Doña 日本 😀"), NULL));
    CHECK(text_is_utf8("", 0, NULL));
}

TEST(text_folds_case_accents_and_punctuation)
{
    struct arena a = {0};
    CHECK_TEXT(text_fold(&a, "  Año - UNO  "), "ano uno");
    CHECK_TEXT(text_fold(&a, "BLACK/African-American"), "black african american");
    CHECK_TEXT(text_fold(&a, "O\xE2\x80\x99Hare"), "o hare");
    CHECK_TEXT(text_fold(&a, "--"), "");
    CHECK_TEXT(text_nfc(&a, "n\xCC\x83"), "ñ");
    arena_free(&a);
}

TEST(the_nearest_word_is_guessed_only_when_near)
{
    static const char *const words[] = {"title", "method", "compare"};
    CHECK_TEXT(text_nearest("titel", words, 3), "title");
    CHECK_TEXT(text_nearest("methd", words, 3), "method");
    CHECK_TEXT(text_nearest("zebra", words, 3), NULL);
    CHECK_INT(text_distance("ab", "ba"), 1);
    CHECK_INT(text_distance("", "abc"), 3);
}

TEST(text_is_split_and_trimmed)
{
    struct arena a = {0};
    struct text_list parts = text_split(&a, " a ; b;;c ", ';');
    CHECK_INT(parts.count, 4);
    CHECK_TEXT(parts.at[1], "b");
    CHECK_TEXT(parts.at[2], "");
    CHECK_TEXT(parts.at[3], "c");
    CHECK_INT(text_split(&a, "  ", ';').count, 0);
    CHECK_TEXT(text_series(&a, &parts, "and"), "a, b,  and c");
    arena_free(&a);
}

TEST(numbers_are_read_strictly)
{
    int64_t i = 7;
    double d = 7;
    static const char *const not_numbers[] = {"",    "-",  "1x", " 1",    "0x10", "nan",
                                              "inf", "1e", ".",  "1e999", "1,2"};
    for (size_t k = 0; k < sizeof not_numbers / sizeof not_numbers[0]; k++) {
        CHECK(!number_read_double(not_numbers[k], &d));
        CHECK(!number_read_i64(not_numbers[k], &i));
    }
    CHECK(!number_read_i64("9223372036854775808", &i));
    CHECK(number_read_i64("-9223372036854775808", &i) && i == INT64_MIN);
    CHECK(number_read_double("8.5000000000000000e+00", &d) && d == 8.5);
    CHECK(number_read_double("-.5", &d) && d == -0.5);
}

TEST(numbers_are_read_and_known_to_be_shortest_as_the_c_library_says)
{
    int shortest = 0;
    for (int i = 0; i < 100000; i++) {
        char text[48], written[32];
        int whole = (int)t_between(0, 12), part = (int)t_between(0, 12), length = 0;
        double v = 0;
        if (t_between(0, 1) == 1)
            text[length++] = '-';
        for (int k = 0; k < whole + part; k++) {
            if (k == whole)
                text[length++] = '.';
            text[length++] = (char)('0' + t_between(0, t_between(0, 3) == 0 ? 0 : 9));
        }
        text[length] = '\0';
        CHECK(number_read_double(text, &v) == (whole + part > 0));
        if (whole + part == 0)
            continue;
        double expected = strtod(text, NULL);
        CHECK(memcmp(&v, &expected, sizeof v) == 0); // the sign of zero, too
        number_write(v, written);
        shortest += number_is_shortest(text);
        if (number_is_shortest(text))
            CHECK_TEXT(text, written);
    }
    CHECK(shortest > 20000);
}

TEST(a_written_number_reads_back_equal)
{
    for (int i = 0; i < 2000; i++) {
        double v = t_normal() * pow(10, (double)t_between(-30, 30)), back = 0;
        char text[32];
        number_write(v, text);
        NEED(number_read_double(text, &back));
        CHECK(back == v);
    }
    char text[32];
    number_write(0.1, text);
    CHECK_TEXT(text, "0.1");
}

TEST(json_escapes_what_html_would_mistake)
{
    struct arena a = {0};
    struct error err = {0};
    const char *text = NULL;
    struct buf b = buf_make(&a, 1000);
    struct json j = json_make(&b);
    j.compact = true;
    json_object_begin(&j, NULL);
    json_text(&j, "a", "</script>\"\\\n\x01");
    json_array_begin(&j, "b");
    json_i64(&j, NULL, -1);
    json_number(&j, NULL, 0.5);
    json_number(&j, NULL, NAN);
    json_bool(&j, NULL, true);
    json_text(&j, NULL, NULL);
    json_array_end(&j);
    json_object_begin(&j, "c");
    json_object_end(&j);
    json_object_end(&j);
    NEED_OK(buf_done(&b, &text, &err), err);
    CHECK_TEXT(text, "{\"a\":\"\\u003c/"
                     "script\\u003e\\\"\\\\\\n\\u0001\",\"b\":[-1,0.5,null,true,null],\"c\":{}}");
    arena_free(&a);
}

TEST(a_digest_tells_pieces_apart)
{
    struct digest_maker m;
    digest_begin(&m);
    digest_text(&m, "ab");
    digest_text(&m, "c");
    struct digest one = digest_end(&m);
    digest_begin(&m);
    digest_text(&m, "a");
    digest_text(&m, "bc");
    struct digest two = digest_end(&m), read = {0};
    CHECK(!digest_equal(&one, &two));
    char text[65];
    digest_write(&one, text);
    CHECK(digest_read(text, &read) && digest_equal(&one, &read));
    CHECK(!digest_read("abc", &read));
    // RFC 7693's function, 32 bytes, of "abc"
    struct digest abc = digest_of("abc", 3);
    digest_write(&abc, text);
    CHECK_TEXT(text, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(a_file_is_written_whole_and_read_back)
{
    struct arena a = {0};
    struct error err = {0};
    char folder[] = "/tmp/ward-test-XXXXXX";
    NEED(mkdtemp(folder) != NULL);
    const char *inner = arena_printf(&a, "%s/b/c", folder), *text = NULL;
    NEED_OK(folder_make(inner, &err), err);
    const char *path = arena_printf(&a, "%s/x.csv", inner);
    NEED_OK(file_write(path, "one\n", 4, &err), err);
    NEED_OK(file_write(path, "two\n", 4, &err), err);
    size_t length = 0;
    NEED_OK(file_read(&a, inner, "x.csv", 100, &text, &length, &err), err);
    CHECK_TEXT(text, "two\n");
    CHECK_INT(length, 4);
    struct text_list names = {0};
    NEED_OK(folder_list(&a, inner, ".csv", &names, &err), err);
    CHECK_INT(names.count, 1);
    CHECK(!file_read(&a, inner, "x.csv", 3, &text, NULL, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK(!file_read(&a, NULL, inner, 100, &text, NULL, &err));
    CHECK_HAS(err.text, "is a folder");
    CHECK(!file_read(&a, inner, "none", 100, &text, NULL, &err));
    CHECK(err.kind == ERROR_NOT_FOUND);
    CHECK(!file_write("/nowhere/at/all", "x", 1, &err));
    unlink(path);
    rmdir(inner);
    rmdir(arena_printf(&a, "%s/b", folder));
    rmdir(folder);
    arena_free(&a);
}
