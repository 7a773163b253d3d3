#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>

#include "answer/group_frame.h"
#include "base/text.h"
#include "method/proportion.h"

struct row {
    int64_t k, n;
    struct interval range;
    struct proportion_difference difference; // from the base
    bool estimable, compared;
};

static bool estimate(const struct method_question *q, const struct compared *c, bool exact,
                     struct row *rows, struct error *err)
{
    const struct frame_column *events = method_column(q, "events"),
                              *trials = method_column(q, "trials");
    for (size_t i = 0; i < c->count; i++) {
        struct row *r = &rows[i];
        struct proportion p;
        r->k = (int64_t)events->number[c->rows[i]];
        r->n = (int64_t)trials->number[c->rows[i]];
        if (r->k < 0 || r->k > r->n)
            return method_wrong(q, err, NULL, "%" PRId64 " of %" PRId64 " is not a share", r->k,
                                r->n);
        r->estimable = r->n > 0;
        if (!r->estimable)
            continue;
        if (!proportion_estimate(r->k, r->n, q->level, &p, err))
            return false;
        r->range = exact ? p.exact : p.wilson;
    }
    for (size_t i = 0; i < c->count && c->base >= 0; i++) {
        const struct row *base = &rows[c->base];
        rows[i].compared = (int)i != c->base && rows[i].estimable && base->estimable;
        if (rows[i].compared
            && !newcombe_difference(rows[i].k, rows[i].n, base->k, base->n, q->level,
                                    &rows[i].difference, err))
            return false;
    }
    return true;
}

static void write_table(struct arena *a, const struct method_question *q, const struct compared *c,
                        const struct row *rows, struct result *out)
{
    const struct frame_column *group = method_column(q, "group");
    struct result_table *t = &out->main;
    if (group != NULL)
        table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "events", method_word(q, "Yes", "Sí"), COLUMN_COUNT);
    table_column(a, t, "trials", method_word(q, "Of", "De"), COLUMN_COUNT);
    table_estimate_columns(a, q, t, method_word(q, "Share", "Proporción"), COLUMN_PERCENT);
    if (c->base >= 0) {
        table_column(a, t, "difference",
                     method_word(q, "Difference from the compared group",
                                 "Diferencia con el grupo de comparación"),
                     COLUMN_PERCENT);
        table_column(a, t, "difference_low", method_word(q, "Low", "Desde"), COLUMN_PERCENT);
        table_column(a, t, "difference_high", method_word(q, "High", "Hasta"), COLUMN_PERCENT);
    }
    for (size_t i = 0; i < c->count; i++) {
        const struct row *r = &rows[i];
        if (group != NULL)
            table_text(a, t, method_label(q, a, group->text[c->rows[i]]));
        table_integer(a, t, r->k);
        table_integer(a, t, r->n);
        if (r->estimable) {
            table_number(a, t, (double)r->k / (double)r->n);
            table_number(a, t, r->range.low);
            table_number(a, t, r->range.high);
        } else {
            table_not_estimable(a, t, r->n);
            table_text(a, t, NULL);
            table_text(a, t, NULL);
        }
        if (c->base < 0)
            continue;
        table_number(a, t, r->compared ? r->difference.difference : (double)NAN);
        table_number(a, t, r->compared ? r->difference.range.low : (double)NAN);
        table_number(a, t, r->compared ? r->difference.range.high : (double)NAN);
    }
}

static bool say(struct arena *a, const struct method_question *q, const struct compared *c,
                const struct row *rows, bool exact, struct result *out, struct error *err)
{
    const struct frame_column *group = method_column(q, "group");
    int64_t k = 0, n = 0;
    int named = -1;
    for (size_t i = 0; i < c->count; i++) {
        k += rows[i].k;
        n += rows[i].n;
        if (rows[i].compared
            && (named < 0
                || fabs(rows[i].difference.difference) > fabs(rows[named].difference.difference)))
            named = (int)i;
    }
    if (n == 0) {
        result_not_estimable(a, q, out, 0,
                             method_word(q, "there is nothing to take a share of",
                                         "no hay de qué calcular una proporción"));
        return true;
    }
    struct proportion all;
    if (!proportion_estimate(k, n, q->level, &all, err))
        return false;
    out->estimable = true;
    out->n = n;
    out->headline = (struct cell){.kind = CELL_NUMBER, .number = all.share};
    out->headline_kind = COLUMN_PERCENT;
    out->headline_label = method_unit(q, method_word(q, "share", "proporción"));
    out->headline_interval = exact ? all.exact : all.wilson;
    const struct cell of_n = {.kind = CELL_INTEGER, .integer = n};
    const char *overall =
        method_say(a, q, "%s of %s%s", "%s de %s%s", cell_words(a, &out->headline, COLUMN_PERCENT),
                   cell_words(a, &of_n, COLUMN_COUNT),
                   interval_phrase(a, q, out->headline_interval, COLUMN_PERCENT));
    if (named < 0) {
        out->sentence = arena_printf(a, "%s: %s.", method_unit(q, out->title), overall);
        return true;
    }
    const struct row *r = &rows[named], *base = &rows[c->base];
    const struct cell share = {.kind = CELL_NUMBER, .number = (double)r->k / (double)r->n};
    const struct cell base_share = {.kind = CELL_NUMBER,
                                    .number = (double)base->k / (double)base->n};
    out->sentence = method_say(
        a, q,
        "%s: %s for %s and %s for %s, a difference of %s points (%s interval %s to %s); over all "
        "groups %s.",
        "%s: %s para %s y %s para %s, una diferencia de %s puntos (intervalo del %s: de %s a %s); "
        "en "
        "todos los grupos %s.",
        method_unit(q, out->title), cell_words(a, &share, COLUMN_PERCENT),
        method_label(q, a, group->text[c->rows[named]]), cell_words(a, &base_share, COLUMN_PERCENT),
        method_label(q, a, group->text[c->rows[c->base]]),
        number_words(a, 100 * r->difference.difference), level_words(a, q->level),
        number_words(a, 100 * r->difference.range.low),
        number_words(a, 100 * r->difference.range.high), overall);
    return true;
}

METHOD(proportion)
{
    static const char *const numbers[] = {"events", "trials", NULL};
    const char *interval = method_key(q, "interval");
    bool exact = text_equal(interval, "exact");
    if (interval != NULL && !exact && !text_equal(interval, "wilson"))
        return method_wrong(q, err, "interval", "interval is \"%s\": expected exact or wilson",
                            interval);
    struct compared c = compared_rows(a, q, numbers, out);
    struct row *rows = ARENA_ARRAY(a, struct row, c.count);
    if (!estimate(q, &c, exact, rows, err))
        return false;
    write_table(a, q, &c, rows, out);
    out->p = (double)NAN;
    if (!say(a, q, &c, rows, exact, out, err))
        return false;
    result_note(a, out, "%s intervals, %s%s.", exact ? "Exact (Clopper-Pearson)" : "Wilson score",
                level_words(a, q->level),
                c.base < 0 ? "" : "; differences by Newcombe's hybrid of Wilson intervals");
    result_assume(a, out, "Each case is independent of the others.");
    compared_chart(a, q, out, "estimate", "low", "high");
    return true;
}
