#include "answer/methods.h"

#include <math.h>

#include "answer/group_frame.h"
#include "base/number.h"
#include "base/text.h"
#include "method/distribution.h"
#include "method/rate.h"
#include "pack/pack.h"

struct standard {
    struct codes strata;
    double *weight; // of each stratum
    const char *words;
};

static bool read_standard(struct arena *a, const struct method_question *q,
                          const struct compared *c, struct standard *out, struct error *err)
{
    const char *name = method_key(q, "standard");
    const struct frame_column *exposure = method_column(q, "exposure");
    out->weight = ARENA_ARRAY(a, double, out->strata.values.count);
    if (name == NULL) { // all groups together
        out->words = "all groups together";
        for (size_t i = 0; i < c->count; i++)
            out->weight[out->strata.at[i]] += exposure->number[c->rows[i]];
        return true;
    }
    const struct code_list *list = q->packs == NULL ? NULL : packs_codes(q->packs, name);
    size_t column = 0;
    if (list == NULL)
        return method_wrong(q, err, "standard", "there is no code list %s", name);
    while (column < list->columns.count && !text_equal(list->columns.at[column].name, "weight"))
        column++;
    if (column == list->columns.count)
        return method_wrong(q, err, "standard",
                            "the code list %s has no column weight:number to be a standard", name);
    out->words = name;
    for (size_t s = 0; s < out->strata.values.count; s++) {
        bool found = false;
        for (size_t i = 0; i < list->rows.count; i++) {
            const char *const *row = list->rows.at[i];
            if (!text_equal(row[0], out->strata.values.at[s]))
                continue;
            found = true;
            if (row[column] != NULL
                && (!number_read_double(row[column], &out->weight[s]) || out->weight[s] < 0))
                return method_wrong(q, err, "standard", "the weight of %s in %s is no number",
                                    row[0], name);
        }
        if (!found)
            return method_wrong(q, err, "standard", "the stratum %s is not in the code list %s",
                                out->strata.values.at[s], name);
    }
    return true;
}

struct row {
    const char *label;
    int64_t events;
    double exposure;
    struct standard_rate rate;
    const char *why; // not estimable
};

static bool estimate(struct arena *a, const struct method_question *q, const struct compared *c,
                     const struct codes *groups, const struct standard *s, struct row *rows,
                     struct error *err)
{
    const struct frame_column *events = method_column(q, "events"),
                              *exposure = method_column(q, "exposure");
    size_t strata = s->strata.values.count;
    struct rate_stratum *at = ARENA_ARRAY(a, struct rate_stratum, strata);
    for (size_t g = 0; g < groups->values.count; g++) {
        struct row *r = &rows[g];
        struct error none = {0};
        *r = (struct row){.label = method_label(q, a, groups->values.at[g])};
        for (size_t k = 0; k < strata; k++)
            at[k] = (struct rate_stratum){.standard = s->weight[k]};
        for (size_t i = 0; i < c->count; i++) {
            int64_t k;
            if (groups->at[i] != (int32_t)g)
                continue;
            if (!method_count_in(q, events, c->rows[i], &k, err))
                return false;
            at[s->strata.at[i]].events += k;
            at[s->strata.at[i]].exposure += exposure->number[c->rows[i]];
            r->events += k;
            r->exposure += exposure->number[c->rows[i]];
        }
        if (rate_standardize(at, strata, q->level, &r->rate, &none))
            continue;
        if (none.kind != ERROR_INVALID) {
            *err = none;
            return false;
        }
        r->why = arena_text(a, none.text);
    }
    return true;
}

// The ratio of two standardised rates, on the log scale.
static void ratio_of(const struct row *r, const struct row *base, double level, double *ratio,
                     struct interval *i, double *p)
{
    *ratio = (double)NAN;
    *p = (double)NAN;
    *i = interval_none();
    if (r == base || r->why != NULL || base->why != NULL || !(r->rate.value > 0)
        || !(base->rate.value > 0))
        return;
    double se = sqrt(r->rate.variance / (r->rate.value * r->rate.value)
                     + base->rate.variance / (base->rate.value * base->rate.value));
    *ratio = r->rate.value / base->rate.value;
    *i = (struct interval){*ratio * exp(-level_z(level) * se), *ratio * exp(level_z(level) * se)};
    *p = 2 * normal_above(fabs(log(*ratio)) / se);
}

