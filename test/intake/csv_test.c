#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "intake/source.h"
#include "t.h"
#include "table.h"

static struct arena a;

TEST(csv_gives_named_columns_and_rows_with_their_lines)
{
    CHECK_TEXT(table_of(&a, "id,name\n1,Ann\n2,Bob\n", NULL), "id|name\n2: 1|Ann\n3: 2|Bob\n.");
    CHECK_TEXT(table_of(&a, "id,name\n1,Ann\n2,Bob", NULL), "id|name\n2: 1|Ann\n3: 2|Bob\n.");
    CHECK_TEXT(table_of(&a, "id,name\n", NULL), "id|name\n.");
    CHECK_TEXT(table_of(&a, "id,name", NULL), "id|name\n.");
}

TEST(csv_lines_end_in_lf_cr_or_both_and_blank_ones_are_skipped)
{
    CHECK_TEXT(table_of(&a, "a,b\r\n1,2\r\n\r\n3,4\r\n", NULL), "a|b\n2: 1|2\n4: 3|4\n.");
    CHECK_TEXT(table_of(&a, "a,b\r1,2\r\r3,4", NULL), "a|b\n2: 1|2\n4: 3|4\n.");
    CHECK_TEXT(table_of(&a, "\n\na,b\n1,2\n\n\n3,4\n\n", NULL), "a|b\n4: 1|2\n7: 3|4\n.");
    CHECK_TEXT(table_of(&a, "a,b\r\n1,\"x\r\ny\"\r\n3,4\r\n", NULL), "a|b\n2: 1|x\r\ny\n4: 3|4\n.");
    CHECK_TEXT(table_of(&a, "a,b\n1,2\n\x1a", NULL), "a|b\n2: 1|2\n.");
}

TEST(csv_rows_of_nothing_but_delimiters_or_spaces_are_blank)
{
    CHECK_TEXT(table_of(&a, ",\na,b\n,\n1,2\n   \n,\n", NULL), "a|b\n4: 1|2\n.");
    CHECK_TEXT(table_of(&a, "a,b\n\"\",\n ,\n", NULL), "a|b\n2: |\n3:  |\n.");
    CHECK_TEXT(table_of(&a, "a\n  \n", NULL), "a\n2:   \n.");
}

TEST(csv_quotes_hold_delimiters_line_breaks_and_doubled_quotes)
{
    CHECK_TEXT(table_of(&a, "a,b\n\"x,y\",\"say \"\"no\"\"\"\n\"\",\"\"\"\"\n", NULL),
               "a|b\n2: x,y|say \"no\"\n3: |\"\n.");
    CHECK_TEXT(table_of(&a, "a,b\n\"1\n2\n3\",x\n5\" pipe,6\"\"\n", NULL),
               "a|b\n2: 1\n2\n3|x\n5: 5\" pipe|6\"\"\n.");
    CHECK_TEXT(table_of(&a, "a,b\n1, \"x, y\" \n\"2\" , z\n", NULL), "a|b\n2: 1|x, y\n3: 2| z\n.");
    CHECK_TEXT(table_of(&a, "a\n\"\"\nx\n", NULL), "a\n2: \n3: x\n.");
    CHECK_TEXT(table_of(&a, "a,b\n\"x\",\"\"", NULL), "a|b\n2: x|\n.");
}

TEST(csv_says_where_a_quote_opened_that_is_never_closed)
{
    const char *table = table_of(&a, "a,b\n1,2\n3,\"x\n4,5\n6,7\n", NULL);
    CHECK_HAS(table, "a|b\n2: 1|2\ntest: line 3: the quote that opens here is never closed");
    CHECK_HAS(table_of(&a, "a,b\n1,\"x\ny\",\"z\n", NULL), "line 3: the quote");
}

