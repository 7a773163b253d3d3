#include "web/answer.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/words.h"
#include "web/page.h"
#include "web/route.h"
#include "web/server.h"

enum { MOST_PAGE_BYTES = 32 << 20 };

static const char *cookie_name(const struct request *rq)
{
    // The prefix makes browsers refuse a cookie of this name that is not Secure and of this host.
    return server_is_secure(rq->server) ? "__Host-ward" : "ward";
}

const char *session_cookie(const struct request *rq, const char *secret)
{
    return arena_printf(rq->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s", cookie_name(rq),
                        secret == NULL ? "" : secret,
                        server_is_secure(rq->server) ? "; Secure" : "",
                        secret == NULL ? "; Max-Age=0" : "");
}

// What the forms of a session carry: known to who knows its secret, and telling nothing of it.
static const char *token_of(struct arena *a, const char *secret)
{
    struct digest_maker m;
    char text[65];
    digest_begin(&m);
    digest_text(&m, "form");
    digest_text(&m, secret);
    struct digest d = digest_end(&m);
    digest_write(&d, text);
    return arena_text(a, text);
}

bool answer_token_fits(const struct request *rq)
{
    const char *given = form_value(&rq->form, "token");
    return rq->csrf != NULL && given != NULL && strlen(given) == strlen(rq->csrf)
           && sodium_memcmp(given, rq->csrf, strlen(given)) == 0;
}

static void choose_language(struct request *rq)
{
    const char *chosen = rq->session.id != 0 ? rq->session.account.language : NULL;
    if (chosen == NULL)
        chosen = cookie_value(rq->arena, rq->cookies, "ward-language");
    rq->spanish = chosen != NULL ? text_equal(chosen, "es") : wants_spanish(rq->language_wanted);
    words_use(rq->spanish ? WORDS_SPANISH : WORDS_ENGLISH);
}

static bool find_asker(struct request *rq, struct error *err)
{
    bool api = rq->route != NULL && (rq->route->flags & ROUTE_API) != 0;
    if (api && rq->bearer != NULL)
        return token_find(rq->site, rq->arena, rq->bearer, rq->now, &rq->token, err);
    rq->secret = cookie_value(rq->arena, rq->cookies, cookie_name(rq));
    if (rq->secret == NULL || strlen(rq->secret) != 64)
        return true;
    if (!session_find(rq->site, rq->arena, rq->secret, rq->now, &rq->session, err))
        return false;
    if (rq->session.id != 0)
        rq->csrf = token_of(rq->arena, rq->secret);
    return true;
}

// A form that another site sends does nothing here.
static bool is_from_elsewhere(const struct request *rq)
{
    if (rq->fetch_site != NULL && !text_equal(rq->fetch_site, "same-origin")
        && !text_equal(rq->fetch_site, "none"))
        return true;
    if (rq->origin == NULL || rq->host == NULL)
        return false;
    const char *host = strstr(rq->origin, "://");
    return host == NULL || !text_equal(host + 3, rq->host);
}

static bool check_form(const struct request *rq, struct error *err)
{
    if (!text_equal(rq->method, "POST") || rq->token.id != 0)
        return true;
    if (is_from_elsewhere(rq))
        return error_set(err, ERROR_FORBIDDEN, "%s",
                         _("This form came from another site, and was not taken."));
    if (rq->session.id != 0 && !answer_token_fits(rq))
        return error_set(err, ERROR_FORBIDDEN, "%s",
                         _("This form is from an earlier session. Open its page again, and send "
                           "it from there."));
    return true;
}

static bool ask_site(struct request *rq, struct error *err)
{
    struct site *s = rq->site;
    const struct server_options *o = server_options(rq->server);
    struct local today = instant_local(rq->now, zone_offset(s->zone, rq->now));
    const char *role = request_role(rq), *as_of = request_text(rq, "as_of");
    const char *from = request_text(rq, "from"), *to = request_text(rq, "to");
    // A role that nobody gave sees what no line of access says: nothing.
    struct question q = {.as_of = today.date,
                         .known_at = NO_INSTANT,
                         .from = from == NULL ? NO_DATE : date_read(from),
                         .to = to == NULL ? NO_DATE : date_read(to),
                         .role = *role == '\0' ? "public" : role,
                         .user = rq->token.id != 0     ? rq->token.account.name
                                 : rq->session.id != 0 ? rq->session.account.name
                                                       : "nobody"};
    if (date_is(o->as_of)) {
        q.as_of = o->as_of;
        q.on_that_day = true;
    }
    if (as_of != NULL && date_is(date_read(as_of))) {
        q.as_of = date_read(as_of);
        q.on_that_day = true;
    }
    if ((from != NULL && !date_is(q.from)) || (to != NULL && !date_is(q.to))
        || (as_of != NULL && !date_is(date_read(as_of))))
        return error_set(err, ERROR_USAGE, "%s", _("A day is written like 2026-01-31."));
    // The views are made once for askers of the same role; who asks is read when a row is.
    char said[200];
    snprintf(said, sizeof said, "%s %d %d %d %d", q.role, q.as_of.days, q.on_that_day, q.from.days,
             q.to.days);
    if (text_equal(rq->asked, said)) {
        s->question = q;
    } else {
        *rq->asked = '\0';
        if (!site_ask(s, &q, err))
            return false;
        snprintf(rq->asked, rq->asked_room, "%s", said);
    }
    return site_setting(s, rq->arena, "name", &rq->site_name, err)
           && ledger_position(s, &rq->position, err);
}

