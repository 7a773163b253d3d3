#pragma once
/* Errors: what went wrong, told once, in words that a reader can act on. */

#include <stdbool.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF(words, first) __attribute__((format(printf, words, first)))

enum error_kind {
    ERROR_NONE,
    ERROR_USAGE,     /* asked wrongly: a bad option, an argument out of range */
    ERROR_INVALID,   /* the world's data does not fit: a bad file, a pack with a typo */
    ERROR_NOT_FOUND, /* no such thing */
    ERROR_FORBIDDEN, /* not for this reader */
    ERROR_CONFLICT,  /* true of something else already: a second writer, a duplicate */
    ERROR_STORE,     /* the database failed */
    ERROR_IO,        /* a file, a pipe or a socket failed */
};

/* {0} is "no error". The text is UTF-8 and cut, at a character, to what fits. */
struct error {
    enum error_kind kind;
    char text[2000];
};

/* Names an error's kind and words, replacing what was there. Returns false, so that a function can
 * end with `return error_set(err, ...)`. The text names the file, line and field where there is
 * one, and the cure; never what is recorded about a person. */
bool error_set(struct error *err, enum error_kind kind, const char *format, ...) PRINTF(3, 4);

/* Puts "what we were doing: " in front of the words that are there. Returns false. */
bool error_while(struct error *err, const char *format, ...) PRINTF(2, 3);

/* 0 for ERROR_NONE, 2 for ERROR_USAGE, else 1. */
int error_exit_status(enum error_kind kind);

/* 200 for ERROR_NONE, else as in the table in error.c. */
int error_http_status(enum error_kind kind);
