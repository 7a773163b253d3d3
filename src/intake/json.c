/* JSON, JSON Lines and GeoJSON: an array, or lines, of elements; each becomes a row.
 *
 * The text is walked by its brackets and strings alone until the array of rows is found, then one
 * element at a time is cut out, given to jansson, and flattened:
 *
 *     {"id": 7, "by": {"unit": "A"}, "tags": ["x"]}    id=7   by.unit=A   tags=["x"]
 *
 * Everything is read twice: first to learn which columns there are (an exporter leaves out the keys
 * of what is null), then for the rows. */

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/number.h"
#include "base/text.h"
#include "intake/reader.h"

enum {
    MOST_ELEMENT = 64 << 20, /* bytes */
    MOST_DEPTH = 64,         /* of objects around the array of rows */
    MOST_PATH = 1000,        /* bytes of the dotted name of a column */
    MOST_COLUMNS = 1 << 14,
};

/* A column is known by its path in the element; `shown` is what it is called. */
struct column {
    const char *path, *shown;
    bool property;
};
struct column_list {
    struct column *at;
    size_t count, room;
};

struct reader {
    bool lines, features;
    const char *path; /* of the array */
    size_t depth;     /* objects around it */
    struct column_list columns;
    size_t *slots; /* a hash table of columns, 0: free, else the column + 1 */
    size_t slot_count;
    int longitude, latitude, geometry; /* columns of our own, or -1 */

    int64_t line, column; /* of the start of the window, from 1 */
    int64_t element;      /* in hand, from 1 */
    bool first, array_over;
    size_t row_start, row_length; /* in the window */
    json_t *value;                /* of the row in hand */
};

/* ---- the text, character by character ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\x1e'; // RFC 8142
}

/* Moves the start of the window. */
static void step_over(struct source *s, struct reader *r, size_t length)
{
    struct bytes *b = &s->bytes;
    for (size_t i = b->start; i < b->start + length; i++) {
        unsigned char c = (unsigned char)b->text[i];
        if (c == '\n') {
            r->line++;
            r->column = 1;
        } else {
            r->column += (c & 0xc0) != 0x80;
        }
    }
    b->start += length;
}

/* The next character that is no space, left in place; 0 at the end or at trouble. */
static char peek(struct source *s, struct reader *r)
{
    struct bytes *b = &s->bytes;
    for (;;) {
        while (b->start < b->end && is_space(b->text[b->start]))
            step_over(s, r, 1);
        if (b->start < b->end)
            return b->text[b->start];
        if (!bytes_more(b))
            return 0;
    }
}

static bool take(struct source *s, struct reader *r, char c)
{
    if (peek(s, r) != c)
        return false;
    step_over(s, r, 1);
    return true;
}

/* Bytes are wrong, or the text ends in the middle, or there is something else than was wanted. */
static bool expected(struct source *s, struct reader *r, const char *what)
{
    struct error err;
    char c = peek(s, r);
    if (c == 0 && !bytes_done(&s->bytes, r->line, r->column, &err))
        return reader_fail(s, err.kind, "%s", err.text);
    if (c == 0)
        return reader_fail(s, ERROR_INVALID,
                           "%s ends at line %" PRId64
                           " in the middle, where %s should be; fetch it "
                           "again",
                           s->name, r->line, what);
    return reader_fail(s, ERROR_INVALID,
                       "%s: line %" PRId64 ": here should be %s, but there is '%c'", s->name,
                       r->line, what, c);
}

/* How long is the value at p? 0: its end is not in sight. */
static size_t extent(const char *p, size_t length)
{
    size_t depth = 0, i = 0;
    while (i < length) {
        char c = p[i];
        if (c == '"') {
            for (i++; i < length && p[i] != '"'; i++)
                i += p[i] == '\\';
            if (i >= length)
                return 0;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']') {
            if (depth <= 1)
                return depth == 0 ? i : i + 1;
            depth--;
        } else if (depth == 0 && (c == ',' || is_space(c))) {
            return i;
        }
        i++;
        if (depth == 0 && c == '"')
            return i;
    }
    return 0;
}

