#include "t.h"

#include <inttypes.h>

#include "answer/frame.h"
#include "base/file.h"
#include "base/text.h"
#include "store/history.h"
#include "store/lens.h"
#include "t_site.h"

static const char three[] = "No,When,Kind,Age,Answered,Answer,Served\n"
                            "1,2026-01-05 09:00,help,30,2026-01-20,yes,no\n"
                            "2,2026-01-06 10:00,info,,,,\n"
                            "3,2026-01-07 11:00,help,17,,,yes\n";

static bool verify(struct site *s, struct arena *a, struct error *err)
{
    const char *root;
    int64_t entries, rows;
    return site_verify(s, a, &root, &entries, &rows, err);
}

TEST(a_new_site_is_empty_and_verifies)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 0);
    CHECK_INT(t_count(s, "SELECT count(*) FROM ward_ledger"), 1);
    NEED_OK(verify(s, &a, &err), err);
    arena_free(&a);
}

TEST(what_is_loaded_verifies_and_what_is_changed_behind_the_ledger_shows)
{
    static const struct {
        const char *tamper, *says;
    } cases[] = {
        {"UPDATE main.visit SET age = 31 WHERE visit_id = '1'", "changed behind the ledger's back"},
        {"DELETE FROM main.visit WHERE visit_id = '2'", "wrote 3 rows of visit, and 2 are there"},
        {"UPDATE ward_ledger SET actor = 'nobody' WHERE seq = 2",
         "entry 2 of the ledger was changed"},
        {"DELETE FROM ward_ledger WHERE seq = 1", "the ledger has no entry 1"},
        {"INSERT INTO main.visit (visit_id, visited, kind, _entry, _line) VALUES ('9', "
         "'2026-01-05T09:00:00-06:00', "
         "'help', 2, 9)",
         "wrote 3 rows of visit, and 4 are there"},
        {"INSERT INTO main.visit (visit_id, visited, kind, _entry, _line) VALUES ('9', "
         "'2026-01-05T09:00:00-06:00', "
         "'help', 77, 9)",
         "which the ledger does not have"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena a = {0};
        struct error err = {0};
        struct site *s = t_site(&a);
        CHECK_INT(t_load(s, &a, "desk", three).accepted, 3);
        NEED_OK(verify(s, &a, &err), err);
        NEED_OK(store_script(s->store, cases[i].tamper, &err), err);
        CHECK(!verify(s, &a, &err));
        CHECK(err.kind == ERROR_INVALID);
        CHECK_HAS(err.text, cases[i].says);
        arena_free(&a);
    }
}

TEST(an_amendment_keeps_its_before_image_and_verifies)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    t_load(s, &a, "desk", three);
    struct load_result r = t_load(s, &a, "desk",
                                  "No,When,Kind,Age,Answered,Answer,Served\n"
                                  "1,2026-01-05 09:00,help,31,2026-01-20,yes,no\n"
                                  "2,2026-01-06 10:00,info,,,,\n");
    CHECK_INT(r.amended, 1);
    CHECK_INT(r.same, 1);
    CHECK_INT(r.accepted, 0);
    NEED_OK(verify(s, &a, &err), err);
    struct version_list versions;
    NEED_OK(history_of(s, &a, "visit", "1", &versions, &err), err);
    CHECK_INT(versions.count, 2);
    CHECK_HAS(versions.at[0].row, "\"age\":30");
    CHECK_HAS(versions.at[1].row, "\"age\":31");
    CHECK_INT(versions.at[1].changed.count, 1);
    CHECK_TEXT(versions.at[1].changed.at[0], "age");
    CHECK_TEXT(versions.at[0].entry.actor, "tester");
    CHECK(!history_of(s, &a, "visit", "none", &versions, &err));
    CHECK(err.kind == ERROR_NOT_FOUND);
    arena_free(&a);
}

TEST(a_map_that_gives_some_fields_leaves_the_others_as_they_are)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    t_load(s, &a, "desk", three);
    struct load_result r = t_load(s, &a, "badges",
                                  "No,When,Kind,Badge,Lon,Lat,Amount,Note,Person\n"
                                  "1,2026-01-05 09:00,help,B7,-87.6,41.9,\"$1,234.50\",,\n");
    CHECK_INT(r.amended, 1);
    CHECK_INT(t_count(s, "SELECT age FROM visit WHERE visit_id = '1'"), 30);
    CHECK_INT(t_count(s, "SELECT amount FROM visit WHERE visit_id = '1'"), 123450);
    CHECK_TEXT(t_value(s, &a, "SELECT place FROM visit WHERE visit_id = '1'"), "-87.6,41.9");
    NEED_OK(verify(s, &a, &err), err);
    arena_free(&a);
}

