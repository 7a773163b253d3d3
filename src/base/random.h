#pragma once
/* Random numbers: streams that depend on a seed and a stream's number alone, on no clock and no
 * thread. xoshiro256++ (Blackman & Vigna 2021, ACM Trans. Math. Softw. 47:36), seeded by SplitMix64
 * (Steele, Lea & Flood 2014, OOPSLA). Not for secrets. */

#include <stdint.h>

struct random {
    uint64_t s[4];
};

/* Stream number `stream` of a seed: replicate r of a simulation uses stream r, so that the answer
 * does not depend on the number of threads. */
struct random random_stream(uint64_t seed, uint64_t stream);

uint64_t random_u64(struct random *r);

/* A whole number in 0 .. n-1, each equally likely (no modulo bias); n >= 1. */
uint64_t random_below(struct random *r, uint64_t n);

/* A number in [0, 1), a multiple of 2^-53. */
double random_unit(struct random *r);

/* Standard normal, by the polar method. */
double random_normal(struct random *r);

/* Shuffles count numbers in place (Fisher-Yates). */
void random_shuffle(struct random *r, int32_t *at, int64_t count);
