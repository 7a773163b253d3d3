#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// Cuts a text that did not fit back to the end of its last whole UTF-8 character.
static void cut_at_character(char *text, size_t room, int wanted)
{
    if (wanted < 0 || (size_t)wanted < room)
        return;
    size_t end = room - 1;
    while (end > 0 && ((unsigned char)text[end - 1] & 0xC0) == 0x80)
        end--;
    if (end > 0 && (unsigned char)text[end - 1] >= 0xC0)
        text[end - 1] = '\0';
}

bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    // An argument may be the error's own text: print beside it first.
    char text[sizeof err->text];
    int wanted = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    cut_at_character(text, sizeof text, wanted);
    memcpy(err->text, text, sizeof text);
    err->kind = kind;
    return false;
}

bool error_while(struct error *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char doing[sizeof err->text / 2], whole[sizeof err->text];
    int wanted = vsnprintf(doing, sizeof doing, format, args);
    va_end(args);
    cut_at_character(doing, sizeof doing, wanted);
    wanted = snprintf(whole, sizeof whole, "%s: %.*s", doing, (int)sizeof err->text, err->text);
    cut_at_character(whole, sizeof whole, wanted);
    memcpy(err->text, whole, sizeof whole);
    return false;
}

static const struct {
    int exit, http;
} meaning[] = {
    [ERROR_NONE] = {0, 200},      [ERROR_USAGE] = {2, 400},     [ERROR_INVALID] = {1, 422},
    [ERROR_NOT_FOUND] = {1, 404}, [ERROR_FORBIDDEN] = {1, 403}, [ERROR_CONFLICT] = {1, 409},
    [ERROR_STORE] = {1, 503},     [ERROR_IO] = {1, 503},
};

int error_exit_status(enum error_kind kind)
{
    return meaning[kind].exit;
}

int error_http_status(enum error_kind kind)
{
    return meaning[kind].http;
}
