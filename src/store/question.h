#pragma once
/* A question: who asks, of which day, knowing what. Every view of the lens is built for one. */

#include "base/date.h"
#include "base/list.h"

struct question {
    struct date as_of;       /* the day of the question; today where nobody said otherwise */
    bool on_that_day;        /* somebody said otherwise: only what was true on that day counts */
    struct instant known_at; /* only what was known then; NO_INSTANT: all */
    struct date from, to;    /* only what happened in these days; NO_DATE: no limit */
    const char *role, *user; /* role NULL: the owner of the database, who sees all */
    bool aggregate; /* only numbers of groups will be shown: the right to count is enough */
};
