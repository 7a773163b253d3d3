/* Writes the made-up report to a file, to look at. */

#include <stdio.h>

#include "base/file.h"
#include "made_up_view.h"

int main(int count, char **arguments)
{
    struct arena a = {0};
    struct error err = {0};
    const char *page;
    size_t length;
    if (count != 2) {
        fputs("usage: demo_report FILE\n", stderr);
        return 2;
    }
    bool ok = report_render(&a, made_up_view(&a), &page, &length, &err)
              && file_write(arguments[1], page, length, &err);
    if (!ok)
        fprintf(stderr, "demo_report: %s\n", err.text);
    arena_free(&a);
    return ok ? 0 : 1;
}
