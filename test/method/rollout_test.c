/* The randomised rollout of a police training, as published, and by its own laws. */

#include "method/rollout.h"

#include "t_csv.h"

static struct panel chicago(struct arena *a, const char *path)
{
    struct error err = {0};
    struct panel p;
    const struct t_csv csv = t_csv_load(a, path);
    const int32_t *first = t_csv_integers(&csv, "first_trained");
    const struct panel_rows rows = {.n = csv.rows,
                                    .unit = t_csv_integers(&csv, "uid"),
                                    .time = t_csv_integers(&csv, "period"),
                                    .first = first,
                                    .y = t_csv_numbers(&csv, "complaints")};
    NEED_OK(panel_make(a, &rows, &p, &err), err);
    CHECK_INT(p.units, 7785);
    CHECK_INT(p.times, 72);
    return p;
}

TEST(the_chicago_training_trial_has_its_published_effects)
{
    // README of the authors' package: estimate, se, Neyman se.
    const struct {
        struct rollout_options options;
        double estimate, se, se_neyman;
    } published[] = {
        {{ROLLOUT_SIMPLE, ROLLOUT_EFFICIENT, 0}, -0.001126981, 0.002115194, 0.002119248},
        {{ROLLOUT_COHORT, ROLLOUT_EFFICIENT, 0}, -0.001084689, 0.002261011, 0.002264876},
        {{ROLLOUT_CALENDAR, ROLLOUT_EFFICIENT, 0}, -0.00187198, 0.00255863, 0.002561472},
        {{ROLLOUT_EVENT, ROLLOUT_EFFICIENT, 0}, 3.083575e-04, 0.002645327, 0.002650957},
        {{ROLLOUT_EVENT, ROLLOUT_EFFICIENT, 1}, 2.591678e-03, 0.002614563, 0.002621513},
        {{ROLLOUT_EVENT, ROLLOUT_EFFICIENT, 5}, 7.979656e-04, 0.002721784, 0.002727140},
        {{ROLLOUT_SIMPLE, ROLLOUT_CALLAWAY_SANTANNA, 0}, -0.005176818, 0.003928735, 0.003930919},
        {{ROLLOUT_SIMPLE, ROLLOUT_SUN_ABRAHAM, 0}, 0.01153851, 0.01730161, 0.01730234},
    };
    struct arena a = {0};
    struct error err = {0};
    const char *path = t_shared_data(&a, "trust/chicago_procedural_justice_training.csv.gz");
    if (path == NULL)
        return;
    const struct panel p = chicago(&a, path);
    for (size_t i = 0; i < sizeof published / sizeof published[0]; i++) {
        struct rollout r;
        NEED_OK(rollout_estimate(&a, &p, &published[i].options, &r, &err), err);
        CHECK_NEAR(r.estimate * 1e3, published[i].estimate * 1e3, 1e-6);
        CHECK_NEAR(r.se * 1e3, published[i].se * 1e3, 1e-6);
        CHECK_NEAR(r.se_neyman * 1e3, published[i].se_neyman * 1e3, 1e-6);
    }
    arena_free(&a);
}

static struct panel drawn_panel(struct arena *a, int32_t units, double effect)
{
    enum { TIMES = 6 };
    int32_t *unit = ARENA_ARRAY(a, int32_t, (size_t)units);
    int32_t *first = ARENA_ARRAY(a, int32_t, (size_t)units);
    int32_t *time = ARENA_ARRAY(a, int32_t, TIMES);
    double *y = ARENA_ARRAY(a, double, (size_t)units *TIMES);
    for (int t = 0; t < TIMES; t++)
        time[t] = 100 + t;
    for (int32_t i = 0; i < units; i++) {
        const double own = t_normal();
        unit[i] = i;
        first[i] = i % 3 == 0 ? 102 : i % 3 == 1 ? 104 : NEVER;
        for (int t = 0; t < TIMES; t++)
            y[i * TIMES + t] = own + 0.5 * t_normal() + (time[t] >= first[i] ? effect : 0);
    }
    return (struct panel){units, TIMES, unit, time, first, y, 0, NULL, 0};
}

