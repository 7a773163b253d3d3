#include "answer/methods.h"

#include <math.h>
#include <string.h>

#include "answer/group_frame.h"
#include "base/text.h"
#include "method/disparity.h"

struct benchmarks {
    const struct frame_column **at;
    size_t count, room;
};

static bool find_benchmarks(struct arena *a, const struct method_question *q,
                            struct benchmarks *out, struct error *err)
{
    *out = (struct benchmarks){0};
    for (size_t j = 0; j < q->in->count; j++) {
        const struct frame_column *c = &q->in->columns[j];
        if (text_starts(c->name, "per_"))
            *list_add(a, out) = c;
        else if (!text_equal(c->name, "group") && !text_equal(c->name, "events"))
            return method_wrong(q, err, NULL,
                                "the method disparity does not use the column %s: a benchmark's "
                                "name begins with per_",
                                c->name);
    }
    if (out->count == 0)
        return method_wrong(q, err, NULL,
                            "the method disparity wants a column for each benchmark, whose name "
                            "begins with per_, as per_resident");
    return true;
}

// "per_crash_driver": "per crash driver".
static const char *benchmark_words(struct arena *a, const struct frame_column *c)
{
    char *text = arena_text(a, c->name);
    for (char *s = text; *s != '\0'; s++)
        if (*s == '_')
            *s = ' ';
    return text;
}

static void write_tables(struct arena *a, const struct method_question *q, const struct compared *c,
                         const struct benchmarks *b, const int64_t *events, const double *exposure,
                         const struct disparity *all, struct result *out)
{
    const struct frame_column *group = method_column(q, "group");
    struct result_table *t = &out->main;
    table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "benchmark", method_word(q, "Benchmark", "Referencia"), COLUMN_TEXT);
    table_column(a, t, "events", method_unit(q, method_word(q, "Events", "Casos")), COLUMN_COUNT);
    table_column(a, t, "exposure", method_word(q, "Among", "Entre"), COLUMN_COUNT);
    table_estimate_columns(a, q, t,
                           method_word(q, "Times the compared group", "Veces el grupo comparado"),
                           COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
    for (size_t i = 0; i < c->count; i++)
        for (size_t j = 0; j < b->count; j++) {
            const struct disparity *d = &all[i * b->count + j];
            bool base = (int)i == c->base;
            double among = exposure[i * b->count + j];
            table_text(a, t, method_label(q, a, group->text[c->rows[i]]));
            table_text(a, t, benchmark_words(a, b->at[j]));
            table_integer(a, t, events[i]);
            if (among == floor(among) && among < 9e15)
                table_integer(a, t, (int64_t)among);
            else
                table_number(a, t, among);
            if (d->estimable || base) {
                table_estimate(a, t, d->ratio.ratio, base ? interval_none() : d->ratio.exact);
                table_number(a, t, base ? (double)NAN : d->ratio.p);
            } else {
                table_not_estimable(a, t, events[i]);
                for (int k = 0; k < 3; k++)
                    table_text(a, t, NULL);
            }
        }
}

