/* Times the test of a difference by lot: randomised_bench FILE REPLICATES THREADS, FILE with
 * columns y, treated. Prints processor seconds, megabytes, wall-clock seconds, the difference and
 * its p-value. */

#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "method/randomised.h"

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    struct arena a = {0};
    struct error err = {0};
    struct columns c = columns_read(&a, argv[1], 2);
    int32_t *treated = ARENA_ARRAY(&a, int32_t, (size_t)c.rows);
    for (int32_t i = 0; i < c.rows; i++)
        treated[i] = (int32_t)c.at[1][i];
    struct randomised_data d = {.units = c.rows, .y = c.at[0], .treated = treated};
    struct randomised_question q = {
        .monte_carlo = {.replicates = atoll(argv[2]), .seed = 1, .threads = atoi(argv[3])}};
    struct randomised r;
    double begin = processor_seconds(), wall = clock_seconds();
    if (!randomised_test(&d, &q, &r, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    bench_print(processor_seconds() - begin, (double[]){clock_seconds() - wall, r.estimate, r.p},
                3);
    arena_free(&a);
    return 0;
}
