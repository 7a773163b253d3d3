/* Designs: terms in, blocks of columns out. */

#include "method/design.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "method/order.h"

enum { ORDER = 4, MOST_DF = 100, MOST_BASIS = MOST_DF + ORDER };

struct design design_make(struct arena *a, int64_t n)
{
    return (struct design){.arena = a, .n = n};
}

static int term_add(struct design *d, struct design_term term)
{
    term.first = d->p;
    d->p += term.count;
    *list_add(d->arena, &d->terms) = term;
    return (int)d->terms.count - 1;
}

static void name_add(struct design *d, const char *name)
{
    *list_add(d->arena, &d->names) = name;
}

int design_intercept(struct design *d)
{
    d->intercept = true;
    name_add(d, "(intercept)");
    return term_add(
        d, (struct design_term){.kind = DESIGN_INTERCEPT, .name = "(intercept)", .count = 1});
}

int design_number(struct design *d, const char *name, const double *x)
{
    name_add(d, arena_text(d->arena, name));
    return term_add(
        d, (struct design_term){
               .kind = DESIGN_NUMBER, .name = arena_text(d->arena, name), .count = 1, .x = x});
}

int design_factor(struct design *d, const char *name, const int32_t *codes,
                  const char *const *labels, int levels, int reference)
{
    assert(levels >= 1 && reference < levels);
    for (int l = 0; l < levels; l++)
        if (l != reference)
            name_add(d, labels == NULL ? arena_printf(d->arena, "%s=%d", name, l)
                                       : arena_printf(d->arena, "%s=%s", name, labels[l]));
    return term_add(d, (struct design_term){.kind = DESIGN_FACTOR,
                                            .name = arena_text(d->arena, name),
                                            .count = reference < 0 ? levels : levels - 1,
                                            .codes = codes,
                                            .levels = levels,
                                            .reference = reference});
}

/* Knot number i of the whole sequence: four at each end, the interior ones between. */
static double knot(const struct spline *s, int i)
{
    if (i < ORDER)
        return s->low;
    if (i >= s->knots + ORDER)
        return s->high;
    return s->at[i - ORDER];
}

/* The interval of x: the greatest i with knot(i) <= x < knot(i + 1), the last one closed. */
static int interval_of(const struct spline *s, double x)
{
    int i = ORDER - 1, last = s->knots + ORDER - 1;
    while (i < last && x >= knot(s, i + 1))
        i++;
    return i;
}

// The four B-splines that are not zero at x, numbers i - 3 to i, by de Boor's recursion.
static void bspline_values(const struct spline *s, int i, double x, int order, double out[ORDER])
{
    double left[ORDER], right[ORDER];
    out[0] = 1;
    for (int k = 1; k < order; k++) {
        left[k] = x - knot(s, i + 1 - k);
        right[k] = knot(s, i + k) - x;
        double saved = 0;
        for (int r = 0; r < k; r++) {
            double term = out[r] / (right[r + 1] + left[k - r]);
            out[r] = saved + right[r + 1] * term;
            saved = left[k - r] * term;
        }
        out[k] = saved;
    }
}

// All B-splines of an order at x, or a derivative of them: B' of order k is a difference of two of
// order k - 1. A quotient with knots that coincide is zero by convention.
static void bspline_all(const struct spline *s, double x, int order, int derivative,
                        double out[MOST_BASIS])
{
    int count = s->knots + 2 * ORDER - order, i = interval_of(s, x);
    memset(out, 0, MOST_BASIS * sizeof *out);
    if (derivative == 0) {
        double values[ORDER];
        bspline_values(s, i, x, order, values);
        for (int k = 0; k < order; k++)
            out[i - order + 1 + k] = values[k];
        return;
    }
    double lower[MOST_BASIS + 1];
    bspline_all(s, x, order - 1, derivative - 1, lower);
    for (int b = 0; b < count; b++) {
        double low = knot(s, b + order - 1) - knot(s, b);
        double high = knot(s, b + order) - knot(s, b + 1);
        out[b] =
            (order - 1) * ((low > 0 ? lower[b] / low : 0) - (high > 0 ? lower[b + 1] / high : 0));
    }
}

