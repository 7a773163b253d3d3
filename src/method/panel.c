#include "method/panel.h"

#include <math.h>
#include <stdlib.h>

struct key {
    int32_t unit, time;
    int64_t row;
};

static int key_order(const void *left, const void *right)
{
    const struct key *l = left, *r = right;
    if (l->unit != r->unit)
        return l->unit < r->unit ? -1 : 1;
    if (l->time != r->time)
        return l->time < r->time ? -1 : 1;
    return l->row < r->row ? -1 : l->row > r->row;
}

static int number_order(const void *left, const void *right)
{
    const int32_t l = *(const int32_t *)left, r = *(const int32_t *)right;
    return l < r ? -1 : l > r;
}

// Sorts numbers and drops repeats; returns how many are left.
static int32_t distinct(int32_t *at, int64_t n)
{
    int32_t kept = 0;
    qsort(at, (size_t)n, sizeof *at, number_order);
    for (int64_t i = 0; i < n; i++)
        if (kept == 0 || at[kept - 1] != at[i])
            at[kept++] = at[i];
    return kept;
}

static bool unit_complete(const struct panel_rows *rows, const struct key *keys, int64_t n,
                          int32_t times)
{
    if (n != times)
        return false;
    for (int64_t i = 0; i < n; i++)
        if (isnan(rows->y[keys[i].row]))
            return false;
    for (int j = 0; j < rows->p; j++)
        if (isnan(rows->x[keys[0].row * rows->p + j]))
            return false;
    return true;
}

static bool unit_check(const struct panel_rows *rows, const struct key *keys, int64_t n,
                       struct error *err)
{
    for (int64_t i = 1; i < n; i++) {
        if (keys[i].time == keys[i - 1].time)
            return error_set(err, ERROR_INVALID, "unit %d has two rows at time %d", keys[i].unit,
                             keys[i].time);
        if (rows->first[keys[i].row] != rows->first[keys[0].row])
            return error_set(err, ERROR_INVALID,
                             "unit %d has two times of first treatment: treatment must stay once "
                             "it began",
                             keys[i].unit);
    }
    return true;
}

bool panel_make(struct arena *a, const struct panel_rows *rows, struct panel *out,
                struct error *err)
{
    struct key *keys = ARENA_ARRAY(a, struct key, (size_t)rows->n);
    int32_t *time = ARENA_ARRAY(a, int32_t, (size_t)rows->n);
    for (int64_t i = 0; i < rows->n; i++) {
        keys[i] = (struct key){rows->unit[i], rows->time[i], i};
        time[i] = rows->time[i];
    }
    qsort(keys, (size_t)rows->n, sizeof *keys, key_order);
    const int32_t times = distinct(time, rows->n);
    struct panel p = {.times = times, .time = time, .p = rows->p};
    int32_t *unit = ARENA_ARRAY(a, int32_t, (size_t)rows->n);
    int32_t *first = ARENA_ARRAY(a, int32_t, (size_t)rows->n);
    double *y = ARENA_ARRAY(a, double, (size_t)rows->n);
    double *x = ARENA_ARRAY(a, double, (size_t)rows->n *(size_t)rows->p);
    for (int64_t from = 0, to; from < rows->n; from = to) {
        for (to = from; to < rows->n && keys[to].unit == keys[from].unit; to++)
            ;
        if (!unit_check(rows, keys + from, to - from, err))
            return false;
        if (!unit_complete(rows, keys + from, to - from, times)) {
            p.dropped++;
            continue;
        }
        for (int32_t t = 0; t < times; t++)
            y[(int64_t)p.units * times + t] = rows->y[keys[from + t].row];
        for (int j = 0; j < rows->p; j++)
            x[(int64_t)p.units * rows->p + j] = rows->x[keys[from].row * rows->p + j];
        unit[p.units] = keys[from].unit;
        first[p.units++] = rows->first[keys[from].row];
    }
    if (p.units == 0)
        return error_set(err, ERROR_INVALID, "no unit is seen at every time");
    p.unit = unit;
    p.first = first;
    p.y = y;
    p.x = x;
    *out = p;
    return true;
}

const int32_t *panel_cohorts(struct arena *a, const struct panel *p, int32_t *count)
{
    int32_t *cohorts = arena_copy(a, p->first, (size_t)p->units * sizeof *p->first);
    *count = distinct(cohorts, p->units);
    return cohorts;
}

int32_t codes_from_zero(int32_t *at, int64_t n)
{
    struct arena scratch = {0};
    int32_t *values = ARENA_ARRAY(&scratch, int32_t, (size_t)n);
    int64_t count = 0;
    for (int64_t i = 0; i < n; i++)
        if (at[i] != INT32_MIN)
            values[count++] = at[i];
    const int32_t kinds = distinct(values, count);
    for (int64_t i = 0; i < n; i++) {
        int32_t low = 0, high = kinds;
        while (high - low > 1) {
            const int32_t middle = low + (high - low) / 2;
            if (values[middle] <= at[i])
                low = middle;
            else
                high = middle;
        }
        at[i] = at[i] == INT32_MIN ? -1 : low;
    }
    arena_free(&scratch);
    return kinds;
}
