#pragma once
/* Spans: a piece of text with its length, inside parsers only. */

#include <stddef.h>

struct span {
    const char *at; /* NULL: there is none */
    size_t length;
};
