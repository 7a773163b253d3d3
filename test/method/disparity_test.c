/* Disparity against benchmarks, hit rates, relative rates, adverse impact. */

#include "method/disparity.h"

#include "method/adverse_impact.h"
#include "method/hit_rate.h"
#include "method/relative_rate.h"
#include "oracle.h"

TEST(benchmarks_side_by_side_are_rate_ratios_each)
{
    struct arena a = {0};
    struct error err = {0};
    const int64_t events[] = {204420, 29999, 50698};
    const double exposure[] = {648846, 1000, 221777, NAN, 548312, 2500};
    struct disparity *d;
    struct rate_ratio one;
    NEED_OK(disparity_estimate(events, exposure, 3, 2, 2, 0.95, &a, &d, &err), err);
    NEED_OK(rate_ratio(204420, 648846, 50698, 548312, 0.95, &one, &err), err);
    CHECK(d[0].estimable && d[0].ratio.ratio == one.ratio && d[0].ratio.exact.low == one.exact.low);
    CHECK_NEAR(d[1].ratio.ratio, 204420.0 / 1000 / (50698.0 / 2500), 1e-13);
    CHECK(d[2].estimable && !d[3].estimable && isnan(d[3].ratio.ratio));
    CHECK(d[4].ratio.ratio == 1 && isnan(d[4].ratio.p));
    CHECK(!disparity_estimate(events, exposure, 3, 2, 3, 0.95, &a, &d, &err));
    CHECK(err.kind == ERROR_USAGE);
    arena_free(&a);
}

TEST(hit_rates_sum_over_districts_and_are_compared_within_them)
{
    struct arena a = {0};
    struct error err = {0};
    // group 1 is the reference; each district is a stratum of the method pages' example
    const struct search_cell cells[] = {
        {0, 0, 500, 35, 20}, {0, 1, 500, 43, 25}, {0, 2, 500, 22, 10},
        {1, 0, 900, 70, 30}, {1, 1, 900, 52, 22}, {1, 2, 900, 28, 8},
    };
    struct hit_rate *h;
    NEED_OK(hit_rate_estimate(cells, 6, 2, 3, 1, 0.95, &a, &h, &err), err);
    CHECK_INT(h[0].hits.k, 55);
    CHECK_INT(h[0].hits.n, 100);
    CHECK_NEAR(h[1].hits.share, 0.4, 1e-15);
    CHECK_NEAR(h[0].difference.difference, 0.15, 1e-14);
    CHECK_NEAR(h[0].adjusted.odds_ratio, 1.8810035, 5e-8);
    CHECK_NEAR(h[0].adjusted.p, 0.0172052, 5e-8);
    CHECK(h[0].estimable && !h[1].estimable);
    // searched more often (100/1500 > 150/2700) and found more often: may be infra-marginality
    CHECK(h[0].infra_marginal);
    arena_free(&a);
}

TEST(the_infra_marginality_flag_is_off_only_where_search_and_hit_rates_point_apart)
{
    struct arena a = {0};
    struct error err = {0};
    struct search_cell cells[] = {{0, 0, 1000, 100, 10}, {1, 0, 1000, 50, 12}};
    struct hit_rate *h;
    NEED_OK(hit_rate_estimate(cells, 2, 2, 1, 1, 0.95, &a, &h, &err), err);
    CHECK(!h[0].infra_marginal);
    cells[0].searches = 40;
    cells[0].hits = 4;
    NEED_OK(hit_rate_estimate(cells, 2, 2, 1, 1, 0.95, &a, &h, &err), err);
    CHECK(h[0].infra_marginal);
    cells[0].stops = -1;
    cells[0].searches = 100;
    NEED_OK(hit_rate_estimate(cells, 2, 2, 1, 1, 0.95, &a, &h, &err), err);
    CHECK(h[0].infra_marginal && isnan(h[0].searched.share));
    arena_free(&a);
}

TEST(hit_rates_without_common_districts_give_the_difference_alone)
{
    struct arena a = {0};
    struct error err = {0};
    const struct search_cell apart[] = {{0, 0, 10, 5, 1}, {1, 1, 10, 5, 2}};
    const struct search_cell bad[] = {{0, 0, 10, 5, 6}}, none[] = {{0, 0, 10, 5, 1}};
    struct hit_rate *h;
    NEED_OK(hit_rate_estimate(apart, 2, 2, 2, 1, 0.95, &a, &h, &err), err);
    CHECK(!h[0].estimable && isnan(h[0].adjusted.odds_ratio));
    CHECK_NEAR(h[0].difference.difference, -0.2, 1e-15);
    CHECK(!hit_rate_estimate(bad, 1, 2, 2, 1, 0.95, &a, &h, &err) && err.kind == ERROR_USAGE);
    NEED_OK(hit_rate_estimate(none, 1, 2, 1, 1, 0.95, &a, &h, &err), err);
    CHECK(isnan(h[1].hits.share) && isnan(h[0].difference.difference));
    arena_free(&a);
}

