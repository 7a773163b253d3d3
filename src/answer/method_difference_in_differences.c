#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "answer/panel_frame.h"
#include "base/text.h"
#include "method/bacon.h"
#include "method/did.h"
#include "method/distribution.h"
#include "method/staggered.h"

enum { MOST_SINCE = 36 };

/* What is answered, by either estimator. */
struct answer {
    double estimate, se, p;
    struct interval interval;
    double pretrend_p; // NaN: not tested
    int64_t units, treated, controls;
};

static void count_units(const struct panel *p, struct answer *ans)
{
    ans->units = p->units;
    for (int32_t u = 0; u < p->units; u++)
        if (p->first[u] <= p->time[p->times - 1])
            ans->treated++;
        else
            ans->controls++;
}

static double p_of(double estimate, double se)
{
    return se > 0 ? 2 * normal_above(fabs(estimate) / se) : (double)NAN;
}

static void write_since_columns(struct arena *a, const struct method_question *q,
                                const struct panel_frame *f, struct result_table *t)
{
    table_column(a, t, "since",
                 method_say(a, q, "%s since treatment began", "%s desde el inicio",
                            periods_word(q, f->periods.kind)),
                 COLUMN_NUMBER);
    table_estimate_columns(a, q, t, method_word(q, "Effect", "Efecto"), COLUMN_NUMBER);
    table_column(a, t, "se", method_word(q, "Standard error", "Error estándar"), COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
}

static void write_since(struct arena *a, struct result_table *t, int since, double estimate,
                        double se, struct interval i, double p)
{
    table_integer(a, t, since);
    table_estimate(a, t, estimate, i);
    table_number(a, t, se);
    table_number(a, t, p);
}

/* ---- staggered adoption ---- */

static void write_cells(struct arena *a, const struct method_question *q,
                        const struct panel_frame *f, const struct staggered *s, struct result *out)
{
    struct result_table *t = result_table_add(
        a, out, method_word(q, "Effects by cohort and period", "Efectos por cohorte y período"));
    table_column(a, t, "cohort", method_word(q, "Treated from", "Tratados desde"), COLUMN_DATE);
    table_column(a, t, "period", method_word(q, "Period", "Período"), COLUMN_DATE);
    table_column(a, t, "treated", method_word(q, "Treated units", "Unidades tratadas"),
                 COLUMN_NUMBER);
    table_column(a, t, "controls", method_word(q, "Compared units", "Unidades comparadas"),
                 COLUMN_NUMBER);
    table_estimate_columns(a, q, t, method_word(q, "Effect", "Efecto"), COLUMN_NUMBER);
    for (int32_t i = 0; i < s->count; i++) {
        const struct staggered_cell *c = &s->at[i];
        table_text(a, t, period_text(a, &f->periods, c->cohort));
        table_text(a, t, period_text(a, &f->periods, c->time));
        table_integer(a, t, c->treated);
        table_integer(a, t, c->controls);
        if (c->state == CELL_NO_CONTROLS || c->state == CELL_NO_OVERLAP) {
            table_no_estimate(
                a, t,
                c->state == CELL_NO_CONTROLS
                    ? method_word(q, "nobody to compare with", "sin con quién comparar")
                    : method_word(q, "nobody alike to compare with", "sin unidades parecidas"));
            table_text(a, t, NULL);
            table_text(a, t, NULL);
        } else {
            table_estimate(a, t, c->estimate, c->interval);
        }
    }
}

static bool answer_staggered(struct arena *a, const struct method_question *q,
                             const struct panel_frame *f, const struct panel *p,
                             const struct staggered_options *o, struct answer *ans,
                             struct result *out, struct error *err)
{
    struct staggered s;
    struct aggregate simple, by_time, by_cohort;
    if (!staggered_fit(a, p, o, &s, err)
        || !staggered_aggregate(a, &s, AGGREGATE_SIMPLE, &simple, err)
        || !staggered_aggregate(a, &s, AGGREGATE_EVENT, &by_time, err)
        || !staggered_aggregate(a, &s, AGGREGATE_COHORT, &by_cohort, err))
        return false;
    ans->estimate = simple.overall.estimate;
    ans->se = simple.overall.se;
    ans->interval = simple.overall.interval;
    ans->p = p_of(ans->estimate, ans->se);
    ans->pretrend_p = s.pretrend_p;
    ans->units = s.units;
    write_since_columns(a, q, f, &out->main);
    for (int32_t i = 0; i < by_time.count; i++)
        if (abs(by_time.by[i].at) <= MOST_SINCE)
            write_since(a, &out->main, by_time.by[i].at, by_time.by[i].estimate, by_time.by[i].se,
                        by_time.by[i].interval, p_of(by_time.by[i].estimate, by_time.by[i].se));
    struct result_table *t =
        result_table_add(a, out, method_word(q, "Effects summed up", "Efectos resumidos"));
    table_column(a, t, "what", method_word(q, "Over", "Sobre"), COLUMN_TEXT);
    table_estimate_columns(a, q, t, method_word(q, "Effect", "Efecto"), COLUMN_NUMBER);
    table_text(
        a, t,
        method_word(q, "all units and periods treated", "todas las unidades y períodos tratados"));
    table_estimate(a, t, simple.overall.estimate, simple.overall.interval);
    table_text(a, t, method_word(q, "cohorts alike by size", "cohortes por tamaño"));
    table_estimate(a, t, by_cohort.overall.estimate, by_cohort.overall.interval);
    for (int32_t i = 0; i < by_cohort.count; i++) {
        table_text(a, t,
                   method_say(a, q, "treated from %s", "tratados desde %s",
                              period_text(a, &f->periods, by_cohort.by[i].at)));
        table_estimate(a, t, by_cohort.by[i].estimate, by_cohort.by[i].interval);
    }
    write_cells(a, q, f, &s, out);
    if (s.always_treated > 0)
        result_note(a, out, "%d units treated from the first period on are left out.",
                    (int)s.always_treated);
    if (simple.cells_left_out > 0)
        result_warn(a, out, "%d effects of a cohort at a time could not be estimated.",
                    (int)simple.cells_left_out);
    result_note(
        a, out,
        "Staggered adoption (Callaway and Sant'Anna): each cohort against %s, from the last "
        "period before its treatment; before it, against the period before. Errors from "
        "influence functions%s; %s.",
        o->control == CONTROL_NEVER ? "units never treated" : "units not treated yet",
        o->cluster != NULL ? " summed by cluster" : ", units independent",
        level_words(a, q->level));
    return true;
}

/* ---- two-way fixed effects ---- */

struct two_way {
    struct did_data d;
    const double *x[1];
    const char *names[1];
};

static void two_way_make(struct arena *a, const struct method_question *q,
                         const struct panel_frame *f, const double *weights, const int32_t *cluster,
                         struct two_way *t)
{
    double *treated = ARENA_ARRAY(a, double, f->count);
    for (size_t i = 0; i < f->count; i++)
        treated[i] = f->time[i] >= f->first[i];
    t->x[0] = treated;
    t->names[0] = "treated";
    t->d = (struct did_data){.n = (int64_t)f->count,
                             .unit = f->units.at,
                             .time = f->time,
                             .y = f->y,
                             .x = t->x,
                             .names = t->names,
                             .columns = 1,
                             .weights = weights,
                             .cluster = cluster,
                             .level = q->level};
}

static bool answer_two_way(struct arena *a, const struct method_question *q,
                           const struct panel_frame *f, const struct two_way *t, struct answer *ans,
                           struct result *out, struct error *err)
{
    struct did fit;
    struct event_study es;
    int low = 0, high = 0;
    if (!did_fit(a, &t->d, &fit, err))
        return false;
    if (isnan(fit.at[0].estimate))
        return error_set(err, ERROR_INVALID,
                         "treatment follows from units and periods: nobody changes it apart");
    ans->estimate = fit.at[0].estimate;
    ans->se = fit.at[0].se;
    ans->interval = fit.at[0].interval;
    ans->p = fit.at[0].p;
    ans->units = fit.units;
    for (size_t i = 0; i < f->count; i++)
        if (f->first[i] != NEVER) {
            int since = f->time[i] - f->first[i];
            low = since < low ? since : low;
            high = since > high ? since : high;
        }
    struct event_study_options o = {low < -MOST_SINCE ? -MOST_SINCE : low,
                                    high > MOST_SINCE ? MOST_SINCE : high};
    struct did_data plain = t->d;
    plain.columns = 0;
    struct error why = {0};
    write_since_columns(a, q, f, &out->main);
    if (o.low < -1 && event_study(a, &plain, f->first, &o, &es, &why)) {
        for (int i = 0; i < es.events; i++)
            write_since(a, &out->main, es.since[i], es.fit.at[i].estimate, es.fit.at[i].se,
                        es.fit.at[i].interval, es.fit.at[i].p);
        ans->pretrend_p = es.pretrend_tested ? es.pretrend.p : (double)NAN;
    } else if (why.kind != ERROR_NONE) {
        result_note(a, out, "There is no answer by time since treatment: %s.", why.text);
    }
    if (table_rows(&out->main) == 0)
        write_since(a, &out->main, 0, ans->estimate, ans->se, ans->interval, ans->p);
    result_note(a, out,
                "Least squares with an effect for every unit and every %s%s; errors by cluster "
                "(CR1, %" PRId64 " clusters, against t); %s.",
                period_word(q, f->periods.kind), t->d.weights != NULL ? ", weighted" : "",
                fit.clusters, level_words(a, q->level));
    result_warn(a, out,
                "Where treatment begins at different times this estimate mixes in comparisons with "
                "units treated already: see the table of its parts.");
    return true;
}

// What the plain regression would say, and of which comparisons it is made.
static bool write_parts(struct arena *a, const struct method_question *q, const struct panel *p,
                        const struct two_way *t, struct result *out, struct error *err)
{
    static const char *const kinds[] = {
        "treated against never treated", "earlier against later treated",
        "later against already treated (forbidden)", "treated against always treated (forbidden)"};
    static const char *const tipos[] = {"tratados frente a nunca tratados",
                                        "tratados antes frente a después",
                                        "tratados después frente a ya tratados (prohibida)",
                                        "tratados frente a siempre tratados (prohibida)"};
    struct bacon b;
    struct did fit;
    struct error why = {0};
    if (!bacon_decompose(a, p, &b, &why) || !did_fit(a, &t->d, &fit, &why)) {
        if (why.kind == ERROR_INVALID)
            return true; // there is no such regression, which is no loss
        *err = why;
        return false;
    }
    struct result_table *r =
        result_table_add(a, out,
                         method_word(q, "What a plain two-way regression is made of",
                                     "De qué se compone una regresión simple"));
    table_column(a, r, "what", method_word(q, "Comparison", "Comparación"), COLUMN_TEXT);
    table_column(a, r, "weight", method_word(q, "Weight", "Peso"), COLUMN_PERCENT);
    table_estimate_columns(a, q, r, method_word(q, "Estimate", "Estimación"), COLUMN_NUMBER);
    table_text(a, r, method_word(q, "all of it", "en conjunto"));
    table_number(a, r, 1);
    table_estimate(a, r, b.estimate, t->d.weights == NULL ? fit.at[0].interval : interval_none());
    for (int k = 0; k < 4; k++) {
        if (!(b.weight[k] > 0))
            continue;
        table_text(a, r, method_word(q, kinds[k], tipos[k]));
        table_number(a, r, b.weight[k]);
        table_estimate(a, r, b.mean[k], interval_none());
    }
    return true;
}

/* ---- the method ---- */

static void say(struct arena *a, const struct method_question *q, const struct panel_frame *f,
                const struct answer *ans, struct result *out)
{
    out->n = ans->units;
    out->p = ans->p;
    result_headline(out, ans->estimate, ans->interval, COLUMN_NUMBER,
                    method_say(a, q, "change a %s by the treatment",
                               "cambio por %s debido al tratamiento",
                               period_word(q, f->periods.kind)));
    const char *trends =
        isnan(ans->pretrend_p)
            ? method_word(q, "Whether both went alike before could not be tested.",
                          "No se pudo comprobar si antes iban igual.")
        : ans->pretrend_p < 0.05
            ? method_say(
                a, q, "But they went apart before the treatment already (%s), so this is in doubt.",
                "Pero ya se separaban antes del tratamiento (%s), así que queda en duda.",
                p_words(a, ans->pretrend_p))
            : method_say(a, q, "Before, they went alike as far as can be seen (%s).",
                         "Antes iban igual, hasta donde se ve (%s).", p_words(a, ans->pretrend_p));
    out->sentence = method_say(
        a, q,
        "After treatment began, %s a %s were %s %s than in the units compared with, allowing for "
        "where each stood before%s; %s (%s; %s treated, %s not). %s",
        "Desde el tratamiento, %s por %s: %s %s que en las unidades de comparación, según el punto "
        "de partida de cada una%s; %s (%s; %s tratadas, %s no). %s",
        method_unit(q, method_word(q, "events", "casos")), period_word(q, f->periods.kind),
        number_words(a, fabs(ans->estimate)),
        ans->estimate < 0 ? method_word(q, "lower", "menos") : method_word(q, "higher", "más"),
        interval_phrase(a, q, ans->interval, COLUMN_NUMBER),
        ans->p < 1 - q->level
            ? method_word(q, "that is more than chance", "es más que el azar")
            : method_word(q, "chance alone could do that", "el azar solo podría causarlo"),
        p_words(a, ans->p), whole_words(a, ans->treated), whole_words(a, ans->controls), trends);
}

// Codes of a column beside the panel's rows, or NULL where it is not there.
static const int32_t *cluster_of(struct arena *a, const struct method_question *q,
                                 const struct panel_frame *f)
{
    const struct frame_column *c = method_column(q, "cluster");
    if (c == NULL)
        return NULL;
    struct codes codes = frame_codes(a, c, f->rows, f->count);
    for (size_t i = 0; i < f->count; i++)
        if (codes.at[i] < 0)
            codes.at[i] = INT32_MIN;
    return codes.at;
}

// The cluster of each unit of a panel.
static const int32_t *clusters_of_units(struct arena *a, const struct panel_frame *f,
                                        const struct panel *p, const int32_t *cluster)
{
    if (cluster == NULL)
        return NULL;
    int32_t *by_unit = ARENA_ARRAY(a, int32_t, f->units.values.count),
            *out = ARENA_ARRAY(a, int32_t, (size_t)p->units);
    for (size_t i = 0; i < f->count; i++)
        by_unit[f->units.at[i]] = cluster[i];
    for (int32_t u = 0; u < p->units; u++)
        out[u] = by_unit[p->unit[u]];
    return out;
}

METHOD(difference_in_differences)
{
    static const char *const ways[] = {"staggered", "two way", NULL};
    static const char *const controls[] = {"", "never", "not yet", NULL};
    const struct frame_column *weight = method_column(q, "weight");
    struct panel_frame f;
    struct panel p;
    struct error why = {0};
    struct answer ans = {.pretrend_p = (double)NAN};
    int way, control;
    int64_t anticipation;
    if (!method_choice(q, a, "estimator", ways, &way, err)
        || !method_choice(q, a, "control", controls, &control, err)
        || !method_whole(q, "anticipation", 0, 0, 100, &anticipation, err)
        || !panel_frame_read(a, q, &f, out, err))
        return false;
    if (weight != NULL && way == 0 && method_key(q, "estimator") != NULL)
        return method_wrong(q, err, "estimator", "weights go with estimator: two way alone");
    if (weight != NULL)
        way = 1;
    double *weights = weight == NULL ? NULL : ARENA_ARRAY(a, double, f.count);
    for (size_t i = 0; i < f.count && weights != NULL; i++) {
        weights[i] = weight->number[f.rows[i]];
        if (!(weights[i] >= 0))
            return method_wrong(q, err, NULL, "a weight is missing or negative");
    }
    const struct panel_rows rows = {
        .n = (int64_t)f.count, .unit = f.units.at, .time = f.time, .first = f.first, .y = f.y};
    if (f.count == 0) {
        result_not_estimable(a, q, out, 0, method_word(q, "there are no rows", "no hay filas"));
        return true;
    }
    if (!panel_make(a, &rows, &p, &why))
        return method_refused(a, q, (int64_t)f.units.values.count, &why, out, err);
    count_units(&p, &ans);
    const int32_t *cluster = cluster_of(a, q, &f);
    const struct staggered_options o = {
        .control =
            control == 2 || (control == 0 && ans.controls == 0) ? CONTROL_NOT_YET : CONTROL_NEVER,
        .anticipation = (int32_t)anticipation,
        .cluster = clusters_of_units(a, &f, &p, cluster),
        .level = q->level};
    struct two_way t;
    two_way_make(a, q, &f, weights, cluster, &t);
    bool ok = way == 0 ? answer_staggered(a, q, &f, &p, &o, &ans, out, &why)
                       : answer_two_way(a, q, &f, &t, &ans, out, &why);
    if (!ok)
        return method_refused(a, q, ans.units, &why, out, err);
    if (!write_parts(a, q, &p, &t, out, err))
        return false;
    say(a, q, &f, &ans, out);
    if (p.dropped > 0)
        result_warn(a, out, "%d units are left out, as they were not seen at every time.",
                    (int)p.dropped);
    result_assume(a, out,
                  "Without treatment, units treated and compared would have gone on alike, and "
                  "nobody changed before it began%s.",
                  anticipation > 0 ? arena_printf(a, " but for %d %s ahead", (int)anticipation,
                                                  periods_word(q, f.periods.kind))
                                   : "");
    if (table_rows(&out->main) > 1) {
        struct result_chart *chart =
            result_chart_add(a, out, CHART_CURVE, "since", "estimate", "low", "high");
        chart->reference = 0;
        chart->reference_label = method_word(q, "no effect", "sin efecto");
        chart->mark = "0";
        chart->mark_label = method_word(q, "treatment begins", "inicio");
    }
    return true;
}
