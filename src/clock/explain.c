#include "clock/explain.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/text.h"

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char *clock_date_say(struct arena *a, struct date d)
{
    if (!date_is(d))
        return "";
    struct civil c = date_civil(d);
    return arena_printf(a, "%d %s %d", c.day, months[c.month - 1], c.year);
}

static const char *instant_say(struct arena *a, struct instant t, const struct zone *z)
{
    int offset = zone_offset(z, t);
    struct local l = instant_local(t, offset);
    int minute = (int)(l.us / 60000000), away = abs(offset) / 60;
    return arena_printf(a, "%s %02d:%02d (UTC%c%02d:%02d)", clock_date_say(a, l.date), minute / 60,
                        minute % 60, offset < 0 ? '-' : '+', away / 60, away % 60);
}

const char *clock_reading_say(struct arena *a, const struct due_reading *r, const struct zone *zone)
{
    if (r->tolled)
        return "no date while it is paused";
    return clock_unit_is_time(r->count.unit) ? instant_say(a, r->at, zone)
                                             : clock_date_say(a, r->day);
}

/* -- steps -- */

struct walk {
    struct arena *a;
    const struct due *due;
    const struct due_reading *r;
    const struct clock_case *c;
    const struct clock_place *place;
    const struct pause_span *pauses;
    size_t pause_count;
    struct clock_step_list steps;
};

static void step(struct walk *w, enum step_kind kind, struct date from, struct date to,
                 const char *text)
{
    *list_add(w->a, &w->steps) =
        (struct clock_step){.kind = kind, .from = from, .to = to, .text = text};
}

static const char *say(const struct walk *w, struct date d)
{
    return clock_date_say(w->a, d);
}

// "Saturday", or "Independence Day, observed".
static const char *off_say(const struct walk *w, const struct calendar *c, struct date d)
{
    struct day_off off = calendar_day_off(c, d);
    return off.observed ? arena_printf(w->a, "%s, observed", off.name) : off.name;
}

static const struct pause_span *pause_on(const struct walk *w, struct date d)
{
    for (size_t i = 0; i < w->pause_count; i++)
        if (d.days >= w->pauses[i].from.days && d.days <= w->pauses[i].until.days)
            return &w->pauses[i];
    return NULL;
}

static void add_counted(struct walk *w, struct date d, int number)
{
    struct clock_step *last = w->steps.count == 0 ? NULL : &w->steps.at[w->steps.count - 1];
    if (last == NULL || last->kind != STEP_COUNTED || last->last + 1 != number) {
        step(w, STEP_COUNTED, d, d, "");
        last = &w->steps.at[w->steps.count - 1];
        last->first = number;
    }
    last->to = d;
    last->last = number;
}

// Words for a run are written once it has ended.
static void finish_runs(struct walk *w)
{
    for (size_t i = 0; i < w->steps.count; i++) {
        struct clock_step *s = &w->steps.at[i];
        if (s->kind == STEP_COUNTED)
            s->text = s->first == s->last
                          ? arena_printf(w->a, "%s is day %d.", say(w, s->from), s->first)
                          : arena_printf(w->a, "%s is day %d … %s is day %d.", say(w, s->from),
                                         s->first, say(w, s->to), s->last);
        if (s->kind == STEP_SKIPPED && s->text[0] != '\0' && s->first == 0) {
            s->text = arena_printf(w->a, "%s: not counted.", s->text);
            s->first = 1;
        }
    }
}

static void add_skipped(struct walk *w, const struct calendar *c, struct date d)
{
    const char *day = arena_printf(w->a, "%s (%s)", say(w, d), off_say(w, c, d));
    struct clock_step *last = w->steps.count == 0 ? NULL : &w->steps.at[w->steps.count - 1];
    if (last == NULL || last->kind != STEP_SKIPPED) {
        step(w, STEP_SKIPPED, d, d, day);
        return;
    }
    last->to = d;
    last->text = arena_printf(w->a, "%s, %s", last->text, day);
}

static void add_paused(struct walk *w, const struct pause_span *p, struct date d)
{
    struct clock_step *last = w->steps.count == 0 ? NULL : &w->steps.at[w->steps.count - 1];
    bool same = last != NULL && last->kind == STEP_PAUSED && p->from.days <= last->from.days
                && p->until.days >= last->to.days;
    if (!same) {
        step(w, STEP_PAUSED, d, d, "");
        last = &w->steps.at[w->steps.count - 1];
    }
    last->to = d;
    const char *why = p->reason[0] == '\0' ? "" : arena_printf(w->a, " (%s)", p->reason);
    last->text =
        last->from.days == last->to.days
            ? arena_printf(w->a, "%s is paused%s.", say(w, d), why)
            : arena_printf(w->a, "%s to %s are paused%s.", say(w, last->from), say(w, d), why);
}

