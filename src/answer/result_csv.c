/* Tables of results as CSV. */

#include "answer/result_csv.h"

#include <inttypes.h>
#include <string.h>

#include "base/number.h"

static void write_text(struct buf *b, const char *text)
{
    // OWASP, CSV injection: what begins so is run by spreadsheet programs.
    bool formula = *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
    if (!formula && strpbrk(text, "\",\r\n") == NULL) {
        buf_text(b, text);
        return;
    }
    buf_text(b, formula ? "\"'" : "\"");
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"')
            buf_char(b, '"');
        buf_char(b, *at);
    }
    buf_char(b, '"');
}

static void write_cell(struct buf *b, const struct cell *c)
{
    char number[32];
    switch (c->kind) {
    case CELL_NONE:
        break;
    case CELL_TEXT:
        write_text(b, c->text);
        break;
    case CELL_INTEGER:
        buf_put(b, "%" PRId64, c->integer);
        break;
    case CELL_NUMBER:
        number_write(c->number, number);
        buf_text(b, number);
        break;
    case CELL_NOT_ESTIMABLE: // never in the reader's language: programs read this
        buf_put(b, "\"not estimable, n = %" PRId64 "\"", c->integer);
        break;
    case CELL_SUPPRESSED:
        buf_text(b, "suppressed");
        break;
    }
}

void table_write_csv(struct buf *b, const struct result_table *t)
{
    for (size_t i = 0; i < t->columns.count; i++) {
        if (i > 0)
            buf_char(b, ',');
        write_text(b, t->columns.at[i].name);
    }
    buf_text(b, "\r\n");
    for (size_t row = 0; row < table_rows(t); row++) {
        for (size_t i = 0; i < t->columns.count; i++) {
            if (i > 0)
                buf_char(b, ',');
            write_cell(b, table_cell(t, row, i));
        }
        buf_text(b, "\r\n");
    }
}
