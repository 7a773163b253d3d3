#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "answer/panel_frame.h"
#include "base/text.h"
#include "method/synthetic.h"

enum { MOST_UNITS = 500 };

/* Whole units as columns, times as rows. */
struct table_of_units {
    struct panel panel;
    const char **names;
    double *y, *x, *v;
    int32_t predictors, treated, begins;
};

static bool take_units(struct arena *a, const struct method_question *q,
                       const struct panel_frame *f, const struct panel *p,
                       struct table_of_units *out, struct error *err)
{
    const char *treated = method_key(q, "treated"), *from = method_key(q, "from");
    double begins = period_number(&f->periods, from);
    *out = (struct table_of_units){.panel = *p, .treated = -1, .begins = p->times};
    if (isnan(begins))
        return method_wrong(q, err, "from", "from is \"%s\": expected a %s such as %s", from,
                            period_word(q, f->periods.kind),
                            period_text(a, &f->periods, f->latest));
    out->names = ARENA_ARRAY(a, const char *, (size_t)p->units);
    out->y = ARENA_ARRAY(a, double, (size_t)p->units *(size_t)p->times);
    for (int32_t u = 0; u < p->units; u++) {
        out->names[u] = f->units.values.at[p->unit[u]];
        if (text_equal(out->names[u], treated))
            out->treated = u;
        for (int32_t t = 0; t < p->times; t++)
            out->y[t * p->units + u] = p->y[(size_t)u * (size_t)p->times + (size_t)t];
    }
    for (int32_t t = p->times - 1; t >= 0; t--)
        if (p->time[t] >= (int32_t)begins)
            out->begins = t;
    return true;
}

// The outcomes before are the predictors, each as it is: V undoes the scaling. Times at which all
// units are alike tell nothing.
static void take_predictors(struct arena *a, struct table_of_units *s)
{
    int32_t units = s->panel.units;
    s->x = ARENA_ARRAY(a, double, (size_t)s->begins *(size_t)units);
    s->v = ARENA_ARRAY(a, double, (size_t)s->begins);
    for (int32_t t = 0; t < s->begins; t++) {
        const double *row = &s->y[t * units];
        double mean = 0, variance = 0;
        for (int32_t u = 0; u < units; u++)
            mean += row[u] / units;
        for (int32_t u = 0; u < units; u++)
            variance += (row[u] - mean) * (row[u] - mean) / (units - 1);
        if (!(variance > 1e-12 * (1 + mean * mean)))
            continue;
        for (int32_t u = 0; u < units; u++)
            s->x[s->predictors * units + u] = row[u];
        s->v[s->predictors++] = variance;
    }
}

