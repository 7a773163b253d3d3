#include "method/formula.h"

#include <math.h>

#include "method/allocate.h"
#include "method/shares.h"
#include "t.h"

enum { ROWS = 4 };
static const double people[ROWS] = {10, 20, 30, 40}, crime[ROWS] = {1, (double)NAN, 3, 0};
static const char *const names[ROWS] = {"a", "b", "c", "d"};
static const char *const state[ROWS] = {"X", "X", "Y", NULL};
static const char *const county[ROWS] = {"c", NULL, "a", "nowhere"};

static struct formula_table table(struct arena *a)
{
    struct formula_table t = {.rows = ROWS};
    formula_add_text(a, &t, "name", names);
    formula_add_text(a, &t, "state", state);
    formula_add_text(a, &t, "county", county);
    formula_add(a, &t, "people", people);
    formula_add(a, &t, "crime", crime);
    formula_add_constant(a, &t, "pool", 100);
    return t;
}

static void gives(const char *formula, double w, double x, double y, double z)
{
    struct arena a = {0};
    struct error err = {0};
    const struct formula_table t = table(&a);
    const double *out, want[ROWS] = {w, x, y, z};
    NEED_OK(formula_work(&a, &t, formula, &out, &err), err);
    for (size_t i = 0; i < ROWS; i++)
        if (isnan(want[i]) ? !isnan(out[i]) : !(fabs(out[i] - want[i]) <= 1e-9))
            t_failed(__FILE__, __LINE__, "%s, row %zu: %g, expected %g", formula, i, out[i],
                     want[i]);
    arena_free(&a);
}

TEST(formulas_reckon_as_a_spreadsheet_would)
{
    const double none = (double)NAN;
    gives("1 + 2 * 3 - 4 / 2", 5, 5, 5, 5);
    gives("-(people - 15)", 5, -5, -15, -25);
    gives("2 - 3 - 4", -5, -5, -5, -5);
    gives("people / (people - 20)", -1, none, 3, 2);
    gives("people >= 20 and not people = 40", 0, 1, 1, 0);
    gives("people<=10 or people<>30", 1, 1, 0, 1);
    gives("min(people, 25, 22)", 10, 20, 22, 22);
    gives("max(people, crime)", 10, none, 30, 40);
    gives("if(people > 25, crime, 0)", 0, 0, 3, 0);
    gives("first(crime, 7)", 1, 7, 3, 0);
    gives("known(crime)", 1, 0, 1, 1);
    gives("round(people / 4)", 3, 5, 8, 10);
    gives("state = 'X'", 1, 1, 0, none);
    gives("state <> county", 1, none, 1, none);
}

TEST(formulas_keep_what_is_missing_missing)
{
    const double none = (double)NAN;
    gives("crime + 1", 2, none, 4, 1);
    gives("crime > 0", 1, none, 1, 0);
    gives("crime > 0 and people > 100", 0, 0, 0, 0);
    gives("crime > 0 or people < 100", 1, 1, 1, 1);
    gives("not crime", 0, none, 0, 1);
    gives("if(crime, 1, 2)", 1, none, 1, 2);
    gives("sum(crime)", 4, 4, 4, 4);
    gives("count(crime)", 2, 2, 2, 2);
}

TEST(formulas_add_up_over_groups_and_look_others_up)
{
    const double none = (double)NAN;
    gives("people / sum(people)", 0.1, 0.2, 0.3, 0.4);
    gives("sum_by(state, people)", 30, 30, 30, none);
    gives("count_by(state, people > 10)", 1, 1, 1, none);
    gives("at(county, people)", 30, none, 10, none);
}

TEST(formulas_part_pools)
{
    const double none = (double)NAN;
    gives("capped(pool, people, 25)", 25, 25, 25, 25);
    gives("capped(pool, people, 30)", 40.0 / 3, 80.0 / 3, 30, 30);
    gives("capped_by(state, pool, people, 1000)", 100.0 / 3, 200.0 / 3, 100, none);
    gives("fill(pool - 5, people, people)", 0, 20, 30, 40);
    gives("fill_by(state, 15, people, people)", 10, 0, 0, none);
}

TEST(capped_shares_hand_on_what_the_caps_leave)
{
    const double weight[] = {5, 3, 2, (double)NAN}, cap[] = {10, (double)NAN, (double)NAN, 1};
    double out[4];
    shares_capped(100, weight, cap, 4, out);
    CHECK_NEAR(out[0], 10, 1e-12);
    CHECK_NEAR(out[1], 54, 1e-12);
    CHECK_NEAR(out[2], 36, 1e-12);
    CHECK(isnan(out[3]));
}

