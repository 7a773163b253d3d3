/* Columns for the tests of regression and survival. */

#include "t_regress.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/csv.h"
#include "base/file.h"

double *t_column(struct arena *a, const struct oracle_list *l, int j, int64_t *n)
{
    double *x = ARENA_ARRAY(a, double, l->count);
    *n = 0;
    for (size_t i = 0; i < l->count; i++)
        if (strcmp(l->at[i].name, "row") == 0) {
            NEED(j < l->at[i].count);
            x[(*n)++] = l->at[i].at[j];
        }
    return x;
}

int32_t *t_codes(struct arena *a, const double *x, int64_t n)
{
    int32_t *codes = ARENA_ARRAY(a, int32_t, (size_t)n);
    for (int64_t i = 0; i < n; i++)
        codes[i] = isnan(x[i]) ? -1 : (int32_t)x[i];
    return codes;
}

// Some published files repeat a column's name, which csv_read refuses: the second becomes "NAME.1".
static const char *names_made_unique(struct arena *a, const char *text)
{
    size_t length = strcspn(text, "\r\n");
    char *head = arena_text_n(a, text, length), *rest = head, *name;
    const char *out = "";
    while ((name = strsep(&rest, ",")) != NULL) {
        bool again = strstr(arena_printf(a, ",%s,", out), arena_printf(a, ",%s,", name)) != NULL;
        out = arena_printf(a, "%s%s%s%s", out, *out == '\0' ? "" : ",", name, again ? ".1" : "");
    }
    return arena_printf(a, "%s%s", out, text + length);
}

bool t_table_load(struct arena *a, const char *path, struct t_table *out)
{
    const char *file = t_shared_data(a, path);
    if (file == NULL)
        return false;
    struct error err = {0};
    FILE *f = fopen(file, "rb");
    NEED(f != NULL);
    NEED(fseek(f, 0, SEEK_END) == 0);
    long size = ftell(f);
    NEED(size > 0 && fseek(f, 0, SEEK_SET) == 0);
    char *text = arena_alloc(a, (size_t)size + 1);
    NEED(fread(text, 1, (size_t)size, f) == (size_t)size);
    fclose(f);
    out->csv = ARENA_NEW(a, struct csv_table);
    NEED_OK(csv_read(a, names_made_unique(a, text), out->csv, &err), err);
    out->n = (int64_t)out->csv->rows.count;
    return true;
}

static int column_of(const struct t_table *t, const char *column)
{
    int j = csv_column(t->csv, column);
    if (j < 0)
        t_failed(__FILE__, __LINE__, "no column %s", column);
    t_stop_if_failed();
    return j;
}

const char *t_cell(const struct t_table *t, int64_t row, const char *column)
{
    return t->csv->rows.at[row].cells[column_of(t, column)];
}

double *t_numbers(struct arena *a, const struct t_table *t, const char *column)
{
    int j = column_of(t, column);
    double *x = ARENA_ARRAY(a, double, (size_t)t->n);
    for (int64_t i = 0; i < t->n; i++) {
        const char *cell = t->csv->rows.at[i].cells[j];
        char *end;
        x[i] = strtod(cell, &end);
        if (end == cell || *end != '\0')
            x[i] = NAN;
    }
    return x;
}

double *t_is(struct arena *a, const struct t_table *t, const char *column, const char *text)
{
    int j = column_of(t, column);
    double *x = ARENA_ARRAY(a, double, (size_t)t->n);
    for (int64_t i = 0; i < t->n; i++)
        x[i] = strcmp(t->csv->rows.at[i].cells[j], text) == 0;
    return x;
}

int32_t *t_factor(struct arena *a, const struct t_table *t, const char *column, int *levels)
{
    int j = column_of(t, column);
    int32_t *codes = ARENA_ARRAY(a, int32_t, (size_t)t->n);
    const char **seen = ARENA_ARRAY(a, const char *, (size_t)t->n);
    *levels = 0;
    for (int64_t i = 0; i < t->n; i++) {
        const char *cell = t->csv->rows.at[i].cells[j];
        int l = 0;
        while (l < *levels && strcmp(seen[l], cell) != 0)
            l++;
        if (l == *levels)
            seen[(*levels)++] = cell;
        codes[i] = l;
    }
    return codes;
}

void t_check_oracle(const struct oracle_list *l, const char *name, const double *found, int count,
                    double tolerance)
{
    const struct oracle_row *row = oracle_find(l, name);
    if (row->count != count)
        t_failed(__FILE__, __LINE__, "%s has %d numbers, not %d", name, row->count, count);
    double largest = 0;
    for (int i = 0; i < row->count && i < count; i++)
        largest = fmax(largest, fabs(row->at[i]));
    for (int i = 0; i < row->count && i < count; i++) {
        double wanted = row->at[i], scale = fmax(fabs(wanted), 1e-3 * largest);
        if (!(fabs(found[i] - wanted) <= tolerance * scale) && !(isnan(found[i]) && isnan(wanted)))
            t_failed(__FILE__, __LINE__, "%s[%d] is %.17g, wanted %.17g", name, i, found[i],
                     wanted);
    }
}

double *t_lower(struct arena *a, const double *v, int p)
{
    double *out = ARENA_ARRAY(a, double, (size_t)p *(size_t)(p + 1) / 2);
    int at = 0;
    for (int j = 0; j < p; j++)
        for (int i = j; i < p; i++)
            out[at++] = v[i * p + j];
    return out;
}
