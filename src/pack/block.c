/* The SQL files of a pack: blocks of a header of `-- key: value` lines and one query. */

#include "pack/inside.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

/* ---- readers of values ----------------------------------------------------- */

// Continued lines of a value are kept apart by '\n'; most values read them as one.
static const char *one_line(struct arena *a, const char *value)
{
    char *text = arena_text(a, value);
    for (char *s = text; *s != '\0'; s++)
        if (*s == '\n')
            *s = ' ';
    return text_trim(a, text);
}

static void read_text(struct complaints *wrong, const char *file, int line, const char *value,
                      void *into)
{
    const char *text = one_line(wrong->arena, value);
    if (*text == '\0')
        complain(wrong, file, line, "a value is missing after the colon");
    *(const char **)into = text;
}

static void read_many(struct complaints *wrong, const char *file, int line, const char *value,
                      void *into)
{
    const char *text = NULL;
    read_text(wrong, file, line, value, &text);
    *list_add(wrong->arena, (struct text_list *)into) = text;
}

static void read_names(struct complaints *wrong, const char *file, int line, const char *value,
                       void *into)
{
    struct text_list names = text_split(wrong->arena, one_line(wrong->arena, value), ',');
    for (size_t i = 0; i < names.count; i++) {
        if (!text_is_name(names.at[i]))
            complain(wrong, file, line, "\"%s\" is not a name", names.at[i]);
        *list_add(wrong->arena, (struct text_list *)into) = names.at[i];
    }
}

static void read_yes(struct complaints *wrong, const char *file, int line, const char *value,
                     void *into)
{
    const char *text = one_line(wrong->arena, value);
    if (!text_equal(text, "yes") && !text_equal(text, "no"))
        complain(wrong, file, line, "\"%s\": expected yes or no", text);
    *(bool *)into = text_equal(text, "yes");
}

static void read_number(struct complaints *wrong, const char *file, int line, const char *value,
                        void *into)
{
    const char *text = one_line(wrong->arena, value);
    double number;
    if (!number_read_double(text, &number))
        complain(wrong, file, line, "\"%s\": expected a number", text);
    else
        *(const char **)into = text;
}

static void read_level(struct complaints *wrong, const char *file, int line, const char *value,
                       void *into)
{
    double level = 0;
    read_number(wrong, file, line, value, into);
    if (!number_read_double(one_line(wrong->arena, value), &level) || level <= 0.5 || level >= 1)
        complain(wrong, file, line, "\"%s\": expected a level such as 0.95", value);
}

// "2016-01-01..", "..2019-12-31", "2016-01-01..2019-12-31"
static void read_in_force(struct complaints *wrong, const char *file, int line, const char *value,
                          void *into)
{
    struct date *range = into;
    const char *text = one_line(wrong->arena, value), *dots = strstr(text, "..");
    if (dots == NULL) {
        complain(wrong, file, line, "\"%s\": expected FIRST..LAST, such as 2016-01-01..", text);
        return;
    }
    const char *parts[2] = {
        text_trim(wrong->arena, arena_text_n(wrong->arena, text, (size_t)(dots - text))),
        text_trim(wrong->arena, dots + 2)};
    for (int i = 0; i < 2; i++) {
        range[i] = *parts[i] == '\0' ? NO_DATE : date_read(parts[i]);
        if (*parts[i] != '\0' && !date_is(range[i]))
            complain(wrong, file, line, "\"%s\" is not a day such as 2016-01-01", parts[i]);
    }
    if (date_is(range[0]) && date_is(range[1]) && range[0].days > range[1].days)
        complain(wrong, file, line, "in force ends before it begins");
}

static void read_severity(struct complaints *wrong, const char *file, int line, const char *value,
                          void *into)
{
    const char *text = one_line(wrong->arena, value);
    if (!text_equal(text, "error") && !text_equal(text, "warning"))
        complain(wrong, file, line, "severity is \"%s\": expected error or warning", text);
    *(enum severity *)into = text_equal(text, "warning") ? SEVERITY_WARNING : SEVERITY_ERROR;
}

