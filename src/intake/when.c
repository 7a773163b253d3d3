#include "intake/when.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/list.h"
#include "base/number.h"

enum what {
    LITERAL,
    SPACE,
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    DECIMALS,
    HALF, /* AM or PM */
    MONTH_NAME,
    WEEKDAY,
    ZONE,
    UNIX_SECONDS,
    UNIX_MILLISECONDS,
    EXCEL,
};

struct part {
    enum what what;
    int least, most; /* digits */
    int after;       /* digits of the two-digit parts that follow without anything between */
    int first_year;  /* of a two-digit year, else 0 */
    char literal;
    int at; /* where in the format */
};

struct pattern {
    struct part *at;
    size_t count, room;
    bool half; /* has AM or PM */
    enum when_kind kind;
    const char *text;
};

struct pattern_list {
    struct pattern *at;
    size_t count, room;
};

struct when_format {
    struct pattern *at;
    size_t count, room;
    const char *text;
    struct pattern_list usual; /* what people use, for when_explain */
};

#define DAY_US INT64_C(86400000000)

static const char *const months[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};
static const char *const weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday"};

/* ---- the format ---- */

static size_t run(const char *p, char c)
{
    size_t n = 0;
    while (p[n] == c)
        n++;
    return n;
}

static bool is_word(const char *p, const char *word)
{
    size_t n = strlen(word);
    char next = strncmp(p, word, n) == 0 ? p[n] : 'x';
    return strncmp(p, word, n) == 0 && !(next >= 'a' && next <= 'z');
}

/* What the letter at p begins; *length bytes of the format. LITERAL: no part we know. */
static enum what find_part(const char *p, bool after_hour, size_t *length, struct part *part)
{
    size_t n = run(p, p[0]);
    bool pair = n == 1 || n == 2;
    part->least = n == 2 ? 2 : 1;
    part->most = 2;
    *length = n;
    if (is_word(p, "Month") || is_word(p, "Mon")) {
        *length = is_word(p, "Month") ? 5 : 3;
        return MONTH_NAME;
    }
    if (is_word(p, "Day")) {
        *length = 3;
        return WEEKDAY;
    }
    if (p[0] == 'A' && p[1] == 'M') {
        *length = 2;
        return HALF;
    }
    if (p[0] == 'Z' && n == 1)
        return ZONE;
    if (p[0] == 'y' && (n == 4 || n == 2)) {
        part->least = part->most = (int)n;
        return YEAR;
    }
    if (p[0] == 'm' && pair)
        return after_hour ? MINUTE : MONTH;
    if (p[0] == 'd' && pair)
        return DAY;
    if (p[0] == 'h' && pair)
        return HOUR;
    if (p[0] == 's' && pair)
        return SECOND;
    return LITERAL;
}

static bool read_first_year(const char *p, size_t *length, struct part *part)
{
    int year = 0;
    int used = 0;
    if (sscanf(p, "(%4d)%n", &year, &used) != 1 || used != 6)
        return false;
    part->first_year = year;
    *length += (size_t)used;
    return true;
}

struct compile {
    struct arena *arena;
    struct pattern *pattern;
    const char *text;
    int first_year;
    unsigned seen; /* a bit for each enum what */
    bool after_hour;
    struct error *err;
};

static bool add_part(struct compile *c, struct part part)
{
    unsigned bit = 1u << part.what;
    if (part.what > SPACE && (c->seen & bit) != 0)
        return error_set(c->err, ERROR_INVALID,
                         "the format \"%s\" says the same thing twice at \"%s\"", c->text,
                         c->text + part.at);
    c->seen |= bit;
    if (part.what == HOUR)
        c->after_hour = true;
    if (part.what == MINUTE)
        c->after_hour = false;
    *list_add(c->arena, c->pattern) = part;
    return true;
}

static bool check_year(struct compile *c, struct part *part, const char *p, size_t *length)
{
    if (part->most == 4)
        return true;
    if (p[*length] == '(' && !read_first_year(p + *length, length, part))
        return error_set(c->err, ERROR_INVALID,
                         "the format \"%s\" should have four digits after yy, as in yy(1950)",
                         c->text);
    if (part->first_year == 0)
        part->first_year = c->first_year;
    if (part->first_year == 0)
        return error_set(c->err, ERROR_INVALID,
                         "the format \"%s\" leaves the century open; yy(1950) means 1950 to 2049",
                         c->text);
    if (part->first_year < 1800 || part->first_year > 2100)
        return error_set(c->err, ERROR_INVALID,
                         "the format \"%s\" begins a century in %d, which is not 1800 to 2100",
                         c->text, part->first_year);
    return true;
}

