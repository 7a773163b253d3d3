#include "pack/inside.h"

#include <string.h>

#include "base/text.h"

/* ---- finding --------------------------------------------------------------- */

const struct pack *packs_pack(const struct packs *p, const char *name)
{
    for (size_t i = 0; i < p->count; i++)
        if (text_equal(p->at[i]->name, name))
            return p->at[i];
    return NULL;
}

const struct record *packs_record(const struct packs *p, const char *name)
{
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->at[i]->records.count; j++)
            if (text_equal(p->at[i]->records.at[j].name, name))
                return &p->at[i]->records.at[j];
    return NULL;
}

const struct code_list *packs_codes(const struct packs *p, const char *name)
{
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->at[i]->codes.count; j++)
            if (text_equal(p->at[i]->codes.at[j].name, name))
                return &p->at[i]->codes.at[j];
    return NULL;
}

// "name" or "pack/name" against a block.
static bool is_named(const struct block *b, const char *name)
{
    const char *slash = strchr(name, '/');
    if (slash == NULL)
        return text_equal(b->name, name);
    size_t length = (size_t)(slash - name);
    return strlen(b->pack) == length && strncmp(b->pack, name, length) == 0
           && text_equal(b->name, slash + 1);
}

const struct map *packs_map(const struct packs *p, const char *name)
{
    const struct map *found = NULL;
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->at[i]->maps.count; j++)
            if (is_named(&p->at[i]->maps.at[j].block, name)) {
                if (found != NULL)
                    return NULL;
                found = &p->at[i]->maps.at[j];
            }
    return found;
}

#define FINDER(function, type, list)                                                               \
    const struct type *function(const struct packs *p, const char *name)                           \
    {                                                                                              \
        for (size_t i = 0; i < p->count; i++)                                                      \
            for (size_t j = 0; j < p->at[i]->list.count; j++)                                      \
                if (is_named(&p->at[i]->list.at[j].block, name))                                   \
                    return &p->at[i]->list.at[j];                                                  \
        return NULL;                                                                               \
    }
FINDER(packs_measure, measure, measures)
FINDER(packs_reconcile, reconcile, reconciles)
FINDER(packs_share, share, shares)
FINDER(packs_check_named, check, checks)

// Of several versions, the one in force on the day; without a day, the last.
#define DATED_FINDER(function, type, list)                                                         \
    const struct type *function(const struct packs *p, const char *name, struct date on)           \
    {                                                                                              \
        const struct type *found = NULL;                                                           \
        for (size_t i = 0; i < p->count; i++)                                                      \
            for (size_t j = 0; j < p->at[i]->list.count; j++)                                      \
                if (is_named(&p->at[i]->list.at[j].block, name)                                    \
                    && (!date_is(on) || block_in_force(&p->at[i]->list.at[j].block, on)))          \
                    found = &p->at[i]->list.at[j];                                                 \
        return found;                                                                              \
    }
DATED_FINDER(packs_clock, clock, clocks)
DATED_FINDER(packs_decision, decision, decisions)

#define ADD_NAMES(word, list)                                                                      \
    if (text_equal(kind, word))                                                                    \
        for (size_t j = 0; j < p->at[i]->list.count; j++)                                          \
            *list_add(a, &names) = p->at[i]->list.at[j].block.name;

struct text_list packs_names(struct arena *a, const struct packs *p, const char *kind)
{
    struct text_list names = {0};
    for (size_t i = 0; i < p->count; i++) {
        ADD_NAMES("map", maps)
        ADD_NAMES("check", checks)
        ADD_NAMES("clock", clocks)
        ADD_NAMES("decision", decisions)
        ADD_NAMES("reconcile", reconciles)
        ADD_NAMES("measure", measures)
        ADD_NAMES("share", shares)
        ADD_NAMES("view", views)
        if (text_equal(kind, "record"))
            for (size_t j = 0; j < p->at[i]->records.count; j++)
                *list_add(a, &names) = p->at[i]->records.at[j].name;
        if (text_equal(kind, "codes"))
            for (size_t j = 0; j < p->at[i]->codes.count; j++)
                *list_add(a, &names) = p->at[i]->codes.at[j].name;
        if (text_equal(kind, "pack"))
            *list_add(a, &names) = p->at[i]->name;
    }
    return names;
}

bool packs_order(struct packs *p, struct error *err)
{
    // Each round moves one pack whose needs stand before it; none to move means a circle.
    for (size_t done = 0; done < p->count; done++) {
        size_t next = p->count;
        for (size_t i = done; i < p->count && next == p->count; i++) {
            bool ready = true;
            for (size_t j = 0; j < p->at[i]->requires.count && ready; j++) {
                ready = false;
                for (size_t k = 0; k < done; k++)
                    ready = ready || text_equal(p->at[k]->name, p->at[i]->requires.at[j]);
            }
            if (ready)
                next = i;
        }
        if (next == p->count) {
            for (size_t i = done; i < p->count; i++)
                for (size_t j = 0; j < p->at[i]->requires.count; j++)
                    if (packs_pack(p, p->at[i]->requires.at[j]) == NULL)
                        return error_set(err, ERROR_NOT_FOUND,
                                         "the pack %s requires the pack %s, which is not here",
                                         p->at[i]->name, p->at[i]->requires.at[j]);
            return error_set(err, ERROR_INVALID,
                             "the packs require each other in a circle, %s among them",
                             p->at[done]->name);
        }
        struct pack *moved = p->at[next];
        memmove(&p->at[done + 1], &p->at[done], (next - done) * sizeof p->at[0]);
        p->at[done] = moved;
    }
    return true;
}

/* ---- checking across packs ------------------------------------------------- */

