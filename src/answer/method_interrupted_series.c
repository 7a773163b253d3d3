#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "answer/period.h"
#include "base/text.h"
#include "method/interrupted.h"

enum { MOST_PERIODS = 5000 };

struct series {
    struct periods periods;
    double first; // the number of the first period
    int n, begins;
    double *y, *exposure; // exposure NULL: none
    int filled;           // periods without a row, taken as 0
    bool counts;          // whole numbers, none negative
    const char *broken;   // why it is no series; NULL
};

static bool read_series(struct arena *a, const struct method_question *q, struct series *s,
                        struct result *out, struct error *err)
{
    const struct frame_column *outcome = method_column(q, "outcome"),
                              *exposure = method_column(q, "exposure");
    const char *from = method_key(q, "from");
    *s = (struct series){.counts = true};
    if (from == NULL)
        return method_wrong(q, err, "from",
                            "the method interrupted_series wants the key from: the first period "
                            "after the event");
    if (!periods_read(a, q, method_column(q, "period"), &s->periods, err))
        return false;
    double begins = period_number(&s->periods, from), last = -INFINITY;
    s->first = INFINITY;
    for (size_t i = 0; i < q->in->rows; i++) {
        if (isnan(s->periods.at[i])) {
            out->missing++;
            continue;
        }
        s->first = fmin(s->first, s->periods.at[i]);
        last = fmax(last, s->periods.at[i]);
    }
    if (!isfinite(s->first)) {
        s->broken = method_word(q, "there is no series", "no hay serie");
        return true;
    }
    if (isnan(begins))
        return method_wrong(q, err, "from", "from is \"%s\": expected a %s such as %s", from,
                            period_word(q, s->periods.kind), period_text(a, &s->periods, s->first));
    if (last - s->first >= MOST_PERIODS)
        return method_wrong(q, err, NULL, "the series is longer than %d periods", MOST_PERIODS);
    s->n = (int)(last - s->first) + 1;
    s->begins = (int)fmax(-1, fmin(s->n, begins - s->first));
    s->y = ARENA_ARRAY(a, double, (size_t)s->n);
    s->exposure = exposure == NULL ? NULL : ARENA_ARRAY(a, double, (size_t)s->n);
    bool *seen = ARENA_ARRAY(a, bool, (size_t)s->n);
    for (size_t i = 0; i < q->in->rows; i++) {
        if (isnan(s->periods.at[i]))
            continue;
        int t = (int)(s->periods.at[i] - s->first);
        if (seen[t])
            return method_wrong(q, err, NULL, "the query gives the period %s twice",
                                period_text(a, &s->periods, s->periods.at[i]));
        seen[t] = true;
        s->y[t] = outcome->number[i];
        if (exposure != NULL)
            s->exposure[t] = exposure->number[i];
        if (isnan(s->y[t]) || (exposure != NULL && isnan(s->exposure[t]))) {
            out->missing++;
            s->broken = method_say(a, q, "the value of %s is missing", "falta el valor de %s",
                                   period_text(a, &s->periods, s->periods.at[i]));
        }
        s->counts = s->counts && s->y[t] >= 0 && s->y[t] == floor(s->y[t]);
    }
    for (int t = 0; t < s->n; t++)
        s->filled += !seen[t];
    if (s->filled > 0 && (!s->counts || exposure != NULL))
        s->broken = method_word(q, "a period has no row", "un período no tiene fila");
    out->n = s->n;
    return true;
}

static const char *const families[] = {
    "", "linear", "log", "poisson", "quasi", "negative binomial", NULL};

static enum interrupted_family family_of(int choice, bool counts)
{
    switch (choice) {
    case 1:
        return INTERRUPTED_LINEAR;
    case 2:
        return INTERRUPTED_LOG;
    case 3:
        return INTERRUPTED_POISSON;
    case 5:
        return INTERRUPTED_NEGATIVE_BINOMIAL;
    case 4:
        return INTERRUPTED_QUASI_POISSON;
    default:
        return counts ? INTERRUPTED_QUASI_POISSON : INTERRUPTED_LINEAR;
    }
}

