#pragma once
/* The pieces that report.c puts in order: the front page, and a programme. */

#include "report/html.h"
#include "report/report.h"

/* "1,234" */
const char *count_words(struct arena *a, int64_t n);

/* What needs attention, a card for each programme, what changed, what is not known. */
void report_front(struct html *h, const struct report_view *v);

/* The number of a card: title, headline, interval, a spark where it is a series. */
void report_card_value(struct html *h, const struct result *r);

MUST_CHECK bool report_programme(struct html *h, const struct report_view *v,
                                 const struct report_programme *p, struct error *err);

/* Things that are due, at most so many, as a table of something. */
void report_due_table(struct html *h, const struct report_due_list *due, size_t most,
                      const char *of, const char *caption);

/* The words that a report uses, explained. */
void report_words(struct html *h);
