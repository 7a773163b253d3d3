#include "command/serve.h"

#include <signal.h>
#include <stdio.h>

#include "base/text.h"
#include "command/all.h"
#include "command/site.h"
#include "store/account.h"
#include "store/lens.h"

enum { FIRST_LINK_HOURS = 24 };

void serve_block(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
}

void serve_wait(struct server *s)
{
    sigset_t set;
    int got = 0;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigwait(&set, &got);
    fprintf(stderr, "ward: ending\n");
    server_stop(s);
}

// The first start makes an administrator, who comes in by a link that works once.
static bool first_start(struct options *o, const struct site_options *so, const char **secret,
                        struct error *err)
{
    struct site *s;
    struct account_list accounts;
    int64_t id;
    const struct act act = act_from_options(o, so, "first start of the server");
    *secret = NULL;
    if (!site_from_options(o, so, STORE_WRITE, &s, err)
        || !account_all(s, o->arena, &accounts, err))
        return false;
    if (accounts.count > 0)
        return true;
    const struct account admin = {
        .name = "admin", .full_name = "Administrator", .roles = "", .admin = true};
    return account_create(s, &admin, &act, &id, err)
           && link_make(s, o->arena, id, "",
                        (struct instant){o->now.us + FIRST_LINK_HOURS * INT64_C(3600000000)}, &act,
                        secret, err);
}

static bool print_link(struct options *o, struct site *s, struct server *server,
                       const struct account *account, const char *what, struct error *err)
{
    int64_t id;
    const char *secret;
    const struct act act = {"demo", "the sample site", o->now};
    if (!account_create(s, account, &act, &id, err)
        || !link_make(s, o->arena, id, account->roles,
                      (struct instant){o->now.us + FIRST_LINK_HOURS * INT64_C(3600000000)}, &act,
                      &secret, err))
        return false;
    printf("  %-24s %s/link/%s\n", what, server_url(o->arena, server), secret);
    return true;
}

// "records_clerk" as people write it.
static const char *name_of_role(struct arena *a, const char *role)
{
    char *words = arena_text(a, role);
    for (char *c = words; *c != '\0'; c++)
        *c = *c == '_' ? ' ' : *c;
    if (*words >= 'a' && *words <= 'z')
        *words = (char)(*words - 'a' + 'A');
    return words;
}

bool serve_demo(struct options *o, struct site *s, const char *db, struct date as_of,
                const char *note, struct error *err)
{
    const struct server_options how = {.db = db, .as_of = as_of, .note = note, .quiet = true};
    struct server *server;
    serve_block();
    if (!server_start(o->arena, &how, &server, err))
        return false;
    struct text_list roles = lens_roles(o->arena, &s->packs);
    printf("Serving the sample site at %s\nFor everybody: %s/public\n"
           "Each link signs in once, as the role in front of it:\n",
           server_url(o->arena, server), server_url(o->arena, server));
    const struct account admin = {
        .name = "admin", .full_name = "Administrator", .roles = "", .admin = true};
    bool ok = print_link(o, s, server, &admin, "(administrator)", err);
    for (size_t i = 0; ok && i < roles.count; i++) {
        const struct account account = {.name = roles.at[i],
                                        .full_name = name_of_role(o->arena, roles.at[i]),
                                        .roles = roles.at[i]};
        if (!text_equal(roles.at[i], "public"))
            ok = print_link(o, s, server, &account, roles.at[i], err);
    }
    if (!ok) {
        server_stop(server);
        return false;
    }
    printf("Stop it with Ctrl-C.\n");
    fflush(stdout);
    serve_wait(server);
    return true;
}

bool command_serve(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    struct server_options how = {.port = 8080};
    int megabytes = 1024;
    const char *secret;
    struct server *server;
    const struct option table[] = {
        OPTIONS_DB(&so),
        OPTION_TEXT("address", 'a', &how.address, "ADDRESS",
                    "the address to listen on (127.0.0.1: this machine alone)"),
        OPTION_INT("port", 'p', &how.port, "N", "the port (8080); 0 for any that is free"),
        OPTION_TEXT("certificate", 0, &how.certificate, "FILE", "for TLS: the certificate, PEM"),
        OPTION_TEXT("key", 0, &how.key, "FILE", "for TLS: its key, PEM"),
        OPTION_FLAG("behind-proxy", 0, &how.proxy, "a proxy on this machine speaks TLS for us"),
        OPTION_INT("workers", 0, &how.workers, "N", "threads that answer (2)"),
        OPTION_INT("most-upload", 0, &megabytes, "MB", "the largest file that is taken (1024)"),
        OPTION_DAY("as-of", 0, &so.as_of, "pages ask of this day (today)"),
        OPTION_FLAG("quiet", 'q', &how.quiet, "no line for each request"),
        OPTIONS_ACT(&so),
        OPTION_END,
    };
    if (!options_read(o, table, err))
        return false;
    if (how.port < 0 || how.port > 65535 || megabytes < 1)
        return error_set(err, ERROR_USAGE, "a port is 0 to 65535, a size at least 1 MB");
    how.as_of = so.as_of;
    how.most_upload = (int64_t)megabytes << 20;
    how.db = site_options_db(&so);
    so.as_of = NO_DATE;
    serve_block();
    if (!first_start(o, &so, &secret, err) || !server_start(o->arena, &how, &server, err))
        return false;
    const char *url = server_url(o->arena, server);
    fprintf(stderr, "ward: serving %s at %s\n", how.db, url);
    if (secret != NULL)
        printf("The first administrator comes in here, once, within 24 hours:\n  %s/link/%s\n", url,
               secret);
    fflush(stdout);
    serve_wait(server);
    return true;
}
