#include "command/options.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

static const struct option common[] = {
    {IS_FLAG, "json", 0, NULL, NULL, "print JSON", false},
    {IS_FLAG, "csv", 0, NULL, NULL, "print CSV", false},
    {IS_FLAG, "help", 'h', NULL, NULL, "say this", false},
    OPTION_END,
};

/* ---- help, manual and completion ------------------------------------------- */

static void print_usage(const struct options *o, const struct option *table, const char *bold,
                        const char *plain)
{
    printf("%sward %s%s [options]", bold, o->command->name, plain);
    for (const struct option *p = table; p->kind != IS_END; p++) {
        if (p->kind == IS_ARGUMENT)
            printf(p->needed ? " %s" : " [%s]", p->value);
        else if (p->kind == IS_ARGUMENTS)
            printf(" %s …", p->value);
    }
    printf("\n");
}

static void print_option(const struct option *p)
{
    char left[60];
    if (p->kind == IS_ARGUMENT || p->kind == IS_ARGUMENTS)
        snprintf(left, sizeof left, "%s", p->value);
    else
        snprintf(left, sizeof left, "%c%c%s--%s%s%s", p->letter != 0 ? '-' : ' ',
                 p->letter != 0 ? p->letter : ' ', p->letter != 0 ? ", " : "  ", p->name,
                 p->value == NULL ? "" : " ", p->value == NULL ? "" : p->value);
    printf("  %-26s %s\n", left, p->help);
}

static void print_help(const struct options *o, const struct option *table)
{
    printf("%s\n\nUsage: ", o->command->summary);
    print_usage(o, table, "", "");
    printf("\n");
    for (const struct option *p = table; p->kind != IS_END; p++)
        print_option(p);
    for (const struct option *p = common; p->kind != IS_END; p++)
        print_option(p);
    if (o->command->about != NULL)
        printf("\n%s\n", o->command->about);
}

static void print_roff(const char *text)
{
    for (const char *s = text; *s != '\0'; s++) {
        if (*s == '-')
            printf("\\-");
        else if (*s == '\\')
            printf("\\e");
        else if (s > text && s[-1] == '\n' && (*s == '.' || *s == '\''))
            printf("\\&%c", *s);
        else
            putchar(*s);
    }
}

static void print_manual(const struct options *o, const struct option *table)
{
    printf(".TH WARD-%s 1\n.SH NAME\nward-%s \\- ", o->command->name, o->command->name);
    print_roff(o->command->summary);
    printf("\n.SH SYNOPSIS\n");
    print_usage(o, table, ".B ", "");
    printf(".SH OPTIONS\n");
    for (int i = 0; i < 2; i++)
        for (const struct option *p = i == 0 ? table : common; p->kind != IS_END; p++) {
            printf(".TP\n");
            if (p->kind == IS_ARGUMENT || p->kind == IS_ARGUMENTS)
                printf("\\fI%s\\fR\n", p->value);
            else if (p->letter != 0)
                printf("\\fB\\-%c\\fR, \\fB\\-\\-%s\\fR %s\n", p->letter, p->name,
                       p->value == NULL ? "" : p->value);
            else
                printf("\\fB\\-\\-%s\\fR %s\n", p->name, p->value == NULL ? "" : p->value);
            print_roff(p->help);
            printf("\n");
        }
    if (o->command->about != NULL) {
        printf(".SH DESCRIPTION\n");
        print_roff(o->command->about);
        printf("\n");
    }
    printf(".SH EXIT STATUS\n0 done, 1 failed, 2 asked wrongly.\n");
}

static void print_completion(const struct option *table)
{
    for (int i = 0; i < 2; i++)
        for (const struct option *p = i == 0 ? table : common; p->kind != IS_END; p++)
            if (p->name != NULL)
                printf("--%s\n", p->name);
}

/* ---- reading --------------------------------------------------------------- */

static const struct option *find_in(const struct option *table, const char *name, size_t length,
                                    char letter)
{
    for (; table->kind != IS_END; table++) {
        if (table->name == NULL)
            continue;
        if (letter != 0 ? table->letter == letter
                        : strlen(table->name) == length && strncmp(table->name, name, length) == 0)
            return table;
    }
    return NULL;
}

static bool unknown_option(struct options *o, const struct option *table, const char *word,
                           struct error *err)
{
    struct text_list names = {0};
    for (int i = 0; i < 2; i++)
        for (const struct option *p = i == 0 ? table : common; p->kind != IS_END; p++)
            if (p->name != NULL)
                *list_add(o->arena, &names) = arena_printf(o->arena, "--%s", p->name);
    return error_set(err, ERROR_USAGE, "%s has no option %s%s; see ward %s --help",
                     o->command->name, word,
                     text_did_you_mean(o->arena, word, names.at, names.count), o->command->name);
}

