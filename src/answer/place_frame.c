#include "answer/place_frame.h"

#include <math.h>

#include "store/function.h"

// Degrees as metres on a plane that touches the globe in the middle of them.
static void lay_flat(struct arena *a, size_t rows, struct place_frame *p)
{
    const double degree = 0.017453292519943295 * EARTH_RADIUS_KM * 1000;
    double *x = ARENA_ARRAY(a, double, rows), *y = ARENA_ARRAY(a, double, rows), middle = 0;
    size_t n = 0;
    for (size_t i = 0; i < rows; i++)
        if (!isnan(p->y[i])) {
            middle += p->y[i];
            n++;
        }
    middle = n == 0 ? 0 : middle / (double)n;
    for (size_t i = 0; i < rows; i++) {
        x[i] = p->x[i] * degree * cos(middle * 0.017453292519943295);
        y[i] = p->y[i] * degree;
    }
    p->x = x;
    p->y = y;
}

bool place_frame_read(struct arena *a, const struct method_question *q, struct place_frame *out,
                      struct error *err)
{
    static const char *const distances[] = {"euclidean", "manhattan", NULL};
    const struct frame_column *lon = method_column(q, "lon"), *lat = method_column(q, "lat"),
                              *x = method_column(q, "x"), *y = method_column(q, "y");
    int distance;
    bool degrees = lon != NULL && lat != NULL, metres = x != NULL && y != NULL;
    if (!method_choice(q, a, "distance", distances, &distance, err))
        return false;
    if (degrees == metres)
        return method_wrong(q, err, NULL,
                            "places are wanted as the columns lon and lat, or x and y in metres");
    struct place_frame p = {.on_globe = degrees,
                            .x = degrees ? lon->number : x->number,
                            .y = degrees ? lat->number : y->number,
                            .kind = distance == 1 ? PLACES_ON_STREETS
                                    : degrees     ? PLACES_ON_GLOBE
                                                  : PLACES_ON_PLANE};
    for (size_t i = 0; degrees && i < q->in->rows; i++)
        if (fabs(p.x[i]) > 180 || fabs(p.y[i]) > 90)
            return method_wrong(q, err, NULL, "lon and lat are not degrees: %s, %s", lon->text[i],
                                lat->text[i]);
    if (degrees && distance == 1)
        lay_flat(a, q->in->rows, &p);
    p.unit = p.kind == PLACES_ON_GLOBE ? 0.001 : 1;
    *out = p;
    return true;
}

bool days_read(struct arena *a, const struct method_question *q, const struct frame_column *c,
               double **out, struct error *err)
{
    double *days = ARENA_ARRAY(a, double, q->in->rows);
    for (size_t i = 0; i < q->in->rows; i++) {
        days[i] = (double)NAN;
        if (c->text[i] == NULL)
            continue;
        struct date d = c->numeric ? NO_DATE : day_of_text(c->text[i]);
        days[i] = c->numeric ? c->number[i] : date_is(d) ? d.days : (double)NAN;
        if (isnan(days[i]))
            return method_wrong(q, err, NULL, "the column %s holds \"%s\": expected a day", c->name,
                                c->text[i]);
    }
    *out = days;
    return true;
}
