#pragma once
/* Periods of a series as whole numbers one apart: years, quarters, months, weeks or days. */

#include "answer/method.h"

enum period {
    PERIOD_NUMBER, /* plain whole numbers: waves, half-years counted from some start */
    PERIOD_YEAR,
    PERIOD_QUARTER,
    PERIOD_MONTH,
    PERIOD_WEEK, /* days that are all a whole number of weeks apart */
    PERIOD_DAY,
};

struct periods {
    enum period kind;
    double *at;      /* a row each; NaN where missing */
    int32_t week_on; /* weeks: the day on which number 0 begins */
};

/* The periods of a column: "2017", "2017-Q3", "2017-03", a day, or plain whole numbers, all alike.
 * Fails: ERROR_INVALID with the text that is none. */
MUST_CHECK bool periods_read(struct arena *a, const struct method_question *q,
                             const struct frame_column *c, struct periods *out, struct error *err);

/* The number of the period that a text names, or that a day falls into; NaN where it is none. */
double period_number(const struct periods *p, const char *text);

/* The text of a number, as it came: "2017-03"; and the name of such a period: "month". */
const char *period_text(struct arena *a, const struct periods *p, double number);
const char *period_word(const struct method_question *q, enum period kind);
/* "months" */
const char *periods_word(const struct method_question *q, enum period kind);

/* How many make a year: 12 for months; a week for days; 0 where there is no such cycle. */
int period_cycle(enum period kind);
