#include "answer/methods.h"

#include <math.h>

#include "answer/group_frame.h"
#include "base/text.h"
#include "method/hit_rate.h"

static bool read_cells(const struct method_question *q, const struct compared *c,
                       const struct codes *groups, const struct codes *districts,
                       struct search_cell *cells, int64_t *searches, struct error *err)
{
    const struct frame_column *search = method_column(q, "searches"),
                              *hit = method_column(q, "hits"), *stop = method_column(q, "stops");
    *searches = 0;
    for (size_t i = 0; i < c->count; i++) {
        size_t row = c->rows[i];
        struct search_cell *cell = &cells[i];
        *cell =
            (struct search_cell){.group = (size_t)groups->at[i],
                                 .district = districts == NULL || districts->at[i] < 0
                                                 ? (districts == NULL ? 0 : districts->values.count)
                                                 : (size_t)districts->at[i],
                                 .stops = -1};
        if (!method_count_in(q, search, row, &cell->searches, err)
            || !method_count_in(q, hit, row, &cell->hits, err)
            || (stop != NULL && !isnan(stop->number[row])
                && !method_count_in(q, stop, row, &cell->stops, err)))
            return false;
        if (cell->hits > cell->searches || (cell->stops >= 0 && cell->searches > cell->stops))
            return method_wrong(q, err, NULL,
                                "there are more hits than searches, or searches than stops");
        *searches += cell->searches;
    }
    return true;
}

static void write_table(struct arena *a, const struct method_question *q,
                        const struct codes *groups, const struct hit_rate *all, bool compared,
                        struct result *out)
{
    struct result_table *t = &out->main;
    bool stops = method_column(q, "stops") != NULL;
    table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "hits", method_word(q, "Found something", "Hallazgos"), COLUMN_COUNT);
    table_column(a, t, "searches", method_word(q, "Searches", "Registros"), COLUMN_COUNT);
    table_estimate_columns(a, q, t,
                           method_word(q, "Share that found something", "Proporción con hallazgo"),
                           COLUMN_PERCENT);
    if (stops)
        table_column(a, t, "searched",
                     method_word(q, "Share of stops searched", "Paradas con registro"),
                     COLUMN_PERCENT);
    if (compared) {
        table_column(a, t, "difference", method_word(q, "Difference", "Diferencia"),
                     COLUMN_PERCENT);
        table_column(a, t, "difference_low", method_word(q, "Low", "Desde"), COLUMN_PERCENT);
        table_column(a, t, "difference_high", method_word(q, "High", "Hasta"), COLUMN_PERCENT);
        table_column(a, t, "odds_ratio",
                     method_word(q, "Odds, within districts", "Razón de momios por distrito"),
                     COLUMN_NUMBER);
        table_column(a, t, "odds_low", method_word(q, "Low", "Desde"), COLUMN_NUMBER);
        table_column(a, t, "odds_high", method_word(q, "High", "Hasta"), COLUMN_NUMBER);
        table_column(a, t, "p", "p", COLUMN_P);
    }
    for (size_t g = 0; g < groups->values.count; g++) {
        const struct hit_rate *h = &all[g];
        table_text(a, t, method_label(q, a, groups->values.at[g]));
        table_integer(a, t, h->hits.k);
        table_integer(a, t, h->hits.n);
        if (h->hits.n > 0) {
            table_estimate(a, t, h->hits.share, h->hits.wilson);
        } else {
            table_not_estimable(a, t, 0);
            table_text(a, t, NULL);
            table_text(a, t, NULL);
        }
        if (stops)
            table_number(a, t, h->searched.share);
        if (!compared)
            continue;
        bool has = h->estimable;
        table_number(a, t, has ? h->difference.difference : (double)NAN);
        table_number(a, t, has ? h->difference.range.low : (double)NAN);
        table_number(a, t, has ? h->difference.range.high : (double)NAN);
        table_number(a, t, has ? h->adjusted.odds_ratio : (double)NAN);
        table_number(a, t, has ? h->adjusted.range.low : (double)NAN);
        table_number(a, t, has ? h->adjusted.range.high : (double)NAN);
        table_number(a, t, has ? h->adjusted.p : (double)NAN);
    }
}

static bool say_whole(struct arena *a, const struct method_question *q, const struct codes *groups,
                      const struct hit_rate *all, struct result *out, struct error *err)
{
    int64_t hits = 0, searches = 0;
    struct proportion whole;
    for (size_t g = 0; g < groups->values.count; g++) {
        hits += all[g].hits.k;
        searches += all[g].hits.n;
    }
    if (!proportion_estimate(hits, searches, q->level, &whole, err))
        return false;
    result_headline(
        out, whole.share, whole.wilson, COLUMN_PERCENT,
        method_word(q, "of searches found something", "de los registros hallaron algo"));
    out->sentence =
        method_say(a, q, "%s of %s searches found something%s.",
                   "%s de %s registros hallaron algo%s.", percent_words(a, whole.share),
                   whole_words(a, searches), interval_phrase(a, q, whole.wilson, COLUMN_PERCENT));
    return true;
}

