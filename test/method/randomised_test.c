#include "method/randomised.h"

#include <stdio.h>

#include "method/complier.h"
#include "method/lottery.h"
#include "oracle.h"
#include "t.h"

/* The data and the answers of test/oracle/randomised.R. */
struct trial {
    struct oracle_list oracle;
    const double *y, *d;
    const double *x[2];
    int32_t z[48], zc[48], block[48], cluster[48];
};

static void whole(const struct oracle_list *l, const char *name, int32_t *out)
{
    const struct oracle_row *r = oracle_find(l, name);
    CHECK_INT(r->count, 48);
    for (int i = 0; i < r->count; i++)
        out[i] = (int32_t)r->at[i];
}

static struct trial trial_load(struct arena *a)
{
    struct trial t = {.oracle = oracle_load(a, "randomised.csv")};
    t.y = oracle_find(&t.oracle, "y")->at;
    t.d = oracle_find(&t.oracle, "d")->at;
    t.x[0] = oracle_find(&t.oracle, "x1")->at;
    t.x[1] = oracle_find(&t.oracle, "x2")->at;
    whole(&t.oracle, "z", t.z);
    whole(&t.oracle, "zc", t.zc);
    whole(&t.oracle, "block", t.block);
    whole(&t.oracle, "cluster", t.cluster);
    return t;
}

static void check_effect(const struct trial *t, const char *name, const struct effect *e)
{
    const double *o = oracle_find(&t->oracle, name)->at;
    CHECK_NEAR(e->estimate, o[0], 1e-10);
    CHECK_NEAR(e->se, o[1], 1e-10);
    CHECK_NEAR(e->df, o[2], 1e-10);
    CHECK_NEAR(e->p, o[3], 1e-9);
    CHECK_NEAR(e->interval.low, o[4], 1e-9);
    CHECK_NEAR(e->interval.high, o[5], 1e-9);
}

TEST(randomised_difference_and_its_error_agree_with_estimatr)
{
    struct arena a = {0};
    struct error err = {0};
    struct trial t = trial_load(&a);
    struct randomised r;
    struct randomised_data d = {.units = 48, .y = t.y, .treated = t.z};
    struct randomised_question q = {.monte_carlo = {.replicates = 99, .seed = 1}};
    NEED_OK(randomised_test(&d, &q, &r, &err), err);
    const double *o = oracle_find(&t.oracle, "simple")->at;
    CHECK_NEAR(r.estimate, o[0], 1e-10);
    CHECK_NEAR(r.se, o[1], 1e-10);
    CHECK(!r.exact);
    CHECK_INT(r.replicates, 99);
    d.block = t.block;
    NEED_OK(randomised_test(&d, &q, &r, &err), err);
    o = oracle_find(&t.oracle, "blocked")->at;
    CHECK_NEAR(r.estimate, o[0], 1e-10);
    CHECK_NEAR(r.se, o[1], 1e-10);
    CHECK_NEAR(r.df, o[2], 0);
    CHECK_NEAR(r.interval.low, o[4], 1e-9);
    CHECK_NEAR(r.interval.high, o[5], 1e-9);
    CHECK_INT(r.blocks, 4);
    arena_free(&a);
}

