#pragma once
/* Packs: programmes as folders of spreadsheets and queries. docs/packs.md is the language. */

#include "base/date.h"
#include "base/list.h"
#include "clock/rule.h"

/* ---- what a pack holds --------------------------------------------------------------------------
 */

enum field_type {
    FIELD_TEXT,
    FIELD_INTEGER,
    FIELD_NUMBER,
    FIELD_MONEY,
    FIELD_BOOLEAN,
    FIELD_DATE,
    FIELD_PARTIAL_DATE,
    FIELD_DATETIME,
    FIELD_CODE,
    FIELD_CODES,
    FIELD_REFERENCE,
    FIELD_POINT,
    FIELD_POLYGON,
};

enum field_required { REQUIRED_NO, REQUIRED_YES, REQUIRED_KEY, REQUIRED_WHEN };

/* How a field counts for "true on that day". */
enum field_when { WHEN_NOTHING, WHEN_HAPPENED, WHEN_LATER, WHEN_WITH, WHEN_STARTS, WHEN_ENDS };

struct field {
    const char *name, *label, *label_es, *hint, *hint_es, *group, *source;
    enum field_type type;
    const char *codes;     /* the code list, of FIELD_CODE and FIELD_CODES */
    const char *reference; /* the record, of FIELD_REFERENCE */
    enum field_required required;
    const char *required_when; /* SQL, of REQUIRED_WHEN */
    const char *class;         /* NULL: none */
    enum field_when when;
    const char *with; /* the field, of WHEN_WITH */
    bool unique;
    const char *min, *max, *pattern, *constraint; /* NULL: none */
    int line;
};

struct record {
    const char *name, *label, *label_es, *hint, *hint_es, *source;
    const char *pack, *file;
    struct {
        struct field *at;
        size_t count, room;
    } fields;
};

enum code_column_type { CODE_TEXT, CODE_INTEGER, CODE_NUMBER };

struct code_column {
    const char *name; /* as in SQL: label_es, valid_from */
    enum code_column_type type;
};

struct code_list {
    const char *name, *pack, *file;
    struct {
        struct code_column *at;
        size_t count, room;
    } columns; /* the first is code, the second label */
    struct {
        const char ***at; /* a row: a cell a column; NULL where empty */
        size_t count, room;
    } rows;
    int label_es, also, valid_from, valid_to; /* columns, -1 where there is none */
};

enum { MAY_READ = 1, MAY_WRITE = 2, MAY_COUNT = 4, MAY_WALL = 8 };

struct access_line {
    const char *role, *record, *class, *rows, *because;
    unsigned may;
    const char *pack, *file;
    int line;
};

/* What every block has. Texts that were not given are NULL. */
struct block {
    const char *kind, *name, *pack, *file;
    int line;
    const char *title, *title_es, *about, *about_es, *basis, *source, *agenda, *owner, *note;
    struct date from, to; /* in force; NO_DATE: no limit */
    const char *sql;
    int sql_line;
};

struct view {
    struct block block;
};

/* How a map's source is read: the first format is the usual one. */
struct map_reads {
    const char *format, *sheet, *encoding, *path;
    char delimiter; /* 0: found out */
    int skip;       /* lines above the header; -1: whatever stands there is found out */
    bool no_header;
    struct text_list header;
};

