#pragma once
/* Scan statistics: where, and when, there are more cases (or fewer) than chance would bring
 * together.
 *
 * A window is a circle around a centre, all its locations taken whole, times an interval of steps.
 * The window with the largest likelihood ratio is the most likely cluster; its p-value comes from
 * the largest ratio of each of R sets of cases drawn under the null hypothesis, so it is corrected
 * for the many windows looked at. It belongs to that cluster of the whole scan, not to each place
 * in it. Circles miss long thin clusters. The permutation model cannot see a rise that is the same
 * everywhere, and takes a population that grows in one place for a cluster. */

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "method/distance.h"
#include "method/monte_carlo.h"

enum scan_model {
    SCAN_POISSON,     /* cases against expected cases, or a population */
    SCAN_BERNOULLI,   /* cases against controls */
    SCAN_PERMUTATION, /* cases alone: place and time of a case independent of each other */
};

enum scan_extent {
    SCAN_SPATIAL,  /* circles, over the whole period */
    SCAN_TEMPORAL, /* intervals, over the whole area */
    SCAN_SPACE_TIME,
};

enum scan_rates { SCAN_HIGH, SCAN_LOW, SCAN_HIGH_AND_LOW };

/* What is scanned: arrays of one row a location, in it one number a step. */
struct scan_data {
    int32_t locations, steps;
    enum places places;
    const double *x, *y;      /* locations; NaN drops the location and counts its cases */
    const int64_t *cases;     /* locations * steps, 0 or more */
    const double *expected;   /* Poisson: locations * steps; scaled so that it sums to all cases.
                                 Person-time serves where there are no strata. */
    const double *population; /* Poisson: locations, averaged over time, for the size limit; NULL
                                 takes the expected cases instead */
    const int64_t *controls;  /* Bernoulli: locations * steps */
    const double *grid_x, *grid_y; /* centres of the circles; NULL: the locations */
    int32_t centres;               /* where grid_x is given */
};

/* How. Zero is a good value of every member but replicates. */
struct scan_question {
    enum scan_model model;
    enum scan_extent extent;
    enum scan_rates rates;
    bool prospective;       /* only intervals that end with the last step */
    double population_most; /* share of the population in a circle; 0: 0.5 */
    double radius_most;     /* in the unit of distances; 0: no such limit */
    double period_most;     /* share of the steps in an interval; 0: 0.5 */
    int32_t steps_most;     /* or a number of steps, which then rules alone; 0: none */
    int64_t cases_least;    /* in a cluster of high rates; 0: 2 */
    int32_t clusters_most;  /* to report; 0: 10 */
    double analysis_days;   /* prospective: days from one analysis to the next; 0: NaN recurrence */
    struct monte_carlo monte_carlo;
};

struct scan_cluster {
    int32_t centre;           /* a location, or a row of the grid; -1: purely temporal */
    double radius;            /* to its farthest location */
    const int32_t *locations; /* by distance from the centre; none: purely temporal */
    int32_t location_count;
    int32_t first_step, last_step;
    bool low;
    int64_t cases;
    double expected;
    double population; /* Poisson: of the circle; Bernoulli: cases and controls; permutation: NaN */
    double relative_risk;
    double llr;      /* logarithm of the likelihood ratio */
    double p, p_se;  /* Monte Carlo, with its standard error; NaN without replicates */
    double p_gumbel; /* from the Gumbel law through the simulated maxima: good to far smaller p */
    double recurrence_days; /* prospective: one such cluster is expected by chance in this time */
};

struct scan_result {
    struct scan_cluster *clusters; /* most likely first; no two share a location */
    int32_t cluster_count;
    int64_t cases, controls;
    int32_t locations, locations_dropped;
    int64_t cases_dropped;
    int32_t steps_longest; /* the interval limit that ruled, in steps */
    int64_t circles;       /* over all centres */
    int64_t replicates;
    uint64_t seed;
    const double *maxima; /* replicates: the simulated maxima, largest first */
};

/* Finds the most likely cluster and those after it that share no location with one before them, by
 * falling likelihood ratio, out of all windows. (SaTScan only keeps the best window of each centre,
 * so it can miss a later cluster whose centre has a better window in an earlier one. A purely
 * temporal scan gives one cluster.)
 *
 * With c cases, mu expected in a window and C cases in all:
 *
 *     Poisson, permutation   c ln(c/mu) + (C-c) ln((C-c)/(C-mu))
 *     Bernoulli              the same for c of n and C-c of N-n, less C of N
 *
 * taken where the rate inside is the higher one (the lower one for low rates). Null hypothesis:
 * cases fall by the expected ones (Poisson), or on any C of the N people (Bernoulli), or the dates
 * are permuted over the cases (permutation, mu = cases of the circle * cases of the interval / C).
 *
 * Cost     Distances are sorted once. A replicate costs centres * locations, times at most steps *
 *          longest interval; windows that end where there is no case are passed over.
 * Fails    ERROR_USAGE on limits out of range, a permutation scan that is not of space and time, or
 *          more than 1e7 replicates; ERROR_INVALID on negative numbers, cases where none are
 *          expected, or no cases at all.
 * Source   Kulldorff 1997, Comm. Stat. 26:1481-1496; 2001, JRSS-A 164:61-72; Kulldorff et al. 1998,
 *          AJPH 88:1377-1380 (space-time); 2005, PLoS Med. 2:e59 (permutation). Abrams, Kulldorff &
 *          Kleinman 2010, J. Biomed. Inform. 43:S8 (Gumbel). */
MUST_CHECK bool scan(struct arena *a, const struct scan_data *data,
                     const struct scan_question *question, struct scan_result *out,
                     struct error *err);
