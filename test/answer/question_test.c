#include "t.h"

#include <stdio.h>

#include "answer/decide.h"
#include "answer/disclose.h"
#include "answer/due.h"
#include "answer/measure.h"
#include "answer/problem.h"
#include "answer/reconcile.h"
#include "base/text.h"
#include "t_site.h"

static const char visits[] = "No,When,Kind,Age,Answered,Answer,Served\n"
                             "1,2026-01-05 09:00,help,30,2026-01-20,yes,no\n"
                             "2,2026-01-06 10:00,info,,,,\n"
                             "3,2026-01-07 11:00,help,17,,,yes\n"
                             "4,2026-01-07 12:00,help,101,2026-01-09,no,yes\n"
                             "5,2026-01-20 12:00,other,40,,,no\n";

static struct site *filled(struct arena *a)
{
    struct site *s = t_site(a);
    struct error err = {0};
    CHECK_INT(t_load(s, a, "desk", visits).accepted, 5);
    struct question q = s->question;
    q.as_of = date_of(2026, 2, 10);
    NEED_OK(site_ask(s, &q, &err), err);
    return s;
}

static const struct due_item *find_due(const struct due_list_all *list, const char *record)
{
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->at[i].record, record))
            return &list->at[i];
    return NULL;
}

TEST(a_due_list_says_what_is_overdue_met_and_open)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = filled(&a);
    struct due_list_all list;
    const struct due_ask ask = {.all = true};
    NEED_OK(due_ask(s, &a, &ask, &list, &err), err);
    CHECK_INT(list.count, 5);
    // 30 days from 5 January, the fact is false: 4 February; met on the 20th.
    CHECK_TEXT(due_date_text(s, &a, find_due(&list, "1")), "2026-02-04");
    CHECK(find_due(&list, "1")->status.state == STATE_MET);
    // The fact is not recorded: two readings, the stricter counts.
    CHECK_INT(find_due(&list, "2")->due.count, 2);
    CHECK_TEXT(due_date_text(s, &a, find_due(&list, "2")), "2026-01-13");
    CHECK(find_due(&list, "2")->status.state == STATE_OVERDUE);
    CHECK(!find_due(&list, "2")->status.sure
          || find_due(&list, "2")->status.state == STATE_OVERDUE);
    // The fact is true: 7 days.
    CHECK_TEXT(due_date_text(s, &a, find_due(&list, "3")), "2026-01-14");
    CHECK(find_due(&list, "3")->status.state == STATE_OVERDUE);
    CHECK(find_due(&list, "4")->status.state == STATE_MET);
    CHECK(find_due(&list, "5")->status.state == STATE_OPEN);
    CHECK(list.at[0].status.state == STATE_OVERDUE);
    struct due_counts n = due_count(&list);
    CHECK_INT(n.overdue, 2);
    CHECK_INT(n.met, 2);
    CHECK_INT(n.open, 1);
    const struct due_ask wrong = {.clock = "visit.anser"};
    CHECK(!due_ask(s, &a, &wrong, &list, &err));
    CHECK_HAS(err.text, "did you mean visit.answer?");
    arena_free(&a);
}

TEST(a_date_says_why)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = filled(&a);
    const char *why = NULL;
    NEED_OK(due_explain(s, &a, "visit.answer", "2", &why, &err), err);
    CHECK_HAS(why, "30 calendar days");
    CHECK_HAS(why, "Test Code 1");
    CHECK_HAS(why, "served");
    CHECK(!due_explain(s, &a, "visit.answer", "99", &why, &err));
    CHECK(err.kind == ERROR_NOT_FOUND);
    arena_free(&a);
}