TEST(csv_rejects_a_row_with_text_after_a_closing_quote)
{
    struct error err = {0};
    struct source *s;
    const char *text = "a,b\n\"He said \"no\" to me\",2\n3,4\n";
    CHECK_TEXT(table_of(&a, text, NULL), "a|b\n2: \"He said \"no\" to me\"|2 !\n3: 3|4\n.");
    NEED_OK(source_open_memory(&a, "test", text, strlen(text), NULL, &s, &err), err);
    NEED(source_next(s));
    CHECK_HAS(source_row_problem(s), "cell 1 has text after its closing quote");
    NEED(source_next(s));
    CHECK(source_row_problem(s) == NULL);
    arena_free(&a);
}

TEST(csv_short_rows_lack_cells_and_long_rows_have_a_problem)
{
    struct error err = {0};
    struct source *s;
    const char *text = "a,b,c\n1\n1,2,3,,\n1,2,3,4\n1,2,3\n";
    CHECK_TEXT(table_of(&a, text, NULL), "a|b|c\n2: 1|~|~\n3: 1|2|3\n4: 1|2|3 !\n5: 1|2|3\n.");
    NEED_OK(source_open_memory(&a, "test", text, strlen(text), NULL, &s, &err), err);
    while (source_next(s))
        if (source_row_problem(s) != NULL)
            CHECK_HAS(source_row_problem(s), "4 cells but there are 3 columns");
    struct source_notes n = source_notes(s);
    CHECK_INT(n.rows, 4);
    CHECK_INT(n.short_rows, 1);
    CHECK_INT(n.short_line, 2);
    CHECK_INT(n.long_rows, 1);
    CHECK_INT(n.long_line, 4);
    CHECK_INT(n.padded_rows, 1);
    CHECK_INT(n.texts.count, 3);
    CHECK_TEXT(n.texts.at[0], "1 row has fewer cells than the header (the first at line 2)");
    arena_free(&a);
}

TEST(csv_delimiters_are_found_or_declared)
{
    CHECK_TEXT(table_of(&a, "a;b\n1,5;2\n3;4,5\n", NULL), "a|b\n2: 1,5|2\n3: 3|4,5\n.");
    CHECK_TEXT(table_of(&a, "a;b;c\n1,5;2,5;1\n3,1;4,5;2\n", NULL),
               "a|b|c\n2: 1,5|2,5|1\n3: 3,1|4,5|2\n.");
    CHECK_TEXT(table_of(&a, "a\tb\n1, x\t2\n3\t\n", NULL), "a|b\n2: 1, x|2\n3: 3|\n.");
    CHECK_TEXT(table_of(&a, "a|b\n1|2\n", NULL), "a|b\n2: 1|2\n.");
    CHECK_TEXT(table_of(&a, "sep=;\r\na;b\r\n1;2\r\n", NULL), "a|b\n3: 1|2\n.");
    CHECK_TEXT(table_of(&a, "a:b\n1:2\n", &(struct source_options){.delimiter = ':'}),
               "a|b\n2: 1|2\n.");
    CHECK_TEXT(table_of(&a, "note\none, two\nthree\n", NULL), "note\n2: one !\n3: three\n.");
    CHECK_HAS(table_of(&a, "a,b\n", &(struct source_options){.delimiter = '"'}), "delimiter");
}

TEST(csv_names_are_trimmed_normalised_never_empty_and_unique)
{
    CHECK_TEXT(table_of(&a, " Stop  ID ,\"Date\nof stop\",,Race,race,Race\n1,2,3,4,5,6\n", NULL),
               "Stop ID|Date of stop|c3|Race|race|Race (2)\n3: 1|2|3|4|5|6\n.");
    CHECK_TEXT(table_of(&a, "a,a,a (2)\n1,2,3\n", NULL), "a|a (2)|a (2) (2)\n2: 1|2|3\n.");
    CHECK_TEXT(table_of(&a, "Se\xcc\x81jour\xc2\xa0,b\n1,2\n", NULL), "S\xc3\xa9jour|b\n2: 1|2\n.");

    struct error err = {0};
    struct source *s;
    const char *text = " A ,b\n1,2\n";
    NEED_OK(source_open_memory(&a, "test", text, strlen(text), NULL, &s, &err), err);
    CHECK_TEXT(source_column_raw(s, 0), " A ");
    CHECK_INT(source_find(s, "a"), 0);
    CHECK_INT(source_find(s, "b"), 1);
    CHECK_INT(source_find(s, "c"), -1);
    arena_free(&a);
}

