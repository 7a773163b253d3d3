/* Signing in and out, and one's own account. */

#include <inttypes.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "base/words.h"
#include "web/answer.h"
#include "web/page.h"
#include "web/pages.h"
#include "web/password.h"
#include "web/server.h"

enum { TOKEN_DAYS = 365 };

// A path of ours, to go on to; "/" for anything else.
static const char *path_of_ours(const char *to)
{
    if (to == NULL || to[0] != '/' || to[1] == '/' || strchr(to, '\\') != NULL)
        return "/";
    for (const char *s = to; *s != '\0'; s++)
        if ((unsigned char)*s <= 0x20 || (unsigned char)*s >= 0x7f)
            return "/";
    return to;
}

bool page_language(struct request *rq, struct html *h, struct error *err)
{
    (void)h;
    const char *language = rq->param[0];
    if (!text_equal(language, "en") && !text_equal(language, "es"))
        return error_set(err, ERROR_NOT_FOUND, "%s", _("The pages are in English and Spanish."));
    if (rq->session.id != 0
        && !account_set_language(rq->site, rq->session.account.id, language, err))
        return false;
    rq->reply.cookie = arena_printf(rq->arena,
                                    "ward-language=%s; Path=/; Max-Age=31536000; "
                                    "HttpOnly; SameSite=Lax%s",
                                    language, server_is_secure(rq->server) ? "; Secure" : "");
    return reply_redirect(rq, path_of_ours(request_text(rq, "to")));
}

static void draw_sign_in(struct request *rq, struct html *h, const char *to, const char *name,
                         const char *wrong)
{
    struct form_errors errors = {0};
    if (wrong != NULL)
        *list_add(rq->arena, &errors) = (struct form_error){"name", wrong};
    page_begin(h, rq, _("Sign in"));
    form_errors(h, &errors);
    form_begin(h, rq, "/sign-in");
    html_put(h, "<input type=\"hidden\" name=\"to\" value=\"%s\">\n", to);
    form_text(h, &(struct form_text){.name = "name",
                                     .label = _("Name"),
                                     .value = name,
                                     .autocomplete = "username",
                                     .required = true});
    form_text(h, &(struct form_text){.name = "password",
                                     .label = _("Password"),
                                     .type = "password",
                                     .autocomplete = "current-password",
                                     .required = true});
    form_text(h, &(struct form_text){.name = "code",
                                     .label = _("One-time code"),
                                     .hint = _("Six digits, if your account uses them."),
                                     .inputmode = "numeric",
                                     .autocomplete = "one-time-code"});
    form_submit(h, _("Sign in"), false);
    form_end(h);
    html_put(h, "<p class=\"quiet\">%s</p>\n",
             _("No password yet, or forgotten? An administrator can give you a link that signs "
               "you in once."));
    page_end(h, rq);
}

bool page_sign_in(struct request *rq, struct html *h, struct error *err)
{
    (void)err;
    draw_sign_in(rq, h, path_of_ours(request_text(rq, "to")), NULL, NULL);
    return true;
}

// The first role of an account; "" where it has none.
static const char *first_role(struct arena *a, const struct account *u)
{
    struct text_list roles = text_split(a, u->roles, ' ');
    return roles.count == 0 ? "" : roles.at[0];
}

static bool start_session(struct request *rq, const struct account *u, const char *role,
                          const char *how, struct error *err)
{
    const char *secret;
    const struct act act = {u->name, how, rq->now};
    if (!session_begin(rq->site, rq->arena, u->id, role, &act, &secret, err))
        return false;
    rq->reply.cookie = session_cookie(rq, secret);
    return true;
}

static bool is_right(struct request *rq, const struct account *u, bool *right, struct error *err)
{
    int64_t step = 0;
    const char *password = form_value(&rq->form, "password");
    bool locked = u->id != 0 && u->locked_until.us > rq->now.us;
    // The password is tried in every case, so that the time says nothing.
    bool ok = password_fits(u->password, password) && u->id != 0 && u->active && !locked;
    if (ok && u->code != NULL) {
        bool taken = false;
        ok = code_fits(u->code, request_form(rq, "code"), rq->now, &step);
        if (ok && !account_take_code(rq->site, u->id, step, &taken, err))
            return false;
        ok = ok && taken;
    }
    if (!ok && u->id != 0 && !locked && !account_failed(rq->site, u->id, rq->now, err))
        return false;
    *right = ok;
    return true;
}

