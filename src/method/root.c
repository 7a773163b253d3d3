/* Chandrupatla's root finder, with a bracket that finds itself. */

#include "method/root.h"

#include <math.h>

struct end {
    double x, f;
};

/* Two ends with f <= 0 <= f between which the root lies. */
static bool bracket(double (*f)(double, const void *), const void *what, double start, double most,
                    struct end *low, struct end *high)
{
    double at = f(start, what);
    *low = *high = (struct end){start, at};
    for (double step = 0.5; low->f > 0; step *= 2) {
        if (low->x <= -most)
            return false;
        *high = *low;
        low->x = fmax(-most, low->x - step);
        low->f = f(low->x, what);
    }
    for (double step = 0.5; high->f < 0; step *= 2) {
        if (high->x >= most)
            return false;
        *low = *high;
        high->x = fmin(most, high->x + step);
        high->f = f(high->x, what);
    }
    return low->f <= 0 && high->f >= 0; // false for NaN
}

bool root_increasing(double (*f)(double x, const void *what), const void *what, double start,
                     double most, double *out)
{
    struct end a, b, c;
    if (!bracket(f, what, start, most, &a, &b))
        return false;
    c = a;
    double share = 0.5;
    for (int step = 0; step < 200; step++) {
        struct end best = fabs(a.f) < fabs(b.f) ? a : b;
        double width = fabs(b.x - a.x), least = 1e-15 * fmax(1, fabs(best.x));
        if (best.f == 0 || width <= 4 * least) {
            *out = best.x;
            return true;
        }
        share = fmin(fmax(share, least / width), 1 - least / width);
        struct end t = {.x = a.x + share * (b.x - a.x)};
        t.f = f(t.x, what);
        if (isnan(t.f))
            return false;
        if ((t.f > 0) == (a.f > 0)) {
            c = a;
        } else {
            c = b;
            b = a;
        }
        a = t; // the root lies between a and b; c is the point before
        double xi = (a.x - b.x) / (c.x - b.x), phi = (a.f - b.f) / (c.f - b.f);
        if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)
            share = a.f / (b.f - a.f) * c.f / (b.f - c.f)
                    + (c.x - a.x) / (b.x - a.x) * a.f / (c.f - a.f) * b.f / (c.f - b.f);
        else
            share = 0.5;
    }
    return false;
}
