#include "answer/covariates.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static bool is_in(const char *const *names, const char *name)
{
    for (; *names != NULL; names++)
        if (text_equal(*names, name))
            return true;
    return false;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The different values of a column, in order.
static struct text_list levels_of(struct arena *a, const struct frame_column *c, size_t rows)
{
    struct text_list levels = {0};
    for (size_t i = 0; i < rows; i++) {
        bool known = c->text[i] == NULL;
        for (size_t j = levels.count; j > 0 && !known; j--)
            known = text_equal(levels.at[j - 1], c->text[i]);
        if (!known)
            *list_add(a, &levels) = c->text[i];
    }
    if (levels.count > 1)
        qsort(levels.at, levels.count, sizeof levels.at[0], by_text);
    return levels;
}

static int32_t *codes_of(struct arena *a, const struct frame_column *c, size_t rows,
                         const struct text_list *levels)
{
    int32_t *codes = ARENA_ARRAY(a, int32_t, rows);
    for (size_t i = 0; i < rows; i++) {
        const char **found = c->text[i] == NULL ? NULL
                                                : bsearch(&c->text[i], levels->at, levels->count,
                                                          sizeof levels->at[0], by_text);
        codes[i] = found == NULL ? -1 : (int32_t)(found - levels->at);
    }
    return codes;
}

const int32_t *covariates_codes(struct arena *a, const struct method_question *q,
                                const char *column, int *levels)
{
    const struct frame_column *c = column == NULL ? NULL : method_column(q, column);
    if (c == NULL)
        return NULL;
    struct text_list values = levels_of(a, c, q->in->rows);
    *levels = (int)values.count;
    return codes_of(a, c, q->in->rows, &values);
}

static bool pack_error(const struct method_question *q, const char *key, const char *what,
                       const char *guess, struct error *err)
{
    const struct block *b = &q->measure->block;
    return error_set(err, ERROR_INVALID, "%s:%d: measure %s: %s: there is no %s%s", b->file,
                     b->line, b->name, key, what, guess);
}

// The level that others are compared with.
static bool reference_of(struct arena *a, const struct method_question *q,
                         const struct frame_column *c, const struct text_list *levels, int *out,
                         struct error *err)
{
    const char *key = method_key(q, "reference");
    struct text_list parts = text_split(a, key == NULL ? "" : key, ',');
    *out = 0;
    for (size_t i = 0; i < parts.count; i++) {
        if (!text_starts_word(parts.at[i], c->name))
            continue;
        const char *level = text_trim(a, parts.at[i] + strlen(c->name));
        for (size_t j = 0; j < levels->count; j++)
            if (text_equal(levels->at[j], level)) {
                *out = (int)j;
                return true;
            }
        return pack_error(q, "reference",
                          arena_printf(a, "%s among the values of %s", level, c->name),
                          text_did_you_mean(a, level, levels->at, levels->count), err);
    }
    return true;
}

bool covariates_design(struct arena *a, const struct method_question *q, const char *const *without,
                       bool intercept, struct design *out, struct error *err)
{
    const char *key = method_key(q, "factors");
    struct text_list factors = text_split(a, key == NULL ? "" : key, ','), names = {0};
    *out = design_make(a, (int64_t)q->in->rows);
    if (intercept)
        design_intercept(out);
    for (size_t i = 0; i < q->in->count; i++) {
        const struct frame_column *c = &q->in->columns[i];
        bool factor = !c->numeric;
        if (is_in(without, c->name))
            continue;
        *list_add(a, &names) = c->name;
        for (size_t j = 0; j < factors.count; j++)
            factor = factor || text_equal(factors.at[j], c->name);
        if (!factor) {
            design_number(out, c->name, c->number);
            continue;
        }
        struct text_list levels = levels_of(a, c, q->in->rows);
        int reference;
        if (!reference_of(a, q, c, &levels, &reference, err))
            return false;
        design_factor(out, c->name, codes_of(a, c, q->in->rows, &levels), levels.at,
                      (int)levels.count, reference);
    }
    for (size_t j = 0; j < factors.count; j++) {
        bool known = false;
        for (size_t i = 0; i < names.count; i++)
            known = known || text_equal(names.at[i], factors.at[j]);
        if (!known)
            return pack_error(q, "factors", arena_printf(a, "covariate %s", factors.at[j]),
                              text_did_you_mean(a, factors.at[j], names.at, names.count), err);
    }
    return true;
}

const char *covariates_label(struct arena *a, const char *name)
{
    const char *equals = strchr(name, '=');
    return equals == NULL ? name
                          : arena_printf(a, "%.*s: %s", (int)(equals - name), name, equals + 1);
}
