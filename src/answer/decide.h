#pragma once
/* Decisions: grounds, each true, false or unknown, and what follows from them. */

#include "store/site.h"

enum truth { TRUTH_UNKNOWN, TRUTH_TRUE, TRUTH_FALSE };

struct ground_answer {
    const struct ground *ground;
    enum { GROUND_ALL, GROUND_ANY, GROUND_NONE } part;
    enum truth is;
};

struct decision_answer {
    const struct decision *decision; /* the version that judged */
    const char *record;
    enum truth is;
    struct {
        struct ground_answer *at;
        size_t count, room;
    } grounds;
    struct text_list
        missing; /* the facts that would decide, by their labels; of an unknown answer */
};

struct decision_answers {
    struct decision_answer *at;
    size_t count, room;
};

/* Judges the records of a decision: one (record not NULL) or all, each by the version in force: on
 * the day in the query's column `as_at`, else on the day of the question.
 * Fails: ERROR_NOT_FOUND for a decision or record that is not there; ERROR_INVALID for a mistake in
 * the pack. */
MUST_CHECK bool decide(struct site *s, struct arena *a, const char *name, const char *record,
                       struct decision_answers *out, struct error *err);

/* Three-valued: unknown and false is false, unknown or true is true (Kleene 1938). */
enum truth truth_and(enum truth a, enum truth b);
enum truth truth_or(enum truth a, enum truth b);
enum truth truth_not(enum truth a);
const char *truth_word(enum truth t); /* "true", "false", "unknown" */