// Lines "name   Text of the ground [citation]".
static void read_grounds(struct complaints *wrong, const char *file, int line, const char *value,
                         void *into)
{
    struct arena *a = wrong->arena;
    struct text_list lines = text_split(a, value, '\n');
    for (size_t i = 0; i < lines.count; i++) {
        const char *text = lines.at[i];
        size_t name = strcspn(text, " \t");
        if (*text == '\0')
            continue;
        struct ground g = {.name = arena_text_n(a, text, name), .line = line + (int)i};
        g.text = text_trim(a, text + name);
        const char *open = strrchr(g.text, '[');
        if (open != NULL && g.text[strlen(g.text) - 1] == ']') {
            g.citation = arena_text_n(a, open + 1, strlen(open) - 2);
            g.text = text_trim(a, arena_text_n(a, g.text, (size_t)(open - g.text)));
        }
        if (!text_is_name(g.name) || *g.text == '\0')
            complain(wrong, file, g.line, "\"%s\": expected a ground's name, then its text", text);
        else
            *list_add(a, (struct ground_list *)into) = g;
    }
}

// Lines "ground   fact, record.fact".
static void read_asks(struct complaints *wrong, const char *file, int line, const char *value,
                      void *into)
{
    struct arena *a = wrong->arena;
    struct text_list lines = text_split(a, value, '\n');
    PACK_LIST(ask) *asks = into;
    for (size_t i = 0; i < lines.count; i++) {
        const char *text = lines.at[i];
        size_t name = strcspn(text, " \t");
        if (*text == '\0')
            continue;
        struct ask ask = {arena_text_n(a, text, name), text_split(a, text + name, ',')};
        if (ask.facts.count == 0)
            complain(wrong, file, line + (int)i,
                     "\"%s\": expected a ground's name, then the facts it asks for", text);
        else
            *list_add(a, asks) = ask;
    }
}

// "answered_on within 2 days, amount within 1 percent, answer"
static void read_compare(struct complaints *wrong, const char *file, int line, const char *value,
                         void *into)
{
    struct arena *a = wrong->arena;
    struct text_list parts = text_split(a, one_line(a, value), ',');
    PACK_LIST(compare) *list = into;
    for (size_t i = 0; i < parts.count; i++) {
        struct compare c = {.kind = COMPARE_EQUAL};
        char column[64] = "", unit[16] = "";
        double within = 0;
        int got = sscanf(parts.at[i], "%63s within %lf %15s", column, &within, unit);
        c.column = arena_text(a, column);
        c.within = within;
        bool days = text_starts(unit, "day"), percent = text_starts(unit, "percent");
        if (got == 3 && days)
            c.kind = COMPARE_DAYS;
        else if (got == 3 && percent)
            c.kind = COMPARE_PERCENT;
        else if (got != 1 || !text_equal(column, parts.at[i]))
            complain(wrong, file, line,
                     "\"%s\": expected COLUMN, COLUMN within N days or COLUMN within N percent",
                     parts.at[i]);
        *list_add(a, list) = c;
    }
}

static void read_rules(struct complaints *wrong, const char *file, int line, const char *value,
                       void *into)
{
    char list[64] = "", by[64] = "", rest[2] = "";
    if (sscanf(value, "%63s by %63s %1s", list, by, rest) != 2 || !text_is_name(list)
        || !text_is_name(by))
        complain(wrong, file, line, "\"%s\": expected CODE_LIST by COLUMN", value);
    struct clock *clock = (struct clock *)(void *)((char *)into - offsetof(struct clock, rules));
    clock->rules = arena_text(wrong->arena, list);
    clock->rules_by = arena_text(wrong->arena, by);
}

