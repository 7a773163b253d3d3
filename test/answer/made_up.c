#include "made_up.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/random.h"

static void note(struct arena *a, struct text_list *list, const char *text)
{
    *(const char **)list_add(a, list) = text;
}

static struct result *begin(struct arena *a, const char *name, const char *title,
                            const char *method)
{
    struct result *r = ARENA_NEW(a, struct result);
    r->name = name;
    r->title = title;
    r->method = method;
    r->as_of = "2026-01-31";
    r->level = 0.95;
    r->p = NAN;
    r->headline_interval = (struct interval){NAN, NAN};
    r->data_version = "9f2c61d0a7b84e35";
    note(a, &r->assumptions, "Each row is one event, and no event is recorded twice.");
    return r;
}

static void headline(struct result *r, double v, double low, double high, enum column_kind kind,
                     const char *label)
{
    r->estimable = true;
    r->headline = (struct cell){.kind = CELL_NUMBER, .number = v};
    r->headline_kind = kind;
    r->headline_label = label;
    r->headline_interval = (struct interval){low, high};
}

static struct result_chart *chart(struct arena *a, struct result *r, enum chart_kind kind,
                                  const char *title, const char *description)
{
    struct result_chart *c = list_add(a, &r->charts);
    *c = (struct result_chart){
        .kind = kind, .table = &r->main, .title = title, .description = description};
    return c;
}

static void estimate_columns(struct arena *a, struct result_table *t, const char *label,
                             enum column_kind kind)
{
    table_column(a, t, "estimate", label, kind);
    table_column(a, t, "low", "Low", kind);
    table_column(a, t, "high", "High", kind);
}

static void estimate(struct arena *a, struct result_table *t, double v, double low, double high)
{
    table_number(a, t, v);
    table_number(a, t, low);
    table_number(a, t, high);
}

static const struct result *force_rate(struct arena *a)
{
    struct result *r =
        begin(a, "force.rate_by_race", "Uses of force per 1,000 arrests, by race", "rate");
    r->unit = "per 1,000 arrests";
    r->sentence = "Police used force in 14.2 of every 1,000 arrests (95 % interval 13.1 to 15.4; "
                  "2023 to 2025; 41,020 arrests). For Black people it was 18.6, 1.8 times the rate "
                  "for White people.";
    r->caveat = "Arrests are themselves decisions of the police. A rate per arrest says nothing "
                "about who is arrested.";
    r->source = "Arrest log and use-of-force reports of the police department";
    r->basis = "National Use-of-Force Data Collection";
    r->query = "SELECT race AS \"group\", count(*) FILTER (WHERE forced) AS events, count(*) AS "
               "exposure\nFROM   arrest_with_force\nWHERE  arrested_on < as_of() GROUP BY race";
    r->from = "2023-01-01";
    r->to = "2025-12-31";
    r->n = 41020;
    r->missing = 3214;
    headline(r, 14.2, 13.1, 15.4, COLUMN_NUMBER, "uses of force per 1,000 arrests");
    table_column(a, &r->main, "group", "Race", COLUMN_TEXT);
    table_column(a, &r->main, "events", "Uses of force", COLUMN_COUNT);
    table_column(a, &r->main, "exposure", "Arrests", COLUMN_COUNT);
    estimate_columns(a, &r->main, "Per 1,000 arrests", COLUMN_NUMBER);
    const struct {
        const char *group;
        int64_t events, exposure;
        double v, low, high;
    } rows[] = {
        {"Black or African American", 312, 16774, 18.6, 16.6, 20.8},
        {"Hispanic or Latino", 141, 9731, 14.5, 12.2, 17.1},
        {"White", 126, 12233, 10.3, 8.58, 12.3},
        {"Asian", 9, 1432, 6.28, 2.87, 11.9},
        {"American Indian or Alaska Native, alone or with others", 2, 61, 32.8, 3.97, 118},
    };
    for (size_t i = 0; i < 5; i++) {
        table_text(a, &r->main, rows[i].group);
        table_integer(a, &r->main, rows[i].events);
        table_integer(a, &r->main, rows[i].exposure);
        estimate(a, &r->main, rows[i].v, rows[i].low, rows[i].high);
    }
    table_text(a, &r->main, "Native Hawaiian or Pacific Islander");
    table_suppressed(a, &r->main);
    table_integer(a, &r->main, 14);
    table_not_estimable(a, &r->main, 14);
    table_text(a, &r->main, NULL);
    table_text(a, &r->main, NULL);
    table_text(a, &r->main, NULL);
    table_integer(a, &r->main, 11);
    table_integer(a, &r->main, 775);
    estimate(a, &r->main, 14.2, 7.1, INFINITY);
    struct result_chart *c =
        chart(a, r, CHART_DOT, "Uses of force per 1,000 arrests, with 95 % intervals",
              "A point for each race and a line for its interval. The rate for Black people is "
              "the highest of the large groups.");
    c->x = "group";
    c->y = "estimate";
    c->low = "low";
    c->high = "high";
    c->compare = "White";
    c->reference = 14.2;
    c->reference_label = "whole city";
    note(a, &r->notes, "Exact Poisson intervals (Garwood).");
    note(a, &r->warnings,
         "8 of 100 arrests have no recorded race. If all of them were of one "
         "group, its rate would change by a third.");
    struct result_table *t = list_add(a, &r->further);
    t->title = "Compared with White people";
    table_column(a, t, "group", "Race", COLUMN_TEXT);
    table_column(a, t, "ratio", "Rate ratio", COLUMN_NUMBER);
    table_column(a, t, "low", "Low", COLUMN_NUMBER);
    table_column(a, t, "high", "High", COLUMN_NUMBER);
    table_column(a, t, "p", "Chance", COLUMN_P);
    table_text(a, t, "Black or African American");
    estimate(a, t, 1.81, 1.46, 2.24);
    table_number(a, t, 2e-8);
    table_text(a, t, "Asian");
    estimate(a, t, 0.61, 0.27, 1.19);
    table_number(a, t, 0.163);
    r->p = 2e-8;
    return r;
}

