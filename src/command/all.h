#pragma once
/* The commands: one file each. */

#include "command/options.h"

bool command_backup(struct options *o, struct error *err);
bool command_batches(struct options *o, struct error *err);
bool command_check(struct options *o, struct error *err);
bool command_decide(struct options *o, struct error *err);
bool command_demo(struct options *o, struct error *err);
bool command_due(struct options *o, struct error *err);
bool command_explain(struct options *o, struct error *err);
bool command_history(struct options *o, struct error *err);
bool command_init(struct options *o, struct error *err);
bool command_load(struct options *o, struct error *err);
bool command_look(struct options *o, struct error *err);
bool command_map(struct options *o, struct error *err);
bool command_measure(struct options *o, struct error *err);
bool command_pack(struct options *o, struct error *err);
bool command_private(struct options *o, struct error *err);
bool command_publish(struct options *o, struct error *err);
bool command_reconcile(struct options *o, struct error *err);
bool command_rejects(struct options *o, struct error *err);
bool command_report(struct options *o, struct error *err);
bool command_restore(struct options *o, struct error *err);
bool command_serve(struct options *o, struct error *err);
bool command_set(struct options *o, struct error *err);
bool command_sql(struct options *o, struct error *err);
bool command_user(struct options *o, struct error *err);
bool command_verify(struct options *o, struct error *err);
bool command_withdraw(struct options *o, struct error *err);
