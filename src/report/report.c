/* The report: its frame, with scripts and styles inside. */

#include "report/report.h"

#include <sodium.h>
#include <string.h>

#include "base/words.h"
#include "report/asset.h"
#include "report/html.h"
#include "report/part_chart.h"
#include "report/report_parts.h"

enum { MOST_REPORT_BYTES = 200 << 20 };

static const char *const scripts[] = {"vega.js", "vega-lite.js", "vega-embed.js", "charts.js"};
enum { SCRIPTS = sizeof scripts / sizeof *scripts };

struct inside {
    const char *style;
    const char *script[SCRIPTS];
    const char *licences; /* of all that is inside */
    const char *allowed;  /* the digests of the scripts, as a policy names them */
};

// The style with the files that its url() names put inside.
static bool fill_style(struct arena *a, const char *css, const char **out, struct error *err)
{
    struct buf b = buf_make(a, 4 << 20);
    for (const char *at = css;;) {
        const char *url = strstr(at, "url(");
        const char *end = url == NULL ? NULL : strchr(url, ')');
        if (end == NULL) {
            buf_text(&b, at);
            break;
        }
        const char *data;
        url += strlen("url(");
        if (!asset_data_url(a, arena_text_n(a, url, (size_t)(end - url)), &data, err))
            return false;
        buf_bytes(&b, at, (size_t)(url - at));
        buf_text(&b, data);
        at = end;
    }
    return buf_done(&b, out, err);
}

// Whether a text can be the content of a script element.
static bool stands_inside(const char *text)
{
    return strstr(text, "</script") == NULL && strstr(text, "<!--") == NULL;
}

static bool read_inside(struct arena *a, struct inside *out, struct error *err)
{
    const char *css;
    if (!asset_read(a, "ward.css", &css, NULL, err) || !fill_style(a, css, &out->style, err))
        return false;
    if (!asset_read(a, "licences.txt", &out->licences, NULL, err))
        return false;
    if (!stands_inside(out->licences))
        return error_set(err, ERROR_IO, "the licences cannot stand inside a page");
    struct buf allowed = buf_make(a, 1000);
    for (size_t i = 0; i < SCRIPTS; i++) {
        size_t length;
        if (!asset_read(a, scripts[i], &out->script[i], &length, err))
            return false;
        if (!stands_inside(out->script[i]))
            return error_set(err, ERROR_IO, "the script %s cannot stand inside a page", scripts[i]);
        unsigned char digest[crypto_hash_sha256_BYTES];
        char text[sodium_base64_ENCODED_LEN(sizeof digest, sodium_base64_VARIANT_ORIGINAL)];
        crypto_hash_sha256(digest, (const unsigned char *)out->script[i], length);
        sodium_bin2base64(text, sizeof text, digest, sizeof digest, sodium_base64_VARIANT_ORIGINAL);
        buf_put(&allowed, " 'sha256-%s'", text);
    }
    return buf_done(&allowed, &out->allowed, err);
}

static const char *title_of(const struct report_view *v)
{
    return v->title == NULL ? _("Community safety report") : v->title;
}

static void write_head(struct html *h, const struct report_view *v, const struct inside *inside)
{
    html_put(h, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
             v->language == NULL ? "en" : v->language);
    html_put(h, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; "
                "form-action 'none'; script-src");
    buf_text(&h->buf, inside->allowed); // of base64 and quotes of our own
    html_raw(h, "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"referrer\" content=\"no-referrer\">\n");
    html_put(h, "<title>%s: %s, %s</title>\n<style>\n", v->site, title_of(v),
             date_words(h->buf.arena, v->as_of));
    buf_text(&h->buf, inside->style);
    html_raw(h, "</style>\n</head>\n");
}

static void write_opening(struct html *h, const struct report_view *v)
{
    struct arena *a = h->buf.arena;
    html_put(h, "<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n", _("Skip to the report"));
    html_put(h,
             "<header class=\"masthead\"><div class=\"page\"><strong>%s</strong>"
             "<span class=\"as-of\">%s</span></div></header>\n",
             v->site, arena_printf(a, _("as of %s"), date_words(a, v->as_of)));
    html_put(h, "<main id=\"main\" class=\"page\">\n<div class=\"opening\"><h1>%s</h1>\n",
             title_of(v));
    html_put(h, "<p>%s</p>\n",
             arena_printf(a,
                          _("%s, as of %s. Each number comes with its interval, what it rests "
                            "on, and what is not known."),
                          v->site, date_words(a, v->as_of)));
    if (v->synthetic != NULL)
        html_put(h, "<div class=\"warning\" role=\"note\"><p>%s</p></div>\n", v->synthetic);
    html_put(h, "<nav aria-label=\"%s\"><ul class=\"contents\">\n", _("Contents"));
    for (size_t i = 0; i < v->programmes.count; i++)
        html_put(h, "<li><a href=\"#programme-%s\">%s</a></li>\n", v->programmes.at[i].name,
                 v->programmes.at[i].title);
    html_put(h, "<li><a href=\"#words\">%s</a></li>\n</ul></nav></div>\n", _("Words used here"));
    html_put(h, "<noscript><p class=\"quiet\">%s</p></noscript>\n",
             _("Scripts are off, so the charts are not drawn. Every number is in the tables."));
}

static void write_foot(struct html *h, const struct report_view *v, const struct inside *inside)
{
    struct arena *a = h->buf.arena;
    html_raw(h, "</main>\n<footer><div class=\"page\">\n");
    html_put(h, "<p>%s</p>\n",
             arena_printf(a, _("%s. As of %s."), v->site, date_words(a, v->as_of)));
    if (v->known_at != NULL)
        html_put(h, "<p>%s</p>\n",
                 arena_printf(a, _("With what was known at %s."), date_words(a, v->known_at)));
    if (v->root != NULL)
        html_put(h, "<p>%s <span class=\"root\">%s</span></p>\n", _("Ledger root:"), v->root);
    html_put(h, "<p>%s</p>\n</div></footer>\n",
             _("This file is whole: it asks nothing from the network. Made with ward. The licences "
               "of the free software inside are at its end."));
    part_chart_shared(h);
    // Text, not script: browsers neither run nor show it.
    html_raw(h, "<script type=\"text/plain\" class=\"licences\">\n");
    buf_text(&h->buf, inside->licences);
    html_raw(h, "</script>\n");
    for (size_t i = 0; i < SCRIPTS; i++) {
        html_raw(h, "<script>");
        buf_text(&h->buf, inside->script[i]);
        html_raw(h, "</script>\n");
    }
    html_raw(h, "</body>\n</html>\n");
}

bool report_render(struct arena *a, const struct report_view *v, const char **out, size_t *length,
                   struct error *err)
{
    struct inside inside = {0};
    if (!read_inside(a, &inside, err))
        return error_while(err, "writing the report");
    struct html h = html_make(a, MOST_REPORT_BYTES);
    write_head(&h, v, &inside);
    write_opening(&h, v);
    report_front(&h, v);
    for (size_t i = 0; i < v->programmes.count; i++)
        if (!report_programme(&h, v, &v->programmes.at[i], err))
            return error_while(err, "writing the report");
    report_words(&h);
    write_foot(&h, v, &inside);
    if (!html_done(&h, out, err))
        return error_while(err, "writing the report");
    *length = h.buf.length;
    return true;
}