TEST(a_batch_that_is_withdrawn_takes_its_rows_out_and_brings_back_what_it_amended)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    t_load(s, &a, "desk", three);
    struct load_result r = t_load(s, &a, "desk",
                                  "No,When,Kind,Age,Answered,Answer,Served\n"
                                  "1,2026-01-05 09:00,help,99,2026-01-20,yes,no\n"
                                  "4,2026-01-08 09:00,help,50,,,\n");
    int64_t rows = 0;
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 4);
    NEED_OK(load_withdraw(s, &a, r.entry, &t_act, &rows, &err), err);
    CHECK_INT(rows, 2);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 3);
    CHECK_INT(t_count(s, "SELECT age FROM visit WHERE visit_id = '1'"), 30);
    NEED_OK(verify(s, &a, &err), err);
    CHECK(!load_withdraw(s, &a, r.entry, &t_act, &rows, &err));
    CHECK(err.kind == ERROR_CONFLICT);
    CHECK(!load_withdraw(s, &a, 999, &t_act, &rows, &err));
    CHECK(err.kind == ERROR_NOT_FOUND);
    // The first batch's row 1 was replaced and came back under another entry: it cannot be
    // withdrawn alone.
    CHECK(!load_withdraw(s, &a, 2, &t_act, &rows, &err));
    CHECK_HAS(err.text, "withdraw the later entries first");
    arena_free(&a);
}

TEST(what_was_known_then_and_what_was_true_then_are_two_answers)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    struct act later = t_act;
    struct load_result r;
    const struct load_options how = {0};
    t_load(s, &a, "desk", three);
    later.at.us += 10000000;
    NEED_OK(load_file(s, &a, packs_map(&s->packs, "desk"),
                      t_file(&a, "y.csv",
                             "No,When,Kind,Age,Answered,Answer,Served\n1,2026-01-05 "
                             "09:00,info,30,2026-01-20,yes,no\n"),
                      &how, &later, &r, &err),
            err);
    struct question q = s->question;
    CHECK_TEXT(t_value(s, &a, "SELECT kind FROM visit WHERE visit_id = '1'"), "info");
    q.known_at.us = t_act.at.us + 5000000;
    NEED_OK(site_ask(s, &q, &err), err);
    CHECK_TEXT(t_value(s, &a, "SELECT kind FROM visit WHERE visit_id = '1'"), "help");
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 3);
    q.known_at.us = t_act.at.us - 1;
    NEED_OK(site_ask(s, &q, &err), err);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 0);
    q.known_at = NO_INSTANT;
    q.on_that_day = true;
    q.as_of = date_of(2026, 1, 6);
    NEED_OK(site_ask(s, &q, &err), err);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 2);
    CHECK_TEXT(t_value(s, &a, "SELECT answered FROM visit WHERE visit_id = '1'"), NULL);
    CHECK_TEXT(t_value(s, &a, "SELECT answer FROM visit WHERE visit_id = '1'"), NULL);
    CHECK_TEXT(t_value(s, &a, "SELECT today()"), "2026-01-06");
    q.as_of = date_of(2026, 1, 20);
    NEED_OK(site_ask(s, &q, &err), err);
    CHECK_TEXT(t_value(s, &a, "SELECT answer FROM visit WHERE visit_id = '1'"), "yes");
    q.from = date_of(2026, 1, 6);
    q.to = date_of(2026, 1, 6);
    NEED_OK(site_ask(s, &q, &err), err);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 1);
    arena_free(&a);
}

static bool may_ask(struct site *s, struct arena *a, const char *role, const char *user,
                    bool aggregate, const char *sql, int64_t *rows, struct error *err)
{
    struct question q = s->question;
    const struct block b = {.kind = "query", .name = "q.q", .file = "test", .line = 1};
    struct frame f;
    bool partly = false;
    q.role = role;
    q.user = user;
    q.aggregate = aggregate;
    if (!site_ask(s, &q, err) || !lens_permits(s->store, &s->packs, &s->question, sql, &partly, err)
        || !frame_read(s, a, &b, sql, 1, &f, err))
        return false;
    *rows = (int64_t)f.rows;
    return true;
}