static bool prepare(struct request *rq, struct error *err)
{
    store_guard(rq->site->store, false);
    if (!find_asker(rq, err))
        return false;
    choose_language(rq);
    return ask_site(rq, err);
}

/* ---- what is said where it fails
 * --------------------------------------------------------------------- */

static bool is_api(const struct request *rq)
{
    return (rq->route != NULL && (rq->route->flags & ROUTE_API) != 0)
           || (rq->uri.segments.count > 0 && text_equal(rq->uri.segments.at[0], "api"));
}

static const char *title_of(int status)
{
    switch (status) {
    case 400:
        return _("That was not understood");
    case 401:
        return _("Sign in first");
    case 403:
        return _("Not for this role");
    case 404:
        return _("There is no such page");
    case 409:
        return _("Something else is in the way");
    case 422:
        return _("That cannot be taken as it is");
    }
    return _("Something failed on our side");
}

static void problem_json(struct request *rq, int status, const struct error *err)
{
    struct buf b = buf_make(rq->arena, 8000);
    struct json j = json_make(&b);
    json_object_begin(&j, NULL);
    json_text(&j, "type", "about:blank");
    json_text(&j, "title", title_of(status));
    json_i64(&j, "status", status);
    json_text(&j, "detail", err->text);
    json_object_end(&j);
    buf_char(&b, '\n');
    reply_body(rq, "application/problem+json", b.text, b.length);
}

void answer_failure(struct request *rq, const struct error *err)
{
    int status = error_http_status(err->kind);
    struct html h = html_make(rq->arena, MOST_PAGE_BYTES);
    struct error none = {0};
    const char *text;
    bool nobody = rq->session.id == 0 && rq->token.id == 0;
    if (is_api(rq) && err->kind == ERROR_FORBIDDEN && nobody)
        status = 401;
    rq->reply = (struct reply){.status = status};
    if (is_api(rq) || rq->site == NULL) {
        problem_json(rq, status, err);
        return;
    }
    if (err->kind == ERROR_FORBIDDEN && nobody && text_equal(rq->method, "GET") && rq->route != NULL
        && rq->route->permit != PERMIT_ANYONE) {
        reply_redirect(
            rq, arena_printf(rq->arena, "/sign-in?to=%s", uri_escape(rq->arena, rq->uri.path)));
        return;
    }
    page_begin(&h, rq, title_of(status));
    html_put(&h, "<p class=\"sentence\">%s</p>\n", err->text);
    if (status == 503)
        html_put(&h, "<p>%s</p>\n",
                 _("Nothing was changed. Try again in a minute; if it stays so, tell the "
                   "administrator what you did and when."));
    html_put(&h, "<ul><li><a href=\"/\">%s</a></li><li><a href=\"/help\">%s</a></li></ul>\n",
             _("To the first page"), _("Help"));
    page_end(&h, rq);
    if (html_done(&h, &text, &none))
        reply_body(rq, "text/html; charset=utf-8", text, h.buf.length);
    else
        reply_body(rq, "text/plain; charset=utf-8", err->text, strlen(err->text));
    rq->reply.status = status;
}

/* ---- answering
 * ------------------------------------------------------------------------------------- */

bool answer_may_come(struct request *rq)
{
    struct error err = {0};
    if (!prepare(rq, &err) || !route_permits(rq, &err)
        || (is_from_elsewhere(rq)
            && !error_set(&err, ERROR_FORBIDDEN, "%s",
                          _("This form came from another site, and was not taken.")))) {
        answer_failure(rq, &err);
        return false;
    }
    return true;
}

static bool run(struct request *rq, struct html *h, struct error *err)
{
    if (!prepare(rq, err))
        return false;
    if (rq->route == NULL)
        return error_set(err, ERROR_NOT_FOUND, "%s",
                         _("Nothing is at this address. The page may have moved, or a letter may "
                           "be missing."));
    return route_permits(rq, err) && check_form(rq, err) && rq->route->run(rq, h, err);
}

void answer(struct request *rq)
{
    struct html h = html_make(rq->arena, MOST_PAGE_BYTES);
    struct error err = {0};
    const char *text;
    bool ok = run(rq, &h, &err);
    store_guard(rq->site->store, false);
    if (ok && rq->reply.body == NULL && rq->reply.status != 304) {
        ok = html_done(&h, &text, &err);
        if (ok)
            reply_body(rq, "text/html; charset=utf-8", text, h.buf.length);
    }
    if (!ok)
        answer_failure(rq, &err);
    if (rq->reply.status == 0)
        rq->reply.status = 200;
    if (rq->reply.etag != NULL && rq->reply.status == 200 && rq->if_none_match != NULL
        && strstr(rq->if_none_match, rq->reply.etag) != NULL) {
        rq->reply.status = 304;
        rq->reply.length = 0;
    }
}
