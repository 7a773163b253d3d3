#pragma once
/* A programme at a glance: what is overdue, what is wrong, its one number. */

#include "answer/due.h"
#include "answer/problem.h"
#include "web/show.h"

struct glance {
    const struct pack *pack;
    const struct result *card; /* NULL: none that the asker may see */
    const char *card_trouble;  /* why the card's measure gave no answer */
    struct due_list_all due;
    struct due_counts counts;
    struct problem_list problems;
    int64_t problem_rows;
    int64_t hidden; /* measures that the asker may not see */
};

/* rows: how many rows of each problem. */
MUST_CHECK bool glance_take(struct request *rq, const struct pack *p, int rows, struct glance *out,
                            struct error *err);
bool pack_has_questions(const struct pack *p);
const char *pack_title(const struct request *rq, const struct pack *p);
