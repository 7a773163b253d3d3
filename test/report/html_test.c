#include "report/html.h"

#include <inttypes.h>
#include <stdio.h>

#include "t.h"

TEST(html_put_escapes_what_a_value_could_break_out_with)
{
    struct arena a = {0};
    struct html h = html_make(&a, 1000);
    html_put(&h, "<b title=\"%s\">%s%c</b>", "\" onclick='x'", "<script>&amp;", '<');
    CHECK_TEXT(h.buf.text,
               "<b title=\"&quot; onclick=&#39;x&#39;\">&lt;script&gt;&amp;amp;&lt;</b>");
    arena_free(&a);
}

TEST(html_put_writes_no_control_characters)
{
    struct arena a = {0};
    struct html h = html_make(&a, 1000);
    html_put(&h, "%s",
             "a\x01\x7f\x1b"
             "b\n\tc");
    CHECK_TEXT(h.buf.text, "a\ufffd\ufffd\ufffdb\n\tc");
    arena_free(&a);
}

TEST(html_put_writes_numbers_as_printf_does)
{
    struct arena a = {0};
    for (int trial = 0; trial < 500; trial++) {
        int i = (int)t_between(INT32_MIN, INT32_MAX), width = (int)t_between(-20, 20);
        int64_t l = t_between(-1000000000000, 1000000000000);
        double d = t_normal() * 1000;
        size_t z = (size_t)t_between(0, INT64_MAX / 2);
        char want[500];
        snprintf(want, sizeof want, "%d|%5u|%-*d|%" PRId64 "|%zu|%.3f|%+08.2e|%x|%lld|%%|%hhd", i,
                 (unsigned)i, width, i, l, z, d, d, (unsigned)i, (long long)l, (signed char)7);
        struct html h = html_make(&a, 1000);
        html_put(&h, "%d|%5u|%-*d|%" PRId64 "|%zu|%.3f|%+08.2e|%x|%lld|%%|%hhd", i, (unsigned)i,
                 width, i, l, z, d, d, (unsigned)i, (long long)l, (signed char)7);
        CHECK_TEXT(h.buf.text, want);
    }
    arena_free(&a);
}

TEST(html_put_keeps_to_the_precision_of_a_text)
{
    struct arena a = {0};
    struct html h = html_make(&a, 1000);
    html_put(&h, "%.3s|%.*s|%s|%.0s|", "abcdef", 2, "<<<", "whole", "none");
    CHECK_TEXT(h.buf.text, "abc|&lt;&lt;|whole||");
    arena_free(&a);
}

TEST(json_in_a_page_cannot_end_its_element)
{
    struct arena a = {0};
    struct html h = html_make(&a, 1000);
    html_json(&h, "spec", "{\"a\": \"</script><!--\"}");
    CHECK_TEXT(h.buf.text, "<script type=\"application/json\" class=\"spec\">"
                           "{\"a\": \"\\u003c/script>\\u003c!--\"}</script>\n");
    arena_free(&a);
}

TEST(a_page_over_its_limit_is_an_error_and_not_half_a_page)
{
    struct arena a = {0};
    struct error err = {0};
    const char *page = "as before";
    struct html h = html_make(&a, 20);
    html_put(&h, "%s", "1234567890");
    html_put(&h, "%s", "12345678901");
    CHECK(!html_done(&h, &page, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK_TEXT(page, "as before");
    arena_free(&a);
}
