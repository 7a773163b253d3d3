/* Data for the tests of survival. */

#include "t_survival.h"

double toy_time[10] = {2, 3, 3, 5, 5, 6, 8, 8, 9, 12};
double toy_z[10] = {1, .5, 2, -1, 0, 1, .3, -.5, -1, .2};
double toy_group[10] = {0, 0, 1, 0, 1, 1, 0, 1, 0, 1};
int32_t toy_event[10] = {1, 1, 0, 1, 1, 0, 1, 1, 0, 0};
int32_t toy_group_code[10] = {0, 0, 1, 0, 1, 1, 0, 1, 0, 1};
int32_t toy_cause[10] = {1, 2, 0, 1, 1, 0, 2, 1, 0, 0};

struct lifetimes toy_lifetimes(void)
{
    return (struct lifetimes){
        .n = 10, .exit = toy_time, .event = toy_event, .group = toy_group_code, .groups = 2};
}

struct survival_data survival_data_load(struct arena *a)
{
    struct oracle_list l = oracle_load(a, "survival_data.csv");
    struct survival_data d = {.r = oracle_load(a, "survival.csv")};
    double *c[12];
    for (int j = 0; j < 11; j++)
        c[j] = t_column(a, &l, j, &d.n);
    d.x1 = c[0];
    d.x2 = c[1];
    d.g = t_codes(a, c[2], d.n);
    d.s = t_codes(a, c[3], d.n);
    d.cluster = t_codes(a, c[4], d.n);
    d.w = c[5];
    d.o = c[6];
    d.cause = t_codes(a, c[8], d.n);
    d.entry = c[9];
    d.wf = c[10];
    d.event = ARENA_ARRAY(a, int32_t, (size_t)d.n);
    for (int64_t i = 0; i < d.n; i++)
        d.event[i] = d.cause[i] == 1;
    d.lifetimes = (struct lifetimes){.n = d.n, .entry = d.entry, .exit = c[7], .event = d.cause};
    return d;
}
