#pragma once
/* The veil of darkness: whether a group is stopped less often, at the same time of the clock, on
 * days when that time is dark and drivers are hard to see. */

#include <stdint.h>

#include "base/zone.h"
#include "method/interval.h"

/* ---- Clock and sun of the stops' days ---- */

/* Minutes are of the local clock, since midnight of the stop's day; they may exceed 1440. */
struct veil_sky {
    double *sunset, *dusk; /* n: of each stop's day; NaN where the sun does not set so far */
    int32_t *since_change; /* n: days since the nearest change of the clock, negative before it */
    int32_t *change;       /* n: which change, from 0; -1 where there is none within half a year */
    int32_t changes;
    double earliest, latest; /* dusk over the calendar years that the days lie in */
};

/* Fails    ERROR_USAGE where no day is given, or the place is none on earth; ERROR_INVALID for days
 *          more than 200 years apart. NO_DATE gives NaN and -1. */
MUST_CHECK bool veil_sky(struct arena *a, double latitude, double longitude,
                         const struct zone *zone, const struct date *day, int64_t n,
                         struct veil_sky *out, struct error *err);

/* ---- The test ---- */

struct veil_stops {
    int64_t n;
    const double *group;  /* 1: of the group in question, 0: not, NaN: missing */
    const double *minute; /* of the clock, since midnight */
    const double *sunset, *dusk;
    const int32_t *district;              /* any numbers, INT32_MIN missing; NULL: none known */
    const int32_t *since_change, *change; /* as in veil_sky; NULL: no second look */
    double earliest, latest; /* the inter-twilight period: stops outside it take no part */
    int df;                  /* of the spline of the clock; 0: 6; negative: no term for the clock */
    int window_days;         /* of the second look, on either side of a change; 0: 30 */
    double level;            /* 0: 0.95 */
};

/* One regression. odds is how many times likelier, in odds, a stop is of the group when it is
 * light: above 1 speaks for profiling. */
struct veil_look {
    const char *why; /* NULL, or why it could not be fitted: all below is then NaN */
    int64_t stops;   /* in the regression */
    int64_t silent;  /* left out: in districts where all stops, or none, are of the group */
    int64_t light, dark, group_light, group_dark;
    double beta, se, p; /* of dark; model errors */
    double odds;        /* exp(-beta) */
    struct interval odds_interval;
    int64_t clusters; /* districts; 0: not known */
    double cluster_se, cluster_p;
    struct interval cluster_odds_interval;
};

struct veil {
    struct veil_look plain;    /* clock alone */
    struct veil_look district; /* clock and an effect for each district */
    struct veil_look window;   /* as that, with an effect for each change of the clock: stops within
                                  window_days of one, when the light changes by an hour in a day */
    int64_t missing, outside, twilight; /* stops left out: not complete; outside the inter-twilight
                                           period; after sunset and before dusk */
};

/* ln odds(group | stop) = beta dark + natural spline of the clock + effects
 *
 * Stops are those of the inter-twilight period, without those after sunset and before dusk (the end
 * of civil twilight); dark is minute > dusk, so that the very minute of dusk counts as light. The
 * spline's interior knots are at the equal quantiles of the clock (the sextiles, for 6 df) and its
 * boundary at its range, all over the stops of the look. Errors: of the model, and summed by
 * district without small-sample factor (CR0).
 *
 * Fails    ERROR_USAGE for a group other than 0, 1 or NaN; ERROR_INVALID where the plain look
 * cannot be fitted. Source   Grogger & Ridgeway 2006, JASA 101:878-887; Ridgeway 2006, J. Quant.
 * Criminology 22:1-29; Pierson et al. 2020, Nature Human Behaviour 4:736-745 (spline,
 * daylight-saving look).
 */
MUST_CHECK bool veil_fit(struct arena *a, const struct veil_stops *s, struct veil *out,
                         struct error *err);

/* What a reader must be told beside the numbers, one sentence each; NULL ends them. */
extern const char *const veil_caveats[];
