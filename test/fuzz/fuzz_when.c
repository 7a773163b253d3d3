/* Days and times: a format, a line break, a cell. */

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "intake/when.h"

static void check(const struct when *w)
{
    bool day = w->kind == WHEN_DATE || w->kind == WHEN_LOCAL || w->kind == WHEN_MOMENT;
    if (w->kind == WHEN_NONE || (day && !date_is(w->local.date)) || w->local.us < 0
        || w->local.us >= INT64_C(86400000000) || abs(w->offset_s) > 19 * 3600)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const uint8_t *line = memchr(bytes, '\n', length);
    if (line == NULL || memchr(bytes, 0, length) != NULL)
        return 0;
    struct arena a = {0};
    struct error err = {0};
    const struct when_format *f;
    struct when w = {0};
    const char *format = arena_text_n(&a, (const char *)bytes, (size_t)(line - bytes));
    size_t cell_length = length - (size_t)(line - bytes) - 1;
    const char *cell = arena_text_n(&a, (const char *)line + 1, cell_length);
    if (when_compile(&a, format, cell_length % 2 == 0 ? 1950 : 0, &f, &err)) {
        if (when_read(f, cell, cell_length, &w) == WHEN_FITS)
            check(&w);
        if (when_explain(&a, f, cell, cell_length)[0] == '\0')
            abort();
    } else if (err.kind != ERROR_INVALID || err.text[0] == '\0') {
        abort();
    }
    arena_free(&a);
    return 0;
}
