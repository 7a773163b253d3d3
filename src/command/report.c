#include "report/report.h"

#include <stdio.h>

#include "base/file.h"
#include "base/text.h"
#include "command/all.h"
#include "command/site.h"
#include "command/write_report.h"
#include "report/gather.h"

bool write_report(struct site *s, struct arena *a, const struct gather_options *how,
                  const char *path, struct error *err)
{
    struct report_view view;
    const char *html;
    size_t length;
    if (!report_gather(s, a, how, &view, err) || !report_render(a, &view, &html, &length, err)
        || !file_write(path, html, length, err))
        return error_while(err, "writing the report");
    size_t measures = 0;
    for (size_t i = 0; i < view.programmes.count; i++)
        measures += view.programmes.at[i].results.count;
    fprintf(stderr, "ward: %s: %zu programmes, %zu measures, %zu bytes\n", path,
            view.programmes.count, measures, length);
    return true;
}

bool command_report(struct options *o, struct error *err)
{
    struct site_options so = site_options_make();
    struct gather_options how = {0};
    const char *path = "report.html", *language = NULL;
    const struct option table[] = {
        OPTIONS_DB(&so),
        OPTION_TEXT("output", 'o', &path, "FILE", "the file to write (report.html)"),
        OPTION_TEXT("pack", 'p', &how.pack, "PACK", "only this programme"),
        OPTION_TEXT("language", 0, &language, "en|es", "of labels and sentences"),
        OPTIONS_QUESTION(&so),
        OPTION_END,
    };
    struct site *s;
    if (!options_read(o, table, err) || !site_from_options(o, &so, STORE_READ, &s, err))
        return false;
    how.spanish = text_equal(language, "es");
    return write_report(s, o->arena, &how, path, err);
}
