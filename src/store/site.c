#include "store/site.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "store/account.h"
#include "store/content.h"
#include "store/function.h"
#include "store/lens.h"
#include "store/table.h"

enum { SCHEMA_VERSION = 2 };

static const char engine_schema[] =
    "CREATE TABLE ward_setting (key TEXT PRIMARY KEY, value TEXT) STRICT;"
    "CREATE TABLE ward_ledger ("
    "  seq INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, actor TEXT NOT NULL, purpose TEXT NOT NULL,"
    "  kind TEXT NOT NULL, record TEXT, key TEXT, before TEXT, after TEXT,"
    "  rows INTEGER NOT NULL, replaced INTEGER NOT NULL, content TEXT,"
    "  previous TEXT NOT NULL, digest TEXT NOT NULL) STRICT;"
    "CREATE INDEX ward_ledger_record ON ward_ledger (record, key);"
    "CREATE TABLE ward_pack ("
    "  id INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL,"
    "  entry INTEGER NOT NULL, current INTEGER NOT NULL) STRICT;"
    "CREATE TABLE ward_pack_file ("
    "  pack INTEGER NOT NULL REFERENCES ward_pack (id), path TEXT NOT NULL, text TEXT NOT NULL,"
    "  PRIMARY KEY (pack, path)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE ward_batch ("
    "  entry INTEGER PRIMARY KEY, map TEXT NOT NULL, record TEXT NOT NULL, pack_digest TEXT NOT "
    "NULL,"
    "  source TEXT NOT NULL, source_digest TEXT NOT NULL, bytes INTEGER NOT NULL, at_us INTEGER "
    "NOT NULL,"
    "  read INTEGER NOT NULL, accepted INTEGER NOT NULL, amended INTEGER NOT NULL, same INTEGER "
    "NOT NULL,"
    "  rejected INTEGER NOT NULL, removed INTEGER NOT NULL, notes TEXT, withdrawn INTEGER) STRICT;"
    "CREATE INDEX ward_batch_source ON ward_batch (source_digest, map);"
    "CREATE TABLE ward_reject ("
    "  id INTEGER PRIMARY KEY, entry INTEGER NOT NULL, line INTEGER NOT NULL, field TEXT, value "
    "TEXT,"
    "  reason TEXT NOT NULL, cure TEXT, raw TEXT) STRICT;"
    "CREATE INDEX ward_reject_entry ON ward_reject (entry, line);"
    "PRAGMA user_version = 2";

/* ---- packs in and out ------------------------------------------------------ */

static bool packs_from_files(struct arena *a, const struct pack_files *files, size_t count,
                             struct packs *out, struct complaints *wrong)
{
    struct packs packs = {0};
    for (size_t i = 0; i < count; i++) {
        struct pack *p = ARENA_NEW(a, struct pack);
        pack_read(a, &files[i], p, wrong);
        *list_add(a, &packs) = p;
    }
    struct error err = {0};
    if (wrong->count == 0 && !packs_order(&packs, &err))
        complain(wrong, "packs", 0, "%s", err.text);
    if (wrong->count == 0)
        packs_check(a, &packs, wrong);
    *out = packs;
    return wrong->count == 0;
}

static bool save_pack(struct site *s, const struct pack *p, int64_t entry, struct error *err)
{
    if (!store_run(s->store, "UPDATE ward_pack SET current = 0 WHERE name = ?1",
                   BIND(bind_text(p->name)), err)
        || !store_run(s->store,
                      "INSERT INTO ward_pack (name, version, digest, entry, current) VALUES (?1, "
                      "?2, ?3, ?4, 1)",
                      BIND(bind_text(p->name), bind_text(p->version),
                           bind_text(pack_files_digest(s->arena, p->files)), bind_i64(entry)),
                      err))
        return false;
    int64_t id = store_last_id(s->store);
    for (size_t i = 0; i < p->files->count; i++)
        if (!store_run(s->store,
                       "INSERT INTO ward_pack_file (pack, path, text) VALUES (?1, ?2, ?3)",
                       BIND(bind_i64(id), bind_text(p->files->at[i].path),
                            bind_text(p->files->at[i].text)),
                       err))
            return false;
    return true;
}