static const struct result *shootings(struct arena *a)
{
    struct result *r = begin(a, "violence.shootings", "People shot, by month", "trend");
    r->unit = "people a month";
    r->sentence = "31 people were shot for every 100,000 residents in 2025 (95 % interval 25 to "
                  "38), down from 46 in 2023. The fall is larger than chance (p = 0.01).";
    r->n = 412;
    headline(r, 31, 25, 38, COLUMN_NUMBER, "people shot per 100,000 residents, 2025");
    table_column(a, &r->main, "period", "Month", COLUMN_DATE);
    table_column(a, &r->main, "events", "People shot", COLUMN_COUNT);
    estimate_columns(a, &r->main, "People shot a month", COLUMN_NUMBER);
    struct random dice = random_stream(7, 1);
    for (int month = 0; month < 36; month++) {
        double level = 14 + 4 * sin(month * 0.52) - 0.16 * month;
        double v = fmax(1, rint(level + 1.6 * random_normal(&dice)));
        table_text(a, &r->main, arena_printf(a, "%d-%02d", 2023 + month / 12, month % 12 + 1));
        if (month == 20) { // nobody sent anything
            for (int i = 0; i < 4; i++)
                table_text(a, &r->main, NULL);
            continue;
        }
        table_integer(a, &r->main, (int64_t)v);
        estimate(a, &r->main, v, fmax(0, v - 1.96 * sqrt(v)), v + 1.96 * sqrt(v));
    }
    struct result_chart *c =
        chart(a, r, CHART_LINE, "People shot, by month, with 95 % intervals",
              "A line from January 2023 to December 2025 that rises each "
              "summer and falls from year to year. September 2024 is missing.");
    c->x = "period";
    c->y = "estimate";
    c->low = "low";
    c->high = "high";
    c->mark = "2024-06";
    c->mark_label = "outreach began";
    c->reference = 12;
    c->reference_label = "mean of five peer cities";
    note(a, &r->notes,
         "Counts with exact Poisson intervals; the trend is a log-linear model with "
         "a term for each month of the year.");
    return r;
}

