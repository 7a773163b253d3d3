#include "clock/count.h"

#include "base/text.h"

static const int64_t us_per_minute = INT64_C(60000000);
enum { OPEN_DAY = INT32_MAX };

const struct calendar *clock_calendar(const struct clock_place *place, enum clock_unit unit)
{
    return unit == UNIT_FEDERAL ? place->federal : place->calendar;
}

enum clock_roll clock_roll_of(const struct clock_rule *rule, const struct clock_count *count)
{
    if (clock_unit_is_time(count->unit))
        return ROLL_STAYS;
    if (rule->roll != ROLL_NOT_SAID)
        return rule->roll;
    bool filer = rule->kind == CLOCK_DEADLINE || rule->kind == CLOCK_WINDOW_CLOSE;
    return filer && !rule->back && count->unit == UNIT_DAYS ? ROLL_NEXT : ROLL_STAYS;
}

/* -- days -- */

struct work {
    const struct clock_rule *rule;
    const struct clock_case *c;
    const struct clock_place *place;
    struct date trigger; // its day in the zone
    const struct pause_span *pauses;
    size_t pause_count;
};

static bool out_of_years(struct error *err)
{
    return error_set(err, ERROR_INVALID, "the count leaves the years %d to %d of the calendars",
                     CALENDAR_FIRST_YEAR, CALENDAR_LAST_YEAR);
}

// Months after a day, and what becomes of a day that the month has not.
static bool add_months(const struct work *w, struct date from, int months, struct date *out,
                       bool *missing, bool *clamped, struct error *err)
{
    struct date d = date_add_months(from, months);
    if (!date_is(d))
        return out_of_years(err);
    struct civil c = date_civil(from);
    *missing = date_civil(d).day < c.day;
    *clamped = false;
    if (*missing) {
        bool leap = c.month == 2 && c.day == 29;
        enum clock_missing what =
            leap && w->rule->leap_day != MISSING_NOT_SAID ? w->rule->leap_day : w->rule->month_end;
        switch (what) {
        case MISSING_NOT_SAID:
        case MISSING_CLAMP:
            *clamped = true;
            break;
        case MISSING_NEXT_DAY:
            d = date_add(d, 1);
            break;
        case MISSING_REFUSED: {
            char text[11];
            date_write(from, text);
            return error_set(
                err, ERROR_INVALID,
                "%d months from %s: the month has no such day, and the rule leaves the "
                "choice to a person",
                months, text);
        }
        }
    }
    *out = d;
    return true;
}

// The day that a count gives when nothing pauses, n days more than it says.
static bool plain_end(const struct work *w, const struct clock_count *count, enum clock_start start,
                      struct date from, int more, struct due_reading *r, struct date *out,
                      struct error *err)
{
    int sign = w->rule->back ? -1 : 1;
    int n = count->days + more;
    bool first_counts = start == START_DAY_OF;
    struct date end = from;
    if (count->unit != UNIT_DAYS) {
        const struct calendar *c = clock_calendar(w->place, count->unit);
        if (n > 0)
            end =
                calendar_add(c, from, sign * (first_counts && calendar_works(c, from) ? n - 1 : n));
    } else {
        bool clamped = false;
        if (count->months != 0
            && !add_months(w, from, sign * count->months, &end, &r->missing, &clamped, err))
            return false;
        // A month that begins on the 31st and ends in a shorter month ends with that month.
        bool ended = clamped && !w->rule->back && count->days == 0;
        bool less = first_counts && !ended && (count->months != 0 || n > 0);
        end = date_add(end, sign * (n - (less ? 1 : 0)));
    }
    if (!date_is(end) || !calendar_covers(w->place->calendar, end))
        return out_of_years(err);
    *out = end;
    return true;
}

// How many days that count are paused, from `first` to `last`, both included.
static int64_t paused_between(const struct work *w, enum clock_unit unit, struct date first,
                              struct date last)
{
    int64_t sum = 0;
    for (size_t i = 0; i < w->pause_count; i++) {
        struct date from = w->pauses[i].from, until = w->pauses[i].until;
        from = from.days < first.days ? first : from;
        until = until.days > last.days ? last : until;
        if (from.days > until.days)
            continue;
        sum += unit == UNIT_DAYS
                   ? until.days - from.days + 1
                   : calendar_count(clock_calendar(w->place, unit), date_add(from, -1), until);
    }
    return sum;
}

static bool pause_goes_on(const struct work *w, struct date end)
{
    return w->pause_count > 0 && w->pauses[w->pause_count - 1].until.days == OPEN_DAY
           && w->pauses[w->pause_count - 1].from.days <= end.days;
}

