/* Suppression, attacked: by elimination, by linear programmes, and by trying every table. */

#include "method/suppression.h"

#include "oracle.h"

static struct suppression choose(const struct cube *c, const struct suppression_rule *rule,
                                 struct arena *a)
{
    struct suppression s = {0};
    struct error err = {0};
    NEED_OK(suppress(c, rule, a, &s, &err), err);
    return s;
}

static bool is_total(const struct cube_dimension *d, size_t node)
{
    for (size_t i = node + 1; i < d->count; i++)
        if (d->parent[i] == (int32_t)node)
            return true;
    return false;
}

/* The first attack: the equations of the table in what is left out, by Gauss and Jordan. Returns
 * the number of cells that the equations alone determine. */
static size_t solved_by_elimination(const struct cube *c, const enum cell_state *state,
                                    struct arena *a)
{
    size_t cells = cube_cells(c), unknown = 0, rows = 0;
    size_t *column = ARENA_ARRAY(a, size_t, cells);
    for (size_t i = 0; i < cells; i++)
        if (state[i] != CELL_SHOWN)
            column[i] = unknown++;
    double *m = ARENA_ARRAY(a, double, 3 * cells * (unknown + 1));
    for (size_t d = 0; d < c->dimensions; d++) {
        size_t stride = cube_stride(c, d);
        for (size_t i = 0; i < cells; i++) {
            size_t node = i / stride % c->at[d].count;
            if (!is_total(&c->at[d], node))
                continue;
            for (size_t j = node; j < c->at[d].count; j++) {
                size_t cell = i + (j - node) * stride;
                if ((j == node || c->at[d].parent[j] == (int32_t)node) && state[cell] != CELL_SHOWN)
                    m[rows * unknown + column[cell]] += j == node ? -1 : 1;
            }
            rows++;
        }
    }
    size_t rank = 0, solved = 0;
    for (size_t j = 0; j < unknown && rank < rows; j++) {
        size_t best = rank;
        for (size_t i = rank; i < rows; i++)
            if (fabs(m[i * unknown + j]) > fabs(m[best * unknown + j]))
                best = i;
        if (fabs(m[best * unknown + j]) < 1e-9)
            continue;
        double by = m[best * unknown + j];
        for (size_t k = 0; k < unknown; k++) {
            double swap = m[best * unknown + k] / by;
            m[best * unknown + k] = m[rank * unknown + k];
            m[rank * unknown + k] = swap;
        }
        for (size_t i = 0; i < rows; i++) {
            double times = m[i * unknown + j];
            if (i == rank || times == 0)
                continue;
            for (size_t k = 0; k < unknown; k++)
                m[i * unknown + k] -= times * m[rank * unknown + k];
        }
        rank++;
    }
    for (size_t i = 0; i < rank; i++) {
        size_t others = 0;
        for (size_t k = 0; k < unknown; k++)
            others += fabs(m[i * unknown + k]) > 1e-9;
        solved += others == 1;
    }
    return solved;
}

/* The second attack: every table of whole numbers up to a most that agrees with what is shown. Sums
 * grow category by category; a shown total that is passed, or missed by its last part, ends a
 * branch. */
struct trial {
    const struct cube *c;
    const enum cell_state *state;
    int64_t least, most;
    size_t categories, cells;
    size_t category[32], sums[32][27], sum_count[32]; /* cells that a category is a part of */
    size_t last[256];                                 /* the last category of a cell, by cell */
    int64_t so_far[256], tables;
    struct count_range *range;
};

