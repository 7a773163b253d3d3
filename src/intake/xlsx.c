/* XLSX: a sheet of an Office Open XML workbook (ECMA-376 part 1, section 18), which is a zip of
 * XML.
 *
 *     xl/workbook.xml           the names of the sheets, and whether days count from 1900 or 1904
 *     xl/_rels/workbook.xml.rels    where each part is
 *     xl/styles.xml             which cells show their number as a day or a time
 *     xl/sharedStrings.xml      the texts, by number
 *     xl/worksheets/sheet1.xml  the rows: read as a stream
 *
 * The zipped file and the shared texts are kept in memory, the sheet is not. */

#include <inttypes.h>
#include <libxml/xmlreader.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/number.h"
#include "base/text.h"
#include "intake/reader.h"

enum {
    MOST_FILE = 512 << 20,  /* bytes, zipped */
    MOST_TEXTS = 768 << 20, /* bytes of shared texts, unzipped */
    MOST_COLUMNS = 16384,   /* Excel's own limit */
    SAMPLE_ROWS = 200,
};

enum shows { SHOWS_NUMBER, SHOWS_DATE, SHOWS_TIME, SHOWS_MOMENT, SHOWS_ELAPSED };

struct style_list {
    enum shows *at;
    size_t count, room;
};
struct span_list {
    struct span *at;
    size_t count, room;
};

struct sheet {
    const char *name, *id, *part;
    bool hidden;
};
struct sheet_list {
    struct sheet *at;
    size_t count, room;
};

struct link {
    const char *id, *type, *target;
};
struct link_list {
    struct link *at;
    size_t count, room;
};

struct book {
    zip_t *zip;
    zip_file_t *file; /* the part being read */
    xmlTextReaderPtr xml;
    bool broken; /* the zip, not the XML */
    bool days_from_1904;
    struct sheet_list sheets;
    struct link_list links;
    struct span_list texts;
    struct style_list styles;
    const char *part; /* of the sheet */

    struct span *wide; /* the cells of the row in hand, also those beyond the last column */
    size_t wide_count;
    int64_t row;
    int64_t skip_to; /* rows up to this one are passed over */
    int64_t merged, faults, first_fault_row;
    int64_t bare, first_bare_row; /* formulas without a value */
    struct span *header;
    size_t header_count;
};

/* ---- parts ---- */

static int read_part(void *context, char *into, int room)
{
    struct book *b = context;
    zip_int64_t got = zip_fread(b->file, into, (zip_uint64_t)room);
    b->broken = b->broken || got < 0;
    return (int)got;
}

static void close_part(struct book *b)
{
    if (b->xml != NULL)
        xmlFreeTextReader(b->xml);
    if (b->file != NULL)
        zip_fclose(b->file);
    b->xml = NULL;
    b->file = NULL;
}

static void close_book(void *what)
{
    struct book *b = what;
    close_part(b);
    if (b->zip != NULL)
        zip_discard(b->zip);
}

static bool has_part(const struct book *b, const char *part)
{
    return zip_name_locate(b->zip, part, 0) >= 0;
}

static void ignore_xml_error(void *context, const char *text, xmlParserSeverities severity,
                             xmlTextReaderLocatorPtr where)
{
    (void)context, (void)text, (void)severity, (void)where; // xmlTextReaderRead says -1
}

static bool open_part(struct source *s, struct book *b, const char *part, struct error *err)
{
    close_part(b);
    b->file = zip_fopen(b->zip, part, 0);
    if (b->file == NULL)
        return error_set(err, ERROR_INVALID,
                         "%s is no whole workbook: its part %s cannot be read "
                         "(%s)",
                         s->name, part, zip_strerror(b->zip));
    b->xml = xmlReaderForIO(read_part, NULL, b, NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_NOERROR
                                | XML_PARSE_NOWARNING);
    if (b->xml == NULL)
        return error_set(err, ERROR_INVALID, "%s: its part %s is no XML", s->name, part);
    xmlTextReaderSetErrorHandler(b->xml, ignore_xml_error, NULL);
    return true;
}

static const char *part_error(struct source *s, const struct book *b, const char *part)
{
    return arena_printf(s->arena, "%s is damaged: its part %s %s; save or fetch it again", s->name,
                        part, b->broken ? "cannot be unzipped" : "is no well-formed XML");
}

