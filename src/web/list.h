#pragma once
/* The lists that several pages show: what is due, what is wrong, what was loaded. */

#include "web/glance.h"
#include "web/page.h"

/* Rows of a due list from `from` on, at most `most`. */
void part_due(struct html *h, const struct request *rq, const struct due_list_all *list,
              size_t from, size_t most, const char *of, const char *caption);
/* Whether it is for someone to act on: not met, kept or over. */
bool due_is_open(const struct due_item *d);
bool due_is_late(const struct due_item *d);

void part_problems(struct html *h, const struct request *rq, const struct problem_list *list,
                   const char *of);
