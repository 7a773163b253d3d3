/* Times Mantel's test: mantel_bench FILE REPLICATES THREADS, FILE with columns x, y, t. Prints
 * processor seconds, megabytes, wall-clock seconds, Z and its p-value. */

#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "method/mantel.h"

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    struct arena a = {0};
    struct error err = {0};
    struct columns c = columns_read(&a, argv[1], 3);
    struct near_repeat_data d = {.events = c.rows, .x = c.at[0], .y = c.at[1], .t = c.at[2]};
    struct mantel_question q = {
        .monte_carlo = {.replicates = atoll(argv[2]), .seed = 1, .threads = atoi(argv[3])}};
    struct mantel m;
    double begin = processor_seconds(), wall = clock_seconds();
    if (!mantel_test(&d, &q, &m, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    bench_print(processor_seconds() - begin, (double[]){clock_seconds() - wall, m.z, m.p}, 3);
    arena_free(&a);
    return 0;
}