TEST(csv_trailing_columns_without_name_or_data_are_dropped)
{
    struct error err = {0};
    struct source *s;
    const char *text = "a,b,,\n1,2,,\n3,4,,\n";
    CHECK_TEXT(table_of(&a, text, NULL), "a|b\n2: 1|2\n3: 3|4\n.");
    CHECK_TEXT(table_of(&a, "a,b,,\n1,2,,\n3,4,x,\n", NULL), "a|b|c3\n2: 1|2|\n3: 3|4|x\n.");
    NEED_OK(source_open_memory(&a, "test", text, strlen(text), NULL, &s, &err), err);
    CHECK_INT(source_notes(s).trailing_columns, 2);
    CHECK_HAS(source_notes(s).texts.at[0], "2 columns at the end of the header dropped");
    arena_free(&a);
}

TEST(csv_junk_above_the_header_is_found_when_asked_and_skipped_when_told)
{
    const char *text = "Stops by district\nProduced 1 May, final\n\nid,race,sex\n1,W,F\n2,B,M\n";
    CHECK_TEXT(table_of(&a, text, &(struct source_options){.skip_lines = -1}),
               "id|race|sex\n5: 1|W|F\n6: 2|B|M\n.");
    CHECK_TEXT(table_of(&a, text, &(struct source_options){.skip_lines = 3}),
               "id|race|sex\n5: 1|W|F\n6: 2|B|M\n.");
    CHECK_TEXT(table_of(&a, "Title,,\n,,\nid,race,sex\n1,W,F\n2,B,M\n",
                        &(struct source_options){.skip_lines = -1}),
               "id|race|sex\n4: 1|W|F\n5: 2|B|M\n.");
    CHECK_TEXT(table_of(&a, "id,race\n1,W\n", &(struct source_options){.skip_lines = -1}),
               "id|race\n2: 1|W\n.");
    CHECK_HAS(table_of(&a, "a\n", &(struct source_options){.skip_lines = 9}), "no more than 9");
}

TEST(csv_header_lines_that_come_again_are_skipped_and_counted)
{
    struct error err = {0};
    struct source *s;
    const char *text = "a,b\n1,2\na,b\n3,4\na,b\n";
    CHECK_TEXT(table_of(&a, text, NULL), "a|b\n2: 1|2\n4: 3|4\n.");
    NEED_OK(source_open_memory(&a, "test", text, strlen(text), NULL, &s, &err), err);
    while (source_next(s))
        continue;
    CHECK_INT(source_notes(s).repeated_headers, 2);
    CHECK_INT(source_notes(s).rows, 2);
    arena_free(&a);
}

TEST(csv_without_a_header_has_c1_or_the_names_that_are_given)
{
    const char *names[] = {"x", "y"};
    struct source_options how = {.no_header = true};
    CHECK_TEXT(table_of(&a, "1,2\n3,4\n", &how), "c1|c2\n1: 1|2\n2: 3|4\n.");
    how.header = (struct text_list){names, 2, 2};
    CHECK_TEXT(table_of(&a, "1,2\n3,4\n", &how), "x|y\n1: 1|2\n2: 3|4\n.");
    how.no_header = false;
    CHECK_TEXT(table_of(&a, "1,2\n3,4\n", &how), "x|y\n2: 3|4\n.");
    CHECK_HAS(table_of(&a, "1,2,3\n3,4,5\n", &how), "has 3 columns but the map names 2");
}