TEST(each_role_sees_what_its_lines_allow_and_no_more)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    int64_t rows = 0;
    t_load(s, &a, "badges",
           "No,When,Kind,Badge,Lon,Lat,Amount,Note,Person\n"
           "1,2026-01-05 09:00,help,B1,,,,secret,ann\n2,2026-01-05 10:00,help,B2,,,,,bob\n");
    NEED_OK(may_ask(s, &a, "clerk", "c", false, "SELECT visit_id, note, person FROM visit", &rows,
                    &err),
            err);
    CHECK_INT(rows, 2);
    // Groups only: rows are refused, counting is not, and a protected field not even then.
    CHECK(!may_ask(s, &a, "mayor", "m", false, "SELECT visit_id FROM visit", &rows, &err));
    CHECK(err.kind == ERROR_FORBIDDEN);
    NEED_OK(may_ask(s, &a, "mayor", "m", true, "SELECT count(*) FROM visit", &rows, &err), err);
    CHECK(!may_ask(s, &a, "mayor", "m", true, "SELECT count(note) FROM visit", &rows, &err));
    CHECK_HAS(err.text, "protected as health");
    // Own rows only; the class that the line names, not the other.
    NEED_OK(
        may_ask(s, &a, "advocate", "ann", false, "SELECT visit_id, person FROM visit", &rows, &err),
        err);
    CHECK_INT(rows, 1);
    CHECK(!may_ask(s, &a, "advocate", "ann", false, "SELECT note FROM visit", &rows, &err));
    CHECK(err.kind == ERROR_FORBIDDEN);
    CHECK(!may_ask(s, &a, "police", "p", true, "SELECT count(*) FROM visit", &rows, &err));
    CHECK(err.kind == ERROR_FORBIDDEN);
    CHECK(!may_ask(s, &a, "nobody", "p", true, "SELECT count(*) FROM visit", &rows, &err));
    arena_free(&a);
}

TEST(a_guarded_query_reads_the_lens_alone_and_changes_nothing)
{
    static const char *const refused[] = {
        "SELECT * FROM main.visit",
        "SELECT * FROM main.ward_was_visit",
        "SELECT * FROM ward_ledger",
        "SELECT * FROM sqlite_schema",
        "DELETE FROM visit",
        "INSERT INTO main.visit (visit_id) VALUES ('x')",
        "UPDATE main.visit SET age = 1",
        "CREATE TABLE x (y)",
        "CREATE TEMP VIEW v AS SELECT * FROM main.visit",
        "DROP TABLE main.visit",
        "PRAGMA foreign_keys = OFF",
        "ATTACH 'x.db' AS x",
        "VACUUM",
        "SELECT load_extension('x')",
        "SELECT 1; SELECT 2",
        "",
    };
    struct arena a = {0};
    struct site *s = t_site(&a);
    t_load(s, &a, "desk", three);
    store_guard(s->store, true);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct rows rows;
        struct error err = {0};
        if (store_select(s->store, &rows, refused[i], BIND_NOTHING, &err))
            t_failed(__FILE__, __LINE__, "refused: %s", refused[i]);
        CHECK(err.kind == ERROR_FORBIDDEN || err.kind == ERROR_INVALID);
    }
    CHECK_INT(t_count(s, "WITH v AS (SELECT kind FROM visit) SELECT count(*) FROM v JOIN "
                         "visit_kind AS k ON k.code = v.kind"),
              3);
    CHECK_TEXT(t_value(s, &a, "SELECT site('zone')"), "America/Chicago");
    CHECK_TEXT(t_value(s, &a, "SELECT site('secret')"), NULL);
    store_guard(s->store, false);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 3);
    arena_free(&a);
}

