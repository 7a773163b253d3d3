/* Columns for the tests of regression and survival. */

#include "t_regress.h"

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

bool t_table(struct arena *a, const char *path, struct t_csv *out)
{
    const char *file = t_shared_data(a, path);
    if (file != NULL)
        *out = t_csv_load(a, file);
    return file != NULL;
}

double *t_is(struct arena *a, const struct t_csv *t, const char *column, const char *text)
{
    double *x = ARENA_ARRAY(a, double, (size_t)t->rows);
    for (int64_t i = 0; i < t->rows; i++)
        x[i] = strcmp(t_csv_text(t, i, column), text) == 0;
    return x;
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
