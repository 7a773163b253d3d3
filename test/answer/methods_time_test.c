/* Methods end to end: places, series and the veil of darkness, with the numbers of their sources.
 */

#include "ask.h"
#include "base/buf.h"
#include "base/date.h"
#include "method/veil.h"
#include "t.h"

TEST(cluster_finds_the_toy_cluster_of_the_poisson_model)
{
    struct arena a = {0};
    struct result *r =
        asked(&a, "-- method: cluster\n-- by: place\n-- unit: shootings\n-- replicates: 9999\n",
              "place,x,y,cases,population",
              "('one',0,0,6,1000), ('two',1,1,7,1200), ('three',2,0,5,900), ('four',5,5,2,1500), "
              "('five',6,5,3,1400), ('six',9,1,1,2000), ('seven',NULL,NULL,NULL,1)");
    CHECK_NEAR(number_at(&r->main, 0, "cases"), 18, 0);
    CHECK_NEAR(number_at(&r->main, 0, "expected"), 9.3, 1e-12);
    CHECK_NEAR(number_at(&r->main, 0, "llr"), 6.509904, 1e-6);
    CHECK_NEAR(number_at(&r->main, 0, "estimate"), 4.741935, 1e-6);
    CHECK_NEAR(r->p, 0.0014, 0.0012);
    CHECK_INT(r->n, 24);
    CHECK_INT(r->missing, 1);
    CHECK_HAS(r->sentence, "there were 18 shootings where 9.3 would be expected");
    CHECK_HAS(r->sentence, "4.74 times the rate elsewhere");
    CHECK_HAS(said(&a, r), "9999 replicates (seed 1)");
    CHECK_INT(r->charts.at[0].kind, CHART_POINTS);
    arena_free(&a);
}

TEST(cluster_finds_the_toy_cluster_of_the_permutation_model)
{
    struct arena a = {0};
    static const int counts[5][4] = {
        {1, 0, 1, 3}, {0, 1, 0, 2}, {2, 1, 1, 0}, {1, 2, 1, 0}, {1, 1, 2, 1}};
    static const int x[] = {0, 1, 4, 5, 9}, y[] = {0, 0, 0, 1, 0};
    struct buf b = buf_make(&a, 10000);
    for (int i = 0; i < 5; i++)
        for (int t = 0; t < 4; t++)
            buf_put(&b, "%s(%d,%d,%d,'2025-03-0%d',%d)", b.length > 0 ? ", " : "", i, x[i], y[i],
                    t + 1, counts[i][t]);
    struct result *r =
        asked(&a, "-- method: cluster\n-- most days: 2\n-- replicates: 999\n-- seed: 7\n",
              "place,x,y,when,cases", b.text);
    CHECK_NEAR(number_at(&r->main, 0, "cases"), 5, 0);
    CHECK_NEAR(number_at(&r->main, 0, "expected"), 2.285714, 1e-6);
    CHECK_NEAR(number_at(&r->main, 0, "llr"), 1.406621, 1e-6);
    CHECK_NEAR(r->p, 0.236, 0.06);
    CHECK_TEXT(text_at(&r->main, 0, "from"), "2025-03-04");
    CHECK_HAS(r->sentence, "No cluster stands out.");
    CHECK_HAS(r->sentence, "on 4 March 2025 there were 5 cases");
    r = asked_in_spanish(&a, "-- method: cluster\n-- most days: 2\n-- replicates: 99\n",
                         "place,x,y,when,cases", b.text);
    CHECK_HAS(r->sentence, "el 4 de marzo de 2025 hubo 5 casos donde se esperarían 2.29");
    arena_free(&a);
}

TEST(cluster_refuses_what_its_models_cannot_do)
{
    struct arena a = {0};
    CHECK_HAS(refused(&a, "-- method: cluster\n", "place,x,y,cases", "(1,0,0,3)"),
              "wants a column when");
    CHECK_HAS(
        refused(&a, "-- method: cluster\n-- model: poisson\n", "place,x,y,cases", "(1,0,0,3)"),
        "measures.sql:4: the Poisson model wants a column population");
    CHECK_HAS(refused(&a, "-- method: cluster\n", "place,lon,cases,population", "(1,0,3,5)"),
              "lon and lat, or x and y");
    CHECK_HAS(
        refused(&a, "-- method: cluster\n", "place,lon,lat,cases,population", "(1,500,0,3,4)"),
        "not degrees");
    CHECK_HAS(refused(&a, "-- method: cluster\n-- most days: 3\n", "place,x,y,cases,population",
                      "(1,0,0,3,9)"),
              "most days wants a column when");
    CHECK_HAS(refused(&a, "-- method: cluster\n-- prospective: maybe\n",
                      "place,x,y,cases,population", "(1,0,0,3,9)"),
              "expected no or yes");
    struct result *r =
        asked(&a, "-- method: cluster\n", "place,x,y,cases,population", "(1,0,0,0,9)");
    CHECK_TEXT(r->sentence, "Not estimable, n = 0: there are no cases.");
    arena_free(&a);
}

