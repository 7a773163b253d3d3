#pragma once
/* Numbers read from text strictly and written exactly, whatever the locale. */

#include <stdint.h>

#include "base/arena.h"

/* The whole text is a number: optional sign, digits, for a double also a point and an exponent; no
 * space, no hexadecimal, no "nan" or "inf", nothing that overflows. */
bool number_read_i64(const char *text, int64_t *out);
bool number_read_double(const char *text, double *out);

/* The shortest decimal text that reads back as the same double; "inf", "-inf", "nan". */
void number_write(double v, char out[32]);

/* Whether a text is surely what number_write gives for the number it says; of some that are, it is
 * false. */
bool number_is_shortest(const char *text);
