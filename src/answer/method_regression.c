#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>

#include "answer/covariates.h"
#include "base/text.h"
#include "method/regression.h"

struct family {
    const char *word, *ratio, *ratio_es; /* ratio: what exp(coefficient) is; NULL: none */
    enum regression_family family;
};

static const struct family families[] = {
    {"linear", NULL, NULL, REGRESSION_LINEAR},
    {"logistic", "Odds ratio", "Razón de momios", REGRESSION_LOGISTIC},
    {"poisson", "Rate ratio", "Razón de tasas", REGRESSION_POISSON},
    {"quasipoisson", "Rate ratio", "Razón de tasas", REGRESSION_QUASI_POISSON},
    {"negative binomial", "Rate ratio", "Razón de tasas", REGRESSION_NEGATIVE_BINOMIAL},
};
enum { FAMILIES = sizeof families / sizeof families[0] };

static bool read_family(struct arena *a, const struct method_question *q, const struct family **out,
                        struct error *err)
{
    const char *key = method_key(q, "family");
    struct text_list words = {0};
    for (size_t i = 0; i < FAMILIES; i++) {
        *list_add(a, &words) = families[i].word;
        if (text_equal(key == NULL ? "linear" : key, families[i].word)) {
            *out = &families[i];
            return true;
        }
    }
    return error_set(err, ERROR_INVALID, "measure %s: family is \"%s\": expected %s%s",
                     q->measure->block.name, key, text_series(a, &words, "or"),
                     text_did_you_mean(a, key, words.at, words.count));
}

static void write_table(struct arena *a, const struct method_question *q,
                        const struct family *family, const struct regression_result *f,
                        struct result *out)
{
    struct result_table *t = &out->main;
    bool ratio = family->ratio != NULL;
    table_column(a, t, "term", method_word(q, "What", "Qué"), COLUMN_TEXT);
    table_column(a, t, "estimate",
                 ratio ? method_word(q, family->ratio, family->ratio_es)
                       : method_word(q, "Coefficient", "Coeficiente"),
                 COLUMN_NUMBER);
    table_column(a, t, "low", method_word(q, "Low", "Inferior"), COLUMN_NUMBER);
    table_column(a, t, "high", method_word(q, "High", "Superior"), COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
    table_column(a, t, "coefficient", method_word(q, "Coefficient", "Coeficiente"), COLUMN_NUMBER);
    table_column(a, t, "se", method_word(q, "Standard error", "Error estándar"), COLUMN_NUMBER);
    for (int i = 0; i < f->p; i++) {
        const struct coefficient *c = &f->at[i];
        table_text(a, t, covariates_label(a, c->name));
        table_number(a, t, ratio ? exp(c->estimate) : c->estimate);
        table_number(a, t, ratio ? exp(c->interval.low) : c->interval.low);
        table_number(a, t, ratio ? exp(c->interval.high) : c->interval.high);
        table_number(a, t, c->p);
        table_number(a, t, c->estimate);
        table_number(a, t, c->se);
    }
}

static void say(struct arena *a, const struct method_question *q, const struct family *family,
                const struct regression_result *f, struct result *out)
{
    const struct coefficient *most = NULL;
    for (int i = 1; i < f->p; i++) // the first is the intercept
        if (!isnan(f->at[i].p) && (most == NULL || f->at[i].p < most->p))
            most = &f->at[i];
    if (most == NULL) {
        result_not_estimable(a, q, out, f->n, "no covariate varies");
        return;
    }
    bool ratio = family->ratio != NULL;
    double value = ratio ? exp(most->estimate) : most->estimate;
    const struct interval range = {ratio ? exp(most->interval.low) : most->interval.low,
                                   ratio ? exp(most->interval.high) : most->interval.high};
    out->estimable = true;
    out->headline = (struct cell){.kind = CELL_NUMBER, .number = value};
    out->headline_kind = COLUMN_NUMBER;
    out->headline_label = arena_printf(a, "%s: %s",
                                       ratio ? method_word(q, family->ratio, family->ratio_es)
                                             : method_word(q, "Coefficient", "Coeficiente"),
                                       covariates_label(a, most->name));
    out->headline_interval = range;
    out->p = most->p;
    out->sentence = method_say(
        a, q, "The others held equal, what is surest is %s: %s %s%s; n = %" PRId64 ".",
        "Con lo demás igual, lo más seguro es %s: %s %s%s; n = %" PRId64 ".",
        covariates_label(a, most->name), number_words(a, value),
        ratio ? method_word(q, "times", "veces") : method_word(q, "for each step", "por cada paso"),
        interval_phrase(a, q, range, COLUMN_NUMBER), f->n);
}

METHOD(regression)
{
    static const char *const own[] = {"outcome", "cluster", "offset", "weight", NULL};
    const struct frame_column *offset = method_column(q, "offset"),
                              *weight = method_column(q, "weight");
    const struct family *family = NULL;
    struct design design;
    int clusters = 0;
    struct regression r = {.design = &design,
                           .y = method_column(q, "outcome")->number,
                           .offset = offset == NULL ? NULL : offset->number,
                           .weights = weight == NULL ? NULL : weight->number,
                           .cluster = covariates_codes(a, q, "cluster", &clusters),
                           .level = q->level,
                           .threads = 1};
    r.variance = r.cluster != NULL                                 ? VARIANCE_CR1
                 : text_equal(method_key(q, "variance"), "robust") ? VARIANCE_HC3
                                                                   : VARIANCE_MODEL;
    if (!read_family(a, q, &family, err) || !covariates_design(a, q, own, true, &design, err))
        return false;
    r.family = family->family;
    if (q->in->rows == 0) {
        result_not_estimable(a, q, out, 0, method_word(q, "there are no rows", "no hay filas"));
        return true;
    }
    struct regression_result fit;
    struct error why = {0};
    if (!regression_fit(a, &r, &fit, &why))
        return method_refused(a, q, (int64_t)q->in->rows, &why, out, err);
    out->n = fit.n;
    out->missing = fit.dropped;
    write_table(a, q, family, &fit, out);
    say(a, q, family, &fit, out);
    result_note(a, out, "A %s regression with %s variance; deviance %s on %.0f df; %d steps.",
                family->word,
                r.variance == VARIANCE_CR1   ? "cluster-robust (CR1)"
                : r.variance == VARIANCE_HC3 ? "robust (HC3)"
                                             : "model",
                number_words(a, fit.deviance), fit.df, fit.steps);
    if (!isnan(fit.theta))
        result_note(a, out, "Overdispersion theta %s.", number_words(a, fit.theta));
    result_assume(
        a, out, "The covariates act in the form given here, and nothing that matters is left out.");
    struct result_chart *c = result_chart_add(a, out, CHART_DOT, "term", "estimate", "low", "high");
    c->log_scale = family->ratio != NULL;
    c->reference = family->ratio != NULL ? 1 : 0;
    c->reference_label = method_word(q, "no difference", "sin diferencia");
    return true;
}
