/* Fisher's exact test, the conditional odds ratio, and the ratio of two risks. */

#include "method/table2x2.h"

#include <inttypes.h>
#include <math.h>

#include "method/distribution.h"
#include "method/root.h"

/* The first cell given the margins: row1 of the first row, row2 of the second, column of the first
 * column; it runs from low to high. */
struct margins {
    int64_t row1, row2, column, low, high;
};

/* P(x + 1) / P(x) at odds ratio 1 */
static double step_up(const struct margins *m, int64_t x)
{
    return (double)(m->row1 - x) * (double)(m->column - x)
           / ((double)(x + 1) * (double)(m->row2 - m->column + x + 1));
}

static double central_at(const struct margins *m, int64_t x)
{
    int64_t all = m->row1 + m->row2;
    double p = (double)m->column / (double)all;
    return binomial_at(x, m->row1, p) * binomial_at(m->column - x, m->row2, p)
           / binomial_at(m->column, all, p);
}

/* The most likely x at an odds ratio: P(x + 1) / P(x) falls as x grows. */
static int64_t mode_at(const struct margins *m, double odds)
{
    int64_t low = m->low, high = m->high;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (odds * step_up(m, middle) > 1)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Sum of the probabilities from x to the end, away from the mode, given that of x. */
static double tail_from(const struct margins *m, int64_t x, int way, double at)
{
    double sum = 0;
    while (x >= m->low && x <= m->high && at > sum * 1e-18) {
        sum += at;
        at = way > 0 ? at * step_up(m, x) : at / step_up(m, x - 1);
        x += way;
    }
    return sum;
}

static double two_sided(const struct margins *m, int64_t x)
{
    double limit = central_at(m, x) * (1 + 1e-7);
    int64_t mode = mode_at(m, 1);
    int64_t below = m->low - 1, above = mode + 1; // the last as unlikely below the mode
    while (above - below > 1) {
        int64_t middle = below + (above - below) / 2;
        if (central_at(m, middle) <= limit)
            below = middle;
        else
            above = middle;
    }
    int64_t lower = below;
    below = mode - 1;
    above = m->high + 1; // the first as unlikely above it
    while (above - below > 1) {
        int64_t middle = below + (above - below) / 2;
        if (central_at(m, middle) <= limit)
            above = middle;
        else
            below = middle;
    }
    if (lower >= above)
        return 1;
    double sum = 0;
    if (lower >= m->low)
        sum += tail_from(m, lower, -1, central_at(m, lower));
    if (above <= m->high)
        sum += tail_from(m, above, 1, central_at(m, above));
    return fmin(1, sum);
}

/* What a root is sought for: the tail or the mean of the tilted distribution. */
struct wanted {
    const struct margins *m;
    int64_t x;
    enum { WANT_MEAN, WANT_AT_LEAST, WANT_AT_MOST } what;
    double value;
};

/* Increasing in the log odds ratio; weights are relative to the mode's, so that nothing overflows.
 */
static double tilted_gap(double log_odds, const void *what)
{
    const struct wanted *w = what;
    const struct margins *m = w->m;
    double odds = exp(log_odds);
    int64_t mode = mode_at(m, odds);
    double all = 0, part = 0, moment = 0;
    double weight = 1;
    for (int64_t x = mode; x <= m->high && weight > 1e-20 * all; x++) {
        all += weight;
        moment += weight * (double)(x - w->x);
        if (w->what == WANT_AT_LEAST ? x >= w->x : x <= w->x)
            part += weight;
        weight *= odds * step_up(m, x);
    }
    weight = mode > m->low ? 1 / (odds * step_up(m, mode - 1)) : 0;
    for (int64_t x = mode - 1; x >= m->low && weight > 1e-20 * all; x--) {
        all += weight;
        moment += weight * (double)(x - w->x);
        if (w->what == WANT_AT_LEAST ? x >= w->x : x <= w->x)
            part += weight;
        weight = x > m->low ? weight / (odds * step_up(m, x - 1)) : 0;
    }
    switch (w->what) {
    case WANT_MEAN:
        return moment / all;
    case WANT_AT_LEAST:
        return part / all - w->value;
    case WANT_AT_MOST:
        return w->value - part / all;
    }
    return NAN;
}

bool fisher_exact(struct table2x2 t, double level, struct fisher *out, struct error *err)
{
    if (!level_check(level, err))
        return false;
    if (t.a < 0 || t.b < 0 || t.c < 0 || t.d < 0)
        return error_set(err, ERROR_USAGE, "a table has no negative counts");
    struct margins m = {.row1 = t.a + t.b, .row2 = t.c + t.d, .column = t.a + t.c};
    if (m.row1 + m.row2 == 0)
        return error_set(err, ERROR_INVALID, "not estimable, n = 0");
    m.low = m.column > m.row2 ? m.column - m.row2 : 0;
    m.high = m.column < m.row1 ? m.column : m.row1;
    if (m.low == m.high) { // a margin is 0: the table could not have come out otherwise
        *out = (struct fisher){NAN, {0, INFINITY}, 1};
        return true;
    }
    double start = log((double)t.a + 0.5) + log((double)t.d + 0.5) - log((double)t.b + 0.5)
                   - log((double)t.c + 0.5);
    double tail = (1 - level) / 2, odds = -INFINITY, low = -INFINITY, high = INFINITY;
    struct wanted mean = {&m, t.a, WANT_MEAN, 0};
    struct wanted at_least = {&m, t.a, WANT_AT_LEAST, tail};
    struct wanted at_most = {&m, t.a, WANT_AT_MOST, tail};
    bool found = true;
    if (t.a == m.high)
        odds = INFINITY;
    else if (t.a > m.low)
        found = root_increasing(tilted_gap, &mean, start, 700, &odds);
    if (t.a > m.low)
        found = found && root_increasing(tilted_gap, &at_least, start, 700, &low);
    if (t.a < m.high)
        found = found && root_increasing(tilted_gap, &at_most, start, 700, &high);
    if (!found)
        return error_set(err, ERROR_INVALID, "not estimable, no convergence (n = %" PRId64 ")",
                         m.row1 + m.row2);
    *out = (struct fisher){exp(odds), {exp(low), exp(high)}, two_sided(&m, t.a)};
    return true;
}

/* Koopman's score, signed: increasing in the log ratio, 0 at the estimate. */
struct score {
    double x1, n1, x2, n2, value;
};

static double score_gap(double log_ratio, const void *what)
{
    const struct score *s = what;
    double ratio = exp(log_ratio);
    // the second risk of greatest likelihood with the first held at ratio times it
    double a = (s->n1 + s->n2) * ratio, b = ratio * (s->n1 + s->x2) + s->x1 + s->n2;
    double c = s->x1 + s->x2;
    double p2 = 2 * c / (b + sqrt(fmax(0, b * b - 4 * a * c)));
    double p1 = fmin(1, ratio * p2);
    double variance = p1 * (1 - p1) / s->n1 + ratio * ratio * p2 * (1 - p2) / s->n2;
    double difference = s->x2 / s->n2 * ratio - s->x1 / s->n1;
    if (variance <= 0)
        return difference == 0 ? -s->value : copysign(INFINITY, difference);
    return difference / sqrt(variance) - s->value;
}

bool risk_ratio(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double level,
                struct risk_ratio *out, struct error *err)
{
    if (!level_check(level, err))
        return false;
    if (x1 < 0 || x2 < 0 || x1 > n1 || x2 > n2)
        return error_set(err, ERROR_USAGE,
                         "%" PRId64 " of %" PRId64 " and %" PRId64 " of %" PRId64
                         " are not two proportions",
                         x1, n1, x2, n2);
    if (n1 == 0 || n2 == 0 || x1 + x2 == 0)
        return error_set(err, ERROR_INVALID, "not estimable, n = 0");
    struct score s = {(double)x1, (double)n1, (double)x2, (double)n2, 0};
    double ratio = s.x1 / s.n1 / (s.x2 / s.n2), z = level_z(level);
    double wide = z * sqrt(1 / s.x1 - 1 / s.n1 + 1 / s.x2 - 1 / s.n2);
    double start = log((s.x1 + 0.5) / (s.n1 + 0.5)) - log((s.x2 + 0.5) / (s.n2 + 0.5));
    double low = -INFINITY, high = INFINITY;
    s.value = -z;
    bool found = x1 == 0 || root_increasing(score_gap, &s, start, 700, &low);
    s.value = z;
    found = found && (x2 == 0 || root_increasing(score_gap, &s, start, 700, &high));
    if (!found)
        return error_set(err, ERROR_INVALID, "not estimable, no convergence (n = %" PRId64 ")",
                         n1 + n2);
    *out = (struct risk_ratio){
        .ratio = ratio,
        .katz = x1 == 0 || x2 == 0 ? interval_none()
                                   : (struct interval){ratio * exp(-wide), ratio * exp(wide)},
        .score = {exp(low), exp(high)},
    };
    return true;
}
