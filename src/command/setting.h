#pragma once
/* Settings as the command line gives them. */

#include "store/site.h"

/* "zone=America/Chicago" and the like. */
MUST_CHECK bool settings_from_texts(struct arena *a, const struct text_list *texts,
                                    struct setting_list *out, struct error *err);

/* The site's own secret, by which persons of a source get their pseudonyms. */
void setting_add_secret(struct arena *a, struct setting_list *settings);
