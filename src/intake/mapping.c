#include "intake/mapping.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/number.h"
#include "base/span.h"
#include "base/text.h"
#include "intake/when.h"
#include "store/function.h"

enum { CACHE = 1024, SHORT = 56, SPELLINGS_KEPT = 200, SCRATCH = MAPPING_ROOM };
static const char MARK = '\x01';

// What a spelling became, so that a file's few distinct spellings are folded once.
struct cached {
    char text[SHORT];
    const char *code;
    bool known;
};

struct list_entry {
    const char *name;
    const struct code_index *index;
    struct cached *cache;
};

struct format_entry {
    const char *text;
    const struct when_format *when;
};

struct mapping {
    struct arena *arena;
    struct site *site;
    const struct zone *zone;
    const char *dates;
    char secret[65];
    struct arena row; // of the misfits, until they are forgotten
    struct {
        struct misfit *at;
        size_t count, room;
    } misfits;
    struct spelling_list unknown;
    struct {
        struct list_entry *at;
        size_t count, room;
    } lists;
    struct {
        struct format_entry *at;
        size_t count, room;
    } formats;
    char *scratch; // of SCRATCH bytes: where a function writes its text
    char own[SCRATCH];
    struct date zone_day; // the day of the cached offset
    int zone_offset;      // of all that day; INT32_MIN where it changes
};

/* ---- misfits --------------------------------------------------------------- */

static bool give_text(struct value *out, const char *text)
{
    *out = (struct value){.kind = VALUE_TEXT, .text = text, .length = strlen(text)};
    return true;
}

static const char *short_text(struct arena *a, const char *text)
{
    return strlen(text) <= 60 ? arena_text(a, text) : arena_printf(a, "%.57s…", text);
}

static bool misfit(struct mapping *m, struct value *out, const char *function, const char *value,
                   const char *reason, const char *cure)
{
    struct misfit *new = list_add(&m->row, &m->misfits);
    *new = (struct misfit){function, short_text(&m->row, value), arena_text(&m->row, reason),
                           arena_text(&m->row, cure)};
    snprintf(m->scratch, SCRATCH, "%cward %zu", MARK, m->misfits.count);
    return give_text(out, m->scratch);
}

static bool is_marked(const struct value *v)
{
    return v->kind == VALUE_TEXT && v->length > 0 && v->text[0] == MARK;
}

size_t mapping_misfits(const struct mapping *m)
{
    return m->misfits.count;
}

const struct misfit *mapping_misfit_at(const struct mapping *m, size_t i)
{
    return &m->misfits.at[i];
}

const struct misfit *mapping_misfit(const struct mapping *m, const struct value *v)
{
    size_t number = 0;
    if (!is_marked(v) || sscanf(v->text + 1, "ward %zu", &number) != 1 || number == 0
        || number > m->misfits.count)
        return NULL;
    return &m->misfits.at[number - 1];
}

void mapping_forget(struct mapping *m)
{
    if (m->misfits.count == 0)
        return;
    m->misfits.at = NULL;
    m->misfits.count = m->misfits.room = 0;
    arena_reset(&m->row);
}

const struct spelling_list *mapping_unknown(const struct mapping *m)
{
    return &m->unknown;
}

/* ---- the functions --------------------------------------------------------- */

#define FUNCTION(name)                                                                             \
    static bool name(void *context, const struct value *args, int count, struct value *out,        \
                     struct error *err)

// A function of a cell: NULL gives NULL, what is marked already stays so.
#define OF_A_CELL                                                                                  \
    struct mapping *m = context;                                                                   \
    (void)m;                                                                                       \
    (void)err;                                                                                     \
    if (count < 1 || args[0].kind == VALUE_NULL                                                    \
        || (args[0].kind == VALUE_TEXT && text_blank(args[0].text)))                               \
        return true;                                                                               \
    if (is_marked(&args[0])) {                                                                     \
        *out = args[0];                                                                            \
        return true;                                                                               \
    }                                                                                              \
    char number_text[32];                                                                          \
    const char *cell = text_of_value(&args[0], number_text)

static const char *text_of_value(const struct value *v, char number[32])
{
    switch (v->kind) {
    case VALUE_TEXT:
        return v->text;
    case VALUE_INTEGER:
        snprintf(number, 32, "%" PRId64, v->integer);
        return number;
    case VALUE_NUMBER:
        number_write(v->number, number);
        return number;
    case VALUE_NULL:
        return "";
    }
    return "";
}

