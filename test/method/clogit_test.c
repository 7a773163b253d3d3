/* Conditional logistic regression and peers, against survival::clogit and exact laws. */

#include "method/clogit.h"
#include "method/peers.h"

#include "base/list.h"
#include "oracle.h"

struct rows {
    double *y, *x;
    int32_t *stratum;
    int64_t n;
};

// The rows of a name: stratum, y, and columns.
static struct rows rows_of(struct arena *a, const struct oracle_list *l, const char *name, int p)
{
    struct rows r = {ARENA_ARRAY(a, double, l->count), ARENA_ARRAY(a, double, l->count *(size_t)p),
                     ARENA_ARRAY(a, int32_t, l->count), 0};
    for (size_t i = 0; i < l->count; i++) {
        const struct oracle_row *row = &l->at[i];
        if (strcmp(row->name, name) != 0)
            continue;
        r.stratum[r.n] = (int32_t)row->at[0];
        r.y[r.n] = row->at[1];
        for (int j = 0; j < p; j++)
            r.x[r.n * p + j] = row->at[2 + j];
        r.n++;
    }
    NEED(r.n > 0);
    return r;
}

static void check_row(const struct oracle_list *l, const char *name, const double *v, int n,
                      double tolerance)
{
    const struct oracle_row *want = oracle_find(l, name);
    NEED(want->count == n);
    for (int i = 0; i < n; i++)
        CHECK_NEAR(v[i], want->at[i], tolerance);
}

static void check_fit(const char *rows, const char *name, int p)
{
    struct arena a = {0};
    struct error err = {0};
    struct clogit fit;
    const struct oracle_list l = oracle_load(&a, "clogit.csv");
    const struct rows r = rows_of(&a, &l, rows, p);
    const struct clogit_data d = {r.n, p, r.y, r.x, r.stratum};
    NEED_OK(clogit_fit(&a, &d, &fit, &err), err);
    check_row(&l, arena_printf(&a, "%s.beta", name), fit.beta, p, 1e-9);
    check_row(&l, arena_printf(&a, "%s.covariance", name), fit.covariance, p * p, 1e-9);
    check_row(&l, arena_printf(&a, "%s.log_likelihood", name),
              (double[]){fit.log_likelihood_null, fit.log_likelihood}, 2, 1e-11);
    check_row(&l, arena_printf(&a, "%s.tests", name),
              (double[]){fit.likelihood_ratio, fit.wald, fit.score}, 3, 1e-9);
    arena_free(&a);
}

TEST(conditional_logistic_fits_are_those_of_survival_clogit)
{
    check_fit("row", "mixed", 3);
    check_fit("infert", "infert", 2);
}

TEST(conditional_logistic_is_the_difference_logistic_in_pairs)
{
    // In pairs of a case and a control it is a logistic model of x_case - x_control without
    // intercept; with one binary column: ln(pairs case only / pairs control only).
    struct arena a = {0};
    struct error err = {0};
    struct clogit fit;
    double y[80], x[80];
    int32_t stratum[80];
    for (int i = 0; i < 80; i++) {
        const int pair = i / 2;
        stratum[i] = 1000 - pair;
        y[i] = i % 2;
        x[i] = pair < 21 ? i % 2 : pair < 28 ? 1 - i % 2 : pair % 2;
    }
    const struct clogit_data d = {80, 1, y, x, stratum};
    NEED_OK(clogit_fit(&a, &d, &fit, &err), err);
    CHECK_NEAR(fit.beta[0], log(21.0 / 7), 1e-12);
    CHECK_NEAR(fit.se[0], sqrt(1.0 / 21 + 1.0 / 7), 1e-12);
    CHECK_INT(fit.strata_used, 40);
    arena_free(&a);
}

TEST(conditional_logistic_flips_sign_when_events_and_non_events_swap)
{
    for (int trial = 0; trial < 20; trial++) {
        struct arena a = {0};
        struct error err = {0};
        struct clogit one, two;
        double y[120], other[120], x[240];
        int32_t stratum[120];
        for (int i = 0; i < 120; i++) {
            stratum[i] = (int32_t)t_between(0, 9);
            x[2 * i] = t_normal();
            x[2 * i + 1] = t_unit();
            y[i] = t_unit() < 0.3;
            other[i] = 1 - y[i];
        }
        y[0] = other[0] = NAN;
        stratum[1] = -1;
        const struct clogit_data d = {120, 2, y, x, stratum}, e = {120, 2, other, x, stratum};
        NEED_OK(clogit_fit(&a, &d, &one, &err), err);
        NEED_OK(clogit_fit(&a, &e, &two, &err), err);
        CHECK_INT(one.rows_missing, 2);
        for (int j = 0; j < 2; j++) {
            CHECK_NEAR(one.beta[j], -two.beta[j], 1e-9);
            CHECK_NEAR(one.se[j], two.se[j], 1e-9);
        }
        arena_free(&a);
    }
}

TEST(a_stratum_of_thousands_neither_overflows_nor_loses_digits)
{
    // One binary column and one stratum: the conditional law is noncentral hypergeometric.
    struct arena a = {0};
    struct error err = {0};
    struct clogit fit;
    enum { N = 3000 };
    double *y = ARENA_ARRAY(&a, double, N), *x = ARENA_ARRAY(&a, double, N);
    int32_t *stratum = ARENA_ARRAY(&a, int32_t, N);
    for (int i = 0; i < N; i++) {
        x[i] = i < 1000;
        y[i] = i < 600 || i >= 2000;
    }
    NEED_OK(clogit_fit(&a, &(struct clogit_data){N, 1, y, x, stratum}, &fit, &err), err);
    const struct peer p = peer_of_tables(&a, &(struct table_2x2){600, 1000, 1000, 2000}, 1, 0.95);
    CHECK_NEAR(exp(fit.beta[0]), p.odds_ratio, 1e-10);
    CHECK(p.interval.low < p.odds_ratio && p.odds_ratio < p.interval.high);
    arena_free(&a);
}

