#include "answer/measure.h"

#include <stdio.h>

#include "answer/chart.h"
#include "answer/result_csv.h"
#include "answer/result_json.h"
#include "base/text.h"
#include "command/all.h"
#include "command/print.h"
#include "command/site.h"

enum { OUTPUT_LIMIT = 256 * 1024 * 1024 };

static bool print_list(struct options *o, struct site *s, struct error *err)
{
    struct arena *a = o->arena;
    struct result_table t = {0};
    const struct measure_ask ask = {0};
    table_column(a, &t, "measure", "Measure", COLUMN_TEXT);
    table_column(a, &t, "answer", "Answer", COLUMN_TEXT);
    for (size_t i = 0; i < s->packs.count; i++)
        for (size_t j = 0; j < s->packs.at[i]->measures.count; j++) {
            struct result *r = ARENA_NEW(a, struct result);
            struct error denied = {0};
            const struct measure *m = &s->packs.at[i]->measures.at[j];
            table_text(a, &t, m->block.name);
            if (measure_answer(s, a, m, &ask, r, &denied)) {
                table_text(a, &t, r->sentence);
            } else if (denied.kind == ERROR_FORBIDDEN) {
                table_text(a, &t, "not for this role");
            } else {
                *err = denied;
                return false;
            }
        }
    return print_table(o, &t, err);
}

static bool print_vega(struct options *o, const struct result *r, struct error *err)
{
    if (r->charts.count == 0)
        return error_set(err, ERROR_NOT_FOUND, "the measure %s has no chart", r->name);
    const char *text;
    if (!chart_text(o->arena, &r->charts.at[0], CHART_ALONE, &text, err))
        return false;
    puts(text);
    return true;
}

static bool print_json(struct options *o, const struct result *r, struct error *err)
{
    struct buf b = buf_make(o->arena, OUTPUT_LIMIT);
    struct json j = json_make(&b);
    const char *text;
    json_object_begin(&j, NULL);
    result_write_json(&j, o->arena, r);
    json_object_end(&j);
    if (!buf_done(&b, &text, err))
        return false;
    puts(text);
    return true;
}

static bool print_result(struct options *o, const struct result *r, struct error *err)
{
    fprintf(stderr, "%s\n\n%s\n\n", r->title, r->sentence);
    if (!print_table(o, &r->main, err))
        return false;
    for (size_t i = 0; i < r->further.count; i++) {
        fprintf(stderr, "\n%s\n", r->further.at[i].title == NULL ? "" : r->further.at[i].title);
        if (!print_table(o, &r->further.at[i], err))
            return false;
    }
    const struct text_list *lists[] = {&r->warnings, &r->notes, &r->assumptions};
    static const char *const names[] = {"beware", "method", "assumes"};
    fputc('\n', stderr);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            fprintf(stderr, "%s: %s\n", names[i], lists[i]->at[j]);
    if (r->caveat != NULL)
        fprintf(stderr, "caveat: %s\n", r->caveat);
    const struct cell n = {.kind = CELL_INTEGER, .integer = r->n},
                      missing = {.kind = CELL_INTEGER, .integer = r->missing};
    fprintf(stderr, "n %s, missing %s, as of %s%s%s\n", cell_words(o->arena, &n, COLUMN_COUNT),
            cell_words(o->arena, &missing, COLUMN_COUNT), date_words(o->arena, r->as_of),
            r->source == NULL ? "" : ", source: ", r->source == NULL ? "" : r->source);
    return true;
}

bool command_measure(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *name = NULL, *language = NULL;
    bool vega = false;
    const struct option table[] = {
        ARGUMENT_OR_NONE("NAME", &name, "the measure; without one, a sentence for each"),
        OPTIONS_DB(&so),
        OPTION_FLAG("vega", 0, &vega, "print the chart's Vega-Lite specification"),
        OPTION_TEXT("language", 0, &language, "en|es", "of labels and sentences"),
        OPTIONS_QUESTION(&so),
        OPTION_END,
    };
    struct site *s;
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_READ, &s, err))
        return false;
    if (name == NULL)
        return print_list(o, s, err);
    const struct measure *m = packs_measure(&s->packs, name);
    if (m == NULL) {
        struct text_list names = packs_names(o->arena, &s->packs, "measure");
        return error_set(err, ERROR_NOT_FOUND, "there is no measure %s%s", name,
                         text_did_you_mean(o->arena, name, names.at, names.count));
    }
    struct result *r = ARENA_NEW(o->arena, struct result);
    const struct measure_ask ask = {.spanish = text_equal(language, "es")};
    if (!measure_answer(s, o->arena, m, &ask, r, err))
        return false;
    if (vega)
        return print_vega(o, r, err);
    if (o->json)
        return print_json(o, r, err);
    if (o->csv)
        return print_table(o, &r->main, err);
    return print_result(o, r, err);
}
