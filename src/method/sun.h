#pragma once
/* The sun: when it rises, sets and leaves the twilight, at a place on a day. */

#include "base/date.h"

/* The sun's day at a place. NO_INSTANT where the sun does not reach that height on that day, as
 * beyond the polar circles. */
struct sun_day {
    struct instant dawn;    /* civil: centre of the sun 6 degrees below the horizon, rising */
    struct instant sunrise; /* upper limb on the horizon: centre 0.833 degrees below */
    struct instant noon;    /* the sun at its highest */
    struct instant sunset;
    struct instant dusk; /* civil: 6 degrees below, setting: the end of civil twilight */
};

/* The sun's day that belongs to a calendar day at a place: its noon is the one nearest to 12:00
 * local mean time of that day (12:00 UTC - longitude/15 h), its dawn and sunrise go before that
 * noon, its sunset and dusk after, each within 12 hours.
 *
 * Good to about 15 s below 65 degrees of latitude in 1900-2100 and for a level horizon at sea level
 * with standard refraction; the air of a day shifts sunset by more than that.
 *
 * latitude     degrees north, -90 to 90
 * longitude    degrees east, -180 to 180 (America is negative)
 *
 * An argument out of range, or NO_DATE, gives NO_INSTANT throughout.
 *
 * Source   NOAA Global Monitoring Laboratory, Solar Calculation Details; Meeus 1998, Astronomical
 *          Algorithms, 2nd edition, chapters 15, 25 and 28 (low accuracy). The time of each event
 * is found by iteration, with the sun where it is at the event, not at noon.
 */
struct sun_day sun_day(double latitude, double longitude, struct date day);

/* Height of the sun's centre above the horizon in degrees at a moment, without refraction. */
double sun_height(double latitude, double longitude, struct instant t);
