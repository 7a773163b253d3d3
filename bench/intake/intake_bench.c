/* How fast tables and days are read.
 *
 *     intake_bench make BYTES > FILE    writes a CSV table of stops of 12 columns
 *     intake_bench read FILE            reads every cell of a file in any format
 *     intake_bench when                 reads a million cells by formats of days and times
 *
 * Prints seconds of one core, rows, cells and the bytes in them, for comparison with a peer. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/number.h"
#include "intake/source.h"
#include "intake/when.h"

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool make(const char *size, struct error *err)
{
    static const char *const races[] = {"White", "Black", "Latino", "Asian"};
    static const char *const reasons[] = {"traffic", "suspicious", "call"};
    static const char *const outcomes[] = {"none", "warning issued", "arrest", "citation"};
    int64_t bytes, written = 0;
    if (!number_read_i64(size, &bytes))
        return error_set(err, ERROR_USAGE, "\"%s\" is no number of bytes", size);
    written += printf("id,date,time,district,beat,race,sex,age,reason,outcome,lat,lon\n");
    for (int64_t i = 0; written < bytes; i++)
        written += printf("%" PRId64
                          ",2017-%02d-%02d,%02d:%02d:00,%d,%d,%s,%s,%d,%s,%s,44.%06d,-93.%06d\n",
                          1000000 + i, (int)(i % 12) + 1, (int)(i % 28) + 1, (int)(i % 24),
                          (int)(i % 60), (int)(i % 13), (int)(i % 400) + 100, races[i % 4],
                          i % 2 == 0 ? "M" : "F", (int)(i % 70) + 10, reasons[i % 3],
                          outcomes[i % 4], (int)(i % 1000000), (int)(i * 7 % 1000000));
    return fflush(stdout) == 0 || error_set(err, ERROR_IO, "cannot write");
}

static bool read_file(struct arena *a, const char *path, struct error *err)
{
    double start = seconds();
    struct source *s;
    int64_t rows = 0, cells = 0, bytes = 0;
    if (!source_open(a, path, NULL, &s, err))
        return false;
    size_t columns = source_column_count(s);
    for (; source_next(s); rows++) {
        for (size_t i = 0; i < columns; i++) {
            bytes += (int64_t)source_cell(s, i).length;
            cells++;
        }
    }
    if (!source_done(s, err))
        return false;
    printf("%.3f %" PRId64 " %" PRId64 " %" PRId64 "\n", seconds() - start, rows, cells, bytes);
    return true;
}

static bool read_when(struct arena *a, struct error *err)
{
    static const struct {
        const char *format, *cell;
    } cases[] = {
        {"yyyy-mm-dd", "2017-01-31"},
        {"m/d/yyyy", "1/31/2017"},
        {"d-Mon-yy(1950)", "31-Jan-17"},
        {"mm/dd/yyyy hh:mm:ss AM", "01/31/2017 02:30:00 PM"},
        {"yyyy-mm-ddThh:mm:ss.sssZ", "2017-01-31T14:30:00.000-06:00"},
        {"yyyy-mm-dd|m/d/yyyy", "1/31/2017"},
    };
    enum { COUNT = 1000000 };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct when_format *f;
        struct when w = {0};
        int64_t days = 0;
        if (!when_compile(a, cases[i].format, 0, &f, err))
            return false;
        size_t length = strlen(cases[i].cell);
        double start = seconds();
        for (int k = 0; k < COUNT; k++) {
            if (when_read(f, cases[i].cell, length, &w) == WHEN_FITS)
                days += w.local.date.days;
        }
        printf("%-26s %.3f seconds for a million (%" PRId64 ")\n", cases[i].format,
               seconds() - start, days / COUNT);
    }
    return true;
}

int main(int argc, char **argv)
{
    struct arena a = {0};
    struct error err = {0};
    bool ok;
    if (argc == 3 && strcmp(argv[1], "make") == 0)
        ok = make(argv[2], &err);
    else if (argc == 3 && strcmp(argv[1], "read") == 0)
        ok = read_file(&a, argv[2], &err);
    else if (argc == 2 && strcmp(argv[1], "when") == 0)
        ok = read_when(&a, &err);
    else
        ok = error_set(&err, ERROR_USAGE, "say make BYTES, read FILE or when");
    arena_free(&a);
    if (!ok)
        fprintf(stderr, "intake_bench: %s\n", err.text);
    return ok ? 0 : error_exit_status(err.kind);
}
