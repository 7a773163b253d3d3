/* Risk sets: rows in order of time, and walks over them. */

#include "method/cox_frame.h"

#include <math.h>
#include <string.h>

#include "method/order.h"
#include "method/parallel.h"

enum { MOST_JOBS = 64, LEAST_JOB_ROWS = 4096, MOST_PARTIAL_NUMBERS = 4000000 };
static const double most_predictor = 700; // beyond it exp overflows
static const double constant = 1e-20;     // of a column's square: it does not vary

// --- making -------------------------------------------------------------------------------------

static void share_out(struct cox_frame *f)
{
    int64_t most = MOST_PARTIAL_NUMBERS / ((int64_t)f->k * f->k + 1) + 1;
    if (most > MOST_JOBS)
        most = MOST_JOBS;
    int64_t rows = (f->n + most - 1) / most;
    if (rows < LEAST_JOB_ROWS)
        rows = LEAST_JOB_ROWS;
    f->job_rows = (rows + GRAM_ROWS - 1) / GRAM_ROWS * GRAM_ROWS;
    f->jobs = (f->n + f->job_rows - 1) / f->job_rows;
    f->threads = parallel_workers(f->asked->threads, f->jobs);
}

static double *sorted_copy(struct arena *a, const struct cox_frame *f, const double *from)
{
    if (from == NULL)
        return NULL;
    double *out = ARENA_ARRAY(a, double, (size_t)f->n);
    for (int64_t i = 0; i < f->n; i++)
        out[i] = from[f->o.exits[i]];
    return out;
}

struct filling {
    struct cox_frame *f;
    double *sums, *squares; // k for each job
    const double *means;
};

static void fill_job(void *context, int worker, int64_t job)
{
    (void)worker;
    struct filling *filling = context;
    const struct cox_frame *f = filling->f;
    double *sum = filling->sums + job * f->k;
    int64_t last = (job + 1) * f->job_rows < f->n ? (job + 1) * f->job_rows : f->n;
    for (int64_t first = job * f->job_rows; first < last; first += GRAM_ROWS) {
        int count = (int)(last - first < GRAM_ROWS ? last - first : GRAM_ROWS);
        double *x = f->x + cox_at(f, first);
        design_block(f->asked->design, f->o.exits, first, count, GRAM_ROWS, x);
        for (int j = 0; j < f->k; j++)
            for (int r = 0; r < count; r++)
                sum[j] += f->weight[first + r] * x[j * GRAM_ROWS + r];
    }
}

static void centre_job(void *context, int worker, int64_t job)
{
    (void)worker;
    struct filling *filling = context;
    const struct cox_frame *f = filling->f;
    double *square = filling->squares + job * f->k;
    int64_t last = (job + 1) * f->job_rows < f->n ? (job + 1) * f->job_rows : f->n;
    for (int64_t first = job * f->job_rows; first < last; first += GRAM_ROWS) {
        int count = (int)(last - first < GRAM_ROWS ? last - first : GRAM_ROWS);
        double *x = f->x + cox_at(f, first);
        for (int j = 0; j < f->k; j++)
            for (int r = 0; r < count; r++) {
                x[j * GRAM_ROWS + r] -= filling->means[j];
                square[j] += x[j * GRAM_ROWS + r] * x[j * GRAM_ROWS + r];
            }
    }
}

// Copies the columns, centres them, and makes those that do not vary exactly zero.
static void columns_fill(struct arena *a, struct cox_frame *f)
{
    struct arena scratch = {0};
    size_t k = (size_t)f->k, blocks = (size_t)((f->n + GRAM_ROWS - 1) / GRAM_ROWS);
    double weight = 0;
    f->x = ARENA_ARRAY(a, double, blocks *k *GRAM_ROWS);
    struct filling filling = {.f = f,
                              .sums = ARENA_ARRAY(&scratch, double, (size_t)f->jobs *k),
                              .squares = ARENA_ARRAY(&scratch, double, (size_t)f->jobs *k),
                              .means = f->means};
    parallel_run(f->threads, f->jobs, fill_job, &filling);
    for (int64_t i = 0; i < f->n; i++)
        weight += f->weight[i];
    for (int64_t job = 0; job < f->jobs; job++)
        for (int j = 0; j < f->k; j++)
            f->means[j] += filling.sums[job * f->k + j] / weight;
    parallel_run(f->threads, f->jobs, centre_job, &filling);
    for (int j = 0; j < f->k; j++) {
        double square = 0;
        for (int64_t job = 0; job < f->jobs; job++)
            square += filling.squares[job * f->k + j];
        if (square > constant * (double)f->n * f->means[j] * f->means[j])
            continue;
        for (int64_t i = 0; i < f->n; i++)
            f->x[cox_at(f, i) + j * GRAM_ROWS] = 0;
    }
    arena_free(&scratch);
}

