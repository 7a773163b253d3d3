#include "base/zone.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/list.h"

static const char folder[] = "/usr/share/zoneinfo";
enum { LARGEST_FILE = 1 << 16, DAY_S = 86400 };

// After 400 years the Gregorian calendar repeats, weekdays included (146097 days are 20871 weeks),
// and so does every footer rule. So the table of changes is drawn out by rule for 400 years beyond
// the file's last change, and any later moment is looked up whole cycles earlier.
static const int64_t cycle_s = INT64_C(146097) * DAY_S;

struct change {
    int64_t at; // seconds since 1970-01-01T00:00:00Z
    int offset; // seconds east of UTC, from `at` on
};

struct zone {
    const char *name;
    int first_offset; // before the first change
    struct change *at;
    size_t count, room;
    int64_t end; // the table repeats from here on; INT64_MAX where no rule goes on
};

/* -- the footer: a rule such as "CST6CDT,M3.2.0,M11.1.0" (POSIX.1-2017 8.3, RFC 8536 3.3) -- */

struct yearly {
    char kind;            // 'M' month.week.day, 'J' 1..365 without leap days, 'N' 0..365 with them
    int month, week, day; // day alone for J and N
    int time_s;           // local time of the change, -167 h .. 167 h
};

struct footer {
    int standard, summer; // seconds east of UTC
    bool has_summer;
    struct yearly start, end;
};

static bool read_number(const char **at, int most, int *out)
{
    int value = 0, count = 0;
    for (; isdigit((unsigned char)**at) && count < 4; (*at)++, count++)
        value = value * 10 + (**at - '0');
    *out = value;
    return count > 0 && value <= most;
}

static bool skip(const char **at, char c)
{
    if (**at != c)
        return false;
    (*at)++;
    return true;
}

static bool read_zone_letters(const char **at)
{
    const char *from = *at;
    if (skip(at, '<')) {
        while (**at != '\0' && **at != '>')
            (*at)++;
        return skip(at, '>');
    }
    while (isalpha((unsigned char)**at))
        (*at)++;
    return *at - from >= 3;
}

static bool read_time(const char **at, int *seconds)
{
    int hours, minutes = 0, rest = 0;
    bool minus = **at == '-';
    if (!skip(at, '-'))
        skip(at, '+');
    if (!read_number(at, 167, &hours) || (skip(at, ':') && !read_number(at, 59, &minutes))
        || (skip(at, ':') && !read_number(at, 59, &rest)))
        return false;
    *seconds = (hours * 3600 + minutes * 60 + rest) * (minus ? -1 : 1);
    return true;
}

static bool read_yearly(const char **at, struct yearly *out)
{
    *out = (struct yearly){.kind = 'N', .time_s = 2 * 3600};
    if (skip(at, 'M')) {
        out->kind = 'M';
        if (!read_number(at, 12, &out->month) || out->month < 1 || !skip(at, '.')
            || !read_number(at, 5, &out->week) || out->week < 1 || !skip(at, '.')
            || !read_number(at, 6, &out->day))
            return false;
    } else {
        if (skip(at, 'J'))
            out->kind = 'J';
        if (!read_number(at, 365, &out->day) || (out->kind == 'J' && out->day < 1))
            return false;
    }
    return !skip(at, '/') || read_time(at, &out->time_s);
}

static bool read_footer(const char *text, struct footer *out)
{
    *out = (struct footer){0};
    if (!read_zone_letters(&text) || !read_time(&text, &out->standard))
        return false;
    out->standard = -out->standard; // POSIX counts west of Greenwich
    if (*text == '\0')
        return true;
    out->has_summer = true;
    out->summer = out->standard + 3600;
    if (!read_zone_letters(&text))
        return false;
    if (*text != ',') {
        if (!read_time(&text, &out->summer))
            return false;
        out->summer = -out->summer;
    }
    return skip(&text, ',') && read_yearly(&text, &out->start) && skip(&text, ',')
           && read_yearly(&text, &out->end) && *text == '\0';
}

// The change's wall-clock time in a year, as seconds since 1970 on a clock that shows UTC.
static int64_t yearly_local(const struct yearly *y, int year)
{
    int days = date_of(year, 1, 1).days;
    if (y->kind == 'N') {
        days += y->day;
    } else if (y->kind == 'J') {
        days += y->day - 1 + (y->day > 59 && date_days_in_month(year, 2) == 29);
    } else {
        struct date first = date_of(year, y->month, 1);
        int sunday_is_0 = ((int)date_weekday(first) + 1) % 7;
        int day = 1 + (y->day - sunday_is_0 + 7) % 7 + 7 * (y->week - 1);
        if (day > date_days_in_month(year, y->month))
            day -= 7; // week 5 means the last
        days = date_of(year, y->month, day).days;
    }
    return (int64_t)days * DAY_S + y->time_s;
}

