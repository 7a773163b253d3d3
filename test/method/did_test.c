/* Difference in differences against R, published figures and a toy. */

#include "method/did.h"

#include "oracle.h"
#include "t_csv.h"

TEST(the_toy_difference_in_differences_is_four_with_error_one)
{
    struct arena a = {0};
    struct error err = {0};
    struct did_2x2 r;
    const double y[] = {10, 11, 12, 13, 20, 21, 26, 27, NAN};
    const int32_t treated[] = {0, 0, 0, 0, 1, 1, 1, 1, 1}, after[] = {0, 0, 1, 1, 0, 0, 1, 1, 1};
    const struct did_2x2_data d = {9, y, treated, after, NULL, 0};
    NEED_OK(did_2x2(&a, &d, &r, &err), err);
    CHECK_NEAR(r.estimate, 4, 1e-14);
    CHECK_NEAR(r.se, 1, 1e-14);
    CHECK_INT(r.missing, 1);
    CHECK_INT(r.rows[1][1], 2);
    CHECK_NEAR(r.mean[0][1], 12.5, 1e-14);
    const int32_t none[] = {0, 0, 0, 0, 1, 1, -1, -1, 1};
    CHECK(!did_2x2(&a, &(struct did_2x2_data){9, y, none, after, NULL, 0}, &r, &err));
    CHECK_HAS(err.text, "no rows of the treated after");
    arena_free(&a);
}

struct rows {
    int64_t n;
    int32_t *unit, *time, *first, *cluster;
    double *x, *w, *y, *treated;
};

static struct rows rows_of(struct arena *a, const struct oracle_list *l)
{
    const size_t n = l->count;
    struct rows r = {0,
                     ARENA_ARRAY(a, int32_t, n),
                     ARENA_ARRAY(a, int32_t, n),
                     ARENA_ARRAY(a, int32_t, n),
                     ARENA_ARRAY(a, int32_t, n),
                     ARENA_ARRAY(a, double, n),
                     ARENA_ARRAY(a, double, n),
                     ARENA_ARRAY(a, double, n),
                     ARENA_ARRAY(a, double, n)};
    for (size_t i = 0; i < n; i++) {
        const double *v = l->at[i].at;
        if (strcmp(l->at[i].name, "row") != 0)
            continue;
        r.unit[r.n] = 1000 - (int32_t)v[0];
        r.time[r.n] = (int32_t)v[1];
        r.first[r.n] = v[2] < 0 ? NEVER : (int32_t)v[2];
        r.cluster[r.n] = (int32_t)v[3] - 5;
        r.x[r.n] = v[4];
        r.w[r.n] = v[5];
        r.y[r.n] = v[6];
        r.treated[r.n] = r.time[r.n] >= r.first[r.n];
        r.n++;
    }
    return r;
}

static void check_fit(struct arena *a, const struct oracle_list *l, const char *name,
                      const struct did_data *d, const int32_t *first)
{
    for (int all = 0; all < 2; all++) {
        struct error err = {0};
        struct did_data asked = *d;
        struct did fit;
        struct event_study es;
        asked.degrees = all ? DEGREES_ALL : DEGREES_NESTED_FREE;
        if (first == NULL) {
            NEED_OK(did_fit(a, &asked, &fit, &err), err);
        } else {
            NEED_OK(event_study(a, &asked, first, &(struct event_study_options){-3, 2}, &es, &err),
                    err);
            fit = es.fit;
        }
        const struct oracle_row *beta = oracle_find(l, arena_printf(a, "%s.beta", name));
        const struct oracle_row *se =
            oracle_find(l, arena_printf(a, "%s.%s", name, all ? "all" : "free"));
        NEED(beta->count == fit.columns);
        for (int j = 0; j < fit.columns; j++) {
            CHECK_NEAR(fit.at[j].estimate, beta->at[j], 1e-10);
            CHECK_NEAR(fit.at[j].se, se->at[j], 1e-10);
        }
        CHECK_INT(fit.k, se->at[fit.columns]);
        if (first != NULL && all) {
            const struct oracle_row *want = oracle_find(l, "event.pretrend");
            CHECK(es.pretrend_tested);
            CHECK_INT(es.pretrend.df, 2);
            CHECK_NEAR(es.pretrend.f, want->at[0], 1e-9);
            CHECK_NEAR(es.pretrend.p, want->at[1], 1e-9);
        }
    }
}