/* Reads the part at p and gives its length; 0 after an error. */
static size_t compile_part(struct compile *c, const char *p)
{
    struct part part = {.at = (int)(p - c->text), .literal = p[0]};
    size_t length = 1;
    if (p[0] == '\'') {
        const char *close = strchr(p + 1, '\'');
        if (close == NULL) {
            error_set(c->err, ERROR_INVALID, "the format \"%s\" has an open quote", c->text);
            return 0;
        }
        for (const char *q = p + 1; q < close; q++) {
            part.literal = *q;
            *list_add(c->arena, c->pattern) = part;
        }
        return (size_t)(close - p) + 1;
    }
    bool letter = (p[0] >= 'a' && p[0] <= 'z') || (p[0] >= 'A' && p[0] <= 'Z');
    if (p[0] == '.' && p[1] == 's') {
        part.what = DECIMALS;
        length = 1 + run(p + 1, 's');
    } else if (p[0] == ' ') {
        part.what = SPACE;
        length = run(p, ' ');
    } else if (letter && !(p[0] == 'T' && p[1] != '\0')) {
        part.what = find_part(p, c->after_hour, &length, &part);
        if (part.what == LITERAL) {
            error_set(
                c->err, ERROR_INVALID,
                "the format \"%s\" has \"%s\", which is none of yyyy yy m mm d dd Mon Month Day "
                "h hh ss .sss AM Z; put text between '...'",
                c->text, p);
            return 0;
        }
        if (part.what == YEAR && !check_year(c, &part, p, &length))
            return 0;
    } else if (p[0] >= '0' && p[0] <= '9') {
        error_set(c->err, ERROR_INVALID,
                  "the format \"%s\" has digits in it; write yyyy, mm, dd, hh in their place",
                  c->text);
        return 0;
    }
    return add_part(c, part) ? length : 0;
}

/* Digits that stand without anything between are told apart by counting from the right. */
static bool count_digits(struct compile *c)
{
    int after = 0;
    for (size_t i = c->pattern->count; i-- > 0;) {
        struct part *part = &c->pattern->at[i];
        bool digits = part->what >= YEAR && part->what <= SECOND;
        part->after = digits ? after : 0;
        if (digits && after < 0)
            return error_set(
                c->err, ERROR_INVALID,
                "the format \"%s\" has parts of one or two digits with nothing between "
                "them; write mm, dd, hh",
                c->text);
        if (!digits)
            after = 0;
        else
            after = part->least == part->most ? after + part->most : -1;
    }
    return true;
}

static bool find_kind(struct compile *c)
{
#define SEEN(what) ((c->seen & (1u << (what))) != 0)
    bool day = SEEN(YEAR) && SEEN(DAY) && (SEEN(MONTH) || SEEN(MONTH_NAME));
    bool some_day = SEEN(YEAR) || SEEN(DAY) || SEEN(MONTH) || SEEN(MONTH_NAME) || SEEN(WEEKDAY);
    bool some_time = SEEN(MINUTE) || SEEN(SECOND) || SEEN(DECIMALS) || SEEN(HALF) || SEEN(ZONE);
    if (SEEN(MONTH) && SEEN(MONTH_NAME))
        return error_set(c->err, ERROR_INVALID, "the format \"%s\" has two months", c->text);
    if (some_day && !day)
        return error_set(c->err, ERROR_INVALID,
                         "the format \"%s\" needs year, month and day, or none of them", c->text);
    if (some_time && !SEEN(HOUR))
        return error_set(c->err, ERROR_INVALID, "the format \"%s\" has a time without an hour",
                         c->text);
    if (SEEN(DECIMALS) && !SEEN(SECOND))
        return error_set(c->err, ERROR_INVALID, "the format \"%s\" has decimals without seconds",
                         c->text);
    if (SEEN(SECOND) && !SEEN(MINUTE))
        return error_set(c->err, ERROR_INVALID, "the format \"%s\" has seconds without minutes",
                         c->text);
    if (SEEN(ZONE) && !day)
        return error_set(c->err, ERROR_INVALID, "the format \"%s\" has a zone without a day",
                         c->text);
    if (!day && !SEEN(HOUR))
        return error_set(c->err, ERROR_INVALID, "the format \"%s\" has neither day nor time",
                         c->text);
    c->pattern->half = SEEN(HALF);
    c->pattern->kind = !day         ? WHEN_TIME
                       : SEEN(ZONE) ? WHEN_MOMENT
                       : SEEN(HOUR) ? WHEN_LOCAL
                                    : WHEN_DATE;
#undef SEEN
    return true;
}

