/* Methods end to end, from a measure's text to its answer: groups, rates and lifetimes. The numbers
 * are those that the sources of the statistics print. */

#include "ask.h"
#include "t.h"

static const char toy_lifetimes[] = "(2,1,'a'), (3,1,'a'), (3,0,'b'), (5,1,'a'), (5,1,'b'), "
                                    "(6,0,'b'), (8,1,'a'), (8,1,'b'), (9,0,'a'), (12,0,'b')";

TEST(survival_gives_curve_median_and_log_rank)
{
    struct arena a = {0};
    struct result *r =
        asked(&a, "-- method: survival\n-- unit: days\n-- at: 5, 100\n-- compare: a\n",
              "left,event,group", toy_lifetimes);
    CHECK(r->estimable);
    CHECK_NEAR(r->headline.number, 8, 0);
    CHECK_INT(r->n, 10);
    CHECK_HAS(r->sentence, "Half have ended after 8 days");
    CHECK_HAS(r->sentence, "of 10, 6 have ended and 4 were still open");
    CHECK_NEAR(r->p, 0.2815, 1e-3); // chi-square 1.1597070 on 1 df
    const struct result_table *test = further(r, "Log-rank");
    CHECK_NEAR(number_at(test, 0, "events"), 4, 0);
    CHECK_NEAR(number_at(test, 0, "expected"), 2.8015873, 1e-7);
    CHECK_NEAR(number_at(test, 1, "p"), r->p, 1e-12);
    CHECK_NEAR(number_at(&r->main, 0, "events"), 4, 0);
    CHECK_HAS(said(&a, r), "chi-square 1.16 with 1 degree");
    CHECK_INT(r->charts.at[0].kind, CHART_STEP);
    arena_free(&a);
}

TEST(survival_of_one_group_gives_shares_at_the_times_asked_for)
{
    struct arena a = {0};
    struct result *r =
        asked(&a, "-- method: survival\n-- at: 5, 100\n", "left,event",
              "(2,1), (3,1), (3,0), (5,1), (5,1), (6,0), (8,1), (8,1), (9,0), (12,0)");
    const struct result_table *t = further(r, "Share that has not ended");
    CHECK_NEAR(number_at(t, 0, "estimate"), 0.5714286, 1e-7);
    CHECK_NEAR(number_at(t, 0, "low"), 0.3258387, 1e-7);
    CHECK_NEAR(number_at(t, 0, "at_risk"), 5, 0);
    CHECK_TEXT(text_at(t, 1, "estimate"), "not watched so long");
    arena_free(&a);
}

TEST(survival_says_what_it_left_out_and_what_it_cannot_say)
{
    struct arena a = {0};
    struct result *r = asked(&a, "-- method: survival\n", "entered,left,event",
                             "(0,5,1), (NULL,3,0), (0,NULL,1), (4,2,1), (3,3,1), (0,0,1), (2,9,0)");
    CHECK_INT(r->n, 4);
    CHECK_INT(r->missing, 2);
    CHECK_HAS(said(&a, r), "1 rows end before they begin");
    CHECK_HAS(said(&a, r), "1 rows end the moment they come into view");
    r = asked(&a, "-- method: survival\n", "left,event", "(NULL,1)");
    CHECK(!r->estimable);
    CHECK_TEXT(r->sentence, "Not estimable, n = 0: nobody was watched.");
    r = asked(&a, "-- method: survival\n-- unit: days\n", "left,event", "(5,0), (7,0)");
    CHECK_HAS(r->sentence, "after 7 days, 100.0 % were still open");
    CHECK_HAS(refused(&a, "-- method: survival\n", "left,event", "(5,2)"),
              "expected true or false");
    CHECK_HAS(refused(&a, "-- method: survival\n-- at: soon\n", "left,event", "(5,1)"),
              "measures.sql:4: at holds \"soon\": expected numbers");
    arena_free(&a);
}

static const char drivers[] = "('black',204420,648846), ('hispanic',29999,221777), "
                              "('white',50698,548312)";

TEST(disparity_sets_benchmarks_side_by_side)
{
    struct arena a = {0};
    struct result *r = asked(&a, "-- method: disparity\n-- compare: white\n",
                             "group,events,per_resident", drivers);
    CHECK_NEAR(number_at(&r->main, 0, "estimate"), 3.4073, 1e-4);
    CHECK_NEAR(number_at(&r->main, 1, "estimate"), 1.4629, 1e-4);
    CHECK_NEAR(r->headline.number, number_at(&r->main, 0, "estimate"), 0);
    CHECK_HAS(r->sentence, "for black, as a multiple of those for white: per resident 3.41 times");
    r = asked(&a, "-- method: disparity\n-- compare: b\n", "group,events,per_resident,per_driver",
              "('a',30,10000,3000), ('b',12,9000,300)");
    CHECK_NEAR(number_at(&r->main, 0, "estimate"), 2.25, 1e-12);
    CHECK_NEAR(number_at(&r->main, 0, "low"), 1.118667, 1e-6);
    CHECK_NEAR(number_at(&r->main, 0, "high"), 4.825502, 1e-6);
    CHECK_NEAR(number_at(&r->main, 0, "p"), 0.01938499, 1e-8);
    CHECK_HAS(r->sentence, "The answer depends on the benchmark.");
    arena_free(&a);
}

