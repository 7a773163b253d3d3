#pragma once
/* Measures asked and answered. */

#include "answer/method.h"

struct measure_ask {
    double level; /* 0: the measure's own, or 0.95 */
    bool spanish;
};

/* Answers a measure as the site's question stands. Charts point into *out: do not copy it. Fails:
 * ERROR_INVALID for a mistake in the pack, ERROR_FORBIDDEN where the asker may not see what it
 * reads. */
MUST_CHECK bool measure_answer(struct site *s, struct arena *a, const struct measure *m,
                               const struct measure_ask *ask, struct result *out,
                               struct error *err);

/* Checks the measures of packs against their methods, with the columns that their queries give. */
void measures_check(struct site *s, struct arena *a, const struct packs *packs,
                    struct complaints *wrong);
