/* The rows of a chart. */

#include "answer/chart_rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "base/words.h"

enum { LINE_LENGTH = 18 };

// Breaks a name into lines at spaces; a "\n" is a new line.
static const char *in_lines(struct arena *a, const char *text)
{
    char *out = arena_text(a, text);
    size_t start = 0, space = 0;
    for (size_t i = 0; out[i] != '\0'; i++) {
        if (out[i] == '\n')
            out[i] = ' ';
        if (out[i] == ' ')
            space = i;
        if (i - start >= LINE_LENGTH && space > start) {
            out[space] = '\n';
            start = space + 1;
            space = start;
        }
    }
    return out;
}

static void add_once(struct arena *a, struct text_list *list, const char *text)
{
    if (text == NULL)
        return;
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->at[i], text) == 0)
            return;
    *(const char **)list_add(a, list) = text;
}

const char *chart_first_day(struct arena *a, const char *text)
{
    char day[11] = "";
    int year = 0, part = 0, end = 0;
    snprintf(day, sizeof day, "%.10s", text);
    if (date_is(date_read(day)))
        return arena_text(a, day);
    if (sscanf(text, "%4d-%2d%n", &year, &part, &end) == 2 && end == 7 && text[7] == '\0')
        return date_is(date_of(year, part, 1)) ? arena_printf(a, "%04d-%02d-01", year, part) : NULL;
    if (sscanf(text, "%4d-Q%1d%n", &year, &part, &end) == 2 && end == 7 && text[7] == '\0')
        return part >= 1 && part <= 4 ? arena_printf(a, "%04d-%02d-01", year, part * 3 - 2) : NULL;
    if (sscanf(text, "%4d%n", &year, &end) == 1 && end == 4 && text[4] == '\0')
        return arena_printf(a, "%04d-01-01", year);
    return NULL;
}

struct columns {
    int x, y, low, high, group, facet, size, radius;
};

static bool find_columns(const struct result_chart *c, struct columns *out, struct error *err)
{
    const struct {
        const char *what, *name;
        int *index;
        bool required;
    } wanted[] = {
        {"x", c->x, &out->x, true},
        {"y", c->y, &out->y, true},
        {"low", c->low, &out->low, false},
        {"high", c->high, &out->high, false},
        {"group", c->group, &out->group, c->kind == CHART_HEAT},
        {"facet", c->facet, &out->facet, false},
        {"size", c->size, &out->size, false},
        {"radius", c->radius, &out->radius, false},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        *wanted[i].index = table_find(c->table, wanted[i].name);
        if (*wanted[i].index < 0 && (wanted[i].required || wanted[i].name != NULL))
            return error_set(err, ERROR_INVALID, "the chart \"%s\" wants a column %s as its %s",
                             c->title == NULL ? "" : c->title,
                             wanted[i].name == NULL ? "(not named)" : wanted[i].name,
                             wanted[i].what);
    }
    return true;
}

static double value(const struct chart_rows *r, size_t row, int column)
{
    if (column < 0)
        return NAN;
    double v = cell_value(table_cell(r->chart->table, row, (size_t)column));
    bool money = r->chart->table->columns.at[column].kind == COLUMN_MONEY;
    return money ? v / 100 : v;
}

static const char *words(struct arena *a, const struct chart_rows *r, size_t row, int column)
{
    if (column < 0)
        return NULL;
    const struct cell *c = table_cell(r->chart->table, row, (size_t)column);
    if (c->kind == CELL_NONE)
        return _("Not recorded");
    return cell_words(a, c, r->chart->table->columns.at[column].kind);
}

// "14.2 (13.1 to 15.4)"
static const char *says_value(struct arena *a, const struct chart_rows *r, const struct columns *at,
                              size_t row, const struct chart_row *d)
{
    if (r->chart->kind == CHART_POINTS)
        return at->size < 0 ? "" : words(a, r, row, at->size);
    if (at->low < 0 || at->high < 0 || d->why != NULL)
        return d->label;
    struct interval i = {cell_value(table_cell(r->chart->table, row, (size_t)at->low)),
                         cell_value(table_cell(r->chart->table, row, (size_t)at->high))};
    const char *limits = interval_words(a, i, r->y_kind);
    return limits == NULL ? d->label : arena_printf(a, "%s (%s)", d->label, limits);
}