/* The extent of the value that begins at the window. */
static bool find_extent(struct source *s, struct reader *r, size_t *length)
{
    struct bytes *b = &s->bytes;
    for (;;) {
        size_t have = b->end - b->start;
        *length = extent(b->text + b->start, have);
        if (*length > 0)
            return true;
        if (have > MOST_ELEMENT)
            return reader_fail(s, ERROR_INVALID,
                               "%s: the value at line %" PRId64 " does not end within %d MiB",
                               s->name, r->line, MOST_ELEMENT >> 20);
        if (have > 0 && strchr(",]}", b->text[b->start]) != NULL)
            return expected(s, r, "a value");
        if (!bytes_more(b)) {
            struct error err;
            if (!bytes_done(b, r->line, r->column, &err))
                return reader_fail(s, err.kind, "%s", err.text);
            if (have > 0 && strchr("{[\"", b->text[b->start]) == NULL) {
                *length = have; // a number or a word may end with the text
                return true;
            }
            return reader_fail(s, ERROR_INVALID,
                               "%s ends in the middle of the value that begins at line %" PRId64
                               "; fetch it again",
                               s->name, r->line);
        }
    }
}

static bool skip_value(struct source *s, struct reader *r)
{
    size_t length;
    if (peek(s, r) == 0)
        return expected(s, r, "a value");
    if (!find_extent(s, r, &length))
        return false;
    step_over(s, r, length);
    return true;
}

/* ---- finding the array of rows ---- */

struct search {
    const char *wanted;      /* NULL: any */
    struct text_list arrays; /* of objects, that were passed */
    struct text_list others; /* arrays of something else */
    bool found;
};

static bool read_key(struct source *s, struct reader *r, struct arena *a, const char **key)
{
    size_t length;
    if (peek(s, r) != '"')
        return expected(s, r, "a name in quotes");
    if (!find_extent(s, r, &length))
        return false;
    json_error_t why;
    json_t *value = json_loadb(s->bytes.text + s->bytes.start, length, JSON_DECODE_ANY, &why);
    if (value == NULL)
        return reader_fail(s, ERROR_INVALID, "%s: line %" PRId64 ": %s", s->name, r->line,
                           why.text);
    *key = arena_text(a, json_string_value(value));
    json_decref(value);
    step_over(s, r, length);
    return true;
}

static bool search_value(struct source *s, struct reader *r, struct search *find, const char *path,
                         size_t depth);

static bool search_object(struct source *s, struct reader *r, struct search *find, const char *path,
                          size_t depth)
{
    if (!take(s, r, '{'))
        return expected(s, r, "{");
    if (take(s, r, '}'))
        return true;
    do {
        const char *key;
        if (!read_key(s, r, s->arena, &key))
            return false;
        if (!take(s, r, ':'))
            return expected(s, r, "':'");
        const char *inner = path[0] == '\0' ? key : arena_printf(s->arena, "%s.%s", path, key);
        if (!search_value(s, r, find, inner, depth + 1))
            return false;
        if (find->found)
            return true;
    } while (take(s, r, ','));
    return take(s, r, '}') || expected(s, r, "',' or '}'");
}

static bool search_value(struct source *s, struct reader *r, struct search *find, const char *path,
                         size_t depth)
{
    char c = peek(s, r);
    if (c == '{' && depth < MOST_DEPTH)
        return search_object(s, r, find, path, depth);
    if (c != '[')
        return skip_value(s, r);
    bool wanted = find->wanted == NULL ? depth == 0 : strcmp(find->wanted, path) == 0;
    if (wanted) {
        step_over(s, r, 1);
        r->depth = depth;
        r->path = path;
        find->found = true;
        return true;
    }
    bytes_want(&s->bytes, 4096);
    size_t at = s->bytes.start + 1;
    while (at < s->bytes.end && is_space(s->bytes.text[at]))
        at++;
    bool objects = at < s->bytes.end && s->bytes.text[at] == '{';
    *list_add(s->arena, objects ? &find->arrays : &find->others) = path;
    return skip_value(s, r);
}

