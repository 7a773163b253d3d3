/* Times a purely spatial Poisson scan: scan_bench FILE REPLICATES THREADS, FILE with columns x,
 * y, cases, people. Prints processor seconds, megabytes, wall-clock seconds, the largest ratio and
 * its p-value. */

#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "method/scan.h"

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    struct arena a = {0};
    struct error err = {0};
    struct columns c = columns_read(&a, argv[1], 4);
    int64_t *cases = ARENA_ARRAY(&a, int64_t, (size_t)c.rows);
    for (int32_t i = 0; i < c.rows; i++)
        cases[i] = (int64_t)c.at[2][i];
    struct scan_data d = {.locations = c.rows,
                          .steps = 1,
                          .x = c.at[0],
                          .y = c.at[1],
                          .cases = cases,
                          .expected = c.at[3]};
    struct scan_question q = {
        .clusters_most = 1,
        .monte_carlo = {.replicates = atoll(argv[2]), .seed = 1, .threads = atoi(argv[3])}};
    struct scan_result r;
    double begin = processor_seconds(), wall = clock_seconds();
    if (!scan(&a, &d, &q, &r, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    bench_print(processor_seconds() - begin,
                (double[]){clock_seconds() - wall, r.clusters[0].llr, r.clusters[0].p}, 3);
    arena_free(&a);
    return 0;
}
