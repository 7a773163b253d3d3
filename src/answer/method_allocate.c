#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "method/allocate.h"
#include "pack/pack.h"

struct step_list {
    struct allocation_step *at;
    size_t count, room;
};

struct parameter {
    const char *name;
    double value;
};

struct parameter_list {
    struct parameter *at;
    size_t count, room;
};

/* ---- code lists ------------------------------------------------------------ */

static int column_of(const struct code_list *list, const char *name)
{
    for (size_t i = 0; i < list->columns.count; i++)
        if (text_equal(list->columns.at[i].name, name))
            return (int)i;
    return -1;
}

// The code list that a key names, and the column of it that is wanted.
static const struct code_list *find_list(const struct method_question *q, const char *key,
                                         const char *name, const char *column, int *at,
                                         struct error *err)
{
    const struct code_list *list = q->packs == NULL ? NULL : packs_codes(q->packs, name);
    if (list == NULL) {
        (void)method_wrong(q, err, key, "there is no code list %s", name);
        return NULL;
    }
    *at = column_of(list, column);
    if (*at < 0) {
        (void)method_wrong(q, err, key, "the code list %s has no column %s", name, column);
        return NULL;
    }
    return list;
}

// Whether a row of a list is in force on a day; days compare as their texts do.
static bool in_force(const struct code_list *list, const char *const *row, const char *day)
{
    const int from = column_of(list, "valid_from"), to = column_of(list, "valid_to");
    return (from < 0 || row[from] == NULL || strcmp(row[from], day) <= 0)
           && (to < 0 || row[to] == NULL || strcmp(row[to], day) >= 0);
}

static bool read_steps(struct arena *a, const struct method_question *q, const char *key,
                       const char *day, struct step_list *out, struct error *err)
{
    const struct text_list names = text_split(a, method_key(q, key), ',');
    for (size_t i = 0; i < names.count; i++) {
        int formula;
        const struct code_list *list =
            find_list(q, key, text_trim(a, names.at[i]), "formula", &formula, err);
        if (list == NULL)
            return false;
        for (size_t j = 0; j < list->rows.count; j++) {
            const char *const *row = list->rows.at[j];
            if (row[formula] != NULL && in_force(list, row, day))
                *list_add(a, out) = (struct allocation_step){row[0], row[formula]};
        }
    }
    return true;
}

static void set_parameter(struct arena *a, struct parameter_list *list, const char *name, double v)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->at[i].name, name)) {
            list->at[i].value = v;
            return;
        }
    *list_add(a, list) = (struct parameter){name, v};
}

static bool read_parameters(struct arena *a, const struct method_question *q, const char *key,
                            const char *day, struct parameter_list *out, struct error *err)
{
    const char *value = method_key(q, key);
    const struct text_list names =
        value == NULL ? (struct text_list){0} : text_split(a, value, ',');
    for (size_t i = 0; i < names.count; i++) {
        const char *name = text_trim(a, names.at[i]);
        int column;
        const struct code_list *list = find_list(q, key, name, "value", &column, err);
        if (list == NULL)
            return false;
        for (size_t j = 0; j < list->rows.count; j++) {
            const char *const *row = list->rows.at[j];
            double v;
            if (row[column] == NULL || !in_force(list, row, day))
                continue;
            if (!number_read_double(row[column], &v))
                return method_wrong(q, err, key, "the value of %s in %s is no number", row[0],
                                    name);
            set_parameter(a, out, row[0], v);
        }
    }
    return true;
}

/* ---- the table ------------------------------------------------------------- */

static bool is_unknown(const struct frame_column *c, size_t rows)
{
    for (size_t i = 0; i < rows; i++)
        if (c->text[i] != NULL)
            return false;
    return true;
}

