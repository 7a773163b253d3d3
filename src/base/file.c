#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool io_error(struct error *err, const char *doing, const char *path)
{
    return error_set(err, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_IO, "cannot %s %s: %s", doing,
                     path, strerror(errno));
}

static void close_file(void *file)
{
    close((int)(intptr_t)file);
}

bool file_read(struct arena *a, const char *folder, const char *name, size_t limit,
               const char **out, size_t *length, struct error *err)
{
    struct arena scratch = {0};
    const char *path = folder == NULL ? name : arena_printf(&scratch, "%s/%s", folder, name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    bool ok = true;
    if (file < 0)
        ok = io_error(err, "open", path);
    else
        arena_defer(&scratch, close_file, (void *)(intptr_t)file);
    if (ok && fstat(file, &about) != 0)
        ok = io_error(err, "read", path);
    if (ok && S_ISDIR(about.st_mode))
        ok = error_set(err, ERROR_IO, "%s is a folder, not a file", path);
    if (ok && about.st_size > 0 && (size_t)about.st_size > limit)
        ok = error_set(err, ERROR_INVALID, "%s is longer than %zu bytes", path, limit);
    size_t room = ok ? (size_t)about.st_size + 1 : 0, count = 0;
    char *bytes = ok ? arena_alloc(a, room) : NULL;
    while (ok) {
        ssize_t got = read(file, bytes + count, room - count);
        if (got < 0) {
            ok = io_error(err, "read", path);
        } else if (got == 0) {
            break;
        } else if ((count += (size_t)got) == room) { // it grew, or is a pipe
            if (room > limit)
                ok = error_set(err, ERROR_INVALID, "%s is longer than %zu bytes", path, limit);
            char *moved = arena_alloc(a, room * 2);
            memcpy(moved, bytes, count);
            bytes = moved;
            room *= 2;
        }
    }
    if (ok) {
        bytes[count] = '\0';
        *out = bytes;
        if (length != NULL)
            *length = count;
    }
    arena_free(&scratch);
    return ok;
}

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t put = write(file, bytes, length);
        if (put < 0 && errno != EINTR)
            return false;
        if (put > 0) {
            bytes += put;
            length -= (size_t)put;
        }
    }
    return true;
}

bool file_write(const char *path, const void *bytes, size_t length, struct error *err)
{
    struct arena scratch = {0};
    struct stat about;
    // What is not a plain file (a pipe, /dev/stdout) cannot be replaced, only written to.
    bool plain = stat(path, &about) != 0 || S_ISREG(about.st_mode);
    char *beside =
        plain ? arena_printf(&scratch, "%s.new-XXXXXX", path) : arena_text(&scratch, path);
    int file = plain ? mkostemp(beside, O_CLOEXEC) : open(path, O_WRONLY | O_CLOEXEC);
    bool ok = file >= 0 && (!plain || fchmod(file, 0644) == 0) && write_all(file, bytes, length)
              && (!plain || fsync(file) == 0);
    if (!ok)
        io_error(err, "write", path);
    if (file >= 0 && close(file) != 0 && ok)
        ok = io_error(err, "write", path);
    if (ok && plain && rename(beside, path) != 0)
        ok = io_error(err, "write", path);
    if (!ok && plain && file >= 0)
        unlink(beside);
    arena_free(&scratch);
    return ok;
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool folder_make(const char *path, struct error *err)
{
    struct arena scratch = {0};
    char *part = arena_text(&scratch, path);
    bool ok = true;
    for (char *slash = part + 1; ok && *slash != '\0'; slash++) {
        if (*slash != '/')
            continue;
        *slash = '\0';
        if (mkdir(part, 0755) != 0 && errno != EEXIST)
            ok = io_error(err, "make the folder", part);
        *slash = '/';
    }
    if (ok && mkdir(part, 0755) != 0 && (errno != EEXIST || !file_is_folder(part)))
        ok = io_error(err, "make the folder", part);
    arena_free(&scratch);
    return ok;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool folder_list(struct arena *a, const char *path, const char *ending, struct text_list *out,
                 struct error *err)
{
    struct text_list names = {0};
    DIR *folder = opendir(path);
    if (folder == NULL && errno != ENOENT)
        return io_error(err, "open the folder", path);
    size_t tail = strlen(ending);
    const struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        size_t length = strlen(entry->d_name);
        if (entry->d_name[0] != '.' && length >= tail
            && strcmp(entry->d_name + length - tail, ending) == 0)
            *list_add(a, &names) = arena_text(a, entry->d_name);
    }
    if (folder != NULL)
        closedir(folder);
    if (names.count > 1)
        qsort(names.at, names.count, sizeof names.at[0], by_text);
    *out = names;
    return true;
}
