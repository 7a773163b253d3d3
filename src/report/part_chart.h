#pragma once
/* The part of a page that shows a chart. */

#include "answer/chart.h"
#include "report/html.h"

/* A figure with its title, its description and its specification, which charts.js draws. Where
 * there is nothing to draw it says so. Fails: ERROR_INVALID on a chart that does not fit its table.
 */
MUST_CHECK bool part_chart(struct html *h, const struct result_chart *c, struct error *err);

/* What all charts of a page share, once, before the scripts: patterns and configuration. */
void part_chart_shared(struct html *h);

/* A small line of a chart's estimates, for a card, with its first and last in words; nothing where
 * the chart is no series of at least three values. */
void part_spark(struct html *h, const struct result_chart *c);
