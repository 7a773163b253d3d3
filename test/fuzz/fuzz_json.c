/* JSON, JSON Lines and GeoJSON: the first byte chooses the format and the path. */

#include "drain.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const formats[] = {"json", "jsonl", "geojson", NULL};
    if (length == 0)
        return 0;
    struct source_options how = {.format = formats[bytes[0] & 3],
                                 .path = (bytes[0] & 4) != 0 ? "a.b" : NULL};
    drain_in_blocks("fuzz", bytes + 1, length - 1, how);
    return 0;
}
