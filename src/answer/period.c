#include "answer/period.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "store/function.h"

// What a text is by itself: a year is PERIOD_YEAR, another whole number PERIOD_NUMBER.
static bool read_one(const char *text, enum period *kind, double *out)
{
    int year, part;
    char rest;
    int64_t whole;
    if (number_read_i64(text, &whole)) {
        *kind = strlen(text) == 4 && whole >= 1000 ? PERIOD_YEAR : PERIOD_NUMBER;
        *out = (double)whole;
        return whole > -1000000000 && whole < 1000000000;
    }
    if (sscanf(text, "%4d-Q%1d%c", &year, &part, &rest) == 2 && part >= 1 && part <= 4) {
        *kind = PERIOD_QUARTER;
        *out = year * 4.0 + part - 1;
        return true;
    }
    if (strlen(text) == 7 && sscanf(text, "%4d-%2d%c", &year, &part, &rest) == 2 && part >= 1
        && part <= 12) {
        *kind = PERIOD_MONTH;
        *out = year * 12.0 + part - 1;
        return true;
    }
    struct date d = day_of_text(text);
    *kind = PERIOD_DAY;
    *out = date_is(d) ? d.days : (double)NAN;
    return date_is(d);
}

bool periods_read(struct arena *a, const struct method_question *q, const struct frame_column *c,
                  struct periods *out, struct error *err)
{
    struct periods p = {.at = ARENA_ARRAY(a, double, q->in->rows)};
    bool any = false, weekly = true;
    double first = (double)NAN;
    for (size_t i = 0; i < q->in->rows; i++) {
        enum period kind;
        p.at[i] = (double)NAN;
        if (c->text[i] == NULL)
            continue;
        bool ok = read_one(c->text[i], &kind, &p.at[i]);
        if (ok && any && kind == PERIOD_YEAR && p.kind == PERIOD_NUMBER)
            kind = PERIOD_NUMBER;
        if (ok && any && kind == PERIOD_NUMBER && p.kind == PERIOD_YEAR)
            p.kind = PERIOD_NUMBER;
        if (!ok || (any && kind != p.kind))
            return method_wrong(q, err, NULL,
                                "the %s \"%s\" is not a year, quarter, month, day or whole number "
                                "as the others are",
                                c->name, c->text[i]);
        if (!any)
            first = p.at[i];
        any = true;
        p.kind = kind;
        weekly = weekly && kind == PERIOD_DAY && fmod(p.at[i] - first, 7) == 0;
    }
    bool several = false;
    for (size_t i = 0; i < q->in->rows; i++)
        several = several || (!isnan(p.at[i]) && p.at[i] != first);
    if (weekly && several) {
        p.kind = PERIOD_WEEK;
        p.week_on = (int32_t)first;
        for (size_t i = 0; i < q->in->rows; i++)
            p.at[i] = (p.at[i] - first) / 7;
    }
    *out = p;
    return true;
}

double period_number(const struct periods *p, const char *text)
{
    enum period kind;
    double v;
    if (text == NULL || !read_one(text, &kind, &v))
        return (double)NAN;
    if (kind == PERIOD_YEAR && p->kind == PERIOD_NUMBER)
        kind = PERIOD_NUMBER;
    if (p->kind == PERIOD_WEEK && kind == PERIOD_DAY)
        return floor((v - p->week_on) / 7);
    if (kind == p->kind)
        return v;
    if (kind == PERIOD_MONTH || kind == PERIOD_DAY) {
        struct civil c = kind == PERIOD_DAY
                             ? date_civil((struct date){(int32_t)v})
                             : (struct civil){(int)floor(v / 12), (int)fmod(v, 12) + 1, 1};
        if (p->kind == PERIOD_YEAR)
            return c.year;
        if (p->kind == PERIOD_QUARTER)
            return c.year * 4.0 + (c.month - 1) / 3;
        if (p->kind == PERIOD_MONTH)
            return c.year * 12.0 + c.month - 1;
        struct date d = date_of(c.year, c.month, 1);
        if (p->kind == PERIOD_DAY)
            return d.days;
        if (p->kind == PERIOD_WEEK)
            return floor((d.days - p->week_on) / 7.0);
    }
    return (double)NAN;
}

const char *period_text(struct arena *a, const struct periods *p, double number)
{
    int64_t v = (int64_t)number;
    char day[11];
    switch (p->kind) {
    case PERIOD_NUMBER:
    case PERIOD_YEAR:
        return arena_printf(a, "%d", (int)v);
    case PERIOD_QUARTER:
        return arena_printf(a, "%04d-Q%d", (int)(v / 4), (int)(v % 4) + 1);
    case PERIOD_MONTH:
        return arena_printf(a, "%04d-%02d", (int)(v / 12), (int)(v % 12) + 1);
    case PERIOD_WEEK:
        date_write((struct date){(int32_t)(p->week_on + v * 7)}, day);
        return arena_text(a, day);
    case PERIOD_DAY:
        date_write((struct date){(int32_t)v}, day);
        return arena_text(a, day);
    }
    return NULL;
}

static const struct {
    const char *one, *many, *uno, *varios;
} words[] = {
    [PERIOD_NUMBER] = {"period", "periods", "período", "períodos"},
    [PERIOD_YEAR] = {"year", "years", "año", "años"},
    [PERIOD_QUARTER] = {"quarter", "quarters", "trimestre", "trimestres"},
    [PERIOD_MONTH] = {"month", "months", "mes", "meses"},
    [PERIOD_WEEK] = {"week", "weeks", "semana", "semanas"},
    [PERIOD_DAY] = {"day", "days", "día", "días"},
};

const char *period_word(const struct method_question *q, enum period kind)
{
    return method_word(q, words[kind].one, words[kind].uno);
}

const char *periods_word(const struct method_question *q, enum period kind)
{
    return method_word(q, words[kind].many, words[kind].varios);
}

int period_cycle(enum period kind)
{
    switch (kind) {
    case PERIOD_NUMBER:
    case PERIOD_YEAR:
    case PERIOD_WEEK:
        return 0;
    case PERIOD_QUARTER:
        return 4;
    case PERIOD_MONTH:
        return 12;
    case PERIOD_DAY:
        return 7;
    }
    return 0;
}
