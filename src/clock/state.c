#include "clock/state.h"

#include <inttypes.h>
#include <stdlib.h>

static const char *const names[] = {
    "open",   "soon",   "in_grace",  "overdue", "met",  "met_in_grace", "met_late", "not_yet_open",
    "window", "closed", "too_early", "keep",    "kept", "valid",        "expired",  "tolled"};

const char *clock_state_name(enum clock_state state)
{
    return names[state];
}

bool clock_state_is_late(enum clock_state state)
{
    return state == STATE_OVERDUE || state == STATE_MET_LATE || state == STATE_TOO_EARLY
           || state == STATE_EXPIRED;
}

struct moment {
    struct instant at;
    struct date day;
    bool timed;
};

// Whether a moment is past a last day (or hour). A day against days is compared as a day.
static bool is_past(const struct moment *m, struct date day, struct instant at, bool by_time)
{
    if (!by_time && !m->timed)
        return m->day.days > day.days;
    return by_time ? m->at.us > at.us : m->at.us >= at.us;
}

static struct clock_status say(enum clock_state state, int days, int64_t us)
{
    return (struct clock_status){
        .state = state, .days = days, .us = us, .has_end = true, .sure = true};
}

// From a moment to a limit (until) and from a limit to a moment (since).
static struct clock_status until(enum clock_state state, const struct moment *m, struct date day,
                                 struct instant at)
{
    return say(state, day.days - m->day.days, at.us - m->at.us);
}

static struct clock_status since(enum clock_state state, const struct moment *m, struct date day,
                                 struct instant at)
{
    return say(state, m->day.days - day.days, m->at.us - at.us);
}

// How long before the end a warning comes, for telling the nearest.
static int64_t hours_before(const struct clock_warn *w)
{
    return w->hours != 0 ? w->hours : INT64_C(24) * w->days;
}

static bool is_reached(const struct clock_warn *w, const struct clock_status *s)
{
    return w->hours != 0 ? s->us <= w->hours * INT64_C(3600000000) : s->days <= w->days;
}

static const struct clock_warn *warning(const struct clock_rule *rule, const struct clock_status *s)
{
    const struct clock_warn *nearest = NULL;
    for (size_t i = 0; i < rule->warn.count; i++) {
        const struct clock_warn *w = &rule->warn.at[i];
        if (is_reached(w, s) && (nearest == NULL || hours_before(w) < hours_before(nearest)))
            nearest = w;
    }
    return nearest;
}

static struct clock_status with_warning(const struct clock_rule *rule, struct clock_status s)
{
    s.warn = warning(rule, &s);
    if (s.warn != NULL && s.state == STATE_OPEN)
        s.state = STATE_SOON;
    return s;
}

static struct clock_status of_window_open(const struct due_reading *r, const struct moment *met,
                                          const struct moment *now, bool by_time)
{
    const struct moment *m = met != NULL ? met : now;
    bool early = by_time || m->timed ? m->at.us < r->at.us : m->day.days < r->day.days;
    bool closes = date_is(r->closes);
    bool over = closes && (m->timed ? m->at.us >= r->closes_at.us : m->day.days > r->closes.days);
    if (met != NULL)
        return early  ? until(STATE_TOO_EARLY, met, r->day, r->at)
               : over ? since(STATE_MET_LATE, met, r->closes, r->closes_at)
                      : say(STATE_MET, 0, 0);
    if (early)
        return until(STATE_NOT_YET_OPEN, now, r->day, r->at);
    if (over)
        return since(STATE_CLOSED, now, r->closes, r->closes_at);
    if (closes)
        return until(STATE_WINDOW, now, r->closes, r->closes_at);
    return (struct clock_status){.state = STATE_WINDOW, .sure = true};
}

static struct clock_status of_min_retain(const struct due_reading *r, const struct moment *met,
                                         const struct moment *now, bool by_time)
{
    const struct moment *m = met != NULL ? met : now;
    bool over = by_time ? m->at.us >= r->at.us : is_past(m, r->day, r->at, false);
    if (met != NULL)
        return over ? say(STATE_MET, 0, 0) : until(STATE_TOO_EARLY, met, r->day, r->at);
    return over ? since(STATE_KEPT, now, r->day, r->at) : until(STATE_KEEP, now, r->day, r->at);
}

static struct clock_status of_limit(const struct clock_rule *rule, const struct due_reading *r,
                                    const struct moment *met, const struct moment *now,
                                    bool by_time)
{
    const struct moment *m = met != NULL ? met : now;
    bool late = is_past(m, r->day, r->at, by_time);
    bool after_grace = is_past(m, r->grace, r->grace_at, by_time);
    if (met != NULL)
        return !late          ? until(STATE_MET, met, r->day, r->at)
               : !after_grace ? since(STATE_MET_IN_GRACE, met, r->day, r->at)
                              : since(STATE_MET_LATE, met, r->day, r->at);
    if (!late)
        return with_warning(rule, until(rule->kind == CLOCK_VALIDITY ? STATE_VALID : STATE_OPEN,
                                        now, r->day, r->at));
    if (!after_grace)
        return until(STATE_IN_GRACE, now, r->grace, r->grace_at);
    return since(rule->kind == CLOCK_VALIDITY       ? STATE_EXPIRED
                 : rule->kind == CLOCK_WINDOW_CLOSE ? STATE_CLOSED
                                                    : STATE_OVERDUE,
                 now, r->day, r->at);
}

