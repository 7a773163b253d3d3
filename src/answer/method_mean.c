#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "answer/group_frame.h"
#include "base/text.h"
#include "method/mean.h"

/* The values of each group, in the order in which the groups come. */
struct group_values {
    const char *group;
    struct {
        double *at;
        size_t count, room;
    } values;
};

struct groups {
    struct group_values *at;
    size_t count, room;
};

static struct groups split(struct arena *a, const struct method_question *q, int64_t *missing)
{
    const struct frame_column *group = method_column(q, "group"),
                              *value = method_column(q, "value");
    struct groups groups = {0};
    for (size_t i = 0; i < q->in->rows; i++) {
        const char *name = group == NULL ? NULL : group->text[i];
        size_t g = 0;
        if (isnan(value->number[i])) {
            ++*missing;
            continue;
        }
        while (g < groups.count && !text_equal(groups.at[g].group, name))
            g++;
        if (g == groups.count)
            list_add(a, &groups)->group = name;
        *list_add(a, &groups.at[g].values) = value->number[i];
    }
    return groups;
}

struct estimate {
    int64_t n;
    double value;
    struct interval range;
};

static bool estimate(struct arena *a, bool median, const double *x, size_t count, double level,
                     struct estimate *out, struct error *err)
{
    struct quantile quantile;
    struct mean mean;
    if (median) {
        if (!quantile_estimate(x, count, 0.5, level, a, &quantile, err))
            return false;
        *out = (struct estimate){quantile.n, quantile.value, quantile.range};
        return true;
    }
    if (!mean_estimate(x, count, level, &mean, err))
        return false;
    *out = (struct estimate){mean.n, mean.mean, mean.range};
    return true;
}

static bool answer(struct arena *a, const struct method_question *q, bool median,
                   struct result *out, struct error *err)
{
    const char *word =
        median ? method_word(q, "median", "mediana") : method_word(q, "mean", "media");
    struct groups groups = split(a, q, &out->missing);
    struct result_table *t = &out->main;
    bool grouped = method_column(q, "group") != NULL;
    if (grouped)
        table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "n", "n", COLUMN_COUNT);
    table_estimate_columns(
        a, q, t, median ? method_word(q, "Median", "Mediana") : method_word(q, "Mean", "Media"),
        COLUMN_NUMBER);
    struct {
        double *at;
        size_t count, room;
    } all = {0};
    for (size_t g = 0; g < groups.count; g++) {
        struct estimate e;
        if (!estimate(a, median, groups.at[g].values.at, groups.at[g].values.count, q->level, &e,
                      err))
            return false;
        if (grouped)
            table_text(a, t, method_label(q, a, groups.at[g].group));
        table_integer(a, t, e.n);
        table_number(a, t, e.value);
        table_number(a, t, e.range.low);
        table_number(a, t, e.range.high);
        for (size_t i = 0; i < groups.at[g].values.count; i++)
            *list_add(a, &all) = groups.at[g].values.at[i];
    }
    out->n = (int64_t)all.count;
    if (all.count == 0) {
        result_not_estimable(
            a, q, out, 0, method_word(q, "no value is recorded", "no hay ningún valor registrado"));
        return true;
    }
    struct estimate total;
    if (!estimate(a, median, all.at, all.count, q->level, &total, err))
        return false;
    out->estimable = true;
    out->headline = (struct cell){.kind = CELL_NUMBER, .number = total.value};
    out->headline_kind = COLUMN_NUMBER;
    out->headline_label = method_unit(q, word);
    out->headline_interval = total.range;
    const struct cell n = {.kind = CELL_INTEGER, .integer = out->n};
    out->sentence = method_say(
        a, q, "The %s is %s%s%s%s; n = %s.", "La %s es %s%s%s%s; n = %s.", word,
        cell_words(a, &out->headline, COLUMN_NUMBER), q->measure->unit == NULL ? "" : " ",
        q->measure->unit == NULL ? "" : q->measure->unit,
        interval_phrase(a, q, total.range, COLUMN_NUMBER), cell_words(a, &n, COLUMN_COUNT));
    result_note(a, out,
                median ? "Medians with exact order-statistic intervals, %s."
                       : "Means with t intervals, %s.",
                level_words(a, q->level));
    result_assume(a, out, "Each value is independent of the others.");
    if (grouped)
        compared_chart(a, q, out, "estimate", "low", "high");
    return true;
}

METHOD(mean)
{
    return answer(a, q, false, out, err);
}

METHOD(median)
{
    return answer(a, q, true, out, err);
}