static const struct result *clearance(struct arena *a)
{
    struct result *r = begin(a, "violence.clearance", "Cases cleared, by kind of offence", "trend");
    r->sentence = "Three of four homicides are cleared, and one of four shootings without a death.";
    r->n = 904;
    headline(r, 0.74, 0.66, 0.81, COLUMN_PERCENT, "homicides cleared");
    table_column(a, &r->main, "period", "Quarter", COLUMN_DATE);
    table_column(a, &r->main, "kind", "Offence", COLUMN_TEXT);
    estimate_columns(a, &r->main, "Share cleared", COLUMN_PERCENT);
    static const char *const kinds[] = {"Homicide", "Shooting, survived", "Robbery"};
    for (int k = 0; k < 3; k++)
        for (int q = 0; q < 8; q++) {
            table_text(a, &r->main, arena_printf(a, "%d-Q%d", 2024 + q / 4, q % 4 + 1));
            table_text(a, &r->main, kinds[k]);
            double v = (k == 0 ? 0.7 : 0.24 + 0.02 * k) + 0.03 * sin(q * 1.3 + k);
            estimate(a, &r->main, v, v - 0.06, v + 0.06);
        }
    struct result_chart *c = chart(a, r, CHART_LINE, "Share of cases cleared",
                                   "Three lines: homicide near 70 %, the others near 25 %.");
    c->x = "period";
    c->y = "estimate";
    c->low = "low";
    c->high = "high";
    c->group = "kind";
    return r;
}

static const struct result *districts(struct arena *a)
{
    struct result *r = begin(a, "trust.stops_by_district", "Stops, by district and week", "trend");
    r->sentence = "Stops rose in two of six districts.";
    r->n = 8123;
    headline(r, 8123, NAN, NAN, COLUMN_COUNT, "stops");
    table_column(a, &r->main, "period", "Week", COLUMN_DATE);
    table_column(a, &r->main, "district", "District", COLUMN_TEXT);
    table_column(a, &r->main, "events", "Stops", COLUMN_COUNT);
    for (int k = 0; k < 6; k++)
        for (int w = 0; w < 10; w++) {
            table_text(a, &r->main, arena_printf(a, "2025-%02d-%02d", 10 + w / 4, 1 + 7 * (w % 4)));
            table_text(a, &r->main, arena_printf(a, "District %d", k + 1));
            table_integer(a, &r->main,
                          (int64_t)rint(60 + 12 * k + (k < 2 ? 6 : 0) * w + 9 * sin(w * 1.7 + k)));
        }
    struct result_chart *c = chart(a, r, CHART_LINE, "Stops a week",
                                   "Six small charts on one scale, one for each district.");
    c->x = "period";
    c->y = "events";
    c->group = "district";
    return r;
}

static const struct result *spending(struct arena *a)
{
    struct result *r = begin(a, "grants.spending", "Money that lapses this year", "list");
    r->sentence = "$1,234,567.50 of federal awards lapses by 30 September 2026 unless it is spent.";
    r->n = 4;
    headline(r, 123456750, NAN, NAN, COLUMN_MONEY, "lapses by 30 September 2026");
    table_column(a, &r->main, "award", "Award", COLUMN_TEXT);
    table_column(a, &r->main, "ends", "Ends", COLUMN_DATE);
    table_column(a, &r->main, "left", "Not yet spent", COLUMN_MONEY);
    table_column(a, &r->main, "share", "Share of the award", COLUMN_PERCENT);
    const struct {
        const char *award, *ends;
        int64_t left;
        double share;
    } rows[] = {{"Byrne JAG 2023", "2026-09-30", 81234500, 0.61},
                {"COPS hiring 2022", "2026-08-31", 31200000, 0.184},
                {"Community violence intervention", "2026-09-30", 11022250, 0.07},
                {"Second Chance", "2026-06-30", 0, 0}};
    for (size_t i = 0; i < 4; i++) {
        table_text(a, &r->main, rows[i].award);
        table_text(a, &r->main, rows[i].ends);
        table_integer(a, &r->main, rows[i].left);
        table_number(a, &r->main, rows[i].share);
    }
    struct result_chart *c = chart(a, r, CHART_BAR, "Not yet spent, by award",
                                   "Four bars; the longest is Byrne JAG 2023.");
    c->x = "award";
    c->y = "left";
    return r;
}

static const struct result *calls(struct arena *a)
{
    struct result *r = begin(a, "care.calls", "Calls to the crisis line", "count");
    r->sentence = "The crisis line answered 2,310 calls in 2025.";
    r->n = 2310;
    headline(r, 2310, NAN, NAN, COLUMN_COUNT, "calls in 2025");
    table_column(a, &r->main, "period", "Month", COLUMN_DATE);
    table_column(a, &r->main, "events", "Calls", COLUMN_COUNT);
    for (int m = 0; m < 12; m++) {
        table_text(a, &r->main, arena_printf(a, "2025-%02d", m + 1));
        table_integer(a, &r->main, 150 + 7 * m + (m * 37) % 23);
    }
    struct result_chart *c =
        chart(a, r, CHART_BAR, "Calls, by month", "Twelve columns that rise over the year.");
    c->x = "period";
    c->y = "events";
    return r;
}

