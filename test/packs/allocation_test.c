/* Formulas of programs against what the agencies published, each within the tolerance that is
 * stated for it. */

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answer/measure.h"
#include "base/number.h"
#include "base/text.h"
#include "sample_site.h"
#include "t.h"

static const char *data(struct arena *a, const char *file)
{
    return t_shared_data(a, arena_printf(a, "../spec/grants/data/%s", file));
}

static void remove_file(void *path)
{
    (void)unlink(path);
}

// A sheet in a file that is gone with the arena.
static const char *made(struct arena *a, const char *text)
{
    char *path = arena_text(a, "/tmp/ward-test-XXXXXX.csv");
    const int file = mkstemps(path, 4);
    NEED(file >= 0);
    arena_defer(a, remove_file, path);
    NEED(write(file, text, strlen(text)) == (ssize_t)strlen(text));
    NEED(close(file) == 0);
    return path;
}

/* Loads a standard sheet of a record, given some of its columns: the others are added, empty. */
static void load_sheet(struct arena *a, struct site *s, const char *record, const char *header,
                       const char *rows)
{
    const struct record *r = packs_record(&s->packs, record);
    const struct text_list lines = text_split(a, rows, '\n');
    const struct text_list given = text_split(a, header, ',');
    const char *text = header, *more = "";
    NEED(r != NULL);
    for (size_t i = 0; i < r->fields.count; i++) {
        bool there = false;
        for (size_t j = 0; j < given.count; j++)
            there = there || text_equal(given.at[j], r->fields.at[i].name);
        if (there)
            continue;
        text = arena_printf(a, "%s,%s", text, r->fields.at[i].name);
        more = arena_printf(a, "%s,", more);
    }
    for (size_t i = 0; i < lines.count; i++)
        if (*lines.at[i] != '\0')
            text = arena_printf(a, "%s\n%s%s", text, lines.at[i], more);
    const struct load_result l = sample_load_file(a, s, arena_printf(a, "standard_%s", record),
                                                  made(a, arena_printf(a, "%s\n", text)));
    CHECK_INT(l.rejected, 0);
}

static void load_pools(struct arena *a, struct site *s, const char *rows)
{
    load_sheet(a, s, "formula_pool",
               "pool_id,program,fiscal_year,known_on,pool,what_if,insular,source", rows);
}

static struct result *answer(struct arena *a, struct site *s, const char *measure)
{
    const struct measure_ask how = {0};
    struct result *r = ARENA_NEW(a, struct result);
    struct error err = {0};
    const struct measure *m = packs_measure(&s->packs, measure);
    NEED(m != NULL);
    NEED_OK(measure_answer(s, a, m, &how, r, &err), err);
    return r;
}

// A number of the row whose first cell is the name; NaN where there is none.
static double number(const struct result *r, const char *name, const char *column)
{
    const int at = table_find(&r->main, column);
    NEED(at >= 0);
    for (size_t row = 0; row < table_rows(&r->main); row++)
        if (text_equal(table_cell(&r->main, row, 0)->text, name))
            return cell_value(table_cell(&r->main, row, (size_t)at));
    return (double)NAN;
}