bool act_sign_in(struct request *rq, struct html *h, struct error *err)
{
    struct account u = {0};
    bool right = false;
    const char *name = request_form(rq, "name"), *to = path_of_ours(request_form(rq, "to"));
    if ((name != NULL && !account_find(rq->site, rq->arena, name, &u, err))
        || !is_right(rq, &u, &right, err))
        return false;
    if (!right) {
        rq->reply.status = 422;
        draw_sign_in(rq, h, to, name,
                     _("Name, password and code do not go together. After five attempts the "
                       "account rests for a quarter of an hour."));
        return true;
    }
    return start_session(rq, &u, first_role(rq->arena, &u), "sign in with password", err)
           && reply_redirect(rq, to);
}

/* A link is opened by programs that look at mail, too: only the button uses it up. */
bool page_link(struct request *rq, struct html *h, struct error *err)
{
    (void)err;
    page_begin(h, rq, _("Sign in once"));
    html_put(h, "<p>%s</p>\n",
             _("This link signs you in, one time. Choose a password afterwards, "
               "under Your account."));
    form_begin(h, rq, arena_printf(rq->arena, "/link/%s", uri_escape(rq->arena, rq->param[0])));
    form_submit(h, _("Sign in"), false);
    form_end(h);
    page_end(h, rq);
    return true;
}

bool act_link(struct request *rq, struct html *h, struct error *err)
{
    (void)h;
    int64_t user = 0;
    const char *role = "";
    struct account u = {0};
    if (!link_take(rq->site, rq->arena, rq->param[0], rq->now, &user, &role, err)
        || (user != 0 && !account_of(rq->site, rq->arena, user, &u, err)))
        return false;
    if (u.id == 0 || !u.active)
        return error_set(err, ERROR_FORBIDDEN, "%s",
                         _("This link was used, or is too old. Ask an administrator for a new "
                           "one."));
    if (*role == '\0')
        role = first_role(rq->arena, &u);
    return start_session(rq, &u, role, "sign in by a link", err)
           && reply_redirect(rq, u.admin && *role == '\0' ? "/account" : "/");
}

bool act_sign_out(struct request *rq, struct html *h, struct error *err)
{
    (void)h;
    const struct act act = request_act(rq, "sign out");
    if (!session_end(rq->site, rq->session.id, &act, err))
        return false;
    rq->reply.cookie = session_cookie(rq, NULL);
    return reply_redirect(rq, "/sign-in");
}

/* ---- the account
 * --------------------------------------------------------------------------------- */

struct account_view {
    struct form_errors errors;
    const char *code_secret; /* a new one, shown until a code of it came back */
    const char *new_token;   /* shown once */
    const char *done;
};

static void draw_roles(struct request *rq, struct html *h)
{
    struct text_list roles = text_split(rq->arena, rq->session.account.roles, ' ');
    html_put(h, "<section><h2>%s</h2>\n", _("Role"));
    if (roles.count == 0) {
        html_put(h, "<p>%s</p></section>\n",
                 _("This account has no role: it sees no records. An administrator gives roles, "
                   "also to themselves, and the ledger says so."));
        return;
    }
    struct form_choice *choices = ARENA_ARRAY(rq->arena, struct form_choice, roles.count);
    for (size_t i = 0; i < roles.count; i++)
        choices[i] = (struct form_choice){roles.at[i], role_words(rq->arena, roles.at[i])};
    form_begin(h, rq, "/account/role");
    form_select(h, &(struct form_select){.name = "role",
                                         .label = _("You act as"),
                                         .hint = _("What you see and may do follows from it."),
                                         .value = rq->session.role,
                                         .choices = choices,
                                         .count = roles.count,
                                         .required = true});
    form_submit(h, _("Act as this role"), true);
    form_end(h);
    html_raw(h, "</section>\n");
}

static void draw_password(struct request *rq, struct html *h, const struct account_view *v)
{
    html_put(h, "<section><h2>%s</h2>\n", _("Password"));
    form_begin(h, rq, "/account/password");
    if (rq->session.account.password != NULL)
        form_text(h, &(struct form_text){.name = "old",
                                         .label = _("The password you have"),
                                         .type = "password",
                                         .error = form_error_of(&v->errors, "old"),
                                         .autocomplete = "current-password",
                                         .required = true});
    form_text(h, &(struct form_text){.name = "password",
                                     .label = _("New password"),
                                     .type = "password",
                                     .hint = _("At least 12 characters."),
                                     .error = form_error_of(&v->errors, "password"),
                                     .autocomplete = "new-password",
                                     .required = true});
    form_submit(h, _("Change the password"), true);
    form_end(h);
    html_raw(h, "</section>\n");
}

