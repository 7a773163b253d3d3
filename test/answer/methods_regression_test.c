#include "t.h"

#include "ask.h"

// The toy of ten lives: time, event, group, number.
static const char lives[] =
    "(2,1,0,1), (3,1,0,.5), (3,0,1,2), (5,1,0,-1), (5,1,1,0), (6,0,1,1), (8,1,0,.3), (8,1,1,-.5),"
    "(9,0,0,-1), (12,0,1,.2)";

TEST(cox_gives_the_published_toy_by_each_rule_for_ties)
{
    static const struct {
        const char *ties;
        double g, z, se_g, se_z;
    } cases[] = {{"efron", -1.1372943, .5007278, .9433378, .6021963},
                 {"breslow", -1.0948399, .4764215, .9349008, .5981051},
                 {"exact", -1.4068887, .6359782, NAN, NAN}};
    for (size_t i = 0; i < 3; i++) {
        struct arena a = {0};
        const struct result *r =
            asked(&a, arena_printf(&a, "-- method: cox\n-- ties: %s\n", cases[i].ties),
                  "left, event, g, z", lives);
        CHECK(r->estimable);
        CHECK_INT(r->n, 10);
        CHECK_NEAR(number_of(&r->main, "term", "g", "coefficient"), cases[i].g, 1e-6);
        CHECK_NEAR(number_of(&r->main, "term", "z", "coefficient"), cases[i].z, 1e-6);
        if (!isnan(cases[i].se_g)) {
            CHECK_NEAR(number_of(&r->main, "term", "g", "se"), cases[i].se_g, 1e-6);
            CHECK_NEAR(number_of(&r->main, "term", "z", "se"), cases[i].se_z, 1e-6);
            CHECK_HAS(said(&a, r), "concordance 0.758");
        }
        CHECK_NEAR(number_of(&r->main, "term", "g", "estimate"), exp(cases[i].g), 1e-6);
        arena_free(&a);
    }
}

TEST(cox_without_events_is_not_estimable_and_a_bad_key_is_refused)
{
    struct arena a = {0};
    CHECK(!asked(&a, "-- method: cox\n", "left, event, z", "(1,0,1), (2,0,2)")->estimable);
    CHECK_HAS(
        refused(&a, "-- method: cox\n-- ties: effron\n", "left, event, z", "(1,1,1), (2,0,2)"),
        "ties is \"effron\"");
    CHECK_HAS(refused(&a, "-- method: cox\n-- factors: y\n", "left, event, z", "(1,1,1), (2,0,2)"),
              "no covariate y");
    CHECK_HAS(refused(&a, "-- method: cox\n-- reference: z c\n", "left, event, z",
                      "(1,1,'a'), (2,0,'b'), (3,1,'a')"),
              "no c among the values of z");
    arena_free(&a);
}

TEST(a_factor_is_compared_with_its_reference)
{
    struct arena a = {0};
    // Linear on two groups: the coefficient is the difference of their means, 2.5 - 1.5 and back.
    const struct result *r =
        asked(&a, "-- method: regression\n", "outcome, arm", "(1,'a'), (2,'a'), (2,'b'), (3,'b')");
    CHECK_NEAR(number_of(&r->main, "term", "arm: b", "estimate"), 1, 1e-12);
    r = asked(&a, "-- method: regression\n-- reference: arm b\n", "outcome, arm",
              "(1,'a'), (2,'a'), (2,'b'), (3,'b')");
    CHECK_NEAR(number_of(&r->main, "term", "arm: a", "estimate"), -1, 1e-12);
    arena_free(&a);
}

TEST(a_poisson_rate_ratio_is_the_ratio_of_rates)
{
    struct arena a = {0};
    // 30 in 10000 against 12 in 9000: 2.25; Wald 1.151972 to 4.394639.
    const struct result *r =
        asked(&a, "-- method: regression\n-- family: poisson\n", "outcome, offset, x",
              "(30, ln(10000.0), 1), (12, ln(9000.0), 0)");
    CHECK_NEAR(number_of(&r->main, "term", "x", "estimate"), 2.25, 1e-7);
    CHECK_NEAR(number_of(&r->main, "term", "x", "low"), 1.151972, 1e-5);
    CHECK_NEAR(number_of(&r->main, "term", "x", "high"), 4.394639, 1e-5);
    CHECK_HAS(r->sentence, "2.25 times");
    arena_free(&a);
}

