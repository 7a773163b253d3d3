/* Intervals and their confidence levels. */

#include "method/interval.h"

#include <math.h>

#include "method/distribution.h"

bool level_check(double level, struct error *err)
{
    if (!(level > 0 && level < 1))
        return error_set(err, ERROR_USAGE, "a confidence level lies between 0 and 1, not at %g",
                         level);
    return true;
}

double level_z(double level)
{
    return -normal_quantile((1 - level) / 2);
}

struct interval interval_none(void)
{
    return (struct interval){NAN, NAN};
}