TEST(csv_marks_encodings_and_their_errors_are_known)
{
    CHECK_TEXT(table_of(&a,
                        "\xef\xbb\xbf"
                        "a,b\n\xc3\xa9,2\n",
                        NULL),
               "a|b\n2: \xc3\xa9|2\n.");
    const char le[] = "\xff\xfe"
                      "a\0,\0b\0\n\0\xe9\0,\0\x3d\xd8\x00\xde\n\0";
    CHECK_TEXT(table_of_bytes(&a, "test", le, sizeof le - 1, NULL),
               "a|b\n2: \xc3\xa9|\xf0\x9f\x98\x80\n.");
    const char be[] = "\xfe\xff\0a\0,\0b\0\r\0\n\0\xe9\0,\xd8\x3d\xde\x00";
    CHECK_TEXT(table_of_bytes(&a, "test", be, sizeof be - 1, NULL),
               "a|b\n2: \xc3\xa9|\xf0\x9f\x98\x80\n.");
    const char bare[] = "a\0,\0b\0\n\0"
                        "1\0,\0"
                        "2\0";
    CHECK_TEXT(table_of_bytes(&a, "test", bare, sizeof bare - 1, NULL), "a|b\n2: 1|2\n.");
    const char half[] = "\xff\xfe"
                        "a\0,\0b\0\n\0\x3d\xd8,\0";
    CHECK_HAS(table_of_bytes(&a, "test", half, sizeof half - 1, NULL),
              "line 2, column 1: 0xd83d is half");
    CHECK_TEXT(table_of(&a, "a,b\n\x93no\x94,caf\xe9\n", NULL),
               "a|b\n2: \xe2\x80\x9cno\xe2\x80\x9d|caf\xc3\xa9\n.");
    CHECK_TEXT(table_of(&a, "a,b\n\x80,\xff\n", &(struct source_options){.encoding = "latin1"}),
               "a|b\n2: \xc2\x80|\xc3\xbf\n.");
    CHECK_HAS(table_of(&a, "a,b\n1,\x81\n", &(struct source_options){.encoding = "windows-1252"}),
              "line 2, column 3: byte 0x81 means nothing in Windows-1252");
    CHECK_HAS(table_of(&a, "a,b\n1,\x92\n", &(struct source_options){.encoding = "utf-8"}),
              "a|b\ntest: line 2, column 3: byte 0x92 is not UTF-8");
    CHECK_HAS(table_of(&a, "a\n", &(struct source_options){.encoding = "klingon"}),
              "no encoding \"klingon\"");
    CHECK_HAS(table_of(&a,
                       "\xef\xbb\xbf"
                       "a\n",
                       &(struct source_options){.encoding = "latin1"}),
              "byte order mark of utf-8");
    CHECK_HAS(table_of(&a, "a\n", &(struct source_options){.encoding = "utf-16"}), "utf-16le");
}

TEST(csv_a_bad_byte_after_64_kib_is_an_error_with_its_place_and_never_a_guess)
{
    struct buf b = buf_make(&a, 1 << 20);
    buf_text(&b, "a,b\n");
    int line = 1;
    while (b.length < 70000)
        buf_put(&b, "%d,x\n", ++line);
    buf_put(&b, "%d,caf\xe9\n", ++line);
    const char *table = table_text(&a, "test", b.text, b.length, NULL);
    CHECK_HAS(table, "a|b\n2: 2|x\n");
    CHECK_HAS(table,
              arena_printf(&a, "\n%d: %d|x\ntest: line %d, column %d: byte 0xe9 is not UTF-8",
                           line - 1, line - 1, line, line > 9999 ? 10 : 9));
    CHECK_HAS(table, "say `encoding: windows-1252` in the map");
    CHECK_HAS(table_text(&a, "test", b.text, b.length,
                         &(struct source_options){.encoding = "windows-1252"}),
              "caf\xc3\xa9\n.");
    arena_free(&a);
}

