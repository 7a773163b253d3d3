#pragma once
/* Reads a source to its end, and checks what source.h promises of every cell. */

#include "intake/source.h"

/* A number that two readings of the same bytes share; the notes, the rows and the error count. */
uint64_t drain(const char *name, const void *bytes, size_t length,
               const struct source_options *how);

/* Aborts when blocks of another size give something else. */
void drain_in_blocks(const char *name, const void *bytes, size_t length, struct source_options how);