// One format of a map: "csv", then options after commas.
static void read_format(struct complaints *wrong, const char *file, int line, const char *text,
                        struct map_reads *reads)
{
    static const char *const formats[] = {"csv", "json", "jsonl", "geojson", "xlsx"};
    enum { FORMATS = sizeof formats / sizeof formats[0] };
    struct arena *a = wrong->arena;
    *reads = (struct map_reads){0};
    // "no header: id, x, y" takes the rest of the line, commas and all.
    const char *bare = strstr(text, "no header:");
    if (bare != NULL) {
        reads->no_header = true;
        reads->header = text_split(a, bare + strlen("no header:"), ',');
        text = arena_text_n(a, text, (size_t)(bare - text));
    }
    struct text_list parts = text_split(a, text, ',');
    for (size_t i = 0; i < parts.count; i++) {
        const char *part = parts.at[i];
        const char *value = strchr(part, ' ');
        value = value == NULL ? "" : text_trim(a, value);
        size_t length = strlen(value);
        if (length >= 2 && *value == '"' && value[length - 1] == '"')
            value = arena_text_n(a, value + 1, length - 2);
        int64_t number = 0;
        if (*part == '\0' && i > 0) {
            continue;
        } else if (i == 0) {
            for (size_t f = 0; f < FORMATS; f++)
                if (text_equal(part, formats[f]))
                    reads->format = formats[f];
            if (reads->format == NULL)
                complain(wrong, file, line, "there is no format %s%s", part,
                         text_did_you_mean(a, part, formats, FORMATS));
        } else if (text_starts_word(part, "sheet")) {
            reads->sheet = value;
        } else if (text_starts_word(part, "encoding")) {
            reads->encoding = value;
        } else if (text_starts_word(part, "path")) {
            reads->path = value;
        } else if (text_starts_word(part, "delimiter")) {
            reads->delimiter = text_equal(value, "tab")         ? '\t'
                               : text_equal(value, "semicolon") ? ';'
                               : text_equal(value, "comma")     ? ','
                               : text_equal(value, "pipe")      ? '|'
                                                                : *value;
        } else if (text_equal(part, "skip junk")) {
            reads->skip = -1;
        } else if (text_starts_word(part, "skip") && number_read_i64(value, &number) && number >= 0
                   && number < 1000) {
            reads->skip = (int)number;
        } else {
            complain(wrong, file, line,
                     "\"%s\": expected sheet \"NAME\", encoding NAME, path A.B, delimiter tab, "
                     "skip N, skip junk "
                     "or no header: NAMES",
                     part);
        }
    }
}

// "xlsx, sheet "Log"; or csv"
static void read_reads(struct complaints *wrong, const char *file, int line, const char *value,
                       void *into)
{
    struct arena *a = wrong->arena;
    PACK_LIST(map_reads) *list = into;
    struct text_list parts = text_split(a, one_line(a, value), ';');
    for (size_t i = 0; i < parts.count; i++) {
        const char *part = parts.at[i];
        if (text_starts_word(part, "or"))
            part = text_trim(a, part + 2);
        read_format(wrong, file, line, part, list_add(a, list));
    }
}

/* ---- the keys of each kind ------------------------------------------------- */

#define AT(member) offsetof(struct block, member)
const struct header_key common_keys[] = {
    {"title", read_text, AT(title), false, "what a person reads"},
    {"title::es", read_text, AT(title_es), false, "the same in Spanish"},
    {"about", read_text, AT(about), false, "one or two sentences of explanation"},
    {"about::es", read_text, AT(about_es), false, "the same in Spanish"},
    {"basis", read_text, AT(basis), false, "the law or policy it rests on"},
    {"source", read_text, AT(source), false, "where the facts come from"},
    {"agenda", read_text, AT(agenda), false, "the bullet of the agenda that it serves"},
    {"owner", read_text, AT(owner), false, "the role that answers for it"},
    {"note", read_text, AT(note), false, "what else to know"},
    {"in force", read_in_force, AT(from), false,
     "FIRST..LAST day of this version, either may be empty"},
    {0},
};
#undef AT

static const struct header_key view_keys[] = {{0}};

#define AT(member) offsetof(struct map, member)
static const struct header_key map_keys[] = {
    {"reads", read_reads, AT(reads), true,
     "the format: csv, json, jsonl, geojson or xlsx, with options after commas; others after `; "
     "or`"},
    {"into", read_text, AT(into), true, "the record that it fills"},
    {"dates", read_text, AT(dates), false, "formats of date_of and datetime_of, joined by `|`"},
    {"zone", read_text, AT(zone), false,
     "the IANA time zone of its clock times; by default the site's"},
    {"sample", read_text, AT(sample), false, "the file of sample/ that it loads"},
    {"period", read_text, AT(period), false,
     "the date field by whose months --replace-period works"},
    {"skips", read_text, AT(skips), false,
     "an SQL condition over the source: rows that are no records"},
    {0},
};
#undef AT

