#include "t_site.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "t.h"

const struct act t_act = {"tester", "a test", {1767225600000000}}; // 2026-01-01T00:00:00Z

static const struct pack_file files[] = {
    {"pack.json", "{\"name\": \"visits\", \"title\": \"Visits\", \"version\": \"1\", \"about\": "
                  "\"Visits to a desk.\"}"},
    {"records/visit.csv",
     "name,type,label,label::es,required,codes,class,when,min,max,constraint,unique\n"
     "visit,record,Visit,Visita,,,,,,,,\n"
     "visit_id,text,Number,,key,,,,,,,\n"
     "visited,datetime,Visited,,yes,,,happened,,,,\n"
     "kind,code,Kind,Tipo,yes,visit_kind,,,,,,\n"
     "age,integer,Age,,,,,,0,120,,\n"
     "person,reference:visitor,Visitor,,,,victim,,,,,\n"
     "answered,date,Answered,,,,,later,,,answered >= day_of(visited),\n"
     "answer,code,Answer,,answered IS NOT NULL,visit_answer,,with answered,,,,\n"
     "place,point,Place,,,,,,,,,\n"
     "amount,money,Amount,,,,,,,,,\n"
     "served,boolean,Served,,,,,,,,,\n"
     "badge,text,Badge,,,,,,,,,yes\n"
     "note,text,Note,,,,health,,,,,\n"},
    {"records/visitor.csv", "name,type,label,required,class\nvisitor,record,Visitor,,"
                            "personal\nvisitor_id,text,Number,key,\n"
                            "name,text,Name,,\n"},
    {"codes/visit_kind.csv", "code,label,label::es,also\nhelp,Help,Ayuda,assist;needs "
                             "help\ninfo,Information,Información,asks\n"
                             "other,Other,Otro,\n"},
    {"codes/visit_answer.csv", "code,label\nyes,Yes\nno,No\n"},
    {"access.csv", "role,record,class,may,rows,because\n"
                   "clerk,visit,*,read write,,works at the desk\n"
                   "clerk,visitor,*,read,,works at the desk\n"
                   "mayor,visit,,count,,yearly report\n"
                   "advocate,visit,victim,read,person = me(),represents the visitor\n"
                   "police,visit,*,wall,,a test of walls\n"},
    {"questions.sql",
     "-- check: visit.answer_without_day\n"
     "-- on: visit\n-- severity: error\n-- field: answer\n"
     "-- says: Visit {visit_id} has an answer and no day.\n-- cure: Fill in the day.\n"
     "answer IS NOT NULL AND answered IS NULL\n\n"
     "-- check: visit.old\n-- on: visit\n-- severity: warning\n"
     "-- says: {age} is a great age.\n-- cure: Check it.\nage > 100\n\n"
     "-- check: visit.twice\n-- on: visit\n-- severity: warning\n"
     "-- says: {record} and {other} are on one day.\n-- cure: Close one.\n"
     "SELECT b.visit_id AS record, a.visit_id AS other\n"
     "FROM visit AS a JOIN visit AS b ON day_of(a.visited) = day_of(b.visited) AND a.visit_id < "
     "b.visit_id\n\n"
     "-- clock: visit.answer\n-- title: Answer a visit\n-- on: visit\n-- count: 30 calendar days\n"
     "-- instead: 7 calendar days, when served\n-- falls on a day off: stays\n-- basis: Test Code "
     "1\n"
     "SELECT visit_id AS record, day_of(visited) AS started, answered AS met, served FROM visit\n\n"
     "-- decision: visit.may_help\n-- title: May we help?\n-- on: visit\n-- basis: Test Code 2\n"
     "-- all of:\n--   is_adult   The visitor is an adult [Test Code 2(a)]\n"
     "--   asks_help  The visit asks for help\n-- none of:\n--   answered_no  The answer was no\n"
     "-- asks:\n--   is_adult  age\n-- then: help\n-- else: do not help\n"
     "SELECT visit_id AS record, age >= 18 AS is_adult, kind = 'help' AS asks_help, answer = 'no' "
     "AS answered_no\n"
     "FROM visit\n\n"
     "-- reconcile: visit.adults\n-- title: Adults against those answered\n-- match on: visit_id\n"
     "-- compare: day within 1 days\n-- a: adults\n"
     "SELECT visit_id, day_of(visited) AS day FROM visit WHERE age >= 18\n-- b: answered\n"
     "SELECT visit_id, answered AS day FROM visit WHERE answered IS NOT NULL\n\n"
     "-- measure: visit.by_kind\n-- title: Visits by kind\n-- method: count\n-- by: visit_kind\n-- "
     "public: yes\n"
     "SELECT kind AS \"group\", count(*) AS events FROM visit GROUP BY kind ORDER BY kind\n\n"
     "-- measure: visit.answered\n-- title: Share answered\n-- method: proportion\n-- by: "
     "visit_kind\n"
     "-- compare: info\n"
     "SELECT kind AS \"group\", count(*) FILTER (WHERE answered IS NOT NULL) AS events, count(*) "
     "AS trials\n"
     "FROM visit GROUP BY kind ORDER BY kind\n\n"
     "-- measure: visit.notes\n-- title: Notes\n-- method: list\n"
     "SELECT visit_id, note FROM visit\n"},
    {"maps/desk.sql",
     "-- map: desk\n-- title: The desk's list\n-- reads: csv\n-- into: visit\n-- dates: yyyy-mm-dd "
     "hh:mm\n"
     "-- zone: America/Chicago\n-- period: visited\n"
     "SELECT \"No\" AS visit_id, datetime_of(\"When\") AS visited, code_of(\"Kind\", 'visit_kind') "
     "AS kind,\n"
     "       integer_of(\"Age\") AS age, date_of(\"Answered\", 'yyyy-mm-dd') AS answered,\n"
     "       code_of(\"Answer\", 'visit_answer') AS answer, yes_no(\"Served\") AS served\n"
     "FROM source\n\n"
     "-- map: badges\n-- title: Badges\n-- reads: csv\n-- into: visit\n-- dates: yyyy-mm-dd hh:mm\n"
     "-- zone: America/Chicago\n"
     "SELECT \"No\" AS visit_id, datetime_of(\"When\") AS visited, code_of(\"Kind\", 'visit_kind') "
     "AS kind,\n"
     "       \"Badge\" AS badge, point_of(\"Lon\", \"Lat\") AS place, money_of(\"Amount\") AS "
     "amount, \"Note\" AS note,\n"
     "       \"Person\" AS person\n"
     "FROM source\n\n"
     "-- map: visitors\n-- title: Visitors\n-- reads: csv\n-- into: visitor\n"
     "SELECT \"No\" AS visitor_id, \"Name\" AS name FROM source\n"},
};

