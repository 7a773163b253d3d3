#pragma once
/* Rules: how a law counts a period of time, and the words in which a pack says so. */

#include "base/arena.h"
#include "base/date.h"

/* What a date of a rule means. The first is what a rule is that does not say. */
enum clock_kind {
    CLOCK_DEADLINE,     /* act by it */
    CLOCK_WINDOW_OPEN,  /* not before it; `closes` may end the window */
    CLOCK_WINDOW_CLOSE, /* not after it */
    CLOCK_MAX_HOLD,     /* release by it */
    CLOCK_MIN_RETAIN,   /* keep until it */
    CLOCK_MAX_RETAIN,   /* destroy by it */
    CLOCK_VALIDITY,     /* good until it */
    CLOCK_REVIEW,       /* do again by it */
};
const char *clock_kind_name(enum clock_kind kind); /* "window_open" */

/* Whether of two readings the earlier date is the stricter: true for all but window_open and
 * min_retain, where the later one is. */
bool clock_kind_early_is_strict(enum clock_kind kind);

enum clock_unit {
    UNIT_DAYS,         /* calendar days, and months before them; weeks are days */
    UNIT_BUSINESS,     /* working days of the jurisdiction */
    UNIT_FEDERAL,      /* federal working days */
    UNIT_TIME,         /* minutes that pass, from a moment to a moment */
    UNIT_TIME_WORKING, /* minutes that pass, but for those of a day off (the jurisdiction's) */
};

/* A length of time. Months are counted before days: 1 year and 1 day is {12, 1}. */
struct clock_count {
    enum clock_unit unit;
    int months;      /* of UNIT_DAYS; a year is 12 */
    int days;        /* of UNIT_DAYS, UNIT_BUSINESS and UNIT_FEDERAL */
    int64_t minutes; /* of UNIT_TIME and UNIT_TIME_WORKING */
};
bool clock_unit_is_time(enum clock_unit unit);

/* Which day is day 1. */
enum clock_start {
    START_DAY_AFTER, /* the trigger's day is day 0 */
    START_DAY_OF,    /* the trigger's day is day 1 */
};

/* Where a last day goes that is a day off. NOT_SAID is kept apart: see clock_due. */
enum clock_roll { ROLL_NOT_SAID, ROLL_STAYS, ROLL_NEXT, ROLL_PREVIOUS };

/* The day of a month that has no such day: 31 January + 1 month. */
enum clock_missing {
    MISSING_NOT_SAID, /* as MISSING_CLAMP; for the leap day: as `month_end` */
    MISSING_CLAMP,    /* the month's last day: 28 or 29 February */
    MISSING_NEXT_DAY, /* the day after it: 1 March */
    MISSING_REFUSED,  /* a person decides */
};

/* Another count, in place of the rule's: when a fact holds (or, `unless`, does not), or as a second
 * reading of the law, which is always shown beside the first. */
struct clock_instead {
    struct clock_count count;
    bool start_said;
    enum clock_start start;
    const char *when;    /* a fact's name; NULL for a second reading */
    bool unless;         /* the count holds when the fact is false */
    const char *reading; /* of a second reading: its source, "Form I-247A (2017)" */
};

/* Time added for how it was served. */
struct clock_service {
    const char *how;          /* "mail" */
    struct clock_count count; /* days of any unit */
    bool with_period; /* false: added after the period has run and its last day has moved, and that
                       * last day moves again (Fed. R. Civ. P. 6(d)). true: part of the period */
};

enum clock_series {
    SERIES_ONE,   /* once */
    SERIES_EVERY, /* the first when `count` says; the nth that many `every` later, counted from the
                   * trigger, so that month ends do not drift */
    SERIES_ROLLING, /* the next is counted from the day the last was met */
    SERIES_AT,      /* at the lengths in `at`, from the trigger: 15, 30, 60, 90 days */
};

/* A notice some days before the last day, or some hours before the moment it ends. */
struct clock_warn {
    int days;
    int hours;      /* 0: days count */
    const char *to; /* NULL: the owner */
};

