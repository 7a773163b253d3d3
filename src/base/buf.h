#pragma once
/* Buffers: a text built piece by piece, up to a limit. */

#include <stdint.h>

#include "base/arena.h"

/* A text in the making. It needs no check per piece: it remembers that it overflowed. text is
 * always NUL-terminated. */
struct buf {
    struct arena *arena;
    char *text;
    size_t length, room, limit; /* bytes, without the NUL */
    bool overflowed;
};

/* An empty text of at most limit bytes. */
struct buf buf_make(struct arena *a, size_t limit);

void buf_put(struct buf *b, const char *format, ...) PRINTF(2, 3);
void buf_text(struct buf *b, const char *text);
void buf_bytes(struct buf *b, const void *bytes, size_t length);
void buf_char(struct buf *b, char c);

/* The text, once. Fails: ERROR_INVALID when a piece did not fit. */
MUST_CHECK bool buf_done(const struct buf *b, const char **out, struct error *err);
