#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>

#include "answer/place_frame.h"
#include "base/text.h"
#include "method/mantel.h"
#include "method/near_repeat.h"

enum { MOST_BANDS = 50 };

struct events {
    struct place_frame places;
    struct near_repeat_data data;
};

static bool read_events(struct arena *a, const struct method_question *q, struct events *e,
                        struct result *out, struct error *err)
{
    double *days;
    if (!place_frame_read(a, q, &e->places, err)
        || !days_read(a, q, method_column(q, "when"), &days, err))
        return false;
    e->data = (struct near_repeat_data){.events = (int32_t)q->in->rows,
                                        .places = e->places.kind,
                                        .x = e->places.x,
                                        .y = e->places.y,
                                        .t = days};
    for (size_t i = 0; i < q->in->rows; i++)
        out->missing += isnan(days[i]) || isnan(e->places.x[i]) || isnan(e->places.y[i]);
    out->n = (int64_t)q->in->rows - out->missing;
    return true;
}

static bool read_bands(struct arena *a, const struct method_question *q, const char *key,
                       const double *usual, size_t usual_count, struct number_list *out,
                       struct error *err)
{
    if (!method_numbers(q, a, key, out, err))
        return false;
    for (size_t i = 0; method_key(q, key) == NULL && i < usual_count; i++)
        *list_add(a, out) = usual[i];
    bool rising = out->count >= 2 && out->at[0] >= 0;
    for (size_t i = 1; i < out->count; i++)
        rising = rising && out->at[i] > out->at[i - 1];
    if (!rising || out->count > MOST_BANDS)
        return method_wrong(q, err, key,
                            "%s must be two or more numbers that rise from 0 or more: 0, 100, 200",
                            key);
    return true;
}

static const char *space_words(struct arena *a, const struct method_question *q,
                               const struct number_list *b, size_t i)
{
    if (b->at[i + 1] <= 0.01)
        return method_word(q, "the same place", "el mismo lugar");
    return method_say(a, q, "%s to %s m", "%s a %s m",
                      number_words(a, b->at[i] <= 0.01 ? 0 : b->at[i]),
                      number_words(a, b->at[i + 1]));
}

static const char *time_words(struct arena *a, const struct method_question *q,
                              const struct number_list *b, size_t i)
{
    double from = b->at[i], to = b->at[i + 1];
    if (from != floor(from) || to != floor(to))
        return method_say(a, q, "%s to %s days", "%s a %s días", number_words(a, from),
                          number_words(a, to));
    if (to == from + 1) // whole days: closed below, open above
        return from == 0   ? method_word(q, "the same day", "el mismo día")
               : from == 1 ? method_word(q, "1 day", "1 día")
                           : method_say(a, q, "%s days", "%s días", number_words(a, from));
    return method_say(a, q, "%s to %s days", "%s a %s días", number_words(a, from),
                      number_words(a, to - 1));
}

