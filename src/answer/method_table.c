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

static const struct method_column veil_columns[] = {
    {"group_is", WANTED_NUMBER, true, "true: the person stopped is of the group in question"},
    {"district", WANTED_TEXT, false, "within what it is looked at again"},
    {"at", WANTED_TEXT, false, "date and time of the stop, with lon and lat"},
    {"lon", WANTED_NUMBER, false, "longitude in degrees"},
    {"lat", WANTED_NUMBER, false, "latitude in degrees"},
    {"minute", WANTED_NUMBER, false, "minute of the day, with sunset and dusk, in place of at"},
    {"sunset", WANTED_NUMBER, false, "minute of the day at which the sun set"},
    {"dusk", WANTED_NUMBER, false, "minute of the day at which civil twilight ended"},
    {0},
};
static const struct method_key veil_keys[] = {
    {"zone", "the time zone of the places, as America/Chicago; by default the site's"},
    {0},
};

static const struct method_column interrupted_series_columns[] = {
    {"period", WANTED_TEXT, true, "2017, 2017-Q3, 2017-03, a day or a number"},
    {"outcome", WANTED_NUMBER, true, "the value; for counts, periods without a row are 0"},
    {"exposure", WANTED_NUMBER, false, "among how many, or over how long"},
    {0},
};
static const struct method_key interrupted_series_keys[] = {
    {"from", "the first period after the event (needed)"},
    {"family",
     "linear, log, poisson, quasi or negative binomial; by default quasi for counts, else linear"},
    {"season", "none (default), factor or fourier"},
    {"harmonics", "pairs of sine and cosine of fourier; 2 by default"},
    {"cycle", "periods a round of seasons; by default 12 for months, 4 for quarters, 7 for days"},
    {"variance", "newey west (default) or model"},
    {"lag", "of Newey and West; by default from the length of the series"},
    {0},
};

static const struct method_column standardised_rate_columns[] = {
    {"group", WANTED_TEXT, true, "what is compared"},
    {"stratum", WANTED_TEXT, true, "age band or another stratum"},
    {"events", WANTED_NUMBER, true, "how many, a whole number"},
    {"exposure", WANTED_NUMBER, true, "among how many"},
    {0},
};
static const struct method_key standardised_rate_keys[] = {
    {"standard", "a code list with a column weight:number; by default all groups together"},
    {0},
};

static const struct method_column concentration_columns[] = {
    {"place", WANTED_TEXT, false, "the place"},
    {"events", WANTED_NUMBER, true, "how many there, a whole number; places without events too"},
    {0},
};
static const struct method_key concentration_keys[] = {
    {"top", "a percentage of the places; 5 by default"},
    {"places", "how many places there are in all, where the query gives only those with events"},
    {"replicates", "how often chance is tried; 999 by default"},
    {"seed", "of the random numbers, so that the answer is the same again; 1 by default"},
    {0},
};

static const struct method_column cluster_columns[] = {
    {"place", WANTED_TEXT, true, "the place"},
    {"lon", WANTED_NUMBER, false, "longitude in degrees, with lat"},
    {"lat", WANTED_NUMBER, false, "latitude in degrees"},
    {"x", WANTED_NUMBER, false, "metres east, with y, in place of lon and lat"},
    {"y", WANTED_NUMBER, false, "metres north"},
    {"when", WANTED_TEXT, false, "the day, week, month or year of the cases"},
    {"cases", WANTED_NUMBER, true, "how many, a whole number"},
    {"population", WANTED_NUMBER, false, "people there (at that time), for the Poisson model"},
    {"controls", WANTED_NUMBER, false, "others there, for the Bernoulli model"},
    {0},
};
static const struct method_key cluster_keys[] = {
    {"model", "poisson, bernoulli or permutation; by default by the columns that are there"},
    {"most radius", "of a circle, in metres"},
    {"most days", "of a cluster"},
    {"most share", "of the population (or cases) in a circle, a percentage; 50 by default"},
    {"rates", "high (default), low or both"},
    {"prospective", "yes: only clusters that reach the last day"},
    {"every", "days between two analyses, for the recurrence; 1 by default"},
    {"clusters", "the most that are listed; 10 by default"},
    {"least cases", "in a cluster of high rates; 2 by default"},
    {"distance", "euclidean (default) or manhattan"},
    {"replicates", "how often chance is tried; 999 by default"},
    {"seed", "of the random numbers, so that the answer is the same again; 1 by default"},
    {0},
};

