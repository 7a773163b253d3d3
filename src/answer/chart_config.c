/* What all charts share: colours, type, axes and the styles that layers name. */

#include <string.h>

#include "answer/chart_rows.h"

// The colours of assets/ward.css, in light.
static const struct colour {
    const char *name, *page, *alone;
} colours[] = {
    {"ink", "var(--ink)", "#1b1b1b"},
    {"quiet", "var(--quiet)", "#565c65"},
    {"rule", "var(--rule)", "#dfe1e2"},
    {"paper", "var(--paper)", "#ffffff"},
    {"accent", "var(--accent)", "#005ea2"},
    {"too few", "url(#too-few)", "#e6e6e6"},
    {"series 1", "var(--series-1)", "#005ea2"},
    {"series 2", "var(--series-2)", "#b84700"},
    {"series 3", "var(--series-3)", "#00736b"},
    {"series 4", "var(--series-4)", "#7a50b0"},
    {"series 5", "var(--series-5)", "#8b6200"},
    {"series 6", "var(--series-6)", "#a2256f"},
    {"class 1", "var(--class-1)", "#d9e8f6"},
    {"class 2", "var(--class-2)", "#a3c9ea"},
    {"class 3", "var(--class-3)", "#5c9dd1"},
    {"class 4", "var(--class-4)", "#1f6fb2"},
    {"class 5", "var(--class-5)", "#123f70"},
    {"class text 1", "var(--class-text-1)", "#1b1b1b"},
    {"class text 2", "var(--class-text-2)", "#ffffff"},
};

const char *chart_colour(enum chart_use use, const char *name)
{
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
        if (strcmp(colours[i].name, name) == 0)
            return use == CHART_ON_PAGE ? colours[i].page : colours[i].alone;
    return NULL;
}

static void style_begin(struct json *j, const char *name, enum chart_use use, const char *colour)
{
    json_object_begin(j, name);
    json_text(j, "color", chart_colour(use, colour));
}

static void write_text_style(struct json *j, const char *name, enum chart_use use,
                             const char *colour, const char *align, const char *baseline, int dx,
                             int dy)
{
    style_begin(j, name, use, colour);
    json_text(j, "align", align);
    json_text(j, "baseline", baseline);
    json_i64(j, "dx", dx);
    json_i64(j, "dy", dy);
    json_i64(j, "fontSize", 13);
    json_object_end(j);
}

static void write_styles(struct json *j, enum chart_use use)
{
    json_object_begin(j, "style");
    style_begin(j, "interval", use, "accent");
    json_number(j, "strokeWidth", 3);
    json_number(j, "strokeOpacity", 0.55);
    json_text(j, "strokeCap", "round");
    json_object_end(j);
    style_begin(j, "interval-on-bar", use, "ink");
    json_number(j, "strokeWidth", 1.5);
    json_object_end(j);
    style_begin(j, "estimate", use, "accent");
    json_bool(j, "filled", true);
    json_i64(j, "size", 90);
    json_i64(j, "opacity", 1);
    json_object_end(j);
    style_begin(j, "compared-with", use, "ink");
    json_text(j, "fill", chart_colour(use, "paper"));
    json_text(j, "shape", "diamond");
    json_i64(j, "size", 110);
    json_i64(j, "strokeWidth", 2);
    json_i64(j, "opacity", 1);
    json_object_end(j);
    for (int i = 0; i < 2; i++) {
        style_begin(j, i == 0 ? "opens-low" : "opens-high", use, "accent");
        json_text(j, "shape", i == 0 ? "triangle-left" : "triangle-right");
        json_bool(j, "filled", true);
        json_i64(j, "size", 60);
        json_object_end(j);
    }
    style_begin(j, "bars", use, "accent");
    json_object_begin(j, "height");
    json_number(j, "band", 0.7);
    json_object_end(j);
    json_object_end(j);
    style_begin(j, "column", use, "accent");
    json_text(j, "stroke", chart_colour(use, "paper"));
    json_number(j, "strokeWidth", 1.5);
    json_object_end(j);
    style_begin(j, "band", use, "accent");
    json_number(j, "fillOpacity", 0.18);
    json_object_end(j);
    style_begin(j, "series", use, "accent");
    json_number(j, "strokeWidth", 2.25);
    json_object_end(j);
    style_begin(j, "on-line", use, "accent");
    json_bool(j, "filled", true);
    json_i64(j, "size", 28);
    json_i64(j, "opacity", 1);
    json_object_end(j);
    style_begin(j, "touch", use, "accent");
    json_bool(j, "filled", true);
    json_i64(j, "size", 60);
    json_i64(j, "opacity", 0);
    json_object_end(j);
    style_begin(j, "reference", use, "ink");
    json_array_begin(j, "strokeDash");
    json_i64(j, NULL, 4);
    json_i64(j, NULL, 3);
    json_array_end(j);
    json_object_end(j);
    style_begin(j, "began", use, "quiet");
    json_object_end(j);
    json_object_begin(j, "cell");
    json_text(j, "stroke", chart_colour(use, "paper"));
    json_i64(j, "strokeWidth", 2);
    json_object_end(j);
    json_object_begin(j, "area");
    json_text(j, "stroke", chart_colour(use, "paper"));
    json_number(j, "strokeWidth", 0.8);
    json_object_end(j);
    style_begin(j, "outline", use, "rule");
    json_text(j, "stroke", chart_colour(use, "paper"));
    json_object_end(j);
    style_begin(j, "place", use, "accent");
    json_bool(j, "filled", true);
    json_number(j, "opacity", 0.65);
    json_text(j, "stroke", chart_colour(use, "paper"));
    json_number(j, "strokeWidth", 0.5);
    json_object_end(j);
    style_begin(j, "circle", use, "series 2");
    json_text(j, "stroke", chart_colour(use, "series 2"));
    json_number(j, "fillOpacity", 0.12);
    json_number(j, "strokeWidth", 2);
    json_object_end(j);
    write_text_style(j, "value", use, "ink", "left", "middle", 8, 0);
    write_text_style(j, "why", use, "quiet", "left", "middle", 0, 0);
    write_text_style(j, "name", use, "ink", "left", "middle", 8, 0);
    write_text_style(j, "reference-top", use, "ink", "center", "bottom", 0, -5);
    write_text_style(j, "reference-left", use, "ink", "left", "bottom", 0, -4);
    write_text_style(j, "began-left", use, "quiet", "right", "top", -6, 0);
    write_text_style(j, "began-right", use, "quiet", "left", "top", 6, 0);
    write_text_style(j, "cell-text", use, "class text 1", "center", "middle", 0, 0);
    write_text_style(j, "cell-text-on-dark", use, "class text 2", "center", "middle", 0, 0);
    json_object_end(j);
}

