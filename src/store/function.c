#include "store/function.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "store/question.h"

static bool fail(struct error *err, const char *function, const char *wanted)
{
    return error_set(err, ERROR_INVALID, "%s: %s", function, wanted);
}

static bool any_null(const struct value *args, int count)
{
    for (int i = 0; i < count; i++)
        if (args[i].kind == VALUE_NULL)
            return true;
    return false;
}

struct date day_of_text(const char *text)
{
    char day[11];
    size_t length = strnlen(text, 11);
    if (length < 10 || (length > 10 && text[10] != 'T' && text[10] != ' '))
        return NO_DATE;
    memcpy(day, text, 10);
    day[10] = '\0';
    return date_read(day);
}

// Texts that a function gives live until the next call; the store copies them at once.
static bool give_text(struct value *out, char *buffer)
{
    *out = (struct value){.kind = VALUE_TEXT, .text = buffer, .length = strlen(buffer)};
    return true;
}

static bool give_integer(struct value *out, int64_t v)
{
    *out = bind_i64(v);
    return true;
}

static bool read_day(const struct value *v, struct date *out, const char *function,
                     struct error *err)
{
    *out = v->kind == VALUE_TEXT ? day_of_text(v->text) : NO_DATE;
    return date_is(*out) || fail(err, function, "expected a date such as 2026-01-31");
}

struct scratch {
    char text[64];
};

struct functions {
    struct store *store;
    const struct question *question;
    struct scratch scratch;
    struct date as_of; // the day whose text is in as_of_text: a check asks for it in every row
    char as_of_text[11];
};

#define FUNCTION(name)                                                                             \
    static bool name(void *context, const struct value *args, int count, struct value *out,        \
                     struct error *err)
#define NULL_GIVES_NULL                                                                            \
    if (any_null(args, count))                                                                     \
    return true

static bool give_day(struct functions *f, struct date d, struct value *out)
{
    if (!date_is(d))
        return true;
    date_write(d, f->scratch.text);
    return give_text(out, f->scratch.text);
}

FUNCTION(fn_as_of)
{
    (void)args;
    (void)count;
    (void)err;
    struct functions *f = context;
    if (f->as_of.days != f->question->as_of.days || f->as_of_text[0] == '\0') {
        f->as_of = f->question->as_of;
        date_write(f->as_of, f->as_of_text);
    }
    if (f->as_of_text[0] != '\0')
        *out = (struct value){.kind = VALUE_TEXT, .text = f->as_of_text, .length = 10};
    return true;
}

FUNCTION(fn_me)
{
    (void)args;
    (void)count;
    (void)err;
    const struct functions *f = context;
    *out = bind_text(f->question->user);
    return true;
}

FUNCTION(fn_site)
{
    (void)count;
    struct functions *f = context;
    if (args[0].kind != VALUE_TEXT || text_equal(args[0].text, "secret"))
        return true;
    struct rows rows;
    if (!store_select(f->store, &rows, "SELECT value FROM ward_setting WHERE key = ?1",
                      BIND(bind_text(args[0].text)), err))
        return false;
    if (store_next(&rows) && !rows_is_null(&rows, 0)) {
        struct value v = rows_value(&rows, 0);
        size_t length =
            v.length < sizeof f->scratch.text - 1 ? v.length : sizeof f->scratch.text - 1;
        memcpy(f->scratch.text, v.text, length);
        f->scratch.text[length] = '\0';
        give_text(out, f->scratch.text);
    }
    return store_done(&rows, err);
}

FUNCTION(fn_days_between)
{
    (void)context;
    NULL_GIVES_NULL;
    struct date a, b;
    return read_day(&args[0], &a, "days_between", err)
           && read_day(&args[1], &b, "days_between", err)
           && give_integer(out, (int64_t)b.days - a.days);
}

FUNCTION(fn_hours_between)
{
    (void)context;
    NULL_GIVES_NULL;
    struct instant t[2];
    for (int i = 0; i < 2; i++) {
        if (args[i].kind != VALUE_TEXT || !instant_read(args[i].text, &t[i], NULL))
            return fail(err, "hours_between",
                        "expected a datetime such as 2026-01-31T14:30:00-06:00");
    }
    *out = bind_double((double)(t[1].us - t[0].us) / 3.6e9);
    return true;
}