static bool begin_again(struct source *s, struct reader *r, struct error *err)
{
    r->line = r->column = 1;
    r->element = 0;
    r->first = true;
    r->array_over = false;
    return input_rewind(s->input, err) && reader_begin_text(s, err);
}

static bool hand_over(const struct source *s, struct error *err)
{
    return error_set(err, s->trouble.kind, "%s", s->trouble.text);
}

/* Which array is meant, where nobody says: the only one that holds objects. */
static bool choose_array(struct source *s, struct reader *r, struct error *err)
{
    struct search any = {0};
    if (!search_value(s, r, &any, "", 0))
        return hand_over(s, err);
    if (any.found)
        return true;
    const struct text_list *list = any.arrays.count > 0 ? &any.arrays : &any.others;
    if (list->count == 0)
        return error_set(err, ERROR_INVALID, "%s holds no array of rows", s->name);
    if (list->count > 1)
        return error_set(err, ERROR_INVALID,
                         "%s holds %zu arrays (%s); say which are the rows with `path:` in the map",
                         s->name, list->count, text_series(s->arena, list, "and"));
    s->notes.path = list->at[0];
    return begin_again(s, r, err);
}

static bool find_array(struct source *s, struct reader *r, struct error *err)
{
    struct search find = {.wanted = s->how.path != NULL ? s->how.path : s->notes.path};
    if (!search_value(s, r, &find, "", 0))
        return hand_over(s, err);
    if (!find.found)
        return error_set(err, ERROR_INVALID, "%s has no array at the path \"%s\"%s", s->name,
                         find.wanted == NULL ? "" : find.wanted,
                         find.arrays.count == 0
                             ? ""
                             : arena_printf(s->arena, "; it has %s",
                                            text_series(s->arena, &find.arrays, "and")));
    return true;
}

/* ---- elements ---- */

/* After the array: the objects around it must be closed, or the text was cut short. */
static bool check_rest(struct source *s, struct reader *r)
{
    for (size_t depth = r->depth; depth > 0; depth--) {
        while (take(s, r, ',')) {
            if (!skip_value(s, r)) // the key
                return false;
            if (!take(s, r, ':'))
                return expected(s, r, "':'");
            if (!skip_value(s, r))
                return false;
        }
        if (!take(s, r, '}'))
            return expected(s, r, "'}'");
    }
    struct error err;
    if (peek(s, r) != 0)
        return expected(s, r, "the end");
    return bytes_done(&s->bytes, r->line, r->column, &err)
           || reader_fail(s, err.kind, "%s", err.text);
}

static bool next_in_array(struct source *s, struct reader *r)
{
    if (r->array_over)
        return false;
    if (take(s, r, ']')) {
        r->array_over = true;
        check_rest(s, r);
        return false;
    }
    if (!r->first && !take(s, r, ','))
        return expected(s, r, "',' or ']'");
    r->first = false;
    if (peek(s, r) == 0)
        return expected(s, r, "a value");
    if (!find_extent(s, r, &r->row_length))
        return false;
    r->element++;
    s->line = r->element;
    return true;
}

