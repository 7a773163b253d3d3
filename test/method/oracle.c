/* Reads oracle files. */

#include "oracle.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/list.h"

static bool row_read(const char *line, struct oracle_row *row)
{
    size_t length = strcspn(line, ",\n");
    if (length == 0 || length >= sizeof row->name)
        return false;
    memcpy(row->name, line, length);
    const char *at = line + length;
    while (*at == ',') {
        char *end;
        double v = strtod(at + 1, &end);
        if (end == at + 1 || row->count == ORACLE_MOST_NUMBERS)
            return false;
        row->at[row->count++] = v;
        at = end;
    }
    return *at == '\n';
}

struct oracle_list oracle_load(struct arena *a, const char *file)
{
    struct oracle_list l = {0};
    const char *source = getenv("WARD_SOURCE");
    NEED(source != NULL);
    FILE *f = fopen(arena_printf(a, "%s/test/oracle/%s", source, file), "r");
    NEED(f != NULL);
    char line[4096];
    while (fgets(line, sizeof line, f) != NULL) {
        struct oracle_row *row = list_add(a, &l);
        if (!row_read(line, row))
            t_failed(__FILE__, __LINE__, "cannot read a line of %s: %s", file, line);
    }
    fclose(f);
    NEED(l.count > 0);
    return l;
}

const struct oracle_row *oracle_find(const struct oracle_list *l, const char *name)
{
    for (size_t i = 0; i < l->count; i++)
        if (strcmp(l->at[i].name, name) == 0)
            return &l->at[i];
    t_failed(__FILE__, __LINE__, "no oracle named %s", name);
    t_stop_if_failed();
    return NULL;
}
