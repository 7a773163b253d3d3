#include "answer/reconcile.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answer/frame.h"
#include "answer/result.h"
#include "base/text.h"
#include "store/function.h"
#include "store/lens.h"

struct keyed {
    const char *key;
    size_t row;
};

struct list {
    struct frame frame;
    struct keyed *at; // sorted by key, each once
    size_t count;
    int64_t repeated, without_key;
};

static int by_key(const void *x, const void *y)
{
    const struct keyed *a = x, *b = y;
    int keys = strcmp(a->key, b->key);
    return keys != 0 ? keys : a->row < b->row ? -1 : 1;
}

static bool read_list(struct site *s, struct arena *a, const struct reconcile *r, const char *sql,
                      int line, struct list *out, struct error *err)
{
    struct list l = {0};
    bool partly = false;
    if (!lens_permits(s->store, &s->packs, &s->question, sql, &partly, err)
        || !frame_read(s, a, &r->block, sql, line, &l.frame, err))
        return false;
    l.at = ARENA_ARRAY(a, struct keyed, l.frame.rows);
    for (size_t i = 0; i < l.frame.rows; i++) {
        const char *key = NULL;
        for (size_t j = 0; j < r->match.count; j++) {
            const struct frame_column *c = frame_find(&l.frame, r->match.at[j]);
            if (c == NULL)
                return error_set(err, ERROR_INVALID,
                                 "%s:%d: reconcile %s: the query has no column %s to match on",
                                 r->block.file, line, r->block.name, r->match.at[j]);
            if (c->text[i] == NULL) {
                key = NULL;
                break;
            }
            key = key == NULL ? c->text[i] : arena_printf(a, "%s | %s", key, c->text[i]);
        }
        if (key == NULL)
            l.without_key++;
        else
            l.at[l.count++] = (struct keyed){key, i};
    }
    if (l.count > 1)
        qsort(l.at, l.count, sizeof l.at[0], by_key);
    size_t kept = 0;
    for (size_t i = 0; i < l.count; i++) {
        if (kept > 0 && text_equal(l.at[kept - 1].key, l.at[i].key))
            l.repeated++;
        else
            l.at[kept++] = l.at[i];
    }
    l.count = kept;
    *out = l;
    return true;
}

static bool values_agree(const struct compare *c, const char *x, const char *y)
{
    if (x == NULL || y == NULL)
        return x == y;
    if (text_equal(x, y))
        return true;
    char *end_x, *end_y;
    switch (c->kind) {
    case COMPARE_EQUAL:
        return false;
    case COMPARE_DAYS: {
        struct date a = day_of_text(x), b = day_of_text(y);
        return date_is(a) && date_is(b) && fabs((double)a.days - b.days) <= c->within;
    }
    case COMPARE_PERCENT: {
        double a = strtod(x, &end_x), b = strtod(y, &end_y);
        return end_x != x && end_y != y && fabs(a - b) <= c->within / 100 * fmax(fabs(a), fabs(b));
    }
    }
    return false;
}

static bool compare_rows(struct arena *a, const struct reconcile *r, const struct list *x,
                         const struct list *y, const struct keyed *kx, const struct keyed *ky,
                         struct text_list *differs, struct error *err)
{
    for (size_t i = 0; i < r->compare.count; i++) {
        const struct compare *c = &r->compare.at[i];
        const struct frame_column *cx = frame_find(&x->frame, c->column),
                                  *cy = frame_find(&y->frame, c->column);
        if (cx == NULL || cy == NULL)
            return error_set(err, ERROR_INVALID,
                             "%s:%d: reconcile %s: both queries must have the column %s",
                             r->block.file, r->block.line, r->block.name, c->column);
        const char *vx = cx->text[kx->row], *vy = cy->text[ky->row];
        if (!values_agree(c, vx, vy))
            *list_add(a, differs) =
                arena_printf(a, "%s: %s against %s", c->column, vx == NULL ? "nothing" : vx,
                             vy == NULL ? "nothing" : vy);
    }
    return true;
}

static void add_row(struct arena *a, struct reconciliation *out, enum agreement is, const char *key,
                    struct text_list differs)
{
    struct reconcile_row *row = list_add(a, &out->rows);
    *row = (struct reconcile_row){is, key, differs};
}

static bool walk(struct arena *a, const struct reconcile *r, const struct list *x,
                 const struct list *y, struct reconciliation *out, struct error *err)
{
    size_t i = 0, j = 0;
    while (i < x->count || j < y->count) {
        int order = i == x->count ? 1 : j == y->count ? -1 : strcmp(x->at[i].key, y->at[j].key);
        struct text_list differs = {0};
        if (order < 0) {
            out->only_a++;
            add_row(a, out, ONLY_IN_A, x->at[i++].key, differs);
        } else if (order > 0) {
            out->only_b++;
            add_row(a, out, ONLY_IN_B, y->at[j++].key, differs);
        } else {
            if (!compare_rows(a, r, x, y, &x->at[i], &y->at[j], &differs, err))
                return false;
            if (differs.count == 0) {
                out->agree++;
            } else {
                out->differ++;
                add_row(a, out, DIFFERS, x->at[i].key, differs);
            }
            i++;
            j++;
        }
    }
    return true;
}

// What neither list has, from what each has that the other lacks.
static void estimate_missed(struct arena *a, double level, struct reconciliation *out)
{
    struct error none = {0};
    int64_t both = out->agree + out->differ;
    out->estimated = capture_estimate(out->in_a, out->in_b, both, level, &out->capture, &none);
    if (!out->estimated) {
        out->missed = arena_text(a, none.text);
        return;
    }
    double missed = out->capture.total - (double)out->capture.seen;
    double low = fmax(0, out->capture.range.low - (double)out->capture.seen);
    double high = fmax(0, out->capture.range.high - (double)out->capture.seen);
    out->missed = arena_printf(
        a,
        "An estimated %s more are on neither list (%.0f%% interval %s to %s), if being on one "
        "list does not change the chance of being on the other.",
        number_words(a, round(missed)), level * 100, number_words(a, floor(low)),
        number_words(a, ceil(high)));
}

bool reconcile_ask(struct site *s, struct arena *a, const char *name, double level,
                   struct reconciliation *out, struct error *err)
{
    const struct reconcile *r = packs_reconcile(&s->packs, name);
    if (r == NULL) {
        struct text_list names = packs_names(a, &s->packs, "reconcile");
        return error_set(err, ERROR_NOT_FOUND, "there is no reconciliation %s%s", name,
                         text_did_you_mean(a, name, names.at, names.count));
    }
    struct list x, y;
    struct reconciliation result = {.reconcile = r};
    if (!read_list(s, a, r, r->block.sql, r->block.sql_line, &x, err)
        || !read_list(s, a, r, r->b_sql, r->b_line, &y, err))
        return false;
    result.in_a = (int64_t)x.count;
    result.in_b = (int64_t)y.count;
    result.repeated_a = x.repeated;
    result.repeated_b = y.repeated;
    result.without_key = x.without_key + y.without_key;
    if (!walk(a, r, &x, &y, &result, err))
        return false;
    estimate_missed(a, level, &result);
    *out = result;
    return true;
}
