/* Times regression and survival beside R: `regression_bench write FILE N` writes N simulated rows,
 * `regression_bench run METHOD FILE N THREADS` fits them and prints seconds by the clock and of
 * processor, peak megabytes and a number. The file is COLUMNS columns of N doubles each. */

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/random.h"
#include "method/competing.h"
#include "method/cox.h"
#include "method/regression.h"
#include "method/survival.h"

/* Ten numbers, a factor of five levels, a cluster; linear, 0/1 and count outcomes; a time with its
 * entry, cause and two groups. */
enum { NUMBERS = 10, LEVELS = 5, CLUSTERS = 1000 };
enum {
    FACTOR = NUMBERS,
    CLUSTER,
    LINEAR,
    BINARY,
    COUNT,
    NEGATIVE,
    ENTRY,
    EXIT,
    CAUSE,
    GROUP,
    COLUMNS
};

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double cpu_of(const struct rusage *u)
{
    return (double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec)
           + 1e-6 * (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec);
}

static double draw_poisson(struct random *r, double mu)
{
    double limit = exp(-mu), product = random_unit(r);
    int k = 0;
    for (; product > limit; k++)
        product *= random_unit(r);
    return k;
}

static void row_draw(struct random *r, double **c, int64_t i)
{
    double eta = -0.5;
    for (int j = 0; j < NUMBERS; j++) {
        c[j][i] = random_normal(r);
        eta += (j % 2 == 0 ? 0.15 : -0.1) * c[j][i];
    }
    c[FACTOR][i] = (double)random_below(r, LEVELS);
    c[CLUSTER][i] = (double)random_below(r, CLUSTERS);
    c[GROUP][i] = (double)random_below(r, 2);
    eta += 0.2 * c[FACTOR][i];
    c[LINEAR][i] = eta + random_normal(r);
    c[BINARY][i] = random_unit(r) < 1 / (1 + exp(-eta));
    c[COUNT][i] = draw_poisson(r, exp(eta));
    double gamma = -log(1 - random_unit(r)) - log(1 - random_unit(r)); // shape 2
    c[NEGATIVE][i] = draw_poisson(r, exp(eta) * gamma / 2);
    double event = -log(1 - random_unit(r)) / (0.02 * exp(eta));
    double other = -log(1 - random_unit(r)) / 0.015, censored = 100 * random_unit(r);
    double first = fmin(event, fmin(other, censored));
    c[CAUSE][i] = first == event ? 1 : first == other ? 2 : 0;
    c[EXIT][i] = (floor(first * 100) + 1) / 100; // to the hundredth: there are ties
    c[ENTRY][i] = floor(c[EXIT][i] * 50 * random_unit(r)) / 100;
}

static int data_write(const char *path, int64_t n)
{
    struct arena a = {0};
    struct random r = random_stream(20260131, 0);
    double *c[COLUMNS];
    FILE *f = fopen(path, "wb");
    if (f == NULL)
        return 1;
    for (int j = 0; j < COLUMNS; j++)
        c[j] = ARENA_ARRAY(&a, double, (size_t)n);
    for (int64_t i = 0; i < n; i++)
        row_draw(&r, c, i);
    bool ok = true;
    for (int j = 0; j < COLUMNS; j++)
        ok = ok && fwrite(c[j], sizeof(double), (size_t)n, f) == (size_t)n;
    ok = fclose(f) == 0 && ok;
    arena_free(&a);
    return ok ? 0 : 1;
}

struct data {
    int64_t n;
    double *c[COLUMNS];
    int32_t *factor, *cluster, *cause, *event, *group;
};

static int32_t *codes(struct arena *a, const double *x, int64_t n)
{
    int32_t *out = ARENA_ARRAY(a, int32_t, (size_t)n);
    for (int64_t i = 0; i < n; i++)
        out[i] = (int32_t)x[i];
    return out;
}

static bool data_read(struct arena *a, const char *path, int64_t n, struct data *d)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return false;
    d->n = n;
    bool ok = true;
    for (int j = 0; j < COLUMNS; j++) {
        d->c[j] = ARENA_ARRAY(a, double, (size_t)n);
        ok = ok && fread(d->c[j], sizeof(double), (size_t)n, f) == (size_t)n;
    }
    fclose(f);
    d->factor = codes(a, d->c[FACTOR], n);
    d->cluster = codes(a, d->c[CLUSTER], n);
    d->cause = codes(a, d->c[CAUSE], n);
    d->group = codes(a, d->c[GROUP], n);
    d->event = ARENA_ARRAY(a, int32_t, (size_t)n);
    for (int64_t i = 0; i < n; i++)
        d->event[i] = d->cause[i] == 1;
    return ok;
}

