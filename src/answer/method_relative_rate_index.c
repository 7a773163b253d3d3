#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "method/relative_rate.h"

/* Counts of stages (rows) by groups (columns); -1 where the query gives none. */
struct counts {
    struct codes stages, groups;
    int64_t *at;
    size_t reference;
};

static bool read_counts(struct arena *a, const struct method_question *q, struct counts *c,
                        struct result *out, struct error *err)
{
    const struct frame_column *stage = method_column(q, "stage"),
                              *group = method_column(q, "group"),
                              *count = method_column(q, "count");
    size_t *rows = ARENA_ARRAY(a, size_t, q->in->rows), n = 0;
    for (size_t i = 0; i < q->in->rows; i++) {
        if (stage->text[i] == NULL || group->text[i] == NULL || isnan(count->number[i]))
            out->missing++;
        else
            rows[n++] = i;
    }
    c->stages = frame_codes(a, stage, rows, n);
    c->groups = frame_codes(a, group, rows, n);
    size_t groups = c->groups.values.count;
    c->at = ARENA_ARRAY(a, int64_t, c->stages.values.count * groups + 1);
    for (size_t i = 0; i < c->stages.values.count * groups; i++)
        c->at[i] = -1;
    for (size_t i = 0; i < n; i++) {
        int64_t *cell = &c->at[(size_t)c->stages.at[i] * groups + (size_t)c->groups.at[i]];
        if (*cell >= 0)
            return method_wrong(q, err, NULL, "the query gives the stage %s of the group %s twice",
                                stage->text[rows[i]], group->text[rows[i]]);
        if (!method_count_in(q, count, rows[i], cell, err))
            return false;
    }
    c->reference = groups;
    for (size_t g = 0; g < groups; g++)
        if (text_equal(c->groups.values.at[g], q->measure->compare))
            c->reference = g;
    return true;
}

static int stage_named(const struct counts *c, const char *name)
{
    for (size_t s = 0; s < c->stages.values.count; s++)
        if (text_equal(c->stages.values.at[s], name))
            return (int)s;
    return -1;
}

// "detention of referral, petition of referral"; else each stage is of the one before.
static bool read_bases(struct arena *a, const struct method_question *q, const struct counts *c,
                       size_t *base, struct error *err)
{
    const char *text = method_key(q, "bases");
    struct text_list parts = text_split(a, text == NULL ? "" : text, ',');
    for (size_t s = 1; s < c->stages.values.count; s++)
        base[s] = s - 1;
    for (size_t i = 0; i < parts.count && c->stages.values.count > 0; i++) {
        const char *of = strstr(parts.at[i], " of ");
        if (of == NULL)
            return method_wrong(q, err, "bases",
                                "bases holds \"%s\": expected STAGE of STAGE, as detention of "
                                "referral",
                                parts.at[i]);
        int s = stage_named(c,
                            text_trim(a, arena_text_n(a, parts.at[i], (size_t)(of - parts.at[i])))),
            b = stage_named(c, text_trim(a, of + 4));
        if (s < 0 || b < 0 || s == b)
            return method_wrong(q, err, "bases", "bases holds \"%s\", which are not two stages",
                                parts.at[i]);
        base[s] = (size_t)b;
    }
    return true;
}

