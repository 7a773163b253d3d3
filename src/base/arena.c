#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"

#if defined(__SANITIZE_ADDRESS__)
#define OBJECT_BY_OBJECT 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OBJECT_BY_OBJECT 1
#endif
#endif
#ifndef OBJECT_BY_OBJECT
#define OBJECT_BY_OBJECT 0
#endif

enum { BLOCK = 32 * 1024, ALIGN = 16 };

struct arena_block {
    struct arena_block *next;
    size_t size; // bytes after the header
    _Alignas(ALIGN) char bytes[];
};

struct arena_defer {
    struct arena_defer *next;
    void (*close)(void *what);
    void *what;
};

static struct arena_block *block_make(size_t size)
{
    struct arena_block *block = size > SIZE_MAX / 2 ? NULL : malloc(sizeof *block + size);
    if (block == NULL) {
        fprintf(stderr, "ward: out of memory (%zu bytes asked for)\n", size);
        exit(1);
    }
    block->size = size;
    return block;
}

void *arena_alloc(struct arena *a, size_t size)
{
    if (size > SIZE_MAX / 4)
        block_make(size);
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    if (OBJECT_BY_OBJECT || size > BLOCK / 4) {
        // An object of its own goes behind the block in use, which stays in front.
        struct arena_block *own = block_make(size);
        if (a->blocks != NULL && !OBJECT_BY_OBJECT) {
            own->next = a->blocks->next;
            a->blocks->next = own;
        } else {
            own->next = a->blocks;
            a->blocks = own;
            a->left = 0;
        }
        return memset(own->bytes, 0, size);
    }
    if (size > a->left) {
        struct arena_block *block = block_make(BLOCK);
        block->next = a->blocks;
        a->blocks = block;
        a->at = block->bytes;
        a->left = BLOCK;
    }
    void *memory = memset(a->at, 0, size);
    a->at += size;
    a->left -= size;
    return memory;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    return arena_alloc(a, size != 0 && count > SIZE_MAX / 4 / size ? SIZE_MAX / 2 : count * size);
}

void *arena_copy(struct arena *a, const void *from, size_t size)
{
    void *memory = arena_alloc(a, size);
    if (size != 0)
        memcpy(memory, from, size);
    return memory;
}

char *arena_text_n(struct arena *a, const char *text, size_t length)
{
    char *copy = arena_alloc(a, length + 1);
    if (length != 0)
        memcpy(copy, text, length);
    return copy;
}

char *arena_text(struct arena *a, const char *text)
{
    return text == NULL ? NULL : arena_text_n(a, text, strlen(text));
}

char *arena_vprintf(struct arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    char *text = arena_alloc(a, length < 0 ? 1 : (size_t)length + 1);
    if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(a, format, args);
    va_end(args);
    return text;
}

void arena_defer(struct arena *a, void (*close)(void *what), void *what)
{
    struct arena_defer *defer = ARENA_NEW(a, struct arena_defer);
    *defer = (struct arena_defer){.next = a->defers, .close = close, .what = what};
    a->defers = defer;
}

static void close_all(struct arena *a)
{
    while (a->defers != NULL) {
        struct arena_defer *defer = a->defers;
        a->defers = defer->next;
        defer->close(defer->what);
    }
}

void arena_free(struct arena *a)
{
    close_all(a);
    while (a->blocks != NULL) {
        struct arena_block *block = a->blocks;
        a->blocks = block->next;
        free(block);
    }
    *a = (struct arena){0};
}

void arena_reset(struct arena *a)
{
    close_all(a);
    struct arena_block *keep = NULL;
    while (a->blocks != NULL) {
        struct arena_block *block = a->blocks;
        a->blocks = block->next;
        if (keep == NULL && !OBJECT_BY_OBJECT && block->size == BLOCK)
            keep = block;
        else
            free(block);
    }
    *a = (struct arena){0};
    if (keep != NULL) {
        keep->next = NULL;
        a->blocks = keep;
        a->at = keep->bytes;
        a->left = BLOCK;
    }
}

void *list_grow(struct arena *a, void *at, size_t count, size_t *room, size_t size)
{
    if (count == *room) {
        size_t larger = *room == 0 ? 8 : *room * 2;
        void *moved = arena_array(a, larger, size);
        if (count != 0)
            memcpy(moved, at, count * size);
        at = moved;
        *room = larger;
    }
    memset((char *)at + count * size, 0, size);
    return at;
}