struct clock_rule {
    const char *name; /* "certification.answer" */
    const char *title, *basis, *owner, *note;
    const char *owes;       /* who must act: "us", NULL as "us", "state", "federal", … */
    const char *confidence; /* P, S or M; NULL not said */
    const char *version;    /* what names this version to people; NULL: its days in force */
    struct date from, to;   /* in force, both ends included; NO_DATE is open */
    enum clock_kind kind;
    struct clock_count count;
    bool count_said; /* a rule without a count is no rule: clock_rule_check */
    bool inherited;  /* the count is that of the rule this one was copied from: it may be said again
                      */
    enum clock_start start;
    bool back; /* counts back from the trigger */
    enum clock_roll roll;
    enum clock_missing month_end, leap_day;
    int short_under; /* a period of fewer calendar days counts business days alone; 0: none */
    bool day_after;  /* window_open: opens at the start of the day after the last day counted */
    struct clock_count closes; /* of window_open */
    bool closes_said;
    struct clock_count grace; /* late, but without consequence; in days of any unit */
    bool grace_said;
    struct {
        struct clock_instead *at;
        size_t count, room;
    } instead;
    struct {
        struct clock_service *at;
        size_t count, room;
    } service;
    struct {
        struct clock_warn *at;
        size_t count, room;
    } warn;
    enum clock_series series;
    struct clock_count every; /* of SERIES_EVERY and SERIES_ROLLING */
    struct {
        struct clock_count *at;
        size_t count, room;
    } at;
};

/* A rule that says nothing yet: all zero but `from` and `to`, which are open. */
struct clock_rule clock_rule_make(const char *name);

/* A rule that goes on from another: a row of a code list from the header of its block. Its lists
 * are its own, what it adds to them the other does not see. */
struct clock_rule clock_rule_copy(struct arena *a, const struct clock_rule *rule);

/* Whether we are the ones who must act; else it is owed to us. */
bool clock_rule_is_ours(const struct clock_rule *rule);

/* Versions of one rule, in any order. */
struct clock_rule_list {
    struct clock_rule *at;
    size_t count, room;
};

/* The version in force on a day. Fails: ERROR_NOT_FOUND where there is none, ERROR_CONFLICT where
 * there are two. */
MUST_CHECK bool clock_rule_on(const struct clock_rule_list *versions, struct date day,
                              const struct clock_rule **out, struct error *err);

/* -- The words of packs. Each reads one text; upper and lower case are alike. Fails with
 * ERROR_INVALID and words that say what was expected and guess the word meant; out keeps its old
 * value. -- */

/* "30 calendar days", "5 business days", "3 federal working days", "24 hours", "90 minutes",
 * "72 hours, days off skipped", "2 weeks", "6 months", "1 year and 1 day"; or ISO 8601 with the
 * unit of days and hours after it: "P30D", "P5D business", "PT48H business" (hours, days off
 * skipped), "P1Y1D". Mere "days" are calendar days. Amounts to 100,000 days or 1,200 years. */
MUST_CHECK bool clock_count_read(struct arena *a, const char *text, struct clock_count *out,
                                 struct error *err);
const char *clock_count_write(struct arena *a, const struct clock_count *count);

/* "the day of", "the day after"; "from" before it is allowed. */
MUST_CHECK bool clock_start_read(struct arena *a, const char *text, enum clock_start *out,
                                 struct error *err);
/* "stays", "next working day", "previous working day". */
MUST_CHECK bool clock_roll_read(struct arena *a, const char *text, enum clock_roll *out,
                                struct error *err);
MUST_CHECK bool clock_kind_read(struct arena *a, const char *text, enum clock_kind *out,
                                struct error *err);
/* "clamp", "next day", "refuse". */
MUST_CHECK bool clock_missing_read(struct arena *a, const char *text, enum clock_missing *out,
                                   struct error *err);
/* "2016-01-01..2019-12-31", either end open. */
MUST_CHECK bool clock_in_force_read(struct arena *a, const char *text, struct date *from,
                                    struct date *to, struct error *err);

/* -- A rule from keys and values: a query's header, or the columns of a code list. Keys that choose
 * the query, the code list or the calendar (on, rules, calendar) are the reader's of the block. --
 */

/* A key, as the reference prints it. */
struct clock_key {
    const char *key;   /* "falls on a day off" */
    const char *means; /* one line for the reference page */
    bool many;         /* may be said again: adds */
    bool (*read)(struct arena *a, const char *text, struct clock_rule *rule, struct error *err);
};
const struct clock_key *clock_keys(size_t *count);

/* Puts a key's value into a rule; a blank value does nothing. '_' in the key is a space.
 * Fails: ERROR_INVALID naming the key, what was expected and the likely word; an unknown key too.
 */
MUST_CHECK bool clock_rule_put(struct arena *a, struct clock_rule *rule, const char *key,
                               const char *value, struct error *err);

/* Whether what was put makes a rule. Fails: ERROR_INVALID for a rule without a count, parts that do
 * not go together, and names that no fact can have. */
MUST_CHECK bool clock_rule_check(const struct clock_rule *rule, struct error *err);

/* "30 calendar days, from the day after": the rule in words, without its alternatives. */
const char *clock_rule_say(struct arena *a, const struct clock_rule *rule);
