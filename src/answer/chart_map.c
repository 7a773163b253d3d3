/* Maps. Areas in degrees are drawn flat: the longitude is shrunk by the cosine of the middle
 * latitude, so that a kilometre is as long across as up, to within what a city spans. (A sphere's
 * projection would also ask for rings in an order that GeoJSON files do not keep.) */

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answer/vl.h"
#include "base/words.h"

enum { MAP_HEIGHT = 420, CORNERS = 48 };
static const double km_per_degree = 111.195;

struct flat {
    double shrink; /* of x */
    double left, right, bottom, top;
};

static void free_tree(void *tree)
{
    json_decref(tree);
}

static bool is_point(const json_t *v)
{
    return json_array_size(v) >= 2 && json_is_number(json_array_get(v, 0))
           && json_is_number(json_array_get(v, 1));
}

// Widens the box by every point of nested arrays of coordinates.
static void measure(const json_t *v, struct flat *f)
{
    if (is_point(v)) {
        double x = json_number_value(json_array_get(v, 0));
        double y = json_number_value(json_array_get(v, 1));
        f->left = fmin(f->left, x);
        f->right = fmax(f->right, x);
        f->bottom = fmin(f->bottom, y);
        f->top = fmax(f->top, y);
        return;
    }
    for (size_t i = 0; i < json_array_size(v); i++)
        measure(json_array_get(v, i), f);
}

static double to_metre(double degrees)
{
    return rint(degrees * 1e5) / 1e5;
}

static void write_coordinates(struct json *j, const char *name, const json_t *v,
                              const struct flat *f)
{
    json_array_begin(j, name);
    if (is_point(v)) {
        json_number(j, NULL, to_metre(json_number_value(json_array_get(v, 0)) * f->shrink));
        json_number(j, NULL, to_metre(json_number_value(json_array_get(v, 1))));
    } else {
        for (size_t i = 0; i < json_array_size(v); i++)
            write_coordinates(j, NULL, json_array_get(v, i), f);
    }
    json_array_end(j);
}

static const json_t *coordinates_of(const json_t *feature)
{
    return json_object_get(json_object_get(feature, "geometry"), "coordinates");
}

static const char *key_of(struct arena *a, const json_t *feature)
{
    const json_t *key = json_object_get(json_object_get(feature, "properties"), "key");
    if (json_is_integer(key))
        return arena_printf(a, "%lld", (long long)json_integer_value(key));
    return json_is_string(key) ? json_string_value(key) : "?";
}

static const struct chart_row *row_of(const struct chart_rows *r, const char *key)
{
    for (size_t i = 0; key != NULL && i < r->rows.count; i++)
        if (strcmp(r->rows.at[i].key, key) == 0)
            return &r->rows.at[i];
    return NULL;
}

// What the row says, beside its feature: "Minnesota: 14.2 (13.1 to 15.4)". properties may hold the
// area's name; else it is called by its key.
static void write_joined(struct json *j, struct arena *a, const struct chart_rows *r,
                         const char *key, const json_t *properties)
{
    const struct chart_row *d = row_of(r, key);
    const char *name = json_string_value(json_object_get(properties, "name"));
    json_text(j, "class", d == NULL || d->class < 0 ? chart_no_value() : r->classes.at[d->class]);
    if (d == NULL)
        json_text(j, "says", arena_printf(a, _("%s: no row"), name != NULL ? name : key));
    else if (name == NULL)
        json_text(j, "says", d->says);
    else
        json_text(j, "says", arena_printf(a, "%s: %s", name, d->says_value));
}

static void write_features(struct json *j, struct arena *a, const struct chart_rows *r,
                           const json_t *features, const struct flat *f, bool joined)
{
    json_object_begin(j, "data");
    json_array_begin(j, "values");
    for (size_t i = 0; i < json_array_size(features); i++) {
        const json_t *feature = json_array_get(features, i);
        const json_t *type = json_object_get(json_object_get(feature, "geometry"), "type");
        if (coordinates_of(feature) == NULL)
            continue; // an area without a shape is in the table only
        json_object_begin(j, NULL);
        json_text(j, "type", "Feature");
        json_object_begin(j, "geometry");
        json_text(j, "type", json_string_value(type));
        write_coordinates(j, "coordinates", coordinates_of(feature), f);
        json_object_end(j);
        if (joined)
            write_joined(j, a, r, key_of(a, feature), json_object_get(feature, "properties"));
        json_object_end(j);
    }
    json_array_end(j);
    json_object_end(j);
}

static void write_flat(struct json *j)
{
    json_object_begin(j, "projection");
    json_text(j, "type", "identity");
    json_bool(j, "reflectY", true);
    json_object_end(j);
}

