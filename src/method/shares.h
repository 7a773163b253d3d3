#pragma once
/* Money parted by weight under caps, and money given whole in an order. */

#include <stddef.h>
#include <stdint.h>

/* A pool parted by weight, none above its cap.
 *
 * Whoever would pass the cap gets the cap; what that leaves goes to the others by weight, again and
 * again until none passes (at most n rounds). Where all are at their caps, some of the pool stays.
 *
 * pool     what there is, >= 0
 * weight   n weights >= 0; NaN: left out, gets NaN
 * cap      n caps >= 0; NaN: none
 * out      n amounts, the sum of which is the pool or less
 */
void shares_capped(double pool, const double *weight, const double *cap, size_t n, double *out);

/* A pool given to the first in order, then the second, each all it asks for or nothing: who asks
 * for more than is left is passed over.
 *
 * ask      n amounts asked for, >= 0; NaN: asks for nothing
 * order    n indices, the first comes first
 * out      n amounts, each what is asked for or 0
 */
void shares_fill(double pool, const double *ask, const int64_t *order, size_t n, double *out);