/* The next element that begins (*ends false) or ends; 0 at the end of the part, -1 when damaged. */
static int next_tag(struct book *b, const char **name, bool *ends)
{
    int code;
    while ((code = xmlTextReaderRead(b->xml)) == 1) {
        int type = xmlTextReaderNodeType(b->xml);
        if (type != XML_READER_TYPE_ELEMENT && type != XML_READER_TYPE_END_ELEMENT)
            continue;
        *name = (const char *)xmlTextReaderConstLocalName(b->xml);
        *ends = type == XML_READER_TYPE_END_ELEMENT;
        return 1;
    }
    return code;
}

/* An attribute by its local name; NULL where there is none. */
static const char *attribute(struct book *b, struct arena *a, const char *name)
{
    const char *value = NULL;
    for (int code = xmlTextReaderMoveToFirstAttribute(b->xml); code == 1;
         code = xmlTextReaderMoveToNextAttribute(b->xml)) {
        if (strcmp((const char *)xmlTextReaderConstLocalName(b->xml), name) == 0)
            value = arena_text(a, (const char *)xmlTextReaderConstValue(b->xml));
    }
    xmlTextReaderMoveToElement(b->xml);
    return value;
}

static bool is_yes(const char *value)
{
    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

/* Appends the text inside the element that has just begun, up to its end. */
static int gather_text(struct book *b, struct buf *into)
{
    if (xmlTextReaderIsEmptyElement(b->xml))
        return 1;
    int depth = xmlTextReaderDepth(b->xml), code;
    while ((code = xmlTextReaderRead(b->xml)) == 1) {
        int type = xmlTextReaderNodeType(b->xml);
        if (type == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth(b->xml) == depth)
            return 1;
        if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA
            || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE)
            buf_text(into, (const char *)xmlTextReaderConstValue(b->xml));
    }
    return code == 0 ? -1 : code;
}

/* ---- the workbook: sheets, links, styles, texts ---- */

static bool read_links(struct source *s, struct book *b, const char *part, struct error *err)
{
    const char *name;
    bool ends;
    int code;
    if (!open_part(s, b, part, err))
        return false;
    while ((code = next_tag(b, &name, &ends)) == 1) {
        if (ends || strcmp(name, "Relationship") != 0)
            continue;
        struct link link = {attribute(b, s->arena, "Id"), attribute(b, s->arena, "Type"),
                            attribute(b, s->arena, "Target")};
        if (link.id != NULL && link.type != NULL && link.target != NULL)
            *list_add(s->arena, &b->links) = link;
    }
    return code == 0 || error_set(err, ERROR_INVALID, "%s", part_error(s, b, part));
}

/* A target is relative to its folder, or absolute with a '/' in front. */
static const char *resolve(struct arena *a, const char *folder, const char *target)
{
    if (target[0] == '/')
        return target + 1;
    while (strncmp(target, "../", 3) == 0 && folder[0] != '\0') {
        target += 3;
        const char *cut = arena_text_n(a, folder, strlen(folder) - 1);
        const char *slash = strrchr(cut, '/');
        folder = slash == NULL ? "" : arena_text_n(a, cut, (size_t)(slash - cut) + 1);
    }
    return arena_printf(a, "%s%s", folder, target);
}

static const char *target_of_type(const struct book *b, const char *type)
{
    for (size_t i = 0; i < b->links.count; i++) {
        const char *slash = strrchr(b->links.at[i].type, '/');
        if (slash != NULL && strcmp(slash + 1, type) == 0)
            return b->links.at[i].target;
    }
    return NULL;
}

static bool read_workbook(struct source *s, struct book *b, const char *part, struct error *err)
{
    const char *name;
    bool ends;
    int code;
    if (!open_part(s, b, part, err))
        return false;
    while ((code = next_tag(b, &name, &ends)) == 1) {
        if (!ends && strcmp(name, "workbookPr") == 0)
            b->days_from_1904 = is_yes(attribute(b, s->arena, "date1904"));
        if (ends || strcmp(name, "sheet") != 0)
            continue;
        struct sheet sheet = {.name = attribute(b, s->arena, "name"),
                              .id = attribute(b, s->arena, "id")};
        const char *state = attribute(b, s->arena, "state");
        sheet.hidden = state != NULL && strcmp(state, "visible") != 0;
        if (sheet.name != NULL && sheet.id != NULL)
            *list_add(s->arena, &b->sheets) = sheet;
    }
    return code == 0 || error_set(err, ERROR_INVALID, "%s", part_error(s, b, part));
}