/* One Householder reflection that takes v (from element k on) to a multiple of e_k, applied to the
 * rows of m (count rows of size numbers): the convention of LINPACK's dqrdc, hence R's columns. */
static void reflect(int size, int k, double *v, int count, double *m)
{
    double norm = 0;
    for (int i = k; i < size; i++)
        norm += v[i] * v[i];
    norm = sqrt(norm);
    if (v[k] < 0)
        norm = -norm;
    for (int i = k; i < size; i++)
        v[i] /= norm;
    v[k] += 1;
    for (int r = 0; r < count; r++) {
        double *row = m + r * size, t = 0;
        for (int i = k; i < size; i++)
            t -= v[i] * row[i];
        t /= v[k];
        for (int i = k; i < size; i++)
            row[i] += t * v[i];
    }
}

/* The null space of "second derivative zero at both ends", as columns from the B-splines. */
static void spline_basis(struct arena *a, struct spline *s)
{
    int m = s->knots + ORDER - 1; // without the first B-spline, which the intercept stands for
    double at_low[MOST_BASIS], at_high[MOST_BASIS];
    bspline_all(s, s->low, ORDER, 2, at_low);
    bspline_all(s, s->high, ORDER, 2, at_high);
    double ends[2 * MOST_BASIS] = {0};
    memcpy(ends, at_low + 1, (size_t)m * sizeof *ends);
    memcpy(ends + m, at_high + 1, (size_t)m * sizeof *ends);
    // Rows of q become the rows of Q': q starts as the identity and takes both reflections.
    double *q = ARENA_ARRAY(a, double, (size_t)m *(size_t)m);
    for (int i = 0; i < m; i++)
        q[i * m + i] = 1;
    double v[MOST_BASIS];
    memcpy(v, ends, (size_t)m * sizeof *v);
    reflect(m, 0, v, 1, ends + m);
    memcpy(v, ends, (size_t)m * sizeof *v);
    reflect(m, 0, v, m, q);
    memcpy(v, ends + m, (size_t)m * sizeof *v);
    reflect(m, 1, v, m, q);
    // Row b of q is Q' e_b; column c of the result takes B-spline b + 1 with weight q[b][c + 2].
    s->basis = ARENA_ARRAY(a, double, (size_t)(s->knots + 1) * (size_t)(s->knots + ORDER));
    for (int c = 0; c < s->knots + 1; c++)
        for (int b = 0; b < m; b++)
            s->basis[c * (s->knots + ORDER) + b + 1] = q[b * m + c + 2];
}

// The columns of one value. Beyond the boundary the spline goes on as a straight line.
static void spline_row(const struct spline *s, double x, int64_t stride, double *out)
{
    int columns = s->knots + 1, size = s->knots + ORDER;
    if (x >= s->low && x <= s->high) {
        double values[ORDER];
        int i = interval_of(s, x);
        bspline_values(s, i, x, ORDER, values);
        for (int c = 0; c < columns; c++) {
            const double *b = s->basis + c * size + i - ORDER + 1;
            out[c * stride] =
                b[0] * values[0] + b[1] * values[1] + b[2] * values[2] + b[3] * values[3];
        }
        return;
    }
    double end = x < s->low ? s->low : s->high, value[MOST_BASIS], slope[MOST_BASIS];
    bspline_all(s, end, ORDER, 0, value);
    bspline_all(s, end, ORDER, 1, slope);
    for (int c = 0; c < columns; c++) {
        double sum = 0;
        for (int b = 0; b < size; b++)
            sum += s->basis[c * size + b] * (value[b] + (x - end) * slope[b]);
        out[c * stride] = sum;
    }
}

