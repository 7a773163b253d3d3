/* The sun against published times and against itself. */

#include "method/sun.h"

#include "oracle.h"

#define SECOND INT64_C(1000000)

static double seconds_between(struct instant a, struct instant b)
{
    return fabs((double)(a.us - b.us)) / (double)SECOND;
}

static struct instant utc(int year, int month, int day, int hour, int minute, int second)
{
    return instant_of(
        (struct local){date_of(year, month, day), (hour * 3600 + minute * 60 + second) * SECOND},
        0);
}

TEST(the_sun_sets_over_philadelphia_when_it_was_published_to_set)
{
    // Stanford Open Policing tutorial: 20:34:40 and 21:07:26 EDT; 16:36:53 and 17:07:09 EST. They
    // were made with a formula that adds 0.0009 day (78 s), and are late by that: without it they
    // are within half a minute of ours.
    const double latitude = 39.9525839, longitude = -75.1652215;
    const int64_t late = 78 * SECOND;
    const struct instant published[] = {utc(2017, 6, 28, 0, 34, 40), utc(2017, 6, 28, 1, 7, 26),
                                        utc(2017, 12, 7, 21, 36, 53), utc(2017, 12, 7, 22, 7, 9)};
    const struct sun_day june = sun_day(latitude, longitude, date_of(2017, 6, 27));
    const struct sun_day december = sun_day(latitude, longitude, date_of(2017, 12, 7));
    const struct instant ours[] = {june.sunset, june.dusk, december.sunset, december.dusk};
    for (int i = 0; i < 4; i++) {
        CHECK(seconds_between(ours[i], published[i]) <= 95);
        CHECK(seconds_between((struct instant){ours[i].us + late}, published[i]) <= 30);
    }
}

TEST(sun_times_are_those_of_an_ephemeris_within_twenty_seconds)
{
    struct arena a = {0};
    const struct oracle_list l = oracle_load(&a, "sun.csv");
    for (size_t i = 0; i < l.count; i++) {
        const double *v = l.at[i].at;
        const struct sun_day d = sun_day(v[0], v[1], (struct date){(int32_t)v[2]});
        const struct instant at[] = {d.dawn, d.sunrise, d.noon, d.sunset, d.dusk};
        for (int k = 0; k < 5; k++) {
            CHECK((at[k].us == INT64_MIN) == isnan(v[3 + k]));
            if (at[k].us != INT64_MIN)
                CHECK(fabs((double)at[k].us / 1e6 - v[3 + k]) < 20);
        }
    }
    arena_free(&a);
}

TEST(the_sun_agrees_with_worked_examples_of_astronomical_tables)
{
    // Meeus 1998, example 25.a: 1992-10-13 0h: declination -7.78507 degrees. At the equator and the
    // longitude where the sun culminates, its height is 90 - |declination|.
    const struct instant t = utc(1992, 10, 13, 0, 0, 0);
    double most = -90;
    for (double longitude = 170; longitude < 180; longitude += 0.001)
        most = fmax(most, sun_height(0, longitude, t));
    CHECK_NEAR(most, 90 - 7.78507, 2e-5);
    // Meeus, example 28.b: the equation of time then is +13 min 42.7 s: noon at Greenwich is
    // 11:46:17 (it gains 7 s in the twelve hours to noon).
    const struct sun_day d = sun_day(51.4779, 0, date_of(1992, 10, 13));
    CHECK(seconds_between(d.noon, utc(1992, 10, 13, 11, 46, 10)) <= 5);
}

TEST(the_sun_is_at_its_named_heights_at_its_named_times)
{
    for (int trial = 0; trial < 2000; trial++) {
        const double latitude = -60 + 120 * t_unit(), longitude = -180 + 360 * t_unit();
        const struct date day = {(int32_t)t_between(-20000, 40000)};
        const struct sun_day d = sun_day(latitude, longitude, day);
        NEED(d.sunset.us != INT64_MIN && d.noon.us != INT64_MIN);
        CHECK_NEAR(sun_height(latitude, longitude, d.sunrise), -0.833, 1e-4);
        CHECK_NEAR(sun_height(latitude, longitude, d.sunset), -0.833, 1e-4);
        if (d.dusk.us != INT64_MIN) {
            CHECK_NEAR(sun_height(latitude, longitude, d.dawn), -6, 1e-4);
            CHECK_NEAR(sun_height(latitude, longitude, d.dusk), -6, 1e-4);
            CHECK(d.dawn.us < d.sunrise.us && d.sunset.us < d.dusk.us);
        }
        CHECK(d.sunrise.us < d.noon.us && d.noon.us < d.sunset.us);
        const double mean_noon = (double)day.days + 0.5 - longitude / 360;
        CHECK(fabs((double)d.noon.us / 86400e6 - mean_noon) < 17.0 / 1440);
    }
}

TEST(beyond_the_polar_circle_there_are_days_without_a_sunset)
{
    const struct sun_day summer = sun_day(69.65, 18.96, date_of(2024, 6, 21));
    CHECK(summer.sunset.us == INT64_MIN && summer.noon.us != INT64_MIN);
    const struct sun_day winter = sun_day(69.65, 18.96, date_of(2024, 12, 21));
    CHECK(winter.sunset.us == INT64_MIN && winter.dusk.us != INT64_MIN);
    const struct sun_day nowhere = sun_day(91, 0, date_of(2024, 1, 1));
    CHECK(nowhere.noon.us == INT64_MIN);
    CHECK(sun_day(NAN, 0, date_of(2024, 1, 1)).noon.us == INT64_MIN);
    CHECK(sun_day(0, 0, NO_DATE).noon.us == INT64_MIN);
}
