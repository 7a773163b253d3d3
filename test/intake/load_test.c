#include "t.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "intake/suggest.h"
#include "intake/when.h"
#include "t_site.h"

static const char header[] = "No,When,Kind,Age,Answered,Answer,Served\n";

static struct load_result load_rows(struct site *s, struct arena *a, const char *rows)
{
    return t_load(s, a, "desk", arena_printf(a, "%s%s", header, rows));
}

// The error of a load that must fail as a whole and change nothing.
static const char *load_error(struct site *s, struct arena *a, const char *map, const char *path)
{
    struct load_result r;
    struct error err = {0};
    const struct load_options how = {0};
    int64_t entries = t_count(s, "SELECT count(*) FROM ward_ledger");
    CHECK(!load_file(s, a, packs_map(&s->packs, map), path, &how, &t_act, &r, &err));
    CHECK_INT(t_count(s, "SELECT count(*) FROM ward_ledger"), entries);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 0);
    return arena_text(a, err.text);
}

TEST(a_good_row_becomes_what_its_fields_say)
{
    struct arena a = {0};
    struct site *s = t_site(&a);
    struct load_result r = load_rows(s, &a, "1,2026-01-05 09:00,needs help,30,2026-01-20,YES,n\n");
    CHECK_INT(r.accepted, 1);
    CHECK_INT(r.rejected, 0);
    CHECK_TEXT(t_value(s, &a, "SELECT visited FROM visit"), "2026-01-05T09:00:00-06:00");
    CHECK_TEXT(t_value(s, &a, "SELECT kind FROM visit"), "help");
    CHECK_TEXT(t_value(s, &a, "SELECT answered FROM visit"), "2026-01-20");
    CHECK_INT(t_count(s, "SELECT served FROM visit"), 0);
    CHECK_INT(t_count(s, "SELECT _line FROM main.visit"), 2);
    arena_free(&a);
}

