#include "t.h"

#include "base/buf.h"
#include "base/list.h"
#include "base/random.h"

TEST(an_arena_gives_zeroed_memory_of_any_size)
{
    struct arena a = {0};
    for (int i = 0; i < 2000; i++) {
        size_t size = (size_t)t_between(0, i % 50 == 0 ? 100000 : 300);
        unsigned char *at = arena_alloc(&a, size);
        for (size_t j = 0; j < size; j++)
            NEED(at[j] == 0);
        memset(at, 0xAB, size);
    }
    arena_free(&a);
    CHECK(a.blocks == NULL);
}

static int closed;
static void close_one(void *what)
{
    closed = closed * 10 + *(int *)what;
}

TEST(what_was_deferred_is_closed_last_first)
{
    struct arena a = {0};
    int one = 1, two = 2;
    arena_defer(&a, close_one, &one);
    arena_defer(&a, close_one, &two);
    arena_reset(&a);
    CHECK_INT(closed, 21);
    arena_free(&a);
    CHECK_INT(closed, 21);
}

TEST(a_list_keeps_its_items_as_it_grows)
{
    struct arena a = {0};
    struct text_list list = {0};
    for (int i = 0; i < 1000; i++)
        *list_add(&a, &list) = arena_printf(&a, "%d", i);
    CHECK_INT(list.count, 1000);
    CHECK_TEXT(list.at[0], "0");
    CHECK_TEXT(list.at[999], "999");
    arena_free(&a);
}

TEST(a_buffer_remembers_that_it_overflowed)
{
    struct arena a = {0};
    struct error err = {0};
    const char *text = NULL;
    struct buf b = buf_make(&a, 10);
    buf_put(&b, "%s", "12345");
    buf_text(&b, "67890");
    NEED_OK(buf_done(&b, &text, &err), err);
    CHECK_TEXT(text, "1234567890");
    buf_char(&b, 'x');
    CHECK(!buf_done(&b, &text, &err));
    CHECK(err.kind == ERROR_INVALID);
    arena_free(&a);
}

TEST(an_error_is_cut_at_a_character_and_says_what_was_being_done)
{
    struct error err = {0};
    char big[sizeof err.text * 2];
    for (size_t i = 0; i + 3 < sizeof big; i += 2)
        memcpy(big + i, "é", 3);
    CHECK(!error_set(&err, ERROR_IO, "x%s", big));
    size_t length = strlen(err.text);
    CHECK((unsigned char)err.text[length - 2] == 0xC3
          && (unsigned char)err.text[length - 1] == 0xA9);
    CHECK(!error_set(&err, ERROR_IO, "no such file"));
    CHECK(!error_while(&err, "opening %s", "a.csv"));
    CHECK_TEXT(err.text, "opening a.csv: no such file");
}

TEST(random_below_is_even_and_streams_differ)
{
    struct random r = random_stream(7, 0), q = random_stream(7, 1);
    CHECK(random_u64(&r) != random_u64(&q));
    int seen[6] = {0};
    for (int i = 0; i < 60000; i++)
        seen[random_below(&r, 6)]++;
    for (int i = 0; i < 6; i++)
        CHECK(seen[i] > 9600 && seen[i] < 10400);
}
