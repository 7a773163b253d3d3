#include "method/veil.h"

#include <math.h>
#include <stdlib.h>

#include "base/list.h"
#include "method/distribution.h"
#include "method/panel.h"
#include "method/regression.h"
#include "method/sun.h"

#define MINUTE_US INT64_C(60000000)
#define DAY_US INT64_C(86400000000)
#define HALF_YEAR 183

const char *const veil_caveats[] = {
    "Darkness must hide who is driving: street lights and signs of the car itself can lift the "
    "veil.",
    "The same time of the clock is dark in one season and light in another: who drives, and where, "
    "may differ between seasons; the look at weeks around clock changes narrows that.",
    "Stops for equipment, such as lights, are made in the dark; where groups differ in them, "
    "reasons of stop should be compared apart.",
    "Police may work differently after dark; effects of districts hold place, not deployment.",
    "The test compares light with dark: bias that is the same in both does not show.",
    NULL,
};

// ---- Clock and sun of the stops' days ----

// The sky of a day, for all days of the calendar years that stops lie in.
struct sky_day {
    double sunset, dusk;
    int32_t change, since_change;
};

struct change_list {
    struct date *at; // the first day under the new clock
    size_t count, room;
};

// Minutes on the clock since midnight of a day.
static double clock_minute(const struct zone *zone, struct instant t, struct date day)
{
    if (t.us == INT64_MIN)
        return NAN;
    const struct local l = instant_local(t, zone_offset(zone, t));
    return ((double)(l.date.days - day.days)) * 1440 + (double)l.us / (double)MINUTE_US;
}

static int noon_offset(const struct zone *zone, int32_t day)
{
    return zone_offset(zone, (struct instant){day * DAY_US + DAY_US / 2});
}

static struct change_list find_changes(struct arena *a, const struct zone *zone, int32_t from,
                                       int32_t to)
{
    struct change_list list = {0};
    for (int32_t day = from - HALF_YEAR; day <= to + HALF_YEAR; day++)
        if (noon_offset(zone, day) != noon_offset(zone, day - 1))
            *list_add(a, &list) = (struct date){day};
    return list;
}

static struct sky_day sky_of_day(double latitude, double longitude, const struct zone *zone,
                                 struct date day, const struct change_list *changes)
{
    const struct sun_day sun = sun_day(latitude, longitude, day);
    struct sky_day s = {clock_minute(zone, sun.sunset, day), clock_minute(zone, sun.dusk, day), -1,
                        0};
    for (size_t c = 0; c < changes->count; c++) {
        const int32_t since = day.days - changes->at[c].days;
        if (since < -HALF_YEAR || since > HALF_YEAR)
            continue;
        if (s.change < 0 || abs(since) < abs(s.since_change)) {
            s.change = (int32_t)c;
            s.since_change = since;
        }
    }
    return s;
}

static bool range_of_days(const struct date *day, int64_t n, int32_t *from, int32_t *to,
                          struct error *err)
{
    int32_t first = INT32_MAX, last = INT32_MIN;
    for (int64_t i = 0; i < n; i++) {
        if (!date_is(day[i]))
            continue;
        first = day[i].days < first ? day[i].days : first;
        last = day[i].days > last ? day[i].days : last;
    }
    if (first > last)
        return error_set(err, ERROR_USAGE, "no stop has a day");
    if (last - first > 200 * 366)
        return error_set(err, ERROR_INVALID, "stops lie more than 200 years apart");
    *from = date_of(date_civil((struct date){first}).year, 1, 1).days;
    *to = date_of(date_civil((struct date){last}).year, 12, 31).days;
    return true;
}

bool veil_sky(struct arena *a, double latitude, double longitude, const struct zone *zone,
              const struct date *day, int64_t n, struct veil_sky *out, struct error *err)
{
    int32_t from = 0, to = 0;
    if (!(fabs(latitude) <= 90 && fabs(longitude) <= 180))
        return error_set(err, ERROR_USAGE, "there is no place at latitude %g, longitude %g",
                         latitude, longitude);
    if (!range_of_days(day, n, &from, &to, err))
        return false;
    struct arena scratch = {0};
    const struct change_list changes = find_changes(&scratch, zone, from, to);
    struct sky_day *days = ARENA_ARRAY(&scratch, struct sky_day, (size_t)(to - from + 1));
    struct veil_sky s = {.sunset = ARENA_ARRAY(a, double, (size_t)n),
                         .dusk = ARENA_ARRAY(a, double, (size_t)n),
                         .since_change = ARENA_ARRAY(a, int32_t, (size_t)n),
                         .change = ARENA_ARRAY(a, int32_t, (size_t)n),
                         .changes = (int32_t)changes.count,
                         .earliest = INFINITY,
                         .latest = -INFINITY};
    for (int32_t d = from; d <= to; d++) {
        days[d - from] = sky_of_day(latitude, longitude, zone, (struct date){d}, &changes);
        s.earliest = fmin(s.earliest, days[d - from].dusk);
        s.latest = fmax(s.latest, days[d - from].dusk);
    }
    for (int64_t i = 0; i < n; i++) {
        const struct sky_day none = {NAN, NAN, -1, 0};
        const struct sky_day *sky = date_is(day[i]) ? &days[day[i].days - from] : &none;
        s.sunset[i] = sky->sunset;
        s.dusk[i] = sky->dusk;
        s.change[i] = sky->change;
        s.since_change[i] = sky->since_change;
    }
    arena_free(&scratch);
    *out = s;
    return true;
}

