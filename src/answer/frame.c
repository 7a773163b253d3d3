#include "answer/frame.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

struct growing {
    struct {
        const char **at;
        size_t count, room;
    } text;
    struct {
        double *at;
        size_t count, room;
    } number;
    const char *last; // the text above, for columns whose values repeat
    bool numeric;
};

static void take_value(struct growing *g, struct arena *a, struct value v)
{
    const char *text = NULL;
    double number = (double)NAN;
    char digits[32];
    switch (v.kind) {
    case VALUE_NULL:
        break;
    case VALUE_INTEGER:
        number = (double)v.integer;
        text = arena_printf(a, "%" PRId64, v.integer);
        break;
    case VALUE_NUMBER:
        number = v.number;
        number_write(v.number, digits);
        text = arena_text(a, digits);
        break;
    case VALUE_TEXT:
        text = g->last != NULL && text_equal(g->last, v.text) ? g->last
                                                              : arena_text_n(a, v.text, v.length);
        if (!number_read_double(text, &number)) {
            number = (double)NAN;
            g->numeric = false;
        }
        break;
    }
    g->last = text;
    *list_add(a, &g->text) = text;
    *list_add(a, &g->number) = number;
}

bool frame_read(struct site *s, struct arena *a, const struct block *b, const char *sql,
                int sql_line, struct frame *out, struct error *err)
{
    struct rows rows;
    store_guard(s->store, true);
    bool ok = site_select(s, &rows, b, sql, sql_line, err);
    if (!ok) {
        store_guard(s->store, false);
        return false;
    }
    struct frame f = {.count = (size_t)rows_columns(&rows)};
    struct growing *growing = ARENA_ARRAY(a, struct growing, f.count);
    f.columns = ARENA_ARRAY(a, struct frame_column, f.count);
    for (size_t i = 0; i < f.count; i++) {
        growing[i].numeric = true;
        f.columns[i].name = arena_text(a, rows_column(&rows, (int)i));
    }
    while (store_next(&rows)) {
        for (size_t i = 0; i < f.count; i++)
            take_value(&growing[i], a, rows_value(&rows, (int)i));
        f.rows++;
    }
    ok = store_done(&rows, err)
         || error_while(err, "%s:%d: %s %s", b->file, sql_line, b->kind, b->name);
    store_guard(s->store, false);
    for (size_t i = 0; i < f.count; i++) {
        f.columns[i].text = growing[i].text.at;
        f.columns[i].number = growing[i].number.at;
        f.columns[i].numeric = growing[i].numeric;
    }
    if (ok)
        *out = f;
    return ok;
}

const struct frame_column *frame_find(const struct frame *f, const char *name)
{
    for (size_t i = 0; i < f->count; i++)
        if (text_equal(f->columns[i].name, name))
            return &f->columns[i];
    return NULL;
}

struct seen {
    const char *text;
    size_t row;
};

static int by_text(const void *a, const void *b)
{
    const struct seen *one = a, *two = b;
    int order = one->text == two->text ? 0 : strcmp(one->text, two->text);
    return order != 0 ? order : (one->row > two->row) - (one->row < two->row);
}

struct codes frame_codes(struct arena *a, const struct frame_column *c, const size_t *rows,
                         size_t count)
{
    struct codes codes = {.at = ARENA_ARRAY(a, int32_t, count)};
    struct seen *seen = ARENA_ARRAY(a, struct seen, count);
    size_t *first = ARENA_ARRAY(a, size_t, count); // the row where a row's value comes first
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const char *text = c->text[rows == NULL ? i : rows[i]];
        if (text != NULL)
            seen[n++] = (struct seen){text, i};
        else
            codes.missing++;
    }
    qsort(seen, n, sizeof *seen, by_text);
    for (size_t i = 0; i < n; i++) {
        bool again = i > 0 && text_equal(seen[i].text, seen[i - 1].text);
        first[seen[i].row] = again ? first[seen[i - 1].row] : seen[i].row;
    }
    for (size_t i = 0; i < count; i++) {
        const char *text = c->text[rows == NULL ? i : rows[i]];
        if (text == NULL) {
            codes.at[i] = -1;
        } else if (first[i] != i) {
            codes.at[i] = codes.at[first[i]];
        } else {
            codes.at[i] = (int32_t)codes.values.count;
            *list_add(a, &codes.values) = text;
        }
    }
    return codes;
}
