#include "method/formula.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "method/order.h"
#include "method/shares.h"

/* ---- the table ------------------------------------------------------------- */

static struct formula_column *add(struct arena *a, struct formula_table *t, const char *name)
{
    struct formula_column *c = list_add(a, &t->columns);
    c->name = name;
    return c;
}

void formula_add(struct arena *a, struct formula_table *t, const char *name, const double *number)
{
    add(a, t, name)->number = number;
}

void formula_add_text(struct arena *a, struct formula_table *t, const char *name,
                      const char *const *text)
{
    add(a, t, name)->text = text;
}

static const double *constant(struct arena *a, size_t rows, double v)
{
    double *out = ARENA_ARRAY(a, double, rows);
    for (size_t i = 0; i < rows; i++)
        out[i] = v;
    return out;
}

void formula_add_constant(struct arena *a, struct formula_table *t, const char *name, double v)
{
    formula_add(a, t, name, constant(a, t->rows, v));
}

void formula_add_unknown(struct arena *a, struct formula_table *t, const char *name)
{
    struct formula_column *c = add(a, t, name);
    c->number = constant(a, t->rows, (double)NAN);
    c->text = ARENA_ARRAY(a, const char *, t->rows);
}

const struct formula_column *formula_find(const struct formula_table *t, const char *name)
{
    for (size_t i = t->columns.count; i > 0; i--)
        if (text_equal(t->columns.at[i - 1].name, name))
            return &t->columns.at[i - 1];
    return NULL;
}

/* ---- reading --------------------------------------------------------------- */

enum { DEEPEST = 60, MOST_ARGUMENTS = 8 };

/* What is worked out so far: one of the two, or both where nothing is known. */
struct value {
    const double *number;
    const char *const *text;
};

struct reader {
    struct arena *arena;
    const struct formula_table *table;
    const char *text, *at;
    int depth;
    struct error *err;
};

static bool wrong(struct reader *r, const char *at, const char *what)
{
    return error_set(r->err, ERROR_INVALID, "the formula \"%s\": %s at character %d", r->text, what,
                     (int)(at - r->text) + 1);
}

static void skip(struct reader *r)
{
    while (*r->at == ' ' || *r->at == '\t' || *r->at == '\n')
        r->at++;
}

static bool in_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool takes(struct reader *r, const char *mark)
{
    skip(r);
    const size_t n = strlen(mark);
    if (strncmp(r->at, mark, n) != 0 || (in_name(mark[0]) && in_name(r->at[n])))
        return false;
    r->at += n;
    return true;
}

static bool read_any(struct reader *r, struct value *out);

static bool read_number(struct reader *r, const double **out)
{
    struct value v = {0};
    const char *start = r->at;
    if (!read_any(r, &v))
        return false;
    *out = v.number;
    return v.number != NULL || wrong(r, start, "a number is wanted, not a text,");
}

/* ---- functions ------------------------------------------------------------- */

/* The rows of a text column by its values: rows[first[g]] to rows[first[g + 1] - 1] are group g. */
struct groups {
    size_t count, *first, *rows;
};

struct keyed {
    const char *key;
    size_t row;
};

static int by_key(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    const int order = strcmp(x->key, y->key);
    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static struct keyed *keyed_rows(struct arena *a, const char *const *text, size_t rows,
                                size_t *count)
{
    struct keyed *out = ARENA_ARRAY(a, struct keyed, rows);
    *count = 0;
    for (size_t i = 0; i < rows; i++)
        if (text[i] != NULL)
            out[(*count)++] = (struct keyed){text[i], i};
    qsort(out, *count, sizeof *out, by_key);
    return out;
}

static struct groups groups_of(struct arena *a, const char *const *text, size_t rows)
{
    struct groups g = {0};
    size_t n;
    if (text == NULL) { // all rows are one
        g = (struct groups){1, ARENA_ARRAY(a, size_t, 2), ARENA_ARRAY(a, size_t, rows)};
        for (size_t i = 0; i < rows; i++)
            g.rows[i] = i;
        g.first[1] = rows;
        return g;
    }
    const struct keyed *k = keyed_rows(a, text, rows, &n);
    g.first = ARENA_ARRAY(a, size_t, n + 1);
    g.rows = ARENA_ARRAY(a, size_t, n);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || strcmp(k[i].key, k[i - 1].key) != 0)
            g.first[g.count++] = i;
        g.rows[i] = k[i].row;
    }
    g.first[g.count] = n;
    return g;
}

