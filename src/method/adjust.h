#pragma once
/* Many tests at once: p-values adjusted for how many there were. */

#include <stddef.h>

#include "base/arena.h"

/* Adjusted p-values, to be compared with the level wanted. NaN stays NaN and is no test.
 *
 * p        count p-values in any order
 * scratch  for a sorted copy
 * out      count numbers; may be p itself
 *
 * adjust_false_discovery: the share of false alarms among alarms is held below the level
 * (independent or positively dependent tests). adjust_family: the chance of any false alarm is.
 *
 * Source   Benjamini & Hochberg 1995, JRSS-B 57:289-300. Holm 1979, Scand. J. Stat. 6:65-70.
 */
void adjust_false_discovery(const double *p, size_t count, struct arena *scratch, double *out);
void adjust_family(const double *p, size_t count, struct arena *scratch, double *out);