TEST(two_way_estimates_and_errors_are_those_of_dummy_variables)
{
    struct arena a = {0};
    const struct oracle_list l = oracle_load(&a, "did.csv");
    const struct rows r = rows_of(&a, &l);
    const double *const x[] = {r.treated, r.x};
    const char *const names[] = {"treated", "x"};
    struct did_data d = {
        .n = r.n, .unit = r.unit, .time = r.time, .y = r.y, .x = x, .names = names, .columns = 2};
    check_fit(&a, &l, "plain", &d, NULL);
    d.weights = r.w;
    d.cluster = r.cluster;
    check_fit(&a, &l, "weighted", &d, NULL);
    d.weights = NULL;
    d.cluster = NULL;
    d.x = x + 1;
    d.names = names + 1;
    d.columns = 1;
    check_fit(&a, &l, "event", &d, r.first);
    arena_free(&a);
}

TEST(two_groups_and_two_periods_have_r_s_errors_with_and_without_clusters)
{
    struct arena a = {0};
    struct error err = {0};
    struct did_2x2 s;
    const struct oracle_list l = oracle_load(&a, "did.csv");
    const struct rows r = rows_of(&a, &l);
    int32_t *treated = ARENA_ARRAY(&a, int32_t, (size_t)r.n);
    int32_t *after = ARENA_ARRAY(&a, int32_t, (size_t)r.n);
    for (int64_t i = 0; i < r.n; i++) {
        treated[i] = r.first[i] != NEVER;
        after[i] = r.time[i] == 2007 ? 1 : r.time[i] == 2002 ? 0 : -1;
    }
    struct did_2x2_data d = {r.n, r.y, treated, after, NULL, 0};
    const struct oracle_row *plain = oracle_find(&l, "two.plain");
    NEED_OK(did_2x2(&a, &d, &s, &err), err);
    CHECK_NEAR(s.estimate, plain->at[0], 1e-11);
    CHECK_NEAR(s.se, plain->at[1], 1e-11);
    CHECK_NEAR(s.p, plain->at[2], 1e-9);
    d.cluster = r.cluster;
    const struct oracle_row *cluster = oracle_find(&l, "two.cluster");
    NEED_OK(did_2x2(&a, &d, &s, &err), err);
    CHECK_NEAR(s.estimate, cluster->at[0], 1e-11);
    CHECK_NEAR(s.se, cluster->at[1], 1e-11);
    CHECK_NEAR(s.p, cluster->at[2], 1e-9);
    arena_free(&a);
}

TEST(castle_doctrine_laws_raised_homicide_as_published)
{
    // Cheng & Hoekstra 2013: 0.0801 (0.0342); with region by year effects 0.0946 (0.0279).
    struct arena a = {0};
    struct error err = {0};
    struct did fit;
    const char *path = t_shared_data(&a, "methods/castle_panel.csv");
    if (path == NULL)
        return;
    const struct t_csv csv = t_csv_load(&a, path);
    const double **x = ARENA_ARRAY(&a, const double *, (size_t)csv.columns);
    const char **names = ARENA_ARRAY(&a, const char *, (size_t)csv.columns);
    int columns = 1;
    x[0] = t_csv_numbers(&csv, "cdl");
    names[0] = "cdl";
    for (int c = 0; c < csv.columns; c++)
        if (strncmp(csv.names[c], "r20", 3) == 0) {
            x[columns] = t_csv_numbers(&csv, csv.names[c]);
            names[columns++] = csv.names[c];
        }
    CHECK_INT(columns, 45);
    struct did_data d = {.n = csv.rows,
                         .unit = t_csv_integers(&csv, "sid"),
                         .time = t_csv_integers(&csv, "year"),
                         .y = t_csv_numbers(&csv, "l_homicide"),
                         .x = x,
                         .names = names,
                         .columns = 1,
                         .weights = t_csv_numbers(&csv, "popwt")};
    NEED_OK(did_fit(&a, &d, &fit, &err), err);
    CHECK_NEAR(fit.at[0].estimate, 0.0801, 5.1e-5);
    CHECK_NEAR(fit.at[0].se, 0.0342, 5.1e-5);
    CHECK_INT(fit.clusters, 50);
    d.columns = columns;
    NEED_OK(did_fit(&a, &d, &fit, &err), err);
    CHECK_NEAR(fit.at[0].estimate, 0.0946, 5.1e-5);
    CHECK_NEAR(fit.at[0].se, 0.0279, 5.1e-5);
    CHECK(fit.rank < columns); // one region's dummies follow from the years
    arena_free(&a);
}