#define AT(member) offsetof(struct check, member)
static const struct header_key check_keys[] = {
    {"on", read_text, AT(on), true, "the record that it checks"},
    {"severity", read_severity, AT(severity), true, "error or warning"},
    {"says", read_text, AT(says), true, "what is wrong; {column} is replaced"},
    {"says::es", read_text, AT(says_es), false, "the same in Spanish"},
    {"cure", read_text, AT(cure), true, "what mends it"},
    {"cure::es", read_text, AT(cure_es), false, "the same in Spanish"},
    {"field", read_text, AT(field), false, "the field to mend"},
    {0},
};
#undef AT

#define AT(member) offsetof(struct clock, member)
// The keys of the rule itself are those of clock/rule.h.
static const struct header_key keys_of_clock[] = {
    {"on", read_text, AT(on), false, "the record whose key is `record`"},
    {"rules", read_rules, AT(rules), false, "CODE_LIST by COLUMN: the rule of each jurisdiction"},
    {"calendar", read_text, AT(calendar), false,
     "federal, or a code list of holidays; by default the site's"},
    {"asks", read_text, AT(asks), false,
     "makes it private: the day that people enter in their own browser; no query, no record"},
    {"asks::es", read_text, AT(asks_es), false, "the same in Spanish"},
    {0},
};
#undef AT

#define AT(member) offsetof(struct decision, member)
static const struct header_key decision_keys[] = {
    {"on", read_text, AT(on), true, "the record that it judges"},
    {"all of", read_grounds, AT(all), false, "grounds that must all hold: name, text, [citation]"},
    {"any of", read_grounds, AT(any), false, "grounds of which one must hold"},
    {"none of", read_grounds, AT(none), false, "grounds of which none may hold"},
    {"asks", read_asks, AT(asks), false, "a ground and the facts whose absence leaves it unknown"},
    {"then", read_text, AT(then), false, "what true means, in words"},
    {"else", read_text, AT(otherwise), false, "what false means, in words"},
    {"human", read_yes, AT(human), false, "yes: a person decides; the answer is advice"},
    {0},
};
#undef AT

#define AT(member) offsetof(struct reconcile, member)
static const struct header_key reconcile_keys[] = {
    {"match on", read_names, AT(match), true, "the columns by which rows of both belong together"},
    {"compare", read_compare, AT(compare), false,
     "columns that should agree, each perhaps `within 2 days`"},
    {"a", read_text, AT(a), true, "what the first list is; its query follows"},
    {0},
};
#undef AT

#define AT(member) offsetof(struct measure, member)
static const struct header_key measure_keys[] = {
    {"method", read_text, AT(method), true, "the method that answers"},
    {"by", read_text, AT(by), false,
     "what the groups are: words, or a code list or record with labels"},
    {"compare", read_text, AT(compare), false, "the group that the others are compared with"},
    {"unit", read_text, AT(unit), false, "what is counted: uses of force, days"},
    {"per", read_number, AT(per), false, "the base of a rate, such as 1000"},
    {"better", read_text, AT(better), false, "lower or higher"},
    {"level", read_level, AT(level), false, "of the intervals; 0.95 by default"},
    {"caveat", read_text, AT(caveat), false, "what the reader must know"},
    {"caveat::es", read_text, AT(caveat_es), false, "the same in Spanish"},
    {"sentence", read_text, AT(sentence), false,
     "a template for the headline; {column} is replaced"},
    {"sentence::es", read_text, AT(sentence_es), false, "the same in Spanish"},
    {"chart", read_text, AT(chart), false,
     "none, dot, line, bar, map or points; by default the method's own"},
    {"areas", read_text, AT(areas), false, "RECORD.FIELD: the polygons of the groups"},
    {"public", read_yes, AT(is_public), false, "yes: published"},
    {"suppress below", read_number, AT(suppress_below), false,
     "the least count shown; by default the site's"},
    {"card", read_yes, AT(card), false, "yes: on the first page"},
    {"reads", read_names, AT(reads), false, "records, where the query hides them"},
    {0},
};
#undef AT

