#include "table.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/list.h"

struct cells {
    char **at;
    size_t count, room;
};

// One cell; *at moves past what ends it, which is returned: ',' or '\n'.
static char *read_cell(struct arena *a, const char **at, char *end)
{
    const char *from = *at;
    char *cell = arena_alloc(a, strcspn(from, "\n") + 2), *to = cell;
    bool quoted = *from == '"';
    from += quoted;
    while (*from != '\0' && (quoted || (*from != ',' && *from != '\n'))) {
        if (quoted && *from == '"' && *++from != '"')
            quoted = false;
        else
            *to++ = *from++;
    }
    *end = *from == ',' ? ',' : '\n';
    *at = *from == '\0' ? from : from + 1;
    return cell;
}

struct table table_read(struct arena *a, const char *path)
{
    const char *text;
    struct error err = {0};
    NEED_OK(file_read(a, NULL, path, 1 << 24, &text, NULL, &err), err);
    struct {
        char ***at;
        size_t count, room;
    } rows = {0};
    size_t columns = 0;
    while (*text != '\0') {
        struct cells row = {0};
        char end;
        do
            *list_add(a, &row) = read_cell(a, &text, &end);
        while (end == ',');
        columns = columns == 0 ? row.count : columns;
        NEED(row.count == columns);
        *list_add(a, &rows) = row.at;
    }
    return (struct table){rows.at, rows.count, columns};
}

const char *table_cell(const struct table *t, size_t row, const char *column)
{
    for (size_t i = 0; i < t->columns; i++)
        if (strcmp(t->cells[0][i], column) == 0)
            return t->cells[row][i];
    t_failed(__FILE__, __LINE__, "no column %s", column);
    t_stop_if_failed();
    return "";
}

const char *table_source(struct arena *a, const char *path)
{
    return arena_printf(a, "%s/%s", getenv("WARD_SOURCE"), path);
}
