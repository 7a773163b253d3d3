#include "t.h"

#include "answer/measure.h"
#include "base/buf.h"
#include "base/csv.h"
#include "base/text.h"
#include "pack/pack.h"
#include "t_site.h"

// All that is wrong with a pack, as one text: "file:line: text" lines.
static const char *complaints_of(struct arena *a, const struct pack_files *files)
{
    struct complaints wrong = {.arena = a};
    struct packs packs = {0};
    struct pack *p = ARENA_NEW(a, struct pack);
    pack_read(a, files, p, &wrong);
    *list_add(a, &packs) = p;
    packs_check(a, &packs, &wrong);
    if (wrong.count == 0)
        packs_check_queries(a, &packs, &wrong);
    const char *text = "";
    for (size_t i = 0; i < wrong.count; i++)
        text = arena_printf(a, "%s%s:%d: %s\n", text, wrong.at[i].file, wrong.at[i].line,
                            wrong.at[i].text);
    return text;
}

TEST(the_pack_of_the_tests_has_no_error)
{
    struct arena a = {0};
    struct pack_files pack = t_pack(&a);
    CHECK_TEXT(complaints_of(&a, &pack), "");
    arena_free(&a);
}

TEST(every_mistake_of_a_pack_is_told_in_its_place_with_the_nearest_word)
{
    static const struct {
        const char *path, *from, *to, *says;
    } cases[] = {
        {"pack.json", "\"version\": \"1\"", "\"versoin\": \"1\"", "did you mean version?"},
        {"pack.json", "{", "[", "pack.json"},
        {"records/visit.csv", "required", "requird",
         "there is no column requird here (did you mean required?)"},
        {"records/visit.csv", "age,integer", "age,intger",
         "records/visit.csv:6: there is no type intger (did you mean integer?)"},
        {"records/visit.csv", "visit_id,text,Number,,key", "visit_id,text,Number,,yes",
         "no field is the key"},
        {"records/visit.csv", "visit_kind,,", "visit_knd,,",
         "visit.csv:5: there is no code list visit_knd (did you mean visit_kind?)"},
        {"records/visit.csv", "reference:visitor", "reference:visiter",
         "there is no record visiter (did you mean visitor?)"},
        {"records/visit.csv", "with answered", "with answred",
         "there is no field answred with `later`"},
        {"records/visit.csv", "health", "helth", "there is no class helth (did you mean health?)"},
        {"records/visit.csv", "0,120", "zero,120", "min is \"zero\": expected a number"},
        {"records/visit.csv", "answered >= day_of(visited)", "answerd >= day_of(visited)",
         "no such column: answerd (did you mean answered?)"},
        {"records/visit.csv", "age,integer,Age", "age,integer,", "the field age has no label"},
        {"records/visit.csv", "badge,text", "age,text", "the field age is here twice"},
        {"codes/visit_kind.csv", "info,", "help,", "a code is here twice"},
        {"codes/visit_kind.csv", "code,label", "kode,label",
         "the column code is missing (did you mean kode?)"},
        {"access.csv", "read write", "read wrte",
         "access.csv:2: may is \"wrte\": expected read, write, count or wall (did you mean "
         "write?)"},
        {"access.csv", "a test of walls", "", "because is empty"},
        {"access.csv", "visit,*,wall", "visits,*,wall",
         "there is no record visits (did you mean visit?)"},
        {"access.csv", "person = me()", "persn = me()", "did you mean person?"},
        {"questions.sql", "-- severity: error", "-- severity: bad",
         "questions.sql:3: severity is \"bad\": expected error or warning"},
        {"questions.sql", "-- field: answer", "-- feild: answer",
         "a check has no key \"feild\" (did you mean field?)"},
        {"questions.sql", "-- cure: Fill in the day.\n", "", "has no `-- cure:`"},
        {"questions.sql", "answer IS NOT NULL AND answered", "answer IS NOT NULL AND answerd",
         "questions.sql:7: check visit.answer_without_day: no such column: answerd (did you mean "
         "answered?)"},
        {"questions.sql", "-- on: visit\n", "-- on: visits\n",
         "there is no record visits (did you mean visit?)"},
        {"questions.sql", "30 calendar days", "30 calender days", "calendar"},
        {"questions.sql", "FROM visit AS a", "FROM visits AS a",
         "no such table: visits (did you mean visit?)"},
        {"questions.sql", "day_of(a.visited)", "dayof(a.visited)",
         "no such function: dayof (did you mean day_of?)"},
        {"questions.sql", "-- measure: visit.by_kind", "-- mesure: visit.by_kind",
         "did you mean measure?"},
        {"questions.sql", "-- measure: visit.by_kind", "-- measure: visit.answered",
         "the measure visit.answered is defined twice"},
        {"questions.sql", "-- title: Visits by kind\n", "", "measure visit.by_kind has no title"},
        {"questions.sql", "-- b: answered", "-- c: answered", "a reconcile has a second query"},
        {"questions.sql", "day within 1 days", "day withn 1 days",
         "expected COLUMN, COLUMN within N days"},
        {"questions.sql", "--   is_adult   The", "--   Is Adult The",
         "expected a ground's name, then its text"},
        {"maps/desk.sql", "-- into: visit\n", "-- into: vist\n",
         "there is no record vist (did you mean visit?)"},
        {"maps/desk.sql", "-- reads: csv", "-- reads: csvv",
         "there is no format csvv (did you mean csv?)"},
        {"maps/desk.sql", "-- period: visited", "-- period: visted", "visit has no field visted"},
        {"records/visitor.csv", "\nvisitor_id", "\n\"visitor_id",
         "a quote is opened and not closed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena a = {0};
        struct pack_files pack = t_pack_with(&a, cases[i].path, cases[i].from, cases[i].to);
        t_has(__FILE__, __LINE__, arena_printf(&a, "case %zu", i), complaints_of(&a, &pack),
              cases[i].says);
        arena_free(&a);
    }
}

TEST(every_error_is_told_not_only_the_first)
{
    struct arena a = {0};
    struct pack_files pack = t_pack_with(&a, "records/visit.csv", "age,integer", "age,intger");
    for (size_t i = 0; i < pack.count; i++)
        if (strcmp(pack.at[i].path, "access.csv") == 0)
            pack.at[i].text =
                "role,record,class,may,rows,because\nclerk,visit,,reed,,x\n,visit,,read,,x\n";
    const char *said = complaints_of(&a, &pack);
    CHECK_HAS(said, "intger");
    CHECK_HAS(said, "reed");
    CHECK_HAS(said, "a role");
    arena_free(&a);
}

TEST(a_block_goes_on_over_lines_and_keeps_its_line_numbers)
{
    struct arena a = {0};
    struct complaints wrong = {.arena = &a};
    struct pack p;
    struct pack_files files = {.folder = "p"};
    *list_add(&a, &files) =
        (struct pack_file){"pack.json", "{\"name\": \"p\", \"title\": \"P\", \"version\": \"1\"}"};
    *list_add(&a, &files) = (struct pack_file){
        "m.sql", "-- A comment above.\r\n\r\n-- measure: a.b\r\n-- title: One\r\n--   two\r\n"
                 "-- title::es: Uno: dos\r\n-- method: count\r\n-- wanted: x\r\n\r\n"
                 "SELECT 1 AS events;\r\n-- measure: a.c\n-- title: C\n-- method: count\nSELECT 2 "
                 "AS events"};
    pack_read(&a, &files, &p, &wrong);
    CHECK_INT(wrong.count, 0);
    CHECK_INT(p.measures.count, 2);
    CHECK_TEXT(p.measures.at[0].block.title, "One two");
    CHECK_TEXT(p.measures.at[0].block.title_es, "Uno: dos");
    CHECK_TEXT(p.measures.at[0].block.sql, "SELECT 1 AS events");
    CHECK_INT(p.measures.at[0].block.sql_line, 10);
    CHECK_INT(p.measures.at[0].options.count, 1);
    CHECK_TEXT(p.measures.at[1].block.sql, "SELECT 2 AS events");
    CHECK_INT(p.measures.at[1].block.line, 11);
    arena_free(&a);
}

TEST(packs_that_require_each_other_in_a_circle_are_refused)
{
    struct arena a = {0};
    struct error err = {0};
    struct pack one = {.name = "one"}, two = {.name = "two"};
    struct packs packs = {0};
    *list_add(&a, &one.requires) = "two";
    *list_add(&a, &packs) = &one;
    CHECK(!packs_order(&packs, &err));
    CHECK(err.kind == ERROR_NOT_FOUND);
    *list_add(&a, &packs) = &two;
    NEED_OK(packs_order(&packs, &err), err);
    CHECK_TEXT(packs.at[0]->name, "two");
    *list_add(&a, &two.requires) = "one";
    CHECK(!packs_order(&packs, &err));
    CHECK_HAS(err.text, "circle");
    arena_free(&a);
}

TEST(a_measure_is_checked_against_its_method)
{
    static const struct {
        const char *from, *to, *says;
    } cases[] = {
        {"-- method: count", "-- method: cuont", "there is no method cuont (did you mean count?)"},
        {"-- method: count", "-- method: count\n-- limmit: 3", "has no key \"limmit\""},
        {"count(*) AS events FROM", "count(*) AS event FROM",
         "wants a column events (how many, a whole number) (did you mean event?)"},
        {"count(*) AS events FROM", "count(*) AS events, 1 AS extra FROM",
         "does not use the column extra"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena a = {0};
        struct pack_files *pack = ARENA_NEW(&a, struct pack_files);
        struct complaints wrong = {.arena = &a};
        *pack = t_pack_with(&a, "questions.sql", cases[i].from, cases[i].to);
        struct site *s = t_site_of(&a, pack);
        measures_check(s, &a, &s->packs, &wrong);
        NEED(wrong.count > 0);
        CHECK_HAS(wrong.at[0].text, cases[i].says);
        arena_free(&a);
    }
}

TEST(a_small_csv_is_read_as_a_person_wrote_it)
{
    struct arena a = {0};
    struct error err = {0};
    struct csv_table t;
    NEED_OK(csv_read(&a,
                     "\xEF\xBB\xBF"
                     "a, b ,c\r\n1,\"x, \"\"y\"\"\nz\", \n\n,,\n2\n",
                     &t, &err),
            err);
    CHECK_INT(t.header.count, 3);
    CHECK_TEXT(t.header.at[1], "b");
    CHECK_INT(t.rows.count, 2);
    CHECK_TEXT(t.rows.at[0].cells[1], "x, \"y\"\nz");
    CHECK_TEXT(t.rows.at[1].cells[2], "");
    CHECK_INT(t.rows.at[1].line, 6);
    CHECK(!csv_read(&a, "a,b\n1,2,3\n", &t, &err));
    CHECK_HAS(err.text, "line 2: 3 cells under 2 columns");
    CHECK(!csv_read(&a, "a,\"b\n", &t, &err));
    CHECK(!csv_read(&a, "a,a\n", &t, &err));
    CHECK(!csv_read(&a, "", &t, &err));
    CHECK(!csv_read(&a, "a\n\xFF\n", &t, &err));
    arena_free(&a);
}

TEST(the_reference_names_every_key_of_every_kind)
{
    struct arena a = {0};
    struct error err = {0};
    struct buf b = buf_make(&a, 1 << 20);
    const char *text;
    pack_reference(&b);
    NEED_OK(buf_done(&b, &text, &err), err);
    CHECK_HAS(text, "## measure");
    CHECK_HAS(text, "`falls on a day off`");
    CHECK_HAS(text, "`label::es`");
    arena_free(&a);
}
