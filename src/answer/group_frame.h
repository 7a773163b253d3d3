#pragma once
/* Groups that are compared with one of them: what rates, shares and the like have in common. */

#include "answer/method.h"

/* The rows of a frame whose numbers are there; the others are counted as missing. */
struct compared {
    size_t *rows, count;
    int base; /* the index in rows of the group that others are compared with; -1: none */
    int64_t missing;
};

/* columns: names of number columns that must not be missing, NULL at the end. A `compare` that no
 * row has is a warning of the result. */
struct compared compared_rows(struct arena *a, const struct method_question *q,
                              const char *const *columns, struct result *out);

/* The group (index in rows, not the base) with the largest |log ratio|: the one a headline names;
 * -1 where there is none. ratio: one a row; NaN where it could not be estimated. */
int compared_headline(const struct compared *c, const double *ratio);

/* A dot chart of the main table, groups as x, the base marked; a line where groups are years,
 * quarters or months; a map where there are areas. */
void compared_chart(struct arena *a, const struct method_question *q, struct result *out,
                    const char *y, const char *low, const char *high);