static void write_size(struct json *j, const struct flat *f, enum chart_use use)
{
    if (use == CHART_ALONE)
        json_i64(j, "width", 640);
    else
        json_text(j, "width", "container");
    json_i64(j, "height", MAP_HEIGHT);
    double across = (f->right - f->left) * f->shrink, up = f->top - f->bottom;
    if (across > 0 && up > 0) {
        json_object_begin(j, "usermeta");
        json_number(j, "aspect", rint(100 * up / across) / 100);
        json_object_end(j);
    }
}

static void write_shade(struct json *j, struct arena *a, const struct chart_rows *r,
                        enum chart_use use)
{
    json_object_begin(j, "mark");
    json_text(j, "type", "geoshape");
    json_text(j, "style", "area");
    json_object_end(j);
    json_object_begin(j, "encoding");
    vl_classes(j, a, r, use, "fill");
    vl_says(j);
    json_object_end(j);
}

// us-atlas: shapes whose id is the key, in longitude and latitude, ready for a sphere.
static void write_atlas(struct json *j, struct arena *a, const struct chart_rows *r,
                        const json_t *atlas, enum chart_use use)
{
    const json_t *objects = json_object_get(atlas, "objects");
    const char *set = json_object_get(objects, "counties") != NULL ? "counties" : "states";
    const struct flat f = {1, 0, 100, 0, 62};
    json_object_begin(j, "data");
    json_raw(j, "values", r->chart->areas);
    json_object_begin(j, "format");
    json_text(j, "type", "topojson");
    json_text(j, "feature", set);
    json_object_end(j);
    json_object_end(j);
    json_array_begin(j, "transform");
    json_object_begin(j, NULL);
    json_text(j, "lookup", "id");
    json_object_begin(j, "from");
    json_object_begin(j, "data");
    json_array_begin(j, "values");
    const json_t *shapes = json_object_get(json_object_get(objects, set), "geometries");
    for (size_t i = 0; i < json_array_size(shapes); i++) {
        const json_t *shape = json_array_get(shapes, i);
        const char *key = json_string_value(json_object_get(shape, "id"));
        if (key == NULL)
            continue;
        json_object_begin(j, NULL);
        json_text(j, "key", key);
        write_joined(j, a, r, key, json_object_get(shape, "properties"));
        json_object_end(j);
    }
    json_array_end(j);
    json_object_end(j);
    json_text(j, "key", "key");
    json_array_begin(j, "fields");
    json_text(j, NULL, "class");
    json_text(j, NULL, "says");
    json_array_end(j);
    json_object_end(j);
    json_text(j, "default", chart_no_value());
    json_object_end(j);
    json_array_end(j);
    json_object_begin(j, "projection");
    json_text(j, "type", "albersUsa");
    json_object_end(j);
    write_size(j, &f, use);
    write_shade(j, a, r, use);
}

static bool geographic(const struct result_chart *c)
{
    return c->kind == CHART_MAP || strcmp(c->x, "lon") == 0 || strcmp(c->x, "longitude") == 0;
}

static void write_circles(struct json *j, const struct chart_rows *r, const struct flat *f)
{
    double unit = geographic(r->chart) ? 1 / km_per_degree : 1000;
    json_object_begin(j, NULL);
    json_object_begin(j, "data");
    json_array_begin(j, "values");
    for (size_t i = 0; i < r->rows.count; i++) {
        const struct chart_row *d = &r->rows.at[i];
        if (isnan(d->radius) || isnan(d->x) || isnan(d->y))
            continue;
        json_object_begin(j, NULL);
        json_text(j, "type", "Feature");
        json_object_begin(j, "geometry");
        json_text(j, "type", "Polygon");
        json_array_begin(j, "coordinates");
        json_array_begin(j, NULL);
        for (int corner = 0; corner <= CORNERS; corner++) {
            double turn = 2 * acos(-1) * (corner % CORNERS) / CORNERS;
            json_array_begin(j, NULL);
            json_number(j, NULL, to_metre(d->x * f->shrink + d->radius * unit * cos(turn)));
            json_number(j, NULL, to_metre(d->y + d->radius * unit * sin(turn)));
            json_array_end(j);
        }
        json_array_end(j);
        json_array_end(j);
        json_object_end(j);
        json_text(j, "says", d->says);
        json_object_end(j);
    }
    json_array_end(j);
    json_object_end(j);
    json_object_begin(j, "mark");
    json_text(j, "type", "geoshape");
    json_text(j, "style", "circle");
    json_object_end(j);
    json_object_begin(j, "encoding");
    vl_says(j);
    json_object_end(j);
    json_object_end(j);
}