static bool load_packs(struct site *s, struct error *err)
{
    struct rows rows;
    struct pack_files *files = NULL;
    struct {
        struct pack_files **at;
        size_t count, room;
    } all = {0};
    int64_t last = -1;
    if (!store_select(s->store, &rows,
                      "SELECT p.id, p.name, f.path, f.text FROM ward_pack AS p"
                      "  JOIN ward_pack_file AS f ON f.pack = p.id"
                      " WHERE p.current = 1 ORDER BY p.id, f.path",
                      BIND_NOTHING, err))
        return false;
    while (store_next(&rows)) {
        if (rows_i64(&rows, 0) != last) {
            last = rows_i64(&rows, 0);
            files = ARENA_NEW(s->arena, struct pack_files);
            files->folder = rows_text(&rows, 1, s->arena);
            *list_add(s->arena, &all) = files;
        }
        struct pack_file *file = list_add(s->arena, files);
        file->path = rows_text(&rows, 2, s->arena);
        file->text = rows_text(&rows, 3, s->arena);
    }
    if (!store_done(&rows, err))
        return false;
    struct complaints wrong = {.arena = s->arena};
    s->packs = (struct packs){0};
    for (size_t i = 0; i < all.count; i++) {
        struct pack *p = ARENA_NEW(s->arena, struct pack);
        pack_read(s->arena, all.at[i], p, &wrong);
        *list_add(s->arena, &s->packs) = p;
    }
    if (!complaints_error(&wrong, err) || !packs_order(&s->packs, err))
        return error_while(err, "reading the packs in %s", store_path(s->store));
    return true;
}

/* ---- settings -------------------------------------------------------------- */

bool site_setting(struct site *s, struct arena *a, const char *key, const char **out,
                  struct error *err)
{
    struct rows rows;
    if (!store_select(s->store, &rows, "SELECT value FROM ward_setting WHERE key = ?1",
                      BIND(bind_text(key)), err))
        return false;
    const char *value = store_next(&rows) ? rows_text(&rows, 0, a) : NULL;
    if (!store_done(&rows, err))
        return false;
    *out = value;
    return true;
}

