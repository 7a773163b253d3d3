/* Assets, and the page that helps. */

#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "report/asset.h"
#include "report/report_parts.h"
#include "web/page.h"
#include "web/pages.h"

bool page_asset(struct request *rq, struct html *h, struct error *err)
{
    (void)h;
    const struct asset *a = asset_find(rq->param[0]);
    if (a == NULL)
        return error_set(err, ERROR_NOT_FOUND, "%s", _("There is no such file."));
    struct digest d = digest_of(a->bytes, a->length);
    char text[65];
    digest_write(&d, text);
    rq->reply.etag = arena_printf(rq->arena, "\"%.32s\"", text);
    rq->reply.shared = true;
    rq->reply.type = a->type;
    rq->reply.gzip = a->gzip;
    rq->reply.body = a->bytes;
    rq->reply.length = a->length;
    if (a->gzip && !rq->gzip_wanted) {
        const char *plain;
        size_t length;
        rq->reply.gzip = false;
        if (!asset_read(rq->arena, a->name, &plain, &length, err))
            return false;
        reply_body(rq, a->type, plain, length);
    }
    return true;
}

static void question(struct html *h, const char *asked, const char *answered)
{
    html_put(h, "<dt>%s</dt><dd>%s</dd>\n", asked, answered);
}

bool page_help(struct request *rq, struct html *h, struct error *err)
{
    (void)err;
    page_begin(h, rq, _("Help"));
    html_raw(h, "<dl class=\"words\">\n");
    question(h, _("Why do I not see a record or a field?"),
             _("Access is by role, from the spreadsheets of the packs (access.csv). What your role "
               "may not see is named and greyed, never silently blank. If your work needs it, ask "
               "an administrator for the role that has it."));
    question(h, _("Who sees what I read?"),
             _("Each reading of protected records is an entry of the ledger: who, when, which "
               "record, and the reason that access gives. It cannot be taken out unseen."));
    question(h, _("How do I correct a record?"),
             _("Open it and choose Amend it. What was there before stays in its history. What came "
               "from a file is better corrected at its source, and loaded again."));
    question(h, _("A number looks wrong. What now?"),
             _("Open \u201cCan I trust this?\u201d below it: it says how many rows were used and "
               "left out, "
               "the method, the query and the version of the data. Then look at Problems."));
    question(h, _("What does an interval mean?"),
             _("The range of true values that fit what was counted. A wide one means few data."));
    html_raw(h, "</dl>\n");
    report_words(h);
    page_end(h, rq);
    return true;
}
