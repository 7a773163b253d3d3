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
    {"list", "The rows themselves, in their order.", any_columns, true, list_keys, method_list},
    {0},
};
