#pragma once
/* Concentration: how few places hold how many of the events. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "method/interval.h"

struct concentration {
    int64_t places, events;
    double top_share;     /* share of the events in the top share of the places asked for */
    double half_places;   /* smallest share of the places that holds half of the events */
    double gini;          /* against equal numbers everywhere */
    double gini_adjusted; /* against the most equal spread there can be of so few events */
    double gini_unbiased; /* that, times m/(m - 1), m = min(places, events); NaN for m = 1 */
    double se;            /* of gini_adjusted, jackknife over places; NaN where it does not exist */
};

/* Concentration of events over places.
 *
 *     gini_adjusted = max(1, n/c) (gini - 1) + 1
 *
 * for c events in n places: where places outnumber events, most must be empty and the plain Gini is
 * high by arithmetic alone; the adjusted one is 0 where no place has two events.
 *
 * events   n numbers, places without events among them
 * top      a share of the places, such as 0.05; read off the concentration curve, so a part of a
 * place counts for that part
 *
 * Fails    ERROR_USAGE on an argument out of range; ERROR_INVALID "not estimable" for no events.
 * Source   Bernasco & Steenbeek 2017, J. Quant. Criminol. 33:451-467. Deltas 2003, Rev. Econ. Stat.
 *          85:226-234 (m/(m - 1)).
 */
MUST_CHECK bool concentration_estimate(const int64_t *events, size_t n, double top,
                                       struct arena *scratch, struct concentration *out,
                                       struct error *err);

struct curve_point {
    double places, events; /* cumulative shares, from the fullest place down */
};

struct curve {
    struct curve_point *at; /* from (0, 0) to (1, 1): the corners, places of equal numbers as one */
    size_t count, room;
    double equal_at; /* the line of greatest equality runs from (0, 0) to (equal_at, 1) */
};

/* The concentration (Lorenz) curve. Arguments and failures as above; out is in memory of the arena.
 */
MUST_CHECK bool concentration_curve(const int64_t *events, size_t n, struct arena *a,
                                    struct curve *out, struct error *err);

struct by_chance {
    double mean;           /* of the top share, were events spread over places at random */
    struct interval range; /* its 2.5 % and 97.5 % points over the replicates */
    double p;              /* (1 + replicates at or above the share seen) / (replicates + 1) */
};

/* What share the top places would hold by chance: c events thrown over n places, each as likely.
 * The difference to the share seen is the concentration that is not an accident of few events.
 * Costs replicates x (events + places).
 *
 * seed   replicate r uses stream r of it
 *
 * Fails    as above, or ERROR_USAGE for fewer than 1 replicate.
 * Source   Chalfin, Kaplan & Cuellar 2021, J. Res. Crime Delinq. 58:467-504.
 */
MUST_CHECK bool concentration_by_chance(const int64_t *events, size_t n, double top,
                                        int64_t replicates, uint64_t seed, struct arena *scratch,
                                        struct by_chance *out, struct error *err);
