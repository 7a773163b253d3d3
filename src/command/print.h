#pragma once
/* Printing: a table to standard output, as the options and the place ask for: aligned for eyes,
 * tab-separated for pipes, or as JSON or CSV. */

#include "answer/result.h"
#include "command/options.h"

MUST_CHECK bool print_table(const struct options *o, const struct result_table *t,
                            struct error *err);

/* A progress line on standard error, only where that is a terminal and the work has taken a
 * second. */
struct progress {
    const char *what;
    int64_t began_us;
    bool shown, terminal;
};
struct progress progress_begin(const char *what);
void progress_step(struct progress *p, int64_t count);
void progress_end(struct progress *p);
