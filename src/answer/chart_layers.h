#pragma once
/* The layers of each kind of chart but maps, in the array that is open. For chart.c. */

#include "answer/chart_rows.h"

void chart_write_dots(struct json *j, struct arena *a, const struct chart_rows *r,
                      enum chart_use use);
void chart_write_bars(struct json *j, struct arena *a, const struct chart_rows *r,
                      enum chart_use use);
void chart_write_columns(struct json *j, struct arena *a, const struct chart_rows *r);
/* by_group: a line for each group; named: with its name at its end, else in a legend. */
void chart_write_series(struct json *j, struct arena *a, const struct chart_rows *r,
                        enum chart_use use, bool by_group, bool named);
void chart_write_grid(struct json *j, struct arena *a, const struct chart_rows *r,
                      enum chart_use use);
