#include "pack/inside.h"

#include <stdio.h>

#include "base/digest.h"
#include "base/file.h"

enum { PACK_FILE_LIMIT = 16 * 1024 * 1024, COMPLAINTS_SHOWN = 12 };

static bool read_folder(struct arena *a, const char *folder, const char *inner, const char *ending,
                        struct pack_files *files, struct error *err)
{
    struct text_list names;
    const char *path = inner == NULL ? folder : arena_printf(a, "%s/%s", folder, inner);
    if (!folder_list(a, path, ending, &names, err))
        return false;
    for (size_t i = 0; i < names.count; i++) {
        const char *text;
        if (!file_read(a, path, names.at[i], PACK_FILE_LIMIT, &text, NULL, err))
            return false;
        struct pack_file *file = list_add(a, files);
        file->path = inner == NULL ? names.at[i] : arena_printf(a, "%s/%s", inner, names.at[i]);
        file->text = text;
    }
    return true;
}

bool pack_files_read(struct arena *a, const char *folder, struct pack_files *out, struct error *err)
{
    struct pack_files files = {.folder = arena_text(a, folder)};
    if (!file_is_folder(folder))
        return error_set(err, ERROR_NOT_FOUND,
                         "%s is not a folder: a pack is a folder with a pack.json", folder);
    if (!file_exists(arena_printf(a, "%s/pack.json", folder)))
        return error_set(err, ERROR_NOT_FOUND, "%s has no pack.json, so it is not a pack", folder);
    if (!read_folder(a, folder, NULL, ".json", &files, err)
        || !read_folder(a, folder, NULL, "access.csv", &files, err)
        || !read_folder(a, folder, "sample", "sample.csv", &files, err)
        || !read_folder(a, folder, "records", ".csv", &files, err)
        || !read_folder(a, folder, "codes", ".csv", &files, err)
        || !read_folder(a, folder, NULL, ".sql", &files, err)
        || !read_folder(a, folder, "maps", ".sql", &files, err))
        return false;
    *out = files;
    return true;
}

const char *pack_files_digest(struct arena *a, const struct pack_files *files)
{
    struct digest_maker maker;
    digest_begin(&maker);
    for (size_t i = 0; i < files->count; i++) {
        digest_text(&maker, files->at[i].path);
        digest_text(&maker, files->at[i].text);
    }
    struct digest digest = digest_end(&maker);
    char *text = arena_alloc(a, 65);
    digest_write(&digest, text);
    return text;
}

void complain(struct complaints *c, const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct complaint *new = list_add(c->arena, c);
    new->file = file;
    new->line = line;
    new->text = arena_vprintf(c->arena, format, args);
    va_end(args);
}

bool complaints_error(const struct complaints *c, struct error *err)
{
    if (c->count == 0)
        return true;
    error_set(err, ERROR_INVALID, "%zu %s in the packs:", c->count,
              c->count == 1 ? "error" : "errors");
    for (size_t i = 0; i < c->count && i < COMPLAINTS_SHOWN; i++) {
        struct error longer = *err;
        const struct complaint *at = &c->at[i];
        if (at->line > 0)
            error_set(err, ERROR_INVALID, "%s\n  %s:%d: %s", longer.text, at->file, at->line,
                      at->text);
        else
            error_set(err, ERROR_INVALID, "%s\n  %s: %s", longer.text, at->file, at->text);
    }
    return false;
}
