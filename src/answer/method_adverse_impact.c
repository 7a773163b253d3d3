#include "answer/methods.h"

#include <math.h>

#include "answer/group_frame.h"
#include "base/text.h"
#include "method/adverse_impact.h"

// Against a group that the measure names, where the rule's own is not wanted.
static bool against(const int64_t *selected, const int64_t *applied, size_t n, size_t base,
                    double level, struct adverse_impact *out, struct error *err)
{
    for (size_t i = 0; i < n; i++) {
        struct adverse_impact *r = &out[i];
        struct risk_ratio ratio;
        struct fisher fisher;
        struct error none = {0};
        const struct table2x2 t = {selected[i], applied[i] - selected[i], selected[base],
                                   applied[base] - selected[base]};
        r->highest = i == base;
        r->ratio = i == base ? 1 : (double)NAN;
        r->katz = r->score = interval_none();
        r->p = (double)NAN;
        r->below_four_fifths = r->turns_on_one = false;
        if (i == base || applied[i] == 0 || applied[base] == 0)
            continue;
        if (!risk_ratio(selected[i], applied[i], selected[base], applied[base], level, &ratio,
                        &none)) {
            if (none.kind == ERROR_INVALID)
                continue; // nobody was selected from either
            *err = none;
            return false;
        }
        if (!fisher_exact(t, level, &fisher, err))
            return false;
        r->ratio = ratio.ratio;
        r->katz = ratio.katz;
        r->score = ratio.score;
        r->p = fisher.p;
        // Without a division, so that four fifths to the last person are not below.
        r->below_four_fifths = 5 * (double)selected[i] * (double)applied[base]
                               < 4 * (double)selected[base] * (double)applied[i];
    }
    return true;
}

static void write_table(struct arena *a, const struct method_question *q, const struct compared *c,
                        const int64_t *selected, const int64_t *applied,
                        const struct adverse_impact *all, struct result *out)
{
    const struct frame_column *group = method_column(q, "group");
    struct result_table *t = &out->main;
    table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "selected", method_word(q, "Selected", "Seleccionados"), COLUMN_COUNT);
    table_column(a, t, "applicants", method_word(q, "Of", "De"), COLUMN_COUNT);
    table_column(a, t, "rate", method_word(q, "Share selected", "Proporción seleccionada"),
                 COLUMN_PERCENT);
    table_column(a, t, "rate_low", method_word(q, "Low", "Desde"), COLUMN_PERCENT);
    table_column(a, t, "rate_high", method_word(q, "High", "Hasta"), COLUMN_PERCENT);
    table_estimate_columns(a, q, t,
                           method_word(q, "Times the compared group", "Veces el grupo comparado"),
                           COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
    table_column(a, t, "rule", method_word(q, "Four-fifths rule", "Regla de cuatro quintos"),
                 COLUMN_TEXT);
    for (size_t i = 0; i < c->count; i++) {
        const struct adverse_impact *r = &all[i];
        table_text(a, t, method_label(q, a, group->text[c->rows[i]]));
        table_integer(a, t, selected[i]);
        table_integer(a, t, applied[i]);
        table_number(a, t, r->selected.share);
        table_number(a, t, r->selected.wilson.low);
        table_number(a, t, r->selected.wilson.high);
        table_estimate(a, t, r->ratio, r->highest ? interval_none() : r->score);
        table_number(a, t, r->p);
        table_text(a, t,
                   r->highest              ? method_word(q, "compared with", "comparación")
                   : isnan(r->ratio)       ? NULL
                   : !r->below_four_fifths ? method_word(q, "not below", "no por debajo")
                   : r->turns_on_one
                       ? method_word(q, "below, by one person", "por debajo, por una persona")
                       : method_word(q, "below", "por debajo"));
    }
}

// The group with the lowest ratio among those that make up enough of all; -1: none.
static int lowest(const struct compared *c, const struct adverse_impact *all,
                  const int64_t *applied, double least_share)
{
    double total = 0;
    int low = -1;
    for (size_t i = 0; i < c->count; i++)
        total += (double)applied[i];
    for (size_t i = 0; i < c->count; i++)
        if (!all[i].highest && !isnan(all[i].ratio) && (double)applied[i] >= least_share * total
            && (low < 0 || all[i].ratio < all[low].ratio))
            low = (int)i;
    return low;
}

