#include "answer/due.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/function.h"
#include "store/lens.h"

/* ---- calendars ------------------------------------------------------------- */

struct counting {
    struct site *site;
    struct arena *arena;
    const struct calendar *federal;
    struct instant as_of;
    const struct due_ask *ask;
    struct due_list_all *out;
};

static const char *code_cell(const struct code_list *list, size_t row, const char *column)
{
    for (size_t i = 0; i < list->columns.count; i++)
        if (text_equal(list->columns.at[i].name, column))
            return list->rows.at[row][i];
    return NULL;
}

// A code list of holidays: columns rule, month, number, weekday, saturday, sunday, from, to, basis.
static bool list_calendar(struct counting *c, const struct code_list *list,
                          const struct calendar **out, struct error *err)
{
    struct {
        struct holiday_rule *at;
        size_t count, room;
    } rules = {0};
    for (size_t i = 0; i < list->rows.count; i++) {
        const struct holiday_row row = {
            .name = code_cell(list, i, "label"),
            .rule = code_cell(list, i, "rule"),
            .month = code_cell(list, i, "month"),
            .number = code_cell(list, i, "number"),
            .weekday = code_cell(list, i, "weekday"),
            .saturday = code_cell(list, i, "saturday"),
            .sunday = code_cell(list, i, "sunday"),
            .from = code_cell(list, i, "valid_from"),
            .to = code_cell(list, i, "valid_to"),
            .basis = code_cell(list, i, "basis"),
        };
        if (!holiday_read(c->arena, &row, list_add(c->arena, &rules), err))
            return error_while(err, "%s, code %s", list->file, list->rows.at[i][0]);
    }
    const struct calendar_plan plan = {
        .name = list->name, .federal = true, .rules = rules.at, .rule_count = rules.count};
    return calendar_make(c->arena, &plan, out, err);
}

static bool calendar_of(struct counting *c, const struct clock *clock, const struct calendar **out,
                        struct error *err)
{
    const char *name = clock->calendar;
    if (name == NULL && !site_setting(c->site, c->arena, "calendar", &name, err))
        return false;
    *out = c->federal;
    if (name == NULL || text_equal(name, "federal"))
        return true;
    const struct code_list *list = packs_codes(&c->site->packs, name);
    if (list == NULL) {
        struct text_list names = packs_names(c->arena, &c->site->packs, "codes");
        return error_set(err, ERROR_INVALID, "%s:%d: clock %s: there is no calendar %s%s",
                         clock->block.file, clock->block.line, clock->block.name, name,
                         text_did_you_mean(c->arena, name, names.at, names.count));
    }
    return list_calendar(c, list, out, err);
}

/* ---- rules ----------------------------------------------------------------- */

// The columns of a code list that are not a rule's, but say what the row is about.
static bool is_rule_column(const char *name)
{
    static const char *const about[] = {"code", "label", "label_es", "also", "source"};
    for (size_t i = 0; i < sizeof about / sizeof about[0]; i++)
        if (text_equal(name, about[i]))
            return false;
    size_t count;
    const struct clock_key *keys = clock_keys(&count);
    for (size_t i = 0; i < count; i++) {
        size_t j = 0;
        while (keys[i].key[j] != '\0'
               && (keys[i].key[j] == name[j] || (keys[i].key[j] == ' ' && name[j] == '_')))
            j++;
        if (keys[i].key[j] == '\0' && name[j] == '\0')
            return true;
    }
    return false;
}

static bool rule_of_row(struct counting *c, const struct clock *clock, const struct code_list *list,
                        size_t row, struct clock_rule *out, struct error *err)
{
    *out = clock_rule_copy(c->arena, &clock->rule);
    for (size_t i = 0; i < list->columns.count; i++) {
        const char *name = list->columns.at[i].name, *cell = list->rows.at[row][i];
        const char *key = text_equal(name, "valid_from") ? "from"
                          : text_equal(name, "valid_to") ? "to"
                                                         : name;
        if (cell == NULL || !is_rule_column(key))
            continue;
        if (!clock_rule_put(c->arena, out, key, cell, err))
            return error_while(err, "%s, code %s", list->file, list->rows.at[row][0]);
    }
    return clock_rule_check(out, err)
           || error_while(err, "%s, code %s", list->file, list->rows.at[row][0]);
}