TEST(csv_bytes_that_are_not_utf8_are_refused_each_with_its_place)
{
    static const char *const bad[] = {"\xc0\x80",
                                      "\xc1\xbf",
                                      "\xe0\x80\x80",
                                      "\xed\xa0\x80",
                                      "\xf0\x80\x80\x80",
                                      "\xf4\x90\x80\x80",
                                      "\xf5\x80\x80\x80",
                                      "\x80",
                                      "\xc3",
                                      "\xe2\x82",
                                      "\xc3("};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        CHECK_HAS(table_of(&a, arena_printf(&a, "a,b\n1,2\nx,\xc3\xa9%s\n", bad[i]),
                           &(struct source_options){.encoding = "utf-8"}),
                  "2: 1|2\ntest: line 3, column 4: byte 0x");
    CHECK_HAS(table_of_bytes(&a, "test", "a,b\n1,\0\n", 8, NULL), "line 2, column 3: a zero byte");
}

TEST(csv_gzip_is_read_also_of_several_members_and_cuts_are_told)
{
    size_t n1, n2;
    const char *first = "a,b\n1,2\n", *second = "3,4\n";
    const char *one = gzip_of(&a, first, strlen(first), &n1);
    const char *two = gzip_of(&a, second, strlen(second), &n2);
    char *both = arena_alloc(&a, n1 + n2 + 512); // zeros at the end, as on a tape
    memcpy(both, one, n1);
    memcpy(both + n1, two, n2);
    CHECK_TEXT(table_of_bytes(&a, "t.csv.gz", both, n1 + n2, NULL), "a|b\n2: 1|2\n3: 3|4\n.");
    CHECK_TEXT(table_of_bytes(&a, "t.csv.gz", both, n1 + n2 + 512, NULL), "a|b\n2: 1|2\n3: 3|4\n.");
    for (size_t cut = n1 + 1; cut < n1 + n2; cut++)
        CHECK_HAS(table_of_bytes(&a, "t.csv.gz", both, cut, NULL), "t.csv.gz is cut short");
    CHECK_HAS(table_of_bytes(&a, "t.csv.gz", both, 12, NULL), "t.csv.gz is cut short");
    both[n1 + n2] = 'x';
    CHECK_HAS(table_of_bytes(&a, "t.csv.gz", both, n1 + n2 + 1, NULL), "something else after");
    both[n1 / 2] ^= 0x55;
    CHECK_HAS(table_of_bytes(&a, "t.csv.gz", both, n1 + n2, NULL), "t.csv.gz is");
    const char *none = gzip_of(&a, "", 0, &n1);
    CHECK_HAS(table_of_bytes(&a, "t.csv.gz", none, n1, NULL), "its gzip data holds nothing");
}

