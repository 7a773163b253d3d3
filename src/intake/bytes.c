#include "intake/bytes.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/span.h"

enum { BLOCK = 256 << 10 };

static const struct {
    const char *name;
    enum encoding encoding;
} encodings[] = {
    // the first name of an encoding is the one shown
    {"utf-8", ENCODING_UTF8},         {"utf-16le", ENCODING_UTF16LE},
    {"utf-16be", ENCODING_UTF16BE},   {"windows-1252", ENCODING_WINDOWS1252},
    {"iso-8859-1", ENCODING_LATIN1},  {"utf8", ENCODING_UTF8},
    {"ascii", ENCODING_UTF8},         {"us-ascii", ENCODING_UTF8},
    {"cp1252", ENCODING_WINDOWS1252}, {"latin1", ENCODING_LATIN1},
    {"latin-1", ENCODING_LATIN1},
};
enum { ENCODINGS = sizeof encodings / sizeof encodings[0] };

/* Bytes 0x80 to 0x9f of Windows-1252; 0: not used. Source: Unicode, CP1252.TXT. */
static const uint16_t windows1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/* Files that people mistake for text, and the cure. */
static const struct {
    const char *magic;
    size_t length;
    const char *what;
} not_text[] = {
    {"%PDF", 4, "a PDF; ask for the data as CSV"},
    {"\xd0\xcf\x11\xe0", 4, "an old Excel or Word file; save it as .xlsx or CSV"},
    {"PK\3\4", 4, "a zip archive; unpack it, or say `format: xlsx` if it is a workbook"},
    {"\x89PNG", 4, "a picture"},
    {"\xff\xd8\xff", 3, "a picture"},
    {"SQLite format 3", 15, "an SQLite database; export the table as CSV"},
    {"BZh", 3, "compressed with bzip2; unpack it first"},
    {"\xfd"
     "7zXZ",
     5, "compressed with xz; unpack it first"},
    {"\x28\xb5\x2f\xfd", 4, "compressed with zstd; unpack it first"},
    {"7z\xbc\xaf", 4, "a 7z archive; unpack it first"},
    {"PAR1", 4, "a Parquet file; ask for the data as CSV"},
};

const char *encoding_name(enum encoding e)
{
    for (size_t i = 0; i < ENCODINGS; i++)
        if (encodings[i].encoding == e)
            return encodings[i].name;
    return NULL;
}

/* ---- UTF-8 ---- */

#if defined(__SSE2__)
/* How many whole vectors at the front hold nothing but the bytes 1 to 127. */
static size_t skip_ascii(const char *text, size_t length)
{
    size_t i = 0;
    const __m128i zero = _mm_setzero_si128();
    for (; i + 64 <= length; i += 64) {
        const __m128i *p = (const __m128i *)(const void *)(text + i);
        __m128i a = _mm_cmpgt_epi8(_mm_loadu_si128(p), zero);
        __m128i b = _mm_cmpgt_epi8(_mm_loadu_si128(p + 1), zero);
        __m128i c = _mm_cmpgt_epi8(_mm_loadu_si128(p + 2), zero);
        __m128i d = _mm_cmpgt_epi8(_mm_loadu_si128(p + 3), zero);
        __m128i all = _mm_and_si128(_mm_and_si128(a, b), _mm_and_si128(c, d));
        if (_mm_movemask_epi8(all) != 0xffff)
            break;
    }
    return i;
}
#else
static size_t skip_ascii(const char *text, size_t length)
{
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word;
        memcpy(&word, text + i, 8);
        uint64_t high = UINT64_C(0x8080808080808080), low = UINT64_C(0x0101010101010101);
        if ((word & high) != 0 || ((word - low) & ~word & high) != 0)
            break;
    }
    return i;
}
#endif

/* The length of the character at p, 0 where it is not valid, -1 where it is cut. */
static int character(const unsigned char *p, size_t left)
{
    unsigned char c = p[0];
    if (c < 0x80)
        return c != 0;
    int length = c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
    if (length == 0)
        return 0;
    unsigned char low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
    unsigned char high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
    for (int i = 1; i < length; i++) {
        if ((size_t)i >= left)
            return -1;
        if (p[i] < low || p[i] > high)
            return 0;
        low = 0x80;
        high = 0xbf;
    }
    return length;
}

