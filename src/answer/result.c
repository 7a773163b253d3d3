/* Results: tables built cell by cell, and cells in words. */

#include "answer/result.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/words.h"

static const char minus[] = "\u2212";

void table_column(struct arena *a, struct result_table *t, const char *name, const char *label,
                  enum column_kind kind)
{
    struct result_column *c = list_add(a, &t->columns);
    *c = (struct result_column){arena_text(a, name), arena_text(a, label), kind};
}

static struct cell *add_cell(struct arena *a, struct result_table *t, enum cell_kind kind)
{
    struct cell *c = list_add(a, &t->cells);
    c->kind = kind;
    return c;
}

void table_text(struct arena *a, struct result_table *t, const char *text)
{
    struct cell *c = add_cell(a, t, text == NULL ? CELL_NONE : CELL_TEXT);
    c->text = arena_text(a, text);
}

void table_integer(struct arena *a, struct result_table *t, int64_t v)
{
    add_cell(a, t, CELL_INTEGER)->integer = v;
}

void table_number(struct arena *a, struct result_table *t, double v)
{
    struct cell *c = add_cell(a, t, isnan(v) ? CELL_NONE : CELL_NUMBER);
    c->number = isnan(v) ? 0 : v;
}

void table_not_estimable(struct arena *a, struct result_table *t, int64_t n)
{
    struct cell *c = add_cell(a, t, CELL_NOT_ESTIMABLE);
    c->integer = n;
    c->text = arena_printf(a, _("not estimable, n = %" PRId64), n);
}

void table_suppressed(struct arena *a, struct result_table *t)
{
    add_cell(a, t, CELL_SUPPRESSED);
}

size_t table_rows(const struct result_table *t)
{
    return t->columns.count == 0 ? 0 : t->cells.count / t->columns.count;
}

const struct cell *table_cell(const struct result_table *t, size_t row, size_t column)
{
    return &t->cells.at[row * t->columns.count + column];
}

int table_find(const struct result_table *t, const char *name)
{
    if (name == NULL)
        return -1;
    for (size_t i = 0; i < t->columns.count; i++)
        if (strcmp(t->columns.at[i].name, name) == 0)
            return (int)i;
    return -1;
}

double cell_value(const struct cell *c)
{
    switch (c->kind) {
    case CELL_INTEGER:
        return (double)c->integer;
    case CELL_NUMBER:
        return c->number;
    case CELL_NONE:
    case CELL_TEXT:
    case CELL_NOT_ESTIMABLE:
    case CELL_SUPPRESSED:
        break;
    }
    return NAN;
}

// "-1234.5" with commas and a real minus sign.
static const char *with_commas(struct arena *a, const char *digits)
{
    struct buf b = buf_make(a, 1000);
    if (*digits == '-') {
        // A number that rounds to nothing has no sign.
        if (strspn(digits + 1, "0.") != strlen(digits + 1))
            buf_text(&b, minus);
        digits++;
    }
    size_t whole = strcspn(digits, ".");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            buf_char(&b, ',');
        buf_char(&b, digits[i]);
    }
    buf_text(&b, digits + whole);
    return b.text;
}

static const char *fixed(struct arena *a, double v, int decimals)
{
    char digits[400];
    snprintf(digits, sizeof digits, "%.*f", decimals, v);
    return with_commas(a, digits);
}

static const char *whole(struct arena *a, int64_t v)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%" PRId64, v);
    return with_commas(a, digits);
}