TEST(a_rule_is_looked_up_by_jurisdiction_and_by_its_version_at_the_trigger)
{
    struct arena a = {0};
    struct error err = {0};
    struct pack_files *pack = ARENA_NEW(&a, struct pack_files);
    *pack = t_pack_with(&a, "questions.sql",
                        "-- count: 30 calendar days\n-- instead: 7 calendar days, when served\n",
                        "-- rules: deadline by kind\n");
    for (size_t i = 0; i < pack->count; i++) {
        char *text = arena_text(&a, pack->at[i].text),
             *at = strstr(text, "answered AS met, served FROM visit");
        if (text_equal(pack->at[i].path, "questions.sql") && at != NULL)
            pack->at[i].text =
                arena_printf(&a, "%.*sanswered AS met, served, kind FROM visit%s", (int)(at - text),
                             text, at + strlen("answered AS met, served FROM visit"));
    }
    *list_add(&a, pack) =
        (struct pack_file){"codes/deadline.csv",
                           "code,label,from,to,count,instead,when,basis\n"
                           "help,Help,,2026-01-06,10 calendar days,,,Old law\n"
                           "help,Help,2026-01-07,,20 calendar days,3 calendar days,served,New law\n"
                           "info,Info,,,5 business days,,,Info law\n"};
    struct site *s = t_site_of(&a, pack);
    struct due_list_all list;
    const struct due_ask ask = {.all = true};
    t_load(s, &a, "desk", visits);
    NEED_OK(due_ask(s, &a, &ask, &list, &err), err);
    CHECK_TEXT(due_date_text(s, &a, find_due(&list, "1")), "2026-01-15");
    CHECK_TEXT(find_due(&list, "1")->rule->basis, "Old law");
    CHECK_TEXT(due_date_text(s, &a, find_due(&list, "3")), "2026-01-10");
    CHECK_TEXT(due_date_text(s, &a, find_due(&list, "2")), "2026-01-13");
    CHECK_HAS(find_due(&list, "5")->trouble, "no rule for other in deadline");
    arena_free(&a);
}

TEST(a_decision_is_true_false_or_unknown_with_the_missing_fact_named)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = filled(&a);
    struct decision_answers answers;
    NEED_OK(decide(s, &a, "visit.may_help", NULL, &answers, &err), err);
    CHECK_INT(answers.count, 5);
    enum truth wanted[] = {TRUTH_TRUE, TRUTH_FALSE, TRUTH_FALSE, TRUTH_FALSE, TRUTH_FALSE};
    for (size_t i = 0; i < 5; i++)
        CHECK(answers.at[i].is == wanted[i]);
    t_load(s, &a, "desk",
           "No,When,Kind,Age,Answered,Answer,Served\n6,2026-01-21 09:00,help,,2026-01-22,yes,\n");
    NEED_OK(decide(s, &a, "visit.may_help", "6", &answers, &err), err);
    CHECK_INT(answers.count, 1);
    CHECK(answers.at[0].is == TRUTH_UNKNOWN);
    CHECK_INT(answers.at[0].missing.count, 1);
    CHECK_TEXT(answers.at[0].missing.at[0], "Age");
    CHECK_INT(answers.at[0].grounds.count, 3);
    CHECK_TEXT(answers.at[0].grounds.at[0].ground->citation, "Test Code 2(a)");
    CHECK(!decide(s, &a, "visit.may_help", "99", &answers, &err));
    CHECK(err.kind == ERROR_NOT_FOUND);
    CHECK(!decide(s, &a, "visit.may_halp", NULL, &answers, &err));
    CHECK_HAS(err.text, "did you mean visit.may_help?");
    arena_free(&a);
}

TEST(truth_has_three_values)
{
    static const enum truth all[] = {TRUTH_UNKNOWN, TRUTH_TRUE, TRUTH_FALSE};
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            CHECK(truth_and(all[i], all[j]) == truth_and(all[j], all[i]));
            CHECK(truth_or(all[i], all[j])
                  == truth_not(truth_and(truth_not(all[i]), truth_not(all[j]))));
            CHECK(truth_and(all[i], TRUTH_TRUE) == all[i]);
            CHECK(truth_or(all[i], TRUTH_TRUE) == TRUTH_TRUE);
        }
    CHECK(truth_and(TRUTH_UNKNOWN, TRUTH_FALSE) == TRUTH_FALSE);
    CHECK(truth_or(TRUTH_UNKNOWN, TRUTH_FALSE) == TRUTH_UNKNOWN);
}

