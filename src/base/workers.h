/* workers.h - a row of jobs shared among threads, the results taken in order.
 *
 * `work` runs on any thread, several at a time; `take` runs on the calling thread only, for one
 * job after the other from 0, so that what it does never depends on the number of threads.  At
 * most a few jobs a thread are ahead of the one that is taken: memory is bounded.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    void *data;
    /* `thread` < the number of threads, and is nobody else's meanwhile. */
    void *(*work) (void *data, unsigned thread, size_t job);
    /* Owns the result.  False: no further job is begun or taken. */
    bool (*take) (void *data, size_t job, void *result);
    /* Of results that are not taken; NULL: there is nothing to free. */
    void (*drop) (void *data, void *result);
    unsigned ahead; /* results that may wait beside those in work, a thread */
} CopiaWork;

/* The processors this process may use. */
unsigned copia_workers_most (void);
/* One thread: everything happens on the calling one, and none is made.  False when `take` said so. */
bool copia_workers_run (const CopiaWork *work, unsigned threads, size_t jobs);
