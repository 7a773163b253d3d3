#include "store/content.h"

#include <string.h>

enum { ROOM = 8192, LARGEST = 32 }; // bytes gathered for the digest; of a value without its text

struct content {
    const char *const *fields;
    size_t count;
    size_t *numbers, named; // of fields, from 1; 0: not yet named
    struct digest_maker maker;
    size_t used;
    unsigned char bytes[ROOM];
};

struct content *content_make(struct arena *a, const char *const *fields, size_t count)
{
    struct content *c = ARENA_NEW(a, struct content);
    c->fields = fields;
    c->count = count;
    c->numbers = ARENA_ARRAY(a, size_t, count);
    content_begin(c);
    return c;
}

void content_begin(struct content *c)
{
    memset(c->numbers, 0, c->count * sizeof *c->numbers);
    c->named = c->used = 0;
    digest_begin(&c->maker);
}

static void flush(struct content *c)
{
    digest_more(&c->maker, c->bytes, c->used);
    c->used = 0;
}

static unsigned char *put_number(unsigned char *to, size_t number)
{
    for (; number >= 128; number >>= 7)
        *to++ = (unsigned char)(number | 128);
    *to++ = (unsigned char)number;
    return to;
}

static void put_bytes(struct content *c, const char *bytes, size_t length)
{
    if (c->used + length > ROOM - LARGEST)
        flush(c);
    if (length > ROOM - LARGEST) {
        digest_more(&c->maker, bytes, length);
        return;
    }
    memcpy(c->bytes + c->used, bytes, length);
    c->used += length;
}

static void put_text(struct content *c, unsigned char *to, const char *text, size_t length)
{
    c->used = (size_t)(put_number(to, length) - c->bytes);
    put_bytes(c, text, length);
}

static void put_name(struct content *c, size_t field)
{
    c->numbers[field] = ++c->named;
    c->bytes[c->used] = 'f';
    put_text(c, c->bytes + c->used + 1, c->fields[field], strlen(c->fields[field]));
    flush(c);
}

void content_row(struct content *c, const struct value *values)
{
    for (size_t i = 0; i < c->count; i++) {
        const struct value *v = &values[i];
        uint64_t bits = 0;
        if (v->kind == VALUE_NULL)
            continue;
        if (c->numbers[i] == 0)
            put_name(c, i);
        unsigned char *to = c->bytes + c->used;
        *to = v->kind == VALUE_TEXT ? 't' : v->kind == VALUE_INTEGER ? 'i' : 'n';
        to = put_number(to + 1, c->numbers[i]);
        if (v->kind == VALUE_TEXT) {
            put_text(c, to, v->text, v->length);
            continue;
        }
        if (v->kind == VALUE_INTEGER)
            bits = (uint64_t)v->integer;
        else
            memcpy(&bits, &v->number, sizeof bits);
        for (int k = 0; k < 8; k++)
            to[k] = (unsigned char)(bits >> (8 * k));
        c->used = (size_t)(to + 8 - c->bytes);
        if (c->used > ROOM - LARGEST)
            flush(c);
    }
    c->bytes[c->used++] = '.';
    if (c->used > ROOM - LARGEST)
        flush(c);
}

struct digest content_end(struct content *c)
{
    flush(c);
    return digest_end(&c->maker);
}