TEST(a_decision_judges_by_the_version_in_force)
{
    struct arena a = {0};
    struct error err = {0};
    struct pack_files *pack = ARENA_NEW(&a, struct pack_files);
    *pack = t_pack_with(&a, "questions.sql", "-- decision: visit.may_help\n",
                        "-- decision: visit.may_help\n-- in force: 2026-01-07..\n");
    struct site *s = t_site_of(&a, pack);
    struct decision_answers answers;
    t_load(s, &a, "desk", visits);
    struct question q = s->question;
    q.as_of = date_of(2026, 1, 6);
    NEED_OK(site_ask(s, &q, &err), err);
    NEED_OK(decide(s, &a, "visit.may_help", NULL, &answers, &err), err);
    CHECK_INT(answers.count, 0);
    q.as_of = date_of(2026, 1, 7);
    NEED_OK(site_ask(s, &q, &err), err);
    NEED_OK(decide(s, &a, "visit.may_help", NULL, &answers, &err), err);
    CHECK_INT(answers.count, 5);
    arena_free(&a);
}

TEST(two_lists_are_compared_and_what_both_miss_is_estimated)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = filled(&a);
    struct reconciliation r;
    NEED_OK(reconcile_ask(s, &a, "visit.adults", 0.95, &r, &err), err);
    CHECK_INT(r.in_a, 3); // 1, 4, 5
    CHECK_INT(r.in_b, 2); // 1, 4
    CHECK_INT(r.only_a, 1);
    CHECK_INT(r.only_b, 0);
    CHECK_INT(r.agree, 0);
    CHECK_INT(r.differ, 2); // more than a day apart
    CHECK_INT(r.rows.count, 3);
    CHECK_HAS(r.rows.at[0].differs.at[0], "day: 2026-01-05 against 2026-01-20");
    CHECK(r.estimated);
    // Chapman: (3 + 1)(2 + 1)/(2 + 1) - 1 = 3
    CHECK_NEAR(r.capture.total, 3, 1e-9);
    CHECK_HAS(r.missed, "on neither list");
    CHECK(!reconcile_ask(s, &a, "visit.none", 0.95, &r, &err));
    arena_free(&a);
}

TEST(problems_are_grouped_by_cause_with_their_rows)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = filled(&a);
    struct problem_list list;
    t_load(s, &a, "badges",
           "No,When,Kind,Badge,Lon,Lat,Amount,Note,Person\n9,2026-03-01 09:00,info,,,,,,ghost\n");
    NEED_OK(problems_find(s, &a, NULL, NULL, 10, false, &list, &err), err);
    bool old = false, twice = false, ghost = false;
    for (size_t i = 0; i < list.count; i++) {
        const struct problem *p = &list.at[i];
        if (text_equal(p->code, "visit.old")) {
            old = true;
            CHECK_INT(p->count, 1);
            CHECK_TEXT(p->rows.at[0].record, "4");
            CHECK_TEXT(p->rows.at[0].says, "101 is a great age.");
        } else if (text_equal(p->code, "visit.twice")) {
            twice = true;
            CHECK_INT(p->count, 1);
            CHECK_TEXT(p->rows.at[0].says, "4 and 3 are on one day.");
        } else if (text_equal(p->code, "visit.person.no_such_visitor")) {
            ghost = true;
            CHECK_TEXT(p->rows.at[0].record, "9");
        }
    }
    CHECK(old && twice && ghost);
    NEED_OK(problems_find(s, &a, "visitor", NULL, 10, false, &list, &err), err);
    CHECK_INT(list.count, 0);
    arena_free(&a);
}

static void answer(struct site *s, struct arena *a, const char *name, bool spanish,
                   struct result *r)
{
    struct error err = {0};
    const struct measure_ask ask = {.spanish = spanish};
    NEED_OK(measure_answer(s, a, packs_measure(&s->packs, name), &ask, r, &err), err);
}

