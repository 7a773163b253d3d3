/* Workbooks: a whole file where the first byte is 'P'; else the part of one that the first byte
 * chooses, in a book that is otherwise sound. */

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "drain.h"
#include "fuzz.h"

#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

struct part {
    const char *name, *text;
    size_t length;
};

static void need(bool promise)
{
    if (!promise)
        abort();
}

static void drain_book(const struct part *parts, size_t count)
{
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(out, ZIP_TRUNCATE, NULL);
    zip_stat_t st;
    need(zip != NULL);
    zip_source_keep(out);
    for (size_t i = 0; i < count; i++) {
        zip_source_t *part = zip_source_buffer(zip, parts[i].text, parts[i].length, 0);
        zip_int64_t index = zip_file_add(zip, parts[i].name, part, ZIP_FL_OVERWRITE);
        need(index >= 0
             && zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0);
    }
    need(zip_close(zip) == 0 && zip_source_stat(out, &st) == 0 && zip_source_open(out) == 0);
    struct arena a = {0};
    char *bytes = arena_alloc(&a, (size_t)st.size);
    need(zip_source_read(out, bytes, st.size) == (zip_int64_t)st.size);
    zip_source_close(out);
    zip_source_free(out);
    drain("fuzz.xlsx", bytes, (size_t)st.size, &(struct source_options){.format = "xlsx"});
    drain("fuzz.xlsx", bytes, (size_t)st.size,
          &(struct source_options){.format = "xlsx", .skip_lines = -1});
    arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
#define PART(name, text)                                                                           \
    {                                                                                              \
        name, text, sizeof(text) - 1                                                               \
    }
    struct part parts[] = {
        PART("xl/worksheets/sheet1.xml",
             "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
             "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45000.5</v></c></row></sheetData></worksheet>"),
        PART("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>"),
        PART("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/>"
                              "</cellXfs></styleSheet>"),
        PART("xl/workbook.xml",
             "<workbook><sheets><sheet name=\"S\" id=\"r1\"/></sheets></workbook>"),
        PART("xl/_rels/workbook.xml.rels",
             "<Relationships><Relationship Id=\"r1\" Type=\"" TYPES
             "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" TYPES
             "styles\" Target=\"styles.xml\"/><Relationship Id=\"r3\" Type=\"" TYPES
             "sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"),
    };
#undef PART
    enum { PARTS = sizeof parts / sizeof parts[0] };
    if (length == 0)
        return 0;
    if (bytes[0] == 'P') {
        drain("fuzz.xlsx", bytes, length, &(struct source_options){.format = "xlsx"});
        return 0;
    }
    struct part *part = &parts[bytes[0] % PARTS];
    part->text = (const char *)bytes + 1;
    part->length = length - 1;
    drain_book(parts, PARTS);
    return 0;
}
