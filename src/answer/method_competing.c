#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>

#include "answer/lifetime_frame.h"
#include "base/text.h"
#include "method/competing.h"
#include "method/distribution.h"

// The cause that is asked about: `of`, else the first. A cause that nothing had is a mistake of the
// pack.
static bool cause_asked(struct arena *a, const struct method_question *q,
                        const struct lifetime_frame *l, int *out, struct error *err)
{
    const char *of = method_key(q, "of");
    *out = 1;
    for (size_t i = 0; i < l->causes.count && of != NULL; i++)
        if (text_equal(l->causes.at[i], of)) {
            *out = (int)i + 1;
            return true;
        }
    if (of == NULL || l->causes.count == 0)
        return true;
    return method_wrong(q, err, "of", "no row has the cause %s%s", of,
                        text_did_you_mean(a, of, l->causes.at, l->causes.count));
}

struct incidence {
    double share, se;
    struct interval range; /* on the log(-log) scale, within 0 and 1 */
};

static struct incidence incidence_of(const struct incidence_curve *c, int cause, double time,
                                     double level)
{
    struct incidence i = {(double)NAN, (double)NAN, {(double)NAN, (double)NAN}};
    int64_t step = -1;
    while (step + 1 < c->count && c->time[step + 1] <= time)
        step++;
    if (c->count == 0)
        return i;
    i.share = step < 0 ? 0 : c->incidence[(cause - 1) * c->count + step];
    i.se = step < 0 ? 0 : c->se[(cause - 1) * c->count + step];
    if (i.share > 0 && i.share < 1 && i.se > 0) {
        double z = normal_quantile((1 + level) / 2) * i.se / (i.share * log(i.share));
        i.range = (struct interval){pow(i.share, exp(-z)), pow(i.share, exp(z))};
    }
    return i;
}

static double last_time(const struct incidence_result *r)
{
    double last = 0;
    for (int g = 0; g < r->groups; g++)
        if (r->at[g].count > 0)
            last = fmax(last, r->at[g].time[r->at[g].count - 1]);
    return last;
}

static void write_times(struct arena *a, const struct method_question *q,
                        const struct lifetime_frame *l, const struct incidence_result *r, int cause,
                        const struct number_list *times, struct result *out)
{
    struct result_table *t = &out->main;
    if (l->grouped)
        table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "time", method_unit(q, method_word(q, "Time", "Tiempo")), COLUMN_NUMBER);
    table_column(a, t, "n", "n", COLUMN_COUNT);
    table_column(a, t, "estimate", method_word(q, "Share by then", "Proporción hasta entonces"),
                 COLUMN_PERCENT);
    table_column(a, t, "low", method_word(q, "Low", "Inferior"), COLUMN_PERCENT);
    table_column(a, t, "high", method_word(q, "High", "Superior"), COLUMN_PERCENT);
    table_column(a, t, "se", method_word(q, "Standard error", "Error estándar"), COLUMN_NUMBER);
    for (int g = 0; g < r->groups; g++)
        for (size_t i = 0; i < times->count; i++) {
            const struct incidence at = incidence_of(&r->at[g], cause, times->at[i], q->level);
            if (l->grouped)
                table_text(a, t, l->labels.at[g]);
            table_number(a, t, times->at[i]);
            table_integer(a, t, r->at[g].rows);
            table_number(a, t, at.share);
            table_number(a, t, at.range.low);
            table_number(a, t, at.range.high);
            table_number(a, t, at.se);
        }
}

