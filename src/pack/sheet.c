/* The spreadsheets of a pack: records, code lists, access and samples. */

#include "pack/inside.h"

#include <regex.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

const struct sheet_column record_columns[] = {
    {"name", "the field's name, a column of the table", true},
    {"type",
     "text, integer, number, money, boolean, date, partial_date, datetime, code, codes, "
     "reference:RECORD, point or polygon; or `record` on the first line",
     true},
    {"label", "what a person reads", true},
    {"label::es", "the same in Spanish", false},
    {"hint", "help beside the field", false},
    {"hint::es", "the same in Spanish", false},
    {"group", "the heading under which forms show it", false},
    {"required", "`key`, `yes`, empty, or an SQL condition under which it is required", false},
    {"codes", "the code list of a code or codes field; by default the one with the field's name",
     false},
    {"class",
     "how it is protected: personal, juvenile, health, sud, intelligence, cji, victim, "
     "immigration, "
     "wellness; empty for none",
     false},
    {"when",
     "`happened`: the row exists from this day on; `later`: not known before this day; `with "
     "FIELD`: "
     "known together with that field; `starts`, `ends` of validity",
     false},
    {"unique", "`yes`: no two rows have the same value", false},
    {"min", "the least number or day allowed (`today` is a day)", false},
    {"max", "the greatest", false},
    {"pattern", "an extended regular expression that the whole text matches", false},
    {"constraint",
     "an SQL expression over the record's fields that must not be false where the field has a "
     "value",
     false},
    {"source", "the law, standard or element number that it comes from", false},
    {0},
};

const struct sheet_column code_columns[] = {
    {"code", "the code itself", true},
    {"label", "what a person reads", true},
    {"label::es", "the same in Spanish", false},
    {"also", "other spellings in sources, joined by `;`", false},
    {"from", "the first day in force", false},
    {"to", "the last day in force", false},
    {0},
};

const struct sheet_column access_columns[] = {
    {"role", "the role that may", true},
    {"record", "a record, or `*`", true},
    {"class", "empty: fields without a class; `*`: all; a name: that class as well", true},
    {"may", "`read`, `write`, `count` (numbers of groups only), `wall` (never)", true},
    {"rows", "an SQL condition over the record's fields", false},
    {"because", "the reason or the law", true},
    {0},
};

const struct sheet_column sample_columns[] = {
    {"map", "the map that loads it", true},
    {"file", "the file in sample/", true},
    {0},
};

static const char *const type_words[] = {
    [FIELD_TEXT] = "text",
    [FIELD_INTEGER] = "integer",
    [FIELD_NUMBER] = "number",
    [FIELD_MONEY] = "money",
    [FIELD_BOOLEAN] = "boolean",
    [FIELD_DATE] = "date",
    [FIELD_PARTIAL_DATE] = "partial_date",
    [FIELD_DATETIME] = "datetime",
    [FIELD_CODE] = "code",
    [FIELD_CODES] = "codes",
    [FIELD_REFERENCE] = "reference",
    [FIELD_POINT] = "point",
    [FIELD_POLYGON] = "polygon",
};
enum { TYPES = sizeof type_words / sizeof type_words[0] };

const char *field_type_word(enum field_type type)
{
    return type_words[type];
}

static const char *class_words[] = {"personal", "juvenile",     "health",
                                    "sud",      "intelligence", "cji",
                                    "victim",   "immigration",  "wellness"};
static const struct text_list classes = {class_words, sizeof class_words / sizeof class_words[0],
                                         0};

const struct text_list *pack_classes(void)
{
    return &classes;
}

struct sheet {
    struct arena *arena;
    const char *file;
    struct csv_table table;
    struct complaints *wrong;
    const struct csv_row *row;
};

// The cell of the row in hand, or NULL where it is empty or there is no such column.
static const char *cell(const struct sheet *s, const char *column)
{
    int at = csv_column(&s->table, column);
    return at < 0 || *s->row->cells[at] == '\0' ? NULL : s->row->cells[at];
}

static bool is_yes(const struct sheet *s, const char *column)
{
    const char *text = cell(s, column);
    if (text == NULL || text_equal(text, "no"))
        return false;
    if (!text_equal(text, "yes"))
        complain(s->wrong, s->file, s->row->line, "%s is \"%s\": expected yes or nothing", column,
                 text);
    return true;
}