static bool is_territory(const char *name)
{
    static const char *const names[] = {"Puerto Rico", "Guam", "U.S. Virgin Islands",
                                        "American Samoa + Northern Mariana Islands",
                                        "District of Columbia"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (text_equal(name, names[i]))
            return true;
    return false;
}

static double sum(const struct result *r, bool territories)
{
    const int at = table_find(&r->main, "amount");
    double total = 0;
    for (size_t row = 0; row < table_rows(&r->main); row++)
        if (is_territory(table_cell(&r->main, row, 0)->text) == territories)
            total += cell_value(table_cell(&r->main, row, (size_t)at));
    return total;
}

static void near(double got, double expected, double tolerance, const char *const f[])
{
    if (!(fabs(got - expected) <= tolerance))
        t_failed(__FILE__, __LINE__, "%s %s %s: %.2f, published %.2f", f[0], f[1], f[2], got,
                 expected);
}

enum { YEAR, METRIC, PLACE, VALUE, UNIT, COLUMNS };
static const char *const columns[COLUMNS] = {"fiscal_year", "metric", "jurisdiction", "value",
                                             "unit"};

// Compares one published figure; whether the formula's states can say it at all.
static bool compare(const struct result *r, const char *const f[])
{
    double v;
    NEED(number_read_double(f[VALUE], &v));
    const double unit = text_equal(f[UNIT], "million USD") ? 1e6 : 1;
    const double tolerance = unit == 1e6 ? 0.10e6 : 1; // of jag.md
    if (text_equal(f[METRIC], "state_total"))
        near(number(r, f[PLACE], "amount"), v * unit, tolerance, f);
    else if (text_equal(f[METRIC], "local_pot_40pct"))
        near(number(r, f[PLACE], "local_pot"), v * unit, tolerance, f);
    else if (text_equal(f[METRIC], "minimum_award"))
        near(number(r, "Vermont", "amount"), v, 1, f);
    else if (text_equal(f[METRIC], "initial_allocation"))
        near(number(r, f[PLACE], "initial"), v, 0.03 * v, f); // "approx"
    else if (text_equal(f[METRIC], "to_states"))
        near(sum(r, false), v * unit, tolerance, f);
    else if (text_equal(f[METRIC], "to_territories_and_dc"))
        near(sum(r, true), v * unit, tolerance, f);
    else if (text_equal(f[METRIC], "total_pool"))
        near(sum(r, false) + sum(r, true), v * unit, 60, f); // whole dollars of 55 units
    else
        return false;
    return true;
}

TEST(jag_state_awards_are_those_published_from_2012_to_2016)
{
    static const char *const pools[] = {
        "P,jag,2012,2011-12-01,295600000,,,published\n",
        "P,jag,2013,2012-12-01,278392240,,,published\n",
        "P,jag,2014,2013-12-01,290928252,,,published\n",
        "P,jag,2015,2014-12-01,255800000,,,published\n",
        "P,jag,2016,2015-12-01,274906565,,,published\n",
    };
    struct arena a = {0};
    const char *published = data(&a, "jag_published_highlights.csv");
    size_t compared = 0;
    if (published == NULL)
        return;
    struct sheet_rows rows = sheet_rows_of(&a, published, columns, COLUMNS);
    for (size_t y = 0; y < sizeof pools / sizeof pools[0]; y++) {
        struct site *s = sample_site(&a, "grants");
        (void)sample_load_file(&a, s, "state_crime", data(&a, "jag_inputs_state_year.csv"));
        (void)sample_load_file(&a, s, "territory_crime",
                               data(&a, "jag_inputs_territories_approx.csv"));
        load_pools(&a, s, pools[y]);
        const struct result *r = answer(&a, s, "jag.states");
        CHECK(table_rows(&r->main) == 55);
        for (size_t i = 0; i < rows.count; i++)
            if (text_equal(rows.at[i][YEAR], arena_printf(&a, "%zu", 2012 + y)))
                compared += compare(r, rows.at[i]);
    }
    CHECK_INT(compared, 8 + 8 + 2 + 8 + 8);
    arena_free(&a);
}

// FY2016 by hand: jag.md, "Worked state numbers".
TEST(jag_minimum_units_and_the_cliff_are_as_worked)
{
    struct arena a = {0};
    if (data(&a, "jag_inputs_state_year.csv") == NULL)
        return;
    struct site *s = sample_site(&a, "grants");
    (void)sample_load_file(&a, s, "state_crime", data(&a, "jag_inputs_state_year.csv"));
    (void)sample_load_file(&a, s, "territory_crime", data(&a, "jag_inputs_territories_approx.csv"));
    load_pools(&a, s, "P,jag,2016,2015-12-01,274906565,302397221.5,,published\n");
    const struct result *r = answer(&a, s, "jag.states");
    CHECK_NEAR(number(r, "California", "initial"), 34266462, 1);
    CHECK_NEAR(number(r, "California", "amount"), 30482432, 1);
    CHECK_NEAR(number(r, "Vermont", "initial"), 350536, 1);
    CHECK_NEAR(number(r, "South Dakota", "initial"), 670622, 1);
    CHECK_NEAR(number(r, "South Dakota", "amount"), 687266, 0);
    CHECK_NEAR(number(r, "Montana", "initial"), 762277, 1);
    CHECK_NEAR(number(r, "Montana", "amount"), 1350283, 1);
    double at_minimum = 0;
    for (size_t row = 0; row < table_rows(&r->main); row++)
        at_minimum +=
            cell_value(table_cell(&r->main, row, (size_t)table_find(&r->main, "at_minimum")));
    CHECK_NEAR(at_minimum, 7, 0);
    // A tenth more in the pool is a tenth more for everybody.
    r = answer(&a, s, "jag.if_pool");
    CHECK_NEAR(number(r, "Montana", "change"), 135028, 1);
    CHECK_NEAR(number(r, "Vermont", "change"), 68727, 1);
    // A true floor takes the cliff away.
    r = answer(&a, s, "jag.if_floor");
    CHECK(number(r, "Montana", "after") < 762277 && number(r, "Montana", "after") > 740000);
    CHECK(number(r, "California", "change") > 3e6);
    CHECK_NEAR(number(r, "South Dakota", "change"), 0, 0);
    CHECK_HAS(r->sentence, "recipients gain");
    CHECK_HAS(r->sentence, "The neediest quarter: ");
    CHECK(r->further.count == 1 && table_rows(&r->further.at[0]) == 3);
    const struct measure_ask in_spanish = {.spanish = true};
    struct result es = {0};
    struct error err = {0};
    NEED_OK(measure_answer(s, &a, packs_measure(&s->packs, "jag.if_floor"), &in_spanish, &es, &err),
            err);
    CHECK_HAS(es.sentence, "beneficiarios ganan");
    CHECK_HAS(es.sentence, "El cuarto más necesitado: ");
    arena_free(&a);
}

static const char factor_head[] = "row_id,place,kind,within,county,year,population,violent_crime,"
                                  "spending,bears_costs";

static struct result *local(struct arena *a, const char *pool, const char *places)
{
    struct site *s = sample_site(a, "grants");
    load_pools(a, s, arena_printf(a, "P,other,2013,2013-01-05,%s,,,x\n", pool));
    load_sheet(a, s, "place_factor", factor_head, places);
    return answer(a, s, "jag.local");
}

// FY2013 as published: 76.13 dollars a crime, Oakland about half a million; Vermont 446.86.
TEST(jag_dollars_for_each_crime_are_those_published)
{
    struct arena a = {0};
    const struct result *r =
        local(&a, "12332832",
              "1,Oakland,city,CA,,2012,400000,6570.67,,\n"
              "2,Lodi,city,CA,,2012,62000,131,,\n3,Galt,city,CA,,2012,24000,132,,\n"
              "4,others,rest,CA,,2012,,155163.33,,\n");
    CHECK_NEAR(number(r, "Oakland", "rate"), 76.13, 0.005);
    CHECK_NEAR(number(r, "Oakland", "amount"), 500225, 25);
    CHECK_NEAR(number(r, "Lodi", "amount"), 0, 0); // 131.4 crimes are needed
    CHECK_NEAR(number(r, "Lodi", "moved_up"), 9973, 1);
    CHECK_NEAR(number(r, "Galt", "amount"), 10049, 1);
    r = local(&a, "278392",
              "1,Burlington,city,CA,,2012,42000,100,,\n2,others,rest,CA,,2012,,523,,\n");
    CHECK_NEAR(number(r, "Burlington", "rate"), 446.86, 0.005);
    arena_free(&a);
}

static struct result *shire(struct arena *a, int near_, int far_, int third)
{
    return local(a, "1000000",
                 arena_printf(a,
                              "1,Near,city,CA,Shire,2012,1,%d,,\n2,Far,city,CA,Shire,2012,1,%d,,\n"
                              "3,Third,city,CA,Shire,2012,1,%d,,\n"
                              "4,Shire,county,CA,,2012,1,40,,yes\n5,others,rest,CA,,2012,,%d,,\n",
                              near_, far_, third, 1000 - 40 - near_ - far_ - third));
}

// The vectors S015 and S016, and equality, which is not disparate.
TEST(jag_joint_awards_follow_both_tests)
{
    struct arena a = {0};
    const struct result *r = shire(&a, 55, 58, 50);
    CHECK_NEAR(number(r, "Near", "amount"), 55000, 0.5);
    CHECK_NEAR(number(r, "Near", "joint"), 1, 0);
    CHECK_NEAR(number(r, "Near", "joint_amount"), 203000, 0.5);
    r = shire(&a, 61, 5, 5);
    CHECK_NEAR(number(r, "Near", "joint"), 1, 0);
    CHECK_NEAR(number(r, "Far", "joint"), 0, 0); // under the line, not counted
    CHECK_NEAR(number(r, "Near", "joint_amount"), 101000, 0.5);
    r = shire(&a, 60, 50, 50);
    CHECK_NEAR(number(r, "Near", "joint"), 0, 0); // 60 = 1.5 x 40, and 160 = 4 x 40
    arena_free(&a);
}

TEST(jag_awards_stop_at_own_spending)
{
    struct arena a = {0};
    const struct result *r =
        local(&a, "1000000",
              "1,Poor,city,CA,,2012,1,500,100000.00,\n2,Rich,city,CA,,2012,1,300,,\n"
              "3,Third,city,CA,,2012,1,200,,\n4,Silent,city,CA,,2012,1,,,\n");
    CHECK_NEAR(number(r, "Poor", "amount"), 100000, 0);
    CHECK_NEAR(number(r, "Rich", "amount"), 540000, 0.5);
    CHECK_NEAR(number(r, "Third", "amount"), 360000, 0.5);
    CHECK_NEAR(number(r, "Silent", "amount"), 0, 0); // reported nothing: no allocation
    arena_free(&a);
}

// A city gets at least its share of all the state's crime: what is printed is no less.
TEST(jag_city_awards_are_not_above_those_published)
{
    static const char *const cities[][2] = {{"Chicago", "Illinois"},
                                            {"Houston", "Texas"},
                                            {"Los Angeles", "California"},
                                            {"New York City", "New York"}};
    struct arena a = {0};
    const char *published = data(&a, "jag_published_highlights.csv");
    if (published == NULL)
        return;
    struct site *s = sample_site(&a, "grants");
    (void)sample_load_file(&a, s, "state_crime", data(&a, "jag_inputs_state_year.csv"));
    (void)sample_load_file(&a, s, "territory_crime", data(&a, "jag_inputs_territories_approx.csv"));
    load_pools(&a, s, "P,jag,2016,2015-12-01,274906565,,,published\n");
    const struct result *r = answer(&a, s, "jag.states");
    static const char *const crime_columns[] = {"jurisdiction", "year", "violent_crime"};
    struct sheet_rows crimes =
        sheet_rows_of(&a, data(&a, "city_violent_crime_2000_2015.csv"), crime_columns, 3);
    static const char *const state_columns[] = {"state", "year", "violent_crime"};
    struct sheet_rows states =
        sheet_rows_of(&a, data(&a, "jag_inputs_state_year.csv"), state_columns, 3);
    struct sheet_rows rows = sheet_rows_of(&a, published, columns, COLUMNS);
    size_t compared = 0;
    for (size_t i = 0; i < rows.count; i++)
        for (size_t c = 0; c < sizeof cities / sizeof cities[0]; c++) {
            const char *const *f = rows.at[i];
            double v, here = 0, all = 0, n;
            if (!text_equal(f[YEAR], "2016") || !text_equal(f[METRIC], "local_award")
                || !text_equal(f[PLACE], cities[c][0]))
                continue;
            NEED(number_read_double(f[VALUE], &v));
            for (size_t k = 0; k < crimes.count; k++)
                if (text_equal(crimes.at[k][0], cities[c][0])
                    && strcmp(crimes.at[k][1], "2012") >= 0 && strcmp(crimes.at[k][1], "2014") <= 0
                    && number_read_double(crimes.at[k][2], &n))
                    here += n;
            for (size_t k = 0; k < states.count; k++)
                if (text_equal(states.at[k][0], cities[c][1])
                    && strcmp(states.at[k][1], "2012") >= 0 && strcmp(states.at[k][1], "2014") <= 0
                    && number_read_double(states.at[k][2], &n))
                    all += n;
            if (here == 0)
                continue;
            compared++;
            const double least = number(r, cities[c][1], "local_pot") * here / all;
            if (!(least <= v * 1e6 + 0.05e6 && least >= 0.85 * v * 1e6))
                t_failed(__FILE__, __LINE__, "%s: at least %.0f, published %.1f million", f[PLACE],
                         least, v);
        }
    CHECK(compared >= 3);
    arena_free(&a);
}

TEST(block_grants_are_those_of_the_worked_example)
{
    static const char *const example[] = {
        "record", "id", "formula_A_usd", "formula_B_usd", "basic_amount_usd", "final_grant_usd"};
    struct arena a = {0};
    const char *path = data(&a, "cdbg_worked_example.csv");
    size_t compared = 0;
    if (path == NULL)
        return;
    struct site *s = sample_site(&a, "grants");
    (void)sample_load_file(&a, s, "block_grant_example", path);
    load_sheet(&a, s, "place_factor",
               "row_id,place,kind,year,population,poverty,overcrowded,old_units,population_1960",
               "rest,rest of the area,area,2026,250000,21000,3100,8500,\n");
    load_pools(&a, s, "P,cdbg,2026,2026-01-05,30000000,,0,worked\n");
    const struct result *cities = answer(&a, s, "cdbg.grants"),
                        *states = answer(&a, s, "cdbg.states");
    struct sheet_rows rows = sheet_rows_of(&a, path, example, 6);
    for (size_t i = 0; i < rows.count; i++) {
        const char *const *f = rows.at[i];
        const struct result *r = text_equal(f[0], "state_nonentitlement") ? states : cities;
        double v[4];
        if (text_equal(f[0], "constants"))
            continue;
        for (size_t k = 0; k < 4; k++)
            NEED(number_read_double(f[k + 2], &v[k]));
        compared++;
        CHECK_NEAR(number(r, f[1], "formula_a"), v[0], 0.5);
        CHECK_NEAR(number(r, f[1], "formula_b"), v[1], 0.5);
        CHECK_NEAR(number(r, f[1], "basic"), v[2], 0.5);
        CHECK_NEAR(number(r, f[1], "amount"), v[3], 0.5);
    }
    CHECK_INT((int64_t)compared, 7);
    arena_free(&a);
}

TEST(homeland_minimums_are_those_of_the_law)
{
    struct arena a = {0};
    struct site *s = sample_site(&a, "grants");
    load_pools(&a, s, "P,hsgp,2021,2021-01-05,1315000000,,,from memory\n");
    load_sheet(&a, s, "place_factor", "row_id,place,kind,year",
               "1,Vermont,state,2020\n2,Guam,territory,2020\n3,Puerto Rico,territory,2020\n");
    const struct result *r = answer(&a, s, "shsp.minimums");
    CHECK_NEAR(number(r, "Vermont", "amount"), 4602500, 0);
    CHECK_NEAR(number(r, "Puerto Rico", "amount"), 4602500, 0);
    CHECK_NEAR(number(r, "Guam", "amount"), 1052000, 0);
    CHECK_NEAR(number(r, "Guam", "tribes"), 1315000, 1e-6);
    arena_free(&a);
}

TEST(cops_match_of_a_post_is_as_worked)
{
    struct arena a = {0};
    struct site *s = sample_site(&a, "grants");
    load_sheet(&a, s, "grant_program", "program_id,name,kind,listing", "PC,COPS,cops,16.710\n");
    load_sheet(&a, s, "award", "award_id,program,fiscal_year,awarded_on,starts_on,ends_on,amount",
               "A,PC,2025,2025-09-01,2025-10-01,2030-09-30,250000\n");
    load_sheet(&a, s, "funded_position",
               "position_id,award,title,approved_on,cost_36_months,cost_year_4",
               "low,A,Officer,2025-09-01,150000,\nhigh,A,Officer,2025-09-01,216363,76491\n");
    const struct result *r = answer(&a, s, "position.effective_share");
    CHECK_NEAR(number(r, "low", "federal"), 112500, 0);
    CHECK_NEAR(number(r, "low", "local_part"), 37500, 0);
    CHECK_NEAR(number(r, "low", "local_percent"), 25, 0);
    CHECK_NEAR(number(r, "high", "federal"), 125000, 0);
    CHECK_NEAR(number(r, "high", "local_part"), 91363, 0);
    CHECK_NEAR(number(r, "high", "local_percent"), 42.23, 0.005);
    CHECK_NEAR(number(r, "high", "amount"), 167854, 0);
    arena_free(&a);
}
