/* Pages on which people count their own days. What they enter stays in their browser: the pages ask
 * nothing of any server, and their policy forbids it. */

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "command/all.h"
#include "command/site.h"
#include "report/html.h"

enum { PAGE_LIMIT = 4 * 1024 * 1024 };

enum language { ENGLISH, SPANISH, LANGUAGES };

/* What the pages say themselves; the clocks bring the rest. */
static const struct {
    const char *code, *title, *promise, *no_script, *basis, *confidence[3], *other;
    const char *script; // words for the script, as JSON
} words[LANGUAGES] = {
    [ENGLISH] =
        {"en",
         "Count your own days",
         "What you enter stays on this page. Nothing is stored, and nothing is sent to anybody. "
         "Close "
         "the page and it is gone. This is no legal advice: ask a lawyer or an accredited "
         "representative.",
         "This page needs scripts to count. They run here only.",
         "Rule",
         {"Read in the law.", "From a secondary source.",
          "From memory: ask before you rely on it."},
         "Español",
         "{\"from\":\"Not before\",\"to\":\"and until\",\"by\":\"By\",\"until\":\"Good until\","
         "\"keep\":\"Until\",\"last\":\"Last day\",\"gone\":\"This day has passed.\",\"soon\":\"It "
         "has "
         "not begun.\",\"open\":\"It is open now.\",\"locale\":\"en-US\"}"},
    [SPANISH] = {"es",
                 "Cuente sus propios días",
                 "Lo que escriba se queda en esta página. No se guarda nada ni se envía a nadie. "
                 "Al cerrar la "
                 "página, desaparece. Esto no es asesoría legal: consulte a un abogado o a un "
                 "representante "
                 "acreditado.",
                 "Esta página necesita scripts para contar. Solo se ejecutan aquí.",
                 "Norma",
                 {"Leído en la ley.", "De una fuente secundaria.",
                  "De memoria: pregunte antes de confiar en ello."},
                 "English",
                 "{\"from\":\"No antes del\",\"to\":\"y hasta el\",\"by\":\"A más tardar "
                 "el\",\"until\":\"Válido "
                 "hasta el\",\"keep\":\"Hasta el\",\"last\":\"Último día:\",\"gone\":\"Ese día ya "
                 "pasó.\",\"soon\":\"Aún no comienza.\",\"open\":\"Está abierto "
                 "ahora.\",\"locale\":\"es-US\"}"},
};

/* Months first, and the month's last day where it has no such day; then days: as clock_due counts.
 */
static const char script[] =
    "'use strict';\n"
    "function addMonths(d, n) {\n"
    "  const day = d.getUTCDate(), out = new Date(Date.UTC(2000, 0, 1));\n"
    "  out.setUTCFullYear(d.getUTCFullYear(), d.getUTCMonth() + n, 1);\n"
    "  const last = new Date(out); last.setUTCMonth(last.getUTCMonth() + 1, 0);\n"
    "  out.setUTCDate(Math.min(day, last.getUTCDate()));\n"
    "  return out;\n"
    "}\n"
    "function count(start, months, days, back) {\n"
    "  const sign = back ? -1 : 1, out = addMonths(start, sign * months);\n"
    "  out.setUTCDate(out.getUTCDate() + sign * days);\n"
    "  return out;\n"
    "}\n"
    "function due(rule, text) {\n"
    "  const m = /^(\\d{4})-(\\d\\d)-(\\d\\d)$/.exec(text);\n"
    "  if (!m) return null;\n"
    "  const start = new Date(Date.UTC(+m[1], +m[2] - 1, +m[3]));\n"
    "  if (start.toISOString().slice(0, 10) !== text) return null;\n"
    "  const day = count(start, rule.months, rule.days - (rule.day_of ? 1 : 0), rule.back);\n"
    "  if (rule.day_after) day.setUTCDate(day.getUTCDate() + 1);\n"
    "  const closes = rule.closes ? count(start, rule.closes.months, rule.closes.days, rule.back) "
    ": null;\n"
    "  return {day: day, closes: closes};\n"
    "}\n"
    "function say(rule, d, w, today) {\n"
    "  const show = x => x.toLocaleDateString(w.locale, {timeZone: 'UTC', dateStyle: 'long'});\n"
    "  if (rule.kind === 'window_open') {\n"
    "    const state = today < d.day ? w.soon : d.closes && today > d.closes ? w.gone : w.open;\n"
    "    return w.from + ' ' + show(d.day) + (d.closes ? ' ' + w.to + ' ' + show(d.closes) : '') + "
    "'. ' + state;\n"
    "  }\n"
    "  const word = {validity: w.until, min_retain: w.keep, window_close: w.last}[rule.kind] || "
    "w.by;\n"
    "  return word + ' ' + show(d.day) + '.' + (today > d.day ? ' ' + w.gone : '');\n"
    "}\n"
    "if (typeof document !== 'undefined') {\n"
    "  const read = c => JSON.parse(document.querySelector('script.' + c).textContent);\n"
    "  const w = read('words'), rules = read('clocks'), now = new Date();\n"
    "  const today = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));\n"
    "  rules.forEach((rule, i) => {\n"
    "    const input = document.getElementById('day' + i), out = document.getElementById('due' + "
    "i);\n"
    "    input.addEventListener('input', () => {\n"
    "      const d = due(rule, input.value);\n"
    "      out.textContent = d ? say(rule, d, w, today) : '';\n"
    "    });\n"
    "  });\n"
    "}\n";

struct clock_refs {
    const struct clock **at;
    size_t count, room;
};

