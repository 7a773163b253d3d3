#include "base/random.h"

#include <math.h>

static uint64_t split_mix(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

struct random random_stream(uint64_t seed, uint64_t stream)
{
    uint64_t state = seed;
    uint64_t mixed = split_mix(&state) ^ stream;
    struct random r;
    for (int i = 0; i < 4; i++)
        r.s[i] = split_mix(&mixed);
    return r;
}

static uint64_t rotate(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

uint64_t random_u64(struct random *r)
{
    uint64_t *s = r->s, result = rotate(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

__extension__ typedef unsigned __int128 wide;

uint64_t random_below(struct random *r, uint64_t n)
{
    // Lemire 2019: a 128-bit product, with the few biased draws thrown away.
    wide m = (wide)random_u64(r) * n;
    if ((uint64_t)m < n) {
        uint64_t threshold = -n % n;
        while ((uint64_t)m < threshold)
            m = (wide)random_u64(r) * n;
    }
    return (uint64_t)(m >> 64);
}

double random_unit(struct random *r)
{
    return (double)(random_u64(r) >> 11) * 0x1p-53;
}

double random_normal(struct random *r)
{
    double u, v, s;
    do {
        u = 2 * random_unit(r) - 1;
        v = 2 * random_unit(r) - 1;
        s = u * u + v * v;
    } while (s >= 1 || s == 0);
    return u * sqrt(-2 * log(s) / s);
}

void random_shuffle(struct random *r, int32_t *at, int64_t count)
{
    for (int64_t i = count - 1; i > 0; i--) {
        int64_t j = (int64_t)random_below(r, (uint64_t)i + 1);
        int32_t kept = at[i];
        at[i] = at[j];
        at[j] = kept;
    }
}