struct call {
    struct arena *arena;
    const struct formula_table *table;
    size_t rows;
    struct value in[MOST_ARGUMENTS];
    size_t count;
    double *out;
};

static void work_min(struct call *c)
{
    for (size_t i = 0; i < c->rows; i++) {
        c->out[i] = c->in[0].number[i];
        for (size_t j = 1; j < c->count && !isnan(c->out[i]); j++)
            if (!(c->in[j].number[i] >= c->out[i]))
                c->out[i] = c->in[j].number[i];
    }
}

static void work_max(struct call *c)
{
    for (size_t i = 0; i < c->rows; i++) {
        c->out[i] = c->in[0].number[i];
        for (size_t j = 1; j < c->count && !isnan(c->out[i]); j++)
            if (!(c->in[j].number[i] <= c->out[i]))
                c->out[i] = c->in[j].number[i];
    }
}

static void work_if(struct call *c)
{
    for (size_t i = 0; i < c->rows; i++) {
        const double when = c->in[0].number[i];
        c->out[i] = isnan(when) ? when : c->in[when != 0 ? 1 : 2].number[i];
    }
}

static void work_first(struct call *c)
{
    for (size_t i = 0; i < c->rows; i++) {
        c->out[i] = (double)NAN;
        for (size_t j = 0; j < c->count && isnan(c->out[i]); j++)
            c->out[i] = c->in[j].number[i];
    }
}

static void work_known(struct call *c)
{
    for (size_t i = 0; i < c->rows; i++)
        c->out[i] = !isnan(c->in[0].number[i]);
}

static void work_round(struct call *c)
{
    for (size_t i = 0; i < c->rows; i++)
        c->out[i] = floor(c->in[0].number[i] + 0.5);
}

// Sums, or counts, x over each group and writes them to its rows (Neumaier's compensation).
static void sum_groups(struct call *c, const char *const *group, const double *x, bool counting)
{
    const struct groups g = groups_of(c->arena, group, c->rows);
    for (size_t i = 0; i < c->rows; i++)
        c->out[i] = (double)NAN;
    for (size_t k = 0; k < g.count; k++) {
        double sum = 0, lost = 0;
        for (size_t i = g.first[k]; i < g.first[k + 1]; i++) {
            double v = x[g.rows[i]];
            if (isnan(v))
                continue;
            if (counting)
                v = v != 0;
            const double next = sum + v;
            lost += fabs(sum) >= fabs(v) ? (sum - next) + v : (v - next) + sum;
            sum = next;
        }
        for (size_t i = g.first[k]; i < g.first[k + 1]; i++)
            c->out[g.rows[i]] = sum + lost;
    }
}

static void work_sum(struct call *c)
{
    sum_groups(c, NULL, c->in[0].number, false);
}

static void work_count(struct call *c)
{
    sum_groups(c, NULL, c->in[0].number, true);
}

static void work_sum_by(struct call *c)
{
    sum_groups(c, c->in[0].text, c->in[1].number, false);
}

static void work_count_by(struct call *c)
{
    sum_groups(c, c->in[0].text, c->in[1].number, true);
}

static int by_name(const void *name, const void *row)
{
    return strcmp(name, ((const struct keyed *)row)->key);
}

static void work_at(struct call *c)
{
    const char *const *names = NULL;
    size_t n = 0;
    for (size_t i = 0; i < c->table->columns.count && names == NULL; i++)
        names = c->table->columns.at[i].text;
    const struct keyed *k = names == NULL ? NULL : keyed_rows(c->arena, names, c->rows, &n);
    for (size_t i = 0; i < c->rows; i++) {
        const char *name = c->in[0].text[i];
        const struct keyed *found =
            name == NULL || n == 0 ? NULL : bsearch(name, k, n, sizeof *k, by_name);
        c->out[i] = found == NULL ? (double)NAN : c->in[1].number[found->row];
    }
}

