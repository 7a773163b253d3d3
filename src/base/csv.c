#include "base/csv.h"

#include <string.h>

#include "base/text.h"

struct reader {
    struct arena *arena;
    const char *at;
    int line;
};

// Reads one cell; *last says that it ended its row.
static bool read_cell(struct reader *r, const char **out, bool *last, struct error *err)
{
    const char *start = r->at;
    if (*start != '"') {
        r->at += strcspn(start, ",\r\n");
        *out = text_trim(r->arena, arena_text_n(r->arena, start, (size_t)(r->at - start)));
    } else {
        size_t most = 1; // bytes between the quotes, doubled ones counted twice
        while (start[most] != '\0' && (start[most] != '"' || start[++most] == '"'))
            most++;
        char *cell = arena_alloc(r->arena, most + 1), *to = cell;
        int opened = r->line;
        for (r->at++;; r->at++) {
            if (*r->at == '\0')
                return error_set(err, ERROR_INVALID, "line %d: a quote is opened and not closed",
                                 opened);
            if (*r->at == '"' && *++r->at != '"')
                break;
            if (*r->at == '\n')
                r->line++;
            *to++ = *r->at;
        }
        *to = '\0';
        *out = text_trim(r->arena, cell);
        if (strchr(",\r\n", *r->at) == NULL)
            return error_set(err, ERROR_INVALID,
                             "line %d: text after a closing quote; double a quote inside a cell",
                             r->line);
    }
    *last = *r->at != ',';
    if (*r->at == ',')
        r->at++;
    return true;
}

static void end_line(struct reader *r)
{
    if (*r->at == '\r')
        r->at++;
    if (*r->at == '\n')
        r->at++;
    r->line++;
}

static bool read_row(struct reader *r, struct text_list *cells, struct error *err)
{
    *cells = (struct text_list){0};
    for (bool last = false; !last;) {
        const char *cell = NULL;
        if (!read_cell(r, &cell, &last, err))
            return false;
        *list_add(r->arena, cells) = cell;
    }
    end_line(r);
    return true;
}

static bool is_empty(const struct text_list *cells)
{
    for (size_t i = 0; i < cells->count; i++)
        if (*cells->at[i] != '\0')
            return false;
    return true;
}

static bool check_header(const struct text_list *header, struct error *err)
{
    for (size_t i = 0; i < header->count; i++) {
        if (*header->at[i] == '\0')
            return error_set(err, ERROR_INVALID, "line 1: column %zu has no name", i + 1);
        for (size_t j = 0; j < i; j++)
            if (text_equal(header->at[i], header->at[j]))
                return error_set(err, ERROR_INVALID, "line 1: two columns are named %s",
                                 header->at[i]);
    }
    return true;
}

bool csv_read(struct arena *a, const char *text, struct csv_table *out, struct error *err)
{
    struct csv_table table = {0};
    struct reader r = {a, text_starts(text, "\xEF\xBB\xBF") ? text + 3 : text, 1};
    if (!text_is_utf8(r.at, strlen(r.at), NULL))
        return error_set(err, ERROR_INVALID, "not UTF-8: save it as \"CSV UTF-8\"");
    while (*r.at != '\0') {
        struct text_list cells;
        int line = r.line;
        if (!read_row(&r, &cells, err))
            return false;
        if (is_empty(&cells))
            continue;
        if (table.header.count == 0) {
            table.header = cells;
            if (!check_header(&cells, err))
                return false;
            continue;
        }
        while (cells.count > table.header.count && *cells.at[cells.count - 1] == '\0')
            cells.count--;
        if (cells.count > table.header.count)
            return error_set(err, ERROR_INVALID,
                             "line %d: %zu cells under %zu columns; put quotes around a cell that "
                             "has a comma",
                             line, cells.count, table.header.count);
        while (cells.count < table.header.count)
            *list_add(a, &cells) = "";
        struct csv_row *row = list_add(a, &table.rows);
        row->cells = cells.at;
        row->line = line;
    }
    if (table.header.count == 0)
        return error_set(err, ERROR_INVALID, "the file is empty: a header line was expected");
    *out = table;
    return true;
}

int csv_column(const struct csv_table *t, const char *name)
{
    for (size_t i = 0; i < t->header.count; i++)
        if (text_equal(t->header.at[i], name))
            return (int)i;
    return -1;
}
