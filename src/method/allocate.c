#include "method/allocate.h"

#include <math.h>

#include "method/order.h"

bool allocate(struct arena *a, struct formula_table *t, const struct allocation_step *steps,
              size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        const double *out;
        if (formula_find(t, steps[i].name) != NULL)
            return error_set(err, ERROR_INVALID, "there is a column %s already", steps[i].name);
        if (!formula_work(a, t, steps[i].formula, &out, err))
            return error_while(err, "step %s", steps[i].name);
        formula_add(a, t, steps[i].name, out);
    }
    return true;
}

void allocate_compare(struct arena *a, size_t rows, const double *before, const double *after,
                      const double *residents, const double *need, struct allocation_change **out,
                      size_t *count)
{
    int64_t *order = ARENA_ARRAY(a, int64_t, rows);
    double *falling = ARENA_ARRAY(a, double, rows);
    *out = ARENA_ARRAY(a, struct allocation_change, rows);
    *count = 0;
    for (size_t i = 0; i < rows; i++)
        falling[i] = need == NULL ? 0 : -need[i];
    order_numbers(falling, (int64_t)rows, order);
    for (size_t k = 0; k < rows; k++) {
        const size_t i = (size_t)order[k];
        const double change = after[i] - before[i];
        if (isnan(change))
            continue;
        (*out)[(*count)++] = (struct allocation_change){
            .row = i,
            .before = before[i],
            .after = after[i],
            .change = change,
            .per_resident =
                residents != NULL && residents[i] > 0 ? change / residents[i] : (double)NAN,
            .need = need == NULL ? (double)NAN : need[i],
        };
    }
}