static void add_open_pause(struct walk *w, const struct pause_span *p)
{
    const char *why = p->reason[0] == '\0' ? "" : arena_printf(w->a, " (%s)", p->reason);
    step(w, STEP_PAUSED, p->from, NO_DATE,
         arena_printf(w->a, "Paused since %s%s: there is no date until it goes on.",
                      say(w, p->from), why));
}

// Walks until n days have counted; the day of the nth, NO_DATE where an open pause is met.
static struct date walk_days(struct walk *w, enum clock_unit unit, bool back, bool first_counts,
                             struct date from, int n)
{
    const struct calendar *c = clock_calendar(w->place, unit);
    struct date d = from;
    int number = 0;
    for (bool first = true; number < n; first = false) {
        if (!(first && first_counts))
            d = date_add(d, back ? -1 : 1);
        const struct pause_span *p = pause_on(w, d);
        if (p != NULL && p->until.days == INT32_MAX) {
            add_open_pause(w, p);
            return NO_DATE;
        }
        if (p != NULL && (unit == UNIT_DAYS || calendar_works(c, d)))
            add_paused(w, p, d);
        else if (unit != UNIT_DAYS && !calendar_works(c, d))
            add_skipped(w, c, d);
        else
            add_counted(w, d, ++number);
    }
    return d;
}

/* -- months -- */

// A day of the calendar n months on, found by walking month by month. Says so where there is none.
static struct date walk_months(struct walk *w, struct date from, int n, bool back, bool *ended)
{
    struct civil c = date_civil(from);
    int year = c.year, month = c.month;
    for (int i = 0; i < n; i++) {
        month += back ? -1 : 1;
        year += month == 13 ? 1 : month == 0 ? -1 : 0;
        month = month == 13 ? 1 : month == 0 ? 12 : month;
    }
    int length = date_days_in_month(year, month);
    if (c.day <= length)
        return date_of(year, month, c.day);
    const struct clock_rule *rule = w->due->rule;
    enum clock_missing what = c.month == 2 && c.day == 29 && rule->leap_day != MISSING_NOT_SAID
                                  ? rule->leap_day
                                  : rule->month_end;
    struct date last = date_of(year, month, length);
    bool next = what == MISSING_NEXT_DAY;
    *ended = !next;
    step(w, STEP_NOTE, last, last,
         arena_printf(w->a, "%s %d has no day %d: the rule takes %s.", months[month - 1], year,
                      c.day, next ? "the day after its last" : "its last day"));
    return next ? date_add(last, 1) : last;
}

static struct date walk_span(struct walk *w, const struct clock_count *count, bool back,
                             bool first_counts, struct date from)
{
    bool ended = false;
    struct date end = walk_months(w, from, count->months, back, &ended);
    end = date_add(end, back ? -count->days : count->days);
    bool less = first_counts && !(ended && !back && count->days == 0);
    if (less)
        end = date_add(end, back ? 1 : -1);
    step(w, STEP_SPAN, from, end,
         arena_printf(w->a, "%s %s %s%s: %s.", clock_count_write(w->a, count),
                      back ? "before" : "from", say(w, from),
                      first_counts ? ", that day included" : "", say(w, end)));
    return end;
}

// Paused days inside a span of months are added at its end, and may meet further paused days.
static struct date walk_added_pauses(struct walk *w, struct date first, struct date end)
{
    int owed = 0;
    for (struct date d = first; d.days <= end.days; d = date_add(d, 1)) {
        const struct pause_span *p = pause_on(w, d);
        if (p != NULL && p->until.days == INT32_MAX) {
            add_open_pause(w, p);
            return NO_DATE;
        }
        if (p == NULL)
            continue;
        add_paused(w, p, d);
        owed++;
    }
    if (owed == 0)
        return end;
    step(w, STEP_NOTE, end, end, arena_printf(w->a, "%d paused days are added.", owed));
    return walk_days(w, UNIT_DAYS, false, false, end, owed);
}