static bool put_setting(struct site *s, const char *key, const char *value, struct error *err)
{
    static const char *const known[] = {"name",     "zone",     "state",   "agency",
                                        "city",     "county",   "country", "suppress_below",
                                        "language", "calendar", "secret"};
    enum { KNOWN = sizeof known / sizeof known[0] };
    for (size_t i = 0; i < KNOWN; i++)
        if (text_equal(key, known[i])) {
            const struct zone *zone;
            if (text_equal(key, "zone") && !zone_load(s->arena, value, &zone, err))
                return false;
            return store_run(s->store,
                             "INSERT INTO ward_setting (key, value) VALUES (?1, ?2)"
                             " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                             BIND(bind_text(key), bind_text(value)), err);
        }
    return error_set(err, ERROR_USAGE, "there is no setting %s%s", key,
                     text_did_you_mean(s->arena, key, known, KNOWN));
}

static bool load_zone(struct site *s, struct error *err)
{
    const char *name;
    return site_setting(s, s->arena, "zone", &name, err)
           && zone_load(s->arena, name == NULL ? "UTC" : name, &s->zone, err);
}

bool site_set(struct site *s, const char *key, const char *value, const struct act *act,
              struct error *err)
{
    if (!store_begin(s->store, err))
        return false;
    const char *before = NULL;
    struct entry e = {.at = act->at,
                      .actor = act->actor,
                      .purpose = act->purpose,
                      .kind = "setting",
                      .key = key,
                      .after = value};
    bool ok = site_setting(s, s->arena, key, &before, err) && put_setting(s, key, value, err);
    e.before = before;
    ok = ok && ledger_append(s->store, &e, err);
    return store_end(s->store, ok, err) && load_zone(s, err);
}

/* ---- making and opening ---------------------------------------------------- */

static struct question owner_question(const struct site *s, struct instant now)
{
    struct local local = instant_local(now, zone_offset(s->zone, now));
    return (struct question){
        .as_of = local.date, .known_at = NO_INSTANT, .from = NO_DATE, .to = NO_DATE};
}

static bool append_packs_entry(struct site *s, const char *kind, const struct act *act,
                               int64_t *seq, struct error *err)
{
    struct digest_maker m;
    digest_begin(&m);
    for (size_t i = 0; i < s->packs.count; i++)
        digest_text(&m, pack_files_digest(s->arena, s->packs.at[i]->files));
    struct digest d = digest_end(&m);
    char content[65];
    digest_write(&d, content);
    struct entry e = {.at = act->at,
                      .actor = act->actor,
                      .purpose = act->purpose,
                      .kind = kind,
                      .content = content};
    if (!ledger_append(s->store, &e, err))
        return false;
    *seq = e.seq;
    return true;
}

static bool fill_new_site(struct site *s, const struct setting_list *settings,
                          const struct act *act, struct error *err)
{
    int64_t entry;
    if (!store_script(s->store, engine_schema, err) || !store_script(s->store, account_schema, err)
        || !append_packs_entry(s, "init", act, &entry, err))
        return false;
    for (size_t i = 0; i < settings->count; i++)
        if (!put_setting(s, settings->at[i].key, settings->at[i].value, err))
            return false;
    for (size_t i = 0; i < s->packs.count; i++)
        if (!save_pack(s, s->packs.at[i], entry, err)
            || !tables_create(s->store, &s->packs, s->packs.at[i], err))
            return false;
    return true;
}

static bool start_asking(struct site *s, struct instant now, struct error *err)
{
    if (!load_zone(s, err))
        return false;
    s->question = owner_question(s, now);
    return functions_register(s->store, &s->question, err)
           && lens_apply(s->store, &s->packs, &s->question, -1, err);
}

bool site_create(struct arena *a, const char *path, const struct pack_files *packs, size_t count,
                 const struct setting_list *settings, const struct act *act, struct site **out,
                 struct error *err)
{
    struct site *s = ARENA_NEW(a, struct site);
    struct complaints wrong = {.arena = a};
    s->arena = a;
    if (packs_from_files(a, packs, count, &s->packs, &wrong))
        packs_check_queries(a, &s->packs, &wrong);
    if (!complaints_error(&wrong, err) || !store_open(a, path, STORE_CREATE, &s->store, err)
        || !store_begin(s->store, err))
        return false;
    bool ok = fill_new_site(s, settings, act, err);
    if (!store_end(s->store, ok, err) || !start_asking(s, act->at, err)) {
        store_discard(s->store); // what is half made must not stand in the way of the next try
        return error_while(err, "making %s", path);
    }
    *out = s;
    return true;
}

bool site_open(struct arena *a, const char *path, enum store_mode mode, struct instant now,
               struct site **out, struct error *err)
{
    struct site *s = ARENA_NEW(a, struct site);
    s->arena = a;
    if (!store_open(a, path, mode, &s->store, err))
        return false;
    struct rows rows;
    if (!store_select(s->store, &rows, "PRAGMA user_version", BIND_NOTHING, err))
        return false;
    int64_t version = store_next(&rows) ? rows_i64(&rows, 0) : 0;
    if (!store_done(&rows, err))
        return false;
    // Version 2 added accounts. Who only reads has no need of them.
    if (version == 1 && mode == STORE_WRITE) {
        if (!store_begin(s->store, err))
            return false;
        bool ok = store_script(s->store, account_schema, err)
                  && store_script(s->store, "PRAGMA user_version = 2", err);
        if (!store_end(s->store, ok, err))
            return error_while(err, "bringing %s to the schema of this version", path);
    } else if (version != SCHEMA_VERSION && version != 1)
        return error_set(err, ERROR_INVALID,
                         "%s was written by another version of ward (its schema is %" PRId64
                         ", this one's %d)",
                         path, version, SCHEMA_VERSION);
    if (!load_packs(s, err) || !start_asking(s, now, err))
        return false;
    *out = s;
    return true;
}

bool site_update_packs(struct site *s, const struct pack_files *packs, size_t count,
                       const struct act *act, struct error *err)
{
    // The packs as they would be: those that stay, and the new versions in place of the old.
    struct packs old = s->packs, new = {0};
    struct complaints wrong = {.arena = s->arena};
    struct packs changed;
    packs_from_files(s->arena, packs, 0, &changed, &wrong);
    for (size_t i = 0; i < count; i++) {
        struct pack *p = ARENA_NEW(s->arena, struct pack);
        pack_read(s->arena, &packs[i], p, &wrong);
        *list_add(s->arena, &new) = p;
    }
    for (size_t i = 0; i < old.count; i++)
        if (packs_pack(&new, old.at[i]->name) == NULL)
            *list_add(s->arena, &new) = old.at[i];
    if (wrong.count == 0 && !packs_order(&new, err))
        return false;
    if (wrong.count == 0)
        packs_check(s->arena, &new, &wrong);
    if (wrong.count == 0)
        packs_check_queries(s->arena, &new, &wrong);
    if (!complaints_error(&wrong, err) || !store_bulk_begin(s->store, err))
        return false;
    int64_t entry;
    bool ok = lens_clear(s->store, err) && store_begin(s->store, err);
    if (ok) {
        s->packs = new;
        ok = append_packs_entry(s, "packs", act, &entry, err);
        for (size_t i = 0; ok && i < new.count; i++) {
            const struct pack *before = packs_pack(&old, new.at[i]->name);
            if (before != NULL
                && text_equal(pack_files_digest(s->arena, before->files),
                              pack_files_digest(s->arena, new.at[i]->files)))
                continue;
            ok = save_pack(s, new.at[i], entry, err)
                 && (before == NULL ? tables_create(s->store, &new, new.at[i], err)
                                    : tables_migrate(s->store, &new, before, new.at[i], err));
        }
        ok = ok && tables_check_codes(s->store, &new, err);
        ok = store_end(s->store, ok, err);
    }
    struct error closing = {0};
    if (!store_bulk_end(s->store, &closing) && ok) {
        *err = closing;
        ok = false;
    }
    if (!ok)
        s->packs = old;
    struct error asking = {0};
    if (!site_ask(s, &s->question, &asking) && ok) {
        *err = asking;
        ok = false;
    }
    return ok;
}

/* ---- asking ---------------------------------------------------------------- */

bool site_ask(struct site *s, const struct question *q, struct error *err)
{
    int64_t seq = -1;
    if (q->known_at.us != NO_INSTANT.us && !ledger_seq_at(s->store, q->known_at, &seq, err))
        return false;
    s->question = *q;
    return lens_apply(s->store, &s->packs, &s->question, seq, err);
}

// The line of a byte of a query that begins at sql_line.
static int line_of(const char *sql, int sql_line, int offset)
{
    for (int i = 0; i < offset && sql[i] != '\0'; i++)
        sql_line += sql[i] == '\n';
    return sql_line;
}

// What a "no such column: x" may have meant.
static const char *meant(struct arena *a, const struct packs *packs, const char *said)
{
    const char *colon = strrchr(said, ':');
    struct text_list names = {0};
    if (colon == NULL || strstr(said, "no such") == NULL)
        return "";
    const char *word = text_trim(a, colon + 1), *dot = strrchr(word, '.');
    if (dot != NULL)
        word = dot + 1;
    bool table = strstr(said, "no such table") != NULL;
    for (const struct function_help *f = function_helps;
         strstr(said, "no such function") != NULL && f->name != NULL; f++)
        *list_add(a, &names) = f->name;
    for (size_t i = 0; i < packs->count; i++) {
        const struct pack *p = packs->at[i];
        for (size_t j = 0; j < p->records.count; j++) {
            const struct record *r = &p->records.at[j];
            if (table)
                *list_add(a, &names) = r->name;
            for (size_t k = 0; k < r->fields.count && !table; k++)
                *list_add(a, &names) = r->fields.at[k].name;
        }
        for (size_t j = 0; j < p->codes.count; j++) {
            if (table)
                *list_add(a, &names) = p->codes.at[j].name;
            for (size_t k = 0; k < p->codes.at[j].columns.count && !table; k++)
                *list_add(a, &names) = p->codes.at[j].columns.at[k].name;
        }
        for (size_t j = 0; j < p->views.count && table; j++)
            *list_add(a, &names) = p->views.at[j].block.name;
    }
    return text_did_you_mean(a, word, names.at, names.count);
}

bool site_select(struct site *s, struct rows *rows, const struct block *b, const char *sql,
                 int sql_line, struct error *err)
{
    bool ok = store_select(s->store, rows, sql, BIND_NOTHING, err);
    if (ok)
        return true;
    struct arena scratch = {0};
    struct error said = *err;
    error_set(err, said.kind, "%s:%d: %s %s: %s%s", b->file,
              line_of(sql, sql_line, store_error_offset(s->store)), b->kind, b->name, said.text,
              meant(&scratch, &s->packs, said.text));
    arena_free(&scratch);
    return false;
}

/* ---- checking the queries of packs ----------------------------------------- */

struct query_checker {
    struct site site;
    struct complaints *wrong;
};

static void check_query(struct query_checker *c, const struct block *b, const char *sql,
                        int sql_line)
{
    struct error err = {0};
    struct rows rows;
    store_guard(c->site.store, true);
    bool ok = site_select(&c->site, &rows, b, sql, sql_line, &err);
    store_guard(c->site.store, false);
    struct error closing = {0};
    if (ok)
        ok = store_done(&rows, &closing);
    if (err.kind != ERROR_NONE) {
        // site_select says file and line already; the complaint's own would say them twice.
        const char *text = strstr(err.text, b->name);
        int line = line_of(sql, sql_line, store_error_offset(c->site.store));
        complain(c->wrong, b->file, line, "%s %s", b->kind, text == NULL ? err.text : text);
    }
}

static void check_expression(struct query_checker *c, const struct record *r, const char *what,
                             const char *sql, int line)
{
    if (sql == NULL)
        return;
    struct arena scratch = {0};
    struct block b = {.kind = what, .name = r->name, .file = r->file};
    check_query(c, &b, arena_printf(&scratch, "SELECT (%s) FROM \"%s\"", sql, r->name), line);
    arena_free(&scratch);
}

static void check_record_expressions(struct query_checker *c, const struct record *r)
{
    for (size_t i = 0; i < r->fields.count; i++) {
        const struct field *f = &r->fields.at[i];
        check_expression(c, r, "required of", f->required_when, f->line);
        check_expression(c, r, "constraint of", f->constraint, f->line);
    }
}

static void check_pack_queries(struct query_checker *c, const struct pack *p)
{
    for (size_t i = 0; i < p->records.count; i++)
        check_record_expressions(c, &p->records.at[i]);
    for (size_t i = 0; i < p->checks.count; i++) {
        const struct check *k = &p->checks.at[i];
        const struct record *r = packs_record(&c->site.packs, k->on);
        if (k->is_query) {
            check_query(c, &k->block, k->block.sql, k->block.sql_line);
        } else if (r != NULL) {
            struct arena scratch = {0};
            check_query(c, &k->block,
                        arena_printf(&scratch, "SELECT (%s) FROM \"%s\"", k->block.sql, r->name),
                        k->block.sql_line);
            arena_free(&scratch);
        }
    }
#define CHECK_ALL(list)                                                                            \
    for (size_t i = 0; i < p->list.count; i++)                                                     \
        if (*p->list.at[i].block.sql != '\0') /* a private clock has none */                       \
            check_query(c, &p->list.at[i].block, p->list.at[i].block.sql,                          \
                        p->list.at[i].block.sql_line);
    CHECK_ALL(clocks)
    CHECK_ALL(decisions)
    CHECK_ALL(measures)
    CHECK_ALL(shares)
    CHECK_ALL(reconciles)
    for (size_t i = 0; i < p->reconciles.count; i++)
        check_query(c, &p->reconciles.at[i].block, p->reconciles.at[i].b_sql,
                    p->reconciles.at[i].b_line);
    for (size_t i = 0; i < p->access.count; i++) {
        const struct access_line *line = &p->access.at[i];
        const struct record *r = packs_record(&c->site.packs, line->record);
        if (line->rows != NULL && r != NULL) {
            struct record at = *r;
            at.file = line->file;
            check_expression(c, &at, "rows of", line->rows, line->line);
        }
    }
}

void packs_check_queries(struct arena *a, const struct packs *packs, struct complaints *wrong)
{
    struct arena scratch = {0};
    struct error err = {0};
    struct query_checker c = {.site = {.arena = a, .packs = *packs}, .wrong = wrong};
    const struct act act = {"check", "check", {0}};
    static const struct setting_list nothing;
    c.site.question =
        (struct question){.as_of = {0}, .known_at = NO_INSTANT, .from = NO_DATE, .to = NO_DATE};
    struct setting_list none = nothing;
    bool ok = store_open(&scratch, ":memory:", STORE_CREATE, &c.site.store, &err)
              && fill_new_site(&c.site, &none, &act, &err)
              && functions_register(c.site.store, &c.site.question, &err);
    if (!ok) {
        complain(wrong, "packs", 0, "%s", err.text);
    } else if (!lens_apply(c.site.store, packs, &c.site.question, -1, &err)) {
        complain(wrong, "packs", 0, "%s%s", err.text, meant(a, packs, err.text));
    } else {
        for (size_t i = 0; i < packs->count; i++)
            check_pack_queries(&c, packs->at[i]);
    }
    arena_free(&scratch);
}

/* ---- verifying ------------------------------------------------------------- */

struct written {
    int64_t entry, rows;
    struct content *content;
};

static bool check_content(struct site *s, const struct record *r, struct written *c,
                          struct error *err)
{
    if (c->entry == 0)
        return true;
    struct arena scratch = {0};
    struct digest d = content_end(c->content);
    char digest[65];
    digest_write(&d, digest);
    struct rows rows;
    bool ok = store_select(s->store, &rows,
                           "SELECT rows, content FROM ward_ledger WHERE seq = ?1 AND record = ?2",
                           BIND(bind_i64(c->entry), bind_text(r->name)), err);
    if (ok) {
        if (!store_next(&rows))
            ok = error_set(err, ERROR_INVALID,
                           "%s has rows of entry %" PRId64 ", which the ledger does not have",
                           r->name, c->entry);
        else if (rows_i64(&rows, 0) != c->rows)
            ok = error_set(err, ERROR_INVALID,
                           "entry %" PRId64 " wrote %" PRId64 " rows of %s, and %" PRId64
                           " are there",
                           c->entry, rows_i64(&rows, 0), r->name, c->rows);
        else if (!text_equal(rows_text(&rows, 1, &scratch), digest))
            ok = error_set(err, ERROR_INVALID,
                           "rows of %s that entry %" PRId64
                           " wrote were changed behind the ledger's back",
                           r->name, c->entry);
        struct error closing = {0};
        if (!store_done(&rows, &closing) && ok) {
            *err = closing;
            ok = false;
        }
    }
    arena_free(&scratch);
    c->entry = 0;
    return ok;
}

static bool verify_record(struct site *s, const struct record *r, int64_t *total, struct error *err)
{
    struct arena scratch = {0};
    size_t n = r->fields.count;
    const char *columns = "";
    const char **names = ARENA_ARRAY(&scratch, const char *, n);
    struct value *values = ARENA_ARRAY(&scratch, struct value, n);
    for (size_t i = 0; i < n; i++) {
        names[i] = r->fields.at[i].name;
        columns = arena_printf(&scratch, "%s, \"%s\"", columns, names[i]);
    }
    struct rows rows;
    struct written c = {.content = content_make(&scratch, names, n)};
    bool ok =
        store_select(s->store, &rows,
                     arena_printf(&scratch,
                                  "SELECT _id, _entry%s FROM main.\"%s\" UNION ALL"
                                  " SELECT _id, _entry%s FROM main.\"ward_was_%s\" ORDER BY _id",
                                  columns, r->name, columns, r->name),
                     BIND_NOTHING, err);
    while (ok && store_next(&rows)) {
        int64_t entry = rows_i64(&rows, 1);
        if (entry != c.entry) {
            ok = check_content(s, r, &c, err);
            content_begin(c.content);
            c.entry = entry;
            c.rows = 0;
        }
        for (size_t i = 0; i < n; i++)
            values[i] = rows_value(&rows, (int)i + 2);
        content_row(c.content, values);
        c.rows++;
        ++*total;
    }
    struct error closing = {0};
    if (!store_done(&rows, &closing) && ok) {
        *err = closing;
        ok = false;
    }
    ok = ok && check_content(s, r, &c, err);
    arena_free(&scratch);
    return ok;
}

// That what entries say they wrote and replaced is there: rows taken out without an entry show
// here.
static bool verify_counts(struct site *s, const struct record *r, struct error *err)
{
    struct arena scratch = {0};
    struct rows rows;
    bool ok = store_select(
        s->store, &rows,
        arena_printf(&scratch,
                     "SELECT l.seq, l.rows, l.replaced,"
                     "  (SELECT count(*) FROM main.\"%s\" AS t WHERE t._entry = l.seq)"
                     "  + (SELECT count(*) FROM \"ward_was_%s\" AS w WHERE w._entry = l.seq),"
                     "  (SELECT count(*) FROM \"ward_was_%s\" AS w WHERE w._until = l.seq)"
                     "  FROM ward_ledger AS l WHERE l.record = ?1",
                     r->name, r->name, r->name),
        BIND(bind_text(r->name)), err);
    while (ok && store_next(&rows)) {
        if (rows_i64(&rows, 1) != rows_i64(&rows, 3))
            ok = error_set(err, ERROR_INVALID,
                           "entry %" PRId64 " wrote %" PRId64 " rows of %s, and %" PRId64
                           " are there",
                           rows_i64(&rows, 0), rows_i64(&rows, 1), r->name, rows_i64(&rows, 3));
        else if (rows_i64(&rows, 2) != rows_i64(&rows, 4))
            ok = error_set(err, ERROR_INVALID,
                           "entry %" PRId64 " replaced %" PRId64
                           " rows of %s, and history has %" PRId64,
                           rows_i64(&rows, 0), rows_i64(&rows, 2), r->name, rows_i64(&rows, 4));
    }
    struct error closing = {0};
    if (!store_done(&rows, &closing) && ok) {
        *err = closing;
        ok = false;
    }
    arena_free(&scratch);
    return ok;
}

bool site_verify(struct site *s, struct arena *a, const char **root, int64_t *entries,
                 int64_t *rows, struct error *err)
{
    int64_t total = 0;
    if (!store_check_file(s->store, err) || !ledger_verify(s->store, err))
        return false;
    for (size_t i = 0; i < s->packs.count; i++)
        for (size_t j = 0; j < s->packs.at[i]->records.count; j++) {
            const struct record *r = &s->packs.at[i]->records.at[j];
            if (!verify_counts(s, r, err) || !verify_record(s, r, &total, err))
                return false;
        }
    *rows = total;
    return ledger_root(s->store, a, root, entries, err);
}
