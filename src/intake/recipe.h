#pragma once
/* Recipes: a map's query that does no more than call functions of a row's cells,
 *
 *     SELECT text_of("idNum") AS stop_id, code_of("race", 'race') AS race FROM source
 *
 * read so that it runs without the database, which is several times as fast. */

#include "intake/mapping.h"

struct recipe;

/* Reads a query that the store has prepared, so that it is known to be right. NULL where it says
 * more than a recipe can: then the store runs it. columns: of the source, the last is its line. */
struct recipe *recipe_read(struct arena *a, struct mapping *m, const char *sql,
                           const struct text_list *columns);

/* Gives the query's columns for the row in hand of the source, as the store would. Texts are good
 * until the next row of the source, or the next call; round is for what must be copied.
 * Fails as the store would, with what a function says. */
MUST_CHECK bool recipe_run(struct recipe *r, struct arena *round, const struct row_source *source,
                           struct value *out, struct error *err);

size_t recipe_columns(const struct recipe *r);
