#include "intake/source.h"
#include "t.h"
#include "table.h"

static struct arena a;

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static const char root[] = "<Relationships><Relationship Id=\"r1\" Type=\"" TYPES
                           "officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>";
static const char links[] =
    "<Relationships>"
    "<Relationship Id=\"r1\" Type=\"" TYPES "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"" TYPES "worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/>"
    "<Relationship Id=\"r3\" Type=\"" TYPES "sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"r4\" Type=\"" TYPES "styles\" Target=\"styles.xml\"/>"
    "</Relationships>";
static const char styles[] =
    "<styleSheet " MAIN "><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-409]d-mmm-yy;@\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"&quot;day&quot; 0.00_d[Red]\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"yyyy\\-mm\\-dd hh:mm AM/PM\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"20\"/>"
    "<xf numFmtId=\"46\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf "
    "numFmtId=\"166\"/></cellXfs>"
    "</styleSheet>";
static const char texts[] =
    "<sst " MAIN "><si><t>id</t></si><si><r><t>What </t></r><r><t>was\n it</t></r>"
    "<rPh><t>no</t></rPh></si><si><t xml:space=\"preserve\"> A &amp; B_x000D_ </t></si></sst>";

struct book {
    const char *rows;     /* of the first sheet */
    const char *property; /* of the workbook */
    const char *second;   /* rows of the second sheet */
    const char *state;    /* attributes of the second sheet */
};

static const char *table(const struct book *b, const struct source_options *how)
{
    const char *parts[] = {
        "_rels/.rels",
        root,
        "xl/_rels/workbook.xml.rels",
        links,
        "xl/styles.xml",
        styles,
        "xl/sharedStrings.xml",
        texts,
        "xl/workbook.xml",
        arena_printf(&a,
                     "<workbook " MAIN " xmlns:r=\"" TYPES "\"><workbookPr %s/><sheets>"
                     "<sheet name=\"Stops 2024\" sheetId=\"1\" r:id=\"r1\"/>"
                     "<sheet name=\"Notes\" sheetId=\"2\" %s r:id=\"r2\"/></sheets></workbook>",
                     b->property == NULL ? "" : b->property, b->state == NULL ? "" : b->state),
        "xl/worksheets/sheet1.xml",
        arena_printf(&a,
                     "<worksheet " MAIN "><sheetData>%s</sheetData><mergeCells><mergeCell "
                     "ref=\"A1:B1\"/></mergeCells></worksheet>",
                     b->rows),
        "xl/worksheets/sheet2.xml",
        arena_printf(&a, "<worksheet " MAIN "><sheetData>%s</sheetData></worksheet>",
                     b->second == NULL ? "" : b->second),
        NULL};
    size_t length;
    const void *bytes = zip_of(&a, parts, &length);
    return table_text(&a, "b.xlsx", bytes, length, how);
}

#define HEAD "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"

TEST(xlsx_cells_of_every_type_become_text)
{
    CHECK_TEXT(table(
                   &(struct book){
                       .rows = HEAD
                       "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>2</v></c></row>"
                       "<row r=\"3\"><c r=\"A3\"><v>0.30000000000000004</v></c><c r=\"B3\" "
                       "t=\"inlineStr\"><is><t>x</t></is></c></row>"
                       "<row r=\"4\"><c r=\"A4\" t=\"b\"><v>1</v></c><c r=\"B4\" "
                       "t=\"str\"><f>A1&amp;\"!\"</f><v>id!</v></c></row>"
                       "<row r=\"5\"><c r=\"A5\"><f>1/4</f><v>0.25</v></c><c r=\"B5\" "
                       "t=\"e\"><v>#N/A</v></c></row>"
                       "<row><c><v>8.6999999999999993</v></c></row>"
                       "<row r=\"7\"><c r=\"B7\"><v>1.0E-2</v></c></row>"},
                   NULL),
               "id|What was it\n2: 1| A & B\r \n3: 0.30000000000000004|x\n4: TRUE|id!\n5: "
               "0.25|#N/A\n6: 8.7|\n7: |0.01\n.");
}

