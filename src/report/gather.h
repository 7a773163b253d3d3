#pragma once
/* What a report says of a site: every question of its packs asked, for the drawing of it. */

#include "report/report.h"
#include "store/site.h"

struct gather_options {
    const char *pack; /* only this programme; NULL: all */
    bool spanish;
    const char *synthetic; /* a sentence where the data is invented */
};

/* Asks everything. What the asker's role may not see is left out, and said. */
MUST_CHECK bool report_gather(struct site *s, struct arena *a, const struct gather_options *how,
                              struct report_view *out, struct error *err);