static bool take_value(struct options *o, const struct option *p, const char *value,
                       struct error *err)
{
    int64_t whole;
    switch (p->kind) {
    case IS_TEXT:
    case IS_ARGUMENT:
        *(const char **)p->into = value;
        return true;
    case IS_TEXTS:
    case IS_ARGUMENTS:
        *list_add(o->arena, (struct text_list *)p->into) = value;
        return true;
    case IS_INT:
        if (!number_read_i64(value, &whole) || whole < INT32_MIN || whole > INT32_MAX)
            return error_set(err, ERROR_USAGE, "--%s is \"%s\": expected a whole number", p->name,
                             value);
        *(int *)p->into = (int)whole;
        return true;
    case IS_DAY:
        *(struct date *)p->into = date_read(value);
        if (!date_is(date_read(value)))
            return error_set(err, ERROR_USAGE, "--%s is \"%s\": expected a day such as 2026-01-31",
                             p->name, value);
        return true;
    case IS_MOMENT: {
        struct date day = date_read(value);
        if (date_is(day)) // a day: all of it, in UTC
            ((struct instant *)p->into)->us = ((int64_t)day.days + 1) * 86400000000 - 1;
        else if (!instant_read(value, p->into, NULL))
            return error_set(
                err, ERROR_USAGE,
                "--%s is \"%s\": expected a moment such as 2026-01-31T14:30:00Z, or a day", p->name,
                value);
        return true;
    }
    case IS_FLAG:
    case IS_END:
        break;
    }
    return true;
}

static bool take_flag(struct options *o, const struct option *table, const struct option *p)
{
    if (p->into != NULL)
        *(bool *)p->into = true;
    else if (text_equal(p->name, "json"))
        o->json = true;
    else if (text_equal(p->name, "csv"))
        o->csv = true;
    else {
        print_help(o, table);
        return false;
    }
    return true;
}

static bool take_argument(struct options *o, const struct option *table, const char *word,
                          int *taken, struct error *err)
{
    int at = 0;
    for (const struct option *p = table; p->kind != IS_END; p++) {
        if (p->kind == IS_ARGUMENTS || (p->kind == IS_ARGUMENT && at++ == *taken)) {
            *taken += p->kind == IS_ARGUMENT;
            return take_value(o, p, word, err);
        }
    }
    return error_set(err, ERROR_USAGE,
                     "ward %s does not know what to do with \"%s\"; see ward %s --help",
                     o->command->name, word, o->command->name);
}

static bool check_needed(const struct options *o, const struct option *table, struct error *err)
{
    for (const struct option *p = table; p->kind != IS_END; p++) {
        bool missing =
            (p->kind == IS_ARGUMENT && p->needed && *(const char **)p->into == NULL)
            || (p->kind == IS_ARGUMENTS && p->needed && ((struct text_list *)p->into)->count == 0);
        if (missing)
            return error_set(err, ERROR_USAGE, "ward %s needs %s (%s); see ward %s --help",
                             o->command->name, p->value, p->help, o->command->name);
    }
    return true;
}

bool options_read(struct options *o, const struct option *table, struct error *err)
{
    if (o->mode != OPTIONS_RUN) {
        if (o->mode == OPTIONS_HELP)
            print_help(o, table);
        else if (o->mode == OPTIONS_MANUAL)
            print_manual(o, table);
        else
            print_completion(table);
        return false;
    }
    int taken = 0;
    bool only_arguments = false;
    for (int i = 0; i < o->count; i++) {
        const char *word = o->words[i];
        if (only_arguments || word[0] != '-' || word[1] == '\0') {
            if (!take_argument(o, table, word, &taken, err))
                return false;
            continue;
        }
        if (text_equal(word, "--")) {
            only_arguments = true;
            continue;
        }
        bool is_long = word[1] == '-';
        const char *name = is_long ? word + 2 : word + 1,
                   *equals = is_long ? strchr(name, '=') : NULL;
        size_t length = equals == NULL ? strlen(name) : (size_t)(equals - name);
        const struct option *p = NULL;
        if (is_long || length == 1) {
            p = find_in(table, name, length, is_long ? 0 : name[0]);
            p = p != NULL ? p : find_in(common, name, length, is_long ? 0 : name[0]);
        }
        if (p == NULL)
            return unknown_option(o, table, word, err);
        if (p->kind == IS_FLAG) {
            if (!take_flag(o, table, p))
                return false;
            continue;
        }
        const char *value = equals != NULL ? equals + 1 : i + 1 < o->count ? o->words[++i] : NULL;
        if (value == NULL)
            return error_set(err, ERROR_USAGE, "--%s needs %s (%s)", p->name, p->value, p->help);
        if (!take_value(o, p, value, err))
            return false;
    }
    return check_needed(o, table, err);
}
