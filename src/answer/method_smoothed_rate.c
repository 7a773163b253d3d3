#include "answer/methods.h"

#include <math.h>
#include <stdlib.h>

#include "answer/group_frame.h"
#include "base/text.h"
#include "method/rate.h"
#include "method/smoothing.h"

enum { MOST_DOTS = 40 };

struct place {
    const char *label;
    int64_t events;
    double exposure;
    struct smoothed s;
};

static int by_value(const void *a, const void *b)
{
    const struct place *one = a, *two = b;
    return (one->s.value < two->s.value) - (one->s.value > two->s.value);
}

static void write_rows(struct arena *a, const struct method_question *q, struct result_table *t,
                       const struct place *at, size_t count, double per, const char *per_words)
{
    table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "events", method_unit(q, method_word(q, "Events", "Casos")), COLUMN_COUNT);
    table_column(a, t, "exposure", method_word(q, "Among", "Entre"), COLUMN_NUMBER);
    table_column(a, t, "raw", method_say(a, q, "As it is, %s", "Sin suavizar, %s", per_words),
                 COLUMN_NUMBER);
    table_estimate_columns(a, q, t, method_say(a, q, "Smoothed, %s", "Suavizada, %s", per_words),
                           COLUMN_NUMBER);
    for (size_t i = 0; i < count; i++) {
        const struct place *p = &at[i];
        table_text(a, t, p->label);
        table_integer(a, t, p->events);
        table_number(a, t, p->exposure);
        table_number(a, t, p->s.raw * per);
        table_estimate(a, t, p->s.value * per,
                       (struct interval){p->s.range.low * per, p->s.range.high * per});
    }
}

METHOD(smoothed_rate)
{
    static const char *const numbers[] = {"events", "exposure", NULL};
    static const char *const ways[] = {"gamma", "moments", NULL};
    const struct frame_column *group = method_column(q, "group"),
                              *events = method_column(q, "events"),
                              *exposure = method_column(q, "exposure");
    double per;
    const char *per_words;
    int way;
    if (!method_per(q, a, &per, &per_words, err)
        || !method_choice(q, a, "smoothing", ways, &way, err))
        return false;
    struct compared c = compared_rows(a, q, numbers, out);
    int64_t *counts = ARENA_ARRAY(a, int64_t, c.count), total = 0;
    double *x = ARENA_ARRAY(a, double, c.count), *among = ARENA_ARRAY(a, double, c.count), all = 0;
    struct place *places = ARENA_ARRAY(a, struct place, c.count);
    struct smoothed *smoothed = ARENA_ARRAY(a, struct smoothed, c.count);
    for (size_t i = 0; i < c.count; i++) {
        if (!method_count_in(q, events, c.rows[i], &counts[i], err))
            return false;
        x[i] = (double)counts[i];
        among[i] = exposure->number[c.rows[i]];
        if (among[i] < 0)
            return method_wrong(q, err, NULL, "the exposure is negative");
        total += counts[i];
        all += among[i];
    }
    out->n = total;
    if (c.count < 2) {
        result_not_estimable(
            a, q, out, total,
            method_word(q, "there are fewer than two groups", "hay menos de dos grupos"));
        return true;
    }
    struct smoothing about;
    struct error why = {0};
    bool gamma =
        way == 0 && smooth_by_gamma(counts, among, c.count, q->level, smoothed, &about, &why);
    if (way == 0 && !gamma && why.kind != ERROR_INVALID) {
        *err = why;
        return false;
    }
    const char *no_gamma = gamma || way == 1 ? NULL : arena_text(a, why.text);
    if (!gamma && !smooth_by_moments(x, among, c.count, smoothed, &about, &why))
        return method_refused(a, q, total, &why, out, err);
    for (size_t i = 0; i < c.count; i++)
        places[i] = (struct place){method_label(q, a, group->text[c.rows[i]]), counts[i], among[i],
                                   smoothed[i]};
    write_rows(a, q, &out->main, places, c.count, per, per_words);
    struct rate rate;
    if (!rate_estimate(total, all, q->level, &rate, err))
        return false;
    qsort(places, c.count, sizeof *places, by_value);
    const struct place *high = &places[0], *low = &places[c.count - 1];
    result_headline(out, rate.value * per,
                    (struct interval){rate.exact.low * per, rate.exact.high * per}, COLUMN_NUMBER,
                    method_say(a, q, "%s %s", "%s %s",
                               method_unit(q, method_word(q, "events", "casos")), per_words));
    const char *whole = method_say(a, q, "Over all, %s %s %s%s", "En total, %s %s %s%s",
                                   number_words(a, rate.value * per),
                                   method_unit(q, method_word(q, "events", "casos")), per_words,
                                   interval_phrase(a, q, out->headline_interval, COLUMN_NUMBER));
    if (!about.excess)
        out->sentence = method_say(
            a, q, "%s. The %zu groups differ no more than chance alone would make them.",
            "%s. Los %zu grupos no difieren más de lo que haría el azar.", whole, c.count);
    else
        out->sentence = method_say(
            a, q,
            "%s. The groups differ by more than chance: after drawing small groups towards the "
            "rate "
            "of all, the highest is %s with %s%s and the lowest %s with %s.",
            "%s. Los grupos difieren más que por azar: tras acercar los grupos pequeños a la tasa "
            "de "
            "todos, la más alta es %s con %s%s y la más baja %s con %s.",
            whole, high->label, number_words(a, high->s.value * per),
            interval_phrase(a, q,
                            (struct interval){high->s.range.low * per, high->s.range.high * per},
                            COLUMN_NUMBER),
            low->label, number_words(a, low->s.value * per));
    result_note(a, out,
                gamma ? "Empirical Bayes by maximum likelihood (gamma-Poisson), with posterior "
                        "intervals, %s; they take the gamma law as known, so are a little narrow."
                      : "Empirical Bayes by moments (Marshall's global estimator), without "
                        "intervals; %s for the rate of all (exact Poisson).",
                level_words(a, q->level));
    if (no_gamma != NULL)
        result_note(a, out, "The gamma law could not be fitted: %s.", no_gamma);
    result_assume(a, out,
                  "The rates of the groups are draws from one law, so each tells something about "
                  "the others.");
    if (q->areas != NULL || c.count <= MOST_DOTS) {
        compared_chart(a, q, out, "estimate", gamma && about.excess ? "low" : NULL,
                       gamma && about.excess ? "high" : NULL);
        return true;
    }
    struct result_table *top =
        result_table_add(a, out, method_say(a, q, "The %d highest", "Las %d más altas", MOST_DOTS));
    write_rows(a, q, top, places, MOST_DOTS, per, per_words);
    struct result_chart *chart = result_chart_add(a, out, CHART_DOT, "group", "estimate",
                                                  gamma && about.excess ? "low" : NULL,
                                                  gamma && about.excess ? "high" : NULL);
    chart->table = top;
    return true;
}
