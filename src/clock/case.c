#include "clock/case.h"

#include <stdlib.h>

#include "base/text.h"

enum { OPEN_DAY = INT32_MAX };

struct clock_time clock_time_day(struct date day)
{
    return (struct clock_time){.day = day, .at = NO_INSTANT};
}

struct clock_time clock_time_at(struct instant at)
{
    return (struct clock_time){.timed = true, .day = NO_DATE, .at = at};
}

bool clock_time_read(const char *text, struct clock_time *out)
{
    struct instant t;
    struct date d = date_read(text);
    if (date_is(d))
        *out = clock_time_day(d);
    else if (instant_read(text, &t, NULL))
        *out = clock_time_at(t);
    else
        return false;
    return true;
}

struct date clock_time_date(struct clock_time t, const struct zone *z)
{
    return t.timed ? instant_local(t.at, zone_offset(z, t.at)).date : t.day;
}

// The first moment of a day. Where midnight is skipped, the zone moves it past the gap.
struct instant clock_day_starts(const struct zone *z, struct date d)
{
    return zone_instant(z, (struct local){.date = d}, NULL);
}

struct instant clock_day_ends(const struct zone *z, struct date d)
{
    return clock_day_starts(z, date_add(d, 1));
}

/* -- pauses -- */

static int by_start(const void *a, const void *b)
{
    const struct pause_span *p = a, *q = b;
    if (p->from_at.us != q->from_at.us)
        return p->from_at.us < q->from_at.us ? -1 : 1;
    return (p->until_at.us > q->until_at.us) - (p->until_at.us < q->until_at.us);
}

static struct pause_span span_of(const struct clock_pause *p, const struct zone *z)
{
    struct pause_span s = {.reason = p->reason == NULL ? "" : p->reason};
    s.from = clock_time_date(p->from, z);
    s.from_at = p->from.timed ? p->from.at : clock_day_starts(z, p->from.day);
    s.until = (struct date){OPEN_DAY};
    s.until_at.us = INT64_MAX;
    if (!p->open) {
        s.until = date_add(clock_time_date(p->until, z), p->until.timed ? -1 : 0);
        s.until_at = p->until.timed ? p->until.at : clock_day_ends(z, p->until.day);
    }
    return s;
}

static bool joins(const struct pause_span *p, const struct pause_span *next, bool by_time)
{
    return by_time ? next->from_at.us <= p->until_at.us : next->from.days <= p->until.days;
}

static void join(struct arena *a, struct pause_span *p, const struct pause_span *next)
{
    if (next->until.days > p->until.days)
        p->until = next->until;
    if (next->until_at.us > p->until_at.us)
        p->until_at = next->until_at;
    if (next->reason[0] != '\0' && !text_equal(p->reason, next->reason))
        p->reason = p->reason[0] == '\0' ? next->reason
                                         : arena_printf(a, "%s; %s", p->reason, next->reason);
}

bool clock_pauses(struct arena *a, const struct clock_case *c, const struct zone *z, bool by_time,
                  const struct pause_span **out, size_t *count, struct error *err)
{
    struct pause_span *spans = ARENA_ARRAY(a, struct pause_span, c->pause_count);
    size_t n = 0;
    for (size_t i = 0; i < c->pause_count; i++) {
        struct pause_span s = span_of(&c->pauses[i], z);
        if (s.from_at.us == INT64_MIN || s.until_at.us == INT64_MIN || !date_is(s.from))
            return error_set(err, ERROR_INVALID, "a pause has no day on which it begins or ends");
        if (s.until_at.us < s.from_at.us)
            return error_set(err, ERROR_INVALID, "a pause ends before it begins");
        if (by_time ? s.until_at.us > s.from_at.us : s.until.days >= s.from.days)
            spans[n++] = s;
    }
    if (n > 1)
        qsort(spans, n, sizeof *spans, by_start);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && joins(&spans[kept - 1], &spans[i], by_time))
            join(a, &spans[kept - 1], &spans[i]);
        else
            spans[kept++] = spans[i];
    }
    *out = spans;
    *count = kept;
    return true;
}