static bool next_in_lines(struct source *s, struct reader *r)
{
    struct bytes *b = &s->bytes;
    struct error err;
    if (peek(s, r) == 0)
        return bytes_done(b, r->line, r->column, &err) ? false
                                                       : reader_fail(s, err.kind, "%s", err.text);
    const char *end;
    while ((end = memchr(b->text + b->start, '\n', b->end - b->start)) == NULL) {
        if (b->end - b->start > MOST_ELEMENT)
            return reader_fail(s, ERROR_INVALID, "%s: line %" PRId64 " is longer than %d MiB",
                               s->name, r->line, MOST_ELEMENT >> 20);
        if (!bytes_more(b))
            break;
    }
    if (end == NULL && !bytes_clean_end(b))
        return bytes_done(b, r->line, r->column, &err) ? false
                                                       : reader_fail(s, err.kind, "%s", err.text);
    r->row_length = (end == NULL ? b->end : (size_t)(end - b->text)) - b->start;
    while (r->row_length > 1 && is_space(b->text[b->start + r->row_length - 1]))
        r->row_length--;
    r->element++;
    s->line = r->line;
    return true;
}

/* The next element, in the window and parsed; value is NULL where it is not JSON, with the reason
 * in s->problem. */
static bool next_element(struct source *s, struct reader *r)
{
    json_error_t why;
    json_decref(r->value);
    r->value = NULL;
    arena_reset(&s->row);
    if (!(r->lines ? next_in_lines(s, r) : next_in_array(s, r)))
        return false;
    r->row_start = s->bytes.start;
    r->value = json_loadb(s->bytes.text + r->row_start, r->row_length,
                          JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &why);
    if (r->value == NULL)
        reader_problem(s, "this is not JSON (line %d, column %d of it): %s", why.line, why.column,
                       why.text);
    step_over(s, r, r->row_length);
    return true;
}

/* ---- flattening ---- */

