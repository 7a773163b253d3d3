/* Staggered adoption: published county employment, a toy, brute-force derivatives, and laws. */

#include "method/staggered.h"

#include "t_csv.h"

#include "oracle.h"

static const struct staggered_cell *cell_at(const struct staggered *s, int32_t cohort, int32_t time)
{
    for (int32_t c = 0; c < s->count; c++)
        if (s->at[c].cohort == cohort && s->at[c].time == time)
            return &s->at[c];
    t_failed(__FILE__, __LINE__, "there is no effect on cohort %d at %d", cohort, time);
    t_stop_if_failed();
    return NULL;
}

static const struct effect *effect_at(const struct aggregate *g, int32_t at)
{
    for (int32_t k = 0; k < g->count; k++)
        if (g->by[k].at == at)
            return &g->by[k];
    t_failed(__FILE__, __LINE__, "there is no effect at %d", at);
    t_stop_if_failed();
    return NULL;
}

TEST(the_toy_panel_has_its_effects)
{
    struct arena a = {0};
    struct error err = {0};
    const int32_t unit[] = {1, 2, 3, 4, 5, 6}, time[] = {1, 2, 3, 4};
    const int32_t first[] = {2, 2, 3, 3, NEVER, NEVER};
    const double y[] = {1.6, 3.2, 4, 5.1, 2.7, 4.1, 5, 6.2, 3.5, 4,   5.5, 6.5,
                        2.1, 2.7, 4, 5.1, 3.2, 3.6, 4, 4.7, 1,   1.5, 2,   2.5};
    const struct panel p = {6, 4, unit, time, first, y, 0, NULL, 0};
    struct staggered s;
    NEED_OK(staggered_fit(&a, &p, &(struct staggered_options){0}, &s, &err), err);
    CHECK_NEAR(cell_at(&s, 2, 2)->estimate, 1.05, 1e-12);
    CHECK_NEAR(cell_at(&s, 2, 3)->estimate, 1.45, 1e-12);
    CHECK_NEAR(cell_at(&s, 2, 4)->estimate, 2.0, 1e-12);
    CHECK_NEAR(cell_at(&s, 3, 2)->estimate, 0.1, 1e-12);
    CHECK_NEAR(cell_at(&s, 3, 3)->estimate, 0.95, 1e-12);
    CHECK_NEAR(cell_at(&s, 3, 4)->estimate, 1.4, 1e-12);
    arena_free(&a);
}

