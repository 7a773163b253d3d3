/* Linear programmes against lpSolve, and by their own laws. */

#include "method/simplex.h"

#include "oracle.h"

TEST(linear_programmes_agree_with_lpsolve)
{
    struct arena a = {0};
    struct oracle_list l = oracle_load(&a, "core.csv");
    int seen = 0;
    for (size_t i = 0; i < l.count; i++) {
        if (strcmp(l.at[i].name, "simplex") != 0)
            continue;
        size_t m = (size_t)l.at[i].at[0], n = (size_t)l.at[i].at[1];
        const double *matrix = l.at[i].at + 2, *b = matrix + m * n, *c = b + m;
        struct simplex *s;
        struct optimum best;
        struct error err = {0};
        NEED_OK(simplex_begin(&a, matrix, b, m, n, &s, &err), err);
        NEED_OK(simplex_maximize(s, c, &best, &err), err);
        CHECK(best.bounded);
        CHECK_NEAR(best.value, c[n], 1e-9);
        seen++;
    }
    CHECK_INT(seen, 12);
    arena_free(&a);
}

TEST(an_optimum_solves_the_equations_and_beats_a_known_solution_whatever_came_before)
{
    struct arena a = {0};
    for (int trial = 0; trial < 100; trial++) {
        double matrix[4 * 9], b[4] = {0}, x[9], c[9];
        for (int j = 0; j < 9; j++) {
            x[j] = (double)t_between(0, 5);
            for (int i = 0; i < 4; i++) {
                matrix[i * 9 + j] = i == 0 ? 1 : (double)t_between(-1, 1);
                b[i] += matrix[i * 9 + j] * x[j];
            }
        }
        struct simplex *s;
        struct error err = {0};
        NEED_OK(simplex_begin(&a, matrix, b, 4, 9, &s, &err), err);
        for (int objective = 0; objective < 10; objective++) {
            struct optimum best;
            double known = 0, reached = 0;
            for (int j = 0; j < 9; j++) {
                c[j] = (double)t_between(-3, 3);
                known += c[j] * x[j];
            }
            NEED_OK(simplex_maximize(s, c, &best, &err), err);
            NEED(best.bounded);
            CHECK(best.value >= known - 1e-9);
            for (int i = 0; i < 4; i++) {
                double sum = 0;
                for (int j = 0; j < 9; j++)
                    sum += matrix[i * 9 + j] * best.x[j];
                CHECK_NEAR(sum, b[i], 1e-9);
            }
            for (int j = 0; j < 9; j++) {
                CHECK(best.x[j] >= -1e-9);
                reached += c[j] * best.x[j];
            }
            CHECK_NEAR(reached, best.value, 1e-9);
        }
        arena_reset(&a);
    }
    arena_free(&a);
}

TEST(a_programme_without_end_or_without_solution_says_so)
{
    struct arena a = {0};
    const double matrix[] = {1, -1, 1, -1}, b[] = {2, 2}, apart[] = {2, 3}, c[] = {1, 0};
    const double minus[] = {-1, 0};
    struct simplex *s;
    struct optimum best;
    struct error err = {0};
    NEED_OK(simplex_begin(&a, matrix, b, 2, 2, &s, &err), err);
    NEED_OK(simplex_maximize(s, c, &best, &err), err);
    CHECK(!best.bounded && isinf(best.value) && best.x == NULL);
    NEED_OK(simplex_maximize(s, minus, &best, &err), err);
    CHECK(best.bounded && best.value == -2 && best.x[0] == 2 && best.x[1] == 0);
    CHECK(!simplex_begin(&a, matrix, apart, 2, 2, &s, &err) && err.kind == ERROR_INVALID);
    arena_free(&a);
}
