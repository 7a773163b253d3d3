#pragma once
/* Monte Carlo tests: how many replicates, from which seed, and the p-value they give. */

#include <stdint.h>

/* Replicate r draws from random_stream(seed, r), so the answer does not depend on threads. */
struct monte_carlo {
    int64_t replicates; /* 0 computes the statistic without a p-value; 999 is usual */
    uint64_t seed;
    int threads; /* 0: one for each processor */
};

/* Above this the work is refused: nobody waits for it. */
#define MONTE_CARLO_MOST 10000000

/* A simulated statistic counts against the finding when it reaches the observed one, but for
 * rounding: the same windows or pairs summed in another order differ in the last digits. */
#define MONTE_CARLO_TOLERANCE 1e-9

/* (1 + at_least) / (replicates + 1); NaN where replicates is 0.
 * Source   Davison & Hinkley 1997, Bootstrap Methods, eq. 4.11. */
double monte_carlo_p(int64_t at_least, int64_t replicates);

/* Standard error of such a p-value, sqrt(p(1-p)/replicates). */
double monte_carlo_se(double p, int64_t replicates);
