/* Counts against a benchmark: New York's stops as published, and R's fits. */

#include "method/place_counts.h"

#include "oracle.h"
#include "t_csv.h"

TEST(new_york_stops_by_precinct_have_their_published_ratios)
{
    // Gelman & Hill 2007, section 6.2: past arrests as benchmark, black = base; Hispanic 0.07,
    // white -0.16; with precincts 0.01, -0.42, overdispersion 21.9.
    struct arena a = {0};
    struct error err = {0};
    const char *path = t_shared_data(&a, "methods/frisk_with_noise.csv");
    if (path == NULL)
        return;
    const struct t_csv csv = t_csv_load(&a, path);
    const double *stops = t_csv_numbers(&csv, "stops");
    const double *arrests = t_csv_numbers(&csv, "past.arrests");
    const int32_t *precinct = t_csv_integers(&csv, "precinct"), *eth = t_csv_integers(&csv, "eth");
    double count[225] = {0}, benchmark[225] = {0};
    int32_t group[225], place[225];
    for (int64_t i = 0; i < csv.rows; i++) {
        const int cell = (precinct[i] - 1) * 3 + eth[i] - 1;
        count[cell] += stops[i];
        benchmark[cell] += arrests[i];
        group[cell] = eth[i] - 1;
        place[cell] = precinct[i];
    }
    struct place_counts_data d = {225, count, benchmark, group, NULL, 3, 0, 0};
    struct place_counts r;
    NEED_OK(place_counts_fit(&a, &d, &r, &err), err);
    CHECK_NEAR(r.at[1].log_ratio, 0.07, 5.1e-3);
    CHECK_NEAR(r.at[2].log_ratio, -0.16, 5.1e-3);
    d.place = place;
    NEED_OK(place_counts_fit(&a, &d, &r, &err), err);
    CHECK_NEAR(r.at[1].log_ratio, 0.01, 5.1e-3);
    CHECK_NEAR(r.at[2].log_ratio, -0.42, 5.1e-3);
    CHECK_NEAR(r.overdispersion, 21.9, 0.051);
    CHECK_INT(r.places, 75);
    CHECK(r.at[0].ratio == 1 && r.check_why == NULL);
    arena_free(&a);
}

TEST(counts_by_place_are_those_of_r)
{
    struct arena a = {0};
    struct error err = {0};
    struct place_counts r;
    const struct oracle_list l = oracle_load(&a, "place_counts.csv");
    double count[80], benchmark[80];
    int32_t group[80], place[80];
    int n = 0;
    for (size_t i = 0; i < l.count; i++) {
        if (strcmp(l.at[i].name, "row") != 0)
            continue;
        NEED(n < 78);
        count[n] = l.at[i].at[0];
        benchmark[n] = l.at[i].at[1];
        group[n] = (int32_t)l.at[i].at[2];
        place[n++] = (int32_t)l.at[i].at[3];
    }
    count[n] = NAN;
    benchmark[n] = 3;
    group[n] = place[n] = 1;
    n++;
    const struct place_counts_data d = {n, count, benchmark, group, place, 4, 1, 0};
    NEED_OK(place_counts_fit(&a, &d, &r, &err), err);
    CHECK_INT(r.missing, 1);
    CHECK_INT(r.no_benchmark, 1);
    CHECK_INT(r.silent, 3);
    CHECK_INT(r.places, 24);
    CHECK(isnan(r.at[3].log_ratio) && r.at[1].ratio == 1);
    const double *quasi = oracle_find(&l, "quasi")->at, *check = oracle_find(&l, "check")->at;
    for (int g = 0; g <= 2; g += 2) {
        const struct place_ratio *ratio = &r.at[g];
        CHECK_NEAR(ratio->log_ratio, quasi[g / 2], 1e-10);
        CHECK_NEAR(ratio->se, quasi[2 + g / 2], 1e-9);
        CHECK_NEAR(ratio->p, quasi[4 + g / 2], 1e-9);
        CHECK_NEAR(ratio->check_log_ratio, check[g / 2], 1e-6); // glm.nb stops early
        CHECK_NEAR(ratio->check_se, check[2 + g / 2], 1e-6);
    }
    CHECK_NEAR(r.overdispersion, quasi[6], 1e-9);
    CHECK_NEAR(r.df, quasi[7], 1e-12);
    CHECK_NEAR(r.theta, check[4], 1e-5);
    arena_free(&a);
}

TEST(ratios_follow_when_a_benchmark_is_multiplied)
{
    for (int trial = 0; trial < 30; trial++) {
        struct arena a = {0};
        struct error err = {0};
        struct place_counts one, two;
        double count[60], benchmark[60], twice[60];
        int32_t group[60], place[60];
        for (int i = 0; i < 60; i++) {
            group[i] = i % 3;
            place[i] = i / 3 - 7;
            benchmark[i] = (double)t_between(20, 200);
            count[i] = (double)t_between(1, 100);
            twice[i] = benchmark[i] * (group[i] == 2 ? 2 : 1);
        }
        NEED_OK(place_counts_fit(
                    &a, &(struct place_counts_data){60, count, benchmark, group, place, 3, 0, 0.9},
                    &one, &err),
                err);
        NEED_OK(place_counts_fit(
                    &a, &(struct place_counts_data){60, count, twice, group, place, 3, 0, 0.9},
                    &two, &err),
                err);
        CHECK_NEAR(two.at[2].ratio, one.at[2].ratio / 2, 1e-9);
        CHECK_NEAR(two.at[1].ratio, one.at[1].ratio, 1e-9);
        CHECK_NEAR(two.at[2].se, one.at[2].se, 1e-9);
        arena_free(&a);
    }
}

TEST(counts_by_place_refuse_what_makes_no_sense)
{
    struct arena a = {0};
    struct error err = {0};
    struct place_counts r = {.groups = -5};
    double count[] = {1, 2, 3, 4}, benchmark[] = {5, 5, 5, 5};
    int32_t group[] = {0, 1, 0, 1}, place[] = {1, 1, 2, 2};
    struct place_counts_data d = {4, count, benchmark, group, place, 2, 2, 0};
    CHECK(!place_counts_fit(&a, &d, &r, &err));
    d.base = 0;
    count[1] = -2;
    CHECK(!place_counts_fit(&a, &d, &r, &err));
    CHECK(err.kind == ERROR_USAGE);
    count[1] = 2;
    benchmark[0] = benchmark[2] = 0;
    CHECK(!place_counts_fit(&a, &d, &r, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK_INT(r.groups, -5);
    arena_free(&a);
}
