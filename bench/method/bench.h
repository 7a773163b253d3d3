#pragma once
/* What every benchmark does: read a table of numbers, take the time, say how much memory it took.
 */

#include <stdint.h>

#include "base/arena.h"

struct columns {
    double *at[8];
    int32_t rows;
};

/* The first `count` columns of a CSV file with one line of names; ends the program on trouble. */
struct columns columns_read(struct arena *a, const char *path, int count);

/* Seconds since some moment, by the clock and by what the processor did for us: the latter is what
 * a busy machine disturbs least. */
double clock_seconds(void);
double processor_seconds(void);

/* Prints what is compared with a peer: "ours SECONDS MEGABYTES" and the answers after it. */
void bench_print(double seconds, const double *answers, int count);