static size_t hash(const char *text)
{
    uint64_t h = UINT64_C(14695981039346656037); // FNV-1a
    for (; *text != '\0'; text++)
        h = (h ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return (size_t)h;
}

static int find_column(const struct reader *r, const char *path)
{
    if (r->slot_count == 0)
        return -1;
    for (size_t i = hash(path);; i++) {
        size_t column = r->slots[i & (r->slot_count - 1)];
        if (column == 0)
            return -1;
        if (strcmp(r->columns.at[column - 1].path, path) == 0)
            return (int)column - 1;
    }
}

static void index_columns(struct source *s, struct reader *r)
{
    size_t wanted = 64;
    while (wanted < r->columns.count * 2)
        wanted *= 2;
    if (wanted != r->slot_count) {
        r->slot_count = wanted;
        r->slots = ARENA_ARRAY(s->arena, size_t, wanted);
    } else {
        memset(r->slots, 0, wanted * sizeof *r->slots);
    }
    for (size_t c = 0; c < r->columns.count; c++) {
        size_t i = hash(r->columns.at[c].path);
        while (r->slots[i & (wanted - 1)] != 0)
            i++;
        r->slots[i & (wanted - 1)] = c + 1;
    }
}

static int add_column(struct source *s, struct reader *r, const char *path, const char *shown,
                      bool property)
{
    int known = find_column(r, path);
    if (known >= 0 || r->columns.count == MOST_COLUMNS)
        return known;
    *list_add(s->arena, &r->columns) = (struct column){.path = arena_text(s->arena, path),
                                                       .shown = arena_text(s->arena, shown),
                                                       .property = property};
    if (r->columns.count * 2 > r->slot_count) {
        index_columns(s, r);
    } else {
        size_t i = hash(path);
        while (r->slots[i & (r->slot_count - 1)] != 0)
            i++;
        r->slots[i & (r->slot_count - 1)] = r->columns.count;
    }
    return (int)r->columns.count - 1;
}

static void write_json(struct json *j, const char *name, json_t *value)
{
    char number[32];
    switch (json_typeof(value)) {
    case JSON_OBJECT: {
        json_object_begin(j, name);
        for (void *at = json_object_iter(value); at != NULL; at = json_object_iter_next(value, at))
            write_json(j, json_object_iter_key(at), json_object_iter_value(at));
        json_object_end(j);
        break;
    }
    case JSON_ARRAY:
        json_array_begin(j, name);
        for (size_t i = 0; i < json_array_size(value); i++)
            write_json(j, NULL, json_array_get(value, i));
        json_array_end(j);
        break;
    case JSON_STRING:
        json_text(j, name, json_string_value(value));
        break;
    case JSON_INTEGER:
        json_i64(j, name, json_integer_value(value));
        break;
    case JSON_REAL:
        number_write(json_real_value(value), number);
        json_raw(j, name, number);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        json_bool(j, name, json_is_true(value));
        break;
    case JSON_NULL:
        json_none(j, name);
        break;
    }
}

static struct span span_of(const char *text)
{
    return (struct span){text, strlen(text)};
}

/* A value as the text of a cell. */
static struct span cell_of(struct source *s, json_t *value)
{
    char *number;
    switch (json_typeof(value)) {
    case JSON_STRING:
        return (struct span){json_string_value(value), json_string_length(value)};
    case JSON_INTEGER:
        return span_of(arena_printf(&s->row, "%" JSON_INTEGER_FORMAT, json_integer_value(value)));
    case JSON_REAL:
        number = arena_alloc(&s->row, 32);
        number_write(json_real_value(value), number);
        return span_of(number);
    case JSON_TRUE:
        return span_of("true");
    case JSON_FALSE:
        return span_of("false");
    case JSON_NULL:
        return (struct span){NULL, 0};
    case JSON_OBJECT:
    case JSON_ARRAY:
        break;
    }
    struct buf text = buf_make(&s->row, MOST_ELEMENT * (size_t)6);
    struct json j = json_make(&text);
    j.compact = true;
    write_json(&j, NULL, value);
    return (struct span){text.text, text.length};
}

/* What is done with each leaf of an element: its column is made, or its cell is set. */
struct flat {
    struct source *s;
    struct reader *r;
    bool learning, property;
    char path[MOST_PATH];
    size_t hidden; /* bytes at the front of path that a column's name leaves out */
};

static void put_leaf(struct flat *f, json_t *value)
{
    struct reader *r = f->r;
    if (f->learning) {
        add_column(f->s, r, f->path, f->path + f->hidden, f->property);
        return;
    }
    int column = find_column(r, f->path);
    bool known = column >= 0 && (size_t)column < f->s->column_count;
    if (known && f->s->cells[column].at != NULL)
        reader_problem(f->s,
                       "two members of the row have the same name once their dots are written");
    if (known)
        f->s->cells[column] = cell_of(f->s, value);
    else if (!json_is_null(value))
        reader_problem(f->s, "the row has a member that none had when the columns were made");
}

/* Adds a name to the path of `length` bytes and gives its new length; cuts what is too long. */
static size_t add_name(struct flat *f, size_t length, const char *name)
{
    size_t n = strlen(name);
    if (length > 0)
        f->path[length++] = '.';
    if (length + n + 1 > MOST_PATH) {
        for (n = MOST_PATH - length - 1; n > 0 && ((unsigned char)name[n] & 0xc0) == 0x80;)
            n--;
        if (!f->learning)
            reader_problem(f->s, "the name of a member is longer than %d bytes", MOST_PATH);
    }
    memcpy(f->path + length, name, n);
    f->path[length + n] = '\0';
    return length + n;
}

static void flatten(struct flat *f, json_t *value, size_t length)
{
    if (!json_is_object(value) || json_object_size(value) == 0 || length + 2 > MOST_PATH) {
        if (json_is_object(value) && json_object_size(value) == 0 && length > 0 && !f->learning)
            return; // {} says nothing
        put_leaf(f, value);
        return;
    }
    for (void *at = json_object_iter(value); at != NULL; at = json_object_iter_next(value, at)) {
        size_t longer = add_name(f, length, json_object_iter_key(at));
        flatten(f, json_object_iter_value(at), longer);
        f->path[length] = '\0';
    }
}

static void put_point(struct source *s, const struct reader *r, json_t *geometry)
{
    const char *type = json_string_value(json_object_get(geometry, "type"));
    json_t *place = json_object_get(geometry, "coordinates");
    if (type == NULL || strcmp(type, "Point") != 0 || !json_is_number(json_array_get(place, 0))
        || !json_is_number(json_array_get(place, 1)))
        return;
    if (r->longitude >= 0)
        s->cells[r->longitude] = cell_of(s, json_array_get(place, 0));
    if (r->latitude >= 0)
        s->cells[r->latitude] = cell_of(s, json_array_get(place, 1));
}

static void flatten_feature(struct flat *f, json_t *feature)
{
    static const char prefix[] = "properties";
    json_t *properties = json_object_get(feature, prefix);
    if (json_is_object(properties) && json_object_size(properties) > 0) {
        strcpy(f->path, prefix);
        f->hidden = sizeof prefix;
        f->property = true;
        flatten(f, properties, sizeof prefix - 1);
    }
    f->hidden = 0;
    f->property = false;
    for (void *at = json_object_iter(feature); at != NULL;
         at = json_object_iter_next(feature, at)) {
        const char *key = json_object_iter_key(at);
        json_t *inner = json_object_iter_value(at);
        if (strcmp(key, prefix) == 0 || strcmp(key, "type") == 0)
            continue;
        if (strcmp(key, "geometry") == 0) {
            if (!f->learning && f->r->geometry >= 0) {
                f->s->cells[f->r->geometry] = cell_of(f->s, inner);
                put_point(f->s, f->r, inner);
            }
            continue;
        }
        flatten(f, inner, add_name(f, 0, key));
    }
}

static void flatten_row(struct source *s, struct reader *r, json_t *value, bool learning)
{
    struct flat f = {.s = s, .r = r, .learning = learning};
    if (r->features && json_is_object(value)) {
        flatten_feature(&f, value);
    } else if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++) {
            snprintf(f.path, sizeof f.path, "c%zu", i + 1);
            put_leaf(&f, json_array_get(value, i));
        }
    } else if (json_is_object(value)) {
        if (json_object_size(value) > 0)
            flatten(&f, value, 0);
    } else {
        strcpy(f.path, "value");
        put_leaf(&f, value);
    }
}

