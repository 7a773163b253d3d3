#include "pack/inside.h"

#include "base/buf.h"
#include "base/text.h"

static void write_columns(struct buf *out, const char *title, const struct sheet_column *c)
{
    buf_put(out, "\n## %s\n\n| column | holds |\n|---|---|\n", title);
    for (; c->name != NULL; c++)
        buf_put(out, "| `%s`%s | %s |\n", c->name, c->needed ? " (needed)" : "", c->help);
}

static void write_keys(struct buf *out, const struct header_key *k)
{
    if (k->key == NULL)
        return;
    buf_text(out, "\n| key | says |\n|---|---|\n");
    for (; k->key != NULL; k++)
        buf_put(out, "| `%s`%s | %s |\n", k->key, k->needed ? " (needed)" : "", k->help);
}

static void write_clock_keys(struct buf *out)
{
    size_t count;
    const struct clock_key *keys = clock_keys(&count);
    buf_text(out,
             "\nThe rule itself, in the header or as columns of the code list that `rules` names:\n"
             "\n| key | says |\n|---|---|\n");
    for (size_t i = 0; i < count; i++)
        buf_put(out, "| `%s` | %s |\n", keys[i].key, keys[i].means);
}

void pack_reference(struct buf *out)
{
    buf_text(out,
             "# The pack language\n\nPrinted by `ward pack reference` from the tables that read "
             "packs; docs/packs.md explains it.\n");
    write_columns(out, "records/NAME.csv", record_columns);
    write_columns(out, "codes/NAME.csv", code_columns);
    write_columns(out, "access.csv", access_columns);
    write_columns(out, "sample/sample.csv", sample_columns);
    buf_text(out, "\n## Keys of every block\n");
    write_keys(out, common_keys);
    for (const struct block_kind *k = block_kinds; k->kind != NULL; k++) {
        buf_put(out, "\n## %s: %s\n", k->kind, k->help);
        write_keys(out, k->keys);
        if (text_equal(k->kind, "clock"))
            write_clock_keys(out);
    }
}