FUNCTION(fn_add_days)
{
    NULL_GIVES_NULL;
    struct date d;
    if (args[1].kind != VALUE_INTEGER || args[1].integer > 4000000 || args[1].integer < -4000000)
        return fail(err, "add_days", "expected a whole number of days");
    return read_day(&args[0], &d, "add_days", err)
           && give_day(context, date_add(d, (int)args[1].integer), out);
}

FUNCTION(fn_add_months)
{
    NULL_GIVES_NULL;
    struct date d;
    if (args[1].kind != VALUE_INTEGER || args[1].integer > 120000 || args[1].integer < -120000)
        return fail(err, "add_months", "expected a whole number of months");
    return read_day(&args[0], &d, "add_months", err)
           && give_day(context, date_add_months(d, (int)args[1].integer), out);
}

FUNCTION(fn_day_of)
{
    NULL_GIVES_NULL;
    struct functions *f = context;
    struct date d;
    if (!read_day(&args[0], &d, "day_of", err))
        return false;
    memcpy(f->scratch.text, args[0].text, 10);
    f->scratch.text[10] = '\0';
    *out = (struct value){.kind = VALUE_TEXT, .text = f->scratch.text, .length = 10};
    return true;
}

// The minute of the day that the wall clock showed; -1 where the text is no datetime.
static int minute_of_text(const char *t)
{
    if (strnlen(t, 16) < 16 || (t[10] != 'T' && t[10] != ' ') || t[13] != ':')
        return -1;
    for (int i = 11; i < 16; i++)
        if (i != 13 && (t[i] < '0' || t[i] > '9'))
            return -1;
    return ((t[11] - '0') * 10 + t[12] - '0') * 60 + (t[14] - '0') * 10 + t[15] - '0';
}

FUNCTION(fn_minute_of)
{
    (void)context;
    NULL_GIVES_NULL;
    int minute = args[0].kind == VALUE_TEXT ? minute_of_text(args[0].text) : -1;
    return minute < 0 ? fail(err, "minute_of", "expected a datetime") : give_integer(out, minute);
}

FUNCTION(fn_hour_of)
{
    (void)context;
    NULL_GIVES_NULL;
    int minute = args[0].kind == VALUE_TEXT ? minute_of_text(args[0].text) : -1;
    return minute < 0 ? fail(err, "hour_of", "expected a datetime")
                      : give_integer(out, minute / 60);
}

FUNCTION(fn_year_of)
{
    (void)context;
    NULL_GIVES_NULL;
    int64_t year;
    char digits[5] = "";
    if (args[0].kind == VALUE_TEXT && args[0].length >= 4)
        memcpy(digits, args[0].text, 4); // of a partial date too
    if (!number_read_i64(digits, &year))
        return fail(err, "year_of", "expected a date");
    return give_integer(out, year);
}

FUNCTION(fn_month_of)
{
    struct functions *f = context;
    NULL_GIVES_NULL;
    if (args[0].kind == VALUE_TEXT && args[0].length == 4)
        return true; // a partial date that is only a year
    if (args[0].kind != VALUE_TEXT || args[0].length < 7 || args[0].text[4] != '-')
        return fail(err, "month_of", "expected a date");
    memcpy(f->scratch.text, args[0].text, 7);
    f->scratch.text[7] = '\0';
    return give_text(out, f->scratch.text);
}

FUNCTION(fn_quarter_of)
{
    struct functions *f = context;
    NULL_GIVES_NULL;
    if (args[0].kind == VALUE_TEXT && args[0].length == 4)
        return true;
    if (args[0].kind != VALUE_TEXT || args[0].length < 7 || args[0].text[4] != '-')
        return fail(err, "quarter_of", "expected a date");
    int month = (args[0].text[5] - '0') * 10 + args[0].text[6] - '0';
    snprintf(f->scratch.text, sizeof f->scratch.text, "%.4s-Q%d", args[0].text, (month + 2) / 3);
    return give_text(out, f->scratch.text);
}

