/* Funnels: drop-out from stage to stage. */

#include "method/funnel.h"

#include <inttypes.h>
#include <math.h>

static bool share_of(int64_t k, int64_t n, double level, struct proportion *out, struct error *err)
{
    if (n == 0) { // nobody was left to go on
        *out =
            (struct proportion){.share = NAN, .wilson = interval_none(), .exact = interval_none()};
        return true;
    }
    return proportion_estimate(k, n, level, out, err);
}

bool funnel_estimate(const int64_t *counts, size_t count, double level, struct arena *a,
                     struct funnel_stage **out, struct error *err)
{
    if (count == 0)
        return error_set(err, ERROR_USAGE, "a funnel has at least one stage");
    if (counts[0] == 0)
        return error_set(err, ERROR_INVALID, "not estimable, n = 0");
    struct funnel_stage *stages = ARENA_ARRAY(a, struct funnel_stage, count);
    for (size_t i = 0; i < count; i++) {
        int64_t before = counts[i == 0 ? 0 : i - 1];
        if (counts[i] > before)
            return error_set(err, ERROR_INVALID,
                             "stage %zu has %" PRId64 ", more than the %" PRId64
                             " of the stage before it",
                             i + 1, counts[i], before);
        stages[i].count = counts[i];
        stages[i].dropped = before - counts[i];
        if (!share_of(counts[i], before, level, &stages[i].of_before, err)
            || !proportion_estimate(counts[i], counts[0], level, &stages[i].of_first, err))
            return error_while(err, "stage %zu", i + 1);
    }
    *out = stages;
    return true;
}
