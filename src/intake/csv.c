/* CSV as the world writes it: RFC 4180, and what Excel, databases and people make of it.
 *
 * A row is scanned in its window without being changed; when it is whole, a NUL is put after each
 * cell. So a row that is cut by the end of the window is simply scanned again when more has come.
 * The scanner looks at 64 bytes at a time and gets a bit for each delimiter, quote and line break:
 *
 *     2017-06-01,"Loring Park, east",NO\n
 *     ..........##..................##..#
 */

#include <inttypes.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "intake/reader.h"

enum {
    MOST_COLUMNS = 1 << 16,
    MOST_ROW = 32 << 20, /* bytes; a quote that is never closed must not eat the memory */
    SAMPLE = 64 << 10,   /* bytes, and rows, that are looked at to find delimiter and header */
    SAMPLE_ROWS = 200,
};

struct csv {
    char delimiter;
    struct span *header; /* its cells as they are, to know it again */
    size_t header_count;
    char *scratch; /* cells with doubled quotes, made single */
    size_t scratch_room;
    size_t row_start, row_length; /* of the row in hand, in the window, without its line end */
    int64_t next_line;
};

/* ---- scanning ---- */

enum found { FOUND_ROW, FOUND_CUT, FOUND_OPEN_QUOTE };

struct scan {
    size_t count;        /* cells in the row */
    size_t length, used; /* bytes without and with the line end */
    int64_t lines;       /* lines it takes */
    int64_t quote_line;  /* FOUND_OPEN_QUOTE: lines above the quote */
    size_t extra;        /* cells beyond `most` that are not empty */
    bool doubled;        /* has doubled quotes */
    size_t bad_quote;    /* the cell, from 1, with text after its closing quote */
};

#if defined(__SSE2__)
static inline uint64_t marks(const char *p, char delimiter)
{
    const __m128i d = _mm_set1_epi8(delimiter), q = _mm_set1_epi8('"');
    const __m128i n = _mm_set1_epi8('\n'), r = _mm_set1_epi8('\r');
    uint64_t bits = 0;
    for (int i = 0; i < 4; i++) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + 16 * i));
        __m128i a = _mm_or_si128(_mm_cmpeq_epi8(v, d), _mm_cmpeq_epi8(v, q));
        __m128i b = _mm_or_si128(_mm_cmpeq_epi8(v, n), _mm_cmpeq_epi8(v, r));
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_or_si128(a, b)) << 16 * i;
    }
    return bits;
}
#else
static inline uint64_t marks(const char *p, char delimiter)
{
    uint64_t bits = 0;
    for (int i = 0; i < 64; i++) {
        char c = p[i];
        uint64_t hit = c == delimiter || c == '"' || c == '\n' || c == '\r';
        bits |= hit << i;
    }
    return bits;
}
#endif

static inline void keep(struct scan *row, struct span *cells, size_t most, const char *at,
                        size_t length)
{
    struct span cell = {at, length};
    if (row->count < most)
        cells[row->count] = cell;
    else if (length > 0 && !span_blank(cell))
        row->extra++;
    row->count++;
}

static int64_t count_lines(const char *p, size_t length)
{
    int64_t lines = 0;
    for (size_t i = 0; i < length; i++)
        lines += p[i] == '\n' || (p[i] == '\r' && p[i + 1] != '\n');
    return lines;
}

/* Is there nothing but spaces before a quote that may open a cell? */
static bool spaces(const char *p, size_t from, size_t to)
{
    while (from < to && p[from] == ' ')
        from++;
    return from == to;
}

/* From the quote at p[open]: finds the one that closes it. */
static enum found close_quote(const char *p, size_t open, size_t length, bool ended,
                              struct scan *row, size_t *close)
{
    size_t from = open + 1;
    for (;;) {
        const char *quote = from < length ? memchr(p + from, '"', length - from) : NULL;
        size_t at = quote == NULL ? length : (size_t)(quote - p);
        if (quote == NULL || (at + 1 == length && !ended)) {
            row->quote_line = row->lines - 1;
            return ended ? FOUND_OPEN_QUOTE : FOUND_CUT;
        }
        if (at + 1 < length && p[at + 1] == '"') {
            row->doubled = true;
            from = at + 2;
            continue;
        }
        row->lines += count_lines(p + open + 1, at - open - 1);
        *close = at;
        return FOUND_ROW;
    }
}

