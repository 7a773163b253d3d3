/* Benjamini-Hochberg and Holm. */

#include "method/adjust.h"

#include <math.h>
#include <stdlib.h>

struct test {
    double p;
    size_t place;
};

static int by_p(const void *a, const void *b)
{
    const struct test *x = a, *y = b;
    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

/* The p-values that are there, in rising order. */
static struct test *sorted(const double *p, size_t count, struct arena *scratch, size_t *n)
{
    struct test *tests = ARENA_ARRAY(scratch, struct test, count);
    *n = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(p[i]))
            tests[(*n)++] = (struct test){p[i], i};
    qsort(tests, *n, sizeof *tests, by_p);
    return tests;
}

void adjust_false_discovery(const double *p, size_t count, struct arena *scratch, double *out)
{
    size_t n;
    struct test *tests = sorted(p, count, scratch, &n);
    for (size_t i = 0; i < count; i++)
        out[i] = NAN;
    double least = 1;
    for (size_t i = n; i-- > 0;) {
        least = fmin(least, tests[i].p * ((double)n / (double)(i + 1)));
        out[tests[i].place] = least;
    }
}

void adjust_family(const double *p, size_t count, struct arena *scratch, double *out)
{
    size_t n;
    struct test *tests = sorted(p, count, scratch, &n);
    for (size_t i = 0; i < count; i++)
        out[i] = NAN;
    double most = 0;
    for (size_t i = 0; i < n; i++) {
        most = fmax(most, fmin(1, tests[i].p * (double)(n - i)));
        out[tests[i].place] = most;
    }
}
