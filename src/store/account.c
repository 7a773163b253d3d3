#include "store/account.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"

enum { MOST_FAILED = 5, LOCK_MINUTES = 15, SEEN_EVERY_SECONDS = 60, MOST_LISTED = 1000 };

#define SECOND INT64_C(1000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)

const char account_schema[] =
    "CREATE TABLE IF NOT EXISTS ward_user ("
    "  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, full_name TEXT NOT NULL,"
    "  roles TEXT NOT NULL, language TEXT, password TEXT, code TEXT,"
    "  code_step INTEGER NOT NULL DEFAULT 0, admin INTEGER NOT NULL, active INTEGER NOT NULL,"
    "  failed INTEGER NOT NULL DEFAULT 0, locked_us INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE TABLE IF NOT EXISTS ward_link ("
    "  digest TEXT PRIMARY KEY, user INTEGER NOT NULL REFERENCES ward_user (id),"
    "  role TEXT NOT NULL, expires_us INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE TABLE IF NOT EXISTS ward_session ("
    "  id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE,"
    "  user INTEGER NOT NULL REFERENCES ward_user (id), role TEXT NOT NULL,"
    "  began_us INTEGER NOT NULL, seen_us INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS ward_token ("
    "  id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE,"
    "  user INTEGER NOT NULL REFERENCES ward_user (id), role TEXT NOT NULL, label TEXT NOT NULL,"
    "  scopes TEXT NOT NULL, made_us INTEGER NOT NULL, expires_us INTEGER NOT NULL) STRICT;";

const char *secret_make(struct arena *a)
{
    unsigned char bytes[32];
    char text[65];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(text, sizeof text, bytes, sizeof bytes);
    return arena_text(a, text);
}

// What of a secret is kept.
static void digest_of_secret(const char *secret, char out[65])
{
    struct digest d = digest_of(secret, strlen(secret));
    digest_write(&d, out);
}

/* Changes are made in one transaction with their entry. */
static bool end_with_entry(struct site *s, bool ok, const char *kind, const char *key,
                           const char *before, const char *after, const struct act *act,
                           struct error *err)
{
    struct entry e = {.at = act->at,
                      .actor = act->actor,
                      .purpose = act->purpose,
                      .kind = kind,
                      .key = key,
                      .before = before,
                      .after = after};
    return store_end(s->store, ok && ledger_append(s->store, &e, err), err);
}

// An account as the ledger shows it: no secret, and nothing from which one could be found.
static const char *account_json(struct arena *a, const struct account *u)
{
    struct buf b = buf_make(a, 4000);
    struct json j = json_make(&b);
    j.compact = true;
    json_object_begin(&j, NULL);
    json_text(&j, "full_name", u->full_name);
    json_text(&j, "roles", u->roles);
    json_bool(&j, "admin", u->admin);
    json_bool(&j, "active", u->active);
    json_object_end(&j);
    return b.overflowed ? "{}" : b.text;
}

/* ---- accounts
 * ------------------------------------------------------------------------------------- */

#define ACCOUNT_COLUMNS                                                                            \
    "u.id, u.name, u.full_name, u.roles, u.language, u.password, u.code, u.code_step, u.admin,"    \
    " u.active, u.failed, u.locked_us"
enum { ACCOUNT_WIDTH = 12 };

static struct account read_account(const struct rows *rows, int from, struct arena *a)
{
    return (struct account){.id = rows_i64(rows, from),
                            .name = rows_text(rows, from + 1, a),
                            .full_name = rows_text(rows, from + 2, a),
                            .roles = rows_text(rows, from + 3, a),
                            .language = rows_text(rows, from + 4, a),
                            .password = rows_text(rows, from + 5, a),
                            .code = rows_text(rows, from + 6, a),
                            .code_step = rows_i64(rows, from + 7),
                            .admin = rows_i64(rows, from + 8) != 0,
                            .active = rows_i64(rows, from + 9) != 0,
                            .failed = rows_i64(rows, from + 10),
                            .locked_until = {rows_i64(rows, from + 11)}};
}

