#pragma once
/* Oracle files: numbers that another program wrote, test/oracle/NAME.csv, one line a case:
 * a name and then numbers. */

#include "t.h"

enum { ORACLE_MOST_NUMBERS = 128 };

struct oracle_row {
    char name[48];
    double at[ORACLE_MOST_NUMBERS];
    int count;
};

struct oracle_list {
    struct oracle_row *at;
    size_t count, room;
};

/* The rows of a file; a file that is absent or not of this form ends the test. */
struct oracle_list oracle_load(struct arena *a, const char *file);

/* The one row of a name; ends the test where there is none. */
const struct oracle_row *oracle_find(const struct oracle_list *l, const char *name);