TEST(xlsx_numbers_shown_as_days_and_times_become_iso_text)
{
    static const char rows[] = HEAD
        "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45000</v></c><c r=\"B2\" "
        "s=\"2\"><v>45000.604166666664</v></c></row>"
        "<row r=\"3\"><c r=\"A3\" s=\"5\"><v>1</v></c><c r=\"B3\" s=\"3\"><v>0.5</v></c></row>"
        "<row r=\"4\"><c r=\"A4\" s=\"1\"><v>59</v></c><c r=\"B4\" s=\"4\"><v>1.25</v></c></row>"
        "<row r=\"5\"><c r=\"A5\" s=\"1\"><v>60</v></c><c r=\"B5\" s=\"6\"><v>45000</v></c></row>"
        "<row r=\"6\"><c r=\"A6\" s=\"1\"><v>61</v></c><c r=\"B6\" s=\"7\"><v>45000.5</v></c></row>"
        "<row r=\"7\"><c r=\"A7\" s=\"1\"><v>-3</v></c><c r=\"B7\" "
        "s=\"1\"><v>45000.25</v></c></row>";
    CHECK_TEXT(table(&(struct book){.rows = rows}, NULL),
               "id|What was it\n2: 2023-03-15|2023-03-15T14:30:00\n3: 1900-01-01|12:00:00\n"
               "4: 1900-02-28|30:00:00\n5: 1900-02-29|45000\n6: 1900-03-01|2023-03-15T12:00:00\n"
               "7: -3|2023-03-15T06:00:00\n.");
    CHECK_HAS(table(&(struct book){.rows = rows, .property = "date1904=\"1\""}, NULL),
              "2: 2027-03-16|");
}

TEST(xlsx_sheets_are_chosen_by_name_and_unknown_ones_listed)
{
    struct book two = {.rows = HEAD "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
                       .second = "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>n</v></c></row><row "
                                 "r=\"4\"><c r=\"A4\"><v>5</v></c></row>"};
    CHECK_HAS(table(&two, NULL),
              "b.xlsx has 2 sheets (Stops 2024 and Notes); say which with `sheet:`");
    CHECK_TEXT(table(&two, &(struct source_options){.sheet = "notes"}), "n\n4: 5\n.");
    CHECK_TEXT(table(&two, &(struct source_options){.sheet = "Stops 2024"}),
               "id|What was it\n2: 1|\n.");
    CHECK_HAS(table(&two, &(struct source_options){.sheet = "Stops 2025"}),
              "no sheet \"Stops 2025\" (did you mean Stops 2024?); it has Stops 2024 and Notes");
    two.state = "state=\"hidden\"";
    CHECK_TEXT(table(&two, NULL), "id|What was it\n2: 1|\n.");
    two.state = "";
    two.second = "<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>";
    CHECK_TEXT(table(&two, NULL), "id|What was it\n2: 1|\n.");
    CHECK_HAS(table(&two, &(struct source_options){.sheet = "Notes"}),
              "the sheet \"Notes\" has no rows");
}

TEST(xlsx_empty_rows_are_dropped_headers_found_and_wide_rows_are_a_problem)
{
    CHECK_TEXT(
        table(&(struct book){.rows = HEAD "<row r=\"2\"><c r=\"A2\" s=\"1\"/></row><row r=\"4\"><c "
                                          "r=\"A4\"><v>1</v></c><c r=\"D4\"><v>9</v></c></row>"
                                          "<row r=\"5\"><c r=\"A5\" t=\"s\"><v>0</v></c><c "
                                          "r=\"B5\" t=\"s\"><v>1</v></c></row>"
                                          "<row r=\"6\"/><row r=\"90\"><c r=\"A90\"/></row>"},
              NULL),
        "id|What was it\n4: 1| !\n.");
    CHECK_TEXT(
        table(
            &(struct book){
                .rows = "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>Title</v></c></row>"
                        "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>0</v></c><c r=\"B4\" "
                        "t=\"s\"><v>1</v></c></row>"
                        "<row r=\"5\"><c r=\"A5\"><v>1</v></c><c r=\"B5\"><v>2</v></c></row>"
                        "<row r=\"6\"><c r=\"A6\"><v>3</v></c><c r=\"B6\"><v>4</v></c></row>"},
            &(struct source_options){.skip_lines = -1}),
        "id|What was it\n5: 1|2\n6: 3|4\n.");
    CHECK_TEXT(table(&(struct book){.rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row "
                                            "r=\"2\"><c r=\"C2\"><v>2</v></c></row>"},
                     &(struct source_options){.no_header = true}),
               "c1|c2|c3\n1: 1||\n2: ||2\n.");
}

