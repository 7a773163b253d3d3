#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>

#include "base/text.h"
#include "method/concentration.h"
#include "method/monte_carlo.h"

enum { MOST_POINTS = 200 };

static void write_main(struct arena *a, const struct method_question *q,
                       const struct concentration *c, const struct by_chance *chance,
                       const char *top_words, struct result *out)
{
    struct result_table *t = &out->main;
    table_column(a, t, "what", method_word(q, "What", "Qué"), COLUMN_TEXT);
    table_column(a, t, "estimate", method_word(q, "Seen", "Visto"), COLUMN_PERCENT);
    table_column(a, t, "chance", method_word(q, "By chance", "Por azar"), COLUMN_PERCENT);
    table_column(a, t, "low", method_word(q, "By chance, low", "Por azar, desde"), COLUMN_PERCENT);
    table_column(a, t, "high", method_word(q, "By chance, high", "Por azar, hasta"),
                 COLUMN_PERCENT);
    table_column(a, t, "p", "p", COLUMN_P);
    table_text(a, t,
               method_say(a, q, "of the events in the top %s of places",
                          "de los casos en el %s de lugares con más", top_words));
    table_number(a, t, c->top_share);
    table_number(a, t, chance->mean);
    table_number(a, t, chance->range.low);
    table_number(a, t, chance->range.high);
    table_number(a, t, chance->p);
    table_text(a, t,
               method_word(q, "of the places hold half of the events",
                           "de los lugares reúnen la mitad de los casos"));
    table_number(a, t, c->half_places);
    for (int i = 0; i < 4; i++)
        table_text(a, t, NULL);
}

static void write_gini(struct arena *a, const struct method_question *q,
                       const struct concentration *c, struct result *out)
{
    struct result_table *t =
        result_table_add(a, out, method_word(q, "Gini coefficients", "Coeficientes de Gini"));
    const struct {
        const char *what;
        double v, se;
    } rows[] = {
        {method_word(q, "Plain", "Simple"), c->gini, (double)NAN},
        {method_word(q, "Adjusted for few events", "Ajustado por pocos casos"), c->gini_adjusted,
         c->se},
        {method_word(q, "Adjusted, less its bias", "Ajustado, sin sesgo"), c->gini_unbiased,
         (double)NAN},
    };
    table_column(a, t, "what", method_word(q, "Kind", "Tipo"), COLUMN_TEXT);
    table_estimate_columns(a, q, t, "Gini", COLUMN_NUMBER);
    for (size_t i = 0; i < 3; i++) {
        double reach = level_z(q->level) * rows[i].se;
        table_text(a, t, rows[i].what);
        table_estimate(a, t, rows[i].v, (struct interval){rows[i].v - reach, rows[i].v + reach});
    }
}

static bool write_curve(struct arena *a, const struct method_question *q, const int64_t *events,
                        size_t n, struct result *out, struct error *err)
{
    struct curve curve;
    if (!concentration_curve(events, n, a, &curve, err))
        return false;
    struct result_table *t = result_table_add(
        a, out, method_word(q, "How few places hold how much", "Cuán pocos lugares reúnen cuánto"));
    table_column(a, t, "places",
                 method_word(q, "Share of the places, the fullest first",
                             "Proporción de lugares, de más a menos"),
                 COLUMN_PERCENT);
    table_column(a, t, "estimate", method_word(q, "Share of the events", "Proporción de los casos"),
                 COLUMN_PERCENT);
    table_column(a, t, "line", method_word(q, "Line", "Línea"), COLUMN_TEXT);
    size_t every = curve.count / MOST_POINTS + 1;
    for (size_t i = 0; i < curve.count; i++) {
        if (i % every != 0 && i + 1 != curve.count)
            continue;
        table_number(a, t, curve.at[i].places);
        table_number(a, t, curve.at[i].events);
        table_text(a, t, method_word(q, "seen", "visto"));
    }
    const struct curve_point even[] = {{0, 0}, {curve.equal_at, 1}, {1, 1}};
    for (size_t i = 0; i < 3; i++) {
        if (i == 1 && curve.equal_at >= 1)
            continue;
        table_number(a, t, even[i].places);
        table_number(a, t, even[i].events);
        table_text(a, t, method_word(q, "spread evenly", "reparto parejo"));
    }
    struct result_chart *chart =
        result_chart_add(a, out, CHART_CURVE, "places", "estimate", NULL, NULL);
    chart->table = t;
    chart->group = "line";
    return true;
}

