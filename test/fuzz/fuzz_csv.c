/* CSV: the first byte chooses the options. */

#include "drain.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const encodings[] = {NULL, "utf-8", "windows-1252", "utf-16le"};
    static const char delimiters[] = {0, ',', ' ', ';'};
    if (length == 0)
        return 0;
    struct source_options how = {.format = "csv",
                                 .encoding = encodings[bytes[0] & 3],
                                 .delimiter = delimiters[bytes[0] >> 2 & 3],
                                 .no_header = (bytes[0] & 16) != 0,
                                 .skip_lines = (bytes[0] >> 5 & 3) - 1};
    if ((bytes[0] & 128) == 0)
        how.skip_lines = 0;
    drain_in_blocks("fuzz", bytes + 1, length - 1, how);
    return 0;
}
