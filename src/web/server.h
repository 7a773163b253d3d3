#pragma once
/* The server: one thread that speaks with the network, and a few that answer, each with its own
 * handle of the site.
 *
 *     network thread (libmicrohttpd, epoll)            workers
 *        head of a request ── is it small enough? ──▶  a file's form: may it come? (before it is
 * read) its body, to memory or to a file        ──▶   session, right, page the reply ◀──   body,
 * headers
 *
 * A connection whose request is being answered is suspended: it costs no thread. */

#include "store/site.h"

struct server;

struct server_options {
    const char *db, *address;      /* address: of an interface, 127.0.0.1 by default */
    int port;                      /* 0: any that is free */
    const char *certificate, *key; /* PEM files, for TLS; NULL: none */
    bool proxy;                    /* a proxy in front speaks TLS: cookies are Secure */
    int workers;                   /* 0: 2 */
    int64_t most_upload;           /* bytes of a file; 0: 1 GiB */
    struct date as_of;             /* pages ask of this day; NO_DATE: of today */
    const char *note;              /* said on every page, such as that the data is invented */
    bool quiet;                    /* no log */
};

/* Starts it. Fails: ERROR_USAGE for a table of routes that leaves something unsaid; ERROR_IO where
 * the port cannot be had; as site_open does. */
MUST_CHECK bool server_start(struct arena *a, const struct server_options *o, struct server **out,
                             struct error *err);
int server_port(const struct server *s);
const char *server_url(struct arena *a, const struct server *s);
/* Lets what is being answered come to its end. */
void server_stop(struct server *s);

/* ---- for the pages */

const struct server_options *server_options(const struct server *s);
bool server_is_secure(const struct server *s); /* the reader speaks TLS with us or our proxy */
struct instant server_now(void);

/* Drawn pieces that many readers see, kept until the ledger moves on. NULL: not there. */
const char *server_kept(struct server *s, struct arena *a, const char *key, int64_t position);
void server_keep(struct server *s, const char *key, int64_t position, const char *text);

/* ---- loads in the background */

enum job_state { JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_FAILED };

struct job {
    int64_t id, user;
    enum job_state state;
    int64_t rows, entry, accepted, amended, same, rejected, warnings, loaded_before;
    const char *map, *name; /* of the file */
    char why[400];          /* it failed */
};

/* Takes over the file, which goes when it is loaded. Fails: ERROR_CONFLICT where too many wait. */
MUST_CHECK bool server_load(struct server *s, int64_t user, const char *role, const char *map,
                            const char *path, const char *name, const struct act *act, int64_t *id,
                            struct error *err);
/* What became of it; false where this user has no such job. */
bool server_job(struct server *s, int64_t id, int64_t user, struct job *out);
