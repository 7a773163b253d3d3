#include "method/circles.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/list.h"

#define ENTRIES_MOST ((int64_t)1 << 30) // 4 GB
#define SAME_DISTANCE 1e-9

struct neighbour {
    double distance;
    int32_t location;
};

struct near_list {
    uint32_t *at;
    size_t count, room;
};

static int by_distance(const void *pa, const void *pb)
{
    const struct neighbour *a = pa, *b = pb;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return (a->location > b->location) - (a->location < b->location);
}

// Adds the circles around one centre, whose n neighbours are sorted, and counts them.
static int64_t add_circles(struct arena *a, const struct neighbour *near, int32_t n,
                           const struct circle_limits *limits, struct near_list *list)
{
    int64_t circles = 0;
    double weight = 0;
    for (int32_t j = 0; j < n;) {
        int32_t end = j;
        double first = near[j].distance;
        while (end < n && near[end].distance - first <= SAME_DISTANCE * first)
            weight += limits->weight[near[end++].location];
        if (weight > limits->weight_most * (1 + SAME_DISTANCE))
            break;
        for (; j < end; j++)
            *list_add(a, list) =
                (uint32_t)near[j].location << 1 | (j + 1 == end ? CIRCLE_ENDS : 0u);
        circles++;
    }
    return circles;
}

bool circles_make(struct arena *a, enum places places, const double *x, const double *y,
                  int32_t locations, const double *centre_x, const double *centre_y,
                  int32_t centres, const struct circle_limits *limits, struct circles *out,
                  struct error *err)
{
    struct arena scratch = {0};
    struct neighbour *near = ARENA_ARRAY(&scratch, struct neighbour, (size_t)locations);
    struct circles made = {.centres = centres,
                           .begin = ARENA_ARRAY(a, int64_t, (size_t)centres + 1)};
    struct near_list list = {0};
    for (int32_t k = 0; k < centres; k++) {
        int32_t n = 0;
        for (int32_t i = 0; i < locations; i++) {
            double d = places_distance(places, centre_x[k], centre_y[k], x[i], y[i]);
            if (d <= limits->radius_most * (1 + SAME_DISTANCE))
                near[n++] = (struct neighbour){d, i};
        }
        if (n > 0)
            qsort(near, (size_t)n, sizeof *near, by_distance);
        made.count += add_circles(a, near, n, limits, &list);
        made.begin[k + 1] = (int64_t)list.count;
        if (made.begin[k + 1] > ENTRIES_MOST) {
            arena_free(&scratch);
            return error_set(err, ERROR_USAGE,
                             "the circles around %" PRId32 " centres with %" PRId32
                             " locations do not fit in memory: set a smaller radius",
                             centres, locations);
        }
    }
    arena_free(&scratch);
    made.near = list.at;
    *out = made;
    return true;
}
