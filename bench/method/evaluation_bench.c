/* One run of an evaluation or disparity method: evaluation_bench WHICH FILE. Prints seconds,
 * megabytes and the answers that its peer prints too. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "method/clogit.h"
#include "method/did.h"
#include "method/interrupted.h"
#include "method/peers.h"
#include "method/staggered.h"
#include "method/synthetic.h"
#include "method/veil.h"

static void need(bool ok, const struct error *err)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", err->text);
    exit(1);
}

static int32_t *codes(struct arena *a, const double *at, int32_t n)
{
    int32_t *out = ARENA_ARRAY(a, int32_t, (size_t)n);
    for (int32_t i = 0; i < n; i++)
        out[i] = (int32_t)at[i];
    return out;
}

static void run_clogit(struct arena *a, const char *path, struct error *err)
{
    const struct columns c = columns_read(a, path, 6);
    double *x = ARENA_ARRAY(a, double, (size_t)c.rows * 4);
    for (int32_t i = 0; i < c.rows; i++)
        for (int j = 0; j < 4; j++)
            x[i * 4 + j] = c.at[2 + j][i];
    const struct clogit_data d = {c.rows, 4, c.at[1], x, codes(a, c.at[0], c.rows)};
    struct clogit fit;
    const double begin = clock_seconds();
    need(clogit_fit(a, &d, &fit, err), err);
    bench_print(clock_seconds() - begin, (double[]){fit.beta[0], fit.se[0]}, 2);
}

static void run_peers(struct arena *a, const char *path, struct error *err)
{
    const struct columns c = columns_read(a, path, 3);
    const struct peers_data d = {
        c.rows, c.at[2], codes(a, c.at[1], c.rows), codes(a, c.at[0], c.rows), 20, 0.95};
    struct peers p;
    const double begin = clock_seconds();
    need(peers_compare(a, &d, &p, err), err);
    bench_print(clock_seconds() - begin, (double[]){p.at[0].odds_ratio, p.at[0].p}, 2);
}

static void run_did(struct arena *a, const char *path, struct error *err)
{
    const struct columns c = columns_read(a, path, 5);
    const double *const x[] = {c.at[3], c.at[4]};
    const char *const names[] = {"treated", "x"};
    const struct did_data d = {.n = c.rows,
                               .unit = codes(a, c.at[0], c.rows),
                               .time = codes(a, c.at[1], c.rows),
                               .y = c.at[2],
                               .x = x,
                               .names = names,
                               .columns = 2,
                               .degrees = DEGREES_ALL};
    struct did fit;
    const double begin = clock_seconds();
    need(did_fit(a, &d, &fit, err), err);
    bench_print(clock_seconds() - begin, (double[]){fit.at[0].estimate, fit.at[0].se}, 2);
}

static void run_staggered(struct arena *a, const char *path, struct error *err)
{
    const struct columns c = columns_read(a, path, 5);
    int32_t *first = codes(a, c.at[2], c.rows);
    for (int32_t i = 0; i < c.rows; i++)
        first[i] = first[i] == 0 ? NEVER : first[i];
    const struct panel_rows rows = {
        c.rows, codes(a, c.at[0], c.rows), codes(a, c.at[1], c.rows), first, c.at[3], 1, c.at[4]};
    struct panel p;
    struct staggered s;
    struct aggregate g;
    const double begin = clock_seconds();
    need(panel_make(a, &rows, &p, err), err);
    need(staggered_fit(a, &p, &(struct staggered_options){0}, &s, err), err);
    need(staggered_aggregate(a, &s, AGGREGATE_SIMPLE, &g, err), err);
    bench_print(clock_seconds() - begin, (double[]){g.overall.estimate, g.overall.se}, 2);
}

// Columns: 0 predictor or 1 outcome, its row, unit, value.
static void run_synthetic(struct arena *a, const char *path, struct error *err)
{
    const struct columns c = columns_read(a, path, 4);
    struct synthetic_data d = {0};
    for (int32_t i = 0; i < c.rows; i++) {
        d.units = (int32_t)fmax(d.units, c.at[2][i] + 1);
        if (c.at[0][i] == 0)
            d.predictors = (int32_t)fmax(d.predictors, c.at[1][i] + 1);
        else
            d.times = (int32_t)fmax(d.times, c.at[1][i] + 1);
    }
    double *x = ARENA_ARRAY(a, double, (size_t)(d.predictors * d.units));
    double *y = ARENA_ARRAY(a, double, (size_t)(d.times * d.units));
    for (int32_t i = 0; i < c.rows; i++)
        (c.at[0][i] == 0 ? x : y)[(int32_t)c.at[1][i] * d.units + (int32_t)c.at[2][i]] = c.at[3][i];
    d.x = x;
    d.y = y;
    d.fit_to = d.begins = d.times / 2;
    struct synthetic s;
    const double begin = clock_seconds();
    need(synthetic_fit(a, &d, &(struct synthetic_options){0}, &s, err), err);
    bench_print(clock_seconds() - begin, (double[]){s.fit_mspe, (double)s.evaluations}, 2);
}

static void run_interrupted(struct arena *a, const char *path, struct error *err)
{
    const struct columns c = columns_read(a, path, 1);
    const struct interrupted_data d = {.n = c.rows,
                                       .y = c.at[0],
                                       .begins = c.rows / 2,
                                       .season = SEASON_FACTOR,
                                       .period = 12,
                                       .variance = VARIANCE_NEWEY_WEST,
                                       .lag = 12};
    struct interrupted s;
    const double begin = clock_seconds();
    need(interrupted_fit(a, &d, &s, err), err);
    bench_print(clock_seconds() - begin,
                (double[]){s.fit.at[s.step].estimate, s.fit.at[s.step].se, s.rho}, 3);
}

static void run_veil(struct arena *a, const char *path, struct error *err)
{
    const struct columns c = columns_read(a, path, 5);
    const struct veil_stops s = {.n = c.rows,
                                 .group = c.at[0],
                                 .minute = c.at[1],
                                 .sunset = c.at[2],
                                 .dusk = c.at[3],
                                 .district = codes(a, c.at[4], c.rows),
                                 .earliest = 1010,
                                 .latest = 1270};
    struct veil v;
    const double begin = clock_seconds();
    need(veil_fit(a, &s, &v, err), err);
    bench_print(clock_seconds() - begin, (double[]){v.district.beta, v.district.cluster_se}, 2);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(struct arena *, const char *, struct error *);
    } runs[] = {{"clogit", run_clogit},
                {"peers", run_peers},
                {"did", run_did},
                {"staggered", run_staggered},
                {"synthetic", run_synthetic},
                {"interrupted", run_interrupted},
                {"veil", run_veil}};
    struct arena a = {0};
    struct error err = {0};
    for (size_t i = 0; argc == 3 && i < sizeof runs / sizeof runs[0]; i++)
        if (strcmp(argv[1], runs[i].name) == 0) {
            runs[i].run(&a, argv[2], &err);
            arena_free(&a);
            return 0;
        }
    fprintf(stderr, "evaluation_bench WHICH FILE\n");
    return 2;
}
