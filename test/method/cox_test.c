/* Tests of Cox regression: the worked example, R, published numbers, properties, errors. */

#include "method/cox.h"

#include "t_survival.h"

static const double near = 1e-8;

static struct cox_result fit(struct arena *a, const struct cox *c)
{
    struct cox_result r;
    struct error err = {0};
    NEED_OK(cox_fit(a, c, &r, &err), err);
    return r;
}

TEST(cox_of_the_worked_example)
{
    struct arena a = {0};
    struct lifetimes l = toy_lifetimes();
    struct design d = design_make(&a, 10);
    design_number(&d, "g", toy_group);
    design_number(&d, "z", toy_z);
    static const struct {
        enum cox_ties ties;
        double g, z, g_se, z_se, null, log_likelihood;
    } wanted[] = {
        {COX_EFRON, -1.1372943, .5007278, .9433378, .6021963, -10.7223859, -9.8768538},
        {COX_BRESLOW, -1.0948399, .4764215, .9349008, .5981051, -11.1642187, -10.3576881},
        {COX_EXACT, -1.4068887, .6359782, NAN, NAN, -9.3360916, -8.3241196},
    };
    for (int i = 0; i < 3; i++) {
        struct cox c = {.design = &d, .lifetimes = &l, .ties = wanted[i].ties};
        struct cox_result r = fit(&a, &c);
        CHECK_NEAR(r.estimates[0], wanted[i].g, 1e-7);
        CHECK_NEAR(r.estimates[1], wanted[i].z, 1e-7);
        if (!isnan(wanted[i].g_se)) {
            CHECK_NEAR(r.at[0].se, wanted[i].g_se, 1e-7);
            CHECK_NEAR(r.at[1].se, wanted[i].z_se, 1e-7);
        }
        CHECK_NEAR(r.null_log_likelihood, wanted[i].null, 1e-7);
        CHECK_NEAR(r.log_likelihood, wanted[i].log_likelihood, 1e-7);
    }
    struct cox c = {.design = &d, .lifetimes = &l};
    struct cox_result r = fit(&a, &c);
    CHECK_NEAR(r.concordance.c, .7580645, 1e-7);
    struct proportionality z;
    struct error err = {0};
    NEED_OK(cox_proportionality(&a, &c, &r, COX_CLOCK_KAPLAN_MEIER, &z, &err), err);
    CHECK_NEAR(z.columns[0].p, .2395748, 1e-7);
    CHECK_NEAR(z.columns[1].p, .7679917, 1e-7);
    CHECK_NEAR(z.global.p, .4095398, 1e-7);
    arena_free(&a);
}

static void check_proportionality(struct arena *a, const struct survival_data *d,
                                  const struct cox *c, const struct cox_result *r,
                                  enum cox_clock clock, const char *name)
{
    struct proportionality z;
    struct error err = {0};
    NEED_OK(cox_proportionality(a, c, r, clock, &z, &err), err);
    double found[64];
    int k = 0;
    for (int j = 0; j < z.p; j++)
        found[k++] = z.columns[j].chi_square;
    found[k++] = z.global.chi_square;
    for (int j = 0; j < z.p; j++)
        found[k++] = z.columns[j].p;
    found[k++] = z.global.p;
    for (size_t t = 0; t < c->design->terms.count; t++)
        found[k++] = z.terms[t].chi_square;
    found[k++] = z.global.chi_square;
    t_check_oracle(&d->r, name, found, k, near);
}

static void check_baseline(struct arena *a, const struct survival_data *d, const struct cox *c,
                           const struct cox_result *r, const char *name)
{
    struct cox_baseline_list l;
    struct error err = {0};
    double *zero = ARENA_ARRAY(a, double, (size_t)r->p), found[64];
    NEED_OK(cox_baseline(a, c, r, zero, &l, &err), err);
    CHECK_INT(l.count, 1);
    const struct cox_baseline *b = &l.at[0];
    int k = 0;
    found[k++] = (double)b->count;
    for (int round = 0; round < 2; round++) {
        for (int64_t i = 0; i < b->count; i += 4)
            found[k++] = round == 0 ? b->time[i] : b->hazard[i];
        if ((b->count - 1) % 4 != 0)
            found[k++] = round == 0 ? b->time[b->count - 1] : b->hazard[b->count - 1];
    }
    t_check_oracle(&d->r, name, found, k, near);
}