static void write_and_say(struct arena *a, const struct method_question *q, size_t count,
                          const struct row *rows, int base, double per, const char *per_words,
                          struct result *out)
{
    struct result_table *t = &out->main;
    int named = -1, any = -1;
    double largest = 0;
    table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "events", method_unit(q, method_word(q, "Events", "Casos")), COLUMN_COUNT);
    table_column(a, t, "exposure", method_word(q, "Among", "Entre"), COLUMN_NUMBER);
    table_column(a, t, "crude", method_say(a, q, "As it is, %s", "Sin estandarizar, %s", per_words),
                 COLUMN_NUMBER);
    table_estimate_columns(a, q, t,
                           method_say(a, q, "Standardised, %s", "Estandarizada, %s", per_words),
                           COLUMN_NUMBER);
    if (base >= 0) {
        table_column(a, t, "ratio",
                     method_word(q, "Times the compared group", "Veces el grupo de comparación"),
                     COLUMN_NUMBER);
        table_column(a, t, "ratio_low", method_word(q, "Low", "Desde"), COLUMN_NUMBER);
        table_column(a, t, "ratio_high", method_word(q, "High", "Hasta"), COLUMN_NUMBER);
        table_column(a, t, "p", "p", COLUMN_P);
    }
    for (size_t g = 0; g < count; g++) {
        const struct row *r = &rows[g];
        double ratio = (double)NAN, p = (double)NAN;
        struct interval i = interval_none();
        if (base >= 0)
            ratio_of(r, &rows[base], q->level, &ratio, &i, &p);
        table_text(a, t, r->label);
        table_integer(a, t, r->events);
        table_number(a, t, r->exposure);
        table_number(a, t, r->exposure > 0 ? (double)r->events / r->exposure * per : (double)NAN);
        if (r->why != NULL) {
            table_not_estimable(a, t, r->events);
            table_text(a, t, NULL);
            table_text(a, t, NULL);
        } else {
            table_estimate(a, t, r->rate.value * per,
                           (struct interval){r->rate.range.low * per, r->rate.range.high * per});
            if (any < 0 || r->rate.value > rows[any].rate.value)
                any = (int)g;
        }
        if (base >= 0) {
            table_number(a, t, ratio);
            table_number(a, t, i.low);
            table_number(a, t, i.high);
            table_number(a, t, p);
        }
        if (!isnan(ratio) && (named < 0 || fabs(log(ratio)) > largest)) {
            named = (int)g;
            largest = fabs(log(ratio));
        }
    }
    if (any < 0) {
        result_not_estimable(a, q, out, out->n,
                             method_word(q, "no group has people in every stratum of the standard",
                                         "ningún grupo tiene personas en cada estrato"));
        return;
    }
    const struct row *r = &rows[named >= 0 ? named : any];
    const struct interval range = {r->rate.range.low * per, r->rate.range.high * per};
    const char *unit = method_unit(q, method_word(q, "events", "casos"));
    result_headline(out, r->rate.value * per, range, COLUMN_NUMBER,
                    method_say(a, q, "%s %s, %s", "%s %s, %s", unit, per_words, r->label));
    if (named < 0) {
        out->sentence = method_say(
            a, q, "As if all groups had the same make-up, %s is highest: %s %s %s%s.",
            "Si todos los grupos tuvieran la misma composición, %s es la más alta: %s %s %s%s.",
            r->label, number_words(a, r->rate.value * per), unit, per_words,
            interval_phrase(a, q, range, COLUMN_NUMBER));
        return;
    }
    double ratio, p;
    struct interval i;
    ratio_of(r, &rows[base], q->level, &ratio, &i, &p);
    out->p = p;
    out->sentence = method_say(
        a, q,
        "As if all groups had the same make-up, %s has %s %s %s%s: %s times that of %s (%s; %s).",
        "Si todos los grupos tuvieran la misma composición, %s tiene %s %s %s%s: %s veces la de %s "
        "(%s; %s).",
        r->label, number_words(a, r->rate.value * per), unit, per_words,
        interval_phrase(a, q, range, COLUMN_NUMBER), number_words(a, ratio), rows[base].label,
        interval_inside(a, q, i, COLUMN_NUMBER), p_words(a, p));
}

METHOD(standardised_rate)
{
    static const char *const numbers[] = {"events", "exposure", NULL};
    const struct frame_column *group = method_column(q, "group"),
                              *stratum = method_column(q, "stratum");
    double per;
    const char *per_words;
    if (!method_per(q, a, &per, &per_words, err))
        return false;
    struct compared c = compared_rows(a, q, numbers, out);
    size_t kept = 0;
    for (size_t i = 0; i < c.count; i++) {
        if (method_column(q, "exposure")->number[c.rows[i]] < 0)
            return method_wrong(q, err, NULL, "the exposure is negative");
        if (group->text[c.rows[i]] == NULL || stratum->text[c.rows[i]] == NULL)
            out->missing++;
        else
            c.rows[kept++] = c.rows[i];
    }
    c.count = kept;
    struct codes groups = frame_codes(a, group, c.rows, c.count);
    struct standard s = {.strata = frame_codes(a, stratum, c.rows, c.count)};
    struct row *rows = ARENA_ARRAY(a, struct row, groups.values.count);
    if (!read_standard(a, q, &c, &s, err) || !estimate(a, q, &c, &groups, &s, rows, err))
        return false;
    int base = -1;
    for (size_t g = 0; g < groups.values.count; g++) {
        out->n += rows[g].events;
        if (text_equal(groups.values.at[g], q->measure->compare))
            base = (int)g;
    }
    write_and_say(a, q, groups.values.count, rows, base, per, per_words, out);
    result_note(a, out, "Direct standardisation to %s; gamma intervals (Fay and Feuer), %s%s.",
                s.words, level_words(a, q->level),
                base >= 0 ? "; ratios on the log scale with the delta method" : "");
    result_assume(a, out,
                  "Rates are compared as if every group had the same shares in each stratum; this "
                  "is no rate that anybody lives in.");
    compared_chart(a, q, out, "estimate", "low", "high");
    return true;
}
