/* How long a million deadlines take: prints, in seconds of one core, working days added by the
 * calendar alone, and whole deadlines by a rule, with the sum of the days for comparison with a
 * peer. */

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "clock/count.h"

enum { COUNT = 1000000 };

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// Problem i: a day of 2000 to 2049 and 0 to 250 working days, by a rule that the peer repeats.
static struct date start_of(int64_t i)
{
    return (struct date){(int32_t)(10957 + i * 7919 % 18262)};
}

static int length_of(int64_t i)
{
    return (int)(i * 104729 % 251);
}

static void bench_calendar(const struct calendar *c)
{
    int64_t sum = 0;
    double start = seconds();
    for (int64_t i = 0; i < COUNT; i++)
        sum += calendar_add(c, start_of(i), length_of(i)).days;
    printf("calendar_add\t%d\t%.4f\t%" PRId64 "\n", COUNT, seconds() - start, sum);
}

static bool bench_due(const struct clock_place *place, struct error *err)
{
    struct arena a = {0};
    struct clock_rule rule = clock_rule_make("bench");
    rule.count_said = true;
    rule.roll = ROLL_STAYS;
    int64_t sum = 0;
    bool ok = true;
    double start = seconds();
    for (int64_t i = 0; i < COUNT && ok; i++) {
        struct due due;
        struct clock_case c = {.trigger = clock_time_day(start_of(i))};
        rule.count = (struct clock_count){.unit = UNIT_BUSINESS, .days = length_of(i)};
        ok = clock_due(&a, &rule, &c, place, &due, err);
        if (ok)
            sum += due.at[0].day.days;
        arena_reset(&a);
    }
    printf("clock_due\t%d\t%.4f\t%" PRId64 "\n", COUNT, seconds() - start, sum);
    arena_free(&a);
    return ok;
}

int main(void)
{
    struct arena a = {0};
    struct error err = {0};
    struct clock_place place;
    bool ok = calendar_make(&a, &(struct calendar_plan){.name = "federal", .federal = true},
                            &place.federal, &err)
              && zone_load(&a, "America/Chicago", &place.zone, &err);
    place.calendar = place.federal;
    if (ok) {
        bench_calendar(place.calendar);
        ok = bench_due(&place, &err);
    }
    if (!ok)
        fprintf(stderr, "clock_bench: %s\n", err.text);
    arena_free(&a);
    return ok ? 0 : 1;
}