TEST(randomised_test_lists_every_assignment_where_they_are_few)
{
    struct arena a = {0};
    struct error err = {0};
    struct trial t = trial_load(&a);
    struct randomised r;
    struct randomised_data d = {.units = 12, .y = t.y, .treated = t.z};
    struct randomised_question q = {0};
    const double *o = oracle_find(&t.oracle, "exact_one_block")->at;
    const enum alternative sides[] = {TWO_SIDED, TREATED_GREATER, TREATED_LESS};
    for (int i = 0; i < 3; i++) {
        q.alternative = sides[i];
        NEED_OK(randomised_test(&d, &q, &r, &err), err);
        CHECK(r.exact);
        CHECK_NEAR(r.estimate, o[0], 1e-12);
        CHECK_NEAR(r.p, o[1 + i], 1e-12);
        CHECK_NEAR(r.assignments, o[4], 0);
        CHECK_NEAR(r.p_se, 0, 0);
    }
    // Whole clusters.
    q.alternative = TWO_SIDED;
    o = oracle_find(&t.oracle, "exact_clusters")->at;
    d = (struct randomised_data){.units = 48, .y = t.y, .treated = t.zc, .cluster = t.cluster};
    for (int equal = 0; equal < 2; equal++) { // the clusters are of one size: no difference
        q.clusters_equal = equal == 1;
        NEED_OK(randomised_test(&d, &q, &r, &err), err);
        CHECK_NEAR(r.estimate, o[0], 1e-12);
        CHECK_NEAR(r.p, o[1], 1e-12);
        CHECK_NEAR(r.assignments, o[2], 0);
        CHECK_INT(r.clusters_treated, 8);
        CHECK_INT(r.treated, 24);
    }
    // Two blocks of six.
    double y[12];
    int32_t z[12], block[12];
    for (int i = 0; i < 12; i++) {
        int from = i < 6 ? 12 + i : 30 + i;
        y[i] = t.y[from];
        z[i] = t.z[from];
        block[i] = 7 - i / 6;
    }
    d = (struct randomised_data){.units = 12, .y = y, .treated = z, .block = block};
    o = oracle_find(&t.oracle, "exact_two_blocks")->at;
    NEED_OK(randomised_test(&d, &q, &r, &err), err);
    CHECK_NEAR(r.estimate, o[0], 1e-12);
    CHECK_NEAR(r.p, o[1], 1e-12);
    CHECK_NEAR(r.assignments, o[2], 0);
    arena_free(&a);
}

TEST(randomised_test_by_monte_carlo_comes_near_the_exact_one_on_any_threads)
{
    struct arena a = {0};
    struct error err = {0};
    struct trial t = trial_load(&a);
    struct randomised exact, one, many;
    struct randomised_data d = {.units = 48, .y = t.y, .treated = t.zc, .cluster = t.cluster};
    struct randomised_question q = {0};
    NEED_OK(randomised_test(&d, &q, &exact, &err), err);
    q.exact_most = -1;
    q.monte_carlo = (struct monte_carlo){.replicates = 20000, .seed = 6, .threads = 1};
    NEED_OK(randomised_test(&d, &q, &one, &err), err);
    q.monte_carlo.threads = 3;
    NEED_OK(randomised_test(&d, &q, &many, &err), err);
    CHECK(!one.exact);
    CHECK_NEAR(one.p, many.p, 0);
    CHECK(fabs(one.p - exact.p) < 4.5 * one.p_se + 1e-4);
    arena_free(&a);
}

TEST(randomised_p_is_uniform_when_nothing_happens)
{
    int low = 0;
    for (int trial = 0; trial < 1000; trial++) {
        struct error err = {0};
        struct randomised r;
        double y[9];
        int32_t z[9];
        for (int i = 0; i < 9; i++) {
            y[i] = t_normal();
            z[i] = i % 3 == 0;
        }
        struct randomised_data d = {.units = 9, .y = y, .treated = z};
        struct randomised_question q = {0};
        NEED_OK(randomised_test(&d, &q, &r, &err), err);
        low += r.p <= 0.25;
        // Swapping the arms turns the sign and nothing else.
        for (int i = 0; i < 9; i++)
            z[i] = 1 - z[i];
        struct randomised other;
        NEED_OK(randomised_test(&d, &q, &other, &err), err);
        CHECK_NEAR(other.estimate, -r.estimate, 1e-12);
        CHECK_NEAR(other.p, r.p, 1e-12);
    }
    CHECK(fabs(low / 1000.0 - 0.25) < 4.5 * sqrt(0.25 * 0.75 / 1000));
}

TEST(randomised_test_counts_what_it_drops_and_refuses_a_broken_lot)
{
    struct error err = {0};
    struct randomised r = {0};
    const double y[] = {1, NAN, 3, 4, 5, 6, 7, NAN};
    const int32_t z[] = {1, 1, 0, 0, -1, 1, 1, 0}, block[] = {0, 0, 0, 0, 0, 0, 1, 0};
    struct randomised_data d = {.units = 8, .y = y, .treated = z, .block = block};
    struct randomised_question q = {0};
    NEED_OK(randomised_test(&d, &q, &r, &err), err);
    CHECK_INT(r.treated, 2);
    CHECK_INT(r.control, 2);
    CHECK_INT(r.dropped_treated, 2); // one without outcome, one alone in its block
    CHECK_INT(r.dropped_control, 1);
    CHECK_INT(r.dropped_unknown, 1);
    CHECK_INT(r.blocks_dropped, 1);
    CHECK_NEAR(r.estimate, 0, 1e-12);
    CHECK_NEAR(r.p, 1, 0);
    const int32_t clusters[] = {0, 0, 0, 0, 0, 0, 0, 0}, two[] = {0, 2};
    d.cluster = clusters;
    CHECK(!randomised_test(&d, &q, &r, &err) && err.kind == ERROR_INVALID);
    d = (struct randomised_data){.units = 2, .y = y, .treated = two};
    CHECK(!randomised_test(&d, &q, &r, &err) && err.kind == ERROR_INVALID);
    d.treated = z;
    d.units = 2;
    CHECK(!randomised_test(&d, &q, &r, &err) && err.kind == ERROR_INVALID);
    q.monte_carlo.replicates = -5;
    CHECK(!randomised_test(&d, &q, &r, &err) && err.kind == ERROR_USAGE);
}