/* Scans the row at p[0 .. length); the first `most` cells go to `cells`. `ended`: nothing comes
 * after it. Reads up to BYTES_PADDING bytes beyond. */
static enum found scan_row(const char *p, size_t length, bool ended, char delimiter,
                           struct span *cells, size_t most, struct scan *out)
{
    struct scan row = {.lines = 1};
    size_t base = 0, from = 0; // of the vector in hand, of the cell in hand
    bool loose = false;        // in a cell with text after its closing quote
    uint64_t bits = length == 0 ? 0 : marks(p, delimiter);
    for (;;) {
        while (bits == 0 && base + 64 < length) {
            base += 64;
            bits = marks(p + base, delimiter);
        }
        size_t at = bits == 0 ? length : base + (size_t)__builtin_ctzll(bits);
        if (at >= length) { // a bit beyond the window is not ours
            if (!ended) {
                *out = row;
                return FOUND_CUT;
            }
            row.used = length;
            at = length;
            break;
        }
        bits &= bits - 1;
        char c = p[at];
        if (c == delimiter) {
            keep(&row, cells, most, p + from, at - from);
            from = at + 1;
            loose = false;
            continue;
        }
        if (c == '\n') {
            row.used = at + 1;
            length = at;
            break;
        }
        if (c == '\r') {
            if (at + 1 == length && !ended) {
                *out = row;
                return FOUND_CUT;
            }
            row.used = at + 1 + (at + 1 < length && p[at + 1] == '\n');
            length = at;
            break;
        }
        if (loose || !spaces(p, from, at))
            continue; // a quote inside a bare cell is itself
        size_t close = 0;
        enum found found = close_quote(p, at, length, ended, &row, &close);
        if (found != FOUND_ROW) {
            *out = row;
            return found;
        }
        size_t next = close + 1;
        while (next < length && p[next] == ' ' && delimiter != ' ')
            next++;
        if (next == length && !ended) {
            *out = row;
            return FOUND_CUT;
        }
        if (next < length && p[next] != delimiter && p[next] != '\n' && p[next] != '\r') {
            if (row.bad_quote == 0)
                row.bad_quote = row.count + 1;
            loose = true;
            from = at;
        } else {
            keep(&row, cells, most, p + at + 1, close - at - 1);
            if (next < length && p[next] == delimiter) {
                from = ++next;
            } else {
                row.used = next;
                if (next < length)
                    row.used += p[next] == '\r' && next + 1 < length && p[next + 1] == '\n' ? 2 : 1;
                if (next + 1 == length && p[next] == '\r' && !ended) {
                    *out = row;
                    return FOUND_CUT;
                }
                row.length = next;
                *out = row;
                return FOUND_ROW;
            }
        }
        base = next;
        bits = next < length ? marks(p + next, delimiter) : 0;
    }
    row.length = length;
    keep(&row, cells, most, p + from, length - from);
    *out = row;
    return FOUND_ROW;
}

static bool was_quoted(const struct source *s, const struct csv *c, struct span cell)
{
    return cell.at > s->bytes.text + c->row_start && cell.at[-1] == '"';
}

/* ---- rows ---- */

/* Says why there is no whole row although nothing more comes, if that is so. */
static bool check_cut(struct source *s, const struct csv *c, enum found found,
                      const struct scan *row)
{
    size_t length = s->bytes.end - s->bytes.start;
    struct error err;
    if (s->bytes.ended && !bytes_done(&s->bytes, c->next_line, 1, &err))
        return reader_fail(s, err.kind, "%s", err.text);
    if (found == FOUND_OPEN_QUOTE)
        return reader_fail(s, ERROR_INVALID,
                           "%s: line %" PRId64 ": the quote that opens here is never closed; close "
                           "it, or write a quote inside a cell twice",
                           s->name, c->next_line + row->quote_line);
    if (length > MOST_ROW)
        return reader_fail(s, ERROR_INVALID,
                           "%s: the row at line %" PRId64 " does not end within %d MiB; is a quote "
                           "open, or is it no CSV?",
                           s->name, c->next_line, MOST_ROW >> 20);
    return true;
}

