#pragma once
/* The table of methods: what a measure's query must give, which keys it may have, and the function
 * that turns the frame into a result. A new method is one file and one row in method.c. */

#include "answer/frame.h"
#include "answer/result.h"

enum wanted { WANTED_TEXT, WANTED_NUMBER };

struct method_column {
    const char *name;
    enum wanted is;
    bool needed;
    const char *help;
};

struct method_key {
    const char *key, *help;
};

/* A question to a method: the measure, its data, and the words around it. */
struct method_question {
    const struct measure *measure;
    const struct frame *in;
    double level; /* of intervals */
    bool spanish; /* labels and sentences */
    /* The label of a value of the column that `by` names; the value itself where there is none. */
    const char *(*label)(void *context, struct arena *a, const char *value);
    void *label_context;
    const char *areas;         /* GeoJSON for a map of the groups, or NULL */
    const struct packs *packs; /* for code lists that keys name */
    const struct zone *zone;   /* of the site */
};

struct method {
    const char *name, *about; /* about: one sentence in plain words, for the report */
    const struct method_column *columns;
    bool more_columns;             /* others are allowed: covariates, or any */
    const struct method_key *keys; /* beyond those of every measure */
    /* Fills main, charts, sentence, headline, n, missing, notes, assumptions, warnings. What cannot
     * be estimated is not a failure: estimable stays false and the sentence says why. */
    bool (*run)(struct arena *a, const struct method_question *q, struct result *out,
                struct error *err);
};

/* NULL-named row at the end. */
extern const struct method methods[];
const struct method *method_find(const char *name);

/* Complains of a measure whose method is unknown, whose keys are not the method's, or whose query
 * lacks a column that the method wants (columns: of the query's answer; NULL: not known). */
void method_check(const struct measure *m, const struct text_list *columns,
                  struct complaints *wrong);

/* The reference of the methods, as Markdown. */
struct buf;
void method_reference(struct buf *out);

/* ---- for the methods ------------------------------------------------------- */

/* In the language of the question. Of method_say both formats take the same arguments in the same
 * order. */
const char *method_word(const struct method_question *q, const char *english, const char *spanish);
const char *method_say(struct arena *a, const struct method_question *q, const char *english,
                       const char *spanish, ...) PRINTF(3, 5) PRINTF(4, 5);

/* A column of the frame; NULL where it is not there and not needed. */
const struct frame_column *method_column(const struct method_question *q, const char *name);

/* A mistake of the pack, ERROR_INVALID with file and line: of a key, or of the query where key is
 * NULL. Returns false. */
bool method_wrong(const struct method_question *q, struct error *err, const char *key,
                  const char *format, ...) PRINTF(4, 5);

/* A key's value; NULL where it is not given. Number: otherwise where it is not given. Fails:
 * ERROR_INVALID with the measure's file and line. */
const char *method_key(const struct method_question *q, const char *key);
MUST_CHECK bool method_number(const struct method_question *q, const char *key, double otherwise,
                              double *out, struct error *err);
/* A whole number within limits. */
MUST_CHECK bool method_whole(const struct method_question *q, const char *key, int64_t otherwise,
                             int64_t least, int64_t most, int64_t *out, struct error *err);
/* One of some words, NULL at their end: its index; 0 where it is not given. */
MUST_CHECK bool method_choice(const struct method_question *q, struct arena *a, const char *key,
                              const char *const *words, int *out, struct error *err);
/* A list of numbers: "0, 100, 200". */
struct number_list {
    double *at;
    size_t count, room;
};
MUST_CHECK bool method_numbers(const struct method_question *q, struct arena *a, const char *key,
                               struct number_list *out, struct error *err);
/* `replicates` and `seed` of a Monte Carlo test. */
struct monte_carlo;
MUST_CHECK bool method_monte_carlo(const struct method_question *q, int64_t replicates,
                                   struct monte_carlo *out, struct error *err);
/* `per` of the measure, 1 where it is not said, and in words: "per 1,000". */
MUST_CHECK bool method_per(const struct method_question *q, struct arena *a, double *per,
                           const char **words, struct error *err);

/* A whole count >= 0 in a row of a column that is not NaN there. */
MUST_CHECK bool method_count_in(const struct method_question *q, const struct frame_column *c,
                                size_t row, int64_t *out, struct error *err);

/* The label of a group for people; "all" for NULL where there is no group column, "not recorded"
 * where a group is missing. */
const char *method_label(const struct method_question *q, struct arena *a, const char *value);

/* The words of the measure, with fallbacks: "events", "groups". */
const char *method_unit(const struct method_question *q, const char *otherwise);
const char *method_by(const struct method_question *q);

/* "not estimable, n = 4", and the reason, as the answer. */
void result_not_estimable(struct arena *a, const struct method_question *q, struct result *out,
                          int64_t n, const char *why);

/* What a statistic refused: not estimable where the data are too few or too odd; else the failure
 * of the whole. */
MUST_CHECK bool method_refused(struct arena *a, const struct method_question *q, int64_t n,
                               const struct error *why, struct result *out, struct error *err);

/* The number that answers, with its interval and what it is. */
void result_headline(struct result *out, double value, struct interval i, enum column_kind kind,
                     const char *label);

/* Columns estimate, low, high. And their cells. */
void table_estimate_columns(struct arena *a, const struct method_question *q,
                            struct result_table *t, const char *label, enum column_kind kind);
void table_estimate(struct arena *a, struct result_table *t, double value, struct interval i);

/* A cell with words in place of an estimate: "not reached". */
void table_no_estimate(struct arena *a, struct result_table *t, const char *words);

/* Another table. Its address is good until the next is added: add charts of it last. */
struct result_table *result_table_add(struct arena *a, struct result *out, const char *title);

/* Adds a chart of the main table. */
struct result_chart *result_chart_add(struct arena *a, struct result *out, enum chart_kind kind,
                                      const char *x, const char *y, const char *low,
                                      const char *high);

void result_note(struct arena *a, struct result *out, const char *format, ...) PRINTF(3, 4);
void result_assume(struct arena *a, struct result *out, const char *format, ...) PRINTF(3, 4);
void result_warn(struct arena *a, struct result *out, const char *format, ...) PRINTF(3, 4);

/* "95 %" of a level. */
const char *level_words(struct arena *a, double level);
/* " (95 % interval 1.6 to 2.1)", "" where there is none. */
const char *interval_phrase(struct arena *a, const struct method_question *q, struct interval i,
                            enum column_kind kind);
/* The same without brackets: "95 % interval 1.6 to 2.1". */
const char *interval_inside(struct arena *a, const struct method_question *q, struct interval i,
                            enum column_kind kind);

/* Numbers for sentences. */
const char *whole_words(struct arena *a, int64_t v);
const char *percent_words(struct arena *a, double share);
const char *p_words(struct arena *a, double p);
const char *day_words(struct arena *a, const struct method_question *q, const char *text);
