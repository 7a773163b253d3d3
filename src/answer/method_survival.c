#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>

#include "answer/lifetime_frame.h"
#include "base/text.h"
#include "method/adjust.h"
#include "method/survival.h"

enum { MOST_STEPS = 300 };

static void write_main(struct arena *a, const struct method_question *q,
                       const struct lifetime_frame *l, const struct survival_result *r,
                       struct result *out)
{
    struct result_table *t = &out->main;
    if (l->grouped)
        table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "n", "n", COLUMN_COUNT);
    table_column(a, t, "events", method_word(q, "Ended", "Terminados"), COLUMN_COUNT);
    table_estimate_columns(a, q, t,
                           method_say(a, q, "Median, %s", "Mediana, %s",
                                      method_unit(q, method_word(q, "time", "tiempo"))),
                           COLUMN_NUMBER);
    table_column(a, t, "mean", method_word(q, "Mean up to the horizon", "Media hasta el horizonte"),
                 COLUMN_NUMBER);
    table_column(a, t, "horizon", method_word(q, "Horizon", "Horizonte"), COLUMN_NUMBER);
    for (int g = 0; g < r->groups; g++) {
        const struct survival_curve *c = &r->at[g];
        if (l->grouped)
            table_text(a, t, l->labels.at[g]);
        table_integer(a, t, c->rows);
        table_integer(a, t, (int64_t)c->events);
        if (isnan(c->median))
            table_no_estimate(a, t, method_word(q, "not reached", "no alcanzada"));
        else
            table_number(a, t, c->median);
        table_number(a, t, c->median_interval.low);
        table_number(a, t,
                     isnan(c->median_interval.high) && !isnan(c->median_interval.low)
                         ? (double)INFINITY
                         : c->median_interval.high);
        table_number(a, t, c->mean);
        table_number(a, t, c->horizon);
    }
}

// The step of a curve that rules at a time; -1 before the first.
static int64_t step_at(const struct survival_curve *c, double time)
{
    int64_t step = -1;
    while (step + 1 < c->count && c->time[step + 1] <= time)
        step++;
    return step;
}

static void write_times(struct arena *a, const struct method_question *q,
                        const struct lifetime_frame *l, const struct survival_result *r,
                        const struct number_list *times, struct result *out)
{
    if (times->count == 0)
        return;
    struct result_table *t = result_table_add(
        a, out,
        method_word(q, "Share that has not ended yet", "Proporción que aún no ha terminado"));
    if (l->grouped)
        table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "time", method_unit(q, method_word(q, "Time", "Tiempo")), COLUMN_NUMBER);
    table_column(a, t, "at_risk", method_word(q, "Still watched", "Aún observados"), COLUMN_COUNT);
    table_estimate_columns(a, q, t, method_word(q, "Not ended", "Sin terminar"), COLUMN_PERCENT);
    for (int g = 0; g < r->groups; g++)
        for (size_t i = 0; i < times->count; i++) {
            const struct survival_curve *c = &r->at[g];
            double time = times->at[i];
            int64_t step = step_at(c, time), after = step + 1;
            bool beyond = c->count == 0 || time > c->time[c->count - 1];
            if (l->grouped)
                table_text(a, t, l->labels.at[g]);
            table_number(a, t, time);
            table_integer(a, t, after < c->count ? (int64_t)c->at_risk[after] : 0);
            if (beyond) // the curve says nothing of a time that nobody was watched for
                table_no_estimate(a, t, method_word(q, "not watched so long", "sin observación"));
            else
                table_number(a, t, survival_at(c, time));
            table_number(a, t, beyond || step < 0 ? (double)NAN : c->interval[step].low);
            table_number(a, t, beyond || step < 0 ? (double)NAN : c->interval[step].high);
        }
}

