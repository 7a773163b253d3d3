#include "answer/disclose.h"

#include <inttypes.h>
#include <math.h>

#include "base/number.h"
#include "base/text.h"
#include "method/suppression.h"
#include "store/site.h"

enum { LEAST_DEFAULT = 5 };

// Columns of people or cases counted; what they are counted among (a population) is known anyway.
static bool is_small_risk(const struct result_column *c)
{
    return c->kind == COLUMN_COUNT && !text_equal(c->name, "exposure");
}

// Whole counts of a column, a row each; -1 where a cell is no count.
static int64_t *counts_of(struct arena *a, const struct result_table *t, size_t column)
{
    size_t rows = table_rows(t);
    int64_t *counts = ARENA_ARRAY(a, int64_t, rows);
    for (size_t i = 0; i < rows; i++) {
        const struct cell *c = table_cell(t, i, column);
        counts[i] = c->kind == CELL_INTEGER && c->integer >= 0 ? c->integer : -1;
    }
    return counts;
}

// Marks rows whose count in this column must not be shown; *changed when one is new.
static bool mark_rows(struct arena *a, const int64_t *counts, size_t rows, int64_t least,
                      bool *hidden, struct disclosure *out, bool *changed, struct error *err)
{
    struct suppression s;
    int64_t *known = ARENA_ARRAY(a, int64_t, rows);
    bool *sensitive = ARENA_ARRAY(a, bool, rows + 1);
    for (size_t i = 0; i < rows; i++) {
        known[i] = counts[i] < 0 ? 0 : counts[i];
        sensitive[i + 1] = hidden[i]; // node 0 of the cube is the total
    }
    const struct cube cube = cube_make(a, 1, &rows, known);
    bool *open = ARENA_ARRAY(a, bool, rows + 1);
    open[0] = true; // the total stands in the sentence
    const struct suppression_rule rule = {
        .least = least, .width = least, .sensitive = sensitive, .open = open};
    if (!suppress(&cube, &rule, a, &s, err))
        return false;
    for (size_t i = 0; i < rows; i++) {
        if (s.state[i + 1] == CELL_SHOWN || hidden[i])
            continue;
        hidden[i] = true;
        *changed = true;
        if (s.state[i + 1] == CELL_PRIMARY)
            out->primary++;
        else
            out->secondary++;
    }
    return true;
}

static bool has_small(const struct result_table *t, int64_t least)
{
    for (size_t j = 0; j < t->columns.count; j++)
        for (size_t i = 0; i < table_rows(t) && is_small_risk(&t->columns.at[j]); i++) {
            const struct cell *c = table_cell(t, i, j);
            if (c->kind == CELL_INTEGER && c->integer > 0 && c->integer < least)
                return true;
        }
    return false;
}