TEST(a_changed_pack_grows_its_tables_or_refuses_with_the_reason)
{
    static const struct {
        const char *path, *from, *to, *refused; // NULL: it migrates
    } cases[] = {
        {"records/visit.csv", "note,text,Note,,,,health,,,,,\n",
         "note,text,Note,,,,health,,,,,\nmood,text,Mood,,,,,,,,,\n", NULL},
        {"records/visit.csv", "amount,money,Amount,,,,,,,,,\n", "", NULL},
        {"records/visit.csv", "age,integer,Age,,,,,,0,120,,\n", "age,text,Age,,,,,,,,,\n",
         "changes its type"},
        {"records/visit.csv", "age,integer,Age,,,,,,0,120,,\n", "age,number,Age,,,,,,0,120,,\n",
         "changes its type"},
        {"records/visit.csv", "note,text,Note,,,,health,,,,,\n",
         "note,text,Note,,,,health,,,,,\nmood,text,Mood,,yes,,,,,,,\n",
         "is required, and the rows that are there"},
        {"codes/visit_kind.csv", "info,Information,Información,asks\n", "",
         "no longer in the list"},
        {"codes/visit_kind.csv", "other,Other,Otro,\n", "other,Otherwise,Otro,\nlost,Lost,,\n",
         NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena a = {0};
        struct error err = {0};
        struct site *s = t_site(&a);
        t_load(s, &a, "desk", three);
        struct pack_files changed = t_pack_with(&a, cases[i].path, cases[i].from, cases[i].to);
        bool ok = site_update_packs(s, &changed, 1, &t_act, &err);
        CHECK(ok == (cases[i].refused == NULL));
        if (cases[i].refused != NULL)
            CHECK_HAS(err.text, cases[i].refused);
        else if (!ok)
            t_failed(__FILE__, __LINE__, "case %zu: %s", i, err.text);
        CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 3);
        NEED_OK(verify(s, &a, &err), err);
        arena_free(&a);
    }
}

TEST(packs_and_rows_are_there_again_when_the_file_is_opened)
{
    struct arena a = {0}, b = {0};
    struct error err = {0};
    struct site *s = NULL;
    struct pack_files pack = t_pack(&a);
    struct setting_list none = {0};
    const char *path = arena_printf(&a, "%s/x.db", t_folder(&a));
    NEED_OK(site_create(&b, path, &pack, 1, &none, &t_act, &s, &err), err);
    CHECK_INT(t_load(s, &b, "desk", three).accepted, 3);
    CHECK(!site_create(&a, path, &pack, 1, &none, &t_act, &s, &err));
    CHECK(err.kind == ERROR_CONFLICT);
    arena_free(&b);
    NEED_OK(site_open(&a, path, STORE_READ, t_act.at, &s, &err), err);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 3);
    CHECK(packs_measure(&s->packs, "visit.by_kind") != NULL);
    CHECK(!store_script(s->store, "DELETE FROM main.visit", &err));
    CHECK(!site_open(&a, "/nowhere/x.db", STORE_READ, t_act.at, &s, &err));
    CHECK(err.kind == ERROR_NOT_FOUND);
    CHECK(!site_open(&a, t_file(&a, "not.db", "hello, this is no database at all, only a text\n"),
                     STORE_READ, t_act.at, &s, &err));
    CHECK(err.kind == ERROR_INVALID);
    CHECK_HAS(err.text, "not a ward database");
    arena_free(&a);
}

TEST(making_a_site_is_all_or_nothing_wherever_the_store_fails)
{
    // In memory each try is its own database; what counts is that none half succeeds.
    struct arena a = {0};
    struct site *s = t_site(&a);
    struct pack_files changed =
        t_pack_with(&a, "records/visit.csv", "note,text,Note,,,,health,,,,,\n",
                    "note,text,Note,,,,health,,,,,\nmood,text,Mood,,,,,,,,,\n");
    t_load(s, &a, "desk", three);
    bool ok = false;
    int tries = 0;
    for (; !ok && tries < 400; tries++) {
        struct error err = {0};
        int64_t entries = t_count(s, "SELECT count(*) FROM ward_ledger");
        store_fail_after(s->store, tries);
        ok = site_update_packs(s, &changed, 1, &t_act, &err);
        store_fail_after(s->store, -1);
        if (!ok) {
            CHECK(err.kind == ERROR_STORE);
            // Once it is committed only the views of the lens can fail, which the next question
            // makes anew.
            ok = t_count(s, "SELECT count(*) FROM ward_ledger") != entries;
            struct error again = {0};
            NEED_OK(site_ask(s, &s->question, &again), again);
        }
        NEED(t_count(s, "SELECT count(*) FROM visit") == 3);
    }
    CHECK(ok);
    CHECK(tries > 10);
    struct error err = {0};
    NEED_OK(verify(s, &a, &err), err);
    arena_free(&a);
}
