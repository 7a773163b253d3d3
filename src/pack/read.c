#include "pack/inside.h"

#include <jansson.h>
#include <string.h>

#include "base/text.h"

static const char *json_member(struct arena *a, const json_t *object, const char *key)
{
    return arena_text(a, json_string_value(json_object_get(object, key)));
}

static struct text_list json_texts(struct arena *a, const json_t *object, const char *key,
                                   const char *file, struct complaints *wrong)
{
    struct text_list list = {0};
    const json_t *array = json_object_get(object, key);
    if (array != NULL && !json_is_array(array))
        complain(wrong, file, 0, "%s: expected a list of texts", key);
    for (size_t i = 0; i < json_array_size(array); i++) {
        const char *text = json_string_value(json_array_get(array, i));
        if (text == NULL)
            complain(wrong, file, 0, "%s: item %zu is not a text", key, i + 1);
        else
            *list_add(a, &list) = arena_text(a, text);
    }
    return list;
}

static void read_about(struct arena *a, struct pack *p, const struct pack_file *file,
                       struct complaints *wrong)
{
    static const char *const keys[] = {"name",    "title",    "title::es", "about",   "about::es",
                                       "version", "requires", "license",   "sources", "agenda"};
    enum { KEYS = sizeof keys / sizeof keys[0] };
    const char *path =
        arena_printf(a, "%s/%s", p->files->folder == NULL ? "pack" : p->files->folder, file->path);
    json_error_t bad;
    json_t *root = json_loads(file->text, JSON_REJECT_DUPLICATES, &bad);
    if (root == NULL || !json_is_object(root)) {
        complain(wrong, path, root == NULL ? bad.line : 1, "%s",
                 root == NULL ? bad.text : "expected an object, { … }");
        json_decref(root);
        return;
    }
    const char *key;
    json_t *value;
    json_object_foreach(root, key, value)
    {
        bool known = false;
        for (size_t i = 0; i < KEYS; i++)
            known = known || text_equal(key, keys[i]);
        if (!known)
            complain(wrong, path, 0, "there is no key \"%s\" here%s", key,
                     text_did_you_mean(a, key, keys, KEYS));
    }
    p->name = json_member(a, root, "name");
    p->title = json_member(a, root, "title");
    p->title_es = json_member(a, root, "title::es");
    p->about = json_member(a, root, "about");
    p->about_es = json_member(a, root, "about::es");
    p->version = json_member(a, root, "version");
    p->license = json_member(a, root, "license");
    p->requires = json_texts(a, root, "requires", path, wrong);
    p->sources = json_texts(a, root, "sources", path, wrong);
    p->agenda = json_texts(a, root, "agenda", path, wrong);
    if (p->name == NULL || p->title == NULL || p->version == NULL)
        complain(wrong, path, 0, "name, title and version are needed, each a text");
    json_decref(root);
}

void pack_read(struct arena *a, const struct pack_files *files, struct pack *out,
               struct complaints *wrong)
{
    struct pack p = {.files = files};
    for (size_t i = 0; i < files->count; i++)
        if (text_equal(files->at[i].path, "pack.json"))
            read_about(a, &p, &files->at[i], wrong);
    if (p.name == NULL)
        p.name = "pack";
    for (size_t i = 0; i < files->count; i++) {
        const struct pack_file *file = &files->at[i];
        size_t length = strlen(file->path);
        if (text_starts(file->path, "records/"))
            sheet_read_record(a, &p, file, wrong);
        else if (text_starts(file->path, "codes/"))
            sheet_read_codes(a, &p, file, wrong);
        else if (text_equal(file->path, "access.csv"))
            sheet_read_access(a, &p, file, wrong);
        else if (text_equal(file->path, "sample/sample.csv"))
            sheet_read_samples(a, &p, file, wrong);
        else if (length > 4 && text_equal(file->path + length - 4, ".sql"))
            blocks_read(a, &p, file, wrong);
    }
    *out = p;
}

const struct field *record_field(const struct record *r, const char *name)
{
    int at = record_field_index(r, name);
    return at < 0 ? NULL : &r->fields.at[at];
}

int record_field_index(const struct record *r, const char *name)
{
    for (size_t i = 0; i < r->fields.count; i++)
        if (text_equal(r->fields.at[i].name, name))
            return (int)i;
    return -1;
}

const struct field *record_happened(const struct record *r)
{
    for (size_t i = 0; i < r->fields.count; i++)
        if (r->fields.at[i].when == WHEN_HAPPENED)
            return &r->fields.at[i];
    return NULL;
}

size_t record_key_count(const struct record *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->fields.count; i++)
        count += r->fields.at[i].required == REQUIRED_KEY;
    return count;
}

bool block_in_force(const struct block *b, struct date on)
{
    return (!date_is(b->from) || b->from.days <= on.days)
           && (!date_is(b->to) || on.days <= b->to.days);
}

bool code_list_is_dated(const struct code_list *list)
{
    for (size_t i = 0; i < list->rows.count; i++)
        for (size_t j = 0; j < i; j++)
            if (text_equal(list->rows.at[i][0], list->rows.at[j][0]))
                return true;
    return false;
}