TEST(disparity_wants_benchmarks_and_a_group_to_compare_with)
{
    struct arena a = {0};
    CHECK_HAS(refused(&a, "-- method: disparity\n", "group,events,per_resident", drivers),
              "wants the key compare");
    CHECK_HAS(
        refused(&a, "-- method: disparity\n-- compare: white\n", "group,events,residents", drivers),
        "begins with per_");
    CHECK_HAS(refused(&a, "-- method: disparity\n-- compare: white\n", "group,events", "('a', 1)"),
              "per_resident");
    CHECK_HAS(refused(&a, "-- method: disparity\n-- compare: white\n", "group,events,per_x",
                      "('a', -1, 5)"),
              "whole numbers from 0 up");
    struct result *r = asked(&a, "-- method: disparity\n-- compare: green\n",
                             "group,events,per_resident", drivers);
    CHECK(!r->estimable);
    CHECK_HAS(r->sentence, "Not estimable, n = 285117");
    CHECK_HAS(said(&a, r), "There is no group green");
    arena_free(&a);
}

TEST(hit_rates_are_compared_within_districts)
{
    struct arena a = {0};
    // Three strata whose common odds ratio is 1.8810035.
    static const char cells[] = "('x','1',35,20), ('y','1',70,30), ('x','2',43,25), "
                                "('y','2',52,22), ('x','3',22,10), ('y','3',28,8), "
                                "(NULL,'3',9,9)";
    struct result *r =
        asked(&a, "-- method: hit_rate\n-- compare: y\n", "group,district,searches,hits", cells);
    CHECK_NEAR(number_of(&r->main, NULL, "x", "odds_ratio"), 1.8810035, 1e-7);
    CHECK_NEAR(number_of(&r->main, NULL, "x", "odds_low"), 1.1190540, 1e-7);
    CHECK_NEAR(number_of(&r->main, NULL, "x", "odds_high"), 3.1617546, 1e-7);
    CHECK_NEAR(r->p, 0.0172052, 1e-7);
    CHECK_NEAR(number_of(&r->main, NULL, "x", "estimate"), 0.55, 1e-12);
    CHECK_NEAR(r->headline.number, 115.0 / 250, 1e-12);
    CHECK_INT(r->missing, 1);
    CHECK_HAS(r->sentence, "a difference of 15.0 points");
    CHECK_HAS(said(&a, r), "infra-marginality");
    CHECK_HAS(refused(&a, "-- method: hit_rate\n", "group,searches,hits", "('x',1,1)"),
              "wants the key compare");
    CHECK_HAS(
        refused(&a, "-- method: hit_rate\n-- compare: x\n", "group,searches,hits", "('x',1,2)"),
        "more hits than searches");
    r = asked(&a, "-- method: hit_rate\n-- compare: x\n", "group,searches,hits", "('x',0,0)");
    CHECK_TEXT(r->sentence, "Not estimable, n = 0: there are no searches.");
    arena_free(&a);
}

TEST(adverse_impact_flags_four_fifths_and_what_turns_on_one_person)
{
    struct arena a = {0};
    struct result *r = asked(&a, "-- method: adverse_impact\n", "group,selected,applicants",
                             "('a',48,80), ('b',12,40)");
    CHECK_NEAR(r->headline.number, 0.5, 1e-12);
    CHECK_HAS(r->sentence, "b were selected 0.5 times as often as a (30.0 % against 60.0 %");
    CHECK_HAS(r->sentence, "below four fifths.");
    CHECK_TEXT(text_at(&r->main, 1, "rule"), "below");
    CHECK_TEXT(text_at(&r->main, 0, "rule"), "compared with");
    // Exactly four fifths is not below; of a named group, one may be above.
    r = asked(&a, "-- method: adverse_impact\n-- compare: b\n", "group,selected,applicants",
              "('a',8,10), ('b',10,10), ('c',4,5)");
    CHECK_TEXT(text_at(&r->main, 0, "rule"), "not below");
    CHECK_TEXT(text_at(&r->main, 2, "rule"), "not below");
    CHECK_HAS(r->sentence, "That is not below four fifths.");
    // Fisher's test is that of the table (12, 28; 5, 35).
    r = asked(&a, "-- method: adverse_impact\n-- compare: b\n", "group,selected,applicants",
              "('a',12,40), ('b',5,40)");
    CHECK_NEAR(number_at(&r->main, 0, "p"), 0.0993041, 1e-7);
    CHECK_NEAR(number_at(&r->main, 0, "estimate"), 2.4, 1e-12);
    r = asked(&a, "-- method: adverse_impact\n", "group,selected,applicants",
              "('a',0,4), ('b',0,5)");
    CHECK(!r->estimable);
    CHECK_HAS(r->sentence, "Not estimable, n = 9");
    CHECK_HAS(refused(&a, "-- method: adverse_impact\n", "group,selected,applicants",
                      "('a',5,4), ('b',0,5)"),
              "more are selected than applied");
    CHECK_HAS(refused(&a, "-- method: adverse_impact\n-- least share: 3\n",
                      "group,selected,applicants", "('a',1,4), ('b',0,5)"),
              "least share is 3");
    arena_free(&a);
}

