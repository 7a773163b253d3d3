#include "store/ledger.h"

#include <inttypes.h>
#include <string.h>

static void digest_number(struct digest_maker *m, int64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    digest_piece(m, bytes, sizeof bytes);
}

static struct digest digest_of_entry(const struct entry *e)
{
    struct digest_maker m;
    int64_t numbers[] = {e->seq, e->at.us, e->rows, e->replaced};
    digest_begin(&m);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        digest_number(&m, numbers[i]);
    const char *texts[] = {e->actor,  e->purpose, e->kind,    e->record,  e->key,
                           e->before, e->after,   e->content, e->previous};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        digest_text(&m, texts[i]);
    return digest_end(&m);
}

static bool last_entry(struct store *st, struct arena *a, struct entry *out, struct error *err)
{
    struct rows rows;
    if (!store_select(st, &rows,
                      "SELECT seq, at_us, digest FROM ward_ledger ORDER BY seq DESC LIMIT 1",
                      BIND_NOTHING, err))
        return false;
    struct entry e = {.at = {INT64_MIN}, .digest = ""};
    if (store_next(&rows)) {
        e.seq = rows_i64(&rows, 0);
        e.at.us = rows_i64(&rows, 1);
        e.digest = rows_text(&rows, 2, a);
    }
    if (!store_done(&rows, err))
        return false;
    *out = e;
    return true;
}

bool ledger_next(struct store *st, int64_t *out, struct error *err)
{
    struct arena scratch = {0};
    struct entry last;
    bool ok = last_entry(st, &scratch, &last, err);
    if (ok)
        *out = last.seq + 1;
    arena_free(&scratch);
    return ok;
}

bool ledger_append(struct store *st, struct entry *e, struct error *err)
{
    struct arena scratch = {0};
    struct entry last;
    bool ok = last_entry(st, &scratch, &last, err);
    char digest[65];
    if (ok) {
        e->seq = last.seq + 1;
        e->previous = last.digest;
        if (e->at.us
            < last.at.us) // a clock that was set back must not disorder what was known when
            e->at = last.at;
        struct digest d = digest_of_entry(e);
        digest_write(&d, digest);
        ok = store_run(
            st,
            "INSERT INTO ward_ledger (seq, at_us, actor, purpose, kind, record, key, before, after,"
            "  rows, replaced, content, previous, digest)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            BIND(bind_i64(e->seq), bind_i64(e->at.us), bind_text(e->actor), bind_text(e->purpose),
                 bind_text(e->kind), bind_text(e->record), bind_text(e->key), bind_text(e->before),
                 bind_text(e->after), bind_i64(e->rows), bind_i64(e->replaced),
                 bind_text(e->content), bind_text(e->previous), bind_text(digest)),
            err);
    }
    e->previous = e->digest = NULL;
    arena_free(&scratch);
    return ok;
}

bool ledger_root(struct store *st, struct arena *a, const char **root, int64_t *seq,
                 struct error *err)
{
    struct entry last;
    if (!last_entry(st, a, &last, err))
        return false;
    *root = last.digest;
    if (seq != NULL)
        *seq = last.seq;
    return true;
}

bool ledger_seq_at(struct store *st, struct instant at, int64_t *out, struct error *err)
{
    struct rows rows;
    if (!store_select(st, &rows, "SELECT max(seq) FROM ward_ledger WHERE at_us <= ?1",
                      BIND(bind_i64(at.us)), err))
        return false;
    int64_t seq = store_next(&rows) ? rows_i64(&rows, 0) : 0;
    if (!store_done(&rows, err))
        return false;
    *out = seq;
    return true;
}

static struct entry read_entry(const struct rows *rows, struct arena *a)
{
    return (struct entry){
        .seq = rows_i64(rows, 0),
        .at = {rows_i64(rows, 1)},
        .actor = rows_text(rows, 2, a),
        .purpose = rows_text(rows, 3, a),
        .kind = rows_text(rows, 4, a),
        .record = rows_text(rows, 5, a),
        .key = rows_text(rows, 6, a),
        .before = rows_text(rows, 7, a),
        .after = rows_text(rows, 8, a),
        .rows = rows_i64(rows, 9),
        .replaced = rows_i64(rows, 10),
        .content = rows_text(rows, 11, a),
        .previous = rows_text(rows, 12, a),
        .digest = rows_text(rows, 13, a),
    };
}

static const char entry_query[] =
    "SELECT seq, at_us, actor, purpose, kind, record, key, before, after, rows, replaced, content,"
    "       previous, digest"
    "  FROM ward_ledger"
    " WHERE seq >= ?1"
    " ORDER BY seq"
    " LIMIT ?2";

bool ledger_read(struct store *st, struct arena *a, int64_t from, int limit, struct entry_list *out,
                 struct error *err)
{
    struct rows rows;
    struct entry_list list = {0};
    if (!store_select(st, &rows, entry_query, BIND(bind_i64(from), bind_i64(limit)), err))
        return false;
    while (store_next(&rows))
        *list_add(a, &list) = read_entry(&rows, a);
    if (!store_done(&rows, err))
        return false;
    *out = list;
    return true;
}

bool ledger_verify(struct store *st, struct error *err)
{
    struct arena scratch = {0};
    struct rows rows;
    if (!store_select(st, &rows, entry_query, BIND(bind_i64(0), bind_i64(-1)), err))
        return false;
    bool ok = true;
    char previous[65] = "";
    int64_t seq = 0;
    while (ok && store_next(&rows)) {
        struct entry e = read_entry(&rows, &scratch);
        struct digest d = digest_of_entry(&e);
        char digest[65];
        digest_write(&d, digest);
        if (e.seq != seq + 1)
            ok = error_set(err, ERROR_INVALID, "the ledger has no entry %" PRId64, seq + 1);
        else if (e.previous == NULL || strcmp(e.previous, previous) != 0)
            ok = error_set(err, ERROR_INVALID,
                           "entry %" PRId64 " of the ledger does not follow the one before it",
                           e.seq);
        else if (e.digest == NULL || strcmp(e.digest, digest) != 0)
            ok = error_set(err, ERROR_INVALID,
                           "entry %" PRId64 " of the ledger was changed after it was written",
                           e.seq);
        memcpy(previous, digest, sizeof previous);
        seq = e.seq;
        arena_reset(&scratch);
    }
    struct error closing = {0};
    if (!store_done(&rows, &closing) && ok) {
        *err = closing;
        ok = false;
    }
    arena_free(&scratch);
    return ok;
}
