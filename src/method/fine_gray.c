/* Fine & Gray's regression: Cox's risk sets, with those who had another event still in them. */

#include <math.h>
#include <string.h>

#include "method/competing.h"
#include "method/cox_frame.h"

/* G(exit-) of each sorted row: Kaplan-Meier of the censoring, at risk being who is watched at that
 * time or leaves at it. */
static void censoring_fill(struct cox_frame *f)
{
    double g = 1;
    int64_t entered = 0;
    for (int64_t i = 0, last; i < f->n; i = last) {
        double time = f->exit[i], censored = 0;
        for (; f->entered != NULL && entered < f->n && f->entry_time[entered] < time;)
            entered++;
        for (last = i; last < f->n && f->exit[last] == time; last++) {
            f->censoring[last] = g;
            censored += !f->event[last] && !f->other[last];
        }
        double at_risk = (double)((f->entered == NULL ? f->n : entered) - i);
        g *= (at_risk - censored) / at_risk;
    }
}

/* Multiplies by H(exit-), the curve of entries in reversed time: the product over entry times e at
 * or after t of 1 - (rows that enter at e)/(rows that entered by e and left after it). */
static void entries_weigh(struct cox_frame *f)
{
    double h = 1;
    int64_t e = f->n, left = f->n; // rows e and later have entered later; left: by exit
    for (int64_t i = f->n; i > 0; i--) {
        while (e > 0 && f->entry_time[e - 1] >= f->exit[i - 1]) {
            double time = f->entry_time[e - 1];
            int64_t until = e;
            while (e > 0 && f->entry_time[e - 1] == time)
                e--;
            while (left > 0 && f->exit[left - 1] > time)
                left--;
            // Of the `until` that entered by then, `left` had left.
            double at_risk = (double)(until - left), entering = (double)(until - e);
            h *= (at_risk - entering) / at_risk;
        }
        f->censoring[i - 1] *= h;
    }
}

static bool weights_fill(struct cox_frame *f, struct error *err)
{
    censoring_fill(f);
    if (f->entered != NULL)
        entries_weigh(f);
    for (int64_t i = 0; i < f->n; i++)
        if ((f->other[i] || f->event[i]) && !(f->censoring[i] > 0))
            return error_set(
                err, ERROR_INVALID,
                "too few are at risk at %.10g: the weights of competing risks divide by 0",
                f->exit[i]);
    return true;
}

/* The part of a row's influence that comes through G:
 *
 *     psi_i = [censored at t_i] q(t_i)/pi(t_i) - sum over censorings u <= t_i of q(u)/pi(u)^2,
 *     q(u)  = sum over events t >= u of (Q1(u) - m(t) Q0(u)) G(t-) dLambda(t)
 *
 * with pi(u) at risk, and Q0, Q1 the sums of risk/G and x risk/G over rows with another event
 * before u. Walking backward, the sums over t are at hand; those over u are taken from their end.
 */
struct weighing {
    const struct cox_frame *f;
    double g, *gm; // sums over t >= u of G dLambda, and of G m dLambda
    double *tail;  // sum over censorings after now of q/pi^2
    double *q;
    double *out;
};

static void weighing_visit(void *context, const struct cox_time *t)
{
    struct weighing *w = context;
    const struct cox_frame *f = w->f;
    int k = f->k;
    double g = f->censoring[t->first], at_risk = (double)(f->n - t->first), censored = 0;
    if (t->deaths > 0) {
        double hazard = g * t->weight / t->s0;
        w->g += hazard;
        for (int j = 0; j < k; j++)
            w->gm[j] += hazard * t->s1[j] / t->s0;
    }
    for (int64_t i = t->first; i < t->last; i++) {
        for (int j = 0; j < k; j++)
            w->out[i * k + j] += w->tail[j];
        censored += !f->event[i] && !f->other[i];
    }
    if (censored == 0)
        return;
    for (int j = 0; j < k; j++)
        w->q[j] = t->q[j] * w->g - t->q[k] * w->gm[j];
    for (int64_t i = t->first; i < t->last; i++)
        for (int j = 0; j < k && !f->event[i] && !f->other[i]; j++)
            w->out[i * k + j] += w->q[j] / at_risk;
    for (int j = 0; j < k; j++)
        w->tail[j] += censored * w->q[j] / (at_risk * at_risk);
}

static void scores(const struct cox_frame *f, double *out)
{
    cox_scores(f, out);
    if (f->entered != NULL)
        return; // the weights are taken as known
    struct arena scratch = {0};
    size_t k = (size_t)f->k;
    struct weighing w = {.f = f,
                         .gm = ARENA_ARRAY(&scratch, double, k),
                         .tail = ARENA_ARRAY(&scratch, double, k),
                         .q = ARENA_ARRAY(&scratch, double, k),
                         .out = out};
    cox_walk(f, &(struct cox_walker){.visit = weighing_visit, .context = &w});
    for (int64_t i = 0; i < f->n; i++)
        for (int j = 0; j < f->k; j++)
            out[i * f->k + j] -= w.tail[j];
    arena_free(&scratch);
}

bool fine_gray_fit(struct arena *a, const struct cox *c, int32_t cause, struct cox_result *out,
                   struct error *err)
{
    if (!cox_check(c, err))
        return false;
    if (cause < 1 || c->ties == COX_EXACT || c->lifetimes->weights != NULL
        || c->lifetimes->strata != NULL)
        return error_set(err, ERROR_USAGE,
                         "Fine & Gray's regression takes a cause of 1 or more, and "
                         "neither weights, strata nor exact ties");
    struct arena scratch = {0};
    struct cox asked = *c;
    struct cox_frame f;
    asked.ties = COX_BRESLOW;
    bool ok = cox_frame_make(&scratch, &asked, cause, true, &f, err) && weights_fill(&f, err)
              && cox_frame_fit(a, &f, scores, out, err);
    if (ok)
        out->concordance = (struct concordance){NAN, NAN, NAN, NAN};
    arena_free(&scratch);
    return ok;
}