static const struct method_column near_repeat_columns[] = {
    {"lon", WANTED_NUMBER, false, "longitude in degrees, with lat"},
    {"lat", WANTED_NUMBER, false, "latitude in degrees"},
    {"x", WANTED_NUMBER, false, "metres east, with y, in place of lon and lat"},
    {"y", WANTED_NUMBER, false, "metres north"},
    {"when", WANTED_TEXT, true, "the day, or a number of days"},
    {0},
};
static const struct method_key near_repeat_keys[] = {
    {"space bands",
     "edges in metres: 0, 100, 200, 300, 400; a first band 0, 0.001 is the same place"},
    {"time bands", "edges in days: 0, 7, 14, 21, 28"},
    {"distance", "euclidean (default) or manhattan"},
    {"replicates", "how often chance is tried; 999 by default"},
    {"seed", "of the random numbers, so that the answer is the same again; 1 by default"},
    {0},
};

static const struct method_column mantel_columns[] = {
    {"lon", WANTED_NUMBER, false, "longitude in degrees, with lat"},
    {"lat", WANTED_NUMBER, false, "latitude in degrees"},
    {"x", WANTED_NUMBER, false, "metres east, with y, in place of lon and lat"},
    {"y", WANTED_NUMBER, false, "metres north"},
    {"when", WANTED_TEXT, true, "the day, or a number of days"},
    {0},
};
static const struct method_key mantel_keys[] = {
    {"space constant", "metres added to distances; 1 by default, 1000 for degrees"},
    {"time constant", "days added to times; 1 by default"},
    {"distance", "euclidean (default) or manhattan"},
    {"replicates", "how often chance is tried; 999 by default"},
    {"seed", "of the random numbers, so that the answer is the same again; 1 by default"},
    {0},
};

static const struct method_column difference_in_differences_columns[] = {
    {"unit", WANTED_TEXT, true, "the unit: a person, an area"},
    {"period", WANTED_TEXT, true, "2017, 2017-Q3, 2017-03, a day or a number"},
    {"outcome", WANTED_NUMBER, true, "the value of the unit in the period"},
    {"treated_from", WANTED_TEXT, true, "the first period treated; empty: never"},
    {"cluster", WANTED_TEXT, false, "what errors are summed by; by default the unit"},
    {"weight", WANTED_NUMBER, false, "of the row, for estimator: two way"},
    {0},
};
static const struct method_key difference_in_differences_keys[] = {
    {"estimator",
     "staggered (default; Callaway and Sant'Anna), or two way: unit and period effects"},
    {"control", "never or not yet: the units compared with; by default those never treated where "
                "there are any"},
    {"anticipation", "periods by which an effect may run ahead; 0 by default"},
    {0},
};

static const struct method_column synthetic_control_columns[] = {
    {"unit", WANTED_TEXT, true, "the unit: a person, an area"},
    {"period", WANTED_TEXT, true, "2017, 2017-Q3, 2017-03, a day or a number"},
    {"outcome", WANTED_NUMBER, true, "the value of the unit in the period"},
    {0},
};
static const struct method_key synthetic_control_keys[] = {
    {"treated", "the unit treated (needed)"},
    {"from", "the first period treated (needed)"},
    {0},
};

