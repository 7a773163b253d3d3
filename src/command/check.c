#include "answer/problem.h"
#include "command/all.h"
#include "command/print.h"
#include "command/site.h"

bool command_check(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *record = NULL, *pack = NULL;
    int rows = 0;
    const struct option table[] = {
        OPTIONS_DB(&so),
        OPTION_TEXT("record", 'r', &record, "RECORD", "only of this record"),
        OPTION_TEXT("pack", 'p', &pack, "PACK", "only of this pack"),
        OPTION_INT("rows", 'n', &rows, "N", "name the first N rows of each problem"),
        OPTIONS_QUESTION(&so),
        OPTION_END,
    };
    struct site *s;
    struct problem_list problems;
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_READ, &s, err)
        || !problems_find(s, o->arena, record, pack, rows, false, &problems, err))
        return false;
    struct arena *a = o->arena;
    struct result_table t = {0};
    table_column(a, &t, "severity", "Severity", COLUMN_TEXT);
    table_column(a, &t, "count", "Rows", COLUMN_COUNT);
    table_column(a, &t, "code", "Code", COLUMN_TEXT);
    table_column(a, &t, "record", "Record", COLUMN_TEXT);
    table_column(a, &t, "field", "Field", COLUMN_TEXT);
    table_column(a, &t, "says", "What is wrong", COLUMN_TEXT);
    table_column(a, &t, "cure", "What mends it", COLUMN_TEXT);
    if (rows > 0)
        table_column(a, &t, "key", "Row", COLUMN_TEXT);
    for (size_t i = 0; i < problems.count; i++) {
        const struct problem *p = &problems.at[i];
        for (size_t j = 0; j < (rows > 0 ? p->rows.count : 1); j++) {
            table_text(a, &t, p->severity == SEVERITY_ERROR ? "error" : "warning");
            table_integer(a, &t, p->count);
            table_text(a, &t, p->code);
            table_text(a, &t, p->record);
            table_text(a, &t, p->field);
            table_text(a, &t, rows > 0 ? p->rows.at[j].says : p->says);
            table_text(a, &t, p->cure);
            if (rows > 0)
                table_text(a, &t, p->rows.at[j].record);
        }
    }
    return print_table(o, &t, err);
}
