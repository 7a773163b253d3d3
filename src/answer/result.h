#pragma once
/* Results: what a method says of a measure, in one form for every method, that the command line,
 * the report, the pages, the interface and the published data all draw from. */

#include <stdbool.h>
#include <stdint.h>

#include "base/list.h"
#include "method/interval.h"

/* One cell of a result's table. A cell that is not a value says why. */
enum cell_kind {
    CELL_NONE, /* nobody recorded it */
    CELL_TEXT,
    CELL_INTEGER,
    CELL_NUMBER,
    CELL_NOT_ESTIMABLE, /* the method cannot answer here; text says "not estimable, n = 4" */
    CELL_SUPPRESSED,    /* too small to show */
};

struct cell {
    enum cell_kind kind;
    const char *text; /* of CELL_TEXT and CELL_NOT_ESTIMABLE */
    int64_t integer;  /* of CELL_INTEGER */
    double number;    /* of CELL_NUMBER; inf is allowed, NaN is not */
};

/* What a column's values are, so that each place writes them alike. */
enum column_kind {
    COLUMN_TEXT,
    COLUMN_COUNT,   /* whole numbers, with thousands separators */
    COLUMN_NUMBER,  /* three significant digits unless more are asked for */
    COLUMN_PERCENT, /* a share 0 to 1, shown as 12.3 % */
    COLUMN_P,       /* a p-value */
    COLUMN_DATE,    /* "2026-01-31", shown as 31 January 2026 */
    COLUMN_MONEY,   /* cents */
};

struct result_column {
    const char *name;  /* for programs: "events", "estimate", "low", "high" */
    const char *label; /* for people: "Uses of force", "Per 1,000 arrests" */
    enum column_kind kind;
};

/* A table: rows of cells, row by row, columns.count cells each. */
struct result_table {
    const char *title; /* NULL for the main table */
    struct {
        struct result_column *at;
        size_t count, room;
    } columns;
    struct {
        struct cell *at;
        size_t count, room;
    } cells;
};

enum chart_kind {
    CHART_NONE,
    CHART_DOT,    /* estimates as points with intervals as lines, groups in order */
    CHART_LINE,   /* a series over time with its band */
    CHART_BAR,    /* bars from zero */
    CHART_STEP,   /* survival curves with bands */
    CHART_MAP,    /* areas shaded by estimate */
    CHART_POINTS, /* points on a map, perhaps circles */
    CHART_HEAT,   /* a grid of two categories */
    CHART_CURVE,  /* x against y: concentration, dose */
};

/* A chart of a table: which columns go where, by name; NULL where there is none. */
struct result_chart {
    enum chart_kind kind;
    const struct result_table *table;
    const char *x, *y, *low, *high, *group, *facet, *size;
    const char *title, *description; /* description: one sentence for those who do not see it */
    const char *reference_label;     /* a line to compare with; NULL for none */
    double reference;
    bool log_scale;
    const char *compare; /* the x (or group) that others are compared with: marked; NULL for none */
    const char *mark, *mark_label; /* an x at which something began: a line across; NULL for none */
    const char *radius; /* of CHART_POINTS: a column of kilometres, a circle drawn to scale */
    const char *areas; /* of CHART_MAP: GeoJSON FeatureCollection, feature property "key" joins x */
};

/* Everything that a method says. Texts live in the arena of the question. */
struct result {
    /* of the measure */
    const char *name, *title, *method, *unit, *by, *caveat, *source, *basis, *query, *better;
    const char *about, *pack;
    /* of the question */
    const char *as_of, *known_at, *from, *to; /* days and a moment; NULL: not limited */
    const char *data_version;                 /* the root of the ledger when it was asked */
    double level;                             /* of the intervals */

    bool estimable;
    const char *sentence; /* the answer in plain words, or "not estimable, n = 4" with its reason */
    /* the headline: the number of a card; estimable only */
    struct cell headline;
    enum column_kind headline_kind;
    const char *headline_label;
    struct interval headline_interval; /* NaN: none */
    double p;                          /* NaN: none */
    int64_t n, missing;                /* rows used; rows left out because a value is missing */

    struct result_table main;
    struct {
        struct result_table *at;
        size_t count, room;
    } further; /* more tables: comparisons, tests, coefficients */
    struct {
        struct result_chart *at;
        size_t count, room;
    } charts;
    struct text_list notes;       /* what was done: method, interval, ties, convergence */
    struct text_list assumptions; /* what must hold for it to be right */
    struct text_list warnings;    /* what the reader must beware of in this answer */
};

/* Builds tables cell by cell. */
void table_column(struct arena *a, struct result_table *t, const char *name, const char *label,
                  enum column_kind kind);
void table_text(struct arena *a, struct result_table *t, const char *text); /* NULL: CELL_NONE */
void table_integer(struct arena *a, struct result_table *t, int64_t v);
void table_number(struct arena *a, struct result_table *t, double v); /* NaN: CELL_NONE */
void table_not_estimable(struct arena *a, struct result_table *t, int64_t n);
void table_suppressed(struct arena *a, struct result_table *t);

size_t table_rows(const struct result_table *t);
const struct cell *table_cell(const struct result_table *t, size_t row, size_t column);
/* The index of a column by name; -1 where there is none. */
int table_find(const struct result_table *t, const char *name);
/* The number in a cell; NaN where it holds none. */
double cell_value(const struct cell *c);

/* A cell as a person reads it: "1,234", "12.3 %", "1.05", "p < 0.001", "31 January 2026",
 * "not estimable, n = 4", "–" for none, "fewer than shown" for suppressed. */
const char *cell_words(struct arena *a, const struct cell *c, enum column_kind kind);

/* The same for numbers outside a table: three significant digits, dollars from cents, a day (or
 * month, quarter, moment; other text comes back as it is), "13.1 to 15.4" (NULL: no interval). */
const char *number_words(struct arena *a, double v);
const char *money_words(struct arena *a, double cents);
const char *date_words(struct arena *a, const char *text);
const char *interval_words(struct arena *a, struct interval i, enum column_kind kind);
