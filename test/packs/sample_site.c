#include "sample_site.h"

#include <dirent.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/text.h"
#include "t.h"

static const struct act act = {
    .actor = "test",
    .purpose = "the sample city",
    .at = {1769889600LL * 1000000}, // 31 January 2026, noon in Riverton
};

static const char *packs_folder(void)
{
    const char *folder = getenv("WARD_PACKS");
    NEED(folder != NULL);
    return folder;
}

const char *packs_test_folder(struct arena *a)
{
    return arena_printf(a, "%s/../test/packs", packs_folder());
}

struct pack_files_list {
    struct pack_files *at;
    size_t count, room;
};

static void add_pack(struct arena *a, struct pack_files_list *list, const char *name)
{
    const char *folder = arena_printf(a, "%s/%s", packs_folder(), name);
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->at[i].folder, folder))
            return;
    struct error err = {0};
    struct pack_files *files = list_add(a, list);
    NEED_OK(pack_files_read(a, folder, files, &err), err);
    struct complaints wrong = {.arena = a};
    struct pack pack;
    pack_read(a, files, &pack, &wrong);
    NEED_OK(wrong.count == 0 || complaints_error(&wrong, &err), err);
    for (size_t i = 0; i < pack.requires.count; i++)
        add_pack(a, list, pack.requires.at[i]);
}

static struct site *site_of(struct arena *a, const struct pack_files_list *files)
{
    static const struct setting settings[] = {
        {"name", "Riverton"}, {"zone", "America/Los_Angeles"},
        {"state", "CA"},      {"agency", "CA9990100"},
        {"city", "Riverton"}, {"county", "River"},
    };
    struct setting_list list = {0};
    struct error err = {0};
    struct site *site;
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
        *list_add(a, &list) = settings[i];
    NEED_OK(site_create(a, ":memory:", files->at, files->count, &list, &act, &site, &err), err);
    return site;
}

struct site *sample_site(struct arena *a, const char *pack)
{
    struct pack_files_list files = {0};
    add_pack(a, &files, pack);
    return site_of(a, &files);
}

struct site *sample_site_beside(struct arena *a, const char *pack, const char *other)
{
    struct pack_files_list files = {0};
    add_pack(a, &files, pack);
    add_pack(a, &files, other);
    return site_of(a, &files);
}

struct text_list sample_packs(struct arena *a)
{
    struct text_list names = {0};
    DIR *folder = opendir(packs_folder());
    NEED(folder != NULL);
    for (const struct dirent *e = readdir(folder); e != NULL; e = readdir(folder))
        if (*e->d_name != '.')
            *list_add(a, &names) = arena_text(a, e->d_name);
    closedir(folder);
    return names;
}

struct load_result sample_load_file(struct arena *a, struct site *s, const char *map,
                                    const char *path)
{
    const struct load_options options = {0};
    struct load_result result = {0};
    struct error err = {0};
    const struct map *m = packs_map(&s->packs, map);
    NEED(m != NULL);
    NEED_OK(load_file(s, a, m, path, &options, &act, &result, &err), err);
    return result;
}

struct loaded_list sample_load(struct arena *a, struct site *s)
{
    struct loaded_list list = {0};
    for (size_t i = 0; i < s->packs.count; i++) {
        const struct pack *p = s->packs.at[i];
        for (size_t j = 0; j < p->samples.count; j++) {
            const char *path =
                arena_printf(a, "%s/%s/sample/%s", packs_folder(), p->name, p->samples.at[j].file);
            struct load_result r = sample_load_file(a, s, p->samples.at[j].map, path);
            *list_add(a, &list) = (struct loaded){p->samples.at[j].map, r};
        }
    }
    return list;
}

struct sheet_rows sheet_rows_of(struct arena *a, const char *path, const char *const columns[],
                                size_t column_count)
{
    const struct source_options how = {.format = "csv"};
    struct sheet_rows rows = {0};
    struct source *source;
    struct error err = {0};
    NEED_OK(source_open(a, path, &how, &source, &err), err);
    while (source_next(source)) {
        const char **row = ARENA_ARRAY(a, const char *, column_count);
        for (size_t i = 0; i < column_count; i++) {
            int at = source_find(source, columns[i]);
            NEED(at >= 0);
            struct span cell = source_cell(source, (size_t)at);
            row[i] = cell.at == NULL ? "" : arena_text_n(a, cell.at, cell.length);
        }
        *list_add(a, &rows) = row;
    }
    NEED_OK(source_done(source, &err), err);
    return rows;
}