static void entries_fill(struct arena *a, struct cox_frame *f)
{
    struct arena scratch = {0};
    int64_t *position = ARENA_ARRAY(&scratch, int64_t, (size_t)f->asked->lifetimes->n);
    for (int64_t i = 0; i < f->n; i++)
        position[f->o.exits[i]] = i;
    f->entered = ARENA_ARRAY(a, int64_t, (size_t)f->n);
    for (int64_t i = 0; i < f->n; i++)
        f->entered[i] = position[f->o.entries[i]];
    arena_free(&scratch);
}

// Codes below zero for the rows that lack something outside the lifetimes; NULL where none does.
static int32_t *incomplete(struct arena *a, const struct cox *c)
{
    const int64_t *rows;
    int64_t n = c->design->n;
    int64_t complete = design_complete(a, c->design, &c->offset, 1, &c->cluster, 1, &rows);
    if (rows == NULL)
        return NULL;
    int32_t *codes = ARENA_ARRAY(a, int32_t, (size_t)n);
    memset(codes, 0xff, (size_t)n * sizeof *codes);
    for (int64_t i = 0; i < complete; i++)
        codes[rows[i]] = 0;
    return codes;
}

struct leaving {
    const struct cox_frame *f;
    int64_t *place; // of each sorted row, among the entries
};

static void leaving_job(void *context, int worker, int64_t job)
{
    (void)worker;
    const struct leaving *l = context;
    const struct cox_frame *f = l->f;
    int64_t last = (job + 1) * f->job_rows < f->n ? (job + 1) * f->job_rows : f->n;
    for (int64_t i = job * f->job_rows; i < last; i++) {
        const double *x = f->x + cox_at(f, i);
        double *to = f->leaver + l->place[i] * f->k;
        for (int j = 0; j < f->k; j++)
            to[j] = x[j * GRAM_ROWS];
    }
}

// A walk takes rows out in the order of their entries: it reads these copies from end to end, where
// the columns themselves would have it jump about memory.
static void leavers_fill(const struct cox_frame *f)
{
    if (f->entered == NULL)
        return;
    struct arena scratch = {0};
    struct leaving l = {f, ARENA_ARRAY(&scratch, int64_t, (size_t)f->n)};
    for (int64_t e = 0; e < f->n; e++)
        l.place[f->entered[e]] = e;
    parallel_run(f->threads, f->jobs, leaving_job, &l);
    arena_free(&scratch);
}

bool cox_frame_make(struct arena *a, const struct cox *c, int32_t cause, bool others,
                    struct cox_frame *out, struct error *err)
{
    const struct lifetimes *l = c->lifetimes;
    struct cox_frame f = {.asked = c, .ties = c->ties, .k = c->design->p, .p = c->design->p};
    if (!design_check(c->design, err))
        return false;
    struct arena scratch = {0};
    const int32_t *also = incomplete(&scratch, c);
    bool ok = lifetimes_order(a, l, l->strata, code_count(l->strata, l->n), also,
                              others ? INT32_MAX : cause, &f.o, err);
    arena_free(&scratch);
    if (!ok)
        return false;
    f.n = f.o.n;
    f.exit = sorted_copy(a, &f, l->exit);
    f.entry = sorted_copy(a, &f, l->entry);
    f.offset = sorted_copy(a, &f, c->offset);
    f.weight = sorted_copy(a, &f, l->weights);
    if (f.weight == NULL) {
        f.weight = ARENA_ARRAY(a, double, (size_t)f.n);
        for (int64_t i = 0; i < f.n; i++)
            f.weight[i] = 1;
    }
    f.event = ARENA_ARRAY(a, bool, (size_t)f.n);
    for (int64_t i = 0; i < f.n; i++) {
        f.event[i] = l->event[f.o.exits[i]] == cause;
        f.events += f.event[i] && f.weight[i] > 0;
    }
    if (others) {
        f.other = ARENA_ARRAY(a, bool, (size_t)f.n);
        f.censoring = ARENA_ARRAY(a, double, (size_t)f.n);
        for (int64_t i = 0; i < f.n; i++)
            f.other[i] = l->event[f.o.exits[i]] > 0 && !f.event[i];
    }
    if (f.events == 0)
        return error_set(err, ERROR_INVALID, "no row has an event: there is nothing to estimate");
    f.kept = ARENA_ARRAY(a, int, (size_t)f.p);
    for (int j = 0; j < f.p; j++)
        f.kept[j] = j;
    f.means = ARENA_ARRAY(a, double, (size_t)f.p);
    share_out(&f);
    columns_fill(a, &f);
    if (l->entry != NULL) {
        entries_fill(a, &f);
        f.leaver = ARENA_ARRAY(a, double, (size_t)f.n *(size_t)f.k);
        f.entry_time = ARENA_ARRAY(a, double, (size_t)f.n);
        for (int64_t e = 0; e < f.n; e++)
            f.entry_time[e] = f.entry[f.entered[e]];
        leavers_fill(&f);
    }
    f.risk = ARENA_ARRAY(a, double, (size_t)f.n);
    f.load = ARENA_ARRAY(a, double, (size_t)f.n + GRAM_ROWS);
    f.residual = ARENA_ARRAY(a, double, (size_t)f.n);
    f.all = ARENA_ARRAY(a, double, (size_t)f.n);
    f.own = ARENA_ARRAY(a, double, (size_t)f.n);
    *out = f;
    return true;
}

