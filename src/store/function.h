#pragma once
/* The functions that pack SQL may use on every database: days, moments, places. docs/packs.md lists
 * them for those who write packs. */

#include "store/store.h"

struct question;

/* Makes the functions known. The question is read whenever a query asks for today() or me(); the
 * settings answer site('...'). */
MUST_CHECK bool functions_register(struct store *st, const struct question *question,
                                   struct error *err);

/* One row a function: its name, how it is called, what it gives. For the reference and for tests.
 */
struct function_help {
    const char *name, *call, *gives;
};
extern const struct function_help function_helps[];

/* A day of a date or a datetime text, without a copy; NO_DATE where it is neither. */
struct date day_of_text(const char *text);