static bool compile_pattern(struct arena *a, const char *text, int first_year, struct pattern *out,
                            struct error *err)
{
    static const struct {
        const char *name;
        enum what what;
        enum when_kind kind;
        int base; /* Excel's first year */
    } names[] = {{"unix seconds", UNIX_SECONDS, WHEN_MOMENT, 0},
                 {"unix milliseconds", UNIX_MILLISECONDS, WHEN_MOMENT, 0},
                 {"excel serial", EXCEL, WHEN_LOCAL, 1900},
                 {"excel serial 1904", EXCEL, WHEN_LOCAL, 1904}};
    struct pattern pattern = {.text = text};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcasecmp(text, names[i].name) == 0) {
            *list_add(a, &pattern) =
                (struct part){.what = names[i].what, .first_year = names[i].base};
            pattern.kind = names[i].kind;
            *out = pattern;
            return true;
        }
    }
    struct compile c = {a, &pattern, text, first_year, 0, false, err};
    if (text[0] == '\0')
        return error_set(err, ERROR_INVALID, "the format of a day or time is empty");
    for (const char *p = text; *p != '\0';) {
        size_t length = compile_part(&c, p);
        if (length == 0)
            return false;
        p += length;
    }
    if (!count_digits(&c) || !find_kind(&c))
        return false;
    *out = pattern;
    return true;
}

/* Day formats, the likelier first. rival: the one with day and month exchanged. */
static const struct {
    const char *text;
    int rival; /* how many places away; 0: none */
} day_formats[] = {
    {"yyyy-mm-dd", 0},     {"m/d/yyyy", 1},           {"d/m/yyyy", -1},    {"m/d/yy(1950)", 1},
    {"d/m/yy(1950)", -1},  {"m-d-yyyy", 1},           {"d-m-yyyy", -1},    {"m-d-yy(1950)", 1},
    {"d-m-yy(1950)", -1},  {"d.m.yyyy", 0},           {"yyyy/m/d", 0},     {"yyyymmdd", 0},
    {"d-Mon-yy(1950)", 0}, {"d-Mon-yyyy", 0},         {"d Month yyyy", 0}, {"Month d, yyyy", 0},
    {"Month d yyyy", 0},   {"Day, Month d, yyyy", 0}, {"yyyy Month d", 0}, {"mmddyyyy", 1},
    {"ddmmyyyy", -1},
};
static const char *const time_formats[] = {
    "",          " h:mm",           " h:mm:ss",    " h:mm AM",       " h:mm:ss AM", " h:mm:ss.sss",
    "Thh:mm:ss", "Thh:mm:ss.sss",   "Thh:mm:ssZ",  "Thh:mm:ss.sssZ", "Thh:mm",      " hh:mm:ssZ",
    " h:mmAM",   " hh:mm:ss.sss Z", " hh:mm:ss Z",
};
static const char *const other_formats[] = {"h:mm",   "h:mm:ss",    "h:mm AM",
                                            "h:mmAM", "h:mm:ss AM", "hhmm"};
enum {
    DAYS = sizeof day_formats / sizeof day_formats[0],
    TIMES = sizeof time_formats / sizeof time_formats[0],
    OTHERS = sizeof other_formats / sizeof other_formats[0],
};

/* The usual formats of days, with and without a time, and of times; those with numbers alone are
 * left out. */
static struct pattern_list usual_formats(struct arena *a)
{
    struct arena scratch = {0};
    struct pattern_list list = {0};
    struct error err;
    for (int i = 0; i < TIMES * DAYS + OTHERS; i++) {
        struct pattern pattern;
        const char *text = i < TIMES * DAYS ? arena_printf(a, "%s%s", day_formats[i % DAYS].text,
                                                           time_formats[i / DAYS])
                                            : other_formats[i - TIMES * DAYS];
        if (!compile_pattern(&scratch, text, 0, &pattern, &err))
            continue;
        pattern.at = arena_copy(a, pattern.at, pattern.count * sizeof *pattern.at);
        *list_add(a, &list) = pattern;
    }
    arena_free(&scratch);
    return list;
}

