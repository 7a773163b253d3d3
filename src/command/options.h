#pragma once
/* Options: what follows a command's name, read by a table next to the variables it fills. The same
 * table gives --help, the manual page and the completion of shells. */

#include "base/date.h"
#include "base/list.h"

enum option_kind {
    IS_END,
    IS_FLAG,
    IS_TEXT,
    IS_TEXTS,
    IS_INT,
    IS_DAY,
    IS_MOMENT,
    IS_ARGUMENT,
    IS_ARGUMENTS
};

struct option {
    enum option_kind kind;
    const char *name;
    char letter; /* 0: none */
    void *into;
    const char *value; /* what it takes, in capitals */
    const char *help;
    bool needed; /* of arguments */
};

#define OPTION_FLAG(name, letter, into, help)                                                      \
    {                                                                                              \
        IS_FLAG, name, letter, into, NULL, help, false                                             \
    }
#define OPTION_TEXT(name, letter, into, value, help)                                               \
    {                                                                                              \
        IS_TEXT, name, letter, into, value, help, false                                            \
    }
#define OPTION_TEXTS(name, letter, into, value, help)                                              \
    {                                                                                              \
        IS_TEXTS, name, letter, into, value, help, false                                           \
    }
#define OPTION_INT(name, letter, into, value, help)                                                \
    {                                                                                              \
        IS_INT, name, letter, into, value, help, false                                             \
    }
#define OPTION_DAY(name, letter, into, help)                                                       \
    {                                                                                              \
        IS_DAY, name, letter, into, "DATE", help, false                                            \
    }
#define OPTION_MOMENT(name, letter, into, help)                                                    \
    {                                                                                              \
        IS_MOMENT, name, letter, into, "TIME", help, false                                         \
    }
#define ARGUMENT(value, into, help)                                                                \
    {                                                                                              \
        IS_ARGUMENT, NULL, 0, into, value, help, true                                              \
    }
#define ARGUMENT_OR_NONE(value, into, help)                                                        \
    {                                                                                              \
        IS_ARGUMENT, NULL, 0, into, value, help, false                                             \
    }
#define ARGUMENTS(value, into, help)                                                               \
    {                                                                                              \
        IS_ARGUMENTS, NULL, 0, into, value, help, true                                             \
    }
#define OPTION_END                                                                                 \
    {                                                                                              \
        IS_END, NULL, 0, NULL, NULL, NULL, false                                                   \
    }

struct options;
typedef bool (*command_fn)(struct options *o, struct error *err);

/* A row of the table of commands. */
struct command {
    const char *name, *summary;
    command_fn run;
    const char *about; /* paragraphs of the manual; NULL: the summary says all */
};

enum options_mode { OPTIONS_RUN, OPTIONS_HELP, OPTIONS_MANUAL, OPTIONS_COMPLETE };

struct options {
    struct arena *arena; /* until exit */
    const struct command *command;
    const char *const *words; /* after the command's name */
    int count;
    struct instant now;
    enum options_mode mode;
    bool json, csv; /* common to all commands that print data */
};

/* Reads the words. False with err of ERROR_NONE: help was asked for and printed.
 * Fails: ERROR_USAGE, with the nearest right option. */
MUST_CHECK bool options_read(struct options *o, const struct option *table, struct error *err);

extern const struct command commands[];