// 1.23 x 10^-7, for what is too long otherwise.
static const char *power(struct arena *a, double v)
{
    static const char *const raised[] = {"\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
                                         "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};
    char digits[40];
    snprintf(digits, sizeof digits, "%.2e", v);
    char *e = strchr(digits, 'e');
    *e = '\0';
    int exponent = atoi(e + 1);
    struct buf b = buf_make(a, 1000);
    buf_put(&b, "%s \u00d7 10%s", with_commas(a, digits), exponent < 0 ? "\u207b" : "");
    char size[16];
    snprintf(size, sizeof size, "%d", abs(exponent));
    for (const char *d = size; *d != '\0'; d++)
        buf_text(&b, raised[*d - '0']);
    return b.text;
}

const char *number_words(struct arena *a, double v)
{
    double size = fabs(v);
    if (isinf(v))
        return v > 0 ? "\u221e" : "\u2212\u221e";
    if (size == 0)
        return "0";
    if (size >= 1e15 || size < 1e-4)
        return power(a, v);
    if (size == rint(size))
        return fixed(a, v, 0);
    // 0.9996 becomes 1.00: the digits are counted after rounding.
    int above = (int)floor(log10(size)) + 1;
    double unit = pow(10, above - 3);
    above = (int)floor(log10(rint(size / unit) * unit * (1 + 1e-12))) + 1;
    int decimals = above >= 3 ? 0 : 3 - above;
    // What is 0.6 to the last bit was never 0.600.
    while (decimals > 0 && v * pow(10, decimals - 1) == rint(v * pow(10, decimals - 1)))
        decimals--;
    return fixed(a, v, decimals);
}

static const char *percent_words(struct arena *a, double v)
{
    if (isinf(v))
        return number_words(a, v);
    double size = fabs(v) * 100;
    if (size > 0 && size < 0.05) {
        if (size < 0.001)
            return _("less than 0.001 %");
        return arena_printf(a, "%s %%", fixed(a, v * 100, size < 0.01 ? 3 : 2));
    }
    return arena_printf(a, "%s %%", fixed(a, v * 100, 1));
}

static const char *p_words(struct arena *a, double p)
{
    if (p < 0.001)
        return "p < 0.001";
    if (p > 0.99)
        return p >= 1 ? "p = 1" : "p > 0.99";
    return arena_printf(a, "p = %.*f", p < 0.0095 ? 3 : 2, p);
}

const char *money_words(struct arena *a, double cents)
{
    if (isinf(cents))
        return number_words(a, cents);
    const char *sign = cents < 0 ? minus : "";
    double size = fabs(cents);
    bool in_whole = fmod(rint(size), 100) == 0;
    return arena_printf(a, "%s$%s", sign, fixed(a, rint(size) / 100, in_whole ? 0 : 2));
}

static const char *month_name(int month)
{
    static const char *const names[] = {N_("January"), N_("February"), N_("March"),
                                        N_("April"),   N_("May"),      N_("June"),
                                        N_("July"),    N_("August"),   N_("September"),
                                        N_("October"), N_("November"), N_("December")};
    return _(names[month - 1]);
}

const char *date_words(struct arena *a, const char *text)
{
    char first[11] = "";
    int year = 0, month = 0, end = 0;
    snprintf(first, sizeof first, "%.10s", text);
    struct date d = date_read(first);
    if (date_is(d)) {
        struct civil c = date_civil(d);
        const char *day = arena_printf(a, _("%d %s %d"), c.day, month_name(c.month), c.year);
        if ((text[10] == 'T' || text[10] == ' ') && strlen(text) >= 16)
            return arena_printf(a, "%s, %.5s", day, text + 11);
        return text[10] == '\0' ? day : text;
    }
    if (sscanf(text, "%4d-%2d%n", &year, &month, &end) == 2 && end == 7 && text[7] == '\0'
        && month >= 1 && month <= 12)
        return arena_printf(a, "%s %d", month_name(month), year);
    if (sscanf(text, "%4d-Q%1d%n", &year, &month, &end) == 2 && end == 7 && text[7] == '\0'
        && month >= 1 && month <= 4)
        return arena_printf(a, "Q%d %d", month, year);
    return text;
}

static const char *integer_words(struct arena *a, int64_t v, enum column_kind kind)
{
    switch (kind) {
    case COLUMN_DATE: // a year
        return arena_printf(a, "%" PRId64, v);
    case COLUMN_MONEY:
        return money_words(a, (double)v);
    case COLUMN_PERCENT:
        return percent_words(a, (double)v);
    case COLUMN_P:
        return p_words(a, (double)v);
    case COLUMN_TEXT:
    case COLUMN_COUNT:
    case COLUMN_NUMBER:
        break;
    }
    return whole(a, v);
}

static const char *double_words(struct arena *a, double v, enum column_kind kind)
{
    switch (kind) {
    case COLUMN_PERCENT:
        return percent_words(a, v);
    case COLUMN_P:
        return p_words(a, v);
    case COLUMN_MONEY:
        return money_words(a, v);
    case COLUMN_DATE:
        return arena_printf(a, "%.15g", v);
    case COLUMN_TEXT:
    case COLUMN_COUNT:
    case COLUMN_NUMBER:
        break;
    }
    return number_words(a, v);
}

const char *cell_words(struct arena *a, const struct cell *c, enum column_kind kind)
{
    switch (c->kind) {
    case CELL_NONE:
        break;
    case CELL_TEXT:
        return kind == COLUMN_DATE ? date_words(a, c->text) : c->text;
    case CELL_INTEGER:
        return integer_words(a, c->integer, kind);
    case CELL_NUMBER:
        return double_words(a, c->number, kind);
    case CELL_NOT_ESTIMABLE:
        return c->text;
    case CELL_SUPPRESSED:
        return _("fewer than shown");
    }
    return "\u2013";
}

const char *interval_words(struct arena *a, struct interval i, enum column_kind kind)
{
    if (isnan(i.low) || isnan(i.high))
        return NULL;
    if (isinf(i.high) && isinf(i.low))
        return _("no limit");
    if (isinf(i.high))
        return arena_printf(a, _("at least %s"), double_words(a, i.low, kind));
    if (isinf(i.low))
        return arena_printf(a, _("at most %s"), double_words(a, i.high, kind));
    return arena_printf(a, _("%s to %s"), double_words(a, i.low, kind),
                        double_words(a, i.high, kind));
}
