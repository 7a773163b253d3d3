#include "method/circles.h"

#include <inttypes.h>

#include "base/list.h"
#include "method/order.h"

#define ENTRIES_MOST ((int64_t)1 << 30) // 4 GB
#define SAME_DISTANCE 1e-9

// The n locations around a centre that are near enough, and their order.
struct around {
    double *distance;
    int32_t *location;
    int64_t *order;
    int32_t n;
};

struct near_list {
    uint32_t *at;
    size_t count, room;
};

// Adds the circles around one centre and counts them.
static int64_t add_circles(struct arena *a, const struct around *near,
                           const struct circle_limits *limits, struct near_list *list)
{
    int64_t circles = 0;
    double weight = 0;
    for (int32_t j = 0; j < near->n;) {
        int32_t end = j;
        double first = near->distance[near->order[j]];
        while (end < near->n && near->distance[near->order[end]] - first <= SAME_DISTANCE * first)
            weight += limits->weight[near->location[near->order[end++]]];
        if (weight > limits->weight_most * (1 + SAME_DISTANCE))
            break;
        for (; j < end; j++)
            *list_add(a, list) =
                (uint32_t)near->location[near->order[j]] << 1 | (j + 1 == end ? CIRCLE_ENDS : 0u);
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
    struct around near = {.distance = ARENA_ARRAY(&scratch, double, (size_t)locations),
                          .location = ARENA_ARRAY(&scratch, int32_t, (size_t)locations),
                          .order = ARENA_ARRAY(&scratch, int64_t, (size_t)locations)};
    struct circles made = {.centres = centres,
                           .begin = ARENA_ARRAY(a, int64_t, (size_t)centres + 1)};
    struct near_list list = {0};
    for (int32_t k = 0; k < centres; k++) {
        near.n = 0;
        for (int32_t i = 0; i < locations; i++) {
            double d = places_distance(places, centre_x[k], centre_y[k], x[i], y[i]);
            if (d > limits->radius_most * (1 + SAME_DISTANCE))
                continue;
            near.distance[near.n] = d;
            near.location[near.n++] = i;
        }
        order_numbers(near.distance, near.n, near.order);
        made.count += add_circles(a, &near, limits, &list);
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
