#pragma once
/* Requests: what came, who asks, and the reply in the making. */

#include "report/html.h"
#include "store/account.h"
#include "web/form.h"

struct server;
struct route;
struct job;

/* A file that came with a form: on disk, gone when the request is over unless it is kept. */
struct upload {
    const char *path, *name; /* name: as the sender calls it, without folders; NULL: none came */
    int64_t bytes;
};

/* What is sent back. A page that does nothing about it is a 200 of HTML. */
struct reply {
    int status;           /* 0: 200 */
    const char *type;     /* NULL: text/html */
    const char *location; /* of a redirect */
    const char *cookie;   /* a Set-Cookie line; NULL: none */
    const char *name;     /* of a download; NULL: shown */
    const char *etag;     /* with its quotes */
    const char *retry;    /* Retry-After */
    const void *body;     /* NULL: the HTML that was drawn */
    size_t length;
    bool fixed;  /* body outlives the program's requests: an asset */
    bool gzip;   /* body is compressed */
    bool shared; /* caches on the way may keep it */
};

struct request {
    struct server *server;
    struct site *site; /* of this thread; asks as the session's role */
    struct arena *arena;
    struct instant now;
    const struct route *route;
    const char *method;
    struct uri uri;
    const char *param[4]; /* the segments that the route names with ':' in order */
    struct form form;
    struct upload upload;
    /* headers; NULL where they did not come */
    const char *cookies, *language_wanted, *if_none_match, *origin, *host, *fetch_site, *bearer,
        *type;

    struct session session; /* id 0: nobody is signed in */
    struct token token;     /* of a program; id 0: none */
    const char *secret;     /* of the session, as its cookie says it */
    const char *csrf;       /* what every form of this session carries */
    bool spanish, gzip_wanted;
    const char *site_name;
    int64_t position; /* of the ledger: what there was to see when it came */
    char *asked; /* the question that the site's views stand for, kept from request to request */
    size_t asked_room;
    struct reply reply;
};

/* A value of the query without white space at its ends; NULL where it is not given or empty. */
const char *request_text(const struct request *rq, const char *name);
/* A value of the body. */
const char *request_form(const struct request *rq, const char *name);
/* A whole number of the query in low..high; otherwise where it is not given or out of range. */
int64_t request_number(const struct request *rq, const char *name, int64_t low, int64_t high,
                       int64_t otherwise);

const char *request_role(const struct request *rq); /* "" for nobody */
bool request_is_admin(const struct request *rq);

/* Whether this text is English or Spanish for the reader. */
const char *request_say(const struct request *rq, const char *english, const char *spanish);

/* A role as people write it: "records clerk". */
const char *role_words(struct arena *a, const char *role);

/* Who, why and when, for the ledger. */
struct act request_act(const struct request *rq, const char *why);

/* Ends a POST: 303 to a path of ours. */
bool reply_redirect(struct request *rq, const char *path);
/* A body of a type. */
bool reply_body(struct request *rq, const char *type, const void *body, size_t length);

/* "31 January 2026 14:05" on the site's wall clock; "31 January 2026". */
const char *moment_words(const struct request *rq, struct instant t);
const char *date_in_words(const struct request *rq, struct date d);