/* What a number format shows (ECMA-376, 18.8.31): its letters outside quotes and brackets. */
static enum shows format_shows(const char *format)
{
    bool day = false, time = false, month = false, elapsed = false;
    for (const char *p = format; *p != '\0' && *p != ';'; p++) {
        if (*p == '"') {
            const char *close = strchr(p + 1, '"');
            if (close == NULL)
                break;
            p = close;
        } else if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0') {
            p++;
        } else if (*p == '[') {
            const char *close = strchr(p, ']');
            size_t inside = close == NULL ? 0 : (size_t)(close - p) - 1;
            elapsed = elapsed || (inside > 0 && strspn(p + 1, "hHmMsS") == inside);
            if (close == NULL)
                break;
            p = close;
        } else if (strncasecmp(p, "General", 7) == 0) {
            p += 6;
        } else if (strncasecmp(p, "AM/PM", 5) == 0) {
            time = true;
            p += 4;
        } else if (strchr("yYdD", *p) != NULL) {
            day = true;
        } else if (strchr("hHsS", *p) != NULL) {
            time = true;
        } else if (*p == 'm' || *p == 'M') {
            month = true;
        }
    }
    if (elapsed)
        return SHOWS_ELAPSED;
    day = day || (month && !time);
    return day && time ? SHOWS_MOMENT : day ? SHOWS_DATE : time ? SHOWS_TIME : SHOWS_NUMBER;
}

/* The formats that have a number and no text (18.8.30); 27 to 58 are those of East Asia. */
static enum shows builtin_shows(int64_t id)
{
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54)
        || id == 57 || id == 58)
        return SHOWS_DATE;
    if (id == 22)
        return SHOWS_MOMENT;
    if (id == 46)
        return SHOWS_ELAPSED;
    if ((id >= 18 && id <= 21) || id == 45 || id == 47 || (id >= 32 && id <= 35) || id == 55
        || id == 56)
        return SHOWS_TIME;
    return SHOWS_NUMBER;
}

struct custom_list {
    struct custom {
        int64_t id;
        enum shows shows;
    } * at;
    size_t count, room;
};

static enum shows shows_of(const struct custom_list *custom, const char *id_text)
{
    int64_t id = 0;
    if (id_text == NULL || !number_read_i64(id_text, &id))
        return SHOWS_NUMBER;
    for (size_t i = 0; i < custom->count; i++)
        if (custom->at[i].id == id)
            return custom->at[i].shows;
    return builtin_shows(id);
}

static bool read_styles(struct source *s, struct book *b, const char *part, struct error *err)
{
    struct custom_list custom = {0};
    bool in_cells = false, ends;
    const char *name;
    int code;
    if (!open_part(s, b, part, err))
        return false;
    while ((code = next_tag(b, &name, &ends)) == 1) {
        if (strcmp(name, "cellXfs") == 0)
            in_cells = !ends && !xmlTextReaderIsEmptyElement(b->xml);
        if (ends)
            continue;
        if (strcmp(name, "numFmt") == 0) {
            const char *id = attribute(b, s->arena, "numFmtId");
            const char *format = attribute(b, s->arena, "formatCode");
            int64_t number;
            if (id != NULL && format != NULL && number_read_i64(id, &number))
                *list_add(s->arena, &custom) = (struct custom){number, format_shows(format)};
        } else if (in_cells && strcmp(name, "xf") == 0) {
            *list_add(s->arena, &b->styles) = shows_of(&custom, attribute(b, s->arena, "numFmtId"));
        }
    }
    return code == 0 || error_set(err, ERROR_INVALID, "%s", part_error(s, b, part));
}

