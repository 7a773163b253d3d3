#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

bool text_is_utf8(const char *text, size_t length, size_t *bad)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t i = 0;
    while (i < length) {
        unsigned char c = s[i];
        size_t more = c < 0x80                ? 0
                      : c >= 0xC2 && c < 0xE0 ? 1
                      : c >= 0xE0 && c < 0xF0 ? 2
                      : c >= 0xF0 && c < 0xF5 ? 3
                                              : 9;
        bool good = more != 9 && c != 0 && i + more < length;
        for (size_t j = 1; good && j <= more; j++)
            good = (s[i + j] & 0xC0) == 0x80;
        if (good && more == 2) // no overlong forms, no surrogates
            good = !(c == 0xE0 && s[i + 1] < 0xA0) && !(c == 0xED && s[i + 1] > 0x9F);
        if (good && more == 3) // no overlong forms, nothing beyond U+10FFFF
            good = !(c == 0xF0 && s[i + 1] < 0x90) && !(c == 0xF4 && s[i + 1] > 0x8F);
        if (!good) {
            if (bad != NULL)
                *bad = i;
            return false;
        }
        i += more + 1;
    }
    return true;
}

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

// utf8proc's mapping of a text, in the arena; NULL where the text is not UTF-8.
static char *map_text(struct arena *a, const char *text, utf8proc_option_t options)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text, 0, &mapped,
                                           UTF8PROC_NULLTERM | UTF8PROC_STABLE | options);
    char *copy = length < 0 ? NULL : arena_text_n(a, (const char *)mapped, (size_t)length);
    free(mapped);
    return copy;
}

const char *text_nfc(struct arena *a, const char *text)
{
    if (is_ascii(text))
        return text;
    const char *composed = map_text(a, text, UTF8PROC_COMPOSE);
    return composed == NULL ? text : composed;
}

static bool is_letter_or_digit(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

const char *text_fold(struct arena *a, const char *text)
{
    char *folded = NULL;
    if (!is_ascii(text))
        folded = map_text(a, text,
                          UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK
                              | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    if (folded == NULL)
        folded = arena_text(a, text);
    char *to = folded;
    for (const char *from = folded; *from != '\0'; from++) {
        unsigned char c = (unsigned char)*from;
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + 'a' - 'A');
        // Typographic punctuation of Latin text (U+2000 to U+206F) is punctuation too.
        if (c == 0xE2 && ((unsigned char)from[1] == 0x80 || (unsigned char)from[1] == 0x81)) {
            c = ' ';
            from += from[2] != '\0' ? 2 : 1;
        }
        if (is_letter_or_digit(c))
            *to++ = (char)c;
        else if (to > folded && to[-1] != ' ')
            *to++ = ' ';
    }
    if (to > folded && to[-1] == ' ')
        to--;
    *to = '\0';
    return folded;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char *trim_n(struct arena *a, const char *text, size_t length)
{
    while (length > 0 && is_space(text[length - 1]))
        length--;
    while (length > 0 && is_space(*text)) {
        text++;
        length--;
    }
    return arena_text_n(a, text, length);
}

const char *text_trim(struct arena *a, const char *text)
{
    return trim_n(a, text, strlen(text));
}

bool text_equal(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool text_starts(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

bool text_starts_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    if (strncasecmp(text, word, length) != 0)
        return false;
    char c = text[length];
    return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
             || c == '_');
}

bool text_blank(const char *text)
{
    if (text == NULL)
        return true;
    while (is_space(*text))
        text++;
    return *text == '\0';
}

struct text_list text_split(struct arena *a, const char *text, char separator)
{
    struct text_list parts = {0};
    if (text_blank(text))
        return parts;
    for (;;) {
        const char *end = strchr(text, separator);
        size_t length = end == NULL ? strlen(text) : (size_t)(end - text);
        *list_add(a, &parts) = trim_n(a, text, length);
        if (end == NULL)
            return parts;
        text = end + 1;
    }
}

bool text_is_name(const char *text)
{
    if (!(*text >= 'a' && *text <= 'z') || strlen(text) > 60)
        return false;
    for (; *text != '\0'; text++)
        if (!((*text >= 'a' && *text <= 'z') || (*text >= '0' && *text <= '9') || *text == '_'))
            return false;
    return true;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

int text_distance(const char *a, const char *b)
{
    enum { MOST = 64 };
    int rows[3][MOST + 1];
    int n = (int)strnlen(a, MOST), m = (int)strnlen(b, MOST);
    int *before = rows[0], *last = rows[1], *now = rows[2];
    for (int j = 0; j <= m; j++)
        last[j] = j;
    for (int i = 1; i <= n; i++) {
        now[0] = i;
        for (int j = 1; j <= m; j++) {
            int cost = lower(a[i - 1]) != lower(b[j - 1]);
            int best = last[j - 1] + cost;
            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2])
                && lower(a[i - 2]) == lower(b[j - 1]) && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
        int *freed = before;
        before = last;
        last = now;
        now = freed;
    }
    return last[m];
}

const char *text_nearest(const char *word, const char *const *candidates, size_t count)
{
    const char *best = NULL;
    int best_distance = 0;
    for (size_t i = 0; i < count; i++) {
        int distance = text_distance(word, candidates[i]);
        if (best == NULL || distance < best_distance) {
            best = candidates[i];
            best_distance = distance;
        }
    }
    int length = (int)strlen(word);
    return best != NULL && best_distance <= (length + 2) / 3 && best_distance < length ? best
                                                                                       : NULL;
}

const char *text_did_you_mean(struct arena *a, const char *word, const char *const *candidates,
                              size_t count)
{
    const char *nearest = text_nearest(word, candidates, count);
    return nearest == NULL ? "" : arena_printf(a, " (did you mean %s?)", nearest);
}

const char *text_series(struct arena *a, const struct text_list *texts, const char *and_word)
{
    const char *series = "";
    for (size_t i = 0; i < texts->count; i++) {
        if (i == 0)
            series = texts->at[i];
        else if (i + 1 < texts->count)
            series = arena_printf(a, "%s, %s", series, texts->at[i]);
        else
            series = arena_printf(a, "%s %s %s", series, and_word, texts->at[i]);
    }
    return series;
}
