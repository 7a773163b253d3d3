#include "command/site.h"

#include <jansson.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

#ifndef WARD_PACK_FOLDER
#define WARD_PACK_FOLDER "/usr/share/ward/packs"
#endif

struct site_options site_options_make(void)
{
    return (struct site_options){
        .as_of = NO_DATE, .from = NO_DATE, .to = NO_DATE, .known_at = NO_INSTANT};
}

const char *site_options_db(const struct site_options *s)
{
    const char *outside = getenv("WARD_DB");
    return s->db != NULL ? s->db : outside != NULL ? outside : "ward.db";
}

bool site_from_options(struct options *o, const struct site_options *s, enum store_mode mode,
                       struct site **out, struct error *err)
{
    struct site *site;
    if (!site_open(o->arena, site_options_db(s), mode, o->now, &site, err))
        return false;
    struct question q = site->question;
    if (date_is(s->as_of)) {
        q.as_of = s->as_of;
        q.on_that_day = true;
    }
    q.from = s->from;
    q.to = s->to;
    q.known_at = s->known_at;
    q.role = s->role;
    q.user = s->user;
    if (s->role != NULL) {
        bool known = false;
        struct text_list names = {0};
        for (size_t i = 0; i < site->packs.count; i++)
            for (size_t j = 0; j < site->packs.at[i]->access.count; j++) {
                const char *role = site->packs.at[i]->access.at[j].role;
                known = known || text_equal(role, s->role);
                *list_add(o->arena, &names) = role;
            }
        if (!known)
            return error_set(err, ERROR_USAGE, "no pack names the role %s%s", s->role,
                             text_did_you_mean(o->arena, s->role, names.at, names.count));
    }
    if (!site_ask(site, &q, err))
        return false;
    *out = site;
    return true;
}

struct act act_from_options(const struct options *o, const struct site_options *s,
                            const char *otherwise)
{
    const struct passwd *login = s->user == NULL ? getpwuid(getuid()) : NULL;
    const char *actor = s->user != NULL ? s->user
                        : login != NULL ? arena_text(o->arena, login->pw_name)
                                        : "unknown";
    return (struct act){actor, s->why != NULL ? s->why : otherwise, o->now};
}

/* ---- finding packs --------------------------------------------------------- */

// Where packs are looked for, in order.
static struct text_list pack_folders(struct arena *a)
{
    struct text_list folders = {0};
    const char *outside = getenv("WARD_PACKS");
    char program[4096];
    if (outside != NULL)
        *list_add(a, &folders) = outside;
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length > 0) {
        program[length] = '\0';
        char *slash = strrchr(program, '/');
        if (slash != NULL) {
            *slash = '\0';
            // From a build folder inside the source tree, and from an installation.
            *list_add(a, &folders) = arena_printf(a, "%s/../../../packs", program);
            *list_add(a, &folders) = arena_printf(a, "%s/../packs", program);
            *list_add(a, &folders) = arena_printf(a, "%s/../share/ward/packs", program);
        }
    }
    *list_add(a, &folders) = WARD_PACK_FOLDER;
    return folders;
}

static bool is_pack(struct arena *a, const char *folder)
{
    return file_exists(arena_printf(a, "%s/pack.json", folder));
}

bool packs_known(struct options *o, struct text_list *out, struct error *err)
{
    struct text_list folders = pack_folders(o->arena), known = {0};
    for (size_t i = 0; i < folders.count && known.count == 0; i++) {
        struct text_list names;
        if (!folder_list(o->arena, folders.at[i], "", &names, err))
            return false;
        for (size_t j = 0; j < names.count; j++)
            if (is_pack(o->arena, arena_printf(o->arena, "%s/%s", folders.at[i], names.at[j])))
                *list_add(o->arena, &known) = names.at[j];
    }
    *out = known;
    return true;
}

// A path as a person would write it: from here where it lies below, else whole.
static const char *short_path(struct arena *a, const char *path)
{
    char *whole = realpath(path, NULL), *here = realpath(".", NULL);
    const char *text = arena_text(a, whole == NULL ? path : whole);
    size_t length = here == NULL ? 0 : strlen(here);
    if (here != NULL && strncmp(text, here, length) == 0 && text[length] == '/')
        text += length + 1;
    free(whole);
    free(here);
    return text;
}

bool pack_folder(struct options *o, const char *name, const char **out, struct error *err)
{
    if (is_pack(o->arena, name)) {
        *out = name;
        return true;
    }
    struct text_list folders = pack_folders(o->arena), known;
    for (size_t i = 0; i < folders.count; i++) {
        const char *folder = arena_printf(o->arena, "%s/%s", folders.at[i], name);
        if (is_pack(o->arena, folder)) {
            *out = short_path(o->arena, folder);
            return true;
        }
    }
    if (!packs_known(o, &known, err))
        return false;
    return error_set(err, ERROR_NOT_FOUND, "there is no pack %s%s; packs: %s", name,
                     text_did_you_mean(o->arena, name, known.at, known.count),
                     known.count == 0 ? "none found; say where with WARD_PACKS"
                                      : text_series(o->arena, &known, "and"));
}

static bool is_in(const struct text_list *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (text_equal(names->at[i], name))
            return true;
    return false;
}

// What a pack requires, read from its pack.json.
static bool add_required(struct options *o, const struct pack_files *files, struct text_list *names)
{
    for (size_t i = 0; i < files->count; i++) {
        if (!text_equal(files->at[i].path, "pack.json"))
            continue;
        json_t *root = json_loads(files->at[i].text, 0, NULL);
        const json_t *requires = json_object_get(root, "requires");
        for (size_t j = 0; j < json_array_size(requires); j++) {
            const char *name = json_string_value(json_array_get(requires, j));
            if (name != NULL && !is_in(names, name))
                *list_add(o->arena, names) = arena_text(o->arena, name);
        }
        json_decref(root);
    }
    return true;
}

bool packs_from_names(struct options *o, const struct text_list *names, struct pack_set *out,
                      struct error *err)
{
    struct text_list wanted = {0};
    struct pack_set set = {0};
    for (size_t i = 0; i < names->count; i++)
        if (!is_in(&wanted, names->at[i]))
            *list_add(o->arena, &wanted) = names->at[i];
    for (size_t i = 0; i < wanted.count; i++) {
        const char *folder;
        struct pack_files files;
        if (!pack_folder(o, wanted.at[i], &folder, err)
            || !pack_files_read(o->arena, folder, &files, err))
            return false;
        *list_add(o->arena, &set) = files;
        add_required(o, &files, &wanted);
    }
    *out = set;
    return true;
}