TEST(each_wrong_row_is_rejected_with_its_line_field_reason_and_cure)
{
    static const struct {
        const char *row, *field, *reason;
    } cases[] = {
        {"1,2026-13-05 09:00,help,30,,,", "visited", "2026-13-05 09:00"},
        {"1,05/01/2026,help,30,,,", "visited", "is not"},
        {"1,2026-01-05 09:00,hulp,30,,,", "kind", "is not in the code list visit_kind"},
        {"1,2026-01-05 09:00,,30,,,", "kind", "Kind is empty, and required"},
        {",2026-01-05 09:00,help,30,,,", "visit_id", "is empty, and required"},
        {"1,2026-01-05 09:00,help,thirty,,,", "age", "is not a whole number"},
        {"1,2026-01-05 09:00,help,3.5,,,", "age", "is not a whole number"},
        {"1,2026-01-05 09:00,help,121,,,", "age", "121 is above the greatest allowed, 120"},
        {"1,2026-01-05 09:00,help,-1,,,", "age", "-1 is below the least allowed, 0"},
        {"1,2026-01-05 09:00,help,30,2026-01-04,yes,", "answered",
         "it must hold that answered >= day_of(visited)"},
        {"1,2026-01-05 09:00,help,30,2026-01-20,,", "answer",
         "is empty, and required when answered IS NOT NULL"},
        {"1,2026-01-05 09:00,help,30,,yes,", "answer", "has an answer and no day"},
        {"1,2026-01-05 09:00,help,30,,,maybe", "served", "is neither yes nor no"},
        {"1,2026-01-05 09:00,help,30,,,no,extra", NULL, "cells"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena a = {0};
        struct site *s = t_site(&a);
        struct load_result r =
            load_rows(s, &a, arena_printf(&a, "0,2026-01-05 09:00,help,30,,,\n%s\n", cases[i].row));
        CHECK_INT(r.accepted, 1);
        CHECK_INT(r.rejected, 1);
        CHECK_INT(r.read, 2);
        NEED(r.first.count == 1);
        CHECK_INT(r.first.at[0].line, 3);
        CHECK_TEXT(r.first.at[0].field, cases[i].field);
        // The value stands beside its reason.
        CHECK_HAS(arena_printf(&a, "%s %s", r.first.at[0].value == NULL ? "" : r.first.at[0].value,
                               r.first.at[0].reason),
                  cases[i].reason);
        CHECK(r.first.at[0].cure != NULL && *r.first.at[0].cure != '\0');
        CHECK_TEXT(r.first.at[0].raw, cases[i].row);
        CHECK_INT(t_count(s, "SELECT count(*) FROM ward_reject"), 1);
        arena_free(&a);
    }
}

TEST(a_wrong_spelling_is_told_with_the_nearest_code)
{
    struct arena a = {0};
    struct site *s = t_site(&a);
    struct load_result r = load_rows(s, &a, "1,2026-01-05 09:00,Informatoin,30,,,\n");
    NEED(r.first.count == 1);
    CHECK_HAS(r.first.at[0].cure, "did you mean Information?");
    arena_free(&a);
}

TEST(a_warning_loads_the_row_and_is_counted)
{
    struct arena a = {0};
    struct site *s = t_site(&a);
    struct load_result r =
        load_rows(s, &a, "1,2026-01-05 09:00,help,101,,,\n2,2026-01-06 09:00,help,102,,,\n");
    CHECK_INT(r.accepted, 2);
    CHECK_INT(r.warnings, 2);
    NEED(r.causes.count == 1);
    CHECK_INT(r.causes.at[0].count, 2);
    CHECK(r.causes.at[0].severity == SEVERITY_WARNING);
    arena_free(&a);
}

TEST(the_same_file_twice_changes_nothing_and_says_so)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    const char *path =
        t_file(&a, "v.csv", arena_printf(&a, "%s1,2026-01-05 09:00,help,30,,,\n", header));
    struct load_result r;
    struct load_options how = {0};
    const struct map *map = packs_map(&s->packs, "desk");
    NEED_OK(load_file(s, &a, map, path, &how, &t_act, &r, &err), err);
    int64_t entry = r.entry;
    NEED_OK(load_file(s, &a, map, path, &how, &t_act, &r, &err), err);
    CHECK_INT(r.loaded_before, entry);
    CHECK_INT(r.entry, 0);
    how.again = true;
    NEED_OK(load_file(s, &a, map, path, &how, &t_act, &r, &err), err);
    CHECK_INT(r.same, 1);
    CHECK_INT(r.entry, 0);
    CHECK_INT(t_count(s, "SELECT count(*) FROM ward_ledger"), 2);
    arena_free(&a);
}

TEST(a_dry_run_says_what_would_happen_and_keeps_nothing)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    struct load_result r;
    const struct load_options how = {.dry_run = true};
    const char *path =
        t_file(&a, "v.csv",
               arena_printf(&a, "%s1,2026-01-05 09:00,help,30,,,\n2,bad,help,30,,,\n", header));
    NEED_OK(load_file(s, &a, packs_map(&s->packs, "desk"), path, &how, &t_act, &r, &err), err);
    CHECK_INT(r.accepted, 1);
    CHECK_INT(r.rejected, 1);
    CHECK_INT(r.entry, 0);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 0);
    CHECK_INT(t_count(s, "SELECT count(*) FROM ward_reject"), 0);
    CHECK_INT(t_count(s, "SELECT count(*) FROM ward_ledger"), 1);
    // And the next load finds everything as it was.
    CHECK_INT(load_rows(s, &a, "1,2026-01-05 09:00,help,30,,,\n").accepted, 1);
    arena_free(&a);
}