struct map {
    struct block block;
    struct {
        struct map_reads *at;
        size_t count, room;
    } reads;
    const char *into, *dates, *zone, *sample, *period, *skips;
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct check {
    struct block block;
    const char *on, *says, *says_es, *cure, *cure_es, *field;
    enum severity severity;
    bool is_query; /* else an expression over one row */
};

/* A key and its value that belong to a method, read by those who know it. */
struct option_line {
    const char *key, *value;
    int line;
};

struct option_lines {
    struct option_line *at;
    size_t count, room;
};

struct clock {
    struct block block;
    const char *on, *calendar;
    const char *rules, *rules_by; /* the code list and the query's column that chooses in it */
    struct clock_rule rule; /* what the header says; with `rules`, what every row begins with */
    /* Of a private clock: the day that people enter in their own browser. No record holds it, so
     * there is no query, and `ward private` is all that counts it. NULL: not private. */
    const char *asks, *asks_es;
};

struct ground {
    const char *name, *text, *citation;
    int line;
};

struct ground_list {
    struct ground *at;
    size_t count, room;
};

struct ask {
    const char *ground;
    struct text_list facts;
};

struct decision {
    struct block block;
    const char *on, *then, *otherwise;
    bool human;
    struct ground_list all, any, none;
    struct {
        struct ask *at;
        size_t count, room;
    } asks;
};

enum compare_kind { COMPARE_EQUAL, COMPARE_DAYS, COMPARE_PERCENT };

struct compare {
    const char *column;
    enum compare_kind kind;
    double within;
};

struct reconcile {
    struct block block; /* its sql is the first query */
    struct text_list match;
    struct {
        struct compare *at;
        size_t count, room;
    } compare;
    const char *a, *b; /* what the two lists are */
    const char *b_sql;
    int b_line;
};

struct measure {
    struct block block;
    const char *method, *by, *compare, *unit, *better, *caveat, *caveat_es, *sentence, *sentence_es;
    const char *chart, *areas, *per, *level, *suppress_below;
    bool is_public, card;
    struct text_list reads;
    struct option_lines options; /* of the method */
};

struct share {
    struct block block;
    const char *to, *format, *each, *suppress_below, *agreement, *label;
    struct text_list reads;
};

#define PACK_LIST(type)                                                                            \
    struct {                                                                                       \
        struct type *at;                                                                           \
        size_t count, room;                                                                        \
    }

struct sample_line {
    const char *map, *file;
};

struct pack {
    const char *name, *title, *title_es, *about, *about_es, *version, *license;
    struct text_list requires, sources, agenda;
    PACK_LIST(record) records;
    PACK_LIST(code_list) codes;
    PACK_LIST(access_line) access;
    PACK_LIST(view) views;
    PACK_LIST(map) maps;
    PACK_LIST(check) checks;
    PACK_LIST(clock) clocks;
    PACK_LIST(decision) decisions;
    PACK_LIST(reconcile) reconciles;
    PACK_LIST(measure) measures;
    PACK_LIST(share) shares;
    PACK_LIST(sample_line) samples;
    const struct pack_files *files;
};

/* ---- what it is read from -------------------------------------------------- */

/* A file of a pack: its path within it, "records/stop.csv". Samples are not among them. */
struct pack_file {
    const char *path, *text;
};

struct pack_files {
    const char *folder; /* where they were read, for messages; NULL for a database */
    struct pack_file *at;
    size_t count, room;
};

/* Reads a pack's files from a folder. Fails: as file_read; ERROR_NOT_FOUND without a pack.json. */
MUST_CHECK bool pack_files_read(struct arena *a, const char *folder, struct pack_files *out,
                                struct error *err);

/* The digest of a pack's files, as hexadecimal text: equal packs have equal ones. */
const char *pack_files_digest(struct arena *a, const struct pack_files *files);

/* ---- what is wrong with it ------------------------------------------------- */

struct complaint {
    const char *file, *text; /* text: what was expected, and the nearest right word */
    int line;                /* 0: the file as a whole */
};

struct complaints {
    struct arena *arena;
    struct complaint *at;
    size_t count, room;
};

void complain(struct complaints *c, const char *file, int line, const char *format, ...)
    PRINTF(4, 5);

/* One error of all complaints, for those who load or refuse whole: the first few, and how many. */
bool complaints_error(const struct complaints *c, struct error *err);

/* Reads a pack. Everything is read and every error told; where there was one, the pack holds what
 * could be read. */
void pack_read(struct arena *a, const struct pack_files *files, struct pack *out,
               struct complaints *wrong);

/* ---- the packs of a site, seen as one ---------------------------- */

struct packs {
    struct pack **at;
    size_t count, room;
};

/* Checks what no pack can see alone: that names are defined once, and that records, code lists and
 * fields which are named exist. */
void packs_check(struct arena *a, const struct packs *packs, struct complaints *wrong);

/* By name; NULL where there is none. */
const struct pack *packs_pack(const struct packs *p, const char *name);
const struct record *packs_record(const struct packs *p, const char *name);
const struct code_list *packs_codes(const struct packs *p, const char *name);

/* "map", "pack/map"; NULL where there is none, or more than one and no pack is named. */
const struct map *packs_map(const struct packs *p, const char *name);
const struct clock *packs_clock(const struct packs *p, const char *name, struct date on);
const struct decision *packs_decision(const struct packs *p, const char *name, struct date on);
const struct measure *packs_measure(const struct packs *p, const char *name);
const struct reconcile *packs_reconcile(const struct packs *p, const char *name);
const struct share *packs_share(const struct packs *p, const char *name);
const struct check *packs_check_named(const struct packs *p, const char *name);

/* The names of all blocks of a kind ("map", "measure", …), for messages. */
struct text_list packs_names(struct arena *a, const struct packs *p, const char *kind);

/* Orders packs so that each comes after those it requires; false where one is missing or they
 * require each other. */
MUST_CHECK bool packs_order(struct packs *p, struct error *err);

/* ---- small questions ------------------------------------------------------- */

const struct field *record_field(const struct record *r, const char *name);
int record_field_index(const struct record *r, const char *name); /* -1: none */
/* The field by which a row is on a day; NULL where the record has none. */
const struct field *record_happened(const struct record *r);
size_t record_key_count(const struct record *r);
const char *field_type_word(enum field_type type);
const struct text_list *pack_classes(void);
/* Whether a code stands in it more than once, in versions; no field can refer to such a list. */
bool code_list_is_dated(const struct code_list *list);
/* Whether a block is in force on a day. */
bool block_in_force(const struct block *b, struct date on);

/* ---- the language's own reference ------------------------------------------ */

/* Writes the reference of every file and header key, as Markdown, from the tables that read them.
 */
struct buf;
void pack_reference(struct buf *out);
