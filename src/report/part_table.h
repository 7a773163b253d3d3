#pragma once
/* The part of a page that shows a result's table. */

#include "answer/result.h"
#include "report/html.h"

struct part_table {
    const struct result_table *table;
    const char *of;      /* whose numbers they are: a measure's title */
    const char *caption; /* NULL: the table's title */
    size_t fold_over;    /* more rows than this are folded away on the screen; 0: never */
    size_t most;         /* more rows than this are not shown, which is said; 0: all are */
};

/* A table with a header for each column and each row, that scrolls inside itself. */
void part_table(struct html *h, const struct part_table *p);

/* The start of any table: "<div ...><table><caption>...</caption>", to be ended by
 * "</table></div>". A reader of the screen hears "of: caption", which no other table is called. */
void table_region_begin(struct html *h, const char *of, const char *caption);