TEST(relative_rates_use_cases_or_exposure_by_decision_point)
{
    struct arena a = {0};
    struct error err = {0};
    const int64_t events[] = {30, 12, 36, 16, 2, 40};
    const double base[] = {10000, 9000, 40, 80, 10, 50};
    const enum rate_base kind[] = {BASE_EXPOSURE, BASE_CASES, BASE_CASES};
    struct relative_rate *r;
    NEED_OK(relative_rate_estimate(events, base, kind, 3, 2, 1, 0.95, &a, &r, &err), err);
    CHECK_NEAR(r[0].ratio, 2.25, 1e-14);
    CHECK_NEAR(r[0].range.low, 1.118667, 5e-7);
    CHECK_NEAR(r[0].p, 0.01938499, 5e-9);
    CHECK_NEAR(r[2].ratio, 4.5, 1e-14);
    CHECK_NEAR(r[2].range.low, 2.94, 0.005);
    CHECK(r[1].ratio == 1 && isnan(r[1].p) && isnan(r[3].range.low));
    CHECK(!r[2].few && r[4].few && !r[5].few);
    CHECK_NEAR(r[4].rate, 0.2, 1e-15);
    arena_free(&a);
}

TEST(a_decision_point_without_base_or_events_has_no_index)
{
    struct arena a = {0};
    struct error err = {0};
    const int64_t events[] = {0, 0, 0, 3};
    const double base[] = {10, 20, 0, 9}, half[] = {2.5, 4};
    const enum rate_base kind[] = {BASE_CASES, BASE_CASES};
    struct relative_rate *r;
    NEED_OK(relative_rate_estimate(events, base, kind, 2, 2, 1, 0.95, &a, &r, &err), err);
    CHECK(!r[0].estimable && r[0].rate == 0 && isnan(r[0].ratio));
    CHECK(!r[2].estimable && isnan(r[2].rate));
    CHECK(!relative_rate_estimate(events, half, kind, 1, 2, 1, 0.95, &a, &r, &err));
    CHECK(err.kind == ERROR_USAGE);
    CHECK_HAS(err.text, "decision point 1, group 1");
    arena_free(&a);
}

TEST(adverse_impact_is_the_example_of_the_questions_and_answers)
{
    // Questions and Answers 1979, no. 12: 80 whites apply and 48 are hired, 40 blacks and 12: the
    // rates are 60 % and 30 %, the ratio one half
    struct arena a = {0};
    struct error err = {0};
    const int64_t selected[] = {48, 12, 0}, applied[] = {80, 40, 0};
    struct adverse_impact *t;
    struct fisher fisher;
    NEED_OK(adverse_impact_estimate(selected, applied, 3, 0.02, 0.95, &a, &t, &err), err);
    NEED_OK(fisher_exact((struct table2x2){12, 28, 48, 32}, 0.95, &fisher, &err), err);
    CHECK(t[0].highest && t[0].ratio == 1 && !t[0].below_four_fifths && isnan(t[0].p));
    CHECK_NEAR(t[1].ratio, 0.5, 1e-15);
    CHECK(t[1].below_four_fifths && !t[1].turns_on_one && t[1].p == fisher.p);
    CHECK(t[1].score.low < 0.5 && 0.5 < t[1].score.high && t[1].katz.low < 0.5);
    CHECK(isnan(t[2].selected.share) && isnan(t[2].ratio) && !t[2].below_four_fifths);
    arena_free(&a);
}

TEST(four_fifths_exactly_is_not_below_and_one_person_may_turn_it)
{
    struct arena a = {0};
    struct error err = {0};
    const int64_t even[] = {50, 40}, odd[] = {10, 7}, applied[] = {100, 100}, few[] = {20, 20};
    struct adverse_impact *t;
    NEED_OK(adverse_impact_estimate(even, applied, 2, 0, 0.95, &a, &t, &err), err);
    CHECK(!t[1].below_four_fifths);
    NEED_OK(adverse_impact_estimate(odd, few, 2, 0, 0.95, &a, &t, &err), err);
    CHECK(t[1].below_four_fifths && t[1].turns_on_one);
    arena_free(&a);
}

TEST(a_small_group_is_not_the_one_compared_with)
{
    struct arena a = {0};
    struct error err = {0};
    const int64_t selected[] = {1, 50, 40}, applied[] = {1, 100, 100}, nobody[] = {0, 0, 0};
    struct adverse_impact *t;
    NEED_OK(adverse_impact_estimate(selected, applied, 3, 0.02, 0.95, &a, &t, &err), err);
    CHECK(!t[0].highest && t[1].highest && t[0].ratio == 2);
    CHECK(!adverse_impact_estimate(nobody, applied, 3, 0.02, 0.95, &a, &t, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK(!adverse_impact_estimate(applied, selected, 3, 0.02, 0.95, &a, &t, &err));
    CHECK(err.kind == ERROR_USAGE);
    arena_free(&a);
}
