#include "web/page.h"

#include <inttypes.h>
#include <string.h>

#include "answer/result.h"
#include "base/text.h"
#include "base/words.h"
#include "report/part_chart.h"
#include "report/part_table.h"
#include "report/report_parts.h"
#include "store/lens.h"
#include "web/route.h"
#include "web/server.h"

const char *count_text(struct arena *a, int64_t n)
{
    return count_words(a, n);
}

static bool is_here(const struct request *rq, const char *path)
{
    const char *first = rq->uri.segments.count == 0 ? "" : rq->uri.segments.at[0];
    return text_equal(path + 1, first);
}

static void write_link(struct html *h, const struct request *rq, const char *path,
                       const char *label)
{
    if (!route_is_there(routes, path))
        return;
    if (is_here(rq, path))
        html_put(h, "<li><a href=\"%s\" aria-current=\"page\">%s</a></li>\n", path, label);
    else
        html_put(h, "<li><a href=\"%s\">%s</a></li>\n", path, label);
}

static bool may(const struct request *rq, enum permit permit)
{
    struct request asked = *rq;
    const struct route route = {.permit = permit};
    struct error none = {0};
    asked.route = &route;
    return route_permits(&asked, &none);
}

static void write_navigation(struct html *h, const struct request *rq)
{
    html_put(h, "<nav class=\"site-nav\" aria-label=\"%s\"><div class=\"page\"><ul>\n", _("Site"));
    if (may(rq, PERMIT_READ)) {
        write_link(h, rq, "/", _("Home"));
        write_link(h, rq, "/due", _("Due"));
        write_link(h, rq, "/problems", _("Problems"));
        write_link(h, rq, "/measures", _("Measures"));
        write_link(h, rq, "/records", _("Records"));
        write_link(h, rq, "/decisions", _("Decisions"));
        write_link(h, rq, "/reconciliations", _("Reconciliations"));
    }
    if (may(rq, PERMIT_WRITE))
        write_link(h, rq, "/load", _("Load"));
    if (may(rq, PERMIT_ADMIN))
        write_link(h, rq, "/admin", _("Administration"));
    write_link(h, rq, "/public", _("Public page"));
    html_raw(h, "</ul></div></nav>\n");
}

static void write_languages(struct html *h, const struct request *rq)
{
    const char *path = uri_escape(rq->arena, rq->uri.path == NULL ? "/" : rq->uri.path);
    // A page that answered a form cannot be asked for again, nor can a link that is a secret.
    if (!text_equal(rq->method, "GET")
        || (rq->route != NULL && (rq->route->flags & ROUTE_SECRET) != 0))
        path = "%2F";
    if (rq->spanish)
        html_put(h, "<a href=\"/language/en?to=%s\" lang=\"en\" hreflang=\"en\">English</a>", path);
    else
        html_put(h, "<a href=\"/language/es?to=%s\" lang=\"es\" hreflang=\"es\">Español</a>", path);
}

static void write_who(struct html *h, const struct request *rq)
{
    html_raw(h, "<span class=\"who\">");
    write_languages(h, rq);
    if (rq->session.id != 0)
        html_put(h, " <a href=\"/account\">%s</a>",
                 *rq->session.role == '\0'
                     ? rq->session.account.full_name
                     : arena_printf(rq->arena, "%s · %s", rq->session.account.full_name,
                                    role_words(rq->arena, rq->session.role)));
    else if (!is_here(rq, "/sign-in"))
        html_put(h, " <a href=\"/sign-in\">%s</a>", _("Sign in"));
    html_raw(h, "</span>");
}

void page_begin_untitled(struct html *h, const struct request *rq, const char *title)
{
    struct arena *a = rq->arena;
    const char *site = rq->site_name == NULL ? "ward" : rq->site_name;
    const char *note = server_options(rq->server)->note;
    html_put(h,
             "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<title>%s · %s</title>\n",
             rq->spanish ? "es" : "en", title, site);
    html_raw(h, "<link rel=\"icon\" href=\"data:,\">\n"
                "<link rel=\"stylesheet\" href=\"/assets/ward.css\">\n"
                "<link rel=\"stylesheet\" href=\"/assets/web.css\">\n</head>\n<body>\n");
    html_put(h, "<a class=\"skip\" href=\"#main\">%s</a>\n", _("Skip to the content"));
    html_put(h,
             "<header class=\"masthead\"><div class=\"page\"><strong><a href=\"/\">%s</a></strong>"
             "<span class=\"as-of\">%s</span>",
             site, arena_printf(a, _("as of %s"), date_in_words(rq, rq->site->question.as_of)));
    write_who(h, rq);
    html_raw(h, "</div></header>\n");
    if (rq->session.id != 0)
        write_navigation(h, rq);
    html_raw(h, "<main id=\"main\" class=\"page\">\n");
    if (note != NULL)
        html_put(h, "<p class=\"note small\">%s</p>\n", _(note));
}

