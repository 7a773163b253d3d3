/* Adjusted p-values against p.adjust, and by their own laws. */

#include "method/adjust.h"

#include "oracle.h"

TEST(adjusted_p_values_agree_with_r)
{
    struct arena a = {0};
    struct oracle_list l = oracle_load(&a, "core.csv");
    for (size_t i = 0; i < l.count; i++) {
        if (strcmp(l.at[i].name, "adjust") != 0)
            continue;
        size_t n = (size_t)l.at[i].at[0];
        const double *v = l.at[i].at + 1;
        double got[32];
        adjust_false_discovery(v, n, &a, got);
        for (size_t j = 0; j < n; j++)
            CHECK_NEAR(got[j], v[n + j], 1e-14);
        adjust_family(v, n, &a, got);
        for (size_t j = 0; j < n; j++)
            CHECK_NEAR(got[j], v[2 * n + j], 1e-14);
    }
    arena_free(&a);
}

TEST(adjusting_keeps_the_order_never_lowers_p_and_skips_the_missing)
{
    struct arena a = {0};
    for (int trial = 0; trial < 200; trial++) {
        double p[40], fdr[40], family[40];
        for (int i = 0; i < 40; i++)
            p[i] = i % 9 == 0 ? NAN : t_unit() * t_unit();
        adjust_false_discovery(p, 40, &a, fdr);
        adjust_family(p, 40, &a, family);
        for (int i = 0; i < 40; i++) {
            CHECK(isnan(p[i]) == isnan(fdr[i]) && isnan(p[i]) == isnan(family[i]));
            CHECK(isnan(p[i]) || (p[i] <= fdr[i] && fdr[i] <= family[i] && family[i] <= 1));
            for (int j = 0; j < 40; j++)
                CHECK(!(p[i] < p[j]) || (fdr[i] <= fdr[j] && family[i] <= family[j]));
        }
        arena_reset(&a);
    }
    arena_free(&a);
}

TEST(false_discoveries_among_true_nulls_are_held)
{
    struct arena a = {0};
    int alarms = 0;
    for (int trial = 0; trial < 2000; trial++) {
        double p[20], q[20], least = 1;
        for (int i = 0; i < 20; i++)
            p[i] = t_unit();
        adjust_false_discovery(p, 20, &a, q);
        for (int i = 0; i < 20; i++)
            least = fmin(least, q[i]);
        alarms += least <= 0.1;
        arena_reset(&a);
    }
    CHECK(alarms > 140 && alarms < 260); // 200 expected: all are null, so any alarm is false
    arena_free(&a);
}