static void say(struct arena *a, const struct method_question *q, const struct compared *c,
                const struct adverse_impact *all, int low, struct result *out)
{
    const struct frame_column *group = method_column(q, "group");
    size_t high = 0;
    while (high + 1 < c->count && !all[high].highest)
        high++;
    const struct adverse_impact *r = &all[low];
    const char *name = method_label(q, a, group->text[c->rows[low]]),
               *base = method_label(q, a, group->text[c->rows[high]]);
    result_headline(out, r->ratio, r->score, COLUMN_NUMBER,
                    method_say(a, q, "times the rate of %s, for %s", "veces la tasa de %s, para %s",
                               base, name));
    out->p = r->p;
    const char *limits = interval_inside(a, q, r->score, COLUMN_NUMBER);
    out->sentence = method_say(
        a, q, "The lowest: %s were selected %s times as often as %s (%s against %s; %s; %s). %s",
        "La más baja: %s, con %s veces la frecuencia de selección de %s (%s frente a %s; %s; %s). "
        "%s",
        name, number_words(a, r->ratio), base, percent_words(a, r->selected.share),
        percent_words(a, all[high].selected.share), limits, p_words(a, r->p),
        r->turns_on_one
            ? method_word(q, "That is below four fifths, but one person more would change it.",
                          "Está por debajo de cuatro quintos, pero una persona más lo cambiaría.")
        : r->below_four_fifths
            ? method_word(q, "That is below four fifths.", "Está por debajo de cuatro quintos.")
            : method_word(q, "That is not below four fifths.",
                          "No está por debajo de cuatro quintos."));
}

METHOD(adverse_impact)
{
    static const char *const numbers[] = {"selected", "applicants", NULL};
    const struct frame_column *chosen = method_column(q, "selected"),
                              *of = method_column(q, "applicants");
    double least_share;
    if (!method_number(q, "least share", 0.02, &least_share, err))
        return false;
    if (!(least_share >= 0 && least_share < 1))
        return method_wrong(q, err, "least share", "least share is %s: expected 0 to 1, as 0.02",
                            method_key(q, "least share"));
    struct compared c = compared_rows(a, q, numbers, out);
    int64_t *selected = ARENA_ARRAY(a, int64_t, c.count),
            *applied = ARENA_ARRAY(a, int64_t, c.count);
    for (size_t i = 0; i < c.count; i++) {
        if (!method_count_in(q, chosen, c.rows[i], &selected[i], err)
            || !method_count_in(q, of, c.rows[i], &applied[i], err))
            return false;
        if (selected[i] > applied[i])
            return method_wrong(q, err, NULL, "more are selected than applied in a group");
        out->n += applied[i];
    }
    struct adverse_impact *all;
    struct error why = {0};
    if (c.count < 2) {
        result_not_estimable(a, q, out, out->n,
                             method_word(q, "there are fewer than two groups to compare",
                                         "hay menos de dos grupos que comparar"));
        return true;
    }
    if (!adverse_impact_estimate(selected, applied, c.count, least_share, q->level, a, &all, &why))
        return method_refused(a, q, out->n, &why, out, err);
    if (c.base >= 0 && !against(selected, applied, c.count, (size_t)c.base, q->level, all, err))
        return false;
    write_table(a, q, &c, selected, applied, all, out);
    int low = lowest(&c, all, applied, least_share);
    if (low < 0)
        result_not_estimable(a, q, out, out->n,
                             method_word(q, "no other group is large enough",
                                         "ningún otro grupo es lo bastante grande"));
    else
        say(a, q, &c, all, low, out);
    result_note(a, out,
                "Ratios of the shares selected to %s, with Koopman's score intervals, %s; Fisher's "
                "exact test; shares with Wilson intervals.",
                c.base >= 0 ? "that of the group named" : "the highest", level_words(a, q->level));
    result_note(a, out,
                "29 CFR 1607.4(D): a share below four fifths of the highest is generally evidence "
                "of adverse impact. Groups under %s of all are neither compared with nor named.",
                percent_words(a, least_share));
    result_assume(a, out, "Every applicant is counted once, in one group.");
    result_warn(a, out,
                "A ratio below four fifths is a flag, not a finding; with few people it comes by "
                "chance, and with many a smaller difference can matter.");
    struct result_chart *chart =
        result_chart_add(a, out, CHART_DOT, "group", "estimate", "low", "high");
    chart->reference = 0.8;
    chart->reference_label = method_word(q, "four fifths", "cuatro quintos");
    return true;
}
