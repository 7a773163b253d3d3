#include "answer/methods.h"

#include <math.h>

#include "answer/period.h"
#include "base/text.h"
#include "method/rate.h"
#include "method/trend.h"

struct series {
    double *y, *t, *exposure;
    size_t count;
    enum period period;
};

static bool read_series(struct arena *a, const struct method_question *q, struct result *out,
                        struct series *s, struct error *err)
{
    const struct frame_column *period = method_column(q, "period"),
                              *events = method_column(q, "events");
    const struct frame_column *exposure = method_column(q, "exposure");
    struct periods periods;
    if (!periods_read(a, q, period, &periods, err))
        return false;
    *s = (struct series){.y = ARENA_ARRAY(a, double, q->in->rows),
                         .t = ARENA_ARRAY(a, double, q->in->rows),
                         .exposure = exposure == NULL ? NULL : ARENA_ARRAY(a, double, q->in->rows),
                         .period = periods.kind};
    for (size_t i = 0; i < q->in->rows; i++) {
        if (isnan(periods.at[i]) || isnan(events->number[i])
            || (exposure != NULL && isnan(exposure->number[i]))) {
            out->missing++;
            continue;
        }
        s->t[s->count] = periods.at[i];
        s->y[s->count] = events->number[i];
        if (exposure != NULL)
            s->exposure[s->count] = exposure->number[i];
        s->count++;
    }
    return true;
}

static bool write_table(struct arena *a, const struct method_question *q, struct result *out,
                        struct error *err)
{
    const struct frame_column *period = method_column(q, "period"),
                              *events = method_column(q, "events");
    const struct frame_column *exposure = method_column(q, "exposure");
    struct result_table *t = &out->main;
    table_column(a, t, "period", method_word(q, "Period", "Período"), COLUMN_DATE);
    table_column(a, t, "events", method_unit(q, method_word(q, "Events", "Casos")), COLUMN_COUNT);
    if (exposure != NULL)
        table_column(a, t, "exposure", method_word(q, "Among", "Entre"), COLUMN_COUNT);
    table_estimate_columns(a, q, t,
                           exposure == NULL ? method_word(q, "Count", "Cuántos")
                                            : method_word(q, "Rate", "Tasa"),
                           COLUMN_NUMBER);
    for (size_t i = 0; i < q->in->rows; i++) {
        if (period->text[i] == NULL || isnan(events->number[i])
            || (exposure != NULL && isnan(exposure->number[i])))
            continue;
        double among = exposure == NULL ? 1 : exposure->number[i];
        struct rate r = {.value = (double)NAN, .exact = {(double)NAN, (double)NAN}};
        if (among > 0 && !rate_estimate((int64_t)events->number[i], among, q->level, &r, err))
            return false;
        table_text(a, t, period->text[i]);
        table_integer(a, t, (int64_t)events->number[i]);
        if (exposure != NULL)
            table_number(a, t, among);
        table_number(a, t, r.value);
        table_number(a, t, r.exact.low);
        table_number(a, t, r.exact.high);
    }
    return true;
}

METHOD(trend)
{
    struct series s;
    if (!read_series(a, q, out, &s, err) || !write_table(a, q, out, err))
        return false;
    const char *variance = method_key(q, "variance");
    bool poisson = text_equal(variance, "poisson");
    struct trend trend;
    struct error why = {0};
    double total = 0;
    for (size_t i = 0; i < s.count; i++)
        total += s.y[i];
    out->n = (int64_t)total;
    if (table_rows(&out->main) > 1)
        result_chart_add(a, out, CHART_LINE, "period", "estimate", "low", "high");
    if (!trend_estimate(s.y, s.t, s.exposure, s.count, poisson ? TREND_POISSON : TREND_QUASI,
                        q->level, &trend, &why)) {
        return method_refused(a, q, (int64_t)s.count, &why, out, err);
    }
    out->estimable = true;
    out->headline = (struct cell){.kind = CELL_NUMBER, .number = trend.ratio - 1};
    out->headline_kind = COLUMN_PERCENT;
    out->headline_label = method_say(a, q, "a %s", "cada %s", period_word(q, s.period));
    out->headline_interval =
        (struct interval){trend.ratio_range.low - 1, trend.ratio_range.high - 1};
    out->p = trend.p;
    const struct cell change = {.kind = CELL_NUMBER, .number = fabs(trend.ratio - 1)};
    bool sure = trend.p < 1 - q->level;
    const struct cell p = {.kind = CELL_NUMBER, .number = trend.p};
    out->sentence = method_say(
        a, q, "%s %s by %s a %s%s; %s (%s).", "%s: %s %s cada %s%s; %s (%s).",
        method_unit(q, method_word(q, "Events", "Casos")),
        trend.ratio >= 1 ? method_word(q, "rose", "subida de")
                         : method_word(q, "fell", "bajada de"),
        cell_words(a, &change, COLUMN_PERCENT), period_word(q, s.period),
        interval_phrase(a, q, out->headline_interval, COLUMN_PERCENT),
        sure ? method_word(q, "the change is larger than chance", "el cambio es mayor que el azar")
             : method_word(q, "chance alone could do that", "el azar solo podría causarlo"),
        cell_words(a, &p, COLUMN_P));
    if (isnan(trend.dispersion))
        result_note(a, out, "Log-linear Poisson trend.");
    else
        result_note(a, out, "Log-linear %s trend; dispersion %s.",
                    poisson ? "Poisson" : "quasi-Poisson", number_words(a, trend.dispersion));
    result_assume(
        a, out,
        "The change is by the same share in every %s, and the %ss do not depend on each other.",
        period_word(q, s.period), period_word(q, s.period));
    return true;
}