size_t utf8_valid(const char *text, size_t length, bool *cut)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t i = 0;
    *cut = false;
    while (i < length) {
        i += skip_ascii(text + i, length - i);
        for (size_t stop = i + 64; i < length && i < stop;) {
            int n = character(p + i, length - i);
            *cut = n < 0;
            if (n <= 0)
                return i;
            i += (size_t)n;
        }
    }
    return i;
}

static size_t put_character(char *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 63));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 63));
        out[2] = (char)(0x80 | (c & 63));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 63));
    out[2] = (char)(0x80 | (c >> 6 & 63));
    out[3] = (char)(0x80 | (c & 63));
    return 4;
}

/* ---- reading ---- */

static bool read_utf8(struct bytes *b, size_t want)
{
    size_t got = input_read(b->input, b->text + b->filled, want);
    size_t old = b->end;
    bool cut;
    b->filled += got;
    b->end += utf8_valid(b->text + b->end, b->filled - b->end, &cut);
    b->ended = got < want;
    if (b->end < b->filled && (!cut || b->ended)) {
        b->bad = (unsigned char)b->text[b->end];
        b->ended = true;
    }
    return b->end > old;
}

static void turn_bytes(struct bytes *b)
{
    size_t i = 0;
    for (; i < b->raw_length; i++) {
        uint32_t c = b->raw[i];
        if (b->encoding == ENCODING_WINDOWS1252 && c >= 0x80 && c < 0xa0)
            c = windows1252[c - 0x80];
        if (c == 0) {
            b->bad = b->raw[i];
            b->ended = true;
            break;
        }
        b->end += put_character(b->text + b->end, c);
    }
    b->raw_length = 0;
}

static uint32_t unit(const struct bytes *b, size_t i)
{
    uint32_t first = b->raw[i], second = b->raw[i + 1];
    return b->encoding == ENCODING_UTF16LE ? first | second << 8 : first << 8 | second;
}

static void turn_units(struct bytes *b, bool last)
{
    size_t i = 0;
    while (i + 2 <= b->raw_length) {
        uint32_t c = unit(b, i);
        size_t length = 2;
        if (c >= 0xd800 && c < 0xdc00) {
            if (i + 4 > b->raw_length && !last)
                break;
            uint32_t low = i + 4 > b->raw_length ? 0 : unit(b, i + 2);
            c = low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00) : 0;
            length = 4;
        } else if (c >= 0xdc00 && c < 0xe000) {
            c = 0;
        }
        if (c == 0) {
            b->bad = (int)unit(b, i);
            b->ended = true;
            return;
        }
        b->end += put_character(b->text + b->end, c);
        i += length;
    }
    memmove(b->raw, b->raw + i, b->raw_length - i);
    b->raw_length -= i;
    if (last && b->raw_length > 0) {
        b->bad = b->raw[0];
        b->ended = true;
    }
}

/* A byte becomes at most three, and so does half of a UTF-16 unit. */
static bool read_other(struct bytes *b, size_t want)
{
    size_t old = b->end, some = want / 3 > 4 ? want / 3 : 4;
    if (some > b->raw_room - b->raw_length)
        some = b->raw_room - b->raw_length;
    size_t got = input_read(b->input, b->raw + b->raw_length, some);
    b->raw_length += got;
    bool last = got < some;
    if (b->encoding == ENCODING_UTF16LE || b->encoding == ENCODING_UTF16BE)
        turn_units(b, last);
    else
        turn_bytes(b);
    b->ended = b->ended || last;
    b->filled = b->end;
    return b->end > old;
}

static void make_room(struct bytes *b, size_t want)
{
    size_t kept = b->filled - b->start;
    char *to = b->text;
    if (kept + want > b->room) {
        b->room = (kept + want) * 2;
        to = arena_alloc(b->arena, b->room + BYTES_PADDING);
    }
    if (kept > 0)
        memmove(to, b->text + b->start, kept);
    b->text = to;
    b->end -= b->start;
    b->filled = kept;
    b->start = 0;
}