static struct list_entry *list_of(struct mapping *m, const struct value *name, const char *function,
                                  struct error *err)
{
    for (size_t i = 0; i < m->lists.count && name->kind == VALUE_TEXT; i++)
        if (strcmp(m->lists.at[i].name, name->text) == 0)
            return &m->lists.at[i];
    const struct code_list *list =
        name->kind == VALUE_TEXT ? packs_codes(&m->site->packs, name->text) : NULL;
    if (list == NULL) {
        struct text_list names = packs_names(m->arena, &m->site->packs, "codes");
        error_set(err, ERROR_INVALID, "%s: there is no code list '%s'%s", function,
                  name->kind == VALUE_TEXT ? name->text : "",
                  name->kind == VALUE_TEXT
                      ? text_did_you_mean(m->arena, name->text, names.at, names.count)
                      : "");
        return NULL;
    }
    struct list_entry *entry = list_add(m->arena, &m->lists);
    *entry = (struct list_entry){list->name, code_index_make(m->arena, list),
                                 ARENA_ARRAY(m->arena, struct cached, CACHE)};
    return entry;
}

static const char *find_code(const struct list_entry *list, const char *text)
{
    size_t length = strlen(text);
    if (length >= SHORT)
        return code_index_find(list->index, text);
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)text[i]) * 16777619u;
    struct cached *slot = &list->cache[(h ^ (h >> 15)) % CACHE];
    if (!slot->known || strcmp(slot->text, text) != 0) {
        memcpy(slot->text, text, length + 1);
        slot->code = code_index_find(list->index, text);
        slot->known = true;
    }
    return slot->code;
}

static void note_unknown(struct mapping *m, const char *list, const char *text, const char *code)
{
    for (size_t i = 0; i < m->unknown.count; i++)
        if (text_equal(m->unknown.at[i].list, list) && text_equal(m->unknown.at[i].text, text)) {
            m->unknown.at[i].count++;
            return;
        }
    if (m->unknown.count < SPELLINGS_KEPT)
        *list_add(m->arena, &m->unknown) =
            (struct spelling){list, short_text(m->arena, text), arena_text(m->arena, code), 1};
}

static bool unknown_code(struct mapping *m, const struct list_entry *list, const char *function,
                         const char *text, struct value *out)
{
    struct arena scratch = {0};
    const char *nearest = code_index_nearest(list->index, &scratch, text);
    const char *reason = arena_printf(&scratch, "is not in the code list %s", list->name);
    const char *cure =
        nearest == NULL
            ? arena_printf(&scratch, "add the spelling to the column `also` of codes/%s.csv",
                           list->name)
            : arena_printf(&scratch, "did you mean %s? Or add the spelling to codes/%s.csv",
                           nearest, list->name);
    bool given = misfit(m, out, function, text, reason, cure);
    arena_free(&scratch);
    return given;
}

