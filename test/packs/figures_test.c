/* The figures that are printed of open data come out of the packs' maps and measures. */

#include "answer/measure.h"
#include "base/number.h"
#include "base/text.h"
#include "sample_site.h"
#include "t.h"

enum { MAP, FILE_, AS_OF, MEASURE, GROUP, COLUMN, EXPECTED, COLUMNS };
static const char *const columns[COLUMNS] = {"map",   "file",   "as_of",   "measure",
                                             "group", "column", "expected"};

// Packs by the folder of the data.
static const char *pack_of(const char *file)
{
    static const char *const packs[][2] = {
        {"grants/", "grants"},       {"health/", "care"},     {"homeland/", "homeland"},
        {"immigration/", "welcome"}, {"justice/", "justice"}, {"trust/", "trust"},
        {"violence/", "violence"},
    };
    for (size_t i = 0; i < sizeof packs / sizeof packs[0]; i++)
        if (text_starts(file, packs[i][0]))
            return packs[i][1];
    NEED(false);
    return NULL;
}

static bool row_is(const struct result_table *t, size_t row, const char *group)
{
    const struct cell *c = table_cell(t, row, 0);
    double number;
    return c->kind == CELL_TEXT ? text_equal(c->text, group)
                                : number_read_double(group, &number) && number == cell_value(c);
}

// Half of the last digit that a source printed; a whole number is exact.
static double last_digit(const char *printed)
{
    const char *point = strchr(printed, '.');
    return point == NULL ? 0 : 0.5 * pow(10, -(double)strlen(point + 1));
}

static void check_figure(struct arena *a, struct site *s, const char *const f[])
{
    const struct measure_ask how = {0};
    struct result r = {0};
    struct error err = {0};
    const struct measure *m = packs_measure(&s->packs, f[MEASURE]);
    NEED(m != NULL);
    NEED_OK(measure_answer(s, a, m, &how, &r, &err), err);
    int column = table_find(&r.main, f[COLUMN]);
    double expected, got = NAN;
    NEED(number_read_double(f[EXPECTED], &expected));
    for (size_t row = 0; column >= 0 && row < table_rows(&r.main); row++)
        if (row_is(&r.main, row, f[GROUP]))
            got = cell_value(table_cell(&r.main, row, (size_t)column));
    if (!(fabs(got - expected) <= last_digit(f[EXPECTED]) + 1e-9 * fmax(1, fabs(expected))))
        t_failed(__FILE__, __LINE__, "%s %s %s of %s: %g, expected %g", f[MEASURE], f[GROUP],
                 f[COLUMN], f[FILE_], got, expected);
}

// Several maps read the one file, or each a file of its own.
static void load_all(struct arena *a, struct site *s, const char *maps, const char *files)
{
    struct text_list map = text_split(a, maps, ';'), file = text_split(a, files, ';');
    for (size_t i = 0; i < map.count; i++) {
        const char *path = t_shared_data(a, file.at[file.count == 1 ? 0 : i]);
        NEED(path != NULL);
        sample_load_file(a, s, map.at[i], path);
    }
}

TEST(figures_of_open_data_come_out_of_the_packs)
{
    struct arena a = {0};
    struct error err = {0};
    struct sheet_rows rows = sheet_rows_of(
        &a, arena_printf(&a, "%s/figures.csv", packs_test_folder(&a)), columns, COLUMNS);
    struct site *s = NULL;
    CHECK(rows.count > 50);
    for (size_t i = 0; i < rows.count; i++) {
        const char *const *f = rows.at[i], *const *before = i > 0 ? rows.at[i - 1] : NULL;
        if (t_shared_data(&a, "README.md") == NULL)
            break;
        if (before == NULL || !text_equal(f[FILE_], before[FILE_])) {
            s = sample_site(&a, pack_of(f[FILE_]));
            load_all(&a, s, f[MAP], f[FILE_]);
        }
        struct question q = s->question;
        q.on_that_day = *f[AS_OF] != '\0';
        if (q.on_that_day)
            q.as_of = date_read(f[AS_OF]);
        NEED_OK(site_ask(s, &q, &err), err);
        check_figure(&a, s, f);
    }
    arena_free(&a);
}
