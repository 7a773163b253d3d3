#pragma once
/* Disclosure: a result made fit for those who may see no small number. */

#include "answer/result.h"

struct disclosure {
    bool whole;        /* nothing of it can be shown */
    int64_t primary;   /* rows left out because a count is small */
    int64_t secondary; /* rows left out so that those cannot be worked out from the totals */
};

/* Leaves out counts of 1 to least - 1, whatever is computed from them, and as many others as it
 * takes that no total gives them away. Zeros are shown. Tables beside the main one that hold small
 * counts are dropped, as is what lists rows. least: 2 or more.
 * Fails: as suppress of method/suppression.h. */
MUST_CHECK bool result_disclose(struct arena *a, struct result *r, int64_t least,
                                struct disclosure *out, struct error *err);

/* The least count that is shown: of the site (suppress_below, else 5), or of the measure where that
 * is stricter. Fails: ERROR_INVALID for a setting that is no whole number from 2. */
struct site;
struct measure;
MUST_CHECK bool disclose_least(struct site *s, struct arena *a, const struct measure *m,
                               int64_t *out, struct error *err);
