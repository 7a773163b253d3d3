#pragma once
/* Pieces of Vega-Lite that charts are made of. For chart*.c. */

#include "answer/chart_rows.h"

void vl_texts(struct json *j, const char *name, const struct text_list *texts);

/* A layer: begin, perhaps further properties of its mark, encode, its channels, end. Only rows for
 * which the expression `only` is true (NULL: all), drawn as a mark in a style of chart_config.c. */
void vl_layer_begin(struct json *j, const char *only, const char *mark, const char *style);
void vl_layer_encode(struct json *j);
void vl_layer_end(struct json *j);

/* The same with one empty row of its own, so that its mark is drawn once. */
void vl_own_row_begin(struct json *j, const char *mark, const char *style);

/* Channels. */
void vl_field(struct json *j, const char *channel, const char *field, const char *type);
void vl_datum(struct json *j, const char *channel, double datum); /* on the axis */
void vl_value(struct json *j, const char *channel, double v);     /* in pixels */
void vl_words(struct json *j, const char *words);
void vl_says(struct json *j); /* the row's sentence, for a pointer and for a screen reader */

/* y of the rows, along x or y, with its axis. */
void vl_estimate(struct json *j, const struct chart_rows *r, const char *channel);
/* The groups, down the side, their names in lines. */
void vl_categories(struct json *j, const struct chart_rows *r, const char *channel);
/* Which of the groups' rows below each other, where there are several in a category. */
void vl_row_of_group(struct json *j, const struct chart_rows *r);
/* The axis along which a series runs. */
void vl_along(struct json *j, const struct chart_rows *r, const char *channel);

/* Groups told apart: by a colour on a channel ("color", "fill"), by shape, by dashes. */
void vl_group_colour(struct json *j, struct arena *a, const struct chart_rows *r,
                     enum chart_use use, const char *channel, bool legend);
void vl_group_shape(struct json *j, const struct chart_rows *r);
void vl_group_dashes(struct json *j, const struct chart_rows *r, bool legend);

/* The classes of a map or grid as a colour on a channel, with their legend. */
void vl_classes(struct json *j, struct arena *a, const struct chart_rows *r, enum chart_use use,
                const char *channel);