static bool write_tests(struct arena *a, const struct method_question *q,
                        const struct lifetime_frame *l, struct result *out, struct error *err)
{
    struct survival_test test;
    struct error why = {0};
    struct lifetimes all = l->lifetimes;
    if (all.groups < 2)
        return true;
    if (!survival_compare(a, &all, SURVIVAL_LOG_RANK, 0, &test, &why)) {
        if (why.kind != ERROR_INVALID) {
            *err = why;
            return false;
        }
        result_note(a, out, "The groups cannot be compared by the log-rank test: %s.", why.text);
        return true;
    }
    out->p = test.p;
    struct result_table *t = result_table_add(
        a, out,
        method_word(q, "Log-rank test: events seen and expected were all groups alike",
                    "Prueba log-rank: casos vistos y esperados si los grupos fueran iguales"));
    table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "events", method_word(q, "Seen", "Vistos"), COLUMN_COUNT);
    table_column(a, t, "expected", method_word(q, "Expected", "Esperados"), COLUMN_NUMBER);
    table_column(a, t, "p",
                 method_word(q, "p against the compared group", "p frente al grupo comparado"),
                 COLUMN_P);
    double *p = ARENA_ARRAY(a, double, (size_t)all.groups);
    int32_t *pair = ARENA_ARRAY(a, int32_t, (size_t)all.n);
    for (int g = 0; g < all.groups; g++) {
        p[g] = (double)NAN;
        if (l->base < 0 || g == l->base)
            continue;
        for (int64_t i = 0; i < all.n; i++)
            pair[i] = all.group[i] == l->base ? 0 : all.group[i] == g ? 1 : -1;
        struct lifetimes two = all;
        struct survival_test against;
        two.group = pair;
        two.groups = 2;
        if (survival_compare(a, &two, SURVIVAL_LOG_RANK, 0, &against, &why))
            p[g] = against.p;
        else if (why.kind != ERROR_INVALID) {
            *err = why;
            return false;
        }
    }
    adjust_family(p, (size_t)all.groups, a, p);
    for (int g = 0; g < all.groups; g++) {
        table_text(a, t, l->labels.at[g]);
        table_integer(a, t, (int64_t)test.observed[g]);
        table_number(a, t, test.expected[g]);
        table_number(a, t, p[g]);
    }
    result_note(a, out, "Log-rank test: chi-square %s with %d degrees of freedom, %s%s.",
                number_words(a, test.chi_square), test.df, p_words(a, test.p),
                l->base >= 0 ? "; pairs with the compared group adjusted by Holm's rule" : "");
    return true;
}

// The curve as a table, thinned where it has more steps than an eye tells apart.
static void write_curve(struct arena *a, const struct method_question *q,
                        const struct lifetime_frame *l, const struct survival_result *r,
                        struct result *out)
{
    struct result_table *t = result_table_add(a, out, method_word(q, "The curve", "La curva"));
    if (l->grouped)
        table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "time", method_unit(q, method_word(q, "Time", "Tiempo")), COLUMN_NUMBER);
    table_estimate_columns(a, q, t, method_word(q, "Not ended yet", "Aún sin terminar"),
                           COLUMN_PERCENT);
    for (int g = 0; g < r->groups; g++) {
        const struct survival_curve *c = &r->at[g];
        if (c->count == 0)
            continue;
        if (l->grouped)
            table_text(a, t, l->labels.at[g]);
        table_number(a, t, 0);
        table_estimate(a, t, 1, (struct interval){1, 1});
        int64_t every = c->count / MOST_STEPS + 1;
        for (int64_t i = 0; i < c->count; i++) {
            bool last = i + 1 == c->count;
            if ((c->event[i] == 0 || i % every != 0) && !last)
                continue;
            if (l->grouped)
                table_text(a, t, l->labels.at[g]);
            table_number(a, t, c->time[i]);
            table_estimate(a, t, c->survival[i], c->interval[i]);
        }
    }
    struct result_chart *chart =
        result_chart_add(a, out, CHART_STEP, "time", "estimate", "low", "high");
    chart->table = t;
    chart->group = l->grouped ? "group" : NULL;
}

static const char *median_words(struct arena *a, const struct method_question *q,
                                const struct survival_curve *c)
{
    if (isnan(c->median))
        return method_word(q, "not reached", "no alcanzada");
    struct interval i = c->median_interval;
    if (isnan(i.high) && !isnan(i.low))
        i.high = (double)INFINITY;
    return arena_printf(a, "%s%s", number_words(a, c->median),
                        interval_phrase(a, q, i, COLUMN_NUMBER));
}