static bool one_account(struct site *s, struct arena *a, const char *sql, struct value by,
                        struct account *out, struct error *err)
{
    struct rows rows;
    struct account found = {0};
    if (!store_select(s->store, &rows, sql, BIND(by), err))
        return false;
    if (store_next(&rows))
        found = read_account(&rows, 0, a);
    if (!store_done(&rows, err))
        return false;
    *out = found;
    return true;
}

bool account_find(struct site *s, struct arena *a, const char *name, struct account *out,
                  struct error *err)
{
    return one_account(s, a, "SELECT " ACCOUNT_COLUMNS " FROM ward_user AS u WHERE u.name = ?1",
                       bind_text(name), out, err);
}

bool account_of(struct site *s, struct arena *a, int64_t id, struct account *out, struct error *err)
{
    return one_account(s, a, "SELECT " ACCOUNT_COLUMNS " FROM ward_user AS u WHERE u.id = ?1",
                       bind_i64(id), out, err);
}

bool account_all(struct site *s, struct arena *a, struct account_list *out, struct error *err)
{
    struct rows rows;
    struct account_list list = {0};
    if (!store_select(s->store, &rows,
                      "SELECT " ACCOUNT_COLUMNS " FROM ward_user AS u ORDER BY u.name LIMIT ?1",
                      BIND(bind_i64(MOST_LISTED)), err))
        return false;
    while (store_next(&rows))
        *list_add(a, &list) = read_account(&rows, 0, a);
    if (!store_done(&rows, err))
        return false;
    *out = list;
    return true;
}

static bool is_account_name(const char *name)
{
    size_t length = name == NULL ? 0 : strlen(name);
    return length >= 2 && length <= 60
           && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-@") == length;
}

static bool check_roles(struct site *s, const struct account *u, struct error *err)
{
    struct arena scratch = {0};
    struct text_list wanted = text_split(&scratch, u->roles, ' ');
    bool ok = true;
    for (size_t i = 0; ok && i < wanted.count; i++) {
        bool known = false;
        for (size_t j = 0; j < s->packs.count; j++)
            for (size_t k = 0; k < s->packs.at[j]->access.count; k++)
                known = known || text_equal(s->packs.at[j]->access.at[k].role, wanted.at[i]);
        if (!known && *wanted.at[i] != '\0')
            ok = error_set(err, ERROR_INVALID, "no pack names the role %s", wanted.at[i]);
    }
    arena_free(&scratch);
    return ok;
}

bool account_create(struct site *s, const struct account *new, const struct act *act, int64_t *id,
                    struct error *err)
{
    struct account there;
    struct arena scratch = {0};
    if (!is_account_name(new->name))
        return error_set(err, ERROR_INVALID,
                         "a name to sign in with has 2 to 60 small letters, digits and . _ - @");
    if (!check_roles(s, new, err) || !store_begin(s->store, err))
        return false;
    bool ok = account_find(s, &scratch, new->name, &there, err);
    if (ok && there.id != 0)
        ok = error_set(err, ERROR_CONFLICT, "there is an account %s already", new->name);
    ok = ok
         && store_run(s->store,
                      "INSERT INTO ward_user (name, full_name, roles, language, admin, active)"
                      " VALUES (?1, ?2, ?3, ?4, ?5, 1)",
                      BIND(bind_text(new->name), bind_text(new->full_name), bind_text(new->roles),
                           bind_text(new->language), bind_i64(new->admin)),
                      err);
    if (ok)
        *id = store_last_id(s->store);
    struct account made = *new;
    made.active = true;
    ok = end_with_entry(s, ok, "account", new->name, NULL, account_json(&scratch, &made), act, err);
    arena_free(&scratch);
    return ok;
}