TEST(conditional_logistic_refuses_what_has_no_answer)
{
    struct arena a = {0};
    struct error err = {0};
    struct clogit fit = {.p = -7};
    double y[] = {0, 1, 0, 1, 1, 0}, x[] = {0, 1, 0, 1, 1, 0};
    const int32_t stratum[] = {1, 1, 2, 2, 3, 3};
    CHECK(!clogit_fit(&a, &(struct clogit_data){6, 1, y, x, stratum}, &fit, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "without bound");
    const double flat[] = {1, 1, 2, 2, 3, 3};
    CHECK(!clogit_fit(&a, &(struct clogit_data){6, 1, y, flat, stratum}, &fit, &err));
    CHECK_HAS(err.text, "constant within every stratum");
    const double silent[] = {1, 1, 0, 0, 1, 1};
    CHECK(!clogit_fit(&a, &(struct clogit_data){6, 1, silent, x, stratum}, &fit, &err));
    CHECK_HAS(err.text, "no stratum has both outcomes");
    y[0] = 2;
    CHECK(!clogit_fit(&a, &(struct clogit_data){6, 1, y, x, stratum}, &fit, &err));
    CHECK(err.kind == ERROR_USAGE);
    CHECK_INT(fit.p, -7);
    arena_free(&a);
}

TEST(peers_are_compared_exactly)
{
    struct arena a = {0};
    struct error err = {0};
    struct peers peers;
    const struct oracle_list l = oracle_load(&a, "clogit.csv");
    double y[400];
    int32_t group[400], stratum[400];
    int n = 0;
    for (size_t i = 0; i < l.count; i++) {
        if (strcmp(l.at[i].name, "peer.row") != 0)
            continue;
        NEED(n < 400);
        stratum[n] = (int32_t)l.at[i].at[0];
        group[n] = (int32_t)l.at[i].at[1];
        y[n++] = l.at[i].at[2];
    }
    const struct peers_data d = {n, y, group, stratum, 6, 0.95};
    NEED_OK(peers_compare(&a, &d, &peers, &err), err);
    CHECK_INT(peers.compared, 6);
    double q[6];
    for (int g = 0; g < 6; g++) {
        const struct oracle_row *want = oracle_find(&l, arena_printf(&a, "peer.%d", g));
        const struct peer *p = &peers.at[g];
        CHECK_INT(p->strata, want->at[0]);
        CHECK_INT(p->rows, want->at[1]);
        CHECK_INT(p->events, want->at[2]);
        CHECK_NEAR(p->odds_ratio, want->at[3], 1e-9);
        CHECK_NEAR(p->p, want->at[4], 1e-10);
        CHECK_NEAR(p->interval.low, want->at[5], 1e-9);
        CHECK_NEAR(p->interval.high, want->at[6], 1e-9);
        CHECK_NEAR(p->expected, want->at[7], 1e-12);
        q[g] = p->q;
    }
    check_row(&l, "peer.q", q, 6, 1e-10);
    arena_free(&a);
}

TEST(fishers_table_is_the_peer_comparison_of_one_stratum)
{
    struct arena a = {0};
    const struct peer p = peer_of_tables(&a, &(struct table_2x2){12, 40, 5, 40}, 1, 0.95);
    CHECK_NEAR(p.odds_ratio, 2.9592429, 1e-6);
    CHECK_NEAR(p.interval.low, 0.8454229, 2e-4); // printed from a search that stops at 1e-4
    CHECK_NEAR(p.interval.high, 12.0449785, 2e-4);
    CHECK_NEAR(p.p, 0.0993041, 5e-8);
    arena_free(&a);
}

TEST(a_peer_without_events_has_a_limit_on_one_side_only)
{
    struct arena a = {0};
    const struct table_2x2 none[] = {{0, 10, 5, 20}, {0, 8, 3, 9}}, all[] = {{4, 4, 5, 20}};
    const struct peer p = peer_of_tables(&a, none, 2, 0.95), q = peer_of_tables(&a, all, 1, 0.95);
    CHECK(p.odds_ratio == 0 && p.interval.low == 0 && p.interval.high > 0);
    CHECK(isinf(q.odds_ratio) && isinf(q.interval.high) && q.interval.low > 0);
    const struct peer silent = peer_of_tables(&a, &(struct table_2x2){0, 3, 0, 5}, 1, 0.95);
    CHECK(isnan(silent.p) && isnan(silent.odds_ratio) && silent.strata == 0);
    arena_free(&a);
}

TEST(a_group_and_the_rest_have_reciprocal_odds_ratios)
{
    for (int trial = 0; trial < 50; trial++) {
        struct arena a = {0};
        struct error err = {0};
        struct peers peers;
        double y[100];
        int32_t group[100], stratum[100];
        for (int i = 0; i < 100; i++) {
            y[i] = t_unit() < 0.4;
            group[i] = (int32_t)t_between(0, 1);
            stratum[i] = (int32_t)t_between(0, 5);
        }
        NEED_OK(
            peers_compare(&a, &(struct peers_data){100, y, group, stratum, 2, 0.9}, &peers, &err),
            err);
        const struct peer *p = &peers.at[0], *q = &peers.at[1];
        CHECK_NEAR(p->odds_ratio * q->odds_ratio, 1, 1e-9);
        CHECK_NEAR(p->interval.low * q->interval.high, 1, 1e-9);
        CHECK_NEAR(p->p, q->p, 1e-9);
        arena_free(&a);
    }
}
