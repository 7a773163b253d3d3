#include "method/cholesky.h"

#include <math.h>
#include <stddef.h>

int cholesky(double *a, int n, double tolerance, int *first_bad)
{
    int rank = 0, bad = -1;
    for (int i = 0; i < n; i++) {
        double *row = a + (ptrdiff_t)i * n;
        const double whole = row[i];
        for (int j = 0; j < i; j++) {
            const double *other = a + (ptrdiff_t)j * n;
            double sum = row[j];
            for (int k = 0; k < j; k++)
                sum -= row[k] * other[k];
            row[j] = other[j] > 0 ? sum / other[j] : 0;
        }
        double pivot = whole;
        for (int k = 0; k < i; k++)
            pivot -= row[k] * row[k];
        if (pivot > tolerance * whole && pivot > 0) {
            row[i] = sqrt(pivot);
            rank++;
        } else {
            for (int k = 0; k <= i; k++)
                row[k] = 0;
            bad = bad < 0 ? i : bad;
        }
        for (int j = i + 1; j < n; j++)
            row[j] = 0;
    }
    if (first_bad != NULL)
        *first_bad = bad;
    return rank;
}

static void forward(const double *l, int n, double *b)
{
    for (int i = 0; i < n; i++) {
        const double *row = l + (ptrdiff_t)i * n;
        double sum = b[i];
        for (int k = 0; k < i; k++)
            sum -= row[k] * b[k];
        b[i] = row[i] > 0 ? sum / row[i] : 0;
    }
}

void cholesky_solve(const double *l, int n, double *b)
{
    forward(l, n, b);
    for (int i = n - 1; i >= 0; i--) {
        const double *row = l + (ptrdiff_t)i * n;
        b[i] = row[i] > 0 ? b[i] / row[i] : 0;
        for (int k = 0; k < i; k++)
            b[k] -= row[k] * b[i];
    }
}

void cholesky_inverse(const double *l, int n, double *out)
{
    for (int j = 0; j < n; j++) {
        // Row j of the inverse is its column j; a zero pivot has no column.
        double *row = out + (ptrdiff_t)j * n;
        for (int i = 0; i < n; i++)
            row[i] = 0;
        if (l[(ptrdiff_t)j * n + j] > 0) {
            row[j] = 1;
            cholesky_solve(l, n, row);
        }
    }
}

double cholesky_form(const double *l, int n, const double *b, double *scratch)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        scratch[i] = b[i];
    forward(l, n, scratch);
    for (int i = 0; i < n; i++)
        sum += scratch[i] * scratch[i];
    return sum;
}