// "Black, 2025: 14.2 (13.1 to 15.4)"
static const char *says(struct arena *a, const struct chart_rows *r, const struct columns *at,
                        size_t row, const struct chart_row *d)
{
    struct buf b = buf_make(a, 2000);
    const char *x = r->chart->kind == CHART_POINTS ? NULL : words(a, r, row, at->x);
    const char *names[] = {x, d->group, d->facet};
    for (size_t i = 0; i < 3; i++)
        if (names[i] != NULL)
            buf_put(&b, "%s%s", b.length > 0 ? ", " : "", names[i]);
    buf_put(&b, "%s%s", b.length > 0 && *d->says_value != '\0' ? ": " : "", d->says_value);
    return b.text;
}

static void read_row(struct arena *a, struct chart_rows *r, const struct columns *at, size_t row)
{
    const struct result_chart *c = r->chart;
    struct chart_row d = {.class = -1};
    const struct cell *x = table_cell(c->table, row, (size_t)at->x);
    d.key = x->kind == CELL_TEXT      ? x->text
            : x->kind == CELL_INTEGER ? arena_printf(a, "%lld", (long long)x->integer)
                                      : words(a, r, row, at->x);
    d.group = words(a, r, row, at->group);
    d.facet = words(a, r, row, at->facet);
    d.x = value(r, row, at->x);
    d.x_date = chart_first_day(a, d.key);
    d.x_words = in_lines(a, words(a, r, row, at->x));
    d.y = value(r, row, at->y);
    if (!isfinite(d.y) || (c->log_scale && d.y <= 0))
        d.y = NAN;
    d.label = words(a, r, row, at->y);
    d.why = isnan(d.y) ? d.label : NULL;
    d.low = isnan(d.y) ? NAN : value(r, row, at->low);
    d.high = isnan(d.y) ? NAN : value(r, row, at->high);
    d.size = value(r, row, at->size);
    d.radius = value(r, row, at->radius);
    d.says_value = says_value(a, r, at, row, &d);
    d.says = says(a, r, at, row, &d);
    d.compare =
        c->compare != NULL
        && (strcmp(c->compare, d.key) == 0 || text_equal(c->compare, words(a, r, row, at->x))
            || text_equal(c->compare, d.group));
    if (d.compare && c->kind == CHART_DOT && !text_equal(c->compare, d.group))
        d.x_words = arena_printf(a, _("%s\n(comparison)"), d.x_words);
    add_once(a, &r->categories, d.x_words);
    add_once(a, &r->groups, d.group);
    add_once(a, &r->facets, d.facet);
    r->intervals |= !isnan(d.low) && !isnan(d.high);
    r->gaps |= d.why != NULL;
    *(struct chart_row *)list_add(a, &r->rows) = d;
}

static void widen(double v, bool log_scale, double *from, double *to)
{
    if (!isfinite(v) || (log_scale && v <= 0))
        return;
    *from = isnan(*from) ? v : fmin(*from, v);
    *to = isnan(*to) ? v : fmax(*to, v);
}

static void set_axis(struct chart_rows *r)
{
    const struct result_chart *c = r->chart;
    double from = NAN, to = NAN;
    r->x_from = r->x_to = NAN;
    for (size_t i = 0; i < r->rows.count; i++) {
        const struct chart_row *d = &r->rows.at[i];
        widen(d->y, c->log_scale, &from, &to);
        widen(d->low, c->log_scale, &from, &to);
        widen(d->high, c->log_scale, &from, &to);
        widen(d->x, false, &r->x_from, &r->x_to);
    }
    if (c->reference_label != NULL)
        widen(c->reference, c->log_scale, &from, &to);
    if (isnan(from))
        from = to = c->log_scale ? 1 : 0;
    if (c->log_scale) {
        from /= 1.15;
        to *= 1.15;
    } else {
        // From zero where that costs less than half of the height, and always for bars.
        if (from > 0 && (c->kind == CHART_BAR || from < to * 0.6))
            from = 0;
        if (to < 0 && (c->kind == CHART_BAR || to > from * 0.6))
            to = 0;
        if (c->kind == CHART_STEP && r->y_kind == COLUMN_PERCENT)
            from = 0, to = 1;
        if (from == to)
            to += from == 0 ? 1 : fabs(from) * 0.1;
    }
    r->from = from;
    r->to = to;
}