METHOD(relative_rate_index)
{
    struct counts c = {0};
    if (q->measure->compare == NULL)
        return method_wrong(q, err, "compare",
                            "the method relative_rate_index wants the key compare: the group that "
                            "the others are compared with");
    if (!read_counts(a, q, &c, out, err))
        return false;
    size_t stages = c.stages.values.count, groups = c.groups.values.count;
    size_t *base = ARENA_ARRAY(a, size_t, stages + 1);
    if (!read_bases(a, q, &c, base, err))
        return false;
    if (stages < 2 || c.reference == groups) {
        result_not_estimable(a, q, out, 0,
                             stages < 2 ? method_word(q, "there are fewer than two stages",
                                                      "hay menos de dos etapas")
                                        : method_word(q, "the group to compare with has no row",
                                                      "el grupo de comparación no tiene fila"));
        return true;
    }
    size_t points = stages - 1;
    int64_t *events = ARENA_ARRAY(a, int64_t, points * groups);
    double *of = ARENA_ARRAY(a, double, points *groups);
    enum rate_base *kind = ARENA_ARRAY(a, enum rate_base, points);
    for (size_t s = 1; s < stages; s++) {
        // The first count is people at large; later ones are cases, unless there are more of them.
        kind[s - 1] = base[s] == 0 ? BASE_EXPOSURE : BASE_CASES;
        for (size_t g = 0; g < groups; g++) {
            int64_t n = c.at[s * groups + g], m = c.at[base[s] * groups + g];
            bool known = n >= 0 && m >= 0;
            events[(s - 1) * groups + g] = known ? n : 0;
            of[(s - 1) * groups + g] = known ? (double)m : 0;
            if (known && n > m)
                kind[s - 1] = BASE_EXPOSURE;
        }
    }
    struct relative_rate *all;
    if (!relative_rate_estimate(events, of, kind, points, groups, c.reference, q->level, a, &all,
                                err))
        return false;
    struct result_table *t = &out->main;
    table_column(a, t, "stage", method_word(q, "Stage", "Etapa"), COLUMN_TEXT);
    table_column(a, t, "base", method_word(q, "Of", "De"), COLUMN_TEXT);
    table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "count", method_word(q, "Count", "Cuántos"), COLUMN_COUNT);
    table_column(a, t, "among", method_word(q, "Among", "Entre"), COLUMN_COUNT);
    table_column(a, t, "rate", method_word(q, "Rate", "Tasa"), COLUMN_NUMBER);
    table_estimate_columns(
        a, q, t, method_word(q, "Relative rate index", "Índice de tasa relativa"), COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
    int named = -1;
    for (size_t i = 0; i < points; i++)
        for (size_t g = 0; g < groups; g++) {
            const struct relative_rate *r = &all[i * groups + g];
            table_text(a, t, c.stages.values.at[i + 1]);
            table_text(a, t, c.stages.values.at[base[i + 1]]);
            table_text(a, t, method_label(q, a, c.groups.values.at[g]));
            if (c.at[(i + 1) * groups + g] < 0)
                table_text(a, t, NULL);
            else
                table_integer(a, t, events[i * groups + g]);
            table_integer(a, t, (int64_t)of[i * groups + g]);
            table_number(a, t, r->rate);
            if (!r->estimable || (r->few && g != c.reference)) {
                if (r->few)
                    table_no_estimate(a, t, method_word(q, "too few", "muy pocos"));
                else
                    table_not_estimable(a, t, events[i * groups + g]);
                for (int k = 0; k < 3; k++)
                    table_text(a, t, NULL);
                continue;
            }
            table_estimate(a, t, r->ratio, r->range);
            table_number(a, t, r->p);
            size_t index = i * groups + g;
            if (g != c.reference && r->ratio > 0 && isfinite(r->ratio)
                && (named < 0 || fabs(log(r->ratio)) > fabs(log(all[named].ratio))))
                named = (int)index;
        }
    for (size_t g = 0; g < groups; g++)
        out->n += c.at[g] > 0 ? c.at[g] : 0;
    if (named < 0) {
        result_not_estimable(
            a, q, out, out->n,
            method_word(q, "every group has too few (under 30 at the base or 5 at the stage)",
                        "cada grupo tiene muy pocos (menos de 30 en la base o 5 en la etapa)"));
    } else {
        const struct relative_rate *r = &all[named];
        const char *stage = c.stages.values.at[(size_t)named / groups + 1],
                   *group = method_label(q, a, c.groups.values.at[(size_t)named % groups]),
                   *other = method_label(q, a, q->measure->compare);
        result_headline(out, r->ratio, r->range, COLUMN_NUMBER,
                        method_say(a, q, "times %s at %s, for %s", "veces %s en %s, para %s", other,
                                   stage, group));
        out->p = r->p;
        out->sentence = method_say(
            a, q,
            "The largest gap is at %s: the rate for %s is %s times that for %s (%s; %s), of those "
            "at "
            "the stage before (%s).",
            "La mayor brecha está en %s: la tasa de %s es %s veces la de %s (%s; %s), de quienes "
            "estaban en la etapa anterior (%s).",
            stage, group, number_words(a, r->ratio), other,
            interval_inside(a, q, r->range, COLUMN_NUMBER), p_words(a, r->p),
            c.stages.values.at[base[(size_t)named / groups + 1]]);
    }
    result_note(a, out,
                "Relative rate indices: Koopman's score intervals and Fisher's test where the base "
                "is cases, exact Poisson where it is people at large; %s. No index under 30 at the "
                "base or 5 at the stage.",
                level_words(a, q->level));
    result_assume(a, out, "Whoever is counted at a stage was counted at its base.");
    result_warn(a, out,
                "An index shows where groups part, not why. Gaps before the base are not in it.");
    struct result_chart *chart =
        result_chart_add(a, out, CHART_DOT, "stage", "estimate", "low", "high");
    chart->group = "group";
    chart->compare = method_label(q, a, q->measure->compare);
    chart->reference = 1;
    chart->reference_label = method_word(q, "the same", "lo mismo");
    chart->log_scale = true;
    return true;
}