TEST(csv_what_is_no_text_is_named)
{
    CHECK_HAS(table_of(&a, "", NULL), "test is empty");
    CHECK_HAS(table_of(&a, "\n\n\n", NULL), "has no rows, not even a header");
    CHECK_HAS(table_of(&a, ",,\n,,\n", NULL), "has no rows, not even a header");
    CHECK_HAS(table_of(&a, "\"\", \n", NULL), "the header at line 1 has no names");
    CHECK_HAS(table_of(&a, "%PDF-1.4\n", NULL), "test is a PDF");
    CHECK_HAS(table_of(&a, "\xd0\xcf\x11\xe0\xa1\xb1", NULL), "old Excel");
    CHECK_HAS(table_of_bytes(&a, "test",
                             "\x7f"
                             "ELF\1\1\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                             25, NULL),
              "not text");
    CHECK_HAS(table_of(&a, "a\n", &(struct source_options){.format = "xml"}), "no format \"xml\"");

    struct error err = {0};
    struct source *s;
    CHECK(!source_open(&a, "/", NULL, &s, &err));
    CHECK_HAS(err.text, "/ is a folder");
    CHECK(!source_open(&a, "/no/such/file.csv", NULL, &s, &err));
    CHECK_INT(err.kind, ERROR_NOT_FOUND);
}

TEST(csv_a_file_that_grows_or_shrinks_while_it_is_read_is_an_error)
{
    for (int grows = 0; grows < 2; grows++) {
        char path[] = "/tmp/ward-test-XXXXXX";
        struct error err = {0};
        struct source *s;
        int fd = mkstemp(path);
        NEED(fd >= 0);
        NEED(write(fd, "a,b\n", 4) == 4);
        for (int i = 0; i < 20000; i++)
            NEED(write(fd, "123,456\n", 8) == 8);
        NEED_OK(source_open(&a, path, &(struct source_options){.block = 4096}, &s, &err), err);
        NEED(source_next(s));
        NEED(grows ? write(fd, "9,9\n", 4) == 4 : ftruncate(fd, 90001) == 0);
        while (source_next(s))
            CHECK(grows || strcmp(source_cell(s, 1).at, "456") == 0);
        CHECK(!source_done(s, &err));
        CHECK_INT(err.kind, ERROR_IO);
        CHECK_HAS(err.text, "changed while it was read");
        close(fd);
        unlink(path);
        arena_free(&a);
    }
}

TEST(csv_a_file_or_a_pipe_gives_what_memory_gives)
{
    struct error err = {0};
    struct source *s;
    int ends[2];
    NEED(pipe(ends) == 0);
    NEED(write(ends[1], "a,b\n1,2\n", 8) == 8);
    close(ends[1]);
    NEED_OK(source_open(&a, arena_printf(&a, "/dev/fd/%d", ends[0]), NULL, &s, &err), err);
    NEED(source_next(s));
    CHECK_TEXT(source_cell(s, 1).at, "2");
    CHECK(!source_next(s));
    NEED_OK(source_done(s, &err), err);
    close(ends[0]);
    arena_free(&a);
}

TEST(csv_row_text_is_the_line_as_it_came)
{
    static const char *const rows[] = {
        "1,\"x,y\",\"a \"\"b\"\"\",", "\"\",,\"\",7",      "x", ",,,\"\"",
        "1, \"b\" ,c,d,e,f",          "\"a\"b\",2,\"q\",3"};
    struct error err = {0};
    struct source *s;
    struct buf b = buf_make(&a, 10000);
    buf_text(&b, "a,b,c,d\r\n");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        buf_put(&b, "%s\r\n", rows[i]);
    NEED_OK(source_open_memory(&a, "test", b.text, b.length, NULL, &s, &err), err);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        NEED(source_next(s));
        CHECK_TEXT(source_row_text(&a, s), rows[i]);
    }
    arena_free(&a);
}

/* ---- properties ---- */

struct dialect {
    char delimiter;
    const char *line_end;
    bool always_quote, mark, gzip, last_end;
    int encoding; /* 0 UTF-8, 1 UTF-16LE, 2 UTF-16BE */
};

static const char *random_cell(struct arena *arena)
{
    static const char *const parts[] = {"a",
                                        "Z",
                                        "0",
                                        " ",
                                        ",",
                                        ";",
                                        "\t",
                                        "|",
                                        "\"",
                                        "\n",
                                        "\r",
                                        "\r\n",
                                        "\xc3\xa9",
                                        "\xe2\x82\xac",
                                        "\xf0\x9f\x98\x80",
                                        "word"};
    struct buf b = buf_make(arena, 1000);
    for (int64_t n = t_between(0, 3) == 0 ? t_between(0, 90) : t_between(0, 3); n > 0; n--)
        buf_text(&b, parts[t_between(0, 15)]);
    return b.text;
}

static void put_cell(struct buf *b, const struct dialect *d, const char *cell, bool alone)
{
    char special[] = {d->delimiter, '"', '\n', '\r', 0};
    bool quote = d->always_quote || strpbrk(cell, special) != NULL || (alone && cell[0] == '\0')
                 || t_between(0, 9) == 0;
    if (!quote) {
        buf_text(b, cell);
        return;
    }
    buf_char(b, '"');
    for (; *cell != '\0'; cell++)
        buf_text(b, *cell == '"' ? "\"\"" : (char[]){*cell, 0});
    buf_char(b, '"');
}