// The versions of the rule for one jurisdiction; none is no failure.
static bool rules_of(struct counting *c, const struct clock *clock, const char *jurisdiction,
                     struct clock_rule_list *out, struct error *err)
{
    *out = (struct clock_rule_list){0};
    if (clock->rules == NULL) {
        // Several blocks of one name are versions of one rule.
        for (size_t i = 0; i < c->site->packs.count; i++)
            for (size_t j = 0; j < c->site->packs.at[i]->clocks.count; j++)
                if (text_equal(c->site->packs.at[i]->clocks.at[j].block.name, clock->block.name))
                    *list_add(c->arena, out) = c->site->packs.at[i]->clocks.at[j].rule;
        return true;
    }
    const struct code_list *list = packs_codes(&c->site->packs, clock->rules);
    const char *column = "code";
    for (size_t i = 0; i < list->columns.count; i++)
        // A column of the rule itself ("kind", "count") never says which row is meant.
        if (text_equal(list->columns.at[i].name, clock->rules_by)
            && !is_rule_column(clock->rules_by))
            column = clock->rules_by;
    for (size_t i = 0; i < list->rows.count; i++)
        if (text_equal(code_cell(list, i, column), jurisdiction)
            && !rule_of_row(c, clock, list, i, list_add(c->arena, out), err))
            return false;
    return true;
}

/* ---- the rows of a clock's query ------------------------------------------- */

struct columns {
    int record, started, met, paused_from, paused_to, paused_why, served, owner, by;
};

static int column_of(const struct rows *rows, const char *name)
{
    for (int i = 0; i < rows_columns(rows); i++)
        if (text_equal(rows_column(rows, i), name))
            return i;
    return -1;
}

static const char *cell(const struct rows *rows, int column, struct arena *a)
{
    return column < 0 ? NULL : rows_text(rows, column, a);
}

static bool find_columns(const struct clock *clock, const struct rows *rows, struct columns *out,
                         struct error *err)
{
    *out = (struct columns){
        .record = column_of(rows, "record"),
        .started = column_of(rows, "started"),
        .met = column_of(rows, "met"),
        .paused_from = column_of(rows, "paused_from"),
        .paused_to = column_of(rows, "paused_to"),
        .paused_why = column_of(rows, "paused_why"),
        .served = column_of(rows, "served"),
        .owner = column_of(rows, "owner"),
        .by = clock->rules == NULL ? -1 : column_of(rows, clock->rules_by),
    };
    if (out->record < 0 || out->started < 0)
        return error_set(err, ERROR_INVALID,
                         "%s:%d: clock %s: the query must give the columns record and started",
                         clock->block.file, clock->block.sql_line, clock->block.name);
    if (clock->rules != NULL && out->by < 0)
        return error_set(
            err, ERROR_INVALID,
            "%s:%d: clock %s: the query must give the column %s, by which rules are found",
            clock->block.file, clock->block.sql_line, clock->block.name, clock->rules_by);
    return true;
}

// Every other column is a fact, if some rule asks for it: true, false or not recorded.
static void read_facts(struct counting *c, const struct rows *rows, struct clock_case *k)
{
    struct clock_fact *facts = ARENA_ARRAY(c->arena, struct clock_fact, (size_t)rows_columns(rows));
    for (int i = 0; i < rows_columns(rows); i++) {
        enum fact is = FACT_UNKNOWN;
        struct value v = rows_value(rows, i);
        if (v.kind == VALUE_INTEGER)
            is = v.integer != 0 ? FACT_TRUE : FACT_FALSE;
        facts[k->fact_count++] =
            (struct clock_fact){arena_text(c->arena, rows_column(rows, i)), is};
    }
    k->facts = facts;
}