static void say_group(struct arena *a, const struct method_question *q, const struct codes *groups,
                      const struct hit_rate *all, size_t named, size_t base, struct result *out)
{
    const struct hit_rate *h = &all[named];
    const char *name = method_label(q, a, groups->values.at[named]),
               *other = method_label(q, a, groups->values.at[base]);
    out->p = h->adjusted.p;
    out->sentence = method_say(
        a, q,
        "%s Searches of the group %s found something in %s, of %s in %s: a difference of %s points "
        "(%s interval %s to %s). Within districts the odds of a find were %s times as high (%s; "
        "%s).",
        "%s Los registros del grupo %s hallaron algo en %s, los de %s en %s: una diferencia de %s "
        "puntos (intervalo del %s: de %s a %s). Dentro de los distritos, los momios de un hallazgo "
        "fueron %s veces (%s; %s).",
        out->sentence, name, percent_words(a, h->hits.share), other,
        percent_words(a, all[base].hits.share), number_words(a, 100 * h->difference.difference),
        level_words(a, q->level), number_words(a, 100 * h->difference.range.low),
        number_words(a, 100 * h->difference.range.high), number_words(a, h->adjusted.odds_ratio),
        interval_inside(a, q, h->adjusted.range, COLUMN_NUMBER), p_words(a, h->adjusted.p));
}

METHOD(hit_rate)
{
    static const char *const numbers[] = {"searches", "hits", NULL};
    const struct frame_column *district = method_column(q, "district");
    if (q->measure->compare == NULL)
        return method_wrong(q, err, "compare",
                            "the method hit_rate wants the key compare: the group that the others "
                            "are compared with");
    struct compared c = compared_rows(a, q, numbers, out);
    // A search whose group nobody recorded takes no part.
    size_t kept = 0;
    for (size_t i = 0; i < c.count; i++) {
        if (method_column(q, "group")->text[c.rows[i]] == NULL)
            out->missing++;
        else
            c.rows[kept++] = c.rows[i];
    }
    c.count = kept;
    struct codes groups = frame_codes(a, method_column(q, "group"), c.rows, c.count);
    struct codes districts = {0};
    if (district != NULL)
        districts = frame_codes(a, district, c.rows, c.count);
    struct search_cell *cells = ARENA_ARRAY(a, struct search_cell, c.count);
    if (!read_cells(q, &c, &groups, district == NULL ? NULL : &districts, cells, &out->n, err))
        return false;
    if (out->n == 0) {
        result_not_estimable(a, q, out, 0,
                             method_word(q, "there are no searches", "no hay registros"));
        return true;
    }
    size_t base = groups.values.count;
    for (size_t g = 0; g < groups.values.count; g++)
        if (text_equal(groups.values.at[g], q->measure->compare))
            base = g;
    bool compared = base < groups.values.count;
    struct hit_rate *all;
    if (!hit_rate_estimate(cells, c.count, groups.values.count,
                           district == NULL ? 1 : districts.values.count + 1, compared ? base : 0,
                           q->level, a, &all, err))
        return false;
    write_table(a, q, &groups, all, compared, out);
    if (!say_whole(a, q, &groups, all, out, err))
        return false;
    int named = -1;
    bool infra = false;
    for (size_t g = 0; g < groups.values.count && compared; g++) {
        if (!all[g].estimable)
            continue;
        infra = infra || all[g].infra_marginal;
        if (named < 0
            || fabs(all[g].difference.difference) > fabs(all[named].difference.difference))
            named = (int)g;
    }
    if (named >= 0)
        say_group(a, q, &groups, all, (size_t)named, base, out);
    if (infra)
        result_warn(a, out,
                    "A lower share of finds suggests searching on less evidence, but does not show "
                    "it: it averages over all who were searched, so groups judged by one standard "
                    "can differ (infra-marginality).");
    result_note(a, out,
                "Wilson intervals; differences by Newcombe's hybrid; Mantel-Haenszel odds ratio "
                "within %s with the variance of Robins, Breslow and Greenland; %s.",
                district == NULL ? "one stratum" : "districts", level_words(a, q->level));
    result_assume(a, out,
                  "Searches are independent, and what was found is recorded alike for all groups.");
    compared_chart(a, q, out, "estimate", "low", "high");
    return true;
}
