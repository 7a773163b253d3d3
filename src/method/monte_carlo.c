#include "method/monte_carlo.h"

#include <math.h>

double monte_carlo_p(int64_t at_least, int64_t replicates)
{
    return replicates < 1 ? NAN : (1 + (double)at_least) / ((double)replicates + 1);
}

double monte_carlo_se(double p, int64_t replicates)
{
    return replicates < 1 ? NAN : sqrt(p * (1 - p) / (double)replicates);
}