TEST(one_key_twice_in_a_file_is_a_repetition_or_a_clash)
{
    // Into an empty table the keys are indexed at the end; into a filled one each is looked up.
    for (int filled = 0; filled < 2; filled++) {
        struct arena a = {0};
        struct error err = {0};
        struct site *s = t_site(&a);
        const char *root;
        int64_t entries, rows;
        if (filled)
            load_rows(s, &a, "0,2026-01-01 09:00,help,30,,,\n");
        struct load_result r =
            load_rows(s, &a,
                      "1,2026-01-05 09:00,help,30,,,\n1,2026-01-05 09:00,help,30,,,\n"
                      "1,2026-01-05 09:00,info,30,,,\n2,2026-01-06 09:00,help,30,,,\n");
        CHECK_INT(r.accepted, 2);
        CHECK_INT(r.repeated, 1);
        CHECK_INT(r.rejected, 1);
        NEED(r.first.count == 1);
        CHECK_INT(r.first.at[0].line, 4);
        CHECK_HAS(r.first.at[0].reason, "the key is that of another row of this file");
        CHECK_HAS(r.first.at[0].cure, "line 2");
        CHECK_TEXT(t_value(s, &a, "SELECT kind FROM visit WHERE visit_id = '1'"), "help");
        NEED_OK(site_verify(s, &a, &root, &entries, &rows, &err), err);
        arena_free(&a);
    }
}

TEST(a_unique_value_is_taken_once)
{
    static const char badges[] = "No,When,Kind,Badge,Lon,Lat,Amount,Note,Person\n";
    for (int filled = 0; filled < 2; filled++) {
        struct arena a = {0};
        struct site *s = t_site(&a);
        if (filled)
            t_load(s, &a, "badges",
                   arena_printf(&a, "%s0,2026-01-01 09:00,help,B0,,,,,\n", badges));
        struct load_result r = t_load(
            s, &a, "badges",
            arena_printf(&a,
                         "%s1,2026-01-05 09:00,help,B1,,,,,\n2,2026-01-06 09:00,help,B1,,,,,\n"
                         "3,2026-01-07 09:00,help,,,,,,\n4,2026-01-07 09:00,help,,,,,,\n",
                         badges));
        CHECK_INT(r.accepted, 3);
        CHECK_INT(r.rejected, 1);
        NEED(r.first.count == 1);
        CHECK_TEXT(r.first.at[0].field, "badge");
        arena_free(&a);
    }
}

TEST(a_month_sent_again_takes_out_what_it_no_longer_has)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    struct load_result r;
    const struct load_options how = {.replace_period = true};
    load_rows(s, &a,
              "1,2026-01-05 09:00,help,30,,,\n2,2026-01-06 09:00,help,30,,,\n3,2026-02-01 "
              "09:00,help,30,,,\n");
    const char *path =
        t_file(&a, "again.csv",
               arena_printf(&a, "%s1,2026-01-05 09:00,help,31,,,\n4,2026-01-09 09:00,info,5,,,\n",
                            header));
    NEED_OK(load_file(s, &a, packs_map(&s->packs, "desk"), path, &how, &t_act, &r, &err), err);
    CHECK_INT(r.amended, 1);
    CHECK_INT(r.accepted, 1);
    CHECK_INT(r.removed, 1);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 3);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit WHERE visit_id = '2'"), 0);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit WHERE visit_id = '3'"), 1);
    const char *root;
    int64_t entries, rows;
    NEED_OK(site_verify(s, &a, &root, &entries, &rows, &err), err);
    arena_free(&a);
}

TEST(a_file_that_does_not_fit_is_refused_whole_with_words)
{
    struct arena a = {0};
    struct site *s = t_site(&a);
    CHECK_HAS(load_error(s, &a, "desk", "/nowhere/at/all.csv"), "all.csv");
    CHECK_HAS(load_error(s, &a, "desk", t_folder(&a)), "folder");
    CHECK_HAS(load_error(s, &a, "desk", t_file(&a, "empty.csv", "")), "empty");
    const char *missing =
        load_error(s, &a, "desk",
                   t_file(&a, "m.csv", "No,When,Kynd,Age,Answered,Answer,Served\n1,2,3,4,5,6,7\n"));
    CHECK_HAS(missing, "desk.sql");
    CHECK_HAS(missing, "no such column: Kind (did you mean Kynd?)");
    CHECK_HAS(missing, "The file has the columns");
    CHECK_HAS(load_error(s, &a, "desk",
                         t_file(&a, "q.csv",
                                arena_printf(&a, "%s1,\"2026-01-05 09:00,help,30,,,\n", header))),
              "quote");
    arena_free(&a);
}

