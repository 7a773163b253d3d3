#pragma once
/* Lists: a struct with the members `T *at; size_t count, room;`, grown one item at a time. */

#include "base/arena.h"

/* Adds a zeroed item at the end of *l, in memory of the arena, and gives its address, which is good
 * until the next list_add. Doubles its room, so a list of n items costs O(n). */
#define list_add(a, l)                                                                             \
    ((l)->at = list_grow((a), (l)->at, (l)->count, &(l)->room, sizeof *(l)->at),                   \
     &(l)->at[(l)->count++])

void *list_grow(struct arena *a, void *at, size_t count, size_t *room, size_t size);

/* A list of texts, the most common one. */
struct text_list {
    const char **at;
    size_t count, room;
};
