#pragma once
/* A report written to a file, and said so. */

#include "report/gather.h"

MUST_CHECK bool write_report(struct site *s, struct arena *a, const struct gather_options *how,
                             const char *path, struct error *err);