// Parts money within each group: by weight under caps, or whole in an order.
static void part(struct call *c, const char *const *group, const double *pool, const double *x,
                 const double *y, bool whole)
{
    const struct groups g = groups_of(c->arena, group, c->rows);
    double *a = ARENA_ARRAY(c->arena, double, c->rows), *b = ARENA_ARRAY(c->arena, double, c->rows),
           *out = ARENA_ARRAY(c->arena, double, c->rows);
    int64_t *order = ARENA_ARRAY(c->arena, int64_t, c->rows);
    for (size_t i = 0; i < c->rows; i++)
        c->out[i] = (double)NAN;
    for (size_t k = 0; k < g.count; k++) {
        const size_t *rows = &g.rows[g.first[k]];
        const size_t n = g.first[k + 1] - g.first[k];
        for (size_t i = 0; i < n; i++) {
            a[i] = x[rows[i]];
            b[i] = whole ? -y[rows[i]] : y[rows[i]]; // the highest in order comes first
        }
        if (n == 0 || isnan(pool[rows[0]]))
            continue;
        if (whole) {
            order_numbers(b, (int64_t)n, order);
            shares_fill(pool[rows[0]], a, order, n, out);
        } else {
            shares_capped(pool[rows[0]], a, b, n, out);
        }
        for (size_t i = 0; i < n; i++)
            c->out[rows[i]] = out[i];
    }
}

static void work_capped(struct call *c)
{
    part(c, NULL, c->in[0].number, c->in[1].number, c->in[2].number, false);
}

static void work_capped_by(struct call *c)
{
    part(c, c->in[0].text, c->in[1].number, c->in[2].number, c->in[3].number, false);
}

static void work_fill(struct call *c)
{
    part(c, NULL, c->in[0].number, c->in[1].number, c->in[2].number, true);
}

static void work_fill_by(struct call *c)
{
    part(c, c->in[0].text, c->in[1].number, c->in[2].number, c->in[3].number, true);
}

static const struct function {
    const char *name;
    size_t least, most; // arguments
    bool grouped;       // the first is a text column
    void (*work)(struct call *c);
} functions[] = {
    {"min", 2, MOST_ARGUMENTS, false, work_min},
    {"max", 2, MOST_ARGUMENTS, false, work_max},
    {"if", 3, 3, false, work_if},
    {"first", 2, MOST_ARGUMENTS, false, work_first},
    {"known", 1, 1, false, work_known},
    {"round", 1, 1, false, work_round},
    {"sum", 1, 1, false, work_sum},
    {"count", 1, 1, false, work_count},
    {"sum_by", 2, 2, true, work_sum_by},
    {"count_by", 2, 2, true, work_count_by},
    {"at", 2, 2, true, work_at},
    {"capped", 3, 3, false, work_capped},
    {"capped_by", 4, 4, true, work_capped_by},
    {"fill", 3, 3, false, work_fill},
    {"fill_by", 4, 4, true, work_fill_by},
};
enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

static bool unknown(struct reader *r, const char *at, const char *name, bool call)
{
    struct text_list names = {0};
    for (size_t i = 0; call && i < FUNCTIONS; i++)
        *list_add(r->arena, &names) = functions[i].name;
    for (size_t i = 0; !call && i < r->table->columns.count; i++)
        *list_add(r->arena, &names) = r->table->columns.at[i].name;
    return wrong(r, at,
                 arena_printf(r->arena, "there is no %s %s%s", call ? "function" : "column", name,
                              text_did_you_mean(r->arena, name, names.at, names.count)));
}

