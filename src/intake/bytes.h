#pragma once
/* Bytes: a window that moves over an input, whose bytes are checked UTF-8 without NULs. */

#include "intake/input.h"

enum encoding {
    ENCODING_NONE,
    ENCODING_UTF8,
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_WINDOWS1252,
    ENCODING_LATIN1,
};

/* Room after the end of the window, so that a scanner may load whole vectors. */
enum { BYTES_PADDING = 64 };

struct bytes {
    struct input *input;
    struct arena *arena;
    enum encoding encoding;
    bool bare_cr;       /* a CR without LF ends a line too: set by the owner, for bytes_done */
    bool mark, guessed; /* began with a byte order mark; the encoding was found out */

    /* The window is text[start .. end). The owner moves start and may write in the window. */
    char *text;
    size_t start, end;
    bool ended; /* nothing comes after the window: the end, or trouble */

    size_t filled, room, block; /* text[end .. filled) is the beginning of a character */
    unsigned char *raw;         /* bytes still to be turned into UTF-8 */
    size_t raw_length, raw_room;
    int bad; /* the byte or unit that stopped us, or -1 */
};

/* "utf-8", "windows-1252" and so on; ENCODING_NONE if there is no such name. */
const char *encoding_name(enum encoding e);

/* encoding: as in struct source_options. Looks at the first 64 KiB.
 * Fails: ERROR_USAGE for an unknown encoding; ERROR_INVALID for what is not text; as input_read. */
MUST_CHECK bool bytes_begin(struct arena *a, struct input *in, const char *encoding, size_t block,
                            struct bytes *out, struct error *err);

/* Moves the window to the front and adds to its end; false when nothing came. */
bool bytes_more(struct bytes *b);

/* Makes the window at least so long, or up to the end. */
void bytes_want(struct bytes *b, size_t length);

/* True at a clean end; line and column, from 1, are those of the start of the window. */
MUST_CHECK bool bytes_done(const struct bytes *b, int64_t line, int64_t column, struct error *err);

/* Nothing comes after the window, and all is well. */
bool bytes_clean_end(const struct bytes *b);

/* The length of the longest front of text that is whole, valid UTF-8 (RFC 3629) without NUL;
 * *cut where the rest is the beginning of a character. */
size_t utf8_valid(const char *text, size_t length, bool *cut);