// Every cause at the last time asked about: together with those who had none they are everybody.
static void write_causes(struct arena *a, const struct method_question *q,
                         const struct lifetime_frame *l, const struct incidence_result *r,
                         double time, struct result *out)
{
    struct result_table *t = list_add(a, &out->further);
    t->title =
        method_say(a, q, "Every outcome by %s", "Cada resultado hasta %s", number_words(a, time));
    if (l->grouped)
        table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "cause", method_word(q, "Outcome", "Resultado"), COLUMN_TEXT);
    table_column(a, t, "estimate", method_word(q, "Share", "Proporción"), COLUMN_PERCENT);
    for (int g = 0; g < r->groups; g++) {
        double none = 1;
        for (size_t k = 0; k <= l->causes.count; k++) {
            bool rest = k == l->causes.count;
            double share = rest ? none : incidence_of(&r->at[g], (int)k + 1, time, q->level).share;
            none -= rest ? 0 : share;
            if (l->grouped)
                table_text(a, t, l->labels.at[g]);
            table_text(a, t, rest ? method_word(q, "none so far", "ninguno aún") : l->causes.at[k]);
            table_number(a, t, share);
        }
    }
}

static void say(struct arena *a, const struct method_question *q, const struct lifetime_frame *l,
                const struct incidence_result *r, int cause, double time, struct result *out)
{
    const struct incidence at = incidence_of(&r->at[0], cause, time, q->level);
    out->estimable = true;
    out->headline = (struct cell){.kind = CELL_NUMBER, .number = at.share};
    out->headline_kind = COLUMN_PERCENT;
    out->headline_label =
        method_say(a, q, "%s by %s", "%s hasta %s", l->causes.at[cause - 1], number_words(a, time));
    out->headline_interval = at.range;
    const char *who = l->grouped ? arena_printf(a, "%s: ", l->labels.at[0]) : "";
    out->sentence = method_say(
        a, q, "%sby %s %s, %s had come to \"%s\"%s; n = %" PRId64 ".",
        "%shasta %s %s, %s había llegado a «%s»%s; n = %" PRId64 ".", who, number_words(a, time),
        method_unit(q, ""), cell_words(a, &out->headline, COLUMN_PERCENT), l->causes.at[cause - 1],
        interval_phrase(a, q, at.range, COLUMN_PERCENT), out->n);
}

METHOD(competing)
{
    struct lifetime_frame l;
    struct incidence_result curves;
    struct number_list times;
    struct error why = {0};
    int cause;
    if (!method_numbers(q, a, "at", &times, err) || !lifetime_frame_read(a, q, true, &l, out, err)
        || !cause_asked(a, q, &l, &cause, err))
        return false;
    out->n = l.lifetimes.n;
    if (l.causes.count == 0) {
        result_not_estimable(a, q, out, out->n,
                             method_word(q, "nothing has happened yet", "aún no ha pasado nada"));
        return true;
    }
    if (!competing_curves(a, &l.lifetimes, &curves, &why))
        return method_refused(a, q, out->n, &why, out, err);
    if (times.count == 0)
        *list_add(a, &times) = last_time(&curves);
    double last = times.at[times.count - 1];
    write_times(a, q, &l, &curves, cause, &times, out);
    write_causes(a, q, &l, &curves, last, out);
    say(a, q, &l, &curves, cause, last, out);
    result_note(a, out,
                "Aalen-Johansen estimates; standard errors by the infinitesimal jackknife, "
                "intervals on the "
                "log(-log) scale.");
    struct gray_test test;
    if (l.grouped && curves.groups > 1 && gray_compare(a, &l.lifetimes, cause, 0, &test, &why)) {
        out->p = test.p;
        result_note(a, out, "Gray's test that the groups are alike: chi-square %s on %d df, p %s.",
                    number_words(a, test.chi_square), test.df, number_words(a, test.p));
    }
    result_assume(a, out, "Whoever is no longer watched is like those who still are.");
    if (times.count > 1) {
        struct result_chart *c =
            result_chart_add(a, out, CHART_CURVE, "time", "estimate", "low", "high");
        c->group = l.grouped ? "group" : NULL;
    } else if (l.grouped) {
        result_chart_add(a, out, CHART_DOT, "group", "estimate", "low", "high");
    }
    return true;
}
