#include "intake/suggest.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "intake/code_index.h"
#include "intake/when.h"

enum { CELLS_KEPT = 300 };
static const double TAKEN_FROM = 0.5; // a field takes a column from this score on

bool samples_read(struct arena *a, struct source *s, struct samples *out, struct error *err)
{
    struct samples samples = {.columns = source_column_count(s)};
    samples.names = ARENA_ARRAY(a, const char *, samples.columns);
    samples.cells = ARENA_ARRAY(a, struct text_list, samples.columns);
    for (size_t j = 0; j < samples.columns; j++)
        samples.names[j] = arena_text(a, source_column(s, j));
    while (samples.rows < SAMPLE_ROWS && source_next(s)) {
        samples.rows++;
        for (size_t j = 0; j < samples.columns; j++) {
            struct span cell = source_cell(s, j);
            const char *text =
                cell.at == NULL ? "" : text_trim(a, arena_text_n(a, cell.at, cell.length));
            if (*text != '\0' && samples.cells[j].count < CELLS_KEPT)
                *list_add(a, &samples.cells[j]) = text;
        }
    }
    if (samples.rows < SAMPLE_ROWS && !source_done(s, err))
        return false;
    *out = samples;
    return true;
}

/* ---- names ----------------------------------------------------------------- */

// "personSearch" and "person_search" as the same words.
static const char *name_words(struct arena *a, const char *name)
{
    char *apart = arena_alloc(a, 2 * strlen(name) + 1), *to = apart;
    for (const char *s = name; *s != '\0'; s++) {
        bool upper = *s >= 'A' && *s <= 'Z';
        bool after_lower = s > name && s[-1] >= 'a' && s[-1] <= 'z';
        if (upper && after_lower)
            *to++ = ' ';
        *to++ = *s;
    }
    return text_fold(a, apart);
}

// Words that agencies use for the same thing.
static const char *const synonyms[][2] = {
    {"id", "number"},          {"uid", "number"},     {"idnum", "number"},
    {"num", "number"},         {"no", "number"},      {"gender", "sex"},
    {"lat", "latitude"},       {"lon", "longitude"},  {"long", "longitude"},
    {"lng", "longitude"},      {"x", "longitude"},    {"y", "latitude"},
    {"datetime", "started"},   {"date", "started"},   {"ethnicity", "race"},
    {"raceethnicity", "race"}, {"subject", "person"}, {"beat", "district"},
    {"precinct", "district"},  {"zip", "postcode"},   {"hood", "neighborhood"},
};

static const char *canonical(const char *word)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof synonyms[0]; i++)
        if (text_equal(word, synonyms[i][0]))
            return synonyms[i][1];
    return word;
}

// Share of words in common (Dice), near words counted.
static double words_alike(struct arena *a, const char *x, const char *y)
{
    struct text_list p = text_split(a, x, ' '), q = text_split(a, y, ' ');
    double common = 0;
    if (p.count == 0 || q.count == 0)
        return 0;
    for (size_t i = 0; i < p.count; i++) {
        double best = 0;
        for (size_t j = 0; j < q.count; j++) {
            size_t length = strlen(p.at[i]);
            double one = text_equal(p.at[i], q.at[j])                         ? 1
                         : text_equal(canonical(p.at[i]), canonical(q.at[j])) ? 0.9
                         : length > 4 && text_distance(p.at[i], q.at[j]) <= 1 ? 0.8
                         : length > 3 && strncmp(p.at[i], q.at[j], 4) == 0    ? 0.5
                                                                              : 0;
            best = one > best ? one : best;
        }
        common += best;
    }
    return 2 * common / (double)(p.count + q.count);
}

static double name_score(struct arena *a, const struct field *f, const char *column)
{
    const char *words = name_words(a, column);
    const char *names[] = {f->name, f->label, f->label_es};
    double best = 0;
    for (size_t i = 0; i < 3; i++) {
        if (names[i] == NULL)
            continue;
        double score = words_alike(a, words, text_fold(a, names[i]));
        best = score > best ? score : best;
    }
    return best > 1 ? 1 : best;
}

/* ---- values ---------------------------------------------------------------- */

static double share(size_t good, size_t all)
{
    return all == 0 ? 0 : (double)good / (double)all;
}

static bool is_number(const char *text)
{
    double v;
    return number_read_double(text, &v);
}

