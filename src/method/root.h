#pragma once
/* Roots of increasing functions of one variable. */

#include <stdbool.h>

/* The x at which an increasing f is 0, to about 1e-14 relative (absolute below 1). The bracket
 * grows from start by steps that double, to at most +-most; then Chandrupatla's mix of bisection
 * and inverse quadratic interpolation.
 *
 * what     is handed to f
 * Returns  false where f has no sign change within the bracket, gives NaN, or 200 steps do not do.
 * Source   Chandrupatla 1997, Adv. Eng. Softw. 28:145-149.
 */
__attribute__((warn_unused_result)) bool root_increasing(double (*f)(double x, const void *what),
                                                         const void *what, double start,
                                                         double most, double *out);
