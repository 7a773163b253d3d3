/* The veil of darkness against R's regressions, and its sky against zones and published times. */

#include "method/veil.h"

#include <stdlib.h>

#include "oracle.h"
#include "t_csv.h"

static double minutes(int hour, int minute, int second)
{
    return hour * 60 + minute + second / 60.0;
}

TEST(the_sky_of_philadelphia_is_on_the_local_clock)
{
    struct arena a = {0};
    struct error err = {0};
    const struct zone *zone;
    struct veil_sky s;
    NEED_OK(zone_load(&a, "America/New_York", &zone, &err), err);
    const struct date day[] = {date_of(2017, 6, 27), date_of(2017, 12, 7), NO_DATE,
                               date_of(2017, 3, 11), date_of(2017, 3, 12), date_of(2017, 11, 5)};
    NEED_OK(veil_sky(&a, 39.9525839, -75.1652215, zone, day, 6, &s, &err), err);
    // Published with a formula that is 78 s late: see sun_test.c.
    CHECK(fabs(s.sunset[0] + 1.3 - minutes(20, 34, 40)) < 0.5);
    CHECK(fabs(s.dusk[0] + 1.3 - minutes(21, 7, 26)) < 0.5);
    CHECK(fabs(s.sunset[1] + 1.3 - minutes(16, 36, 53)) < 0.5);
    CHECK(fabs(s.dusk[1] + 1.3 - minutes(17, 7, 9)) < 0.5);
    CHECK(isnan(s.dusk[2]) && s.change[2] == -1);
    CHECK_INT(s.since_change[3], -1);
    CHECK_INT(s.since_change[4], 0);
    CHECK_INT(s.since_change[5], 0);
    CHECK(s.change[3] == s.change[4] && s.change[5] == s.change[4] + 1);
    CHECK(s.dusk[4] - s.dusk[3] > 60 && s.dusk[4] - s.dusk[3] < 62);
    // The year's earliest dusk is in December, its latest in June.
    CHECK(s.earliest < s.dusk[1] && s.earliest > minutes(17, 3, 0));
    CHECK(s.latest >= s.dusk[0] && s.latest < minutes(21, 8, 0));
    NEED_OK(zone_load(&a, "America/Phoenix", &zone, &err), err);
    NEED_OK(veil_sky(&a, 33.45, -112.07, zone, day, 2, &s, &err), err);
    CHECK_INT(s.changes, 0);
    CHECK_INT(s.change[0], -1);
    CHECK(!veil_sky(&a, 95, 0, zone, day, 2, &s, &err));
    CHECK(!veil_sky(&a, 40, 0, zone, day + 2, 1, &s, &err));
    CHECK(err.kind == ERROR_USAGE);
    arena_free(&a);
}

enum { MOST = 1600 };

struct rows {
    double group[MOST], minute[MOST], sunset[MOST], dusk[MOST];
    int32_t district[MOST], since[MOST], change[MOST];
};

static struct veil_stops stops_of(const struct oracle_list *l, struct rows *r)
{
    struct veil_stops s = {0,           r->group, r->minute, r->sunset, r->dusk,
                           r->district, r->since, r->change, 0,         0,
                           0,           0,        0};
    for (size_t i = 0; i < l->count; i++) {
        const double *v = l->at[i].at;
        if (strcmp(l->at[i].name, "row") != 0)
            continue;
        NEED(s.n < MOST);
        r->group[s.n] = v[0];
        r->minute[s.n] = v[1];
        r->sunset[s.n] = v[2];
        r->dusk[s.n] = v[3];
        r->district[s.n] = (int32_t)v[4];
        r->since[s.n] = (int32_t)v[5];
        r->change[s.n++] = (int32_t)v[6];
    }
    s.earliest = oracle_find(l, "period")->at[0];
    s.latest = oracle_find(l, "period")->at[1];
    return s;
}

static void check_look(const struct oracle_list *l, const char *name, const struct veil_look *look)
{
    const struct oracle_row *want = oracle_find(l, name);
    NEED(look->why == NULL);
    CHECK_INT(look->stops, want->at[0]);
    CHECK_NEAR(look->beta, want->at[1], 1e-9);
    CHECK_NEAR(look->se, want->at[2], 1e-9);
    CHECK_NEAR(look->cluster_se, want->at[3], 1e-9);
    CHECK_NEAR(look->odds, exp(-look->beta), 1e-12);
    CHECK(look->odds_interval.low < look->odds && look->odds < look->odds_interval.high);
    CHECK_INT(look->light + look->dark, look->stops);
}

