#pragma once
/* Accounts: who may sign in, what proves it, and what they are doing now. Secrets are kept as
 * digests: a copy of the database signs nobody in. */

#include "store/site.h"

struct account {
    int64_t id;            /* 0: nobody */
    const char *name;      /* as it is typed to sign in, and as the ledger calls them */
    const char *full_name; /* for people */
    const char *roles;     /* names of roles of the packs, with spaces between */
    const char *language;  /* NULL: as the browser asks */
    const char *password;  /* argon2id of libsodium; NULL: none is set */
    const char *code;      /* the secret of one-time codes, as hexadecimal text; NULL: none */
    int64_t code_step;     /* the last one-time code that was taken: none is taken twice */
    bool admin, active;
    int64_t failed; /* attempts in a row */
    struct instant locked_until;
};

struct account_list {
    struct account *at;
    size_t count, room;
};

/* The engine's tables for them, made where they are not there. */
extern const char account_schema[];

MUST_CHECK bool account_create(struct site *s, const struct account *new, const struct act *act,
                               int64_t *id, struct error *err);
/* Changes names, roles, administration and whether it is active. Its sessions and tokens end. */
MUST_CHECK bool account_change(struct site *s, const struct account *to, const struct act *act,
                               struct error *err);
/* id 0 where there is none. */
MUST_CHECK bool account_find(struct site *s, struct arena *a, const char *name, struct account *out,
                             struct error *err);
MUST_CHECK bool account_of(struct site *s, struct arena *a, int64_t id, struct account *out,
                           struct error *err);
MUST_CHECK bool account_all(struct site *s, struct arena *a, struct account_list *out,
                            struct error *err);

MUST_CHECK bool account_set_password(struct site *s, int64_t id, const char *hash,
                                     const struct act *act, struct error *err);
/* secret NULL: no one-time codes any more. */
MUST_CHECK bool account_set_code(struct site *s, int64_t id, const char *secret,
                                 const struct act *act, struct error *err);
MUST_CHECK bool account_set_language(struct site *s, int64_t id, const char *language,
                                     struct error *err);
/* An attempt that failed; the fifth in a row locks for a quarter of an hour. */
MUST_CHECK bool account_failed(struct site *s, int64_t id, struct instant now, struct error *err);
/* Takes a one-time code's step, once: *taken is false where it was taken before. */
MUST_CHECK bool account_take_code(struct site *s, int64_t id, int64_t step, bool *taken,
                                  struct error *err);

/* 64 hexadecimal digits that nobody can guess. */
const char *secret_make(struct arena *a);

/* ---- links that sign in once */

MUST_CHECK bool link_make(struct site *s, struct arena *a, int64_t user, const char *role,
                          struct instant expires, const struct act *act, const char **secret,
                          struct error *err);
/* Uses it up. *user is 0 where it is none, was used, or is too old. */
MUST_CHECK bool link_take(struct site *s, struct arena *a, const char *secret, struct instant now,
                          int64_t *user, const char **role, struct error *err);

/* ---- sessions */

enum { SESSION_IDLE_MINUTES = 30, SESSION_HOURS = 12 };

struct session {
    int64_t id;       /* 0: none */
    const char *role; /* the role that it acts as; "" where the account has none */
    struct account account;
    struct instant began, seen;
};

struct session_list {
    struct session *at;
    size_t count, room;
};

MUST_CHECK bool session_begin(struct site *s, struct arena *a, int64_t user, const char *role,
                              const struct act *act, const char **secret, struct error *err);
/* The session of a secret; id 0 where there is none, or it is over. Notes that it was seen. */
MUST_CHECK bool session_find(struct site *s, struct arena *a, const char *secret,
                             struct instant now, struct session *out, struct error *err);
MUST_CHECK bool session_act_as(struct site *s, int64_t id, const char *role, const struct act *act,
                               struct error *err);
MUST_CHECK bool session_end(struct site *s, int64_t id, const struct act *act, struct error *err);
/* All of an account but one (0: all). */
MUST_CHECK bool session_end_others(struct site *s, int64_t user, int64_t but, struct error *err);
/* Those that are not over, the last seen first. */
MUST_CHECK bool session_all(struct site *s, struct arena *a, struct instant now,
                            struct session_list *out, struct error *err);

/* ---- tokens of programs */

struct token {
    int64_t id; /* 0: none */
    const char *label, *role, *scopes;
    struct account account;
    struct instant made, expires;
};

struct token_list {
    struct token *at;
    size_t count, room;
};

MUST_CHECK bool token_make(struct site *s, struct arena *a, int64_t user, const char *role,
                           const char *label, const char *scopes, struct instant expires,
                           const struct act *act, const char **secret, struct error *err);
MUST_CHECK bool token_find(struct site *s, struct arena *a, const char *secret, struct instant now,
                           struct token *out, struct error *err);
MUST_CHECK bool token_end(struct site *s, int64_t user, int64_t id, const struct act *act,
                          struct error *err);
MUST_CHECK bool token_all(struct site *s, struct arena *a, int64_t user, struct token_list *out,
                          struct error *err);

/* ---- what was read, and on what grounds */

/* Writes that rows of a protected record were read: one (key) or several (key NULL, how many). */
MUST_CHECK bool reading_note(struct site *s, const char *record, const char *key, int64_t rows,
                             const struct act *act, struct error *err);

/* The last entry of the ledger that changed what there is to see: loads, edits, packs, settings. */
MUST_CHECK bool ledger_position(struct site *s, int64_t *out, struct error *err);