// Columns of the query; under another rule, a column if_NAME stands for NAME.
static void add_columns(struct arena *a, const struct method_question *q,
                        const struct parameter_list *parameters, bool what_if,
                        struct formula_table *t)
{
    t->rows = q->in->rows;
    formula_add_text(a, t, "recipient", method_column(q, "recipient")->text);
    for (size_t i = 0; i < parameters->count; i++)
        formula_add_constant(a, t, parameters->at[i].name, parameters->at[i].value);
    for (size_t i = 0; i < q->in->count; i++) {
        const struct frame_column *c = &q->in->columns[i];
        const struct frame_column *other =
            what_if ? method_column(q, arena_printf(a, "if_%s", c->name)) : NULL;
        if (text_equal(c->name, "recipient") || text_starts(c->name, "if_"))
            continue;
        if (is_unknown(other == NULL ? c : other, t->rows))
            formula_add_unknown(a, t, c->name);
        else if (!c->numeric)
            formula_add_text(a, t, c->name, other == NULL ? c->text : other->text);
        else
            formula_add(a, t, c->name, other == NULL ? c->number : other->number);
    }
    for (size_t i = 0; what_if && i < q->in->count; i++) { // if_NAME of a parameter
        const struct frame_column *c = &q->in->columns[i];
        if (text_starts(c->name, "if_") && method_column(q, c->name + 3) == NULL)
            formula_add(a, t, c->name + 3, c->number);
    }
}

static bool has_what_if(const struct method_question *q)
{
    bool any = method_key(q, "what if") != NULL || method_key(q, "what if steps") != NULL
               || method_key(q, "what if gives") != NULL;
    for (size_t i = 0; i < q->in->count; i++)
        any = any || text_starts(q->in->columns[i].name, "if_");
    return any;
}

struct run {
    struct formula_table table;
    const double *gives;
};

static bool run(struct arena *a, const struct method_question *q, const char *day, bool what_if,
                struct run *out, struct error *err)
{
    struct parameter_list parameters = {0};
    struct step_list steps = {0};
    const char *key = what_if && method_key(q, "what if steps") != NULL ? "what if steps" : "steps";
    const char *gives =
        what_if && method_key(q, "what if gives") != NULL ? "what if gives" : "gives";
    if (!read_parameters(a, q, "parameters", day, &parameters, err)
        || (what_if && !read_parameters(a, q, "what if", day, &parameters, err))
        || !read_steps(a, q, key, day, &steps, err))
        return false;
    add_columns(a, q, &parameters, what_if, &out->table);
    struct error inner = {0};
    if (!allocate(a, &out->table, steps.at, steps.count, &inner))
        return method_wrong(q, err, key, "%s: %s", method_key(q, key), inner.text);
    if (!formula_work(a, &out->table, method_key(q, gives), &out->gives, &inner))
        return method_wrong(q, err, gives, "%s", inner.text);
    return true;
}

// A key that holds a formula; NULL where it is not given.
static bool work_key(struct arena *a, const struct method_question *q, const struct run *r,
                     const char *key, const double **out, struct error *err)
{
    const char *text = method_key(q, key);
    struct error inner = {0};
    *out = NULL;
    if (text == NULL || formula_work(a, &r->table, text, out, &inner))
        return true;
    return method_wrong(q, err, key, "%s", inner.text);
}

/* ---- what is said ---------------------------------------------------------- */

static double whole(double v)
{
    return floor(v + 0.5);
}

static void write_amount(struct arena *a, struct result_table *t, double v)
{
    if (isnan(v))
        table_text(a, t, NULL);
    else
        table_integer(a, t, (int64_t)whole(v));
}

static void head(struct arena *a, const struct method_question *q, struct result_table *t,
                 bool residents)
{
    table_column(a, t, "recipient",
                 q->measure->by == NULL ? method_word(q, "Recipient", "Beneficiario")
                                        : q->measure->by,
                 COLUMN_TEXT);
    if (has_what_if(q)) {
        table_column(a, t, "before", method_word(q, "Now", "Ahora"), COLUMN_COUNT);
        table_column(a, t, "after", method_word(q, "Then", "Entonces"), COLUMN_COUNT);
        table_column(a, t, "change", method_word(q, "Gain or loss", "Ganancia o pérdida"),
                     COLUMN_COUNT);
    } else {
        table_column(a, t, "amount", method_word(q, "Amount", "Monto"), COLUMN_COUNT);
    }
    if (residents)
        table_column(a, t, "per_resident", method_word(q, "Per resident", "Por residente"),
                     COLUMN_NUMBER);
}

