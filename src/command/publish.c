#include <inttypes.h>
#include <stdio.h>

#include "answer/disclose.h"
#include "answer/measure.h"
#include "answer/result_csv.h"
#include "answer/result_json.h"
#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "command/all.h"
#include "command/site.h"

enum { PACKAGE_LIMIT = 64 * 1024 * 1024 };

struct publishing {
    struct site *site;
    struct arena *arena;
    const char *folder;
    int64_t least; // of the site
    struct json *json;
    struct buf *readme;
    size_t written, withheld;
};

static const char *field_type(enum column_kind kind)
{
    switch (kind) {
    case COLUMN_TEXT:
    case COLUMN_DATE:
        return "string";
    case COLUMN_COUNT:
    case COLUMN_MONEY:
        return "integer";
    case COLUMN_NUMBER:
    case COLUMN_PERCENT:
    case COLUMN_P:
        return "number";
    }
    return "string";
}

static const char *file_name(struct arena *a, const char *measure)
{
    char *name = arena_text(a, measure);
    for (char *s = name; *s != '\0'; s++)
        if (*s == '.')
            *s = '-';
    return name;
}

static void describe(struct publishing *p, const struct result *r, const char *path)
{
    struct json *j = p->json;
    json_object_begin(j, NULL);
    json_text(j, "name", file_name(p->arena, r->name));
    json_text(j, "title", r->title);
    json_text(j, "description", r->sentence);
    json_text(j, "path", path);
    json_text(j, "format", "csv");
    json_text(j, "mediatype", "text/csv");
    json_text(j, "encoding", "utf-8");
    json_object_begin(j, "schema");
    json_array_begin(j, "fields");
    for (size_t i = 0; i < r->main.columns.count; i++) {
        const struct result_column *c = &r->main.columns.at[i];
        json_object_begin(j, NULL);
        json_text(j, "name", c->name);
        json_text(j, "title", c->label);
        json_text(j, "type", field_type(c->kind));
        json_object_end(j);
    }
    json_array_end(j);
    json_array_begin(j, "missingValues");
    json_text(j, NULL, "");
    json_text(j, NULL, "suppressed");
    json_array_end(j);
    json_object_end(j);
    json_object_begin(j, "ward");
    result_write_json(j, p->arena, r);
    json_object_end(j);
    json_object_end(j);
}

static bool publish_measure(struct publishing *p, const struct measure *m, struct error *err)
{
    struct arena *a = p->arena;
    struct result *r = ARENA_NEW(a, struct result);
    const struct measure_ask ask = {0};
    struct disclosure d;
    int64_t least;
    if (!measure_answer(p->site, a, m, &ask, r, err) || !disclose_least(p->site, a, m, &least, err))
        return false;
    r->query = NULL; // it names the fields of protected records
    if (!result_disclose(a, r, least, &d, err))
        return error_while(err, "measure %s", m->block.name);
    if (d.whole) {
        p->withheld++;
        buf_put(p->readme, "- **%s**: the numbers are too small to show.\n", r->title);
        return true;
    }
    struct buf csv = buf_make(a, PACKAGE_LIMIT);
    const char *text;
    table_write_csv(&csv, &r->main);
    const char *path = arena_printf(a, "data/%s.csv", file_name(a, r->name));
    if (!buf_done(&csv, &text, err)
        || !file_write(arena_printf(a, "%s/%s", p->folder, path), text, csv.length, err))
        return false;
    describe(p, r, path);
    buf_put(p->readme, "- **%s** ([%s](%s)). %s\n", r->title, path, path, r->sentence);
    if (d.primary + d.secondary > 0)
        buf_put(p->readme,
                "  %" PRId64 " rows are left out because a number is below %" PRId64 ", %" PRId64
                " more so that it cannot be worked out.\n",
                d.primary, least, d.secondary);
    p->written++;
    return true;
}

static bool write_package(struct publishing *p, struct buf *package, struct error *err)
{
    const char *text, *readme;
    return buf_done(package, &text, err)
           && file_write(arena_printf(p->arena, "%s/datapackage.json", p->folder), text,
                         package->length, err)
           && buf_done(p->readme, &readme, err)
           && file_write(arena_printf(p->arena, "%s/README.md", p->folder), readme,
                         p->readme->length, err);
}

bool command_publish(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    struct publishing p = {.arena = o->arena};
    const struct option table[] = {
        ARGUMENT("DIR", &p.folder, "the folder to write; made where it is not there"),
        OPTIONS_DB(&so),
        OPTIONS_QUESTION(&so),
        OPTION_END,
    };
    const char *name, *root;
    char day[11];
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_READ, &p.site, err)
        || !disclose_least(p.site, o->arena, NULL, &p.least, err)
        || !site_setting(p.site, o->arena, "name", &name, err)
        || !ledger_root(p.site->store, o->arena, &root, NULL, err)
        || !folder_make(arena_printf(o->arena, "%s/data", p.folder), err))
        return false;
    struct buf package = buf_make(o->arena, PACKAGE_LIMIT),
               readme = buf_make(o->arena, PACKAGE_LIMIT);
    struct json j = json_make(&package);
    p.json = &j;
    p.readme = &readme;
    date_write(p.site->question.as_of, day);
    buf_put(
        &readme,
        "# %s: public safety numbers, as of %s\n\nNumbers below %" PRId64
        " are left out, and others by which they could be worked out. Zeros are shown.\nEach "
        "number has its "
        "interval: the range that fits the data.\nThe root of the ledger behind them is `%s`.\n\n",
        name == NULL ? "Our city" : name, day, p.least, root);
    json_object_begin(&j, NULL);
    json_text(&j, "profile", "tabular-data-package");
    json_text(&j, "name", "public-safety");
    json_text(&j, "title", name);
    json_text(&j, "created", day);
    json_text(&j, "ledger_root", root);
    json_array_begin(&j, "resources");
    for (size_t i = 0; i < p.site->packs.count; i++)
        for (size_t k = 0; k < p.site->packs.at[i]->measures.count; k++)
            if (p.site->packs.at[i]->measures.at[k].is_public
                && !publish_measure(&p, &p.site->packs.at[i]->measures.at[k], err))
                return false;
    json_array_end(&j);
    json_object_end(&j);
    buf_char(&package, '\n');
    if (!write_package(&p, &package, err))
        return false;
    fprintf(stderr, "ward: %s: %zu tables, %zu withheld because their numbers are too small\n",
            p.folder, p.written, p.withheld);
    return true;
}
