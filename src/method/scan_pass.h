#pragma once
/* Passes over all windows of a scan, and the replicates made of them. */

#include "method/scan_frame.h"

struct window {
    int64_t end;              // in circles.near, past its last location
    int32_t centre, from, to; // steps from .. to - 1
};

/* The window with the largest likelihood ratio: llr is 0 where none has a higher (lower) rate. */
struct find {
    double llr;
    int64_t cases;
    bool low;
};

struct scan_pass; /* the observed cases and room to pass over them */
struct scan_pass *scan_pass_make(struct arena *a, const struct frame *f);

/* The most likely of the windows without a used place. */
struct find scan_pass_best(struct scan_pass *p, const bool *used, struct window *window,
                           double *measure);

/* The largest likelihood ratio of each replicate, largest first, in memory of a. */
double *scan_replicates(struct arena *a, const struct frame *f);