static void write_tables(struct arena *a, const struct method_question *q,
                         const struct panel_frame *f, const struct table_of_units *s,
                         const struct synthetic_placebos *all, struct result *out)
{
    const struct synthetic *mine = &all->at[s->treated];
    int32_t units = s->panel.units;
    struct result_table *t = &out->main;
    table_column(a, t, "period", method_word(q, "Period", "Período"), COLUMN_DATE);
    table_column(a, t, "actual", method_label(q, a, s->names[s->treated]), COLUMN_NUMBER);
    table_column(a, t, "synthetic", method_word(q, "Its synthetic twin", "Su gemelo sintético"),
                 COLUMN_NUMBER);
    table_column(a, t, "estimate", method_word(q, "Difference", "Diferencia"), COLUMN_NUMBER);
    for (int32_t i = 0; i < s->panel.times; i++) {
        table_text(a, t, period_text(a, &f->periods, s->panel.time[i]));
        table_number(a, t, s->y[i * units + s->treated]);
        table_number(a, t, mine->synthetic[i]);
        table_number(a, t, mine->gap[i]);
    }
    t = result_table_add(a, out,
                         method_word(q, "What the twin is made of", "De qué se compone el gemelo"));
    table_column(a, t, "unit", method_by(q), COLUMN_TEXT);
    table_column(a, t, "weight", method_word(q, "Weight", "Peso"), COLUMN_PERCENT);
    for (int32_t u = 0; u < units; u++)
        if (mine->weight[u] > 1e-6) {
            table_text(a, t, method_label(q, a, s->names[u]));
            table_number(a, t, mine->weight[u]);
        }
    t = result_table_add(a, out,
                         method_word(q, "Each unit as if it had been treated",
                                     "Cada unidad como si se hubiera tratado"));
    table_column(a, t, "unit", method_by(q), COLUMN_TEXT);
    table_column(a, t, "before", method_word(q, "Error before", "Error antes"), COLUMN_NUMBER);
    table_column(a, t, "after", method_word(q, "Error after", "Error después"), COLUMN_NUMBER);
    table_column(a, t, "ratio", method_word(q, "After, times before", "Después, veces antes"),
                 COLUMN_NUMBER);
    for (int32_t u = 0; u < units; u++) {
        table_text(a, t, method_label(q, a, s->names[u]));
        table_number(a, t, all->at[u].pre_rmspe);
        table_number(a, t, all->at[u].post_rmspe);
        table_number(a, t, all->at[u].ratio);
    }
    t = result_table_add(a, out, method_word(q, "Both series", "Ambas series"));
    table_column(a, t, "period", method_word(q, "Period", "Período"), COLUMN_DATE);
    table_column(a, t, "series", method_word(q, "Series", "Serie"), COLUMN_TEXT);
    table_column(a, t, "value", method_unit(q, method_word(q, "Outcome", "Resultado")),
                 COLUMN_NUMBER);
    for (int k = 0; k < 2; k++)
        for (int32_t i = 0; i < s->panel.times; i++) {
            table_text(a, t, period_text(a, &f->periods, s->panel.time[i]));
            table_text(a, t,
                       k == 0 ? method_label(q, a, s->names[s->treated])
                              : method_word(q, "synthetic twin", "gemelo sintético"));
            table_number(a, t, k == 0 ? s->y[i * units + s->treated] : mine->synthetic[i]);
        }
    const char *begins = period_text(a, &f->periods, s->panel.time[s->begins]);
    struct result_chart *chart =
        result_chart_add(a, out, CHART_LINE, "period", "value", NULL, NULL);
    chart->table = t;
    chart->group = "series";
    chart->mark = begins;
    chart->mark_label = method_word(q, "treatment begins", "inicio");
    chart = result_chart_add(a, out, CHART_LINE, "period", "estimate", NULL, NULL);
    chart->mark = begins;
    chart->mark_label = method_word(q, "treatment begins", "inicio");
    chart->reference = 0;
    chart->reference_label = method_word(q, "no difference", "sin diferencia");
}

static void say(struct arena *a, const struct method_question *q, const struct panel_frame *f,
                const struct table_of_units *s, const struct synthetic_placebos *all,
                struct result *out)
{
    const struct synthetic *mine = &all->at[s->treated];
    double mean = 0;
    int32_t after = s->panel.times - s->begins;
    for (int32_t i = s->begins; i < s->panel.times; i++)
        mean += mine->gap[i] / after;
    out->p = all->p;
    result_headline(out, mean, interval_none(), COLUMN_NUMBER,
                    method_say(a, q, "difference a %s from the synthetic twin",
                               "diferencia por %s con el gemelo sintético",
                               period_word(q, f->periods.kind)));
    const char *name = method_label(q, a, s->names[s->treated]);
    out->sentence = method_say(
        a, q,
        "From %s on, %s had %s %s a %s than its twin made of other units (mean of %d). Treating "
        "each "
        "of the %d units as if, %d of them break at least as far from their twins (%s).",
        "Desde %s, %s tuvo %s %s por %s que su gemelo hecho de otras unidades (media de %d). De "
        "las "
        "%d unidades tratadas como si, %d se apartan al menos tanto de sus gemelos (%s).",
        day_words(a, q, period_text(a, &f->periods, s->panel.time[s->begins])), name,
        number_words(a, fabs(mean)),
        mean < 0 ? method_word(q, "fewer", "menos") : method_word(q, "more", "más"),
        period_word(q, f->periods.kind), (int)after, (int)s->panel.units, (int)all->rank,
        p_words(a, all->p));
}

