/* Smoothing against its formulas in R and MASS, and by its own laws. */

#include "method/smoothing.h"

#include "oracle.h"

TEST(smoothed_rates_agree_with_r)
{
    struct arena a = {0};
    struct oracle_list l = oracle_load(&a, "core.csv");
    for (size_t i = 0; i + 1 < l.count; i++) {
        if (strcmp(l.at[i].name, "smoothing") != 0)
            continue;
        size_t n = (size_t)l.at[i].at[0];
        const double *events = l.at[i].at + 1, *exposure = events + n, *v = exposure + n;
        int64_t counts[64];
        struct smoothed got[64];
        struct smoothing about;
        struct error err = {0};
        for (size_t j = 0; j < n; j++)
            counts[j] = (int64_t)events[j];
        NEED_OK(smooth_by_moments(events, exposure, n, got, &about, &err), err);
        CHECK_NEAR(about.mean, v[0], 1e-13);
        CHECK_NEAR(about.variance, v[1], 1e-13);
        for (size_t j = 0; j < n; j++)
            CHECK_NEAR(got[j].value, v[2 + j], 1e-13);
        NEED_OK(smooth_by_gamma(counts, exposure, n, 0.95, got, &about, &err), err);
        CHECK_NEAR(about.shape, v[2 + n], 1e-8);
        CHECK_NEAR(about.mean, v[3 + n], 1e-10);
        for (size_t j = 0; j < n; j++) {
            CHECK_NEAR(got[j].range.low, l.at[i + 1].at[1 + j], 1e-8);
            CHECK_NEAR(got[j].range.high, l.at[i + 1].at[1 + n + j], 1e-8);
        }
    }
    arena_free(&a);
}

TEST(a_smoothed_rate_lies_between_its_own_and_the_mean)
{
    for (int trial = 0; trial < 200; trial++) {
        int64_t counts[30];
        double events[30], exposure[30];
        for (int i = 0; i < 30; i++) {
            exposure[i] = 20 + 500 * t_unit();
            counts[i] = t_between(0, 40);
            events[i] = (double)counts[i];
        }
        struct smoothed got[30];
        struct smoothing about;
        struct error err = {0};
        NEED_OK(smooth_by_moments(events, exposure, 30, got, &about, &err), err);
        for (int i = 0; i < 30; i++)
            CHECK((got[i].value - about.mean) * (got[i].raw - got[i].value) >= -1e-15);
        NEED_OK(smooth_by_gamma(counts, exposure, 30, 0.9, got, &about, &err), err);
        for (int i = 0; i < 30; i++) {
            CHECK((got[i].value - about.mean) * (got[i].raw - got[i].value) >= -1e-15);
            CHECK(!about.excess
                  || (got[i].range.low < got[i].value && got[i].value < got[i].range.high));
        }
    }
}

TEST(places_that_differ_less_than_by_chance_all_get_the_mean)
{
    const int64_t counts[] = {10, 10, 11, 9};
    const double events[] = {10, 10, 11, 9}, exposure[] = {100, 100, 100, 100};
    struct smoothed got[4];
    struct smoothing about;
    struct error err = {0};
    NEED_OK(smooth_by_moments(events, exposure, 4, got, &about, &err), err);
    CHECK(!about.excess && about.variance == 0 && got[2].value == 0.1 && isinf(about.shape));
    NEED_OK(smooth_by_gamma(counts, exposure, 4, 0.95, got, &about, &err), err);
    CHECK(!about.excess && got[2].value == 0.1 && isnan(got[2].range.low));
}

TEST(a_place_without_exposure_gets_the_rate_of_all)
{
    const int64_t counts[] = {1, 0, 30, 4};
    const double events[] = {1, 0, 30, 4}, exposure[] = {100, 0, 100, NAN};
    struct smoothed got[4];
    struct smoothing about;
    struct error err = {0};
    NEED_OK(smooth_by_moments(events, exposure, 4, got, &about, &err), err);
    CHECK(about.n == 2 && about.missing == 2 && about.mean == 0.155);
    CHECK(isnan(got[1].raw) && got[1].value == about.mean && got[3].value == about.mean);
    NEED_OK(smooth_by_gamma(counts, exposure, 4, 0.95, got, &about, &err), err);
    CHECK(about.excess && isnan(got[3].raw));
    CHECK_NEAR(got[3].value, about.mean, 1e-12);
}

TEST(no_events_or_bad_numbers_cannot_be_smoothed)
{
    const double none[] = {0, 0}, exposure[] = {5, 6}, negative[] = {-1, 3};
    struct smoothed got[2];
    struct smoothing about;
    struct error err = {0};
    CHECK(!smooth_by_moments(none, exposure, 2, got, &about, &err) && err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "not estimable, n = 0");
    CHECK(!smooth_by_moments(negative, exposure, 2, got, &about, &err) && err.kind == ERROR_USAGE);
    CHECK(!smooth_by_moments(exposure, negative, 2, got, &about, &err) && err.kind == ERROR_USAGE);
}
