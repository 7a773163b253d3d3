#include "base/digest.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>

_Static_assert(sizeof(crypto_generichash_state) + 64 <= sizeof(struct digest_maker), "state fits");

static crypto_generichash_state *state_of(struct digest_maker *m)
{
    // The library wants 64 bytes of alignment, which memory of an arena does not promise.
    uintptr_t at = ((uintptr_t)m->state + 63) & ~(uintptr_t)63;
    return (crypto_generichash_state *)at;
}

void digest_begin(struct digest_maker *m)
{
    crypto_generichash_init(state_of(m), NULL, 0, sizeof(struct digest));
}

void digest_piece(struct digest_maker *m, const void *bytes, size_t length)
{
    unsigned char size[8];
    for (int i = 0; i < 8; i++)
        size[i] = (unsigned char)((unsigned long long)length >> (8 * i));
    crypto_generichash_update(state_of(m), size, sizeof size);
    if (length != 0)
        crypto_generichash_update(state_of(m), bytes, length);
}

void digest_text(struct digest_maker *m, const char *text)
{
    static const unsigned char nothing[8] = {255, 255, 255, 255, 255, 255, 255, 255};
    if (text == NULL)
        crypto_generichash_update(state_of(m), nothing, sizeof nothing);
    else
        digest_piece(m, text, strlen(text));
}

void digest_more(struct digest_maker *m, const void *bytes, size_t length)
{
    if (length != 0)
        crypto_generichash_update(state_of(m), bytes, length);
}

struct digest digest_end(struct digest_maker *m)
{
    struct digest d;
    crypto_generichash_final(state_of(m), d.bytes, sizeof d.bytes);
    return d;
}

struct digest digest_of(const void *bytes, size_t length)
{
    struct digest d;
    crypto_generichash(d.bytes, sizeof d.bytes, bytes, length, NULL, 0);
    return d;
}

void digest_write(const struct digest *d, char out[65])
{
    sodium_bin2hex(out, 65, d->bytes, sizeof d->bytes);
}

bool digest_read(const char *text, struct digest *out)
{
    size_t length = 0;
    struct digest d;
    if (strlen(text) != 64
        || sodium_hex2bin(d.bytes, sizeof d.bytes, text, 64, NULL, &length, NULL) != 0
        || length != sizeof d.bytes)
        return false;
    *out = d;
    return true;
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}