static const char toy_events[] = "(0,0,1), (1,0,2), (5,4,10), (5.5,4,11), (9,1,20), (9.2,1.3,24)";

TEST(near_repeat_gives_the_toy_table)
{
    struct arena a = {0};
    struct result *r = asked(&a,
                             "-- method: near_repeat\n-- space bands: 0, 2.01, 100\n"
                             "-- time bands: 0, 4, 100\n-- replicates: 9999\n",
                             "x,y,when", toy_events);
    CHECK_NEAR(number_at(&r->main, 0, "pairs"), 2, 0);
    CHECK_NEAR(number_at(&r->main, 0, "expected"), 0.4, 1e-12);
    CHECK_NEAR(number_at(&r->main, 0, "estimate"), 5, 1e-12);
    CHECK_NEAR(number_at(&r->main, 0, "p"), 0.0666667, 0.008);
    CHECK_TEXT(text_at(&r->main, 0, "time"), "0 to 3 days");
    CHECK_INT(r->charts.at[0].kind, CHART_HEAT);
    CHECK_HAS(refused(&a, "-- method: near_repeat\n-- space bands: 0, 200, 100\n", "x,y,when",
                      toy_events),
              "numbers that rise");
    CHECK_HAS(refused(&a, "-- method: near_repeat\n", "x,y,when", "(1,2,'soon')"),
              "expected a day");
    r = asked(&a, "-- method: near_repeat\n", "x,y,when", "(1,2,3)");
    CHECK_HAS(r->sentence, "Not estimable, n = 1");
    arena_free(&a);
}

TEST(mantel_gives_the_toy_statistic)
{
    struct arena a = {0};
    struct result *r =
        asked(&a, "-- method: mantel\n-- replicates: 9999\n", "x,y,when", toy_events);
    CHECK_NEAR(number_at(&r->main, 0, "estimate"), 0.8628329, 1e-7);
    CHECK_NEAR(number_at(&r->main, 0, "expected"), 0.5032914, 1e-7);
    CHECK_NEAR(number_at(&r->main, 0, "sd"), 0.1349769, 1e-7);
    CHECK_NEAR(r->p, 0.0458333, 0.007);
    CHECK_HAS(refused(&a, "-- method: mantel\n-- time constant: 0\n", "x,y,when", toy_events),
              "above 0");
    arena_free(&a);
}

static const char toy_series[] =
    "('2024-01',10), ('2024-02',12), ('2024-03',11), ('2024-04',13), ('2024-05',12), "
    "('2024-06',14), ('2024-07',9), ('2024-08',10), ('2024-09',9), ('2024-10',11), ('2024-11',10), "
    "('2024-12',11)";

TEST(interrupted_series_gives_the_toy_coefficients)
{
    struct arena a = {0};
    static const double b[] = {9.8, .6285714, -5.0571429, -.2857143},
                        se[] = {.7380799, .1895214, .9348869, .2680238},
                        nw[] = {.2896303, .0775016, .3458405, .0834252};
    struct result *r = asked(&a,
                             "-- method: interrupted_series\n-- from: 2024-07\n-- family: linear\n"
                             "-- variance: model\n",
                             "period,outcome", toy_series);
    for (size_t i = 0; i < 4; i++) {
        CHECK_NEAR(number_at(further(r, "Coefficients"), i, "estimate"), b[i], 1e-7);
        CHECK_NEAR(number_at(further(r, "Coefficients"), i, "se"), se[i], 1e-7);
    }
    CHECK_HAS(said(&a, r), "Durbin-Watson 3.68");
    r = asked(&a,
              "-- method: interrupted_series\n-- from: 2024-07-15\n-- family: linear\n-- lag: 3\n",
              "period,outcome", toy_series);
    for (size_t i = 0; i < 4; i++)
        CHECK_NEAR(number_at(further(r, "Coefficients"), i, "se"), nw[i], 1e-7);
    CHECK_HAS(r->sentence, "From July 2024 on events were");
    CHECK_TEXT(r->charts.at[0].mark, "2024-07");
    // Without a family they are counts, and a month without a row is one without events.
    r = asked(&a, "-- method: interrupted_series\n-- from: 2024-05\n", "period,outcome",
              "('2024-01',10), ('2024-02',12), ('2024-04',8), ('2024-05',3), ('2024-06',4)");
    CHECK_HAS(said(&a, r), "1 period without a row");
    CHECK_HAS(said(&a, r), "Quasi-Poisson");
    CHECK_HAS(r->sentence, "fewer events than the trend before would have led to");
    arena_free(&a);
}