static const char *in_file(struct arena *a, const struct pack *p, const char *path)
{
    return arena_printf(a, "%s/%s",
                        p->files->folder != NULL ? p->files->folder
                        : p->name == NULL        ? "pack"
                                                 : p->name,
                        path);
}

// Reads a sheet and compares its header with the columns it may have; a code list may have more.
static bool sheet_open(struct sheet *s, struct arena *a, struct pack *p,
                       const struct pack_file *file, const struct sheet_column *columns, bool more,
                       struct complaints *wrong)
{
    *s = (struct sheet){.arena = a, .file = in_file(a, p, file->path), .wrong = wrong};
    struct error err = {0};
    if (!csv_read(a, file->text, &s->table, &err)) {
        complain(wrong, s->file, 0, "%s", err.text);
        return false;
    }
    struct text_list names = {0};
    bool good = true;
    for (const struct sheet_column *c = columns; c->name != NULL; c++) {
        *list_add(a, &names) = c->name;
        if (c->needed && csv_column(&s->table, c->name) < 0) {
            complain(wrong, s->file, 1, "the column %s is missing%s", c->name,
                     text_did_you_mean(a, c->name, s->table.header.at, s->table.header.count));
            good = false;
        }
    }
    for (size_t i = 0; i < s->table.header.count && !more; i++) {
        const char *name = s->table.header.at[i];
        if (csv_column(&(struct csv_table){.header = names}, name) < 0)
            complain(wrong, s->file, 1, "there is no column %s here%s", name,
                     text_did_you_mean(a, name, names.at, names.count));
    }
    return good;
}

// "records/stop.csv" names stop.
static const char *sheet_name(struct sheet *s, const struct pack_file *file)
{
    const char *start = strrchr(file->path, '/') + 1;
    const char *name = arena_text_n(s->arena, start, strlen(start) - strlen(".csv"));
    if (!text_is_name(name))
        complain(s->wrong, s->file, 0,
                 "%s is not a name: use lower case letters, digits and _, letter first", name);
    return name;
}

static void read_type(struct sheet *s, struct field *f)
{
    const char *text = cell(s, "type");
    if (text == NULL) {
        complain(s->wrong, s->file, s->row->line, "%s has no type", f->name);
        return;
    }
    const char *colon = strchr(text, ':');
    const char *word = colon == NULL ? text : arena_text_n(s->arena, text, (size_t)(colon - text));
    for (int type = 0; type < TYPES; type++) {
        if (!text_equal(word, type_words[type]))
            continue;
        f->type = (enum field_type)type;
        if (f->type == FIELD_REFERENCE && (colon == NULL || !text_is_name(colon + 1)))
            complain(s->wrong, s->file, s->row->line,
                     "type \"%s\": a reference names its record, as in reference:person", text);
        if (f->type == FIELD_REFERENCE && colon != NULL)
            f->reference = colon + 1;
        return;
    }
    complain(s->wrong, s->file, s->row->line, "there is no type %s%s", text,
             text_did_you_mean(s->arena, word, type_words, TYPES));
}

static void read_required(struct sheet *s, struct field *f)
{
    const char *text = cell(s, "required");
    if (text == NULL || text_equal(text, "no"))
        f->required = REQUIRED_NO;
    else if (text_equal(text, "yes"))
        f->required = REQUIRED_YES;
    else if (text_equal(text, "key"))
        f->required = REQUIRED_KEY;
    else {
        f->required = REQUIRED_WHEN;
        f->required_when = text;
    }
}

static void read_when(struct sheet *s, struct field *f)
{
    static const char *const words[] = {"happened", "later", "with", "starts", "ends"};
    static const enum field_when kinds[] = {WHEN_HAPPENED, WHEN_LATER, WHEN_WITH, WHEN_STARTS,
                                            WHEN_ENDS};
    const char *text = cell(s, "when");
    if (text == NULL)
        return;
    bool is_day =
        f->type == FIELD_DATE || f->type == FIELD_DATETIME || f->type == FIELD_PARTIAL_DATE;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!text_starts_word(text, words[i]))
            continue;
        f->when = kinds[i];
        if (f->when == WHEN_WITH)
            f->with = text_trim(s->arena, text + strlen("with"));
        else if (!is_day)
            complain(s->wrong, s->file, s->row->line, "when is \"%s\", but %s is not a date", text,
                     f->name);
        return;
    }
    complain(s->wrong, s->file, s->row->line,
             "when is \"%s\": expected happened, later, with FIELD, starts or ends%s", text,
             text_did_you_mean(s->arena, text, words, sizeof words / sizeof words[0]));
}

