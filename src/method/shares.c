#include "method/shares.h"

#include <math.h>
#include <stdbool.h>

static double weight_of(const double *weight, size_t i)
{
    return isnan(weight[i]) ? 0 : weight[i];
}

void shares_capped(double pool, const double *weight, const double *cap, size_t n, double *out)
{
    double left = pool;
    for (size_t i = 0; i < n; i++)
        out[i] = isnan(weight[i]) ? weight[i] : -1; // -1: not at its cap
    for (bool again = true; again;) {
        double sum = 0, taken = 0;
        again = false;
        for (size_t i = 0; i < n; i++)
            if (out[i] == -1)
                sum += weight_of(weight, i);
        const double rate = sum > 0 ? left / sum : 0;
        for (size_t i = 0; i < n; i++)
            if (out[i] == -1 && rate * weight_of(weight, i) > cap[i]) { // never where cap is NaN
                out[i] = cap[i];
                taken += cap[i];
                again = true;
            }
        left -= taken;
        for (size_t i = 0; i < n && !again; i++)
            if (out[i] == -1)
                out[i] = rate * weight_of(weight, i);
    }
}

void shares_fill(double pool, const double *ask, const int64_t *order, size_t n, double *out)
{
    for (size_t i = 0; i < n; i++) {
        const int64_t who = order[i];
        const bool fits = ask[who] <= pool; // false where nothing is asked
        out[who] = fits ? ask[who] : 0;
        pool -= out[who];
    }
}