// The columns that say how many of how many; -1 where there are none.
static void find_share(const struct result_table *t, int *events, int *trials)
{
    static const struct {
        const char *events, *trials;
    } pairs[] = {{"events", "trials"}, {"hits", "searches"}, {"selected", "applicants"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        int yes = table_find(t, pairs[i].events), all = table_find(t, pairs[i].trials);
        if (yes < 0 || all < 0)
            continue;
        *events = yes;
        *trials = all;
    }
}

// Everything about a hidden row but its name.
static void hide_rows(struct result_table *t, const bool *hidden)
{
    size_t columns = t->columns.count;
    for (size_t i = 0; i < table_rows(t); i++)
        for (size_t j = 0; j < columns && hidden[i]; j++)
            if (t->columns.at[j].kind != COLUMN_TEXT && t->columns.at[j].kind != COLUMN_DATE)
                t->cells.at[i * columns + j] = (struct cell){.kind = CELL_SUPPRESSED};
}

static void hide_whole(struct arena *a, struct result *r, struct disclosure *out)
{
    out->whole = true;
    r->estimable = false;
    r->sentence = "The numbers are too small to show.";
    r->headline = (struct cell){.kind = CELL_SUPPRESSED};
    r->headline_interval = (struct interval){(double)NAN, (double)NAN};
    r->main = (struct result_table){0};
    r->charts.count = 0;
    r->further.count = 0;
    r->notes.count = 0;
    r->warnings.count = 0;
    r->n = r->missing = 0;
    (void)a;
}

// The sentence of the method may speak of a group that is hidden now: only the whole is said.
static void say_total(struct arena *a, struct result *r)
{
    const struct cell n = {.kind = CELL_INTEGER, .integer = r->n};
    const char *range = interval_words(a, r->headline_interval, r->headline_kind);
    r->sentence = arena_printf(
        a, "%s: %s%s%s%s; n = %s.", r->headline_label == NULL ? r->title : r->headline_label,
        cell_words(a, &r->headline, r->headline_kind), range == NULL ? "" : " (",
        range == NULL ? "" : range, range == NULL ? "" : ")", cell_words(a, &n, COLUMN_COUNT));
}

bool result_disclose(struct arena *a, struct result *r, int64_t least, struct disclosure *out,
                     struct error *err)
{
    struct result_table *t = &r->main;
    size_t rows = table_rows(t);
    bool *hidden = ARENA_ARRAY(a, bool, rows + 1);
    *out = (struct disclosure){0};
    if (text_equal(r->method, "list") || (r->n > 0 && r->n < least)) {
        hide_whole(a, r, out);
        return true;
    }
    int events = -1, trials = -1;
    find_share(t, &events, &trials);
    for (bool changed = true; changed && rows > 0;) {
        changed = false;
        for (size_t j = 0; j < t->columns.count; j++) {
            if (!is_small_risk(&t->columns.at[j]))
                continue;
            int64_t *counts = counts_of(a, t, j);
            int64_t total = 0;
            for (size_t i = 0; i < rows; i++)
                total += counts[i] > 0 ? counts[i] : 0;
            if (total > 0 && total < least) {
                hide_whole(a, r, out);
                return true;
            }
            // The last row that is left cannot be hidden behind others: then all are hidden.
            struct error none = {0};
            if (!mark_rows(a, counts, rows, least, hidden, out, &changed, &none)) {
                if (none.kind != ERROR_INVALID) {
                    *err = none;
                    return false;
                }
                hide_whole(a, r, out);
                return true;
            }
        }
        // Of a share, those who are not counted are people too.
        if (events >= 0 && trials >= 0) {
            int64_t *yes = counts_of(a, t, (size_t)events), *all = counts_of(a, t, (size_t)trials);
            for (size_t i = 0; i < rows; i++)
                all[i] = all[i] < 0 || yes[i] < 0 ? 0 : all[i] - yes[i];
            struct error none = {0};
            if (!mark_rows(a, all, rows, least, hidden, out, &changed, &none)) {
                hide_whole(a, r, out);
                return true;
            }
        }
    }
    hide_rows(t, hidden);
    if (out->primary + out->secondary > 0)
        say_total(a, r);
    if (out->primary + out->secondary > 0)
        *list_add(a, &r->notes) =
            arena_printf(a,
                         "Counts of 1 to %" PRId64
                         " are left out, and others by which they could be worked out.",
                         least - 1);
    size_t kept = 0;
    for (size_t i = 0; i < r->further.count; i++)
        if (!has_small(&r->further.at[i], least))
            r->further.at[kept++] = r->further.at[i];
    r->further.count = kept;
    // Charts of a table that was dropped go with it.
    size_t charts = 0;
    for (size_t i = 0; i < r->charts.count; i++)
        if (r->charts.at[i].table == t)
            r->charts.at[charts++] = r->charts.at[i];
    r->charts.count = charts;
    return true;
}

bool disclose_least(struct site *s, struct arena *a, const struct measure *m, int64_t *out,
                    struct error *err)
{
    const char *text;
    int64_t least = LEAST_DEFAULT, own;
    if (!site_setting(s, a, "suppress_below", &text, err))
        return false;
    if (text != NULL && (!number_read_i64(text, &least) || least < 2))
        return error_set(err, ERROR_INVALID,
                         "the setting suppress_below is \"%s\": expected a whole number from 2",
                         text);
    // A pack may be stricter than the site, never looser.
    if (m != NULL && m->suppress_below != NULL && number_read_i64(m->suppress_below, &own)
        && own > least)
        least = own;
    *out = least;
    return true;
}