static const char *read_class(struct sheet *s, const char *inherited)
{
    const char *text = cell(s, "class");
    if (text == NULL)
        return inherited;
    for (size_t i = 0; i < classes.count; i++)
        if (text_equal(text, classes.at[i]))
            return text;
    complain(s->wrong, s->file, s->row->line, "there is no class %s%s", text,
             text_did_you_mean(s->arena, text, classes.at, classes.count));
    return inherited;
}

static void check_limit(struct sheet *s, const struct field *f, const char *column)
{
    const char *text = cell(s, column);
    double number;
    if (text == NULL)
        return;
    bool is_day =
        f->type == FIELD_DATE || f->type == FIELD_DATETIME || f->type == FIELD_PARTIAL_DATE;
    bool is_number = f->type == FIELD_INTEGER || f->type == FIELD_NUMBER || f->type == FIELD_MONEY;
    if (is_day && !text_equal(text, "today") && !date_is(date_read(text)))
        complain(s->wrong, s->file, s->row->line,
                 "%s is \"%s\": expected a day such as 2010-01-01, or today", column, text);
    else if (is_number && !number_read_double(text, &number))
        complain(s->wrong, s->file, s->row->line, "%s is \"%s\": expected a number", column, text);
    else if (!is_day && !is_number)
        complain(s->wrong, s->file, s->row->line, "%s is for numbers and dates, and %s is %s",
                 column, f->name, type_words[f->type]);
}

static void check_pattern(struct sheet *s, const struct field *f)
{
    regex_t pattern;
    if (f->pattern == NULL)
        return;
    int failed = regcomp(&pattern, f->pattern, REG_EXTENDED | REG_NOSUB);
    if (failed != 0) {
        char why[200];
        regerror(failed, &pattern, why, sizeof why);
        complain(s->wrong, s->file, s->row->line, "the pattern of %s cannot be read: %s", f->name,
                 why);
        return;
    }
    regfree(&pattern);
}

static void read_field(struct sheet *s, struct record *r, const char *class_of_record)
{
    const char *name = cell(s, "name");
    if (name == NULL || !text_is_name(name)) {
        complain(s->wrong, s->file, s->row->line,
                 "\"%s\" is not a name: use lower case letters, digits and _, letter first",
                 name == NULL ? "" : name);
        return;
    }
    if (record_field(r, name) != NULL) {
        complain(s->wrong, s->file, s->row->line, "the field %s is here twice", name);
        return;
    }
    struct field f = {.name = name, .line = s->row->line};
    f.label = cell(s, "label");
    f.label_es = cell(s, "label::es");
    f.hint = cell(s, "hint");
    f.hint_es = cell(s, "hint::es");
    f.group = cell(s, "group");
    f.source = cell(s, "source");
    read_type(s, &f);
    f.codes = cell(s, "codes");
    if (f.codes == NULL && (f.type == FIELD_CODE || f.type == FIELD_CODES))
        f.codes = f.name;
    else if (f.codes != NULL && f.type != FIELD_CODE && f.type != FIELD_CODES)
        complain(s->wrong, s->file, s->row->line, "%s has codes, but its type is %s", name,
                 type_words[f.type]);
    read_required(s, &f);
    f.class = read_class(s, class_of_record);
    read_when(s, &f);
    f.unique = is_yes(s, "unique");
    f.min = cell(s, "min");
    f.max = cell(s, "max");
    f.pattern = cell(s, "pattern");
    f.constraint = cell(s, "constraint");
    check_limit(s, &f, "min");
    check_limit(s, &f, "max");
    check_pattern(s, &f);
    if (f.label == NULL) {
        complain(s->wrong, s->file, s->row->line, "the field %s has no label", name);
        f.label = name;
    }
    *list_add(s->arena, &r->fields) = f;
}

