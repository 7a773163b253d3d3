#include "table.h"

#include <inttypes.h>
#include <zip.h>
#include <zlib.h>

#include "base/buf.h"
#include "t.h"

static void put_rows(struct arena *a, struct buf *b, struct source *s)
{
    struct error err = {0};
    for (size_t i = 0; i < source_column_count(s); i++)
        buf_put(b, "%s%s", i == 0 ? "" : "|", source_column(s, i));
    buf_char(b, '\n');
    while (source_next(s)) {
        buf_put(b, "%" PRId64 ": ", source_line(s));
        for (size_t i = 0; i < source_column_count(s); i++) {
            struct span cell = source_cell(s, i);
            CHECK(cell.at == NULL || cell.at[cell.length] == '\0');
            CHECK(cell.at == NULL || strlen(cell.at) == cell.length);
            buf_put(b, "%s%s", i == 0 ? "" : "|", cell.at == NULL ? "~" : cell.at);
        }
        buf_put(b, "%s\n", source_row_problem(s) == NULL ? "" : " !");
        CHECK(source_row_text(a, s) != NULL);
    }
    buf_text(b, source_done(s, &err) ? "." : err.text);
}

const char *table_text(struct arena *a, const char *name, const void *bytes, size_t length,
                       const struct source_options *how)
{
    struct error err = {0};
    struct source *s;
    struct buf b = buf_make(a, 1 << 28);
    if (source_open_memory(a, name, bytes, length, how, &s, &err))
        put_rows(a, &b, s);
    else
        buf_text(&b, err.text);
    CHECK(!b.overflowed);
    return b.text;
}

const char *table_of_bytes(struct arena *a, const char *name, const void *bytes, size_t length,
                           const struct source_options *how)
{
    static const size_t blocks[] = {1, 2, 3, 5, 7, 16, 63, 64, 65, 100};
    struct source_options options = how == NULL ? (struct source_options){0} : *how;
    const char *first = table_text(a, name, bytes, length, &options);
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        options.block = blocks[i];
        CHECK_TEXT(table_text(a, name, bytes, length, &options), first);
    }
    return first;
}

const char *table_of(struct arena *a, const char *text, const struct source_options *how)
{
    return table_of_bytes(a, "test", text, strlen(text), how);
}

const void *gzip_of(struct arena *a, const void *bytes, size_t length, size_t *out_length)
{
    z_stream z = {0};
    size_t room = length + 1000;
    unsigned char *out = arena_alloc(a, room);
    NEED(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    z.next_in = (unsigned char *)arena_copy(a, bytes, length);
    z.avail_in = (uInt)length;
    z.next_out = out;
    z.avail_out = (uInt)room;
    NEED(deflate(&z, Z_FINISH) == Z_STREAM_END);
    *out_length = room - z.avail_out;
    deflateEnd(&z);
    return out;
}

const void *zip_of(struct arena *a, const char *const *parts, size_t *length)
{
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(out, ZIP_TRUNCATE, NULL);
    zip_stat_t st;
    NEED(zip != NULL);
    zip_source_keep(out);
    for (; parts[0] != NULL; parts += 2) {
        zip_source_t *part = zip_source_buffer(zip, parts[1], strlen(parts[1]), 0);
        NEED(zip_file_add(zip, parts[0], part, ZIP_FL_OVERWRITE) >= 0);
    }
    NEED(zip_close(zip) == 0);
    NEED(zip_source_stat(out, &st) == 0 && zip_source_open(out) == 0);
    *length = (size_t)st.size;
    char *bytes = arena_alloc(a, *length);
    NEED(zip_source_read(out, bytes, st.size) == (zip_int64_t)st.size);
    zip_source_close(out);
    zip_source_free(out);
    return bytes;
}