#define AT(member) offsetof(struct share, member)
static const struct header_key share_keys[] = {
    {"to", read_text, AT(to), true, "the recipient, or public"},
    {"format", read_text, AT(format), true, "csv, json, xml or fixed"},
    {"each", read_text, AT(each), false, "how often: year, by 31 January"},
    {"suppress below", read_number, AT(suppress_below), false, "the least count shown"},
    {"agreement", read_text, AT(agreement), false, "the agreement under which it leaves"},
    {"label", read_text, AT(label), false, "its marking, such as TLP:AMBER"},
    {"reads", read_names, AT(reads), false, "records, where the query hides them"},
    {0},
};
#undef AT

#define ADDER(name, list)                                                                          \
    static void *name(struct arena *a, struct pack *p)                                             \
    {                                                                                              \
        return list_add(a, &p->list);                                                              \
    }
ADDER(add_view, views)
ADDER(add_map, maps)
ADDER(add_check, checks)
ADDER(add_clock, clocks)
ADDER(add_decision, decisions)
ADDER(add_reconcile, reconciles)
ADDER(add_measure, measures)
ADDER(add_share, shares)

const struct block_kind block_kinds[] = {
    {"view", "a query under a name, for other queries to use", view_keys, sizeof(struct view),
     add_view},
    {"map", "a source file's columns to a record's fields", map_keys, sizeof(struct map), add_map},
    {"check", "what is wrong with a record", check_keys, sizeof(struct check), add_check},
    {"clock", "a due date by rule", keys_of_clock, sizeof(struct clock), add_clock},
    {"decision", "an answer with its grounds", decision_keys, sizeof(struct decision),
     add_decision},
    {"reconcile", "two lists that should agree", reconcile_keys, sizeof(struct reconcile),
     add_reconcile},
    {"measure", "a number with its uncertainty", measure_keys, sizeof(struct measure), add_measure},
    {"share", "what leaves the house", share_keys, sizeof(struct share), add_share},
    {0},
};

/* ---- splitting a file into blocks ------------------------------------------ */

struct lines {
    const char *at; // start of the line in hand
    size_t length;  // without its end
    int number;
};

static bool next_line(struct lines *l)
{
    l->at += l->length;
    if (*l->at == '\r')
        l->at++;
    if (*l->at == '\n')
        l->at++;
    else if (l->number > 0)
        return false;
    if (*l->at == '\0')
        return false;
    l->length = strcspn(l->at, "\r\n");
    l->number++;
    return true;
}

// "-- kind: name" of a kind that there is.
static const struct block_kind *kind_of(const struct lines *l)
{
    if (l->length < 4 || strncmp(l->at, "-- ", 3) != 0)
        return NULL;
    for (const struct block_kind *k = block_kinds; k->kind != NULL; k++) {
        size_t length = strlen(k->kind);
        if (l->length > 3 + length && strncmp(l->at + 3, k->kind, length) == 0
            && l->at[3 + length] == ':')
            return k;
    }
    return NULL;
}

struct block_reader {
    struct arena *arena;
    struct pack *pack;
    const char *file;
    struct complaints *wrong;
    const struct block_kind *kind;
    void *block; // of kind->size bytes; its first member is struct block
    struct text_list seen;
};

static const struct header_key *key_of(const struct header_key *keys, const char *name)
{
    for (; keys->key != NULL; keys++)
        if (text_equal(keys->key, name))
            return keys;
    return NULL;
}

static void add_option(struct block_reader *r, struct option_lines *options, const char *key,
                       const char *value, int line)
{
    *list_add(r->arena, options) = (struct option_line){key, one_line(r->arena, value), line};
}

