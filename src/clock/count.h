#pragma once
/* Counting: from what happened, by a rule, to the day or the moment that is due. */

#include "base/list.h"
#include "clock/case.h"
#include "clock/rule.h"

/* What one reading of a rule gives. */
struct due_reading {
    struct clock_count count; /* as used: after `instead`, the short-period rule and the series */
    enum clock_start start;
    const char *when;    /* the fact that makes it hold; NULL: the rule itself */
    bool unless;         /* it holds when that fact is false */
    const char *reading; /* the source of a second reading; NULL: none */
    bool short_period;   /* calendar days became business days */

    bool tolled;         /* a pause is open: there is no date yet, and the days below are NO_DATE */
    struct date counted; /* the last day counted */
    struct date day;     /* the day it gives, after all that moves it; hours: the day of `at` */
    struct instant at;   /* deadlines and the like: the moment after the last; a day's is the next
                          * midnight of the zone. window_open: the first moment */
    struct date closes;  /* of a window_open that closes: its last day */
    struct instant closes_at;
    struct date grace; /* the last day of grace; `day` without grace */
    struct instant grace_at;

    bool roll_assumed; /* the last day is a day off, and the rule does not say where it goes */
    bool time_assumed; /* hours, but the trigger's moment is not recorded */
    bool missing;      /* a month had no such day */
    int paused_days;   /* how many days that count were not counted; of hours, 0 */
    int64_t paused_us; /* of hours */
    const struct clock_service *service; /* what was added for how it was served; NULL: nothing */
};

/* When something is due. Where a fact is not recorded, or the law has two readings, there are
 * several. */
struct due {
    const struct clock_rule *rule;
    struct clock_time trigger; /* that it was counted from */
    int number;                /* in a series, from 1 */
    struct due_reading *at;    /* the first is the rule's own as far as is known */
    size_t count;
    /* The reading that binds the hardest: the earliest, or the latest for window_open and
     * min_retain. */
    size_t strict;
    struct text_list unknown; /* the facts that would decide */
};

struct due_list {
    struct due *at;
    size_t count, room;
};

/* Counts.
 *
 * Days are counted on the wall clock of the place's zone; minutes in moments, so that a day on
 * which the clock changes has 23 or 25 hours. A last day that is a day off goes where the rule
 * says; where it does not say, a deadline or window_close in calendar days counted forward moves to
 * the next working day and every other stays, and `roll_assumed` is set. Hours never move. The
 * trigger of an hour clock that is a mere day is taken at its start, or at its end for window_open
 * and min_retain: the stricter.
 *
 * Fails   ERROR_INVALID where a month has no such day and the rule refuses to choose; where a pause
 *         ends before it begins or meets a count that goes back; where the count leaves the
 *         calendar's years. The rule has passed clock_rule_check.
 * Source  Fed. R. Civ. P. 6(a), (d); the conventions of spec/rules/README.md. */
MUST_CHECK bool clock_due(struct arena *a, const struct clock_rule *rule,
                          const struct clock_case *c, const struct clock_place *place,
                          struct due *out, struct error *err);

/* As clock_due, with the version in force on the trigger's day. */
MUST_CHECK bool clock_due_by(struct arena *a, const struct clock_rule_list *versions,
                             const struct clock_case *c, const struct clock_place *place,
                             struct due *out, struct error *err);

/* Every due of a series, in order, up to the first after `until` (with it). met: when each was met,
 * in order; a rolling series goes on from each. A rule without a series gives its one due.
 * Fails as clock_due; ERROR_USAGE where there would be more than 10,000. */
MUST_CHECK bool clock_series(struct arena *a, const struct clock_rule *rule,
                             const struct clock_case *c, const struct clock_place *place,
                             const struct clock_time *met, size_t met_count, struct date until,
                             struct due_list *out, struct error *err);

/* Parts that explain.c and series.c use. */

/* The calendar in which a count's last day is a day off. */
const struct calendar *clock_calendar(const struct clock_place *place, enum clock_unit unit);

/* Where the last day of a reading goes: what the rule says, or the default above. */
enum clock_roll clock_roll_of(const struct clock_rule *rule, const struct clock_count *count);

/* As clock_due, with another count in place of the rule's: the nth of a series. */
MUST_CHECK bool clock_due_counted(struct arena *a, const struct clock_rule *rule,
                                  const struct clock_count *count, const struct clock_case *c,
                                  const struct clock_place *place, int number, struct due *out,
                                  struct error *err);

/* The count of a rule's only due, or of the first of its series. */
const struct clock_count *clock_first_count(const struct clock_rule *rule);