static void try_tables(struct trial *t, size_t next)
{
    if (next == t->categories) {
        for (size_t i = 0; i < t->cells; i++)
            if (t->state[i] != CELL_SHOWN && t->so_far[i] < t->least)
                return;
        for (size_t i = 0; i < t->cells; i++) {
            if (t->so_far[i] < t->range[i].low)
                t->range[i].low = t->so_far[i];
            if (t->so_far[i] > t->range[i].high)
                t->range[i].high = t->so_far[i];
        }
        t->tables++;
        return;
    }
    int64_t low = 0, high = t->most;
    for (size_t i = 0; i < t->sum_count[next]; i++) {
        size_t cell = t->sums[next][i];
        if (t->state[cell] != CELL_SHOWN)
            continue;
        int64_t left = t->c->value[cell] - t->so_far[cell];
        high = left < high ? left : high;
        if (t->last[cell] == next && left > low)
            low = left;
    }
    for (int64_t v = low; v <= high; v++) {
        for (size_t i = 0; i < t->sum_count[next]; i++)
            t->so_far[t->sums[next][i]] += v;
        try_tables(t, next + 1);
        for (size_t i = 0; i < t->sum_count[next]; i++)
            t->so_far[t->sums[next][i]] -= v;
    }
}

static bool is_part_of(const struct cube *c, size_t category, size_t cell)
{
    for (size_t d = 0; d < c->dimensions; d++) {
        size_t stride = cube_stride(c, d), node = cell / stride % c->at[d].count;
        size_t at = category / stride % c->at[d].count;
        while (at > node)
            at = (size_t)c->at[d].parent[at];
        if (at != node)
            return false;
    }
    return true;
}

static void every_table(const struct cube *c, const enum cell_state *state, int64_t least,
                        int64_t most, struct count_range *out, int64_t *tables)
{
    struct trial t = {
        .c = c, .state = state, .least = least, .most = most, .cells = cube_cells(c), .range = out};
    for (size_t i = 0; i < t.cells; i++) {
        bool category = true;
        for (size_t d = 0; d < c->dimensions; d++)
            category = category && !is_total(&c->at[d], i / cube_stride(c, d) % c->at[d].count);
        if (!category)
            continue;
        size_t n = t.categories++;
        t.category[n] = i;
        for (size_t cell = 0; cell < t.cells; cell++) {
            if (is_part_of(c, i, cell)) {
                t.sums[n][t.sum_count[n]++] = cell;
                t.last[cell] = n;
            }
        }
    }
    for (size_t i = 0; i < t.cells; i++)
        out[i] = (struct count_range){c->value[i], c->value[i]};
    try_tables(&t, 0);
    *tables = t.tables;
}

/* What has to hold of any answer. */
static void check_safe(const struct cube *c, const struct suppression_rule *rule,
                       const struct suppression *s, struct arena *a)
{
    size_t cells = cube_cells(c);
    struct count_range *audit = ARENA_ARRAY(a, struct count_range, cells);
    struct error err = {0};
    int64_t primary = 0, secondary = 0;
    NEED_OK(suppression_audit(c, s->state, rule->zeros, a, audit, &err), err);
    for (size_t i = 0; i < cells; i++) {
        int64_t v = c->value[i];
        bool small = v < rule->least && (v > 0 || rule->zeros);
        CHECK(!small || s->state[i] == CELL_PRIMARY);
        CHECK(v != 0 || rule->zeros || s->state[i] == CELL_SHOWN);
        primary += s->state[i] == CELL_PRIMARY;
        secondary += s->state[i] == CELL_SECONDARY;
        CHECK(audit[i].low <= s->range[i].low && s->range[i].high <= audit[i].high);
        CHECK(s->range[i].low <= v && v <= s->range[i].high);
        if (s->state[i] != CELL_SHOWN)
            CHECK(audit[i].high == COUNT_NO_LIMIT || audit[i].high - audit[i].low >= rule->width);
        else
            CHECK(s->range[i].low == v && s->range[i].high == v);
    }
    CHECK_INT(s->primary, primary);
    CHECK_INT(s->secondary, secondary);
    CHECK_INT(solved_by_elimination(c, s->state, a), 0);
}

static int64_t sparse_count(void)
{
    switch (t_between(0, 3)) {
    case 0:
        return t_between(0, 4);
    case 1:
        return t_between(0, 12);
    default:
        return t_between(5, 80);
    }
}