// A limit that there is not ends at the edge of the axis, and is marked as going on.
static void clamp_limits(struct chart_rows *r)
{
    for (size_t i = 0; i < r->rows.count; i++) {
        struct chart_row *d = &r->rows.at[i];
        if (isnan(d->low) || isnan(d->high)) {
            d->low = d->high = NAN;
            continue;
        }
        d->opens_high = isinf(d->high);
        d->opens_low = isinf(d->low) || (r->chart->log_scale && d->low <= 0);
        if (d->opens_high)
            d->high = r->to;
        if (d->opens_low)
            d->low = r->from;
    }
}

static int by_y(const void *a, const void *b)
{
    const struct chart_row *const *one = a, *const *two = b;
    double difference = (*one)->label_at - (*two)->label_at;
    return difference < 0 ? -1 : difference > 0;
}

// Names stand at the ends of their lines, moved apart where they would lie over each other.
static void place_names(struct arena *a, struct chart_rows *r)
{
    struct {
        struct chart_row **at;
        size_t count, room;
    } ends = {0};
    for (size_t g = 0; g < r->groups.count; g++) {
        struct chart_row *last = NULL;
        for (size_t i = 0; i < r->rows.count; i++) {
            struct chart_row *d = &r->rows.at[i];
            if (d->why == NULL && text_equal(d->group, r->groups.at[g]))
                if (last == NULL || d->x_date == NULL || last->x_date == NULL
                    || strcmp(d->x_date, last->x_date) >= 0)
                    last = d;
        }
        if (last == NULL)
            continue;
        last->last = true;
        last->label_at = r->chart->log_scale ? log(last->y) : last->y;
        *(struct chart_row **)list_add(a, &ends) = last;
    }
    if (ends.count == 0)
        return;
    qsort(ends.at, ends.count, sizeof *ends.at, by_y);
    double from = r->from, to = r->to;
    if (r->chart->log_scale)
        from = log(from), to = log(to);
    double gap = (to - from) * 16 / PLOT_HEIGHT;
    for (size_t i = 1; i < ends.count; i++)
        ends.at[i]->label_at = fmax(ends.at[i]->label_at, ends.at[i - 1]->label_at + gap);
    double above = to;
    for (size_t i = ends.count; i-- > 0; above = ends.at[i]->label_at - gap)
        ends.at[i]->label_at = fmin(ends.at[i]->label_at, above);
    if (r->chart->log_scale)
        for (size_t i = 0; i < ends.count; i++)
            ends.at[i]->label_at = exp(ends.at[i]->label_at);
}

static int by_value(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;
    return one < two ? -1 : one > two;
}

// A number with as many digits as tell the steps of a spread apart.
static double rounded(double v, double spread)
{
    double digits = 1 - floor(log10(spread));
    if (digits > 300 || digits < -300)
        return v;
    return digits >= 0 ? rint(v * pow(10, digits)) / pow(10, digits)
                       : rint(v / pow(10, -digits)) * pow(10, -digits);
}

static const char *plain_words(struct arena *a, double v, enum column_kind kind)
{
    struct cell c = {.kind = CELL_NUMBER, .number = kind == COLUMN_MONEY ? v * 100 : v};
    return cell_words(a, &c, kind == COLUMN_COUNT ? COLUMN_NUMBER : kind);
}

