#pragma once
/* HTML: markup written as markup, with every value escaped. */

#include "base/buf.h"

/* A page in the making. Like a buf it needs no check per piece. */
struct html {
    struct buf buf;
    int ids; /* how many html_id has given */
};

struct html html_make(struct arena *a, size_t limit);

/* printf's verbs but %n; what %s and %c give is escaped for text and for attributes in double
 * quotes (NULL writes nothing). The format is a literal. A value never goes inside a script, a
 * style or a URL that is not ours. */
void html_put(struct html *h, const char *format, ...) PRINTF(2, 3);

/* Markup without values: literals only. */
#define html_raw(h, literal) buf_bytes(&(h)->buf, "" literal, sizeof("" literal) - 1)

/* JSON as data of the page, as <script type="application/json" class="...">: inert, and no value in
 * it can end the element. The class is a literal of ours. */
void html_json(struct html *h, const char *class_name, const char *json);

/* A number for an id that no other element of the page has. */
int html_id(struct html *h);

/* The page, once. Fails: ERROR_INVALID when it grew over its limit. */
MUST_CHECK bool html_done(const struct html *h, const char **out, struct error *err);