TEST(separation_is_not_estimable_and_says_so)
{
    struct arena a = {0};
    const struct result *r = asked(&a, "-- method: regression\n-- family: logistic\n", "outcome, x",
                                   "(0,1), (0,2), (1,3), (1,4)");
    CHECK(!r->estimable);
    CHECK_HAS(r->sentence, "Not estimable");
    CHECK_HAS(
        refused(&a, "-- method: regression\n-- family: poison\n", "outcome, x", "(0,1), (1,2)"),
        "did you mean poisson?");
    arena_free(&a);
}

TEST(competing_risks_give_the_published_toy)
{
    struct arena a = {0};
    const char *header = "-- method: competing\n-- of: one\n-- at: 2, 5, 8\n";
    const char *rows = "(2,'one'), (3,'two'), (3,NULL), (5,'one'), (5,'one'), (6,NULL), (8,'two'), "
                       "(8,'one'), (9,NULL), (12,NULL)";
    const struct result *r = asked(&a, header, "left, cause", rows);
    CHECK_NEAR(number_at(&r->main, 0, "estimate"), .1, 1e-7);
    CHECK_NEAR(number_at(&r->main, 1, "estimate"), .3285714, 1e-7);
    CHECK_NEAR(number_at(&r->main, 2, "estimate"), .4714286, 1e-7);
    CHECK_NEAR(number_at(&r->main, 2, "se"), .1755624, 1e-6);
    CHECK_NEAR(r->headline.number, .4714286, 1e-7);
    CHECK_NEAR(number_of(further(r, "Every outcome"), "cause", "two", "estimate"), .2428571, 1e-7);
    CHECK_HAS(refused(&a, "-- method: competing\n-- of: onne\n", "left, cause", rows),
              "did you mean one?");
    CHECK(!asked(&a, "-- method: competing\n", "left, cause", "(1,NULL), (2,NULL)")->estimable);
    arena_free(&a);
}

TEST(peers_are_compared_within_their_strata_only)
{
    struct arena a = {0};
    // Within each stratum both do the same: nobody stands out, though b has far more events in all.
    const struct result *r = asked(&a, "-- method: peers\n", "group, stratum, outcome",
                                   "('a','day',0), ('a','day',1), ('b','day',1), ('b','day',0), "
                                   "('b','night',1), ('c','night',1)");
    CHECK(r->estimable);
    CHECK_INT(r->headline.integer, 0);
    CHECK_NEAR(number_of(&r->main, "group", "a", "estimate"), 1, 1e-6);
    CHECK_NEAR(number_of(&r->main, "group", "a", "expected"), 1, 1e-9);
    CHECK(!asked(&a, "-- method: peers\n", "group, stratum, outcome",
                 "('a','day',0), ('b','night',1)")
               ->estimable);
    arena_free(&a);
}

TEST(no_rows_are_not_estimable_by_any_method_that_fits)
{
    struct arena a = {0};
    static const char *const headers[][2] = {{"-- method: regression\n", "outcome, x"},
                                             {"-- method: cox\n", "left, event, x"},
                                             {"-- method: competing\n", "left, cause"},
                                             {"-- method: peers\n", "group, stratum, outcome"}};
    for (size_t i = 0; i < 4; i++) {
        struct arena own = {0};
        // A WHERE that nothing meets, behind the rows that asked() writes.
        const char *row = i == 0   ? "(1, 1)) WHERE 1 = (0"
                          : i == 1 ? "(1, 1, 1)) WHERE 1 = (0"
                          : i == 2 ? "(1, 'x')) WHERE 1 = (0"
                                   : "('a', 'b', 1)) WHERE 1 = (0";
        const struct result *r = asked(&own, headers[i][0], headers[i][1], row);
        CHECK(!r->estimable);
        CHECK_HAS(r->sentence, "ot estimable");
        arena_free(&own);
    }
    arena_free(&a);
}
