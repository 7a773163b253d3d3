/* FUZZ_TARGET FOLDER...: gives each file of the folders, and each half of it, to the target. */

#include <stdio.h>

#include "base/arena.h"
#include "base/file.h"
#include "fuzz.h"

static bool replay(const char *folder, size_t *count, struct error *err)
{
    struct arena a = {0};
    struct text_list names;
    bool ok = folder_list(&a, folder, "", &names, err);
    for (size_t i = 0; ok && i < names.count; i++) {
        const char *bytes;
        size_t length;
        ok = file_read(&a, folder, names.at[i], 1 << 24, &bytes, &length, err);
        if (!ok)
            break;
        // each in memory of its own length, so that a sanitizer sees a byte beyond it
        for (size_t part = length;; part /= 2) {
            LLVMFuzzerTestOneInput(arena_copy(&a, bytes, part), part);
            if (part == 0)
                break;
        }
        ++*count;
    }
    arena_free(&a);
    return ok;
}

int main(int argc, char **argv)
{
    struct error err = {0};
    size_t count = 0;
    for (int i = 1; i < argc; i++) {
        if (!replay(argv[i], &count, &err)) {
            fprintf(stderr, "%s: %s\n", argv[i], err.text);
            return 1;
        }
    }
    printf("%zu inputs replayed\n", count);
    return count == 0;
}