void page_begin(struct html *h, const struct request *rq, const char *title)
{
    page_begin_untitled(h, rq, title);
    html_put(h, "<h1>%s</h1>\n", title);
}

static void write_foot(struct html *h, const struct request *rq)
{
    html_raw(h, "</main>\n<footer><div class=\"page\"><p>");
    html_put(h, "<a href=\"/public\">%s</a> · <a href=\"/help\">%s</a>", _("Public page"),
             _("Help"));
    if (rq->session.id != 0)
        html_put(h, " · <a href=\"/account\">%s</a>", _("Your account"));
    html_raw(h, "</p></div></footer>\n");
}

void page_end(struct html *h, const struct request *rq)
{
    write_foot(h, rq);
    html_raw(h, "</body>\n</html>\n");
}

void page_end_with_charts(struct html *h, const struct request *rq)
{
    write_foot(h, rq);
    part_chart_shared(h);
    html_raw(h, "<script src=\"/assets/vega.js\"></script>\n"
                "<script src=\"/assets/vega-lite.js\"></script>\n"
                "<script src=\"/assets/vega-embed.js\"></script>\n"
                "<script src=\"/assets/charts.js\"></script>\n</body>\n</html>\n");
}

void page_end_with_script(struct html *h, const struct request *rq)
{
    write_foot(h, rq);
    html_raw(h, "<script src=\"/assets/web.js\"></script>\n</body>\n</html>\n");
}

void page_crumbs(struct html *h, const struct crumb *crumbs, size_t count)
{
    html_put(h, "<nav class=\"crumbs small\" aria-label=\"%s\"><ol>", _("Where you are"));
    for (size_t i = 0; i < count; i++)
        html_put(h, "<li><a href=\"%s\">%s</a></li>", crumbs[i].path, crumbs[i].label);
    html_raw(h, "</ol></nav>\n");
}

void part_help(struct html *h, const char *summary, const char *text)
{
    html_put(h, "<details class=\"help\"><summary>%s</summary><p>%s</p></details>\n", summary,
             text);
}

/* ---- forms
 * --------------------------------------------------------------------------------------- */

void form_begin(struct html *h, const struct request *rq, const char *path)
{
    html_put(h, "<form method=\"post\" action=\"%s\">\n", path);
    if (rq->csrf != NULL)
        html_put(h, "<input type=\"hidden\" name=\"token\" value=\"%s\">\n", rq->csrf);
}

void form_end(struct html *h)
{
    html_raw(h, "</form>\n");
}

void form_submit(struct html *h, const char *label, bool quiet)
{
    html_put(h, "<p class=\"actions\"><button type=\"submit\"%s>%s</button></p>\n",
             quiet ? " class=\"plain\"" : "", label);
}

// Label, hint and message of a field; the field names them as its description.
static void field_begin(struct html *h, const char *name, const char *label, const char *hint,
                        const char *error, bool required)
{
    html_put(h, "<div class=\"field%s\"><label for=\"field-%s\">%s%s</label>\n",
             error == NULL ? "" : " wrong", name, label, required ? " *" : "");
    if (hint != NULL)
        html_put(h, "<p class=\"hint\" id=\"hint-%s\">%s</p>\n", name, hint);
    if (error != NULL)
        html_put(h, "<p class=\"message\" id=\"error-%s\">%s</p>\n", name, error);
}

static void field_describes(struct html *h, const char *name, const char *hint, const char *error)
{
    if (hint != NULL && error != NULL)
        html_put(h, " aria-describedby=\"hint-%s error-%s\" aria-invalid=\"true\"", name, name);
    else if (error != NULL)
        html_put(h, " aria-describedby=\"error-%s\" aria-invalid=\"true\"", name);
    else if (hint != NULL)
        html_put(h, " aria-describedby=\"hint-%s\"", name);
}

