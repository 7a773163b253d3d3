#pragma once
/* A made-up report of an invented city. */

#include "report/report.h"

const struct report_view *made_up_view(struct arena *a);
