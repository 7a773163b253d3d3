#include "intake/source.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "intake/reader.h"

static const struct {
    const char *name, *ending;
    bool text;  /* is read through struct bytes */
    bool twice; /* is read once to find the columns, and again */
    bool (*begin)(struct source *s, struct error *err);
} formats[] = {
    {"csv", ".csv", true, false, csv_begin},     {"json", ".json", true, true, json_begin},
    {"jsonl", ".jsonl", true, true, json_begin}, {"geojson", ".geojson", true, true, json_begin},
    {"xlsx", ".xlsx", false, false, xlsx_begin},
};
enum { FORMATS = sizeof formats / sizeof formats[0] };

/* ---- what readers share ---- */

bool reader_begin_text(struct source *s, struct error *err)
{
    if (!bytes_begin(s->arena, s->input, s->how.encoding, s->how.block, &s->bytes, err))
        return false;
    s->notes.encoding = encoding_name(s->bytes.encoding);
    s->notes.mark = s->bytes.mark;
    return true;
}

bool reader_fail(struct source *s, enum error_kind kind, const char *format, ...)
{
    char text[sizeof s->trouble.text];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    s->ended = true;
    return error_set(&s->trouble, kind, "%s", text);
}

void reader_problem(struct source *s, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    s->problem = arena_vprintf(&s->row, format, args);
    va_end(args);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool span_blank(struct span cell)
{
    for (size_t i = 0; i < cell.length; i++)
        if (!is_space(cell.at[i]))
            return false;
    return true;
}

const char *reader_count(struct arena *a, int64_t n, const char *one, const char *many)
{
    return n == 1 ? arena_printf(a, "1 %s", one) : arena_printf(a, "%" PRId64 " %s", n, many);
}

struct shape reader_shape(const struct span *cells, size_t count)
{
    struct shape shape = {.cells = count};
    for (size_t i = 0; i < count; i++) {
        if (!span_blank(cells[i])) {
            shape.filled++;
            shape.width = i + 1;
        }
    }
    return shape;
}

size_t reader_find_header(const struct shape *shapes, size_t count)
{
    size_t usual = 0, most = 0;
    for (size_t i = 0; i < count; i++) {
        size_t same = 0;
        for (size_t k = 0; k < count; k++)
            same += shapes[k].width == shapes[i].width;
        if (shapes[i].width == 0)
            continue;
        if (same > most || (same == most && shapes[i].width > usual)) {
            most = same;
            usual = shapes[i].width;
        }
    }
    for (size_t i = 0; i < count; i++)
        if (shapes[i].filled > 0 && shapes[i].filled * 2 > usual && shapes[i].width >= usual)
            return i;
    for (size_t i = 0; i < count; i++)
        if (shapes[i].filled > 0)
            return i;
    return 0;
}

size_t reader_width(const struct shape *shapes, size_t count, struct shape header)
{
    size_t width = header.width;
    for (size_t i = 0; i < count; i++)
        if (shapes[i].width > width && shapes[i].width <= header.cells)
            width = shapes[i].width;
    return width;
}

/* Trimmed, with every run of white space (also the no-break space) one space. */
static const char *tidy(struct arena *a, struct span raw)
{
    char *out = arena_alloc(a, raw.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < raw.length;) {
        bool no_break = i + 1 < raw.length && memcmp(raw.at + i, "\xc2\xa0", 2) == 0;
        if (no_break || is_space(raw.at[i])) {
            if (length > 0 && out[length - 1] != ' ')
                out[length++] = ' ';
            i += no_break ? 2 : 1;
        } else {
            out[length++] = raw.at[i++];
        }
    }
    if (length > 0 && out[length - 1] == ' ')
        length--;
    out[length] = '\0';
    return text_nfc(a, out);
}

static bool name_taken(const struct source *s, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(s->columns[i], name) == 0)
            return true;
    return false;
}

static const char *unique_name(struct source *s, size_t i, const char *name)
{
    const char *unique = name;
    for (int n = 2; name_taken(s, i, unique); n++)
        unique = arena_printf(s->arena, "%s (%d)", name, n);
    return unique;
}

bool reader_columns(struct source *s, const struct span *header, size_t count, struct error *err)
{
    const struct text_list *names = &s->how.header;
    if (names->count > 0 && names->count != count && !s->how.no_header)
        return error_set(err, ERROR_INVALID,
                         "%s has %zu columns but the map names %zu; name them all, in order",
                         s->name, count, names->count);
    if (names->count > 0)
        count = names->count;
    s->column_count = count;
    s->columns = ARENA_ARRAY(s->arena, const char *, count);
    s->raws = ARENA_ARRAY(s->arena, const char *, count);
    s->cells = ARENA_ARRAY(s->arena, struct span, count + 1);
    for (size_t i = 0; i < count; i++) {
        struct span raw = {"", 0};
        if (!s->how.no_header && header != NULL && header[i].at != NULL)
            raw = header[i];
        const char *name = names->count > 0
                               ? tidy(s->arena, (struct span){names->at[i], strlen(names->at[i])})
                               : tidy(s->arena, raw);
        if (name[0] == '\0')
            name = arena_printf(s->arena, "c%zu", i + 1);
        s->raws[i] = arena_text_n(s->arena, raw.at, raw.length);
        s->columns[i] = unique_name(s, i, name);
    }
    return true;
}