TEST(minimum_wages_cost_county_teen_employment_what_was_published)
{
    // README of the authors' package; its standard errors are bootstrapped.
    static const double att[12][4] = {
        {2004, 2004, -0.0105, 0.0241}, {2004, 2005, -0.0704, 0.0313}, {2004, 2006, -0.1373, 0.0380},
        {2004, 2007, -0.1008, 0.0337}, {2006, 2004, 0.0065, 0.0223},  {2006, 2005, -0.0028, 0.0196},
        {2006, 2006, -0.0046, 0.0188}, {2006, 2007, -0.0412, 0.0202}, {2007, 2004, 0.0305, 0.0154},
        {2007, 2005, -0.0027, 0.0168}, {2007, 2006, -0.0311, 0.0190}, {2007, 2007, -0.0261, 0.0182},
    };
    static const double event[7][3] = {
        {-3, 0.0305, 0.0153}, {-2, -0.0006, 0.0136}, {-1, -0.0245, 0.0138}, {0, -0.0199, 0.0115},
        {1, -0.0510, 0.0174}, {2, -0.1373, 0.0356},  {3, -0.1008, 0.0354},
    };
    static const double cohort[3][3] = {
        {2004, -0.0797, 0.0277}, {2006, -0.0229, 0.0172}, {2007, -0.0261, 0.0177}};
    struct arena a = {0};
    struct error err = {0};
    struct panel p;
    struct staggered s;
    struct aggregate g;
    const char *path = t_shared_data(&a, "methods/mpdta.csv");
    if (path == NULL)
        return;
    const struct t_csv csv = t_csv_load(&a, path);
    int32_t *first = t_csv_integers(&csv, "first.treat");
    for (int64_t i = 0; i < csv.rows; i++)
        first[i] = first[i] == 0 ? NEVER : first[i];
    const struct panel_rows rows = {
        csv.rows, t_csv_integers(&csv, "countyreal"), t_csv_integers(&csv, "year"),
        first,    t_csv_numbers(&csv, "lemp"),        0,
        NULL};
    NEED_OK(panel_make(&a, &rows, &p, &err), err);
    CHECK_INT(p.units, 500);
    NEED_OK(staggered_fit(&a, &p, &(struct staggered_options){0}, &s, &err), err);
    CHECK_INT(s.count, 12);
    for (int i = 0; i < 12; i++) {
        const struct staggered_cell *c = cell_at(&s, (int32_t)att[i][0], (int32_t)att[i][1]);
        CHECK_NEAR(c->estimate, att[i][2], 5.1e-5);
        CHECK(fabs(c->se / att[i][3] - 1) < 0.1);
    }
    CHECK_NEAR(s.pretrend_p, 0.16812, 5.1e-6);
    NEED_OK(staggered_aggregate(&a, &s, AGGREGATE_SIMPLE, &g, &err), err);
    CHECK_NEAR(g.overall.estimate, -0.0400, 5.1e-5);
    NEED_OK(staggered_aggregate(&a, &s, AGGREGATE_EVENT, &g, &err), err);
    CHECK_NEAR(g.overall.estimate, -0.0772, 5.1e-5);
    CHECK(fabs(g.overall.se / 0.0196 - 1) < 0.1);
    for (int i = 0; i < 7; i++) {
        CHECK_NEAR(effect_at(&g, (int32_t)event[i][0])->estimate, event[i][1], 5.1e-5);
        CHECK(fabs(effect_at(&g, (int32_t)event[i][0])->se / event[i][2] - 1) < 0.1);
    }
    NEED_OK(staggered_aggregate(&a, &s, AGGREGATE_COHORT, &g, &err), err);
    CHECK_NEAR(g.overall.estimate, -0.031, 5.1e-4);
    CHECK(fabs(g.overall.se / 0.0123 - 1) < 0.1);
    for (int i = 0; i < 3; i++)
        CHECK_NEAR(effect_at(&g, (int32_t)cohort[i][0])->estimate, cohort[i][1], 5.1e-5);
    // The published band holds twelve effects at once with about 2.7 standard errors.
    const double *influence[12];
    double band = 0, again = 0;
    for (int i = 0; i < 12; i++)
        influence[i] = s.at[i].influence;
    NEED_OK(staggered_band(&s, influence, 12, 7, 2000, &band, &err), err);
    NEED_OK(staggered_band(&s, influence, 12, 7, 2000, &again, &err), err);
    CHECK(band == again);
    CHECK(band > 2.55 && band < 2.95);
    arena_free(&a);
}

static struct panel oracle_panel(struct arena *a, const struct oracle_list *l, bool covariates,
                                 int32_t *cluster)
{
    static const int32_t time[] = {1, 2, 3, 5, 6};
    int32_t *first = ARENA_ARRAY(a, int32_t, l->count), *unit = ARENA_ARRAY(a, int32_t, l->count);
    double *x = ARENA_ARRAY(a, double, 2 * l->count), *y = ARENA_ARRAY(a, double, 5 * l->count);
    struct panel p = {.times = 5, .time = time, .unit = unit, .first = first, .y = y, .x = x};
    p.p = covariates ? 2 : 0;
    for (size_t i = 0; i < l->count; i++) {
        const double *v = l->at[i].at;
        if (strcmp(l->at[i].name, "row") != 0)
            continue;
        unit[p.units] = p.units;
        first[p.units] = v[0] < 0 ? NEVER : (int32_t)v[0];
        cluster[p.units] = (int32_t)v[1] * 7 - 50;
        for (int j = 0; j < p.p; j++)
            x[p.units * 2 + j] = v[2 + j];
        for (int t = 0; t < 5; t++)
            y[p.units * 5 + t] = v[4 + t];
        p.units++;
    }
    CHECK_INT(p.units, 90);
    return p;
}

static void check_effect(const struct oracle_list *l, const char *name, double estimate, double se,
                         bool clustered)
{
    const struct oracle_row *want = oracle_find(l, name);
    CHECK_NEAR(estimate, want->at[0], 1e-9);
    CHECK_NEAR(se, want->at[clustered ? 2 : 1], 1e-7); // a derivative by differences
}

