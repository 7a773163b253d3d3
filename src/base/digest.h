#pragma once
/* Digests: BLAKE2b-256 (RFC 7693) by libsodium. */

#include <stdbool.h>
#include <stddef.h>

struct digest {
    unsigned char bytes[32];
};

/* A digest in the making. Each piece is taken with its length in front, so that ("ab", "c") and
 * ("a", "bc") differ. */
struct digest_maker {
    unsigned char state[384 + 64]; /* the library's state, at its alignment; not to be copied */
};

void digest_begin(struct digest_maker *m);
void digest_piece(struct digest_maker *m, const void *bytes, size_t length);
void digest_text(struct digest_maker *m, const char *text); /* NULL is a piece of its own kind */
/* Bytes without a length in front: for those who frame their pieces themselves. */
void digest_more(struct digest_maker *m, const void *bytes, size_t length);
struct digest digest_end(struct digest_maker *m);

struct digest digest_of(const void *bytes, size_t length);

/* 64 lower case hexadecimal digits and a NUL. */
void digest_write(const struct digest *d, char out[65]);
bool digest_read(const char *text, struct digest *out);
bool digest_equal(const struct digest *a, const struct digest *b);
