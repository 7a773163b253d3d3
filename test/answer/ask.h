#pragma once
/* Measures asked of a site that holds nothing but the measure: its rows stand in its own query. */

#include "answer/measure.h"

/* The answer to a measure whose header lines and query are given:
 *
 *     asked(&a, "-- method: count\n", "events", "(3), (4)")
 *
 * columns are the names of what the query gives, separated by commas. The test ends where it fails.
 */
struct result *asked(struct arena *a, const char *header, const char *columns, const char *values);
struct result *asked_in_spanish(struct arena *a, const char *header, const char *columns,
                                const char *values);

/* The error of a measure that must fail. */
const char *refused(struct arena *a, const char *header, const char *columns, const char *values);

/* A number of a table: NaN where the row or column is not there or holds none. */
double number_at(const struct result_table *t, size_t row, const char *column);
/* Of the row whose first column (or whose column `key`) is a text. */
double number_of(const struct result_table *t, const char *key, const char *value,
                 const char *column);
const char *text_at(const struct result_table *t, size_t row, const char *column);
/* A further table by its title's beginning. */
const struct result_table *further(const struct result *r, const char *title);

/* The text of all notes, assumptions and warnings. */
const char *said(struct arena *a, const struct result *r);
