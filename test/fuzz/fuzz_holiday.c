/* Rows of a holiday list: ten cells, a line each, in the order of struct holiday_row. */

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "clock/calendar.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (!text_is_utf8((const char *)bytes, length, NULL) || length > 2000)
        return 0;
    struct arena a = {0};
    struct text_list cells = text_split(&a, arena_text_n(&a, (const char *)bytes, length), '\n');
    const char *c[10] = {0};
    for (size_t i = 0; i < cells.count && i < 10; i++)
        c[i] = cells.at[i];
    struct holiday_row row = {c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9]};
    struct holiday_rule rule;
    struct error err = {0};
    if (!holiday_read(&a, &row, &rule, &err)) {
        if (err.kind != ERROR_INVALID || err.text[0] == '\0')
            abort();
    } else {
        struct calendar_plan plan = {.name = "fuzz", .rules = &rule, .rule_count = 1};
        const struct calendar *calendar;
        if (!calendar_make(&a, &plan, &calendar, &err))
            abort(); // what is read can be drawn up
        for (int year = 2020; year < 2030; year++) {
            struct date d = holiday_kept(&rule, year);
            if (date_is(d) && calendar_works(calendar, d))
                abort();
        }
    }
    arena_free(&a);
    return 0;
}
