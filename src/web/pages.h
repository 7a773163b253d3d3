#pragma once
/* The pages: one function each, named in routes.c. */

#include "web/request.h"

#define PAGE(name) bool name(struct request *rq, struct html *h, struct error *err)

PAGE(page_asset);
PAGE(page_language);
PAGE(page_help);

PAGE(page_sign_in);
PAGE(act_sign_in);
PAGE(page_link);
PAGE(act_link);
PAGE(act_sign_out);
PAGE(page_account);
PAGE(act_account_password);
PAGE(act_account_codes);
PAGE(act_account_role);
PAGE(act_account_token);
PAGE(act_account_token_end);

PAGE(page_home);
PAGE(page_programme);
PAGE(page_measures);
PAGE(page_measure);
PAGE(get_measure_csv);
PAGE(get_measure_json);
PAGE(get_measure_chart);
PAGE(page_due);
PAGE(page_due_why);
PAGE(get_due_calendar);
PAGE(page_problems);

PAGE(page_records);
PAGE(page_record_list);
PAGE(page_record);

PAGE(page_public);
PAGE(page_public_measure);
PAGE(get_public_csv);

PAGE(page_decisions);
PAGE(page_decision);
PAGE(page_reconciliations);
PAGE(page_reconciliation);

#undef PAGE
