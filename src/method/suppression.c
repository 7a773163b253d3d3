/* Primary and complementary suppression by moves, and what a reader can work out. */

#include "method/suppression.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "base/list.h"
#include "method/cube_part.h"
#include "method/simplex.h"

/* Cells of a connected part: that can be judged; that are proved by programmes on the way, in a
 * cube of at most so many cells. */
enum { AUDIT_MOST = 2000, PROVE_MOST = 200, PROVE_MOST_CELLS = 20000 };

/* A cell of a move, and how much it gains (or loses, if negative) for each unit of the move. */
struct change {
    size_t cell;
    int64_t by;
};

/* All its cells may change together: by at most up one way and down the other. */
struct move {
    struct change *at;
    size_t count;
    int64_t up, down; /* COUNT_NO_LIMIT: without end */
};

struct move_list {
    struct move *at;
    size_t count, room;
};

struct work {
    const struct cube *c;
    const struct suppression_rule *rule;
    struct arena *a;
    size_t cells, stride[CUBE_MOST_DIMENSIONS];
    struct cell_list {
        size_t *at;
        size_t count, room;
    } categories[CUBE_MOST_DIMENSIONS];
    double *price;
    enum cell_state *state;
    struct count_range *range;
    struct move_list moves;
};

static int64_t at_most(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t width_of(struct count_range r)
{
    return r.high == COUNT_NO_LIMIT ? COUNT_NO_LIMIT : r.high - r.low;
}

/* A range with the two ends that a move proves for a cell that changes by so much. */
static struct count_range widen(struct count_range r, int64_t value, int64_t by,
                                const struct move *m)
{
    // the way down of a cell is always limited: by the cell itself
    int64_t more = by > 0 ? m->up : m->down, less = by > 0 ? m->down : m->up;
    int64_t size = by > 0 ? by : -by;
    r.low = at_most(r.low, value - size * less);
    if (more == COUNT_NO_LIMIT || r.high == COUNT_NO_LIMIT)
        r.high = COUNT_NO_LIMIT;
    else if (value + size * more > r.high)
        r.high = value + size * more;
    return r;
}

static int64_t slack(const struct work *w, size_t cell)
{
    return w->c->value[cell] - (w->rule->zeros ? 0 : 1);
}

static bool blocked(const struct work *w, size_t cell)
{
    if (w->state[cell] != CELL_SHOWN)
        return false;
    return (w->c->value[cell] == 0 && !w->rule->zeros)
           || (w->rule->open != NULL && w->rule->open[cell]);
}

/* The search for the best move of one cell, dimension by dimension. */
struct search {
    const struct work *w;
    size_t target;                                    /* the cell */
    bool free_only;                                   /* no cell more may be left out */
    size_t hidden;                                    /* a cell that may not be used */
    struct change *support[CUBE_MOST_DIMENSIONS + 1]; /* after so many dimensions */
    struct move best;
    double best_price; /* for each unit of width gained */
    int64_t best_gain;
};

/* What a set of changes costs and gains; false where it cannot be, or cannot beat the best. More
 * cells only cost more and gain less, so that a part that cannot win ends the search below it. */
static bool worth(const struct search *s, const struct change *at, size_t count, struct move *m,
                  double *cost, int64_t *gain)
{
    const struct work *w = s->w;
    m->up = m->down = COUNT_NO_LIMIT;
    *cost = 0;
    for (size_t i = 0; i < count; i++) {
        size_t cell = at[i].cell;
        if (cell == s->hidden || blocked(w, cell))
            return false;
        if (w->state[cell] == CELL_SHOWN) {
            if (s->free_only)
                return false;
            *cost += w->price[cell];
        }
        if (at[i].by > 0)
            m->down = at_most(m->down, slack(w, cell));
        else
            m->up = at_most(m->up, slack(w, cell));
    }
    struct count_range now = w->range[s->target];
    struct count_range then = widen(now, w->c->value[s->target], 1, m);
    *gain = at_most(width_of(then), w->rule->width) - width_of(now);
    if (*gain <= 0)
        return false;
    double price = *cost / (double)*gain;
    return s->best.count == 0 || price < s->best_price
           || (price == s->best_price && *gain > s->best_gain);
}

/* Multiplies the changes so far with those of one more dimension, as offsets in cells. */
static size_t multiply(struct search *s, size_t d, size_t count, const struct change *by,
                       size_t factors)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < factors; j++)
            s->support[d + 1][n++] = (struct change){
                s->support[d][i].cell + by[j].cell * s->w->stride[d],
                s->support[d][i].by * by[j].by,
            };
    return n;
}

