#include "answer/reconcile.h"

#include <inttypes.h>
#include <stdio.h>

#include "answer/result.h"
#include "base/text.h"
#include "command/all.h"
#include "command/print.h"
#include "command/site.h"

bool command_reconcile(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    const char *name = NULL;
    const struct option table[] = {
        ARGUMENT("NAME", &name, "the reconciliation"),
        OPTIONS_DB(&so),
        OPTIONS_QUESTION(&so),
        OPTION_END,
    };
    static const char *const words[] = {"agrees", "only in a", "only in b", "differs"};
    struct site *s;
    struct reconciliation r;
    struct result_table t = {0};
    struct arena *a = o->arena;
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_READ, &s, err)
        || !reconcile_ask(s, a, name, 0.95, &r, err))
        return false;
    table_column(a, &t, "is", "Is", COLUMN_TEXT);
    table_column(a, &t, "key", "Key", COLUMN_TEXT);
    table_column(a, &t, "differs", "Differs in", COLUMN_TEXT);
    for (size_t i = 0; i < r.rows.count; i++) {
        table_text(a, &t, words[r.rows.at[i].is]);
        table_text(a, &t, r.rows.at[i].key);
        table_text(a, &t,
                   r.rows.at[i].differs.count == 0 ? NULL
                                                   : text_series(a, &r.rows.at[i].differs, "and"));
    }
    fprintf(stderr,
            "ward: a, %s: %" PRId64 "; b, %s: %" PRId64 ". %" PRId64 " agree, %" PRId64
            " differ, %" PRId64 " only in a, %" PRId64 " only in b\n",
            r.reconcile->a, r.in_a, r.reconcile->b, r.in_b, r.agree, r.differ, r.only_a, r.only_b);
    if (r.repeated_a + r.repeated_b + r.without_key > 0)
        fprintf(stderr,
                "ward: left out: %" PRId64 " repeated in a, %" PRId64 " repeated in b, %" PRId64
                " without a key\n",
                r.repeated_a, r.repeated_b, r.without_key);
    fprintf(stderr, "ward: %s\n", r.missed);
    return print_table(o, &t, err);
}