static bool read_time(const struct clock *clock, const char *record, const char *what,
                      const char *text, struct clock_time *out, struct error *err)
{
    if (clock_time_read(text, out))
        return true;
    return error_set(
        err, ERROR_INVALID, "%s:%d: clock %s, record %s: %s is \"%s\", which is no date",
        clock->block.file, clock->block.sql_line, clock->block.name, record, what, text);
}

static bool read_case(struct counting *c, const struct clock *clock, const struct rows *rows,
                      const struct columns *at, const char *record, struct clock_case *out,
                      struct error *err)
{
    struct clock_case k = {.served = cell(rows, at->served, c->arena)};
    const char *paused = cell(rows, at->paused_from, c->arena);
    if (!read_time(clock, record, "started", cell(rows, at->started, c->arena), &k.trigger, err))
        return false;
    read_facts(c, rows, &k);
    if (paused != NULL) {
        struct clock_pause *pause = ARENA_NEW(c->arena, struct clock_pause);
        const char *until = cell(rows, at->paused_to, c->arena);
        pause->reason = cell(rows, at->paused_why, c->arena);
        pause->open = until == NULL;
        if (!read_time(clock, record, "paused_from", paused, &pause->from, err)
            || (until != NULL && !read_time(clock, record, "paused_to", until, &pause->until, err)))
            return false;
        k.pauses = pause;
        k.pause_count = 1;
    }
    *out = k;
    return true;
}

static bool wanted(const struct counting *c, const struct due_item *item)
{
    if (c->ask->owner != NULL && !text_equal(c->ask->owner, item->owner))
        return false;
    if (c->ask->all || item->trouble != NULL)
        return true;
    enum clock_state state = item->status.state;
    return state != STATE_MET && state != STATE_KEPT;
}

static void add_item(struct counting *c, struct due_item item)
{
    if (wanted(c, &item))
        *list_add(c->arena, c->out) = item;
}

// Counts one case by the version in force, and adds its dues.
static bool count_case(struct counting *c, const struct clock *clock, const struct clock_case *k,
                       const struct clock_place *place, const struct clock_time *met,
                       const struct due_item *about, const char *jurisdiction, struct error *err)
{
    struct clock_rule_list versions;
    struct due_item item = *about;
    struct error none = {0};
    item.happened = *k;
    item.place = *place;
    if (!rules_of(c, clock, jurisdiction, &versions, err))
        return false;
    if (versions.count == 0) {
        item.trouble =
            jurisdiction == NULL
                ? arena_printf(c->arena, "%s is not recorded, so the rule is not known",
                               clock->rules_by)
                : arena_printf(c->arena, "no rule for %s in %s", jurisdiction, clock->rules);
        add_item(c, item);
        return true;
    }
    struct date day = clock_time_date(k->trigger, place->zone);
    if (!clock_rule_on(&versions, day, &item.rule, &none)) {
        item.trouble = arena_text(c->arena, none.text);
        add_item(c, item);
        return none.kind == ERROR_NOT_FOUND || error_set(err, none.kind, "%s", none.text);
    }
    if (item.rule->owner != NULL && item.owner == NULL)
        item.owner = item.rule->owner;
    struct due_list dues = {0};
    struct date until = date_add(c->site->question.as_of, 366);
    bool series = item.rule->series != SERIES_ONE;
    if (series) {
        if (!clock_series(c->arena, item.rule, k, place, met, met == NULL ? 0 : 1, until, &dues,
                          &none)) {
            item.trouble = arena_text(c->arena, none.text);
            add_item(c, item);
            return true;
        }
    } else if (!clock_due(c->arena, item.rule, k, place, list_add(c->arena, &dues), &none)) {
        item.trouble =
            arena_text(c->arena, none.text); // a month without such a day: a person decides
        add_item(c, item);
        return true;
    }
    for (size_t i = 0; i < dues.count; i++) {
        item.due = dues.at[i];
        item.status =
            clock_status_of(&item.due, series && i > 0 ? NULL : met, c->as_of, place->zone);
        add_item(c, item);
    }
    return true;
}

