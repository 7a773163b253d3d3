#pragma once
/* States: how a due date stands on a day, given when it was met. */

#include "clock/count.h"

enum clock_state {
    STATE_OPEN,         /* to be done; days until the last day */
    STATE_SOON,         /* as open, and a warning's day is reached */
    STATE_IN_GRACE,     /* past the last day, inside the grace */
    STATE_OVERDUE,      /* past the last day (and its grace) */
    STATE_MET,          /* done in time */
    STATE_MET_IN_GRACE, /* done late, inside the grace */
    STATE_MET_LATE,     /* done too late */
    STATE_NOT_YET_OPEN, /* window_open: too early to act */
    STATE_WINDOW,       /* window_open: open; days until it closes, if it does */
    STATE_CLOSED,       /* a window that nobody used and that is over */
    STATE_TOO_EARLY,    /* done before the window opened; destroyed while it was to be kept */
    STATE_KEEP,         /* min_retain: must be kept */
    STATE_KEPT,         /* min_retain: need not be kept any more */
    STATE_VALID,        /* validity: good */
    STATE_EXPIRED,      /* validity: over and not renewed */
    STATE_TOLLED,       /* a pause is open: nothing runs */
};

struct clock_status {
    enum clock_state state;
    int days;   /* whole days on the office's wall clock: until it (open, soon, grace, not yet open,
                 * window, keep, valid), or since it (overdue, late, early, expired, closed) */
    int64_t us; /* the same in time, from the moment itself */
    bool has_end;                  /* days and us say something */
    bool by_time;                  /* an hour clock: less than two days are said in hours */
    const struct clock_warn *warn; /* of soon: the nearest warning whose day is reached */
    bool sure;                     /* false: another reading of the rule would give another state */
};

/* The state by the reading that binds the hardest. met: when it was done (released, destroyed,
 * renewed), NULL when it was not, or not yet. What was met after as_of is not met. A day is on time
 * when it is not after the last day; against hours, a mere day is taken at its start. */
struct clock_status clock_status_of(const struct due *due, const struct clock_time *met,
                                    struct instant as_of, const struct zone *zone);

/* As clock_status_of, by one reading. */
struct clock_status clock_status_by(const struct due *due, size_t reading,
                                    const struct clock_time *met, struct instant as_of,
                                    const struct zone *zone);

/* For programs: "overdue", "not_yet_open". */
const char *clock_state_name(enum clock_state state);

/* Whether the state needs someone to act now or soon, or says that a limit was broken. */
bool clock_state_is_late(enum clock_state state);

/* For people: "overdue 3 days", "due in 2 days", "met 1 day late", "opens in 5 days". */
const char *clock_status_say(struct arena *a, const struct clock_status *s);