static const struct result *treatment(struct arena *a)
{
    struct result *r =
        begin(a, "care.days_to_treatment", "Days from referral to treatment", "survival");
    r->sentence = "Half of the people referred begin treatment within 9 days (95 % interval 7 to "
                  "12; 318 people).";
    r->n = 318;
    r->missing = 12;
    headline(r, 9, 7, 12, COLUMN_NUMBER, "days to treatment, median");
    table_column(a, &r->main, "arm", "Referred by", COLUMN_TEXT);
    table_column(a, &r->main, "day", "Days since referral", COLUMN_COUNT);
    estimate_columns(a, &r->main, "Still waiting", COLUMN_PERCENT);
    for (int k = 0; k < 2; k++)
        for (int i = 0; i <= 12; i++) {
            double s = exp(-(k == 0 ? 0.09 : 0.055) * i * 3), e = 0.08 * sqrt(s * (1 - s)) * 2;
            table_text(a, &r->main, k == 0 ? "Crisis team" : "Court");
            table_integer(a, &r->main, i * 3);
            estimate(a, &r->main, s, fmax(0, s - e), fmin(1, s + e));
        }
    struct result_chart *c = chart(a, r, CHART_STEP, "Share still waiting, by days since referral",
                                   "Two falling steps; people referred by the crisis team wait "
                                   "less.");
    c->x = "day";
    c->y = "estimate";
    c->low = "low";
    c->high = "high";
    c->group = "arm";
    return r;
}

static const struct result *concentration(struct arena *a)
{
    struct result *r = begin(a, "violence.concentration", "How far shootings concentrate in places",
                             "concentration");
    r->sentence = "Five of 100 street segments had half of all shootings.";
    r->n = 412;
    headline(r, 0.5, 0.45, 0.56, COLUMN_PERCENT, "of shootings on 5 % of segments");
    table_column(a, &r->main, "places", "Share of street segments", COLUMN_PERCENT);
    table_column(a, &r->main, "events", "Share of shootings", COLUMN_PERCENT);
    for (int i = 0; i <= 20; i++) {
        table_number(a, &r->main, i / 20.0);
        table_number(a, &r->main, 1 - pow(1 - i / 20.0, 7));
    }
    struct result_chart *c = chart(a, r, CHART_CURVE, "Share of shootings on a share of segments",
                                   "A curve that rises steeply at first: few places have most.");
    c->x = "places";
    c->y = "events";
    return r;
}

// A grid of quarters on a bend of a river, in rings as RFC 7946 wants them.
static const char *areas(struct arena *a)
{
    struct buf b = buf_make(a, 100000);
    buf_text(&b, "{\"type\": \"FeatureCollection\", \"features\": [");
    for (int i = 0; i < 20; i++) {
        double x = -93.30 + 0.02 * (i % 5), y = 44.95 + 0.015 * (i / 5);
        double bend = 0.006 * sin(i / 5 * 1.1), next = 0.006 * sin((i / 5 + 1) * 1.1);
        buf_put(&b,
                "%s{\"type\": \"Feature\", \"properties\": {\"key\": \"%d\"}, \"geometry\": "
                "{\"type\": \"Polygon\", \"coordinates\": [[[%.4f,%.4f],[%.4f,%.4f],[%.4f,%.4f],"
                "[%.4f,%.4f],[%.4f,%.4f]]]}}",
                i == 0 ? "" : ",", i + 1, x + bend, y, x + bend + 0.02, y, x + next + 0.02,
                y + 0.015, x + next, y + 0.015, x + bend, y);
    }
    buf_text(&b, "]}");
    return b.text;
}