static const char *family_words(enum interrupted_family f)
{
    switch (f) {
    case INTERRUPTED_LINEAR:
        return "Linear segmented regression";
    case INTERRUPTED_LOG:
        return "Segmented regression of the logarithm";
    case INTERRUPTED_POISSON:
        return "Poisson segmented regression";
    case INTERRUPTED_QUASI_POISSON:
        return "Quasi-Poisson segmented regression";
    case INTERRUPTED_NEGATIVE_BINOMIAL:
        return "Negative binomial segmented regression";
    }
    return "";
}

static bool read_question(struct arena *a, const struct method_question *q, struct series *s,
                          struct interrupted_data *d, struct error *err)
{
    static const char *const seasons[] = {"none", "factor", "fourier", NULL};
    static const char *const variances[] = {"newey west", "model", NULL};
    int family, season, variance;
    int64_t harmonics, lag, cycle;
    int usual = period_cycle(s->periods.kind);
    if (!method_choice(q, a, "family", families, &family, err)
        || !method_choice(q, a, "season", seasons, &season, err)
        || !method_choice(q, a, "variance", variances, &variance, err)
        || !method_whole(q, "harmonics", 2, 1, 26, &harmonics, err)
        || !method_whole(q, "cycle", usual, 2, 366, &cycle, err)
        || !method_whole(q, "lag", -1, 0, 100, &lag, err))
        return false;
    if (season > 0 && cycle == 0)
        return method_wrong(q, err, "season",
                            "a season of %s wants the key cycle: how many make one round",
                            periods_word(q, s->periods.kind));
    if (season == 2 && harmonics > cycle / 2)
        harmonics = cycle / 2;
    *d = (struct interrupted_data){
        .n = s->n,
        .y = s->y,
        .begins = s->begins,
        .exposure = s->exposure,
        .family = family_of(family, s->counts),
        .season = season == 0   ? SEASON_NONE
                  : season == 1 ? SEASON_FACTOR
                                : SEASON_FOURIER,
        .period = season == 0 ? 0 : (int)cycle,
        .harmonics = season == 2 ? (int)harmonics : 0,
        .first_season =
            season == 0 ? 0
                        : (int)fmod(fmod(s->first, (double)cycle) + (double)cycle, (double)cycle),
        .variance = variance == 0 ? VARIANCE_NEWEY_WEST : VARIANCE_MODEL,
        .lag = (int)lag,
        .level = q->level};
    return true;
}

static void write_effect(struct arena *a, struct result_table *t, const char *when,
                         const struct interrupted_effect *e)
{
    table_text(a, t, when);
    table_number(a, t, e->fitted);
    table_number(a, t, e->counterfactual);
    table_estimate(a, t, e->difference, e->difference_interval);
    table_number(a, t, isnan(e->ratio) ? (double)NAN : e->ratio - 1);
    table_number(a, t, isnan(e->ratio) ? (double)NAN : e->ratio_interval.low - 1);
    table_number(a, t, isnan(e->ratio) ? (double)NAN : e->ratio_interval.high - 1);
}

