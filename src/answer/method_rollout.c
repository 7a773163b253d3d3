#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>

#include "answer/panel_frame.h"
#include "base/text.h"
#include "method/distribution.h"
#include "method/rollout.h"

static const char *const estimators[] = {"efficient", "callaway santanna", "sun abraham",
                                         "difference in means", NULL};

static void write_row(struct arena *a, const struct method_question *q, struct result_table *t,
                      const char *what, const struct rollout *r)
{
    double reach = level_z(q->level) * r->se;
    table_text(a, t, what);
    table_estimate(a, t, r->estimate, (struct interval){r->estimate - reach, r->estimate + reach});
    table_number(a, t, r->se);
    table_number(a, t, r->se_neyman);
    table_number(a, t, r->se > 0 ? 2 * normal_above(fabs(r->estimate) / r->se) : (double)NAN);
}

METHOD(rollout)
{
    struct panel_frame f;
    struct panel p;
    struct rollout by[3];
    struct rollout_test test;
    struct error why = {0};
    struct monte_carlo mc;
    int estimator;
    if (!method_choice(q, a, "estimator", estimators, &estimator, err)
        || !method_monte_carlo(q, 999, &mc, err) || !panel_frame_read(a, q, &f, out, err))
        return false;
    if (f.count == 0) {
        result_not_estimable(a, q, out, 0, method_word(q, "there are no rows", "no hay filas"));
        return true;
    }
    const struct panel_rows rows = {
        .n = (int64_t)f.count, .unit = f.units.at, .time = f.time, .first = f.first, .y = f.y};
    if (!panel_make(a, &rows, &p, &why))
        return method_refused(a, q, (int64_t)f.units.values.count, &why, out, err);
    struct rollout_options o = {.estimator = (enum rollout_estimator)estimator};
    for (int i = 0; i < 3; i++) {
        o.estimand = (enum rollout_estimand)i;
        if (!rollout_estimate(a, &p, &o, &by[i], &why))
            return method_refused(a, q, p.units, &why, out, err);
    }
    o.estimand = ROLLOUT_SIMPLE;
    if (!rollout_permute(a, &p, &o, &mc, &test, &why))
        return method_refused(a, q, p.units, &why, out, err);
    struct result_table *t = &out->main;
    table_column(a, t, "what", method_word(q, "Mean over", "Media sobre"), COLUMN_TEXT);
    table_estimate_columns(a, q, t, method_word(q, "Effect", "Efecto"), COLUMN_NUMBER);
    table_column(a, t, "se", method_word(q, "Standard error", "Error estándar"), COLUMN_NUMBER);
    table_column(a, t, "se_neyman", method_word(q, "Neyman's", "De Neyman"), COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
    write_row(a, q, t, method_word(q, "units and times treated", "unidades y tiempos tratados"),
              &by[0]);
    write_row(a, q, t, method_word(q, "cohorts", "cohortes"), &by[1]);
    write_row(a, q, t, method_word(q, "calendar time", "tiempo calendario"), &by[2]);
    const struct rollout *r = &by[0];
    double reach = level_z(q->level) * r->se;
    const struct interval range = {r->estimate - reach, r->estimate + reach};
    out->n = r->units;
    out->p = test.p;
    result_headline(out, r->estimate, range, COLUMN_NUMBER,
                    method_say(a, q, "change a %s by the treatment",
                               "cambio por %s debido al tratamiento",
                               period_word(q, f.periods.kind)));
    out->sentence = method_say(
        a, q,
        "Those whose turn had come had %s %s a %s than those still waiting for theirs%s; %s (%s by "
        "dealing the starting dates anew; %s units).",
        "Aquellos a quienes ya les tocó tuvieron %s %s por %s que los que aún esperan%s; %s (%s al "
        "repartir de nuevo las fechas; %s unidades).",
        number_words(a, fabs(r->estimate)),
        r->estimate < 0 ? method_word(q, "fewer", "menos") : method_word(q, "more", "más"),
        period_word(q, f.periods.kind), interval_phrase(a, q, range, COLUMN_NUMBER),
        test.p < 1 - q->level
            ? method_word(q, "that is more than chance", "es más que el azar")
            : method_word(q, "chance alone could do that", "el azar solo podría causarlo"),
        p_words(a, test.p), whole_words(a, r->units));
    result_note(a, out,
                "Staggered rollout with random timing (Roth and Sant'Anna), the %s estimator; "
                "outcomes before treatment weigh %s. Normal intervals, %s. Starting dates dealt "
                "anew %" PRId64 " times (seed %" PRIu64 "), Monte Carlo standard error of p %s.",
                estimators[estimator], number_words(a, r->beta), level_words(a, q->level),
                test.replicates, mc.seed, number_words(a, test.p_se));
    if (r->left_out > 0)
        result_note(a, out, "%d cohorts of one unit, or treated from the start, are left out.",
                    (int)r->left_out);
    if (p.dropped > 0)
        result_warn(a, out, "%d units are left out, as they were not seen at every time.",
                    (int)p.dropped);
    result_assume(a, out, "Who began when was drawn by lot, and nobody changed before his turn.");
    struct result_chart *chart =
        result_chart_add(a, out, CHART_DOT, "what", "estimate", "low", "high");
    chart->reference = 0;
    chart->reference_label = method_word(q, "no effect", "sin efecto");
    return true;
}
