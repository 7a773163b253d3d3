#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "method/count.h"
#include "method/rate.h"
#include "method/trend.h"
#include "store/function.h"

/* Periods as numbers, one apart: years, quarters, months, weeks or days. */
enum period { PERIOD_NONE, PERIOD_YEAR, PERIOD_QUARTER, PERIOD_MONTH, PERIOD_WEEK, PERIOD_DAY };

static const char *const period_words[] = {"step", "year", "quarter", "month", "week", "day"};

static enum period period_of(const char *text, double *out)
{
    int year, part;
    char rest;
    if (strlen(text) == 4 && sscanf(text, "%4d%c", &year, &rest) == 1) {
        *out = year;
        return PERIOD_YEAR;
    }
    if (sscanf(text, "%4d-Q%1d%c", &year, &part, &rest) == 2) {
        *out = year * 4.0 + part;
        return PERIOD_QUARTER;
    }
    if (strlen(text) == 7 && sscanf(text, "%4d-%2d%c", &year, &part, &rest) == 2) {
        *out = year * 12.0 + part;
        return PERIOD_MONTH;
    }
    struct date d = day_of_text(text);
    *out = date_is(d) ? d.days : (double)NAN;
    return date_is(d) ? PERIOD_DAY : PERIOD_NONE;
}

struct series {
    double *y, *t, *exposure;
    size_t count;
    enum period period;
    bool weekly; // days that are all seven apart
};

static bool read_series(struct arena *a, const struct method_question *q, struct result *out,
                        struct series *s, struct error *err)
{
    const struct frame_column *period = method_column(q, "period"),
                              *events = method_column(q, "events");
    const struct frame_column *exposure = method_column(q, "exposure");
    *s = (struct series){.y = ARENA_ARRAY(a, double, q->in->rows),
                         .t = ARENA_ARRAY(a, double, q->in->rows),
                         .exposure = exposure == NULL ? NULL : ARENA_ARRAY(a, double, q->in->rows),
                         .weekly = true};
    for (size_t i = 0; i < q->in->rows; i++) {
        double t = (double)NAN;
        if (period->text[i] == NULL || isnan(events->number[i])
            || (exposure != NULL && isnan(exposure->number[i]))) {
            out->missing++;
            continue;
        }
        enum period kind = period_of(period->text[i], &t);
        if (kind == PERIOD_NONE || (s->count > 0 && kind != s->period))
            return error_set(err, ERROR_INVALID,
                             "measure %s: the period \"%s\" is not a year, quarter, month or day "
                             "as the others are",
                             q->measure->block.name, period->text[i]);
        s->period = kind;
        s->weekly = s->weekly && kind == PERIOD_DAY && (s->count == 0 || fmod(t - s->t[0], 7) == 0);
        s->t[s->count] = t;
        s->y[s->count] = events->number[i];
        if (exposure != NULL)
            s->exposure[s->count] = exposure->number[i];
        s->count++;
    }
    if (s->weekly && s->count > 1 && s->period == PERIOD_DAY) {
        for (size_t i = 0; i < s->count; i++)
            s->t[i] /= 7;
        s->period = PERIOD_WEEK;
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
    table_column(a, t, "period", "Period", COLUMN_DATE);
    table_column(a, t, "events", method_unit(q, "Events"), COLUMN_COUNT);
    if (exposure != NULL)
        table_column(a, t, "exposure", "Among", COLUMN_COUNT);
    table_column(a, t, "estimate", exposure == NULL ? "Count" : "Rate", COLUMN_NUMBER);
    table_column(a, t, "low", "Low", COLUMN_NUMBER);
    table_column(a, t, "high", "High", COLUMN_NUMBER);
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
        if (why.kind == ERROR_USAGE) {
            *err = why;
            return false;
        }
        result_not_estimable(a, out, (int64_t)s.count, why.text);
        return true;
    }
    out->estimable = true;
    out->headline = (struct cell){.kind = CELL_NUMBER, .number = trend.ratio - 1};
    out->headline_kind = COLUMN_PERCENT;
    out->headline_label = arena_printf(a, "a %s", period_words[s.period]);
    out->headline_interval =
        (struct interval){trend.ratio_range.low - 1, trend.ratio_range.high - 1};
    out->p = trend.p;
    const struct cell change = {.kind = CELL_NUMBER, .number = fabs(trend.ratio - 1)};
    bool sure = trend.p < 1 - q->level;
    const struct cell p = {.kind = CELL_NUMBER, .number = trend.p};
    out->sentence =
        arena_printf(a, "%s %s by %s a %s%s; %s (%s).", method_unit(q, "Events"),
                     trend.ratio >= 1 ? "rose" : "fell", cell_words(a, &change, COLUMN_PERCENT),
                     period_words[s.period],
                     interval_phrase(a, q->level, out->headline_interval, COLUMN_PERCENT),
                     sure ? "the change is larger than chance" : "chance alone could do that",
                     cell_words(a, &p, COLUMN_P));
    if (isnan(trend.dispersion))
        result_note(a, out, "Log-linear Poisson trend.");
    else
        result_note(a, out, "Log-linear %s trend; dispersion %s.",
                    poisson ? "Poisson" : "quasi-Poisson", number_words(a, trend.dispersion));
    result_assume(
        a, out,
        "The change is by the same share in every %s, and the %ss do not depend on each other.",
        period_words[s.period], period_words[s.period]);
    return true;
}
