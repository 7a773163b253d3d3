#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "answer/period.h"
#include "answer/place_frame.h"
#include "base/text.h"
#include "method/scan.h"

enum { MOST_CELLS = 50000000 };

/* The rows as locations and steps. */
struct cells {
    struct place_frame places;
    struct periods periods; // of `when`
    bool timed;
    double first_step; // the number of the first period
    struct codes codes;
    struct scan_data data;
    double *x, *y; // of the locations, as the query gave them
};

static bool read_steps(struct arena *a, const struct method_question *q, bool prospective,
                       struct cells *c, const struct result *out, struct error *err)
{
    double last = -INFINITY;
    c->data.steps = 1;
    c->first_step = INFINITY;
    c->timed = method_column(q, "when") != NULL;
    if (!c->timed)
        return true;
    if (!periods_read(a, q, method_column(q, "when"), &c->periods, err))
        return false;
    for (size_t i = 0; i < q->in->rows; i++) {
        if (isnan(c->periods.at[i]))
            continue;
        c->first_step = fmin(c->first_step, c->periods.at[i]);
        last = fmax(last, c->periods.at[i]);
    }
    // A cluster that grows now ends today, not on the day of the last event.
    double today =
        prospective && out->as_of != NULL ? period_number(&c->periods, out->as_of) : (double)NAN;
    last = !isnan(today) && today > last ? today : last;
    if (last - c->first_step >= 100000)
        return method_wrong(q, err, NULL, "there are more than 100,000 steps of time");
    c->data.steps = isfinite(c->first_step) ? (int32_t)(last - c->first_step) + 1 : 1;
    return true;
}

static bool whole(const struct method_question *q, const struct cells *c,
                  const struct frame_column *const *numbers, size_t i)
{
    if (c->codes.at[i] < 0 || isnan(c->places.x[i]) || isnan(c->places.y[i])
        || (c->timed && isnan(c->periods.at[i])))
        return false;
    for (; *numbers != NULL; numbers++)
        if (isnan((*numbers)->number[i]))
            return false;
    (void)q;
    return true;
}

// Steps in which a place has no row have the place's mean population.
static void fill_population(struct arena *a, struct cells *c, double *people, const bool *has)
{
    int32_t steps = c->data.steps;
    double *mean = ARENA_ARRAY(a, double, (size_t)c->data.locations);
    for (int32_t l = 0; l < c->data.locations; l++) {
        double sum = 0;
        int32_t n = 0;
        for (int32_t t = 0; t < steps; t++)
            if (has[(size_t)l * (size_t)steps + (size_t)t]) {
                sum += people[(size_t)l * (size_t)steps + (size_t)t];
                n++;
            }
        mean[l] = n == 0 ? 0 : sum / n;
        for (int32_t t = 0; t < steps; t++)
            if (!has[(size_t)l * (size_t)steps + (size_t)t])
                people[(size_t)l * (size_t)steps + (size_t)t] = mean[l];
    }
    c->data.expected = people;
    c->data.population = mean;
}

static bool read_cells(struct arena *a, const struct method_question *q, enum scan_model model,
                       bool prospective, struct cells *c, struct result *out, struct error *err)
{
    const struct frame_column *cases = method_column(q, "cases"),
                              *people = method_column(q, "population"),
                              *controls = method_column(q, "controls");
    const struct frame_column *const numbers[] = {cases,
                                                  model == SCAN_POISSON     ? people
                                                  : model == SCAN_BERNOULLI ? controls
                                                                            : NULL,
                                                  NULL};
    *c = (struct cells){0};
    if (!place_frame_read(a, q, &c->places, err) || !read_steps(a, q, prospective, c, out, err))
        return false;
    c->codes = frame_codes(a, method_column(q, "place"), NULL, q->in->rows);
    size_t places = c->codes.values.count, steps = (size_t)c->data.steps;
    if (places * steps > MOST_CELLS)
        return method_wrong(q, err, NULL, "%zu places times %zu steps of time are too many", places,
                            steps);
    int64_t *k = ARENA_ARRAY(a, int64_t, places * steps),
            *others = ARENA_ARRAY(a, int64_t, places * steps);
    double *n = ARENA_ARRAY(a, double, places *steps);
    bool *has = ARENA_ARRAY(a, bool, places *steps);
    c->x = ARENA_ARRAY(a, double, places);
    c->y = ARENA_ARRAY(a, double, places);
    for (size_t i = 0; i < places; i++)
        c->x[i] = c->y[i] = (double)NAN;
    for (size_t i = 0; i < q->in->rows; i++) {
        int64_t count, control = 0;
        if (!whole(q, c, numbers, i)) {
            out->missing++;
            continue;
        }
        size_t place = (size_t)c->codes.at[i];
        size_t cell = place * steps + (c->timed ? (size_t)(c->periods.at[i] - c->first_step) : 0);
        if (!method_count_in(q, cases, i, &count, err)
            || (model == SCAN_BERNOULLI && !method_count_in(q, controls, i, &control, err)))
            return false;
        if (model == SCAN_POISSON && people->number[i] < 0)
            return method_wrong(q, err, NULL, "the population is negative");
        k[cell] += count;
        others[cell] += control;
        n[cell] = model == SCAN_POISSON ? people->number[i] : 0;
        has[cell] = true;
        out->n += count;
        if (isnan(c->x[place])) {
            c->x[place] = c->places.x[i];
            c->y[place] = c->places.y[i];
        }
    }
    c->data.locations = (int32_t)places;
    c->data.places = c->places.kind;
    c->data.x = c->x;
    c->data.y = c->y;
    c->data.cases = k;
    c->data.controls = model == SCAN_BERNOULLI ? others : NULL;
    if (model == SCAN_POISSON)
        fill_population(a, c, n, has);
    return true;
}