/* ---- the rules as data ----------------------------------------------------- */

static void write_count(struct json *j, const struct clock_count *c)
{
    json_i64(j, "months", c->months);
    json_i64(j, "days", c->days);
}

static const char *rules_json(struct arena *a, const struct clock_refs *clocks)
{
    struct buf b = buf_make(a, PAGE_LIMIT);
    struct json j = json_make(&b);
    json_array_begin(&j, NULL);
    for (size_t i = 0; i < clocks->count; i++) {
        const struct clock_rule *rule = &clocks->at[i]->rule;
        json_object_begin(&j, NULL);
        json_text(&j, "kind", clock_kind_name(rule->kind));
        write_count(&j, &rule->count);
        json_bool(&j, "back", rule->back);
        json_bool(&j, "day_of", rule->start == START_DAY_OF);
        json_bool(&j, "day_after", rule->day_after);
        if (rule->closes_said) {
            json_object_begin(&j, "closes");
            write_count(&j, &rule->closes);
            json_object_end(&j);
        }
        json_object_end(&j);
    }
    json_array_end(&j);
    const char *text;
    struct error none = {0};
    return buf_done(&b, &text, &none) ? text : "[]";
}

/* ---- a page ---------------------------------------------------------------- */

static const char *either(enum language l, const char *english, const char *spanish)
{
    return l == SPANISH && spanish != NULL ? spanish : english;
}

static const char *confidence_words(enum language l, const char *mark)
{
    if (mark == NULL)
        return NULL;
    return words[l].confidence[*mark == 'P' ? 0 : *mark == 'S' ? 1 : 2];
}

static void put_clock(struct html *h, enum language l, const struct clock *c, size_t i)
{
    const struct block *b = &c->block;
    const char *about = either(l, b->about, b->about_es);
    html_put(h, "<section>\n<h2>%s</h2>\n", either(l, b->title, b->title_es));
    if (about != NULL)
        html_put(h, "<p>%s</p>\n", about);
    html_put(h,
             "<p><label for=\"day%zu\">%s</label> <input type=\"date\" id=\"day%zu\" "
             "autocomplete=\"off\"></p>\n<p class=\"due\" id=\"due%zu\" role=\"status\"></p>\n",
             i, either(l, c->asks, c->asks_es), i, i);
    if (b->basis != NULL)
        html_put(h, "<p class=\"basis\">%s: %s. %s</p>\n", words[l].basis, b->basis,
                 confidence_words(l, c->rule.confidence));
    html_raw(h, "</section>\n");
}

static bool write_page(struct arena *a, const char *folder, enum language l,
                       const struct clock_refs *clocks, struct error *err)
{
    struct html h = html_make(a, PAGE_LIMIT);
    const enum language other = l == ENGLISH ? SPANISH : ENGLISH;
    const char *text;
    html_put(&h, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
             words[l].code);
    html_raw(
        &h,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; script-src 'unsafe-inline'; form-action 'none'; base-uri 'none'\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<style>body{font:1.1rem/1.5 sans-serif;max-width:42rem;margin:1rem auto;padding:0 1rem}"
        "input{font:inherit}.due{font-weight:bold;min-height:1.5em}.basis{font-size:.9rem}"
        "</style>\n");
    html_put(&h,
             "<title>%s</title>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n<p><a href=\"%s.html\" "
             "lang=\"%s\">%s</a></p>\n<p>%s</p>\n<noscript><p>%s</p></noscript>\n",
             words[l].title, words[l].title, words[other].code, words[other].code, words[l].other,
             words[l].promise, words[l].no_script);
    for (size_t i = 0; i < clocks->count; i++)
        put_clock(&h, l, clocks->at[i], i);
    html_raw(&h, "</main>\n");
    html_json(&h, "words", words[l].script);
    html_json(&h, "clocks", rules_json(a, clocks));
    html_raw(&h, "<script>\n");
    buf_text(&h.buf, script);
    html_raw(&h, "</script>\n</body>\n</html>\n");
    return html_done(&h, &text, err)
           && file_write(arena_printf(a, "%s/%s.html", folder, words[l].code), text, strlen(text),
                         err);
}

// The private clocks of all packs, each in the version that is in force.
static struct clock_refs private_clocks(struct arena *a, const struct site *s)
{
    struct clock_refs out = {0};
    for (size_t i = 0; i < s->packs.count; i++)
        for (size_t j = 0; j < s->packs.at[i]->clocks.count; j++) {
            const struct clock *c = &s->packs.at[i]->clocks.at[j];
            if (c->asks != NULL && block_in_force(&c->block, s->question.as_of))
                *list_add(a, &out) = c;
        }
    return out;
}

bool command_private(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    struct site *site;
    const char *folder = NULL;
    const struct option table[] = {
        ARGUMENT("DIR", &folder, "the folder to write; made where it is not there"),
        OPTIONS_DB(&so),
        OPTIONS_QUESTION(&so),
        OPTION_END,
    };
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_READ, &site, err))
        return false;
    const struct clock_refs clocks = private_clocks(o->arena, site);
    if (clocks.count == 0)
        return error_set(err, ERROR_NOT_FOUND, "no pack has a clock with `-- asks:`");
    if (!folder_make(folder, err))
        return false;
    for (int l = 0; l < LANGUAGES; l++)
        if (!write_page(o->arena, folder, (enum language)l, &clocks, err))
            return false;
    fprintf(stderr, "ward: %s: %zu clocks in %d languages\n", folder, clocks.count, LANGUAGES);
    return true;
}
