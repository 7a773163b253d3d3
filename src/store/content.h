#pragma once
/* Contents: the digest of the rows that an entry of the ledger wrote.
 *
 * A row is its values that are not NULL, each as a sign of its kind, the number of its field, and
 * the value. Numbers are given in the order in which fields first have a value, and the field's
 * name goes before its first value: so names cost nothing per row, and a field that a pack adds
 * later does not change what was written before.
 *
 *     row    = { value } '.'
 *     value  = [ 'f' length name ] ( 't' number length bytes | 'i' number 8 bytes | 'n' number 8
 * bytes ) number, length = seven bits a byte, the lowest first, the top bit set where more follow
 */

#include "base/digest.h"
#include "store/store.h"

struct content;

/* For rows of these fields; the names must outlive it. Begun. */
struct content *content_make(struct arena *a, const char *const *fields, size_t count);
void content_begin(struct content *c); /* anew */
void content_row(struct content *c, const struct value *values);
struct digest content_end(struct content *c);