static struct date walk_count(struct walk *w, const struct clock_count *count, bool back,
                              bool first_counts, struct date from)
{
    if (count->months == 0)
        return walk_days(w, count->unit, back, first_counts, from, count->days);
    struct date end = walk_span(w, count, back, first_counts, from);
    return back ? end : walk_added_pauses(w, date_add(from, first_counts ? 0 : 1), end);
}

/* -- the last day -- */

static const char *unsaid(const struct walk *w)
{
    return w->due->rule->roll == ROLL_NOT_SAID
               ? " The rule does not say so: this is the usual way of counting."
               : "";
}

static struct date walk_roll(struct walk *w, struct date d)
{
    const struct calendar *c = clock_calendar(w->place, w->r->count.unit);
    const char *weekday = weekday_names[date_weekday(d)];
    if (calendar_works(c, d)) {
        step(w, STEP_LAST, d, d, arena_printf(w->a, "%s is a %s: no shift.", say(w, d), weekday));
        return d;
    }
    enum clock_roll way = clock_roll_of(w->due->rule, &w->r->count);
    const char *off = off_say(w, c, d);
    if (way != ROLL_NEXT && way != ROLL_PREVIOUS) {
        step(w, STEP_LAST, d, d,
             arena_printf(w->a, "%s is a day off (%s), and stays.%s", say(w, d), off, unsaid(w)));
        return d;
    }
    struct date to = d;
    while (!calendar_works(c, to)) {
        if (to.days != d.days)
            add_skipped(w, c, to);
        to = date_add(to, way == ROLL_NEXT ? 1 : -1);
    }
    step(w, STEP_LAST, d, to,
         arena_printf(w->a, "%s is a day off (%s): it moves to %s %s.%s", say(w, d), off,
                      weekday_names[date_weekday(to)], say(w, to), unsaid(w)));
    return to;
}

static struct date walk_served(struct walk *w, struct date d, bool back)
{
    const struct clock_service *s = w->r->service;
    step(w, STEP_SERVED, d, d,
         arena_printf(w->a, "Served by %s: %s are added.", s->how,
                      clock_count_write(w->a, &s->count)));
    return walk_days(w, s->count.unit, back, false, d, s->count.days);
}

static struct date walk_day_clock(struct walk *w, struct date trigger)
{
    const struct clock_rule *rule = w->due->rule;
    const struct clock_service *s = w->r->service;
    struct clock_count count = w->r->count;
    bool back = rule->back, first_counts = w->r->start == START_DAY_OF;
    if (s != NULL && s->with_period && s->count.unit == count.unit) {
        step(w, STEP_SERVED, trigger, trigger,
             arena_printf(w->a, "Served by %s: %s are part of the period.", s->how,
                          clock_count_write(w->a, &s->count)));
        count.days += s->count.days;
    }
    struct date d = walk_count(w, &count, back, first_counts, trigger);
    if (date_is(d) && s != NULL && s->with_period && s->count.unit != count.unit)
        d = walk_served(w, d, back);
    if (!date_is(d))
        return d;
    d = walk_roll(w, d);
    if (s != NULL && !s->with_period) {
        d = walk_served(w, d, back);
        if (!date_is(d))
            return d;
        d = walk_roll(w, d);
    }
    if (rule->day_after) {
        d = date_add(d, 1);
        step(w, STEP_LAST, d, d,
             arena_printf(w->a, "It opens at the start of the day after: %s %s.",
                          weekday_names[date_weekday(d)], say(w, d)));
    }
    return d;
}

/* -- hours -- */

static void walk_hour_pauses(struct walk *w)
{
    for (size_t i = 0; i < w->pause_count; i++) {
        const struct pause_span *p = &w->pauses[i];
        if (p->until_at.us == INT64_MAX) {
            add_open_pause(w, p);
            continue;
        }
        step(w, STEP_PAUSED, p->from, p->until,
             arena_printf(w->a, "%s to %s does not count%s%s%s.",
                          instant_say(w->a, p->from_at, w->place->zone),
                          instant_say(w->a, p->until_at, w->place->zone),
                          p->reason[0] == '\0' ? "" : " (", p->reason,
                          p->reason[0] == '\0' ? "" : ")"));
    }
}