static void draw_codes(struct request *rq, struct html *h, const struct account_view *v)
{
    html_put(h, "<section><h2>%s</h2>\n", _("One-time codes"));
    form_begin(h, rq, "/account/codes");
    if (rq->session.account.code != NULL) {
        html_put(h, "<p>%s</p>\n", _("On: signing in asks for a code of your authenticator."));
        form_submit(h, _("Turn codes off"), true);
    } else {
        const char *secret = v->code_secret == NULL ? code_secret_make(rq->arena) : v->code_secret;
        html_put(h, "<p>%s <code class=\"root\">%s</code></p>\n",
                 _("Enter this key in an authenticator program, then give a code that it shows:"),
                 code_secret_base32(rq->arena, secret));
        html_put(h, "<input type=\"hidden\" name=\"secret\" value=\"%s\">\n", secret);
        form_text(h, &(struct form_text){.name = "code",
                                         .label = _("One-time code"),
                                         .error = form_error_of(&v->errors, "code"),
                                         .inputmode = "numeric",
                                         .autocomplete = "one-time-code",
                                         .required = true});
        form_submit(h, _("Turn codes on"), true);
    }
    form_end(h);
    html_raw(h, "</section>\n");
}

static bool draw_tokens(struct request *rq, struct html *h, const struct account_view *v,
                        struct error *err)
{
    struct token_list tokens;
    if (!token_all(rq->site, rq->arena, rq->session.account.id, &tokens, err))
        return false;
    html_put(h, "<section><h2>%s</h2>\n<p>%s</p>\n", _("Tokens of programs"),
             _("A program shows a token to ask under /api/v1, with your role and nothing more."));
    if (v->new_token != NULL)
        html_put(h,
                 "<div class=\"warning\" role=\"status\"><p>%s</p><p><code class=\"root\" "
                 "id=\"new-token\">%s</code></p></div>\n",
                 _("Here is the token. It is shown this once: copy it now."), v->new_token);
    if (tokens.count > 0)
        list_begin(
            h, _("Tokens of programs"), _("Your tokens"),
            (const char *const[]){_("Name"), _("Role"), _("May"), _("Until"), _("End it"), NULL});
    for (size_t i = 0; i < tokens.count; i++) {
        const struct token *t = &tokens.at[i];
        html_put(h, "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td>", t->label,
                 role_words(rq->arena, t->role), t->scopes, moment_words(rq, t->expires));
        form_begin(h, rq, arena_printf(rq->arena, "/account/tokens/%" PRId64 "/end", t->id));
        html_put(h, "<button class=\"plain\">%s</button></form></td></tr>\n",
                 arena_printf(rq->arena, _("End %s"), t->label));
    }
    if (tokens.count > 0)
        list_end(h);
    form_begin(h, rq, "/account/tokens");
    form_text(h, &(struct form_text){.name = "label",
                                     .label = _("What will use it"),
                                     .error = form_error_of(&v->errors, "label"),
                                     .required = true});
    form_check(h, &(struct form_check){.name = "write",
                                       .label = _("It may also write"),
                                       .hint = _("What your role may write; else it only reads.")});
    form_submit(h, _("Make a token"), true);
    form_end(h);
    html_raw(h, "</section>\n");
    return true;
}

static bool draw_account(struct request *rq, struct html *h, const struct account_view *v,
                         struct error *err)
{
    page_begin(h, rq, _("Your account"));
    form_errors(h, &v->errors);
    if (v->done != NULL)
        html_put(h, "<div class=\"done\" role=\"status\"><p>%s</p></div>\n", v->done);
    html_put(h, "<p>%s</p>\n",
             arena_printf(rq->arena,
                          _("Signed in as %s since %s. A session ends after 30 minutes "
                            "without use."),
                          rq->session.account.name, moment_words(rq, rq->session.began)));
    form_begin(h, rq, "/sign-out");
    form_submit(h, _("Sign out"), false);
    form_end(h);
    draw_roles(rq, h);
    draw_password(rq, h, v);
    draw_codes(rq, h, v);
    if (*rq->session.role != '\0' && !draw_tokens(rq, h, v, err))
        return false;
    page_end(h, rq);
    return true;
}