/* ---- columns ---- */

static bool has_shown(const struct reader *r, const char *name)
{
    for (size_t i = 0; i < r->columns.count; i++)
        if (strcasecmp(r->columns.at[i].shown, name) == 0)
            return true;
    return false;
}

static bool is_feature(const json_t *value)
{
    const char *type = json_string_value(json_object_get(value, "type"));
    return type != NULL && strcmp(type, "Feature") == 0
           && json_object_get(value, "geometry") != NULL;
}

static bool is_point(const json_t *value)
{
    const char *type =
        json_string_value(json_object_get(json_object_get(value, "geometry"), "type"));
    return type != NULL && strcmp(type, "Point") == 0;
}

/* The first reading. Trouble in it is met again, and told, in the second. */
static bool learn_columns(struct source *s, struct reader *r, struct error *err)
{
    bool points = false;
    struct column_list own = {0};
    r->geometry = r->longitude = r->latitude = -1;
    while (next_element(s, r)) {
        if (r->element == 1 && is_feature(r->value)
            && (s->how.format == NULL || strcmp(s->how.format, "geojson") == 0)) {
            r->features = true;
            s->notes.format = "geojson";
        }
        points = points || (r->features && is_point(r->value));
        if (r->value != NULL)
            flatten_row(s, r, r->value, true);
    }
    s->ended = false;
    s->problem = NULL;
    s->trouble = (struct error){0};
    if (r->columns.count == MOST_COLUMNS)
        return error_set(err, ERROR_INVALID, "%s has more than %d columns", s->name, MOST_COLUMNS);
    // properties first, then ours, then what else a feature has
    struct column_list found = r->columns;
    for (size_t i = 0; i < found.count; i++)
        if (found.at[i].property || !r->features)
            *list_add(s->arena, &own) = found.at[i];
    r->columns = own;
    if (r->features) {
        bool named = has_shown(r, "lon") || has_shown(r, "lat");
        static const char *const ours[] = {"geometry", "lon", "lat"};
        int *const places[] = {&r->geometry, &r->longitude, &r->latitude};
        for (int i = 0; i < (points && !named ? 3 : 1); i++) {
            *places[i] = (int)r->columns.count;
            *list_add(s->arena, &r->columns) = (struct column){
                .path = arena_printf(s->arena, "\x1f%s", ours[i]), .shown = ours[i]};
        }
        for (size_t i = 0; i < found.count; i++)
            if (!found.at[i].property)
                *list_add(s->arena, &r->columns) = found.at[i];
    }
    index_columns(s, r);
    return true;
}

