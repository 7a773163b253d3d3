/* The commands that look at what was kept: history, verify, batches, rejects, withdraw. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/number.h"
#include "base/text.h"
#include "command/all.h"
#include "command/print.h"
#include "command/site.h"
#include "intake/load.h"
#include "store/history.h"

static const char *moment_text(struct arena *a, const struct site *s, struct instant t)
{
    char text[40];
    instant_write(t, zone_offset(s->zone, t), text);
    return arena_text(a, text);
}

bool command_history(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *record = NULL, *key = NULL;
    const struct option table[] = {
        ARGUMENT("RECORD", &record, "the record"),
        ARGUMENT("KEY", &key, "the row's key; parts of a key joined by |"),
        OPTIONS_DB(&so),
        OPTION_END,
    };
    struct site *s;
    struct version_list versions;
    struct arena *a = o->arena;
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_READ, &s, err)
        || !history_of(s, a, record, key, &versions, err))
        return false;
    struct result_table t = {0};
    table_column(a, &t, "entry", "Entry", COLUMN_COUNT);
    table_column(a, &t, "at", "When", COLUMN_TEXT);
    table_column(a, &t, "actor", "Who", COLUMN_TEXT);
    table_column(a, &t, "kind", "What", COLUMN_TEXT);
    table_column(a, &t, "purpose", "Why", COLUMN_TEXT);
    table_column(a, &t, "source", "From", COLUMN_TEXT);
    table_column(a, &t, "line", "Line", COLUMN_COUNT);
    table_column(a, &t, "changed", "Changed", COLUMN_TEXT);
    table_column(a, &t, "row", "Row", COLUMN_TEXT);
    for (size_t i = 0; i < versions.count; i++) {
        const struct version *v = &versions.at[i];
        table_integer(a, &t, v->entry.seq);
        table_text(a, &t, moment_text(a, s, v->entry.at));
        table_text(a, &t, v->entry.actor);
        table_text(a, &t, v->entry.kind);
        table_text(a, &t, v->entry.purpose);
        table_text(a, &t, v->source);
        table_integer(a, &t, v->line);
        table_text(a, &t, v->changed.count == 0 ? NULL : text_series(a, &v->changed, "and"));
        table_text(a, &t, v->row);
    }
    return print_table(o, &t, err);
}

bool command_verify(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *root;
    int64_t entries = 0, rows = 0;
    const struct option table[] = {OPTIONS_DB(&so), OPTION_END};
    struct site *s;
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_READ, &s, err)
        || !site_verify(s, o->arena, &root, &entries, &rows, err))
        return false;
    struct result_table t = {0};
    table_column(o->arena, &t, "entries", "Entries", COLUMN_COUNT);
    table_column(o->arena, &t, "rows", "Rows", COLUMN_COUNT);
    table_column(o->arena, &t, "root", "Root", COLUMN_TEXT);
    table_integer(o->arena, &t, entries);
    table_integer(o->arena, &t, rows);
    table_text(o->arena, &t, root);
    fprintf(stderr,
            "ward: the ledger and every table agree. Give the root to someone outside to keep.\n");
    return print_table(o, &t, err);
}

bool command_batches(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *record = NULL;
    int limit = 50;
    const struct option table[] = {
        OPTIONS_DB(&so),
        OPTION_TEXT("record", 'r', &record, "RECORD", "only batches of this record"),
        OPTION_INT("limit", 'n', &limit, "N", "at most N batches, 1 to 1000 (50)"),
        OPTION_END,
    };
    struct site *s;
    struct batch_list list;
    struct arena *a = o->arena;
    if (!options_read(o, table, err))
        return false;
    if (limit < 1 || limit > 1000)
        return error_set(err, ERROR_USAGE, "--limit is %d: expected 1 to 1000", limit);
    if (!site_from_options(o, &so, STORE_READ, &s, err)
        || !batch_recent(s->store, a, record, limit, &list, err))
        return false;
    struct result_table t = {0};
    table_column(a, &t, "batch", "Batch", COLUMN_COUNT);
    table_column(a, &t, "at", "When", COLUMN_TEXT);
    table_column(a, &t, "source", "Source", COLUMN_TEXT);
    table_column(a, &t, "map", "Map", COLUMN_TEXT);
    table_column(a, &t, "record", "Record", COLUMN_TEXT);
    table_column(a, &t, "read", "Read", COLUMN_COUNT);
    table_column(a, &t, "accepted", "New", COLUMN_COUNT);
    table_column(a, &t, "amended", "Amended", COLUMN_COUNT);
    table_column(a, &t, "same", "Same", COLUMN_COUNT);
    table_column(a, &t, "rejected", "Rejected", COLUMN_COUNT);
    table_column(a, &t, "withdrawn", "Withdrawn by", COLUMN_COUNT);
    for (size_t i = 0; i < list.count; i++) {
        const struct batch *b = &list.at[i];
        table_integer(a, &t, b->entry);
        table_text(a, &t, moment_text(a, s, b->at));
        table_text(a, &t, b->source);
        table_text(a, &t, b->map);
        table_text(a, &t, b->record);
        table_integer(a, &t, b->read);
        table_integer(a, &t, b->accepted);
        table_integer(a, &t, b->amended);
        table_integer(a, &t, b->same);
        table_integer(a, &t, b->rejected);
        if (b->withdrawn != 0)
            table_integer(a, &t, b->withdrawn);
        else
            table_text(a, &t, NULL);
    }
    return print_table(o, &t, err);
}

static bool read_entry(const char *text, int64_t *out, struct error *err)
{
    return number_read_i64(text, out)
           || error_set(err, ERROR_USAGE, "\"%s\" is not the number of a batch", text);
}

bool command_rejects(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *batch = NULL;
    int64_t entry;
    const struct option table[] = {ARGUMENT("BATCH", &batch, "its number"), OPTIONS_DB(&so),
                                   OPTION_END};
    struct site *s;
    struct reject_list list;
    struct arena *a = o->arena;
    if (!options_read(o, table, err) || !read_entry(batch, &entry, err)
        || !site_from_options(o, &so, STORE_READ, &s, err)
        || !batch_rejects(s->store, a, entry, -1, &list, err))
        return false;
    struct result_table t = {0};
    table_column(a, &t, "line", "Line", COLUMN_COUNT);
    table_column(a, &t, "field", "Field", COLUMN_TEXT);
    table_column(a, &t, "value", "Value", COLUMN_TEXT);
    table_column(a, &t, "reason", "Reason", COLUMN_TEXT);
    table_column(a, &t, "cure", "Cure", COLUMN_TEXT);
    table_column(a, &t, "row", "Row", COLUMN_TEXT);
    for (size_t i = 0; i < list.count; i++) {
        table_integer(a, &t, list.at[i].line);
        table_text(a, &t, list.at[i].field);
        table_text(a, &t, list.at[i].value);
        table_text(a, &t, list.at[i].reason);
        table_text(a, &t, list.at[i].cure);
        table_text(a, &t, list.at[i].raw);
    }
    return print_table(o, &t, err);
}

bool command_withdraw(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *batch = NULL;
    int64_t entry, rows = 0;
    const struct option table[] = {ARGUMENT("BATCH", &batch, "its number"), OPTIONS_DB(&so),
                                   OPTIONS_ACT(&so), OPTION_END};
    struct site *s;
    if (!options_read(o, table, err) || !read_entry(batch, &entry, err))
        return false;
    if (so.why == NULL)
        return error_set(err, ERROR_USAGE, "say why with --why: the ledger keeps the reason");
    const struct act act = act_from_options(o, &so, "withdraw");
    if (!site_from_options(o, &so, STORE_WRITE, &s, err)
        || !load_withdraw(s, o->arena, entry, &act, &rows, err))
        return false;
    fprintf(stderr, "ward: batch %" PRId64 " is withdrawn: %" PRId64 " rows went into history\n",
            entry, rows);
    return true;
}
