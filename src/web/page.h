#pragma once
/* The frame of every page, and the small parts that pages are made of. */

#include "web/request.h"

/* Everything before the content: head, navigation, the one h1. */
void page_begin(struct html *h, const struct request *rq, const char *title);
/* The same where the content brings its own h1. */
void page_begin_untitled(struct html *h, const struct request *rq, const char *title);
/* Everything after it; the scripts that draw, where there are charts. */
void page_end(struct html *h, const struct request *rq);
void page_end_with_charts(struct html *h, const struct request *rq);
void page_end_with_script(struct html *h, const struct request *rq);

/* Where this page stands: links upwards, before the content. */
struct crumb {
    const char *path, *label;
};
void page_crumbs(struct html *h, const struct crumb *crumbs, size_t count);

/* Help beside the thing that it is about. */
void part_help(struct html *h, const char *summary, const char *text);

/* ---- forms */

/* "<form method=post action=...>" with the token of the session. */
void form_begin(struct html *h, const struct request *rq, const char *path);
void form_end(struct html *h);
void form_submit(struct html *h, const char *label, bool quiet);

struct form_text {
    const char *name, *label, *hint, *value, *error;
    const char *type;         /* of the input; NULL: text */
    const char *autocomplete; /* NULL: off */
    const char *inputmode;
    bool required, area; /* area: several lines */
};
void form_text(struct html *h, const struct form_text *f);

struct form_choice {
    const char *value, *label;
};
struct form_select {
    const char *name, *label, *hint, *value, *error;
    const struct form_choice *choices;
    size_t count;
    const char *empty; /* the words of no choice; NULL: there must be one */
    bool required;
};
void form_select(struct html *h, const struct form_select *f);

struct form_check {
    const char *name, *label, *hint;
    bool checked;
};
void form_check(struct html *h, const struct form_check *f);

/* The errors of a form, on top, each linked to its field. */
struct form_error {
    const char *field, *text; /* field NULL: of the form as a whole */
};
struct form_errors {
    struct form_error *at;
    size_t count, room;
};
void form_errors(struct html *h, const struct form_errors *errors);
const char *form_error_of(const struct form_errors *errors, const char *field);

/* ---- tables of pages: the labels; '#' in front makes a column of numbers */
void list_begin(struct html *h, const char *of, const char *caption, const char *const *labels);
void list_end(struct html *h);

/* Earlier and later pages of a list. base: path and query up to "page=". */
void part_pages(struct html *h, const char *base, int64_t page, bool more);

const char *count_text(struct arena *a, int64_t n);