TEST(the_example_of_the_method_pages_needs_a_rectangle_of_four)
{
    struct arena a = {0};
    const int64_t counts[] = {20, 50, 10, 8, 19, 22, 17, 32, 3};
    struct cube c = cube_make(&a, 2, (const size_t[]){3, 3}, counts);
    struct suppression_rule rule = {.least = 5, .width = 4, .cost = COST_COUNTS};
    struct suppression s = choose(&c, &rule, &a);
    CHECK_INT(c.value[0], 181);
    CHECK_INT(c.value[3], 35); // the total of z
    // with c-z go a-z, c-x and a-x, 47 in all (b-z, c-x and b-x are 47 too, but come later)
    CHECK_INT(s.primary, 1);
    CHECK_INT(s.secondary, 3);
    CHECK(s.state[3 * 4 + 3] == CELL_PRIMARY && s.state[1 * 4 + 3] == CELL_SECONDARY);
    CHECK(s.state[3 * 4 + 1] == CELL_SECONDARY && s.state[1 * 4 + 1] == CELL_SECONDARY);
    check_safe(&c, &rule, &s, &a);
    struct count_range range[16];
    struct error err = {0};
    NEED_OK(suppression_audit(&c, s.state, false, &a, range, &err), err);
    CHECK_INT(range[15].low, 1); // of the 13 = a-z + c-z, each at least 1
    CHECK_INT(range[15].high, 12);
    arena_free(&a);
}

TEST(a_primary_cell_alone_is_worked_out_at_once)
{
    struct arena a = {0};
    const int64_t counts[] = {20, 50, 10, 8, 19, 22, 17, 32, 3};
    struct cube c = cube_make(&a, 2, (const size_t[]){3, 3}, counts);
    enum cell_state state[16] = {0};
    struct count_range range[16];
    struct error err = {0};
    state[15] = CELL_PRIMARY;
    NEED_OK(suppression_audit(&c, state, false, &a, range, &err), err);
    CHECK(range[15].low == 3 && range[15].high == 3);
    CHECK_INT(solved_by_elimination(&c, state, &a), 1);
    state[11] = CELL_SECONDARY; // one more in its column: its row still tells
    NEED_OK(suppression_audit(&c, state, false, &a, range, &err), err);
    CHECK(range[15].low == 3 && range[15].high == 3);
    arena_free(&a);
}

TEST(no_table_of_whole_numbers_narrows_a_small_table_down)
{
    struct arena a = {0};
    const size_t shapes[][3] = {{3, 3, 0}, {2, 4, 0}, {2, 2, 2}, {7, 0, 0}};
    for (int trial = 0; trial < 200; trial++) {
        const size_t *shape = shapes[trial % 4];
        size_t dimensions = shape[2] > 0 ? 3 : shape[1] > 0 ? 2 : 1;
        int64_t counts[9];
        for (int i = 0; i < 9; i++)
            counts[i] = t_between(0, 3);
        struct cube c = cube_make(&a, dimensions, shape, counts);
        struct suppression_rule rule = {.least = 3,
                                        .width = t_between(1, 2),
                                        .zeros = trial % 3 == 0,
                                        .cost = trial % 2 == 0 ? COST_CELLS : COST_COUNTS};
        struct suppression s = choose(&c, &rule, &a);
        check_safe(&c, &rule, &s, &a);
        size_t cells = cube_cells(&c), hidden = 0;
        for (size_t i = 0; i < cells; i++)
            hidden += s.state[i] != CELL_SHOWN;
        struct count_range found[32], audit[32];
        struct error err = {0};
        int64_t tables,
            most = 5; // tables of larger numbers exist, but these are enough to prove it
        every_table(&c, s.state, rule.zeros ? 0 : 1, most, found, &tables);
        NEED_OK(suppression_audit(&c, s.state, rule.zeros, &a, audit, &err), err);
        CHECK(tables >= 1 && (hidden == 0 || tables >= 2));
        for (size_t i = 0; i < cells; i++) {
            CHECK(audit[i].low <= found[i].low && found[i].high <= audit[i].high);
            if (s.state[i] != CELL_SHOWN)
                CHECK(found[i].high - found[i].low >= rule.width);
        }
        arena_reset(&a);
    }
    arena_free(&a);
}

