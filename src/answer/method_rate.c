#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>

#include "answer/group_frame.h"
#include "base/number.h"
#include "base/text.h"
#include "method/rate.h"

struct row {
    int64_t events;
    double exposure, value;
    struct interval range;
    struct rate_ratio ratio; // to the base; ratio.ratio is NaN where there is none
    bool estimable;
};

static bool estimate(const struct method_question *q, const struct compared *c, double per,
                     struct row *rows, struct error *err)
{
    const struct frame_column *events = method_column(q, "events"),
                              *exposure = method_column(q, "exposure");
    for (size_t i = 0; i < c->count; i++) {
        struct row *r = &rows[i];
        struct rate rate;
        r->events = (int64_t)events->number[c->rows[i]];
        r->exposure = exposure->number[c->rows[i]];
        r->ratio = (struct rate_ratio){
            .ratio = (double)NAN, .exact = {(double)NAN, (double)NAN}, .p = (double)NAN};
        if (r->events < 0 || r->exposure < 0)
            return method_wrong(q, err, NULL, "events and exposure must not be negative");
        r->estimable = r->exposure > 0;
        if (!r->estimable)
            continue;
        if (!rate_estimate(r->events, r->exposure, q->level, &rate, err))
            return false;
        r->value = rate.value * per;
        r->range = (struct interval){rate.exact.low * per, rate.exact.high * per};
    }
    for (size_t i = 0; i < c->count && c->base >= 0; i++) {
        const struct row *base = &rows[c->base];
        struct error none = {0};
        if ((int)i == c->base || !rows[i].estimable || !base->estimable)
            continue;
        // No events in either group: there is no ratio, which is an answer.
        if (!rate_ratio(rows[i].events, rows[i].exposure, base->events, base->exposure, q->level,
                        &rows[i].ratio, &none)
            && none.kind != ERROR_INVALID) {
            *err = none;
            return false;
        }
    }
    return true;
}

static void write_table(struct arena *a, const struct method_question *q, const struct compared *c,
                        const struct row *rows, const char *per, struct result *out)
{
    const struct frame_column *group = method_column(q, "group");
    struct result_table *t = &out->main;
    if (group != NULL)
        table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "events", method_word(q, "Events", "Casos"), COLUMN_COUNT);
    table_column(a, t, "exposure", method_word(q, "Among", "Entre"), COLUMN_COUNT);
    table_estimate_columns(a, q, t, per, COLUMN_NUMBER);
    if (c->base >= 0) {
        table_column(a, t, "ratio",
                     method_word(q, "Times the compared group", "Veces el grupo de comparación"),
                     COLUMN_NUMBER);
        table_column(a, t, "ratio_low", method_word(q, "Low", "Desde"), COLUMN_NUMBER);
        table_column(a, t, "ratio_high", method_word(q, "High", "Hasta"), COLUMN_NUMBER);
        table_column(a, t, "p", "p", COLUMN_P);
    }
    for (size_t i = 0; i < c->count; i++) {
        const struct row *r = &rows[i];
        if (group != NULL)
            table_text(a, t, method_label(q, a, group->text[c->rows[i]]));
        table_integer(a, t, r->events);
        if (r->exposure == floor(r->exposure))
            table_integer(a, t, (int64_t)r->exposure);
        else
            table_number(a, t, r->exposure);
        if (r->estimable) {
            table_number(a, t, r->value);
            table_number(a, t, r->range.low);
            table_number(a, t, r->range.high);
        } else {
            table_not_estimable(a, t, r->events);
            table_text(a, t, NULL);
            table_text(a, t, NULL);
        }
        if (c->base < 0)
            continue;
        table_number(a, t, r->ratio.ratio);
        table_number(a, t, r->ratio.exact.low);
        table_number(a, t, r->ratio.exact.high);
        table_number(a, t, r->ratio.p);
    }
}

static void say(struct arena *a, const struct method_question *q, const struct compared *c,
                const struct row *rows, const char *per, double per_number, struct result *out)
{
    const struct frame_column *group = method_column(q, "group");
    int64_t events = 0;
    double exposure = 0;
    double *ratios = ARENA_ARRAY(a, double, c->count);
    for (size_t i = 0; i < c->count; i++) {
        events += rows[i].events;
        exposure += rows[i].exposure;
        ratios[i] = rows[i].ratio.ratio;
    }
    struct rate all;
    struct error none = {0};
    if (!rate_estimate(events, exposure, q->level, &all, &none)) {
        result_not_estimable(
            a, q, out, events,
            method_word(q, "there is nothing to divide by", "no hay entre qué dividir"));
        return;
    }
    out->estimable = true;
    out->n = exposure == floor(exposure) && exposure < 9e15 ? (int64_t)exposure : events;
    out->headline = (struct cell){.kind = CELL_NUMBER, .number = all.value * per_number};
    out->headline_kind = COLUMN_NUMBER;
    out->headline_label = per;
    out->headline_interval =
        (struct interval){all.exact.low * per_number, all.exact.high * per_number};
    const struct cell n = {.kind = CELL_NUMBER, .number = exposure};
    int named = c->base >= 0 ? compared_headline(c, ratios) : -1;
    if (named < 0) {
        out->sentence =
            arena_printf(a, "%s %s %s%s; %s.", cell_words(a, &out->headline, COLUMN_NUMBER),
                         method_unit(q, method_word(q, "events", "casos")), per,
                         interval_phrase(a, q, out->headline_interval, COLUMN_NUMBER),
                         method_say(a, q, "%s among %s", "%s entre %s", whole_words(a, events),
                                    cell_words(a, &n, COLUMN_COUNT)));
        return;
    }
    const struct rate_ratio *r = &rows[named].ratio;
    out->p = r->p;
    out->sentence =
        method_say(a, q, "%s %s for %s were %s times those for %s%s; over all groups %s%s.",
                   "%s %s para %s: %s veces los de %s%s; en todos los grupos %s%s.",
                   method_unit(q, method_word(q, "Events", "Casos")), per,
                   method_label(q, a, group->text[c->rows[named]]), number_words(a, r->ratio),
                   method_label(q, a, group->text[c->rows[c->base]]),
                   interval_phrase(a, q, r->exact, COLUMN_NUMBER),
                   cell_words(a, &out->headline, COLUMN_NUMBER),
                   interval_phrase(a, q, out->headline_interval, COLUMN_NUMBER));
}

METHOD(rate)
{
    static const char *const numbers[] = {"events", "exposure", NULL};
    double per_number;
    const char *per;
    if (!method_per(q, a, &per_number, &per, err))
        return false;
    struct compared c = compared_rows(a, q, numbers, out);
    struct row *rows = ARENA_ARRAY(a, struct row, c.count);
    if (!estimate(q, &c, per_number, rows, err))
        return false;
    write_table(a, q, &c, rows, per, out);
    if (c.count == 0) {
        result_not_estimable(a, q, out, 0, method_word(q, "there are no rows", "no hay filas"));
        return true;
    }
    out->p = (double)NAN;
    say(a, q, &c, rows, per, per_number, out);
    result_note(a, out, "Exact Poisson intervals (Garwood), %s%s.", level_words(a, q->level),
                c.base < 0
                    ? ""
                    : "; rate ratios with exact conditional intervals and p by minimum likelihood");
    result_assume(
        a, out,
        "Each event happened independently of the others, and the counts at risk are known.");
    compared_chart(a, q, out, "estimate", "low", "high");
    return true;
}
