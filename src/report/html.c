/* HTML: printf's verbs, rewritten one at a time so that texts can be escaped between. */

#include "report/html.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct html html_make(struct arena *a, size_t limit)
{
    return (struct html){.buf = buf_make(a, limit)};
}

static void escape(struct buf *b, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        switch (c) {
        case '&':
            buf_text(b, "&amp;");
            break;
        case '<':
            buf_text(b, "&lt;");
            break;
        case '>':
            buf_text(b, "&gt;");
            break;
        case '"':
            buf_text(b, "&quot;");
            break;
        case '\'':
            buf_text(b, "&#39;");
            break;
        default:
            // Control characters have no place in HTML.
            if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
                buf_text(b, "\ufffd");
            else
                buf_char(b, (char)c);
        }
    }
}

enum width_of { WIDTH_INT, WIDTH_LONG, WIDTH_LONG_LONG, WIDTH_SIZE, WIDTH_MAX, WIDTH_LONG_DOUBLE };

// One verb: "%-08.3ld" in its parts. flags holds all up to the length letters, with stars replaced.
struct verb {
    char flags[64];
    int precision; /* -1: none */
    enum width_of width;
    char letter;
};

static void add_flag(struct verb *v, const char *piece)
{
    size_t had = strlen(v->flags), more = strlen(piece);
    assert(had + more < sizeof v->flags);
    memcpy(v->flags + had, piece, more + 1);
}

static const char *read_flags(const char *at, struct verb *v, va_list *args)
{
    bool in_precision = false;
    for (; *at != '\0' && strchr("-+ #0123456789.*", *at) != NULL; at++) {
        char piece[16] = {*at};
        if (*at == '*') {
            int star = va_arg(*args, int);
            snprintf(piece, sizeof piece, "%d", star);
            if (in_precision)
                v->precision = star;
        } else if (*at == '.') {
            in_precision = true;
            v->precision = 0;
        } else if (in_precision) {
            v->precision = v->precision * 10 + (*at - '0');
        }
        add_flag(v, piece);
    }
    return at;
}

static const char *read_length(const char *at, struct verb *v)
{
    if (at[0] == 'l' && at[1] == 'l') {
        v->width = WIDTH_LONG_LONG;
        return at + 2;
    }
    switch (*at) {
    case 'h': // promoted to int
        return at + (at[1] == 'h' ? 2 : 1);
    case 'l':
        v->width = WIDTH_LONG;
        return at + 1;
    case 'z':
    case 't':
        v->width = WIDTH_SIZE;
        return at + 1;
    case 'j':
        v->width = WIDTH_MAX;
        return at + 1;
    case 'L':
        v->width = WIDTH_LONG_DOUBLE;
        return at + 1;
    }
    return at;
}

static void put_verb(struct buf *b, const struct verb *v, va_list *args)
{
    char format[80], text[512];
    int length = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    switch (v->letter) {
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o': {
        intmax_t value = 0;
        bool is_signed = v->letter == 'd' || v->letter == 'i';
        switch (v->width) {
        case WIDTH_INT:
            value = is_signed ? va_arg(*args, int) : (intmax_t)va_arg(*args, unsigned);
            break;
        case WIDTH_LONG:
            value = va_arg(*args, long);
            break;
        case WIDTH_LONG_LONG:
            value = va_arg(*args, long long);
            break;
        case WIDTH_SIZE:
            value = (intmax_t)va_arg(*args, size_t);
            break;
        case WIDTH_MAX:
        case WIDTH_LONG_DOUBLE:
            value = va_arg(*args, intmax_t);
            break;
        }
        snprintf(format, sizeof format, "%sj%c", v->flags, v->letter);
        length = snprintf(text, sizeof text, format, value);
        break;
    }
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
        if (v->width == WIDTH_LONG_DOUBLE) {
            snprintf(format, sizeof format, "%sL%c", v->flags, v->letter);
            length = snprintf(text, sizeof text, format, va_arg(*args, long double));
        } else {
            snprintf(format, sizeof format, "%s%c", v->flags, v->letter);
            length = snprintf(text, sizeof text, format, va_arg(*args, double));
        }
        break;
    case 'c': {
        char c = (char)va_arg(*args, int);
        escape(b, &c, 1);
        return;
    }
    case 's': {
        const char *s = va_arg(*args, const char *);
        if (s != NULL)
            escape(b, s, v->precision < 0 ? strlen(s) : strnlen(s, (size_t)v->precision));
        return;
    }
    default:
        assert(false && "a verb that html_put knows");
    }
#pragma GCC diagnostic pop
    if (length < 0 || (size_t)length >= sizeof text)
        b->overflowed = true;
    else
        buf_bytes(b, text, (size_t)length);
}

void html_put(struct html *h, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    for (const char *at = format; *at != '\0';) {
        size_t plain = strcspn(at, "%");
        buf_bytes(&h->buf, at, plain);
        at += plain;
        if (*at == '\0')
            break;
        if (at[1] == '%') {
            buf_char(&h->buf, '%');
            at += 2;
            continue;
        }
        struct verb v = {.flags = "%", .precision = -1};
        at = read_flags(at + 1, &v, &args);
        at = read_length(at, &v);
        v.letter = *at++;
        put_verb(&h->buf, &v, &args);
    }
    va_end(args);
}

void html_json(struct html *h, const char *class_name, const char *json)
{
    html_put(h, "<script type=\"application/json\" class=\"%s\">", class_name);
    for (const char *at = json; *at != '\0';) {
        // "<" stands only inside the strings of JSON, where it may be written as an escape.
        size_t plain = strcspn(at, "<");
        buf_bytes(&h->buf, at, plain);
        at += plain;
        if (*at == '<') {
            buf_text(&h->buf, "\\u003c");
            at++;
        }
    }
    html_raw(h, "</script>\n");
}

int html_id(struct html *h)
{
    return ++h->ids;
}

bool html_done(const struct html *h, const char **out, struct error *err)
{
    const char *text;
    if (!buf_done(&h->buf, &text, err))
        return error_while(err, "writing a page");
    *out = text;
    return true;
}
