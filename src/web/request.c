#include "web/request.h"

#include <string.h>

#include "answer/result.h"
#include "base/number.h"
#include "base/text.h"

static const char *not_empty(const char *value)
{
    return value == NULL || *value == '\0' ? NULL : value;
}

const char *request_text(const struct request *rq, const char *name)
{
    const char *value = form_value(&rq->uri.query, name);
    return value == NULL ? NULL : not_empty(text_trim(rq->arena, value));
}

const char *request_form(const struct request *rq, const char *name)
{
    const char *value = form_value(&rq->form, name);
    return value == NULL ? NULL : not_empty(text_trim(rq->arena, value));
}

int64_t request_number(const struct request *rq, const char *name, int64_t low, int64_t high,
                       int64_t otherwise)
{
    int64_t v;
    const char *text = request_text(rq, name);
    return text != NULL && number_read_i64(text, &v) && v >= low && v <= high ? v : otherwise;
}

const char *request_role(const struct request *rq)
{
    if (rq->token.id != 0)
        return rq->token.role;
    return rq->session.id != 0 ? rq->session.role : "";
}

bool request_is_admin(const struct request *rq)
{
    // A token never administers.
    return rq->session.id != 0 && rq->session.account.admin;
}

const char *request_say(const struct request *rq, const char *english, const char *spanish)
{
    return rq->spanish && spanish != NULL ? spanish : english;
}

const char *role_words(struct arena *a, const char *role)
{
    char *words = arena_text(a, role);
    for (char *c = words; c != NULL && *c != '\0'; c++)
        *c = *c == '_' ? ' ' : *c;
    return words;
}

struct act request_act(const struct request *rq, const char *why)
{
    const char *actor = rq->token.id != 0     ? rq->token.account.name
                        : rq->session.id != 0 ? rq->session.account.name
                                              : "web";
    return (struct act){actor, why, rq->now};
}

bool reply_redirect(struct request *rq, const char *path)
{
    rq->reply.status = 303;
    rq->reply.location = path;
    rq->reply.body = "";
    rq->reply.length = 0;
    rq->reply.type = "text/plain; charset=utf-8";
    return true;
}

bool reply_body(struct request *rq, const char *type, const void *body, size_t length)
{
    rq->reply.type = type;
    rq->reply.body = body;
    rq->reply.length = length;
    return true;
}

const char *moment_words(const struct request *rq, struct instant t)
{
    struct local local = instant_local(t, zone_offset(rq->site->zone, t));
    int64_t minutes = local.us / 60000000;
    return arena_printf(rq->arena, "%s %02d:%02d", date_in_words(rq, local.date),
                        (int)(minutes / 60), (int)(minutes % 60));
}

const char *date_in_words(const struct request *rq, struct date d)
{
    char text[11];
    date_write(d, text);
    return date_words(rq->arena, text);
}
