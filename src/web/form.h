#pragma once
/* Forms: names and values as browsers send them, in a query or a body; and the parts of a URI. */

#include "base/list.h"

struct form_pair {
    const char *name, *value;
};

struct form {
    struct form_pair *at;
    size_t count, room;
};

enum { MOST_PAIRS = 1000 };

/* Reads application/x-www-form-urlencoded text. Fails: ERROR_USAGE for a broken escape, bytes that
 * are not UTF-8, or more than MOST_PAIRS pairs. */
MUST_CHECK bool form_read(struct arena *a, const char *text, size_t length, struct form *out,
                          struct error *err);

/* The first value of a name, as it came; NULL where there is none. */
const char *form_value(const struct form *f, const char *name);

/* A text with everything but letters, digits and -._~ escaped, for a URI. */
const char *uri_escape(struct arena *a, const char *text);

/* A URI's path and query; the path is split into its decoded segments, without empty ones. */
struct uri {
    const char *path; /* as it came, without the query */
    struct text_list segments;
    struct form query;
};
MUST_CHECK bool uri_read(struct arena *a, const char *text, struct uri *out, struct error *err);

/* A cookie's value in a Cookie header; NULL where there is none. */
const char *cookie_value(struct arena *a, const char *header, const char *name);

/* Whether an Accept-Language header would rather have Spanish than English. */
bool wants_spanish(const char *header);
