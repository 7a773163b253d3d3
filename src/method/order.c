/* Radix sort of doubles: their bits, with the sign made to sort, are whole numbers in order. */

#include "method/order.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, PASSES = 6 };

struct keyed {
    uint64_t key;
    int64_t row;
};

// Negative numbers turn over, others move above them. NaN of either sign go to the end.
static uint64_t key_of(double x)
{
    if (isnan(x))
        return UINT64_MAX;
    double zero_made_one = x + 0.0; // -0 + 0 is 0
    uint64_t bits;
    memcpy(&bits, &zero_made_one, sizeof bits);
    return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static double value_of(uint64_t key)
{
    uint64_t bits = key >> 63 ? key & ~(UINT64_C(1) << 63) : ~key;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

// Sorts by every digit in turn, the least first; a digit that all share is skipped. Gives the
// array, of the two, that holds the result.
static struct keyed *radix(struct keyed *from, struct keyed *to, int64_t n)
{
    static const int64_t none[DIGITS];
    int64_t counts[PASSES][DIGITS];
    for (int pass = 0; pass < PASSES; pass++)
        memcpy(counts[pass], none, sizeof none);
    for (int64_t i = 0; i < n; i++)
        for (int pass = 0; pass < PASSES; pass++)
            counts[pass][from[i].key >> (pass * DIGIT_BITS) & (DIGITS - 1)]++;
    for (int pass = 0; pass < PASSES; pass++) {
        int shift = pass * DIGIT_BITS;
        int64_t *count = counts[pass], sum = 0;
        if (n == 0 || count[from[0].key >> shift & (DIGITS - 1)] == n)
            continue;
        for (int digit = 0; digit < DIGITS; digit++) {
            int64_t here = count[digit];
            count[digit] = sum;
            sum += here;
        }
        for (int64_t i = 0; i < n; i++)
            to[count[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
        struct keyed *swap = from;
        from = to;
        to = swap;
    }
    return from;
}

void reorder_numbers(const double *x, int64_t n, int64_t *out)
{
    struct arena scratch = {0};
    struct keyed *from = ARENA_ARRAY(&scratch, struct keyed, (size_t)n);
    struct keyed *to = ARENA_ARRAY(&scratch, struct keyed, (size_t)n);
    for (int64_t i = 0; i < n; i++)
        from[i] = (struct keyed){key_of(x[out[i]]), out[i]};
    const struct keyed *sorted = radix(from, to, n);
    for (int64_t i = 0; i < n; i++)
        out[i] = sorted[i].row;
    arena_free(&scratch);
}

void order_numbers(const double *x, int64_t n, int64_t *out)
{
    for (int64_t i = 0; i < n; i++)
        out[i] = i;
    reorder_numbers(x, n, out);
}

void sort_numbers(double *x, int64_t n)
{
    struct arena scratch = {0};
    struct keyed *from = ARENA_ARRAY(&scratch, struct keyed, (size_t)n);
    struct keyed *to = ARENA_ARRAY(&scratch, struct keyed, (size_t)n);
    for (int64_t i = 0; i < n; i++)
        from[i].key = key_of(x[i]);
    const struct keyed *sorted = radix(from, to, n);
    for (int64_t i = 0; i < n; i++)
        x[i] = value_of(sorted[i].key);
    arena_free(&scratch);
}

double sorted_quantile(const double *sorted, int64_t n, double p)
{
    double at = (double)(n - 1) * p, whole = floor(at + 4 * 2.220446049250313e-16);
    int64_t i = (int64_t)whole;
    double part = at - whole;
    if (part < 0)
        part = 0;
    if (i + 1 >= n || part == 0)
        return sorted[i < n ? i : n - 1];
    return (1 - part) * sorted[i] + part * sorted[i + 1];
}
