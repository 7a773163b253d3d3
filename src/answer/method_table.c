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

static const struct method_column survival_columns[] = {
    {"group", WANTED_TEXT, false, "what is compared"},
    {"entered", WANTED_NUMBER, false, "time at which the watch began, where it was not the start"},
    {"left", WANTED_NUMBER, true, "time of the event, or of the last sight"},
    {"event", WANTED_NUMBER, true, "true: it happened; false: still waiting"},
    {0},
};
static const struct method_key survival_keys[] = {
    {"at", "times at which the share still waiting is shown: 30, 90, 180"},
    {0},
};

static const struct method_column disparity_columns[] = {
    {"group", WANTED_TEXT, true, "what is compared"},
    {"events", WANTED_NUMBER, true, "how many, a whole number"},
    {0},
};

static const struct method_column hit_rate_columns[] = {
    {"group", WANTED_TEXT, true, "what is compared"},
    {"district", WANTED_TEXT, false, "within what the odds are compared"},
    {"stops", WANTED_NUMBER, false, "stops, for the share searched"},
    {"searches", WANTED_NUMBER, true, "searches, a whole number"},
    {"hits", WANTED_NUMBER, true, "searches that found something"},
    {0},
};

static const struct method_column adverse_impact_columns[] = {
    {"group", WANTED_TEXT, true, "what is compared"},
    {"selected", WANTED_NUMBER, true, "how many were selected"},
    {"applicants", WANTED_NUMBER, true, "of how many"},
    {0},
};
static const struct method_key adverse_impact_keys[] = {
    {"least share",
     "the share of all from which on a group is compared with or named; 0.02 by default"},
    {0},
};

static const struct method_column smoothed_rate_columns[] = {
    {"group", WANTED_TEXT, true, "places or people"},
    {"events", WANTED_NUMBER, true, "how many, a whole number"},
    {"exposure", WANTED_NUMBER, true, "among how many, or over how long"},
    {0},
};
static const struct method_key smoothed_rate_keys[] = {
    {"smoothing", "gamma (default), or moments: Marshall's estimator, without intervals"},
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
    {"survival",
     "Time until something happens, counting those for whom it has not happened yet: curves, "
     "medians, and whether groups differ (log-rank).",
     survival_columns, false, survival_keys, method_survival},
    {"disparity",
     "How many times as many events a group has as the group compared with, against each benchmark "
     "side by side.",
     disparity_columns, true, no_keys, method_disparity},
    {"hit_rate",
     "The outcome test: how often searches find something, by group, overall and within districts "
     "(Mantel-Haenszel).",
     hit_rate_columns, false, no_keys, method_hit_rate},
    {"adverse_impact",
     "The four-fifths rule: each group's share selected against the highest, or against the group "
     "compared with, with an exact test.",
     adverse_impact_columns, false, adverse_impact_keys, method_adverse_impact},
    {"smoothed_rate",
     "Rates of small groups drawn towards the rate of all, the more so the less is known "
     "(empirical Bayes).",
     smoothed_rate_columns, false, smoothed_rate_keys, method_smoothed_rate},
    {0},
};