METHOD(synthetic_control)
{
    struct panel_frame f;
    struct panel p;
    struct table_of_units s;
    struct synthetic_placebos all;
    struct error why = {0};
    if (method_key(q, "treated") == NULL || method_key(q, "from") == NULL)
        return method_wrong(q, err, NULL,
                            "the method synthetic_control wants the keys treated (the unit) and "
                            "from (the first period treated)");
    if (!panel_frame_read(a, q, &f, out, err))
        return false;
    if (f.count == 0) {
        result_not_estimable(a, q, out, 0, method_word(q, "there are no rows", "no hay filas"));
        return true;
    }
    const struct panel_rows rows = {.n = (int64_t)f.count,
                                    .unit = f.units.at,
                                    .time = f.time,
                                    .first = ARENA_ARRAY(a, int32_t, f.count),
                                    .y = f.y};
    if (!panel_make(a, &rows, &p, &why))
        return method_refused(a, q, (int64_t)f.units.values.count, &why, out, err);
    out->n = p.units;
    if (!take_units(a, q, &f, &p, &s, err))
        return false;
    const char *broken =
        s.treated < 0
            ? method_say(a, q, "the treated unit %s is not seen at every time",
                         "la unidad tratada %s no se ve en todo momento", method_key(q, "treated"))
        : p.units < 3 ? method_word(q, "there are fewer than two other units",
                                    "hay menos de dos unidades de comparación")
        : p.units > MOST_UNITS
            ? method_word(q, "there are more than 500 units", "hay más de 500 unidades")
        : s.begins < 2 ? method_word(q, "there are fewer than two periods before treatment",
                                     "hay menos de dos períodos antes")
        : s.begins >= p.times
            ? method_word(q, "no period comes after treatment began", "no hay períodos después")
            : NULL;
    if (broken == NULL) {
        take_predictors(a, &s);
        if (s.predictors == 0)
            broken = method_word(q, "all units are alike before",
                                 "todas las unidades son iguales antes");
    }
    if (broken != NULL) {
        result_not_estimable(a, q, out, p.units, broken);
        return true;
    }
    const struct synthetic_data d = {.units = p.units,
                                     .predictors = s.predictors,
                                     .times = p.times,
                                     .x = s.x,
                                     .y = s.y,
                                     .treated = s.treated,
                                     .fit_to = s.begins,
                                     .begins = s.begins};
    if (!synthetic_placebos(a, &d, &(struct synthetic_options){.v = s.v}, 0, &all, &why))
        return method_refused(a, q, p.units, &why, out, err);
    say(a, q, &f, &s, &all, out);
    const struct synthetic *mine = &all.at[s.treated];
    result_note(a, out,
                "Synthetic control (Abadie, Diamond and Hainmueller) on the outcomes of the %d %s "
                "before, each alike; root mean square error before %s, after %s. p is the rank of "
                "their ratio among all units.",
                (int)s.begins, periods_word(q, f.periods.kind), number_words(a, mine->pre_rmspe),
                number_words(a, mine->post_rmspe));
    if (p.dropped > 0)
        result_warn(a, out, "%d units are left out, as they were not seen at every time.",
                    (int)p.dropped);
    if (p.units < 20)
        result_warn(a, out, "With %d units, p cannot be below %s.", (int)p.units,
                    number_words(a, 1.0 / p.units));
    result_assume(a, out,
                  "The other units were not touched by the treatment, and the mixture that went "
                  "along before would have gone along after.");
    write_tables(a, q, &f, &s, &all, out);
    return true;
}
