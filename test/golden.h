#pragma once
/* Golden files: what is written, on file in test/golden/, so that a change is a diff to review. */

/* That a text is what the file holds. With WARD_UPDATE_GOLDEN=1 the file is written instead
 * (tools/update-golden does that for all). */
void t_golden(const char *name, const char *text);