static bool spline_add(struct design *d, const char *name, const double *x, struct spline s,
                       struct error *err)
{
    double before = s.low;
    for (int i = 0; i <= s.knots; i++) {
        double k = i < s.knots ? s.at[i] : s.high;
        if (!(k > before) || !isfinite(k))
            return error_set(err, ERROR_INVALID,
                             "the spline of %s needs knots that rise: %.10g does not follow %.10g "
                             "(too few different values, or too many columns asked for)",
                             name, k, before);
        before = k;
    }
    spline_basis(d->arena, &s);
    for (int c = 1; c <= s.knots + 1; c++)
        name_add(d, arena_printf(d->arena, "%s.%d", name, c));
    term_add(d, (struct design_term){.kind = DESIGN_SPLINE,
                                     .name = arena_text(d->arena, name),
                                     .count = s.knots + 1,
                                     .x = x,
                                     .spline = s});
    return true;
}

bool design_spline(struct design *d, const char *name, const double *x, int df, struct error *err)
{
    if (df < 1 || df > MOST_DF)
        return error_set(err, ERROR_USAGE, "the spline of %s has 1 to %d columns, not %d", name,
                         MOST_DF, df);
    struct arena scratch = {0};
    double *sorted = ARENA_ARRAY(&scratch, double, (size_t)d->n);
    int64_t n = 0;
    for (int64_t i = 0; i < d->n; i++)
        if (!isnan(x[i]))
            sorted[n++] = x[i];
    if (n == 0) {
        arena_free(&scratch);
        return error_set(err, ERROR_INVALID, "the spline of %s has no values", name);
    }
    sort_numbers(sorted, n);
    double *at = ARENA_ARRAY(d->arena, double, (size_t)df);
    for (int k = 1; k < df; k++)
        at[k - 1] = sorted_quantile(sorted, n, (double)k / df);
    struct spline s = {.knots = df - 1, .at = at, .low = sorted[0], .high = sorted[n - 1]};
    arena_free(&scratch);
    return spline_add(d, name, x, s, err);
}

bool design_spline_at(struct design *d, const char *name, const double *x, const double *knots,
                      int count, double low, double high, struct error *err)
{
    if (count < 0 || count >= MOST_DF)
        return error_set(err, ERROR_USAGE, "the spline of %s has 0 to %d knots, not %d", name,
                         MOST_DF - 1, count);
    double *at = arena_copy(d->arena, knots, (size_t)count * sizeof *knots);
    return spline_add(d, name, x,
                      (struct spline){.knots = count, .at = at, .low = low, .high = high}, err);
}

int design_product(struct design *d, int left, int right)
{
    assert(left >= 0 && right >= 0 && (size_t)left < d->terms.count
           && (size_t)right < d->terms.count);
    const struct design_term l = d->terms.at[left], r = d->terms.at[right];
    for (int j = 0; j < r.count; j++)
        for (int i = 0; i < l.count; i++)
            name_add(d, arena_printf(d->arena, "%s:%s", d->names.at[l.first + i],
                                     d->names.at[r.first + j]));
    return term_add(d, (struct design_term){.kind = DESIGN_PRODUCT,
                                            .name = arena_printf(d->arena, "%s:%s", l.name, r.name),
                                            .count = l.count * r.count,
                                            .left = left,
                                            .right = right});
}

int design_column(const struct design *d, const char *name)
{
    for (size_t j = 0; j < d->names.count; j++)
        if (strcmp(d->names.at[j], name) == 0)
            return (int)j;
    return -1;
}

