#pragma once
/* Days, times and moments as sources write them: read by a format that the map declares.
 *
 *     yyyy        four digits                  h  hh    hour: 0 to 23, or 1 to 12 with AM
 *     yy(1950)    two: 1950 to 2049            mm       minutes, after the hour
 *     m  d        one or two digits            ss       seconds
 *     mm  dd      two digits                   .sss     their decimals, one to nine digits
 *     Mon         Jan, Feb, ... Sept           AM       AM, PM, am, p.m.
 *     Month       January, or Jan              Z        Z, UTC, GMT, +hh:mm, -hhmm or +hh
 *     Day         Monday, or Mon; must agree   'text'   the text itself
 *
 *     unix seconds    unix milliseconds    excel serial    excel serial 1904
 *
 * Everything else stands for itself; a space stands for one or more. A one-digit form may be
 * followed by two-digit ones without anything between: hmm reads 930 and 1130. Several formats are
 * separated by |, and a cell that two of them read differently is undecided, which is an error. */

#include "base/arena.h"
#include "base/date.h"

enum when_kind {
    WHEN_NONE,
    WHEN_DATE,   /* local.date */
    WHEN_LOCAL,  /* local: date and time on the wall, of a zone that the cell does not say */
    WHEN_MOMENT, /* local, and offset_s seconds east of UTC */
    WHEN_TIME,   /* local.us alone */
};

struct when {
    enum when_kind kind;
    struct local local;
    int offset_s;
};

struct when_format;

/* first_year: where the hundred years begin that a yy without (...) means, 1800 to 2100; 0: then
 * such a yy is refused.
 * Takes a third of a millisecond, for what when_explain needs.
 * Fails: ERROR_INVALID naming the part of the format that is wrong, and the cure. */
MUST_CHECK bool when_compile(struct arena *a, const char *format, int first_year,
                             const struct when_format **out, struct error *err);

/* As it was written. */
const char *when_text(const struct when_format *f);

enum when_fit { WHEN_FITS, WHEN_UNFIT, WHEN_UNDECIDED };

/* Reads a cell; white space at its ends does not count. 24:00 is midnight at the day's end. On all
 * but WHEN_FITS *out keeps its value. Takes no memory. */
enum when_fit when_read(const struct when_format *f, const char *cell, size_t length,
                        struct when *out);

/* Why a cell does not fit, in words: the cell, the format, what is wrong and, where one format that
 * people use fits, that. For the reason of a rejected row. */
const char *when_explain(struct arena *a, const struct when_format *f, const char *cell,
                         size_t length);

/* A format that fits all samples. telling: how many of them its rival, with day and month
 * exchanged, does not fit (all, where it has no rival). 0 with two formats in the list: undecided.
 */
struct when_guess {
    const char *format;
    int64_t telling;
};
struct when_guess_list {
    struct when_guess *at;
    size_t count, room;
    int64_t samples; /* that are not blank */
};

/* The formats that fit every sample that is not blank; none where there is no sample. The likelier
 * come first. Two-digit years are taken as yy(1950). */
struct when_guess_list when_guess(struct arena *a, const char *const *samples, size_t count);

/* "d/m/yyyy or m/d/yyyy: all 12 samples fit both", for asking. */
const char *when_guess_text(struct arena *a, const struct when_guess_list *list);