void cox_keep(struct cox_frame *f, const bool *keep)
{
    int k = 0;
    for (int j = 0; j < f->k; j++)
        if (keep[j])
            f->kept[k++] = f->kept[j];
    int64_t blocks = (f->n + GRAM_ROWS - 1) / GRAM_ROWS;
    double *to = f->x;
    for (int64_t b = 0; b < blocks; b++)
        for (int j = 0; j < f->k; j++)
            if (keep[j]) {
                memmove(to, f->x + (b * f->k + j) * GRAM_ROWS, GRAM_ROWS * sizeof *to);
                to += GRAM_ROWS;
            }
    f->k = k;
    share_out(f);
    leavers_fill(f);
}

// --- walking ------------------------------------------------------------------------------------

/* Sums that rows join and leave again. What was rounded off is kept (the exact error of a sum,
 * Knuth 1969, section 4.2.2), or else the last few at risk would drown in the rounding of the many
 * before them. */
struct running {
    int k;
    double *sum, *lost; // of risk x, and in place k of risk
    double *now;        // sum + lost
    int64_t rows;
};

static struct running running_make(struct arena *a, int k)
{
    return (struct running){.k = k,
                            .sum = ARENA_ARRAY(a, double, (size_t)k + 1),
                            .lost = ARENA_ARRAY(a, double, (size_t)k + 1),
                            .now = ARENA_ARRAY(a, double, (size_t)k + 1)};
}

static void running_reset(struct running *s)
{
    memset(s->sum, 0, ((size_t)s->k + 1) * sizeof *s->sum);
    memset(s->lost, 0, ((size_t)s->k + 1) * sizeof *s->lost);
    s->rows = 0;
}

static void running_add_plain(struct running *s, const double *x, int step, double risk)
{
    for (int j = 0; j < s->k; j++)
        s->sum[j] += risk * x[j * step];
    s->sum[s->k] += risk;
}

static inline void add_exact(double *sum, double *lost, double term)
{
    double before = *sum, after = before + term, part = after - before;
    *lost += (before - (after - part)) + (term - part);
    *sum = after;
}

static void running_add_exact(struct running *s, const double *x, int step, double risk)
{
    for (int j = 0; j < s->k; j++)
        add_exact(&s->sum[j], &s->lost[j], risk * x[j * step]);
    add_exact(&s->sum[s->k], &s->lost[s->k], risk);
}

struct walking {
    const struct cox_frame *f;
    bool exact; // rows both join and leave
    struct running at_risk, deaths, others;
    double *s1; // with others: their sum
};

static void join(struct walking *w, struct running *s, int64_t row, double risk)
{
    const double *x = w->f->x + cox_at(w->f, row);
    if (w->exact)
        running_add_exact(s, x, GRAM_ROWS, risk);
    else
        running_add_plain(s, x, GRAM_ROWS, risk);
}

static const double *running_now(const struct walking *w, struct running *s)
{
    if (!w->exact)
        return s->sum;
    for (int j = 0; j <= s->k; j++)
        s->now[j] = s->sum[j] + s->lost[j];
    return s->now;
}

