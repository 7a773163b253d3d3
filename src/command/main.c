/* ward: the table of commands, and the only place that reads the clock and prints errors. */

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sodium.h>

#include "base/text.h"
#include "command/all.h"
#include "store/store.h"

#ifndef WARD_VERSION
#define WARD_VERSION "unknown"
#endif

static bool command_help(struct options *o, struct error *err);
static bool command_man(struct options *o, struct error *err);
static bool command_version(struct options *o, struct error *err);

const struct command commands[] = {
    {"look", "Look at a file: find the record and the map that fit, load it in memory, and report",
     command_look, "Nothing is kept. What was guessed is said on standard error."},
    {"init", "Make a database from packs", command_init, NULL},
    {"load", "Load files through a map", command_load,
     "A row that does not fit is kept among the rejects, with its line, field, value, reason and "
     "cure. The same file "
     "twice changes nothing. The same key with new values is an amendment: what was there goes "
     "into history. One "
     "batch is one transaction: interrupted at any point, the database is as before."},
    {"map", "Propose a map for a file: ward map suggest PACK/RECORD FILE", command_map,
     "What was guessed is marked in the SQL that is printed. Read it before you load."},
    {"check", "List the problems in the records", command_check, NULL},
    {"due", "List what is due, overdue, soon or met late", command_due, NULL},
    {"explain", "Say why a date is what it is: ward explain clock NAME KEY", command_explain, NULL},
    {"decide", "Judge by a decision, ground by ground", command_decide, NULL},
    {"reconcile", "Compare two lists that should agree", command_reconcile, NULL},
    {"measure", "Answer measures, with their uncertainty", command_measure, NULL},
    {"report", "Write one self-contained HTML file that says everything", command_report, NULL},
    {"private", "Write pages on which people count their own days; nothing is stored or sent",
     command_private, "The pages are made from the packs' clocks that have `-- asks:`."},
    {"publish", "Write a public Data Package: aggregates, small cells suppressed", command_publish,
     NULL},
    {"history", "Show every version of a row: who, when, why", command_history, NULL},
    {"verify", "Check the ledger's chain against the tables, and print its root", command_verify,
     NULL},
    {"batches", "List what was loaded", command_batches, NULL},
    {"rejects", "List the rows of a batch that were not taken", command_rejects, NULL},
    {"withdraw", "Undo a batch: its rows go into history, what it amended comes back",
     command_withdraw, NULL},
    {"serve", "Serve the pages to browsers", command_serve,
     "The first start prints a link that signs an administrator in, once; there is no default "
     "password. Without --certificate and --key it speaks plain HTTP, to this machine alone; for "
     "others put a proxy that speaks TLS in front and say --behind-proxy."},
    {"user", "Work with accounts of the server: list, add, link", command_user,
     "ward user add NAME --role ROLE makes an account and prints a link that signs it in, once; "
     "ward user link NAME makes another, for who has lost a password."},
    {"set", "Show or change the settings of the site", command_set, NULL},
    {"pack", "Work with packs: check, install, list, reference", command_pack,
     "ward pack check FOLDER… reads everything and lists every error. ward pack install NAME… puts "
     "packs, or new "
     "versions of them, into a database; what would lose data is refused. ward pack list shows "
     "those in a database, "
     "ward pack reference prints the pack language."},
    {"sql", "Ask a question in SQL; nothing can be changed", command_sql, NULL},
    {"backup", "Copy the database, as it is at one moment, into a new file", command_backup, NULL},
    {"restore", "Put a backup in the place of a database", command_restore, NULL},
    {"demo", "Make a sample site from packs: load their samples, write a report", command_demo,
     NULL},
    {"man", "Print the manual page of a command (troff)", command_man, NULL},
    {"help", "Say what there is", command_help, NULL},
    {"version", "Say the version", command_version, NULL},
    {0},
};

static const struct command *find_command(const char *name)
{
    for (const struct command *c = commands; c->name != NULL; c++)
        if (text_equal(c->name, name))
            return c;
    return NULL;
}

