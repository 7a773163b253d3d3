#pragma once
/* The words in which packs speak of clocks, for rule_keys.c. Each fails with ERROR_INVALID and
 * words that say what was expected. */

#include "clock/rule.h"

/* Lower case, white space single and none at the ends; signs and points stay, so that "-5" is no 5.
 */
const char *words_plain(struct arena *a, const char *text);

/* The place of a text in a list of phrases, case and white space alike. Guesses the one meant. */
MUST_CHECK bool words_phrase(struct arena *a, const char *text, const char *const *phrases,
                             size_t count, size_t *out, struct error *err);

MUST_CHECK bool words_yes(struct arena *a, const char *text, bool *out, struct error *err);
MUST_CHECK bool words_day(const char *text, struct date *out, struct error *err);

/* The name of a fact: a column of the clock's query. */
MUST_CHECK bool words_fact(const char *text, const char **out, struct error *err);

/* The digits at *at, at most 9, as a number; steps over them. false where there are none or more.
 */
bool words_number(const char **at, int64_t *out);

/* "calendar", "business", "federal working" or "working": the unit of a count that was read
 * without.
 */
MUST_CHECK bool words_unit(struct arena *a, const char *word, struct clock_count *c,
                           struct error *err);

/* A count and what may follow it after commas: "days off skipped", "from the day of", "when FACT",
 * "unless FACT", "with the period", "reading SOURCE" (to the end, commas and all). */
struct clauses {
    struct clock_count count;
    bool start_said, unless, with_period;
    enum clock_start start;
    const char *when, *reading;
};
MUST_CHECK bool words_clauses(struct arena *a, const char *text, struct clauses *out,
                              struct error *err);
