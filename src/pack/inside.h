#pragma once
/* What the files of this folder share: the tables that read a pack and print its reference. */

#include "base/csv.h"
#include "pack/pack.h"

/* A column of a spreadsheet of a pack. */
struct sheet_column {
    const char *name, *help;
    bool needed;
};

extern const struct sheet_column record_columns[], code_columns[], access_columns[],
    sample_columns[];

/* A key of a block's header. */
struct header_key {
    const char *key;
    void (*read)(struct complaints *wrong, const char *file, int line, const char *value,
                 void *into);
    size_t offset; /* of the member that it fills, in the kind's struct */
    bool needed;
    const char *help;
};

/* A kind of block. */
struct block_kind {
    const char *kind, *help;
    const struct header_key *keys;
    size_t size;
    void *(*add)(struct arena *a, struct pack *p);
};

extern const struct block_kind block_kinds[];
extern const struct header_key common_keys[];

void sheet_read_record(struct arena *a, struct pack *p, const struct pack_file *file,
                       struct complaints *wrong);
void sheet_read_codes(struct arena *a, struct pack *p, const struct pack_file *file,
                      struct complaints *wrong);
void sheet_read_access(struct arena *a, struct pack *p, const struct pack_file *file,
                       struct complaints *wrong);
void sheet_read_samples(struct arena *a, struct pack *p, const struct pack_file *file,
                        struct complaints *wrong);
void blocks_read(struct arena *a, struct pack *p, const struct pack_file *file,
                 struct complaints *wrong);