static void visit_time(struct walking *w, const struct cox_walker *walker, int64_t first,
                       int64_t last, struct cox_time *t)
{
    const struct cox_frame *f = w->f;
    const double *s = running_now(w, &w->at_risk);
    t->first = first;
    t->last = last;
    t->s0 = s[f->k];
    t->s1 = s;
    t->d0 = w->deaths.sum[f->k];
    t->d1 = w->deaths.sum;
    if (f->other != NULL) {
        const double *q = running_now(w, &w->others);
        double g = f->censoring[first];
        t->q = q;
        t->s0 += g * q[f->k];
        for (int j = 0; j < f->k; j++)
            w->s1[j] = s[j] + g * q[j];
        t->s1 = w->s1;
    }
    walker->visit(walker->context, t);
}

static void walk_part(struct walking *w, const struct cox_walker *walker, int part)
{
    const struct cox_frame *f = w->f;
    int64_t begin = f->o.first[part], i = f->o.first[part + 1], e = i;
    running_reset(&w->at_risk);
    running_reset(&w->others);
    for (int64_t row = begin; f->other != NULL && row < i; row++)
        if (f->other[row])
            join(w, &w->others, row, f->risk[row] / f->censoring[row]);
    while (i > begin) {
        double time = f->exit[i - 1];
        for (; f->entered != NULL && e > begin && f->entry_time[e - 1] >= time; e--) {
            int64_t row = f->entered[e - 1];
            running_add_exact(&w->at_risk, f->leaver + (e - 1) * f->k, 1, -f->risk[row]);
            if (--w->at_risk.rows == 0)
                running_reset(&w->at_risk);
            if (walker->enter != NULL)
                walker->enter(walker->context, row);
        }
        running_reset(&w->deaths);
        struct cox_time t = {.part = part};
        int64_t last = i;
        for (; i > begin && f->exit[i - 1] == time; i--) {
            int64_t row = i - 1;
            join(w, &w->at_risk, row, f->risk[row]);
            w->at_risk.rows++;
            if (f->other != NULL && f->other[row])
                join(w, &w->others, row, -f->risk[row] / f->censoring[row]);
            if (f->event[row] && f->weight[row] > 0) {
                t.deaths++;
                t.weight += f->weight[row];
                running_add_plain(&w->deaths, f->x + cox_at(f, row), GRAM_ROWS, f->risk[row]);
            }
        }
        visit_time(w, walker, i, last, &t);
    }
    for (int64_t row = f->o.first[part + 1]; walker->enter != NULL && row > begin; row--) {
        if (f->entered == NULL)
            walker->enter(walker->context, row - 1);
        else if (row <= e)
            walker->enter(walker->context, f->entered[row - 1]);
    }
}

void cox_walk(const struct cox_frame *f, const struct cox_walker *walker)
{
    struct arena scratch = {0};
    struct walking w = {.f = f,
                        .exact = f->entered != NULL || f->other != NULL,
                        .at_risk = running_make(&scratch, f->k),
                        .deaths = running_make(&scratch, f->k),
                        .others = running_make(&scratch, f->k),
                        .s1 = ARENA_ARRAY(&scratch, double, (size_t)f->k)};
    for (int part = f->o.parts - 1; part >= 0; part--)
        walk_part(&w, walker, part);
    arena_free(&scratch);
}

int64_t cox_parts(const struct cox_frame *f, const struct cox_time *t)
{
    return f->ties == COX_EFRON || t->deaths == 0 ? t->deaths : 1;
}

struct cox_part cox_part(const struct cox_frame *f, const struct cox_time *t, int64_t part)
{
    if (f->ties != COX_EFRON)
        return (struct cox_part){t->weight, 0, t->s0};
    double less = (double)part / (double)t->deaths;
    return (struct cox_part){t->weight / (double)t->deaths, less, t->s0 - less * t->d0};
}

// --- the sums of one step -----------------------------------------------------------------------

struct predicting {
    const struct cox_frame *f;
    const double *b;
};