TEST(capped_shares_of_random_pools_never_pass_cap_or_pool)
{
    for (int trial = 0; trial < 500; trial++) {
        double weight[12], cap[12], out[12], sum = 0, room = 0;
        const double pool = (double)t_between(0, 100000);
        const size_t n = (size_t)t_between(1, 12);
        for (size_t i = 0; i < n; i++) {
            weight[i] = (double)t_between(1, 1000);
            cap[i] = (double)t_between(0, 30000);
            room += cap[i];
        }
        shares_capped(pool, weight, cap, n, out);
        double rate = -1;
        for (size_t i = 0; i < n; i++) {
            CHECK(out[i] <= cap[i] + 1e-9);
            sum += out[i];
            if (out[i] < cap[i] - 1e-9) { // all below their caps get the same for each weight
                CHECK(rate < 0 || fabs(rate - out[i] / weight[i]) <= 1e-9 * (1 + rate));
                rate = out[i] / weight[i];
            }
        }
        CHECK_NEAR(sum, fmin(pool, room), 1e-6);
    }
}

TEST(filling_gives_whole_asks_in_order)
{
    const double ask[] = {50, 60, 30, (double)NAN};
    const int64_t order[] = {1, 0, 3, 2};
    double out[4];
    shares_fill(100, ask, order, 4, out);
    CHECK_NEAR(out[1], 60, 0);
    CHECK_NEAR(out[0], 0, 0); // 40 are left
    CHECK_NEAR(out[2], 30, 0);
    CHECK_NEAR(out[3], 0, 0);
}

static void refuses(const char *formula, const char *why)
{
    struct arena a = {0};
    struct error err = {0};
    const struct formula_table t = table(&a);
    const double *out;
    CHECK(!formula_work(&a, &t, formula, &out, &err));
    CHECK_HAS(err.text, why);
    arena_free(&a);
}

TEST(formulas_say_what_is_wrong_and_where)
{
    refuses("poeple + 1", "there is no column poeple (did you mean people?) at character 1");
    refuses("summ(people)", "there is no function summ (did you mean sum?)");
    refuses("people +", "it ends too soon at character 9");
    refuses("(people", "a ) is missing");
    refuses("people people", "this does not belong here, at character 8");
    refuses("state + 1", "texts can be compared with texts");
    refuses("sum_by(people, 1)", "sum_by wants a text column here");
    refuses("sum(state)", "sum wants a number here");
    refuses("if(1, 2)", "if wants 3 arguments, here are 2");
    refuses("known(1, 2)", "known has too many arguments");
    refuses("state", "a number is wanted, not a text");
    refuses("state = 'X", "a text is not closed");
    refuses("1 ? 2", "this does not belong here");
    refuses("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1",
            "too many ( within one another");
}

TEST(steps_build_on_one_another_and_may_not_hide_a_column)
{
    struct arena a = {0};
    struct error err = {0};
    struct formula_table t = table(&a);
    const struct allocation_step steps[] = {{"share", "people / sum(people)"},
                                            {"money", "pool * share"}};
    NEED_OK(allocate(&a, &t, steps, 2, &err), err);
    CHECK_NEAR(formula_find(&t, "money")->number[3], 40, 1e-12);
    const struct allocation_step again[] = {{"people", "1"}};
    CHECK(!allocate(&a, &t, again, 1, &err));
    CHECK_HAS(err.text, "there is a column people already");
    arena_free(&a);
}

TEST(changes_come_with_the_neediest_first)
{
    struct arena a = {0};
    const double before[] = {10, 10, (double)NAN, 10}, after[] = {5, 20, 3, 10},
                 need[] = {1, 3, 9, (double)NAN}, residents[] = {5, 0, 1, 1};
    struct allocation_change *c;
    size_t count;
    allocate_compare(&a, 4, before, after, residents, need, &c, &count);
    CHECK_INT((int64_t)count, 3);
    CHECK_INT((int64_t)c[0].row, 1);
    CHECK_NEAR(c[0].change, 10, 0);
    CHECK(isnan(c[0].per_resident));
    CHECK_INT((int64_t)c[1].row, 0);
    CHECK_NEAR(c[1].per_resident, -1, 0);
    CHECK_INT((int64_t)c[2].row, 3); // need unknown: last
    arena_free(&a);
}