static int year_of(int64_t seconds)
{
    return date_civil(instant_local((struct instant){seconds * 1000000}, 0).date).year;
}

static void add_change(struct arena *a, struct zone *z, int64_t at, int offset)
{
    struct change *last = z->count == 0 ? NULL : &z->at[z->count - 1];
    if (last != NULL && at == last->at)
        last->offset = offset; // summer time that ends and begins at once: it goes on
    if (last != NULL && at <= last->at)
        return; // the file knew it already
    *list_add(a, z) = (struct change){at, offset};
}

static void draw_out(struct arena *a, struct zone *z, const struct footer *f)
{
    int64_t last = z->count == 0 ? 0 : z->at[z->count - 1].at;
    if (!f->has_summer) {
        if (z->count == 0)
            z->first_offset = f->standard;
        return; // the last change goes on for ever
    }
    int from = year_of(last);
    for (int year = from; year <= from + 401; year++) {
        int64_t start = yearly_local(&f->start, year) - f->standard;
        int64_t end = yearly_local(&f->end, year) - f->summer;
        if (start < end)
            add_change(a, z, start, f->summer);
        add_change(a, z, end, f->standard);
        if (start >= end)
            add_change(a, z, start, f->summer);
    }
    z->end = z->at[z->count - 1].at;
}

/* -- the file: RFC 8536, version 2 and up -- */

struct tzif {
    const unsigned char *at, *end;
};

struct counts {
    int64_t isut, isstd, leap, time, type, letters;
};

static int64_t big_endian(const unsigned char *at, int bytes)
{
    uint64_t value = (at[0] & 0x80) != 0 ? UINT64_MAX : 0; // the sign
    for (int i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return (int64_t)value;
}

static bool read_head(struct tzif *f, struct counts *c)
{
    if (f->end - f->at < 44 || memcmp(f->at, "TZif", 4) != 0 || f->at[4] < '2')
        return false;
    int64_t n[6];
    for (int i = 0; i < 6; i++) {
        n[i] = big_endian(f->at + 20 + 4 * i, 4);
        if (n[i] < 0 || n[i] > LARGEST_FILE)
            return false;
    }
    *c = (struct counts){n[0], n[1], n[2], n[3], n[4], n[5]};
    f->at += 44;
    return true;
}

static int64_t body_size(const struct counts *c, int64_t time_bytes)
{
    return c->time * (time_bytes + 1) + c->type * 6 + c->letters + c->leap * (time_bytes + 4)
           + c->isstd + c->isut;
}

static bool read_footer_line(const struct tzif *f, struct footer *footer, bool *has)
{
    size_t left = (size_t)(f->end - f->at);
    const unsigned char *close = left < 2 ? NULL : memchr(f->at + 1, '\n', left - 1);
    if (left < 2 || f->at[0] != '\n' || close == NULL)
        return false;
    char line[128] = "";
    size_t length = (size_t)(close - f->at) - 1;
    *has = length > 0;
    if (length >= sizeof line)
        return false;
    memcpy(line, f->at + 1, length);
    return !*has || read_footer(line, footer);
}

static bool read_changes(struct arena *a, const struct tzif *f, const struct counts *c,
                         struct zone *z)
{
    const unsigned char *times = f->at, *indexes = times + c->time * 8, *types = indexes + c->time;
    z->first_offset = (int)big_endian(types, 4);
    for (int64_t i = 0; i < c->time; i++) {
        int64_t at = big_endian(times + 8 * i, 8);
        if (indexes[i] >= c->type || at < INT64_C(-70000000000) || at > INT64_C(250000000000)
            || (z->count > 0 && at <= z->at[z->count - 1].at))
            return false;
        int64_t offset = big_endian(types + 6 * indexes[i], 4);
        if (offset < -26 * 3600 || offset > 26 * 3600)
            return false;
        *list_add(a, z) = (struct change){at, (int)offset};
    }
    return true;
}

static bool read_tzif(struct arena *a, struct tzif f, struct zone *z)
{
    struct counts c;
    if (!read_head(&f, &c) || body_size(&c, 4) > f.end - f.at)
        return false;
    f.at += body_size(&c, 4); // the 32-bit table, for old readers
    if (!read_head(&f, &c) || c.type < 1 || c.leap != 0 || body_size(&c, 8) > f.end - f.at
        || !read_changes(a, &f, &c, z))
        return false;
    f.at += body_size(&c, 8);
    struct footer footer;
    bool has_footer;
    if (!read_footer_line(&f, &footer, &has_footer))
        return false;
    if (has_footer)
        draw_out(a, z, &footer);
    return true;
}

static bool name_is_plain(const char *name)
{
    if (!isalpha((unsigned char)name[0]) || strlen(name) > 100)
        return false;
    for (const char *at = name; *at != '\0'; at++)
        if (!isalnum((unsigned char)*at) && strchr("_+-/", *at) == NULL)
            return false;
    return true;
}

bool zone_load(struct arena *a, const char *name, const struct zone **out, struct error *err)
{
    struct zone *z = ARENA_NEW(a, struct zone);
    z->name = arena_text(a, name);
    z->end = INT64_MAX;
    if (strcmp(name, "UTC") == 0) {
        *out = z;
        return true;
    }
    FILE *file = name_is_plain(name) ? fopen(arena_printf(a, "%s/%s", folder, name), "rbe") : NULL;
    if (file == NULL)
        return error_set(err, ERROR_NOT_FOUND,
                         "no time zone \"%s\": a name such as America/Chicago is wanted, and the "
                         "system's tzdata in %s",
                         name, folder);
    unsigned char *bytes = arena_alloc(a, LARGEST_FILE);
    size_t length = fread(bytes, 1, LARGEST_FILE, file);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed)
        return error_set(err, ERROR_IO, "%s/%s cannot be read", folder, name);
    if (!read_tzif(a, (struct tzif){bytes, bytes + length}, z))
        return error_set(
            err, ERROR_INVALID,
            "%s/%s is not a time zone file (RFC 8536, version 2 or later, without leap "
            "seconds)",
            folder, name);
    *out = z;
    return true;
}

