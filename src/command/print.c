#include "command/print.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <utf8proc.h>

#include "answer/result_csv.h"
#include "answer/result_json.h"
#include "base/number.h"
#include "base/text.h"

enum { OUTPUT_LIMIT = 512 * 1024 * 1024, WIDEST = 60 };

// A cell for programs: numbers with all their digits, nothing for none.
static const char *plain_cell(struct arena *a, const struct cell *c)
{
    char number[32];
    switch (c->kind) {
    case CELL_NONE:
        return "";
    case CELL_INTEGER:
        return arena_printf(a, "%" PRId64, c->integer);
    case CELL_NUMBER:
        number_write(c->number, number);
        return arena_text(a, number);
    case CELL_TEXT:
    case CELL_NOT_ESTIMABLE:
        return c->text;
    case CELL_SUPPRESSED:
        return "suppressed";
    }
    return "";
}

static size_t width_of(const char *text)
{
    size_t width = 0;
    utf8proc_int32_t point;
    const utf8proc_uint8_t *s = (const utf8proc_uint8_t *)text;
    while (*s != '\0') {
        utf8proc_ssize_t used = utf8proc_iterate(s, -1, &point);
        if (used <= 0)
            break;
        int w = utf8proc_charwidth(point);
        width += w > 0 ? (size_t)w : 0;
        s += used;
    }
    return width;
}

static bool is_number_column(enum column_kind kind)
{
    return kind != COLUMN_TEXT && kind != COLUMN_DATE;
}

static void print_aligned(const struct result_table *t)
{
    struct arena a = {0};
    size_t columns = t->columns.count, rows = table_rows(t);
    size_t *widths = ARENA_ARRAY(&a, size_t, columns);
    const char **cells = ARENA_ARRAY(&a, const char *, columns *rows);
    for (size_t j = 0; j < columns; j++)
        widths[j] = width_of(t->columns.at[j].label);
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++) {
            const char *text = cell_words(&a, table_cell(t, i, j), t->columns.at[j].kind);
            cells[i * columns + j] = text;
            size_t width = width_of(text);
            if (width > widths[j])
                widths[j] = width < WIDEST || j + 1 == columns ? width : WIDEST;
        }
    for (size_t i = 0; i <= rows; i++) {
        for (size_t j = 0; j < columns; j++) {
            const char *text = i == 0 ? t->columns.at[j].label : cells[(i - 1) * columns + j];
            size_t width = width_of(text), pad = widths[j] > width ? widths[j] - width : 0;
            bool right = is_number_column(t->columns.at[j].kind);
            if (right)
                printf("%*s", (int)pad, "");
            fputs(text, stdout);
            if (j + 1 < columns)
                printf("%*s", right ? 2 : (int)pad + 2, "");
        }
        putchar('\n');
    }
    arena_free(&a);
}

static void print_tabs(const struct result_table *t)
{
    struct arena a = {0};
    for (size_t i = 0; i <= table_rows(t); i++) {
        for (size_t j = 0; j < t->columns.count; j++) {
            const char *text =
                i == 0 ? t->columns.at[j].name : plain_cell(&a, table_cell(t, i - 1, j));
            if (j > 0)
                putchar('\t');
            for (const char *s = text; *s != '\0'; s++)
                putchar(*s == '\t' || *s == '\n' || *s == '\r' ? ' ' : *s);
        }
        putchar('\n');
        arena_reset(&a);
    }
    arena_free(&a);
}

bool print_table(const struct options *o, const struct result_table *t, struct error *err)
{
    struct arena a = {0};
    bool ok = true;
    if (o->json || o->csv) {
        struct buf b = buf_make(&a, OUTPUT_LIMIT);
        const char *text = NULL;
        if (o->json) {
            struct json j = json_make(&b);
            table_write_json(&j, NULL, t);
            buf_char(&b, 0x0A);
        } else
            table_write_csv(&b, t);
        ok = buf_done(&b, &text, err);
        if (ok)
            fputs(text, stdout);
    } else if (isatty(STDOUT_FILENO)) {
        print_aligned(t);
    } else {
        print_tabs(t);
    }
    arena_free(&a);
    return ok;
}

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct progress progress_begin(const char *what)
{
    return (struct progress){
        .what = what, .began_us = now_us(), .terminal = isatty(STDERR_FILENO) == 1};
}

void progress_step(struct progress *p, int64_t count)
{
    int64_t passed = now_us() - p->began_us;
    if (!p->terminal || passed < 1000000)
        return;
    fprintf(stderr, "\r%s: %" PRId64 " rows, %" PRId64 " s", p->what, count, passed / 1000000);
    p->shown = true;
}

void progress_end(struct progress *p)
{
    if (p->shown)
        fprintf(stderr, "\r\033[K");
}
