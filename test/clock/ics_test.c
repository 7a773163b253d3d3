#include "t.h"

#include <stdlib.h>

#include "clock/ics.h"

static const char *feed(struct arena *a, const struct ics_item *items, size_t count)
{
    const char *text = "";
    struct error err = {0};
    struct instant stamp = {INT64_C(1769846400000000)}; // 2026-01-31T08:00:00Z
    NEED_OK(ics_write(a, "Due, and \"overdue\"", items, count, stamp, &text, &err), err);
    return text;
}

TEST(a_feed_is_an_icalendar_object)
{
    struct arena a = {0};
    const int warn[] = {10, 3};
    const struct ics_item items[] = {
        {.uid = "1@ward",
         .summary = "Answer request; 2025-118",
         .description = "a,b\\c\nd\re\r\nf",
         .category = "trust",
         .url = "https://ward.example/due?id=1",
         .day = date_of(2026, 1, 28),
         .at = NO_INSTANT,
         .warn_days = warn,
         .warn_count = 2,
         .revision = 2},
        {.form = ICS_TODO,
         .uid = "2@ward",
         .summary = "Release",
         .day = NO_DATE,
         .at = {INT64_C(1770048000000000)},
         .done = true},
    };
    CHECK_TEXT(feed(&a, items, 2), "BEGIN:VCALENDAR\r\n"
                                   "VERSION:2.0\r\n"
                                   "PRODID:-//ward//clocks//EN\r\n"
                                   "CALSCALE:GREGORIAN\r\n"
                                   "METHOD:PUBLISH\r\n"
                                   "X-WR-CALNAME:Due\\, and \"overdue\"\r\n"
                                   "BEGIN:VEVENT\r\n"
                                   "UID:1@ward\r\n"
                                   "DTSTAMP:20260131T080000Z\r\n"
                                   "DTSTART;VALUE=DATE:20260128\r\n"
                                   "DTEND;VALUE=DATE:20260129\r\n"
                                   "SUMMARY:Answer request\\; 2025-118\r\n"
                                   "DESCRIPTION:a\\,b\\\\c\\nd\\ne\\nf\r\n"
                                   "CATEGORIES:trust\r\n"
                                   "URL:https://ward.example/due?id=1\r\n"
                                   "SEQUENCE:2\r\n"
                                   "TRANSP:TRANSPARENT\r\n"
                                   "BEGIN:VALARM\r\n"
                                   "ACTION:DISPLAY\r\n"
                                   "DESCRIPTION:Answer request\\; 2025-118\r\n"
                                   "TRIGGER:-P10D\r\n"
                                   "END:VALARM\r\n"
                                   "BEGIN:VALARM\r\n"
                                   "ACTION:DISPLAY\r\n"
                                   "DESCRIPTION:Answer request\\; 2025-118\r\n"
                                   "TRIGGER:-P3D\r\n"
                                   "END:VALARM\r\n"
                                   "END:VEVENT\r\n"
                                   "BEGIN:VTODO\r\n"
                                   "UID:2@ward\r\n"
                                   "DTSTAMP:20260131T080000Z\r\n"
                                   "DUE:20260202T160000Z\r\n"
                                   "SUMMARY:Release\r\n"
                                   "SEQUENCE:0\r\n"
                                   "STATUS:COMPLETED\r\n"
                                   "END:VTODO\r\n"
                                   "END:VCALENDAR\r\n");
    arena_free(&a);
}

// A property of a feed: unfolded first, then unescaped.
static const char *property(struct arena *a, const char *feed, const char *name)
{
    char *line = arena_alloc(a, strlen(feed) + 1), *to = line;
    const char *at = strstr(feed, arena_printf(a, "\r\n%s:", name));
    NEED(at != NULL);
    at += strlen(name) + 3;
    while (strncmp(at, "\r\n", 2) != 0 || at[2] == ' ') {
        if (*at == '\r')
            at += 3;
        else
            *to++ = *at++;
    }
    char *out = arena_alloc(a, strlen(line) + 1);
    to = out;
    for (at = line; *at != '\0'; at++) {
        bool escaped = *at == '\\';
        at += escaped;
        *to++ = escaped && *at == 'n' ? '\n' : *at;
    }
    return out;
}

TEST(long_lines_are_folded_between_characters_and_read_back)
{
    struct arena a = {0};
    static const char *const letters[] = {"a", " ", "ñ",  "…", "\xF0\x9F\x95\x92",
                                          ",", ";", "\\", "\n"};
    for (int trial = 0; trial < 500; trial++) {
        char text[900] = "x";
        int length = (int)t_between(0, 200);
        for (int i = 0; i < length; i++)
            strcat(text, letters[t_between(0, 8)]);
        const struct ics_item item = {.uid = "u", .summary = text, .day = date_of(2026, 1, 28)};
        const char *made = feed(&a, &item, 1);
        CHECK_TEXT(property(&a, made, "SUMMARY"), text);
        for (const char *line = made; *line != '\0';) {
            const char *end = strstr(line, "\r\n");
            NEED(end != NULL && end - line <= 75);
            CHECK(((unsigned char)line[0] & 0xC0) != 0x80);
            CHECK(line[0] != ' ' || ((unsigned char)line[1] & 0xC0) != 0x80);
            line = end + 2;
        }
        arena_reset(&a);
    }
    arena_free(&a);
}

TEST(what_would_break_a_line_cannot)
{
    struct arena a = {0};
    const struct ics_item item = {.uid = "u\r\nX:1",
                                  .summary = "s\r\nEND:VEVENT\x01\x7F",
                                  .url = "https://x\r\nATTACH:evil ",
                                  .day = date_of(2026, 1, 28),
                                  .cancelled = true};
    const char *made = feed(&a, &item, 1);
    CHECK_HAS(made, "UID:u\\nX:1\r\n");
    CHECK_HAS(made, "SUMMARY:s\\nEND:VEVENT  \r\n");
    CHECK_HAS(made, "URL:https://xATTACH:evil\r\n");
    CHECK_HAS(made, "STATUS:CANCELLED\r\n");
    arena_free(&a);
}

TEST(an_item_without_uid_summary_or_day_is_refused)
{
    struct arena a = {0};
    const int before[] = {-1};
    const struct ics_item wrong[] = {
        {.summary = "s", .day = date_of(2026, 1, 28)},
        {.uid = "u", .day = date_of(2026, 1, 28)},
        {.uid = "u", .summary = "s", .day = NO_DATE, .at = NO_INSTANT},
        {.uid = "u", .summary = "s", .warn_days = before, .warn_count = 1},
    };
    for (int i = 0; i < 4; i++) {
        const char *text = NULL;
        struct error err = {0};
        CHECK(!ics_write(&a, "x", &wrong[i], 1, (struct instant){0}, &text, &err));
        CHECK(err.kind == ERROR_USAGE);
        CHECK(text == NULL);
    }
    arena_free(&a);
}

TEST(a_uid_stays_and_differs)
{
    struct arena a = {0};
    const char *uid = ics_uid(&a, "certification.answer", "2025-118", 1);
    CHECK_INT(strlen(uid), 37);
    CHECK_TEXT(ics_uid(&a, "certification.answer", "2025-118", 1), uid);
    CHECK(strcmp(ics_uid(&a, "certification.answer", "2025-118", 2), uid) != 0);
    CHECK(strcmp(ics_uid(&a, "certification.answer2", "025-118", 1), uid) != 0);
    CHECK(strstr(uid, "118") == NULL);
    arena_free(&a);
}
