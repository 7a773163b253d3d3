#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "command/all.h"
#include "command/say_load.h"
#include "command/serve.h"
#include "command/setting.h"
#include "command/site.h"
#include "command/write_report.h"

// Loads the samples of a pack through its own maps, in the order that sample.csv gives.
static bool load_samples(struct options *o, struct site *s, const struct pack *p,
                         const char *folder, const struct act *act, struct error *err)
{
    for (size_t i = 0; i < p->samples.count; i++) {
        const struct sample_line *line = &p->samples.at[i];
        const struct map *map = map_by_name(s, o->arena, line->map, err);
        struct load_result r;
        const struct load_options lo = {0};
        if (map == NULL
            || !load_file(s, o->arena, map,
                          arena_printf(o->arena, "%s/sample/%s", folder, line->file), &lo, act, &r,
                          err))
            return false;
        fprintf(stderr, "ward: %s/%s: %lld rows, %lld rejected, %lld warnings\n", p->name,
                line->file, (long long)(r.accepted + r.amended), (long long)r.rejected,
                (long long)r.warnings);
    }
    return true;
}

bool command_demo(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    struct text_list names = {0};
    const char *output = "report.html";
    bool serves = false;
    const struct option table[] = {
        OPTIONS_DB(&so),
        OPTION_TEXTS("pack", 'p', &names, "PACK", "the packs; by default all"),
        OPTION_TEXT("output", 'o', &output, "FILE", "the report to write (report.html)"),
        OPTION_FLAG("serve", 0, &serves, "then serve it to browsers on this machine"),
        OPTION_DAY("as-of", 0, &so.as_of, "the day of the report (2026-01-31, the samples' last)"),
        OPTION_END,
    };
    struct pack_set packs;
    struct site *s;
    if (!options_read(o, table, err) || (names.count == 0 && !packs_known(o, &names, err))
        || !packs_from_names(o, &names, &packs, err))
        return false;
    struct setting_list settings = {0};
    *list_add(o->arena, &settings) = (struct setting){"name", "Riverton"};
    *list_add(o->arena, &settings) = (struct setting){"zone", "America/Chicago"};
    *list_add(o->arena, &settings) = (struct setting){"state", "IL"};
    *list_add(o->arena, &settings) = (struct setting){"agency", "IL0000100"};
    *list_add(o->arena, &settings) = (struct setting){"city", "Riverton"};
    setting_add_secret(o->arena, &settings);
    const struct act act = {"demo", "the sample site", o->now};
    const char *path = so.db == NULL ? "demo.db" : so.db;
    if (!site_create(o->arena, path, packs.at, packs.count, &settings, &act, &s, err))
        return false;
    for (size_t i = 0; i < s->packs.count; i++) {
        const char *folder = packs_pack(&s->packs, s->packs.at[i]->name)->files->folder;
        if (!load_samples(o, s, s->packs.at[i], folder, &act, err))
            return false;
    }
    struct question q = s->question;
    q.as_of = date_is(so.as_of) ? so.as_of : date_of(2026, 1, 31);
    q.on_that_day = true;
    const struct gather_options how = {
        .synthetic = "Riverton is an invented city: every person and number here is made up."};
    return site_ask(s, &q, err) && write_report(s, o->arena, &how, output, err)
           && (!serves || serve_demo(o, s, path, q.as_of, how.synthetic, err));
}