static bool is_yes_no(struct arena *a, const char *text)
{
    static const char *const words[] = {"yes", "no", "y", "n", "true", "false",
                                        "t",   "f",  "0", "1", "si"};
    const char *folded = text_fold(a, text);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (text_equal(folded, words[i]))
            return true;
    return false;
}

static size_t distinct(struct arena *a, const struct text_list *cells)
{
    const char **sorted = arena_copy(a, cells->at, cells->count * sizeof *cells->at);
    size_t n = 0;
    for (size_t i = 0; i < cells->count; i++) {
        size_t j = 0;
        while (j < n && !text_equal(sorted[j], cells->at[i]))
            j++;
        if (j == n)
            sorted[n++] = cells->at[i];
    }
    return n;
}

struct formats {
    struct when_guess_list list;
    bool known;
};

// The share of a column's cells that could be this field's, and why in words.
static double value_score(struct arena *a, const struct field *f, const struct samples *s,
                          size_t column, const struct code_index *codes, struct formats *formats,
                          const char **why)
{
    const struct text_list *cells = &s->cells[column];
    size_t good = 0, n = cells->count;
    *why = "";
    bool is_day =
        f->type == FIELD_DATE || f->type == FIELD_DATETIME || f->type == FIELD_PARTIAL_DATE;
    if (n == 0)
        return is_day ? 0 : 0.5; // no format can be guessed; else nothing speaks for or against it
    switch (f->type) {
    case FIELD_CODE:
    case FIELD_CODES:
        for (size_t i = 0; i < n; i++)
            good += code_index_find(codes, cells->at[i]) != NULL;
        *why = arena_printf(a, "%.0f%% of %zu values are codes of %s", 100 * share(good, n), n,
                            f->codes);
        return share(good, n);
    case FIELD_BOOLEAN:
        for (size_t i = 0; i < n; i++)
            good += is_yes_no(a, cells->at[i]);
        *why = arena_printf(a, "%.0f%% of %zu values are yes or no", 100 * share(good, n), n);
        return share(good, n);
    case FIELD_DATE:
    case FIELD_DATETIME:
    case FIELD_PARTIAL_DATE:
        if (!formats->known) {
            formats->list = when_guess(a, cells->at, n);
            formats->known = true;
        }
        *why = formats->list.count == 0 ? "no format of dates fits"
                                        : when_guess_text(a, &formats->list);
        return formats->list.count > 0 ? 1 : 0;
    case FIELD_INTEGER:
    case FIELD_NUMBER:
    case FIELD_MONEY:
        for (size_t i = 0; i < n; i++)
            good += is_number(cells->at[i]);
        *why = arena_printf(a, "%.0f%% of %zu values are numbers", 100 * share(good, n), n);
        return share(good, n);
    case FIELD_TEXT:
    case FIELD_REFERENCE:
        if (f->required == REQUIRED_KEY) {
            size_t different = distinct(a, cells);
            *why = arena_printf(a, "%zu of %zu values differ", different, n);
            return different == n ? 1 : 0;
        }
        return 0.6;
    case FIELD_POINT:
    case FIELD_POLYGON:
        return 0;
    }
    return 0;
}

/* ---- a record and a file --------------------------------------------------- */

struct pairing {
    size_t field, column;
    double score, name, values;
    const char *why;
};

static int by_score(const void *x, const void *y)
{
    const struct pairing *a = x, *b = y;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->field != b->field)
        return a->field < b->field ? -1 : 1;
    return a->column < b->column ? -1 : 1;
}

static bool in_range(const struct text_list *cells, double low, double high)
{
    size_t good = 0;
    for (size_t i = 0; i < cells->count; i++) {
        double v;
        good += number_read_double(cells->at[i], &v) && v >= low && v <= high;
    }
    return cells->count > 0 && share(good, cells->count) > 0.95;
}

static bool has_word(struct arena *a, const char *column, const char *word)
{
    struct text_list words = text_split(a, name_words(a, column), ' ');
    for (size_t i = 0; i < words.count; i++)
        if (text_equal(canonical(words.at[i]), word))
            return true;
    return false;
}

// A point is two columns: by name, and by what degrees can be.
static bool guess_point(struct arena *a, const struct field *f, const struct samples *s,
                        bool *taken, struct suggestion *out)
{
    int lon = -1, lat = -1;
    for (size_t j = 0; j < s->columns; j++) {
        if (taken[j])
            continue;
        if (lon < 0 && has_word(a, s->names[j], "longitude") && in_range(&s->cells[j], -180, 180))
            lon = (int)j;
        if (lat < 0 && has_word(a, s->names[j], "latitude") && in_range(&s->cells[j], -90, 90))
            lat = (int)j;
    }
    if (lon < 0 || lat < 0)
        return false;
    taken[lon] = taken[lat] = true;
    *list_add(a, &out->guesses) = (struct guess){.field = f,
                                                 .column = lon,
                                                 .other = lat,
                                                 .name = 1,
                                                 .values = 1,
                                                 .why = "names, and degrees"};
    return true;
}