FUNCTION(fn_week_of)
{
    NULL_GIVES_NULL;
    struct date d;
    return read_day(&args[0], &d, "week_of", err)
           && give_day(context, date_add(d, -(int)date_weekday(d)), out);
}

FUNCTION(fn_weekday_of)
{
    (void)context;
    NULL_GIVES_NULL;
    struct date d;
    return read_day(&args[0], &d, "weekday_of", err) && give_integer(out, (int)date_weekday(d) + 1);
}

FUNCTION(fn_age_on)
{
    (void)context;
    NULL_GIVES_NULL;
    struct date birth, on;
    if (!read_day(&args[0], &birth, "age_on", err) || !read_day(&args[1], &on, "age_on", err))
        return false;
    struct civil b = date_civil(birth), o = date_civil(on);
    bool before = o.month < b.month || (o.month == b.month && o.day < b.day);
    return give_integer(out, o.year - b.year - before);
}

// age_band(age, '18,25,65'): "0-17", "18-24", "25-64", "65+"
FUNCTION(fn_age_band)
{
    struct functions *f = context;
    if (any_null(args, count))
        return true;
    double age = args[0].kind == VALUE_NUMBER ? args[0].number : (double)args[0].integer;
    if (args[0].kind == VALUE_TEXT || age < 0 || age > 200 || args[1].kind != VALUE_TEXT)
        return fail(err, "age_band",
                    "expected an age and the bands' lower limits, as in age_band(age, '18,25,65')");
    int low = 0;
    const char *at = args[1].text;
    while (*at != '\0') {
        int next = 0, used = 0;
        if (sscanf(at, "%d%n", &next, &used) != 1 || next <= low)
            return fail(err, "age_band", "expected rising limits, as in '18,25,65'");
        if (age < next) {
            snprintf(f->scratch.text, sizeof f->scratch.text, "%d-%d", low, next - 1);
            return give_text(out, f->scratch.text);
        }
        low = next;
        at += used;
        at += *at == ',';
    }
    snprintf(f->scratch.text, sizeof f->scratch.text, "%d+", low);
    return give_text(out, f->scratch.text);
}

FUNCTION(fn_has_code)
{
    (void)context;
    NULL_GIVES_NULL;
    if (args[0].kind != VALUE_TEXT || args[1].kind != VALUE_TEXT)
        return fail(err, "has_code", "expected codes and a code");
    const char *at = args[0].text;
    while (true) {
        size_t length = strcspn(at, ";");
        if (length == args[1].length && memcmp(at, args[1].text, length) == 0)
            return give_integer(out, 1);
        if (at[length] == '\0')
            return give_integer(out, 0);
        at += length + 1;
    }
}

static bool read_point(const struct value *v, double *lon, double *lat)
{
    return v->kind == VALUE_TEXT && sscanf(v->text, "%lf,%lf", lon, lat) == 2;
}

FUNCTION(fn_lon_of)
{
    (void)context;
    NULL_GIVES_NULL;
    double lon, lat;
    if (!read_point(&args[0], &lon, &lat))
        return fail(err, "lon_of", "expected a point such as -93.27,44.98");
    *out = bind_double(lon);
    return true;
}

FUNCTION(fn_lat_of)
{
    (void)context;
    NULL_GIVES_NULL;
    double lon, lat;
    if (!read_point(&args[0], &lon, &lat))
        return fail(err, "lat_of", "expected a point such as -93.27,44.98");
    *out = bind_double(lat);
    return true;
}

// Great circle on a sphere of the earth's mean radius (haversine).
FUNCTION(fn_distance_m)
{
    (void)context;
    NULL_GIVES_NULL;
    double x[2], y[2];
    if (!read_point(&args[0], &x[0], &y[0]) || !read_point(&args[1], &x[1], &y[1]))
        return fail(err, "distance_m", "expected two points such as -93.27,44.98");
    const double radian = 3.14159265358979323846 / 180, radius = 6371008.8;
    double s = sin((y[1] - y[0]) * radian / 2), c = sin((x[1] - x[0]) * radian / 2);
    double h = s * s + cos(y[0] * radian) * cos(y[1] * radian) * c * c;
    *out = bind_double(2 * radius * asin(fmin(1, sqrt(h))));
    return true;
}

