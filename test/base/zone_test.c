#include "t.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/zone.h"

static const struct zone *zone(struct arena *a, const char *name)
{
    const struct zone *z = NULL;
    struct error err = {0};
    NEED_OK(zone_load(a, name, &z, &err), err);
    return z;
}

static struct local reading(const char *text)
{
    struct instant t = NO_INSTANT;
    char with_zone[40];
    snprintf(with_zone, sizeof with_zone, "%sZ", text);
    NEED(instant_read(with_zone, &t, NULL));
    return instant_local(t, 0);
}

TEST(utc_needs_no_file)
{
    struct arena a = {0};
    const struct zone *z = zone(&a, "UTC");
    enum zone_fit fit = ZONE_TWICE;
    CHECK_TEXT(zone_name(z), "UTC");
    CHECK_INT(zone_offset(z, (struct instant){0}), 0);
    CHECK_INT(zone_instant(z, reading("1970-01-02T00:00"), &fit).us, INT64_C(86400000000));
    CHECK(fit == ZONE_ONE);
    arena_free(&a);
}

TEST(spring_skips_an_hour_and_autumn_repeats_one)
{
    struct arena a = {0};
    const struct zone *z = zone(&a, "America/Chicago");
    enum zone_fit fit;
    char text[40];
    struct instant t = zone_instant(z, reading("2026-03-08T02:30"), &fit);
    CHECK(fit == ZONE_SKIPPED);
    instant_write(t, zone_offset(z, t), text);
    CHECK_TEXT(text, "2026-03-08T03:30:00-05:00");
    t = zone_instant(z, reading("2026-11-01T01:30"), &fit);
    CHECK(fit == ZONE_TWICE);
    instant_write(t, zone_offset(z, t), text);
    CHECK_TEXT(text, "2026-11-01T01:30:00-05:00");
    t = zone_instant(z, reading("2026-11-01T02:00"), &fit);
    CHECK(fit == ZONE_ONE);
    instant_write(t, zone_offset(z, t), text);
    CHECK_TEXT(text, "2026-11-01T02:00:00-06:00");
    CHECK_INT(zone_instant(z, (struct local){.date = NO_DATE}, NULL).us, INT64_MIN);
    arena_free(&a);
}

TEST(a_wrong_name_is_told)
{
    static const char *const wrong[] = {"America/Chigaco", "",           "../zoneinfo/UTC",
                                        "/etc/passwd",     "America/..", "Americ\xC3\xA1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct arena a = {0};
        struct error err = {0};
        const struct zone *z = NULL;
        CHECK(!zone_load(&a, wrong[i], &z, &err));
        CHECK(err.kind == ERROR_NOT_FOUND);
        CHECK_HAS(err.text, "America/Chicago");
        CHECK(z == NULL);
        arena_free(&a);
    }
    struct arena a = {0};
    struct error err = {0};
    const struct zone *z = NULL;
    CHECK(!zone_load(&a, "America", &z, &err)); // a folder
    CHECK(!zone_load(&a, "zone.tab", &z, &err));
    arena_free(&a);
}

// test/oracle/zone.csv, by zone.py.
TEST(offsets_and_readings_agree_with_another_reader_of_the_same_rules)
{
    struct arena a = {0};
    FILE *f = fopen(arena_printf(&a, "%s/test/oracle/zone.csv", getenv("WARD_SOURCE")), "r");
    NEED(f != NULL);
    char name[64], kind[16], local[24], utc[24], fit_name[16], last[64] = "";
    const struct zone *z = NULL;
    int rows = 0, offset;
    CHECK(fscanf(f, "%*[^\n]\n") == 0);
    for (;;) {
        fit_name[0] = '\0';
        if (fscanf(f, "%63[^,],%15[^,],%23[^,],%23[^,],%d,", name, kind, local, utc, &offset) != 5)
            break;
        if (fscanf(f, "%15[a-z]", fit_name) < 0)
            break;
        if (fscanf(f, "%*1[\n]") < 0)
            break;
        if (strcmp(name, last) != 0)
            z = zone(&a, name);
        memcpy(last, name, sizeof last);
        struct instant t = zone_instant(zone(&a, "UTC"), reading(utc), NULL);
        if (zone_offset(z, t) != offset)
            t_failed(__FILE__, __LINE__, "%s at %sZ: %d, wanted %d", name, utc, zone_offset(z, t),
                     offset);
        if (strcmp(kind, "local") == 0) {
            enum zone_fit fit;
            struct instant found = zone_instant(z, reading(local), &fit);
            enum zone_fit wanted = strcmp(fit_name, "one") == 0     ? ZONE_ONE
                                   : strcmp(fit_name, "twice") == 0 ? ZONE_TWICE
                                                                    : ZONE_SKIPPED;
            if (found.us != t.us || fit != wanted)
                t_failed(__FILE__, __LINE__, "%s %s: fit %d, %lld us off", name, local, (int)fit,
                         (long long)(found.us - t.us));
        }
        rows++;
    }
    fclose(f);
    CHECK(rows > 3000);
    arena_free(&a);
}
