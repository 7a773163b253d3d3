#pragma once
/* Sorting of numbers, in time that grows with their count alone (radix sort). */

#include <stdint.h>

/* The order of n numbers, rising: x[out[0]] <= x[out[1]] <= ... Equal ones keep their order, as -0
 * and 0 do; NaN come last. */
void order_numbers(const double *x, int64_t n, int64_t *out);

/* As order_numbers, beginning from an order that out already holds: equal numbers keep that order.
 * For sorting by a second key first and then by the first. */
void reorder_numbers(const double *x, int64_t n, int64_t *out);

/* Sorts n numbers in place, rising. None is NaN. */
void sort_numbers(double *x, int64_t n);

/* Quantile p of n >= 1 sorted numbers, by linear interpolation between order statistics (type 7 of
 * Hyndman & Fan 1996, Am. Stat. 50:361-365: R's default). */
double sorted_quantile(const double *sorted, int64_t n, double p);
