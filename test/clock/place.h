#pragma once
/* A place and rules for tests of clocks. */

#include "t.h"

#include "clock/count.h"

/* Federal holidays, in a zone. */
struct clock_place place_in(struct arena *a, const char *zone);

/* A rule from keys and values, checked: RULE(&a, "count", "30 calendar days"). */
struct clock_rule rule_of(struct arena *a, const char *const *pairs);
#define RULE(a, ...) rule_of((a), (const char *const[]){__VA_ARGS__, NULL})

/* A day or a moment. */
struct clock_time at(const char *text);

struct due due_of(struct arena *a, const struct clock_rule *rule, const struct clock_case *c,
                  const struct clock_place *place);
