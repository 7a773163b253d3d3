#include "clock/ics.h"

#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/text.h"

enum { LINE_BYTES = 75, LARGEST = 64 << 20 };

// A content line. Bytes beyond the 75th go to a next line that begins with a space, never splitting
// a character.
static void put_line(struct buf *b, const char *line)
{
    size_t room = LINE_BYTES;
    while (strlen(line) > room) {
        size_t length = room;
        while (length > 1 && ((unsigned char)line[length] & 0xC0) == 0x80)
            length--;
        buf_bytes(b, line, length);
        buf_text(b, "\r\n ");
        line += length;
        room = LINE_BYTES - 1;
    }
    buf_text(b, line);
    buf_text(b, "\r\n");
}

static void put_format(struct arena *a, struct buf *b, const char *format, ...) PRINTF(3, 4);
static void put_format(struct arena *a, struct buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    put_line(b, arena_vprintf(a, format, args));
    va_end(args);
}

// A TEXT value (RFC 5545 3.3.11).
static void put_text(struct arena *a, struct buf *b, const char *name, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    char *line = arena_alloc(a, strlen(name) + 2 * strlen(text) + 2);
    size_t n = strlen(name);
    memcpy(line, name, n);
    line[n++] = ':';
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        if (c == '\r' && at[1] == '\n')
            continue;
        if (c == '\\' || c == ';' || c == ',') {
            line[n++] = '\\';
            line[n++] = *at;
        } else if (c == '\n' || c == '\r') {
            line[n++] = '\\';
            line[n++] = 'n';
        } else {
            line[n++] = c < 0x20 || c == 0x7F ? ' ' : *at;
        }
    }
    line[n] = '\0';
    put_line(b, line);
}

// A URI is not escaped; what could end its line is left out.
static void put_url(struct arena *a, struct buf *b, const char *url)
{
    if (url == NULL || url[0] == '\0')
        return;
    char *copy = arena_text(a, url), *to = copy;
    for (const char *at = url; *at != '\0'; at++)
        if ((unsigned char)*at > 0x20 && *at != 0x7F)
            *to++ = *at;
    *to = '\0';
    put_format(a, b, "URL:%s", copy);
}

static const char *utc(struct arena *a, struct instant t)
{
    struct local l = instant_local(t, 0);
    struct civil c = date_civil(l.date);
    int s = (int)(l.us / 1000000);
    return arena_printf(a, "%04d%02d%02dT%02d%02d%02dZ", c.year, c.month, c.day, s / 3600,
                        s / 60 % 60, s % 60);
}

static const char *day(struct arena *a, struct date d)
{
    struct civil c = date_civil(d);
    return arena_printf(a, "%04d%02d%02d", c.year, c.month, c.day);
}

static void put_when(struct arena *a, struct buf *b, const struct ics_item *item)
{
    const char *name = item->form == ICS_TODO ? "DUE" : "DTSTART";
    if (date_is(item->day)) {
        put_format(a, b, "%s;VALUE=DATE:%s", name, day(a, item->day));
        struct date next = date_add(item->day, 1);
        if (item->form == ICS_EVENT && date_is(next))
            put_format(a, b, "DTEND;VALUE=DATE:%s", day(a, next));
    } else {
        put_format(a, b, "%s:%s", name, utc(a, item->at));
    }
}

static void put_alarms(struct arena *a, struct buf *b, const struct ics_item *item)
{
    for (size_t i = 0; i < item->warn_count && !item->done && !item->cancelled; i++) {
        put_line(b, "BEGIN:VALARM");
        put_line(b, "ACTION:DISPLAY");
        put_text(a, b, "DESCRIPTION", item->summary);
        put_format(a, b, "TRIGGER%s:-P%dD", item->form == ICS_TODO ? ";RELATED=END" : "",
                   item->warn_days[i]);
        put_line(b, "END:VALARM");
    }
}

static bool item_check(const struct ics_item *item, struct error *err)
{
    if (text_blank(item->uid) || text_blank(item->summary))
        return error_set(err, ERROR_USAGE, "an item of a calendar feed has no uid or no summary");
    if (!date_is(item->day) && !date_is(instant_local(item->at, 0).date))
        return error_set(err, ERROR_USAGE, "the item %s of a calendar feed has no day", item->uid);
    for (size_t i = 0; i < item->warn_count; i++)
        if (item->warn_days[i] < 0)
            return error_set(err, ERROR_USAGE,
                             "the item %s of a calendar feed warns after the fact", item->uid);
    return true;
}

static void put_item(struct arena *a, struct buf *b, const struct ics_item *item, const char *stamp)
{
    const char *component = item->form == ICS_TODO ? "VTODO" : "VEVENT";
    put_format(a, b, "BEGIN:%s", component);
    put_text(a, b, "UID", item->uid);
    put_format(a, b, "DTSTAMP:%s", stamp);
    put_when(a, b, item);
    put_text(a, b, "SUMMARY", item->summary);
    put_text(a, b, "DESCRIPTION", item->description);
    put_text(a, b, "CATEGORIES", item->category);
    put_url(a, b, item->url);
    put_format(a, b, "SEQUENCE:%d", item->revision);
    if (item->cancelled)
        put_line(b, "STATUS:CANCELLED");
    else if (item->form == ICS_TODO)
        put_line(b, item->done ? "STATUS:COMPLETED" : "STATUS:NEEDS-ACTION");
    if (item->form == ICS_EVENT)
        put_line(b, "TRANSP:TRANSPARENT"); // a deadline does not make anyone busy
    put_alarms(a, b, item);
    put_format(a, b, "END:%s", component);
}

bool ics_write(struct arena *a, const char *name, const struct ics_item *items, size_t count,
               struct instant stamp, const char **out, struct error *err)
{
    if (!date_is(instant_local(stamp, 0).date))
        return error_set(err, ERROR_USAGE, "a calendar feed has no moment of its data");
    struct buf b = buf_make(a, LARGEST);
    put_line(&b, "BEGIN:VCALENDAR");
    put_line(&b, "VERSION:2.0");
    put_line(&b, "PRODID:-//ward//clocks//EN");
    put_line(&b, "CALSCALE:GREGORIAN");
    put_line(&b, "METHOD:PUBLISH");
    put_text(a, &b, "X-WR-CALNAME", name);
    const char *at = utc(a, stamp);
    for (size_t i = 0; i < count; i++) {
        if (!item_check(&items[i], err))
            return false;
        put_item(a, &b, &items[i], at);
    }
    put_line(&b, "END:VCALENDAR");
    return buf_done(&b, out, err);
}

const char *ics_uid(struct arena *a, const char *clock, const char *record, int number)
{
    struct digest_maker m;
    digest_begin(&m);
    digest_text(&m, clock);
    digest_text(&m, record);
    digest_text(&m, arena_printf(a, "%d", number));
    struct digest d = digest_end(&m);
    char hex[65];
    digest_write(&d, hex);
    return arena_printf(a, "%.32s@ward", hex);
}
