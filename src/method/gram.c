/* Weighted cross products, four columns by two at a time. */

#include "method/gram.h"

#include <string.h>

// Four sums side by side. The lanes are the same on every machine, so the digits are too.
typedef double lanes __attribute__((vector_size(32)));
enum { LANES = 4, TILE_I = 4, TILE_J = 2 };

static inline __attribute__((always_inline)) double lanes_sum(const lanes *v)
{
    return ((*v)[0] + (*v)[2]) + ((*v)[1] + (*v)[3]);
}

// g[i0 + a][j0 + b] += sum of wx[i0 + a] x[j0 + b], for a < 4 and b < 2, where j <= i < p.
static inline __attribute__((always_inline)) void tile(int p, int rows, const double *wx,
                                                       const double *x, int i0, int j0, double *g)
{
    const double *left[TILE_I], *right[TILE_J];
    for (int a = 0; a < TILE_I; a++)
        left[a] = wx + (size_t)(i0 + a < p ? i0 + a : p - 1) * GRAM_ROWS;
    for (int b = 0; b < TILE_J; b++)
        right[b] = x + (size_t)(j0 + b < p ? j0 + b : p - 1) * GRAM_ROWS;
    lanes sum[TILE_I][TILE_J] = {0};
    for (int r = 0; r < rows; r += LANES) {
        lanes r0, r1, l;
        memcpy(&r0, right[0] + r, sizeof r0);
        memcpy(&r1, right[1] + r, sizeof r1);
        for (int a = 0; a < TILE_I; a++) {
            memcpy(&l, left[a] + r, sizeof l);
            sum[a][0] += l * r0;
            sum[a][1] += l * r1;
        }
    }
    for (int a = 0; a < TILE_I && i0 + a < p; a++)
        for (int b = 0; b < TILE_J && j0 + b <= i0 + a; b++)
            g[(size_t)(i0 + a) * (size_t)p + (size_t)(j0 + b)] += lanes_sum(&sum[a][b]);
}

static inline __attribute__((always_inline)) void add_all(int p, int rows, const double *x,
                                                          const double *w, double *wx, double *g)
{
    for (int j = 0; j < p; j++)
        for (int r = 0; r < rows; r++)
            wx[j * GRAM_ROWS + r] = w[r] * x[j * GRAM_ROWS + r];
    for (int i = 0; i < p; i += TILE_I)
        for (int j = 0; j < p && j < i + TILE_I; j += TILE_J)
            tile(p, rows, wx, x, i, j, g);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void add_avx2(int p, int rows, const double *x,
                                                     const double *w, double *wx, double *g)
{
    add_all(p, rows, x, w, wx, g);
}
#endif

static void add_plain(int p, int rows, const double *x, const double *w, double *wx, double *g)
{
    add_all(p, rows, x, w, wx, g);
}

void gram_add(int p, int rows, double *x, double *w, double *scratch, double *g)
{
    int whole = (rows + LANES - 1) / LANES * LANES;
    for (int r = rows; r < whole; r++) {
        w[r] = 0;
        for (int j = 0; j < p; j++)
            x[j * GRAM_ROWS + r] = 0;
    }
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        add_avx2(p, whole, x, w, scratch, g);
        return;
    }
#endif
    add_plain(p, whole, x, w, scratch, g);
}

// Four sums side by side again, or each addition would wait for the one before.
double gram_dot(int rows, const double *x, const double *y)
{
    double sum[LANES] = {0}, rest = 0;
    int r = 0;
    for (; r + LANES <= rows; r += LANES)
        for (int l = 0; l < LANES; l++)
            sum[l] += x[r + l] * y[r + l];
    for (; r < rows; r++)
        rest += x[r] * y[r];
    return ((sum[0] + sum[2]) + (sum[1] + sum[3])) + rest;
}

void gram_mirror(int p, double *g)
{
    for (int i = 0; i < p; i++)
        for (int j = 0; j < i; j++)
            g[j * p + i] = g[i * p + j];
}