/* Excel writes what XML cannot hold as _x000D_ (22.4.2.4); shortens in place. */
static void unescape(struct span *cell, char *text)
{
    char *out = text;
    for (size_t i = 0; i < cell->length;) {
        unsigned code;
        int used = 0;
        bool hit = text[i] == '_' && cell->length - i >= 7 && text[i + 1] == 'x'
                   && text[i + 6] == '_' && strspn(text + i + 2, "0123456789abcdefABCDEF") == 4
                   && sscanf(text + i + 2, "%4x%n", &code, &used) == 1 && used == 4;
        if (hit && code < 0x80 && code != 0) {
            *out++ = (char)code;
            i += 7;
        } else {
            *out++ = text[i++];
        }
    }
    *out = '\0';
    cell->length = (size_t)(out - text);
}

/* A text item: its t elements one after the other, without those that say how it sounds (rPh). */
static int gather_item(struct book *b, struct arena *a, const char *outer, struct span *out)
{
    struct buf text = buf_make(a, MOST_TEXTS);
    const char *name;
    bool ends, sounds = false;
    int code = 1;
    if (!xmlTextReaderIsEmptyElement(b->xml)) {
        while ((code = next_tag(b, &name, &ends)) == 1) {
            if (ends && strcmp(name, outer) == 0)
                break;
            if (strcmp(name, "rPh") == 0)
                sounds = !ends;
            if (!ends && !sounds && strcmp(name, "t") == 0 && (code = gather_text(b, &text)) != 1)
                break;
        }
    }
    *out = (struct span){text.text, text.length};
    if (memchr(text.text, '_', text.length) != NULL)
        unescape(out, text.text);
    return code == 0 ? -1 : code;
}

static bool read_texts(struct source *s, struct book *b, const char *part, struct error *err)
{
    zip_stat_t st;
    const char *name;
    bool ends;
    int code;
    if (zip_stat(b->zip, part, 0, &st) == 0 && (st.valid & ZIP_STAT_SIZE) != 0
        && st.size > MOST_TEXTS)
        return error_set(err, ERROR_INVALID,
                         "%s: its texts take more than %d MiB; save the sheet as CSV", s->name,
                         MOST_TEXTS >> 20);
    if (!open_part(s, b, part, err))
        return false;
    while ((code = next_tag(b, &name, &ends)) == 1) {
        if (ends || strcmp(name, "si") != 0)
            continue;
        struct span item;
        if ((code = gather_item(b, s->arena, "si", &item)) != 1)
            break;
        *list_add(s->arena, &b->texts) = item;
    }
    return code == 0 || error_set(err, ERROR_INVALID, "%s", part_error(s, b, part));
}

/* ---- cells ---- */

static size_t put_time(char *out, size_t room, int64_t ms)
{
    int n = snprintf(out, room, "%02" PRId64 ":%02" PRId64 ":%02" PRId64, ms / 3600000,
                     ms / 60000 % 60, ms / 1000 % 60);
    if (ms % 1000 != 0)
        n += snprintf(out + n, room - (size_t)n, ".%03" PRId64, ms % 1000);
    return (size_t)n;
}

/* A number that is shown as a day or a time, as ISO 8601 text. False: it is no such number. */
static bool date_text(const struct book *b, double serial, enum shows shows, char out[64])
{
    if (!(serial >= 0 && serial < 2958466)) // 9999-12-31
        return false;
    int64_t ms = llround(serial * 86400000.0), day = ms / 86400000, rest = ms % 86400000;
    if (shows == SHOWS_ELAPSED || (shows == SHOWS_TIME && day == 0)) {
        put_time(out, 64, ms);
        return true;
    }
    // Excel's 1900 has a 29 February, which is day 60
    if (b->days_from_1904)
        date_write(date_add(date_of(1904, 1, 1), (int)day), out);
    else if (day == 60)
        memcpy(out, "1900-02-29", 11);
    else
        date_write(date_add(date_of(1899, 12, day < 60 ? 31 : 30), (int)day), out);
    if (shows == SHOWS_DATE && rest == 0)
        return true;
    out[10] = 'T';
    put_time(out + 11, 64 - 11, rest);
    return true;
}

static struct span number_cell(struct source *s, const struct book *b, struct buf *raw,
                               size_t style)
{
    double v;
    enum shows shows = style < b->styles.count ? b->styles.at[style] : SHOWS_NUMBER;
    char *out = arena_alloc(&s->row, 64);
    if (!number_read_double(raw->text, &v))
        return (struct span){raw->text, raw->length};
    if (shows == SHOWS_NUMBER || !date_text(b, v, shows, out))
        number_write(v, out);
    return (struct span){out, strlen(out)};
}

