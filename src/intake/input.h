#pragma once
/* Input: the plain bytes of a file, a pipe or a piece of memory, gunzipped where need be. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct input;

/* Opens a file, "-" for standard input, or memory that outlives the input. block: bytes of a
 * compressed file read at a time. The arena closes it.
 * Fails: ERROR_NOT_FOUND, ERROR_IO naming the file; ERROR_INVALID for an empty one. */
MUST_CHECK bool input_open(struct arena *a, const char *path, size_t block, struct input **out,
                           struct error *err);
MUST_CHECK bool input_open_memory(struct arena *a, const char *name, const void *bytes,
                                  size_t length, size_t block, struct input **out,
                                  struct error *err);

/* The first bytes, at most INPUT_PEEK, without taking them; only before the first input_read. */
enum { INPUT_PEEK = 64 << 10 };
const unsigned char *input_peek(struct input *in, size_t *length);

/* Fills `into`; gives less than `room` at the end or at trouble, which input_done tells apart. */
size_t input_read(struct input *in, void *into, size_t room);
bool input_done(const struct input *in, struct error *err);
bool input_failed(const struct input *in);

const char *input_name(const struct input *in);
bool input_gzip(const struct input *in);

/* Back to the first byte; of a pipe only if input_keep was called before the first input_read: it
 * copies the whole of it to a file without a name. */
MUST_CHECK bool input_keep(struct input *in, struct error *err);
MUST_CHECK bool input_rewind(struct input *in, struct error *err);

/* All of it in memory. Fails: ERROR_INVALID beyond `most` bytes. */
MUST_CHECK bool input_whole(struct input *in, size_t most, const void **bytes, size_t *length,
                            struct error *err);
