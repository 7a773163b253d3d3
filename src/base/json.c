#include "base/json.h"

#include <inttypes.h>
#include <math.h>

#include "base/number.h"

struct json json_make(struct buf *b)
{
    return (struct json){.buf = b};
}

void json_quote(struct buf *b, const char *text)
{
    buf_char(b, '"');
    for (const char *s = text; *s != '\0'; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '"' || c == '\\')
            buf_put(b, "\\%c", c);
        else if (c == '\n')
            buf_text(b, "\\n");
        else if (c < 0x20 || c == '<' || c == '>' || c == '&')
            buf_put(b, "\\u%04x", c);
        else
            buf_char(b, *s);
    }
    buf_char(b, '"');
}

static void line_break(struct json *j)
{
    if (j->compact)
        return;
    buf_char(j->buf, '\n');
    for (int i = 0; i < j->depth; i++)
        buf_text(j->buf, "  ");
}

static void begin_value(struct json *j, const char *name)
{
    if (j->filled)
        buf_char(j->buf, ',');
    if (j->depth > 0)
        line_break(j);
    if (name != NULL) {
        json_quote(j->buf, name);
        buf_text(j->buf, j->compact ? ":" : ": ");
    }
    j->filled = true;
}

static void open_with(struct json *j, const char *name, char bracket)
{
    begin_value(j, name);
    buf_char(j->buf, bracket);
    j->depth++;
    j->filled = false;
}

static void close_with(struct json *j, char bracket)
{
    j->depth--;
    if (j->filled)
        line_break(j);
    buf_char(j->buf, bracket);
    j->filled = true;
}

void json_object_begin(struct json *j, const char *name)
{
    open_with(j, name, '{');
}

void json_object_end(struct json *j)
{
    close_with(j, '}');
}

void json_array_begin(struct json *j, const char *name)
{
    open_with(j, name, '[');
}

void json_array_end(struct json *j)
{
    close_with(j, ']');
}

void json_raw(struct json *j, const char *name, const char *value)
{
    begin_value(j, name);
    buf_text(j->buf, value);
}

void json_none(struct json *j, const char *name)
{
    json_raw(j, name, "null");
}

void json_text(struct json *j, const char *name, const char *text)
{
    if (text == NULL) {
        json_none(j, name);
        return;
    }
    begin_value(j, name);
    json_quote(j->buf, text);
}

void json_i64(struct json *j, const char *name, int64_t v)
{
    begin_value(j, name);
    buf_put(j->buf, "%" PRId64, v);
}

void json_number(struct json *j, const char *name, double v)
{
    char text[32];
    number_write(v, text);
    json_raw(j, name, isfinite(v) ? text : "null");
}

void json_bool(struct json *j, const char *name, bool v)
{
    json_raw(j, name, v ? "true" : "false");
}
