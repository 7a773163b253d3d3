#pragma once
/* Tables of results as CSV (RFC 4180), for spreadsheets and programs. */

#include "answer/result.h"
#include "base/buf.h"

/* A header line of column names, then a line a row, each ended by CR LF. Numbers are written so
 * that they read back exactly ("inf" for a limit that there is not); percents are shares 0 to 1,
 * money is cents. An empty cell: nobody recorded it. A cell that is not a value says why in words
 * ("not estimable, n = 4", "suppressed"). A text that a spreadsheet program would run as a formula
 * is written after an apostrophe. */
void table_write_csv(struct buf *b, const struct result_table *t);
