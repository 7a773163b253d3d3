#pragma once
/* The inside of Cox regression: rows in order of time and walks over their risk sets. Not for
 * callers of cox.h. */

#include "method/cox.h"
#include "method/gram.h"
#include "method/survival_order.h"

/* Rows sorted by (stratum, exit). Columns are centred, in blocks of GRAM_ROWS rows, column by
 * column: value (row i, column j) is at x[cox_at(f, i) + j GRAM_ROWS]. */
struct cox_frame {
    const struct cox *asked;
    enum cox_ties ties;
    struct ordered o;
    int64_t n, events;
    int k, p;
    int *kept;     /* k columns of the design */
    double *means; /* p */
    double *x;
    double *leaver;     /* with entries: the columns again, row by row in the order of entered */
    double *entry_time; /* and the entries */
    double *exit, *entry, *weight, *offset; /* in sorted order; entry, offset NULL: none */
    bool *event;
    int64_t *entered; /* positions in sorted order, by (stratum, entry); NULL without entries */
    /* Fine & Gray: rows that had another event stay at risk with weight G(t-)/G(exit-). */
    bool *other;       /* NULL: no such rows */
    double *censoring; /* G(exit-) of each row */
    /* Of the last step: */
    double *risk;      /* weight exp(predictor), but for a constant */
    double *load;      /* risk times the hazard that the row was under */
    double *residual;  /* weight of its event, less load */
    double *all, *own; /* hazard of a time, at its first row: for those at risk, for its deaths */
    int threads;
    int64_t jobs, job_rows;
};

static inline int64_t cox_at(const struct cox_frame *f, int64_t i)
{
    return i / GRAM_ROWS * f->k * GRAM_ROWS + i % GRAM_ROWS;
}

/* cause: the code of the event asked about. others: rows of other codes above 0 stay at risk, and
 * the caller fills censoring; else such codes are refused. */
MUST_CHECK bool cox_frame_make(struct arena *a, const struct cox *c, int32_t cause, bool others,
                               struct cox_frame *f, struct error *err);

/* Checks what is asked of any Cox regression. */
MUST_CHECK bool cox_check(const struct cox *c, struct error *err);

/* Chooses columns, maximises, and fills the result. scores: what each row adds, n by k, for a
 * robust variance; NULL: the variance is the inverse of the information. */
typedef void (*cox_score_rows)(const struct cox_frame *f, double *out);
MUST_CHECK bool cox_frame_fit(struct arena *a, struct cox_frame *f, cox_score_rows scores,
                              struct cox_result *out, struct error *err);

/* Leaves only some columns: keep[j] for each of the k there are. */
void cox_keep(struct cox_frame *f, const bool *keep);

/* A time at which rows leave, in one stratum. */
struct cox_time {
    int part;              /* the stratum */
    int64_t first, last;   /* sorted rows first .. last - 1 */
    int64_t deaths;        /* rows of them with an event and weight */
    double weight;         /* of the deaths */
    double s0, d0;         /* sums of risk: all at risk, deaths */
    const double *s1, *d1; /* k sums of risk x */
    const double *q;       /* k + 1: sums of x risk / G and of risk / G, of rows with another event
                              before; NULL without such rows */
};

/* Walks backward through time, stratum by stratum from the last. visit sees every time at which
 * rows leave; enter, where not NULL, sees each row once, when all times after its entry have been
 * visited and none before. */
struct cox_walker {
    void (*visit)(void *context, const struct cox_time *t);
    void (*enter)(void *context, int64_t row);
    void *context;
};
void cox_walk(const struct cox_frame *f, const struct cox_walker *w);

/* The parts that the deaths of one time fall into: Efron's d of equal weight, each with less of the
 * deaths' own risk; Breslow's one. part 0 .. cox_parts - 1. */
struct cox_part {
    double weight; /* of deaths */
    double less;   /* the share of d0 and d1 that is left out */
    double risk;   /* s0 - less d0 */
};
int64_t cox_parts(const struct cox_frame *f, const struct cox_time *t);
struct cox_part cox_part(const struct cox_frame *f, const struct cox_time *t, int64_t part);

struct cox_sums {
    double log_likelihood;
    double *score;       /* k */
    double *information; /* k by k, whole */
};

/* The sums at b. factor: what multiplies an event time, at the first sorted row that leaves then;
 * NULL: 1 (the log likelihood is of factor 1 only). Gives -infinity for a log likelihood that
 * overflows. */
void cox_sums_take(struct cox_frame *f, const double *b, const double *factor,
                   struct cox_sums *out);

/* Fills risk for b; false where it overflows. */
bool cox_predict(struct cox_frame *f, const double *b);

/* The sums for exact ties. */
void cox_exact_take(struct cox_frame *f, const double *b, struct cox_sums *out);

/* What each row adds to the score at the b of the last cox_sums_take: n by k, row by row in sorted
 * order. */
void cox_scores(const struct cox_frame *f, double *out);

/* The most that a direction moves any predictor. */
double cox_longest_move(const struct cox_frame *f, const double *direction);

/* Whether the likelihood rises along a direction for ever (right-censored data only). */
bool cox_monotone(const struct cox_frame *f, const double *direction);

struct concordance cox_concordance(const struct cox_frame *f, const double *b);
