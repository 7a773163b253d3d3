#pragma once
/* Near repeats: whether events close to each other in space are close in time more often than
 * chance would have it. Knox's table of pairs by bands of distance and of time, and Mantel's test.
 *
 * Traps    Addresses put on a block's face or on a police station make false same-place pairs; a
 *          burglary whose day is known only as a range has no day; the edge of the city hides
 *          neighbours; a table has many cells, so one of them is small by chance: p_table. */

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "method/distance.h"
#include "method/monte_carlo.h"

/* Events: an event without place or time (NaN) is dropped and counted. */
struct near_repeat_data {
    int32_t events;
    enum places places;
    const double *x, *y, *t;
};

/* Bands are closed below and open above: band k is edge[k] <= distance < edge[k + 1]. The last edge
 * may be INFINITY. A band of the same place is usual: edges 0, 0.001, ... */
struct near_repeat_question {
    const double *space_edge, *time_edge; /* bands + 1 each */
    int32_t space_bands, time_bands;
    struct monte_carlo monte_carlo;
};

struct near_repeat_cell {
    int64_t pairs;             /* observed */
    double expected, variance; /* exact, of the permutation of times over events */
    double p_poisson;          /* P(Poisson(expected) >= pairs); NaN where nothing is expected */
    double mean, median;       /* of the permuted tables */
    double ratio_mean, ratio_median; /* Knox ratios; NaN where the divisor is 0 */
    int64_t least, most;             /* of the permuted tables */
    double p, p_se;                  /* Monte Carlo: so many pairs or more */
    double p_table; /* corrected for the whole table: share of permuted tables with, in any cell, an
                       excess in standard deviations as large as this one's (Westfall & Young) */
};

struct near_repeat {
    struct near_repeat_cell *cells; /* space_bands rows of time_bands */
    int32_t space_bands, time_bands;
    int64_t *space_pairs, *time_pairs; /* of each band */
    int64_t pairs;                     /* n(n-1)/2 */
    int64_t close_pairs;               /* nearer than the last finite distance */
    int32_t events, events_dropped;
    int64_t replicates;
    uint64_t seed;
};

/* Counts the pairs and tests each cell by permuting the times over the events.
 *
 * Cost     Close pairs are found once, with a grid; a replicate costs a pass over them and a
 *          shuffle, whatever the number of events.
 * Fails    ERROR_USAGE on edges that do not rise from 0 or more, or more close pairs or replicates
 *          than memory has room for; ERROR_INVALID on fewer than 4 events.
 * Source   Knox 1964, Applied Statistics 13:25-29. David & Barton 1966, Brit. J. Prev. Soc. Med.
 *          20:44-48 (variance). Townsley, Homel & Chaseling 2003, Brit. J. Criminology 43:615-633.
 *          Ratcliffe & Rengert 2008, Security J. 21:58-76. */
MUST_CHECK bool near_repeat_table(struct arena *a, const struct near_repeat_data *data,
                                  const struct near_repeat_question *question,
                                  struct near_repeat *out, struct error *err);

/* How many pairs are close in one way (an edge each), and how they hang together: a is half the sum
 * over events of d(d-1), where d is the number of events close to one. */
struct closeness {
    double pairs, a;
};

/* Exact mean and variance, over all permutations, of the pairs close in both ways among n >= 4. */
void knox_moments(int32_t n, struct closeness space, struct closeness time, double *mean,
                  double *variance);
