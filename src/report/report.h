#pragma once
/* The report: one HTML file that holds everything it needs. */

#include "answer/result.h"

/* One thing that is due. */
struct report_due {
    const char *title, *key; /* "Answer certification request", "2025-118" */
    const char *due;         /* "2026-01-28", or a moment; NULL where it cannot be said */
    const char *state;       /* "overdue 3 days", "in 2 days" */
    const char *owner, *why; /* NULL: not said. why: the date in words */
    bool overdue;
};

struct report_due_list {
    struct report_due *at;
    size_t count, room;
};

struct report_due_counts {
    int64_t overdue, soon, open, met, met_late;
};

/* One cause of problems and how many records have it. */
struct report_problem {
    const char *code, *record, *says, *cure;
    bool error; /* else a warning */
    int64_t count;
};

/* One decision over all of its records. */
struct report_decision {
    const char *title, *basis;
    const char *yes_means, *no_means; /* NULL: "yes", "no" */
    int64_t yes, no, unknown;
    bool human;               /* a person decides; this is advice */
    struct text_list missing; /* the facts whose absence leaves it unknown, with their counts */
};

/* Two registers that should agree. */
struct report_reconciliation {
    const char *title, *a, *b; /* what a and b are */
    int64_t agree, only_a, only_b, differ;
    const char *missed; /* a sentence on what both miss; NULL: not estimated */
};

/* A batch that was loaded. */
struct report_source {
    const char *record, *source, *loaded; /* loaded: a day or a moment */
    int64_t accepted, rejected;
};

struct report_programme {
    const char *name, *title, *about;
    struct text_list agenda;   /* the bullets of the agenda that it serves */
    const struct result *card; /* of the front; NULL: the first that is estimable */
    struct {
        const struct result **at;
        size_t count, room;
    } results;
    struct report_due_counts due_counts;
    struct report_due_list due; /* overdue first */
    struct {
        struct report_problem *at;
        size_t count, room;
    } problems;
    struct {
        struct report_decision *at;
        size_t count, room;
    } decisions;
    struct {
        struct report_reconciliation *at;
        size_t count, room;
    } reconciliations;
    struct {
        struct report_source *at;
        size_t count, room;
    } sources;
    struct text_list gaps; /* what is not known: "3 of 11 agencies sent nothing for December." */
};

struct report_view {
    const char *site;         /* "Riverton" */
    const char *title;        /* NULL: "Community safety report" */
    const char *language;     /* of the texts: "en", "es" */
    const char *as_of;        /* "2026-01-31" */
    const char *known_at;     /* NULL: all that was known when it was made */
    const char *root;         /* of the ledger; NULL: none */
    const char *synthetic;    /* a sentence, where the data is invented; NULL: it is real */
    struct text_list changed; /* "Hate incidents fell from 48 to 31 a quarter (p = 0.04)." */
    struct {
        struct report_programme *at;
        size_t count, room;
    } programmes;
    size_t most_due; /* of a programme's list; 0: 50 */
};

/* Draws the file. It makes no request to anywhere, and its policy forbids it to. Texts are escaped;
 * none of them is a link.
 *
 * Fails: ERROR_INVALID on a chart that does not fit its table, or a file over 200 MB. */
MUST_CHECK bool report_render(struct arena *a, const struct report_view *v, const char **out,
                              size_t *length, struct error *err);
