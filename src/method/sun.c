#include "method/sun.h"

#include <math.h>

#define DAY_US INT64_C(86400000000)
#define HEIGHT_OF_SUNSET (-0.833) // refraction 34', half the sun's width 16'
#define HEIGHT_OF_DUSK (-6.0)

static const double degree = 0.017453292519943295; // radians

// Where the sun is: its declination, and how far a sundial is ahead of a clock.
struct place_of_sun {
    double declination;      // radians
    double equation_of_time; // minutes
};

// Meeus chapters 25 and 28; t in Julian centuries since 2000-01-01 12:00.
static struct place_of_sun place_at(double days_since_1970)
{
    double t = (days_since_1970 - 10957.5) / 36525;
    double l0 = fmod(280.46646 + t * (36000.76983 + t * 0.0003032), 360) * degree;
    double m = (357.52911 + t * (35999.05029 - t * 0.0001537)) * degree;
    double e = 0.016708634 - t * (0.000042037 + t * 0.0000001267);
    double centre = sin(m) * (1.914602 - t * (0.004817 + t * 0.000014))
                    + sin(2 * m) * (0.019993 - t * 0.000101) + sin(3 * m) * 0.000289;
    double node = (125.04 - 1934.136 * t) * degree;
    double longitude = l0 + (centre - 0.00569 - 0.00478 * sin(node)) * degree;
    double seconds = 21.448 - t * (46.8150 + t * (0.00059 - t * 0.001813));
    double obliquity = (23 + (26 + seconds / 60) / 60 + 0.00256 * cos(node)) * degree;
    double y = tan(obliquity / 2);
    y *= y;
    double eot = y * sin(2 * l0) - 2 * e * sin(m) + 4 * e * y * sin(m) * cos(2 * l0)
                 - 0.5 * y * y * sin(4 * l0) - 1.25 * e * e * sin(2 * m);
    return (struct place_of_sun){asin(sin(obliquity) * sin(longitude)), 4 * eot / degree};
}

// Half the arc, in degrees, that the sun is above a height: NaN where it never crosses it.
static double half_arc(double latitude, double declination, double height)
{
    double phi = latitude * degree;
    return acos((sin(height * degree) - sin(phi) * sin(declination))
                / (cos(phi) * cos(declination)))
           / degree;
}

// Days since 1970 of the event on one side of noon: -1 before, 1 after, 0 the noon itself.
static double event_at(double latitude, double longitude, int32_t day, double height, int side)
{
    double at = day + 0.5 - longitude / 360;
    for (int i = 0; i < 50; i++) {
        struct place_of_sun sun = place_at(at);
        double arc = side == 0 ? 0 : side * half_arc(latitude, sun.declination, height);
        double next = day + 0.5 + (arc - longitude) / 360 - sun.equation_of_time / 1440;
        if (isnan(next))
            return NAN;
        if (fabs(next - at) < 1e-9)
            return next;
        at = next;
    }
    return NAN; // near the polar circle the sun grazes the height: no crossing to name
}

static struct instant instant_at(double days)
{
    if (isnan(days))
        return NO_INSTANT;
    double whole = floor(days);
    return (struct instant){(int64_t)whole * DAY_US + llround((days - whole) * (double)DAY_US)};
}

struct sun_day sun_day(double latitude, double longitude, struct date day)
{
    if (!(fabs(latitude) <= 90 && fabs(longitude) <= 180) || day.days == INT32_MIN)
        return (struct sun_day){NO_INSTANT, NO_INSTANT, NO_INSTANT, NO_INSTANT, NO_INSTANT};
    const double height[5] = {HEIGHT_OF_DUSK, HEIGHT_OF_SUNSET, 0, HEIGHT_OF_SUNSET,
                              HEIGHT_OF_DUSK};
    const int side[5] = {-1, -1, 0, 1, 1};
    struct instant at[5];
    for (int i = 0; i < 5; i++)
        at[i] = instant_at(event_at(latitude, longitude, day.days, height[i], side[i]));
    return (struct sun_day){at[0], at[1], at[2], at[3], at[4]};
}

double sun_height(double latitude, double longitude, struct instant t)
{
    double days = (double)(t.us / DAY_US) + (double)(t.us % DAY_US) / (double)DAY_US;
    struct place_of_sun sun = place_at(days);
    double minutes = (days - floor(days)) * 1440 + sun.equation_of_time + 4 * longitude;
    double hour_angle = (minutes / 4 - 180) * degree;
    double phi = latitude * degree;
    return asin(sin(phi) * sin(sun.declination) + cos(phi) * cos(sun.declination) * cos(hour_angle))
           / degree;
}