TEST(xlsx_that_is_damaged_says_so)
{
    CHECK_HAS(table(&(struct book){.rows = HEAD "<row r=\"2\"><c r=\"A2\"><v>1</v></row>"}, NULL),
              "b.xlsx is damaged: its part xl/worksheets/sheet1.xml is no well-formed XML");
    CHECK_HAS(
        table(&(struct book){.rows = HEAD "<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>"}, NULL),
        "is damaged");
    CHECK_HAS(
        table(
            &(struct book){
                .rows = HEAD
                "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>77</v></c><c r=\"B2\"><v>1</v></c></row>"},
            NULL),
        "2: |1 !");
    const char *no_book[] = {"a.txt", "hello", NULL};
    size_t length;
    const void *bytes = zip_of(&a, no_book, &length);
    CHECK_HAS(table_text(&a, "b.zip", bytes, length, NULL),
              "b.zip is a zip archive but no workbook");
    CHECK_HAS(table_text(&a, "b.xlsx", bytes, length - 30, NULL), "b.xlsx is damaged or cut short");
    CHECK_HAS(table_text(&a, "b.xlsx", "a,b\n", 4, &(struct source_options){.format = "xlsx"}),
              "no .xlsx workbook");
}

TEST(xlsx_notes_tell_of_merged_areas_errors_and_formulas_without_value)
{
    const char *parts[] = {"_rels/.rels",
                           root,
                           "xl/_rels/workbook.xml.rels",
                           links,
                           "xl/styles.xml",
                           styles,
                           "xl/sharedStrings.xml",
                           texts,
                           "xl/workbook.xml",
                           "<workbook xmlns:r=\"" TYPES
                           "\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>",
                           "xl/worksheets/sheet1.xml",
                           "<worksheet><sheetData>" HEAD
                           "<row r=\"2\"><c r=\"A2\"><f>1+1</f></c><c r=\"B2\" "
                           "t=\"e\"><v>#REF!</v></c></row></sheetData>"
                           "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>",
                           NULL};
    size_t length;
    struct error err = {0};
    struct source *s;
    const void *bytes = zip_of(&a, parts, &length);
    NEED_OK(source_open_memory(&a, "b.xlsx", bytes, length, NULL, &s, &err), err);
    while (source_next(s))
        continue;
    struct source_notes n = source_notes(s);
    CHECK_TEXT(n.sheet, "S");
    NEED(n.texts.count == 3);
    CHECK_HAS(n.texts.at[0], "the sheet has 1 merged area;");
    CHECK_HAS(n.texts.at[1], "1 formula is without a value and read as empty (the first in row 2)");
    CHECK_HAS(n.texts.at[2], "1 cell holds an error such as #N/A (the first in row 2)");
}

TEST(xlsx_compressed_once_more_reads_the_same)
{
    const char *parts[] = {"_rels/.rels",
                           root,
                           "xl/_rels/workbook.xml.rels",
                           links,
                           "xl/styles.xml",
                           styles,
                           "xl/sharedStrings.xml",
                           texts,
                           "xl/workbook.xml",
                           "<workbook xmlns:r=\"" TYPES
                           "\"><sheets><sheet name=\"S\" r:id=\"r1\"/></sheets></workbook>",
                           "xl/worksheets/sheet1.xml",
                           "<worksheet><sheetData>" HEAD
                           "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row></sheetData></worksheet>",
                           NULL};
    size_t length, zipped;
    const void *bytes = zip_of(&a, parts, &length);
    CHECK_TEXT(table_text(&a, "b.xlsx", bytes, length, NULL), "id|What was it\n2: 1|\n.");
    bytes = gzip_of(&a, bytes, length, &zipped);
    CHECK_TEXT(table_text(&a, "b.xlsx.gz", bytes, zipped, NULL), "id|What was it\n2: 1|\n.");
}