// The day that a count gives. Each paused day that it passes is one more to count, and those may
// pass further paused days; the sums only grow, and stop at the day that walking would find.
static bool count_days(const struct work *w, const struct clock_count *count,
                       enum clock_start start, struct date from, struct due_reading *r,
                       struct date *out, struct error *err)
{
    struct date first = date_add(from, start == START_DAY_OF ? 0 : 1);
    int64_t paused = 0;
    for (;;) {
        struct date end = NO_DATE;
        if (!plain_end(w, count, start, from, (int)paused, r, &end, err))
            return false;
        bool nothing = count->months == 0 && count->days == 0;
        int64_t now = nothing ? 0 : paused_between(w, count->unit, first, end);
        if (!nothing && pause_goes_on(w, end)) {
            r->tolled = true;
            *out = NO_DATE;
            return true;
        }
        if (now == paused) {
            r->paused_days += (int)paused;
            *out = end;
            return true;
        }
        paused = now;
    }
}

static struct date roll(const struct work *w, const struct clock_count *count, struct date d)
{
    const struct calendar *c = clock_calendar(w->place, count->unit);
    switch (clock_roll_of(w->rule, count)) {
    case ROLL_NEXT:
        return calendar_next(c, d);
    case ROLL_PREVIOUS:
        return calendar_previous(c, d);
    case ROLL_NOT_SAID:
    case ROLL_STAYS:
        break;
    }
    return d;
}

static const struct clock_service *service_of(const struct work *w)
{
    for (size_t i = 0; w->c->served != NULL && i < w->rule->service.count; i++)
        if (text_equal(w->rule->service.at[i].how, w->c->served))
            return &w->rule->service.at[i];
    return NULL;
}

static bool period_end(const struct work *w, struct due_reading *r, struct date *out,
                       struct error *err)
{
    struct clock_count count = r->count;
    const struct clock_service *s = r->service;
    bool same = s != NULL && s->with_period && s->count.unit == count.unit;
    if (same)
        count.days += s->count.days;
    if (!count_days(w, &count, r->start, w->trigger, r, out, err))
        return false;
    if (r->tolled)
        return true;
    if (s != NULL && s->with_period && !same)
        return count_days(w, &s->count, START_DAY_AFTER, *out, r, out, err);
    return true;
}

static bool day_reading(const struct work *w, struct due_reading *r, struct error *err)
{
    r->service = service_of(w);
    if (!period_end(w, r, &r->counted, err))
        return false;
    if (r->tolled)
        return true;
    struct date day = roll(w, &r->count, r->counted);
    if (r->service != NULL && !r->service->with_period) {
        if (!count_days(w, &r->service->count, START_DAY_AFTER, day, r, &day, err))
            return false;
        if (r->tolled)
            return true;
        r->counted = day;
        day = roll(w, &r->count, day);
    }
    r->roll_assumed = w->rule->roll == ROLL_NOT_SAID && r->count.unit == UNIT_DAYS
                      && !calendar_works(w->place->calendar, r->counted);
    if (w->rule->day_after)
        day = date_add(day, 1);
    if (!date_is(day))
        return out_of_years(err);
    r->day = day;
    r->at = w->rule->kind == CLOCK_WINDOW_OPEN ? clock_day_starts(w->place->zone, day)
                                               : clock_day_ends(w->place->zone, day);
    return true;
}

/* -- minutes -- */

static struct instant start_moment(const struct work *w, struct due_reading *r)
{
    if (w->c->trigger.timed)
        return w->c->trigger.at;
    r->time_assumed = true;
    return clock_kind_early_is_strict(w->rule->kind) ? clock_day_starts(w->place->zone, w->trigger)
                                                     : clock_day_ends(w->place->zone, w->trigger);
}

// The end of what stops the clock at t, or t where it runs.
static struct instant runs_from(const struct work *w, bool working, struct instant t)
{
    for (size_t i = 0; i < w->pause_count; i++)
        if (t.us >= w->pauses[i].from_at.us && t.us < w->pauses[i].until_at.us)
            return w->pauses[i].until_at;
    struct date d = clock_time_date(clock_time_at(t), w->place->zone);
    if (working && !calendar_works(w->place->calendar, d))
        return clock_day_ends(w->place->zone, d);
    return t;
}

// Until when the clock, running at t, may run on.
static struct instant runs_until(const struct work *w, bool working, struct instant t)
{
    struct instant until = {INT64_MAX};
    for (size_t i = 0; i < w->pause_count; i++)
        if (w->pauses[i].from_at.us > t.us && w->pauses[i].from_at.us < until.us)
            until = w->pauses[i].from_at;
    if (working) {
        struct instant end =
            clock_day_ends(w->place->zone, clock_time_date(clock_time_at(t), w->place->zone));
        until = end.us < until.us ? end : until;
    }
    return until;
}