TEST(the_audit_of_a_two_way_table_is_exactly_what_every_table_allows)
{
    struct arena a = {0};
    for (int trial = 0; trial < 100; trial++) {
        int64_t counts[9];
        for (int i = 0; i < 9; i++)
            counts[i] = t_between(0, 3);
        struct cube c = cube_make(&a, 2, (const size_t[]){3, 3}, counts);
        enum cell_state state[16] = {0};
        for (size_t i = 0; i < 16; i++) // categories at random; totals stay
            if (i > 4 && i % 4 != 0 && t_between(0, 2) > 0)
                state[i] = CELL_PRIMARY;
        struct count_range found[16], audit[16];
        struct error err = {0};
        int64_t tables;
        every_table(&c, state, 0, 9, found, &tables);
        NEED_OK(suppression_audit(&c, state, true, &a, audit, &err), err);
        for (size_t i = 0; i < 16; i++)
            CHECK(audit[i].low == found[i].low && audit[i].high == found[i].high);
        arena_reset(&a);
    }
    arena_free(&a);
}

TEST(random_tables_of_two_and_three_dimensions_withstand_the_attacks)
{
    struct arena a = {0};
    for (int trial = 0; trial < 60; trial++) {
        size_t dimensions = (size_t)t_between(2, 3), shape[3];
        int64_t counts[400];
        for (int d = 0; d < 3; d++)
            shape[d] = (size_t)t_between(1, dimensions == 2 ? 12 : 5);
        for (int i = 0; i < 400; i++)
            counts[i] = sparse_count();
        struct cube c = cube_make(&a, dimensions, shape, counts);
        struct suppression_rule rule = {.least = t_between(3, 11),
                                        .zeros = t_between(0, 1) == 0,
                                        .cost = trial % 2 == 0 ? COST_CELLS : COST_COUNTS};
        rule.width = t_between(1, rule.least);
        struct suppression s = choose(&c, &rule, &a);
        check_safe(&c, &rule, &s, &a);
        arena_reset(&a);
    }
    arena_free(&a);
}

TEST(tables_with_subtotals_withstand_the_attacks)
{
    struct arena a = {0};
    // a city: two areas of three and two districts; by kind: one alone, two in a group
    const int32_t area[] = {-1, 0, 0, 1, 1, 1, 2, 2}, kind[] = {-1, 0, 0, 2, 2};
    for (int trial = 0; trial < 60; trial++) {
        struct cube c = {.dimensions = trial % 2 == 0 ? 2 : 3,
                         .at = {{8, area}, {5, kind}, {5, kind}}};
        size_t cells = cube_cells(&c);
        c.value = ARENA_ARRAY(&a, int64_t, cells);
        for (size_t i = 0; i < cells; i++)
            c.value[i] = sparse_count();
        cube_add_up(&c);
        struct suppression_rule rule = {
            .least = 5, .width = 4, .zeros = trial % 3 == 0, .cost = COST_CELLS};
        struct suppression s = choose(&c, &rule, &a);
        check_safe(&c, &rule, &s, &a);
        arena_reset(&a);
    }
    arena_free(&a);
}

TEST(the_same_table_gives_the_same_answer_and_a_table_without_small_counts_keeps_all)
{
    struct arena a = {0};
    for (int trial = 0; trial < 20; trial++) {
        int64_t counts[48];
        for (int i = 0; i < 48; i++)
            counts[i] = sparse_count();
        struct cube c = cube_make(&a, 2, (const size_t[]){6, 8}, counts);
        struct suppression_rule rule = {.least = 5, .width = 4};
        struct suppression s = choose(&c, &rule, &a), again = choose(&c, &rule, &a);
        size_t cells = cube_cells(&c);
        CHECK(memcmp(s.state, again.state, cells * sizeof *s.state) == 0);
        // a table in which nothing is small keeps all its cells
        for (int i = 0; i < 48; i++)
            counts[i] += 5;
        struct cube large = cube_make(&a, 2, (const size_t[]){6, 8}, counts);
        CHECK_INT(choose(&large, &rule, &a).secondary, 0);
        arena_reset(&a);
    }
    arena_free(&a);
}

