#include "web/glance.h"

#include "base/text.h"

bool pack_has_questions(const struct pack *p)
{
    return p->measures.count + p->clocks.count + p->decisions.count + p->reconciles.count > 0;
}

const char *pack_title(const struct request *rq, const struct pack *p)
{
    return request_say(rq, p->title, p->title_es);
}

// The first measure that is a card and can be seen; else the first that can be seen.
static bool take_card(struct request *rq, const struct pack *p, struct glance *g, struct error *err)
{
    for (int cards = 1; cards >= 0; cards--)
        for (size_t i = 0; i < p->measures.count && g->card == NULL; i++) {
            const struct measure *m = &p->measures.at[i];
            struct result *r = ARENA_NEW(rq->arena, struct result);
            struct error failed = {0};
            bool disclosed;
            if (m->card != (cards == 1))
                continue;
            if (measure_for(rq, m, r, &disclosed, &failed)) {
                g->card = r;
            } else if (failed.kind == ERROR_INVALID) {
                // A mistake in one measure leaves the others standing.
                g->card_trouble = arena_text(rq->arena, failed.text);
            } else if (failed.kind != ERROR_FORBIDDEN) {
                *err = failed;
                return false;
            }
        }
    return true;
}

bool glance_take(struct request *rq, const struct pack *p, int rows, struct glance *out,
                 struct error *err)
{
    struct glance g = {.pack = p};
    const struct due_ask ask = {.pack = p->name, .all = true};
    if (!take_card(rq, p, &g, err)
        || (p->clocks.count > 0 && !due_ask(rq->site, rq->arena, &ask, &g.due, err))
        || !problems_find(rq->site, rq->arena, NULL, p->name, rows, rq->spanish, &g.problems, err))
        return error_while(err, "%s", p->title);
    g.counts = due_count(&g.due);
    for (size_t i = 0; i < g.problems.count; i++)
        g.problem_rows += g.problems.at[i].count;
    *out = g;
    return true;
}
