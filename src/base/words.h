#pragma once
/* Words that people read, in their language: GNU gettext, in the text domain that main chose. Only
 * LC_MESSAGES is ever set: numbers are written by us, the same everywhere. */

#include <libintl.h>

/* The text in the reader's language. */
#define _(text) gettext(text)

/* One or many of a thing: P_("%d row", "%d rows", n). */
#define P_(one, many, n) ngettext((one), (many), (unsigned long)(n))

/* A text in a table, translated where it is shown. */
#define N_(text) text
