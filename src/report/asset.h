#pragma once
/* Assets: scripts, styles, type and map shapes that the binary holds. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct asset {
    const char *name, *type; /* "vega.js", "text/javascript; charset=utf-8" */
    const unsigned char *bytes;
    size_t length; /* of bytes */
    size_t size;   /* of the asset itself */
    bool gzip;     /* bytes are the asset compressed by gzip: say Content-Encoding: gzip */
};

/* All of them, ordered by name; the last has no name. Written by tools/embed-assets. */
extern const struct asset asset_table[];

/* NULL where there is no such asset. */
const struct asset *asset_find(const char *name);

/* An asset as it is, uncompressed, with a NUL after it. Fails: ERROR_NOT_FOUND. */
MUST_CHECK bool asset_read(struct arena *a, const char *name, const char **out, size_t *length,
                           struct error *err);

/* The asset as the text of a data: URL. Fails: ERROR_NOT_FOUND. */
MUST_CHECK bool asset_data_url(struct arena *a, const char *name, const char **out,
                               struct error *err);