// ---- The test ----

// The stops of a look, in arrays of their own.
struct sample {
    int64_t n;
    double *group, *minute, *dark;
    int32_t *district, *change; // from 0
    int32_t districts, changes; // 0: without
};

static struct sample sample_make(struct arena *a, int64_t n)
{
    const size_t size = (size_t)n;
    return (struct sample){0,
                           ARENA_ARRAY(a, double, size),
                           ARENA_ARRAY(a, double, size),
                           ARENA_ARRAY(a, double, size),
                           ARENA_ARRAY(a, int32_t, size),
                           ARENA_ARRAY(a, int32_t, size),
                           0,
                           0};
}

static void sample_add(struct sample *to, const struct sample *from, int64_t i)
{
    to->group[to->n] = from->group[i];
    to->minute[to->n] = from->minute[i];
    to->dark[to->n] = from->dark[i];
    to->district[to->n] = from->district[i];
    to->change[to->n++] = from->change[i];
}

static bool stop_missing(const struct veil_stops *s, int64_t i)
{
    return isnan(s->group[i]) || isnan(s->minute[i]) || isnan(s->sunset[i]) || isnan(s->dusk[i])
           || (s->district != NULL && s->district[i] == INT32_MIN);
}

static bool take_stops(struct arena *a, const struct veil_stops *s, struct veil *out,
                       struct sample *to, struct error *err)
{
    const int32_t window = s->window_days > 0 ? s->window_days : 30;
    *to = sample_make(a, s->n);
    for (int64_t i = 0; i < s->n; i++) {
        if (!isnan(s->group[i]) && s->group[i] != 0 && s->group[i] != 1)
            return error_set(err, ERROR_USAGE, "a group is 0 or 1, not %g", s->group[i]);
        if (stop_missing(s, i)) {
            out->missing++;
            continue;
        }
        const double minute = s->minute[i];
        if (minute < s->earliest || minute > s->latest) {
            out->outside++;
            continue;
        }
        if (minute > s->sunset[i] && minute < s->dusk[i]) {
            out->twilight++;
            continue;
        }
        const bool near = s->change != NULL && s->since_change != NULL && s->change[i] >= 0
                          && s->since_change[i] >= -window && s->since_change[i] < window;
        to->group[to->n] = s->group[i];
        to->minute[to->n] = minute;
        to->dark[to->n] = minute > s->dusk[i];
        to->district[to->n] = s->district == NULL ? 0 : s->district[i];
        to->change[to->n++] = near ? s->change[i] : INT32_MIN;
    }
    to->districts = s->district == NULL ? 0 : codes_from_zero(to->district, to->n);
    to->changes = codes_from_zero(to->change, to->n);
    return true;
}

// Leaves out the stops of districts, or changes, in which all stops are alike: their effect would
// run off to infinity, and they say nothing of the dark.
static struct sample without_silent(struct arena *a, const struct sample *s, bool by_district)
{
    const int32_t kinds = by_district ? s->districts : s->changes;
    const int32_t *code = by_district ? s->district : s->change;
    int64_t *stops = ARENA_ARRAY(a, int64_t, (size_t)kinds);
    int64_t *own = ARENA_ARRAY(a, int64_t, (size_t)kinds);
    for (int64_t i = 0; i < s->n; i++) {
        stops[code[i]]++;
        own[code[i]] += s->group[i] > 0;
    }
    struct sample kept = sample_make(a, s->n);
    for (int64_t i = 0; i < s->n; i++)
        if (own[code[i]] > 0 && own[code[i]] < stops[code[i]])
            sample_add(&kept, s, i);
    kept.districts = s->districts > 0 ? codes_from_zero(kept.district, kept.n) : 0;
    kept.changes = s->changes > 0 ? codes_from_zero(kept.change, kept.n) : 0;
    return kept;
}

static bool add_clock(struct design *design, const struct design *whole, int df,
                      const double *minute, struct error *err)
{
    if (df < 0)
        return true;
    if (whole == NULL)
        return design_spline(design, "clock", minute, df == 0 ? 6 : df, err);
    const struct spline *knots = &whole->terms.at[0].spline;
    return design_spline_at(design, "clock", minute, knots->at, knots->knots, knots->low,
                            knots->high, err);
}

