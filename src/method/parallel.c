#include "method/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { WORKERS_MOST = 64 };

struct crew {
    atomic_int_least64_t next;
    int64_t pieces;
    parallel_piece *piece;
    void *context;
};

struct worker {
    struct crew *crew;
    int number;
    pthread_t thread;
};

static void *work(void *argument)
{
    struct worker *w = argument;
    struct crew *crew = w->crew;
    for (;;) {
        int64_t i = atomic_fetch_add(&crew->next, 1);
        if (i >= crew->pieces)
            return NULL;
        crew->piece(crew->context, w->number, i);
    }
}

int parallel_workers(int threads, int64_t pieces)
{
    int64_t workers = threads > 0 ? threads : sysconf(_SC_NPROCESSORS_ONLN);
    if (workers > pieces)
        workers = pieces;
    if (workers > WORKERS_MOST)
        workers = WORKERS_MOST;
    return workers < 1 ? 1 : (int)workers;
}

void parallel_run(int workers, int64_t pieces, parallel_piece *piece, void *context)
{
    struct crew crew = {.pieces = pieces, .piece = piece, .context = context};
    struct worker all[WORKERS_MOST];
    int started = 1;
    all[0] = (struct worker){.crew = &crew};
    for (; started < workers && started < WORKERS_MOST; started++) {
        all[started] = (struct worker){.crew = &crew, .number = started};
        if (pthread_create(&all[started].thread, NULL, work, &all[started]) != 0)
            break;
    }
    work(&all[0]);
    for (int i = 1; i < started; i++)
        pthread_join(all[i].thread, NULL);
}