/* ---- opening ---- */

static bool ends_with(const char *name, const char *ending)
{
    size_t n = strlen(name), e = strlen(ending);
    return n >= e && strcasecmp(name + n - e, ending) == 0;
}

static int format_named(const char *name)
{
    for (int i = 0; i < FORMATS; i++)
        if (strcasecmp(name, formats[i].name) == 0)
            return i;
    return -1;
}

static int format_by_ending(struct arena *a, const char *name)
{
    size_t length = strlen(name);
    const char *bare = ends_with(name, ".gz") ? arena_text_n(a, name, length - 3) : name;
    for (int i = 0; i < FORMATS; i++)
        if (ends_with(bare, formats[i].ending))
            return i;
    if (ends_with(bare, ".ndjson") || ends_with(bare, ".jsonlines"))
        return format_named("jsonl");
    return -1;
}

/* The content decides; the name only where the content leaves it open. Of UTF-16 every other byte
 * is looked at, which is enough for what is ASCII. */
static int find_format(struct source *s, const unsigned char *first, size_t length)
{
    if (length >= 4 && memcmp(first, "PK\3\4", 4) == 0)
        return format_named("xlsx");
    struct arena scratch = {0};
    char *text = arena_alloc(&scratch, length + 1);
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        if (first[i] != 0 && (i > 2 || first[i] < 0x80))
            text[count++] = (char)first[i];
    const char *looks = json_looks_like(text, count);
    arena_free(&scratch);
    int named = format_by_ending(s->arena, s->name);
    if (looks == NULL)
        return format_named("csv");
    if (named >= 0 && strcmp(looks, "json") == 0
        && (strcmp(formats[named].name, "jsonl") == 0
            || strcmp(formats[named].name, "geojson") == 0))
        return named;
    return format_named(looks);
}

static struct text_list texts_copy(struct arena *a, const struct text_list *from)
{
    struct text_list copy = {0};
    for (size_t i = 0; i < from->count; i++)
        *list_add(a, &copy) = arena_text(a, from->at[i]);
    return copy;
}

static void close_source(void *what)
{
    struct source *s = what;
    arena_free(&s->row);
}

static struct source *make(struct arena *a, const struct source_options *how)
{
    static const struct source_options nothing = {0};
    if (how == NULL)
        how = &nothing;
    struct source *s = ARENA_NEW(a, struct source);
    s->arena = a;
    s->how = *how;
    s->how.format = arena_text(a, how->format);
    s->how.sheet = arena_text(a, how->sheet);
    s->how.encoding = arena_text(a, how->encoding);
    s->how.path = arena_text(a, how->path);
    s->how.header = texts_copy(a, &how->header);
    arena_defer(a, close_source, s);
    return s;
}

static bool check_options(const struct source *s, struct error *err)
{
    const struct source_options *how = &s->how;
    if (how->format != NULL && format_named(how->format) < 0)
        return error_set(err, ERROR_USAGE,
                         "there is no format \"%s\"; say csv, json, jsonl, geojson or xlsx",
                         how->format);
    char d = how->delimiter;
    if (d != 0 && (d == '"' || d == '\n' || d == '\r' || (unsigned char)d >= 0x80))
        return error_set(err, ERROR_USAGE,
                         "the delimiter must be one ASCII character, and neither a quote nor a "
                         "line break");
    if (how->skip_lines < -1)
        return error_set(err, ERROR_USAGE, "skip_lines must be -1 (find out), 0 or more");
    return true;
}

static bool begin(struct source *s, struct error *err)
{
    size_t length;
    const unsigned char *first = input_peek(s->input, &length);
    if (length == 0 && !input_done(s->input, err))
        return false;
    int format =
        s->how.format == NULL ? find_format(s, first, length) : format_named(s->how.format);
    s->notes.format = formats[format].name;
    if (formats[format].twice && !input_keep(s->input, err))
        return false;
    return (!formats[format].text || reader_begin_text(s, err)) && formats[format].begin(s, err);
}

static bool open_input(struct source *s, struct input *in, struct source **out, struct error *err)
{
    s->input = in;
    s->name = input_name(in);
    s->notes.gzip = input_gzip(in);
    if (!begin(s, err))
        return false;
    *out = s;
    return true;
}

bool source_open(struct arena *a, const char *path, const struct source_options *how,
                 struct source **out, struct error *err)
{
    struct source *s = make(a, how);
    struct input *in;
    return check_options(s, err) && input_open(a, path, s->how.block, &in, err)
           && open_input(s, in, out, err);
}

