/* What each pack says of the sample city, beside what the script that made the city knows. */

#include <inttypes.h>

#include "answer/decide.h"
#include "answer/due.h"
#include "answer/measure.h"
#include "answer/problem.h"
#include "answer/reconcile.h"
#include "base/number.h"
#include "base/text.h"
#include "sample_site.h"
#include "t.h"

enum { KIND, NAME, KEY, COLUMN, EXPECTED, COLUMNS };
static const char *const columns[COLUMNS] = {"kind", "name", "key", "column", "expected"};

/* Answers are asked once for all lines of one name, which stand together in the file. */
struct asked {
    struct arena *arena;
    struct site *site;
    struct loaded_list loaded;
    struct problem_list problems;
    const char *kind, *name; /* of what follows */
    struct result result;
    bool answered;
    struct due_list_all due;
    struct decision_answers decided;
    struct reconciliation reconciled;
};

static void ask(struct asked *q, const char *kind, const char *name)
{
    struct error err = {0};
    if (q->kind != NULL && text_equal(q->kind, kind) && text_equal(q->name, name))
        return;
    q->kind = kind;
    q->name = name;
    if (text_equal(kind, "measure")) {
        const struct measure *m = packs_measure(&q->site->packs, name);
        NEED(m != NULL);
        q->answered =
            method_find(m->method) != NULL; // a method still to be written answers nothing
        const struct measure_ask how = {0};
        q->result = (struct result){0};
        if (q->answered)
            NEED_OK(measure_answer(q->site, q->arena, m, &how, &q->result, &err), err);
    } else if (text_equal(kind, "clock")) {
        const struct due_ask how = {.clock = name, .all = true};
        q->due = (struct due_list_all){0};
        NEED_OK(due_ask(q->site, q->arena, &how, &q->due, &err), err);
    } else if (text_equal(kind, "decision")) {
        q->decided = (struct decision_answers){0};
        NEED_OK(decide(q->site, q->arena, name, NULL, &q->decided, &err), err);
    } else if (text_equal(kind, "reconcile")) {
        q->reconciled = (struct reconciliation){0};
        NEED_OK(reconcile_ask(q->site, q->arena, name, 0.95, &q->reconciled, &err), err);
    }
}

static const char *number_text(struct arena *a, int64_t v)
{
    return arena_printf(a, "%" PRId64, v);
}

static const char *cell_text(struct arena *a, const struct cell *c)
{
    switch (c->kind) {
    case CELL_INTEGER:
        return number_text(a, c->integer);
    case CELL_NUMBER:
        return arena_printf(a, "%.6g", c->number);
    case CELL_TEXT:
    case CELL_NOT_ESTIMABLE:
        return c->text;
    case CELL_SUPPRESSED:
        return "suppressed";
    case CELL_NONE:
        return "";
    }
    return NULL;
}

static const char *measured(const struct asked *q, const char *key, const char *column)
{
    const struct result_table *t = &q->result.main;
    int at = table_find(t, column);
    for (size_t row = 0; at >= 0 && row < table_rows(t); row++)
        if (*key == '\0' || text_equal(cell_text(q->arena, table_cell(t, row, 0)), key))
            return cell_text(q->arena, table_cell(t, row, (size_t)at));
    return NULL;
}

static const char *due(const struct asked *q, const char *key, const char *column)
{
    int64_t count = 0;
    for (size_t i = 0; i < q->due.count; i++) {
        const struct due_item *item = &q->due.at[i];
        if (*key == '\0') {
            count += text_equal(clock_state_name(item->status.state), column);
        } else if (text_equal(item->record, key)) {
            char day[11] = "";
            if (item->due.at != NULL)
                date_write(item->due.at[item->due.strict].day, day);
            return arena_text(q->arena, day);
        }
    }
    return *key == '\0' ? number_text(q->arena, count) : NULL;
}

static const char *decided(const struct asked *q, const char *key, const char *column)
{
    int64_t count = 0;
    for (size_t i = 0; i < q->decided.count; i++) {
        const struct decision_answer *answer = &q->decided.at[i];
        count += text_equal(truth_word(answer->is), column);
        if (*key != '\0' && text_equal(answer->record, key))
            return truth_word(answer->is);
    }
    return *key == '\0' ? number_text(q->arena, count) : NULL;
}