static void write_axis(struct json *j, enum chart_use use)
{
    json_object_begin(j, "axis");
    json_text(j, "labelColor", chart_colour(use, "ink"));
    json_text(j, "titleColor", chart_colour(use, "quiet"));
    json_text(j, "gridColor", chart_colour(use, "rule"));
    json_text(j, "domainColor", chart_colour(use, "quiet"));
    json_bool(j, "ticks", false);
    json_i64(j, "labelPadding", 6);
    json_i64(j, "labelFontSize", 13);
    json_i64(j, "labelLimit", 240);
    json_i64(j, "titleFontSize", 13);
    json_text(j, "titleFontWeight", "normal");
    json_i64(j, "titlePadding", 8);
    json_bool(j, "labelOverlap", true);
    json_object_end(j);
    json_object_begin(j, "axisYQuantitative");
    json_bool(j, "domain", false);
    // Above the plot and level, where it is read without turning the head.
    json_i64(j, "titleAngle", 0);
    json_text(j, "titleAlign", "left");
    json_text(j, "titleAnchor", "end");
    json_i64(j, "titleX", 0);
    json_i64(j, "titleY", -12);
    json_text(j, "titleBaseline", "bottom");
    json_object_end(j);
}

void chart_write_config(struct json *j, const char *name, enum chart_use use)
{
    json_object_begin(j, name);
    json_text(j, "background", use == CHART_ON_PAGE ? "transparent" : "#ffffff");
    json_text(j, "font", "Public Sans, Source Sans Pro, Helvetica Neue, Arial, sans-serif");
    json_object_begin(j, "view");
    json_none(j, "stroke");
    json_object_end(j);
    write_axis(j, use);
    json_object_begin(j, "legend");
    json_i64(j, "columns", 3);
    json_i64(j, "columnPadding", 18);
    json_text(j, "labelColor", chart_colour(use, "ink"));
    json_text(j, "titleColor", chart_colour(use, "quiet"));
    json_i64(j, "labelFontSize", 13);
    json_i64(j, "labelLimit", 240);
    json_i64(j, "titleFontSize", 13);
    json_text(j, "titleFontWeight", "normal");
    json_object_end(j);
    json_object_begin(j, "header");
    json_text(j, "labelColor", chart_colour(use, "ink"));
    json_text(j, "labelAnchor", "start");
    json_i64(j, "labelFontSize", 13);
    json_text(j, "labelFontWeight", "bold");
    json_text(j, "titleColor", chart_colour(use, "quiet"));
    json_text(j, "titleAnchor", "start");
    json_i64(j, "titleFontSize", 13);
    json_text(j, "titleFontWeight", "normal");
    json_object_end(j);
    json_object_begin(j, "title");
    json_text(j, "color", chart_colour(use, "ink"));
    json_text(j, "anchor", "start");
    json_i64(j, "fontSize", 16);
    json_object_end(j);
    write_styles(j, use);
    json_object_end(j);
}