static bool read_question(struct arena *a, const struct method_question *q, struct cells *c,
                          struct scan_question *out, struct error *err)
{
    static const char *const rates[] = {"high", "low", "both", NULL};
    double radius, days, share, every;
    int64_t clusters, least;
    int rate;
    if (!method_number(q, "most radius", 0, &radius, err)
        || !method_number(q, "most days", 0, &days, err)
        || !method_number(q, "most share", 50, &share, err)
        || !method_number(q, "every", 1, &every, err)
        || !method_whole(q, "clusters", 10, 1, 100, &clusters, err)
        || !method_whole(q, "least cases", 2, 1, 1000000, &least, err)
        || !method_choice(q, a, "rates", rates, &rate, err)
        || !method_monte_carlo(q, 999, &out->monte_carlo, err))
        return false;
    if (radius < 0 || days < 0 || !(every > 0))
        return method_wrong(q, err, "most radius", "limits must be above 0");
    if (!(share > 0 && share <= 50))
        return method_wrong(q, err, "most share", "most share is a percentage up to 50");
    if (days > 0 && (!c->timed || (isfinite(c->first_step) && c->periods.kind < PERIOD_WEEK)))
        return method_wrong(q, err, "most days", "most days wants a column when that holds days");
    out->rates = (enum scan_rates)rate;
    out->extent = c->timed ? SCAN_SPACE_TIME : SCAN_SPATIAL;
    out->population_most = share / 100;
    out->radius_most = radius * c->places.unit;
    out->clusters_most = (int32_t)clusters;
    out->cases_least = least;
    out->analysis_days = every;
    if (days > 0) {
        double steps = floor(days / (c->periods.kind == PERIOD_WEEK ? 7 : 1));
        out->steps_most = (int32_t)fmax(1, fmin(steps, c->data.steps));
    }
    return true;
}

static double kilometres(const struct cells *c, const struct scan_cluster *k)
{
    return c->places.kind == PLACES_ON_GLOBE ? k->radius : k->radius / 1000;
}