static bool run_minutes(const struct work *w, const struct clock_count *count, struct instant t,
                        struct due_reading *r, struct instant *out, struct error *err)
{
    bool working = count->unit == UNIT_TIME_WORKING;
    int64_t left = count->minutes * us_per_minute;
    if (w->rule->back) {
        *out = (struct instant){t.us - left};
        return true;
    }
    while (left > 0) {
        struct instant runs = runs_from(w, working, t);
        if (runs.us == INT64_MAX) {
            r->tolled = true;
            return true;
        }
        if (runs.us > t.us) {
            t = runs;
            continue;
        }
        struct instant until = runs_until(w, working, t);
        if (!calendar_covers(w->place->calendar, clock_time_date(clock_time_at(t), w->place->zone)))
            return out_of_years(err);
        if (until.us - t.us >= left) {
            t.us += left;
            break;
        }
        left -= until.us - t.us;
        t = until;
    }
    *out = t;
    return true;
}

static int64_t paused_time(const struct work *w, struct instant from, struct instant until)
{
    int64_t sum = 0;
    for (size_t i = 0; i < w->pause_count; i++) {
        int64_t a = w->pauses[i].from_at.us, b = w->pauses[i].until_at.us;
        a = a < from.us ? from.us : a;
        b = b > until.us ? until.us : b;
        sum += b > a ? b - a : 0;
    }
    return sum;
}

static bool time_reading(const struct work *w, struct due_reading *r, struct error *err)
{
    struct instant from = start_moment(w, r);
    if (!run_minutes(w, &r->count, from, r, &r->at, err))
        return false;
    if (r->tolled)
        return true;
    r->paused_us = paused_time(w, from, r->at);
    r->day = clock_time_date(clock_time_at(r->at), w->place->zone);
    if (!date_is(r->day) || !calendar_covers(w->place->calendar, r->day))
        return out_of_years(err);
    r->counted = r->day;
    return true;
}

/* -- readings -- */

static bool close_window(const struct work *w, struct due_reading *r, struct error *err)
{
    struct due_reading end = {.count = w->rule->closes, .start = w->rule->start};
    if (clock_unit_is_time(end.count.unit)) {
        if (!time_reading(w, &end, err))
            return false;
    } else {
        if (!count_days(w, &end.count, end.start, w->trigger, &end, &end.counted, err))
            return false;
        if (!end.tolled) {
            end.day = roll(w, &end.count, end.counted);
            end.at = clock_day_ends(w->place->zone, end.day);
        }
    }
    if (end.tolled)
        return true;
    r->closes = end.day;
    r->closes_at = end.at;
    return true;
}

static bool give_grace(const struct work *w, struct due_reading *r, struct error *err)
{
    r->grace = r->day;
    r->grace_at = r->at;
    if (!w->rule->grace_said || r->tolled)
        return true;
    struct due_reading unused = {0};
    struct work plain = *w;
    struct clock_rule forward = *w->rule;
    forward.back = false;
    plain.rule = &forward;
    plain.pause_count = 0;
    if (!count_days(&plain, &w->rule->grace, START_DAY_AFTER, r->day, &unused, &r->grace, err))
        return false;
    // Hours that are late keep their time of day.
    struct instant end = clock_day_ends(w->place->zone, r->grace);
    if (clock_unit_is_time(r->count.unit)) {
        struct local l = instant_local(r->at, zone_offset(w->place->zone, r->at));
        l.date = r->grace;
        end = zone_instant(w->place->zone, l, NULL);
    }
    r->grace_at = end;
    return true;
}

static bool read_one(struct arena *a, struct work *w, struct due_reading *r, struct error *err)
{
    r->counted = r->day = r->closes = r->grace = NO_DATE;
    r->at = r->closes_at = r->grace_at = NO_INSTANT;
    if (w->rule->short_under > 0 && r->count.unit == UNIT_DAYS && r->count.months == 0
        && r->count.days < w->rule->short_under) {
        r->count.unit = UNIT_BUSINESS;
        r->short_period = true;
    }
    bool time = clock_unit_is_time(r->count.unit);
    w->pauses = NULL;
    w->pause_count = 0;
    if (w->c->pause_count > 0
        && !clock_pauses(a, w->c, w->place->zone, time, &w->pauses, &w->pause_count, err))
        return false;
    if (w->pause_count > 0 && w->rule->back)
        return error_set(err, ERROR_INVALID, "a pause cannot stop a count that goes back");
    if (!(time ? time_reading(w, r, err) : day_reading(w, r, err)))
        return false;
    if (w->rule->closes_said && !close_window(w, r, err))
        return false;
    return give_grace(w, r, err);
}