static void write_coefficients(struct arena *a, const struct method_question *q,
                               const struct interrupted *i, struct result *out)
{
    struct result_table *t =
        result_table_add(a, out, method_word(q, "Coefficients", "Coeficientes"));
    table_column(a, t, "name", method_word(q, "Term", "Término"), COLUMN_TEXT);
    table_estimate_columns(a, q, t, method_word(q, "Estimate", "Estimación"), COLUMN_NUMBER);
    table_column(a, t, "se", method_word(q, "Standard error", "Error estándar"), COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
    if (i->ar1) {
        table_column(a, t, "ar1", method_word(q, "With AR(1) errors", "Con errores AR(1)"),
                     COLUMN_NUMBER);
        table_column(a, t, "ar1_se", method_word(q, "Standard error", "Error estándar"),
                     COLUMN_NUMBER);
    }
    for (int j = 0; j < i->fit.p; j++) {
        const struct coefficient *c = &i->fit.at[j];
        const char *name = j == i->step ? method_word(q, "step at the event", "salto en el evento")
                           : j == i->bend ? method_word(q, "change of slope", "cambio de pendiente")
                           : j == i->trend ? method_word(q, "slope before", "pendiente antes")
                                           : c->name;
        table_text(a, t, name);
        table_estimate(a, t, c->estimate, c->interval);
        table_number(a, t, c->se);
        table_number(a, t, c->p);
        if (i->ar1) {
            table_number(a, t, i->ar1_estimates[j]);
            table_number(a, t, i->ar1_se[j]);
        }
    }
}

static void write_series(struct arena *a, const struct method_question *q, const struct series *s,
                         const struct interrupted *i, struct result *out)
{
    struct result_table *t = result_table_add(a, out, method_word(q, "The series", "La serie"));
    table_column(a, t, "period", method_word(q, "Period", "Período"), COLUMN_DATE);
    table_column(a, t, "series", method_word(q, "Series", "Serie"), COLUMN_TEXT);
    table_column(a, t, "estimate", method_unit(q, method_word(q, "Value", "Valor")), COLUMN_NUMBER);
    const char *const names[] = {method_word(q, "seen", "visto"),
                                 method_word(q, "fitted", "ajustado"),
                                 method_word(q, "without the event", "sin el evento")};
    for (int k = 0; k < 3; k++)
        for (int j = k == 2 ? s->begins : 0; j < s->n; j++) {
            table_text(a, t, period_text(a, &s->periods, s->first + j));
            table_text(a, t, names[k]);
            table_number(a, t, k == 0 ? s->y[j] : k == 1 ? i->fitted[j] : i->counterfactual[j]);
        }
    struct result_chart *chart =
        result_chart_add(a, out, CHART_LINE, "period", "estimate", NULL, NULL);
    chart->table = t;
    chart->group = "series";
    chart->mark = period_text(a, &s->periods, s->first + s->begins);
    chart->mark_label = method_word(q, "event", "evento");
}

static void say(struct arena *a, const struct method_question *q, const struct series *s,
                const struct interrupted *i, const struct interrupted_effect *e, struct result *out)
{
    const char *unit = method_unit(q, method_word(q, "events", "casos"));
    const char *when = day_words(a, q, period_text(a, &s->periods, s->first + s->begins));
    const char *verdict =
        out->p < 1 - q->level
            ? method_word(q, "level or slope changed by more than chance",
                          "el nivel o la pendiente cambió más que por azar")
            : method_word(q, "chance alone could do that", "el azar solo podría causarlo");
    if (i->logarithmic && !isnan(e->ratio)) {
        const struct interval range = {e->ratio_interval.low - 1, e->ratio_interval.high - 1};
        result_headline(out, e->ratio - 1, range, COLUMN_PERCENT,
                        method_say(a, q, "since %s, against the trend before",
                                   "desde %s, frente a la tendencia previa", when));
        out->sentence = method_say(
            a, q,
            "From %s on there were %s %s %s than the trend before would have led to%s: %s in place "
            "of %s; %s (%s).",
            "Desde %s hubo %s %s %s de lo que habría dado la tendencia previa%s: %s en lugar de "
            "%s; "
            "%s (%s).",
            when, percent_words(a, fabs(e->ratio - 1)),
            e->ratio < 1 ? method_word(q, "fewer", "menos") : method_word(q, "more", "más"), unit,
            interval_phrase(a, q, range, COLUMN_PERCENT), number_words(a, e->fitted),
            number_words(a, e->counterfactual), verdict, p_words(a, out->p));
        return;
    }
    double after = s->n - s->begins;
    const struct interval range = {e->difference_interval.low / after,
                                   e->difference_interval.high / after};
    result_headline(out, e->difference / after, range, COLUMN_NUMBER,
                    method_say(a, q, "a %s since %s, against the trend before",
                               "por %s desde %s, frente a la tendencia previa",
                               period_word(q, s->periods.kind), when));
    out->sentence = method_say(
        a, q, "From %s on %s were %s %s a %s than the trend before would have led to%s; %s (%s).",
        "Desde %s, %s: %s %s por %s de lo que habría dado la tendencia previa%s; %s (%s).", when,
        unit, number_words(a, fabs(e->difference / after)),
        e->difference < 0 ? method_word(q, "lower", "menos") : method_word(q, "higher", "más"),
        period_word(q, s->periods.kind), interval_phrase(a, q, range, COLUMN_NUMBER), verdict,
        p_words(a, out->p));
}

METHOD(interrupted_series)
{
    struct series s;
    struct interrupted_data d;
    struct interrupted fit;
    struct interrupted_effect all, last;
    struct error why = {0};
    if (!read_series(a, q, &s, out, err))
        return false;
    if (s.broken == NULL && (s.begins < 2 || s.begins > s.n - 2))
        s.broken = method_word(q, "there must be two periods before the event and two after it",
                               "debe haber dos períodos antes del evento y dos después");
    if (s.broken != NULL) {
        result_not_estimable(a, q, out, out->n, s.broken);
        return true;
    }
    if (!read_question(a, q, &s, &d, err))
        return false;
    if (!interrupted_fit(a, &d, &fit, &why)
        || !interrupted_effect(&fit, s.begins, s.n - 1, &all, &why)
        || !interrupted_effect(&fit, s.n - 1, s.n - 1, &last, &why))
        return method_refused(a, q, s.n, &why, out, err);
    struct result_table *t = &out->main;
    table_column(a, t, "when", method_word(q, "When", "Cuándo"), COLUMN_TEXT);
    table_column(a, t, "fitted", method_word(q, "With the event", "Con el evento"), COLUMN_NUMBER);
    table_column(a, t, "counterfactual", method_word(q, "Without it", "Sin él"), COLUMN_NUMBER);
    table_estimate_columns(a, q, t, method_word(q, "Difference", "Diferencia"), COLUMN_NUMBER);
    table_column(a, t, "change", method_word(q, "In proportion", "En proporción"), COLUMN_PERCENT);
    table_column(a, t, "change_low", method_word(q, "Low", "Desde"), COLUMN_PERCENT);
    table_column(a, t, "change_high", method_word(q, "High", "Hasta"), COLUMN_PERCENT);
    write_effect(a, t, method_word(q, "all the time since", "todo el tiempo desde entonces"), &all);
    write_effect(a, t, period_text(a, &s.periods, s.first + s.n - 1), &last);
    struct wald wald;
    const int both[] = {fit.step, fit.bend};
    struct error none = {0};
    out->p = regression_wald(&fit.fit, both, 2, &wald, &none) ? wald.p : (double)NAN;
    say(a, q, &s, &fit, &all, out);
    write_coefficients(a, q, &fit, out);
    result_note(a, out, "%s with a step and a change of slope%s; %s, %s.", family_words(d.family),
                d.season == SEASON_NONE ? "" : " and a season",
                d.variance == VARIANCE_NEWEY_WEST
                    ? arena_printf(a, "Newey-West errors with %d lags", fit.lag)
                    : "errors of the model",
                level_words(a, q->level));
    result_note(a, out, "Residuals: Durbin-Watson %s; Ljung-Box %s over %d lags%s.",
                number_words(a, fit.durbin_watson), p_words(a, fit.ljung_box_p), fit.ljung_lag,
                fit.ar1
                    ? arena_printf(a, "; correlation from row to row %s", number_words(a, fit.rho))
                    : "");
    if (fit.ljung_box_p < 0.05)
        result_warn(a, out,
                    "What is left over is correlated over time: the intervals may be too narrow.");
    if (s.filled > 0)
        result_warn(a, out, "%d %s without a row are taken as 0.", s.filled,
                    s.filled == 1 ? "period" : "periods");
    if (s.begins < 8)
        result_warn(a, out, "The trend before rests on %d periods only.", s.begins);
    result_assume(a, out,
                  "Without the event the trend before would have gone on, and nothing else changed "
                  "at that time.");
    write_series(a, q, &s, &fit, out);
    return true;
}
