#include "golden.h"

#include <stdlib.h>

#include "base/file.h"
#include "t.h"

void t_golden(const char *name, const char *text)
{
    struct arena a = {0};
    struct error err = {0};
    const char *folder = arena_printf(&a, "%s/test/golden", getenv("WARD_SOURCE"));
    const char *path = arena_printf(&a, "%s/%s", folder, name);
    const char *wanted;
    if (getenv("WARD_UPDATE_GOLDEN") != NULL) {
        NEED_OK(file_write(path, text, strlen(text), &err), err);
    } else {
        NEED_OK(file_read(&a, folder, name, 1 << 26, &wanted, NULL, &err), err);
        size_t same = 0;
        while (text[same] != '\0' && text[same] == wanted[same])
            same++;
        if (text[same] != wanted[same]) {
            size_t from = same > 60 ? same - 60 : 0;
            t_failed(__FILE__, __LINE__, "%s differs at byte %zu: \"%.120s\", wanted \"%.120s\"",
                     name, same, text + from, wanted + from);
        }
    }
    arena_free(&a);
}