static bool read_call(struct reader *r, const char *start, const char *name, struct value *out)
{
    const struct function *f = NULL;
    struct call c = {r->arena, r->table, r->table->rows, {{0}}, 0, NULL};
    for (size_t i = 0; i < FUNCTIONS && f == NULL; i++)
        f = text_equal(functions[i].name, name) ? &functions[i] : NULL;
    if (f == NULL)
        return unknown(r, start, name, true);
    do {
        struct value *in = &c.in[c.count];
        skip(r);
        const char *at = r->at;
        if (c.count == f->most)
            return wrong(r, at, arena_printf(r->arena, "%s has too many arguments", name));
        if (!read_any(r, in))
            return false;
        const bool text = f->grouped && c.count == 0;
        if ((text ? (const void *)in->text : (const void *)in->number) == NULL)
            return wrong(r, at,
                         arena_printf(r->arena, "%s wants a %s here,", name,
                                      text ? "text column" : "number"));
        c.count++;
    } while (takes(r, ","));
    if (c.count < f->least)
        return wrong(r, r->at,
                     arena_printf(r->arena, "%s wants %zu arguments, here are %zu,", name, f->least,
                                  c.count));
    if (!takes(r, ")"))
        return wrong(r, r->at, "a ) is missing");
    c.out = ARENA_ARRAY(r->arena, double, c.rows);
    f->work(&c);
    out->number = c.out;
    return true;
}

/* ---- reading on ------------------------------------------------------------ */

static bool read_quoted(struct reader *r, struct value *out)
{
    const char *start = ++r->at;
    while (*r->at != '\0' && *r->at != '\'')
        r->at++;
    if (*r->at == '\0')
        return wrong(r, start, "a text is not closed");
    const char *text = arena_text_n(r->arena, start, (size_t)(r->at++ - start));
    const char **all = ARENA_ARRAY(r->arena, const char *, r->table->rows);
    for (size_t i = 0; i < r->table->rows; i++)
        all[i] = text;
    out->text = all;
    return true;
}

static bool read_name(struct reader *r, struct value *out)
{
    const char *start = r->at;
    while (in_name(*r->at))
        r->at++;
    const char *name = arena_text_n(r->arena, start, (size_t)(r->at - start));
    double number;
    if (*start >= '0' && *start <= '9') {
        if (*r->at == '.')
            for (r->at++; *r->at >= '0' && *r->at <= '9';)
                r->at++;
        name = arena_text_n(r->arena, start, (size_t)(r->at - start));
        if (!number_read_double(name, &number))
            return wrong(r, start, "this is no number");
        out->number = constant(r->arena, r->table->rows, number);
        return true;
    }
    if (takes(r, "("))
        return read_call(r, start, name, out);
    const struct formula_column *c = formula_find(r->table, name);
    if (c == NULL)
        return unknown(r, start, name, false);
    *out = (struct value){c->number, c->text};
    return true;
}

static bool read_unit(struct reader *r, struct value *out)
{
    skip(r);
    if (*r->at == '\'')
        return read_quoted(r, out);
    if (in_name(*r->at))
        return read_name(r, out);
    if (!takes(r, "("))
        return wrong(r, r->at, *r->at == '\0' ? "it ends too soon" : "this is not understood");
    if (!read_any(r, out))
        return false;
    return takes(r, ")") || wrong(r, r->at, "a ) is missing");
}

static double negated(double v)
{
    return -v;
}

static double not_of(double v)
{
    return isnan(v) ? v : v == 0;
}

static bool read_with(struct reader *r, double (*of)(double),
                      bool (*read)(struct reader *, struct value *), struct value *out)
{
    struct value v = {0};
    const char *start = r->at;
    if (!read(r, &v))
        return false;
    if (v.number == NULL)
        return wrong(r, start, "a number is wanted, not a text,");
    double *all = ARENA_ARRAY(r->arena, double, r->table->rows);
    for (size_t i = 0; i < r->table->rows; i++)
        all[i] = of(v.number[i]);
    out->number = all;
    return true;
}

static bool read_signed(struct reader *r, struct value *out)
{
    return takes(r, "-") ? read_with(r, negated, read_unit, out) : read_unit(r, out);
}

enum operation {
    TIMES,
    OVER,
    PLUS,
    MINUS,
    BELOW,
    AT_MOST,
    EQUAL,
    UNEQUAL,
    AT_LEAST,
    ABOVE,
    AND,
    OR
};