TEST(smoothed_rates_lie_between_their_own_and_that_of_all)
{
    struct arena a = {0};
    static const char places[] = "('a',2,100), ('b',60,1000), ('c',10,1000), ('d',0,50), "
                                 "('e',90,1200), ('f',NULL,10)";
    struct result *r =
        asked(&a, "-- method: smoothed_rate\n-- per: 100\n", "group,events,exposure", places);
    double all = r->headline.number;
    CHECK_NEAR(all, 100.0 * 162 / 3350, 1e-12);
    CHECK_INT(r->missing, 1);
    for (size_t i = 0; i < 5; i++) {
        double raw = number_at(&r->main, i, "raw"), s = number_at(&r->main, i, "estimate");
        CHECK(s > 0 && number_at(&r->main, i, "low") < s && s < number_at(&r->main, i, "high"));
        CHECK(fabs(s - raw) > 0);
    }
    CHECK_HAS(r->sentence, "the highest is e with");
    r = asked(&a, "-- method: smoothed_rate\n-- smoothing: moments\n", "group,events,exposure",
              "('a',5,100), ('b',5,100), ('c',5,100)");
    CHECK_HAS(r->sentence, "differ no more than chance");
    CHECK_HAS(refused(&a, "-- method: smoothed_rate\n-- smoothing: gama\n", "group,events,exposure",
                      places),
              "did you mean gamma");
    CHECK_HAS(refused(&a, "-- method: smoothed_rate\n-- per: 0\n", "group,events,exposure", places),
              "per");
    r = asked(&a, "-- method: smoothed_rate\n", "group,events,exposure", "('a',0,10), ('b',0,20)");
    CHECK(!r->estimable);
    arena_free(&a);
}

TEST(every_answer_speaks_spanish_too)
{
    struct arena a = {0};
    static const struct {
        const char *header, *columns, *values, *says;
    } all[] = {
        {"-- method: count\n", "group,events", "('a',3), ('b',4)", "la mayor parte en b, con 4"},
        {"-- method: rate\n-- per: 100\n-- compare: a\n", "group,events,exposure",
         "('a',30,1000), ('b',12,900)", "intervalo del 95%: de"},
        {"-- method: proportion\n-- compare: a\n", "group,events,trials",
         "('a',30,100), ('b',12,90)", "una diferencia de"},
        {"-- method: median\n", "value", "(3), (4), (9)", "La mediana es 4"},
        {"-- method: trend\n", "period,events", "(2019,10), (2020,14), (2021,19), (2022,30)",
         "cada año"},
        {"-- method: funnel\n", "stage,count", "('a',30), ('b',12)", "llegan a \"b\""},
        {"-- method: list\n", "x", "(1), (2)", "2 filas"},
        {"-- method: survival\n-- unit: días\n", "left,event", "(3,1), (4,1), (5,0)",
         "La mitad termina a los 4 días"},
        {"-- method: disparity\n-- compare: a\n", "group,events,per_x", "('a',30,100), ('b',12,90)",
         "como múltiplo de a"},
        {"-- method: hit_rate\n-- compare: a\n", "group,searches,hits", "('a',30,10), ('b',12,9)",
         "registros hallaron algo"},
        {"-- method: adverse_impact\n", "group,selected,applicants", "('a',30,40), ('b',12,40)",
         "por debajo de cuatro quintos"},
        {"-- method: smoothed_rate\n", "group,events,exposure", "('a',30,100), ('b',12,900)",
         "En total"},
        {"-- method: count\n", "events", "(NULL)", "No se puede estimar, n = 0: no se contó nada."},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct result *r = asked_in_spanish(&a, all[i].header, all[i].columns, all[i].values);
        CHECK_HAS(r->sentence, all[i].says);
    }
    arena_free(&a);
}