static enum fact fact_of(const struct clock_case *c, const char *name)
{
    for (size_t i = 0; i < c->fact_count; i++)
        if (text_equal(c->facts[i].name, name))
            return c->facts[i].is;
    return FACT_UNKNOWN;
}

static struct due_reading reading_of(const struct clock_rule *rule,
                                     const struct clock_instead *other)
{
    return (struct due_reading){
        .count = other->count,
        .start = other->start_said ? other->start : rule->start,
        .when = other->when,
        .unless = other->unless,
        .reading = other->reading,
    };
}

static void add_unknown(struct arena *a, struct due *d, const char *fact)
{
    for (size_t i = 0; i < d->unknown.count; i++)
        if (text_equal(d->unknown.at[i], fact))
            return;
    *list_add(a, &d->unknown) = fact;
}

// Which counts may hold: the alternatives in their order, each that may hold beside the rest, until
// one that does hold; second readings always. The first place is the one that holds as far as
// known.
static void gather(struct arena *a, const struct clock_rule *rule, const struct clock_count *count,
                   const struct clock_case *c, struct due *d)
{
    d->at = ARENA_ARRAY(a, struct due_reading, rule->instead.count + 1);
    d->at[0] = (struct due_reading){.count = *count, .start = rule->start};
    d->count = 1;
    bool decided = false;
    for (size_t i = 0; i < rule->instead.count; i++) {
        const struct clock_instead *other = &rule->instead.at[i];
        if (other->when == NULL) {
            d->at[d->count++] = reading_of(rule, other);
            continue;
        }
        enum fact is = decided ? FACT_UNKNOWN : fact_of(c, other->when);
        if (decided || is == (other->unless ? FACT_TRUE : FACT_FALSE))
            continue;
        if (is == FACT_UNKNOWN) {
            add_unknown(a, d, other->when);
            d->at[d->count++] = reading_of(rule, other);
        } else {
            d->at[0] = reading_of(rule, other);
            decided = true;
        }
    }
}

static size_t strictest(const struct due *d)
{
    bool early = clock_kind_early_is_strict(d->rule->kind);
    size_t best = 0;
    for (size_t i = 1; i < d->count; i++) {
        // A tolled reading has no end yet: later than all.
        int64_t now = d->at[i].tolled ? INT64_MAX : d->at[i].at.us;
        int64_t then = d->at[best].tolled ? INT64_MAX : d->at[best].at.us;
        if (early ? now < then : now > then)
            best = i;
    }
    return best;
}

bool clock_due_counted(struct arena *a, const struct clock_rule *rule,
                       const struct clock_count *count, const struct clock_case *c,
                       const struct clock_place *place, int number, struct due *out,
                       struct error *err)
{
    struct due d = {.rule = rule, .trigger = c->trigger, .number = number};
    struct work w = {.rule = rule, .c = c, .place = place};
    w.trigger = clock_time_date(c->trigger, place->zone);
    if (!date_is(w.trigger) || !calendar_covers(place->calendar, w.trigger))
        return error_set(err, ERROR_INVALID,
                         "what started the clock has no day in the years %d to %d",
                         CALENDAR_FIRST_YEAR, CALENDAR_LAST_YEAR);
    gather(a, rule, count, c, &d);
    for (size_t i = 0; i < d.count; i++)
        if (!read_one(a, &w, &d.at[i], err))
            return rule->name == NULL ? false : error_while(err, "clock %s", rule->name);
    d.strict = strictest(&d);
    *out = d;
    return true;
}

const struct clock_count *clock_first_count(const struct clock_rule *rule)
{
    return rule->series == SERIES_AT ? &rule->at.at[0]
           : rule->count_said        ? &rule->count
                                     : &rule->every;
}

bool clock_due(struct arena *a, const struct clock_rule *rule, const struct clock_case *c,
               const struct clock_place *place, struct due *out, struct error *err)
{
    return clock_due_counted(a, rule, clock_first_count(rule), c, place, 1, out, err);
}

bool clock_due_by(struct arena *a, const struct clock_rule_list *versions,
                  const struct clock_case *c, const struct clock_place *place, struct due *out,
                  struct error *err)
{
    const struct clock_rule *rule;
    struct date day = clock_time_date(c->trigger, place->zone);
    if (!date_is(day))
        return error_set(err, ERROR_INVALID, "what started the clock has no day");
    return clock_rule_on(versions, day, &rule, err) && clock_due(a, rule, c, place, out, err);
}