static const struct method_column rollout_columns[] = {
    {"unit", WANTED_TEXT, true, "the unit: a person, an area"},
    {"period", WANTED_TEXT, true, "2017, 2017-Q3, 2017-03, a day or a number"},
    {"outcome", WANTED_NUMBER, true, "the value of the unit in the period"},
    {"treated_from", WANTED_TEXT, true, "the first period treated; empty: never"},
    {0},
};
static const struct method_key rollout_keys[] = {
    {"estimator", "efficient (default), callaway santanna, sun abraham or difference in means"},
    {"replicates", "how often chance is tried; 999 by default"},
    {"seed", "of the random numbers, so that the answer is the same again; 1 by default"},
    {0},
};

static const struct method_column randomised_columns[] = {
    {"unit", WANTED_TEXT, false, "the unit"},
    {"arm", WANTED_TEXT, true, "treated or not, two values"},
    {"outcome", WANTED_NUMBER, true, "the value"},
    {"block", WANTED_TEXT, false, "within what the lot was drawn"},
    {"cluster", WANTED_TEXT, false, "what was assigned as a whole"},
    {"received", WANTED_NUMBER, false, "what each took up, 0 to 1"},
    {0},
};
static const struct method_key randomised_keys[] = {
    {"treated", "the value of arm that means treated (needed)"},
    {"covariates", "columns of numbers known before the lot, to adjust for"},
    {"alternative", "two sided (default), greater or less"},
    {"replicates", "assignments tried where there are too many to list; 9999 by default"},
    {"seed", "of the random numbers; 1 by default"},
    {0},
};

static const struct method_column relative_rate_index_columns[] = {
    {"stage", WANTED_TEXT, true, "the stage, in order; the first is the base, such as residents"},
    {"group", WANTED_TEXT, true, "what is compared"},
    {"count", WANTED_NUMBER, true, "how many at the stage"},
    {0},
};
static const struct method_key relative_rate_index_keys[] = {
    {"bases", "the stage that each is a share of: detention of referral, petition of referral; by "
              "default the one before"},
    {0},
};

static const struct method_column allocate_columns[] = {
    {"recipient", WANTED_TEXT, true, "who gets it; further columns are factors, groups and links"},
    {0},
};
static const struct method_key allocate_keys[] = {
    {"steps", "the code lists of steps: name, formula; see docs/allocate.md"},
    {"parameters", "code lists with a column value:number; later ones override"},
    {"gives", "the formula of what a recipient gets, mostly a step's name"},
    {"rows", "a formula: the recipients that are shown"},
    {"shows", "further columns shown"},
    {"residents", "a formula: people among whom it is spread"},
    {"need", "a formula: the higher, the needier"},
    {"rules of", "the day whose steps and parameters hold; by default the day of the question"},
    {"what if", "code lists of parameters that take the place of the others"},
    {"what if steps", "code lists of steps in place of the others"},
    {"what if gives", "another formula of what a recipient gets"},
    {0},
};

static const struct method_column competing_columns[] = {
    {"group", WANTED_TEXT, false, "what is compared"},
    {"left", WANTED_NUMBER, true, "the time at which it happened or watching ended"},
    {"cause", WANTED_TEXT, true, "what happened; NULL: nothing yet"},
    {"entered", WANTED_NUMBER, false, "the time from which it was watched"},
    {0},
};
static const struct method_key competing_keys[] = {
    {"of", "the cause asked about; by default the first"},
    {"at", "times, such as 12, 24, 36; by default the last"},
    {0},
};
static const struct method_column peers_columns[] = {
    {"group", WANTED_TEXT, true, "who is compared with the others"},
    {"stratum", WANTED_TEXT, true, "place and time, or assignment: peers share it"},
    {"outcome", WANTED_NUMBER, true, "whether it happened"},
    {0},
};
static const struct method_column cox_columns[] = {
    {"left", WANTED_NUMBER, true, "the time at which it happened or watching ended"},
    {"event", WANTED_NUMBER, true, "whether it happened"},
    {"entered", WANTED_NUMBER, false, "the time from which it was watched"},
    {"stratum", WANTED_TEXT, false, "groups that each have a hazard of their own"},
    {"cluster", WANTED_TEXT, false, "rows that belong together, for a robust variance"},
    {0},
};
static const struct method_column regression_columns[] = {
    {"outcome", WANTED_NUMBER, true, "what is explained"},
    {"cluster", WANTED_TEXT, false, "rows that belong together, for a robust variance"},
    {"offset", WANTED_NUMBER, false, "added to the predictor: the logarithm of the exposure"},
    {"weight", WANTED_NUMBER, false, "how much the row counts"},
    {0},
};
#define COVARIATE_KEYS                                                                             \
    {"factors", "columns of numbers that are categories"},                                         \
        {"reference", "the level that others are compared with: race White, sex Male"},            \
    {                                                                                              \
        "variance", "robust: holds without equal spread (also used where there is a cluster)"      \
    }
