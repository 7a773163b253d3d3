#pragma once
/* Passwords and one-time codes. */

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"

/* What is wrong with a new password, in words; NULL where it is good: long enough, not among those
 * that are known to be tried first, not made of the account's or the site's own name. */
const char *password_trouble(struct arena *a, const char *password, const char *user,
                             const char *site);

/* Argon2id by libsodium. Takes 64 MB for a moment, one at a time. Fails: ERROR_STORE. */
MUST_CHECK bool password_hash(struct arena *a, const char *password, const char **out,
                              struct error *err);
/* hash NULL: takes as long as another, and is false. */
bool password_fits(const char *hash, const char *password);

/* A new secret of one-time codes (RFC 6238: SHA-1, 6 digits, 30 seconds), as hexadecimal text; and
 * as authenticator programs take it (base32). */
const char *code_secret_make(struct arena *a);
const char *code_secret_base32(struct arena *a, const char *secret);
/* Whether a code is right now, or was or will be half a minute away. *step counts half minutes. */
bool code_fits(const char *secret, const char *code, struct instant now, int64_t *step);
