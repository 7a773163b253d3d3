#include "intake/load.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "command/all.h"
#include "command/print.h"
#include "command/say_load.h"
#include "command/site.h"

enum { CAUSES_SAID = 12 };

const struct map *map_by_name(struct site *s, struct arena *a, const char *name, struct error *err)
{
    const struct map *map = packs_map(&s->packs, name);
    if (map != NULL)
        return map;
    struct text_list names = packs_names(a, &s->packs, "map");
    error_set(err, ERROR_NOT_FOUND, "there is no map %s%s; maps: %s", name,
              text_did_you_mean(a, name, names.at, names.count), text_series(a, &names, "and"));
    return NULL;
}

void say_load(struct arena *a, const struct load_result *r, bool dry_run)
{
    if (r->loaded_before != 0) {
        fprintf(stderr,
                "ward: %s was loaded before, as batch %" PRId64
                ": nothing changed (--again loads it anyway)\n",
                r->source, r->loaded_before);
        return;
    }
    fprintf(stderr, "ward: %s → %s: %" PRId64 " rows read, %" PRId64 " new", r->source, r->record,
            r->read, r->accepted);
    if (r->amended > 0)
        fprintf(stderr, ", %" PRId64 " amended", r->amended);
    if (r->same > 0)
        fprintf(stderr, ", %" PRId64 " the same as before", r->same);
    if (r->repeated > 0)
        fprintf(stderr, ", %" PRId64 " repeated in the file", r->repeated);
    if (r->removed > 0)
        fprintf(stderr, ", %" PRId64 " no longer in their month", r->removed);
    fprintf(stderr, ", %" PRId64 " rejected, %" PRId64 " warnings\n", r->rejected, r->warnings);
    for (size_t i = 0; i < r->causes.count && i < CAUSES_SAID; i++) {
        const struct cause *c = &r->causes.at[i];
        fprintf(stderr, "ward:   %s %" PRId64 " × %s%s%s (first in line %" PRId64 "). %s\n",
                c->severity == SEVERITY_ERROR ? "rejected" : "warning", c->count,
                c->field == NULL ? "" : c->field, c->field == NULL ? "" : ": ", c->reason,
                c->first_line, c->cure == NULL ? "" : c->cure);
    }
    for (size_t i = 0; i < r->notes.count; i++)
        fprintf(stderr, "ward:   note: %s\n", r->notes.at[i]);
    (void)a;
    if (dry_run)
        fprintf(stderr, "ward: a dry run: nothing was kept\n");
    else if (r->entry != 0)
        fprintf(stderr, "ward: batch %" PRId64 "\n", r->entry);
    else
        fprintf(stderr, "ward: nothing changed\n");
}

static void write_result_json(struct json *j, const struct load_result *r)
{
    json_object_begin(j, NULL);
    json_text(j, "source", r->source);
    json_text(j, "map", r->map);
    json_text(j, "record", r->record);
    json_i64(j, "batch", r->entry);
    json_i64(j, "loaded_before", r->loaded_before);
    json_i64(j, "read", r->read);
    json_i64(j, "skipped", r->skipped);
    json_i64(j, "accepted", r->accepted);
    json_i64(j, "amended", r->amended);
    json_i64(j, "same", r->same);
    json_i64(j, "repeated", r->repeated);
    json_i64(j, "rejected", r->rejected);
    json_i64(j, "removed", r->removed);
    json_i64(j, "warnings", r->warnings);
    json_array_begin(j, "causes");
    for (size_t i = 0; i < r->causes.count; i++) {
        const struct cause *c = &r->causes.at[i];
        json_object_begin(j, NULL);
        json_text(j, "severity", c->severity == SEVERITY_ERROR ? "error" : "warning");
        json_text(j, "field", c->field);
        json_text(j, "reason", c->reason);
        json_text(j, "cure", c->cure);
        json_i64(j, "count", c->count);
        json_i64(j, "first_line", c->first_line);
        json_object_end(j);
    }
    json_array_end(j);
    json_array_begin(j, "notes");
    for (size_t i = 0; i < r->notes.count; i++)
        json_text(j, NULL, r->notes.at[i]);
    json_array_end(j);
    json_object_end(j);
}

static void step(void *context, int64_t rows)
{
    progress_step(context, rows);
}

bool command_load(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    struct load_options lo = {0};
    const char *name = NULL, *rejects = NULL;
    struct text_list files = {0};
    const struct option table[] = {
        ARGUMENT("MAP", &name, "the map, as NAME or PACK/NAME"),
        ARGUMENTS("FILE", &files, "the files; .gz too; - is standard input"),
        OPTIONS_DB(&so),
        OPTION_FLAG("dry-run", 'n', &lo.dry_run, "do everything but keep it"),
        OPTION_FLAG("replace-period", 0, &lo.replace_period,
                    "rows of its months that the file no longer has go into history"),
        OPTION_FLAG("again", 0, &lo.again, "load a file that was loaded before"),
        OPTION_TEXT("rejects", 0, &rejects, "FILE",
                    "where rejected rows go (FILE.rejects.csv here; none with \"\")"),
        OPTIONS_ACT(&so),
        OPTION_END,
    };
    struct site *s;
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_WRITE, &s, err))
        return false;
    const struct map *map = map_by_name(s, o->arena, name, err);
    if (map == NULL)
        return false;
    struct buf b = buf_make(o->arena, 1 << 20);
    struct json j = json_make(&b);
    json_array_begin(&j, NULL);
    for (size_t i = 0; i < files.count; i++) {
        struct load_result r;
        struct progress progress = progress_begin(files.at[i]);
        const struct act act = act_from_options(o, &so, "load");
        lo.progress = step;
        lo.context = &progress;
        bool ok = load_file(s, o->arena, map, files.at[i], &lo, &act, &r, err);
        progress_end(&progress);
        if (!ok)
            return false;
        say_load(o->arena, &r, lo.dry_run);
        write_result_json(&j, &r);
        if (r.rejected == 0 || r.entry == 0 || text_equal(rejects, ""))
            continue;
        const char *path =
            rejects != NULL ? rejects : arena_printf(o->arena, "%s.rejects.csv", r.source);
        if (!batch_write_rejects(s->store, r.entry, path, err))
            return false;
        fprintf(stderr, "ward: the rejected rows are in %s\n", path);
    }
    json_array_end(&j);
    if (o->json)
        printf("%s\n", b.text);
    return true;
}
