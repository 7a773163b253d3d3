#pragma once
/* Places and days as a query gives them: what cluster scans and near repeats share. */

#include "answer/method.h"
#include "method/distance.h"

struct place_frame {
    enum places kind;
    const double *x, *y; /* a row each; NaN where missing */
    bool on_globe;       /* lon and lat, in degrees: distances in km; else metres */
    double unit;         /* of distances: how many a metre is */
};

/* The columns lon and lat, or x and y (metres). Key distance: euclidean (default) or manhattan, for
 * which degrees are laid flat in metres around their middle. Fails: ERROR_INVALID where there is
 * neither pair, or both. */
MUST_CHECK bool place_frame_read(struct arena *a, const struct method_question *q,
                                 struct place_frame *out, struct error *err);

/* Days of a column of dates, datetimes or plain numbers; NaN where missing. Fails: ERROR_INVALID
 * for other text. */
MUST_CHECK bool days_read(struct arena *a, const struct method_question *q,
                          const struct frame_column *c, double **out, struct error *err);
