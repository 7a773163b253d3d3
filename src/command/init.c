#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "command/all.h"
#include "command/setting.h"
#include "command/site.h"

bool settings_from_texts(struct arena *a, const struct text_list *texts, struct setting_list *out,
                         struct error *err)
{
    for (size_t i = 0; i < texts->count; i++) {
        const char *equals = strchr(texts->at[i], '=');
        if (equals == NULL)
            return error_set(err, ERROR_USAGE,
                             "\"%s\": a setting is written KEY=VALUE, as in zone=America/Chicago",
                             texts->at[i]);
        struct setting *s = list_add(a, out);
        s->key = arena_text_n(a, texts->at[i], (size_t)(equals - texts->at[i]));
        s->value = equals + 1;
    }
    return true;
}

void setting_add_secret(struct arena *a, struct setting_list *settings)
{
    unsigned char bytes[32];
    char text[65];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(text, sizeof text, bytes, sizeof bytes);
    struct setting *s = list_add(a, settings);
    *s = (struct setting){"secret", arena_text(a, text)};
}

bool command_init(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    struct text_list names = {0}, texts = {0};
    struct setting_list settings = {0};
    const struct option table[] = {
        OPTIONS_DB(&so),
        OPTION_TEXTS("pack", 'p', &names, "PACK", "a pack, by name or folder; again for more"),
        OPTION_TEXTS("set", 's', &texts, "KEY=VALUE",
                     "a setting: name, zone, state, agency, city, county"),
        OPTIONS_ACT(&so),
        OPTION_END,
    };
    if (!options_read(o, table, err) || !settings_from_texts(o->arena, &texts, &settings, err))
        return false;
    if (names.count == 0)
        return error_set(err, ERROR_USAGE,
                         "say which packs: ward init --pack trust --pack violence");
    struct pack_set packs;
    struct site *site;
    const char *path = so.db != NULL               ? so.db
                       : getenv("WARD_DB") != NULL ? getenv("WARD_DB")
                                                   : "ward.db";
    const struct act act = act_from_options(o, &so, "a new database");
    setting_add_secret(o->arena, &settings);
    if (!packs_from_names(o, &names, &packs, err)
        || !site_create(o->arena, path, packs.at, packs.count, &settings, &act, &site, err))
        return false;
    for (size_t i = 0; i < site->packs.count; i++)
        fprintf(stderr, "ward: %s %s: %zu records, %zu measures\n", site->packs.at[i]->name,
                site->packs.at[i]->version, site->packs.at[i]->records.count,
                site->packs.at[i]->measures.count);
    fprintf(stderr, "ward: made %s\n", path);
    return true;
}
