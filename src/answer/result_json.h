#pragma once
/* Results as JSON: complete, stable, for programs. */

#include "answer/result.h"
#include "base/json.h"

/* The members of a result, in the object that is open:
 *
 *     name, pack, title, about, method, unit, by, better, caveat, source, basis,
 *     question   as_of, known_at, from, to, level, data_version
 *     answer     estimable, sentence, headline {label, kind, value, words, low, high}, p, n,
 * missing table      {title, columns: [{name, label, kind}], rows: [{column name: value}]} further
 * more tables of that form charts     [{kind, title, description}] notes, assumptions, warnings
 * texts query
 *
 * A value of a row is text, a number, null (nobody recorded it), {"infinite": "+"} or "-", or
 * {"not_estimable": n} or {"suppressed": true}. Percents are shares 0 to 1, money is cents. */
void result_write_json(struct json *j, struct arena *a, const struct result *r);

/* One table, as a value. */
void table_write_json(struct json *j, const char *name, const struct result_table *t);