static bool ask_clock(struct counting *c, const struct clock *clock, struct error *err)
{
    struct clock_place place = {.federal = c->federal, .zone = c->site->zone};
    struct rows rows;
    struct columns at;
    bool partly = false;
    if (!lens_permits(c->site->store, &c->site->packs, &c->site->question, clock->block.sql,
                      &partly, err)
        || !calendar_of(c, clock, &place.calendar, err))
        return false;
    store_guard(c->site->store, true);
    bool ok =
        site_select(c->site, &rows, &clock->block, clock->block.sql, clock->block.sql_line, err);
    if (!ok) {
        store_guard(c->site->store, false);
        return false;
    }
    ok = find_columns(clock, &rows, &at, err);
    while (ok && store_next(&rows)) {
        struct clock_case k;
        struct clock_time met;
        struct due_item item = {.clock = clock, .owner = cell(&rows, at.owner, c->arena)};
        item.record = cell(&rows, at.record, c->arena);
        item.started = cell(&rows, at.started, c->arena);
        item.met = cell(&rows, at.met, c->arena);
        if (item.started == NULL
            || (c->ask->record != NULL && !text_equal(c->ask->record, item.record)))
            continue; // it has not started
        ok = read_case(c, clock, &rows, &at, item.record, &k, err)
             && (item.met == NULL || read_time(clock, item.record, "met", item.met, &met, err))
             && count_case(c, clock, &k, &place, item.met == NULL ? NULL : &met, &item,
                           cell(&rows, at.by, c->arena), err);
    }
    struct error closing = {0};
    if (!store_done(&rows, &closing) && ok) {
        *err = closing;
        ok = false;
    }
    store_guard(c->site->store, false);
    return ok || error_while(err, "clock %s", clock->block.name);
}

/* ---- all clocks ------------------------------------------------------------ */

static int urgency(const struct due_item *item)
{
    if (item->trouble != NULL)
        return 1;
    switch (item->status.state) {
    case STATE_OVERDUE:
    case STATE_EXPIRED:
        return 0;
    case STATE_IN_GRACE:
    case STATE_SOON:
    case STATE_OPEN:
    case STATE_WINDOW:
    case STATE_NOT_YET_OPEN:
    case STATE_KEEP:
    case STATE_VALID:
        return 2;
    case STATE_TOLLED:
        return 3;
    case STATE_MET:
    case STATE_MET_IN_GRACE:
    case STATE_MET_LATE:
    case STATE_CLOSED:
    case STATE_TOO_EARLY:
    case STATE_KEPT:
        return 4;
    }
    return 4;
}

static int64_t moment_of(const struct due_item *item)
{
    return item->due.count == 0 ? 0 : item->due.at[item->due.strict].at.us;
}

static int by_urgency(const void *x, const void *y)
{
    const struct due_item *a = x, *b = y;
    if (urgency(a) != urgency(b))
        return urgency(a) - urgency(b);
    if (moment_of(a) != moment_of(b))
        return moment_of(a) < moment_of(b) ? -1 : 1;
    int names = strcmp(a->clock->block.name, b->clock->block.name);
    return names != 0
               ? names
               : strcmp(a->record == NULL ? "" : a->record, b->record == NULL ? "" : b->record);
}

// Whether a clock stands for its name: the first block of several versions does.
static bool is_first_version(const struct packs *p, const struct clock *clock)
{
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->at[i]->clocks.count; j++)
            if (text_equal(p->at[i]->clocks.at[j].block.name, clock->block.name))
                return &p->at[i]->clocks.at[j] == clock;
    return false;
}

static struct instant end_of_day(struct site *s)
{
    struct local midnight = {{s->question.as_of.days + 1}, 0};
    return (struct instant){zone_instant(s->zone, midnight, NULL).us - 1};
}

