#pragma once
/* Serving, for the commands that end so. */

#include "command/options.h"
#include "web/server.h"

/* Serves until it is interrupted (SIGINT, SIGTERM). The signals are blocked by serve_block, before
 * the first thread starts. */
void serve_block(void);
void serve_wait(struct server *s);

/* Serves a sample site on a free port: an account for each role of the packs and an administrator,
 * each with a link that signs it in once. Returns when it is interrupted. */
MUST_CHECK bool serve_demo(struct options *o, struct site *s, const char *db, struct date as_of,
                           const char *note, struct error *err);