TEST(the_other_castle_file_has_its_known_estimates)
{
    struct arena a = {0};
    struct error err = {0};
    struct did fit;
    const char *path = t_shared_data(&a, "guns/castle_doctrine_2000_2010.csv");
    if (path == NULL)
        return;
    const struct t_csv csv = t_csv_load(&a, path);
    double *homicide = t_csv_numbers(&csv, "homicide");
    for (int64_t i = 0; i < csv.rows; i++)
        homicide[i] = log(homicide[i]);
    const double *const x[] = {t_csv_numbers(&csv, "post")};
    const char *const names[] = {"post"};
    struct did_data d = {.n = csv.rows,
                         .unit = t_csv_integers(&csv, "sid"),
                         .time = t_csv_integers(&csv, "year"),
                         .y = homicide,
                         .x = x,
                         .names = names,
                         .columns = 1};
    NEED_OK(did_fit(&a, &d, &fit, &err), err);
    CHECK_NEAR(fit.at[0].estimate, 0.0694, 5.1e-5);
    d.weights = t_csv_numbers(&csv, "popwt");
    NEED_OK(did_fit(&a, &d, &fit, &err), err);
    CHECK_NEAR(fit.at[0].estimate, 0.0755, 5.1e-5);
    arena_free(&a);
}

TEST(shall_issue_laws_have_their_textbook_estimates)
{
    // Stock & Watson: state effects -0.046, state and year effects -0.028, with controls.
    struct arena a = {0};
    struct error err = {0};
    struct did fit;
    const char *path = t_shared_data(&a, "guns/guns_panel_1977_1999.csv");
    if (path == NULL)
        return;
    const struct t_csv csv = t_csv_load(&a, path);
    double *violent = t_csv_numbers(&csv, "violent"),
           *law = ARENA_ARRAY(&a, double, (size_t)csv.rows);
    int32_t states;
    for (int64_t i = 0; i < csv.rows; i++) {
        violent[i] = log(violent[i]);
        law[i] = strcmp(t_csv_text(&csv, i, "law"), "yes") == 0;
    }
    const char *const names[] = {"law",        "prisoners", "density", "income",
                                 "population", "afam",      "cauc",    "male"};
    const double *x[8] = {law};
    for (int j = 1; j < 8; j++)
        x[j] = t_csv_numbers(&csv, names[j]);
    const struct did_data d = {.n = csv.rows,
                               .unit = t_csv_codes(&csv, "state", &states),
                               .time = t_csv_integers(&csv, "year"),
                               .y = violent,
                               .x = x,
                               .names = names,
                               .columns = 8};
    NEED_OK(did_fit(&a, &d, &fit, &err), err);
    CHECK_NEAR(fit.at[0].estimate, -0.028, 5.1e-4);
    arena_free(&a);
}

TEST(a_treatment_that_never_varies_within_units_is_not_estimable)
{
    struct arena a = {0};
    struct error err = {0};
    struct did fit;
    const int32_t unit[] = {1, 1, 2, 2, 3, 3}, time[] = {1, 2, 1, 2, 1, 2};
    const double y[] = {1, 2, 4, 3, 2, 2}, x[] = {1, 1, 0, 0, 0, 0}, z[] = {0, 1, 0, 0, 0, 0.5};
    const double *const columns[] = {z, x};
    const char *const names[] = {"z", "x"};
    const struct did_data d = {
        .n = 6, .unit = unit, .time = time, .y = y, .x = columns, .names = names, .columns = 2};
    NEED_OK(did_fit(&a, &d, &fit, &err), err);
    CHECK(isnan(fit.at[1].estimate) && isnan(fit.at[1].se) && fit.rank == 1);
    CHECK(!isnan(fit.at[0].estimate));
    struct did_test t;
    CHECK(!did_test_zero(&fit, (int[]){1}, 1, &t, &err));
    CHECK(err.kind == ERROR_INVALID);
    arena_free(&a);
}
