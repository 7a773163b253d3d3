#include "answer/decide.h"

#include <stdio.h>

#include "answer/result.h"
#include "base/text.h"
#include "command/all.h"
#include "command/print.h"
#include "command/site.h"

static const char *conclusion(const struct decision_answer *d)
{
    if (d->is == TRUTH_TRUE && d->decision->then != NULL)
        return d->decision->then;
    if (d->is == TRUTH_FALSE && d->decision->otherwise != NULL)
        return d->decision->otherwise;
    return truth_word(d->is);
}

// One row a ground: for a single case.
static void by_ground(struct arena *a, const struct decision_answers *answers,
                      struct result_table *t)
{
    static const char *const parts[] = {"all of", "any of", "none of"};
    table_column(a, t, "record", "Record", COLUMN_TEXT);
    table_column(a, t, "answer", "Answer", COLUMN_TEXT);
    table_column(a, t, "part", "Part", COLUMN_TEXT);
    table_column(a, t, "ground", "Ground", COLUMN_TEXT);
    table_column(a, t, "holds", "Holds", COLUMN_TEXT);
    table_column(a, t, "law", "Law", COLUMN_TEXT);
    for (size_t i = 0; i < answers->count; i++) {
        const struct decision_answer *d = &answers->at[i];
        for (size_t j = 0; j < d->grounds.count; j++) {
            const struct ground_answer *g = &d->grounds.at[j];
            table_text(a, t, d->record);
            table_text(a, t, truth_word(d->is));
            table_text(a, t, parts[g->part]);
            table_text(a, t, g->ground->text);
            table_text(a, t, truth_word(g->is));
            table_text(
                a, t, g->ground->citation != NULL ? g->ground->citation : d->decision->block.basis);
        }
    }
}

static void by_record(struct arena *a, const struct decision_answers *answers,
                      struct result_table *t)
{
    table_column(a, t, "record", "Record", COLUMN_TEXT);
    table_column(a, t, "answer", "Answer", COLUMN_TEXT);
    table_column(a, t, "means", "Which means", COLUMN_TEXT);
    table_column(a, t, "missing", "Facts that are missing", COLUMN_TEXT);
    for (size_t i = 0; i < answers->count; i++) {
        const struct decision_answer *d = &answers->at[i];
        table_text(a, t, d->record);
        table_text(a, t, truth_word(d->is));
        table_text(a, t, conclusion(d));
        table_text(a, t, d->missing.count == 0 ? NULL : text_series(a, &d->missing, "and"));
    }
}

bool command_decide(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *name = NULL, *record = NULL;
    const struct option table[] = {
        ARGUMENT("NAME", &name, "the decision"),
        ARGUMENT_OR_NONE("KEY", &record, "one record: ground by ground; else all, a line each"),
        OPTIONS_DB(&so),
        OPTIONS_QUESTION(&so),
        OPTION_END,
    };
    struct site *s;
    struct decision_answers answers;
    struct result_table t = {0};
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_READ, &s, err)
        || !decide(s, o->arena, name, record, &answers, err))
        return false;
    if (record != NULL) {
        by_ground(o->arena, &answers, &t);
        for (size_t i = 0; i < answers.count; i++) {
            const struct decision_answer *d = &answers.at[i];
            fprintf(stderr, "ward: %s: %s%s\n", d->record, conclusion(d),
                    d->decision->human ? " (advice: a person decides)" : "");
            if (d->missing.count > 0)
                fprintf(stderr, "ward: not recorded: %s\n",
                        text_series(o->arena, &d->missing, "and"));
        }
    } else {
        by_record(o->arena, &answers, &t);
    }
    return print_table(o, &t, err);
}