bool design_check(const struct design *d, struct error *err)
{
    for (size_t t = 0; t < d->terms.count; t++) {
        const struct design_term *term = &d->terms.at[t];
        for (int64_t i = 0; i < d->n; i++) {
            if (term->x != NULL && isinf(term->x[i]))
                return error_set(err, ERROR_INVALID, "row %" PRId64 " of %s is infinite", i,
                                 term->name);
            if (term->codes != NULL && term->codes[i] >= term->levels)
                return error_set(err, ERROR_USAGE,
                                 "row %" PRId64 " of factor %s has code %" PRId32
                                 ", but it has %d levels",
                                 i, term->name, term->codes[i], term->levels);
        }
    }
    return true;
}

static void mark_nan(int64_t n, const double *x, bool *missing)
{
    for (int64_t i = 0; x != NULL && i < n; i++)
        missing[i] |= isnan(x[i]);
}

static void mark_negative(int64_t n, const int32_t *codes, bool *missing)
{
    for (int64_t i = 0; codes != NULL && i < n; i++)
        missing[i] |= codes[i] < 0;
}

int64_t design_complete(struct arena *a, const struct design *d, const double *const *also,
                        int also_count, const int32_t *const *codes, int codes_count,
                        const int64_t **rows)
{
    struct arena scratch = {0};
    bool *missing = ARENA_ARRAY(&scratch, bool, (size_t)d->n);
    for (size_t t = 0; t < d->terms.count; t++) {
        mark_nan(d->n, d->terms.at[t].x, missing);
        mark_negative(d->n, d->terms.at[t].codes, missing);
    }
    for (int j = 0; j < also_count; j++)
        mark_nan(d->n, also[j], missing);
    for (int j = 0; j < codes_count; j++)
        mark_negative(d->n, codes[j], missing);
    int64_t complete = 0;
    for (int64_t i = 0; i < d->n; i++)
        complete += !missing[i];
    int64_t *which = NULL;
    if (complete < d->n) {
        which = ARENA_ARRAY(a, int64_t, (size_t)complete);
        complete = 0;
        for (int64_t i = 0; i < d->n; i++)
            if (!missing[i])
                which[complete++] = i;
    }
    arena_free(&scratch);
    *rows = which;
    return complete;
}

static void factor_block(const struct design_term *term, const int64_t *rows, int64_t first,
                         int count, int64_t stride, double *out)
{
    for (int c = 0; c < term->count; c++)
        memset(out + c * stride, 0, (size_t)count * sizeof *out);
    for (int r = 0; r < count; r++) {
        int code = term->codes[rows == NULL ? first + r : rows[first + r]];
        if (code == term->reference)
            continue;
        out[(term->reference < 0 || code < term->reference ? code : code - 1) * stride + r] = 1;
    }
}

void design_block(const struct design *d, const int64_t *rows, int64_t first, int count,
                  int64_t stride, double *out)
{
    for (size_t t = 0; t < d->terms.count; t++) {
        const struct design_term *term = &d->terms.at[t];
        double *to = out + term->first * stride;
        switch (term->kind) {
        case DESIGN_INTERCEPT:
            for (int r = 0; r < count; r++)
                to[r] = 1;
            break;
        case DESIGN_NUMBER:
            if (rows == NULL)
                memcpy(to, term->x + first, (size_t)count * sizeof *to);
            else
                for (int r = 0; r < count; r++)
                    to[r] = term->x[rows[first + r]];
            break;
        case DESIGN_FACTOR:
            factor_block(term, rows, first, count, stride, to);
            break;
        case DESIGN_SPLINE:
            for (int r = 0; r < count; r++)
                spline_row(&term->spline, term->x[rows == NULL ? first + r : rows[first + r]],
                           stride, to + r);
            break;
        case DESIGN_PRODUCT: {
            const struct design_term *l = &d->terms.at[term->left], *rt = &d->terms.at[term->right];
            for (int c = 0; c < term->count; c++) {
                const double *x = out + (l->first + c % l->count) * stride;
                const double *z = out + (rt->first + c / l->count) * stride;
                for (int r = 0; r < count; r++)
                    to[c * stride + r] = x[r] * z[r];
            }
            break;
        }
        }
    }
}
