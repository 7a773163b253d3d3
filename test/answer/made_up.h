#pragma once
/* Made-up results of an invented city, one for each kind of chart and of cell. */

#include "answer/result.h"

struct made_up {
    const char *name; /* of its golden file */
    const struct result *result;
};

/* Ends with a NULL name. */
const struct made_up *made_up_results(struct arena *a);

/* The one of that name. */
const struct result *made_up_result(struct arena *a, const char *name);