/* A cell by its type (18.18.11) and the text of its v element. */
static struct span cell_of(struct source *s, struct book *b, const char *type, struct buf *raw,
                           size_t style)
{
    int64_t number;
    struct span text = {raw->text, raw->length};
    if (raw->length == 0)
        return text;
    if (strcmp(type, "n") == 0)
        return number_cell(s, b, raw, style);
    if (strcmp(type, "b") == 0)
        return raw->text[0] == '1' ? (struct span){"TRUE", 4} : (struct span){"FALSE", 5};
    if (strcmp(type, "s") == 0) {
        if (number_read_i64(raw->text, &number) && number >= 0 && (size_t)number < b->texts.count)
            return b->texts.at[number];
        reader_problem(s, "a cell names text number %s, which the workbook does not have",
                       raw->text);
        return (struct span){"", 0};
    }
    if (strcmp(type, "e") == 0 && b->faults++ == 0)
        b->first_fault_row = b->row;
    if (strcmp(type, "str") == 0)
        unescape(&text, raw->text);
    return text;
}

/* "AB12" is column 27, counted from 0; -1: it is no such thing. */
static int64_t column_of(const char *place)
{
    int64_t column = 0;
    int letters = 0;
    for (; *place >= 'A' && *place <= 'Z'; place++, letters++)
        column = letters < 4 ? column * 26 + (*place - 'A' + 1) : MOST_COLUMNS + 1;
    return letters == 0 || column > MOST_COLUMNS ? -1 : column - 1;
}

/* The attributes of a c element: its place, type and style; "" where it has none. */
struct cell_head {
    char place[12], type[12], style[12];
};

static void read_head(struct book *b, struct cell_head *out)
{
    *out = (struct cell_head){0};
    for (int code = xmlTextReaderMoveToFirstAttribute(b->xml); code == 1;
         code = xmlTextReaderMoveToNextAttribute(b->xml)) {
        const char *name = (const char *)xmlTextReaderConstLocalName(b->xml);
        const char *value = (const char *)xmlTextReaderConstValue(b->xml);
        char *into = name[1] != '\0'  ? NULL
                     : name[0] == 'r' ? out->place
                     : name[0] == 't' ? out->type
                     : name[0] == 's' ? out->style
                                      : NULL;
        if (into != NULL)
            snprintf(into, sizeof out->place, "%s", value);
    }
    xmlTextReaderMoveToElement(b->xml);
}

/* Reads the c element that has just begun. */
static int read_cell(struct source *s, struct book *b)
{
    struct cell_head head;
    const char *name;
    read_head(b, &head);
    int64_t column = head.place[0] == '\0' ? (int64_t)b->wide_count : column_of(head.place);
    int64_t style = -1;
    bool ends;
    int code = 1;
    if (head.style[0] != '\0' && !number_read_i64(head.style, &style))
        style = -1;
    if (column < (int64_t)b->wide_count || column >= MOST_COLUMNS)
        return -1; // cells are in order
    struct buf raw = buf_make(&s->row, 1 << 26);
    struct span cell = {"", 0};
    bool inside = false, formula = false;
    if (!xmlTextReaderIsEmptyElement(b->xml)) {
        while ((code = next_tag(b, &name, &ends)) == 1) {
            if (ends && strcmp(name, "c") == 0)
                break;
            formula = formula || strcmp(name, "f") == 0;
            if (!ends && strcmp(name, "v") == 0)
                code = gather_text(b, &raw);
            else if (!ends && strcmp(name, "is") == 0) {
                inside = true;
                code = gather_item(b, &s->row, "is", &cell);
            }
            if (code != 1)
                break;
        }
    }
    if (code != 1)
        return -1;
    if (formula && raw.length == 0 && strcmp(head.type, "str") != 0 && b->bare++ == 0)
        b->first_bare_row = b->row;
    if (!inside)
        cell = cell_of(s, b, head.type[0] == '\0' ? "n" : head.type, &raw,
                       style < 0 ? SIZE_MAX : (size_t)style);
    while ((int64_t)b->wide_count < column)
        b->wide[b->wide_count++] = (struct span){"", 0};
    b->wide[b->wide_count++] = cell;
    return 1;
}

