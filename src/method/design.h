#pragma once
/* Designs: the columns that a regression explains its outcome with. A design borrows the caller's
 * arrays and makes its columns a block of rows at a time, so a factor of a thousand levels over a
 * million rows takes no memory beyond its codes. */

#include <stdint.h>

#include "base/arena.h"
#include "base/list.h"

/* A natural cubic spline: piecewise cubic between the knots, linear beyond the two outer ones. */
struct spline {
    int knots;        /* interior knots, 0 or more */
    const double *at; /* rising */
    double low, high; /* the boundary knots, low < at[..] < high */
    double *basis;    /* (knots + 1) by (knots + 4), row by row: from B-splines to the columns */
};

enum design_kind { DESIGN_INTERCEPT, DESIGN_NUMBER, DESIGN_FACTOR, DESIGN_SPLINE, DESIGN_PRODUCT };

struct design_term {
    enum design_kind kind;
    const char *name;
    int first, count;     /* its columns */
    const double *x;      /* number, spline */
    const int32_t *codes; /* factor: 0 to levels - 1 for each row, negative: missing */
    int levels, reference;
    struct spline spline;
    int left, right; /* product: the terms multiplied */
};

struct design {
    struct arena *arena;
    int64_t n; /* rows */
    int p;     /* columns */
    bool intercept;
    struct term_list {
        struct design_term *at;
        size_t count, room;
    } terms;
    struct text_list names; /* of the columns */
};

/* A design of n rows without columns; what is added to it lives in the arena. */
struct design design_make(struct arena *a, int64_t n);

/* Each adds a term and returns its number. The arrays have n elements and must outlive the design.
 */
int design_intercept(struct design *d); /* column "(intercept)" */
int design_number(struct design *d, const char *name, const double *x);

/* A column for each level but the reference (treatment coding), named "NAME=LABEL".
 *
 * codes      0 to levels - 1, negative: missing. A code of levels or more is found by the fit,
 * which refuses it labels     the levels in words; NULL: their numbers reference  the level without
 * a column; -1: every level has one, for a design without intercept
 */
int design_factor(struct design *d, const char *name, const int32_t *codes,
                  const char *const *labels, int levels, int reference);

/* A natural cubic spline of x in df columns, named "NAME.1" and so on: the basis of R's
 * splines::ns(x, df), whose df - 1 interior knots are the quantiles (type 7) of x at equal steps,
 * and whose boundary knots are the range of x; NaN are left out.
 *
 * Fails    ERROR_USAGE for df outside 1 to 100; ERROR_INVALID where x has too few different values.
 * Source   Hastie 1992, in Chambers & Hastie, Statistical Models in S, section 7.6; de Boor 1978.
 */
MUST_CHECK bool design_spline(struct design *d, const char *name, const double *x, int df,
                              struct error *err);

/* As design_spline, with the knots given: count interior ones, and the boundary. */
MUST_CHECK bool design_spline_at(struct design *d, const char *name, const double *x,
                                 const double *knots, int count, double low, double high,
                                 struct error *err);

/* The products of every column of one term with every column of another, those of the left term
 * running fastest, named "LEFT:RIGHT". */
int design_product(struct design *d, int left, int right);

/* The number of a column by its name, -1 where there is none. */
int design_column(const struct design *d, const char *name);

/* Fails    ERROR_USAGE for a code too large for its factor, ERROR_INVALID for an infinite number.
 */
MUST_CHECK bool design_check(const struct design *d, struct error *err);

/* The rows in which nothing is missing: no NaN and no negative code, in the design or in other
 * columns that go with it.
 *
 * also     also_count columns of n numbers; NULL among them are left out
 * codes    codes_count columns of n codes; NULL among them are left out
 * rows     which rows, rising, in memory of the arena; NULL where every row is complete
 *
 * Returns how many.
 */
int64_t design_complete(struct arena *a, const struct design *d, const double *const *also,
                        int also_count, const int32_t *const *codes, int codes_count,
                        const int64_t **rows);

/* Makes the columns of some rows.
 *
 * rows     which rows; NULL: first, first + 1, ... With rows: rows[first], rows[first + 1], ...
 * count    how many rows
 * stride   the distance between columns in out, at least count
 * out      column j at out + j stride
 */
void design_block(const struct design *d, const int64_t *rows, int64_t first, int count,
                  int64_t stride, double *out);
