#include <stdio.h>

#include "answer/result.h"
#include "base/text.h"
#include "command/all.h"
#include "command/print.h"
#include "command/site.h"
#include "store/account.h"

enum { LINK_HOURS = 24 };

static bool list_accounts(struct options *o, struct site *s, struct error *err)
{
    struct account_list list;
    struct result_table t = {0};
    struct arena *a = o->arena;
    if (!account_all(s, a, &list, err))
        return false;
    table_column(a, &t, "name", "Name", COLUMN_TEXT);
    table_column(a, &t, "full_name", "Full name", COLUMN_TEXT);
    table_column(a, &t, "roles", "Roles", COLUMN_TEXT);
    table_column(a, &t, "admin", "Administrator", COLUMN_TEXT);
    table_column(a, &t, "active", "Active", COLUMN_TEXT);
    for (size_t i = 0; i < list.count; i++) {
        const struct account *u = &list.at[i];
        table_text(a, &t, u->name);
        table_text(a, &t, u->full_name);
        table_text(a, &t, u->roles);
        table_text(a, &t, u->admin ? "yes" : "no");
        table_text(a, &t, u->active ? "yes" : "no");
    }
    return print_table(o, &t, err);
}

static bool print_link(struct options *o, struct site *s, const char *name, const char *url,
                       const struct act *act, struct error *err)
{
    struct account u;
    const char *secret;
    if (!account_find(s, o->arena, name, &u, err))
        return false;
    if (u.id == 0)
        return error_set(err, ERROR_NOT_FOUND, "there is no account %s", name);
    if (!link_make(s, o->arena, u.id, "",
                   (struct instant){o->now.us + LINK_HOURS * INT64_C(3600000000)}, act, &secret,
                   err))
        return false;
    printf("%s/link/%s\n", url, secret);
    return true;
}

bool command_user(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *what = NULL, *name = NULL, *full = NULL, *url = "http://127.0.0.1:8080";
    struct text_list roles = {0};
    bool admin = false;
    const struct option table[] = {
        ARGUMENT("list|add|link", &what, "list them; add one; make a link that signs one in once"),
        ARGUMENT_OR_NONE("NAME", &name, "the account"),
        OPTIONS_DB(&so),
        OPTION_TEXTS("role", 0, &roles, "ROLE", "of a new account: a role of the packs"),
        OPTION_TEXT("full-name", 0, &full, "TEXT", "of a new account: as people call them"),
        OPTION_FLAG("admin", 0, &admin, "of a new account: it administers the site"),
        OPTION_TEXT("url", 0, &url, "URL", "of the server, for links (http://127.0.0.1:8080)"),
        OPTIONS_ACT(&so),
        OPTION_END,
    };
    struct site *s;
    int64_t id;
    if (!options_read(o, table, err))
        return false;
    bool lists = text_equal(what, "list"), adds = text_equal(what, "add");
    if (!lists && !adds && !text_equal(what, "link"))
        return error_set(err, ERROR_USAGE, "ward user knows list, add and link, not %s", what);
    if (!lists && name == NULL)
        return error_set(err, ERROR_USAGE, "whose? ward user %s NAME", what);
    if (!site_from_options(o, &so, STORE_WRITE, &s, err))
        return false;
    const struct act act = act_from_options(o, &so, adds ? "add an account" : "make a link");
    if (lists)
        return list_accounts(o, s, err);
    const char *joined = "";
    for (size_t i = 0; i < roles.count; i++)
        joined = arena_printf(o->arena, "%s%s%s", joined, i == 0 ? "" : " ", roles.at[i]);
    const struct account new = {
        .name = name, .full_name = full == NULL ? name : full, .roles = joined, .admin = admin};
    if (adds && !account_create(s, &new, &act, &id, err))
        return false;
    return print_link(o, s, name, url, &act, err);
}