static bool next_row(struct source *s)
{
    struct reader *r = s->state;
    s->cell_count = 0;
    if (!next_element(s, r))
        return false;
    if (s->column_count > 0)
        memset(s->cells, 0, s->column_count * sizeof *s->cells);
    s->cell_count = s->column_count;
    if (r->value != NULL)
        flatten_row(s, r, r->value, false);
    return true;
}

static const char *row_text(struct arena *a, const struct source *s)
{
    const struct reader *r = s->state;
    return arena_text_n(a, s->bytes.text + r->row_start, r->row_length);
}

static void drop_value(void *what)
{
    struct reader *r = what;
    json_decref(r->value);
}

bool json_begin(struct source *s, struct error *err)
{
    struct reader *r = ARENA_NEW(s->arena, struct reader);
    arena_defer(s->arena, drop_value, r);
    r->lines = strcmp(s->notes.format, "jsonl") == 0;
    r->line = r->column = 1;
    r->first = true;
    s->state = r;
    s->next = next_row;
    s->row_text = row_text;
    if (peek(s, r) == 0)
        return bytes_done(&s->bytes, r->line, r->column, err)
               && error_set(err, ERROR_INVALID, "%s has only blanks in it", s->name);
    if (!r->lines && s->how.path == NULL && strcmp(s->notes.format, "geojson") == 0
        && peek(s, r) == '{')
        s->notes.path = "features";
    if (!r->lines) {
        if (s->how.path == NULL && s->notes.path == NULL && !choose_array(s, r, err))
            return false;
        bool at_top = s->how.path == NULL && s->notes.path == NULL; // already inside
        if (!at_top && !find_array(s, r, err))
            return false;
    }
    if (!learn_columns(s, r, err) || !begin_again(s, r, err))
        return false;
    if (!r->lines && !find_array(s, r, err))
        return false;
    struct span *names = ARENA_ARRAY(s->arena, struct span, r->columns.count);
    for (size_t i = 0; i < r->columns.count; i++)
        names[i] = span_of(r->columns.at[i].shown);
    s->notes.header_used = s->how.header.count == 0;
    return reader_columns(s, names, r->columns.count, err);
}

/* ---- is it JSON at all? ---- */

const char *json_looks_like(const char *text, size_t length)
{
    size_t i = 0;
    while (i < length && is_space(text[i]))
        i++;
    if (i == length || (text[i] != '{' && text[i] != '['))
        return NULL;
    size_t next = i + 1;
    while (next < length && is_space(text[next]))
        next++;
    if (next < length && strchr(text[i] == '{' ? "\"}" : "{[\"-0123456789tfn]", text[next]) == NULL)
        return NULL;
    if (memmem(text, length, "\"FeatureCollection\"", 19) != NULL)
        return "geojson";
    size_t end = extent(text + i, length - i);
    if (end == 0)
        return "json";
    for (i += end; i < length && is_space(text[i]); i++)
        continue;
    return i < length && (text[i] == '{' || text[i] == '[') ? "jsonl" : "json";
}
