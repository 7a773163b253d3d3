/* The open data, row by row and cell by cell, as python and openpyxl read it: see
 * test/oracle/intake_files.py. */

#include <inttypes.h>
#include <stdlib.h>
#include <zlib.h>

#include "intake/source.h"
#include "t.h"

static struct arena a;

static const char *cell_text(const struct source *s, const char *column)
{
    int i = source_find(s, column);
    NEED(i >= 0);
    const char *at = source_cell(s, (size_t)i).at;
    return at == NULL ? "" : arena_text(&a, at);
}

/* The columns that the oracle has: all but the geometry. */
static uLong add_row(uLong crc, const struct source *s)
{
    for (size_t i = 0; i < source_column_count(s); i++) {
        struct span cell = source_cell(s, i);
        if (strcmp(source_column(s, i), "geometry") == 0)
            continue;
        if (cell.length > 0)
            crc = crc32(crc, (const Bytef *)cell.at, (uInt)cell.length);
        crc = crc32(crc, (const Bytef *)"\x1f", 1);
    }
    return crc32(crc, (const Bytef *)"\x1e", 1);
}

static void check_file(const struct source *want)
{
    struct error err = {0};
    struct source *s;
    struct arena inner = {0};
    const char *name = cell_text(want, "file"), *sheet = cell_text(want, "sheet");
    const char *path = t_shared_data(&inner, name);
    if (path == NULL)
        return;
    const char *encoding = cell_text(want, "encoding"); // one file shows its own only after 64 KiB
    struct source_options how = {.encoding = encoding[0] == 'u' ? NULL : encoding,
                                 .sheet = sheet[0] == '\0' ? NULL : sheet,
                                 .no_header = strcmp(cell_text(want, "header"), "no") == 0};
    if (!source_open(&inner, path, &how, &s, &err)) {
        t_failed(__FILE__, __LINE__, "%s: %s", name, err.text);
        return;
    }
    uLong crc = 0;
    int64_t rows = 0;
    while (source_next(s)) {
        crc = add_row(crc, s);
        rows++;
        if (source_row_problem(s) != NULL)
            t_failed(__FILE__, __LINE__, "%s: line %" PRId64 ": %s", name, source_line(s),
                     source_row_problem(s));
    }
    if (!source_done(s, &err))
        t_failed(__FILE__, __LINE__, "%s: %s", name, err.text);
    size_t columns = source_column_count(s) - (source_find(s, "geometry") >= 0);
    const char *got = arena_printf(&inner, "%s %s rows %" PRId64 " columns %zu crc %08lx", name,
                                   sheet, rows, columns, crc);
    CHECK_TEXT(got, arena_printf(&inner, "%s %s rows %s columns %s crc %s", name, sheet,
                                 cell_text(want, "rows"), cell_text(want, "columns"),
                                 cell_text(want, "crc")));
    arena_free(&inner);
}

TEST(files_of_open_data_have_the_rows_columns_and_cells_that_others_read)
{
    struct error err = {0};
    struct source *want;
    const char *source = getenv("WARD_SOURCE");
    NEED(source != NULL);
    NEED_OK(source_open(&a, arena_printf(&a, "%s/test/oracle/intake_files.csv", source), NULL,
                        &want, &err),
            err);
    while (source_next(want))
        check_file(want);
    NEED_OK(source_done(want, &err), err);
    CHECK(source_notes(want).rows >= 90);
    arena_free(&a);
}

/* Opens a shared file, or gives NULL where they are not there. */
static struct source *open_shared(const char *name, const struct source_options *how)
{
    struct error err = {0};
    struct source *s = NULL;
    const char *path = t_shared_data(&a, name);
    if (path != NULL && !source_open(&a, path, how, &s, &err))
        t_failed(__FILE__, __LINE__, "%s: %s", name, err.text);
    t_stop_if_failed();
    return s;
}

TEST(files_the_federal_inventory_is_windows_1252_and_says_so)
{
    struct source *s = open_shared("grants/federal_program_inventory_2020_pilot.csv", NULL);
    if (s == NULL)
        return;
    while (source_next(s))
        continue;
    struct source_notes n = source_notes(s);
    CHECK_TEXT(n.encoding, "windows-1252");
    CHECK_INT(n.rows, 819);
    CHECK_HAS(n.texts.at[0], "read as windows-1252, which the map does not say");
}

TEST(files_the_population_of_illinois_has_a_mark_and_no_other_trap)
{
    struct source *s = open_shared("grants/il_county_population.csv", NULL);
    if (s == NULL)
        return;
    CHECK(source_notes(s).mark);
    CHECK(strncmp(source_column(s, 0), "\xef\xbb\xbf", 3) != 0);
    CHECK_INT(source_column_count(s), 50);
}

TEST(files_compas_repeats_names_of_columns)
{
    struct source *s = open_shared("justice/compas_two_years.csv", NULL);
    if (s == NULL)
        return;
    CHECK(source_find(s, "decile_score (2)") >= 0);
    CHECK(source_find(s, "priors_count (2)") >= 0);
}

TEST(files_the_287g_workbook_drops_its_73_empty_rows_and_reads_days)
{
    struct source *s =
        open_shared("immigration/ice_287g_participating_agencies_2025-07-18.xlsx", NULL);
    if (s == NULL)
        return;
    int64_t task_force = 0, rows = 0;
    while (source_next(s)) {
        rows++;
        task_force += strncmp(cell_text(s, "SUPPORT TYPE"), "Task Force Model", 16) == 0;
        if (rows == 1)
            CHECK_TEXT(cell_text(s, "SIGNED"), "2025-06-25");
    }
    CHECK_INT(rows, 905 - 73);
    CHECK_INT(task_force, 415);
}

TEST(files_philadelphia_has_null_geometries_without_a_place)
{
    struct source *s = open_shared("violence/philly_shootings_2020.geojson", NULL);
    if (s == NULL)
        return;
    int64_t rows = 0, fatal = 0, nowhere = 0;
    while (source_next(s)) {
        rows++;
        fatal += strcmp(cell_text(s, "fatal"), "true") == 0;
        nowhere += source_cell(s, (size_t)source_find(s, "lon")).at == NULL;
    }
    CHECK_INT(rows, 2245);
    CHECK_INT(fatal, 449);
    CHECK_INT(nowhere, 3);
}