METHOD(concentration)
{
    const struct frame_column *events = method_column(q, "events");
    double top;
    int64_t places;
    struct monte_carlo mc;
    if (!method_number(q, "top", 5, &top, err) || !method_monte_carlo(q, 999, &mc, err)
        || !method_whole(q, "places", 0, 1, 100000000, &places, err))
        return false;
    if (!(top > 0 && top < 100))
        return method_wrong(q, err, "top", "top is %s: expected a percentage, as 5",
                            method_key(q, "top"));
    size_t n = 0, room = q->in->rows > (size_t)places ? q->in->rows : (size_t)places;
    int64_t *counts = ARENA_ARRAY(a, int64_t, room);
    for (size_t i = 0; i < q->in->rows; i++) {
        if (isnan(events->number[i])) {
            out->missing++;
            continue;
        }
        if (!method_count_in(q, events, i, &counts[n], err))
            return false;
        out->n += counts[n++];
    }
    if (places > 0 && (size_t)places < n)
        return method_wrong(q, err, "places", "places is %" PRId64 ", but the query gives %zu",
                            places, n);
    bool all_full = places == 0;
    for (size_t i = 0; i < n; i++)
        all_full = all_full && counts[i] > 0;
    n = places > 0 ? (size_t)places : n; // those without a row have no events
    struct concentration c;
    struct by_chance chance;
    struct error why = {0};
    if (n == 0) {
        result_not_estimable(a, q, out, 0, method_word(q, "there are no places", "no hay lugares"));
        return true;
    }
    if (!concentration_estimate(counts, n, top / 100, a, &c, &why)
        || !concentration_by_chance(counts, n, top / 100, mc.replicates, mc.seed, a, &chance, &why))
        return method_refused(a, q, out->n, &why, out, err);
    const char *top_words = percent_words(a, top / 100);
    write_main(a, q, &c, &chance, top_words, out);
    write_gini(a, q, &c, out);
    result_headline(out, c.top_share, interval_none(), COLUMN_PERCENT,
                    method_say(a, q, "of the events in the top %s of places",
                               "de los casos en el %s de los lugares", top_words));
    out->p = chance.p;
    out->sentence = method_say(
        a, q,
        "The top %s of %s places hold %s of %s events; were all places alike, chance would put %s "
        "there (%s to %s; %s). Half of the events are in %s of the places.",
        "El %s de %s lugares con más reúne %s de %s casos; si todos los lugares fueran iguales, el "
        "azar pondría ahí %s (de %s a %s; %s). La mitad de los casos está en %s de los lugares.",
        top_words, whole_words(a, c.places), percent_words(a, c.top_share),
        whole_words(a, c.events), percent_words(a, chance.mean), percent_words(a, chance.range.low),
        percent_words(a, chance.range.high), p_words(a, chance.p), percent_words(a, c.half_places));
    result_note(a, out,
                "Shares read off the concentration curve. By chance: events thrown over the places "
                "%" PRId64 " times (seed %" PRIu64 "), with the middle 95%% of the shares; "
                "Monte Carlo standard error of p %s. Gini with its jackknife error.",
                mc.replicates, mc.seed, number_words(a, monte_carlo_se(chance.p, mc.replicates)));
    if (all_full && n > 1)
        result_warn(a, out,
                    "The query gives no place without events. Where there are such places, say how "
                    "many places there are with the key places: else the concentration looks "
                    "smaller than it is.");
    result_assume(a, out, "The places are alike in size, and every event is put on its own place.");
    return write_curve(a, q, counts, n, out, err);
}
