#pragma once
/* Charts: the Vega-Lite specification of a result's chart, its data inside. */

#include "answer/result.h"
#include "base/json.h"

enum chart_use {
    CHART_ON_PAGE, /* colours are the page's (dark mode, print); chart_write_config is said once */
    CHART_ALONE,   /* a file of its own: colours, type and title inside */
};

/* "dot", "line" ...: for programs. */
const char *chart_kind_name(enum chart_kind kind);

/* Whether there is a value to draw. */
bool chart_drawable(const struct result_chart *c);

/* The specification, as a value. What the columns are to each kind of chart:
 *
 *     CHART_DOT     x the groups, one line each in the order of the table; y, low, high along it;
 *                   group: several points a line
 *     CHART_BAR     x the groups (a bar each), or days (a column each); y; low, high; group
 *     CHART_LINE    x days, months ("2026-01"), quarters ("2026-Q1") or years; y, low, high;
 *                   group: a line each
 *     CHART_STEP    x time; y what is left; low, high; group
 *     CHART_CURVE   x and y numbers; low, high; group
 *     CHART_MAP     x the key of an area, y its value; areas
 *     CHART_POINTS  x and y degrees (columns "lon", "lat") or metres; size, group, radius; areas
 *                   for an outline
 *     CHART_HEAT    x across, group down, y the value of the cell
 *
 * facet draws a small chart for each of its values; so do more than four groups of a line chart.
 * Areas are GeoJSON in degrees, whose features have a property "key" that x names and perhaps a
 * "name"; or TopoJSON of us-atlas (then x is its id).
 * A row without a value is drawn as its words where groups stand below each other, as a gap in a
 * line, hatched on a map or grid.
 *
 * Fails: ERROR_INVALID when a column is not in the table or the areas are not GeoJSON. */
MUST_CHECK bool chart_write(struct json *j, const char *name, struct arena *a,
                            const struct result_chart *c, enum chart_use use, struct error *err);

/* The same as a text; without line breaks on a page. */
MUST_CHECK bool chart_text(struct arena *a, const struct result_chart *c, enum chart_use use,
                           const char **out, struct error *err);

/* The configuration that all charts share, as a value. */
void chart_write_config(struct json *j, const char *name, enum chart_use use);
