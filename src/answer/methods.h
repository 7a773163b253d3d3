#pragma once
/* The methods' functions: one file each, method_NAME.c. */

#include "answer/method.h"

#define METHOD(name)                                                                               \
    bool method_##name(struct arena *a, const struct method_question *q, struct result *out,       \
                       struct error *err)

METHOD(count);
METHOD(rate);
METHOD(proportion);
METHOD(list);
METHOD(mean);
METHOD(median);
METHOD(trend);
METHOD(funnel);
METHOD(survival);
METHOD(disparity);
METHOD(hit_rate);
METHOD(adverse_impact);
METHOD(smoothed_rate);
METHOD(veil);
METHOD(interrupted_series);
METHOD(standardised_rate);
METHOD(concentration);
METHOD(cluster);
METHOD(near_repeat);
METHOD(mantel);
METHOD(difference_in_differences);
METHOD(synthetic_control);
METHOD(rollout);
METHOD(randomised);
METHOD(relative_rate_index);
METHOD(allocate);
METHOD(competing);
METHOD(cox);
METHOD(peers);
METHOD(regression);