static void check_fit(struct arena *a, const struct survival_data *d, const struct cox *c,
                      const char *name, bool more)
{
    struct cox_result r = fit(a, c);
    int triangle = r.p * (r.p + 1) / 2;
    t_check_oracle(&d->r, name, r.estimates, r.p, near);
    t_check_oracle(&d->r, arena_printf(a, "%s_v", name), t_lower(a, r.variance, r.p), triangle,
                   near);
    if (c->robust || c->cluster != NULL)
        t_check_oracle(&d->r, arena_printf(a, "%s_naive", name), t_lower(a, r.naive, r.p), triangle,
                       near);
    double fit[] = {r.null_log_likelihood, r.log_likelihood,   r.likelihood_ratio.chi_square,
                    r.wald.chi_square,     r.score.chi_square, (double)r.events};
    t_check_oracle(&d->r, arena_printf(a, "%s_fit", name), fit, 6, near);
    double c_found[] = {r.concordance.concordant, r.concordance.discordant, r.concordance.tied,
                        r.concordance.c};
    t_check_oracle(&d->r, arena_printf(a, "%s_c", name), c_found, 4, near);
    if (!more)
        return;
    check_proportionality(a, d, c, &r, COX_CLOCK_KAPLAN_MEIER, arena_printf(a, "%s_zph_km", name));
    check_proportionality(a, d, c, &r, COX_CLOCK_IDENTITY,
                          arena_printf(a, "%s_zph_identity", name));
    check_baseline(a, d, c, &r, arena_printf(a, "%s_base", name));
}

TEST(cox_is_that_of_r)
{
    struct arena a = {0};
    struct survival_data d = survival_data_load(&a);
    struct design x = design_make(&a, d.n), few = design_make(&a, d.n);
    design_number(&x, "x1", d.x1);
    design_number(&x, "x2", d.x2);
    design_factor(&x, "g", d.g, NULL, 3, 0);
    design_number(&few, "x1", d.x1);
    design_number(&few, "x2", d.x2);
    struct lifetimes right = d.lifetimes, strata;
    right.event = d.event;
    right.entry = NULL;
    struct lifetimes left = right;
    left.entry = d.entry;
    for (int breslow = 0; breslow < 2; breslow++) {
        const char *tie = breslow ? "breslow" : "efron";
        struct cox c = {.ties = breslow ? COX_BRESLOW : COX_EFRON};
        c.design = &x;
        c.lifetimes = &left;
        check_fit(&a, &d, &c, arena_printf(&a, "cox_entry_%s", tie), true);
        c.lifetimes = &right;
        c.offset = d.o;
        check_fit(&a, &d, &c, arena_printf(&a, "cox_%s", tie), true);
        c.design = &few;
        c.offset = NULL;
        strata = left;
        strata.strata = d.s;
        strata.weights = d.wf;
        c.lifetimes = &strata;
        c.robust = true;
        check_fit(&a, &d, &c, arena_printf(&a, "cox_strata_%s", tie), false);
        strata.entry = NULL;
        strata.weights = d.w;
        c.robust = false;
        c.cluster = d.cluster;
        check_fit(&a, &d, &c, arena_printf(&a, "cox_cluster_%s", tie), false);
    }
    struct cox exact = {.design = &x, .lifetimes = &right, .ties = COX_EXACT};
    check_fit(&a, &d, &exact, "cox_exact", false);
    strata = left;
    strata.strata = d.s;
    exact.design = &few;
    exact.lifetimes = &strata;
    check_fit(&a, &d, &exact, "cox_exact_entry", false);
    arena_free(&a);
}