static struct date walk_hour_clock(struct walk *w, struct date trigger)
{
    const struct due_reading *r = w->r;
    const struct zone *z = w->place->zone;
    walk_hour_pauses(w);
    if (r->tolled)
        return NO_DATE;
    bool back = w->due->rule->back;
    if (r->count.unit == UNIT_TIME_WORKING)
        for (struct date d = trigger; d.days <= r->day.days; d = date_add(d, 1))
            if (!calendar_works(w->place->calendar, d))
                add_skipped(w, w->place->calendar, d);
    step(w, STEP_SPAN, trigger, r->day,
         arena_printf(w->a, "%s %s: %s.", clock_count_write(w->a, &r->count),
                      back ? "before" : "later", instant_say(w->a, r->at, z)));
    struct instant from = w->due->trigger.timed
                              ? w->due->trigger.at
                              : zone_instant(z, (struct local){.date = trigger}, NULL);
    if (zone_offset(z, from) != zone_offset(z, r->at))
        step(w, STEP_NOTE, r->day, r->day,
             "The clocks change in between: the hours are counted as they pass.");
    return r->day;
}

/* -- the head -- */

static const char *in_force(const struct walk *w)
{
    const struct clock_rule *rule = w->due->rule;
    char from[11], to[11];
    date_write(rule->from, from);
    date_write(rule->to, to);
    const char *version =
        rule->version == NULL ? "" : arena_printf(w->a, " Version %s.", rule->version);
    if (date_is(rule->from) && date_is(rule->to))
        return arena_printf(w->a, " In force from %s to %s.%s", from, to, version);
    if (date_is(rule->from))
        return arena_printf(w->a, " In force since %s.%s", from, version);
    if (date_is(rule->to))
        return arena_printf(w->a, " In force until %s.%s", to, version);
    return version;
}

static const char *confidence(const struct clock_rule *rule)
{
    if (text_equal(rule->confidence, "S"))
        return " (read in a secondary source: check)";
    if (text_equal(rule->confidence, "M"))
        return " (from memory: check)";
    return "";
}

static void head(struct walk *w, struct date trigger)
{
    const struct clock_rule *rule = w->due->rule;
    const struct due_reading *r = w->r;
    bool time = clock_unit_is_time(r->count.unit);
    const char *start = w->due->trigger.timed && time
                            ? instant_say(w->a, w->due->trigger.at, w->place->zone)
                            : say(w, trigger);
    step(w, STEP_TRIGGER, trigger, trigger,
         time ? arena_printf(w->a, "It started on %s.", start)
              : arena_printf(
                  w->a, "%s (%s) is day %d.", start, weekday_names[date_weekday(trigger)],
                  r->start == START_DAY_OF
                          && (r->count.unit == UNIT_DAYS
                              || calendar_works(clock_calendar(w->place, r->count.unit), trigger))
                      ? 1
                      : 0));
    struct clock_rule plain = *rule; // as this reading counts
    plain.count = r->count;
    plain.count_said = true;
    plain.start = r->start;
    plain.series = SERIES_ONE;
    const char *basis = r->reading != NULL ? r->reading : rule->basis;
    step(w, STEP_RULE, NO_DATE, NO_DATE,
         arena_printf(w->a, "Rule: %s.%s%s%s%s%s", clock_rule_say(w->a, &plain),
                      basis == NULL ? "" : " ", basis == NULL ? "" : basis, confidence(rule),
                      basis == NULL ? "" : ".", in_force(w)));
    if (r->when != NULL)
        step(w, STEP_NOTE, NO_DATE, NO_DATE,
             arena_printf(w->a, "This count holds %s %s.", r->unless ? "unless" : "when", r->when));
    if (r->short_period)
        step(w, STEP_NOTE, NO_DATE, NO_DATE,
             arena_printf(w->a, "It is shorter than %d days: only business days count.",
                          rule->short_under));
    if (r->time_assumed)
        step(w, STEP_NOTE, trigger, trigger,
             clock_kind_early_is_strict(rule->kind) ? "The time of day is not recorded: counted "
                                                      "from the start of the day, the strictest."
                                                    : "The time of day is not recorded: counted "
                                                      "from the end of the day, the strictest.");
    if (rule->service.count > 0 && r->service == NULL)
        step(w, STEP_SERVED, NO_DATE, NO_DATE,
             w->c->served == NULL
                 ? "How it was served is not recorded: nothing is added."
                 : arena_printf(w->a, "Served by %s: the rule adds nothing.", w->c->served));
}