struct shown {
    const char **name;
    const double **number;
    size_t count;
};

static bool read_shown(struct arena *a, const struct method_question *q, const struct run *r,
                       struct shown *out, struct error *err)
{
    const char *value = method_key(q, "shows");
    const struct text_list names =
        value == NULL ? (struct text_list){0} : text_split(a, value, ',');
    *out = (struct shown){ARENA_ARRAY(a, const char *, names.count),
                          ARENA_ARRAY(a, const double *, names.count), 0};
    for (size_t i = 0; i < names.count; i++) {
        const char *name = text_trim(a, names.at[i]);
        const struct formula_column *c = formula_find(&r->table, name);
        if (c == NULL || c->number == NULL)
            return method_wrong(q, err, "shows", "there is no column of numbers %s", name);
        out->name[out->count] = name;
        out->number[out->count++] = c->number;
    }
    return true;
}

static void end_row(struct arena *a, struct result_table *t, const struct shown *s, size_t row)
{
    for (size_t i = 0; i < s->count; i++)
        table_number(a, t, s->number[i][row]);
}

static void say_rounding(struct arena *a, const struct method_question *q, double exact,
                         double rounded, struct result *out)
{
    result_note(a, out, "%s",
                method_say(a, q,
                           "Amounts are rounded to whole %s; the total is %.0f, the rounded parts "
                           "add up to %.0f.",
                           "Los montos se redondean a %s enteros; el total es %.0f, las partes "
                           "redondeadas suman %.0f.",
                           method_unit(q, method_word(q, "units", "unidades")), whole(exact),
                           rounded));
}

static void say_amounts(struct arena *a, const struct method_question *q, const struct run *r,
                        const double *residents, const double *rows, const struct shown *shown,
                        struct result *out)
{
    struct result_table *t = &out->main;
    const char *const *names = method_column(q, "recipient")->text;
    double exact = 0, rounded = 0;
    head(a, q, t, residents != NULL);
    for (size_t i = 0; i < shown->count; i++)
        table_column(a, t, shown->name[i], shown->name[i], COLUMN_NUMBER);
    for (size_t i = 0; i < r->table.rows; i++) {
        if (rows != NULL && !(rows[i] != 0 && !isnan(rows[i])))
            continue;
        const double v = r->gives[i];
        table_text(a, t, method_label(q, a, names[i]));
        write_amount(a, t, v);
        if (residents != NULL)
            table_number(a, t, residents[i] > 0 ? v / residents[i] : (double)NAN);
        end_row(a, t, shown, i);
        out->n += !isnan(v);
        out->missing += isnan(v);
        exact += isnan(v) ? 0 : v;
        rounded += isnan(v) ? 0 : whole(v);
    }
    if (out->n == 0) {
        result_not_estimable(a, q, out, 0,
                             method_word(q, "no amount is known", "no se conoce ningún monto"));
        return;
    }
    out->estimable = true;
    out->headline = (struct cell){.kind = CELL_INTEGER, .integer = (int64_t)whole(exact)};
    out->headline_kind = COLUMN_COUNT;
    out->headline_label = method_unit(q, method_word(q, "units", "unidades"));
    out->sentence = method_say(
        a, q, "%s %s go to %" PRId64 " recipients.", "%s %s van a %" PRId64 " beneficiarios.",
        cell_words(a, &out->headline, COLUMN_COUNT), out->headline_label, out->n);
    say_rounding(a, q, exact, rounded, out);
}

/* ---- what if --------------------------------------------------------------- */

struct tally {
    double before, after, gained, lost, residents, change;
    int64_t gain, lose, same;
};

static void count_change(struct tally *t, const struct allocation_change *c, double residents)
{
    t->before += c->before;
    t->after += c->after;
    t->change += c->change;
    if (residents > 0)
        t->residents += residents;
    if (whole(c->after) > whole(c->before)) {
        t->gain++;
        t->gained += c->change;
    } else if (whole(c->after) < whole(c->before)) {
        t->lose++;
        t->lost -= c->change;
    } else {
        t->same++;
    }
}