TEST(interrupted_series_says_why_it_cannot_answer)
{
    struct arena a = {0};
    CHECK_HAS(refused(&a, "-- method: interrupted_series\n", "period,outcome", toy_series),
              "wants the key from");
    CHECK_HAS(refused(&a, "-- method: interrupted_series\n-- from: summer\n", "period,outcome",
                      toy_series),
              "expected a month such as 2024-01");
    CHECK_HAS(refused(&a, "-- method: interrupted_series\n-- from: 2024-07\n-- family: cubic\n",
                      "period,outcome", toy_series),
              "expected");
    CHECK_HAS(refused(&a, "-- method: interrupted_series\n-- from: 2024-02\n", "period,outcome",
                      "('2024-01',1), ('2024-01',2)"),
              "twice");
    CHECK_HAS(refused(&a, "-- method: interrupted_series\n-- from: 2024-02\n", "period,outcome",
                      "('2024-01',1), ('Easter',2)"),
              "\"Easter\" is not a year");
    struct result *r = asked(&a, "-- method: interrupted_series\n-- from: 2024-12\n",
                             "period,outcome", toy_series);
    CHECK_TEXT(r->sentence, "Not estimable, n = 12: there must be two periods before the event and "
                            "two after it.");
    r = asked(&a, "-- method: interrupted_series\n-- from: 2024-03\n", "period,outcome",
              "('2024-01',1.5), ('2024-02',1), ('2024-04',2), ('2024-05',2)");
    CHECK_HAS(r->sentence, "a period has no row");
    arena_free(&a);
}

TEST(standardised_rates_weigh_strata_by_the_standard)
{
    struct arena a = {0};
    static const char rows[] = "('a','young',10,1000), ('a','old',30,500), ('b','young',5,1000), "
                               "('b','old',40,2000), ('b',NULL,1,1)";
    struct result *r =
        asked(&a, "-- method: standardised_rate\n-- per: 1000\n-- standard: age\n-- compare: b\n",
              "group,stratum,events,exposure", rows);
    CHECK_NEAR(number_at(&r->main, 0, "estimate"), 10 * .75 + 60 * .25, 1e-10);
    CHECK_NEAR(number_at(&r->main, 1, "estimate"), 5 * .75 + 20 * .25, 1e-10);
    CHECK_NEAR(number_at(&r->main, 0, "ratio"), 22.5 / 8.75, 1e-10);
    CHECK_NEAR(number_at(&r->main, 1, "crude"), 15, 1e-10);
    CHECK_INT(r->missing, 1);
    CHECK_HAS(r->sentence, "a has 22.5 events per 1,000");
    r = asked(&a, "-- method: standardised_rate\n", "group,stratum,events,exposure", rows);
    CHECK_NEAR(number_at(&r->main, 0, "estimate"), (.01 * 2000 + .06 * 2500) / 4500, 1e-12);
    CHECK_HAS(refused(&a, "-- method: standardised_rate\n-- standard: ages\n",
                      "group,stratum,events,exposure", rows),
              "there is no code list ages");
    CHECK_HAS(refused(&a, "-- method: standardised_rate\n-- standard: age\n",
                      "group,stratum,events,exposure", "('a','middle',1,2)"),
              "the stratum middle is not in the code list age");
    arena_free(&a);
}

TEST(concentration_tells_the_top_share_from_chance)
{
    struct arena a = {0};
    struct result *r =
        asked(&a, "-- method: concentration\n-- top: 10\n", "place,events",
              "('a',50), ('b',20), ('c',10), ('d',5), ('e',5), ('f',4), ('g',3), ('h',2), ('i',1), "
              "('j',0)");
    CHECK_NEAR(r->headline.number, 0.5, 1e-12);
    CHECK_NEAR(number_at(&r->main, 1, "estimate"), 0.1, 1e-12);
    CHECK_NEAR(r->p, 0.001, 1e-12);
    CHECK_HAS(r->sentence, "The top 10.0 % of 10 places hold 50.0 % of 100 events");
    // The same with the empty place said by its number.
    struct result *s =
        asked(&a, "-- method: concentration\n-- top: 10\n-- places: 10\n", "place,events",
              "('a',50), ('b',20), ('c',10), ('d',5), ('e',5), ('f',4), ('g',3), ('h',2), ('i',1)");
    CHECK_TEXT(s->sentence, r->sentence);
    CHECK_HAS(refused(&a, "-- method: concentration\n-- places: 1\n", "events", "(1), (2)"),
              "places is 1, but the query gives 2");
    CHECK_HAS(refused(&a, "-- method: concentration\n-- top: 0\n", "events", "(1), (2)"),
              "top is 0");
    r = asked(&a, "-- method: concentration\n", "events", "(0), (0)");
    CHECK_HAS(r->sentence, "Not estimable, n = 0");
    arena_free(&a);
}