FUNCTION(fn_code_of)
{
    OF_A_CELL;
    struct list_entry *list = list_of(m, &args[1], "code_of", err);
    if (list == NULL)
        return false;
    const char *code = find_code(list, cell);
    if (code != NULL) {
        give_text(out, code);
        out->lasting = true; // it is the pack's own text
        return true;
    }
    if (count > 2 && args[2].kind == VALUE_TEXT) {
        note_unknown(m, list->name, cell, args[2].text);
        *out = args[2];
        return true;
    }
    return unknown_code(m, list, "code_of", cell, out);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

FUNCTION(fn_codes_of)
{
    OF_A_CELL;
    struct list_entry *list = list_of(m, &args[1], "codes_of", err);
    if (list == NULL)
        return false;
    struct arena scratch = {0};
    char separator =
        count > 2 && args[2].kind == VALUE_TEXT && args[2].length == 1 ? args[2].text[0] : ';';
    struct text_list parts = text_split(&scratch, cell, separator), codes = {0};
    bool good = true;
    for (size_t i = 0; i < parts.count && good; i++) {
        if (*parts.at[i] == '\0')
            continue;
        const char *code = find_code(list, parts.at[i]);
        if (code == NULL) {
            unknown_code(m, list, "codes_of", parts.at[i], out);
            good = false;
        } else {
            *list_add(&scratch, &codes) = code;
        }
    }
    if (good && codes.count > 0) {
        qsort(codes.at, codes.count, sizeof codes.at[0], by_text);
        struct buf b = buf_make(&scratch, SCRATCH - 1);
        for (size_t i = 0; i < codes.count; i++)
            if (i == 0 || !text_equal(codes.at[i], codes.at[i - 1]))
                buf_put(&b, "%s%s", i == 0 ? "" : ";", codes.at[i]);
        if (b.overflowed) {
            misfit(m, out, "codes_of", cell, "holds too many codes", "split them in the map");
        } else {
            memcpy(m->scratch, b.text, b.length + 1);
            give_text(out, m->scratch);
        }
    }
    arena_free(&scratch);
    return true;
}

static const struct when_format *format_of(struct mapping *m, const struct value *given,
                                           struct error *err)
{
    const char *text = given != NULL && given->kind == VALUE_TEXT ? given->text : m->dates;
    if (text == NULL) {
        error_set(
            err, ERROR_INVALID,
            "date_of: the map does not say how dates are written: add a line `-- dates: m/d/yyyy`");
        return NULL;
    }
    for (size_t i = 0; i < m->formats.count; i++)
        if (strcmp(m->formats.at[i].text, text) == 0)
            return m->formats.at[i].when;
    struct format_entry entry = {.text = arena_text(m->arena, text)};
    if (!when_compile(m->arena, entry.text, 0, &entry.when, err))
        return NULL;
    *list_add(m->arena, &m->formats) = entry;
    return entry.when;
}

static const char date_cure[] = "correct it, or add its format to `-- dates:` in the map";

static bool unfit_date(struct mapping *m, const struct when_format *when, const char *function,
                       const char *cell, struct value *out)
{
    struct arena scratch = {0};
    bool given =
        misfit(m, out, function, cell, when_explain(&scratch, when, cell, strlen(cell)), date_cure);
    arena_free(&scratch);
    return given;
}

FUNCTION(fn_date_of)
{
    OF_A_CELL;
    const struct when_format *when = format_of(m, count > 1 ? &args[1] : NULL, err);
    if (when == NULL)
        return false;
    struct when read = {0};
    if (when_read(when, cell, strlen(cell), &read) != WHEN_FITS || read.kind == WHEN_TIME)
        return unfit_date(m, when, "date_of", cell, out);
    date_write(read.local.date, m->scratch);
    return give_text(out, m->scratch);
}

// The offset of a wall clock's reading; most days have one offset, which is kept.
static int offset_at(struct mapping *m, struct local local)
{
    if (local.date.days != m->zone_day.days) {
        struct local midnight = {local.date, 0}, next = {{local.date.days + 1}, 0};
        int first = zone_offset(m->zone, zone_instant(m->zone, midnight, NULL));
        int last = zone_offset(m->zone, zone_instant(m->zone, next, NULL));
        m->zone_day = local.date;
        m->zone_offset = first == last ? first : INT32_MIN;
    }
    if (m->zone_offset != INT32_MIN)
        return m->zone_offset;
    // In a skipped hour the wall clock showed no such time: the offset before the change keeps the
    // text as it was written.
    enum zone_fit fit;
    struct instant t = zone_instant(m->zone, local, &fit);
    int offset = zone_offset(m->zone, t);
    return fit == ZONE_SKIPPED ? zone_offset(m->zone, (struct instant){t.us - 7200000000}) : offset;
}

static bool give_moment(struct mapping *m, struct local local, bool has_offset, int offset,
                        struct value *out)
{
    if (!has_offset)
        offset = offset_at(m, local);
    instant_write(instant_of(local, offset), offset, m->scratch);
    return give_text(out, m->scratch);
}

FUNCTION(fn_datetime_of)
{
    OF_A_CELL;
    const struct when_format *when = format_of(m, count > 1 ? &args[1] : NULL, err);
    if (when == NULL)
        return false;
    struct when read = {0};
    if (when_read(when, cell, strlen(cell), &read) != WHEN_FITS || read.kind == WHEN_TIME)
        return unfit_date(m, when, "datetime_of", cell, out);
    return give_moment(m, read.local, read.kind == WHEN_MOMENT, read.offset_s, out);
}

// datetime_at(date, time[, format of the date]): two cells; the time as hh:mm, hhmm or h:mm AM.
FUNCTION(fn_datetime_at)
{
    OF_A_CELL;
    const struct when_format *when = format_of(m, count > 2 ? &args[2] : NULL, err);
    if (when == NULL)
        return false;
    struct when day = {0}, time = {0};
    if (when_read(when, cell, strlen(cell), &day) != WHEN_FITS || day.kind == WHEN_TIME)
        return unfit_date(m, when, "datetime_at", cell, out);
    if (args[1].kind == VALUE_NULL)
        return misfit(m, out, "datetime_at", cell, "has a day and no time",
                      "fill in the time, or use date_of");
    char time_number[32];
    const char *time_text = text_of_value(&args[1], time_number);
    const struct value times = bind_text("hh:mm:ss | hh:mm | h:mm AM | h:mm:ss AM | hhmm");
    const struct when_format *time_when = format_of(m, &times, err);
    if (time_when == NULL)
        return false;
    if (when_read(time_when, time_text, strlen(time_text), &time) != WHEN_FITS)
        return unfit_date(m, time_when, "datetime_at", time_text, out);
    return give_moment(m, (struct local){day.local.date, time.local.us}, false, 0, out);
}

// "$1,234.50", "(12)", "45 %", " 7 " as plain digits; false where it is none of these.
static bool plain_number(const char *cell, char *to, size_t room, bool *percent)
{
    size_t length = 0;
    bool negative = false, digits = false;
    *percent = false;
    for (const char *s = cell; *s != '\0'; s++) {
        if (length + 2 >= room)
            return false;
        if ((*s >= '0' && *s <= '9') || *s == '.' || ((*s == 'e' || *s == 'E') && digits)) {
            to[length++] = *s;
            digits = true;
        } else if ((*s == '-' || *s == '+')
                   && (!digits || to[length - 1] == 'e' || to[length - 1] == 'E')) {
            if (*s == '-')
                to[length++] = *s;
        } else if (*s == ',' && digits && s[1] >= '0' && s[1] <= '9' && s[2] >= '0' && s[2] <= '9'
                   && s[3] >= '0' && s[3] <= '9' && !(s[4] >= '0' && s[4] <= '9')) {
            continue; // between thousands
        } else if (*s == '(' && !digits && !negative) {
            negative = true;
        } else if (*s == '%' && digits) {
            *percent = true;
        } else if (!(*s == ' ' || *s == '\t' || *s == '$' || (*s == ')' && negative))) {
            return false;
        }
    }
    to[length] = '\0';
    if (negative) {
        memmove(to + 1, to, length + 1);
        to[0] = '-';
    }
    return digits;
}

static bool number_cell(const char *cell, double *out, bool *percent)
{
    char plain[64];
    *percent = false;
    return number_read_double(cell, out)
           || (plain_number(cell, plain, sizeof plain, percent) && number_read_double(plain, out));
}

FUNCTION(fn_number_of)
{
    OF_A_CELL;
    double number;
    bool percent;
    if (!number_cell(cell, &number, &percent))
        return misfit(m, out, "number_of", cell, "is not a number",
                      "correct it, or make it empty in the map with nullif");
    *out = bind_double(number);
    return true;
}

FUNCTION(fn_integer_of)
{
    OF_A_CELL;
    double number;
    bool percent;
    if (!number_cell(cell, &number, &percent) || percent || number != floor(number)
        || fabs(number) > 9e15)
        return misfit(m, out, "integer_of", cell, "is not a whole number",
                      "correct it, or make it empty in the map with nullif");
    *out = bind_i64((int64_t)number);
    return true;
}

FUNCTION(fn_money_of)
{
    OF_A_CELL;
    double number;
    bool percent;
    if (!number_cell(cell, &number, &percent) || percent || fabs(number) > 9e13)
        return misfit(m, out, "money_of", cell, "is not an amount of money",
                      "correct it at its source");
    double cents = round(number * 100);
    if (fabs(cents - number * 100) > 1e-3)
        return misfit(m, out, "money_of", cell, "has parts of a cent", "round it at its source");
    *out = bind_i64((int64_t)cents);
    return true;
}

// The spellings that nearly every file has; -1 for others, which are folded first.
static int yes_no_quickly(const char *cell)
{
    if (cell[0] != '\0' && cell[1] == '\0')
        return strchr("1yYtT", cell[0]) != NULL ? 1 : strchr("0nNfF", cell[0]) != NULL ? 0 : -1;
    if (strcasecmp(cell, "no") == 0 || strcasecmp(cell, "false") == 0)
        return 0;
    return strcasecmp(cell, "yes") == 0 || strcasecmp(cell, "true") == 0 ? 1 : -1;
}

FUNCTION(fn_yes_no)
{
    OF_A_CELL;
    static const char *const yes[] = {"yes", "y", "true", "t", "1", "si", "1 0", "x"};
    static const char *const no[] = {"no", "n", "false", "f", "0", "0 0"};
    if (count == 3 && args[1].kind == VALUE_TEXT && args[2].kind == VALUE_TEXT) {
        if (strcasecmp(cell, args[1].text) == 0 || strcasecmp(cell, args[2].text) == 0) {
            *out = bind_i64(strcasecmp(cell, args[1].text) == 0);
            return true;
        }
        return misfit(m, out, "yes_no", cell, "is neither of the two words that the map names",
                      "correct it, or the map");
    }
    int quick = yes_no_quickly(cell);
    if (quick >= 0) {
        *out = bind_i64(quick);
        return true;
    }
    struct arena scratch = {0};
    const char *folded = text_fold(&scratch, cell);
    int answer = -1;
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        if (text_equal(folded, yes[i]))
            answer = 1;
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        if (text_equal(folded, no[i]))
            answer = 0;
    arena_free(&scratch);
    if (answer < 0)
        return misfit(m, out, "yes_no", cell, "is neither yes nor no",
                      "correct it, or name the words: yes_no(v, 'DONE', 'OPEN')");
    *out = bind_i64(answer);
    return true;
}

// A number as number_write writes it, which is most often as it stands in the cell.
static struct span degrees(const char *cell, double number, char written[32])
{
    if (number_is_shortest(cell))
        return (struct span){cell, strlen(cell)};
    number_write(number, written);
    return (struct span){written, strlen(written)};
}

FUNCTION(fn_point_of)
{
    OF_A_CELL;
    char other_text[32];
    const char *lat_text = text_of_value(&args[1], other_text);
    double lon, lat;
    if (is_marked(&args[1])) {
        *out = args[1];
        return true;
    }
    if (args[1].kind == VALUE_NULL)
        return true;
    if (!number_read_double(cell, &lon) || !number_read_double(lat_text, &lat))
        return misfit(m, out, "point_of", cell, "is not a coordinate in degrees",
                      "correct it at its source");
    if (lon == 0 && lat == 0)
        return true; // "no place" as many systems write it
    if (lon < -180 || lon > 180 || lat < -90 || lat > 90)
        return misfit(m, out, "point_of", cell,
                      "is outside of the globe: degrees of longitude, then latitude, were expected",
                      "if they are metres or feet, turn them into degrees first; if swapped, swap "
                      "them in the map");
    char x[32], y[32];
    struct span lon_part = degrees(cell, lon, x), lat_part = degrees(lat_text, lat, y);
    memcpy(m->scratch, lon_part.at, lon_part.length);
    m->scratch[lon_part.length] = ',';
    memcpy(m->scratch + lon_part.length + 1, lat_part.at, lat_part.length + 1);
    return give_text(out, m->scratch);
}

// Whether a text is as text_of would make it.
static bool has_single_spaces(const char *text)
{
    if (*text == ' ')
        return false;
    for (; *text != '\0'; text++)
        if ((*text == ' ' && (text[1] == ' ' || text[1] == '\0'))
            || (*text >= '\t' && *text <= '\r'))
            return false;
    return true;
}

FUNCTION(fn_text_of)
{
    OF_A_CELL;
    size_t length = strlen(cell);
    if (length >= SCRATCH) { // long ones as they are: white space in a narrative is its own
        *out = args[0];
        return true;
    }
    if (has_single_spaces(cell)) {
        *out = (struct value){.kind = VALUE_TEXT, .text = cell, .length = length};
        if (cell == number_text)
            out->text = memcpy(m->scratch, cell, length + 1);
        return true;
    }
    char *to = m->scratch;
    for (const char *s = cell; *s != '\0'; s++) {
        bool space = *s == ' ' || (*s >= '\t' && *s <= '\r');
        if (!space)
            *to++ = *s;
        else if (to > m->scratch && to[-1] != ' ')
            *to++ = ' ';
    }
    while (to > m->scratch && to[-1] == ' ')
        to--;
    *to = '\0';
    return *m->scratch == '\0' || give_text(out, m->scratch);
}

static bool give_digest(struct mapping *m, struct digest_maker *maker, size_t digits,
                        struct value *out)
{
    struct digest d = digest_end(maker);
    char text[65];
    digest_write(&d, text);
    memcpy(m->scratch, text, digits);
    m->scratch[digits] = '\0';
    return give_text(out, m->scratch);
}

FUNCTION(fn_key_of)
{
    struct mapping *m = context;
    struct digest_maker maker;
    (void)err;
    digest_begin(&maker);
    for (int i = 0; i < count; i++) {
        if (is_marked(&args[i])) {
            *out = args[i];
            return true;
        }
        char number[32];
        digest_text(&maker, args[i].kind == VALUE_NULL ? NULL : text_of_value(&args[i], number));
    }
    return give_digest(m, &maker, 20, out);
}

FUNCTION(fn_person_of)
{
    OF_A_CELL;
    struct digest_maker maker;
    digest_begin(&maker);
    digest_text(&maker, m->secret);
    digest_text(&maker, args[1].kind == VALUE_TEXT ? args[1].text : NULL);
    digest_text(&maker, cell);
    return give_digest(m, &maker, 16, out);
}

static const struct {
    const char *name;
    int arguments;
    store_function_fn function;
} functions[] = {
    {"code_of", 2, fn_code_of},         {"code_of", 3, fn_code_of},
    {"codes_of", 2, fn_codes_of},       {"codes_of", 3, fn_codes_of},
    {"date_of", 1, fn_date_of},         {"date_of", 2, fn_date_of},
    {"datetime_of", 1, fn_datetime_of}, {"datetime_of", 2, fn_datetime_of},
    {"datetime_at", 2, fn_datetime_at}, {"datetime_at", 3, fn_datetime_at},
    {"number_of", 1, fn_number_of},     {"integer_of", 1, fn_integer_of},
    {"money_of", 1, fn_money_of},       {"yes_no", 1, fn_yes_no},
    {"yes_no", 3, fn_yes_no},           {"point_of", 2, fn_point_of},
    {"text_of", 1, fn_text_of},         {"key_of", -1, fn_key_of},
    {"person_of", 2, fn_person_of},
};

store_function_fn mapping_function(const char *name, int arguments)
{
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (strcasecmp(functions[i].name, name) == 0
            && (functions[i].arguments == arguments || functions[i].arguments < 0))
            return functions[i].function;
    return NULL;
}

void mapping_into(struct mapping *m, char *room)
{
    m->scratch = room == NULL ? m->own : room;
}

const struct function_help mapping_helps[] = {
    {"code_of", "code_of(v, 'list')",
     "the code that a spelling means; with a third argument, that code for unknown ones"},
    {"codes_of", "codes_of(v, 'list', ';')", "several codes of one cell"},
    {"date_of", "date_of(v)", "a day; a second argument is its format"},
    {"datetime_of", "datetime_of(v)", "a moment on the zone's wall clock"},
    {"datetime_at", "datetime_at(date, time)",
     "a moment of two cells; a third argument is the date's format"},
    {"number_of", "number_of(v)", "a number, with $, thousands commas, % or parentheses for minus"},
    {"integer_of", "integer_of(v)", "a whole number"},
    {"money_of", "money_of(v)", "whole cents"},
    {"yes_no", "yes_no(v)", "true or false; yes_no(v, 'DONE', 'OPEN') names the two words"},
    {"point_of", "point_of(lon, lat)", "a point; 0, 0 and empty are none"},
    {"text_of", "text_of(v)", "a text with single spaces"},
    {"key_of", "key_of(a, b, …)", "a short stable key of several values"},
    {"person_of", "person_of(v, 'source')", "a pseudonymous number of a source's person"},
    {0},
};

static void free_row(void *what)
{
    arena_free(what);
}

bool mapping_make(struct arena *a, struct site *s, const char *dates, const char *zone,
                  struct mapping **out, struct error *err)
{
    struct mapping *m = ARENA_NEW(a, struct mapping);
    const char *secret;
    *m = (struct mapping){
        .arena = a, .site = s, .zone = s->zone, .dates = dates, .zone_day = NO_DATE};
    m->scratch = m->own;
    arena_defer(a, free_row, &m->row);
    if ((zone != NULL && !zone_load(a, zone, &m->zone, err))
        || !site_setting(s, a, "secret", &secret, err))
        return false;
    snprintf(m->secret, sizeof m->secret, "%s", secret == NULL ? "" : secret);
    if (dates != NULL && format_of(m, NULL, err) == NULL)
        return false;
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (!store_function(s->store, functions[i].name, functions[i].arguments, false,
                            functions[i].function, m, err))
            return false;
    *out = m;
    return true;
}