/* Scans the next row that is not blank, as far as `most` cells; false at the end or at trouble. */
static bool scan_next(struct source *s, struct csv *c, struct span *cells, size_t most,
                      struct scan *row)
{
    struct bytes *b = &s->bytes;
    for (;;) {
        size_t length = b->end - b->start;
        const char *p = b->text + b->start;
        // after trouble the last row of the window is not whole
        bool last = b->ended && bytes_clean_end(b);
        enum found found = FOUND_CUT;
        if (length > 0)
            found = scan_row(p, length, last, c->delimiter, cells, most, row);
        if (found == FOUND_ROW) {
            // nothing, nothing but delimiters, or a line of spaces in a table
            bool blank = row->length + 1 == row->count
                         || (row->length == 1 && p[0] == '\x1a' && last)
                         || (row->count == 1 && s->column_count > 1
                             && span_blank((struct span){p, row->length}));
            if (!blank)
                return true;
            b->start += row->used;
            c->next_line += row->lines;
            s->notes.blank_lines++;
            continue;
        }
        if (found == FOUND_OPEN_QUOTE || length > MOST_ROW || !bytes_more(b)) {
            if (!check_cut(s, c, found, row) || b->start == b->end || found == FOUND_OPEN_QUOTE)
                return false;
        }
    }
}

static char *single_quotes(char *out, struct span *cell)
{
    char *begin = out;
    const char *p = cell->at, *end = p + cell->length;
    while (p < end) {
        *out++ = *p;
        p += p[0] == '"' && p + 1 < end && p[1] == '"' ? 2 : 1;
    }
    *out++ = '\0';
    *cell = (struct span){begin, (size_t)(out - begin) - 1};
    return out;
}