TEST(bytes_of_an_older_encoding_are_read_as_such_and_said)
{
    struct arena a = {0};
    struct site *s = t_site(&a);
    struct load_result r = t_load(s, &a, "visitors",
                                  "No,Name\n1,Do\xF1"
                                  "a Ana\n");
    CHECK_TEXT(t_value(s, &a, "SELECT name FROM visitor"), "Doña Ana");
    NEED(r.notes.count > 0);
    CHECK_HAS(r.notes.at[0], "windows-1252");
    arena_free(&a);
}

TEST(a_map_that_does_not_fit_its_record_is_refused_with_words)
{
    static const struct {
        const char *from, *to, *says;
    } cases[] = {
        {"AS age", "AS aeg", "visit has no field aeg (did you mean age?)"},
        {"AS age", "AS kind", "gives the field kind twice"},
        {"code_of(\"Kind\", 'visit_kind') AS kind,\n       integer", "integer",
         "does not give kind, which visit requires"},
        {"'visit_kind'", "'visit_knd'",
         "there is no code list 'visit_knd' (did you mean visit_kind?)"},
        {"integer_of(\"Age\")", "integr_of(\"Age\")", "no such function: integr_of"},
        {"-- dates: yyyy-mm-dd hh:mm\n", "-- dates: yyyy-mm-qq\n", "qq"},
        {"-- zone: America/Chicago\n", "-- zone: America/Chicgo\n", "America/Chicgo"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena a = {0};
        struct pack_files *pack = ARENA_NEW(&a, struct pack_files);
        *pack = t_pack_with(&a, "maps/desk.sql", cases[i].from, cases[i].to);
        struct site *s = t_site_of(&a, pack);
        const char *said = load_error(
            s, &a, "desk",
            t_file(&a, "v.csv", arena_printf(&a, "%s1,2026-01-05 09:00,help,30,,,\n", header)));
        CHECK_HAS(said, cases[i].says);
        arena_free(&a);
    }
}

TEST(a_load_is_all_or_nothing_wherever_the_store_fails)
{
    for (int filled = 0; filled < 2; filled++) {
        bool ok = false;
        int tries = 0;
        for (; !ok && tries < 300; tries++) {
            struct arena a = {0};
            struct error err = {0};
            struct site *s = t_site(&a);
            struct load_result r;
            const struct load_options how = {0};
            if (filled)
                load_rows(s, &a, "1,2026-01-05 09:00,info,30,,,\n");
            int64_t before = t_count(s, "SELECT count(*) FROM visit"),
                    entries = t_count(s, "SELECT count(*) FROM ward_ledger");
            const char *path = t_file(
                &a, "v.csv",
                arena_printf(&a,
                             "%s1,2026-01-05 09:00,help,30,,,\n2,2026-01-06 09:00,help,30,,,\n"
                             "2,2026-01-06 09:00,info,30,,,\n3,bad,help,3,,,\n",
                             header));
            store_fail_after(s->store, tries);
            ok = load_file(s, &a, packs_map(&s->packs, "desk"), path, &how, &t_act, &r, &err);
            store_fail_after(s->store, -1);
            bool untouched = t_count(s, "SELECT count(*) FROM visit") == before
                             && t_count(s, "SELECT count(*) FROM ward_ledger") == entries
                             && t_count(s, "SELECT count(*) FROM ward_reject") == 0;
            bool complete = t_count(s, "SELECT count(*) FROM visit") == 2
                            && t_count(s, "SELECT count(*) FROM ward_ledger") == entries + 1
                            && t_count(s, "SELECT count(*) FROM ward_reject") == 2;
            CHECK(ok ? complete : untouched || complete);
            if (!ok && err.kind != ERROR_STORE)
                t_failed(__FILE__, __LINE__, "try %d: %s", tries, err.text);
            const char *root;
            int64_t n, rows;
            struct error verifying = {0};
            NEED_OK(site_verify(s, &a, &root, &n, &rows, &verifying), verifying);
            arena_free(&a);
        }
        CHECK(ok);
        CHECK(tries > 10);
    }
}

// A site in a file, with a file of rows beside it.
static const char *site_file(struct arena *a, const char *folder)
{
    struct arena own = {0};
    struct error err = {0};
    struct site *s;
    struct pack_files pack = t_pack(&own);
    struct setting_list none = {0};
    const char *path = arena_printf(a, "%s/x.db", folder);
    NEED_OK(site_create(&own, path, &pack, 1, &none, &t_act, &s, &err), err);
    arena_free(&own);
    return path;
}

static const char *many_rows(struct arena *a, int rows)
{
    struct buf b = buf_make(a, 64 << 20);
    buf_text(&b, header);
    for (int i = 0; i < rows; i++)
        buf_put(&b, "%d,2026-01-%02d 09:00,help,%d,,,\n", i, i % 28 + 1, i % 100);
    return b.text;
}

// Kills the process that loads when the loader has told of its progress so many times.
static void kill_at(void *context, int64_t rows)
{
    int *left = context;
    (void)rows;
    if ((*left)-- == 0)
        raise(SIGKILL);
}

TEST(killed_while_it_loads_the_database_is_as_before)
{
    enum { ROWS = 60000, MOMENTS = 3 };
    struct arena a = {0};
    const char *folder = t_folder(&a), *db = site_file(&a, folder);
    const char *rows = t_file(&a, "rows.csv", many_rows(&a, ROWS));
    for (int moment = 0; moment <= MOMENTS; moment++) { // the last one comes to its end
        struct error err = {0};
        pid_t child = fork();
        if (child == 0) {
            struct arena own = {0};
            struct site *s;
            struct load_result r;
            int left = moment == MOMENTS ? 1000000 : moment;
            const struct load_options how = {.progress = kill_at, .context = &left};
            bool ok =
                site_open(&own, db, STORE_WRITE, t_act.at, &s, &err)
                && load_file(s, &own, packs_map(&s->packs, "desk"), rows, &how, &t_act, &r, &err);
            _exit(ok ? 0 : 1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        CHECK((WIFSIGNALED(status) != 0) == (moment < MOMENTS));
        struct arena own = {0};
        struct site *s = NULL;
        const char *root;
        int64_t entries, n;
        NEED_OK(site_open(&own, db, STORE_WRITE, t_act.at, &s, &err), err);
        CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), moment < MOMENTS ? 0 : ROWS);
        NEED_OK(site_verify(s, &own, &root, &entries, &n, &err), err);
        arena_free(&own);
    }
    arena_free(&a);
}

TEST(a_full_disk_changes_nothing_and_says_so)
{
    struct arena a = {0};
    struct error err = {0};
    const char *folder = t_folder(&a), *db = site_file(&a, folder);
    const char *rows = t_file(&a, "rows.csv", many_rows(&a, 20000));
    pid_t child = fork();
    if (child == 0) {
        struct arena own = {0};
        struct site *s;
        struct load_result r;
        const struct load_options how = {0};
        // No file may grow beyond this: as on a disk that is full.
        const struct rlimit limit = {1500000, 1500000};
        signal(SIGXFSZ, SIG_IGN);
        if (!site_open(&own, db, STORE_WRITE, t_act.at, &s, &err)
            || setrlimit(RLIMIT_FSIZE, &limit) != 0)
            _exit(2);
        bool ok = load_file(s, &own, packs_map(&s->packs, "desk"), rows, &how, &t_act, &r, &err);
        bool told = !ok && err.kind == ERROR_STORE;
        if (!told)
            fprintf(stderr, "full disk: %d %s\n", ok, err.text);
        arena_free(&own);
        _exit(told ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    struct site *s = NULL;
    NEED_OK(site_open(&a, db, STORE_READ, t_act.at, &s, &err), err);
    CHECK_INT(t_count(s, "SELECT count(*) FROM visit"), 0);
    arena_free(&a);
}

TEST(a_second_writer_waits_and_is_told)
{
    struct arena a = {0}, b = {0};
    struct error err = {0};
    const char *folder = t_folder(&a), *db = site_file(&a, folder);
    struct site *one = NULL, *two = NULL;
    struct load_result r;
    const struct load_options how = {0};
    NEED_OK(site_open(&a, db, STORE_WRITE, t_act.at, &one, &err), err);
    NEED_OK(site_open(&b, db, STORE_WRITE, t_act.at, &two, &err), err);
    NEED_OK(store_begin(one->store, &err), err);
    CHECK(!load_file(two, &b, packs_map(&two->packs, "desk"), t_file(&a, "v.csv", many_rows(&a, 3)),
                     &how, &t_act, &r, &err));
    CHECK(err.kind == ERROR_CONFLICT);
    CHECK_HAS(err.text, "is being written by another program");
    CHECK(!store_end(one->store, false, &err));
    err = (struct error){0};
    NEED_OK(load_file(two, &b, packs_map(&two->packs, "desk"),
                      t_file(&a, "v.csv", many_rows(&a, 3)), &how, &t_act, &r, &err),
            err);
    CHECK_INT(t_count(one, "SELECT count(*) FROM visit"), 3);
    arena_free(&b);
    arena_free(&a);
}

TEST(rejects_are_written_as_a_file_that_no_spreadsheet_runs)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    struct load_result r = load_rows(s, &a, "=1+1,2026-01-05 09:00,hulp,30,,,\n");
    const char *path = arena_printf(&a, "%s/r.csv", t_folder(&a)), *text;
    NEED_OK(batch_write_rejects(s->store, r.entry, path, &err), err);
    NEED_OK(file_read(&a, NULL, path, 10000, &text, NULL, &err), err);
    CHECK_HAS(text, "line,field,value,reason,cure,row\n2,\"kind\",\"hulp\"");
    CHECK_HAS(text, "\"'=1+1,");
    CHECK(!batch_write_rejects(s->store, r.entry, "/nowhere/r.csv", &err));
    arena_free(&a);
}

TEST(functions_of_maps_read_what_agencies_write)
{
    static const struct {
        const char *cell, *expression, *is;
    } cases[] = {
        {"$1,234.50", "money_of(c)", "123450"},
        {"(12)", "number_of(c)", "-12.0"},
        {"45 %", "number_of(c)", "45.0"},
        {"8.5000000000000000e+00", "number_of(c)", "8.5"},
        {"1,000", "integer_of(c)", "1000"},
        {"Sí", "yes_no(c)", "1"},
        {"FALSE", "yes_no(c)", "0"},
        {"DONE", "yes_no(c, 'done', 'open')", "1"},
        {"-87.6", "point_of(c, '41.9')", "-87.6,41.9"},
        {"0", "point_of(c, '0')", NULL},
        {"a   b", "text_of(c)", "a b"},
        {"Help", "code_of(c, 'visit_kind')", "help"},
        {"asks; help", "codes_of(c, 'visit_kind', ';')", "help;info"},
        {"x", "code_of(c, 'visit_kind', 'other')", "other"},
        {"3/4/2026", "date_of(c, 'm/d/yyyy')", "2026-03-04"},
        {"3/4/2026", "datetime_at(c, '1:05 PM', 'm/d/yyyy')", "2026-03-04T13:05:00-06:00"},
        {"2026-03-08 02:30", "datetime_of(c, 'yyyy-mm-dd hh:mm')", "2026-03-08T02:30:00-06:00"},
        {"2026-11-01 01:30", "datetime_of(c, 'yyyy-mm-dd hh:mm')", "2026-11-01T01:30:00-05:00"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena a = {0};
        struct pack_files *pack = ARENA_NEW(&a, struct pack_files);
        *pack = t_pack_with(&a, "maps/desk.sql",
                            "SELECT \"No\" AS visitor_id, \"Name\" AS name FROM source",
                            arena_printf(&a, "SELECT 'v' AS visitor_id, %s AS name FROM source",
                                         cases[i].expression));
        struct site *s = t_site_of(&a, pack);
        struct load_result r =
            t_load(s, &a, "visitors", arena_printf(&a, "k,c\n1,\"%s\"\n", cases[i].cell));
        // A number is no text: what the field refuses still shows what the function gave.
        const char *is = r.rejected == 0 ? t_value(s, &a, "SELECT name FROM visitor")
                                         : t_value(s, &a, "SELECT reason FROM ward_reject");
        if (r.rejected != 0 && cases[i].is != NULL) {
            double x = atof(is), y = atof(cases[i].is);
            CHECK(x == y);
        } else {
            t_text(__FILE__, __LINE__, cases[i].expression, is, cases[i].is);
        }
        arena_free(&a);
    }
}

TEST(a_map_is_proposed_from_names_and_values)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    struct source *source;
    struct samples samples;
    const struct source_options how = {0};
    const char *path = t_file(&a, "v.csv",
                              "Visit Number,Date Visited,visitKind,AGE,lat,long,answered,zip\n"
                              "A1,01/05/2026 09:00,needs help,30,41.9,-87.6,01/20/2026,60601\n"
                              "A2,13/06/2026 10:00,info,31,41.8,-87.5,02/21/2026,60602\n");
    NEED_OK(source_open(&a, path, &how, &source, &err), err);
    NEED_OK(samples_read(&a, source, &samples, &err), err);
    struct suggestion g = suggest(&a, &s->packs, packs_record(&s->packs, "visit"), &samples);
    struct buf b = buf_make(&a, 100000);
    suggestion_write(&a, &g, &samples, "proposed", "csv", &b);
    CHECK_HAS(b.text, "text_of(\"Visit Number\") AS visit_id");
    CHECK_HAS(b.text, "code_of(\"visitKind\", 'visit_kind') AS kind");
    CHECK_HAS(b.text, "integer_of(\"AGE\") AS age");
    CHECK_HAS(b.text, "point_of(\"long\", \"lat\") AS place");
    CHECK_HAS(b.text, "-- not used: zip");
    CHECK_HAS(b.text, "guessed:");
    CHECK(!g.key_made);
    struct suggestion best = {0};
    CHECK(suggest_record(&a, &s->packs, &samples, &best) == packs_record(&s->packs, "visit"));
    arena_free(&a);
}

TEST(undecided_dates_are_marked_and_rejected_never_guessed)
{
    struct arena a = {0};
    struct error err = {0};
    struct site *s = t_site(&a);
    struct source *source;
    struct samples samples;
    const struct source_options how = {0};
    const char *path = t_file(&a, "v.csv",
                              "visit_id,visited,kind,answered\n1,2026-01-05 "
                              "09:00,help,03/04/2026\n2,2026-01-06 09:00,info,05/06/2026\n");
    NEED_OK(source_open(&a, path, &how, &source, &err), err);
    NEED_OK(samples_read(&a, source, &samples, &err), err);
    struct suggestion g = suggest(&a, &s->packs, packs_record(&s->packs, "visit"), &samples);
    struct buf b = buf_make(&a, 100000);
    suggestion_write(&a, &g, &samples, "proposed", "csv", &b);
    CHECK_HAS(b.text, "UNDECIDED");
    const struct when_format *both;
    struct when read;
    NEED_OK(when_compile(&a, "m/d/yyyy | d/m/yyyy", 0, &both, &err), err);
    CHECK(when_read(both, "03/04/2026", 10, &read) == WHEN_UNDECIDED);
    arena_free(&a);
}
