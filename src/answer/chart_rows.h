#pragma once
/* What a chart draws: the rows of its table as numbers and words. For chart.c and chart_map.c. */

#include "answer/chart.h"

struct chart_row {
    const char *key;                      /* x as it is */
    const char *x_words;                  /* x as a person reads it, in lines of bearable length */
    const char *x_date;                   /* of a day or month: "2026-01-01" */
    const char *x_end, *x_middle;         /* of a column over days: where it ends, and its middle */
    double x, y, low, high, size, radius; /* NaN: none; low and high are finite or clamped */
    const char *group, *facet, *label;
    const char *says, *says_value; /* "Black: 14.2 (13.1 to 15.4)", and what is after the colon */
    const char *why;               /* why there is no y; NULL where there is one */
    bool compare, opens_low, opens_high, last;
    double label_at; /* where along y the name of the last row stands */
    int class;       /* 0 .. classes.count-1, -1: no value */
};

enum x_scale { X_WORDS, X_TIME, X_NUMBER };

struct chart_rows {
    const struct result_chart *chart;
    struct {
        struct chart_row *at;
        size_t count, room;
    } rows;
    struct text_list categories, groups, facets; /* each once, as they come */
    enum x_scale x_scale;
    enum column_kind x_kind, y_kind;
    const char *x_label, *y_label, *group_label;
    double from, to;          /* of the axis of y */
    double x_from, x_to;      /* of numbers */
    struct text_list classes; /* "10.2 to 12.1": the steps of a map or a grid */
    bool intervals, gaps;     /* some row has an interval; some has no y */
    bool small;               /* small multiples */
};

enum { MOST_CLASSES = 5, MOST_LINES = 4, PLOT_HEIGHT = 260 };

/* Fails: ERROR_INVALID when a column is not in the table. */
MUST_CHECK bool chart_rows_read(struct arena *a, const struct result_chart *c,
                                struct chart_rows *out, struct error *err);

/* The first day of "2026", "2026-01", "2026-Q1", "2026-01-31..."; NULL for other text. */
const char *chart_first_day(struct arena *a, const char *text);

/* A colour by its name: of the page, or as it is. */
const char *chart_colour(enum chart_use use, const char *name);

/* The word for what has no value. */
const char *chart_no_value(void);

/* The members of a map's specification after its description. */
MUST_CHECK bool chart_write_map(struct json *j, struct arena *a, const struct chart_rows *r,
                                enum chart_use use, struct error *err);