static void predict_job(void *context, int worker, int64_t job)
{
    (void)worker;
    struct predicting *p = context;
    const struct cox_frame *f = p->f;
    int64_t last = (job + 1) * f->job_rows < f->n ? (job + 1) * f->job_rows : f->n;
    for (int64_t first = job * f->job_rows; first < last; first += GRAM_ROWS) {
        int count = (int)(last - first < GRAM_ROWS ? last - first : GRAM_ROWS);
        const double *x = f->x + cox_at(f, first);
        double *eta = f->risk + first;
        for (int r = 0; r < count; r++)
            eta[r] = f->offset == NULL ? 0 : f->offset[first + r];
        for (int j = 0; j < f->k; j++)
            for (int r = 0; r < count; r++)
                eta[r] += p->b[j] * x[j * GRAM_ROWS + r];
    }
}

// Leaves the predictor in f->risk.
static void predict(const struct cox_frame *f, const double *b)
{
    struct predicting p = {f, b};
    parallel_run(f->threads, f->jobs, predict_job, &p);
}

struct exponential {
    const struct cox_frame *f;
    double middle;
};

static void risk_job(void *context, int worker, int64_t job)
{
    (void)worker;
    struct exponential *e = context;
    const struct cox_frame *f = e->f;
    int64_t last = (job + 1) * f->job_rows < f->n ? (job + 1) * f->job_rows : f->n;
    for (int64_t i = job * f->job_rows; i < last; i++)
        f->risk[i] = f->weight[i] * exp(f->risk[i] - e->middle);
}

// Turns predictors into risks, about their mean, and gives the deaths' share of the log likelihood.
static bool risks_fill(const struct cox_frame *f, double *log_likelihood)
{
    double sum = 0, weight = 0, most = -INFINITY, deaths = 0;
    for (int64_t i = 0; i < f->n; i++) {
        sum += f->weight[i] * f->risk[i];
        weight += f->weight[i];
        most = fmax(most, f->risk[i]);
    }
    struct exponential e = {f, sum / weight};
    if (!isfinite(e.middle) || most - e.middle > most_predictor)
        return false;
    for (int64_t i = 0; i < f->n; i++)
        if (f->event[i])
            deaths += f->weight[i] * (f->risk[i] - e.middle);
    *log_likelihood = deaths;
    parallel_run(f->threads, f->jobs, risk_job, &e);
    return true;
}

bool cox_predict(struct cox_frame *f, const double *b)
{
    double unused;
    predict(f, b);
    return risks_fill(f, &unused);
}

struct stepping {
    const struct cox_frame *f;
    const double *factor;
    double log_likelihood;
    double *x, *w, *scratch, *means; // a block of the risk sets' means, and their sums of squares
    int filled;
};

static void means_flush(struct stepping *s)
{
    if (s->filled > 0)
        gram_add(s->f->k, s->filled, s->x, s->w, s->scratch, s->means);
    s->filled = 0;
}

static void step_visit(void *context, const struct cox_time *t)
{
    struct stepping *s = context;
    const struct cox_frame *f = s->f;
    double factor = s->factor == NULL ? 1 : s->factor[t->first];
    int64_t parts = cox_parts(f, t);
    for (int64_t q = 0; q < parts; q++) {
        struct cox_part part = cox_part(f, t, q);
        double hazard = part.weight / part.risk;
        s->log_likelihood -= part.weight * log(part.risk);
        f->all[t->first] += factor * hazard;
        f->own[t->first] += factor * (1 - part.less) * hazard;
        for (int j = 0; j < f->k; j++)
            s->x[j * GRAM_ROWS + s->filled] = (t->s1[j] - part.less * t->d1[j]) / part.risk;
        s->w[s->filled] = factor * part.weight;
        if (++s->filled == GRAM_ROWS)
            means_flush(s);
    }
}

// From the hazard of each time to that which each row was under while at risk: what had come when
// it left, less what had come when it entered.
static void loads_fill(const struct cox_frame *f, const struct stepping *s)
{
    for (int part = 0; part < f->o.parts; part++) {
        double so_far = 0;
        int64_t end = f->o.first[part + 1], e = f->o.first[part];
        for (int64_t first = f->o.first[part], last; first < end; first = last) {
            for (last = first + 1; last < end && f->exit[last] == f->exit[first];)
                last++;
            for (; f->entered != NULL && e < end && f->entry_time[e] < f->exit[first]; e++)
                f->load[f->entered[e]] = -so_far;
            double factor = s->factor == NULL ? 1 : s->factor[first];
            for (int64_t i = first; i < last; i++) {
                double before = f->entered == NULL ? 0 : f->load[i];
                bool died = f->event[i] && f->weight[i] > 0;
                f->load[i] = so_far + before + (died ? f->own[first] : f->all[first]);
                f->residual[i] = died ? factor * f->weight[i] : 0;
            }
            so_far += f->all[first];
        }
        double after = 0; // the hazard to come, times the censoring that its bearer outlives
        for (int64_t i = end; f->other != NULL && i > f->o.first[part];) {
            int64_t last = i;
            while (i > f->o.first[part] && f->exit[i - 1] == f->exit[last - 1])
                i--;
            for (int64_t row = i; row < last; row++)
                if (f->other[row])
                    f->load[row] += after / f->censoring[row];
            after += f->censoring[i] * f->all[i];
        }
    }
    for (int64_t i = 0; i < f->n; i++) {
        f->load[i] *= f->risk[i];
        f->residual[i] -= f->load[i];
    }
}