bool bytes_more(struct bytes *b)
{
    while (!b->ended) {
        size_t kept = b->filled - b->start;
        size_t want = kept > b->block ? kept : b->block; // doubling keeps long rows linear
        make_room(b, want < 16 ? 16 : want);
        if (b->encoding == ENCODING_UTF8 ? read_utf8(b, want) : read_other(b, want))
            return true;
    }
    return false;
}

void bytes_want(struct bytes *b, size_t length)
{
    while (b->end - b->start < length && bytes_more(b))
        continue;
}

bool bytes_done(const struct bytes *b, int64_t line, int64_t column, struct error *err)
{
    const char *name = input_name(b->input);
    if (b->bad < 0)
        return input_done(b->input, err);
    for (size_t i = b->start; i < b->end; i++) {
        unsigned char c = (unsigned char)b->text[i];
        if (c == '\n' || (b->bare_cr && c == '\r' && b->text[i + 1] != '\n')) {
            line++;
            column = 1;
        } else if ((c & 0xc0) != 0x80) {
            column++;
        }
    }
    if (b->bad == 0)
        return error_set(err, ERROR_INVALID,
                         "%s: line %" PRId64 ", column %" PRId64
                         ": a zero byte; the file is damaged or is not text",
                         name, line, column);
    switch (b->encoding) {
    case ENCODING_NONE:
    case ENCODING_UTF8:
        return error_set(err, ERROR_INVALID,
                         "%s: line %" PRId64 ", column %" PRId64
                         ": byte 0x%02x is not UTF-8; if the file comes from Excel or an older "
                         "Windows program, say `encoding: windows-1252` in the map",
                         name, line, column, (unsigned)b->bad);
    case ENCODING_UTF16LE:
    case ENCODING_UTF16BE:
        return error_set(err, ERROR_INVALID,
                         "%s: line %" PRId64 ", column %" PRId64
                         ": 0x%04x is half of a UTF-16 character; the file is cut or damaged",
                         name, line, column, (unsigned)b->bad);
    case ENCODING_WINDOWS1252:
    case ENCODING_LATIN1:
        return error_set(err, ERROR_INVALID,
                         "%s: line %" PRId64 ", column %" PRId64
                         ": byte 0x%02x means nothing in Windows-1252; say the file's `encoding:` "
                         "in the map (utf-8, utf-16, windows-1252, iso-8859-1)",
                         name, line, column, (unsigned)b->bad);
    }
    return false;
}

bool bytes_clean_end(const struct bytes *b)
{
    return b->ended && b->bad < 0 && !input_failed(b->input);
}

/* ---- which encoding ---- */

/* UTF-16 without a mark: text of the West has a zero in nearly every other byte. */
static enum encoding find_units(struct span head)
{
    size_t even = 0, odd = 0;
    for (size_t i = 0; i + 1 < head.length; i += 2) {
        even += head.at[i] == 0;
        odd += head.at[i + 1] == 0;
    }
    if (odd * 10 > head.length / 2 * 7 && even == 0)
        return ENCODING_UTF16LE;
    if (even * 10 > head.length / 2 * 7 && odd == 0)
        return ENCODING_UTF16BE;
    return ENCODING_NONE;
}

static bool refuse_binary(const char *name, struct span head, struct error *err)
{
    for (size_t i = 0; i < sizeof not_text / sizeof not_text[0]; i++)
        if (head.length >= not_text[i].length
            && memcmp(head.at, not_text[i].magic, not_text[i].length) == 0)
            return error_set(err, ERROR_INVALID, "%s is %s", name, not_text[i].what);
    size_t zeros = 0, controls = 0;
    for (size_t i = 0; i < head.length; i++) {
        unsigned char c = (unsigned char)head.at[i];
        zeros += c == 0;
        controls += c < 9 || (c > 13 && c < 26);
    }
    if (zeros > 16 || (controls > 4 && controls * 50 > head.length))
        return error_set(err, ERROR_INVALID,
                         "%s is not text: it has %zu control bytes in its first %zu", name,
                         controls, head.length);
    return true;
}

