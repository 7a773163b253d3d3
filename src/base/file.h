#pragma once
/* Files, read and written whole, and folders. */

#include "base/list.h"

/* A file's bytes, at most limit, with a NUL after them (length may be NULL). folder may be NULL.
 * Fails: ERROR_NOT_FOUND, ERROR_IO (a directory, no right to read), ERROR_INVALID (too long),
 * naming the file. */
MUST_CHECK bool file_read(struct arena *a, const char *folder, const char *name, size_t limit,
                          const char **out, size_t *length, struct error *err);

/* Writes a file so that it is there whole or not at all: a new file beside it, synced, then renamed
 * over it. Fails: ERROR_IO. */
MUST_CHECK bool file_write(const char *path, const void *bytes, size_t length, struct error *err);

bool file_exists(const char *path);
bool file_is_folder(const char *path);

/* Makes a folder and those above it; one that is there is good. */
MUST_CHECK bool folder_make(const char *path, struct error *err);

/* The names in a folder that end so (".csv"; "" for all), sorted; hidden ones are left out. A
 * folder that is not there has none. */
MUST_CHECK bool folder_list(struct arena *a, const char *path, const char *ending,
                            struct text_list *out, struct error *err);
