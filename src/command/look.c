#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "command/all.h"
#include "command/say_load.h"
#include "command/setting.h"
#include "command/site.h"
#include "command/write_report.h"
#include "intake/mapping.h"
#include "intake/suggest.h"

enum { MAP_LIMIT = 256 * 1024 };

/* ---- the map that fits, or a proposal ---------------------------- */

// The share of the file's columns that a map's query reads; 0 where it wants columns that are not
// there.
static double fit_of(struct site *s, struct arena *a, const struct map *map,
                     const struct samples *samples)
{
    struct error err = {0};
    struct read_pairs reads = {.arena = a};
    const char *columns = "";
    for (size_t j = 0; j < samples->columns; j++)
        columns = arena_printf(a, "%s%s%s TEXT", columns, j == 0 ? "" : ", ",
                               store_quote(a, samples->names[j]));
    if (!store_script(s->store,
                      arena_printf(a, "CREATE TEMP TABLE source (%s, line INTEGER)", columns), &err)
        && !store_script(s->store, arena_printf(a, "CREATE TEMP TABLE source (%s)", columns), &err))
        return 0;
    bool ok = store_reads(s->store, map->block.sql, &reads, &err);
    size_t used = 0;
    for (size_t i = 0; i < reads.count && ok; i++)
        used += text_equal(reads.at[i].table, "source") && *reads.at[i].column != '\0'
                && !text_equal(reads.at[i].column, "line");
    if (!store_script(s->store, "DROP TABLE temp.source", &err))
        return 0;
    return ok && samples->columns > 0 ? (double)used / (double)samples->columns : 0;
}

static const struct map *best_map(struct site *s, struct arena *a, const struct samples *samples)
{
    const struct map *best = NULL;
    double best_fit = 0;
    size_t least = samples->columns < 3 ? samples->columns : 3;
    for (size_t i = 0; i < s->packs.count; i++)
        for (size_t j = 0; j < s->packs.at[i]->maps.count; j++) {
            const struct map *map = &s->packs.at[i]->maps.at[j];
            double fit = fit_of(s, a, map, samples);
            if (fit > best_fit && fit * (double)samples->columns > (double)least - 0.5) {
                best = map;
                best_fit = fit;
            }
        }
    return best;
}

// Whether a header's names are names: none is missing, none is a number.
static bool is_header(const struct source *s)
{
    double number;
    for (size_t i = 0; i < source_column_count(s); i++) {
        const char *raw = source_column_raw(s, i);
        if (*raw == '\0' || number_read_double(raw, &number))
            return false;
    }
    return true;
}

static bool sample_file(struct arena *a, const char *path, struct samples *out, const char **format,
                        struct error *err)
{
    struct source *source;
    struct source_options how = {0};
    if (!source_open(a, path, &how, &source, err))
        return false;
    bool junk = !is_header(source);
    if (!junk && !samples_read(a, source, out, err))
        return false;
    // A title above the header makes most rows longer than it.
    const struct source_notes notes = source_notes(source);
    junk = junk || notes.long_rows * 2 > notes.rows;
    *format = notes.format;
    if (!junk || text_equal(path, "-"))
        return !junk || samples_read(a, source, out, err);
    how.skip_lines = -1;
    if (!source_open(a, path, &how, &source, err) || !samples_read(a, source, out, err))
        return false;
    *format = arena_printf(a, "%s, skip junk", source_notes(source).format);
    return true;
}

static void say_guesses(const struct suggestion *g, const struct samples *s)
{
    fprintf(stderr, "ward: no map fits this file; it looks like %s (%s)\n", g->record->label,
            g->record->name);
    for (size_t i = 0; i < g->guesses.count; i++) {
        const struct guess *at = &g->guesses.at[i];
        fprintf(stderr, "ward:   %s \"%s\" → %s (%s)\n",
                at->undecided ? "undecided:" : "guessed:", s->names[at->column], at->field->name,
                at->why);
    }
    if (g->key_made)
        fprintf(stderr, "ward:   guessed: no column is the key; it is made of all columns\n");
    for (size_t i = 0; i < g->unused.count; i++)
        fprintf(stderr, "ward:   not used: \"%s\"\n", g->unused.at[i]);
}

/* ---- look ------------------------------------------------------------------ */

// The packs with a proposed map put among the files of the pack that has the record.
static void add_map_file(struct arena *a, struct pack_set *packs, const struct record *r,
                         const char *text)
{
    for (size_t i = 0; i < packs->count; i++) {
        const char *folder = packs->at[i].folder, *slash = strrchr(folder, '/');
        if (!text_equal(slash == NULL ? folder : slash + 1, r->pack))
            continue;
        struct pack_file *file = list_add(a, &packs->at[i]);
        *file = (struct pack_file){"maps/proposed.sql", text};
    }
}