bool account_change(struct site *s, const struct account *to, const struct act *act,
                    struct error *err)
{
    struct account was;
    struct arena scratch = {0};
    if (!check_roles(s, to, err) || !store_begin(s->store, err))
        return false;
    bool ok = account_of(s, &scratch, to->id, &was, err);
    if (ok && was.id == 0)
        ok = error_set(err, ERROR_NOT_FOUND, "there is no such account");
    struct rows rows;
    if (ok && was.admin && was.active && !(to->admin && to->active)) {
        ok = store_select(
            s->store, &rows,
            "SELECT count(*) FROM ward_user WHERE admin = 1 AND active = 1 AND id <> ?1",
            BIND(bind_i64(to->id)), err);
        int64_t others = ok && store_next(&rows) ? rows_i64(&rows, 0) : 0;
        ok = ok && store_done(&rows, err)
             && (others > 0
                 || error_set(err, ERROR_CONFLICT,
                              "the last administrator stays one: make another first"));
    }
    ok = ok
         && store_run(s->store,
                      "UPDATE ward_user SET full_name = ?2, roles = ?3, admin = ?4, active = ?5,"
                      "  failed = 0, locked_us = 0 WHERE id = ?1",
                      BIND(bind_i64(to->id), bind_text(to->full_name), bind_text(to->roles),
                           bind_i64(to->admin), bind_i64(to->active)),
                      err)
         && store_run(s->store, "DELETE FROM ward_session WHERE user = ?1", BIND(bind_i64(to->id)),
                      err)
         && store_run(s->store, "DELETE FROM ward_token WHERE user = ?1", BIND(bind_i64(to->id)),
                      err)
         && store_run(s->store, "DELETE FROM ward_link WHERE user = ?1", BIND(bind_i64(to->id)),
                      err);
    ok = end_with_entry(s, ok, "account", was.name, account_json(&scratch, &was),
                        account_json(&scratch, to), act, err);
    arena_free(&scratch);
    return ok;
}

static bool set_secret(struct site *s, int64_t id, const char *sql, const char *value,
                       const char *what, const struct act *act, struct error *err)
{
    if (!store_begin(s->store, err))
        return false;
    bool ok = store_run(s->store, sql, BIND(bind_i64(id), bind_text(value)), err);
    return end_with_entry(s, ok, "account", act->actor, NULL, what, act, err);
}

bool account_set_password(struct site *s, int64_t id, const char *hash, const struct act *act,
                          struct error *err)
{
    return set_secret(s, id,
                      "UPDATE ward_user SET password = ?2, failed = 0, locked_us = 0 WHERE id = ?1",
                      hash, "{\"password\": \"changed\"}", act, err);
}

bool account_set_code(struct site *s, int64_t id, const char *secret, const struct act *act,
                      struct error *err)
{
    return set_secret(s, id, "UPDATE ward_user SET code = ?2, code_step = 0 WHERE id = ?1", secret,
                      secret == NULL ? "{\"codes\": \"off\"}" : "{\"codes\": \"on\"}", act, err);
}

bool account_set_language(struct site *s, int64_t id, const char *language, struct error *err)
{
    return store_run(s->store, "UPDATE ward_user SET language = ?2 WHERE id = ?1",
                     BIND(bind_i64(id), bind_text(language)), err);
}

bool account_failed(struct site *s, int64_t id, struct instant now, struct error *err)
{
    return store_run(
        s->store,
        "UPDATE ward_user SET failed = failed + 1, locked_us = CASE WHEN (failed + 1)"
        " % ?2 = 0 THEN ?3 ELSE locked_us END WHERE id = ?1",
        BIND(bind_i64(id), bind_i64(MOST_FAILED), bind_i64(now.us + LOCK_MINUTES * MINUTE)), err);
}

bool account_take_code(struct site *s, int64_t id, int64_t step, bool *taken, struct error *err)
{
    if (!store_run(s->store, "UPDATE ward_user SET code_step = ?2 WHERE id = ?1 AND code_step < ?2",
                   BIND(bind_i64(id), bind_i64(step)), err))
        return false;
    *taken = store_changes(s->store) == 1;
    return true;
}

/* ---- links
 * ---------------------------------------------------------------------------------------- */