TEST(no_secondary_cell_of_a_two_way_table_is_idle)
{
    struct arena a = {0};
    for (int trial = 0; trial < 20; trial++) {
        int64_t counts[48];
        for (int i = 0; i < 48; i++)
            counts[i] = sparse_count();
        struct cube c = cube_make(&a, 2, (const size_t[]){6, 8}, counts);
        struct suppression_rule rule = {.least = 5, .width = 4};
        struct suppression s = choose(&c, &rule, &a);
        struct count_range range[63];
        struct error err = {0};
        for (size_t i = 0; i < 63; i++) {
            if (s.state[i] != CELL_SECONDARY)
                continue;
            s.state[i] = CELL_SHOWN;
            NEED_OK(suppression_audit(&c, s.state, false, &a, range, &err), err);
            bool safe = true;
            for (size_t j = 0; j < 63; j++)
                safe = safe
                       && (s.state[j] == CELL_SHOWN || range[j].high == COUNT_NO_LIMIT
                           || range[j].high - range[j].low >= rule.width);
            CHECK(!safe);
            s.state[i] = CELL_SECONDARY;
        }
        arena_reset(&a);
    }
    arena_free(&a);
}

TEST(cells_named_sensitive_are_left_out_and_open_cells_are_not)
{
    struct arena a = {0};
    const int64_t counts[] = {20, 50, 10, 8, 19, 22, 17, 32, 30};
    struct cube c = cube_make(&a, 2, (const size_t[]){3, 3}, counts);
    bool sensitive[16] = {0}, open[16] = {0};
    struct error err = {0};
    sensitive[5] = true; // a-x
    open[6] = open[10] = true;
    struct suppression_rule rule = {.least = 5, .width = 6, .sensitive = sensitive, .open = open};
    struct suppression s = choose(&c, &rule, &a);
    CHECK(s.state[5] == CELL_PRIMARY && s.state[6] == CELL_SHOWN && s.state[10] == CELL_SHOWN);
    check_safe(&c, &rule, &s, &a);
    open[5] = true;
    CHECK(!suppress(&c, &rule, &a, &s, &err) && err.kind == ERROR_INVALID);
    open[5] = false;
    for (size_t i = 0; i < 16; i++)
        open[i] = i != 5;
    CHECK(!suppress(&c, &rule, &a, &s, &err) && err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "cannot be kept from being worked out");
    arena_free(&a);
}

TEST(a_cube_that_does_not_add_up_or_a_bad_rule_is_refused)
{
    struct arena a = {0};
    const int64_t counts[] = {20, 50, 10, 8};
    struct cube c = cube_make(&a, 2, (const size_t[]){2, 2}, counts);
    struct suppression s;
    struct suppression_rule rule = {.least = 5, .width = 0};
    struct error err = {0};
    CHECK(!suppress(&c, &rule, &a, &s, &err) && err.kind == ERROR_USAGE);
    rule.width = 4;
    c.value[0]++;
    CHECK(!suppress(&c, &rule, &a, &s, &err) && err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "add up to 88");
    c.value[0]--;
    c.at[0].parent = (const int32_t[]){-1, 2, 0};
    CHECK(!suppress(&c, &rule, &a, &s, &err) && err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "does not come after its parent");
    arena_free(&a);
}

TEST(a_sum_that_few_contributors_make_is_sensitive)
{
    const double even[] = {10, 11, 9, 10, 12}, one[] = {100, 3, 2, 1}, two[] = {60, 50, 1};
    const struct dominance_rule dominance = {.n = 1, .k_percent = 75};
    const struct dominance_rule p_percent = {.p_percent = 10};
    CHECK(!dominance_sensitive(even, 5, dominance) && !dominance_sensitive(even, 5, p_percent));
    CHECK(dominance_sensitive(one, 4, dominance) && dominance_sensitive(one, 4, p_percent));
    CHECK(!dominance_sensitive(two, 3, dominance) && dominance_sensitive(two, 3, p_percent));
    CHECK(dominance_sensitive(even, 1, dominance) && !dominance_sensitive(even, 0, dominance));
}