static void tail(struct walk *w)
{
    const struct due_reading *r = w->r;
    if (w->due->rule->closes_said && date_is(r->closes))
        step(w, STEP_NOTE, r->closes, r->closes,
             arena_printf(w->a, "The window closes after %s: %s.",
                          clock_count_write(w->a, &w->due->rule->closes), say(w, r->closes)));
    if (w->due->rule->grace_said && date_is(r->grace))
        step(w, STEP_NOTE, r->grace, r->grace,
             arena_printf(w->a, "Grace of %s: until %s.",
                          clock_count_write(w->a, &w->due->rule->grace), say(w, r->grace)));
}

bool clock_explain(struct arena *a, const struct due *due, size_t reading,
                   const struct clock_case *c, const struct clock_place *place,
                   struct clock_step_list *out, struct date *out_day, struct error *err)
{
    struct clock_case started = *c; // a rolling series counts from when the last was met
    started.trigger = due->trigger;
    struct walk w = {.a = a, .due = due, .r = &due->at[reading], .c = &started, .place = place};
    bool time = clock_unit_is_time(w.r->count.unit);
    if (!clock_pauses(a, c, place->zone, time, &w.pauses, &w.pause_count, err))
        return false;
    struct date trigger = clock_time_date(due->trigger, place->zone);
    head(&w, trigger);
    struct date day = time ? walk_hour_clock(&w, trigger) : walk_day_clock(&w, trigger);
    tail(&w);
    finish_runs(&w);
    *out = w.steps;
    if (out_day != NULL)
        *out_day = day;
    return true;
}

/* -- the whole answer -- */

static void say_other(struct arena *a, struct buf *b, const struct due *due, size_t i,
                      const struct zone *zone)
{
    const struct due_reading *r = &due->at[i];
    const char *count = clock_count_write(a, &r->count), *date = clock_reading_say(a, r, zone);
    if (r->reading != NULL)
        buf_put(b, "By another reading (%s) it is %s: %s.", r->reading, count, date);
    else
        buf_put(b, "%s %s it is %s: %s. That fact is not recorded.", r->unless ? "Unless" : "If",
                r->when, count, date);
    if (i == due->strict)
        buf_text(b, " This is the stricter.");
    buf_char(b, '\n');
}

bool clock_why(struct arena *a, const struct due *due, const struct clock_case *c,
               const struct clock_place *place, const char **out, struct error *err)
{
    struct clock_step_list steps;
    if (!clock_explain(a, due, 0, c, place, &steps, NULL, err))
        return false;
    struct buf b = buf_make(a, 1 << 20);
    for (size_t i = 0; i < steps.count; i++)
        buf_put(&b, "%s\n", steps.at[i].text);
    for (size_t i = 1; i < due->count; i++)
        say_other(a, &b, due, i, place->zone);
    return buf_done(&b, out, err);
}

static const char *time_say(struct arena *a, struct clock_time t, const struct zone *zone)
{
    return t.timed ? instant_say(a, t.at, zone) : clock_date_say(a, t.day);
}

static const char *far_say(struct arena *a, const struct due_reading *from,
                           const struct due_reading *to)
{
    if (from->tolled || to->tolled)
        return "";
    int days = to->day.days - from->day.days;
    if (days == 0)
        return "";
    return arena_printf(a, " (%d day%s %s)", abs(days), abs(days) == 1 ? "" : "s",
                        days > 0 ? "later" : "earlier");
}

const char *clock_change_say(struct arena *a, const struct due *before, const struct due *after,
                             const struct zone *zone)
{
    const struct due_reading *from = &before->at[0], *to = &after->at[0];
    const char *started = time_say(a, before->trigger, zone),
               *starts = time_say(a, after->trigger, zone);
    const char *was = clock_reading_say(a, from, zone), *is = clock_reading_say(a, to, zone);
    const char *count = clock_count_write(a, &from->count),
               *counts = clock_count_write(a, &to->count);
    const char *text = "";
    if (!text_equal(started, starts))
        text = arena_printf(a, "The start moved from %s to %s.", started, starts);
    if (!text_equal(count, counts))
        text = arena_printf(a, "%s%sThe count is %s, not %s.", text, text[0] == '\0' ? "" : " ",
                            counts, count);
    if (!text_equal(was, is))
        return arena_printf(a, "%s%sThe date moved from %s to %s%s.", text,
                            text[0] == '\0' ? "" : " ", was, is, far_say(a, from, to));
    return text[0] == '\0' ? "" : arena_printf(a, "%s The date stays: %s.", text, is);
}