static const struct result *tracts(struct arena *a)
{
    struct result *r =
        begin(a, "violence.by_tract", "People shot per 1,000 residents, by tract", "smoothed_rate");
    r->sentence = "The rate is highest in the three tracts along the river.";
    r->n = 412;
    headline(r, 2.9, 2.1, 3.8, COLUMN_NUMBER, "people shot per 1,000, highest tract");
    table_column(a, &r->main, "tract", "Tract", COLUMN_TEXT);
    table_column(a, &r->main, "n", "Residents", COLUMN_COUNT);
    estimate_columns(a, &r->main, "Per 1,000 residents", COLUMN_NUMBER);
    for (int i = 0; i < 19; i++) {
        double v = 0.4 + 2.5 * exp(-0.22 * abs(i - 11));
        table_text(a, &r->main, arena_printf(a, "%d", i + 1));
        table_integer(a, &r->main, 1200 + 131 * i);
        if (i == 4 || i == 17) {
            table_not_estimable(a, &r->main, 3);
            table_text(a, &r->main, NULL);
            table_text(a, &r->main, NULL);
        } else {
            estimate(a, &r->main, v, v * 0.7, v * 1.4);
        }
    }
    struct result_chart *c = chart(a, r, CHART_MAP, "People shot per 1,000 residents",
                                   "A map of 20 tracts. Darker is a higher rate. Hatched tracts "
                                   "have too few people to say.");
    c->x = "tract";
    c->y = "estimate";
    c->areas = areas(a);
    return r;
}

static const struct result *clusters(struct arena *a)
{
    struct result *r = begin(a, "violence.clusters", "Where shootings cluster", "cluster");
    r->sentence = "One cluster is unlikely to be chance (p = 0.01): 23 shootings within 1.2 km "
                  "where 9 were expected.";
    r->n = 60;
    r->p = 0.01;
    headline(r, 2.6, 1.6, 4.1, COLUMN_NUMBER, "times as many as expected");
    table_column(a, &r->main, "place", "Place", COLUMN_TEXT);
    table_column(a, &r->main, "lon", "Longitude", COLUMN_NUMBER);
    table_column(a, &r->main, "lat", "Latitude", COLUMN_NUMBER);
    table_column(a, &r->main, "events", "People shot", COLUMN_COUNT);
    table_column(a, &r->main, "km", "Radius, km", COLUMN_NUMBER);
    struct random dice = random_stream(7, 2);
    for (int i = 0; i < 24; i++) {
        bool inside = i < 9;
        table_text(a, &r->main, arena_printf(a, "Place %d", i + 1));
        table_number(a, &r->main, -93.25 + (inside ? 0.006 : 0.025) * random_normal(&dice));
        table_number(a, &r->main, 44.98 + (inside ? 0.004 : 0.012) * random_normal(&dice));
        table_integer(a, &r->main, 1 + (int64_t)random_below(&dice, inside ? 5 : 2));
        table_number(a, &r->main, i == 0 ? 1.2 : NAN);
    }
    struct result_chart *c = chart(a, r, CHART_POINTS, "Shootings and the cluster",
                                   "A map of 24 places, with a circle around nine of them.");
    c->x = "lon";
    c->y = "lat";
    c->size = "events";
    c->radius = "km";
    c->areas = areas(a);
    return r;
}

static const struct result *hours(struct arena *a)
{
    struct result *r = begin(a, "homeland.hours", "Incidents by day and time", "count");
    r->sentence = "Friday and Saturday nights have a third of all incidents.";
    r->n = 933;
    headline(r, 0.34, 0.31, 0.37, COLUMN_PERCENT, "on Friday and Saturday nights");
    table_column(a, &r->main, "day", "Day", COLUMN_TEXT);
    table_column(a, &r->main, "time", "Time", COLUMN_TEXT);
    table_column(a, &r->main, "events", "Incidents", COLUMN_COUNT);
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const times[] = {"Morning", "Afternoon", "Evening", "Night"};
    for (int t = 0; t < 4; t++)
        for (int d = 0; d < 7; d++) {
            table_text(a, &r->main, days[d]);
            table_text(a, &r->main, times[t]);
            if (t == 0 && d == 2)
                table_suppressed(a, &r->main);
            else
                table_integer(a, &r->main, 8 + 7 * t + (t > 1 && (d == 4 || d == 5) ? 41 : d));
        }
    struct result_chart *c = chart(a, r, CHART_HEAT, "Incidents, by day and time",
                                   "A grid of seven days and four times of day; weekend nights "
                                   "are darkest.");
    c->x = "day";
    c->group = "time";
    c->y = "events";
    return r;
}

