#pragma once
/* Lifetimes as a query gives them: what survival, competing risks and Cox regression share. */

#include "answer/method.h"
#include "method/survival.h"

struct lifetime_frame {
    struct lifetimes lifetimes; /* of the rows that are whole */
    size_t *rows;               /* which rows of the frame those are */
    bool grouped;
    struct text_list groups, labels; /* the values of the column group, and their labels */
    int base;                        /* the group of `compare`; -1: none */
    struct text_list causes;         /* of competing risks: code 1 is the first */
};

/* Columns left, event (or cause, where causes), entered and group, the last two if they are there.
 *
 * Entered at 0 or nothing is watched from the start. A row that ends before it starts, or without
 * time or group, is missing; one that ends the moment it enters later says nothing and is left out:
 * both are counted and said. Cause: a text or number; NULL, 0 or '' is still waiting.
 *
 * Fails: ERROR_INVALID for an event other than true and false. */
MUST_CHECK bool lifetime_frame_read(struct arena *a, const struct method_question *q, bool causes,
                                    struct lifetime_frame *out, struct result *result,
                                    struct error *err);