static void unknown_key(struct block_reader *r, const char *key, const char *value, int line)
{
    // The keys of methods and rules are known to those who count; they check them.
    if (text_equal(r->kind->kind, "measure")) {
        add_option(r, &((struct measure *)r->block)->options, key, value, line);
        return;
    }
    if (text_equal(r->kind->kind, "clock")) {
        struct error err = {0};
        if (!clock_rule_put(r->arena, &((struct clock *)r->block)->rule, key,
                            one_line(r->arena, value), &err))
            complain(r->wrong, r->file, line, "%s", err.text);
        return;
    }
    struct text_list names = {0};
    for (const struct header_key *k = r->kind->keys; k->key != NULL; k++)
        *list_add(r->arena, &names) = k->key;
    for (const struct header_key *k = common_keys; k->key != NULL; k++)
        *list_add(r->arena, &names) = k->key;
    complain(r->wrong, r->file, line, "a %s has no key \"%s\"%s", r->kind->kind, key,
             text_did_you_mean(r->arena, key, names.at, names.count));
}

static void take_key(struct block_reader *r, const char *key, const char *value, int line)
{
    const struct header_key *known = key_of(r->kind->keys, key);
    if (known == NULL)
        known = key_of(common_keys, key);
    if (known == NULL) {
        unknown_key(r, key, value, line);
        return;
    }
    for (size_t i = 0; i < r->seen.count && known->read != read_many; i++)
        if (text_equal(r->seen.at[i], key))
            complain(r->wrong, r->file, line, "the key %s is here twice", key);
    *list_add(r->arena, &r->seen) = key;
    known->read(r->wrong, r->file, line, value, (char *)r->block + known->offset);
}

// Reads the header's lines after the first; leaves l at the first line of the body, if any.
static bool read_header(struct block_reader *r, struct lines *l)
{
    const char *key = NULL, *value = NULL;
    int key_line = 0;
    bool more;
    while ((more = next_line(l)) && l->length >= 2 && strncmp(l->at, "--", 2) == 0
           && kind_of(l) == NULL) {
        const char *line = arena_text_n(r->arena, l->at + 2, l->length - 2);
        if (text_blank(line))
            continue;
        if (text_starts(line, "  ") && key != NULL) {
            value = arena_printf(r->arena, "%s\n%s", value, text_trim(r->arena, line));
            continue;
        }
        if (key != NULL)
            take_key(r, key, value, key_line);
        key = NULL;
        // The key ends at the first colon that is not the "::" before a language.
        const char *colon = strchr(line, ':');
        while (colon != NULL && colon[1] == ':')
            colon = strchr(colon + 2, ':');
        if (colon == NULL || *line != ' ') {
            complain(
                r->wrong, r->file, l->number,
                "expected `-- key: value`, or `--` and two spaces to go on with the line above");
            continue;
        }
        key = text_trim(r->arena, arena_text_n(r->arena, line, (size_t)(colon - line)));
        value = text_trim(r->arena, colon + 1);
        key_line = l->number;
    }
    if (key != NULL)
        take_key(r, key, value, key_line);
    return more;
}

static const char *body_between(struct arena *a, const char *start, const char *end)
{
    while (end > start && strchr(" \t\r\n;", end[-1]) != NULL)
        end--;
    return arena_text_n(a, start, (size_t)(end - start));
}

static bool is_query(const char *sql)
{
    return text_starts_word(sql, "SELECT") || text_starts_word(sql, "WITH");
}

// The body of a reconcile holds its second query after a line "-- b: what it is".
static void split_reconcile(struct block_reader *r, struct reconcile *c)
{
    const char *second =
        text_starts(c->block.sql, "-- b:") ? c->block.sql : strstr(c->block.sql, "\n-- b:");
    if (second == NULL) {
        complain(r->wrong, r->file, c->block.line,
                 "a reconcile has a second query, after a line `-- b: what it is`");
        return;
    }
    int line = c->block.sql_line;
    for (const char *s = c->block.sql; s <= second; s++)
        line += *s == '\n';
    const char *title = strchr(second, ':') + 1, *end = title + strcspn(title, "\r\n");
    c->b = text_trim(r->arena, arena_text_n(r->arena, title, (size_t)(end - title)));
    const char *query = end + strspn(end, "\r\n");
    c->b_sql = body_between(r->arena, query, query + strlen(query));
    c->b_line = line + 1;
    c->block.sql = body_between(r->arena, c->block.sql, second);
    if (!is_query(c->b_sql))
        complain(r->wrong, r->file, c->b_line, "expected a query, beginning with SELECT or WITH");
}