TEST(the_three_looks_behind_the_veil_are_those_of_r)
{
    struct arena a = {0};
    struct error err = {0};
    struct veil v;
    struct rows *r = ARENA_NEW(&a, struct rows);
    const struct oracle_list l = oracle_load(&a, "veil.csv");
    struct veil_stops s = stops_of(&l, r);
    NEED_OK(veil_fit(&a, &s, &v, &err), err);
    CHECK_INT(v.outside, oracle_find(&l, "left_out")->at[0]);
    CHECK_INT(v.twilight, oracle_find(&l, "left_out")->at[1]);
    CHECK_INT(v.missing, 0);
    check_look(&l, "plain", &v.plain);
    check_look(&l, "district", &v.district);
    check_look(&l, "window", &v.window);
    CHECK(v.district.silent > 100 && v.plain.silent == 0);
    CHECK_INT(v.district.clusters, 8);
    // Without districts and changes there is the plain look alone, and the others say why.
    s.district = NULL;
    s.change = NULL;
    struct veil w;
    NEED_OK(veil_fit(&a, &s, &w, &err), err);
    CHECK_NEAR(w.plain.beta, v.plain.beta, 1e-12);
    CHECK(w.district.why != NULL && isnan(w.district.beta) && isnan(w.plain.cluster_se));
    CHECK_HAS(w.window.why, "no stops lie near");
    CHECK(veil_caveats[0] != NULL);
    arena_free(&a);
}

TEST(the_toy_of_three_strata_has_its_coefficient)
{
    static const int counts[3][4] = {{20, 15, 30, 40}, {25, 18, 22, 30}, {10, 12, 8, 20}};
    struct arena a = {0};
    struct error err = {0};
    struct veil v;
    struct rows *r = ARENA_NEW(&a, struct rows);
    struct veil_stops s = {0, r->group, r->minute, r->sunset, r->dusk, r->district, NULL, NULL,
                           0, 2000,     -1,        0,         0};
    for (int stratum = 0; stratum < 3; stratum++)
        for (int cell = 0; cell < 4; cell++)
            for (int i = 0; i < counts[stratum][cell]; i++) {
                r->group[s.n] = cell % 2 == 0;
                r->minute[s.n] = cell >= 2 ? 1200 : 1000;
                r->sunset[s.n] = 1050;
                r->dusk[s.n] = 1080;
                r->district[s.n++] = stratum;
            }
    NEED_OK(veil_fit(&a, &s, &v, &err), err);
    CHECK_NEAR(v.district.beta, -0.6320674, 5.1e-8);
    CHECK_NEAR(v.district.se, 0.2650283, 1e-7);
    CHECK_INT(v.plain.group_light, 55);
    CHECK_INT(v.plain.group_dark, 60);
    arena_free(&a);
}

TEST(a_planted_bias_is_seen_and_its_absence_is_not)
{
    struct arena a = {0};
    struct error err = {0};
    const struct zone *zone;
    enum { STOPS = 20000 };
    NEED_OK(zone_load(&a, "America/Chicago", &zone, &err), err);
    struct date *day = ARENA_ARRAY(&a, struct date, STOPS);
    double *fair = ARENA_ARRAY(&a, double, STOPS), *biased = ARENA_ARRAY(&a, double, STOPS);
    double *minute = ARENA_ARRAY(&a, double, STOPS);
    int32_t *district = ARENA_ARRAY(&a, int32_t, STOPS);
    struct veil_sky sky;
    for (int i = 0; i < STOPS; i++)
        day[i] = (struct date){date_of(2022, 1, 1).days + (int32_t)t_between(0, 729)};
    NEED_OK(veil_sky(&a, 41.88, -87.63, zone, day, STOPS, &sky, &err), err);
    for (int i = 0; i < STOPS; i++) {
        minute[i] = (double)t_between(960, 1320);
        district[i] = (int32_t)t_between(0, 11);
        const double share = 0.3 + 0.02 * district[i] + 0.1 * sin(minute[i] / 100);
        const double light = minute[i] > sky.dusk[i] ? 0 : 0.1;
        const double u = t_unit();
        fair[i] = u < share;
        biased[i] = u < share + light;
    }
    struct veil_stops s = {
        STOPS,      fair,         minute,     sky.sunset, sky.dusk, district, sky.since_change,
        sky.change, sky.earliest, sky.latest, 0,          0,        0};
    struct veil f, b;
    NEED_OK(veil_fit(&a, &s, &f, &err), err);
    s.group = biased;
    NEED_OK(veil_fit(&a, &s, &b, &err), err);
    CHECK(fabs(f.district.beta) < 4.5 * f.district.se);
    CHECK(b.district.odds_interval.low > 1 && b.district.odds > 1.2);
    CHECK(f.window.why == NULL && b.window.odds > 1);
    CHECK(f.window.stops < f.district.stops / 2);
    arena_free(&a);
}

