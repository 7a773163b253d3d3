#pragma once
/* Distances between places, on a plane or on the globe. */

#include <math.h>

/* What the two coordinates of a place are. */
enum places {
    PLACES_ON_PLANE,   /* x and y in one unit; distances in it */
    PLACES_ON_STREETS, /* the same, and distances |dx| + |dy|, as along a grid of streets */
    PLACES_ON_GLOBE, /* x longitude, y latitude, in degrees; distances in km along a great circle */
};

/* The radius of the earth in km that SaTScan uses (User Guide 10.1, "Great circle distance"). */
#define EARTH_RADIUS_KM 6367.0

static inline double distance_on_plane(double x1, double y1, double x2, double y2)
{
    return sqrt((x1 - x2) * (x1 - x2) + (y1 - y2) * (y1 - y2));
}

/* Haversine form, which keeps its digits for places close to each other. */
static inline double distance_on_globe(double lon1, double lat1, double lon2, double lat2)
{
    const double degree = 0.017453292519943295;
    double u = sin((lat2 - lat1) * degree / 2), v = sin((lon2 - lon1) * degree / 2);
    double h = u * u + cos(lat1 * degree) * cos(lat2 * degree) * v * v;
    return 2 * EARTH_RADIUS_KM * asin(sqrt(h < 1 ? h : 1));
}

static inline double places_distance(enum places places, double x1, double y1, double x2, double y2)
{
    switch (places) {
    case PLACES_ON_PLANE:
        return distance_on_plane(x1, y1, x2, y2);
    case PLACES_ON_STREETS:
        return fabs(x1 - x2) + fabs(y1 - y2);
    case PLACES_ON_GLOBE:
        break;
    }
    return distance_on_globe(x1, y1, x2, y2);
}
