#pragma once
/* Replicates over threads: the same work, in whatever order, on as many cores as there are. */

#include <stdint.h>

/* Does the piece i of a piece of work. worker is 0 .. workers-1: no two pieces run at once under
 * the same worker, so scratch space belongs to a worker. What a piece computes must depend on i
 * alone, never on the worker: then the answer does not depend on the number of threads. */
typedef void parallel_piece(void *context, int worker, int64_t i);

/* How many workers to prepare scratch space for: threads, or where that is 0 one for each
 * processor; never more than pieces, never less than 1. */
int parallel_workers(int threads, int64_t pieces);

/* Runs piece 0 .. pieces-1 under that many workers and returns when all are done. The caller's
 * thread is worker 0; where the system refuses a thread, the others do its share. */
void parallel_run(int workers, int64_t pieces, parallel_piece *piece, void *context);