/* The alternatives of a format: between bars that are not in quotes, trimmed. */
static struct text_list alternatives(struct arena *a, const char *format)
{
    struct text_list list = {0};
    const char *from = format;
    bool quoted = false;
    for (const char *p = format;; p++) {
        quoted = quoted != (*p == '\'');
        if (*p != '\0' && (*p != '|' || quoted))
            continue;
        const char *begin = from, *end = p;
        while (begin < end && *begin == ' ')
            begin++;
        while (end > begin && end[-1] == ' ')
            end--;
        *list_add(a, &list) = arena_text_n(a, begin, (size_t)(end - begin));
        from = p + 1;
        if (*p == '\0')
            return list;
    }
}

static bool compile(struct arena *a, const char *format, int first_year, struct when_format **out,
                    struct error *err)
{
    struct when_format *f = ARENA_NEW(a, struct when_format);
    f->text = arena_text(a, format);
    struct text_list list = alternatives(a, format);
    for (size_t i = 0; i < list.count; i++) {
        struct pattern pattern;
        if (!compile_pattern(a, list.at[i], first_year, &pattern, err))
            return false;
        *list_add(a, f) = pattern;
    }
    *out = f;
    return true;
}

bool when_compile(struct arena *a, const char *format, int first_year,
                  const struct when_format **out, struct error *err)
{
    struct when_format *f;
    if (!compile(a, format, first_year, &f, err))
        return false;
    f->usual = usual_formats(a);
    *out = f;
    return true;
}

const char *when_text(const struct when_format *f)
{
    return f->text;
}

/* ---- reading ---- */

/* What stopped a pattern. */
enum trouble {
    TROUBLE_NONE,
    TROUBLE_DIGITS,
    TROUBLE_LITERAL,
    TROUBLE_NAME,
    TROUBLE_MONTH,
    TROUBLE_DAY,
    TROUBLE_HOUR,
    TROUBLE_MINUTE,
    TROUBLE_SECOND,
    TROUBLE_HALF,
    TROUBLE_ZONE,
    TROUBLE_NO_SUCH_DAY,
    TROUBLE_WEEKDAY,
    TROUBLE_MORE,
    TROUBLE_NUMBER,
};