struct crossing {
    const struct cox_frame *f;
    double **scratch; // of each worker
    double *partial;  // gram and score of each job
};

static void cross_job(void *context, int worker, int64_t job)
{
    struct crossing *c = context;
    const struct cox_frame *f = c->f;
    int k = f->k;
    double *gram = c->partial + job * (k + 1) * k, *score = gram + k * k;
    double *x = c->scratch[worker], *w = x + (int64_t)k * GRAM_ROWS, *scratch = w + GRAM_ROWS;
    int64_t last = (job + 1) * f->job_rows < f->n ? (job + 1) * f->job_rows : f->n;
    for (int64_t first = job * f->job_rows; first < last; first += GRAM_ROWS) {
        int count = (int)(last - first < GRAM_ROWS ? last - first : GRAM_ROWS);
        memcpy(x, f->x + cox_at(f, first), (size_t)k * GRAM_ROWS * sizeof *x);
        memcpy(w, f->load + first, (size_t)count * sizeof *w);
        for (int j = 0; j < k; j++)
            score[j] += gram_dot(count, f->residual + first, x + j * GRAM_ROWS);
        gram_add(k, count, x, w, scratch, gram);
    }
}

static void cross(const struct cox_frame *f, struct cox_sums *out)
{
    struct arena scratch = {0};
    int k = f->k;
    struct crossing c = {.f = f};
    c.scratch = ARENA_ARRAY(&scratch, double *, (size_t)f->threads);
    for (int t = 0; t < f->threads; t++)
        c.scratch[t] = ARENA_ARRAY(&scratch, double, (2 * (size_t)k + 1) * GRAM_ROWS);
    c.partial = ARENA_ARRAY(&scratch, double, (size_t)f->jobs *(size_t)(k + 1) * (size_t)k);
    parallel_run(f->threads, f->jobs, cross_job, &c);
    for (int64_t job = 0; job < f->jobs; job++)
        for (int i = 0; i < k; i++) {
            const double *part = c.partial + job * (k + 1) * k;
            out->score[i] += part[k * k + i];
            for (int j = 0; j <= i; j++)
                out->information[i * k + j] += part[i * k + j];
        }
    arena_free(&scratch);
}

/* The information is the sum over event times of the variance of x in the risk set,
 *
 *     sum over t of d(t) [ S2(t)/S0(t) - m(t) m(t)' ],   m = S1/S0.
 *
 * Its first part, summed over rows instead of times, is X'LX with L the hazard each row was under:
 * one cross product in any order of rows, where a sum over times would keep k by k sums running. */
void cox_sums_take(struct cox_frame *f, const double *b, const double *factor, struct cox_sums *out)
{
    struct arena scratch = {0};
    size_t k = (size_t)f->k;
    memset(out->score, 0, k * sizeof *out->score);
    memset(out->information, 0, k * k * sizeof *out->information);
    memset(f->all, 0, (size_t)f->n * sizeof *f->all);
    memset(f->own, 0, (size_t)f->n * sizeof *f->own);
    predict(f, b);
    struct stepping s = {.f = f,
                         .factor = factor,
                         .x = ARENA_ARRAY(&scratch, double, k *GRAM_ROWS),
                         .w = ARENA_ARRAY(&scratch, double, GRAM_ROWS),
                         .scratch = ARENA_ARRAY(&scratch, double, k *GRAM_ROWS),
                         .means = ARENA_ARRAY(&scratch, double, k *k)};
    if (!risks_fill(f, &s.log_likelihood)) {
        out->log_likelihood = -INFINITY;
        arena_free(&scratch);
        return;
    }
    cox_walk(f, &(struct cox_walker){.visit = step_visit, .context = &s});
    means_flush(&s);
    loads_fill(f, &s);
    cross(f, out);
    for (size_t i = 0; i < k * k; i++)
        out->information[i] -= s.means[i];
    gram_mirror(f->k, out->information);
    out->log_likelihood = s.log_likelihood;
    arena_free(&scratch);
}

