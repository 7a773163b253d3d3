#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>

#include "base/text.h"
#include "method/complier.h"
#include "method/mean.h"
#include "method/randomised.h"

struct trial {
    struct randomised_data data;
    const char *treated, *control; // values of arm
    struct {
        const double **at;
        size_t count, room;
    } covariates;
};

// A number column counts as missing where it has none; the methods drop the unit.
static bool read_trial(struct arena *a, const struct method_question *q, struct trial *t,
                       struct error *err)
{
    const struct frame_column *arm = method_column(q, "arm"), *block = method_column(q, "block"),
                              *cluster = method_column(q, "cluster");
    struct codes arms = frame_codes(a, arm, NULL, q->in->rows);
    int32_t *treated = ARENA_ARRAY(a, int32_t, q->in->rows);
    const char *name = method_key(q, "treated");
    if (name == NULL)
        return method_wrong(q, err, "treated",
                            "the method randomised wants the key treated: the value of arm that "
                            "means treated");
    if (arms.values.count > 2)
        return method_wrong(q, err, NULL, "the column arm has %zu values: expected two",
                            arms.values.count);
    int32_t code = -1;
    for (size_t i = 0; i < arms.values.count; i++) {
        if (text_equal(arms.values.at[i], name)) {
            code = (int32_t)i;
            t->treated = arms.values.at[i];
        } else {
            t->control = arms.values.at[i];
        }
    }
    if (code < 0 && arms.values.count == 2)
        return method_wrong(q, err, "treated", "treated is \"%s\", but arm holds %s and %s", name,
                            arms.values.at[0], arms.values.at[1]);
    for (size_t i = 0; i < q->in->rows; i++)
        treated[i] = arms.at[i] < 0 ? -1 : arms.at[i] == code;
    t->data = (struct randomised_data){
        .units = (int64_t)q->in->rows,
        .y = method_column(q, "outcome")->number,
        .treated = treated,
        .block = block == NULL ? NULL : frame_codes(a, block, NULL, q->in->rows).at,
        .cluster = cluster == NULL ? NULL : frame_codes(a, cluster, NULL, q->in->rows).at};
    const char *names = method_key(q, "covariates");
    struct text_list list = text_split(a, names == NULL ? "" : names, ',');
    for (size_t i = 0; i < list.count; i++) {
        const struct frame_column *c = method_column(q, list.at[i]);
        if (c == NULL || !c->numeric)
            return method_wrong(q, err, "covariates", "there is no column of numbers %s",
                                list.at[i]);
        *list_add(a, &t->covariates) = c->number;
    }
    return true;
}

static bool write_arms(struct arena *a, const struct method_question *q, const struct trial *t,
                       const struct randomised *r, struct result *out, struct error *err)
{
    struct result_table *table = &out->main;
    table_column(a, table, "arm", method_word(q, "Arm", "Grupo"), COLUMN_TEXT);
    table_column(a, table, "n", "n", COLUMN_COUNT);
    table_estimate_columns(a, q, table, method_word(q, "Mean", "Media"), COLUMN_NUMBER);
    table_column(a, table, "lost", method_word(q, "Lost", "Perdidos"), COLUMN_COUNT);
    for (int arm = 1; arm >= 0; arm--) {
        double *y = ARENA_ARRAY(a, double, (size_t)t->data.units);
        size_t n = 0;
        struct mean m;
        for (int64_t i = 0; i < t->data.units; i++)
            if (t->data.treated[i] == arm && !isnan(t->data.y[i]))
                y[n++] = t->data.y[i];
        if (!mean_estimate(y, n, q->level, &m, err))
            return false;
        table_text(a, table, method_label(q, a, arm == 1 ? t->treated : t->control));
        table_integer(a, table, m.n);
        table_estimate(a, table, m.mean, m.range);
        table_integer(a, table, arm == 1 ? r->dropped_treated : r->dropped_control);
    }
    return true;
}

static void write_effect_row(struct arena *a, struct result_table *t, const char *what,
                             double estimate, struct interval i, double se, double p)
{
    table_text(a, t, what);
    table_estimate(a, t, estimate, i);
    table_number(a, t, se);
    table_number(a, t, p);
}