TEST(a_measure_says_its_number_with_its_interval)
{
    struct arena a = {0};
    struct site *s = filled(&a);
    struct result r;
    answer(s, &a, "visit.by_kind", false, &r);
    CHECK(r.estimable);
    CHECK_INT(r.n, 5);
    CHECK_INT(r.headline.integer, 5);
    // Garwood's interval of 5: 1.6234864 to 11.6683321.
    CHECK_NEAR(r.headline_interval.low, 1.6234864, 1e-6);
    CHECK_NEAR(r.headline_interval.high, 11.6683321, 1e-6);
    CHECK_INT(table_rows(&r.main), 3);
    CHECK_TEXT(table_cell(&r.main, 0, 0)->text, "Help");
    CHECK_TEXT(r.as_of, "2026-02-10");
    CHECK(r.data_version != NULL);
    answer(s, &a, "visit.by_kind", true, &r);
    CHECK_TEXT(table_cell(&r.main, 0, 0)->text, "Ayuda");
    answer(s, &a, "visit.answered", false, &r);
    CHECK_NEAR(r.headline.number, 0.4, 1e-12);
    CHECK_HAS(r.sentence, "Help");
    CHECK_HAS(r.sentence, "Information");
    arena_free(&a);
}

TEST(an_empty_table_is_not_estimable_and_says_so)
{
    struct arena a = {0};
    struct site *s = t_site(&a);
    struct result r;
    answer(s, &a, "visit.answered", false, &r);
    CHECK(!r.estimable);
    CHECK_HAS(r.sentence, "Not estimable, n = 0");
    answer(s, &a, "visit.by_kind", false, &r);
    CHECK(!r.estimable);
    arena_free(&a);
}

TEST(a_role_that_may_not_see_what_a_measure_reads_is_refused_not_answered)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = filled(&a);
    struct result r;
    const struct measure_ask ask = {0};
    struct question q = s->question;
    q.role = "mayor"; // who may count, and see no row and no small number
    NEED_OK(site_ask(s, &q, &err), err);
    answer(s, &a, "visit.by_kind", false, &r);
    CHECK(!r.estimable || table_cell(&r.main, 0, 1)->kind == CELL_SUPPRESSED);
    CHECK(!s->question.aggregate);
    CHECK(!measure_answer(s, &a, packs_measure(&s->packs, "visit.notes"), &ask, &r, &err));
    CHECK(err.kind == ERROR_FORBIDDEN);
    q.role = "police";
    NEED_OK(site_ask(s, &q, &err), err);
    CHECK(!measure_answer(s, &a, packs_measure(&s->packs, "visit.by_kind"), &ask, &r, &err));
    CHECK(err.kind == ERROR_FORBIDDEN);
    arena_free(&a);
}

TEST(small_numbers_are_left_out_with_as_many_others_as_it_takes)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    const char *rows = "No,When,Kind,Age,Answered,Answer,Served\n";
    for (int i = 0; i < 40; i++)
        rows = arena_printf(&a, "%s%d,2026-01-05 09:00,%s,30,,,\n", rows, i,
                            i < 3    ? "other"
                            : i < 15 ? "info"
                                     : "help");
    t_load(s, &a, "desk", rows);
    struct result r;
    struct disclosure d;
    answer(s, &a, "visit.by_kind", false, &r);
    NEED_OK(result_disclose(&a, &r, 5, &d, &err), err);
    CHECK(!d.whole);
    CHECK_INT(d.primary, 1);
    CHECK_INT(d.secondary, 1); // else 40 less the others gives it away
    int64_t shown = 0, hidden = 0;
    for (size_t i = 0; i < table_rows(&r.main); i++) {
        shown += table_cell(&r.main, i, 1)->kind == CELL_INTEGER;
        hidden += table_cell(&r.main, i, 1)->kind == CELL_SUPPRESSED
                  && table_cell(&r.main, i, 2)->kind == CELL_SUPPRESSED;
    }
    CHECK_INT(shown, 1);
    CHECK_INT(hidden, 2);
    answer(s, &a, "visit.notes", false, &r);
    NEED_OK(result_disclose(&a, &r, 5, &d, &err), err);
    CHECK(d.whole); // rows are never published
    arena_free(&a);
}
