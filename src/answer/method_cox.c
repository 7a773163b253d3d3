#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>

#include "answer/covariates.h"
#include "base/text.h"
#include "method/cox.h"

static bool read_ties(const struct method_question *q, enum cox_ties *out, struct error *err)
{
    static const char *const words[] = {"efron", "breslow", "exact"};
    static const enum cox_ties ties[] = {COX_EFRON, COX_BRESLOW, COX_EXACT};
    const char *key = method_key(q, "ties");
    *out = COX_EFRON;
    for (size_t i = 0; i < 3 && key != NULL; i++)
        if (text_equal(key, words[i])) {
            *out = ties[i];
            return true;
        }
    return key == NULL
           || error_set(err, ERROR_INVALID,
                        "measure %s: ties is \"%s\": expected efron, breslow or exact",
                        q->measure->block.name, key);
}

static void write_table(struct arena *a, const struct method_question *q,
                        const struct cox_result *f, struct result *out)
{
    struct result_table *t = &out->main;
    table_column(a, t, "term", method_word(q, "What", "Qué"), COLUMN_TEXT);
    table_column(a, t, "estimate", method_word(q, "Hazard ratio", "Razón de riesgos"),
                 COLUMN_NUMBER);
    table_column(a, t, "low", method_word(q, "Low", "Inferior"), COLUMN_NUMBER);
    table_column(a, t, "high", method_word(q, "High", "Superior"), COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
    table_column(a, t, "coefficient", method_word(q, "Log ratio", "Logaritmo"), COLUMN_NUMBER);
    table_column(a, t, "se", method_word(q, "Standard error", "Error estándar"), COLUMN_NUMBER);
    for (int i = 0; i < f->p; i++) {
        const struct coefficient *c = &f->at[i];
        table_text(a, t, covariates_label(a, c->name));
        table_number(a, t, exp(c->estimate));
        table_number(a, t, exp(c->interval.low));
        table_number(a, t, exp(c->interval.high));
        table_number(a, t, c->p);
        table_number(a, t, c->estimate);
        table_number(a, t, c->se);
    }
}

static void say(struct arena *a, const struct method_question *q, const struct cox_result *f,
                struct result *out)
{
    const struct coefficient *most = NULL;
    for (int i = 0; i < f->p; i++)
        if (!isnan(f->at[i].p) && (most == NULL || f->at[i].p < most->p))
            most = &f->at[i];
    if (most == NULL) {
        result_not_estimable(a, q, out, f->n, "no covariate varies");
        return;
    }
    const struct interval ratio = {exp(most->interval.low), exp(most->interval.high)};
    out->estimable = true;
    out->headline = (struct cell){.kind = CELL_NUMBER, .number = exp(most->estimate)};
    out->headline_kind = COLUMN_NUMBER;
    out->headline_label = method_say(a, q, "times the hazard: %s", "veces el riesgo: %s",
                                     covariates_label(a, most->name));
    out->headline_interval = ratio;
    out->p = most->p;
    out->sentence =
        method_say(a, q,
                   "What matters most is %s: each step goes with %s times the chance of the event "
                   "at any moment%s; %" PRId64 " of %" PRId64 " had it.",
                   "Lo que más pesa es %s: cada paso va con %s veces la probabilidad del suceso en "
                   "cada momento%s; %" PRId64 " de %" PRId64 " lo tuvieron.",
                   covariates_label(a, most->name), number_words(a, exp(most->estimate)),
                   interval_phrase(a, q, ratio, COLUMN_NUMBER), f->events, f->n);
}

METHOD(cox)
{
    static const char *const own[] = {"left", "event", "entered", "stratum", "cluster", NULL};
    const struct frame_column *left = method_column(q, "left"), *event = method_column(q, "event");
    const struct frame_column *entered = method_column(q, "entered");
    size_t n = q->in->rows;
    int32_t *happened = ARENA_ARRAY(a, int32_t, n);
    for (size_t i = 0; i < n; i++)
        happened[i] = isnan(event->number[i]) ? -1 : event->number[i] != 0;
    struct design design;
    int strata = 0, clusters = 0;
    struct lifetimes lives = {.n = (int64_t)n,
                              .entry = entered == NULL ? NULL : entered->number,
                              .exit = left->number,
                              .event = happened,
                              .strata = covariates_codes(a, q, "stratum", &strata)};
    struct cox cox = {.design = &design,
                      .lifetimes = &lives,
                      .cluster = covariates_codes(a, q, "cluster", &clusters),
                      .level = q->level,
                      .threads = 1};
    cox.robust = cox.cluster != NULL || text_equal(method_key(q, "variance"), "robust");
    if (!read_ties(q, &cox.ties, err) || !covariates_design(a, q, own, false, &design, err))
        return false;
    if (n == 0) {
        result_not_estimable(a, q, out, 0, method_word(q, "there are no rows", "no hay filas"));
        return true;
    }
    struct cox_result fit;
    struct error why = {0};
    if (!cox_fit(a, &cox, &fit, &why))
        return method_refused(a, q, (int64_t)n, &why, out, err);
    out->n = fit.n;
    out->missing = fit.dropped;
    write_table(a, q, &fit, out);
    say(a, q, &fit, out);
    result_note(a, out,
                "Cox regression, ties by %s; %s variance; likelihood ratio test %s on %d df, p %s; "
                "concordance %s; %d steps.",
                cox.ties == COX_EFRON     ? "Efron"
                : cox.ties == COX_BRESLOW ? "Breslow"
                                          : "the exact likelihood",
                cox.robust ? "robust" : "model", number_words(a, fit.likelihood_ratio.chi_square),
                fit.likelihood_ratio.df, number_words(a, fit.likelihood_ratio.p),
                number_words(a, fit.concordance.c), fit.steps);
    struct proportionality test;
    struct error untested = {0};
    if (cox.ties != COX_EXACT
        && cox_proportionality(a, &cox, &fit, COX_CLOCK_KAPLAN_MEIER, &test, &untested)) {
        result_note(a, out,
                    "Test that the ratios do not change with time (Grambsch and Therneau): p %s.",
                    number_words(a, test.global.p));
        if (test.global.p < 0.05)
            result_warn(a, out, "The ratios seem to change with time: read them as averages.");
    }
    result_assume(a, out,
                  "Whoever leaves without the event is like those who stay, and the ratios do not "
                  "change with time.");
    struct result_chart *c = result_chart_add(a, out, CHART_DOT, "term", "estimate", "low", "high");
    c->log_scale = true;
    c->reference = 1;
    c->reference_label = method_word(q, "no difference", "sin diferencia");
    return true;
}