TEST(rollout_estimators_find_a_planted_effect_and_the_efficient_one_is_the_sharpest)
{
    double square[3] = {0};
    for (int trial = 0; trial < 60; trial++) {
        struct arena a = {0};
        struct error err = {0};
        const struct panel p = drawn_panel(&a, 120, 0.4);
        static const enum rollout_estimator which[] = {ROLLOUT_EFFICIENT, ROLLOUT_CALLAWAY_SANTANNA,
                                                       ROLLOUT_DIFFERENCE_IN_MEANS};
        for (int e = 0; e < 3; e++) {
            struct rollout r;
            const struct rollout_options o = {ROLLOUT_SIMPLE, which[e], 0};
            NEED_OK(rollout_estimate(&a, &p, &o, &r, &err), err);
            CHECK(fabs(r.estimate - 0.4) < 5 * r.se_neyman);
            CHECK(r.se <= r.se_neyman);
            CHECK(e == 0 || r.beta == 2 - e);
            square[e] += r.se_neyman * r.se_neyman;
        }
        arena_free(&a);
    }
    CHECK(square[0] < square[1] && square[0] < square[2]);
}

TEST(dealing_starting_dates_anew_shows_an_effect_and_does_not_depend_on_threads)
{
    struct arena a = {0};
    struct error err = {0};
    struct rollout_test one, two;
    const struct rollout_options o = {0};
    const struct panel none = drawn_panel(&a, 90, 0), some = drawn_panel(&a, 90, 1);
    struct monte_carlo m = {.replicates = 199, .seed = 5, .threads = 1};
    NEED_OK(rollout_permute(&a, &none, &o, &m, &one, &err), err);
    m.threads = 2;
    NEED_OK(rollout_permute(&a, &none, &o, &m, &two, &err), err);
    CHECK_INT(one.at_least, two.at_least);
    CHECK(one.p > 0.001);
    NEED_OK(rollout_permute(&a, &some, &o, &m, &two, &err), err);
    CHECK_NEAR(two.p, 1.0 / 200, 1e-12);
    m.replicates = 0;
    CHECK(!rollout_permute(&a, &some, &o, &m, &two, &err));
    CHECK(err.kind == ERROR_USAGE);
    arena_free(&a);
}

TEST(the_chicago_training_trial_has_about_its_published_randomisation_p)
{
    // Published: 0.63, of 500 deals.
    struct arena a = {0};
    struct error err = {0};
    struct rollout_test t;
    const char *path = t_shared_data(&a, "trust/chicago_procedural_justice_training.csv.gz");
    if (path == NULL)
        return;
    const struct panel p = chicago(&a, path);
    const struct rollout_options o = {0};
    const struct monte_carlo m = {.replicates = 99, .seed = 1, .threads = 2};
    NEED_OK(rollout_permute(&a, &p, &o, &m, &t, &err), err);
    CHECK_NEAR(t.statistic, -0.001126981 / 0.002115194, 1e-6);
    CHECK(fabs(t.p - 0.63) < 0.2);
    arena_free(&a);
}

TEST(a_rollout_without_comparison_is_refused)
{
    struct arena a = {0};
    struct error err = {0};
    struct rollout r = {.units = -4};
    const int32_t unit[] = {1, 2, 3, 4}, time[] = {1, 2}, skips[] = {1, 3};
    const int32_t first[] = {2, 2, 2, 2}, two[] = {2, 2, NEVER, NEVER};
    const double y[] = {1, 2, 2, 3, 1, 1, 2, 5};
    const struct rollout_options o = {0}, late = {.estimand = ROLLOUT_EVENT, .since = 1};
    struct panel p = {4, 2, unit, time, first, y, 0, NULL, 0};
    CHECK(!rollout_estimate(&a, &p, &o, &r, &err));
    CHECK_HAS(err.text, "two cohorts");
    p.first = two;
    CHECK(!rollout_estimate(&a, &p, &late, &r, &err));
    CHECK_HAS(err.text, "no cohort has one to compare with");
    p.time = skips;
    CHECK(!rollout_estimate(&a, &p, &o, &r, &err));
    CHECK_HAS(err.text, "1 is followed by 3");
    CHECK_INT(r.units, -4);
    arena_free(&a);
}
