#pragma once
/* JSON written piece by piece (RFC 8259), in the order in which it is said, with two-space indents.
 * Reading is done with jansson, whose names these are not: both are in one program. */

#include "base/buf.h"

struct json {
    struct buf *buf;
    int depth;
    bool filled;  /* the object or array that is open has something in it */
    bool compact; /* no line breaks */
};

struct json json_make(struct buf *b);

/* name is NULL inside an array and at the top. */
void json_object_begin(struct json *j, const char *name);
void json_object_end(struct json *j);
void json_array_begin(struct json *j, const char *name);
void json_array_end(struct json *j);
void json_text(struct json *j, const char *name, const char *text); /* NULL: null */
void json_i64(struct json *j, const char *name, int64_t v);
void json_number(struct json *j, const char *name, double v); /* not finite: null */
void json_bool(struct json *j, const char *name, bool v);
void json_none(struct json *j, const char *name);
/* A value that is JSON already. */
void json_raw(struct json *j, const char *name, const char *value);

/* "text" with quotes and escapes, also of what HTML or a script would mistake (<, >, &). */
void json_quote(struct buf *b, const char *text);