/* UTF-8 to UTF-16, written anew for the test. */
static const char *units_of(struct arena *arena, const char *text, bool big, size_t *length)
{
    struct buf b = buf_make(arena, 1 << 24);
    const unsigned char *p = (const unsigned char *)text;
    uint32_t units[2];
    for (bool mark = true; mark || *p != 0; mark = false) {
        uint32_t c = 0xfeff;
        if (!mark) {
            int more = *p < 0x80 ? 0 : *p < 0xe0 ? 1 : *p < 0xf0 ? 2 : 3;
            c = more == 0 ? *p : *p & (0x3fu >> more);
            for (p++; more > 0; more--)
                c = c << 6 | (*p++ & 0x3f);
        }
        int n = c >= 0x10000 ? 2 : 1;
        units[0] = n == 2 ? 0xd800 + ((c - 0x10000) >> 10) : c;
        units[1] = 0xdc00 + (c & 0x3ff);
        for (int i = 0; i < n; i++) {
            char bytes[2] = {(char)(units[i] & 0xff), (char)(units[i] >> 8)};
            buf_bytes(&b, big ? &bytes[1] : &bytes[0], 1);
            buf_bytes(&b, big ? &bytes[0] : &bytes[1], 1);
        }
    }
    *length = b.length;
    return b.text;
}

TEST(csv_random_tables_come_back_as_they_were_written_in_any_dialect)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    for (int trial = 0; trial < 400; trial++) {
        struct dialect d = {",;\t|"[t_between(0, 3)], ends[t_between(0, 2)], t_between(0, 3) == 0,
                            t_between(0, 1) == 1,     t_between(0, 3) == 0,  t_between(0, 1) == 1,
                            (int)t_between(0, 2)};
        int64_t columns = t_between(1, 6), rows = t_between(0, 12);
        const char **cells = ARENA_ARRAY(&a, const char *, (size_t)(columns * rows + 1));
        struct buf b = buf_make(&a, 1 << 20);
        for (int64_t c = 0; c < columns; c++)
            buf_put(&b, "%sname%d", c == 0 ? "" : (char[]){d.delimiter, 0}, (int)c);
        for (int64_t r = 0; r < rows; r++) {
            buf_text(&b, d.line_end);
            for (int64_t c = 0; c < columns; c++) {
                if (c > 0)
                    buf_char(&b, d.delimiter);
                cells[r * columns + c] = random_cell(&a);
                // a row of nothing but delimiters would be blank
                put_cell(&b, &d, cells[r * columns + c], c == 0);
            }
        }
        if (d.last_end)
            buf_text(&b, d.line_end);
        const char *bytes = b.text;
        size_t length = b.length;
        if (d.encoding != 0)
            bytes = units_of(&a, b.text, d.encoding == 2, &length);
        else if (d.mark)
            bytes = arena_printf(&a, "\xef\xbb\xbf%s", b.text), length += 3;
        if (d.gzip)
            bytes = gzip_of(&a, bytes, length, &length);
        struct source_options how = {.delimiter = d.delimiter,
                                     .encoding = d.encoding == 0 ? "utf-8" : NULL,
                                     .block = (size_t)t_between(0, 200)};
        struct error err = {0};
        struct source *s;
        NEED_OK(source_open_memory(&a, "t", bytes, length, &how, &s, &err), err);
        CHECK_INT(source_column_count(s), columns);
        for (int64_t r = 0; r < rows; r++) {
            NEED(source_next(s));
            CHECK(source_row_problem(s) == NULL);
            for (int64_t c = 0; c < columns; c++)
                CHECK_TEXT(source_cell(s, (size_t)c).at, cells[r * columns + c]);
        }
        CHECK(!source_next(s));
        NEED_OK(source_done(s, &err), err);
        arena_free(&a);
    }
}

TEST(csv_any_bytes_give_the_same_rows_whatever_the_block)
{
    static const char alphabet[] = "ab,,\"\"\n\n\r; \xc3\xa9\t|1";
    for (int trial = 0; trial < 300; trial++) {
        char text[200];
        size_t length = (size_t)t_between(1, 199);
        for (size_t i = 0; i < length; i++)
            text[i] = alphabet[t_between(0, (int64_t)sizeof alphabet - 2)];
        table_of_bytes(&a, "t", text, length, NULL);
        arena_free(&a);
    }
}
