#pragma once
/* Text: UTF-8 checked, normalised, folded and compared. */

#include "base/list.h"

/* Whether length bytes are UTF-8 without NUL; where not, *bad (unless NULL) is the first bad byte.
 */
bool text_is_utf8(const char *text, size_t length, size_t *bad);

/* Normalisation form C of a UTF-8 text; the text itself where it is ASCII. */
const char *text_nfc(struct arena *a, const char *text);

/* For comparing what people wrote: lower case, no accents, every run of other characters than
 * letters and digits one space, none at the ends: " Año-1 " and "ano 1" fold alike. */
const char *text_fold(struct arena *a, const char *text);

/* Without white space at both ends. */
const char *text_trim(struct arena *a, const char *text);

bool text_equal(const char *a, const char *b); /* two NULL are equal */
bool text_starts(const char *text, const char *start);
bool text_starts_word(const char *text, const char *word); /* ASCII case ignored, then no letter */
bool text_blank(const char *text);                         /* NULL, empty or white space */

/* The parts between separators, trimmed; no parts of an empty text. */
struct text_list text_split(struct arena *a, const char *text, char separator);

/* Lower case letter, then lower case letters, digits and '_'; at most 60 bytes. */
bool text_is_name(const char *text);

/* Edits (insert, delete, replace, swap neighbours) from one text to the other, in bytes after
 * lowering ASCII; at most 64 bytes of each count. */
int text_distance(const char *a, const char *b);

/* The candidate nearest to a word, or NULL where none is near enough to be meant. */
const char *text_nearest(const char *word, const char *const *candidates, size_t count);

/* " (did you mean X?)", or "" where nothing is near. */
const char *text_did_you_mean(struct arena *a, const char *word, const char *const *candidates,
                              size_t count);

/* "a, b and c" of texts. */
const char *text_series(struct arena *a, const struct text_list *texts, const char *and_word);