bool link_make(struct site *s, struct arena *a, int64_t user, const char *role,
               struct instant expires, const struct act *act, const char **secret,
               struct error *err)
{
    char digest[65];
    struct account u;
    const char *new = secret_make(a);
    digest_of_secret(new, digest);
    if (!account_of(s, a, user, &u, err) || !store_begin(s->store, err))
        return false;
    bool ok = store_run(
        s->store, "INSERT INTO ward_link (digest, user, role, expires_us) VALUES (?1, ?2, ?3, ?4)",
        BIND(bind_text(digest), bind_i64(user), bind_text(role), bind_i64(expires.us)), err);
    if (!end_with_entry(s, ok, "account", u.name, NULL, "{\"link\": \"made\"}", act, err))
        return false;
    *secret = new;
    return true;
}

bool link_take(struct site *s, struct arena *a, const char *secret, struct instant now,
               int64_t *user, const char **role, struct error *err)
{
    char digest[65];
    struct rows rows;
    digest_of_secret(secret, digest);
    *user = 0;
    // The update decides who of two that come at once is the first.
    if (!store_run(
            s->store,
            "UPDATE ward_link SET used = 1 WHERE digest = ?1 AND used = 0 AND expires_us > ?2",
            BIND(bind_text(digest), bind_i64(now.us)), err))
        return false;
    if (store_changes(s->store) == 0)
        return true;
    if (!store_select(s->store, &rows, "SELECT user, role FROM ward_link WHERE digest = ?1",
                      BIND(bind_text(digest)), err))
        return false;
    if (store_next(&rows)) {
        *user = rows_i64(&rows, 0);
        *role = rows_text(&rows, 1, a);
    }
    return store_done(&rows, err);
}

/* ---- sessions
 * ------------------------------------------------------------------------------------- */

bool session_begin(struct site *s, struct arena *a, int64_t user, const char *role,
                   const struct act *act, const char **secret, struct error *err)
{
    char digest[65];
    const char *new = secret_make(a);
    digest_of_secret(new, digest);
    if (!store_begin(s->store, err))
        return false;
    bool ok =
        store_run(s->store,
                  "INSERT INTO ward_session (digest, user, role, began_us, seen_us)"
                  " VALUES (?1, ?2, ?3, ?4, ?4)",
                  BIND(bind_text(digest), bind_i64(user), bind_text(role), bind_i64(act->at.us)),
                  err)
        && store_run(s->store, "UPDATE ward_user SET failed = 0, locked_us = 0 WHERE id = ?1",
                     BIND(bind_i64(user)), err)
        && store_run(s->store, "DELETE FROM ward_session WHERE seen_us < ?1 OR began_us < ?2",
                     BIND(bind_i64(act->at.us - SESSION_IDLE_MINUTES * MINUTE),
                          bind_i64(act->at.us - SESSION_HOURS * HOUR)),
                     err);
    if (!end_with_entry(s, ok, "sign_in", act->actor, NULL, NULL, act, err))
        return false;
    *secret = new;
    return true;
}

bool session_find(struct site *s, struct arena *a, const char *secret, struct instant now,
                  struct session *out, struct error *err)
{
    char digest[65];
    struct rows rows;
    struct session found = {0};
    digest_of_secret(secret, digest);
    if (!store_select(
            s->store, &rows,
            "SELECT " ACCOUNT_COLUMNS ", t.id, t.role, t.began_us, t.seen_us, t.digest"
            "  FROM ward_session AS t JOIN ward_user AS u ON u.id = t.user"
            " WHERE t.digest = ?1 AND u.active = 1 AND t.seen_us >= ?2 AND t.began_us >= ?3",
            BIND(bind_text(digest), bind_i64(now.us - SESSION_IDLE_MINUTES * MINUTE),
                 bind_i64(now.us - SESSION_HOURS * HOUR)),
            err))
        return false;
    if (store_next(&rows) && sodium_memcmp(rows_text(&rows, ACCOUNT_WIDTH + 4, a), digest, 64) == 0)
        found = (struct session){rows_i64(&rows, ACCOUNT_WIDTH),
                                 rows_text(&rows, ACCOUNT_WIDTH + 1, a),
                                 read_account(&rows, 0, a),
                                 {rows_i64(&rows, ACCOUNT_WIDTH + 2)},
                                 {rows_i64(&rows, ACCOUNT_WIDTH + 3)}};
    if (!store_done(&rows, err))
        return false;
    if (found.id != 0 && now.us - found.seen.us > SEEN_EVERY_SECONDS * SECOND) {
        // A load that is writing keeps this one waiting: seen a minute later, then.
        struct error later = {0};
        if (!store_run(s->store, "UPDATE ward_session SET seen_us = ?2 WHERE id = ?1",
                       BIND(bind_i64(found.id), bind_i64(now.us)), &later)
            && later.kind != ERROR_CONFLICT) {
            *err = later;
            return false;
        }
    }
    *out = found;
    return true;
}