TEST(a_veil_without_dark_stops_is_refused)
{
    struct arena a = {0};
    struct error err = {0};
    struct veil v = {.missing = -9};
    double group[50], minute[50], sunset[50], dusk[50];
    for (int i = 0; i < 50; i++) {
        group[i] = i % 3 == 0;
        minute[i] = 1000 + i;
        sunset[i] = 1100;
        dusk[i] = 1130;
    }
    struct veil_stops s = {50, group, minute, sunset, dusk, NULL, NULL, NULL, 990, 1200, 2, 0, 0};
    CHECK(!veil_fit(&a, &s, &v, &err));
    CHECK(err.kind == ERROR_INVALID);
    group[3] = 0.5;
    CHECK(!veil_fit(&a, &s, &v, &err));
    CHECK(err.kind == ERROR_USAGE);
    CHECK_INT(v.missing, -9);
    arena_free(&a);
}

static void check_near(const struct oracle_list *l, const char *name, const struct veil_look *look)
{
    // The sun of an ephemeris differs by up to 20 s: a stop or two change sides.
    const struct oracle_row *want = oracle_find(l, name);
    NEED(look->why == NULL);
    CHECK(fabs((double)look->stops - want->at[0]) <= 8);
    CHECK_NEAR((look->beta - want->at[1]) / want->at[2], 0, 0.1);
    CHECK_NEAR(look->se / want->at[2], 1, 0.01);
    CHECK_NEAR(look->cluster_se / want->at[3], 1, 0.05);
}

TEST(minneapolis_stops_from_file_to_veil_are_those_of_r_with_an_ephemeris)
{
    struct arena a = {0};
    struct error err = {0};
    const struct zone *zone;
    struct veil_sky sky;
    struct veil v;
    const char *path = t_shared_data(&a, "trust/mpls_stops_2017.csv");
    if (path == NULL)
        return;
    const struct oracle_list l = oracle_load(&a, "veil_minneapolis.csv");
    const struct t_csv csv = t_csv_load(&a, path);
    struct date *day = ARENA_ARRAY(&a, struct date, (size_t)csv.rows);
    double *group = ARENA_ARRAY(&a, double, (size_t)csv.rows);
    double *minute = ARENA_ARRAY(&a, double, (size_t)csv.rows);
    int32_t *precinct = t_csv_integers(&csv, "policePrecinct");
    for (int64_t i = 0; i < csv.rows; i++) {
        const char *race = t_csv_text(&csv, i, "race"), *date = t_csv_text(&csv, i, "date");
        const bool known = *race != '\0' && strcmp(race, "Unknown") != 0;
        const bool traffic = strcmp(t_csv_text(&csv, i, "problem"), "traffic") == 0;
        NEED(strlen(date) == 19);
        day[i] = date_read(arena_text_n(&a, date, 10));
        minute[i] =
            strtod(date + 11, NULL) * 60 + strtod(date + 14, NULL) + strtod(date + 17, NULL) / 60;
        group[i] = known && traffic ? strcmp(race, "Black") == 0 : NAN;
    }
    NEED_OK(zone_load(&a, "America/Chicago", &zone, &err), err);
    NEED_OK(veil_sky(&a, 44.98, -93.27, zone, day, csv.rows, &sky, &err), err);
    const struct veil_stops s = {
        csv.rows,   group,        minute,     sky.sunset, sky.dusk, precinct, sky.since_change,
        sky.change, sky.earliest, sky.latest, 0,          0,        0};
    NEED_OK(veil_fit(&a, &s, &v, &err), err);
    CHECK(fabs((double)v.outside - oracle_find(&l, "left_out")->at[0]) <= 12);
    CHECK(fabs((double)v.twilight - oracle_find(&l, "left_out")->at[1]) <= 8);
    check_near(&l, "plain", &v.plain);
    check_near(&l, "district", &v.district);
    CHECK(v.window.why == NULL);
    arena_free(&a);
}
