#include <stdio.h>
#include <string.h>

#include "answer/measure.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "command/all.h"
#include "command/print.h"
#include "command/say_load.h"
#include "command/site.h"

/* ---- check ----------------------------------------------------------------- */

// Loads the samples of a pack in memory: what a map says of its own sample must hold.
static void check_samples(struct options *o, struct site *s, const struct pack *p,
                          struct complaints *wrong)
{
    for (size_t i = 0; i < p->samples.count; i++) {
        const struct sample_line *line = &p->samples.at[i];
        const char *list = arena_printf(o->arena, "%s/sample/sample.csv", p->files->folder);
        struct error err = {0};
        const struct map *map = map_by_name(s, o->arena, line->map, &err);
        if (map == NULL) {
            complain(wrong, list, 0, "%s", err.text);
            continue;
        }
        struct load_result r;
        const struct load_options lo = {0};
        const struct act act = {"check", "check", o->now};
        if (!load_file(s, o->arena, map,
                       arena_printf(o->arena, "%s/sample/%s", p->files->folder, line->file), &lo,
                       &act, &r, &err)) {
            complain(wrong, list, 0, "%s", err.text);
            continue;
        }
        fprintf(stderr, "ward: %s through %s: %lld new, %lld rejected, %lld warnings\n", line->file,
                line->map, (long long)r.accepted, (long long)r.rejected, (long long)r.warnings);
    }
}

static void check_measures(struct options *o, struct site *s, struct complaints *wrong)
{
    measures_check(s, o->arena, &s->packs, wrong);
    for (size_t i = 0; i < s->packs.count; i++)
        for (size_t j = 0; j < s->packs.at[i]->measures.count; j++) {
            const struct measure *m = &s->packs.at[i]->measures.at[j];
            struct arena scratch = {0};
            struct error err = {0};
            struct result result;
            const struct measure_ask ask = {0};
            if (method_find(m->method) != NULL
                && !measure_answer(s, &scratch, m, &ask, &result, &err))
                complain(wrong, m->block.file, m->block.line, "%s", err.text);
            arena_free(&scratch);
        }
}

static bool check_packs(struct options *o, const struct text_list *names, struct error *err)
{
    struct pack_set set;
    struct complaints wrong = {.arena = o->arena};
    if (!packs_from_names(o, names, &set, err))
        return false;
    struct packs packs = {0};
    for (size_t i = 0; i < set.count; i++) {
        struct pack *p = ARENA_NEW(o->arena, struct pack);
        pack_read(o->arena, &set.at[i], p, &wrong);
        *list_add(o->arena, &packs) = p;
    }
    if (!packs_order(&packs, err))
        return false;
    packs_check(o->arena, &packs, &wrong);
    if (wrong.count == 0)
        packs_check_queries(o->arena, &packs, &wrong);
    struct site *s;
    struct setting_list settings = {0};
    const struct act act = {"check", "check", o->now};
    if (wrong.count == 0) {
        if (!site_create(o->arena, ":memory:", set.at, set.count, &settings, &act, &s, err))
            return false;
        for (size_t i = 0; i < s->packs.count; i++)
            check_samples(o, s, s->packs.at[i], &wrong);
        check_measures(o, s, &wrong);
    }
    struct result_table t = {0};
    table_column(o->arena, &t, "file", "File", COLUMN_TEXT);
    table_column(o->arena, &t, "line", "Line", COLUMN_TEXT);
    table_column(o->arena, &t, "error", "Error", COLUMN_TEXT);
    for (size_t i = 0; i < wrong.count; i++) {
        table_text(o->arena, &t, wrong.at[i].file);
        table_text(o->arena, &t,
                   wrong.at[i].line == 0 ? "" : arena_printf(o->arena, "%d", wrong.at[i].line));
        table_text(o->arena, &t, wrong.at[i].text);
    }
    if ((wrong.count > 0 || o->json) && !print_table(o, &t, err))
        return false;
    if (wrong.count > 0)
        return error_set(err, ERROR_INVALID, "%zu %s", wrong.count,
                         wrong.count == 1 ? "error" : "errors");
    fprintf(stderr, "ward: no errors\n");
    return true;
}

/* ---- install, list, reference ---------------------------------------------- */

static bool install_packs(struct options *o, const struct site_options *so,
                          const struct text_list *names, struct error *err)
{
    struct site *s;
    struct pack_set set;
    const struct act act = act_from_options(o, so, "install packs");
    if (!packs_from_names(o, names, &set, err) || !site_from_options(o, so, STORE_WRITE, &s, err)
        || !site_update_packs(s, set.at, set.count, &act, err))
        return false;
    fprintf(stderr, "ward: %zu packs installed\n", set.count);
    return true;
}

static bool list_packs(struct options *o, const struct site_options *so, struct error *err)
{
    struct site *s;
    struct result_table t = {0};
    if (!site_from_options(o, so, STORE_READ, &s, err))
        return false;
    table_column(o->arena, &t, "name", "Pack", COLUMN_TEXT);
    table_column(o->arena, &t, "version", "Version", COLUMN_TEXT);
    table_column(o->arena, &t, "title", "Title", COLUMN_TEXT);
    table_column(o->arena, &t, "records", "Records", COLUMN_COUNT);
    table_column(o->arena, &t, "checks", "Checks", COLUMN_COUNT);
    table_column(o->arena, &t, "clocks", "Clocks", COLUMN_COUNT);
    table_column(o->arena, &t, "decisions", "Decisions", COLUMN_COUNT);
    table_column(o->arena, &t, "measures", "Measures", COLUMN_COUNT);
    for (size_t i = 0; i < s->packs.count; i++) {
        const struct pack *p = s->packs.at[i];
        table_text(o->arena, &t, p->name);
        table_text(o->arena, &t, p->version);
        table_text(o->arena, &t, p->title);
        table_integer(o->arena, &t, (int64_t)p->records.count);
        table_integer(o->arena, &t, (int64_t)p->checks.count);
        table_integer(o->arena, &t, (int64_t)p->clocks.count);
        table_integer(o->arena, &t, (int64_t)p->decisions.count);
        table_integer(o->arena, &t, (int64_t)p->measures.count);
    }
    return print_table(o, &t, err);
}

static bool print_reference(struct options *o, struct error *err)
{
    struct buf b = buf_make(o->arena, 1 << 20);
    const char *text;
    pack_reference(&b);
    method_reference(&b);
    if (!buf_done(&b, &text, err))
        return false;
    fputs(text, stdout);
    return true;
}

bool command_pack(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *what = NULL;
    struct text_list names = {0};
    const struct option table[] = {
        ARGUMENT("check|install|list|reference", &what, "what to do"),
        {IS_ARGUMENTS, NULL, 0, &names, "PACK", "packs, by name or folder", false},
        OPTIONS_DB(&so),
        OPTIONS_ACT(&so),
        OPTION_END,
    };
    if (!options_read(o, table, err))
        return false;
    if (text_equal(what, "reference"))
        return print_reference(o, err);
    if (text_equal(what, "list"))
        return list_packs(o, &so, err);
    if (names.count == 0 && (text_equal(what, "check") || text_equal(what, "install")))
        return error_set(err, ERROR_USAGE, "ward pack %s needs the name or folder of a pack", what);
    if (text_equal(what, "check"))
        return check_packs(o, &names, err);
    if (text_equal(what, "install"))
        return install_packs(o, &so, &names, err);
    return error_set(err, ERROR_USAGE, "ward pack knows check, install, list and reference, not %s",
                     what);
}