/* Reads the row element that has just begun. */
static int read_row(struct source *s, struct book *b)
{
    const char *number = attribute(b, &s->row, "r"), *name;
    int64_t row = b->row + 1;
    bool ends;
    int code = 1;
    if (number != NULL && (!number_read_i64(number, &row) || row <= b->row))
        return -1; // rows are in order
    b->row = row;
    b->wide_count = 0;
    if (xmlTextReaderIsEmptyElement(b->xml))
        return 1;
    while ((code = next_tag(b, &name, &ends)) == 1) {
        if (ends && strcmp(name, "row") == 0)
            return 1;
        if (!ends && strcmp(name, "c") == 0 && (code = read_cell(s, b)) != 1)
            break;
    }
    return -1;
}

/* ---- rows ---- */

/* The next row with something in it, in b->wide; false at the end or at trouble. */
static bool next_filled(struct source *s, struct book *b)
{
    const char *name;
    bool ends;
    int code;
    int64_t before = b->row;
    while ((code = next_tag(b, &name, &ends)) == 1) {
        if (!ends && strcmp(name, "mergeCell") == 0)
            b->merged++;
        if (ends || strcmp(name, "row") != 0)
            continue;
        arena_reset(&s->row);
        s->problem = NULL;
        if ((code = read_row(s, b)) != 1)
            break;
        if (b->row <= b->skip_to) {
            before = b->row;
            continue;
        }
        if (reader_shape(b->wide, b->wide_count).filled == 0)
            continue;
        if (s->column_count > 0) // empty rows at the end do not count
            s->notes.blank_lines += b->row - before - 1;
        return true;
    }
    if (code < 0)
        return reader_fail(s, ERROR_INVALID, "%s, near row %" PRId64, part_error(s, b, b->part),
                           b->row);
    return false;
}

static bool again_header(const struct book *b)
{
    if (b->header_count < 2)
        return false;
    for (size_t i = 0; i < b->header_count; i++) {
        struct span cell = i < b->wide_count ? b->wide[i] : (struct span){"", 0};
        if (cell.length != b->header[i].length
            || memcmp(cell.at, b->header[i].at, cell.length) != 0)
            return false;
    }
    return true;
}

static void say_end(struct source *s, const struct book *b)
{
    struct arena *a = s->arena;
    struct text_list *texts = &s->notes.texts;
    if (b->merged > 0)
        *list_add(a, texts) =
            arena_printf(a, "the sheet has %s; the value counts for the first cell of each",
                         reader_count(a, b->merged, "merged area", "merged areas"));
    if (b->bare > 0)
        *list_add(a, texts) = arena_printf(
            a,
            "%s and read as empty (the first in row %" PRId64 "); open the workbook in a "
            "spreadsheet program and save it",
            reader_count(a, b->bare, "formula is without a value", "formulas are without a value"),
            b->first_bare_row);
    if (b->faults > 0)
        *list_add(a, texts) = arena_printf(
            a, "%s an error such as #N/A (the first in row %" PRId64 ")",
            reader_count(a, b->faults, "cell holds", "cells hold"), b->first_fault_row);
}

static bool next_row(struct source *s)
{
    struct book *b = s->state;
    do {
        if (!next_filled(s, b)) {
            say_end(s, b);
            return false;
        }
        if (again_header(b))
            s->notes.repeated_headers++;
    } while (again_header(b));
    s->line = b->row;
    s->cell_count = b->wide_count < s->column_count ? b->wide_count : s->column_count;
    memcpy(s->cells, b->wide, s->cell_count * sizeof *s->cells);
    while (s->cell_count < s->column_count)
        s->cells[s->cell_count++] = (struct span){"", 0};
    struct shape shape = reader_shape(b->wide, b->wide_count);
    if (shape.width > s->column_count) {
        if (s->notes.long_rows++ == 0)
            s->notes.long_line = s->line;
        reader_problem(s,
                       "the row has %zu cells but there are %zu columns; give the column a name "
                       "in the header, or clear its cells",
                       shape.width, s->column_count);
    }
    return true;
}

