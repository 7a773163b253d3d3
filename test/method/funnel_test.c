/* Funnels. */

#include "method/funnel.h"

#include "oracle.h"

TEST(a_funnel_gives_shares_of_the_stage_before_and_of_the_first)
{
    struct arena a = {0};
    struct error err = {0};
    const int64_t counts[] = {400, 100, 40, 7};
    struct funnel_stage *stages;
    struct interval wilson;
    NEED_OK(funnel_estimate(counts, 4, 0.95, &a, &stages, &err), err);
    CHECK(stages[0].of_before.share == 1 && stages[0].dropped == 0);
    CHECK_NEAR(stages[1].of_before.share, 0.25, 0);
    CHECK_NEAR(stages[2].of_first.share, 0.1, 1e-15);
    CHECK_INT(stages[3].dropped, 33);
    NEED_OK(wilson_interval(7, 40, 0.95, &wilson, &err), err);
    CHECK_NEAR(stages[3].of_before.wilson.low, wilson.low, 0);
    CHECK_NEAR(stages[3].of_before.wilson.high, wilson.high, 0);
    arena_free(&a);
}

TEST(shares_of_the_stages_multiply_to_the_share_of_the_first)
{
    struct arena a = {0};
    for (int trial = 0; trial < 200; trial++) {
        int64_t counts[7] = {t_between(1, 100000)};
        for (int i = 1; i < 7; i++)
            counts[i] = t_between(0, counts[i - 1]);
        struct funnel_stage *stages;
        struct error err = {0};
        NEED_OK(funnel_estimate(counts, 7, 0.95, &a, &stages, &err), err);
        double product = 1;
        for (int i = 0; i < 7 && (i == 0 || counts[i - 1] > 0); i++) {
            product *= stages[i].of_before.share;
            CHECK_NEAR(product, stages[i].of_first.share, 1e-12);
        }
        arena_reset(&a);
    }
    arena_free(&a);
}

TEST(after_an_empty_stage_there_is_no_share_of_it)
{
    struct arena a = {0};
    struct error err = {0};
    const int64_t counts[] = {5, 0, 0};
    struct funnel_stage *stages;
    NEED_OK(funnel_estimate(counts, 3, 0.95, &a, &stages, &err), err);
    CHECK(stages[1].of_before.share == 0 && isnan(stages[2].of_before.share));
    CHECK(isnan(stages[2].of_before.wilson.high) && stages[2].of_first.share == 0);
    arena_free(&a);
}

TEST(a_funnel_that_widens_or_is_empty_is_refused)
{
    struct arena a = {0};
    struct error err = {0};
    const int64_t wider[] = {5, 6}, empty[] = {0, 0}, negative[] = {5, -1};
    struct funnel_stage *stages = NULL;
    CHECK(!funnel_estimate(wider, 2, 0.95, &a, &stages, &err) && err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "stage 2 has 6");
    CHECK(!funnel_estimate(empty, 2, 0.95, &a, &stages, &err) && err.kind == ERROR_INVALID);
    CHECK(!funnel_estimate(negative, 2, 0.95, &a, &stages, &err) && err.kind == ERROR_USAGE);
    CHECK(!funnel_estimate(wider, 0, 0.95, &a, &stages, &err) && err.kind == ERROR_USAGE);
    CHECK(stages == NULL);
    arena_free(&a);
}