TEST(randomised_adjusted_agrees_with_estimatr)
{
    struct arena a = {0};
    struct error err = {0};
    struct trial t = trial_load(&a);
    struct adjusted r;
    struct randomised_data d = {.units = 48, .y = t.y, .treated = t.z};
    struct covariates both = {t.x, 2}, first = {t.x, 1};
    NEED_OK(randomised_adjusted(&d, &both, 0, &r, &err), err);
    check_effect(&t, "lin", &r.effect);
    CHECK_NEAR(r.unadjusted, oracle_find(&t.oracle, "simple")->at[0], 1e-10);
    d.block = t.block;
    NEED_OK(randomised_adjusted(&d, &first, 0, &r, &err), err);
    check_effect(&t, "lin_blocks", &r.effect);
    d = (struct randomised_data){.units = 48, .y = t.y, .treated = t.zc, .cluster = t.cluster};
    NEED_OK(randomised_adjusted(&d, &first, 0, &r, &err), err);
    CHECK_INT(r.clusters, 16);
    check_effect(&t, "lin_clusters", &r.effect);
    arena_free(&a);
}

TEST(randomised_adjusted_drops_units_without_covariates)
{
    struct arena a = {0};
    struct error err = {0};
    struct trial t = trial_load(&a);
    double x[48];
    memcpy(x, t.x[0], sizeof x);
    int treated = t.z[3];
    x[3] = NAN;
    const double *columns[] = {x};
    struct randomised_data d = {.units = 48, .y = t.y, .treated = t.z};
    struct covariates c = {columns, 1};
    struct adjusted r;
    NEED_OK(randomised_adjusted(&d, &c, 0, &r, &err), err);
    CHECK_INT(r.units, 47);
    CHECK_INT(r.dropped_treated, treated);
    CHECK_INT(r.dropped_control, 1 - treated);
    int32_t all[48];
    for (int i = 0; i < 48; i++)
        all[i] = 1;
    d.treated = all;
    CHECK(!randomised_adjusted(&d, &c, 0, &r, &err));
    CHECK_INT(err.kind, ERROR_INVALID);
    arena_free(&a);
}

TEST(complier_effect_agrees_with_two_stage_least_squares_of_estimatr)
{
    struct arena a = {0};
    struct error err = {0};
    struct trial t = trial_load(&a);
    struct complier r;
    struct randomised_data d = {.units = 48, .y = t.y, .treated = t.z};
    struct covariates none = {0}, first = {t.x, 1};
    NEED_OK(complier_effect(&d, t.d, &none, 0, &r, &err), err);
    check_effect(&t, "wald", &r.effect);
    check_effect(&t, "first", &r.take_up);
    check_effect(&t, "itt", &r.assignment);
    CHECK_NEAR(r.effect.estimate, r.assignment.estimate / r.take_up.estimate, 1e-12);
    CHECK_NEAR(r.take_up.estimate, r.taken_treated - r.taken_control, 1e-12);
    CHECK(r.weak); // F is 7.85
    d.block = t.block;
    NEED_OK(complier_effect(&d, t.d, &first, 0, &r, &err), err);
    check_effect(&t, "iv", &r.effect);
    // A lot that moves nobody.
    double same[48];
    for (int i = 0; i < 48; i++)
        same[i] = 1;
    CHECK(!complier_effect(&d, same, &none, 0, &r, &err) && err.kind == ERROR_INVALID);
    d.cluster = t.cluster;
    CHECK(!complier_effect(&d, t.d, &none, 0, &r, &err) && err.kind == ERROR_USAGE);
    arena_free(&a);
}