bool session_act_as(struct site *s, int64_t id, const char *role, const struct act *act,
                    struct error *err)
{
    if (!store_begin(s->store, err))
        return false;
    bool ok = store_run(s->store, "UPDATE ward_session SET role = ?2 WHERE id = ?1",
                        BIND(bind_i64(id), bind_text(role)), err);
    return end_with_entry(s, ok, "sign_in", act->actor, NULL, NULL, act, err);
}

bool session_end(struct site *s, int64_t id, const struct act *act, struct error *err)
{
    if (!store_begin(s->store, err))
        return false;
    bool ok =
        store_run(s->store, "DELETE FROM ward_session WHERE id = ?1", BIND(bind_i64(id)), err);
    return end_with_entry(s, ok, "sign_out", act->actor, NULL, NULL, act, err);
}

bool session_end_others(struct site *s, int64_t user, int64_t but, struct error *err)
{
    return store_run(s->store, "DELETE FROM ward_session WHERE user = ?1 AND id <> ?2",
                     BIND(bind_i64(user), bind_i64(but)), err);
}

bool session_all(struct site *s, struct arena *a, struct instant now, struct session_list *out,
                 struct error *err)
{
    struct rows rows;
    struct session_list list = {0};
    if (!store_select(s->store, &rows,
                      "SELECT " ACCOUNT_COLUMNS ", t.id, t.role, t.began_us, t.seen_us"
                      "  FROM ward_session AS t JOIN ward_user AS u ON u.id = t.user"
                      " WHERE t.seen_us >= ?1 AND t.began_us >= ?2"
                      " ORDER BY t.seen_us DESC, t.id LIMIT ?3",
                      BIND(bind_i64(now.us - SESSION_IDLE_MINUTES * MINUTE),
                           bind_i64(now.us - SESSION_HOURS * HOUR), bind_i64(MOST_LISTED)),
                      err))
        return false;
    while (store_next(&rows))
        *list_add(a, &list) = (struct session){rows_i64(&rows, ACCOUNT_WIDTH),
                                               rows_text(&rows, ACCOUNT_WIDTH + 1, a),
                                               read_account(&rows, 0, a),
                                               {rows_i64(&rows, ACCOUNT_WIDTH + 2)},
                                               {rows_i64(&rows, ACCOUNT_WIDTH + 3)}};
    if (!store_done(&rows, err))
        return false;
    *out = list;
    return true;
}

/* ---- tokens
 * --------------------------------------------------------------------------------------- */

bool token_make(struct site *s, struct arena *a, int64_t user, const char *role, const char *label,
                const char *scopes, struct instant expires, const struct act *act,
                const char **secret, struct error *err)
{
    char digest[65];
    const char *new = secret_make(a);
    digest_of_secret(new, digest);
    if (!store_begin(s->store, err))
        return false;
    bool ok =
        store_run(s->store,
                  "INSERT INTO ward_token (digest, user, role, label, scopes, made_us, expires_us)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                  BIND(bind_text(digest), bind_i64(user), bind_text(role), bind_text(label),
                       bind_text(scopes), bind_i64(act->at.us), bind_i64(expires.us)),
                  err);
    if (!end_with_entry(s, ok, "account", act->actor, NULL, "{\"token\": \"made\"}", act, err))
        return false;
    *secret = new;
    return true;
}