/* Makes texts of the cells that were found. */
static void finish_cells(struct source *s, struct csv *c, const struct scan *row,
                         struct span *cells, size_t count)
{
    char *text = s->bytes.text, *scratch = NULL;
    if (row->doubled) {
        if (c->scratch_room < row->length + count) {
            c->scratch_room = 2 * (row->length + count);
            c->scratch = arena_alloc(s->arena, c->scratch_room);
        }
        scratch = c->scratch;
        for (size_t i = 0; i < count; i++)
            if (was_quoted(s, c, cells[i]) && memchr(cells[i].at, '"', cells[i].length) != NULL)
                scratch = single_quotes(scratch, &cells[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (cells[i].at >= text && cells[i].at <= text + s->bytes.end)
            text[cells[i].at + cells[i].length - text] = '\0';
    }
}

static bool same(struct span a, struct span b)
{
    return a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
}

static bool is_header(const struct source *s, const struct csv *c)
{
    if (c->header_count < 2 || s->cell_count != c->header_count || !same(s->cells[0], c->header[0]))
        return false;
    for (size_t i = 1; i < c->header_count; i++)
        if (!same(s->cells[i], c->header[i]))
            return false;
    return true;
}

static void judge(struct source *s, const struct scan *row)
{
    struct source_notes *n = &s->notes;
    if (row->count < s->column_count && n->short_rows++ == 0)
        n->short_line = s->line;
    if (row->count > s->column_count && row->extra == 0)
        n->padded_rows++;
    if (row->extra > 0 && n->long_rows++ == 0)
        n->long_line = s->line;
    if (row->extra > 0)
        reader_problem(s,
                       "the row has %zu cells but there are %zu columns; put a cell that has the "
                       "delimiter in it between quotes",
                       row->count, s->column_count);
    if (row->bad_quote > 0)
        reader_problem(s,
                       "cell %zu has text after its closing quote; write a quote inside a cell "
                       "twice",
                       row->bad_quote);
}

static bool next_row(struct source *s)
{
    struct csv *c = s->state;
    struct bytes *b = &s->bytes;
    struct scan row;
    for (;;) {
        if (!scan_next(s, c, s->cells, s->column_count, &row))
            return false;
        c->row_start = b->start;
        c->row_length = row.length;
        s->cell_count = row.count < s->column_count ? row.count : s->column_count;
        finish_cells(s, c, &row, s->cells, s->cell_count);
        s->line = c->next_line;
        c->next_line += row.lines;
        b->start += row.used;
        if (is_header(s, c)) {
            s->notes.repeated_headers++;
            continue;
        }
        if (row.count != s->column_count || row.bad_quote > 0)
            judge(s, &row);
        return true;
    }
}

/* The row as it came: what finish_cells overwrote is put back. */
static const char *row_text(struct arena *a, const struct source *s)
{
    const struct csv *c = s->state;
    const char *begin = s->bytes.text + c->row_start, *end = begin + c->row_length;
    char *copy = arena_text_n(a, begin, c->row_length);
    for (size_t i = 0; i < s->cell_count; i++) {
        const char *nul = s->cells[i].at + s->cells[i].length;
        if (s->cells[i].at >= begin && nul < end)
            copy[nul - begin] = was_quoted(s, c, s->cells[i]) ? '"' : c->delimiter;
    }
    return copy;
}

/* ---- the beginning: delimiter, junk, header ---- */

/* The shapes of the rows at the front of the window, at most SAMPLE_ROWS; blank lines too. */
static size_t sample(const struct bytes *b, char delimiter, struct span *cells, size_t most,
                     struct shape *shapes, int64_t *lines)
{
    size_t count = 0, at = b->start, end = b->end;
    bool ended = b->ended && end - at <= SAMPLE;
    if (end - at > SAMPLE)
        end = at + SAMPLE;
    while (count < SAMPLE_ROWS && at < end) {
        struct scan row;
        if (scan_row(b->text + at, end - at, ended, delimiter, cells, most, &row) != FOUND_ROW)
            break;
        size_t cells_kept = row.count < most ? row.count : most;
        shapes[count] = reader_shape(cells, row.length == 0 ? 0 : cells_kept);
        lines[count++] = row.lines;
        at += row.used;
    }
    return count;
}

/* How well a delimiter fits: the share, in thousandths, of the rows with the usual number of
 * cells, which must be two at least. */
static size_t fit(const struct shape *shapes, size_t count, size_t *usual)
{
    size_t most = 0, rows = 0;
    *usual = 0;
    for (size_t i = 0; i < count; i++) {
        size_t alike = 0;
        rows += shapes[i].cells > 0;
        for (size_t k = 0; k < count; k++)
            alike += shapes[k].cells == shapes[i].cells;
        if (shapes[i].cells > 0 && (alike > most || (alike == most && shapes[i].cells > *usual))) {
            most = alike;
            *usual = shapes[i].cells;
        }
    }
    return *usual < 2 ? 0 : most * 1000 / rows;
}

static char find_delimiter(const struct bytes *b, struct span *cells, size_t most,
                           struct shape *shapes, int64_t *lines)
{
    static const char candidates[] = ",;\t|";
    char best = ',';
    size_t best_fit = 0, best_usual = 0;
    for (size_t i = 0; candidates[i] != '\0'; i++) {
        size_t usual, count = sample(b, candidates[i], cells, most, shapes, lines);
        size_t fits = fit(shapes, count, &usual);
        if (fits > best_fit || (fits == best_fit && fits > 0 && usual > best_usual)) {
            best = candidates[i];
            best_fit = fits;
            best_usual = usual;
        }
    }
    return best;
}

/* Excel's own first line, "sep=;". */
static void read_separator_line(struct source *s, struct csv *c)
{
    struct bytes *b = &s->bytes;
    const char *p = b->text + b->start;
    size_t left = b->end - b->start;
    if (left < 6 || memcmp(p, "sep=", 4) != 0 || (p[5] != '\n' && p[5] != '\r'))
        return;
    if (s->how.delimiter == 0)
        c->delimiter = p[4];
    b->start += p[5] == '\r' && left > 6 && p[6] == '\n' ? 7 : 6;
    c->next_line++;
}

static bool skip_lines(struct source *s, struct csv *c, int64_t count)
{
    struct bytes *b = &s->bytes;
    while (count > 0) {
        size_t at = b->start;
        while (at < b->end && b->text[at] != '\n' && b->text[at] != '\r')
            at++;
        if (at == b->end || (b->text[at] == '\r' && at + 1 == b->end && !b->ended)) {
            if (!bytes_more(b))
                return false;
            continue;
        }
        b->start = at + 1 + (b->text[at] == '\r' && at + 1 < b->end && b->text[at + 1] == '\n');
        c->next_line++;
        count--;
    }
    return true;
}

static bool read_header(struct source *s, struct csv *c, struct span *cells,
                        const struct shape *shapes, size_t shape_count, struct error *err)
{
    struct scan row;
    int64_t blank = s->notes.blank_lines;
    bool found = scan_next(s, c, cells, MOST_COLUMNS, &row);
    s->notes.blank_lines = blank;
    if (!found && s->trouble.kind != ERROR_NONE)
        return error_set(err, s->trouble.kind, "%s", s->trouble.text);
    if (!found)
        return error_set(err, ERROR_INVALID, "%s has no rows, not even a header", s->name);
    if (row.count > MOST_COLUMNS)
        return error_set(err, ERROR_INVALID, "%s: line %" PRId64 " has %zu cells; at most %d do",
                         s->name, c->next_line, row.count, MOST_COLUMNS);
    if (s->how.no_header) {
        size_t width = row.count;
        for (size_t i = 0; i < shape_count; i++)
            if (shapes[i].cells > width)
                width = shapes[i].cells;
        return reader_columns(s, NULL, width, err);
    }
    c->row_start = s->bytes.start;
    c->row_length = row.length;
    finish_cells(s, c, &row, cells, row.count);
    struct shape shape = reader_shape(cells, row.count);
    size_t width = reader_width(shapes, shape_count, shape);
    if (s->how.header.count > width && s->how.header.count <= row.count)
        width = s->how.header.count;
    s->notes.trailing_columns = (int)(row.count - width);
    s->notes.header_line = c->next_line;
    s->notes.header_used = s->how.header.count == 0;
    c->header_count = width;
    c->header = ARENA_ARRAY(s->arena, struct span, width);
    for (size_t i = 0; i < width; i++)
        c->header[i] =
            (struct span){arena_text_n(s->arena, cells[i].at, cells[i].length), cells[i].length};
    if (width == 0)
        return error_set(err, ERROR_INVALID,
                         "%s: the header at line %" PRId64 " has no names; say how many lines to "
                         "skip above it",
                         s->name, c->next_line);
    c->next_line += row.lines;
    s->bytes.start += row.used;
    return reader_columns(s, c->header, width, err);
}

bool csv_begin(struct source *s, struct error *err)
{
    struct csv *c = ARENA_NEW(s->arena, struct csv);
    struct arena scratch = {0};
    struct span *cells = NULL;
    size_t most = MOST_COLUMNS;
    struct shape *shapes = ARENA_ARRAY(&scratch, struct shape, SAMPLE_ROWS);
    int64_t *lines = ARENA_ARRAY(&scratch, int64_t, SAMPLE_ROWS);
    c->next_line = 1;
    s->bytes.bare_cr = true;
    c->delimiter = s->how.delimiter;
    bytes_want(&s->bytes, SAMPLE);
    read_separator_line(s, c);
    bool ok = s->how.skip_lines <= 0 || skip_lines(s, c, s->how.skip_lines);
    if (!ok && bytes_done(&s->bytes, c->next_line, 1, err))
        error_set(err, ERROR_INVALID, "%s has no more than %d lines", s->name, s->how.skip_lines);
    if (ok) {
        bytes_want(&s->bytes, SAMPLE);
        // a source shorter than the sample has no more cells than bytes, and one
        if (s->bytes.end - s->bytes.start < SAMPLE)
            most = s->bytes.end - s->bytes.start + 1;
        cells = ARENA_ARRAY(&scratch, struct span, most);
        if (c->delimiter == 0)
            c->delimiter = find_delimiter(&s->bytes, cells, most, shapes, lines);
        size_t count = sample(&s->bytes, c->delimiter, cells, most, shapes, lines), from = 0;
        if (s->how.skip_lines < 0 && !s->how.no_header)
            from = reader_find_header(shapes, count);
        int64_t junk = 0;
        for (size_t i = 0; i < from; i++)
            junk += lines[i];
        ok = skip_lines(s, c, junk) && read_header(s, c, cells, shapes + from, count - from, err);
    }
    arena_free(&scratch);
    s->notes.delimiter = c->delimiter;
    s->state = c;
    s->next = next_row;
    s->row_text = row_text;
    return ok;
}