bool source_open_memory(struct arena *a, const char *name, const void *bytes, size_t length,
                        const struct source_options *how, struct source **out, struct error *err)
{
    struct source *s = make(a, how);
    struct input *in;
    return check_options(s, err)
           && input_open_memory(a, name, bytes, length, s->how.block, &in, err)
           && open_input(s, in, out, err);
}

/* ---- columns and rows ---- */

size_t source_column_count(const struct source *s)
{
    return s->column_count;
}

const char *source_column(const struct source *s, size_t i)
{
    return s->columns[i];
}

const char *source_column_raw(const struct source *s, size_t i)
{
    return s->raws[i];
}

int source_find(const struct source *s, const char *name)
{
    for (size_t i = 0; i < s->column_count; i++)
        if (strcmp(s->columns[i], name) == 0)
            return (int)i;
    for (size_t i = 0; i < s->column_count; i++)
        if (strcasecmp(s->columns[i], name) == 0)
            return (int)i;
    static const char prefix[] = "properties.";
    if (strcmp(s->notes.format, "geojson") == 0 && strncmp(name, prefix, sizeof prefix - 1) == 0)
        return source_find(s, name + sizeof prefix - 1);
    return -1;
}

bool source_next(struct source *s)
{
    if (s->ended)
        return false;
    if (s->problem != NULL) {
        s->problem = NULL;
        arena_reset(&s->row);
    }
    if (!s->next(s)) {
        s->ended = true;
        s->cell_count = 0;
        return false;
    }
    s->notes.rows++;
    return true;
}

struct span source_cell(const struct source *s, size_t i)
{
    return i < s->cell_count ? s->cells[i] : (struct span){NULL, 0};
}

int64_t source_line(const struct source *s)
{
    return s->line;
}

const char *source_row_problem(const struct source *s)
{
    return s->problem;
}

const char *source_row_text(struct arena *a, const struct source *s)
{
    return s->row_text(a, s);
}

bool source_done(const struct source *s, struct error *err)
{
    if (s->trouble.kind != ERROR_NONE)
        return error_set(err, s->trouble.kind, "%s", s->trouble.text);
    if (!s->ended)
        return error_set(err, ERROR_USAGE, "%s was not read to its end", s->name);
    return true;
}

/* ---- notes ---- */

static const char *delimiter_name(struct arena *a, char c)
{
    return c == '\t' ? "tab" : arena_printf(a, "\"%c\"", c);
}

static void say_form(struct arena *a, const struct source *s, struct text_list *texts)
{
    const struct source_notes *n = &s->notes;
    if (n->encoding != NULL && (s->bytes.guessed || strcmp(n->encoding, "utf-8") != 0))
        *list_add(a, texts) = arena_printf(a, "the text is read as %s%s", n->encoding,
                                           s->bytes.guessed ? ", which the map does not say" : "");
    if (n->delimiter != 0 && n->delimiter != ',')
        *list_add(a, texts) =
            arena_printf(a, "cells are separated by %s", delimiter_name(a, n->delimiter));
    if (n->header_line > 1)
        *list_add(a, texts) = arena_printf(
            a, "the header is line %" PRId64 "; what is above it was skipped", n->header_line);
    if (n->trailing_columns > 0)
        *list_add(a, texts) =
            arena_printf(a, "%s at the end of the header dropped: without name or data",
                         reader_count(a, n->trailing_columns, "column", "columns"));
    if (n->path != NULL && s->how.path == NULL && strcmp(n->format, "geojson") != 0)
        *list_add(a, texts) = arena_printf(a, "the rows were found at %s", n->path);
}

static void say_rows(struct arena *a, const struct source *s, struct text_list *texts)
{
    const struct source_notes *n = &s->notes;
    if (n->short_rows > 0)
        *list_add(a, texts) =
            arena_printf(a, "%s fewer cells than the header (the first at line %" PRId64 ")",
                         reader_count(a, n->short_rows, "row has", "rows have"), n->short_line);
    if (n->long_rows > 0)
        *list_add(a, texts) =
            arena_printf(a, "%s more cells than the header (the first at line %" PRId64 ")",
                         reader_count(a, n->long_rows, "row has", "rows have"), n->long_line);
    if (n->padded_rows > 0)
        *list_add(a, texts) = arena_printf(a, "%s empty cells after the last column",
                                           reader_count(a, n->padded_rows, "row has", "rows have"));
    if (n->repeated_headers > 0)
        *list_add(a, texts) = arena_printf(
            a, "%s skipped",
            reader_count(a, n->repeated_headers, "repeated header line", "repeated header lines"));
    if (n->blank_lines > 0)
        *list_add(a, texts) = arena_printf(
            a, "%s skipped", reader_count(a, n->blank_lines, "blank line", "blank lines"));
}

struct source_notes source_notes(const struct source *s)
{
    struct source_notes notes = s->notes;
    struct text_list texts = texts_copy(s->arena, &s->notes.texts);
    say_form(s->arena, s, &texts);
    say_rows(s->arena, s, &texts);
    notes.texts = texts;
    return notes;
}