static const char *row_text(struct arena *a, const struct source *s)
{
    const struct book *b = s->state;
    size_t length = 0;
    for (size_t i = 0; i < b->wide_count; i++)
        length += b->wide[i].length + 1;
    struct buf text = buf_make(a, length);
    for (size_t i = 0; i < b->wide_count; i++) {
        if (i > 0)
            buf_char(&text, '\t');
        buf_bytes(&text, b->wide[i].at, b->wide[i].length);
    }
    return text.text;
}

/* ---- the beginning ---- */

static bool open_zip(struct source *s, struct book *b, struct error *err)
{
    const void *bytes;
    size_t length;
    zip_error_t why;
    if (!input_whole(s->input, MOST_FILE, &bytes, &length, err))
        return false;
    if (length < 4 || memcmp(bytes, "PK\3\4", 4) != 0)
        return error_set(err, ERROR_INVALID, "%s is no .xlsx workbook%s", s->name,
                         length >= 4 && memcmp(bytes, "\xd0\xcf\x11\xe0", 4) == 0
                             ? ": it is an old Excel file, or has a password; save it as .xlsx "
                               "without one"
                             : "");
    zip_error_init(&why);
    zip_source_t *in = zip_source_buffer_create(bytes, length, 0, &why);
    b->zip = in == NULL ? NULL : zip_open_from_source(in, ZIP_RDONLY, &why);
    if (b->zip == NULL) {
        error_set(err, ERROR_INVALID, "%s is damaged or cut short: %s; fetch it again", s->name,
                  zip_error_strerror(&why));
        if (in != NULL)
            zip_source_free(in);
    }
    zip_error_fini(&why);
    return b->zip != NULL;
}

static bool read_book(struct source *s, struct book *b, struct error *err)
{
    const char *main_part = "xl/workbook.xml";
    if (has_part(b, "_rels/.rels")) {
        if (!read_links(s, b, "_rels/.rels", err))
            return false;
        const char *target = target_of_type(b, "officeDocument");
        if (target != NULL)
            main_part = resolve(s->arena, "", target);
    }
    if (!has_part(b, main_part))
        return error_set(err, ERROR_INVALID,
                         "%s is a zip archive but no workbook; unpack it and load what is in it",
                         s->name);
    const char *slash = strrchr(main_part, '/');
    size_t folder_length = slash == NULL ? 0 : (size_t)(slash - main_part) + 1;
    const char *folder = arena_text_n(s->arena, main_part, folder_length);
    b->links = (struct link_list){0};
    const char *links =
        arena_printf(s->arena, "%s_rels/%s.rels", folder, main_part + folder_length);
    if (!read_workbook(s, b, main_part, err) || !read_links(s, b, links, err))
        return false;
    for (size_t i = 0; i < b->sheets.count; i++)
        for (size_t k = 0; k < b->links.count; k++)
            if (strcmp(b->sheets.at[i].id, b->links.at[k].id) == 0
                && strstr(b->links.at[k].type, "/worksheet") != NULL)
                b->sheets.at[i].part = resolve(s->arena, folder, b->links.at[k].target);
    const char *styles = target_of_type(b, "styles"), *texts = target_of_type(b, "sharedStrings");
    return (styles == NULL || read_styles(s, b, resolve(s->arena, folder, styles), err))
           && (texts == NULL || read_texts(s, b, resolve(s->arena, folder, texts), err));
}

/* Old Excel adds Sheet2 and Sheet3 to every book, and nobody fills them. */
static bool sheet_is_empty(struct source *s, struct book *b, const struct sheet *sheet)
{
    struct error err;
    b->row = 0;
    b->part = sheet->part;
    bool empty =
        open_part(s, b, sheet->part, &err) && !next_filled(s, b) && s->trouble.kind == ERROR_NONE;
    s->ended = false; // what is wrong with it is told when it is chosen
    s->trouble = (struct error){0};
    return empty;
}