static void extend(struct search *s, size_t d, size_t count);

/* One category gains and another loses (or none, and all totals gain): their nodes, less that of
 * the target, so that the products of the dimensions add up to cells. */
static void try_pair(struct search *s, size_t d, size_t count, size_t gains, size_t loses,
                     bool alone)
{
    const int32_t *parent = s->w->c->at[d].parent;
    size_t node = s->target / s->w->stride[d] % s->w->c->at[d].count;
    struct change by[128];
    size_t n = 0;
    int64_t i = (int64_t)gains, j = alone ? -1 : (int64_t)loses;
    while (i != j && n < sizeof by / sizeof by[0]) {
        if (i > j) {
            by[n++] = (struct change){(size_t)i - node, 1};
            i = parent[i];
        } else {
            by[n++] = (struct change){(size_t)j - node, -1};
            j = parent[j];
        }
    }
    if (i != j)
        return;
    size_t more = multiply(s, d, count, by, n);
    struct move m;
    double cost;
    int64_t gain;
    if (worth(s, s->support[d + 1], more, &m, &cost, &gain))
        extend(s, d + 1, more);
}

static bool is_under(const int32_t *parent, size_t category, size_t node)
{
    while (category > node)
        category = (size_t)parent[category];
    return category == node;
}

static void extend(struct search *s, size_t d, size_t count)
{
    const struct work *w = s->w;
    if (d == w->c->dimensions) {
        struct move m;
        double cost;
        int64_t gain;
        if (!worth(s, s->support[d], count, &m, &cost, &gain))
            return;
        s->best = (struct move){s->best.at, count, m.up, m.down};
        for (size_t i = 0; i < count; i++)
            s->best.at[i] = s->support[d][i];
        s->best_price = cost / (double)gain;
        s->best_gain = gain;
        return;
    }
    const int32_t *parent = w->c->at[d].parent;
    size_t node = s->target / w->stride[d] % w->c->at[d].count;
    for (size_t i = 0; i < w->categories[d].count; i++) {
        size_t gains = w->categories[d].at[i];
        if (!is_under(parent, gains, node))
            continue;
        for (size_t j = 0; j < w->categories[d].count; j++)
            if (!is_under(parent, w->categories[d].at[j], node))
                try_pair(s, d, count, gains, w->categories[d].at[j], false);
        try_pair(s, d, count, gains, 0, true);
    }
}

/* No move has more changes than this. */
static size_t most_support(const struct cube *c)
{
    size_t most = 1;
    for (size_t d = 0; d < c->dimensions; d++) {
        size_t deepest = 1;
        for (size_t i = 1; i < c->at[d].count; i++) {
            size_t depth = 1;
            for (int32_t node = (int32_t)i; node > 0; node = c->at[d].parent[node])
                depth++;
            if (depth > deepest)
                deepest = depth;
        }
        most *= 2 * deepest;
    }
    return most;
}

/* The best move for a cell, or none (count 0). */
static struct move find_move(const struct work *w, size_t target, bool free_only, size_t hidden)
{
    struct arena scratch = {0};
    size_t most = most_support(w->c);
    struct search s = {.w = w, .target = target, .free_only = free_only, .hidden = hidden};
    s.best.at = ARENA_ARRAY(&scratch, struct change, most);
    for (size_t d = 0; d <= w->c->dimensions; d++)
        s.support[d] = ARENA_ARRAY(&scratch, struct change, most);
    s.support[0][0] = (struct change){target, 1};
    extend(&s, 0, 1);
    struct move found = s.best;
    found.at = arena_copy(w->a, s.best.at, s.best.count * sizeof *s.best.at);
    arena_free(&scratch);
    return found;
}

/* Takes a move into the proofs: leaves out its cells, and widens the ranges of them all. */
static void apply(struct work *w, struct move m)
{
    *list_add(w->a, &w->moves) = m;
    for (size_t i = 0; i < m.count; i++) {
        size_t cell = m.at[i].cell;
        if (w->state[cell] == CELL_SHOWN)
            w->state[cell] = CELL_SECONDARY;
        w->range[cell] = widen(w->range[cell], w->c->value[cell], m.at[i].by, &m);
    }
}

