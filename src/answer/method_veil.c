#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/zone.h"
#include "method/veil.h"
#include "store/function.h"

// The minute of the day that a datetime's clock showed; NaN for a day alone.
static double minute_of_text(const char *text)
{
    int hour, minute;
    if (strlen(text) < 16 || sscanf(text + 11, "%2d:%2d", &hour, &minute) != 2)
        return (double)NAN;
    return hour * 60.0 + minute;
}

struct stops {
    double *group, *minute, *sunset, *dusk;
    int32_t *district;
    struct veil_stops of;
    double east, north; // how far apart the places are, in degrees
};

static void take_group_and_district(struct arena *a, const struct method_question *q,
                                    struct stops *s)
{
    const struct frame_column *district = method_column(q, "district");
    s->of.n = (int64_t)q->in->rows;
    s->of.group = method_column(q, "group_is")->number;
    s->of.level = q->level;
    if (district == NULL)
        return;
    struct codes codes = frame_codes(a, district, NULL, q->in->rows);
    for (size_t i = 0; i < q->in->rows; i++)
        if (codes.at[i] < 0)
            codes.at[i] = INT32_MIN;
    s->of.district = codes.at;
}

// Sunset and dusk as the query gives them.
static void take_given(const struct method_question *q, struct stops *s)
{
    const double *dusk = method_column(q, "dusk")->number;
    s->of.minute = method_column(q, "minute")->number;
    s->of.sunset = method_column(q, "sunset")->number;
    s->of.dusk = dusk;
    s->of.earliest = INFINITY;
    s->of.latest = -INFINITY;
    for (size_t i = 0; i < q->in->rows; i++) {
        s->of.earliest = fmin(s->of.earliest, dusk[i]);
        s->of.latest = fmax(s->of.latest, dusk[i]);
    }
}

// Sunset and dusk of the days and of the middle of the places.
static bool take_sky(struct arena *a, const struct method_question *q, struct stops *s,
                     struct error *err)
{
    const struct frame_column *at = method_column(q, "at"), *lon = method_column(q, "lon"),
                              *lat = method_column(q, "lat");
    const struct zone *zone = q->zone;
    const char *name = method_key(q, "zone");
    struct error none = {0};
    if (name != NULL && !zone_load(a, name, &zone, &none))
        return method_wrong(q, err, "zone", "%s", none.text);
    struct date *days = ARENA_ARRAY(a, struct date, q->in->rows);
    double *minute = ARENA_ARRAY(a, double, q->in->rows);
    double x = 0, y = 0, west = INFINITY, east = -INFINITY, south = INFINITY, north = -INFINITY;
    int64_t n = 0;
    for (size_t i = 0; i < q->in->rows; i++) {
        days[i] = at->text[i] == NULL ? NO_DATE : day_of_text(at->text[i]);
        minute[i] = at->text[i] == NULL ? (double)NAN : minute_of_text(at->text[i]);
        if (isnan(lon->number[i]) || isnan(lat->number[i]) || !date_is(days[i])
            || isnan(minute[i])) {
            days[i] = NO_DATE;
            continue;
        }
        x += lon->number[i];
        y += lat->number[i];
        west = fmin(west, lon->number[i]);
        east = fmax(east, lon->number[i]);
        south = fmin(south, lat->number[i]);
        north = fmax(north, lat->number[i]);
        n++;
    }
    s->of.minute = minute;
    if (n == 0)
        return true;
    s->east = east - west;
    s->north = north - south;
    struct veil_sky sky;
    if (!veil_sky(a, y / (double)n, x / (double)n, zone, days, (int64_t)q->in->rows, &sky, err))
        return false;
    s->of.sunset = sky.sunset;
    s->of.dusk = sky.dusk;
    s->of.since_change = sky.changes > 0 ? sky.since_change : NULL;
    s->of.change = sky.changes > 0 ? sky.change : NULL;
    s->of.earliest = sky.earliest;
    s->of.latest = sky.latest;
    return true;
}