// --- what single rows add -----------------------------------------------------------------------

struct scoring {
    const struct cox_frame *f;
    int part;              // the stratum that the sums are of
    double *tail;          // of m dLambda, over the times visited
    double *later;         // of G m dLambda (Fine & Gray)
    double *all, *own, *m; // of this time: for those at risk, for its deaths; the mean of m
    double *out;
};

/* A row's score is its event's x - m(t) less its risk times the sum of (x - m(t)) dLambda(t) over
 * the times it was at risk. The sum of m dLambda up to its exit is what was to come at its entry,
 * less what was to come at its exit. */
static void score_visit(void *context, const struct cox_time *t)
{
    struct scoring *s = context;
    const struct cox_frame *f = s->f;
    int k = f->k;
    int64_t parts = cox_parts(f, t);
    if (s->part != t->part) {
        memset(s->tail, 0, (size_t)k * sizeof *s->tail);
        memset(s->later, 0, (size_t)k * sizeof *s->later);
        s->part = t->part;
    }
    memset(s->all, 0, (size_t)k * sizeof *s->all);
    memset(s->own, 0, (size_t)k * sizeof *s->own);
    memset(s->m, 0, (size_t)k * sizeof *s->m);
    for (int64_t q = 0; q < parts; q++) {
        struct cox_part part = cox_part(f, t, q);
        for (int j = 0; j < k; j++) {
            double mean = (t->s1[j] - part.less * t->d1[j]) / part.risk;
            double hazard = mean * part.weight / part.risk;
            s->all[j] += hazard;
            s->own[j] += (1 - part.less) * hazard;
            s->m[j] += mean / (double)parts;
        }
    }
    for (int j = 0; j < k; j++)
        s->tail[j] += s->all[j];
    for (int64_t i = t->first; i < t->last; i++) {
        const double *x = f->x + cox_at(f, i);
        bool died = f->event[i] && f->weight[i] > 0;
        double *u = s->out + i * k;
        for (int j = 0; j < k; j++)
            u[j] += f->residual[i] * x[j * GRAM_ROWS]
                    + f->risk[i] * ((died ? s->own[j] : s->all[j]) - s->tail[j])
                    - (died ? f->weight[i] * s->m[j] : 0);
        for (int j = 0; f->other != NULL && f->other[i] && j < k; j++)
            u[j] += f->risk[i] / f->censoring[i] * s->later[j];
    }
    for (int j = 0; f->other != NULL && j < k; j++)
        s->later[j] += f->censoring[t->first] * s->all[j];
}

static void score_enter(void *context, int64_t row)
{
    struct scoring *s = context;
    double *u = s->out + row * s->f->k;
    for (int j = 0; j < s->f->k; j++)
        u[j] += s->f->risk[row] * s->tail[j];
}

void cox_scores(const struct cox_frame *f, double *out)
{
    struct arena scratch = {0};
    size_t k = (size_t)f->k;
    struct scoring s = {.f = f,
                        .part = -1,
                        .tail = ARENA_ARRAY(&scratch, double, k),
                        .later = ARENA_ARRAY(&scratch, double, k),
                        .all = ARENA_ARRAY(&scratch, double, k),
                        .own = ARENA_ARRAY(&scratch, double, k),
                        .m = ARENA_ARRAY(&scratch, double, k),
                        .out = out};
    memset(out, 0, (size_t)f->n * k * sizeof *out);
    cox_walk(f, &(struct cox_walker){score_visit, score_enter, &s});
    arena_free(&scratch);
}

// --- monotone likelihood ------------------------------------------------------------------------

static double move_of(const struct cox_frame *f, int64_t row, const double *direction)
{
    double move = 0;
    for (int j = 0; j < f->k; j++)
        move += direction[j] * f->x[cox_at(f, row) + j * GRAM_ROWS];
    return move;
}

double cox_longest_move(const struct cox_frame *f, const double *direction)
{
    double longest = 0;
    for (int64_t i = 0; i < f->n; i++)
        if (f->weight[i] > 0)
            longest = fmax(longest, fabs(move_of(f, i, direction)));
    return longest;
}