static void say(struct arena *a, const struct method_question *q, const struct compared *c,
                const struct benchmarks *b, const struct disparity *all, struct result *out)
{
    const struct frame_column *group = method_column(q, "group");
    double *ratios = ARENA_ARRAY(a, double, c->count);
    size_t first = 0;
    int named = -1;
    for (; first < b->count && named < 0; first++) {
        for (size_t i = 0; i < c->count; i++)
            ratios[i] = all[i * b->count + first].estimable ? all[i * b->count + first].ratio.ratio
                                                            : (double)NAN;
        named = compared_headline(c, ratios);
    }
    if (named < 0) {
        result_not_estimable(a, q, out, out->n,
                             method_word(q, "no group can be compared with any benchmark",
                                         "ningún grupo se puede comparar con una referencia"));
        return;
    }
    first--;
    const struct disparity *row = &all[(size_t)named * b->count];
    struct text_list parts = {0};
    bool above = false, below = false;
    for (size_t j = 0; j < b->count; j++) {
        if (!row[j].estimable)
            continue;
        *list_add(a, &parts) =
            method_say(a, q, "%s %s times%s", "%s %s veces%s", benchmark_words(a, b->at[j]),
                       number_words(a, row[j].ratio.ratio),
                       interval_phrase(a, q, row[j].ratio.exact, COLUMN_NUMBER));
        above = above || row[j].ratio.exact.low > 1;
        below = below || row[j].ratio.exact.high < 1;
    }
    const char *name = method_label(q, a, group->text[c->rows[named]]),
               *base = method_label(q, a, group->text[c->rows[c->base]]);
    result_headline(out, row[first].ratio.ratio, row[first].ratio.exact, COLUMN_NUMBER,
                    method_say(a, q, "times %s for %s, %s", "veces %s para %s, %s", base, name,
                               benchmark_words(a, b->at[first])));
    out->p = row[first].ratio.p;
    out->sentence = method_say(
        a, q, "%s for %s, as a multiple of those for %s: %s.%s",
        "%s para %s, como múltiplo de %s: %s.%s", method_unit(q, method_word(q, "Events", "Casos")),
        name, base, text_series(a, &parts, method_word(q, "and", "y")),
        above && below ? method_word(q, " The answer depends on the benchmark.",
                                     " La respuesta depende de la referencia.")
                       : "");
}

METHOD(disparity)
{
    static const char *const numbers[] = {"events", NULL};
    const struct frame_column *events = method_column(q, "events");
    struct benchmarks b;
    if (!find_benchmarks(a, q, &b, err))
        return false;
    if (q->measure->compare == NULL)
        return method_wrong(q, err, "compare",
                            "the method disparity wants the key compare: the group that the others "
                            "are compared with");
    struct compared c = compared_rows(a, q, numbers, out);
    int64_t *counts = ARENA_ARRAY(a, int64_t, c.count);
    double *exposure = ARENA_ARRAY(a, double, c.count *b.count);
    for (size_t i = 0; i < c.count; i++) {
        if (!method_count_in(q, events, c.rows[i], &counts[i], err))
            return false;
        out->n += counts[i];
        for (size_t j = 0; j < b.count; j++) {
            exposure[i * b.count + j] = b.at[j]->number[c.rows[i]];
            if (exposure[i * b.count + j] < 0)
                return method_wrong(q, err, NULL, "the benchmark %s is negative", b.at[j]->name);
        }
    }
    if (c.base < 0) {
        result_not_estimable(a, q, out, out->n,
                             method_word(q, "the group to compare with has no row",
                                         "el grupo de comparación no tiene fila"));
        return true;
    }
    struct disparity *all;
    if (!disparity_estimate(counts, exposure, c.count, b.count, (size_t)c.base, q->level, a, &all,
                            err))
        return false;
    write_tables(a, q, &c, &b, counts, exposure, all, out);
    say(a, q, &c, &b, all, out);
    result_note(a, out,
                "Ratios of Poisson rates with exact conditional intervals, %s, and p by minimum "
                "likelihood.",
                level_words(a, q->level));
    result_assume(a, out,
                  "Each benchmark counts those who could have met the event; that is a judgement, "
                  "not arithmetic.");
    result_warn(a, out,
                "Which benchmark is right cannot be told from these numbers. Where they disagree, "
                "say so.");
    struct result_chart *chart =
        result_chart_add(a, out, CHART_DOT, "group", "estimate", "low", "high");
    chart->group = b.count > 1 ? "benchmark" : NULL;
    chart->compare = method_label(q, a, q->measure->compare);
    chart->reference = 1;
    chart->reference_label = method_word(q, "the same", "lo mismo");
    chart->log_scale = true;
    return true;
}