struct pack_files t_pack(struct arena *a)
{
    struct pack_files pack = {.folder = "visits"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        *list_add(a, &pack) = files[i];
    return pack;
}

struct pack_files t_pack_with(struct arena *a, const char *path, const char *from, const char *to)
{
    struct pack_files pack = t_pack(a);
    bool done = false;
    for (size_t i = 0; i < pack.count; i++) {
        const char *at = text_equal(pack.at[i].path, path) ? strstr(pack.at[i].text, from) : NULL;
        if (at == NULL)
            continue;
        pack.at[i].text = arena_printf(a, "%.*s%s%s", (int)(at - pack.at[i].text), pack.at[i].text,
                                       to, at + strlen(from));
        done = true;
    }
    NEED(done);
    return pack;
}

struct site *t_site_of(struct arena *a, const struct pack_files *pack)
{
    struct error err = {0};
    struct site *s = NULL;
    struct setting_list settings = {0};
    *list_add(a, &settings) = (struct setting){"zone", "America/Chicago"};
    NEED_OK(site_create(a, ":memory:", pack, 1, &settings, &t_act, &s, &err), err);
    return s;
}

struct site *t_site(struct arena *a)
{
    struct pack_files *pack = ARENA_NEW(a, struct pack_files);
    *pack = t_pack(a);
    return t_site_of(a, pack);
}

static void remove_folder(void *what)
{
    struct arena scratch = {0};
    struct text_list names;
    struct error err = {0};
    if (folder_list(&scratch, what, "", &names, &err))
        for (size_t i = 0; i < names.count; i++) {
            const char *path = arena_printf(&scratch, "%s/%s", (const char *)what, names.at[i]);
            if (file_is_folder(path))
                remove_folder((void *)(uintptr_t)path);
            else
                unlink(path);
        }
    rmdir(what);
    arena_free(&scratch);
}

const char *t_folder(struct arena *a)
{
    char *folder = arena_text(a, "/tmp/ward-test-XXXXXX");
    NEED(mkdtemp(folder) != NULL);
    arena_defer(a, remove_folder, folder);
    return folder;
}

const char *t_file(struct arena *a, const char *name, const char *text)
{
    struct error err = {0};
    const char *path = arena_printf(a, "%s/%s", t_folder(a), name);
    NEED_OK(file_write(path, text, strlen(text), &err), err);
    return path;
}

struct load_result t_load(struct site *s, struct arena *a, const char *map, const char *text)
{
    struct load_result r = {0};
    struct error err = {0};
    const struct load_options how = {0};
    NEED(packs_map(&s->packs, map) != NULL);
    NEED_OK(load_file(s, a, packs_map(&s->packs, map), t_file(a, "x.csv", text), &how, &t_act, &r,
                      &err),
            err);
    return r;
}

int64_t t_count(struct site *s, const char *sql)
{
    struct rows rows;
    struct error err = {0};
    NEED_OK(store_select(s->store, &rows, sql, BIND_NOTHING, &err), err);
    int64_t v = store_next(&rows) ? rows_i64(&rows, 0) : -1;
    NEED_OK(store_done(&rows, &err), err);
    return v;
}

const char *t_value(struct site *s, struct arena *a, const char *sql)
{
    struct rows rows;
    struct error err = {0};
    NEED_OK(store_select(s->store, &rows, sql, BIND_NOTHING, &err), err);
    const char *v = store_next(&rows) ? rows_text(&rows, 0, a) : NULL;
    NEED_OK(store_done(&rows, &err), err);
    return v;
}
