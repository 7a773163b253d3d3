#include "answer/lifetime_frame.h"

#include <inttypes.h>
#include <math.h>

#include "base/text.h"

static bool still_waiting(const char *cause)
{
    return cause == NULL || *cause == '\0' || text_equal(cause, "0");
}

static int32_t cause_code(struct arena *a, struct text_list *causes, const char *cause)
{
    if (still_waiting(cause))
        return 0;
    for (size_t i = 0; i < causes->count; i++)
        if (text_equal(causes->at[i], cause))
            return (int32_t)i + 1;
    *list_add(a, causes) = cause;
    return (int32_t)causes->count;
}

static void take_groups(struct arena *a, const struct method_question *q, struct lifetime_frame *l)
{
    const struct frame_column *group = method_column(q, "group");
    l->base = -1;
    if (group == NULL) {
        *list_add(a, &l->groups) = NULL;
        *list_add(a, &l->labels) = method_label(q, a, NULL);
        return;
    }
    struct codes codes = frame_codes(a, group, l->rows, (size_t)l->lifetimes.n);
    l->lifetimes.group = codes.at;
    l->lifetimes.groups = (int)codes.values.count;
    l->grouped = true;
    l->groups = codes.values;
    for (size_t i = 0; i < codes.values.count; i++) {
        *list_add(a, &l->labels) = method_label(q, a, codes.values.at[i]);
        if (text_equal(codes.values.at[i], q->measure->compare))
            l->base = (int)i;
    }
}

bool lifetime_frame_read(struct arena *a, const struct method_question *q, bool causes,
                         struct lifetime_frame *out, struct result *result, struct error *err)
{
    const struct frame_column *left = method_column(q, "left"),
                              *event = method_column(q, causes ? "cause" : "event"),
                              *entered = method_column(q, "entered"),
                              *group = method_column(q, "group");
    size_t rows = q->in->rows, n = 0;
    double *exit = ARENA_ARRAY(a, double, rows), *entry = ARENA_ARRAY(a, double, rows);
    int32_t *events = ARENA_ARRAY(a, int32_t, rows);
    int64_t empty = 0, backwards = 0;
    bool late = false;
    struct lifetime_frame l = {.rows = ARENA_ARRAY(a, size_t, rows)};
    for (size_t i = 0; i < rows; i++) {
        double from = entered == NULL || isnan(entered->number[i]) ? 0 : entered->number[i];
        if (isnan(left->number[i]) || (group != NULL && group->text[i] == NULL)
            || (!causes && event->text[i] == NULL)) {
            result->missing++;
            continue;
        }
        if (!causes && event->number[i] != 0 && event->number[i] != 1)
            return method_wrong(q, err, NULL, "the column event holds %s: expected true or false",
                                event->text[i]);
        if (left->number[i] < from || left->number[i] < 0) {
            backwards++;
            result->missing++;
            continue;
        }
        if (from > 0 && left->number[i] == from) {
            empty++;
            continue;
        }
        l.rows[n] = i;
        exit[n] = left->number[i];
        entry[n] = from > 0 ? from : -1; // those at the start are at risk at time 0 too
        events[n] = causes ? cause_code(a, &l.causes, event->text[i]) : (int32_t)event->number[i];
        late = late || from > 0;
        n++;
    }
    l.lifetimes = (struct lifetimes){
        .n = (int64_t)n, .entry = late ? entry : NULL, .exit = exit, .event = events, .groups = 1};
    take_groups(a, q, &l);
    if (backwards > 0)
        result_warn(a, result, "%" PRId64 " rows end before they begin and are left out.",
                    backwards);
    if (empty > 0)
        result_note(a, result,
                    "%" PRId64 " rows end the moment they come into view and say nothing.", empty);
    if (q->measure->compare != NULL && l.base < 0 && n > 0)
        result_warn(a, result, "There is no group %s in the data, so nothing is compared with it.",
                    q->measure->compare);
    *out = l;
    return true;
}