bool cox_monotone(const struct cox_frame *f, const double *direction)
{
    if (f->entered != NULL || f->other != NULL)
        return false;
    struct arena scratch = {0};
    double *move = ARENA_ARRAY(&scratch, double, (size_t)f->n), against = 0, longest = 0;
    for (int64_t i = 0; i < f->n; i++)
        move[i] = move_of(f, i, direction);
    for (int part = 0; part < f->o.parts; part++) {
        double most = -INFINITY, least = INFINITY;
        for (int64_t i = f->o.first[part + 1]; i > f->o.first[part];) {
            double time = f->exit[i - 1], least_dead = INFINITY;
            for (; i > f->o.first[part] && f->exit[i - 1] == time; i--) {
                if (f->weight[i - 1] == 0)
                    continue;
                most = fmax(most, move[i - 1]);
                least = fmin(least, move[i - 1]);
                if (f->event[i - 1])
                    least_dead = fmin(least_dead, move[i - 1]);
            }
            if (isfinite(least_dead)) {
                against = fmax(against, most - least_dead);
                longest = fmax(longest, most - least);
            }
        }
    }
    arena_free(&scratch);
    return longest > 0.1 && against <= 1e-6 * longest;
}

// --- concordance --------------------------------------------------------------------------------

/* Weights at risk by rank of predictor, in a binary indexed tree (Fenwick 1994). */
struct tree {
    double *sum;
    int64_t size;
};

static void tree_add(struct tree *t, int64_t rank, double weight)
{
    for (int64_t i = rank + 1; i <= t->size; i += i & -i)
        t->sum[i] += weight;
}

static double tree_below(const struct tree *t, int64_t rank) // ranks 0 .. rank - 1
{
    double sum = 0;
    for (int64_t i = rank; i > 0; i -= i & -i)
        sum += t->sum[i];
    return sum;
}

static void concordance_part(const struct cox_frame *f, const int64_t *rank, int part,
                             struct tree *tree, struct concordance *out)
{
    int64_t begin = f->o.first[part], i = f->o.first[part + 1], e = i;
    double in_tree = 0;
    memset(tree->sum, 0, ((size_t)tree->size + 1) * sizeof *tree->sum);
    while (i > begin) {
        double time = f->exit[i - 1];
        int64_t last = i;
        for (; f->entered != NULL && e > begin && f->entry_time[e - 1] >= time; e--) {
            int64_t row = f->entered[e - 1];
            tree_add(tree, rank[row], -f->weight[row]);
            in_tree -= f->weight[row];
        }
        while (i > begin && f->exit[i - 1] == time)
            i--;
        for (int64_t row = i; row < last; row++) // who is censored now outlives who dies now
            if (!f->event[row]) {
                tree_add(tree, rank[row], f->weight[row]);
                in_tree += f->weight[row];
            }
        for (int64_t row = i; row < last; row++) {
            if (!f->event[row])
                continue;
            double below = tree_below(tree, rank[row]), upto = tree_below(tree, rank[row] + 1);
            out->concordant += f->weight[row] * below;
            out->tied += f->weight[row] * (upto - below);
            out->discordant += f->weight[row] * (in_tree - upto);
        }
        for (int64_t row = i; row < last; row++)
            if (f->event[row]) {
                tree_add(tree, rank[row], f->weight[row]);
                in_tree += f->weight[row];
            }
    }
}

struct concordance cox_concordance(const struct cox_frame *f, const double *b)
{
    struct arena scratch = {0};
    predict(f, b);
    int64_t *order = ARENA_ARRAY(&scratch, int64_t, (size_t)f->n), ranks = 0;
    int64_t *rank = ARENA_ARRAY(&scratch, int64_t, (size_t)f->n);
    order_numbers(f->risk, f->n, order);
    for (int64_t i = 0; i < f->n; i++) {
        if (i > 0 && f->risk[order[i]] > f->risk[order[i - 1]])
            ranks++;
        rank[order[i]] = ranks;
    }
    struct tree tree = {ARENA_ARRAY(&scratch, double, (size_t)ranks + 2), ranks + 1};
    struct concordance c = {0};
    for (int part = 0; part < f->o.parts; part++)
        concordance_part(f, rank, part, &tree, &c);
    double all = c.concordant + c.discordant + c.tied;
    c.c = all > 0 ? (c.concordant + c.tied / 2) / all : NAN;
    arena_free(&scratch);
    return c;
}