bool page_account(struct request *rq, struct html *h, struct error *err)
{
    const char *done = request_text(rq, "done");
    struct account_view v = {0};
    if (text_equal(done, "password"))
        v.done = _("The password is changed. Other sessions of yours have ended.");
    else if (text_equal(done, "codes"))
        v.done = _("One-time codes are changed.");
    else if (text_equal(done, "token"))
        v.done = _("The token has ended.");
    return draw_account(rq, h, &v, err);
}

bool act_account_password(struct request *rq, struct html *h, struct error *err)
{
    struct account_view v = {0};
    const struct account *u = &rq->session.account;
    const char *new = form_value(&rq->form, "password"), *hash;
    const char *trouble = password_trouble(rq->arena, new, u->name, rq->site_name);
    if (u->password != NULL && !password_fits(u->password, form_value(&rq->form, "old")))
        *list_add(rq->arena, &v.errors) =
            (struct form_error){"old", _("That is not the password of this account.")};
    if (trouble != NULL)
        *list_add(rq->arena, &v.errors) = (struct form_error){"password", trouble};
    if (v.errors.count > 0) {
        rq->reply.status = 422;
        return draw_account(rq, h, &v, err);
    }
    const struct act act = request_act(rq, "change password");
    return password_hash(rq->arena, new, &hash, err)
           && account_set_password(rq->site, u->id, hash, &act, err)
           && session_end_others(rq->site, u->id, rq->session.id, err)
           && reply_redirect(rq, "/account?done=password");
}

bool act_account_codes(struct request *rq, struct html *h, struct error *err)
{
    const struct account *u = &rq->session.account;
    const struct act act = request_act(rq, "change one-time codes");
    const char *secret = request_form(rq, "secret");
    int64_t step;
    if (u->code != NULL)
        return account_set_code(rq->site, u->id, NULL, &act, err)
               && reply_redirect(rq, "/account?done=codes");
    if (!code_fits(secret, request_form(rq, "code"), rq->now, &step)) {
        struct account_view v = {.code_secret = secret};
        *list_add(rq->arena, &v.errors) = (struct form_error){
            "code", _("That code is not of this key. Check the clock of the authenticator.")};
        rq->reply.status = 422;
        return draw_account(rq, h, &v, err);
    }
    return account_set_code(rq->site, u->id, secret, &act, err)
           && reply_redirect(rq, "/account?done=codes");
}

bool act_account_role(struct request *rq, struct html *h, struct error *err)
{
    (void)h;
    const char *role = request_form(rq, "role");
    struct text_list roles = text_split(rq->arena, rq->session.account.roles, ' ');
    const struct act act = request_act(rq, "act as another role");
    for (size_t i = 0; i < roles.count; i++)
        if (text_equal(roles.at[i], role))
            return session_act_as(rq->site, rq->session.id, role, &act, err)
                   && reply_redirect(rq, "/");
    return error_set(err, ERROR_FORBIDDEN, "%s", _("Your account does not have this role."));
}

bool act_account_token(struct request *rq, struct html *h, struct error *err)
{
    struct account_view v = {0};
    const char *label = request_form(rq, "label");
    const struct act act = request_act(rq, "make a token");
    if (*rq->session.role == '\0')
        return error_set(err, ERROR_FORBIDDEN, "%s", _("A token needs a role."));
    if (label == NULL) {
        *list_add(rq->arena, &v.errors) = (struct form_error){"label", _("Say what will use it.")};
        rq->reply.status = 422;
    } else if (!token_make(rq->site, rq->arena, rq->session.account.id, rq->session.role, label,
                           request_form(rq, "write") == NULL ? "read" : "read write",
                           (struct instant){rq->now.us + TOKEN_DAYS * INT64_C(86400000000)}, &act,
                           &v.new_token, err))
        return false;
    return draw_account(rq, h, &v, err);
}

bool act_account_token_end(struct request *rq, struct html *h, struct error *err)
{
    (void)h;
    int64_t id;
    const struct act act = request_act(rq, "end a token");
    if (!number_read_i64(rq->param[0], &id))
        return error_set(err, ERROR_NOT_FOUND, "%s", _("There is no such token."));
    return token_end(rq->site, rq->session.account.id, id, &act, err)
           && reply_redirect(rq, "/account?done=token");
}
