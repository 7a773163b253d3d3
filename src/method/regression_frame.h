#pragma once
/* The inside of a regression, shared by its files: which rows and columns take part, and passes
 * over them block by block. Not for callers of regression.h. */

#include "method/gram.h"
#include "method/regression.h"

/* Rows, columns and coordinates. Inside, the k columns that are not aliased are used, turned by an
 * upper triangular matrix where they are nearly collinear: x_inside = x_kept turn. */
struct frame {
    const struct design *design;
    const double *y, *weights, *offset;
    enum regression_family family;
    double theta;
    const int64_t *rows; /* NULL: all */
    int64_t n;
    int p, k;
    int *kept;
    double *turn; /* k by k, row by row; NULL: as they are */
    int threads;
    int64_t jobs, job_rows; /* how rows are shared out: by n and p alone */
};

/* One block on its way: its columns, its row numbers and working numbers. */
struct block {
    int64_t first;
    int count;
    double *x;       /* k columns, GRAM_ROWS apart */
    double *scratch; /* as much again */
    double eta[GRAM_ROWS], y[GRAM_ROWS], weight[GRAM_ROWS];
    double w[GRAM_ROWS], s[GRAM_ROWS]; /* working weight, score */
};

struct block *block_make(struct arena *a, int p);

/* Fills x, y, weight, and eta = offset + x b (b: k inside coordinates; NULL: the offset alone). */
void block_fill(const struct frame *f, const double *b, int64_t first, int count,
                struct block *out);

/* Sets w and s: the expected information and the derivative of the log likelihood by eta. Returns
 * what the block adds to minus the log likelihood, without terms that do not change with b. */
double block_work(const struct frame *f, struct block *b);

void frame_share_out(struct frame *f);

/* From inside coordinates to the p columns; what is aliased becomes fill. */
void frame_outside(const struct frame *f, const double *inside, double fill, double *out);
void frame_outside_matrix(struct arena *scratch, const struct frame *f, const double *inside,
                          double *out);

/* The sandwich's middle: the variance of the sum of the scores at b, k by k. inverse is that of the
 * information. */
struct middle {
    double *m;
    int64_t clusters;
};
struct middle regression_middle(struct arena *a, const struct frame *f, const struct regression *r,
                                const double *b, const double *inverse);

/* Replaces the columns of a regression by what is left of them after the fixed effects are taken
 * out: a design of numbers over the complete rows. y, weights and cluster are remade to match. */
struct absorbed {
    struct design design;
    double *y, *weights; /* weights NULL: 1 */
    int32_t *cluster;
    int64_t df;
};
bool regression_absorb(struct arena *a, const struct regression *r, const int64_t *rows, int64_t n,
                       struct absorbed *out, struct error *err);

/* Maximum likelihood of theta for given means. */
bool theta_fit(int64_t n, const double *y, const double *weights, const double *mu, double start,
               double *theta, double *se, struct error *err);