static bool is_safe(const struct work *w, size_t cell)
{
    return w->state[cell] == CELL_SHOWN || width_of(w->range[cell]) >= w->rule->width;
}

/* Makes a move of another table of the part: what is different in it. Whole numbers are checked as
 * whole numbers, so that the proof does not rest on the programme's arithmetic. */
static bool move_to(const struct work *w, const struct cube_part *p, const double *x,
                    struct move *out)
{
    int64_t least = w->rule->zeros ? 0 : 1;
    int64_t *off = ARENA_ARRAY(w->a, int64_t, p->columns);
    *out = (struct move){.at = ARENA_ARRAY(w->a, struct change, p->columns), .up = 1};
    for (size_t j = 0; j < p->columns; j++) {
        int64_t v = (int64_t)round(x[j]);
        if (fabs(x[j] - (double)v) > 1e-6 || v < 0)
            return false;
        off[j] = v + least - w->c->value[p->cell[j]];
        if (off[j] != 0)
            out->at[out->count++] = (struct change){p->cell[j], off[j]};
    }
    for (size_t i = 0; i < p->rows; i++) {
        int64_t sum = 0;
        for (size_t j = 0; j < p->columns; j++)
            sum += (int64_t)p->matrix[i * p->columns + j] * off[j];
        if (sum != 0)
            return false;
    }
    return true;
}

/* Tries to prove a cell safe without leaving out more: by the tables of its part in which it is
 * greatest and least. Only for parts so small that this takes no time to speak of. */
static bool prove(struct work *w, size_t cell)
{
    if (w->cells > PROVE_MOST_CELLS)
        return false;
    struct arena scratch = {0};
    struct error none = {0};
    const struct cube_parts *parts =
        cube_parts_find(&scratch, w->c, w->state, w->rule->zeros ? 0 : 1);
    struct cube_part part;
    struct simplex *s;
    if (cube_part_make(parts, cube_parts_name(parts, cell), PROVE_MOST, &scratch, &part, &none)
        && simplex_begin(&scratch, part.matrix, part.sum, part.rows, part.columns, &s, &none)) {
        double *c = ARENA_ARRAY(&scratch, double, part.columns);
        size_t column = 0;
        while (part.cell[column] != cell)
            column++;
        for (int sign = 1; sign >= -1; sign -= 2) {
            struct optimum best;
            struct move m;
            c[column] = sign;
            if (!is_safe(w, cell) && simplex_maximize(s, c, &best, &none) && best.bounded
                && move_to(w, &part, best.x, &m))
                apply(w, m);
        }
    }
    arena_free(&scratch);
    return is_safe(w, cell);
}

/* One step towards making a cell safe: a move among what is left out already, a proof by programme,
 * or, if it may cost, a move that leaves out more. */
static bool step_to_safety(struct work *w, size_t cell, bool free_only, size_t hidden)
{
    struct move m = find_move(w, cell, true, hidden);
    if (m.count == 0 && prove(w, cell))
        return true;
    if (m.count == 0 && !free_only)
        m = find_move(w, cell, false, hidden);
    if (m.count > 0)
        apply(w, m);
    return m.count > 0;
}

static bool protect_all(struct work *w, struct error *err)
{
    for (bool again = true; again;) { // cells left out on the way have to be safe too
        again = false;
        for (size_t cell = 0; cell < w->cells; cell++) {
            while (!is_safe(w, cell)) {
                if (!step_to_safety(w, cell, false, w->cells))
                    return error_set(err, ERROR_INVALID,
                                     "cell %zu cannot be kept from being worked out: too much "
                                     "around it is known already",
                                     cell);
                again = true;
            }
        }
    }
    return true;
}

static bool uses(const struct move *m, size_t cell)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->at[i].cell == cell)
            return true;
    return false;
}

