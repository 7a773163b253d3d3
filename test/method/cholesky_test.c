/* Cholesky factors: they rebuild the matrix, solve, and find the rank. */

#include "method/cholesky.h"

#include "t.h"

TEST(a_factor_rebuilds_solves_and_inverts)
{
    for (int trial = 0; trial < 200; trial++) {
        enum { N = 7 };
        double x[20][N], a[N * N] = {0}, l[N * N], inverse[N * N], b[N], kept[N], scratch[N];
        for (int i = 0; i < 20; i++)
            for (int j = 0; j < N; j++)
                x[i][j] = t_normal();
        for (int j = 0; j < N; j++)
            for (int k = 0; k < N; k++)
                for (int i = 0; i < 20; i++)
                    a[j * N + k] += x[i][j] * x[i][k];
        memcpy(l, a, sizeof l);
        CHECK_INT(cholesky(l, N, 1e-12, NULL), N);
        for (int j = 0; j < N; j++)
            b[j] = kept[j] = t_normal();
        const double form = cholesky_form(l, N, b, scratch);
        cholesky_solve(l, N, b);
        cholesky_inverse(l, N, inverse);
        double dot = 0;
        for (int j = 0; j < N; j++) {
            double sum = 0, whole = 0;
            for (int k = 0; k < N; k++) {
                sum += a[j * N + k] * b[k];
                whole += inverse[j * N + k] * kept[k];
                CHECK_NEAR(inverse[j * N + k], inverse[k * N + j], 1e-10);
            }
            CHECK_NEAR(sum, kept[j], 1e-9);
            CHECK_NEAR(whole, b[j], 1e-9);
            dot += b[j] * kept[j];
        }
        CHECK_NEAR(form, dot, 1e-9);
    }
}

TEST(a_column_that_follows_from_others_is_named_and_gets_nothing)
{
    // The third row and column are the sum of the first two.
    double a[9] = {2, 0, 0, 1, 3, 0, 3, 4, 7}, b[3] = {3, 4, 7};
    int bad = -1;
    CHECK_INT(cholesky(a, 3, 1e-12, &bad), 2);
    CHECK_INT(bad, 2);
    cholesky_solve(a, 3, b);
    CHECK(b[2] == 0);
    CHECK_NEAR(2 * b[0] + b[1], 3, 1e-12);
    CHECK_NEAR(b[0] + 3 * b[1], 4, 1e-12);
}