static struct token read_token(const struct rows *rows, struct arena *a)
{
    return (struct token){rows_i64(rows, ACCOUNT_WIDTH),
                          rows_text(rows, ACCOUNT_WIDTH + 1, a),
                          rows_text(rows, ACCOUNT_WIDTH + 2, a),
                          rows_text(rows, ACCOUNT_WIDTH + 3, a),
                          read_account(rows, 0, a),
                          {rows_i64(rows, ACCOUNT_WIDTH + 4)},
                          {rows_i64(rows, ACCOUNT_WIDTH + 5)}};
}

#define TOKEN_QUERY                                                                                \
    "SELECT " ACCOUNT_COLUMNS ", t.id, t.label, t.role, t.scopes, t.made_us, t.expires_us"         \
    "  FROM ward_token AS t JOIN ward_user AS u ON u.id = t.user"

bool token_find(struct site *s, struct arena *a, const char *secret, struct instant now,
                struct token *out, struct error *err)
{
    char digest[65];
    struct rows rows;
    struct token found = {0};
    digest_of_secret(secret, digest);
    if (!store_select(s->store, &rows,
                      TOKEN_QUERY " WHERE t.digest = ?1 AND u.active = 1 AND t.expires_us > ?2",
                      BIND(bind_text(digest), bind_i64(now.us)), err))
        return false;
    if (store_next(&rows))
        found = read_token(&rows, a);
    if (!store_done(&rows, err))
        return false;
    *out = found;
    return true;
}

bool token_end(struct site *s, int64_t user, int64_t id, const struct act *act, struct error *err)
{
    if (!store_begin(s->store, err))
        return false;
    bool ok = store_run(s->store, "DELETE FROM ward_token WHERE id = ?1 AND user = ?2",
                        BIND(bind_i64(id), bind_i64(user)), err);
    return end_with_entry(s, ok, "account", act->actor, NULL, "{\"token\": \"ended\"}", act, err);
}

bool token_all(struct site *s, struct arena *a, int64_t user, struct token_list *out,
               struct error *err)
{
    struct rows rows;
    struct token_list list = {0};
    if (!store_select(s->store, &rows, TOKEN_QUERY " WHERE t.user = ?1 ORDER BY t.id LIMIT ?2",
                      BIND(bind_i64(user), bind_i64(MOST_LISTED)), err))
        return false;
    while (store_next(&rows))
        *list_add(a, &list) = read_token(&rows, a);
    if (!store_done(&rows, err))
        return false;
    *out = list;
    return true;
}

/* ---- reading
 * -------------------------------------------------------------------------------------- */

bool reading_note(struct site *s, const char *record, const char *key, int64_t rows,
                  const struct act *act, struct error *err)
{
    struct arena scratch = {0};
    struct entry e = {.at = act->at,
                      .actor = act->actor,
                      .purpose = act->purpose,
                      .kind = "read",
                      .record = record,
                      .key = key,
                      .after = arena_printf(&scratch, "{\"rows\": %" PRId64 "}", rows)};
    bool ok = store_begin(s->store, err);
    ok = ok && store_end(s->store, ledger_append(s->store, &e, err), err);
    arena_free(&scratch);
    return ok || error_while(err, "noting what was read");
}

bool ledger_position(struct site *s, int64_t *out, struct error *err)
{
    struct rows rows;
    if (!store_select(s->store, &rows,
                      "SELECT seq FROM ward_ledger"
                      " WHERE kind NOT IN ('read', 'sign_in', 'sign_out', 'account')"
                      " ORDER BY seq DESC LIMIT 1",
                      BIND_NOTHING, err))
        return false;
    int64_t seq = store_next(&rows) ? rows_i64(&rows, 0) : 0;
    if (!store_done(&rows, err))
        return false;
    *out = seq;
    return true;
}
