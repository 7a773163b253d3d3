#include "intake/recipe.h"

#include <string.h>
#include <strings.h>

#include "base/number.h"
#include "base/text.h"

enum { MOST_ARGUMENTS = 100, MOST_DEPTH = 8 };

struct step {
    enum { STEP_CELL, STEP_VALUE, STEP_CALL } kind;
    int column;         // of a cell
    struct value value; // said in the query
    store_function_fn function;
    struct step *parts; // its arguments
    struct value *args;
    int count;
    char *room; // for the text that it gives
};

struct recipe {
    struct mapping *mapping;
    struct {
        struct step *at;
        size_t count, room;
    } steps;
};

/* ---- reading --------------------------------------------------------------- */

struct reading {
    struct arena *arena;
    const struct text_list *columns;
    const char *at; // what is left of the query
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// White space and comments.
static void skip_space(struct reading *r)
{
    for (;;) {
        r->at += strspn(r->at, " \t\r\n\f");
        if (strncmp(r->at, "--", 2) == 0) {
            r->at += strcspn(r->at, "\n");
        } else if (strncmp(r->at, "/*", 2) == 0) {
            const char *end = strstr(r->at, "*/");
            r->at = end == NULL ? r->at + strlen(r->at) : end + 2;
        } else {
            return;
        }
    }
}

static bool take_sign(struct reading *r, char sign)
{
    skip_space(r);
    if (*r->at != sign)
        return false;
    r->at++;
    return true;
}

// A word as it is written; NULL where something else comes.
static const char *take_word(struct reading *r)
{
    skip_space(r);
    size_t length = 0;
    if (!is_letter(*r->at))
        return NULL;
    while (is_letter(r->at[length]) || is_digit(r->at[length]))
        length++;
    const char *word = arena_text_n(r->arena, r->at, length);
    r->at += length;
    return word;
}

static bool take_keyword(struct reading *r, const char *keyword)
{
    skip_space(r);
    const char *before = r->at, *word = take_word(r);
    if (word != NULL && strcasecmp(word, keyword) == 0)
        return true;
    r->at = before;
    return false;
}

// What stands between two quotes of a kind; a doubled one inside is one.
static const char *take_quoted(struct reading *r, char quote)
{
    if (!take_sign(r, quote))
        return NULL;
    char *text = arena_alloc(r->arena, strlen(r->at) + 1), *to = text;
    for (; *r->at != '\0'; r->at++) {
        if (*r->at == quote && *++r->at != quote) {
            *to = '\0';
            return text;
        }
        *to++ = *r->at;
    }
    return NULL;
}

static bool read_cell(const struct reading *r, const char *name, struct step *out)
{
    for (size_t i = 0; i < r->columns->count; i++)
        if (strcasecmp(r->columns->at[i], name) == 0) {
            *out = (struct step){.kind = STEP_CELL, .column = (int)i};
            return true;
        }
    return false;
}

static bool read_step(struct reading *r, int depth, struct step *out);

static bool read_call(struct reading *r, const char *name, int depth, struct step *out)
{
    struct step call = {.kind = STEP_CALL};
    call.parts = ARENA_ARRAY(r->arena, struct step, MOST_ARGUMENTS);
    do {
        if (call.count == MOST_ARGUMENTS || !read_step(r, depth + 1, &call.parts[call.count++]))
            return false;
    } while (take_sign(r, ','));
    call.function = mapping_function(name, call.count);
    call.args = ARENA_ARRAY(r->arena, struct value, (size_t)call.count);
    call.room = arena_alloc(r->arena, MAPPING_ROOM);
    *out = call;
    return call.function != NULL && take_sign(r, ')');
}

// A cell, a text, a whole number, NULL, or a call of one of the maps' functions.
static bool read_step(struct reading *r, int depth, struct step *out)
{
    skip_space(r);
    const char *text;
    if (depth > MOST_DEPTH)
        return false;
    if (*r->at == '"')
        return (text = take_quoted(r, '"')) != NULL && read_cell(r, text, out);
    if (*r->at == '\'') {
        text = take_quoted(r, '\'');
        *out = (struct step){.kind = STEP_VALUE, .value = bind_text(text)};
        return text != NULL;
    }
    if (is_digit(*r->at)) {
        size_t length = strspn(r->at, "0123456789");
        int64_t whole;
        if (is_letter(r->at[length]) || r->at[length] == '.'
            || !number_read_i64(arena_text_n(r->arena, r->at, length), &whole))
            return false;
        *out = (struct step){.kind = STEP_VALUE, .value = bind_i64(whole)};
        r->at += length;
        return true;
    }
    if (take_keyword(r, "NULL")) {
        *out = (struct step){.kind = STEP_VALUE};
        return true;
    }
    const char *word = take_word(r);
    if (word == NULL)
        return false;
    if (take_sign(r, '('))
        return read_call(r, word, depth, out);
    return strncasecmp(word, "CURRENT_", 8) != 0 && read_cell(r, word, out); // SQL's own words
}

static bool read_name(struct reading *r)
{
    if (!take_keyword(r, "AS"))
        return true;
    skip_space(r);
    return (*r->at == '"' ? take_quoted(r, '"') : take_word(r)) != NULL;
}

struct recipe *recipe_read(struct arena *a, struct mapping *m, const char *sql,
                           const struct text_list *columns)
{
    struct reading r = {a, columns, sql};
    struct recipe *recipe = ARENA_NEW(a, struct recipe);
    recipe->mapping = m;
    if (!take_keyword(&r, "SELECT"))
        return NULL;
    do {
        if (!read_step(&r, 0, list_add(a, &recipe->steps)) || !read_name(&r))
            return NULL;
    } while (take_sign(&r, ','));
    if (!take_keyword(&r, "FROM") || !take_keyword(&r, "source"))
        return NULL;
    take_sign(&r, ';');
    skip_space(&r);
    return *r.at == '\0' ? recipe : NULL;
}

size_t recipe_columns(const struct recipe *r)
{
    return r->steps.count;
}

/* ---- running --------------------------------------------------------------- */

static bool run_step(struct recipe *r, struct arena *round, struct step *step,
                     const struct row_source *source, struct value *out, struct error *err)
{
    switch (step->kind) {
    case STEP_CELL:
        *out = *source->value(source->context, step->column);
        if (out->kind == VALUE_TEXT && out->text[out->length] != '\0')
            out->text = arena_text_n(round, out->text, out->length); // it was trimmed
        return true;
    case STEP_VALUE:
        *out = step->value;
        return true;
    case STEP_CALL:
        break;
    }
    for (int i = 0; i < step->count; i++)
        if (!run_step(r, round, &step->parts[i], source, &step->args[i], err))
            return false;
    *out = (struct value){.kind = VALUE_NULL};
    mapping_into(r->mapping, step->room);
    return step->function(r->mapping, step->args, step->count, out, err);
}

bool recipe_run(struct recipe *r, struct arena *round, const struct row_source *source,
                struct value *out, struct error *err)
{
    bool ok = true;
    for (size_t i = 0; i < r->steps.count && ok; i++)
        ok = run_step(r, round, &r->steps.at[i], source, &out[i], err);
    mapping_into(r->mapping, NULL);
    return ok || error_set(err, ERROR_STORE, "%s", err->text);
}
