#pragma once
/* Suggesting: a map for a file that nobody has written one for, from names and values. */

#include "base/buf.h"
#include "intake/source.h"
#include "pack/pack.h"

/* What was guessed for one field. */
struct guess {
    const struct field *field;
    int column, other;   /* of the source; other: the latitude of a point; -1: none */
    const char *formats; /* of dates */
    double name, values; /* how well the names fit, and what share of the values; 0 to 1 */
    const char *why;     /* in words: "name; 98 % of 200 values are codes of race" */
    bool undecided;      /* the formats read some cells differently: such rows would be rejected */
};

struct suggestion {
    const struct record *record;
    struct {
        struct guess *at;
        size_t count, room;
    } guesses;               /* fields for which a column was found */
    struct text_list unused; /* columns that no field took */
    bool key_made;           /* no column is the key: it is made of all */
    double score;            /* 0 to 1: how well record and file go together */
};

/* Samples of a file: the first rows, column by column. */
struct samples {
    size_t columns, rows;
    const char **names;
    struct text_list *cells; /* of each column: cells that are not empty */
};

enum { SAMPLE_ROWS = 1000 };

/* Reads the first rows of a source. Fails as the source does. */
MUST_CHECK bool samples_read(struct arena *a, struct source *s, struct samples *out,
                             struct error *err);

struct suggestion suggest(struct arena *a, const struct packs *packs, const struct record *r,
                          const struct samples *s);

/* The record that fits best. NULL where none does. */
const struct record *suggest_record(struct arena *a, const struct packs *packs,
                                    const struct samples *s, struct suggestion *out);

/* The suggestion as a map: SQL to be read, mended and kept. */
void suggestion_write(struct arena *a, const struct suggestion *g, const struct samples *s,
                      const char *name, const char *format, struct buf *out);