static void write_tally(struct arena *a, struct result_table *t, const char *label,
                        const struct tally *y)
{
    table_text(a, t, label);
    write_amount(a, t, y->before);
    write_amount(a, t, y->after);
    write_amount(a, t, y->change);
    table_number(a, t, y->residents > 0 ? y->change / y->residents : (double)NAN);
    table_integer(a, t, y->gain);
    table_integer(a, t, y->lose);
    table_integer(a, t, y->same);
}

// All recipients, and the neediest and the least needy quarter of them, beside each other.
static void write_tallies(struct arena *a, const struct method_question *q, bool needs,
                          const struct tally *all, const struct tally *most,
                          const struct tally *least, struct result *out)
{
    struct result_table *t = list_add(a, &out->further);
    t->title = method_word(q, "Who gains and who loses", "Quién gana y quién pierde");
    table_column(a, t, "part", method_word(q, "Recipients", "Beneficiarios"), COLUMN_TEXT);
    table_column(a, t, "before", method_word(q, "Now", "Ahora"), COLUMN_COUNT);
    table_column(a, t, "after", method_word(q, "Then", "Entonces"), COLUMN_COUNT);
    table_column(a, t, "change", method_word(q, "Change", "Cambio"), COLUMN_COUNT);
    table_column(a, t, "per_resident", method_word(q, "Per resident", "Por residente"),
                 COLUMN_NUMBER);
    table_column(a, t, "gain", method_word(q, "Gain", "Ganan"), COLUMN_COUNT);
    table_column(a, t, "lose", method_word(q, "Lose", "Pierden"), COLUMN_COUNT);
    table_column(a, t, "same", method_word(q, "Same", "Igual"), COLUMN_COUNT);
    write_tally(a, t, method_word(q, "all", "todos"), all);
    if (!needs)
        return;
    write_tally(a, t, method_word(q, "the neediest quarter", "el cuarto más necesitado"), most);
    write_tally(a, t, method_word(q, "the least needy quarter", "el cuarto menos necesitado"),
                least);
}

static void say_change(struct arena *a, const struct method_question *q, bool needs,
                       const struct tally *all, const struct tally *most, struct result *out)
{
    const char *unit = method_unit(q, method_word(q, "units", "unidades"));
    const struct cell total = {.kind = CELL_INTEGER, .integer = (int64_t)whole(all->change)};
    const struct cell gained = {.kind = CELL_INTEGER, .integer = (int64_t)whole(all->gained)};
    const struct cell lost = {.kind = CELL_INTEGER, .integer = (int64_t)whole(all->lost)};
    const struct cell need = {.kind = CELL_INTEGER, .integer = (int64_t)whole(most->change)};
    out->estimable = true;
    out->headline = total;
    out->headline_kind = COLUMN_COUNT;
    out->headline_label = unit;
    out->sentence = method_say(
        a, q, "%" PRId64 " recipients gain %s %s, %" PRId64 " lose %s, %" PRId64 " stay.",
        "%" PRId64 " beneficiarios ganan %s %s, %" PRId64 " pierden %s, %" PRId64 " quedan igual.",
        all->gain, cell_words(a, &gained, COLUMN_COUNT), unit, all->lose,
        cell_words(a, &lost, COLUMN_COUNT), all->same);
    if (needs)
        out->sentence = method_say(a, q, "%s The neediest quarter: %s%s.",
                                   "%s El cuarto más necesitado: %s%s.", out->sentence,
                                   most->change > 0 ? "+" : "", cell_words(a, &need, COLUMN_COUNT));
}

