#include "answer/group_frame.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

struct compared compared_rows(struct arena *a, const struct method_question *q,
                              const char *const *columns, struct result *out)
{
    struct compared c = {.rows = ARENA_ARRAY(a, size_t, q->in->rows), .base = -1};
    const struct frame_column *group = method_column(q, "group");
    for (size_t i = 0; i < q->in->rows; i++) {
        bool whole = true;
        for (const char *const *name = columns; *name != NULL; name++)
            whole = whole && !isnan(method_column(q, *name)->number[i]);
        if (!whole) {
            c.missing++;
            continue;
        }
        if (group != NULL && q->measure->compare != NULL && group->text[i] != NULL
            && text_equal(group->text[i], q->measure->compare))
            c.base = (int)c.count;
        c.rows[c.count++] = i;
    }
    out->missing += c.missing;
    if (q->measure->compare != NULL && c.base < 0 && c.count > 0)
        result_warn(a, out, "There is no group %s in the data, so nothing is compared with it.",
                    q->measure->compare);
    return c;
}

int compared_headline(const struct compared *c, const double *ratio)
{
    int best = -1;
    for (size_t i = 0; i < c->count; i++) {
        if ((int)i == c->base || isnan(ratio[i]) || ratio[i] <= 0 || isinf(ratio[i]))
            continue;
        if (best < 0 || fabs(log(ratio[i])) > fabs(log(ratio[best])))
            best = (int)i;
    }
    return best;
}

// "2017", "2017-03", "2017-Q1", "2017-03-06"
static bool is_period(const char *text)
{
    if (text == NULL || strlen(text) < 4 || strspn(text, "0123456789-Q") != strlen(text))
        return false;
    return (text[0] == '1' || text[0] == '2') && (text[4] == '\0' || text[4] == '-');
}

void compared_chart(struct arena *a, const struct method_question *q, struct result *out,
                    const char *y, const char *low, const char *high)
{
    const struct frame_column *group = method_column(q, "group");
    if (group == NULL || table_rows(&out->main) < 2)
        return;
    bool periods = true;
    for (size_t i = 0; i < q->in->rows; i++)
        periods = periods && is_period(group->text[i]);
    enum chart_kind kind = q->areas != NULL ? CHART_MAP : periods ? CHART_LINE : CHART_DOT;
    struct result_chart *c = result_chart_add(a, out, kind, "group", y, low, high);
    c->compare = q->measure->compare == NULL ? NULL : method_label(q, a, q->measure->compare);
    c->areas = q->areas;
}
