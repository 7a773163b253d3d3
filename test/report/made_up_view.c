#include "made_up_view.h"

#include <string.h>

#include "../answer/made_up.h"

static void add_result(struct arena *a, struct report_programme *p, const char *name)
{
    *(const struct result **)list_add(a, &p->results) = made_up_result(a, name);
}

static void add_text(struct arena *a, struct text_list *list, const char *text)
{
    *(const char **)list_add(a, list) = text;
}

static void fill_trust(struct arena *a, struct report_programme *p)
{
    p->about = "How the police treat people, who is stopped and searched, and whether complaints "
               "are answered in time.";
    add_text(a, &p->agenda, "Strengthen bonds between communities and police");
    add_text(a, &p->agenda, "Collect and analyse data on the use of force");
    add_result(a, p, "dot");
    add_result(a, p, "multiples");
    add_result(a, p, "hostile");
    p->due_counts = (struct report_due_counts){2, 3, 41, 212, 9};
    *(struct report_due *)list_add(a, &p->due) =
        (struct report_due){.title = "Monthly use-of-force report to the FBI",
                            .key = "December 2025",
                            .due = "2026-01-28",
                            .state = "overdue 3 days",
                            .owner = "records desk",
                            .overdue = true,
                            .why = "28 days after the month ends; the month ended on 31 December."};
    *(struct report_due *)list_add(a, &p->due) =
        (struct report_due){.title = "Finish the investigation of a complaint",
                            .key = "C-2025-071",
                            .due = "2026-01-15",
                            .state = "overdue 16 days",
                            .overdue = true};
    *(struct report_due *)list_add(a, &p->due) =
        (struct report_due){.title = "Finish the investigation of a complaint",
                            .key = "C-2025-083",
                            .due = "2026-02-02T17:00:00-06:00",
                            .state = "in 2 days",
                            .owner = "professional standards"};
    *(struct report_problem *)list_add(a, &p->problems) =
        (struct report_problem){.code = "stop.no_race",
                                .record = "stop",
                                .says = "No race is recorded.",
                                .cure = "Ask the officer who made the stop.",
                                .count = 3214};
    *(struct report_problem *)list_add(a, &p->problems) =
        (struct report_problem){.code = "force.after_arrest",
                                .record = "force_incident",
                                .says = "Force was used before the incident began.",
                                .cure = "Mend one of the two times.",
                                .error = true,
                                .count = 1};
    struct report_decision *d = list_add(a, &p->decisions);
    *d = (struct report_decision){.title = "Must this use of force be reported to the FBI?",
                                  .basis = "National Use-of-Force Data Collection",
                                  .yes_means = "Reportable",
                                  .no_means = "Not reportable",
                                  .yes = 17,
                                  .no = 570,
                                  .unknown = 3,
                                  .human = true};
    add_text(a, &d->missing, "whether the person was seriously hurt (3 records)");
    *(struct report_source *)list_add(a, &p->sources) = (struct report_source){
        "arrest", "arrests-2025.csv", "2026-01-30T09:12:00-06:00", 41020, 12};
    add_text(a, &p->gaps, "3 of 11 agencies sent nothing for December 2025.");
}

static void fill_violence(struct arena *a, struct report_programme *p)
{
    p->about = "Shootings as a matter of public health: where they happen, who is hurt, and what "
               "prevents the next one.";
    static const char *const names[] = {"line", "lines", "map", "points", "curve"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        add_result(a, p, names[i]);
    p->due_counts = (struct report_due_counts){.soon = 1, .met = 30};
    *(struct report_reconciliation *)list_add(a, &p->reconciliations) =
        (struct report_reconciliation){
            .title = "People shot: police and hospital",
            .a = "police reports",
            .b = "hospital records",
            .agree = 371,
            .only_a = 22,
            .only_b = 41,
            .differ = 19,
            .missed = "Both together have likely missed 3 people (95 % interval 0 to 9)."};
}

const struct report_view *made_up_view(struct arena *a)
{
    struct report_view *v = ARENA_NEW(a, struct report_view);
    v->site = "Riverton";
    v->language = "en";
    v->as_of = "2026-01-31";
    v->known_at = "2026-02-01T06:00:00-06:00";
    v->root = "9f2c61d0a7b84e35c1d2a0f4b7e6935512ab77cd90e4f1a2b3c4d5e6f7089a1b";
    v->synthetic = "Riverton is an invented city. Every record here is made up.";
    add_text(a, &v->changed,
             "Hate incidents fell from 48 to 31 a quarter; the change is larger "
             "than chance (p = 0.04).");
    static const struct {
        const char *name, *title, *results[3];
    } programmes[] = {
        {"trust", "Trust between communities and police", {NULL}},
        {"violence", "Violence prevention", {NULL}},
        {"grants", "Federal support", {"bar", NULL}},
        {"homeland", "Homeland security", {"heat", NULL}},
        {"care", "Crisis care and treatment", {"step", "columns", NULL}},
        {"guns", "Guns", {"too_few", NULL}},
        {"justice", "Fair justice", {"groups", NULL}},
        {"welcome", "Welcome", {NULL}},
    };
    for (size_t i = 0; i < sizeof programmes / sizeof *programmes; i++) {
        struct report_programme *p = list_add(a, &v->programmes);
        p->name = programmes[i].name;
        p->title = programmes[i].title;
        for (const char *const *name = programmes[i].results; *name != NULL; name++)
            add_result(a, p, *name);
        if (i == 0)
            fill_trust(a, p);
        if (i == 1)
            fill_violence(a, p);
    }
    return v;
}
