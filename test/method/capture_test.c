/* Capture and recapture. */

#include "method/capture.h"

#include "oracle.h"

TEST(two_lists_give_chapmans_estimate_by_hand)
{
    // 200 and 150 on the lists, 75 on both: 201 x 151 / 76 - 1; variance 201 x 151 x 125 x 75 /
    // (76^2 x 77)
    struct capture got;
    struct error err = {0};
    NEED_OK(capture_estimate(200, 150, 75, 0.95, &got, &err), err);
    CHECK_INT(got.seen, 275);
    CHECK_NEAR(got.total, 398.35526315789474, 1e-14);
    CHECK_NEAR(got.variance, 639.77368286145986, 1e-13);
    CHECK(got.range.low < got.total && got.total < got.range.high);
    CHECK(got.lognormal.low >= 275 && got.lognormal.high > got.total);
    CHECK_NEAR(got.share_first, 200 / got.total, 1e-15);
}

TEST(the_interval_of_a_small_example_is_as_published)
{
    // 15 turtles marked, 10 caught later, 5 of those marked: 22 to 65
    struct capture got;
    struct error err = {0};
    NEED_OK(capture_estimate(10, 15, 5, 0.95, &got, &err), err);
    CHECK_NEAR(round(got.range.low), 22, 0);
    CHECK_NEAR(round(got.range.high), 65, 0);
}

TEST(lists_that_agree_wholly_miss_nobody)
{
    struct capture got;
    struct error err = {0};
    NEED_OK(capture_estimate(40, 40, 40, 0.95, &got, &err), err);
    CHECK(got.total == 40 && got.variance == 0);
    CHECK(got.lognormal.low == 40 && got.lognormal.high == 40);
    CHECK(got.range.low >= 39.5 && got.range.high > 40);
}

TEST(lists_in_the_other_order_give_the_same)
{
    for (int trial = 0; trial < 500; trial++) {
        int64_t n1 = t_between(1, 300), n2 = t_between(1, 300);
        int64_t both = t_between(0, n1 < n2 ? n1 : n2);
        struct capture a, b;
        struct error err = {0};
        NEED_OK(capture_estimate(n1, n2, both, 0.9, &a, &err), err);
        NEED_OK(capture_estimate(n2, n1, both, 0.9, &b, &err), err);
        CHECK_NEAR(a.total, b.total, 1e-14);
        CHECK_NEAR(a.range.high, b.range.high, 1e-12);
        CHECK(a.total >= (double)a.seen);
        CHECK(a.range.low >= (double)a.seen - 0.5);
    }
}

TEST(the_interval_holds_the_truth_about_as_often_as_it_says)
{
    int covered = 0, lognormal = 0;
    for (int trial = 0; trial < 2000; trial++) {
        int64_t n1 = 0, n2 = 0, both = 0;
        for (int person = 0; person < 200; person++) {
            bool first = t_unit() < 0.4, second = t_unit() < 0.3;
            n1 += first;
            n2 += second;
            both += first && second;
        }
        struct capture got;
        struct error err = {0};
        NEED_OK(capture_estimate(n1, n2, both, 0.95, &got, &err), err);
        covered += got.range.low <= 200 && 200 <= got.range.high;
        lognormal += got.lognormal.low <= 200 && 200 <= got.lognormal.high;
    }
    CHECK(covered > 1860 && covered < 1950);
    CHECK(lognormal > 1800 && lognormal < 1970);
}

TEST(lists_that_cannot_be_are_refused)
{
    struct capture got;
    struct error err = {0};
    CHECK(!capture_estimate(5, 3, 4, 0.95, &got, &err) && err.kind == ERROR_USAGE);
    CHECK(!capture_estimate(5, 3, -1, 0.95, &got, &err) && err.kind == ERROR_USAGE);
    CHECK(!capture_estimate(0, 3, 0, 0.95, &got, &err) && err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "not estimable, n = 0");
    CHECK(!capture_estimate(5, 3, 2, 0, &got, &err) && err.kind == ERROR_USAGE);
}