static bool write_effects(struct arena *a, const struct method_question *q, const struct trial *t,
                          const struct randomised *r, struct result *out, struct error *err)
{
    const struct frame_column *received = method_column(q, "received");
    const struct covariates x = {t->covariates.at, (int)t->covariates.count};
    struct error why = {0};
    struct result_table *table = result_table_add(a, out, method_word(q, "Effects", "Efectos"));
    table_column(a, table, "what", method_word(q, "Estimate", "Estimación"), COLUMN_TEXT);
    table_estimate_columns(a, q, table, method_word(q, "Difference", "Diferencia"), COLUMN_NUMBER);
    table_column(a, table, "se", method_word(q, "Standard error", "Error estándar"), COLUMN_NUMBER);
    table_column(a, table, "p", "p", COLUMN_P);
    write_effect_row(a, table, method_word(q, "difference in means", "diferencia de medias"),
                     r->estimate, r->interval, r->se, r->p);
    if (x.count > 0) {
        struct adjusted adj;
        if (randomised_adjusted(&t->data, &x, q->level, &adj, &why)) {
            write_effect_row(a, table,
                             method_word(q, "adjusted for covariates", "ajustada por covariables"),
                             adj.effect.estimate, adj.effect.interval, adj.effect.se, adj.effect.p);
            result_note(a, out, "Adjusted by Lin's regression with HC2 errors.");
        } else if (why.kind == ERROR_INVALID) {
            result_warn(a, out, "Covariates could not be adjusted for: %s.", why.text);
        } else {
            *err = why;
            return false;
        }
    }
    if (received == NULL)
        return true;
    struct complier c;
    if (!complier_effect(&t->data, received->number, &x, q->level, &c, &why)) {
        if (why.kind != ERROR_INVALID && why.kind != ERROR_USAGE) {
            *err = why;
            return false;
        }
        result_warn(a, out, "The effect on those who took it up cannot be given: %s.", why.text);
        return true;
    }
    write_effect_row(a, table,
                     method_word(q, "on those who took it up because of the lot",
                                 "en quienes lo aceptaron por el sorteo"),
                     c.effect.estimate, c.effect.interval, c.effect.se, c.effect.p);
    write_effect_row(a, table,
                     method_word(q, "of the lot on taking it up", "del sorteo sobre aceptarlo"),
                     c.take_up.estimate, c.take_up.interval, c.take_up.se, c.take_up.p);
    if (c.weak)
        result_warn(a, out, "The lot moved few to take it up: that interval cannot be trusted.");
    return true;
}

METHOD(randomised)
{
    static const char *const sides[] = {"two sided", "greater", "less", NULL};
    struct trial t = {0};
    struct randomised r;
    struct error why = {0};
    struct randomised_question ask = {.level = q->level};
    int side;
    if (!read_trial(a, q, &t, err) || !method_choice(q, a, "alternative", sides, &side, err)
        || !method_monte_carlo(q, 9999, &ask.monte_carlo, err))
        return false;
    ask.alternative = (enum alternative)side;
    if (!randomised_test(&t.data, &ask, &r, &why))
        return method_refused(a, q, t.data.units, &why, out, err);
    out->n = r.treated + r.control;
    out->missing = r.dropped_treated + r.dropped_control + r.dropped_unknown;
    out->p = r.p;
    if (!write_arms(a, q, &t, &r, out, err) || !write_effects(a, q, &t, &r, out, err))
        return false;
    result_headline(out, r.estimate, r.interval, COLUMN_NUMBER,
                    method_say(a, q, "%s less %s", "%s menos %s", method_label(q, a, t.treated),
                               method_label(q, a, t.control)));
    out->sentence =
        method_say(a, q,
                   "The mean was %s for %s and %s for %s, a difference of %s%s; %s (%s by dealing "
                   "the lots anew; "
                   "%s and %s).",
                   "La media fue %s para %s y %s para %s, una diferencia de %s%s; %s (%s al "
                   "repartir de nuevo; %s "
                   "y %s).",
                   number_words(a, r.mean_treated), method_label(q, a, t.treated),
                   number_words(a, r.mean_control), method_label(q, a, t.control),
                   number_words(a, r.estimate), interval_phrase(a, q, r.interval, COLUMN_NUMBER),
                   r.p < 1 - q->level ? method_word(q, "the lot alone would rarely do that",
                                                    "el sorteo solo rara vez lo causaría")
                                      : method_word(q, "the lot alone could do that",
                                                    "el sorteo solo podría causarlo"),
                   p_words(a, r.p), whole_words(a, r.treated), whole_words(a, r.control));
    result_note(a, out,
                "Difference in means%s with Neyman's error against t; randomisation test (%s)%s; "
                "%s.",
                r.blocks > 1 ? ", blocks weighted by size," : "",
                r.exact ? "every assignment"
                        : arena_printf(a,
                                       "%" PRId64 " assignments, seed %" PRIu64
                                       ", Monte Carlo standard error of p %s",
                                       r.replicates, r.seed, number_words(a, r.p_se)),
                t.data.cluster != NULL ? "; whole clusters were assigned" : "",
                level_words(a, q->level));
    if (r.blocks_dropped > 0)
        result_warn(a, out, "%" PRId64 " blocks have one arm only and take no part.",
                    r.blocks_dropped);
    double lost_treated = (double)r.dropped_treated / (double)(r.dropped_treated + r.treated),
           lost_control = (double)r.dropped_control / (double)(r.dropped_control + r.control);
    if (fabs(lost_treated - lost_control) > 0.05)
        result_warn(a, out,
                    "%s of one arm and %s of the other were lost from sight: the lot no longer "
                    "protects the comparison.",
                    percent_words(a, lost_treated), percent_words(a, lost_control));
    result_assume(a, out,
                  "The arms were drawn by lot, and no unit's outcome depends on another's.");
    result_chart_add(a, out, CHART_DOT, "arm", "estimate", "low", "high");
    return true;
}
