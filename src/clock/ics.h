#pragma once
/* Calendar feeds: due dates as an iCalendar object (RFC 5545) that calendar programs subscribe to.
 */

#include "base/arena.h"
#include "base/date.h"

enum ics_form {
    ICS_EVENT, /* VEVENT: a day of the calendar, or a moment */
    ICS_TODO,  /* VTODO: due on a day, or at a moment; done where `done` is set */
};

/* Only what is given is written: whoever makes the texts keeps names of people out of them. */
struct ics_item {
    enum ics_form form;
    const char *uid;         /* the same for the same due in every feed; NULL or "" is refused */
    const char *summary;     /* "Answer certification request 2025-118" */
    const char *description; /* may have several lines; NULL: none */
    const char *category;    /* "trust"; NULL: none */
    const char *url;         /* NULL: none */
    struct date day;         /* a whole day; NO_DATE where `at` says */
    struct instant at;       /* written in UTC; NO_INSTANT for a whole day */
    const int *warn_days;    /* alarms so many days before */
    size_t warn_count;
    bool done;      /* of a VTODO */
    bool cancelled; /* the due is gone: programs that know it take it out */
    int revision;   /* grows when the date of the same uid changed */
};

/* Writes a calendar. stamp is the moment of the data, so that the same data give the same bytes.
 * Lines end in CRLF and are folded at 75 bytes between characters; '\\', ';', ',' and line ends are
 * escaped, other control characters become spaces.
 *
 * Fails   ERROR_USAGE for an item without uid, summary or time; ERROR_INVALID beyond 64 MB.
 * Source  RFC 5545, sections 3.1, 3.3.11, 3.6.1, 3.6.2, 3.6.6, 3.8.7.2. */
MUST_CHECK bool ics_write(struct arena *a, const char *name, const struct ics_item *items,
                          size_t count, struct instant stamp, const char **out, struct error *err);

/* A uid: 32 hexadecimal digits of a digest of the clock's name, the record's key and the number in
 * the series, and "@ward". It stays as long as they do. The key is not legible in it, but whoever
 * can guess a key can check the guess. */
const char *ics_uid(struct arena *a, const char *clock, const char *record, int number);