FUNCTION(fn_label_of)
{
    struct functions *f = context;
    NULL_GIVES_NULL;
    if (args[0].kind != VALUE_TEXT || !text_is_name(args[0].text))
        return fail(err, "label_of", "expected the name of a code list and a code");
    char sql[120];
    snprintf(sql, sizeof sql, "SELECT label FROM \"%s\" WHERE code = ?1", args[0].text);
    struct rows rows;
    if (!store_select(f->store, &rows, sql, BIND(args[1]), err))
        return false;
    if (store_next(&rows)) {
        struct value v = rows_value(&rows, 0);
        snprintf(f->scratch.text, sizeof f->scratch.text, "%.*s", (int)v.length, v.text);
        give_text(out, f->scratch.text);
    }
    return store_done(&rows, err);
}

static const struct {
    const char *name;
    int arguments;
    bool pure;
    store_function_fn function;
} functions[] = {
    {"today", 0, false, fn_as_of},
    {"as_of", 0, false, fn_as_of},
    {"me", 0, false, fn_me},
    {"site", 1, false, fn_site},
    {"days_between", 2, true, fn_days_between},
    {"hours_between", 2, true, fn_hours_between},
    {"add_days", 2, true, fn_add_days},
    {"add_months", 2, true, fn_add_months},
    {"day_of", 1, true, fn_day_of},
    {"hour_of", 1, true, fn_hour_of},
    {"minute_of", 1, true, fn_minute_of},
    {"year_of", 1, true, fn_year_of},
    {"month_of", 1, true, fn_month_of},
    {"quarter_of", 1, true, fn_quarter_of},
    {"week_of", 1, true, fn_week_of},
    {"weekday_of", 1, true, fn_weekday_of},
    {"age_on", 2, true, fn_age_on},
    {"age_band", 2, true, fn_age_band},
    {"has_code", 2, true, fn_has_code},
    {"lon_of", 1, true, fn_lon_of},
    {"lat_of", 1, true, fn_lat_of},
    {"distance_m", 2, true, fn_distance_m},
    {"label_of", 2, false, fn_label_of},
};

const struct function_help function_helps[] = {
    {"today", "today()", "the day of the question"},
    {"as_of", "as_of()", "the same"},
    {"me", "me()", "the name of the user who asks"},
    {"site", "site('state')", "a setting of the site: state, agency, city, county, name, zone"},
    {"days_between", "days_between(a, b)", "b - a in days"},
    {"hours_between", "hours_between(a, b)", "b - a in hours, of two datetimes"},
    {"add_days", "add_days(d, n)", "the day n days later"},
    {"add_months", "add_months(d, n)", "the same day n months later, or that month's last"},
    {"day_of", "day_of(t)", "the day of a datetime, as its wall clock showed it"},
    {"hour_of", "hour_of(t)", "its hour, 0 to 23"},
    {"minute_of", "minute_of(t)", "its minute of the day, 0 to 1439"},
    {"year_of", "year_of(d)", "the year, a whole number"},
    {"month_of", "month_of(d)", "2026-01"},
    {"quarter_of", "quarter_of(d)", "2026-Q1"},
    {"week_of", "week_of(d)", "the Monday of its week"},
    {"weekday_of", "weekday_of(d)", "1 Monday to 7 Sunday"},
    {"age_on", "age_on(birth, d)", "whole years"},
    {"age_band", "age_band(age, '18,25,65')", "0-17, 18-24, 25-64 or 65+"},
    {"has_code", "has_code(codes, 'x')", "whether a codes field holds the code"},
    {"lon_of", "lon_of(p)", "the longitude of a point"},
    {"lat_of", "lat_of(p)", "its latitude"},
    {"distance_m", "distance_m(p, q)", "metres between two points"},
    {"label_of", "label_of('list', code)", "the label of a code"},
    {0},
};

bool functions_register(struct store *st, const struct question *question, struct error *err)
{
    struct functions *f = store_context(st, sizeof *f);
    *f = (struct functions){.store = st, .question = question};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
        if (!store_function(st, functions[i].name, functions[i].arguments, functions[i].pure,
                            functions[i].function, f, err))
            return false;
    return true;
}
