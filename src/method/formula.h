#pragma once
/* Formulas over a table: each is one arithmetic expression in words that a spreadsheet's reader
 * knows, worked out for every row at once.
 *
 *     0.5 * pool * people / sum(people) + 0.5 * pool * crimes / sum(crimes)
 *
 *     + - * /   < <= = <> >= >   and or not   ( )   12.5   'text'   names of columns and constants
 *
 *     min(a, b, …)  max(a, b, …)     the least, the greatest of the row's values
 *     if(c, a, b)                    a where c holds, else b; only the chosen one may be missing
 *     first(a, b, …)                 the first that is not missing
 *     known(a)                       whether it is not missing
 *     round(a)                       to a whole number, halves up
 *     sum(a)  count(c)               over all rows; missing ones are left out
 *     sum_by(group, a)  count_by(group, c)        over the rows of the same group
 *     at(name, a)                    a of the row whose name (first column) is in the column `name`
 *     capped(pool, weight, cap)      the pool parted by weight, none above its cap; what the caps
 *     capped_by(group, pool, weight, cap)         leave goes to the others
 *     fill(pool, ask, order)         the pool given whole to the highest in order, then the next
 *     fill_by(group, pool, ask, order)
 *
 * A condition is 1 or 0. A missing value (NaN) makes missing whatever needs it, and so does a
 * division by zero. Groups and names are text columns; a row without a group belongs to none. The
 * pool of a group is that of its first row. Sums are compensated, so that their order does not
 * matter. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/list.h"

struct formula_column {
    const char *name;
    /* One of the two; both where every row is missing, so that it may be read either way. */
    const double *number;    /* NaN where missing */
    const char *const *text; /* NULL where missing */
};

struct formula_table {
    size_t rows;
    struct {
        struct formula_column *at;
        size_t count, room;
    } columns; /* the first text column has the rows' names */
};

void formula_add(struct arena *a, struct formula_table *t, const char *name, const double *number);
void formula_add_text(struct arena *a, struct formula_table *t, const char *name,
                      const char *const *text);
/* A column in which nothing is known. */
void formula_add_unknown(struct arena *a, struct formula_table *t, const char *name);
/* The same number in every row. */
void formula_add_constant(struct arena *a, struct formula_table *t, const char *name, double v);

/* NULL where there is none. The last of a name counts. */
const struct formula_column *formula_find(const struct formula_table *t, const char *name);

/* Works a formula out for every row.
 *
 * out      t->rows numbers in memory of the arena, NaN where missing
 *
 * Fails    ERROR_INVALID with what is wrong and where in the text.
 */
MUST_CHECK bool formula_work(struct arena *a, const struct formula_table *t, const char *text,
                             const double **out, struct error *err);
