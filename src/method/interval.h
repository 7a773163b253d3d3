#pragma once
/* An interval: the two limits of an estimate. NaN where there is none. */

struct interval {
    double low, high;
};
