#include "web/route.h"

#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "store/lens.h"

bool routes_check(const struct route *table, struct error *err)
{
    for (const struct route *r = table; r->method != NULL; r++) {
        if (r->permit == PERMIT_UNSAID)
            return error_set(err, ERROR_USAGE, "the route %s %s does not say who may come",
                             r->method, r->path);
        if (!text_equal(r->method, "GET") && !text_equal(r->method, "POST"))
            return error_set(err, ERROR_USAGE, "the route %s %s: GET or POST", r->method, r->path);
        if (r->path == NULL || *r->path != '/' || r->run == NULL)
            return error_set(err, ERROR_USAGE, "a route without a path or an answer");
        for (const struct route *other = table; other < r; other++)
            if (text_equal(other->path, r->path) && text_equal(other->method, r->method))
                return error_set(err, ERROR_USAGE, "the route %s %s is there twice", r->method,
                                 r->path);
    }
    return true;
}

static bool fits(const char *path, const struct text_list *segments, const char **params)
{
    size_t n = 0, taken = 0;
    for (const char *at = path + 1; *at != '\0'; n++) {
        size_t length = strcspn(at, "/");
        if (n >= segments->count)
            return false;
        const char *segment = segments->at[n];
        if (*at == ':')
            params[taken++] = segment;
        else if (strlen(segment) != length || strncmp(segment, at, length) != 0)
            return false;
        at += length + (at[length] == '/');
    }
    return n == segments->count;
}

const struct route *route_find(const struct route *table, const char *method,
                               const struct text_list *segments, const char **params, bool *other)
{
    // HEAD is GET whose body stays here.
    if (text_equal(method, "HEAD"))
        method = "GET";
    *other = false;
    for (const struct route *r = table; r->method != NULL; r++) {
        const char *found[4] = {0};
        if (!fits(r->path, segments, found))
            continue;
        if (!text_equal(r->method, method)) {
            *other = true;
            continue;
        }
        memcpy(params, found, sizeof found);
        return r;
    }
    return NULL;
}

bool route_is_there(const struct route *table, const char *path)
{
    for (const struct route *r = table; r->method != NULL; r++)
        if (text_equal(r->path, path))
            return true;
    return false;
}

// Whether the packs name a role at all.
static bool role_is_known(const struct packs *p, const char *role)
{
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->at[i]->access.count; j++)
            if (text_equal(p->at[i]->access.at[j].role, role))
                return true;
    return false;
}

static bool may_write_something(const struct packs *p, const char *role)
{
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->at[i]->records.count; j++)
            if (lens_may_write(p, role, &p->at[i]->records.at[j]))
                return true;
    return false;
}

bool route_permits(const struct request *rq, struct error *err)
{
    bool someone = rq->session.id != 0 || rq->token.id != 0;
    const char *role = request_role(rq);
    switch (rq->route->permit) {
    case PERMIT_ANYONE:
        return true;
    case PERMIT_SIGNED_IN:
        if (someone)
            return true;
        break;
    case PERMIT_READ:
        if (someone && *role != '\0' && role_is_known(&rq->site->packs, role))
            return true;
        break;
    case PERMIT_WRITE:
        if (someone && *role != '\0' && may_write_something(&rq->site->packs, role)
            && (rq->token.id == 0 || strstr(rq->token.scopes, "write") != NULL))
            return true;
        break;
    case PERMIT_ADMIN:
        if (request_is_admin(rq))
            return true;
        break;
    case PERMIT_UNSAID:
        break;
    }
    if (!someone)
        return error_set(err, ERROR_FORBIDDEN, "%s", _("Sign in to see this page."));
    if (*role == '\0')
        return error_set(err, ERROR_FORBIDDEN, "%s",
                         _("Your account has no role that may see this page. Ask an "
                           "administrator for the role that your work needs."));
    return error_set(err, ERROR_FORBIDDEN,
                     _("The role %s may not use this page. If your work "
                       "needs it, ask an administrator."),
                     role_words(rq->arena, role));
}