static void write_table(struct arena *a, const struct method_question *q,
                        const struct number_list *space, const struct number_list *time,
                        const struct near_repeat *r, struct result *out)
{
    struct result_table *t = &out->main;
    table_column(a, t, "space", method_word(q, "Apart", "Distancia"), COLUMN_TEXT);
    table_column(a, t, "time", method_word(q, "After", "Después de"), COLUMN_TEXT);
    table_column(a, t, "pairs", method_word(q, "Pairs", "Pares"), COLUMN_COUNT);
    table_column(a, t, "expected", method_word(q, "By chance", "Por azar"), COLUMN_NUMBER);
    table_column(a, t, "estimate",
                 method_word(q, "Times as many as by chance", "Veces lo del azar"), COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
    table_column(a, t, "p_table", method_word(q, "p, for the whole table", "p, para toda la tabla"),
                 COLUMN_P);
    for (int32_t s = 0; s < r->space_bands; s++)
        for (int32_t d = 0; d < r->time_bands; d++) {
            const struct near_repeat_cell *c = &r->cells[s * r->time_bands + d];
            table_text(a, t, space_words(a, q, space, (size_t)s));
            table_text(a, t, time_words(a, q, time, (size_t)d));
            table_integer(a, t, c->pairs);
            table_number(a, t, c->expected);
            table_number(a, t, c->expected > 0 ? (double)c->pairs / c->expected : (double)NAN);
            table_number(a, t, c->p);
            table_number(a, t, c->p_table);
        }
}

static void say(struct arena *a, const struct method_question *q, const struct number_list *space,
                const struct number_list *time, const struct near_repeat *r, struct result *out)
{
    int32_t cells = r->space_bands * r->time_bands, best = -1;
    for (int32_t i = 0; i < cells; i++) // the nearest and soonest of the cells least like chance
        if (r->cells[i].expected > 0 && (best < 0 || r->cells[i].p_table < r->cells[best].p_table))
            best = i;
    if (best < 0) {
        result_not_estimable(a, q, out, r->events,
                             method_word(q, "no pair of events is near in place and time",
                                         "ningún par es cercano en lugar y tiempo"));
        return;
    }
    const struct near_repeat_cell *c = &r->cells[best];
    const char *where = space_words(a, q, space, (size_t)(best / r->time_bands)),
               *when = time_words(a, q, time, (size_t)(best % r->time_bands));
    double ratio = (double)c->pairs / c->expected;
    result_headline(out, ratio, interval_none(), COLUMN_NUMBER,
                    method_say(a, q, "times as many pairs as by chance: %s apart, after %s",
                               "veces los pares del azar: a %s, después de %s", where, when));
    out->p = c->p_table;
    out->sentence =
        c->p_table < 1 - q->level
            ? method_say(
                a, q,
                "%s apart and %s later there were %s pairs of events where chance would bring %s: "
                "%s times as many (%s, counting that %d cells were looked at).",
                "A %s y %s después hubo %s pares donde el azar traería %s: %s veces (%s, teniendo "
                "en cuenta que se miraron %d celdas).",
                where, when, whole_words(a, c->pairs), number_words(a, c->expected),
                number_words(a, ratio), p_words(a, c->p_table), (int)cells)
            : method_say(
                a, q,
                "No near repeats beyond chance among %s events: even the cell least like chance, "
                "%s apart and %s later, has %s pairs where chance would bring %s (%s, counting "
                "that %d cells were looked at).",
                "Sin repeticiones cercanas más allá del azar entre %s casos: incluso la celda "
                "menos "
                "parecida al azar, a %s y %s después, tiene %s pares donde el azar traería %s (%s, "
                "teniendo en cuenta que se miraron %d celdas).",
                whole_words(a, r->events), where, when, whole_words(a, c->pairs),
                number_words(a, c->expected), p_words(a, c->p_table), (int)cells);
}

METHOD(near_repeat)
{
    static const double usual_space[] = {0, 100, 200, 300, 400}, usual_time[] = {0, 7, 14, 21, 28};
    struct events e;
    struct number_list space, time, edges = {0};
    struct near_repeat r;
    struct error why = {0};
    struct near_repeat_question ask = {0};
    if (!read_events(a, q, &e, out, err)
        || !read_bands(a, q, "space bands", usual_space, 5, &space, err)
        || !read_bands(a, q, "time bands", usual_time, 5, &time, err)
        || !method_monte_carlo(q, 999, &ask.monte_carlo, err))
        return false;
    for (size_t i = 0; i < space.count; i++)
        *list_add(a, &edges) = space.at[i] * e.places.unit;
    ask.space_edge = edges.at;
    ask.time_edge = time.at;
    ask.space_bands = (int32_t)space.count - 1;
    ask.time_bands = (int32_t)time.count - 1;
    if (!near_repeat_table(a, &e.data, &ask, &r, &why))
        return method_refused(a, q, out->n, &why, out, err);
    write_table(a, q, &space, &time, &r, out);
    say(a, q, &space, &time, &r, out);
    result_note(a, out,
                "Knox's table: times dealt out anew over the events %" PRId64
                " times (seed %" PRIu64 "); by chance is the exact mean; p counts ties against the "
                "finding, Monte Carlo standard error at p = 0.05 %s; p for the whole table after "
                "Westfall and Young. Distances: %s. Bands are closed below, open above.",
                r.replicates, r.seed, number_words(a, monte_carlo_se(0.05, r.replicates)),
                e.places.kind == PLACES_ON_STREETS ? "along streets (Manhattan)"
                : e.places.kind == PLACES_ON_GLOBE ? "great circle"
                                                   : "straight lines");
    result_assume(a, out, "Places and days are known exactly, and no event is recorded twice.");
    result_warn(a, out,
                "Events put on a block's face or a station make false same-place pairs; the city's "
                "edge hides neighbours; a day known only as a range is no day.");
    struct result_chart *chart =
        result_chart_add(a, out, CHART_HEAT, "time", "estimate", NULL, NULL);
    chart->group = "space";
    return true;
}

METHOD(mantel)
{
    struct events e;
    struct mantel m;
    struct mantel_question ask = {0};
    struct error why = {0};
    double space, time;
    if (!read_events(a, q, &e, out, err)
        || !method_number(q, "space constant", e.places.unit == 1 ? 1 : 1000, &space, err)
        || !method_number(q, "time constant", 1, &time, err)
        || !method_monte_carlo(q, 999, &ask.monte_carlo, err))
        return false;
    if (!(space > 0) || !(time > 0))
        return method_wrong(q, err, "space constant", "the constants must be above 0");
    ask.space_constant = space * e.places.unit;
    ask.time_constant = time;
    if (!mantel_test(&e.data, &ask, &m, &why))
        return method_refused(a, q, out->n, &why, out, err);
    struct result_table *t = &out->main;
    table_column(a, t, "n", "n", COLUMN_COUNT);
    table_column(a, t, "estimate", method_word(q, "Closeness (Z)", "Cercanía (Z)"), COLUMN_NUMBER);
    table_column(a, t, "expected", method_word(q, "By chance", "Por azar"), COLUMN_NUMBER);
    table_column(a, t, "sd", method_word(q, "Standard deviation", "Desviación estándar"),
                 COLUMN_NUMBER);
    table_column(a, t, "correlation", method_word(q, "Correlation", "Correlación"), COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
    table_integer(a, t, m.events);
    table_number(a, t, m.z);
    table_number(a, t, m.mean);
    table_number(a, t, m.sd);
    table_number(a, t, m.correlation);
    table_number(a, t, m.p);
    result_headline(out, m.z / m.mean, interval_none(), COLUMN_NUMBER,
                    method_word(q, "times the closeness of chance", "veces la cercanía del azar"));
    out->p = m.p;
    out->sentence = method_say(
        a, q,
        "Events that are near each other in place are %snear in time too, beyond chance: their "
        "closeness is %s times that of times dealt out at random (%s; %s events).",
        "Los casos cercanos en lugar %sson cercanos también en el tiempo, más allá del azar: su "
        "cercanía es %s veces la de tiempos repartidos al azar (%s; %s casos).",
        m.p < 1 - q->level ? "" : method_word(q, "not ", "no "), number_words(a, m.z / m.mean),
        p_words(a, m.p), whole_words(a, m.events));
    result_note(a, out,
                "Mantel's test with constants %s m and %s days; times dealt out %" PRId64
                " times (seed %" PRIu64 "), Monte Carlo standard error of p %s; mean and standard "
                "deviation are exact.",
                number_words(a, space), number_words(a, time), m.replicates, m.seed,
                number_words(a, m.p_se));
    result_assume(a, out, "Places and days are known exactly, and no event is recorded twice.");
    return true;
}
