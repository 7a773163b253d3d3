#include "method/scan.h"

#include <math.h>
#include <stdlib.h>

#include "method/scan_pass.h"

// 1 - exp(-exp(-(llr - mode)/beta)), the law fitted by its mean and standard deviation.
static double gumbel_p(const double *maxima, int64_t n, double llr)
{
    double mean = 0, square = 0;
    for (int64_t r = 0; r < n; r++)
        mean += maxima[r] / (double)n;
    for (int64_t r = 0; r < n; r++)
        square += (maxima[r] - mean) * (maxima[r] - mean);
    if (n < 2 || square <= 0)
        return NAN;
    double beta = sqrt(square / (double)(n - 1)) * 0.7796968012336761; // sqrt(6)/pi
    return -expm1(-exp(-(llr - mean + 0.5772156649015329 * beta) / beta));
}

static void cluster_test(const struct frame *f, const double *maxima, struct scan_cluster *c)
{
    int64_t n = f->question->monte_carlo.replicates, at_least = 0;
    while (at_least < n && maxima[at_least] >= c->llr * (1 - MONTE_CARLO_TOLERANCE))
        at_least++;
    c->p = monte_carlo_p(at_least, n);
    c->p_se = monte_carlo_se(c->p, n);
    c->p_gumbel = gumbel_p(maxima, n, c->llr);
    double days = f->question->analysis_days;
    c->recurrence_days = f->prospective && days > 0 ? days / c->p : NAN;
}

static struct scan_cluster cluster_make(struct arena *a, const struct scan_data *d,
                                        const struct kept *kept, const struct frame *f,
                                        const struct window *w, const struct find *find,
                                        double measure)
{
    bool temporal = f->question->extent == SCAN_TEMPORAL;
    bool spatial = f->question->extent == SCAN_SPATIAL;
    double all = (double)f->cases, c = (double)find->cases, mu = measure * all / f->measure;
    struct scan_cluster k = {
        .centre = -1,
        .first_step = spatial ? 0 : w->from,
        .last_step = spatial ? d->steps - 1 : w->to - 1,
        .low = find->low,
        .cases = find->cases,
        .expected = mu,
        .llr = find->llr,
        .population = f->model == SCAN_BERNOULLI ? measure : NAN,
        .relative_risk = (c / mu) / ((all - c) / (all - mu)),
    };
    if (f->model == SCAN_BERNOULLI)
        k.relative_risk = (c / measure) / ((all - c) / (f->measure - measure));
    if (temporal)
        return k;
    int64_t begin = f->circles.begin[w->centre];
    int32_t *locations = ARENA_ARRAY(a, int32_t, (size_t)(w->end - begin));
    double people = 0;
    for (int64_t j = begin; j < w->end; j++) {
        uint32_t i = f->circles.near[j] >> 1;
        locations[k.location_count++] = kept->location[i];
        people += f->population != NULL ? f->population[i] : 0;
    }
    if (f->population != NULL)
        k.population = people;
    bool grid = d->grid_x != NULL;
    k.locations = locations;
    k.centre = grid ? w->centre : kept->location[w->centre];
    int32_t last = locations[k.location_count - 1];
    k.radius = places_distance(d->places, grid ? d->grid_x[k.centre] : d->x[k.centre],
                               grid ? d->grid_y[k.centre] : d->y[k.centre], d->x[last], d->y[last]);
    return k;
}

static void find_clusters(struct arena *a, const struct scan_data *d, const struct kept *kept,
                          const struct frame *f, struct arena *temporary, struct scan_result *r)
{
    int32_t most = f->question->clusters_most > 0 ? f->question->clusters_most : 10;
    if (f->question->extent == SCAN_TEMPORAL)
        most = 1;
    struct scan_pass *pass = scan_pass_make(temporary, f);
    bool *used = ARENA_ARRAY(temporary, bool, (size_t)f->places);
    r->clusters = ARENA_ARRAY(a, struct scan_cluster, (size_t)most);
    while (r->cluster_count < most) {
        struct window w;
        double measure;
        struct find find = scan_pass_best(pass, used, &w, &measure);
        if (!(find.llr > 0))
            break;
        for (int64_t j = f->circles.begin[w.centre]; j < w.end; j++)
            used[f->circles.near[j] >> 1] = true;
        struct scan_cluster *c = &r->clusters[r->cluster_count++];
        *c = cluster_make(a, d, kept, f, &w, &find, measure);
        cluster_test(f, r->maxima, c);
    }
}

bool scan(struct arena *a, const struct scan_data *data, const struct scan_question *question,
          struct scan_result *out, struct error *err)
{
    struct arena temporary = {0};
    struct scan_result r = {.seed = question->monte_carlo.seed,
                            .replicates = question->monte_carlo.replicates};
    struct frame f;
    struct kept kept;
    bool ok = frame_make(&temporary, data, question, &f, &kept, &r, err);
    if (ok) {
        r.cases = f.cases;
        r.controls = f.people > 0 ? f.people - f.cases : 0;
        r.steps_longest = f.longest;
        r.circles = f.circles.count;
        r.maxima = scan_replicates(a, &f);
        find_clusters(a, data, &kept, &f, &temporary, &r);
        *out = r;
    }
    arena_free(&temporary);
    return ok;
}
