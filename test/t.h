#pragma once
/* The words that tests are written in, over libcheck. The name of a test is a sentence that is
 * true; each runs in a process of its own. */

#include <check.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

void t_register(const TTest *test);
void t_failed(const char *file, int line, const char *format, ...) PRINTF(3, 4);
void t_stop_if_failed(void);

#define TEST(name)                                                                                 \
    static void name(void);                                                                        \
    static void name##_run(int i)                                                                  \
    {                                                                                              \
        (void)i;                                                                                   \
        name();                                                                                    \
        t_stop_if_failed();                                                                        \
    }                                                                                              \
    __attribute__((constructor)) static void name##_register(void)                                 \
    {                                                                                              \
        static const TTest test = {#name, name##_run, __FILE__, __LINE__};                         \
        t_register(&test);                                                                         \
    }                                                                                              \
    static void name(void)

/* Goes on after a failure, which fails the test at its end. */
#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition))                                                                          \
            t_failed(__FILE__, __LINE__, "%s", #condition);                                        \
    } while (0)

/* Ends the test at a failure. */
#define NEED(condition)                                                                            \
    do {                                                                                           \
        CHECK(condition);                                                                          \
        t_stop_if_failed();                                                                        \
    } while (0)

/* As NEED, for a call that fills `err`: prints what the error says. */
#define NEED_OK(call, err)                                                                         \
    do {                                                                                           \
        if (!(call))                                                                               \
            t_failed(__FILE__, __LINE__, "%s: %s", #call, (err).text);                             \
        t_stop_if_failed();                                                                        \
    } while (0)

/* |a - b| <= tolerance * max(1, |b|); two NaN are near. */
#define CHECK_NEAR(a, b, tolerance) t_near(__FILE__, __LINE__, #a, (a), (b), (tolerance))
void t_near(const char *file, int line, const char *what, double a, double b, double tolerance);

#define CHECK_INT(a, b) t_int(__FILE__, __LINE__, #a, (int64_t)(a), (int64_t)(b))
void t_int(const char *file, int line, const char *what, int64_t a, int64_t b);

#define CHECK_TEXT(a, b) t_text(__FILE__, __LINE__, #a, (a), (b))
void t_text(const char *file, int line, const char *what, const char *a, const char *b);

/* That a text contains another. */
#define CHECK_HAS(text, part) t_has(__FILE__, __LINE__, #text, (text), (part))
void t_has(const char *file, int line, const char *what, const char *text, const char *part);

/* Random draws from a seed that is printed when a test fails (WARD_TEST_SEED sets it). */
int64_t t_between(int64_t low, int64_t high);
double t_unit(void);
double t_normal(void);

/* The path of a file under ../shared/data, or NULL after printing that the test skips, where that
 * folder is not there. Where the folder is there and the file is not, the test fails. */
const char *t_shared_data(struct arena *a, const char *path);
