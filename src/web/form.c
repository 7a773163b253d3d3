#include "web/form.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/text.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// Decodes %XX (and + as a space, in forms); false for a broken escape, or what is not UTF-8 text.
static bool decode(struct arena *a, const char *text, size_t length, bool plus, const char **out)
{
    char *to = arena_alloc(a, length + 1);
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '%') {
            int high = i + 2 < length ? hex_digit(text[i + 1]) : -1;
            int low = i + 2 < length ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            to[n++] = (char)(high * 16 + low);
            i += 2;
        } else {
            to[n++] = plus && text[i] == '+' ? ' ' : text[i];
        }
    }
    if (!text_is_utf8(to, n, NULL))
        return false;
    *out = text_nfc(a, to);
    return true;
}

bool form_read(struct arena *a, const char *text, size_t length, struct form *out,
               struct error *err)
{
    struct form f = {0};
    for (size_t at = 0; at < length;) {
        const char *end = memchr(text + at, '&', length - at);
        size_t size = end == NULL ? length - at : (size_t)(end - (text + at));
        const char *equal = memchr(text + at, '=', size);
        size_t name = equal == NULL ? size : (size_t)(equal - (text + at));
        if (size > 0) {
            if (f.count == MOST_PAIRS)
                return error_set(err, ERROR_USAGE, "the form has more than %d fields", MOST_PAIRS);
            struct form_pair *pair = list_add(a, &f);
            if (!decode(a, text + at, name, true, &pair->name)
                || !decode(a, equal == NULL ? "" : equal + 1, equal == NULL ? 0 : size - name - 1,
                           true, &pair->value))
                return error_set(err, ERROR_USAGE, "the form is not as browsers send it");
        }
        at += size + 1;
    }
    *out = f;
    return true;
}

const char *form_value(const struct form *f, const char *name)
{
    for (size_t i = 0; i < f->count; i++)
        if (text_equal(f->at[i].name, name))
            return f->at[i].value;
    return NULL;
}

const char *uri_escape(struct arena *a, const char *text)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t length = strlen(text), n = 0;
    char *to = arena_alloc(a, length * 3 + 1);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || strchr("-._~", c) != NULL) {
            to[n++] = (char)c;
        } else {
            to[n++] = '%';
            to[n++] = hex[c >> 4];
            to[n++] = hex[c & 15];
        }
    }
    to[n] = '\0';
    return to;
}

bool uri_read(struct arena *a, const char *text, struct uri *out, struct error *err)
{
    size_t path = strcspn(text, "?#");
    struct uri u = {.path = arena_text_n(a, text, path)};
    if (text[path] == '?') {
        const char *query = text + path + 1;
        if (!form_read(a, query, strcspn(query, "#"), &u.query, err))
            return false;
    }
    for (size_t at = 0; at < path;) {
        size_t length = strcspn(u.path + at, "/");
        const char *segment;
        if (!decode(a, u.path + at, length, false, &segment))
            return error_set(err, ERROR_USAGE, "the address is broken");
        if (length > 0)
            *list_add(a, &u.segments) = segment;
        at += length + 1;
    }
    *out = u;
    return true;
}

const char *cookie_value(struct arena *a, const char *header, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = header; at != NULL && *at != '\0';) {
        at += strspn(at, " ;");
        size_t size = strcspn(at, ";");
        if (size > length && strncmp(at, name, length) == 0 && at[length] == '=')
            return arena_text_n(a, at + length + 1, size - length - 1);
        at += size;
    }
    return NULL;
}

// The weight that a header gives a language: "es-MX;q=0.8". -1 where it is not named.
static double weight_of(const char *header, const char *language)
{
    double best = -1;
    for (const char *at = header; *at != '\0';) {
        at += strspn(at, " ,");
        size_t size = strcspn(at, ",");
        if (size >= 2 && strncasecmp(at, language, 2) == 0 && (size == 2 || strchr("-; ", at[2]))) {
            const char *q = memmem(at, size, "q=", 2);
            double weight = q == NULL ? 1 : strtod(q + 2, NULL);
            best = weight > best ? weight : best;
        }
        at += size;
    }
    return best;
}

bool wants_spanish(const char *header)
{
    return header != NULL && weight_of(header, "es") > 0
           && weight_of(header, "es") > weight_of(header, "en");
}