struct checker {
    struct arena *arena;
    const struct packs *packs;
    struct complaints *wrong;
};

static const char *meant(const struct checker *c, const char *kind, const char *word)
{
    struct text_list names = packs_names(c->arena, c->packs, kind);
    return text_did_you_mean(c->arena, word, names.at, names.count);
}

static void need_record(const struct checker *c, const char *name, const char *file, int line)
{
    if (name != NULL && packs_record(c->packs, name) == NULL)
        complain(c->wrong, file, line, "there is no record %s%s", name, meant(c, "record", name));
}

static void need_codes(const struct checker *c, const char *name, const char *file, int line)
{
    if (packs_codes(c->packs, name) == NULL)
        complain(c->wrong, file, line, "there is no code list %s%s", name, meant(c, "codes", name));
}

static void check_records(const struct checker *c, const struct pack *p)
{
    for (size_t i = 0; i < p->records.count; i++) {
        const struct record *r = &p->records.at[i];
        if (packs_record(c->packs, r->name) != r)
            complain(c->wrong, r->file, 0, "the record %s is defined by the pack %s already",
                     r->name, packs_record(c->packs, r->name)->pack);
        if (packs_codes(c->packs, r->name) != NULL)
            complain(c->wrong, r->file, 0, "%s is the name of a code list too", r->name);
        for (size_t j = 0; j < r->fields.count; j++) {
            const struct field *f = &r->fields.at[j];
            if (f->codes != NULL)
                need_codes(c, f->codes, r->file, f->line);
            const struct code_list *list =
                f->codes == NULL ? NULL : packs_codes(c->packs, f->codes);
            if (list != NULL && code_list_is_dated(list))
                complain(c->wrong, r->file, f->line,
                         "%s takes its codes from %s, which has a code twice: a list of "
                         "rules in versions cannot be a field's codes",
                         f->name, list->name);
            need_record(c, f->reference, r->file, f->line);
            const struct record *to =
                f->reference == NULL ? NULL : packs_record(c->packs, f->reference);
            if (to != NULL && record_key_count(to) != 1)
                complain(c->wrong, r->file, f->line,
                         "%s refers to %s, whose key has %zu fields: one is needed", f->name,
                         to->name, record_key_count(to));
        }
    }
    for (size_t i = 0; i < p->codes.count; i++) {
        const struct code_list *list = &p->codes.at[i];
        if (packs_codes(c->packs, list->name) != list)
            complain(c->wrong, list->file, 0, "the code list %s is defined by the pack %s already",
                     list->name, packs_codes(c->packs, list->name)->pack);
    }
    for (size_t i = 0; i < p->access.count; i++)
        if (!text_equal(p->access.at[i].record, "*"))
            need_record(c, p->access.at[i].record, p->access.at[i].file, p->access.at[i].line);
}

static void check_names(const struct checker *c, const struct block *b, const char *kind,
                        size_t same)
{
    if (same > 1)
        complain(c->wrong, b->file, b->line, "the %s %s is defined twice", kind, b->name);
}

#define COUNT_SAME(list, block_)                                                                   \
    size_t same = 0;                                                                               \
    for (size_t x = 0; x < c->packs->count; x++)                                                   \
        for (size_t y = 0; y < c->packs->at[x]->list.count; y++)                                   \
            same += text_equal(c->packs->at[x]->list.at[y].block.name, (block_)->name);

static void check_blocks(const struct checker *c, const struct pack *p)
{
    for (size_t i = 0; i < p->maps.count; i++) {
        const struct map *m = &p->maps.at[i];
        need_record(c, m->into, m->block.file, m->block.line);
        const struct record *r = m->into == NULL ? NULL : packs_record(c->packs, m->into);
        if (r != NULL && m->period != NULL && record_field(r, m->period) == NULL)
            complain(c->wrong, m->block.file, m->block.line, "period: %s has no field %s", r->name,
                     m->period);
    }
    for (size_t i = 0; i < p->checks.count; i++) {
        const struct check *k = &p->checks.at[i];
        COUNT_SAME(checks, &k->block)
        check_names(c, &k->block, "check", same);
        need_record(c, k->on, k->block.file, k->block.line);
        const struct record *r = k->on == NULL ? NULL : packs_record(c->packs, k->on);
        if (r != NULL && k->field != NULL && record_field(r, k->field) == NULL)
            complain(c->wrong, k->block.file, k->block.line, "field: %s has no field %s", r->name,
                     k->field);
    }
    for (size_t i = 0; i < p->clocks.count; i++) {
        const struct clock *k = &p->clocks.at[i];
        need_record(c, k->on, k->block.file, k->block.line);
        if (k->rules != NULL)
            need_codes(c, k->rules, k->block.file, k->block.line);
    }
    for (size_t i = 0; i < p->decisions.count; i++)
        need_record(c, p->decisions.at[i].on, p->decisions.at[i].block.file,
                    p->decisions.at[i].block.line);
    for (size_t i = 0; i < p->measures.count; i++) {
        COUNT_SAME(measures, &p->measures.at[i].block)
        check_names(c, &p->measures.at[i].block, "measure", same);
    }
    for (size_t i = 0; i < p->views.count; i++) {
        const struct view *v = &p->views.at[i];
        if (packs_record(c->packs, v->block.name) != NULL
            || packs_codes(c->packs, v->block.name) != NULL)
            complain(c->wrong, v->block.file, v->block.line,
                     "%s is the name of a record or code list too", v->block.name);
    }
}

void packs_check(struct arena *a, const struct packs *packs, struct complaints *wrong)
{
    struct checker c = {a, packs, wrong};
    for (size_t i = 0; i < packs->count; i++) {
        check_records(&c, packs->at[i]);
        check_blocks(&c, packs->at[i]);
    }
}
