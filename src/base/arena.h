#pragma once
/* Arenas: memory that belongs to a piece of work and is given back all at once. */

#include <stdarg.h>
#include <stddef.h>

#include "base/error.h"

/* {0} is an empty arena. Not shared between threads. Running out of memory ends the program with a
 * message. In sanitizer builds every object is a malloc of its own. */
struct arena {
    struct arena_block *blocks;
    struct arena_defer *defers;
    char *at;
    size_t left;
};

/* Zeroed memory, aligned for any type, good until arena_free or arena_reset. size 0 is allowed. */
void *arena_alloc(struct arena *a, size_t size);

/* As arena_alloc, for count objects of a size; the product is checked. */
void *arena_array(struct arena *a, size_t count, size_t size);

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, count) ((type *)arena_array((a), (count), sizeof(type)))

/* A copy of a text (NULL stays NULL), of its first length bytes, or of a block of memory. */
char *arena_text(struct arena *a, const char *text);
char *arena_text_n(struct arena *a, const char *text, size_t length);
void *arena_copy(struct arena *a, const void *from, size_t size);

char *arena_printf(struct arena *a, const char *format, ...) PRINTF(2, 3);
char *arena_vprintf(struct arena *a, const char *format, va_list args) PRINTF(2, 0);

/* Calls close(what) when the arena is freed or reset, last first, before memory goes. */
void arena_defer(struct arena *a, void (*close)(void *what), void *what);

/* Gives everything back; a is an empty arena again. */
void arena_free(struct arena *a);

/* As arena_free, but keeps one block for the next round: for loops over rows. */
void arena_reset(struct arena *a);