void sheet_read_record(struct arena *a, struct pack *p, const struct pack_file *file,
                       struct complaints *wrong)
{
    struct sheet s;
    if (!sheet_open(&s, a, p, file, record_columns, false, wrong))
        return;
    struct record r = {.name = sheet_name(&s, file), .pack = p->name, .file = s.file};
    const char *class_of_record = NULL;
    for (size_t i = 0; i < s.table.rows.count; i++) {
        s.row = &s.table.rows.at[i];
        if (i == 0 && text_equal(cell(&s, "type"), "record")) {
            if (!text_equal(cell(&s, "name"), r.name))
                complain(wrong, s.file, s.row->line, "the record is named %s, as its file", r.name);
            r.label = cell(&s, "label");
            r.label_es = cell(&s, "label::es");
            r.hint = cell(&s, "hint");
            r.hint_es = cell(&s, "hint::es");
            r.source = cell(&s, "source");
            class_of_record = read_class(&s, NULL);
        } else {
            read_field(&s, &r, class_of_record);
        }
    }
    if (r.label == NULL)
        r.label = r.name;
    if (record_key_count(&r) == 0)
        complain(wrong, s.file, 0, "no field is the key: put key in the column required");
    int happened = 0;
    for (size_t i = 0; i < r.fields.count; i++) {
        const struct field *f = &r.fields.at[i];
        happened += f->when == WHEN_HAPPENED;
        const struct field *with = f->with == NULL ? NULL : record_field(&r, f->with);
        if (f->when == WHEN_WITH && (with == NULL || with->when != WHEN_LATER))
            complain(wrong, s.file, f->line,
                     "when is \"with %s\", but there is no field %s with `later`", f->with,
                     f->with);
    }
    if (happened > 1)
        complain(wrong, s.file, 0, "%d fields are `happened`: a row happens once", happened);
    *list_add(a, &p->records) = r;
}

// "label::es" is label_es in SQL, "from" and "to" are words of SQL, "weight:number" has a type.
static struct code_column column_of(struct sheet *s, const char *header)
{
    struct code_column c = {.name = header};
    const char *colon = strchr(header, ':');
    if (text_equal(header, "from"))
        c.name = "valid_from";
    else if (text_equal(header, "to"))
        c.name = "valid_to";
    else if (colon != NULL && text_starts(colon, "::"))
        c.name = arena_printf(s->arena, "%.*s_%s", (int)(colon - header), header, colon + 2);
    else if (colon != NULL) {
        c.name = arena_text_n(s->arena, header, (size_t)(colon - header));
        if (text_equal(colon, ":integer"))
            c.type = CODE_INTEGER;
        else if (text_equal(colon, ":number"))
            c.type = CODE_NUMBER;
        else if (!text_equal(colon, ":text"))
            complain(s->wrong, s->file, 1, "the column %s: expected :integer, :number or :text",
                     header);
    }
    if (!text_is_name(c.name))
        complain(s->wrong, s->file, 1, "the column %s is not a name", header);
    return c;
}

static void check_code_cell(struct sheet *s, const struct code_column *c, const char *text)
{
    int64_t whole;
    double number;
    if (c->type == CODE_INTEGER && !number_read_i64(text, &whole))
        complain(s->wrong, s->file, s->row->line, "%s is \"%s\": expected a whole number", c->name,
                 text);
    else if (c->type == CODE_NUMBER && !number_read_double(text, &number))
        complain(s->wrong, s->file, s->row->line, "%s is \"%s\": expected a number", c->name, text);
    else if ((text_equal(c->name, "valid_from") || text_equal(c->name, "valid_to"))
             && !date_is(date_read(text)))
        complain(s->wrong, s->file, s->row->line, "%s is \"%s\": expected a day such as 2010-01-01",
                 c->name, text);
}