// Five classes at most: as many areas in each where there are many areas, else even steps.
static void classify(struct arena *a, struct chart_rows *r)
{
    double *sorted = ARENA_ARRAY(a, double, r->rows.count);
    size_t n = 0;
    for (size_t i = 0; i < r->rows.count; i++)
        if (!isnan(r->rows.at[i].y))
            sorted[n++] = r->rows.at[i].y;
    if (n == 0)
        return;
    qsort(sorted, n, sizeof *sorted, by_value);
    double low = sorted[0], spread = sorted[n - 1] - low;
    double limits[MOST_CLASSES];
    int count = 0; // limits between classes
    for (int i = 1; i < MOST_CLASSES && spread > 0; i++) {
        double limit = n >= 15 && r->chart->kind == CHART_MAP ? sorted[n * (size_t)i / MOST_CLASSES]
                                                              : low + spread * i / MOST_CLASSES;
        limit = rounded(limit, spread);
        if (limit > (count == 0 ? low : limits[count - 1]) && limit <= sorted[n - 1])
            limits[count++] = limit;
    }
    for (int i = 0; i <= count; i++) {
        const char *class_words;
        if (count == 0)
            class_words = plain_words(a, low, r->y_kind);
        else if (i == 0)
            class_words = arena_printf(a, _("under %s"), plain_words(a, limits[0], r->y_kind));
        else if (i == count)
            class_words =
                arena_printf(a, _("%s and over"), plain_words(a, limits[count - 1], r->y_kind));
        else
            class_words = arena_printf(a, _("%s to %s"), plain_words(a, limits[i - 1], r->y_kind),
                                       plain_words(a, limits[i], r->y_kind));
        *(const char **)list_add(a, &r->classes) = class_words;
    }
    for (size_t i = 0; i < r->rows.count; i++) {
        struct chart_row *d = &r->rows.at[i];
        if (isnan(d->y))
            continue;
        d->class = 0;
        while (d->class < count && d->y >= limits[d->class])
            d->class ++;
    }
}

// How long each column over days is: as its text says, or as the shortest step between two.
static void end_columns(struct arena *a, struct chart_rows *r)
{
    int shortest = 0;
    for (size_t i = 1; i < r->rows.count; i++) {
        int step = date_read(r->rows.at[i].x_date).days - date_read(r->rows.at[i - 1].x_date).days;
        if (step > 0 && (shortest == 0 || step < shortest))
            shortest = step;
    }
    for (size_t i = 0; i < r->rows.count; i++) {
        struct chart_row *d = &r->rows.at[i];
        struct date first = date_read(d->x_date);
        int months = strlen(d->key) == 4 ? 12 : d->key[5] == 'Q' ? 3 : strlen(d->key) == 7 ? 1 : 0;
        struct date end = months > 0 ? date_add_months(first, months)
                                     : date_add(first, shortest > 0 ? shortest : 1);
        char text[11];
        date_write(end, text);
        d->x_end = arena_text(a, text);
        date_write(date_add(first, (end.days - first.days) / 2), text);
        d->x_middle = arena_text(a, text);
    }
}

static enum x_scale x_scale_of(const struct chart_rows *r)
{
    if (r->chart->kind == CHART_DOT || r->chart->kind == CHART_HEAT || r->chart->kind == CHART_MAP)
        return X_WORDS;
    bool days = r->x_kind == COLUMN_DATE || r->chart->kind == CHART_LINE;
    bool numbers = r->chart->kind != CHART_BAR;
    for (size_t i = 0; i < r->rows.count; i++) {
        days &= r->rows.at[i].x_date != NULL;
        numbers &= isfinite(r->rows.at[i].x);
    }
    return days && r->rows.count > 0 ? X_TIME : numbers ? X_NUMBER : X_WORDS;
}

bool chart_rows_read(struct arena *a, const struct result_chart *c, struct chart_rows *out,
                     struct error *err)
{
    struct columns at;
    if (!find_columns(c, &at, err))
        return false;
    const struct result_column *columns = c->table->columns.at;
    struct chart_rows r = {
        .chart = c,
        .x_kind = columns[at.x].kind,
        .y_kind = columns[at.y].kind,
        .x_label = columns[at.x].label,
        .y_label = columns[at.y].label,
        .group_label = at.group < 0 ? NULL : columns[at.group].label,
    };
    for (size_t row = 0; row < table_rows(c->table); row++)
        read_row(a, &r, &at, row);
    r.x_scale = x_scale_of(&r);
    if (c->kind == CHART_BAR && r.x_scale == X_TIME)
        end_columns(a, &r);
    set_axis(&r);
    clamp_limits(&r);
    place_names(a, &r);
    if (c->kind == CHART_MAP || c->kind == CHART_HEAT)
        classify(a, &r);
    *out = r;
    return true;
}