bool due_ask(struct site *s, struct arena *a, const struct due_ask *ask, struct due_list_all *out,
             struct error *err)
{
    const struct calendar_plan plan = {.name = "federal", .federal = true};
    struct due_list_all list = {0};
    struct counting c = {.site = s, .arena = a, .as_of = end_of_day(s), .ask = ask, .out = &list};
    if (!calendar_make(a, &plan, &c.federal, err))
        return false;
    bool found = ask->clock == NULL;
    for (size_t i = 0; i < s->packs.count; i++)
        for (size_t j = 0; j < s->packs.at[i]->clocks.count; j++) {
            const struct clock *clock = &s->packs.at[i]->clocks.at[j];
            if ((ask->clock != NULL && !text_equal(ask->clock, clock->block.name))
                || (ask->pack != NULL && !text_equal(ask->pack, s->packs.at[i]->name))
                || !is_first_version(&s->packs, clock))
                continue;
            if (clock->asks != NULL && ask->clock == NULL)
                continue;
            if (clock->asks != NULL)
                return error_set(err, ERROR_USAGE,
                                 "clock %s is private: nobody's day is on record; ward private "
                                 "writes the page on which people count it themselves",
                                 ask->clock);
            found = true;
            struct error denied = {0};
            if (ask_clock(&c, clock, &denied))
                continue;
            // What a role may not see is left out of the list of all; asked for by name, it is
            // refused.
            if (denied.kind != ERROR_FORBIDDEN || ask->clock != NULL) {
                *err = denied;
                return false;
            }
        }
    if (!found) {
        struct text_list names = packs_names(a, &s->packs, "clock");
        return error_set(err, ERROR_NOT_FOUND, "there is no clock %s%s", ask->clock,
                         text_did_you_mean(a, ask->clock, names.at, names.count));
    }
    if (list.count > 1)
        qsort(list.at, list.count, sizeof list.at[0], by_urgency);
    *out = list;
    return true;
}

/* ---- words ----------------------------------------------------------------- */

const char *due_state_words(struct arena *a, const struct due_item *item)
{
    return item->trouble != NULL ? item->trouble : clock_status_say(a, &item->status);
}

const char *due_date_text(struct site *s, struct arena *a, const struct due_item *item)
{
    char text[40];
    if (item->due.count == 0)
        return NULL;
    const struct due_reading *r = &item->due.at[item->due.strict];
    if (r->tolled)
        return NULL;
    if (clock_unit_is_time(r->count.unit))
        instant_write(r->at, zone_offset(s->zone, r->at), text);
    else
        date_write(r->day, text);
    return arena_text(a, text);
}

struct due_counts due_count(const struct due_list_all *list)
{
    struct due_counts n = {0};
    for (size_t i = 0; i < list->count; i++) {
        const struct due_item *item = &list->at[i];
        enum clock_state state = item->status.state;
        if (item->trouble != NULL)
            n.other++;
        else if (state == STATE_OVERDUE || state == STATE_EXPIRED)
            n.overdue++;
        else if (state == STATE_SOON || state == STATE_IN_GRACE)
            n.soon++;
        else if (state == STATE_OPEN || state == STATE_WINDOW || state == STATE_NOT_YET_OPEN)
            n.open++;
        else if (state == STATE_MET || state == STATE_MET_IN_GRACE)
            n.met++;
        else if (state == STATE_MET_LATE)
            n.met_late++;
        else
            n.other++;
    }
    return n;
}

bool due_explain(struct site *s, struct arena *a, const char *clock, const char *record,
                 const char **out, struct error *err)
{
    // The case is asked again, so that the explanation and the list cannot differ.
    const struct due_ask ask = {.clock = clock, .record = record, .all = true};
    struct due_list_all list;
    if (!due_ask(s, a, &ask, &list, err))
        return false;
    if (list.count == 0)
        return error_set(err, ERROR_NOT_FOUND,
                         "the clock %s has no record %s, or it has not started", clock, record);
    const struct due_item *item = &list.at[0];
    if (item->trouble != NULL) {
        *out = item->trouble;
        return true;
    }
    return clock_why(a, &item->due, &item->happened, &item->place, out, err);
}
