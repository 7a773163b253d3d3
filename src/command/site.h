#pragma once
/* What most commands begin with: a database, and the question that is asked of it. */

#include "command/options.h"
#include "store/site.h"

struct site_options {
    const char *db;
    struct date as_of, from, to;
    struct instant known_at;
    const char *role, *user, *why;
};

struct site_options site_options_make(void);
/* The database that they name, else WARD_DB, else ward.db. */
const char *site_options_db(const struct site_options *s);

#define OPTIONS_DB(s)                                                                              \
    OPTION_TEXT("db", 'd', &(s)->db, "FILE", "the database (WARD_DB, else ward.db)")
#define OPTIONS_ACT(s)                                                                             \
    OPTION_TEXT("user", 'u', &(s)->user, "NAME", "who does it (the login name)"),                  \
        OPTION_TEXT("why", 'w', &(s)->why, "TEXT", "the reason, for the ledger")
#define OPTIONS_QUESTION(s)                                                                        \
    OPTION_DAY("as-of", 0, &(s)->as_of, "ask of this day: only what was true then (today)"),       \
        OPTION_MOMENT("known-at", 0, &(s)->known_at, "only what was known then"),                  \
        OPTION_DAY("from", 0, &(s)->from, "only what happened on or after this day"),              \
        OPTION_DAY("to", 0, &(s)->to, "only what happened on or before this day"),                 \
        OPTION_TEXT("role", 0, &(s)->role, "ROLE", "as this role sees it (the owner's sight)")

/* Opens the database and asks as the options say. */
MUST_CHECK bool site_from_options(struct options *o, const struct site_options *s,
                                  enum store_mode mode, struct site **out, struct error *err);

/* Who, why and when, from the options. */
struct act act_from_options(const struct options *o, const struct site_options *s,
                            const char *otherwise);

/* The folder of a pack by name or path: as a path, in WARD_PACKS, beside the program, where it is
 * installed. */
MUST_CHECK bool pack_folder(struct options *o, const char *name, const char **out,
                            struct error *err);

/* Reads packs by name, and those they require. */
struct pack_set {
    struct pack_files *at;
    size_t count, room;
};
MUST_CHECK bool packs_from_names(struct options *o, const struct text_list *names,
                                 struct pack_set *out, struct error *err);
/* The names of all packs that can be found. */
MUST_CHECK bool packs_known(struct options *o, struct text_list *out, struct error *err);