static enum encoding read_mark(struct span head, size_t *length)
{
    *length = 2;
    if (head.length >= 2 && memcmp(head.at, "\xff\xfe", 2) == 0)
        return ENCODING_UTF16LE;
    if (head.length >= 2 && memcmp(head.at, "\xfe\xff", 2) == 0)
        return ENCODING_UTF16BE;
    *length = 3;
    if (head.length >= 3 && memcmp(head.at, "\xef\xbb\xbf", 3) == 0)
        return ENCODING_UTF8;
    *length = 0;
    return ENCODING_NONE;
}

static bool read_declared(const char *name, enum encoding *out, bool *units, struct error *err)
{
    *units = strcasecmp(name, "utf-16") == 0 || strcasecmp(name, "utf16") == 0;
    *out = ENCODING_NONE;
    for (size_t i = 0; i < ENCODINGS; i++)
        if (strcasecmp(name, encodings[i].name) == 0)
            *out = encodings[i].encoding;
    if (*out == ENCODING_NONE && !*units)
        return error_set(err, ERROR_USAGE,
                         "there is no encoding \"%s\"; say utf-8, utf-16, utf-16le, utf-16be, "
                         "windows-1252 or iso-8859-1",
                         name);
    return true;
}

static bool find_encoding(struct bytes *b, const char *declared, struct span head, size_t *mark,
                          struct error *err)
{
    enum encoding said = ENCODING_NONE;
    bool said_units = false, cut;
    if (declared != NULL && !read_declared(declared, &said, &said_units, err))
        return false;
    enum encoding marked = read_mark(head, mark);
    bool marked_units = marked == ENCODING_UTF16LE || marked == ENCODING_UTF16BE;
    if (marked != ENCODING_NONE && declared != NULL && marked != said
        && !(said_units && marked_units))
        return error_set(err, ERROR_INVALID,
                         "%s begins with the byte order mark of %s, but the map says `encoding: "
                         "%s`; leave that out",
                         input_name(b->input), encoding_name(marked), declared);
    b->mark = marked != ENCODING_NONE;
    b->encoding = b->mark ? marked : said;
    if (b->encoding == ENCODING_NONE) {
        b->encoding = find_units(head);
        b->guessed = b->encoding != ENCODING_NONE;
    }
    if (said_units && b->encoding == ENCODING_NONE)
        return error_set(err, ERROR_INVALID,
                         "%s has no byte order mark; say `encoding: utf-16le` or utf-16be",
                         input_name(b->input));
    if (b->encoding == ENCODING_UTF16LE || b->encoding == ENCODING_UTF16BE)
        return true;
    if (!refuse_binary(input_name(b->input), head, err))
        return false;
    if (b->encoding == ENCODING_NONE) {
        size_t valid = utf8_valid(head.at, head.length, &cut);
        bool fits =
            valid == head.length || (cut && head.length == INPUT_PEEK) || head.at[valid] == 0;
        b->encoding = fits ? ENCODING_UTF8 : ENCODING_WINDOWS1252;
        b->guessed = !fits;
    }
    return true;
}

bool bytes_begin(struct arena *a, struct input *in, const char *encoding, size_t block,
                 struct bytes *out, struct error *err)
{
    struct bytes b = {.input = in, .arena = a, .bad = -1, .block = block == 0 ? BLOCK : block};
    size_t length, mark = 0;
    const unsigned char *first = input_peek(in, &length);
    if (length == 0 && !input_done(in, err))
        return false;
    if (length == 0)
        return error_set(err, ERROR_INVALID, "%s is empty: its gzip data holds nothing",
                         input_name(in));
    if (!find_encoding(&b, encoding, (struct span){(const char *)first, length}, &mark, err))
        return false;
    if (length < INPUT_PEEK && b.block > length) // that is all there is
        b.block = length + 1;
    unsigned char skipped[3];
    if (input_read(in, skipped, mark) < mark)
        return input_done(in, err);
    if (b.encoding != ENCODING_UTF8) {
        b.raw_room = b.block / 3 + 8;
        b.raw = arena_alloc(a, b.raw_room);
    }
    b.text = arena_alloc(a, BYTES_PADDING);
    *out = b;
    return true;
}
