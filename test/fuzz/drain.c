#include "drain.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static uint64_t mix(uint64_t h, const void *bytes, size_t length)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < length; i++)
        h = (h ^ p[i]) * UINT64_C(1099511628211);
    return (h ^ length) * UINT64_C(1099511628211);
}

static void need(bool promise)
{
    if (!promise)
        abort();
}

static uint64_t mix_row(uint64_t h, struct arena *a, const struct source *s)
{
    int64_t line = source_line(s);
    need(line >= 1);
    h = mix(h, &line, sizeof line);
    for (size_t i = 0; i < source_column_count(s); i++) {
        struct span cell = source_cell(s, i);
        if (cell.at == NULL)
            continue;
        need(cell.at[cell.length] == '\0');
        need(text_is_utf8(cell.at, cell.length, NULL));
        h = mix(h, cell.at, cell.length);
    }
    const char *problem = source_row_problem(s), *row = source_row_text(a, s);
    need(text_is_utf8(row, strlen(row), NULL));
    h = mix(h, row, strlen(row));
    return problem == NULL ? h : mix(h, problem, strlen(problem));
}

uint64_t drain(const char *name, const void *bytes, size_t length, const struct source_options *how)
{
    struct arena a = {0}, row = {0};
    struct error err = {0};
    struct source *s;
    uint64_t h = UINT64_C(14695981039346656037);
    if (source_open_memory(&a, name, bytes, length, how, &s, &err)) {
        for (size_t i = 0; i < source_column_count(s); i++) {
            const char *column = source_column(s, i);
            need(column[0] != '\0');
            int found = source_find(s, column);
            need(found == (int)i); // names are unique
            h = mix(h, column, strlen(column));
        }
        while (source_next(s)) {
            h = mix_row(h, &row, s);
            arena_reset(&row);
        }
        need(!source_next(s)); // and stays so
        if (!source_done(s, &err))
            need(err.kind != ERROR_NONE);
        struct source_notes notes = source_notes(s);
        for (size_t i = 0; i < notes.texts.count; i++)
            h = mix(h, notes.texts.at[i], strlen(notes.texts.at[i]));
    } else {
        need(err.kind != ERROR_NONE && err.text[0] != '\0');
    }
    h = mix(h, err.text, strlen(err.text));
    arena_free(&row);
    arena_free(&a);
    return h;
}

void drain_in_blocks(const char *name, const void *bytes, size_t length, struct source_options how)
{
    static const size_t blocks[] = {1, 17, 64};
    uint64_t whole = drain(name, bytes, length, &how);
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        how.block = blocks[i];
        need(drain(name, bytes, length, &how) == whole);
    }
}