/* Ranges from the moves that do not use a cell. */
static void measure_without(struct work *w, size_t hidden)
{
    for (size_t cell = 0; cell < w->cells; cell++)
        w->range[cell] = (struct count_range){w->c->value[cell], w->c->value[cell]};
    for (size_t i = 0; i < w->moves.count; i++) {
        const struct move *m = &w->moves.at[i];
        if (uses(m, hidden))
            continue;
        for (size_t j = 0; j < m->count; j++)
            w->range[m->at[j].cell] =
                widen(w->range[m->at[j].cell], w->c->value[m->at[j].cell], m->at[j].by, m);
    }
}

static void forget_moves_of(struct work *w, size_t cell)
{
    size_t kept = 0;
    for (size_t i = 0; i < w->moves.count; i++)
        if (!uses(&w->moves.at[i], cell))
            w->moves.at[kept++] = w->moves.at[i];
    w->moves.count = kept;
}

/* Shows a secondary cell again if all others stay safe, if need be by other moves. */
static bool try_to_show(struct work *w, size_t cell)
{
    size_t before = w->moves.count;
    w->state[cell] = CELL_SHOWN;
    measure_without(w, cell);
    for (size_t other = 0; other < w->cells; other++) {
        while (!is_safe(w, other)) {
            if (!step_to_safety(w, other, true, cell)) {
                w->moves.count = before;
                w->state[cell] = CELL_SECONDARY;
                return false;
            }
        }
    }
    forget_moves_of(w, cell);
    return true;
}

struct priced {
    size_t cell;
    double price;
};

static int dearest_first(const void *a, const void *b)
{
    const struct priced *x = a, *y = b;
    if (x->price != y->price)
        return x->price > y->price ? -1 : 1;
    return (x->cell > y->cell) - (x->cell < y->cell);
}

static void show_what_is_not_needed(struct work *w)
{
    struct priced *order = ARENA_ARRAY(w->a, struct priced, w->cells);
    size_t n = 0;
    for (size_t cell = 0; cell < w->cells; cell++)
        if (w->state[cell] == CELL_SECONDARY)
            order[n++] = (struct priced){cell, w->price[cell]};
    qsort(order, n, sizeof *order, dearest_first);
    for (bool again = true; again;) { // what one cell was needed for may have been shown since
        again = false;
        for (size_t i = 0; i < n; i++)
            if (w->state[order[i].cell] == CELL_SECONDARY && try_to_show(w, order[i].cell))
                again = true;
    }
    measure_without(w, w->cells);
}

/* How many categories, of all dimensions together, a cell sums. */
static double categories_in(const struct work *w, size_t cell)
{
    double product = 1;
    for (size_t d = 0; d < w->c->dimensions; d++) {
        size_t node = cell / w->stride[d] % w->c->at[d].count, n = 0;
        for (size_t i = 0; i < w->categories[d].count; i++)
            n += is_under(w->c->at[d].parent, w->categories[d].at[i], node);
        product *= (double)n;
    }
    return product;
}

static void list_categories(struct work *w, size_t d)
{
    const struct cube_dimension *at = &w->c->at[d];
    for (size_t i = 0; i < at->count; i++) {
        bool leaf = true;
        for (size_t j = i + 1; j < at->count; j++)
            leaf = leaf && at->parent[j] != (int32_t)i;
        if (leaf)
            *list_add(w->a, &w->categories[d]) = i;
    }
}

static bool mark_primary(struct work *w, struct suppression *out, struct error *err)
{
    for (size_t cell = 0; cell < w->cells; cell++) {
        int64_t v = w->c->value[cell];
        bool small = v < w->rule->least && (v > 0 || w->rule->zeros);
        bool told = w->rule->sensitive != NULL && w->rule->sensitive[cell];
        if (!small && !told)
            continue;
        if (w->rule->open != NULL && w->rule->open[cell])
            return error_set(err, ERROR_INVALID,
                             "cell %zu has to be left out, but is known already", cell);
        if (v == 0 && !w->rule->zeros)
            return error_set(err, ERROR_INVALID,
                             "cell %zu is 0 and sensitive, in a table whose zeros are shown", cell);
        w->state[cell] = CELL_PRIMARY;
        out->primary++;
    }
    return true;
}

