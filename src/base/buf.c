#include "base/buf.h"

#include <stdio.h>
#include <string.h>

struct buf buf_make(struct arena *a, size_t limit)
{
    return (struct buf){.arena = a, .text = arena_alloc(a, 1), .limit = limit};
}

static bool make_room(struct buf *b, size_t more)
{
    if (b->overflowed || more > b->limit - b->length) {
        b->overflowed = true;
        return false;
    }
    if (b->length + more > b->room) {
        size_t larger = b->room < 64 ? 128 : b->room * 2;
        if (larger < b->length + more)
            larger = b->length + more;
        char *moved = arena_alloc(b->arena, larger + 1);
        memcpy(moved, b->text, b->length + 1);
        b->text = moved;
        b->room = larger;
    }
    return true;
}

void buf_bytes(struct buf *b, const void *bytes, size_t length)
{
    if (length == 0 || !make_room(b, length))
        return;
    memcpy(b->text + b->length, bytes, length);
    b->length += length;
    b->text[b->length] = '\0';
}

void buf_text(struct buf *b, const char *text)
{
    buf_bytes(b, text, strlen(text));
}

void buf_char(struct buf *b, char c)
{
    buf_bytes(b, &c, 1);
}

void buf_put(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    char small[256];
    int length = vsnprintf(small, sizeof small, format, args);
    if (length < 0) {
        b->overflowed = true;
    } else if ((size_t)length < sizeof small) {
        buf_bytes(b, small, (size_t)length);
    } else if (make_room(b, (size_t)length)) {
        vsnprintf(b->text + b->length, (size_t)length + 1, format, again);
        b->length += (size_t)length;
    }
    va_end(again);
    va_end(args);
}

bool buf_done(const struct buf *b, const char **out, struct error *err)
{
    if (b->overflowed)
        return error_set(err, ERROR_INVALID, "the text is longer than %zu bytes", b->limit);
    *out = b->text;
    return true;
}