static void say(struct arena *a, const struct method_question *q, const struct lifetime_frame *l,
                const struct survival_curve *all, const struct survival_result *r,
                struct result *out)
{
    const char *unit = method_unit(q, method_word(q, "units of time", "unidades de tiempo"));
    double ended = all->events;
    struct interval range = all->median_interval;
    if (isnan(range.high) && !isnan(range.low))
        range.high = (double)INFINITY;
    const char *counts =
        method_say(a, q, "of %s, %s have ended and %s were still open when last seen",
                   "de %s, %s han terminado y %s seguían abiertos al último registro",
                   whole_words(a, all->rows), whole_words(a, (int64_t)ended),
                   whole_words(a, all->rows - (int64_t)ended));
    if (!isnan(all->median)) {
        result_headline(
            out, all->median, range, COLUMN_NUMBER,
            method_say(a, q, "%s until half have ended", "%s hasta que termina la mitad", unit));
        out->sentence =
            method_say(a, q, "Half have ended after %s %s%s; %s.",
                       "La mitad termina a los %s %s%s; %s.", number_words(a, all->median), unit,
                       interval_phrase(a, q, range, COLUMN_NUMBER), counts);
    } else if (all->count > 0) {
        int64_t last = all->count - 1;
        result_headline(out, all->survival[last], all->interval[last], COLUMN_PERCENT,
                        method_say(a, q, "not ended after %s %s", "sin terminar a los %s %s",
                                   number_words(a, all->time[last]), unit));
        out->sentence = method_say(
            a, q,
            "Fewer than half had ended by the end of the watch: after %s %s, %s were still open%s; "
            "%s.",
            "Menos de la mitad había terminado al final de la observación: a los %s %s, %s seguían "
            "abiertos%s; %s.",
            number_words(a, all->time[last]), unit, percent_words(a, all->survival[last]),
            interval_phrase(a, q, all->interval[last], COLUMN_PERCENT), counts);
    }
    if (l->lifetimes.groups < 2)
        return;
    struct text_list parts = {0};
    for (int g = 0; g < r->groups && g < 6; g++)
        *list_add(a, &parts) =
            arena_printf(a, "%s %s", l->labels.at[g], median_words(a, q, &r->at[g]));
    out->sentence = method_say(
        a, q, "%s Medians by group: %s%s.", "%s Medianas por grupo: %s%s.", out->sentence,
        text_series(a, &parts, method_word(q, "and", "y")),
        isnan(out->p) ? ""
                      : method_say(a, q, "; %s (%s)", "; %s (%s)",
                                   out->p < 1 - q->level
                                       ? method_word(q, "the groups differ by more than chance",
                                                     "los grupos difieren más que por azar")
                                       : method_word(q, "chance alone could make them differ so",
                                                     "el azar solo podría causar esa diferencia"),
                                   p_words(a, out->p)));
}

METHOD(survival)
{
    struct lifetime_frame l;
    struct number_list times;
    if (!method_numbers(q, a, "at", &times, err) || !lifetime_frame_read(a, q, false, &l, out, err))
        return false;
    const struct survival_options options = {.level = q->level};
    struct lifetimes one = l.lifetimes;
    struct survival_result whole, parts;
    struct error why = {0};
    one.group = NULL;
    one.groups = 1;
    if (l.lifetimes.n == 0) {
        result_not_estimable(a, q, out, 0,
                             method_word(q, "nobody was watched", "no se observó a nadie"));
        return true;
    }
    if (!survival_curves(a, &one, &options, &whole, &why)
        || !survival_curves(a, &l.lifetimes, &options, &parts, &why))
        return method_refused(a, q, l.lifetimes.n, &why, out, err);
    out->n = l.lifetimes.n;
    write_main(a, q, &l, &parts, out);
    write_times(a, q, &l, &parts, &times, out);
    if (!write_tests(a, q, &l, out, err))
        return false;
    say(a, q, &l, &whole.at[0], &parts, out);
    result_note(a, out,
                "Kaplan-Meier curves, Greenwood's variance, intervals on the log scale, %s; at "
                "equal times events come before those lost from sight. Medians with Brookmeyer's "
                "and Crowley's limits.",
                level_words(a, q->level));
    result_assume(a, out,
                  "Those who are still open, or were lost from sight, would have gone on as the "
                  "others who waited as long.");
    write_curve(a, q, &l, &parts, out);
    return true;
}