static void write_look(struct arena *a, struct result_table *t, const char *name,
                       const struct veil_look *l)
{
    table_text(a, t, name);
    table_integer(a, t, l->stops);
    table_number(a, t, l->light > 0 ? (double)l->group_light / (double)l->light : (double)NAN);
    table_number(a, t, l->dark > 0 ? (double)l->group_dark / (double)l->dark : (double)NAN);
    if (l->why != NULL)
        table_no_estimate(a, t, arena_printf(a, "not estimable: %s", l->why));
    else
        table_number(a, t, l->odds);
    table_number(a, t, l->odds_interval.low);
    table_number(a, t, l->odds_interval.high);
    table_number(a, t, l->p);
    table_number(a, t, l->cluster_odds_interval.low);
    table_number(a, t, l->cluster_odds_interval.high);
    table_number(a, t, l->cluster_p);
    table_number(a, t, l->beta);
    table_number(a, t, l->se);
}

static void write_table(struct arena *a, const struct method_question *q, const struct veil *v,
                        bool districts, bool window, struct result *out)
{
    struct result_table *t = &out->main;
    table_column(a, t, "look", method_word(q, "Look", "Mirada"), COLUMN_TEXT);
    table_column(a, t, "n", method_word(q, "Stops", "Paradas"), COLUMN_COUNT);
    table_column(a, t, "light",
                 method_word(q, "Share of the group in light", "Proporción del grupo con luz"),
                 COLUMN_PERCENT);
    table_column(a, t, "dark", method_word(q, "Share in the dark", "Proporción en la oscuridad"),
                 COLUMN_PERCENT);
    table_estimate_columns(a, q, t,
                           method_word(q, "Odds in light, times those in the dark",
                                       "Momios con luz, veces los de oscuridad"),
                           COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
    table_column(a, t, "cluster_low", method_word(q, "Low, by district", "Desde, por distrito"),
                 COLUMN_NUMBER);
    table_column(a, t, "cluster_high", method_word(q, "High, by district", "Hasta, por distrito"),
                 COLUMN_NUMBER);
    table_column(a, t, "cluster_p", method_word(q, "p, by district", "p, por distrito"), COLUMN_P);
    table_column(a, t, "beta", method_word(q, "Coefficient of dark", "Coeficiente de oscuridad"),
                 COLUMN_NUMBER);
    table_column(a, t, "se", method_word(q, "Standard error", "Error estándar"), COLUMN_NUMBER);
    write_look(a, t, method_word(q, "Same time of the clock", "La misma hora"), &v->plain);
    if (districts)
        write_look(a, t, method_word(q, "Same time and district", "La misma hora y distrito"),
                   &v->district);
    if (window)
        write_look(a, t,
                   method_word(q, "Weeks around the change of the clock",
                               "Semanas alrededor del cambio de hora"),
                   &v->window);
}

static const char *clock_words(struct arena *a, double minute)
{
    int m = (int)floor(minute);
    return arena_printf(a, "%d:%02d", m / 60 % 24, m % 60);
}

static void say(struct arena *a, const struct method_question *q, const struct stops *s,
                const struct veil *v, bool districts, struct result *out)
{
    const struct veil_look *l = districts && v->district.why == NULL ? &v->district : &v->plain;
    bool sure = l->p < 1 - q->level;
    out->n = l->stops;
    out->p = l->p;
    result_headline(out, l->odds, l->odds_interval, COLUMN_NUMBER,
                    method_word(q, "times the odds in the dark, when it is light",
                                "veces los momios de la oscuridad, con luz"));
    out->sentence = method_say(
        a, q,
        "At the same time of the clock%s, the odds that a stop was of the group were %s times as "
        "high in light as in the dark%s; %s, %s stops between %s and %s. %s",
        "A la misma hora%s, los momios de que una parada fuera del grupo eran %s veces los de la "
        "oscuridad cuando había luz%s; %s, %s paradas entre las %s y las %s. %s",
        l == &v->district ? method_word(q, " in the same district", " en el mismo distrito") : "",
        number_words(a, l->odds), interval_phrase(a, q, l->odds_interval, COLUMN_NUMBER),
        p_words(a, l->p), whole_words(a, l->stops), clock_words(a, s->of.earliest),
        clock_words(a, s->of.latest),
        !sure ? method_word(q, "Chance alone could do that.", "El azar solo podría causarlo.")
        : l->odds > 1 ? method_word(q, "Above 1 speaks for stopping by race where it can be seen.",
                                    "Más de 1 sugiere que se para según la raza cuando se ve.")
                      : method_word(q, "Below 1 does not speak for stopping by race.",
                                    "Menos de 1 no sugiere que se pare según la raza."));
}

METHOD(veil)
{
    const bool sky = method_column(q, "at") != NULL, given = method_column(q, "minute") != NULL;
    struct stops s = {0};
    struct veil v;
    struct error why = {0};
    if (sky == given
        || (sky && (method_column(q, "lon") == NULL || method_column(q, "lat") == NULL))
        || (given && (method_column(q, "dusk") == NULL || method_column(q, "sunset") == NULL)))
        return method_wrong(q, err, NULL,
                            "the method veil_of_darkness wants either the columns at, lon and lat, "
                            "or minute, sunset and dusk");
    take_group_and_district(a, q, &s);
    if (given)
        take_given(q, &s);
    else if (!take_sky(a, q, &s, err))
        return false;
    for (size_t i = 0; i < q->in->rows; i++)
        if (!isnan(s.of.group[i]) && s.of.group[i] != 0 && s.of.group[i] != 1)
            return method_wrong(q, err, NULL, "the column group_is must be true or false");
    if (s.of.dusk == NULL || !isfinite(s.of.earliest)) {
        out->missing = (int64_t)q->in->rows;
        result_not_estimable(
            a, q, out, 0,
            method_word(q, "no stop has a time and a place", "ninguna parada tiene hora y lugar"));
        return true;
    }
    if (!veil_fit(a, &s.of, &v, &why))
        return method_refused(a, q, (int64_t)q->in->rows, &why, out, err);
    bool districts = s.of.district != NULL;
    write_table(a, q, &v, districts, s.of.change != NULL, out);
    out->missing = v.missing;
    say(a, q, &s, &v, districts, out);
    result_note(a, out,
                "Logistic regression of the group on dark with a natural spline of the clock (6 "
                "df); Wald intervals, %s, of the model and summed by district. Left out: %s stops "
                "outside the hours that are light on some days and dark on others, %s between "
                "sunset and the end of civil twilight.",
                level_words(a, q->level), whole_words(a, v.outside), whole_words(a, v.twilight));
    if (sky)
        result_note(a, out,
                    "Sunset and dusk of the middle of the places, which lie within %s by %s "
                    "degrees; a degree of longitude is 4 minutes.",
                    number_words(a, s.east), number_words(a, s.north));
    if (sky && s.east > 1)
        result_warn(a, out, "The places lie more than a degree apart, so dusk is not the same.");
    if (v.district.silent > 0)
        result_note(a, out, "%s stops are in districts where all stops, or none, are of the group.",
                    whole_words(a, v.district.silent));
    result_assume(a, out,
                  "At the same time of the clock, who drives and how does not change with the "
                  "light; an officer sees a driver worse in the dark.");
    for (const char *const *c = veil_caveats; *c != NULL; c++)
        result_warn(a, out, "%s", *c);
    struct result_chart *chart =
        result_chart_add(a, out, CHART_DOT, "look", "estimate", "low", "high");
    chart->reference = 1;
    chart->reference_label = method_word(q, "the same", "lo mismo");
    chart->log_scale = true;
    return true;
}