static bool choose_sheet(struct source *s, struct book *b, struct error *err)
{
    struct text_list all = {0}, open = {0};
    for (size_t i = 0; i < b->sheets.count; i++) {
        const struct sheet *sheet = &b->sheets.at[i];
        if (sheet->part == NULL)
            continue; // a chart
        *list_add(s->arena, &all) = sheet->name;
        if (!sheet->hidden && (s->how.sheet != NULL || !sheet_is_empty(s, b, sheet)))
            *list_add(s->arena, &open) = sheet->name;
    }
    const char *wanted = s->how.sheet;
    if (wanted == NULL && open.count == 1)
        wanted = open.at[0];
    if (wanted == NULL && open.count == 0)
        return error_set(err, ERROR_INVALID, "%s has no sheet that is neither hidden nor empty",
                         s->name);
    if (wanted == NULL)
        return error_set(err, ERROR_INVALID,
                         "%s has %zu sheets (%s); say which with `sheet:` in the map", s->name,
                         open.count, text_series(s->arena, &open, "and"));
    for (size_t i = 0; i < b->sheets.count; i++) {
        if (b->sheets.at[i].part != NULL && strcasecmp(b->sheets.at[i].name, wanted) == 0) {
            b->part = b->sheets.at[i].part;
            s->notes.sheet = b->sheets.at[i].name;
            return true;
        }
    }
    return error_set(err, ERROR_INVALID, "%s has no sheet \"%s\"%s; it has %s", s->name, wanted,
                     text_did_you_mean(s->arena, wanted, all.at, all.count),
                     text_series(s->arena, &all, "and"));
}

static bool begin_sheet(struct source *s, struct book *b, int64_t skip_to, struct error *err)
{
    b->row = b->merged = b->faults = b->bare = 0;
    b->skip_to = skip_to;
    return open_part(s, b, b->part, err);
}

static bool hand_over(const struct source *s, struct error *err)
{
    return error_set(err, s->trouble.kind, "%s", s->trouble.text);
}

/* Reads the first rows to see which is the header and how wide the table is, then begins anew. */
static bool find_columns(struct source *s, struct book *b, struct error *err)
{
    struct shape shapes[SAMPLE_ROWS];
    int64_t rows[SAMPLE_ROWS];
    size_t count = 0;
    int64_t skip_to = s->how.skip_lines > 0 ? s->how.skip_lines : 0;
    if (!begin_sheet(s, b, skip_to, err))
        return false;
    while (count < SAMPLE_ROWS && next_filled(s, b)) {
        rows[count] = b->row;
        shapes[count++] = reader_shape(b->wide, b->wide_count);
    }
    if (s->trouble.kind != ERROR_NONE)
        return hand_over(s, err);
    s->ended = false;
    if (count == 0)
        return error_set(err, ERROR_INVALID, "%s: the sheet \"%s\" has no rows", s->name,
                         s->notes.sheet);
    size_t from =
        s->how.skip_lines < 0 && !s->how.no_header ? reader_find_header(shapes, count) : 0;
    if (!begin_sheet(s, b, rows[from] - 1, err))
        return false;
    size_t width = shapes[from].width;
    if (s->how.no_header) {
        for (size_t i = 0; i < count; i++)
            width = shapes[i].width > width ? shapes[i].width : width;
        return reader_columns(s, NULL, width, err);
    }
    if (!next_filled(s, b))
        return s->trouble.kind != ERROR_NONE
                   ? hand_over(s, err)
                   : error_set(err, ERROR_INVALID, "%s changed while it was read", s->name);
    width = reader_width(shapes + from, count - from,
                         (struct shape){.cells = b->wide_count, .width = width});
    if (s->how.header.count > width && s->how.header.count <= b->wide_count)
        width = s->how.header.count;
    s->notes.header_line = b->row;
    s->notes.header_used = s->how.header.count == 0;
    b->header = ARENA_ARRAY(s->arena, struct span, width);
    b->header_count = width;
    for (size_t i = 0; i < width; i++)
        b->header[i] = (struct span){arena_text_n(s->arena, b->wide[i].at, b->wide[i].length),
                                     b->wide[i].length};
    return reader_columns(s, b->header, width, err);
}

bool xlsx_begin(struct source *s, struct error *err)
{
    struct book *b = ARENA_NEW(s->arena, struct book);
    arena_defer(s->arena, close_book, b);
    b->wide = ARENA_ARRAY(s->arena, struct span, MOST_COLUMNS + 1);
    s->state = b;
    s->next = next_row;
    s->row_text = row_text;
    return open_zip(s, b, err) && read_book(s, b, err) && choose_sheet(s, b, err)
           && find_columns(s, b, err);
}
