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