struct values {
    int year, month, day, hour, minute, second, weekday;
    int64_t decimals; /* microseconds */
    int half;         /* 0 not said, 1 AM, 2 PM */
    int offset_s;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A blank: a space, a tab, or one of the no-break spaces that ICU puts before AM and PM. */
static size_t blank_at(const char *p, const char *end)
{
    if (p < end && (*p == ' ' || *p == '\t'))
        return 1;
    if (end - p >= 2 && memcmp(p, "\xc2\xa0", 2) == 0)
        return 2;
    if (end - p >= 3 && memcmp(p, "\xe2\x80\xaf", 3) == 0)
        return 3;
    return 0;
}

static const char *read_digits(const struct part *part, const char *p, const char *end, int *out)
{
    int most = part->most, value = 0, count = 0;
    if (part->after > 0 && part->least < part->most) {
        int all = 0;
        while (p + all < end && is_digit(p[all]))
            all++;
        most = all - part->after < most ? all - part->after : most;
    }
    while (count < most && p < end && is_digit(*p)) {
        value = value * 10 + (*p++ - '0');
        count++;
    }
    *out = value;
    return count < part->least ? NULL : p;
}

/* A name in full, or its first three letters (or four: Sept) with or without a point. */
static const char *read_name(const char *const *names, int count, const char *p, const char *end,
                             int *out)
{
    size_t letters = 0;
    while (p + letters < end && ((p[letters] | 0x20) >= 'a' && (p[letters] | 0x20) <= 'z'))
        letters++;
    for (int i = 0; i < count; i++) {
        size_t full = strlen(names[i]);
        if (letters < 3 || letters > full || strncasecmp(p, names[i], letters) != 0)
            continue;
        if (letters != full && letters != 3 && !(letters == 4 && (i == 8 || count == 7)))
            continue;
        *out = i;
        p += letters;
        return letters < full && p < end && *p == '.' ? p + 1 : p;
    }
    return NULL;
}

static const char *read_half(const char *p, const char *end, int *half)
{
    char c = p < end ? (char)(*p | 0x20) : 0;
    if (c != 'a' && c != 'p')
        return NULL;
    *half = c == 'a' ? 1 : 2;
    p++;
    bool point = p < end && *p == '.';
    p += point;
    if (p == end || (*p | 0x20) != 'm')
        return NULL;
    p++;
    return point && p < end && *p == '.' ? p + 1 : p;
}

static const char *read_zone(const char *p, const char *end, int *offset_s)
{
    *offset_s = 0;
    if (p < end && (*p == 'Z' || *p == 'z'))
        return p + 1;
    if (end - p >= 3 && (strncasecmp(p, "UTC", 3) == 0 || strncasecmp(p, "GMT", 3) == 0))
        return p + 3;
    if (end - p < 3 || (*p != '+' && *p != '-') || !is_digit(p[1]) || !is_digit(p[2]))
        return NULL;
    int sign = *p == '-' ? -1 : 1, hours = (p[1] - '0') * 10 + (p[2] - '0'), minutes = 0;
    p += 3;
    const char *rest = p + (p < end && *p == ':');
    if (end - rest >= 2 && is_digit(rest[0]) && is_digit(rest[1])) {
        minutes = (rest[0] - '0') * 10 + (rest[1] - '0');
        p = rest + 2;
    }
    *offset_s = sign * (hours * 3600 + minutes * 60);
    return hours > 18 || minutes > 59 ? NULL : p;
}

static const char *read_decimals(const char *p, const char *end, int64_t *us)
{
    if (p == end || *p != '.')
        return NULL;
    int count = 0;
    *us = 0;
    for (p++; p < end && is_digit(*p); p++, count++)
        if (count < 6)
            *us = *us * 10 + (*p - '0');
    for (int i = count; i < 6; i++)
        *us *= 10;
    return count == 0 || count > 9 ? NULL : p;
}

/* One part of the cell at *at, which moves behind it. */
static enum trouble read_part(const struct part *part, const char **at, const char *end,
                              struct values *v)
{
    const char *p = *at;
    enum trouble trouble = TROUBLE_DIGITS;
    switch (part->what) {
    case LITERAL:
        p = p < end && *p == part->literal ? p + 1 : NULL;
        trouble = TROUBLE_LITERAL;
        break;
    case SPACE: {
        size_t n;
        while ((n = blank_at(p, end)) > 0)
            p += n;
        p = p > *at ? p : NULL;
        trouble = TROUBLE_LITERAL;
        break;
    }
    case YEAR:
        p = read_digits(part, p, end, &v->year);
        if (p != NULL && part->first_year != 0) {
            int century = part->first_year / 100 * 100;
            v->year += v->year < part->first_year - century ? century + 100 : century;
        }
        break;
    case MONTH:
        p = read_digits(part, p, end, &v->month);
        if (p != NULL && (v->month < 1 || v->month > 12))
            return TROUBLE_MONTH;
        break;
    case DAY:
        p = read_digits(part, p, end, &v->day);
        if (p != NULL && (v->day < 1 || v->day > 31))
            return TROUBLE_DAY;
        break;
    case HOUR:
        p = read_digits(part, p, end, &v->hour);
        if (p != NULL && v->hour > 24)
            return TROUBLE_HOUR;
        break;
    case MINUTE:
        p = read_digits(part, p, end, &v->minute);
        if (p != NULL && v->minute > 59)
            return TROUBLE_MINUTE;
        break;
    case SECOND:
        p = read_digits(part, p, end, &v->second);
        if (p != NULL && v->second > 59)
            return TROUBLE_SECOND;
        break;
    case DECIMALS:
        p = read_decimals(p, end, &v->decimals);
        break;
    case HALF:
        p = read_half(p, end, &v->half);
        trouble = TROUBLE_HALF;
        break;
    case MONTH_NAME:
        p = read_name(months, 12, p, end, &v->month);
        v->month++;
        trouble = TROUBLE_NAME;
        break;
    case WEEKDAY:
        p = read_name(weekdays, 7, p, end, &v->weekday);
        trouble = TROUBLE_NAME;
        break;
    case ZONE:
        p = read_zone(p, end, &v->offset_s);
        trouble = TROUBLE_ZONE;
        break;
    case UNIX_SECONDS:
    case UNIX_MILLISECONDS:
    case EXCEL:
        return TROUBLE_NUMBER; // read as a whole, by read_number
    }
    if (p == NULL)
        return trouble;
    *at = p;
    return TROUBLE_NONE;
}

/* The day and the time of a count since 1970 or by Excel. */
static enum trouble read_number(const struct pattern *f, const char *p, const char *end,
                                struct when *out)
{
    char text[40];
    double v;
    size_t length = (size_t)(end - p);
    if (length == 0 || length >= sizeof text)
        return TROUBLE_NUMBER;
    memcpy(text, p, length);
    text[length] = '\0';
    if (!number_read_double(text, &v))
        return TROUBLE_NUMBER;
    struct when when = {.kind = f->kind};
    if (f->at[0].what == EXCEL) {
        if (!(v >= 0 && v < 2958466))
            return TROUBLE_NUMBER;
        int64_t ms = llround(v * 86400000.0), day = ms / 86400000;
        if (f->at[0].first_year == 1904)
            when.local.date = date_add(date_of(1904, 1, 1), (int)day);
        else if (day == 60) // Excel's 29 February 1900
            return TROUBLE_NO_SUCH_DAY;
        else
            when.local.date = date_add(date_of(1899, 12, day < 60 ? 31 : 30), (int)day);
        when.local.us = ms % 86400000 * 1000;
    } else {
        double us = f->at[0].what == UNIX_SECONDS ? v * 1e6 : v * 1e3;
        if (!(fabs(us) < 6e16)) // the years 70 to 3870
            return TROUBLE_NUMBER;
        when.local = instant_local((struct instant){llround(us)}, 0);
    }
    *out = when;
    return TROUBLE_NONE;
}

static enum trouble put_together(const struct pattern *f, const struct values *v, struct when *out)
{
    int hour = v->hour;
    struct when when = {.kind = f->kind, .offset_s = v->offset_s};
    if (f->half) {
        if (hour < 1 || hour > 12)
            return TROUBLE_HOUR;
        hour = hour % 12 + (v->half == 2 ? 12 : 0);
    }
    when.local.us = ((hour * INT64_C(60) + v->minute) * 60 + v->second) * 1000000 + v->decimals;
    if (f->kind != WHEN_TIME) {
        when.local.date = date_of(v->year, v->month, v->day);
        if (!date_is(when.local.date))
            return TROUBLE_NO_SUCH_DAY;
        if (v->weekday >= 0 && (int)date_weekday(when.local.date) != v->weekday)
            return TROUBLE_WEEKDAY;
    }
    if (when.local.us >= DAY_US) {
        if (when.local.us > DAY_US || f->kind == WHEN_TIME)
            return TROUBLE_HOUR;
        when.local.us = 0;
        when.local.date = date_add(when.local.date, 1);
        if (!date_is(when.local.date))
            return TROUBLE_NO_SUCH_DAY;
    }
    *out = when;
    return TROUBLE_NONE;
}

static enum trouble read_pattern(const struct pattern *f, const char *p, const char *end,
                                 struct when *out, const struct part **stopped)
{
    struct values v = {.weekday = -1};
    *stopped = NULL;
    if (f->at[0].what >= UNIX_SECONDS)
        return read_number(f, p, end, out);
    for (size_t i = 0; i < f->count; i++) {
        enum trouble trouble = read_part(&f->at[i], &p, end, &v);
        if (trouble != TROUBLE_NONE) {
            *stopped = &f->at[i];
            return trouble;
        }
    }
    return p < end ? TROUBLE_MORE : put_together(f, &v, out);
}

static void trim(const char **p, const char **end)
{
    size_t n;
    while ((n = blank_at(*p, *end)) > 0 || (*p < *end && (**p == '\n' || **p == '\r')))
        *p += n > 0 ? n : 1;
    while (*end > *p) {
        char c = (*end)[-1];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            *end -= 1;
        else if (*end - *p >= 2 && memcmp(*end - 2, "\xc2\xa0", 2) == 0)
            *end -= 2;
        else
            return;
    }
}

static bool same(const struct when *a, const struct when *b)
{
    return a->kind == b->kind && a->local.date.days == b->local.date.days
           && a->local.us == b->local.us && a->offset_s == b->offset_s;
}

enum when_fit when_read(const struct when_format *f, const char *cell, size_t length,
                        struct when *out)
{
    const char *end = cell + length;
    const struct part *stopped;
    struct when first, other;
    bool found = false;
    trim(&cell, &end);
    for (size_t i = 0; i < f->count; i++) {
        if (read_pattern(&f->at[i], cell, end, found ? &other : &first, &stopped) != TROUBLE_NONE)
            continue;
        if (found && !same(&first, &other))
            return WHEN_UNDECIDED;
        found = true;
    }
    if (!found)
        return WHEN_UNFIT;
    *out = first;
    return WHEN_FITS;
}

/* ---- guessing ---- */

static bool fits(struct arena *a, const char *format, const char *const *samples, size_t count,
                 int64_t *telling)
{
    struct error err;
    struct when_format *f;
    struct when when;
    *telling = 0;
    if (!compile(a, format, 0, &f, &err))
        return false;
    bool all = true;
    for (size_t i = 0; i < count; i++) {
        const char *p = samples[i], *end = p + strlen(p);
        trim(&p, &end);
        if (p == end)
            continue;
        bool fit = when_read(f, p, (size_t)(end - p), &when) == WHEN_FITS;
        all = all && fit;
        *telling += !fit;
    }
    return all;
}

/* Are all samples numbers of so many digits before the point? */
static bool numbers(const char *const *samples, size_t count, size_t least, size_t most)
{
    for (size_t i = 0; i < count; i++) {
        const char *p = samples[i], *end = p + strlen(p);
        double v;
        char text[40];
        trim(&p, &end);
        if (p == end)
            continue;
        size_t length = (size_t)(end - p), digits = 0;
        while (digits < length && is_digit(p[digits]))
            digits++;
        if (digits < least || digits > most || length >= sizeof text)
            return false;
        memcpy(text, p, length);
        text[length] = '\0';
        if (!number_read_double(text, &v))
            return false;
    }
    return true;
}

static int64_t count_filled(const char *const *samples, size_t count)
{
    int64_t filled = 0;
    for (size_t i = 0; i < count; i++) {
        const char *p = samples[i], *end = p + strlen(p);
        trim(&p, &end);
        filled += p < end;
    }
    return filled;
}

struct when_guess_list when_guess(struct arena *a, const char *const *samples, size_t count)
{
    struct when_guess_list list = {.samples = count_filled(samples, count)};
    struct arena scratch = {0};
    int64_t unfit, telling;
    if (list.samples == 0)
        return list;
    for (int t = 0; t < TIMES; t++) {
        for (int d = 0; d < DAYS; d++) {
            const char *format =
                arena_printf(&scratch, "%s%s", day_formats[d].text, time_formats[t]);
            if (!fits(&scratch, format, samples, count, &unfit))
                continue;
            telling = list.samples;
            if (day_formats[d].rival != 0)
                fits(&scratch,
                     arena_printf(&scratch, "%s%s", day_formats[d + day_formats[d].rival].text,
                                  time_formats[t]),
                     samples, count, &telling);
            *list_add(a, &list) = (struct when_guess){arena_text(a, format), telling};
        }
    }
    for (int i = 0; i < OTHERS; i++)
        if (fits(&scratch, other_formats[i], samples, count, &unfit))
            *list_add(a, &list) = (struct when_guess){other_formats[i], list.samples};
    if (numbers(samples, count, 9, 10))
        *list_add(a, &list) = (struct when_guess){"unix seconds", list.samples};
    if (numbers(samples, count, 12, 13))
        *list_add(a, &list) = (struct when_guess){"unix milliseconds", list.samples};
    if (numbers(samples, count, 5, 5))
        *list_add(a, &list) = (struct when_guess){"excel serial", list.samples};
    arena_free(&scratch);
    return list;
}

const char *when_guess_text(struct arena *a, const struct when_guess_list *list)
{
    const char *text = "";
    if (list->samples == 0)
        return "there is nothing to tell a format from";
    if (list->count == 0)
        return "no usual format fits all of them";
    for (size_t i = 0; i < list->count; i++)
        text = arena_printf(a, "%s%s%s", text, i == 0 ? "" : " or ", list->at[i].format);
    if (list->count > 1)
        return arena_printf(a, "%s: undecided, all %" PRId64 " samples fit", text, list->samples);
    return arena_printf(a, "%s: %" PRId64 " of %" PRId64 " samples fit nothing else", text,
                        list->at[0].telling, list->samples);
}

/* ---- explaining ---- */

static const char *words_for(enum trouble trouble, const struct part *stopped, struct arena *a)
{
    switch (trouble) {
    case TROUBLE_NONE:
        break;
    case TROUBLE_DIGITS:
        return stopped != NULL && stopped->least == 2 && stopped->what != YEAR
                   ? "two digits are missing (m, d and h stand for one or two)"
                   : "digits are missing";
    case TROUBLE_LITERAL:
        return stopped == NULL || stopped->what == SPACE
                   ? "a space is missing"
                   : arena_printf(a, "a '%c' is missing", stopped->literal);
    case TROUBLE_NAME:
        return "the name of a month or day is missing";
    case TROUBLE_MONTH:
        return "the month is not 1 to 12";
    case TROUBLE_DAY:
        return "the day is not 1 to 31";
    case TROUBLE_HOUR:
        return "there is no such hour";
    case TROUBLE_MINUTE:
        return "the minutes are above 59";
    case TROUBLE_SECOND:
        return "the seconds are above 59";
    case TROUBLE_HALF:
        return "AM or PM is missing";
    case TROUBLE_ZONE:
        return "the zone (Z or +hh:mm) is missing";
    case TROUBLE_NO_SUCH_DAY:
        return "there is no such day";
    case TROUBLE_WEEKDAY:
        return "that day was another day of the week";
    case TROUBLE_MORE:
        return "there is more in the cell";
    case TROUBLE_NUMBER:
        return "it is no number in range";
    }
    return "";
}

static const char *civil_text(struct arena *a, const struct when *w)
{
    char day[11];
    date_write(w->local.date, day);
    return arena_printf(a, "%s", day);
}

static const char *explain_undecided(struct arena *a, const struct when_format *f, const char *p,
                                     const char *end)
{
    struct when first = {0}, other;
    const struct part *stopped;
    const char *first_format = NULL;
    for (size_t i = 0; i < f->count; i++) {
        if (read_pattern(&f->at[i], p, end, &other, &stopped) != TROUBLE_NONE)
            continue;
        if (first_format != NULL && !same(&first, &other))
            return arena_printf(
                a,
                "\"%.*s\" is undecided: %s by %s, %s by %s; leave one format in the "
                "map",
                (int)(end - p), p, civil_text(a, &first), first_format, civil_text(a, &other),
                f->at[i].text);
        first = other;
        first_format = f->at[i].text;
    }
    return "";
}

const char *when_explain(struct arena *a, const struct when_format *f, const char *cell,
                         size_t length)
{
    const char *p = cell, *end = cell + length;
    const struct part *stopped;
    struct when when;
    trim(&p, &end);
    if (p == end)
        return arena_printf(a, "the cell is empty where %s should be", f->text);
    if (end - p > 60)
        return arena_printf(a, "the cell is not %s: it has %zu bytes", f->text, (size_t)(end - p));
    enum when_fit fit = when_read(f, p, (size_t)(end - p), &when);
    if (fit == WHEN_FITS)
        return arena_printf(a, "\"%.*s\" fits %s", (int)(end - p), p, f->text);
    if (fit == WHEN_UNDECIDED)
        return explain_undecided(a, f, p, end);
    const char *why = "";
    if (f->count == 1) {
        enum trouble trouble = read_pattern(&f->at[0], p, end, &when, &stopped);
        why = arena_printf(a, ": %s", words_for(trouble, stopped, a));
    }
    const char *cure = "";
    int found = 0;
    for (size_t i = 0; i < f->usual.count && found < 2; i++) {
        if (read_pattern(&f->usual.at[i], p, end, &when, &stopped) != TROUBLE_NONE)
            continue;
        cure = arena_printf(a, "%s%s%s", cure, found++ == 0 ? "; it would fit " : " or ",
                            f->usual.at[i].text);
    }
    return arena_printf(a, "\"%.*s\" is not %s%s%s", (int)(end - p), p, f->text, why, cure);
}