static const char *reconciled(const struct asked *q, const char *column)
{
    const struct reconciliation *r = &q->reconciled;
    int64_t count = text_equal(column, "only_a")   ? r->only_a
                    : text_equal(column, "only_b") ? r->only_b
                    : text_equal(column, "differ") ? r->differ
                                                   : r->agree;
    return number_text(q->arena, count);
}

static const char *checked(const struct asked *q, const char *name, const char *key,
                           const char *column)
{
    int64_t count = 0;
    for (size_t i = 0; i < q->problems.count; i++) {
        const struct problem *p = &q->problems.at[i];
        if (!text_equal(p->code, name))
            continue;
        if (text_equal(column, "rows"))
            count += p->count;
        for (size_t j = 0; j < p->rows.count && !text_equal(column, "rows"); j++)
            count += text_equal(p->rows.at[j].record, key);
    }
    return number_text(q->arena, count);
}

static const char *loaded(const struct asked *q, const char *map, const char *column)
{
    for (size_t i = 0; i < q->loaded.count; i++)
        if (text_equal(q->loaded.at[i].map, map))
            return number_text(q->arena, text_equal(column, "accepted")
                                             ? q->loaded.at[i].result.accepted
                                             : q->loaded.at[i].result.rejected);
    return NULL;
}

static const char *answer(struct asked *q, const char *const row[])
{
    if (text_equal(row[KIND], "map"))
        return loaded(q, row[NAME], row[COLUMN]);
    if (text_equal(row[KIND], "check"))
        return checked(q, row[NAME], row[KEY], row[COLUMN]);
    ask(q, row[KIND], row[NAME]);
    if (text_equal(row[KIND], "measure"))
        return measured(q, row[KEY], row[COLUMN]);
    if (text_equal(row[KIND], "clock"))
        return due(q, row[KEY], row[COLUMN]);
    if (text_equal(row[KIND], "decision"))
        return decided(q, row[KEY], row[COLUMN]);
    if (text_equal(row[KIND], "reconcile"))
        return reconciled(q, row[COLUMN]);
    return NULL;
}

static bool same(const char *got, const char *expected)
{
    double a, b;
    if (got == NULL)
        return false;
    if (number_read_double(got, &a) && number_read_double(expected, &b))
        return fabs(a - b) <= 1e-5 * fmax(1, fabs(b));
    return text_equal(got, expected);
}

static size_t compare_all(struct asked *q, const struct sheet_rows *rows)
{
    struct error err = {0};
    size_t compared = 0;
    q->kind = NULL;
    q->problems = (struct problem_list){0};
    NEED_OK(problems_find(q->site, q->arena, NULL, NULL, 100000, false, &q->problems, &err), err);
    for (size_t i = 0; i < rows->count; i++) {
        const char *const *row = rows->at[i];
        const char *got = answer(q, row);
        if (text_equal(row[KIND], "measure") && !q->answered)
            continue;
        compared++;
        if (!same(got, row[EXPECTED]))
            t_failed(__FILE__, __LINE__, "%s %s %s %s: %s, expected %s", row[KIND], row[NAME],
                     row[KEY], row[COLUMN], got == NULL ? "nothing" : got, row[EXPECTED]);
    }
    return compared;
}

static void expect_all(const char *pack)
{
    struct arena a = {0};
    struct error err = {0};
    struct asked q = {.arena = &a, .site = sample_site(&a, pack)};
    q.loaded = sample_load(&a, q.site);
    struct sheet_rows rows = sheet_rows_of(
        &a, arena_printf(&a, "%s/%s/expected.csv", packs_test_folder(&a), pack), columns, COLUMNS);
    CHECK(compare_all(&q, &rows) > 10);
    // Nothing in the sample is later than the day of the question, so what was true then is the
    // same.
    struct question then = q.site->question;
    then.on_that_day = true;
    NEED_OK(site_ask(q.site, &then, &err), err);
    CHECK(compare_all(&q, &rows) > 10);
    arena_free(&a);
}

TEST(commons_says_what_was_planted)
{
    expect_all("commons");
}

TEST(trust_says_what_was_planted)
{
    expect_all("trust");
}

TEST(homeland_says_what_was_planted)
{
    expect_all("homeland");
}

TEST(violence_says_what_was_planted)
{
    expect_all("violence");
}

TEST(care_says_what_was_planted)
{
    expect_all("care");
}

TEST(welcome_says_what_was_planted)
{
    expect_all("welcome");
}

TEST(justice_says_what_was_planted)
{
    expect_all("justice");
}

TEST(grants_says_what_was_planted)
{
    expect_all("grants");
}