static void write_places(struct json *j, struct arena *a, const struct chart_rows *r,
                         const struct flat *f, enum chart_use use)
{
    json_object_begin(j, NULL);
    json_object_begin(j, "data");
    json_array_begin(j, "values");
    for (size_t i = 0; i < r->rows.count; i++) {
        const struct chart_row *d = &r->rows.at[i];
        if (isnan(d->x) || isnan(d->y))
            continue;
        json_object_begin(j, NULL);
        json_number(j, "x", to_metre(d->x * f->shrink));
        json_number(j, "y", to_metre(d->y));
        if (!isnan(d->size))
            json_number(j, "size", d->size);
        if (d->group != NULL)
            json_text(j, "group", d->group);
        json_text(j, "says", d->says);
        json_object_end(j);
    }
    json_array_end(j);
    json_object_end(j);
    json_object_begin(j, "mark");
    json_text(j, "type", "point");
    json_text(j, "style", "place");
    json_object_end(j);
    json_object_begin(j, "encoding");
    vl_field(j, "longitude", "x", "quantitative");
    vl_field(j, "latitude", "y", "quantitative");
    if (r->chart->size != NULL) {
        int column = table_find(r->chart->table, r->chart->size);
        json_object_begin(j, "size");
        json_text(j, "field", "size");
        json_text(j, "type", "quantitative");
        json_text(j, "title", r->chart->table->columns.at[column].label);
        json_object_begin(j, "scale");
        json_array_begin(j, "range");
        json_i64(j, NULL, 0);
        json_i64(j, NULL, 700);
        json_array_end(j);
        json_object_end(j);
        json_object_begin(j, "legend");
        json_text(j, "orient", "top");
        json_i64(j, "tickCount", 3);
        json_object_end(j);
        json_object_end(j);
    }
    if (r->groups.count > 1)
        vl_group_colour(j, a, r, use, "fill", true);
    vl_says(j);
    json_object_end(j);
    json_object_end(j);
}

static bool read_areas(struct arena *a, const char *text, json_t **out, struct error *err)
{
    json_error_t e;
    json_t *tree = json_loads(text, JSON_REJECT_DUPLICATES, &e);
    if (tree == NULL)
        return error_set(err, ERROR_INVALID, "the areas of a map are not JSON: line %d: %s", e.line,
                         e.text);
    arena_defer(a, free_tree, tree);
    const char *type = json_string_value(json_object_get(tree, "type"));
    if (type == NULL || (strcmp(type, "FeatureCollection") != 0 && strcmp(type, "Topology") != 0))
        return error_set(err, ERROR_INVALID,
                         "the areas of a map are neither a FeatureCollection nor a Topology");
    *out = tree;
    return true;
}

bool chart_write_map(struct json *j, struct arena *a, const struct chart_rows *r,
                     enum chart_use use, struct error *err)
{
    const struct result_chart *c = r->chart;
    json_t *areas = NULL;
    if (c->kind == CHART_MAP && c->areas == NULL)
        return error_set(err, ERROR_INVALID, "the map \"%s\" has no areas",
                         c->title == NULL ? "" : c->title);
    if (c->areas != NULL && !read_areas(a, c->areas, &areas, err))
        return false;
    const json_t *features = json_object_get(areas, "features");
    if (c->kind == CHART_MAP && features == NULL) {
        write_atlas(j, a, r, areas, use);
        return true;
    }
    struct flat f = {1, INFINITY, -INFINITY, INFINITY, -INFINITY};
    for (size_t i = 0; i < json_array_size(features); i++)
        measure(coordinates_of(json_array_get(features, i)), &f);
    for (size_t i = 0; c->kind == CHART_POINTS && i < r->rows.count; i++) {
        const struct chart_row *d = &r->rows.at[i];
        if (isnan(d->x) || isnan(d->y))
            continue;
        f.left = fmin(f.left, d->x);
        f.right = fmax(f.right, d->x);
        f.bottom = fmin(f.bottom, d->y);
        f.top = fmax(f.top, d->y);
    }
    if (geographic(c) && f.top >= f.bottom)
        f.shrink = cos((f.top + f.bottom) / 2 * acos(-1) / 180);
    write_size(j, &f, use);
    write_flat(j);
    if (c->kind == CHART_MAP) {
        write_features(j, a, r, features, &f, true);
        write_shade(j, a, r, use);
        return true;
    }
    json_array_begin(j, "layer");
    if (features != NULL) {
        json_object_begin(j, NULL);
        write_features(j, a, r, features, &f, false);
        json_object_begin(j, "mark");
        json_text(j, "type", "geoshape");
        json_text(j, "style", "outline");
        json_bool(j, "aria", false);
        json_object_end(j);
        json_object_end(j);
    }
    if (c->radius != NULL)
        write_circles(j, r, &f);
    write_places(j, a, r, &f, use);
    json_array_end(j);
    return true;
}
