#include "t_csv.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/list.h"

// Cuts a line, in place, at commas outside quotes.
static void cut(struct arena *a, char *line, struct text_list *out)
{
    char *to = line;
    const char *start = line;
    bool quoted = false;
    line[strcspn(line, "\r\n")] = '\0';
    for (const char *at = line;; at++) {
        if (*at == '"') {
            if (quoted && at[1] == '"')
                *to++ = *at++;
            else
                quoted = !quoted;
        } else if (*at == '\0' || (*at == ',' && !quoted)) {
            const bool last = *at == '\0';
            *to++ = '\0';
            *list_add(a, out) = start;
            start = to;
            if (last)
                return;
        } else {
            *to++ = *at;
        }
    }
}

struct t_csv t_csv_load(struct arena *a, const char *path)
{
    struct t_csv csv = {.arena = a};
    struct text_list cells = {0};
    static char line[1 << 16];
    gzFile f = gzopen(path, "rb");
    NEED(f != NULL);
    while (gzgets(f, line, sizeof line) != NULL) {
        cut(a, arena_text(a, line), &cells);
        if (csv.columns == 0) {
            csv.columns = (int)cells.count;
            csv.names = cells.at;
            cells = (struct text_list){0};
        } else {
            csv.rows++;
            NEED(cells.count == (size_t)csv.rows * (size_t)csv.columns);
        }
    }
    gzclose(f);
    csv.cells = cells.at;
    NEED(csv.rows > 0);
    return csv;
}

static int column_of(const struct t_csv *csv, const char *column)
{
    for (int c = 0; c < csv->columns; c++)
        if (strcmp(csv->names[c], column) == 0)
            return c;
    t_failed(__FILE__, __LINE__, "there is no column %s", column);
    t_stop_if_failed();
    return 0;
}

const char *t_csv_text(const struct t_csv *csv, int64_t row, const char *column)
{
    return csv->cells[row * csv->columns + column_of(csv, column)];
}

double *t_csv_numbers(const struct t_csv *csv, const char *column)
{
    const int c = column_of(csv, column);
    double *out = ARENA_ARRAY(csv->arena, double, (size_t)csv->rows);
    for (int64_t i = 0; i < csv->rows; i++) {
        const char *cell = csv->cells[i * csv->columns + c];
        out[i] = *cell == '\0' || strcmp(cell, "NA") == 0 ? NAN : strtod(cell, NULL);
    }
    return out;
}

int32_t *t_csv_integers(const struct t_csv *csv, const char *column)
{
    const double *numbers = t_csv_numbers(csv, column);
    int32_t *out = ARENA_ARRAY(csv->arena, int32_t, (size_t)csv->rows);
    for (int64_t i = 0; i < csv->rows; i++)
        out[i] = isnan(numbers[i]) ? INT32_MIN : (int32_t)numbers[i];
    return out;
}

int32_t *t_csv_codes(const struct t_csv *csv, const char *column, int32_t *count)
{
    const int c = column_of(csv, column);
    struct text_list seen = {0};
    int32_t *out = ARENA_ARRAY(csv->arena, int32_t, (size_t)csv->rows);
    for (int64_t i = 0; i < csv->rows; i++) {
        const char *cell = csv->cells[i * csv->columns + c];
        size_t k = 0;
        while (k < seen.count && strcmp(seen.at[k], cell) != 0)
            k++;
        if (k == seen.count)
            *list_add(csv->arena, &seen) = cell;
        out[i] = (int32_t)k;
    }
    *count = (int32_t)seen.count;
    return out;
}