// A browser counts calendar days and months, and knows no day off.
static bool fits_browser(const struct clock_rule *k)
{
    const bool moves = k->roll == ROLL_NEXT || k->roll == ROLL_PREVIOUS
                       || (k->roll == ROLL_NOT_SAID && !k->back
                           && (k->kind == CLOCK_DEADLINE || k->kind == CLOCK_WINDOW_CLOSE));
    return k->count.unit == UNIT_DAYS && (!k->closes_said || k->closes.unit == UNIT_DAYS) && !moves
           && k->month_end <= MISSING_CLAMP && k->leap_day <= MISSING_CLAMP && k->short_under == 0
           && !k->grace_said && k->instead.count == 0 && k->service.count == 0
           && k->series == SERIES_ONE && !(k->back && k->start == START_DAY_OF);
}

static void finish_private(struct block_reader *r, const struct clock *c)
{
    const struct block *b = &c->block;
    if (*b->sql != '\0' || c->on != NULL || c->rules != NULL)
        complain(r->wrong, r->file, b->line,
                 "clock %s is private (it has `-- asks:`): it reads no record, so it has no query, "
                 "no `on` and no `rules`",
                 b->name);
    if (!fits_browser(&c->rule))
        complain(
            r->wrong, r->file, b->line,
            "clock %s is private: it counts calendar days, weeks, months or years from one day, "
            "and its last day stays where it falls (`-- falls on a day off: stays`)",
            b->name);
}

static bool is_private(const struct block *b, const void *block)
{
    return text_equal(b->kind, "clock") && ((const struct clock *)block)->asks != NULL;
}

static void finish_block(struct block_reader *r, struct block *b)
{
    for (const struct header_key *k = r->kind->keys; k->key != NULL; k++) {
        bool seen = !k->needed;
        for (size_t i = 0; i < r->seen.count; i++)
            seen = seen || text_equal(r->seen.at[i], k->key);
        if (!seen)
            complain(r->wrong, r->file, b->line, "%s %s has no `-- %s:` (%s)", b->kind, b->name,
                     k->key, k->help);
    }
    bool is_check = text_equal(b->kind, "check");
    if (is_private(b, r->block))
        finish_private(r, r->block);
    else if (*b->sql == '\0')
        complain(r->wrong, r->file, b->line, "%s %s has no SQL after its header", b->kind, b->name);
    else if (!is_check && !is_query(b->sql))
        complain(r->wrong, r->file, b->sql_line, "expected a query, beginning with SELECT or WITH");
    if (is_check)
        ((struct check *)r->block)->is_query = is_query(b->sql);
    if (text_equal(b->kind, "reconcile"))
        split_reconcile(r, r->block);
    if (text_equal(b->kind, "decision")) {
        const struct decision *d = r->block;
        if (d->all.count + d->any.count + d->none.count == 0)
            complain(r->wrong, r->file, b->line,
                     "decision %s has no grounds: all of, any of or none of", b->name);
    }
    if (text_equal(b->kind, "clock")) {
        struct clock *c = r->block;
        struct error err = {0};
        c->rule.title = b->title;
        c->rule.basis = b->basis;
        c->rule.owner = b->owner;
        c->rule.note = b->note;
        c->rule.from = b->from;
        c->rule.to = b->to;
        if (c->rules == NULL && !clock_rule_check(&c->rule, &err))
            complain(r->wrong, r->file, b->line, "clock %s: %s", b->name, err.text);
    }
    if (b->title == NULL && !is_check && !text_equal(b->kind, "view"))
        complain(r->wrong, r->file, b->line, "%s %s has no title", b->kind, b->name);
}