void form_text(struct html *h, const struct form_text *f)
{
    field_begin(h, f->name, f->label, f->hint, f->error, f->required);
    if (f->area)
        html_put(h, "<textarea id=\"field-%s\" name=\"%s\" rows=\"4\"", f->name, f->name);
    else
        html_put(h, "<input id=\"field-%s\" name=\"%s\" type=\"%s\" autocomplete=\"%s\"", f->name,
                 f->name, f->type == NULL ? "text" : f->type,
                 f->autocomplete == NULL ? "off" : f->autocomplete);
    if (f->inputmode != NULL)
        html_put(h, " inputmode=\"%s\"", f->inputmode);
    field_describes(h, f->name, f->hint, f->error);
    if (f->required)
        html_raw(h, " required");
    if (f->area)
        html_put(h, ">%s</textarea>", f->value);
    else
        html_put(h, " value=\"%s\">", f->value);
    html_raw(h, "</div>\n");
}

void form_select(struct html *h, const struct form_select *f)
{
    field_begin(h, f->name, f->label, f->hint, f->error, f->required);
    html_put(h, "<select id=\"field-%s\" name=\"%s\"", f->name, f->name);
    field_describes(h, f->name, f->hint, f->error);
    html_put(h, "%s>\n", f->required ? " required" : "");
    if (f->empty != NULL)
        html_put(h, "<option value=\"\">%s</option>\n", f->empty);
    for (size_t i = 0; i < f->count; i++)
        html_put(h, "<option value=\"%s\"%s>%s</option>\n", f->choices[i].value,
                 text_equal(f->choices[i].value, f->value) ? " selected" : "", f->choices[i].label);
    html_raw(h, "</select></div>\n");
}

void form_check(struct html *h, const struct form_check *f)
{
    html_put(h,
             "<div class=\"field check\"><input type=\"checkbox\" id=\"field-%s\" name=\"%s\" "
             "value=\"yes\"%s><label for=\"field-%s\">%s</label>",
             f->name, f->name, f->checked ? " checked" : "", f->name, f->label);
    if (f->hint != NULL)
        html_put(h, "<p class=\"hint\">%s</p>", f->hint);
    html_raw(h, "</div>\n");
}

void form_errors(struct html *h, const struct form_errors *errors)
{
    if (errors->count == 0)
        return;
    html_put(
        h, "<div class=\"errors\" role=\"alert\" tabindex=\"-1\" id=\"errors\"><h2>%s</h2><ul>\n",
        P_("One thing is to be mended", "Some things are to be mended", (long long)errors->count));
    for (size_t i = 0; i < errors->count; i++) {
        if (errors->at[i].field == NULL)
            html_put(h, "<li>%s</li>\n", errors->at[i].text);
        else
            html_put(h, "<li><a href=\"#field-%s\">%s</a></li>\n", errors->at[i].field,
                     errors->at[i].text);
    }
    html_raw(h, "</ul></div>\n");
}

const char *form_error_of(const struct form_errors *errors, const char *field)
{
    for (size_t i = 0; i < errors->count; i++)
        if (text_equal(errors->at[i].field, field))
            return errors->at[i].text;
    return NULL;
}

/* ---- tables and pages of lists
 * ------------------------------------------------------------------------ */

void list_begin(struct html *h, const char *of, const char *caption, const char *const *labels)
{
    table_region_begin(h, of, caption);
    html_raw(h, "<thead><tr>");
    for (; *labels != NULL; labels++) {
        if (**labels == '#')
            html_put(h, "<th scope=\"col\" class=\"number\">%s</th>", *labels + 1);
        else
            html_put(h, "<th scope=\"col\">%s</th>", *labels);
    }
    html_raw(h, "</tr></thead>\n<tbody>\n");
}

void list_end(struct html *h)
{
    html_raw(h, "</tbody></table></div>\n");
}

void part_pages(struct html *h, const char *base, int64_t page, bool more)
{
    if (page <= 1 && !more)
        return;
    html_put(h, "<nav class=\"pages\" aria-label=\"%s\"><ul>", _("Pages of the list"));
    if (page > 1)
        html_put(h, "<li><a rel=\"prev\" href=\"%s%" PRId64 "\">%s</a></li>", base, page - 1,
                 _("Earlier page"));
    html_put(h, "<li>%s</li>",
             arena_printf(h->buf.arena, _("Page %s"), count_words(h->buf.arena, page)));
    if (more)
        html_put(h, "<li><a rel=\"next\" href=\"%s%" PRId64 "\">%s</a></li>", base, page + 1,
                 _("Next page"));
    html_raw(h, "</ul></nav>\n");
}