void sheet_read_codes(struct arena *a, struct pack *p, const struct pack_file *file,
                      struct complaints *wrong)
{
    struct sheet s;
    if (!sheet_open(&s, a, p, file, code_columns, true, wrong))
        return;
    struct code_list list = {.name = sheet_name(&s, file),
                             .pack = p->name,
                             .file = s.file,
                             .label_es = -1,
                             .also = -1,
                             .valid_from = -1,
                             .valid_to = -1};
    for (size_t i = 0; i < s.table.header.count; i++) {
        const struct code_column c = column_of(&s, s.table.header.at[i]);
        int at = (int)i;
        if (text_equal(c.name, "label_es"))
            list.label_es = at;
        else if (text_equal(c.name, "also"))
            list.also = at;
        else if (text_equal(c.name, "valid_from"))
            list.valid_from = at;
        else if (text_equal(c.name, "valid_to"))
            list.valid_to = at;
        *list_add(a, &list.columns) = c;
    }
    if (!text_equal(list.columns.at[0].name, "code") || list.columns.count < 2
        || !text_equal(list.columns.at[1].name, "label"))
        complain(wrong, s.file, 1, "the first two columns are code and label");
    for (size_t i = 0; i < s.table.rows.count; i++) {
        s.row = &s.table.rows.at[i];
        if (cell(&s, "code") == NULL || cell(&s, "label") == NULL)
            complain(wrong, s.file, s.row->line, "a code and its label are needed");
        const char **cells = ARENA_ARRAY(a, const char *, list.columns.count);
        for (size_t j = 0; j < list.columns.count; j++) {
            cells[j] = *s.row->cells[j] == '\0' ? NULL : s.row->cells[j];
            if (cells[j] != NULL)
                check_code_cell(&s, &list.columns.at[j], cells[j]);
        }
        *list_add(a, &list.rows) = cells;
    }
    if (list.valid_from < 0 && code_list_is_dated(&list))
        complain(wrong, s.file, 0, "a code is here twice: codes in versions need a column `from`");
    *list_add(a, &p->codes) = list;
}

static unsigned read_may(struct sheet *s)
{
    static const char *const words[] = {"read", "write", "count", "wall"};
    static const unsigned bits[] = {MAY_READ, MAY_WRITE, MAY_COUNT, MAY_WALL};
    const char *text = cell(s, "may");
    unsigned may = 0;
    struct text_list said = text_split(s->arena, text == NULL ? "" : text, ' ');
    for (size_t i = 0; i < said.count; i++) {
        size_t w = 0;
        while (w < 4 && !text_equal(said.at[i], words[w]))
            w++;
        if (w < 4)
            may |= bits[w];
        else
            complain(s->wrong, s->file, s->row->line,
                     "may is \"%s\": expected read, write, count or wall%s", said.at[i],
                     text_did_you_mean(s->arena, said.at[i], words, 4));
    }
    if (may == 0)
        complain(s->wrong, s->file, s->row->line,
                 "may is empty: expected read, write, count or wall");
    if ((may & MAY_WALL) && may != MAY_WALL)
        complain(s->wrong, s->file, s->row->line, "a wall stands alone: it takes away every right");
    return may;
}

void sheet_read_access(struct arena *a, struct pack *p, const struct pack_file *file,
                       struct complaints *wrong)
{
    struct sheet s;
    if (!sheet_open(&s, a, p, file, access_columns, false, wrong))
        return;
    for (size_t i = 0; i < s.table.rows.count; i++) {
        s.row = &s.table.rows.at[i];
        struct access_line line = {.role = cell(&s, "role"),
                                   .record = cell(&s, "record"),
                                   .class = cell(&s, "class"),
                                   .rows = cell(&s, "rows"),
                                   .because = cell(&s, "because"),
                                   .may = read_may(&s),
                                   .pack = p->name,
                                   .file = s.file,
                                   .line = s.row->line};
        if (line.role == NULL || !text_is_name(line.role) || line.record == NULL) {
            complain(wrong, s.file, line.line,
                     "a role (lower case letters, digits and _) and a record are needed");
            continue;
        }
        if (line.because == NULL)
            complain(wrong, s.file, line.line, "because is empty: say the reason or the law");
        if (line.class != NULL && !text_equal(line.class, "*"))
            line.class = read_class(&s, NULL);
        *list_add(a, &p->access) = line;
    }
}

void sheet_read_samples(struct arena *a, struct pack *p, const struct pack_file *file,
                        struct complaints *wrong)
{
    struct sheet s;
    if (!sheet_open(&s, a, p, file, sample_columns, false, wrong))
        return;
    for (size_t i = 0; i < s.table.rows.count; i++) {
        s.row = &s.table.rows.at[i];
        struct sample_line line = {cell(&s, "map"), cell(&s, "file")};
        if (line.map == NULL || line.file == NULL)
            complain(wrong, s.file, s.row->line, "a map and a file are needed");
        else
            *list_add(a, &p->samples) = line;
    }
}