static const char *formats_text(struct arena *a, const struct formats *f, bool *undecided)
{
    *undecided = f->list.count > 1 && f->list.at[0].telling == 0;
    const char *text = f->list.at[0].format;
    // Both readings stay: a cell that they read differently is then rejected, never guessed.
    return *undecided ? arena_printf(a, "%s | %s", text, f->list.at[1].format) : text;
}

struct suggestion suggest(struct arena *a, const struct packs *packs, const struct record *r,
                          const struct samples *s)
{
    struct suggestion out = {.record = r};
    size_t fields = r->fields.count;
    struct {
        struct pairing *at;
        size_t count, room;
    } pairs = {0};
    struct formats *formats = ARENA_ARRAY(a, struct formats, s->columns);
    bool *taken = ARENA_ARRAY(a, bool, s->columns), *filled = ARENA_ARRAY(a, bool, fields);
    for (size_t i = 0; i < fields; i++) {
        const struct field *f = &r->fields.at[i];
        const struct code_list *list = f->codes == NULL ? NULL : packs_codes(packs, f->codes);
        const struct code_index *codes = list == NULL ? NULL : code_index_make(a, list);
        for (size_t j = 0; j < s->columns; j++) {
            struct pairing p = {.field = i, .column = j};
            p.name = name_score(a, f, s->names[j]);
            if (p.name < 0.3)
                continue;
            p.values = value_score(a, f, s, j, codes, &formats[j], &p.why);
            bool typed = f->type != FIELD_TEXT && f->type != FIELD_REFERENCE;
            p.score = 0.65 * p.name + 0.35 * p.values;
            if ((typed && p.values < 0.5) || p.score < TAKEN_FROM)
                continue;
            *list_add(a, &pairs) = p;
        }
    }
    if (pairs.count > 1)
        qsort(pairs.at, pairs.count, sizeof pairs.at[0], by_score);
    double sum = 0;
    for (size_t k = 0; k < pairs.count; k++) {
        const struct pairing *p = &pairs.at[k];
        const struct field *f = &r->fields.at[p->field];
        if (taken[p->column] || filled[p->field])
            continue;
        taken[p->column] = filled[p->field] = true;
        struct guess *g = list_add(a, &out.guesses);
        *g = (struct guess){.field = f,
                            .column = (int)p->column,
                            .other = -1,
                            .name = p->name,
                            .values = p->values};
        g->why = *p->why == '\0' ? arena_printf(a, "name fits %.0f%%", 100 * p->name)
                                 : arena_printf(a, "name fits %.0f%%; %s", 100 * p->name, p->why);
        if (f->type == FIELD_DATE || f->type == FIELD_DATETIME)
            g->formats = formats_text(a, &formats[p->column], &g->undecided);
        sum += p->score;
    }
    for (size_t i = 0; i < fields; i++)
        if (r->fields.at[i].type == FIELD_POINT
            && guess_point(a, &r->fields.at[i], s, taken, &out)) {
            filled[i] = true;
            sum += 2;
        }
    bool key = true, needed = true;
    for (size_t i = 0; i < fields; i++) {
        key = key && (filled[i] || r->fields.at[i].required != REQUIRED_KEY);
        needed = needed && (filled[i] || r->fields.at[i].required != REQUIRED_YES);
    }
    out.key_made = !key;
    for (size_t j = 0; j < s->columns; j++)
        if (!taken[j])
            *list_add(a, &out.unused) = s->names[j];
    // How much of the file is understood; a record whose required fields are not there does not
    // fit.
    out.score = s->columns == 0 ? 0 : sum / (double)s->columns;
    if (!needed)
        out.score *= 0.25;
    if (!key)
        out.score *= 0.9;
    return out;
}

const struct record *suggest_record(struct arena *a, const struct packs *packs,
                                    const struct samples *s, struct suggestion *out)
{
    const struct record *best = NULL;
    for (size_t i = 0; i < packs->count; i++)
        for (size_t j = 0; j < packs->at[i]->records.count; j++) {
            const struct record *r = &packs->at[i]->records.at[j];
            struct suggestion g = suggest(a, packs, r, s);
            if (g.guesses.count >= 2 && g.score > 0.1 && (best == NULL || g.score > out->score)) {
                best = r;
                *out = g;
            }
        }
    return best;
}

