#include "base/words.h"

#include <libintl.h>
#include <string.h>

// Who reads is known by the thread that answers; passing it through every label would say nothing.
static _Thread_local enum words_language used = WORDS_OF_LOCALE;

void words_use(enum words_language language)
{
    used = language;
}

enum words_language words_used(void)
{
    return used;
}

static const char *in_table(const struct words_pair *table, const char *text)
{
    for (const struct words_pair *p = table; p->english != NULL; p++)
        if (strcmp(p->english, text) == 0)
            return p->other;
    return text;
}

const char *words_say(const char *text)
{
    switch (used) {
    case WORDS_SPANISH:
        return in_table(words_spanish, text);
    case WORDS_ENGLISH:
        return text;
    case WORDS_OF_LOCALE:
        break;
    }
    return gettext(text);
}

const char *words_count(const char *one, const char *many, long long n)
{
    if (used == WORDS_OF_LOCALE)
        return ngettext(one, many, (unsigned long)n);
    return words_say(n == 1 ? one : many);
}