static void check_aggregates(struct arena *a, const struct oracle_list *l,
                             const struct staggered *s, const char *which, bool clustered)
{
    static const struct {
        enum aggregate_kind kind;
        const char *name;
    } kinds[] = {
        {AGGREGATE_EVENT, "event"}, {AGGREGATE_COHORT, "cohort"}, {AGGREGATE_CALENDAR, "calendar"}};
    struct error err = {0};
    struct aggregate g;
    for (int k = 0; k < 3; k++) {
        NEED_OK(staggered_aggregate(a, s, kinds[k].kind, &g, &err), err);
        CHECK_INT(g.cells_left_out, 0);
        CHECK(g.count >= 3);
        for (int32_t i = 0; i < g.count; i++)
            check_effect(l, arena_printf(a, "%s.%s.%d", kinds[k].name, which, g.by[i].at),
                         g.by[i].estimate, g.by[i].se, clustered);
        check_effect(l, arena_printf(a, "%s.%s.overall", kinds[k].name, which), g.overall.estimate,
                     g.overall.se, clustered);
    }
}

static void check_oracle(bool clustered)
{
    static const char *const controls[] = {"never", "notyet"};
    static const char *const estimators[] = {"dr", "reg", "ipw", "none"};
    struct arena a = {0};
    struct error err = {0};
    const struct oracle_list l = oracle_load(&a, "staggered.csv");
    for (int c = 0; c < 2; c++)
        for (int e = 0; e < 4; e++) {
            int32_t cluster[90];
            struct staggered s;
            struct aggregate g;
            const struct panel p = oracle_panel(&a, &l, e < 3, cluster);
            const struct staggered_options o = {.control = c == 0 ? CONTROL_NEVER : CONTROL_NOT_YET,
                                                .estimator = e == 1 ? ESTIMATOR_OUTCOME_REGRESSION
                                                             : e == 2
                                                                 ? ESTIMATOR_PROBABILITY_WEIGHTS
                                                                 : ESTIMATOR_DOUBLY_ROBUST,
                                                .cluster = clustered ? cluster : NULL};
            const char *which = arena_printf(&a, "%s.%s", controls[c], estimators[e]);
            NEED_OK(staggered_fit(&a, &p, &o, &s, &err), err);
            CHECK_INT(s.count, 12);
            for (int32_t i = 0; i < s.count; i++)
                check_effect(&l,
                             arena_printf(&a, "cell.%s.%d.%d", which, s.at[i].cohort, s.at[i].time),
                             s.at[i].estimate, s.at[i].se, clustered);
            NEED_OK(staggered_aggregate(&a, &s, AGGREGATE_SIMPLE, &g, &err), err);
            check_effect(&l, arena_printf(&a, "simple.%s", which), g.overall.estimate, g.overall.se,
                         clustered);
            if (e == 0 || e == 3)
                check_aggregates(&a, &l, &s, which, clustered);
            if (!clustered) {
                const struct oracle_row *want =
                    oracle_find(&l, arena_printf(&a, "pretrend.%s", which));
                CHECK_NEAR(s.pretrend, want->at[0], 1e-6);
                CHECK_INT(s.pretrend_df, want->at[1]);
            }
        }
    arena_free(&a);
}

TEST(effects_and_errors_are_those_of_brute_force_derivatives)
{
    check_oracle(false);
}

TEST(effects_and_errors_by_cluster_are_those_of_brute_force_derivatives)
{
    check_oracle(true);
}

TEST(the_universal_base_is_the_last_time_before_treatment)
{
    struct arena a = {0};
    struct error err = {0};
    const struct oracle_list l = oracle_load(&a, "staggered.csv");
    int32_t cluster[90];
    struct staggered s;
    struct aggregate g;
    const struct panel p = oracle_panel(&a, &l, true, cluster);
    const struct staggered_options o = {.control = CONTROL_NOT_YET, .base = BASE_UNIVERSAL};
    NEED_OK(staggered_fit(&a, &p, &o, &s, &err), err);
    CHECK_INT(s.count, 15);
    for (int32_t i = 0; i < s.count; i++) {
        const struct staggered_cell *c = &s.at[i];
        if (c->time == c->base) {
            CHECK(c->state == CELL_BASE && c->estimate == 0 && c->se == 0);
            continue;
        }
        check_effect(&l, arena_printf(&a, "universal.%d.%d", c->cohort, c->time), c->estimate,
                     c->se, false);
    }
    NEED_OK(staggered_aggregate(&a, &s, AGGREGATE_EVENT, &g, &err), err);
    CHECK_INT(g.cells_left_out, 0);
    arena_free(&a);
}