static bool say_what_if(struct arena *a, const struct method_question *q, const char *day,
                        const struct run *now, const double *residents, const double *rows,
                        struct result *out, struct error *err)
{
    struct result_table *t = &out->main;
    const char *const *names = method_column(q, "recipient")->text;
    struct run then = {0};
    struct shown shown;
    struct allocation_change *changes;
    const double *need;
    struct tally all = {0}, most = {0}, least = {0};
    size_t count;
    if (!run(a, q, day, true, &then, err) || !work_key(a, q, now, "need", &need, err)
        || !read_shown(a, q, &then, &shown, err))
        return false;
    double *before = ARENA_ARRAY(a, double, now->table.rows);
    for (size_t i = 0; i < now->table.rows; i++) {
        const bool in = rows == NULL || (rows[i] != 0 && !isnan(rows[i]));
        before[i] = in ? now->gives[i] : (double)NAN;
        out->missing += in && isnan(now->gives[i] + then.gives[i]);
    }
    allocate_compare(a, now->table.rows, before, then.gives, residents, need, &changes, &count);
    head(a, q, t, residents != NULL);
    if (need != NULL)
        table_column(a, t, "need", method_word(q, "Need", "Necesidad"), COLUMN_NUMBER);
    for (size_t i = 0; i < shown.count; i++)
        table_column(a, t, shown.name[i], shown.name[i], COLUMN_NUMBER);
    for (size_t i = 0; i < count; i++) {
        const struct allocation_change *c = &changes[i];
        const double living = residents == NULL ? 0 : residents[c->row];
        table_text(a, t, method_label(q, a, names[c->row]));
        write_amount(a, t, c->before);
        write_amount(a, t, c->after);
        write_amount(a, t, c->change);
        if (residents != NULL)
            table_number(a, t, c->per_resident);
        if (need != NULL)
            table_number(a, t, c->need);
        end_row(a, t, &shown, c->row);
        count_change(&all, c, living);
        if (i < count / 4)
            count_change(&most, c, living);
        if (i >= count - count / 4)
            count_change(&least, c, living);
    }
    out->n = (int64_t)count;
    if (count == 0) {
        result_not_estimable(a, q, out, 0,
                             method_word(q, "no amount is known", "no se conoce ningún monto"));
        return true;
    }
    const bool needs = need != NULL && count >= 4;
    write_tallies(a, q, needs, &all, &most, &least, out);
    say_change(a, q, needs, &all, &most, out);
    return true;
}

METHOD(allocate)
{
    struct run now = {0};
    struct shown shown;
    const double *residents, *rows;
    const char *day = method_key(q, "rules of");
    if (method_key(q, "steps") == NULL || method_key(q, "gives") == NULL)
        return method_wrong(q, err, NULL, "the method allocate wants the keys steps and gives");
    if (day == NULL)
        day = out->as_of;
    out->p = (double)NAN;
    out->headline_interval = interval_none();
    if (!run(a, q, day, false, &now, err) || !work_key(a, q, &now, "residents", &residents, err)
        || !work_key(a, q, &now, "rows", &rows, err) || !read_shown(a, q, &now, &shown, err))
        return false;
    if (has_what_if(q)) {
        if (!say_what_if(a, q, day, &now, residents, rows, out, err))
            return false;
    } else {
        say_amounts(a, q, &now, residents, rows, &shown, out);
    }
    result_note(a, out, "%s",
                method_say(a, q, "Steps of %s, under the rules of %s.",
                           "Pasos de %s, según las reglas del %s.", method_key(q, "steps"),
                           q->spanish ? day : date_words(a, day)));
    if (out->missing > 0)
        result_warn(a, out, "%s",
                    method_say(a, q,
                               "For %" PRId64 " recipients a factor is missing; they are left out, "
                               "not counted as zero.",
                               "A %" PRId64
                               " beneficiarios les falta un factor; se dejan fuera, no "
                               "se cuentan como cero.",
                               out->missing));
    result_assume(
        a, out, "%s",
        method_word(q, "The factors are those of the day the rule names, and complete.",
                    "Los factores son los del día que fija la regla, y están completos."));
    if (out->estimable && table_rows(&out->main) <= 60)
        (void)result_chart_add(a, out, CHART_BAR, "recipient", has_what_if(q) ? "change" : "amount",
                               NULL, NULL);
    return true;
}