enum { STOPS = 600 };

TEST(the_veil_is_the_statistic_with_the_suns_of_the_query)
{
    struct arena a = {0};
    struct error err = {0};
    static double group[STOPS], minute[STOPS], sunset[STOPS], dusk[STOPS];
    struct buf b = buf_make(&a, 1 << 20);
    for (int i = 0; i < STOPS; i++) {
        dusk[i] = 1020 + (i * 37) % 200;
        sunset[i] = dusk[i] - 28;
        minute[i] = 1020 + (i * 101) % 200;
        group[i] = (i * 7919) % 100 < (minute[i] > dusk[i] ? 30 : 45);
        buf_put(&b, "%s(%g,%g,%g,%g)", i == 0 ? "" : ", ", group[i], minute[i], sunset[i], dusk[i]);
    }
    struct veil v;
    const struct veil_stops stops = {.n = STOPS,
                                     .group = group,
                                     .minute = minute,
                                     .sunset = sunset,
                                     .dusk = dusk,
                                     .earliest = 1020,
                                     .latest = 1219};
    NEED_OK(veil_fit(&a, &stops, &v, &err), err);
    struct result *r =
        asked(&a, "-- method: veil_of_darkness\n", "group_is,minute,sunset,dusk", b.text);
    CHECK_NEAR(r->headline.number, v.plain.odds, 1e-12);
    CHECK_NEAR(number_at(&r->main, 0, "beta"), v.plain.beta, 1e-12);
    CHECK_NEAR(number_at(&r->main, 0, "low"), v.plain.odds_interval.low, 1e-12);
    CHECK_NEAR(r->p, v.plain.p, 1e-15);
    CHECK(r->headline.number > 1);
    CHECK_HAS(r->sentence, "stops between 17:00 and 20:19");
    CHECK_HAS(said(&a, r), "street lights");
    CHECK_HAS(refused(&a, "-- method: veil_of_darkness\n", "group_is,minute,dusk", "(1,2,3)"),
              "wants either");
    CHECK_HAS(
        refused(&a, "-- method: veil_of_darkness\n", "group_is,minute,sunset,dusk", "(3,1,2,3)"),
        "true or false");
    r = asked(&a, "-- method: veil_of_darkness\n", "group_is,minute,sunset,dusk",
              "(1,NULL,2,NULL), (0,3,4,NULL)");
    CHECK_HAS(r->sentence, "Not estimable");
    arena_free(&a);
}

TEST(the_veil_computes_the_suns_of_philadelphia)
{
    struct arena a = {0};
    struct buf b = buf_make(&a, 1 << 20);
    for (int i = 0; i < STOPS; i++) {
        char day[11];
        date_write(date_add(date_of(2017, 1, 1), i * 11 % 365), day);
        buf_put(&b, "%s(%d,'%sT%02d:%02d:00-05:00',-75.1652215,39.9525839,'%d')",
                i == 0 ? "" : ", ", i * 7919 % 100 < 40, day, 17 + i % 4, i * 17 % 60, i % 3);
    }
    buf_text(&b, ", (1,'2017-05-01',-75,40,'1'), (NULL,NULL,-75,40,'1')");
    struct result *r = asked(&a, "-- method: veil_of_darkness\n-- zone: America/New_York\n",
                             "group_is,at,lon,lat,district", b.text);
    CHECK(r->estimable);
    CHECK_HAS(r->sentence, "stops between 17:0"); // dusk of December, and of June
    CHECK_HAS(r->sentence, "and 21:0");
    CHECK_INT(r->missing, 2);
    CHECK_INT(table_rows(&r->main), 3);
    CHECK_HAS(refused(&a, "-- method: veil_of_darkness\n-- zone: America/Phildelphia\n",
                      "group_is,at,lon,lat", "(1,'2017-05-01T18:00:00-05:00',-75,40)"),
              "America/Phildelphia");
    arena_free(&a);
}
