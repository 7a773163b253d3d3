#pragma once
/* The data that tests of survival share: the worked example, and the rows of survival_data.csv. */

#include "method/survival.h"
#include "t_regress.h"

/* Ten rows: times, events, a group, a number and causes. */
extern double toy_time[10], toy_z[10], toy_group[10];
extern int32_t toy_event[10], toy_group_code[10], toy_cause[10];
struct lifetimes toy_lifetimes(void); /* with toy_event and the group */

struct survival_data {
    struct oracle_list r; /* survival.csv */
    int64_t n;
    double *x1, *x2, *w, *o, *entry, *wf;
    int32_t *g, *s, *cluster, *cause, *event; /* event: cause 1 */
    struct lifetimes lifetimes;               /* entry, exit and cause */
};
struct survival_data survival_data_load(struct arena *a);