bool command_look(struct options *o, struct error *err)
{
    struct text_list names = {0}, texts = {0};
    struct setting_list settings = {0};
    const char *path = NULL, *output = "report.html", *language = NULL;
    const struct option table[] = {
        ARGUMENT("FILE", &path, "the file: CSV, JSON, GeoJSON, XLSX; .gz too"),
        OPTION_TEXT("output", 'o', &output, "FILE", "the report to write (report.html)"),
        OPTION_TEXTS("pack", 'p', &names, "PACK", "look only among these packs; by default all"),
        OPTION_TEXTS("set", 's', &texts, "KEY=VALUE", "a setting, such as zone=America/Chicago"),
        OPTION_TEXT("language", 0, &language, "en|es", "of labels and sentences"),
        OPTION_END,
    };
    struct pack_set packs;
    struct site *s;
    struct samples samples;
    const char *format, *text;
    struct arena *a = o->arena;
    if (!options_read(o, table, err) || !settings_from_texts(a, &texts, &settings, err)
        || (names.count == 0 && !packs_known(o, &names, err))
        || !packs_from_names(o, &names, &packs, err)
        || !sample_file(a, path, &samples, &format, err))
        return false;
    const struct act act = {"look", "look at a file", o->now};
    if (!site_create(a, ":memory:", packs.at, packs.count, &settings, &act, &s, err))
        return false;
    struct mapping *mapping;
    if (!mapping_make(a, s, NULL, NULL, &mapping, err)) // so that the maps' queries can be read
        return false;
    const struct map *map = best_map(s, a, &samples);
    if (map != NULL) {
        fprintf(stderr, "ward: the map %s/%s fits: %s\n", map->block.pack, map->block.name,
                map->block.title);
    } else {
        struct suggestion g;
        if (suggest_record(a, &s->packs, &samples, &g) == NULL)
            return error_set(err, ERROR_INVALID,
                             "%s: no record of the packs looks like this file; propose one with "
                             "ward map suggest RECORD %s",
                             path, path);
        say_guesses(&g, &samples);
        struct buf b = buf_make(a, MAP_LIMIT);
        suggestion_write(a, &g, &samples, "proposed", format, &b);
        if (!buf_done(&b, &text, err))
            return false;
        add_map_file(a, &packs, g.record, text);
        if (!site_create(a, ":memory:", packs.at, packs.count, &settings, &act, &s, err))
            return false;
        map = packs_map(&s->packs, "proposed");
    }
    struct load_result r;
    const struct load_options lo = {0};
    if (!load_file(s, a, map, path, &lo, &act, &r, err))
        return false;
    say_load(a, &r, false);
    const struct record *record = packs_record(&s->packs, map->into);
    const struct gather_options how = {.pack = record->pack, .spanish = text_equal(language, "es")};
    return write_report(s, a, &how, output, err);
}

/* ---- map suggest ----------------------------------------------------------- */

bool command_map(struct options *o, struct error *err)
{
    const char *what = NULL, *into = NULL, *path = NULL, *format, *text;
    const struct option table[] = {
        ARGUMENT("suggest", &what, "what to do"),
        ARGUMENT("PACK/RECORD", &into, "the record to fill, such as trust/stop; - finds it"),
        ARGUMENT("FILE", &path, "the file"),
        OPTION_END,
    };
    struct arena *a = o->arena;
    if (!options_read(o, table, err))
        return false;
    if (!text_equal(what, "suggest"))
        return error_set(err, ERROR_USAGE, "ward map knows suggest, not %s", what);
    struct text_list names = {0};
    struct pack_set set;
    struct packs packs = {0};
    struct complaints wrong = {.arena = a};
    struct samples samples;
    struct suggestion g;
    const char *slash = strchr(into, '/');
    bool find = text_equal(into, "-");
    if (slash != NULL)
        *list_add(a, &names) = arena_text_n(a, into, (size_t)(slash - into));
    else if (!packs_known(o, &names, err))
        return false;
    if (!packs_from_names(o, &names, &set, err) || !sample_file(a, path, &samples, &format, err))
        return false;
    for (size_t i = 0; i < set.count; i++) {
        struct pack *p = ARENA_NEW(a, struct pack);
        pack_read(a, &set.at[i], p, &wrong);
        *list_add(a, &packs) = p;
    }
    if (!complaints_error(&wrong, err))
        return false;
    const struct record *r = find ? suggest_record(a, &packs, &samples, &g)
                                  : packs_record(&packs, slash == NULL ? into : slash + 1);
    if (r == NULL) {
        struct text_list records = packs_names(a, &packs, "record");
        return error_set(err, ERROR_NOT_FOUND,
                         find ? "%s: no record of the packs looks like this file%s"
                              : "there is no record %s%s",
                         find ? path : into,
                         find ? ""
                              : text_did_you_mean(a, slash == NULL ? into : slash + 1, records.at,
                                                  records.count));
    }
    if (!find)
        g = suggest(a, &packs, r, &samples);
    struct buf b = buf_make(a, MAP_LIMIT);
    suggestion_write(a, &g, &samples, "my_map", format, &b);
    if (!buf_done(&b, &text, err))
        return false;
    fputs(text, stdout);
    return true;
}
