/* The table of methods. */

#include "answer/methods.h"

static const struct method_column count_columns[] = {
    {"group", WANTED_TEXT, false, "what is counted apart"},
    {"events", WANTED_NUMBER, true, "how many, a whole number"},
    {0},
};

static const struct method_column rate_columns[] = {
    {"group", WANTED_TEXT, false, "what is compared"},
    {"events", WANTED_NUMBER, true, "how many, a whole number"},
    {"exposure", WANTED_NUMBER, true, "among how many, or over how long"},
    {0},
};

static const struct method_column proportion_columns[] = {
    {"group", WANTED_TEXT, false, "what is compared"},
    {"events", WANTED_NUMBER, true, "how many of them, a whole number"},
    {"trials", WANTED_NUMBER, true, "of how many, a whole number"},
    {0},
};

static const struct method_column value_columns[] = {
    {"group", WANTED_TEXT, false, "what is compared"},
    {"value", WANTED_NUMBER, true, "the value of each"},
    {0},
};

static const struct method_column trend_columns[] = {
    {"period", WANTED_TEXT, true, "2017, 2017-Q3, 2017-03 or a day"},
    {"events", WANTED_NUMBER, true, "how many, a whole number"},
    {"exposure", WANTED_NUMBER, false, "among how many, or over how long"},
    {0},
};

static const struct method_column funnel_columns[] = {
    {"stage", WANTED_TEXT, true, "the stage, in order"},
    {"count", WANTED_NUMBER, true, "how many are at it"},
    {0},
};

static const struct method_column any_columns[] = {{0}};

static const struct method_key no_keys[] = {{0}};
static const struct method_key count_keys[] = {
    {"exposure text", "over what it was counted, in words"},
    {0},
};
static const struct method_key proportion_keys[] = {
    {"interval", "exact: Clopper-Pearson in place of Wilson"},
    {0},
};
static const struct method_key trend_keys[] = {
    {"variance", "poisson: no more spread than chance; by default quasi"},
    {0},
};
static const struct method_key list_keys[] = {
    {"limit", "the most rows shown; 100 by default"},
    {0},
};

const struct method methods[] = {
    {"count", "Counts, each with the range that chance alone could give (exact Poisson interval).",
     count_columns, false, count_keys, method_count},
    {"rate",
     "Events for so many at risk, with exact intervals, and how many times as high as in the group "
     "compared with.",
     rate_columns, false, no_keys, method_rate},
    {"proportion",
     "Shares with their intervals, and their difference from the group compared with.",
     proportion_columns, false, proportion_keys, method_proportion},
    {"mean", "Means with their intervals.", value_columns, false, no_keys, method_mean},
    {"median", "Medians with exact intervals.", value_columns, false, no_keys, method_median},
    {"trend",
     "Whether counts or rates rise or fall over time, by how much, and whether chance alone could "
     "do that.",
     trend_columns, false, trend_keys, method_trend},
    {"funnel", "How many are left at each stage, and where most are lost.", funnel_columns, false,
     no_keys, method_funnel},
    {"list", "The rows themselves, in their order.", any_columns, true, list_keys, method_list},
    {0},
};