TEST(effects_do_not_see_what_units_and_times_have_of_their_own)
{
    for (int trial = 0; trial < 30; trial++) {
        struct arena a = {0};
        struct error err = {0};
        enum { UNITS = 60, TIMES = 6 };
        int32_t first[UNITS], unit[UNITS], time[TIMES];
        double y[UNITS * TIMES], shifted[UNITS * TIMES], own[TIMES];
        for (int t = 0; t < TIMES; t++) {
            time[t] = 2010 + t;
            own[t] = t_normal();
        }
        for (int i = 0; i < UNITS; i++) {
            unit[i] = i;
            first[i] = i % 4 == 0 ? NEVER : 2010 + (int32_t)t_between(0, 8);
            const double unit_own = 10 * t_normal();
            for (int t = 0; t < TIMES; t++) {
                y[i * TIMES + t] = t_normal();
                shifted[i * TIMES + t] =
                    y[i * TIMES + t] + unit_own + own[t] + (time[t] >= first[i] ? 2 : 0);
            }
        }
        const struct panel p = {UNITS, TIMES, unit, time, first, y, 0, NULL, 0};
        const struct panel q = {UNITS, TIMES, unit, time, first, shifted, 0, NULL, 0};
        struct staggered s, r;
        const struct staggered_options o = {.control =
                                                trial % 2 == 0 ? CONTROL_NEVER : CONTROL_NOT_YET,
                                            .anticipation = trial % 3 == 0};
        NEED_OK(staggered_fit(&a, &p, &o, &s, &err), err);
        NEED_OK(staggered_fit(&a, &q, &o, &r, &err), err);
        NEED(s.count == r.count && s.always_treated > 0);
        for (int32_t c = 0; c < s.count; c++) {
            const struct staggered_cell *cell = &s.at[c];
            CHECK(cell->state == CELL_ESTIMATED);
            const double effect = cell->time >= cell->cohort ? 2 : 0;
            CHECK_NEAR(r.at[c].estimate, cell->estimate + effect, 1e-10);
            CHECK_NEAR(r.at[c].se, cell->se, 1e-10);
            CHECK(cell->base < cell->cohort - o.anticipation || cell->time < cell->cohort);
        }
        arena_free(&a);
    }
}

TEST(cells_without_controls_or_overlap_are_marked_not_invented)
{
    struct arena a = {0};
    struct error err = {0};
    const int32_t unit[] = {1, 2, 3, 4, 5, 6}, time[] = {1, 2, 3};
    const int32_t first[] = {2, 2, 2, 3, 3, 3};
    const double y[] = {1, 2, 4, 2, 3, 3, 1, 5, 3, 1, 1, 2, 2, 4, 3, 3, 3, 1};
    const double apart[] = {1, 2, 3, 11, 12, 13};
    struct panel p = {6, 3, unit, time, first, y, 0, NULL, 0};
    struct staggered s;
    struct aggregate g;
    NEED_OK(
        staggered_fit(&a, &p, &(struct staggered_options){.control = CONTROL_NOT_YET}, &s, &err),
        err);
    CHECK(cell_at(&s, 2, 2)->state == CELL_ESTIMATED);
    CHECK(cell_at(&s, 2, 3)->state == CELL_NO_CONTROLS && isnan(cell_at(&s, 2, 3)->estimate));
    NEED_OK(staggered_aggregate(&a, &s, AGGREGATE_SIMPLE, &g, &err), err);
    CHECK_INT(g.cells_left_out, 2);
    CHECK_NEAR(g.overall.estimate, cell_at(&s, 2, 2)->estimate, 1e-15);
    p.p = 1;
    p.x = apart;
    NEED_OK(
        staggered_fit(&a, &p, &(struct staggered_options){.control = CONTROL_NOT_YET}, &s, &err),
        err);
    CHECK(cell_at(&s, 2, 2)->state == CELL_NO_OVERLAP && isnan(cell_at(&s, 2, 2)->se));
    CHECK(!staggered_aggregate(&a, &s, AGGREGATE_SIMPLE, &g, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK(!staggered_fit(&a, &p, &(struct staggered_options){.anticipation = -1}, &s, &err));
    CHECK(err.kind == ERROR_USAGE);
    arena_free(&a);
}
