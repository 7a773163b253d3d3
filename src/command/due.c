#include "answer/due.h"

#include <stdio.h>
#include <string.h>

#include "answer/result.h"
#include "base/text.h"
#include "clock/ics.h"
#include "command/all.h"
#include "command/print.h"
#include "command/site.h"

// The feed of a calendar program: what is still to be done.
static bool print_ics(struct options *o, struct site *s, const struct due_list_all *list,
                      struct error *err)
{
    struct {
        struct ics_item *at;
        size_t count, room;
    } items = {0};
    const char *name, *text;
    for (size_t i = 0; i < list->count; i++) {
        const struct due_item *d = &list->at[i];
        if (d->trouble != NULL || d->due.count == 0 || d->due.at[d->due.strict].tolled)
            continue;
        const struct due_reading *r = &d->due.at[d->due.strict];
        bool timed = clock_unit_is_time(r->count.unit);
        *list_add(o->arena, &items) = (struct ics_item){
            .form = ICS_TODO,
            .uid = ics_uid(o->arena, d->clock->block.name, d->record, d->due.number),
            .summary = arena_printf(o->arena, "%s: %s", d->clock->block.title, d->record),
            .description = d->clock->block.basis,
            .category = d->clock->block.pack,
            .day = timed ? NO_DATE : r->day,
            .at = timed ? r->at : NO_INSTANT,
            .done = d->met != NULL,
        };
    }
    if (!site_setting(s, o->arena, "name", &name, err)
        || !ics_write(o->arena, name == NULL ? "ward" : name, items.at, items.count, o->now, &text,
                      err))
        return false;
    fputs(text, stdout);
    return true;
}

bool command_due(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    struct due_ask ask = {0};
    bool ics = false;
    const struct option table[] = {
        ARGUMENT_OR_NONE("CLOCK", &ask.clock, "only of this clock"),
        OPTIONS_DB(&so),
        OPTION_TEXT("pack", 'p', &ask.pack, "PACK", "only of this pack"),
        OPTION_TEXT("owner", 0, &ask.owner, "ROLE", "only what this role must do"),
        OPTION_FLAG("all", 'a', &ask.all, "what was met in time, too"),
        OPTION_FLAG("ics", 0, &ics, "write an iCalendar feed"),
        OPTIONS_QUESTION(&so),
        OPTION_END,
    };
    struct site *s;
    struct due_list_all list;
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_READ, &s, err)
        || !due_ask(s, o->arena, &ask, &list, err))
        return false;
    if (ics)
        return print_ics(o, s, &list, err);
    struct arena *a = o->arena;
    struct result_table t = {0};
    table_column(a, &t, "due", "Due", COLUMN_DATE);
    table_column(a, &t, "state", "State", COLUMN_TEXT);
    table_column(a, &t, "clock", "Clock", COLUMN_TEXT);
    table_column(a, &t, "title", "What", COLUMN_TEXT);
    table_column(a, &t, "record", "Record", COLUMN_TEXT);
    table_column(a, &t, "started", "Since", COLUMN_DATE);
    table_column(a, &t, "met", "Met", COLUMN_DATE);
    table_column(a, &t, "owner", "Owner", COLUMN_TEXT);
    table_column(a, &t, "owes", "Who owes it", COLUMN_TEXT);
    for (size_t i = 0; i < list.count; i++) {
        const struct due_item *d = &list.at[i];
        table_text(a, &t, due_date_text(s, a, d));
        table_text(a, &t, due_state_words(a, d));
        table_text(a, &t, d->clock->block.name);
        table_text(a, &t, d->clock->block.title);
        table_text(a, &t, d->record);
        table_text(a, &t, d->started);
        table_text(a, &t, d->met);
        table_text(a, &t, d->owner);
        table_text(a, &t, d->rule == NULL || d->rule->owes == NULL ? "us" : d->rule->owes);
    }
    return print_table(o, &t, err);
}

bool command_explain(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *what = NULL, *name = NULL, *record = NULL, *text;
    const struct option table[] = {
        ARGUMENT("clock", &what, "what to explain: clock"),
        ARGUMENT("NAME", &name, "the clock's name"),
        ARGUMENT("KEY", &record, "the record's key"),
        OPTIONS_DB(&so),
        OPTIONS_QUESTION(&so),
        OPTION_END,
    };
    struct site *s;
    if (!options_read(o, table, err))
        return false;
    if (!text_equal(what, "clock"))
        return error_set(err, ERROR_USAGE, "ward explain knows clock, not %s", what);
    if (!site_from_options(o, &so, STORE_READ, &s, err)
        || !due_explain(s, o->arena, name, record, &text, err))
        return false;
    fputs(text, stdout);
    if (*text != '\0' && text[strlen(text) - 1] != '\n')
        putchar('\n');
    return true;
}