const char *zone_name(const struct zone *z)
{
    return z->name;
}

/* -- looking up -- */

// How many cycles of 400 years to step back from a moment to be inside the table.
static int64_t cycles_beyond(const struct zone *z, int64_t seconds)
{
    return seconds < z->end ? 0 : (seconds - z->end) / cycle_s + 1;
}

static int64_t floor_seconds(int64_t us)
{
    return us / 1000000 - (us % 1000000 < 0);
}

// The number of changes at or before a moment.
static size_t changes_until(const struct zone *z, int64_t seconds)
{
    size_t low = 0, high = z->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (z->at[middle].at <= seconds)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int offset_after(const struct zone *z, size_t changes)
{
    return changes == 0 ? z->first_offset : z->at[changes - 1].offset;
}

int zone_offset(const struct zone *z, struct instant t)
{
    int64_t seconds = floor_seconds(t.us);
    seconds -= cycles_beyond(z, seconds) * cycle_s;
    return offset_after(z, changes_until(z, seconds));
}

struct instant zone_instant(const struct zone *z, struct local local, enum zone_fit *fit)
{
    enum zone_fit unused;
    fit = fit == NULL ? &unused : fit;
    *fit = ZONE_ONE;
    if (!date_is(local.date))
        return NO_INSTANT;
    // The reading as seconds, stepped back into the part of the table that has changes after it.
    int64_t shown = (int64_t)local.date.days * DAY_S + local.us / 1000000;
    int64_t back = cycles_beyond(z, shown + 3 * DAY_S) * cycle_s;
    shown -= back;

    int matches = 0, offset = 0;
    size_t first = changes_until(z, shown - 2 * DAY_S);
    for (size_t n = first; n <= z->count; n++) {
        int64_t from = n == 0 ? INT64_MIN : z->at[n - 1].at;
        int64_t until = n == z->count ? INT64_MAX : z->at[n].at;
        if (n > first && from > shown + 2 * DAY_S)
            break;
        int64_t t = shown - offset_after(z, n);
        if (t >= from && t < until && matches++ == 0)
            offset = offset_after(z, n);
        // Past the change by the old offset, not yet there by the new: the reading is skipped.
        if (matches == 0 && t >= until && until != INT64_MAX && shown - z->at[n].offset < until) {
            offset = offset_after(z, n);
            *fit = ZONE_SKIPPED;
            break;
        }
    }
    if (matches > 1)
        *fit = ZONE_TWICE;
    return instant_of(local, offset);
}