static bool unknown_command(struct arena *a, const char *name, struct error *err)
{
    struct text_list names = {0};
    for (const struct command *c = commands; c->name != NULL; c++)
        *list_add(a, &names) = c->name;
    return error_set(err, ERROR_USAGE, "there is no command %s%s; see ward help", name,
                     text_did_you_mean(a, name, names.at, names.count));
}

static void print_commands(void)
{
    printf("ward %s — community-safety data: checked, kept, counted, explained\n\n", WARD_VERSION);
    for (const struct command *c = commands; c->name != NULL; c++)
        printf("  %-10s %s\n", c->name, c->summary);
    printf("\nward COMMAND --help says more. Start with: ward demo, or ward look FILE.\n");
}

static bool command_help(struct options *o, struct error *err)
{
    const char *name = NULL;
    const struct option table[] = {ARGUMENT_OR_NONE("COMMAND", &name, "the command to explain"),
                                   OPTION_END};
    if (!options_read(o, table, err))
        return false;
    if (name == NULL) {
        print_commands();
        return true;
    }
    const struct command *c = find_command(name);
    if (c == NULL)
        return unknown_command(o->arena, name, err);
    struct options inner = {.arena = o->arena, .command = c, .mode = OPTIONS_HELP};
    return c->run(&inner, err) || err->kind == ERROR_NONE;
}

static bool command_man(struct options *o, struct error *err)
{
    const char *name = NULL;
    bool complete = false;
    const struct option table[] = {
        ARGUMENT_OR_NONE("COMMAND", &name, "the command; without one, the list of commands"),
        OPTION_FLAG("options", 0, &complete, "print the names of its options, for shells"),
        OPTION_END,
    };
    if (!options_read(o, table, err))
        return false;
    if (name == NULL) {
        printf(".TH WARD 1\n.SH NAME\nward \\- community\\-safety data\n.SH COMMANDS\n");
        for (const struct command *c = commands; c->name != NULL; c++)
            printf(".TP\n.B %s\n%s\n", c->name, c->summary);
        return true;
    }
    const struct command *c = find_command(name);
    if (c == NULL)
        return unknown_command(o->arena, name, err);
    struct options inner = {
        .arena = o->arena, .command = c, .mode = complete ? OPTIONS_COMPLETE : OPTIONS_MANUAL};
    return c->run(&inner, err) || err->kind == ERROR_NONE;
}

static bool command_version(struct options *o, struct error *err)
{
    const struct option table[] = {OPTION_END};
    if (!options_read(o, table, err))
        return false;
    printf("ward %s\n", WARD_VERSION);
    return true;
}

int main(int argc, char **argv)
{
    struct arena a = {0};
    struct error err = {0};
    struct timespec now;
    setlocale(LC_MESSAGES, "");
    setlocale(LC_CTYPE, "C.UTF-8");
    clock_gettime(CLOCK_REALTIME, &now);
    if (sodium_init() < 0) {
        fprintf(stderr, "ward: the cryptographic library does not start\n");
        return 1;
    }
    store_start();
    const char *name = argc < 2 ? "help" : argv[1];
    if (text_equal(name, "--help") || text_equal(name, "-h"))
        name = "help";
    if (text_equal(name, "--version"))
        name = "version";
    const struct command *c = find_command(name);
    bool ok;
    if (c == NULL) {
        ok = unknown_command(&a, name, &err);
    } else {
        struct options o = {.arena = &a,
                            .command = c,
                            .words = (const char *const *)argv + 2,
                            .count = argc < 2 ? 0 : argc - 2,
                            .now = {(int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000}};
        ok = c->run(&o, &err);
    }
    if (ok && (fflush(stdout) != 0 || ferror(stdout)))
        ok = error_set(&err, ERROR_IO, "cannot write the output: the disk or the pipe is full");
    if (!ok && err.kind != ERROR_NONE)
        fprintf(stderr, "ward: %s\n", err.text);
    arena_free(&a);
    return ok ? 0 : error_exit_status(err.kind);
}