static const struct method_key cox_keys[] = {
    COVARIATE_KEYS,
    {"ties", "efron (the usual), breslow or exact"},
    {0},
};
static const struct method_key regression_keys[] = {
    COVARIATE_KEYS,
    {"family", "linear (the usual), logistic, poisson, quasipoisson or negative binomial"},
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
    {"veil_of_darkness",
     "The veil of darkness: whether a group is a larger share of stops when it is light than at "
     "the same time of the clock in the dark.",
     veil_columns, false, veil_keys, method_veil},
    {"interrupted_series",
     "What a series did after an event, against what its own past foretold (segmented regression).",
     interrupted_series_columns, false, interrupted_series_keys, method_interrupted_series},
    {"standardised_rate",
     "Rates as if every group had the same make-up by age or other strata (direct "
     "standardisation).",
     standardised_rate_columns, false, standardised_rate_keys, method_standardised_rate},
    {"concentration",
     "On how few places how many of the events are, against what chance alone would put there.",
     concentration_columns, false, concentration_keys, method_concentration},
    {"cluster",
     "Where, and when, there are more cases than chance would bring together (scan statistic).",
     cluster_columns, false, cluster_keys, method_cluster},
    {"near_repeat",
     "Whether events near each other in place come soon after each other more often than by chance "
     "(Knox's table).",
     near_repeat_columns, false, near_repeat_keys, method_near_repeat},
    {"mantel", "Whether events near in place are near in time, without bands (Mantel's test).",
     mantel_columns, false, mantel_keys, method_mantel},
    {"difference_in_differences",
     "Whether units changed more than others when their treatment began, all at once or one after "
     "another (staggered adoption).",
     difference_in_differences_columns, false, difference_in_differences_keys,
     method_difference_in_differences},
    {"synthetic_control", "A treated unit beside the mixture of others that went before like it.",
     synthetic_control_columns, false, synthetic_control_keys, method_synthetic_control},
    {"rollout", "The effect of a programme whose starting dates were drawn by lot.",
     rollout_columns, false, rollout_keys, method_rollout},
    {"randomised",
     "What a lot made different: the difference in means, with a p-value from the lot itself.",
     randomised_columns, true, randomised_keys, method_randomised},
    {"relative_rate_index",
     "At each stage, from contact to confinement, the rate of each group over that of the group "
     "compared with.",
     relative_rate_index_columns, false, relative_rate_index_keys, method_relative_rate_index},
    {"allocate",
     "What each recipient gets by the steps of a formula, and who gains and loses under another.",
     allocate_columns, true, allocate_keys, method_allocate},
    {"cox",
     "How each thing raises or lowers the chance of an event at any moment, the others held equal "
     "(Cox regression).",
     cox_columns, true, cox_keys, method_cox},
    {"regression", "How an outcome goes with each of several things, the others held equal.",
     regression_columns, true, regression_keys, method_regression},
    {"competing",
     "How many have come to each of several outcomes by a time, of which the first ends the watch.",
     competing_columns, false, competing_keys, method_competing},
    {"peers", "Each one against the others in the same place and time, or on the same assignment.",
     peers_columns, false, no_keys, method_peers},
    {0},
};
