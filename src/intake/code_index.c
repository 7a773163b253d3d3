#include "intake/code_index.h"

#include <string.h>

#include "base/text.h"

struct slot {
    const char *text; // NULL: empty
    const char *code; // NULL: the spelling stands for several codes
};

struct table {
    struct slot *slots;
    size_t size; // a power of two, less than half full
};

struct code_index {
    const struct code_list *list;
    struct table exact, folded;
};

// FNV-1a.
static size_t hash(const char *text, size_t length)
{
    uint64_t h = 0xCBF29CE484222325u;
    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)text[i]) * 0x100000001B3u;
    return (size_t)(h ^ (h >> 32));
}

static struct slot *find(const struct table *t, const char *text, size_t length)
{
    size_t i = hash(text, length) & (t->size - 1);
    while (t->slots[i].text != NULL
           && (strncmp(t->slots[i].text, text, length) != 0 || t->slots[i].text[length] != '\0'))
        i = (i + 1) & (t->size - 1);
    return &t->slots[i];
}

static struct table make_table(struct arena *a, size_t items)
{
    size_t size = 16;
    while (size < items * 2 + 2)
        size *= 2;
    return (struct table){ARENA_ARRAY(a, struct slot, size), size};
}

// A spelling that two codes claim stands for neither, unless one of them is that very code or
// label.
static void put(struct table *t, const char *text, const char *code, bool weak)
{
    if (*text == '\0')
        return;
    struct slot *slot = find(t, text, strlen(text));
    if (slot->text == NULL)
        *slot = (struct slot){text, code};
    else if (!weak && !text_equal(slot->code, code))
        slot->code = NULL;
}

// How a spelling is looked up: folded; as it is where nothing but signs is left of it ("**").
static const char *spelling(struct arena *a, const char *text)
{
    const char *folded = text_fold(a, text);
    return *folded == '\0' ? text : folded;
}

const struct code_index *code_index_make(struct arena *a, const struct code_list *list)
{
    struct code_index *x = ARENA_NEW(a, struct code_index);
    x->list = list;
    size_t spellings = 0;
    for (size_t i = 0; i < list->rows.count; i++) {
        spellings += 3;
        if (list->also >= 0 && list->rows.at[i][list->also] != NULL)
            spellings += text_split(a, list->rows.at[i][list->also], ';').count;
    }
    x->exact = make_table(a, list->rows.count);
    x->folded = make_table(a, spellings);
    for (size_t i = 0; i < list->rows.count; i++) {
        const char *code = list->rows.at[i][0];
        put(&x->exact, code, code, true);
        put(&x->folded, spelling(a, code), code, true);
    }
    for (size_t i = 0; i < list->rows.count; i++) {
        const char *const *row = list->rows.at[i];
        put(&x->folded, spelling(a, row[1]), row[0], true);
        if (list->label_es >= 0 && row[list->label_es] != NULL)
            put(&x->folded, spelling(a, row[list->label_es]), row[0], true);
    }
    struct table also = make_table(a, spellings);
    for (size_t i = 0; i < list->rows.count && list->also >= 0; i++) {
        const char *const *row = list->rows.at[i];
        struct text_list parts = text_split(a, row[list->also] == NULL ? "" : row[list->also], ';');
        for (size_t j = 0; j < parts.count; j++)
            put(&also, spelling(a, parts.at[j]), row[0], false);
    }
    for (size_t i = 0; i < also.size; i++)
        if (also.slots[i].text != NULL)
            put(&x->folded, also.slots[i].text, also.slots[i].code, true);
    return x;
}

const struct code_list *code_index_list(const struct code_index *x)
{
    return x->list;
}

bool code_index_has(const struct code_index *x, const char *code, size_t length)
{
    return find(&x->exact, code, length)->text != NULL;
}

const char *code_index_find(const struct code_index *x, const char *text)
{
    const struct slot *slot = find(&x->exact, text, strlen(text));
    if (slot->text != NULL)
        return slot->code;
    struct arena scratch = {0};
    const char *folded = spelling(&scratch, text);
    const char *code = find(&x->folded, folded, strlen(folded))->code;
    arena_free(&scratch);
    return code;
}

const char *code_index_nearest(const struct code_index *x, struct arena *a, const char *text)
{
    struct text_list spellings = {0};
    for (size_t i = 0; i < x->list->rows.count; i++) {
        *list_add(a, &spellings) = x->list->rows.at[i][0];
        *list_add(a, &spellings) = x->list->rows.at[i][1];
    }
    return text_nearest(text, spellings.at, spellings.count);
}
