#pragma once
/* Words that people read, in their language. A text is looked up by its English: in the table of
 * words_es.c where Spanish was asked for, else by GNU gettext in the text domain that main chose.
 * Only LC_MESSAGES is ever set: numbers are written by us, the same everywhere. */

enum words_language { WORDS_OF_LOCALE, WORDS_ENGLISH, WORDS_SPANISH };

/* The language of this thread from here on: a server answers each reader in theirs. */
void words_use(enum words_language language);
enum words_language words_used(void);

const char *words_say(const char *text) __attribute__((format_arg(1)));
const char *words_count(const char *one, const char *many, long long n)
    __attribute__((format_arg(1), format_arg(2)));

/* The text in the reader's language. */
#define _(text) words_say(text)

/* One or many of a thing: P_("%d row", "%d rows", n). */
#define P_(one, many, n) words_count((one), (many), (long long)(n))

/* A text in a table, translated where it is shown. */
#define N_(text) text

/* A table of translations, ordered by the English; the last row has none. */
struct words_pair {
    const char *english, *other;
};
extern const struct words_pair words_spanish[];
