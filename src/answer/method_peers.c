#include "answer/methods.h"

#include <inttypes.h>
#include <math.h>

#include "answer/covariates.h"
#include "method/peers.h"

/* Each group against the others who share its strata: place and time, an assignment. */
METHOD(peers)
{
    const struct frame_column *outcome = method_column(q, "outcome"),
                              *group = method_column(q, "group");
    size_t n = q->in->rows;
    int groups = 0, strata = 0;
    struct peers_data data = {.n = (int64_t)n,
                              .y = outcome->number,
                              .group = covariates_codes(a, q, "group", &groups),
                              .stratum = covariates_codes(a, q, "stratum", &strata),
                              .level = q->level};
    struct peers peers;
    struct error why = {0};
    data.groups = groups;
    if (groups < 2) {
        result_not_estimable(
            a, q, out, (int64_t)n,
            method_word(q, "there is nobody to compare with", "no hay con quién comparar"));
        return true;
    }
    if (!peers_compare(a, &data, &peers, &why))
        return method_wrong(q, err, NULL, "%s", why.text);
    struct result_table *t = &out->main;
    table_column(a, t, "group", method_by(q), COLUMN_TEXT);
    table_column(a, t, "n", "n", COLUMN_COUNT);
    table_column(a, t, "events", method_unit(q, method_word(q, "Events", "Sucesos")), COLUMN_COUNT);
    table_column(a, t, "expected", method_word(q, "If as their peers", "Si como sus pares"),
                 COLUMN_NUMBER);
    table_column(a, t, "estimate", method_word(q, "Odds ratio", "Razón de momios"), COLUMN_NUMBER);
    table_column(a, t, "low", method_word(q, "Low", "Inferior"), COLUMN_NUMBER);
    table_column(a, t, "high", method_word(q, "High", "Superior"), COLUMN_NUMBER);
    table_column(a, t, "p", "p", COLUMN_P);
    table_column(a, t, "q", "q", COLUMN_P);
    int64_t stand_out = 0;
    const char **names = ARENA_ARRAY(a, const char *, (size_t)groups);
    for (size_t i = 0; i < n; i++)
        if (data.group[i] >= 0)
            names[data.group[i]] = group->text[i];
    for (int g = 0; g < groups; g++) {
        const struct peer *p = &peers.at[g];
        bool compared = p->strata > 0;
        table_text(a, t, method_label(q, a, names[g]));
        table_integer(a, t, p->rows);
        table_integer(a, t, p->events);
        if (!compared) {
            table_not_estimable(a, t, p->rows);
            for (int k = 0; k < 5; k++)
                table_text(a, t, NULL);
            continue;
        }
        table_number(a, t, p->expected);
        table_number(a, t, p->odds_ratio);
        table_number(a, t, p->interval.low);
        table_number(a, t, p->interval.high);
        table_number(a, t, p->p);
        table_number(a, t, p->q);
        stand_out += p->q < 1 - q->level;
    }
    out->n = (int64_t)n - peers.missing;
    out->missing = peers.missing;
    if (peers.compared == 0) {
        result_not_estimable(
            a, q, out, out->n,
            method_word(q, "no two of them share a stratum in which outcomes differ",
                        "no hay dos que compartan un estrato con resultados distintos"));
        return true;
    }
    out->estimable = true;
    out->headline = (struct cell){.kind = CELL_INTEGER, .integer = stand_out};
    out->headline_kind = COLUMN_COUNT;
    out->headline_label = method_say(a, q, "of %d stand out", "de %d se apartan", peers.compared);
    out->sentence = method_say(a, q,
                               "%" PRId64 " of %d stand out from those who worked beside them, "
                               "after allowing for how many were compared.",
                               "%" PRId64 " de %d se apartan de quienes trabajaron a su lado, "
                               "tomando en cuenta cuántos se compararon.",
                               stand_out, peers.compared);
    result_note(a, out,
                "Exact conditional odds ratios within strata; p by minimum likelihood, q after "
                "Benjamini and Hochberg.");
    result_assume(a, out, "Within a stratum the cases fall to each by chance.");
    result_warn(a, out, "%s",
                method_word(q,
                            "To stand out is a reason to look, not a finding. Where all do the "
                            "same, none stands out.",
                            "Apartarse es motivo para mirar, no una conclusión. Donde todos hacen "
                            "lo mismo, nadie se aparta."));
    struct result_chart *c =
        result_chart_add(a, out, CHART_DOT, "group", "estimate", "low", "high");
    c->log_scale = true;
    c->reference = 1;
    c->reference_label = method_word(q, "as their peers", "como sus pares");
    return true;
}