static void write_clusters(struct arena *a, const struct method_question *q, const struct cells *c,
                           const struct scan_result *r, bool prospective, struct result *out)
{
    struct result_table *t = &out->main;
    bool globe = c->places.on_globe && c->places.kind == PLACES_ON_GLOBE;
    table_column(a, t, "cluster", "#", COLUMN_COUNT);
    table_column(a, t, "centre", method_word(q, "Centre", "Centro"), COLUMN_TEXT);
    table_column(a, t, globe ? "lon" : "x", globe ? method_word(q, "Longitude", "Longitud") : "x",
                 COLUMN_NUMBER);
    table_column(a, t, globe ? "lat" : "y", globe ? method_word(q, "Latitude", "Latitud") : "y",
                 COLUMN_NUMBER);
    table_column(a, t, "radius", method_word(q, "Radius, km", "Radio, km"), COLUMN_NUMBER);
    table_column(a, t, "places", method_word(q, "Places", "Lugares"), COLUMN_NUMBER);
    if (c->timed) {
        table_column(a, t, "from", method_word(q, "From", "Desde"), COLUMN_DATE);
        table_column(a, t, "to", method_word(q, "To", "Hasta"), COLUMN_DATE);
    }
    table_column(a, t, "cases", method_unit(q, method_word(q, "Cases", "Casos")), COLUMN_COUNT);
    table_column(a, t, "expected", method_word(q, "Expected", "Esperados"), COLUMN_NUMBER);
    table_column(a, t, "estimate",
                 method_word(q, "Times the rate elsewhere", "Veces la tasa de fuera"),
                 COLUMN_NUMBER);
    table_column(a, t, "llr", method_word(q, "Log likelihood ratio", "Log razón de verosimilitud"),
                 COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
    if (prospective)
        table_column(
            a, t, "recurrence_days",
            method_word(q, "By chance once in so many days", "Por azar una vez en tantos días"),
            COLUMN_NUMBER);
    for (int32_t i = 0; i < r->cluster_count; i++) {
        const struct scan_cluster *k = &r->clusters[i];
        table_integer(a, t, i + 1);
        table_text(a, t, method_label(q, a, c->codes.values.at[k->centre]));
        table_number(a, t, c->x[k->centre]);
        table_number(a, t, c->y[k->centre]);
        table_number(a, t, kilometres(c, k));
        table_number(a, t, k->location_count);
        if (c->timed) {
            table_text(a, t, period_text(a, &c->periods, c->first_step + k->first_step));
            table_text(a, t, period_text(a, &c->periods, c->first_step + k->last_step));
        }
        table_integer(a, t, k->cases);
        table_number(a, t, k->expected);
        table_number(a, t, k->relative_risk);
        table_number(a, t, k->llr);
        table_number(a, t, k->p);
        if (prospective)
            table_number(a, t, k->recurrence_days);
    }
}

static const char *where_words(struct arena *a, const struct method_question *q,
                               const struct cells *c, const struct scan_cluster *k)
{
    const char *name = method_label(q, a, c->codes.values.at[k->centre]);
    const char *centre = q->measure->by != NULL || !c->places.on_globe
                             ? name
                             : method_say(a, q, "%s (%.4f, %.4f)", "%s (%.4f, %.4f)", name,
                                          c->y[k->centre], c->x[k->centre]);
    if (k->location_count == 1)
        return method_say(a, q, "At %s", "En %s", centre);
    return method_say(a, q, "Within %s km of %s", "A menos de %s km de %s",
                      number_words(a, kilometres(c, k)), centre);
}

static const char *when_words(struct arena *a, const struct method_question *q,
                              const struct cells *c, const struct scan_cluster *k)
{
    if (!c->timed)
        return "";
    const char *from = day_words(a, q, period_text(a, &c->periods, c->first_step + k->first_step)),
               *to = day_words(a, q, period_text(a, &c->periods, c->first_step + k->last_step));
    if (k->first_step == k->last_step)
        return method_say(a, q, " on %s", " el %s", from);
    return method_say(a, q, " from %s to %s", " de %s a %s", from, to);
}

static void say(struct arena *a, const struct method_question *q, const struct cells *c,
                const struct scan_result *r, bool prospective, struct result *out)
{
    if (r->cluster_count == 0) {
        result_not_estimable(a, q, out, out->n,
                             method_word(q, "no circle has enough cases to be looked at",
                                         "ningún círculo tiene casos suficientes"));
        return;
    }
    const struct scan_cluster *k = &r->clusters[0];
    bool sure = k->p < 1 - q->level;
    int32_t others = 0;
    for (int32_t i = 1; i < r->cluster_count; i++)
        others += r->clusters[i].p < 1 - q->level;
    result_headline(
        out, k->relative_risk, interval_none(), COLUMN_NUMBER,
        method_say(a, q, "times the rate elsewhere, in the most likely cluster%s",
                   "veces la tasa de fuera, en el grupo más probable%s",
                   sure ? ""
                        : method_word(q, "; chance could bring it", "; el azar podría traerlo")));
    out->p = k->p;
    const char *what =
        method_say(a, q, "%s%s there were %s %s where %s would be expected",
                   "%s%s hubo %s %s donde se esperarían %s", where_words(a, q, c, k),
                   when_words(a, q, c, k), whole_words(a, k->cases),
                   method_unit(q, method_word(q, "cases", "casos")), number_words(a, k->expected));
    const char *alarm =
        prospective
            ? method_say(a, q,
                         " Asked as often as this, chance alone would bring such a cluster "
                         "once in %s days.",
                         " Con esta frecuencia de consulta, el azar traería un grupo así una "
                         "vez cada %s días.",
                         number_words(a, round(k->recurrence_days)))
            : "";
    out->sentence =
        sure ? method_say(a, q,
                          "%s: %s times the rate elsewhere (%s, counting that all places and times "
                          "were looked at).%s%s",
                          "%s: %s veces la tasa de fuera (%s, teniendo en cuenta que se miraron "
                          "todos los lugares y tiempos).%s%s",
                          what, number_words(a, k->relative_risk), p_words(a, k->p),
                          others == 0   ? ""
                          : others == 1 ? method_word(q, " One more cluster stands out.",
                                                      " Destaca un grupo más.")
                                        : method_say(a, q, " %d more clusters stand out.",
                                                     " Destacan %d grupos más.", (int)others),
                          alarm)
             : method_say(
                 a, q,
                 "No cluster stands out. The most likely one is no more than chance brings "
                 "somewhere (%s): %c%s.%s",
                 "No destaca ningún grupo. El más probable no es más de lo que trae el azar "
                 "en algún lugar (%s): %c%s.%s",
                 p_words(a, k->p), what[0] >= 'A' && what[0] <= 'Z' ? what[0] + 32 : what[0],
                 what + 1, alarm);
}

static bool choose_model(struct arena *a, const struct method_question *q, enum scan_model *out,
                         struct error *err)
{
    static const char *const models[] = {"", "poisson", "bernoulli", "permutation", NULL};
    int model;
    bool people = method_column(q, "population") != NULL,
         controls = method_column(q, "controls") != NULL;
    if (!method_choice(q, a, "model", models, &model, err))
        return false;
    if (model == 0)
        model = people ? 1 : controls ? 2 : 3;
    if (model == 1 && !people)
        return method_wrong(q, err, "model", "the Poisson model wants a column population");
    if (model == 2 && !controls)
        return method_wrong(q, err, "model", "the Bernoulli model wants a column controls");
    if (model == 3 && method_column(q, "when") == NULL)
        return method_wrong(q, err, method_key(q, "model") == NULL ? NULL : "model",
                            "without population or controls, the permutation model wants a column "
                            "when");
    *out = (enum scan_model)(model - 1);
    return true;
}

METHOD(cluster)
{
    static const char *const yes_no[] = {"no", "yes", NULL};
    struct cells c;
    struct scan_result r;
    struct error why = {0};
    struct scan_question ask = {0};
    int prospective;
    if (!choose_model(a, q, &ask.model, err)
        || !method_choice(q, a, "prospective", yes_no, &prospective, err)
        || !read_cells(a, q, ask.model, prospective == 1, &c, out, err)
        || !read_question(a, q, &c, &ask, err))
        return false;
    ask.prospective = prospective == 1;
    if (ask.prospective && !c.timed)
        return method_wrong(q, err, "prospective", "prospective wants a column when");
    if (out->n == 0) {
        result_not_estimable(a, q, out, 0, method_word(q, "there are no cases", "no hay casos"));
        return true;
    }
    if (!scan(a, &c.data, &ask, &r, &why))
        return method_refused(a, q, out->n, &why, out, err);
    write_clusters(a, q, &c, &r, ask.prospective, out);
    say(a, q, &c, &r, ask.prospective, out);
    result_note(
        a, out,
        "Scan statistic (%s model) over circles around %d places%s; %" PRId64
        " replicates (seed %" PRIu64 "), Monte Carlo standard error of p %s.",
        ask.model == SCAN_POISSON     ? "Poisson"
        : ask.model == SCAN_BERNOULLI ? "Bernoulli"
                                      : "permutation",
        (int)r.locations,
        c.timed ? arena_printf(a, " and intervals of at most %d steps", (int)r.steps_longest) : "",
        r.replicates, r.seed, r.cluster_count > 0 ? number_words(a, r.clusters[0].p_se) : "0");
    result_warn(
        a, out,
        "Circles miss long thin clusters. The p-value is for the most likely cluster of the "
        "whole scan, not for each street in it.");
    if (ask.model == SCAN_PERMUTATION)
        result_warn(a, out,
                    "This model cannot see a rise that is the same everywhere, and takes a "
                    "population that grows in one place for a cluster.");
    result_assume(a, out, "Each case is put on its own place and day, and none is recorded twice.");
    if (r.cluster_count == 0)
        return true;
    struct result_chart *chart =
        result_chart_add(a, out, CHART_POINTS, c.places.kind == PLACES_ON_GLOBE ? "lon" : "x",
                         c.places.kind == PLACES_ON_GLOBE ? "lat" : "y", NULL, NULL);
    chart->radius = "radius";
    chart->size = "cases";
    chart->areas = q->areas;
    return true;
}
