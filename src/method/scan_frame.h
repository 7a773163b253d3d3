#pragma once
/* The frame of a scan: the caller's arrays with what is not scanned summed up, as passes want them.
 *
 * Every window has a number of cases c, which a replicate changes, and a measure m, which it does
 * not: expected cases (Poisson), people (Bernoulli), or cases of the circle times cases of the
 * interval (permutation). The measure is taken apart where it can be: if m[i,t] = place[i] step[t],
 * a circle's measure is one sum, not one for each step. */

#include "method/circles.h"
#include "method/scan.h"

struct frame {
    enum scan_model model;
    enum scan_rates rates;
    bool prospective;
    int32_t places, steps; // of the scan: 1 step where purely spatial, 1 place where temporal
    int64_t cases, cases_least;
    double measure;         // of everything
    const double *place;    // places: measure of each
    const double *step_sum; // steps + 1: sums of the shares; NULL: does not come apart
    const double *cell_sum; // else: places * (steps + 1) sums over the steps
    int32_t longest;        // interval
    struct circles circles;
    const double *population;    // places; NULL: not given
    const int32_t *start, *step; // the observed cases, by place: steps of its cases
    const int32_t *who;          // Bernoulli: the cell of each person
    int64_t people;
    const double *keep; // Poisson: alias table over the cells
    const int32_t *alias;
    const struct scan_question *question;
};

/* The locations that have coordinates. */
struct kept {
    int32_t *location; // the caller's numbers of those that have coordinates
    double *x, *y;
    int32_t count;
};

/* One set of cases: place i has those in step[start[i]] .. step[start[i + 1] - 1]. */
struct counts {
    int32_t *start, *step; // places + 2, cases
};

/* Sorts cases given by their cells (place * steps + step) to their places. */
void counts_fill(const struct frame *f, const int32_t *cell, struct counts *k);

/* Fails    as scan. */
MUST_CHECK bool frame_make(struct arena *a, const struct scan_data *d,
                           const struct scan_question *q, struct frame *f, struct kept *kept,
                           struct scan_result *r, struct error *err);
