/* Assets: found by name, uncompressed by zlib. */

#include "report/asset.h"

#include <sodium.h>
#include <string.h>
#include <zlib.h>

const struct asset *asset_find(const char *name)
{
    for (const struct asset *asset = asset_table; asset->name != NULL; asset++)
        if (strcmp(asset->name, name) == 0)
            return asset;
    return NULL;
}

static bool uncompress_asset(const struct asset *asset, char *out)
{
    // zlib's input is not const, but is not written to.
    z_stream z = {.next_in = (Bytef *)(uintptr_t)asset->bytes,
                  .avail_in = (uInt)asset->length,
                  .next_out = (Bytef *)out,
                  .avail_out = (uInt)asset->size};
    if (inflateInit2(&z, 15 + 16) != Z_OK)
        return false;
    int end = inflate(&z, Z_FINISH);
    inflateEnd(&z);
    return end == Z_STREAM_END && z.total_out == asset->size;
}

bool asset_read(struct arena *a, const char *name, const char **out, size_t *length,
                struct error *err)
{
    const struct asset *asset = asset_find(name);
    if (asset == NULL)
        return error_set(err, ERROR_NOT_FOUND, "this program holds no asset \"%s\"", name);
    char *text = arena_alloc(a, asset->size + 1);
    if (!asset->gzip)
        memcpy(text, asset->bytes, asset->size);
    else if (!uncompress_asset(asset, text))
        return error_set(err, ERROR_IO, "the asset \"%s\" in this program is damaged", name);
    *out = text;
    if (length != NULL)
        *length = asset->size;
    return true;
}

bool asset_data_url(struct arena *a, const char *name, const char **out, struct error *err)
{
    const char *bytes;
    size_t length;
    if (!asset_read(a, name, &bytes, &length, err))
        return false;
    size_t room = sodium_base64_ENCODED_LEN(length, sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_alloc(a, room);
    sodium_bin2base64(text, room, (const unsigned char *)bytes, length,
                      sodium_base64_VARIANT_ORIGINAL);
    *out = arena_printf(a, "data:%s;base64,%s", asset_find(name)->type, text);
    return true;
}