static const struct result *odds(struct arena *a)
{
    struct result *r = begin(a, "justice.odds", "What goes with returning to jail", "regression");
    r->sentence = "People with a case manager had 0.6 times the odds of returning (0.4 to 0.9).";
    r->n = 1204;
    headline(r, 0.6, 0.4, 0.9, COLUMN_NUMBER, "odds ratio, with a case manager");
    table_column(a, &r->main, "term", "With", COLUMN_TEXT);
    table_column(a, &r->main, "model", "Model", COLUMN_TEXT);
    estimate_columns(a, &r->main, "Odds ratio", COLUMN_NUMBER);
    static const char *const terms[] = {"Case manager", "Housing on release", "Prior stays"};
    static const double v[] = {0.6, 0.82, 1.9};
    for (int i = 0; i < 3; i++)
        for (int m = 0; m < 2; m++) {
            table_text(a, &r->main, terms[i]);
            table_text(a, &r->main, m == 0 ? "Alone" : "Adjusted");
            double e = m == 0 ? v[i] : pow(v[i], 0.8);
            estimate(a, &r->main, e, e / 1.5, i == 1 && m == 0 ? INFINITY : e * 1.5);
        }
    struct result_chart *c = chart(a, r, CHART_DOT, "Odds ratios, with 95 % intervals",
                                   "Points left of 1 go with fewer returns, right of 1 with more.");
    c->x = "term";
    c->y = "estimate";
    c->low = "low";
    c->high = "high";
    c->group = "model";
    c->log_scale = true;
    c->reference = 1;
    c->reference_label = "no difference";
    return r;
}

static const struct result *too_few(struct arena *a)
{
    struct result *r = begin(a, "guns.surrender", "Orders with firearms surrendered", "proportion");
    r->sentence = "Not estimable, n = 4: fewer than 10 orders were served.";
    r->n = 4;
    table_column(a, &r->main, "group", "Court", COLUMN_TEXT);
    estimate_columns(a, &r->main, "Share surrendered", COLUMN_PERCENT);
    table_text(a, &r->main, "District court");
    table_not_estimable(a, &r->main, 4);
    table_text(a, &r->main, NULL);
    table_text(a, &r->main, NULL);
    struct result_chart *c = chart(a, r, CHART_DOT, "Share of orders with firearms surrendered",
                                   "No point, because too few orders were served.");
    c->x = "group";
    c->y = "estimate";
    c->low = "low";
    c->high = "high";
    return r;
}

static const struct result *hostile(struct arena *a)
{
    static const char evil[] = "</script><img src=x onerror=\"alert('1')\"> & \x01 \u202e \\ \"";
    struct result *r = begin(a, "welcome.hostile", evil, evil);
    r->sentence = r->caveat = r->source = r->basis = r->query = r->about = evil;
    r->data_version = evil;
    r->n = 3;
    headline(r, 1, 0.5, 2, COLUMN_NUMBER, evil);
    note(a, &r->notes, evil);
    note(a, &r->warnings, evil);
    table_column(a, &r->main, "group", evil, COLUMN_TEXT);
    estimate_columns(a, &r->main, evil, COLUMN_NUMBER);
    table_text(a, &r->main, evil);
    estimate(a, &r->main, 1, 0.5, 2);
    struct result_chart *c = chart(a, r, CHART_DOT, evil, evil);
    c->x = "group";
    c->y = "estimate";
    c->low = "low";
    c->high = "high";
    c->reference = 1;
    c->reference_label = evil;
    return r;
}

const struct made_up *made_up_results(struct arena *a)
{
    const struct made_up all[] = {
        {"dot", force_rate(a)},      {"line", shootings(a)},      {"lines", clearance(a)},
        {"multiples", districts(a)}, {"bar", spending(a)},        {"columns", calls(a)},
        {"step", treatment(a)},      {"curve", concentration(a)}, {"map", tracts(a)},
        {"points", clusters(a)},     {"heat", hours(a)},          {"groups", odds(a)},
        {"too_few", too_few(a)},     {"hostile", hostile(a)},     {NULL, NULL},
    };
    return arena_copy(a, all, sizeof all);
}

const struct result *made_up_result(struct arena *a, const char *name)
{
    for (const struct made_up *m = made_up_results(a); m->name != NULL; m++)
        if (strcmp(m->name, name) == 0)
            return m->result;
    return NULL;
}