static bool regress(struct arena *a, const struct data *d, const struct design *x,
                    const char *method, int threads, double *out, struct error *err)
{
    struct regression r = {.design = x, .threads = threads, .cluster = d->cluster};
    struct regression_result f;
    static const struct {
        const char *name;
        int y;
        enum regression_family family;
        enum regression_variance variance;
    } methods[] = {{"lm", LINEAR, REGRESSION_LINEAR, VARIANCE_MODEL},
                   {"lm_hc3", LINEAR, REGRESSION_LINEAR, VARIANCE_HC3},
                   {"lm_cluster", LINEAR, REGRESSION_LINEAR, VARIANCE_CR1},
                   {"logistic", BINARY, REGRESSION_LOGISTIC, VARIANCE_MODEL},
                   {"poisson", COUNT, REGRESSION_POISSON, VARIANCE_MODEL},
                   {"negbin", NEGATIVE, REGRESSION_NEGATIVE_BINOMIAL, VARIANCE_MODEL}};
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (strcmp(method, methods[i].name) == 0) {
            r.y = d->c[methods[i].y];
            r.family = methods[i].family;
            r.variance = methods[i].variance;
            if (!regression_fit(a, &r, &f, err))
                return false;
            *out = r.variance == VARIANCE_MODEL ? f.estimates[1] : f.at[1].se;
            return true;
        }
    return error_set(err, ERROR_USAGE, "no method %s", method);
}

static bool survive(struct arena *a, const struct data *d, const struct design *x,
                    const char *method, int threads, double *out, struct error *err)
{
    struct lifetimes l = {.n = d->n, .exit = d->c[EXIT], .event = d->event};
    struct cox c = {.design = x, .lifetimes = &l, .threads = threads};
    struct cox_result f;
    if (strcmp(method, "survfit") == 0) {
        struct survival_result r;
        if (!survival_curves(a, &l, &(struct survival_options){0}, &r, err))
            return false;
        *out = r.at[0].survival[r.at[0].count / 2];
        return true;
    }
    if (strcmp(method, "survdiff") == 0) {
        struct survival_test t;
        l.group = d->group;
        l.groups = 2;
        if (!survival_compare(a, &l, SURVIVAL_LOG_RANK, 0, &t, err))
            return false;
        *out = t.chi_square;
        return true;
    }
    if (strcmp(method, "cif") == 0) {
        struct incidence_result r;
        l.event = d->cause;
        if (!competing_curves(a, &l, &r, err))
            return false;
        *out = r.at[0].incidence[r.at[0].count / 2];
        return true;
    }
    if (strcmp(method, "crr") == 0) {
        l.event = d->cause;
        if (!fine_gray_fit(a, &c, 1, &f, err))
            return false;
    } else {
        if (strcmp(method, "coxph_entry") == 0)
            l.entry = d->c[ENTRY];
        c.robust = strcmp(method, "coxph_robust") == 0;
        if (!cox_fit(a, &c, &f, err))
            return false;
    }
    *out = c.robust ? f.at[0].se : f.estimates[0];
    return true;
}

static int run(const char *method, const char *path, int64_t n, int threads)
{
    struct arena a = {0};
    struct data d;
    struct error err = {0};
    if (!data_read(&a, path, n, &d)) {
        fprintf(stderr, "cannot read %s\n", path);
        return 1;
    }
    bool survival =
        strstr("survfit survdiff cif crr coxph coxph_entry coxph_robust", method) != NULL;
    struct rusage before;
    getrusage(RUSAGE_SELF, &before);
    double began = seconds(), cpu_began = cpu_of(&before), number = NAN;
    struct design x = design_make(&a, n);
    if (!survival)
        design_intercept(&x);
    for (int j = 0; j < NUMBERS; j++)
        design_number(&x, arena_printf(&a, "x%d", j), d.c[j]);
    design_factor(&x, "f", d.factor, NULL, LEVELS, 0);
    bool ok = survival ? survive(&a, &d, &x, method, threads, &number, &err)
                       : regress(&a, &d, &x, method, threads, &number, &err);
    double took = seconds() - began;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double cpu = cpu_of(&usage) - cpu_began;
    if (!ok)
        fprintf(stderr, "%s: %s\n", method, err.text);
    printf("%.4f %.4f %.0f %.12g\n", took, cpu, (double)usage.ru_maxrss / 1024, number);
    arena_free(&a);
    return ok ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "write") == 0)
        return data_write(argv[2], strtoll(argv[3], NULL, 10));
    if (argc == 6 && strcmp(argv[1], "run") == 0)
        return run(argv[2], argv[3], strtoll(argv[4], NULL, 10), (int)strtol(argv[5], NULL, 10));
    fprintf(stderr, "usage: regression_bench write FILE N | run METHOD FILE N THREADS\n");
    return 2;
}
