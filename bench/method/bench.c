#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

struct columns columns_read(struct arena *a, const char *path, int count)
{
    FILE *f = fopen(path, "r");
    char line[1024];
    struct columns c = {.rows = -1};
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        c.rows++;
    if (c.rows < 1) {
        fprintf(stderr, "%s: no rows\n", path);
        exit(1);
    }
    for (int k = 0; k < count; k++)
        c.at[k] = ARENA_ARRAY(a, double, (size_t)c.rows);
    rewind(f);
    for (int32_t i = -1; i < c.rows && fgets(line, sizeof line, f) != NULL; i++) {
        char *at = line;
        for (int k = 0; k < count && i >= 0; k++) {
            c.at[k][i] = strtod(at, &at);
            at += *at == ',';
        }
    }
    fclose(f);
    return c;
}

double clock_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

double processor_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void bench_print(double seconds, const double *answers, int count)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("%.6f %.1f", seconds, (double)used.ru_maxrss / 1024);
    for (int i = 0; i < count; i++)
        printf(" %.10g", answers[i]);
    printf("\n");
}
