#include "intake/when.h"

#include <inttypes.h>
#include <stdio.h>

#include "intake/source.h"
#include "t.h"

static struct arena a;

/* What a cell is by a format: ISO text, "unfit", "undecided" or the error of the format. */
static const char *read_as(const char *format, const char *cell)
{
    struct error err = {0};
    const struct when_format *f;
    struct when w = {0};
    char day[11], moment[40];
    if (!when_compile(&a, format, 0, &f, &err))
        return arena_text(&a, err.text);
    CHECK_TEXT(when_text(f), format);
    switch (when_read(f, cell, strlen(cell), &w)) {
    case WHEN_UNFIT:
        return "unfit";
    case WHEN_UNDECIDED:
        return "undecided";
    case WHEN_FITS:
        break;
    }
    date_write(w.local.date, day);
    int64_t s = w.local.us / 1000000, us = w.local.us % 1000000;
    const char *time =
        arena_printf(&a, "%02d:%02d:%02d", (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
    if (us != 0)
        time = arena_printf(&a, "%s.%06d", time, (int)us);
    switch (w.kind) {
    case WHEN_NONE:
        break;
    case WHEN_DATE:
        return arena_text(&a, day);
    case WHEN_LOCAL:
        return arena_printf(&a, "%s %s", day, time);
    case WHEN_TIME:
        return time;
    case WHEN_MOMENT:
        instant_write(instant_of(w.local, w.offset_s), w.offset_s, moment);
        return arena_text(&a, moment);
    }
    return "no kind";
}

TEST(when_reads_the_formats_that_cities_use)
{
    static const struct {
        const char *format, *cell, *is;
    } cases[] = {
        {"m/d/yyyy", "1/5/2017", "2017-01-05"},
        {"m/d/yyyy", " 01/05/2017\t", "2017-01-05"},
        {"mm/dd/yyyy", "01/05/2017", "2017-01-05"},
        {"mm/dd/yyyy", "1/5/2017", "unfit"},
        {"d/m/yyyy", "13/1/2017", "2017-01-13"},
        {"m/d/yyyy", "13/1/2017", "unfit"},
        {"m/d/yyyy", "2/29/2016", "2016-02-29"},
        {"m/d/yyyy", "2/29/2017", "unfit"},
        {"m/d/yyyy", "1/5/17", "unfit"},
        {"m/d/yyyy", "1/5/20177", "unfit"},
        {"m/d/yyyy", "1/5/2017 0:00", "unfit"},
        {"m/d/yyyy", "", "unfit"},
        {"yyyy/mm/dd hh:mm:ss", "2020/12/31 23:50:00", "2020-12-31 23:50:00"},
        {"yyyy/mm/dd hh:mm:ss", "2020/12/31  23:50:00", "2020-12-31 23:50:00"},
        {"d-Mon-yy(1950)", "3-Feb-10", "2010-02-03"},
        {"d-Mon-yy(1950)", "13-SEP-49", "2049-09-13"},
        {"d-Mon-yy(1950)", "13-sep-50", "1950-09-13"},
        {"d-Mon-yy(1930)", "13-Sept-29", "2029-09-13"},
        {"d-Mon-yy(1950)", "13-Foo-50", "unfit"},
        {"mm/dd/yyyy hh:mm AM", "01/05/2017 12:00 AM", "2017-01-05 00:00:00"},
        {"mm/dd/yyyy hh:mm AM", "01/05/2017 12:30 p.m.", "2017-01-05 12:30:00"},
        {"mm/dd/yyyy hh:mm AM", "01/05/2017 01:30\xe2\x80\xafPM", "2017-01-05 13:30:00"},
        {"mm/dd/yyyy hh:mm AM", "01/05/2017 13:30 PM", "unfit"},
        {"mm/dd/yyyy hh:mm AM", "01/05/2017 00:30 AM", "unfit"},
        {"mm/dd/yyyy hh:mm:ss AM", "03/01/2011 12:00:00 AM", "2011-03-01 00:00:00"},
        {"yyyymmdd", "20170105", "2017-01-05"},
        {"yyyymmdd", "2017015", "unfit"},
        {"yyyymmddhhmmss", "20170105143059", "2017-01-05 14:30:59"},
        {"yyyy-mm-ddThh:mm:ss.sssZ", "2017-01-05T14:30:00.000Z", "2017-01-05T14:30:00+00:00"},
        {"yyyy-mm-ddThh:mm:ss.sssZ", "2017-01-05T14:30:00.5-05:00", "2017-01-05T14:30:00.5-05:00"},
        {"yyyy-mm-ddThh:mm:ssZ", "2017-01-05T14:30:00+0530", "2017-01-05T14:30:00+05:30"},
        {"yyyy-mm-ddThh:mm:ssZ", "2017-01-05T14:30:00-06", "2017-01-05T14:30:00-06:00"},
        {"yyyy-mm-dd hh:mm:ss Z", "2017-01-05 14:30:00 UTC", "2017-01-05T14:30:00+00:00"},
        {"yyyy-mm-ddThh:mm:ssZ", "2017-01-05T14:30:00", "unfit"},
        {"yyyy-mm-dd hh:mm:ss.sss", "2017-01-05 14:30:00.1234567", "2017-01-05 14:30:00.123456"},
        {"yyyy-mm-dd hh:mm", "2017-12-31 24:00", "2018-01-01 00:00:00"},
        {"yyyy-mm-dd hh:mm", "2017-12-31 24:01", "unfit"},
        {"Month d, yyyy", "January 5, 2017", "2017-01-05"},
        {"Month d, yyyy", "jan. 5, 2017", "2017-01-05"},
        {"Day, Month d, yyyy", "Thursday, January 5, 2017", "2017-01-05"},
        {"Day, Month d, yyyy", "Friday, January 5, 2017", "unfit"},
        {"unix seconds", "1483626600", "2017-01-05T14:30:00+00:00"},
        {"unix seconds", "-1", "1969-12-31T23:59:59+00:00"},
        {"unix milliseconds", "1483626600500", "2017-01-05T14:30:00.5+00:00"},
        {"unix seconds", "x", "unfit"},
        {"unix seconds", "1e300", "unfit"},
        {"excel serial", "45000", "2023-03-15 00:00:00"},
        {"excel serial", "45000.604166666664", "2023-03-15 14:30:00"},
        {"excel serial", "1", "1900-01-01 00:00:00"},
        {"excel serial", "60", "unfit"},
        {"excel serial 1904", "0", "1904-01-01 00:00:00"},
        {"excel serial", "-1", "unfit"},
        {"hh:mm", "09:05", "09:05:00"},
        {"hh:mm", "9:05", "unfit"},
        {"h:mm", "9:05", "09:05:00"},
        {"h:mm", "24:00", "unfit"},
        {"hhmm", "0905", "09:05:00"},
        {"hmm", "905", "09:05:00"},
        {"hmm", "2305", "23:05:00"},
        {"hmm", "05", "unfit"},
        {"hmm", "12345", "unfit"},
        {"h:mm AM", "9:05 pm", "21:05:00"},
        {"h:mmAM", "9:05P.M.", "21:05:00"},
        {"hh:mm mm/dd/yyyy", "09:05 02/03/2017", "2017-02-03 09:05:00"},
        {"d 'de' Month yyyy", "5 de March 2017", "2017-03-05"},
        {"yyyy-mm-dd|m/d/yyyy", "1/5/2017", "2017-01-05"},
        {"yyyy-mm-dd | m/d/yyyy", "2017-01-05", "2017-01-05"},
        {"m/d/yyyy|d/m/yyyy", "13/1/2017", "2017-01-13"},
        {"m/d/yyyy|d/m/yyyy", "1/13/2017", "2017-01-13"},
        {"m/d/yyyy|d/m/yyyy", "1/2/2017", "undecided"},
        {"m/d/yyyy|d/m/yyyy", "2/2/2017", "2017-02-02"},
        {"m/d/yyyy|d/m/yyyy", "13/13/2017", "unfit"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *is = read_as(cases[i].format, cases[i].cell);
        if (strcmp(is, cases[i].is) != 0)
            t_failed(__FILE__, __LINE__, "\"%s\" by %s is %s, wanted %s", cases[i].cell,
                     cases[i].format, is, cases[i].is);
    }
}

TEST(when_formats_that_are_wrong_say_what_and_how_to_cure_it)
{
    static const struct {
        const char *format, *says;
    } cases[] = {
        {"d-Mon-yy", "leaves the century open; yy(1950) means 1950 to 2049"},
        {"d-Mon-yy(50)", "four digits after yy"},
        {"d-Mon-yy(1500)", "not 1800 to 2100"},
        {"", "is empty"},
        {"m/d/yyyy|", "is empty"},
        {"m/d", "needs year, month and day"},
        {"m/m/yyyy", "says the same thing twice at \"m/yyyy\""},
        {"m/Mon/d/yyyy", "two months"},
        {"yyyy-mm-dd hh:mm:sss", "has \"sss\", which is none of"},
        {"ddd", "which is none of"},
        {"%m/%d/%Y", "which is none of"},
        {"2017-01-05", "has digits in it"},
        {"mdyyyy", "nothing between them; write mm, dd, hh"},
        {"yyyy-mm-dd 'at", "open quote"},
        {"yyyy-mm-dd ss", "without an hour"},
        {"hh:ss", "seconds without minutes"},
        {"hh:mm Z", "zone without a day"},
        {"-", "neither day nor time"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_HAS(read_as(cases[i].format, "x"), cases[i].says);
    struct error err = {0};
    const struct when_format *f;
    struct when w;
    NEED_OK(when_compile(&a, "d-Mon-yy", 1930, &f, &err), err);
    NEED(when_read(f, "1-Jan-30", 8, &w) == WHEN_FITS);
    CHECK_INT(date_civil(w.local.date).year, 1930);
    arena_free(&a);
}

static void put_format(char *out, size_t room, const char *format, struct civil c)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (strcmp(format, "m/d/yyyy") == 0)
        snprintf(out, room, "%d/%d/%04d", c.month, c.day, c.year);
    else if (strcmp(format, "d.m.yyyy") == 0)
        snprintf(out, room, "%d.%d.%04d", c.day, c.month, c.year);
    else if (strcmp(format, "yyyymmdd") == 0)
        snprintf(out, room, "%04d%02d%02d", c.year, c.month, c.day);
    else if (strcmp(format, "d-Mon-yyyy") == 0)
        snprintf(out, room, "%d-%s-%04d", c.day, names[c.month - 1], c.year);
    else
        snprintf(out, room, "%02d%02d%02d", c.month, c.day, c.year % 100);
}

TEST(when_reads_back_every_day_of_two_centuries_in_every_form)
{
    static const char *const formats[] = {"m/d/yyyy", "d.m.yyyy", "yyyymmdd", "d-Mon-yyyy",
                                          "mmddyy(1960)"};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        struct error err = {0};
        const struct when_format *f;
        NEED_OK(when_compile(&a, formats[i], 0, &f, &err), err);
        bool short_year = i == 4;
        struct date last = date_of(short_year ? 2059 : 2100, 12, 31);
        for (struct date d = date_of(short_year ? 1960 : 1900, 1, 1); d.days <= last.days;
             d.days++) {
            char cell[40];
            struct when w = {0};
            put_format(cell, sizeof cell, formats[i], date_civil(d));
            if (when_read(f, cell, strlen(cell), &w) != WHEN_FITS || w.local.date.days != d.days)
                t_failed(__FILE__, __LINE__, "%s by %s", cell, formats[i]);
        }
    }
    arena_free(&a);
}

TEST(when_reads_back_random_moments)
{
    struct error err = {0};
    const struct when_format *f;
    NEED_OK(when_compile(&a, "yyyy-mm-ddThh:mm:ss.sssZ|yyyy-mm-ddThh:mm:ssZ", 0, &f, &err), err);
    for (int i = 0; i < 20000; i++) {
        struct instant t = {t_between(INT64_C(-60000000000000000), INT64_C(200000000000000000))};
        int offset = (int)t_between(-56, 56) * 900;
        char cell[40];
        struct when w = {0};
        instant_write(t, offset, cell);
        NEED(when_read(f, cell, strlen(cell), &w) == WHEN_FITS);
        CHECK_INT(instant_of(w.local, w.offset_s).us, t.us);
        CHECK_INT(w.offset_s, offset);
    }
    arena_free(&a);
}

TEST(when_explains_with_the_cell_the_format_and_the_cure)
{
    struct error err = {0};
    const struct when_format *f;
    static const struct {
        const char *format, *cell, *says;
    } cases[] = {
        {"m/d/yyyy", "13/1/2017",
         "\"13/1/2017\" is not m/d/yyyy: the month is not 1 to 12; it would fit d/m/yyyy"},
        {"mm/dd/yyyy", "1/5/2017",
         "two digits are missing (m, d and h stand for one or two); it would fit m/d/yyyy or "
         "d/m/yyyy"},
        {"m/d/yyyy", "2/30/2017", "\"2/30/2017\" is not m/d/yyyy: there is no such day"},
        {"m/d/yyyy", "1/5/2017 12:00:00 AM",
         "there is more in the cell; it would fit m/d/yyyy h:mm:ss AM"},
        {"m/d/yyyy", "unknown", "\"unknown\" is not m/d/yyyy: digits are missing"},
        {"m/d/yyyy", " ", "the cell is empty where m/d/yyyy should be"},
        {"m/d/yyyy|d/m/yyyy", "1/2/2017",
         "\"1/2/2017\" is undecided: 2017-01-02 by m/d/yyyy, 2017-02-01 by d/m/yyyy"},
        {"yyyy-mm-dd", "2017/01/05", "a '-' is missing; it would fit yyyy/m/d"},
        {"h:mm AM", "9:05", "a space is missing; it would fit h:mm"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        NEED_OK(when_compile(&a, cases[i].format, 0, &f, &err), err);
        CHECK_HAS(when_explain(&a, f, cases[i].cell, strlen(cases[i].cell)), cases[i].says);
    }
    arena_free(&a);
}

static const char *guess(const char *const *samples, size_t count)
{
    struct when_guess_list list = when_guess(&a, samples, count);
    return when_guess_text(&a, &list);
}

TEST(when_guesses_only_what_fits_all_samples_and_says_when_it_is_undecided)
{
    const char *open[] = {"1/2/2017", "", "12/12/2018"};
    CHECK_TEXT(guess(open, 3), "m/d/yyyy or d/m/yyyy: undecided, all 2 samples fit");
    const char *closed[] = {"1/2/2017", "1/13/2017", "12/31/2017"};
    CHECK_TEXT(guess(closed, 3), "m/d/yyyy: 2 of 3 samples fit nothing else");
    const char *iso[] = {"2017-01-05T14:30:00.000", "2017-01-05T00:00:00.000"};
    CHECK_TEXT(guess(iso, 2), "yyyy-mm-ddThh:mm:ss.sss: 2 of 2 samples fit nothing else");
    const char *mixed[] = {"2017-01-05", "1/5/2017"};
    CHECK_TEXT(guess(mixed, 2), "no usual format fits all of them");
    CHECK_TEXT(guess(NULL, 0), "there is nothing to tell a format from");
    const char *compact[] = {"20170105", "20171231"};
    CHECK_HAS(guess(compact, 2), "yyyymmdd");
    const char *clock[] = {"0905", "2359"};
    CHECK_HAS(guess(clock, 2), "hhmm");
    arena_free(&a);
}

/* The first values of a column of the open data. */
static const char *guess_column(const char *file, const char *column)
{
    struct error err = {0};
    struct source *s;
    const char *path = t_shared_data(&a, file);
    if (path == NULL)
        return NULL;
    NEED_OK(source_open(&a, path, NULL, &s, &err), err);
    int i = source_find(s, column);
    NEED(i >= 0);
    const char *samples[500];
    size_t count = 0;
    while (count < 500 && source_next(s)) {
        const char *at = source_cell(s, (size_t)i).at;
        samples[count++] = at == NULL ? "" : arena_text(&a, at);
    }
    return guess(samples, count);
}

TEST(when_guesses_the_formats_of_the_open_data)
{
    static const struct {
        const char *file, *column, *says;
    } cases[] = {
        {"homeland/nypd_hate_crimes_2019_2024.csv", "Record Create Date", "m/d/yyyy: "},
        {"health/cook_county_diversion_2011_2021.csv", "RECEIVED_DATE", "m/d/yyyy h:mm:ss AM: "},
        {"violence/philly_shootings_2020.geojson", "date", "yyyy/m/d h:mm:ss: "},
        {"linkage/febrl_dataset1.csv", "date_of_birth", "no usual"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = guess_column(cases[i].file, cases[i].column);
        if (text != NULL)
            CHECK_HAS(text, cases[i].says);
    }
    arena_free(&a);
}
