#include "method/close_pairs.h"

#include <inttypes.h>
#include <stdlib.h>

#define PAIRS_MOST 200000000

/* Points are put in square cells as wide as the last edge; a pair that close is in one cell or in
 * two that touch. Cells are sorted rows of numbers, so empty ones cost nothing. Places on the globe
 * are taken as points in space, where a chord is never longer than its arc. */

struct place {
    int32_t cell[3];
    int32_t event;
};

struct grid {
    struct place *at; // sorted by cell
    int32_t n;
    int dimensions;
};

static int cell_order(const int32_t a[3], const int32_t b[3])
{
    for (int k = 0; k < 3; k++) {
        if (a[k] != b[k])
            return a[k] < b[k] ? -1 : 1;
    }
    return 0;
}

static int by_cell(const void *pa, const void *pb)
{
    const struct place *a = pa, *b = pb;
    int order = cell_order(a->cell, b->cell);
    return order != 0 ? order : (a->event > b->event) - (a->event < b->event);
}

static int32_t cell_of(double v, double low, double width)
{
    return (int32_t)((v - low) / width);
}

static struct grid grid_make(struct arena *a, enum places places, const double *x, const double *y,
                             int32_t n, double reach)
{
    const double degree = 0.017453292519943295;
    struct grid g = {ARENA_ARRAY(a, struct place, (size_t)n), n, places == PLACES_ON_GLOBE ? 3 : 2};
    double *v = ARENA_ARRAY(a, double, (size_t)n), span = 0, low[3] = {0};
    for (int pass = 0; pass < 2; pass++) {
        // No more than 2^20 cells a side, however short the reach.
        double width = fmax(reach, span / (1 << 20)) * (1 + 1e-6);
        for (int k = 0; k < g.dimensions; k++) {
            double high = -INFINITY;
            low[k] = INFINITY;
            for (int32_t i = 0; i < n; i++) {
                if (places != PLACES_ON_GLOBE)
                    v[i] = k == 0 ? x[i] : y[i];
                else if (k == 2)
                    v[i] = EARTH_RADIUS_KM * sin(y[i] * degree);
                else
                    v[i] = EARTH_RADIUS_KM * cos(y[i] * degree)
                           * (k == 0 ? cos(x[i] * degree) : sin(x[i] * degree));
                low[k] = fmin(low[k], v[i]);
                high = fmax(high, v[i]);
            }
            span = fmax(span, high - low[k]);
            for (int32_t i = 0; i < n && pass == 1 && width > 0; i++)
                g.at[i].cell[k] = cell_of(v[i], low[k], width);
        }
    }
    for (int32_t i = 0; i < n; i++)
        g.at[i].event = i;
    if (n > 0)
        qsort(g.at, (size_t)n, sizeof *g.at, by_cell);
    return g;
}

// The first place whose cell is not before this one.
static int32_t grid_find(const struct grid *g, const int32_t cell[3])
{
    int32_t low = 0, high = g->n;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (cell_order(g->at[middle].cell, cell) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct finder {
    enum places places;
    const double *x, *y, *edge;
    int32_t bands;
    int64_t *count;  // by band
    struct pair *at; // NULL: count only
};

static void meet(const struct finder *f, int32_t i, int32_t j)
{
    double s = places_distance(f->places, f->x[i], f->y[i], f->x[j], f->y[j]);
    int32_t b = 0;
    while (b < f->bands && s >= f->edge[b] * (1 - EDGE_TOLERANCE))
        b++;
    if (b == f->bands)
        return;
    if (f->at != NULL)
        f->at[f->count[b]] = i < j ? (struct pair){i, j} : (struct pair){j, i};
    f->count[b]++;
}

// Every pair of places in one cell, and of two cells that touch, the later one in cell order.
static void grid_pairs(const struct grid *g, const struct finder *f)
{
    int last = g->dimensions == 3 ? 1 : 0;
    for (int32_t begin = 0, end; begin < g->n; begin = end) {
        const int32_t *cell = g->at[begin].cell;
        for (end = begin; end < g->n && cell_order(g->at[end].cell, cell) == 0; end++) {
            for (int32_t j = begin; j < end; j++)
                meet(f, g->at[j].event, g->at[end].event);
        }
        for (int dx = 0; dx <= 1; dx++) {
            for (int dy = dx == 0 ? 0 : -1; dy <= 1; dy++) {
                // Cells in a row of the last dimension are neighbours in the sorted list too.
                int from = dx == 0 && dy == 0 ? 1 : -last;
                int32_t next[3] = {cell[0] + dx, cell[1] + dy, cell[2] + from};
                if (from > last)
                    continue;
                for (int32_t j = grid_find(g, next);
                     j < g->n && g->at[j].cell[0] == next[0] && g->at[j].cell[1] == next[1]
                     && g->at[j].cell[2] <= cell[2] + last;
                     j++) {
                    for (int32_t i = begin; i < end; i++)
                        meet(f, g->at[i].event, g->at[j].event);
                }
            }
        }
    }
}

bool close_pairs_find(struct arena *a, enum places places, const double *x, const double *y,
                      int32_t n, const double *edge, int32_t bands, struct close_pairs *out,
                      struct error *err)
{
    struct arena temporary = {0};
    struct close_pairs p = {.begin = ARENA_ARRAY(a, int64_t, (size_t)bands + 1), .bands = bands};
    struct finder f = {places, x, y, edge, bands, ARENA_ARRAY(&temporary, int64_t, (size_t)bands),
                       NULL};
    struct grid g = {0};
    if (bands > 0) {
        g = grid_make(&temporary, places, x, y, n, edge[bands - 1]);
        grid_pairs(&g, &f);
    }
    for (int32_t b = 0; b < bands; b++) {
        p.begin[b + 1] = p.begin[b] + f.count[b];
        f.count[b] = p.begin[b];
    }
    bool ok = p.begin[bands] <= PAIRS_MOST
              || error_set(err, ERROR_USAGE,
                           "%" PRId64 " pairs are closer than %g: take a shorter last distance",
                           p.begin[bands], edge[bands - 1]);
    if (ok) {
        f.at = p.at = ARENA_ARRAY(a, struct pair, (size_t)p.begin[bands]);
        if (bands > 0)
            grid_pairs(&g, &f);
        *out = p;
    }
    arena_free(&temporary);
    return ok;
}