static double operate(enum operation op, double a, double b)
{
    if (op == AND && (a == 0 || b == 0)) // false, whatever the other is
        return 0;
    if (op == OR && ((!isnan(a) && a != 0) || (!isnan(b) && b != 0)))
        return 1;
    if (isnan(a) || isnan(b))
        return (double)NAN;
    switch (op) {
    case TIMES:
        return a * b;
    case OVER:
        return b == 0 ? (double)NAN : a / b;
    case PLUS:
        return a + b;
    case MINUS:
        return a - b;
    case BELOW:
        return a < b;
    case AT_MOST:
        return a <= b;
    case EQUAL:
        return a == b;
    case UNEQUAL:
        return a != b;
    case AT_LEAST:
        return a >= b;
    case ABOVE:
        return a > b;
    case AND:
        return 1;
    case OR:
        return 0;
    }
    return (double)NAN;
}

static bool combine(struct reader *r, const char *at, enum operation op, struct value *left,
                    const struct value *right)
{
    double *all = ARENA_ARRAY(r->arena, double, r->table->rows);
    const bool numbers = left->number != NULL && right->number != NULL;
    const bool texts = !numbers && left->text != NULL && right->text != NULL;
    if (!numbers && !(texts && (op == EQUAL || op == UNEQUAL)))
        return wrong(r, at, "texts can be compared with texts, by = and <>, and nothing else,");
    for (size_t i = 0; i < r->table->rows; i++)
        if (!texts)
            all[i] = operate(op, left->number[i], right->number[i]);
        else if (left->text[i] == NULL || right->text[i] == NULL)
            all[i] = (double)NAN;
        else
            all[i] = text_equal(left->text[i], right->text[i]) == (op == EQUAL);
    *left = (struct value){.number = all};
    return true;
}

struct sign {
    const char *mark;
    enum operation op;
};

static const struct sign no_sign = {NULL, OR};

static struct sign take_sign(struct reader *r, const struct sign *signs)
{
    for (size_t i = 0; signs[i].mark != NULL; i++)
        if (takes(r, signs[i].mark))
            return signs[i];
    return no_sign;
}

// One level of operations: left to right, as many as there are (or one, of comparisons).
static bool read_level(struct reader *r, const struct sign *signs, bool once,
                       bool (*read)(struct reader *, struct value *), struct value *out)
{
    if (!read(r, out))
        return false;
    for (bool more = true; more; more = !once) {
        const char *at = r->at;
        const struct sign s = take_sign(r, signs);
        struct value right = {0};
        if (s.mark == NULL)
            return true;
        if (!read(r, &right) || !combine(r, at, s.op, out, &right))
            return false;
    }
    return true;
}

static bool read_product(struct reader *r, struct value *out)
{
    static const struct sign signs[] = {{"*", TIMES}, {"/", OVER}, {NULL, OR}};
    return read_level(r, signs, false, read_signed, out);
}

static bool read_sum(struct reader *r, struct value *out)
{
    static const struct sign signs[] = {{"+", PLUS}, {"-", MINUS}, {NULL, OR}};
    return read_level(r, signs, false, read_product, out);
}

static bool read_comparison(struct reader *r, struct value *out)
{
    static const struct sign signs[] = {{"<=", AT_MOST}, {"<>", UNEQUAL},  {"<", BELOW},
                                        {"=", EQUAL},    {">=", AT_LEAST}, {">", ABOVE},
                                        {NULL, OR}};
    return read_level(r, signs, true, read_sum, out);
}

static bool read_not(struct reader *r, struct value *out)
{
    return takes(r, "not") ? read_with(r, not_of, read_comparison, out) : read_comparison(r, out);
}

static bool read_and(struct reader *r, struct value *out)
{
    static const struct sign signs[] = {{"and", AND}, {NULL, OR}};
    return read_level(r, signs, false, read_not, out);
}

static bool read_any(struct reader *r, struct value *out)
{
    static const struct sign signs[] = {{"or", OR}, {NULL, OR}};
    if (++r->depth > DEEPEST)
        return wrong(r, r->at, "there are too many ( within one another");
    const bool ok = read_level(r, signs, false, read_and, out);
    r->depth--;
    return ok;
}

bool formula_work(struct arena *a, const struct formula_table *t, const char *text,
                  const double **out, struct error *err)
{
    struct reader r = {.arena = a, .table = t, .text = text, .at = text, .err = err};
    const double *all;
    if (!read_number(&r, &all))
        return false;
    skip(&r);
    if (*r.at != '\0')
        return wrong(&r, r.at, "this does not belong here,");
    *out = all;
    return true;
}
