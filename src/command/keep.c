/* The commands that keep and ask: set, sql, backup, restore. */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "answer/result.h"
#include "base/file.h"
#include "base/text.h"
#include "command/all.h"
#include "command/print.h"
#include "command/setting.h"
#include "command/site.h"
#include "store/lens.h"

bool command_set(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    struct text_list texts = {0};
    struct setting_list settings = {0};
    const struct option table[] = {
        {IS_ARGUMENTS, NULL, 0, &texts, "KEY=VALUE", "settings to change; none: show them", false},
        OPTIONS_DB(&so),
        OPTIONS_ACT(&so),
        OPTION_END,
    };
    struct site *s;
    if (!options_read(o, table, err) || !settings_from_texts(o->arena, &texts, &settings, err)
        || !site_from_options(o, &so, settings.count > 0 ? STORE_WRITE : STORE_READ, &s, err))
        return false;
    const struct act act = act_from_options(o, &so, "set");
    for (size_t i = 0; i < settings.count; i++) {
        if (text_equal(settings.at[i].key, "secret"))
            return error_set(
                err, ERROR_USAGE,
                "the secret is made once, and changing it would part persons from their records");
        if (!site_set(s, settings.at[i].key, settings.at[i].value, &act, err))
            return false;
    }
    struct rows rows;
    struct result_table t = {0};
    table_column(o->arena, &t, "key", "Setting", COLUMN_TEXT);
    table_column(o->arena, &t, "value", "Value", COLUMN_TEXT);
    if (!store_select(s->store, &rows,
                      "SELECT key, value FROM ward_setting WHERE key <> 'secret' ORDER BY key",
                      BIND_NOTHING, err))
        return false;
    while (store_next(&rows)) {
        table_text(o->arena, &t, rows_text(&rows, 0, o->arena));
        table_text(o->arena, &t, rows_text(&rows, 1, o->arena));
    }
    return store_done(&rows, err) && print_table(o, &t, err);
}

static void add_cell(struct arena *a, struct result_table *t, struct value v)
{
    switch (v.kind) {
    case VALUE_NULL:
        table_text(a, t, NULL);
        break;
    case VALUE_INTEGER:
        table_integer(a, t, v.integer);
        break;
    case VALUE_NUMBER:
        table_number(a, t, v.number);
        break;
    case VALUE_TEXT:
        table_text(a, t, arena_text_n(a, v.text, v.length));
        break;
    }
}

bool command_sql(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *sql = NULL;
    const struct option table[] = {
        ARGUMENT("SELECT…", &sql, "the query; records and code lists are tables"),
        OPTIONS_DB(&so),
        OPTIONS_QUESTION(&so),
        OPTION_END,
    };
    struct site *s;
    struct rows rows;
    struct result_table t = {0};
    bool partly = false;
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_READ, &s, err))
        return false;
    const struct block b = {.kind = "query", .name = "given", .file = "standard input", .line = 1};
    if (!lens_permits(s->store, &s->packs, &s->question, sql, &partly, err))
        return false;
    store_guard(s->store, true);
    if (!site_select(s, &rows, &b, sql, 1, err))
        return false;
    int columns = rows_columns(&rows);
    for (int i = 0; i < columns; i++) {
        const char *name = arena_text(o->arena, rows_column(&rows, i));
        table_column(o->arena, &t, name, name, COLUMN_TEXT);
    }
    while (store_next(&rows))
        for (int i = 0; i < columns; i++)
            add_cell(o->arena, &t, rows_value(&rows, i));
    bool ok = store_done(&rows, err);
    store_guard(s->store, false);
    if (partly)
        fprintf(stderr, "ward: only the rows that the role %s may see\n", so.role);
    return ok && print_table(o, &t, err);
}

bool command_backup(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *path = NULL;
    const struct option table[] = {ARGUMENT("FILE", &path, "the new file"), OPTIONS_DB(&so),
                                   OPTION_END};
    struct site *s;
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_WRITE, &s, err)
        || !store_copy_to(s->store, path, err))
        return false;
    fprintf(stderr, "ward: %s is a copy of %s\n", path, store_path(s->store));
    return true;
}

bool command_restore(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *path = NULL, *root;
    bool over = false;
    int64_t entries = 0, rows = 0;
    const struct option table[] = {
        ARGUMENT("BACKUP", &path, "the backup; it is verified first"),
        OPTION_TEXT("db", 'd', &so.db, "FILE", "the database to make"),
        OPTION_FLAG("over", 0, &over,
                    "in the place of a database that is there, which is kept as FILE.before"),
        OPTION_END,
    };
    struct site *s;
    if (!options_read(o, table, err))
        return false;
    if (so.db == NULL)
        return error_set(err, ERROR_USAGE, "say where with --db FILE");
    if (file_exists(so.db) && !over)
        return error_set(err, ERROR_CONFLICT,
                         "%s is there already: --over puts the backup in its place", so.db);
    struct site_options from = site_options_make();
    from.db = path;
    if (!site_from_options(o, &from, STORE_WRITE, &s, err)
        || !site_verify(s, o->arena, &root, &entries, &rows, err))
        return error_while(err, "the backup %s", path);
    const char *beside = arena_printf(o->arena, "%s.restoring", so.db);
    unlink(beside);
    if (!store_copy_to(s->store, beside, err))
        return false;
    if (file_exists(so.db)) {
        // What the old database has not yet moved out of its journal must not meet the new file.
        struct site *old;
        struct site_options was = site_options_make();
        was.db = so.db;
        if (!site_from_options(o, &was, STORE_WRITE, &old, err)
            || !store_script(old->store,
                             "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE", err))
            return false;
        const char *before = arena_printf(o->arena, "%s.before", so.db);
        if (rename(so.db, before) != 0)
            return error_set(err, ERROR_IO, "cannot rename %s to %s", so.db, before);
    }
    if (rename(beside, so.db) != 0)
        return error_set(err, ERROR_IO, "cannot rename %s to %s", beside, so.db);
    fprintf(stderr, "ward: %s is restored from %s\n", so.db, path);
    return true;
}
