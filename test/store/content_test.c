#include "t.h"

#include "store/content.h"

enum { FIELDS = 5, ROWS = 4 };
static const char *const names[FIELDS + 1] = {"a", "b", "c", "d", "e", "later"};

static struct value random_value(struct arena *a)
{
    static const size_t lengths[] = {0, 1, 7, 127, 128, 8000, 8190, 8192, 9000, 40000};
    size_t length = lengths[t_between(0, 9)];
    char *text = arena_alloc(a, length + 1);
    switch (t_between(0, 3)) {
    case 0:
        return bind_i64(t_between(0, 2));
    case 1:
        return bind_double((double)t_between(0, 2));
    case 2:
        return bind_null();
    default:
        memset(text, (char)('a' + t_between(0, 1)), length);
        text[length] = '\0';
        return bind_text(text);
    }
}

static struct digest digest_of_rows(size_t fields, struct value rows[ROWS][FIELDS + 1])
{
    struct arena a = {0};
    struct content *c = content_make(&a, names, fields);
    content_row(c, rows[0]);
    content_begin(c); // what was before does not count
    for (int i = 0; i < ROWS; i++)
        content_row(c, rows[i]);
    struct digest d = content_end(c);
    arena_free(&a);
    return d;
}

TEST(a_content_is_that_of_its_values_and_no_other)
{
    for (int trial = 0; trial < 500; trial++) {
        struct arena a = {0};
        struct value rows[ROWS][FIELDS + 1] = {0}, changed[ROWS][FIELDS + 1];
        for (int i = 0; i < ROWS; i++)
            for (int k = 0; k < FIELDS; k++)
                rows[i][k] = random_value(&a);
        struct digest one = digest_of_rows(FIELDS, rows);
        struct digest later = digest_of_rows(FIELDS + 1, rows);
        CHECK(digest_equal(&one, &later)); // a field that is added and has no values
        memcpy(changed, rows, sizeof rows);
        int64_t i = t_between(0, ROWS - 1), k = t_between(0, FIELDS - 1);
        struct value *v = &changed[i][k];
        switch (v->kind) {
        case VALUE_NULL:
            *v = bind_text("");
            break;
        case VALUE_INTEGER:
            *v = bind_double((double)v->integer);
            break;
        case VALUE_NUMBER:
            *v = bind_i64((int64_t)v->number);
            break;
        case VALUE_TEXT:
            *v = v->length == 0 ? bind_null()
                                : bind_text(arena_printf(&a, "%.*sx", (int)v->length - 1, v->text));
            break;
        }
        struct digest other = digest_of_rows(FIELDS, changed);
        CHECK(!digest_equal(&one, &other));
        arena_free(&a);
    }
}

TEST(a_value_that_moves_to_another_field_or_row_changes_the_content)
{
    struct value rows[ROWS][FIELDS + 1] = {0};
    rows[0][0] = bind_text("x");
    rows[1][1] = bind_text("y");
    struct digest one = digest_of_rows(FIELDS, rows);
    rows[0][0] = bind_null();
    rows[0][2] = bind_text("x");
    struct digest field = digest_of_rows(FIELDS, rows);
    rows[0][2] = bind_null();
    rows[1][0] = bind_text("x");
    struct digest row = digest_of_rows(FIELDS, rows);
    CHECK(!digest_equal(&one, &field) && !digest_equal(&one, &row) && !digest_equal(&field, &row));
}
