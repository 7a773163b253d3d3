#pragma once
/* Answering a request: who asks, whether they may, the page, and what is said where it fails. */

#include "web/request.h"

/* The site and the route are there. Fills the reply, whatever happens. */
void answer(struct request *rq);

/* Before the body of a form with a file is read: whether it may come. Where not, the reply says
 * why. */
bool answer_may_come(struct request *rq);

/* Whether the form carries the token of its session. */
bool answer_token_fits(const struct request *rq);

/* The reply of a failure. */
void answer_failure(struct request *rq, const struct error *err);

/* The cookie that keeps a session; secret NULL: that ends it. */
const char *session_cookie(const struct request *rq, const char *secret);