static bool name_fits(const char *kind, const char *name)
{
    struct arena scratch = {0};
    struct text_list parts = text_split(&scratch, name, '.');
    bool single = text_equal(kind, "view") || text_equal(kind, "map");
    bool good = single ? parts.count == 1 : parts.count >= 2;
    for (size_t i = 0; i < parts.count; i++)
        good = good && text_is_name(parts.at[i]);
    arena_free(&scratch);
    return good;
}

// "-- mesure: name": a comment that is likely a block whose kind is misspelt.
static void complain_of_kind(struct block_reader *r, const struct lines *l)
{
    const char *line = arena_text_n(r->arena, l->at, l->length);
    const char *colon = strchr(line, ':');
    if (!text_starts(line, "-- ") || line[3] == ' ' || colon == NULL || colon[1] != ' ')
        return;
    const char *word = arena_text_n(r->arena, line + 3, (size_t)(colon - line - 3));
    struct text_list kinds = {0};
    for (const struct block_kind *k = block_kinds; k->kind != NULL; k++)
        *list_add(r->arena, &kinds) = k->kind;
    const char *meant = text_nearest(word, kinds.at, kinds.count);
    if (meant != NULL)
        complain(r->wrong, r->file, l->number, "there is no kind of block %s (did you mean %s?)",
                 word, meant);
}

static void read_block(struct block_reader *r, struct lines *l, bool *more)
{
    struct arena *a = r->arena;
    r->block = r->kind->add(a, r->pack);
    r->seen = (struct text_list){0};
    struct block *b = r->block;
    const char *first = arena_text_n(a, l->at, l->length);
    *b = (struct block){.kind = r->kind->kind,
                        .pack = r->pack->name,
                        .file = r->file,
                        .line = l->number,
                        .name = text_trim(a, strchr(first, ':') + 1),
                        .from = NO_DATE,
                        .to = NO_DATE};
    if (text_equal(b->kind, "clock"))
        ((struct clock *)r->block)->rule = clock_rule_make(b->name);
    if (!name_fits(b->kind, b->name))
        complain(r->wrong, r->file, b->line,
                 "\"%s\" is not the name of a %s: expected %s, in lower case", b->name, b->kind,
                 text_equal(b->kind, "view") || text_equal(b->kind, "map") ? "one word"
                                                                           : "word.word");
    *more = read_header(r, l);
    const char *start = *more ? l->at : l->at + l->length, *end = start;
    b->sql_line = l->number;
    while (*more && kind_of(l) == NULL) {
        complain_of_kind(r, l);
        end = l->at + l->length;
        *more = next_line(l);
    }
    // Comments above the next block are not part of this one, and harmless in it.
    const char *blank = start;
    while (blank < end && strchr(" \t\r\n", *blank) != NULL)
        b->sql_line += *blank++ == '\n';
    b->sql = body_between(a, blank, end);
    finish_block(r, b);
}

void blocks_read(struct arena *a, struct pack *p, const struct pack_file *file,
                 struct complaints *wrong)
{
    struct block_reader r = {.arena = a, .pack = p, .wrong = wrong};
    r.file =
        arena_printf(a, "%s/%s", p->files->folder != NULL ? p->files->folder : p->name, file->path);
    if (!text_is_utf8(file->text, strlen(file->text), NULL)) {
        complain(wrong, r.file, 0, "not UTF-8");
        return;
    }
    struct lines l = {.at = text_starts(file->text, "\xEF\xBB\xBF") ? file->text + 3 : file->text};
    l.length = 0;
    bool more = *l.at != '\0';
    if (more) {
        l.length = strcspn(l.at, "\r\n");
        l.number = 1;
    }
    while (more) {
        r.kind = kind_of(&l);
        if (r.kind != NULL) {
            read_block(&r, &l, &more);
            continue;
        }
        if (l.length > 0 && strncmp(l.at, "--", 2) != 0
            && !text_blank(arena_text_n(a, l.at, l.length)))
            complain(wrong, r.file, l.number, "expected a block, such as `-- measure: name.of_it`");
        else
            complain_of_kind(&r, &l);
        more = next_line(&l);
    }
}
