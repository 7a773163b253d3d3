#pragma once
/* Sources: any file that people send, read as a stream of rows with named columns.
 *
 *     bytes -> gzip -> UTF-16 or Windows-1252 to UTF-8 -> CSV, JSON, JSON Lines, GeoJSON
 *     bytes -> gzip -> XLSX (a zip of XML)
 *
 * A source reads in constant memory, whatever the size of the file; of a workbook the zipped bytes
 * and the shared texts are kept. Cells are text; numbers are the shortest decimal text that is
 * exact. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/list.h"
#include "base/span.h"

struct source;

/* {0} asks for everything to be found out, with the header on the first line that is not blank. */
struct source_options {
    const char *format;      /* csv, json, jsonl, geojson or xlsx; NULL: by content and name */
    const char *sheet;       /* the sheet of a workbook; NULL: the only visible one */
    const char *encoding;    /* utf-8, utf-16, utf-16le, utf-16be, windows-1252, iso-8859-1;
                                NULL: by byte order mark, else by the first 64 KiB */
    const char *path;        /* dotted path to the rows of a JSON text; NULL: find the array */
    char delimiter;          /* of CSV; 0: detect , ; tab | */
    int skip_lines;          /* junk lines above the header; -1: detect; 0: none */
    bool no_header;          /* the first line is data; columns are c1, c2, ... */
    struct text_list header; /* names to use in place of those of the header line */
    size_t block;            /* bytes read at a time; 0: what is fast (tests make it small) */
};

/* What was seen while reading; final once source_next has returned false. */
struct source_notes {
    const char *format, *encoding;  /* as in source_options */
    bool gzip, mark;                /* compressed; begins with a byte order mark */
    bool header_used;               /* names come from a line of the file */
    char delimiter;                 /* of CSV, else 0 */
    const char *sheet, *path;       /* of a workbook; of a JSON text; else NULL */
    int64_t header_line;            /* 1-based; 0 where there is none */
    int64_t rows;                   /* given out by source_next, those with a problem too */
    int64_t short_rows, short_line; /* fewer cells than the header, and the first such line */
    int64_t long_rows, long_line;   /* more cells, not empty, than the header */
    int64_t padded_rows;            /* more cells than the header, the extra ones empty */
    int64_t repeated_headers;       /* rows that were the header again, skipped */
    int64_t blank_lines;            /* nothing but delimiters or spaces: skipped */
    int trailing_columns;           /* without a name at the end of the header, dropped */
    struct text_list texts;         /* all of this in words, what is usual left out */
};

/* Opens a file; "-" is standard input. The arena closes it. A column of the header without a name
 * is called by its place (c7), a repeated name gets " (2)".
 *
 * Fails  ERROR_IO no such file, a folder, not readable;
 *        ERROR_INVALID an empty file, binary junk, no header, an unknown sheet (the error lists
 *        those there are), a bad byte in the first block, a damaged archive;
 *        ERROR_USAGE an option that does not exist. */
MUST_CHECK bool source_open(struct arena *a, const char *path, const struct source_options *how,
                            struct source **out, struct error *err);

/* As source_open, of bytes in memory, which must outlive the source. name is what errors and the
 * choice of format call it. */
MUST_CHECK bool source_open_memory(struct arena *a, const char *name, const void *bytes,
                                   size_t length, const struct source_options *how,
                                   struct source **out, struct error *err);

size_t source_column_count(const struct source *s);

/* A column's name: UTF-8, NFC, trimmed, inner white space made one space, never empty, unique.
 * And as the header writes it; "" where there is no header. */
const char *source_column(const struct source *s, size_t i);
const char *source_column_raw(const struct source *s, size_t i);

/* The column of that exact name, else one that is the same but for case; -1: there is none. */
int source_find(const struct source *s, const char *name);

/* The next row; false at the end or at trouble, which source_done tells apart. */
bool source_next(struct source *s);

/* A cell of this row: valid UTF-8, not trimmed, a NUL after its end; at == NULL where the row is
 * too short or JSON says null. Good until the next source_next. */
struct span source_cell(const struct source *s, size_t i);

/* Where this row starts: a line of the file, a row of the sheet, or an element of a JSON array,
 * counted from 1. */
int64_t source_line(const struct source *s);

/* NULL, or why this row cannot be trusted: more cells than the header. Good until source_next. */
const char *source_row_problem(const struct source *s);

/* The row as it came (as UTF-8): a CSV line without its end, a JSON value, the cells of a sheet
 * with tabs between. For the file of rejected rows. */
const char *source_row_text(struct arena *a, const struct source *s);

/* True at a clean end, else what went wrong, where, and the cure. */
MUST_CHECK bool source_done(const struct source *s, struct error *err);

/* The texts are good as long as the source. */
struct source_notes source_notes(const struct source *s);