static struct moment moment_of(struct clock_time t, const struct zone *zone)
{
    struct moment m = {.day = clock_time_date(t, zone), .timed = t.timed};
    m.at = t.timed ? t.at : zone_instant(zone, (struct local){.date = t.day}, NULL);
    return m;
}

static struct clock_status of_kind(const struct due *due, const struct due_reading *r,
                                   const struct moment *met, const struct moment *now, bool by_time)
{
    if (r->tolled)
        return (struct clock_status){.state = met != NULL ? STATE_MET : STATE_TOLLED, .sure = true};
    switch (due->rule->kind) {
    case CLOCK_WINDOW_OPEN:
        return of_window_open(r, met, now, by_time);
    case CLOCK_MIN_RETAIN:
        return of_min_retain(r, met, now, by_time);
    case CLOCK_DEADLINE:
    case CLOCK_WINDOW_CLOSE:
    case CLOCK_MAX_HOLD:
    case CLOCK_MAX_RETAIN:
    case CLOCK_VALIDITY:
    case CLOCK_REVIEW:
        break;
    }
    return of_limit(due->rule, r, met, now, by_time);
}

struct clock_status clock_status_by(const struct due *due, size_t reading,
                                    const struct clock_time *met, struct instant as_of,
                                    const struct zone *zone)
{
    const struct due_reading *r = &due->at[reading];
    struct moment now = moment_of(clock_time_at(as_of), zone), done = {0};
    if (met != NULL)
        done = moment_of(*met, zone);
    bool is_met =
        met != NULL && (done.timed ? done.at.us <= as_of.us : done.day.days <= now.day.days);
    bool by_time = clock_unit_is_time(r->count.unit);
    struct clock_status s = of_kind(due, r, is_met ? &done : NULL, &now, by_time);
    s.by_time = by_time;
    return s;
}

struct clock_status clock_status_of(const struct due *due, const struct clock_time *met,
                                    struct instant as_of, const struct zone *zone)
{
    struct clock_status s = clock_status_by(due, due->strict, met, as_of, zone);
    for (size_t i = 0; i < due->count; i++)
        if (clock_status_by(due, i, met, as_of, zone).state != s.state)
            s.sure = false;
    return s;
}

/* -- words -- */

static const char *plural(struct arena *a, int64_t n, const char *word)
{
    return arena_printf(a, "%" PRId64 " %s%s", n, word, n == 1 ? "" : "s");
}

static const char *length(struct arena *a, const struct clock_status *s)
{
    int64_t minutes = llabs(s->us) / 60000000;
    if (s->by_time && minutes < 60)
        return plural(a, minutes, "minute");
    if (s->by_time && minutes < 48 * 60)
        return plural(a, minutes / 60, "hour");
    return plural(a, abs(s->days), "day");
}

const char *clock_status_say(struct arena *a, const struct clock_status *s)
{
    const char *far = length(a, s);
    bool today = s->days == 0 && !s->by_time;
    switch (s->state) {
    case STATE_OPEN:
    case STATE_SOON:
        return today ? "due today" : arena_printf(a, "due in %s", far);
    case STATE_IN_GRACE:
        return today ? "late, grace ends today" : arena_printf(a, "late, grace ends in %s", far);
    case STATE_OVERDUE:
        return arena_printf(a, "overdue %s", far);
    case STATE_MET:
        return "met";
    case STATE_MET_IN_GRACE:
        return arena_printf(a, "met %s late, within grace", far);
    case STATE_MET_LATE:
        return arena_printf(a, "met %s late", far);
    case STATE_NOT_YET_OPEN:
        return arena_printf(a, "opens in %s", far);
    case STATE_WINDOW:
        return !s->has_end ? "open"
               : today     ? "open, closes today"
                           : arena_printf(a, "open, closes in %s", far);
    case STATE_CLOSED:
        return arena_printf(a, "closed %s ago", far);
    case STATE_TOO_EARLY:
        return today ? "too early" : arena_printf(a, "%s too early", far);
    case STATE_KEEP:
        return arena_printf(a, "to be kept for %s", far);
    case STATE_KEPT:
        return arena_printf(a, "need not be kept since %s", far);
    case STATE_VALID:
        return today ? "valid, ends today" : arena_printf(a, "valid for %s", far);
    case STATE_EXPIRED:
        return arena_printf(a, "expired %s ago", far);
    case STATE_TOLLED:
        return "paused";
    }
    return "";
}