static struct interval odds_of(double beta, double reach)
{
    return (struct interval){exp(-beta - reach), exp(-beta + reach)};
}

// One regression gives both errors: the model's from the information, and by district.
static bool fit_dark(struct arena *a, const struct design *design, const struct sample *s,
                     double level, struct veil_look *look, struct error *err)
{
    const bool clustered = s->districts > 1;
    const struct regression r = {.design = design,
                                 .y = s->group,
                                 .family = REGRESSION_LOGISTIC,
                                 .variance = clustered ? VARIANCE_CR0 : VARIANCE_MODEL,
                                 .cluster = clustered ? s->district : NULL,
                                 .threads = 1};
    struct regression_result f;
    if (!regression_fit(a, &r, &f, err))
        return false;
    const int column = design_column(design, "dark");
    if (isnan(f.at[column].estimate))
        return error_set(err, ERROR_INVALID, "darkness cannot be told from the clock here");
    const double z = normal_quantile((1 + level) / 2);
    look->beta = f.at[column].estimate;
    look->se = sqrt(f.unscaled[column * f.p + column]);
    look->p = 2 * normal_above(fabs(look->beta / look->se));
    look->odds = exp(-look->beta);
    look->odds_interval = odds_of(look->beta, z * look->se);
    look->clusters = clustered ? f.clusters : 0;
    look->cluster_se = clustered ? f.at[column].se : NAN;
    look->cluster_p = clustered ? f.at[column].p : NAN;
    look->cluster_odds_interval = odds_of(look->beta, z * look->cluster_se);
    return true;
}

static void count_stops(const struct sample *s, struct veil_look *look)
{
    look->stops = s->n;
    for (int64_t i = 0; i < s->n; i++) {
        const bool dark = s->dark[i] > 0, group = s->group[i] > 0;
        look->dark += dark;
        look->light += !dark;
        look->group_dark += dark && group;
        look->group_light += !dark && group;
    }
}

static bool fit_look(struct arena *a, const struct sample *all, const struct veil_stops *asked,
                     bool districts, bool changes, struct veil_look *look, struct error *err)
{
    struct design whole = design_make(a, all->n), design;
    struct sample s = *all;
    if (!add_clock(&whole, NULL, asked->df, s.minute, err))
        return false;
    // Leaving out districts can silence a change, and the reverse.
    for (int64_t before = -1; before != s.n;) {
        before = s.n;
        if (districts)
            s = without_silent(a, &s, true);
        if (changes)
            s = without_silent(a, &s, false);
    }
    count_stops(&s, look);
    look->silent = all->n - s.n;
    design = design_make(a, s.n);
    design_intercept(&design);
    if (!add_clock(&design, asked->df < 0 ? NULL : &whole, asked->df, s.minute, err))
        return false;
    if (districts && s.districts > 1)
        design_factor(&design, "district", s.district, NULL, s.districts, 0);
    if (changes && s.changes > 1)
        design_factor(&design, "change", s.change, NULL, s.changes, 0);
    design_number(&design, "dark", s.dark);
    return fit_dark(a, &design, &s, asked->level > 0 ? asked->level : 0.95, look, err);
}

static const struct interval nowhere = {NAN, NAN};

static struct veil_look look_refused(struct veil_look look, const char *why)
{
    look.why = why;
    look.beta = look.se = look.p = look.odds = look.cluster_se = look.cluster_p = NAN;
    look.odds_interval = look.cluster_odds_interval = nowhere;
    return look;
}

static struct veil_look try_look(struct arena *a, const struct sample *s,
                                 const struct veil_stops *asked, bool changes)
{
    struct error err = {0};
    struct veil_look look = {0};
    if (fit_look(a, s, asked, s->districts > 0, changes, &look, &err))
        return look;
    return look_refused(look, arena_text(a, err.text));
}

bool veil_fit(struct arena *a, const struct veil_stops *asked, struct veil *out, struct error *err)
{
    if (!(asked->level >= 0 && asked->level < 1))
        return error_set(err, ERROR_USAGE, "a level is between 0 and 1, not %g", asked->level);
    struct veil v = {0};
    struct sample s;
    if (!take_stops(a, asked, &v, &s, err) || !fit_look(a, &s, asked, false, false, &v.plain, err))
        return false;
    v.district = s.districts > 0 ? try_look(a, &s, asked, false)
                                 : look_refused(v.district, "the stops have no districts");
    struct sample near = sample_make(a, s.n);
    for (int64_t i = 0; i < s.n; i++)
        if (s.change[i] >= 0)
            sample_add(&near, &s, i);
    near.districts = s.districts > 0 ? codes_from_zero(near.district, near.n) : 0;
    near.changes = codes_from_zero(near.change, near.n);
    v.window = near.n > 0 ? try_look(a, &near, asked, true)
                          : look_refused(v.window, "no stops lie near a change of the clock");
    *out = v;
    return true;
}
