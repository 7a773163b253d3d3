/* Times Knox's test of one cell: near_repeat_bench FILE REPLICATES THREADS SPACE TIME, FILE with
 * columns x, y, t. Prints processor seconds, megabytes, wall-clock seconds, the pairs close in both
 * ways and their p-value. */

#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "method/near_repeat.h"

int main(int argc, char **argv)
{
    if (argc != 6)
        return 2;
    struct arena a = {0};
    struct error err = {0};
    struct columns c = columns_read(&a, argv[1], 3);
    struct near_repeat_data d = {.events = c.rows, .x = c.at[0], .y = c.at[1], .t = c.at[2]};
    const double space[] = {0, atof(argv[4])}, time[] = {0, atof(argv[5])};
    struct near_repeat_question q = {
        space, time, 1, 1, {.replicates = atoll(argv[2]), .seed = 1, .threads = atoi(argv[3])}};
    struct near_repeat r;
    double begin = processor_seconds(), wall = clock_seconds();
    if (!near_repeat_table(&a, &d, &q, &r, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    bench_print(processor_seconds() - begin,
                (double[]){clock_seconds() - wall, (double)r.cells[0].pairs, r.cells[0].p}, 3);
    arena_free(&a);
    return 0;
}
