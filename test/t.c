#include "t.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/random.h"

enum { MOST_TESTS = 4000 };
static const TTest *tests[MOST_TESTS];
static int test_count, failures;
static struct random dice;
static uint64_t seed = 20260131;

void t_register(const TTest *test)
{
    if (test_count == MOST_TESTS)
        abort();
    tests[test_count++] = test;
}

void t_failed(const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: not true: ", file, line);
    vfprintf(stderr, format, args);
    fprintf(stderr, " (seed %" PRIu64 ")\n", seed);
    va_end(args);
    failures++;
}

void t_stop_if_failed(void)
{
    if (failures != 0)
        ck_abort_msg("%d checks failed, see standard error", failures);
}

void t_near(const char *file, int line, const char *what, double a, double b, double tolerance)
{
    if ((isnan(a) && isnan(b)) || a == b)
        return;
    if (!(fabs(a - b) <= tolerance * fmax(1, fabs(b))))
        t_failed(file, line, "%s is %.17g, wanted %.17g within %g", what, a, b, tolerance);
}

void t_int(const char *file, int line, const char *what, int64_t a, int64_t b)
{
    if (a != b)
        t_failed(file, line, "%s is %" PRId64 ", wanted %" PRId64, what, a, b);
}

void t_text(const char *file, int line, const char *what, const char *a, const char *b)
{
    if (a == b || (a != NULL && b != NULL && strcmp(a, b) == 0))
        return;
    t_failed(file, line, "%s is \"%s\", wanted \"%s\"", what, a == NULL ? "(null)" : a,
             b == NULL ? "(null)" : b);
}

void t_has(const char *file, int line, const char *what, const char *text, const char *part)
{
    if (text == NULL || strstr(text, part) == NULL)
        t_failed(file, line, "%s has no \"%s\": \"%s\"", what, part,
                 text == NULL ? "(null)" : text);
}

int64_t t_between(int64_t low, int64_t high)
{
    return low + (int64_t)random_below(&dice, (uint64_t)(high - low) + 1);
}

double t_unit(void)
{
    return random_unit(&dice);
}

double t_normal(void)
{
    return random_normal(&dice);
}

const char *t_shared_data(struct arena *a, const char *path)
{
    const char *folder = getenv("WARD_SHARED_DATA");
    if (folder == NULL || access(folder, R_OK) != 0) {
        printf("# skips: no ../shared/data here for %s\n", path);
        return NULL;
    }
    const char *full = arena_printf(a, "%s/%s", folder, path);
    if (access(full, R_OK) != 0)
        t_failed(__FILE__, __LINE__, "%s is not there", full);
    t_stop_if_failed();
    return full;
}

/* PROGRAM [PART OF A TEST'S NAME]: runs all tests, or those whose names contain the part. */
int main(int argc, char **argv)
{
    const char *from_outside = getenv("WARD_TEST_SEED");
    if (from_outside != NULL)
        seed = strtoull(from_outside, NULL, 10);
    dice = random_stream(seed, 0);
    Suite *suite = suite_create("ward");
    int chosen = 0;
    for (int i = 0; i < test_count; i++) {
        if (argc > 1 && strstr(tests[i]->name, argv[1]) == NULL)
            continue;
        TCase *tcase = tcase_create(tests[i]->name);
        tcase_set_timeout(tcase, 300);
        tcase_add_test(tcase, tests[i]);
        suite_add_tcase(suite, tcase);
        chosen++;
    }
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 && chosen != 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
