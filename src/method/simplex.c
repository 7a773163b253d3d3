/* The simplex method on a full tableau. */

#include "method/simplex.h"

#include <math.h>
#include <stdint.h>

/* A row of the tableau is columns coefficients and the value of its basic variable. A basic
 * variable numbered from columns on is artificial: the amount by which a row is not yet met. */
struct simplex {
    size_t rows, columns;
    double *at;    /* rows rows of columns + 1 */
    double *gain;  /* of a unit of each column, and minus the value reached */
    size_t *basic; /* by row */
    double *x;
};

static const double tiny = 1e-9;

static double *row_of(const struct simplex *s, size_t i)
{
    return s->at + i * (s->columns + 1);
}

static void subtract(double *from, const double *row, double times, size_t length)
{
    if (times == 0)
        return;
    for (size_t j = 0; j < length; j++) {
        from[j] -= times * row[j];
        if (fabs(from[j]) < 1e-12) // what should be 0 is, so that ties are seen as ties
            from[j] = 0;
    }
}

static void pivot(struct simplex *s, size_t row, size_t column)
{
    double *p = row_of(s, row), by = p[column];
    for (size_t j = 0; j <= s->columns; j++)
        p[j] /= by;
    p[column] = 1;
    for (size_t i = 0; i < s->rows; i++)
        if (i != row)
            subtract(row_of(s, i), p, row_of(s, i)[column], s->columns + 1);
    subtract(s->gain, p, s->gain[column], s->columns + 1);
    s->basic[row] = column;
}

/* The column that enters: the greatest gain, or after a run of steps without progress the first. */
static size_t entering(const struct simplex *s, bool first)
{
    size_t best = s->columns;
    for (size_t j = 0; j < s->columns; j++) {
        if (s->gain[j] <= tiny || (best < s->columns && s->gain[j] <= s->gain[best]))
            continue;
        best = j;
        if (first)
            break;
    }
    return best;
}

/* The row that leaves: the first to reach 0; of several, the lowest variable. */
static size_t leaving(const struct simplex *s, size_t column)
{
    size_t best = s->rows;
    double least = INFINITY;
    for (size_t i = 0; i < s->rows; i++) {
        const double *row = row_of(s, i);
        if (row[column] <= tiny)
            continue;
        double ratio = row[s->columns] / row[column];
        if (best == s->rows || ratio < least - tiny
            || (ratio < least + tiny && s->basic[i] < s->basic[best])) {
            least = best == s->rows ? ratio : fmin(least, ratio);
            best = i;
        }
    }
    return best;
}

/* Steps to the optimum of the gains; false in *bounded where they grow without end. */
static bool climb(struct simplex *s, bool *bounded, struct error *err)
{
    size_t most = 200 * (s->rows + s->columns) + 1000;
    int still = 0;
    for (size_t step = 0; step < most; step++) {
        size_t column = entering(s, still > 30);
        if (column == s->columns) {
            *bounded = true;
            return true;
        }
        size_t row = leaving(s, column);
        if (row == s->rows) {
            *bounded = false;
            return true;
        }
        double before = s->gain[s->columns];
        pivot(s, row, column);
        still = fabs(s->gain[s->columns] - before) > tiny ? 0 : still + 1;
    }
    return error_set(err, ERROR_INVALID, "a linear programme did not end in %zu steps", most);
}

static void drop_row(struct simplex *s, size_t row)
{
    size_t last = --s->rows;
    double *to = row_of(s, row);
    const double *from = row_of(s, last);
    for (size_t j = 0; j <= s->columns; j++)
        to[j] = from[j];
    s->basic[row] = s->basic[last];
}

/* Artificial variables that are still basic, at 0: out for any column, or the row says nothing new.
 */
static void drop_artificial(struct simplex *s)
{
    for (size_t i = 0; i < s->rows;) {
        if (s->basic[i] < s->columns) {
            i++;
            continue;
        }
        const double *row = row_of(s, i);
        size_t best = s->columns;
        for (size_t j = 0; j < s->columns; j++)
            if (fabs(row[j]) > 1e-7 && (best == s->columns || fabs(row[j]) > fabs(row[best])))
                best = j;
        if (best == s->columns) {
            drop_row(s, i);
        } else {
            pivot(s, i, best);
            i++;
        }
    }
}

bool simplex_begin(struct arena *a, const double *matrix, const double *b, size_t rows,
                   size_t columns, struct simplex **out, struct error *err)
{
    struct simplex *s = ARENA_NEW(a, struct simplex);
    *s = (struct simplex){
        .rows = rows,
        .columns = columns,
        .at = ARENA_ARRAY(a, double, rows *(columns + 1)),
        .gain = ARENA_ARRAY(a, double, columns + 1),
        .basic = ARENA_ARRAY(a, size_t, rows),
        .x = ARENA_ARRAY(a, double, columns),
    };
    double scale = 1;
    for (size_t i = 0; i < rows; i++) {
        double *row = row_of(s, i), sign = b[i] < 0 ? -1 : 1;
        for (size_t j = 0; j < columns; j++)
            row[j] = sign * matrix[i * columns + j];
        row[columns] = sign * b[i];
        scale = fmax(scale, fabs(b[i]));
        s->basic[i] = columns + i;
        for (size_t j = 0; j <= columns; j++)
            s->gain[j] += row[j]; // maximise minus the sum of what is not yet met
    }
    bool bounded;
    if (!climb(s, &bounded, err))
        return false;
    if (s->gain[columns] > 1e-7 * scale)
        return error_set(err, ERROR_INVALID, "the equations have no solution that is not negative");
    drop_artificial(s);
    *out = s;
    return true;
}

bool simplex_maximize(struct simplex *s, const double *c, struct optimum *out, struct error *err)
{
    for (size_t j = 0; j < s->columns; j++)
        s->gain[j] = c[j];
    s->gain[s->columns] = 0;
    for (size_t i = 0; i < s->rows; i++)
        subtract(s->gain, row_of(s, i), c[s->basic[i]], s->columns + 1);
    bool bounded;
    if (!climb(s, &bounded, err))
        return false;
    for (size_t j = 0; j < s->columns; j++)
        s->x[j] = 0;
    for (size_t i = 0; i < s->rows; i++)
        s->x[s->basic[i]] = row_of(s, i)[s->columns];
    *out =
        (struct optimum){bounded, bounded ? -s->gain[s->columns] : INFINITY, bounded ? s->x : NULL};
    return true;
}