/* ---- as a map -------------------------------------------------------------- */

static const char *quoted(struct arena *a, const char *name)
{
    struct buf b = buf_make(a, 4000);
    buf_char(&b, '"');
    for (const char *s = name; *s != '\0'; s++) {
        if (*s == '"')
            buf_char(&b, '"');
        buf_char(&b, *s);
    }
    buf_char(&b, '"');
    return b.text;
}

static const char *expression(struct arena *a, const struct guess *g, const struct samples *s)
{
    const struct field *f = g->field;
    const char *column = quoted(a, s->names[g->column]);
    switch (f->type) {
    case FIELD_CODE:
        return arena_printf(a, "code_of(%s, '%s')", column, f->codes);
    case FIELD_CODES:
        return arena_printf(a, "codes_of(%s, '%s', ';')", column, f->codes);
    case FIELD_BOOLEAN:
        return arena_printf(a, "yes_no(%s)", column);
    case FIELD_DATE:
        return arena_printf(a, "date_of(%s, '%s')", column, g->formats);
    case FIELD_DATETIME:
        return arena_printf(a, "datetime_of(%s, '%s')", column, g->formats);
    case FIELD_INTEGER:
        return arena_printf(a, "integer_of(%s)", column);
    case FIELD_NUMBER:
        return arena_printf(a, "number_of(%s)", column);
    case FIELD_MONEY:
        return arena_printf(a, "money_of(%s)", column);
    case FIELD_POINT:
        return arena_printf(a, "point_of(%s, %s)", column, quoted(a, s->names[g->other]));
    case FIELD_TEXT:
    case FIELD_REFERENCE:
    case FIELD_PARTIAL_DATE:
    case FIELD_POLYGON:
        return arena_printf(a, "text_of(%s)", column);
    }
    return column;
}

static const char *key_expression(struct arena *a, const struct samples *s)
{
    struct buf b = buf_make(a, 64 * 1024);
    buf_text(&b, "key_of(");
    for (size_t j = 0; j < s->columns; j++)
        buf_put(&b, "%s%s", j == 0 ? "" : ", ", quoted(a, s->names[j]));
    buf_text(&b, ")");
    return b.text;
}

static bool is_filled(const struct suggestion *g, const struct field *f)
{
    for (size_t i = 0; i < g->guesses.count; i++)
        if (g->guesses.at[i].field == f)
            return true;
    return false;
}

void suggestion_write(struct arena *a, const struct suggestion *g, const struct samples *s,
                      const char *name, const char *format, struct buf *out)
{
    const struct record *r = g->record;
    buf_put(out,
            "-- map: %s\n-- title: A proposed map into %s\n-- note: proposed from names and "
            "values; read each line "
            "before you trust it\n-- reads: %s\n-- into: %s\n",
            name, r->label, format, r->name);
    bool first = true;
    buf_text(out, "SELECT ");
    for (size_t i = 0; i < r->fields.count && g->key_made; i++) {
        const struct field *f = &r->fields.at[i];
        if (f->required != REQUIRED_KEY || is_filled(g, f))
            continue;
        buf_put(out, "%s%s AS %s /* made of all columns: none has a different value in each row */",
                first ? "" : ",\n       ", key_expression(a, s), f->name);
        first = false;
    }
    for (size_t i = 0; i < g->guesses.count; i++) {
        const struct guess *at = &g->guesses.at[i];
        // The comma stands before the comment of the line above.
        buf_put(out, "%s%s AS %s /* %s%s */", first ? "" : ",\n       ", expression(a, at, s),
                at->field->name, at->undecided ? "UNDECIDED, choose one: " : "guessed: ", at->why);
        first = false;
    }
    buf_text(out, "\nFROM   source\n");
    for (size_t i = 0; i < g->unused.count; i++)
        buf_put(out, "-- not used: %s\n", g->unused.at[i]);
    for (size_t i = 0; i < r->fields.count; i++)
        if (r->fields.at[i].required == REQUIRED_YES && !is_filled(g, &r->fields.at[i]))
            buf_put(out, "-- MISSING: %s (%s) is required, and no column fits\n",
                    r->fields.at[i].name, r->fields.at[i].label);
}
