#include "answer/decide.h"

#include <string.h>

#include "base/text.h"
#include "store/function.h"
#include "store/lens.h"

enum truth truth_not(enum truth a)
{
    return a == TRUTH_UNKNOWN ? TRUTH_UNKNOWN : a == TRUTH_TRUE ? TRUTH_FALSE : TRUTH_TRUE;
}

enum truth truth_and(enum truth a, enum truth b)
{
    if (a == TRUTH_FALSE || b == TRUTH_FALSE)
        return TRUTH_FALSE;
    return a == TRUTH_TRUE && b == TRUTH_TRUE ? TRUTH_TRUE : TRUTH_UNKNOWN;
}

enum truth truth_or(enum truth a, enum truth b)
{
    return truth_not(truth_and(truth_not(a), truth_not(b)));
}

const char *truth_word(enum truth t)
{
    static const char *const words[] = {"unknown", "true", "false"};
    return words[t];
}

static int column_of(const struct rows *rows, const char *name)
{
    for (int i = 0; i < rows_columns(rows); i++)
        if (text_equal(rows_column(rows, i), name))
            return i;
    return -1;
}

static bool add_grounds(struct arena *a, const struct decision *d,
                        const struct ground_list *grounds, int part, const struct rows *rows,
                        struct decision_answer *out, struct error *err)
{
    for (size_t i = 0; i < grounds->count; i++) {
        const struct ground *g = &grounds->at[i];
        int column = column_of(rows, g->name);
        if (column < 0)
            return error_set(err, ERROR_INVALID,
                             "%s:%d: decision %s: the query has no column for the ground %s",
                             d->block.file, g->line, d->block.name, g->name);
        struct ground_answer *answer = list_add(a, &out->grounds);
        answer->ground = g;
        answer->part = (__typeof__(answer->part))part;
        if (!rows_is_null(rows, column))
            answer->is = rows_double(rows, column) != 0 ? TRUTH_TRUE : TRUTH_FALSE;
    }
    return true;
}

// "field" of the decision's record, or "record.field": its label.
static const char *fact_label(const struct site *s, const struct decision *d, struct arena *a,
                              const char *fact)
{
    const char *dot = strchr(fact, '.');
    const char *name = dot == NULL ? d->on : arena_text_n(a, fact, (size_t)(dot - fact));
    const struct record *r = packs_record(&s->packs, name);
    const struct field *f = r == NULL ? NULL : record_field(r, dot == NULL ? fact : dot + 1);
    return f == NULL ? fact : f->label;
}

static void add_missing(const struct site *s, struct arena *a, const struct decision *d,
                        const struct ground *g, struct text_list *missing)
{
    bool said = false;
    for (size_t i = 0; i < d->asks.count; i++) {
        if (!text_equal(d->asks.at[i].ground, g->name))
            continue;
        for (size_t j = 0; j < d->asks.at[i].facts.count; j++)
            *list_add(a, missing) = fact_label(s, d, a, d->asks.at[i].facts.at[j]);
        said = true;
    }
    if (!said)
        *list_add(a, missing) = g->text;
}

static void conclude(const struct site *s, struct arena *a, struct decision_answer *out)
{
    enum truth all = TRUTH_TRUE, any = TRUTH_FALSE, none = TRUTH_FALSE;
    bool has_any = false;
    for (size_t i = 0; i < out->grounds.count; i++) {
        const struct ground_answer *g = &out->grounds.at[i];
        switch (g->part) {
        case GROUND_ALL:
            all = truth_and(all, g->is);
            break;
        case GROUND_ANY:
            any = truth_or(any, g->is);
            has_any = true;
            break;
        case GROUND_NONE:
            none = truth_or(none, g->is);
            break;
        }
    }
    out->is = truth_and(all, truth_not(none));
    if (has_any)
        out->is = truth_and(out->is, any);
    for (size_t i = 0; i < out->grounds.count && out->is == TRUTH_UNKNOWN; i++)
        if (out->grounds.at[i].is == TRUTH_UNKNOWN)
            add_missing(s, a, out->decision, out->grounds.at[i].ground, &out->missing);
}

static bool judge(struct site *s, struct arena *a, const struct decision *d, const char *record,
                  struct decision_answers *out, struct error *err)
{
    struct rows rows;
    bool partly = false;
    if (!lens_permits(s->store, &s->packs, &s->question, d->block.sql, &partly, err))
        return false;
    store_guard(s->store, true);
    bool ok = site_select(s, &rows, &d->block, d->block.sql, d->block.sql_line, err);
    if (!ok) {
        store_guard(s->store, false);
        return false;
    }
    int key = column_of(&rows, "record"), as_at = column_of(&rows, "as_at");
    if (key < 0)
        ok = error_set(err, ERROR_INVALID,
                       "%s:%d: decision %s: the query must give the column record", d->block.file,
                       d->block.sql_line, d->block.name);
    while (ok && store_next(&rows)) {
        struct decision_answer answer = {.decision = d, .record = rows_text(&rows, key, a)};
        const char *day = as_at < 0 ? NULL : rows_text(&rows, as_at, a);
        struct date on = day == NULL ? s->question.as_of : day_of_text(day);
        if ((record != NULL && !text_equal(record, answer.record))
            || !block_in_force(&d->block, on))
            continue;
        ok = add_grounds(a, d, &d->all, GROUND_ALL, &rows, &answer, err)
             && add_grounds(a, d, &d->any, GROUND_ANY, &rows, &answer, err)
             && add_grounds(a, d, &d->none, GROUND_NONE, &rows, &answer, err);
        conclude(s, a, &answer);
        *list_add(a, out) = answer;
    }
    struct error closing = {0};
    if (!store_done(&rows, &closing) && ok) {
        *err = closing;
        ok = false;
    }
    store_guard(s->store, false);
    return ok;
}

bool decide(struct site *s, struct arena *a, const char *name, const char *record,
            struct decision_answers *out, struct error *err)
{
    struct decision_answers list = {0};
    bool found = false;
    for (size_t i = 0; i < s->packs.count; i++)
        for (size_t j = 0; j < s->packs.at[i]->decisions.count; j++) {
            const struct decision *d = &s->packs.at[i]->decisions.at[j];
            if (!text_equal(d->block.name, name))
                continue;
            found = true;
            if (!judge(s, a, d, record, &list, err))
                return error_while(err, "decision %s", name);
        }
    if (!found) {
        struct text_list names = packs_names(a, &s->packs, "decision");
        return error_set(err, ERROR_NOT_FOUND, "there is no decision %s%s", name,
                         text_did_you_mean(a, name, names.at, names.count));
    }
    if (record != NULL && list.count == 0)
        return error_set(
            err, ERROR_NOT_FOUND,
            "the decision %s has no record %s, or no version of it is in force on that day", name,
            record);
    *out = list;
    return true;
}