/* ---- lotteries ---- */

TEST(lottery_tickets_are_those_of_b2sum)
{
    struct arena a = {0};
    struct error err = {0};
    struct lottery_place *p;
    const struct lottery_entry one[] = {{"A-1", 0}};
    const int64_t seats[] = {1};
    char text[65];
    NEED_OK(lottery_draw(&a, "seed 2026-01-31: 04 17 22", one, 1, seats, 1, &p, &err), err);
    digest_write(&p[0].ticket, text);
    // printf '%s' 'seed 2026-01-31: 04 17 22|A-1' | b2sum -l 256
    CHECK_TEXT(text, "1d965720a74b614a6d7505ad0917d9eff7fa90768fcb7c61d0f4216486518076");
    CHECK(p[0].drawn);
    arena_free(&a);
}

TEST(lottery_does_not_depend_on_the_order_of_entries_and_fills_the_seats_of_each_stratum)
{
    enum { PEOPLE = 60 };
    struct arena a = {0};
    struct error err = {0};
    struct lottery_entry e[PEOPLE], back[PEOPLE];
    struct lottery_place *p, *q;
    const int64_t seats[] = {5, 0, 100};
    int64_t drawn[3] = {0};
    for (int i = 0; i < PEOPLE; i++)
        e[i] = (struct lottery_entry){arena_printf(&a, "entry %d", i), i % 3};
    for (int i = 0; i < PEOPLE; i++)
        back[i] = e[PEOPLE - 1 - i];
    NEED_OK(lottery_draw(&a, "7", e, PEOPLE, seats, 3, &p, &err), err);
    NEED_OK(lottery_draw(&a, "7", back, PEOPLE, seats, 3, &q, &err), err);
    for (int i = 0; i < PEOPLE; i++) {
        CHECK_INT(p[i].entry, PEOPLE - 1 - q[i].entry);
        CHECK_INT(p[i].place, i % 20 + 1);
        CHECK_INT(e[p[i].entry].stratum, i / 20);
        drawn[i / 20] += p[i].drawn;
        CHECK_INT(p[i].waiting, p[i].drawn ? 0 : p[i].place - seats[i / 20]);
    }
    CHECK_INT(drawn[0], 5);
    CHECK_INT(drawn[1], 0);
    CHECK_INT(drawn[2], 20);
    arena_free(&a);
}

TEST(lottery_gives_everybody_the_same_chance)
{
    struct arena a = {0};
    struct error err = {0};
    struct lottery_entry e[10];
    const int64_t seats[] = {3};
    int drawn[10] = {0};
    for (int i = 0; i < 10; i++)
        e[i] = (struct lottery_entry){arena_printf(&a, "%d", i), 0};
    for (int seed = 0; seed < 3000; seed++) {
        struct lottery_place *p;
        NEED_OK(lottery_draw(&a, arena_printf(&a, "%d", seed), e, 10, seats, 1, &p, &err), err);
        for (int i = 0; i < 10; i++)
            drawn[p[i].entry] += p[i].drawn;
    }
    for (int i = 0; i < 10; i++)
        CHECK(fabs(drawn[i] / 3000.0 - 0.3) < 4.5 * sqrt(0.3 * 0.7 / 3000));
    arena_free(&a);
}

TEST(lottery_refuses_doubles_and_entries_that_are_not_there)
{
    struct arena a = {0};
    struct error err = {0};
    struct lottery_place *p = NULL;
    const int64_t seats[] = {1, 1};
    const struct lottery_entry twice[] = {{"a", 0}, {"b", 0}, {"a", 1}}, empty[] = {{"", 0}},
                               away[] = {{"a", 2}};
    CHECK(!lottery_draw(&a, "s", twice, 3, seats, 2, &p, &err) && err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "1 and 3");
    CHECK(!lottery_draw(&a, "s", empty, 1, seats, 2, &p, &err) && err.kind == ERROR_INVALID);
    CHECK(!lottery_draw(&a, "s", away, 1, seats, 2, &p, &err) && err.kind == ERROR_INVALID);
    CHECK(!lottery_draw(&a, "", twice, 2, seats, 2, &p, &err) && err.kind == ERROR_USAGE);
    CHECK(p == NULL);
    arena_free(&a);
}