bool suppress(const struct cube *c, const struct suppression_rule *rule, struct arena *a,
              struct suppression *out, struct error *err)
{
    if (rule->least < 1 || rule->width < 1)
        return error_set(err, ERROR_USAGE,
                         "the least count shown and the width are at least 1, not %" PRId64
                         " and %" PRId64,
                         rule->least, rule->width);
    if (!cube_check(c, err))
        return false;
    struct work w = {.c = c, .rule = rule, .a = a, .cells = cube_cells(c)};
    struct suppression done = {0};
    w.state = done.state = ARENA_ARRAY(a, enum cell_state, w.cells);
    w.range = done.range = ARENA_ARRAY(a, struct count_range, w.cells);
    w.price = ARENA_ARRAY(a, double, w.cells);
    for (size_t d = 0; d < c->dimensions; d++) {
        w.stride[d] = cube_stride(c, d);
        list_categories(&w, d);
    }
    double all = (double)c->value[0] + 1;
    for (size_t cell = 0; cell < w.cells; cell++) {
        double counts = (double)c->value[cell] + 1, cells = categories_in(&w, cell);
        w.price[cell] = rule->cost == COST_COUNTS ? counts : cells + 0.01 * counts / all;
    }
    if (!mark_primary(&w, &done, err))
        return false;
    measure_without(&w, w.cells);
    if (!protect_all(&w, err))
        return false;
    show_what_is_not_needed(&w);
    for (size_t cell = 0; cell < w.cells; cell++) {
        assert(is_safe(&w, cell));
        done.secondary += w.state[cell] == CELL_SECONDARY;
    }
    *out = done;
    return true;
}

static int64_t whole(double x)
{
    return (int64_t)floor(x + 1e-6);
}

static bool audit_part(const struct cube_part *p, int64_t least, struct arena *a,
                       struct count_range *out, struct error *err)
{
    double *c = ARENA_ARRAY(a, double, p->columns);
    struct simplex *s;
    if (!simplex_begin(a, p->matrix, p->sum, p->rows, p->columns, &s, err))
        return false;
    for (size_t j = 0; j < p->columns; j++) {
        struct optimum up, down;
        c[j] = 1;
        if (!simplex_maximize(s, c, &up, err))
            return false;
        c[j] = -1;
        if (!simplex_maximize(s, c, &down, err))
            return false;
        c[j] = 0;
        out[p->cell[j]] = (struct count_range){
            least - whole(down.value), up.bounded ? least + whole(up.value) : COUNT_NO_LIMIT};
    }
    return true;
}

bool suppression_audit(const struct cube *c, const enum cell_state *state, bool zeros,
                       struct arena *a, struct count_range *out, struct error *err)
{
    if (!cube_check(c, err))
        return false;
    size_t cells = cube_cells(c);
    int64_t least = zeros ? 0 : 1;
    for (size_t cell = 0; cell < cells; cell++) {
        out[cell] = (struct count_range){c->value[cell], c->value[cell]};
        if (state[cell] != CELL_SHOWN && c->value[cell] < least)
            return error_set(err, ERROR_INVALID,
                             "cell %zu is 0 and left out, in a table whose zeros are shown", cell);
    }
    const struct cube_parts *parts = cube_parts_find(a, c, state, least);
    for (size_t cell = 0; cell < cells; cell++) {
        if (state[cell] == CELL_SHOWN || cube_parts_name(parts, cell) != cell)
            continue;
        struct arena scratch = {0};
        struct cube_part part;
        bool ok = cube_part_make(parts, cell, AUDIT_MOST, &scratch, &part, err)
                  && audit_part(&part, least, &scratch, out, err);
        arena_free(&scratch);
        if (!ok)
            return error_while(err, "judging what is left out");
    }
    return true;
}

static int largest_first(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

bool dominance_sensitive(const double *x, size_t count, struct dominance_rule rule)
{
    if (count == 0)
        return false;
    struct arena a = {0};
    double *sorted = arena_copy(&a, x, count * sizeof *x), all = 0, top = 0;
    qsort(sorted, count, sizeof *sorted, largest_first);
    for (size_t i = 0; i < count; i++) {
        all += sorted[i];
        if (rule.n > 0 && i < (size_t)rule.n)
            top += sorted[i];
    }
    double two = sorted[0] + (count > 1 ? sorted[1] : 0);
    bool dominated = rule.n > 0 && top > rule.k_percent / 100 * all;
    bool close = rule.p_percent > 0 && all - two < rule.p_percent / 100 * sorted[0];
    arena_free(&a);
    return all > 0 && (dominated || close);
}
