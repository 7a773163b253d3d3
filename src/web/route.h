#pragma once
/* Routes: every address of the server, who may come, and who answers. */

#include "web/request.h"

enum permit {
    PERMIT_UNSAID,    /* refused at start-up */
    PERMIT_ANYONE,    /* without signing in */
    PERMIT_SIGNED_IN, /* any account */
    PERMIT_READ,      /* a role of the packs; what it sees is for the lens */
    PERMIT_WRITE,     /* a role that may write something; which record is for the page to ask */
    PERMIT_ADMIN,     /* an administrator of the site, who sees no record by that */
};

enum route_flag {
    ROUTE_UPLOAD = 1, /* a form with a file, of any size the server takes */
    ROUTE_API = 2,    /* JSON for programs: errors are problem+json */
    ROUTE_SECRET = 4, /* its path is a secret: it is not written to the log */
};

typedef bool (*route_fn)(struct request *rq, struct html *h, struct error *err);

struct route {
    const char *method, *path; /* ":name" stands for one segment */
    route_fn run;
    enum permit permit;
    const char *says; /* one line, for the description of the interface */
    unsigned flags;
};

/* The table; the last row has no method. */
extern const struct route routes[];

/* Fails with ERROR_USAGE, naming the row, where one does not say who may come, has a method that is
 * not GET or POST, or is there twice. */
MUST_CHECK bool routes_check(const struct route *table, struct error *err);

/* The route of a method and path; NULL where there is none. *other: the path is there for another
 * method. Fills params with the segments that ':' stands for. */
const struct route *route_find(const struct route *table, const char *method,
                               const struct text_list *segments, const char **params, bool *other);

/* Whether the table has a page of this path, as it is written there. */
bool route_is_there(const struct route *table, const char *path);

/* Whether who asks may come. ERROR_FORBIDDEN says why not. */
MUST_CHECK bool route_permits(const struct request *rq, struct error *err);
